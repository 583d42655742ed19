"""Lists with their total: brackets, totals behind the list, paragraphs below, totals a sentence before. Each with its faulty twin."""

from __future__ import annotations

import pytest
from reports import findings

PAIRS = [
    # 名称，没有问题的话，改前，改后，代码，级别
    ("括号里分列", "年末在职23名（行政编13名、事业编10名），退休12名。", "23名", "21名", "F10", "error"),
    ("括号里分列，经费",
     "基本支出318.55万元（人员经费286.40万元、公用经费32.15万元），项目支出220万元。", "318.55", "328.55", "F01", "error"),
    ("合计在后面，写明几项", "慰问73.44万元，助学22.56万元，两项合计96万元。", "96万元", "98万元", "F01", "error"),
    ("合计在后面，三项以上", "矫正86.5万元、援助72万元、普法41.5万元，合计200万元。", "合计200", "合计210", "F01", "error"),
    ("另有的不在其中",
     "在职人员52人，其中行政20人、参公事业21人、全额事业11人；另有编外聘用人员26人、退休14人。", "52人", "55人", "F10", "warning"),
    ("下一个分句是别的事", "文件213件，其中有效156件、修改18件、废止39件；提出意见152件。", "156件", "165件", "F01", "error"),
    ("其中在增减和原因之后",
     "三公决算6.74万元，同比减少2.36万元，下降25.93%，主要是受疫情影响。其中，公务接待费1.94万元，公务用车费4.80万元。",
     "决算6.74", "决算5.74", "F07", "error"),
    ("合计用冒号",
     "全年收入1971.92万元：拨款1685.42万元，基金238.6万元，其他收入47.9万元；加上年初结转112.08万元。", "47.9", "57.9", "F01", "error"),
    ("写明共几项", "项目支出68.5万元，共4项：就业22万元；帮扶18.5万元；宣传16万元；保护12万元。", "宣传16", "宣传12", "F01", "error"),
    ("税收和非税", "公共预算收入315.2亿元，增长0.8%，其中税收收入234.6亿元，非税收入80.6亿元。", "234.6", "224.6", "F01", "error"),
    ("分别为", "涉及资金198.6万元，分别为甲项目150万元、乙项目28.6万元、丙项目20万元；其他略。", "150万元", "160万元", "F01", "error"),
    ("后一句又有其中",
     "采购总额709.47万元，其中货物61.25万元、工程510.22万元、服务138.00万元。中小企业658.77万元，其中小微431.02万元。",
     "61.25", "81.25", "F01", "error"),
    ("括号里又有其中",
     "收入合计300万元，其中：财政拨款收入200万元（其中一般预算150万元、基金50万元）；事业收入80万元；其他收入20万元。",
     "收入80", "收入90", "F01", "error"),
    ("三公少列一项", "三公经费10.00万元，其中公务接待费2.00万元，公务用车费8.00万元。", "接待费2", "接待费1", "F07", "warning"),
    ("逗号后面的另有不在其中", "在职52人，其中行政20人、参公21人、事业11人，另有退休人员14人。", "52人", "55人", "F10", "warning"),
    ("各项另起一段",
     "一般公共预算基本支出100.00万元，其中：\n人员经费80.00万元，主要包括：基本工资、津贴。\n公用经费20.00万元，主要包括：办公费。",
     "支出100.00", "支出110.00", "F01", "error"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "old", "new", "code", "level"),
    [each[1:] for each in PAIRS],
    ids=[each[0] for each in PAIRS],
)
def test_a_list_and_its_faulty_twin(text: str, old: str, new: str, code: str, level: str) -> None:
    assert text.count(old) == 1
    assert findings(*text.split("\n"), code=code) == []
    wrong = text.replace(old, new)
    assert [each.level for each in findings(*wrong.split("\n"), code=code)] == [level]


