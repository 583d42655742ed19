"""Wordings that a person answers: ①②③ with points each, cases that each cost points, grade words. The arithmetic is ours."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from sheetscore.rules.clauses.counted import what_is_counted
from sheetscore.rules.rule import InputKind, Kind
from sheetscore.rules.shapes.by_hand import Checklist, Graded, Item, Violations
from sheetscore.rules.shapes.elements import Phrase
from sheetscore.rules.tokens.wording import DISCRETION, EXCEPTION, GRADE_WORDS
from sheetscore.words.text import Clean


@dataclass(slots=True)
class ListReading:
    """What was read: a shape (None where it contradicts itself, then `problems` says why) and the phrases it claims."""

    kind: Kind
    input: InputKind
    shape: Checklist | Violations | Graded | None
    claimed: list[int]
    problems: list[str] = field(default_factory=list)


def read_list(phrases: list[Phrase], points: Fraction, wording: Clean) -> ListReading | None:
    """A checklist, violations or grades; None when the wording is none of them, or hands them to a person's discretion."""
    if any(
        word in p.text
        for p in phrases
        if p.kind == "words"
        for word in (*DISCRETION, *EXCEPTION, *_TURNS)
    ):
        return None
    if numbered_ladder(phrases):
        return None
    if any(p.kind == "mark" for p in phrases):
        return _marked(phrases, points, wording)
    cases = any(p.kind == "case" for p in phrases)
    if cases and any(p.kind == "deduction" for p in phrases):
        return _violations(phrases, 0, points, (), wording)
    return _graded(phrases, points) or _unmarked(phrases, points, wording)


_TURNS = (
    "按比例",
    "上浮",
    "下浮",
    "系数",
    "不扣",
    "加倍",
    "减半",
    "轻微",
    "情节",
    "重大违",
    "重大问题",
    "重大失误",
)
"""Words that change what an item or a case is worth."""


def numbered_ladder(phrases: list[Phrase]) -> bool:
    """①≥95%得10分；②90%≤执行率<95%得8分: the marks number the bands of one ladder, not items of a list."""
    starts = [i for i, p in enumerate(phrases) if p.kind == "mark"]
    if len(starts) < 2:
        return False
    bounds = [*starts[1:], len(phrases)]
    regions = [phrases[start + 1 : end] for start, end in zip(starts, bounds, strict=True)]
    kinds = [{p.kind for p in region} for region in regions]
    bounds_only = {"until", "cap", "most", "floor", "sep"}
    ladder = [each for each in kinds if not each <= bounds_only]
    return len(ladder) > 1 and all(
        "step" in each or ("condition" in each and each & {"award", "step"}) for each in ladder
    )


def _marked(phrases: list[Phrase], points: Fraction, wording: Clean) -> ListReading | None:
    starts = [i for i, p in enumerate(phrases) if p.kind == "mark"]
    if any(p.kind == "words" for p in phrases[: starts[0]]):
        return None
    bounds = [*starts[1:], len(phrases)]
    regions = [phrases[start + 1 : end] for start, end in zip(starts, bounds, strict=True)]
    awards = [[p for p in region if p.kind == "award"] for region in regions]
    marks = [phrases[start].text.strip("().、") for start in starts]
    uniform = _uniform(phrases, starts[-1])
    if uniform is not None and not any(awards[:-1]):
        score, end = uniform
        items = tuple(
            Item(mark, _text(region, None, wording), score)
            for mark, region in zip(marks, regions, strict=True)
        )
        return _checklist(items, points, list(range(end)), marks)
    if _alternatives(regions) or any(_spoils(region) for region in regions[:-1]):
        return None
    if all(awards) and not any(p.kind == "step" for p in phrases):
        items = tuple(
            Item(mark, _text(region, found[0], wording), found[0].data.of(points))
            for mark, region, found in zip(marks, regions, awards, strict=True)
        )
        last_award = max(i for i, p in enumerate(phrases) if p.kind == "award")
        reading = _checklist(items, points, list(range(last_award + 1)), marks)
        if any(len(found) != 1 for found in awards):
            reading.shape, reading.problems = None, ["有的项写了几个分数"]
        reading.claimed += _missing_trailer(
            phrases, last_award + 1, {item.points for item in items}
        )
        return reading
    if not any(awards) and any(p.kind == "case" for p in regions[-1]):
        texts = tuple(_text(region, None, wording) for region in regions)
        return _violations(phrases, starts[-1], points, texts, wording)
    return None


