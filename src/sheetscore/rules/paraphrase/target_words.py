"""The target of the row where the wording names it without its number: 达到目标值, 控制在年度指标值以内, 实际完成值/目标值."""

from __future__ import annotations

import re
from typing import NamedTuple

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex
from sheetscore.rules.paraphrase.asides import loses_limits
from sheetscore.rules.paraphrase.base_steps import BASE
from sheetscore.rules.paraphrase.distances import distances
from sheetscore.rules.paraphrase.own_formulas import (
    ratios_as_quotients,
    terms_as_values,
    with_defined_rate,
    without_own_between,
)
from sheetscore.rules.paraphrase.own_terms import targets_in_plain_words
from sheetscore.rules.paraphrase.plain_clauses import started_steps
from sheetscore.rules.paraphrase.step_words import formulas_in_words
from sheetscore.rules.tokens.wording import DROP_ENDINGS, SMALLER_ENDINGS
from sheetscore.words.better_rates import is_no_count
from sheetscore.words.text import clean, name_key

_OWN = "(?:本|该)?(?:年度|全年|年初|当年|绩效|预期|既定|规定|设定|下达|预定)*的?"
_TARGET = (
    rf"(?:{_OWN}(?:目标任务数|任务目标值?|计划任务数?|任务计划数?|目标任务|绩效目标|(?:计划|目标)(?:成本|工期|投资|费用|完成[数量值])|目标值|指标值"
    r"|计划值|计划数|计划量|任务数|任务量|目标数|目标量|目标|计划|任务)(?![率书清名完单比系]))"
)
_DONE = "(?:(?:全年|年度|本年)?(?:实际)?(?:完成值|实际值|完成数|完成量|完成情况|任务完成|值|数|完成)|实际(?:成本|工期|投资|费用|支出)?)?"
_REACH = r"达到或超过|达到或高于|等于或高于|达到|达成|完成"
_AT_LEAST = r"大于等于|大于或等于|高于或等于|高于等于|不低于|不少于|不小于|≥"
_BELOW = r"低于|小于|少于|不足|<"
_MISSED = r"未达到|未完成|达不到|没有达到|没有完成|未达成|未能完成|未能达到|未达"
_AT_MOST = (
    r"不高于|不超过|不大于|不多于|小于等于|小于或等于|低于或等于|低于等于|未超过|没有超过|≤|控制在"
)
_ABOVE = r"高于|超过|大于|超出|多于|突破|>"
_N = r"\d+(?:\.\d+)?"
_SHARE = regex(
    rf"按(?:照)?(?:实际)?(?:完成值?|完成数|完成量|完成情况|值|数|(?<=实际)[\u4e00-\u9fff]{{1,4}}[数量值额])?(?:占|与|除以|和){_TARGET}的?(?:百分比|比例|比值|比率|占比)(?:计算得分|折算得分|计分|得分|计算|折算|给分)?"
)
_WITH_SHARE = regex(
    "按(?:实际)?(?:完成|未完成)?(?:的)?比例(?:相应)?扣(?:减|除)?(?:相应)?(?:分数|分值|得分|分)"
)
"""What is taken off in proportion to what is missing leaves the share that was done."""
_AFTER = r"(?=[,;。]?(?:按|得分=|本项得分=|每|在|不得分|不计分|得|计|扣))"
_REST_MISSED = regex(
    rf"(?:^|(?<=[,;。]))(?:未完成|未达到|未达标|未达成|达不到|没有完成|没有达到|未能完成|未能达到|低于|不足)(?:要求|标准)?(?:的|者|部分)?{_AFTER}"
)
_REST_ABOVE = regex(rf"(?:^|(?<=[,;。]))(?:超出|超过|高于|突破|未控制住)(?:的|者|部分)?{_AFTER}")


class Stated(NamedTuple):
    """A wording with the target's number in it, and the unit of the values where the text does not say it.

    `inverse`: beyond a smaller-is-better target, the target over what was done times the points; the text is then the target.
    """

    text: str
    unit: str = ""
    inverse: bool = False


