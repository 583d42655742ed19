"""A figure is what the reader of the sheet sees: its number format says unit, scale and sign, in every kind of file."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

import olefile
import pytest
from openpyxl import Workbook
from other_formats import converted, lines, xml2003
from recalc import formulas, recalculate_all, same, values
from workbooks import (
    BASE,
    BASE_ROWS,
    INDICATORS,
    clean,
    complaints,
    figure,
    findings,
    indicator,
    rows,
    sample,
    score,
    to_bytes,
)

from sheetscore.model.outcome import Outcome
from sheetscore.writers.completed import write_completed

needs_libreoffice = pytest.mark.needs("libreoffice")

SEEN: list[tuple[float, str, str]] = [
    # 存的数，格式，在万元栏里是多少
    (937000, '"¥"#,##0.00"元"', "93.7"), (937000, '"人民币"#,##0.00"元"', "93.7"), (937000, '#,##0.00"元整"', "93.7"),
    (937000, "#,##0.00元", "93.7"), (937000, "#,##0.00\\元", "93.7"), (937000, r'0\.0000"万元"', "93.7"),
    (937000, '0"."0000', "93.7"), (937123.45, r"0\.0000", "93.712345"), (37, r"0\.0000", "0.0037"),
    (937000, r'[>=10000]0\.0000"万元";0.00"元"', "93.7"), (9370, r'[>=10000]0\.0000"万元";0.00"元"', "0.937"),
    (937, '#,##0"千"', "93.7"), (937, '#,##0"千元"', "93.7"), (937000, '#,##0,"千"', "93.7"), (937000, '#,##0.00,"千元"', "93.7"),
    (0.937, '0.000"百万元"', "93.7"), (937000, '0.00,,"百万元"', "93.7"), (0.0093, '0.0000"亿元"', "93"), (93.7, '0.00"万"', "93.7"),
    (937000, r'0\.0,"万"', "93.7"), (937000, r'0\.0,"万元"', "93.7"), (93700, "#,##0.00,", "93.7"), (937000, 'General"元"', "93.7"),
    (937000, r'[$¥-804]#,##0.00"元"', "93.7"), (-937000, '#,##0.00"元";-#,##0.00"元"', "-93.7"),
    (-937000, '#,##0.00"元";[Red](#,##0.00"元")', "-93.7"), (5, "-0.00", "-5"), (93.7, '0.00_ "万元"_ ', "93.7"),
    (937000, '0.00"(元)"', "93.7"), (937000, '#,##0.00"（元）"', "93.7"), (937, '0.00"(千元)"', "93.7"),
    (0.00937, '0.00000" (亿元)"', "93.7"),
    (937000, '"¥"0.00"（元）"', "93.7"), (937000, '0.00"元（人民币）"', "93.7"), (-937000, '0.00"(元)";-0.00"(元)"', "-93.7"),
]  # fmt: skip
"""Read as they are seen, with a word to the clerk where that is another number than the stored one."""

ONLY_IN_EXCEL: list[tuple[float, str, str]] = [
    # LibreOffice 不认得 ! 和 G/通用格式，显示成别的样子
    (937000, "0!.0000", "93.7"), (937000, '0!.0000"万元"', "93.7"), (937000, '[>=10000]0!.0000"万元";0.00"元"', "93.7"),
    (937000, 'G/通用格式"元"', "93.7"), (937000, 'G/通用格式"元";-G/通用格式"元"', "93.7"), (937000, "0!.0,", "93.7"),
    (937000, "#,##0.00!元", "93.7"), (93.7, "G/通用格式", "93.7"),
]  # fmt: skip

ORDINARY: list[tuple[float, str]] = [
    (93.7, "General"), (93.7, "0.00"), (93.7, "0.00_ "), (93.7, "0.00_);(0.00)"), (-93.7, "0.00_);(0.00)"), (93.7, "@"),
    (93.7, "#,##0.00"), (93.7, "#,##0.00_);[Red]\\(#,##0.00\\)"), (-93.7, "#,##0.00_);[Red]\\(#,##0.00\\)"),
    (-93.7, "0.00;[Red]0.00"), (93.7, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '), (93.7, "#,##0_ "),
    (-93.7, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '), (0, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '),
    (0, '0.00;-0.00;"-"'), (93.7, "¥#,##0.00"), (-93.7, "¥#,##0.00;¥-#,##0.00"), (-93.7, "¥#,##0.00;[Red]¥-#,##0.00"),
    (93.7, '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ '), (93.7, '#,##0.00"万元"'), (93.7, "[$¥-804]#,##0.00"),
    (93.7, "#,##0.0000"), (93.7, "0"), (93.7, "# ?/?"), (93.7, "0.00E+00"), (93.7, "[Blue]0.00"), (93.7, "#,##0.00;-#,##0.00;;@"),
    (93.7, '[=0]"——";0.00'), (93.7, "0.00;-0.00;——"), (-93.7, "#,##0.00_ ;[Red]\\-#,##0.00\\ "), (0, "0.00"), (93.7, "# ##0.00"),
    (93.7, '"$"#,##0.00_);("$"#,##0.00)'), (93.7, "[DBNum1]General"), (93.7, "+0.00;-0.00;0"), (93.7, "#.00"),
    (93.7, '0.00"(万元)"'), (93.7, '0.00"（万元）"'), (93.7, '0.00" (万元) "'), (93.7, '0.00"（万元)"'), (93.7, '0.00"【万元】"'),
    (93.7, r"0.00_(\(万\元\)"), (93.7, '0.00"（人民币）"'),
    (0, '0.00;-0.00;"0"'), (0, '0.00;-0.00;"0.00"'), (0, '0;-0;"0元"'), (0, '0;-0;"¥0.00"'),
    (93.7, "0."), (93.7, "#,##0."),
]  # fmt: skip
"""What Excel, WPS and the systems give a figure of money: nothing is changed, nothing is said."""

NIL: list[tuple[float, str]] = [
    (0, '0.00;-0.00;"无"'), (0, '0;-0;"/"'), (0, "0.00;-0.00;——"), (0, '[=0]"——";0.00'), (0, '#,##0.00;-#,##0.00;"—"'),
    (0, '0.00;-0.00;"不适用"'), (5, '[<10]"无";0.00'),
]  # fmt: skip

REFUSED: list[tuple[float, str, str]] = [
    # 存的数，格式，说的话
    (937, '"√"', "√"), (937, '0"√"', "√"), (93.7, '"约"0.0', "约"), (93.7, ";;;", "什么也不显示"), (0, "0.00;-0.00;;@", "什么也不显示"),
    (0, "#,###", "什么也不显示"), (93.7, "0.00%", "百分数"), (93.7, '0.00"%"', "百分数"), (93.7, '0.00"人"', "人"),
    (-93.7, "0.00;0.00", "负号"), (93.7, '"US$"0.00', "US\\$"), (93.7, "[$€-2]0.00", "€"), (93.7, '"≤"0.00', "范围"),
    (93.7, '"第"0"号"', "看不出"), (93700, '0"万"0000"元"', "看不出"), (93.7, '0".00"', "看不出"), (93.7, '0.00"左右"', "约数"),
    (44561, "yyyy-mm-dd", "日期"), (44561, 'yyyy"年"m"月"', "日期"), (44561, "m/d", "日期"), (44561, "d-mmm", "日期"),
    (93.7, '0.00"(人)"', "人"), (93.7, '0.00"(%)"', "看不出"), (93.7, '0.00"（约）"', "约数"),
    (93.7, '0.00"（含税）"', "看不出"), (93.7, '"0"', "看不出"),
    (937000, r"#,##0\.0000", "别的字"), (0, '0;-0;"0人"', "人"), (93.7, '0.00"（万元）（元）"', "看不出"), (44561, "[mm]", "日期"),
    (44561, "[h]:mm", "日期"),
]  # fmt: skip
"""No figure: refused with its cell."""


def money_book(cells: list[tuple[float, str]]) -> Workbook:
    """A small return whose 基础数据表 has further rows 费用1, 费用2 … with these cells under 2020年决算数 (万元)."""
    extra = [(f"费用{number}", None, None, stored) for number, (stored, _) in enumerate(cells, 1)]
    book = clean(base=(*BASE_ROWS, *extra))
    for number, (_, code) in enumerate(cells, 1):
        book[BASE].cell(len(BASE_ROWS) + number, 4).number_format = code
    return book


def web_page(book: Workbook) -> bytes:
    """A page as Excel saves it: what is shown does not matter, the number and its format stand beside."""
    tables = []
    for sheet in book.worksheets:
        rows = "".join(
            f"<tr>{''.join(_web_cell(*cell) for cell in line)}</tr>" for line in lines(sheet)
        )
        tables.append(f"<h1>Sheet 1: {sheet.title}</h1><table>{rows}</table>")
    head = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=utf-8></head>'
    )
    return f"{head}<body>{''.join(tables)}</body></html>".encode()


def _web_cell(value: Any, code: str, span: tuple[int, int]) -> str:
    if span == (0, 0):
        return ""
    wide = f' rowspan="{span[0]}"' if span[0] > 1 else ""
    if value is None or isinstance(value, str):
        return f"<td{wide}>{escape(value or '')}</td>"
    css = re.sub(r"[^\w\u4e00-\u9fff¥€≤—√ ]", lambda found: f"\\{found[0]}", code).replace(
        '\\"', "\\0022"
    )
    shown = repr(value) if code == "General" else "…"
    look = f'mso-number-format:"{escape(css)}"'
    return f"<td{wide} x:num=\"{value!r}\" style='{look}'>{shown}</td>"


MAKERS: dict[str, Callable[[Workbook], bytes]] = {
    "xlsx": to_bytes,
    "xml": xml2003,
    "html": web_page,
    "htm": lambda book: converted(to_bytes(book), "html")["甲.html"],
    "ods": lambda book: converted(to_bytes(book), "ods")["甲.ods"],
    "xls": lambda book: converted(to_bytes(book), "xls")["甲.xls"],
}
OF_EXCEL = ("xlsx", "xml", "html")
KINDS = [
    pytest.param(kind, marks=[] if kind in OF_EXCEL else [needs_libreoffice]) for kind in MAKERS
]


def read(kind: str, cells: list[Any]) -> Outcome:
    """The return with a group of cells, sent as a file of this kind."""
    data = MAKERS[kind](money_book([(stored, code) for stored, code, *_ in cells]))
    return score(data, f"某局-2020.{kind}")


def said_at(outcome: Outcome, cell: str) -> str:
    return " ".join(each.message for each in findings(outcome, "B01") if cell in each.cells)


def of(outcome: Outcome, number: int) -> Any:
    """The figure of 费用1, 费用2 … and what is said of its cell."""
    found = figure(outcome, f"费用{number}", "决算")
    return found.value, found.state, bool(said_at(outcome, found.cell))


@pytest.mark.parametrize("kind", KINDS)
def test_the_format_says_unit_scale_and_sign(kind: str) -> None:
    outcome = read(kind, SEEN)
    for number, (stored, code, expected) in enumerate(SEEN, 1):
        told = Decimal(str(stored)) != Decimal(expected)
        assert of(outcome, number) == (Decimal(expected), "value", told), code


@pytest.mark.parametrize("kind", OF_EXCEL)
def test_chinese_excel_writes_an_exclamation_mark_and_its_own_word_for_general(kind: str) -> None:
    outcome = read(kind, ONLY_IN_EXCEL)
    for number, (_, code, expected) in enumerate(ONLY_IN_EXCEL, 1):
        assert of(outcome, number)[:2] == (Decimal(expected), "value"), code


@pytest.mark.parametrize("kind", KINDS)
def test_an_ordinary_format_changes_nothing(kind: str) -> None:
    outcome = read(kind, ORDINARY)
    for number, (stored, code) in enumerate(ORDINARY, 1):
        assert of(outcome, number) == (Decimal(str(stored)), "value", False), code


@pytest.mark.parametrize("kind", KINDS)
def test_a_format_that_shows_none_makes_a_nil_mark(kind: str) -> None:
    """A dash alone for 0 is the usual way of showing 0; ——, / and 无 say that there is none."""
    outcome = read(kind, NIL)
    for number, (stored, code) in enumerate(NIL, 1):
        assert of(outcome, number) == (None, "nil", bool(stored)), code


@pytest.mark.parametrize("kind", KINDS)
def test_what_shows_no_number_is_refused_with_its_cell(kind: str) -> None:
    outcome = read(kind, REFUSED)
    for number, (_, code, said) in enumerate(REFUSED, 1):
        cell = f"D{len(BASE_ROWS) + number}"
        assert [each.value for each in rows(outcome.base) if each.cell == cell] in ([None], []), (
            code
        )
        assert re.search(said, said_at(outcome, cell)), code


TYPED: list[tuple[str, str | None]] = [
    # 手打的字，在万元栏里是多少（None：不采用）
    ("￥93.7", "93.7"), ("rmb93.7", "93.7"), ("cny 93.7", "93.7"), ("93.7￥", "93.7"), ("93.7 RMB", "93.7"), ("93.7人民币", "93.7"),
    ("937000元人民币", "93.7"), ("93.7万元（人民币）", "93.7"), ("93.7(万元)", "93.7"), ("93.7（万元）", "93.7"), ("937000(元)", "93.7"),
    ("937（千元）", "93.7"), ("￥93.7（万元）", "93.7"), ("-93.7（万元）", "-93.7"), ("93.7[万元]", "93.7"), ("93.7 (万元)", "93.7"),
    ("93.7（人）", None), ("93.7（%）", None), ("93.7（含）", None), ("93.7（万元）（元）", None), ("93.7（约）", None),
    ("（93.7万元）", None),
    ("93.7(万元", None), ("93.7万元)", None), ("93.7（其中3）", None), ("93.7（含3万元）", None),
    ("93.7万元（元）", None), ("93.7USD", None),
]  # fmt: skip


def test_a_unit_in_brackets_and_a_sign_of_our_money_are_read_wherever_they_stand() -> None:
    book = money_book([(text, "General") for text, _ in TYPED])  # type: ignore[misc]
    outcome = score(book)
    for number, (text, expected) in enumerate(TYPED, 1):
        value = figure(outcome, f"费用{number}", "决算").value
        assert value == (None if expected is None else Decimal(expected)), text
        assert said_at(outcome, f"D{len(BASE_ROWS) + number}"), text


# --------------------------------------------------------------------- what a score becomes


FIGURE = f"{BASE}!F17"
"""公用经费 2020年决算数; 93.7 万元 was budgeted: 93.7 is 8 of 8 points, 117.48 is 0."""


def sample_with(stored: object, code: str, place: str = FIGURE) -> Workbook:
    book = sample({place: stored})
    sheet, _, cell = place.partition("!")
    book[sheet][cell].number_format = code
    return book


@pytest.mark.parametrize(
    ("stored", "code", "status", "points"),
    [
        (1174800, '#,##0.00"元"', "differs", 0), (937000, '#,##0.00"元"', "agrees", 8), (1174800, "0!.0000", "differs", 0),
        (937000, r'0\.0000"万元"', "agrees", 8), (1174.8, '#,##0.0"千"', "differs", 0), (117.48, "0.00_ ", "differs", 0),
        (93.7, '0.00"√"', "missing", None), (93.7, ";;;", "missing", None), (43926, 'm"月"d"日"', "missing", None),
        (93.7, '"约"0', "missing", None), (-93.7, "0.00;0.00", "missing", None), ("￥93.7", "General", "agrees", 8),
        ("￥117.48", "General", "differs", 0), ("93.7", '@"元"', "agrees", 8), ("——", ";;;", "missing", None),
    ],
)  # fmt: skip
def test_the_score_follows_what_is_seen(
    stored: object, code: str, status: str, points: int | None
) -> None:
    row = indicator(score(sample_with(stored, code)), "公用经费")
    assert (str(row.status), row.score) == (status, points)


@pytest.mark.parametrize(
    ("stored", "code", "claimed"),
    [(80, "0!.0", "8"), (8, '0"分"', "8"), (8, '"√"', None), (8, ";;;", None), (0, '0;-0;"-"', "0"), (0.08, "0%", None), (8, "m/d", None)],
)  # fmt: skip
def test_a_claimed_score_is_what_is_seen(stored: float, code: str, claimed: str | None) -> None:
    row = indicator(score(sample_with(stored, code, f"{INDICATORS}!I9")), "公用经费")
    assert row.claimed == (None if claimed is None else Decimal(claimed))


LIVE = [
    (1174800, '#,##0.00"元"', FIGURE), (1174800, r"0\.0000", FIGURE), (1174.8, '#,##0.0"千"', FIGURE), (93.7, '"√"', FIGURE),
    (43926, 'm"月"d"日"', FIGURE), (0, '0.00;-0.00;"无"', FIGURE), (-5, "0.00;[Red]0.00", FIGURE), (5, "-0.00", FIGURE),
    (80, r"0\.0", f"{INDICATORS}!I9"), (8, '"√"', f"{INDICATORS}!I9"), (320, r"0\.0", f"{BASE}!B6"), (0.85, "0.0%", f"{BASE}!D6"),
]  # fmt: skip


@needs_libreoffice
def test_the_formulas_of_the_completed_workbook_take_the_figure_that_is_seen(
    tmp_path: Path,
) -> None:
    paths = []
    for number, (stored, code, place) in enumerate(LIVE):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(write_completed(score(sample_with(stored, code, place))))
        paths.append(path)
    for (stored, code, _), path, anew in zip(LIVE, paths, recalculate_all(paths), strict=True):
        kept = values(path)
        wrong = {
            place: (text, kept.get(place), anew.get(place))
            for place, text in formulas(path).items()
            if not same(kept.get(place), anew.get(place))
        }
        assert wrong == {}, (stored, code)


# ------------------------------------------------------------------- dates by number alone


def marker(number: int) -> str:
    """A number format that stands for a built-in one until the file is written."""
    return f'0.00"m{number}m"'


def marked(numbers: Sequence[int], stored: float) -> Workbook:
    """A return with a row 费用1, 费用2 … for each built-in format."""
    return money_book([(stored, marker(number)) for number in numbers])


def with_format_numbers(book: Workbook, code: str = "") -> bytes:
    """The workbook with the built-in formats in place of their markers, defined as `code` or not at all."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(to_bytes(book))) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/styles.xml":
                text = part.decode()
                pattern = r'<numFmt numFmtId="(\d+)" formatCode="0\.00&quot;m(\d+)m&quot;"\s*/>'
                found = re.findall(pattern, text)
                assert found
                text = re.sub(
                    pattern,
                    lambda m: f'<numFmt numFmtId="{m[2]}" formatCode="{code}"/>' if code else "",
                    text,
                )
                for own, number in found:
                    text = text.replace(f'numFmtId="{own}"', f'numFmtId="{number}"')
                part = re.sub(r"<numFmts[^>]*>\s*</numFmts>", "", text).encode()
            out.writestr(name, part)
    return target.getvalue()


