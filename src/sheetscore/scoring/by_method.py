"""A row under the method that its own table states (注, 填表说明): the table goes before the scoring profile.

Source: docs/读法.md（表上写明的计分办法）. What the note says of points and was not read leaves its rows to a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import pandas as pd

from sheetscore.exact.amounts import fraction
from sheetscore.exact.numerals import half_width
from sheetscore.model.columns import records
from sheetscore.model.profile import EXECUTION, Profile
from sheetscore.readers.indicator_table.indicators import IndicatorTable
from sheetscore.readers.target_table.execution import EXECUTION_CRITERIA
from sheetscore.regexes import regex
from sheetscore.rules import Rule
from sheetscore.rules.methods.classes import classes_of
from sheetscore.rules.methods.method import (
    EQUAL,
    LEAST,
    MONEY,
    MOST,
    Excess,
    Method,
    Missed,
    Tier,
    Way,
)
from sheetscore.rules.methods.of_classes import method_for
from sheetscore.rules.rule import Leftover
from sheetscore.rules.shapes.shapes import Fixed, Interval, Inverse, Ladder, Linear, Segment
from sheetscore.words.better_rates import more_is_better
from sheetscore.words.measure_units import PER_CENT
from sheetscore.words.text import name_key

_ZERO = Fraction(0)
_OF_COMPLETION = regex("完成(?:的)?(?:比[例率]|率|程度|进度)|[÷/]")
"""达不到的按比例 alone does not say in proportion to what."""
_NATURES = {"正向": LEAST, "反向": MOST}


def method_of(record: Mapping[str, Any]) -> Method:
    """What the notes of a row's table state for such a row; a method that says nothing where there are none."""
    return (
        method_for(record["method"], "", classes_of_row(record)) if record["method"] else Method()
    )


def unread(
    record: Mapping[str, Any], method: Method, kinds: tuple[str, ...], profile: Profile
) -> Rule | None:
    """The rule of a row that a sentence may be about which was not read: a person scores. None where all was read."""
    quotes = method.unread_for(kinds)
    if MONEY in kinds and not method.money_of <= {record["points"]}:
        quotes += [f"执行率×{each}分" for each in sorted(method.money_of)]
    return left_open(record, quotes, profile) if quotes else None


def classes_of_row(record: Mapping[str, Any]) -> frozenset[str]:
    """The classes of indicators that a row belongs to (成本, 满意度 …); none for 预算执行率."""
    if record["indicator"] == EXECUTION:
        return frozenset()
    return classes_of(str(record["level1"]), str(record["level2"]), str(record["indicator"]))


def left_open(record: Mapping[str, Any], quotes: list[str], profile: Profile) -> Rule:
    """A row for a person to score, with the words that were not read."""
    return Rule(
        record["criteria"], fraction(record["points"]), record["indicator"], "judged", "judged", "none",
        leftover=tuple(Leftover(quote, 0, 0) for quote in quotes), reading=profile.reading, places=profile.rule_places,
    )  # fmt: skip


def with_money_wording(table: IndicatorTable) -> IndicatorTable:
    """The table; where its notes give a wording of their own for 预算执行率, that stands in the row 年度资金总额."""
    lines = records(table.frame)
    for line in lines:
        usual = line["indicator"] == EXECUTION and line["criteria"] == EXECUTION_CRITERIA
        if usual and (stated := method_of(line).money):
            line["criteria"] = stated
            table.frame = pd.DataFrame(lines, columns=list(table.frame.columns), dtype=object)
    return table


def kind_of(record: Mapping[str, Any], rule: Rule, method: Method, nature: str) -> str:
    """Which kind of target a row has: its sign, or for a bare one its direction. = goes by its direction where the method
    speaks of ≥ and ≤ alone and the direction is known.
    """
    if not half_width(rule.text).lstrip().startswith(("=", "等于")):
        return LEAST if _rising(rule) else MOST
    if EQUAL in method.ways:
        return EQUAL
    if nature in _NATURES:
        return _NATURES[nature]
    of_rate = record["unit"] == PER_CENT or rule.text.rstrip().endswith(("%", "％"))
    return LEAST if of_rate and more_is_better(record["indicator"]) else EQUAL


def by_method(
    record: Mapping[str, Any], rule: Rule, method: Method, nature: str, profile: Profile
) -> Rule:
    """The rule of a target under the stated method; as it is where the method says nothing of such targets."""
    kind = kind_of(record, rule, method, nature)
    open_ = unread(record, method, (kind,), profile)
    if open_ is not None:
        return open_
    way = method.ways.get(kind)
    if way is None and kind == EQUAL and method.ways:
        way = Way()
    if way is None and kind == MOST and method.ways and not method.others:
        return replace(rule, shape=_only_kept(rule))  # 正向指标得分=…, and nothing of the others
    excess = method.excess if kind == LEAST else None
    too_much = method.excess_of_all or (kind == LEAST and bool(method.excess_open))
    if way is None and excess is None and not too_much:
        return rule
    shape = _ladder(rule, kind, way, method, excess)
    if shape is None:
        return left_open(record, method.read_for(kind), profile)
    left = (Leftover(method.excess_open, 0, 0),) if kind == LEAST and method.excess_open else ()
    return replace(rule, shape=shape, leftover=left)


