"""表头左上角写着这一块是什么的基础数据表（二、“三公”经费 | 决算数 | 预算数 …… 小计）：小计就是它；收支一块的合计是部门的数。

Layouts of base tables that bureaus of 湖南, 江西 and 黑龙江 draw after the official one.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from recalc import recalculate, same, values
from test_told_figures import BOUGHT, table
from workbooks import indicator, score

from sheetscore.writers.completed import write_completed

CONTROL = "控制率≤100%，计10分；每超过1个百分点扣1分，扣完为止。"
THREE = "“三公经费”控制率=（“三公经费”实际支出数/“三公经费”预算安排数）×100%。"
PUBLIC = "公用经费控制率=（实际支出公用经费总额/预算安排公用经费总额）×100%。"
POSTS = "在职人员控制率=（在职人员数/编制数）×100%。"
ADJUSTED = "预算调整率=（预算调整数/年初预算数）×100%。"
SPENT = "预算完成率=（全年支出/全年预算）×100%。"
FULL = "预算完成率≥98%得10分；每降低1个百分点扣1分，扣完为止。"
LITTLE = "预算调整率绝对值≤5%，计10分；绝对值>5%的，每增加1个百分点扣1分，扣完为止。"

TITLE = ("某局2021年度部门整体支出绩效评价基础数据表",)
BLOCKS = [
    TITLE,
    ("一、财政供养人员情况（人）", "编制数", "2021年末实有在职人数", None, None, "备注"),
    ("合计", 68, 72, None, None, None),
    ("二、“三公”经费", "2020年决算数", "2021年预算数", "2021年决算数", None, "备注"),
    ("1.公务用车运行维护费", 12.4, 12, 11.86, None, None),
    ("2.公务接待费", 8.6, 8, 9.02, None, None),
    ("小计", 21, 20, 20.88, None, None),
    ("三、收支情况", "年初预算数", "年中调整数", "全年预算数", "决算支出数", "年末结转结余"),
    ("部门支出合计", 2356.4, 193.22, 2549.62, 2391.36, 158.26),
    ("其中：公用经费", 142, 0, 142, 149.1, None),
    ("四、政府采购（单位：元）", "采购预算数", None, "实际采购金额", None, None),
    ("货物、服务类合计", 1860000, None, 1729800, None, None),
]  # fmt: skip


def one(name: str, criteria: str, told: str, base: Sequence[Sequence[object]]) -> Any:
    return indicator(
        score(table(name, criteria, None, told=told, base=base), "某局-2021.xlsx"), name
    )


def put(base: Sequence[Sequence[object]], row: int, col: int, value: object) -> list[list[object]]:
    """The table with one cell changed; rows and columns counted from 1."""
    lines = [list(line) for line in base]
    lines[row - 1][col - 1] = value
    return lines


def test_the_whole_of_a_block_is_what_its_corner_says() -> None:
    assert one("三公经费控制率", CONTROL, THREE, BLOCKS).score == 6  # 20.88 of 20 is 104.4 %
    assert one("三公经费控制率", CONTROL, THREE, put(BLOCKS, 7, 4, 20)).score == 10
    assert one("在职人员控制率", CONTROL, POSTS, BLOCKS).score == 5  # 72 of 68 is 105.88 %
    assert one("在职人员控制率", CONTROL, POSTS, put(BLOCKS, 3, 3, 68)).score == 10
    assert one("公用经费控制率", CONTROL, PUBLIC, BLOCKS).score == 5  # 149.1 of 142 is 105 %
    assert one("预算调整率", LITTLE, ADJUSTED, BLOCKS).score == 7  # 193.22 of 2356.4 is 8.2 %


def test_the_unit_of_one_block_is_not_that_of_the_others() -> None:
    """（单位：元）写在政府采购后面：只管政府采购，预算调整数仍是万元。"""
    for line in (TITLE, ("某局基础数据表", None, None, None, "金额单位：万元（另有注明的除外）")):
        lines = [line, *BLOCKS[1:]]
        assert one("预算调整率", LITTLE, ADJUSTED, lines).score == 7
        assert one("政府采购执行率", BOUGHT, "", lines).score == 3  # 93 %


@pytest.mark.parametrize(
    ("row", "col", "value"),
    [
        (4, 1, "二、主要经费"),  # no item: 小计 of what?
        (4, 1, "二、“三公”经费（不含公务接待费）"),
        (7, 1, "差额"),
        (7, 1, "其中：小计"),
        (4, 4, "2021年1-9月决算数"),
        (4, 4, "备注数"),
    ],
)
def test_a_block_that_does_not_say_it_leaves_the_row_to_a_person(
    row: int, col: int, value: object
) -> None:
    assert one("三公经费控制率", CONTROL, THREE, put(BLOCKS, row, col, value)).score is None


def test_a_row_that_is_called_as_the_block_goes_first() -> None:
    """有“三公经费”一行的，小计不再当作它。"""
    lines = [list(line) for line in BLOCKS]
    lines[4][0] = "“三公”经费"
    found = one("三公经费控制率", CONTROL, THREE, lines)
    assert found.score == 10, found.steps  # 11.86 of 12


NORTH = [
    TITLE,
    (None, None, None, None, None, None, "单位：万元、人"),
    ("人员", "行政", "事业", "合计", "公开", "批复日期", "公开日期"),
    ("编制数", 45, 38, 83, "部门预算", "2021.3.18", "2021.4.2"),
    ("年末实有在职人数", 44, 42, 86, "部门决算", "2022.9.10", "—"),
    (),
    ("收支", "年初批复预算", "年中追加", "年中追减", "全年预算", "全年支出", "年末结转"),
    ("合计", 1865.2, 143.1, 21.6, 1986.7, 1874.55, 98.4),
    ("其中：公用经费", 152, 0, 0, 152, 158.84, 0),
    (),
    ("主要业务", "计划/受理", "完成/办结", "单位"),
    ("食品安全抽检", 1500, 1462, "批次"),
    ("重大食品安全事故", 0, 0, "起"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "criteria", "told", "right"),
    [
        ("在职人员控制率", CONTROL, POSTS, "7"),  # 86 of 83 is 103.61 %
        ("预算完成率", FULL, SPENT, "7"),  # 94.35 %
        ("食品安全抽检完成率", "得分=完成率×10，完成率超过100%按100%计", "", "9.75"),
    ],
)
def test_labels_and_headings_of_the_north(name: str, criteria: str, told: str, right: str) -> None:
    found = one(name, criteria, told, NORTH)
    assert found.score == Decimal(right), found.steps


@pytest.mark.parametrize(
    ("name", "criteria", "told", "row", "col", "value"),
    [
        ("预算完成率", FULL, SPENT, 7, 1, "项目支出"),  # the whole of a part of the money
        ("预算完成率", FULL, SPENT, 7, 1, "下属单位收支"),
        ("在职人员控制率", CONTROL, POSTS, 5, 1, "年末实有在岗人数"),
        ("在职人员控制率", CONTROL, POSTS, 5, 4, 85),  # 44 and 42 are not 85
        ("食品安全抽检完成率", "得分=完成率×10，完成率超过100%按100%计", "", 11, 3, "完成/退回"),
    ],
)
def test_one_cell_changed_in_them(
    name: str, criteria: str, told: str, row: int, col: int, value: object
) -> None:
    assert one(name, criteria, told, put(NORTH, row, col, value)).score is None


PAIRS = [
    ("部门（单位）基本情况表", None, None, None, "金额单位：万元"),
    ("一、机构人员",),
    ("编制人数", "57人", "实有在职人数", "58人"),
    ("二、经费控制",),
    ("2020年“三公经费”预算", "12.80", "2021年“三公经费”预算", "12.15", "2021年“三公经费”决算", "12.40"),
    ("公用经费预算", "112.30", "公用经费实际支出", "117.45", "人员经费支出", "698.04"),
    ("三、年度工作完成情况",),
    ("计划工作数", "46项", "实际完成工作数", "44项", "低保在册户数", "7,650户"),
]  # fmt: skip
CHANGED = "“三公经费”变动率=（本年度“三公经费”预算数-上年度“三公经费”预算数）/上年度“三公经费”预算数×100%。"
DONE = "实际完成率=（实际完成工作数/计划工作数）×100%。"
CHANGE = "变动率≤0，计10分；每超过1个百分点扣1分，扣完为止。"


@pytest.mark.parametrize(
    ("name", "criteria", "told", "right"),
    [
        ("在职人员控制率", CONTROL, POSTS, "9"),  # 58 of 57 is 101.75 %
        ("三公经费变动率", CHANGE, CHANGED, "10"),  # 12.15 after 12.80
        ("三公经费控制率", CONTROL, THREE, "8"),  # 12.40 of 12.15 is 102.06 %
        ("公用经费控制率", CONTROL, PUBLIC, "6"),  # 117.45 of 112.30 is 104.59 %
        ("实际完成率", "得分=实际完成率×10分。", DONE, "9.57"),  # 44 of 46
    ],
)
def test_pairs_of_names_and_figures(name: str, criteria: str, told: str, right: str) -> None:
    """一行几个“名称、数”：行名前面写着年份，数带着单位，名称里的词换了次序。"""
    found = one(name, criteria, told, PAIRS)
    assert found.score == Decimal(right), found.steps


@pytest.mark.parametrize(
    ("name", "criteria", "told", "row", "col", "value"),
    [
        ("三公经费变动率", CHANGE, CHANGED, 5, 1, "2019年“三公经费”预算"),
        ("三公经费控制率", CONTROL, THREE, 5, 5, "2020年“三公经费”决算"),
        ("公用经费控制率", CONTROL, PUBLIC, 6, 3, "公用经费调整数"),
        ("公用经费控制率", CONTROL, PUBLIC, 6, 3, "人员公用经费实际支出"),
        ("公用经费控制率", CONTROL, PUBLIC, 6, 5, "公用经费支出决算"),  # two that may be it
        ("实际完成率", "得分=实际完成率×10分。", DONE, 8, 4, "44项左右"),
        ("实际完成率", "得分=实际完成率×10分。", DONE, 8, 2, "4,6项"),
    ],
)
def test_one_cell_changed_in_the_pairs(
    name: str, criteria: str, told: str, row: int, col: int, value: object
) -> None:
    assert one(name, criteria, told, put(PAIRS, row, col, value)).score is None


def test_pairs_come_back_from_the_completed_workbook(tmp_path: Path) -> None:
    """46项在复核表里是数 46（显示“项”）：再评一样，别的程序算出来也一样。"""
    book = table("实际完成率", "得分=实际完成率×10分。", None, told=DONE, base=PAIRS)
    outcome = score(book, "某局-2021.xlsx")
    again = score(write_completed(outcome), "某局-2021_复核.xlsx")
    assert indicator(again, "实际完成率").score == Decimal("9.57")
    written = tmp_path / "复核.xlsx"
    written.write_bytes(write_completed(outcome))
    before, after = values(written), recalculate(written)
    different = {at: (b, after.get(at)) for at, b in before.items() if not same(b, after.get(at))}
    assert different == {}
