"""评价标准用文字比较两个数的：决算数小于或等于年初预算数、征收数达到年初预算数、几项合计较上年下降或持平。"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from openpyxl import Workbook
from other_formats import html, opendocument, word
from workbooks import to_bytes

from sheetscore import score_bytes
from sheetscore.forms import load_forms
from sheetscore.model.columns import records
from sheetscore.scoring.compared_amounts import with_compared

WRITTEN: list[tuple[str, Callable[[Workbook], bytes]]] = [
    ("某局2020.xlsx", to_bytes),
    ("某局2020.docx", word),
    ("某局2020.html", html),
    ("某局2020.ods", opendocument),
]
HEAD = ("一级指标", "三级指标", "分值", "指标解释", "计分标准（备注）", "自评情况", "得分")
BASE = """
序号|项目|2019年|2020年|备注
4|水费|6|6.4|
5|电费|20|21.6|
6|印刷费|4|4.5|
7|“三公”经费年初预算数|19.5|18|
8|“三公”经费决算数|18.31|{spent}|
11|非税收入年初预算数||320|
12|非税收入实际征收数||{taken}|
"""
THREE = (
    "“三公”经费控制",
    "部门“三公”经费是否超预算",
    "“三公”经费决算数小于或等于年初预算数的，得满分；每超过1个百分点扣0.5分，扣完为止",
)
TAKEN = (
    "非税收入征收情况",
    "部门是否按年初预算组织非税收入征收",
    "非税收入征收数达到年初预算数的，得满分；未达到的，得分=实际征收数÷年初预算数*指标分值",
)
SAVED = (
    "节能降耗",
    "部门水费、电费、印刷费支出合计较上年变化情况",
    "水费、电费、印刷费支出合计较上年下降或持平的，得满分；每增加1个百分点扣0.2分，扣完为止",
)


def book(
    row: tuple[str, str, str], spent: object = 16.92, taken: object = 304, base: str = BASE
) -> Workbook:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "绩效评价得分"
    for line in (("2020年部门整体支出绩效评价得分",), ("填报单位：某局",), HEAD):
        sheet.append(list(line))
    name, told, criteria = row
    sheet.append(["预算执行", name, 10, told, criteria, "见基础数据", 10])
    other = made.create_sheet("基础数据")
    other.append(["部门整体支出绩效评价基础数据表（2020年）"])
    for text in base.strip().format(spent=spent, taken=taken).split("\n"):
        cells: list[object] = []
        for each in text.split("|"):
            try:
                cells.append(float(each))
            except ValueError:
                cells.append(each or None)
        other.append(cells)
    return made


def score(
    made: Workbook, written: tuple[str, Callable[[Workbook], bytes]] = WRITTEN[0]
) -> Decimal | None:
    found = score_bytes(written[0], written[1](made), load_forms())
    assert found.status == "scored", found.message
    (only,) = records(found.indicators)
    value: Decimal | None = only["score"]
    return value


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize(
    ("row", "right"), [(THREE, "10.00"), (TAKEN, "9.50"), (SAVED, "8.40")], ids=["三公", "非税", "节能"]
)  # fmt: skip
def test_each_of_the_three(
    row: tuple[str, str, str], right: str, written: tuple[str, Callable[[Workbook], bytes]]
) -> None:
    assert score(book(row), written) == Decimal(right)  # 32.5/30 = +8.33 %: 8 steps of 0.2


@pytest.mark.parametrize(
    ("spent", "right"),
    [(18, "10.00"), (18.17, "10.00"), (18.18, "9.50"), (18.36, "9.00"), (0, "10.00"), ("", None), ("——", None)],
)  # fmt: skip
def test_from_where_on_points_are_lost(spent: object, right: str | None) -> None:
    assert score(book(THREE, spent=spent)) == (None if right is None else Decimal(right))


@pytest.mark.parametrize(("taken", "right"), [(320, "10.00"), (319, "9.97"), (400, "10.00"), ("", None)])  # fmt: skip
def test_what_was_reached(taken: object, right: str | None) -> None:
    assert score(book(TAKEN, taken=taken)) == (None if right is None else Decimal(right))


@pytest.mark.parametrize(
    "base",
    [
        BASE.replace("经费年初预算数|19.5|18|", "经费年初预算数|19.5||"),
        BASE.replace("“三公”经费年初预算数", "“三公”经费年初预算数（不含出国）"),
        BASE.replace("7|“三公”", "7|公用").replace("8|“三公”", "8|公用"),
        BASE + "13|“三公”经费决算数||17|",
    ],
)
def test_figures_that_are_not_there_or_twice(base: str) -> None:
    assert score(book(THREE, base=base)) is None


def test_the_sum_lacks_a_year_or_an_item() -> None:
    assert score(book(SAVED, base=BASE.replace("5|电费|20|21.6|", "5|电费||21.6|"))) is None
    assert score(book(SAVED, base=BASE.replace("6|印刷费|4|4.5|", ""))) is None
    assert score(book(SAVED, base=BASE.replace("2019年", "2018年"))) is None


@pytest.mark.parametrize(
    ("row", "criteria"),
    [
        (THREE, "“三公”经费决算数小于或等于上年决算数的，得满分；每超过1个百分点扣0.5分，扣完为止"),
        (THREE, "公务接待费决算数小于或等于年初预算数的，得满分；每超过1个百分点扣0.5分，扣完为止"),
        (THREE, "“三公”经费决算数小于年初预算数的，得满分；每超过1个百分点扣0.5分，扣完为止"),
        (THREE, "“三公”经费决算数小于或等于年初预算数的，得满分；每超过1万元扣0.5分，扣完为止"),
        (THREE, "“三公”经费决算数小于或等于年初预算数的，得满分；每超过1个百分点扣0.5分，酌情扣分"),
        (THREE, "除公务用车外，“三公”经费决算数小于或等于年初预算数的，得满分；每超过1个百分点扣0.5分"),
        (TAKEN, "非税收入征收数达到年初预算数的，得满分；未达到的，得分=年初预算数÷实际征收数*指标分值"),
        (TAKEN, "非税收入征收数达到年初预算数的，得满分；未达到的，得分=实际上缴数÷年初预算数*指标分值"),
        (TAKEN, "非税收入上缴数达到年初预算数的，得满分；未达到的，得分=实际上缴数÷年初预算数*指标分值"),
        (TAKEN, "非税收入征收数达到年初预算数的，得满分；未达到的，得分=实际征收数÷年初预算数*5"),
        (SAVED, "水费、电费、差旅费支出合计较上年下降或持平的，得满分；每增加1个百分点扣0.2分，扣完为止"),
        (SAVED, "水费、电费、印刷费支出合计较上年下降的，得满分；每增加1个百分点扣0.2分，扣完为止"),
        (SAVED, "人均水费、电费、印刷费支出合计较上年下降或持平的，得满分；每增加1个百分点扣0.2分，扣完为止"),
        (SAVED, "水费、电费、水费支出合计较上年下降或持平的，得满分；每增加1个百分点扣0.2分，扣完为止"),
        (SAVED, "水费、电费、印刷费支出合计较上年同期下降或持平的，得满分；每增加1个百分点扣0.2分，扣完为止"),
    ],
)  # fmt: skip
def test_a_wording_that_says_something_else(row: tuple[str, str, str], criteria: str) -> None:
    record = {"indicator": row[0], "explanation": row[1], "criteria": criteria}
    assert with_compared(record) is record
    assert score(book((row[0], row[1], criteria))) is None


def test_a_printed_formula_goes_first() -> None:
    formula = "控制率=“三公”经费决算数/调整预算数×100%"
    record = {"indicator": THREE[0], "explanation": formula, "criteria": THREE[2]}
    assert with_compared(record) is record
