"""What strikes out, hides or raises a piece of a cell in each format's own way: styles, fields, equations, selectors, markup.

The budget of 公用经费 in the sample is 93.7 (D17), the actual 117.48: 0 of 8 points. Read as 193.7 it is full points, and no
check of neighbouring figures finds that. 决定先于读法：看表的人看见的是 93.7，就读 93.7；看不准的，由人看。
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.shared import Pt
from other_formats import opendocument, xml2003, zipped
from pieces_files import in_html, saved, word_with_mark
from workbooks import change, findings, indicator, sample, score

from sheetscore.model.outcome import Outcome

BUDGET = "基础数据表!D17"
NAME = "公用经费控制率"
MARK = "@@here@@"
READ, NO_FIGURE = ("differs", 0), ("missing", None)


def row(outcome: Outcome) -> tuple[str, Any]:
    found = indicator(outcome, NAME)
    return found.status.value, found.score


def told(outcome: Outcome, code: str) -> list[Any]:
    return [each for each in findings(outcome, code) if each.cell == "D17"]


# --------------------------------------------------------------------------------------- Word

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_BEGIN, _SEPARATE, _END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def run(text: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def equation(text: str) -> str:
    return f"<m:oMath>{text}</m:oMath>"


def letter(text: str, looks: str = "") -> str:
    return f"<m:r>{looks}<m:t>{text}</m:t></m:r>"


def in_document(content: str, style: Any = None) -> Outcome:
    document, paragraph = word_with_mark(BUDGET)
    if style:
        style(document, paragraph)
    for element in parse_xml(f"<w:p {_NAMES}>{content}</w:p>"):
        paragraph._p.append(element)
    return score(saved(document), "某局-2020.docx")


def raised_style(document: Any, _: Any) -> None:
    style = document.styles.add_style("注号", WD_STYLE_TYPE.CHARACTER)
    style.element.get_or_add_rPr().append(parse_xml(f'<w:position {_NAMES} w:val="10"/>'))


def raised_paragraph(document: Any, paragraph: Any) -> None:
    style = document.styles.add_style("抬高", WD_STYLE_TYPE.PARAGRAPH)
    style.font.size = Pt(9)
    style.element.get_or_add_rPr().append(parse_xml(f'<w:position {_NAMES} w:val="6"/>'))
    paragraph.style = style


@pytest.mark.parametrize(
    ("content", "style"),
    [
        # 公式里划掉的、隐藏的、修订中删去的
        (equation(letter("1", "<w:rPr><w:strike/></w:rPr>")) + run("93.7"), None),
        (equation(letter("1", "<w:rPr><w:vanish/></w:rPr>")) + run("93.7"), None),
        (equation(f'<w:del w:id="9" w:author="甲">{letter("1")}</w:del>') + run("93.7"), None),
        # 域：代码不显示，代码里套着的域也不显示
        (_BEGIN + code(" =1+92.7 ") + _SEPARATE + run("93.7") + _END, None),
        (_BEGIN + run(" 1 ") + _SEPARATE + run("93.7") + _END, None),
        (
            _BEGIN + code(" IF ") + _BEGIN + code(" MERGEFIELD 甲 ") + _SEPARATE + run("1") + _END + code(' = 1 "x" ')
            + _SEPARATE + run("93.7") + _END,
            None,
        ),
        # 整段抬高，仍在一行上
        (run("93") + run(".7"), raised_paragraph),
    ],
)  # fmt: skip
def test_a_document_is_read_as_it_is_printed(content: str, style: Any) -> None:
    assert row(in_document(content, style)) == READ


@pytest.mark.parametrize(
    ("content", "style"),
    [
        (run("93.7") + run("1", '<w:rStyle w:val="注号"/>'), raised_style),
        # 根号、括号、上划线、矩阵、不显示的一块：不是光写着的数
        (equation(f"<m:rad><m:deg/><m:e>{letter('193.7')}</m:e></m:rad>"), None),
        (equation(f"<m:rad><m:deg>{letter('1')}</m:deg><m:e>{letter('93.7')}</m:e></m:rad>"), None),
        (equation(f"<m:d><m:e>{letter('193.7')}</m:e></m:d>"), None),
        (equation(f"<m:bar><m:e>{letter('193.7')}</m:e></m:bar>"), None),
        (equation(f"<m:m><m:mr><m:e>{letter('1')}</m:e><m:e>{letter('93.7')}</m:e></m:mr></m:m>"), None),
        (equation(f"<m:phant><m:e>{letter('1')}</m:e></m:phant>") + run("93.7"), None),
        # 没有结果、照代码画出来的域：EQ 的上标，SYMBOL 的小数点
        (run("93.7") + _BEGIN + code(r" eq \s\up5(1) ") + _END, None),
        (run("193") + _BEGIN + code(r" SYMBOL 46 \f Symbol ") + _END + run("7"), None),
    ],
)  # fmt: skip
def test_what_a_document_draws_and_no_text_says_goes_to_a_person(content: str, style: Any) -> None:
    outcome = in_document(content, style)
    assert row(outcome) == NO_FIGURE
    assert told(outcome, "B01")


def test_a_content_control_that_nobody_filled_in_is_blank() -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert row(in_document(control.format("<w:showingPlcHdr/>", run("193.7")))) == NO_FIGURE
    assert row(in_document(control.format("", run("93.7")))) == READ
    off = '<w:showingPlcHdr w:val="0"/>'
    assert row(in_document(control.format(off, run("93.7")))) == READ


def test_a_fraction_of_an_equation_keeps_its_sum_together() -> None:
    """The stroke brackets what stands above it: no slip is repaired (F14), as in 决算数-预算数/预算数 typed in a line."""
    actual, budget = "实际支出公用经费总额", "预算安排公用经费总额"
    above, below = letter(f"{actual}-{budget}"), letter(budget)
    fraction = equation(f"<m:f><m:num>{above}</m:num><m:den>{below}</m:den></m:f>")
    document, paragraph = word_with_mark("指标表!H9")
    content = f"{run('公用经费控制率=')}{fraction}{run('×100%。')}"
    for element in parse_xml(f"<w:p {_NAMES}>{content}</w:p>"):
        paragraph._p.append(element)
    outcome = score(saved(document), "某局-2020.docx")
    assert f"({actual}-{budget})/{budget}" in indicator(outcome, NAME).explanation
    assert not [each for each in findings(outcome, "F14") if NAME in each.message]


# ----------------------------------------------------------------------------------- web pages


def in_page(cell: str, css: str = "") -> Outcome:
    data = in_html(BUDGET, [("@1", "")], css).decode().replace("<font color=red>@1</font>", cell)
    return score(data.encode(), "某局-2020.html")


@pytest.mark.parametrize(
    ("cell", "css"),
    [
        ("<b class=q>1</b>93.7", "b[class=q]{text-decoration:line-through}"),
        ('<b class="z q">1</b>93.7', '[class~="q"]{display:none}'),
        ("<b class=q>1</b>93.7", ".q{text-decoration:line-through !important}.q{text-decoration:none}"),
        ('<b class=q style="display:inline">1</b>93.7', ".q{display:none !important}"),
        ("<i class=Q>1</i>93.7", ".q{text-decoration:line-through}"),
        ('<span style="text-line-through:single">1</span>93.7', ""),
        ('<table style="display:none"><tr><td>1</td></tr></table>93.7', ""),
        ("<noscript>1</noscript>93.7", ""),
        ('<span style="font-size:0"><span style="font-size:12px">93.7</span>1</span>', ""),
    ],
)  # fmt: skip
def test_a_page_leaves_out_what_its_rules_strike_out_or_hide(cell: str, css: str) -> None:
    assert row(in_page(cell, css)) == READ


@pytest.mark.parametrize(
    ("cell", "css"),
    [
        ("<i>1</i>93.7", "td i:first-child{text-decoration:line-through}"), ("<i class=q>1</i>93.7", "i:not(.z){display:none}"),
        ("<b></b><i>1</i>93.7", "b+i{text-decoration:line-through}"), ("<b></b><i>1</i>93.7", "b~i{visibility:hidden}"),
        ('<i class="quiet">1</i>93.7', '[class^="q"]{display:none}'),
        ('93.7<span style="mso-text-raise:6pt">1</span>', ""),
    ],
)  # fmt: skip
def test_a_rule_that_may_strike_out_or_hide_a_digit_leaves_it_to_a_person(cell: str, css: str) -> None:  # fmt: skip
    outcome = in_page(cell, css)
    assert row(outcome) == NO_FIGURE
    assert told(outcome, "B01")


@pytest.mark.parametrize(
    ("cell", "css"),
    [
        ("<a href=x>93.7</a>", "a:visited{text-decoration:line-through}a:hover{display:none}"),
        ("<i>93.7</i>", "td i:first-child{color:red}tr:nth-child(2){vertical-align:super}"),
        ("<i class=q>93.7</i>", ".q{display:none}.q{display:inline !important}"),
        ('<i class="q">93.7</i>', "i[class=z]{display:none}[hidden]{display:none}"),
        ('<span style="font-size:0;font-size:9pt">93.7</span>', ""),
    ],
)  # fmt: skip
def test_a_rule_for_something_else_changes_nothing(cell: str, css: str) -> None:
    outcome = in_page(cell, css)
    assert row(outcome) == READ
    assert not told(outcome, "A15")


# ---------------------------------------------------------------------------- XML 表格 2003, .ods


def in_xml(cell: str, styles: str = "") -> Outcome:
    text = xml2003(change(sample(), {BUDGET: MARK})).decode()
    start = text.rindex("<Cell", 0, text.index(MARK))
    end = text.index("</Cell>", start)
    attributes = text[start + 5 : text.index(">", start)].replace("ss:StyleID", "ss:Was")
    text = f'{text[:start]}<Cell{attributes} ss:StyleID="k">{cell}{text[end:]}'
    return score(text.replace("</Styles>", f"{styles}</Styles>").encode(), "某局-2020.xml")


def data(text: str, kind: str = "String") -> str:
    return f'<ss:Data ss:Type="{kind}" xmlns="http://www.w3.org/TR/REC-html40">{text}</ss:Data>'


STRUCK = '<Style ss:ID="k"><Font ss:StrikeThrough="{}"/></Style>'


@pytest.mark.parametrize("on", ["1", "true", "True"])
def test_a_struck_style_of_xml_2003_by_any_spelling_of_true(on: str) -> None:
    outcome = in_xml(data("193.7", "Number"), STRUCK.format(on))
    assert row(outcome) == NO_FIGURE
    assert told(outcome, "A15")


def test_a_style_of_xml_2003_may_stand_before_its_parent() -> None:
    child = '<Style ss:ID="k" ss:Parent="p"><Font ss:Bold="1"/></Style>'
    parent = STRUCK.format("1").replace('"k"', '"p"')
    assert row(in_xml(data("193.7", "Number"), child + parent)) == NO_FIGURE
    off = child.replace("ss:Bold", 'ss:StrikeThrough="0" ss:Bold')
    assert row(in_xml(data("93.7", "Number"), off + parent)) == READ


@pytest.mark.parametrize(
    "cell",
    [
        data('<Span html:Style="text-decoration:line-through" xmlns:html="http://www.w3.org/TR/REC-html40">1</Span>93.7'),
        data("<S>1</S>93.7", "Number"),
    ],
)  # fmt: skip
def test_markup_of_xml_2003_in_a_text_and_in_a_number(cell: str) -> None:
    outcome = in_xml(cell)
    assert row(outcome) == READ
    assert told(outcome, "A15")


_ODS = "urn:oasis:names:tc:opendocument:xmlns"
_LINE = (
    f'<style:text-properties xmlns:style="{_ODS}:style:1.0" style:text-line-through-style="solid"/>'
)


def in_ods(cell: str, automatic: str = "", common: str = "") -> Outcome:
    with zipfile.ZipFile(io.BytesIO(opendocument(change(sample(), {BUDGET: MARK})))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts["content.xml"].decode()
    start = text.rindex("<table:table-cell", 0, text.index(MARK))
    end = text.index("</table:table-cell>", start)
    opened = text[start : text.index(">", start)].replace(' office:value-type="string"', "")
    styles = '<office:{0} xmlns:style="' + _ODS + ':style:1.0">{1}</office:{0}>'
    text = f"{text[:start]}{opened} {cell}{text[end:]}"
    text = text.replace("<office:body>", styles.format("automatic-styles", automatic) + "<office:body>")  # fmt: skip
    parts["content.xml"] = text.encode()
    root = f'<office:document-styles xmlns:office="{_ODS}:office:1.0">'
    parts["styles.xml"] = f"{root}{styles.format('styles', common)}</office:document-styles>".encode()  # fmt: skip
    return score(zipped(parts), "某局-2020.ods")


_TEXT = f'<style:style style:name="T" style:family="text">{_LINE}</style:style>'
_NUMBER = 'office:value-type="float" office:value="193.7"'


def test_a_number_of_an_ods_whose_text_is_struck_out_in_its_span() -> None:
    whole = in_ods(f'{_NUMBER}><text:p><text:span text:style-name="T">193.7</text:span></text:p>', _TEXT)  # fmt: skip
    assert row(whole) == NO_FIGURE
    piece = in_ods(f'{_NUMBER}><text:p><text:span text:style-name="T">1</text:span>93.7</text:p>', _TEXT)  # fmt: skip
    assert row(piece) == READ
    assert "按“93.7”读" in told(piece, "A15")[0].message


@pytest.mark.parametrize(
    "common",
    [
        f'<style:style style:name="Default" style:family="table-cell">{_LINE}</style:style>',
        f'<style:default-style style:family="table-cell">{_LINE}</style:default-style>',
    ],
)
def test_a_cell_of_an_ods_without_a_style_has_the_usual_one(common: str) -> None:
    """Struck out unless said otherwise: nothing of the file is a figure, a table or a title."""
    assert in_ods(f"{_NUMBER}><text:p>193.7</text:p>", "", common).status == "rejected"


def test_a_time_of_an_ods_is_no_number_whatever_it_shows() -> None:
    """[mm] shows 64167840 for a day: minutes, and no figure."""
    time = 'office:value-type="time" office:time-value="PT{}M00S"><text:p>{}</text:p>'
    for value, shown in (("0H193", "193"), ("1069464H00", "64167840"), ("8H30", "8:30")):
        outcome = in_ods(time.format(value, shown))
        assert row(outcome) == NO_FIGURE
        assert "日期" in told(outcome, "B01")[0].message
