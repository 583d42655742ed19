"""指标说明里的公式：读成算式，印刷错误按写明的规则更正，读不准的不用。"""

from __future__ import annotations

from fractions import Fraction

import pytest
from own_tables import REST, Row, own_table
from workbooks import score

from sheetscore.rules import compile_criteria, read_formula
from sheetscore.rules.formulas.expressions import MAX_DEPTH

READ = [
    ("在职人员控制率", "在职人员控制率=（在职人员数/编制数）×100%，在职人员数：部门实际在职人数。", "在职人员数/编制数"),
    ("预算控制率", "预算控制率＝（本年追加预算÷年初预算）×100％。", "本年追加预算/年初预算"),
    ("变动率", "变动率=[(本年总额-上年总额)/上年总额]X100%", "(本年总额-上年总额)/上年总额"),
    ("变动率", "变动率= [(本年总额-上年总额)/上年总额]X 100%»", "(本年总额-上年总额)/上年总额"),
    ("预算支出完成率", "完成率=支出完成数*100%/年初预算数；目标值列为1", "支出完成数/年初预算数"),
    ("公用经费控制率", "公用经费控制率=实际支出∕预算安排×100%", "实际支出/预算安排"),
    ("人均公用经费", "人均公用经费=公用经费/（在职人员数+离退休人员数）", "公用经费/(在职人员数+离退休人员数)"),
    ("结余率", "结余率=结余数/预算数", "结余数/预算数"),
    ("完成率", "{[（甲+乙）]}", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), READ)
def test_a_formula_reads_as_an_expression(name: str, text: str, expected: str | None) -> None:
    formula = read_formula(text, name).formula
    assert (formula.to_excel({}) if formula else None) == expected


REPAIRED = [
    ("预算完成率", "预算完成率=（结转+年初-结余/结转+年初）×100%", "(结转+年初-结余)/(结转+年初)", "分子、分母缺括号"),
    ("增长率", "增长率=（本年-上年/上年）×100%", "(本年-上年)/上年", "分子、分母缺括号"),
    ("“三公经费”控制率", "“三公经费”控制率-（三公支出数/三公预算数）×100%", "三公支出数/三公预算数", "等号印成了减号"),
    ("“三公经费”变动率", "“在公经费”变动率=三公支出/三公预算×100%", "三公支出/三公预算", "常见印刷错误"),
    ("合格率", "合格率=合格档案数/随机抽检档案数100%，抽30份", "合格档案数/随机抽检档案数", "100% 前漏印了乘号"),
    ("完成率", "完成率=实际数/计划数×100", "实际数/计划数", "×100 漏印了百分号"),
    ("新建楼堂馆所面积控制率", "楼堂馆所面积控制率=实际面积/批准面积×100%", "实际面积/批准面积", "公式中的名称与指标名称不同"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected", "rule"), REPAIRED)
def test_a_printed_slip_is_repaired_by_a_stated_rule(
    name: str, text: str, expected: str, rule: str
) -> None:
    formula = read_formula(text, name).formula
    assert formula is not None
    assert formula.to_excel({}) == expected
    assert [repair[0] for repair in formula.repairs] == [rule]


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("完成率", "完成率=（实际数/计划数×100%", "括号没有成对"),
        ("完成率", "完成率=（实际数/计划数]×100%", "左右括号不同"),
        ("完成率", "完成率=上年结转+年初预算/全年预算", "加数与比率混在一起，少了括号"),
        ("完成率", "完成率=实际数/×100%", "少了一项"),
        ("完成率", "完成率=完成率/计划数×100%", "自己用到自己"),
        ("完成率", "完成率=实际数/约85%×计划数", "数字里夹着字"),
        ("完成率", "完成率=实际数/计划数×1000", "乘 1000 不是百分数"),
        ("完成率", "完成率=实际数/计划数×8", "乘 8 是得分，不是率"),
        ("完成率", "完成率=实际数/计划数×100%×50%", "打了折"),
        ("完成率", "完成率=实际数/计划数，或=上年数/计划数", "两个公式"),
        ("完成率", "完成率=实际数/计划数；完成率=上年数/计划数", "两个公式"),
        ("完成率", "完成率=" + "（" * (MAX_DEPTH + 1) + "甲" + "）" * (MAX_DEPTH + 1), "括号太深"),
    ],
    ids=lambda value: value if len(value) < 20 else "括号太深",
)
def test_a_formula_that_cannot_be_read_whole_is_not_used(name: str, text: str, why: str) -> None:
    reading = read_formula(text, name)
    assert reading.formula is None, why
    assert reading.problem


