"""Folders: what is read, in which order, what is written where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sheetscore.batch.folder import FolderResult, score_folder

__all__ = ["FolderResult", "score_folder"]


def __getattr__(name: str) -> Any:
    """Imported when it is asked for: who needs one module of this room does not need all."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from sheetscore.batch import folder

    return getattr(folder, name)
