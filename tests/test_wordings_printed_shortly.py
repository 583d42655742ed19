"""没有动词的档（完成50%及以上(5)）、括号里的公式、量和情况一行所做的比例、实现程度、各项同分：照样读；差一点、另有所指的由人评定。

写法照科技项目、农业综合开发、国土综合整治、医院等地公开的评价指标表，数是另填的。
"""

from __future__ import annotations

import pytest
from own_tables import Row
from rows_together import Together

Case = tuple[str, float, str, object, object]

TIERS = "完成50%及以上(5)完成30%及以上(4)完成10%及以上(3)完成10%以下(0-2)"
WIDE = "完成50%及以上(10)完成30%及以上(8-9)完成10%及以上(6-7)完成10%以下(0-5)"
STANDARDS, PAPERS = "技术标准制定完成情况", "论文专著情况"
EXECUTED = "得分(20分*执行率)"
ARRIVED = "根据项目实际到位资金占计划的比重计算得分(3分)"
FITTING = "项目建设进度与计划的符合程度,100%符合:5分;90-100%符合:3分;70-90%:1分;70%以下:0分"
PROJECTS = "每个项目计2分,没有不计分。"
BUILT = "计划建设内容完成100%的得20分,每减少1个百分点扣1分,扣完20分为止。"
INVESTED = "项目计划投资完成100%的得10分,每减少1个百分点扣1分,扣完10分为止。"
APART = "实际完成情况与计划每相差3%,扣1分,扣满15分为止。"
LED = (
    "根据项目工作量完成情况评分,如大型修缮项目已完成的工程量占计划的百分比,"
    "大型会议的人数、天数等是否超过计划及超过多少等。\n" + APART
)
PLANTED = "种植面积达到可种面积(新增水田面积)的100%得20分,种植面积达到可种面积的90%得10分。"
RETURNED = "每月统计各临床科室病历7个工作日回收率,要求回收率达100%,每低于1%,扣0.1分,扣完为止。"
ACCIDENTS = "建设过程中未发生安全事故的,得2分。每发生一起一般事故扣1分;发生较大及以上事故的,该项不得分,倒扣10分。"
PAID_IN = "财政资金、社会资本等资金拨付到位占经批准的实施方案确定的资金比例（评价指标得分=资金到位率*该项指标分值）。"
SPENT = "评价指标得分=支出使用资金占到位资金的比例*该项指标分值"
REALISED = "1.各项评价指标按照经批准的实施方案确定的实现程度赋分，即“评价指标得分=实际完成量/目标任务的比值*该项指标分值”"
CAPPED = f"{REALISED}，最高不超过该项指标分值。\n2.若实施方案没有该项建设任务的，不扣分。"
OPEN_END = f"{REALISED}。\n2.若实施方案没有该项建设任务的，不扣分。"
ITEMS = (
    "考查改善农业生产条件的5项预期效益指标的完成情况,按实现程度计分。其中:提高灌溉水利用系数2分、新增和改善节水灌溉面积2分、"
    "新增和改善高效节水灌溉面积2分、提高圩区防洪除涝能力2分、建立完善运行管理维护机制2分,每完成1项取得该项分数,未完成项不得分。"
)
LAND = "新增耕地面积"
SCORED: list[tuple[str, float, str, object, object, float]] = [
    (STANDARDS, 5, TIERS, "50%", None, 5),
    (STANDARDS, 5, TIERS, "49.9%", None, 4),
    (STANDARDS, 5, TIERS, "30%", None, 4),
    (STANDARDS, 5, TIERS, "29.9%", None, 3),
    (STANDARDS, 5, TIERS, "10%", None, 3),
    (PAPERS, 10, WIDE, "50%", None, 10),
    (PAPERS, 10, WIDE, "5篇", "10篇", 10),
    ("预算执行情况", 20, EXECUTED, "87.6%", None, 17.52),
    ("预算执行情况", 20, EXECUTED, "100%", None, 20),
    ("预算执行情况", 20, "得分（20分×预算执行率）", "87.6%", "100%", 17.52),
    ("资金到位率", 3, ARRIVED, "92%", None, 2.76),
    ("资金到位率", 3, ARRIVED, "100%", None, 3),
    ("预算支付率", 6, "按照实际支付金额占预算的比例计分", "95%", None, 5.7),
    ("目标完成的及时性", 5, FITTING, "100%", None, 5),
    ("目标完成的及时性", 5, FITTING, "93.5%", None, 3),
    ("目标完成的及时性", 5, FITTING, "75%", None, 1),
    ("目标完成的及时性", 5, FITTING, "69.9%", None, 0),
    ("新竣工投产项目个数", 10, PROJECTS, "0个", None, 0),
    ("新竣工投产项目个数", 10, PROJECTS, "5个", None, 10),
    ("建设内容完成量", 20, BUILT, "100%", None, 20),
    ("建设内容完成量", 20, BUILT, "88%", None, 8),
    ("建设内容完成量", 20, BUILT, "87.1%", None, 8),
    ("建设内容完成量", 20, BUILT, "80%", None, 0),
    ("建设内容完成量", 20, BUILT, "79%", "100%", 0),
    ("建设内容完成量", 20, BUILT, "18台", "20台", 10),
    ("资金落实", 10, INVESTED, "94%", None, 4),
    ("资金落实", 10, INVESTED, "90%", None, 0),
    ("项目完成工作量", 15, APART, "97.1%", None, 15),
    ("项目完成工作量", 15, APART, "97%", None, 14),
    ("项目完成工作量", 15, LED, "94%", None, 13),
    ("项目完成工作量", 15, LED, "106%", None, 13),
    ("项目完成工作量", 15, LED, "100%", None, 15),
    ("种植面积", 20, PLANTED, "100%", None, 20),
    ("种植面积", 20, PLANTED, "99.9%", None, 10),
    ("种植面积", 20, PLANTED, "90%", None, 10),
    ("病历回收绩效", 1, RETURNED, "95%", None, 0.5),
    ("病历回收绩效", 1, RETURNED, "90%", None, 0),
    ("病历回收绩效", 1, RETURNED, "100%", None, 1),
    ("安全生产", 2, ACCIDENTS, "0起", None, 2),
    ("资金投入情况", 5, PAID_IN, "96%", None, 4.8),
    ("资金投入情况", 5, PAID_IN.replace("=", "二"), "96%", None, 4.8),
    ("资金投入情况", 5, PAID_IN, "12096万元", "12600万元", 4.8),
    ("资金实际支出情况", 5, SPENT, "82%", None, 4.1),
    ("资金实际支出情况", 5, SPENT.replace("=", "二"), "82%", None, 4.1),
    (LAND, 2, CAPPED, "45公顷", "50公顷", 1.8),
    (LAND, 2, CAPPED, "50公顷", "50公顷", 2),
    (LAND, 2, CAPPED, "51公顷", "50公顷", 2),
    (LAND, 2, CAPPED, "0公顷", "50公顷", 0),
    (LAND, 2, OPEN_END.replace("=", "二"), "45公顷", "50公顷", 1.8),
    ("建设用地减少面积", 4, CAPPED, "11公顷", "12.5公顷", 3.52),
    ("耕地质量平均等别", 2, CAPPED, "9.2等", "9.2等", 2),
    (LAND, 2, CAPPED, "/", "实施方案无此项建设任务", 2),
    (LAND, 2, CAPPED, "无", "实施方案没有该项任务", 2),
    (LAND, 2, CAPPED, "——", "无该项建设任务", 2),
    ("改善农业生产条件", 10, ITEMS, "4项", None, 8),
    ("改善农业生产条件", 10, ITEMS, "完成5项", None, 10),
]  # fmt: skip
BY_PERSON: list[tuple[str, float, str, object, float, float]] = [
    (STANDARDS, 5, TIERS, "9.9%", 0, 5),
    (PAPERS, 10, WIDE, "49.9%", 0, 10),
    (PAPERS, 10, WIDE, "5%", 0, 10),
    ("安全生产", 2, ACCIDENTS, "1起", 0, 2),
]  # fmt: skip
REFUSED: list[Case] = [
    (STANDARDS, 5, TIERS, "3项", None),
    (STANDARDS, 5, TIERS.replace("(5)", "(6)"), "60%", None),
    (STANDARDS, 5, TIERS.replace("(4)", "(5)"), "60%", None),
    (STANDARDS, 5, TIERS.replace("完成10%以下", "未完成10%以下"), "60%", None),
    (STANDARDS, 5, f"{TIERS}另有获奖的除外", "60%", None),
    ("预算执行情况", 10, EXECUTED, "87.6%", None),
    ("预算执行情况", 20, EXECUTED, "101%", None),
    ("预算执行情况", 20, EXECUTED, "876万元", "1000万元"),
    ("预算执行情况", 20, EXECUTED, "876万元", None),
    ("预算执行情况", 20, EXECUTED, "87.6%", "≥95%"),
    ("预算执行情况", 20, EXECUTED.replace("执行率", "未执行率"), "87.6%", None),
    ("预算执行情况", 20, EXECUTED.replace("执行率", "支付率"), "87.6%", None),
    ("预算执行情况", 20, EXECUTED.replace("执行率", "上年执行率"), "87.6%", None),
    ("预算调整情况", 20, EXECUTED, "87.6%", None),
    ("项目进度", 20, EXECUTED, "87.6%", None),
    ("资金使用率", 3, ARRIVED, "92%", None),
    ("资金到位率", 4, ARRIVED, "92%", None),
    ("资金到位率", 3, ARRIVED.replace("实际到位", "未到位"), "92%", None),
    ("支出率", 3, "根据人员支出占总预算的比例计算得分", "95%", None),
    ("预算支付率", 6, "按照违规支付金额占预算的比例计分", "5%", None),
    ("资金到位率", 3, ARRIVED.replace("到位资金", "到位的自筹资金"), "92%", None),
    ("目标完成的及时性", 5, FITTING, "90%", None),
    ("制度健全性", 5, FITTING, "93.5%", None),
    ("违规项目个数", 10, PROJECTS, "3个", None),
    ("终止项目个数", 10, PROJECTS, "3个", None),
    ("目标完成的及时性", 5, FITTING, "18个月", None),
    ("目标完成的及时性", 5, FITTING.replace("符合程度", "不符合程度"), "95%", None),
    ("目标完成的及时性", 5, FITTING.replace("符合程度", "偏离程度"), "95%", None),
    ("新竣工投产项目个数", 10, PROJECTS, "6个", None),
    ("新竣工投产项目个数", 10, PROJECTS, "3家", None),
    ("项目验收情况", 10, PROJECTS, "3个", None),
    ("新竣工投产项目个数", 10, PROJECTS.replace("每个", "每两个"), "3个", None),
    ("建设内容完成量", 20, BUILT, "18台", None),
    ("建设内容完成量", 20, BUILT, 0.88, None),
    ("建设内容完成量", 20, BUILT, 88, None),
    ("建设内容完成量", 20, BUILT, "88%", "20台"),
    ("建设内容完成量", 20, BUILT, "88%", "≥95%"),
    ("建设内容完成量", 25, BUILT, "88%", None),
    ("建设内容完成量", 20, BUILT, "约88%", None),
    ("建设内容完成量", 20, BUILT.replace("建设内容", "未建设内容"), "88%", None),
    ("建设内容完成量", 20, BUILT.replace("100%", "90%"), "88%", None),
    ("培训开展情况", 20, BUILT, "88%", None),
    ("建设内容合格率", 20, BUILT, "88%", None),
    ("项目完成工作量", 15, f"除政策性原因外,{APART}", "94%", None),
    ("项目完成工作量", 15, LED.replace("是否超过", "除政策原因外是否超过"), "94%", None),
    ("项目完成工作量", 15, APART, "94项", "100项"),
    ("项目完成工作量", 12, APART, "94%", None),
    ("人均培训费", 15, APART, "94%", None),
    ("种植面积", 20, PLANTED, "89.9%", None),
    ("种植面积", 20, PLANTED, 0.95, None),
    ("种植面积", 20, PLANTED, "95亩", "100亩"),
    ("种植面积", 20, PLANTED.replace("可种", "上年"), "95%", None),
    ("种植面积", 20, PLANTED.replace("种植面积达到可种面积的90%", "种植面积达到计划面积的90%"), "95%", None),
    ("病历回收绩效", 1, RETURNED, "95份", None),
    ("病历归档绩效", 1, RETURNED, "95%", None),
    ("病历回收绩效", 1, RETURNED.replace("要求回收率", "要求不回收率"), "95%", None),
    ("安全生产", 2, ACCIDENTS, "0人", None),
    ("安全生产", 3, ACCIDENTS, "0起", None),
    ("安全生产", 2, ACCIDENTS.replace("未发生", "发生"), "0起", None),
    ("资金投入情况", 5, PAID_IN, "12700万元", "12600万元"),
    ("资金投入情况", 5, PAID_IN, "96%", "12600万元"),
    ("资金投入情况", 5, PAID_IN, 96, "12600万元"),
    ("资金投入情况", 5, PAID_IN, "12096万元", "≤12600万元"),
    ("资金投入情况", 5, PAID_IN.replace("财政资金", "未到位财政资金"), "96%", None),
    ("人员投入情况", 5, PAID_IN, "96%", None),
    ("资金实际支出情况", 5, SPENT, "11128.32万元", "12600万元"),
    ("资金实际支出情况", 5, SPENT, "102%", None),
    (LAND, 2, OPEN_END, "51公顷", "50公顷"),
    (LAND, 2, CAPPED, "675亩", "50公顷"),
    (LAND, 2, CAPPED, "45公顷", None),
    (LAND, 2, CAPPED, "45公顷", "≤50公顷"),
    (LAND, 2, CAPPED.replace("实际完成量/目标任务", "目标任务/实际完成量"), "45公顷", "50公顷"),
    (LAND, 2, CAPPED.replace("，最高", "，不可抗力除外，最高"), "45公顷", "50公顷"),
    (LAND, 2, CAPPED.replace("2.若", "2.未报备的酌情扣分。3.若"), "45公顷", "50公顷"),
    (LAND, 2, CAPPED.replace("2.若", "2.未报备的酌情扣分。3.若"), "/", "实施方案无此项建设任务"),
    (LAND, 2, CAPPED, "", "实施方案无此项建设任务"),
    (LAND, 2, CAPPED, "0公顷", "实施方案无此项建设任务"),
    (LAND, 2, CAPPED, "5公顷", "实施方案无此项建设任务"),
    (LAND, 2, CAPPED, "/", "50公顷"),
    (LAND, 2, CAPPED, "/", "年度计划无此项建设任务"),
    (LAND, 2, CAPPED, "/", "实施方案此项建设任务未完成"),
    (LAND, 2, CAPPED.replace("没有该项", "有该项"), "/", "实施方案无此项建设任务"),
    (LAND, 2, REALISED, "/", "实施方案无此项建设任务"),
    ("耕地质量平均等别", 2, CAPPED, "9.0等", "9.2等"),
    ("投诉件数", 2, CAPPED, "4件", "5件"),
    ("改善农业生产条件", 10, ITEMS, "86%", None),
    ("改善农业生产条件", 10, ITEMS.replace("防洪除涝能力2分", "防洪除涝能力3分"), "4项", None),
    ("改善农业生产条件", 10, ITEMS.replace("5项预期", "6项预期"), "4项", None),
    ("改善农业生产条件", 12, ITEMS, "4项", None),
]  # fmt: skip


