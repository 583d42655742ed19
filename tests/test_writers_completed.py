"""The completed workbook: what stands where, and that it stays what was filed."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from workbooks import CLEAN_LINES, SAMPLE, Line, Table, clean, put_base, sample, score, to_bytes

from sheetscore.model.outcome import Outcome, Status
from sheetscore.writers.completed import write_completed
from sheetscore.writers.plan import SHEETS, Plan


def opened(outcome: Outcome, stored: bool = True) -> Workbook:
    """The completed workbook with its stored values, or with its formulas."""
    return load_workbook(io.BytesIO(write_completed(outcome)), data_only=stored)


def texts(book: Workbook, sheet: str) -> list[str]:
    """All texts of a sheet."""
    cells: Any = book[sheet]._cells
    return [cell.value for cell in cells.values() if isinstance(cell.value, str)]


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return score(SAMPLE.read_bytes(), SAMPLE.name)


@pytest.fixture(scope="module")
def book(outcome: Outcome) -> Workbook:
    return opened(outcome)


def test_the_same_outcome_gives_the_same_bytes(outcome: Outcome) -> None:
    assert write_completed(outcome) == write_completed(outcome)


def test_six_sheets_with_the_summary_in_front(book: Workbook) -> None:
    assert tuple(book.sheetnames) == SHEETS
    assert book.active.title == "汇总"


def test_marks_name_version_and_what_was_added(book: Workbook) -> None:
    marks = {prop.name: prop.value for prop in book.custom_doc_props.props}
    assert {"sheetscore", "sheetscore.added", "sheetscore.rows", "sheetscore.parts"} <= set(marks)
    assert marks["sheetscore.added"] == "J:M"
    assert marks["sheetscore.rows"].startswith("20:")
    assert all(len(value) <= 255 and value.isascii() for value in marks.values())


def test_submitted_cells_keep_their_addresses_and_texts(book: Workbook) -> None:
    submitted = load_workbook(SAMPLE)
    for name in ("指标表", "基础数据表"):
        for row in submitted[name].iter_rows():
            for cell in row:
                there = book[name][cell.coordinate].value
                if isinstance(cell.value, str) and cell.value.strip(" 　\n"):
                    if isinstance(there, int | float):
                        assert not cell.value.strip(" 　\n%").strip("0123456789.")
                    else:
                        assert "".join(str(there).split()) == "".join(cell.value.split())
                elif isinstance(cell.value, int | float):
                    assert there == pytest.approx(cell.value)
    merges = {str(m) for m in submitted["指标表"].merged_cells.ranges} - {"A1:I1"}
    assert merges <= {str(m) for m in book["指标表"].merged_cells.ranges}
    assert "A1:M1" in {str(m) for m in book["指标表"].merged_cells.ranges}


def test_padded_numbers_are_written_as_numbers(book: Workbook) -> None:
    assert book["指标表"]["I12"].value == 8
    assert book["基础数据表"]["B5"].value == 32
    assert book["基础数据表"]["B12"].value == 0.79
    assert book["基础数据表"]["B9"].value is None


def test_our_columns_stand_right_of_the_table(book: Workbook) -> None:
    sheet = book["指标表"]
    heads = ["".join(str(sheet[f"{col}2"].value).split()) for col in "JKLM"]
    assert heads == ["指标值（复核）", "复核得分", "差额", "依据"]
    assert [sheet[f"{col}9"].value for col in "JKL"] == [pytest.approx(1.253788687), 0, -8]
    assert [sheet[f"{col}7"].value for col in "JKL"] == ["不适用", 5, 0]
    assert [sheet[f"{col}4"].value for col in "JK"] == ["缺数据", "缺数据"]
    assert [sheet[f"{col}12"].value for col in "JK"] == ["—", "待佐证"]
    assert "25.3789" in str(sheet["M9"].value)
    assert "上年度“三公经费”预算数" in str(sheet["M4"].value)


def test_a_total_row_is_added_where_the_table_has_none(book: Workbook) -> None:
    sheet = book["指标表"]
    found = [sheet[f"{col}20"].value for col in "AFIKL"]
    assert found == ["合计", 100, 98, 90, -8]


def test_formulas_refer_to_the_cells_of_the_tables(outcome: Outcome) -> None:
    sheet = opened(outcome, stored=False)["指标表"]
    assert "'基础数据表'!F17/'基础数据表'!D17" in sheet["J9"].value
    assert "J9" in sheet["K9"].value
    assert sheet["L9"].value == '=IF(AND(ISNUMBER(K9),ISNUMBER(I9)),ROUND(K9-ROUND(I9,2),6),"")'
    assert "'缺数清单'!K5" in sheet["J4"].value


def test_summary_shows_totals_range_and_grade(book: Workbook) -> None:
    sheet = book["汇总"]
    assert [sheet[f"{col}6"].value for col in "ACEGI"] == [100, 98, 90, "23–92", "优"]
    assert [sheet[f"{col}12"].value for col in "AEFGHIJ"] == ["产出及效率", 26, 26, 26, 0, 14, 12]
    assert len(sheet._charts) == 1
    said = "\n".join(texts(book, "汇总"))
    assert "不一致的指标（1 项，差额合计 -8 分）" in said
    assert "缺数据的指标（6 项，涉及 38 分）" in said
    assert "待佐证的指标（5 项，涉及 31 分）" in said
    assert "复核人：" in said


def test_missing_figures_are_listed_once_with_all_they_affect(book: Workbook) -> None:
    sheet = book["缺数清单"]
    heads = [cell.value for cell in sheet[4]]
    assert heads == [
        "序号", "缺少的数", "项目", "口径", "年度", "单位", "填报位置", "影响指标", "涉及分值", "填写数值",
        "采用值", "说明",
    ]  # fmt: skip
    rows = {sheet.cell(row, 2).value: row for row in range(5, 14)}
    assert len(rows) == 9
    first = [sheet.cell(5, col).value for col in range(2, 11)]
    assert first == [
        "上年度“三公经费”预算数", "三公经费", "预算", 2019, "万元", "填报表没有这一格", "“三公经费”变动率", 8, None,
    ]  # fmt: skip
    shared = rows["年初预算"]
    assert sheet.cell(shared, 7).value == "基础数据表!D22"
    assert sheet.cell(shared, 8).value == "预算完成率、预算控制率"
    assert sheet.cell(shared, 9).value == 10
    assert sheet.cell(rows["社会公众或服务对象满意度"], 10).number_format == "0.00%"
    assert sheet.protection.sheet
    assert not sheet["J5"].protection.locked
    assert sheet["K5"].protection.locked


def test_findings_come_errors_first_with_links(book: Workbook) -> None:
    sheet = book["核对问题"]
    levels = [sheet.cell(row, 2).value for row in range(5, sheet.max_row + 1)]
    order = {"错误": 0, "提醒": 1, "提示": 2}
    assert [order[str(level)] for level in levels] == sorted(order[str(level)] for level in levels)
    place = sheet["D5"]
    assert place.hyperlink.location.replace("'", "") == place.value
    assert place.value.startswith("指标表!")


def test_working_adds_up_to_the_totals(book: Workbook) -> None:
    sheet = book["计算过程"]
    found = [sheet[f"{col}21"].value for col in "CDFHIJ"]
    assert found == [100, 98, 23, 90, 23, 92]
    assert [sheet[f"G{row}"].value for row in (5, 6, 11, 14)] == [
        "一致",
        "缺数据",
        "不一致",
        "待佐证",
    ]


def test_prints_on_a4_one_page_wide_with_the_header_repeated(book: Workbook) -> None:
    sheet = book["指标表"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$2:$2"
    assert [brk.id for brk in sheet.row_breaks.brk] == [11]
    front = book["汇总"]
    assert front.page_setup.orientation == "portrait"
    assert front.sheet_properties.pageSetUpPr.fitToPage
    assert (front.page_setup.fitToWidth or 1, front.page_setup.fitToHeight or 1) == (1, 1)


def test_text_of_the_unit_never_becomes_a_formula() -> None:
    evil = '=HYPERLINK("http://example.invalid","点我")'
    workbook = sample({"指标表!H12": evil, "指标表!G13": "+1", "基础数据表!B25": "@SUM(A1)"})
    for place in (("指标表", "H12"), ("指标表", "G13"), ("基础数据表", "B25")):
        workbook[place[0]][place[1]].data_type = "s"
    found = score(to_bytes(workbook), "=某局-2020.xlsx", unit="=1+1")
    book = opened(found, stored=False)
    for sheet, cell, text in (
        ("指标表", "H12", evil), ("指标表", "G13", "+1"), ("基础数据表", "B25", "@SUM(A1)"),
        ("汇总", "B2", "=1+1"),
    ):  # fmt: skip
        there = book[sheet][cell]
        assert (there.value, there.data_type) == (text, "s")


def test_control_characters_and_overlong_texts_do_not_break_the_file() -> None:
    long = "很长的说明。" * 6000
    found = score(sample({"指标表!H12": long[:32_000], "指标表!H13": "甲_x0007_乙"}))
    book = opened(found)
    assert str(book["指标表"]["H12"].value).startswith("很长的说明。")


def test_what_was_typed_comes_back_in_its_row() -> None:
    first = load_workbook(io.BytesIO(write_completed(score(SAMPLE.read_bytes(), SAMPLE.name))))
    first["缺数清单"]["J5"] = 8.94
    first["缺数清单"]["J7"] = 5890.51
    again = score(to_bytes(first), SAMPLE.name)
    sheet = opened(again)["缺数清单"]
    found = {sheet.cell(row, 2).value: row for row in range(5, 14)}
    assert len(found) == 9
    row = found["上年度“三公经费”预算数"]
    assert (sheet.cell(row, 10).value, sheet.cell(row, 11).value) == (8.94, 8.94)
    assert "已补填" in str(sheet.cell(row, 12).value)
    assert sheet.cell(found["年初预算"], 7).value == "基础数据表!D22"


def test_our_own_output_read_back_is_drawn_once(outcome: Outcome) -> None:
    again = score(write_completed(outcome), SAMPLE.name)
    before, after = opened(outcome)["指标表"], opened(again)["指标表"]
    assert after.dimensions == before.dimensions
    values = {c.coordinate: c.value for row in before.iter_rows() for c in row}
    assert {c.coordinate: c.value for row in after.iter_rows() for c in row} == values


def test_two_tables_on_one_sheet_keep_their_rows() -> None:
    book = clean(base=None)
    put_base(book.worksheets[0], top=20)
    found = opened(score(book))
    assert found["指标表"]["E3"].value == "在职人员控制率"
    assert found["指标表"]["K3"].value == 20
    assert found["基础数据表"]["A25"].value == "三公经费"
    assert found["基础数据表"].row_dimensions[5].hidden


def test_without_claims_every_computed_row_is_filled() -> None:
    lines = [Line(n.name, n.points, n.criteria, n.explanation) for n in CLEAN_LINES]
    outcome = score(clean(lines=lines))
    assert {line.status for line in Plan(outcome).lines} == {Status.FILLED, Status.JUDGED}
    book = opened(outcome)
    assert [book["汇总"][f"{col}6"].value for col in "CEI"] == ["未填全", "无法确定", "无法确定"]
    assert book["计算过程"]["G5"].value == "已填"


def test_without_a_base_table_its_sheet_says_so() -> None:
    book = opened(score(clean(base=None)))
    assert any("没有报送基础数据表" in text for text in texts(book, "基础数据表"))
    assert book["缺数清单"]["B5"].value


def test_figures_in_yuan_are_converted_in_the_formula() -> None:
    table = [("部门整体支出绩效评价基础数据表",), ("填报单位：某局", None, None, "单位：元")]
    table += [
        ("经费控制情况", "2019年决算数", "2020年预算数", "2020年决算数"),
        ("三公经费", 120000, 100000, 90000), ("公用经费", 900000, 1000000, 1000000),
    ]  # fmt: skip
    outcome = score(clean(base=table))
    assert any(row.value == Decimal(100) for row in outcome.base.itertuples())
    sheet = opened(outcome, stored=False)["指标表"]
    assert "('基础数据表'!D5*0.0001)/('基础数据表'!C5*0.0001)" in sheet["J4"].value


def test_a_total_row_of_the_table_itself_is_used() -> None:
    book = clean()
    book["指标表"]["A8"] = "合计"
    book["指标表"]["F8"] = 100
    book["指标表"]["I8"] = 100
    sheet = opened(score(book))["指标表"]
    assert sheet["K8"].value == 100
    assert sheet["A9"].value is None


def test_three_hundred_indicators_stay_within_the_limits_of_formulas() -> None:
    blocks = [(f"一级{n % 2}", 1) for n in range(300)]
    lines = [
        Line(f"指标{n}控制率", 1, "≤100%计满分，每超过1%扣0.1分，扣完为止。", "", 1, block)
        for n, block in enumerate(blocks)
    ]
    book = load_workbook(io.BytesIO(write_completed(score(clean(lines=lines)))))
    longest = max(
        len(str(cell.value))
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    )
    assert longest < 8192
    assert book["计算过程"].max_row > 900


def test_an_outcome_without_a_table_is_refused() -> None:
    with pytest.raises(ValueError, match="没有指标表"):
        write_completed(score(b"no workbook"))


def test_a_small_table_of_one_line_is_completed() -> None:
    sheet = opened(score(clean(lines=CLEAN_LINES[:1])))["指标表"]
    assert [sheet[f"{col}4"].value for col in "AFIK"] == ["合计", 20, 20, 20]


def test_the_table_may_begin_anywhere() -> None:
    book = clean()
    del book["指标表"]
    Table(CLEAN_LINES, top=4, left=3).draw(book.create_sheet("指标表"))
    found = opened(score(book))
    assert found["指标表"]["M6"].value == 20
    assert found["汇总"]["E6"].value == 100
