"""A note, or a wording for rows of several kinds → a Method. A sentence of which one word is left over is not read."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex
from sheetscore.rules.methods import lateness, worded
from sheetscore.rules.methods.classes import classes_in
from sheetscore.rules.methods.idle import without_idle
from sheetscore.rules.methods.method import (
    COUNTED,
    DATED,
    EQUAL,
    EVERY,
    LEAST,
    MONEY,
    MOST,
    WORDED,
    Excess,
    Method,
    Way,
)
from sheetscore.rules.methods.scan import (
    BELOW,
    DID,
    EXCESS,
    FORMULA,
    FULL,
    GOAL,
    NOTHING,
    SHARE,
    SHORT,
    SUBJECTS,
    Scan,
    class_of,
)
from sheetscore.rules.methods.sentences import items, speaks_of_points
from sheetscore.rules.methods.stated_letters import Definitions, definitions
from sheetscore.rules.tokens.wording import MAX_LENGTH
from sheetscore.words.text import clean
from sheetscore.words.usual_execution import is_usual, points_named

_OTHER_SUBJECTS = (
    (WORDED, regex("定性|指标值为是")),
    (MONEY, regex("执行率|预算执行|资金执行")),
    (DATED, regex("完成时间|逾期|按期|及时完成|时限")),
)
_LESS = regex(
    r"(?:,?(?:视为指标值设定偏低|在满分基础上))*,?(?:扣(?:减|除)?|减|按)(?:该|本)?(?:项)?(?:指标)?(?:的)?(?:分值|满分|权重)?的?(?P<number>\d+)%(?P<counted>[计记给得]分)?(?:的分值|分值)?"
)
_NAMED_SIGNS = regex(r"(?:(?<=[为是带(或和、])[≥≤=><]|[≥≤=](?=[类型号]))")
_TOO_MUCH = regex(r"(?:超过|高于|超出|达到|大于)[^,]*(?:%|倍|较多|过多)|设定偏低|明显偏低")

_MUCH_MORE = regex(
    rf"(?:对|若|如)?{DID}(?:高于|超过|超出){GOAL}(?:较多|过多|较大)的?\((?:即|指|如)?(?:{DID})?(?P<how>达到|超过|超出|高于|大于)(?:了)?{GOAL}?(?:的)?(?P<number>\d+(?:\.\d+)?)%(?P<end>(?:\(?含\)?)?(?:及?以上)?(?:\(?含\)?)?)(?P<not>不含)?(?:的)?\)(?:的)?"
)
"""对完成值高于指标值较多的（超过指标值30%以上）."""
_BOTH_WAYS = regex(r"偏[离差](?:度|率|程度|幅度)?(?:绝对值)?(?:超过|大于|高于|达到|在)")
"""偏离度超过30%的: too little as well as too much."""
_OF_THE_SCORE = regex(r"(?:得分|分数)[^,]{0,8}(?:超过|超出|高于|大于|突破|达到)")
"""得分不能超过分值的80%: not what was done."""
_ELSEWHERE = regex(
    r"(?:评分|计分|打分|得分|评价|赋分)(?:的)?(?:办法|标准|细则|规则|方法|依据)(?:(?:及|和|、)[^,]{1,8})?(?:另?详?见|另附|按照?|执行|参照)[^,]{0,12}(?:《|“|附|表|细则|办法|文件|通知)"
    r"|(?:按照?|依照|依据|参照|执行)《[^》]*(?:细则|评分|计分|打分)[^》]*》"
)
"""How points are given is said somewhere else."""
_BEHIND = regex(r"(?<=.)\([^()]*\)")
_LEAST_SHARE = regex(
    r",(?:但|且|其中)?,?(?:实际|指标|目标)?(?:完成率|完成比例)(?:低于|小于|不足|不到|<)(?P<share>\d{1,2})%的?,?(?:一律)?"
    r"(?:不得分|不[计记]分|[得计记]0分)$"
)


def _without_least(sentence: str) -> tuple[str, Fraction | None]:
    """A sentence without the 完成率 below which nothing is scored, and that share."""
    found = _LEAST_SHARE.search(sentence)
    return (
        (sentence[: found.start()], fraction(found["share"]) / 100) if found else (sentence, None)
    )


@lru_cache(maxsize=1024)
def read_method(text: str, kind: str = "") -> Method:
    """The method that a note or a wording states. Text without one gives a Method that says nothing.

    `kind`: the wording is that of one row of this kind alone, "" for a note about all rows.

    A text over MAX_LENGTH characters that speaks of points is not read, for rows of every kind.
    """
    reader = _Reader((kind,) if kind else (), definitions(clean(text[:MAX_LENGTH]).text))
    if len(text) > MAX_LENGTH:
        reader.method.unread.append((frozenset(EVERY), f"{text[:20]}……"))
        return reader.method
    for item in items(text):
        reader.item(item)
    reader.settle()
    return reader.method


class _Reader:
    def __init__(self, own: tuple[str, ...], means: Definitions) -> None:
        self.method, self.own, self.means = Method(), own, means
        self.kinds: tuple[str, ...] = own
        self.classes: frozenset[str] = frozenset()
        self.clashed: set[str] = set()
        self.up_to: Fraction | None = None

    # -- items and sentences
    def item(self, sentences: list[tuple[str, bool]]) -> None:
        self.kinds = self.own
        rest = [(bare, goes_on) for each, goes_on in sentences if (bare := without_idle(each))]
        while rest:
            if taken := self._dated([sentence for sentence, _ in rest]):
                rest = rest[taken:]
                continue
            sentence, goes_on = rest.pop(0)
            self.classes = classes_in(sentence) or (self.classes if goes_on else frozenset())
            self._sentence(sentence)

    def _dated(self, sentences: list[str]) -> int:
        """How many sentences say what a date that is kept or missed scores (按期完成得满分;每逾期1个月扣1分): 0 for none."""
        count = 1
        while count < len(sentences) and lateness.goes_on(sentences[count]):
            count += 1
        text = ";".join(sentences[:count])
        late = lateness.read_late(text)
        if late is None and not lateness.is_about_dates(sentences[0]):
            return 0
        self.kinds = (DATED,)
        again = late is not None and self.method.late not in (None, late)
        if late is None or again:
            self.method.unread.append((frozenset({DATED}), text))
        else:
            self.method.late = late
            self.method.read.append((frozenset({DATED}), text))
        return count

    def _sentence(self, sentence: str) -> None:
        if worded.OF_ALL.match(sentence):
            self.kinds = self.own
        if _ELSEWHERE.search(sentence):
            self.method.unread.append((frozenset(EVERY), sentence))
            return
        if self.classes and speaks_of_points(sentence) and not worded.SUBJECT.search(sentence):
            self.method.unread.append((self.classes, sentence))
            return
        before = self.kinds
        if self._worded(sentence) or self._money(sentence) or self._excess(sentence):
            return
        bare, least = _without_least(sentence)
        scan = Scan(bare, self.kinds, self.means)
        whole = scan.read() and (least is None or self._least(scan, least))
        if not speaks_of_points(sentence):
            self.kinds = scan.kinds or before
            return
        if whole:
            self.kinds = scan.kinds
            self._take(scan, sentence)
            return
        self.kinds = before
        about = self._about(sentence, scan.named)
        self.kinds = about if set(about) < set(EVERY) else before
        self.method.unread.append((frozenset(about), sentence))

    def _least(self, scan: Scan, share: Fraction) -> bool:
        """完成率低于60%的不得分 behind what targets of ≥ and = score; of ≤ a 完成率 says nothing."""
        ratio = {kind for kind, part, value in scan.said if part == "missed" and value == "ratio"}
        if not ratio or not ratio <= {LEAST, EQUAL} or {kind for kind, _, _ in scan.said} - ratio:
            return False
        self.method.nothing_below |= dict.fromkeys(ratio, share)
        return True

    def _about(self, sentence: str, scanned: tuple[str, ...]) -> tuple[str, ...]:
        """The kinds of rows that a sentence may be about; all of them where it does not say.

        What stands in a bracket behind other words narrows nothing: 未达到的，按B/A或A/B计分（…，反向指标用A/B）.
        """
        outside = _BEHIND.sub("", sentence)
        if outside != sentence and not self._named(outside) and self._named(sentence):
            return self.kinds or EVERY
        return tuple(self._named(sentence) | set(scanned)) or self.kinds or EVERY

    def _named(self, sentence: str) -> set[str]:
        named = {kind for kind, pattern in _OTHER_SUBJECTS if pattern.search(sentence)}
        named |= {class_of(char) for char in "".join(_NAMED_SIGNS.findall(sentence))}
        for kind, pattern in SUBJECTS:
            if pattern.search(sentence):
                named |= set(COUNTED) if kind == "定量" else {kind} - {""}
        return named

    def _take(self, scan: Scan, sentence: str) -> None:
        self.up_to = scan.up_to or self.up_to
        about: set[str] = set()
        if scan.open:
            self.method.unread.append((frozenset(scan.open), sentence))
        for kind, part, value in scan.said:
            about.add(kind)
            if part == "capped":
                self.method.capped.add(kind)
                continue
            way = self.method.ways.setdefault(kind, Way())
            way.told = True
            held = getattr(way, part)
            if held in (None, False, "share") or held == value:
                setattr(way, part, value)
            elif value != "share":
                self.clashed.add(kind)
        if about:
            self.method.read.append((frozenset(about), sentence))

    def settle(self) -> None:
        """What only the whole note tells: two ways for one kind, and full marks up to a value with nothing beyond it."""
        if self.up_to and (self.method.excess is None or self.method.excess.share != self.up_to):
            self.method.excess_open = f"完成率100%-{plain(self.up_to * 100)}%"
        for kind in sorted(self.clashed):
            self.method.unread.append((frozenset({kind}), "前后两种算法"))

    # -- sentences of their own kind
    def _worded(self, sentence: str) -> bool:
        """定性指标: the bands of the three 档, the coefficients of grades, 是 and 否."""
        if not (worded.SUBJECT.search(sentence) or self.kinds == (WORDED,)):
            return False
        if worded.OF_ALL.match(sentence):
            return False
        self.kinds = (WORDED,)
        given = worded.stated(sentence)
        shares = worded.SHARES.search(sentence) or worded.RANGE.search(sentence)
        if not given and not shares and not speaks_of_points(sentence):
            return True
        found, method = frozenset({WORDED}), self.method
        if grades := worded.yes_no(sentence):
            method.yes_no |= grades
        elif grades := worded.grades(sentence):
            method.grades |= grades
        elif given and not given.keys() & method.grades.keys():
            method.grades |= given
        elif bands := worded.bands(sentence):
            method.bands = bands
        else:
            method.unread.append((found, sentence))
            return True
        method.read.append((found, sentence))
        return True

    def _money(self, sentence: str) -> bool:
        """预算执行率: its own wording, "" where it is B/A × 分值."""
        going_on = self.kinds == (MONEY,) and not worded.OF_ALL.match(sentence)
        if self.own or not (worded.OF_MONEY.match(sentence) or going_on):
            return False
        self.kinds = (MONEY,)
        if is_usual(sentence):
            self.method.money_of |= points_named(sentence)
        elif speaks_of_points(sentence):
            self.method.money = ";".join(filter(None, (self.method.money, sentence)))
            self.method.read.append((frozenset({MONEY}), sentence))
        return True

    def _excess(self, sentence: str) -> bool:
        """实际完成值达到年度指标值150%（含）以上的，…扣减该指标分值的20%."""
        if not speaks_of_points(sentence) or not _TOO_MUCH.search(sentence):
            return False
        if _BOTH_WAYS.search(sentence) or _OF_THE_SCORE.search(sentence):
            return False
        if "每" in sentence or (self.kinds and LEAST not in self.kinds):
            return False  # each step beyond a target of ≤
        subject, rest = "", sentence
        for kind, pattern in SUBJECTS:
            if match := pattern.match(rest):
                signs = match.groupdict().get("signs") or ""
                subject, rest = signs or kind, rest[match.end() :].lstrip(",:")
                break
        when = EXCESS.match(rest) or _MUCH_MORE.match(rest)
        less = _LESS.fullmatch(rest[when.end() :]) if when else None
        only = [
            pattern.search(sentence) for pattern in (FULL, NOTHING, SHARE, FORMULA, SHORT, BELOW)
        ]
        if subject.rstrip("XN*") in ("≤", "=", MOST, EQUAL):
            return False
        if when is None or less is None:
            if any(only):
                return False
            self.method.excess_of_all |= not subject and self.kinds != (LEAST,)
            self.method.excess_open = sentence
            self.method.excess_from = _open_from(when)
            return True
        self.method.excess_of_all |= not subject and self.kinds != (LEAST,)
        share, left = fraction(when["number"]) / 100, fraction(less["number"]) / 100
        if not less["counted"]:
            left = 1 - left
        closed = (when["how"] == "达到" or "含" in when["end"]) and not when["not"]
        unclear = when["how"] != "达到" and (share >= 1 or bool(when["end"]))
        if unclear and share == self.up_to and not when["end"]:
            unclear, closed = False, False
        elif when["how"] != "达到" and share < 1:
            share += 1
        if unclear or share <= 1 or not 0 < left < 1 or self.method.excess:
            self.method.excess_open = sentence
            return True
        self.method.excess = Excess(share, closed, left)
        self.method.read.append((frozenset({LEAST}), sentence))
        return True


def _open_from(when: re.Match[str] | None) -> Fraction | None:
    """From how many times the target on a score is left open: 高于指标值30%以上的 leaves what is below 1.3 as it is."""
    if when is None:
        return None
    share = fraction(when["number"]) / 100
    if when["how"] != "达到" and share < 1:
        return 1 + share
    return share if share > 1 else None
