"""The sentences of a report as they are compared between units, and a small sketch by which alike reports are found.

What differs by itself between two units that copy is taken out: their names, 我局 and 本单位, blanks, punctuation, numbering.
Figures stay: a sentence that differs in its figures alone is how such reports are worded, and no copy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from sheetscore.regexes import regex
from sheetscore.reports.text.blocks import Report

_CUT = regex(r"[。；！？;!?]")
_STOP = regex(r"[。；！？;!?，,]")
"""Without any, a line is a title."""
_SELF = regex(r"(?:我|本)(?:单位|部门|局|委|办|院|校|中心|镇|乡|街道|站|所|队|会|馆|处|厅|部|公司)")
_NUMBERING = regex(
    r"^(?:[一二三四五六七八九十]+[是、]|第[一二三四五六七八九十]+|[(]?[\d一二三四五六七八九十]+[)、.]|[①-⑳])+"
)
_NO_WORDS = regex(r"[^\w%.]|_")
_OFFICIAL = regex(r"[〔\[(]20\d\d[〕\])]\d+号")
_SHORTEST = 16
"""A shorter sentence is a heading or a set phrase."""
_SHORTEST_NAME = 4
_HASHES, _HASH_BYTES = 32, 8


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a paragraph: its text as it stands, the `key` it is compared by, and its place (第12段)."""

    text: str
    key: str
    place: str


def passages(report: Report, unit: str) -> list[Passage]:
    """The sentences of a report that are long enough to compare, each once; those that quote a document's number are left out."""
    found: dict[str, Passage] = {}
    for passage in _sentences(report, _names(unit)):
        if len(passage.key) >= _SHORTEST and not _OFFICIAL.search(passage.text):
            found.setdefault(passage.key, passage)
    return list(found.values())


def _sentences(report: Report, names: re.Pattern[str] | None) -> Iterator[Passage]:
    for block in report.blocks:
        start = 0
        heading = block.table or not _STOP.search(block.text)
        for text in () if heading else _CUT.split(block.text):
            plain = unicodedata.normalize("NFKC", text).strip()
            plain = _NUMBERING.sub("", plain)
            plain = names.sub("本单位", plain) if names else plain
            key = _NO_WORDS.sub("", _SELF.sub("本单位", plain))
            yield Passage(text.strip(), key, block.place(start))
            start += len(text) + 1


def _names(unit: str) -> re.Pattern[str] | None:
    """The unit's name, and what is left of it without the region in front."""
    name = re.sub(r"\s", "", unicodedata.normalize("NFKC", unit))
    ends = [name, *(name[at:] for at in range(1, len(name) - _SHORTEST_NAME + 1))]
    return re.compile("|".join(map(re.escape, ends))) if name else None


def sketch(report: Report, unit: str) -> bytes:
    """The smallest hashes of the sentences, sorted: reports that share many sentences share many of these."""
    hashes = {
        blake2b(passage.key.encode(), digest_size=_HASH_BYTES).digest()
        for passage in passages(report, unit)
    }
    return b"".join(sorted(hashes)[:_HASHES])
