"""指标性质（正向、反向）和指标方向（＝、≤、≥）各有一栏：两栏都用，相反的转人工。"""

from __future__ import annotations

from dataclasses import replace

import pytest
from other_formats import html, opendocument
from target_tables import Aim, aims
from workbooks import findings, forms, indicator, rows, score

from sheetscore import score_unit

HEAD = (
    "一级指标", "二级指标", "三级指标", "指标性质", "指标方向", "指标值", "计量单位", "完成值", "分值", "得分", "偏差原因",
)  # fmt: skip


def aim(name: str, nature: object, sign: object, target: object, unit: str, actual: object) -> Aim:
    return Aim(
        target,
        actual,
        10,
        10,
        name=name,
        more={"指标性质": nature, "指标方向": sign, "计量单位": unit},
    )


def row(found: Aim, head: tuple[str, ...] = HEAD) -> tuple[object, str]:
    read = indicator(score(aims(found, money=None, head=head)), found.name)
    return read.score, str(read.status)


CASES = [
    (aim("培训人均成本", "反向", "=", 3, "万元", 2.7), (10, "agrees")),
    (aim("年度预算总成本", "反向", "＝", 30, "万元", 33), (9, "differs")),
    (aim("投诉件数", "反向", "=", 5, "件", 3), (10, "agrees")),
    (aim("投诉件数", "反向", "=", 5, "件", 5), (10, "agrees")),
    (aim("投诉件数", "反向", "=", 5, "件", 10), (0, "differs")),
    (aim("办结率", "正向", "=", 90, "%", "95%"), (10, "agrees")),
    (aim("办结率", "正向", "=", 90, "%", "81%"), (9, "differs")),
    (aim("公用支出", "反向", "≤", 30, "万元", 27), (10, "agrees")),
    (aim("满意率", "正向", "≥", 90, "%", "95%"), (10, "agrees")),
    (aim("能耗", "正向", "≤", 30, "吨", 27), (None, "judged")),
    (aim("产量", "反向", "≥", 30, "吨", 33), (None, "judged")),
    (aim("产量", "反向", ">", 30, "吨", 33), (None, "judged")),
    (aim("产量", "正向", "<", 30, "吨", 33), (None, "judged")),
    (aim("产量", "正向", None, 30, "吨", 33), (10, "agrees")),
    (aim("产量", None, "≥", 30, "吨", 33), (10, "agrees")),
    (aim("产量", "定量", "≥", 30, "吨", 27), (9, "differs")),
    (aim("能耗", "越小越好", "=", 30, "吨", 27), (10, "agrees")),
    (aim("产量", "正向", "反向", 30, "吨", 33), (None, "judged")),
    (aim("产量", "≥", "≤", 30, "吨", 33), (None, "judged")),
    (aim("能耗", "反向", "≥", "≤30", "吨", 27), (None, "judged")),
    (aim("能耗", "反向", "≤", "≤30", "吨", 27), (10, "agrees")),
    (aim("能耗", "反向", "=", "≤30", "吨", 33), (9, "differs")),
]


@pytest.mark.parametrize(("found", "expected"), CASES, ids=[f"{n}" for n in range(len(CASES))])
def test_both_columns_are_used(found: Aim, expected: tuple[object, str]) -> None:
    assert row(found) == expected


@pytest.mark.parametrize(("found", "expected"), CASES, ids=[f"{n}" for n in range(len(CASES))])
def test_the_two_columns_may_be_swapped(found: Aim, expected: tuple[object, str]) -> None:
    swapped = tuple(
        {"指标性质": "指标方向", "指标方向": "指标性质"}.get(each, each) for each in HEAD
    )
    assert row(found, swapped) == expected


def test_one_of_the_two_columns_alone_reads_as_before() -> None:
    for left_out, found, expected in (
        ("指标方向", aim("产量", "反向", None, 30, "吨", 33), (9, "differs")),
        ("指标性质", aim("产量", None, "=", 30, "吨", 33), (10, "agrees")),
    ):
        head = tuple(each for each in HEAD if each != left_out)
        more = {key: value for key, value in found.more.items() if key != left_out}
        assert row(replace(found, more=more), head) == expected


def test_a_contradiction_is_told() -> None:
    found = score(
        aims(
            aim("能耗", "正向", "≤", 30, "吨", 27),
            aim("产量", "≥", "≤", 30, "吨", 33),
            money=None,
            head=HEAD,
        )
    )
    assert ["相反" in each.message for each in findings(found, "A11", "warning")] == [True, True]


@pytest.mark.parametrize(("make", "ending"), [(opendocument, "ods"), (html, "html")])
def test_in_other_formats(make: object, ending: str) -> None:
    book = aims(*(each for each, _ in CASES[:3]), money=None, head=HEAD)
    found = score_unit([(f"某局-2022.{ending}", make(book))], forms())  # type: ignore[operator]
    assert [each.score for each in rows(found.indicators)] == [10, 9, 10]


def test_the_code_before_the_unit_is_none_of_its_name() -> None:
    book = aims(Aim(10, 10), changes={"项目支出绩效自评表!B4": "433001-某市供销合作社联合社"})
    assert score(book).unit.startswith("某市供销合作社联合社")


# --------------------------------------------------- the column is known by what stands in it, too

OTHER_HEADINGS = ["指标属性", "评价方向", "指标极性", "趋向", "类别", ""]


@pytest.mark.parametrize("heading", OTHER_HEADINGS)
def test_a_column_of_directions_is_used_whatever_its_heading(heading: str) -> None:
    """正向、反向写在“指标属性”一栏、没有表头的一栏：一样是指标性质，反向＝100 完成 150 不是满分。"""
    head = tuple(heading if each == "指标性质" else each for each in HEAD)
    for nature, sign, target, done, expected in (
        ("反向", "=", 100, 150, (5, "differs")),
        ("反向", "≥", 100, 50, (None, "judged")),
        ("正向", "≤", 100, 50, (None, "judged")),
        ("正向", "≥", 100, 50, (5, "differs")),
        ("反向", "≤", 100, 80, (10, "agrees")),
    ):
        found = aim("检查家次", nature, sign, target, "家", done)
        more = {**found.more, heading: nature}
        assert row(replace(found, more=more), head) == expected, (nature, sign)


@pytest.mark.parametrize("heading", ["符号（≥、≤）", "关系", ""])
def test_a_column_of_signs_is_used_whatever_its_heading(heading: str) -> None:
    head = tuple(heading if each == "指标方向" else each for each in HEAD)
    for sign, expected in (("≤", (None, "judged")), ("≥", (5, "differs"))):
        found = aim("检查家次", "正向", None, 100, "家", 50)
        assert row(replace(found, more={**found.more, heading: sign}), head) == expected


def test_a_column_of_other_words_is_no_direction() -> None:
    """“指标属性”一栏写的是定量、定性以外的话（约束性、预期性）：不是方向，照符号评。"""
    head = tuple("指标属性" if each == "指标性质" else each for each in HEAD)
    found = aim("检查家次", None, "≥", 100, "家", 50)
    for word in ("约束性", "定量", "数量指标"):
        assert row(replace(found, more={**found.more, "指标属性": word}), head) == (5, "differs")
