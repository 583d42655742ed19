"""The first sheet of the folder's 汇总: a row a unit, totals on top that follow the filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sheetscore.exact.amounts import decimal, fraction
from sheetscore.model.outcome import Status, Totals
from sheetscore.model.unit_brief import Brief
from sheetscore.writers.rate_formulas import shown_number
from sheetscore.writers.sheets.pages import a4, columns, header, title
from sheetscore.writers.sheets.submitted import merged, write
from sheetscore.writers.styles import HEAD, LINK, SIGNED, Formats, row_height

COLUMNS = {
    "序号": 5.5, "单位": 27.0, "年度": 6.5, "表式": 19.0, "状态": 7.5, "分值": 6.5, "自评得分": 8.5,
    "复核得分": 8.5, "差额": 7.5, "最低": 7.0, "最高": 7.0, "等级": 8.5, "不一致项数": 9.5,
    "缺数据分值": 9.5, "待佐证分值": 9.5, "错误数": 7.0, "提醒数": 7.0, "复核表": 7.0,
}  # fmt: skip
PROJECT, _PROJECT_WIDTH = "项目名称", 22.0
"""A further column where one of the forms is that of a project."""
FIRST_ROW = 6
MOST_ROWS = 5_000
"""Units that the sheet lists; Excel opens more only slowly, and 65,530 links are all it takes."""
SUM_ROW, MEAN_ROW, HEADER_ROW = 3, 4, 5
GRADES = ("优", "良", "中", "差", "无法确定")
GRADE_COLUMN, UNIT_COLUMN = "L", "B"
_NO_GRADE = "无法确定"
_SUMMED = ("差额", "不一致项数", "缺数据分值", "待佐证分值", "错误数", "提醒数")
_AVERAGED = ("分值", "自评得分", "复核得分", "差额", "最低", "最高")
_NOTE = (
    "复核得分：算出的按评价标准的得分计，评定了的按评定得分计，其余暂按自评得分计；最低、最高：把缺数据和没有评定的分别按 0 分和满分计。"
    "等级：复核得分占分值 90% 以上为优，80% 以上为良，60% 以上为中，其余为差。合计、平均随筛选变化。"
)

Values = dict[str, Any]


Scored = tuple[int, Brief, Totals]


def scored(outcomes: Sequence[Brief]) -> list[Scored]:
    """The scored outcomes that statistics count, with their index and totals."""
    return [each for each in _with_totals(outcomes) if each[1].counted]


def set_aside(outcomes: Sequence[Brief]) -> list[Scored]:
    """The scored outcomes that no statistics count: one unit's return twice (A04)."""
    return [each for each in _with_totals(outcomes) if not each[1].counted]


def _with_totals(outcomes: Sequence[Brief]) -> list[Scored]:
    return [
        (index, outcome, outcome.totals)
        for index, outcome in enumerate(outcomes)
        if outcome.status == "scored" and outcome.totals is not None
    ]


def grade(totals: Totals) -> str:
    """The grade, or 无法确定 where the reviewed total is not known."""
    return totals.grade or _NO_GRADE


def draw_units(
    worksheet: Any,
    formats: Formats,
    outcomes: Sequence[Brief],
    outputs: Mapping[int, str],
    skipped: Sequence[tuple[str, str]],
) -> None:
    """Draw one row a scored unit."""
    projects = any(each.project for each in outcomes)
    widths = {**COLUMNS, PROJECT: _PROJECT_WIDTH} if projects else COLUMNS
    last_col = len(widths)
    columns(worksheet, list(widths.values()))
    title(worksheet, formats, "部门整体支出绩效自评复核汇总", last_col)
    found, aside = scored(outcomes), set_aside(outcomes)
    text = f"{_counts(outcomes, skipped)}\n{_NOTE}"
    merged(worksheet, (2, 1, 2, last_col), text, formats.note())
    worksheet.set_row(1, row_height([(text, sum(widths.values()))], 9.5))
    header(worksheet, formats, HEADER_ROW, list(widths), font_size=10)
    worksheet.set_row(HEADER_ROW - 1, 26)
    rows = [
        _values(number, outcome, totals)
        for number, (_, outcome, totals) in enumerate(found[:MOST_ROWS], 1)
    ]
    last_row = FIRST_ROW + max(1, len(rows)) - 1
    _summary_rows(worksheet, formats, rows, last_row)
    for offset, (values, (index, _, _)) in enumerate(zip(rows, found, strict=False)):
        _unit(worksheet, formats, FIRST_ROW + offset, values, outputs.get(index))
    if not rows:
        area = (FIRST_ROW, 1, FIRST_ROW, last_col)
        text = (
            "没有计入统计的单位，原因见下面和“未评分”。"
            if aside
            else "没有评出得分的单位，原因见“未评分”。"
        )
        merged(worksheet, area, text, formats.box(align="center"))
    _colours(worksheet, formats, last_row)
    below = _left_out(worksheet, formats, last_row + 1, len(found) - len(rows))
    _aside(worksheet, formats, below, aside, outputs)
    worksheet.autofilter(HEADER_ROW - 1, 0, last_row - 1, last_col - 1)
    worksheet.freeze_panes(FIRST_ROW - 1, 2)
    worksheet.repeat_rows(HEADER_ROW - 1)
    a4(worksheet, True, "部门整体支出绩效自评复核汇总")


