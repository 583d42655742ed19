"""What a person is asked for by a wording that was read whole: how many, which items, which grade. The score follows (评定依据数).

Source of the readings: docs/读法.md（评定依据数）. An entry scores the same here and in the formula of a spreadsheet: what one of the
two cannot tell for sure (2次 as text, 1.5, a word that is no grade) is no entry for either.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from sheetscore.exact.amounts import half_up, plain
from sheetscore.regexes import regex
from sheetscore.rules.clauses.counted import CUT_SHORT, contrary
from sheetscore.rules.rule import Rule
from sheetscore.rules.shapes.by_hand import Checklist, Graded, Violations
from sheetscore.rules.shapes.excel_text import GUARD, number
from sheetscore.words.text import clean

MOST_COUNTED = 9_999
"""Counts end here: a date that was typed for a number is stored as a larger one."""
NOTHING, EVERYTHING = ("无", "0"), "全部"
"""Words in place of marks: no item holds, all of them do."""
SEPARATORS = "、，,；; "
"""What may stand between marks."""
_LONGEST_WORD = 200
_MOST_ITEMS = 9
"""Items that one digit each can name; more of them are told apart by ①…⑳ alone."""
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LIMITED = regex(
    r"原则上|人均|户均|平均|除外|除[^,;。]{1,12}外|另行|酌|视[情具]|左右|(?<![履签契公解预条节大特简违合制])约(?![束定谈])|约(?=得|计|扣|减|\d)|得[不未没非](?:满分|全分|\d)|分[不未没非每](?=[,，;；。、]|$)|上浮|下浮|加倍|减半|系数|以此类推扣减"
)
"""Words that leave open what a case costs: no entry then, a person gives the points."""
_CUT_OFF = regex("[不未没非每]分(?!别)|分[不未没非每](?!得|计|给)")
"""Between a grade and its points: 优得5不分."""

_EACH = regex("每(?!月|季|年|半年|周)")
"""每月上报 is how often, not a second count."""

Kind = Literal["count", "items", "word"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: `what` in words (不符合的项数（项）), `hint` how it is typed, `words` the only entries that count (() : others)."""

    kind: Kind
    what: str
    hint: str
    unit: str = ""
    most: int = MOST_COUNTED
    words: tuple[str, ...] = ()


def asked_of(rule: Rule) -> Asked | None:
    """What a person is asked for by a rule; None where figures score it, or a person gives the points themselves."""
    text = clean(rule.text).text
    if rule.kind == "judged" or rule.computable or _LIMITED.search(text):
        return None
    shape = rule.shape
    if isinstance(shape, Violations) and not _clear(shape, text):
        return None
    if isinstance(shape, Violations):
        most = MOST_COUNTED if shape.required is None else shape.required
        hint = f"请填 0 到 {most} 的整数，没有填 0"
        return Asked("count", shape.what, hint, shape.unit, most)
    if isinstance(shape, Graded) and _CUT_OFF.search(text):
        return None
    if isinstance(shape, Graded):
        words = tuple(word for word, _ in shape.grades)
        usable = all(len(word) <= _LONGEST_WORD for word in words)
        return Asked("word", f"等次（{'、'.join(words)}）", f"请填“{'”或“'.join(words)}”", words=words) if usable else None  # fmt: skip
    if isinstance(shape, Checklist):
        return _items(shape)
    return None


def _clear(shape: Violations, text: str) -> bool:
    """What is counted is told, once, and what stands in front of 得满分 does not say the opposite of a clean sheet."""
    if not shape.what or (not shape.items and len(_EACH.findall(text)) > 1):
        return False
    return shape.items != () or not contrary(text)


def _items(shape: Checklist) -> Asked | None:
    names = _names(shape)
    if not names or any(item.text.endswith(CUT_SHORT) for item in shape.items):
        return None
    shown = "；".join(f"{names[item.mark][0]}{_short(item.text)}" for item in shape.items)
    marks = "".join(each[-1] for each in list(names.values())[:2])
    return Asked(
        "items", f"符合的项号（{shown}）", f"请填符合的各项的号，如 {marks}；都符合填“{EVERYTHING}”，都不符合填“{NOTHING[0]}”",
    )  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= 12 else f"{text[:11]}…"


def _names(shape: Checklist) -> dict[str, tuple[str, ...]]:
    """What an item may be called in an entry, by its mark: ① or 1; {} where the marks cannot be told apart."""
    marks = [item.mark for item in shape.items]
    few = len(marks) <= _MOST_ITEMS
    if marks == list(_CIRCLED[: len(marks)]):
        return {m: (m, str(n)) if few else (m,) for n, m in enumerate(marks, 1)}
    if marks == [str(n) for n in range(1, len(marks) + 1)] and few:
        return {mark: (_CIRCLED[n], mark) for n, mark in enumerate(marks)}
    return {}


