"""评定得分 → the calculated frame: what a reviewer gave to a row that waits for a person takes the place of its claim.

Source of the rule: docs/读法.md（合计）. The state of the row stays 待佐证.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from math import isfinite
from typing import Any

import pandas as pd

from sheetscore.exact.amounts import decimal, plain, read_score
from sheetscore.model.columns import records
from sheetscore.model.finding import Finding
from sheetscore.model.outcome import Status
from sheetscore.readers.sent_back.assessed import Typed
from sheetscore.words.text import name_key, quoted

_ADVICE = "请在“汇总”的“评定得分”一栏填 0 到分值之间的数字。"


def assess(
    indicators: pd.DataFrame, typed: Sequence[Typed]
) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """A calculated frame with the typed scores in it, and D07 for those that do not count.

    `assessed` is the score that counts (None: none), `assessed_typed` what stands in the cell, for the next workbook.
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
            why = "现在由表内数据计分，评定得分没有采用"
            findings += [_said(each, why, "warning", "没有复核得分的指标") for each in found]
            continue
        line["assessed_typed"] = _kept(found[0].value)
        findings += _settle(line, found)
    return pd.DataFrame(lines, columns=list(indicators.columns), dtype=object), tuple(findings)


def _place(lines: Sequence[dict[str, Any]], typed: Typed) -> int | None:
    """The line of its number, if the name is the same; else the only one of that name."""
    names = [name_key(str(line["indicator"])) for line in lines]
    name = name_key(typed.indicator)
    if typed.number <= len(names) and names[typed.number - 1] == name:
        return typed.number - 1
    return names.index(name) if names.count(name) == 1 else None


def _settle(line: dict[str, Any], found: Sequence[Typed]) -> list[Finding]:
    points: Decimal = line["points"]
    limit = f"0 至 {plain(points)}"
    scores, findings = set(), []
    for each in found:
        score, why = _score(each, points)
        if score is None:
            findings.append(_said(each, f"{why}，没有采用，仍按自评得分计", "error", limit))
        else:
            scores.add(score)
    if len(scores) > 1:
        why = f"几份文件里填的不同（{'、'.join(plain(each) for each in sorted(scores))}），都没有采用，仍按自评得分计"
        findings.append(_said(found[0], why, "error", "一个得分"))
    elif scores:
        (score,) = scores
        line |= {"score": score, "low": score, "high": score, "assessed": score}
        told = f"评定得分 {plain(score)} 分（{found[0].sheet}!{found[0].cell}）。"
        line["steps"] = (*line["steps"], told)
    return findings


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


def _said(typed: Typed, why: str, level: Any, expected: str) -> Finding:
    shown = _raw(typed.value).strip() or typed.formula
    return Finding(
        "D07", level, f"{quoted(typed.indicator)}的评定得分“{shown}”{why}。", typed.file, typed.sheet,
        typed.cell, shown, expected, _ADVICE,
    )  # fmt: skip


def _kept(value: Any) -> Any:
    """What the next workbook holds in the cell: a number that is none (1E+999) as the word for it."""
    return _raw(value) if isinstance(value, float) and not isfinite(value) else value


def _raw(value: object) -> str:
    """What stands in the cell, as its reader sees it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float) and isfinite(value):
        return plain(decimal(value))
    return "" if value is None else str(value)
