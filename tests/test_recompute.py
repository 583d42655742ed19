"""A stored result of a formula is checked only where it can be computed without doubt."""

from __future__ import annotations

from fractions import Fraction

import pytest

from sheetscore.readers.recompute import is_stale

VALUES = {
    "表": {(1, 1): 10, (2, 1): 2.5, (3, 1): None, (4, 1): "——", (5, 1): 0.95, (6, 1): "#DIV/0!", (7, 1): True},
    "字": {(1, 1): "80分", (2, 1): "100分", (3, 1): "约52人", (4, 1): "８分", (5, 1): "8𬭎"},
    "基础 数据": {(1, 2): 117.48, (2, 2): 93.7},
}  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("=10+10", 20),
        ("=A1*2-5", 15),
        ("=(A1+A2)/5", 2.5),
        ("=-A1+3", -7),
        ("=50%*A1", 5),
        ("=SUM(A1:A5)", 13.45),
        ("=SUM(A1,A2,1)", 13.5),
        ("=$A$1+A3", 10),
        ("=ROUND('基础 数据'!B1/'基础 数据'!B2,4)", 1.2538),
        ("=MAX(A1:A2)-MIN(A1:A2)", 7.5),
        ("=AVERAGE(A1:A2)", 6.25),
        ("=0.1+0.2", 0.3),
        ("=--LEFT(字!A1,2*LEN(字!A1)-LENB(字!A1))", 80),
        ("=LEFT(字!A2,LEN(字!A2)-1)*1", 100),
        ("=LEN(字!A3)+LENB(字!A3)", 10),
    ],
)
def test_what_agrees_is_not_told_and_what_does_not_is(formula: str, result: float) -> None:
    assert is_stale(formula, result, "表", VALUES) is None
    computed = is_stale(formula, result + 1, "表", VALUES)
    assert computed is not None
    assert abs(computed - Fraction(str(result))) < Fraction(1, 10**6)


@pytest.mark.parametrize(
    "formula",
    [
        "=VLOOKUP(A1,B:C,2,0)", "=IF(A1>1,2,3)", "=A4+1", "=A6+1", "=A7+1", "=SUM(A1:A6)", "=没有!A1", "=[1]表!A1", "=A1:A2",
        "=1/0", "=A1^2", "=A1&A2", "=SUM(", "=(1", "=", "", "=NOW()", "=SUM(A1:ZZ500)",
        "=--LEFT(字!A3,2)", "=--LEFT(字!A4,1)", "=--LEFT(A1,1)", "=--LEFT(字!A1,9)", "=--MID(字!A1,1,2)", "=LENB(字!A5)",
        "=" + "(" * 60 + "1" + ")" * 60,
    ],
)  # fmt: skip
def test_what_is_not_computed_without_doubt_is_left_alone(formula: str) -> None:
    assert is_stale(formula, 12, "表", VALUES) is None


@pytest.mark.parametrize("stored", ["12", None, True, "#REF!"])
def test_only_numbers_are_compared(stored: object) -> None:
    assert is_stale("=10+10", stored, "表", VALUES) is None
