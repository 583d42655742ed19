"""评定得分, 评定依据数 → the calculated frame: what a reviewer gave to a row that waits for a person takes the place of its claim.

Source of the rule: docs/读法.md（合计、评定依据数）. The state of the row stays 待佐证. Where both are filled, 评定得分 is what counts.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from math import isfinite
from typing import Any

import pandas as pd

from sheetscore.exact.amounts import decimal, plain, read_amount, read_score
from sheetscore.model.columns import frame_of, records
from sheetscore.model.finding import Finding
from sheetscore.model.outcome import Status
from sheetscore.model.profile import Profile
from sheetscore.readers.sent_back.assessed import BASIS, SCORE, Typed
from sheetscore.rules.telling.asked import Asked, asked_of, entry_score, tell_entry
from sheetscore.words.text import name_key, quoted

_ADVICE = "请在“汇总”的“评定得分”一栏填 0 到分值之间的数字。"
_STANDS = "没有采用，仍按自评得分计"


def assess(
    indicators: pd.DataFrame, typed: Sequence[Typed], profile: Profile
) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """A calculated frame with the typed scores in it, and D07 for those that do not count.

    `assessed` is the score that counts (None: none), `basis` the count, items or grade that gave it (None: it was typed itself);
    `assessed_typed`, `basis_typed` are what stands in the cells, for the next workbook. `profile` rounds what a count gives.
    """
    if not typed:
        return indicators, ()
    lines, findings = records(indicators), []
    given: dict[int, list[Typed]] = defaultdict(list)
    for each in typed:
        place = _place(lines, each)
        if place is None:
            findings.append(
                _said(each, "没有对应的指标，没有采用", "warning", "指标表里的一项指标")
            )
        else:
            given[place].append(each)
    for place, found in given.items():
        line = lines[place]
        if line["status"] is not Status.JUDGED:
            why = "现在由表内数据计分，{}没有采用"
            expected = "没有复核得分的指标"
            findings += [_said(e, why.format(e.column), "warning", expected) for e in found]
            continue
        findings += _settle_both(line, found, profile)
    return frame_of(lines, tuple(indicators.columns)), tuple(findings)


def _place(lines: Sequence[dict[str, Any]], typed: Typed) -> int | None:
    """The line of its number, if the name is the same; else the only one of that name."""
    names = [name_key(str(line["indicator"])) for line in lines]
    name = name_key(typed.indicator)
    if typed.number <= len(names) and names[typed.number - 1] == name:
        return typed.number - 1
    return names.index(name) if names.count(name) == 1 else None


def _settle_both(line: dict[str, Any], found: Sequence[Typed], profile: Profile) -> list[Finding]:
    scores = [each for each in found if each.column == SCORE]
    counts = [each for each in found if each.column == BASIS]
    if counts:  # a formula that shows nothing is no score, nor for the sheet
        scores = [each for each in scores if not (each.formula and each.value == "")]
        line["basis_typed"] = _kept(counts[0].value)
    if not scores:
        return _settle_counts(line, counts, profile)
    line["assessed_typed"] = _kept(scores[0].value)
    findings = _settle(line, scores)
    return findings + ([_both(line, scores[0], counts[0], profile)] if counts else [])


def _settle(line: dict[str, Any], found: Sequence[Typed]) -> list[Finding]:
    points: Decimal = line["points"]
    limit = f"0 至 {plain(points)}"
    scores, findings = set(), []
    for each in found:
        score, why = _score(each, points)
        if score is None:
            findings.append(_said(each, f"{why}，{_STANDS}", "error", limit))
        else:
            scores.add(score)
    if len(scores) > 1:
        findings.append(_unequal(found[0], [plain(each) for each in sorted(scores)], "一个得分"))
    elif scores:
        (score,) = scores
        told = f"评定得分 {plain(score)} 分（{found[0].sheet}!{found[0].cell}）。"
        _give(line, score, None, told)
    return findings


def _settle_counts(line: dict[str, Any], found: Sequence[Typed], profile: Profile) -> list[Finding]:
    """What a count, items or a grade score; D07 where one of them cannot be used."""
    entries: dict[Decimal | str, Typed] = {}
    findings = []
    asked = asked_of(line["rule"])
    for each in found:
        entry, _, why = _counted(line, each, profile)
        if entry is not None:
            entries.setdefault(entry, each)
        elif asked is None:
            findings.append(_said(each, f"{why}，没有采用", "warning", "空白"))
        else:
            findings.append(_said(each, f"{why}，{_STANDS}", "error", asked.what, asked))
    if len(entries) > 1:
        findings.append(_unequal(found[0], [_raw(e.value) for e in entries.values()], "一个评定依据数"))  # fmt: skip
    elif entries and asked:
        ((entry, each),) = entries.items()
        score = _counted(line, each, profile)[1]
        assert score is not None
        where = f"{each.sheet}!{each.cell}"
        told = f"评定依据数 {tell_entry(asked, entry)}（{where}），是{asked.what}：得 {plain(score)} 分。"
        _give(line, score, entry, told)
    return findings


def _counted(
    line: dict[str, Any], typed: Typed, profile: Profile
) -> tuple[Decimal | str | None, Decimal | None, str]:
    """The entry in a cell and what it scores, or why it is none: what a formula of the sheet does not take is none here."""
    asked, value = asked_of(line["rule"]), typed.value
    entry: Decimal | str | None = None
    if asked is None:
        return None, None, "本项不按个数、项号或等次计分"
    if value is None:
        return None, None, "公式没有保存计算结果"
    if asked.kind != "count":
        if not isinstance(value, str):
            return None, None, "不是文字"
        entry = str(value)
    elif isinstance(value, str):
        return None, None, "不是数字"
    else:
        amount = read_amount(value, typed.number_format, asked.unit)
        if amount.value is None or amount.percent or amount.number != amount.value:
            return None, None, amount.note or "显示的不是个数"
        entry = amount.value
    score, why = entry_score(line["rule"], entry)
    return (None, None, why) if score is None else (entry, profile.settle(score), "")


def _give(line: dict[str, Any], score: Decimal, basis: Decimal | str | None, told: str) -> None:
    line |= {"score": score, "low": score, "high": score, "assessed": score, "basis": basis}
    line["steps"] = (*line["steps"], told)


def _both(line: dict[str, Any], score: Typed, count: Typed, profile: Profile) -> Finding:
    """Both cells are filled: 评定得分 goes first."""
    _, by_count, why = _counted(line, count, profile)
    told = f"得 {plain(by_count)} 分" if by_count is not None else why
    used = line["assessed"]
    effect = "按评定得分计" if used is not None else f"评定得分不能用，两格都{_STANDS}"
    level: Any = "info" if used is not None and used == by_count else "warning"
    names = (
        f"{quoted(line['indicator'])}的评定得分“{_raw(score.value)}”（{score.sheet}!{score.cell}）"
    )
    basis = f"评定依据数“{_raw(count.value)}”（{count.sheet}!{count.cell}，{told}）"
    together = score.file == count.file and score.sheet == count.sheet
    return Finding(
        "D07", level, f"{names}和{basis}都填了，{effect}。", score.file, score.sheet, score.cell,
        f"{_raw(score.value)}、{_raw(count.value)}", "只填一格", "只留要用的一格，另一格清空。",
        f"{score.cell} {count.cell}" if together else "",
    )  # fmt: skip


def _score(typed: Typed, points: Decimal) -> tuple[Decimal | None, str]:
    """The score in a cell, or why there is none: a formula of a spreadsheet sees no number in a text either."""
    if typed.value is None:
        return None, "公式没有保存计算结果"
    if isinstance(typed.value, str):
        return None, "不是数字"
    amount = read_score(typed.value, typed.number_format)
    if amount.value is None:
        return None, amount.note or "不是数字"
    if not 0 <= amount.value <= points:
        return None, "超过分值" if amount.value > 0 else "是负数"
    return amount.value, ""


def _unequal(typed: Typed, shown: Sequence[str], expected: str) -> Finding:
    why = f"几份文件里填的不同（{'、'.join(shown)}），都{_STANDS}"
    return _said(typed, why, "error", expected)


def _said(typed: Typed, why: str, level: Any, expected: str, asked: Asked | None = None) -> Finding:
    shown = _raw(typed.value).strip() or typed.formula
    advice = _ADVICE
    if typed.column == BASIS:
        advice = (
            f"{asked.hint}；不好定的，改填“评定得分”。"
            if asked
            else "请清空这一格，要评定的填“评定得分”。"
        )
    return Finding(
        "D07", level, f"{quoted(typed.indicator)}的{typed.column}“{shown}”{why}。", typed.file, typed.sheet,
        typed.cell, shown, expected, advice,
    )  # fmt: skip


def _kept(value: Any) -> Any:
    """What the next workbook holds in the cell: a date, or a number that is none (1E+999), as the word for it."""
    odd = isinstance(value, float) and not isfinite(value)
    return _raw(value) if odd or not isinstance(value, str | int | float | None) else value


def _raw(value: object) -> str:
    """What stands in the cell, as its reader sees it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float) and isfinite(value):
        return plain(decimal(value))
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d}"
    return "" if value is None else str(value)
