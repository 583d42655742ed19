"""One unit, from bytes to outcome: the pure function that the command line, a pool and a cluster all call."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

import pandas as pd

from sheetscore.calculator import add_rates, calculate
from sheetscore.checks import Context, in_order, run_checks
from sheetscore.errors import NoIndicatorTable, Rejected
from sheetscore.forms import Form, Forms
from sheetscore.model import BASE_COLUMNS, Finding, Layout, Outcome
from sheetscore.profile import Profile
from sheetscore.readers.base_data import BaseTable
from sheetscore.readers.grid import Grid, Sheet, read_grid
from sheetscore.readers.indicators import IndicatorTable
from sheetscore.readers.intake import admit, without_tables
from sheetscore.readers.layout import read_layout
from sheetscore.readers.supplied import read_supplied
from sheetscore.readers.tables import read_tables
from sheetscore.reports import sort_files, with_reports
from sheetscore.reports import without_tables as reports_only
from sheetscore.totals import add_up

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)年?度?")
_COPY = re.compile(r"(?:_复核|[（(]\d+[）)]|副本|_\d+)$")
_EDGES = " -_—\u3000."


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
    faults in the files. Raises FormError for an unknown `form` or `profile`.
    """
    chosen = forms.get(form) if form else None
    scoring = forms.profile(profile) if profile else None
    names = tuple(name for name, _ in files)
    shown = unit or unit_from_file(names[0])
    try:
        found = sort_files([(name, admit(data)) for name, data in files])
        if not found.tables:
            return reports_only(unit, shown, names, year, found.reports)
        grids = [read_grid(name, data) for name, data in found.tables]
    except Rejected as error:
        return rejected(shown, names, error)
    try:
        scored, context = _score(grids, names, forms, year, chosen, scoring, unit, layouts)
        return with_reports(scored, context, found.reports)
    except NoIndicatorTable as error:
        if found.reports:
            return reports_only(unit, shown, names, year, found.reports)
        return rejected(shown, names, without_tables(grids[0].kind) or error)
    except Rejected as error:
        return rejected(shown, names, error)


def score_files(
    files: Sequence[tuple[str, bytes]],
    forms: Forms,
    *,
    year: int | None = None,
    form: str | None = None,
    unit: str | None = None,
    profile: str | None = None,
    layouts: bool = True,
) -> tuple[Outcome, ...]:
    """Score the files `[(name, bytes), …]` that belong together: one Outcome for each unit found in them.

    At least one outcome comes back; the options and errors are those of `score_unit`.
    """
    found = score_unit(
        files, forms, year=year, form=form, unit=unit, profile=profile, layouts=layouts
    )
    return (found,)


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


def _score(
    grids: list[Grid],
    names: tuple[str, ...],
    forms: Forms,
    year: int | None,
    chosen: Form | None,
    scoring: Profile | None,
    unit: str | None,
    layouts: bool,
) -> tuple[Outcome, Context]:
    tables = read_tables(grids, forms.glossary, names, year)
    table, base_table = tables.indicators, tables.base
    form = chosen or (
        forms.recognise_marks(tables.marks)
        if tables.figures
        else forms.recognise(table.frame["indicator"], table.frame["points"])
    )
    form = replace(form, profile=scoring) if scoring else form
    year = tables.year
    findings = list(tables.findings)
    records, supplied_findings = read_supplied(grids, forms.glossary, year)
    findings += supplied_findings
    base = pd.DataFrame([*tables.figures, *records], columns=list(BASE_COLUMNS), dtype=object)
    if base_table:
        base = pd.concat([base_table.frame(year), base], ignore_index=True)
    elif not tables.figures:
        findings.append(_no_base(names[0]))
    base = add_rates(base, forms.glossary)
    indicators = calculate(table.frame, base, forms.glossary, form, year)
    totals = add_up(indicators, form.profile)
    context = Context(
        table.grid.file,
        year,
        form,
        forms.glossary,
        indicators,
        base,
        totals,
        base_table.grid.file if base_table else "",
        tuple(grids),
        tables,
    )
    findings += _of_files(grids) + _uncalculated(grids) + run_checks(context)
    outcome = Outcome(
        unit=unit or tables.unit_name or unit_from_file(names[0]),
        year=year,
        form=form.id,
        form_title=form.title,
        files=names,
        status="scored",
        totals=totals,
        indicators=indicators,
        base=base,
        findings=tuple(in_order(findings)),
        layouts=_layouts(table, base_table) if layouts else {},
        reading=form.profile.reading,
        profile=form.profile,
    )
    return outcome, context


def _no_base(file: str) -> Finding:
    return Finding(
        "H08", "error", "没有找到基础数据表，需要用数据计算的指标都不能算。", file,
        found="没有", expected="一张基础数据表", advice="请把基础数据表放进同一个工作簿再交回。",
    )  # fmt: skip


def _of_files(grids: list[Grid]) -> list[Finding]:
    """What is to say of the files themselves, whatever stands in their tables."""
    return [found for grid in grids for found in grid.findings]


def _uncalculated(grids: list[Grid]) -> list[Finding]:
    """B08: a formula without a stored result is neither blank nor 0."""
    return [
        Finding(
            "B08", "error", "公式没有保存计算结果，读不出数值。", grid.file, sheet, cell, "没有结果的公式", "数值",
            "请用 Excel 或 WPS 打开并保存一次，再放进来。",
        )
        for grid in grids if not grid.own_output
        for sheet, cell in grid.formulas_without_value
    ]  # fmt: skip


def unit_from_file(name: str) -> str:
    """The unit by its file name: without the year, and without _复核, (1) and 副本 at its end."""
    stem = PurePath(name).stem
    text, longer = stem, ""
    while text != longer:
        longer, text = text, _COPY.sub("", _YEAR.sub("", text).strip(_EDGES))
    return text or stem


def _layouts(table: IndicatorTable, base: BaseTable | None) -> dict[str, Layout]:
    """The sheets as they looked; two tables on one sheet are told apart by their rows."""
    last_row, _ = table.grid.filed(table.sheet)
    upper, lower = (1, last_row), (1, base.sheet.last_row if base else 0)
    if base and base.sheet is table.sheet:
        if base.first_row < table.header_row:
            upper, lower = (base.last_row + 1, last_row), (1, base.last_row)
        else:
            upper, lower = (1, table.last_row), (table.last_row + 1, last_row)
    layouts = {"indicators": _layout(table.sheet, upper)}
    if base:
        layouts["base"] = _layout(base.sheet, lower)
    return layouts


def _layout(sheet: Sheet, rows: tuple[int, int]) -> Layout:
    values = {cell.address: cell.value for cell in sheet.cells.values() if cell.formula}
    return read_layout(sheet.worksheet, values, rows, sheet.columns)
