"""The inputs of a rule: a term with the figure that was found for it, and in words why one is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import MONEY_UNITS, RATE, fraction
from sheetscore.model.figure import Input, Key, Missing
from sheetscore.words.measure_units import COUNTS, times


def factor_of(found: Mapping[str, Any] | None) -> Fraction:
    """What the number in a cell is multiplied by to give the figure."""
    if found is None or found["state"] != "value" or not found["value"] or not found["number"]:
        return Fraction(1)
    return fraction(found["value"]) / fraction(found["number"])


def figure_input(
    term: str, key: Key, unit: str, found: Mapping[str, Any] | None, conflict: bool
) -> Input:
    """A term with the figure that was found for it (None: none)."""
    if found is None:
        return Input(term, key, None, unit, "conflict" if conflict else "absent")
    printed = found["printed_year"] if found["year"] != key.year else None
    state = found["state"]
    if state == "value" and found["supplied"] and not _same_kind(str(found["counted"]), unit):
        state = "unit"
    value = found["value"] if state == "value" else None
    return Input(
        term, key, value, _counted_in(unit, found), state, found["sheet"], found["cell"],
        bool(found["supplied"]), printed,
    )  # fmt: skip


def _counted_in(usual: str, found: Mapping[str, Any]) -> str:
    """The unit that a table states for a count (万件) before the one that its name usually has (项)."""
    counted = str(found["counted"] or "")
    stated = usual in COUNTS and counted not in ("", "%", "‰", RATE, *MONEY_UNITS)
    if stated and not found["supplied"] and times(counted, usual) != 1:
        return counted
    return usual or str(found["unit"])


def _same_kind(stated: str, unit: str) -> bool:
    """Money for money and a rate for a rate. A figure sent without its unit is 万元 where it is money, never 元."""
    if not stated:
        return unit not in MONEY_UNITS or unit == "万元"
    rates = ("%", RATE)
    return not unit or (
        (stated in MONEY_UNITS) == (unit in MONEY_UNITS) and (stated in rates) == (unit in rates)
    )


def where(figure: Input) -> str:
    """The cell of a figure, with its sheet."""
    return f"{figure.sheet}!{figure.cell}"


def missing_figures(inputs: Sequence[Input], points: Decimal) -> tuple[Missing, ...]:
    """The figures without a value, with the points that hang on each."""
    return tuple(
        Missing(
            figure.term, figure.key.item, figure.key.measure, figure.key.year,
            where(figure) if figure.cell else None, points, figure.unit,
        )
        for figure in inputs if figure.value is None
    )  # fmt: skip


def missing_name(figure: Input) -> str:
    """A missing figure as a reader of the table would call it, with its cell if the form has one."""
    return f"{figure.term}（{why_missing(figure)}）"


def why_missing(figure: Input) -> str:
    """Where a missing figure belongs, or why what stands there is not used."""
    if figure.why:
        return figure.why
    if figure.state == "conflict":
        return "表中有几格，不相等"
    if figure.state == "off balance":
        return "年初结转＋本年收入－本年支出与年末结转对不上，请先更正"
    if figure.state == "revised":
        return "年初预算和调整预算不同，没有写明用哪一个"
    if figure.state == "ambiguous":
        return f"{where(figure)}，分不清是百分之几还是几倍，请填成 92% 的样子"
    if figure.state == "unit":
        told = f"补填的单位不是{figure.unit}" if figure.supplied else "和指标值的单位不同"
        return f"{where(figure)}，{told}"
    if figure.state in ("text", "error"):
        return f"{where(figure)}，填的不是数字"
    if not figure.cell and figure.key.item == "年度资金总额":
        return "表里没有年度资金总额的这一栏"
    return where(figure) if figure.cell else "基础数据表没有这一栏"
