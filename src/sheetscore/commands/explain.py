"""One score, told as a story."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sheetscore.batch import score_folder
from sheetscore.batch.worker import Overrides
from sheetscore.errors import NothingToDo, WrongUse
from sheetscore.exact.amounts import plain
from sheetscore.forms import Forms
from sheetscore.model.columns import rows
from sheetscore.model.outcome import Outcome, Status
from sheetscore.rules.shapes.shapes import READING_NAMES
from sheetscore.words.text import name_key

_LOOKED_IN = ("待评分", "samples", ".")
_NAMES = ("unit", "called", "project")


class NotFound(WrongUse):
    """The unit or the indicator asked for is not there."""

    code = "FIND"


def find_unit(unit: str, forms: Forms, profile: str | None = None) -> list[Outcome]:
    """The outcomes of a file, or those of the unit of that name in 待评分/, samples/ or the current folder: one for each form.

    The name may be 某局, 某局（项目名称） or that of the project alone. `profile` overrides the scoring profile of the form.
    Raises NotFound, naming the units that are there; FormError.
    """
    named = _outcomes(unit, forms, profile) if os.path.isfile(unit) else []  # noqa: PTH113 — a name too long for a file is a unit's
    if named:
        return named
    known: list[str] = []
    for folder in _LOOKED_IN:
        there = _outcomes(folder, forms, profile) if Path(folder).is_dir() else []
        for of in _NAMES:
            if found := [each for each in there if name_key(getattr(each, of)) == name_key(unit)]:
                return found
        known += [outcome.called for outcome in there]
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


def find_indicator(outcomes: Sequence[Outcome], indicator: str) -> tuple[Outcome, Any]:
    """The row of an indicator by its name, or by a part that only one name has, with its outcome. Raises NotFound."""
    candidates = [(outcome, row) for outcome in outcomes for row in rows(outcome.indicators)]
    key = name_key(indicator)
    exact = [each for each in candidates if name_key(each[1].indicator) == key]
    found = exact or [each for each in candidates if key in name_key(each[1].indicator)]
    forms = list(dict.fromkeys(outcome.called for outcome, _ in found))
    if len(forms) > 1:
        advice = f"请写明是哪一张：{'、'.join(forms)}。"
        raise NotFound(f"有几张自评表有指标“{indicator}”。", advice)
    first = [each for each in found if each[0] is found[0][0]]  # of several years the first file's
    if len(first) == 1:
        return first[0]
    names = "、".join(dict.fromkeys(row.indicator for _, row in (first or candidates)))
    what = "有几个" if found else "没有"
    raise NotFound(f"{outcomes[0].called} 的指标表里{what}指标“{indicator}”。", f"可写：{names}。")


def story(outcome: Outcome, row: Any) -> list[str]:
    """The lines of the story: wording, as understood, figures, steps, result."""
    rule = row.rule
    lines = [
        f"{outcome.called}　{row.indicator}（{plain(row.points)} 分，{row.sheet}!{row.claimed_cell or row.points_cell}）",
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
