"""A09: a return against the blank workbook that was handed out. One cell changed, one finding."""

from __future__ import annotations

from functools import cache

import pytest
from workbooks import findings, forms, sample, score

from sheetscore.model.outcome import Outcome

CRITERIA = "100%以下（含）计满分，每超出1%扣1分，扣完为止。"


@cache
def filed() -> dict[str, object]:
    book = sample()
    return {cell.coordinate: cell.value for row in book["指标表"].iter_rows() for cell in row}


def changed(cell: str, value: object) -> list[tuple[str, str]]:
    """(level, cell) of the A09 findings after one change in the 指标表."""
    return [(each.level, each.cell) for each in findings(altered(cell, value), "A09")]


def altered(cell: str, value: object) -> Outcome:
    return score(sample({f"指标表!{cell}": value}))


def test_the_return_as_handed_out_is_unchanged() -> None:
    assert not findings(score(sample()), "A09")


SAME = [
    ("空格和换行", "G9", "100% 以下（含）\n计满分，每超出 1% 扣 1 分，扣完为止。"),
    ("半角标点", "G9", "100%以下(含)计满分,每超出1%扣1分,扣完为止."),
    ("没有句号", "G9", CRITERIA[:-1]), ("引号", "E10", "三公经费控制率"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "value"), [each[1:] for each in SAME], ids=[each[0] for each in SAME]
)
def test_another_spelling_of_the_same_words_is_no_change(cell: str, value: str) -> None:
    assert filed()[cell] != value
    assert not changed(cell, value)


def test_another_year_is_no_change() -> None:
    text = str(filed()["G15"])
    assert "2015年" in text
    assert not changed("G15", text.replace("2015年", "2020年"))


def test_a_carried_slip_put_right_is_no_change() -> None:
    text = str(filed()["H4"])
    assert "在公经费" in text
    assert not changed("H4", text.replace("在公经费", "三公经费"))


CHANGED = [
    ("扣分减半", "G9", CRITERIA.replace("扣1分", "扣0.5分"), "error", "G9"),
    ("门槛放宽", "G9", CRITERIA.replace("100%", "105%"), "error", "G9"),
    ("小数点", "G9", CRITERIA.replace("扣1分", "扣0.1分"), "error", "G9"), ("符号", "G3", "在职人员控制率≥100%，计5分。", "error", "G3"),
    ("评价标准清空", "G9", None, "error", "G9"), ("分值", "F9", 7, "error", "F9"),
    ("指标说明", "H9", "公用经费控制率=（实际支出公用经费总额/调整后公用经费总额）×100%。", "warning", "H9"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "value", "level", "at"),
    [each[1:] for each in CHANGED],
    ids=[each[0] for each in CHANGED],
)
def test_a_changed_cell_is_named(cell: str, value: object, level: str, at: str) -> None:
    assert changed(cell, value) == [(level, at)]


def test_the_finding_holds_both_texts() -> None:
    (found,) = findings(altered("G9", CRITERIA.replace("扣1分", "扣0.5分")), "A09")
    assert (found.found, found.expected) == (CRITERIA.replace("扣1分", "扣0.5分"), filed()["G9"])
    assert "扣0.5分" in found.message
    assert "扣1分" in found.message


def test_the_score_follows_the_return_all_the_same() -> None:
    outcome = altered("G9", CRITERIA.replace("扣1分", "扣0.1分"))
    row = next(row for row in outcome.indicators.itertuples() if row.indicator == "公用经费控制率")
    assert row.score == pytest.approx(5.5)


def test_a_reworded_name_is_matched_to_the_nearest_official_one() -> None:
    (found,) = findings(altered("E9", "公用经费的控制率"), "A09")
    assert (found.level, found.cell, found.expected) == ("error", "F9", "公用经费控制率")


def test_an_indicator_left_out_and_one_added_are_named() -> None:
    left_out = score(sample({"指标表!E9": None, "指标表!F9": None, "指标表!G9": None}))
    assert [each.expected for each in findings(left_out, "A09")] == ["公用经费控制率"]
    other = findings(altered("E9", "党建工作考核"), "A09")
    assert sorted(each.cell for each in other) == ["F3", "F9"]


PUT_RIGHT = [
    ("漏印的半句补上了", "G4", "“三公经费”变动率≦0,计8分；“三公经费”变动率＞0，每超过一个百分点扣0.8分，扣完为止。"),
    ("括号补上了", "H5", "预算完成率=（上年结转+年初预算+本年追加预算-年末结余）/（上年结转+年初预算+本年追加预算）×100%。"),
    ("减号改成了等号", "H10", "“三公经费”控制率=（“三公经费”实际支出数/“三公经费”预算安排数）×100%。"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "value"), [each[1:] for each in PUT_RIGHT], ids=[each[0] for each in PUT_RIGHT]
)
def test_a_printed_slip_that_the_unit_put_right_is_no_change(cell: str, value: str) -> None:
    if cell == "H5":  # 印的是“（A/B）×100%”
        value = str(filed()[cell]).replace(
            "上年结转+年初预算+本年追加预算-年末结余/上年结转+年初预算+本年追加预算",
            "(上年结转+年初预算+本年追加预算-年末结余)/(上年结转+年初预算+本年追加预算)",
        )
    assert filed()[cell] != value
    assert not changed(cell, value)


def test_what_is_written_behind_the_explanation_is_no_change() -> None:
    assert not changed("H6", f"{filed()['H6']}本年追加63.2万元，年初预算786.5万元，控制率=8.04%")
    assert not changed("H12", "佐证见附件1")
    assert changed("H6", f"注：{filed()['H6']}") == [("warning", "H6")]


@pytest.mark.parametrize(("rows", "several"), [(7, True), (8, False)])
def test_a_form_that_differs_in_half_of_its_indicators_is_another_one(
    rows: int, several: bool
) -> None:
    """16 项里 7 项不同，逐条报告；8 项不同，是别处的表式，只写明一条。"""
    cells = {f"指标表!G{row}": f"{filed()[f'G{row}']}另有规定。" for row in range(3, 3 + rows)}
    found = findings(score(sample(cells)), "A09")
    assert [each.level for each in found] == (["error"] * rows if several else ["warning"])


def test_two_names_in_one_cell_are_the_two_of_the_template() -> None:
    """经济效益、社会效益在模板里上下两格，填在一格也是它们。"""
    both = sample({"指标表!E16": "经济效益\n社会效益", "指标表!E17": None})
    assert not findings(score(both), "A09")


def test_a_form_of_the_tables_own_has_no_blank_to_differ_from() -> None:
    outcome = score(sample({"指标表!F9": 7}), form="own")
    assert not findings(outcome, "A09")
    assert outcome.form_title == "按填报表自带的评价标准"


def test_a_confirmed_form_carries_its_blank_workbook_and_one_of_targets_has_none() -> None:
    assert forms().get("hunan").blank.startswith(b"PK")
    assert not any(form.blank for form in forms().forms if form.marks)
