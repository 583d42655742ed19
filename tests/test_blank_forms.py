"""Forms with something left out: a blank 年度, an empty column 分值; and what a file name says of the year."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from target_tables import SHEET, Aim, aims
from workbooks import ROOT, clean, findings, forms, score, to_bytes

TEMPLATES = sorted((ROOT / "templates").glob("*/*.xlsx"))
YEAR = f"{SHEET}!A2"
YEARS = [path for path in TEMPLATES if path.parent.name in ("project2020", "department2020")]


@pytest.mark.parametrize("path", YEARS, ids=lambda path: path.parent.name)
def test_the_id_of_a_form_is_no_year(path: Path) -> None:
    for name in (path.parent.name, f"{path.parent.name}_某局", f"某局-{path.parent.name}(1)"):
        outcome = score(path.read_bytes(), f"{name}.xlsx")
        assert (outcome.form, outcome.year) == (path.parent.name, None)


def test_a_year_in_a_file_name_is_one_all_the_same() -> None:
    for name in ("某局-2022", "project2020-2022", "weijianju2022", "某局2022年度"):
        assert (
            score(aims(Aim("≥12", 12), changes={YEAR: "（　　年度）"}), f"{name}.xlsx").year == 2022
        )


@pytest.mark.parametrize(
    "line",
    [
        "（　　　　年度）",
        "(   年度)",
        "（____年度）",
        "（20  年度）",
        "（  年）",
        "评价年度：",
        "自评年度： 　 年",
    ],
)
def test_a_blank_year_is_told(line: str) -> None:
    outcome = score(aims(Aim("≥12", 12), changes={YEAR: line}), "某局.xlsx")
    (said,) = [each for each in findings(outcome, "A08") if "年度" in each.message]
    assert (said.level, said.cell) == ("warning", "A2")
    assert outcome.year is None


@pytest.mark.parametrize(
    "line", ["（2022年度）", "（ 2022 年度）", "（二〇二二年度）", "评价年度：2022年", None]
)
def test_a_year_that_is_filled_in_or_not_asked_for_is_not_told(line: str | None) -> None:
    outcome = score(aims(Aim("≥12", 12), changes={YEAR: line}), "某局.xlsx")
    assert not [each for each in findings(outcome, "A08") if "年度" in each.message]


def test_a_blank_year_beside_a_title_with_the_year_is_not_told() -> None:
    changes = {f"{SHEET}!A1": "2022年项目支出绩效自评表", YEAR: "（    年度）"}
    outcome = score(aims(Aim("≥12", 12), changes=changes), "某局.xlsx")
    assert outcome.year == 2022
    assert not [each for each in findings(outcome, "A08") if "年度" in each.message]


def key(value: object) -> str:
    return "".join(str(value or "").split())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.parent.name)
def test_a_form_filled_in_with_an_empty_column_of_points_lacks_that_column(path: Path) -> None:
    book = load_workbook(path)
    head = next(
        row
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        if "三级指标" in {key(cell.value) for cell in row}
    )
    level3 = next(cell.column for cell in head if key(cell.value) == "三级指标")
    points = next(c.column for c in head if c.column > level3 and key(c.value) == "分值")
    for row in head[0].parent.iter_rows(min_row=head[0].row + 1):
        if key(row[0].value).startswith(("总分", "合计", "填报", "说明")):
            break
        for cell in row:
            if type(cell).__name__ == "Cell" and cell.column == points:
                cell.value = None
            elif type(cell).__name__ == "Cell" and cell.column == level3 and not cell.value:
                cell.value = f"指标名称{cell.row}"
    outcome = score(to_bytes(book), f"{path.parent.name}.xlsx")
    assert outcome.code == "H09"
    assert "“分值”列" in outcome.message


def test_a_table_of_ones_own_with_an_empty_column_of_points_lacks_it_too() -> None:
    outcome = score(clean({f"指标表!F{row}": None for row in range(3, 8)}))
    assert (outcome.status, outcome.code) == ("rejected", "H09")
    assert "F 列" in outcome.message


def test_a_table_of_targets_with_an_empty_column_of_points_lacks_it_too() -> None:
    outcome = score(
        aims(Aim("≥12", 12, None), Aim("≥90%", "95%", None, name="合格率")), "某局-2022.xlsx"
    )
    assert (outcome.status, outcome.code) == ("rejected", "H09")


def test_one_row_with_points_is_enough_to_be_scored() -> None:
    outcome = score(
        aims(Aim("≥12", 12, 90), Aim("≥90%", "95%", None, name="合格率")), "某局-2022.xlsx"
    )
    assert outcome.status == "scored"
    assert findings(outcome, "A10", "error")


def test_a_table_without_a_row_is_no_table() -> None:
    changes = {f"指标表!{col}{row}": None for row in range(3, 8) for col in "ABCDEFGHI"}
    assert score(clean(changes)).code == "H07"


def test_the_blank_form_of_a_project_is_no_table_without_points() -> None:
    """Its names are blank: nothing to score yet, and nothing to refuse."""
    outcome = score(YEARS[-1].read_bytes(), "project2020.xlsx")
    assert outcome.status == "scored"
    assert forms().get("project2020").id == outcome.form
