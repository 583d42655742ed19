"""Rates that cannot exceed 100 % and do: a person decides, here and in the formulas of the completed workbook.

Which rates these are is data: [[bounded]] of templates/glossary.toml.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import fraction
from sheetscore.model.figure import Input
from sheetscore.rules import Rule
from sheetscore.rules.shapes.excel_text import GUARD
from sheetscore.words.glossary import Glossary

OWN = ""
"""Stands for the rate of the row itself among those that are bounded."""


def bounded(
    record: Mapping[str, Any], rule: Rule, inputs: Sequence[Input], glossary: Glossary
) -> tuple[str, ...]:
    """What of a row cannot exceed 100 %: its own rate (OWN), and terms of its formula that are rates."""
    own = (
        [OWN]
        if not rule.quantities
        and rule.unit == "%"
        and glossary.at_most_all(str(record["indicator"]))
        else []
    )
    terms = [each.term for each in inputs if each.unit == "%" and glossary.at_most_all(each.term)]
    return (*own, *(terms if rule.formula is not None else ()))


def beyond_all(
    names: Sequence[str], rate: Fraction, inputs: Sequence[Input]
) -> tuple[str, Fraction] | None:
    """The first of the bounded rates that exceeds 100 %, with its value."""
    values = {each.term: fraction(each.value) for each in inputs if each.value is not None}
    known = [(name, rate if name == OWN else values.get(name)) for name in names]
    return next(((name, value) for name, value in known if value is not None and value > 1), None)


def beyond_all_excel(
    expression: str, ref: str, names: Sequence[str], refs: Mapping[str, str], uncovered: str
) -> str:
    """An expression of a score, or the text `uncovered` where one of the bounded rates exceeds 100 %.

    `ref` is the cell (or expression) of the row's rate, `refs` those of the terms.
    """
    cells = [ref if name == OWN else refs[name] for name in names if name == OWN or name in refs]
    if not cells:
        return expression
    above = ",".join(f"ROUND({each},{GUARD})>1" for each in cells)
    return f"IF({above if len(cells) == 1 else f'OR({above})'},{uncovered},{expression})"
