"""What becomes of files that cannot be scored, and what a unit is called that does not name itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from sheetscore.errors import Rejected
from sheetscore.model import Finding, Outcome

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)年?度?")
_COPY = re.compile(r"(?:_复核|[（(]\d+[）)]|副本|_\d+)$")
_EDGES = " -_—\u3000."


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


def unit_from_file(name: str) -> str:
    """The unit by its file name: without the year, and without _复核, (1) and 副本 at its end."""
    stem = PurePath(name).stem
    text, longer = stem, ""
    while text != longer:
        longer, text = text, _COPY.sub("", _YEAR.sub("", text).strip(_EDGES))
    return text or stem
