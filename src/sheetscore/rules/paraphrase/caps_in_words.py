"""Where a score ends, in plainer words: 超额完成的按满分计, 超过计划的按8分计, 满分5分封顶, 计算结果低于2分的按2分计."""

from __future__ import annotations

from fractions import Fraction

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex

_N = r"\d+(?:\.\d+)?"
_FULL = r"(?:满分值?|(?:本|该)?(?:项|指标)?的?(?:分值|满分|权重)|100%)"
_BEFORE = r"(?:^|(?<=[,;。(]))"
_END = r"(?=[,;。)]|$)"
_PLAN = "(?:年度|既定|预期|绩效)*的?(?:目标任务|任务目标|计划任务|目标|计划|任务|指标)(?:数量|数|值|量)?"
_MORE = (
    rf"(?:超额完成(?:{_PLAN})?|超(?:{_PLAN})完成|超额"
    rf"|(?:实际完成[数值量]|完成[数值量])?(?:超过|超出|高于|大于){_PLAN})(?:的|时|部分|的部分)*"
)
_OVER = regex(
    rf"{_BEFORE}(?:{_MORE},?(?:均|也|仍|一律)?(?:(?:按|以)(?:照)?(?:{_FULL}|(?P<a>{_N})分)(?:计算得分|计算|计分|计|为限|封顶)?|(?:得|计)(?:满分|(?P<b>{_N})分)|(?:不|不再|不另|不额外|不重复)(?:行|予|予以)?加分)"
    rf"|(?:最终|计算)?(?:结果|得分)(?:超过|大于|高于|超出)(?:{_FULL}|(?P<c>{_N})分)(?:的|时)?,?(?:按|以)(?:照)?(?:{_FULL}|(?P<d>{_N})分)(?:计算|计分|计)"
    rf"|(?:本项|该项|得分)?(?:最高|满分)(?:得分)?(?:为|得|不超过)?(?P<e>{_N})分封顶|(?:得分)?封顶(?:为)?(?P<f>{_N})分|(?:得分)?(?P<g>{_N})分封顶|(?:本项|该项)?(?:得分|计分)最高(?:为|得|不超过)(?P<h>{_N})分|(?:本项|该项|此项)最[高多](?:为|得|计)?(?P<j>{_N})分|得分以(?P<k>{_N})分为(?:上限|限)|(?:本项)?满分(?:为)?(?P<i>{_N})分)"
    rf"{_END}"
)
_LEAST = regex(
    rf"{_BEFORE}(?:(?:最终|计算)?(?:结果|得分)|计分)?(?:低于|小于|不足|少于)(?P<a>{_N})分(?:的|时)?,?(?:按|以)(?:照)?(?P<b>{_N})分(?:计算|计分|计){_END}"
)
_TIMES = regex(rf"(?<=\*)({_N})分(?:计|折算){_END}")
_BY_SHARE = regex("得分=|[*/]|比例|加")


def caps_in_words(text: str, _name: str, points: Fraction) -> str:
    """At most the points of the row, at least what is said; a cap at other points stays unread."""
    if _BY_SHARE.search(text):
        for match in reversed(list(_OVER.finditer(text))):
            said = {fraction(number) for number in match.groupdict().values() if number}
            if said <= {points}:
                text = f"{text[: match.start()]}最高得{plain(points, 4)}分{text[match.end() :]}"
    text = _TIMES.sub(r"\1分计分", text)
    least = list(_LEAST.finditer(text))
    if len(least) == 1 and fraction(least[0]["a"]) == fraction(least[0]["b"]) < points:
        text = f"{text[: least[0].start()]}最低得{least[0]['b']}分{text[least[0].end() :]}"
    return text
