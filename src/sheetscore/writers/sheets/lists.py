"""The lower half of the 汇总: what differs, what is missing, what waits for a person, signatures."""

from __future__ import annotations

from typing import Any

from sheetscore.amounts import plain
from sheetscore.model import Status
from sheetscore.rules.shapes import READING_NAMES
from sheetscore.writers import formulas, live
from sheetscore.writers.lines import Line
from sheetscore.writers.live import Live, shown_number
from sheetscore.writers.plan import INDICATORS, NEEDS, WORKING, WORKING_FIRST_ROW, Plan
from sheetscore.writers.reasons import missing_names, reason, shortened
from sheetscore.writers.sheets.pages import link
from sheetscore.writers.sheets.submitted import merged, write
from sheetscore.writers.styles import (
    LINK,
    SIGNED,
    STATUS_COLOURS,
    Formats,
    line_count,
    row_height,
)

LAST = 10
WIDTH = 12.0
"""Ten equal columns; every table of the page is laid on them."""
_MOST_ROWS = 10
_READINGS = {
    "whole": "扣分按“满一档才扣”：每超过（低于）一档扣分时，不足一档的部分不扣",
    "started": "扣分按“不足一档也扣一档”：每超过（低于）一档扣分时，不足一档的部分按一档扣",
    "proportional": "扣分按“按比例扣”：每超过（低于）一档扣分时，不足一档的部分按比例扣",
}


