"""A return against the blank official workbook of its form: points and wordings that were changed on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Any

from sheetscore.amounts import plain
from sheetscore.checks.context import Context
from sheetscore.model import Finding, rows
from sheetscore.readers.grid import read_grid
from sheetscore.readers.indicators import read_indicators
from sheetscore.readers.intake import admit
from sheetscore.rules.text import clean, name_key, quoted
from sheetscore.rules.wording import TYPOS

_YEAR = re.compile(r"20\d\d")
_END = re.compile(r"[,;。、]|\.(?!\d)")
_LIKE_FROM = 60
"""Lowest likeness (0–100) of an official name that is worth naming."""
_BEFORE, _AFTER = 10, 14
"""How much of a text is quoted before and from its first difference on."""


@dataclass(frozen=True, slots=True)
class _Official:
    """One row of the blank workbook."""

    name: str
    points: Any
    criteria: str
    explanation: str


def check_A09(context: Context) -> Iterator[Finding]:
    """填报表应与下发的模板一致：指标不增不减，分值、评价标准、指标说明不改；只有年份不同的不算改动。

    评分一律按填报表自己的文字。级别：错误（分值、评价标准、指标增减），提醒（指标说明）。来源：templates/ 里该表式的空白工作簿。
    """
    official = {name_key(row.name): row for row in _official(context.form.blank)}
    if not official:
        return
    filed = {name_key(row.indicator): row for row in context.rows()}
    gone = {key: blank for key, blank in official.items() if key not in filed}
    for key, row in filed.items():
        blank = official.get(key)
        if blank is None:
            yield _foreign(context, row, gone)
            continue
        if row.points != blank.points:
            yield context.at(
                row, row.points_cell, "A09", "error",
                f"{quoted(row.indicator)}的分值是 {plain(row.points)}，模板是 {plain(blank.points)}，按填报表评分。",
                found=plain(row.points), expected=plain(blank.points), advice="请核对是否经过同意；没有的，请改回模板的分值。",
            )  # fmt: skip
        yield from _worded(context, row, "评价标准", row.criteria, blank.criteria)
        yield from _worded(context, row, "指标说明", row.explanation, blank.explanation)
    first = context.rows()[0]
    for blank in gone.values():
        yield context.at(
            first, first.points_cell, "A09", "error", f"模板里的{quoted(blank.name)}（{plain(blank.points)} 分）填报表里没有。",
            found="没有", expected=blank.name, advice="请用下发的模板填报，不要删去指标。",
        )  # fmt: skip


def _foreign(context: Context, row: Any, gone: dict[str, _Official]) -> Finding:
    """An indicator that the blank workbook has not; the one it is most like is named, and no longer counts as gone."""
    from rapidfuzz import fuzz, process

    near = process.extractOne(
        name_key(row.indicator), gone.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE_FROM
    )
    meant = gone.pop(near[0]).name if near else ""
    hint = (
        f"最像{quoted(meant)}，请改回"
        if meant
        else "请用下发的模板填报；确经同意调整的，请附批准文件"
    )
    return context.at(
        row, row.points_cell, "A09", "error", f"模板里没有{quoted(row.indicator)}这个指标（{plain(row.points)} 分）。",
        found=row.indicator, expected=meant or "模板里的指标", advice=f"{hint}。",
    )  # fmt: skip


def _worded(context: Context, row: Any, column: str, text: str, official: str) -> Iterator[Finding]:
    if _same(text) == _same(official):
        return
    filed, blank = _apart(text, official)
    cell = row.criteria_cell if column == "评价标准" else row.explanation_cell
    yield context.at(
        row, cell or row.criteria_cell, "A09", "error" if column == "评价标准" else "warning",
        f"{quoted(row.indicator)}的{column}与模板不同：填报表写{filed}，模板写{blank}，按填报表评分。",
        found=text or "空白", expected=official or "空白", advice="请核对是否经过同意；没有的，请改回模板的文字。",
    )  # fmt: skip


def _same(text: str) -> str:
    """A wording for comparison: one width, no blanks, no quotation marks; years alike, carried slips put right."""
    key = name_key(text)
    for wrong, right in TYPOS.items():
        key = key.replace(wrong, right)
    return _END.sub("", _YEAR.sub("某", key))


def _apart(text: str, official: str) -> tuple[str, str]:
    """Both wordings from a little before their first difference, in quotation marks."""
    plain_text, plain_official = clean(text).text, clean(official).text
    pairs = zip(_YEAR.sub("____", plain_text), _YEAR.sub("____", plain_official), strict=False)
    same = takewhile(lambda pair: pair[0] == pair[1], pairs)
    begin = max(0, sum(1 for _ in same) - _BEFORE)
    end = begin + _BEFORE + _AFTER
    return _cut(plain_text, begin, end), _cut(plain_official, begin, end)


def _cut(text: str, begin: int, end: int) -> str:
    if not text:
        return "空白"
    inner = f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}"
    return quoted(inner)


@cache
def _official(blank: bytes) -> tuple[_Official, ...]:
    """The rows of a blank official workbook; none for a form that has no fixed indicators."""
    if not blank:
        return ()
    table = read_indicators([read_grid("模板.xlsx", admit(blank))])
    return tuple(
        _Official(row.indicator, row.points, row.criteria, row.explanation)
        for row in rows(table.frame)
    )
