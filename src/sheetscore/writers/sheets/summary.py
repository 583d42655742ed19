"""汇总: one page in front that an officer can sign: the totals, what differs, lacks and waits."""

from __future__ import annotations

from typing import Any

from sheetscore.amounts import plain
from sheetscore.writers import formulas
from sheetscore.writers.live import Live, shown_number
from sheetscore.writers.plan import WORKING, Plan
from sheetscore.writers.sheets.blocks import draw_blocks
from sheetscore.writers.sheets.lists import LAST, WIDTH, Lists
from sheetscore.writers.sheets.pages import a4, columns, title
from sheetscore.writers.sheets.submitted import merged, write
from sheetscore.writers.styles import (
    MUTED,
    NAVY,
    PALE,
    Formats,
    Prop,
    row_height,
)

TITLE = "部门整体支出绩效自评复核汇总"


def draw_summary(workbook: Any, worksheet: Any, formats: Formats, plan: Plan) -> None:
    """Draw the 汇总 of a unit."""
    columns(worksheet, [WIDTH] * LAST)
    title(worksheet, formats, TITLE, LAST)
    _unit(worksheet, formats, plan)
    _cards(worksheet, formats, plan)
    row = draw_blocks(workbook, worksheet, formats, plan, 8)
    page = Lists(worksheet, formats, plan, row)
    page.differing()
    page.missing()
    page.judged()
    page.notes()
    page.legend()
    page.signatures()
    worksheet.print_area(0, 0, page.row - 1, LAST - 1)
    a4(worksheet, False, plan.whose, high=1)
    worksheet.activate()
    worksheet.set_first_sheet()


def _unit(worksheet: Any, formats: Formats, plan: Plan) -> None:
    """Whose return this is: unit, year, form, files."""
    outcome = plan.outcome
    label = formats.box(bg_color=PALE, font_color=NAVY, align="center")
    text = formats.box()
    year = "未能确定" if outcome.year is None else f"{outcome.year}年"
    rows = [
        ("单位", outcome.unit, "评价年度", year),
        ("表式", outcome.form_title, "填报文件", "、".join(outcome.files)),
    ]
    for row, (left, left_text, right, right_text) in enumerate(rows, start=2):
        write(worksheet, (row, 1), left, label)
        merged(worksheet, (row, 2, row, 5), left_text, text)
        write(worksheet, (row, 6), right, label)
        merged(worksheet, (row, 7, row, LAST), right_text, text)
        worksheet.set_row(
            row - 1, row_height([(left_text, WIDTH * 4), (right_text, WIDTH * 4)], least=22)
        )
    worksheet.set_row(3, 8)


def _cards(worksheet: Any, formats: Formats, plan: Plan) -> None:
    """The five figures that matter, in rows 5 to 7."""
    totals, row = plan.totals, plan.working_total
    points, claimed, reviewed = (f"{WORKING}!{col}{row}" for col in "CDH")
    low, high = f"{WORKING}!I{row}", f"{WORKING}!J{row}"
    span = f"{plain(totals.low, 4)}–{plain(totals.high, 4)}"
    partly = (
        f"已填部分合计 {plain(totals.claimed_sum)} 分" if totals.claimed is None else "填报单位自评"
    )
    cards = [
        ("分值", Live(shown_number(totals.points), points), "各指标分值合计"),
        ("自评得分", _or(totals.claimed, formulas.NOT_COMPLETE, claimed), partly),
        (
            "复核得分",
            _or(totals.reviewed, formulas.NONE_KNOWN, reviewed),
            "缺数据、待佐证的暂按自评得分计",
        ),
        (
            "可能区间",
            Live(span, f'ROUND({low},4)&"–"&ROUND({high},4)'),
            "缺数据、待佐证的按 0 分到满分计",
        ),
        (
            "等级",
            Live(totals.grade or formulas.NONE_KNOWN, formulas.grade(reviewed, points)),
            "优≥90%　良≥80%\n中≥60%　差＜60%",
        ),
    ]
    edges: dict[str, Prop] = {"left": 1, "right": 1, "border_color": "#B8C2CC", "align": "center"}
    for index, (name, found, note) in enumerate(cards):
        first, last = 2 * index + 1, 2 * index + 2
        strong = name in ("复核得分", "等级")
        ink = "#FFFFFF" if strong else NAVY
        base: dict[str, Prop] = {**edges, "bg_color": NAVY if strong else PALE, "font_color": ink}
        size = 24 if len(str(found.shown)) <= 5 else 17
        head = formats.get(**base, top=1, font_size=10.5)
        big = formats.get(**base, font_name="黑体", font_size=size, num_format="General")
        small = formats.get(
            **{**base, "font_color": "#DCE6F1" if strong else MUTED}, bottom=1, font_size=8,
            text_wrap=True,
        )  # fmt: skip
        merged(worksheet, (5, first, 5, last), name, head)
        merged(worksheet, (6, first, 6, last), found.shown, big, found.formula)
        merged(worksheet, (7, first, 7, last), note, small)
    worksheet.set_row(4, 20)
    worksheet.set_row(5, 42)
    worksheet.set_row(6, 28)


def _or(value: Any, otherwise: str, formula: str) -> Live:
    return Live(otherwise if value is None else shown_number(value), formula)
