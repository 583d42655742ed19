"""Tests that need another program are left out where it is not installed, and the screen says so.

With CI=true nothing is left out: a missing program fails its tests.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import recalc
from openpyxl.worksheet.merge import MergedCellRange

VALIDATOR = "SHEETSCORE_OOXML_VALIDATOR"
_NAMES = {
    "libreoffice": "LibreOffice（soffice）",
    "gnumeric": "Gnumeric（ssconvert）",
    "validator": f"Open XML 校验程序（环境变量 {VALIDATOR}）",
}
_LEFT_OUT: Counter[str] = Counter()


def validator() -> str | None:
    """The Open XML SDK validator's program, None where there is none."""
    named = os.environ.get(VALIDATOR, "")
    return named if Path(named).is_file() else shutil.which("ooxml-validator")


def _absent(item: pytest.Item) -> str | None:
    """The program that a test needs and that is not there."""
    there = {
        "libreoffice": recalc.available(),
        "gnumeric": recalc.gnumeric() is not None,
        "validator": validator() is not None,
    }
    needed = [str(mark.args[0]) for mark in item.iter_markers("needs")]
    return next((name for name in needed if not there[name]), None)


def _no_borders(_: MergedCellRange) -> None:
    """openpyxl adds up the borders of a merged area cell by cell: four fifths of the time to open a completed workbook.

    No test looks at those of its covered cells.
    """


def pytest_configure(config: pytest.Config) -> None:
    MergedCellRange.format = _no_borders  # type: ignore[method-assign]
    config.addinivalue_line(
        "markers", "needs(program): libreoffice, gnumeric or validator must be there"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get("CI") == "true":
        return
    left_out = [item for item in items if _absent(item)]
    _LEFT_OUT.update(_NAMES[str(_absent(item))] for item in left_out)
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_runtest_setup(item: pytest.Item) -> None:
    absent = _absent(item)
    if absent:
        pytest.fail(f"CI 上必须安装 {_NAMES[absent]}", pytrace=False)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """What a process of its own left out, for the one that prints."""
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
