"""The finer kinds in which wordings are described, and the contract's nine; and why some stay with a person."""

from __future__ import annotations

import re

from sheetscore.rules.clauses.counted import counts_several
from sheetscore.rules.rule import Kind, Rule
from sheetscore.rules.shapes.shapes import (
    Fixed,
    Inverse,
    Ladder,
    Linear,
    Raised,
    Stepped,
    Unsettled,
)
from sheetscore.words.text import clean, quoted

CONTRACT_KIND: dict[str, Kind] = {
    "step_deduct": "step",
    "bands": "bands",
    "graded_interval": "bands",
    "proportional": "proportional",
    "ratio_points": "proportional",
    "cap_full": "proportional",
    "threshold": "threshold",
    "target": "target",
    "checklist": "checklist",
    "per_missing": "violations",
    "per_violation": "violations",
    "graded": "graded",
    "yes_no": "graded",
    "rank": "judged",
    "weighted_avg": "judged",
    "by_region": "judged",
    "by_year": "judged",
    "compare_bands": "judged",
    "compound_condition": "judged",
    "grade_scale": "judged",
    "delegated": "judged",
    "discretionary": "judged",
    "qualitative": "judged",
    "either_or": "judged",
    "exception": "judged",
    "base_plus_step": "judged",
    "target_step": "judged",
    "bonus": "judged",
    "bonus_cap": "judged",
    "linear": "judged",
    "direction": "judged",
    "formula": "judged",
}
"""Finer kind → kind of the contract (docs/接口.md). A wording that has several takes the first that is not judged."""

_REASONS: tuple[tuple[str, str], ...] = (
    (r"第一名|名次|排名|头名|倒数|末位", "按名次计分：要有全部单位的数据"),
    (r"票|测评|评议", "按票数或评议意见计分：要有汇总的意见"),
    (r"中、西、东|东部|西部|分地区", "各地区的标准不同：要由表式写明本地区的标准"),
    (r"20\d\d年[^,;。]*%[^。]*20\d\d年[^,;。]*%", "各年度的标准不同：要由表式写明本年度的标准"),
    (r"自定|自行确定", "标准由下级自定：表中没有写"),
    (r"酌情|视情|视具体|适当", "由评审人酌情定分"),
    (r"选一|择一|二选一", "与相邻指标二者选一：要由人选定"),
    (r"除外|不扣分|不予扣分", "写有例外情况：只有人能认定"),
    (r"加\d|另加|加减", "有加分：没有写清从几分加起、加到几分为止"),
    (r"定性", "定性指标：由人按达成程度评定"),
)


SEVERAL = "要数的不止一样，一个数定不了分：请直接填评定得分"


def judged_reason(text: str) -> str:
    """Why a wording that was not understood is of a kind that stays with a person; "" when none of these."""
    return next((reason for pattern, reason in _REASONS if re.search(pattern, text)), "")


def why_judged(rule: Rule) -> str:
    """Why a person scores, in words for the steps: what was not read, what contradicts itself, what kind it is; "" if unknown."""
    quotes = "".join(quoted(part.quote) for part in rule.leftover)
    told = [f"没有读懂{quotes}"] if quotes else []
    told += [f"前后不合（{'；'.join(rule.problems)}）"] if rule.problems else []
    wording = clean(rule.text)
    reason = SEVERAL if counts_several(wording) else judged_reason(wording.text)
    return "；".join([*told, reason] if reason else told)


def ladder_kind(ladder: Ladder) -> Kind:
    """What the wording of a ladder looks like."""
    outcomes = [s.outcome for s in ladder.segments]
    if any(isinstance(outcome, Stepped | Raised) for outcome in outcomes):
        return "step"
    if any(isinstance(outcome, Unsettled | Inverse) for outcome in outcomes):
        return "proportional"
    if any(isinstance(o, Linear) and o.base == 0 for o in outcomes) and len(outcomes) <= 3:
        return "proportional"
    lines = sum(isinstance(outcome, Linear) for outcome in outcomes)
    scores = {outcome.score for outcome in outcomes if isinstance(outcome, Fixed)}
    if lines == 1 and len(scores - {0}) <= 1 and len(outcomes) <= 3:
        return "proportional"
    return "threshold" if len(outcomes) <= 3 and len(scores - {0}) == 1 else "bands"
