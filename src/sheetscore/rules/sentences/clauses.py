"""The clauses of a wording in order: what a stretch of values gives, what each step takes off or adds, where it ends."""

from __future__ import annotations

import re

from sheetscore.rules.paraphrase.durations import lasts
from sheetscore.rules.plain.clause_words import UNDONE
from sheetscore.rules.plain.told_awards import award
from sheetscore.rules.plain.told_conditions import worded_condition
from sheetscore.rules.sentences.awards_said import (
    BETWEEN_ENDS,
    between_words,
    bracketed,
    read_outcome,
    read_rest,
    read_score,
)
from sheetscore.rules.sentences.chunk import tokens
from sheetscore.rules.sentences.clause_patterns import (
    BY_EXPRESSION,
    BY_RATE,
    DEFINED,
    EMPTY,
    EXPRESSION_AWARD,
    FROM_BASE,
    NOT_DONE,
    OPENING,
    SHARE_ALONE,
    SHARE_OF_GOAL,
    SKIP,
    UNSAID,
)
from sheetscore.rules.sentences.clause_records import (
    Clauses,
)
from sheetscore.rules.sentences.harmless import harmless, harmless_note
from sheetscore.rules.sentences.leads_said import (
    from_words,
    read_lead,
)
from sheetscore.rules.sentences.limits_said import (
    define,
    read_limits,
    read_statements,
)
from sheetscore.rules.sentences.steps_said import (
    base_of,
    read_step,
)
from sheetscore.rules.sentences.stretches import stretch
from sheetscore.rules.sentences.wording_row import Asked, Target


def read_clauses(said: str, asked: Asked) -> Clauses | None:
    """The clauses of a wording in one print; None where any part of it is something else."""
    found = Clauses()
    for match in DEFINED.finditer(said):
        define(match["name"], match["body"], asked)
    counted = asked.target is not None and asked.target.unit != "%" and not asked.row.is_rate
    shares = SHARE_OF_GOAL.search(said) or (counted and SHARE_ALONE.search(said))
    if asked.better == 0 and asked.more_by_doing and shares:
        asked.hint = 1  # points for part of the target: more of it is better, or the scores fall
    at = 0
    while at < len(said):
        if said[at] in SKIP:
            at += 1
            continue
        if opening := OPENING.match(said, at):
            at = opening.end()
            continue
        end = _take(said, at, found, asked)
        if end is None:
            return None
        at = end
    return None if found.pending is not None and found.pending[0] is not None else found


def _take(said: str, at: int, found: Clauses, asked: Asked) -> int | None:
    for reader in (
        read_limits,
        read_statements,
        read_score,
        read_step,
        read_rest,
        _undone,
        _conditioned,
        _required,
        _noted,
        _dropped,
    ):
        end = reader(said, at, found, asked)
        if end is not None:
            return end
    return None


def _conditioned(said: str, at: int, found: Clauses, asked: Asked) -> int | None:
    """A condition and what it gives: points, a step, a line."""
    worded = worded_condition(said, at, asked.row) if not NOT_DONE.match(said, at) else None
    if worded is not None:
        where = from_words(worded[0])
        end = read_outcome(said, worded[1], found, asked, where, "", None) if where else None
        if end is not None:
            return end
    stop = re.compile("[;。\n]").search(said, at)
    limit = stop.start() if stop else len(said)
    for j in range(at + 1, limit + 1):
        if not _starts(said, j, asked):
            continue
        chunk = re.sub("(?:的话|的|者|时|则|,|:|情况下?|情形|部分|即)+$", "", said[at:j])
        base = None
        if match := re.search(FROM_BASE.pattern + "$", chunk) or re.search(
            FROM_BASE.pattern + "$", said[at:j]
        ):
            base = base_of(match, found, asked)
            if base is None:
                continue
            chunk = re.sub("(?:的|者|时|则|,|部分)+$", "", said[at : at + match.start()])
        part = said[at:j].rstrip(",").endswith("部分") or said[at:j].rstrip(",的").endswith("部分")
        where, way = read_lead(chunk, asked)
        if where is None and not way and not (base is not None and not chunk):
            continue
        end = read_outcome(said, j, found, asked, where, way, base, part)
        if end is not None:
            return end
    return None


def _starts(said: str, j: int, asked: Asked) -> bool:
    if said[j - 1] == "每":
        return False
    if said.startswith("每", j):
        return True
    if j < len(said) and said[j] in "得计记给评为扣减满不0123456789本该此标分一半全按(系各采用人超":
        return (
            award(said, j, asked.points) is not None
            or BY_RATE.match(said, j) is not None
            or re.match("(?:本项|该项|此项)?(?:得分|计分)=", said[j:]) is not None
            or bracketed(said, j, asked) is not None
            or re.match(r"系数(?:为|是|取)?\d", said[j:]) is not None
            or between_words(said, j) is not None
            or BETWEEN_ENDS.match(said, j) is not None
            or EMPTY.match(said, j) is not None
            or BY_EXPRESSION.match(said, j) is not None
            or EXPRESSION_AWARD.match(said, j) is not None
            or UNSAID.match(said, j) is not None
        )
    return False


def _required(said: str, at: int, found: Clauses, asked: Asked) -> int | None:
    """流调率达到100%。每降低10%扣0.02分: what is asked for, without points of its own."""
    stop = re.compile("[,;。:\n(]").search(said, at)
    end = stop.start() if stop else len(said)
    if found.given or not re.search("每[^;。]{1,20}扣", said[end:]):
        return None
    chunk = re.sub("^(?:要求|须|应当?|必须|标准)+", "", said[at:end])
    words = tokens(chunk, asked)
    where = stretch(words, asked) if words is not None else None
    if (
        where is None
        or where.apart
        or where.distance
        or (where.low and where.high and not where.bare)
    ):
        return None
    edge = where.low or where.high
    assert edge is not None
    number = (
        next(t for t in words or () if t.kind == "num")
        if any(t.kind == "num" for t in words or ())
        else None
    )
    if number is None or not edge.closed:
        return None
    sign = "≥" if where.high is None or where.bare else "≤"
    unit = "%" if number.unit in ("%", "百分点") else number.unit
    if where.bare and asked.better == -1:
        return None
    if asked.target is not None and (
        asked.target.value != edge.value or asked.target.sign not in ("", sign)
    ):
        return None
    asked.target = Target(sign, edge.value, unit)
    return end


def _noted(said: str, at: int, _found: Clauses, asked: Asked) -> int | None:
    """（当年报告的…个案流调率）: what the figure is, in a bracket."""
    if at == 0 or said[at - 1] != "(":
        return None
    end = said.find(")", at)
    return end if end > at and harmless_note(said[at:end], asked) else None


def _undone(said: str, at: int, _found: Clauses, asked: Asked) -> int | None:
    """未公开的不得分, of a row that counts the days until it was: there are none then."""
    match = UNDONE.match(said, at) if lasts(asked.name) else None
    if match is None:
        return None
    words = re.sub("^(?:未|没有)|(?:的|,)*(?:不得分|不计分|得0分|计0分|0分)$", "", match.group())
    return match.end() if words in asked.row.key and asked.row.owns(words) else None


def _dropped(said: str, at: int, _found: Clauses, asked: Asked) -> int | None:
    """A clause that says nothing of the scoring."""
    stop = re.compile("[,;。:\n]").search(said, at)
    end = stop.start() if stop else len(said)
    return end if harmless(said[at:end], asked) else None
