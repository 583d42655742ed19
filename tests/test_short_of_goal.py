"""每少召开一次扣0.1分 beside a 年度指标值: what is missing is what the 完成值 is short of it; and cases counted by 起 and 例.

Wordings of 税务、林业、信访、住建 assessment tables that are public.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from own_tables import REST, Row, own_table
from workbooks import indicator, score

HELD = "征管工作情况调度会每少召开一次扣0.1分"
BUILT = "完成省、市示范镇、村建设任务的得3分，每少完成1个扣1分，扣完为止。"
TRAINED = "每少培训10人扣1分，扣完为止。"


def one(name: str, criteria: str, done: object, goal: object, points: float) -> Any:
    row = Row(name, criteria, done, goal, points=points)
    rest = Row("制度建设", REST.criteria, "已建立", points=100 - points, claim=0)
    return indicator(score(own_table(row, rest)), name)


@pytest.mark.parametrize(
    ("name", "criteria", "done", "goal", "points", "right"),
    [
        ("落实征管调度会制度", HELD, "4次", "≥6次", 1, "0.8"),
        ("落实征管调度会制度", HELD, "5次", "6次", 1, "0.9"),
        ("落实征管调度会制度", HELD, "6次", "≥6次", 1, "1"),
        ("落实征管调度会制度", HELD, "7次", "≥6次", 1, "1"),
        ("落实征管调度会制度", HELD, 4, "≥6次", 1, "0.8"),
        ("兴林富民示范工程", BUILT, "4个", "6个", 3, "1"),
        ("兴林富民示范工程", BUILT, "2个", "6个", 3, "0"),
        ("兴林富民示范工程", BUILT, "6个", "6个", 3, "3"),
        ("农技骨干培训人数", TRAINED, "75人", "100人", 4, "2"),
        ("农技骨干培训人数", TRAINED, "91人", "100人", 4, "4"),
        ("农技骨干培训人数", TRAINED, "90人", "100人", 4, "3"),
        ("每年至少召开4次会议", "每少1次会议扣1分。", "3次", "≥4次", 4, "3"),
        ("每年至少召开4次会议，专门研究信访工作", "每少1次会议扣1分。", "3次", "≥4次", 4, "3"),
    ],
)
def test_what_is_missing_of_the_target(
    name: str, criteria: str, done: object, goal: str, points: float, right: str
) -> None:
    row = one(name, criteria, done, goal, points)
    assert row.score == Decimal(right), row.steps


@pytest.mark.parametrize(
    ("name", "criteria", "done", "goal", "points"),
    [
        ("落实征管调度会制度", HELD, "4次", None, 1),
        ("落实征管调度会制度", HELD, "4次", "≤6次", 1),
        ("落实征管调度会制度", HELD, "4个", "≥6次", 1),
        ("落实征管调度会制度", HELD, "0次", "≥6次", 1),
        ("落实征管调度会制度", HELD, "少2次", "≥6次", 1),
        ("落实征管调度会制度", HELD, "约4次", "≥6次", 1),
        ("落实征管调度会制度", "征管工作情况调度会每月少召开一次扣0.1分", "4次", "≥6次", 1),
        ("落实征管调度会制度", "各所调度会每少召开一次扣0.1分", "4次", "≥6次", 1),
        ("落实征管调度会制度", f"{HELD}（特殊情况除外）", "4次", "≥6次", 1),
        ("落实征管调度会制度", f"{HELD}，每迟开一次扣0.1分", "4次", "≥6次", 1),
        ("兴林富民示范工程", BUILT.replace("得3分", "得2分"), "4个", "6个", 3),
        ("兴林富民示范工程", BUILT.replace("完成省", "未完成省"), "4个", "6个", 3),
        ("群众投诉", "每少1件扣1分", "3件", "5件", 4),
        ("会议召开次数", "每少召开一次扣1分", "6次", "＞6次", 5),
        ("会议召开次数", "每少于6次扣1分", "4次", "≥6次", 5),
        ("会议召开次数", "每少培训1次扣1分", "4次", "≥6次", 5),
        ("会议召开次数", "党组书记每少主持1次扣1分", "4次", "≥6次", 5),
        ("会议召开次数", "会议记录每少1次扣1分", "4次", "≥6次", 5),
        ("会议召开次数", "每少召开一次扣1分", "4次", "5" * 400 + "次", 5),
        ("培训次数", "每少1次签到记录扣0.5分", "8次", "≥10次", 5),
        ("检查次数", "每少整改1次扣0.5分", "8次", "≥10次", 5),
        ("检查次数", "整改到位的得满分，每少1次扣0.5分", "10次", "≥10次", 5),
        ("检查次数", "资料齐全的得满分，每少1次扣0.5分", "10次", "≥10次", 5),
        ("每年至少召开4次会议", "每多1次扣1分。", "3次", "≥4次", 4),
    ],
)
def test_anything_else_is_for_a_person(
    name: str, criteria: str, done: object, goal: object, points: float
) -> None:
    row = one(name, criteria, done, goal, points)
    assert row.score is None, row.steps


def test_at_least_is_no_case_of_too_few() -> None:
    """每年至少召开4次会议 with 3次 held and no target beside it: not three that are missing (1 of 4 before)."""
    assert one("每年至少召开4次会议", "每少1次会议扣1分。", "3次", None, 4).score is None


FOUND = "发现一起未执行环评要求者扣1分，扣完为止。"


@pytest.mark.parametrize(
    ("name", "criteria", "done", "right"),
    [
        ("建设项目环评执行情况", FOUND, "0起", 4),
        ("建设项目环评执行情况", FOUND, "1起", 3),
        ("建设项目环评执行情况", f"本项满分4分。{FOUND}", "5起", 0),
        ("建设项目环评执行情况", f"每{FOUND}", "2起", 2),
        ("资金使用", "每出现一例不合规的扣1分，扣完为止。", "2例", 2),
        (
            "建筑节能",
            "新建建筑未严格执行建筑节能强制性标准的，出现1起扣2分，扣满4分为止。",
            "1起",
            2,
        ),
        (
            "建筑节能",
            "新建建筑未严格执行建筑节能强制性标准的，出现1起扣2分，扣满4分为止。",
            "3起",
            0,
        ),
    ],
)
def test_what_is_counted_by_qi_and_li_is_a_fault(
    name: str, criteria: str, done: str, right: int
) -> None:
    row = one(name, criteria, done, None, 4)
    assert row.score == right, row.steps


@pytest.mark.parametrize(
    ("name", "criteria", "done"),
    [
        ("案件办理", "每发现一起未按期办结的扣1分，扣完为止。", "36起"),
        ("矛盾纠纷排查", "每发现一起未化解的扣1分，扣完为止。", "12起"),
        ("隐患整治", "每发现一起未整改的扣1分，扣完为止。", "3起"),
        ("建设项目环评执行情况", FOUND, "3"),
        ("建设项目环评执行情况", FOUND, "3个"),
        ("建设项目环评执行情况", "发现一起未执行环评要求者扣1分，每发生一起事故扣2分。", "1起"),
        ("资金使用", "每出现一项不合规的扣1分，扣完为止。", "2项"),
        ("建筑节能", "新建建筑未严格执行建筑节能强制性标准的，出现1起扣2分，扣满6分为止。", "1起"),
    ],
)
def test_what_may_be_something_else_is_for_a_person(name: str, criteria: str, done: str) -> None:
    row = one(name, criteria, done, None, 4)
    assert row.score is None, row.steps


IN_TIME = "专项预算资金在收到指标文件后30日内分配下达的，得满分；每逾期1天扣0.1分，扣完为止。"


@pytest.mark.parametrize(
    ("done", "right"), [("逾期5天", "3.5"), ("逾期1天", "3.9"), ("未逾期", "4")]
)
def test_days_from_a_day_that_is_not_printed(done: str, right: str) -> None:
    row = one("分配及时", IN_TIME, done, None, 4)
    assert row.score == Decimal(right), row.steps


@pytest.mark.parametrize("done", ["35天", "第35日下达", "30天", "逾期5个工作日", "2023年6月5日"])
def test_how_long_it_took_is_no_lateness(done: str) -> None:
    assert one("分配及时", IN_TIME, done, None, 4).score is None


ALL_OR_SHARE = (
    "专项预算项目全部完成的，得满分；未全部完成的，得分=已完成项目个数/专项预算项目个数×指标分值。"
)
OF_PROBLEMS = "针对绩效管理过程中（包括绩效目标核查、绩效监控核查和重点绩效评价）提出的问题，得分=已整改问题个数/提出问题个数×指标分值。"


@pytest.mark.parametrize(
    ("name", "criteria", "done", "right"),
    [
        ("项目完成", ALL_OR_SHARE, "专项预算项目12个，完成11个", "3.67"),
        ("项目完成", ALL_OR_SHARE, "专项预算项目12个，完成12个", "4"),
        ("项目完成", ALL_OR_SHARE.replace("得满分", "得4分"), "专项预算项目12个，完成9个", "3"),
        ("结果整改", OF_PROBLEMS, "提出问题7个，已整改6个", "3.43"),
    ],
)
def test_full_marks_or_the_share(name: str, criteria: str, done: str, right: str) -> None:
    """四川 专项预算管理 and 绩效结果应用."""
    row = one(name, criteria, done, None, 4)
    assert row.score == Decimal(right), row.steps


@pytest.mark.parametrize(
    "criteria",
    [
        ALL_OR_SHARE.replace("得满分", "得3分"),
        ALL_OR_SHARE.replace("未全部完成", "未全部启动"),
        ALL_OR_SHARE.replace("专项预算项目全部", "除重大专项外全部"),
        OF_PROBLEMS.replace("包括绩效目标", "不包括绩效目标"),
    ],
)
def test_what_says_more_is_for_a_person(criteria: str) -> None:
    row = one("项目完成", criteria, "专项预算项目12个，完成11个", None, 4)
    assert row.score is None, row.steps
