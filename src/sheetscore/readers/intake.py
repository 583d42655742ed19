"""What the bytes of a file really are, and whether it is safe to parse. Runs before any parser.

Raises a `Rejected` with one Chinese sentence and what to do; never trusts the extension or the sizes a zip header states.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from sheetscore.errors import Damaged, ForbiddenContent, NotAWorkbook, OverLimit, PasswordProtected

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one file; every refusal names the limit."""

    file_bytes: int = 50 * _MIB
    entries: int = 10_000
    part_bytes: int = 200 * _MIB
    total_bytes: int = 500 * _MIB
    rows: int = 200_000
    columns: int = 2_000
    cells: int = 5_000_000
    merges: int = 20_000
    merged_area: int = 200_000
    sheets: int = 255


LIMITS = Limits()
DEFAULT_PASSWORD = "VelvetSweatshop"
"""With this key Excel opens a protected file without asking; such files are read."""
_RAISE = "确有需要时，请把内容拆成几个文件，或只保留要评分的两张表后另存再试。"
_SAVE_AS = "请用 Excel 或 WPS 打开后另存为 .xlsx 再放进来。"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 * _MIB
_CELL = re.compile(rb"<(?:\w+:)?c [^>]*?\br=[\"']([A-Z]{1,4})(\d{1,8})[\"']")
_MERGE = re.compile(
    rb"<(?:\w+:)?mergeCell [^>]*?\bref=[\"']([A-Z]{1,4})(\d{1,8})(?::([A-Z]{1,4})(\d{1,8}))?[\"']"
)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_NO_XML = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".bin")

_MAGIC = [
    (b"%PDF", "PDF 文件"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
]


def admit(data: bytes, limits: Limits = LIMITS) -> bytes:
    """The bytes of a parsable OOXML workbook (decrypted when the default key opens it).

    Raises Damaged, PasswordProtected, NotAWorkbook, OverLimit or ForbiddenContent.
    """
    if not data:
        raise Damaged("文件是空的（0 字节）。", "请重新导出或重新发送。")
    if len(data) > limits.file_bytes:
        raise OverLimit(
            f"文件有 {len(data) / _MIB:.1f} MB，超过单个文件 {limits.file_bytes // _MIB} MB 的上限。",
            _RAISE,
        )
    if data.startswith(_OLE):
        data = _open_ole(data)
    if not data.startswith(b"PK"):
        raise _what_it_is(data)
    _check_zip(data, limits)
    return data


def _open_ole(data: bytes) -> bytes:
    """Decrypt with the default key, or say what kind of old file it is."""
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError

    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        encrypted = office.is_encrypted()
    except Exception as error:  # it raises whatever its parsers meet in damaged streams
        raise _damaged() from error
    if not encrypted:
        raise _old_format()
    opened = io.BytesIO()
    try:
        office.load_key(password=DEFAULT_PASSWORD)
        office.decrypt(opened)
    except (InvalidKeyError, DecryptionError, FileFormatError) as error:
        raise PasswordProtected(
            "文件设了打开密码，读不出内容。", "请在 Excel 或 WPS 中取消打开密码，另存后重新放进来。"
        ) from error
    except Exception as error:
        raise _damaged() from error
    if opened.getvalue().startswith(_OLE):
        raise _old_format()
    return opened.getvalue()


def _old_format() -> NotAWorkbook:
    return NotAWorkbook("这是 Excel 97-2003 的旧格式（.xls 或 .et），本版不能直接读。", _SAVE_AS)


def _what_it_is(data: bytes) -> NotAWorkbook:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return NotAWorkbook(f"这不是电子表格，而是{kind}。", "请交填报的电子表格（.xlsx）。")
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in data[:8192]:
        return NotAWorkbook("这是 XML 表格 2003 格式，本版不能直接读。", _SAVE_AS)
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<style")):
        return NotAWorkbook("这是网页（HTML），只是把扩展名写成了表格。", _SAVE_AS)
    if b"\0" not in data[:4096]:
        return NotAWorkbook("这是纯文本（文字或 CSV），不是电子表格。", _SAVE_AS)
    return NotAWorkbook("这不是电子表格，内容无法识别。", "请交填报的电子表格（.xlsx）。")


def _check_zip(data: bytes, limits: Limits) -> None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _damaged() from error
    with archive:
        infos = archive.infolist()
        if len(infos) > limits.entries:
            raise OverLimit(
                f"文件内有 {len(infos)} 个部件，超过 {limits.entries} 个的上限。", _RAISE
            )
        names = [info.filename for info in infos]
        _check_names(names)
        _check_kind(set(names))
        total = 0
        sheets = 0
        for info in infos:
            sheets += bool(_SHEET.match(info.filename.lower()))
            total += _check_part(archive, info, limits)
            if total > limits.total_bytes:
                raise OverLimit(f"解压后超过 {limits.total_bytes // _MIB} MB 的上限。", _RAISE)
        if sheets > limits.sheets:
            raise OverLimit(f"有 {sheets} 张工作表，超过 {limits.sheets} 张的上限。", _RAISE)


def _damaged() -> Damaged:
    return Damaged("文件已损坏，打不开。", "请在原电脑上打开并另存一次，再重新发送。")


def _check_names(names: list[str]) -> None:
    if len({name.lower() for name in names}) != len(names):
        raise Damaged("文件内部有重名的部件，内容不可信。", "请用 Excel 或 WPS 打开后另存。")
    for name in names:
        parts = name.replace("\\", "/").split("/")
        if name.startswith("/") or "\\" in name or ".." in parts or re.match(r"^[A-Za-z]:", name):
            raise ForbiddenContent("文件内部含有越界的路径。", "请向填报单位重新索取原表。")


def _check_kind(names: set[str]) -> None:
    if "xl/workbook.xml" in names:
        return
    if "word/document.xml" in names:
        raise NotAWorkbook(
            "这是 Word 文档，本版不能直接读。", "请把两张表粘贴到空白模板里再放进来。"
        )
    if "mimetype" in names and "content.xml" in names:
        raise NotAWorkbook("这是 OpenDocument 表格（.ods），本版不能直接读。", _SAVE_AS)
    if any(name.startswith("xl/") and name.endswith((".xml", ".bin")) for name in names):
        if "xl/workbook.bin" in names:
            raise NotAWorkbook("这是二进制工作簿（.xlsb），本版不能直接读。", _SAVE_AS)
        return
    raise NotAWorkbook("这是压缩包，不是电子表格。", "请先解压，再把里面的表格放进来。")


def _check_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> int:
    """Inflate one part in chunks: counts real bytes, checks CRC, refuses DTDs, bounds the used range."""
    if info.flag_bits & 0x1:
        raise PasswordProtected("文件内部加了密，读不出内容。", "请取消密码后另存。")
    size = 0
    scan = None if info.filename.lower().endswith(_NO_XML) else _Scan(limits)
    try:
        with archive.open(info) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                if size > limits.part_bytes:
                    raise OverLimit(
                        f"单个部件解压后超过 {limits.part_bytes // _MIB} MB 的上限。", _RAISE
                    )
                if scan:
                    scan.feed(chunk)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        NotImplementedError,
        ValueError,
    ) as error:
        raise _damaged() from error
    if scan:
        scan.finish()
    return size


