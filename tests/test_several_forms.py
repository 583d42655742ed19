"""Several 自评表 in one file: each gets its own result, whatever lies between them; what is not scored is named."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import docx
import old_excel
import other_formats
import pytest
from openpyxl import Workbook, load_workbook
from project_forms import HEADINGS, PUMP, RIVER, WIDTH, Form, Row, draw, sheets, stacked
from workbooks import (
    BASE_ROWS,
    CLEAN_LINES,
    Table,
    clean,
    findings,
    forms,
    put_base,
    score,
    to_bytes,
)

from sheetscore.batch import score_folder
from sheetscore.cli import main
from sheetscore.model.outcome import Outcome
from sheetscore.unit import score_files

pytestmark = pytest.mark.in_one_process

ONE = Form()
THREE = [("水库维修", 99.48), ("防汛物资", 99.2), ("河道清淤", 100)]


def read(data: Workbook | bytes, name: str = "甲-2023.xlsx") -> list[Outcome]:
    """The outcomes of one file, in order."""
    content = data if isinstance(data, bytes) else to_bytes(data)
    return list(score_files([(name, content)], forms()))


def reviewed(outcomes: list[Outcome]) -> list[tuple[str, float | None]]:
    return [
        (each.project, None if each.totals is None or each.totals.reviewed is None else float(each.totals.reviewed))
        for each in outcomes
    ]  # fmt: skip


def errors(outcomes: list[Outcome]) -> list[str]:
    return [f"{f.code} {f.message}" for each in outcomes for f in findings(each, level="error")]


FORMATS: dict[str, Callable[[Workbook], bytes]] = {
    "xlsx": to_bytes,
    "xls": old_excel.xls,
    "ods": other_formats.opendocument,
    "xml": other_formats.xml2003,
    "html": other_formats.html,
    "docx": other_formats.word,
    "csv": lambda book: other_formats.delimited(book.worksheets[0]),
}


@pytest.mark.parametrize("kind", FORMATS)
def test_forms_one_under_the_other_are_a_result_each(kind: str) -> None:
    found = read(FORMATS[kind](stacked(ONE, PUMP, RIVER)), f"甲-2023.{kind}")
    assert reviewed(found) == THREE
    assert {each.unit for each in found} == {"某县水利局"}
    assert not errors(found)


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "csv"])
def test_forms_on_sheets_of_their_own_are_a_result_each(kind: str) -> None:
    found = read(FORMATS[kind](sheets(ONE, PUMP, RIVER)), f"甲-2023.{kind}")
    assert reviewed(found) == THREE
    assert not errors(found)


LAYOUTS: dict[str, list[Form]] = {
    "没有标题，只有项目名称": [ONE, replace(PUMP, title=None), replace(RIVER, title=None)],
    "附件号在标题上面": [replace(each, above=((f"附件{n}",),)) for n, each in enumerate((ONE, PUMP, RIVER), 1)],
    "标题带单位和年度": [replace(each, title="某县水利局2023年度项目支出绩效自评表", year="金额单位：万元") for each in (ONE, PUMP, RIVER)],
    "第一张跨页，表头又印一次": [replace(ONE, again=2), PUMP, RIVER],
    "三张都跨页，标题也又印一次": [replace(each, again=1, again_title=True) for each in (ONE, PUMP, RIVER)],
    "跨页的标题写着续表": [replace(ONE, again=1), PUMP, RIVER],
    "中间夹一张空白表": [ONE, Form(blank=True), PUMP, RIVER],
    "空白表在最前": [Form(blank=True), ONE, PUMP, RIVER],
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("gap", [0, 2])
def test_what_begins_a_form_and_what_goes_on(layout: str, gap: int) -> None:
    """A header printed again is a page break; a new title, 项目名称 or header of the money is a new form."""
    found = read(stacked(*LAYOUTS[layout], gap=gap))
    assert reviewed(found) == THREE
    assert not errors(found)


def test_a_continued_title_goes_on_with_the_form_above() -> None:
    rows = ONE.rows()
    rows[-2:-2] = [("项目支出绩效自评表（续表）",), HEADINGS]
    book = Workbook()
    draw(book.worksheets[0], PUMP.rows(), draw(book.worksheets[0], rows))
    assert reviewed(read(book)) == THREE[:2]


def test_a_blank_form_among_filled_ones_is_named_and_not_scored() -> None:
    found = read(stacked(ONE, Form(blank=True), PUMP))
    (told,) = findings(found[0], "A01")
    assert (told.level, told.sheet, told.cell) == ("info", "自评表", "A15")
    assert "没有填" in told.message


def test_a_form_with_a_name_and_no_figures_is_named_with_a_reminder() -> None:
    unfilled = Form(blank=True).rows()
    unfilled[2] = ("项目名称", "灌区改造")
    book = sheets(ONE)
    draw(book.create_sheet("项目2"), unfilled)
    (told,) = findings(read(book)[0], "A01")
    assert told.level == "warning"
    assert "灌区改造" in told.message


def test_a_file_with_a_blank_form_alone_is_told_as_before() -> None:
    (only,) = read(sheets(Form(blank=True)))
    assert only.status == "scored"
    assert not findings(only, "A01")


def test_two_forms_of_one_project_are_two_results_and_somebody_must_choose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Same unit, year, form and project: neither counts until one is chosen."""
    monkeypatch.chdir(tmp_path)
    Path("甲.xlsx").write_bytes(to_bytes(stacked(ONE, replace(PUMP, project=ONE.project))))
    outcomes: list[Outcome] = []
    result = score_folder(["甲.xlsx"], "出", sink=lambda each, _: outcomes.append(each))
    assert reviewed(outcomes) == [("水库维修", 99.48), ("水库维修", 99.2)]
    told = [each for one in outcomes for each in findings(one, "A04", "error")]
    assert [each.found for each in told] == ["甲.xlsx"] * 2
    assert all("项目名称" in each.advice for each in told)
    assert not any(each.counted for each in result.outcomes)
    assert len(list(Path("出").glob("*_复核*.xlsx"))) == 2