def _left_out(worksheet: Any, formats: Formats, row: int, count: int) -> int:
    """How many units the sheet has no room for; the next free row."""
    if count <= 0:
        return row
    text = (
        f"…… 另有 {count} 个单位没有列在这里，也没有计入合计和平均，见“运行记录”里的 运行.jsonl。"
    )
    merged(worksheet, (row, 1, row, len(COLUMNS)), text, formats.note(font_size=10.5))
    return row + 1


def _aside(
    worksheet: Any, formats: Formats, row: int, found: Sequence[Scored], outputs: Mapping[int, str]
) -> None:
    """Below the table, outside sums, filter and chart: returns that wait for somebody to choose."""
    if not found:
        return
    text = f"同一单位报了几份、尚未选定的 {len(found)} 份（不计入合计、平均和等级统计，办法见各复核表的“核对问题”A04）"
    merged(worksheet, (row + 1, 1, row + 1, len(COLUMNS)), text, formats.section())
    worksheet.set_row(row, 24)
    for number, (index, outcome, totals) in enumerate(found[:MOST_ROWS], 1):
        values = _values(number, outcome, totals) | {"状态": "待选定"}
        _unit(worksheet, formats, row + 1 + number, values, outputs.get(index))
    _left_out(worksheet, formats, row + 2 + len(found[:MOST_ROWS]), len(found) - MOST_ROWS)


def _counts(outcomes: Sequence[Brief], skipped: Sequence[tuple[str, str]]) -> str:
    found = scored(outcomes)
    grades = Counter(grade(totals) for _, _, totals in found)
    parts = "，".join(f"{name} {grades[name]} 个" for name in GRADES if grades[name])
    text = f"已评分 {len(found)} 个单位{f'（{parts}）' if parts else ''}"
    aside = len(set_aside(outcomes))
    text += f"；重复报送待选定 {aside} 份" if aside else ""
    left = len(outcomes) - len(found) - aside
    text += f"；未评分 {left} 个文件（见“未评分”）" if left else ""
    return text + (f"；跳过 {len(skipped)} 个文件。" if skipped else "。")


def _values(number: int, outcome: Brief, totals: Totals) -> Values:
    change = None
    if totals.claimed is not None and totals.reviewed is not None:
        change = totals.reviewed - totals.claimed
    return {
        "序号": number,
        "单位": outcome.unit,
        "年度": outcome.year,
        "表式": outcome.form_title,
        "状态": "已评分",
        "分值": shown_number(totals.points),
        "自评得分": "未填全" if totals.claimed is None else shown_number(totals.claimed),
        "复核得分": _NO_GRADE if totals.reviewed is None else shown_number(totals.reviewed),
        "差额": shown_number(change),
        "最低": shown_number(totals.low),
        "最高": shown_number(totals.high),
        "等级": grade(totals),
        "不一致项数": outcome.differing,
        "缺数据分值": shown_number(outcome.missing),
        "待佐证分值": shown_number(outcome.judged),
        "错误数": outcome.errors,
        "提醒数": outcome.warnings,
        PROJECT: outcome.project or None,
    }


