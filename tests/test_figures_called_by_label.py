"""基础数据表里名称后面带着自己定义的一行（预算数（财政部门批复的本年度部门预算数）），和两栏里只填了一栏、名称和公式一字不差的一行。"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from openpyxl import Workbook
from other_formats import html, opendocument, word
from test_own_drawings_of_the_base import book, score
from workbooks import indicator, to_bytes
from workbooks import score as scored

from sheetscore.words.defined_labels import without_definition
from sheetscore.writers.completed import write_completed

WRITTEN: list[tuple[str, Callable[[Workbook], bytes]]] = [
    ("某局2023.xlsx", to_bytes),
    ("某局2023.docx", word),
    ("某局2023.html", html),
    ("某局2023.ods", opendocument),
]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("预算数(财政部门批复的本年度部门预算数)", "部门预算数"),
        ("预算数(财政部门批复的本年度部门(单位)预算数)", "部门预算数"),
        ("1、预算数(财政部门批复的本年度部门预算数)", "1、部门预算数"),
        ("预算数(财政部门批复的本年度部门预算数)(万元)", "部门预算数(万元)"),
        ("预算完成数(本年度实际完成的预算数)", "预算完成数"),
        ("预算完成数(部门本年度实际完成的预算数)", "预算完成数"),
        ("实际支出数(本年度部门实际支出数)", "实际支出数"),
        ("其他收入预算数(本年度其他收入预算数)", "其他收入预算数"),
    ],
)
def test_a_definition_that_says_no_more_than_the_label(label: str, name: str) -> None:
    assert without_definition(label) == name


@pytest.mark.parametrize(
    "label",
    [
        "预算数(财政部门批复的预算数,不含追加)", "预算数(财政部门批复的上年度部门预算数)", "预算数(财政部门批复的本年度项目预算数)",
        "预算数(扣除追加的本年度部门预算数)", "预算数(年初批复的本年度部门预算数)", "预算数(本年度实际完成的预算数)",
        "预算数(本年度预算数)", "预算数(财政批复的收入预算数)", "预算完成数(财政部门批复的本年度部门预算数)",
        "预算完成数(本年度实际完成的项目预算数)", "预算完成数(上年度实际完成的预算数)", "预算完成数(预算执行支出数)",
        "公用经费(人均)", "三公经费(本年)", "预算数(部门)",
    ],
)  # fmt: skip
def test_a_bracket_that_makes_another_figure_stays(label: str) -> None:
    assert without_definition(label) == label


SAID = "预算数：财政部门批复的本年度部门（单位）预算数。"
RATE = "预算完成率=（预算完成数/预算数）×100%，用以反映预算完成程度。\n预算完成数：部门（单位）本年度实际完成的预算数。\n"
BANDS = "预算完成率在90%（含）和95%之间，得8分。\n预算完成率≥95%的，得10分。\n预算完成率＜90%的，得0分。"
LISTED = """
序号|数据名称|金额|备注
1|{}|3200|
2|{}|{}|部门决算表
3|上年结余结转|64|
4|公用经费决算数|60|
"""
BUDGET, DONE = "预算数（财政部门批复的本年度部门预算数）", "预算完成数（本年度实际完成的预算数）"


def completion(
    budget: str = BUDGET, done: str = DONE, value: object = 2976, said: str = SAID
) -> Workbook:
    """预算完成率 of 10 points beside a list with these two labels."""
    return book(LISTED.format(budget, done, value), ("预算完成率", f"{RATE}{said}\n{BANDS}"))


@pytest.mark.parametrize(
    ("value", "right"), [(2976, "8"), (2880, "8"), (2879, "0"), (3040, "10"), (3039, "8")]
)
def test_the_rate_of_two_defined_figures(value: object, right: str) -> None:
    assert score(completion(value=value), "预算完成率") == Decimal(right)


@pytest.mark.parametrize(("name", "write"), WRITTEN)
def test_it_is_read_in_every_format_and_comes_back(
    name: str, write: Callable[[Workbook], bytes]
) -> None:
    outcome = scored(write(completion()), name)
    assert indicator(outcome, "预算完成率").score == 8
    again = scored(write_completed(outcome), "某局2023_复核.xlsx")
    assert indicator(again, "预算完成率").score == 8


@pytest.mark.parametrize(
    "changed",
    [
        {"budget": "预算数（财政部门批复的上年度部门预算数）"},
        {"budget": "预算数（财政部门批复的本年度项目预算数）"},
        {"budget": "预算数（财政部门批复的本年度部门预算数，不含追加）"},
        {"budget": "预算数（扣除追加的本年度部门预算数）"},
        {"done": "预算完成数（本年度实际完成的项目预算数）"},
        {"done": "预算完成数（上年度实际完成的预算数）"},
        {"said": ""},
        {"said": "预算数：年初预算与执行中追加之和。"},
        {"said": "预算数：财政部门批复的本年度项目预算数。"},
    ],
)
def test_another_figure_is_missing(changed: dict[str, str]) -> None:
    assert score(completion(**changed), "预算完成率") is None  # type: ignore[arg-type]


def test_two_rows_of_one_name_that_differ_are_none_of_them() -> None:
    drawing = LISTED.format(BUDGET, DONE, 2976) + f"5|{BUDGET}|3100|\n"
    made = book(drawing, ("预算完成率", f"{RATE}{SAID}\n{BANDS}"))
    assert score(made, "预算完成率") is None


ADJUSTED = (
    "编制准确",
    "指标得分=（1-10×部门全年预算调剂金额/年初部门预算数）×指标分值。"
    "其中：若部门全年预算调剂金额/年初部门预算数＞0.1，此项得0分。",
)
TWO_COLUMNS = """
序号|项目|{}|{}|备注
1|年初部门预算数|1256.4||县财政局批复数
2|{}|{}|{}|科目间、项目间调剂
3|办公费|28|24.1|
"""


def two_columns(
    *filled: object,
    label: str = "部门全年预算调剂金额",
    heads: tuple[str, str] = ("年初预算数", "决算数"),
) -> Workbook:
    return book(TWO_COLUMNS.format(*heads, label, *filled), ADJUSTED)


@pytest.mark.parametrize(
    ("filled", "right"),
    [(("", "28.6"), "7.72"), (("28.6", ""), "7.72"), (("", "125.64"), "0"), (("", "126"), "0")],
)
def test_the_one_figure_of_a_row_that_is_called_so(filled: tuple[object, ...], right: str) -> None:
    assert score(two_columns(*filled), "编制准确") == Decimal(right)


@pytest.mark.parametrize(("name", "write"), WRITTEN)
def test_the_one_figure_in_every_format(name: str, write: Callable[[Workbook], bytes]) -> None:
    outcome = scored(write(two_columns("", "28.6")), name)
    assert indicator(outcome, "编制准确").score == Decimal("7.72")
    again = scored(write_completed(outcome), "某局2023_复核.xlsx")
    assert indicator(again, "编制准确").score == Decimal("7.72")


@pytest.mark.parametrize(
    ("filled", "changed"),
    [
        (("30", "28.6"), {}),
        (("", "——"), {}),
        (("", ""), {}),
        (("", "28.6"), {"label": "项目全年预算调剂金额"}),
        (("", "28.6"), {"label": "部门全年预算调剂"}),
        (("", "28.6"), {"label": "上年部门全年预算调剂金额"}),
        (("", "28.6"), {"label": "部门全年预算调剂金额（不含追加）"}),
        (("", "28.6"), {"label": "其中：部门全年预算调剂金额"}),
        (("", "28.6"), {"heads": ("2022年", "2023年")}),
        (("", "28.6"), {"heads": ("项目支出", "基本支出")}),
        (("", "28.6"), {"heads": ("计划数", "完成数")}),
        (("", "28.6"), {"heads": ("2022年决算数", "2023年决算数")}),
    ],
)
def test_other_rows_are_missing(filled: tuple[object, ...], changed: dict[str, object]) -> None:
    assert score(two_columns(*filled, **changed), "编制准确") is None  # type: ignore[arg-type]


def test_a_label_that_says_the_contrary_of_its_heading() -> None:
    rate = ("采购执行率", "采购执行率=采购执行支出/采购项目预算。得分=采购执行率×10分，最高10分。")
    drawing = "序号|项目|年初预算数|决算数|备注\n1|采购项目预算||40|\n2|采购执行支出||38|\n3|办公费|28|24.1|"
    assert score(book(drawing, rate), "采购执行率") is None


def test_a_row_of_a_part_of_the_unit_is_none_of_the_whole() -> None:
    drawing = TWO_COLUMNS.format("年初预算数", "决算数", "部门全年预算调剂金额", "", "28.6")
    of_part = drawing.replace("2|部门", "所属学校\n序号|项目|年初预算数|决算数|备注\n2|部门")
    assert score(book(of_part, ADJUSTED), "编制准确") is None
