"""缺数清单: every figure that a score waits for, with a cell to type it into."""

from __future__ import annotations

from typing import Any

from sheetscore.exact.amounts import percent, plain
from sheetscore.model.outcome import Status
from sheetscore.words.text import quoted
from sheetscore.writers import live_formulas as live
from sheetscore.writers.cell_formulas import at
from sheetscore.writers.entries import Need
from sheetscore.writers.plan import (
    NEEDS,
    NEEDS_FIRST_ROW,
    WORKING,
    WORKING_FIRST_ROW,
    Plan,
    position,
)
from sheetscore.writers.rate_formulas import shown_number
from sheetscore.writers.reasons import shortened
from sheetscore.writers.sheets.pages import a4, columns, header, link, title
from sheetscore.writers.sheets.submitted import merged, write
from sheetscore.writers.styles import ENTRY, LINK, PERCENT, Formats, row_height

COLUMNS = {
    "序号": 5.0, "缺少的数": 26.0, "项目": 18.0, "口径": 12.0, "年度": 7.0, "单位": 7.0, "填报位置": 18.5,
    "影响指标": 26.0, "涉及分值": 9.0, "填写数值": 14.0, "采用值": 12.0, "说明": 22.0,
}  # fmt: skip
"""Headers, which are also read when the list comes back filled in, and widths in characters."""
REPORTED = "报告所载（核对后再填）"
"""One more column where the report text states what the tables lack; the figure is never taken over unasked."""
_REPORTED_WIDTH = 44.0
_LONGEST = 160
_LARGEST = 1e12
_NO_PLACE = "填报表没有这一格"
_SET_ASIDE = "见说明"
_NOTHING = "没有缺少的数据。"
_ALL_THERE = "评分需要的数都已有。"
_ALL_FILLED = "以下的数已补填，改动黄色格即重新计分。"
_HOW = (
    "请在黄色格填写数值（按“单位”列的单位填；百分数填写如 92%），得分随即自动算出；"
    "填好保存后交回本文件即可重新评分。"
)


def draw_needs(worksheet: Any, formats: Formats, plan: Plan) -> None:
    """Draw the 缺数清单 of a unit."""
    wide = dict(COLUMNS)
    if plan.outcome.reported:
        wide[REPORTED] = _REPORTED_WIDTH
    last_col = len(wide)
    columns(worksheet, list(wide.values()))
    title(worksheet, formats, NEEDS, last_col, plan.whose)
    needs = list(plan.needs.values())
    note = _instruction(plan, needs)
    look = formats.note(font_size=10.5)
    merged(worksheet, (2, 1, 2, last_col), note, look, _instruction_formula(plan, needs))
    worksheet.set_row(1, row_height([(_HOW + " " * 60, sum(COLUMNS.values()))]))
    header(worksheet, formats, NEEDS_FIRST_ROW - 1, list(wide))
    worksheet.set_row(NEEDS_FIRST_ROW - 2, 24)
    if not needs:
        area = (NEEDS_FIRST_ROW, 1, NEEDS_FIRST_ROW, last_col)
        merged(worksheet, area, _NOTHING, formats.box(align="center"))
        worksheet.set_row(NEEDS_FIRST_ROW - 1, 30)
    for number, need in enumerate(needs, start=1):
        _row(worksheet, formats, plan, number, need)
    if needs:
        _colours(worksheet, formats, needs)
    worksheet.freeze_panes(NEEDS_FIRST_ROW - 1, 2)
    worksheet.repeat_rows(NEEDS_FIRST_ROW - 2)
    a4(worksheet, True, plan.whose)
    worksheet.protect("", {"format_columns": True, "format_rows": True, "format_cells": True})


def _instruction(plan: Plan, needs: list[Need]) -> str:
    open_needs = [need for need in needs if need.value is None]
    if not open_needs:
        return _ALL_THERE if not needs else _ALL_FILLED
    lines = [line for line in plan.lines if line.status is Status.MISSING]
    points = sum(line.points for line in lines)
    return f"共缺 {len(open_needs)} 个数，影响 {len(lines)} 个指标、{plain(points)} 分。{_HOW}"


