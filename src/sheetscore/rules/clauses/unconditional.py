"""Clauses without a condition of their own: 否则…, 达不到的按比例, 得分=…, 每发生1次扣…, 以95%为满分线."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.rules.clauses.progress import Progress
from sheetscore.rules.formulas.scoring_line import score_line
from sheetscore.rules.shapes.elements import Award, Band, Condition, Deduction, Step, Value
from sheetscore.rules.tokens.subject import names_same
from sheetscore.rules.tokens.wording import COMPLETION_ENDINGS, MORE_ENDINGS, SMALLER_ENDINGS
from sheetscore.words.better_rates import is_no_count
from sheetscore.words.text import name_key


def read_standard(reader: Progress, index: int) -> None:
    """以95%为满分线, with the row's quantity in front of it if that is printed."""
    before = reader.phrases[index - 1] if index else None
    if before is not None and before.kind == "words":
        if not reader.same(before.text):
            return
        reader.claim(index - 1)
    reader.claim(index)
    reader.clauses.standard = reader.phrases[index].data


def line_at(reader: Progress, index: int) -> Award | None:
    """The score line that a 得分=… gives over the row's own rate; None for any other expression."""
    own, body = reader.phrases[index].data
    if own and not names_same(own, reader.name, reader.first_subject):
        return None
    units = {band.condition.unit for band in reader.clauses.bands} - {"ratio", "number"}
    line = score_line(body, reader.name, reader.points, reader.first_subject, units)
    row = name_key(reader.name).replace("非税", "")
    small = row.endswith(SMALLER_ENDINGS) or any(word in row for word in "不未非")
    if line is None or line.line is None or (small and line.line[0] > 0):
        return None
    return line


def read_rest(reader: Progress, index: int) -> bool:
    """得分=满意度×分值 without a condition: for every value that no band takes."""
    before = reader.phrases[index - 1] if index else None
    line = line_at(reader, index)
    open_end = before is None or before.kind in ("sep", "mark", "otherwise", "link")
    if line is None or reader.clauses.rest is not None or not open_end:
        return False
    reader.clauses.rest = line
    reader.claim(index)
    return True


def read_proportion(reader: Progress, index: int, below: Condition | None) -> bool:
    """按比例得分: only for a completion-type rate, or where the text itself says A 占 B, or 完成 is the condition."""
    text = reader.phrases[index].text
    own, _ = reader.phrases[index].data or (None, None)
    if own is not None and not names_same(own, reader.name, reader.first_subject):
        return False
    if name_key(reader.name).endswith(SMALLER_ENDINGS):
        return False
    by_words = below is not None and below.completion
    named = name_key(reader.name).endswith(COMPLETION_ENDINGS)
    after_done = any(b.condition.completion for b in reader.clauses.bands)
    target = [b for b in reader.clauses.bands if b.condition.low and not b.condition.high]
    more = name_key(reader.name).endswith(MORE_ENDINGS) and len(target) == 1
    more_is_better = COMPLETION_ENDINGS + MORE_ENDINGS
    full_rate = own is not None and name_key(reader.name).endswith(more_is_better)
    settled = "*" in text or "占" in text or by_words or named or after_done or full_rate or more
    between = below is not None and below.low and below.high and not below.bare
    if between and below is not None and below.unit == "ratio":
        reader.clauses.parts.append(below)
        reader.claim(index)
        return True
    counted = _counts_up(reader.clauses.bands) and not is_no_count(reader.name)
    if reader.clauses.proportional or not (settled or counted):
        return False
    reader.clauses.proportional = True
    reader.clauses.below = None if counted and by_words else below  # 10座，未完成的: below 10
    reader.claim(index)
    return True


def _counts_up(bands: list[Band]) -> bool:
    """10例以上得满分: one band, of a number of things, from some number on."""
    if len(bands) != 1 or bands[0].condition.unit in ("ratio", "mixed", "number", *_TIMES):
        return False
    condition = bands[0].condition
    return condition.low is not None and (condition.bare or condition.high is None)


_TIMES = ("天", "日", "月", "个月", "小时", "分钟", "工作日", "个工作日", "岁", "周岁")


def read_case(reader: Progress, index: int) -> int:
    """每发生1次扣1分 behind 投诉次数为0得5分: a step of one, counted upwards."""
    text = reader.phrases[index].text
    goal = reader.phrases[index + 1] if index + 1 < len(reader.phrases) else None
    counts = [b for b in reader.clauses.bands if b.condition.unit in ("number", text[-1])]
    lacking = any(word in text for word in ("缺", "漏"))
    if not lacking and any(b.condition.high is None or b.condition.high.value != 0 for b in counts):
        return index + 1
    if goal is None or goal.kind != "deduction" or not counts or not text.startswith("每"):
        return index + 1
    step = Step(
        Value(Fraction(1), text[-1]), goal.data, frozenset({"under" if lacking else "over"})
    )
    reader.clauses.deductions.append(Deduction(step, None))
    reader.claim(index, index + 1)
    return index + 2


def read_otherwise(reader: Progress, index: int) -> int:
    """否则不得分; 达不到的按比例."""
    target, links = reader.follow(index + 1)
    if target is None or reader.clauses.otherwise is not None:
        return index + 1
    goal = reader.phrases[target]
    if reader.phrases[index].kind == "beyond" and not _fits_beyond(reader, index):
        return target + 1
    missed = re.match("未达|达不到|没有达到|不达标", reader.phrases[index].text)
    highs = [band.condition.high for band in reader.clauses.bands if not band.condition.low]
    if missed and any(high and not high.closed for high in highs):
        return target + 1  # behind 未达到38%得4分 it is no other case
    wholly = re.search("全部|足额", reader.phrases[index].text)
    if wholly and not any(
        b.condition.low and b.condition.low.value == 1 for b in reader.clauses.bands
    ):
        return target + 1  # 未足额到位 is the rest of 100 %, of no other condition
    if goal.kind == "award" and goal.data.to is None:
        reader.clauses.otherwise = goal.data.of(reader.points)
        reader.claim(index, target, *links)
    elif goal.kind == "scoring" and reader.clauses.bands and line_at(reader, target):
        reader.clauses.rest = line_at(reader, target)
        reader.claim(index, target, *links)
    elif goal.kind == "deduction" and reader.clauses.bands:
        reader.clauses.otherwise = reader.points - goal.data.of(reader.points)
        reader.claim(index, target, *links)
    elif (
        goal.kind == "proportion" and reader.clauses.bands and read_proportion(reader, target, None)
    ):
        reader.claim(index, *links)
    elif goal.kind == "step" and reader.clauses.bands:
        reader.claim(index, *links)
        return target
    return target + 1


def _fits_beyond(reader: Progress, index: int) -> bool:
    """超过的不得分 behind ≤100%: the side it names is the only one that the bands leave."""
    side = reader.phrases[index].data
    lows = [band.condition.low for band in reader.clauses.bands]
    highs = [band.condition.high for band in reader.clauses.bands]
    if not lows:
        return False
    if side == "over":
        return None in lows and None not in highs
    if side == "under":
        return None in highs and None not in lows
    return True
