"""What a sentence of a note says of 预算执行率: that it speaks of it, in whatever words, and the wording for its row.

Whatever gives or takes points there and is more than 执行率×分值 stands in place of the printed rule of 财预〔2020〕10号: it is read
whole as the wording of that row, or a person scores it (docs/读法.md，表上写明的计分办法).
"""

from __future__ import annotations

from sheetscore.regexes import regex
from sheetscore.rules.methods.method import MONEY, Method
from sheetscore.rules.methods.sentences import speaks_of_points
from sheetscore.words.execution_points import rule_like
from sheetscore.words.usual_execution import is_definition, is_usual, points_named

_TOTAL = r"(?:(?:年度|全年|项目|本年|预算)*(?:资金)?总(?:额|金额)(?:的)?)"
ABOUT_MONEY = regex(
    rf"(?:1)?(?:对于?|若|如果?|当|其中)?:?{_TOTAL}?(?:部门|项目|单位|年度|全年|资金|财政|预算)*(?:预算|资金|总额|总额的|总金额|总金额的)执行(?:率|情况|进度)?(?:得分|指标|的)?|执行率(?:得分)?|(?:年度|项目)*资金总额的?得分(?==)"
)
"""What a sentence about 预算执行率 begins with."""
_SAME_RATE = regex(
    rf"^(?:对于?|若|如果?|当|其中)?:?(?:{_TOTAL}(?:预算|资金)*|(?:年度|全年)*(?:预算|资金))执行率(?=[^\u4e00-\u9fff]|达|得|在|为|低|高|大|小|未|不|每|完|实|按|超|等|的|以)"
)
_WORTH = regex(
    r"^(?P<name>[\u4e00-\u9fff]{0,8}执行(?:率|情况))(?:得分|指标|分值)?(?:\((?:满分|分值|权重|共)?(?P<worth>\d{1,2})分\))?:(?=.)"
)
"""预算执行率得分（10分）：执行率=…: what the words behind it are about, and what it is worth."""
_DEFINES = regex(r"[\u4e00-\u9fff]{0,8}执行率(?:=|为|是|指)[^;。%]*/")


def _another_rate(wording: str) -> bool:
    """Does a wording say that the rate is anything else than B/A: 执行率=全年执行数/年初预算数?"""
    return _DEFINES.match(wording) is not None


def _wording(sentence: str) -> tuple[str, int | None]:
    """A sentence about 预算执行率 as its row's wording, and the points that it prints for the row.

    Without the heading and the usual definition in front, with the name of the row for 资金总额执行率. The wording is "" where
    nothing else is said.
    """
    found = _WORTH.match(sentence)
    rest = sentence[found.end() :] if found else sentence
    worth = int(found["worth"]) if found and found["worth"] else None
    if is_definition(rest):
        return "", worth
    head, _, tail = rest.partition(",")
    if tail and is_definition(head):
        rest = tail
    return _SAME_RATE.sub("预算执行率", rest), worth


def take_money(method: Method, sentence: str) -> None:
    """Puts a sentence about 预算执行率 into a method: the points that B/A is multiplied by, or a wording of its own."""
    wording, worth = _wording(sentence)
    method.money_of |= {worth} if worth else set()
    if is_usual(sentence) or is_usual(wording):
        method.money_of |= points_named(wording)
    elif speaks_of_points(wording) or rule_like(wording) or _another_rate(wording):
        method.money = ";".join(filter(None, (method.money, wording)))
        method.read.append((frozenset({MONEY}), sentence))
