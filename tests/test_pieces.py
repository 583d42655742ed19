"""Struck-out, hidden and raised pieces of a cell, in every format: what a reader of the sheet sees is what counts.

The budget of 公用经费 in the sample is 93.7 (D17), the actual 117.48: 125.38 %, 0 of 8 points. Read as 993.7 or 937 it would
come to full points without a word.
"""

from __future__ import annotations

import pathlib
from decimal import Decimal
from typing import Any

import pytest
import recalc
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from openpyxl import load_workbook
from openpyxl.styles import Font
from other_formats import converted
from pieces_files import HIDING, WRITERS, in_html, rich, saved, stored, tracked, word_with_mark
from target_tables import Aim, aims
from workbooks import (
    clean,
    findings,
    indicator,
    sample,
    score,
    states_level,
    to_bytes,
)

from sheetscore.model.outcome import Outcome
from sheetscore.writers.completed import write_completed

BUDGET = "基础数据表!D17"
NAME = "公用经费控制率"


def row(outcome: Outcome) -> tuple[str, Any, Any]:
    found = indicator(outcome, NAME)
    return found.status.value, found.score, found.claimed


def told(outcome: Outcome, cell: str, code: str = "A15") -> list[Any]:
    return [each for each in findings(outcome, code) if cell in each.cells]


def scored(ending: str, place: str, *pieces: tuple[str, str]) -> Outcome:
    return score(WRITERS[ending](place, pieces), f"某局-2020.{ending.rpartition('.')[2]}")


# ------------------------------------------------------------------------------- every format


@pytest.mark.parametrize("ending", WRITERS)
def test_a_struck_piece_of_a_figure_is_left_out_and_said(ending: str) -> None:
    outcome = scored(ending, BUDGET, ("9", "struck"), ("93.7", ""))
    assert row(outcome) == ("differs", 0, 8)
    (said,) = told(outcome, "D17")
    assert said.level == "warning"
    assert "“9”划掉了，没有读，按“93.7”读" in said.message


@pytest.mark.parametrize("ending", WRITERS)
def test_a_figure_struck_out_as_a_whole_is_no_figure(ending: str) -> None:
    outcome = scored(ending, BUDGET, ("937", "struck"))
    assert row(outcome)[:2] == ("missing", None)
    (said,) = told(outcome, "D17")
    assert "“937”整格划掉了，按没有填处理" in said.message


@pytest.mark.parametrize("ending", WRITERS)
def test_a_figure_with_a_raised_digit_goes_to_a_person(ending: str) -> None:
    outcome = scored(ending, BUDGET, ("93", ""), ("7", "raised"))
    assert row(outcome)[:2] == ("missing", None)
    (said,) = told(outcome, "D17", "B01")
    assert said.level == "error"
    assert "93⁷" in said.message


@pytest.mark.parametrize("ending", WRITERS)
def test_a_claim_whose_digit_is_struck_out_is_the_rest_of_it(ending: str) -> None:
    outcome = scored(ending, "指标表!I12", ("8", "struck"), ("0", ""))
    assert indicator(outcome, "管理制度健全性").claimed == 0
    assert told(outcome, "I12")[0].level == "warning"


@pytest.mark.parametrize("ending", WRITERS)
def test_a_mark_of_a_note_behind_a_label_is_left_out_for_matching(ending: str) -> None:
    outcome = scored(ending, "基础数据表!A17", ("公用经费", ""), ("1", "raised"))
    assert row(outcome) == ("differs", 0, 8)
    assert [each.level for each in told(outcome, "A17")] == ["info"]


@pytest.mark.parametrize("ending", WRITERS)
def test_pieces_that_look_different_but_stand_on_the_line_are_one_text(ending: str) -> None:
    outcome = scored(ending, BUDGET, ("93", ""), (".7", ""))
    assert row(outcome) == ("differs", 0, 8)
    assert not findings(outcome, "A15")