def _alternatives(regions: list[list[Phrase]]) -> bool:
    """①优秀得3分；②良好得2分: every item ends in a grade word, so only one of them can hold."""
    words = [next((p.text for p in region if p.kind == "words"), "") for region in regions]
    return (
        len(words) > 1
        and all(text.removesuffix("的").endswith(GRADE_WORDS) for text in words)
        and all(len(text) <= _SHORT for text in words)
    )


def _spoils(region: list[Phrase]) -> bool:
    """Anything behind an item's points but punctuation: 2分，每缺一项扣0.5分."""
    last = max((i for i, p in enumerate(region) if p.kind == "award"), default=None)
    if last is None:
        return any(
            p.kind in ("cap", "most", "otherwise", "proportion", "deduction") for p in region
        )
    return any(p.kind != "sep" for p in region[last + 1 :])


def _checklist(
    items: tuple[Item, ...], points: Fraction, claimed: list[int], marks: list[str]
) -> ListReading:
    shape = Checklist(items)
    if shape.total != points:
        return ListReading("checklist", "items", None, claimed, ["各项分数之和与分值不一致"])
    if len(set(marks)) != len(marks):
        return ListReading("checklist", "items", None, claimed, ["项号重复"])
    return ListReading("checklist", "items", shape, claimed)


def _uniform(phrases: list[Phrase], last_mark: int) -> tuple[Fraction, int] | None:
    """…各1分 / 每项得1分 behind the last item: the points of every one, and where the phrase ends."""
    for index in range(last_mark, len(phrases) - 1):
        words, award = phrases[index], phrases[index + 1]
        is_each = words.kind == "words" and words.text in (
            "各",
            "每项",
            "每一项",
            "每条",
            "各项",
            "每项各",
        )
        if (
            is_each
            and award.kind == "award"
            and award.data.points is not None
            and award.data.to is None
        ):
            return award.data.points, index + 2
    return None


def _missing_trailer(phrases: list[Phrase], begin: int, points: set[Fraction]) -> list[int]:
    """缺一项减1分，减完为止 behind items of 1 point each says the same once more."""
    rest = [i for i in range(begin, len(phrases)) if phrases[i].kind != "sep"]
    kinds = [phrases[i].kind for i in rest]
    if kinds[:2] != ["case", "deduction"] or kinds[2:] not in ([], ["until"]):
        return []
    return rest if {phrases[rest[1]].data.points} == points else []


def _unmarked(phrases: list[Phrase], points: Fraction, wording: Clean) -> ListReading | None:
    """目标明确（1分），细化（1分），量化（2分）: words and points in turn, adding up to the points of the row."""
    awards = [i for i, p in enumerate(phrases) if p.kind == "award"]
    if len(awards) < 2 or any(
        p.kind not in ("words", "award", "sep") for p in phrases[: awards[-1] + 1]
    ):
        return None
    items, begin = [], 0
    for number, index in enumerate(awards, 1):
        region = [p for p in phrases[begin:index] if p.kind != "sep" or p.text == "、"]
        if not any(p.kind == "words" for p in region) or phrases[index].data.points is None:
            return None
        items.append(
            Item(str(number), _text(region, phrases[index], wording), phrases[index].data.points)
        )
        begin = index + 1
    if sum((item.points for item in items), Fraction(0)) != points or any(
        i.points <= 0 for i in items
    ):
        return None
    return ListReading("checklist", "items", Checklist(tuple(items)), list(range(awards[-1] + 1)))


def _text(region: list[Phrase], until: Phrase | None, wording: Clean) -> str:
    """The words of one item, without its points and closing punctuation."""
    if not region:
        return ""
    end = until.begin if until else _sentence_end(region)
    return wording.quote(region[0].begin, end).strip(" 　,，;；。、:：\n")


def _sentence_end(region: list[Phrase]) -> int:
    return next((p.begin for p in region if p.kind == "sep" and p.text == "。"), region[-1].end)