def strict(data: bytes) -> bytes:
    """The same in the strict variant of the format (ISO 29500), which has other namespaces."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            part = source.read(name).replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
            ).replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"
            )  # fmt: skip
            out.writestr(name, part)
    return target.getvalue()


def xls_with_format_numbers(data: bytes) -> bytes:
    """The same for an .xls: the styles point to the built-in numbers, which no record of the file defines."""
    buffer = io.BytesIO(data)
    with olefile.OleFileIO(buffer, write_mode=True) as ole:
        stream = bytearray(ole.openstream("Workbook").read())
        place, meant, styles = 0, {}, []
        while place + 4 <= len(stream):
            kind, size = struct.unpack_from("<HH", stream, place)
            content = bytes(stream[place + 4 : place + 4 + size])
            if kind == 0x041E and (found := re.search(rb"m(\d+)m", content.replace(b"\0", b""))):
                meant[struct.unpack_from("<H", content)[0]] = int(found[1])
            if kind == 0x00E0:
                styles.append(place + 6)
            place += 4 + size
        assert meant
        for at in styles:
            own = struct.unpack_from("<H", stream, at)[0]
            struct.pack_into("<H", stream, at, meant.get(own, own))
        ole.write_stream("Workbook", bytes(stream))
    return buffer.getvalue()


def as_xls(book: Workbook) -> bytes:
    return xls_with_format_numbers(converted(to_bytes(book), "xls")["甲.xls"])


DATES = [*range(27, 37), *range(50, 59), 14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]
NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 37, 38, 39, 40, 41, 42, 43, 44, 48, 49, 59]
BUILT_IN = [
    pytest.param("xlsx", with_format_numbers, id="xlsx"),
    pytest.param("xlsx", lambda book: strict(with_format_numbers(book)), id="strict"),
    pytest.param("xls", as_xls, marks=needs_libreoffice, id="xls"),
]


@pytest.mark.parametrize(("kind", "make"), BUILT_IN)
def test_a_date_format_that_the_file_does_not_define(
    kind: str, make: Callable[[Workbook], bytes]
) -> None:
    """What Chinese Excel gives a typed 4-5 is format 58, m月d日, and stands in no file."""
    outcome = score(make(marked(DATES, 43926)), f"某局-2020.{kind}")
    for at, number in enumerate(DATES, 1):
        assert of(outcome, at) == (None, "error", True), number
        assert "日期" in said_at(outcome, f"D{len(BASE_ROWS) + at}"), number


@pytest.mark.parametrize(("kind", "make"), BUILT_IN)
def test_other_formats_known_by_number_change_nothing(
    kind: str, make: Callable[[Workbook], bytes]
) -> None:
    outcome = score(make(marked(NUMBERS, 93.7)), f"某局-2020.{kind}")
    for at, number in enumerate(NUMBERS, 1):
        assert of(outcome, at) == (Decimal("93.7"), "value", False), number


def test_the_same_numbers_defined_as_no_date_are_numbers() -> None:
    numbers = [27, 31, 36, 50, 57, 58]
    outcome = score(with_format_numbers(marked(numbers, 93.7), "0.00"))
    for at, number in enumerate(numbers, 1):
        assert of(outcome, at) == (Decimal("93.7"), "value", False), number


def test_a_date_format_known_by_number_gives_no_points() -> None:
    """预算 93.7, 决算 43926 under 58: today's 0.27 % would be 8 points."""
    outcome = score(with_format_numbers(sample_with(43926, marker(58))))
    row = indicator(outcome, "公用经费")
    assert (str(row.status), row.score) == ("missing", None)
    assert "日期" in said_at(outcome, "F17")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("Short Date", "日期"), ("General Date", "日期"), ("Long Date", "日期"), ("Medium Date", "日期"), ("Short Time", "日期"),
        ("Medium Time", "日期"), ("Long Time", "日期"), ("yyyy/m/d;@", "日期"), ("[$-804]yyyy年m月d日", "日期"), ("Yes/No", "Yes"),
        ("On/Off", "On"), ("True/False", "True"), ("Euro Currency", "€"), ("Percent", "百分数"),
    ],
)  # fmt: skip
def test_named_formats_of_xml_2003_that_show_no_money(code: str, said: str) -> None:
    outcome = score(xml2003(sample_with(43926, code)), "某局-2020.xml")
    assert str(indicator(outcome, "公用经费").status) == "missing"
    assert said in said_at(outcome, "F17")


