"""openpyxl takes a tenth of a second to open a completed workbook, and the tests open the same one again and again to type into it.

Each gets a copy of its own of what openpyxl made of these bytes; the program's own reading is left as it is.
"""

from __future__ import annotations

import io
import pickle
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl import Workbook, load_workbook

_PLAIN = frozenset({"data_only"})
"""Options with which it is only cells, looks and names that a workbook holds."""


def use_opened_once() -> None:
    """Let the tests' modules, imported from now on, open workbooks so."""
    module: Any = openpyxl
    module.load_workbook = _load


def _load(source: Any, **options: Any) -> Workbook:
    if not options.keys() <= _PLAIN or not isinstance(source, str | Path | io.BytesIO):
        return load_workbook(source, **options)
    if isinstance(source, io.BytesIO):
        content = source.getvalue()
    elif str(source).lower().endswith(".xlsx"):
        content = Path(source).read_bytes()
    else:
        return load_workbook(source, **options)
    book: Workbook = pickle.loads(_opened(content, **options))
    return book


@lru_cache(maxsize=64)
def _opened(content: bytes, **options: Any) -> bytes:
    return pickle.dumps(load_workbook(io.BytesIO(content), **options))
