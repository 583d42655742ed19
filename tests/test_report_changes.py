"""Increases and decreases that a report tells: the innocent sentence is silent, its twin with one figure changed is found."""

from __future__ import annotations

import pytest
from reports import findings

PAIRS = [
    # 名称，没有问题的话，改前，改后，级别
    ("增减额和增减率，执行率夹在中间", "支出200.00万元，完成预算的95%，比上年增加20.00万元，增长11.11%。", "11.11%", "10.11%", "error"),
    ("占比夹在中间", "人员支出200.00万元，占基本支出80%，同比减少50.00万元，下降20.00%。", "20.00%", "25.00%", "error"),
    ("与上年相比写在下一句", "2020年度支出合计4000万元。与上年相比，增加800万元，增长25%。", "25%", "20%", "error"),
    ("上年数写明", "接待费6万元，较上年的8万元减少2万元，下降25%。", "减少2万元", "减少3万元", "error"),
    ("上年数写明，率写错", "接待费6万元，较上年的8万元减少2万元，下降25%。", "25%", "35%", "error"),
    ("上年支出写在前面", "全年支出900万元。与上年支出1000万元相比，减少100万元，下降10%。", "减少100万元", "增加100万元", "error"),
    ("只有方向", "总支出900万元，较上年的1000万元有所下降。", "有所下降", "有所增长", "error"),
    ("增加和下降写在一起", "三公经费9万元，较上年减少1万元，下降10%。", "较上年减少", "较上年增加", "error"),
    ("收支各减少", "2020年度收入、支出决算总计1330.63万元。与上年相比，收、支总计各减少67.47万元，减少4.83%。", "4.83%", "5.83%", "error"),
    ("结转比上年减少", "年初结转和结余41.06万元。与上年相比，减少1.41万元，减少3.32%。", "3.32%", "4.32%", "error"),
    ("指名的一项", "人员经费500万元，公用经费80万元。公用经费比上年减少20万元，下降20%。", "20%", "4%", "error"),
    ("变动率带负号", "今年预算45.00万元，与2019年预算50.00万元相比，变动率为-10%。", "-10%", "-20%", "error"),
    ("变动率的正负写反", "今年预算45.00万元，与2019年预算50.00万元相比，变动率为-10%。", "-10%", "10.5%", "error"),
    ("由少到多", "粉丝数由2000人增加到3000人，增长50%。", "50%", "33%", "error"),
    ("件数", "受理918件，较上年的1000件减少82件，下降8.2%。", "82件", "92件", "error"),
    ("缩短的天数", "上架周期18天，比规定的30天缩短12天。", "缩短12天", "缩短15天", "error"),
    ("总数在其中之前", "三公经费10万元，其中用车8万元、接待2万元，比上年减少10万元，下降50%。", "50%", "40%", "warning"),
    ("多了几家", "新增入库单位58家，比上年多7家，增长13.73%。", "13.73%", "23.73%", "error"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "old", "new", "level"), [each[1:] for each in PAIRS], ids=[each[0] for each in PAIRS]
)
def test_a_change_and_its_faulty_twin(text: str, old: str, new: str, level: str) -> None:
    assert text.count(old) == 1
    assert findings(text, code="F06") == []
    assert [each.level for each in findings(text.replace(old, new), code="F06")] == [level]


SILENT = [
    ("减的是别的数", "案件872件，其中一般634件、简易238件。案件数较上年的918件减少46件。"),
    ("人均夹在中间", "接待费25.4万元，人均75.76元。与上年27.13万元相比减少1.73万元，下降6.38%。"),
    ("只有增减没有两期的数", "投诉举报同比减少18件，下降22.5%。"),
    ("同时说两件事", "收入减少10万元，支出增长5%。"),
    ("约数不比", "支出约200万元，比上年增加20万元，增长15%。"),
    ("剔除因素的另一口径", "全年支出同比增加136.94万元，增幅1.91%；同口径减少62.4万元，下降0.87%。"),
    ("上年结转不是上年数", "本年收入1000万元，上年结转50万元，增长5%。"),
    ("幅度按四舍五入说得通", "接待费4.12万元，比上年减少0.59万元，下降12.49%。"),
    ("恢复到上年的几成", "接待游客1423.5万人次，同比下降41.2%，恢复至上年的58.8%。"),
]  # fmt: skip


@pytest.mark.parametrize("text", [text for _, text in SILENT], ids=[name for name, _ in SILENT])
def test_a_change_that_cannot_be_computed_is_no_finding(text: str) -> None:
    assert [each for each in findings(text, code="F06") if each.level != "info"] == []


def test_the_message_names_the_difference_due() -> None:
    (found,) = findings(
        "全年支出900万元。与上年支出1000万元相比，增加100万元，增长10%。", code="F06"
    )
    assert "由 1000 万元 到 900 万元，应是减少 100 万元。" in found.message
    assert (found.found, found.expected) == ("100 万元", "减少 100 万元")


def test_contradicting_words_are_quoted() -> None:
    (found,) = findings("三公经费9万元，较上年增加1万元，下降10%。", code="F06")
    assert "前面说增加，后面说下降" in found.message
