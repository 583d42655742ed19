"""得分=受理量/1000×5: a score over the row's own figure, which is no rate, in the words of the row."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex
from sheetscore.rules.formulas.formula import POINTS_WORDS
from sheetscore.rules.paraphrase.own_terms import own_term, planned_term
from sheetscore.rules.paraphrase.quantity_words import MARK_UNIT
from sheetscore.rules.tokens.patterns import UNITS
from sheetscore.rules.tokens.wording import RATE_ENDINGS
from sheetscore.words.text import name_key

_N = r"\d+(?:\.\d+)?"
_SCORE = regex(
    r"(?:^|(?<=[,;。:]))(?P<lead>(?:本项|该项|此项|本指标|该指标|指标|实际|最终)?得分=)(?P<body>[^,;。:=<>≤≥]+)(?=[,;。]|$)"
)
_BY = regex(
    r"(?:^|(?<=[,;。:的]))(?P<lead>按(?:照)?)“?(?P<body>[^,;。:=<>≤≥“”按]*[*/][^,;。:=<>≤≥“”按]*?)”?(?:计算得分|计算|计分|得分|给分|折算得分|折算)(?=[,;。]|$)"
)
_SOURCE = regex(
    r"^(?:按照?|根据|依据|以)(?P<what>[^,;。:0-9=]{2,20}?)(?:折算|换算|计算)(?:得分|计分)?[:,。;](?=(?:本项|该项)?得分=)"
)
_OTHERWISE = regex(r"(?:^|(?<=[,;。]))(?:不足|未达到|达不到|低于)的?,?(?=(?:按|得分=)|$)")
_WORD = regex(r"[^-+*/()\[\]{}]+")
_UNIT = "|".join(re.escape(each) for each in UNITS)
_NUMBER = regex(rf"{_N}(?:%|分|{_UNIT})?")
_BRACKET = regex(r"\((?P<unit>[\u4e00-\u9fff]{1,3})\)$")


def over_own_figure(text: str, name: str, points: Fraction) -> str:
    """The formula over 完成值; a text whose formula takes anything else comes back unchanged."""
    key = re.sub(r"\([^()]*\)$", "", name_key(name))
    if key.endswith(RATE_ENDINGS):
        return text
    match = _SCORE.search(text) or _BY.search(text)
    if match is None:
        return text
    body = _over(match["body"], name)
    if body is None:
        return text
    before, after = text[: match.start()], text[match.end() :]
    source = _SOURCE.match(f"{before}得分=")
    if source is not None and own_term(source["what"].removesuffix("的"), name):
        before = ""
    before = _OTHERWISE.sub("否则,", before)
    zero = (
        ""
        if re.search(r"\d(?!分)[\u4e00-\u9fff]", before + after_bands(after))
        else f"=0{MARK_UNIT}得0分;"
    )
    after = _capped(after, match["body"], name, points)
    return f"{zero}{before}得分={body}{after}"


def after_bands(after: str) -> str:
    """What behind the formula speaks of values, and not of points or of a cap."""
    return re.sub(
        rf"最[高低]得{_N}分|按{_N}[\u4e00-\u9fff]{{1,2}}计算?|(?:超过|大于|多于){_N}[\u4e00-\u9fff]{{1,2}}的?|{_N}分",
        "",
        after,
    )


def _over(body: str, name: str) -> str | None:
    """The body with the row's own figure as 完成值; None where it is made of anything but that, numbers and the points."""
    terms: set[str] = set()

    def written(match: re.Match[str]) -> str:
        word = match.group()
        if word in POINTS_WORDS or word.endswith("%"):
            return word
        if _NUMBER.fullmatch(word):
            return re.sub(r"(?<=\d)[^\d%]+$", "", word)
        terms.add(word)
        return "完成值"

    written_body = _WORD.sub(written, body)
    if len(terms) != 1 or not own_term(terms.pop(), name):
        return None
    return written_body


def _capped(after: str, body: str, name: str, points: Fraction) -> str:
    """引进人数超过40人的，按40人计算 behind /40: no more than full marks."""
    match = re.search(
        rf"[,;。](?P<own>[\u4e00-\u9fff]{{0,12}}?)(?:超过|大于|高于|多于)(?P<a>{_N})(?P<u>[\u4e00-\u9fff]{{0,2}}?)(?:的|时)?,?(?:按|以)(?P<b>{_N})(?P=u)(?:计算|计)(?=[,;。]|$)",
        after,
    )
    if match is None or match["u"] == "分" or fraction(match["a"]) != fraction(match["b"]):
        return after
    divided = re.search(rf"/{re.escape(match['a'])}(?![\d.%])", body)
    if divided is None or (match["own"] and not own_term(match["own"], name)):
        return after
    return f"{after[: match.start()]},最高得{plain(points, 4)}分{after[match.end() :]}"