def line(name: str, points: float, text: str, figure: object, target: object) -> Row:
    return Row(name, text, figure, target, points=points)


FOUND = Together(
    [line(*case) for case in REFUSED]
    + [line(*case[:5]) for case in SCORED]
    + [line(*case[:4], None) for case in BY_PERSON]
)


@pytest.mark.parametrize("case", SCORED, ids=lambda case: f"{case[0]} {case[2][:30]} {case[3]}")
def test_a_wording_printed_shortly_is_scored(
    case: tuple[str, float, str, object, object, float],
) -> None:
    found = FOUND[line(*case[:5])].score
    assert found is not None
    assert float(found) == case[5]


@pytest.mark.parametrize("case", BY_PERSON, ids=lambda case: f"{case[0]} {case[2][:30]} {case[3]}")
def test_what_the_wording_leaves_open_goes_to_a_person_who_is_told_the_range(
    case: tuple[str, float, str, object, float, float],
) -> None:
    found = FOUND[line(*case[:4], None)]
    assert found.score is None
    assert (float(found.low), float(found.high)) == case[4:]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"{case[0]} {case[2][:30]} {case[3]} {case[4]}")  # fmt: skip
def test_what_is_nearly_so_has_no_score(case: Case) -> None:
    assert FOUND[line(*case)].score is None
