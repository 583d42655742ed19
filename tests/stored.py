"""What is stored in the cells of an .xlsx, without its looks: openpyxl takes ten times as long to open a completed workbook."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TEXTS = ("inlineStr", "str", "e")


class Held(NamedTuple):
    """A cell: where it is, its formula ("" for none) and the stored value: a result if it has a formula."""

    sheet: str
    place: str
    formula: str
    value: object


def cells(path: Path) -> Iterator[Held]:
    """Every cell that stands in the file, the blank ones as None."""
    with zipfile.ZipFile(path) as archive:
        links = {
            each.get("Id"): each.get("Target", "")
            for each in fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        }
        shared = (
            [_text(each) for each in fromstring(archive.read("xl/sharedStrings.xml"))]
            if "xl/sharedStrings.xml" in archive.namelist()
            else []
        )
        for sheet in fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):
            target = links[sheet.get(f"{_RELATION}id")]
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            title = sheet.get("name", "")
            for cell in fromstring(archive.read(part)).iter(f"{_MAIN}c"):
                formula = cell.findtext(f"{_MAIN}f")
                yield Held(
                    title,
                    cell.get("r", ""),
                    "" if formula is None else f"={formula}",
                    _value(cell, shared),
                )


def _value(cell: Element, shared: list[str]) -> object:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    stored = cell.findtext(f"{_MAIN}v")
    if stored is None or (stored == "" and kind != "str"):
        return None
    if kind == "s":
        return shared[int(stored)]
    if kind == "b":
        return stored == "1"
    if kind in _TEXTS:
        return stored
    return int(stored) if stored.lstrip("-").isdigit() else float(stored)


def _text(held: Element) -> str:
    """A text, whole or in pieces; how it is pronounced (rPh) is no part of it."""
    pieces = [held, *held.iter(f"{_MAIN}is"), *held.iter(f"{_MAIN}r")]
    return "".join(piece.findtext(f"{_MAIN}t", "") for piece in pieces)