def _only_kept(rule: Rule) -> Ladder:
    """A target of at most so much, where nothing is said of what is beyond it."""
    shape, full = rule.shape, _reached(rule)
    assert isinstance(shape, Ladder)
    kept = [
        s
        for s in shape.segments
        if s.interval.low is None or full.high is None or s.interval.low < full.high
    ]
    return replace(shape, segments=tuple(kept))


def by_own_method(record: Mapping[str, Any], rule: Rule, nature: str) -> Rule | None:
    """The target beside a 评价标准 that is a method (若为定量指标，完成值达到指标值，记满分；…), under that method; None where it is
    none, or does not say all that is needed. A bare target (100%, 0起) of no direction is scored where it is met exactly.
    """
    if rule.kind == "threshold":
        return rule if all(_full_at_target(record, kind) for kind in (LEAST, MOST)) else None
    classes = classes_of_row(record)
    kind = kind_of(record, rule, method_for(record["criteria"], "", classes), nature)
    method = method_for(record["criteria"], kind, classes)
    way = method.ways.get(kind)
    if way is None or method.unread_for((kind,)) or method.excess_open:
        return None
    named = kind != MOST and _OF_COMPLETION.search(name_key(record["criteria"]))
    if way.missed is None or (way.missed == "share" and not named):
        return None
    shape = _ladder(rule, kind, way, method, method.excess if kind == LEAST else None)
    return replace(rule, shape=shape) if shape else None


def _full_at_target(record: Mapping[str, Any], kind: str) -> bool:
    """Does the 评价标准, read whole as a method, give full marks to what reaches a target of this kind?"""
    method = method_for(record["criteria"], kind, classes_of_row(record))
    way = method.ways.get(kind)
    return bool(way and way.full) and not method.unread_for((kind,))


def bare_target(record: Mapping[str, Any], rule: Rule) -> bool:
    """Is a rule that of a target whose direction nobody says, so that only what meets it is scored?"""
    own = record["beside"] and rule.text == record["beside"].goal
    return rule.kind == "threshold" and bool(record["quantity"] or own)


def _rising(rule: Rule) -> bool:
    """Is more better? Not where the score falls beyond the target; what too much loses (扣减20%) is no such fall."""
    assert isinstance(rule.shape, Ladder)
    full = _reached(rule)
    beyond = [
        s.outcome
        for s in rule.shape.segments
        if full.high is not None and s.interval.low is not None and s.interval.low >= full.high
    ]
    return not any(isinstance(each, Inverse | Linear) or each == Fixed(_ZERO) for each in beyond)


def _reached(rule: Rule) -> Interval:
    """The values that score full by the sign of the target."""
    assert isinstance(rule.shape, Ladder)
    return next(s.interval for s in rule.shape.segments if s.outcome == Fixed(rule.points))


def _ladder(
    rule: Rule, kind: str, way: Way | None, method: Method, excess: Excess | None
) -> Ladder | None:
    """The ladder of a target; None where the method is no ladder for it."""
    shape, full = rule.shape, _reached(rule)
    assert isinstance(shape, Ladder)
    nothing = [s for s in shape.segments if s.interval.high == 0 and not s.interval.high_closed]
    capped = kind in method.capped
    if kind == MOST:
        target, closed = full.high, full.high_closed
        assert target is not None
        reached = way is None or way.full or capped or way.missed is None
        inside = Interval(full.low, full.low_closed, target, closed)
        at = inside if reached else Interval(target, closed, target, closed)
        missed = way.missed if way else None
        nothing_more = target == 0 and method.zero_target
        missed = "zero" if nothing_more else missed
        beyond = [] if method.excess_of_all else _beyond(rule, target, closed, missed)
        return Ladder((*nothing, Segment(at, Fixed(rule.points)), *beyond))
    target, closed = full.low, full.low_closed
    assert target is not None
    tiers = _Short(method.nothing_below.get(kind, _ZERO), method.tiers.get(kind, ()))
    below = _below(rule, target, closed, way.missed if way else None, tiers)
    if kind == EQUAL:
        equal = Segment(Interval(target, True, target, True), Fixed(rule.points))
        told = way is None or way.told
        below = _below(rule, target, True, way.missed if way else None, tiers) if told else []
        above = way.above if way else None
        if method.excess_of_all:
            over = []
        elif way and not way.full and capped and way.missed == "ratio":
            over = [Segment(Interval(target, False, None, False), Fixed(rule.points))]
        else:
            over = _above(rule, target, above)
        return Ladder((*(nothing if below else []), *below, equal, *over))
    reached = way is None or way.full or capped or way.missed is None
    top = None if reached else target
    return Ladder((*nothing, *below, *_full(rule, target, closed, top, method, excess)))


