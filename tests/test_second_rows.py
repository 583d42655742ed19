"""A second row of figures under the one header of a block: a part of the first (其中：本级), or a row that may be meant as well."""

from __future__ import annotations

from pathlib import Path

import pytest
import recalc
from openpyxl import load_workbook
from test_base_blocks import people
from workbooks import SAMPLE, findings, indicator, score

from sheetscore.model.outcome import Outcome
from sheetscore.writers.completed import write_completed

STAFF, NAME = "财政供养人员情况", "在职人员控制率"


def with_second(label: object, approved: object, actual: object, merged: bool = False) -> Outcome:
    """The sample: 编制 32, 在职 32, and a row below under the same header."""
    book = load_workbook(SAMPLE)
    sheet = book["基础数据表"]
    merges = [str(area) for area in sheet.merged_cells.ranges]
    for area in merges:
        sheet.unmerge_cells(area)
    sheet.insert_rows(6)
    for area in merges:
        first, last = area.split(":")
        down = [f"{each[0]}{int(each[1:]) + (int(each[1:]) > 5)}" for each in (first, last)]
        sheet.merge_cells(":".join(down))
    if merged:
        sheet.unmerge_cells("A4:A5")
        sheet.merge_cells("A4:A6")
    elif label is not None:
        sheet["A6"] = label
    sheet["B6"], sheet["D6"] = approved, actual
    return score(book)


def told(outcome: Outcome, level: str) -> list[str]:
    return [
        each.message for each in findings(outcome, "F08", level) if "表头下面还有" in each.message
    ]


@pytest.mark.parametrize("label", ["其中：本级", "其中:局机关", "本级", "下属事业单位"])
def test_a_part_below_the_whole_is_named_and_the_whole_counts(label: str) -> None:
    outcome = with_second(label, 20, 18)
    row = indicator(outcome, NAME)
    assert (row.status.value, row.score) == ("agrees", 5)
    (said,) = told(outcome, "info")
    assert label in said
    assert "B6、D6" in said


@pytest.mark.parametrize("label", [None, "合计", "部门合计", "其他"])
def test_a_row_that_may_be_meant_leaves_the_figure_to_a_person(label: object) -> None:
    outcome = with_second(label, 30, 33)
    row = indicator(outcome, NAME)
    assert (row.status.value, row.score) == ("missing", None)
    (said,) = told(outcome, "warning")
    assert "B6、D6" in said
    assert findings(outcome, "F08", "error")


def test_a_row_under_the_merged_label_of_the_block_has_no_name() -> None:
    outcome = with_second(None, 30, 33, merged=True)
    assert indicator(outcome, NAME).status == "missing"
    assert "没有名称的一行" in told(outcome, "warning")[0]


def test_what_is_larger_than_the_whole_is_no_part_of_it() -> None:
    outcome = with_second("其中：本级", 20, 40)
    assert indicator(outcome, NAME).status == "missing"
    assert told(outcome, "warning")


def test_only_the_column_that_differs_is_in_doubt() -> None:
    outcome = with_second(None, 32, 33)
    missing = indicator(outcome, NAME).missing
    assert [each.measure for each in missing] == ["在职人员数"]


def test_the_same_figures_once_more_change_nothing_and_are_named() -> None:
    outcome = with_second(None, 32, 32)
    assert indicator(outcome, NAME).status == "agrees"
    assert "与第 5 行相同" in told(outcome, "info")[0]


def test_a_blank_row_a_note_and_another_item_are_no_second_row() -> None:
    for label, approved, actual in (("", None, None), ("说明：", "无", "——"), ("三公经费", 7, 9)):
        outcome = with_second(label, approved, actual)
        assert indicator(outcome, NAME).status == "agrees"
        assert not told(outcome, "warning") + told(outcome, "info")


def test_the_completed_workbook_agrees(tmp_path: Path) -> None:
    outcome = with_second(None, 30, 33)
    path = tmp_path / "某局_复核.xlsx"
    path.write_bytes(write_completed(outcome))
    written, anew = recalc.values(path), recalc.recalculate(path)
    assert not [
        cell for cell in recalc.formulas(path) if not recalc.same(written[cell], anew.get(cell))
    ]
    assert score(path.read_bytes(), path.name).totals == outcome.totals