def _violations(
    phrases: list[Phrase], listed: int, points: Fraction, items: tuple[str, ...], wording: Clean
) -> ListReading | None:
    """…每出现一例不符合要求的扣1分，扣完为止: one case word, one deduction."""
    cases = [i for i, p in enumerate(phrases) if p.kind == "case" and i >= listed]
    deductions = [i for i, p in enumerate(phrases) if p.kind == "deduction"]
    if len(cases) != 1 or len(deductions) != 1 or deductions[0] < cases[0]:
        return None
    full = [i for i, p in enumerate(phrases) if p.kind == "award"]
    leads = full == [1] and phrases[0].kind == "words" and phrases[1].data.of(points) == points
    unwanted = (
        "step",
        "condition",
        "most",
        "cap",
        "otherwise",
        "proportion",
        "exempt",
        "floor",
        "stated",
    )
    if any(p.kind in unwanted for p in phrases) or (full and not leads):
        return None
    before = phrases[deductions[0] - 1]
    if before.kind == "words" and before.text.endswith(_DENIALS[:5]):
        return None
    deduct = phrases[deductions[0]].data.of(points)
    begin = 0 if items or leads else _clause_begin(phrases, cases[0])
    claimed = list(range(begin, deductions[0] + 1))
    claimed += [
        i
        for i, p in enumerate(phrases)
        if p.kind == "until" and p.data in (None, Fraction(0), points)
    ]
    if deduct <= 0 or deduct > points:
        return ListReading("violations", "count", None, claimed, ["每例扣分不在 0 与分值之间"])
    first = phrases[_clause_begin(phrases, cases[0])].begin
    what, unit = what_is_counted(wording.text[first : phrases[deductions[0]].begin])
    shape = Violations(points, deduct, items, what=what, unit=unit)
    return ListReading("violations", "count", shape, claimed)


def _clause_begin(phrases: list[Phrase], index: int) -> int:
    while index > 0 and phrases[index - 1].kind != "sep":
        index -= 1
    return index


def _graded(phrases: list[Phrase], points: Fraction) -> ListReading | None:
    """…较好的计6分；一般3分；无效果或者效果不明显0分: every award stands behind a grade word (不健全减10分 likewise)."""
    if any(p.kind not in ("words", "award", "deduction", "sep") for p in phrases):
        return None
    if any("每" in p.text for p in phrases if p.kind == "words"):
        return None  # 每有一款不符合扣1分 counts, it does not grade
    grades: list[tuple[str, Fraction]] = []
    last = -1
    for index, phrase in enumerate(phrases):
        if phrase.kind not in ("award", "deduction"):
            continue
        word = _grade_word(phrases, index) or _denied(phrases, index)
        if word is None or phrase.data.to is not None:
            return None
        score = phrase.data.of(points)
        grades.append((word, score if phrase.kind == "award" else points - score))
        last = index
    if len(grades) < 2:
        return None
    claimed = list(range(last + 1))
    scores = [score for _, score in grades]
    if max(scores) != points or min(scores) < 0 or len({word for word, _ in grades}) != len(grades):
        return None
    return ListReading("graded", "word", Graded(tuple(grades)), claimed)


_DENIALS = (
    "不",
    "未",
    "没",
    "无",
    "非",
    "难",
    "欠",
    "有",
    "太",
    "么",
    "很",
    "是",
    "常",
    "较",
    "最",
    "更",
)
"""What in front of a grade word makes it another grade (没有完成, 不太好)."""
_SHORT = 6
"""Longest item that is a bare grade (部分完成)."""
_NEGATIONS = ("未", "不", "没有", "没")


def _denied(phrases: list[Phrase], award: int) -> str | None:
    """按时公开得2分，未按时公开不得分: the words themselves are the two grades."""
    texts = [p.text.removesuffix("的") for p in phrases if p.kind == "words"]
    if len(texts) != 2 or texts[1] not in [f"{word}{texts[0]}" for word in _NEGATIONS]:
        return None
    before = [p for p in phrases[:award] if p.kind == "words"]
    return before[-1].text.removesuffix("的") if before else None


def _grade_word(phrases: list[Phrase], award: int) -> str | None:
    index = award - 1
    while index >= 0 and phrases[index].kind == "sep" and phrases[index].text in ",:":
        index -= 1
    if index < 0 or phrases[index].kind != "words":
        return None
    text = phrases[index].text.removesuffix("的")
    word = max((w for w in GRADE_WORDS if text.endswith(w)), key=len, default=None)
    if word is None or text[: -len(word)].endswith(_DENIALS):
        return None
    return word
