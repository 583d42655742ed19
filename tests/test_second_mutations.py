"""和上年、全市平均相比的写法：改一个字，就不能再照原样打分；旁边不是这个意思的写法一概转人工。"""

from __future__ import annotations

import pytest

from sheetscore.rules import compile_second, compile_several
from sheetscore.rules.rule import Rule

READ = [
    ("群众满意度", "不低于上年得满分，每低1个百分点扣1分，扣完为止。"),
    ("群众满意度", "满意度达到或超过上年水平得10分，否则不得分"),
    (
        "群众满意度",
        "满意度比上年提高1个百分点以上得10分，提高不足1个百分点得8分，持平或下降得0分。",
    ),
    ("固定资产利用率", "利用率不低于上年的得满分，每低于上年1个百分点扣0.2分。"),
    ("预算执行率", "预算执行率较上年度提高的得10分，持平得3分，下降的不得分。"),
    (
        "结转结余率",
        "结转结余率较上年下降5个百分点以上得满分，下降不足5个百分点得2分，持平或上升不得分。",
    ),
    ("地区生产总值增长率", "达到全市平均增长率得满分，每低于全市平均增长率0.1个百分点扣1分"),
    ("服务对象满意度", "满意度高于全县平均水平得满分，每低于平均水平1个百分点扣0.5分。"),
    ("预算执行率", "低于全市平均水平的不得分，达到全市平均水平得满分"),
    ("信访件数", "较上年下降5%以上得10分，下降不足5%得5分，持平得2分，上升不得分"),
    ("信访件数", "不高于上年得满分，每增加1件扣1分"),
    ("信访件数", "较上年每增加1件扣1分"),
    ("税收收入", "较上年增长5%以上得10分，每低1个百分点扣1分"),
    ("控制率", "控制率高于上年的，每高1个百分点扣0.5分。"),
    ("公用经费支出", "控制在上年水平以内得10分，每超1%扣1分，扣完为止"),
    ("道路客运量", "较上年增长3%及以上得满分；增长0%（含）-3%得3分；较上年下降不得分。"),
    (
        "体质监测人次",
        "年度目标6000人次，上年实际5400人次。达到年度目标得10分；未达到目标但高于上年的得3分；等于或低于上年的不得分。",
    ),
    ("信访件数", "较上年下降得满分，持平得50%，上升不得分"),
]
LIMITING = ["非", "未", "除外", "人均", "原则上", "约", "同期", "前三", "扣除政策因素"]


def read(text: str, name: str) -> Rule | None:
    return compile_second(text, 10, name)


@pytest.mark.parametrize(("name", "text"), READ)
def test_it_is_read(name: str, text: str) -> None:
    assert read(text, name) is not None


@pytest.mark.parametrize("word", LIMITING)
def test_a_limiting_word_put_in_anywhere_is_never_read_over(word: str) -> None:
    wrong = []
    for name, text in READ:
        for place in range(len(text) + 1):
            changed = text[:place] + word + text[place:]
            if read(changed, name) is not None:
                wrong.append(changed)
    assert wrong == []


def test_a_not_put_in_anywhere_gives_only_what_the_words_then_say() -> None:
    """“不”造出的另一规则只有 不低于、不高于、不下降…… 一类；其余都转人工。"""
    wrong = []
    for name, text in READ:
        for place in range(len(text) + 1):
            changed = text[:place] + "不" + text[place:]
            found = read(changed, name)
            if found is not None and changed[place : place + 3] not in (
                "不低于",
                "不高于",
                "不超过",
            ):
                wrong.append(changed)
    assert wrong == []


def test_a_character_taken_out_never_leaves_the_same_rule_over_another_figure() -> None:
    wrong = []
    for name, text in READ:
        base = read(text, name)
        assert base is not None
        for place in range(len(text)):
            changed = text[:place] + text[place + 1 :]
            found = read(changed, name)
            if found is None or (found.shape, found.formula) == (base.shape, base.formula):
                continue
            if text[place] not in "0123456789.%不":
                wrong.append((text[place], changed, found.restate(), found.formula))
    assert wrong == []


def test_a_digit_put_in_anywhere_is_judged_or_stands_in_the_rule() -> None:
    wrong = []
    for name, text in READ:
        base = read(text, name)
        assert base is not None
        for place in range(len(text) + 1):
            changed = text[:place] + "3" + text[place:]
            found = read(changed, name)
            around = text[max(0, place - 1) : place + 1]
            if found is not None and (
                found.shape == base.shape or not any(map(str.isdigit, around))
            ):
                wrong.append((changed, found.restate()))
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("群众满意度", "不低于上年同期得满分，每低1个百分点扣1分"),
        ("群众满意度", "同比不下降得满分，每低1个百分点扣1分"),
        ("群众满意度", "不低于2021年得满分，每低1个百分点扣1分"),
        ("群众满意度", "不低于前三年平均水平得满分，每低1个百分点扣1分"),
        ("群众满意度", "不低于近三年平均值得满分，每低1个百分点扣1分"),
        ("群众满意度", "不低于平均水平得满分，每低1个百分点扣1分"),
        ("群众满意度", "不低于全市同类单位平均水平得满分，每低1个百分点扣1分"),
        ("群众满意度", "不低于行业平均水平得满分，每低1个百分点扣1分"),
        ("群众满意度", "不低于上年最高水平得满分，每低1个百分点扣1分"),
        ("群众满意度", "不低于全市最高水平得满分，每低1个百分点扣1分"),
        ("群众满意度", "在全市排名较上年提高得满分，否则不得分"),
        ("群众满意度", "比上年提高5%以上得10分，否则不得分"),
        ("群众满意度", "比上年每下降1%扣1分"),
        ("群众满意度", "满意度≥90%得10分，低于上年的扣2分"),
        ("群众满意度", "不低于上年得满分，低于80%不得分"),
        ("群众满意度", "不低于上年和全市平均水平得满分，每低1个百分点扣1分"),
        ("群众满意度", "干部满意度不低于上年得满分，每低1个百分点扣1分"),
        ("群众满意度", "不低于上年计划数得满分，每低1个百分点扣1分"),
        ("群众满意度", "低于上年得满分，每高1个百分点扣1分"),
        ("投诉率", "高于上年得满分，每低1个百分点扣1分"),
        ("信访件数", "达到上年水平得10分，否则不得分"),
        ("信访件数", "较上年下降5%得10分，否则不得分"),
        ("信访件数", "较上年下降5%以内得10分，否则不得分"),
        ("税收收入", "达到上年的90%得10分，否则不得分"),
        ("税收收入", "扣除政策性因素后不低于上年得10分，否则不得分"),
        ("地区生产总值增长率", "较上年上升得10分，下降不得分"),
        ("三公经费变动率", "高于上年不得分，不高于上年得10分"),
        ("群众满意度", "上年不低于90%得满分，每低1个百分点扣1分"),
        ("群众满意度", "不低于上年得满分，因不可抗力下降的不扣分"),
        ("群众满意度", "以上年为基数，每低1个百分点扣1分"),
    ],
)
def test_another_figure_or_an_unclear_one_goes_to_a_person(name: str, text: str) -> None:
    assert read(text, name) is None


