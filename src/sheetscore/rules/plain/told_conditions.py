"""Conditions in words, without a number: 未发生…, 按期完成, 不降反升; and whether words speak of a row's own figure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sheetscore.regexes import regex
from sheetscore.rules.plain.prints import UNIT, N
from sheetscore.rules.tokens.subject import names_same
from sheetscore.rules.tokens.wording import CHANGE_ENDINGS, RATE_ENDINGS
from sheetscore.words.text import name_key

_WORDS = r"[\u4e00-\u9fff“”]"
_AFTER = regex(
    rf"(?P<after>{_WORDS}{{0,14}}?)(?:的|者|时|情形|情况|部门|单位)*(?P<zero>\((?:即)?(?:{_WORDS}{{0,10}})?(?:为|=)?0(?:{UNIT})?\))?的?[,:]?(?=得|计|记|给|评|扣|减|不(?:得|计|给|予|扣)|全扣|该|本|此|指标|{N}分(?!钟)|{N}%的?(?:分|满|该|本|权|标|总|得)|一半|满分|每|\({N}分\))"
)
_NEUTRAL = regex(
    "^(?:(?:完成值|被|经|在|于|其中|凡|如|若|全年度?|年度内?|年内|本年度?|当年|考核期内?|共|累计|合计|实际|部门|单位|发生|出现|发现|存在|查出|接到|收到|有|每年|年度开展|开展|举办|组织|实施|立项|完成|实现|交付|获得|取得|下降至|降至|降到|的|为|数量|次数|总数))*"
)
_BAD_LEFT = regex("按期|按时|及时|合格|优良|达标|有效|重大|重点|新增|首次|一次")
_FEWEST = 4
_NO_RATE = "性别比"
"""So many of the one to 100 of the other, printed without a sign."""
_ACTS = regex(
    "^(?:公开|公示|公布|办结|办理|完成|答复|回复|报送|上报|拨付|支付|到位|下达|验收|整改|处理|处置|反馈|送达|缴纳|发放|兑现|竣工|完工|开工|交付|到达|响应|修复|出具|印发|开展|采用|刊发|发布|举办|建成|完毕|了|后|时|通报|表彰|批复|审结|审批)*$"
)
_OF_ITS_OWN = regex("整改|验收|审结|通报|表彰|缴纳")
"""Acts that are another figure than what the row counts, if its name does not say them: 每少整改1次 of 检查次数."""
_DENY = regex("未|不|没|无|非|除|仅|只|约|均|原则|酌|上年|同比|人均|平均")
_LATE = regex("逾期|延迟|延期|延误|拖延|拖期|超期|误期|超时|滞后|推迟|迟延|迟报|晚报|超出时限")
_TAILS = (
    "次数",
    "起数",
    "件数",
    "例数",
    "个数",
    "篇数",
    "项数",
    "天数",
    "日数",
    "人数",
    "数量",
    "数",
    "量",
    "情况",
    "率",
)
_NOTHING = regex(
    rf"(?:全年度?|年度内?|年内|本年度?|当年|考核期内)?(?:(?:未|没有|无|从未|均未)(?:被|有)?(?P<what>{_WORDS}{{0,18}}?)|(?P<more>{_WORDS}{{1,18}}?)(?:次数|起数|件数|数量|数)?为0(?:{UNIT})?)(?=的|[,:(]|(?<![获取])得|计|给|不扣|不得|不计|满分|0分)"
)
_ANY = regex(
    rf"(?:全年|年内|年度内|一旦|凡|只要)*(?:被)?(?:发生|出现|发现|存在|查出|有)(?P<what>{_WORDS}{{0,16}}?)(?=的|[,:(]|不得|得0|计0|0分|扣)"
)
_IN_TIME = regex(
    rf"(?:(?:按|在)(?:照)?(?:《[^》]{{2,30}}》)?(?:规定|要求|约定)的?(?:时间|时限|期限|工期|日期|节点)内?|(?:较|比)?(?:按|在)?(?:照)?(?:合同|协议|计划|规定|约定|要求)?(?:约定|规定|要求)?的?(?:时间|时限|期限|工期|日期|节点)?内?(?:(?:提前)(?:或者?|、|及|和)?(?:按期|按时|如期|准时)?|(?:按期|按时|如期|准时|及时)(?:或者?|、|及|和)?(?:提前)?|(?:未|无|没有)(?:{_LATE.pattern})))(?P<act>{_WORDS}{{0,8}}?)(?=的|,|得|计|给|不扣|满分)"
)
_NOT_UP = regex(
    rf"(?P<subject>{_WORDS}{{0,16}}?)(?:未|没有)(?P<a>提升|提高|增长|增加|上升)(?:(?:或者?|、)(?:下降|降低|减少))?(?=的|,|得|计|不)"
)
_BELOW_ZERO = regex(
    rf"{_WORDS}{{0,8}}(?:不降反升|不减反增|不降反增|不减反升)(?:\({_WORDS}{{0,8}}为负(?:数|值)?\))?|{_WORDS}{{0,8}}为负(?:数|值)?"
)


@dataclass(slots=True)
class Row:
    """What is known of the row while its wording is read: its name, and the units and rate names met so far."""

    name: str
    key: str = ""
    units: set[str] = field(default_factory=set)
    rates: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.key = re.sub(r"\([^()]*\)$", "", name_key(self.name))

    @property
    def is_late(self) -> bool:
        """A row that counts by how much something was late."""
        return _LATE.search(self.key) is not None

    @property
    def is_rate(self) -> bool:
        return self.key.endswith(RATE_ENDINGS) and not self.key.endswith(_NO_RATE)

    def owns(self, words: str) -> bool:
        """Do these words speak of the row's own figure, or say nothing?"""
        rest = _NEUTRAL.sub("", words.strip("“”"))
        rest = re.sub("(?:现象|问题|情形|情况|事件|案件|事项|行为|在|的|为|合理区间)+$", "", rest)
        if not rest or rest in ("此", "上述", "该", "类似", "以上", "任何", "上述问题"):
            return True
        if self.is_late and (_LATE.fullmatch(rest) or rest in ("提前",)):
            return True
        if _ACTS.match(rest) and (not self.is_rate or rest in self.key):
            other = any(act not in self.key for act in _OF_ITS_OWN.findall(rest))
            return not (other or _DENY.search(rest))
        if rest.endswith("率"):
            self.rates.add(rest)
        if rest in ("增幅", "增长率", "增速") and self.key.endswith(CHANGE_ENDINGS):
            return True
        if rest in self.key and len(rest) > 1:
            return True
        if not self.is_rate and len(rest) >= _FEWEST and self._spells(rest):
            return True
        return names_same(rest, self.name, "") and not _DENY.search(rest)

    def _spells(self, words: str) -> bool:
        """超标准接待 of 超标准公务接待例数: the same characters in the same order, with some left out that tell nothing apart."""
        letters = iter(self.key)
        same = all(any(each == letter for letter in letters) for each in words)
        left = [word for word in _BAD_LEFT.findall(self.key) if word not in words]
        return same and not left and not _DENY.search(words.replace("超标", ""))

    def unit(self, unit: str | None) -> str:
        """The unit as it is written again, noted."""
        if unit:
            plainly = "%" if unit.endswith("百分点") else unit
            self.units.add(plainly)
            self.said.add(unit)
        return unit or ""


