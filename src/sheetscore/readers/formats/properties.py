"""The custom properties of a document: docProps/custom.xml of .xlsx, user-defined ones of .ods, the second property set of .xls."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

import olefile
from defusedxml.common import DefusedXmlException

from sheetscore.readers.bytes.file_kinds import Kind
from sheetscore.readers.bytes.plain_xml import fromstring

_LARGEST = 1 << 20
_USER_DEFINED = bytes.fromhex("05d5cdd59c2e1b10939708002b2cf9ae")
"""The property set of custom properties ([MS-OSHARED] 2.3.3.2.3)."""
_STREAM = "\x05DocumentSummaryInformation"
_DICTIONARY, _CODE_PAGE = 0, 1
_TEXT, _WIDE_TEXT = 0x1E, 0x1F
_UTF_16, _UTF_8 = 1200, 65001


def custom_properties(data: bytes, kind: Kind) -> dict[str, str]:
    """Text properties by name; {} where there are none, or where they cannot be read. Never raises for what a file holds."""
    try:
        if kind in (Kind.XLSX, Kind.XLSM):
            return _of_ooxml(_part(data, "docProps/custom.xml"))
        if kind is Kind.ODS:
            return _of_ods(_part(data, "meta.xml"))
        return _of_xls(data) if kind is Kind.XLS else {}
    except (
        zipfile.BadZipFile, zlib.error, KeyError, OSError, EOFError, ValueError, LookupError, RuntimeError, NotImplementedError,
        ParseError, DefusedXmlException, struct.error, TypeError, AttributeError,
    ):  # fmt: skip
        return {}


def _part(data: bytes, name: str) -> Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
        with archive.open(info) as part:
            content = part.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise ValueError(name)
    root: Element = fromstring(content)
    return root


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _of_ooxml(root: Element) -> dict[str, str]:
    return {
        each.get("name", ""): "".join(each.itertext())
        for each in root
        if _local(each) == "property"
    }


def _of_ods(root: Element) -> dict[str, str]:
    found = {}
    for each in root.iter():
        if _local(each) == "user-defined":
            name = next((text for key, text in each.items() if key.endswith("}name")), "")
            found[name] = "".join(each.itertext())
    return found


def _of_xls(data: bytes) -> dict[str, str]:
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        if not ole.exists(_STREAM):
            return {}
        content = ole.openstream(_STREAM).read(_LARGEST)
    count = struct.unpack_from("<I", content, 24)[0]
    for number in range(min(count, 2)):
        begin = 28 + 20 * number
        if content[begin : begin + 16] == _USER_DEFINED:
            return _Section(content[struct.unpack_from("<I", content, begin + 16)[0] :]).texts()
    return {}


class _Section:
    """A property set of [MS-OLEPS]: numbered values, and a dictionary of their names."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        count = min(struct.unpack_from("<I", data, 4)[0], 4096)
        pairs = (struct.unpack_from("<II", data, 8 + 8 * number) for number in range(count))
        self.offsets = dict(pairs)
        page = 0
        if _CODE_PAGE in self.offsets:
            page = struct.unpack_from("<h", data, self.offsets[_CODE_PAGE] + 4)[0] & 0xFFFF
        self.wide = page == _UTF_16
        self.encoding = "utf-16-le" if self.wide else "utf-8" if page == _UTF_8 else "gb18030"

    def texts(self) -> dict[str, str]:
        names = dict(self._names())
        found = {}
        for number, offset in self.offsets.items():
            if number in names and number > _CODE_PAGE:
                text = self._text(offset)
                if text is not None:
                    found[names[number]] = text
        return found

    def _names(self) -> Iterator[tuple[int, str]]:
        if _DICTIONARY not in self.offsets:
            return
        at = self.offsets[_DICTIONARY]
        count = min(struct.unpack_from("<I", self.data, at)[0], 4096)
        at += 4
        for _ in range(count):
            number, length = struct.unpack_from("<II", self.data, at)
            at += 8
            size = length * 2 if self.wide else length
            yield number, self._decoded(self.data[at : at + size])
            at += size + (-size % 4 if self.wide else 0)

    def _text(self, at: int) -> str | None:
        kind, length = struct.unpack_from("<II", self.data, at)
        if kind == _TEXT:
            return self._decoded(self.data[at + 8 : at + 8 + length])
        if kind == _WIDE_TEXT:
            return self.data[at + 8 : at + 8 + 2 * length].decode("utf-16-le").rstrip("\0")
        return None

    def _decoded(self, content: bytes) -> str:
        return content.decode(self.encoding).rstrip("\0")
