"""指标值的表和自己的评价标准里，看着像、其实不能照算的：名称、旁边的话、表头和资金行说的是别的，一概由人评定；旁边写清楚的照算。"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import test_ruled_in_part as parts
from own_tables import REST, Row, own_table
from target_tables import HEAD, Aim, aims
from test_told_figures import row as remarked
from workbooks import findings, indicator, names, score

from sheetscore.words.better_rates import is_no_count, may_be_less


def worth(name: str, target: str, actual: str) -> float | None:
    found = indicator(score(aims(Aim(target, actual, 10, name=name), money=None)), name).score
    return None if found is None else float(found)


SAVED = [
    "培训费执行率", "接待费执行率", "公车运维费执行率", "办公费支付率", "物业费支付率", "水电费支付率", "公务接待执行率", "日常运转执行率",
    "接待支出执行率", "车辆支出执行率",
]  # fmt: skip
NO_MONEY = [
    "政策执行率",
    "死刑执行率",
    "公务卡支付率",
    "国库集中支付率",
    "罚款执行率",
    "项目执行率",
]


@pytest.mark.parametrize("name", SAVED + NO_MONEY)
def test_what_is_saved_on_and_what_is_no_money_need_not_be_spent_in_full(name: str) -> None:
    assert worth(name, "100%", "98%") is None
    assert worth(name, "100%", "100%") == 10


@pytest.mark.parametrize(
    "name",
    [
        "项目支出预算执行率", "部门预算执行率", "专项资金支付率", "工程款支付率", "免费开放资金执行率", "补助资金拨付率",
    ],
)  # fmt: skip
def test_other_money_is_to_be_spent_in_full(name: str) -> None:
    assert worth(name, "100%", "98%") == 9.8


@pytest.mark.parametrize(
    "name",
    [
        "预算偏差变动率", "预算变动偏差率", "房价涨跌偏差", "GDP增长偏差", "人员变化浮动率", "税收增长率", "就业增幅", "收入增长率",
        "税收变动率", "人员变动率", "成本费用利润增长率", "居民消费支出增长率", "失业人员就业增幅", "项目支出调整率",
    ],
)  # fmt: skip
def test_a_fall_below_zero_of_what_may_be_off_either_way_is_for_a_person(name: str) -> None:
    assert worth(name, "≤0%", "-5%") is None
    assert worth(name, "≤0%", "0%") == 10


@pytest.mark.parametrize(
    "name", ["支出增长率", "三公经费变动率", "投诉增长率", "用电量增幅", "结转结余变动率"]
)
def test_a_fall_of_what_may_fall_meets_it(name: str) -> None:
    assert worth(name, "≤0%", "-5%") == 10
    assert worth(name, "≤0%", "5%") == 0


# ---------------------------------------------------------------- 预算执行率和资金行

OTHER = Aim("≥10次", "10次", 80)


@pytest.mark.parametrize("points", [None, 10])
@pytest.mark.parametrize("name", ["预算执行率", "部门预算执行率", "部门整体支出预算执行率"])
@pytest.mark.parametrize(
    ("target", "actual"), [("100%", "98%"), ("≥95%", "98%"), ("100%", "90.6%")]
)
def test_a_rate_that_the_money_of_the_sheet_does_not_give_is_for_a_person(
    points: int | None, name: str, target: str, actual: str
) -> None:
    row = Aim(target, actual, 10, name=name)
    outcome = score(aims(row, OTHER, money=(100, 100, 90, points, 0.9, None)), "某局-2022.xlsx")
    scored = outcome.indicators[outcome.indicators["row"] == 11].to_dict("records")
    assert [each["score"] for each in scored] == [None]
    (told,) = findings(outcome, code="D03", level="error")
    assert (told.cell, told.found, told.expected) == ("E11", actual, "90%")


@pytest.mark.parametrize(("actual", "points"), [("98%", "9.8"), ("98.2%", "9.82")])
def test_one_that_it_gives_is_scored_and_once(actual: str, points: str) -> None:
    row = Aim("100%", actual, 10, name="预算执行率")
    outcome = score(aims(row, OTHER, money=(100, 100, 98, None, 0.98, None)), "某局-2022.xlsx")
    assert names(outcome) == ["预算执行率", "检查家次"]
    assert indicator(outcome, "预算执行率").score == Decimal(points)
    assert not findings(outcome, code="D03")


@pytest.mark.parametrize("money", [None, (100, None, None, None, None, None)])
def test_without_that_money_the_row_has_its_own_figure(money: Any) -> None:
    row = Aim("100%", "98%", 10, name="预算执行率")
    outcome = score(aims(row, OTHER, money=money), "某局-2022.xlsx")
    assert indicator(outcome, "预算执行率").score == Decimal("9.8")


# ---------------------------------------------------------------- 空着评分标准的行

BLANK = ("维修养护水库座数", "项目完工及时率", "水库渗漏险情起数")
TURNED = tuple(
    {"年度指标值(A)": "年度指标值(B)", "全年实际值(B)": "全年实际值(A)"}.get(each, each)
    for each in parts.HEAD
)
REACHED = "定量指标，完成值达到指标值，记满分"


@pytest.mark.parametrize(
    "note",
    [
        "注：定性指标达到指标值记满分。", f"注：{REACHED}。", "注：定性指标，达到指标值记满分；未达到的，得分=B/A×该指标分值。",
        f"注：三级指标已列明评分标准的，按所列标准评分；未列明的由主管部门评定。{REACHED}。",
        f"{parts.NOTE}未列明评分标准的指标不评分。", f"{parts.NOTE}没有评分标准的，由评价组酌情打分。",
        f"{parts.NOTE}其余指标由主管部门评分。", "注：预算执行率得分=全年执行数/全年预算数×10。B/A",
    ],
)  # fmt: skip
def test_a_note_that_does_not_score_the_blank_rows_leaves_them_to_a_person(note: str) -> None:
    read = parts.scores(parts.book(note=note))
    assert [read[name] for name in BLANK] == [None, None, None]
    assert read["水库安全鉴定完成座数"] == 3


@pytest.mark.parametrize("note", [parts.NOTE, f"注：{REACHED}；未达到的，得分=B/A×该指标分值。"])
def test_letters_that_changed_places_leave_them_as_well(note: str) -> None:
    read = parts.scores(parts.book(note=note, head=TURNED))
    assert [read[name] for name in BLANK] == [None, None, None]


@pytest.mark.parametrize(
    "before",
    [
        "三级指标已列明评分标准的，按所列标准评分；未列明评分标准的，按以下方法评分。",
        "1.定性指标由评价小组按达成预期指标、部分达成分档评分。2.", "预算执行率得分=全年执行数/全年预算数×10。",
    ],
)  # fmt: skip
def test_what_else_a_note_says_does_not_keep_it_from_them(before: str) -> None:
    read = parts.scores(parts.book(note=f"注：{before}{parts.NOTE[2:]}"))
    assert [read[name] for name in BLANK] == [parts.RIGHT[name] for name in BLANK]


# ---------------------------------------------------------------- 表头括号里的话


def headed(col: int, heading: str) -> list[str]:
    head = [*HEAD[:col], heading, *HEAD[col + 1 :]]
    cell = ("一级指标", "二级指标", "三级指标", "≥100次", "95次", 10, None)[col]
    line = Aim("≥100次", "95次", 10, more={heading: cell})
    outcome = score(aims(line, head=head), "某局-2022.xlsx")
    scored = outcome.indicators.to_dict("records")
    return [str(each["score"]) for each in scored if each["indicator"] == "检查家次"]


@pytest.mark.parametrize(
    ("col", "heading"),
    [
        (4, "实际完成值（半年完成值×2）"), (4, "实际完成值（截至6月完成值/全年指标值）"), (4, "实际完成值（完成值=累计完成值/总目标值）"),
        (3, "年度指标值（总目标值/3）"), (3, "年度指标值（=目标值×80%）"), (5, "分值（总分值×20%）"),
    ],
)  # fmt: skip
def test_a_bracket_that_says_how_a_figure_is_worked_out_is_no_idle_one(
    col: int, heading: str
) -> None:
    assert headed(col, heading) in ([], ["None"])


@pytest.mark.parametrize(
    ("col", "heading"),
    [
        (4, "实际完成值（B）"), (3, "年度指标值（A）"), (5, "分值（100分）"),
        (6, "自评得分（定量正向指标=实际完成值÷预期值×分值，不超过分值）"),
    ],
)  # fmt: skip
def test_idle_brackets_and_the_method_of_the_score_are(col: int, heading: str) -> None:
    assert headed(col, heading) == ["9.50"]


# ---------------------------------------------------------------- 全省、全市的率

ABROAD = [
    ("社会公众满意度", "全省社会公众满意度92%"), ("群众满意度", "全市满意度92%"), ("预算执行率", "全市预算执行率90.5%"),
    ("预算执行率", "全县的预算执行率90.5%"), ("案件办结率", "全区案件办结率92%"), ("垃圾处理率", "全省垃圾处理率92%"),
    ("小学入学率", "全省的小学入学率92%"),
]  # fmt: skip
OWN = [
    ("社会公众满意度", "社会公众满意度92%"), ("预算执行率", "全年预算执行率92%"), ("垃圾处理率", "全县垃圾处理率92%"),
    ("垃圾处理率", "全镇的垃圾处理率92%"), ("小学入学率", "全县小学入学率92%"),
]  # fmt: skip


def of_row(name: str, done: str, *, remark: bool) -> Decimal | None:
    text = f"{name}达到95%得10分，每低1个百分点扣1分，扣完为止。"
    if remark:
        found: Decimal | None = remarked(name, text, done).score
        return found
    made = own_table(Row(name, text, done), REST)
    scored: Decimal | None = indicator(score(made), name).score
    return scored


@pytest.mark.parametrize("remark", [False, True])
@pytest.mark.parametrize(("name", "done"), ABROAD)
def test_a_rate_of_the_province_or_of_all_offices_is_not_the_rows(
    name: str, done: str, remark: bool
) -> None:
    assert of_row(name, done, remark=remark) is None


@pytest.mark.parametrize(("name", "done"), OWN)
def test_a_rate_that_only_a_place_has_may_name_the_place(name: str, done: str) -> None:
    assert of_row(name, done, remark=False) == 7


# ---------------------------------------------------------------- 名称里的好词和坏词

SOME = "达到目标任务得满分，达到80%以上得1分"


@pytest.mark.parametrize(
    "name",
    [
        "天然气泄漏次数", "天然气用量", "超市罚款次数", "失业保险领取人数", "失业保险金领取人数", "火灾次数", "溺水人数", "停电次数",
        "盗窃案件数", "辍学人数", "退学人数", "裁员人数", "贫困人口数",
    ],
)  # fmt: skip
def test_a_harmless_word_does_not_hide_what_stands_behind_it(name: str) -> None:
    assert may_be_less(name)
    assert indicator(score(own_table(Row(name, SOME, 8, 10, points=2), REST)), name).score is None


@pytest.mark.parametrize(
    "name", ["天然气安装户数", "超市检查家次", "失业保险参保人数", "残疾人培训人数"]
)
def test_a_harmless_word_is_still_harmless(name: str) -> None:
    assert not may_be_less(name)
    assert indicator(score(own_table(Row(name, SOME, 8, 10, points=2), REST)), name).score == 1


def test_a_word_that_reaches_out_of_a_harmless_one_is_seen() -> None:
    assert is_no_count("减少年均能耗")
    assert not is_no_count("少年活动场次")


# ---------------------------------------------------------------- 指标值是 0


@pytest.mark.parametrize(
    ("name", "text", "done", "goal", "points"),
    [
        ("新增债务", "无新增债务得满分", "5万元", "0万元", None), ("新增债务", "无新增债务得满分", "0万元", "0万元", 10),
        ("新增债务", "无新增债务得满分，否则不得分", "5万元", "0万元", 0), ("培训次数", "开展1次得满分", "1次", "≥0", 10),
        ("安全事故起数", "未发生安全事故得满分，每发生1起扣2分", "3起", "0起", 4),
    ],
)  # fmt: skip
def test_a_target_of_nothing_does_not_stop_the_run(
    name: str, text: str, done: str, goal: str, points: int | None
) -> None:
    assert indicator(score(own_table(Row(name, text, done, goal), REST)), name).score == points
