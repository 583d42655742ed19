"""Formulas with brackets in the name of a figure and with |…|, over a list of the bureau's own figures, to the letter or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from own_tables import FIRST, HEAD
from recalc import recalculate, same, values
from test_several_forms import FORMATS
from workbooks import forms, indicator, score, to_bytes

from sheetscore.unit import score_bytes
from sheetscore.writers.completed import write_completed

ADJUSTED = "预算调整率=|全年预算数（调整后）-年初预算数|/年初预算数×100%"
BANDS = "调整率≤5%得5分；5%＜调整率≤10%得3分；调整率＞10%不得分。"
FIGURES: Sequence[tuple[str, str, object]] = (
    ("年初预算数", "万元", 4520), ("全年预算数（调整后）", "万元", 4972), ("其他收入预算数", "万元", 80),
    ("其他收入决算数", "万元", 62), ("年末在职人数", "人", 88), ("编制人数", "人", 86),
    ("2022年一般性支出", "万元", 620), ("2023年一般性支出", "万元", 601.4),
)  # fmt: skip


def book(
    name: str, formula: str, criteria: str, figures: Sequence[tuple[str, str, object]] = FIGURES
) -> Workbook:
    """One indicator worth 5 by a formula, and a list 序号、数据名称、计量单位、数据 on the next sheet; a return of 2023."""
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "自评表"
    sheet.append(["某局2023年度部门整体支出绩效自评表"])
    sheet.append(["填报单位：某局"])
    sheet.append([each for each in HEAD if each not in ("年度指标值", "实际完成值")])
    sheet.append(["过程", "预算管理", name, 5, formula, criteria, None, None])
    listed = made.create_sheet("基础数据表")
    listed.append(["部门整体绩效自评基础数据表"])
    listed.append(["单位名称：某局"])
    listed.append(["序号", "数据名称", "计量单位", "数据"])
    for number, row in enumerate(figures, 1):
        listed.append([number, *row])
    return made


def row(name: str, *rest: Any) -> Any:
    return indicator(score(book(name, *rest)), name)


def test_a_bracket_that_belongs_to_the_name_of_a_figure_is_part_of_it() -> None:
    """|4972－4520|÷4520＝10%，正好 10%：3 分。"""
    found = row("预算调整率", ADJUSTED, BANDS)
    assert (found.score, found.rate * 100) == (3, 10)
    assert "预算调整率＝|全年预算数（调整后）-年初预算数|÷年初预算数" in "".join(found.steps)


def test_a_budget_that_was_cut_counts_as_much_as_one_that_was_raised() -> None:
    """|4068－4520|÷4520＝10%：也是 3 分；没有绝对值号的是 -10%，不超过 5%。"""
    cut = [(name, unit, 4068 if "调整后" in name else value) for name, unit, value in FIGURES]
    assert row("预算调整率", ADJUSTED, BANDS, cut).score == 3
    assert row("预算调整率", ADJUSTED.replace("|", "", 1).replace("|", "", 1), BANDS, cut).rate != (
        row("预算调整率", ADJUSTED, BANDS, cut).rate
    )


@pytest.mark.parametrize("sign", ["|{}|", "\uff5c{}\uff5c", "ABS({})"])
def test_the_absolute_value_of_a_rate_less_the_whole(sign: str) -> None:
    """62÷80×100%－100%＝-22.5%，绝对值 22.5%：3 分。"""
    formula = "预算编制准确率=" + sign.format("其他收入决算数/其他收入预算数×100%-100%")
    found = row("预算编制准确率", formula, "准确率≤20%得5分；20%—40%（含）得3分；＞40%得0分。")
    assert (found.score, found.rate * 1000) == (3, 225)


@pytest.mark.parametrize(
    "formula",
    [
        "其他收入决算数/其他收入预算数×100-100",
        "||其他收入决算数|-其他收入预算数|/其他收入预算数",
        "|其他收入决算数-其他收入预算数/其他收入预算数",
    ],
    ids=["points without a sign", "bars inside bars", "one bar"],
)
def test_what_is_no_clear_rate_is_handed_over(formula: str) -> None:
    found = row(
        "预算编制准确率",
        f"预算编制准确率={formula}",
        "准确率≤20%得5分；20%—40%（含）得3分；＞40%得0分。",
    )
    assert (found.score, found.status) == (None, "judged")


def test_a_term_that_is_the_measure_of_one_item_alone_is_found_under_it() -> None:
    """88÷86＝102.33%，超 2 个整百分点，扣 2 分。"""
    found = row(
        "在职人员控制率", "在职人员控制率=年末在职人数（人）/编制人数（人）×100%",
        "控制率≤100%得5分；每超过1个百分点扣1分，扣完为止。",
    )  # fmt: skip
    assert found.score == 3


def test_two_years_in_the_names_of_two_figures() -> None:
    """(620－601.4)÷620＝3%。"""
    formula = "压减率=（2022年一般性支出-2023年一般性支出）/2022年一般性支出×100%"
    found = row("一般性支出压减率", formula, "压减率≥5%得5分；0≤压减率＜5%得2分；压减率＜0不得分。")
    assert (found.score, found.rate * 100) == (2, 3)


def test_a_term_that_the_name_of_the_indicator_completes() -> None:
    figures = [
        ("养老保险参保人数", "人", 4862),
        ("医疗保险参保人数", "人", 9000),
        ("城乡居民缴费人数", "人", 5000),
    ]
    formula = "参保率=参保人数/城乡居民缴费人数×100%"
    criteria = "参保率≥95%得5分；低于95%的，每低1个百分点扣1分，扣完为止。"
    assert row("养老保险参保人数参保率", formula, criteria, figures).score == 5


@pytest.mark.parametrize(
    "label",
    [
        "全年预算数（不含结转）",
        "调整后数",
        "全年预算数（调整后）中的项目支出",
        "全年预算数（调整前）",
    ],
)
def test_another_label_is_another_figure(label: str) -> None:
    other = [(label if "调整后" in name else name, unit, value) for name, unit, value in FIGURES]
    found = row("预算调整率", ADJUSTED, BANDS, other)
    assert (found.score, found.status) == (None, "missing")
    assert [gap.term for gap in found.missing] == ["全年预算数（调整后）"]


@pytest.mark.parametrize("unit", ["（万元）", "（单位：万元）"])
def test_a_unit_behind_the_label_says_nothing_of_the_name(unit: str) -> None:
    other = [(name + unit if "调整后" in name else name, u, v) for name, u, v in FIGURES]
    assert row("预算调整率", ADJUSTED, BANDS, other).score == 3


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "csv"])
def test_in_every_format(kind: str) -> None:
    made = FORMATS[kind](book("预算调整率", ADJUSTED, BANDS))
    outcome = score_bytes(f"甲-2023.{kind}", made, forms())
    assert indicator(outcome, "预算调整率").score == 3


def test_the_formula_of_the_completed_workbook_gives_the_same(tmp_path: Path) -> None:
    cut = [(name, unit, 4068 if "调整后" in name else value) for name, unit, value in FIGURES]
    path = tmp_path / "done.xlsx"
    path.write_bytes(write_completed(score(book("预算调整率", ADJUSTED, BANDS, cut))))
    stored, again = values(path), recalculate(path)
    assert all(same(value, again.get(place)) for place, value in stored.items())
    assert stored["指标表", f"J{FIRST}"] == 3
    assert to_bytes(book("预算调整率", ADJUSTED, BANDS, cut))
