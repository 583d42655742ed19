"""Scores that a report tells: its total against the 指标表 and against its parts, full marks, and the grade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from sheetscore.exact.amounts import fraction, plain
from sheetscore.model.finding import Finding, Level
from sheetscore.regexes import regex
from sheetscore.reports.relations.in_report import Total
from sheetscore.reports.relations.table_sums import over_full
from sheetscore.reports.text.blocks import Block
from sheetscore.reports.text.numbers import Figure
from sheetscore.reports.verdicts.report_context import ReportContext
from sheetscore.words.vocabulary import pattern

_SCORE = regex(r"(?:自评|综合|评价|总|最终|合计|考核)?(?:得分|总分|评分|分数|总得分)(?:合计)?$")
_WHOLE = pattern("自评|整体{spending}|综合|总[得评]?分|最终")
_ONE_OF_MANY = pattern(r"指标|平均|项目|满意度|[率性](?:得分)?[，,]?得分|{projects}绩效")
_LEAST_SCORE = 40
_GRADE = regex(
    r"(?:等[级次]|结果|结论|评定|评价)(?:被评)?(?:为|是|：)?[“\"‘]?(优秀?|良好?|中等?|差|合格|不合格)(?![先惠化抚质差])"
)
_BANDS = regex(
    r"(?P<least>\d{1,3})\s*分?(?:（含）|及|[-—–~～至]+\d{1,3}分?(?:（不含）|以下)?|（含）以上|以上)*(?:的)?(?:为|是|评为)[“‘]?(?P<grade>[优良中差])"
)
"""90分及以上为优，80—90分为良: the scale that the text itself tells."""
_GRADES = ((90, "优"), (80, "良"), (60, "中"), (0, "差"))
_TOTAL = regex(
    r"(?:总[得评]?分|总评分|合计(?:得分)?|综合(?:评价)?得分|得分合计|(?:自评|绩效|评价)+得分|综合评分|得分)(?:为|是|：)?\s*$"
)
_FULL = regex(r"\s*[，：（]?\s*(?:实际|自评|按[^\d，。；：]{2,10})?(?:得分?|评分|得)[为：]?\s*$")
_FULL_BEHIND = regex(r"\s*[（，]\s*满分\s*$")
_SUBTOTAL = regex(r"小计(?:得分)?(?:为|是|：)?\s*$")
_DEDUCTED = pattern("扣|满分|以上|以下|至|—|-|标准|平均|{last_year}|提高|降低|下降|测评")
_BAND = regex(r"(?:（含）)?(?:以上|以下|[—～~-]|为[“\"]?[优良中差])")
_NUMBERED = regex(r"\s*[（(]?\d{1,2}[)）.．、][^（）。；]{1,14}（\d{1,3}分）[：:]")
"""3.产出（40分）：……得 39.95 分: one item with its full mark in brackets."""
_OF_ANOTHER = regex("满意度|平均|项目|测评")
_WORDS = 16
_GOT = regex(r"(?:得分?|评分)(?:为|是)?\s*$")
_FEWEST = 3
_POINTS = Fraction(100)


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

    级别：同一句写明了分档的按所写的分档，错误；没有写明的为提醒（各地的分档可能不同）。来源：财政部绩效自评等级的通行分档。
    """
    for block in context.report.blocks:
        for figure in block.figures:
            if not _is_score(block, figure):
                continue
            _, end = block.sentence(figure.end)
            said = _GRADE.search(block.text, figure.end, end)
            if said is None or said[1][0] not in "优良中差":
                continue
            own = sorted(
                ((int(m["least"]), m["grade"]) for m in _BANDS.finditer(block.text, said.end(), end)
                 if not re.match(r"\d{1,3}\s*分?以下", m[0])),
                reverse=True,
            )  # fmt: skip
            scale = own if len(own) > 1 else _GRADES
            due = next((grade for least, grade in scale if figure.value >= least), None)
            if due is not None and said[1][0] != due:
                told = "文中的分档" if scale is own else "通行分档"
                yield context.at(
                    block, said.start(), "D13", "error" if scale is own else "warning",
                    f"得分 {figure.text}，等级写的是“{said[1]}”，{told}是“{due}”。",
                    said[1], due, "请核对得分和等级；本地分档不同的，以本地规定为准。",
                )  # fmt: skip


def check_D07(context: ReportContext) -> Iterator[Finding]:
    """报告里的得分不超过分值：文中“10 分，得 10.5 分”，或表里的分值、得分两栏。

    级别：错误。容差：0。
    """
    for over in over_full(context.report):
        yield context.at(
            over.row.block, over.got, "D07", "error", f"得分 {plain(over.got.value)}，分值只有 {plain(over.full.value)}。",
            plain(over.got.value), f"不超过 {plain(over.full.value)}", "请改为 0 到分值之间的数。",
        )  # fmt: skip
    for block in context.report.blocks:
        marks = {got.start: (full, got) for full, got in (*_marks(block), *_full_behind(block))}
        for full, got in marks.values():
            if full is not None and got.exact > full.exact:
                yield context.at(
                    block, got, "D07", "error", f"得分 {got.text}，分值只有 {full.text}。", got.text,
                    f"不超过 {full.text}", "请改为 0 到分值之间的数。",
                )  # fmt: skip


