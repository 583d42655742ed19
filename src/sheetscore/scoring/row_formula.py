"""The whole Excel formula of a row's score, over the cells of the submitted file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from sheetscore.exact.amounts import fraction
from sheetscore.model.figure import Input
from sheetscore.model.profile import Profile
from sheetscore.rules import Rule
from sheetscore.rules.shapes.excel_text import number
from sheetscore.scoring.binding import sheet_ref
from sheetscore.scoring.impossible import beyond_all_excel
from sheetscore.scoring.near_target import (
    too_far_excel,
)

UNCOVERED = '""'
"""What a formula shows where the wording does not cover the value."""


def row_formula(
    rule: Rule,
    inputs: Sequence[Input],
    factors: Mapping[str, Fraction],
    profile: Profile,
    excess: Fraction | None,
    target: Fraction | None,
    bounded: Sequence[str],
) -> str | None:
    """The formula; None where a figure has no cell there, or no figure is used."""
    filed = bool(inputs) and all(figure.cell for figure in inputs)
    if not rule.computable or not filed:
        return None
    refs = {figure.term: _ref(figure, factors) for figure in inputs}
    formula = rule.formula
    rate = formula.to_excel(refs) if formula else refs[inputs[0].term]
    found = rule.to_excel(rate)
    if found is None:
        return None
    settled = profile.settle_excel(found[1:], UNCOVERED)
    settled = profile.excess_excel(settled, rate, excess)
    settled = too_far_excel(settled, rate, target, UNCOVERED)
    settled = beyond_all_excel(settled, rate, bounded, refs, UNCOVERED)
    if formula and formula.expression.scores():
        settled = f"IFERROR({settled},{UNCOVERED})"
    divisors = formula.excel_divisors(refs) if formula else []
    if not divisors:
        return f"={settled}"
    below = ",".join(f"({each})<0" for each in divisors)
    return f"=IF(OR({below}),{UNCOVERED},{settled})"


def _ref(figure: Input, factors: Mapping[str, Fraction]) -> str:
    """The figure's cell, times a factor where the table counts in another unit (元); the number itself where a text states it."""
    if figure.part and figure.value is not None:
        return number(fraction(figure.value)) if figure.value >= 0 else f"({number(fraction(figure.value))})"  # fmt: skip
    cell = f"{sheet_ref(figure.sheet)}!{figure.cell}"
    factor = factors.get(figure.term, Fraction(1))
    return cell if factor == 1 else f"({cell}*{number(factor)})"
