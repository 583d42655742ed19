"""What was done, as people write it: 共12座, 已完成12座, 12座（已验收）, 92%（样本100份）, ≥266米 → the number and its unit.

A closed list of words may stand before the number, and behind it. Whatever else stands there (约, 左右, 计划, 在建, 其中 …
behind a comma, a second number) leaves the text as it is, and a person reads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from sheetscore.exact.amounts import MONEY_UNITS, Amount, TypedText, decimal, plain
from sheetscore.exact.numerals import half_width, turns_direction, visible, why_none
from sheetscore.model.finding import Finding
from sheetscore.readers.grid import Cell
from sheetscore.readers.spelling import shown, spelling
from sheetscore.readers.target_table.said_results import said_result
from sheetscore.readers.target_table.summed_results import summed_result
from sheetscore.readers.target_table.target_cells import (
    PER_MILLE,
    in_doubt,
    read_actual,
    shown_text,
)
from sheetscore.regexes import regex
from sheetscore.words.measure_units import PER_CENT, is_per_cent, times

_DIGITS = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_CHINESE = r"[零〇一二三四五六七八九十百千万亿两]+(?:点[零〇一二三四五六七八九]+)?"
_LEAD = regex(
    r"(?:(?:总共|一共|共计|合计|总计|累计|共|全年|当年|本年度?)?(?:已经|已|实际|全部)?(?:完成|达到|达|实现|建成)?(?:了|为)?[:：]?)"
)
_BROUGHT = regex(
    rf"(?:已|全年|当年|年内)?(?:(?:由|从)(?:原来|原先|上年|去年|年初|年前)?的?{_DIGITS}[^\d\s.,;:()]{{0,8}}?)?(?:已)?(?:压缩|缩短|缩减|压减|降低|下降|减少|提高|提升|上升|扩大|增加|增长|降|增|升)(?:到|至)"
)
"""由5个工作日压缩至1个工作日: it is 1 now."""
_CHANGES = regex("压缩|缩短|缩减|压减|降|减|提高|提升|上升|扩大|增|变动|变化|改善|节")
_SIGN = regex(r"(≥|>=|≧|不低于|不少于|>|≤|<=|≦|不高于|不超过|<)")
_LARGER, _SMALLER = (
    ("≥", ">=", "≧", "不低于", "不少于", ">"),
    ("≤", "<=", "≦", "不高于", "不超过", "<"),
)
_STRICT = (">", "<")
_ALL = "(?:均|已经|已|全部|全|都|按期|按时|按计划|如期|及时|超额|顺利|圆满|年内|当年|并|且|,|、)*"
_DONE = (
    "(?:验收合格|验收通过|通过验收|完成验收|验收|投入使用|投用|交付使用|交付|发放到位|到位|发放|整改到位|整改完成|落实|竣工|完工|完成|建成"
    "|合格|达标|办结|销号|移交|运行正常|正常运行|使用正常|开通|通车|通水|通电|入库|公示|公开|上报|备案)"
)
_STATUS = regex(rf"(?:{_ALL}{_DONE})+")
_REFERENCE = regex(
    r"(?:详?见|附)(?:附件|附表|台账|清单|验收报告|验收单|证明材料|佐证材料|明细表?|汇总表)[\d一二三四五六七八九十]{0,2}"
)
_ASKED = "(?:发放|回收|收回|有效|抽样|抽查|随机|调查|样本|问卷|回访|访谈|受访)+(?:数量?|量|人数|对象|群众)?"
_SAMPLE = regex(rf"(?:{_ASKED}(?:共|为|:)?\d+(?:份|人|户|个|张|家)?[,、]?)+")
_PART = regex(rf"(?:其中|含|包括|包含)[:]?([一-龥]{{0,12}}?)({_DIGITS})([^\d\s.,;()]{{0,6}})")
_NOT_DONE = regex(
    "未|没|无|非|不|待|拟|预|计划|目标|应|续|结转|上年|去年|往年|上一年|年|月|在建|停|缓|推|延|取消|完成|完工|竣工|验收|合格|达标"
    "|建成|投|交付|整改|超|缺|差|余|剩|重复|误|废|退|撤|约|近|至少|最多|以上|以下"
)
"""Words that make a part of a number something else than more of the same: 含未完工3座, 其中合格10座, 含上年2座."""
_BRACKET = regex(r"(.+?)\s*[(\[【]([^()\[\]【】]*)[)\]】]", re.DOTALL)
_STOPS = "。.;；,，、!！"
_FIGURE = regex(rf"({_DIGITS}|百分之{_CHINESE}|{_CHINESE})\s*(.*)", re.DOTALL)
_UNIT = regex(r"[^\d\s,.;:()\[\]【】<>≤≥=~+-]{0,8}(?:m[23]|(?<=人)\.[年月日天])?|m[23]|m\^[23]")


_OF_ONE = regex(rf"(?P<money>{'|'.join(sorted(MONEY_UNITS, key=len, reverse=True))})(?:/|每).+")
_OF_EACH = regex(r"(?P<unit>[^/每]+)(?:/|每)(?P<of>[\u4e00-\u9fff]{1,3})")
_SINGLE = regex(
    "人均|户均|亩均|车均|次均|床均|均|单[人户亩场次座个位件张台套辆间栋处块批节份只头株项村校价床公米平]|每[人户亩场次座个位件张台套辆间栋处块批节份只头株项村校床公米平]|单位(?:面积|长度|建设|生产|处理|治理)?成本|标准"
)
"""Names of what one of many costs: 145元 beside ≤145元/人 of a 人均筛查成本."""
_FAR = 3
_TEN_THOUSANDS = ("万", "亿")
OTHER_UNIT: Literal["unit"] = "unit"
"""The state of a figure whose unit is not that of its target (binding.why_missing)."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a text says was done: its number as written, the unit behind it, and what was left out of the reading.

    `sign` is ≥ or ≤ of a result that is only bounded (≥266米); "" for a plain one.
    """

    number: str
    unit: str
    sign: str

    def counted_in(self, unit: str) -> Decimal | None:
        """The factor that makes the number one counted in `unit`; None where the units differ."""
        if not self.unit or self.unit == unit:
            return decimal(1)
        if self.unit == unit[:1] and self.unit in _TEN_THOUSANDS and unit not in MONEY_UNITS:
            return decimal(1)  # 24.7万 beside 万人次
        counts = self.unit in _TEN_THOUSANDS and not is_per_cent(unit) and unit != PER_MILLE
        factor = times(f"{self.unit}{unit}" if counts else self.unit, unit)  # 2.1万 beside 册
        try:
            return None if factor is None else decimal(factor)
        except ValueError:
            return None


def read_result(text: str, unit: str, target: str, name: str) -> Result | None:
    """The one result that a text states beside a target such as ≥12座, counted in `unit`; None where it states none, or not plainly.

    `name` is the row's: 压缩至1个工作日 is no result of what is called after a change (时限压缩率).

    A bounded result (≥266米) is one only where every value that it allows reaches the target.
    """
    if turns_direction(text):
        return None
    half = half_width(visible(text)).replace("台(套)", "台套")
    body = _without_tail(half.rstrip(_STOPS).strip(), unit)
    if body is None:
        return None
    rest = body[_lead(body, name) :].strip()
    sign = _SIGN.match(rest)
    found = _FIGURE.fullmatch(rest[sign.end() :].strip() if sign else rest)
    if found is None:
        return None
    number, written = found[1].replace(",", ""), found[2].strip()
    if not _UNIT.fullmatch(written) or (sign and body != rest):
        return None
    if sign and not _reaches(sign[1], number, written, unit, target):
        return None
    side = "" if sign is None else "≥" if sign[1] in _LARGER else "≤"
    return Result(number, written, side)


def _lead(body: str, name: str) -> int:
    """How much stands before the number that only says it was done, or that it was brought to it."""
    found = (_CHANGES.search(name) is None and _BROUGHT.match(body)) or _LEAD.match(body)
    end = found.end() if found else 0
    return end if re.match(r"\s*(?:[\d+零〇一二三四五六七八九十]|百分之)", body[end:]) else 0


def _without_tail(half: str, unit: str) -> str | None:
    """A text without the remark behind its number; None where the remark says more."""
    if found := _BRACKET.fullmatch(half):
        body, remark = found[1].strip(), re.sub(r"\s", "", found[2])
        if times(remark, unit) is not None and body[-1:].isdigit():
            return f"{body}{remark}"
        return body if _harmless(remark, body, unit) else None
    body, comma, remark = half.partition(",")
    while comma and re.match(r"\d{3}(?!\d)", remark):  # 1,266座
        more, comma, remark = remark.partition(",")
        body = f"{body}{more}"
    if not comma:
        return half
    remark = re.sub(r"\s", "", remark)
    fits = _STATUS.fullmatch(remark) or (body.strip().endswith("%") and _SAMPLE.fullmatch(remark))
    return body.strip() if fits else None


def _harmless(remark: str, body: str, unit: str) -> bool:
    """Does a remark in brackets leave the number what it is?"""
    if not remark or _STATUS.fullmatch(remark) or _REFERENCE.fullmatch(remark):
        return True
    if _SAMPLE.fullmatch(remark):
        return body.endswith("%")
    part, whole = _PART.fullmatch(remark), re.search(_DIGITS, body)
    if part is None or whole is None or _NOT_DONE.search(part[1]):
        return False
    own = body[whole.end() :].strip()
    if part[3] != own or is_per_cent(own) or is_per_cent(unit):
        return False
    return decimal(part[2].replace(",", "")) <= decimal(whole[0].replace(",", ""))


def _reaches(sign: str, number: str, written: str, unit: str, target: str) -> bool:
    """≥266米 beside ≥250米, ≤3% beside ≤5%: whatever it is, the target is reached."""
    goal = re.fullmatch(rf"(≥|>=|>|≤|<=|<)\s*({_DIGITS})\s*([^\d]*|.*m[23])", half_width(target))
    if goal is None or not re.fullmatch(_DIGITS, number):
        return False
    factor = times(written, unit) if written and unit else 1 if written == unit else None
    if factor is None:
        return False
    done, aim = decimal(number) * decimal(factor), decimal(goal[2].replace(",", ""))
    bound = goal[1] in _STRICT and sign not in _STRICT
    if sign in _LARGER:
        return goal[1][0] in "≥>" and (done > aim if bound else done >= aim)
    return goal[1][0] in "≤<" and (done < aim if bound else done <= aim) and done >= 0


def read_done(cell: Cell, unit: str, target: str, name: str) -> tuple[Amount, bool]:
    """What was done in a row of this name and target, counted in `unit`; and whether it has to be told that it is no plain number.

    `state` is OTHER_UNIT for a number with a unit that is another one.
    """
    amount = read_actual(cell, unit)
    if amount.state != "text":
        return in_doubt(amount, cell, unit, target), False
    of_one = _OF_ONE.fullmatch(unit)
    if of_one and _SINGLE.search(name) and not isinstance(cell.value, TypedText):
        single, odd = read_done(cell, of_one["money"], target, name)
        if single.state == "value" and _near(single.value, target):
            return single, odd
    if isinstance(cell.value, TypedText):  # no formula counts it, whatever it says
        return amount, True
    result = _single(read_result(shown_text(cell), unit, target, name), unit, name)
    factor = result.counted_in(unit) if result else None
    shown_as = shown_text(cell)
    if factor is None and (
        told := said_result(shown_as, unit, name, target) or summed_result(shown_as, unit, name)
    ):
        result = Result(*told, "")
        factor = result.counted_in(unit)
    if result is None:
        return amount, True
    raw = cell.value if isinstance(cell.value, str) else amount.raw
    by_amounts = (
        PER_CENT,
        PER_MILLE,
        *MONEY_UNITS,
        *(_TEN_THOUSANDS if unit in MONEY_UNITS else ()),
    )
    if factor is None and result.unit not in by_amounts:
        if why_none(half_width(visible(amount.raw)))[0]:
            return amount, True  # 12座左右 is in doubt, whatever its unit
        note = f"“{result.unit}”和指标值的“{unit}”单位不同" if unit else "指标值没有写单位"
        return replace(
            amount, state=OTHER_UNIT, raw=raw, note=note, advice="请用指标值的单位填写。"
        ), True
    written = result.unit if factor is None or result.unit in (PER_CENT, PER_MILLE) else ""
    core = replace(cell, value=f"{result.number}{written}", number_format="General")
    found = in_doubt(read_actual(core, unit), core, unit, target)
    if found.value is None:
        return replace(found, raw=raw), True
    number = found.value
    if factor is not None and factor != 1:
        found = replace(found, value=number * factor, stored=number)
    size = number * (factor or 1) * {PER_CENT: 100, PER_MILLE: 1000}.get(unit, 1)
    note = f"按 {plain(size)}{unit if unit in (PER_CENT, PER_MILLE) else f' {unit}'.rstrip()} 读"
    note = f"“{shown(raw)}”{'没有写准确数，已经达到指标值，' if result.sign else ''}{note}"
    return replace(
        found, raw=raw, note=note, advice="", level="warning" if result.sign else "info"
    ), True


def _single(result: Result | None, unit: str, name: str) -> Result | None:
    """0.075万元/批次 beside ≤0.08万元 of a 单批次抽检成本 is counted in 万元: the name says of what one costs so much."""
    each = _OF_EACH.fullmatch(result.unit) if result and result.unit != unit else None
    if (
        result is None
        or each is None
        or "/" in unit
        or not re.search(rf"[单每]{each['of']}|{each['of']}均", name)
    ):
        return result
    return replace(result, unit=each["unit"])


def _near(value: Decimal | None, target: str) -> bool:
    """Is a sum so near what one may cost that it is no total?"""
    numbers = re.findall(_DIGITS, half_width(target))
    if value is None or len(numbers) != 1:
        return False
    aim = decimal(numbers[0].replace(",", ""))
    return aim / _FAR <= value <= aim * _FAR


def tell_result(amount: Amount, file: str, sheet: str, cell: Cell, unit: str) -> list[Finding]:
    """B01 for a result that is no plain number."""
    if amount.state == OTHER_UNIT:
        found = shown(amount.raw)
        return [
            Finding(
                "B01", "error", f"“{found}”按没有填处理：{amount.note}。", file, sheet, cell.address, found,
                unit or "写明单位的指标值", amount.advice,
            )
        ]  # fmt: skip
    return spelling(amount, file, sheet, cell, f"一个数字（{unit or '与指标值同一单位'}）")
