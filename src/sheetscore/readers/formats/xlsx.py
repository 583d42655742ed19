""".xlsx and .xlsm: openpyxl reads, the stored results of formulas beside; nothing in the file is run or fetched."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from openpyxl import Workbook, load_workbook

from sheetscore.errors import Damaged
from sheetscore.exact.number_formats import UNDECLARED_DATES
from sheetscore.forms.limits import Limits
from sheetscore.model.finding import Finding
from sheetscore.readers.bytes.plain_xml import quicken_openpyxl
from sheetscore.readers.formats.book import Loaded, damaged, draw_merges
from sheetscore.readers.formats.known_styles import remember_styles
from sheetscore.readers.formats.witness import disagreements
from sheetscore.readers.formats.xlsx_marked import has_runs, show, take_pieces
from sheetscore.readers.formats.xlsx_package import Package, normal, repaired, sheet_names
from sheetscore.readers.formats.xlsx_results import keep_results, results_of

_DDE = re.compile(rb"<(?:\w+:)?ddeLink\b")


def read(data: bytes, limits: Limits) -> Loaded:
    """A workbook of admitted bytes. Raises Damaged, OverLimit."""
    quicken_openpyxl()
    remember_styles()
    keep_results()
    package = normal(data, limits)
    runs = has_runs(package.data)
    try:
        book = _load(package.data, runs)
    except Damaged:
        package.data = repaired(package.data)
        book = _load(package.data, runs)
    _declare_dates(book)
    pieces = take_pieces(book)
    names = sheet_names(package.data)
    _refuse_missing_sheets(names, book)
    cached = _cached(book)
    for title, part in names.items():
        if package.merges.get(part):
            draw_merges(book[title], package.merges[part])
    titles = {part: title for title, part in names.items()}
    findings = [
        replace(each, sheet=titles.get(each.sheet, each.sheet)) for each in package.findings
    ] + _active(package)
    found = Loaded(book, cached, findings)
    found.unseen = {titles.get(part, part): held for part, held in package.covered.items()}
    if package.ordered:
        findings += disagreements(found, package.data, limits)
    show(found, pieces)
    return found


def _load(data: bytes, runs: bool) -> Workbook:
    """The workbook; with `runs` its texts come in pieces that look different."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return load_workbook(io.BytesIO(data), rich_text=runs)
        except RecursionError:
            raise
        except Exception as error:  # openpyxl raises whatever its parser meets in damaged parts
            raise damaged() from error


def _declare_dates(book: Workbook) -> None:
    """Date formats that Excel knows by their number alone (58: m月d日) get their code, which openpyxl lacks."""
    for sheet in book.worksheets:
        cells: dict[tuple[int, int], Any] = sheet._cells
        for cell in cells.values():
            style = cell._style if cell.has_style else None
            code = UNDECLARED_DATES.get(style.numFmtId) if style else None
            if code:
                cell.number_format = code


def _refuse_missing_sheets(names: Iterable[str], book: Workbook) -> None:
    """openpyxl leaves out a sheet whose part is not there, without a word."""
    held = set(book.sheetnames)
    absent = [name for name in names if name not in held]
    if absent:
        raise Damaged(
            f"文件已损坏：工作表“{absent[0][:31]}”的内容不在文件里。",
            "请在原电脑上打开并另存一次，再重新发送。",
        )
    if not book.worksheets:
        raise Damaged("文件里没有工作表。", "请在原电脑上打开并另存一次，再重新发送。")
    for sheet in book.worksheets:
        cells: dict[tuple[int, int], Any] = sheet._cells
        if any(row < 1 or col < 1 for row, col in cells):
            raise damaged()


def _cached(book: Workbook) -> dict[str, dict[tuple[int, int], Any]]:
    """The stored results of the formula cells, by sheet; {} where there is no formula."""
    found = {sheet.title: results_of(sheet) for sheet in book.worksheets}
    return {title: results for title, results in found.items() if results}


def _active(package: Package) -> list[Finding]:
    """A14: what would do something when the file is opened. It is left alone, and not copied to any output."""
    found = []
    if any(name.endswith("vbaproject.bin") for name in package.names):
        found.append(_left_alone("info", "工作簿里有宏：没有运行，也不带进复核工作簿。", "宏"))
    if any(name.startswith("xl/macrosheets/") for name in package.names):
        found.append(_left_alone("warning", "工作簿里有 Excel 4.0 宏表：没有运行。", "宏表"))
    links = any(
        name.startswith("xl/externallinks/") and name.endswith(".xml") for name in package.names
    )
    if links and _any_dde(package.data):
        message = "工作簿里有调用别的程序的链接（DDE）：没有运行。"
        found.append(_left_alone("warning", message, "DDE 链接"))
    elif links:
        message = "工作簿里有指向别的文件的链接：没有去取，用的是文件里保存的结果。"
        found.append(_left_alone("warning", message, "外部链接"))
    return found


def _any_dde(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(
            name.lower().startswith("xl/externallinks/") and _DDE.search(archive.read(name))
            for name in archive.namelist()
        )


def _left_alone(level: Any, message: str, what: str) -> Finding:
    return Finding(
        "A14", level, message, found=what, expected="只有所填的数",
        advice="请核对这些数是否与原件一致；确实不需要的，另存为不带它的 .xlsx 再交。",
    )  # fmt: skip
