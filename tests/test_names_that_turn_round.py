"""What a row's name says (loss, negation, lateness, another year, a cost) against a wording that pays for more of it: for a person."""

from __future__ import annotations

from typing import Any

import pytest
from own_tables import Row
from rows_together import Together
from target_tables import HEAD
from test_bare_targets import HUBEI, Aim, aims
from test_second_line_of_names import made, outcome
from test_targets_layouts import EITHER
from workbooks import indicator, score

from sheetscore.words.better_rates import may_be_more, may_count_up

Case = tuple[str, float, str, object, object]

OPEN = "完成50%及以上(5)完成30%及以上(4)完成10%以下(0)"
NEXT = "90%以上(5)80%以上(4)70%以下(2)"
UNDER = "30%以下(5)20%以下(3)10%以下(1)"
TIERS = "完成50%及以上(5)完成30%及以上(4)完成10%及以上(3)完成10%以下(0-2)"
REALISED = "按照经批准的实施方案确定的实现程度赋分，即“得分=实际完成量/目标任务的比值*分值”，最高不超过分值。"
EACH = "每个项目计2分，没有不计分"
PLANTED = "{0}达到可种面积的100%得20分，达到90%得10分"
ARRIVED = "财政资金、社会资本等资金拨付到位占经批准的实施方案确定的资金比例（评价指标得分=资金到位率*该项指标分值）。"
SPENT = "评价指标得分=支出使用资金占到位资金的比例*该项指标分值"
INVESTED = "项目计划投资完成100%的得10分,每减少1个百分点扣1分,扣完10分为止。"
BUILT = "计划建设内容完成100%的得15分,每减少1个百分点扣1分"
APART = "实际完成情况与计划每相差3%,扣1分,扣满15分为止。"
ITEMS = (
    "考查改善农业生产条件的5项预期效益指标的完成情况,按实现程度计分。其中:提高灌溉水利用系数2分、新增和改善节水灌溉面积2分、"
    "新增和改善高效节水灌溉面积2分、提高圩区防洪除涝能力2分、建立完善运行管理维护机制2分,每完成1项取得该项分数,未完成项不得分。"
)
RETURNED = "每月统计病历{0}回收率，要求回收率达100%，每低于1%扣0.1分"
NONE = "建设过程中未发生安全事故的,得2分。每发生一次一般事故扣1分;发生较大及以上事故的,该项不得分,倒扣10分。"
RISES = "与上年相比，每上升1个百分点扣1分"
FALLS = "较上年下降5%以上得5分"
DONE = "得分=完成率*分值"

REFUSED: list[Case] = [
    ("技术标准制定完成情况", 5, OPEN, "20%", None),
    ("技术标准完成率", 5, NEXT, "75%", None),
    ("完成率", 5, UNDER, "35%", None),
    ("差错情况", 5, UNDER, "35%", None),
    ("差错情况", 5, UNDER, "5%", None),
    ("技术标准未完成情况", 5, TIERS, "60%", None),
    ("违规问题情况", 5, TIERS, "60%", None),
    ("完成时间", 10, REALISED, "2026年", "2025年"),
    ("完成时间", 10, REALISED, "2024年", "2025年"),
    ("竣工验收", 10, REALISED, "2026年", "2025年"),
    ("水土流失面积", 10, REALISED, "200亩", "100亩"),
    ("建设占用耕地面积", 10, REALISED, "200亩", "100亩"),
    ("建设占用耕地面积", 10, REALISED, "50亩", "100亩"),
    ("亩均投资", 10, REALISED, "3000元", "2000元"),
    ("工程造价", 10, REALISED, "90万元", "100万元"),
    ("退出项目个数", 10, EACH, "3个", None),
    ("上年竣工项目个数", 10, EACH, "3个", None),
    ("撂荒面积", 20, PLANTED.format("撂荒面积"), "90%", None),
    ("受灾面积", 20, PLANTED.format("受灾面积"), "90%", None),
    ("资金滞留情况", 10, ARRIVED, "88%", None),
    ("资金缺口情况", 10, ARRIVED, "12%", None),
    ("资金结余情况", 10, SPENT, "12%", None),
    ("资金结余情况", 10, INVESTED, "5%", None),
    ("任务完成滞后情况", 10, DONE, "12%", None),
    ("不合格项目完成情况", 10, DONE, "88%", None),
    ("违规资金支付情况", 10, "得分=支付率*分值", "88%", None),
    ("预算执行差异情况", 20, "得分(20分*执行率)", "12%", None),
    ("建设内容变更情况", 15, BUILT, "95%", None),
    ("建设内容变更情况", 15, APART, "95%", None),
    ("效益指标未完成情况", 10, ITEMS, "1项", None),
    ("病历回收绩效", 5, RETURNED.format("未"), "3%", None),
    ("安全检查", 2, NONE, "0次", None),
    ("安全生产检查", 2, NONE, "0次", None),
    ("刑事案件破案率", 5, RISES, "上升3个百分点", None),
    ("三公经费增速", 5, FALLS, "下降6%", None),
]  # fmt: skip
SCORED: list[tuple[str, float, str, object, object, float]] = [
    ("技术标准制定完成情况", 5, OPEN, "5%", None, 0),
    ("技术标准制定完成情况", 5, OPEN, "30%", None, 4),
    ("技术标准完成率", 5, NEXT, "85%", None, 4),
    ("技术标准完成率", 5, NEXT, "69.9%", None, 2),
    ("技术标准完成情况", 5, TIERS, "60%", None, 5),
    ("水土流失治理面积", 10, REALISED, "90亩", "100亩", 9),
    ("建设用地减少面积", 10, REALISED, "90亩", "100亩", 9),
    ("竣工项目个数", 10, EACH, "3个", None, 6),
    ("种植面积", 20, PLANTED.format("种植面积"), "90%", None, 10),
    ("资金投入情况", 10, ARRIVED, "88%", None, 8.8),
    ("资金实际支出情况", 10, SPENT, "82%", None, 8.2),
    ("任务完成情况", 10, DONE, "88%", None, 8.8),
    ("投诉处理完成情况", 10, DONE, "88%", None, 8.8),
    ("预算执行情况", 20, "得分(20分*执行率)", 0.88, None, 17.6),
    ("建设内容完成情况", 15, BUILT, "95%", None, 10),
    ("病历回收绩效", 5, RETURNED.format(""), "93%", None, 4.3),
    ("安全生产", 2, NONE, "0次", None, 2),
    ("刑事案件发案率", 5, RISES, "上升3个百分点", None, 2),
    ("三公经费", 5, FALLS, "下降6%", None, 5),
]  # fmt: skip