@pytest.mark.parametrize("ending", HIDING)
def test_a_hidden_piece_is_left_out_and_said(ending: str) -> None:
    outcome = scored(ending, BUDGET, ("9", "hidden"), ("93.7", ""))
    assert row(outcome) == ("differs", 0, 8)
    assert "“9”是隐藏的，没有读，按“93.7”读" in told(outcome, "D17")[0].message


@pytest.mark.parametrize("ending", HIDING)
def test_a_cell_hidden_as_a_whole_is_no_figure(ending: str) -> None:
    outcome = scored(ending, BUDGET, ("937", "hidden"))
    assert row(outcome)[:2] == ("missing", None)
    assert "整格是隐藏的" in told(outcome, "D17")[0].message


def test_runs_of_an_xls_are_read_by_their_fonts() -> None:
    book = sample({BUDGET: rich([("9", "struck"), ("93.7", "")])})
    (data,) = converted(to_bytes(book), "xls").values()
    outcome = score(data, "某局-2020.xls")
    assert row(outcome) == ("differs", 0, 8)
    assert [each.cell for each in findings(outcome, "A15")] == ["D17"]


def test_a_raised_run_of_an_xls_is_no_digit() -> None:
    book = sample({BUDGET: rich([("93", ""), ("7", "raised")])})
    (data,) = converted(to_bytes(book), "xls").values()
    outcome = score(data, "某局-2020.xls")
    assert row(outcome)[:2] == ("missing", None)
    assert "93⁷" in told(outcome, "D17", "B01")[0].message


def test_a_number_of_an_xls_is_struck_by_the_font_of_its_cell() -> None:
    book = sample({BUDGET: 937})
    book["基础数据表"]["D17"].font = Font(strike=True)
    (data,) = converted(to_bytes(book), "xls").values()
    outcome = score(data, "某局-2020.xls")
    assert row(outcome)[:2] == ("missing", None)
    assert not findings(outcome, "A13")


# ------------------------------------------------------------------------- what a piece means


@pytest.mark.parametrize(
    "typed",
    ["93⁷", "937¹", "⁹37", "93.7₁", "93.7万元¹", "9.37×10²"],
)
def test_characters_that_are_raised_by_themselves_are_no_digits(typed: str) -> None:
    outcome = score(sample({BUDGET: typed}))
    assert row(outcome)[:2] == ("missing", None)
    assert told(outcome, "D17", "B01")[0].level == "error"


@pytest.mark.parametrize("label", ["公用经费¹", "公用经费 ²", "3、公用经费¹", "公用经费₁"])
def test_a_note_mark_typed_behind_a_label_is_left_out(label: str) -> None:
    assert row(score(sample({"基础数据表!A17": label}))) == ("differs", 0, 8)


def test_a_note_mark_behind_the_heading_of_a_column_is_left_out() -> None:
    outcome = score(sample({"基础数据表!D6": "2020年预算数¹", "基础数据表!F6": "2020年决算数²"}))
    assert row(outcome) == ("differs", 0, 8)


@pytest.mark.parametrize("unit", ["m²", "㎡", "平方米"])
def test_a_square_metre_stays_a_unit(unit: str) -> None:
    table = aims(Aim(f"≥120{unit}", f"119{unit}", claim=90, name="修缮面积"))
    assert indicator(score(table, "甲区-2022.xlsx"), "修缮面积").score == Decimal("89.25")


def test_the_2_of_a_square_metre_may_be_raised_by_its_font() -> None:
    target, done = rich([("≥120m", ""), ("2", "raised")]), rich([("119m", ""), ("2", "raised")])
    outcome = score(aims(Aim(target, done, claim=90, name="修缮面积")), "甲区-2022.xlsx")
    assert indicator(outcome, "修缮面积").score == Decimal("89.25")


