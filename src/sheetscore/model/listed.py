"""What a workbook of a unit without a score lists: targets reached or not, or what a work summary counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reached:
    """One indicator: target and actual value as filed; `reached` is None where a person decides, and `why` says what was compared.

    `cell` is that of the actual value.
    """

    indicator: str
    target: str
    actual: str
    reached: bool | None
    why: str
    sheet: str
    cell: str

    @property
    def verdict(self) -> str:
        return {True: "达到", False: "没有达到", None: "由人判断"}[self.reached]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that a work summary counts and that could become an output indicator (产出指标)."""

    name: str
    unit: str
    place: str
    sentence: str
