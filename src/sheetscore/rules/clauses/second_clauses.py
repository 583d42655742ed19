"""The clauses of a wording that name a second figure (不低于上年, 较上年下降5%以上), put as plain conditions over the difference from it.

Only clauses that name the second figure, or go on about it, are put so; a number that stands on its own, a figure of another
year or scope, and two different second figures leave the wording as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from sheetscore.regexes import regex
from sheetscore.rules.rule import Quantity, Role
from sheetscore.rules.tokens.wording import RATE_ENDINGS
from sheetscore.words.better_rates import may_be_less
from sheetscore.words.text import name_key

_N = r"\d+(?:\.\d+)?"
_ANY_N = rf"(?:{_N}|[一二两三四五十])"
_POINTS = "个?百分点"
_UNITS = "万元|元|人次|人|户|家|个|名|件|项|次|台|套|场|期|篇|份|座|处|例|起|天|亩|吨|公里|平方米"
_LEVEL = "(?:的?(?:实际|完成|平均)?(?:水平|完成数|实际数|完成值|实际值|决算数|数值|数|值|标准|线))?"
_LAST = "(?:上一年度?|上年度?|去年度?)"
_SCOPES = "全市|全省|全县|全区|全国|全州"
_GOAL = "(?:年度|绩效|年初|既定|预期)*(?:目标值?|指标值)"
_OTHERS = regex(
    "同期|同比|环比|口径|可比|[前近两三五].?年|历年|年均|年末|年初|排名|名次|位次|排位|第.{1,2}名|前[一二三四五十\\d]|同类|同级|行业|单位|部门|除外|剔除"
    "|扣除|不含|不包括|以外|原则|约|人均|户均|酌情|视情|适当|左右|累计(?!扣)|预计|政策|不可抗力|不扣|可不|特殊|调整"
)
"""What makes the second figure another one, or leaves it to a person: 同期, 同类单位平均, 前三年平均, 排名."""

_UP = "上升|增长|增加|提高|提升|上涨"
_DOWN = "下降|减少|降低|压减|压缩|下滑"
_OR = "(?:或者?|及|和|、|以及)?(?:有所|略有)?"
_AWARD = "(?=的?(?:部分)?,?(?:得|计|给|记|不得分|不计分|不给分|扣|加|每))"
_SIGNS = (
    ("≥", "不低于|不少于|不小于|未低于|没有低于|≥|(?:大于|高于)(?:或者?)?等于|等于(?:或者?)?(?:大于|高于)"
          "|达到(?:或者?|及|和|、|并)?(?:超过|高于)|(?:高于|超过)(?:或者?|及|、)(?:等于|持平于?|达到)|持平(?:或者?)(?:高于|超过)|达到"),
    ("≤", "不高于|不超过|不大于|不多于|未超过|没有超过|未高于|没有高于|≤|(?:小于|低于)(?:或者?)?等于"
          "|等于(?:或者?)?(?:小于|低于)|持平(?:或者?)低于"),
    (">", "高于|超过|超出|大于|多于|>"),
    ("<", "低于|少于|小于|<|未达到|没有达到|达不到|未达"),
    ("=", "等于|="),
)  # fmt: skip
_SIGN_OF = [(sign, regex(f"(?:{words})")) for sign, words in _SIGNS]
_COMPARED = "|".join(words for _, words in _SIGNS)
_MOVES = (
    ("≥", f"持平{_OR}(?:{_UP})|(?:{_UP})(?:或者?|及|和|、)持平|(?:不|未|没有)(?:{_DOWN})|只增不减"),
    ("≤", f"持平{_OR}(?:{_DOWN})|(?:{_DOWN})(?:或者?|及|和|、)持平|(?:不|未|没有)(?:{_UP})|只减不增"),
    ("=", "持平|相同|相等|零增长"),
    (">", f"(?:有所|略有)?(?:{_UP})"),
    ("<", f"(?:有所|略有)?(?:{_DOWN})"),
)  # fmt: skip
_MOVE_OF = [(sign, regex(f"(?:{words})")) for sign, words in _MOVES]
_MOVED = "|".join(words for _, words in _MOVES)
_STATED = regex(
    rf"每[^,;。\d]{{0,8}}?{_ANY_N}(?:{_POINTS}|%|{_UNITS})?"
    rf"|不足{_ANY_N}(?:{_POINTS}|%|{_UNITS})?的?(?:按{_ANY_N}(?:{_POINTS}|%|{_UNITS})?计算?|不扣分?|不计)"
    rf"|(?:最高|最多|累计|扣分|加分)*(?:不超过)?{_N}分|{_N}%(?=的?(?:分值|权重|满分))"
)
"""What may stand beside the clauses of a second figure: steps, and points."""
_LEFT = regex(
    r"[\d≥≤<>=%]|以上|以下|以内|之内|低于|高于|超过|不足|达到|未达|达不到|大于|小于|少于|多于|等于|持平"
)
"""What may not: a condition of its own."""
_RATE_STEP = regex(rf"每[^,;。\d]{{0,8}}?(?:{_UP}|{_DOWN})[^,;。\d]{{0,2}}?{_ANY_N}%")
"""每下降1% of a rate: one percentage point, or a hundredth of last year's?"""


