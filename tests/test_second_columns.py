"""指标表里自带的上年一栏、全市平均一栏：和完成值相比的评价标准用得上它；不是上年全年实际数的一栏，不用。"""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from other_formats import html, opendocument, word, xml2003
from own_tables import HEAD, REST, Row, own_table
from recalc import recalculate_all
from test_live_entries import differences, typed
from workbooks import rows, score, to_bytes

from sheetscore.model.outcome import Status
from sheetscore.writers.completed import write_completed

NO_RISE = "较上年不增长得满分；较上年每增长1个百分点扣1分，扣完为止。"
"""49.35 万元比 48.60 万元多 1.54%，满 1 个百分点扣 1 分：9 分。"""
RATE = "较上年提高或持平得满分；低于上年的，每低0.1个百分点扣0.2分，扣完为止。"
"""97.9% 比 98.4% 低 0.5 个百分点，扣 5 档 1 分：9 分。"""
GROWTH = "较上年增长3%及以上得满分；增长0%（含）-3%得3分；较上年下降不得分。"
FALL = "较上年下降10%及以上得满分；下降不足10%得3分；持平或上升不得分。"


def beside(
    *lines: tuple[Row, object], head: str = "上年实绩", done: str = "实际完成值", **more: Any
) -> Workbook:
    """A 自评表 of 2023 with a tenth column; `lines` are the rows with what stands in it."""
    heads = [*HEAD[:7], done, HEAD[8], head]
    changes = {f"自评表!J{4 + at}": value for at, (_, value) in enumerate(lines)}
    kept = [row for row, _ in lines]
    points = sum(int(str(row.points)) for row in kept)
    rest = Row("制度建设", REST.criteria, "已建立", points=100 - points, claim=100 - points)
    return own_table(
        *kept, rest, head=heads, changes={**changes, **more.pop("changes", {})}, **more
    )


def first(outcome: Any) -> Any:
    return rows(outcome.indicators)[0]


def one(criteria: str, name: str, done: object, last: object, **more: Any) -> Any:
    return first(score(beside((Row(name, criteria, done), last), **more)))


@pytest.mark.parametrize(
    ("name", "criteria", "done", "last", "expected"),
    [
        ("三公经费支出", NO_RISE, "49.35万元", "48.60万元", 9),
        ("三公经费支出", NO_RISE, "48.60万元", "48.60万元", 10),
        ("三公经费支出", NO_RISE, "49.08万元", "48.60万元", 10),
        ("工程质量抽检合格率", RATE, "97.9%", "98.4%", 9),
        ("工程质量抽检合格率", RATE, "98.4%", "98.4%", 10),
        ("工程质量抽检合格率", RATE, "98.35%", "98.4%", 10),
        ("道路客运量", GROWTH, "1905.8万人次", "1860.4万人次", 3),
        ("道路客运量", GROWTH, "103万人次", "100万人次", 10),
        ("道路客运量", GROWTH, "100万人次", "100万人次", 3),
        ("道路客运量", GROWTH, "99.9万人次", "100万人次", 0),
        ("事故起数", FALL, "9起", "11起", 10),
        ("事故起数", FALL, "9起", "10起", 10),
        ("事故起数", FALL, "10起", "11起", 3),
        ("事故起数", FALL, 11, 11, 0),
    ],
)
def test_the_column_of_last_year_is_the_second_figure_of_its_row(
    name: str, criteria: str, done: object, last: object, expected: int
) -> None:
    row = one(criteria, name, done, last)
    assert row.score == expected, row.steps
    told = "".join(row.steps)
    assert "自评表!H4" in told
    assert "自评表!J4" in told
    assert "'自评表'!H4" in row.excel
    assert "'自评表'!J4" in row.excel


@pytest.mark.parametrize(
    "head",
    ["上年实绩", "上年完成值", "上年实际完成值", "上年数", "去年完成值", "2022年实际", "2022年完成值", "上年实际（万元）",
     "实际完成值（上年）",
     "上年度实际完成值", "上年（2022年）完成值", "2022年度实际完成值"],
)  # fmt: skip
def test_headings_of_last_years_column(head: str) -> None:
    assert one(NO_RISE, "三公经费支出", "49.35万元", "48.60万元", head=head).score == 9


@pytest.mark.parametrize(
    "head",
    ["上年同期完成值", "上年目标值", "上年计划数", "上年预算数", "上半年完成值", "前年完成值", "2021年完成值", "2021年实际",
     "近三年平均", "上年",
     "上年1-9月完成值", "财政复核上年完成值", "上年得分", "上年（2021年）完成值", "上年预计完成值", "备注", "上年实绩（2023年）"],
)  # fmt: skip
def test_headings_of_another_figure(head: str) -> None:
    row = one(NO_RISE, "三公经费支出", "49.35万元", "48.60万元", head=head)
    assert row.score is None
    if head not in ("2021年完成值",):
        assert (row.status, [each.term for each in row.missing]) == (
            Status.MISSING, ["上年三公经费支出"],
        )  # fmt: skip


