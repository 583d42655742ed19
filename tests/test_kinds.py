"""What a file really is, told by its bytes."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import clean, to_bytes

from sheetscore.readers.bytes.file_kinds import Kind, kind_of, text_of


def zip_of(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


CSV = "三级指标,分值\r\n在职人员控制率,5\r\n"
CASES: list[tuple[str, bytes, Kind]] = [
    ("空文件", b"", Kind.EMPTY),
    ("工作簿", to_bytes(clean()), Kind.XLSX),
    ("带宏的工作簿", zip_of(**{"xl/workbook.xml": b"<x/>", "xl/vbaProject.bin": b"x"}), Kind.XLSM),
    ("二进制工作簿", zip_of(**{"xl/workbook.bin": b"x"}), Kind.XLSB),
    ("Word 文档", zip_of(**{"word/document.xml": b"<x/>"}), Kind.DOCX),
    ("夹着工作簿的 Word 文档", zip_of(**{"word/document.xml": b"<x/>", "word/embeddings/a.xlsx": b"PK"}), Kind.DOCX),
    ("ods", zip_of(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": b"<x/>"}), Kind.ODS),
    ("odt", zip_of(mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": b"<x/>"}), Kind.ODT),
    ("OFD", zip_of(**{"OFD.xml": b"<x/>"}), Kind.OFD),
    ("压缩包", zip_of(**{"甲.xlsx": b"PK"}), Kind.ZIP),
    ("坏的压缩包", b"PK\x03\x04", Kind.DAMAGED),
    ("坏的旧文件", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Kind.DAMAGED),
    ("PDF", b"%PDF-1.7", Kind.PDF),
    ("RAR", b"Rar!\x1a\x07\x00", Kind.RAR),
    ("图片", b"\x89PNG\r\n\x1a\n\0\0", Kind.IMAGE),
    ("BM 开头的文字", b"BM,1\r\n", Kind.TEXT),
    ("UTF-8 文字", CSV.encode(), Kind.TEXT),
    ("带标记的 UTF-8 文字", CSV.encode("utf-8-sig"), Kind.TEXT),
    ("GBK 文字", CSV.encode("gbk"), Kind.TEXT),
    ("UTF-16 文字", CSV.encode("utf-16"), Kind.TEXT),
    ("网页", b"<html><table></table></html>", Kind.HTML),
    ("大写、前有空行的网页", "\ufeff\r\n <!DOCTYPE HTML>".encode(), Kind.HTML),
    ("GBK 网页", "<table><tr><td>得分</td></tr></table>".encode("gbk"), Kind.HTML),
    ("声明了表格名称空间的网页", b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>', Kind.HTML),
    ("XML 表格 2003", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', Kind.XML2003),
    ("乱码", bytes(range(256)), Kind.UNKNOWN),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "kind"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_the_bytes_say_what_it_is(data: bytes, kind: Kind) -> None:
    assert kind_of(data) is kind
    assert kind.label


def test_text_is_read_in_the_encodings_that_clerks_have() -> None:
    for encoding in ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"):
        assert text_of(CSV.encode(encoding)) == CSV, encoding


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
)
def test_nothing_is_raised_whatever_the_bytes(data: bytes, start: bytes) -> None:
    assert kind_of(start + data) in Kind
