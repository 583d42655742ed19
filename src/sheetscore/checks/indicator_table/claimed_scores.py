"""Checks of claimed scores against the 基础数据表, as the rules compute them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal
from typing import Any

from sheetscore.checks.context import Context
from sheetscore.exact.amounts import decimal, plain
from sheetscore.model.columns import rows
from sheetscore.model.finding import Finding
from sheetscore.model.outcome import Status
from sheetscore.rules.shapes.shapes import READING_NAMES
from sheetscore.scoring.filed.figure_inputs import why_missing
from sheetscore.words.text import quoted

_MOST_LISTED = 12
"""Most reachable scores that are listed one by one."""
_CLOSE = 9
"""Decimals of a score before it is rounded, to see whether a claim is it cut off."""


def check_E01(context: Context) -> Iterator[Finding]:
    """按基础数据表算得的分与自评得分不一致。级别：错误。容差：0。来源：docs/读法.md。"""
    for row in context.rows():
        if row.status is not Status.DIFFERS:
            continue
        story = "".join(row.steps[:-1]) + _cut_off(context, row)
        yield context.at(
            row, row.claimed_cell, "E01", "error",
            f"{quoted(row.indicator)}自评 {plain(row.claimed)} 分，按表内数据应得 {plain(row.score)} 分。{story}",
            found=plain(row.claimed), expected=plain(row.score),
            advice="请核对基础数据；数据无误的，请更正得分。",
        )  # fmt: skip


def _cut_off(context: Context, row: Any) -> str:
    """A claim that is the exact score with its further digits cut off (系统页面只显示到两位)."""
    places = context.form.profile.places
    exact = None if row.rate is None else replace(row.rule, places=_CLOSE).score(row.rate)
    if exact is None or exact.quantize(decimal(1).scaleb(-places), ROUND_DOWN) != row.claimed:
        return ""
    return f"自评像是从 {plain(exact, places + 2)} 截去了后面的位数，应四舍五入。"


def check_E11(context: Context) -> Iterator[Finding]:
    """自评得分不在评价标准能得出的分数之内，并说明哪一种读法能得出该分。

    缺数据的行同样检查；已因超过分值、负数报告 D07 的不再重复。级别：错误。容差：0。来源：docs/读法.md。
    """
    for row in context.rows():
        claim, reachable = row.claimed, row.reachable
        if claim is None or not reachable or claim < 0 or claim > row.points or claim in reachable:
            continue
        scores = _listed(reachable, claim)
        yield context.at(
            row, row.claimed_cell, "E11", "error",
            f"{quoted(row.indicator)}自评 {plain(claim)} 分，按评价标准只能得 {scores} 分。{_other_reading(row)}",
            found=plain(claim), expected=scores, advice="请按评价标准重新计分。",
        )  # fmt: skip


def _listed(reachable: Sequence[Decimal], claim: Decimal) -> str:
    """10、7.5、5、2.5、0; of a long list those next to the claim."""
    if len(reachable) <= _MOST_LISTED:
        return "、".join(plain(score) for score in reachable)
    near = sorted(sorted(reachable, key=lambda score: abs(score - claim))[:2], reverse=True)
    return f"{'、'.join(plain(score) for score in near)} 等 {len(reachable)} 种"


def _other_reading(row: Any) -> str:
    """Which other reading of the steps would give the claim."""
    readings = [READING_NAMES[reading] for reading in row.rule.reachable_under(row.claimed)]
    if readings:
        return (
            f"现按“{READING_NAMES[row.rule.reading]}”读；按“{'”“'.join(readings)}”读才可能得此分。"
        )
    return "任何一种读法都得不出此分。" if row.rule.computable else ""


def check_E12(context: Context) -> Iterator[Finding]:
    """缺少计算所需的数，写明缺什么、填在哪里、关系几分；补填的数没有用上的、补填的不是数字的也写明。级别：提醒。来源：docs/读法.md。"""
    for row in context.rows():
        if not row.missing:
            continue
        states = {figure.term: figure for figure in row.inputs}
        names = "、".join(f"{m.term}（{why_missing(states[m.term])}）" for m in row.missing)
        first = row.missing[0]
        sheet, _, cell = (first.cell or "").rpartition("!")
        unknown = [m.term for m in row.missing if not m.measure]
        near = [name for term in unknown for name in context.glossary.suggest(term)]
        hint = (
            f"术语表里相近的说法：{'、'.join(dict.fromkeys(near))}（仅供参考，没有自动采用）。"
            if near
            else ""
        )
        yield Finding(
            "E12", "warning", f"{quoted(row.indicator)}{plain(row.points)} 分无法计算，缺少：{names}。{hint}",
            (context.base_file if cell else "") or context.file, sheet or row.sheet, cell or row.points_cell,
            _held(context, sheet, cell), "数字", "请在“缺数清单”的“填写数值”一列补填，再交回评分。",
        )  # fmt: skip
    yield from _not_used(context)


def _held(context: Context, sheet: str, cell: str) -> str:
    """What stands in the cell of a missing figure: 空白, ——, 约38, or 没有这一栏."""
    if not cell:
        return "没有这一栏"
    record = next((r for r in context.figures if (r.sheet, r.cell) == (sheet, cell)), None)
    return str(record.raw).strip() if record is not None and str(record.raw).strip() else "空白"


def _not_used(context: Context) -> Iterator[Finding]:
    """Figures sent later that no formula asks for (a misspelt 项目 or 口径, a wrong year), or that are a mere nil mark."""
    figures = context.indexed
    used = {
        (found["sheet"], found["cell"])
        for row in context.rows() for figure in row.inputs for found in figures.candidates(figure.key)
    }  # fmt: skip
    lacking = {(m.item, m.measure, m.year) for row in context.rows() for m in row.missing}
    for record in rows(context.base):
        if not record.supplied:
            continue
        if (record.sheet, record.cell) not in used:
            yield Finding(
                "E12", "warning", f"补填的{quoted(record.label)}没有一项指标用到，没有采用。", context.file, record.sheet,
                record.cell, record.label, "“缺数清单”所列的项目、口径和年度", "请照“缺数清单”写项目、口径和年度。",
            )  # fmt: skip
        elif record.state == "nil" and (record.item, record.measure, record.year) in lacking:
            yield Finding(
                "E12", "warning", f"补填的{quoted(record.label)}写的是{quoted(record.raw)}，不是数字，仍按缺数据。", context.file,
                record.sheet, record.cell, record.raw, "数字", "确实没有发生的请填 0。",
            )  # fmt: skip
