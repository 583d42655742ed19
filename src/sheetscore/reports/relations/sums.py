"""A total and its parts: how they agree, whether the parts exclude each other, and whether they are all there.

Parts that make less than the total are wrong for certain only where the list is known to be whole (基本支出 and 项目支出).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from sheetscore.exact.amounts import decimal, half_up
from sheetscore.exact.intervals import Shown, proof, sum_text, total
from sheetscore.exact.relation import Sum, Verdict
from sheetscore.regexes import regex
from sheetscore.reports.relations.in_report import Total
from sheetscore.reports.text.blocks import Block
from sheetscore.reports.text.numbers import Figure
from sheetscore.words.vocabulary import entries, pattern

_CLASSES = {name: pattern("|".join(words)) for name, words in entries("class").items()}
"""Kinds of parts that exclude each other, so that more of them than the total is an error."""
_CROSSING = regex(
    "女|男|党|岁|学历|本科|专科|研究生|职称|高级|中级|初级|退|老|残|民族|困难|贫|留守|专职|兼职|累计|存量|以上|重点|特别|合格|问题|整改|处罚|立案"
)
"""Words of groups that lie across each other."""
_WHOLE = [tuple(map(pattern, words)) for words in entries("whole").values()]
"""Lists with a part for each pattern of a row leave nothing out."""
_NOTHING_ELSE = pattern(
    r"[，、；。]\s*(?:{all_year}|{this_year}|均|也)?(?:没有|未|无)(?:发生|产生|安排|使用)?(?P<what>[^，。；\d]{2,40})"
)
"""没有发生因公出国（境）费 behind a list: that part is 0."""


@dataclass(frozen=True)
class Part:
    """One part of a total."""

    block: Block
    figure: Figure
    subject: str


@dataclass(frozen=True, kw_only=True)
class ListedTotal(Total):
    """A total and the parts listed for it. `certain`: more than the total is an error; `whole`: less is one too.

    `near`: the total stands right before the list, with nothing but its own rates and changes between them.
    """

    listed: tuple[Part, ...]
    kind: str
    certain: bool
    whole: bool
    near: bool = True

    @property
    def apart(self) -> bool:
        """Do the parts exclude each other by their words (no 女, 党员, 高级职称)?"""
        return not any(_CROSSING.search(part.subject) for part in self.listed)

    @property
    def places(self) -> int:
        """The decimals that total and parts need in the unit of the total."""
        return max(self.result.places, *(_places(part, self.result) for part in self.parts))

    def number(self, value: Fraction) -> str:
        """A value in the unit of the total, without trailing zeros beyond what is needed."""
        return f"{half_up(value, self.places):f} {self.result.unit}"

    @property
    def proof(self) -> str:
        """`6.00+4.00 ∈ [9.99, 10.01]，含 10.00 → 一致`, in the unit of the total; what is counted is added up."""
        head, *shown = (
            Shown(decimal(half_up(each.exact / self.result.factor, self.places)), self.places)
            for each in (self.result, *self.parts)
        )
        if not self.result.rounded:
            return f"{sum_text(shown)} = {self.number(self.found)}"
        return proof(sum_text(shown), total(each.interval for each in shown), head)


def compare(head: Figure, parts: Sequence[Figure]) -> Verdict:
    """How parts agree with their total, by the decimals shown."""
    return Sum(head, tuple(parts)).verdict


def sum_of(one: Figure, other: Figure) -> Figure:
    """Two amounts as one figure, printed with the decimals of the finer one."""
    places = max(one.places, _places(other, one))
    value = decimal(half_up((one.exact + other.exact) / one.factor, places))
    return replace(one, value=value, places=places)


def told_sum(block: Block, head: Figure, parts: Sequence[Part]) -> ListedTotal:
    """A list with what its words say of it."""
    subjects = [part.subject for part in parts]
    kind = next(
        (name for name, words in _CLASSES.items() if all(words.search(s) for s in subjects)), ""
    )
    alike = len(parts) > 1 and len({s[-2:] for s in subjects}) == 1
    if head.kind == "count":
        alike = len(parts) > 1 and len({s[-1:] for s in subjects}) == 1
        kind = kind if kind == "人员" and head.unit in ("人", "名") else ""
    last = parts[-1]
    none = _NOTHING_ELSE.match(last.block.text, last.figure.end)
    told = [*subjects, none["what"]] if none else subjects
    whole = len(parts) > 1 and any(
        all(any(words.search(s) for s in told) for words in row) for row in _WHOLE
    )
    return ListedTotal(
        head, tuple(part.figure for part in parts), block=block, listed=tuple(parts), kind=kind,
        certain=bool(kind) or alike or whole, whole=whole,
    )  # fmt: skip


def _places(part: Figure, whole: Figure) -> int:
    """Decimals of a part when written in the unit of a total."""
    times, places = part.factor / whole.factor, part.places
    while times < 1:
        times, places = times * 10, places + 1
    return places
