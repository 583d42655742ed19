"""率的完成值用话说的（应验收42处，合格40处；389人结业，参训412人；15个工程全部合格）：两个数各是什么看得出来的才相除。"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from own_tables import FIRST, REST, Row, own_table
from recalc import recalculate, same, values
from target_tables import Aim, aims
from test_several_forms import FORMATS
from workbooks import findings, forms, indicator, score

from sheetscore.model.outcome import Outcome, Status
from sheetscore.unit import score_bytes
from sheetscore.writers.completed import write_completed


def told(name: str, target: str, done: str) -> Outcome:
    return score(aims(Aim(target, done, 10, name=name, level2="质量指标"), Aim("≥1场", "1场", 80)))


TOLD = [
    # 应做的和做了的，两种次序、各种说法
    ("维修养护工程验收合格率", "100%", "应验收42处，合格42处", "10"),
    ("维修养护工程验收合格率", "100%", "合格40处，应验收42处", "9.52"),
    ("维修养护工程验收合格率", "100%", "应验收42处，其中合格40处。", "9.52"),
    ("维修养护工程验收合格率", "100%", "应验收42处（合格40处）", "9.52"),
    ("项目按期完工率", "100%", "应完工28项，按期完工25项", "8.93"),
    ("农户参保率", "≥98%", "应参保2500人、已参保2450人", "10"),
    ("检查任务完成率", "100%", "计划检查240次，已检查236次", "9.83"),
    ("检查任务完成率", "100%", "计划240次，实际完成252次", "10"),
    ("路灯更换完成率", "100%", "路灯更换计划200盏，更换196盏", "9.80"),
    # 参加的、检查的、受理的是全部
    ("培训学员结业率", "≥95%", "参训412人，结业389人", "9.94"),
    ("培训学员结业率", "≥95%", "389人结业，参训412人", "9.94"),
    ("培训学员结业率", "≥95%", "共412人参训，其中389人结业", "9.94"),
    ("培训学员结业率", "≥95%", "参训 412 人；\r\n结业 389 人。", "9.94"),
    ("培训取证率", "≥80%", "247人参训，取证191人", "9.67"),
    ("受检妇女满意度", "≥95%", "抽查200人，满意188人", "9.89"),
    ("受检妇女满意度", "≥95%", "抽查200人，满意188人，不满意12人", "9.89"),
    ("信访件按期办结率", "≥98%", "受理46件，44件按期办结", "9.76"),
    ("抽检合格率", "≥99%", "抽检样品120批次，合格118批次，合格率98.3%", "9.93"),
    ("食品抽检合格率", "≥99%", "抽检合格118批次，抽检120批次", "9.93"),
    ("问题整改率", "100%", "检查发现问题12个，整改11个", "9.17"),
    ("农产品抽检合格率", "100%", "共抽检农产品850批次，合格842批次，合格率99.06%", "9.91"),
    ("受益群众满意度", "100%", "受访群众150名，140名表示满意", "9.33"),
    ("资金到位率", "100%", "计划100万元，到位95万元", "9.50"),
    ("投诉处理率", "100%", "投诉3件，均已处理", "10"),
    # 本行说的事物是全部
    ("建制村通客车率", "100%", "建制村118个，已通客车116个", "9.83"),
    ("设备完好率", "≥98%", "50台设备中48台完好", "9.80"),
    ("设备完好率", "≥98%", "设备50台，48台完好", "9.80"),
    ("设备完好率", "≥98%", "设备50台，完好48台，48/50=96%", "9.80"),
    ("A级景区安全检查覆盖率", "100%", "全市A级景区26家，检查24家", "9.23"),
    ("医疗废物规范处置率", "100%", "产生医疗废物12吨，规范处置11.4吨", "9.50"),
    ("学生近视率", "≤40%", "检查500名学生，近视180人", "10"),
    # 全部
    ("工程验收合格率", "100%", "15个工程全部合格", "10"),
    ("工程验收合格率", "100%", "共验收15个，全部合格", "10"),
    ("设施验收合格率", "100%", "8个设施，8个通过验收", "10"),
    ("项目开工率", "100%", "12个项目均已开工", "10"),
    # 除式两边写着各是什么
    ("抽检合格率", "≥99%", "合格118批次÷抽检120批次×100%=98.33%", "9.93"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "target", "done", "points"), TOLD)
def test_what_was_done_over_what_there_was_to_do(
    name: str, target: str, done: str, points: str
) -> None:
    found = indicator(told(name, target, done), name)
    assert found.score == Decimal(points), found.steps


OPEN = [
    ("维修养护工程验收合格率", "100%", "应验收42处，合格40处，整改后合格2处"),
    ("维修养护工程验收合格率", "100%", "应验收约42处，合格40处"),
    ("维修养护工程验收合格率", "100%", "应验收42处，合格40个"),
    ("维修养护工程验收合格率", "100%", "应验收42处，一次验收合格40处"),
    ("维修养护工程验收合格率", "100%", "合格40处"),
    ("食品合格率", "≥98%", "应检查240家，合格230家"),
    ("工程验收合格率", "100%", "15个工程基本合格"),
    ("工程验收合格率", "100%", "全部合格"),
    ("项目按期完工率", "100%", "应完工28项，完工25项"),
    ("项目开工率", "100%", "项目12个，新开工11个"),
    ("培训学员结业率", "≥90%", "参训412人次，结业389人"),
    ("培训学员结业率", "≥90%", "计划参训412人，结业389人"),
    ("培训学员结业率", "≥90%", "300余人参训，280人结业"),
    ("培训学员结业率", "≥90%", "上半年参训412人，结业389人"),
    ("培训学员结业率", "≥90%", "参训389人，结业412人"),
    ("受检妇女满意度", "≥95%", "抽查200人，基本满意188人"),
    ("受检妇女满意度", "≥95%", "抽查200人，满意188人，不满意10人"),
    ("受检妇女满意度", "≥95%", "发放200份，收回190份，满意188份"),
    ("产品不合格率", "≤2%", "抽检50件，合格48件"),
    ("信访件按期办结率", "≥98%", "受理46件，办结46件，按期办结44件"),
    ("信访件按期办结率", "≥98%", "受理46件，逾期办结2件"),
    ("问题整改率", "100%", "检查12家，整改11个"),
    ("问题整改率", "100%", "上年问题12个，整改11个"),
    ("培训合格率", "≥90%", "计划培训100人，合格95人"),
    ("培训合格率", "≥90%", "培训120人，考试110人，合格100人"),
    ("污水集中处理率", "≥95%", "污水产生量100万吨，处理96万吨"),
    ("资金到位及时率", "100%", "计划100万元，到位100万元"),
    ("家庭医生签约率", "≥60%", "常住人口10万人，签约6.5万人"),
    ("公共服务满意度", "≥90%", "调查100人，非常满意60人，满意35人"),
    ("产品优良率", "≥90%", "产品100件，合格95件"),
    ("食品抽检合格率", "≥98%", "抽检1000批次，不合格10批次"),
    ("投诉处理率", "100%", "投诉3件，均在处理中"),
    ("医疗废物规范处置率", "100%", "产生医疗废物12吨，处置12吨"),
    ("预算调整率", "≤5%", "年初预算5310万元，调整后预算5842.6万元"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "target", "done"), OPEN)
def test_numbers_that_may_be_of_something_else_are_for_a_person(
    name: str, target: str, done: str
) -> None:
    assert indicator(told(name, target, done), name).score is None


def test_a_rate_beside_its_parts_has_to_be_theirs() -> None:
    """389÷412＝94.4%，不是 96%。"""
    name = "培训学员结业率"
    assert indicator(told(name, "≥95%", "参训412人，结业389人，结业率94.4%"), name).score == Decimal("9.94")  # fmt: skip
    found = told(name, "≥95%", "参训412人，结业389人，结业率96%")
    assert indicator(found, name).status is Status.JUDGED
    assert [(each.level, "对不上" in each.message) for each in findings(found, "B01")] == [
        ("error", True)
    ]


BY_RATE = "完成率达到100%得10分；不足100%的，得分=完成率×权重分。"
BANDS = "量化率≥80%得10分；60%（含）-80%得6分；60%以下得0分。"
SHARE = "得分=覆盖率×10分。"
BESIDE = [
    ("新改建农村公路里程", BY_RATE, "年度建设计划完成情况", "计划120公里，\n实际完成111公里", "9.25"),
    ("绩效指标量化率", BANDS, "可量化三级指标个数占三级指标总数的比重", "三级指标共25个，其中可量化19个", "6"),
    ("绩效监控覆盖率", SHARE, "开展监控项目数/项目总数×100%", "部门项目26个，开展绩效运行监控24个", "9.23"),
    ("货车超限率", "≤1%得10分；每高0.1个百分点扣0.5分，不足0.1个百分点不扣，扣完为止。", "查处超限车辆/检测车辆×100%",
     "检测车辆21,400台次，查处超限254台次，超限率1.19%", "9.5"),
    ("支出预算执行率", "≥98%得10分；95%（含）—98%得8分；95%以下不得分。", "支出决算数/调整预算数×100%",
     "支出决算数8,642.30万元÷调整预算数8,905.60万元×100%=97.04%", "8"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "criteria", "explanation", "done", "points"), BESIDE)
def test_beside_a_wording_too(
    name: str, criteria: str, explanation: str, done: str, points: str
) -> None:
    book = own_table(Row(name, criteria, done, explanation=explanation), REST)
    found = indicator(score(book, "某局-2023.xlsx"), name)
    assert found.score == Decimal(points), found.steps


BESIDE_OPEN = [
    ("新改建农村公路里程", BY_RATE, "", "计划120公里，完成投资111公里"),
    ("资金到位率", "得分=到位率×10分。", "实际到位资金/计划投入资金×100%", "项目12个，到位11个"),
    ("绩效监控覆盖率", SHARE, "开展监控项目数/项目总数×100%", "部门项目26个，监控发现问题24个"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "criteria", "explanation", "done"), BESIDE_OPEN)
def test_what_a_formula_does_not_count_is_none_of_its_terms(
    name: str, criteria: str, explanation: str, done: str
) -> None:
    book = own_table(Row(name, criteria, done, explanation=explanation), REST)
    assert indicator(score(book, "某局-2023.xlsx"), name).score is None


BOOK = own_table(
    Row("农户参保率", "得分=参保率×10分，最高10分。", "应参保2500人，已参保2450人", claim=10),
    Row("工程验收合格率", "合格率100%得10分，每低1个百分点扣1分，扣完为止。", "15个工程全部合格", claim=10),
    Row("制度建设", "①有制度，10分；②执行，20分。", "已建立", points=80, claim=80),
)  # fmt: skip


def test_the_completed_workbook_says_the_same_when_it_is_calculated_anew(tmp_path: Path) -> None:
    path = tmp_path / "done.xlsx"
    path.write_bytes(write_completed(score(BOOK, "某局-2023.xlsx")))
    stored, again = values(path), recalculate(path)
    assert {k: (v, again.get(k)) for k, v in stored.items() if not same(v, again.get(k))} == {}
    assert (stored["指标表", f"L{FIRST}"], stored["指标表", f"L{FIRST + 1}"]) == (9.8, 10)


@pytest.mark.parametrize("kind", FORMATS)
def test_in_every_format(kind: str) -> None:
    found = score_bytes(f"某局-2023.{kind}", FORMATS[kind](BOOK), forms())
    assert indicator(found, "农户参保率").score == Decimal("9.8")
    assert indicator(found, "工程验收合格率").score == 10


FRAMEWORK = {
    "实际完成率": "实际完成率=（实际完成工作数/计划工作数）×100%。",
    "完成及时率": "完成及时率=（及时完成实际工作数/计划工作数）×100%。",
    "重点工作办结率": "重点工作办结率=（重点工作实际完成数/交办或下达数）×100%。",
}
"""财预〔2013〕53号 的公式。"""


@pytest.mark.parametrize(
    ("name", "done", "points"),
    [
        # 计划做的是什么就是什么：120 公里，完成 114 公里，95%
        ("实际完成率", "2023年计划完成农村公路建设120公里，实际完成114公里", "9.5"),
        ("实际完成率", "计划完成农村公路建设120公里，实际完成农村公路建设114公里", "9.5"),
        ("实际完成率", "计划完成农村公路建设120公里，实际完成国省道114公里", None),
        ("实际完成率", "2022年计划完成农村公路建设120公里，实际完成114公里", None),
        ("实际完成率", "计划完成农村公路建设120公里，按期完成114公里", None),
        ("实际完成率", "计划完成农村公路建设120公里，实际完成114个", None),
        ("实际完成率", "计划新增农村公路120公里，实际完成114公里", None),
        # 都做完了，其中按期的 22 项
        ("完成及时率", "年度计划工作25项，均已完成，其中按期完成22项", "8.8"),
        ("完成及时率", "年度计划工作25项，已完成24项，其中按期完成22项", None),
        ("完成及时率", "年度计划工作25项，均已完成，其中逾期完成3项", None),
        # 交办的和办结的
        ("重点工作办结率", "交办重点工作20项，办结18项", "9"),
        ("重点工作办结率", "上级交办重点工作20项，完成18项", "9"),
        ("重点工作办结率", "交办信访件20件，办结18件", None),
        ("重点工作办结率", "交办重点工作20项，按期办结18项", None),
        ("重点工作办结率", "交办重点工作20项，未办结2项", None),
    ],
)
def test_the_rates_of_the_framework_in_the_words_of_a_unit(
    name: str, done: str, points: str | None
) -> None:
    lines = (Row(name, f"得分={name}×该项指标分值。", done, explanation=FRAMEWORK[name]), REST)
    found = indicator(score(own_table(*lines), "某局-2023.xlsx"), name).score
    assert found == (None if points is None else Decimal(points))
