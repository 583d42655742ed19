"""Rows that a tester scored wrongly with the wordings of one day: each is for a person, beside a neighbour that scores."""

from __future__ import annotations

from typing import Any

import pytest
from own_tables import REST, Row, own_table
from workbooks import indicator, score


def one(
    name: str, points: int, criteria: str, done: object, goal: object = None, more: str = ""
) -> Any:
    row = Row(name, criteria, done, goal, points=points, explanation=more)
    rest = Row("制度建设", REST.criteria, "已建立", points=100 - points, claim=0)
    return indicator(score(own_table(row, rest)), name)


SHARES = "完成目标任务得10分，完成目标的90%得9分，完成80%得8分"
MET = "达到标准6分，每降低1%加2分，降低2%以上加4分，高于标准不得分"


@pytest.mark.parametrize(
    ("name", "points", "criteria", "done", "goal"),
    [
        ("任务完成率", 10, SHARES, "90%", "≥90%"),
        ("完成率", 10, "100%得10分，超过的酌情扣分", "110%", "100%"),
        ("合格率", 10, "95%得10分，高于的酌情扣分", "96%", "95%"),
        ("预算执行率", 10, "90%以上得10分，超过的酌情扣分", "120%", "90%"),
        ("支出占收入比重", 10, "收入占支出比重≥90%得10分，每低1%扣1分", "95%", "≥90%"),
        ("企业对政府满意度", 10, "政府对企业满意度≥90%得10分，每低1%扣1分", "95%", None),
        (
            "高标准农田建设完成率",
            10,
            "按期完成高标准农田建设完成率≥60%得10分，每低1%扣1分",
            "55%",
            "≥60%",
        ),
        (
            "高标准农田建设完成率",
            10,
            "停止实施高标准农田建设完成率≥60%得10分，每低1%扣1分",
            "55%",
            "≥60%",
        ),
        (
            "高标准农田建设完成率",
            10,
            "前三季度开展高标准农田建设完成率≥60%得10分，每低1%扣1分",
            "55%",
            "≥60%",
        ),
        (
            "行政村法律顾问覆盖面",
            10,
            "组织贫困户等参与行政村法律顾问覆盖面低于60%的，每降低1个百分点扣2分",
            "57%",
            None,
        ),
        ("预算调整率", 4, "年度无预算调整得4分；每调整1%扣0.2分", "-10%", None),
        ("消防演练", 4, "发现一例未组织者扣1分，扣完为止", "3例", "5例"),
        ("安全事故起数", 5, "每发生1起扣1分", "-2起", "0"),
        (
            "专题研究部署信访工作次数",
            6,
            "督促乡镇专题研究部署信访工作的，每次得1分，最多得6分",
            "4次",
            "6次",
        ),
        ("信访工作", 2, "有一次会议纪要的得1分，最多得2分", "2次", "2次"),
        ("脱贫率", 10, MET, "60%", "65%"),
        ("会议召开次数", 5, "达到目标值得满分，未达到不得分", "6次", "＞6次"),
    ],
)
def test_for_a_person(name: str, points: int, criteria: str, done: str, goal: object) -> None:
    found = one(name, points, criteria, done, goal)
    assert found.score is None, found.steps


@pytest.mark.parametrize(
    ("name", "points", "criteria", "done", "goal", "right"),
    [
        ("完成率", 10, "100%得10分，低于100%的酌情扣分", "100%", "100%", 10),
        ("消防演练", 4, "发现一例未组织者扣1分，扣完为止", "3例", None, 1),
        ("安全事故起数", 5, "每发生1起扣1分", "2起", "0", 3),
        ("城市供水管网漏损率", 10, MET, "11%", "12%", 8),
        ("会议召开次数", 5, "达到目标值得满分，未达到不得分", "7次", "＞6次", 5),
        ("高标准农田建设完成率", 10, "市级组织实施高标准农田建设完成率≥60%得10分，每低1%扣1分", "55%", "≥60%", 5),
    ],
)  # fmt: skip
def test_the_neighbour_scores(
    name: str, points: int, criteria: str, done: str, goal: object, right: int
) -> None:
    found = one(name, points, criteria, done, goal)
    assert found.score == right, found.steps


@pytest.mark.parametrize(
    ("name", "plan"),
    [
        ("城乡居民未参保人数", "年度计划城乡居民参保人数600人"),
        ("职工不合格培训人数", "年度计划职工培训人数600人"),
        ("农村危房改造未验收户数", "年度计划农村危房改造户数600户"),
        ("新建改建农村公路里程", "年度计划新建农村公路里程600公里"),
    ],
)
def test_a_plan_of_another_thing_is_no_target(name: str, plan: str) -> None:
    unit = plan[-2:] if plan.endswith("公里") else plan[-1]
    found = one(name, 10, "完成率达100%得满分，未完成的按完成率计分", f"540{unit}", None, plan)
    assert found.score is None, found.steps


def test_the_amount_of_a_deviation_is_told() -> None:
    bands = "±30%以内得3分，±30%-±40%得1分，±40%以外不得分"
    found = one("预算偏差率", 3, bands, "-41%")
    assert found.score == 0
    assert "-41% 的绝对值 符合" in "".join(found.steps)


@pytest.mark.parametrize(
    "criteria", ["审计查出的问题，每个问题扣1分，扣完为止", "每有1件未回复扣1分，扣完为止"]
)
def test_a_formula_of_the_row_is_no_crash(criteria: str) -> None:
    done = "查出问题2个" if "审计" in criteria else "未回复2件"
    found = one("资金合规性", 6, criteria, done, None, "资金合规性=（合规支出数/支出总数）×100%")
    assert found.score == 4, found.steps
