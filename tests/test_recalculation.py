"""Our workbooks before other programs: LibreOffice calculates what we stored, Microsoft's validator agrees."""

from __future__ import annotations

import io
import json
import random
import subprocess
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter
from conftest import validator
from openpyxl import load_workbook
from recalc import (
    formulas,
    recalculate,
    recalculate_all,
    recalculate_with_gnumeric,
    same,
    values,
)
from target_tables import HEAD, Aim, aims
from workbooks import BASE_ROWS, CLEAN_LINES, SAMPLE, Line, clean, put_base, sample, score

from sheetscore.model.columns import rows
from sheetscore.model.outcome import Outcome
from sheetscore.model.unit_brief import brief
from sheetscore.rules import compile_criteria
from sheetscore.rules.shapes.shapes import READINGS, Ladder
from sheetscore.writers.completed import write_completed
from sheetscore.writers.rollup import write_rollup

needs_libreoffice = pytest.mark.needs("libreoffice")
needs_gnumeric = pytest.mark.needs("gnumeric")
needs_validator = pytest.mark.needs("validator")

NAMES_ROW, FIRST_NEED = 4, 5


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return score(SAMPLE.read_bytes(), SAMPLE.name)


@pytest.fixture(scope="module")
def completed(outcome: Outcome, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("completed") / "复核.xlsx"
    path.write_bytes(write_completed(outcome))
    return path


def typed(path: Path, figures: Mapping[str, object], name: str) -> Path:
    """A copy of a completed workbook with figures typed: into 缺数清单 by 缺少的数, or `sheet!cell`."""
    book = load_workbook(path)
    sheet = book["缺数清单"]
    listed = {str(sheet.cell(row, 2).value): row for row in range(FIRST_NEED, sheet.max_row + 1)}
    for key, value in figures.items():
        if "!" in key:
            place, _, cell = key.partition("!")
            book[place][cell] = value
        else:
            sheet.cell(listed[key], 10).value = value  # type: ignore[assignment]
    copy = path.with_name(name)
    book.save(copy)
    return copy


def scores(cells: Mapping[tuple[str, str], object]) -> dict[str, object]:
    """复核得分 by indicator in the table of 计算过程."""
    return {str(cells["计算过程", f"B{row}"]): cells["计算过程", f"F{row}"] for row in range(5, 21)}


@needs_libreoffice
def test_libreoffice_recalculates_instead_of_echoing(tmp_path: Path) -> None:
    path = tmp_path / "stale.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("表").write_formula("A1", "=1+1", None, 99)
    assert values(path)["表", "A1"] == 99
    assert recalculate(path)["表", "A1"] == 2


@needs_libreoffice
def test_every_formula_of_the_sample_gives_the_stored_value(completed: Path) -> None:
    stored, anew = values(completed), recalculate(completed)
    found = formulas(completed)
    assert len(found) > 200
    wrong = {
        place: (text, stored.get(place), anew.get(place))
        for place, text in found.items()
        if not same(stored.get(place), anew.get(place))
    }
    assert wrong == {}


@needs_libreoffice
def test_every_formula_of_the_folder_summary_gives_the_stored_value(
    outcome: Outcome, tmp_path: Path
) -> None:
    rejected = score(b"no workbook", "坏.xlsx")
    path = tmp_path / "汇总.xlsx"
    path.write_bytes(
        write_rollup([brief(each) for each in (outcome, rejected, outcome)], {0: "a_复核.xlsx"}, [])
    )
    stored, anew = values(path), recalculate(path)
    found = formulas(path)
    assert found
    assert {p: t for p, t in found.items() if not same(stored.get(p), anew.get(p))} == {}


def odd_returns() -> dict[str, Outcome]:
    """Returns that our formulas must get through: no claims, texts for claims, 元, zeros, one sheet."""
    unclaimed = [Line(n.name, n.points, n.criteria, n.explanation) for n in CLEAN_LINES]
    yuan = [list(row) for row in BASE_ROWS]
    yuan[1] = ["填报单位：某局", None, None, "单位：元"]
    together = clean(base=None)
    put_base(together.worksheets[0], top=20)
    claims = {"指标表!I3": "约20", "指标表!I5": 45, "指标表!I6": None, "指标表!I7": -3}
    return {
        "未填自评": score(clean(lines=unclaimed)),
        "自评异常": score(clean(claims)),
        "以元填报": score(clean({"基础数据表!D7": None, "基础数据表!C6": "100000　"}, base=yuan)),
        "除数为零": score(clean({"基础数据表!B4": 0, "基础数据表!C8": 0, "基础数据表!C6": "——"})),
        "印有计算方法": score(
            aims(
                Aim(
                    "≤300件",
                    "320件",
                    40,
                    37.5,
                    more={"得分计算方法": "B≤A计满分；否则得分=A/B×该指标分值"},
                ),
                Aim("100%", "91.67%", 50, 45.84, name="验收合格率"),
                head=(*HEAD[:6], "得分计算方法", *HEAD[6:]),
            )
        ),
        "封顶而执行率不清": score(
            aims(Aim("≥100家", 100, claim=90), money=(1000, 10000000, 950, 10, None, 9.5)),
            profile="handbook",
        ),
        "执行数填成元": score(aims(Aim("≥1家", 1), money=(100, 420, 4193600, 10, None, 9))),
        "除数为负": score(clean({"基础数据表!C7": -3, "基础数据表!C8": -3})),
        "批准数为负": score(sample({"基础数据表!B24": -5, "基础数据表!C24": 4})),
        "同一张表": score(together),
        "没有数据": score(clean(base=None)),
        "楼堂馆所": score(
            sample({"基础数据表!B24": "——", "基础数据表!E24": 0, "基础数据表!F24": 9})
        ),
    }


@needs_libreoffice
def test_every_formula_of_odd_returns_gives_the_stored_value(tmp_path: Path) -> None:
    paths = []
    for name, found in odd_returns().items():
        paths.append(tmp_path / f"{name}.xlsx")
        paths[-1].write_bytes(write_completed(found))
    for path, anew in zip(paths, recalculate_all(paths), strict=True):
        stored, found = values(path), formulas(path)
        wrong = {p: t for p, t in found.items() if not same(stored.get(p), anew.get(p))}
        assert wrong == {}, path.name


@needs_gnumeric
def test_gnumeric_recalculates_instead_of_echoing(tmp_path: Path) -> None:
    path = tmp_path / "stale.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("表").write_formula("A1", "=1+1", None, 99)
    assert recalculate_with_gnumeric(path)["表", "A1"] == 2


@needs_gnumeric
@pytest.mark.parametrize("path", sorted(SAMPLE.parent.glob("*.xlsx")), ids=lambda path: path.stem)
def test_every_formula_gives_the_stored_value_in_another_engine(path: Path, tmp_path: Path) -> None:
    """What one engine does not know or understands otherwise shows here: CELL, N(), a lone backslash did."""
    copy = tmp_path / "复核.xlsx"
    copy.write_bytes(write_completed(score(path.read_bytes(), path.name)))
    stored, anew, found = values(copy), recalculate_with_gnumeric(copy), formulas(copy)
    assert len(found) > 150
    wrong = {
        p: (t, stored.get(p), anew.get(p))
        for p, t in found.items()
        if not same(stored.get(p), anew.get(p))
    }
    assert wrong == {}


@needs_gnumeric
def test_figures_typed_count_the_same_in_another_engine(completed: Path) -> None:
    path = typed(
        completed,
        {
            "上年度“三公经费”预算数": 8.94,
            "政府采购预算数": 341.02,
            "社会公众或服务对象满意度": 0.92,
        },
        "另一引擎.xlsx",
    )
    cells = recalculate_with_gnumeric(path)
    again = score(path.read_bytes(), "雨花区卫生健康局-2020_复核.xlsx")
    assert again.totals is not None
    assert same(cells["汇总", "E6"], float(again.totals.reviewed or 0))
    assert cells["汇总", "I6"] == again.totals.grade


@needs_libreoffice
def test_figures_typed_into_the_list_are_scored_inside_the_workbook(completed: Path) -> None:
    path = typed(
        completed,
        {
            "上年度“三公经费”预算数": 8.94,
            "政府采购预算数": 341.02,
            "社会公众或服务对象满意度": 0.92,
            "年初预算": 5890.51,
            "本年追加预算": 15679.75,
        },
        "补填.xlsx",
    )
    cells = recalculate(path)
    found = scores(cells)
    assert found["“三公经费”变动率"] == 8
    assert found["政府采购执行率"] == 6
    assert found["社会公众或服务对象满意度"] == 6
    assert found["预算控制率"] == 0
    assert found["预算完成率"] == "缺数据"
    assert same(cells["计算过程", "E8"], 15679.75 / 5890.51)
    assert cells["计算过程", "H21"] == 86
    assert cells["汇总", "E6"] == 86
    assert cells["汇总", "I6"] == "良"
    assert cells["汇总", "G6"] == "43–87"


@needs_libreoffice
def test_a_rate_typed_without_per_cent_sign_counts_as_not_given(completed: Path) -> None:
    cells = recalculate(typed(completed, {"社会公众或服务对象满意度": 92}, "无百分号.xlsx"))
    assert scores(cells)["社会公众或服务对象满意度"] == "缺数据"


@needs_libreoffice
def test_workbook_and_program_agree_on_random_figures(completed: Path) -> None:
    """Random figures typed into 8 copies: each is scored by LibreOffice, and read back and scored by us."""
    generator = random.Random(20201231)
    paths = [typed(completed, _random_figures(generator), f"{number}.xlsx") for number in range(8)]
    compared = 0
    for path, cells in zip(paths, recalculate_all(paths), strict=True):
        again = score(path.read_bytes(), "雨花区卫生健康局-2020_复核.xlsx")
        assert again.totals is not None
        for row in rows(again.indicators):
            found = scores(cells)[row.indicator]
            expected = row.score if row.score is not None else found
            assert same(_plain(expected), _plain(found)), (path.name, row.indicator, row.steps)
            assert row.score is not None or isinstance(found, str)
            compared += 1
        reviewed = again.totals.reviewed
        assert same(_plain(reviewed), cells["计算过程", "H21"])
        assert (again.totals.grade or "无法确定") == cells["汇总", "I6"]
    assert compared == 8 * 16


def _random_figures(generator: random.Random) -> dict[str, object]:
    def money() -> float:
        return round(generator.choice([0, 1, 10, 100, 1000]) * generator.random(), 2)

    def near(neighbour: float) -> float:
        """No slip of a decimal point: a sheet cannot see one, and reading back would (B03)."""
        return round(neighbour * generator.choice([0, generator.uniform(0.4, 2.5)]), 2)

    first = round(generator.uniform(50, 200), 2)
    figures: dict[str, object] = {
        "上年度“三公经费”预算数": generator.choice([first, 8.94, 0, money()]),
        "上年结转": money(),
        "年初预算": generator.choice([100, money()]),
        "本年追加预算": generator.choice([0, 10, 20, 20.01, 30, -5, money()]),
        "年末结余": money(),
        "政府采购预算数": generator.choice([341.02, 341.02 * 2, 358.07, money()]),
        "实际产出数": generator.randint(0, 12),
        "计划产出数": generator.choice([0, 10, 12]),
        "社会公众或服务对象满意度": generator.choice([0.9, 0.8999, 0.8, 0.7, 0.699, 0.5, 1]),
        "基础数据表!D5": generator.choice([30, 32, 33, 35]),
        "基础数据表!F17": generator.choice([93.7, 94.63, 94.64, 93.71, 101.2, near(93.7)]),
        "基础数据表!F7": near(8.94),
        "基础数据表!B24": generator.choice([0, "——", 100]),
        "基础数据表!C24": generator.choice([0, "——", 100, 105, 110, 104.99]),
    }
    for name in generator.sample([name for name in figures if "!" not in name], 2):
        del figures[name]
    return figures


def _plain(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else value


CRITERIA = (
    ("以100%为标准。在职人员控制率≦100%，计5分；每超过一个百分点扣0.5分，扣完为止。", 5, "在职人员控制率"),
    ("“三公经费”变动率≦0,计8分；“三公经费”＞0，每超过一个百分点扣0.8分，扣完为止。", 8, "“三公经费”变动率"),
    ("100%计满分，每低于5%扣2分，扣完为止。", 5, "预算完成率"),
    ("100%以下（含）计满分，每超出1%扣1分，扣完为止。", 8, "公用经费控制率"),
    ("100%计满分，每超过（降低）5%扣2分。扣完为止。", 6, "政府采购执行率"),
    ("预算控制率=0，计5分；0-10%（含），计4分；10-20%（含），计3分；20-30%（含），计2分；大于30%不得分", 5, "预算控制率"),
    ("90%（含）以上计6分；\n80%（含）-90%，计4分；\n70%（含）-80%，计2分；\n低于70%计0分。", 6, "满意度"),
    ("预算执行率≥95%得满分，低于60%不得分，其余按比例得分。", 10, "预算执行率"),
    ("完成率达到90%得8分，未达到不得分。", 8, "完成率"),
    ("100%得8分，每超过2%加0.3分，加至10分为止；每低1%扣0.5分，扣完为止。", 10, "计划完成率"),
    ("100%得10分，每超过3%加0.7分，最高加2分；每低1%扣0.5分，扣完为止。", 10, "计划完成率"),
    ("100%得8分，每超过3%加0.7分；每低1%扣0.5分，扣完为止。", 10, "计划完成率"),
    ("100%得10分，80%-100%的按比例得分，80%以下不得分。", 10, "预算执行率"),
    ("60场以上，否则按完成比例得分。", 7, "巡演场次"),
)  # fmt: skip


@needs_libreoffice
def test_rules_as_formulas_score_every_boundary_like_the_program(tmp_path: Path) -> None:
    """On, just below and just above every edge and step, and at random values, under each reading."""
    generator = random.Random(7)
    path = tmp_path / "规则.xlsx"
    expected: dict[tuple[str, str], object] = {}
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("规则")
    row = 0
    for text, points, name in CRITERIA:
        rule = compile_criteria(text, points, name)
        if not rule.computable:
            continue
        for value in _around(rule.shape, generator):
            for reading in READINGS:
                formula = rule.to_excel(f"A{row + 1}", reading)
                assert formula is not None
                sheet.write_number(row, 0, float(value))
                sheet.write_formula(row, 1, formula, None, "")
                found = rule.score(value, reading)
                expected["规则", f"B{row + 1}"] = "" if found is None else float(found)
                row += 1
    book.close()
    cells = recalculate(path)
    assert len(expected) > 500
    wrong = {p: (cells.get(p), v) for p, v in expected.items() if not same(cells.get(p), v)}
    assert wrong == {}


def _around(shape: object, generator: random.Random) -> list[Fraction]:
    """Edges and whole steps of a ladder, a little to either side, and random values; ≤ 6 decimals."""
    assert isinstance(shape, Ladder)
    edges: set[Fraction] = set()
    for segment in shape.segments:
        edges |= {
            edge for edge in (segment.interval.low, segment.interval.high) if edge is not None
        }
        size = getattr(segment.outcome, "size", None)
        if size is not None:
            edges |= {
                segment.outcome.anchor + sign * n * size for n in range(12) for sign in (1, -1)
            }
    near = {edge + Fraction(step, 10**6) for edge in edges for step in (-1, 0, 1)}
    thrown = {Fraction(generator.randint(-200_000, 2_000_000), 10**6) for _ in range(10)}
    return sorted(near | thrown)


@needs_validator
def test_the_open_xml_validator_finds_no_fault(
    completed: Path, outcome: Outcome, tmp_path: Path
) -> None:
    summary = tmp_path / "汇总.xlsx"
    rejected = score(b"no workbook", "坏.xlsx")
    outcomes = [outcome, rejected]
    summary.write_bytes(
        write_rollup(
            [brief(each) for each in outcomes], {0: "单位 1#_复核.xlsx"}, [("~$a.xlsx", "临时文件")]
        )
    )
    for path in (completed, summary):
        program = validator()
        assert program is not None
        result = subprocess.run(
            [program, str(path), "--officeVersion", "Office2019"],
            capture_output=True,
            timeout=60,
            check=False,
        )
        answer = json.load(io.BytesIO(result.stdout))
        assert answer["errors"] == [], path.name
