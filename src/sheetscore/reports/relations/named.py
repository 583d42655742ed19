"""Relations whose result bears a name that tells what it comes from: 资金到位率, 净值, 节约金额. Data: named.toml.

The figures are sought where the result is told, the nearest place first: in the bracket behind it, else in the sentence
before it. One choice that fits clears the result; of several that do not, none is told. A figure of the same measure that
the entry does not explain is a doubt, and a doubt is silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from sheetscore.model.finding import Level
from sheetscore.regexes import regex
from sheetscore.reports.relations.in_report import Gap, Growth, Ratio
from sheetscore.reports.text.blocks import Block, Report
from sheetscore.reports.text.numbers import Figure
from sheetscore.words.toml_files import read_toml
from sheetscore.words.vocabulary import pattern

DATA = Path(__file__).with_name("named.toml")
ShapeName = Literal["rate", "rest_rate", "difference"]
_TOLD = r"(?:资金|总[额数]|合计|共计|金额|数额|数)?(?:共|约)?(?:为|是|有|达到?|：)?\s*$"
"""What may stand between the name of a figure and the figure."""
_PERIODS = [
    pattern(each)
    for each in (
        "{last_year}", "{opening}(?!{budget})", r"\d{1,2}月(?!底)|上半年|下半年|[一二三四前]季度|前三季度|第[一二三四]季度",
    )
]  # fmt: skip
_CLOSED = pattern("{closing}|{year_end}|{this_year}")
_COMPARED = pattern("(?:比|较|与|同)[^，。；]{0,8}(?:{last_year}|{same_period})|同比")
_OPEN = regex(r"\s*（")


@dataclass(frozen=True)
class Named:
    """One entry of named.toml: how the result comes from `top` and `low`, and the words before each of the three."""

    name: str
    shape: ShapeName
    level: Level
    result: re.Pattern[str]
    top: re.Pattern[str]
    low: re.Pattern[str]


@dataclass(frozen=True)
class Told:
    """A relation that a text tells, with the entry it falls under."""

    entry: Named
    relation: Ratio | Growth | Gap


@cache
def entries() -> tuple[Named, ...]:
    """The entries of named.toml, in its order."""
    return tuple(
        Named(
            each["name"], each["shape"], each["level"],
            pattern(f"(?:{each['result']}){_TOLD}"),
            *(pattern(f"(?:{each[side]}){_TOLD}") for side in ("top", "low")),
        )
        for each in read_toml(DATA)["relation"]
    )  # fmt: skip


def named_relations(report: Report) -> Iterator[Told]:
    """Every named result whose two figures are told beside it, whether they fit or not."""
    for block in report.prose:
        for result in block.figures:
            if result.kind not in ("amount", "rate") or result.approx:
                continue
            lead = block.lead(result)
            for entry in entries():
                rated = entry.shape != "difference"
                if rated is not (result.kind == "rate") or not entry.result.search(lead):
                    continue
                if not _COMPARED.search(lead):
                    found = _settled(block, entry, result)
                    if found:
                        yield Told(entry, found)
                break


def _settled(block: Block, entry: Named, result: Figure) -> Ratio | Growth | Gap | None:
    """The nearest place that tells both figures decides: one choice that fits, else the only one."""
    for figures in _places(block, result):
        tops = [f for f in figures if entry.top.search(block.lead(f))]
        lows = [f for f in figures if entry.low.search(block.lead(f)) and f not in tops]
        if not tops or not lows:
            continue
        told = [
            _relation(block, entry, result, top, low)
            for top in tops for low in lows if _alike(top, low) and _same_time(block, result, top, low)
        ]  # fmt: skip
        fits = next((each for each in told if each.agrees), None)
        if fits:
            return fits
        rest = [
            f for f in figures
            if f not in (*tops, *lows) and any(_alike(f, each) for each in tops) and f.kind != "rate"
        ]  # fmt: skip
        return told[0] if len(told) == 1 and len(tops) == len(lows) == 1 and not rest else None
    return None


def _places(block: Block, result: Figure) -> Iterator[list[Figure]]:
    """The figures of the bracket behind the result, then those of its sentence before it (up to the last ；)."""
    opened = _OPEN.match(block.text, result.end)
    if opened:
        close = block.text.find("）", opened.end())
        yield _plain(block, opened.end(), close if close >= 0 else len(block.text))
    begin, _ = block.sentence(result.start)
    begin = max(begin, block.text.rfind("；", begin, result.start) + 1)
    yield _plain(block, begin, result.start)


def _plain(block: Block, begin: int, end: int) -> list[Figure]:
    """Amounts and counts between two positions, near ones too: they cannot be compared, but they are doubts."""
    return [
        f for f in block.figures
        if begin <= f.start < end and f.kind in ("amount", "count") and not f.numeral
    ]  # fmt: skip


def _alike(one: Figure, other: Figure) -> bool:
    """Of one measure; 人 and 名 are one."""
    return one.family.replace("名", "人") == other.family.replace("名", "人")


def _same_time(block: Block, *figures: Figure) -> bool:
    """Do no two of them tell different periods: 上年 beside 本年, 年初 beside 年末, 6月 beside the year?"""
    if any(f.approx for f in figures):
        return False
    told = [
        frozenset(n for n, p in enumerate(_PERIODS) if p.search(block.lead(f))) for f in figures
    ]
    closed = any(_CLOSED.search(block.lead(f)) for f in figures)
    named = {each for each in told if each}
    years = {y for f in figures if (y := _year(block, f))}
    return len(named) <= 1 and not (named and (closed or frozenset() in told)) and len(years) <= 1


def _year(block: Block, figure: Figure) -> int:
    """The year that the words before a figure name; 0 where they name none."""
    lead = block.lead(figure)
    start = figure.start - len(lead)
    return next(
        (
            int(f.value)
            for f in block.figures
            if f.kind == "year" and start <= f.start < figure.start
        ),
        0,
    )


def _relation(
    block: Block, entry: Named, result: Figure, top: Figure, low: Figure
) -> Ratio | Growth | Gap:
    if entry.shape == "rate":
        return Ratio(result, top, low, block=block)
    if entry.shape == "rest_rate":
        return Growth(result, top, low, False, block=block)
    return Gap(result, top, low, block=block)
