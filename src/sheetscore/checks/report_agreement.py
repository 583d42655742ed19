"""One thing said in several places of a report, or in the report and on the sheets: counts, amounts, items, scores."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from sheetscore.amounts import fraction, plain
from sheetscore.checks.report_context import ReportContext
from sheetscore.checks.report_quantities import ITEMS
from sheetscore.model import Finding
from sheetscore.readers.report import Block
from sheetscore.readers.report_numbers import Figure

_SHORTEST_SUBJECT = 6
_FARTHEST = Fraction(3, 2)
"""Values farther apart than this are about different things more often than a slip."""
_OTHER_THINGS = re.compile(r"其中|上年|去年|目标|计划|月|季|第|每|平均|新增|累计|至今")
_LIST = re.compile(
    r"[^，。；：\d]{0,10}?(?:，)?(?:分别|包括|即|具体)?(?:是|为|有)?[：:](?P<items>[^。；\n]{4,300})"
)
_ETC = re.compile(r"等(?:$|[，。；\d])")
_LISTABLE = frozenset(["个", "项", "家", "类", "所", "科"])
_SCORE = re.compile(
    r"(?:自评|综合|评价|总|最终|合计|考核)?(?:得分|总分|评分|分数|总得分)(?:合计)?$"
)
_WHOLE = re.compile(r"自评|整体支出|综合|总[得评]?分|最终")
_ONE_OF_MANY = re.compile(r"指标|平均|项目|满意度|[率性](?:得分)?[，,]?得分|项目支出绩效")
_LEAST_SCORE = 40
_GRADE = re.compile(
    r"(?:等[级次]|结果|结论|评定|评价)(?:被评)?(?:为|是|：)[“\"‘]?(优秀?|良好?|中等?|差|合格|不合格)"
)
_GRADES = ((90, "优"), (80, "良"), (60, "中"), (0, "差"))


def check_F08(context: ReportContext) -> Iterator[Finding]:
    """同一数量、同一金额在文中写了两处而不相等。

    级别：提醒。容差：金额按所印小数位；约数不比。来源：同一数据应一处一个数。
    """
    yield from _repeated_counts(context)
    yield from _repeated_amounts(context)


def _repeated_counts(context: ReportContext) -> Iterator[Finding]:
    told: dict[tuple[str, str], list[tuple[Block, Figure]]] = defaultdict(list)
    for block in context.report.blocks:
        for figure in block.figures:
            if figure.kind != "count" or figure.approx or figure.depth or block.table:
                continue
            subject = block.subject(figure)
            if len(subject) >= _SHORTEST_SUBJECT and not _OTHER_THINGS.search(block.before(figure)):
                told[subject, figure.unit].append((block, figure))
    for (subject, _), places in told.items():
        values = sorted({figure.exact for _, figure in places})
        if len(values) != 2 or not values[0] or values[1] / values[0] > _FARTHEST:
            continue
        (first_block, first), *rest = places
        block, figure = next((b, f) for b, f in rest if f.exact != first.exact)
        if _same_sentence(first_block, first, block, figure):
            continue
        yield context.at(
            block, figure, "F08", "warning",
            f"“{subject}”此处是 {figure.text}，{first_block.place(first.start)}是 {first.text}。",
            figure.text, first.text, "请核对是不是同一件事；是的，请改成同一个数。",
        )  # fmt: skip


def _same_sentence(one: Block, first: Figure, other: Block, second: Figure) -> bool:
    return one is other and one.sentence(first.start) == other.sentence(second.start)


def _repeated_amounts(context: ReportContext) -> Iterator[Finding]:
    told = defaultdict(list)
    for quantity in context.quantities:
        if quantity.key.measure and quantity.key.item in ITEMS:
            told[quantity.key].append(quantity)
    for key, found in told.items():
        first = found[0]
        for other in found[1:]:
            if not other.interval.overlaps(first.interval) and other.block is not first.block:
                yield context.at(
                    other.block, other.figure, "F08", "warning",
                    f"{key.item}（{key.measure}）此处是 {other.figure.text}，"
                    f"{first.block.place(first.figure.start)}是 {first.figure.text}。",
                    other.figure.text, first.figure.text, "请核对两处的口径；口径相同的，请改成同一个数。",
                )  # fmt: skip
                break


def check_F11(context: ReportContext) -> Iterator[Finding]:
    """“N 个（项、家……）：a、b、c”所说的个数与所列的个数一致。级别：提示。列到“等”为止的不比。"""
    for block in context.report.blocks:
        for figure in block.figures:
            if (
                figure.kind != "count"
                or figure.unit not in _LISTABLE
                or figure.approx
                or figure.depth
            ):
                continue
            match = _LIST.match(block.text, figure.end)
            if not match or block.table:
                continue
            items = _items(match["items"])
            if (
                len(items) > 2
                and fraction(figure.value) != len(items)
                and not _ETC.search(match["items"])
            ):
                yield context.at(
                    block, figure, "F11", "info", f"所说 {figure.text}，所列 {len(items)} 个。", figure.text,
                    f"{len(items)} 个", "请核对个数或所列各项。",
                )  # fmt: skip


def _items(text: str) -> list[str]:
    """Items set apart by 、 outside of brackets; none where the list holds figures or clauses."""
    outside = re.sub(r"[（(][^（）()]*[）)]", "", text)
    if re.search(r"[，,\d]", outside):
        return []
    return (
        [item for item in re.split(r"、|和(?=[^、]*$)", outside) if item.strip()]
        if "、" in outside
        else []
    )


def check_F12(context: ReportContext) -> Iterator[Finding]:
    """报告所写自评得分与指标表合计一致；没有随附打分表的无法核对。

    级别：错误；没有打分表为提醒。容差：0.005 分。来源：报告、封面、打分表应是同一个分数。
    """
    for block in context.report.blocks:
        for figure in block.figures:
            if not _is_score(block, figure):
                continue
            totals = context.tables.totals if context.tables else None
            if totals is None or totals.claimed is None:
                yield context.at(
                    block, figure, "F12", "warning", f"得分 {figure.text}，没有随附打分表，无法核对。",
                    figure.text, "随附的指标表（打分表）", "请把打好分的指标表与报告一并交回。",
                )  # fmt: skip
            elif abs(figure.exact - fraction(totals.claimed)) > Fraction(5, 1000):
                yield context.at(
                    block, figure, "F12", "error", f"得分 {figure.text}，指标表自评合计 {plain(totals.claimed)} 分。",
                    figure.text, f"{plain(totals.claimed)} 分", "请核对报告与指标表，使两处得分一致。",
                )  # fmt: skip


def _is_score(block: Block, figure: Figure) -> bool:
    if figure.kind != "points" or figure.approx or figure.value < _LEAST_SCORE or block.table:
        return False
    begin, _ = block.sentence(figure.start)
    sentence = block.text[begin : figure.start]
    words = block.subject(figure)
    return (
        _SCORE.search(words) is not None
        and _WHOLE.search(sentence) is not None
        and not _ONE_OF_MANY.search(words)
    )


def check_D13(context: ReportContext) -> Iterator[Finding]:
    """报告所写等级与得分相符：90 分以上优，80–90 良，60–80 中，60 以下差。

    级别：提醒（各地的分档可能不同）。来源：财政部绩效自评等级的通行分档。
    """
    for block in context.report.blocks:
        for figure in block.figures:
            if not _is_score(block, figure):
                continue
            _, end = block.sentence(figure.end)
            said = _GRADE.search(block.text, figure.end, end)
            due = next(grade for least, grade in _GRADES if figure.value >= least)
            if said and said[1][0] in "优良中差" and said[1][0] != due:
                yield context.at(
                    block, said.start(), "D13", "warning", f"得分 {figure.text}，等级写的是“{said[1]}”，通行分档是“{due}”。",
                    said[1], due, "请核对得分和等级；本地分档不同的，以本地规定为准。",
                )  # fmt: skip
