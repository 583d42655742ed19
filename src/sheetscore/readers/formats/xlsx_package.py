"""The parts of an OOXML workbook as both readers can take them: UTF-8, the usual namespaces, the merges apart.

Nothing is repaired that has two meanings: a cell or a row that stands twice is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml.common import DefusedXmlException
from openpyxl.utils import column_index_from_string

from sheetscore.errors import Damaged
from sheetscore.exact.amounts import decimal, json_number
from sheetscore.forms.limits import Limits, check_range, too_much_merged
from sheetscore.model.finding import Finding
from sheetscore.readers.bytes.plain_xml import fromstring
from sheetscore.readers.formats.book import Area, cut, damaged, disjoint, iso_date, overlap
from sheetscore.regexes import regex

_SHEET = regex(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_XML = (".xml", ".rels", ".vml")
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding=[\"']([A-Za-z0-9_-]+)[\"'][^>]*\?>")
_STRICT = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
}
"""Strict Open XML (ISO 29500) writes the same elements under other names."""
_ROW = re.compile(rb"<(?:\w+:)?row\s(?:[^>]*?\s)?r=[\"'](\d+)[\"']")
_CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=[\"']([A-Z]+)(\d+)[\"']")
_MERGE = re.compile(
    rb"<((?:\w+:)?)mergeCell\s[^>]*?\bref=[\"']([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?[\"'][^>]*?(?:/>|>\s*</(?:\w+:)?mergeCell>)"
)
_MERGES = re.compile(rb"<((?:\w+:)?)mergeCells\b.*?</\1mergeCells>", re.DOTALL)
_NUMBER_CELL = re.compile(
    rb"<(?:\w+:)?c\s(?:[^<>]*?\s)?r=[\"']([A-Z]+)(\d+)[\"'][^<>]*?(?<!/)>(?:(?!</?(?:\w+:)?c[\s>]).)*?<(?:\w+:)?v>([^<]{1,30})</",
    re.DOTALL,
)
_OTHER_TYPE = re.compile(rb"\st=[\"'](?!n[\"'])")
_HYPERLINKS = re.compile(rb"<((?:\w+:)?)hyperlinks\b.*?</\1hyperlinks>", re.DOTALL)
"""openpyxl writes the address of a link into a blank cell; no link is followed here, so none is needed."""
_RELATED = re.compile(rb"<((?:\w+:)?)(tableParts|pivotCaches)\b(?:[^>]*/>|.*?</\1\2>)", re.DOTALL)
_BLANK_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*/>")
_CELL_STARTS = (b"<c ", b"<c>", b"<c\n", b":c ", b":c>", b":c\n")
_END_OF_ROW = re.compile(rb"</(?:\w+:)?row>")
_END_OF_DATA = re.compile(rb"</(?:\w+:)?sheetData>")
_MANY_BLANKS = 20_000
_LARGE = 1 << 20
_NUMERAL = regex(r"\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*")
_ISO_DATE = regex(r"\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?|[\d:.]+")
_NO_RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(slots=True)
class Package:
    """A workbook's bytes, as both readers can take them.

    The findings name a part where a sheet belongs.
    `ordered`: cells stand row by row, as the second reader needs them. `names` are the parts' names, lower case. `covered`
    are by part and place the numbers under a merged area, which openpyxl drops and a spreadsheet adds up all the same.
    `merges` are by part the merged areas, which no longer stand in the data: openpyxl is slow to draw them.
    """

    data: bytes
    names: frozenset[str]
    ordered: bool = True
    findings: list[Finding] = field(default_factory=list)
    covered: dict[str, dict[tuple[int, int], int | float]] = field(default_factory=dict)
    merges: dict[str, list[Area]] = field(default_factory=dict)


def normal(data: bytes, limits: Limits) -> Package:
    """The package made plain. Raises Damaged, OverLimit."""
    changed: dict[str, bytes] = {}
    package = Package(data, frozenset())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        package.names = frozenset(name.lower() for name in names)
        for name in names:
            if not name.lower().endswith(_XML):
                continue
            content = archive.read(name)
            plain = _strict_to_usual(_utf8(content))
            if _SHEET.match(name):
                plain = _sheet(name, plain, limits, package)
            if plain != content:
                changed[name] = plain
    if changed:
        package.data = repacked(data, changed)
    return package


def repacked(data: bytes, changed: dict[str, bytes]) -> bytes:
    """The same zip with some parts replaced."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as out,
    ):
        for name in archive.namelist():
            out.writestr(name, changed[name] if name in changed else archive.read(name))
    return buffer.getvalue()


