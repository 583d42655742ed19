"""The blocks of a table of indicators: a block whose first row holds no indicator, and a name that is blank where its 分值 is merged."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import other_formats
import pytest
from openpyxl import Workbook
from target_tables import Aim, aims
from workbooks import Line, clean, complaints, findings, indicator, names, rows, score

from sheetscore.model.outcome import Outcome

LINES = (
    Aim("≥12座", "12座", 25, 25, name="养护座数", level1="产出指标（50分）"),
    Aim("≥95%", "100%", 25, 25, name="验收合格率", level1="", level2="质量指标"),
)
BELOW = (
    Aim("≥5000人", "5200人", 15, 15, name="受益人口", level1="", level2="社会效益指标"),
    Aim("≥3年", "3年", 15, 15, name="安全运行年限", level1="", level2="可持续影响指标"),
    Aim(
        "≥90%",
        "93%",
        10,
        10,
        name="满意度（样本100份）",
        level1="满意度指标（10分）",
        level2="服务对象满意度",
    ),
)


def table(
    name: object, target: object, actual: object, points: object, claim: object, merged: bool
) -> Workbook:
    """效益指标（30分）, whose first row 经济效益指标 holds `name` … `claim`; `merged`: the name stretches over its rows."""
    first = Aim(
        target, actual, points, claim, name=name, level1="效益指标（30分）", level2="经济效益指标"
    )  # type: ignore[arg-type]
    book = aims(*LINES, first, *BELOW)
    if merged:
        sheet = book.worksheets[0]
        for area in ("A11:A12", "A13:A15"):
            for row in sheet[area][1:]:
                row[0].value = None
            sheet.merge_cells(area)
    return book


def levels(outcome: Outcome) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for row in rows(outcome.indicators):
        found[row.level1] = found.get(row.level1, Decimal(0)) + row.points
    return found


EMPTY = [
    (None, None, None, None, None), ("指标1：", None, None, None, None), ("……", None, None, None, None),
    ("/", "/", "/", "/", "/"), ("无", None, None, None, None), ("无", "无", "无", 0, 0), ("—", "—", "—", "—", "—"),
    ("不涉及", None, None, None, None), ("指标2：/", None, None, "/", "/"), ("无", "无", "无", "无", "无"),
]  # fmt: skip


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("cells", EMPTY)
def test_a_block_whose_first_row_holds_no_indicator_keeps_its_name(
    cells: Sequence[object], merged: bool
) -> None:
    outcome = score(table(*cells, merged=merged), "甲区-2022.xlsx")
    assert not complaints(outcome)
    assert levels(outcome) == {"预算执行率": 10, "产出指标": 50, "效益指标": 30, "满意度指标": 10}
    assert indicator(outcome, "受益人口").level2 == "社会效益指标"
    assert outcome.totals is not None
    assert outcome.totals.reviewed == 100
    assert len(names(outcome)) == 6


@pytest.mark.parametrize("ending", ["xml", "html", "docx", "ods"])
def test_so_it_does_in_every_format(ending: str) -> None:
    make = {
        "xml": other_formats.xml2003, "html": other_formats.html, "docx": other_formats.word, "ods": other_formats.opendocument,
    }[ending]  # fmt: skip
    data = make(table(None, None, None, None, None, merged=True))
    outcome = score(data, f"甲区-2022.{ending}")
    assert levels(outcome) == {"预算执行率": 10, "产出指标": 50, "效益指标": 30, "满意度指标": 10}
    assert not findings(outcome, "A10")


def test_a_name_with_points_is_an_indicator_whatever_it_is() -> None:
    """无 with 30 points is told, not passed over."""
    outcome = score(table("无", "≥1", "1", 5, 5, merged=True), "甲区-2022.xlsx")
    assert "无" in names(outcome)
    assert findings(outcome, "A10", "error")


def test_a_named_indicator_without_points_is_told_all_the_same() -> None:
    outcome = score(table("受益产值", "≥100万元", "100万元", "/", 5, merged=True), "甲区-2022.xlsx")
    (said,) = [each for each in findings(outcome, "A10") if "不是数字" in each.message]
    assert said.level == "error"


BLOCKS = (
    Line("在职人员控制率", 20, level1=("投入", 20), level2=("预算配置", 20), claim=20),
    Line("公用经费控制率", 30, level1=("过程", 80), level2=(None, 60), claim=30),  # type: ignore[arg-type]
    Line("“三公经费”控制率", 30, claim=30),
    Line("政府采购执行率", 10, level2=("采购", 20), claim=10),
    Line("管理制度健全性", 10, claim=10),
)


def merged_points(blank: bool) -> Workbook:
    """The 分值 of each block merged over its rows, the names beside not; that of the second block blank on demand."""
    book = clean(lines=BLOCKS)
    sheet = book["指标表"]
    if not blank:
        sheet["C4"] = "预算管理"
    for area in ("D4:D5", "B4:B7", "D6:D7"):
        sheet.merge_cells(area)
    return book


@pytest.mark.parametrize("blank", [True, False])
def test_a_name_that_is_not_merged_while_its_points_are_is_one_block(blank: bool) -> None:
    outcome = score(merged_points(blank))
    assert not findings(outcome, "A10")
    assert len({row.level2_block for row in rows(outcome.indicators)}) == 3


def test_a_points_cell_of_its_own_under_a_blank_name_is_a_block_of_its_own() -> None:
    """履职效益 6, then 12 under a blank name."""
    book = merged_points(blank=False)
    sheet = book["指标表"]
    sheet["C6"], sheet["F7"] = None, 10
    outcome = score(book)
    assert not findings(outcome, "A10")
    assert indicator(outcome, "政府采购").level2_points == 20
    assert indicator(outcome, "三公").level2_points == 60