def _unit(worksheet: Any, formats: Formats, row: int, values: Values, output: str | None) -> None:
    centre, left = formats.box(align="center", font_size=10), formats.box(font_size=10)
    signed = formats.box(align="center", font_size=10, num_format=SIGNED)
    names = [*COLUMNS, PROJECT] if values[PROJECT] else [*COLUMNS]
    for col, name in enumerate(names, start=1):
        look = left if name in ("单位", "表式", PROJECT) else signed if name == "差额" else centre
        write(worksheet, (row, col), values.get(name), look)
    if output:
        look = formats.box(align="center", font_size=10, font_color=LINK, underline=1)
        target = f"external:{_escaped(output)}"
        worksheet.write_url(row - 1, len(COLUMNS) - 1, target, look, "打开")
    texts = [(str(values[name] or ""), COLUMNS[name]) for name in ("单位", "表式")]
    texts.append((values[PROJECT] or "", _PROJECT_WIDTH))
    worksheet.set_row(row - 1, row_height(texts, 10, least=20))


def _escaped(path: str) -> str:
    """A file name in a link: # would begin an anchor, % an escape."""
    return path.replace("%", "%25").replace("#", "%23").replace(" ", "%20")


def _summary_rows(worksheet: Any, formats: Formats, rows: list[Values], last_row: int) -> None:
    """合计 and 平均 of the units in sight, live."""
    look = formats.box(align="center", font_size=10, bold=True, bg_color=HEAD)
    signed = formats.box(align="center", font_size=10, bold=True, bg_color=HEAD, num_format=SIGNED)
    mean_look = formats.box(
        align="center", font_size=10, bold=True, bg_color=HEAD, num_format="0.0#"
    )
    names = list(COLUMNS)
    for row, label in ((SUM_ROW, "合计"), (MEAN_ROW, "平均")):
        for col in range(1, len(names) + 1):
            write(worksheet, (row, col), None, look)
        write(worksheet, (row, 1), label, look)
        worksheet.set_row(row - 1, 20)
    area = f"{UNIT_COLUMN}{FIRST_ROW}:{UNIT_COLUMN}{last_row}"
    count = f'SUBTOTAL(3,{area})&" 个单位"'
    write(worksheet, (SUM_ROW, 2), f"{len(rows)} 个单位", look, count if rows else "")
    for name in (*_SUMMED, *_AVERAGED) if rows else ():
        col = names.index(name) + 1
        letter = chr(64 + col)
        cells = f"{letter}{FIRST_ROW}:{letter}{last_row}"
        numbers = [decimal(r[name]) for r in rows if isinstance(r[name], int | float)]
        total = sum(numbers, decimal(0))
        if name in _SUMMED:
            style = signed if name == "差额" else look
            write(worksheet, (SUM_ROW, col), shown_number(total), style, f"SUBTOTAL(9,{cells})")
        if name in _AVERAGED:
            mean = shown_number(fraction(total) / len(numbers)) if numbers else ""
            formula = f'IFERROR(SUBTOTAL(1,{cells}),"")'
            write(worksheet, (MEAN_ROW, col), mean, mean_look, formula)


def _colours(worksheet: Any, formats: Formats, last_row: int) -> None:
    """Red where a unit differs or has errors, yellow where figures are missing."""
    first = FIRST_ROW
    grades = {
        "优": Status.AGREES, "良": Status.FILLED, "中": Status.MISSING, "差": Status.DIFFERS,
        _NO_GRADE: Status.JUDGED,
    }  # fmt: skip
    rules = [("L", f'$L{first}="{name}"', status) for name, status in grades.items()]
    rules += [("I", f"AND(ISNUMBER($I{first}),$I{first}<0)", Status.DIFFERS)]
    rules += [
        (col, f"AND(ISNUMBER(${col}{first}),${col}{first}>0)", Status.DIFFERS) for col in ("M", "P")
    ]
    rules += [
        ("N", f"AND(ISNUMBER($N{first}),$N{first}>0)", Status.MISSING),
        ("O", f"AND(ISNUMBER($O{first}),$O{first}>0)", Status.JUDGED),
    ]
    rules += [("Q", f"AND(ISNUMBER($Q{first}),$Q{first}>0)", Status.MISSING)]
    for col, condition, status in rules:
        index = ord(col) - 65
        rule = {"type": "formula", "criteria": f"={condition}", "format": formats.status(status)}
        worksheet.conditional_format(first - 1, index, last_row - 1, index, rule)
