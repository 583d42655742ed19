"""Formula cells whose stored result is an empty text: openpyxl shows them like cells without a result."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from openpyxl.utils.cell import coordinate_to_tuple

from sheetscore.readers.bytes.plain_xml import iterparse
from sheetscore.readers.formats.book import damaged


def empty_texts(data: bytes, parts: Mapping[str, str]) -> dict[str, set[tuple[int, int]]]:
    """(row, column) of such cells, by sheet title; `parts` names the part of each sheet. Raises Damaged."""
    found: dict[str, set[tuple[int, int]]] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            held = {name.lower(): name for name in archive.namelist()}
            for title, part in parts.items():
                if part in held:
                    found[title] = set(_of(archive.read(held[part])))
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise damaged() from error
    return found


def _of(sheet: bytes) -> list[tuple[int, int]]:
    """The type str says that the result is a text, whatever stands in v."""
    places = []
    for _, element in iterparse(io.BytesIO(sheet)):
        name = element.tag.rpartition("}")[2]
        if name == "c" and element.get("t") == "str":
            value = next((each for each in element if each.tag.rpartition("}")[2] == "v"), None)
            if value is None or not value.text:
                places.append(coordinate_to_tuple(element.get("r", "")))
        if name == "row":
            element.clear()
    return places
