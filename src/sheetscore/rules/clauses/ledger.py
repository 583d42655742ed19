"""One wording on its way to a rule, every character accounted for.

A ledger of phrases: all start unclaimed, shapes claim theirs, what is left decides. Anything left that could change a
score makes the rule `judged`, with the unread part quoted.
"""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.rules.clauses.around import unclear_number, without_asides
from sheetscore.rules.clauses.attempt import Understood, read_target
from sheetscore.rules.clauses.awards import ClauseReader
from sheetscore.rules.clauses.bounds_twice import part_of_target, said_twice
from sheetscore.rules.clauses.caps import claim_cap, claim_harmless, claim_until
from sheetscore.rules.clauses.expected_direction import against_name
from sheetscore.rules.clauses.full_marks_unread import true_problems
from sheetscore.rules.clauses.ladder import build_ladder
from sheetscore.rules.clauses.person_lists import read_list
from sheetscore.rules.clauses.recast import recast
from sheetscore.rules.formulas.bare_formula import measures_change
from sheetscore.rules.formulas.expressions import multiplies
from sheetscore.rules.formulas.formula import (
    POINTS_FACTOR,
    FormulaReading,
    own_slope,
    read_formula,
    read_score_formula,
)
from sheetscore.rules.formulas.scoring_line import score_line
from sheetscore.rules.paraphrase.own_terms import done_of_target
from sheetscore.rules.rule import Kind, Leftover, Repair, Rule
from sheetscore.rules.shapes.elements import LARGEST_RATE, Clauses
from sheetscore.rules.shapes.number_line import Contradiction
from sheetscore.rules.shapes.operator_targets import ReverseFormula
from sheetscore.rules.shapes.shapes import Fixed, Interval, Ladder, Linear, Reading, Segment
from sheetscore.rules.telling.wording_kinds import ladder_kind
from sheetscore.rules.tokens.patterns import UNITS
from sheetscore.rules.tokens.phrases import WordingSyntax, read_phrases
from sheetscore.rules.tokens.sides import counts_up
from sheetscore.rules.tokens.subject import limited
from sheetscore.rules.tokens.wording import (
    MEASURE_NOUNS,
    RANK_WORDS,
    RATE_ENDINGS,
    SMALLER_ENDINGS,
    TYPOS,
    is_exception,
)
from sheetscore.words.text import Clean, clean, name_key