def test_forms_side_by_side_are_a_result_each() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for number, each in enumerate((ONE, PUMP, RIVER)):
        draw(sheet, each.rows(), left=1 + number * (WIDTH + 1))
    found = read(book)
    assert reviewed(found) == THREE
    assert not errors(found)
    assert found[1].indicators.iloc[1]["claimed_cell"] == "P11"


def test_forms_side_by_side_without_an_empty_column_between() -> None:
    book = Workbook()
    for number, each in enumerate((ONE, PUMP)):
        draw(book.worksheets[0], each.rows(), left=1 + number * WIDTH)
    assert reviewed(read(book)) == THREE[:2]


def test_forms_side_by_side_of_different_heights() -> None:
    """The right one has two lines more above its header, the left one is printed on two pages."""
    book = Workbook()
    draw(book.worksheets[0], replace(ONE, again=2).rows())
    draw(book.worksheets[0], [("附件2",), *PUMP.rows()], top=2, left=WIDTH + 2)
    assert reviewed(read(book)) == THREE[:2]


def test_a_total_above_the_indicators_closes_no_form() -> None:
    """合计 in the first row, the header printed again with its title: one form of three indicators."""
    rows = replace(ONE, again=2, again_title=True).rows()
    rows.insert(rows.index(HEADINGS) + 1, rows.pop())
    book = Workbook()
    draw(book.worksheets[0], rows)
    assert reviewed(read(book)) == THREE[:1]


def test_a_sheet_copied_to_the_letter_is_scored_once() -> None:
    found = read(sheets(ONE, ONE, PUMP))
    assert reviewed(found) == THREE[:2]
    (told,) = findings(found[0], "A01")
    assert (told.level, told.sheet) == ("info", "项目2")


