"""The checks of report texts: a report without a fault is silent, and each change of a few characters gives its one finding."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import complaints, findings

CLEAN = """某县残疾人联合会2020年度部门整体支出绩效自评报告
填报单位：某县残疾人联合会
一、部门基本情况
内设5个科室：办公室、康复科、教就科、维权科、财务科。核定编制数30名，年末在职人数30人，其中行政人员18人、事业人员12人。
二、部门收支及使用情况
（一）收支情况。2020年总收入2350.55万元，其中：财政拨款收入1980.30万元，政府性基金收入350.00万元，其他收入20.25万元；总支出2330.15万元，其中：基本支出680.40万元，项目支出1649.75万元；年末结余20.40万元。
按功能分类看，总支出2330.15万元，其中：社会保障和就业支出1950.20万元、卫生健康支出29.95万元、教育支出20万元、其他支出330万元。
（二）基本支出。基本支出年初预算数650.00万元，调整预算数682.00万元，调整的原因是补发绩效奖，增加了人员经费。基本支出决算数680.40万元，预算执行率99.77%。基本支出占总支出的29.20%。
基本支出680.40万元，其中：人员经费581.80万元（含离退休费61.50万元）、公用经费98.60万元。
（三）三公经费。全年“三公”经费预算12.00万元，实际支出8.35万元，控制率69.58%，其中：公务接待费2.15万元、公务用车运行维护费6.20万元、因公出国（境）费0万元。
（四）项目支出。项目支出具体情况见下表。
项目支出预决算表
单位：万元
项目	预算数	决算数	执行率
康复服务	620.00	610.50	98.47%
就业培训	330.00	329.25	99.77%
托养服务	750.00	710.00	94.67%
合计	1700.00	1649.75	97.04%
（五）资产。2020年末资产总额860.32万元，其中：流动资产215.22万元，占比25.02%；非流动资产645.10万元，占比74.98%。总资产年初数800.00万元，年末数860.32万元，同比增长7.54%。
三、绩效目标完成情况
康复救助目标300人，实际完成312人，完成率104%。评残复核120件，其中简易程序80件、一般程序40件。辅具适配满意度92.6%，合格率98%，投入约30万元。推出助残服务视频栏目6期。
年度目标完成情况截至2020年12月31日。
四、存在的主要问题
进度不够均衡，推出助残服务视频栏目6期以后没有更新。
五、改进措施
加强前期工作，计划2021年3月完成清查。
六、自评结论
对整体支出综合自评，得分93.8分，等级为“优”。
""".splitlines()
"""A whole report whose figures all agree; only the score cannot be compared, because no 指标表 is beside it."""

ONLY_SCORE = [("F12", "warning")]


def test_the_clean_report_is_silent() -> None:
    assert complaints(*CLEAN) == ONLY_SCORE
    assert {each.code for each in findings(*CLEAN)} == {"F12", "B06"}


def changed(old: str, new: str) -> list[str]:
    """The clean report with one place changed."""
    text = "\n".join(CLEAN)
    assert text.count(old) == 1, f"{old}: {text.count(old)} 处"
    return text.replace(old, new).splitlines()


FAULTS = [
    # 哪一句，改前，改后，代码，级别
    ("F01 总数小于各项", "人员经费581.80万元", "人员经费591.80万元", "F01", "error"),
    ("F01 有其他收入而各项不足", "其他收入20.25万元", "其他收入19.25万元", "F01", "error"),
    ("F01 尾差", "社会保障和就业支出1950.20万元", "社会保障和就业支出1950.21万元", "F01", "info"),
    ("F01 四类支出不足总数", "社会保障和就业支出1950.20万元", "社会保障和就业支出1950.02万元", "F01", "warning"),
    ("F01 件数", "简易程序80件", "简易程序90件", "F01", "error"),
    ("F02 结余", "年末结余20.40万元", "年末结余30.40万元", "F02", "error"),
    ("F02 结余尾差", "年末结余20.40万元", "年末结余20.41万元", "F02", "info"),
    ("F03 两项之和大", "：基本支出680.40万元，项", "：基本支出690.40万元，项", "F03", "error"),
    ("F04 执行率", "控制率69.58%", "控制率59.58%", "F04", "error"),
    ("F04 预算在前一句", "执行率99.77%。基本", "执行率97.77%。基本", "F04", "warning"),
    ("F04 表内执行率", "98.47%", "89.47%", "F04", "error"),
    ("F04 完成率", "完成率104%", "完成率114%", "F04", "error"),
    ("F05 占总支出", "29.20%", "39.20%", "F05", "error"),
    ("F05 占比", "占比25.02%", "占比26.02%", "F05", "error"),
    ("F06 幅度", "同比增长7.54%", "同比增长8.54%", "F06", "error"),
    ("F06 方向", "同比增长7.54%", "同比下降7.54%", "F06", "error"),
    ("F06 原因", "补发绩效奖，增加了人员经费", "压减活动，减少了专项经费", "F06", "error"),
    ("F07 三公", "公务接待费2.15万元", "公务接待费3.15万元", "F07", "error"),
    ("F07 三公不足", "公务接待费2.15万元", "公务接待费1.15万元", "F07", "error"),
    ("F08 期数", "推出助残服务视频栏目6期。", "推出助残服务视频栏目5期。", "F08", "warning"),
    ("F10 人数多于合计", "行政人员18人", "行政人员28人", "F10", "error"),
    ("F10 人数少于合计", "行政人员18人", "行政人员16人", "F10", "warning"),
    ("F11 科室数", "内设5个科室", "内设6个科室", "F11", "info"),
    ("F14 错字", "加强前期工作", "建立建全前期制度", "F14", "info"),
    ("F15 没有单位", "年初预算数650.00万元", "年初预算数650.00", "F15", "warning"),
    ("A03 旧年度", "康复救助目标", "本项以2018年完工的项目为评价内容，康复救助目标", "A03", "warning"),
    ("A05 占位符", "辅具适配满意度92.6%", "辅具适配满意度xx.x%", "A05", "error"),
    ("A05 单位名称写作 XX", "加强前期工作", "与XX县残联加强前期工作", "A05", "warning"),
    ("A05 星号", "投入约30万元", "投入***万元", "A05", "error"),
    ("A05 说明没有删", "进度不够均衡", "（100字以内）进度不够均衡", "A05", "error"),
    ("A05 空着", "投入约30万元", "人均使用面积  平方米", "A05", "error"),
    ("A05 下划线", "合格率98%", "合格率___%", "A05", "error"),
    ("A08 没有填", "填报单位：某县残疾人联合会", "填报单位：某县残疾人联合会　填报人：（略）", "A08", "warning"),
    ("A08 表没有单位", "单位：万元", "（续）", "A08", "warning"),
    ("B05 超过 100%", "合格率98%", "合格率108%", "B05", "warning"),
    ("B05 100%以上", "合格率98%", "合格率100%以上", "B05", "warning"),
    ("C01 超编", "30人，其中行政人员18人、事业人员12人", "31人，其中行政人员18人、事业人员13人", "C01", "warning"),
    ("D13 等级", "等级为“优”", "等级为“良”", "D13", "warning"),
    ("D16 截至", "截至2020年12月31日", "截至2020年11月30日", "D16", "warning"),
    ("D16 跨年", "年度目标完成情况", "康复楼于2021年5月竣工，年度目标完成情况", "D16", "warning"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "code", "level"), [each[1:] for each in FAULTS], ids=[each[0] for each in FAULTS]
)
def test_one_fault_gives_one_finding(old: str, new: str, code: str, level: str) -> None:
    before = [(each.code, each.level) for each in findings(*CLEAN)]
    after = [(each.code, each.level) for each in findings(*changed(old, new))]
    for each in before:
        if each in after:
            after.remove(each)
    assert after == [(code, level)]


TABLE = ["项目支出表", "单位：万元", "项目\t预算数\t决算数", "甲\t10.00\t9.99", "乙\t20.00\t19.00"]
TABLES = [
    # 合计行，级别
    ("合计\t30.00\t28.99", []),
    ("合计\t30.01\t28.99", ["info"]),
    ("合计\t31.00\t28.99", ["error"]),
    ("合 计\t30.00\t29.99", ["error"]),
    ("合计\t——\t28.99", []),
]


@pytest.mark.parametrize(("total", "levels"), TABLES)
def test_the_total_row_of_a_table(total: str, levels: list[str]) -> None:
    assert [each.level for each in findings(*TABLE, total, code="F01")] == levels


CHANGES = [
    # 同比的话，级别
    ("总支出1000万元，比上年增加100万元，增长11.11%。", []),
    ("总支出1000.00万元，比上年增加100.00万元，增长21.11%。", ["error"]),
    ("总支出900.00万元，较上年减少100.00万元，下降10%。", []),
    ("总支出900.00万元，较上年减少100.00万元，下降20%。", ["error"]),
    ("收入12563.18万元，较上年11020.50万元增加1542.68万元，增长14%。", []),
    ("收入12563.18万元，较上年11020.50万元增加1542.68万元，增长24%。", ["error"]),
    ("项目支出100.00万元，经费比上年增加10.00万元，增长50%。", []),
    ("收入100.00万元，比上年增加0万元，增长100%。", []),
    ("本年收入1000万元，上年结转50万元，增长5%。", []),
    ("本年收入1000万元，上年支出900万元，增长5%。", []),
    ("本年支出1000万元，上年支出900万元，增长5%。", ["error"]),
    ("总支出1000万元，比年初预算增加100万元，增长5%。", ["warning"]),
]


@pytest.mark.parametrize(("text", "levels"), CHANGES)
def test_a_change_over_a_year(text: str, levels: list[str]) -> None:
    assert [each.level for each in findings(text, code="F06")] == levels


def test_a_section_that_is_missing() -> None:
    lines = [line for line in CLEAN if not line.startswith(("四、", "进度"))]
    (found,) = [each for each in _all(lines) if each.code == "A07"]
    assert (found.level, found.found) == ("warning", "没有“存在的问题”")


INLINE = [
    ("存在问题：进度不够均衡。", "存在的问题"),
    ("自评结论与问题。自评扣分原因：进度慢。", "存在的问题"),
    ("下一步将加强前期工作。", "改进措施"),
    ("改进方向：加强前期工作。", "改进措施"),
]


@pytest.mark.parametrize(("text", "section"), INLINE)
def test_a_section_inside_of_a_paragraph_is_not_missing(text: str, section: str) -> None:
    start = {"存在的问题": ("四、", "进度"), "改进措施": ("五、", "加强前期")}[section]
    lines = [line for line in CLEAN if not line.startswith(start)]
    assert [each.found for each in _all(lines) if each.code == "A07"] == [f"没有“{section}”"]
    assert [each for each in _all([*lines, text]) if each.code == "A07"] == []


def test_a_report_without_budget_and_score_says_what_cannot_be_checked() -> None:
    (found,) = [
        each for each in _all(["一、概况。", "全年支出5万元，收入6万元。"]) if each.code == "A07"
    ]
    assert (found.level, found.message) == (
        "info", "报告没有写预算数，预算执行率无法核对；没有写自评得分。",
    )  # fmt: skip


def _all(lines: list[str]):  # type: ignore[no-untyped-def]
    from reports import context

    from sheetscore.reports.verdicts.report_checks import run_report_checks

    return run_report_checks(context(*lines))


SILENT = [
    # 看上去不对、其实说得通的话：一条错误都不能有
    ("其中只列一部分", "项目支出500万元，其中：农田建设300万元。"),
    ("其中的口径不同", "项目支出500万元，其中：政府采购支出300万元、授予中小企业合同金额280万元、已支付260万元。"),
    ("括号里还有其中", "支出600万元，其中：甲项目500万元（其中：设备300万元、安装200万元），乙项目100万元。"),
    ("其中以后再其中", "收入600万元，其中：拨款500万元（其中基金100万元）、其他收入100万元；支出580万元，其中：工资300万元、办公280万元。"),
    ("比上年减少夹在中间", "三公经费决算15万元，比上年减少5万元，下降25%。其中：接待费8万元，比上年减少2万元；公务用车费7万元。"),
    ("上年结转加在预算里", "上年结转20万元，本年项目预算500万元，项目支出510万元，执行率98.08%。"),
    ("追加在预算里", "年初预算500万元，追加120万元，支出600万元，预算执行率96.77%。"),
    ("三个预算数里有一个对得上", "年初预算500万元，全年预算620万元，实际支出600万元，预算执行率96.77%。"),
    ("完成预算用哪个预算", "年初预算为0万元，全年预算为320万元，支出决算为307.82万元，完成全年预算的96.19%。"),
    ("分项只有完成率", "三公经费预算为21.00万元，决算为16.95万元，完成预算的80.71%，其中：公务用车费决算为16.95万元，完成预算的82.68%。"),
    ("收支总计相等", "收入总计1000万元，支出总计1000万元，年末结转和结余20万元。"),
    ("有年初结转", "总收入1000万元，总支出1010万元，年初结转和结余30万元，年末结转和结余20万元。"),
    ("类别相互交叉", "现有职工44人，其中女职工20人、党员30人。"),
    ("检查和处罚不是分类", "检查单位100家，其中发现问题60家、整改60家。"),
    ("主要的几项", "专项支出900万元，主要有：甲项目200万元、乙项目300万元等。"),
    ("分别占", "支出总额1000万元，人员经费700万元，公用经费300万元，分别占支出总额的70%和30%。"),
    ("公式里的 100%", "公用经费控制率=（95.2万元/100万元）×100%=95.2%。"),
    ("两年的数", "2019年支出900万元，2020年支出1000万元，增长11.11%。"),
    ("增加额和增幅", "总支出1000万元，比上年增加100万元，增长11.11%，主要原因是人员增资。"),
    ("调增的原因有增有减", "年初预算数500万元，调整预算数520万元，原因是新增项目，减少了部分会议费。"),
    ("不同的场次", "春季培训医务人员200人次。秋季培训医务人员260人次。"),
    ("整数按四舍五入说得通", "总支出500万元，其中：基本支出300.4万元、项目支出199.3万元。"),
    ("X 光机不是占位符", "购置X光机2台、DR设备1台，位于W-07街坊X101地块。"),
    ("约数不比", "基本支出约680万元，其中：人员经费581.80万元、公用经费88.60万元。"),
    ("表里有一级二级", "项目\t预算数\n一、基本支出\t100.00\n1.人员\t80.00\n2.公用\t20.00\n合计\t100.00"),
    ("后面是别的事", "总收入20万元，其中拨款收入12万元、其他收入8万元，年末固定资产90万元。"),
]  # fmt: skip


@pytest.mark.parametrize("text", [text for _, text in SILENT], ids=[name for name, _ in SILENT])
def test_what_can_be_explained_is_no_error(text: str) -> None:
    assert [each for each in findings(*text.split("\n")) if each.level == "error"] == []


# ----------------------------------------------------------------------------------- laws

AMOUNTS = st.integers(1, 10**7).map(lambda cents: Decimal(cents).scaleb(-2))


@settings(deadline=None)
@given(AMOUNTS, AMOUNTS)
def test_parts_that_make_the_total_are_never_reported(basic: Decimal, project: Decimal) -> None:
    text = f"总支出{basic + project:.2f}万元，其中：基本支出{basic:.2f}万元，项目支出{project:.2f}万元。"
    assert findings(text, code="F03") == []


@settings(deadline=None)
@given(AMOUNTS, AMOUNTS, st.integers(-3, 3))
def test_a_tail_is_information_and_more_is_an_error(
    basic: Decimal, project: Decimal, off: int
) -> None:
    """Two parts: the tolerance is (2+1) half units of 0.01, that is 0.015."""
    total = basic + project + Decimal(off).scaleb(-2)
    text = f"总支出{total:.2f}万元，其中：基本支出{basic:.2f}万元，项目支出{project:.2f}万元。"
    if total <= 0:
        return
    levels = [each.level for each in findings(text, code="F03")]
    assert levels == ([] if off == 0 else ["info"] if abs(off) == 1 else ["error"])


@settings(deadline=None)
@given(AMOUNTS, AMOUNTS)
def test_the_rounded_rate_is_never_reported(actual: Decimal, budget: Decimal) -> None:
    rate = (actual / budget * 100).quantize(Decimal("0.01"))
    text = f"预算{budget:.2f}万元，实际支出{actual:.2f}万元，执行率{rate}%。"
    assert findings(text, code="F04") == []


TOKENS = """
其中 其中： 包括： 如下： 总收入 总支出 基本支出 项目支出 年末结余 三公经费 占 同比 增长 下降 预算 决算 执行率 比上年 万元 元 % 人 件 期
， 。 ； 、 （ ） ： 约 余 以上 为 共 2020年 上年 年初 年末 原因 减少 增加 得分 分 xx x *** ___ 一、 1、 5 10.00 3.3 0 1,234.5 百分之五 两
"""
WORDS = st.sampled_from([*TOKENS.split(), "\t", "\n", "  "])


@settings(deadline=None)
@given(st.lists(WORDS, max_size=60).map("".join))
def test_no_text_makes_a_check_fail(text: str) -> None:
    """Whatever stands in a report: findings or none, never an exception."""
    for each in findings("报告", *text.split("\n")):
        assert each.message
        assert each.level in ("error", "warning", "info")
