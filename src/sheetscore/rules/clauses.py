"""Phrases → clauses: which award belongs to which condition, whose subject is the row's own quantity, what is claimed.

The ledger lives here: every phrase starts unclaimed; a clause claims its phrases only when it is whole.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from sheetscore.rules.arrange import arrange
from sheetscore.rules.elements import (
    Award,
    Band,
    Clauses,
    Condition,
    Deduction,
    Phrase,
)
from sheetscore.rules.limits import claim_exempt, claim_limits, claim_stated_points
from sheetscore.rules.lists import numbered_ladder
from sheetscore.rules.patterns import OCR_SIGNS
from sheetscore.rules.remainder import (
    line_at,
    read_case,
    read_otherwise,
    read_proportion,
    read_rest,
    read_standard,
)
from sheetscore.rules.rule import Repair
from sheetscore.rules.subject import counts_other, names_same, shortened_head
from sheetscore.rules.text import name_key
from sheetscore.rules.wording import (
    DEVIATION_ENDINGS,
    DONE_ENDINGS,
    HARMLESS,
    LINKS,
    RATE_ENDINGS,
    SUBJECT_LINKS,
)

_ABSOLUTE = "绝对值"


class ClauseReader:
    """Reads the phrases of one wording. `claimed`, `repairs`, `exempt` and `clauses` are its results."""

    def __init__(self, phrases: list[Phrase], points: Fraction, name: str) -> None:
        self.points = points
        self.name = name
        self._take(phrases)
        self.repairs: list[Repair] = []
        self.exempt = ""
        self.first_subject = ""
        self.clauses = Clauses()

    def _take(self, phrases: list[Phrase]) -> None:
        separators = ("sep", "link", "mark") if numbered_ladder(phrases) else ("sep", "link")
        self.phrases = phrases
        self.claimed = [phrase.kind in separators for phrase in phrases]

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

    def claim(self, *indexes: int) -> None:
        """Take phrases off the ledger."""
        for index in indexes:
            self.claimed[index] = True

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

    # -- conditions
    def _condition(self, index: int) -> int:
        """Claim `subject condition link award|step|按比例` when it is whole; where to go on."""
        condition, last, used = self._merged(index)
        conditions = [condition]
        while self._or_else(last + 1):
            condition, last, more = self._merged(last + 2)
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
            self.clauses.bands += [Band(each, award, named) for each in conditions]
            self._full_again(target, award)
        elif goal.kind == "step":
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
            base = next(
                (self.phrases[i].data for i in links if self.phrases[i].kind == "base"), None
            )
            plain = not any(self.phrases[each].kind == "words" for each in links)
            plain = plain and not self.phrases[index].text.endswith(("上", "下", "内", ")"))
            self.clauses.deductions.append(Deduction(goal.data, condition, base, plain))
        return target + 1

    def _named(self, index: int) -> bool:
        """The phrase in front of a condition is the row's quantity (a heading word is not)."""
        phrase = self.phrases[index]
        return phrase.kind == "words" and phrase.text not in HARMLESS and self.claimed[index]

    def _or_else(self, index: int) -> bool:
        """90%-95%或105%-110%得3分: two conditions that give the same."""
        two = self.phrases[index : index + 2]
        return [p.kind for p in two] == ["words", "condition"] and two[0].text in ("或", "或者")

    def _deviation(self, conditions: list[Condition]) -> bool:
        """±5%: the rule is over the amount of the deviation. False where only some conditions say so."""
        if not any(each.absolute for each in conditions):
            return True
        if not name_key(self.name).endswith(DEVIATION_ENDINGS):
            return False
        if self.clauses.bands and not self.clauses.absolute:
            return False
        self.clauses.absolute = True
        return True

    def _full_again(self, index: int, award: Award) -> None:
        """得满分（10分）, 得10分（满分）: the full points said twice."""
        again = self.phrases[index + 1] if index + 1 < len(self.phrases) else None
        if again is None or again.kind != "award" or again.data.to is not None:
            return
        if not self.phrases[index].text.endswith(("分", "分值", ")")):
            return  # 得3满分 is neither 3分 nor 满分
        if award.of(self.points) == again.data.of(self.points) == self.points:
            self.claim(index + 1)

    def _merged(self, index: int) -> tuple[Condition, int, list[int]]:
        """Two one-sided conditions side by side (80%以上90%以下; ≥80%，<90%) are one."""
        condition: Condition = self.phrases[index].data
        used = [index]
        other = index + 1
        while other < len(self.phrases) and self._joins(self.phrases[other]):
            other += 1
        if other < len(self.phrases) and self.phrases[other].kind == "condition":
            second: Condition = self.phrases[other].data
            low, high = condition.low or second.low, condition.high or second.high
            one_sided = all((c.low is None) != (c.high is None) for c in (condition, second))
            opposite = (condition.low is None) != (second.low is None)
            if (
                one_sided
                and opposite
                and low
                and high
                and low.value < high.value
                and not second.subject
                and not (condition.absolute != second.absolute and low.value < 0)
            ):
                units = {
                    c.unit
                    for c in (condition, second)
                    if c.unit != "number" or not c.interval.only_zero
                }
                unit = units.pop() if len(units) == 1 else "mixed"
                either = condition.absolute or second.absolute
                merged = replace(condition, low=low, high=high, unit=unit, absolute=either)
                return merged, other, [*used, other]
        return condition, index, used

    def _joins(self, phrase: Phrase) -> bool:
        return phrase.kind == "link" or (phrase.kind == "sep" and phrase.text in ",、")

    def follow(self, index: int) -> tuple[int | None, list[int]]:
        """The award, step or 按比例 that a condition leads to, past a comma or a linking word."""
        links: list[int] = []
        while index < len(self.phrases):
            phrase = self.phrases[index]
            if phrase.kind in ("award", "step", "proportion", "deduction", "scoring"):
                part = any(self.phrases[each].text in ("部分", "的部分") for each in links)
                return (None, []) if part and phrase.kind == "award" else (index, links)
            if phrase.kind in ("base", "standard") or (
                phrase.kind == "words" and phrase.text in LINKS
            ):
                links.append(index)
            elif not (phrase.kind == "sep" and phrase.text in ",:"):
                return None, []
            index += 1
        return None, []

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
            return True
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

    def same(self, subject: str) -> bool:
        """Whether a subject is the row's quantity; 绝对值 must stand with the first one and then holds for all."""
        absolute = subject.removesuffix("在").endswith(_ABSOLUTE)
        subject = subject.removesuffix("在") if absolute else subject
        subject = re.sub(r"\([A-Za-z]\)$|(?<=[率度])[A-Za-z]$|^(?:若|如果|如|当)", "", subject)
        plain = re.sub(rf"\((?:取)?{_ABSOLUTE}\)$", "", subject)
        piped = re.fullmatch(r"\|([^|]+)\|", plain)
        absolute = absolute or plain != subject or piped is not None
        plain = (piped[1] if piped else plain).removesuffix(_ABSOLUTE).removesuffix("的")
        for link in SUBJECT_LINKS:
            plain = plain.removesuffix(link)
        if absolute and not self.clauses.absolute and self.clauses.bands:
            return False
        if not names_same(plain, self.name, self.first_subject):
            return False
        self.clauses.absolute = self.clauses.absolute or absolute
        self.first_subject = self.first_subject or plain
        return True

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
