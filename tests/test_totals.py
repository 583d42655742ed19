"""Totals of a unit: what is added to what, and what makes a total impossible."""

from __future__ import annotations

from decimal import Decimal

import pytest
from workbooks import CLEAN_LINES, clean, findings, score, supply

from sheetscore.model.columns import rows
from sheetscore.model.outcome import Outcome
from sheetscore.scoring.totals import grade


def totals(outcome: Outcome) -> tuple[object, ...]:
    """(自评, 复核, 最低, 最高)"""
    found = outcome.totals
    assert found is not None
    return found.claimed, found.reviewed, found.low, found.high


# 管理制度健全性 is judged (10 points); 政府采购执行率 is missing without its budget (10 points); 80 are computed
CLAIMS = [
    # 待佐证行（分值 10）的自评，自评合计，复核合计
    ("正好满分", 10, 100, 100),
    ("没有满分", 4, 94, 94),
    ("零分", 0, 90, 90),
    ("超过分值的按分值计", 12, 102, 100),
    ("空白", None, None, None),
    ("横线", "——", None, None),
    ("负数", -1, 89, None),
    ("文字", "优", None, None),
    ("百分数", "100%", None, None),
]


@pytest.mark.parametrize(
    ("claim", "claimed", "reviewed"), [c[1:] for c in CLAIMS], ids=[c[0] for c in CLAIMS]
)
def test_the_claim_of_a_judged_row(
    claim: object, claimed: int | None, reviewed: int | None
) -> None:
    assert totals(score(clean({"指标表!I7": claim}))) == (claimed, reviewed, 90, 100)


@pytest.mark.parametrize(
    ("claim", "claimed", "reviewed"), [c[1:] for c in CLAIMS], ids=[c[0] for c in CLAIMS]
)
def test_the_claim_of_a_row_without_figures(
    claim: object, claimed: int | None, reviewed: int | None
) -> None:
    outcome = score(clean({"基础数据表!C8": None, "指标表!I6": claim}))
    assert totals(outcome) == (claimed, reviewed, 80, 100)


COMPUTED = [
    # 计算行（算得 30）的自评，自评合计，复核合计，可加分
    ("相同", 30, 100, 100, 0),
    ("多报：按算得的计", 31, 101, 100, 0),
    ("少报：可加 5 分", 25, 95, 100, 5),
    ("没有填：按算得的计", None, None, 100, 0),
    ("文字：按算得的计", "满", None, 100, 0),
    ("负数：按算得的计", -5, 65, 100, 35),
]


@pytest.mark.parametrize(
    ("claim", "claimed", "reviewed", "addable"),
    [c[1:] for c in COMPUTED],
    ids=[c[0] for c in COMPUTED],
)
def test_the_claim_of_a_computed_row(
    claim: object, claimed: int | None, reviewed: int, addable: int
) -> None:
    outcome = score(clean({"指标表!I4": claim}))
    assert totals(outcome) == (claimed, reviewed, 90, 100)
    assert outcome.totals is not None
    assert outcome.totals.addable == addable


def test_a_total_that_lacks_a_claim_has_its_partial_sum_in_the_finding() -> None:
    outcome = score(clean({"指标表!I7": None}))
    (found,) = findings(outcome, "D07")
    assert "其余各项合计 90 分" in found.message
    assert outcome.totals is not None
    assert (outcome.totals.claimed_sum, outcome.totals.grade) == (90, None)


def test_low_and_high_take_open_rows_at_0_and_at_full() -> None:
    outcome = score(clean({"基础数据表!C8": None, "基础数据表!D7": 105, "指标表!I7": 3}))
    # computed 20 + 25 + 30; open 10 + 10, claimed 10 + 3
    assert totals(outcome) == (93, 88, 75, 95)


def test_sums_are_exact() -> None:
    """0.1 + 0.2 + … in doubles is not 100."""
    outcome = score(
        clean(
            {
                "指标表!I3": 19.9,
                "指标表!I4": 29.7,
                "指标表!I5": 29.8,
                "指标表!I6": 9.6,
                "指标表!I7": 0.3,
            }
        )
    )
    assert outcome.totals is not None
    assert outcome.totals.claimed == Decimal("89.3")


GRADES = [
    ("100", "优"), ("90", "优"), ("89.99", "良"), ("89.999999", "良"), ("80", "良"), ("79.995", "中"), ("60", "中"),
    ("59.999", "差"), ("0", "差"),
]  # fmt: skip


@pytest.mark.parametrize(("reviewed", "name"), GRADES, ids=[f"{r} 分" for r, _ in GRADES])
def test_the_grade_is_from_the_unrounded_total(reviewed: str, name: str) -> None:
    assert grade(Decimal(reviewed), Decimal(100)) == name


SHARES = [("108", "120", "优"), ("107.99", "120", "良"), ("45", "50", "优"), ("39.99", "50", "中")]


@pytest.mark.parametrize(
    ("reviewed", "points", "name"), SHARES, ids=[f"{r}/{p}" for r, p, _ in SHARES]
)
def test_the_grade_is_by_share_of_the_points(reviewed: str, points: str, name: str) -> None:
    assert grade(Decimal(reviewed), Decimal(points)) == name


def test_no_total_no_grade() -> None:
    assert grade(None, Decimal(100)) is None
    assert grade(Decimal(0), Decimal(0)) is None


@pytest.mark.parametrize(
    ("claim", "reviewed", "name"), [(0, 90, "优"), (None, None, None)], ids=["90 分整", "没有填"]
)
def test_the_grade_of_a_return(claim: int | None, reviewed: int | None, name: str | None) -> None:
    outcome = score(clean({"指标表!I7": claim}))
    assert outcome.totals is not None
    assert (outcome.totals.reviewed, outcome.totals.grade) == (reviewed, name)


def test_a_supplied_figure_moves_the_total_like_a_filed_one() -> None:
    book = clean({"基础数据表!C8": None, "指标表!I6": 10})
    before = totals(score(book))
    after = totals(score(supply(book, ("政府采购金额", "预算", 2020, "万元", 100))))
    # 50/100: 50 points under, 10 steps of 2 points off 10 points
    assert (before, after) == ((100, 100, 80, 100), (100, 90, 80, 90))


def test_points_that_do_not_add_up_are_graded_by_what_is_there() -> None:
    outcome = score(clean(lines=CLEAN_LINES[:4]))
    assert outcome.totals is not None
    assert (outcome.totals.points, outcome.totals.reviewed, outcome.totals.grade) == (90, 90, "优")
    assert findings(outcome, "A10", "error")


def test_a_row_worth_nothing_holds_no_total_up() -> None:
    """分值 0、没有填得分的一行（如“……”）：自评合计和复核照样有。"""
    judged = next(row for row in rows(score(clean()).indicators) if row.claimed_cell == "I7")
    outcome = score(clean({"指标表!I7": None, f"指标表!{judged.points_cell}": 0}))
    assert totals(outcome) == (90, 90, 90, 90)
