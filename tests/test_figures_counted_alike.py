"""基础数据表里的数能不能放在一个公式里：单位、百分数的写法、正负号、年度、时点、除外的数；没有采用的数，复核表的公式也不用。"""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from recalc import formulas, recalculate, same, values
from test_compared_amounts import BASE, SAVED, THREE
from test_compared_amounts import book as compared
from test_compared_amounts import score as compared_score
from test_own_drawings_of_the_base import OPEN
from test_own_drawings_of_the_base import book as drawn
from test_second_block_of_the_base import ADJUSTED, DONE, PAID, UNDER, book, found, score
from test_second_line_of_names import made, outcome
from workbooks import to_bytes

from sheetscore import score_bytes
from sheetscore.forms import load_forms
from sheetscore.model.columns import records
from sheetscore.words.limited_labels import UNTIL
from sheetscore.words.measure_units import told_apart
from sheetscore.writers.completed import write_completed


def _right(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("planned", "done", "right"),
    [
        ("（件）|25000", "（万件）|2.4", "9.60"), ("（万件）|2.5", "（件）|24000", "9.60"), ("（件）|25", "（件）|24", "9.60"),
        ("（项）|25", "（件）|24", "9.60"), ("（个）|25", "（件）|24", "9.60"), ("|25", "（件）|24", "9.60"),
        ("（万件）|2.5", "（万件）|2.4", "9.60"),
        ("（件）|25", "（人）|24", None), ("（件）|25", "（亩）|24", None), ("（万件）|2.5", "|2.4", None),
    ],
)  # fmt: skip
def test_counts_in_one_unit(planned: str, done: str, right: str | None) -> None:
    second = f"{UNDER}1|计划工作数{planned}|\n2|实际完成工作数{done}|"
    assert score(book(second, (*DONE, None)), "实际完成率") == _right(right)


@pytest.mark.parametrize(("first", "second"), [("件", "万件"), ("万件", "件")])
def test_a_column_of_units(first: str, second: str) -> None:
    numbers = {"件": (25000, 24000), "万件": (2.5, 2.4)}
    table = (
        f"序号|预算执行及履职数据|单位|2022年|说明\n1|计划工作数|{first}|{numbers[first][0]}|\n"
        f"2|实际完成工作数|{second}|{numbers[second][1]}|"
    )
    assert score(book(table, (*DONE, None)), "实际完成率") == Decimal("9.60")


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("件", "人", True), ("万件", "人", True), ("吨", "件", True), ("件", "万件", False), ("件", "项", False), ("个", "人", False),
        ("", "人", False), ("公里", "千米", False),
    ],
)  # fmt: skip
def test_units_of_different_things(one: str, other: str, apart: bool) -> None:
    assert told_apart(one, other) == told_apart(other, one) == apart


@pytest.mark.parametrize(
    ("unit", "right"), [("", "8.40"), ("（万元）", "8.40"), ("（吨）", None), ("（度）", None)]
)
def test_what_is_called_money_and_counted_in_a_thing(unit: str, right: str | None) -> None:
    base = BASE.replace("4|水费|", f"4|水费{unit}|")
    assert compared_score(compared(SAVED, base=base)) == _right(right)


@pytest.mark.parametrize("when", ["", "（9月底）"])
@pytest.mark.parametrize(
    ("planned", "paid", "right"),
    [
        ("75", "60", "8.00"), ("75%", "60%", "8.00"), ("0.75", "60%", "8.00"), ("0.75", "0.6", "8.00"), ("75", "60%", None),
        ("75", "0.6", None), ("75%", "60", None), ("75", "1", None),
    ],
)  # fmt: skip
def test_shares_in_one_notation(planned: str, paid: str, right: str | None, when: str) -> None:
    second = f"{UNDER}1|既定支付进度{when}|{planned}|\n2|实际支付进度{when}|{paid}|"
    assert score(book(second, (*PAID, None)), "支付进度率") == _right(right)


@pytest.mark.parametrize(
    ("spent", "told", "right"),
    [
        (16.92, THREE[1], "10.00"), (0, THREE[1], "10.00"), (16.92, "决算数不含专项经费", None), (16.92, "决算数以财政口径为准", None),
    ],
)  # fmt: skip
def test_money_that_leaves_something_out_is_not_compared(
    spent: float, told: str, right: str | None
) -> None:
    row = (THREE[0], told, THREE[2])
    assert compared_score(compared(row, spent=spent)) == _right(right)


@pytest.mark.parametrize("label", ["上年", "其他", "2022年", "小计"])
def test_a_row_below_a_line_of_names_that_has_a_label(label: str) -> None:
    rows = outcome(made(f"|年末结余|—|—\n{label}|100||", merge=()))[0]
    assert rows["预算完成率"]["score"] is None