def test_forms_of_two_units_one_under_the_other() -> None:
    other = replace(PUMP, unit="某县民政局", project=ONE.project)
    found = read(stacked(ONE, other))
    assert [(each.unit, each.project) for each in found] == [
        ("某县水利局", "水库维修"), ("某县民政局", "水库维修"),
    ]  # fmt: skip
    assert reviewed(found)[1][1] == 99.2
    assert not errors(found)


def test_the_unit_below_each_form() -> None:
    """填报单位 stands under the 总分: it goes with the form above it."""
    book, top = Workbook(), 1
    for form, unit in ((ONE, "某县水利局"), (PUMP, "某县民政局")):
        top = draw(
            book.worksheets[0], replace(form, labels=("主管部门", "某县发展和改革局")).rows(), top
        )
        top = draw(book.worksheets[0], [(f"填报单位（盖章）：{unit}",)], top)
    found = read(book)
    assert [(each.unit, each.project) for each in found] == [
        ("某县水利局", "水库维修"),
        ("某县民政局", "防汛物资"),
    ]
    assert not [each for one in found for each in findings(one, "A02")]


def test_notes_and_signatures_between_forms_belong_to_neither() -> None:
    book, top = Workbook(), 1
    for form in (ONE, PUMP, RIVER):
        top = draw(book.worksheets[0], form.rows(), top)
        notes = [
            ("注：1.得分不超过分值。2.定性指标分为三档，见项目支出绩效自评表。",),
            ("填报人：甲", None, "审核人：乙"),
        ]
        top = draw(book.worksheets[0], notes, top)
    assert reviewed(read(book)) == THREE


@pytest.mark.parametrize("last", [False, True], ids=["整体表在上面", "整体表在下面"])
def test_a_departments_table_of_targets_on_the_sheet_of_its_projects(last: bool) -> None:
    """Its list of tasks has a column 项目名称: that names no project."""
    rows: list[Row] = replace(ONE, title="部门整体支出绩效自评表").rows()
    rows[2:4] = [("预算单位名称", "某县水利局")]
    rows.insert(6, ("年度主要任务", "任务名称", "项目名称", "预算数", "执行数"))
    book = Workbook()
    parts = [PUMP.rows(), RIVER.rows()]
    top = 1
    for each in [*parts, rows] if last else [rows, *parts]:
        top = draw(book.worksheets[0], each, top)
    found = read(book)
    assert sorted(reviewed(found)) == sorted([("", 99.48), *THREE[1:]])
    assert {each.unit for each in found} == {"某县水利局"}


def test_a_hidden_form_of_the_same_project_is_named_and_not_scored() -> None:
    book = sheets(replace(ONE, money=(120, 118.5, 100, 8.44)), ONE)
    book.worksheets[0].sheet_state = "hidden"
    (only,) = read(book)
    assert reviewed([only]) == THREE[:1]
    (told,) = findings(only, "A01")
    assert (told.level, told.sheet) == ("warning", "项目1")


def test_the_forms_of_two_years_are_two_results() -> None:
    last = replace(ONE, year="（2022年度）", money=(30, 30, 27.6, 9.2))
    found = read(sheets(last, ONE), "甲.xlsx")
    assert [each.year for each in found] == [2022, 2023]


# ---------------------------------------------------------------- what cannot be read is named


def unreadable(title: str = "某项目支出绩效自评表") -> list[Row]:
    rows = replace(PUMP, title=title).rows()
    return [tuple("具体内容" if value == "三级指标" else value for value in row) for row in rows]


def test_a_form_without_the_heading_is_named_on_a_sheet_of_its_own() -> None:
    book = sheets(ONE)
    draw(book.create_sheet("项目2"), unreadable())
    (only,) = read(book)
    (told,) = findings(only, "A01")
    assert (told.level, told.sheet, told.cell) == ("warning", "项目2", "A1")
    assert reviewed([only]) == THREE[:1]


