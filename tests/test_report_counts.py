"""Small sums in one sentence: rates of counts, per cent points, averages, two units, lists before their number, blanks."""

from __future__ import annotations

import re

import pytest
from reports import findings, report

PAIRS = [
    # 名称，没有问题的话，改前，改后，代码，级别
    ("合格率", "检测样品860批次，合格847批次，合格率98.49%。", "98.49%", "89.49%", "F04", "error"),
    ("总数在括号里", "优良天数283天（有效监测365天），优良率77.53%。", "77.53%", "79.53%", "F04", "error"),
    ("收回和回收", "发放问卷500份，收回问卷486份，回收率97.2%。", "486份", "468份", "F04", "error"),
    ("三个数，分母可疑", "参加200人，复测150人，合格140人，合格率70%。", "70%", "60%", "F04", "warning"),
    ("目标写在率前面", "扫描412万幅，占年度目标400万幅的103%。", "103%", "113%", "F04", "error"),
    ("完成预算多少的几成", "三公支出25.4万元，完成预算32万元的79.38%。", "79.38%", "97.38%", "F04", "error"),
    ("支出在前一句",
     "人员经费80.00万元；公用经费143.82万元，用于运转。公用经费预算145.43万元，控制率98.89%。", "98.89%", "90.89%", "F04", "error"),
    ("预算在前一句", "三公经费年初预算4.50万元。实际支出1.98万元，控制率为44%。", "44%", "54%", "F04", "warning"),
    ("百分点", "记账率由上年的72.5%提高到93.0%，提高20.5个百分点。", "20.5个", "25.5个", "F06", "error"),
    ("下降的百分点", "比例由3.2%下降到2.6%，下降0.6个百分点。", "0.6个", "0.8个", "F06", "error"),
    ("折合", "实际支出6,277,726.12元（折合627.77万元）。", "627.77", "6277.73", "F09", "error"),
    ("户均", "慰问612户，发放73.44万元，户均1200元。", "1200元", "1200万元", "B03", "error"),
    ("前一句里有预算和支出",
     "年初预算6120.40万元，全年预算7856.30万元，全年支出7523.68万元，其中基本支出2314.72万元。按全年预算计算的执行率为95.77%。",
     "95.77%", "122.93%", "F04", "error"),
    ("总数在其中之前", "政府采购支出总额152.06万元，其中货物类121.35万元、服务类30.71万元，采购预算156.00万元，采购执行率97.47%。",
     "97.47%", "102.59%", "F04", "error"),
    ("先写个数后列名称", "内设4个机构，分别是办公室、人事股、教育股、财务股；另有站所。", "4个", "5个", "F11", "info"),
    ("先列名称后写个数", "局机关内设办公室、财务股、产业股、种植股4个股室。", "4个", "5个", "F11", "info"),
    ("建成的和已有的",
     "建成社区养老服务站36个。\n年末，社区养老服务站36个均已投入运营。", "服务站36个均", "服务站34个均", "F08", "warning"),
    ("占比空着", "接待费3万元，占5%，比上年减少2万元。", "占5%", "占 %", "A05", "error"),
    ("括号前空着", "人均12.5平方米（含服务大厅）。", "12.5平方米", "    平方米", "A05", "error"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "old", "new", "code", "level"),
    [each[1:] for each in PAIRS],
    ids=[each[0] for each in PAIRS],
)
def test_a_sentence_and_its_faulty_twin(
    text: str, old: str, new: str, code: str, level: str
) -> None:
    assert text.count(old) == 1
    assert findings(*text.split("\n"), code=code) == []
    wrong = text.replace(old, new)
    assert [each.level for each in findings(*wrong.split("\n"), code=code)] == [level]


SILENT = [
    ("只有分子", "培训143人，合格率97.2%。", "F04"),
    ("单位不同", "床位2680张，入住老人1312人，入住率48.96%。", "F04"),
    ("有两个采购预算", "采购支出100万元，其中货物60万元、服务40万元，年初采购预算120万元，调整采购预算110万元，采购执行率90.91%。", "F04"),
    ("约数", "发放问卷约500份，收回486份，回收率98%。", "F04"),
    ("和目标比的百分点", "满意度93.6%，高于90%的目标值3.6个百分点。", "F06"),
    ("约合", "收入205119.86万元（约合20.5亿元）。", "F09"),
    ("每人的标准和合计", "资助2702人次，每人每学期1500元，合计405.3万元。", "F09"),
    ("户均按四舍五入说得通", "接待386人次，支出4.12万元，人均106.83元。", "B03"),
    ("等几个单位", "下属管理段、管理所、供水站等5个单位。", "F11"),
    ("名称里有和", "内设办公室、青少年发展和权益保护部、组织部、学校部4个部室。", "F11"),
    ("收入总计和本年收入合计", "2020年度收入总计1330.63万元，支出总计1330.63万元。\n本年收入合计1289.57万元。", "F08"),
    ("分别在基本和项目里", "商品和服务支出预算165.25万元。\n商品和服务支出预算29.70万元。", "F08"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"), [each[1:] for each in SILENT], ids=[each[0] for each in SILENT]
)
def test_what_can_be_explained_is_silent(text: str, code: str) -> None:
    assert findings(*text.split("\n"), code=code) == []


def test_a_rate_may_be_cut_off_instead_of_rounded() -> None:
    """2000000÷3000000＝66.6666…%：印 66.67% 是四舍五入，66.66% 是截断，66.65% 是算错。"""
    text = "预算3000000.00万元，支出2000000.00万元，执行率{}。"
    found = {
        rate: findings(text.format(rate), code="F04") for rate in ("66.67%", "66.66%", "66.65%")
    }
    assert [bool(each) for each in found.values()] == [False, False, True]


def test_a_long_quote_is_never_cut_inside_a_number() -> None:
    text = "部门全年预算1380.55万元，支出1,345.15万元，执行率97.52%；基本支出1026.45万元，占总支出的76.31%。"
    (block,) = report(text).blocks
    numbers = set(re.findall(r"[\d.,]*\d%?", text))
    for longest in range(12, len(text)):
        told = block.quote(0, len(text), longest)
        assert "……" in told
        assert set(re.findall(r"[\d.,]*\d%?", told)) <= numbers


def test_an_average_is_told_in_yuan() -> None:
    (found,) = findings("慰问612户，发放73.44万元，户均1200万元。", code="B03")
    assert "73.44 万元÷612 户＝1200.00 元，与所写正好相差一万倍" in found.message
