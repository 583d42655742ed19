"""评价标准要两个数的：和上年、全市平均、指标值相比，数在表上的照算，不在的写明缺哪一个。"""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from own_tables import REST, Row, own_table
from recalc import recalculate_all
from test_live_entries import differences, typed
from workbooks import rows, score

from sheetscore.model.outcome import Outcome, Status
from sheetscore.writers.completed import write_completed

BY_LAST = "不低于上年得满分，每低1个百分点扣1分，扣完为止。"
HEAD: tuple[object, ...] = ("项目", "单位", "数值")


def table(*listed: Sequence[object], head: Sequence[object] = HEAD) -> list[Sequence[object]]:
    """A 基础数据表 drawn as a list."""
    return [("部门整体支出绩效评价基础数据表",), tuple(head), *listed, ("年末在职人数", "人", 20), ("编制数", "人", 22), ("公用经费决算数", "万元", 5)]  # fmt: skip


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
    assert "自评表!H4" in told and "基础数据表!C3" in told
    assert "'自评表'!H4" in row.excel and "'基础数据表'!C3" in row.excel


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
