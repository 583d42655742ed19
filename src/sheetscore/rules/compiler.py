"""A 评价标准 → a Rule."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from sheetscore.errors import WordingLimit
from sheetscore.exact.amounts import Number, fraction
from sheetscore.exact.points_in_time import asks_for_a_point
from sheetscore.rules.clauses.around import letters_of_others
from sheetscore.rules.clauses.counted import counts_several, read_counted
from sheetscore.rules.clauses.grade_lists import read_grades
from sheetscore.rules.clauses.ledger import Ledger
from sheetscore.rules.formulas.formula import read_formula
from sheetscore.rules.paraphrase.asides import without_sources
from sheetscore.rules.paraphrase.paraphrase import paraphrase
from sheetscore.rules.paraphrase.quantity_words import MARK_UNIT
from sheetscore.rules.rule import InputKind, Kind, Leftover, Rule
from sheetscore.rules.sentences.sentence_rule import read_sentences
from sheetscore.rules.shapes.by_hand import Violations
from sheetscore.rules.shapes.operator_targets import ReverseFormula
from sheetscore.rules.shapes.shapes import Ladder, Reading, Shape
from sheetscore.rules.tokens.wording import MAX_LENGTH
from sheetscore.words.text import clean, name_key

sentences_once = lru_cache(maxsize=4096)(read_sentences)
"""`read_sentences`, which is asked of each row where its figures are looked for and where it is scored."""


def compile_criteria(
    text: str,
    points: Number,
    name: str | None = None,
    *,
    explanation: str = "",
    direction: str = "",
    reading: Reading = "whole",
    reverse: ReverseFormula = "linear",
    places: int = 2,
) -> Rule:
    """Compile the 评价标准 `text` of an indicator worth `points`, in whatever words it is printed.

    `name` is the row's 三级指标, `explanation` its 指标说明 (its formula computes the rate, or the score itself); `direction` its
    指标性质 (正向, 反向, 等于) for a bare target; `reading` says how a started step counts, `reverse` what a missed
    smaller-is-better target scores, `places` to how many decimals a score is rounded, half up.
    Raises WordingLimit for a text over MAX_LENGTH characters.
    """
    _check_length(text)
    worth = fraction(points)
    rule = _compiled(text, worth, name or "", explanation, direction, reading, reverse, places)
    if not unread(rule):
        return rule
    return sentences_once(text, rule.name, worth, reading=reading, places=places) or rule


def unread(rule: Rule) -> bool:
    """Was nothing of a wording understood that a figure or a person's count could be put into?"""
    nothing = rule.kind == "judged" and rule.shape is None
    return nothing and rule.formula is None and not rule.exception


def compile_printed(
    text: str,
    points: Number,
    name: str | None = None,
    *,
    explanation: str = "",
    direction: str = "",
    reading: Reading = "whole",
    reverse: ReverseFormula = "linear",
    places: int = 2,
) -> Rule:
    """The same for a wording in the prints of the grammar and those that are put in its words; no other sentence is read."""
    _check_length(text)
    return _compiled(
        text, fraction(points), name or "", explanation, direction, reading, reverse, places
    )


def _check_length(text: str) -> None:
    if len(text) > MAX_LENGTH:
        line = text.count("\n", 0, MAX_LENGTH) + 1
        column = MAX_LENGTH - text.rfind("\n", 0, MAX_LENGTH)
        raise WordingLimit(
            f"评价标准有 {len(text)} 个字符，从第 {line} 行第 {column} 列起超过 {MAX_LENGTH} 字的上限，没有读取。",
            "请把文字精简后再填。",
        )


@lru_cache(maxsize=4096)
def _compiled(
    text: str,
    points: Fraction,
    name: str,
    explanation: str,
    direction: str,
    reading: Reading,
    reverse: ReverseFormula,
    places: int,
) -> Rule:
    """Thousands of departments file the same official wording: it is read once.

    One that was not understood is read once more in plainer words, and that counts where it is then whole.
    """
    asked = (points, name, explanation, direction, reading, reverse, places)
    rule = _read(text, *asked)
    if rule.kind != "judged" or rule.exception:
        return rule
    return _in_plain_words(rule, asked) or rule


def _in_plain_words(
    rule: Rule, asked: tuple[Fraction, str, str, str, Reading, ReverseFormula, int]
) -> Rule | None:
    text, name, points = rule.text, rule.name, rule.points
    found = paraphrase(text, name, points)
    if found is None:
        return None
    again = _read(found.text, points, found.name or name, *asked[2:])
    if found.places is not None:
        again = replace(again, places=found.places)
    if not again.computable or (found.unit and again.unit not in ("", MARK_UNIT)):
        return None
    unit = found.unit or ("" if again.unit == MARK_UNIT else again.unit)
    return replace(again, text=text, name=name, unit=unit)


def _read(
    text: str,
    points: Fraction,
    name: str,
    explanation: str,
    direction: str,
    reading: Reading,
    reverse: ReverseFormula,
    places: int,
) -> Rule:
    ledger = Ledger(text, points, name, read_formula(explanation, name))
    others = letters_of_others(clean(text).text, clean(explanation).text, name)
    ledger.problems += [f"字母代表的不是本指标：{other}" for other in others]
    return _by_hand(_not_a_date(ledger.rule(direction, reading, reverse, places)))


def _by_hand(rule: Rule) -> Rule:
    """A wording that no figure scores may still be read whole over what a person counts or grades."""
    shape_read = rule.shape if isinstance(rule.shape, Violations) else None
    if rule.kind == "violations" and shape_read and not (shape_read.what or shape_read.items):
        return _with_what_is_counted(rule, shape_read)
    partly = shape_read is not None and bool(rule.leftover)
    if rule.kind != "judged" or not (rule.shape is None or partly):
        return rule
    wording = clean(rule.text)
    name = name_key(rule.name)
    plain = clean(without_sources(wording.text, name, rule.points))
    counted = read_counted(wording, rule.points, name) or read_counted(plain, rule.points, name)
    graded = None
    if counted is None and partly:
        return rule
    if counted is None:
        graded = read_grades(wording, rule.points)
    shape: Shape | None = counted or graded
    if shape is None and counts_several(wording):  # a second count is no contradiction
        whole = (Leftover(rule.text.strip(), 0, len(rule.text)),)
        return replace(rule, leftover=whole, problems=())
    if shape is None:
        return rule
    kind: Kind = "violations" if counted else "graded"
    asked: InputKind = "count" if counted else "word"
    return replace(
        rule, kind=kind, looks_like=kind, input=asked, shape=shape, leftover=(), problems=(), exception=False,
    )  # fmt: skip


def _with_what_is_counted(rule: Rule, shape: Violations) -> Rule:
    """The rule with what it counts in words, where the whole wording says it and says nothing else."""
    counted = read_counted(clean(rule.text), rule.points, name_key(rule.name))
    if counted is None or replace(counted, what="", unit="") != shape:
        return rule
    return replace(rule, shape=counted)


def _not_a_date(rule: Rule) -> Rule:
    """Years and months are no quantities: a person compares them."""
    if not isinstance(rule.shape, Ladder) or rule.formula is not None:
        return rule
    ends = [end for each in rule.shape.segments for end in (each.interval.low, each.interval.high)]
    if not asks_for_a_point(rule.name, rule.unit, [end for end in ends if end is not None]):
        return rule
    return replace(
        rule, kind="judged", input="none", shape=None, problems=(*rule.problems, "比较的是时间点，不是数量"),
    )  # fmt: skip
