"""What a completed workbook says of itself: whose it is, and a short hash of each cell that a person may type into.

A cell's hash is of what the original return alone gives there. So a figure that was typed later differs from it, in the workbook
that it was typed into and in every one that took it over, and an original that was corrected differs as well: all is decided without
the record of a run, on any machine. The properties are plain ASCII of at most 250 characters each: Excel takes no more than 255, and some
programs that keep properties garble Chinese in them.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from sheetscore.regexes import regex

MARK, ADDED, ADDED_ROWS = "sheetscore", "sheetscore.added", "sheetscore.rows"
"""Properties of every output: version; of a completed workbook, the columns and the rows that we added to the 指标表."""
PARTS = "sheetscore.parts"
_PART = "sheetscore.part{}"
_LONGEST = 250
_MOST_PARTS = 400
"""More cells than these hold are not recorded; such a workbook is laid beside its original instead."""
_NUMBER = regex(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_UNSEEN = regex(r"[\s\u200b\ufeff\x00-\x1f]+|_x[0-9A-Fa-f]{4}_")
_DAY_ZERO = dt.datetime(1899, 12, 30)
BLANK = ""
Cell = tuple[int, int]
"""1-based row and column."""


def token(value: Any) -> str:
    """A short hash of a cell's value as a reader sees it, "" for a blank: 15 digits of a number, whether it is stored as text or not."""
    text = _normal(value)
    if not text:
        return BLANK
    return base64.urlsafe_b64encode(
        blake2b(text.encode("utf-8", "replace"), digest_size=3).digest()
    ).decode()