PART_FIRST = [
    # 先写一部分怎么算，再写率：率是后一个
    (
        "结转结余率",
        "结转结余=上年结转+年末结余；结转结余率=结转结余/预算数×100%",
        "结转结余/预算数",
    ),
    (
        "公用经费控制率",
        "公用经费=办公费+水电费。控制率=公用支出/公用预算×100%",
        "公用支出/公用预算",
    ),
    ("预算控制率", "预算=年初预算+追加预算；预算控制率=追加预算/年初预算", "追加预算/年初预算"),
    ("完成率", "完成率=实际数/计划数×100%。即完成率=实际数/计划数×100%", "实际数/计划数"),
    # 公式后面写着填报单位算得的数，不是第二个公式
    ("完成率", "完成率=实际数/计划数×100%。实际数98万元，完成率=98.86%", "实际数/计划数"),
    ("完成率", "完成率=实际数/计划数×100%，完成率=98/100×100%=98%。", "实际数/计划数"),
]


@pytest.mark.parametrize(("name", "text", "expected"), PART_FIRST)
def test_what_a_part_is_made_of_is_not_the_rate(name: str, text: str, expected: str) -> None:
    formula = read_formula(text, name).formula
    assert formula is not None
    assert formula.to_excel({}) == expected


def test_a_formula_of_another_indicator_is_not_this_row_s() -> None:
    assert read_formula("政府采购执行率=采购金额/采购预算×100%", "公用经费控制率").formula is None


def test_100_percent_drops_out_and_only_says_that_the_result_is_a_rate() -> None:
    formula = read_formula("控制率=实际/预算×100%", "控制率").formula
    assert formula is not None
    values = {"实际": Fraction("117.48"), "预算": Fraction("93.7")}
    assert formula.evaluate(values) == Fraction(11748, 9370)


def test_a_score_formula_carries_its_points() -> None:
    formula = read_formula("该项得分=（实际产出数/计划产出数）*8", "重点工作实际完成率").formula
    assert formula is not None
    assert formula.factor == 8
    assert formula.to_excel({"实际产出数": "B2", "计划产出数": "C2"}) == "B2/C2"


def test_words_about_points_behind_a_formula_are_not_lost() -> None:
    reading = read_formula("完成率=实际数/计划数×100%，低于60%扣2分", "完成率")
    assert reading.scoring_left


def test_ten_thousand_brackets_are_refused_at_once() -> None:
    assert read_formula("完成率=" + "（" * 10_000, "完成率").formula is None


@pytest.mark.parametrize("worked_out", ["完成率=92.07%", "完成率=46/50=92%"])
def test_what_the_unit_worked_out_behind_the_formula_is_no_second_formula(worked_out: str) -> None:
    found = read_formula(f"完成率=实际数/计划数×100%。实际数46万元，{worked_out}", "完成率")
    assert found.formula is not None
    assert found.formula.terms == ("实际数", "计划数")


@pytest.mark.parametrize(
    "text",
    [
        "得分=10×（1-|1-执行率|）",
        "得分=（1-|偏差率|）×10",
        "得分=10-10×|偏差率|",
        "得分=ABS(1-执行率)×10",
    ],
)
def test_a_score_over_an_absolute_value_is_no_crash(text: str) -> None:
    """绝对值不是一条直线：读不成公式的由人评定，不出错。"""
    for name in ("预算执行率", "偏差率", "执行偏离情况"):
        rule = compile_criteria(text, 10, name)
        assert rule.kind in ("judged", "proportional", "bands")


def test_a_rate_that_was_worked_out_beforehand_is_for_a_person_who_is_told_what_it_would_score() -> (
    None
):
    """岳阳 2018: 指标说明 “预算完成率=98.86%”; 1.14 points under 100 %, no whole step of 5."""
    row = Row(
        "预算完成率",
        "100%计满分，每低于5%扣2分，扣完为止。",
        None,
        explanation="预算完成率=98.86%",
        points=60,
    )
    rest = Row("制度建设", REST.criteria, "已建立", points=40, claim=40)
    found = next(score(own_table(row, rest)).indicators.itertuples())
    assert (found.score, found.status) == (None, "judged")
    told = "指标说明里的 98.86% 是算好的结果，没有写怎样算，也没有能核对的数，照它应得 60 分，需要人工评定。"
    assert found.steps == (told,)
