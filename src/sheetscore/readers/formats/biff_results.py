"""Results of formulas that LibreOffice did not keep: saving an .xls, it writes 0 for a text that it did not calculate itself.

Where the last step of such a formula can only give a number (+, SUM, ROUND …), its 0 is one; elsewhere (IF, a mere cell,
a text function) nobody can tell, and the cell counts as one without a stored result.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import Any

from sheetscore.model.finding import Finding
from sheetscore.readers.formats.book import Loaded

_WRITER, _FORMULA, _BOF_SHEET = 0x005C, 0x0006, 0x0809
_LIBREOFFICE = b"Calc"
"""What LibreOffice writes where Excel writes the user's name."""
_RESULT, _TOKENS = slice(6, 14), 22
_ARITHMETIC = frozenset([0x03, 0x04, 0x05, 0x06, 0x07, 0x12, 0x13, 0x14, 0x1E, 0x1F])
"""Tokens of + - * / ^, the signs, %, and a number."""
_SPACE = bytes([0x19, 0x40])
_SUM = bytes([0x19, 0x10, 0, 0])
_NUMERIC = frozenset(
    [0, 4, 5, 6, 7, 15, 16, 20, 24, 25, 26, 27, 39, 169, 183, 197, 212, 213, 228, 345, 346, 347]
)
"""Functions that give a number or an error: COUNT SUM AVERAGE MIN MAX … ROUND … SUMPRODUCT SUMIF COUNTIF."""
_SHOWN = "=…"
"""The formula of such a cell: the reader of the format tells results, no formulas."""
Place = tuple[int, int, int]


def unsure(records: Iterable[tuple[int, bytes]]) -> Iterator[Place]:
    """(sheet from 0, row, column from 1) of each 0 that may have been a text; nothing for a file of another program."""
    sheet, ours = -1, False
    for number, content in records:
        if number == _WRITER:
            ours = _LIBREOFFICE in content[:8]
        elif number == _BOF_SHEET:
            sheet += content[2:4] == b"\x10\x00"
        elif number == _FORMULA and ours and len(content) > _TOKENS and not any(content[_RESULT]):
            size = struct.unpack_from("<H", content, _TOKENS - 2)[0]
            if not _gives_a_number(content[_TOKENS : _TOKENS + size]):
                row, col = struct.unpack_from("<HH", content)
                yield sheet, row + 1, col + 1


def _gives_a_number(tokens: bytes) -> bool:
    """By the last token; it stands at a known place only behind a few kinds of others, and those alone are believed."""
    if tokens.endswith(_SUM):
        return True
    if len(tokens) >= 3 and tokens[-3] in (
        0x21,
        0x41,
        0x61,
    ):  # a function of a fixed number of arguments
        return struct.unpack_from("<H", tokens, len(tokens) - 2)[0] in _NUMERIC
    if len(tokens) >= 4 and tokens[-4] in (0x22, 0x42, 0x62):
        return struct.unpack_from("<H", tokens, len(tokens) - 2)[0] & 0x7FFF in _NUMERIC
    bare = tokens.rstrip(b"\x15")  # brackets
    return bool(bare) and bare[-1] in _ARITHMETIC and _SPACE not in bare[-4:]


def without_result(found: Loaded, places: Iterable[Place]) -> None:
    """Take the result away from these cells, and say so (B08)."""
    sheets: list[Any] = found.book.worksheets
    taken = []
    for number, row, col in places:
        if number >= len(sheets):
            continue
        sheet = sheets[number]
        cell = sheet._cells.get((row, col))
        if cell is None or type(cell).__name__ == "MergedCell" or cell.value != 0:
            continue
        cell._value, cell.data_type = _SHOWN, "f"
        found.cached.setdefault(sheet.title, {})[row, col] = None
        taken.append((sheet.title, cell.coordinate))
    if taken:
        where = "、".join(f"{sheet}!{cell}" for sheet, cell in taken[:5])
        more = f" 等 {len(taken)} 格" if len(taken) > 5 else ""
        found.findings.append(
            Finding(
                "B08", "warning",
                f"这个 .xls 是 LibreOffice 存的，公式的结果是文字或空白的，它会存成 0：{where}{more}的 0 分不清，没有采用。",
                "", taken[0][0], taken[0][1], "0", "看得清的结果", "请用 LibreOffice 打开原表，另存为 .xlsx 或 .ods 再交。",
            )
        )  # fmt: skip