def line(name: str, points: float, text: str, figure: object, target: object) -> Row:
    return Row(name, text, figure, target, points=points)


FOUND = Together([line(*case) for case in REFUSED] + [line(*case[:5]) for case in SCORED])


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"{case[0]} {case[2][:20]} {case[3]}")
def test_a_name_that_turns_the_wording_round_goes_to_a_person(case: Case) -> None:
    found = FOUND[line(*case)]
    assert found.score is None, found.steps


@pytest.mark.parametrize("case", SCORED, ids=lambda case: f"{case[0]} {case[2][:20]} {case[3]}")
def test_its_neighbour_scores(case: tuple[str, float, str, object, object, float]) -> None:
    found = FOUND[line(*case[:5])]
    assert found.score is not None, found.steps
    assert float(found.score) == case[5]


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("会议费", "50万元", "40万元"), ("支出金额", "50万元", "40万元"), ("采购单价", "50元", "40元"),
        ("未完成项目数", "5个", "4个"),
        ("不合格产品数", "5件", "4件"), ("欠薪人数", "5人", "4人"),
        ("空编数", "5个", "4个"), ("隐患数", "8处", "7处"), ("新增债务", "8万元", "7万元"),
        ("平均住院日", "8日", "7日"), ("审批环节数", "8个", "7个"), ("缺勤人数", "8人", "7人"),
        ("停水次数", "8次", "7次"), ("拥堵路段", "8处", "7处"),
        ("撂荒面积", "8亩", "7亩"), ("返贫人数", "8人", "7人"), ("上年完工项目数", "8个", "7个"),
    ],
)  # fmt: skip
def test_a_bare_count_of_what_is_better_when_little(name: str, target: str, actual: str) -> None:
    assert counted(name, target, actual) is None


@pytest.mark.parametrize(
    "name",
    ["隐患整改数", "病险水库除险加固座数", "撂荒地复耕面积", "停车位数量", "受灾群众救助人数", "助学金人数", "黑土地保护面积"],
)  # fmt: skip
def test_what_was_done_about_it_counts_up(name: str) -> None:
    assert counted(name, "8个", "7个") == 8.75


def counted(name: str, target: str, actual: str) -> float | None:
    book = aims(Aim(target, actual, 10, 10, name=name, level2="数量指标"), money=None)
    book.worksheets[0].append([HUBEI])
    found: Any = indicator(score(book), name).score
    return None if found is None else float(found)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("检查家次", 81),
        ("隐患整改数", 81),
        ("会议费", None),
        ("隐患数", None),
        ("审批环节数", None),
    ],
)
def test_a_bare_count_beside_a_method_printed_in_its_row(name: str, expected: int | None) -> None:
    head = (*HEAD[:5], "分值", "得分计算方法", "得分", "偏差说明")
    aim = Aim("10", 9, 90, name=name, level2="数量指标", more={"得分计算方法": EITHER})
    assert indicator(score(aims(aim, head=head)), name).score == expected


@pytest.mark.parametrize("label", ["上年", "其他", "2022年", "小计"])
def test_a_figure_below_a_second_name_with_a_label_of_its_own(label: str) -> None:
    found = outcome(made(f"|年末结余|—|—\n{label}|100||", merge=()))[0]
    assert found["预算完成率"]["score"] is None


@pytest.mark.parametrize(
    ("name", "text", "figure", "target"),
    [
        ("种植面积", PLANTED.format("种植面积"), "120亩", None),
        (
            "建设内容完成量",
            BUILT.replace("15分", "20分"),
            "100%",
            "≥90%",
        ),
    ],
)
def test_full_marks_that_were_not_read_are_not_said_to_be_missing(
    name: str, text: str, figure: str, target: str | None
) -> None:
    case = line(name, 20, text, figure, target)
    told = "".join(Together([case])[case].steps)
    assert "没有读懂" in told
    assert "满分" not in told


def test_the_words_themselves() -> None:
    assert may_be_more("水土流失治理面积")
    assert not may_be_more("水土流失面积")
    assert not may_be_more("水土流失未治理面积")
    assert may_count_up("免费体检人数")
    assert not may_count_up("会议费")
