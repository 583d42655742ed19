"""Laws that hold for every rule of a shape, whatever its numbers (docs/读法.md): hypothesis draws the numbers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheetscore.exact.amounts import fraction, plain
from sheetscore.rules import Rule, compile_criteria
from sheetscore.rules.shapes.shapes import READINGS

POINTS = st.integers(2, 40).map(lambda n: Decimal(n) / 2)
PERCENTS = st.integers(1, 190)
SIZES = st.sampled_from(["0.5", "1", "2", "2.5", "5", "10"])
VALUES = st.one_of(
    st.fractions(Fraction(-1, 2), Fraction(3), max_denominator=5000),
    st.integers(-100, 400).map(lambda n: Fraction(n, 200)),
)
EVERYWHERE = sorted(
    {Fraction(n, 400) for n in range(-400, 2400)} | {Fraction(n, 4) for n in range(-400, 400)},
    key=lambda value: abs(value - 1),
)
"""The likeliest first: 100 % and what is near it."""
NAME = "预算完成率"


def tenth(points: Decimal, parts: int) -> Decimal:
    return (points * parts / 10).quantize(Decimal("0.01"))


@st.composite
def step_texts(draw: st.DrawFn) -> tuple[str, Decimal]:
    points = draw(POINTS)
    anchor = draw(PERCENTS)
    deduct = tenth(points, draw(st.integers(1, 10)))
    over = draw(st.booleans())
    sign, word = ("≤", "超过") if over else ("≥", "低于")
    text = f"{sign}{anchor}%得{plain(points)}分；每{word}{draw(SIZES)}个百分点扣{plain(deduct)}分，扣完为止"
    return text, points


@st.composite
def band_texts(draw: st.DrawFn) -> tuple[str, Decimal]:
    points = draw(POINTS)
    edges = sorted(draw(st.sets(PERCENTS, min_size=1, max_size=4)), reverse=True)
    parts = [f"{edges[0]}%（含）以上得{plain(points)}分"]
    for place, (high, low) in enumerate(pairwise(edges), 1):
        parts.append(f"{low}%（含）-{high}%得{plain(tenth(points, 10 - 2 * place))}分")
    parts.append(f"低于{edges[-1]}%不得分")
    return "；".join(parts), points


@st.composite
def share_texts(draw: st.DrawFn) -> tuple[str, Decimal]:
    points = draw(POINTS)
    top = draw(st.integers(50, 150))
    cap = draw(st.sampled_from(["", "，最高为满分"]))
    return f"得分=指标值/{top}%×{plain(points)}{cap}", points


@st.composite
def target_texts(draw: st.DrawFn) -> tuple[str, Decimal]:
    return f"{draw(st.sampled_from('≥≤='))}{draw(PERCENTS)}%", draw(POINTS)


TEXTS = st.one_of(step_texts(), band_texts(), share_texts(), target_texts())


def compiled(case: tuple[str, Decimal]) -> Rule:
    rule = compile_criteria(case[0], case[1], NAME)
    assert rule.computable, (case, rule.leftover_quotes, rule.problems)
    return rule


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_reading_a_restated_rule_gives_the_same_rule(case: tuple[str, Decimal]) -> None:
    rule = compiled(case)
    again = compile_criteria(rule.restate(), case[1], NAME)
    assert (again.shape, again.kind, again.unit) == (rule.shape, rule.kind, rule.unit)


@settings(max_examples=300, deadline=None)
@given(TEXTS, VALUES)
def test_a_score_lies_between_0_and_the_points(case: tuple[str, Decimal], value: Fraction) -> None:
    rule = compiled(case)
    for reading in READINGS:
        score = rule.score(value, reading)
        assert score is None or 0 <= score <= case[1]


@settings(max_examples=300, deadline=None)
@given(TEXTS, VALUES)
def test_a_score_that_comes_out_was_said_to_be_reachable(
    case: tuple[str, Decimal], value: Fraction
) -> None:
    rule = compiled(case)
    score = rule.score(value)
    if rule.reachable is not None and score is not None:
        assert score in rule.reachable


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_reachable_score_comes_out_for_some_value(case: tuple[str, Decimal]) -> None:
    rule = compiled(case)
    if rule.reachable is None:
        return
    missing = set(rule.reachable)
    for value in EVERYWHERE:
        missing.discard(rule.score(value))
        if not missing:
            break
    assert missing == set()


@settings(max_examples=300, deadline=None)
@given(step_texts(), st.integers(0, 12))
def test_the_three_readings_agree_on_whole_steps(case: tuple[str, Decimal], count: int) -> None:
    rule = compiled(case)
    segment = next(s for s in rule.shape.segments if hasattr(s.outcome, "anchor"))  # type: ignore[union-attr]
    size = segment.outcome.size  # type: ignore[union-attr]
    away = size * count if segment.interval.low is not None else -size * count
    value = segment.outcome.anchor + away  # type: ignore[union-attr]
    assert len({rule.score(value, reading) for reading in READINGS}) == 1


@settings(max_examples=300, deadline=None)
@given(step_texts(), VALUES)
def test_a_started_step_never_scores_more_than_a_whole_one(
    case: tuple[str, Decimal], value: Fraction
) -> None:
    rule = compiled(case)
    whole, started, share = (rule.score(value, r) for r in ("whole", "started", "proportional"))
    assert whole is not None
    assert started is not None
    assert share is not None
    assert started <= share <= whole
    assert rule.span(value) == (started, whole)


@settings(max_examples=300, deadline=None)
@given(st.one_of(step_texts(), band_texts(), share_texts()), VALUES, VALUES)
def test_a_better_value_never_scores_less(
    case: tuple[str, Decimal], one: Fraction, two: Fraction
) -> None:
    rule = compiled(case)
    low, high = sorted((one, two))
    if "≤" in case[0]:
        low, high = high, low
    worse, better = rule.score(low), rule.score(high)
    assert worse is None or better is None or worse <= better


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from([Fraction(1, 10**6), Fraction(1, 10**4)]))
def test_just_beside_an_edge_the_score_is_that_of_its_own_side(
    case: tuple[str, Decimal], step: Fraction
) -> None:
    """On an edge exactly one neighbour's score holds; the exact value decides, not a rounded one."""
    rule = compiled(case)
    for segment in rule.shape.segments:  # type: ignore[union-attr]
        for edge, closed in (
            (segment.interval.low, segment.interval.low_closed),
            (segment.interval.high, segment.interval.high_closed),
        ):
            if edge is None:
                continue
            inside = segment.interval.contains(edge)
            assert inside == closed or segment.interval.low == segment.interval.high
            outward = edge - step if edge == segment.interval.low else edge + step
            assert not segment.interval.contains(outward)


def test_doubles_would_get_this_step_wrong() -> None:
    """(1.15−1)÷0.05 is 2.9999999999999982 in doubles; exactly it is 3 steps."""
    rule = compile_criteria("≤100%得10分，每超过5个百分点扣2分，扣完为止", 10, NAME)
    assert rule.score(fraction("1.15")) == 4
    assert rule.score(fraction(1.15)) == 4


def test_a_reading_that_is_none_is_an_error_of_the_caller() -> None:
    rule = compile_criteria(
        "控制率≤100%得5分，每超过1个百分点扣0.5分，扣完为止", 5, "公用经费控制率"
    )
    with pytest.raises(ValueError, match="没有名为 bogus 的读法"):
        rule.score(Decimal("1.034"), reading="bogus")  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["125.38%", "125.38％", " 125.38% ", "1.2538"])
def test_a_value_may_carry_its_per_cent_sign(value: str) -> None:
    step = compile_criteria("100%以下（含）计满分，每超出10%扣1分，扣完为止。", 8)
    assert step.score(value) == 6
    with pytest.raises(ValueError, match="一百"):
        step.score("一百%")