class _Scan:
    """What stands in one XML part: no DTD, the used range and the merges of a sheet by their addresses."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.tail = b""
        self.last_row = self.last_column = self.merges = self.merged_area = 0

    def feed(self, chunk: bytes) -> None:
        text = self.tail + chunk.replace(b"\0", b"")
        cut = text.rfind(b"<")
        self.tail = text[cut:][:_CHUNK] if cut >= 0 else b""
        self._count(text[:cut] if cut >= 0 else text)

    def finish(self) -> None:
        self._count(self.tail)
        limits = self.limits
        if self.last_row > limits.rows or self.last_column > limits.columns:
            raise OverLimit(
                f"表用到第 {self.last_row} 行、第 {self.last_column} 列，超过 {limits.rows} 行、{limits.columns} 列的上限。",
                "请删除表格下方和右侧的空行空列后另存。",
            )
        if self.last_row * self.last_column > limits.cells:
            raise OverLimit(
                f"表的范围超过 {limits.cells} 个单元格的上限。", "请删除空行空列后另存。"
            )
        if self.merges > limits.merges:
            raise OverLimit(
                f"有 {self.merges} 处合并单元格，超过 {limits.merges} 处的上限。", _RAISE
            )
        if self.merged_area > limits.merged_area:
            raise OverLimit(
                f"合并单元格共覆盖 {self.merged_area} 格，超过 {limits.merged_area} 格的上限。",
                "请取消整行整列的合并后另存。",
            )

    def _count(self, text: bytes) -> None:
        if _DOCTYPE.search(text):
            raise ForbiddenContent(
                "文件内部含有 DTD 或实体声明，可能有害。", "请用 Excel 或 WPS 打开后另存。"
            )
        for letters, digits in _CELL.findall(text):
            self.last_column = max(self.last_column, _column(letters))
            self.last_row = max(self.last_row, int(digits))
        for first, top, last, bottom in _MERGE.findall(text):
            self.merges += 1
            width = _column(last or first) - _column(first) + 1
            self.merged_area += width * (int(bottom or top) - int(top) + 1)


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column


def is_own_output(data: bytes) -> bool:
    """True for a workbook that sheetscore wrote (document property `sheetscore`)."""
    return b'name="sheetscore"' in _custom_properties(data)


def _custom_properties(data: bytes) -> bytes:
    if not data.startswith(b"PK"):
        return b""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            info = archive.getinfo("docProps/custom.xml")
            return archive.read(info)[:65536] if info.file_size < _MIB else b""
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, zlib.error, NotImplementedError):
        return b""
