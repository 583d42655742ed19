"""What a report says of the whole unit in one paragraph and of its parts in another, each with its faulty twin."""

from __future__ import annotations

import pytest
from reports import complaints, figures, findings

SPENT = "按支出性质划分，全年支出500.00万元，其中基本支出200.00万元，占总支出的40.00%；项目支出300.00万元。"
LOWER = "以上是汇总数，二级单位支出合计120.00万元。"


def test_a_rank_is_no_number() -> None:
    assert [f.text for f in figures("二级单位5个、两级财政、三级医院三所")] == ["5 个", "3 所"]


def test_a_share_of_the_whole_is_not_taken_of_the_lower_units() -> None:
    """二级单位支出合计 is no 总支出."""
    assert complaints(SPENT, LOWER) == []
    wrong = complaints(SPENT.replace("40.00%", "44.00%"), LOWER)
    assert wrong == [("F05", "error")]


def test_the_whole_is_told_again_with_two_digits_swapped() -> None:
    closing = "总体来看，全年支出{}万元，保证了机关运转。"
    assert complaints(SPENT, closing.format("500.00")) == []
    assert complaints(SPENT, closing.format("505.00")) == [("F08", "warning")]


@pytest.mark.parametrize(
    "closing",
    [
        "三公经费方面，全年支出9.00万元，没有超出预算。",
        "全年支出9.00万元，用于公务接待。",
        "一、培训补助\n全年支出9.00万元，保证了培训。",
    ],
)
def test_all_year_spending_of_one_item_is_not_the_whole(closing: str) -> None:
    assert complaints(SPENT, *closing.split("\n")) == []


PROJECTS = (
    "（1）沟渠清淤项目：全年预算数60.00万元，全年执行数30.00万元，预算执行率为50.00%。",
    "（2）泵站检修项目：全年预算数40.00万元，全年执行数40.00万元，预算执行率为100.00%。",
)


def test_budgets_of_projects_are_no_second_budget_of_the_unit() -> None:
    assert complaints(*PROJECTS) == []
    wrong = [PROJECTS[0].replace("50.00%", "55.00%"), PROJECTS[1]]
    assert complaints(*wrong) == [("F04", "error")]


def test_two_budgets_of_the_unit_are_still_told() -> None:
    text = (
        "全年预算数100.00万元。",
        "调整预算数80.00万元，全年执行数40.00万元，预算执行率为50.00%。",
    )
    assert [each.code for each in findings(*text, code="D03")] == ["D03"]


BUDGETS = "年初预算400.00万元，年中追加预算90.00万元（基本20.00万元，项目70.00万元），加上年结转30.00万元，全年预算为520.00万元。"
RATE = "以全年预算为分母，预算执行率为96.15%；如果只与年初预算比较，则为125.00%。"


@pytest.mark.parametrize(("old", "new"), [("96.15%", "98.15%"), ("125.00%", "129.00%")])
def test_a_rate_of_figures_in_the_paragraphs_before(old: str, new: str) -> None:
    """500÷520＝96.15%，500÷400＝125%。"""
    assert complaints(BUDGETS, SPENT, RATE) == []
    assert complaints(BUDGETS, SPENT, RATE.replace(old, new)) == [("F04", "error")]


@pytest.mark.parametrize(
    "text",
    [
        (BUDGETS, SPENT, "以项目全年预算为分母，预算执行率为98.15%。"),
        (BUDGETS, SPENT, "以全年预算为分母，三公经费执行率为98.15%。"),
        (BUDGETS, "调整预算数为530.00万元。", SPENT, "以全年预算为分母，预算执行率为98.15%。"),
    ],
)
def test_a_rate_of_something_else_or_of_two_budgets_is_not_computed(text: tuple[str, ...]) -> None:
    assert [found for found in complaints(*text) if found[0] == "F04"] == []


WHOLE_LISTS = [
    # 名称，没有问题的话，改前，改后，代码，级别
    ("货物、工程、服务就是全部采购", "政府采购实际支付90.00万元，其中货物20.00万元、工程40.00万元、服务30.00万元。",
     "货物20.00", "货物12.00", "F01", "error"),
    ("没有列工程的，可能有工程", "政府采购实际支付90.00万元，其中货物60.00万元、服务30.00万元。",
     "货物60.00", "货物52.00", "F01", "warning"),
    ("没有发生出国费的，两项就是全部",
     "三公经费决算9.00万元，其中：公务用车运行维护费6.00万元，公务接待费3.00万元，没有发生因公出国（境）费用。",
     "接待费3.00", "接待费2.40", "F07", "error"),
    ("没有说出国费的，可能有出国费", "三公经费决算9.00万元，其中：公务用车运行维护费6.00万元，公务接待费3.00万元，比上年少。",
     "接待费3.00", "接待费2.40", "F07", "warning"),
    ("结转只有基本和项目", "年末结转30.00万元，其中项目资金20.00万元、基本支出10.00万元。", "结转30.00", "结转38.00", "F01", "error"),
    ("占采购支付总额", "政府采购实际支付90.00万元，其中货物60.00万元、服务30.00万元；中小企业72.00万元，占采购支付总额的80.00%。",
     "80.00%", "86.00%", "F05", "error"),
    ("控制率的支出在前一句", "二是公用经费45.00万元，用于办公。公用经费预算50.00万元，控制率90.00%。", "90.00%", "96.00%", "F04", "error"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "old", "new", "code", "level"),
    [each[1:] for each in WHOLE_LISTS],
    ids=[each[0] for each in WHOLE_LISTS],
)
def test_a_list_that_is_whole_and_its_faulty_twin(
    text: str, old: str, new: str, code: str, level: str
) -> None:
    assert text.count(old) == 1
    assert complaints(text) == []
    assert complaints(text.replace(old, new)) == [(code, level)]


