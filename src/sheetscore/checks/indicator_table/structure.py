"""Checks of the 指标表 itself: points that add up, claims that are possible, wordings that were understood, headers that are current."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sheetscore.checks.context import Context
from sheetscore.exact.amounts import decimal, plain
from sheetscore.model.finding import Finding
from sheetscore.model.profile import EXECUTION
from sheetscore.regexes import regex
from sheetscore.scoring.compiling import BOTH_BLANK, BY_DATE, OPEN
from sheetscore.scoring.impossible import beyond_all
from sheetscore.words.text import name_key, quoted

_WORDED_YEAR = regex(
    r"(?<![自从\d])(20\d\d)年度?(?!以来|以前|以后|[前后]|修订|修正|印发|版|起|为基|年?底前)"
)
_CITED = regex(r"《[^《》]*》|[〔\[（(]20\d\d[〕\]）)](?:\d+号)?")
"""The year of a document says nothing of the year that is assessed."""
_BONUS = regex(r"加分|附加分|附加项")
_EXECUTION_POINTS = decimal(10)
"""财预〔2020〕10号: 预算执行率 10 points, the indicators 90."""
_NOTE = regex(r"没有|无此|不涉及|未发生|不适用|空表")


def check_A01(context: Context) -> Iterator[Finding]:
    """应有的表都有、不是空表：基础数据表一个数都没有填的，要写明原因；同样的表有两张的，采用看得见的、评价年度的、最新的一张。

    一个文件里有几张自评表的各评各的，没有评的（隐藏的、空白的）写明。
    级别：提醒；没有写项目名称的空白表，提示（没有指标表、基础数据表的是 H07、H08，错误）。来源：填报要求（空表列示并说明）；docs/读法.md。
    """
    base = context.tables.base if context.tables else None
    if base is None or any(
        record.state in ("value", "nil", "text") and record.sheet == base.sheet.name
        for record in context.figures
    ):
        return
    texts = (cell.text for cell in base.sheet.cells.values() if cell.worded)
    if not any(_NOTE.search(text) for text in texts):
        yield Finding(
            "A01", "warning", "基础数据表一个数都没有填，也没有说明原因。", context.file_of(base.sheet.name), base.sheet.name,
            f"A{base.first_row}", "空表", "填好的基础数据表", "请填报；确实没有的，请写明原因。",
        )  # fmt: skip


def check_A03(context: Context) -> Iterator[Finding]:
    """年度一致：取数的栏目，表头所写年份应是评价年度（或公式所说的年度）；评价标准、指标说明里不写别的年度（文号、制度的年份除外）。

    来源：docs/读法.md。级别：提醒。栏目只有一列时照用，并提示核对表头；评价标准里的旧年份一张表一条。
    """
    seen = set()
    for row in context.rows():
        for figure in row.inputs:
            if figure.printed_year is None or figure.cell in seen or context.year is None:
                continue
            seen.add(figure.cell)
            wanted = context.year + figure.key.year
            yield context.at_figure(
                figure, "A03", "warning",
                f"{quoted(figure.term)}取自表头写着 {figure.printed_year} 年的一栏，评价年度是 {context.year} 年。",
                found=f"{figure.printed_year} 年", expected=f"{wanted} 年",
                advice=f"请核对这一栏填的是不是 {wanted} 年的数，并改正表头。",
            )  # fmt: skip
    yield from _stale_wording(context)


def _stale_wording(context: Context) -> Iterator[Finding]:
    """Years in the wordings that are neither the 评价年度 nor the years beside it: a form that went stale."""
    if context.year is None:
        return
    about = {context.year - 1, context.year, context.year + 1}
    places = [
        (cell, int(year))
        for row in context.rows() if not row.quantity and not row.nature
        for text, cell in ((row.criteria, row.criteria_cell), (row.explanation, row.explanation_cell))
        for year in _WORDED_YEAR.findall(_CITED.sub("", text)) if int(year) not in about
    ]  # fmt: skip
    if places:
        cells = "、".join(dict.fromkeys(cell for cell, _ in places))
        years = "、".join(f"{year} 年" for year in sorted({year for _, year in places}))
        yield context.at(
            context.rows()[0], places[0][0], "A03", "warning",
            f"评价标准、指标说明里写着 {years}（{cells}），评价年度是 {context.year} 年。",
            found=years, expected=f"{context.year} 年", advice="请核对表式是不是旧的；下发的表就是这样写的，请告诉下发单位更正。",
        )  # fmt: skip


def check_A10(context: Context) -> Iterator[Finding]:
    """分值逐级相符：三级分值之和＝二级分值，二级之和＝一级分值，一级之和＝总分（100）；表式写明一级权重的，一级分值应相同。

    名称、评价标准（指标值）、说明、完成值、分值都相同的两行，是一行印了两遍，分值和得分都算了两次，点名后一行。
    来源：指标表各级“分值”列；财预〔2020〕10号 权重 10、50、30、10。级别：错误；与表式的权重不同的，提示。容差：0。
    """
    rows = context.rows()
    yield from _printed_twice(context, rows)
    if context.points_unread:
        return
    yield from _level(context, rows, 2, "三级")
    yield from _level(context, rows, 1, "二级")
    yield from _weights(context, rows)
    total = context.totals.points
    if total != context.form.total and not _adds_up(rows, context.form.total):
        yield Finding(
            "A10", "error", f"各指标分值合计 {plain(total)}，应为 {plain(context.form.total)}，"
            f"{_off(total - context.form.total)}。", context.file, rows[0].sheet, rows[0].points_cell,
            plain(total), plain(context.form.total), "请核对“分值”列，使合计等于总分。",
        )  # fmt: skip


def _printed_twice(context: Context, rows: list[Any]) -> Iterator[Finding]:
    """A row that says word for word what another one says; names alone may well come twice (完成及时率 of two tasks)."""
    first: dict[tuple[Any, ...], Any] = {}
    for row in rows:
        texts = (row.criteria, row.explanation, row.unit, row.actual)
        if not row.points or not (row.criteria or row.actual):
            continue
        same = first.setdefault((name_key(row.indicator), row.points, *texts), row)
        if same is not row:
            yield context.at(
                row, row.points_cell, "A10", "error",
                f"{quoted(row.indicator)}（{plain(row.points)} 分）印了两遍（{same.points_cell}、{row.points_cell}），"
                "分值和得分都算了两次。",
                found="两行相同", expected="一行", advice="请删去重复的一行，再评一次。",
            )  # fmt: skip


def _adds_up(rows: list[Any], whole: Decimal) -> bool:
    """Without what is given on top (加分项), or beside an execution rate without points of its own (10 of 100)?"""
    total = sum((row.points for row in rows if not is_bonus(row)), decimal(0))
    unrated = any(
        row.indicator == EXECUTION and not row.quantity and not row.points for row in rows
    )
    return total == whole or (unrated and total + _EXECUTION_POINTS == whole)


def is_bonus(row: Any) -> bool:
    """加分项, 附加分: beyond the hundred."""
    return any(_BONUS.search(text) for text in (row.level1, row.level2, row.indicator))


def _level(context: Context, rows: list[Any], level: int, below: str) -> Iterator[Finding]:
    """Each block of this level against the sum of what stands below it."""
    blocks: dict[int, list[Any]] = {}
    for row in rows:
        blocks.setdefault(getattr(row, f"level{level}_block"), []).append(row)
    for members in blocks.values():
        stated: Decimal | None = getattr(members[0], f"level{level}_points")
        parts = [row.points for row in members] if level == 2 else _level2_points(members)
        known = [part for part in parts if part is not None]
        if stated is None or len(known) < len(parts):
            continue
        found = sum(known, decimal(0))
        if found != stated:
            name = getattr(members[0], f"level{level}") or "（无名称）"
            yield context.at(
                members[0], members[0].points_cell, "A10", "error",
                f"{quoted(name)}分值 {plain(stated)}，{below}指标分值之和 {plain(found)}，{_off(found - stated)}。",
                found=plain(found), expected=plain(stated),
                advice=f"请核对{quoted(name)}和它下面各指标的分值。",
            )  # fmt: skip


def _weights(context: Context, rows: list[Any]) -> Iterator[Finding]:
    """The 一级 weights that the form names (预算执行率 10, 产出 50 …); a unit may have leave to set its own."""
    for name, points in context.form.levels:
        members = [row for row in rows if row.level1 == name]
        found = sum((row.points for row in members), decimal(0))
        if members and found != points:
            yield context.at(
                members[0], members[0].points_cell, "A10", "info",
                f"{quoted(name)}分值共 {plain(found)}，表式的权重是 {plain(points)}。",
                found=plain(found), expected=plain(points), advice="确有特殊情况、经过同意的，不用改。",
            )  # fmt: skip


def _level2_points(members: list[Any]) -> list[Decimal | None]:
    """The points of each 二级 block once; the indicators' own where the table has no 二级 points."""
    seen: dict[int, Decimal | None] = {}
    for row in members:
        seen.setdefault(row.level2_block, row.level2_points)
    if all(points is None for points in seen.values()):
        return [row.points for row in members]
    return list(seen.values())


