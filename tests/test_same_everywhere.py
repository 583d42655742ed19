"""The completed workbook says the same in every program, and to us when it comes back."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from recalc import recalculate_all, same
from target_tables import Aim, aims
from workbooks import CLEAN_LINES, ROOT, Line, clean, findings, indicator, rows, score, to_bytes

from sheetscore.model.outcome import Outcome, Status
from sheetscore.writers.cell_formulas import FormulaTooLong, checked
from sheetscore.writers.completed import write_completed
from sheetscore.writers.plan import Plan

FORMS = [
    path
    for path in sorted(
        chain((ROOT / "samples").glob("*.xlsx"), (ROOT / "templates").rglob("*.xlsx"))
    )
    if path.parent.name != "mof2013"  # its 分值 are blank
]
BLANKED = {"照原样": "", "年度空白": "E", "口径、年度、单位都空白": "DEF"}


def completed(outcome: Outcome) -> Workbook:
    return load_workbook(io.BytesIO(write_completed(outcome)))


def texts(book: Workbook) -> Iterator[str]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from (str(cell.value) for cell in row if cell.data_type == "f")


@cache
def of_form(path: Path) -> tuple[Outcome, bytes]:
    """A form scored, and its completed workbook (made once; nobody may change them)."""
    outcome = score(path.read_bytes(), path.name)
    return outcome, write_completed(outcome)


def filled(path: Path, blank: str) -> bytes:
    """Every row of the list filled in, with these columns of it blanked."""
    outcome, data = of_form(path)
    book = load_workbook(io.BytesIO(data))
    sheet = book["缺数清单"]
    for need in Plan(outcome).needs.values():
        sheet[need.typed] = 0.5 if need.unit == "%" else 50 + need.row
        for column in blank:
            sheet[f"{column}{need.row}"] = None
    return to_bytes(book)


@pytest.mark.parametrize("blank", BLANKED.values(), ids=BLANKED)
def test_every_filled_row_of_every_form_is_adopted(blank: str) -> None:
    for path in FORMS:
        again = score(filled(path, blank), path.name)
        assert all(need.value is not None for need in Plan(again).needs.values()), path.name
        assert [each for each in findings(again, "E12") if each.sheet == "缺数清单"] == [], (
            path.name
        )


@pytest.mark.needs("libreoffice")
def test_list_and_program_give_the_same_for_every_form(tmp_path: Path) -> None:
    paths = []
    for number, path in enumerate(FORMS):
        paths.append(tmp_path / f"{number}.xlsx")
        paths[-1].write_bytes(filled(path, "D" if number % 2 else ""))
    for name, path, cells in zip(FORMS, paths, recalculate_all(paths), strict=True):
        again = score(path.read_bytes(), name.name)
        for number, row in enumerate(rows(again.indicators)):
            live = cells["计算过程", f"F{5 + number}"]
            if row.score is not None:
                assert same(live, float(row.score)), (name.name, row.indicator)
            else:
                assert isinstance(live, str), (name.name, row.indicator)


@pytest.mark.needs("libreoffice")
def test_the_list_of_the_civil_affairs_bureau_comes_back_as_it_shows(tmp_path: Path) -> None:
    """示例市民政局: six figures typed give 94.24 in the sheet, and 94.24 when it is sent back."""
    path = ROOT / "samples" / "示例市民政局-2019.xlsx"
    book = load_workbook(io.BytesIO(of_form(path)[1]))
    for row, value in enumerate((50, 100, 0.8, 0.9, 120, 0.92), start=5):
        book["缺数清单"][f"J{row}"] = value
    copy = tmp_path / path.name
    copy.write_bytes(to_bytes(book))
    totals = score(copy.read_bytes(), copy.name).totals
    assert totals is not None
    assert float(totals.reviewed or 0) == 94.24
    (cells,) = recalculate_all([copy])
    assert cells["汇总", "E6"] == 94.24


@pytest.mark.parametrize(
    ("column", "other"), [("C", "公用经费"), ("D", "决算"), ("E", 2018), ("F", "元")]
)
@pytest.mark.needs("libreoffice")
def test_a_row_that_says_something_else_now_is_not_taken_by_the_sheet(
    column: str, other: object, tmp_path: Path
) -> None:
    """A row asks for 政府采购预算数 of 2020 in 万元. Changed to another figure or unit, it no longer fills that gap in the sheet."""
    book = completed(score(clean({"基础数据表!C8": None})))
    assert [book["缺数清单"][f"{c}5"].value for c in "BCDEF"] == [
        "政府采购预算数",
        "政府采购金额",
        "预算",
        2020,
        "万元",
    ]
    book["缺数清单"]["J5"] = 50
    book["缺数清单"][f"{column}5"] = other  # type: ignore[assignment]
    path = tmp_path / "a.xlsx"
    path.write_bytes(to_bytes(book))
    (cells,) = recalculate_all([path])
    assert cells["缺数清单", "K5"] in (None, "")
    row = indicator(score(path.read_bytes()), "政府采购")
    assert row.status == Status.MISSING or column == "F"


# ------------------------------------------------------------------------ formula text

LONG = "（" + "＋".join(f"数目{n}" for n in range(90)) + "）/总数×100%"
BANDS = "；".join(f"≥{n / 4}%，计{n / 40}分" for n in range(400, 100, -1)) + "；低于25.25%不得分。"
LARGE: dict[str, list[Line]] = {
    "公式有 91 个数": [
        Line("综合完成率", 10, "100%计满分，每降低1%扣1分。", f"综合完成率={LONG}。", 10)
    ],
    "评价标准有 300 档": [Line("公用经费控制率", 10, BANDS, CLEAN_LINES[1].explanation, 10)],
}


@pytest.mark.parametrize("lines", LARGE.values(), ids=LARGE)
def test_no_formula_is_over_a_limit_of_excel(lines: list[Line]) -> None:
    for text in texts(completed(score(clean(lines=lines)))):
        assert checked(text.removeprefix("=")) == text.removeprefix("=")


@pytest.mark.needs("libreoffice")
def test_parts_in_cells_of_their_own_give_the_same(tmp_path: Path) -> None:
    given = [("公用经费", 100), ("公用经费", 60.1), ("公用经费", 30.1), ("公用经费", 25)]
    cases = [
        clean({"基础数据表!D7": value}, lines=LARGE["评价标准有 300 档"]) for _, value in given
    ]
    paths, outcomes = [], []
    for number, book in enumerate(cases):
        outcomes.append(score(book))
        paths.append(tmp_path / f"{number}.xlsx")
        paths[-1].write_bytes(write_completed(outcomes[-1]))
    for outcome, cells in zip(outcomes, recalculate_all(paths), strict=True):
        assert outcome.indicators["score"][0] is not None
        assert same(cells["计算过程", "F5"], float(outcome.indicators["score"][0]))


def test_a_formula_over_a_limit_is_a_fault_of_ours() -> None:
    nested = "1"
    for _ in range(65):
        nested = f"IF(A1,{nested},0)"
    for text in ("A1+" * 3000 + "1", nested, f"SUM({','.join(['A1'] * 256)})", f'"{"字" * 256}"'):
        with pytest.raises(FormulaTooLong):
            checked(text)
    assert checked(f"SUM({','.join(['A1'] * 255)})")
    assert checked(f'"{"字" * 255}"')
    assert checked('IF(A1="(((",1,2)')


ODD = [*FORMS, None]


@pytest.mark.parametrize(
    "path", ODD, ids=lambda path: path.parent.name + path.stem if path else "目标"
)
def test_formulas_use_only_what_every_program_knows(path: Path | None) -> None:
    """No CELL, no N(), no SUBTOTAL above 100, no lone backslash; names of sheets in quotes."""
    odd = aims(Aim("≥98%", None, 40, 40), Aim("≥2‰", 1.8, 50, 50, name="发病率"))
    data = of_form(path)[1] if path else write_completed(score(odd))
    for text in texts(load_workbook(io.BytesIO(data))):
        bare = re.sub(r'"(?:[^"]|"")*"', '""', text)
        assert not re.search(r"\bCELL\(|\bN\(|SUBTOTAL\(10\d", bare), text
        assert '"\\"' not in text, text
        assert not re.search(r"(?<!')!", bare), text


# ------------------------------------------------------------------- parts of a whole


@pytest.mark.parametrize(
    ("value", "points"), [(0.92, 10), (1, 10), (0.5, 0), (1.01, None), (9.2, None), (1.2, None)]
)
def test_more_than_all_cannot_be_content(value: float, points: int | None) -> None:
    """满意度 9.2 is 92 % typed wrong, or 920 %: no full score in either case."""
    line = Line("群众满意度", 10, "90%（含）以上计10分；90%以下不得分。", "", 10)
    book = completed(score(clean(lines=[*CLEAN_LINES[:4], line])))
    book["缺数清单"]["J5"] = value
    book["缺数清单"]["J5"].number_format = "0.00%"
    again = score(to_bytes(book))
    row = indicator(again, "满意度")
    assert row.score == points
    assert (row.status == Status.JUDGED) == (points is None)


def test_a_rate_that_may_be_more_than_all_still_may() -> None:
    line = Line("任务完成率", 10, "100%（含）以上计10分；100%以下不得分。", "", 10)
    book = completed(score(clean(lines=[*CLEAN_LINES[:4], line])))
    book["缺数清单"]["J5"] = 1.2
    assert indicator(score(to_bytes(book)), "任务完成率").score == 10