def test_a_form_without_the_heading_is_named_below_one_that_is_read() -> None:
    book = Workbook()
    last = draw(book.worksheets[0], ONE.rows())
    draw(book.worksheets[0], unreadable(), last)
    (only,) = read(book)
    assert [each.cell for each in findings(only, "A01")] == [f"A{last}"]


@pytest.mark.parametrize(
    "title", ["项目支出绩效自评汇总表", "绩效目标申报表", "部门整体支出绩效评价基础数据表"]
)
def test_other_papers_are_not_named(title: str) -> None:
    book = sheets(ONE)
    draw(book.create_sheet("附表"), unreadable(title))
    assert not findings(read(book)[0], "A01")


# ------------------------------------------------------------------------------------ Word


def in_word(*tables: tuple[Sequence[str], Workbook]) -> bytes:
    """A Word file: paragraphs, then the first sheet of a workbook as a table, and so on."""
    document = docx.Document()
    for paragraphs, book in tables:
        for each in paragraphs:
            document.add_paragraph(each)
        other_formats.add_table(document, list(other_formats.lines(book.worksheets[0])))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "paragraphs", [(), ("附件",), ("项目支出绩效自评表",)], ids=["没有", "附件", "标题"]
)
@pytest.mark.parametrize("titled", [True, False], ids=["表内有标题", "表内没有标题"])
def test_tables_of_a_word_file_are_a_result_each(paragraphs: Sequence[str], titled: bool) -> None:
    each = [replace(form, title=form.title if titled else None) for form in (ONE, PUMP, RIVER)]
    found = read(in_word(*((paragraphs, stacked(form)) for form in each)), "甲-2023.docx")
    assert reviewed(found) == THREE
    assert not errors(found)


@pytest.mark.parametrize("repeated", [True, False], ids=["标题也重印", "只重印表头"])
def test_a_table_that_goes_on_after_a_page_of_a_word_file_is_one_form(repeated: bool) -> None:
    rows = ONE.rows()
    head = rows.index(HEADINGS)
    first, second = Workbook(), Workbook()
    draw(first.worksheets[0], rows[: head + 2])
    draw(
        second.worksheets[0],
        [*([("项目支出绩效自评表（续表）",)] if repeated else []), HEADINGS, *rows[head + 2 :]],
    )
    found = read(in_word(((), first), (("",), second), ((), stacked(PUMP))), "甲-2023.docx")
    assert reviewed(found) == THREE[:2]
    assert not errors(found)


def test_departments_tables_with_titles_in_paragraphs_are_not_put_together() -> None:
    """The same header row twice, under the titles of two units."""
    tables = []
    for unit in ("某县甲局", "某县乙局"):
        book = Workbook()
        Table(CLEAN_LINES).draw(book.worksheets[0])
        book.worksheets[0].delete_rows(1)
        tables.append(((f"{unit}2020年度部门整体支出绩效评价指标表",), book))
    found = read(in_word(*tables), "送审.docx")
    assert [each.unit for each in found] == ["某县甲局", "某县乙局"]
    assert [len(each.indicators) for each in found] == [5, 5]


# ---------------------------------------------------------------- a department's form beside


def beside_a_department(project_first: bool) -> Workbook:
    """指标表 and 基础数据表 of 某局 and the form of one of its projects."""
    book = clean({"基础数据表!A2": "填报单位：某县水利局"})
    draw(
        book.create_sheet("项目", 0 if project_first else 2),
        replace(ONE, year="（2020年度）").rows(),
    )
    return book


@pytest.mark.parametrize("first", [False, True], ids=["项目表在后", "项目表在前"])
def test_a_departments_form_beside_that_of_a_project(first: bool) -> None:
    found = sorted(
        read(beside_a_department(first), "某局-2020.xlsx"), key=lambda each: each.project
    )
    assert [(each.unit, each.project) for each in found] == [
        ("某县水利局", ""),
        ("某县水利局", "水库维修"),
    ]
    assert reviewed(found) == [("", 100), ("水库维修", 99.48)]
    assert not errors(found)


