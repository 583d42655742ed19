"""Details that stand apart from their total: items in paragraphs of their own, and cases told one by one.

Where it is not plain that the details are all there, a gap is a warning at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sheetscore.regexes import regex
from sheetscore.reports.relations.in_report import Total
from sheetscore.reports.relations.quantities import Quantity
from sheetscore.reports.text.blocks import Block, Report
from sheetscore.reports.text.numbers import Figure
from sheetscore.words.names import BOOKED, BUDGET, LEFT
from sheetscore.words.vocabulary import pattern, role_of

_INTRO = regex(r"(?:如下|包括|分别为|具体为|明细|情况)(?:所示)?[：:]$")
_RIGHT_BEFORE = regex(
    r"[，,。；\s]*(?:具体|详细|明细)?(?:情况|使用情况|项目)?(?:如下|包括|分别为|为|是)?[：:]$"
)
_PARTLY = pattern("{partly}|等[：:，。]")
_NOUNS = pattern("{projects_money}")
_NUMBERED = regex(r"\s*(?:[（(]\d{1,2}[）)]|\d{1,2}[、．.)）]|[①-⑳])")
_LEFT = pattern("{rest}")
_MEASURES = {"actual": BOOKED, "budget": BUDGET, None: ""}
_CASES = ("罚款", "罚没款", "没收违法所得")
_YEARLY = pattern(r"(?:{all_year}|全部|总计|年内)[^。；]{0,40}$")
_NEARLY = Fraction(9, 10)


@dataclass(frozen=True, kw_only=True)
class Details(Total):
    """Parts told apart from their total. `sure`: they are said to be all of it; `what` names them for a message.

    `total_row`: the total is the 合计 of the table that holds the parts.
    """

    what: str
    total_row: bool = False


def details(report: Report, quantities: Sequence[Quantity]) -> Iterator[Details]:
    """Every total whose details the text gives elsewhere."""
    yield from _item_paragraphs(report, quantities)
    yield from _cases(report)


# ------------------------------------------------------------------------- items in paragraphs


def _item_paragraphs(report: Report, quantities: Sequence[Quantity]) -> Iterator[Details]:
    blocks = report.blocks
    for index, intro in enumerate(blocks):
        if intro.table or not _INTRO.search(intro.text):
            continue
        items = _items(blocks, index + 1)
        if len(items) < 2:
            continue
        shape = [measure for measure, _ in items[0]]
        head = _head_in(intro)
        home, measure = intro, ""
        if head is None:
            measure = next((m for m in (BOOKED, BUDGET) if m in shape), "")
            owner = _owner(blocks, index, quantities, measure)
            if owner is None or not measure:
                continue
            home, head = owner.block, owner.figure
        elif len(shape) > 1:
            continue
        column = shape.index(measure) if measure in shape else 0
        parts = tuple(item[column][1] for item in items)
        if {part.family for part in parts} == {head.family}:
            what = f"{len(parts)} 项明细{'（实际使用数）' if measure == BOOKED else ''}"
            sure = not _PARTLY.search(_outside(intro.text))
            yield Details(head, parts, block=home, sure=sure, what=what)


def _outside(text: str) -> str:
    """What stands outside of brackets."""
    return re.sub(r"[（(][^（）()]*[）)]", "", text)


def _items(blocks: Sequence[Block], start: int) -> list[list[tuple[str, Figure]]]:
    """The amounts of the paragraphs that follow, as long as they have the same measures in the same order."""
    found: list[list[tuple[str, Figure]]] = []
    numbered = start < len(blocks) and _NUMBERED.match(blocks[start].text) is not None
    for block in blocks[start:]:
        if block.table or (_NUMBERED.match(block.text) is not None) is not numbered:
            break
        amounts = [
            (_measure(block, f), f) for f in block.figures if f.kind == "amount" and not f.depth
        ]
        if not amounts or any(figure.approx for _, figure in amounts):
            return [] if numbered and amounts else found
        if found and [m for m, _ in amounts] != [m for m, _ in found[0]]:
            return [] if numbered else found
        found.append(amounts)
    return found


def _measure(block: Block, figure: Figure) -> str:
    words = block.before(figure)
    return LEFT if _LEFT.search(words[-8:]) else _MEASURES[role_of(words[-8:])]


def _head_in(intro: Block) -> Figure | None:
    """The amount that ends the opening paragraph: 项目支出 100 万元，具体如下："""
    amounts = [f for f in intro.figures if f.kind == "amount" and not f.depth]
    if not amounts or amounts[-1].approx:
        return None
    return amounts[-1] if _RIGHT_BEFORE.fullmatch(intro.text[amounts[-1].end :]) else None


def _owner(
    blocks: Sequence[Block], index: int, quantities: Sequence[Quantity], measure: str
) -> Quantity | None:
    """The one total of the same noun and measure in the three paragraphs before."""
    nouns = set(_NOUNS.findall(blocks[index].text))
    near = blocks[max(0, index - 3) : index]
    found = [
        q for q in quantities
        if q.key.measure == measure and q.key.year == 0 and any(q.block is block for block in near)
        and nouns & set(_NOUNS.findall(q.block.before(q.figure)))
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


# -------------------------------------------------------------------------- cases told one by one


def _cases(report: Report) -> Iterator[Details]:
    """全年…罚款 55.24 万元 against the fines told case by case, in the order of the text.

    A case that would overshoot the total is one already counted; details that make less than nine tenths are
    not meant to be whole.
    """
    for noun in _CASES:
        told = [
            (block, figure) for block in report.prose for figure in block.plain("amount")
            if re.search(rf"{noun}|处罚" if noun == "罚款" else noun, block.before(figure))
        ]  # fmt: skip
        for block, head in told:
            begin, _ = block.sentence(head.start)
            if not _YEARLY.search(block.text[begin : head.start]):
                continue
            parts: list[Figure] = []
            reached = Fraction(0)
            for other_block, other in told:
                if (other_block, other) == (block, head) or reached + other.exact > head.exact:
                    continue
                parts.append(other)
                reached += other.exact
            if len(parts) > 2 and head.exact * _NEARLY <= reached:
                what = f"文中逐案所写的{noun}"
                yield Details(head, tuple(parts), block=block, sure=False, what=what)