class Ledger:
    """One wording on its way to a rule: phrases, what is claimed of them, what contradicts itself."""

    def __init__(self, text: str, points: Fraction, name: str, formula: FormulaReading) -> None:
        self.text = text
        self.points = points
        self.name = name
        self.formula = formula
        self.slope: Fraction | None = None
        self.repairs: list[Repair] = []
        self.problems: list[str] = []
        self.unread: tuple[Leftover, ...] = ()
        wording, stated = without_asides(recast(self._typos(clean(text)), name), name)
        if unclear_number(wording):
            self.problems.append("分不清开头的数字是项号还是小数")
        if stated:
            self._stated_formula(stated)
        self.wording = self._take_score_formula(wording)
        if self.formula.formula:
            self.repairs += [Repair(*repair, "指标说明") for repair in self.formula.formula.repairs]
        self.broken_at: int | None = None
        try:
            phrases = read_phrases(self.wording)
        except WordingSyntax as error:
            phrases, self.broken_at = [], error.position
        self.reader = ClauseReader(phrases, points, name)
        self._name_of_formula()
        letters = set(re.findall(r"(?<![A-Za-z])[A-PR-VX-Z](?![A-Za-z])", self.wording.text))
        if len(letters) > 1 and not (
            self.formula.formula and letters & {*self.formula.formula.terms}
        ):
            self.problems.append("用了两个字母，没有说明各是什么")

    def _name_of_formula(self) -> None:
        """资金落实率=… under a row named 资金落实: its conditions are over that rate."""
        formula = self.formula.formula
        measured = name_key(self.name).endswith(MEASURE_NOUNS)
        if formula is not None and formula.factor is None and measures_change(formula.expression):
            self.reader.deviates = True
        if formula is not None and not measured and formula.name.endswith(MEASURE_NOUNS):
            self.reader.first_subject = formula.name

    def _typos(self, wording: Clean) -> Clean:
        text = wording.text
        for wrong, right in TYPOS.items():
            if wrong in text:
                text = text.replace(wrong, right)
                self.repairs.append(Repair("常见印刷错误", wrong, right))
        return Clean(wording.source, text, wording.origin)

    def _take_score_formula(self, wording: Clean) -> Clean:
        """A 得分=… in the criteria is how the row is scored; the rest of the wording is read without it."""
        found = read_score_formula(wording.text, self.name)
        if found.formula is None and not found.problem:
            return wording
        if self._own_line(wording.text[found.begin : found.end]):
            return wording
        terms = found.formula.terms if found.formula else RANK_WORDS
        if any(word in term for term in terms for word in RANK_WORDS):
            return wording
        self._score_formula(found, wording.quote(found.begin, found.end))
        cut = slice(0, found.begin), slice(found.end, None)
        return Clean(
            wording.source,
            "".join(wording.text[part] for part in cut),
            tuple(place for part in cut for place in wording.origin[part]),
        )

    def _stated_formula(self, stated: str) -> None:
        """The formula printed in the 评价标准: used where the 指标说明 has none, and the same figures where it has one."""
        printed = read_formula(stated, stated.partition("=")[0])
        given = self.formula.formula
        if given is None or (given.bare and printed.formula):
            self.formula = printed
        elif printed.formula and {*map(name_key, printed.formula.terms)} != {
            *map(name_key, given.terms)
        }:
            self.problems.append("评价标准与指标说明里的公式不同")

    def _own_line(self, text: str) -> bool:
        """得分=满意度×分值 scales the row's own rate: read where it stands, with its condition."""
        body = text.partition("=")[2]
        return bool(
            score_line(body, self.name, self.points)
            or (not self._named_rate() and score_line(body, self.name, self.points, "", UNITS))
        )

    def _score_formula(self, found: FormulaReading, quote: str) -> None:
        """得分=执行率×分值 over the row's own name scales its rate; any other expression is itself the rate."""
        assert found.formula is not None
        factor = found.formula.factor
        factor = self.points if factor in (None, POINTS_FACTOR) else factor
        if factor != self.points:
            self.problems.append("得分公式里的分数与分值不一致")
        own = own_slope(found.formula.expression, self.name)
        if own is not None and name_key(self.name).endswith(SMALLER_ENDINGS):
            self.problems.append("越小越好的率不能按比例得分")
        if own is not None:
            self.slope = own * factor
            return
        if done_of_target(found.formula.expression, self.name) and not counts_up(
            name_key(self.name)
        ):
            self.problems.append("越少越好的指标不能按完成比例得分")
        letters = [term for term in found.formula.terms if re.fullmatch("[A-Za-z]", term)]
        factors = any("系数" in term for term in found.formula.terms)
        factors = factors or multiplies(found.formula.expression)
        factors = factors or any(limited(term) for term in found.formula.terms)
        if len(found.formula.terms) < 2 or factors or (letters and not found.formula.plain_ratio):
            self.problems.append("得分公式里的量不是本指标")
            begin = self.text.find(quote)
            self.unread = (Leftover(quote, begin, begin + len(quote)),)
        self.slope = factor
        self.formula = FormulaReading(found.formula, "", self.formula.scoring_left)

    # -- the whole
    def rule(self, direction: str, reading: Reading, reverse: ReverseFormula, places: int) -> Rule:
        understood: Understood | None = None
        if self.broken_at is None:
            understood = self._as_list() or self._as_ladder() or self._as_target(direction, reverse)
            understood = understood or self._as_score_formula()
        kind: Kind = understood.kind if understood else "judged"
        shape = understood.shape if understood else None
        if self.reader.clauses.bonus_whole and reading == "proportional":
            self.problems.append("写明加分不足一档的不计，表式却按比例")
        claim_harmless(self.reader, shape is not None)
        leftover = (*self.unread, *self._leftover())
        if shape is None and not leftover and self.text.strip():
            leftover = (Leftover(self.text.strip(), 0, len(self.text)),)
        problems = tuple(self._formula_problems(kind) + self.problems)
        judged = shape is None or bool(leftover) or bool(problems)
        return Rule(
            text=self.text,
            points=self.points,
            name=self.name,
            kind="judged" if judged else kind,
            looks_like=kind,
            input=understood.input if understood else "none",
            shape=shape,
            unit=understood.unit if understood else "",
            leftover=leftover,
            problems=true_problems(problems, leftover, self.points),
            repairs=tuple(self.repairs + self.reader.repairs),
            exempt=self.reader.exempt,
            exception=bool(leftover)
            and not problems
            and all(is_exception(part.quote) for part in leftover),
            formula=self.formula.formula,
            reading=self._stated_reading() or reading,
            places=places,
        )

    def _stated_reading(self) -> Reading | None:
        """What the wording itself says of a started step."""
        stated = self.reader.clauses.stated
        if stated is None:
            return None
        if stated[1] == "proportional":
            return "proportional"
        return "whole" if stated[1] is None else "started"

    def _formula_problems(self, kind: Kind) -> list[str]:
        if kind in ("checklist", "violations", "graded", "judged"):
            return []
        if self.formula.scoring_left:
            return [f"指标说明里还有计分的话：{self.formula.scoring_left}"]
        return [self.formula.problem] if self.formula.problem else []

    def _leftover(self) -> tuple[Leftover, ...]:
        if self.broken_at is not None:
            begin = max(
                (self.wording.text.rfind(sep, 0, self.broken_at) + 1 for sep in ",;。"), default=0
            )
            return (self._quote(begin, len(self.wording.text)),)
        left: list[Leftover] = []
        begin_end: tuple[int, int] | None = None
        for phrase, claimed in zip(self.reader.phrases, self.reader.claimed, strict=True):
            if not claimed:
                begin_end = (begin_end[0] if begin_end else phrase.begin, phrase.end)
            elif begin_end is not None and phrase.kind != "sep":
                left.append(self._quote(*begin_end))
                begin_end = None
        if begin_end is not None:
            left.append(self._quote(*begin_end))
        return tuple(left)

    def _quote(self, begin: int, end: int) -> Leftover:
        quote = self.wording.quote(begin, end)
        first = self.wording.origin[begin] if begin < len(self.wording.origin) else len(self.text)
        return Leftover(quote, first, first + len(quote))

    # -- what a wording can be
    def _as_list(self) -> Understood | None:
        """Lists that a person ticks, counts or grades."""
        found = read_list(self.reader.phrases, self.points, self.wording)
        if found is None:
            return None
        for index in found.claimed:
            self.reader.claimed[index] = True
        self.problems += found.problems
        return Understood(found.kind, found.shape, found.input)

    def _as_ladder(self) -> Understood | None:
        clauses = self.reader.read()
        if clauses.empty:
            return None
        if self.slope == self.points and not (clauses.deductions or clauses.proportional):
            zeros = all(b.award.of(self.points) == 0 for b in clauses.bands)
            clauses.proportional = zeros  # 得分=执行率×分值，低于60%不得分
        by_formula = clauses.proportional and self.slope is not None
        kind: Kind = (
            "step" if clauses.deductions else "proportional" if clauses.proportional else "bands"
        )
        try:
            unit = self._unit(clauses)
            ladder, notes = build_ladder(clauses, self.points)
        except Contradiction as error:
            self.problems.append(str(error))
            return Understood(kind, None)
        self.problems += against_name(clauses, ladder, self.name)
        self.problems += said_twice(clauses, self.points)
        self.problems += part_of_target(self.wording.text, clauses, unit)
        if self.slope is not None and not by_formula:
            self.problems.append("既有得分公式，又有计分条件")
        self.repairs += [Repair("边界读法", self.text.strip(), note) for note in notes]
        return Understood(ladder_kind(ladder), ladder, "rate" if unit == "%" else "quantity", unit)

    def _unit(self, clauses: Clauses) -> str:
        """% for a rate, else the unit of the quantity. Raises Contradiction for mixed units."""
        conditions = [b.condition for b in clauses.bands]
        conditions += [d.when for d in clauses.deductions if d.when] + (
            [clauses.below] if clauses.below else []
        )
        units = {c.unit for c in conditions if not (c.unit == "number" and c.interval.only_zero)}
        steps = [*clauses.deductions, *([clauses.bonus] if clauses.bonus else [])]
        units |= {d.step.size.unit for d in steps}
        lines = clauses.rest is not None or any(b.award.line is not None for b in clauses.bands)
        counted = clauses.proportional and bool(units) and "ratio" not in units
        ratio = (lines and not units) or clauses.standard is not None
        ratio = ratio or (clauses.proportional and not counted)
        units |= {"ratio"} if ratio else set()
        is_rate = self._named_rate()
        if units <= {"ratio"} and (units or is_rate):
            return "%"
        if len(units) > 1 or units & {"mixed", "ratio"}:
            raise Contradiction("百分数与普通数字混用")
        unit = units.pop() if units else ""
        if unit == "number" and is_rate:
            raise Contradiction("率没有写百分号，分不清 90 还是 90%")
        return "" if unit == "number" else str(unit)

    def _named_rate(self) -> bool:
        """The row's name says that its quantity is a ratio."""
        return name_key(self.name).endswith(RATE_ENDINGS)

    def _as_target(self, direction: str, reverse: ReverseFormula) -> Understood | None:
        if self.slope is not None:
            return None
        return read_target(self.reader, self._named_rate(), direction, reverse)

    def _as_score_formula(self) -> Understood | None:
        """该项得分=（A/B）×分值, 得分=执行率×20分."""
        slope = self.slope
        if slope is None and self.formula.formula is not None:
            slope = self.formula.formula.factor
        slope = self.points if slope == POINTS_FACTOR else slope
        if slope is None:
            return None
        reader = self.reader
        clauses = reader.read() if not reader.clauses.capped else reader.clauses
        if self.slope is None and self.formula.formula and len(self.formula.formula.terms) < 2:
            self.problems.append("得分公式里的量不是本指标")
        if slope <= 0:
            self.problems.append("得分公式里的分数不大于 0")
            return Understood("proportional", None)
        top = self.points / slope
        if top > LARGEST_RATE:
            self.problems.append("得分公式里的比率超过 200%")
        if (
            top != 1
            and self.formula.formula is not None
            and self.formula.formula.factor is not None
        ):
            self.problems.append("得分公式里的分数与分值不一致")
            return Understood("proportional", None)
        capped = clauses.capped or claim_cap(self.reader)
        segments = [Segment(Interval(Fraction(0), True, top, True), Linear(slope))]
        if capped:
            segments.append(Segment(Interval(top, False, None, False), Fixed(self.points)))
        if claim_until(reader):
            segments.insert(
                0, Segment(Interval(None, False, Fraction(0), False), Fixed(Fraction(0)))
            )
        return Understood("proportional", Ladder(tuple(segments)), "rate", "%")
