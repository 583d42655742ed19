"""How a target gave its score, in one sentence a clerk can check with a calculator."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from sheetscore.exact.amounts import percent, plain
from sheetscore.model.profile import Profile
from sheetscore.rules import Rule
from sheetscore.rules.clauses.several_figures import SUM
from sheetscore.rules.shapes.shapes import Fixed, Inverse, Ladder, Linear
from sheetscore.rules.telling.restate import tell
from sheetscore.scoring.compiling import target_of

_SHOWN = 4


def tell_score(rule: Rule, value: Fraction, score: Decimal | None) -> list[str]:
    """The sentences for a value; `score` is the settled one."""
    if rule.unit == SUM and rule.quantities and score is not None:
        return [f"各项相加，得 {plain(score)} 分。"]
    target = target_of(rule)
    if target is None or score is None or not isinstance(rule.shape, Ladder):
        return tell(rule, value)
    full, got = plain(rule.points), f"得 {plain(score)} 分"
    outcome = next(s.outcome for s in rule.shape.segments if s.interval.contains(value))
    if isinstance(outcome, Fixed) and outcome.score == rule.points:
        return [f"达到指标值 {rule.text}，{got}。"]
    if value < 0:
        return [f"完成值是负数，{got}。"]
    if isinstance(outcome, Inverse):
        return [f"没有达到：指标值÷完成值＝{percent(target / value, _SHOWN)}，×{full} 分，{got}。"]
    if isinstance(outcome, Linear) and outcome.slope < 0:
        beyond = percent(value / target - 1, _SHOWN)
        return [f"比指标值多 {beyond}，{full} 分×(1－{beyond})，{got}。"]
    if isinstance(outcome, Linear):
        return [f"没有达到：完成值÷指标值＝{percent(value / target, _SHOWN)}，×{full} 分，{got}。"]
    return [f"没有达到指标值 {rule.text}，{got}。" if target == 0 else f"达到指标值的两倍，{got}。"]


def tell_band(profile: Profile, given: str, points: Decimal) -> str:
    """What the word of a 定性 indicator is worth, in one sentence."""
    band = profile.band(given)
    actual = f"“{given}”" if given else "没有填"
    if band is None:
        words = "、".join(each.word for each in profile.bands)
        return f"定性指标，完成情况{actual}，不是{words}之一，由人评定。"
    low, high = profile.worth(band, points)
    return f"定性指标，完成情况{actual}，属于“{band.word}”，应得 {plain(low)}～{plain(high)} 分，由人评定。"


def band_span(profile: Profile, given: str, points: Decimal) -> tuple[Decimal, Decimal] | None:
    """The scores that the word of a 定性 indicator allows."""
    band = profile.band(given)
    return profile.worth(band, points) if band else None