def _utf8(content: bytes) -> bytes:
    """UTF-16 by its mark, GBK by its declaration; the XML parsers at hand know neither everywhere."""
    encoding = ""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif found := _DECLARED.match(content[:200]):
        named = found[1].decode("ascii").lower()
        encoding = "gb18030" if named in ("gbk", "gb2312", "gb18030", "cp936") else ""
    if not encoding:
        return content
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise damaged() from error
    return re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", text).lstrip("\ufeff").encode()


def _strict_to_usual(content: bytes) -> bytes:
    if b"http://purl.oclc.org/ooxml/" in content:
        for strict, usual in _STRICT.items():
            content = content.replace(strict, usual)
    return content


def _sheet(name: str, content: bytes, limits: Limits, package: Package) -> bytes:
    if len(content) > _LARGE:
        content = _without_rows_below(content)
    rows = [int(number) for number in _ROW.findall(content)]
    _refuse_twice(rows, "第 {} 行")
    cells = _CELL.findall(content)
    places = [
        (int(digits), column_index_from_string(letters.decode())) for letters, digits in cells
    ]
    _refuse_twice([letters + digits for letters, digits in cells], "单元格 {} ")
    package.ordered &= places == sorted(places) and rows == sorted(rows)
    last_row, last_col = (
        max((row for row, _ in places), default=0),
        max((col for _, col in places), default=0),
    )
    check_range(last_row, last_col, limits)
    if b"hyperlink" in content:
        content = _HYPERLINKS.sub(b"", content)
    content = _merges(name, content, (last_row, last_col), limits, package)
    if len(cells) > _MANY_BLANKS:
        content = _BLANK_CELL.sub(b"", content)
    return content


def _refuse_twice(things: list[int] | list[bytes], named: str) -> None:
    if len(set(things)) == len(things):
        return
    twice, _ = Counter(things).most_common(1)[0]
    shown = twice.decode("ascii", "replace") if isinstance(twice, bytes) else str(twice)
    raise Damaged(
        f"文件已损坏：{named.format(shown)}在文件里写了两次，分不清哪一个是填报的。",
        "请用 Excel 或 WPS 打开，核对后另存，再重新发送。",
    )


def _without_rows_below(content: bytes) -> bytes:
    """A sheet without the empty rows below its last cell."""
    last = max(content.rfind(start) for start in _CELL_STARTS)
    end_of_row = _END_OF_ROW.search(content, last)
    end_of_data = _END_OF_DATA.search(content, last)
    if last < 0 or not end_of_row or not end_of_data or end_of_row.end() > end_of_data.start():
        return content
    return content[: end_of_row.end()] + content[end_of_data.start() :]


def _merges(
    name: str, content: bytes, used: tuple[int, int], limits: Limits, package: Package
) -> bytes:
    """The sheet without its merges, which are kept apart, cut to the used range: a merged whole sheet is 17 billion cells.

    Overlapping ones are left out, with a finding.
    """
    found = [_area(match) for match in _MERGE.finditer(content)]
    areas = [cut(area, *used) for area in found]
    whole = sum((a[2] - a[0] + 1) * (a[3] - a[1] + 1) for a in areas)
    if whole > limits.merged_area:
        raise too_much_merged(whole, limits)
    kept, dropped = disjoint(areas)
    if covered := _covered(content, kept):
        package.covered[name.lower()] = covered
    package.findings += [overlap(name.lower(), area) for area in dropped]
    package.merges[name.lower()] = [area for area in kept if area[:2] != area[2:]]
    return _MERGES.sub(b"", content) if found else content


