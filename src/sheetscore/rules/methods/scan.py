"""One sentence of a stated method, word by word: which targets it is about, on what condition, and what they then score."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex
from sheetscore.rules.methods.method import COUNTED, DATED, EQUAL, EVERY, LEAST, MOST, Missed
from sheetscore.rules.methods.method_formulas import either, formula_kind
from sheetscore.rules.methods.stated_letters import RATE, SAID, Definitions
from sheetscore.rules.methods.usual_forms import DID, GOAL, usual_spelling

_LED = r"(?:其中|对于|对|若|如果?|凡是?|属于|当)?"
_SIGNS = r"(?:[≥≤=><](?:[XxN*\d%]|某值)*)"
_BRACKET = (
    rf"(?:\((?:即|如)?(?:(?:年度|年初)?(?:指标值|目标值)(?:符号)?(?:为|是|带)?)?"
    rf"(?P<signs>{_SIGNS}(?:(?:或|和|、|及|,|/)?{_SIGNS})*)(?:的|类|型|号)?\)?)?"
)
_MORE = r"(?:\((?:即|指)?(?:完成值|指标值|数值|实际值)?越[大高多](?:则|就)?越好(?:的指标)?\))?"
_FEWER = r"(?:\((?:即|指)?(?:完成值|指标值|数值|实际值)?越[小低少](?:则|就)?越好(?:的指标)?\))?"
"""正向指标（越高越好）: a bracket that says the other direction is not read."""
_TAIL = r"(?:的)?(?:指标)?"
_UP = r"(?:正向(?:性|型|类)?|(?<![修改校更纠订])正)"
_DOWN = r"(?:[反负逆]向(?:性|型|类)?|逆)"
SUBJECTS = (
    (LEAST, regex(rf"{_LED}(?:为)?(?:定量指标)?(?:若|如)?(?:为|是)?(?:定量)?{_UP}(?:定量)?指标{_MORE}{_BRACKET}{_TAIL}")),
    (MOST, regex(rf"{_LED}(?:为)?(?:定量指标)?(?:若|如)?(?:为|是)?(?:定量)?{_DOWN}(?:定量)?指标{_FEWER}{_BRACKET}{_TAIL}")),
    ("", regex(
        rf"{_LED}(?:定量指标)?(?:中)?(?:的)?(?:(?:年度|年初)?(?:指标值|目标值|指标性质|指标方向)(?:符号)?(?:为|是|带))(?P<signs>{_SIGNS}(?:(?:或|和|、|及){_SIGNS})*)(?:号)?{_TAIL}"
    )),
    ("", regex(rf"{_LED}(?P<signs>[≥≤=])(?:类|型|号|的)(?:的)?指标(?:得分(?=:))?")),
    ("定量", regex(
        rf"{_LED}(?:若|如)?(?:为|是)?定量(?:性)?指标(?:得分(?![=:为]|按(?!照?以下)))?(?:的)?(?:计算(?!公式|方法))?(?:(?:计分|评分|打分|记分|赋分)(?:原则|方[法式]|办法|规则))?"
        r"(?:按照?以下方[法式](?:评定|计分|计算|评分))?"
    )),
    (DATED, regex(rf"{_LED}(?:约定完成时间|有时间要求|规定时限|时间类|时点类)(?:的)?(?:指标)?")),
)  # fmt: skip
_IDLE = regex(
    r"[,:、]|(?:各项|各指标|单项|每项|所有)(?:指标)?得分(?:结果)?(?:均)?(?=四舍五入|保留)|按照?(?:偏离|偏差|超出|超过|高出)(?:的)?(?:比例|程度|幅度)(?:相应)?(?:扣减|扣分|计分|计算),(?=得分=)|则|即|其中|其|分别|(?:计算)?(?:结果)?(?:按)?四舍五入(?:后)?|(?:得分)?(?:结果)?保留[一二两三\d]+位小数(?:点)?|与年初指标值相比|与(?:年度)?指标值相比|视为指标值设定偏低|完成值与(?:目标值|指标值)相比|在满分基础上(?=扣)|的(?=,)|(?:对)?(?:超额完成|(?:超过|超出)(?:年度)?(?:指标值|目标值))的?(?:部分)?,?(?:也)?不(?:再|予|另外?|额外)?加分"
)
_CAP = regex(
    rf"(?:(?:但|且)?(?:各项|单项|每项|各指标|该指标|该项)?(?:指标)?(?:得分)?(?:一档)?(?:原则上)?(?:最高)?(?:不得?(?:能)?|不能|不可|不应)(?:超过|突破|高于|大于|超出)(?:该|本|其)?(?:项)?(?:三级)?(?:指标)?的?(?:所赋|对应)?(?:分值|权重|满分)(?:总额|总分|值)?(?:上限)?"
    rf"|满分为止|(?:最高)?(?:得分)?以(?:该|本)?(?:项)?(?:指标)?的?(?:分值|权重|满分)为(?:上)?限"
    rf"|(?:超过|高于)(?:满分|分值|权重)的?,?按(?:满分|分值|权重)(?:计|计算|计分)?|(?:最高(?:得分)?|得分上限)(?:得|为|计)?(?:(?:该|本)?(?:项)?(?:指标)?满分|(?:该|本)(?:项)?(?:指标)?的?(?:分值|权重))"
    rf"|{RATE}(?:(?:超过|高于|大于等于|大于|>|≥)(?:100%|1(?![\d.]))的?|最高),?(?:均|一律)?(?:按|以)(?:100%|1(?![\d.]))(?:计算|计分|计)?)"
)
_MORE_DONE = regex(
    r"超额完成(?:任务|指标|目标)?(?:部分|的)?,?(?:均|一律)?按满分(?:计算|计分|计)(?:,?(?:也)?不(?:再|予|另外?|额外)?加分)?"
)
"""完成率超过100%的按100%计 says what a cap says; 超额完成的按满分计 does where more or less is better, not of an = that was passed."""
_FLOOR = regex(
    r"(?:得分)?最低(?:得|为|计)?0分|扣完为止|(?:得分)?不(?:得)?(?:低|小)于0分?|直至扣完|减完为止"
)
_WHOLE = regex(
    rf"(?:{RATE}|(?:指标)?完成)(?:≥|>|达到|大于等于|超过|大于|高于|为)?100%(?:\(含\))?(?:及?以上)?[的时]?(?![-~至到])"
)
_LESS_THAN_WHOLE = regex(rf"(?:{RATE})?(?:低于|小于|未达到?|不足|<)100%的?(?=[,则按得不])")
"""The 完成率 is D÷T: of targets of which more is better alone."""
_REACHED = regex(
    rf"{DID}(?:达到(?:(?:或者?|及|、)(?:超过|高于|优于|好于))?|等于或者?(?:优于|好于)|优于(?:或者?|及)(?:达到|等于)|(?:全部|如期|按期)?完成(?:(?:或者?|及)(?:超额完成|超过))?|达成|满足|符合|实现){GOAL}(?:及以上|\(含\)|要求)*的?"
    r"|完成(?:或者?|及)超额完成的?|达标的?"
)
_AT_LEAST = regex(rf"{DID}(?:大于(?:或)?等于|不低于|不小于|不少于|≥|高于或等于){GOAL}的?")
_BETTER = regex(
    rf"(?:{DID}(?:高于|超过|大于|超出|>){GOAL}|超额完成{GOAL}?)的?,?(?:一律|均|都)?(?:按|得|记|计)(?:该项)?满分(?:计算|计分|计|处理)?"
)
_SURPASSED = regex(
    rf"(?:指标)?{DID}(?:优于|好于){GOAL}的?,?(?:均|一律)?按照?(?:该)?(?:项)?(?:指标)?满分(?:计算|计分|计)"
)
"""优于指标值的按满分计: whichever way is better."""
_FEWER_YET = regex(
    rf"{DID}(?:低于|小于|少于|<){GOAL}的?,?(?:一律|均|都)?(?:按|得|记|计)(?:该项)?满分(?:计算|计分|计|处理)?"
)
"""实际完成值高于指标值的按满分计, where more is better; 低于…的按满分计, where less is."""
_AT_MOST = regex(
    rf"{DID}(?:不超过|未超过|没有超过|不高于|不大于|小于(?:或)?等于|≤|低于或等于){GOAL}?的?|{DID}(?:控制)?在{GOAL}(?:范围)?(?:以|之)?内的?"
)
_SAME = regex(rf"{DID}(?:等于|与(?=.{{0,8}}(?:相等|一致|相同))){GOAL}?(?:相等|一致|相同)?的?")
SHORT = regex(
    rf"{DID}(?:达不到|(?:未能?|没有|不)(?:达到|完成|达成|达标|达|满足|符合|实现)){GOAL}?的?(?=[,则按得不])|否则|反之"
)
BELOW = regex(rf"{DID}(?:低于|小于|少于|<){GOAL}?的?")
_BEYOND = regex(rf"{DID}(?:超过|高于|大于|超出|>){GOAL}?的?(?![\d倍])")
_UNEQUAL = regex(rf"{DID}不(?:等于|一致|相等){GOAL}?的?")
_OF_POINTS = r"(?:该|本)?(?:项)?(?:指标)?(?:所赋|对应)?(?:的)?"
FULL = regex(
    rf"(?:得|记|计|给|为)?{_OF_POINTS}满分|按满分(?:计算|计分|计)|(?:得分?为?|记|计|给){_OF_POINTS}(?:全部)?分值(?:满分)?(?=$|,)"
)
NOTHING = regex(rf"{_OF_POINTS}(?:不得分|不[计记给]分|[得计记为]0分|扣(?:除)?全部分值)")
_OF_BOTH = rf"(?:{DID}(?:与|占|和){GOAL}(?:的|之间的|相比的)?)?"
SHARE = regex(
    rf"按照?{_OF_BOTH}(?:实际)?(?:完成(?:值|情况)?的?)?(?:比例|比率|百分比)(?:相应)?(?:计算|折算|扣减)?(?:[计记给扣]分|得分|分值)?"
    r"|按照?(?:实际|指标)?完成率(?:的?比例)?(?:计算)?(?:[计记给扣]分|得分)"
)
_SHARE_DONE = regex(
    r"(?:指标)?得分按照?(?:实际|指标|任务|目标)?完成(?:比例|比率|率|情况的?比例)(?:的?比例)?(?:进行)?(?:计算|折算|计分|确定)(?:得分)?(?=,|$)"
    rf"|(?:按照?|根据|以){DID}(?:与|占|和){GOAL}的?(?:比例|比率|比值|百分比|之比)(?:进行)?(?:计算|确定)(?:得分|分值)(?=,|$)"
    rf"|按照?(?:实际)?{RATE}(?:计算)?(?:[计记]分|得分)(?=,|$)"
)
"""定量指标得分按完成比例计算: D÷T×P, of what was done and of more than that."""
FORMULA = regex(
    r"(?:按(?:照)?(?:公式)?|(?:指标)?(?:得分|计分)(?:计算)?(?:方法|公式|方式)?(?:应?[用为是])?(?::|=|按照?|为)?)(?P<body>[^,。;]*?[*/][^,。;]*?)(?:的?(?:计算)?(?:得分|[计记给]分)|计算)?(?=,|$)"
)
_UP_TO = regex(
    r"完成率(?:在)?(?:100%(?:\(含\))?[-~至到]|大于等于100%且小于等于)(?P<most>1[0-9]\d)%(?:之间)?(?:\(含(?:100%、)?(?:\d+%)?\))(?:之间)?的?"
)
_OF_RATE = regex(rf"[^*/]*{RATE}\*[^*/]+|[^*/]+\*{RATE}[^*/]*")
"""完成率×分值, where the note says what the 完成率 of either direction is."""
EXCESS = regex(
    rf"{DID}(?P<how>达到|超过|超出|高于|大于)(?:了)?{GOAL}?(?:的)?(?P<number>\d+(?:\.\d+)?)%(?P<end>(?:\(含\))?(?:及?以上)?(?:\(含\))?)(?P<not>\(不含\))?(?:的)?"
)


_BEYOND_EQUAL: tuple[Missed, ...] = ("linear", "inverse", "zero")
_FITTING: dict[str, tuple[Missed, ...]] = {
    LEAST: ("ratio", "zero", "share"),
    MOST: ("inverse", "linear", "zero", "share"),
    EQUAL: ("ratio", "zero", "share"),
}
"""What each kind of target can score short of it: D÷T beside ≤ would grow with what is too much."""


class Scan:
    """One sentence, from left to right: subject, condition, award. `said` is what it gives, as (kind, part, value).

    `spoken`: every kind that it names itself, in the order of its words.

    `up_to`: 完成率100%-110%得满分 leaves open what more than that scores. `named`: the kinds that it names, or that the sentence
    before was about. `open`: kinds of targets that a sentence about all of them does not fit (低于指标值的, 完成值/指标值×分值,
    beside ≤).
    """

    def __init__(self, sentence: str, kinds: tuple[str, ...], means: Definitions) -> None:
        self.rest, self.kinds, self.means = usual_spelling(sentence), kinds, means
        self.named = kinds
        self.spoken: list[str] = []
        self.open: set[str] = set()
        self.when = ""
        self.said: list[tuple[str, str, object]] = []
        self.sound = True
        self.up_to: Fraction | None = None

    def read(self) -> bool:
        """Was every word read?"""
        while self.rest and self.sound:
            if not (
                self._subject()
                or self._award()
                or self._condition()
                or self._eat(SAID)
                or self._eat(_IDLE)
            ):
                return False
        return self.sound and not self.when

    def _eat(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.rest)
        if match and match.end():
            self.rest = self.rest[match.end() :]
            return match
        return None

    def _subject(self) -> bool:
        for kind, pattern in SUBJECTS:
            match = self._eat(pattern)
            if match is None:
                continue
            signs = match.groupdict().get("signs") or ""
            named = {class_of(char) for char in signs if char in "≥≤=><"}
            if kind == "定量":
                self.kinds = COUNTED
            elif kind == DATED:
                self.kinds = (DATED,)
            else:
                self.sound = not (kind and named) or kind in named
                self.sound = self.sound and not {LEAST, MOST} <= named
                self.kinds = tuple(each for each in COUNTED if each in named) or (kind,)
            self.named = self.kinds
            self.spoken += [each for each in self.kinds if each not in self.spoken]
            return True
        return False

    def _counted(self) -> tuple[str, ...]:
        """The kinds that the sentence is about: all targets with a number where it does not say."""
        return self.kinds or COUNTED

    def _condition(self) -> bool:
        kinds = set(self._counted())
        if not kinds <= set(COUNTED):
            return False
        if not self.when and (match := self._eat(_UP_TO)):
            self.when, self.up_to = "reached", fraction(match["most"]) / 100
            self.sound = kinds <= {LEAST, EQUAL}
            return self.sound
        allowed: tuple[tuple[str, re.Pattern[str], set[str]], ...] = (
            ("", EXCESS, set()),
            ("reached", _REACHED, set(COUNTED)),
            ("reached", _WHOLE, {LEAST, EQUAL}),
            ("missed", _LESS_THAN_WHOLE, {LEAST, EQUAL}),
            ("reached", _AT_LEAST, {LEAST, EQUAL}),
            ("reached", _AT_MOST, {MOST}),
            ("reached", _SAME, {EQUAL}),
            ("unequal", _UNEQUAL, {EQUAL}),
            ("missed", SHORT, set(COUNTED)),
            ("missed", BELOW, {LEAST, EQUAL}),
            ("beyond", _BEYOND, {MOST, EQUAL}),
        )
        for when, pattern, signs in allowed:
            if pattern.match(self.rest):
                if self.when or not (kinds <= signs or self._narrow(signs)):
                    return False
                self._eat(pattern)
                self.when = when
                return True
        return False

    def _narrow(self, signs: set[str]) -> bool:
        """A sentence about all targets whose words fit some signs alone: the others are left open."""
        if set(self._counted()) != set(COUNTED) or not signs:
            return False
        self.open |= set(COUNTED) - signs
        self.kinds = tuple(each for each in COUNTED if each in signs)
        return True

    def _award(self) -> bool:
        if self._eat(_CAP):
            scored = {
                kind for kind, _, _ in self.said
            }  # …；得分最高不超过分值: of all that the sentence scores
            self.said += [(kind, "capped", True) for kind in {*(self.kinds or EVERY), *scored}]
            return True
        if not self.when and self._eat(_MORE_DONE):
            kinds = {*self._counted()} & {LEAST, MOST}
            self.said += [(kind, "capped", True) for kind in sorted(kinds)]
            return bool(kinds)
        if self._eat(_FLOOR):
            return True
        if not self.when and {LEAST, MOST} <= {*self._counted()} and self._eat(_SURPASSED):
            self.said += [(kind, "capped", True) for kind in (LEAST, MOST)]
            return True
        for pattern, signs in ((_BETTER, {LEAST, EQUAL}), (_FEWER_YET, {MOST})):
            if not self.when and set(self._counted()) <= signs and self._eat(pattern):
                self.said += [(kind, "capped", True) for kind in self._counted()]
                return True
        if self.when == "reached" and self._eat(FULL):
            return self._give(None)
        if self.when and self.when != "reached" and self._eat(NOTHING):
            return self._give("zero")
        if self.when in ("missed", "beyond") and (match := self._eat(SHARE)):
            self.sound = self.means.rate or re.search(RATE, match[0]) is None
            return self.sound and self._give("share")
        if set(self._counted()) <= set(COUNTED) and self._eat(_SHARE_DONE):
            if self.when == "missed":
                return self._give("share")
            self.sound = (
                not self.when
                and self.means.rate
                and (set(self._counted()) <= {LEAST, EQUAL} or self._narrow({LEAST, EQUAL}))
            )
            return self.sound and self._give("ratio")
        match = self._eat(FORMULA)
        if match is None:
            return False
        body = match["body"]
        if either(body):
            self.sound = self.when == "missed"
            return self._give("either") if self.sound else False
        formula = formula_kind(body, self.means)
        if formula is None or self.when == "reached" or not set(self._counted()) <= set(COUNTED):
            self.sound = False
            return False
        if formula == "apart":
            return self._give_apart()
        if formula == "ratio" and self.means.down and not self.when and _OF_RATE.fullmatch(body):
            return self._give("either")
        if formula == "ratio" and self.when in ("", "missed"):
            self._narrow({LEAST, EQUAL})
        return self._give(formula)

    def _give_apart(self) -> bool:
        """1-|D-T|÷T: below a target D÷T, above it [1-(D-T)÷T]. Of one where more (less) is better it is said of missing it alone."""
        kinds = set(self._counted())
        self.sound = kinds == {EQUAL} or (
            self.when in ("missed", "beyond") and kinds <= {LEAST, MOST}
        )
        if not self.sound:
            return False
        for kind in self._counted():
            self.said.append((kind, "missed", "linear" if kind == MOST else "ratio"))
        if kinds == {EQUAL} and self.when in ("", "unequal", "beyond"):
            self.said = [each for each in self.said if self.when != "beyond" or each[1] != "missed"]
            self.said.append((EQUAL, "above", "linear"))
        self.when = ""
        return True

    def _give(self, value: str | None) -> bool:
        """What the condition gives to each kind of target."""
        for kind in self._counted():
            if self.when == "reached":
                self.said.append((kind, "full", True))
                continue
            missed = _short(kind, value)
            if self.when == "unequal":
                self.said += [(kind, "missed", missed), (kind, "above", missed)]
            elif self.when == "beyond" and kind == EQUAL:
                above = next((each for each in _BEYOND_EQUAL if each == value), None)
                self.sound = self.sound and above is not None
                self.said.append((kind, "above", above))
            else:
                self.sound = self.sound and missed is not None
                self.said.append((kind, "missed", missed))
        self.when = ""
        return True


def _short(kind: str, value: str | None) -> Missed | None:
    """What a target of this kind scores short of it; None where the formula goes against its direction."""
    if value == "either":
        return "inverse" if kind == MOST else "ratio"
    return next((each for each in _FITTING[kind] if each == value), None)


def class_of(sign: str) -> str:
    return {">": LEAST, "<": MOST}.get(sign, sign)
