"""Shares that a report tells, of a total named with any words: silent when right, found when one figure is changed."""

from __future__ import annotations

import pytest
from reports import findings

PAIRS = [
    # 名称，没有问题的话，改前，改后，级别
    ("总数用自己的叫法", "政府采购支出总额386.2万元。授予中小企业合同351.44万元，占政府采购支出总额的91%。", "91%", "96.5%", "error"),
    ("后面的占比是同一个总数",
     "本年收入1000万元。拨款950万元，占本年收入的95%；事业30万元，占3%；其他20万元，占2%。", "占3%", "占4%", "warning"),
    ("总数叫法后面多几个字",
     "财政拨款“三公”经费支出决算5.80万元。用车费4.97万元，占“三公”经费的85.69%。", "85.69%", "75.69%", "warning"),
    ("总数在前一段", "预算2815万元，实际支出2700万元。\n基本支出1890万元，占总支出的70%。", "70%", "60%", "warning"),
    ("占的是调整预算", "年初预算6530万元，调整预算7390.50万元，支出7148.18万元，占调整预算的96.72%。", "96.72%", "109.47%", "error"),
    ("其中以后说的是总数",
     "总支出698.85万元。基本支出486.37万元，其中人员427.47万元、公用58.90万元，占总支出的69.60%。", "69.60%", "59.60%", "warning"),
    ("分别占", "支出总额1000万元，人员经费700万元，公用经费300万元，分别占支出总额的70%和30%。", "30%", "40%", "error"),
    ("没有写总数，各占比合计 100%",
     "三公经费中，接待费16.3万元，占63.42%；用车费9.4万元，占36.58%。", "占63.42%；用车费9.4", "占63.42%；用车费7.4", "error"),
    ("只有叫法的末尾相同", "县级农业专项经费2000万元。补贴1900万元，占农业专项经费的95%。", "95%", "85%", "warning"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "old", "new", "level"), [each[1:] for each in PAIRS], ids=[each[0] for each in PAIRS]
)
def test_a_share_and_its_faulty_twin(text: str, old: str, new: str, level: str) -> None:
    assert text.count(old) == 1
    assert findings(*text.split("\n"), code="F05") == []
    wrong = text.replace(old, new).split("\n")
    assert {each.level for each in findings(*wrong, code="F05")} == {level}


SILENT = [
    ("二级单位的合计不是总支出", "全年支出2000万元，其中基本支出800万元，占总支出的40%。\n本级支出900万元，二级单位支出合计1100万元。"),
    ("总数没有写", "授予中小企业合同351.44万元，占采购总额的96.5%。"),
    ("总数有两个不同的数，有一个对得上", "年初专项经费100万元。年末专项经费200万元。培训50万元，占专项经费的25%。"),
    ("占比凑成 100%", "基本支出预算881300.39元，其中商品和服务165247.88元，占基本支出预算18.76%。"),
    ("占比不到 100%，只列一部分", "接待费16.3万元，占60%；用车费9.4万元，占30%。"),
]  # fmt: skip


@pytest.mark.parametrize("text", [text for _, text in SILENT], ids=[name for name, _ in SILENT])
def test_a_share_that_cannot_be_computed_is_no_complaint(text: str) -> None:
    assert [each for each in findings(*text.split("\n"), code="F05") if each.level != "info"] == []


def test_a_total_that_stands_far_away_is_a_question() -> None:
    lines = ["培训专项经费200万元。", *["工作有序开展。"] * 9, "教材60万元，占培训专项经费的40%。"]
    assert [each.level for each in findings(*lines, code="F05")] == ["warning"]
    assert [each.level for each in findings(lines[0], *lines[8:], code="F05")] == ["error"]


def test_a_share_rounded_to_make_100_is_a_tail() -> None:
    """165247.88÷881300.39＝18.7504%，印 18.76%：差末位 1。"""
    text = "基本支出预算881300.39元，其中商品和服务165247.88元，占基本支出预算{}。"
    assert [each.level for each in findings(text.format("18.76%"), code="F05")] == ["info"]
    assert [each.level for each in findings(text.format("18.74%"), code="F05")] == ["info"]
    assert [each.level for each in findings(text.format("18.78%"), code="F05")] == ["error"]
