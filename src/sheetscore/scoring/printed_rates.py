"""The rates that a 基础数据表 prints itself (控制率), computed from its own figures, with the formula over its own cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import fraction
from sheetscore.model.figure import Key
from sheetscore.rules.shapes.excel_text import number
from sheetscore.scoring.filed.figure_inputs import factor_of
from sheetscore.scoring.filed.figure_lookup import Figures
from sheetscore.words.glossary import Glossary


def with_rates(lines: Sequence[dict[str, Any]], glossary: Glossary) -> list[dict[str, Any]]:
    """The rows of the base frame with `rate` and `excel` filled for the rates that the table itself prints (控制率)."""
    figures = Figures.listed(lines, glossary)
    own = (_own_rate(line, figures, glossary) for line in lines)
    return [
        {**line, "rate": rate, "excel": formula}
        for line, (rate, formula) in zip(lines, own, strict=True)
    ]


def _own_rate(
    record: Mapping[str, Any], figures: Figures, glossary: Glossary
) -> tuple[Fraction | None, str | None]:
    """The rate, and its formula where both figures stand on the sheet of the rate."""
    for rate in glossary.rates:
        if record["supplied"] or (record["item"], record["measure"]) != (rate.item, rate.measure):
            continue
        top, _ = figures.find(Key(rate.item, rate.numerator, 0), dated=False)
        low, _ = figures.find(Key(rate.item, rate.denominator, 0), dated=False)
        if top and low and (figures.slip(top) or figures.slip(low)):
            return None, None
        if top and low and top["value"] is not None and low["value"]:
            found = fraction(top["value"]) / fraction(low["value"])
            filed = all(
                each["sheet"] == record["sheet"] and not each["supplied"] for each in (top, low)
            )
            return found, f"={_cell(top)}/{_cell(low)}" if filed else None
    return None, None


def _cell(record: Mapping[str, Any]) -> str:
    """The cell of a figure, times a factor where it is counted in another unit (元)."""
    factor = factor_of(record)
    return str(record["cell"]) if factor == 1 else f"({record['cell']}*{number(factor)})"
