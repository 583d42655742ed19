"""What one worker does to lay returns beside each other: last year's figures beside this year's, report beside report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheetscore.across.several import Reports, Years, check_C11, check_F13
from sheetscore.batch.received.collect import Source
from sheetscore.batch.received.reading import read_source
from sheetscore.errors import Rejected
from sheetscore.forms import Forms
from sheetscore.model.finding import Finding
from sheetscore.readers.base_table.base_data import read_base
from sheetscore.readers.base_table.base_table import BaseTable
from sheetscore.readers.intake import admit
from sheetscore.readers.units import split_units
from sheetscore.readers.workbooks import read_grid
from sheetscore.reports.report_files import Sorted, sort_files
from sheetscore.reports.text.blocks import Report
from sheetscore.words.text import name_key


@dataclass(frozen=True, slots=True)
class Return:
    """One unit's files: its name, the key of it that its tables state ("" where they state none), its year and its files."""

    unit: str
    who: str
    year: int | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One unit's files, and what they are laid beside: its own return of the year before, reports of other units."""

    own: Return
    earlier: Return | None = None
    reports: tuple[Return, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """The findings of a comparison, for the unit's own completed workbook."""

    findings: tuple[Finding, ...]


def compare(forms: Forms, task: Comparison) -> Compared:
    """One comparison. A file that can no longer be read gives no finding here: the run has already told of it."""
    try:
        own = _files(task.own, forms)
        findings: list[Finding] = []
        if task.earlier:
            findings += _years(task.own, own, task.earlier, _files(task.earlier, forms), forms)
        for other in task.reports:
            findings += _reports(task.own, own, other, _files(other, forms))
    except Rejected:
        return Compared(())
    return Compared(tuple(findings))


def _files(filed: Return, forms: Forms) -> Sorted:
    limits = forms.limits
    return sort_files(
        [(source.name, admit(read_source(source, limits), limits)) for source in filed.sources]
    )


def _years(
    own: Return, files: Sorted, earlier: Return, before: Sorted, forms: Forms
) -> list[Finding]:
    base, last = _base(files, own, forms), _base(before, earlier, forms)
    if base is None or last is None or own.year is None:
        return []
    years = Years(
        own.year, base.grid.file, base.frame(own.year), last.grid.file, last.frame(own.year - 1)
    )
    return list(check_C11(years))


def _base(files: Sorted, filed: Return, forms: Forms) -> BaseTable | None:
    """The unit's own 基础数据表; of a workbook with several units, the one of its name."""
    grids = [read_grid(name, data, forms.limits) for name, data in files.tables]
    shares = split_units(grids, forms.glossary)
    for share in shares:
        if len(shares) == 1 or name_key(share.unit) == filed.who:
            return read_base(share.grids, forms.glossary)
    return None


def _reports(own: Return, files: Sorted, other: Return, theirs: Sorted) -> Sequence[Finding]:
    first, second = _report(files), _report(theirs)
    if first is None or second is None:
        return []
    return list(check_F13(Reports(own.unit, first, other.unit, second)))


def _report(files: Sorted) -> Report | None:
    return files.reports[0] if files.reports else None