@pytest.mark.parametrize(
    "code", ["Currency", "Standard", "Fixed", "General Number", "Scientific", "General"]
)
def test_named_formats_of_xml_2003_that_show_the_number(code: str) -> None:
    outcome = score(xml2003(sample_with(93.7, code)), "某局-2020.xml")
    assert indicator(outcome, "公用经费").score == 8
    assert said_at(outcome, "F17") == ""


def test_a_style_of_xml_2003_has_the_format_of_its_parent() -> None:
    text = xml2003(sample_with(43926, "m/d/yyyy")).decode()
    style = re.search(r'<Style ss:ID="(s\d+)"><NumberFormat ss:Format="m/d/yyyy"/></Style>', text)
    assert style
    child = f'<Style ss:ID="child" ss:Parent="{style[1]}"/>'
    text = text.replace("</Styles>", f"{child}</Styles>").replace(
        f'ss:StyleID="{style[1]}"', 'ss:StyleID="child"'
    )
    assert "日期" in said_at(score(text.encode(), "某局-2020.xml"), "F17")


# ----------------------------------------------------------------- titles, labels, headings


def with_year_in_formats(stored: object, code: str) -> Workbook:
    """The sample with its titles emptied of years and a cell in the line below the title that shows the year by its format."""
    book = clean({f"{INDICATORS}!B1": stored})
    for cell in ("B5", "C5", "D5", "C3"):
        book[BASE][cell] = re.sub(r"20\d\d年", "", str(book[BASE][cell].value))
    book[INDICATORS]["B1"].number_format = code
    return book


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("stored", "code"), [(2022, '"（"0"年度）"'), (2022, '0"年度"'), (44743, 'yyyy"年度"'), (44743, 'yyyy"年"')]
)  # fmt: skip
def test_the_year_of_a_title_is_read_as_the_cell_shows_it(
    kind: str, stored: object, code: str
) -> None:
    outcome = score(MAKERS[kind](with_year_in_formats(stored, code)), f"某局.{kind}")
    assert outcome.year == 2022


@pytest.mark.parametrize("code", ["0", "yyyy-mm-dd", '0"元"', '0"人"'])
def test_a_number_above_the_table_is_no_year(code: str) -> None:
    assert score(with_year_in_formats(2022, code), "某局.xlsx").year is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_heading_is_read_as_the_cell_shows_it(kind: str) -> None:
    book = sample()
    for cell, year, words in (
        ("B6", 2019, "年决算数"),
        ("D6", 2020, "年预算数"),
        ("F6", 2020, "年决算数"),
    ):
        book[BASE][cell] = year
        book[BASE][cell].number_format = f'0"{words}"'
    outcome = score(MAKERS[kind](book), f"某局-2020.{kind}")
    assert figure(outcome, "公用经费", "决算").value == Decimal("117.48")
    assert indicator(outcome, "公用经费").score == 0


def test_a_label_is_read_with_the_words_of_its_text_format() -> None:
    book = clean()
    book[BASE]["A2"] = "某区卫生健康局"
    book[BASE]["A2"].number_format = '"填报单位："@'
    assert score(book, "甲.xlsx").unit == "某区卫生健康局"


def test_the_unchanged_sample_has_no_new_finding() -> None:
    assert [each for each in complaints(score(sample())) if each.code == "B01"] == []
