"""评定依据数: a person gives how many, which items or which grade; the score follows, in the workbook and when it is sent back.

The table: 100 points. 管理制度 10 (每有一项不符合扣0.5分), 会议 4 (全年召开4次，每少一次扣1分), 工作质量 5 (优得5分、良得4分…), 材料 6
(①②③ 各有分数), 综合评价 75 (由人评定，没有可填的数). 自评全是满分。
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from recalc import convert, recalculate_all, same
from workbooks import Line, clean, drawn, findings, indicator, rows, score, to_bytes

from sheetscore.commands.json_contract import outcome_object
from sheetscore.model.outcome import Outcome
from sheetscore.writers.completed import write_completed
from sheetscore.writers.plan import Plan

SYSTEM = Line(
    "管理制度",
    10,
    "每有一项不符合扣0.5分，扣完为止。",
    "佐证见附件1。",
    10,
    ("投入", 100),
    ("管理", 100),
)
MEETINGS = Line("工作会议", 4, "全年召开会议4次，每少一次扣1分。", "佐证见附件2。", 4)
QUALITY = Line("工作质量", 5, "优得5分、良得4分、中得3分、差得0分。", "佐证见附件3。", 5)
PAPERS = Line("材料", 6, "①有方案，1分；②有总结，2分；③有台账，3分。", "佐证见附件4。", 6)
OVERALL = Line("综合评价", 75, "由评审专家酌情打分。", "佐证见附件5。", 75)
LINES = (SYSTEM, MEETINGS, QUALITY, PAPERS, OVERALL)
RETURNED = "某局-2020_复核.xlsx"


@cache
def filed(*lines: Line) -> Outcome:
    return score(clean(lines=lines or LINES, base=None), form="own")


def cells(book: Workbook, column: str = "评定依据数") -> dict[str, str]:
    """The cells of a column of the list of what waits for a person, by indicator, as the sheet itself shows them."""
    sheet = book["汇总"]
    heads = [cell for row in sheet.iter_rows() for cell in row if cell.value == column]
    if not heads:
        return {}
    found, row = {}, heads[0].row + 1
    while isinstance(sheet.cell(row, 1).value, int):
        found[str(sheet.cell(row, 2).value)] = f"{heads[0].column_letter}{row}"
        row += 1
    return found


def typed(
    outcome: Outcome,
    counts: Mapping[str, Any],
    scores: Mapping[str, Any] | None = None,
    number_format: str = "",
) -> bytes:
    """The completed workbook with this typed into 评定依据数 and 评定得分."""
    book = load_workbook(io.BytesIO(drawn(outcome)))
    for column, given in (("评定依据数", counts), ("评定得分", scores or {})):
        for name, value in given.items():
            cell = book["汇总"][cells(book, column)[name]]
            cell.value = value
            if number_format:
                cell.number_format = number_format
    return to_bytes(book)


def back(data: bytes, name: str = RETURNED) -> Outcome:
    return score(data, name)


# ---------------------------------------------------------------------------------- the completed workbook


def test_the_column_stands_beside_the_scores_where_a_row_takes_a_count() -> None:
    book = load_workbook(io.BytesIO(write_completed(filed())))
    counts, scores = cells(book), cells(book, "评定得分")
    assert list(counts) == list(scores) == [line.name for line in LINES]
    assert {cell[0] for cell in counts.values()} == {"G"}
    sheet = book["汇总"]
    open_cells = [name for name, cell in counts.items() if not sheet[cell].protection.locked]
    assert open_cells == ["管理制度", "工作会议", "工作质量", "材料"]
    closed = sheet[counts["综合评价"]]
    assert closed.value is None
    assert closed.fill.fgColor.rgb not in ("00000000", sheet[counts["管理制度"]].fill.fgColor.rgb)


def test_there_is_no_column_where_no_row_takes_a_count() -> None:
    """只有由人直接评分的行：表和原来一样。"""
    assert cells(load_workbook(io.BytesIO(write_completed(filed(OVERALL))))) == {}


def test_each_cell_takes_only_what_fits_and_says_what_is_counted() -> None:
    book = load_workbook(io.BytesIO(write_completed(filed())))
    found = cells(book)
    rules: dict[str, Any] = {
        str(area): rule
        for rule in book["汇总"].data_validations.dataValidation
        for area in rule.sqref.ranges
    }
    system, meetings = rules[found["管理制度"]], rules[found["工作会议"]]
    assert (system.type, system.formula1, system.formula2) == ("whole", "0", "9999")
    assert (meetings.type, meetings.formula1, meetings.formula2) == ("whole", "0", "4")
    assert (rules[found["工作质量"]].type, rules[found["工作质量"]].formula1) == (
        "list",
        '"优,良,中,差"',
    )
    assert "不符合的项数（项）" in system.prompt
    assert "少的次数（次）" in meetings.prompt
    assert "符合的项号（①有方案；②有总结；③有台账）" in rules[found["材料"]].prompt
    assert found["综合评价"] not in rules
    told = [row.steps[-1] for row in rows(filed().indicators)]
    assert "不符合的项数（项）" in told[0]
    assert "少的次数（次）" in told[1]
    assert "评定依据数" not in told[4]


def test_the_cells_to_type_into_are_listed_in_one_place() -> None:
    outcome = filed()
    listed = [each.cell for each in Plan(outcome).entries if each.kind == "评定依据数"]
    found = cells(load_workbook(io.BytesIO(write_completed(outcome))))
    assert listed == [found[line.name] for line in LINES[:4]]


# ---------------------------------------------------------------------------------- a count is given

GIVEN: list[tuple[str, Any, float]] = [
    ("管理制度", 0, 10),
    ("管理制度", 1, 9.5),
    ("管理制度", 19, 0.5),
    ("管理制度", 20, 0),
    ("管理制度", 21, 0),
    ("管理制度", 9999, 0),
    ("工作会议", 0, 4),
    ("工作会议", 3, 1),
    ("工作会议", 4, 0),
    ("工作质量", "优", 5),
    ("工作质量", "良", 4),
    ("工作质量", "差", 0),
    ("材料", "①③", 4),
    ("材料", "13", 4),
    ("材料", "1、3", 4),
    ("材料", "③，①", 4),
    ("材料", "2", 2),
    ("材料", "全部", 6),
    ("材料", "无", 0),
    ("材料", "0", 0),
]


@pytest.mark.parametrize(("name", "entry", "points"), GIVEN)
def test_the_score_follows_what_is_given(name: str, entry: Any, points: float) -> None:
    before = filed()
    after = back(typed(before, {name: entry}))
    row = indicator(after, name)
    assert (row.status.value, float(row.score), float(row.low), float(row.high)) == ("judged", points, points, points)  # fmt: skip
    assert findings(after, "D07") == []
    assert before.totals is not None
    assert after.totals is not None
    assert after.totals.claimed == 100
    assert float(after.totals.reviewed or 0) == 100 - (float(row.points) - points)
    assert float(after.totals.low) == points
    assert float(after.totals.high) == 100 - (float(row.points) - points)
    assert f"得 {points:g} 分" in row.steps[-1]


def test_blank_is_not_yet_judged_and_0_is_nothing_found() -> None:
    before = filed()
    blank, none = back(typed(before, {})), back(typed(before, {"管理制度": 0}))
    assert indicator(blank, "管理制度").score is None
    assert (indicator(blank, "管理制度").low, indicator(blank, "管理制度").high) == (0, 10)
    assert indicator(none, "管理制度").score == 10
    assert blank.totals is not None
    assert none.totals is not None
    assert (blank.totals.low, none.totals.low) == (0, 10)


def test_the_json_tells_what_is_asked_and_what_was_given() -> None:
    """assessed 仍只是评定得分一栏填的分；按评定依据数得的分在 score，问什么写在 steps。"""
    given = back(typed(filed(), {"管理制度": 3, "工作质量": "良"}, {"材料": 5}))
    found = outcome_object(given, None)["indicators"]
    assert any("少的次数（次）" in step for step in found[1]["steps"])
    assert [row.basis for row in rows(given.indicators)] == [3, None, "良", None, None]
    assert [row["score"] for row in found] == [8.5, None, 4, 5, None]
    assert [row["assessed"] for row in found] == [None, None, None, 5, None]
    assert [row["status"] for row in found] == ["judged"] * 5


BAD: list[tuple[str, Any]] = [
    ("管理制度", -1),
    ("管理制度", 1.5),
    ("管理制度", "2"),
    ("管理制度", "2项"),
    ("管理制度", "两项"),
    ("管理制度", "无"),
    ("管理制度", True),
    ("管理制度", dt.datetime(2020, 3, 1)),
    ("管理制度", 10000),
    ("工作会议", 5),
    ("工作质量", "好"),
    ("工作质量", "优秀"),
    ("工作质量", "优 "),
    ("工作质量", 5),
    ("工作质量", True),
    ("材料", "①①"),
    ("材料", "④"),
    ("材料", "14"),
    ("材料", "①和③"),
    ("材料", "、"),
    ("材料", 13),
    ("材料", dt.datetime(2020, 3, 1)),
    ("综合评价", 2),
]


@pytest.mark.parametrize(("name", "entry"), BAD)
def test_what_is_no_count_is_told_and_the_claim_stands(name: str, entry: Any) -> None:
    before = filed()
    data = typed(before, {name: entry})
    after = back(data)
    row = indicator(after, name)
    assert (row.status.value, row.score, row.basis, row.assessed) == ("judged", None, None, None)
    assert after.totals == before.totals
    (told,) = findings(after, "D07")
    where = cells(load_workbook(io.BytesIO(data)))[name]
    assert (told.sheet, told.cell) == ("汇总", where)
    assert told.level == ("warning" if name == "综合评价" else "error")
    assert "评定依据数" in told.message
    again = back(write_completed(after))  # nothing typed is lost
    assert [each.cell for each in findings(again, "D07")] == [where]


def test_a_date_typed_for_a_score_is_told_and_kept_as_its_words() -> None:
    after = back(typed(filed(), {}, {"综合评价": dt.datetime(2020, 3, 1)}))
    (told,) = findings(after, "D07")
    assert "2020-03-01" in told.message
    again = load_workbook(io.BytesIO(write_completed(after)))
    assert again["汇总"][cells(again, "评定得分")["综合评价"]].value == "2020-03-01"


def test_a_count_under_a_per_cent_sign_is_no_count() -> None:
    after = back(typed(filed(), {"管理制度": 1}, number_format="0%"))
    assert indicator(after, "管理制度").score is None
    assert [each.level for each in findings(after, "D07")] == ["error"]


# ---------------------------------------------------------------------------------- both are given


@pytest.mark.parametrize(("given", "level"), [(7, "warning"), (0, "warning"), (9.5, "info")])
def test_the_score_wins_where_both_are_typed_and_a_finding_says_so(
    given: float, level: str
) -> None:
    """评定依据数 1 项应得 9.5 分；评定得分填 7 就是 7，填 9.5 的两处相同。"""
    data = typed(filed(), {"管理制度": 1}, {"管理制度": given})
    after = back(data)
    row = indicator(after, "管理制度")
    assert (float(row.score), float(row.assessed), row.basis) == (given, given, None)
    (told,) = findings(after, "D07")
    book = load_workbook(io.BytesIO(data))
    places = (cells(book, "评定得分")["管理制度"], cells(book)["管理制度"])
    assert (told.level, told.cells) == (level, places)
    assert "9.5 分" in told.message
    assert "按评定得分计" in told.message


@pytest.mark.parametrize("given", ["良好", 11, -1])
def test_a_score_that_is_none_leaves_the_count_unused(given: Any) -> None:
    before = filed()
    after = back(typed(before, {"管理制度": 1}, {"管理制度": given}))
    assert indicator(after, "管理制度").score is None
    assert after.totals == before.totals
    assert [each.level for each in findings(after, "D07")] == ["error", "warning"]


def test_blanks_in_the_score_are_no_score() -> None:
    after = back(typed(filed(), {"管理制度": 1}, {"管理制度": " 　"}))
    assert indicator(after, "管理制度").score == 9.5
    assert findings(after, "D07") == []


# ---------------------------------------------------------------------------------- again and again


def test_completing_twice_equals_completing_once() -> None:
    first = back(typed(filed(), {"管理制度": 3, "工作质量": "良", "材料": "①③"}, {"工作会议": 2}))
    second = back(write_completed(first))
    assert write_completed(second) == write_completed(back(write_completed(second)))
    for each in (first, second):
        assert [row.score for row in rows(each.indicators)] == [8.5, 2, 4, 4, None]
    book = load_workbook(io.BytesIO(write_completed(second)))
    held = {name: book["汇总"][cell].value for name, cell in cells(book).items()}
    assert held == {
        "管理制度": 3,
        "工作会议": None,
        "工作质量": "良",
        "材料": "①③",
        "综合评价": None,
    }


# ---------------------------------------------------------------------------------- the sheet says the same

EVERY = [
    *((name, entry, None) for name, entry, _ in GIVEN),
    *((name, entry, None) for name, entry in BAD),
    ("管理制度", 1, 7), ("管理制度", 1, "良好"), ("管理制度", 1, 11), ("管理制度", 1, " 　"), ("管理制度", 1.5, 7),
    ("工作质量", "良", 0), ("工作质量", None, 5), ("材料", "①", True),
]  # fmt: skip


def differences(outcome: Outcome, found: Mapping[tuple[str, str], object]) -> list[object]:
    """Scores, states, totals and the grade of the workbook that are others than those read back."""
    told: list[object] = []
    for number, row in enumerate(rows(outcome.indicators)):
        live, state = found["计算过程", f"F{5 + number}"], found["计算过程", f"G{5 + number}"]
        shown = live if isinstance(live, int | float) else None
        if not same(shown, None if row.score is None else float(row.score)) or state != "待佐证":
            told.append((row.indicator, live, row.score, state))
    totals, last = outcome.totals, 5 + len(outcome.indicators)
    assert totals is not None
    for col, value in (("H", totals.reviewed), ("I", totals.low), ("J", totals.high)):
        if not same(found["计算过程", f"{col}{last}"], float(value or 0)):
            told.append((col, found["计算过程", f"{col}{last}"], value))
    return told if found["汇总", "I6"] == totals.grade else [*told, found["汇总", "I6"]]


@pytest.mark.needs("libreoffice")
def test_the_workbook_says_the_same_as_soon_as_it_is_typed(tmp_path: Path) -> None:
    before, paths = filed(), []
    for number, (name, entry, given) in enumerate(EVERY):
        paths.append(tmp_path / f"{number}.xlsx")
        paths[-1].write_bytes(typed(before, {name: entry}, {} if given is None else {name: given}))
    for case, path, found in zip(EVERY, paths, recalculate_all(paths), strict=True):
        assert differences(back(path.read_bytes()), found) == [], case


@pytest.mark.needs("libreoffice")
@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_a_workbook_that_another_program_saved_is_read_the_same(
    ending: str, tmp_path: Path
) -> None:
    source = tmp_path / "saved" / "某局-2020_复核.xlsx"
    source.parent.mkdir()
    source.write_bytes(typed(filed(), {"管理制度": 3, "工作质量": "良", "材料": "①③"}))
    convert([source], ending, tmp_path)
    path = tmp_path / f"某局-2020_复核.{ending}"
    after = back(path.read_bytes(), path.name)
    assert [row.score for row in rows(after.indicators)] == [8.5, None, 4, 4, None]
    assert findings(after, "D07") == []