def with_target(
    text: str, name: str, sign: str, number: str, unit: str, known: bool
) -> Stated | None:
    """`number` (90, 1200) with `unit` (%, 人次, 元/人) in place of the words for the target; `known` units stay in the text.

    `sign` is that of the 年度指标值 (≥ ≤ or ""). None where the wording does not name the target, or asks for the other side.
    """
    said = targets_in_plain_words(clean(text).text, name)
    if not re.search(_TARGET, said):
        return None
    said = _plainer(_number_again(formulas_in_words(said, name, fraction(0)), number, unit))
    value = f"{number}{unit}" if known else number
    based = _from_base(said, value, "" if known else unit, sign)
    if based is not None:
        return None if loses_limits(clean(text).text, based.text, name) else based
    said = _parts_reached(said, number, unit, known)
    said = _parts_named(without_own_between(said, name), number, unit, known)
    low = re.search(rf"(?:{_REACH}|{_AT_LEAST}|{_MISSED}){_TARGET}", said)
    worded = re.search(rf"(?:{_REACH}|{_MISSED}){_TARGET}", said) and not re.search(
        rf"(?:{_AT_LEAST}){_TARGET}", said
    )
    high = re.search(rf"(?:{_AT_MOST}){_TARGET}", said)
    stepped = _from_target(said, value, "" if known else unit, sign)
    if not low and not high and stepped is not None:
        return None if loses_limits(clean(text).text, stepped.text, name) else stepped
    if not low and not high and sign not in ("≤", "<") and not _less(name):
        return _by_formula(said, name, number, "" if known else unit, unit == "%")
    if bool(low) == bool(high):
        return None
    if (low and sign in ("≤", "<")) or (high and sign in ("≥", ">")) or sign in ("<", ">"):
        return None
    if low and worded and not sign and _less(name):
        return None
    if unit != "%":
        said = _WITH_SHARE.sub(f"得分=完成值/{number}*分值", said)
    said = _with_value(said, name, number, unit, known, bool(low))
    parts = _parts_of_target(said, number, unit, known)
    if parts is None:
        return None
    said = parts
    said = (
        re.sub(r"^(?:本|该)?指标为(?:正|反|负)向指标[,;。]", "", said)
        if _agrees(said, bool(low))
        else said
    )
    if re.search(_TARGET, re.sub("该指标|本指标", "", said)):
        return None
    if loses_limits(clean(text).text, said, name):
        return None
    inverse = _inverse(said, value, number) if high else None
    return inverse or Stated(said, "" if known else unit)


_EACH_FROM = regex(
    rf"每(?:(?P<under>低于|少于|低|少|比|较)|(?P<over>高于|超过|超出|高|超)){_TARGET}(?P<way>少|低|高|多|超)?(?={_N})"
)


def _from_target(text: str, value: str, unit: str, sign: str) -> Stated | None:
    """每低于目标值1个百分点扣…, with nothing else said of it: full marks at the target."""
    found = list(_EACH_FROM.finditer(text))
    if len(found) != 1 or re.search(_TARGET, _EACH_FROM.sub("", text)):
        return None
    each = found[0]
    over = (each["way"] in ("高", "多", "超")) if each["way"] else each["over"] is not None
    if (sign in ("≤", "<")) != over or sign in ("<", ">") or re.search("满分|得|加", text):
        return None
    share = re.match(rf"{_N}%", text[each.end() :])
    if share and value != "100%":
        return None  # 5% of the target, or five points?
    step = f"每{'超过' if over else '低于'}"
    lead = text[: each.start()].strip(",;。")
    if lead and not lead.endswith(("率", "度", "数", "量", "额", "值")):
        return None
    put = f"{'≤' if over else '≥'}{value}得满分;{lead}{step}{text[each.end() :]}"
    return Stated(put, unit)


def _number_again(text: str, number: str, unit: str) -> str:
    """年度任务1.5亿元: the target with its number printed once more."""
    return re.sub(
        rf"(?P<t>{_TARGET})(?:为|是|:)?{re.escape(number)}{re.escape(unit)}(?!\d)",
        lambda m: m["t"],
        text,
    )


def _plainer(said: str) -> str:
    """全部完成任务, 在目标工期内完工, 每逾期1天: in the words that are read."""
    said = re.sub(rf"(?:100%|全部|全面|足额|按计划)完成(?={_TARGET})", "达到", said)
    said = re.sub(
        rf"在{_TARGET}(?:规定|要求|约定)的?(?:天数|工期|时间|期限|时限)?(?:以内|内|之内)(?:完工|竣工|完成|交付|办结)?",
        "不超过目标值",
        said,
    )
    return re.sub(r"每(?:超期|延期|逾期|拖期|延误)(?=\d)", "每超过", said)


