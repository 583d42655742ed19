"""What the bytes of a file really are, and whether it is safe to parse. Runs before any parser.

Raises a `Rejected` with one Chinese sentence and what to do; never trusts the extension or the sizes a zip header states.
"""

from __future__ import annotations

import io
import re
import zipfile
from itertools import accumulate

from sheetscore.errors import (
    Damaged,
    ForbiddenContent,
    NotAWorkbook,
    OverLimit,
    PasswordProtected,
    Rejected,
)
from sheetscore.forms.limits import (
    LIMITS,
    Limits,
    check_range,
    over,
    too_deep,
    too_large,
    too_many_merges,
    too_many_sheets,
)
from sheetscore.readers.bytes.file_kinds import Kind, kind_of
from sheetscore.readers.formats.biff import is_locked
from sheetscore.regexes import regex

_MIB = 1024 * 1024


DEFAULT_PASSWORD = "VelvetSweatshop"
"""With this key Excel opens a protected file without asking; such files are read."""
_RAISE = "请把内容拆成几个文件，或只保留要评分的两张表后另存。"
_SAVE_AS = "请用 Excel 或 WPS 打开后另存为 .xlsx 再放进来。"
_FROM_WORD = "请把两张表粘贴到空白模板里，或交填报的电子表格（.xlsx）。"
_CHUNK = 1 << 20
_THINNEST = 100
_CELL = re.compile(rb"<(?:\w+:)?c [^>]*?\br=[\"']([A-Z]{1,4})(\d{1,8})[\"']")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell ")
_SHEET = regex(r"xl/worksheets/[^/]+\.xml$")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_NESTED = (".xml", ".rels")
_NO_ELEMENTS = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_ENDS = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}
_UNENDED = re.compile(rb"<!--|<!\[CDATA\[")
_STEP = {b"<": 1, b"</": -1, b"/>": -1}
_STEPS = re.compile(rb"<(?![/!?])|</|/>")
_NO_XML = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".bin")
_ADVICE = {
    Kind.DOC: "请用 Word 或 WPS 打开后另存为 .docx，或把两张表粘贴到空白模板里再放进来。",
    Kind.XLSB: _SAVE_AS,
    Kind.MHT: _SAVE_AS,
    Kind.ZIP: "请先解压，再把里面的表格放进来。",
    Kind.RAR: "请先解压，再把里面的表格放进来。",
    Kind.SEVEN_ZIP: "请先解压，再把里面的表格放进来。",
    Kind.GZIP: "请先解压，再把里面的表格放进来。",
}


def admit(data: bytes, limits: Limits = LIMITS) -> bytes:
    """The bytes of a file that `read_grid` can parse (decrypted when the default key opens it).

    Raises Damaged, PasswordProtected, NotAWorkbook, OverLimit or ForbiddenContent.
    """
    if len(data) > limits.file_bytes:
        raise too_large(len(data), limits)
    kind = kind_of(data)
    if kind is Kind.ENCRYPTED or (kind is Kind.XLS and is_locked(data)):
        data = _opened(data)
        kind = kind_of(data)
    if kind is Kind.EMPTY:
        raise Damaged("文件是空的（0 字节）。", "请重新导出或重新发送。")
    if kind is Kind.DAMAGED:
        raise _damaged()
    if data.startswith(b"PK"):
        _check_zip(data, limits)
    if not kind.tabular:
        raise refused(kind)
    if kind is Kind.XML2003:
        scan = _Scan(limits, nested=True)
        scan.feed(data)
        scan.finish()
    return data


def refused(kind: Kind) -> NotAWorkbook:
    """The refusal of a file of a kind that holds no tables that can be read."""
    what = "内容无法识别" if kind is Kind.UNKNOWN else f"而是{kind.label}"
    return NotAWorkbook(
        f"这不是可以读的电子表格，{what}。", _ADVICE.get(kind, "请交填报的电子表格（.xlsx）。")
    )


def without_tables(kind: Kind) -> NotAWorkbook | None:
    """The refusal of a page, text or document in which no 指标表 was found, by its real type; None for a workbook."""
    if kind not in (Kind.HTML, Kind.XML2003, Kind.TEXT, Kind.DOCX):
        return None
    advice = _SAVE_AS if kind is not Kind.DOCX else _FROM_WORD
    return NotAWorkbook(f"这是{kind.label}，里面没有找到指标表。", advice)


def _opened(data: bytes) -> bytes:
    """An OLE file as it is, or decrypted with the default key."""
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError

    if not data.startswith(b"\xd0\xcf"):
        return data
    opened = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        if not office.is_encrypted():
            return data
        office.load_key(password=DEFAULT_PASSWORD)
        office.decrypt(opened)
    except (InvalidKeyError, DecryptionError, FileFormatError) as error:
        raise PasswordProtected(
            "文件设了打开密码，读不出内容。", "请在 Excel 或 WPS 中取消打开密码，另存后重新放进来。"
        ) from error
    except Exception as error:  # it raises whatever its parsers meet in damaged streams
        raise _damaged() from error
    return opened.getvalue()