SILENT = [
    ("括号里是另一种量", "公务接待费6.74万元（132批次、1086人次，人均62元）。"),
    ("括号里只含一部分", "受理案件4382件（含旧存216件、移送20件）。"),
    ("括号里是预算和决算", "项目支出100万元（预算120万元，决算100万元）。"),
    ("其中以后的分号是别的事", "新建工会86家，其中新业态5家，发展会员4120人；全县工会1268家。"),
    ("其中的一项后面又是上一层", "市级资金980万元中用于图书购置260万元，其中少儿图书88万元；用于设施开放690万元，其余30万元。"),
    ("合计只是后面几项的", "项目支出50万元，慰问73.44万元，助学22.56万元，两项合计96万元。"),
    ("合计不是这几项的", "慰问73.44万元，助学22.56万元，三项合计110万元。"),
    ("类别互相交叉", "在职100人，其中女45人、党员40人、35岁以下20人。"),
    ("超过预算的差额不是总数",
     "决算数大于预算数5万元，主要原因是调标。其中：\n教育支出1595.95万元，用于保教。\n社会保障支出80万元，用于缴费。"),
    ("中间隔着别的数", "总支出100万元。全年培训50万元，其中：甲80万元、乙60万元。"),
]  # fmt: skip


@pytest.mark.parametrize("text", [text for _, text in SILENT], ids=[name for name, _ in SILENT])
def test_a_list_that_can_be_explained_is_no_error(text: str) -> None:
    assert [f for f in findings(*text.split("\n")) if f.level == "error" and f.code != "F06"] == []


BUDGETS = [
    # 名称，没有问题的话，改前，改后，级别
    ("追加", "年初预算486.2万元，年中追加137.45万元，全年预算数623.65万元。", "623.65", "633.65", "error"),
    ("调减", "年初部门预算批复500万元，调减20万元，调整后预算480万元。", "480", "490", "error"),
    ("尾差", "年初预算486.21万元，年中追加137.45万元，全年预算数623.66万元。", "623.66", "623.67", "info"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "old", "new", "level"),
    [each[1:] for each in BUDGETS],
    ids=[each[0] for each in BUDGETS],
)
def test_a_budget_of_the_year_and_its_faulty_twin(
    text: str, old: str, new: str, level: str
) -> None:
    assert findings(text, code="C08") == []
    assert [each.level for each in findings(text.replace(old, new), code="C08")] == [level]


def test_what_stands_behind_a_semicolon_and_is_more_than_the_total_is_no_part() -> None:
    text = "市级资金中用于图书购置260万元，其中少儿图书88万元；用于设施开放690万元，其余30万元。"
    assert findings(text, code="F01") == []


def test_a_total_with_words_between_it_and_its_list_is_a_question() -> None:
    near = "项目支出100万元，其中：甲工程支出70万元，乙工程支出80万元。"
    assert [each.level for each in findings(near, code="F01")] == ["error"]
    loose = near.replace("，其中", "，主要原因是任务较多。其中")
    assert [each.level for each in findings(loose, code="F01")] == ["warning"]


REST = [
    # 名称，没有问题的话，改前，改后，级别
    ("一句话写全", "2020年收入3190.20万元，年初结转155.80万元，支出3266.14万元，年末结转79.86万元。", "79.86", "155.80", "error"),
    ("没有年初数", "总收入100万元，总支出90万元，年末结余10万元。", "结余10", "结余20", "error"),
    ("资产增减",
     "固定资产年初数4768152.13元，本年净增加481521.29元，处置减少151478.56元，年末数5098194.86元。",
     "年末数5098", "年末数4948", "error"),
    ("年初结转写在别处", "年初结转10万元用于尾款。\n总收入100万元，总支出105万元，年末结余5万元。", "结余5", "结余9", "error"),
    ("年初数只说有", "上年结转资金已用完。\n总收入100万元，总支出90万元，年末结余10万元。", "结余10", "结余14", "warning"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "old", "new", "level"), [each[1:] for each in REST], ids=[each[0] for each in REST]
)
def test_what_is_left_and_its_faulty_twin(text: str, old: str, new: str, level: str) -> None:
    assert text.count(old) == 1
    assert findings(*text.split("\n"), code="F02") == []
    wrong = findings(*text.replace(old, new).split("\n"), code="F02")
    assert [each.level for each in wrong] == [level]


def test_the_opening_balance_is_told_in_the_message() -> None:
    text = "2020年收入100万元，年初结转10万元，支出95万元，年末结转10万元。"
    (found,) = findings(text, code="F02")
    assert "10 万元＋100 万元－95 万元＝15 万元，所写结余 10 万元，差 5 万元。" in found.message
