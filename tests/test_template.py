"""A09: a return against the blank workbook that was handed out. One cell changed, one finding."""

from __future__ import annotations

from functools import cache

import pytest
from workbooks import findings, forms, sample, score

from sheetscore.model import Outcome

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


def test_a_form_of_the_tables_own_has_no_blank_to_differ_from() -> None:
    outcome = score(sample({"指标表!F9": 7}), form="own")
    assert not findings(outcome, "A09")
    assert outcome.form_title == "按填报表自带的评价标准"


def test_a_confirmed_form_carries_its_blank_workbook_and_one_of_targets_has_none() -> None:
    assert forms().get("hunan").blank.startswith(b"PK")
    assert not any(form.blank for form in forms().forms if form.marks)
