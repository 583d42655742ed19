"""What is known of a row while its sentences are read: its name, its points, its target, which way is better."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, NamedTuple

from sheetscore.regexes import regex
from sheetscore.rules.plain.told_conditions import Row
from sheetscore.rules.tokens.wording import (
    CHANGE_ENDINGS,
    COMPLETION_ENDINGS,
    DROP_ENDINGS,
    MORE_ENDINGS,
    SMALLER_ENDINGS,
)
from sheetscore.words.better_rates import (
    is_average,
    is_no_count,
    may_be_less,
    may_be_more,
    more_is_better,
)

Better = Literal[-1, 0, 1]
_LESS = regex(
    "(?:投诉|事故|违规|违法|违纪|信访|上访|差错|处罚|拖欠|死亡|案件|诉讼)(?:问题|事件)?(?:发生)?(?:次|件|起|例|人|批次|总)?(?:数量?|量)$|成本|用时$|时长$|排放|能耗$|浓度|年均值$"
)
_IN_NAME = regex(
    r"[(（][^()（）]*?(?P<op>不低于|不少于|≥|不高于|不超过|不大于|≤)(?P<n>\d+(?:\.\d+)?)(?P<u>%|[\u4e00-\u9fff]{0,2})[)）]$"
)
_UNDER_BAD = regex(
    "(?:低于|小于|少于|不足|未达到|未达|达不到)[^;。]{0,16}?(?:不得分|不计分|得0分|扣)|每(?:低于?|少于?|差|减少|降低|下降|欠|缺)[^,;。加]{0,16}?扣|未(?:完成|达到)[^;。]{0,12}?(?:得分=|按(?:完成)?比例)|未完成[^;。]{0,12}?(?:扣|不得分|得0分)"
)
_UNDER_SAID = regex("低于|小于|少于|不足|未达到|未达|达不到|每(?:低|少|差|减少|降低|下降|欠|缺)")
_OVER_BAD = regex(
    "(?:高于|大于|超过|超出|多于)[^;。]{0,16}?(?:不得分|不计分|得0分|扣)|每(?:高于?|超过?|超出|多于?|增加|上升|提高)[^,;。加]{0,16}?扣"
)
_OF_MONEY = regex(
    "额(?:完成率|比例|占比)?$|资金|投资|经费|成本|费用|款|收入|支出|产值|税收|预算|造价"
)
_EITHER_WAY = ("结余率", "变动率", "调整率", "控制率")


class Target(NamedTuple):
    """The 年度指标值: its sign (≥ ≤ = or ""), its number (a rate as a ratio), and its unit ("%", 个, "")."""

    sign: str
    value: Fraction
    unit: str


@dataclass(slots=True)
class Asked:
    """One wording of one row. `alias`: names that the wording itself defines (偏差率=…) → what they measure."""

    name: str
    points: Fraction
    target: Target | None = None
    row: Row = field(init=False)
    alias: dict[str, str] = field(default_factory=dict)
    defined: str = ""
    said: str = ""
    default: str = ""
    outside: tuple[Fraction, Fraction] | None = None
    absolute: bool = False
    around: bool = False
    own: bool = False
    share_said: bool = False
    shares: bool = False
    plain: bool = False
    contradicted: bool = False
    hint: Better = 0
    orders: set[str] = field(default_factory=set)
    standard: Fraction | None = None
    distance: str = ""
    core: str = ""
    words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.row = Row(_whole(self.name))
        bracket = _BRACKET.search(self.name.strip())
        inner = bracket["inner"] if bracket else ""
        self.core = inner if inner.endswith(("率", "度", "比例")) else ""
        self.words = (self.row.key, inner) if len(inner) > 3 else (self.row.key,)
        inside = _IN_NAME.search(self.name)
        if inside is not None and inside["op"]:
            sign = "≤" if inside["op"] in ("不高于", "不超过", "≤", "不大于") else "≥"
            value = Fraction(inside["n"]) / (100 if inside["u"] == "%" else 1)
            if self.target is None or (self.target.value == value and not self.target.sign):
                self.target = Target(sign, value, inside["u"])
            elif self.target.value != value:
                self.contradicted = True

    @property
    def by_name(self) -> Better:
        """What the name alone says of that."""
        key = self.row.key
        if key.endswith(COMPLETION_ENDINGS + MORE_ENDINGS + DROP_ENDINGS) or more_is_better(key):
            return 1
        if (
            self.row.is_late
            or (key.endswith(SMALLER_ENDINGS) and not key.endswith(_EITHER_WAY + CHANGE_ENDINGS))
            or (_LESS.search(key) is not None and not self.row.is_rate)
        ):
            return -1
        return 0

    @property
    def of_money(self) -> bool:
        """Is the row's own figure an amount of money, so that 计划额 is its target?"""
        unit = self.target.unit if self.target is not None else ""
        if unit and unit != "%":
            return unit.endswith("元")
        return _OF_MONEY.search(self.row.key) is not None or any(
            each.endswith("元") for each in self.row.units
        )

    @property
    def better(self) -> Better:
        """1: more is better, -1: less is better, 0: not known."""
        by_name = self.by_name
        sign = self.target.sign if self.target else ""
        if sign[:1] in ("≥", ">"):
            return 1 if by_name >= 0 else 0
        if sign[:1] in ("≤", "<"):
            return -1 if by_name <= 0 else 0
        return by_name or self.better_by_words or self.hint

    def is_other(self, words: str) -> bool:
        """合格率 of a row named 不合格率 means the opposite; 合格率 of 薄弱学校改造, of which 12 are the target, is no share of these."""
        key = self.row.key
        counted = self.target is not None and self.target.unit != "%"
        rate = words.endswith(("率", "度", "比例", "占比")) and not words.endswith("年度")
        if counted and words not in key and rate:
            return not words.endswith(_OF_TARGET)
        found = [m.start() for m in re.finditer(re.escape(words), key)]
        return bool(found) and all(
            _DENIED.search(key[max(0, at - 4) : at]) is not None or key[at - 1 : at] in _DENIALS
            for at in found
        )

    @property
    def more_by_doing(self) -> bool:
        """完成计划任务 of what is done or spent: not of what should be little."""
        key = self.row.key
        return not is_no_count(key) and may_be_more(key) and not is_average(key)

    @property
    def better_by_words(self) -> Better:
        """Which side the wording takes points off."""
        under = _UNDER_BAD.search(self.said) is not None
        over = _OVER_BAD.search(self.said) is not None
        if under == over:
            return 0
        if under and may_be_less(self.row.key):
            return 0
        if under:  # 未完成不得分 does not say on which side of the target that is
            said = _UNDER_SAID.search(self.said) is not None or not is_no_count(self.row.key)
            return 1 if said else 0
        return -1


_OF_TARGET = ("完成率", "完成比例", "完成度", "达成率", "执行率")
"""Rates that say what was done of the target."""
_DENIALS = frozenset("不未没无非")
_DENIED = regex("[不未没无非](?!成年|动产|物质|遗|公有|障碍|公害|纸化|人机|线|烟|偿|税)")
_BRACKET = regex("[(（](?P<inner>[^()（）]+)[)）]$")
_RATE_INSIDE = regex(
    r"^(?P<head>[^()（）]+)[(（](?:%|(?P<rate>[\u4e00-\u9fff]{0,8}(?:率|度|比例)))[)）]$"
)


_MEASURED_INSIDE = regex(
    r"^[^()（）]+(?:效率|情况|成效|水平|能力)[(（](?P<what>[\u4e00-\u9fff]{2,10}(?:时长|时间|天数|次数|数量|人数))[)）]$"
)


def _whole(name: str) -> str:
    """电热费回收周期（完成率）, 服务效率（平均办理时长）: what is measured stands in the bracket."""
    measured = _MEASURED_INSIDE.match(name.strip())
    if measured is not None:
        return measured["what"]
    found = _RATE_INSIDE.match(name.strip())
    if found is None or not found["rate"]:
        return name
    return found["head"] + found["rate"]
