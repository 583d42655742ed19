"""点错小数点：移动一至三位就和上年、预算、决算合得上的数，先缺数据，核对补填了才算；不会超过 100% 的率超过了，转人工。

样表的公用经费：上年 86.28，预算 93.7，决算 117.48（125.38%，得 0 分）；预算点成 937，控制率 12.54%，满分，和自评“一致”。
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import recalc
from openpyxl import Workbook, load_workbook
from target_tables import SHEET, Aim, aims
from workbooks import (
    BASE,
    BASE_ROWS,
    CLEAN_LINES,
    ROOT,
    Line,
    clean,
    findings,
    forms,
    indicator,
    sample,
    score,
    supply,
    to_bytes,
    wide,
)

from sheetscore import score_unit
from sheetscore.model.outcome import Outcome
from sheetscore.writers.completed import write_completed


def public(outcome: Outcome) -> tuple[object, str]:
    row = indicator(outcome, "公用经费控制率")
    return row.score, str(row.status)


def doubted(outcome: Outcome) -> list[str]:
    """The cells that B03 says have slipped."""
    return [each.cell for each in findings(outcome, "B03", "warning") if "小数点" in each.message]


MOVED = [
    ("D17", 937), ("D17", 9370), ("D17", 93700), ("D17", 9.37), ("D17", 0.937), ("D17", 0.0937), ("F17", 1174.8), ("F17", 11748),
    ("F17", 11.748), ("F17", 1.1748), ("D17", "937"), ("D17", wide("937")), ("D17", "937万元"), ("F17", "1,174.8"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "value"), MOVED)
def test_a_figure_with_its_point_moved_is_to_be_confirmed(cell: str, value: object) -> None:
    outcome = score(sample({f"{BASE}!{cell}": value}))
    assert doubted(outcome) == [cell]
    row = indicator(outcome, "公用经费控制率")
    assert (str(row.status), row.score, row.low, row.high) == ("missing", None, 0, 8)
    assert [each.cell for each in row.missing] == [f"{BASE}!{cell}"]
    (told,) = [each.message for each in findings(outcome, "E12") if "公用经费" in each.message]
    assert cell in told
    assert "小数点" in told


def test_what_was_meant_is_told() -> None:
    (found,) = findings(score(sample({f"{BASE}!D17": 9370})), "B03", "warning")
    assert (found.found, found.expected) == ("9370", "93.7")
    assert "大了一百倍" in found.message
    (found,) = findings(score(sample({f"{BASE}!F17": 1.1748})), "B03", "warning")
    assert "小了一百倍" in found.message
    assert "B17 86.28" in found.message


NOT_MOVED = [
    ("D17", 93.7), ("D17", 60), ("D17", 30), ("D17", 400), ("D17", 300), ("F17", 500), ("F17", 36), ("D17", 5), ("D17", 0), ("D17", -937),
    ("B17", 86.28), ("D17", 2500),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "value"), NOT_MOVED)
def test_one_that_may_stand_as_it_is_counts(cell: str, value: object) -> None:
    """小于四倍的、移动小数点也合不上的，照算。"""
    outcome = score(sample({f"{BASE}!{cell}": value}))
    assert doubted(outcome) == []
    assert public(outcome)[1] in ("agrees", "differs", "judged")


def test_neighbours_that_do_not_agree_say_nothing() -> None:
    """上年 86.28、预算 937、决算 300：上年和决算差三倍多，看不出 937 错了。"""
    outcome = score(sample({f"{BASE}!D17": 937, f"{BASE}!F17": 300}))
    assert doubted(outcome) == []


def test_a_sum_of_its_parts_has_not_slipped() -> None:
    """三公经费决算 0.9，上年 9.5，预算 9；1、2、3 之和正好是 0.9 的照算，不是的先核对。"""
    for reception, slipped in ((0.5, False), (5, True)):
        book = sample({f"{BASE}!{cell}": value for cell, value in {
            "B7": 9.5, "D7": 9, "F7": 0.9, "B8": 6, "D8": 6, "F8": 0.4, "B10": 6, "D10": 6, "F10": 0.4, "B12": 3.5, "D12": 3,
            "F12": reception,
        }.items()})  # fmt: skip
        assert ("F7" in doubted(score(book))) is slipped


def test_next_years_budget_is_no_neighbour() -> None:
    """另有一栏 2021年预算数 7：下年的预算可以少得多，不提。"""
    heads = ("经费控制情况", "2019年决算数", "2020年预算数", "2020年决算数", "2021年预算数")
    base = [*BASE_ROWS[:4], heads, ("公用经费", 90, 100, 105, 7)]
    assert doubted(score(clean(base=base))) == []


def test_last_years_figure_is_told_and_nobody_needs_it() -> None:
    outcome = score(sample({f"{BASE}!B17": 862.8}))
    assert doubted(outcome) == ["B17"]
    assert public(outcome) == (0, "differs")


def test_once_sent_it_counts_as_meant_or_as_written() -> None:
    for sent, expected in ((93.7, (0, "differs")), (937, (8, "agrees"))):
        book = sample({f"{BASE}!D17": 937})
        supply(book, ("公用经费", "预算", "2020", "万元", sent))
        assert public(score(book)) == expected


# ------------------------------------------------------------------------- people, areas, money of a project


@pytest.mark.parametrize(
    ("cell", "value", "cells"),
    [
        ("D5", 320, ["D5"]),
        ("D5", 3.2, ["D5"]),
        ("B5", 320, ["D5"]),
        ("F5", "10%", []),
        ("D5", 33, []),
        ("D5", 100, []),
    ],
)
def test_people_against_the_rate_printed_beside_them(
    cell: str, value: object, cells: list[str]
) -> None:
    """编制 32、在职 32、控制率 100%：一个数点错了，和印的率对照；率自己错的是 C01、B04。"""
    outcome = score(sample({f"{BASE}!{cell}": value}))
    assert doubted(outcome) == cells
    assert (str(indicator(outcome, "在职人员").status) == "missing") is bool(cells)


def test_areas_against_the_rate_printed_beside_them() -> None:
    heads = ("楼堂馆所控制情况", "批复规模", "实际规模", "规模控制率")
    line = Line(
        "新建楼堂馆所面积控制率", 20, "100%以下（含）计满分，每超出5%扣2分，扣完为止。",
        "实际建设面积/批准建设面积×100%", 20, ("投入", 20), ("建设", 20),
    )  # fmt: skip
    for area, status in ((1050, "differs"), (105, "missing"), (10500, "missing")):
        base = [*BASE_ROWS, heads, (None, 1000, area, "105%")]
        found = score(clean(base=base, lines=(line, *CLEAN_LINES[1:])))
        assert str(indicator(found, "面积").status) == status, area


@pytest.mark.parametrize(
    ("money", "cells"),
    [
        ((180, 200, 187, 10, 0.935, 9.35), []),
        ((180, 200, 1870, 10, 0.935, 10), ["E6"]),
        ((180, 2000, 187, 10, 0.935, 9.35), ["D6"]),
        ((180, 200, 18.7, 10, 0.935, 9.35), ["E6"]),
        ((None, 200, 18.7, 10, 0.935, 9.35), ["E6"]),
        ((None, 200, 18.7, 10, 0.0935, 0.94), []),
        ((1800, 200, 187, 10, 0.935, 9.35), ["C6"]),
        ((180, 200, 100, 10, 0.5, 5), []),
    ],
)
def test_the_money_of_a_project(money: tuple[object, ...], cells: list[str]) -> None:
    outcome = score(
        aims(
            Aim("≥100家", "100家", 90, 90),
            money=money,
            changes={
                f"{SHEET}!B7": None,
                f"{SHEET}!C7": None,
                f"{SHEET}!D7": None,
                f"{SHEET}!E7": None,
            },
        )
    )
    assert doubted(outcome) == cells
    needed = bool(cells) and cells != ["C6"]
    assert (str(indicator(outcome, "预算执行率").status) == "missing") is needed


@pytest.mark.parametrize("label", ["年度资金总", "金额", None, "其中：当年财政拨款"])
def test_money_without_its_total_is_told(label: object) -> None:
    """资金总额一行的行名写错了，预算执行率一项就没有了：合计少了 10 分，要写明。"""
    outcome = score(aims(Aim("≥100家", "100家", 90, 90), changes={f"{SHEET}!B6": label}))
    (found,) = findings(outcome, "A09", "warning")
    assert found.where.startswith(f"{SHEET}!")
    assert "预算执行率" in found.message
    for form in (
        aims(Aim("≥100家", "100家", 90, 90)),
        aims(Aim("≥100家", "100家", 90, 90), money=None),
    ):
        assert not findings(score(form), "A09")


def test_nothing_filed_is_in_doubt() -> None:
    """The samples and the templates as they are."""
    for path in sorted(
        [*(ROOT / "samples").glob("*.xlsx"), *(ROOT / "templates").glob("*/*.xlsx")]
    ):
        outcome = score_unit([(path.name, path.read_bytes())], forms())
        assert not [
            each for each in outcome.findings if each.code == "B03" and each.level != "info"
        ], path.name


# ------------------------------------------------------------------------------ the completed workbook


def completed(outcome: Outcome, path: Path) -> Workbook:
    path.write_bytes(write_completed(outcome))
    return load_workbook(path)


def need_row(book: Workbook, term: str) -> int:
    return next(row[0].row for row in book["缺数清单"].iter_rows(min_row=5) if row[1].value == term)


def test_the_list_of_missing_figures_tells_it_and_takes_the_answer(tmp_path: Path) -> None:
    outcome = score(sample({f"{BASE}!D17": "937"}))
    book = completed(outcome, tmp_path / "甲_复核.xlsx")
    row = need_row(book, "预算安排公用经费总额")
    assert "937" in str(book["缺数清单"].cell(row, 12).value)
    book["缺数清单"].cell(row, 10).value = 93.7
    returned = score_unit([("甲_复核.xlsx", to_bytes(book))], forms())
    assert public(returned) == (0, "differs")


@pytest.mark.needs("libreoffice")
def test_a_spreadsheet_says_the_same_before_and_after(tmp_path: Path) -> None:
    paths, expected = [], []
    for number, value in enumerate((937, "937")):
        path = tmp_path / f"{number}.xlsx"
        book = completed(score(sample({f"{BASE}!D17": value})), path)
        row = need_row(book, "预算安排公用经费总额")
        book["缺数清单"].cell(row, 10).value = 93.7
        filled = tmp_path / f"{number}b.xlsx"
        book.save(filled)
        paths += [path, filled]
        expected += ["缺数据", 0]
    for path, cells, wanted in zip(paths, recalc.recalculate_all(paths), expected, strict=True):
        at = next(
            key
            for key, value in cells.items()
            if key[0] == "计算过程" and value == "公用经费控制率" and key[1].startswith("B")
        )
        assert cells["计算过程", f"F{at[1][1:]}"] == wanted, path.name


# ------------------------------------------------------------------------------- rates that cannot exceed 100 %

SATISFIED = [
    "90%（含）以上计10分；80%（含）-90%计6分；低于80%计0分。",
    "≥90%计10分，否则不得分。",
    "满意度达到90%计满分，每低1%扣1分，扣完为止。",
    "得分=满意度×10，最高10分。",
]


def rated(name: str, criteria: str, rate: object) -> Outcome:
    line = Line(name, 20, criteria.replace("10", "20"), "", 20, ("效果", 20), ("满意", 20))
    return score(supply(clean(lines=(line, *CLEAN_LINES[1:])), (name, "完成值", 2020, "%", rate)))


@pytest.mark.parametrize("criteria", SATISFIED)
def test_nine_hundred_per_cent_of_satisfaction_is_no_full_score(criteria: str) -> None:
    for rate, judged in (
        (9.2, True),
        ("920%", True),
        ("100.01%", True),
        ("100%", False),
        (0.92, False),
    ):
        outcome = rated("服务对象满意度", criteria, rate)
        row = indicator(outcome, "满意度")
        assert (str(row.status) == "judged", bool(findings(outcome, "B05", "error"))) == (
            judged,
            judged,
        ), rate
        if judged:
            assert (row.low, row.high) == (0, 20)


@pytest.mark.parametrize("target", ["≥90%", "90%", "=100%", "＞90%"])
@pytest.mark.parametrize(
    "name",
    [
        "群众满意度",
        "覆盖率",
        "工程验收合格率",
        "完成及时率",
        "资金到位率",
        "设备利用率",
        "问题整改率",
        "公租房入住率",
        "出勤率",
        "案件结案率",
        "序时进度",
        "受益群众满意度（样本100份）",
    ],
)
def test_targets_alike(name: str, target: str) -> None:
    for actual, judged in (("920%", True), ("104.2%", True), ("100%", False)):
        outcome = score(aims(Aim(target, actual, 90, 90, name=name, more={"指标性质": "正向"})))
        row = indicator(outcome, name.split("（")[0])
        assert (str(row.status) == "judged") is judged or (target == "90%" and not judged), (
            actual,
            row.status,
        )
        assert bool(findings(outcome, "B05", "error")) is judged or target == "90%"


@pytest.mark.parametrize(
    "name",
    [
        "公用经费控制率",
        "收入增长率",
        "任务完成率",
        "三公经费变动率",
        "计划进度率",
    ],
)
def test_rates_of_a_plan_may_exceed_it(name: str) -> None:
    outcome = score(aims(Aim("≥90%", "120%", 90, 90, "超额", name=name)))
    assert indicator(outcome, name.split("（")[0]).score == 90
    assert not findings(outcome, "B05", "error")


def test_a_computed_rate_of_use_above_all_goes_to_a_person() -> None:
    heads = ("固定资产情况", "实际在用固定资产总额", "所有固定资产总额")
    line = Line(
        "固定资产利用率",
        20,
        "≥95%计20分；低于95%不得分。",
        "实际在用固定资产总额/所有固定资产总额×100%",
        20,
        ("过程", 20),
        ("资产", 20),
    )
    for used, expected in ((960, (20, "agrees")), (9600, (None, "judged"))):
        outcome = score(
            clean(lines=(line, *CLEAN_LINES[1:]), base=[*BASE_ROWS, heads, (None, used, 1000)])
        )
        row = indicator(outcome, "利用率")
        assert (row.score, str(row.status)) == expected
        assert bool(findings(outcome, "B05", "error")) is (used == 9600)


@pytest.mark.needs("libreoffice")
def test_the_formulas_of_the_completed_workbook_agree(tmp_path: Path) -> None:
    paths, expected = [], []
    for number, criteria in enumerate(SATISFIED):
        line = Line(
            "服务对象满意度", 20, criteria.replace("10", "20"), "", 20, ("效果", 20), ("满意", 20)
        )
        book = completed(score(clean(lines=(line, *CLEAN_LINES[1:]))), tmp_path / f"{number}.xlsx")
        for rate in (9.2, 1, 0.92):
            book["缺数清单"].cell(need_row(book, "服务对象满意度"), 10).value = rate
            path = tmp_path / f"{number}-{rate}.xlsx"
            book.save(path)
            paths.append(path)
            expected.append(
                indicator(
                    score_unit([(f"{number}_复核.xlsx", path.read_bytes())], forms()), "满意度"
                ).score
            )
    for path, cells, wanted in zip(paths, recalc.recalculate_all(paths), expected, strict=True):
        found = cells["计算过程", "F5"]
        assert (found if isinstance(found, str) else Decimal(str(found))) == (
            "标准未涵盖" if wanted is None else wanted
        ), path.name