def _behind(text: str, at: int, row: Row) -> int | None:
    match = _AFTER.match(text, at)
    return match.end() if match is not None and row.owns(match["after"]) else None


def worded_condition(text: str, at: int, row: Row) -> tuple[str, int] | None:
    """未发生…, 按期完成, 不降反升: 0, none, below 0; {u} stands for the unit of the row."""
    late = _IN_TIME.match(text, at) if row.is_late else None
    if late is not None and row.owns(late["act"] or ""):
        behind = _behind(text, late.end(), row)
        sign = "≤" if "提前" in late.group() else "="
        return None if behind is None else (f"{sign}0{{u}}", behind)
    below = (
        _BELOW_ZERO.match(text, at)
        if row.key.endswith(("降低率", "下降率", "压减率", "减少率", "压缩率", "节约率", "结余率"))
        else None
    )
    if below is not None:
        behind = _behind(text, below.end(), row)
        return None if behind is None else ("<0{u}", behind)
    still = _NOT_UP.match(text, at)
    if still is not None and still["a"] in row.key and row.owns(still["subject"]):
        behind = _behind(text, still.end(), row)
        return None if behind is None else ("≤0{u}", behind)
    nothing = _NOTHING.match(text, at)
    if nothing is not None and _about(nothing["what"] or nothing["more"] or "", row):
        behind = _behind(text, nothing.end(), row)
        return None if behind is None else ("=0{u}", behind)
    some = _ANY.match(text, at)
    if some is not None and _about(some["what"] or "", row):
        behind = _behind(text, some.end(), row)
        return None if behind is None else (">0{u}", behind)
    return None


def _about(what: str, row: Row) -> bool:
    """未发生安全事故 of a row that counts these: its words stand in the name."""
    return not _DENY.search(what) and row.owns(what)