@pytest.mark.parametrize("target", ["≥12¹", "≥12座¹", "12¹", "≥10⁴座", "≤5¹天"])
def test_a_target_with_a_raised_digit_is_judged(target: str) -> None:
    outcome = score(aims(Aim(target, "12", claim=90)), "甲区-2022.xlsx")
    assert indicator(outcome, "检查家次").status == "judged"
    assert "上标" in findings(outcome, "A11")[0].message


def test_a_target_of_which_a_piece_is_struck_out_is_the_rest() -> None:
    target = rich([("≥", ""), ("9", "struck"), ("95%", "")])
    outcome = score(aims(Aim(target, "94%", claim=90)), "甲区-2022.xlsx")
    found = indicator(outcome, "检查家次")
    assert (found.criteria, found.status.value) == ("≥95%", "differs")
    assert told(outcome, "D11")[0].level == "warning"


def test_an_actual_struck_out_whole_is_missing() -> None:
    outcome = score(aims(Aim("≥12", rich([("12", "struck")]), claim=90)), "甲区-2022.xlsx")
    assert indicator(outcome, "检查家次").status == "missing"


def test_words_struck_out_of_a_wording_change_it_and_are_told() -> None:
    wording = rich(
        [
            ("公用经费控制率≤100%，计8分；每", ""),
            ("降低", "struck"),
            ("超过一个百分点扣1分，扣完为止。", ""),
        ]
    )
    outcome = score(sample({"指标表!G9": wording}))
    assert row(outcome) == ("differs", 0, 8)
    assert told(outcome, "G9")[0].level == "warning"


def test_words_struck_out_of_a_label_are_told_quietly() -> None:
    label = rich([("机关", "struck"), ("公用经费", "")])
    outcome = score(sample({"基础数据表!A17": label}))
    assert row(outcome) == ("differs", 0, 8)
    assert [each.level for each in told(outcome, "A17")] == ["info"]


def test_a_label_struck_out_whole_is_no_label() -> None:
    outcome = score(sample({"基础数据表!A17": rich([("公用经费", "struck")])}))
    assert row(outcome)[0] == "missing"
    assert told(outcome, "A17")


def test_the_levels_are_those_of_the_rule() -> None:
    assert states_level("A15", "warning")
    assert states_level("A15", "info")


# --------------------------------------------------------------------- the font of a whole cell


def styled(font: Font, value: object = 937) -> Outcome:
    book = sample({BUDGET: value})
    book["基础数据表"]["D17"].font = font
    return score(book)


def test_a_number_whose_font_is_struck_is_no_figure() -> None:
    outcome = styled(Font(strike=True))
    assert row(outcome)[:2] == ("missing", None)
    assert "“937”整格划掉了" in told(outcome, "D17")[0].message


def test_a_number_whose_font_is_raised_goes_to_a_person() -> None:
    assert row(styled(Font(vertAlign="superscript")))[:2] == ("missing", None)


def test_a_run_with_a_font_of_its_own_is_not_struck_by_that_of_the_cell() -> None:
    outcome = styled(Font(strike=True), rich([("9", "struck"), ("93.7", "")]))
    assert row(outcome) == ("differs", 0, 8)


def test_a_run_without_a_font_has_that_of_the_cell() -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    run = TextBlock(InlineFont(rFont="宋体"), "93.7")
    outcome = styled(Font(strike=True), CellRichText("9", run))
    assert row(outcome) == ("differs", 0, 8)
    assert "“9”划掉了" in told(outcome, "D17")[0].message


def test_a_spreadsheet_adds_up_a_struck_number_so_the_stored_sum_is_not_out_of_date() -> None:
    book = clean({"基础数据表!G7": 60, "基础数据表!H7": 40})
    data = stored(book, {"基础数据表!D7": ("=G7+H7", 100)}, struck="基础数据表!H7")
    outcome = score(data)
    assert not findings(outcome, "B08")
    assert row(outcome)[0] == "agrees"
    assert told(outcome, "H7")


