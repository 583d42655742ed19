"""Files that cannot be scored: each has a code and one sentence that says what to do, and none stops the others."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from other_formats import opendocument, word, zipped
from workbooks import INDICATORS, SAMPLE, clean, findings, score, to_bytes

from sheetscore.batch import score_folder
from sheetscore.errors import NothingToDo, OverLimit
from sheetscore.forms.limits import Limits
from sheetscore.model.columns import rows
from sheetscore.model.outcome import Outcome
from sheetscore.readers.intake import admit
from sheetscore.readers.workbooks import read_grid

SHEET = "xl/worksheets/sheet1.xml"


def good() -> bytes:
    return to_bytes(clean())


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes], **more: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | more).items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """The good workbook with one part more, or another one."""
    return packed(parts_of(good()), **{name: content})


def in_sheet(old: bytes, new: bytes) -> bytes:
    """The good workbook with something changed inside its first sheet's XML."""
    sheet = parts_of(good())[SHEET]
    assert old in sheet
    return with_part(SHEET, sheet.replace(old, new, 1))


# ---------------------------------------------------------------------------- tables and columns


def only(sheet: str) -> bytes:
    book = clean()
    for name in book.sheetnames:
        if name != sheet:
            del book[name]
    return to_bytes(book)


def blank() -> bytes:
    return to_bytes(Workbook())


def without_rows() -> bytes:
    return to_bytes(clean(lines=[]))


def headed(cell: str, text: str | None) -> Callable[[], bytes]:
    return lambda: to_bytes(clean({f"{INDICATORS}!{cell}": text}))


# ------------------------------------------------------------------------------- damaged files


def truncated() -> bytes:
    data = good()
    return data[: len(data) // 2]


def bad_crc() -> bytes:
    data = bytearray(good())
    place = data.rindex(b"xl/worksheets/sheet1.xml") - 30  # of the central directory
    data[place : place + 4] = struct.pack("<I", 0x12345678)
    return bytes(data)


def not_well_formed() -> bytes:
    return in_sheet(b"</sheetData>", b"</sheetDatax>")


def without_part(name: str) -> Callable[[], bytes]:
    return lambda: packed({key: value for key, value in parts_of(good()).items() if key != name})


def twice_the_same_part() -> bytes:
    buffer = io.BytesIO(good())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(SHEET, b"<worksheet/>")
    return buffer.getvalue()


def encrypted(password: str) -> bytes:
    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(good())).encrypt(password, buffer)
    return buffer.getvalue()


def broken_encryption() -> bytes:
    data = bytearray(encrypted("秘密"))
    place = data.index(b"<encryption")
    data[place : place + 11] = b"<<<<<<<<<<<"
    return bytes(data)


# ------------------------------------------------------------------------------ other than it says


def old_excel() -> bytes:
    """The smallest OLE file with a stream called Workbook: what an .xls begins with."""
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    )
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * (4 * 108)
    chain = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"".join(
        struct.pack("<I", number + 3 if number < 7 else 0xFFFFFFFE) for number in range(8)
    )
    chain += b"\xff" * (512 - len(chain))
    folder = (
        _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)
        + _entry("Workbook", 2, 2, 4096)
        + bytes(256)
    )
    stream = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0, 0, 0, 0) + struct.pack(
        "<HH", 0x0A, 0
    )
    return header + chain + folder + stream.ljust(4096, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    found = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    found += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36)
    return found + struct.pack("<III", start, size, 0)