def _with_value(said: str, name: str, number: str, unit: str, known: bool, low: bool) -> str:
    """The number in the formulas, the comparisons and the steps of a wording whose full marks lie at the target."""
    value = f"{number}{unit}" if known else number
    in_formulas = f"{number}%" if unit == "%" else number
    said = terms_as_values(ratios_as_quotients(said), name, in_formulas)
    said = distances(said, _TARGET, number, unit, unit if known else "", low)
    said = _formulas(said, in_formulas)
    said = with_defined_rate(said, in_formulas, unit if known else "")
    said = _comparisons(said, value)
    rest, edge = (_REST_MISSED, "<") if low else (_REST_ABOVE, ">")
    said = rest.sub(f"{edge}{value}的", said)
    said = re.sub(rf"(?:较|比|与){_TARGET}(?:相比)?,?(?=每)", "", said)
    said = re.sub(rf"(?:在|以){_TARGET}的?(?:基础上|为基数|为基准|为基础)?,?(?=每)", "", said)
    said = started_steps(said, name, fraction(0))
    return re.sub(r"(?<=每少)(?:完成|建成|改造|新建|实施|开展|举办)(?=\d)", "", said)


_BASED = regex(
    rf"(?:(?:较|比|与)(?:本)?{_TARGET}(?:相比)?|以{_TARGET}为(?:基准值?|基数|标准值?)),?(?=每)"
)
_REACHED_PART = regex(
    rf"(?<!每)(?:{_DONE})(?<!每)(?:(?P<least>{_REACH}|{_AT_LEAST})|(?P<less>{_MISSED}|{_BELOW})|(?P<more>{_ABOVE})|(?P<most>不超过|不高于|≤))(?:了)?{_TARGET}的?(?P<p>{_N})%(?P<tail>(?:\(含(?:本数|{_N}%)?\))?(?:及?以[上下])?(?:\(含(?:本数|{_N}%)?\))?)"
    rf"(?:(?:,|、|但|且|而|并|至)*(?:尚)?(?:{_MISSED}|{_BELOW})(?:{_TARGET})?(?:的)?(?P<q>{_N})%)?"
)


def _from_base(text: str, value: str, unit: str, sign: str) -> Stated | None:
    """基础分8分。较年度计划数每多1家加0.5分，…: the value that points are added and taken off from."""
    if BASE.search(text) is None or sign in ("≤", "<", ">") or len(_BASED.findall(text)) != 1:
        return None
    found = _BASED.sub(f"较{value},", text)
    return None if re.search(_TARGET, found) else Stated(found, unit)


def _parts_reached(text: str, number: str, unit: str, known: bool) -> str:
    """达到目标值80%（含）以上但未达到100%的: those shares of a target that is counted, or is 100 % itself."""
    if unit == "%" and number != _HUNDRED:
        return text
    shown = unit if known else ""

    def part(share: str) -> str:
        return f"{plain(fraction(number) * fraction(share) / 100, 6)}{shown}"

    def plainly(match: re.Match[str]) -> str:
        tail = re.sub(rf"{_N}%", "", match["tail"]).replace("含本数", "含")
        sides = ("least", "≥"), ("less", "<"), ("more", ">"), ("most", "≤")
        sign = next(sign for group, sign in sides if match[group])
        if "下" in tail or (tail and sign != "≥"):
            return match.group()
        put = f"{sign}{part(match['p'])}"
        return f"{put}且<{part(match['q'])}" if match["q"] else put

    return _REACHED_PART.sub(plainly, text)


_PART_NAMED = regex(
    rf"{_TARGET}的(?P<p>{_N})%(?=(?:\(含(?:本数|{_N}%)?\))?(?:及?以[上下]|[<≤,;。的得]))"
)


def _parts_named(text: str, number: str, unit: str, known: bool) -> str:
    """≥目标值的90%: that share of it, of a rate as well: 95% is 85.5% then; 目标值≤…< the value itself."""
    shown = unit if known else ""

    def part(match: re.Match[str]) -> str:
        return f"{plain(fraction(number) * fraction(match['p']) / 100, 6)}{shown}"

    text = _PART_NAMED.sub(part, text)
    return re.sub(rf"(?:^|(?<=[,;。])){_TARGET}(?=[<≤](?!\d))", f"{number}{shown}", text)


_STEP_OF = regex(
    rf"(?P<each>每(?:低于|少于|超过|高于|超出|高出|低|少|高|超|降低|增加)(?:了)?){_TARGET}(?:的)?(?P<n>{_N})(?P<u>%)?"
)
_STEP = regex(
    rf"(?P<each>每(?:低于|少于|超过|高于|超出|高出|低|少|高|超)(?:了)?)(?P<n>{_N})(?P<u>%)"
)
_HUNDRED = "100"


