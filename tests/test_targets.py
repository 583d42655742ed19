"""Tables of targets (财预〔2020〕10号): every score here was worked out by hand, on both sides of each boundary."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from target_tables import FIRST, HEAD, SHEET, Aim, aims
from workbooks import figure, findings, indicator, names, rows, score, supply

from sheetscore.model.outcome import Outcome, Status
from sheetscore.writers.completed import write_completed


def scored(target: object, actual: object, profile: str | None = None, **more: Any) -> Any:
    """The row of one indicator of 10 points (unless `points` says otherwise)."""
    line = Aim(target, actual, **{"points": 10, **more})
    return indicator(score(aims(line), profile=profile), line.name)


# --------------------------------------------------------------- reached, not reached: 正向

LARGER = [
    # 指标值，实际完成值，10 分里得几分
    ("≥100家", "100家", "10"),
    ("≥100家", "99家", "9.9"),
    ("≥100家", 101, "10"),
    ("≥100家", 50, "5"),
    ("≥100家", 0, "0"),
    ("≥100家", -1, "0"),
    ("≥98%", "98%", "10"),
    ("≥98%", "97.99%", "10"),  # 9.99898 → 10.00
    ("≥98%", "97.9%", "9.99"),
    ("≥98%", 97.5, "9.95"),  # 指标值写明了百分号，97.5 就是 97.5%
    ("不低于95%", "92.15%", "9.7"),
    ("≥3期", "2期", "6.67"),
    ("≥1.5万元", "12000元", "8"),
    ("≥5000元", "0.4万元", "8"),
]


@pytest.mark.parametrize(("target", "actual", "points"), LARGER)
def test_a_larger_is_better_target(target: str, actual: object, points: str) -> None:
    assert scored(target, actual).score == Decimal(points)


EQUAL = [
    ("＝63件", "63件", "10"),
    ("＝63件", "62件", "9.84"),
    ("＝63件", "70件", "10"),  # 一体化系统：等于的指标超额不扣分
    ("＝0件", "0件", "10"),
    ("＝0件", "1件", "0"),
    ("＝0起", 0, "10"),
]


@pytest.mark.parametrize(("target", "actual", "points"), EQUAL)
def test_a_target_to_be_met_exactly(target: str, actual: object, points: str) -> None:
    assert scored(target, actual).score == Decimal(points)


# ------------------------------------------------------------------------- smaller is better

SMALLER = [
    # 指标值，实际完成值，线性降到两倍目标处为 0，目标÷完成
    ("≤10天", 10, "10", "10"),
    ("≤10天", "10.01天", "9.99", "9.99"),
    ("≤10天", 12.5, "7.5", "8"),
    ("≤10天", 15, "5", "6.67"),
    ("≤10天", 19.99, "0.01", "5"),
    ("≤10天", 20, "0", "5"),
    ("≤10天", 25, "0", "4"),
    ("≤10天", 0, "10", "10"),
    ("≤2%", "2.5%", "7.5", "8"),
    ("≤0起", "0起", "10", "10"),
    ("≤0起", "1起", "0", "0"),
]


@pytest.mark.parametrize(("target", "actual", "linear", "ratio"), SMALLER)
def test_a_smaller_is_better_target(target: str, actual: object, linear: str, ratio: str) -> None:
    assert scored(target, actual).score == Decimal(linear)
    assert scored(target, actual, "platform").score == Decimal(linear)
    assert scored(target, actual, "haidian2016").score == Decimal(ratio)


# ------------------------------------------------------------------- rounding or cutting off

PLACES = [
    # 指标值，完成值，四舍五入，截位
    ("≥3期", 2, "6.67", "6.66"),
    ("≥3期", 1, "3.33", "3.33"),
    ("≥98%", "97.99%", "10", "9.99"),
    ("≥100家", 87, "8.7", "8.7"),  # 双精度里 8.7 会截成 8.69
    ("≥100家", 99, "9.9", "9.9"),
    ("≤10天", "10.006天", "9.99", "9.99"),
]


@pytest.mark.parametrize(("target", "actual", "rounded", "cut"), PLACES)
def test_scores_are_rounded_or_cut_off_as_the_profile_says(
    target: str, actual: object, rounded: str, cut: str
) -> None:
    assert scored(target, actual, "platform").score == Decimal(rounded)
    assert scored(target, actual, "platform-page").score == Decimal(cut)


# ------------------------------------------------------------------------ far above the target

OVER = [
    # 完成值，手册（1.3 倍扣 2 分），扣过 2 分以后不低于 0
    (129.99, "10", 10),
    (130, "8", 10),
    (500, "8", 10),
    (130, "0", 1),
]


@pytest.mark.parametrize(("actual", "left", "points"), OVER)
def test_the_handbook_takes_two_points_from_130_percent_on(
    actual: object, left: str, points: int
) -> None:
    assert scored("≥100家", actual, "handbook", points=points).score == Decimal(left)
    assert scored("≥100家", actual, points=points).score == points


def test_points_lost_by_excess_are_not_taken_for_another_reverse_formula() -> None:
    outcome = score(aims(Aim("≥100家", 130, 90, 90)), profile="handbook")
    assert indicator(outcome, "检查家次").score == 88
    assert findings(outcome, "D06") == []


def test_a_smaller_is_better_target_is_never_exceeded_too_far() -> None:
    assert scored("≤100家", 1, "handbook").score == 10
    assert scored("＝0起", 5, "handbook").score == 0


# ---------------------------------------------------------------- the cap by the execution rate

CAPS = [
    # 全年预算 10000 万元，执行多少，总分最高几分
    (8000, None),
    (7999, 89),
    (7000, 89),
    (6999, 79),
    (6000, 79),
    (5999, 69),
    (5000, 69),
    (4999, 59),
    (0, 59),
]


@pytest.mark.parametrize(("executed", "most"), CAPS)
def test_a_low_execution_rate_caps_the_total(executed: int, most: int | None) -> None:
    money = (10000, 10000, executed, 10, executed / 10000, executed / 1000)
    book = aims(Aim("≥100家", 100, claim=90), money=money)
    outcome = score(book, profile="handbook")
    assert outcome.totals is not None
    whole = 98 if most is None else min(97, most)  # 执行率得分 8 分以下，不封顶时合计在 94 分以上
    assert outcome.totals.most == most
    assert outcome.totals.reviewed == whole
    assert outcome.totals.high == whole
    uncapped = score(book).totals
    assert uncapped is not None
    assert uncapped.most is None


def test_without_an_execution_rate_there_is_no_cap() -> None:
    money = (100, 100, None, 10, None, 10)
    outcome = score(aims(Aim("≥100家", 100, claim=90), money=money), profile="handbook")
    assert outcome.totals is not None
    assert outcome.totals.most is None
    assert outcome.totals.reviewed == 100  # 缺数据的暂按自评计
    assert indicator(outcome, "预算执行率").status == Status.MISSING


def test_an_execution_rate_in_doubt_caps_nothing() -> None:
    """全年预算填成了元：执行率 0.01% 由人评定，总分不按它封顶。"""
    money = (1000, 10000000, 950, 10, None, 9.5)
    outcome = score(aims(Aim("≥100家", 100, claim=90), money=money), profile="handbook")
    assert outcome.totals is not None
    assert (outcome.totals.most, outcome.totals.reviewed) == (None, Decimal("99.5"))


# ------------------------------------------------------------------------ 预算执行率

EXECUTION = [
    # 全年预算数，全年执行数，10 分里得几分
    (200, 187, "9.35"),
    (200, 200, "10"),
    (200, 210, "10"),
    (300, 200, "6.67"),
    (200, 0, "0"),
]


@pytest.mark.parametrize(("budget", "executed", "points"), EXECUTION)
def test_the_execution_rate_is_of_the_whole_years_budget(
    budget: int, executed: int, points: str
) -> None:
    outcome = score(aims(Aim("≥1家", 1), money=(50, budget, executed, 10, None, None)))
    assert indicator(outcome, "预算执行率").score == Decimal(points)
    assert figure(outcome, "年度资金总额", "预算").value == 50
    assert figure(outcome, "年度资金总额", "全年预算").value == budget
    assert figure(outcome, "当年财政拨款", "决算").value == executed


@pytest.mark.parametrize(
    ("budget", "executed", "points"),
    [
        (20900000, 2000, None),  # 全年预算填成了元：执行率 0.01%，不是 0 分
        (420, 4193600, None),
        (1000, 2.1, "0.02"),
        (1000, 1.9, None),
        (1000, 0, "0"),
    ],
)
def test_an_execution_rate_far_from_any_may_be_in_another_unit(
    budget: float, executed: float, points: str | None
) -> None:
    outcome = score(aims(Aim("≥1家", 1), money=(100, budget, executed, 10, None, None)))
    row = indicator(outcome, "预算执行率")
    assert row.score == (None if points is None else Decimal(points))
    assert (points is not None) or any("请核对单位" in step for step in row.steps)


def test_a_budget_of_nothing_has_no_rate() -> None:
    outcome = score(aims(Aim("≥1家", 1), money=(0, 0, 0, 10, None, None)))
    assert indicator(outcome, "预算执行率").status == Status.JUDGED


def test_money_in_yuan_is_the_same_money() -> None:
    head = {f"{SHEET}!A5": "项目资金（元）"}
    outcome = score(
        aims(Aim("≥1家", 1), money=(500000, 2000000, 1870000, 10, None, None), changes=head)
    )
    assert figure(outcome, "年度资金总额", "全年预算").value == 200
    assert indicator(outcome, "预算执行率").score == Decimal("9.35")


MONEY_CELLS = ("A5", "C5", "D5", "E5", "B6")
COUNTED = [
    # 项目资金、年初、全年预算、全年执行的表头，年度资金总额的行名；预算 100 万元，执行 80 万元
    ("都是万元", ("项目资金（万元）", None, None, None, None), (100, 80)),
    ("一栏是元", ("项目资金", None, "全年预算数（万元）", "全年执行数（元）", None), (100, 800000)),
    (
        "表上万元，一栏是元",
        ("项目资金（万元）", None, None, "全年执行数（元）", None),
        (100, 800000),
    ),
    ("一栏写单位：元", ("项目资金", None, None, "全年执行数（单位：元）", None), (100, 800000)),
    ("行名写元", ("项目资金", None, None, None, "年度资金总额（元）"), (1000000, 800000)),
]


@pytest.mark.parametrize(
    ("heads", "money"), [each[1:] for each in COUNTED], ids=[each[0] for each in COUNTED]
)
def test_money_is_counted_by_its_column_its_row_and_the_table(
    heads: tuple[str | None, ...], money: tuple[int, int]
) -> None:
    changes = {f"{SHEET}!{c}": h for c, h in zip(MONEY_CELLS, heads, strict=True) if h}
    changes |= {f"{SHEET}!{cell}": None for cell in ("C7", "D7", "E7")}
    book = aims(Aim("≥1家", 1), money=(None, *money, 10, None, None), changes=changes)
    outcome = score(book)
    assert figure(outcome, "年度资金总额", "全年预算").value == 100
    assert figure(outcome, "年度资金总额", "决算").value == 80
    assert indicator(outcome, "预算执行率").score == 8


OTHER_MONEY: list[tuple[str, dict[str, object]]] = [
    ("执行数只是一部分", {"E5": "全年执行数（其中：上年结转）"}),
    ("执行数是上年的", {"E5": "全年执行数（上年）"}),
    ("预算数是上年的", {"D5": "上年全年预算数"}),
    ("两栏预算数，一栏空着", {"C5": "调整后预算数", "C6": None}),
    ("两行总额，前一行空着", {"D6": None, "B7": "年度资金总额"}),
]


@pytest.mark.parametrize(
    "changes", [changes for _, changes in OTHER_MONEY], ids=[name for name, _ in OTHER_MONEY]
)
def test_money_of_another_year_or_a_part_of_it_gives_no_rate(changes: dict[str, object]) -> None:
    placed = {f"{SHEET}!{cell}": value for cell, value in changes.items()}
    outcome = score(aims(Aim("≥1家", 1), money=(100, 100, 80, 10, None, 8), changes=placed))
    row = indicator(outcome, "预算执行率")
    assert (row.score, row.status) == (None, Status.MISSING)


@pytest.mark.parametrize("points", [-10, "约10", "10%"])
def test_points_of_the_execution_rate_that_are_no_points(points: object) -> None:
    outcome = score(aims(Aim("≥1家", 1, 90, 90), money=(100, 100, 80, points, None, 8)))
    assert indicator(outcome, "预算执行率").points == 0
    assert outcome.totals is not None
    assert outcome.totals.reviewed == 90
    assert f"{SHEET}!F6" in [each.where for each in findings(outcome, "A10", "error")]


# -------------------------------------------------------------------------------- 定性指标

WORDS = [
    # 实际完成值，最低，最高（10 分）
    ("达成", "8", "10"),
    ("达成预期指标", "8", "10"),
    ("部分达成", "6", "7.99"),
    ("部分达成年度指标并具有一定效果。", "6", "7.99"),
    ("未达成", "0", "5.99"),
    ("未达成年度指标且效果较差", "0", "5.99"),
    ("基本达成", "0", "10"),
    ("显著", "0", "10"),
    (None, "0", "10"),
]


@pytest.mark.parametrize(("word", "low", "high"), WORDS)
def test_a_qualitative_target_is_judged_within_its_band(
    word: str | None, low: str, high: str
) -> None:
    row = scored("明显改善", word, claim=9)
    assert (row.status, row.score) == (Status.JUDGED, None)
    assert (row.low, row.high) == (Decimal(low), Decimal(high))
    assert row.rule.kind == "graded"


# ------------------------------------------------------------- what cannot be computed is not

MISSING: list[tuple[str, object, str | None]] = [
    ("≥98%", None, None),
    ("≥98%", "——", None),
    ("≥98%", "约98%", "B01"),
    ("≥100家", "100余家", "B01"),
    ("≥100家", "98%", "B01"),  # 指标值不是百分数
    ("≥100家", "100万元", "B01"),  # 单位不同
    ("≥98%", 0.98, "B01"),  # 0.98% 还是 98%，分不清
]


@pytest.mark.parametrize(("target", "actual", "code"), MISSING)
def test_without_a_usable_figure_nothing_is_scored(
    target: str, actual: object, code: str | None
) -> None:
    outcome = score(aims(Aim(target, actual, 90, 90)))
    row = indicator(outcome, "检查家次")
    assert (row.status, row.score, row.low, row.high) == (Status.MISSING, None, 0, 90)
    assert row.missing[0].cell == f"{SHEET}!E{FIRST}"
    assert bool(findings(outcome, "B01", "error")) == (code == "B01")
    assert findings(outcome, "E12")


BARE = [
    # 没有写符号的指标值：正好达到的，不论哪个方向都是满分；别的由人定
    ("100%", "100%", "10"),
    ("100%", "99%", None),
    ("12期", 12, "10"),
    ("12期", 13, None),
]


@pytest.mark.parametrize(("target", "actual", "points"), BARE)
def test_a_target_without_a_direction(target: str, actual: object, points: str | None) -> None:
    row = scored(target, actual, claim=9)
    assert row.score == (None if points is None else Decimal(points))
    assert row.status == (Status.JUDGED if points is None else Status.DIFFERS)
    assert row.reachable is None


PER_MILLE = [
    # 指标值 ≤3‰（≥3‰），实际完成值，10 分里得几分
    ("≤3‰", "1.8‰", "10"),
    ("≤3‰", 1.1, "10"),  # 指标值写明了千分号，1.1 就是 1.1‰
    ("≤3‰", "3.3‰", "9"),
    ("≤3‰", "0.33%", "9"),
    ("≤3‰", 0.1, "10"),
    ("≤3‰", 0.0018, None),  # 分不清是千分之几还是比值
    ("≤3‰", 0, "10"),
    ("≥3‰", "1.5‰", "5"),
]


@pytest.mark.parametrize(("target", "actual", "points"), PER_MILLE)
def test_a_target_counted_in_per_mille(target: str, actual: object, points: str | None) -> None:
    row = scored(target, actual)
    assert row.score == (None if points is None else Decimal(points))


TYPED = [
    # 在单元格里直接打“=100%”，电子表格当作公式
    ("=100%", "100%", "10"),
    ("=100%", "95%", "9.5"),
    ("=45所", "45所", "10"),
    ("=45", 44, "9.78"),
]


@pytest.mark.parametrize(("target", "actual", "points"), TYPED)
def test_an_equal_sign_typed_before_a_target_makes_it_no_formula(
    target: str, actual: object, points: str
) -> None:
    outcome = score(aims(Aim(target, actual, 10)))
    row = indicator(outcome, "检查家次")
    assert (row.criteria, row.score) == (target, Decimal(points))
    assert not findings(outcome, "B08")


def test_a_typed_target_stands_in_the_completed_workbook_as_text() -> None:
    """复核表里照写“=100%”，是文字不是公式；交回来再评，结果相同。"""
    first = score(aims(Aim("=100%", "95%", 90, 90)))
    data = write_completed(first)
    cell = load_workbook(io.BytesIO(data))["指标表"]["D11"]
    assert (cell.value, cell.data_type) == ("=100%", "s")
    assert indicator(score(data, "某局_复核.xlsx"), "检查家次").score == Decimal("85.5")


def test_a_formula_for_a_target_is_still_a_formula() -> None:
    outcome = score(aims(Aim("=80+20", "100家次", 10)))
    assert [each.cell for each in findings(outcome, "B08")] == ["D11"]


def test_a_word_merged_over_all_rows_is_no_part_of_the_header() -> None:
    """“绩效指标”从表头起合并到最后一行：各行指标照读。"""
    book = aims(
        Aim("≥100家次", "100家次", 45, 45, more={"": "绩\n效\n指\n标"}), Aim("≥90%", "93%", 45, 45, name="满意度"),
        head=("", *HEAD),
    )  # fmt: skip
    sheet = book[SHEET]
    sheet["A10"] = "绩\n效\n指\n标"
    sheet["A11"] = None
    sheet.merge_cells("A10:A12")
    assert names(score(book)) == ["预算执行率", "检查家次", "满意度"]


def test_a_date_done_is_no_wrong_number() -> None:
    """指标值是日期：完成值写日期，由人评定，不说“不能当作数字”。"""
    outcome = score(aims(Aim("2022年11月30日前完成", "2022年11月18日完工，达成预期指标", 10)))
    assert not findings(outcome, "B01")
    assert indicator(outcome, "检查家次").status is Status.JUDGED


def test_a_date_as_a_target_is_left_to_a_person() -> None:
    assert scored("2022年12月31日前", "2022年11月", claim=10).status == Status.JUDGED


# ---------------------------------------------------------- other headings: 指标性质, 度量单位

PROVINCE = (
    "一级指标",
    "二级指标",
    "三级指标",
    "指标性质",
    "指标值",
    "度量单位",
    "完成值",
    "权重",
    "得分",
    "未完成原因",
)
NATURES: list[tuple[str, object, str, object, str | None]] = [
    # 指标性质，指标值，度量单位，完成值，得分
    ("≥", 95, "%", 92.15, "9.7"),
    ("≥", 100, "家次", 99, "9.9"),
    ("≤", 10, "天", 15, "5"),
    ("＝", 63, "件", 63, "10"),
    ("正向", 100, "家次", 99, "9.9"),
    ("反向指标", 10, "天", 15, "5"),
    ("等于", 0, "起", 1, "0"),
    ("定性", "优良中低差", "", "达成", None),
]


@pytest.mark.parametrize(("nature", "target", "unit", "actual", "points"), NATURES)
def test_the_sign_and_the_unit_may_have_columns_of_their_own(
    nature: str, target: object, unit: str, actual: object, points: str | None
) -> None:
    line = Aim(target, actual, 10, more={"指标性质": nature, "度量单位": unit})
    row = indicator(score(aims(line, head=PROVINCE)), line.name)
    assert row.score == (None if points is None else Decimal(points))


NAMED = ("一级指标", "二级指标", "三级指标")
BLANK = (None,) * 3
COLUMNS: list[tuple[str, tuple[object, ...], tuple[object, ...], tuple[object, ...], str, object]] = [
    # 表头，下一行表头，一行的数，合并的表头，得分（90 分）
    ("完成值分上年、本年", ("年度指标值", "实际完成值", None), (None, "上年", "本年"), ("≥10家", 10, 5), "EF", 45),
    ("完成值分本年、上年", ("年度指标值", "实际完成值", None), (None, "本年", "上年"), ("≥10家", 5, 10), "EF", 45),
    ("指标值调整过", ("指标值", None, "实际完成值"), ("年初值", "调整值", None), ("≥10家", "≥5家", 5), "DE", None),
    ("指标值没有调整", ("指标值", None, "实际完成值"), ("年初值", "调整值", None), ("≥10家", None, 5), "DE", 45),
    ("两栏指标值不同", ("年初目标值", "年度指标值", "实际完成值"), (), ("≥10家", "≥5家", 5), "", None),
    ("两栏指标值相同", ("年初目标值", "年度指标值", "实际完成值"), (), ("≥10家", "≥10家", 5), "", 45),
    ("两栏完成值不同", ("年度指标值", "实际完成值", "自评完成值"), (), ("≥10家", 5, 7), "", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("heads", "below", "line", "merge", "points"),
    [c[1:] for c in COLUMNS],
    ids=[c[0] for c in COLUMNS],
)
def test_of_several_columns_the_one_of_this_year_counts(
    heads: tuple[object, ...],
    below: tuple[object, ...],
    line: tuple[object, ...],
    merge: str,
    points: object,
) -> None:
    book = aims()
    sheet = book.worksheets[0]
    sheet.delete_rows(FIRST - 1)
    sheet.append([*NAMED, *heads, "分值", "得分"])
    top = sheet.max_row
    if below:
        sheet.append([*BLANK, *below])
    sheet.append(["产出指标", "数量指标", "检查家次", *line, 90, 90])
    if merge:
        first, last = merge
        sheet.merge_cells(f"{first}{top}:{last}{top}")
        for column in set("ABCDEFGH") - set(merge):
            sheet.merge_cells(f"{column}{top}:{column}{top + 1}")
    row = indicator(score(book), "检查家次")
    assert row.score == points
    assert (row.status == Status.JUDGED) == (points is None)


def test_letters_behind_the_headings_do_not_matter() -> None:
    head = tuple(
        {"年度指标值": "年度指标值（A）", "实际完成值": "全年实际值（B）"}.get(h, h) for h in HEAD
    )
    line = Aim("", "", 10, more={"年度指标值（A）": "≥100家", "全年实际值（B）": 99})
    assert indicator(score(aims(line, head=head)), line.name).score == Decimal("9.9")


UNCLEAR: list[tuple[str, object, str, object]] = [
    # 指标性质，指标值，度量单位，完成值：两种写法对不上，或者分不清是什么数，由人定
    ("≥", 0.95, "%", 92),  # 0.95% 还是 95%
    ("≤", 0.5, "%", 2),
    ("≥", 1, "%", 95),
    ("≥", "95%", "个", 1),  # 指标值是百分数，度量单位是个数
    ("≥", "3次", "%", 3),
    ("≥", "≥3次", "元", 3),
    ("≥", "1.5万元", "%", 1.2),
    ("反向", "≥95", "%", 94),  # 性质和符号相反
    ("正向", "≤5", "天", 6),
    ("≥", "不超过5", "天", 6),
    ("≤", "不少于5", "次", 4),
    ("正向", "5天以内", "", 6),
    ("反向", "＝5", "天", 4),
    ("反向", "12月底前", "", 11),  # 日期
    ("≤", "6月底", "", "9月"),
    ("", "12月底前", "", 12),
    ("≥", "6月份", "", 6),
]


@pytest.mark.parametrize(("nature", "goal", "unit", "actual"), UNCLEAR)
def test_a_target_that_says_two_things_is_left_to_a_person(
    nature: str, goal: object, unit: str, actual: object
) -> None:
    line = Aim(goal, actual, 10, 10, more={"指标性质": nature, "度量单位": unit})
    row = indicator(score(aims(line, head=PROVINCE)), line.name)
    assert (row.status, row.score, row.low, row.high) == (Status.JUDGED, None, 0, 10)


CLEAR: list[tuple[str, object, str, object, str]] = [
    # 与上面的只差一点：算得出来
    ("≥", 95, "%", 92.15, "9.7"),
    ("≥", "0.95%", "%", "0.76%", "8"),
    ("≤", 0, "%", 0, "10"),
    ("≥", 95, "％", 92.15, "9.7"),
    ("≥", "95", "%", "92.15%", "9.7"),
    ("≥", "≥95", "%", 92.15, "9.7"),
    ("≥", "3次", "个", 2, "6.67"),
    ("≥", "1.5万元", "元", 12000, "8"),
    ("正向", "≥5", "天", 4, "8"),
    ("反向", "5天以内", "", 6, "8"),
    ("＝", "5", "天", 4, "8"),
    ("≤", 6, "个月", 9, "5"),
    ("≥", "95%（含）以上", "", "92.15%", "9.7"),
]


@pytest.mark.parametrize(("nature", "goal", "unit", "actual", "points"), CLEAR)
def test_just_beside_an_unclear_target_there_is_a_score(
    nature: str, goal: object, unit: str, actual: object, points: str
) -> None:
    line = Aim(goal, actual, 10, 10, more={"指标性质": nature, "度量单位": unit})
    row = indicator(score(aims(line, head=PROVINCE)), line.name)
    assert row.score == Decimal(points)


FAR = [
    # 指标值，完成值，10 分里得几分：相差 500 倍以上的多半是单位不同，由人定
    ("≥5万人", 40000, None),
    ("≥5千人", 4000, None),
    ("≥1万元", 5000, None),
    ("≥10000元", 1.2, None),
    ("≤1000元", 0.5, None),
    ("≤5次", 2501, None),
    ("≥5次", 2500, "10"),
    ("≥5次", 2501, None),
    ("≥1000次", 2, "0.02"),
    ("≥1000次", 1, None),
    ("≤1000次", 2, "10"),
    ("≥1000次", 0, "0"),
    ("≤1000次", 0, "10"),
]


@pytest.mark.parametrize(("goal", "actual", "points"), FAR)
def test_a_figure_far_from_its_target_may_be_in_another_unit(
    goal: str, actual: object, points: str | None
) -> None:
    row = scored(goal, actual, claim=10)
    assert row.score == (None if points is None else Decimal(points))
    if points is None:
        assert (row.status, row.low, row.high) == (Status.JUDGED, 0, 10)
        assert "请核对单位" in "".join(row.steps)


BELOW_ZERO = [
    # 名称，指标值，完成值：上升不超过 5% 的，下降了由人评定；不超过 0 的，下降了就是达到；偏差不论正负；数量是负数的照旧 0 分
    ("成本变动率", "≤5%", "-3%", None),
    ("支出增长率", "≤0%", "-3%", "10"),
    ("结转结余变动率", "≤0%", "-12.6%", "10"),
    ("结转结余变动率", "≤0%", "0%", "10"),
    ("结转结余变动率", "≤0%", "3%", "0"),
    ("预算偏差率", "≤0%", "-3%", None),
    ("支出增长率", "≤5%", "0%", "10"),
    ("收入增长率", "≥5%", "-3%", "0"),
    ("投诉件数", "≤5件", "-3件", "0"),
]


@pytest.mark.parametrize(("name", "goal", "actual", "points"), BELOW_ZERO)
def test_a_change_below_zero_is_no_wrong_figure(
    name: str, goal: str, actual: str, points: str | None
) -> None:
    row = scored(goal, actual, name=name)
    assert row.score == (None if points is None else Decimal(points))


@pytest.mark.parametrize("goal", ["每季度1次", "每季度≥1次", "各季度≥1次", "每人2次"])
def test_so_many_times_in_each_is_not_so_many_times(goal: str) -> None:
    assert scored(goal, 1, claim=10).status == Status.JUDGED


def test_one_target_over_two_figures_is_left_to_a_person() -> None:
    book = aims(Aim("≥95%", "96%", 90, 90), Aim(None, "80%", None, name="走访"))
    book.worksheets[0].merge_cells(f"D{FIRST}:D{FIRST + 1}")
    book.worksheets[0].merge_cells(f"F{FIRST}:F{FIRST + 1}")
    row = indicator(score(book), "走访")
    assert (row.status, row.score) == (Status.JUDGED, None)


def test_a_second_figure_below_is_not_dropped() -> None:
    """名称、指标值合起来写在上一行，下一行只有名称和完成值。"""
    row = indicator(
        score(aims(Aim("≥95%", "96%", 90, 90), Aim(None, "80%", None, name="走访"))), "走访"
    )
    assert (row.status, row.score) == (Status.JUDGED, None)


def test_a_target_written_across_both_columns_is_not_what_was_done() -> None:
    book = aims(Aim("100家", None, 90, 90))
    book.worksheets[0].merge_cells(f"D{FIRST}:E{FIRST}")
    assert indicator(score(book), "检查家次").status == Status.MISSING


SENT = [
    # 单位，填写数值，指标值，90 分里得几分：补填的单位与指标值不是一种量的不采用
    ("元", 6000, "≤5000元", 72),
    ("", 6000, "≤5000元", None),
    ("", 0.6, "≤0.5万元", 72),
    ("家", 98, "≥100家", Decimal("88.2")),
    ("", 98, "≥100家", Decimal("88.2")),
    ("%", 0.98, "≥100家", None),
    ("万元", 3, "≥100家", None),
    ("人", 0.98, "≥98%", None),
    ("%", 0.49, "≥98%", 45),
]


@pytest.mark.parametrize(("unit", "value", "goal", "points"), SENT)
def test_a_figure_sent_later_counts_in_its_own_unit(
    unit: str, value: object, goal: str, points: object
) -> None:
    book = supply(aims(Aim(goal, None, 90)), ("检查家次", "完成值", 2022, unit, value))
    row = indicator(score(book), "检查家次")
    assert row.score == points
    assert row.status == (Status.FILLED if points else Status.MISSING)


def test_a_target_worth_nothing_scores_nothing() -> None:
    outcome = score(aims(Aim("≥10家", 10, 90, 90), Aim("≥5次", 1, 0, name="培训")))
    assert indicator(outcome, "培训").score == 0
    assert outcome.totals is not None
    assert (outcome.totals.claimed, outcome.totals.reviewed) == (100, 100)


# ---------------------------------------------------------------- the table and what is around it


def whole(*lines: Aim, **options: Any) -> Outcome:
    return score(aims(*lines), **options)


def test_the_table_is_known_by_the_words_around_it() -> None:
    outcome = whole(Aim("≥1家", 1))
    assert (outcome.form, outcome.year) == ("project2020", 2022)
    assert (outcome.unit, outcome.project) == ("甲区卫生监督所", "街道监督")
    assert outcome.profile is not None
    assert outcome.profile.id == "mof2020"
    assert findings(outcome, "H08") == []


def test_a_form_may_be_named_against_the_words() -> None:
    assert whole(Aim("≥1家", 1), form="department2020").form == "department2020"


def test_level_points_stand_behind_the_name_and_must_add_up() -> None:
    lines = [
        Aim("≥1家", 1, 50, level1="产出指标\n（50分）"),
        Aim("≥1家", 1, 25, name="覆盖面", level1="效益指标（30分）"),
    ]
    outcome = whole(*lines)
    row = indicator(outcome, "覆盖面")
    assert (row.level1, row.level1_points) == ("效益指标", 30)
    assert ["效益指标" in each.message for each in findings(outcome, "A10", "error")] == [
        True,
        False,
    ]


def test_weights_other_than_those_of_the_form_are_told() -> None:
    lines = [
        Aim("≥1家", 1, 60, level1="产出指标（60分）"),
        Aim("≥1家", 1, 30, name="覆盖面", level1="效益指标（30分）"),
    ]
    told = [each for each in findings(whole(*lines), "A10") if "表式的权重" in each.message]
    assert [(each.level, each.found, each.expected) for each in told] == [("info", "60", "50")]


def test_targets_that_share_one_worth_are_left_to_a_person() -> None:
    book = aims(Aim("≥10家", 10, 40, 40), Aim("≥5次", 1, None, name="培训次数"), Aim("≥1家", 1, 50))
    book.worksheets[0].merge_cells(f"F{FIRST}:F{FIRST + 1}")
    row = indicator(score(book), "培训次数")
    assert (row.status, row.score, row.criteria) == (Status.JUDGED, None, "≥10家\n≥5次")


def test_what_stands_for_the_row_above_is_not_taken_for_this_one() -> None:
    book = aims(Aim("≥10家", 10, 40), Aim("≥10家", None, 50, name="走访"))
    book.worksheets[0].merge_cells(f"E{FIRST}:E{FIRST + 1}")
    assert indicator(score(book), "检查家次").score == 40
    assert indicator(score(book), "走访").status == Status.MISSING


def test_lines_left_unused_are_no_indicators() -> None:
    outcome = whole(
        Aim("≥1家", 1),
        Aim(None, None, None, name="指标2："),
        Aim(None, None, None, name="……"),
        Aim("≥2家", 2, 0, name="走访"),
    )
    assert names(outcome) == ["预算执行率", "检查家次", "走访"]


def test_two_indicators_of_one_name_keep_their_own_figures() -> None:
    outcome = whole(Aim("≥10家", 9, 40), Aim("≥10家", 5, 50))
    assert [row.score for row in rows(outcome.indicators)] == [10, 36, 25]


def test_a_figure_sent_later_is_used() -> None:
    book = aims(Aim("≤5000元", None, 90))
    page = book.create_sheet("补充数据")
    page.append(["项目", "口径", "年度", "单位", "填写数值"])
    page.append(["检查家次", "完成值", 2022, "元", 6000])
    assert indicator(score(book), "检查家次").score == 72  # 超过 20%，90×80%


def test_the_story_can_be_checked_with_a_calculator() -> None:
    told = "".join(scored("≤2%", "2.5%").steps)
    assert "比指标值多 25%，10 分×(1－25%)，得 7.5 分" in told
    told = "".join(scored("≥98%", "97.5%").steps)
    assert "完成值÷指标值＝99.4898%，×10 分，得 9.95 分" in told
    told = "".join(scored("≥100家", 130, "handbook").steps)
    assert "扣 2 分，得 8 分" in told


# ------------------------------------------------------------------- layouts of other provinces

SICHUAN = [
    ("2023年项目支出绩效自评表",),
    ("项目名称", "监督抽检"),
    ("项目资金（元）", None, "年初预算", "调整后预算数", "预算执行数", "执行率", "权重", "得分"),
    (None, "总额", 1500000, 1500000, 1485000, "99.00%", 10, 9.9),
    (None, "其中：财政资金", 1500000, 1500000, 1485000, "99.00%", "/", "/"),
    (None, "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分", "未完成原因分析"),
    (None, "产出指标", "成本指标", "单批成本", "≤", 5000, "元", 4760, 90, 90),
]  # fmt: skip
CHONGQING = [
    ("部门整体绩效自评表",),
    ("部门名称", "甲局"),
    ("年度资金总额", "年初预算数", "全年（调整）预算数", "执行数", "执行率", "执行率权重", "得分"),
    ("年度总金额", 100, 120, 91.2, "76%", 10, 7.6),
    ("绩效指标", "指标名称", "计量单位", "指标性质", "指标值", "完成值", "权重", "得分", "说明"),
    (None, "培训人次", "人次", "≥", 1000, 900, 90, 81),
]


@pytest.mark.parametrize(
    ("lines", "rate_score", "own_score"),
    [(SICHUAN, "9.9", "90"), (CHONGQING, "7.6", "81")],
    ids=["四川", "重庆"],
)
def test_other_provinces_print_other_headings(
    lines: list[tuple[object, ...]], rate_score: str, own_score: str
) -> None:
    book = Workbook()
    for line in lines:
        book.worksheets[0].append(list(line))
    outcome = score(book)
    found = [row.score for row in rows(outcome.indicators)]
    assert found == [Decimal(rate_score), Decimal(own_score)]
    assert findings(outcome, level="error") == []


KINDS = [
    # 按收入性质分、按支出性质分的两种填法：数在冒号后面，或在右边一格
    (("按收入性质分：", None, "按支出性质分：", None), ("其中：一般公共预算：512.5", None, "其中：基本支出：402.3", None)),
    (("按收入性质分", None, "按支出性质分", None), ("一般公共预算拨款", 512.5, "基本支出", "402.3")),
]  # fmt: skip


def test_a_kind_that_is_not_filled_in_does_not_take_the_next_label() -> None:
    """左边“政府性基金拨款：”空着，右边紧接“项目支出：90万元”：左边没有填。"""
    book = aims(Aim("≥100家次", "100家次", 90, 90))
    sheet = book[SHEET]
    left = ("按收入性质分：", "其中：一般公共预算：100万元", "政府性基金拨款：")
    right = ("按支出性质分：", "其中：基本支出：10万元", "项目支出：90万元")
    for cell in sheet[7]:
        cell.value = None
    for row, pair in enumerate(zip(left, right, strict=True), 7):
        sheet.cell(row, 2, pair[0])
        sheet.cell(row, 3, pair[1])
    outcome = score(book)
    assert figure(outcome, "按收入性质·政府性基金", "决算").state == "blank"
    assert figure(outcome, "按支出性质·项目支出", "决算").value == 90
    assert {"B01", "D02"}.isdisjoint(each.code for each in outcome.findings)


@pytest.mark.parametrize("kinds", KINDS, ids=["冒号后面", "右边一格"])
def test_the_kinds_of_income_and_expenditure_are_read(
    kinds: tuple[tuple[object, ...], tuple[object, ...]],
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    head = (
        "年度预算申请（万元）",
        None,
        "年初预算数",
        "全年预算数",
        "全年执行数",
        "分值",
        "执行率",
        "得分",
    )
    for line in [
        ("部门整体支出绩效自评表",), ("预算单位名称", "甲局"), head, (None, "年度资金总额", 500, 560, 532, 10, 0.95, 9.5),
        *((None, *kind) for kind in kinds), ("年度总体目标", "…"), HEAD,
        ("产出指标", "数量指标", "检查家次", "≥1家", 1, 90, 90),
    ]:  # fmt: skip
        sheet.append(list(line))
    outcome = score(book)
    assert (outcome.form, outcome.unit) == ("department2020", "甲局")
    assert figure(outcome, "按收入性质·一般公共预算", "决算").value == Decimal("512.5")
    assert figure(outcome, "按支出性质·基本支出", "决算").value == Decimal("402.3")
    assert findings(outcome, "B01", "error") == []
