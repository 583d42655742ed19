"""Checks of what the 指标表 claims beside its scores: rates written into it, other readings, evidence, sums of scores."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from sheetscore.checks.base_table.printed_figures import shown
from sheetscore.checks.context import Context
from sheetscore.checks.target_table.target_checks import is_targets
from sheetscore.exact.amounts import decimal, percent, plain, read_score
from sheetscore.exact.intervals import Interval, Shown, agree, proof
from sheetscore.model.finding import Finding
from sheetscore.model.outcome import Status
from sheetscore.regexes import regex
from sheetscore.rules.shapes.shapes import READING_NAMES, READINGS
from sheetscore.scoring.compiling import QUALITATIVE
from sheetscore.scoring.own.printed_agreement import corners
from sheetscore.words.text import name_key, quoted
from sheetscore.words.vocabulary import pattern

_WRITTEN_RATE = regex(
    r"(?:[=＝]|为|是|达到?)\s*(\d{1,4}(?:\.\d+)?)\s*[%％](?!\s*(?:以[上下内]|[（(]?含|计|得|及|至|到|[-~～—－为的]))"
)
_NAMED_RATE = regex(
    r"([\u4e00-\u9fff“”]{3,20}?)\s*(?:[=＝]|为|是|达到?)\s*(\d{1,4}(?:\.\d+)?)\s*[%％](?!\s*(?:以[上下内]|[（(]?含|计|得|及|至|到|[-~～—－为的]))"
)
_OTHER_RATE = pattern("{last_year}|往年|目标|标准|要求|计划|应|全市|全县|全省|平均|非|不")
_EVIDENCE = regex(r"附件|佐证|详见|《|〔\d{4}〕|台账|截图|文号")
_WORDS = regex(r"[\u4e00-\u9fff]")
_SUBTOTAL = regex(r"^.{0,8}小计")
_SCORE_TOLERANCE = Fraction(5, 1000)
_TRUTH = regex(r"真实|完整|准确")
_DISCLOSURE = "信息公开"


def check_E13(context: Context) -> Iterator[Finding]:
    """指标说明里写出的率（如“＝99.27%”）与按表内数据算得的率不一致；表内缺数据的，写出的率按评价标准得不出自评的分。

    级别：错误。容差：写出的率四舍五入的范围。来源：指标表“指标说明”；基础数据表。
    """
    for row in context.rows():
        if row.rate is None:
            yield from _by_its_own_rate(context, row)
        if row.rate is None or row.rule.unit != "%" or row.rule.quantities:
            continue
        for found in _WRITTEN_RATE.finditer(row.explanation):
            printed = _percent(found[1])
            expression, computed = _computed(context, row)
            if printed.value != 1 and not agree(computed, printed):
                expected = percent(row.rate)
                yield context.at(
                    row, row.explanation_cell, "E13", "error",
                    f"{quoted(row.indicator)}的说明写着 {printed.text}，按表内数据是 {expected}：{proof(expression, computed, printed)}。",
                    found=printed.text, expected=expected, advice="请核对说明里的率和基础数据。",
                )  # fmt: skip


def _by_its_own_rate(context: Context, row: Any) -> Iterator[Finding]:
    """A row that lacks figures and names its own rate: what that rate scores, and what was claimed."""
    if row.status is not Status.MISSING or row.claimed is None or row.rule.unit != "%":
        return
    if row.rule.quantities:
        return
    for found in _NAMED_RATE.finditer(row.explanation):
        if not _is_name(name_key(found[1]), name_key(row.indicator)):
            continue
        printed = _percent(found[2])
        ends = {
            row.rule.score(each)
            for each in (printed.value, printed.interval.low, printed.interval.high)
        }
        scores = [each for each in ends if each is not None]
        if len(scores) < len(ends) or min(scores) <= row.claimed <= max(scores):
            continue
        expected = plain(row.rule.score(printed.value))
        yield context.at(
            row, row.claimed_cell, "E13", "error",
            f"{quoted(row.indicator)}的说明写着 {printed.text}，按评价标准得 {expected} 分，自评 {plain(row.claimed)} 分。",
            found=plain(row.claimed), expected=expected, advice="请核对说明里的率和得分；表内缺的数请补填。",
        )  # fmt: skip


def _is_name(word: str, indicator: str) -> bool:
    """Does what stands before the rate end as the indicator does (控制率, 满意度), and speak of this year's?"""
    same = next((n for n in range(len(indicator), 2, -1) if word.endswith(indicator[-n:])), 0)
    return same > 0 and not _OTHER_RATE.search(word)