def text_of(words: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    return lambda: words.encode(encoding)


def many_sheets() -> bytes:
    sheets = (f"xl/worksheets/sheet{number}.xml" for number in range(256))
    return packed(dict.fromkeys([*sheets, "xl/workbook.xml"], b"<x/>"))


ALL_MERGED = b'</sheetData><mergeCells><mergeCell ref="K9:ZZ30"/></mergeCells>'
LATE_DTD = b"<!--" + b"-x" * 4000 + b"--><!DOCTYPE worksheet><worksheet"


XML2003 = """<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="甲"/></Workbook>"""


def backslashes(make: Callable[[], bytes] = good) -> bytes:
    """The workbook as some exporting programs pack it: xl\\workbook.xml."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(make()).items():
            info = zipfile.ZipInfo(name)
            info.filename = name.replace("/", "\\")
            archive.writestr(info, content)
    return buffer.getvalue()


def zip_of(*names: str) -> Callable[[], bytes]:
    return lambda: packed(dict.fromkeys(names, b"<x/>"))


CASES: list[tuple[str, Callable[[], bytes], str, str]] = [
    # 情形，文件，代码，句中应有的话
    ("没有指标表", lambda: only("基础数据表"), "H07", "指标表"),
    ("空白工作簿", blank, "H07", "指标表"),
    ("指标表没有一行", without_rows, "H07", "没有一行"),
    ("没有分值列", headed("F2", "备注"), "H09", "分值"),
    ("没有评价标准列", headed("G2", "备注"), "H09", "评价标准"),
    ("三级指标的表头改了名", headed("E2", "考核事项"), "H07", "三级指标"),
    ("零字节", lambda: b"", "H01", "空"),
    ("截断的压缩包", truncated, "H01", "损坏"),
    ("校验码不对", bad_crc, "H01", "损坏"),
    ("部件不合语法", not_well_formed, "H01", "损坏"),
    ("缺少工作簿部件", without_part("xl/workbook.xml"), "H01", "损坏"),
    ("部件重名", twice_the_same_part, "H01", "重名"),
    ("只有文件头", lambda: b"PK\x03\x04", "H01", "损坏"),
    ("有打开密码", lambda: encrypted("秘密"), "H02", "密码"),
    ("加密的说明坏了", broken_encryption, "H01", "损坏"),
    ("旧格式的头，没有内容", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "H01", "损坏"),
    ("PDF", lambda: b"%PDF-1.7\n%\xe2\xe3", "H03", "PDF"),
    ("RAR", lambda: b"Rar!\x1a\x07\x00\xcf\x90s", "H03", "RAR"),
    ("7z", lambda: b"7z\xbc\xaf'\x1c\x00\x04", "H03", "7z"),
    ("图片", lambda: b"\x89PNG\r\n\x1a\n\0\0", "H03", "图片"),
    ("网页", text_of("<html><table><tr><td>三级指标</td></tr></table></html>"), "H03", "网页"),
    ("带空行的网页", text_of("\ufeff\r\n <!DOCTYPE HTML><html></html>"), "H03", "网页"),
    ("GBK 的 CSV", text_of("三级指标,分值\r\n控制率,5\r\n", "gbk"), "H03", "文本"),
    ("XML 表格 2003", text_of(XML2003), "H03", "2003"),
    ("没有工作表的 .xls", old_excel, "H01", "没有工作表"),
    ("Word 文档", zip_of("word/document.xml", "[Content_Types].xml"), "H03", "Word"),
    ("没有工作表的 ods", zip_of("mimetype", "content.xml"), "H01", "没有工作表"),
    ("二进制工作簿", zip_of("xl/workbook.bin"), "H03", "二进制"),
    ("普通压缩包", zip_of("某局.xlsx", "说明.txt"), "H03", "压缩包"),
    ("乱码", lambda: bytes(range(256)) * 4, "H03", "无法识别"),
    ("部件太多", lambda: packed(dict.fromkeys((f"xl/x{number}" for number in range(10_001)), b"")), "H04", "10000"),
    ("工作表太多", many_sheets, "H04", "255"),
    ("行数太多", lambda: in_sheet(b"</sheetData>", b'<row r="200001"><c r="A200001"><v>1</v></c></row></sheetData>'), "H04", "200000"),
    ("地址用单引号", lambda: in_sheet(b"</sheetData>", b"<row r='9'><c s='0' r='BXY9'><v>1</v></c></row></sheetData>"), "H04", "2000"),
    ("行号写在行上", lambda: in_sheet(b"</sheetData>", b'<row r="200001"><c><v>1</v></c></row></sheetData>'), "H04", "200000"),
    ("DTD", lambda: in_sheet(b"<worksheet", b'<!DOCTYPE worksheet><worksheet'), "H05", "DTD"),
    ("DTD 在长注释之后", lambda: in_sheet(b"<worksheet", LATE_DTD), "H05", "DTD"),
    ("UTF-16 的 DTD", lambda: with_part("xl/x.xml", "\ufeff<!DOCTYPE a>".encode("utf-16-le")), "H05", "DTD"),
    ("DTD 在别的部件里", lambda: with_part("docProps/app.xml", b"<!DOCTYPE a><a/>"), "H05", "DTD"),
    ("路径越界", lambda: with_part("../../外面.txt", b"x"), "H05", "越界"),
    ("绝对路径", lambda: with_part("/别处/x", b"x"), "H05", "越界"),
    ("盘符", lambda: with_part("C:/windows/x", b"x"), "H05", "越界"),
    ("反斜杠越界", lambda: with_part("..\\x", b"x"), "H05", "越界"),
    ("反斜杠开头", lambda: with_part("\\x", b"x"), "H05", "越界"),
    ("反斜杠分隔", backslashes, "H05", "反斜杠"),
    ("一个部件用反斜杠", lambda: with_part("xl\\x.xml", b"<x/>"), "H05", "反斜杠"),
]  # fmt: skip


TITLES = [title for title, *_ in CASES]


@cache
def outcome_of(title: str) -> Outcome:
    """The outcome of the file of this case."""
    make = next(make for each, make, _, _ in CASES if each == title)
    return score(make(), "收件/某局-2020.xlsx")


@pytest.mark.parametrize(("title", "_make", "code", "said"), CASES, ids=TITLES)
def test_a_file_that_cannot_be_scored(title: str, _make: object, code: str, said: str) -> None:
    outcome = outcome_of(title)
    assert (outcome.status, outcome.code, outcome.totals) == ("rejected", code, None)
    assert said in outcome.message
    assert len(outcome.indicators) == 0
    assert outcome.unit == "某局"
    (found,) = outcome.findings
    assert (found.code, found.level, found.message) == (code, "error", outcome.message)
    assert found.file == "收件/某局-2020.xlsx"


@pytest.mark.parametrize("title", TITLES)
def test_the_sentence_is_chinese_and_says_what_to_do(title: str) -> None:
    outcome = outcome_of(title)
    for sentence in (outcome.message, outcome.advice):
        assert sentence.endswith("。")
        assert "\n" not in sentence
        assert not re.search("[A-Za-z]+Error|Traceback|None", sentence)
    assert outcome.advice.startswith(("请", "确有需要"))


@pytest.mark.parametrize(
    ("make", "name"),
    [(good, "某局.xlsx"), (lambda: word(clean()), "某局.docx")],
    ids=["xlsx", "docx"],
)
def test_names_with_backslashes_are_to_be_saved_anew(make: Callable[[], bytes], name: str) -> None:
    outcome = score(backslashes(make), name)
    assert outcome.code == "H05"
    assert "反斜杠" in outcome.message
    assert outcome.advice.startswith("请用 Excel 或 WPS 打开，另存为新的")


def with_method(method: int, packed_by: int) -> bytes:
    """The workbook packed by one method of compression, its directory stating another one for every part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packed_by) as archive:
        for name, content in parts_of(good()).items():
            archive.writestr(name, content)
    data = bytearray(buffer.getvalue())
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = data.find(mark)
        while place >= 0:
            struct.pack_into("<H", data, place + offset, method)
            place = data.find(mark, place + 4)
    return bytes(data)