@dataclass(frozen=True, slots=True)
class Recast:
    """A plain wording over the difference from a second figure, or over the change on it (`change`)."""

    text: str
    second: Quantity
    unit: str
    change: bool


_STEP_SHARE = regex(rf"每[^,;。\d]{{0,8}}?{_ANY_N}%|{_N}%(?=的?(?:分值|权重|满分))")


def _unclear_share(body: str) -> bool:
    """提高5%以上 of a rate: five percentage points, or a twentieth of last year's?"""
    return "%" in _STEP_SHARE.sub("", body)


@lru_cache(maxsize=1024)
def _mentions(key: str) -> tuple[tuple[Role, re.Pattern[str]], ...]:
    """How the second figure of a row of this name is written."""
    tails = [re.escape(key[at:]) for at in range(len(key) - 1)]
    if key.endswith(("增长率", "增幅", "增速")):
        tails += ["增长率", "增幅", "增速"]
    name = f"(?P<tail>{'|'.join(tails)})?" if tails else "(?P<tail>$.)?"
    other = name.replace("<tail>", "<tail2>")
    return (
        ("last", re.compile(f"{_LAST}的?{name}{_LEVEL}")),
        ("average", re.compile(f"(?P<scope>{_SCOPES})的?{name}的?平均{other}{_LEVEL}")),
        ("goal", re.compile(f"{_GOAL}")),
        ("budget", re.compile(r"(?:年度|全年|批复的?|核定的?|批准的?)?预算(?:安排数|数|总额|额)?")),
    )


_ACTUAL = regex("(?:实际)?(?:支出|决算)(?:数|总额|额)?$")
_AGAIN = regex("平均(?:水平|数值|数|值|线)")
_B = "\uf0b0"
"""Stands for the second figure."""


def recast_second(text: str, name: str, roles: frozenset[Role]) -> Recast | None:
    """The plain wording; None where it has no second figure of these roles, or says anything more about it."""
    key = name_key(name)
    if _OTHERS.search(text.replace(key, "")):
        return None
    text = _SHARE.sub(r"\1分值", text)
    text = _BARE_END.sub(r"\g<near>\g<unit>\g<first>\g<to>", text)
    marked = _marked(text, key, roles)
    if marked is None:
        return None
    body, second, seen = marked
    rate = key.endswith(RATE_ENDINGS)
    units = _units(body)
    if units is None:
        return None
    if rate and (units - {"%", "百分点"} or _RATE_STEP.search(body) or _unclear_share(body)):
        return None
    change = not rate and bool(units & {"%", "百分点"})
    unit = "%" if rate or change else next(iter(units), "")
    if change:
        body = re.sub(f"{_POINTS}|(?<=\\d)%", "%", body)
    found = _Clauses(unit).read(body)
    if found is None or _LEFT.search(_STATED.sub("", found[1])) or _B in found[1]:
        return None
    if seen["reach"] and may_be_less(key):
        return None  # 达到上年 of what should be less
    counted = "%" if rate else "" if change else unit
    return Recast(found[0], Quantity(second[0], second[1], counted, second[2], key), unit, change)


