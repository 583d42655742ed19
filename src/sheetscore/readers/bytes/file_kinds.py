"""What the bytes of a file really are. The name of a file plays no part in it."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from sheetscore.regexes import regex

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Kind(StrEnum):
    """The real type of a file."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLSB = "xlsb"
    XLS = "xls"  # and .et of WPS
    ODS = "ods"
    XML2003 = "xml2003"
    HTML = "html"
    DOCX = "docx"
    TEXT = "text"  # csv, or words
    ENCRYPTED = "encrypted"  # OOXML behind a password
    DOC = "doc"
    PPT = "ppt"
    ODT = "odt"
    OFD = "ofd"
    PDF = "pdf"
    RTF = "rtf"
    MHT = "mht"
    IMAGE = "image"
    RAR = "rar"
    SEVEN_ZIP = "7z"
    GZIP = "gzip"
    ZIP = "zip"
    EMPTY = "empty"
    DAMAGED = "damaged"  # a zip or OLE file that does not open
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """What people call it."""
        return _LABELS[self]

    @property
    def endings(self) -> tuple[str, ...]:
        """File name endings that fit, lower case, with the dot."""
        return _ENDINGS.get(self, ())

    @property
    def tabular(self) -> bool:
        """True for what may hold the two tables; a Word or text file may be a report instead."""
        return self in _TABULAR