def _covered(content: bytes, areas: list[Area]) -> dict[tuple[int, int], int | float]:
    """The numbers in cells of these areas other than the first ones."""
    hidden = {
        (row, col)
        for top, left, bottom, right in areas
        for row in range(top, bottom + 1)
        for col in range(left, right + 1)
        if (row, col) != (top, left)
    }
    found: dict[tuple[int, int], int | float] = {}
    for match in _NUMBER_CELL.finditer(content) if hidden else ():
        place = int(match[2]), column_index_from_string(match[1].decode())
        if place in hidden and _OTHER_TYPE.search(match[0].partition(b">")[0]) is None:
            value = json_number(_number(match[3]))
            if value is not None:
                found[place] = value
    return found


def _number(text: bytes) -> Decimal | None:
    try:
        return decimal(text.decode())
    except ValueError:
        return None


def _area(match: re.Match[bytes]) -> Area:
    top, left = int(match[3]), column_index_from_string(match[2].decode())
    if match[4] is None:
        return top, left, top, left
    bottom, right = int(match[5]), column_index_from_string(match[4].decode())
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


# --------------------------------------------------------------- after a first try has failed


def repaired(data: bytes) -> bytes:
    """The package with what one cell can have wrong made text: no such number, no such date, no such style.

    Pivots, drawings and notes are left out. Raises Damaged when a sheet is not well formed.
    """
    changed: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = {name.lower(): name for name in archive.namelist()}
        styles = archive.read(held["xl/styles.xml"]) if "xl/styles.xml" in held else b""
        known = _count_styles(styles)
        for name in archive.namelist():
            if name.lower() == "xl/workbook.xml":
                changed[name] = _RELATED.sub(b"", archive.read(name))
            elif name.lower().startswith("xl/worksheets/_rels/"):
                changed[name] = _NO_RELATIONS
            elif _SHEET.match(name):
                root = _parsed(_RELATED.sub(b"", archive.read(name)))
                for cell in root.iter(f"{_MAIN}c"):
                    _repair(cell, known)
                changed[name] = tostring(root)
    return repacked(data, changed)


def _parsed(content: bytes) -> Element:
    try:
        root: Element = fromstring(content)
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise damaged() from error
    return root


def _count_styles(styles: bytes) -> int:
    if not styles:
        return 1
    return sum(1 for held in _parsed(styles).iter(f"{_MAIN}cellXfs") for _ in held)


def _repair(cell: Element, known: int) -> None:
    style = cell.get("s", "0")
    if not style.isascii() or not style.isdigit() or int(style) >= known:
        cell.attrib.pop("s", None)
    value = cell.find(f"{_MAIN}v")
    if value is None or not value.text:
        return
    kind = cell.get("t", "n")
    wrong = (
        (kind == "n" and not _NUMERAL.fullmatch(value.text))
        or (kind == "b" and value.text not in ("0", "1"))
        or (kind == "d" and not _real_date(value.text))
    )
    if wrong:
        cell.set("t", "str")


def _real_date(text: str) -> bool:
    return bool(_ISO_DATE.fullmatch(text)) and iso_date(text) is not None


def sheet_names(data: bytes) -> dict[str, str]:
    """The part of each sheet that the workbook names, by title, whether or not it is there ("": elsewhere)."""
    found: dict[str, str] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = {name.lower(): name for name in archive.namelist()}
        if "xl/workbook.xml" not in held:
            return found
        targets = {}
        if "xl/_rels/workbook.xml.rels" in held:
            for relation in _parsed(archive.read(held["xl/_rels/workbook.xml.rels"])):
                targets[relation.get("Id")] = relation.get("Target", "")
        for sheet in _parsed(archive.read(held["xl/workbook.xml"])).iter(f"{_MAIN}sheet"):
            target = targets.get(sheet.get(f"{_RELATION}id"), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            found[sheet.get("name", "")] = part.lower()
    return found