def _computed(context: Context, row: Any) -> tuple[str, Interval]:
    """The figures put into the formula, and every rate that the printed figures allow."""
    records = {(record.sheet, record.cell): record for record in context.figures}
    known = {
        figure.term: shown(context, records[figure.sheet, figure.cell])
        for figure in row.inputs if (figure.sheet, figure.cell) in records
    }  # fmt: skip
    formula = row.rule.formula
    if formula is None or len(known) < len(row.inputs):
        return "算得的率", Interval.exact(row.rate)
    ends = {term: (each.interval.low, each.interval.high) for term, each in known.items()}
    told = formula.expression.show({term: each.text for term, each in known.items()}, excel=False)
    return told, corners(formula, ends) or Interval.exact(row.rate)


def _percent(digits: str) -> Shown:
    return Shown.of(decimal(digits).scaleb(-2), percent=True)


def check_E14(context: Context) -> Iterator[Finding]:
    """不足一档怎么扣，三种读法得分不同：写出三种得分和采用的一种。级别：提示。来源：docs/读法.md（三种读法）。"""
    for row in context.rows():
        computed = row.rate is not None and row.score is not None and row.assessed is None
        if not computed or row.rule.kind != "step":
            continue
        scores = {reading: row.rule.score(row.rate, reading) for reading in READINGS}
        if len(set(scores.values())) < 2 or None in scores.values():
            continue
        told = "，".join(f"{READING_NAMES[reading]} {plain(score)} 分" for reading, score in scores.items())  # fmt: skip
        yield context.at(
            row, row.criteria_cell, "E14", "info",
            f"{quoted(row.indicator)}不足一档怎么扣，评价标准没有写明：{told}；采用{quoted(READING_NAMES[row.rule.reading])}。",
            found="没有写明", expected=plain(row.score), advice="以下发单位的解释为准；要改读法，请改 form.toml 的 reading。",
        )  # fmt: skip


def check_E15(context: Context) -> Iterator[Finding]:
    """要凭材料评定的指标自评全是满分，表上没有佐证（附件、文号、备注）：合计项数和分数。级别：提醒。来源：评审惯例（没有佐证不得分）。"""
    bare = [
        row for row in context.rows()
        if row.status is Status.JUDGED and not row.rule.computable and row.nature != QUALITATIVE
        and row.claimed == row.points > 0 and row.assessed is None and not _evidence(context, row)
    ]  # fmt: skip
    if bare:
        points = sum((row.points for row in bare), decimal(0))
        names = "、".join(row.indicator for row in bare)
        yield context.at(
            bare[0], bare[0].claimed_cell, "E15", "warning",
            f"{len(bare)} 项共 {plain(points)} 分要凭材料评定，自评都是满分，表上没有佐证：{names}。",
            found=plain(points), expected="佐证材料", advice="请在备注里写明佐证材料，或随表附上。",
        )  # fmt: skip


def _evidence(context: Context, row: Any) -> bool:
    """A source named in the 指标说明, or words right of the table's own columns (备注, 佐证材料)."""
    if _EVIDENCE.search(row.explanation):
        return True
    sheet = context.claims_sheet
    cell = sheet.at(row.claimed_cell) if sheet else None
    if sheet is None or cell is None:
        return False
    beside = [
        each for number in range(row.row, row.last_row + 1) for each in sheet.row(number)
        if each.col > cell.col
    ]  # fmt: skip
    return any(len(_WORDS.findall(each.text)) > 1 for each in beside)