def test_a_struck_figure_is_no_blank_for_a_clause_that_asks_whether_there_is_a_project() -> None:
    """楼堂馆所: all figures 0 score full points; with one struck out nobody knows."""
    book = sample({"基础数据表!B24": 0, "基础数据表!C24": 5})
    book["基础数据表"]["C24"].font = Font(strike=True)
    assert indicator(score(book), "新建楼堂馆所面积控制率").score is None


# ----------------------------------------------------------------------------------- web pages


@pytest.mark.parametrize(
    ("cell", "css"),
    [
        ("<del>9</del><ins>93.7</ins>", ""),
        ("<strike>9</strike>93.7", ""),
        ('<span style="text-decoration: underline line-through">9</span>93.7', ""),
        ("<font class=f5>9</font><font class=f6>93.7</font>", ".f5{text-decoration:line-through}.f6{color:red}"),
        ("<b id=x>9</b>93.7", "table td #x { text-decoration-line: line-through }"),
        ('<span style="visibility:hidden">9</span>93.7', ""),
        ('<span class="no">9</span>93.7', "span.no, i{display:none !important}"),
        ("<span hidden>9</span>93.7", ""),
        ('<span style="font-size:0pt">9</span>93.7', ""), ('<span style="opacity:0">9</span>93.7', ""), ("<template>9</template>93.7", ""),
        ("<ruby>93.7<rp>(</rp><rt>9</rt><rp>)</rp></ruby>", ""),
        ('<s>9</s>93.7<span style="display:none">5<b>6</b></span>', ""),
    ],
)  # fmt: skip
def test_a_page_is_read_as_a_browser_shows_it(cell: str, css: str) -> None:
    data = in_html(BUDGET, [("@1", "")], css).decode().replace("<font color=red>@1</font>", cell)
    assert row(score(data.encode(), "某局-2020.html")) == ("differs", 0, 8)


@pytest.mark.parametrize(
    ("cell", "css"),
    [
        ("<span class=p>93.7</span>", "@media print{.p{display:none}}"),
        ("<span class=p>93.7</span>", ".q .p{text-decoration:line-through}"),
        ("<span class=p>93.7</span>", ".p{text-decoration:line-through}span.p{text-decoration:none}"),
        ('<span style="visibility:hidden"><b style="visibility:visible">93.7</b></span>', ""),
        ("<ins>93.7</ins>", ""),
        ('<span style="font-size:10.5pt;opacity:.9;vertical-align:0;position:relative;top:0">93.7</span>', ""),
    ],
)  # fmt: skip
def test_what_a_browser_shows_plainly_is_read(cell: str, css: str) -> None:
    data = in_html(BUDGET, [("@1", "")], css).decode().replace("<font color=red>@1</font>", cell)
    outcome = score(data.encode(), "某局-2020.html")
    assert row(outcome) == ("differs", 0, 8)
    assert not findings(outcome, "A15")


@pytest.mark.parametrize(
    "style", ["vertical-align:30%", "vertical-align:-3pt", "position:relative;top:-3.0pt", "top:4px;position:relative"]
)  # fmt: skip
def test_a_digit_that_a_page_moves_off_the_line_goes_to_a_person(style: str) -> None:
    cell = f'93.7<span style="{style}">1</span>'
    data = in_html(BUDGET, [("@1", "")]).decode().replace("<font color=red>@1</font>", cell)
    outcome = score(data.encode(), "某局-2020.html")
    assert row(outcome) == ("missing", None, 8)
    assert told(outcome, "D17", "B01")


def test_a_hidden_row_of_a_page_is_read_as_before() -> None:
    text = in_html(BUDGET, [("93.7", "")]).decode()
    start = text.rindex("<tr>", 0, text.index("93.7"))
    hidden = text[:start] + '<tr style="display:none">' + text[start + 4 :]
    outcome = score(hidden.encode(), "某局-2020.html")
    assert row(outcome) == ("differs", 0, 8)
    assert findings(outcome, "B09")