def _normal(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        value = _serial(value)
    if isinstance(value, int | float):
        return _fifteen(value)
    text = _UNSEEN.sub("", str(value))
    plain = text.replace(",", "")
    if _NUMBER.fullmatch(plain):
        return _fifteen(float(plain))
    if plain[-1:] in ("%", "％") and _NUMBER.fullmatch(plain[:-1]):
        return _fifteen(float(f"{plain[:-1]}e-2")) if "e" not in plain.lower() else text
    return text


def _fifteen(number: float) -> str:
    try:
        text = f"{number:.15g}"
    except OverflowError:
        return str(number)
    return "0" if text == "-0" else text


def _serial(value: dt.datetime | dt.date | dt.time | dt.timedelta) -> float:
    """A date as the number that a spreadsheet stores."""
    if isinstance(value, dt.time):
        value = dt.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    if isinstance(value, dt.timedelta):
        return value.total_seconds() / 86400
    if not isinstance(value, dt.datetime):
        value = dt.datetime(value.year, value.month, value.day)
    return (value.replace(tzinfo=None) - _DAY_ZERO).total_seconds() / 86400


def input_key(*words: object) -> str:
    """The key of a cell that a person is asked to fill: what its row is about, not where it stands."""
    return token("|".join(_UNSEEN.sub("", str(word)) for word in words if word is not None))


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What the original alone gives: `cells` by sheet and place, `inputs` by key. A blank is left out of both.

    `formulas` are the cells that we fill with a formula; their tokens are of the values shown. `taken` are cells and inputs that
    were taken over from a person: `sheet!row,col` or a key → (its token as written, "o" typed into the output itself, "r" into a
    workbook that was sent back). `whole` is False where there were too many cells to record.
    `shares` are the numbers written with a per cent sign (None: an older output does not say): 98% typed over 0.98 leaves the number
    as it is. `texts` are the numbers written as text: what is in doubt or unclear, which no formula may count (None: not said).
    """

    unit: str
    year: int | None
    form: str
    name: str = ""
    digests: tuple[str, ...] = ()
    cells: Mapping[str, Mapping[Cell, str]] = field(default_factory=dict)
    formulas: Mapping[str, frozenset[Cell]] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    taken: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    whole: bool = True
    shares: Mapping[str, frozenset[Cell]] | None = None
    texts: Mapping[str, frozenset[Cell]] | None = None
    project: str = ""

    def properties(self) -> dict[str, str]:
        """As properties of a document."""
        found = _parts(self._record(self.whole))
        if len(found) > _MOST_PARTS:
            found = _parts(self._record(False))
        return {PARTS: str(len(found))} | {
            _PART.format(number): part for number, part in enumerate(found, start=1)
        }

    def _record(self, whole: bool) -> dict[str, Any]:
        return {
            "unit": self.unit, "year": self.year, "form": self.form, "name": self.name, "of": list(self.digests), "whole": whole,
            **({"project": self.project} if self.project else {}),
            "cells": {sheet: _rows(each, self.formulas.get(sheet, frozenset())) for sheet, each in self.cells.items()} if whole else {},
            "shares": _listed(self.shares) if whole else {},
            "texts": _listed(self.texts) if whole else {},
            "inputs": dict(sorted(self.inputs.items())), "taken": {key: list(each) for key, each in sorted(self.taken.items())},
        }  # fmt: skip


def as_share(found: str) -> str:
    """The token of a number that shows a per cent sign now and showed none."""
    return f"{found}%"


def is_numeral(value: Any) -> bool:
    """A text with the token of a number."""
    text = _normal(value) if isinstance(value, str) else ""
    return bool(text) and _NUMBER.fullmatch(text) is not None


def retyped(found: str, value: Any, texts: frozenset[Cell], place: Cell) -> str:
    """The token of a number where a text was written, and of a text where none was: to a formula each is another thing."""
    if is_numeral(value):
        return found if place in texts else f"{found}'"
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return f"{found}#" if number and place in texts else found


def place_of(sheet: str, cell: Cell) -> str:
    """The key of a cell of the tables in `Fingerprint.taken`."""
    return f"{sheet}!{cell[0]},{cell[1]}"


def read_fingerprint(properties: Mapping[str, str]) -> Fingerprint | None:
    """The fingerprint in the properties of a document; None where a part is missing or was changed."""
    try:
        count = int(properties[PARTS])
        if not 0 < count <= _MOST_PARTS:
            return None
        text = "".join(properties[_PART.format(number)] for number in range(1, count + 1))
        inflate = zlib.decompressobj()
        data = inflate.decompress(base64.b64decode(text, validate=True), _MOST_PARTS * 10_000)
        return _from(json.loads(data))
    except (KeyError, ValueError, TypeError, AttributeError, binascii.Error, zlib.error):
        return None


def _parts(record: dict[str, Any]) -> list[str]:
    data = json.dumps(record, separators=(",", ":")).encode()
    text = base64.b64encode(zlib.compress(data, 9)).decode()
    return [text[begin : begin + _LONGEST] for begin in range(0, len(text), _LONGEST)]


def _listed(places: Mapping[str, frozenset[Cell]] | None) -> dict[str, list[list[int]]]:
    return {sheet: [list(each) for each in sorted(held)] for sheet, held in (places or {}).items()}


def _places(listed: Any) -> dict[str, frozenset[Cell]] | None:
    """The reverse; None where an older output does not say."""
    if not listed:
        return None
    return {str(sheet): frozenset((int(row), int(col)) for row, col in held) for sheet, held in listed.items()}  # fmt: skip


def _rows(cells: Mapping[Cell, str], formulas: frozenset[Cell]) -> dict[str, dict[str, str]]:
    """By row and column, as JSON takes it; = before the token of a formula."""
    rows: dict[str, dict[str, str]] = {}
    for row, col in sorted(cells):
        mark = "=" if (row, col) in formulas else ""
        rows.setdefault(str(row), {})[str(col)] = mark + cells[row, col]
    return rows


def _from(record: Mapping[str, Any]) -> Fingerprint:
    tokens: dict[str, dict[Cell, str]] = {}
    formulas: dict[str, frozenset[Cell]] = {}
    for sheet, rows in record["cells"].items():
        found = {
            (int(row), int(col)): str(text)
            for row, columns in rows.items()
            for col, text in columns.items()
        }
        tokens[sheet] = {place: text.removeprefix("=") for place, text in found.items()}
        formulas[sheet] = frozenset(place for place, text in found.items() if text.startswith("="))
    year = record["year"]
    return Fingerprint(
        str(record["unit"]), None if year is None else int(year), str(record["form"]), str(record["name"]),
        tuple(map(str, record["of"])), tokens, formulas,
        {str(key): str(text) for key, text in record["inputs"].items()},
        {str(key): (str(each[0]), str(each[1])) for key, each in record["taken"].items()}, bool(record["whole"]),
        _places(record.get("shares")), _places(record.get("texts")), str(record.get("project", "")),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Own:
    """What a completed workbook says of itself. `name` is the file name of the unit's original.

    `fingerprint` is None where no program kept it; `completed` is False for our other outputs (汇总.xlsx, one without a score).
    `lost` are the sheets to type into that were deleted or renamed: what was typed there cannot be found.
    """

    unit: str = ""
    year: int | None = None
    form: str = ""
    name: str = ""
    fingerprint: Fingerprint | None = None
    completed: bool = True
    lost: tuple[str, ...] = ()
    project: str = ""
