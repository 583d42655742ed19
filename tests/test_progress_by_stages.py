"""支出进度率 by stages (半年进度：…前三季度进度：…), each rate with its name in one 完成值 cell; a column of formulas beside the 指标说明.

Wordings of the 部门整体支出绩效自评表 of 陕西 and of county forms.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from other_formats import html, opendocument, word, xml2003
from own_tables import FIRST, REST, Row, own_table
from recalc import recalculate, same, values
from workbooks import change, indicator, score, to_bytes

from sheetscore.model.outcome import Outcome, Status
from sheetscore.writers.completed import write_completed

NAME = "支出进度率"
HALVES = (
    "半年进度：进度率≥45%，得2分；进度率在40%（含）和45%之间，得1分；进度率＜40%，得0分。"
    "前三季度进度：进度率≥75%，得3分；进度率在60%（含）和75%之间，得2分；进度率＜60%，得0分。"
)
MONTHS = "6月底支出进度≥50%得4分，否则不得分；11月底支出进度≥90%得6分，否则不得分。两项得分相加。"


def one(criteria: str, done: object, points: int) -> Any:
    rest = Row("制度建设", REST.criteria, "已建立", points=100 - points, claim=0)
    return indicator(score(own_table(Row(NAME, criteria, done, points=points), rest)), NAME)


@pytest.mark.parametrize(
    ("criteria", "points", "done", "right"),
    [
        (HALVES, 5, "半年45%，前三季度75%", 5),
        (HALVES, 5, "半年75%，前三季度75%", 5),
        (HALVES, 5, "半年44.9%，前三季度75%", 4),
        (HALVES, 5, "半年40%；前三季度74.9%", 3),
        (HALVES, 5, "半年39.9%，前三季度60%", 2),
        (HALVES, 5, "半年进度：48.2%\n前三季度进度：59.9%", 2),
        (HALVES, 5, "前三季度75%，半年45%", 5),
        (MONTHS, 10, "6月底50%，11月底90%", 10),
        (MONTHS, 10, "6月底52.3%，11月底87%", 4),
        (MONTHS, 10, "6月底支出进度49.9%，11月底支出进度90%", 6),
        (MONTHS, 10, "6月底支出进度为49.9%，11月底支出进度为89.9%", 0),
        (MONTHS.removesuffix("两项得分相加。"), 10, "6月底50%，11月底89%", 4),
    ],
)
def test_each_stage_has_its_points(criteria: str, points: int, done: str, right: int) -> None:
    row = one(criteria, done, points)
    assert row.score == right, row.steps
    assert f"自评表!H{FIRST}" in "".join(row.steps)


@pytest.mark.parametrize(
    ("criteria", "points", "done"),
    [
        (HALVES, 5, "半年45%"),
        (HALVES, 5, "45%，75%"),
        (HALVES, 5, "半年45%，三季度75%"),
        (HALVES, 5, "半年45%，前三季度75%，全年98%"),
        (HALVES, 5, "半年45%，半年75%"),
        (HALVES, 5, "半年76%，前三季度75%"),
        (HALVES, 5, "半年-3%，前三季度75%"),
        (HALVES, 5, "半年45%，前三季度75%（含结转）"),
        (HALVES, 5, "半年约45%，前三季度75%"),
        (HALVES, 5, "半年未达45%，前三季度75%"),
        (HALVES, 5, "半年45，前三季度75"),
        (HALVES, 5, "98%"),
        (HALVES, 5, "半年45%，前三季度175%"),
        (MONTHS, 10, "6月底502%，11月底901%"),
        (MONTHS, 10, "6月底50%，12月底90%"),
        (MONTHS, 10, "5月底50%，11月底90%"),
        (MONTHS, 10, "6月底50%"),
        (MONTHS.replace("两项得分相加", "两项得分取高者"), 10, "6月底50%，11月底90%"),
        (MONTHS.replace("相加", "相加后乘以0.9"), 10, "6月底50%，11月底90%"),
        (HALVES.replace("得3分", "得4分"), 5, "半年45%，前三季度75%"),
        (f"原则上{HALVES}", 5, "半年45%，前三季度75%"),
    ],
)  # fmt: skip
def test_anything_else_is_no_figure_of_them(criteria: str, points: int, done: str) -> None:
    row = one(criteria, done, points)
    assert row.score is None
    assert row.status in (Status.MISSING, Status.JUDGED)


@pytest.mark.parametrize("how", ["xlsx", "xls-xml", "ods", "html", "docx"])
def test_in_every_format(how: str) -> None:
    book = staged()
    ways: dict[str, Callable[[Workbook], bytes]] = {
        "xlsx": to_bytes, "xls-xml": xml2003, "ods": opendocument, "html": html, "docx": word,
    }  # fmt: skip
    suffix = {"xls-xml": "xls"}.get(how, how)
    outcome = score(ways[how](book), f"某局2023.{suffix}")
    assert indicator(outcome, NAME).score == 4


def staged() -> Workbook:
    return own_table(Row(NAME, MONTHS, "6月底52.3%，11月底87%"), REST)


def test_another_program_finds_the_same(tmp_path: Path) -> None:
    written = tmp_path / "复核.xlsx"
    written.write_bytes(write_completed(score(staged())))
    before, after = values(written), recalculate(written)
    different = {
        at: (before[at], after.get(at)) for at in before if not same(before[at], after.get(at))
    }
    assert different == {}


# ------------------------------------------------------------------ the column of formulas
HEAD = (
    "一级指标", "二级指标", "三级指标", "分值", "指标值计算公式和数据获取方式", "指标说明", "评价标准", "完成值", "自评得分", "备注",
)  # fmt: skip
BASE = [
    ("部门整体支出绩效评价基础数据表",),
    ("项目", "单位", "数值"),
    ("应培训人数", "人", 80),
    ("实际培训人数", "人", 76),
]
TRAINED = "培训覆盖率≥100%得10分，每低1个百分点扣1分，扣完为止。"


def formulas_beside(
    formula: str, heading: str = HEAD[4], criteria: str = TRAINED, told: str = "培训情况"
) -> Outcome:
    head = (*HEAD[:4], heading, *HEAD[5:])
    line = Row("培训覆盖率", criteria, None, formula, told, claim=10)
    return score(own_table(line, REST, head=head, base=BASE))


@pytest.mark.parametrize(
    "heading",
    [
        "指标值计算公式和数据获取方式", "指标值计算公式", "计算公式", "指标计算公式", "计算公式及数据来源",
        "指标值\n计算公式", "计算公式（%）",
    ],
)  # fmt: skip
def test_a_formula_in_a_column_of_its_own_is_the_rows(heading: str) -> None:
    outcome = formulas_beside("培训覆盖率=实际培训人数/应培训人数×100%", heading)
    assert indicator(outcome, "培训覆盖率").score == 5


@pytest.mark.parametrize(
    ("formula", "heading"),
    [
        ("查阅培训签到表", HEAD[4]),
        ("培训覆盖率=实际培训人数/计划培训人数×100%", HEAD[4]),
        ("培训覆盖率=实际培训人数/应培训人数×100%", "上年计算公式"),
        ("培训覆盖率=实际培训人数/应培训人数×100%", "备注（公式）"),
    ],
)
def test_what_is_no_formula_of_the_row_gives_no_figure(formula: str, heading: str) -> None:
    assert indicator(formulas_beside(formula, heading), "培训覆盖率").score is None


def test_a_formula_that_the_explanation_contradicts_is_a_persons() -> None:
    other = "培训覆盖率=实际培训人数/在职人数×100%"
    outcome = formulas_beside("培训覆盖率=实际培训人数/应培训人数×100%", told=other)
    row = indicator(outcome, "培训覆盖率")
    assert row.score is None, row.steps


def test_a_formula_on_a_line_of_its_own_in_the_explanation() -> None:
    formula = "培训情况\n培训覆盖率=实际培训人数/应培训人数×100%"
    assert indicator(formulas_beside("", told=formula), "培训覆盖率").score == 5
    other = formula.replace("\n", "\n上年")
    assert indicator(formulas_beside("", told=other), "培训覆盖率").score is None


def test_the_same_formula_twice_is_one() -> None:
    formula = "培训覆盖率=实际培训人数/应培训人数×100%"
    assert indicator(formulas_beside(formula, told=formula), "培训覆盖率").score == 5


def test_an_own_text_as_formula_stays_a_text() -> None:
    """A cell =1+1 of the column is what the unit typed: nothing of it is calculated."""
    book = own_table(Row("培训覆盖率", TRAINED, None, None, "培训情况"), REST, head=HEAD, base=BASE)
    outcome = score(change(book, {f"自评表!E{FIRST}": "=1+1"}))
    assert indicator(outcome, "培训覆盖率").score is None


def test_points_are_exact() -> None:
    assert one(HALVES, "半年45.00%，前三季度74.999%", 5).score == Decimal(4)
