"""评定得分: a score that a person types beside a 待佐证 row of the 汇总 counts in the workbook, and when it is sent back."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from other_formats import unzipped, zipped
from recalc import recalculate_all, same
from target_tables import Aim, aims
from workbooks import (
    CLEAN_LINES,
    ROOT,
    SAMPLE,
    clean,
    drawn,
    findings,
    indicator,
    rows,
    score,
    to_bytes,
)

from sheetscore.commands.json_contract import outcome_object
from sheetscore.model.outcome import Outcome, Status
from sheetscore.writers.completed import write_completed
from sheetscore.writers.plan import Plan

MANY = ROOT / "samples" / "示例区卫生监督所-2020.xlsx"
"""14 待佐证 rows."""


def completed(outcome: Outcome) -> Workbook:
    return load_workbook(io.BytesIO(drawn(outcome)))


def entries(book: Workbook) -> dict[str, str]:
    """The cells to type 评定得分 into, by indicator, as the sheet itself shows them."""
    sheet = book["汇总"]
    head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "评定得分")
    found: dict[str, str] = {}
    row = head.row + 1
    while isinstance(sheet.cell(row, 1).value, int):
        found[str(sheet.cell(row, 2).value)] = f"{head.column_letter}{row}"
        row += 1
    return found


def assess(outcome: Outcome, given: dict[str, object], formats: str = "") -> bytes:
    """The completed workbook with scores typed beside the indicators (named by a part of their name)."""
    book = completed(outcome)
    for name, value in given.items():
        (cell,) = [cell for each, cell in entries(book).items() if name in each]
        book["汇总"][cell] = value  # type: ignore[assignment]
        if formats:
            book["汇总"][cell].number_format = formats
    return to_bytes(book)


def again(data: bytes, name: str = "某局-2020_复核.xlsx") -> Outcome:
    return score(data, name)


@cache
def many() -> Outcome:
    return score(MANY.read_bytes(), MANY.name)


@pytest.mark.parametrize("path", [SAMPLE, MANY], ids=["5 项", "14 项"])
def test_every_row_that_waits_for_a_person_has_a_cell_to_type_into(path: Path) -> None:
    outcome = score(path.read_bytes(), path.name)
    waiting = [row for row in rows(outcome.indicators) if row.status == Status.JUDGED]
    book = completed(outcome)
    found = entries(book)
    assert list(found) == [row.indicator for row in waiting]
    rules: dict[str, Any] = {
        str(area): rule
        for rule in book["汇总"].data_validations.dataValidation
        for area in rule.sqref.ranges
    }
    for row in waiting:
        rule = rules[found[row.indicator]]
        assert (rule.type, rule.operator or "between", rule.formula1) == ("decimal", "between", "0")
        assert float(rule.formula2) == float(row.points)


def test_the_cells_to_type_into_are_listed_in_one_place() -> None:
    outcome = many()
    plan, book = Plan(outcome), completed(outcome)
    listed = [(e.sheet, e.cell) for e in plan.entries if e.kind != "评定依据数"]
    assert [cell for sheet, cell in listed if sheet == "汇总"] == list(entries(book).values())
    assert [cell for sheet, cell in listed if sheet == "缺数清单"] == ["J5"]


def test_a_typed_score_takes_the_place_of_the_claim() -> None:
    """管理制度健全性: 10 points, 10 claimed, 6.5 given by the reviewer."""
    before = score(clean())
    after = again(assess(before, {"管理制度": 6.5}))
    row = indicator(after, "管理制度")
    assert (row.status, float(row.score), float(row.low), float(row.high)) == (Status.JUDGED, 6.5, 6.5, 6.5)  # fmt: skip
    assert (row.claimed, float(row.assessed)) == (10, 6.5)
    assert before.totals is not None
    assert after.totals is not None
    assert (before.totals.reviewed, before.totals.low, before.totals.high) == (100, 90, 100)
    assert [float(x or 0) for x in (after.totals.reviewed, after.totals.low, after.totals.high)] == [96.5, 96.5, 96.5]  # fmt: skip
    assert after.totals.claimed == 100
    assert findings(after, "D07") == []
    assert any("评定得分 6.5 分" in step for step in row.steps)


def test_the_json_has_the_typed_score_and_null_without_one() -> None:
    after = outcome_object(again(assess(score(clean()), {"管理制度": 6.5})), None)
    assert [row["assessed"] for row in after["indicators"]] == [None, None, None, None, 6.5]
    assert [row["score"] for row in after["indicators"]] == [20, 30, 30, 10, 6.5]


@pytest.mark.parametrize(("given", "counts"), [(0, 0), (10, 10), (9.99, 9.99), (3.25, 3.25)])
def test_every_score_from_0_to_the_points_counts(given: float, counts: float) -> None:
    row = indicator(again(assess(score(clean()), {"管理制度": given})), "管理制度")
    assert float(row.score) == float(row.assessed) == counts


@pytest.mark.parametrize("given", [-0.01, -5, 10.01, 100, "8", "良好", "约8", True])
def test_what_is_no_score_of_the_row_is_told_and_the_claim_stands(given: object) -> None:
    before = score(clean())
    data = assess(before, {"管理制度": given})
    after = again(data)
    row = indicator(after, "管理制度")
    assert (row.status, row.score, row.assessed) == (Status.JUDGED, None, None)
    assert after.totals == before.totals
    (told,) = findings(after, "D07")
    (cell,) = entries(load_workbook(io.BytesIO(data))).values()
    assert (told.level, told.sheet, told.cell) == ("error", "汇总", cell)
    assert "自评得分" in told.message
    book = completed(after)
    assert book["汇总"][entries(book)["管理制度健全性"]].value == given  # nothing typed is lost


def test_a_number_too_large_for_any_cell_is_told_and_kept_as_its_word() -> None:
    """Another program stored 1E+999."""
    parts = unzipped(assess(score(clean()), {"管理制度": 7.25}))
    page = next(name for name, data in parts.items() if b"<v>7.25</v>" in data)
    parts[page] = parts[page].replace(b"<v>7.25</v>", b"<v>1E+999</v>")
    after = again(zipped(parts))
    assert indicator(after, "管理制度").assessed is None
    (told,) = findings(after, "D07")
    assert "不是有限的数" in told.message
    book = completed(after)
    assert book["汇总"][entries(book)["管理制度健全性"]].value == "inf"


def test_a_score_under_a_per_cent_sign_is_no_score() -> None:
    """80% of 10 points, or 0.8 points? Nobody can tell."""
    after = again(assess(score(clean()), {"管理制度": 0.8}, "0%"))
    assert indicator(after, "管理制度").assessed is None
    assert [each.level for each in findings(after, "D07")] == ["error"]


def test_a_row_without_a_claim_is_settled_by_the_typed_score() -> None:
    before = score(clean({"指标表!I7": None}))
    assert before.totals is not None
    assert before.totals.reviewed is None
    after = again(assess(before, {"管理制度": 7}))
    assert after.totals is not None
    assert (after.totals.reviewed, after.totals.grade, after.totals.claimed) == (97, "优", None)


def test_a_typed_score_survives_from_run_to_run() -> None:
    first = again(assess(many(), {"预决算信息公开": 1}))
    second = again(write_completed(first))
    third = again(write_completed(second))
    assert write_completed(second) == write_completed(third)
    for each in (first, second, third):
        assert indicator(each, "预决算信息公开").assessed == 1
    book = completed(third)
    assert book["汇总"][entries(book)["预决算信息公开"]].value == 1


def test_the_eleventh_and_later_rows_count_too() -> None:
    before = many()
    names = [row.indicator for row in rows(before.indicators) if row.status == Status.JUDGED]
    after = again(assess(before, {names[10]: 0, names[13]: 0}), MANY.name)
    given = [row.assessed for row in rows(after.indicators) if row.status == Status.JUDGED]
    assert given == [None] * 10 + [0, None, None, 0]


def test_a_score_beside_a_row_that_can_now_be_computed_is_told_and_not_used() -> None:
    """Without its divisor the rate waits for a person; with it, it is computed."""
    before = score(clean({"基础数据表!B4": 0}))
    data = assess(before, {"在职人员控制率": 12})
    assert indicator(again(data), "在职人员控制率").score == 12
    book = load_workbook(io.BytesIO(data))
    book["基础数据表"]["B4"] = 40
    after = again(to_bytes(book))
    row = indicator(after, "在职人员控制率")
    assert (row.status, row.score, row.assessed) == (Status.AGREES, 20, None)
    (told,) = findings(after, "D07")
    assert (told.level, told.sheet, told.found) == ("warning", "汇总", "12")


def test_an_assessed_execution_rate_caps_nothing() -> None:
    """A rate in doubt caps no total, whoever gives its score."""
    book = aims(Aim("≥100家", 100, claim=90), money=(1000, 10000000, 950, 10, None, 9.5))
    before = score(book, profile="handbook")
    after = score(assess(before, {"预算执行率": 2}), profile="handbook")
    assert after.totals is not None
    assert (after.totals.reviewed, after.totals.most) == (92, None)


@pytest.mark.needs("libreoffice")
def test_the_workbook_says_the_same_as_soon_as_it_is_typed(tmp_path: Path) -> None:
    """Totals, grade, state and chart figures follow the yellow cells; what is out of range changes nothing."""
    cap = aims(Aim("≥100家", 100, claim=90), money=(1000, 10000000, 950, 10, None, 9.5))
    bare = aims(Aim("100家", 90, 90, 90, name="走访"))
    cases: list[tuple[Outcome, dict[str, object], dict[str, str]]] = [
        (score(clean()), {"管理制度": 6.5}, {}),
        (score(clean()), {"管理制度": 11}, {}),
        (score(clean()), {"管理制度": "良好"}, {}),
        (score(clean({"指标表!I7": None})), {"管理制度": 2}, {}),
        (score(clean({"基础数据表!B4": 0})), {"在职人员控制率": 12, "管理制度": 0}, {}),
        (score(cap, profile="handbook"), {"预算执行率": 2}, {"profile": "handbook"}),
        (score(bare), {"走访": 45}, {}),
        (many(), {"预决算信息公开": 0, "资产管理安全性": 1}, {}),
        (again(assess(score(clean()), {"管理制度": 6.5})), {}, {}),
    ]
    paths, outcomes = [], []
    for number, (before, given, options) in enumerate(cases):
        data = assess(before, given)
        paths.append(tmp_path / f"{number}.xlsx")
        paths[-1].write_bytes(data)
        outcomes.append(score(data, "某局-2020_复核.xlsx", **options))
    for path, after, cells in zip(paths, outcomes, recalculate_all(paths), strict=True):
        last = 5 + len(after.indicators)
        totals = after.totals
        assert totals is not None
        for col, value in (("H", totals.reviewed), ("I", totals.low), ("J", totals.high)):
            expected = "无法确定" if value is None else float(value)
            assert same(cells["计算过程", f"{col}{last}"], expected), (path.name, col)
        assert cells["汇总", "I6"] == (totals.grade or "无法确定"), path.name
        for number, row in enumerate(rows(after.indicators)):
            assert cells["计算过程", f"G{5 + number}"] == row.status.label, (path.name, row.indicator)  # fmt: skip
            shown = cells["计算过程", f"F{5 + number}"]
            if row.score is None:
                assert isinstance(shown, str), (path.name, row.indicator)
            else:
                assert same(shown, float(row.score)), (path.name, row.indicator)


def test_the_lists_of_the_summary_count_by_formulas() -> None:
    """A filled figure or a typed score changes what 汇总 says of the number of rows."""
    sheet = completed(score(SAMPLE.read_bytes(), SAMPLE.name))["汇总"]
    counted = [
        str(cell.value) for row in sheet.iter_rows() for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=") and "的指标（" in cell.value
    ]  # fmt: skip
    assert len(counted) == 3
    assert all("COUNTIF" in text for text in counted)
    assert len(CLEAN_LINES) == 5
