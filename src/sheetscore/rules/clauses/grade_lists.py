"""Grades that are printed as a list: 优：5分；良：4分, and 按优、良、中、差分别得5、4、3、1分. Read whole or not at all.

Grades inside sentences (效果较好的计6分；一般3分) are read in lists.py.
"""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex
from sheetscore.rules.shapes.by_hand import Graded
from sheetscore.words.text import Clean

_GRADES = (
    "优秀|优良|优|良好|良|中等|中|差|合格|基本合格|不合格|一般|较好|较差|好|达标|不达标|特等|一等|二等|三等|四等|五等"
    "|第?[一二三四五]档|一级|二级|三级|四级|五级|[ABCDE](?=级|等|档)"
)
_NUMBER = r"\d{1,3}(?:\.\d{1,3})?"
_LONGEST = 200
"""Characters of a wording that does no more than list grades."""
_OWNER = "(?:年度)?(?:考核|评定|评价|考评|验收|测评)?(?:结果|等次|等级)?(?:评定|确定)?(?:为|是)?"
_ONE = regex(
    rf"{_OWNER}[“]?(?P<word>{_GRADES})[”]?(?P<tail>级|等|档|等次|等级)?(?:的|者)?[:,]?\(?(?:得|计|给|记|为)?(?:(?P<n>{_NUMBER})分|(?P<full>满分)|(?P<none>不得分|不计分))\)?"
)
_LISTED = regex(
    rf"(?:根据|按照?|依据)?{_OWNER}(?P<words>(?:{_GRADES})(?:级|等|档)?(?:、(?:{_GRADES})(?:级|等|档)?)+)(?:等次|等级|的)?,?"
    rf"(?:分别|依次)(?:得|计|给|记)(?P<scores>{_NUMBER}分?(?:、{_NUMBER}分?)+)"
)


def read_grades(wording: Clean, points: Fraction) -> Graded | None:
    """The grades of a wording, best first; None unless it says nothing else and the first is worth the points of the row."""
    text = wording.text.rstrip("。;")
    if len(text) > _LONGEST:
        return None
    found = _listed(text) or _in_turn(text, points)
    scores = [score for _, score in found]
    words = [word for word, _ in found]
    falling = scores == sorted(set(scores), reverse=True)
    if len(found) < 2 or not falling or scores[0] != points or len(set(words)) != len(words):
        return None
    return Graded(tuple(found))


def _listed(text: str) -> list[tuple[str, Fraction]]:
    match = _LISTED.fullmatch(text)
    if match is None:
        return []
    words = match["words"].split("、")
    scores = [each.removesuffix("分") for each in match["scores"].split("、")]
    if len(words) != len(scores) or not match["scores"].endswith("分"):
        return []
    return [(word, fraction(score)) for word, score in zip(words, scores, strict=True)]


def _in_turn(text: str, points: Fraction) -> list[tuple[str, Fraction]]:
    found = []
    text = re.sub(",(?=得|计|给|记|不得分|不计分)", "", text)
    for part in re.split("[;。]|[,、](?=[^,、;。]*(?:分|满分)(?:[,、;。)]|$))", text):
        match = _ONE.fullmatch(part)
        if match is None:
            return []
        score = points if match["full"] else fraction(match["n"] or 0)
        found.append((f"{match['word']}{match['tail'] or ''}", score))
    return found
