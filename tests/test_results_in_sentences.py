"""A 完成值 told in a sentence (全年举办培训11场，培训3600人次): the one figure counted as the target is, with the row's own words at it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from own_tables import DONE, REST, Row, own_table
from target_tables import Aim, aims
from test_several_forms import FORMATS
from workbooks import findings, forms, indicator, score

from sheetscore.unit import score_bytes

SHARE = "达到目标值得满分；未达到的，得分=实际完成值/目标值×10分。"
EACH = "达到目标值得满分；每少1场扣2分，扣完为止。"


def row(name: str, goal: str, done: str, criteria: str = SHARE) -> Any:
    found = score(own_table(Row(name, criteria, done, goal=goal), REST), "某局-2023.xlsx")
    return indicator(found, name)


READ = [
    ("业务培训场次", "12场", "完成12场，覆盖3600人", EACH, "10"),
    ("业务培训场次", "≥12场", "全年共举办业务培训11场，培训3600人次", EACH, "8"),
    ("业务培训场次", "≥12场", "全年共举办业务培训１１场、培训3600人次。", EACH, "8"),
    ("培训人次", "≥3000人次", "举办培训12场，培训2900人次", SHARE, "9.67"),
    ("执法检查家次", "1500家次", "检查1386家次", SHARE, "9.24"),
    ("新建公厕数量", "6座", "已建成6座并投入使用", SHARE, "10"),
    ("新建公厕数量", "6座", "11月完成5座", SHARE, "8.33"),
    ("改造户数", "200户", "改造190户，较上年增加20户", SHARE, "9.5"),
    ("新建公厕数量", "6座", "完成投资600万元，建成5座", SHARE, "8.33"),
    ("老旧小区改造户数", "≥1200户", "完成改造1180户、23栋", SHARE, "9.83"),
    ("老旧小区改造户数", "≥1200户", "计划改造1200户，实际完成1180户", SHARE, "9.83"),
    ("铺设管网长度", "≥24公里", "铺设管网23.5公里，新建泵站2座", SHARE, "9.79"),
    ("受益农户数", "≥3200户", "覆盖8个村，受益农户3360户", SHARE, "10"),
    ("改造提灌泵站数量", "6座", "完成5座，\n另1座正在施工", SHARE, "8.33"),
    ("业务培训场次", "≥24场", "上半年5场，下半年7场", SHARE, "5"),
    ("业务培训场次", "≥24场次", "共12场（上半年5场，下半年7场）", SHARE, "5"),
    ("培训人数", "≥494人", "A区80人，B区82人，C区85人", SHARE, "5"),
    ("减少直接经济损失", "≥500万元", "减少损失450万元", SHARE, "9"),
    ("完成投资额", "≥5亿元", "完成投资45000万元，新建泵站2座", SHARE, "9"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "goal", "done", "criteria", "points"), READ)
def test_the_row_s_own_figure_of_a_sentence_scores(
    name: str, goal: str, done: str, criteria: str, points: str
) -> None:
    found = row(name, goal, done, criteria)
    assert found.score == Decimal(points), found.steps


REFUSED = [
    ("改造户数", "200户", "改造200户，较上年增加20户未完工"),
    ("公厕建设数量", "12座", "建设12座，比上年增加3座在建"),
    ("旅游总收入", "45亿元", "1月旅游总收入4亿元"),
    ("旅游收入增长额", "2亿元", "旅游收入43.65亿元，比上年减少0.9亿元"),
    ("旅游总收入", "45亿元", "旅游总收入43.65亿元，上年44.55亿元"),
    ("旅游接待人次", "620万人次", "旅游接待600万场"),
    ("新建公厕数量", "6座", "完成6座，其中2座在建"),
    ("新建公厕数量", "6座", "完成6座，改造2座"),
    ("新建公厕数量", "6座", "改造6座"),
    ("新建公厕数量", "6座", "截至11月完成6座"),
    ("新建公厕数量", "6座", "1-11月完成6座"),
    ("新建公厕数量", "6座", "累计建成6座，投资600万元"),
    ("新建公厕数量", "6座", "2022年新建6座，投资600万元"),
    ("新建公厕数量", "6座", "上年建成6座，投资600万元"),
    ("新建公厕数量", "6座", "建成约6座，投资600万元"),
    ("新建公厕数量", "6座", "建成6座，未验收"),
    ("新建公厕数量", "6座", "开工6座，投资600万元"),
    ("新建公厕数量", "6座", "完成6座，完成率90%"),
    ("新建公厕数量", "6座", "完成5座，另2座正在施工"),
    ("新建公厕数量", "6座", "完成工程量的80%，另1座正在施工"),
    ("老旧小区改造户数", "≥1200户", "计划改造1300户，实际完成1180户"),
    ("培训人次", "≥3000人次", "线上培训2900人次，线下20场"),
    ("办理案件数", "≥1200件", "办理案件1260件，结案1190件"),
    ("培训人次", "≥3000人次", "举办培训12场"),
    ("业务培训场次", "≥12场", "上半年12场"),
    ("减少直接经济损失", "≥500万元", "直接经济损失450万元"),
    ("完成投资额", "≥500万元", "总投资900万元，完成450万元"),
    ("完成投资额", "≥500万元", "累计完成投资450万元"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "goal", "done"), REFUSED)
def test_a_sentence_that_may_say_another_figure_is_for_a_person(
    name: str, goal: str, done: str
) -> None:
    assert row(name, goal, done).score is None


def test_what_was_read_is_told() -> None:
    book = own_table(Row("业务培训场次", EACH, "完成12场，覆盖3600人", goal="12场"), REST)
    told = findings(score(book, "某局-2023.xlsx"), "B01")
    assert [(each.level, each.cell) for each in told] == [("info", DONE)]
    assert "按 12 场 读" in told[0].message


@pytest.mark.parametrize(
    ("done", "points"),
    [("覆盖8个村，受益农户3360户", "90"), ("覆盖8个村，受益农户3040户", "85.5"), ("受益农户3040户，其中贫困户20户", None)],
)  # fmt: skip
def test_in_a_table_of_targets_too(done: str, points: str | None) -> None:
    """3040÷3200＝95%。"""
    found = indicator(score(aims(Aim("≥3200户", done, name="受益农户数"))), "受益农户数")
    assert found.score == (None if points is None else Decimal(points))


@pytest.mark.parametrize("kind", FORMATS)
def test_in_every_format(kind: str) -> None:
    book = own_table(Row("业务培训场次", EACH, "举办业务培训11场，培训3600人次", goal="12场"), REST)
    found = score_bytes(f"某局-2023.{kind}", FORMATS[kind](book), forms())
    assert indicator(found, "业务培训场次").score == 8
