"""Phrases → clauses: which award belongs to which condition, whose subject is the row's own quantity, what is claimed.

The ledger lives here: every phrase starts unclaimed; a clause claims its phrases only when it is whole.
"""

from __future__ import annotations

from fractions import Fraction

from sheetscore.rules.clauses.caps import claim_exempt, claim_limits, claim_stated_points
from sheetscore.rules.clauses.merging import full_again, merged, or_else
from sheetscore.rules.clauses.order import arrange
from sheetscore.rules.clauses.progress import Progress
from sheetscore.rules.clauses.unconditional import (
    line_at,
    read_case,
    read_otherwise,
    read_proportion,
    read_rest,
    read_standard,
)
from sheetscore.rules.rule import Repair
from sheetscore.rules.shapes.elements import Award, Band, Clauses, Condition, Deduction, Phrase
from sheetscore.rules.tokens.patterns import OCR_SIGNS
from sheetscore.rules.tokens.subject import counts_other, shortened_head, unit_differs
from sheetscore.rules.tokens.wording import (
    DONE_ENDINGS,
    HARMLESS,
    RATE_ENDINGS,
)
from sheetscore.words.text import name_key

_ABSOLUTE = "绝对值"


class ClauseReader(Progress):
    """Reads the phrases of one wording. `claimed`, `repairs`, `exempt` and `clauses` are its results."""

    def read(self) -> Clauses:
        """Go through the phrases once, left to right."""
        self._take(arrange(self.phrases, self.name, self.points))
        claim_stated_points(self)
        index = 0
        while index < len(self.phrases):
            phrase = self.phrases[index]
            following = index + 1
            if phrase.kind == "condition":
                following = self._condition(index)
            elif phrase.kind == "step":
                self._step(index)
            elif phrase.kind == "bonus":
                self._bonus(index, None)
            elif phrase.kind == "case":
                following = read_case(self, index)
            elif phrase.kind == "standard" and self.clauses.standard is None:
                read_standard(self, index)
            elif phrase.kind == "scoring":
                read_rest(self, index)
            elif phrase.kind == "proportion":
                before = self.phrases[index - 1] if index else None
                if (
                    read_proportion(self, index, None)
                    and before
                    and before.kind == "words"
                    and self.same(before.text)
                ):
                    self.claim(index - 1)
            elif phrase.kind in ("otherwise", "beyond"):
                following = read_otherwise(self, index)
            elif phrase.kind == "exempt":
                claim_exempt(self, index)
            index = following
        claim_limits(self)
        return self.clauses

    def _step(self, index: int) -> None:
        """A step, with the row's quantity in front of it if that is printed again."""
        base: Fraction | None = None
        before = self.phrases[index - 1].text if index else ""
        zero = [band.condition.interval.only_zero for band in self.clauses.bands]
        if before.endswith(_ABSOLUTE) and zero == [True]:
            self.clauses.absolute = True  # =0得满分；绝对值每增加1%
        if index and self.phrases[index - 1].kind == "base":
            base = self.phrases[index - 1].data
            self.claim(index - 1)
        if (
            index
            and self.phrases[index - 1].kind == "words"
            and self.same(self.phrases[index - 1].text)
        ):
            self.claim(index - 1)
        self.claim(index)
        self.clauses.deductions.append(Deduction(self.phrases[index].data, None, base))

    def _bonus(self, index: int, when: Condition | None) -> None:
        """每超过1%加0.5分, with the row's quantity in front of it if that is printed again."""
        if self.clauses.bonus is not None:
            self.claimed[index] = False
            return
        self.clauses.bonus = Deduction(self.phrases[index].data, when)
        self.claim(index)
        before = self.phrases[index - 1] if index else None
        if when is None and before and before.kind == "words" and self.same(before.text):
            self.claim(index - 1)

    # -- conditions
    def _condition(self, index: int) -> int:
        """Claim `subject condition link award|step|按比例` when it is whole; where to go on."""
        condition, last, used = merged(self.phrases, index)
        conditions = [condition]
        while or_else(self.phrases, last + 1):
            condition, last, more = merged(self.phrases, last + 2)
            conditions.append(condition)
            used = [*used, last - len(more), *more]
        target, links = self.follow(last + 1)
        if target is None:
            return last + 1
        goal = self.phrases[target]
        if not self._subject(index, conditions[0], goal.kind == "step"):
            return target + 1
        if len(conditions) > 1 and goal.kind not in ("award", "deduction", "scoring"):
            return target + 1
        if goal.kind == "scoring" and line_at(self, target) is None:
            return target + 1
        if goal.kind == "proportion" and not read_proportion(self, target, condition):
            return target + 1
        if not self._deviation(conditions):
            return target + 1
        self.claim(*used, target, *links)
        for each in used:
            self._note_ocr(self.phrases[each])
        if goal.kind == "scoring":
            line = line_at(self, target)
            if line is None:
                self.claimed[target] = False
                return target + 1
            self.clauses.bands += [Band(each, line) for each in conditions]
        elif goal.kind in ("award", "deduction"):
            award = goal.data
            if goal.kind == "deduction":
                award = Award(points=self.points - goal.data.of(self.points))
            named = bool(condition.subject) or (index > 0 and self._named(index - 1))
            taken = goal.kind == "deduction"
            self.clauses.bands += [Band(each, award, named, taken) for each in conditions]
            if full_again(self.phrases, target, award, self.points):
                self.claim(target + 1)
        elif goal.kind == "bonus":
            self._bonus(target, condition)
        elif goal.kind == "step":
            self._stepped(index, condition, goal, links)
        return target + 1

    def _stepped(self, index: int, condition: Condition, goal: Phrase, links: list[int]) -> None:
        """低于95%的，每低1%扣0.5分: a step with the condition in front of it, and the points it starts from."""
        if condition.bare:
            self.repairs.append(
                Repair(
                    "扣分条件漏印了大于号或小于号",
                    self.phrases[index].text,
                    "满分条件之外的一侧",
                )
            )
        for each in links:
            if self.phrases[each].kind == "standard" and self.clauses.standard is None:
                self.clauses.standard = self.phrases[each].data
        base = next((self.phrases[i].data for i in links if self.phrases[i].kind == "base"), None)
        plain = not any(self.phrases[each].kind == "words" for each in links)
        plain = plain and not self.phrases[index].text.endswith(("上", "下", "内", ")"))
        self.clauses.deductions.append(Deduction(goal.data, condition, base, plain))

    def _named(self, index: int) -> bool:
        """The phrase in front of a condition is the row's quantity (a heading word is not)."""
        phrase = self.phrases[index]
        return phrase.kind == "words" and phrase.text not in HARMLESS and self.claimed[index]

    def _deviation(self, conditions: list[Condition]) -> bool:
        """±5%: the rule is over the amount of the deviation. False where only some conditions say so."""
        if not any(each.absolute for each in conditions):
            return True
        if not self.deviates:
            return False
        if self.clauses.bands and not self.clauses.absolute:
            return False
        self.clauses.absolute = True
        return True

    def _note_ocr(self, phrase: Phrase) -> None:
        if phrase.text[:1] in OCR_SIGNS:
            self.repairs.append(Repair("扫描把小于等于号认成了字母", phrase.text[0], "≤"))

    # -- subjects
    def _subject(self, index: int, condition: Condition, deducts: bool) -> bool:
        """Claim the words in front of a condition if they name the row's quantity; False if they name something else."""
        if condition.completion:
            rate = name_key(self.name).endswith(RATE_ENDINGS)
            if rate and not name_key(self.name).endswith(DONE_ENDINGS):
                return False
            return not (index and self.phrases[index - 1].kind == "words")
        before = index - 1
        while (
            before >= 0 and self.phrases[before].kind == "sep" and self.phrases[before].text == ":"
        ):
            before -= 1
        words = (
            self.phrases[before] if before >= 0 and self.phrases[before].kind == "words" else None
        )
        if condition.subject:
            inside = condition.subject
            if words is not None and before == index - 1 and words.text not in HARMLESS:
                if not self.same(words.text):
                    return False
                self.claim(before)
            return self.same(inside)
        if words is None:
            return not unit_differs(self.name, condition.unit)
        heads = before < index - 1
        if words.text in HARMLESS and (
            heads or (before and self.phrases[before - 1].kind != "sep")
        ):
            return True
        if counts_other(words.text, self.name, condition.unit):
            return False
        if self.same(words.text) or (deducts and self._is_complement(words.text, condition)):
            self.claim(before)
            return True
        return False

    def _is_complement(self, subject: str, condition: Condition) -> bool:
        """三公经费＞0 behind 变动率≦0: the head of the name, and exactly the values that the full-marks band leaves."""
        if not self.clauses.bands or not shortened_head(subject, self.name or self.first_subject):
            return False
        full = self.clauses.bands[0].condition
        pairs = ((full.high, condition.low), (full.low, condition.high))
        matches = any(
            one is not None
            and two is not None
            and one.value == two.value
            and one.closed != two.closed
            for one, two in pairs
        )
        if matches:
            whole = name_key(self.name or self.first_subject)
            self.repairs.append(Repair("与满分条件互补的一句漏印了指标名称的后半", subject, whole))
        return matches