def test_a_cell_of_a_page_that_takes_no_place_shifts_nothing() -> None:
    """A browser leaves the cell out; the row is as wide as the others without it."""
    text = in_html(BUDGET, [("93.7", "")]).decode()
    at = text.rindex("<td", 0, text.index("93.7"))
    data = text[:at] + '<td style="display:none">5000</td>' + text[at:]
    assert row(score(data.encode(), "某局-2020.html")) == ("differs", 0, 8)


# --------------------------------------------------------------------------------------- Word


def in_document(*edit: Any) -> Outcome:
    document, paragraph = word_with_mark(BUDGET)
    for each in edit:
        each(document, paragraph)
    return score(saved(document), "某局-2020.docx")


@pytest.mark.parametrize("moved", [False, True])
def test_a_tracked_deletion_is_struck_out_and_what_was_inserted_counts(moved: bool) -> None:
    outcome = in_document(lambda _, paragraph: tracked(paragraph, "9", "93.7", moved))
    assert row(outcome) == ("differs", 0, 8)
    assert "“9”划掉了" in told(outcome, "D17")[0].message


def test_double_strike_is_strike() -> None:
    def edit(_: Any, paragraph: Any) -> None:
        paragraph.add_run("9").font.double_strike = True
        paragraph.add_run("93.7")

    assert row(in_document(edit)) == ("differs", 0, 8)


def test_a_character_style_strikes_out() -> None:
    def edit(document: Any, paragraph: Any) -> None:
        style = document.styles.add_style("删去", WD_STYLE_TYPE.CHARACTER)
        style.font.strike = True
        paragraph.add_run("9", style=style)
        paragraph.add_run("93.7")

    assert row(in_document(edit)) == ("differs", 0, 8)


