"""sheetscore: recompute and check the self-evaluations (部门整体支出绩效自评) of government departments."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sheetscore.batch.folder import score_folder
    from sheetscore.unit.score import score_bytes, score_unit

__version__ = "0.1.0"

__all__ = ["__version__", "score_bytes", "score_folder", "score_unit"]

_STANDS_IN = {
    "score_bytes": "unit.score",
    "score_folder": "batch.folder",
    "score_unit": "unit.score",
}


def __getattr__(name: str) -> Any:
    """Scoring is imported when it is asked for, with pandas and openpyxl: `sheetscore --help` needs none of them."""
    if name not in _STANDS_IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_STANDS_IN[name]}"), name)
