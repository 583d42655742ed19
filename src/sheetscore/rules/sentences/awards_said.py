"""What a stretch of values gives: points, a line, points that come off for each step."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex
from sheetscore.rules.plain.prints import N
from sheetscore.rules.plain.told_awards import award
from sheetscore.rules.sentences.clause_patterns import (
    BARE,
    BY_EXPRESSION,
    BY_RATE,
    ELSE,
    EMPTY,
    EXPRESSION_AWARD,
    OFF_IS,
    SCORE_IS,
    UNSAID,
)
from sheetscore.rules.sentences.clause_records import (
    Clauses,
    Given,
)
from sheetscore.rules.sentences.line import Line, inverse, line, short_of_full
from sheetscore.rules.sentences.steps_said import (
    step_at,
)
from sheetscore.rules.sentences.stretch_records import Stretch
from sheetscore.rules.sentences.wording_row import Asked


def read_score(said: str, at: int, found: Clauses, asked: Asked) -> int | None:
    """得分=…, for all values that nothing else takes."""
    rate = BY_RATE.match(said, at) or re.compile(
        BY_RATE.pattern.replace("(?:的)?,?按", "(?:根据|按)")
    ).match(said, at)
    if rate is not None and found.rest is None and not found.given:
        scored = _by_rate(rate.group(), asked)
        if scored is not None:
            found.rest = Given(None, line=scored, share=True)
            return rate.end()
    off = OFF_IS.match(said, at)
    if off is not None and found.rest is None:
        scored = line(off["body"], asked)
        if scored is None:
            return None
        found.rest = Given(None, line=(-scored[0], asked.points - scored[1]))
        return off.end()
    bare = BARE.match(said, at)
    if bare is not None and found.rest is None and not found.given:
        scored = line(bare.group(), asked)
        if scored is not None and scored[0]:
            found.rest = Given(None, line=scored)
            return bare.end()
    match = SCORE_IS.match(said, at)
    if match is None or not _of_row(match["own"], asked):
        return None
    scored = line(match["body"], asked)
    if scored is None or (found.rest is not None and found.rest.line != scored):
        return None
    if any(given.line and given.line != scored for given in found.given):
        return None  # 未完成的按比例得分。得分=完成数/目标×20, of a row of 30 points
    if not found.given and short_of_full(scored, match["body"], asked):
        return None
    found.rest = Given(None, line=scored)
    return match.end()


def _of_row(own: str, asked: Asked) -> bool:
    plain = re.sub("^(?:本项|该项|此项|该指标|本指标|指标|评价指标|评价)+", "", own)
    return not plain or asked.row.owns(plain)


def read_rest(said: str, at: int, found: Clauses, asked: Asked) -> int | None:
    match = ELSE.match(said, at)
    if match is None or found.rest is not None:
        return None
    if unsaid := UNSAID.match(said, match.end()):
        if match.group().startswith("其"):
            return None  # 其余酌情给分: of the values that are left, or of whatever else there is?
        found.rest = Given(None, unsaid=True)
        return unsaid.end()
    given = award(said, match.end(), asked.points)
    if given is None:
        return None
    found.rest = Given(None, given.points, given.off)
    return given.end


def between_words(said: str, j: int) -> re.Match[str] | None:
    return re.match(
        r"(?:按|采用|用)(?:照)?(?:线性|直线)?(?:内?插(?:值)?(?:法)?|插值法?)(?:计算)?(?:赋分|得分|计分|计算|给分|评分)?(?=[,;。)]|$)",
        said[j:],
    )


BETWEEN_ENDS = regex(rf"按线性插值在(?P<a>{N})分至(?P<b>{N})分之间计分(?=[,;。)]|$)")
"""(the words of plain_words.line_ends)"""


def bracketed(said: str, j: int, asked: Asked) -> tuple[Fraction, int] | None:
    match = re.match(rf"\((?:得|计)?(?P<n>{N})分\)", said[j:])
    if match is None or fraction(match["n"]) > asked.points:
        return None
    return fraction(match["n"]), j + match.end()


_MISSED = regex(
    "(?:^|[,;。])(?:未(?:能)?(?:完成|达到|达标|达成)|没有完成|没有达到|达不到|低于|不足|超过|超出|高于)(?:年度)?(?:目标|任务|计划|要求|标准)*值?(?:的|者|,)*$"
)
"""What is left of the values, and no matter of another kind (未按时完成的)."""


def read_outcome(
    said: str, at: int, found: Clauses, asked: Asked, where: Stretch | None, way: str, base: Fraction | None,
    part: bool = False,
) -> int | None:  # fmt: skip
    """What stands behind a condition."""
    if said.startswith("每", at):
        return step_at(said, at, found, asked, where, "" if way == "own" else way, base, part)
    if where is None and (empty := EMPTY.match(said, at)):
        found.pending = (where, way)
        return empty.end()
    if unsaid := UNSAID.match(said, at):
        return unsaid.end() if _left_open(said[:at], unsaid, found, asked, where) else None
    if where is None:
        return None
    if where.distance and where.bare:
        return _at_distance(said, at, found, asked, where)
    if empty := EMPTY.match(said, at):
        found.pending = (where, way)
        return empty.end()
    between = between_words(said, at)
    if between is not None:
        found.given.append(Given(where, between=True))
        return at + between.end()
    ends = BETWEEN_ENDS.match(said, at)
    if ends is not None:
        found.given.append(
            Given(where, between=True, ends=frozenset(map(fraction, (ends["a"], ends["b"]))))
        )
        return ends.end()
    scored = _scored(said, at, asked, where)
    if scored is not None:
        found.given.append(scored[0])
        return scored[1]
    coefficient = re.match(rf"系数(?:为|是|取)?(?P<n>{N})(?P<p>%)?(?=[,;。)]|$)", said[at:])
    if coefficient is not None and re.search(
        r"得分=(?:本项|该项|指标)?(?:满分|分值|标准分|权重)[*×]系数", said
    ):
        share = fraction(coefficient["n"]) / (100 if coefficient["p"] else 1)
        if not 0 <= share <= 1:
            return None
        found.given.append(Given(where, asked.points * share))
        return at + coefficient.end()
    bracket = bracketed(said, at, asked)
    if bracket is not None:
        found.given.append(Given(where, bracket[0]))
        return bracket[1]
    given = award(said, at, asked.points)
    if given is None:
        return None
    found.given.append(Given(where, given.points, given.off))
    found.last = where
    return given.end


def _left_open(
    before: str, unsaid: re.Match[str], found: Clauses, asked: Asked, where: Stretch | None
) -> bool:
    """低于95%的酌情扣分, 未完成的酌情扣分: is it said which values a person scores?"""
    if where is None:
        if found.rest is not None or not _MISSED.search(before):
            return False
        found.rest = Given(None, unsaid=True)
        return True
    if where.bare or where.apart:
        return False
    reached = frozenset({asked.points} if unsaid["top"] else ())
    least = asked.points if unsaid["over"] else Fraction(0)
    found.given.append(Given(where, least, unsaid=True, ends=reached))
    return True


def _scored(said: str, at: int, asked: Asked, where: Stretch) -> tuple[Given, int] | None:
    """按完成比例得分, 得分=…, 按“…”计分: a line over the figure, and where its words end."""
    if rate := BY_RATE.match(said, at):
        scored = _by_rate(rate.group(), asked)
        return None if scored is None else (Given(where, line=scored, share=True), rate.end())
    formula = SCORE_IS.match(said, at)
    if formula is not None and not _of_row(formula["own"], asked):
        formula = None
    match = formula or BY_EXPRESSION.match(said, at) or EXPRESSION_AWARD.match(said, at)
    if match is None:
        return None
    scored = line(match["body"], asked)
    if scored is not None:
        return Given(where, line=scored), match.end()
    turned = inverse(match["body"], asked) if formula is not None else None
    return None if turned is None else (Given(where, turned, inverse=True), match.end())


def _at_distance(said: str, at: int, found: Clauses, asked: Asked, where: Stretch) -> int | None:
    """低于目标值35天为0分: from there on."""
    given = award(said, at, asked.points)
    if given is None or given.off or given.points:
        return None
    found.given.append(Given(replace(where, bare=False), Fraction(0)))
    return given.end


def _by_rate(words: str, asked: Asked) -> Line | None:
    """按比例: of the target where there is one; of the whole for a rate whose whole is 100 %."""
    if asked.better != 1 and not (
        asked.better == 0 and asked.target is not None and asked.target.unit != "%"
    ):
        return None
    target = asked.target
    if target is not None and target.value > 0 and target.sign in ("", "≥", "="):
        if target.unit == "%" and target.value != 1 and "完成" not in words and "目标" not in words:
            return None
        return asked.points / target.value, Fraction(0)
    return None