def _full(
    rule: Rule,
    target: Fraction,
    closed: bool,
    top: Fraction | None,
    method: Method,
    excess: Excess | None,
) -> list[Segment]:
    """From the target of ≥ on: full marks, up to where too much loses points."""
    points = Fixed(rule.points)
    if top is None and method.excess_open and method.excess_from:
        edge = target * method.excess_from
        return [Segment(Interval(target, closed, edge, False), points)]
    if top is not None or method.excess_open:
        return [Segment(Interval(target, closed, target, closed), points)] if closed else []
    if excess is None:
        return [Segment(Interval(target, closed, None, False), points)]
    edge = target * excess.share
    return [
        Segment(Interval(target, closed, edge, not excess.closed), points),
        Segment(Interval(edge, excess.closed, None, False), Fixed(rule.points * excess.left)),
    ]


@dataclass(frozen=True, slots=True)
class _Short:
    """Nothing below the share `least` of the target; `tiers`: what each part of it scores."""

    least: Fraction
    tiers: tuple[Tier, ...]


def _below(
    rule: Rule, target: Fraction, closed: bool, missed: Missed | None, short: _Short
) -> list[Segment]:
    """Short of a target of ≥ (below one of =): by its tiers, where it has some."""
    if target == 0:
        return []
    if short.tiers:
        return [
            Segment(
                Interval(target * each.low, each.low_closed, target * each.high, each.high_closed),
                Linear(rule.points / target)
                if each.share is None
                else Fixed(rule.points * each.share),
            )
            for each in short.tiers
        ]
    least = short.least
    interval = Interval(_ZERO, True, target, not closed)
    if missed == "zero":
        return [Segment(interval, Fixed(_ZERO))]
    falling = Linear(rule.points / target)
    if not least:
        return [Segment(interval, falling)]
    edge = target * least
    return [
        Segment(Interval(_ZERO, True, edge, False), Fixed(_ZERO)),
        Segment(Interval(edge, True, target, not closed), falling),
    ]


def _beyond(rule: Rule, target: Fraction, closed: bool, missed: Missed | None) -> list[Segment]:
    """Beyond a target of ≤; by the profile where the method names no formula."""
    assert isinstance(rule.shape, Ladder)
    beyond = Interval(target, not closed, None, False)
    if missed == "share":
        return []  # in proportion, and not said which way
    if missed is None:
        return [
            s
            for s in rule.shape.segments
            if s.interval.low is not None
            and s.interval.low >= target
            and s.outcome != Fixed(rule.points)
        ]
    if missed == "zero" or (missed == "inverse" and target == 0):
        return [Segment(beyond, Fixed(_ZERO))]
    if missed == "inverse":
        return [Segment(beyond, Inverse(rule.points * target))]
    return _falling(rule, target, not closed) if target else []


def _above(rule: Rule, target: Fraction, missed: Missed | None) -> list[Segment]:
    """More than a target of =; nothing where the method does not say."""
    above = Interval(target, False, None, False)
    if missed == "zero":
        return [Segment(above, Fixed(_ZERO))]
    if missed == "inverse" and target:
        return [Segment(above, Inverse(rule.points * target))]
    return _falling(rule, target, False) if missed == "linear" and target else []


def _falling(rule: Rule, target: Fraction, closed: bool) -> list[Segment]:
    """[1-(D-T)÷T]×P, which is 0 from twice the target on."""
    fall = Linear(-rule.points / target, 2 * rule.points)
    return [
        Segment(Interval(target, closed, 2 * target, False), fall),
        Segment(Interval(2 * target, True, None, False), Fixed(_ZERO)),
    ]


def tell_method(record: Mapping[str, Any], rule: Rule) -> list[str]:
    """The sentences of the note that a computed row is scored by."""
    targeted = rule.kind == "target" or bare_target(record, rule)
    if record["beside"] and targeted and rule.text == record["beside"].goal:
        return [f"指标值 {rule.text}，按本行写明的计分办法计分。"]
    if not record["method"] or not rule.computable:
        return []
    method = method_of(record)
    if not record["quantity"] or rule.kind != "target":
        return []
    quotes = method.read_for(kind_of(record, rule, method, record["nature"]))
    return [f"按表上的说明“{quote}”计分。" for quote in quotes]