def _marked(
    text: str, key: str, roles: frozenset[Role]
) -> tuple[str, tuple[str, Role, bool], dict[str, bool]] | None:
    """The text with a mark for each mention of the one second figure; its name and role."""
    found: dict[tuple[str, Role, bool], bool] = {}
    body = text
    for role, pattern in _mentions(key):
        if role not in roles:
            continue

        def put(match: re.Match[str], role: Role = role) -> str:
            found[_called(match, role, key)] = True
            return _B

        body = pattern.sub(put, body)
    if len(found) != 1:
        return None
    ((name, role, short),) = found
    if role == "average":
        body = _AGAIN.sub(_B, body)
    seen = {"reach": re.search(f"(?:达到|未达到?|达不到){_B}", body) is not None}
    return body, (name, role, short), seen


def _called(match: re.Match[str], role: Role, key: str) -> tuple[str, Role, bool]:
    """What the second figure is called in the words of the wording, and whether by the end of the name alone."""
    if role == "goal":
        return "年度指标值", role, False
    groups = match.groupdict()
    tail = groups.get("tail") or groups.get("tail2") or ""
    if role == "budget":
        return f"{_ACTUAL.sub('', key)}预算数", role, False
    lead = "上年" if role == "last" else f"{groups['scope']}平均"
    if role == "last":
        return f"{lead}{key}", role, False
    return f"{lead}{tail or key}", role, bool(tail) and tail != key


def _units(body: str) -> set[str] | None:
    """What the numbers of steps and distances are counted in; None for one without a unit, or several."""
    found: set[str] = set()
    for match in re.finditer(rf"{_N}(?P<unit>{_POINTS}|%|{_UNITS}|分)?(?P<behind>.?)", body):
        unit = match["unit"]
        if unit == "分" or (unit == "%" and match["behind"] in "的分权满" and match["behind"]):
            continue
        if unit is None:
            return None
        found.add("百分点" if unit.endswith("百分点") else unit)
    for match in re.finditer(rf"[一二两三四五十](?P<unit>{_POINTS}|{_UNITS})", body):
        found.add("百分点" if match["unit"].endswith("百分点") else match["unit"])
    return found if len(found) < 2 or found == {"%", "百分点"} else None