def _off(difference: Decimal) -> str:
    return f"{'多' if difference > 0 else '少'} {plain(abs(difference))} 分"


def check_A11(context: Context) -> Iterator[Finding]:
    """评价标准没有读懂或没有涵盖所填的值，本项由人评定；引出没有读懂的原文。级别：提醒。"""
    for row in context.rows():
        rule = row.rule
        if not row.points:
            continue  # nothing hangs on it
        if rule.kind == "judged":
            quotes = "".join(quoted(part.quote) for part in rule.leftover)
            reason = f"没有读懂{quotes}" if quotes else f"前后不合（{'；'.join(rule.problems)}）"
            told = f"{quoted(row.indicator)}的评价标准"
            if row.nature == BOTH_BLANK:
                told, reason = f"{quoted(row.indicator)}的", OPEN[BOTH_BLANK]
            elif not row.criteria:
                reason = "是空白"
            if row.nature == BY_DATE:
                reason = f"不能用来计分：{row.steps[-1].removesuffix('，由人评定。')}"
            yield context.at(
                row, row.criteria_cell, "A11", "warning",
                f"{told}{reason}，{plain(row.points)} 分由人评定。{_suggestions(context, row)}",
                found=quotes or row.criteria or "空白", expected="能定出得分的条件",
                advice="请由评审人按佐证材料评定；如系笔误，请改正后重新评分。",
            )  # fmt: skip
        elif row.apart is not None:
            continue  # two figures are at fault, not the wording: F08
        elif row.rate is not None and beyond_all(row.bounded, row.rate, row.inputs):
            continue  # the figure is at fault, not the wording: B05
        elif rule.kind == "threshold" and row.quantity and row.status == "judged":
            yield context.at(
                row, row.criteria_cell, "A11", "warning",
                f"{quoted(row.indicator)}：{row.steps[-1]}", found=row.criteria, expected="≥95%、≤30天 的样子",
                advice="请由评审人评定，或在指标值里写明符号和单位。",
            )  # fmt: skip
        elif rule.computable and row.status == "judged":
            yield context.at(
                row, row.criteria_cell, "A11", "warning",
                f"{quoted(row.indicator)}：{row.steps[-2] if len(row.steps) > 1 else row.steps[-1]}",
                found=row.steps[-2] if len(row.steps) > 1 else "", expected=rule.restate(),
                advice="请由评审人评定，或补全评价标准。",
            )  # fmt: skip