_SUBJECT = regex(
    rf"(?:^|(?<=[,;。:]))(?P<own>[\u4e00-\u9fff“”]{{2,16}}?)(?=(?:控制在|不少于|不低于|不超过|不高于|不大于|不足|低于|少于|超过|高于|大于|达到|[≥≤<>])?{_N}[\u4e00-\u9fff㎡]{{1,3}})"
)
_SIGN = regex("(?:控制在|不|未|低于|少于|超过|高于|大于|达到|小于)")


def without_own_subject(text: str, name: str, _points: Fraction) -> str:
    """实际成本控制在120万元以内 under 设备购置成本（万元）, 全年争取上级资金不少于2亿元 under 争取上级资金额: the value alone."""
    if re.sub(r"\([^()]*\)$", "", name_key(name)).endswith(RATE_ENDINGS):
        return text
    for match in reversed(list(_SUBJECT.finditer(text))):
        if not _SIGN.search(match["own"]) and own_term(match["own"], name):
            text = text[: match.start()] + text[match.end() :]
    return text


_BETWEEN = regex(r"(?<=[<≤])(?P<own>[\u4e00-\u9fff“”]{2,12})(?=[<≤])")
_FRONT = regex(r"(?:^|(?<=[,;。]))(?P<own>[\u4e00-\u9fff“”]{2,12}?)(?=[≥≤<>])")


def without_own_between(text: str, name: str) -> str:
    """目标面积的90%≤建成面积<目标面积, 建成面积≥目标面积: 完成值 for the row's own figure by its name."""
    if re.sub(r"\([^()]*\)$", "", name_key(name)).endswith(RATE_ENDINGS):
        return text

    def value(match: re.Match[str]) -> str:
        return "完成值" if own_term(match["own"], name) else match.group()

    return _FRONT.sub(value, _BETWEEN.sub(value, text))


_PLACE = regex(
    r"(?:(?<=[=(/*+按“])|(?<=与)|(?<=占)|(?<=[\d值数量额]-))(?P<word>[\u4e00-\u9fff“”]{2,16}?(?:\([\u4e00-\u9fff]{1,3}\))?)(?=[-/)*+,;。占与除]|之比|的比|$)"
)
_RATIO = regex(
    r"按(?:照)?(?P<done>[\u4e00-\u9fff]{2,14}?)(?:与|占|除以|和)(?P<plan>[\u4e00-\u9fff]{2,14}?)(?:之比|的?(?:比例|比值|比率|百分比))(?:,)?(?:乘以?|\*)(?P<n>分值|满分|\d+(?:\.\d+)?分?)(?:计算得分|计算|计分|得分|给分|折算)?(?=[,;。]|$)"
)
_DEFINED = regex(
    r"[,;。(](?:其中[,:]?|式中[,:]?|注:)?(?P<rate>[\u4e00-\u9fff]{2,6}率)=[(\[]?(?:[(\[](?P<a>[^-+*/()\[\]]+)-(?P<b>[^-+*/()\[\]]+)[)\]]/(?P<c>[^-+*/()\[\],;。]+))[)\]]?(?:\*100%)?\)?(?=[,;。]|$)"
)


def ratios_as_quotients(text: str) -> str:
    """按实际受益户数与计划受益户数之比乘以分值计算得分: as the formula that it is."""
    return _RATIO.sub(lambda m: f"得分={m['done']}/{m['plan']}*{m['n']}", text)


def terms_as_values(text: str, name: str, number: str) -> str:
    """The row's own figure and its target inside the formulas of a wording, as 完成值 and the number."""
    if not re.search("[*/]|占|之比", text):
        return text

    def value(match: re.Match[str]) -> str:
        word = match["word"]
        if planned_term(word, name):
            return number
        return "完成值" if own_term(word, name) else word

    return _PLACE.sub(value, text)


def with_defined_rate(text: str, number: str, unit: str) -> str:
    """得分=（1-超出率）×分值，其中超出率=（完成值-50）÷50: the quotient in its place, conditions on the rate as values.

    `number` is the target, `unit` what stands behind the values. A definition over anything else stays unread.
    """
    match = _DEFINED.search(text)
    if match is None or match["c"] != number or {match["a"], match["b"]} != {"完成值", number}:
        return text
    rate = match["rate"]
    over = match["a"] == "完成值"
    if not re.search("超" if over else "未|差|缺|短|欠|降|节约", rate):
        return text
    rest = text[: match.start()] + text[match.end() :]
    target = fraction(number)

    def at(said: re.Match[str]) -> str:
        share = fraction(said["p"]) / 100
        edge = target * (1 + share if over else 1 - share)
        return f"{said['sign']}{plain(edge, 6)}{unit}" if over else said.group()

    rest = re.sub(
        rf"{rate}(?:在)?(?P<sign>达到|超过|大于|高于|≥|>|不超过|≤|小于|低于|<|不低于)(?P<p>{_N})%",
        at,
        rest,
    )
    return re.sub(
        rf"(?<=[-(*/=]){rate}(?=[-)*/+,;。]|$)", f"(({match['a']}-{match['b']})/{number})", rest
    )