def check_E16(context: Context) -> Iterator[Finding]:
    """得分逐级相加：小计行＝本级各指标得分之和，合计行＝全部得分之和。级别：错误。容差：0.005 分。来源：指标表“得分”列。"""
    table = context.tables.indicators if context.tables else None
    if table is None or table.columns.claim is None or is_targets(context):
        return  # the last line of a table of targets is D11
    if context.points_unread:
        return
    column, rows = table.columns.claim, context.rows()
    for number, cells in table.sheet.rows():
        above = [row for row in rows if row.row < number]
        within = table.first_row <= number <= table.last_row
        if within and above and any(_SUBTOTAL.match(cell.key) for cell in cells[:4]):
            yield from _stated(
                context, table.sheet.owner(number, column), _of_blocks(above), "小计"
            )
    if table.total_row is not None:
        sums = [_claims(rows), claims_as_stored(rows)]
        total = table.sheet.owner(table.total_row, column)
        yield from _stated(context, total, sums, "合计")


def _of_blocks(above: list[Any]) -> list[Any]:
    """What a 小计 may add up: the 二级 block that ends above it, or the 一级 block."""
    last = above[-1]
    blocks = (
        [row for row in above if row.level2_block == last.level2_block],
        [row for row in above if row.level1_block == last.level1_block],
    )
    return [add(block) for add in (_claims, claims_as_stored) for block in blocks]


def _claims(rows: list[Any]) -> Any:
    """The sum of these claims; None where one is not filled."""
    if any(row.claimed is None for row in rows):
        return None
    return sum((row.claimed for row in rows), decimal(0))


def claims_as_stored(rows: list[Any]) -> Any:
    """The same of the numbers that stand in the cells, which is what SUM adds up."""
    if any(row.claimed_exact is None for row in rows):
        return None
    return sum((row.claimed_exact for row in rows), decimal(0))


def _stated(context: Context, cell: Any, sums: list[Any], what: str) -> Iterator[Finding]:
    stated = read_score(cell.value, cell.number_format).value
    known = [each for each in sums if each is not None]
    if stated is None or len(known) < len(sums):
        return
    if not any(abs(Fraction(stated - each)) <= _SCORE_TOLERANCE for each in known):
        sheet, places = context.rows()[0].sheet, context.form.profile.places
        filed, right, off = (
            plain(each, places) for each in (stated, known[0], abs(stated - known[0]))
        )
        yield Finding(
            "E16", "error", f"得分{what}填 {filed}，各项之和是 {right}，差 {off}。",
            context.file, sheet, cell.address, filed, right, f"请核对得分{what}和各项得分。",
        )  # fmt: skip


def check_E17(context: Context) -> Iterator[Finding]:
    """预决算信息公开的“真实、完整、准确”各项自评满分，而数据核对有错误（C、D、F 类）。

    级别：提醒。来源：指标表“预决算信息公开性”的评价标准。
    """
    wrong = [each for each in context.earlier if each.level == "error" and each.code[0] in "CDF"]
    for row in context.rows():
        if _DISCLOSURE not in row.indicator or not _TRUTH.search(row.criteria) or not wrong:
            continue
        if row.claimed is not None and row.claimed >= row.points:
            codes = "、".join(dict.fromkeys(each.code for each in wrong))
            yield context.at(
                row, row.claimed_cell, "E17", "warning",
                f"{quoted(row.indicator)}自评满分，但数据核对有 {len(wrong)} 条错误（{codes}），“真实、完整、准确”不能都得满分。",
                found=plain(row.claimed), expected=f"小于 {plain(row.points)}", advice="请先更正各条错误；属实的，本项相应扣分。",
            )  # fmt: skip
