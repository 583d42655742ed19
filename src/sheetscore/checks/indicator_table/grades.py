"""What a return says of itself as a whole: the sum of its scores, on the table and on the cover, and its grade."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from sheetscore.checks.context import Context
from sheetscore.checks.indicator_table.claims import claims_as_stored
from sheetscore.checks.indicator_table.structure import is_bonus
from sheetscore.exact.amounts import decimal, plain, read_score
from sheetscore.model.finding import Finding
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.regexes import regex
from sheetscore.scoring.totals import grade
from sheetscore.words.text import quoted

_LABEL = regex(r"(?:自评|评价|评定|绩效)?(?:结果)?(?:等级|等次|档次)(?:\([^()]*\))?[:：]?")
_WORDS = {
    "优": "优", "优秀": "优", "良": "良", "良好": "良", "中": "中", "一般": "中", "差": "差", "较差": "差",
}  # fmt: skip
_TOTAL = regex(r"(?:绩效)?(?:自评总?得?分数?|自评总评分|综合得分|评价得分|总得分)(?:\([^()]*\))?:?")
COVER = regex(r"封面|首页|扉页|基本信息|单位信息")
_TOLERANCE = Fraction(5, 1000)


def check_D11(context: Context) -> Iterator[Finding]:
    """总分行：得分＝各项得分之和，分值＝各项分值之和；封面、表头写的自评得分也等于各项得分之和（按上限封顶的，等于上限；加分项可以不算在分值里）。

    级别：错误。容差：0.005 分。来源：财预〔2020〕10号 自评表“总分”行（指标表的合计行见 E16）。
    """
    table = context.tables.indicators if context.tables else None
    if table is None:
        return
    rows = context.rows()
    claims, points = context.totals.claimed, sum((row.points for row in rows), decimal(0))
    bonus = sum((row.points for row in rows if is_bonus(row)), decimal(0))
    if context.points_unread:
        return
    if any(row.quantity or row.nature for row in rows) and table.total_row is not None:
        for what, column, found in (
            ("得分", table.columns.claim, claims), ("分值", table.columns.points.get(3), points),
        ):  # fmt: skip
            cell = table.sheet.owner(table.total_row, column) if column else None
            if cell is not None:
                others = (
                    (context.totals.most, claims_as_stored(rows))
                    if what == "得分"
                    else (points - bonus,)
                )
                yield from _off(context, rows[0].sheet, cell, f"总分行的{what}", found, *others)
    for sheet, cell in _covers(context):
        what = "封面、表头写的自评得分"
        stored = claims_as_stored(rows)
        yield from _off(context, sheet.name, cell, what, claims, context.totals.most, stored)


def _off(
    context: Context,
    sheet: str,
    cell: Cell,
    what: str,
    found: Decimal | None,
    *others: Decimal | None,
) -> Iterator[Finding]:
    """Where the number in the cell is neither the sum that was found nor one of those that are right as well."""
    stated = _score_in(cell)
    if stated is None or found is None:
        return
    allowed = [found, *(each for each in others if each is not None)]
    if all(abs(Fraction(stated - each)) > _TOLERANCE for each in allowed):
        places = context.form.profile.places
        filed, right, gap = (plain(each, places) for each in (stated, found, abs(stated - found)))
        yield Finding(
            "D11", "error", f"{what}填 {filed}，各项之和是 {right}，差 {gap}。",
            context.file_of(sheet), sheet, cell.address, filed, right, "请核对总分和各项，使两处一致。",
        )  # fmt: skip


def _covers(context: Context) -> Iterator[tuple[Sheet, Cell]]:
    """The cells that state the score of the whole, on a cover and around the table."""
    table = context.tables.indicators if context.tables else None
    for name, sheet in context.sheets.items():
        own = table is not None and name == table.sheet.name
        if not own and not COVER.search(name):
            continue
        for number, cells in sheet.rows():
            if own and table is not None and table.header_row <= number <= table.last_row:
                continue
            for cell in cells:
                label = _TOTAL.match(cell.key)
                if label and label.end() < len(cell.key):
                    yield sheet, cell
                elif label:
                    yield sheet, sheet.owner(cell.row, sheet.area(cell.row, cell.col)[3] + 1)


def _score_in(cell: Cell) -> Decimal | None:
    """The score in a cell, behind its label where it has one; None where there is no number."""
    label = _TOTAL.match(cell.key) if isinstance(cell.value, str) else None
    text = cell.key[label.end() :] if label else cell.value
    return read_score(text, cell.number_format).value


def check_D13(context: Context) -> Iterator[Finding]:
    """表上写的等级与自评总分相符：占总分 90% 以上优，80% 以上良，60% 以上中，其余差。

    级别：错误。容差：0（总分不四舍五入）。来源：docs/读法.md 合计；财政部绩效自评等级的通行分档。
    """
    table = context.tables.indicators if context.tables else None
    right = grade(context.totals.claimed, context.totals.points)
    if table is None or right is None:
        return
    sheet = context.claims_sheet or table.sheet
    for _, cells in sheet.rows():
        if sum(cell.key in _WORDS for cell in cells) > 1:
            continue  # a key to the grades
        for cell in cells:
            found = _stated(sheet, cell)
            if found and found[0] != right:
                yield Finding(
                    "D13", "error",
                    f"等级填{quoted(found[0])}，自评 {plain(context.totals.claimed or 0)} 分应为{quoted(right)}。",
                    context.file, table.sheet.name, found[1].address, found[0], right, "请核对总分和等级。",
                )  # fmt: skip


def _stated(sheet: Sheet, cell: Cell) -> tuple[str, Cell] | None:
    """The grade behind the label 等级, in its cell or in the next one, and that cell."""
    label = _LABEL.match(cell.key)
    if label is None:
        return None
    rest = cell.key[label.end() :]
    if rest in _WORDS:
        return _WORDS[rest], cell
    beside = sheet.owner(cell.row, sheet.area(cell.row, cell.col)[3] + 1)
    return (_WORDS[beside.key], beside) if not rest and beside.key in _WORDS else None