@pytest.mark.parametrize("packed_by", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("method", [9, 12, 14, 93, 99])
def test_a_wrong_method_of_compression_is_damage(method: int, packed_by: int) -> None:
    """每种压缩方法各有各的错误：都是 H01，不是程序出错。"""
    assert score(with_method(method, packed_by)).code == "H01"


# ----------------------------------------------------------------------------- what is only odd


ODD: list[tuple[str, Callable[[], bytes]]] = [
    ("文件后面有多余的字节", lambda: good() + b"\r\n\r\n"),
    ("Excel 的默认密码", lambda: encrypted("VelvetSweatshop")),
    ("没有主题部件", without_part("xl/theme/theme1.xml")),
    ("没有文档属性", without_part("docProps/core.xml")),
    ("没有样式部件", without_part("xl/styles.xml")),
    ("整张表合并", lambda: in_sheet(b"</sheetData>", ALL_MERGED)),
    ("UTF-16 的工作表", lambda: with_part(SHEET, ("\ufeff" + parts_of(good())[SHEET].decode()).encode("utf-16-le"))),
    ("单元格没有地址", lambda: with_part(SHEET, re.sub(rb'<c r="[A-Z]+\d+"', b"<c", _dense()))),
]  # fmt: skip


def _dense() -> bytes:
    """The first sheet with a cell in every place, so that addresses can be left out."""
    book = clean()
    for row in book[INDICATORS].iter_rows(min_row=1, max_row=7, max_col=9):
        for cell in row:
            cell.value = cell.value if cell.value is not None else " "
    return parts_of(to_bytes(book))[SHEET]


@pytest.mark.parametrize("make", [make for _, make in ODD], ids=[title for title, _ in ODD])
def test_an_odd_file_is_scored_like_any_other(make: Callable[[], bytes]) -> None:
    outcome = score(make())
    assert outcome.status == "scored"
    assert outcome.totals is not None
    assert outcome.totals.reviewed == 100


MERGES = ["A3:A4", "E4:E5", "F6:F7", "G4:H4", "I4:I5", "C3:F3", "A2:I2", "E6:G7"]
WORDS = [
    "", "——", "100%", "约38", "合计", "小计", "三级指标", "分值", "得分", "评价标准", "2019年决算数", "2020年预算数", "三公经费",
    "单位：元", "填报单位：", "=1/0", "#REF!", "≤100%得5分", "（（（", "每超过0%扣1分", "指标=（甲/乙）×100%", "\u3000", "5分", "-3%",
]  # fmt: skip
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**6), 10**6),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.sampled_from(WORDS),
    st.text(max_size=8).filter(lambda text: not ILLEGAL_CHARACTERS_RE.search(text)),
)
PLACES = st.one_of(
    st.builds("指标表!{}{}".format, st.sampled_from("ABCDEFGHIJ"), st.integers(1, 9)),
    st.builds(
        "基础数据表!{}{}".format,
        st.sampled_from("ABCDE"),
        st.sampled_from([1, 2, 3, *range(5, 12)]),
    ),
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.dictionaries(PLACES, CELLS, max_size=6),
    st.lists(st.sampled_from(MERGES), max_size=2, unique=True),
)
def test_whatever_stands_in_the_cells_nothing_is_raised_and_totals_stay_within_bounds(
    changes: dict[str, object], merges: list[str]
) -> None:
    book = clean(changes)
    for area in merges:
        book[INDICATORS].merge_cells(area)
    outcome = score(book)
    assert outcome.status in ("scored", "rejected")
    if outcome.totals is None:
        return
    totals = outcome.totals
    assert 0 <= totals.low <= totals.high <= totals.points
    assert totals.reviewed is None or totals.low <= totals.reviewed <= totals.high
    for row in rows(outcome.indicators):
        assert 0 <= row.low <= row.high <= row.points
        assert row.score is None or row.low <= row.score <= row.high