def test_a_paragraph_style_strikes_out_and_a_character_style_in_it_turns_it_off() -> None:
    """Strike is a toggle property: on in both levels is off (ECMA-376 part 1, 17.7.3)."""

    def edit(document: Any, paragraph: Any) -> None:
        base = document.styles.add_style("整段删去", WD_STYLE_TYPE.PARAGRAPH)
        base.font.strike = True
        style = document.styles.add_style("整段删去之二", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = base
        paragraph.style = style
        back = document.styles.add_style("删去", WD_STYLE_TYPE.CHARACTER)
        back.font.strike = True
        paragraph.add_run("9")
        paragraph.add_run("93.7", style=back)

    assert row(in_document(edit)) == ("differs", 0, 8)


def test_a_run_that_is_plain_in_a_struck_paragraph_counts() -> None:
    def edit(document: Any, paragraph: Any) -> None:
        style = document.styles.add_style("整段删去", WD_STYLE_TYPE.PARAGRAPH)
        style.font.strike = True
        paragraph.style = style
        paragraph.add_run("9")
        paragraph.add_run("93.7").font.strike = False

    assert row(in_document(edit)) == ("differs", 0, 8)


# -------------------------------------------------------------------- the completed workbook


CASES = {
    "struck piece": rich([("9", "struck"), ("93.7", "")]),
    "struck whole": rich([("937", "struck")]),
    "raised": rich([("93", ""), ("7", "raised")]),
}


@pytest.mark.parametrize("case", CASES)
def test_the_completed_workbook_says_the_same_and_reads_the_same(
    case: str, tmp_path: pathlib.Path
) -> None:
    outcome = score(sample({BUDGET: CASES[case]}))
    path = tmp_path / "某局_复核.xlsx"
    path.write_bytes(write_completed(outcome))
    written, anew = recalc.values(path), recalc.recalculate(path)
    differing = {
        cell: (written[cell], anew.get(cell))
        for cell in recalc.formulas(path)
        if not recalc.same(written[cell], anew.get(cell))
    }
    assert not differing
    again = score(path.read_bytes(), path.name)
    assert row(again) == row(outcome)
    assert again.totals == outcome.totals


def test_a_struck_number_stays_visible_and_struck_and_is_no_number(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "某局_复核.xlsx"
    path.write_bytes(write_completed(styled(Font(strike=True))))
    cell = load_workbook(path)["基础数据表"]["D17"]
    assert (cell.value, cell.font.strike) == ("937", True)


def test_a_struck_piece_of_a_wording_stays_visible_and_struck(tmp_path: pathlib.Path) -> None:
    wording = rich(
        [("每", ""), ("降低", "struck"), ("超过1%扣1分。100%以下计满分，扣完为止。", "")]
    )
    path = tmp_path / "某局_复核.xlsx"
    path.write_bytes(write_completed(score(sample({"指标表!G9": wording}))))
    drawn = load_workbook(path, rich_text=True)["指标表"]["G9"].value
    assert [(str(run), bool(run.font.strike)) for run in drawn][1] == ("降低", True)
    assert str(drawn) == "每降低超过1%扣1分。100%以下计满分，扣完为止。"


def test_a_number_written_for_a_text_with_a_struck_piece_is_not_struck() -> None:
    book = sample({BUDGET: rich([("9", "struck"), ("93.7", "")])})
    book["基础数据表"]["D17"].font = Font(strike=True)
    again = score(write_completed(score(book)), "某局-2020_复核.xlsx")
    assert row(again) == ("differs", 0, 8)


# ------------------------------------------------------------- equations and symbols of a document

_DOCUMENT = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_RUN, _EQUATION = "<w:r><w:t>{}</w:t></w:r>", "<m:oMath>{}</m:oMath>"


def in_xml(content: str) -> Outcome:
    def fill(_: Any, paragraph: Any) -> None:
        for element in parse_xml(f"<w:p {_DOCUMENT}>{content}</w:p>"):
            paragraph._p.append(element)

    return in_document(fill)


@pytest.mark.parametrize(
    "content",
    [
        _EQUATION.format("<m:r><m:t>93.7</m:t></m:r>"),
        _RUN.format("93") + _EQUATION.format("<m:r><m:t>.7</m:t></m:r>"),
        _RUN.format("93") + '<w:r><w:sym w:font="Symbol" w:char="F02E"/></w:r>' + _RUN.format("7"),
        '<w:r><w:rPr><w:position w:val="6"/></w:rPr><w:t>93.7</w:t></w:r>',
    ],
)
def test_what_stands_in_an_equation_or_a_symbol_is_read(content: str) -> None:
    assert row(in_xml(content)) == ("differs", 0, 8)


@pytest.mark.parametrize(
    "content",
    [
        _RUN.format("93.7") + '<w:r><w:rPr><w:position w:val="10"/></w:rPr><w:t>4</w:t></w:r>',
        _RUN.format("93.7") + '<w:r><w:rPr><w:position w:val="-6"/></w:rPr><w:t>4</w:t></w:r>',
        _RUN.format("93.7×") + _EQUATION.format(
            "<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>4</m:t></m:r></m:sup></m:sSup>"
        ),
        _RUN.format("93.7") + _EQUATION.format("<m:sSup><m:e/><m:sup><m:r><m:t>4</m:t></m:r></m:sup></m:sSup>"),
        _EQUATION.format("<m:f><m:num><m:r><m:t>937</m:t></m:r></m:num><m:den><m:r><m:t>10</m:t></m:r></m:den></m:f>"),
        _RUN.format("93") + '<w:r><w:sym w:font="Wingdings" w:char="F02E"/></w:r>' + _RUN.format("7"),
    ],
)  # fmt: skip
def test_a_digit_off_the_line_or_a_sign_that_we_do_not_know_goes_to_a_person(content: str) -> None:
    outcome = in_xml(content)
    assert row(outcome) == ("missing", None, 8)
    assert told(outcome, "D17", "B01")