@pytest.mark.parametrize("place", [1, 0], ids=["专项表在后", "专项表在前"])
def test_a_departments_table_with_wording_beside_that_of_a_special_fund(place: int) -> None:
    """Both have 评价标准: 整体支出 takes the 基础数据表, 专项 has none and is a result of its own."""
    book = clean({"基础数据表!A2": "填报单位：某县水利局"})
    special = book.create_sheet("专项", place)
    Table(CLEAN_LINES, title="某县水利局2020年度防汛专项支出绩效评价评分表").draw(special)
    found = sorted(read(book, "某局-2020.xlsx"), key=lambda each: each.project)
    assert [(each.unit, each.project) for each in found] == [
        ("某县水利局", ""),
        ("某县水利局", "防汛专项支出"),
    ]
    assert reviewed(found)[0] == ("", 100)
    assert not findings(found[0], "H08")
    assert not findings(found[0], "A01")
    assert [str(each) for each in found[1].indicators["status"]] == [*["missing"] * 4, "judged"]


def test_two_departments_forms_one_under_the_other_with_their_base_tables() -> None:
    """甲局 above, 乙局 below, each with its 基础数据表 under its 指标表: no figure goes to the other unit."""
    book = Workbook()
    sheet = book.worksheets[0]
    top = 1
    for unit, spent in (("甲局", 100), ("乙局", 103)):
        Table(CLEAN_LINES, title=f"{unit}部门整体支出绩效评价指标表", top=top).draw(sheet)
        base = [list(row) for row in BASE_ROWS]
        base[1], base[6][3] = [f"填报单位：{unit}"], spent
        put_base(sheet, base, top + 8)
        top += 8 + len(base) + 1
    found = read(book, "送审-2020.xlsx")
    assert [each.unit for each in found] == ["甲局", "乙局"]
    scores = [list(each.indicators["score"])[1] for each in found]
    assert [float(each) for each in scores] == [30, 27]


# ------------------------------------------------------------------------- what comes out


def test_each_form_gets_its_own_workbook_named_by_its_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("水利局.xlsx").write_bytes(to_bytes(stacked(ONE, PUMP, RIVER)))
    with pytest.raises(SystemExit) as end:
        main(["score", "水利局.xlsx", "-o", "出", "--json"])
    assert end.value.code == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["unit"], each["project"]) for each in told] == [
        ("某县水利局", project) for project, _ in THREE
    ]
    assert [Path(each["output"]).name for each in told] == [
        f"水利局_{project}_复核.xlsx" for project, _ in THREE
    ]
    book = load_workbook(Path("出", "水利局_河道清淤_复核.xlsx"))
    text = [
        cell.value for row in book["指标表"].iter_rows() for cell in row if cell.value is not None
    ]
    assert "河道清淤" in text
    assert not {"水库维修", "防汛物资"} & {*text}
    listed = load_workbook(Path("出", "汇总.xlsx")).worksheets[0]
    cells = [[cell.value for cell in row] for row in listed.iter_rows()]
    heads = next(row for row in cells if "项目名称" in row)
    at = heads.index("项目名称")
    assert {row[at] for row in cells[cells.index(heads) + 1 :]} >= {
        "水库维修",
        "防汛物资",
        "河道清淤",
    }


def test_a_departments_workbook_beside_those_of_projects_keeps_the_plain_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("某局-2020.xlsx").write_bytes(to_bytes(beside_a_department(False)))
    score_folder(["某局-2020.xlsx"], "出")
    assert {path.name for path in Path("出").glob("*_复核.xlsx")} == {
        "某局-2020_复核.xlsx", "某局-2020_水库维修_复核.xlsx",
    }  # fmt: skip


