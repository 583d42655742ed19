"""Phrases in the order and shape in which clauses are read: what is said twice once, points behind their condition."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from sheetscore.rules.shapes.elements import Condition, Edge, Phrase
from sheetscore.rules.tokens.subject import names_same, of_the_same
from sheetscore.rules.tokens.wording import GRADE_LABELS, LINKS, SAID, SAID_OF
from sheetscore.words.text import name_key

_GOALS = ("award", "deduction", "open", "step", "scoring")


def arrange(phrases: list[Phrase], name: str, points: Fraction) -> list[Phrase]:
    """The phrases with conditions in words read, restatements in brackets dropped and points-first clauses turned round."""
    found = [_own_step(phrase, name) for phrase in _said(phrases, name)]
    found = _without_restatements(found, name)
    return _points_last(found, points)


_MONEY = ("经费", "费", "支出", "投资", "概算", "成本", "资金", "采购")
_CONDITION_WORDS = ("的条件", "的情形", "的标准", "标准", "条件", "情形")
_ACTUAL = (
    "实际成本",
    "实际",
    "实际支出",
    "实际投资",
    "实际金额",
    "实际支出数",
    "支出",
    "决算数",
    "实际数",
)


_STAFF = ("在职人数", "在职人员数", "实有人数", "实际在职人数", "实际在职人员数", "在编人数")


# -- conditions in words: 未超过预算, 全部完成, 较上年持平或下降
def _said(phrases: list[Phrase], name: str) -> list[Phrase]:
    known = [
        (re.compile(rf"(?P<subject>.*?)(?P<said>{pattern})(?P<link>.*)"), sign, number)
        for (pattern, sign, number), ends in zip(SAID, SAID_OF, strict=True)
        if name_key(name).endswith(ends)
    ]
    found: list[Phrase] = []
    for index, phrase in enumerate(phrases):
        goal = phrases[index + 1].kind if index + 1 < len(phrases) else ""
        if goal == "sep" and phrases[index + 1].text == "," and index + 2 < len(phrases):
            goal = phrases[index + 2].kind
            if phrases[index + 2].text.startswith("即"):
                goal = "award"
        split = _split(phrase, known, name) if phrase.kind == "words" and goal in _GOALS else None
        found += split or [phrase]
    return found


def _split(
    phrase: Phrase, known: list[tuple[re.Pattern[str], str, int]], name: str
) -> list[Phrase] | None:
    for pattern, sign, number in known:
        match = pattern.fullmatch(phrase.text)
        if match is None or match["link"] not in ("", *LINKS):
            continue
        subject = match["subject"]
        verb = match.groupdict().get("verb")
        if verb and not name_key(name).endswith((f"{verb}率", f"{verb}比例")):
            continue
        if (
            subject
            and not (subject in _ACTUAL and any(word in name for word in _MONEY))
            and subject not in ("本年", "本年度")
            and not (subject in _STAFF and "编制" in match["said"] and "人员" in name)
            and not (names_same(subject, name, "") or of_the_same(subject, name))
            and not (verb and name_key(name).startswith(name_key(subject) + verb))
        ):
            continue
        edge = Edge(Fraction(number), True, 3)
        if sign == ">":
            edge = Edge(Fraction(number), False, 3)
        low, high = (edge, None) if sign in "≥>" else (None, edge)
        at = phrase.begin + match.start("said")
        end = phrase.begin + match.end("said")
        parts = [
            Phrase("condition", at, end, Condition(low, high, "ratio", said=True), match["said"])
        ]
        if match["link"]:
            parts.append(Phrase("words", end, phrase.end, match["link"], match["link"]))
        return parts
    return None


def _own_step(phrase: Phrase, name: str) -> Phrase:
    """每少缴纳1% under a row that is no 缴纳率 speaks of something else."""
    foreign = phrase.kind == "step" and phrase.data.verb not in name
    return replace(phrase, kind="words", data=None) if foreign else phrase


# -- 未超过预算的（控制率≤100%）; 优（完成率≥90%）; 得5分（到位率=100%）
def _without_restatements(phrases: list[Phrase], name: str) -> list[Phrase]:
    found: list[Phrase] = []
    index = 0
    while index < len(phrases):
        if phrases[index].kind == "open":
            close = next((i for i in range(index, len(phrases)) if phrases[i].kind == "close"), 0)
            inner = phrases[index + 1 : close]
            if close and _is_condition(inner):
                if _says_again(found, inner, name):
                    index = close + 1
                    continue
                if _labels(found):
                    found.pop()
                    found += inner
                    index = close + 1
                    continue
                if not found or found[-1].kind in ("sep", "mark"):
                    found += inner
                    index = close + 1
                    continue
        found.append(phrases[index])
        index += 1
    return _without_namely(_without_labels(found), name)


def _is_condition(inner: list[Phrase]) -> bool:
    kinds = [phrase.kind for phrase in inner if phrase.kind not in ("sep", "link")]
    return kinds in (
        ["condition"],
        ["words", "condition"],
        ["condition", "condition"],
    ) or kinds == [
        "words",
        "condition",
        "condition",
    ]


def _says_again(before: list[Phrase], inner: list[Phrase], name: str) -> bool:
    """The condition in brackets is the one said in words before it, with or without the points between."""
    back = [p for p in before if p.kind != "words" or p.text not in LINKS]
    while back and back[-1].kind in ("award", "deduction"):
        back.pop()
    conditions = [phrase.data for phrase in inner if phrase.kind == "condition"]
    if not back or back[-1].kind != "condition" or len(conditions) != 1:
        return False
    subjects = [p.text.removeprefix("即") for p in inner if p.kind == "words"]
    if any(subject and not names_same(subject, name, "") for subject in subjects):
        return False
    said, again = back[-1].data, conditions[0]
    return said.said and _equal(said, again)


def _equal(said: Condition, again: Condition) -> bool:
    """The same stretch; a bare value or = at the good end (足额到位：到位率=100%) says the same as reaching it."""
    if again.interval == said.interval:
        return True
    edge = said.low or said.high
    single = again.low is not None and again.low == again.high
    return (
        single
        and edge is not None
        and edge.closed
        and again.low is not None
        and again.low.value == edge.value
    )


def _labels(before: list[Phrase]) -> bool:
    """优（…）, 第一档（…）: the label of a band."""
    if not before or before[-1].kind != "words" or before[-1].text not in GRADE_LABELS:
        return False
    return len(before) == 1 or before[-2].kind in ("sep", "mark")


def _without_labels(phrases: list[Phrase]) -> list[Phrase]:
    """优秀：满意度≥95%，10分: the label and its colon, where a condition stands before the points."""
    found: list[Phrase] = []
    index = 0
    while index < len(phrases):
        behind = phrases[index + 2 : index + 4]
        kinds = [phrase.kind for phrase in behind]
        colon = index + 1 < len(phrases) and phrases[index + 1].text == ":"
        if (
            colon
            and _labels([*phrases[: index + 1]])
            and (kinds[:1] == ["condition"] or kinds == ["words", "condition"])
        ):
            index += 2
            continue
        found.append(phrases[index])
        index += 1
    return found


def _without_namely(phrases: list[Phrase], name: str) -> list[Phrase]:
    """…得满分，即控制率≤100%: the condition once more."""
    found: list[Phrase] = []
    index = 0
    while index < len(phrases):
        phrase = phrases[index]
        following = phrases[index + 1 : index + 2]
        if phrase.kind == "words" and phrase.text.startswith("即") and following:
            subject = phrase.text.removeprefix("即")
            back = [p for p in found if p.kind != "sep"]
            inner = [Phrase("words", phrase.begin, phrase.end, subject, subject), following[0]]
            if _is_condition(inner) and _says_again(back, inner if subject else inner[1:], name):
                index += 2
                continue
        found.append(phrase)
        index += 1
    return found


# -- 得10分：执行率≥95%；得8分：…
def _points_last(phrases: list[Phrase], points: Fraction) -> list[Phrase]:
    """Turn `points ： condition` round: the points belong to the condition behind the colon."""
    found: list[Phrase] = []
    index = 0
    while index < len(phrases):
        end = _condition_behind(phrases, index, points)
        if end is None:
            found.append(phrases[index])
            index += 1
            continue
        colon = next(i for i in range(index, end) if phrases[i].kind == "sep")
        found += [*phrases[colon + 1 : end], phrases[index]]
        index = end
    return found


def _condition_behind(phrases: list[Phrase], index: int, points: Fraction) -> int | None:
    """Where the clause ends that begins with points and a colon and holds a condition only; None for any other clause."""
    if phrases[index].kind != "award" or (index and phrases[index - 1].kind not in ("sep", "mark")):
        return None
    place = index + 1
    if place < len(phrases) and phrases[place].kind in ("award", "full_note"):  # 满分（10分）：
        again = phrases[place].data
        same = again if phrases[place].kind == "full_note" else again.of(points)
        if not phrases[index].data.of(points) == same == points:
            return None
        place += 1
    if place < len(phrases) and phrases[place].kind == "words":
        if phrases[place].text not in _CONDITION_WORDS:
            return None
        place += 1
    if place >= len(phrases) or phrases[place].kind != "sep" or phrases[place].text != ":":
        return None
    last = place
    for end in range(place + 1, len(phrases) + 1):
        closes = end == len(phrases) or (phrases[end].kind == "sep" and phrases[end].text != ",")
        given = end < len(phrases) and phrases[end].kind in (
            "award",
            "step",
            "scoring",
            "deduction",
        )
        if closes or given:
            last = end
            break
    if last < len(phrases) and phrases[last].kind != "sep":
        if phrases[last - 1].kind != "sep" or _condition_behind(phrases, last, points) is None:
            return None  # the condition has points of its own behind it
        last -= 1
    body = phrases[place + 1 : last]
    fits = all(p.kind in ("condition", "words", "link", "sep") for p in body)
    return last if body and fits and body[-1].kind == "condition" else None
