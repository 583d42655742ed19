"""评价标准要两个数的：和上年、全市平均、指标值相比，数在表上的照算，不在的写明缺哪一个。"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from other_formats import html, opendocument, word, xml2003
from own_tables import REST, Row, own_table
from recalc import recalculate_all
from test_live_entries import differences, typed
from workbooks import rows, score, to_bytes

from sheetscore.model.outcome import Outcome, Status
from sheetscore.writers.completed import write_completed

BY_LAST = "不低于上年得满分，每低1个百分点扣1分，扣完为止。"
HEAD: tuple[object, ...] = ("项目", "单位", "数值")


def table(*listed: Sequence[object], head: Sequence[object] = HEAD) -> list[Sequence[object]]:
    """A 基础数据表 drawn as a list."""
    others = (("年末在职人数", "人", 20), ("编制数", "人", 22), ("公用经费决算数", "万元", 5))
    return [("部门整体支出绩效评价基础数据表",), tuple(head), *listed, *others]


def one(outcome: Outcome) -> Any:
    return rows(outcome.indicators)[0]


def against(
    criteria: str,
    *listed: Sequence[object],
    name: str = "群众满意度",
    done: object = "88.5%",
    **cells: Any,
) -> Any:
    return one(score(own_table(Row(name, criteria, done, **cells), REST, base=table(*listed))))


@pytest.mark.parametrize(
    ("last", "expected"), [(0.90, 9), (0.885, 10), (0.8851, 10), (0.87, 10), (0.95, 4)]
)
def test_not_below_last_year_with_a_step(last: float, expected: int) -> None:
    """88.5%：比 90% 低 1.5 个百分点，满一档扣 1 分；比 95% 低 6.5，扣 6 分。"""
    row = against(BY_LAST, ("上年群众满意度", "%", f"{last:.2%}"))
    assert (row.score, row.missing) == (expected, ())
    assert any("上年群众满意度" in each for each in row.inputs[1:] and row.steps)


def test_both_figures_stand_in_the_steps_and_in_the_formula_with_their_cells() -> None:
    row = against(BY_LAST, ("上年群众满意度", "%", "90%"))
    told = "".join(row.steps)
    assert all(cell in told for cell in ("自评表!H4", "基础数据表!C3"))
    assert all(cell in row.excel for cell in ("'自评表'!H4", "'基础数据表'!C3"))


def test_without_last_years_figure_it_is_missing_by_name() -> None:
    row = against(BY_LAST)
    assert (row.score, row.status) == (None, Status.MISSING)
    (gap,) = row.missing
    assert (gap.term, gap.item, gap.measure, gap.year) == ("上年群众满意度", "群众满意度", "完成值", -1)  # fmt: skip


def test_the_average_of_all_is_asked_for_in_the_words_of_the_wording() -> None:
    text = "达到全市平均增长率得10分，每低0.1个百分点扣1分，扣完为止"
    name = "地区生产总值增长率"
    row = against(text, name=name, done="5.2%")
    assert [each.term for each in row.missing] == ["全市平均增长率"]
    row = against(text, ("全市平均增长率", "%", "5.5%"), name=name, done="5.2%")
    assert row.score == Decimal(7)


# -------------------------------------------------------------------- asked for, filled in, recalculated
GROWTH = Row("地区生产总值增长率", "达到全市平均增长率得10分，每低0.1个百分点扣1分，扣完为止", "5.2%")  # fmt: skip
LETTERS = Row("信访件数", "较上年下降5%以上得10分，下降不足5%得5分，持平或上升不得分", "93件")
OPEN = [Row(criteria=BY_LAST), GROWTH, LETTERS, Row("其他", "①有制度，10分；②执行，60分。", "已建立", points=70, claim=70)]  # fmt: skip


def test_the_list_asks_for_each_second_figure_and_a_filled_one_scores(tmp_path: Path) -> None:
    """群众满意度 88.5% 比上年 90% 低 1.5 个百分点；增长率低 0.3 个百分点；信访 93 件比 100 件少 7%。"""
    outcome = score(own_table(*OPEN, base=table()))
    data = write_completed(outcome)
    asked = load_workbook(io.BytesIO(data))["缺数清单"]
    names = {asked.cell(row, 2).value: row for row in range(4, 12)}
    assert {"上年群众满意度", "全市平均增长率", "上年信访件数"} <= names.keys()
    for name, value in (("上年群众满意度", 0.9), ("全市平均增长率", 0.055), ("上年信访件数", 100)):
        data = typed(data, f"缺数清单!J{names[name]}", value)
    back = score(data, "某局-2023_复核.xlsx")
    assert [row.score for row in rows(back.indicators)][:3] == [9, 7, 10]
    path = tmp_path / "某局-2023_复核.xlsx"
    path.write_bytes(data)
    assert differences(back, recalculate_all([path])[0]) == []


def test_what_is_at_hand_scores_the_same_in_another_program(tmp_path: Path) -> None:
    listed = (
        ("上年群众满意度", "%", 92),
        ("全市平均增长率", "%", "5.5%"),
        ("上年信访件数", "件", 95),
    )
    outcome = score(own_table(*OPEN, base=table(*listed)))
    assert [row.score for row in rows(outcome.indicators)][:3] == [7, 7, 5]
    path = tmp_path / "某局-2023_复核.xlsx"
    path.write_bytes(write_completed(outcome))
    assert differences(outcome, recalculate_all([path])[0]) == []


# -------------------------------------------------------------------- two conditions, several rates
BOTH = "满意度≥90%且不低于上年得满分；满足一项得5分；均不满足不得分。"


@pytest.mark.parametrize(
    ("done", "last", "expected"),
    [
        ("91%", "90%", 10),
        ("90%", "90%", 10),
        ("91%", "92%", 5),
        ("89%", "88%", 5),
        ("89%", "90%", 0),
    ],
)
def test_two_conditions_over_the_same_figure_and_last_years(done: str, last: str, expected: int) -> None:  # fmt: skip
    assert against(BOTH, ("上年群众满意度", "%", last), done=done).score == expected


def test_two_conditions_with_last_year_and_the_budget() -> None:
    """4.9 万元不高于上年 5 万元，也不高于预算 4.95 万元；高于其中一个就不得分。"""
    text = "不高于上年且不高于预算得10分，否则不得分"
    for done, expected in (("4.9万元", 10), ("4.97万元", 0), ("5.1万元", 0)):
        row = against(
            text, ("上年三公经费支出", "万元", 5), ("三公经费预算数", "万元", 4.95),
            name="三公经费支出", done=done,
        )  # fmt: skip
        assert row.score == expected, row.steps
    row = against(text, ("上年三公经费支出", "万元", 5), name="三公经费支出", done="4.9万元")
    assert [each.term for each in row.missing] == ["三公经费预算数"]


RATES = "资金到位率达到100%得4分，每低1个百分点扣0.1分；到位及时率≥90%得6分，否则不得分"


@pytest.mark.parametrize(
    ("rates", "expected"), [(("100%", "90%"), 10), (("98.5%", "95%"), "9.9"), (("98%", "89.9%"), "3.8")]
)  # fmt: skip
def test_several_rates_in_one_cell_with_points_each(rates: tuple[str, str], expected: object) -> None:  # fmt: skip
    """98.5% 差 1.5 个百分点，扣 1 档 0.1 分：3.9＋6；98% 得 3.8 分，及时率不到 90% 不得分。"""
    listed = (("资金到位率", "%", rates[0]), ("到位及时率", "%", rates[1]))
    row = against(RATES, *listed, name="资金到位", done="已到位")
    assert row.score == Decimal(str(expected))
    assert all(cell in row.excel for cell in ("'基础数据表'!C3", "'基础数据表'!C4"))


def test_the_started_step_of_one_of_the_rates_gives_the_span() -> None:
    listed = (("资金到位率", "%", "98.5%"), ("到位及时率", "%", "95%"))
    row = against(RATES, *listed, name="资金到位", done=None)
    assert (row.low, row.score, row.high) == (Decimal("9.8"), Decimal("9.9"), Decimal("9.9"))


def test_a_rate_that_is_not_there_is_named() -> None:
    row = against(RATES, ("资金到位率", "%", "98.5%"), name="资金到位", done=None)
    assert (row.status, [each.term for each in row.missing]) == (Status.JUDGED, ["到位及时率"])


def test_a_row_whose_rates_are_not_there_is_scored_by_a_person_or_by_the_figures(tmp_path: Path) -> None:  # fmt: skip
    """汇总里有评定得分一格，缺数清单里有两个率；填哪样都有得分，两样都填的按算出的。"""
    lines = (Row("资金到位", RATES, "已到位", claim=10), REST)
    before = score(own_table(*lines, base=table()))
    data = write_completed(before)
    path = tmp_path / "某局-2023_复核.xlsx"

    def sent_back(data: bytes) -> Any:
        back = score(data, "某局-2023_复核.xlsx")
        path.write_bytes(data)
        cells = recalculate_all([path])[0]
        assert differences(back, cells) == []
        assert cells["计算过程", "G5"] == one(back).status.label
        return one(back)

    row = sent_back(data)
    assert (row.score, row.status, len(row.missing)) == (None, Status.JUDGED, 2)
    book = load_workbook(io.BytesIO(data))
    found = {cell.value: cell.row for column in book["缺数清单"].iter_cols(2, 2) for cell in column}
    head = next(c for r in book["汇总"].iter_rows() for c in r if c.value == "评定得分")
    given = f"汇总!{head.column_letter}{head.row + 1}"
    by_hand = sent_back(typed(data, given, 7))
    assert (by_hand.score, by_hand.assessed, len(by_hand.missing)) == (7, 7, 2)
    for name, value in (("资金到位率", 0.985), ("到位及时率", 0.95)):
        data = typed(data, f"缺数清单!J{found[name]}", value)
    assert sent_back(data).score == Decimal("9.9")
    assert sent_back(typed(data, given, 7)).score == Decimal("9.9")


def test_what_is_not_said_of_one_of_the_rates_goes_to_a_person() -> None:
    """及时率低于 90% 得几分没有写；“否则不得分”说的是一项还是各项也分不清。"""
    for tail in ("", "，否则不得分"):
        listed = (("资金到位率", "%", "100%"), ("到位及时率", "%", "95%"))
        text = f"资金到位率≥100%得4分，到位及时率≥90%得6分{tail}"
        assert against(text, *listed, name="资金到位", done=None).score == 10
        low = (("资金到位率", "%", "100%"), ("到位及时率", "%", "85%"))
        row = against(text, *low, name="资金到位", done=None)
        assert (row.score, row.status) == (None, Status.JUDGED)


def test_composites_score_the_same_in_another_program(tmp_path: Path) -> None:
    lines = [
        Row("资金到位", RATES, None), Row("群众满意度", BOTH, "91%"),
        Row("三公经费支出", "不高于上年且不高于预算得10分，否则不得分", "4.9万元"),
        Row("项目验收", "验收率≥100%得4分，及时率≥90%得6分", None), Row("其他", REST.criteria, "已建立", points=60, claim=60),
    ]  # fmt: skip
    listed = (
        ("资金到位率", "%", "98.5%"), ("到位及时率", "%", "95%"), ("上年群众满意度", "%", "92%"), ("上年三公经费支出", "万元", 5),
        ("三公经费预算数", "万元", 4.95), ("验收率", "%", "100%"), ("及时率", "%", "85%"),
    )  # fmt: skip
    outcome = score(own_table(*lines, base=table(*listed)))
    found = [row.score for row in rows(outcome.indicators)]
    assert found[:3] == [Decimal("9.9"), 5, 10]
    path = tmp_path / "某局-2023_复核.xlsx"
    path.write_bytes(write_completed(outcome))
    assert differences(outcome, recalculate_all([path])[0]) == []


# -------------------------------------------------------------------- which figure it is
def listed_only(*listed: Sequence[object], criteria: str, **cells: Any) -> Any:
    """A list of nothing but these rows."""
    rows_ = [("基础数据",), HEAD, *listed]
    name, done = cells.pop("name", "群众满意度"), cells.pop("done", "88.5%")
    return one(score(own_table(Row(name, criteria, done, **cells), REST, base=rows_)))


def test_a_list_is_known_by_the_names_that_a_wording_with_a_second_figure_asks_for() -> None:
    text = "不低于全市平均水平得10分，否则不得分"
    listed = (("全市平均满意度", "%", "80%"), ("群众满意度（全市平均）", "%", "88%"))
    assert listed_only(*listed, criteria=text).score == 10
    rates = (("资金到位率", "%", "98.5%"), ("到位及时率", "%", "95%"))
    assert listed_only(*rates, criteria=RATES, name="资金到位", done=None).score == Decimal("9.9")


@pytest.mark.parametrize(
    "name",
    [
        "上年群众满意度",
        "去年群众满意度",
        "2022年群众满意度",
        "群众满意度（上年）",
        "上年度群众满意度",
    ],
)
def test_names_of_last_years_figure(name: str) -> None:
    assert against(BY_LAST, (name, "%", "90%")).score == 9


@pytest.mark.parametrize(
    "name",
    ["2021年群众满意度", "群众满意度（上年同期）", "上年家长满意度", "上年群众满意度目标", "上半年群众满意度", "前年群众满意度"],
)  # fmt: skip
def test_names_of_another_figure(name: str) -> None:
    row = against(BY_LAST, (name, "%", "90%"))
    assert (row.score, row.status) == (None, Status.MISSING)


def test_last_years_column_of_the_row_s_own_name() -> None:
    head = ("项目", "单位", "本年数", "上年数")
    listed = table(("群众满意度", "%", "88.5%", "90%"), head=head)
    for done in ("88.5%", None):
        assert one(score(own_table(Row(criteria=BY_LAST, done=done), REST, base=listed))).score == 9


def test_two_figures_of_last_year_that_differ_are_not_used() -> None:
    row = against(BY_LAST, ("上年群众满意度", "%", "90%"), ("2022年群众满意度", "%", "91%"))
    assert (row.score, row.status) == (None, Status.MISSING)
    assert "不相等" in "".join(row.steps)


@pytest.mark.parametrize(("unit", "last"), [("万元", 100), ("人", 100), ("%", "95%")])
def test_a_second_figure_in_another_unit_is_not_used(unit: str, last: object) -> None:
    row = against(LETTERS.criteria, ("上年信访件数", unit, last), name="信访件数", done="93件")
    assert (row.score, row.status) == (None, Status.MISSING)


def test_a_bare_number_for_a_rate_is_not_used() -> None:
    row = against(BY_LAST, ("上年群众满意度", "", 0.9))
    assert (row.score, row.status) == (None, Status.MISSING)


def test_a_second_figure_of_0_or_below_is_no_base_of_a_change() -> None:
    text = "较上年增长5%以上得10分，每低1个百分点扣1分"
    for last in (0, -3):
        row = against(text, ("上年税收收入", "万元", last), name="税收收入", done="103万元")
        assert (row.score, row.status) == (None, Status.JUDGED)


def test_a_short_name_that_another_row_speaks_of_has_to_be_written_out() -> None:
    """两行都说“全市平均增长率”，表上只有一个：不知道是哪一个的。"""
    text = "达到全市平均增长率得10分，每低0.1个百分点扣1分，扣完为止"
    lines = (Row("地区生产总值增长率", text, "5.2%"), Row("财政收入增长率", text, "5.2%"), REST)
    short = score(own_table(*lines, base=table(("全市平均增长率", "%", "5.5%"))))
    assert [row.score for row in rows(short.indicators)][:2] == [None, None]
    assert [row.missing[0].term for row in rows(short.indicators)[:2]] == [
        "全市平均地区生产总值增长率", "全市平均财政收入增长率",
    ]  # fmt: skip
    full = table(
        ("全市平均地区生产总值增长率", "%", "5.5%"), ("全市平均财政收入增长率", "%", "5.3%")
    )
    assert [row.score for row in rows(score(own_table(*lines, base=full)).indicators)][:2] == [7, 9]


@pytest.mark.parametrize(
    ("name", "criteria", "done", "goal", "expected"),
    [
        ("投诉率", "不高于指标值得满分，每高1个百分点扣1分", "6.5%", "≤5%", 9),
        ("投诉率", "不高于指标值得满分，每高1个百分点扣1分", "6.5%", "≥5%", None),
        ("群众满意度", "达到指标值得满分，每低1个百分点扣1分", "88.5%", "90%", 9),
        ("典型案例数", "完成指标值得满分，每低10%扣1分", 9, 10, 9),
        ("典型案例数", "达到指标值得满分，每少1件扣1分", 9, 10, 9),
        ("典型案例", "达到指标值得满分，每少1件扣1分", "9件", "10件", 9),
        ("典型案例", "达到指标值得满分，每少1件扣1分", "9件", "10个", None),
        ("项目成本", "不超过目标值得满分，每超5%扣1分", "105万元", "≤100万元", 9),
        ("项目成本", "不超过目标值得满分，每超5%扣1分", "1050000元", "≤100万元", 9),
        ("项目成本", "不超过目标值得满分，每超5%扣1分", 105, "≤100万元", 9),
        ("项目成本", "不超过目标值得满分，每超5%扣1分", "105万元", "≤100", None),
    ],
)
def test_the_target_of_the_row_as_the_second_figure(
    name: str, criteria: str, done: object, goal: object, expected: object
) -> None:
    row = against(criteria, name=name, done=done, goal=goal)
    assert row.score == expected, row.steps
    assert expected is None or "自评表!E4" in "".join(row.steps)


def test_the_execution_rate_against_last_year_caps_no_total() -> None:
    """预算执行率 95%，比上年 97% 低 2 个百分点；相差的 -2% 不是执行率。"""
    row = against(BY_LAST, ("上年预算执行率", "%", "97%"), name="预算执行率", done="95%")
    assert row.score == 8


def test_several_rates_written_into_one_cell_are_left_to_a_person() -> None:
    row = against(RATES, name="资金到位", done="到位率100%，及时率95%")
    assert (row.score, row.status, row.missing) == (None, Status.JUDGED, ())
    assert "到位率100%，及时率95%" in "".join(row.steps)


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (to_bytes, "某局-2023.xlsx"),
        (xml2003, "某局-2023.xml"),
        (html, "某局-2023.xls"),
        (word, "某局-2023.docx"),
        (opendocument, "某局-2023.ods"),
    ],
)
def test_the_same_in_every_format(write: Callable[[Workbook], bytes], name: str) -> None:
    lines = [
        Row(criteria=BY_LAST), LETTERS, Row("资金到位", RATES, None),
        Row("投诉率", "不高于指标值得满分，每高1个百分点扣1分", "6.5%", "≤5%"),
        Row("其他", REST.criteria, "已建立", points=60, claim=60),
    ]  # fmt: skip
    listed = (
        ("上年群众满意度", "%", "90%"), ("上年信访件数", "件", 100), ("资金到位率", "%", "98.5%"), ("到位及时率", "%", "95%"),
    )  # fmt: skip
    outcome = score(write(own_table(*lines, base=table(*listed))), name)
    found = [row.score for row in rows(outcome.indicators)]
    assert found[:4] == [9, 10, Decimal("9.9"), 9], [row.steps for row in rows(outcome.indicators)]


def test_a_figure_sent_for_one_in_another_unit_or_two_that_differ_is_used(tmp_path: Path) -> None:
    lines = [Row(criteria=BY_LAST), LETTERS, Row("其他", REST.criteria, "已建立", points=80, claim=80)]  # fmt: skip
    listed = (
        ("上年群众满意度", "%", "90%"), ("2022年群众满意度", "%", "91%"), ("上年信访件数", "万元", 100),
    )  # fmt: skip
    data = write_completed(score(own_table(*lines, base=table(*listed))))
    asked = load_workbook(io.BytesIO(data))["缺数清单"]
    names = {asked.cell(row, 2).value: row for row in range(4, 12)}
    for name, value in (("上年群众满意度", 0.9), ("上年信访件数", 95)):
        data = typed(data, f"缺数清单!J{names[name]}", value)
    back = score(data, "某局-2023_复核.xlsx")
    assert [row.score for row in rows(back.indicators)][:2] == [9, 5]
    path = tmp_path / "某局-2023_复核.xlsx"
    path.write_bytes(data)
    assert differences(back, recalculate_all([path])[0]) == []