def _parts_of_target(text: str, number: str, unit: str, known: bool) -> str | None:
    """每高出目标值的5% of a cost of 200 is 10 each; of a rate it may be 5 points or a share of it (None), unless the target is 100 %."""
    if unit == "%":
        if any(match["u"] for match in _STEP_OF.finditer(text)) and number != _HUNDRED:
            return None
        return _STEP_OF.sub(lambda match: f"{match['each']}{match['n']}{match['u'] or ''}", text)

    def in_units(match: re.Match[str]) -> str:
        if not match["u"]:
            return f"{match['each']}{match['n']}"
        step = fraction(number) * fraction(match["n"]) / 100
        return f"{match['each']}{plain(step, 6)}{unit if known else ''}"

    return _STEP.sub(in_units, _STEP_OF.sub(in_units, text))


_RATIO = regex(
    rf"(?:{_SHARE.pattern})|(?:完成值|完成数|完成量|实际值|实际数|实际完成|达到值|[\u4e00-\u9fff]{{1,4}}数)/{_TARGET}"
)


def _by_formula(text: str, name: str, number: str, unit: str, rate: bool) -> Stated | None:
    """得分=实际完成值/年度指标值*10分，最高10分: nothing but what was done over the target."""
    target = f"{number}%" if rate else number
    text = terms_as_values(ratios_as_quotients(text), name, target)
    if not _RATIO.search(text) and f"完成值/{target}" not in text:
        return None
    found = _formulas(text, target)
    if re.search(_TARGET, found) or loses_limits(text, found, name):
        return None
    return Stated(found, unit)


def _less(name: str) -> bool:
    key = name_key(name)
    if key.endswith(DROP_ENDINGS):
        return False
    return is_no_count(key) or key.endswith(SMALLER_ENDINGS)


def _agrees(text: str, more: bool) -> bool:
    """本指标为反向指标 beside 不大于目标值得满分."""
    return not re.match(r"^(?:本|该)?指标为(?:反|负)向" if more else r"^(?:本|该)?指标为正向", text)


def _comparisons(text: str, value: str) -> str:
    """达到目标值 → ≥value, and the other sides alike; the full-marks side may say 及以上."""
    pairs = (
        (_MISSED, "<"), (_AT_LEAST, "≥"), (_AT_MOST, "≤"), (_REACH, "≥"), (_BELOW, "<"), (_ABOVE, ">"),
    )  # fmt: skip
    for words, sign in pairs:
        text = re.sub(
            rf"(?<!每)(?<![未不])(?:{_DONE})(?:{words})(?:了)?{_TARGET}(?:及以上|以上|的?100%|要求|以内|之内|范围内|内)?",
            f"{sign}{value}", text,
        )  # fmt: skip
    return text


def _formulas(text: str, number: str) -> str:
    """实际完成值/目标值 → 完成值/1200; 按完成值占目标值的比例 the same."""
    text = _SHARE.sub(f"得分=完成值/{number}*分值", text)
    text = re.sub(rf"(?<=[/(*+-]){_TARGET}(?=[)*/+\]-]|$|[,;。”])", number, text)
    text = re.sub(rf"(?:(?<=[=按“(\[])|(?<=得分=)){_TARGET}(?=[/*-])", number, text)
    text = re.sub(
        r"(?:(?<=[/(*+=按“\[])|(?<=-))(?:全年|年度)?(?:实际)?(?:完成值|完成数|完成量|实际值|实际数|实际完成|完成|达到值)(?=[)/*+\]\-,;。”]|$)",
        "完成值", text,
    )  # fmt: skip
    return re.sub(
        r"按“?([^,;。“”]*完成值[^,;。“”]*)”?(?:计算得分|计算|计分|得分)(?=[,;。]|$)",
        r"得分=\1",
        text,
    )


def _inverse(text: str, value: str, number: str) -> Stated | None:
    """≤80得满分；超出的，得分=80/完成值*分值: what the profile calls 目标值÷完成值×分值."""
    form = (
        rf"≤{re.escape(value)}的?,?(?:得|计)满分[,;。](?:>{re.escape(value)}(?:的)?,?)(?:则)?(?:本项|该项)?得分=[(]?{re.escape(number)}/完成值[)]?\*"
        r"(?:本项|该项|指标)?(?:分值|权重|满分)[。;]?"
    )
    return Stated(f"≤{value}", "", True) if re.fullmatch(form, text) else None
