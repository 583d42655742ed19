"""The scores of a wording of several figures: over the readings of a started step, and told one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from sheetscore.exact.amounts import fraction
from sheetscore.model.figure import Input
from sheetscore.rules import Formula, Rule
from sheetscore.rules.shapes.shapes import READINGS


def span_of(rule: Rule, inputs: Sequence[Input], rate: Fraction) -> tuple[Decimal, Decimal] | None:
    """Lowest and highest score over the three readings; of several figures, each read alike."""
    formula = rule.formula
    if formula is None or not formula.expression.scores():
        return rule.span(rate)
    values = {each.term: fraction(each.value or 0) for each in inputs}
    found = [rule.score(formula.expression.under(each).evaluate(values)) for each in READINGS]
    known = [each for each in found if each is not None]
    return (min(known), max(known)) if known else None


def tell_parts(formula: Formula, values: Mapping[str, Fraction]) -> list[str]:
    """What each of several figures gives, in one sentence; [] for a formula of one."""
    told = [each.tell(values) for each in formula.expression.scores()]
    return [f"{'；'.join(told)}。"] if told else []