@pytest.mark.parametrize("label", ["", "—"])
def test_a_row_below_a_line_of_names_that_has_none(label: str) -> None:
    rows = outcome(made(f"|年末结余|—|—\n{label}|100||", merge=()))[0]
    assert rows["预算完成率"]["score"] == Decimal("6.00")


@pytest.mark.parametrize(
    ("heads", "cells", "right"),
    [
        ("2022年|说明", "25|/24|", "9.60"), ("本年|说明", "25|/24|", "9.60"), ("2022年|2023年", "25|26/24|20", "9.60"),
        ("2023年|说明", "25|/24|", None), ("2023年度|说明", "25|/24|", None), ("2022年|2023年", "|25/|24", None),
        ("2021年|说明", "25|/24|", None),
    ],
)  # fmt: skip
def test_the_year_of_a_block(heads: str, cells: str, right: str | None) -> None:
    planned, done = cells.split("/")
    second = f"序号|预算执行及履职数据|{heads}\n1|计划工作数|{planned}\n2|实际完成工作数|{done}"
    assert score(book(second, (*DONE, None)), "实际完成率") == _right(right)


@pytest.mark.parametrize(
    ("label", "right"),
    [
        ("其中：上级临时交办产生的调整数", None), ("其中：不可抗力调整数", None), ("减：因落实国家政策产生的调整数", None),
        ("已扣除：因落实国家政策产生的调整数", None), ("落实国家政策调整数", None), ("其中：追加", "6.00"), ("政策扶持企业数", "6.00"),
        ("交办事项数", "6.00"),
    ],
)  # fmt: skip
def test_labels_of_what_is_left_out(label: str, right: str | None) -> None:
    second = f"{UNDER}1|部门预算数|1000|\n2|预算调整数|40|\n3|{label}|20|"
    assert score(book(second, (*ADJUSTED, "详见基础数据表")), "预算调整率") == _right(right)


# ---- 时点


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("9月底", "9"), ("截至12月31日", "12"), ("6月30日", "6"), ("1月31日", "1"), ("10月31日", "10"), ("2月28日", "2"), ("2月29日", "2"),
        ("2月30日", None), ("2月31日", None), ("11月31日", None), ("6月31日", None), ("9月31日", None), ("12月29日", None),
    ],
)  # fmt: skip
def test_days_that_there_are(text: str, month: str | None) -> None:
    day = UNTIL.fullmatch(text)
    assert (day["month"] if day else None) == month


@pytest.mark.parametrize(
    ("lead", "actual", "right"),
    [
        ("", None, "8.00"), ("", "截至9月底", "8.00"), ("", "截至12月底90%", None), ("", "全年支付90%", None), ("", "年底100%", None),
        ("以年底数为准，", None, None), ("以年末数为准，", None, None),
    ],
)  # fmt: skip
def test_a_day_and_what_the_row_says(lead: str, actual: str | None, right: str | None) -> None:
    second = f"{UNDER}1|既定支付进度（9月底）|75%|\n2|实际支付进度（9月底）|60%|"
    row = (*PAID[:3], f"{lead}{PAID[3]}", actual)
    assert score(book(second, row), "支付进度率") == _right(right)


@pytest.mark.parametrize(
    ("when", "actual", "right"),
    [
        ("6月底", None, None), ("6月底", "详见附表", None), ("6月底", "全年完成24项", None),
        ("12月底", None, "9.60"), ("12月31日", None, "9.60"),
    ],
)  # fmt: skip
def test_half_a_year_is_not_the_rate_of_the_year(
    when: str, actual: str | None, right: str | None
) -> None:
    second = f"{UNDER}1|计划工作数（{when}）|25|\n2|实际完成工作数（{when}）|24|"
    assert score(book(second, (*DONE, actual)), "实际完成率") == _right(right)


# ---- 复核表：没有采用的数，公式也不用

SET_ASIDE: dict[str, tuple[str, tuple[Any, ...], object, str]] = {
    "left out": (
        f"{UNDER}1|部门预算数|1000|\n2|预算调整数|40|\n3|其中：因落实国家政策产生的调整数|20|", (*ADJUSTED, "详见基础数据表"), 20, "10.00",
    ),
    "another unit": (f"{UNDER}1|计划工作数（件）|25|\n2|实际完成工作数（人）|24|", (*DONE, None), 30, "8.00"),
    "another notation": (f"{UNDER}1|既定支付进度（9月底）|75|\n2|实际支付进度（9月底）|60%|", (*PAID, None), 0.75, "8.00"),
}  # fmt: skip


