"""没有…项目的部门按满分计算: when it applies, when it does not, and whom it covers."""

from __future__ import annotations

import pytest
from workbooks import BASE_ROWS, CLEAN_LINES, Line, clean, findings, indicator, score, supply

from sheetscore.model.outcome import Outcome

EXEMPT = "100%以下（含）计满分，每超出5%扣2分，扣完为止。没有楼堂馆所项目的部门按满分计算"
LINES = [
    *CLEAN_LINES[:3],
    Line(
        "新建楼堂馆所面积控制率", 10, EXEMPT, "新建楼堂馆所面积控制率=实际建设面积/批准建设面积×100%。", 10, None, ("楼堂馆所", 20),
    ),
    Line(
        "新建楼堂馆所投资概算控制率", 10, "100%以下（含）计满分，每超出5%扣2分，扣完为止。",
        "新建楼堂馆所投资概算控制率=实际投资金额/批准投资金额×100%。", 10,
    ),
]  # fmt: skip
HEADS = (
    "楼堂馆所控制情况",
    "批复规模（㎡）",
    "实际规模（㎡）",
    "预算投资（万元）",
    "实际投资（万元）",
)


def built(
    approved: object,
    actual: object,
    planned: object = 100,
    paid: object = 100,
    lines: list[Line] = LINES,
) -> Outcome:
    """A return with these figures of buildings: area approved and built, money approved and paid."""
    return score(
        clean(lines=lines, base=[*BASE_ROWS, HEADS, (None, approved, actual, planned, paid)])
    )


CASES = [
    # 批复，实际，状态，得分，按没有项目计
    ("都是 0", 0, 0, "agrees", 10, True),
    ("都是横线", "——", "——", "agrees", 10, True),
    ("0 和横线", 0, "——", "agrees", 10, True),
    ("横线和 0", "/", "0\u3000", "agrees", 10, True),
    ("写着无", "无", "无", "agrees", 10, True),
    ("0 和空白：至少填了一个", 0, None, "agrees", 10, True),
    ("都空白：不知道有没有", None, None, "missing", None, False),
    ("有批复没有实际", 100, None, "missing", None, False),
    ("有批复，实际写横线", 100, "——", "missing", None, False),
    ("没有批复，实际 5", 0, 5, "differs", 0, False),
    ("没有批复，实际 -5：不是“大于 0”，由人评定", 0, -5, "judged", None, False),
    ("批复写横线，实际 5", "——", 5, "missing", None, False),
    ("建了，没有超", 100, 100, "agrees", 10, False),
    ("建了，少建了", 100, 40, "agrees", 10, False),
    ("批复 100，实际 0", 100, 0, "agrees", 10, False),
    ("超 4.99%，不到一档", 100, 104.99, "agrees", 10, False),
    ("超 5%，一档", 100, 105, "differs", 8, False),
    ("填的不是数", 0, "没有项目吧", "missing", None, False),
]


@pytest.mark.parametrize(
    ("approved", "actual", "status", "points", "applied"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)  # fmt: skip
def test_when_the_clause_applies(
    approved: object, actual: object, status: str, points: int | None, applied: bool
) -> None:
    row = indicator(built(approved, actual), "面积控制率")
    assert (str(row.status), row.score, row.not_applicable) == (status, points, applied)


def test_where_it_applies_there_is_no_rate_and_a_step_says_so() -> None:
    row = indicator(built(0, 0), "面积控制率")
    assert (row.rate, row.low, row.high) == (None, 10, 10)
    assert "没有楼堂馆所项目" in row.steps[0]


def test_built_without_approval_scores_0_and_is_an_error() -> None:
    outcome = built(0, 5)
    row = indicator(outcome, "面积控制率")
    assert (row.score, row.low, row.high) == (0, 0, 0)
    (found,) = findings(outcome, "C07")
    assert (found.level, found.where, found.found) == ("error", "基础数据表!C11", "5")


SIBLING = [
    ("两行都是 0", (0, 0, 0, 0), ("agrees", "agrees")),
    ("面积是 0，投资照算", (0, 0, 100, 105), ("agrees", "differs")),
    ("面积照算，投资是 0", (100, 100, 0, 0), ("agrees", "agrees")),
    ("面积是 0，投资没有填", (0, 0, None, None), ("agrees", "missing")),
    ("没有批复就投资", (0, 0, 0, 5), ("agrees", "differs")),
]


@pytest.mark.parametrize(
    ("figures", "statuses"), [case[1:] for case in SIBLING], ids=[case[0] for case in SIBLING]
)
def test_the_sibling_row_of_the_same_item_is_covered_by_its_own_figures(
    figures: tuple[object, ...], statuses: tuple[str, str]
) -> None:
    outcome = built(*figures)
    assert (
        str(indicator(outcome, "面积控制率").status),
        str(indicator(outcome, "投资概算").status),
    ) == statuses


def test_the_sibling_built_without_approval_is_an_error_too() -> None:
    outcome = built(0, 0, 0, 5)
    assert indicator(outcome, "投资概算").score == 0
    assert [each.where for each in findings(outcome, "C07", "error")] == ["基础数据表!E11"]


def test_rows_of_other_items_are_not_covered() -> None:
    table = [*BASE_ROWS[:6], ("公用经费", 0, 0, 0), *BASE_ROWS[7:], HEADS, (None, 0, 0, 0, 0)]
    row = indicator(score(clean(lines=LINES, base=table)), "公用经费")
    assert (row.score, str(row.status), row.not_applicable) == (None, "judged", False)


def test_without_the_clause_nothing_by_nothing_is_for_a_person() -> None:
    bare = [
        Line(
            each.name,
            each.points,
            each.criteria.partition("没有")[0],
            each.explanation,
            each.claim,
            each.level1,
            each.level2,
        )
        for each in LINES
    ]
    row = indicator(built(0, 0, lines=bare), "面积控制率")
    assert (row.score, row.rate, str(row.status), row.low, row.high) == (
        None,
        None,
        "judged",
        0,
        10,
    )


def test_approved_0_without_the_clause_is_for_a_person_not_0_points() -> None:
    row = indicator(score(clean({"基础数据表!C7": 0})), "公用经费")
    assert (row.score, str(row.status)) == (None, "judged")
    assert any("分母不大于0" in step for step in row.steps)


@pytest.mark.parametrize("budget", [-3, -0.01])
def test_a_negative_budget_gives_no_rate(budget: float) -> None:
    """预算填成负数：不能用来算率，由人评定，不是 0 分。"""
    row = indicator(score(clean({"基础数据表!C7": budget})), "公用经费")
    assert (row.rate, row.score, str(row.status)) == (None, None, "judged")
    assert any("分母不大于0" in step for step in row.steps)
    assert row.excel.startswith("=IF(OR(('基础数据表'!C7)<0),\"\",")


def test_a_negative_approval_is_for_a_person_even_under_the_clause() -> None:
    book = clean(lines=LINES, base=[*BASE_ROWS, HEADS, (None, -100, 110, None, None)])
    row = indicator(score(book), "面积控制率")
    assert (row.score, str(row.status)) == (None, "judged")


def test_nothing_filed_but_a_project_sent_later_is_scored() -> None:
    book = clean(lines=LINES, base=[*BASE_ROWS, HEADS, (None, None, None, 0, 0)])
    figures = ("楼堂馆所", "批准面积", 2020, "㎡", 100), ("楼堂馆所", "实际面积", 2020, "㎡", 110)
    row = indicator(score(supply(book, *figures)), "面积控制率")
    assert (row.score, row.not_applicable) == (6, False)
