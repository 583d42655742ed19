"""The forms of templates/ as workbooks: each blank is known for what it is, each sample gives what was worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from recalc import formulas, recalculate_all, same, values
from workbooks import ROOT, findings, forms, indicator, names, rows, score

from sheetscore.cli import program
from sheetscore.model.outcome import Outcome, Status
from sheetscore.writers.completed import write_completed

FORMS = ["department2020", "hunan", "hunan2018", "mof2013", "project2020", "shenzhen"]
SAMPLES = {
    # 样表 → 表式，分值，自评，复核，最低，最高，等级，不一致的指标
    "示例乡人民政府-2018.xlsx": ("hunan2018", 95, "96", "28", "98", "优", ["公用经费控制率"]),
    "示例区卫生监督所-2020.xlsx": ("shenzhen", "91.98", "91.98", "18.98", "96.98", "优", []),
    "示例市民政局-2019.xlsx": ("mof2013", "97.24", "98.24", "49.24", "98.24", "优", ["预算完成率"]),
    "示例县疾病预防控制中心-2022-项目支出绩效自评表.xlsx": (
        "project2020", "96.55", "95.3", "72.3", "97.3", "优", ["体检报告差错率"],
    ),
    "示例县卫生监督所-2022-部门整体支出绩效自评表.xlsx": (
        "department2020", "98.2", "98.2", "84.2", "99.2", "优", [],
    ),
}  # fmt: skip


def blank(form: str) -> bytes:
    return (ROOT / "templates" / forms().get(form).workbook).read_bytes()


def sample(name: str) -> Outcome:
    return score((ROOT / "samples" / name).read_bytes(), name)


def test_all_forms_are_there_and_listed() -> None:
    assert [form.id for form in forms().forms] == FORMS
    listed = CliRunner().invoke(program, ["template", "--list"]).output
    for form in forms().forms:
        assert f"{form.id}　{form.title}　来源：{form.source}" in listed


@pytest.mark.parametrize("form", [form for form in FORMS if form != "mof2013"])
def test_a_blank_form_is_known_for_what_it_is(form: str) -> None:
    outcome = score(blank(form), "空白表.xlsx")
    assert (outcome.status, outcome.form) == ("scored", form)
    assert outcome.totals is not None
    assert (outcome.totals.claimed, outcome.totals.low) == (None, 0)
    assert all(row.claimed is None for row in rows(outcome.indicators))


@pytest.mark.parametrize("form", ["hunan", "hunan2018"])
def test_the_blank_form_has_the_indicators_and_points_of_form_toml(form: str) -> None:
    outcome = score(blank(form), "空白表.xlsx")
    printed = [(row.indicator, row.points) for row in rows(outcome.indicators)]
    assert printed == list(forms().get(form).indicators)


@pytest.mark.parametrize("form", FORMS)
def test_the_points_of_a_form_add_up(form: str) -> None:
    found = forms().get(form)
    points = [points for _, points in (*found.indicators, *found.levels) if points is not None]
    assert sum(points) == (0 if form == "mof2013" else found.total)
    assert found.total == 100


@pytest.mark.parametrize("form", FORMS)
def test_a_blank_form_prints_on_a4_one_page_wide(form: str) -> None:
    path = ROOT / "templates" / forms().get(form).workbook
    for sheet in load_workbook(path).worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.print_title_rows


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_gives_what_was_worked_out_by_hand(name: str) -> None:
    form, claimed, reviewed, low, high, grade, differing = SAMPLES[name]
    outcome = sample(name)
    totals = outcome.totals
    assert totals is not None
    assert (outcome.form, totals.points, totals.grade) == (form, 100, grade)
    found = [totals.claimed, totals.reviewed, totals.low, totals.high]
    assert found == [Decimal(str(each)) for each in (claimed, reviewed, low, high)]
    assert [
        r.indicator for r in rows(outcome.indicators) if r.status == Status.DIFFERS
    ] == differing


@pytest.mark.needs("libreoffice")
def test_every_formula_of_the_completed_samples_gives_the_stored_value(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}_复核.xlsx" for number in range(len(SAMPLES))]
    for path, name in zip(paths, SAMPLES, strict=True):
        path.write_bytes(write_completed(sample(name)))
    for path, anew in zip(paths, recalculate_all(paths), strict=True):
        stored, found = values(path), formulas(path)
        assert len(found) > 100
        wrong = {
            place: (text, stored.get(place), anew.get(place))
            for place, text in found.items()
            if not same(stored.get(place), anew.get(place))
        }
        assert wrong == {}


PROJECT = "示例县疾病预防控制中心-2022-项目支出绩效自评表.xlsx"
PROFILES = [
    # 计分方案，全年执行数（预算 200 万元）
    ("handbook", 187),  # 执行率 93.5%，不封顶；讲座超过 130%，扣 2 分
    ("handbook", 150),  # 75%，最高 89 分
    ("handbook", 90),  # 45%，最高 59 分
    ("handbook", None),  # 没有执行数，不封顶
    ("platform-page", 187),
    ("haidian2016", 187),
    ("guangxi", 187),
]


@pytest.mark.needs("libreoffice")
def test_the_formulas_follow_the_profile(tmp_path: Path) -> None:
    paths = []
    for number, (profile, executed) in enumerate(PROFILES):
        book = load_workbook(ROOT / "samples" / PROJECT)
        book.worksheets[0]["F6"] = executed
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(write_completed(score(book, PROJECT, profile=profile)))
        paths.append(path)
    for path, anew in zip(paths, recalculate_all(paths), strict=True):
        stored = values(path)
        wrong = {p: t for p, t in formulas(path).items() if not same(stored.get(p), anew.get(p))}
        assert wrong == {}, path.name


def test_the_cap_shows_in_the_summary(tmp_path: Path) -> None:
    book = load_workbook(ROOT / "samples" / PROJECT)
    book.worksheets[0]["F6"] = 150
    outcome = score(book, PROJECT, profile="handbook")
    assert outcome.totals is not None
    assert (outcome.totals.reviewed, outcome.totals.most) == (89, 89)
    path = tmp_path / "复核.xlsx"
    path.write_bytes(write_completed(outcome))
    sheet = load_workbook(path)["汇总"]
    said = "".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert "总分最高 89 分" in said
    assert "计分方案：城市预算管理一体化操作手册。来源：" in said


# ------------------------------------------------------------ the same names, other points


def test_the_two_hunan_forms_are_told_apart_by_their_points() -> None:
    for form in ("hunan", "hunan2018"):
        found = forms().get(form)
        listed = [name for name, _ in found.indicators]
        points = [points for _, points in found.indicators if points is not None]
        assert forms().recognise(listed, points).id == form


BANDS = [
    # 预算控制率，2020 年 5 分，2018 年 8 分
    ("0", "5", "8"),
    ("0.1%", "4", "6"),
    ("10%", "4", "6"),
    ("10.01%", "3", "4"),
    ("20%", "3", "4"),
    ("30%", "2", "2"),
    ("30.01%", "0", "0"),
]


@pytest.mark.parametrize(("rate", "points", "points2018"), BANDS)
def test_the_bands_are_those_printed_in_the_table(rate: str, points: str, points2018: str) -> None:
    for form, wanted in (("hunan", points), ("hunan2018", points2018)):
        rule = indicator(score(blank(form), "空白表.xlsx"), "预算控制率").rule
        value = Decimal(rate.rstrip("%")) / (100 if "%" in rate else 1)
        assert rule.score(value) == Decimal(wanted)


# --------------------------------------------------------------------------- 待核实


def test_what_is_not_confirmed_says_so_wherever_it_shows(tmp_path: Path) -> None:
    title = forms().get("shenzhen").title
    assert "待核实" in title
    outcome = sample("示例区卫生监督所-2020.xlsx")
    assert outcome.form_title == title
    path = tmp_path / "复核.xlsx"
    path.write_bytes(write_completed(outcome))
    book = load_workbook(path)
    assert any("待核实" in str(cell.value) for row in book["汇总"].iter_rows() for cell in row)
    for sheet in load_workbook(ROOT / "templates" / forms().get("shenzhen").workbook).worksheets:
        assert "待核实" in str(sheet["A1"].value)
    for form in ("hunan2018", "mof2013"):
        assert "待核实" in forms().get(form).title


def test_returns_are_not_held_against_what_is_not_confirmed() -> None:
    compared = {form.id: bool(form.blank) for form in forms().forms}
    assert compared == {**dict.fromkeys(FORMS, False), "hunan": True}
    for name in SAMPLES:
        assert findings(sample(name), "A09") == []


QUARTERS = [
    # 累计支出占预算总指标，得分（1 分，序时进度 25%、50%、75%、100%）
    ("一季度预算执行率", "158.4", "0.88"),
    ("二季度预算执行率", "345.6", "0.96"),
    ("三季度预算执行率", "547.2", "1"),
    ("四季度预算执行率", "705.6", "0.98"),
    ("全年平均支出进度率", "", "1.91"),
]


@pytest.mark.parametrize(("name", "spent", "points"), QUARTERS)
def test_shenzhen_scores_each_quarter(name: str, spent: str, points: str) -> None:
    row = indicator(sample("示例区卫生监督所-2020.xlsx"), name)
    assert row.score == Decimal(points)
    assert not spent or spent in "".join(row.steps)


# ---------------------------------------------------------- the national frame, points of one's own


def test_the_national_frame_is_blank_where_a_bureau_sets_its_own() -> None:
    outcome = score(blank("mof2013"), "空白表.xlsx")
    assert outcome.status == "rejected"
    assert "分值" in outcome.message + outcome.advice
    sheet = load_workbook(ROOT / "templates" / forms().get("mof2013").workbook)["指标表"]
    assert {sheet.cell(row, 6).value for row in range(3, sheet.max_row + 1)} == {None}


def test_the_points_of_a_bureau_must_add_up_to_100() -> None:
    book = load_workbook(ROOT / "samples" / "示例市民政局-2019.xlsx")
    assert findings(score(book), "A10", "error") == []
    book["指标表"]["F3"] = 4
    said = [each.message for each in findings(score(book), "A10", "error")]
    assert any("各指标分值合计 101，应为 100" in message for message in said)


def test_an_indicator_of_the_frame_that_was_not_chosen_stays_out() -> None:
    book = load_workbook(ROOT / "samples" / "示例市民政局-2019.xlsx")
    for cell in ("F29", "G29", "I29"):  # 生态效益
        book["指标表"][cell] = None
    outcome = score(book)
    assert outcome.form == "mof2013"
    assert "生态效益" not in "".join(names(outcome))
    assert [each.level for each in findings(outcome, "A10") if "生态效益" in each.message] == [
        "info"
    ]
