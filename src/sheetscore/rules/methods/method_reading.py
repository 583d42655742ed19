"""A note, or a wording for rows of several kinds → a Method. A sentence of which one word is left over is not read."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from sheetscore.exact.amounts import plain
from sheetscore.rules.methods import lateness, reach, tiers, worded
from sheetscore.rules.methods.classes import classes_in, without_classes, without_examples
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
    Method,
    Way,
)
from sheetscore.rules.methods.nationwide import is_nationwide, take_nationwide
from sheetscore.rules.methods.of_money import ABOUT_MONEY, take_money
from sheetscore.rules.methods.scan import SUBJECTS, Scan
from sheetscore.rules.methods.scopes import (
    DEPENDS,
    ELSEWHERE,
    NOT_OF_CLASSES,
    NOT_OF_DATES,
    NOT_OF_MONEY,
    OTHERS,
    REST,
    ZERO_TARGET,
)
from sheetscore.rules.methods.sentences import is_heading, items, speaks_of_points
from sheetscore.rules.methods.stated_letters import RATE_DEFINED, Definitions, definitions
from sheetscore.rules.methods.step_readings import reading_in
from sheetscore.rules.methods.too_much import take_excess
from sheetscore.rules.tokens.wording import MAX_LENGTH
from sheetscore.words.execution_points import gives_money_points
from sheetscore.words.text import clean
from sheetscore.words.usual_execution import is_usual


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
        self.apart: dict[frozenset[str], _Reader] = {}
        self.parts: dict[str, list[tuple[tiers.Part, str]]] = {}
        self.parted, self.headed = False, False

    # -- items and sentences
    def item(self, sentences: list[tuple[str, bool]]) -> None:
        self.kinds, self.parted = self.own, False
        if len(sentences) == 1 and is_heading(sentences[0][0]):
            self.headed = True
            return
        for sentence, _ in sentences:
            self._limit(sentence)
        rest = [(bare, goes_on) for each, goes_on in sentences if (bare := without_idle(each))]
        while rest:
            if taken := self._dated([sentence for sentence, _ in rest]):
                rest = rest[taken:]
                continue
            sentence, goes_on = rest.pop(0)
            if is_nationwide(sentence):
                take_nationwide(self.method, sentence)
                continue
            held = self.classes if goes_on and not REST.match(sentence) else frozenset()
            of_which = self.classes and not goes_on and DEPENDS.match(sentence)
            self.classes = classes_in(sentence) or held
            if of_which and speaks_of_points(sentence):
                self.method.unread.append((frozenset(EVERY), sentence))
                self.classes, self.kinds = frozenset(), self.own
                continue
            self._sentence(sentence)

    def _limit(self, sentence: str) -> None:
        """满意度指标除外, 得分保留三位小数, and what stands on the line below a heading: none of it is read."""
        self.headed = self.headed and not reach.has_subject(sentence)
        if reach.is_rounded_otherwise(sentence) or (self.headed and speaks_of_points(sentence)):
            self.method.unread.append((frozenset(EVERY), sentence))
        elif limited := reach.limited(sentence):
            self._hold(*limited, sentence)

    def _hold(self, classes: frozenset[str], kinds: frozenset[str], sentence: str) -> None:
        """A sentence that was not read, of rows of these kinds, and where it names classes of these alone."""
        reader = self.apart.setdefault(classes, _Reader(self.own, self.means)) if classes else self
        reader.method.unread.append((kinds, sentence))

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
            self.method.unread.append((reach.of_dates(text), text))
            if "时效" in sentences[0]:
                self._hold(frozenset({"时效"}), frozenset(EVERY), text)
        else:
            self.method.late = late
            self.method.read.append((frozenset({DATED}), text))
        return count

    def _sentence(self, sentence: str) -> None:
        of_money = self.kinds == (MONEY,) and not NOT_OF_MONEY.search(sentence)
        if worded.OF_ALL.match(sentence) or (self.kinds == (MONEY,) and not of_money):
            self.kinds = self.own
        if self.kinds == (DATED,) and NOT_OF_DATES.search(sentence):
            self.kinds = self.own
        if ELSEWHERE.search(sentence):
            self.method.unread.append((frozenset(EVERY), sentence))
            return
        if self.classes and speaks_of_points(sentence) and not worded.SUBJECT.search(sentence):
            self._of_classes(sentence)
            return
        sentence = self._of_others(without_examples(sentence))
        before = self.kinds
        self.parted = self._in_parts(sentence)
        if self.parted:
            return
        if ZERO_TARGET.fullmatch(sentence):
            self.method.zero_target = True
            self.method.read.append((frozenset({MOST}), sentence))
            return
        if reading_in(sentence) is not None:
            return
        if self._worded(sentence) or self._money(sentence) or self._excess(sentence):
            return
        bare, least = tiers.without_least(sentence)
        scan = Scan(bare, self.kinds, self.means)
        whole = scan.read() and (least is None or self._least(scan, least))
        capped = whole and bool(scan.said) and all(part == "capped" for _, part, _ in scan.said)
        if not speaks_of_points(sentence) and not capped:
            if not self.own and gives_money_points(sentence):
                self.method.unread.append((frozenset({MONEY}), sentence))
            self.kinds = before if RATE_DEFINED.search(sentence) else scan.named or before
            return
        if whole:
            self.kinds = tuple(scan.spoken) or scan.named
            self._take(scan, sentence)
            return
        self.kinds = before
        about = reach.kinds_about(sentence, scan.named, self.kinds)
        self.kinds = about if set(about) < set(EVERY) else before
        self.method.unread.append((frozenset(about), sentence))

    def _of_classes(self, sentence: str) -> None:
        """成本指标：…: read like a note of its own, for rows of that class; what is left of it holds up those rows of every kind."""
        reader = self.apart.setdefault(self.classes, _Reader(self.own, self.means))
        begun = len(reader.method.unread)
        bare = without_classes(sentence)
        if NOT_OF_CLASSES.search(bare):
            reader.method.unread.append((frozenset(EVERY), sentence))
            return
        reader._sentence(bare)
        reader.method.unread[begun:] = [
            (about if about <= set(COUNTED) else frozenset(EVERY), sentence)
            for about, _ in reader.method.unread[begun:]
        ]

    def _of_others(self, sentence: str) -> str:
        """What is said of the other indicators, where the note speaks of some before, without that subject."""
        found = OTHERS.match(sentence)
        spoken = self.apart or self.method.money or self.method.money_of or self._spoken
        if found is None or not spoken:
            return sentence
        self.method.others = True
        if self.kinds in ((WORDED,), (DATED,)):
            self.kinds = self.own
        return sentence[found.end() :]

    @property
    def _spoken(self) -> bool:
        return any(about <= {WORDED, MONEY, DATED} for about, _ in self.method.read)

    def _in_parts(self, sentence: str) -> bool:
        """完成率≥100%得满分；80%≤完成率<100%，得分值的80%: kept until the note is at its end."""
        rest, kinds = sentence, self.kinds
        for kind, pattern in SUBJECTS:
            if (match := pattern.match(rest)) and not match.groupdict().get("signs"):
                kinds = COUNTED if kind == "定量" else (kind,)
                rest = rest[match.end() :].lstrip(",:")
                break
        found = tiers.parts(rest, goes_on=self.parted)
        about = [kind for kind in kinds or COUNTED if kind in (LEAST, EQUAL)]
        if (
            any(part.of_more for part in found)
            or not found
            or not about
            or not self.means.rate
            or not {*kinds} <= {*COUNTED}
        ):
            return False
        self.kinds = kinds
        for kind in about:
            self.parts.setdefault(kind, []).extend((part, sentence) for part in found)
        if MOST in (kinds or COUNTED):
            self.method.misfit.append((MOST, sentence))
        return True

    def _join_parts(self, kind: str) -> None:
        """The parts of the 完成率 as tiers short of a target; a sentence of one that does not fit the others is not read."""
        stated = self.parts[kind]
        way = self.method.ways.setdefault(kind, Way())
        full = any(part.full for part, _ in stated)
        below = [part for part, _ in stated if not part.full]
        found = tiers.joined(below, way.missed) if below else ()
        if found and kind in self.method.nothing_below:
            found = None
        quotes = ";".join(dict.fromkeys(sentence for _, sentence in stated))
        way.told, way.full = True, way.full or full
        if found is None or not (way.full or kind in self.method.capped):
            self.method.unread.append((frozenset({kind}), quotes))
            return
        self.method.read.append((frozenset({kind}), quotes))
        if found:
            self.method.tiers[kind] = found
            way.missed = way.missed or "ratio"

    def _least(self, scan: Scan, share: Fraction) -> bool:
        """完成率低于60%的不得分 behind what targets of ≥ and = score; of ≤ a 完成率 says nothing."""
        ratio = {
            kind
            for kind, part, value in scan.said
            if part == "missed" and value in ("ratio", "share") and kind != MOST
        }
        others = {kind for kind, _, _ in scan.said} - ratio
        if not ratio or not ratio <= {LEAST, EQUAL} or others - {MOST}:
            return False
        if others:
            scan.open.add(MOST)
            scan.said = [each for each in scan.said if each[0] != MOST]
        self.method.nothing_below |= dict.fromkeys(ratio, share)
        return True

    def _take(self, scan: Scan, sentence: str) -> None:
        self.up_to = scan.up_to or self.up_to
        about: set[str] = set()
        self.method.misfit += [(kind, sentence) for kind in sorted(scan.open)]
        alone = set(scan.named) < set(COUNTED)
        for kind, part, value in scan.said:
            about.add(kind)
            if part == "capped":
                self.method.capped.add(kind)
                continue
            way = self.method.ways.setdefault(kind, Way())
            way.told, way.named = True, way.named or (alone and kind in scan.named)
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
        for classes, reader in self.apart.items():
            reader.settle()
            self.method.of_classes.append((classes, reader.method))
        for kind in self.parts:
            self._join_parts(kind)
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
        if len(about := reach.of_words(sentence)) > 1:
            method.unread.append((about, sentence))
            return True
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
        if self.own or not (ABOUT_MONEY.match(sentence) or going_on):
            return False
        self.kinds = (MONEY,)
        take_money(self.method, sentence)
        if not is_usual(sentence) and speaks_of_points(sentence) and not reach.of_money(sentence):
            self.method.unread.append((frozenset(EVERY), sentence))
        return True

    def _excess(self, sentence: str) -> bool:
        """实际完成值达到年度指标值150%（含）以上的，…扣减该指标分值的20%."""
        return take_excess(self.method, sentence, self.kinds, self.up_to)
