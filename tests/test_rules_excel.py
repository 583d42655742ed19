"""Excel 公式与复核得分一致：每种规则、每条边界的上面、下面和正好，由 LibreOffice 重新计算后逐格核对。"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
import xlsxwriter
from recalc import recalculate
from test_wordings import ENTRIES, rule_of

from sheetscore.rules import Rule
from sheetscore.rules.shapes.shapes import READINGS, Ladder, Raised, Reading, Stepped

SEED = 20201231
BESIDE = (Fraction(1, 10**6), Fraction(1, 10**4), Fraction(1, 300))


def computable_rules() -> list[Rule]:
    """One rule for each spelling that gives a new shape."""
    found: dict[object, Rule] = {}
    for entry in ENTRIES:
        for text in entry["spellings"]:
            rule = rule_of(entry, text)
            if rule.computable:
                found.setdefault((rule.shape, rule.points), rule)
    return list(found.values())


def edges(rule: Rule) -> set[Fraction]:
    """Every value at which the score can jump."""
    assert isinstance(rule.shape, Ladder)
    found: set[Fraction] = set()
    for segment in rule.shape.segments:
        found |= {
            edge for edge in (segment.interval.low, segment.interval.high) if edge is not None
        }
        steps = segment.outcome
        if isinstance(steps, Stepped | Raised):
            away = steps.size if segment.interval.low is not None else -steps.size
            found |= {steps.anchor + away * count for count in range(1, 12)}
    return found


def values_of(rule: Rule, random: Random) -> list[Fraction]:
    on = edges(rule)
    beside = {edge + sign * step for edge in on for step in BESIDE for sign in (1, -1)}
    drawn = {Fraction(random.randint(-3000, 20000), 9973) for _ in range(80)}
    return sorted(on | beside | drawn)


@pytest.mark.needs("libreoffice")
def test_the_excel_formula_gives_the_same_score_as_the_rule(tmp_path: Path) -> None:
    random = Random(SEED)
    path = tmp_path / "规则.xlsx"
    expected: dict[str, tuple[Decimal | None, str]] = {}
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("规则")
        row = 0
        for rule in computable_rules():
            for value in values_of(rule, random):
                reading: Reading = READINGS[row % len(READINGS)]
                row += 1
                sheet.write_number(f"A{row}", value.numerator / value.denominator)
                formula = rule.to_excel(f"A{row}", reading)
                assert formula is not None
                sheet.write_formula(f"B{row}", formula, value=-1)
                told = f"{rule.text} | {value} | {reading} | {formula}"
                expected[f"B{row}"] = rule.score(value, reading), told
    assert len(expected) > 3000
    found = recalculate(path)
    wrong = []
    for cell, (score, told) in expected.items():
        value = found.get(("规则", cell))
        given = None if value in ("", None) else Decimal(str(round(float(str(value)), 6)))
        if given != score:
            wrong.append((told, given, score))
    assert wrong == []