def test_a_block_whose_row_has_a_label_keeps_it_beside_its_parts() -> None:
    heads = ("一、人员情况", "编制数", "实际在职人数")
    assert people(heads, ("在职人员", 40, 42), ("其中：本级", 20, 20)) == 25
    assert people(heads, ("在职人员", 40, 42), ("其中：本级", 20, 50)) is None
    assert not [
        each for each in findings(score(SAMPLE.read_bytes()), "F08") if "表头" in each.message
    ]


def with_row_below(label: object, figures: dict[str, object], merged: bool = False) -> Outcome:
    """The sample with a row below 公用经费 (row 17: 86.28, 93.7, 117.48)."""
    book = load_workbook(SAMPLE)
    sheet = book["基础数据表"]
    merges = [area.bounds for area in sheet.merged_cells.ranges]
    for area in [str(area) for area in sheet.merged_cells.ranges]:
        sheet.unmerge_cells(area)
    sheet.insert_rows(18)
    for left, top, right, bottom in merges:
        sheet.merge_cells(None, top + (top > 17), left, bottom + (bottom > 17), right)
    sheet["A18"] = label
    for cell, value in figures.items():
        sheet[cell] = value
    if merged:
        sheet.merge_cells("A17:A18")
    return score(book)


OTHER_BUDGET = {"B18": 86.28, "D18": 120, "F18": 117.48}


@pytest.mark.parametrize("merged", [False, True])
def test_a_row_without_a_name_below_an_item_leaves_its_figure_to_a_person(merged: bool) -> None:
    outcome = with_row_below(None, OTHER_BUDGET, merged)
    row = indicator(outcome, "公用经费控制率")
    assert (row.status.value, row.score) == ("missing", None)
    assert [each.measure for each in row.missing] == ["预算"]
    (said,) = [each for each in findings(outcome, "F08", "warning") if "没有名称" in each.message]
    assert said.cell == "B18"
    assert "公用经费" in said.message
    assert "D17" in findings(outcome, "F08", "error")[0].message


def test_the_same_figures_without_a_name_are_named_and_change_nothing() -> None:
    outcome = with_row_below(None, {"B18": 86.28, "D18": 93.7, "F18": 117.48})
    assert indicator(outcome, "公用经费控制率").score == 0
    (said,) = [each for each in findings(outcome, "F08", "info") if "没有名称" in each.message]
    assert "与第 17 行相同" in said.message


def test_a_blank_row_and_a_row_with_a_name_are_no_second_row_of_an_item() -> None:
    for label, figures in ((None, {}), (None, {"B18": "——"}), ("小车费用", OTHER_BUDGET)):
        outcome = with_row_below(label, figures)
        assert indicator(outcome, "公用经费控制率").score == 0
        assert not [each for each in findings(outcome, "F08") if "没有名称" in each.message]


def test_figures_below_the_first_row_of_a_merged_name_are_not_lost() -> None:
    figures = {"B17": None, "D17": None, "F17": None, **OTHER_BUDGET}
    outcome = with_row_below(None, figures, merged=True)
    assert indicator(outcome, "公用经费控制率").status == "missing"
    assert "D18" in " ".join(each.message for each in findings(outcome, "F08", "error"))


def test_a_row_without_a_name_below_a_row_of_a_list() -> None:
    book = load_workbook(SAMPLE)
    sheet = book.create_sheet("数据", 1)
    del book["基础数据表"]
    sheet.title = "基础数据表"
    for line in (
        ("项目", "单位", "数值"), ("编制数", "人", 32), ("在职人员数", "人", 32), ("三公经费决算数", "万元", 5),
        ("三公经费预算数", "万元", 6), (None, None, 4),
    ):  # fmt: skip
        sheet.append(line)
    outcome = score(book)
    assert indicator(outcome, "三公经费控制率").status == "missing"
    sheet["C6"] = None
    assert indicator(score(book), "三公经费控制率").score == 8
