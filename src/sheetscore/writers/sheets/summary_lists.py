"""The lower half of the 汇总: what differs, what is missing, what waits for a person, signatures."""

from __future__ import annotations

from typing import Any

from sheetscore.exact.amounts import plain
from sheetscore.model.outcome import Status
from sheetscore.rules.shapes.shapes import READING_NAMES
from sheetscore.writers import cell_formulas as formulas
from sheetscore.writers import live_formulas as live
from sheetscore.writers.cell_formulas import at
from sheetscore.writers.indicator_lines import Line
from sheetscore.writers.plan import (
    ASSESSED,
    DIFFERENCE,
    INDICATORS,
    NEEDS,
    WORKING,
    WORKING_FIRST_ROW,
    Plan,
    position,
)
from sheetscore.writers.rate_formulas import Live, shown_number
from sheetscore.writers.reasons import longest_reason, missing_names, reason, reason_formula
from sheetscore.writers.sheets.basis import rule_of
from sheetscore.writers.sheets.pages import link
from sheetscore.writers.sheets.submitted import merged, write
from sheetscore.writers.styles import (
    CLOSED,
    ENTRY,
    LINK,
    SIGNED,
    STATUS_COLOURS,
    Formats,
    line_count,
    literal,
    row_height,
)
from sheetscore.writers.summary_rows import BASIS, MOST_ROWS

