"""Clauses that bound a rule or set it aside: 扣完为止, 最多扣5分, 最高为满分, 不足1%不扣, 没有…项目按满分计算."""

from __future__ import annotations

from fractions import Fraction

from sheetscore.rules.clauses.progress import Progress
from sheetscore.rules.shapes.elements import Phrase, Step
from sheetscore.rules.tokens.wording import EVIDENCE, HARMLESS, POINTS_OWNERS
from sheetscore.words.text import name_key

_STRUCTURAL = frozenset(
    [
        "sep",
        "condition",
        "award",
        "step",
        "until",
        "standard",
        "exempt",
        "source",
        "cap",
        "most",
        "proportion",
        "otherwise",
    ]
)


_LIMITS = frozenset(["until", "most", "added", "floor", "stated", "full_note", "cap"])


def claim_limits(reader: Progress) -> None:
    """扣完为止, 最多扣5分, 最高为满分: claimed where there is something to limit and the number fits."""
    clauses = reader.clauses
    lines = clauses.rest is not None or any(b.award.line is not None for b in clauses.bands)
    for index, phrase in enumerate(reader.phrases):
        if phrase.kind not in _LIMITS:
            continue
        if phrase.kind == "until":
            fits = phrase.data in (None, Fraction(0), reader.points)
            if fits and (clauses.deductions or lines):
                clauses.until = True
                reader.claim(index)
        elif phrase.kind == "most" and clauses.deductions and clauses.most is None:
            clauses.most = reader.points if phrase.data is None else phrase.data
            reader.claim(index)
        elif phrase.kind == "added" and clauses.bonus and clauses.added is clauses.added_to is None:
            clauses.added, to = phrase.data
            clauses.added_to = reader.points if phrase.data == (None, None) else to
            reader.claim(index)
        elif phrase.kind == "floor" and lines and phrase.data == 0:
            clauses.until = True
            reader.claim(index)
        elif (phrase.kind == "floor" and lines and clauses.floor is None) or (
            phrase.kind == "floor" and clauses.deductions and clauses.floor is None
        ):
            clauses.floor = phrase.data
            reader.claim(index)
        elif phrase.kind == "stated" and _of_bonus(reader, index):
            clauses.bonus_whole = True
            reader.claim(index)
        elif phrase.kind == "stated" and len(clauses.deductions) == 1:
            _stated(reader, index, clauses.deductions[0].step)
        elif phrase.kind == "full_note" and phrase.data == reader.points and not clauses.empty:
            reader.claim(index)
        elif phrase.kind == "cap" and _fits(reader, phrase) and not clauses.empty:
            clauses.capped = True
            clauses.capped_rate = clauses.capped_rate or phrase.data[1]
            reader.claim(index)


def _fits(reader: Progress, phrase: Phrase) -> bool:
    """A cap at the row's points, over the row's own rate."""
    points, _, own = phrase.data
    return points in (None, reader.points) and (not own or reader.same(own))


def _stated(reader: Progress, index: int, step: Step) -> None:
    """不足1%不扣 / 不足1%按1%计: the wording itself says how a started step counts."""
    size, counted = reader.phrases[index].data
    own = step.size.number * 100 if step.size.unit == "ratio" else step.size.number
    if reader.clauses.bonus is None and size == own and counted in (None, size, "proportional"):
        reader.clauses.stated = (size, counted)
        reader.claim(index)


def _of_bonus(reader: Progress, index: int) -> bool:
    """每超5个百分点加1分（不足5个百分点的不计）: said of what is added, where the steps down have another size."""
    clauses = reader.clauses
    if clauses.bonus is None or any(
        d.step.size == clauses.bonus.step.size for d in clauses.deductions
    ):
        return False
    size, counted = reader.phrases[index].data
    step = clauses.bonus.step.size
    return counted is None and size == (step.number * 100 if step.unit == "ratio" else step.number)


def claim_exempt(reader: Progress, index: int) -> None:
    """没有楼堂馆所项目的部门按满分计算: claimed when its item is part of the row's name."""
    item = name_key(str(reader.phrases[index].data))
    for tail in ("建设项目", "项目", "支出", "的"):
        item = item.removesuffix(tail)
    if len(item) >= 2 and (not reader.name or item in name_key(reader.name)):
        reader.exempt = item
        reader.claim(index)


def claim_harmless(reader: Progress, understood: bool) -> None:
    """Words known to change nothing, standing alone between structural phrases."""
    for index, phrase in enumerate(reader.phrases):
        if phrase.kind == "words":
            around = [
                reader.phrases[i] for i in (index - 1, index + 1) if 0 <= i < len(reader.phrases)
            ]
            alone = all(each.kind in _STRUCTURAL for each in around)
            remark = (
                understood
                and EVIDENCE.match(phrase.text)
                and (all(p.kind == "sep" for p in around) or (alone and phrase.text[0] == "("))
            )
            if remark or (alone and phrase.text in HARMLESS):
                reader.claim(index)
        elif (phrase.kind == "remark" and understood) or (
            phrase.kind == "source" and understood and not _computes_before(reader, index)
        ):
            reader.claim(index)


def _computes_before(reader: Progress, index: int) -> bool:
    """A sentence about the source is one only in front of what it is the source of."""
    return any(
        p.kind in ("condition", "step", "award", "proportion") for p in reader.phrases[:index]
    )


def claim_cap(reader: Progress) -> bool:
    """最高不超过分值 behind a score formula."""
    capped = False
    for index, phrase in enumerate(reader.phrases):
        if phrase.kind == "cap" and _fits(reader, phrase):
            reader.claim(index)
            capped = True
    return capped


def claim_until(reader: Progress) -> bool:
    """扣完为止 behind a score formula: below 0 it stays 0."""
    found = [
        index for index, phrase in enumerate(reader.phrases)
        if phrase.kind == "until" and phrase.data in (None, Fraction(0))
    ]  # fmt: skip
    reader.claim(*found)
    return bool(found)


def claim_stated_points(reader: Progress) -> None:
    """该指标满分为5分。, 基本分8分。, 5分。: the row's points in front of the rule."""
    begin = 1 if reader.phrases and reader.phrases[0].text in POINTS_OWNERS else 0
    awards = begin
    while awards < len(reader.phrases) and reader.phrases[awards].kind == "award":
        awards += 1
    closes = awards < len(reader.phrases) - 1 and reader.phrases[awards].kind == "sep"
    given = [phrase.data for phrase in reader.phrases[begin:awards]]
    whole = all(each.to is None and each.of(reader.points) == reader.points for each in given)
    if closes and given and whole and reader.phrases[awards].text in "。;,":
        reader.claim(*range(awards))
    _claim_full_twice(reader)


def _claim_full_twice(reader: Progress) -> None:
    """满分10分 as a clause of its own, in front or behind."""
    kinds = ["sep", *(p.kind for p in reader.phrases), "sep"]
    for index in range(len(reader.phrases) - 1):
        if kinds[index : index + 4] != ["sep", "award", "award", "sep"] or len(reader.phrases) < 4:
            continue
        full, again = (p.data for p in reader.phrases[index : index + 2])
        same = full.of(reader.points) == again.of(reader.points) == reader.points
        if same and full.points is None and again.to is None:
            reader.claim(index, index + 1)
