"""Headers that name the figures themselves, in the middle of a 基础数据表: what is bound, and what is not."""

from __future__ import annotations

from typing import Any

import pytest
from workbooks import BASE_ROWS, CLEAN_LINES, Line, clean, findings, indicator, score, supply

from sheetscore.model.outcome import Outcome

Rows = list[tuple[object, ...]]
MONEY: Rows = [
    ("经费控制情况（万元）", "2019年决算数", "2020年预算数", "2020年决算数"),
    ("公用经费", 90, 100, 100),
]
FLOW = ("部门整体支出预算调整", "上年结转", "年初预算", "本年追加", "年末结余")
DONE = "预算完成率=（上年结转+年初预算+本年追加预算-年末结余）/（上年结转+年初预算+本年追加预算）×100%。"
SPENT = "≥95%计满分，每低1个百分点扣1分，扣完为止。"
BUILT = "100%以下（含）计满分，每超出5%扣2分，扣完为止。"
AREA = ("楼堂馆所控制情况（2020年完工项目）", "批复规模（㎡）", "实际规模（㎡）", "规模控制率")
COST = (None, "预算投资（万元）", "实际投资（万元）", "投资概算控制率")


def outcome(name: str, explanation: str, criteria: str, rows: Rows) -> Outcome:
    first = CLEAN_LINES[0]
    line = Line(name, 30, criteria, explanation, 30, first.level1, first.level2)
    base = [*BASE_ROWS[:4], *rows]
    return score(clean(lines=(line, *CLEAN_LINES[4:]), base=base))


def row(name: str, explanation: str, criteria: str, rows: Rows) -> Any:
    return indicator(outcome(name, explanation, criteria, rows), name)


@pytest.mark.parametrize(
    "rows",
    [
        [*MONEY, FLOW, ("整体", 100, 800, 100, 80)],
        [*MONEY, FLOW, (None, 100, 800, 100, 80)],
        [FLOW, ("整体", 100, 800, 100, 80), *MONEY],
        [*MONEY, FLOW, ("基本支出", 50, 500, 50, 40), ("项目支出类", 50, 300, 50, 40), ("合计", 100, 800, 100, 80)],
        [*MONEY, ("预算执行情况", "上年结转（万元）", "年初预算", "本年追加（减）", "年末结余"), ("整体支出", 100, 800, 100, 80)],
        [*MONEY, FLOW, ("整体", 100, 800, 100, 80), ("厉行节约保障措施", "严控会议")],
    ],
)  # fmt: skip
def test_the_row_below_holds_the_figures(rows: Rows) -> None:
    found = outcome("预算完成率", DONE, SPENT, rows)
    assert indicator(found, "预算完成率").score == 27  # 920 of 1000 is 3 points short
    assert findings(found, "B01") == []


@pytest.mark.parametrize(
    "rows",
    [
        [*MONEY, FLOW, ("甲", 50, 400, 50, 40), ("乙", 50, 400, 50, 40)],
        [*MONEY, FLOW, ("其中：基本支出", 100, 800, 100, 80)],
        [*MONEY, FLOW, ("机关本级", 100, 800, 100, 80)],
        [*MONEY, FLOW, ("防汛专项资金", 100, 800, 100, 80)],
        [*MONEY, ("专项资金情况", *FLOW[1:]), ("整体", 100, 800, 100, 80)],
        [*MONEY, FLOW, ("整体", None, None, None, None)],
        [*MONEY, ("预算调整", "上年结转（不含专项）", "年初预算", "本年追加", "年末结余"), ("整体", 100, 800, 100, 80)],
        [*MONEY, FLOW, ("整体", 100, 800, 100, 80), FLOW, ("整体", 100, 800, 100, 70)],
    ],
)  # fmt: skip
def test_which_row_is_meant_must_be_plain(rows: Rows) -> None:
    assert row("预算完成率", DONE, SPENT, rows).score is None


def test_a_column_of_what_was_carried_over_beside_those_of_the_year() -> None:
    heads = ("资金情况", "上年结转", "追加预算", "2020年预算数", "2020年决算数")
    rows: Rows = [heads, ("公用经费", 5, 5, 100, 105), ("三公经费", 1, 1, 10, 9)]
    step = "≤100%计满分，每超过1%扣1分，扣完为止。"
    assert (
        row("公用经费控制率", "公用经费控制率=公用经费决算数/公用经费预算数", step, rows).score
        == 25
    )
    assert row("预算控制率", "预算控制率=追加预算/年初预算", step, rows).score is None


def test_a_building_has_its_area_in_one_block_and_its_cost_in_another() -> None:
    rows: Rows = [
        *MONEY,
        AREA,
        ("服务中心", 1200, 1260, "105%"),
        COST,
        ("服务中心投资", 360, 397, "103.61%"),
    ]
    area = row("新建楼堂馆所面积控制率", "实际建设面积/批准建设面积×100%", BUILT, rows)
    cost = outcome("新建楼堂馆所投资概算控制率", "实际投资金额/批准投资金额×100%", BUILT, rows)
    assert (area.score, indicator(cost, "投资概算").score) == (28, 26)
    (wrong,) = findings(cost, "C07")
    assert "110.28%" in wrong.message


