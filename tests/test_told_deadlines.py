"""What is done 在规定时间内, with both days told in a sentence; and how late it was, told in the 备注.

Wordings of the 部门整体支出绩效自评表 of 湛江 (自评材料报送及时性) and 四川 (应用反馈, 分配及时); each row is worth 10.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from test_told_figures import table
from workbooks import indicator, score

NAME = "自评材料报送及时性"
SENT = "在规定时间内完成自评材料报送工作得10分，未在规定时间内完成报送工作计0分。"
FED_BACK = "部门在规定时间内向财政部门反馈应用绩效结果报告的，得满分，否则不得分。"
HANDED_ON = "专项资金在收到指标文件后30日内分配下达的，得满分；每逾期1天扣0.1分，扣完为止。"


def one(criteria: str, remark: object, name: str = NAME, heading: str = "备注") -> Any:
    return indicator(score(table(name, criteria, remark, heading=heading), "某局-2021.xlsx"), name)


@pytest.mark.parametrize(
    ("criteria", "remark", "right"),
    [
        (SENT, "市财政局要求2022年7月10日前报送，我局于2022年7月9日报送。", "10"),
        (SENT, "市财政局要求2022年7月10日前报送，我局于2022年7月10日报送。", "10"),
        (SENT, "市财政局要求2022年7月10日前报送，我局于2022年7月11日报送。", "0"),
        (SENT, "市财政局要求7月10日前报送，我局于7月9日报送", "10"),
        (SENT, "县财政局要求2022年7月10日前，我局于7月11日报送", "0"),
        (FED_BACK, "规定时间为2022年3月31日前，实际于2022年4月9日报送", "0"),
        (FED_BACK, "规定时间为2022年3月31日前，实际于2022年3月31日报送", "10"),
        (HANDED_ON, "收到指标文件后第35日分配下达，逾期5天", "9.5"),
        (HANDED_ON, "逾期5天", "9.5"),
    ],
)
def test_the_two_days_tell_whether_it_was_in_time(criteria: str, remark: str, right: str) -> None:
    found = one(criteria, remark)
    assert found.score == Decimal(right), found.steps
    assert "没有原始数可核" in "".join(found.steps)


@pytest.mark.parametrize(
    ("criteria", "remark"),
    [
        (SENT, "市财政局要求1月10日前报送，我局于12月30日报送"),
        (SENT, "市财政局未要求2022年7月10日前报送，我局于2022年7月9日报送"),
        (SENT, "上年市财政局要求2022年7月10日前报送，我局于2022年7月9日报送"),
        (SENT, "下属单位要求2022年7月10日前报送，我局于2022年7月9日报送"),
        (SENT, "决算要求2022年7月10日前报送，我局于2022年7月9日报送"),
        (SENT, "市财政局要求2022年7月10日前，我局于2022年7月9日公开"),
        (SENT, "市财政局要求2019年7月10日前报送，我局于2019年7月11日报送"),
        (SENT, "市财政局要求2020年7月10日前报送，我局于2020年7月9日报送"),
        (
            SENT.replace("自评材料报送工作", "预决算公开"),
            "市财政局要求2022年7月10日前，我局于7月9日报送",
        ),
        (HANDED_ON, "另一项目收到指标文件后第35日分配下达，逾期5天"),
        (HANDED_ON, "收到上年指标文件后第35日分配下达，逾期5天"),
        (SENT, "我局于2022年7月9日报送"),
        (SENT, "市财政局要求2022年7月10日前报送"),
        (SENT, "市财政局要求2022年7月10日前报送，我局于2022年7月报送"),
        (SENT, "市财政局要求2022年7月10日前报送，我局未于2022年7月9日报送"),
        (SENT, "市财政局要求2022年7月10日前报送，我局预计2022年7月9日报送"),
        (SENT, "市财政局要求2022年7月10日前报送，我局于2022年7月9日报送初稿"),
        (SENT, "市财政局要求2022年7月10日前公开，我局于2022年7月9日报送"),
        (SENT, "市财政局要求2022年7月10日后报送，我局于2022年7月9日报送"),
        (
            SENT.replace("在规定时间内完成", "在规定时间内按质量完成"),
            "市财政局要求2022年7月10日前报送，我局于2022年7月32日报送",
        ),
        (f"{SENT}质量不合格的扣5分。", "市财政局要求2022年7月10日前报送，我局于2022年7月9日报送"),
        (HANDED_ON, "收到指标文件后第36日分配下达，逾期5天"),
        (HANDED_ON, "收到指标文件后第35日分配下达"),
        (HANDED_ON, "部分资金逾期5天"),
        (HANDED_ON, "逾期5个工作日"),
        (HANDED_ON, "逾期5天，金额3万元"),
    ],
)
def test_anything_else_is_for_a_person(criteria: str, remark: str) -> None:
    found = one(criteria, remark)
    assert found.score is None, found.steps


@pytest.mark.parametrize("heading", ["备注", "扣分原因", "完成情况说明"])
def test_wherever_it_is_told(heading: str) -> None:
    told = "市财政局要求2022年7月10日前报送，我局于2022年7月9日报送。"
    assert one(SENT, told, heading=heading).score == 10
