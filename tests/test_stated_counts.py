"""What a person would count, where the row states it: 受理36件，按期办结35件 is one case, 2025年4月6日 for 2025年3月31日 is six days."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from own_tables import FIRST, REST, Row, own_table
from recalc import recalculate, same, values
from test_several_forms import FORMATS
from workbooks import forms, indicator, score

from sheetscore.model.outcome import Status
from sheetscore.unit import score_bytes
from sheetscore.writers.completed import write_completed

IN_TIME = "全部按期办结得10分；每有1件未按期办结扣0.5分，扣完为止。"
WATER = "全部达标得10分，每有1次检测不达标扣2分，扣完为止。"
SHOWN = "应公开信息全部按时公开得10分，每少公开1条扣1分，扣完为止。"
SELF = "应开展绩效自评的项目全部开展自评得满分；每少1个扣0.5分，扣完为止。"


def row(name: str, criteria: str, done: object, goal: object = None) -> Any:
    shown = "yyyy-mm-dd" if isinstance(done, dt.date) else "General"
    line = Row(name, criteria, done, goal=goal, number_format=shown)
    found = score(own_table(line, REST), "某局-2023.xlsx")
    return indicator(found, name)


BRIDGES = "全部完成得10分；每少完成1座扣0.5分，扣完为止。"
SAFE = "未发生一般及以上安全生产责任事故得10分；每发生1起扣2分，扣完为止。"
KINDS = "收支全部公开得10分，每缺1类扣1分，扣完为止。"
DELIVERY = "满足客户要求的交货期得10分，每延迟一天扣0.2分，扣完为止。"
MODELS = "完成示范村建设任务的得10分，每少完成1个扣1分，扣完为止。"
MONTHLY = "按要求每月上报工作开展情况，得10分，每少一次扣1分，扣完为止"
EVENTS = "未发生得10分；每发生一次扣2分，扣完为止。"
GAPS = [
    ("收支内容完整性", KINDS, "缺2类", "8"),
    ("收支内容完整性", KINDS, "缺少2类", "8"),
    ("收支内容完整性", KINDS, "缺12类", "0"),
    ("交货期", DELIVERY, "延迟6天", "8.8"),
    ("交货期", DELIVERY, "延迟了6天", "8.8"),
    ("示范村建设", MODELS, "少完成2个", "8"),
    ("数据一致性", "数据全部一致得10分，每有1处不一致扣1分。", "2处不一致", "8"),
    ("安全生产", EVENTS, "发生2次", "6"),
    ("信息上报情况", MONTHLY, "少3次", "7"),
    ("信访件按期办结情况", IN_TIME, "受理36件，按期办结35件", "9.5"),
    ("信访件按期办结情况", IN_TIME, "信访件36件，按期办结36件", "10"),
    ("信访件按期办结情况", IN_TIME, "受理36件，未按期办结3件", "8.5"),
    ("信访件按期办结情况", IN_TIME, "受理36件，按期办结35件，按期办结率97.22%", "9.5"),
    ("渗滤液达标排放", WATER, "检测24次，达标23次", "8"),
    ("渗滤液达标排放", WATER, "检测24次，其中达标24次", "10"),
    ("预决算信息公开", SHOWN, "应公开6条，按时公开5条", "9"),
    ("预决算信息公开", SHOWN, "应公开6条，已公开6条", "10"),
    ("绩效自评覆盖情况", SELF, "应开展14个，已开展13个", "9.5"),
    ("危桥改造", BRIDGES, "计划15座，完工12座，其余3座正在施工", "8.5"),
    ("危桥改造", BRIDGES, "计划15座，建成15座", "10"),
    ("渗滤液达标排放", WATER, "检测24次，全部达标", "10"),
    ("行业安全生产", SAFE, "全年发生一般安全生产责任事故1起", "8"),
    ("行业安全生产", SAFE, "发生安全生产责任事故2起", "6"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "criteria", "done", "points"), GAPS)
def test_what_was_to_be_done_less_what_was_done_are_the_cases(
    name: str, criteria: str, done: str, points: str
) -> None:
    found = row(name, criteria, done)
    assert found.score == Decimal(points), found.steps


NO_GAPS = [
    ("交货期", "提前得10分，每延迟一天扣0.2分，扣完为止。", "延迟0天"),
    ("信息上报情况", "未每月上报得10分，每少一次扣1分，扣完为止", "少3次"),
    ("矛盾纠纷调解", EVENTS, "发生2次"),
    ("信息上报情况", "按时上报得10分，每月少报一次扣1分，扣完为止", "少报3次"),
    ("收支内容完整性", KINDS, "缺2项"),
    ("收支内容完整性", KINDS, "缺约2类"),
    ("收支内容完整性", KINDS, "缺2类，已补1类"),
    ("收支内容完整性", KINDS, "不缺2类"),
    ("收支内容完整性", KINDS, "2类"),
    ("交货期", DELIVERY, "6天"),
    ("交货期", DELIVERY, "提前6天"),
    ("交货期", DELIVERY, "延迟6个工作日"),
    ("示范村建设", MODELS, "完成2个"),
    ("示范村建设", MODELS, "少2个"),
    ("安全生产", EVENTS, "查出2次"),
    ("安全生产检查", EVENTS, "发生2次"),
    ("信访件按期办结情况", IN_TIME, "受理36件，办结35件"),
    ("信访件按期办结情况", IN_TIME, "受理36起，按期办结35起"),
    ("信访件按期办结情况", IN_TIME, "受理35件，按期办结36件"),
    ("信访件按期办结情况", IN_TIME, "上年受理36件，按期办结35件"),
    ("信访件按期办结情况", IN_TIME, "受理36件，按期办结35件，延期办结2件"),
    ("信访件按期办结情况", IN_TIME, "受理36件，按期办结35件，按期办结率90%"),
    ("信访件按期办结情况", IN_TIME, "36件"),
    ("信访件按期办结情况", IN_TIME, "受理约36件，按期办结35件"),
    ("渗滤液达标排放", WATER, "检测24次，超标1项"),
    ("预决算信息公开", SHOWN, "公开6条，公开5条"),
    ("预决算信息公开", SHOWN, "网站公开6条，按时公开5条"),
    ("危桥改造", BRIDGES, "计划15座，完工12座，其余2座正在施工"),
    ("危桥改造", BRIDGES, "计划15座，开工12座"),
    ("行业安全生产", SAFE, "全年发生轻微事故1起"),
    ("行业安全生产", SAFE, "发生一般事故1起，较大事故1起"),
    ("行业安全生产", SAFE, "查处安全生产违规1起"),
    ("行业安全生产", SAFE, "上年发生安全生产责任事故1起"),
    ("行业安全生产", SAFE, "发生安全生产责任事故1次"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "criteria", "done"), NO_GAPS)
def test_what_may_be_another_count_is_for_a_person(name: str, criteria: str, done: str) -> None:
    assert row(name, criteria, done).status is Status.JUDGED


LATE = "按目标日期签订得10分，每推迟1天扣0.2分，扣完为止。"
EVERY_TEN = "按期完工得10分，每逾期10天扣1分，扣完为止。"
BEGUN = "按期完工得满分；每逾期10天扣分值的25%（不足10天按10天计），扣完为止。"
LONG = "按期完工得10分，每延误1天扣0.3分，扣完为止。"
BY_MARCH = "10月底前完成验收得10分，每推迟1天扣0.5分，扣完为止。"
DAYS = [
    ("合同签订及时性", LATE, "2023年3月31日", "2023年4月6日", "8.8"),
    ("合同签订及时性", LATE, "2023年3月31日", "2023年3月31日", "10"),
    ("合同签订及时性", LATE, "2023年3月31日前", "于2023年4月6日签订", "8.8"),
    ("合同签订及时性", LATE, "2023.3.31", "2023-04-06", "8.8"),
    ("合同签订及时性", LATE, "3月31日前", "4月6日", "8.8"),
    ("合同签订及时性", LATE, "3月31日前", "2024年1月1日", "0"),
    ("合同签订及时性", LATE, "3月底前", "2023年3月", "10"),
    ("合同签订及时性", LATE, dt.date(2023, 3, 31), dt.date(2023, 4, 6), "8.8"),
    ("合同签订及时性", LATE, "2023年3月31日", "推迟6天", "8.8"),
    ("项目完工时间", EVERY_TEN, "2023年9月30日前", "2023年10月14日", "9"),
    ("项目完工时间", EVERY_TEN, "2023年9月30日前", "2023年9月20日完工", "10"),
    ("项目完工时间", EVERY_TEN, "2023年9月30日前", "按期完工", "10"),
    ("项目完工时间", EVERY_TEN, "2023年9月30日前", "未逾期", "10"),
    ("项目完工时间", BEGUN, "2023年9月30日前", "2023年10月14日", "5"),
    ("项目验收日期", BY_MARCH, None, "2023年11月5日", "7.5"),
    ("转运站改造工期", LONG, "90天", "97天", "7.9"),
    ("转运站改造工期", LONG, "≤90天", "85天", "10"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "criteria", "goal", "done", "points"), DAYS)
def test_the_days_that_something_was_late_cost_what_the_wording_says(
    name: str, criteria: str, goal: object, done: object, points: str
) -> None:
    """3月31日到4月6日是 6 天；9月30日到10月14日是 14 天，满一个 10 天；不足10天按10天计的是两个。"""
    found = row(name, criteria, done, goal)
    assert found.score == Decimal(points), found.steps


NO_DAYS = [
    ("合同签订及时性", LATE, "2023年3月31日", "2023年4月"),
    ("合同签订及时性", LATE, "2023年3月31日", "2023年4月6日前后"),
    ("合同签订及时性", LATE, "2023年3月31日", "未签订"),
    ("合同签订及时性", LATE, "2023年3月31日", "预计2023年4月6日签订"),
    ("合同签订及时性", LATE, "2023年3月31日", "4月31日"),
    ("合同签订及时性", LATE, "2023年3月", "2023年4月6日，补充合同5月6日"),
    ("合同签订及时性", LATE, "6个月", "2023年4月6日"),
    ("合同签订及时性", LATE, "2023年3月31日", "推迟6个工作日"),
    ("合同签订及时性", LATE.replace("1天", "1个工作日"), "2023年3月31日", "2023年4月6日"),
    ("合同签订及时性", LATE.replace("1天", "1个月"), "2023年3月31日", "2023年4月6日"),
    ("合同签订及时性", LATE.replace("10分", "8分"), "2023年3月31日", "2023年4月6日"),
    ("合同签订及时性", f"{LATE}因疫情推迟的除外。", "2023年3月31日", "2023年4月6日"),
    ("项目验收日期", BY_MARCH, "2023年9月30日", "2023年11月5日"),
    ("公厕数量", LONG, "90天", "97天"),
    ("项目完工时间", EVERY_TEN, "2023年9月30日前", "2023年3月16日开工"),
    ("项目验收时间", EVERY_TEN.replace("完工", "验收"), "2023年9月30日前", "2023年9月16日完工"),
    ("转运站改造工期", LONG, "3个月", "97天"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "criteria", "goal", "done"), NO_DAYS)
def test_days_that_cannot_be_told_are_for_a_person(
    name: str, criteria: str, goal: object, done: object
) -> None:
    assert row(name, criteria, done, goal).score is None


BOOK = own_table(
    Row("信访件按期办结情况", IN_TIME, "受理36件，按期办结35件", claim=10),
    Row("合同签订及时性", LATE, "2023年4月6日", goal="2023年3月31日", claim=8.8),
    Row("制度建设", "①有制度，10分；②执行，20分。", "已建立", points=80, claim=80),
)  # fmt: skip


def test_the_completed_workbook_says_the_same_when_it_is_calculated_anew(tmp_path: Path) -> None:
    path = tmp_path / "done.xlsx"
    path.write_bytes(write_completed(score(BOOK, "某局-2023.xlsx")))
    stored, again = values(path), recalculate(path)
    assert {k: (v, again.get(k)) for k, v in stored.items() if not same(v, again.get(k))} == {}
    assert (stored["指标表", f"L{FIRST}"], stored["指标表", f"L{FIRST + 1}"]) == (9.5, 8.8)


@pytest.mark.parametrize("kind", FORMATS)
def test_in_every_format(kind: str) -> None:
    found = score_bytes(f"某局-2023.{kind}", FORMATS[kind](BOOK), forms())
    assert indicator(found, "信访件按期办结情况").score == Decimal("9.5")
    assert indicator(found, "合同签订及时性").score == Decimal("8.8")
