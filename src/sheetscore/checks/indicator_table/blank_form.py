"""A return against the blank official workbook of its form: points and wordings that were changed on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Any

from sheetscore.checks.base_table.header_order import blank_grid, moved_headers
from sheetscore.checks.context import Context
from sheetscore.exact.amounts import plain
from sheetscore.model.columns import rows
from sheetscore.model.finding import Finding
from sheetscore.readers.indicator_table.indicators import read_indicators
from sheetscore.regexes import regex
from sheetscore.rules import compile_criteria
from sheetscore.rules.tokens.wording import TYPOS
from sheetscore.words.text import clean, name_key, quoted

_YEAR = regex(r"20\d\d")
_END = regex(r"[,;。、]|\.(?!\d)")
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
    """填报表应与下发的模板一致：指标不增不减，分值、评价标准、指标说明不改；只有年份不同的、更正了印刷错误的、在说明后面补写的不算改动。

    基础数据表的各栏与模板相同而次序不同的（上年决算和本年决算的表头对调），逐一写明。一半以上的指标都不同的，是别的地方或年度的表式，不逐条比对，只写明一条。评分一律按填报表自己的文字。
    级别：错误（分值、评价标准、指标增减），提醒（指标说明、表头次序、别的表式）。来源：templates/ 里该表式的空白工作簿。
    """
    official = {_name(row.name): row for row in _official(context.form.blank)}
    if not official:
        return
    yield from moved_headers(context)
    found = list(_changes(context, official))
    rows = {cell for _, cell in found}
    if 2 * len(rows) < len(official):
        yield from (finding for finding, _ in found)
        return
    first = context.rows()[0]
    yield context.at(
        first, first.points_cell, "A09", "warning",
        f"与“{context.form.title}”的模板有 {len(rows)} 项指标不同，像是别的地方或年度的表式，没有逐条比对，按填报表评分。",
        found=f"{len(rows)} 项不同", expected="下发的模板", advice="请核对用的是不是下发的表；确是另一种表的不用改。",
    )  # fmt: skip


def _changes(context: Context, official: dict[str, _Official]) -> Iterator[tuple[Finding, str]]:
    """Each change, and the indicator that it is about."""
    filed = {_name(row.indicator): row for row in context.rows()}
    gone = {key: blank for key, blank in official.items() if key not in filed}
    for key, row in filed.items():
        blank = official.get(key)
        if blank is None:
            yield _foreign(context, row, gone), key
            continue
        if row.points != blank.points:
            yield context.at(
                row, row.points_cell, "A09", "error",
                f"{quoted(row.indicator)}的分值是 {plain(row.points)}，模板是 {plain(blank.points)}，按填报表评分。",
                found=plain(row.points), expected=plain(blank.points), advice="请核对是否经过同意；没有的，请改回模板的分值。",
            ), key  # fmt: skip
        for column, text, printed in (
            ("评价标准", row.criteria, blank.criteria), ("指标说明", row.explanation, blank.explanation),
        ):  # fmt: skip
            if (worded := _worded(context, row, column, text, printed, blank)) is not None:
                yield worded, key
    first = context.rows()[0]
    for key, blank in gone.items():
        yield context.at(
            first, first.points_cell, "A09", "error", f"模板里的{quoted(blank.name)}（{plain(blank.points)} 分）填报表里没有。",
            found="没有", expected=blank.name, advice="请用下发的模板填报，不要删去指标。",
        ), key  # fmt: skip


def _name(text: str) -> str:
    """A name for comparison: two that share a 分值 stand under each other or with a 、 between them."""
    return name_key(text).replace("、", "")


def _foreign(context: Context, row: Any, gone: dict[str, _Official]) -> Finding:
    """An indicator that the blank workbook has not; the one it is most like is named, and no longer counts as gone."""
    from rapidfuzz import fuzz, process

    near = process.extractOne(
        _name(row.indicator), gone.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE_FROM
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


def _worded(
    context: Context, row: Any, column: str, text: str, official: str, blank: _Official
) -> Finding | None:
    """The change of one text; None where it is the official one, put right, or (指标说明) with more behind it."""
    allowed = {_same(each) for each in _put_right(blank, column, official)}
    own = _same(text)
    more = column == "指标说明" and any(own.startswith(each) for each in allowed)
    if own in allowed or more:
        return None
    filed, printed = _apart(text, official)
    cell = row.criteria_cell if column == "评价标准" else row.explanation_cell
    return context.at(
        row, cell or row.criteria_cell, "A09", "error" if column == "评价标准" else "warning",
        f"{quoted(row.indicator)}的{column}与模板不同：填报表写{filed}，模板写{printed}，按填报表评分。",
        found=text or "空白", expected=official or "空白", advice="请核对是否经过同意；没有的，请改回模板的文字。",
    )  # fmt: skip


def _put_right(blank: _Official, column: str, text: str) -> list[str]:
    """The official text as printed, and with each of its printed slips put right."""
    rule = compile_criteria(blank.criteria, blank.points, blank.name, explanation=blank.explanation)
    found = [text]
    for repair in rule.repairs:
        if repair.column != column:
            continue
        for each in list(found):
            places = [place.start() for place in re.finditer(re.escape(repair.found), each)]
            found += [each[:at] + repair.read_as + each[at + len(repair.found) :] for at in places]
    return found


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
    table = read_indicators([blank_grid(blank)])
    return tuple(
        _Official(row.indicator, row.points, row.criteria, row.explanation)
        for row in rows(table.frame)
    )
