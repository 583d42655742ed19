"""One unit, from bytes to outcome: the pure function that the command line, a pool and a cluster all call."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sheetscore.checks import Context, in_order, run_checks
from sheetscore.errors import MissingColumn, NoIndicatorTable, Rejected
from sheetscore.forms import Form, Forms
from sheetscore.forms.limits import Limits, too_deep
from sheetscore.model.columns import BASE_COLUMNS, frame_of
from sheetscore.model.finding import Finding
from sheetscore.model.outcome import Outcome
from sheetscore.model.profile import Profile
from sheetscore.readers.base_table.no_base import no_base
from sheetscore.readers.grid import Grid
from sheetscore.readers.indicator_table.result_columns import dated_findings
from sheetscore.readers.intake import admit, without_tables
from sheetscore.readers.looks.drawn import layouts_of
from sheetscore.readers.sent_back.assessed import read_assessed
from sheetscore.readers.sent_back.supplied import is_supplied, read_supplied
from sheetscore.readers.tables import Tables, read_tables
from sheetscore.readers.workbooks import Read, read_grid
from sheetscore.reports.report_files import sort_files, with_reports
from sheetscore.reports.report_files import without_tables as reports_only
from sheetscore.reports.text.blocks import Report
from sheetscore.scoring.assessing import assess
from sheetscore.scoring.by_method import with_money_wording
from sheetscore.scoring.calculator import calculate
from sheetscore.scoring.filed.slips import Place
from sheetscore.scoring.own.by_parts import told_parts
from sheetscore.scoring.own.own_figures import own_figures
from sheetscore.scoring.printed_rates import with_rates
from sheetscore.scoring.told.told_beside_base import without_contradicted
from sheetscore.scoring.totals import add_up
from sheetscore.scoring.wanted_names import asked_terms, wanted_names
from sheetscore.unit.returns import Overlay, overlaid
from sheetscore.unit.settled import in_doubt, with_settled
from sheetscore.unit.submission import (
    Part,
    other_form,
    parts_of,
    rejected,
    stands_in,
    unit_from_file,
)
from sheetscore.unit.without_points import unscored


def score_bytes(
    name: str,
    data: bytes,
    forms: Forms,
    *,
    year: int | None = None,
    form: str | None = None,
    unit: str | None = None,
    profile: str | None = None,
) -> Outcome:
    """`score_unit` for one file."""
    return score_unit([(name, data)], forms, year=year, form=form, unit=unit, profile=profile)


def score_unit(
    files: Sequence[tuple[str, bytes]],
    forms: Forms,
    *,
    year: int | None = None,
    form: str | None = None,
    unit: str | None = None,
    profile: str | None = None,
    layouts: bool = True,
) -> Outcome:
    """Score the files `[(name, bytes), …]` of one unit.

    `year`, `form` and `unit` override what is recognised, `profile` the scoring profile of the form;
    `layouts` False leaves out what only the writers need.
    A file that cannot be scored gives an Outcome with status "rejected", its code and a sentence; nothing is raised for
    faults in the files. Raises FormError for an unknown `form` or `profile`, ValueError without any file.
    """
    wanted = _Wanted(
        year,
        forms.get(form) if form else None,
        forms.profile(profile) if profile else None,
        unit,
        layouts,
    )
    files = list(files)
    if not files:
        raise ValueError("没有文件：files 至少要有一个 (文件名, 内容)")
    found = _read(files, wanted, forms.limits)
    if isinstance(found, Outcome):
        return found
    first, *others = parts_of(found.grids, found.reports, forms.glossary)
    outcome = _outcome(*_form_of(first, wanted), files, forms)
    more = [other_form(files[0][0], each) for each in others]
    return (
        replace(outcome, findings=tuple(in_order([*outcome.findings, *more]))) if more else outcome
    )


def score_files(
    files: Sequence[tuple[str, bytes]],
    forms: Forms,
    *,
    year: int | None = None,
    form: str | None = None,
    unit: str | None = None,
    profile: str | None = None,
    layouts: bool = True,
    overlays: Mapping[int, Overlay] | None = None,
    read: Read = read_grid,
) -> tuple[Outcome, ...]:
    """Score the files `[(name, bytes), …]` that belong together: one Outcome for each unit found in them.

    Several units stand in one workbook on a sheet or a pair of sheets each (readers/units.py); a report goes with the unit
    that its file name names. `unit` names the one unit, and is left aside where there are several. At least one outcome
    comes back; the options and errors are those of `score_unit`. `overlays` are what was typed into completed workbooks, by the
    number of the outcome that each belongs to. `read` is for a caller that has some of the files read already.
    """
    wanted = _Wanted(
        year,
        forms.get(form) if form else None,
        forms.profile(profile) if profile else None,
        unit,
        layouts,
        read=read,
    )
    found = _read(files, wanted, forms.limits)
    if isinstance(found, Outcome):
        return (found,)
    parts = [
        _form_of(each, wanted) for each in parts_of(found.grids, found.reports, forms.glossary)
    ]
    return tuple(
        _outcome(own, replace(mine, overlay=(overlays or {}).get(number)), files, forms)
        for number, (own, mine) in enumerate(parts)
    )


def _form_of(part: Part, wanted: _Wanted) -> tuple[_Read, _Wanted]:
    """What was read of one form, and what is wanted of it."""
    share = part.share
    unit = None if part.joint else wanted.unit
    own = _Read(share.grids, part.reports, share.findings, part.joint)
    return own, replace(wanted, unit=unit, named=share.unit, project=share.project)


@dataclass(frozen=True)
class _Wanted:
    """What the caller asked for; `named` and `project` are those of the form, where the files hold several."""

    year: int | None
    form: Form | None
    profile: Profile | None
    unit: str | None
    layouts: bool
    overlay: Overlay | None = None
    read: Read = read_grid
    named: str = ""
    project: str = ""

    def shown(self, files: Sequence[str]) -> str:
        """The unit where its tables cannot be read."""
        return self.unit or self.named or unit_from_file(files[0])


@dataclass(frozen=True)
class _Read:
    """The files of a unit as read; `findings` say how they were told from those of other units, `joint` that there are such."""

    grids: list[Grid]
    reports: list[Report]
    findings: list[Finding] = field(default_factory=list)
    joint: bool = False


def _read(files: Sequence[tuple[str, bytes]], wanted: _Wanted, limits: Limits) -> _Read | Outcome:
    """The files, or the outcome of files that need no scoring."""
    names = tuple(name for name, _ in files)
    shown = wanted.unit or unit_from_file(names[0])
    try:
        found = sort_files([(name, admit(data, limits)) for name, data in files])
        if not found.tables:
            return reports_only(wanted.unit, shown, names, wanted.year, found.reports)
        return _Read([wanted.read(*each, limits) for each in found.tables], found.reports)
    except Rejected as error:
        return rejected(shown, names, error)
    except RecursionError:  # `depth` was raised beyond what the parsers can follow
        return rejected(shown, names, too_deep(limits))


def _outcome(
    read: _Read, wanted: _Wanted, files: Sequence[tuple[str, bytes]], forms: Forms
) -> Outcome:
    names = tuple(name for name, _ in files)
    shown = wanted.shown(names)
    try:
        scored, context = _score(read, names, forms, wanted)
        return with_reports(scored, context, read.reports)
    except (NoIndicatorTable, MissingColumn) as error:
        bare = isinstance(error, NoIndicatorTable)
        if bare and read.reports:
            return reports_only(wanted.unit, shown, names, wanted.year, read.reports)
        told = (without_tables(read.grids[0].kind) if bare else None) or error
        found = unscored(read.grids, names, forms, wanted.year, shown, wanted.unit)
        refused = found or rejected(shown, names, told)
    except Rejected as error:
        refused = rejected(shown, names, error)
    findings = (*refused.findings, *read.findings)
    project, named = wanted.project or refused.project, bool(wanted.named) or refused.stated
    return replace(refused, project=project, stated=named, findings=findings)


def _score(
    read: _Read, names: tuple[str, ...], forms: Forms, wanted: _Wanted
) -> tuple[Outcome, Context]:
    grids, tables, doubted = _tables(read, names, forms, wanted)
    table, base_table = with_money_wording(tables.indicators), tables.base
    form = _form(tables, forms, wanted)
    year = tables.year
    findings = [*read.findings, *tables.findings]
    records, supplied_findings = _supplied(grids, wanted.overlay, forms, year)
    findings += supplied_findings
    own, own_findings = own_figures(table.frame, table.beside, form, table.grid.file)
    dated = dated_findings(table.beside, table.grid.file, table.sheet.name, year)
    findings += [*own_findings, *dated]
    listed = [*tables.figures, *own, *records]
    if base_table:
        listed = [*base_table.lines(year), *listed]
    elif not tables.figures and all(each["state"] == "blank" for each in own):
        findings.append(no_base(names[0], grids, forms.glossary, table.sheet.name))
    listed = with_settled(listed, grids, tables, doubted, wanted.overlay)
    base = frame_of(with_rates(listed, forms.glossary), BASE_COLUMNS)
    filed = without_contradicted(table.frame, base_table.sheet) if base_table else table.frame
    indicators = calculate(filed, base, forms.glossary, form, year)
    typed = read_assessed([*grids, *_typed_grids(wanted)])
    indicators, told = assess(indicators, typed, form.profile)
    findings = [*told_parts(findings, indicators), *told]
    totals = add_up(indicators, form.profile)
    base_file = base_table.grid.file if base_table else ""
    context = Context(
        table.grid.file, year, form, forms.glossary, indicators, base, totals, base_file,
        tuple(grids), tables, joint=read.joint,
    )  # fmt: skip
    findings += [found for grid in grids for found in grid.findings]
    findings += _uncalculated(grids, tables) + run_checks(context)
    findings += [] if wanted.unit else stands_in(tables)
    kept = table.grid.own.unit if table.grid.own else ""
    outcome = Outcome(
        unit=wanted.unit or wanted.named or tables.filer.unit or kept or unit_from_file(names[0]),
        project=tables.filer.project
        or wanted.project
        or (table.grid.own.project if table.grid.own else ""),
        year=year,
        form=form.id,
        form_title=form.title,
        files=names,
        status="scored",
        totals=totals,
        indicators=indicators,
        base=base,
        findings=tuple(in_order(findings)),
        layouts=layouts_of(table, base_table) if wanted.layouts else {},
        stated=bool(wanted.unit or wanted.named or tables.filer.unit or kept),
        reading=form.profile.reading,
        profile=form.profile,
    )
    return outcome, context


def _without_ids(names: Sequence[str], forms: Forms) -> list[str]:
    """File names without the ids of forms, whose digits are no 评价年度: blank forms are named project2020.xlsx."""
    ids = "|".join(re.escape(form.id) for form in forms.forms)
    return [re.sub(rf"(?<![A-Za-z0-9])(?:{ids})(?![A-Za-z0-9])", "", name) for name in names]


def _tables(
    read: _Read, names: tuple[str, ...], forms: Forms, wanted: _Wanted
) -> tuple[list[Grid], Tables, frozenset[Place]]:
    """The workbooks and their tables, with what was typed later in its place, and the figures in doubt before that.

    A completed workbook is called what its original was called, whatever it was renamed to, and keeps its year.
    """
    own = {grid.file: grid.own for grid in read.grids if grid.own and grid.own.name}
    called = _without_ids([own[name].name if name in own else name for name in names], forms)
    grids = read.grids
    tables = read_tables(grids, forms.glossary, called, wanted.year, wanted_names, asked_terms)
    doubted: frozenset[Place] = frozenset()
    if wanted.overlay:
        doubted = in_doubt(tables, forms.glossary)
        grids = overlaid(grids, tables, wanted.overlay)
        tables = read_tables(grids, forms.glossary, called, wanted.year, wanted_names, asked_terms)
    ours = tables.indicators.grid.own
    if ours and ours.year and tables.year is None:
        tables = read_tables(grids, forms.glossary, called, ours.year, wanted_names, asked_terms)
    return grids, tables, doubted


def _typed_grids(wanted: _Wanted) -> tuple[Grid, ...]:
    return wanted.overlay.grids if wanted.overlay else ()


def _form(tables: Tables, forms: Forms, wanted: _Wanted) -> Form:
    """The form asked for, the one that a completed workbook was scored by, or the one that the table is like."""
    frame, own = tables.indicators.frame, tables.indicators.grid.own
    scored_by = next((form for form in forms.forms if own and form.id == own.form), None)
    form = (
        wanted.form
        or scored_by
        or (
            forms.recognise_marks(tables.marks)
            if tables.marks
            else forms.recognise(frame["indicator"], frame["points"])
        )
    )
    return replace(form, profile=wanted.profile) if wanted.profile else form


def _supplied(
    grids: list[Grid], overlay: Overlay | None, forms: Forms, year: int | None
) -> tuple[list[dict[str, Any]], list[Finding]]:
    """Figures sent later: what was typed into a completed workbook goes before what a sheet 补充数据 of the original says."""
    filed, findings = read_supplied(grids, forms.glossary, year)
    if overlay is None or not overlay.grids:
        return filed, findings
    typed, more = read_supplied(list(overlay.grids), forms.glossary, year)

    def key(record: dict[str, Any]) -> tuple[str, str, int]:
        return record["item"], record["measure"], record["year"]

    settled = {key(record) for record in typed}
    return [record for record in filed if key(record) not in settled] + typed, findings + more


def _uncalculated(grids: list[Grid], tables: Tables) -> list[Finding]:
    """B08: a formula without a stored result is neither blank nor 0; one beside the tables matters to nobody."""
    return [
        Finding(
            "B08", "error", "公式没有保存计算结果，读不出数值。", grid.file, sheet, cell, "没有结果的公式", "数值",
            "请用 Excel 或 WPS 打开并保存一次，再放进来。",
        )
        for grid in grids if not grid.own_output
        for sheet, cell in grid.formulas_without_value
        if is_supplied(sheet) or tables.holds(sheet, cell)
    ]  # fmt: skip