def entry_score(rule: Rule, value: Decimal | str) -> tuple[Decimal | None, str]:
    """Points for an entry, rounded half up to the rule's places, or why there are none. `value`: a count as a number, else a text."""
    asked, shape = asked_of(rule), rule.shape
    if asked is None:
        return None, "本项不需要评定依据数"
    found: Fraction | None = None
    why = asked.hint
    if isinstance(shape, Violations) and isinstance(value, Decimal):
        if value != value.to_integral_value():
            why = "不是整数"
        elif not 0 <= value <= asked.most:
            why = "是负数" if value < 0 else f"超过 {asked.most}"
        else:
            found = shape.score(int(value))
    elif isinstance(shape, Graded) and isinstance(value, str):
        found = dict(shape.grades).get(value)
        why = f"不是{'、'.join(asked.words)}之一"
    elif isinstance(shape, Checklist) and isinstance(value, str):
        found = _ticked(shape, value)
        why = "不是项号"
    return (None, why) if found is None else (half_up(found, rule.places), "")


def _ticked(shape: Checklist, text: str) -> Fraction | None:
    if text in NOTHING:
        return Fraction(0)
    if text == EVERYTHING:
        return shape.total
    left, total, ticked = text, Fraction(0), 0
    for item in shape.items:
        names = _names(shape)[item.mark]
        times = sum(text.count(name) for name in names)
        if times > 1:
            return None
        for name in names:
            left = left.replace(name, "")
        ticked, total = ticked + times, total + item.points * times
    return total if ticked and set(left) <= set(SEPARATORS) else None


def entry_excel(rule: Rule, ref: str) -> str:
    """The points for the entry in the cell `ref` as an expression of a spreadsheet, "" in it where that is no entry.

    No expression ("") where nothing is asked for.
    """
    asked, shape = asked_of(rule), rule.shape
    if asked is None:
        return ""
    if isinstance(shape, Violations):
        whole = f"AND({ref}>=0,{ref}<={asked.most},{ref}=INT({ref}))"
        score = _rounded(_count_excel(shape, ref), rule.places)
        return f'IF(AND(ISNUMBER({ref}),NOT(ISLOGICAL({ref}))),IF({whole},{score},""),"")'
    if isinstance(shape, Graded):
        text = '""'
        for word, points in reversed(shape.grades):
            quoted = word.replace('"', '""')
            text = f'IF(EXACT({ref},"{quoted}"),{_rounded(number(points), rule.places)},{text})'
        return f'IF(ISTEXT({ref}),{text},"")'
    assert isinstance(shape, Checklist)
    return _items_excel(shape, ref, rule.places)


def _count_excel(shape: Violations, ref: str) -> str:
    score = f"MAX({number(shape.floor)},{number(shape.start)}-{number(shape.deduct)}*{ref})"
    return score if shape.nothing_from is None else f"IF({ref}>={shape.nothing_from},0,{score})"


def _items_excel(shape: Checklist, ref: str, places: int) -> str:
    names = _names(shape)
    times = {mark: _times(ref, each) for mark, each in names.items()}
    once = ",".join(f"{each}<=1" for each in times.values())
    ticked = "+".join(times.values())
    apart = "+".join(f'LEN({ref})-LEN(SUBSTITUTE({ref},"{char}",""))' for char in SEPARATORS)
    total = "+".join(f"{number(item.points)}*({times[item.mark]})" for item in shape.items)
    listed = (
        f'IF(AND({ticked}>0,{once},LEN({ref})-({ticked})-({apart})=0),{_rounded(total, places)},"")'
    )
    nothing = ",".join(f'{ref}="{word}"' for word in NOTHING)
    whole = _rounded(number(shape.total), places)
    return f'IF(ISTEXT({ref}),IF(OR({nothing}),0,IF({ref}="{EVERYTHING}",{whole},{listed})),"")'


def _times(ref: str, names: tuple[str, ...]) -> str:
    """How often a mark stands in the entry, under any of its names."""
    text = ref
    for name in names:
        text = f'SUBSTITUTE({text},"{name}","")'
    return f"LEN({ref})-LEN({text})"


def _rounded(expression: str, places: int) -> str:
    return f"ROUND(ROUND({expression},{GUARD}),{places})"


def tell_entry(asked: Asked, value: Decimal | str) -> str:
    """An entry as the steps name it: 2 项, ①③, 良."""
    return f"{plain(value)} {asked.unit}".strip() if isinstance(value, Decimal) else f"“{value}”"
