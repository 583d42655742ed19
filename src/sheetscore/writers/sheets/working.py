"""计算过程: the table that the totals come from, then the story of each indicator."""

from __future__ import annotations

from typing import Any

from sheetscore.exact.amounts import plain
from sheetscore.model.outcome import Status
from sheetscore.rules.shapes.shapes import READING_NAMES
from sheetscore.writers import cell_formulas as formulas
from sheetscore.writers import live_formulas as live
from sheetscore.writers.indicator_lines import Line
from sheetscore.writers.plan import (
    ASSESSED,
    BLOCK,
    COMPUTED,
    WORKING,
    WORKING_FIRST_ROW,
    Plan,
    position,
)
from sheetscore.writers.rate_formulas import Live, Shown, figure_value, shown_number, source_cell
from sheetscore.writers.sheets.pages import a4, colour_by_status, columns, header, link, title
from sheetscore.writers.sheets.submitted import merged, write
from sheetscore.writers.sheets.summary_blocks import block_numbers
from sheetscore.writers.styles import (
    HEAD,
    LINK,
    NAVY,
    PALE,
    PERCENT,
    SIGNED,
    Formats,
    joined_width,
    pixels,
    row_height,
)

COLUMNS = {
    "序号": 10.0, "指标": 34.0, "分值": 8.0, "自评得分": 9.0, "指标值": 12.0, "复核得分": 10.0,
    "状态": 9.0, "计入总分": 9.0, "最低": 8.0, "最高": 8.0, "评定得分": 9.0, "差额": 8.0,
}  # fmt: skip
_LAST = len(COLUMNS)
_LONGEST = 1000
"""Characters that one row can show; longer texts take several rows."""
_TEXT_WIDTH = joined_width(list(COLUMNS.values())[1:])
_NOTE = (
    "下表随指标表、缺数清单和汇总的评定得分自动重算。计入总分：有复核得分的按复核得分，评定了的按评定得分，"
    "缺数据和没有评定的按自评得分（不超过分值）。最低、最高：把缺数据和没有评定的分别按 0 分和满分计。"
)
_HELPERS = "公式用（不打印）"
_HELPER_WIDTH = 10.0
_STORY_NOTE = "各指标的计算过程（步骤按收到的填报数说明；补填后以上表为准）"


def draw_working(worksheet: Any, formats: Formats, plan: Plan) -> None:
    """Draw the 计算过程 of a unit."""
    columns(worksheet, list(COLUMNS.values()))
    title(worksheet, formats, WORKING, _LAST, plan.whose)
    merged(worksheet, (2, 1, 2, _LAST), _NOTE, formats.note(font_size=10))
    worksheet.set_row(1, row_height([(_NOTE, joined_width(COLUMNS.values()))], 10))
    header(worksheet, formats, WORKING_FIRST_ROW - 1, list(COLUMNS))
    worksheet.set_row(WORKING_FIRST_ROW - 2, 22)
    _helpers(worksheet, formats, plan)
    for line in plan.lines:
        _line(worksheet, formats, plan, line)
    _total(worksheet, formats, plan)
    if plan.lines:
        area = (WORKING_FIRST_ROW, 7, plan.working_total - 1, 7)
        colour_by_status(worksheet, formats, area, f"$G{WORKING_FIRST_ROW}")
    row = plan.working_total + 2
    merged(worksheet, (row, 1, row, _LAST), _STORY_NOTE, formats.section())
    worksheet.set_row(row - 1, 24)
    row += 1
    for line in plan.lines:
        row = _Story(worksheet, formats, plan, row + 1).tell(line)
    worksheet.print_area(0, 0, max(row, plan.working_total) - 1, _LAST - 1)
    worksheet.freeze_panes(WORKING_FIRST_ROW - 1, 0)
    a4(worksheet, False, plan.whose)


def _helpers(worksheet: Any, formats: Formats, plan: Plan) -> None:
    """Right of the printed table: the 一级指标 of each line by number, and parts of formulas that would be too long in one cell."""
    look = formats.note(font_size=9)
    first = position(f"{BLOCK}1")[1]
    write(worksheet, (WORKING_FIRST_ROW - 1, first), _HELPERS, look)
    numbers = block_numbers(plan.lines)
    last = first
    for line, number in zip(plan.lines, numbers, strict=True):
        row = plan.working_row(line)
        write(worksheet, (row, first), number, look)
        computed = live.computed_score(plan, line)
        if line.status is Status.JUDGED and computed.formula:
            col = position(f"{COMPUTED}1")[1]
            write(worksheet, (row, col), computed.shown, look, computed.formula)
            last = max(last, col)
        for offset, found in enumerate(live.helpers(plan, line)):
            col = position(plan.helper(line, offset).rpartition("!")[2])[1]
            write(worksheet, (row, col), found.shown, look, found.formula)
            last = max(last, col)
    worksheet.set_column_pixels(first - 1, last - 1, pixels(_HELPER_WIDTH))


