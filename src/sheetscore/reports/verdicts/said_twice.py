"""One thing said in several places of a report, or in the report and on the sheets: counts, amounts, items."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from sheetscore.exact.amounts import fraction
from sheetscore.model.finding import Finding
from sheetscore.regexes import regex
from sheetscore.reports.relations.quantities import ITEMS, Quantity
from sheetscore.reports.text.blocks import Block
from sheetscore.reports.text.numbers import Figure
from sheetscore.reports.verdicts.report_context import ReportContext
from sheetscore.words.vocabulary import pattern

_SHORTEST_SUBJECT = 6
_FARTHEST = Fraction(3, 2)
"""Values farther apart than this are about different things more often than a slip."""
_OTHER_THINGS = pattern("其中|{last_year}|目标|计划|月|季|第|每|平均|新增|累计|至今")
_BUILT = regex(r"^(?:已?建成|建有|设有|设立|拥有|现有|共有)")
_WITH_CARRIED = regex(r"总[计额]")
_LIST = regex(
    r"[^，。；：\d]{0,10}?，?(?:分别|具体)[是为](?P<names>[^，。；：\d]{4,300})(?=[。；])|"
    r"[^，。；：\d]{0,10}?(?:，)?(?:分别|包括|即|具体)?(?:是|为|有)?[：:](?P<items>[^。；\n]{4,300})"
)
_LISTED = regex(
    r"(?:内设|下设|设有|下辖|下属)(?:机构|科室)?(?:有|为|：)?(?P<items>[^，。；：\d（）等]{2,30}(?:、[^，。；：\d（）、等]{2,30}){2,})(?:共|共计)?$"
)
_PROJECTS = regex(r"项目(?:共计?|一共|合计|总共)(?:有|为)?$")
_BELOW = regex(r"(?:项目|情况)[^，。；]{0,8}如下：\s*$")
_NUMBER = regex(r"\s*(?:项目)?[（(]?(\d{1,2})(?:[）)、．.]|(?=[“：]))")
_ETC = regex(r"等(?:$|[，。；\d])")
_LISTABLE = frozenset(["个", "项", "家", "类", "所", "科"])


def check_F08(context: ReportContext) -> Iterator[Finding]:
    """同一数量、同一金额在文中写了两处而不相等。

    级别：提醒。容差：金额按所印小数位；约数不比。来源：同一数据应一处一个数。
    """
    yield from _repeated_counts(context)
    yield from _repeated_amounts(context)


def _repeated_counts(context: ReportContext) -> Iterator[Finding]:
    told: dict[tuple[str, str], list[tuple[Block, Figure]]] = defaultdict(list)
    for block in context.report.prose:
        for figure in block.plain("count"):
            subject = _BUILT.sub("", block.subject(figure))
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
            if not other.interval.overlaps(first.interval) and _same_scope(first, other):
                yield context.at(
                    other.block, other.figure, "F08", "warning",
                    f"{key.item}（{key.measure}）此处是 {other.figure.text}，"
                    f"{first.block.place(first.figure.start)}是 {first.figure.text}。",
                    other.figure.text, first.figure.text, "请核对两处的口径；口径相同的，请改成同一个数。",
                )  # fmt: skip
                break


def _same_scope(first: Quantity, other: Quantity) -> bool:
    """收入总计 holds the carry-over that 收入合计 leaves out; 商品和服务支出 stands in 基本支出 and in 项目支出."""
    if other.block is first.block:
        return False
    one, two = (each.block.lead(each.figure) for each in (first, other))
    if "商品和服务" in one + two:
        return False
    return bool(_WITH_CARRIED.search(one)) == bool(_WITH_CARRIED.search(two))


def check_F11(context: ReportContext) -> Iterator[Finding]:
    """“N 个（项、家……）：a、b、c”所说的个数与所列的个数一致。级别：提示。列到“等”为止的不比。"""
    yield from _numbered_below(context)
    for block in context.report.prose:
        for figure in block.plain("count"):
            if figure.unit not in _LISTABLE:
                continue
            match = _LIST.match(block.text, figure.end)
            if match is None:
                yield from _listed_before(context, block, figure)
                continue
            listed = match["names"] or match["items"]
            items = _items(listed)
            if len(items) > 2 and fraction(figure.value) != len(items) and not _ETC.search(listed):
                yield context.at(
                    block, figure, "F11", "info", f"所说 {figure.text}，所列 {len(items)} 个。", figure.text,
                    f"{len(items)} 个", "请核对个数或所列各项。",
                )  # fmt: skip


def _numbered_below(context: ReportContext) -> Iterator[Finding]:
    """项目共 6 个，……情况如下： above paragraphs numbered 1 to 5."""
    blocks = context.report.blocks
    for index, block in enumerate(blocks):
        told = [
            f
            for f in block.plain("count")
            if _PROJECTS.search(block.lead(f)) and f.unit in ("个", "项")
        ]
        starts = [
            at for at in range(index, min(index + 3, len(blocks)))
            if _BELOW.search(blocks[at].text) and not blocks[at].table
        ]  # fmt: skip
        if len(told) != 1 or not starts:
            continue
        count = 0
        for below in blocks[starts[0] + 1 :]:
            number = _NUMBER.match(below.text)
            if number is None or int(number[1]) != count + 1:
                break
            count += 1
        if count > 2 and fraction(told[0].value) != count:
            yield context.at(
                block, told[0], "F11", "info", f"所说 {told[0].text}，下面列了 {count} 个。", told[0].text,
                f"{count} 个", "请核对个数或所列各项。",
            )  # fmt: skip


def _listed_before(context: ReportContext, block: Block, figure: Figure) -> Iterator[Finding]:
    """内设 a、b、c 3 个股室: the list stands before its number."""
    begin = block.sentence(figure.start)[0]
    match = _LISTED.search(block.text[begin : figure.start])
    if match is None or fraction(figure.value) in (count := _counted(match["items"])):
        return
    told = f"{max(count)} 个"
    yield context.at(
        block, figure, "F11", "info", f"所说 {figure.text}，所列 {told}。", figure.text, told, "请核对个数或所列各项。",
    )  # fmt: skip


def _counted(text: str) -> set[int]:
    """How many items a list has, with 和 between the last two and without."""
    parts = [part for part in text.split("、") if part.strip()]
    return {len(parts), len(parts) + parts[-1].count("和")}


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
