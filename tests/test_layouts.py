"""The same return, drawn in other ways: the same figures, the same indicators, the same scores.

Every variant is made from a filled sample by moving, splitting, padding, reordering; only cell references may differ.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pages import Area, Page, files_of
from recalc import formulas, recalculate_all, same, values
from workbooks import BASE, INDICATORS, SAMPLE, clean, forms

from sheetscore import score_unit
from sheetscore.model.columns import rows
from sheetscore.model.finding import Finding
from sheetscore.model.outcome import Outcome
from sheetscore.words.text import name_key
from sheetscore.writers.completed import write_completed

Book = list[Page]
Made = list[Book]
"""The files of a unit, each a list of pages."""

COLUMNS = {"A": 1, "B": 2, "C": 3, "D": 4, "E": 5, "F": 6, "G": 7, "H": 8, "I": 9}


@dataclass(frozen=True)
class Variant:
    """`make` turns 指标表 and 基础数据表 into the files of the unit; `notes` are codes of findings that it may add."""

    title: str
    make: Callable[[Page, Page], Made]
    notes: tuple[str, ...] = ()


# ------------------------------------------------------------------------------- the parents


@cache
def parents() -> dict[str, tuple[Page, Page]]:
    """指标表 and 基础数据表 of each sample, and of the small workbook of the tests."""
    official = load_workbook(SAMPLE)
    small = clean()
    return {
        "雨花区样表": (Page.of(official[INDICATORS]), Page.of(official[BASE])),
        "小样表": (Page.of(small[INDICATORS]), Page.of(small[BASE])),
    }


def outcome(files: Made) -> Outcome:
    return score_unit(files_of(*files), forms())


@cache
def as_filed(parent: str) -> Outcome:
    table, base = parents()[parent]
    return outcome([[table, base]])


def indicators(found: Outcome) -> list[tuple[object, ...]]:
    """The frame without its cell references."""
    return [
        (
            name_key(row.level1), row.level1_points, row.level1_block, name_key(row.level2), row.level2_points, row.level2_block,
            name_key(row.indicator), row.points, name_key(row.criteria), name_key(row.explanation), row.claimed,
            row.rate, row.score, row.low, row.high, str(row.status), len(row.missing),
        )
        for row in rows(found.indicators)
    ]  # fmt: skip


def figures(found: Outcome) -> set[tuple[object, ...]]:
    return {
        (row.item, row.measure, row.year, row.value, row.unit, row.state)
        for row in rows(found.base)
        if row.state in ("value", "nil")
    }


OF_READING = (
    "A01",
    "A03",
    "A10",
    "A11",
    "B01",
    "B03",
    "B08",
    "B09",
    "D07",
    "E01",
    "E11",
    "E12",
    "F08",
    "F14",
    "H08",
)
"""Codes that depend on how a table is drawn; other checks look at what the variant adds (a cover, a wrong total)."""


def added(before: Outcome, after: Outcome) -> list[Finding]:
    """Findings of another kind than the sample has, or more of a kind."""
    left = [(each.code, each.level) for each in before.findings]
    found = []
    for each in after.findings:
        if each.code not in OF_READING:
            continue
        if (each.code, each.level) in left:
            left.remove((each.code, each.level))
        else:
            found.append(each)
    return found


# ------------------------------------------------------------------------------- the variants


def header(page: Page) -> int:
    return page.row_of("一级指标")


def spread(text: str) -> str:
    """过程 → 过　　程"""
    return "\u3000\u3000".join(text) if 2 <= len(text) <= 4 else text


def upright(text: str) -> str:
    """One character under the other, as upright text is often typed."""
    return "\n".join(text)


def labels(page: Page, change: Callable[[str], str], longest: int = 6) -> Page:
    """Short texts changed: headers, levels, row labels; not sentences, figures or nil marks."""

    def one(value: object) -> object:
        text = str(value).strip()
        plain = (
            isinstance(value, str)
            and 2 <= len(text) <= longest
            and not any(c.isdigit() or c in "—/" for c in text)
        )
        return change(text) if plain else value

    return page.each(one)


def levels_only(area: Area) -> bool:
    """A merged area in the columns of 一级 and 二级, over several rows."""
    return area[3] <= COLUMNS["D"] and area[2] > area[0]


def with_total(table: Page, row: int, label: str = "合计") -> Page:
    claim = table.column_of("得分")
    points = table.column_of("分值", 3)
    return table.having({(row, 1): label, (row, points): 100, (row, claim): 98})


def in_yuan(base: Page) -> Page:
    """Money times 10,000, people and areas as they are."""
    first = base.row_of("三公经费")
    stop = base.row_of("部门整体支出预算调整")

    def times(value: object) -> object:
        if isinstance(value, int | float):
            return round(value * 10_000, 2)
        text = str(value).strip("\u3000 ")
        return round(float(text) * 10_000, 2) if text.replace(".", "").isdigit() else value

    cells = {
        p: times(v) if p[1] > 1 and first <= p[0] <= stop else v for p, v in base.cells.items()
    }
    for (row, col), value in base.cells.items():
        if "投资\n（万元）" in str(value):
            cells[row, col] = str(value).replace("万元", "元")
    return replace(base, cells=cells)


def three_columns(base: Page) -> list[int]:
    """The columns of 2019年决算数, 2020年预算数, 2020年决算数."""
    return [base.column_of(label) for label in ("2019年决算数", "2020年预算数", "2020年决算数")]


def years_apart(base: Page, merged: bool) -> Page:
    """2020年 over 预算数 and 决算数, in a header of two rows."""
    row = base.row_of("经费控制情况")
    page = base.with_rows(row + 1)
    cells: dict[tuple[int, int], object] = {}
    columns = three_columns(base)
    for col, year, word in zip(
        columns, ("2019年", "2020年", "2020年"), ("决算数", "预算数", "决算数"), strict=True
    ):
        cells |= {(row, col): year, (row + 1, col): word}
    areas = [area for area in page.merges if area[0] != row]
    if merged:
        cells[row, columns[2]] = None
        last = max(
            [area[3] for area in page.merges if area[0] == row and area[1] == columns[2]],
            default=columns[2],
        )
        areas += [(row, columns[1], row, last), (row, 1, row + 1, 1)]
    return replace(page.having(cells), merges=tuple(areas))


def numbered(table: Page) -> dict[int, object]:
    first = header(table)
    return {first: "序号"} | {row: row - first for row in range(first + 1, table.last_row + 1)}


def column(title: str, table: Page, value: object) -> dict[int, object]:
    first = header(table)
    return {first: title} | dict.fromkeys(range(first + 1, table.last_row + 1), value)


def page_of_text(name: str, *lines: str) -> Page:
    return Page(name, {(number, 1): line for number, line in enumerate(lines, 1)})


COVER = page_of_text(
    "封面", "部门整体支出绩效自评", "填报单位：", "联系人：", "填报日期：2021年3月1日"
)
NOTES = page_of_text(
    "填报说明",
    "一、基础数据表中决算数按决算报表填写。",
    "二、指标表的得分按评价标准填写。",
    "三级指标的分值不得改动。",
)


def split_points(table: Page) -> Page:
    """No 分值 column of the 三级指标: the points stand behind the name, as in 公用经费控制率（8分）."""
    name, points = table.column_of("三级指标"), table.column_of("分值", 3)
    first = header(table)
    cells: dict[tuple[int, int], object] = {(first, points): None}
    for row in range(first + 1, table.last_row + 1):
        value = table.cells.get((row, points))
        if value is not None:
            cells |= {(row, name): f"{table.cells[row, name]}（{value}分）", (row, points): None}
    page = table.having(cells)
    over = [area for area in page.merges if area[1] == points and area[3] == points]
    page = page.unmerged(lambda area: area in over)
    order = [col for col in range(1, page.last_col + 1) if col != points]
    return replace(page, merges=tuple(area for area in page.merges)).reordered([*order, points])


def split_all_points(table: Page) -> Page:
    """投入（13分）, 预算配置（13分）, 公用经费控制率（8分）, and no 分值 column at all."""
    page = split_points(table)
    cells: dict[tuple[int, int], object] = {}
    for name, points in ((1, 2), (3, 4)):
        cells[header(table), points] = None
        for row in range(header(table) + 1, table.last_row + 1):
            value = page.cells.get((row, points))
            if value is not None:
                label = page.cells.get((row, name)) or ""
                cells |= {(row, name): f"{label}（{value}分）", (row, points): None}
    return page.having(cells)


def no_side_merges(page: Page) -> Page:
    return page.unmerged(lambda area: area[3] > area[1])


def relabel(page: Page, **changes: str) -> Page:
    return page.each(lambda value: changes.get("".join(str(value).split()), value))


VARIANTS = [
    Variant("原样", lambda t, b: [[t, b]]),
    Variant("上面多一行", lambda t, b: [[t.moved(1), b.moved(1)]]),
    Variant("上面多二十行", lambda t, b: [[t.moved(20), b.moved(20)]]),
    Variant("左边多一列", lambda t, b: [[t.moved(0, 1), b.moved(0, 1)]]),
    Variant("下移五行右移四列", lambda t, b: [[t.moved(5, 4), b.moved(5, 4)]]),
    Variant("工作表改名", lambda t, b: [[replace(t, name="Sheet1"), replace(b, name="Sheet2")]]),
    Variant("基础数据表在前", lambda t, b: [[b, t]]),
    Variant("前有封面后有说明", lambda t, b: [[COVER, t, NOTES, b]]),
    Variant("指标表在上，同一张工作表", lambda t, b: [[b.under(t)]]),
    Variant("基础数据表在上，同一张工作表", lambda t, b: [[t.under(b)]]),
    Variant("同一张工作表，隔十行", lambda t, b: [[b.under(t, 10)]]),
    Variant("左右并排，基础数据表在右", lambda t, b: [[b.beside(t)]]),
    Variant("左右并排，基础数据表在左", lambda t, b: [[t.beside(b)]]),
    Variant("两个文件，指标表在前", lambda t, b: [[t], [b]]),
    Variant("两个文件，基础数据表在前", lambda t, b: [[b], [t]]),
    Variant("两个文件，工作表都叫 Sheet1", lambda t, b: [[replace(t, name="Sheet1")], [replace(b, name="Sheet1")]]),
    Variant("合并单元格拆开，下面留空", lambda t, b: [[t.unmerged(levels_only), b]]),
    Variant("合并单元格拆开，每行重填", lambda t, b: [[t.unmerged(lambda a: levels_only(a) and a[0] != 12, repeat=True), b]]),
    Variant("基础数据表的合并全部拆开", lambda t, b: [[t, b.unmerged()]]),
    Variant("一级二级的名称拉开写", lambda t, b: [[labels(t, spread), b]]),
    Variant("竖排文字，一字一行", lambda t, b: [[labels(t, upright, 4), b]]),
    Variant("基础数据表的名称拉开写", lambda t, b: [[t, labels(b, spread)]]),
    Variant("表头带空格换行", lambda t, b: [[labels(t, lambda x: f" {x[:2]}\n{x[2:]} ", 4), b]]),
    Variant("前加序号列", lambda t, b: [[t.with_column(1, numbered(t)), b]]),
    Variant("后加备注列", lambda t, b: [[t.with_column(t.last_col + 1, column("备注", t, "无")), b]]),
    Variant("评价标准前加佐证材料列", lambda t, b: [[t.with_column(COLUMNS["G"], column("佐证材料", t, "见附件")), b]]),
    Variant("得分前加完成情况说明列", lambda t, b: [[t.with_column(COLUMNS["I"], column("完成情况说明", t, "100%")), b]]),
    Variant("得分后加复核得分列", lambda t, b: [[t.with_column(t.last_col + 1, column("复核得分", t, 1)), b]]),
    Variant("指标性质列", lambda t, b: [[t.with_column(COLUMNS["G"], column("指标性质", t, "定量")), b]]),
    Variant("得分列提到评价标准前", lambda t, b: [[no_side_merges(t).reordered([1, 2, 3, 4, 5, 6, 9, 7, 8]), b]]),
    Variant("指标说明提到评价标准前", lambda t, b: [[no_side_merges(t).reordered([1, 2, 3, 4, 5, 6, 8, 7, 9]), b]]),
    Variant("得分列提到最前", lambda t, b: [[no_side_merges(t).reordered([9, 1, 2, 3, 4, 5, 6, 7, 8]), b]]),
    Variant("末尾有合计行", lambda t, b: [[with_total(t, t.last_row + 1), b]]),
    Variant("末尾有总分行，隔一行", lambda t, b: [[with_total(t, t.last_row + 2, "总　分"), b]]),
    Variant("表头下就是合计行", lambda t, b: [[with_total(t.with_rows(header(t) + 1), header(t) + 1), b]]),
    Variant("行间有空行", lambda t, b: [[t.with_rows(6).with_rows(10), b.with_rows(b.row_of("公用经费"))]]),
    Variant("基础数据表多几行专项", lambda t, b: [[t, more_rows(b)]]),
    Variant("基础数据表前加序号列", lambda t, b: [[t, b.with_column(1, {row: row for row in range(5, 12)})]]),
    Variant("基础数据表加计量单位列", lambda t, b: [[t, b.with_column(2, {b.row_of("公用经费"): "万元"})]]),
    Variant("基础数据表后加备注列", lambda t, b: [[t, with_remarks(b)]]),
    Variant("决算列提到最前", lambda t, b: [[t, swapped(b)]]),
    Variant("年份另起一行", lambda t, b: [[t, years_apart(b, merged=False)]]),
    Variant("年份另起一行，跨两列合并", lambda t, b: [[t, years_apart(b, merged=True)]]),
    Variant("单位：元", lambda t, b: [[t, counted_in_yuan(b)]]),
    Variant("（单位：元）在标题里", lambda t, b: [[t, titled(in_yuan(b))]]),
    Variant("表头写（元）", lambda t, b: [[t, headed(in_yuan(b))]]),
    Variant("数字都存成文本", lambda t, b: [[t.each(as_text), b.each(as_text)]], ("B01",)),
    Variant("数字后面写单位", lambda t, b: [[t.each(lambda v: f"{v}分" if isinstance(v, int | float) else v), b]], ("B01",)),
    Variant("分值写在指标名称后面", lambda t, b: [[split_points(t), b]]),
    Variant("各级分值都写在名称后面", lambda t, b: [[split_all_points(t), b]]),
    Variant("分值列叫权重，得分列叫自评得分", lambda t, b: [[relabel(t, 分值="权重（分）", 得分="自评得分"), b]]),
    Variant("隐藏一行和一列", lambda t, b: [[replace(t, hidden_rows=(5,), hidden_columns=(8,)), replace(b, hidden_rows=(7,))]], ("B09",)),
    Variant("基础数据表隐藏", lambda t, b: [[t, replace(b, state="hidden")]], ("B09",)),
    Variant("表头在换页处重印", lambda t, b: [[reprinted(t), b]]),
]  # fmt: skip


def as_text(value: object) -> object:
    return str(value) if isinstance(value, int | float) else value


def more_rows(base: Page) -> Page:
    """省级专项资金, one row a project, and a row of dots, before 公用经费."""
    row = base.row_of("公用经费")
    page = base.with_rows(row, 4)
    columns = three_columns(base)
    cells: dict[tuple[int, int], object] = {(row, 1): "3、省级专项资金", (row + 3, 1): "……"}
    for number, name in enumerate(("（1）基本公共卫生服务", "（2）农村改厕"), 1):
        cells[row + number, 1] = name
        cells |= {(row + number, col): 10 * number for col in columns}
    return page.having(cells)


def swapped(base: Page) -> Page:
    """2020年决算数 first, then the two others."""
    page = base.unmerged(lambda area: area[3] > area[1] and area[0] >= base.row_of("经费控制情况"))
    first, second, third = three_columns(base)
    stop = base.row_of("部门整体支出预算调整")
    new = {first: second, second: third, third: first}
    cells = {
        (row, new.get(col, col) if base.row_of("经费控制情况") <= row <= stop else col): value
        for (row, col), value in page.cells.items()
    }
    return replace(page, cells=cells)


def with_remarks(base: Page) -> Page:
    cells: dict[int, object] = {
        base.row_of("经费控制情况"): "备注",
        base.row_of("公用经费"): "见附注",
    }
    return base.with_column(base.last_col + 1, cells)


def counted_in_yuan(base: Page) -> Page:
    row = base.row_of("填报单位") + 1
    return in_yuan(base).with_rows(row).having({(row, 2): "单位：元"})


def titled(base: Page) -> Page:
    row = base.row_of("部门整体支出绩效评价基础数据表")
    return base.having({(row, 1): f"{base.cells[row, 1]}（单位：元）"})


def headed(base: Page) -> Page:
    cells: dict[tuple[int, int], object] = {}
    row = base.row_of("经费控制情况")
    for col in three_columns(base):
        cells[row, col] = f"{base.cells[row, col]}\n（元）"
    return base.having(cells)


def reprinted(table: Page) -> Page:
    """The header once more before the second block of 过程, as a page break prints it."""
    first = header(table)
    row = min(12, table.last_row)
    row = next(r for r in range(row, 2, -1) if not any(a[0] < r <= a[2] for a in table.merges))
    page = table.with_rows(row)
    return page.having(
        {(row, col): table.cells[first, col] for col in range(1, table.last_col + 1)}
    )


CASES = [(parent, variant) for parent in ("雨花区样表", "小样表") for variant in VARIANTS]


@pytest.mark.parametrize(("parent", "variant"), CASES, ids=[f"{p}：{v.title}" for p, v in CASES])
def test_the_same_return_drawn_differently_scores_the_same(parent: str, variant: Variant) -> None:
    before = as_filed(parent)
    after = outcome(variant.make(*parents()[parent]))
    assert after.status == "scored", after.message
    assert indicators(after) == indicators(before)
    assert figures(after) >= figures(before)
    assert after.totals == before.totals
    assert (after.year, after.form) == (before.year, before.form)
    surprises = [each for each in added(before, after) if each.code not in variant.notes]
    assert not surprises


def test_there_are_thirty_ways_and_more() -> None:
    assert len({variant.title for variant in VARIANTS}) == len(VARIANTS) >= 30


REDRAWN = [
    "左右并排，基础数据表在左",
    "单位：元",
    "表头写（元）",
    "数字都存成文本",
    "数字后面写单位",
    "分值写在指标名称后面",
    "得分列提到最前",
]


@pytest.mark.needs("libreoffice")
def test_the_completed_workbooks_of_odd_layouts_calculate_to_what_they_show(tmp_path: Path) -> None:
    paths = []
    for variant in (each for each in VARIANTS if each.title in REDRAWN):
        found = outcome(variant.make(*parents()["雨花区样表"]))
        paths.append(tmp_path / f"{variant.title}.xlsx")
        paths[-1].write_bytes(write_completed(found))
    assert len(paths) == len(REDRAWN)
    for path, anew in zip(paths, recalculate_all(paths), strict=True):
        stored = values(path)
        wrong = {
            place: (stored[place], anew.get(place))
            for place in formulas(path)
            if not same(stored[place], anew.get(place))
        }
        assert not wrong, path.stem