DIVIDED = [
    # 名称，没有问题的话（接在全年支出一段之后），改前，改后
    ("本级和二级单位", "以上为汇总数，往来已经抵销。其中机关本级支出380.00万元，二级单位支出合计120.00万元。", "380.00", "308.00"),
    ("按资金来源级次划分", "项目支出按资金层级划分：中央资金90.00万元，省级资金60.00万元，区级配套150.00万元。", "150.00", "105.00"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "old", "new"), [each[1:] for each in DIVIDED], ids=[each[0] for each in DIVIDED]
)
def test_a_division_of_a_total_in_another_paragraph(text: str, old: str, new: str) -> None:
    assert complaints(SPENT, text) == []
    assert complaints(SPENT, text.replace(old, new)) == [("F01", "error")]
    (found,) = findings(SPENT, text.replace(old, new), code="F01")
    assert (found.cell, "总数写在第1段" in found.message) == ("第2段", True)


@pytest.mark.parametrize(
    "text",
    [
        "以上为汇总数，往来没有抵销。其中机关本级支出308.00万元，二级单位支出合计120.00万元。",
        "三公经费中，其中机关本级支出3.00万元，二级单位支出合计2.00万元。",
        "以上为汇总数。其中机关本级支出308.00万元，二级单位支出合计120.00万元，抵销往来72.00万元。",
        "项目支出按资金层级划分：中央资金90.00万元，上年结转60.00万元。",
        "培训支出按资金层级划分：中央资金90.00万元，省级资金60.00万元。",
    ],
)
def test_a_division_of_something_else_is_not_compared(text: str) -> None:
    assert complaints(SPENT, text) == []


def test_a_rate_ten_thousand_times_off_is_a_mistaken_unit() -> None:
    """33,953,000 元÷3650.86 万元＝93.00%；写成万元就是 930000%。"""
    text = "预算3650.86万元，至年底实际支付33,953,000.00元，支付率93.00%。"
    assert complaints(text) == []
    assert complaints(text.replace("000.00元", "000.00万元")) == [("B03", "error")]
    assert complaints(text.replace("93.00%", "95.00%")) == [("F04", "error")]


def test_a_share_ten_thousand_times_off_is_a_mistaken_unit() -> None:
    text = "政府采购实际支付900,000.00元；中小企业720,000.00元，占采购支付总额的80.00%。"
    assert complaints(text) == []
    assert complaints(text.replace("企业720,000.00", "企业72.00")) == [("B03", "error")]


def test_a_share_of_nothing_is_no_mistaken_unit() -> None:
    text = "资产总额7875803.49元，本年处置687696.00元，占资产总额的0%。"
    assert "B03" not in {code for code, _ in complaints(text)}


SCALE = "自评总得分{}分，评价等级为“{}”（85分及以上为优，75—85分为良，60—75分为中，60分以下为差）。"


@pytest.mark.parametrize(
    ("score", "grade", "found"),
    [
        ("97.41", "优", []),
        ("97.41", "中", [("D13", "error")]),
        ("86.00", "优", []),  # the text's own scale: 85 is enough
        ("85.00", "优", []),
        ("84.99", "优", [("D13", "error")]),
        ("75.00", "良", []),
        ("74.50", "良", [("D13", "error")]),
    ],
)
def test_a_grade_by_the_scale_that_the_text_tells(
    score: str, grade: str, found: list[tuple[str, str]]
) -> None:
    told = complaints(SCALE.format(score, grade))
    assert [each for each in told if each[0] == "D13"] == found


CARRIED = (
    "年初预算400.00万元，年中追加90.00万元，加上年结转30.00万元，全年预算为520.00万元。",
    "本年收入合计490.00万元，其中拨款480.00万元、其他收入10.00万元。",
    SPENT,
    "年末结转20.00万元，等于上年结转加收入减支出，其中项目资金15.00万元、基本支出5.00万元。",
)


def test_what_is_left_over_by_figures_of_four_paragraphs() -> None:
    """30＋490－500＝20。"""
    assert complaints(*CARRIED) == []
    wrong = CARRIED[-1].replace("年末结转20.00", "年末结转25.00").replace("资金15", "资金20")
    assert complaints(*CARRIED[:-1], wrong) == [("F02", "error")]


def test_what_is_left_of_one_project_is_not_that_of_the_unit() -> None:
    project = "培训项目收入10.00万元，年末结转25.00万元。"
    assert complaints(*CARRIED[:-1], project) == []


LISTED = ("（1）甲项目，已完成。", "（2）乙项目，已完成。", "（3）丙项目，已完成。")


def test_projects_counted_and_numbered_below() -> None:
    head = "纳入绩效管理的项目共{}个，分属两个股室。", "各项目情况如下："
    assert findings(head[0].format("三"), head[1], *LISTED, code="F11") == []
    (found,) = findings(head[0].format("五"), head[1], *LISTED, code="F11")
    assert (found.level, found.found, found.expected) == ("info", "5 个", "3 个")


def test_a_list_of_something_else_is_not_counted() -> None:
    head = "纳入绩效管理的项目共五个，分属两个股室。", "存在的问题有："
    assert findings(*head, *LISTED, code="F11") == []
