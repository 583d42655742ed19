"""What every check of a report text gets to see, and how its findings are placed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sheetscore.checks.context import Context
from sheetscore.model.finding import Finding, Level
from sheetscore.regexes import regex
from sheetscore.reports.relations.lists import sums
from sheetscore.reports.relations.named import Told, named_relations
from sheetscore.reports.relations.quantities import Quantity, quantities
from sheetscore.reports.relations.sums import ListedTotal
from sheetscore.reports.text.blocks import Block, Report
from sheetscore.reports.text.numbers import Figure
from sheetscore.words.text import quoted
from sheetscore.words.vocabulary import own_words

_STOP = regex(r"[，,。；;！？]|$")


@dataclass(frozen=True)
class ReportContext:
    """One report of a unit; `year` is the 评价年度, `tables` the scored tables beside it (None: there are none)."""

    report: Report
    year: int | None = None
    tables: Context | None = None

    @cached_property
    def sums(self) -> tuple[ListedTotal, ...]:
        """Every total with parts that the text lists; 净资产（资产 x，负债 y） is a difference and no total."""
        named = {(id(each.relation.block), each.relation.result.start) for each in self.named}
        return tuple(
            each for each in sums(self.report) if (id(each.block), each.result.start) not in named
        )

    @cached_property
    def named(self) -> tuple[Told, ...]:
        """Every result whose name tells what it comes from (named.toml), with the two figures."""
        return tuple(named_relations(self.report))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The figures whose item, measure and year are unmistakable."""
        measures = self.tables.glossary.measures if self.tables else {}
        own = own_words((word, label.name) for word, label in measures.items())
        return tuple(quantities(self.report, self.year, own))

    def at(
        self,
        block: Block,
        figure: Figure | int,
        code: str,
        level: Level,
        message: str,
        found: str = "",
        expected: str = "",
        advice: str = "",
    ) -> Finding:
        """A finding at a figure (or position) of a block: its sentence up to there is quoted before the message."""
        start, end = (figure, figure) if isinstance(figure, int) else (figure.start, figure.end)
        if isinstance(figure, int):
            stop = _STOP.search(block.text, end)
            end = stop.start() if stop else len(block.text)
        said = quoted(block.quote(start, end))
        return Finding(
            code, level, f"{said}：{message}", self.report.file, "", block.place(start),
            found, expected, advice,
        )  # fmt: skip
