"""What an attempt to read a wording gives, and the shortest of wordings: a cell that holds nothing but a target."""

from __future__ import annotations

from dataclasses import dataclass

from sheetscore.rules.clauses.awards import ClauseReader
from sheetscore.rules.rule import InputKind, Kind
from sheetscore.rules.shapes.operator_targets import ReverseFormula, target_ladder
from sheetscore.rules.shapes.shapes import Shape
from sheetscore.rules.tokens.subject import names_same
from sheetscore.rules.tokens.wording import TARGET_WORDS


@dataclass(frozen=True, slots=True)
class Understood:
    """What an attempt made of the wording: kind, shape (None: it contradicts itself), what a value is, its unit."""

    kind: Kind
    shape: Shape | None
    input: InputKind = "none"
    unit: str = ""


def read_target(
    reader: ClauseReader, is_rate: bool, direction: str, reverse: ReverseFormula
) -> Understood | None:
    """A cell that holds nothing but a target: ≥95%, ≤10次, =100%."""
    phrases = [p for p in reader.phrases if not (p.kind == "sep" and p.text in ":。;")]
    words = [p for p in phrases if p.kind == "words" and p.text in TARGET_WORDS]
    if (
        len(phrases) == 2
        and not words
        and phrases[0].kind == "words"
        and names_same(phrases[0].text, reader.name, "")
    ):
        words = phrases[:1]
    rest = [p for p in phrases if p not in words]
    if len(rest) != 1 or rest[0].kind != "condition" or len(words) > 1:
        return None
    condition = rest[0].data
    if condition.subject and not names_same(condition.subject, reader.name, ""):
        return None
    ladder = target_ladder(condition, reader.points, direction, reverse)
    if ladder is None:
        return Understood("target", None)
    for index, phrase in enumerate(reader.phrases):
        reader.claimed[index] = reader.claimed[index] or phrase in (*words, *rest)
    if condition.unit == "number" and not condition.interval.only_zero and is_rate:
        return Understood("target", None)
    unit = (
        "%" if condition.unit == "ratio" else ("" if condition.unit == "number" else condition.unit)
    )
    return Understood("target", ladder, "rate" if unit == "%" else "quantity", unit)