def test_two_buildings_without_a_total_are_not_one() -> None:
    two: Rows = [*MONEY, AREA, ("甲楼", 600, 600, "100%"), ("乙楼", 600, 660, "110%")]
    formula = "实际建设面积/批准建设面积×100%"
    assert row("新建楼堂馆所面积控制率", formula, BUILT, two).score is None
    total: Rows = [*two, ("合计", 1200, 1260, "105%")]
    assert row("新建楼堂馆所面积控制率", formula, BUILT, total).score == 28


PEOPLE = "≤100%计满分，每超过1个百分点扣1分，扣完为止。"


def people(*rows: tuple[object, ...]) -> Any:
    base = [*BASE_ROWS[:2], *rows, *MONEY]
    first = CLEAN_LINES[0]
    line = Line("在职人员控制率", 30, PEOPLE, "在职人员数/编制数", 30, first.level1, first.level2)
    return indicator(score(clean(lines=(line, *CLEAN_LINES[4:]), base=base)), "在职人员").score


def test_the_staff_under_a_label_of_its_own() -> None:
    heads = ("一、人员情况", "编制数", "实际在职人数", "控制率", "离退休人数")
    assert people(heads, ("在职人员（含乡镇所）", 40, 42, "105%", 9)) == 25
    assert people(("人员", "编制数", "在职人数"), (None, 40, 42)) == 25
    parts = (heads, ("行政", 20, 21, "105%", 9), ("事业", 20, 21, "105%", 9))
    assert people(*parts) is None
    assert people(*parts, ("合计", 40, 42, "105%", 18)) == 25
    assert people(("编外人员情况", "编制数", "在职人数"), ("编外", 40, 42)) is None


ASSETS = "在用固定资产/固定资产总额"


def test_the_assets_in_use_are_a_part_of_the_column_before() -> None:
    heads = ("资产情况", "账面原值", "其中：在用", "闲置")
    criteria = "利用率≥95%得30分；90%（含）-95%得20分；低于90%不得分。"
    rows: Rows = [*MONEY, heads, ("固定资产", 1000, 960, 40)]
    found = outcome("固定资产利用率", ASSETS, criteria, rows)
    assert indicator(found, "固定资产").score == 30
    assert findings(found, "B01") == []
    net: Rows = [
        *MONEY,
        ("资产情况", "账面原值", "账面净值", "其中：在用"),
        ("固定资产", 1000, 970, 960),
    ]
    assert row("固定资产利用率", ASSETS, criteria, net).score is None


CARRIED = "结转结余率≤3%得30分；3%-5%（含）得20分；大于5%不得分。"


def test_what_was_carried_over_may_stand_in_rows_as_well() -> None:
    heads = ("收支结余情况", "2019年决算数", "2020年全年预算数", "2020年决算数")
    rows: Rows = [
        *MONEY, heads, ("年初结转", 8, 10, 10), ("本年收入", 90, 90, 90),
        ("本年支出", 88, 100, 96), ("年末结转", 10, None, 4),
    ]  # fmt: skip
    assert row("结转结余率", "年末结转/全年预算数", CARRIED, rows).score == 20
    assert row("结转结余率", "年末结转/（年初结转+本年收入）", CARRIED, rows).score == 20
    assert row("结转结余率", "年末结转和结余/全年预算数", CARRIED, rows).score is None


YEAR = ("收支结余", "年初结转", "本年收入", "本年支出", "年末结转")
LEFT = "年末结转/（年初结转+本年收入）"


def test_what_is_left_must_follow_from_the_other_three() -> None:
    good = outcome("结转结余率", LEFT, CARRIED, [*MONEY, YEAR, ("合计", 10, 90, 96, 4)])
    assert (indicator(good, "结转结余率").score, findings(good, "F02")) == (20, [])
    bad = outcome("结转结余率", LEFT, CARRIED, [*MONEY, YEAR, ("合计", 10, 90, 96, 2)])
    (told,) = findings(bad, "F02")
    assert (told.level, told.found, told.expected) == ("error", "2", "4")
    row = indicator(bad, "结转结余率")
    assert (row.score, str(row.status)) == (None, "missing")
    assert {each.measure for each in row.missing} == {"年末结转", "上年结转", "决算"}


def test_a_rounding_or_another_use_of_the_money_is_no_error() -> None:
    cents = outcome("结转结余率", LEFT, CARRIED, [*MONEY, YEAR, ("合计", 10, 90, 96, 4.02)])
    assert (indicator(cents, "结转结余率").score, findings(cents, "F02")) == (20, [])
    spread: Rows = [("经费控制情况（万元）", "2019年决算数", "2020年决算数"), ("结余分配", 0, 2)]
    other = outcome("结转结余率", LEFT, CARRIED, [*spread, YEAR, ("合计", 10, 90, 96, 2)])
    assert (indicator(other, "结转结余率").score, findings(other, "F02")) == (30, [])


def test_the_figures_sent_later_settle_what_did_not_balance() -> None:
    first = CLEAN_LINES[0]
    line = Line("结转结余率", 30, CARRIED, LEFT, 30, first.level1, first.level2)
    rows = [*BASE_ROWS[:4], *MONEY, YEAR, ("合计", 10, 90, 96, 2)]
    book = clean(lines=(line, *CLEAN_LINES[4:]), base=rows)
    sent = supply(
        book,
        ("部门整体支出", "年末结转", "本年", "万元", 4),
        ("部门整体支出", "上年结转", "本年", "万元", 10),
        ("本年收入", "决算", "本年", "万元", 90),
    )
    assert indicator(score(sent), "结转结余率").score == 20