def test_a_year_in_figures_is_last_years_by_the_heading_of_the_other_column() -> None:
    book = beside(
        (Row("三公经费支出", NO_RISE, "49.35万元"), "48.60万元"),
        head="2024年实际完成值", done="2025年实际完成值", title="某局部门整体支出绩效自评表",
    )  # fmt: skip
    assert first(score(book)).score == 9


def test_two_columns_named_by_the_year_alone() -> None:
    """上年数和本年数：本年数是完成值。"""
    lines = (Row("三公经费支出", NO_RISE, "49.35万元"), "48.60万元")
    row = first(score(beside(lines, head="上年数", done="本年数")))
    assert row.score == 9


@pytest.mark.parametrize(
    ("head", "expected"),
    [("全市平均", 9), ("全市平均水平", 9), ("全市平均值", 9), ("完成值（全市平均）", 9), ("全省平均水平", None), ("行业平均", None),
     ("全市平均分", None),
     ("上年全市平均", None), ("2022年全市平均", None), ("全市平均目标值", None)],
)  # fmt: skip
def test_the_column_of_an_average(head: str, expected: object) -> None:
    """88.5% 比全市平均 90% 低 1.5 个百分点，扣 1 分。"""
    text = "不低于全市平均水平得满分，每低1个百分点扣1分，扣完为止"
    assert one(text, "群众满意度", "88.5%", "90%", head=head).score == expected


def test_the_average_of_the_province_for_a_wording_of_the_province() -> None:
    text = "不低于全省平均水平得满分，每低1个百分点扣1分，扣完为止"
    assert one(text, "群众满意度", "88.5%", "90%", head="全省平均水平").score == 9


@pytest.mark.parametrize(
    ("done", "last"),
    [
        ("49.35万元", None), ("49.35万元", "——"), ("49.35万元", "见附件"), ("49.35万元", "48.60%"), ("49.35万元", "48人"),
        (None, "48.60万元"),
        ("49.35万元", "上年48.60万元，前年50万元"), ("49.35万元", 486000),
    ],
)  # fmt: skip
def test_what_is_no_figure_of_the_same_unit_is_missing(done: object, last: object) -> None:
    row = one(NO_RISE, "三公经费支出", done, last)
    assert (row.score, row.status) == (None, Status.MISSING)


def test_a_rate_written_in_hundredths_without_a_sign_is_not_guessed() -> None:
    assert one(RATE, "工程质量抽检合格率", "97.9%", 98.4).score is None
    assert one(RATE, "工程质量抽检合格率", "97.9%", 0.984).score == 9


def test_two_columns_of_last_year_that_differ_are_not_used() -> None:
    heads = {"自评表!K3": "上年数", "自评表!K4": "47万元"}
    row = one(NO_RISE, "三公经费支出", "49.35万元", "48.60万元", changes=heads)
    assert row.score is None
    heads["自评表!K4"] = "48.60万元"
    row = one(NO_RISE, "三公经费支出", "49.35万元", "48.60万元", changes=heads)
    assert row.score == 9


def test_the_base_table_says_another_figure_of_last_year() -> None:
    def listed(last: object) -> list[tuple[object, ...]]:
        head = [("部门整体支出绩效评价基础数据表",), ("项目", "单位", "数值")]
        return [*head, ("年末在职人数", "人", 20), ("编制数", "人", 22), ("公用经费决算数", "万元", 5),
                ("上年信访件数", "件", last)]  # fmt: skip

    text = "较上年下降得满分，持平得50%，上升不得分"
    for last, expected in ((100, 10), (90, None)):
        row = one(text, "信访件数", "93件", "100件", base=listed(last))
        assert row.score == expected
    assert one(text, "信访件数", "93件", None, base=listed(100)).score == 10


def test_a_row_without_a_second_figure_in_its_wording_takes_none() -> None:
    row = one("98%以上得10分，每低1个百分点扣1分，扣完为止", "合格率", "97%", "99%")
    assert row.score == 9
    assert "自评表!J4" not in "".join(row.steps)


LINES = (
    (Row("三公经费支出", NO_RISE, "49.35万元"), "48.60万元"),
    (Row("工程质量抽检合格率", RATE, "97.9%"), "98.4%"),
    (Row("道路客运量", GROWTH, "1905.8万人次"), "1860.4万人次"),
    (Row("事故起数", FALL, 9), 11),
    (Row("信访件数", FALL, "9件"), None),
)
EXPECTED = [9, 9, 3, 10, None]


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (to_bytes, "某局-2023.xlsx"),
        (xml2003, "某局-2023.xml"),
        (html, "某局-2023.xls"),
        (word, "某局-2023.docx"),
        (opendocument, "某局-2023.ods"),
    ],
)
def test_the_same_in_every_format(write: Callable[[Workbook], bytes], name: str) -> None:
    outcome = score(write(beside(*LINES)), name)
    assert [row.score for row in rows(outcome.indicators)][:5] == EXPECTED