SEVERAL = [
    ("资金到位", "资金到位率达到100%得4分，每低1个百分点扣0.1分；到位及时率≥90%得6分，否则不得分"),
    (
        "资金到位",
        "①到位率（4分）：≥100%得满分，每低1个百分点扣0.1分，扣完为止；②及时率（6分）：≥90%得满分，否则不得分。",
    ),
    ("群众满意度", "满意度≥90%且不低于上年得满分；满足一项得5分；均不满足不得分。"),
    ("三公经费支出", "不高于上年且不高于预算得10分，否则不得分"),
    ("资金到位", "到位率≥100%且及时率≥90%得10分，否则不得分"),
]


def several(text: str, name: str) -> Rule | None:
    return compile_several(text, 10, name)


@pytest.mark.parametrize(("name", "text"), SEVERAL)
def test_several_figures_are_read(name: str, text: str) -> None:
    assert several(text, name) is not None


@pytest.mark.parametrize("word", LIMITING)
def test_a_limiting_word_in_a_wording_of_several_figures_is_never_read_over(word: str) -> None:
    wrong = []
    for name, text in SEVERAL:
        for place in range(len(text) + 1):
            changed = text[:place] + word + text[place:]
            if several(changed, name) is not None:
                wrong.append(changed)
    assert wrong == []


def test_a_not_in_a_wording_of_several_figures() -> None:
    """除了 不低于、不高于，只有名称里的“不”（不到位率）：那是另一个数，表上没有就缺数据。"""
    wrong = []
    for name, text in SEVERAL:
        for place in range(len(text) + 1):
            changed = text[:place] + "不" + text[place:]
            found = several(changed, name)
            named = found is not None and any("不" in each.term for each in found.quantities)
            if (
                found
                and not named
                and changed[place : place + 3] not in ("不低于", "不高于", "不超过")
            ):
                wrong.append(changed)
    assert wrong == []


def test_a_digit_in_a_wording_of_several_figures_stands_in_the_rule() -> None:
    wrong = []
    for name, text in SEVERAL:
        base = several(text, name)
        assert base is not None
        for place in range(len(text) + 1):
            changed = text[:place] + "3" + text[place:]
            found = several(changed, name)
            around = text[max(0, place - 1) : place + 1]
            if found is not None and (found == base or not any(map(str.isdigit, around))):
                wrong.append(changed)
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("资金到位", "到位率≥100%得4分，及时率≥90%得5分"),
        ("资金到位", "到位率≥100%得4分，或及时率≥90%得6分"),
        ("资金到位", "到位率≥100%得4分，其中及时率≥90%得6分"),
        ("资金到位", "到位率≥100%或及时率≥90%得10分，否则不得分"),
        ("资金到位", "到位率、及时率均≥90%得10分，否则不得分"),
        ("资金到位", "到位率和及时率平均≥90%得10分，否则不得分"),
        ("资金到位", "到位率≥100%得4分，及时率较好得6分"),
        ("资金到位", "到位率≥100%得4分，及时率≥90%得6分，低于80%均不得分"),
        ("资金到位", "到位率≥100%得4分，及时率≥90%得6分，政策性原因除外"),
        ("资金到位", "到位率≥100%且管理规范得10分，否则不得分"),
        ("资金到位", "到位率≥100%且及时率≥90%且使用合规得10分，否则不得分"),
        ("资金到位", "到位率≥100%且及时率≥90%得8分，否则不得分"),
        ("预算执行率", "预算执行率≥95%得6分；执行率≥90%得4分"),
        ("预算执行", "预算执行率≥95%得6分；预算完成率≥90%得4分"),
        ("群众满意度", "满意度≥90%且排名前三得10分，否则不得分"),
        ("群众满意度", "满意度≥90%且不低于上年同期得10分，否则不得分"),
        ("群众满意度", "满意度≥90%且不低于平均水平得10分，否则不得分"),
        ("群众满意度", "满意度≥90%且不低于上年得10分，否则酌情扣分"),
        ("三公经费支出", "不高于上年且不高于调整预算得10分，否则不得分"),
    ],
)
def test_several_figures_that_are_not_clear_go_to_a_person(name: str, text: str) -> None:
    assert several(text, name) is None