def _instruction_formula(plan: Plan, needs: list[Need]) -> str:
    """The same as it stands after figures have been typed."""
    if not needs:
        return ""
    typed = f"{needs[0].adopted}:{needs[-1].adopted}"
    last = max(WORKING_FIRST_ROW, plan.working_total - 1)
    states, points = (at(WORKING, f"{col}{WORKING_FIRST_ROW}:{col}{last}") for col in ("G", "C"))
    lacking = f"({len(needs)}-COUNT({typed}))"
    rows = f'COUNTIF({states},"{Status.MISSING.label}")'
    hanging = f'ROUND(SUMIF({states},"{Status.MISSING.label}",{points}),6)'
    told = f'"共缺 "&{lacking}&" 个数，影响 "&{rows}&" 个指标、"&{hanging}&" 分。{_HOW}"'
    return f'IF({lacking}=0,"{_ALL_FILLED}",{told})'


def _row(worksheet: Any, formats: Formats, plan: Plan, number: int, need: Need) -> None:
    centre, left = formats.box(align="center"), formats.box()
    names = "、".join(dict.fromkeys(line.indicator for line in need.lines))
    place = need.place or (_SET_ASIDE if need.set_aside else _NO_PLACE)
    texts = [
        (str(number), centre), (need.term, left), (need.key.item, left), (need.key.measure, centre),
        (plan.year(need.key.year), centre), (need.unit, centre), (place, centre), (names, left),
        (shown_number(need.points), centre),
    ]  # fmt: skip
    for col, (text, look) in enumerate(texts, start=1):
        write(worksheet, (need.row, col), number if col == 1 else text, look)
    if need.place:
        look = formats.box(align="center", font_color=LINK, underline=1)
        link(worksheet, (need.row, 7), need.place, look)
    _entry(worksheet, formats, plan, need)
    found = live.adopted(plan, need)
    rate_look = {"num_format": PERCENT} if need.unit == "%" else {}
    write(
        worksheet,
        (need.row, 11),
        found.shown,
        formats.box(align="center", **rate_look),
        found.formula,
    )
    write(worksheet, (need.row, 12), need.note, formats.box(locked=False))
    reported = _reported(plan, need)
    if plan.outcome.reported:
        write(worksheet, (need.row, 13), reported, formats.box(font_size=9.5))
    shown = [
        need.term,
        need.key.item,
        need.key.measure,
        "",
        need.unit,
        place,
        names,
        "",
        "",
        "",
        need.note,
    ]
    widths = [*list(COLUMNS.values())[1:], _REPORTED_WIDTH]
    sized = zip([*(str(text) for text in shown), reported], widths, strict=True)
    worksheet.set_row(need.row - 1, row_height(sized, least=26))


def _reported(plan: Plan, need: Need) -> str:
    """What the report text states of a figure: the figure, how it was put together, where, and the sentence."""
    for each in plan.outcome.reported:
        if each.key == need.key and need.value is None:
            value = percent(each.value) if each.unit == "%" else f"{plain(each.value)} {each.unit}"
            how = f"（{each.note}）" if each.note else ""
            return f"{value}{how}，{each.place}：{quoted(shortened(each.sentence, _LONGEST))}"
    return ""


def _entry(worksheet: Any, formats: Formats, plan: Plan, need: Need) -> None:
    """The yellow cell to type into."""
    is_rate = need.unit == "%"
    look = formats.get(
        bg_color=ENTRY, pattern=1, border=2, border_color="#BF9000", align="center", bold=True,
        locked=False, num_format=PERCENT if is_rate else "General",
    )  # fmt: skip
    row, col = position(need.typed)
    held = (
        "" if need.value is not None else plan.words.get(need.named(plan.year(need.key.year)), "")
    )
    write(worksheet, (row, col), held or shown_number(need.value), look)
    limit = need.largest or _LARGEST
    hint = "请按百分数填写，如 92%" if is_rate else f"请填写数字，单位：{need.unit}"
    worksheet.data_validation(
        row - 1, col - 1, row - 1, col - 1,
        {
            "validate": "decimal", "criteria": "between", "minimum": -limit, "maximum": limit,
            "input_title": "填写数值", "input_message": hint[:200], "error_title": "不能这样填",
            "error_message": hint[:200],
        },
    )  # fmt: skip


def _colours(worksheet: Any, formats: Formats, needs: list[Need]) -> None:
    """采用值 turns green once there is a number."""
    first, last = needs[0].row, needs[-1].row
    col = position(needs[0].adopted)[1] - 1
    worksheet.conditional_format(
        first - 1, col, last - 1, col,
        {
            "type": "formula",
            "criteria": f"=ISNUMBER({needs[0].adopted})",
            "format": formats.status(Status.AGREES),
        },
    )  # fmt: skip
