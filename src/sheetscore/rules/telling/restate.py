"""A rule in canonical Chinese. Reading a restated rule again gives the same rule."""

from __future__ import annotations

from fractions import Fraction

from sheetscore.exact.amounts import plain
from sheetscore.rules.shapes.by_hand import Checklist, Graded, Violations
from sheetscore.rules.shapes.excel_text import number
from sheetscore.rules.shapes.shapes import (
    Fixed,
    Interval,
    Ladder,
    Linear,
    Raised,
    Segment,
    Shape,
    Stepped,
    Unsettled,
)

_SHOWN_PLACES = 4


def restate(shape: Shape | None, points: Fraction, unit: str, kind: str, looks_like: str) -> str:
    """Canonical wording; "" for a rule of which nothing was understood. `unit`, `kind` and `looks_like` are those of the Rule."""
    if isinstance(shape, Ladder):
        if looks_like == "target":
            return _target(shape, unit)
        text = _proportional(shape, points, unit, kind) or _clauses(shape, unit, points)
        return f"绝对值{text}" if shape.absolute else text
    if isinstance(shape, Checklist):
        return "；".join(f"{_mark(i.mark)}{i.text}，{plain(i.points)}分" for i in shape.items)
    if isinstance(shape, Violations):
        items = "；".join(f"{_mark(str(n))}{text}" for n, text in enumerate(shape.items, 1))
        return f"{items + '。' if items else ''}{_cases(shape)}"
    if isinstance(shape, Graded):
        return "；".join(f"{word}，得{plain(points)}分" for word, points in shape.grades)
    return ""


def _cases(shape: Violations) -> str:
    """每出现一例扣1分，扣完为止; with 最多扣3分, 5例以上不得分 or 应有4例 where they are printed."""
    lead = "每出现" if shape.required is None else f"应有{shape.required}例，每少"
    most = "扣完为止" if not shape.floor else f"最多扣{plain(shape.start - shape.floor)}分"
    nothing = "" if shape.nothing_from is None else f"，{shape.nothing_from}例以上不得分"
    return f"{lead}一例扣{plain(shape.deduct)}分，{most}{nothing}"


def _target(ladder: Ladder, unit: str) -> str:
    """≥95% or ≤10次: the edge of the full-marks segment."""
    best = max((s for s in ladder.segments if isinstance(s.outcome, Fixed)), key=_fixed_score)
    if best.interval.high is None and best.interval.low is not None:
        return f"≥{value_text(best.interval.low, unit)}"
    if best.interval.high is None:
        return ""
    sign = "=" if best.interval.low is None else ("≤" if best.interval.high_closed else "<")
    return f"{sign}{value_text(best.interval.high, unit)}"


def _fixed_score(segment: Segment) -> Fraction:
    return segment.outcome.score if isinstance(segment.outcome, Fixed) else Fraction(0)


def _proportional(ladder: Ladder, points: Fraction, unit: str, kind: str) -> str:
    """得分=指标值×20，最高为满分; 达到90%得满分，达不到的按比例. "" for any other ladder."""
    outcomes = [s.outcome for s in ladder.segments]
    zeros = [s for s in ladder.segments if isinstance(s.outcome, Fixed) and s.outcome.score == 0]
    floor = "".join(f"；{interval_text(s.interval, unit)}，不得分" for s in zeros)
    if any(isinstance(outcome, Raised) for outcome in outcomes):
        return ""
    unsettled = [s for s in ladder.segments if isinstance(s.outcome, Unsettled)]
    if len(unsettled) == 1 and unsettled[0].interval.low == 0 and _from_nothing(unsettled[0]):
        top = ladder.segments[-1].interval
        return f"{interval_text(top, unit)}，得满分；达不到的按实际完成占计划的比例得分{floor}"
    lines = [s for s in ladder.segments if isinstance(s.outcome, Linear) and s.outcome.base == 0]
    others = [s for s in ladder.segments if s not in zeros and not isinstance(s.outcome, Linear)]
    if any(s.outcome != Fixed(points) for s in others):
        return ""
    if len(lines) != 1 or kind == "bands" or any(isinstance(o, Stepped) for o in outcomes):
        return ""
    line = lines[0]
    assert isinstance(line.outcome, Linear)
    top_value, last = line.interval.high, ladder.segments[-1]
    if top_value is None or top_value * line.outcome.slope != points:
        return ""
    if not line.interval.high_closed:
        if top_value != 1 or last.outcome != Fixed(points) or last.interval.high is not None:
            return ""
        return f"完成得满分；未完成按完成比例得分{floor}"
    base = "指标值" if top_value == 1 else f"(指标值/{number(top_value)})"
    capped = last.outcome == Fixed(points) and last.interval.high is None
    cap = "，最高为满分" if capped else ""
    return f"得分={base}×{number(points)}{cap}{floor}"


def _from_nothing(segment: Segment) -> bool:
    """达不到的按比例: the two lines of a target, unlike those between two bands."""
    outcome = segment.outcome
    return isinstance(outcome, Unsettled) and all(not line.base for line in outcome.readings)


def _mark(mark: str) -> str:
    return chr(0x245F + int(mark)) if mark.isdecimal() and int(mark) <= 20 else mark


def value_text(value: Fraction, unit: str) -> str:
    """A threshold as the wording would print it: 100%, 0.5%, 10次."""
    if unit == "%":
        return f"{number(value * 100)}%"
    return f"{number(value)}{unit}"


