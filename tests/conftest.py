"""Tests that need another program are left out where it is not installed, and the screen says so.

With CI=true nothing is left out: a missing program fails its tests.
"""

from __future__ import annotations

import gc
import os
import pickle
import shutil
import signal
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import office
import pytest
import recalc
import workbooks
from opened_once import use_opened_once
from openpyxl.worksheet.merge import MergedCellRange
from plain_styles import use_plain_styles

from sheetscore.batch.pool import Workers
from sheetscore.writers.completed import write_completed

VALIDATOR = "SHEETSCORE_OOXML_VALIDATOR"
_NAMES = {
    "libreoffice": "LibreOffice（soffice）",
    "gnumeric": "Gnumeric（ssconvert）",
    "validator": f"Open XML 校验程序（环境变量 {VALIDATOR}）",
}
_LEFT_OUT: Counter[str] = Counter()
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Started with & or nohup: the programs that tests stop with Ctrl-C would be deaf to it.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def validator() -> str | None:
    """The Open XML SDK validator's program, None where there is none."""
    named = os.environ.get(VALIDATOR, "")
    return named if Path(named).is_file() else shutil.which("ooxml-validator")


@cache
def _there() -> dict[str, bool]:
    """Which of the programs are installed: looked for once, not for each of ten thousand tests."""
    return {
        "libreoffice": recalc.available(),
        "gnumeric": recalc.gnumeric() is not None,
        "validator": validator() is not None,
    }


def _absent(item: pytest.Item) -> str | None:
    """The program that a test needs and that is not there."""
    needed = [str(mark.args[0]) for mark in item.iter_markers("needs")]
    return next((name for name in needed if not _there()[name]), None)


def _no_borders(area: MergedCellRange) -> None:
    """openpyxl adds up the borders of a merged area cell by cell: most of the time to open a completed workbook.

    No test looks at those of its covered cells, and its first cell has the borders that are written there.
    """
    sheet, place = area.ws, (area.min_row, area.min_col)
    area.start_cell = sheet._cells.get(place) or sheet.cell(*place)


def _no_format(_: MergedCellRange) -> None:
    """The same for the covered cells."""


@pytest.fixture(autouse=True)
def _in_one_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under the mark `in_one_process` a folder is scored here, one task after the other, and each answer is pickled as ever.

    To fork a worker costs more than to score a small return. Tests of the workers themselves do without the mark; so does,
    with `workers`, a single one of a file that has it.
    """
    if next(request.node.iter_markers("in_one_process"), None) is None:
        return
    if next(request.node.iter_markers("workers"), None) is None:
        monkeypatch.setattr(Workers, "answers", _answers)


def _answers(workers: Workers[Any, Any], tasks: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    for task in tasks:
        yield task, pickle.loads(pickle.dumps(workers.run(task)))


@pytest.fixture(scope="session", autouse=True)
def _warm() -> None:
    """A return scored and drawn: workers that are forked later have ready what the first return of a process builds.

    Each test that scores a folder starts workers, and in each of them that would take half a second.
    """
    for outcome in (workbooks.scored_sample(), workbooks.scored_clean()):
        write_completed(outcome)


def pytest_configure(config: pytest.Config) -> None:
    MergedCellRange.format = _no_format  # type: ignore[method-assign]
    MergedCellRange._get_borders = _no_borders  # type: ignore[method-assign]
    use_plain_styles()
    use_opened_once()
    config.addinivalue_line(
        "markers", "needs(program): libreoffice, gnumeric or validator must be there"
    )
    config.addinivalue_line(
        "markers", "in_one_process: folders are scored without worker processes"
    )
    config.addinivalue_line("markers", "workers: with worker processes all the same")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get("CI") == "true":
        return
    left_out = [item for item in items if _absent(item)]
    _LEFT_OUT.update(_NAMES[str(_absent(item))] for item in left_out)
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish() -> None:
    """What is there now stays: the collector need not go through ten thousand tests again and again.

    Nor need it look for circles so often: a workbook is many thousands of objects, and few of them are in any.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def pytest_runtest_setup(item: pytest.Item) -> None:
    absent = _absent(item)
    if absent:
        pytest.fail(f"CI 上必须安装 {_NAMES[absent]}", pytrace=False)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """What a process of its own left out, for the one that prints."""
    office.close()
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = dict(_LEFT_OUT)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Every process collects all tests, so each knows the whole number."""
    _LEFT_OUT.update(Counter(node.workeroutput.get("left_out", {})) - _LEFT_OUT)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in _lines():
        terminalreporter.write_line(line, yellow=True)


def _lines() -> Iterator[str]:
    for name, count in sorted(_LEFT_OUT.items()):
        yield f"本机没有{name}，{count} 个测试没有运行。"
