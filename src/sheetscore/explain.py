"""One score, told as a story."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

from sheetscore.amounts import plain
from sheetscore.batch import score_folder
from sheetscore.batch.worker import Overrides
from sheetscore.errors import NothingToDo, SheetscoreError
from sheetscore.forms import Forms
from sheetscore.model import Outcome, Status, rows
from sheetscore.rules.shapes import READING_NAMES
from sheetscore.rules.text import name_key

_LOOKED_IN = ("待评分", "samples", ".")


class NotFound(SheetscoreError):
    """The unit or the indicator asked for is not there."""

    code = "FIND"


def find_unit(unit: str, forms: Forms, profile: str | None = None) -> Outcome:
    """The outcome of a file, or of the unit of that name in 待评分/, samples/ or the current folder.

    `profile` overrides the scoring profile of the form. Raises NotFound, naming the units that are there; FormError.
    """
    named = _outcomes(unit, forms, profile) if os.path.isfile(unit) else []  # noqa: PTH113 — a name too long for a file is a unit's
    if named:
        return named[0]
    known: list[str] = []
    for folder in _LOOKED_IN:
        for outcome in _outcomes(folder, forms, profile) if Path(folder).is_dir() else ():
            if name_key(outcome.unit) == name_key(unit):
                return outcome
            known.append(outcome.unit)
    names = (
        f"找到的单位：{'、'.join(dict.fromkeys(known))}。" if known else "当前文件夹里没有填报表。"
    )
    raise NotFound(f"没有找到单位或文件“{unit}”。", names)


def _outcomes(path: str, forms: Forms, profile: str | None) -> list[Outcome]:
    """The outcomes of a file or a folder, as `check` has them: in workers, and with what belongs together."""
    found: list[Outcome] = []
    overrides = Overrides(profile=profile)
    with contextlib.suppress(NothingToDo):
        score_folder(
            [path], None, forms=forms, overrides=overrides, sink=lambda each, _: found.append(each)
        )
    return found


def find_indicator(outcome: Outcome, indicator: str) -> Any:
    """The row of an indicator by its name, or by a part that only one name has. Raises NotFound."""
    candidates = rows(outcome.indicators)
    key = name_key(indicator)
    exact = [row for row in candidates if name_key(row.indicator) == key]
    found = exact or [row for row in candidates if key in name_key(row.indicator)]
    if len(found) == 1:
        return found[0]
    names = "、".join(row.indicator for row in (found or candidates))
    what = "有几个" if found else "没有"
    raise NotFound(f"{outcome.unit} 的指标表里{what}指标“{indicator}”。", f"可写：{names}。")


def story(outcome: Outcome, row: Any) -> list[str]:
    """The lines of the story: wording, as understood, figures, steps, result."""
    rule = row.rule
    lines = [
        f"{outcome.unit}　{row.indicator}（{plain(row.points)} 分，{row.sheet}!{row.claimed_cell or row.points_cell}）",
        f"评价标准：{' '.join(row.criteria.split()) or '（空白）'}",
    ]
    if rule.restate():
        lines.append(f"读作：{rule.restate()}（读法：{READING_NAMES[rule.reading]}）")
    lines += [f"{number}. {step}" for number, step in enumerate(row.steps, 1)]
    score = "—" if row.score is None else f"{plain(row.score)} 分"
    lines.append(
        f"结果：{Status(row.status).label}，复核得分 {score}，可能 {plain(row.low)}～{plain(row.high)} 分。"
    )
    return lines