def _suggestions(context: Context, row: Any) -> str:
    """Near names of unknown terms; for reading only, never bound."""
    unknown = [f.term for f in row.inputs if not f.key.measure and f.state == "absent"]
    near = [name for term in unknown for name in context.glossary.suggest(term)]
    return f"可能想写：{'、'.join(near)}。" if near else ""


def check_D07(context: Context) -> Iterator[Finding]:
    """自评得分应是 0 到分值之间的数字。

    超过分值的按分值计入合计；空白、负数或文字的不计。“汇总”里填的评定得分不在此范围的、是文字的不采用，仍按自评得分计；
    该项现在由表内数据计分的也不采用（提醒）。“评定依据数”不是个数、项号、等次的不采用；它和评定得分都填了的按评定得分，写明两格
    （提醒，两处同分的提示）。级别：错误（空白、不该填、两格都填为提醒，同分为提示）。容差：0。
    来源：指标表“分值”列；预算管理一体化系统同样不收大于分值的得分。
    """
    rows = context.rows()
    if not any(row.claimed_cell for row in rows):
        yield context.at(
            rows[0], rows[0].points_cell, "D07", "warning", "指标表没有“得分”列，没有自评得分可以核对。",
            found="没有", expected="“得分”列", advice="请按模板补上“得分”列；列名另有写法的，请改成“得分”。",
        )  # fmt: skip
        return
    if not any(row.claimed_state in ("value", "text", "error", "nil") for row in rows):
        return
    for row in rows:
        where = (row, row.claimed_cell or row.points_cell)
        limit = f"0 至 {plain(row.points)}"
        name = f"{quoted(row.indicator)}的自评得分"
        if row.claimed is None and row.claimed_state in ("text", "error"):
            why = f"{row.claimed_note}。" if row.claimed_note else ""
            yield context.at(
                *where, "D07", "error", f"{name}“{row.claimed_raw.strip()}”不是数字，没有计入。{why}",
                found=row.claimed_raw.strip(), expected=limit, advice=row.claimed_advice or "请改填数字。",
            )  # fmt: skip
        elif row.claimed is None and row.points:
            yield context.at(
                *where, "D07", "warning",
                f"{name}没有填，自评合计无法得出（其余各项合计 {plain(context.totals.claimed_sum)} 分）。",
                found=row.claimed_raw.strip() or "空白", expected=limit, advice="请补填得分。",
            )  # fmt: skip
        elif row.claimed is not None and not 0 <= row.claimed <= row.points:
            effect = "按分值计入" if row.claimed > row.points else "不计入"
            yield context.at(
                *where, "D07", "error",
                f"{name} {plain(row.claimed)} {'超过分值' if row.claimed > 0 else '是负数'}，分值 {plain(row.points)}，{effect}。",
                found=plain(row.claimed), expected=limit, advice="请改为不超过分值的得分。",
            )  # fmt: skip


def check_F14(context: Context) -> Iterator[Finding]:
    """印刷错误已按规则更正后读取，每处一条。级别：提示。来源：docs/读法.md。"""
    for row in context.rows():
        for repair in row.rule.repairs:
            cell = row.explanation_cell if repair.column == "指标说明" else row.criteria_cell
            yield context.at(
                row, cell or row.criteria_cell, "F14", "info",
                f"{quoted(row.indicator)}的{repair.column}：{repair.rule}，{quoted(repair.found)}按{quoted(repair.read_as)}读。",
                found=repair.found, expected=repair.read_as, advice="不影响评分；下次修订表格时请更正。",
            )  # fmt: skip
