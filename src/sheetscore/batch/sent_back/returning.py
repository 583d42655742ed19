"""What one worker does with a unit whose completed workbook came back: what was typed is laid over the original, cell by cell.

The layers, from below: the original; what an earlier run had taken over; the newest workbook that was sent back; what was typed into the
completed workbook in the output folder. An original corrected since wins in the cells it changed. Two that differ in the same cell
count neither of them there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sheetscore.batch.kept.own_output import own_grid
from sheetscore.batch.sent_back.incomplete import lost_of, told_lost, words_of
from sheetscore.errors import Rejected
from sheetscore.exact.amounts import plain
from sheetscore.forms.limits import LIMITS, Limits
from sheetscore.model.columns import records, rows
from sheetscore.model.finding import Finding, Level
from sheetscore.model.fingerprints import Fingerprint, input_key, place_of, token
from sheetscore.model.outcome import Outcome
from sheetscore.readers.grid import Grid, address
from sheetscore.readers.intake import admit
from sheetscore.readers.sent_back.own_workbook import BASE, INDICATORS, NEEDS
from sheetscore.readers.sent_back.returned import Change, changes_of
from sheetscore.unit.returns import Overlay, only_inputs, overlay_of
from sheetscore.words.names import NEXT_YEAR, YEAR_CALLED
from sheetscore.words.text import name_key

_MOST_NAMED, _MOST_LINES, _MOVED = 8, 20, 20
"""The last: cells that differ from the original before its table is taken for another one, if they are most of them."""


@dataclass(frozen=True)
class Sent:
    """A completed workbook that may carry what a person typed. `here`: it lies where the new one would be written."""

    name: str
    grid: Grid
    here: bool = False


@dataclass
class Merged:
    """What comes of it: the overlay, the fingerprint for the new workbook, findings, whether the one there must be kept.

    `used` are the names of those sent back that carry changes, `words` what was typed into 缺数清单, by its key.
    """

    overlay: Overlay | None
    fingerprint: Fingerprint
    findings: list[Finding] = field(default_factory=list)
    keep: bool = False
    used: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)


def sent(name: str, data: bytes, limits: Limits = LIMITS, here: bool = False) -> Sent | None:
    """A completed workbook by its bytes, None where it can no longer be read or is none."""
    try:
        grid = own_grid(name, admit(data, limits), limits)
    except Rejected:
        return None
    return (
        None
        if grid is None or grid.own is None or not grid.own.completed
        else Sent(name, grid, here)
    )


def merge(
    outcome: Outcome, original: Fingerprint, returns: Sequence[Sent], here: Sent | None
) -> Merged:
    """Lay `returns` (newest first) and the workbook that lies there over the outcome of the original alone."""
    return _Merging(outcome, original, returns, here).merged()


class _Merging:
    def __init__(
        self, outcome: Outcome, original: Fingerprint, returns: Sequence[Sent], here: Sent | None
    ) -> None:
        self.outcome, self.original = outcome, original
        self.file = outcome.files[0] if outcome.files else ""
        self.findings: list[Finding] = []
        self.filed = _filed_now(outcome)
        self.keep = False
        self.returns = [(each, changes_of(each.grid, self._against(each))) for each in returns]
        for each in returns:
            if lost := lost_of(each.grid):
                self._say("error", *told_lost(each.name, lost))
        self.returns = [(each, changes) for each, changes in self.returns if changes]
        self.here: tuple[Sent, dict[str, Change]] | None = None
        if here is not None:
            changes = changes_of(here.grid, self._against(here))
            if changes and not _same_unit(here, outcome):
                self._kept(here, "是另一个单位或年度的")
            elif lost := lost_of(here.grid):
                self._kept(here, f"少了工作表“{'”“'.join(lost)}”（删去了或者改了名字）")
            elif changes:
                self.here = here, changes

    def _against(self, each: Sent) -> Fingerprint | None:
        own = each.grid.own.fingerprint if each.grid.own else None
        return None if own and own.whole else self.original

    def merged(self) -> Merged:
        layers: dict[str, tuple[Change, Sent]] = {}
        disputed = self._disputed()
        typed_here = (
            {key for key, each in self.here[1].items() if each.typed} if self.here else set()
        )
        refused = bool(self.here) and bool(disputed & typed_here)
        if self.here and not refused:
            layers |= self._layer(
                *self.here, lambda each: not each.typed and (each.source == "o" or not self.returns)
            )
        counting = self.returns[:1] if not disputed else []
        for each, changes in counting:
            layers |= self._layer(each, changes, lambda _: True)
        if self.here and not refused:
            layers |= self._layer(*self.here, lambda each: each.typed)
        if self.here and refused:
            self._kept(self.here[0], "和交回的复核表在同一格填得不同")
        layers = {key: each for key, each in layers.items() if key not in disputed}
        layers = self._without_corrected(layers)
        self._older(counting)
        self._told(layers)
        taken = {
            key: (change.token, self._origin(change, source))
            for key, (change, source) in layers.items()
        }
        overlay = self._overlay(layers) if layers else None
        now = replace(self.original, taken=taken)
        used = tuple(each.name for each, _ in self.returns)
        words = words_of({key: change for key, (change, _) in layers.items()})
        return Merged(overlay, now, self.findings, self.keep, used, words)

    @staticmethod
    def _origin(change: Change, source: Sent) -> str:
        if not source.here:
            return "r"
        return "o" if change.typed else change.source

    @staticmethod
    def _layer(
        source: Sent, changes: Mapping[str, Change], wanted: Callable[[Change], bool]
    ) -> dict[str, tuple[Change, Sent]]:
        return {key: (each, source) for key, each in changes.items() if wanted(each)}

    def _overlay(self, layers: Mapping[str, tuple[Change, Sent]]) -> Overlay:
        every = [*self.returns, *([self.here] if self.here else [])]
        sources = []
        for each, changes in every:
            mine = [change for change, source in layers.values() if source is each]
            sources.append((only_inputs(each.grid, mine, changes.values()), mine))
        return overlay_of(sources)

    # ------------------------------------------------------------------------ who is right

    def _disputed(self) -> set[str]:
        """Cells that a person typed differently into two workbooks: A04, and no workbook that did so counts."""
        told: dict[str, dict[str, list[tuple[Change, Sent]]]] = {}
        for each, changes in [*self.returns, *([self.here] if self.here else [])]:
            for key, change in changes.items():
                if change.typed:
                    told.setdefault(key, {}).setdefault(change.token, []).append((change, each))
        found = set()
        for key, versions in told.items():
            if len(versions) > 1:
                found.add(key)
                said = [(change, each) for several in versions.values() for change, each in several]
                shown = "；".join(
                    f"{each.name} 的 {change.where} 是 {_shown(change)}" for change, each in said
                )
                self._say(
                    "error", f"{said[0][0].label} 在几份复核表里填得不同，都没有采用：{shown}。", shown,
                    "请只留下正确的一份，把别的移出文件夹，再评一次。",
                )  # fmt: skip
        return found

    def _without_corrected(
        self, layers: dict[str, tuple[Change, Sent]]
    ) -> dict[str, tuple[Change, Sent]]:
        """Without the cells that the original itself has now, or has otherwise since the workbook was made."""
        kept = {}
        corrected: dict[int, set[str]] = {}
        for key, (change, source) in layers.items():
            if id(source) not in corrected:
                corrected[id(source)] = self._corrected(source, layers)
            if change.sheet not in (INDICATORS, BASE):
                if key in self.filed:
                    if self.filed[key] != change.token:
                        self._overruled(change, source, "原表里已经填了")
                    continue
            elif self._now(change) == change.token:
                continue
            elif key in corrected[id(source)]:
                self._overruled(change, source, "原表后来改过")
                continue
            kept[key] = change, source
        return kept

    def _now(self, change: Change) -> str:
        return self.original.cells.get(change.sheet, {}).get(change.place, "")

    def _corrected(self, source: Sent, layers: Mapping[str, tuple[Change, Sent]]) -> set[str]:
        """Keys of the cells that the original has otherwise than when this workbook was made, with a line for each."""
        own = source.grid.own.fingerprint if source.grid.own else None
        if own is None or not own.whole or not self.original.whole:
            return set()
        found: dict[str, str] = {}
        count = 0
        for sheet in (INDICATORS, BASE):
            before, now = own.cells.get(sheet, {}), self.original.cells.get(sheet, {})
            count += len(before)
            formulas = self.original.formulas.get(sheet, frozenset())
            for place in sorted({*before, *now}):
                if before.get(place) != now.get(place) and place not in formulas:
                    key = place_of(sheet, place)
                    found[key] = f"{sheet}!{address(*place)}"
        if len(found) > _MOVED and 2 * len(found) > count:
            self._say(
                "warning", f"原表和 {source.name} 依据的那一份大不相同（{len(found)} 格），两张表以原表为准。", f"{len(found)} 格不同",
                "请核对放进来的是不是同一份原表。",
            )  # fmt: skip
            return set(found)
        silent = [where for key, where in found.items() if key not in layers and not source.here]
        for where in silent[:_MOST_LINES]:
            self._say(
                "info",
                f"原表 {where} 在 {source.name} 做成之后改过，以原表为准。",
                where,
                _NO_EFFECT,
            )
        if len(silent) > _MOST_LINES:
            more = len(silent) - _MOST_LINES
            self._say(
                "info",
                f"原表另有 {more} 格在 {source.name} 做成之后改过，以原表为准。",
                f"{more} 格",
                _NO_EFFECT,
            )
        return set(found)

    # ------------------------------------------------------------------------- what is told

    def _overruled(self, change: Change, source: Sent, why: str) -> None:
        self._say(
            "warning", f"{source.name} 的 {change.label} 填的是 {_shown(change)}，{why}，以原表为准，没有采用。", _shown(change),
            "请核对原表的这一格；要用复核表里的数，请改到原表。",
        )  # fmt: skip

    def _older(self, counting: Sequence[tuple[Sent, Mapping[str, Change]]]) -> None:
        """What only an older workbook has."""
        for each, changes in self.returns[1:] if counting else []:
            newest = counting[0][1]
            lost = [change.label for key, change in changes.items() if key not in newest]
            if lost:
                self._say(
                    "warning", f"{each.name} 比 {counting[0][0].name} 旧，其中 {listed(lost)} 没有采用。", listed(lost),
                    "请把要用的数填进新的一份，再评一次。",
                )  # fmt: skip

    def _told(self, layers: Mapping[str, tuple[Change, Sent]]) -> None:
        by_source: dict[str, list[str]] = {}
        for change, source in layers.values():
            by_source.setdefault(source.name, []).append(change.label)
        for name, labels in by_source.items():
            self._say(
                "info", f"采用了复核表 {name} 里填写或改动的 {len(labels)} 处：{listed(labels)}。", listed(labels), NO_NEED,
            )  # fmt: skip

    def _kept(self, here: Sent, why: str) -> None:
        self.keep = True
        self._say(
            "warning", f"{here.name} 里有人填写或改动过，{why}，没有读回，原样保留；这次的结果写在同名加“(1)”的文件里。", here.name,
            "请核对两份，只留下要用的一份。",
        )  # fmt: skip

    def _say(self, level: Level, message: str, found: str, advice: str) -> None:
        self.findings.append(Finding("A04", level, message, self.file, found=found, advice=advice))


NO_NEED = "这些格按复核表里的数评分；有误的请改正后再评一次。"
_NO_EFFECT = "请核对原表的这一格。"


def _filed_now(outcome: Outcome) -> dict[str, str]:
    """The figures that the original itself states and no score waits for, by their key in 缺数清单."""
    wanted = {
        (each.item, each.measure, each.year)
        for row in rows(outcome.indicators)
        for each in row.missing
    }
    found = {}
    for record in records(outcome.base):
        key = (record["item"], record["measure"], record["year"])
        if record["state"] == "value" and not record["supplied"] and key not in wanted:
            year = _year(outcome, record["year"])
            found[input_key(NEEDS, record["item"], record["measure"], year)] = token(
                plain(record["value"])
            )
    return found


def _year(outcome: Outcome, offset: int) -> int | str:
    if outcome.year is not None:
        return outcome.year + offset
    return (YEAR_CALLED | {1: NEXT_YEAR}).get(offset, f"{YEAR_CALLED[0]}{offset:+d}年")


def _same_unit(here: Sent, outcome: Outcome) -> bool:
    own = here.grid.own
    return (
        own is not None
        and name_key(own.unit) == name_key(outcome.unit)
        and name_key(own.project) == name_key(outcome.project)
        and own.year == outcome.year
    )


def _shown(change: Change) -> str:
    return f"“{change.words}”" if change.words else "空白"


def listed(labels: Sequence[str]) -> str:
    """The first labels, and how many there are."""
    more = f" 等 {len(labels)} 处" if len(labels) > _MOST_NAMED else ""
    return "、".join(labels[:_MOST_NAMED]) + more


def scored_again(
    outcomes: Sequence[Outcome],
    merged: Mapping[int, Merged],
    score: Callable[[Mapping[int, Overlay]], tuple[Outcome, ...]],
) -> tuple[Outcome, ...]:
    """The outcomes with their overlays, scored once more where there are any; as they were if the units come out otherwise."""
    overlays = {index: each.overlay for index, each in merged.items() if each.overlay}
    if not overlays:
        return tuple(outcomes)
    again = score(overlays)
    return again if len(again) == len(outcomes) else tuple(outcomes)