class Lists:
    """The lower half of the page, written row by row."""

    def __init__(self, worksheet: Any, formats: Formats, plan: Plan, row: int) -> None:
        self.worksheet, self.formats, self.plan, self.row = worksheet, formats, plan, row
        self.centre = formats.box(align="center", font_size=10)
        self.left = formats.box(font_size=10)
        self.named = formats.box(font_size=10, font_color=LINK)

    def differing(self) -> None:
        """不一致的指标, with the reason."""
        lines = self._lines(Status.DIFFERS)
        total = sum((line.score or 0) - (line.claimed or 0) for line in lines)
        tail = f"，差额合计 {plain(total)} 分" if lines else ""
        self._section(f"不一致的指标（{len(lines)} 项{tail}）")
        if not lines:
            self._none("没有算出的得分与自评得分不一致的指标。")
            return
        self._header(["自评得分", "复核得分", "差额"], "原因")
        signed = self.formats.box(align="center", font_size=10, num_format=SIGNED, bold=True)
        for line in lines[:_MOST_ROWS]:
            row = self.plan.working_row(line)
            change = (line.score or 0) - (line.claimed or 0)
            cells = [
                self._working(f"D{row}", line.claimed, self.centre),
                self._working(f"F{row}", line.score, self.centre),
                (Live(shown_number(change), self._difference(line)), signed),
            ]
            self._line(line, cells, reason(line))
        self._rest(lines)

    def missing(self) -> None:
        """缺数据的指标: what is missing, and how many points hang on it."""
        lines = self._lines(Status.MISSING)
        points = sum(line.points for line in lines)
        tail = f"，涉及 {plain(points)} 分" if lines else ""
        self._section(f"缺数据的指标（{len(lines)} 项{tail}）")
        if not lines:
            self._none("没有缺数据的指标。")
            return
        self._header(["分值", "自评得分", "复核得分"], f"缺少的数（填入“{NEEDS}”即计分）")
        first = self.row
        for line in lines[:_MOST_ROWS]:
            row = self.plan.working_row(line)
            cells = [
                (Live(shown_number(line.points), f"{WORKING}!C{row}"), self.centre),
                self._working(f"D{row}", line.claimed, self.centre),
                (Live(live.score(self.plan, line).shown, f"{WORKING}!F{row}"), self.centre),
            ]
            self._line(line, cells, missing_names(line))
        self._colour(first)
        self._rest(lines)

    def judged(self) -> None:
        """待佐证的指标, with a blank for the score that a person gives."""
        lines = self._lines(Status.JUDGED)
        points = sum(line.points for line in lines)
        tail = f"，涉及 {plain(points)} 分" if lines else ""
        self._section(f"待佐证的指标（{len(lines)} 项{tail}）")
        if not lines:
            self._none("没有待佐证的指标。")
            return
        self._header(["分值", "自评得分", "评定得分"], "评定依据")
        for line in lines[:_MOST_ROWS]:
            row = self.plan.working_row(line)
            cells = [
                (Live(shown_number(line.points), f"{WORKING}!C{row}"), self.centre),
                self._working(f"D{row}", line.claimed, self.centre),
                (Live(None), self.centre),
            ]
            self._line(line, cells, reason(line))
        self._rest(lines)

    def notes(self) -> None:
        """可加分 and the reading of the steps."""
        totals, outcome = self.plan.totals, self.plan.outcome
        texts = []
        if totals.addable > 0:
            more = [
                line.indicator
                for line in self.plan.lines
                if line.score is not None and line.claimed is not None and line.score > line.claimed
            ]
            names = shortened("、".join(more), 80)
            texts.append(
                f"可加分：复核得分高于自评得分的共 {plain(totals.addable)} 分（{names}），已计入复核得分。"
            )
        stepped = any(line.rule.looks_like == "step" for line in self.plan.lines)
        reading = f"{_READINGS.get(outcome.reading, READING_NAMES['whole'])}；" if stepped else ""
        texts.append(f"{reading}各项的依据见“{INDICATORS}”，步骤见“{WORKING}”。")
        if outcome.profile is not None:
            texts.append(f"计分方案：{outcome.profile.title}。来源：{outcome.profile.source}。")
        if totals.most is not None:
            texts.append(
                f"按计分方案，这样的预算执行率总分最高 {plain(totals.most)} 分，各项合计超过的部分不计。"
            )
        texts.append("以上各项按收到的填报数列出，补填后得分随之变化。")
        text = "\n".join(texts)
        merged(self.worksheet, self._across(), text, self.formats.note())
        self._end(row_height([(text, WIDTH * LAST)], 9.5, least=18))

    def legend(self) -> None:
        """The colours of the states in one row, and how many lines are in each (live)."""
        first, last = WORKING_FIRST_ROW, self.plan.working_total
        states = f"{WORKING}!G{first}:G{last}"
        for index, status in enumerate(Status):
            fill, ink = STATUS_COLOURS[status]
            look = self.formats.get(
                bg_color=fill, font_color=ink, pattern=1, align="center", font_size=9, border=1,
                border_color="#FFFFFF",
            )  # fmt: skip
            count = len(self._lines(status))
            area = (self.row, 2 * index + 1, self.row, 2 * index + 2)
            counted = f'COUNTIF({states},"{status.label}")'
            formula = f'"{status.label}（"&{counted}&" 项）"'
            merged(self.worksheet, area, f"{status.label}（{count} 项）", look, formula)
        self._end(18)

    def signatures(self) -> None:
        """复核人, 复核日期, 审核人."""
        self._end(8)
        look = self.formats.get(font_size=11, align="left", valign="bottom")
        texts = (
            (1, 3, "复核人："),
            (4, 7, "复核日期：　　　　年　　月　　日"),
            (8, 10, "审核人："),
        )
        for first, last, text in texts:
            merged(self.worksheet, (self.row, first, self.row, last), text, look)
        self._end(34)

    def _lines(self, status: Status) -> list[Line]:
        return [line for line in self.plan.lines if line.status is status]

    def _across(self) -> tuple[int, int, int, int]:
        return (self.row, 1, self.row, LAST)

    def _end(self, height: float) -> None:
        self.worksheet.set_row(self.row - 1, height)
        self.row += 1

    def _section(self, text: str) -> None:
        self._end(6)
        merged(self.worksheet, self._across(), text, self.formats.section())
        self._end(21)

    def _none(self, text: str) -> None:
        merged(self.worksheet, self._across(), text, self.formats.note())
        self._end(18)

    def _header(self, names: list[str], last: str) -> None:
        look = self.formats.head(font_size=10)
        write(self.worksheet, (self.row, 1), "序号", look)
        merged(self.worksheet, (self.row, 2, self.row, 3), "指标", look)
        for col, name in enumerate(names, start=4):
            write(self.worksheet, (self.row, col), name, look)
        merged(self.worksheet, (self.row, 7, self.row, LAST), last, look)
        self._end(18)

    def _working(self, cell: str, value: Any, look: Any) -> tuple[Live, Any]:
        shown = shown_number(value)
        return Live("" if shown is None else shown, f"{WORKING}!{cell}"), look

    def _difference(self, line: Line) -> str:
        row = self.plan.working_row(line)
        return formulas.difference(f"{WORKING}!F{row}", f"{WORKING}!D{row}")

    def _line(self, line: Line, cells: list[tuple[Live, Any]], text: str) -> None:
        write(self.worksheet, (self.row, 1), line.number, self.centre)
        merged(self.worksheet, (self.row, 2, self.row, 3), line.indicator, self.left)
        if line_count(line.indicator, WIDTH * 2 - 1.5, 10) == 1:  # a link does not wrap everywhere
            target = self.plan.cell(line, "score", sheet=True)
            link(self.worksheet, (self.row, 2), target, self.named, line.indicator)
        for col, (found, look) in enumerate(cells, start=4):
            write(self.worksheet, (self.row, col), found.shown, look, found.formula)
        merged(self.worksheet, (self.row, 7, self.row, LAST), text, self.left)
        wide = WIDTH * 4 + 2
        self._end(row_height([(text, wide), (line.indicator, WIDTH * 2)], 10, least=19))

    def _colour(self, first: int) -> None:
        """What was missing turns green or red once its figures are filled in."""
        last = self.row - 1
        for status, condition in (
            (Status.MISSING, f'$F{first}="缺数据"'),
            (
                Status.AGREES,
                f"AND(ISNUMBER($F{first}),ISNUMBER($E{first}),ROUND($F{first}-$E{first},9)=0)",
            ),
            (
                Status.DIFFERS,
                f"AND(ISNUMBER($F{first}),ISNUMBER($E{first}),ROUND($F{first}-$E{first},9)<>0)",
            ),
            (Status.FILLED, f"AND(ISNUMBER($F{first}),NOT(ISNUMBER($E{first})))"),
        ):
            self.worksheet.conditional_format(
                first - 1, 5, last - 1, 5,
                {"type": "formula", "criteria": f"={condition}", "format": self.formats.status(status)},
            )  # fmt: skip

    def _rest(self, lines: list[Line]) -> None:
        if len(lines) > _MOST_ROWS:
            self._none(f"另有 {len(lines) - _MOST_ROWS} 项，见“{INDICATORS}”。")