def test_what_is_typed_into_one_forms_workbook_goes_to_that_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A corrected 得分 of 防汛物资 counts there, and nowhere else."""
    monkeypatch.chdir(tmp_path)
    Path("收件").mkdir()
    Path("收件/水利局.xlsx").write_bytes(to_bytes(stacked(ONE, PUMP, RIVER)))
    score_folder(["收件"], "出")
    book = load_workbook("出/水利局_防汛物资_复核.xlsx")
    claim = next(
        c for row in book["指标表"].iter_rows() for c in row if c.value == 30 and c.column == 7
    )
    claim.value = 28
    book.save("收件/水利局_防汛物资_复核.xlsx")
    outcomes: list[Outcome] = []
    score_folder(["收件"], "出", sink=lambda each, _: outcomes.append(each))
    claims = {
        each.project: float(each.totals.claimed)
        for each in outcomes
        if each.totals and each.totals.claimed
    }
    assert claims == {"水库维修": 99.48, "防汛物资": 97.2, "河道清淤": 100}


def test_a_rerun_replaces_the_workbooks_of_every_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("水利局.xlsx").write_bytes(to_bytes(stacked(ONE, PUMP)))
    score_folder(["水利局.xlsx"], "出")
    before = {path.name: path.read_bytes() for path in Path("出").glob("*_复核.xlsx")}
    score_folder(["水利局.xlsx"], "出")
    assert {path.name: path.read_bytes() for path in Path("出").glob("*_复核.xlsx")} == before


def test_why_names_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("待评分").mkdir()
    Path("待评分/水利局.xlsx").write_bytes(to_bytes(stacked(ONE, PUMP)))
    with pytest.raises(SystemExit):
        main(["why", "某县水利局（防汛物资）", "预算执行率"])
    told = capsys.readouterr().out
    assert "防汛物资" in told
    assert "9.2" in told
    with pytest.raises(SystemExit) as end:
        main(["why", "某县水利局", "预算执行率"])
    assert end.value.code != 0
    assert "防汛物资" in capsys.readouterr().err


def test_score_unit_scores_the_first_form_and_names_the_others() -> None:
    found = score(stacked(ONE, PUMP), "甲-2023.xlsx")
    assert found.project == "水库维修"
    (told,) = findings(found, "A01")
    assert "防汛物资" in told.message


def test_a_run_broken_off_is_taken_up_with_all_forms_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("收件").mkdir()
    Path("收件/1.xlsx").write_bytes(to_bytes(stacked(ONE, PUMP)))
    Path("收件/2.xlsx").write_bytes(to_bytes(sheets(RIVER)))

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    assert score_folder(["收件"], "出", report=stop).exit_code == 130
    result = score_folder(["收件"], "出")
    assert result.resumed == 1
    assert [each.project for each in result.outcomes] == [project for project, _ in THREE]
    assert {Path(name).name for name in result.outputs.values()} == {
        "1_水库维修_复核.xlsx", "1_防汛物资_复核.xlsx", "2_复核.xlsx",
    }  # fmt: skip
    score_folder(["收件"], "另出")
    for path in Path("另出").glob("*_复核.xlsx"):
        assert path.read_bytes() == Path("出", path.name).read_bytes()


def test_a_form_that_cannot_be_read_beside_one_that_can() -> None:
    """No column 分值 on the second sheet: told as a result of its own, the first one is scored."""
    book = sheets(ONE, PUMP)
    for row in book.worksheets[1].iter_rows():
        for cell in row:
            if cell.value == "分值" and cell.row == 10:
                cell.value = "备注"
    found = read(book)
    assert [(each.status, each.project) for each in found] == [
        ("scored", "水库维修"),
        ("rejected", "防汛物资"),
    ]
    assert reviewed(found)[0] == THREE[0]


def test_findings_stand_with_the_form_that_they_are_about() -> None:
    """A formula without a result in the second form, a number as text in the third."""
    book = stacked(ONE, PUMP, RIVER)
    height = len(ONE.rows())
    sheet = book.worksheets[0]
    sheet.cell(height + 6, 4, "=1+1")
    sheet.cell(2 * height + 11, 6, "50")
    found = read(book)
    assert [len(findings(each, "B08")) for each in found] == [0, 1, 0]
    assert [len(findings(each, "B01")) for each in found] == [0, 0, 1]
