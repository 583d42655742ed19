"""汇总: one page in front that an officer can sign: the totals, what differs, lacks and waits."""

from __future__ import annotations

from typing import Any

from sheetscore.exact.amounts import plain
from sheetscore.writers import cell_formulas as formulas
from sheetscore.writers.cell_formulas import at
from sheetscore.writers.plan import WORKING, Plan
from sheetscore.writers.rate_formulas import Live, shown_number
from sheetscore.writers.sheets.pages import a4, columns, title
from sheetscore.writers.sheets.submitted import merged, write
from sheetscore.writers.sheets.summary_blocks import draw_blocks
from sheetscore.writers.sheets.summary_lists import LAST, WIDTH, Lists
from sheetscore.writers.styles import HEAD, HEI, MUTED, NAVY, PALE, RULE, Formats, Prop, row_height
from sheetscore.writers.summary_rows import BLOCKS_FIRST, MOST_ROWS

TITLE = "部门整体支出绩效自评复核汇总"


def draw_summary(workbook: Any, worksheet: Any, formats: Formats, plan: Plan) -> None:
    """Draw the 汇总 of a unit."""
    columns(worksheet, [WIDTH] * LAST)
    title(worksheet, formats, TITLE, LAST)
    _unit(worksheet, formats, plan)
    _cards(worksheet, formats, plan)
    row = draw_blocks(workbook, worksheet, formats, plan, BLOCKS_FIRST)
    page = Lists(worksheet, formats, plan, row)
    page.differing()
    page.missing()
    page.judged()
    page.notes()
    page.legend()
    page.signatures()
    worksheet.print_area(0, 0, page.row - 1, LAST - 1)
    a4(worksheet, False, plan.whose, high=1 if len(plan.judged) <= MOST_ROWS else 0)
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
    if outcome.project:
        write(worksheet, (4, 1), "项目名称", label)
        merged(worksheet, (4, 2, 4, LAST), outcome.project, text)
        worksheet.set_row(3, row_height([(outcome.project, WIDTH * (LAST - 1))], least=22))


def _cards(worksheet: Any, formats: Formats, plan: Plan) -> None:
    """The five figures that matter, in rows 5 to 7."""
    edges: dict[str, Prop] = {"left": 1, "right": 1, "border_color": RULE, "align": "center"}
    for index, (name, found, note) in enumerate(_figures(plan)):
        first, last = 2 * index + 1, 2 * index + 2
        strong = name in ("复核得分", "等级")
        ink, fill, faint = ("#FFFFFF", NAVY, HEAD) if strong else (NAVY, PALE, MUTED)
        base: dict[str, Prop] = {**edges, "bg_color": fill, "font_color": ink}
        size = 24 if len(str(found.shown)) <= 5 else 17
        small = {**base, "font_color": faint, "bottom": 1, "font_size": 8, "text_wrap": True}
        looks = [
            formats.get(**base, top=1),
            formats.get(**base, font_name=HEI, font_size=size, num_format="General"),
            formats.get(**small),
        ]
        merged(worksheet, (5, first, 5, last), name, looks[0])
        merged(worksheet, (6, first, 6, last), found.shown, looks[1], found.formula)
        merged(worksheet, (7, first, 7, last), note, looks[2])
    for row, height in ((5, 20), (6, 42), (7, 28)):
        worksheet.set_row(row - 1, height)


def _figures(plan: Plan) -> list[tuple[str, Live, str]]:
    """Name, figure (live) and remark of each card."""
    totals, row = plan.totals, plan.working_total
    points, claimed, reviewed, low, high = (at(WORKING, f"{col}{row}") for col in "CDHIJ")
    partly = f"已填部分合计 {plain(totals.claimed_sum)} 分"
    span = Live(
        f"{plain(totals.low, 4)}–{plain(totals.high, 4)}", f'ROUND({low},4)&"–"&ROUND({high},4)'
    )
    grade = Live(totals.grade or formulas.NONE_KNOWN, formulas.grade(reviewed, points))
    return [
        ("分值", Live(shown_number(totals.points), points), "各指标分值合计"),
        (
            "自评得分",
            _or(totals.claimed, formulas.NOT_COMPLETE, claimed),
            partly if totals.claimed is None else "填报单位自评",
        ),
        (
            "复核得分",
            _or(totals.reviewed, formulas.NONE_KNOWN, reviewed),
            "缺数据、没有评定的暂按自评得分计",
        ),
        ("可能区间", span, "缺数据、没有评定的按 0 分到满分计"),
        ("等级", grade, "优≥90%　良≥80%\n中≥60%　差＜60%"),
    ]


def _or(value: Any, otherwise: str, formula: str) -> Live:
    return Live(otherwise if value is None else shown_number(value), formula)
