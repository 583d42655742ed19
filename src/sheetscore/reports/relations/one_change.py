"""One change that a text tells: its newer and older figure, the difference and the rate, and whether they fit together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sheetscore.exact.amounts import half_up
from sheetscore.reports.relations.in_report import Gap, Growth, Ratio
from sheetscore.reports.text.blocks import Block
from sheetscore.reports.text.numbers import Figure


@dataclass(frozen=True)
class ToldChange:
    """What hangs together at one place. `up` by the words of the difference, else of the rate; None where they are neutral.

    `sure`: the newer figure stands right before it, or is the only one that its words name.
    """

    block: Block
    at: Figure
    rate: Figure | None = None
    moved: Figure | None = None
    old: Figure | None = None
    new: Figure | None = None
    up: bool | None = True
    turned: bool = False
    sure: bool = True

    @property
    def ratio(self) -> Ratio | Growth | None:
        """The rate with the two figures that give it most closely."""
        rate, moved, old, new = self.rate, self.moved, self.old, self.new
        if rate is None or self.turned:
            return None
        if moved is not None and old is None and new is not None and moved.value:
            old = _before(new, moved, self.up is not False)
        if moved is not None and moved.value and old is not None:
            return Ratio(rate, moved, old, sure=self.sure, block=self.block)
        if moved is not None or old is None or new is None:
            return None
        up = self.up if self.up is not None else new.exact >= old.exact
        return Growth(rate, new, old, up, block=self.block, sure=self.sure)

    @property
    def agrees(self) -> bool:
        """Do all its figures and words fit together?"""
        return not self.turned and not self.gap and (self.ratio is None or self.ratio.agrees)

    @property
    def gap(self) -> bool:
        """Do the newer and the older figure give another difference than the one stated (or another direction)?"""
        if self.old is None or self.new is None:
            return False
        grown = Gap(
            self.moved or self.new, self.new, self.old, self.up is not False, block=self.block
        )
        if self.moved is not None:
            return not grown.agrees
        return self.rate is None and grown.computed.high < 0


def _before(new: Figure, moved: Figure, up: bool) -> Figure:
    """What stood there before it moved; one decimal less, because two rounded figures make it."""
    value = (new.exact - moved.exact if up else new.exact + moved.exact) / new.factor
    places = max(new.places, moved.places)
    if new.kind == "count":
        return replace(new, value=half_up(value, places), places=places)
    return replace(
        new, value=half_up(value, places), places=max(0, min(new.places, moved.places) - 1)
    )
