"""A document whose elements stand within each other too deep is H04, in every format; one just within is scored."""

from __future__ import annotations

import inspect
import io
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from other_formats import html, opendocument, word, xml2003, zipped
from workbooks import clean, forms, score, to_bytes

from sheetscore import score_unit
from sheetscore.forms.limits import LIMITS

SHEET = "xl/worksheets/sheet1.xml"


def inside(data: bytes, part: str, old: str, new: str) -> bytes:
    """The package with something put into one part, once."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts[part].decode()
    assert old in text
    return zipped(parts | {part: text.replace(old, new, 1).encode()})


def nested(start: str, end: str, times: int) -> str:
    return start * times + end * times


def tables_in_word(times: int) -> bytes:
    """Tables within a cell of a table; each is three levels."""
    table = nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", times // 3)
    return inside(word(clean()), "word/document.xml", "</w:tc>", f"{table}<w:p/></w:tc>")


def controls_in_word(times: int) -> bytes:
    controls = nested("<w:sdt>", "</w:sdt>", times)
    return inside(word(clean()), "word/document.xml", "<w:tbl>", f"{controls}<w:tbl>")


def runs_in_word(times: int) -> bytes:
    marks = nested("<w:smartTag>", "</w:smartTag>", times)
    return inside(word(clean()), "word/document.xml", "<w:r>", f"{marks}<w:r>")


def spans_in_ods(times: int) -> bytes:
    spans = nested("<text:span>", "</text:span>", times)
    return inside(opendocument(clean()), "content.xml", "<text:p>", f"<text:p>{spans}")


def groups_in_ods(times: int) -> bytes:
    groups = nested("<table:table-row-group>", "</table:table-row-group>", times)
    return inside(
        opendocument(clean()), "content.xml", "<table:table-row", f"{groups}<table:table-row"
    )


def marks_in_xml2003(times: int) -> bytes:
    marks = nested("<B>", "</B>", times)
    return xml2003(clean()).replace(b"</Data>", f"{marks}</Data>".encode(), 1)


def tables_in_html(times: int) -> bytes:
    tables = nested("<table><tr><td>", "</td></tr></table>", times)
    return html(clean()).replace(b"<td", f"<td>{tables}</td><td".encode(), 1)


def sheet_of_xlsx(times: int) -> bytes:
    extra = nested("<extLst>", "</extLst>", times)
    return inside(to_bytes(clean()), SHEET, "</sheetData>", f"</sheetData>{extra}")


def styles_of_xlsx(times: int) -> bytes:
    fonts = nested("<font>", "</font>", times)
    return inside(to_bytes(clean()), "xl/styles.xml", "</fonts>", f"{fonts}</fonts>")


MAKES: list[tuple[str, str, Callable[[int], bytes]]] = [
    ("Word 表格里套表格", "docx", tables_in_word),
    ("Word 内容控件", "docx", controls_in_word),
    ("Word 段落里的标记", "docx", runs_in_word),
    ("ods 一格里的文字", "ods", spans_in_ods),
    ("ods 行的分组", "ods", groups_in_ods),
    ("XML 2003 一格里的文字", "xml", marks_in_xml2003),
    ("网页表格里套表格", "html", tables_in_html),
    ("xlsx 工作表", "xlsx", sheet_of_xlsx),
    ("xlsx 样式", "xlsx", styles_of_xlsx),
]
IDS = [title for title, *_ in MAKES]
CASES = [case[1:] for case in MAKES]


@pytest.mark.parametrize(("ending", "make"), CASES, ids=IDS)
def test_too_deep_is_h04_with_the_limit_named(ending: str, make: Callable[[int], bytes]) -> None:
    """上限 200 层；套 210 层（表格里套表格每张三层，网页只数表格）。"""
    outcome = score(make(210), f"某局.{ending}")
    assert (outcome.status, outcome.code) == ("rejected", "H04")
    assert "200 层" in outcome.message
    assert "templates/limits.toml 里的 depth" in outcome.advice


@pytest.mark.parametrize(("ending", "make"), CASES, ids=IDS)
def test_just_within_the_limit_it_is_scored(ending: str, make: Callable[[int], bytes]) -> None:
    outcome = score(make(180), f"某局.{ending}")
    assert outcome.status == "scored", outcome.message
    assert outcome.totals is not None
    assert outcome.totals.reviewed == 100


@pytest.mark.parametrize(("ending", "make"), CASES, ids=IDS)
def test_the_limit_is_the_one_of_the_file(ending: str, make: Callable[[int], bytes]) -> None:
    low = replace(forms(), limits=replace(LIMITS, depth=40))
    outcome = score_unit([(f"某局.{ending}", make(45))], low)
    assert (outcome.code, "40 层" in outcome.message) == ("H04", True)
    assert score_unit([(f"某局.{ending}", make(27))], low).status == "scored"


def test_what_the_parsers_cannot_follow_is_h04_too() -> None:
    """上限调得比读取程序跟得上的还深（这里把程序能递归的层数调低）：仍是 H04，不是程序出错。"""
    data, usual = spans_in_ods(190), sys.getrecursionlimit()
    forms()
    sys.setrecursionlimit(len(inspect.stack()) + 150)
    try:
        outcome = score(data, "某局.ods")
    finally:
        sys.setrecursionlimit(usual)
    assert outcome.code == "H04"
    assert "depth" in outcome.advice


UNCLOSED = [
    ("CDATA 里的网页换行", "<Data><![CDATA[" + "甲<br>" * 250 + "]]></Data>"),
    ("注释里的标签", "<!--" + "<a>" * 250 + "-->"),
    ("并排而不相套", "<B/>" * 250 + "<B></B>" * 250),
]


@pytest.mark.parametrize(
    "extra", [text for _, text in UNCLOSED], ids=[each for each, _ in UNCLOSED]
)
def test_what_only_looks_deep_is_not(extra: str) -> None:
    data = xml2003(clean()).replace(b"<Worksheet", f"<甲>{extra}</甲><Worksheet".encode(), 1)
    assert score(data, "某局.xml").status == "scored"


def test_a_comment_longer_than_a_piece_is_no_depth() -> None:
    """部件按 1 MB 一段读：一条两段多长的注释里有 300 个不闭合的标签。"""
    comment = "<!--" + ("<a>" + "空" * 3000) * 300 + "-->"
    data = inside(to_bytes(clean()), SHEET, "</sheetData>", f"</sheetData>{comment}")
    assert len(comment.encode()) > 2 << 20
    assert score(data).status == "scored"
