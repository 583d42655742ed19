"""基础数据表的第二块（序号 | 预算执行及履职数据 | 2022年 | 说明），指标解释和指标说明并排的指标表，块里又一行名称。"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook
from other_formats import html, opendocument, word
from workbooks import to_bytes

from sheetscore import score_bytes
from sheetscore.forms import load_forms
from sheetscore.model.columns import records
from sheetscore.words.defined_labels import without_definition
from sheetscore.words.limited_labels import limit_behind

HEAD = (
    "一级指标", "三级指标", "分值", "指标解释", "指标说明", "评分标准", "完成情况", "自评得分",
)  # fmt: skip
WRITTEN: list[tuple[str, Callable[[Workbook], bytes]]] = [
    ("某局2022.xlsx", to_bytes),
    ("某局2022.docx", word),
    ("某局2022.html", html),
    ("某局2022.ods", opendocument),
]
FIRST = """
类别|项目|2021年预算数|2021年决算数|2022年预算数|2022年决算数
三公经费|“三公经费”合计|38.6|37.12|40.2|40.95
公用经费|公用经费总额|208.4|206.9|212.6|204.88
项目支出|项目总支出|4880|4710.55|5230|4802.16
"""


def book(
    second: str, *rows: tuple[str, str, str, str, object], head: Sequence[str] = HEAD
) -> Workbook:
    """Indicators (name, 指标解释, 指标说明, 评分标准, 完成情况) of 10 points each, beside a base of two blocks."""
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "自评表"
    for line in (("部门整体支出绩效自评表",), ("（2022年度）",), ("填报单位：某局",), head):
        sheet.append(list(line))
    for name, meaning, explanation, criteria, actual in rows:
        told = dict(zip(HEAD[3:5], (meaning, explanation), strict=True))
        sheet.append(["产出", name, 10, *(told[each] for each in head[3:5]), criteria, actual, 10])
    base = made.create_sheet("基础数据表")
    base.append(["2022年度部门整体支出基础数据表"])
    for line in f"{FIRST}\n\n{second.strip()}".strip().split("\n"):
        base.append([_typed(text) for text in line.split("|")])
    return made


def _typed(text: str) -> object:
    try:
        return float(text) if text else None
    except ValueError:
        return text


def score(
    made: Workbook, name: str, written: tuple[str, Callable[[Workbook], bytes]] = WRITTEN[0]
) -> Decimal | None:
    return found(made, name, written)["score"]


def found(
    made: Workbook, name: str, written: tuple[str, Callable[[Workbook], bytes]] = WRITTEN[0]
) -> dict[str, Any]:
    outcome = score_bytes(written[0], written[1](made), load_forms())
    assert outcome.status == "scored", outcome.message
    return {each["indicator"]: each for each in records(outcome.indicators)}[name]


UNDER = "序号|预算执行及履职数据|2022年|说明\n"
DONE = (
    "实际完成率", "部门履行职责而实际完成工作数与计划工作数的比率。", "实际完成率=（实际完成工作数/计划工作数）×100%。",
    "得分=实际完成率×分值。",
)  # fmt: skip
PAID = (
    "支付进度率", "实际支付进度与既定支付进度的比率。", "支付进度率=（实际支付进度/既定支付进度）×100%。",
    "得分=支付进度率×分值，支付进度率超过100%的按100%计算。",
)  # fmt: skip
LEFT = (
    "结转结余率", "本年度结转结余总额与支出预算数的比率。", "结转结余率=结转结余总额/支出预算数×100%。",
    "≤5%，得10分；5%-10%（含），得6分；＞10%，得0分。",
)  # fmt: skip
CHANGED = (
    "结转结余变动率", "本年度结转结余资金总额与上年度结转结余资金总额的变动比率。",
    "结转结余变动率=[（本年度累计结转结余资金总额-上年度累计结转结余资金总额）/上年度累计结转结余资金总额]×100%。",
    "结转结余变动率≤0，得10分；＞0，每增加1个百分点扣1分，扣完为止。",
)  # fmt: skip
GRANTED = (
    "预算完成率", "本年度预算完成数与预算数的比率。",
    "预算完成率=（预算完成数/预算数）×100%。预算数：财政部门批复的本年度部门（单位）预算数。",
    "预算完成率≥95%得10分；90%（含）-95%，得6分；＜90%，得0分。",
)  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN)
def test_a_block_under_a_heading_of_its_own(written: Any) -> None:
    made = book(f"{UNDER}1|计划工作数|25|年度工作要点\n2|实际完成工作数|24|", (*DONE, "完成24项"))
    assert score(made, "实际完成率", written) == Decimal("9.60")


@pytest.mark.parametrize("actual", ["完成24项", "及时完成22项", "见附表", "截至9月底", None])
def test_what_is_only_said_in_part_leaves_the_base_alone(actual: object) -> None:
    made = book(f"{UNDER}1|计划工作数|25|\n2|实际完成工作数|20|", (*DONE, actual))
    assert score(made, "实际完成率") == Decimal("8.00")


@pytest.mark.parametrize(
    "second",
    [
        "序号|预算执行及履职数据|2021年|说明\n1|计划工作数|25|\n2|实际完成工作数|24|",
        f"{UNDER}1|计划工作数|25|\n2|实际完成工作数||",
        f"{UNDER}1|计划工作数|25|\n2|实际完成工作数|24|\n3|实际完成工作数|23|",
        f"{UNDER}1|计划工作数|25|\n2|及时完成实际工作数|24|",
    ],
)
def test_figures_of_another_year_twice_or_of_another_name(second: str) -> None:
    assert score(book(second, (*DONE, "完成24项")), "实际完成率") is None


@pytest.mark.parametrize("written", WRITTEN)
def test_both_labels_of_a_rate_are_of_one_day(written: Any) -> None:
    second = f"{UNDER}1|既定支付进度（9月底）|75%|\n2|实际支付进度（9月底）|60%|"
    assert score(book(second, (*PAID, "截至9月底")), "支付进度率", written) == Decimal("8.00")


@pytest.mark.parametrize(
    ("planned", "paid", "more", "criteria"),
    [
        ("（9月底）", "（6月底）", "", PAID[3]),
        ("", "（9月底）", "", PAID[3]),
        ("（9月底）", "（9月底）", "\n3|既定支付进度（6月底）|50%|", PAID[3]),
        ("（9月底）", "（9月底，含预拨）", "", PAID[3]),
        ("（人均）", "（人均）", "", PAID[3]),
        ("（9月底）", "（9月底）", "", f"截至6月底的支付进度，{PAID[3]}"),
        ("（9月底）", "（9月底）", "", f"按前三季度计算。{PAID[3]}"),
    ],
)
def test_labels_of_two_days_or_of_another_one(
    planned: str, paid: str, more: str, criteria: str
) -> None:
    second = f"{UNDER}1|既定支付进度{planned}|75%|\n2|实际支付进度{paid}|60%|{more}"
    assert score(book(second, (*PAID[:3], criteria, "截至9月底")), "支付进度率") is None


@pytest.mark.parametrize(
    ("label", "value", "right"),
    [
        ("支出预算数（含调整）", 1000, "10.00"), ("支出预算数（含调整）", 999, "6.00"), ("支出预算数（含年中追加）", 1000, "10.00"),
        ("支出预算数", 1000, "10.00"), ("支出预算数（不含调整）", 1000, None), ("支出预算数（含上年）", 1000, None),
        ("项目支出预算数（含调整）", 1000, None), ("支出预算数（含调整）（人均）", 1000, None),
    ],
)  # fmt: skip
def test_the_budget_of_what_is_left(label: str, value: int, right: str | None) -> None:
    second = f"{UNDER}1|本年度累计结转结余资金总额|50|\n2|{label}|{value}|"
    got = score(book(second, (*LEFT, None)), "结转结余率")
    assert got == (None if right is None else Decimal(right))


def test_two_budgets_of_what_is_left() -> None:
    second = f"{UNDER}1|本年度累计结转结余资金总额|50|\n2|支出预算数（含调整）|1000|\n3|支出预算数（含追加）|900|"
    assert score(book(second, (*LEFT, None)), "结转结余率") is None


def test_a_budget_with_its_changes_is_not_the_one_of_another_rate() -> None:
    rate = "预算调整率=（预算调整数/支出预算数）×100%。"
    row = ("预算调整率", "", rate, "预算调整率≤5%得10分，5%-10%（含）得6分，＞10%得0分。", None)
    second = f"{UNDER}1|预算调整数|50|\n2|支出预算数（含调整）|1000|"
    assert score(book(second, row), "预算调整率") is None
    assert score(book(second.replace("（含调整）", ""), row), "预算调整率") == Decimal("10.00")


@pytest.mark.parametrize("written", WRITTEN)
def test_last_years_figure_under_this_years_heading(written: Any) -> None:
    second = f"{UNDER}1|本年度累计结转结余资金总额|641|\n2|上年度累计结转结余资金总额|600|决算报表"
    assert score(book(second, (*CHANGED, None)), "结转结余变动率", written) == Decimal("4.00")


@pytest.mark.parametrize(
    "second",
    [
        f"{UNDER}1|本年度累计结转结余资金总额|641|",
        f"{UNDER}1|上年度累计结转结余资金总额|600|",
        f"{UNDER}1|当年结转结余资金总额|641|\n2|上年度累计结转结余资金总额|600|",
        "序号|预算执行及履职数据|2021年|说明\n1|本年度累计结转结余资金总额|641|\n2|上年度累计结转结余资金总额|600|",
        f"{UNDER}1|本年度累计结转结余资金总额|641|\n2|上年度累计结转结余资金总额|600|\n3|上年度累计结转结余资金总额|610|",
    ],
)
def test_one_of_the_two_years_is_not_there(second: str) -> None:
    assert score(book(second, (*CHANGED, None)), "结转结余变动率") is None


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("财政部门批复的本年度部门预算数", "部门预算数"), ("财政批复的本年部门预算数", "部门预算数"),
        ("2、财政部门批复的本年度部门(单位)预算数(万元)", "2、部门预算数(万元)"),
    ],
)  # fmt: skip
def test_the_granted_budget_by_its_definition(label: str, name: str) -> None:
    assert without_definition(label) == name


@pytest.mark.parametrize(
    "label",
    [
        "财政部门批复的上年度部门预算数", "财政部门批复的本年度项目预算数", "财政部门批复的本年度预算数", "财政部门批复的年初部门预算数",
        "财政部门批复的追加部门预算数", "财政部门批复的本年度部门支出预算数", "财政部门批复的本年度部门预算数(含追加)",
    ],
)  # fmt: skip
def test_another_budget_than_the_granted_one(label: str) -> None:
    assert without_definition(label) == label


@pytest.mark.parametrize(
    ("label", "value", "right"),
    [
        ("财政部门批复的本年度部门预算数", 950, "10.00"),
        ("财政部门批复的本年度部门预算数", 949, "6.00"),
        ("财政部门批复的上年度部门预算数", 950, None),
        ("财政部门批复的本年度项目预算数", 950, None),
    ],
)
def test_the_rate_of_the_granted_budget(label: str, value: int, right: str | None) -> None:
    second = f"{UNDER}1|{label}|1000|\n2|本年度预算完成数|{value}|"
    got = score(book(second, (*GRANTED, None)), "预算完成率")
    assert got == (None if right is None else Decimal(right))


ADJUSTED = (
    "预算调整率", "", "预算调整率=（预算调整数/部门预算数）×100%。预算调整数：部门在本年度内涉及预算的追加、追减或结构调整的资金总和"
    "（因落实国家政策、发生不可抗力"
    "、上级部门或本级党委政府临时交办而产生的调整除外）。", "预算调整率≤3%得10分；3%-5%（含），得6分；＞5%，得0分。",
)  # fmt: skip


@pytest.mark.parametrize(
    ("row", "right"),
    [
        ("", "6.00"),
        ("\n3|其中：因落实国家政策、上级临时交办等产生的调整数|20|", None),
        ("\n3|其中：因落实国家政策、上级临时交办等产生的调整数|0|", "6.00"),
        ("\n3|其中：追加|20|", "6.00"),
    ],
)
def test_what_a_definition_leaves_out_and_the_table_states(row: str, right: str | None) -> None:
    second = f"{UNDER}1|部门预算数|1000|\n2|预算调整数|40|{row}"
    got = found(book(second, (*ADJUSTED, "详见基础数据表")), "预算调整率")
    assert got["score"] == (None if right is None else Decimal(right)), got["steps"]
    if right is None:
        assert any("除外的数另列在" in each for each in got["steps"])


# ---- 指标解释和指标说明并排

THREE = "“三公经费”"
CHANGE = f"{THREE}变动率=[（本年度{THREE}总额-上年度{THREE}总额）/上年度{THREE}总额]×100%。"
OF_BUDGETS = f"部门（单位）本年度{THREE}预算数与上年度{THREE}预算数的变动比率。"
STEPS = f"{THREE}变动率≤0，得10分；＞0，每增加1个百分点扣1分，扣完为止。"
NAME = f"{THREE}变动率"


@pytest.mark.parametrize("written", WRITTEN)
def test_the_meaning_says_which_figures_of_two_years_are_compared(written: Any) -> None:
    made = book(f"{UNDER}1|计划工作数|25|", (NAME, OF_BUDGETS, CHANGE, STEPS, "略增"))
    assert score(made, NAME, written) == Decimal("6.00")  # (40.2-38.6)/38.6 = 4.145 %


@pytest.mark.parametrize(
    ("meaning", "explanation", "right"),
    [
        (OF_BUDGETS.replace("预算数", "决算数"), CHANGE, "0.00"),  # (40.95-37.12)/37.12 = 10.3 %
        (OF_BUDGETS, f"{CHANGE}{THREE}：年度预算安排的因公出国（境）费。", "6.00"),
        (OF_BUDGETS, CHANGE.replace("总额", "决算数"), "0.00"),
        (OF_BUDGETS, CHANGE.replace("总额", "预算数"), "6.00"),
        ("", CHANGE, None),
        (f"本年度{THREE}预算数与上年度{THREE}决算数的变动比率。", CHANGE, None),
        ("本年度公用经费预算数与上年度公用经费预算数的变动比率。", CHANGE, None),
        (f"本年度{THREE}支出与上年度的变动比率。", CHANGE, None),
        (f"{OF_BUDGETS}扣除因公出国（境）费。", CHANGE, None),
        (OF_BUDGETS, f"{CHANGE}{THREE}总额：实际支出的{THREE}。", None),
        (OF_BUDGETS, f"{CHANGE}按决算数填报。", None),
    ],
)
def test_the_meaning_settles_nothing_else(
    meaning: str, explanation: str, right: str | None
) -> None:
    made = book(f"{UNDER}1|计划工作数|25|", (NAME, meaning, explanation, STEPS, None))
    assert score(made, NAME) == (None if right is None else Decimal(right))


def test_the_formula_is_read_wherever_of_the_two_columns_it_stands() -> None:
    second = f"{UNDER}1|计划工作数|25|\n2|实际完成工作数|24|"
    meaning, explanation = DONE[1], DONE[2]
    turned = (*HEAD[:3], HEAD[4], HEAD[3], *HEAD[5:])
    for row, head in (
        ((DONE[0], meaning, explanation), HEAD),
        ((DONE[0], explanation, meaning), HEAD),
        ((DONE[0], explanation, ""), HEAD),
        ((DONE[0], meaning, explanation), turned),
    ):
        made = book(second, (*row, DONE[3], None), head=head)
        assert score(made, "实际完成率") == Decimal("9.60"), (row, head)


@pytest.mark.parametrize("limit", ["扣除上级追加的任务。", "按扣除上级追加后的数计算。"])
def test_what_the_other_column_leaves_out_is_not_lost(limit: str) -> None:
    """写在同一格里的由人看，分在两栏里的也一样。"""
    second = f"{UNDER}1|计划工作数|25|\n2|实际完成工作数|24|"
    for texts in ((limit, DONE[2]), (DONE[2], limit)):
        assert score(book(second, (DONE[0], *texts, DONE[3], None)), "实际完成率") is None, texts


@pytest.mark.parametrize(
    ("label", "term", "limit"),
    [
        ("既定支付进度(9月底)", "既定支付进度", "9月底"), ("既定支付进度(截至12月31日)", "既定支付进度", "截至12月31日"),
        ("支出预算数(含调整)", "支出预算数", "含调整"), ("支出预算数(含调整)", "预算数", ""), ("既定支付进度(13月底)", "既定支付进度", ""),
        ("既定支付进度(上年)", "既定支付进度", ""), ("支出预算数(不含调整)", "支出预算数", ""), ("支出预算数", "支出预算数", ""),
    ],
)  # fmt: skip
def test_the_bracket_that_limits_a_label(label: str, term: str, limit: str) -> None:
    assert limit_behind(label, term) == limit
