"""预算数 and 预算执行数 of the whole unit in the row of the whole (寿县 2023 部门整体支出绩效评价自评表; 湛江 2020 附表).

部门整体支出 1,000 planned and 900 spent: 90 %, 5 points under 95 %, 0.5 points a point off: 2.5 of 5.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from own_tables import REST, Row, own_table
from workbooks import score

from sheetscore.model.outcome import Outcome

RATE = "预算执行率＝（预算执行数/预算数）×100%"
STEPS = "预算执行率≥95%，得5分；每低1个百分点扣0.5分，扣完为止。"
HEADS = ("项目", "2022年决算数", "2023年预算数", "2023年决算数")
Lines = list[tuple[object, ...]]
OTHERS: Lines = [("三公经费", 6, 5, 4), ("公用经费", 60, 50, 40), ("政府采购金额", 30, 20, 10)]


def scored(
    lines: Lines,
    name: str = "预算执行率",
    explanation: str = RATE,
    criteria: str = STEPS,
    heads: tuple[object, ...] = HEADS,
) -> Outcome:
    row = Row(name, criteria, None, explanation=explanation, points=5)
    rest = Row("制度建设", REST.criteria, "已建立", points=95, claim=95)
    base = [
        ["部门整体支出基础数据表"],
        ["填报单位：某局　单位：万元"],
        list(heads),
        *map(list, lines),
    ]
    return score(own_table(row, rest, base=base))


def result(outcome: Outcome) -> tuple[object, str]:
    row = next(outcome.indicators.itertuples())
    return row.score, str(row.status)


@pytest.mark.parametrize("name", ["部门整体支出", "整体支出", "部门支出", "部门支出合计"])
def test_the_row_of_the_whole_is_the_budget_of_the_unit(name: str) -> None:
    outcome = scored([*OTHERS, (name, 800, 1000, 900)])
    row = next(outcome.indicators.itertuples())
    assert (row.score, row.status) == (Decimal("2.5"), "filled")
    assert f"“预算执行数”按“{name}”一行的决算数。" in row.steps


PARTS: Lines = [
    *OTHERS,
    ("支出合计", 800, 1000, 900),
    ("其中：基本支出", 300, 400, 390),
    ("项目支出", 500, 600, 510),
]


def test_a_sum_is_the_whole_where_its_parts_make_it() -> None:
    assert result(scored(PARTS)) == (Decimal("2.5"), "filled")


@pytest.mark.parametrize(
    ("row", "cell", "figure"), [(4, 2, 401), (4, 3, 389), (5, 3, None), (3, 3, "约900")]
)
def test_a_sum_that_its_parts_do_not_make_is_not_used(row: int, cell: int, figure: object) -> None:
    lines = [list(line) for line in PARTS]
    lines[row][cell] = figure
    assert result(scored([tuple(line) for line in lines])) == (None, "missing")


def test_a_sum_without_its_parts_is_not_used() -> None:
    assert result(scored(PARTS[:4])) == (None, "missing")


@pytest.mark.parametrize(
    ("name", "explanation"),
    [
        ("项目支出预算执行率", "项目支出预算执行率＝（预算执行数/预算数）×100%"),
        ("财政拨款预算执行率", "财政拨款预算执行率＝（预算执行数/预算数）×100%"),
        ("预算执行率", "预算执行率＝（项目预算执行数/项目预算数）×100%"),
        ("预算执行率", "预算执行率＝（上半年预算执行数/预算数）×100%"),
        ("预算执行率", "预算执行率＝（预算执行数/上年预算数）×100%"),
        ("预算执行率", "预算执行率＝（预算执行数/调整后预算数）×100%"),
    ],
)
def test_the_rate_and_its_figures_have_to_be_of_the_whole(name: str, explanation: str) -> None:
    criteria = STEPS.replace("预算执行率", name)
    outcome = scored([*OTHERS, ("部门整体支出", 800, 1000, 900)], name, explanation, criteria)
    assert result(outcome) == (None, "missing")


BOTH = ("项目", "2023年年初预算数", "2023年调整预算数", "2023年决算数")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("预算数", (None, "missing")),
        ("调整后预算数", (Decimal("2.5"), "filled")),
        ("批复的部门调整后预算数", (Decimal("2.5"), "filled")),
    ],
)
def test_one_of_two_budgets_is_asked_for_by_name(asked: str, found: tuple[object, str]) -> None:
    explanation = f"预算执行率＝（预算执行数/{asked}）×100%"
    lines: Lines = [*OTHERS, ("部门整体支出", 950, 1000, 900)]
    assert result(scored(lines, explanation=explanation, heads=BOTH)) == found


def test_two_rows_that_may_be_the_whole_are_none() -> None:
    lines: Lines = [*OTHERS, ("部门整体支出", 800, 1000, 900), ("整体支出", 800, 1000, 980)]
    assert result(scored(lines)) == (None, "missing")


def test_what_is_left_over_of_the_whole_budget() -> None:
    lines: Lines = [*OTHERS, ("部门整体支出", 800, 1000, 900), ("结转结余", None, None, 70)]
    criteria = "结转结余率≤5%，得5分；每高1个百分点扣1分，扣完为止。"
    explanation = "结转结余率＝结转结余总额/支出预算数×100%。"
    assert result(scored(lines, "结转结余率", explanation, criteria)) == (Decimal(3), "filled")


def test_a_blank_figure_of_the_whole_is_none() -> None:
    assert result(scored([*OTHERS, ("部门整体支出", 800, 1000, None)])) == (None, "missing")


@pytest.mark.parametrize(
    "behind",
    [
        "预算执行数：指项目支出执行数。", "预算执行数：财政拨款支出执行数。", "预算数：项目支出预算数。", "其中预算数不含人员经费。",
        "预算数和执行数按项目支出口径计算。", "仅考核项目支出。", "注：不含基本支出。", "预算数：年初预算与追加预算之和。",
    ],
)  # fmt: skip
def test_what_the_table_itself_says_the_figures_are(behind: str) -> None:
    lines: Lines = [*OTHERS, ("部门整体支出", 800, 1000, 900)]
    assert result(scored(lines, explanation=f"{RATE}。{behind}")) == (None, "missing")


def test_the_usual_definitions_leave_them_those_of_the_whole() -> None:
    """寿县 2023."""
    behind = "预算执行数：本年度实际执行的预算数。预算数：财政部门批复的本年度预算数。"
    lines: Lines = [*OTHERS, ("部门整体支出", 800, 1000, 900)]
    assert result(scored(lines, explanation=f"{RATE}。{behind}")) == (Decimal("2.5"), "filled")


@pytest.mark.parametrize(
    "line", [("部门整体支出", 800, 1000, -900), ("部门整体支出", 800, -1000, 900)]
)
def test_what_is_below_nothing_is_no_figure_of_the_whole(line: tuple[object, ...]) -> None:
    assert result(scored([*OTHERS, line])) == (None, "missing")
