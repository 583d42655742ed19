"""A 评价标准 → a Rule, every character accounted for.

A ledger of phrases: all start unclaimed, shapes claim theirs, what is left decides. Anything left that could change a
score makes the rule `judged`, with the unread part quoted.
"""

from __future__ import annotations

from fractions import Fraction

from sheetscore.amounts import Number, fraction
from sheetscore.errors import WordingLimit
from sheetscore.rules.formula import FormulaReading, read_formula, read_score_formula
from sheetscore.rules.ladder import Band, Contradiction, Deduction, build_ladder
from sheetscore.rules.lists import read_list
from sheetscore.rules.phrases import Condition, WordingSyntax, read_phrases
from sheetscore.rules.rule import InputKind, Kind, Leftover, Repair, Rule
from sheetscore.rules.shapes import Fixed, Interval, Ladder, Linear, Reading, Segment, Stepped
from sheetscore.rules.subject import names_same, shortened_head
from sheetscore.rules.text import Clean, clean, name_key
from sheetscore.rules.wording import (
    EXCEPTION,
    HARMLESS,
    LINKS,
    MAX_LENGTH,
    RATE_ENDINGS,
    TYPOS,
)

_STRUCTURAL = frozenset(
    ["sep", "condition", "award", "step", "until", "standard", "exempt", "source"]
)


def compile_criteria(
    text: str,
    points: Number,
    name: str | None = None,
    *,
    explanation: str = "",
    reading: Reading = "whole",
    places: int = 2,
) -> Rule:
    """Compile the 评价标准 `text` of an indicator worth `points`.

    `name` is the row's 三级指标, `explanation` its 指标说明 (its formula computes the rate, or the score itself);
    `reading` says how a started step counts, `places` to how many decimals a score is rounded, half up.
    Raises WordingLimit for a text over MAX_LENGTH characters.
    """
    if len(text) > MAX_LENGTH:
        raise WordingLimit(
            f"评价标准有 {len(text)} 个字符，超过上限 {MAX_LENGTH}", "请把文字精简后再填。"
        )
    formula = read_formula(explanation, name or "")
    ledger = _Ledger(text, fraction(points), name or "", formula)
    return ledger.rule(reading, places)