LAST = 10
_TOLD = 7
"""The column where the last text of a list begins, unless one more cell stands before it."""
WIDTH = 12.0
"""Ten equal columns; every table of the page is laid on them."""
_MOST_COUNTED = 200
"""Rows of a list that one formula counts; Excel takes 255 arguments and 8,192 characters."""
_FILLED = "数已补填"
_HOW_TO_ASSESS = "请在黄色格填评定得分，合计、等级随即重算；填好保存后交回本文件，重新评分时照用。"
_HOW_TO_COUNT = "有评定依据数一格的，填个数、项号或等次（0 是没有，空着是没有评定），得分随即算出，不用再填评定得分；两格都填的按评定得分。"
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
        self.entry = formats.get(
            bg_color=ENTRY, pattern=1, border=2, border_color="#BF9000", align="center", bold=True,
            font_size=10, locked=False,
        )  # fmt: skip
        self.text_entry = formats.get(
            bg_color=ENTRY, pattern=1, border=2, border_color="#BF9000", align="center", bold=True,
            font_size=10, locked=False, num_format="@", text_wrap=True,
        )  # fmt: skip
        self.closed = formats.box(bg_color=CLOSED, pattern=1)

    def differing(self) -> None:
        """不一致的指标, with the reason."""
        lines = self._lines(Status.DIFFERS)
        total = sum((line.score or 0) - (line.claimed or 0) for line in lines)
        sums = self._area(DIFFERENCE)
        tail = (f"，差额合计 {plain(total)} 分", f'"，差额合计 "&ROUND(SUM({sums}),6)&" 分"')
        self._section(Status.DIFFERS, lines, [tail])
        if lines:
            self._header(["自评得分", "复核得分", "差额"], "原因")
        signed = self.formats.box(align="center", font_size=10, num_format=SIGNED, bold=True)
        for line in lines[:MOST_ROWS]:
            change = (line.score or 0) - (line.claimed or 0)
            cells = [
                self._working("D", line, line.claimed),
                self._working("F", line, line.score),
                (Live(shown_number(change), self._difference(line)), signed),
            ]
            self._line(line, cells, self._reason(line))
        self._rest(Status.DIFFERS, lines, "没有算出的得分与自评得分不一致的指标。")

    def missing(self) -> None:
        """缺数据的指标: what is missing, and how many points hang on it."""
        lines = self._lines(Status.MISSING)
        self._section(Status.MISSING, lines, [self._points(Status.MISSING, lines)])
        if lines:
            self._header(["分值", "自评得分", "复核得分"], f"缺少的数（填入“{NEEDS}”即计分）")
        first = self.row
        for line in lines[:MOST_ROWS]:
            score = live.score(self.plan, line).shown
            cells = [
                self._working("C", line, line.points),
                self._working("D", line, line.claimed),
                (Live(score, self.plan.working(line, "F")), self.centre),
            ]
            names = missing_names(line)
            state = self.plan.working(line, "G")
            told = f'IF({state}="{Status.MISSING.label}",{literal(names)},"{_FILLED}")'
            self._line(line, cells, Live(names, told))
        if lines:
            self._colour(first)
        self._rest(Status.MISSING, lines, "没有缺数据的指标。")

    def judged(self) -> None:
        """待佐证的指标, every one with a cell for the score that a person gives."""
        lines = self._lines(Status.JUDGED)
        given = sum(line.assessed is not None for line in lines)
        count = f"COUNT({self._area(ASSESSED)})"
        more = (
            f"，已评定 {given} 项" if given else "",
            f'IF({count}=0,"","，已评定 "&{count}&" 项")',
        )
        self._section(Status.JUDGED, lines, [self._points(Status.JUDGED, lines), more])
        asks = any(line.asked for line in lines)
        if lines:
            names = ["分值", "自评得分", "评定得分", *(["评定依据数"] if asks else [])]
            self._header(names, "评定依据")
        for line in lines:
            self._enter(line)
            cells = [
                self._working("C", line, line.points),
                self._working("D", line, line.claimed),
                (Live(line.assessed_typed), self.entry),
            ]
            if asks:
                cells.append((Live(line.basis_typed), self._basis(line)))
            self._line(line, cells, self._reason(line))
        self._rest(Status.JUDGED, lines, "没有待佐证的指标。", _HOW_TO_COUNT if asks else "")

    def _enter(self, line: Line) -> None:
        """A cell for the 评定得分 of a line, from 0 to its points."""
        row, col = position(self.plan.entry(line))
        if row != self.row:
            raise RuntimeError(f"评定得分的单元格应在第 {row} 行，画到了第 {self.row} 行")
        hint = f"请填 0 到 {plain(line.points)} 之间的分数；不填的按自评得分计。"
        self.worksheet.data_validation(
            row - 1, col - 1, row - 1, col - 1,
            {
                "validate": "decimal", "criteria": "between", "minimum": 0,
                "maximum": shown_number(line.points), "input_title": "评定得分", "input_message": hint,
                "error_title": "不能这样填", "error_message": hint,
            },
        )  # fmt: skip

    def _basis(self, line: Line) -> Any:
        """The look of the cell for the 评定依据数 of a line, grey where none is asked for, and what may be typed into it."""
        asked = line.asked
        if asked is None:
            return self.closed
        row, col = position(self.plan.entry(line, BASIS))
        self.worksheet.data_validation(row - 1, col - 1, row - 1, col - 1, rule_of(asked))
        return self.entry if asked.kind == "count" else self.text_entry

    def notes(self) -> None:
        """可加分 and the reading of the steps."""
        totals, outcome, changes = self.plan.totals, self.plan.outcome, self._area(DIFFERENCE)
        more = f'SUMIF({changes},">0")'
        head = ("可加分：复核得分高于自评得分的共 ", " 分，已计入复核得分。\n")
        shown = f"{head[0]}{plain(totals.addable)}{head[1]}" if totals.addable > 0 else ""
        line_break = f'"{head[1].rstrip()}"&CHAR(10)'
        parts = [f'IF({more}>0,"{head[0]}"&ROUND({more},6)&{line_break},"")']
        stepped = any(line.rule.looks_like == "step" for line in self.plan.lines)
        reading = f"{_READINGS.get(outcome.reading, READING_NAMES['whole'])}；" if stepped else ""
        texts = [f"{reading}各项的依据见“{INDICATORS}”，步骤见“{WORKING}”。"]
        if outcome.profile is not None:
            texts.append(f"计分方案：{outcome.profile.title}。来源：{outcome.profile.source}。")
        if totals.most is not None:
            texts.append(
                f"按计分方案，这样的预算执行率总分最高 {plain(totals.most)} 分，各项合计超过的部分不计。"
            )
        texts.append("以上各项的项数、分数随填报数、补填的数和评定得分变化。")
        text = "\n".join(texts)
        whole = "&CHAR(10)&".join([literal(each) for each in texts])
        found = Live(shown + text, "&".join([*parts, whole]))
        merged(self.worksheet, self._across(), found.shown, self.formats.note(), found.formula)
        room = text + "\n" + "".join(head)
        self._end(row_height([(room, WIDTH * LAST)], 9.5, least=18))

    def legend(self) -> None:
        """The colours of the states in one row, and how many lines are in each (live)."""
        states = self._area("G")
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

    def _area(self, column: str) -> str:
        """A column of the table of 计算过程."""
        last = max(WORKING_FIRST_ROW, self.plan.working_total - 1)
        return at(WORKING, f"{column}{WORKING_FIRST_ROW}:{column}{last}")

    def _count(self, status: Status) -> str:
        return f'COUNTIF({self._area("G")},"{status.label}")'

    def _points(self, status: Status, lines: list[Line]) -> tuple[str, str]:
        """涉及 n 分, now and as an expression."""
        points = sum(line.points for line in lines)
        total = f'SUMIF({self._area("G")},"{status.label}",{self._area("C")})'
        return f"，涉及 {plain(points)} 分", f'"，涉及 "&ROUND({total},6)&" 分"'

    def _section(self, status: Status, lines: list[Line], tails: list[tuple[str, str]]) -> None:
        """The line above a list: how many rows are in the state now, live."""
        self._end(6)
        shown = "".join(now for now, _ in tails) if lines else ""
        name, count = f"{status.label}的指标（", self._count(status)
        more = "&".join(text for _, text in tails)
        text = f'"{name}"&{count}&" 项"&IF({count}=0,"",{more})&"）"'
        look = self.formats.section()
        merged(self.worksheet, self._across(), f"{name}{len(lines)} 项{shown}）", look, text)
        self._end(21)

    def _rest(self, status: Status, lines: list[Line], nothing: str, more: str = "") -> None:
        """The remark under a list: nothing to list, or rows of the state that are not in it, live."""
        listed = lines if status is Status.JUDGED else lines[:MOST_ROWS]
        count, states = self._count(status), [self.plan.working(line, "G") for line in listed]
        unlisted = len(lines) - len(listed)
        place = f"项，见“{INDICATORS}”。"
        hint = f"{_HOW_TO_ASSESS}{more}" if status is Status.JUDGED else ""
        shown = (hint if lines else nothing) + (f"另有 {unlisted} {place}" if unlisted else "")
        if not lines:
            text = f'IF({count}=0,"{nothing}","有 "&{count}&" {place}")'
        else:
            held = "+".join(f'({each}="{status.label}")' for each in states)
            over = f"{count}-({held})" if len(states) <= _MOST_COUNTED else "0"
            text = f'IF({over}>0,"另有 "&({over})&" {place}","")'
            text = f'"{hint}"&{text}' if hint else text
        merged(self.worksheet, self._across(), shown, self.formats.note(), text)
        self._end(row_height([(shown, WIDTH * LAST)], 9.5, least=18))

    def _header(self, names: list[str], last: str) -> None:
        look = self.formats.head(font_size=10)
        write(self.worksheet, (self.row, 1), "序号", look)
        merged(self.worksheet, (self.row, 2, self.row, 3), "指标", look)
        for col, name in enumerate(names, start=4):
            write(self.worksheet, (self.row, col), name, look)
        merged(self.worksheet, (self.row, 4 + len(names), self.row, LAST), last, look)
        self._end(18)

    def _working(self, column: str, line: Line, value: Any) -> tuple[Live, Any]:
        shown = shown_number(value)
        return Live("" if shown is None else shown, self.plan.working(line, column)), self.centre

    def _difference(self, line: Line) -> str:
        plan = self.plan
        return formulas.difference(plan.working(line, "F"), plan.working(line, "D"))

    def _reason(self, line: Line) -> Live:
        """The 依据 of the 指标表."""
        follows = (
            self.plan.cell(line, "reason", sheet=True) if reason_formula(self.plan, line) else ""
        )
        return Live(reason(line), follows)

    def _line(self, line: Line, cells: list[tuple[Live, Any]], told: Live) -> None:
        write(self.worksheet, (self.row, 1), line.number, self.centre)
        merged(self.worksheet, (self.row, 2, self.row, 3), line.indicator, self.left)
        if line_count(line.indicator, WIDTH * 2 - 1.5, 10) == 1:  # a link does not wrap everywhere
            target = f"{INDICATORS}!{self.plan.cell(line, 'score')}"
            link(self.worksheet, (self.row, 2), target, self.named, line.indicator)
        for col, (found, look) in enumerate(cells, start=4):
            write(self.worksheet, (self.row, col), found.shown, look, found.formula)
        first = 4 + len(cells)
        merged(
            self.worksheet, (self.row, first, self.row, LAST), told.shown, self.left, told.formula
        )
        wide = WIDTH * (LAST + 1 - first) + (2 if first == _TOLD else 1)
        room = longest_reason(line) if line.asked else str(told.shown)
        self._end(row_height([(room, wide), (line.indicator, WIDTH * 2)], 10, least=19))

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
