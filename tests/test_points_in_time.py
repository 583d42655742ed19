"""A year, a month, a date as a target or a result is compared by a person; a duration and a count are quantities."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from openpyxl import Workbook
from other_formats import converted, word, xml2003
from target_tables import FIRST, Aim, aims
from workbooks import complaints, findings, indicator, score, to_bytes

from sheetscore.model.outcome import Outcome
from sheetscore.rules import compile_criteria

needs_libreoffice = pytest.mark.needs("libreoffice")

UNITS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "指标性质",
    "指标值",
    "度量单位",
    "完成值",
    "权重",
    "得分",
)

POINTS: list[tuple[str, object, object]] = [
    # 三级指标，年度指标值，实际完成值
    ("工程完成时限", "≤2023年", "2024年"), ("资金支付时限", "2023年", "2024年"), ("验收时限", "≤2023.12", "2024.01"),
    ("开工年份", "≥2023年", "2022年"), ("全部完工月份", "≤12月", "1月"), ("主体完工时间", "≤2023年12月", "2024年1月"),
    ("资金下达时间", "≤2023年6月30日", "2023年7月5日"), ("项目建成", "2023年", "2023年"), ("设备到位时间", "≤2023-12-31", "2024-01-05"),
    ("系统上线时间", "2023/12/31", "2023/12/30"), ("竣工日期", "≤44561", "44600"), ("完工日期", "20231231", "20240105"),
    ("建设完成时限", "≤202312", "202401"), ("项目完成时间", "≤2023", "2024"), ("道路通车", "≤2023-12", "2024-02"),
    ("补助发放月份", "≤12", "3"), ("项目验收", "12月", "次年3月"), ("设计完成时间", "二〇二三年十二月", "二〇二四年一月"),
    ("审计完成时间", "≤十二月", "十一月"), ("竣工年度", "2023", "2024"), ("交付时限", "不晚于2023年9月", "2023年10月"),
    ("公示日期", "≤12.25", "12.31"), ("工程款支付时间", "≤2023年第4季度", "2024年1季度"), ("绿化完成时间", "3月15日", "4月2日"),
    ("培训完成时间", "2023年度", "2024年度"), ("数据报送日期", "≤25日", "28日"), ("建设期限", "2023", "2024"),
    ("开园", "≤2023", "2024年"), ("完成招标", "≤2023年5月底", "2023年6月"), ("路灯安装时间", "≤６月", "７月"),
]  # fmt: skip
QUANTITIES: list[tuple[str, object, object, int]] = [
    # 三级指标，年度指标值，实际完成值，得分（满分 10）
    ("设施使用年限", "≥10年", "12年", 10), ("水库安全运行年限", "≥3年", "3年", 10), ("道路工期", "≤12个月", "12个月", 10),
    ("桥梁工期", "≤12月", "6月", 10), ("办理时限", "≤30天", "20天", 10), ("种植数量", "≥2024棵", "2024棵", 10),
    ("项目成本", "≤2023万元", "2000万元", 10), ("补助金额", "≥44561元", "44561元", 10), ("受益人数", "≥2000", "2023", 10),
    ("完成及时率", "≥90%", "95%", 10), ("响应时间", "≤30分钟", "20分钟", 10), ("服务期限", "≤365天", "300天", 10),
    ("竣工面积", "≥2023", "2024", 10), ("质保期限", "≥5年", "5年", 10), ("补贴发放月数", "≥12月", "12月", 10),
    ("检查次数", "≥12次", "12次", 10), ("建设周期", "≤18个月", "18个月", 10), ("完成时间", "≤30天", "25天", 10),
    ("印发手册", "≥2020册", "2020册", 10), ("完工月份", "≤12个月", "12个月", 10), ("审批时限", "≤15工作日", "10工作日", 10),
]  # fmt: skip
COLUMNS: list[tuple[str, str, object, str, object]] = [
    # 三级指标，性质，指标值，度量单位，完成值
    ("完成时限", "≤", 2023, "年", 2024), ("完工月份", "≤", 12, "月", 3), ("开工时间", "＝", 2023, "年", 2023),
    ("验收时间", "≤", 2023.12, "", 2024.01), ("付款日期", "≤", 25, "日", 26), ("竣工年份", "≤", 2023, "年份", 2024),
    ("资金到位时间", "≤", 6, "月份", 8), ("投产时间", "反向", 2023, "", 2024), ("上报时间", "≤", 44561, "", 44600),
]  # fmt: skip
COUNTED: list[tuple[str, str, object, str, object]] = [
    ("使用年限", "≥", 10, "年", 12), ("道路工期", "≤", 12, "个月", 12), ("清淤长度", "≥", 3, "公里", 3), ("植树", "≥", 2024, "棵", 2024),
    ("投资额", "≤", 2023, "万元", 2000), ("补助资金", "≥", 44561, "元", 44561), ("完工月份", "≤", 12, "个月", 12),
    ("办结时限", "≤", 5, "天", 4), ("受益人口", "≥", 2023, "人", 2030), ("桥梁工期", "≤", 12, "月", 10),
]  # fmt: skip


def plain(cells: list[Any]) -> Workbook:
    return aims(*(Aim(each[1], each[2], 10, 10, name=each[0]) for each in cells))


def in_columns(cells: list[tuple[str, str, object, str, object]]) -> Workbook:
    lines = (
        Aim(target, actual, 10, 10, name=name, more={"指标性质": sign, "度量单位": unit})
        for name, sign, target, unit, actual in cells
    )
    return aims(*lines, head=UNITS)


def told(outcome: Outcome, name: str) -> str:
    return " ".join(indicator(outcome, name).steps)


KINDS = [
    ("xlsx", to_bytes), ("xml", xml2003), ("docx", word),
    pytest.param("ods", lambda book: converted(to_bytes(book), "ods")["甲.ods"], marks=needs_libreoffice),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "make"), KINDS)
def test_a_point_in_time_goes_to_a_person_with_both_dates(kind: str, make: Any) -> None:
    outcome = score(make(plain(POINTS)), f"某局-2023.{kind}")
    for name, target, actual in POINTS:
        row = indicator(outcome, name)
        assert (str(row.status), row.score, row.low, row.high) == ("judged", None, 0, 10), name
        assert str(target).strip("≤≥") in told(outcome, name), name
        assert str(actual) in told(outcome, name), name


@pytest.mark.parametrize(("kind", "make"), KINDS)
def test_a_duration_and_a_count_are_scored(kind: str, make: Any) -> None:
    outcome = score(make(plain(QUANTITIES)), f"某局-2023.{kind}")
    for name, _, _, points in QUANTITIES:
        row = indicator(outcome, name)
        assert (str(row.status), row.score) == ("agrees", points), name


def test_the_unit_in_a_column_of_its_own_says_the_same() -> None:
    outcome = score(in_columns(COLUMNS), "某局-2023.xlsx")
    for name, _, target, _, actual in COLUMNS:
        assert (str(indicator(outcome, name).status), indicator(outcome, name).score) == (
            "judged",
            None,
        ), name
        assert str(target) in told(outcome, name)
        assert str(actual) in told(outcome, name)


def test_a_unit_of_duration_or_of_counting_in_its_column_is_scored() -> None:
    outcome = score(in_columns(COUNTED), "某局-2023.xlsx")
    for name, *_ in COUNTED:
        assert (str(indicator(outcome, name).status), indicator(outcome, name).score) == (
            "agrees",
            10,
        ), name


@pytest.mark.parametrize(
    ("target", "actual", "code"),
    [
        (dt.datetime(2023, 12, 31), dt.datetime(2024, 1, 15), "yyyy-mm-dd"),
        (dt.datetime(2023, 12, 1), dt.datetime(2023, 11, 1), 'yyyy"年"m"月"'),
        (45291, 45306, 'm"月"d"日"'), (2023, 2024, '0"年"'), (2023, 2024, '"≤"0"年"'),
    ],
)  # fmt: skip
def test_dates_by_their_format_are_told_as_they_show(
    target: object, actual: object, code: str
) -> None:
    book = plain([("主体完工", target, actual)])
    for cell in (f"D{FIRST}", f"E{FIRST}"):
        book.worksheets[0][cell].number_format = code
    outcome = score(book, "某局-2023.xlsx")
    assert str(indicator(outcome, "主体完工").status) == "judged"
    assert not findings(outcome, "B01")
    steps = told(outcome, "主体完工")
    assert re.search("2023|12月31日", steps)
    assert "时间点" in steps


@pytest.mark.parametrize(
    ("target", "actual", "words"),
    [("≤2023年", "2024年", "晚于"), ("≤2023年12月", "2023年11月", "早于"), ("2023年", "2023年", "相同"), ("≤12月", "3月", "次年"),
        ("≤12月", "次年3月", "次年")],
)  # fmt: skip
def test_a_person_is_told_which_is_later(target: str, actual: str, words: str) -> None:
    assert words in told(score(plain([("完工时间", target, actual)])), "完工时间")


def test_a_result_that_is_a_date_for_a_plain_count_stays_refused() -> None:
    """50 家次 and a cell that Excel made 4月5日 of: what was done is not known."""
    book = aims(Aim("≥50家次", 45021, 10, 10))
    book.worksheets[0][f"E{FIRST}"].number_format = 'm"月"d"日"'
    outcome = score(book)
    assert str(indicator(outcome, "检查家次").status) == "missing"
    assert [each.cell for each in findings(outcome, "B01", "error")] == [f"E{FIRST}"]


SHOWN: list[tuple[object, str, object, str, str | None]] = [
    # 指标值，它的格式，完成值，它的格式，得分（None：由人评定；-：缺数据）
    (95, '"≤"0"%"', 90, '0"%"', "10"), (95, '"≥"0"%"', 90, '0"%"', "9.47"), (0.95, '"≥"0%', 0.9, "0%", "9.47"),
    (5, '"≥"0', 5, "General", "10"), (5, '0"天"', 5, "General", "10"), (5, '"≤"0"天"', 6, '0"天"', "8"), (5, '"≤"0"天"', 6, "General", "8"),
    (937, '"≥"0.00"元"', 937, '0.00"元"', "10"), (937000, '"≤"#,##0.00"元"', 93.7, '0.00"万元"', "10"),
    (93.7, '"≤"0.00"万元"', 1171250, '#,##0.00"元"', "7.5"), (93.7, '"≤"0.00"万元"', 1171250, r"0\.0000", "7.5"),
    (1.8, '"≤"0.0"‰"', 1.8, '0.0"‰"', "10"), (100, '"≥"0"家次"', 90, '0"家次"', "9"), (100, '"≥"0', 90, '0"家"', "9"),
    (100, '"="0', 100, "0_ ", "10"), (5, '"√"', 5, "General", None), (5, ";;;", 5, "General", None), (5, '"≥约"0', 5, "General", None),
    (5, '"≥"0', 5, '"√"', "-"), (5, '"≥"0', 5, '"约"0', "-"),
    (5, '"≥"0', 5, '0"余"', "-"), (5, '"≥"0', 5, ";;;", "-"), (5, '"≥"0', 0, '0;-0;"无"', "-"),
    (95, '"≥"0"%"', 0.96, "0%", "10"), (5, '"≥"0"人"', 50000, '0"元"', "-"), (80, r'"≥"0\.0', 80, r"0\.0", "10"),
    (80, r'"≥"0\.0', 8, "0.0", "10"),
]  # fmt: skip


def test_a_target_and_its_result_are_what_their_formats_show() -> None:
    names = [f"事项{number}号" for number in range(1, len(SHOWN) + 1)]
    book = aims(*(Aim(each[0], each[2], 10, 10, name=name) for each, name in zip(SHOWN, names, strict=True)))  # fmt: skip
    for row, each in enumerate(SHOWN, FIRST):
        book.worksheets[0][f"D{row}"].number_format = each[1]
        book.worksheets[0][f"E{row}"].number_format = each[3]
    outcome = score(book)
    for row, (each, name) in enumerate(zip(SHOWN, names, strict=True), FIRST):
        found = indicator(outcome, name)
        if each[4] in (None, "-"):
            assert (str(found.status), found.score) == ("judged" if each[4] is None else "missing", None), each  # fmt: skip
            cells = {each.cell for each in complaints(outcome)}
            assert {f"D{row}", f"E{row}"} & cells, each
        else:
            assert found.score is not None, each
            assert f"{found.score.normalize():f}" == each[4], each


def test_wordings_that_compare_dates_are_left_to_a_person() -> None:
    for text, name in (
        ("≤2023", "完成时限"),
        ("≤2023.12", "验收时限"),
        ("≤12月", "完工月份"),
        ("≤44561", "完成日期"),
        ("≤2023年", "完成时限"),
    ):
        assert compile_criteria(text, 10, name).kind == "judged", text
    for text, name in (
        ("≥2000", "植树数量"),
        ("≤12个月", "工期"),
        ("≤30天", "完成时间"),
        ("≥2023", "受益人数"),
    ):
        assert compile_criteria(text, 10, name).kind == "target", text


UNITS_OF_A_POINT = [
    # 度量单位、指标值、完成值
    ("日期", "≤44926", 44931), ("年月", "2022.12", "2023.01"), ("时间", "2022", "2023"), ("年/月", "≤2022.06", 2022.07),
]  # fmt: skip


@pytest.mark.parametrize(("unit", "target", "actual"), UNITS_OF_A_POINT)
def test_a_unit_that_only_a_point_in_time_has_makes_it_one(
    unit: str, target: object, actual: object
) -> None:
    head = (
        "一级指标",
        "二级指标",
        "三级指标",
        "度量单位",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
    )
    outcome = score(aims(Aim(target, actual, more={"度量单位": unit}), head=head))
    found = indicator(outcome, "检查家次")
    assert (found.status.value, found.score) == ("judged", None)
    assert any("时间点" in each.message for each in complaints(outcome))


@pytest.mark.parametrize(("unit", "words"), [("天", "10"), ("人", "10"), ("月", "-"), ("年", "-"), ("日", "-")])  # fmt: skip
def test_the_unit_of_a_result_s_format_is_read_like_a_typed_one(unit: str, words: str) -> None:
    """指标值“≤12”没有单位，完成值 3 显示成“3月”：和手打的“3月”一样，可能是月份，不采用。"""
    book = aims(Aim("≤12", 3, 10, 10))
    book.worksheets[0][f"E{FIRST}"].number_format = f'0"{unit}"'
    outcome = score(book)
    found = indicator(outcome, "检查家次")
    if words == "-":
        assert (found.status.value, found.score) == ("missing", None)
        assert f"E{FIRST}" in {each.cell for each in complaints(outcome)}
    else:
        assert (found.status.value, found.score) == ("agrees", 10)
