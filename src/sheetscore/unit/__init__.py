"""One unit, from bytes to outcome: what was filed, what was typed into it later, and its scores."""

from sheetscore.unit.score import score_bytes, score_files, score_unit

__all__ = ["score_bytes", "score_files", "score_unit"]