def counted(line: Line) -> Shown:
    """What a line adds to the reviewed total: cached value of 计入总分."""
    if line.score is not None:
        return shown_number(line.score)
    if line.claimed is None or line.claimed < 0:
        return ""
    return shown_number(min(line.claimed, line.points))


def _line(worksheet: Any, formats: Formats, plan: Plan, line: Line) -> None:
    row = plan.working_row(line)
    points, score = shown_number(line.points), live.score(plan, line).shown
    given = f"{ASSESSED}{row}" if line.status is Status.JUDGED else ""
    cells = [
        Live(line.number),
        Live(line.indicator),
        Live(points, live.points_ref(plan, line, sheet=True)),
        live.claim(plan, line),
        Live(live.rate(plan, line).shown, plan.cell(line, "rate", sheet=True)),
        Live(score, plan.cell(line, "score", sheet=True)),
        Live(line.status.label, formulas.status(f"F{row}", f"D{row}", given)),
        Live(counted(line), formulas.counted(f"F{row}", f"D{row}", f"C{row}")),
        Live(0 if line.score is None else score, f"IF(ISNUMBER(F{row}),F{row},0)"),
        Live(points if line.score is None else score, f"IF(ISNUMBER(F{row}),F{row},C{row})"),
        live.assessed(plan, line),
        Live(_change(line), f'IF(G{row}="{Status.DIFFERS.label}",ROUND(F{row}-D{row},6),"")'),
    ]
    percent = line.rule.unit == "%"
    for col, found in enumerate(cells, start=1):
        props = {"num_format": PERCENT} if col == 5 and percent else {}
        props |= {"num_format": SIGNED} if col == _LAST else {}
        look = formats.box(align="left" if col == 2 else "center", **props)
        write(worksheet, (row, col), found.shown, look, found.formula)
    worksheet.set_row(row - 1, row_height([(line.indicator, COLUMNS["指标"])]))


def _change(line: Line) -> Shown:
    if line.status is not Status.DIFFERS or line.score is None or line.claimed is None:
        return ""
    return shown_number(line.score - line.claimed)


def _total(worksheet: Any, formats: Formats, plan: Plan) -> None:
    row, count, totals = plan.working_total, len(plan.lines), plan.totals
    first, last = WORKING_FIRST_ROW, plan.working_total - 1
    look = formats.box(bg_color=HEAD, pattern=1, bold=True, align="center")
    computed = [line.score for line in plan.lines if line.score is not None]
    reviewed = formulas.NONE_KNOWN if totals.reviewed is None else shown_number(totals.reviewed)
    claimed = formulas.NOT_COMPLETE if totals.claimed is None else shown_number(totals.claimed)
    merged(worksheet, (row, 1, row, 2), "合计", look)
    most = live.most(plan)
    worth = f"C{first}:C{last}" if not all(line.points for line in plan.lines) else ""

    def whole(col: str, otherwise: str, most: str = "") -> str:
        return formulas.full_sum(f"{col}{first}:{col}{last}", count, otherwise, most, worth)

    given = [line.assessed for line in plan.lines if line.assessed is not None]
    differing = [line for line in plan.lines if line.status is Status.DIFFERS]
    changes = [
        line.score - line.claimed
        for line in differing
        if line.score is not None and line.claimed is not None
    ]

    cells = {
        "C": Live(shown_number(totals.points), f"SUM(C{first}:C{last})"),
        "D": Live(claimed, whole("D", formulas.NOT_COMPLETE)),
        "E": Live(""),
        "F": Live(shown_number(sum(computed)) if computed else 0, f"SUM(F{first}:F{last})"),
        "G": Live(""),
        "H": Live(reviewed, whole("H", formulas.NONE_KNOWN, most)),
        "I": Live(shown_number(totals.low), formulas.at_most(f"SUM(I{first}:I{last})", most)),
        "J": Live(shown_number(totals.high), formulas.at_most(f"SUM(J{first}:J{last})", most)),
        "K": Live(shown_number(sum(given)) if given else 0, f"SUM(K{first}:K{last})"),
        "L": Live(shown_number(sum(changes)) if changes else 0, f"ROUND(SUM(L{first}:L{last}),6)"),
    }
    signed = formats.box(bg_color=HEAD, pattern=1, bold=True, align="center", num_format=SIGNED)
    for col, found in enumerate(cells.values(), start=3):
        style = signed if col == _LAST else look
        write(worksheet, (row, col), found.shown, style, found.formula if count else "")
    worksheet.set_row(row - 1, 24)