def test_the_column_stays_an_input_of_the_completed_workbook(tmp_path: Path) -> None:
    """另存以后用别的程序重算一样；补填上年一格（信访 12 件）、改上年一格（事故 9 起变 10 起），得分跟着变。"""
    outcome = score(beside(*LINES))
    data = write_completed(outcome)
    path = tmp_path / "某局-2023_复核.xlsx"
    path.write_bytes(data)
    assert differences(outcome, recalculate_all([path])[0]) == []
    sheet = load_workbook(io.BytesIO(data))["指标表"]
    assert sheet["J8"].value in (None, "")
    data = typed(typed(data, "指标表!J8", 12), "指标表!J7", 9.5)
    back = score(data, "某局-2023_复核.xlsx")
    found = [row.score for row in rows(back.indicators)][:5]
    assert found == [9, 9, 3, 3, 10]
    path.write_bytes(data)
    assert differences(back, recalculate_all([path])[0]) == []


def test_a_column_of_averages_in_the_base_table(tmp_path: Path) -> None:
    """登记失业率 3.6% 低于上年 3.9% 也低于全市 3.8%；调解成功率 72.4% 高于上年 70.1%，低于全市 73%。"""
    base = [
        ("部门整体支出绩效评价基础数据表（2023年度）",), ("序号", "项目", "计量单位", "本年数", "上年数", "全市平均", "备注"),
        (1, "编制人数", "人", 86, 86, None, None), (2, "年末在职人数", "人", 88, 85, None, None),
        (3, "公用经费支出数", "万元", 5, 5, None, None),
        (4, "城镇登记失业率", "%", 3.6, 3.9, 3.8, None), (5, "争议调解成功率", "%", 72.4, 70.1, 73, None),
        (6, "重复信访件", "件", 3, 7, None, None),
    ]  # fmt: skip
    tail = "的得10分;仅满足其中一项的得3分;均不满足的不得分。"
    lines = [
        Row("城镇登记失业率", f"低于全市平均且低于上年{tail}", None),
        Row("争议调解成功率", f"高于全市平均且高于上年{tail}", None),
        Row("重复信访件", "比上年下降得10分,与上年持平得3分,比上年上升不得分。", None, explanation="与上年比较"),
        Row("其他", REST.criteria, "已建立", points=70, claim=70),
    ]  # fmt: skip
    outcome = score(own_table(*lines, base=base))
    found = rows(outcome.indicators)
    assert [row.score for row in found][:3] == [10, 3, 10], [row.steps for row in found]
    assert all(cell in found[0].excel for cell in ("!D6", "!E6", "!F6"))
    path = tmp_path / "某局-2023_复核.xlsx"
    path.write_bytes(write_completed(outcome))
    assert differences(outcome, recalculate_all([path])[0]) == []
    base[1] = ("序号", "项目", "计量单位", "本年数", "上年数", "全省平均", "备注")
    row = first(score(own_table(*lines, base=base)))
    assert (row.score, [each.term for each in row.missing]) == (None, ["全市平均城镇登记失业率"])


@pytest.mark.parametrize(
    ("criteria", "change", "expected"),
    [
        ("较上年提高1个百分点（含）以上得10分；提高0.5个百分点（含）—1个百分点得2分；提高不足0.5个百分点或下降的不得分。", "1", 10),
        ("较上年提高1个百分点（含）以上得10分；提高0.5个百分点（含）—1个百分点得2分；提高不足0.5个百分点或下降的不得分。", "0.9", 2),
        ("较上年提高1个百分点（含）以上得10分；提高0.5个百分点（含）—1个百分点得2分；提高不足0.5个百分点或下降的不得分。", "0.5", 2),
        ("较上年提高1个百分点（含）以上得10分；提高0.5个百分点（含）—1个百分点得2分；提高不足0.5个百分点或下降的不得分。", "0.4", 0),
        ("较上年提高1个百分点（含）以上得10分；提高0.5个百分点（含）—1个百分点得2分；提高不足0.5个百分点或下降的不得分。", "-2", 0),
        ("较上年提高1个百分点以上得10分；提高0.5个百分点—1个百分点得2分；下降的不得分。", "0.9", None),
    ],
)  # fmt: skip
def test_ranges_of_a_change_whose_ends_are_said(criteria: str, change: str, expected: object) -> None:  # fmt: skip
    done = f"{Decimal('80') + Decimal(change)}%"
    assert one(criteria, "群众满意度", done, "80%").score == expected
