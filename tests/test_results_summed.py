"""完成值分几部分写的（上半年12期、下半年13期；A区80人，B区82人，C区85人）：各部分合起来就是全部的才相加；金额、率在一句话里的；单价。"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from recalc import recalculate, same, values
from target_tables import Aim, aims
from test_several_forms import FORMATS
from workbooks import findings, forms, indicator, score

from sheetscore.unit import score_bytes
from sheetscore.writers.completed import write_completed


def row(name: str, target: str, done: str) -> Any:
    found = score(aims(Aim(target, done, 10, name=name), Aim("≥1场", "1场", 80)))
    return indicator(found, name)


SUMS = [
    ("公益培训班期数", "≥50期", "春季班12期、秋季班13期", "5"),
    ("公益培训班期数", "≥50期", "上半年12期，下半年13期", "5"),
    ("公益培训班期数", "≥50期", "上半年举办培训班12期，下半年举办培训班13期，培训1200人", "5"),
    ("公益培训班期数", "≥50期", "共25期（上半年12期、下半年13期）", "5"),
    ("公益培训班期数", "≥50期", "线上12期，线下13期", "5"),
    ("公益培训班期数", "≥50期", "1-6月12期，7-12月13期", "5"),
    ("检查次数", "≥24次", "一季度3次，二季度3次，三季度3次，四季度3次", "5"),
    ("检查次数", "≥24次", "第一季度3次；第二季度3次；第三季度3次；第四季度3次。", "5"),
    ("养老护理员培训", "≥494人", "分三期，分别培训80人、82人、85人", "5"),
    ("养老护理员培训", "≥494人", "分3期培训80人、82人、85人", "5"),
    ("养老护理员培训", "≥494人", "第一期80人，第二期82人，第三期85人", "5"),
    ("养老护理员培训", "≥494人", "A区80人，B区82人，C区85人", "5"),
    ("养老护理员培训", "≥494人", "共培训247人，其中东城区80人，西城区82人，开发区85人", "5"),
    ("养老护理员培训", "≥494人", "初级班80人，中级班82人，高级班85人", "5"),
    ("新建公厕数量", "≥10座", "甲镇3座、乙镇2座", "5"),
    ("铺设管网长度", "≥50公里", "一标段12.5公里，二标段12.5公里", "5"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "target", "done", "points"), SUMS)
def test_parts_that_make_up_the_whole_are_added(
    name: str, target: str, done: str, points: str
) -> None:
    """12＋13＝25，80＋82＋85＝247：正好是指标值的一半。"""
    found = row(name, target, done)
    assert found.score == Decimal(points), found.steps


NO_SUMS = [
    ("公益培训班期数", "≥24期", "上半年12期"),
    ("公益培训班期数", "≥24期", "上半年12期，下半年约13期"),
    ("公益培训班期数", "≥24期", "上半年12期，下半年13场"),
    ("公益培训班期数", "≥24期", "上半年12期，全年25期"),
    ("公益培训班期数", "≥24期", "共26期（上半年12期、下半年13期）"),
    ("公益培训班期数", "≥24期", "去年12期，今年13期"),
    ("公益培训班期数", "≥24期", "1-6月12期，8-12月13期"),
    ("检查次数", "≥12次", "一季度3次，二季度3次，三季度3次"),
    ("检查次数", "≥12次", "每季度3次"),
    ("养老护理员培训", "≥240人", "分三期，分别培训80人、82人"),
    ("养老护理员培训", "≥240人", "80人、82人、85人"),
    ("养老护理员培训", "≥240人", "培训3期，每期80人"),
    ("养老护理员培训", "≥240人", "第一期80人，第三期85人"),
    ("养老护理员培训", "≥240人", "全县247人，A县80人"),
    ("养老护理员培训", "≥240人", "A区80人，其中B区82人未结业"),
    ("养老护理员培训", "≥240人", "计划240人，A区80人"),
    ("新建公厕数量", "≥6座", "新建3座、改造3座"),
    ("新建公厕数量", "≥6座", "城关镇3座、东门社区3座"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "target", "done"), NO_SUMS)
def test_parts_that_may_not_be_all_are_for_a_person(name: str, target: str, done: str) -> None:
    assert row(name, target, done).score is None


IN_WORDS = [
    # 一句话里只有一个和指标值同单位的数
    ("减少洪涝灾害直接经济损失", "≥500万元", "减少损失450万元", "9"),
    ("减少洪涝灾害直接经济损失", "≥500万元", "减少经济损失0.045亿元", "9"),
    ("完成投资额", "≥500万元", "完成投资450万元，新建泵站2座", "9"),
    ("购置筛查设备", "≥5台（套）", "完成筛查设备购置4台（套）", "8"),
    ("举办群众文化活动", "≥40场次", "举办36场，惠及群众2.1万人次", "9"),
    ("养老助餐服务人次", "≥26万人次", "23.4万", "9"),
    # 同一个数的两种叫法
    ("举办群众文化活动", "≥40场", "36场次", "9"),
    ("购置筛查设备", "≥5台（套）", "4台", "8"),
    ("购置筛查设备", "≥5台", "4台套", "8"),
    ("抽检批次", "≥40批次", "36批", "9"),
    # 每人、每场花多少
    ("人均筛查成本", "≤145元/人", "145元", "10"),
    ("人均筛查成本", "≤145元/人", "人均145元", "10"),
    ("单场活动成本", "≤0.6万元/场", "0.66万元", "9"),
    # 率
    ("群众满意度", "≥95%", "满意度达到90.25%", "9.50"),
    ("群众满意度", "≥95%", "群众满意度为90.25%，较上年提高2个百分点", "9.50"),
    ("雨量站设施完好率", "≥95%", "设施完好率90.25%", "9.50"),
    ("电费较上年下降", "≥4%", "较上年下降3.8%", "9.50"),
    ("接待游客增长率", "≥4%", "接待120万人次，同比增长3.8%", "9.50"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "target", "done", "points"), IN_WORDS)
def test_one_figure_counted_as_the_target_among_words(
    name: str, target: str, done: str, points: str
) -> None:
    found = row(name, target, done)
    assert found.score == Decimal(points), found.steps


NOT_IN_WORDS = [
    ("减少洪涝灾害直接经济损失", "≥500万元", "经济损失450万元"),
    ("减少洪涝灾害直接经济损失", "≥500万元", "减少损失约450万元"),
    ("减少洪涝灾害直接经济损失", "≥500万元", "减少损失450万元，投入620万元"),
    ("完成投资额", "≥500万元", "总投资1200万元，完成450万元"),
    ("完成投资额", "≥500万元", "上年完成投资450万元"),
    ("完成投资额", "≥500万元", "到位资金450万元"),
    ("举办群众文化活动", "≥40场", "36次"),
    ("培训人次", "≥40人次", "36人"),
    ("培训人数", "≥40人", "36人次"),
    ("购置筛查设备", "≥5台（套）", "4套"),
    ("人均筛查成本", "≤145元/人", "总成本1450元"),
    ("人均筛查成本", "≤145元/人", "14.5万元"),
    ("培训成本", "≤300元/人", "280元"),
    ("单场活动成本", "≤0.6万元/场", "23.04万元"),
    ("单场活动成本", "≤0.6万元/场", "36场，共23.04万元"),
    ("群众满意度", "≥90%", "满意度约96.5%"),
    ("群众满意度", "≥90%", "满意度超过96.5%"),
    ("群众满意度", "≥90%", "较上年提高2个百分点"),
    ("群众满意度", "≥90%", "基本满意率96.5%"),
    ("验收合格率", "≥95%", "一次验收合格率96.2%"),
    ("按时办结率", "≥95%", "办结率96.2%"),
    ("电费较上年下降", "≥3%", "较上年上升3.85%"),
    ("接待游客增长率", "≥3%", "环比增长3.85%"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "target", "done"), NOT_IN_WORDS)
def test_a_figure_that_may_be_of_something_else_is_for_a_person(
    name: str, target: str, done: str
) -> None:
    assert row(name, target, done).score is None


BOOK = aims(
    Aim("≥30期", "春季班12期、秋季班13期", 10, 10, name="公益培训班期数"),
    Aim("≥500万元", "减少损失450万元", 10, 9, name="减少洪涝灾害直接经济损失", level2="经济效益指标"),
    Aim("≤145元/人", "人均145元", 10, 10, name="人均筛查成本", level2="成本指标"),
    Aim("≥95%", "满意度达到90.25%", 60, 57, name="群众满意度", level2="满意度指标"),
)  # fmt: skip
SCORES = {"公益培训班期数": "8.33", "减少洪涝灾害直接经济损失": "9", "人均筛查成本": "10", "群众满意度": "57"}  # fmt: skip


@pytest.mark.parametrize("kind", FORMATS)
def test_in_every_format(kind: str) -> None:
    found = score_bytes(f"某局-2022.{kind}", FORMATS[kind](BOOK), forms())
    assert {name: indicator(found, name).score for name in SCORES} == {
        name: Decimal(points) for name, points in SCORES.items()
    }


def test_what_was_read_is_told() -> None:
    told = {each.cell: each for each in findings(score(BOOK), "B01")}
    assert {each.level for each in told.values()} == {"info"}
    assert "按 25 期 读" in told["E11"].message


def test_the_completed_workbook_says_the_same_when_it_is_calculated_anew(tmp_path: Path) -> None:
    path = tmp_path / "done.xlsx"
    path.write_bytes(write_completed(score(BOOK)))
    stored, again = values(path), recalculate(path)
    assert {k: (v, again.get(k)) for k, v in stored.items() if not same(v, again.get(k))} == {}
    assert 8.33 in stored.values()