class _Ledger:
    """One wording on its way to a rule."""

    def __init__(self, text: str, points: Fraction, name: str, formula: FormulaReading) -> None:
        self.text = text
        self.points = points
        self.name = name
        self.formula = formula
        self.repairs: list[Repair] = [
            Repair(rule, found, read_as, "指标说明")
            for rule, found, read_as in (formula.formula.repairs if formula.formula else ())
        ]
        self.wording = self._take_score_formula(self._typos(clean(text)))
        self.problems: list[str] = []
        self.exempt = ""
        self.first_subject = ""
        try:
            self.phrases = read_phrases(self.wording)
        except WordingSyntax as error:
            self.phrases = []
            self.broken_at: int | None = error.position
        else:
            self.broken_at = None
        self.claimed = [phrase.kind == "sep" for phrase in self.phrases]

    def _typos(self, wording: Clean) -> Clean:
        text = wording.text
        for wrong, right in TYPOS.items():
            if wrong in text:
                text = text.replace(wrong, right)
                self.repairs.append(Repair("常见印刷错误", wrong, right))
        return Clean(wording.source, text, wording.origin)

    def _take_score_formula(self, wording: Clean) -> Clean:
        """A 得分=… in the criteria is the formula of the row; the rest of the wording is read without it."""
        found = read_score_formula(wording.text)
        if found.formula is None and not found.problem:
            return wording
        if self.formula.formula is not None:
            return wording
        self.formula = FormulaReading(found.formula, found.problem, self.formula.scoring_left)
        cut = slice(0, found.begin), slice(found.end, None)
        return Clean(
            wording.source,
            "".join(wording.text[part] for part in cut),
            tuple(place for part in cut for place in wording.origin[part]),
        )

    # -- the whole
    def rule(self, reading: Reading, places: int) -> Rule:
        kind: Kind = "judged"
        shape: Ladder | object | None = None
        source: InputKind = "none"
        unit = "%"
        if self.broken_at is None:
            for attempt in (self._as_list, self._as_ladder, self._as_score_formula):
                found = attempt()
                if found is not None:
                    kind, shape, source, unit = found
                    break
        self._claim_harmless(shape is not None)
        leftover = self._leftover()
        if shape is None and not leftover:
            leftover = (
                (Leftover(self.text.strip(), 0, len(self.text)),) if self.text.strip() else ()
            )
        problems = tuple(self._formula_problems(kind) + self.problems)
        judged = shape is None or bool(leftover) or bool(problems)
        return Rule(
            self.text, self.points, self.name, "judged" if judged else kind, kind, source, shape,  # type: ignore[arg-type]
            unit, leftover, problems, tuple(self.repairs), self.exempt,
            bool(leftover) and all(any(w in part.quote for w in EXCEPTION) for part in leftover),
            self.formula.formula, reading, places,
        )  # fmt: skip

    def _formula_problems(self, kind: Kind) -> list[str]:
        if kind in ("checklist", "violations", "graded"):
            return []
        if self.formula.scoring_left:
            return [f"指标说明里还有计分的话：{self.formula.scoring_left}"]
        return [self.formula.problem] if self.formula.problem else []

    def _leftover(self) -> tuple[Leftover, ...]:
        if self.broken_at is not None:
            return (self._quote(self.broken_at, len(self.wording.text)),)
        left: list[Leftover] = []
        begin: int | None = None
        for phrase, claimed in zip(self.phrases, self.claimed, strict=True):
            if not claimed and begin is None:
                begin, end = phrase.begin, phrase.end
            elif not claimed:
                end = phrase.end
            elif begin is not None and phrase.kind != "sep":
                left.append(self._quote(begin, end))
                begin = None
        if begin is not None:
            left.append(self._quote(begin, end))
        return tuple(left)

    def _quote(self, begin: int, end: int) -> Leftover:
        if begin >= len(self.wording.text):
            begin = max(0, len(self.wording.text) - 1)
        quote = self.wording.quote(begin, end)
        first = self.wording.origin[begin] if self.wording.origin else 0
        return Leftover(quote, first, first + len(quote))

    def _claim_harmless(self, understood: bool) -> None:
        """Words known to change nothing, standing alone between structural phrases."""
        for index, phrase in enumerate(self.phrases):
            if phrase.kind == "words" and phrase.text in HARMLESS:
                sides = [
                    self.phrases[i].kind
                    for i in (index - 1, index + 1)
                    if 0 <= i < len(self.phrases)
                ]
                self.claimed[index] = self.claimed[index] or all(
                    side in _STRUCTURAL for side in sides
                )
            elif phrase.kind == "source" and understood:
                self.claimed[index] = True

    # -- lists that a person ticks, counts or grades
    def _as_list(self) -> tuple[Kind, object, InputKind, str] | None:
        found = read_list(self.phrases, self.points, self.wording)
        if found is None:
            return None
        for index in found.claimed:
            self.claimed[index] = True
        self.problems += found.problems
        return found.kind, found.shape, found.input, ""

    # -- figures
    def _as_ladder(self) -> tuple[Kind, object, InputKind, str] | None:
        bands, deductions, standard = self._clauses()
        if not bands and not deductions:
            return None
        try:
            unit = self._unit(bands, deductions)
            ladder, notes = build_ladder(bands, deductions, standard, self.points)
        except Contradiction as error:
            self.problems.append(str(error))
            return ("step" if deductions else "bands"), None, "none", ""
        self.repairs += [Repair("边界读法", self.text.strip(), note) for note in notes]
        return _ladder_kind(ladder), ladder, "rate" if unit == "%" else "quantity", unit

    def _clauses(self) -> tuple[list[Band], list[Deduction], Fraction | None]:
        bands: list[Band] = []
        deductions: list[Deduction] = []
        standard: Fraction | None = None
        index = 0
        while index < len(self.phrases):
            phrase = self.phrases[index]
            following = index + 1
            if phrase.kind == "condition":
                following = self._condition(index, bands, deductions)
            elif phrase.kind == "step":
                self._claim(index)
                deductions.append(Deduction(phrase.data, None))
            elif phrase.kind == "standard" and standard is None:
                self._claim(index)
                standard = phrase.data
            elif phrase.kind == "exempt":
                self._exempt(index)
            index = following
        self._claim_until(bool(deductions))
        return bands, deductions, standard

    def _claim(self, *indexes: int) -> None:
        for index in indexes:
            self.claimed[index] = True

    def _condition(self, index: int, bands: list[Band], deductions: list[Deduction]) -> int:
        """Claim `subject condition link award|step` when it is whole; where to go on."""
        target, links = self._follow(index + 1)
        if target is None:
            return index + 1
        phrase, goal = self.phrases[index], self.phrases[target]
        condition: Condition = phrase.data
        if goal.kind == "step" and not self._subject(index, condition, bands):
            return target + 1
        if goal.kind == "award" and not self._subject(index, condition, None):
            return target + 1
        self._claim(index, target, *links)
        if goal.kind == "award":
            bands.append(Band(condition, goal.data.of(self.points)))
        else:
            if condition.bare:
                self.repairs.append(
                    Repair("扣分条件漏印了大于号或小于号", phrase.text, "满分条件之外的一侧")
                )
            deductions.append(Deduction(goal.data, condition))
        return target + 1

    def _follow(self, index: int) -> tuple[int | None, list[int]]:
        """The award or step that a condition leads to, past a comma or a linking word."""
        links: list[int] = []
        while index < len(self.phrases):
            phrase = self.phrases[index]
            if phrase.kind in ("award", "step"):
                return index, links
            if phrase.kind == "words" and phrase.text in LINKS:
                links.append(index)
            elif not (phrase.kind == "sep" and phrase.text in ",:"):
                return None, []
            index += 1
        return None, []

    def _subject(self, index: int, condition: Condition, bands: list[Band] | None) -> bool:
        """Claim the words in front of a condition if they name the row's quantity; False if they name something else."""
        before = index - 1
        while (
            before >= 0 and self.phrases[before].kind == "sep" and self.phrases[before].text == ":"
        ):
            before -= 1
        if before < 0 or self.phrases[before].kind != "words":
            return True
        subject = self.phrases[before].text
        if subject in HARMLESS and before and self.phrases[before - 1].kind != "sep":
            return True
        if names_same(subject, self.name, self.first_subject):
            self.first_subject = self.first_subject or subject
            self._claim(before)
            return True
        if bands and self._is_complement(subject, condition, bands):
            whole = self.first_subject or self.name
            self.repairs.append(
                Repair("与满分条件互补的一句漏印了指标名称的后半", subject, name_key(whole))
            )
            self._claim(before)
            return True
        return False

    def _is_complement(self, subject: str, condition: Condition, bands: list[Band]) -> bool:
        """三公经费＞0 behind 变动率≦0: the same head, and exactly the values that the full-marks band leaves."""
        if not shortened_head(subject, self.first_subject or self.name):
            return False
        full = bands[0].condition
        pairs = ((full.high, condition.low), (full.low, condition.high))
        return any(
            one is not None
            and two is not None
            and one.value == two.value
            and one.closed != two.closed
            for one, two in pairs
        )

    def _claim_until(self, deducts: bool) -> None:
        for index, phrase in enumerate(self.phrases):
            if (
                phrase.kind == "until"
                and deducts
                and phrase.data in (None, Fraction(0), self.points)
            ):
                self._claim(index)

    def _exempt(self, index: int) -> None:
        """没有楼堂馆所项目的部门按满分计算: claimed when its item is part of the row's name."""
        item = name_key(str(self.phrases[index].data))
        for tail in ("建设项目", "项目", "支出", "的"):
            item = item.removesuffix(tail)
        if len(item) >= 2 and (not self.name or item in name_key(self.name)):
            self.exempt = item
            self._claim(index)

    def _unit(self, bands: list[Band], deductions: list[Deduction]) -> str:
        """% for a rate, else the unit of the quantity. Raises Contradiction for mixed units."""
        units = set()
        for condition in [b.condition for b in bands] + [d.when for d in deductions if d.when]:
            edges = {edge.value for edge in (condition.low, condition.high) if edge}
            if not (condition.unit == "number" and edges <= {Fraction(0)}):
                units.add(condition.unit)
        units |= {d.step.size.unit for d in deductions}
        is_rate = name_key(self.name).endswith(RATE_ENDINGS)
        if units <= {"ratio"} and (units or is_rate):
            return "%"
        if len(units) > 1 or "mixed" in units or "ratio" in units:
            raise Contradiction("百分数与普通数字混用")
        unit = units.pop() if units else ""
        if unit == "number" and is_rate:
            raise Contradiction("率没有写百分号，分不清 90 还是 90%")
        return "" if unit == "number" else str(unit)

    # -- 该项得分＝（A/B）×分值 in the 指标说明
    def _as_score_formula(self) -> tuple[Kind, object, InputKind, str] | None:
        formula = self.formula.formula
        if formula is None or formula.factor is None:
            return None
        if formula.factor != self.points:
            self.problems.append("得分公式里的分数与分值不一致")
            return "proportional", None, "none", ""
        return "proportional", _proportional(self.points), "rate", "%"


def _proportional(points: Fraction) -> Ladder:
    """Rate × points from 0 to 100 %. Above that the wording says nothing, so there is no score (rules.md)."""
    return Ladder((Segment(Interval(Fraction(0), True, Fraction(1), True), Linear(points)),))


def _ladder_kind(ladder: Ladder) -> Kind:
    if any(isinstance(s.outcome, Stepped) for s in ladder.segments):
        return "step"
    scores = {s.outcome.score for s in ladder.segments if isinstance(s.outcome, Fixed)}
    return "threshold" if len(ladder.segments) <= 2 and len(scores - {0}) == 1 else "bands"
