"""Relations between the figures of a report, each with the block that its result stands in."""

from __future__ import annotations

from dataclasses import dataclass

from sheetscore.exact.relation import Change, Difference, Product, Quotient, Sum
from sheetscore.reports.text.blocks import Block
from sheetscore.reports.text.numbers import Figure


@dataclass(frozen=True, kw_only=True)
class InReport:
    """`block` holds the result; `sure`: no other figure beside them could belong to the relation."""

    block: Block
    sure: bool = True


@dataclass(frozen=True)
class Total(InReport, Sum[Figure]):
    """A total and its parts."""


@dataclass(frozen=True)
class Ratio(InReport, Quotient[Figure]):
    """A rate and the two figures that it must come from."""


@dataclass(frozen=True)
class Growth(InReport, Change[Figure]):
    """A rate of change with its newer and its older figure."""


@dataclass(frozen=True)
class Gap(InReport, Difference[Figure]):
    """A difference that is told, and the two figures that it lies between."""


@dataclass(frozen=True)
class Average(InReport, Product[Figure]):
    """A total of as many pieces as are told, each of the average."""
