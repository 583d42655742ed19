"""表下、“填报说明”里的句子：不给分的不影响；只说一类指标的只影响那一类；改一个词就给分的，由人评定。

句子仿照财政部附件和各省自评表的“注”“备注”“填报说明”另写，不是照录。
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from target_tables import Aim
from test_stated_methods import NAME, noted, one
from workbooks import indicator, score

BOTH = "注：完成值达到指标值，记满分；未达到指标值，按B/A或A/B*该指标分值记分。"
FULL = "注：完成值达到指标值的得满分；未达到的，得分=完成值/指标值×分值。"
SET_UP = [
    "一级指标分值统一设置为：产出指标50分、效益指标30分、服务对象满意度指标10分、预算资金执行率10分。",
    "如有特殊情况，除预算资金执行率外，其他指标权重可作适当调整，但总分应为100分。",
    "各部门根据各项指标重要程度确定三级指标的分值，得分最高不能超过该指标分值上限。",
    "各地区（部门）可根据指标重要性自行确定各级指标分值权重，但总分应为100分。",
    "产出指标分值50分，由单位根据数量、质量、时效、成本指标的重要程度分配。",
    "预算执行率指标分值固定为10分，不得调整。",
    "未设置满意度指标的项目，10分分值调整到效益指标，即效益指标40分。",
    "自评得分=预算执行率得分+产出指标得分+效益指标得分+满意度指标得分。",
    "自评总分为各项指标得分之和。",
    "预算执行情况口径：预算数为调整后财政资金总额（包括上年结余结转），执行数为资金使用单位财政资金实际支出数。",
    "定量指标完成数汇总原则：绝对值直接累加计算，相对值按照资金额度加权平均计算。",
    "定量指标先汇总完成数，再计算得分。",
    "有多个子项目的，分别打分后按资金量加权平均计算项目总得分。",
    "偏差率超过30%的指标须在备注栏说明原因。",
    "对未完成绩效目标或偏离绩效目标较大的，要分析并说明原因，研究提出改进措施。",
    "“分值”栏中投入、过程指标分值不得调整；“效果”指标由部门根据年初绩效目标自行填列。",
    "基于经济性和必要性等因素考虑，满意度指标暂可不作为必评指标。",
    "得分结果保留两位小数，执行率保留百分号前两位小数。",
    "自评得分90（含）分以上为优、80（含）-90分为良、60（含）-80分为中、60分以下为差。",
    "自评得分满分100分，其中：预算执行率10分、产出指标50分、效益指标30分、服务对象满意度指标10分。",
    "得分原则上不得高于分值。",
    "总分100分，各指标满分=权重×100。",
    "全年预算数=年初预算数+年中追加（减）数。",
]


@pytest.mark.parametrize("sentence", SET_UP)
@pytest.mark.parametrize(("actual", "points"), [("20台", "10"), ("19台", "9.5")])
def test_a_sentence_that_sets_up_the_form_changes_no_score(
    sentence: str, actual: str, points: str
) -> None:
    row = indicator(one("≥20台", actual, FULL, sentence), NAME)
    assert row.score == Decimal(points), row.steps


CHANGED = [
    # 一句里多了给分的话，就不是只说权重的
    "各部门根据各项指标重要程度确定三级指标的分值，得分最高不能超过该指标分值上限的80%。",
    "各部门根据各项指标重要程度确定三级指标的得分。",
    "产出指标分值50分，由单位根据完成情况酌情给分。",
    "产出指标50分，未完成的减半计分。",
    "未完成的，由主管部门重新核定得分。",
    "未完成的指标，得分由评审组评定。",
    "如有特殊情况，得分可适当扣减。",
    "偏离度超过30%的，由财政部门核定得分。",
    "没有佐证材料的，视为未完成。",
    "超过计划时间完成的，完成值按零计。",
    "未完成指标值的，调减该指标分值的20%。",
    "单项得分按90%折算后计入总得分，得分折算系数由财政部门确定。",
    "各部门确定的重点指标，未完成的不得分。",
    "总分100分，各指标得分=权重×80。",
    "得分原则上不得高于分值的90%。",
]


@pytest.mark.parametrize("sentence", CHANGED)
def test_one_word_that_gives_points_leaves_the_row_to_a_person(sentence: str) -> None:
    row = indicator(one("≥20台", "19台", FULL, f"2.{sentence}"), NAME)
    assert (row.score, str(row.status)) == (None, "judged"), row.steps
    assert "没有读懂" in row.steps[-1]


# ------------------------------------------------------------------- 只说一类指标的一句

OUTPUT = Aim("≥20台", "19台", 10, name="购置台数")
COST = Aim("≤10%", "8%", 10, name="经费结余率", level2="成本指标")
ANSWERED = Aim(
    "≥90%", "81%", 10, name="群众满意度", level1="满意度指标", level2="服务对象满意度指标"
)
SOCIAL = Aim("≥60%", "63%", 10, name="治理覆盖率", level1="效益指标", level2="社会效益指标")
ROWS = (OUTPUT, COST, ANSWERED, SOCIAL)
ONE_CLASS = [
    ("成本指标：实际成本超过预算的，每超1%扣0.5分。", {"经费结余率"}),
    ("满意度指标需提供问卷调查等佐证材料，未提供的不得分。", {"群众满意度"}),
    ("服务对象满意度指标达不到85%的，酌情扣分；低于60%的不得分。", {"群众满意度"}),
    ("社会效益、生态效益、可持续影响等指标，由评价人员根据实际效果酌情给分。", {"治理覆盖率"}),
    ("效益指标由评审组评定得分。", {"治理覆盖率"}),
    ("产出指标：未完成的，每少1个扣2分。", {"购置台数", "经费结余率"}),
    ("数量指标和质量指标，未完成的酌情扣分。", {"购置台数"}),
    ("时效指标：逾期完成的，每逾期一个月扣1分。", set[str]()),
    # 说的不止一类，或说不清是哪一类
    ("成本指标及其他指标，未完成的酌情扣分。", {row.name for row in ROWS}),
    ("除成本指标外，未完成的酌情扣分。", {row.name for row in ROWS}),
    ("成本超支的，酌情扣分。", {row.name for row in ROWS}),
    ("成本指标：超支的不得分。未完成的，酌情扣分。", {row.name for row in ROWS}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "left"), ONE_CLASS)
def test_a_sentence_about_one_class_leaves_that_class_alone(sentence: str, left: set[str]) -> None:
    outcome = score(noted(BOTH, f"2.{sentence}", lines=ROWS))
    assert {row.name for row in ROWS if indicator(outcome, row.name).score is None} == left
    money = indicator(outcome, "预算执行率").score
    assert money == (None if len(left) == len(ROWS) else 10)


def test_a_row_whose_blocks_name_no_class_may_be_of_any() -> None:
    line = Aim("≥20台", "20台", 10, level1="履职效能", level2="重点工作")
    outcome = score(noted(FULL, "2.成本指标：超支的酌情扣分。", lines=(line,)))
    assert indicator(outcome, NAME).score is None


# ------------------------------------------------------------------- 高出多少的由人看，其余照算

MUCH = (
    "三、定量指标：与年初指标值相比，完成指标值的，记该指标所赋全部分值；对完成值高于指标值较多的（超过指标值30%以上），要分析原因，"
    "如果是由于年初指标值设定明显偏低造成的，要按照偏离度适度调减分值；未完成指标值的，按照完成值与指标值的比例记分。"
)
EXCEEDING = [
    (MUCH, "≥35人", "35人", "10"), (MUCH, "≥35人", "45人", "10"), (MUCH, "≥35人", "28人", "8"),
    (MUCH, "≥35人", "45.5人次", None), (MUCH, "≥35人", "62人", None),  # 超过三成
    (MUCH, "≤600元", "600元", "10"), (MUCH, "≤600元", "640元", None),  # 越小越好的，比例有两种算法
    (MUCH.replace("（超过指标值30%以上）", ""), "≥35人", "62人", "10"),  # 财预〔2020〕10号原文不改变得分
    (MUCH.replace("（超过指标值30%以上）", "（较大幅度）"), "≥35人", "36人", None),
    (MUCH.replace("30%", "130%"), "≥35人", "45人", "10"), (MUCH.replace("30%", "130%"), "≥35人", "46人", None),
]  # fmt: skip


@pytest.mark.parametrize(("note", "target", "actual", "points"), EXCEEDING)
def test_only_what_is_far_above_its_target_goes_to_a_person(
    note: str, target: str, actual: str, points: str | None
) -> None:
    row = indicator(one(target, actual, note), NAME)
    assert row.score == (None if points is None else Decimal(points)), row.steps


# ------------------------------------------------------------------- 公式的各种写法

HUBEI = "定量指标计分原则：正向指标（即目标值为≥X，得分=权重*B/A），反向指标（即目标值为≤X，得分=权重*A/B），得分不得突破权重总额。"
DIRECTED = "正向指标得分=实际完成值/年度指标值×分值，超过分值的按分值计；反向指标得分=年度指标值/实际完成值×分值，超过分值的按分值计。"
BETTER = "。正向指标完成值高于目标值、反向指标完成值低于目标值的，均按满分计算。"
FORMULAS = [
    (HUBEI, "≥20台", "19台", "9.5"), (HUBEI, "≥20台", "22台", "10"), (HUBEI, "≤10%", "12.5%", "8"), (HUBEI, "≤10%", "8%", "10"),
    (HUBEI.replace("≤X，得分=权重*A/B", "≤X，得分=权重*B/A"), "≤10%", "12.5%", None),
    (HUBEI.replace("突破权重总额", "突破权重总额的80%"), "≥20台", "22台", None),
    (HUBEI.replace("，得分不得突破权重总额", ""), "≥20台", "22台", None),
    # 数量指标光一个数的，说明写了达到、没有达到怎样算：越多越好
    (HUBEI, "20台", "19台", "9.5"), (HUBEI, "20台", "22台", "10"), (HUBEI, "20台", "20台", "10"), (HUBEI, "20", "19", None),
    (HUBEI, "10%", "12.5%", None), (HUBEI, "20台", "19座", None),
    (HUBEI.replace("≥X，得分=权重*B/A", "≥X，酌情给分"), "20台", "19台", None),
    (HUBEI.replace("，得分不得突破权重总额", ""), "20台", "19台", None),
    ("定量指标得分=分值×完成率，完成率超过100%的按100%计算。", "≥20台", "22台", "10"),
    ("定量指标得分=分值×完成率，完成率超过100%的按100%计算。", "≥20台", "19台", "9.5"),
    ("定量指标得分=分值×完成率，完成率超过100%的按100%计算。", "≤10%", "12.5%", None),
    ("定量指标得分=分值×完成率，完成率超过100%的按90%计算。", "≥20台", "22台", None),
    ("定量指标得分按完成比例计算，最高不超过该指标分值。", "≥20台", "19台", "9.5"),
    ("定量指标得分按完成比例计算，最高不超过该指标分值。", "≤10%", "12.5%", None),
    ("定量指标得分按完成比例的90%计算，最高不超过该指标分值。", "≥20台", "19台", None),
    ("未完成的按完成率得分。", "≥20台", "19台", "9.5"), ("未完成的按完成率的80%得分。", "≥20台", "19台", None),
    ("得分最低为0分，最高为该指标分值。正向指标得分=完成值/指标值×分值。", "≥20台", "22台", "10"),
    ("得分最低为0分，最高为该指标分值的90%。正向指标得分=完成值/指标值×分值。", "≥20台", "22台", None),
    (f"指标得分计算：{DIRECTED}", "≥20台", "22台", "10"), (f"指标得分计算：{DIRECTED}", "≤10%", "12.5%", "8"),
    (f"指标得分计算：{DIRECTED.replace('按分值计', '按分值的90%计')}", "≥20台", "22台", None),
    ("定量指标，根据指标完成值与年初指标值的比例计算得分，超额完成的，按满分计。", "≥20台", "19台", "9.5"),
    ("定量指标，根据指标完成值与年初指标值的比例的90%计算得分，超额完成的，按满分计。", "≥20台", "19台", None),
    ("定量指标，根据年初指标值与指标完成值的比例计算得分，超额完成的，按满分计。", "≥20台", "19台", None),
    (f"正向指标得分=实际完成值/年度指标值×分值{BETTER}", "≥20台", "22台", "10"),
    (f"正向指标得分=实际完成值/年度指标值×分值{BETTER.replace('低于', '高于')}", "≥20台", "22台", None),
    ("得分按指标完成率的平方计算。", "≥20台", "19台", None), ("得分以第三方评价结果为准。", "≥20台", "19台", None),
    ("完成值达到指标值的得满分，未达到的不得分，超额完成的按满分计，不加分。", "≥20台", "22台", "10"),
    ("完成值达到指标值的得满分，未达到的不得分，超额完成的按90%计。", "≥20台", "22台", None),
]  # fmt: skip


@pytest.mark.parametrize(("note", "target", "actual", "points"), FORMULAS)
def test_the_formulas_of_other_provinces(
    note: str, target: str, actual: str, points: str | None
) -> None:
    row = indicator(one(target, actual, f"注：{note}"), NAME)
    assert row.score == (None if points is None else Decimal(points)), row.steps


MONEY = [
    ("预算资金执行率得分=执行率*10分。", 10, "9.05"),
    ("预算资金执行率得分=执行率*20分。", 10, None),  # 分值是10，写的是20
    ("预算执行率得分=执行率×10分，最高不超过20分。", 10, None),
    ("预算执行率得分：执行率×分值，执行率超过100%的按100%计算。", 10, "9.05"),
    ("预算执行率得分：执行率×分值，执行率超过90%的按100%计算。", 10, None),
    ("预算执行率指标分值固定为10分，不得调整。预算执行率得分=执行率×10分。", 10, "9.05"),
]


@pytest.mark.parametrize(("note", "worth", "points"), MONEY)
def test_the_money_by_the_note(note: str, worth: int, points: str | None) -> None:
    book = noted(f"注：{note}", lines=(Aim("≥20台", "19台", 90),))
    sheet = book.worksheets[0]
    sheet["E6"], sheet["F6"], sheet["G6"] = 90.5, worth, 0.905
    row = indicator(score(book), "预算执行率")
    assert row.score == (None if points is None else Decimal(points)), row.steps
