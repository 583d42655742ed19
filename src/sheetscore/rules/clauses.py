"""Phrases → clauses: which award belongs to which condition, whose subject is the row's own quantity, what is claimed.

The ledger lives here: every phrase starts unclaimed; a clause claims its phrases only when it is whole.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from sheetscore.rules.elements import (
    Award,
    Band,
    Clauses,
    Condition,
    Deduction,
    Phrase,
    Step,
    Value,
)
from sheetscore.rules.limits import claim_exempt, claim_limits
from sheetscore.rules.lists import numbered_ladder
from sheetscore.rules.patterns import OCR_SIGNS
from sheetscore.rules.rule import Repair
from sheetscore.rules.subject import names_same, shortened_head
from sheetscore.rules.text import name_key
from sheetscore.rules.wording import (
    COMPLETION_ENDINGS,
    DONE_ENDINGS,
    HARMLESS,
    LINKS,
    RATE_ENDINGS,
    SMALLER_ENDINGS,
    SUBJECT_LINKS,
)

_ABSOLUTE = "绝对值"


class ClauseReader:
    """Reads the phrases of one wording. `claimed`, `repairs`, `exempt` and `clauses` are its results."""

    def __init__(self, phrases: list[Phrase], points: Fraction, name: str) -> None:
        self.phrases = phrases
        self.points = points
        self.name = name
        separators = ("sep", "link", "mark") if numbered_ladder(phrases) else ("sep", "link")
        self.claimed = [phrase.kind in separators for phrase in phrases]
        self.repairs: list[Repair] = []
        self.exempt = ""
        self.first_subject = ""
        self.clauses = Clauses()

    def read(self) -> Clauses:
        """Go through the phrases once, left to right."""
        self._lead()
        index = 0
        while index < len(self.phrases):
            phrase = self.phrases[index]
            following = index + 1
            if phrase.kind == "condition":
                following = self._condition(index)
            elif phrase.kind == "step":
                self._step(index)
            elif phrase.kind == "case":
                following = self._case(index)
            elif phrase.kind == "standard" and self.clauses.standard is None:
                self.claim(index)
                self.clauses.standard = phrase.data
            elif phrase.kind == "proportion":
                before = self.phrases[index - 1] if index else None
                if (
                    self._proportion(index, None)
                    and before
                    and before.kind == "words"
                    and self._same(before.text)
                ):
                    self.claim(index - 1)
            elif phrase.kind == "otherwise":
                following = self._otherwise(index)
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
        if (
            index
            and self.phrases[index - 1].kind == "words"
            and self._same(self.phrases[index - 1].text)
        ):
            self.claim(index - 1)
        self.claim(index)
        self.clauses.deductions.append(Deduction(self.phrases[index].data, None))

    # -- conditions
    def _condition(self, index: int) -> int:
        """Claim `subject condition link award|step|按比例` when it is whole; where to go on."""
        condition, last, used = self._merged(index)
        target, links = self._follow(last + 1)
        if target is None:
            return last + 1
        goal = self.phrases[target]
        if not self._subject(index, condition, goal.kind == "step"):
            return target + 1
        if goal.kind == "proportion" and not self._proportion(target, condition):
            return target + 1
        self.claim(*used, target, *links)
        for each in used:
            self._note_ocr(self.phrases[each])
        if goal.kind == "deduction":
            left = self.points - goal.data.of(self.points)
            self.clauses.bands.append(Band(condition, Award(points=left)))
        elif goal.kind == "award":
            self.clauses.bands.append(Band(condition, goal.data))
            self._full_again(target, goal.data)
        elif goal.kind == "step":
            if condition.bare:
                self.repairs.append(
                    Repair(
                        "扣分条件漏印了大于号或小于号",
                        self.phrases[index].text,
                        "满分条件之外的一侧",
                    )
                )
            self.clauses.deductions.append(Deduction(goal.data, condition))
        return target + 1

    def _full_again(self, index: int, award: Award) -> None:
        """得满分（10分）, 得10分（满分）: the full points said twice."""
        again = self.phrases[index + 1] if index + 1 < len(self.phrases) else None
        if again is None or again.kind != "award" or again.data.to is not None:
            return
        if not self.phrases[index].text.endswith(("分", "分值", ")")):
            return  # 得3满分 is neither 3分 nor 满分
        if award.of(self.points) == again.data.of(self.points) == self.points:
            self.claim(index + 1)

    def _lead(self) -> None:
        """满分10分 as a clause of its own, in front or behind."""
        kinds = ["sep", *(p.kind for p in self.phrases), "sep"]
        for index in range(len(self.phrases) - 1):
            if (
                kinds[index : index + 4] != ["sep", "award", "award", "sep"]
                or len(self.phrases) < 4
            ):
                continue
            full, again = (p.data for p in self.phrases[index : index + 2])
            same = full.of(self.points) == again.of(self.points) == self.points
            if same and full.points is None and again.to is None:
                self.claim(index, index + 1)

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
            ):
                units = {c.unit for c in (condition, second)}
                unit = units.pop() if len(units) == 1 else "mixed"
                merged = replace(condition, low=low, high=high, unit=unit)
                return merged, other, [*used, other]
        return condition, index, used

    def _joins(self, phrase: Phrase) -> bool:
        return phrase.kind == "link" or (phrase.kind == "sep" and phrase.text in ",、")

    def _follow(self, index: int) -> tuple[int | None, list[int]]:
        """The award, step or 按比例 that a condition leads to, past a comma or a linking word."""
        links: list[int] = []
        while index < len(self.phrases):
            phrase = self.phrases[index]
            if phrase.kind in ("award", "step", "proportion", "deduction"):
                return index, links
            if phrase.kind == "words" and phrase.text in LINKS:
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
                return False
            return self._same(inside)
        if words is None:
            return True
        if words.text in HARMLESS and before and self.phrases[before - 1].kind != "sep":
            return True
        if self._same(words.text) or (deducts and self._is_complement(words.text, condition)):
            self.claim(before)
            return True
        return False

    def _same(self, subject: str) -> bool:
        """Whether a subject is the row's quantity; 绝对值 must stand with the first one and then holds for all."""
        absolute = subject.removesuffix("在").endswith(_ABSOLUTE)
        subject = subject.removesuffix("在") if absolute else subject
        subject = re.sub(r"\([A-Za-z]\)$", "", subject)
        plain = subject.removesuffix(_ABSOLUTE).removesuffix("的")
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

    # -- the other clauses
    def _proportion(self, index: int, below: Condition | None) -> bool:
        """按比例得分: only for a completion-type rate, or where the text itself says A 占 B, or 完成 is the condition."""
        text = self.phrases[index].text
        own, worth = self.phrases[index].data or (None, None)
        if own is not None and not names_same(own, self.name, self.first_subject):
            return False
        if worth is not None and worth != self.points:
            return False
        if name_key(self.name).endswith(SMALLER_ENDINGS):
            return False
        by_words = below is not None and below.completion
        named = name_key(self.name).endswith(COMPLETION_ENDINGS)
        after_done = any(b.condition.completion for b in self.clauses.bands)
        settled = "*" in text or "占" in text or by_words or named or after_done
        if self.clauses.proportional or not settled:
            return False
        self.clauses.proportional = True
        self.clauses.below = below
        self.claim(index)
        return True

    def _case(self, index: int) -> int:
        """每发生1次扣1分 behind 投诉次数为0得5分: a step of one, counted upwards."""
        text = self.phrases[index].text
        goal = self.phrases[index + 1] if index + 1 < len(self.phrases) else None
        counts = [b for b in self.clauses.bands if b.condition.unit in ("number", text[-1])]
        lacking = any(word in text for word in ("缺", "漏"))
        if not lacking and any(
            b.condition.high is None or b.condition.high.value != 0 for b in counts
        ):
            return index + 1
        if goal is None or goal.kind != "deduction" or not counts or not text.startswith("每"):
            return index + 1
        step = Step(
            Value(Fraction(1), text[-1]), goal.data, frozenset({"under" if lacking else "over"})
        )
        self.clauses.deductions.append(Deduction(step, None))
        self.claim(index, index + 1)
        return index + 2

    def _otherwise(self, index: int) -> int:
        """否则不得分; 达不到的按比例."""
        target, links = self._follow(index + 1)
        if target is None or self.clauses.otherwise is not None:
            return index + 1
        goal = self.phrases[target]
        if goal.kind == "award" and goal.data.to is None:
            self.clauses.otherwise = goal.data.of(self.points)
            self.claim(index, target, *links)
        elif goal.kind == "proportion" and self.clauses.bands and self._proportion(target, None):
            self.claim(index, *links)
        elif goal.kind == "step" and self.clauses.bands:
            self.claim(index, *links)
            return target
        return target + 1
