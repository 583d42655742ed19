"""A unit without a score as the writers draw it."""

from __future__ import annotations

from dataclasses import dataclass

from sheetscore.model.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Unscored:
    """A unit without a score, whose report text was read: only what the sheets 汇总 and 核对问题 ask of a `Plan`."""

    outcome: Outcome

    @property
    def whose(self) -> str:
        """Unit and year, for titles and page footers."""
        year = self.outcome.year
        return f"{self.outcome.called} {year}年" if year else self.outcome.called

    def home(self, sheet: str, cell: str, figure: bool = False) -> str | None:  # noqa: ARG002
        """No submitted cell is drawn."""
        return None