def check_D11(context: ReportContext) -> Iterator[Finding]:
    """报告里逐项所写的得分之和等于总得分。

    级别：各项满分之和是 100 分的、写在总分冒号或括号后面的为错误；其余为提醒。容差：0.005 分。来源：总分＝各项得分之和。
    """
    for told in _totals(context):
        if abs(told.gap) > Fraction(5, 1000):
            level: Level = "error" if told.sure else "warning"
            listed = "＋".join(plain(part.value) for part in told.parts)
            yield context.at(
                told.block, told.result, "D11", level,
                f"总分 {told.result.text}，各项 {listed}＝{plain(told.found)} 分，差 {plain(abs(told.gap))} 分。",
                told.result.text, f"{plain(told.found)} 分", "请核对总分和各项得分。",
            )  # fmt: skip


def _full_behind(block: Block) -> Iterator[tuple[Figure | None, Figure]]:
    """得分16分（满分15分）: the full mark stands in brackets behind the score."""
    points = [f for f in block.figures if f.kind == "points" and not f.approx]
    for got, full in pairwise(points):
        if re.fullmatch(r"（满分(?:为|是)?\s*", block.text[got.end : full.start]):
            yield full, got


def _totals(context: ReportContext) -> Iterator[Total]:
    blocks = context.report.prose
    for index, block in enumerate(blocks):
        yield from _subtotal(block)
        heads = [f for f in block.figures if _is_total(block, f)]
        if len(heads) != 1:
            continue
        head = heads[0]
        near = [(b, full, got) for b in (block,) for full, got in _marks(b) if got is not head]
        if len(near) < _FEWEST:
            before = [
                (b, full, got) for b in blocks[max(0, index - 6) : index] for full, got in _marks(b)
            ]
            near = before + near
        parts = tuple(got for _, _, got in near)
        if len(parts) < _FEWEST or any(part.exact > head.exact for part in parts):
            continue
        fulls = [full for _, full, _ in near]
        if near[0][0] is not block and not all(fulls):
            continue  # over several paragraphs only where the full marks show that they are all
        whole = all(fulls) and sum((f.exact for f in fulls if f), Fraction(0)) == _POINTS
        if all(fulls) and not whole:
            continue  # not all of them, or some of them inside of others
        told = Total(head, parts, block=block, sure=whole or _listed_behind(block, head, parts))
        if told.found > head.exact and not told.sure:
            # more than the total: in one list that is wrong, over several paragraphs some stand inside of others
            inside = all(
                b is block and head.end < got.start < block.sentence(head.end)[1]
                for b, _, got in near
            )
            told = replace(told, sure=inside)
            if not inside:
                continue
        yield told


def _subtotal(block: Block) -> Iterator[Total]:
    """a 得分20分；b 得分15分。小计35分: the scores of a paragraph and their 小计."""
    points = block.plain("points")
    heads = [f for f in points if _SUBTOTAL.search(block.lead(f))]
    if len(heads) != 1:
        return
    parts = tuple(f for f in points if f.end <= heads[0].start and _GOT.search(block.lead(f)))
    if len(parts) > 1:
        yield Total(heads[0], parts, block=block)


def _is_total(block: Block, figure: Figure) -> bool:
    words = block.text[max(0, figure.start - _WORDS) : figure.start]
    usual = figure.kind == "points" and not figure.approx and not figure.depth
    usual = usual and _LEAST_SCORE <= figure.value <= _POINTS
    return usual and _TOTAL.search(words) is not None and not _OF_ANOTHER.search(words)


def _listed_behind(block: Block, head: Figure, parts: Sequence[Figure]) -> bool:
    """总得分 93 分：a 10 分，b 20 分……, and 92 分（a 10 分、b 20 分……）."""
    between = block.text[head.end : parts[0].start] if parts[0].start > head.end else ""
    return re.match(r"\s*[：（]", between) is not None and parts[-1].start > head.end


def _marks(block: Block) -> Iterator[tuple[Figure | None, Figure]]:
    """The scores that a paragraph lists, each with its full mark (10分，得9.8分) where that is told; no scores inside others."""
    if block.table:
        return
    points = [
        f for f in block.figures
        if f.kind == "points" and not f.approx and not _BAND.match(block.text, f.end)
    ]  # fmt: skip
    subtotal = next((f for f in points if _SUBTOTAL.search(block.lead(f))), None)
    full = next((f for f in points if block.lead(f).endswith("满分") and not f.depth), None)
    gots = [f for f in points if _GOT.search(block.lead(f)) and not f.depth]
    if subtotal is not None or (
        full is not None and len(gots) == 1 and not _is_total(block, gots[0])
    ):
        yield full, subtotal or gots[0]
        return
    if _NUMBERED.match(block.text) and len(points) > 1:
        if not _is_total(block, points[-1]):
            yield points[0], points[-1]
        return
    skip_until = -1
    for place, figure in enumerate(points):
        no_mark = _DEDUCTED.search(block.lead(figure)) or _is_total(block, figure)
        if figure.start < skip_until or no_mark:
            continue
        after = points[place + 1] if place + 1 < len(points) else None
        if after is not None and _FULL.fullmatch(block.text[figure.end : after.start]):
            continue  # the full mark of the next one
        before = points[place - 1] if place else None
        full = before if before and _FULL.fullmatch(block.text[before.end : figure.start]) else None
        if full is None and after and _FULL_BEHIND.fullmatch(block.text[figure.end : after.start]):
            full = after
        yield full, figure
        inner = re.compile(r"[，、]?其中").match(block.text, figure.end)
        if inner:
            stop = re.search(r"[；。]", block.text[figure.end :])
            skip_until = figure.end + stop.start() if stop else len(block.text)