def _check_zip(data: bytes, limits: Limits) -> None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # zipfile raises whatever it meets in damaged records
        raise _damaged() from error
    with archive:
        infos = archive.infolist()
        if len(infos) > limits.entries:
            raise over(
                f"文件内有 {len(infos)} 个部件，超过 {limits.entries} 个的上限。", "entries", _RAISE
            )
        _check_names([info.orig_filename for info in infos])
        total = 0
        sheets = 0
        for info in infos:
            sheets += bool(_SHEET.match(info.filename.lower()))
            total += _check_part(archive, info, limits)
            if total > limits.total_bytes:
                raise over(
                    f"解压后超过 {limits.total_bytes / _MIB:.4g} MB 的上限。", "total_bytes", _RAISE
                )
        if sheets > limits.sheets:
            raise too_many_sheets(sheets, limits)


def _damaged() -> Damaged:
    return Damaged("文件已损坏，打不开。", "请在原电脑上打开并另存一次，再重新发送。")


def _check_names(names: list[str]) -> None:
    if len({name.lower() for name in names}) != len(names):
        raise Damaged("文件内部有重名的部件，内容不可信。", "请用 Excel 或 WPS 打开后另存。")
    for name in names:
        parts = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or ".." in parts or re.match(r"^[A-Za-z]:", name):
            raise ForbiddenContent("文件内部含有越界的路径。", "请向填报单位重新索取原表。")
    if any("\\" in name for name in names):
        raise ForbiddenContent(
            "文件内部的名称用了反斜杠（\\），不是通用的写法，各种软件读法不同。",
            "请用 Excel 或 WPS 打开，另存为新的 .xlsx 再放进来。",
        )


def _check_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> int:
    """Inflate one part in chunks: counts real bytes, checks CRC, refuses DTDs, bounds the used range."""
    if info.flag_bits & 0x1:
        raise PasswordProtected("文件内部加了密，读不出内容。", "请取消密码后另存。")
    if info.file_size > limits.part_bytes:
        raise _too_long(limits)  # a part that states less is counted as it is read
    size = 0
    name = info.filename.lower()
    scan = None if name.endswith(_NO_XML) else _Scan(limits, name.endswith(_NESTED))
    try:
        with archive.open(info) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                if size > limits.part_bytes:
                    raise _too_long(limits)
                if size > max(limits.thin_part_bytes, info.compress_size * _THINNEST):
                    raise over(
                        f"有一个部件解压后超过 {limits.thin_part_bytes / _MIB:.4g} MB，是压缩时的 {_THINNEST} 倍以上，像压缩炸弹。",
                        "thin_part_bytes",
                        _RAISE,
                    )
                if scan:
                    scan.feed(chunk)
    except (Rejected, MemoryError):
        raise
    except Exception as error:  # each method of compression has errors of its own
        raise _damaged() from error
    if scan:
        scan.finish()
    return size


def _too_long(limits: Limits) -> OverLimit:
    return over(
        f"单个部件解压后超过 {limits.part_bytes / _MIB:.4g} MB 的上限。", "part_bytes", _RAISE
    )


class _Scan:
    """What stands in one XML part: no DTD, the used range of a sheet by the addresses, how many merges, how deep (`nested`)."""

    def __init__(self, limits: Limits, nested: bool) -> None:
        self.limits, self.nested = limits, nested
        self.depth = 0
        self.tail = self.until = b""
        self.last_row = self.last_column = self.merges = 0

    def feed(self, chunk: bytes) -> None:
        text = self.tail + chunk.replace(b"\0", b"")
        cut = text.rfind(b"<")
        self.tail = text[cut:][:_CHUNK] if cut >= 0 else b""
        self._count(text[:cut] if cut >= 0 else text)

    def finish(self) -> None:
        self._count(self.tail)
        check_range(self.last_row, self.last_column, self.limits)
        if self.merges > self.limits.merges:
            raise too_many_merges(self.merges, self.limits)

    def _count(self, text: bytes) -> None:
        if _DOCTYPE.search(text):
            raise ForbiddenContent(
                "文件内部含有 DTD 或实体声明，可能有害。", "请用 Excel 或 WPS 打开后另存。"
            )
        for letters, digits in _CELL.findall(text):
            self.last_column = max(self.last_column, _column(letters))
            self.last_row = max(self.last_row, int(digits))
        self.merges += len(_MERGE.findall(text))
        if self.nested:
            self._descend(text)

    def _descend(self, text: bytes) -> None:
        """Count starts and ends of elements; a sign that only looks like an end makes the count too small, never too large."""
        if self.until:  # a comment or a CDATA section that an earlier piece began
            _, ended, text = text.partition(self.until)
            self.until = b"" if ended else self.until
        if b"<!" in text:
            text = _NO_ELEMENTS.sub(b"", text)
            if begun := _UNENDED.search(text):
                self.until = _ENDS[begun[0]]
                text = text[: begun.start()]
        steps = map(_STEP.__getitem__, _STEPS.findall(text))
        depths = list(accumulate(steps, initial=self.depth))
        self.depth = depths[-1]
        if max(depths) > self.limits.depth:
            raise too_deep(self.limits)


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column