_SIZE = rf"(?P<size>{_N})(?:{_POINTS}|%|{_UNITS})"
_PREFIX = rf"(?:(?:较|比|与|同|和){_B}(?:相比|比较|比)?,?)"
_BEGIN = "(?:^|(?<=[,;。:]))"
_WITHIN = regex(rf"控制在{_B}(?:以内|之内|范围内|范围之内)")
_STEP = regex(
    rf"(?:{_PREFIX}每|每{_PREFIX})(?P<way>高于|低于|超过|高出|{_UP}|{_DOWN}|高|多|低|少)(?:了)?(?P<size>{_ANY_N})(?:{_POINTS}|%|{_UNITS})"
    rf"|每(?P<beyond>高于|超过|高出|低于|少于){_B}(?P<by>{_ANY_N})(?:{_POINTS}|%|{_UNITS})"
)
_FAR_MOVE = regex(
    rf"(?:{_PREFIX}|{_BEGIN})(?P<way>{_UP}|{_DOWN}|高|低)(?:幅度)?(?:在|达到?|≥)?{_SIZE}(?:及|或|[(]含[)])?以上(?:[(]含[)])?"
)
_SHORT_MOVE = regex(
    rf"(?:{_PREFIX}|{_BEGIN})(?P<way>{_UP}|{_DOWN})(?:幅度)?(?:不足|低于|小于){_SIZE}{_AWARD}"
)
_INCLUDED = r"[(]含[)]"
_BETWEEN = regex(
    rf"(?:{_PREFIX}|{_BEGIN})(?P<way>{_UP}|{_DOWN})(?:幅度)?在?"
    rf"(?P<near>{_N})(?:{_POINTS}|%|{_UNITS})(?P<first>{_INCLUDED})?[-~至到]"
    rf"(?P<far>{_N})(?:{_POINTS}|%|{_UNITS})(?P<second>{_INCLUDED})?(?:之间)?{_AWARD}"
)
_SHORT_OR_WORSE = regex(
    rf"(?:{_PREFIX}|{_BEGIN})(?P<way>{_UP}|{_DOWN})(?:幅度)?(?:不足|低于|小于){_SIZE}(?:的?,?(?:或者?|以及)|、)"
    rf"(?:持平(?:或者?|、))?(?P<other>{_UP}|{_DOWN}){_AWARD}"
)
_UNDER = regex(
    rf"(?:{_PREFIX}|{_BEGIN})(?P<way>{_UP}|{_DOWN})(?:幅度)?(?:在)?{_SIZE}以下(?:[(]不含[)])?{_AWARD}"
)
_BARE_END = regex(
    rf"(?<=[{f'{_UP}{_DOWN}'.replace('|', '')}度在])(?P<near>{_N})(?P<first>{_INCLUDED})?(?P<to>[-~至到])"
    rf"(?={_N}(?P<unit>{_POINTS}|%|{_UNITS}))"
)
"""增长0-3%: the unit of the second number is that of the first."""
_SHARE = regex(rf"(?<=得)({_N}%)(?=[,;。]|$)")
"""持平得50%: of the points."""
_FAR = regex(
    rf"(?<![不未没非有约])(?P<way>高于|超过|低于){_B}{_SIZE}(?:及|或|[(]含[)])?以上(?:[(]含[)])?"
)
_COMPARE = regex(rf"(?<![不未没非有约])(?P<sign>{_COMPARED})(?:了)?{_B}(?!\d)(?P<up>以上)?")
_SAME = regex(rf"(?:与|和|同){_B}(?:保持)?(?:持平|相同|相等)")
_MOVE = regex(
    rf"{_PREFIX}(?P<sign>{_MOVED}|[高低多少](?![于出]))(?![或及和、\d])|{_BEGIN}(?P<bare>{_MOVED}|高于|低于|超过|未达到|达不到){_AWARD}"
)
_LESS_MOVED = regex(rf"每少(?P<way>{_UP}|{_DOWN}|增|降|减)(?:了)?(?P<size>{_ANY_N})(?:{_POINTS}|%)")
_SINGLE = {"高": "高于", "多": "高于", "低": "低于", "少": "低于"}
_RISING = regex(f"{_UP}|高|多|高于|超过|高出")
_OPPOSITE = str.maketrans("≥≤<>", "≤≥><")
_FIRST = 0xF100


