"""Folders: what is read, in which order, what is written where."""

from sheetscore.batch.folder import FolderResult, score_folder

__all__ = ["FolderResult", "score_folder"]
