"""Names of a bureau's own 基础数据表 against the terms of formulas: what says nothing of a figure is no difference, all else is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from workbooks import CLEAN_LINES, Line, clean, indicator, score

Rows = list[tuple[object, ...]]
TITLE = ("部门整体支出基础数据表",)
HEAD = ("项目", "2019年", "2020年", "说明")
STAFF: Rows = [("编制数（人）", 40, 40, None), ("年末在职人员数（人）", 38, 38, None)]


def points(rows: Rows, name: str, formula: str) -> object:
    """The score of the row, worth 30; each point over 100 % costs 1."""
    first = CLEAN_LINES[0]
    criteria = "≤100%计满分，每超过1%扣1分，扣完为止。"
    line = Line(name, 30, criteria, formula, 30, first.level1, first.level2)
    found = score(clean(lines=(line, *CLEAN_LINES[4:]), base=[TITLE, HEAD, *STAFF, *rows]))
    return indicator(found, name).score


def two(top: str, low: str) -> Rows:
    return [(top, 90, 105, None), (low, 95, 100, None)]


@pytest.mark.parametrize(
    ("top", "low", "formula"),
    [
        # 基础数据表里的两个名称，指标说明里的公式：105÷100，扣 5 分
        ("完成治理河长（公里）", "计划治理河长（公里）", "实际完成治理河长/计划治理河长"),
        ("已编制绩效目标项目数（个）", "全部项目数（个）", "编制绩效目标的项目数/全部项目数"),
        ("参加验收工程件数（件）", "完工工程总数（件）", "参加验收工程/完工工程数"),
        ("公用经费支出数", "公用经费预算数", "实际支出公用经费总额/预算安排公用经费总额×100%"),
        ("公用经费实际支出", "公用经费预算安排数", "公用经费决算数/公用经费预算数×100%"),
        ("全年支出数", "调整预算数", "全年支出数/调整预算数×100%"),
        ("6月末累计支出数", "调整预算数", "6月末累计支出/调整预算数"),
        ("“三公”经费支出数", "“三公”经费预算数", "本年度“三公”经费支出/“三公”经费预算数×100%"),
    ],
)
def test_words_that_any_figure_may_have_are_no_difference(top: str, low: str, formula: str) -> None:
    assert points(two(top, low), "某某控制率", formula) == 25


@pytest.mark.parametrize(
    ("top", "low", "formula"),
    [
        ("完成治理河长（公里）", "计划治理河段（公里）", "实际完成治理河长/计划治理河长"),
        ("完成治理河长（不含支流）", "计划治理河长（公里）", "实际完成治理河长/计划治理河长"),
        ("应编制绩效目标项目数（个）", "部门全部项目数（个）", "编制绩效目标的项目数/全部项目数"),
        ("上年完成治理河长（公里）", "计划治理河长（公里）", "实际完成治理河长/计划治理河长"),
        ("公用经费支出标准", "公用经费预算数", "实际支出公用经费总额/预算安排公用经费总额×100%"),
        ("参加验收工程（个）", "验收合格工程（个）", "参加验收个数/验收合格个数"),
        ("9月末累计支出数", "调整预算数", "6月末累计支出/调整预算数"),
    ],
)
def test_another_word_is_another_figure(top: str, low: str, formula: str) -> None:
    assert points(two(top, low), "某某控制率", formula) is None


def test_two_rows_of_one_plain_name_are_none() -> None:
    rows = [
        *two("完成治理河长（公里）", "计划治理河长（公里）"),
        ("实际完成治理河长", 80, 103, None),
    ]
    assert points(rows, "某某控制率", "已完成治理河长/计划治理河长") is None


def test_last_year_stands_in_its_own_column() -> None:
    rows: Rows = [("年末结转结余", 100, 105, None)]
    formula = "（本年度结转结余-上年度结转结余）/上年度结转结余×100%"
    first = CLEAN_LINES[0]
    line = Line(
        "结转结余变动率",
        30,
        "变动率≤0得满分，每增长1个百分点扣1分，扣完为止。",
        formula,
        30,
        first.level1,
        first.level2,
    )
    found = score(clean(lines=(line, *CLEAN_LINES[4:]), base=[TITLE, HEAD, *STAFF, *rows]))
    assert indicator(found, "结转结余变动率").score == 25


def test_pieces_are_no_money() -> None:
    """其中：在用（件） below 固定资产总件数（件）: 1,050 of 1,000 pieces, not of 万元."""
    rows: Rows = [("固定资产总件数（件）", 950, 1000, None), ("其中：在用（件）", 900, 1050, None)]
    assert points(rows, "固定资产利用率", "在用固定资产件数/固定资产总件数×100%") in (25, None)


@pytest.mark.parametrize(
    ("row", "name", "expected"),
    [
        ("群众满意度（%）", "服务对象满意度", 26),
        ("社会公众满意度（%）", "社会公众或服务对象满意度", 26),
        ("职工满意度（%）", "服务对象满意度", None),
        ("群众满意度（%）", "企业满意度", None),
    ],
)
def test_the_satisfaction_of_the_public(row: str, name: str, expected: object) -> None:
    first = CLEAN_LINES[0]
    line = Line(
        name,
        30,
        "≥95%得30分；90%（含）—95%得26分；低于90%不得分。",
        "抽样调查",
        30,
        first.level1,
        first.level2,
    )
    rows: Rows = [(row, 91, 92.4, None)]
    found = score(clean(lines=(line, *CLEAN_LINES[4:]), base=[TITLE, HEAD, *STAFF, *rows]))
    assert indicator(found, name).score == expected


def test_of_two_rows_of_satisfaction_none_is_taken() -> None:
    first = CLEAN_LINES[0]
    line = Line(
        "服务对象满意度",
        30,
        "≥95%得30分；90%（含）—95%得26分；低于90%不得分。",
        "抽样调查",
        30,
        first.level1,
        first.level2,
    )
    rows: Rows = [("群众满意度（%）", 91, 92.4, None), ("公众满意度（%）", 91, 96, None)]
    found = score(clean(lines=(line, *CLEAN_LINES[4:]), base=[TITLE, HEAD, *STAFF, *rows]))
    assert indicator(found, "服务对象满意度").score is None


@pytest.mark.parametrize(
    ("top", "low", "name", "formula"),
    [
        # 名称补全项：受理件数在“投诉举报按期办结率”里是投诉举报受理件数，括号里的字写在指标名称里
        (
            "投诉举报按期办结件数",
            "投诉举报受理件数",
            "投诉举报按期办结控制率",
            "按期办结件数/受理件数×100%",
        ),
        (
            "实际抽查户数（双随机）",
            "计划抽查户数（双随机）",
            "双随机抽查任务控制率",
            "实际抽查户数/计划抽查户数",
        ),
        (
            "实际抽检批次（食品安全）",
            "计划抽检批次（食品安全）",
            "食品安全抽检控制率",
            "实际抽检批次/计划抽检批次",
        ),
    ],
)
def test_the_name_of_the_indicator_completes_a_term(
    top: str, low: str, name: str, formula: str
) -> None:
    assert points(two(top, low), name, formula) == 25


@pytest.mark.parametrize(
    ("top", "low", "name", "formula"),
    [
        (
            "信访举报按期办结件数",
            "信访举报受理件数",
            "投诉举报按期办结率",
            "按期办结件数/受理件数×100%",
        ),
        (
            "实际抽检批次（药品）",
            "计划抽检批次（药品）",
            "食品安全抽检控制率",
            "实际抽检批次/计划抽检批次",
        ),
        (
            "实际抽检批次（补检）",
            "计划抽检批次（补检）",
            "食品安全抽检控制率",
            "实际抽检批次/计划抽检批次",
        ),
    ],
)
def test_what_the_name_does_not_say_is_another_figure(
    top: str, low: str, name: str, formula: str
) -> None:
    assert points(two(top, low), name, formula) is None


def test_of_two_rows_that_the_name_completes_none_is_taken() -> None:
    rows = [*two("投诉办结件数", "投诉受理件数"), ("投诉举报受理件数", 90, 100, None)]
    assert points(rows, "投诉举报办结控制率", "投诉办结件数/受理件数") is None


ADJUSTED = [
    ("预算执行数", 100, 105, None), ("年初预算数", 70, 80, None),
]  # fmt: skip


@pytest.mark.parametrize(
    "label",
    [
        "预算数（财政部门批复，含调整）",
        "预算数（含调整）",
        "预算数（含年中追加）",
        "调整后预算数",
        "预算数（包括追加、调整）",
    ],
)
@pytest.mark.parametrize(
    "formula",
    [
        "预算执行数/调整后预算数", "预算执行数/预算数（含调整）×100%",
        "预算执行数/预算数×100%。预算执行数：本年度实际执行的预算数。预算数：财政部门批复的本年度部门（单位）调整后预算数。",
        "预算执行数/预算数×100%。预算数：财政部门批复的本年度部门（单位）预算数（含调整）。",
        "预算执行数/预算数×100%。预算数是指全年预算数。",
    ],
)  # fmt: skip
def test_a_budget_with_what_was_added_is_the_whole_years(label: str, formula: str) -> None:
    rows: Rows = [*ADJUSTED, (label, 95, 100, None)]
    assert points(rows, "某某控制率", f"某某控制率={formula}") == 25


@pytest.mark.parametrize(
    ("label", "formula"),
    [
        ("预算数（不含调整）", "预算执行数/调整后预算数"),
        ("年初预算数（含调整）", "预算执行数/调整后预算数"),
        ("预算数（含上年结转）", "预算执行数/预算数（含调整）"),
        (
            "调整后预算数",
            "预算执行数/预算数×100%。预算数：财政部门批复的本年度部门（单位）预算数。",
        ),
        ("调整后预算数", "预算执行数/预算数×100%。预算数：年初批复的预算数，不是调整后预算数。"),
    ],
)
def test_another_budget_is_another_figure(label: str, formula: str) -> None:
    rows: Rows = [ADJUSTED[0], (label, 95, 100, None)]
    assert points(rows, "某某控制率", f"某某控制率={formula}") is None


PAIRS: Rows = [
    ("年末结转结余总额（万元）", 198.92, "政府采购计划金额（万元）", 326),
    ("核定编制数（人）", 50, "实际采购金额（万元）", 293.4),
]
"""广东 基础数据附表：几行项目下面，一行写两个名称和数，上面的年度表头管不着它们。"""
YEARS = ("项目", "2019年决算数", "2020年年初预算数", "2020年决算数")


def paired(name: str, formula: str, rows: Rows = PAIRS) -> object:
    first = CLEAN_LINES[0]
    line = Line(name, 30, f"得分={name}×30分。", formula, 30, first.level1, first.level2)
    items: Rows = [("基本支出", 900, 1000, 950), ("公用经费", 178, 182, 189)]
    base = [TITLE, YEARS, *items, *rows]
    found = score(clean(lines=(line, *CLEAN_LINES[4:]), base=base))
    return indicator(found, name).score


def test_names_and_figures_by_turns_are_no_figures_of_the_years_above() -> None:
    assert paired("政府采购执行率", "实际采购金额合计数/采购计划金额合计数") == 27
    # 326 不是年末结转结余，198.92 不是 2019 年的
    assert paired("结转结余完成率", "年末结转结余总额/政府采购计划金额") == Decimal("18.31")


@pytest.mark.parametrize(
    "typed", ["182万元", "182万元¹", "约182万元", "详见附表", "未编预算", "按批复数"]
)
def test_a_text_in_the_place_of_a_figure_is_no_name(typed: str) -> None:
    """公用经费 178 | 182万元 | 189：还是 2019、2020 年的各一个数，178 不是 2020 年的。"""
    first = CLEAN_LINES[0]
    formula = "（本年公用经费支出-上年公用经费支出）/上年公用经费支出"
    criteria = "变动率≤10%计30分，否则不得分。"
    line = Line("变动率", 30, criteria, formula, 30, first.level1, first.level2)
    base = [TITLE, YEARS, ("基本支出", 900, 1000, 950), ("公用经费", 178, typed, 189)]
    found = score(clean(lines=(line, *CLEAN_LINES[4:]), base=base))
    assert indicator(found, "变动率").score == 30, indicator(found, "变动率").steps


def test_a_row_that_does_not_take_turns_is_one_of_the_years() -> None:
    rows: Rows = [("政府采购计划金额", 300, 326, 326), ("实际采购金额", 280, "其中货物", 293.4)]
    assert paired("政府采购执行率", "实际采购金额合计数/采购计划金额合计数", rows) is None


@pytest.mark.parametrize(
    ("head", "formula", "points"),
    [
        ("调整后预算数（支出预算数）", "结转结余总额/支出预算数", 25), ("调整后预算数（支出预算数）", "结转结余总额/调整后预算数", 25),
        ("调整后预算数（不含结转数）", "结转结余总额/不含结转数", None), ("调整后预算数（上年支出数）", "结转结余总额/上年支出数", None),
    ],
)  # fmt: skip
def test_a_heading_with_a_second_name(head: str, formula: str, points: int | None) -> None:
    """广西：部门预算执行情况一块里两行表头，下面各一行数。"""
    block: Rows = [
        ("部门预算执行情况（万元）", "年初预算数", "预算调整数", head), (None, 60, 40, 100),
        (None, "预算完成数", "结转结余总额", "备注"), (None, 95, 105, "跨年度"),
    ]  # fmt: skip
    first = CLEAN_LINES[0]
    line = Line(
        "某某控制率",
        30,
        "≤100%计满分，每超过1%扣1分，扣完为止。",
        formula,
        30,
        first.level1,
        first.level2,
    )
    book = clean(lines=(line, *CLEAN_LINES[4:]), base=[TITLE, HEAD, *STAFF, *block])
    sheet = book["基础数据表"]
    row = sheet.max_row - 3
    sheet.merge_cells(f"A{row}:A{row + 3}")
    assert indicator(score(book), "某某控制率").score == points


@pytest.mark.parametrize(
    ("said", "points"),
    [
        ("预算数为调整后预算数。", 25), ("其中：预算数是指财政部门批复的调整后预算数。", 25), ("预算数为年初预算数。", None),
        ("预算数为不含调整后预算数的数。", None),
    ],
)  # fmt: skip
def test_a_sentence_behind_the_formula_says_which_budget_it_is(
    said: str, points: int | None
) -> None:
    rows: Rows = [*ADJUSTED, ("调整后预算数", 95, 100, None)]
    criteria = (
        f"某某控制率=（预算执行数/预算数）×100%，{said}≤100%计满分，每超过1%扣1分，扣完为止。"
    )
    first = CLEAN_LINES[0]
    line = Line("某某控制率", 30, criteria, "", 30, first.level1, first.level2)
    found = score(clean(lines=(line, *CLEAN_LINES[4:]), base=[TITLE, HEAD, *STAFF, *rows]))
    assert indicator(found, "某某控制率").score == points