def interval_text(interval: Interval, unit: str) -> str:
    """≤100%, >0%且≤10%, =0%; 任意值 for no bound at all."""
    low, high = interval.low, interval.high
    if low is not None and low == high:
        return f"={value_text(low, unit)}"
    parts = []
    if low is not None:
        parts.append(f"{'≥' if interval.low_closed else '>'}{value_text(low, unit)}")
    if high is not None:
        parts.append(f"{'≤' if interval.high_closed else '<'}{value_text(high, unit)}")
    return "且".join(parts) or "任意值"


def _clauses(ladder: Ladder, unit: str, points: Fraction) -> str:
    """Conditions and points one after the other, then the step."""
    clauses = []
    for segment in ladder.segments:
        if isinstance(segment.outcome, Fixed):
            score = segment.outcome.score
            given = f"得{plain(score)}分" if score else "不得分"
            clauses.append(f"{interval_text(segment.interval, unit)}，{given}")
        elif isinstance(segment.outcome, Linear):
            where = interval_text(_printed(segment), unit)
            line = _line(segment, segment.outcome, ladder)
            clauses.append(line if where == "任意值" else f"{where}，{line}")
        elif isinstance(segment.outcome, Unsettled):
            unsaid = not any(line.slope for line in segment.outcome.readings)
            given = "酌情给分" if unsaid else "按比例得分"
            clauses.append(f"{interval_text(segment.interval, unit)}，{given}")
    stepped = [s for s in ladder.segments if isinstance(s.outcome, Stepped)]
    if stepped:
        clauses.append(_steps(ladder, stepped, unit, points))
    clauses += [
        _raised(s, s.outcome, unit) for s in ladder.segments if isinstance(s.outcome, Raised)
    ]
    return "；".join(clauses)


def _raised(segment: Segment, outcome: Raised, unit: str) -> str:
    """每超过1个百分点加0.5分，加至10分为止"""
    end = "" if outcome.ceiling is None else f"，加至{number(outcome.ceiling)}分为止"
    return f"每{which_way(segment)}{_size(outcome.size, unit)}加{number(outcome.add)}分{end}"


def _size(size: Fraction, unit: str) -> str:
    """1个百分点, 5天"""
    return f"{number(size * 100)}个百分点" if unit == "%" else f"{number(size)}{unit}"


def _printed(segment: Segment) -> Interval:
    """The interval of a line without the ends that follow from the line itself (0 or full marks) and print badly."""
    low, high = segment.interval.low, segment.interval.high
    low = None if low is not None and not _prints(low) else low
    high = None if high is not None and not _prints(high) else high
    return Interval(low, segment.interval.low_closed, high, segment.interval.high_closed)


def _line(segment: Segment, line: Linear, ladder: Ladder) -> str:
    """得8-9分 where it goes on from a neighbour and both ends are printable, lower value first; else the line itself."""
    low, high = segment.interval.low, segment.interval.high
    if low is not None and high is not None and _goes_on(segment, line, ladder):
        ends = [line.slope * edge + line.base for edge in (low, high)]
        if all(_prints(end) for end in ends):
            return f"得{number(ends[0])}-{number(ends[1])}分"
    slope = f"(指标值×{_exact(line.slope)})"
    return f"得分={slope}+{_exact(line.base)}" if line.base else f"得分={slope}"


def _goes_on(segment: Segment, line: Linear, ladder: Ladder) -> bool:
    """Do the scores of a line begin or end where those of a neighbour do? Any other range of points is read by a person."""
    ends = {edge for edge in (segment.interval.low, segment.interval.high) if edge is not None}
    met: set[Fraction] = set()
    for other in (each for each in ladder.segments if each is not segment):
        if not isinstance(other.outcome, Fixed | Linear):
            continue
        for edge in {other.interval.low, other.interval.high} & ends:
            if edge is not None and other.outcome.at(edge, "whole") == line.at(edge, "whole"):
                met.add(edge)
    return bool(met)


def _prints(value: Fraction) -> bool:
    """A number that ends: 7.5, not 10/3."""
    rest = value.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    return rest == 1


def _exact(value: Fraction) -> str:
    """A number, or a quotient in brackets where its digits do not end; a negative one as a difference."""
    if value < 0:
        return f"(0-{_exact(-value)})"
    return number(value) if _prints(value) else f"({value.numerator}/{value.denominator})"


def _steps(ladder: Ladder, stepped: list[Segment], unit: str, points: Fraction) -> str:
    words = [which_way(segment) for segment in stepped]
    outcome = stepped[0].outcome
    assert isinstance(outcome, Stepped)
    size = _size(outcome.size, unit)
    direction = "超过（降低）" if len(set(words)) == 2 else words[0]
    most = f"最多扣{number(outcome.start - outcome.floor)}分" if outcome.floor else "扣完为止"
    where = ""
    if outcome.start != points:
        where = f"{interval_text(stepped[0].interval, unit)}的，以{number(outcome.start)}分为基础"
    elif stepped[0] in (ladder.segments[0], ladder.segments[-1]) and _bounded(stepped[0]):
        where = f"{interval_text(stepped[0].interval, unit)}的，"
    return f"{where}每{direction}{size}扣{number(outcome.deduct)}分，{most}"


def _bounded(segment: Segment) -> bool:
    """A step that the wording ends at its far side, with nothing said beyond."""
    return segment.interval.low is not None and segment.interval.high is not None


def which_way(segment: Segment) -> str:
    outcome = segment.outcome
    assert isinstance(outcome, Stepped | Raised)
    low = segment.interval.low
    return "超过" if low is not None and low >= outcome.anchor else "低于"