def _drift(path: Path) -> dict[Any, Any]:
    """The formulas of a completed workbook that another program finds otherwise."""
    stored, anew = values(path), recalculate(path)
    return {
        place: (stored.get(place), anew.get(place))
        for place in formulas(path) if not same(stored.get(place), anew.get(place))
    }  # fmt: skip


@pytest.mark.parametrize("how", SET_ASIDE)
def test_another_program_takes_no_figure_that_was_set_aside(how: str, tmp_path: Path) -> None:
    second, row, typed, right = SET_ASIDE[how]
    first = score_bytes("某局2022.xlsx", to_bytes(book(second, row)), load_forms())
    assert records(first.indicators)[0]["score"] is None
    path = tmp_path / "first.xlsx"
    path.write_bytes(write_completed(first))
    assert _drift(path) == {}
    filled = load_workbook(path)
    filled["缺数清单"]["J5"] = typed
    held = BytesIO()
    filled.save(held)
    path.write_bytes(held.getvalue())
    assert recalculate(path)["指标表", "J5"] == float(right)
    again = score_bytes("某局2022_复核.xlsx", held.getvalue(), load_forms())
    assert records(again.indicators)[0]["score"] == Decimal(right)
    path.write_bytes(write_completed(again))
    assert _drift(path) == {}


def test_a_share_typed_in_hundreds_is_none() -> None:
    second, row, _, _ = SET_ASIDE["another notation"]
    first = score_bytes("某局2022.xlsx", to_bytes(book(second, row)), load_forms())
    filled = load_workbook(BytesIO(write_completed(first)))
    filled["缺数清单"]["J5"] = 75
    held = BytesIO()
    filled.save(held)
    again = score_bytes("某局2022_复核.xlsx", held.getvalue(), load_forms())
    assert records(again.indicators)[0]["score"] is None


def test_a_row_that_leaves_nothing_out_uses_its_own_cell(tmp_path: Path) -> None:
    """Two rows ask for 预算调整数, and only one of them leaves a part of it out."""
    second, row, _, _ = SET_ASIDE["left out"]
    plain = ("预算变动率", "", "预算变动率=（预算调整数/部门预算数）×100%。", ADJUSTED[3].replace("调整率", "变动率"), None)  # fmt: skip
    made_book = book(second, row, plain)
    assert score(made_book, "预算变动率") == Decimal("6.00")
    assert found(made_book, "预算调整率")["score"] is None
    path = tmp_path / "both.xlsx"
    path.write_bytes(
        write_completed(score_bytes("某局2022.xlsx", to_bytes(made_book), load_forms()))
    )
    assert _drift(path) == {}


# ---- 完成值按元填、指标值按万元写


def _beside(figure: object, target: str) -> bytes:
    beside = Workbook()
    sheet = beside.worksheets[0]
    sheet.title = "自评表"
    wording = "资金拨付到位占实施方案确定的资金比例（得分=资金到位率*分值）"
    for line in (
        ["2024年度部门整体支出绩效自评表"], ["填报单位：某某市水务局"],
        ["一级指标", "二级指标", "三级指标", "分值", "指标值", "完成值", "评分标准", "得分"],
        ["产出指标", "质量指标", "资金投入情况", 10, target, figure, wording, None],
    ):  # fmt: skip
        sheet.append(line)
    return to_bytes(beside)


@pytest.mark.parametrize(
    ("figure", "target", "right"),
    [
        ("8800元", "100万元", "0.09"), ("880000元", "100万元", "8.80"), ("300000元", "100万元", "3.00"), ("88万元", "100万元", "8.80"),
        ("30万元", "100万元", "3.00"), ("30", "100万元", None), (30, "100万元", None), ("1元", "100万元", None),
    ],
)  # fmt: skip
def test_money_in_another_unit_comes_back_the_same(
    figure: object, target: str, right: str | None
) -> None:
    first = score_bytes("某某市水务局.xlsx", _beside(figure, target), load_forms())
    again = score_bytes("某某市水务局_复核.xlsx", write_completed(first), load_forms())
    assert [records(each.indicators)[0]["score"] for each in (first, again)] == [_right(right)] * 2


@pytest.mark.parametrize(
    "how",
    ["a number under the name of a rate", "a number without a unit under the name of a rate"],
)
def test_a_rate_that_was_sent_for_a_number_counts(how: str) -> None:
    drawing, row = OPEN[how]
    first = score_bytes("某局2023.xlsx", to_bytes(drawn(drawing, row)), load_forms())
    filled = load_workbook(BytesIO(write_completed(first)))
    filled["缺数清单"]["J5"] = 0.9
    held = BytesIO()
    filled.save(held)
    again = score_bytes("某局2023_复核.xlsx", held.getvalue(), load_forms())
    scores = [records(each.indicators)[0]["score"] for each in (first, again)]
    assert scores == [None, Decimal("9.00")]