_LABELS = {
    Kind.XLSX: "Excel 工作簿（.xlsx）",
    Kind.XLSM: "启用宏的 Excel 工作簿（.xlsm）",
    Kind.XLSB: "二进制工作簿（.xlsb）",
    Kind.XLS: "Excel 97-2003 或 WPS 表格（.xls、.et）",
    Kind.ODS: "OpenDocument 表格（.ods）",
    Kind.XML2003: "XML 表格 2003",
    Kind.HTML: "网页（HTML）",
    Kind.DOCX: "Word 文档（.docx）",
    Kind.TEXT: "纯文本（文字或 CSV）",
    Kind.ENCRYPTED: "设了打开密码的文件",
    Kind.DOC: "旧格式的 Word 文档（.doc、.wps）",
    Kind.PPT: "演示文稿",
    Kind.ODT: "OpenDocument 文档",
    Kind.OFD: "OFD 版式文件",
    Kind.PDF: "PDF 文件",
    Kind.RTF: "RTF 文档",
    Kind.MHT: "单个文件网页（MHT）",
    Kind.IMAGE: "图片",
    Kind.RAR: "RAR 压缩包",
    Kind.SEVEN_ZIP: "7z 压缩包",
    Kind.GZIP: "GZIP 压缩包",
    Kind.ZIP: "压缩包",
    Kind.EMPTY: "空文件",
    Kind.DAMAGED: "已损坏的文件",
    Kind.UNKNOWN: "无法识别的文件",
}
_TABULAR = frozenset(
    [Kind.XLSX, Kind.XLSM, Kind.XLS, Kind.ODS, Kind.XML2003, Kind.HTML, Kind.DOCX, Kind.TEXT]
)
_ENDINGS = {
    Kind.XLSX: (".xlsx", ".xltx", ".xlsm", ".xltm", ".et", ".ett"),  # .xlsm without a macro
    Kind.XLSM: (".xlsm", ".xltm"),
    Kind.XLSB: (".xlsb",),
    Kind.XLS: (".xls", ".xlt", ".et", ".ett"),
    Kind.ODS: (".ods", ".ots"),
    Kind.XML2003: (".xml",),
    Kind.HTML: (".html", ".htm"),
    Kind.DOCX: (".docx", ".docm", ".dotx"),
    Kind.TEXT: (".txt", ".csv", ".tsv", ".md"),
}
_MAGIC = (
    (b"%PDF", Kind.PDF),
    (b"Rar!", Kind.RAR),
    (b"7z\xbc\xaf", Kind.SEVEN_ZIP),
    (b"\x1f\x8b", Kind.GZIP),
    (b"{\\rtf", Kind.RTF),
    (b"\x89PNG", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"GIF8", Kind.IMAGE),
    (b"BM", Kind.IMAGE),
    (b"II*\0", Kind.IMAGE),
    (b"MM\0*", Kind.IMAGE),
    (b"\x09\x00\x04\x00", Kind.XLS),  # BIFF without an OLE file around it
    (b"\x09\x02\x06\x00", Kind.XLS),
    (b"\x09\x04\x06\x00", Kind.XLS),
    (b"\x09\x08\x08\x00", Kind.XLS),
    (b"\x09\x08\x10\x00", Kind.XLS),
)
_BOMS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_HTML = regex(
    r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|style|body|table|div)\b",
    re.IGNORECASE | re.DOTALL,
)
HEAD = 8192
"""Bytes of a file that are enough to know what it is, unless it is a package of parts."""
_CONTROL = regex("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(data: bytes) -> Kind:
    """The real type of a file by its bytes. Never raises."""
    if not data:
        return Kind.EMPTY
    if data.startswith(_OLE):
        return _ole_kind(data)
    if data.startswith(b"PK"):
        return _zip_kind(data)
    for magic, kind in _MAGIC:
        if data.startswith(magic) and (magic != b"BM" or b"\0" in data[:64]):
            return kind
    return _text_kind(data)


def may_be_workbook(head: bytes) -> bool:
    """By its first bytes: True for a workbook of any kind, whole or damaged; False for other XML, pages, words and the rest."""
    if head.startswith((_OLE, b"PK")):
        return True
    return kind_of(head) in (Kind.XML2003, Kind.XLS)


def text_of(data: bytes) -> str | None:
    """The text of a plain file in UTF-8 or UTF-16 (by its mark) or GB18030; None for what is no text."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[2:], encoding)
    text = _decoded(data.removeprefix(b"\xef\xbb\xbf"), "utf-8")
    if text is None and not data.startswith(b"\xef\xbb\xbf"):
        text = _decoded(data, "gb18030")
    return text


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else text


def _text_kind(data: bytes) -> Kind:
    text = text_of(data)
    head = (text if text is not None else data[:HEAD].replace(b"\0", b"").decode("latin-1")).lstrip(
        "\ufeff \t\r\n"
    )
    head = head[:HEAD]
    if "urn:schemas-microsoft-com:office:spreadsheet" in head and not _HTML.match(head):
        return Kind.XML2003
    if _HTML.match(head):
        return Kind.HTML
    if head.lower().startswith("mime-version:"):
        return Kind.MHT
    return Kind.UNKNOWN if text is None else Kind.TEXT


def _zip_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.lower().replace("\\", "/") for name in archive.namelist()]
    except Exception:  # zipfile raises whatever it meets in damaged records
        return Kind.DAMAGED
    held = set(names)
    if "xl/workbook.bin" in held:
        return Kind.XLSB
    if any(name.startswith("xl/") and name.endswith(".xml") for name in names):
        macros = any(name.endswith("vbaproject.bin") for name in names)
        return Kind.XLSM if macros else Kind.XLSX
    if "word/document.xml" in held:
        return Kind.DOCX
    if any(name.startswith("ppt/") for name in names):
        return Kind.PPT
    if "ofd.xml" in held:
        return Kind.OFD
    if "mimetype" in held and "content.xml" in held:
        return _opendocument_kind(data)
    return Kind.ZIP


def _opendocument_kind(data: bytes) -> Kind:
    """By the media type, which such a file stores first and unpacked."""
    return Kind.ODT if b"opendocument.text" in data[:128] else Kind.ODS


def _ole_kind(data: bytes) -> Kind:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            streams = {"/".join(path).lower() for path in ole.listdir()}
    except Exception:  # it raises whatever its parser meets in a damaged directory
        return Kind.DAMAGED
    for stream, kind in (
        ("encryptedpackage", Kind.ENCRYPTED),
        ("workbook", Kind.XLS),
        ("book", Kind.XLS),
        ("worddocument", Kind.DOC),
        ("powerpoint document", Kind.PPT),
    ):
        if stream in streams:
            return kind
    return Kind.UNKNOWN if streams else Kind.DAMAGED
