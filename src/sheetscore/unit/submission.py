"""The forms in the files that belong together, each with the reports that go with it; what is said of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from sheetscore.errors import Rejected
from sheetscore.model.finding import Finding
from sheetscore.model.outcome import Outcome
from sheetscore.readers.grid import Grid
from sheetscore.readers.tables import Tables
from sheetscore.readers.units import Share, split_units
from sheetscore.regexes import regex
from sheetscore.reports.text.blocks import Report
from sheetscore.words.glossary import Glossary
from sheetscore.words.text import name_key

_YEAR = regex(r"(?<!\d)20\d\d(?!\d)年?度?")
_COPY = regex(r"(?:_复核|[（(]\d+[）)]|副本|_\d+)$")
_EDGES = " -_—\u3000."


@dataclass(frozen=True, slots=True)
class Part:
    """One form: what was read of it, and its reports. `joint`: forms of other units stand in the same files."""

    share: Share
    reports: list[Report]
    joint: bool


def parts_of(grids: Sequence[Grid], reports: Sequence[Report], glossary: Glossary) -> list[Part]:
    """The forms, in order. Reports of a department go with its own form, not with those of its projects."""
    shares = split_units(grids, glossary)
    if len(shares) == 1:
        return [Part(shares[0], list(reports), False)]
    joint = len({name_key(share.unit) for share in shares}) > 1

    def goes_with(report: Report, share: Share) -> bool:
        return share.whole and (not joint or name_key(share.unit) in name_key(report.file))

    return [
        Part(share, [each for each in reports if goes_with(each, share)], joint) for share in shares
    ]


def other_form(file: str, part: Part) -> Finding:
    """A01: one outcome was asked for, and the files hold several forms."""
    name = part.share.called
    return Finding(
        "A01", "warning", f"文件里还有一张自评表（{name}），这里没有评分。", file, found=name, expected="一张",
        advice="请用 sheetscore score 评这个文件，每张表各出一个结果。",
    )  # fmt: skip


def stands_in(tables: Tables) -> list[Finding]:
    """A02: nobody but the 主管部门 is named, which may stand for several units."""
    cell, table = tables.filer.stand_in, tables.indicators
    if cell is None:
        return []
    return [
        Finding(
            "A02", "warning", f"没有写填报单位、实施单位，用主管部门“{tables.filer.unit}”作单位名称。", table.grid.file,
            table.sheet.name, cell.address, tables.filer.unit, "填报单位或实施单位",
            "请写上填报单位；主管部门自己填报的不用改。",
        )
    ]  # fmt: skip


def rejected(unit: str, files: Sequence[str], error: Rejected) -> Outcome:
    """The outcome of a file that cannot be scored: one finding, the same sentence as `message`."""
    finding = Finding(
        error.code,
        "error",
        error.message,
        files[0] if files else "",
        expected="可以评分的填报表",
        advice=error.advice,
    )
    return Outcome(
        unit, None, "", "", tuple(files), "rejected", findings=(finding,),
        code=error.code, message=error.message, advice=error.advice,
    )  # fmt: skip


def unit_from_file(name: str) -> str:
    """The unit by its file name: without the year, and without _复核, (1) and 副本 at its end."""
    stem = PurePath(name).stem
    text, longer = stem, ""
    while text != longer:
        longer, text = text, _COPY.sub("", _YEAR.sub("", text).strip(_EDGES))
    return text or stem
