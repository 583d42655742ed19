"""How far the reading of one wording has come: its phrases, which of them are claimed, and the clauses read so far."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.rules.clauses.person_lists import numbered_ladder
from sheetscore.rules.rule import Repair
from sheetscore.rules.shapes.elements import Clauses, Phrase
from sheetscore.rules.tokens.subject import names_same
from sheetscore.rules.tokens.wording import (
    DEVIATION_ENDINGS,
    LINKS,
    SUBJECT_LINKS,
)
from sheetscore.words.text import name_key

_ABSOLUTE = "绝对值"


class Progress:
    """The phrases of one wording. `claimed`, `repairs`, `exempt` and `clauses` are what reading them gives."""

    def __init__(self, phrases: list[Phrase], points: Fraction, name: str) -> None:
        self.points = points
        self.name = name
        self._take(phrases)
        self.repairs: list[Repair] = []
        self.exempt = ""
        self.first_subject = ""
        self.deviates = name_key(name).endswith(DEVIATION_ENDINGS)
        self.clauses = Clauses()

    def _take(self, phrases: list[Phrase]) -> None:
        separators = ("sep", "link", "mark") if numbered_ladder(phrases) else ("sep", "link")
        self.phrases = phrases
        self.claimed = [phrase.kind in separators for phrase in phrases]

    def claim(self, *indexes: int) -> None:
        """Take phrases off the ledger."""
        for index in indexes:
            self.claimed[index] = True

    def follow(self, index: int) -> tuple[int | None, list[int]]:
        """The award, step or 按比例 that a condition leads to, past a comma or a linking word."""
        links: list[int] = []
        while index < len(self.phrases):
            phrase = self.phrases[index]
            if phrase.kind in ("award", "step", "bonus", "proportion", "deduction", "scoring"):
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
