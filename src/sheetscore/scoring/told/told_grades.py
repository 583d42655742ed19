"""A 完成值 that is, to the letter, one of the words to which the row's own wording gives a share of the points each.

完成值为“达成年度指标”的得100%，“部分达成年度指标”的得70%，“未达成年度指标”的不得分: the row says 部分达成年度指标, 70 %. Any other
word, and a wording with one clause more, is a person's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import decimal, fraction, plain
from sheetscore.model.figure import Input, Key
from sheetscore.regexes import regex
from sheetscore.rules import Rule
from sheetscore.rules.shapes.shapes import Interval, Ladder, Linear, Segment
from sheetscore.scoring.binding import OWN_QUANTITY, Bound
from sheetscore.words.text import clean, name_key

_GRADE = (
    "(?:基本|部分|未|没有|未能)?(?:达成|达到|完成|实现)(?:年度|预期|绩效)*(?:指标|目标)?值?"
    "(?:[并且](?:具有一定效果|效果较差))?"
)
_WORD = rf"(?:“(?P<quoted>[\u4e00-\u9fff]{{2,20}})”|(?P<bare>{_GRADE}))"
_WORTH = r"满分|(?P<number>\d+(?:\.\d+)?)(?P<share>%?)(?:的?(?:分值|权重分值?|满分|分数))?(?P<points>分)?"
_CLAUSE = regex(
    rf"(?:(?:实际)?完成(?:值|情况)|评价结果|自评结果|结果)?(?:为|是|填|属于)?{_WORD}(?:的)?,?"
    rf"(?:(?P<none>不得分|不计分|零分)|(?:得|计|按|记)?(?:该项|本项|指标)?(?:分值|权重分值?|满分)?的?(?:{_WORTH})(?:计分|计算|给分|得分)?)"
)
_FEWEST = 2


def with_told_grade(record: Mapping[str, Any], rule: Rule) -> Bound | None:
    """The rule over the share that the wording gives to the very word of the 完成值; None where it gives none, or says more."""
    if rule.kind not in ("judged", "graded") or not record["beside"] or not record["actual_cell"]:
        return None
    shares = _shares(str(record["criteria"]), rule.points)
    word = name_key(str(record["actual"])).rstrip("。.;")
    if shares is None or word not in shares:
        return None
    name = str(record["indicator"])
    whole = Interval(Fraction(0), True, None, False)
    told = replace(
        rule, kind="proportional", input="rate", unit="%", problems=(), leftover=(),
        shape=Ladder((Segment(whole, Linear(rule.points)),)), formula=None,
    )  # fmt: skip
    share = shares[word]
    value = decimal(share.numerator) / decimal(share.denominator)
    figure = Input(
        name, Key(name_key(name), OWN_QUANTITY, 0), value, "%", "value", record["sheet"], record["actual_cell"],
        part=str(record["actual"]).strip(),
    )  # fmt: skip
    return Bound(
        told,
        (figure,),
        {name: Fraction(1)},
        (f"完成值“{word}”按评价标准计 {plain(share * 100, 2)}%。",),
    )


def _shares(text: str, points: Fraction) -> dict[str, Fraction] | None:
    """The share of the points for each word; None where a clause is anything else, or one word has two."""
    found: dict[str, Fraction] = {}
    wording = re.sub(r"[,;。:]?$", "", clean(text).text)
    for clause in re.split(
        r"[;。]|[,、](?=“|完成[值情]|结果|(?:基本|部分|未|没有)?(?:达成|达到|完成|实现))", wording
    ):
        said = _CLAUSE.fullmatch(clause)
        if said is None or not points:
            return None
        word = name_key(said["quoted"] or said["bare"])
        share = _share(said, points)
        if share is None or word in found or not 0 <= share <= 1:
            return None
        found[word] = share
    return found if len(found) >= _FEWEST else None


def _share(said: re.Match[str], points: Fraction) -> Fraction | None:
    if said["none"]:
        return Fraction(0)
    if said["number"] is None:
        return Fraction(1)
    number = fraction(said["number"])
    if said["share"]:
        return number / 100 if not said["points"] else None
    if said["points"] or number == 0:
        return number / points
    return None