# --------------------------------------------------------------------------------------- limits


LIMIT_CASES: list[tuple[str, Limits, str]] = [
    ("文件大小", Limits(file_bytes=1000), "文件有"),
    ("部件个数", Limits(entries=3), "3 个"),
    ("一个部件解压后", Limits(part_bytes=500), "单个部件"),
    ("合计解压后", Limits(total_bytes=3000), "解压后"),
    ("行", Limits(rows=6), "6 行"),
    ("列", Limits(columns=8), "8 列"),
    ("单元格", Limits(cells=62), "62 个单元格"),
    ("合并处数", Limits(merges=0), "0 处"),
    ("合并面积", Limits(merged_area=1), "1 格"),
    ("工作表", Limits(sheets=1), "1 张"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("limits", "said"), [case[1:] for case in LIMIT_CASES], ids=[case[0] for case in LIMIT_CASES]
)
def test_each_limit_is_named(limits: Limits, said: str) -> None:
    book = clean()
    book[INDICATORS].merge_cells("A1:B1")
    data = to_bytes(book)
    with pytest.raises(OverLimit) as caught:
        read_grid("甲.xlsx", admit(data, limits), limits)
    assert said in caught.value.message
    assert "limits.toml" in caught.value.advice


def test_just_inside_the_limits_a_file_is_admitted() -> None:
    data = good()  # 7 rows × 9 columns and 9 × 4; A3:A4 merged in the 基础数据表
    assert (
        admit(data, Limits(rows=9, columns=9, cells=63, merges=1, merged_area=2, sheets=2)) == data
    )


def test_a_part_that_states_more_than_the_limit_is_not_inflated() -> None:
    """上限 1 MB，一个部件写明解压后 1.1 MB：不用解压就拒绝。"""
    data = with_part("xl/media/x.xml", b" " * (1 << 20) + b" " * 100_000)
    with pytest.raises(OverLimit) as caught:
        admit(data, Limits(part_bytes=1 << 20))
    assert "1 MB" in caught.value.message
    assert admit(data, Limits(part_bytes=(1 << 20) + 100_000)) == data


# ----------------------------------------------------------------------------- in a folder


def test_one_bad_file_never_stops_the_others(tmp_path: Path) -> None:
    chosen = {
        f"{number:02}{title}": make
        for number, (title, make, _, _) in enumerate(CASES)
        if "太多" not in title
    }
    for title, make in chosen.items():
        (tmp_path / f"{title.replace('/', '')}.xlsx").write_bytes(make())
    (tmp_path / "00首.xlsx").write_bytes(good())
    last = clean({"基础数据表!A2": "填报单位：末局"})
    (tmp_path / "99末.xlsx").write_bytes(to_bytes(last))
    result = score_folder([tmp_path], None)
    scored = [Path(each.files[0]).stem for each in result.outcomes if each.status == "scored"]
    assert len(result.outcomes) == len(chosen) + 2
    assert scored == ["00首", "99末"]
    assert result.exit_code == 1


NOTHING: list[tuple[str, list[str]]] = [
    ("空文件夹", []),
    ("只有锁文件", ["~$某局.xlsx", ".~lock.某局.xlsx#", "._某局.xlsx"]),
    ("只有系统文件", ["Thumbs.db", "desktop.ini", ".DS_Store"]),
    ("只有别的文件", ["说明.txt", "报告.pdf", "照片.jpg"]),
]


@pytest.mark.parametrize(
    "names", [names for _, names in NOTHING], ids=[title for title, _ in NOTHING]
)
def test_a_folder_with_nothing_to_score_is_h12(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / name).write_bytes(good())
    with pytest.raises(NothingToDo) as caught:
        score_folder([tmp_path], tmp_path / "出")
    assert caught.value.code == "H12"
    assert caught.value.advice.startswith("请")
    assert not (tmp_path / "出").exists()


def test_the_sample_itself_is_read_as_it_is() -> None:
    assert admit(SAMPLE.read_bytes()) == SAMPLE.read_bytes()
    assert not findings(score(SAMPLE.read_bytes()), "H01")


@pytest.mark.parametrize("ending", ["xlsx", "docx", "ods"])
def test_an_encoding_that_nobody_knows_is_damage(ending: str) -> None:
    """XML 声明的编码写错了一个字母：H01，不出错。"""
    book = clean()
    data = {"xlsx": to_bytes, "docx": word, "ods": opendocument}[ending](book)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            parts = {each: archive.read(each) for each in archive.namelist()}
            wrong = re.sub(rb"encoding=([\"'])[^\"']*", rb"encoding=\1UTD-8", parts[name], count=1)
            outcome = score(zipped(parts | {name: wrong}), f"某局.{ending}")
            assert outcome.status in ("scored", "rejected"), name