class _Clauses:
    """Puts the clauses that speak of the second figure as plain conditions over `unit`."""

    def __init__(self, unit: str) -> None:
        self.unit = unit
        self.zero = f"0{unit}"
        self.kept: list[str] = []

    def read(self, body: str) -> tuple[str, str] | None:
        """The whole as a plain wording, and what of it was left as it stood; None where nothing was put."""
        for pattern, put in (
            (_WITHIN, self._within), (_STEP, self._step), (_LESS_MOVED, self._less_moved), (_FAR_MOVE, self._far),
            (_BETWEEN, self._between), (_SHORT_OR_WORSE, self._short_or_worse), (_UNDER, self._short),
            (_SHORT_MOVE, self._short),
            (_FAR, self._far), (_COMPARE, self._compared), (_MOVE, self._moved), (_SAME, self._same),
        ):  # fmt: skip
            body = pattern.sub(put, body)
        if not self.kept:
            return None
        whole = re.sub("[\uf100-\uf8ff]", lambda mark: self.kept[ord(mark.group()) - _FIRST], body)
        return whole, re.sub("[\uf100-\uf8ff]", "", body)

    def _keep(self, text: str) -> str:
        self.kept.append(text)
        return chr(_FIRST + len(self.kept) - 1)

    def _within(self, _match: re.Match[str]) -> str:
        return self._keep(f"≤{self.zero}")

    def _same(self, _match: re.Match[str]) -> str:
        return self._keep(f"={self.zero}")

    def _step(self, match: re.Match[str]) -> str:
        over = _RISING.fullmatch(match["way"] or match["beyond"]) is not None
        size = match["size"] or match["by"]
        anchored = f"{self.zero}{size}个百分点" if self.unit == "%" else f"{size}{self.unit}"
        return self._keep(f"每{'超过' if over else '低于'}{anchored}")

    def _less_moved(self, match: re.Match[str]) -> str:
        """每少降1个百分点 behind 下降5%以上: so much more of it is left."""
        more = re.fullmatch(f"{_UP}|增", match["way"]) is None
        return self._keep(f"每{'超过' if more else '低于'}{match['size']}个百分点")

    def _far(self, match: re.Match[str]) -> str:
        up = _RISING.fullmatch(match["way"]) is not None
        return self._keep(f"{'≥' if up else '≤-'}{match['size']}{self.unit}")

    def _short(self, match: re.Match[str]) -> str:
        size = f"{match['size']}{self.unit}"
        if _RISING.fullmatch(match["way"]):
            return self._keep(f">{self.zero}且<{size}")
        return self._keep(f">-{size}且<{self.zero}")

    def _between(self, match: re.Match[str]) -> str:
        """增长0%(含)-3%: an end that says 含 belongs to it, the other does not; neither says it: what they mean is open."""
        near, far = (match[name] for name in ("near", "far"))
        if not (match["first"] or match["second"]) or Fraction(near) >= Fraction(far):
            return match.group()
        one, two = (("≥", "<"), (">", "≤"))[match["first"] is None]
        if match["first"] and match["second"]:
            one, two = "≥", "≤"
        if _RISING.fullmatch(match["way"]):
            return self._keep(f"{one}{near}{self.unit}且{two}{far}{self.unit}")
        one, two = (sign.translate(_OPPOSITE) for sign in (one, two))
        least = f"-{near}{self.unit}" if Fraction(near) else self.zero
        return self._keep(f"{two}-{far}{self.unit}且{one}{least}")

    def _short_or_worse(self, match: re.Match[str]) -> str:
        """提高不足0.5个百分点或下降."""
        up = _RISING.fullmatch(match["way"]) is not None
        if up == (_RISING.fullmatch(match["other"]) is not None):
            return match.group()
        return self._keep(f"{'<' if up else '>-'}{match['size']}{self.unit}")

    def _compared(self, match: re.Match[str]) -> str:
        sign = _sign(match["sign"], _SIGN_OF)
        if match["up"] and sign != "≥":
            return match.group()
        return self._keep(f"{sign}{self.zero}")

    def _moved(self, match: re.Match[str]) -> str:
        word = match["sign"] or match["bare"]
        word = _SINGLE.get(word, word)
        table = _SIGN_OF if re.fullmatch(_COMPARED, word) else _MOVE_OF
        return self._keep(f"{_sign(word, table)}{self.zero}")


def _sign(word: str, table: list[tuple[str, re.Pattern[str]]]) -> str:
    return next(sign for sign, pattern in table if pattern.fullmatch(word))