class _Story:
    """The story of one indicator, written from a row downwards."""

    def __init__(self, worksheet: Any, formats: Formats, plan: Plan, row: int) -> None:
        self.worksheet, self.formats, self.plan, self.row = worksheet, formats, plan, row
        self.label = formats.box(align="center", font_color=NAVY, bg_color=PALE, font_size=10)
        self.text = formats.box(font_size=10)

    def tell(self, line: Line) -> int:
        """Write everything about `line`; the row after the last one written."""
        self._heading(line)
        self._texts("指标值" if line.has_target else "评价标准", [line.criteria])
        self._texts("指标说明", [line.explanation])
        understood = line.rule.restate()
        self._texts("理解为", [understood if understood != line.criteria else ""])
        self._texts("公式", [line.formula.restate() if line.formula else ""])
        repairs = [f"“{r.found}”按“{r.read_as}”读（{r.rule}）" for r in line.rule.repairs]
        self._texts("印刷修正", ["；".join(repairs)])
        for number, _ in enumerate(line.inputs):
            self._figure(line, number)
        steps = [step for step in line.steps if not step.startswith("公式：")]
        numbered = [f"{n}. {step}" for n, step in enumerate(steps, start=1)]
        self._texts("步骤", numbered)
        self._texts("区间", [self._span(line)])
        return self.row

    def _heading(self, line: Line) -> None:
        row, source = self.row, self.plan.working_row(line)
        look = self.formats.head(align="left")
        path = " / ".join(part for part in (line.level1, line.level2) if part)
        name = f"{line.number}. {line.indicator}（{plain(line.points)}分）"
        merged(self.worksheet, (row, 1, row, 6), f"{name}　{path}", look)
        status = self.formats.head(font_color="#000000")
        write(self.worksheet, (row, 7), line.status.label, status, f"G{source}")
        colour_by_status(self.worksheet, self.formats, (row, 7, row, 7), f"$G{row}")
        shown = live.score(self.plan, line).shown
        score = f"得 {plain(line.score)} 分" if line.score is not None else shown
        formula = f'IF(ISNUMBER(F{source}),"得 "&ROUND(F{source},4)&" 分",F{source})'
        merged(self.worksheet, (row, 8, row, _LAST), score, self.formats.head(), formula)
        width = joined_width(list(COLUMNS.values())[:6])
        self.worksheet.set_row(row - 1, row_height([(f"{name}　{path}", width)], least=22))
        self.row += 1

    def _texts(self, label: str, texts: list[str]) -> None:
        text = "\n".join(part for part in texts if part.strip())
        if not text:
            return
        for begin in range(0, len(text), _LONGEST):
            part = text[begin : begin + _LONGEST]
            write(self.worksheet, (self.row, 1), "" if begin else label, self.label)
            merged(self.worksheet, (self.row, 2, self.row, _LAST), part, self.text)
            self.worksheet.set_row(self.row - 1, row_height([(part, _TEXT_WIDTH)], 10))
            self.row += 1

    def _figure(self, line: Line, number: int) -> None:
        """One figure: its name, its value as used (live), its unit, its cell."""
        figure, row = line.inputs[number], self.row
        write(self.worksheet, (row, 1), "数据", self.label)
        write(self.worksheet, (row, 2), figure.term, self.text)
        found = figure_value(self.plan, figure)
        percent = {"num_format": PERCENT} if figure.unit == "%" else {}
        look = self.formats.box(align="center", font_size=10, **percent)
        merged(self.worksheet, (row, 3, row, 5), found.shown, look, found.formula)
        write(self.worksheet, (row, 6), figure.unit, self.formats.box(align="center", font_size=10))
        target = source_cell(self.plan, figure)
        link_look = self.formats.box(font_size=10, font_color=LINK, underline=1)
        merged(self.worksheet, (row, 7, row, _LAST), "填报表没有这一格", self.text)
        if target:
            link(self.worksheet, (row, 7), target, link_look)
        self.worksheet.set_row(row - 1, row_height([(figure.term, COLUMNS["指标"])], 10))
        self.row += 1

    def _span(self, line: Line) -> str:
        if line.low is None or line.high is None:
            return ""
        span = f"{plain(line.low)}–{plain(line.high)} 分"
        if line.status is Status.MISSING:
            return f"{span}（缺数据，按 0 分和满分计）"
        if line.assessed is not None:
            return f"{plain(line.assessed)} 分（按{'评定得分' if line.basis is None else '评定依据数'}）"
        if line.status is Status.JUDGED:
            return f"{span}（待佐证）"
        if line.low == line.high:
            return f"{plain(line.low)} 分（各种读法得分相同）"
        return f"{span}（各种读法的最低和最高；本表按“{READING_NAMES[line.rule.reading]}”）"
