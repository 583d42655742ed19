"""Which rows of a table of targets are indicators: not those of “/”, not the 其中 under one, not the lines left unused.

The printed 指标1： before a name is the form's, and no part of it.
"""

from __future__ import annotations

from sheetscore.exact.amounts import read_score
from sheetscore.model.finding import Finding
from sheetscore.readers.grid import Cell
from sheetscore.readers.indicator_table.header import TargetColumns
from sheetscore.readers.indicator_table.indicator_rows import RowReader
from sheetscore.regexes import regex

_UNNAMED = regex(r"(?:指标)?\d*[:：]?|[.…·]+")
_NUMBERED = regex(
    r"(?:^|(?<=、))(?:三级)?指标\s*(?:\d{1,2}\s*[:：、.．]?|[一二三四五六七八九十]{1,2}\s*[:：、.．])\s*(?=[^\d\s:：、.．])"
)
_DETAIL = regex(r"^(?:指标\d*[:：、]?)?其中")


class TargetRows(RowReader):
    """Rows of targets: a name without points, target and figure is a line left unused."""

    columns: TargetColumns

    def _join(self, row: int, name: Cell) -> None:
        """A further name of the indicator above; 其中 … with no 分值 at all is a detail of it, which has its own target and figure."""
        actual = self._cell(row, self.columns.actual)
        told = self._own_criteria(row) or (actual.row == row and self._filled(actual))
        if not told or _UNNAMED.fullmatch(name.key):
            return
        points = self._points(row)
        if _DETAIL.match(name.key) and (points.row, points.col) == (
            row,
            self.columns.points.get(3),
        ):
            self._tell_detail(name, points, "没有分值")
            return
        RowReader._join(self, row, name)
        last = self.records[-1] if self.records else {"indicator": ""}
        last["indicator"] = _without_numbers(last["indicator"])

    def _record(self, row: int, points: Cell, name: Cell, area: tuple[int, int, int, int]) -> None:
        """A row whose 分值 and 得分 are “/” is not scored: the unit says that there are none."""
        claim = self._cell(row, self.columns.claim)
        nil = read_score(points.value, points.number_format).state == "nil"
        claimed = read_score(claim.value, claim.number_format)
        if nil and (claimed.state in ("nil", "blank") or claimed.value == 0):
            if name.key:
                self._tell_detail(name, points, f"分值填的是“{points.text.strip()}”")
            return
        RowReader._record(self, row, points, name, area)

    def _tell_detail(self, name: Cell, points: Cell, why: str) -> None:
        self.findings.append(
            Finding(
                "A10", "info", f"“{name.text.strip()}”{why}，不作为评分的指标。", self.grid.file, self.sheet.name,
                points.address, points.text.strip() or "空白", "分值", "要单独评分的请填分值，不单独评分的不用改。",
            )
        )  # fmt: skip

    def _name(self, row: int, area: tuple[int, int, int, int]) -> str:
        return _without_numbers(RowReader._name(self, row, area))


def _without_numbers(names: str) -> str:
    bare = _NUMBERED.sub("", names)
    return "、".join(dict.fromkeys(bare.split("、"))) if bare != names else names
