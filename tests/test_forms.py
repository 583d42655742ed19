"""templates/: the forms as data. A slip in a form file is named with the words that would be right."""

from __future__ import annotations

import json
import pickle
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from workbooks import ROOT, SAMPLE, clean, findings, forms, indicator, sample, score, to_bytes

from sheetscore import score_unit
from sheetscore.cli import program
from sheetscore.errors import FormError
from sheetscore.forms import OWN_FORM, Forms, load_forms
from sheetscore.model.columns import rows
from sheetscore.model.figure import Key

FORM, GLOSSARY, PROFILES = "hunan/form.toml", "glossary.toml", "profiles.toml"


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A copy of templates/ to spoil."""
    return Path(shutil.copytree(ROOT / "templates", tmp_path / "templates"))


def change(templates: Path, file: str, old: str, new: str) -> None:
    path = templates / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def refusal(templates: Path) -> str:
    """What is said about a form file that cannot be used."""
    with pytest.raises(FormError) as caught:
        load_forms(templates)
    return f"{caught.value.message}{caught.value.advice}"


UNKNOWN = [
    # 文件，写错的键前面那一行，写错的键，应该提示的键
    (FORM, 'id = "hunan"', "titel", "title"),
    (FORM, "[total]", "point", "points"),
    (FORM, "[scoring]", "profiles", "profile"),
    (PROFILES, "[profile.whole]", "readings", "reading"),
    (PROFILES, "[profile.guangxi.over]", "from", "share"),
    (PROFILES, "[[profile.handbook.cap]]", "least", "most"),
    (PROFILES, "[[band]]", "words", "spellings"),
    (FORM, "[[indicator]]", "weight", "points"),
    (GLOSSARY, "[[measure]]", "alias", "aliases"),
    (GLOSSARY, "[[item]]", "units", "unit"),
    (GLOSSARY, "[[term]]", "years", "measure"),
    (GLOSSARY, "[[rate]]", "top", "numerator"),
]


@pytest.mark.parametrize(
    ("file", "after", "wrong", "right"), UNKNOWN, ids=[f"{a} {w}" for _, a, w, _ in UNKNOWN]
)
def test_an_unknown_key_is_refused_and_the_known_ones_are_named(
    templates: Path, file: str, after: str, wrong: str, right: str
) -> None:
    change(templates, file, f"{after}\n", f"{after}\n{wrong} = 1\n")
    said = refusal(templates)
    assert file.rpartition("/")[2] in said
    assert f"不认识的键 {wrong}" in said
    assert right in said.partition("可用的键：")[2].rstrip("。").split("、")


MISSING = [
    (FORM, 'title = "部门整体支出绩效评价（湖南·雨花区）"\n', "title"),
    (FORM, 'source = "指标表 一级指标分值 13＋61＋26"\n', "source"),
    (FORM, 'profile = "whole"\n', "profile"),
    (PROFILES, "places = 2\n", "places"),
    (PROFILES, "share = 1.3\n", "share"),
    (PROFILES, "most = 89\n", "most"),
    (PROFILES, 'word = "达成"\n', "word"),
    (
        PROFILES,
        'reading_source = "2018 年同类填报：完成率 99.27％ 按“每低于5％扣2分”计满分（一例）"\n',
        "reading_source",
    ),
    (FORM, 'name = "在职人员控制率"\npoints = 5\n', "name"),
    (GLOSSARY, 'aliases = ["三公经费", "三公经费支出", "三公", "三公经费合计"]\n', "aliases"),
    (GLOSSARY, 'numerator = "在职人员数"\n', "numerator"),
]


@pytest.mark.parametrize(("file", "line", "key"), MISSING, ids=[key for _, _, key in MISSING])
def test_a_missing_key_is_named(templates: Path, file: str, line: str, key: str) -> None:
    change(templates, file, line, "")
    said = refusal(templates)
    assert f"缺少键 {key}" in said
    assert file.rpartition("/")[2] in said


def test_two_entries_may_not_share_a_spelling(templates: Path) -> None:
    change(
        templates,
        GLOSSARY,
        'aliases = ["公用经费", "日常公用经费"]',
        'aliases = ["公用经费", "三公经费"]',
    )
    said = refusal(templates)
    assert "“三公经费”出现在两条里，第 " in said
    lines = (templates / GLOSSARY).read_text("utf-8").splitlines()
    for line, entry in re.findall(r"第 (\d+) 行（(.+?)）", said):
        assert entry in ("公用经费", "三公经费")
        assert '"三公经费"' in lines[int(line) - 1]


def test_a_spelling_of_the_vocabulary_may_not_get_another_measure(templates: Path) -> None:
    change(
        templates, GLOSSARY, '"预算数", "预算", "预算安排数"', '"预算数", "预算", "调整后预算总数"'
    )
    said = refusal(templates)
    assert "“调整后预算总数”归到“预算”" in said
    assert re.search(r"glossary\.toml 第 \d+ 行", said)
    assert re.search(r"words/vocabulary\.toml 第 \d+ 行（全年预算）", said)


def test_a_bureau_may_add_a_spelling_of_its_own(templates: Path) -> None:
    change(templates, GLOSSARY, '"预算数", "预算", "预算安排数"', '"预算数", "预算", "核定预算数"')
    assert load_forms(templates).glossary.measures["核定预算数"].name == "预算"


@pytest.mark.parametrize(("figure", "found"), [("100", []), ("150", ["100 万元"])])
def test_a_spelling_of_a_bureau_is_read_in_tables_and_reports_alike(
    templates: Path, figure: str, found: list[str]
) -> None:
    """公用经费 100 万元 below the heading 2020年核定数, and in a sentence of the report."""
    change(templates, GLOSSARY, '"预算数", "预算", "预算安排数"', '"预算数", "预算", "核定数"')
    text = f"自评报告\n一、绩效目标。\n公用经费核定数{figure}万元，已得分。\n二、预算编制不细。\n"
    files = [
        ("某局-2020.xlsx", to_bytes(clean({"基础数据表!C5": "2020年核定数"}))),
        ("某局报告.txt", text.encode()),
    ]
    outcome = score_unit(files, load_forms(templates))
    assert outcome.status == "scored"
    assert [each.expected for each in outcome.findings if each.code == "F09"] == found


def test_quotation_marks_and_width_do_not_make_another_spelling(templates: Path) -> None:
    change(
        templates, GLOSSARY, 'aliases = ["公用经费", "日常公用经费"]', 'aliases = ["“三公” 经费"]'
    )
    assert "出现在两条里" in refusal(templates)


def test_one_entry_may_repeat_its_own_name(templates: Path) -> None:
    change(
        templates,
        GLOSSARY,
        'aliases = ["公用经费", "日常公用经费"]',
        'aliases = ["公用经费", "“公用经费”"]',
    )
    assert load_forms(templates).glossary.items["公用经费"].name == "公用经费"


BAD_VALUES = [
    # 原文，改成，提示里应有的话
    ('profile = "whole"', 'profile = "floor"', "whole、started、proportional"),
    ("[total]\npoints = 100", '[total]\npoints = "一百"', "一百"),
    ("[total]\npoints = 100", "[total]\npoints = -1", "-1"),
    ("[total]\npoints = 100", "[total]\npoints = nan", "nan"),
    ('name = "在职人员控制率"\npoints = 5', 'name = "在职人员控制率"\npoints = true5', "TOML"),
    ('source = "指标表 一级指标分值 13＋61＋26"', 'source = " "', "出处"),
    ("部门整体支出绩效评价表.xlsx", "没有这个文件.xlsx", "没有这个文件.xlsx"),
    ('id = "hunan"', "id = hunan", "TOML"),
]


@pytest.mark.parametrize(
    ("old", "new", "said"), BAD_VALUES, ids=[new.replace("\n", " ") for _, new, _ in BAD_VALUES]
)
def test_a_value_that_cannot_be_used_is_named(
    templates: Path, old: str, new: str, said: str
) -> None:
    change(templates, FORM, old, new)
    message = refusal(templates)
    assert said in message
    assert "form.toml" in message


BAD_PROFILES = [
    ('reading = "whole"', 'reading = "floor"', "whole、started、proportional"),
    ('reverse = "linear"', 'reverse = "square"', "linear、ratio"),
    ('rounding = "half_up"', 'rounding = "up"', "half_up、down"),
    ("places = 2", "places = 1.5", "整数"),
    ("places = 2", 'places = "2"', "整数"),
    ("share = 1.3", "share = 1", "大于 1"),
    ("share = 1.3", "share = 0.3", "大于 1"),
    ('reason = "error"', 'reason = "yes"', "error、warning"),
    ("most = 89", "most = -1", "不小于 0"),
    ("low = 0.8", 'low = "高"', "不小于 0"),
    ('source = "按评价标准的字面计分"', 'source = ""', "出处"),
    ("[profile.whole]", "[profile.full]", "没有名为 whole 的计分方案"),
]


@pytest.mark.parametrize(
    ("old", "new", "said"), BAD_PROFILES, ids=[new for _, new, _ in BAD_PROFILES]
)
def test_a_profile_that_cannot_be_used_is_named(
    templates: Path, old: str, new: str, said: str
) -> None:
    change(templates, PROFILES, old, new)
    message = refusal(templates)
    assert said in message
    assert "profiles.toml" in message


def test_a_file_without_profiles_is_refused(templates: Path) -> None:
    bands = (templates / PROFILES).read_text("utf-8").partition("# 定性指标的三档")[2]
    (templates / PROFILES).write_text(f"profile = {{}}\n#{bands}", "utf-8")
    assert "没有计分方案" in refusal(templates)


def test_scores_may_be_rounded_to_whole_points(templates: Path) -> None:
    change(templates, PROFILES, "places = 2", "places = 0")
    assert load_forms(templates).get("hunan").profile.places == 0


def test_an_unknown_profile_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(FormError) as caught:
        forms().profile("guangdong")
    assert "guangdong" in caught.value.message
    assert "guangxi" in caught.value.advice


STEP = "100%以下（含）计满分，每超出1%扣1分，扣完为止。"


@pytest.mark.parametrize(
    ("profile", "points"), [("whole", 5), ("started", 4), ("proportional", 4.6)]
)
def test_the_rules_command_takes_a_profile(profile: str, points: float) -> None:
    words = ["rules", "--text", STEP, "--points", "8", "--value", "103.4%", "--json"]
    done = CliRunner().invoke(program, [*words, "--profile", profile])
    assert json.loads(done.stdout)["values"][0]["score"] == points


def test_the_rules_command_cuts_off_where_the_profile_does() -> None:
    words = ["rules", "--text", "≥3期", "--points", "10", "--value", "2期", "--json"]
    for profile, points in (("platform", 6.67), ("platform-page", 6.66)):
        done = CliRunner().invoke(program, [*words, "--profile", profile])
        assert json.loads(done.stdout)["values"][0]["score"] == points


@pytest.mark.parametrize(("profile", "points"), [("whole", 8), ("started", 7)])
def test_a_profile_holds_for_any_form(profile: str, points: int) -> None:
    """公用经费决算 94.2、预算 93.7 万元：超出 0.53 个百分点，不足一档。"""
    book = sample()
    cell = next(c for row in book["基础数据表"].iter_rows() for c in row if c.value == 117.48)
    cell.value = 94.2
    outcome = score(book, profile=profile)
    assert indicator(outcome, "公用经费控制率").score == points
    assert outcome.profile is not None
    assert outcome.profile.id == profile


def test_every_command_that_scores_takes_a_profile(tmp_path: Path) -> None:
    for words in (
        ["score", str(SAMPLE), "-o", str(tmp_path / "已评分")],
        ["check", str(SAMPLE)],
        ["why", str(SAMPLE), "公用经费控制率"],
        ["rules", str(SAMPLE)],
    ):
        refused = CliRunner().invoke(program, [*words, "--profile", "没有"])
        assert isinstance(refused.exception, FormError)
        assert "没有名为 没有 的计分方案" in refused.exception.message
        assert CliRunner().invoke(program, [*words, "--profile", "started"]).exit_code in (0, 1)
    book = load_workbook(next((tmp_path / "已评分").glob("*_复核.xlsx")))
    said = "".join(str(c.value) for row in book["汇总"].iter_rows() for c in row if c.value)
    assert "计分方案：不足一档也扣一档。来源：" in said


def test_every_profile_has_its_words_and_they_are_shown() -> None:
    listed = CliRunner().invoke(program, ["template", "--list"]).output
    for name, profile in forms().profiles.items():
        assert f"{name}　{profile.title}　来源：{profile.source}" in listed


def test_a_form_without_indicators_is_refused(templates: Path) -> None:
    path = templates / FORM
    head = path.read_text("utf-8").partition("[[indicator]]")[0]
    path.write_text(head, "utf-8")
    assert "缺少键 indicator" in refusal(templates)
    path.write_text(head.replace("[total]", "indicator = []\n[total]"), "utf-8")
    assert "一条也没有" in refusal(templates)


def test_a_file_that_is_no_utf_8_is_refused(templates: Path) -> None:
    path = templates / FORM
    path.write_bytes(path.read_text("utf-8").encode("gbk", "replace"))
    assert "UTF-8" in refusal(templates)


def test_a_folder_without_forms_is_refused(tmp_path: Path) -> None:
    assert "没有表式" in refusal(tmp_path)


def test_an_unknown_form_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(FormError) as caught:
        forms().get("guangxi")
    assert "guangxi" in caught.value.message
    assert "hunan" in caught.value.advice


# ------------------------------------------------------------------------ the Hunan form


def test_form_and_blank_workbook_have_the_same_indicators_and_points() -> None:
    form = forms().get("hunan")
    blank = (ROOT / "templates" / form.workbook).read_bytes()
    table = score(blank, "空白表.xlsx")
    assert table.form == "hunan"
    assert [(row.indicator, row.points) for row in rows(table.indicators)] == list(form.indicators)
    assert sum(points for _, points in form.indicators) == form.total == 100


def test_the_blank_form_claims_nothing_and_gets_no_score() -> None:
    blank = score(
        (ROOT / "templates/hunan/部门整体支出绩效评价表.xlsx").read_bytes(), "空白表.xlsx"
    )
    totals = blank.totals
    assert totals is not None
    assert (totals.claimed, totals.reviewed, totals.grade) == (None, None, None)
    assert (totals.low, totals.high) == (0, 100)
    assert {str(row.status) for row in rows(blank.indicators)} == {"missing", "judged"}
    assert not findings(blank, level="error")


@pytest.mark.parametrize(
    ("kept", "form"), [(16, "hunan"), (13, "hunan"), (12, OWN_FORM)],
    ids=["16 项全同", "16 项中 13 项同名（81%）", "16 项中 12 项同名（75%）"],
)  # fmt: skip
def test_a_table_is_taken_for_the_form_from_80_percent_of_its_names(kept: int, form: str) -> None:
    indicators = [name for name, _ in forms().get("hunan").indicators]
    table = indicators[:kept] + [f"另一项{number}" for number in range(16 - kept)]
    assert forms().recognise(table).id == form


def test_quotation_marks_in_a_name_do_not_hide_the_form() -> None:
    indicators = [
        name.replace("“", "").replace("”", "") for name, _ in forms().get("hunan").indicators
    ]
    assert forms().recognise(indicators).id == "hunan"


# -------------------------------------------------------------------------- the glossary

TERMS = [
    ("“三公经费”预算安排数", Key("三公经费", "预算", 0), False),
    ("本年度“三公经费”预算数", Key("三公经费", "预算", 0), True),
    ("上年度“三公经费”预算数", Key("三公经费", "预算", -1), True),
    ("上一年度三公经费决算数", Key("三公经费", "决算", -1), True),
    ("2019年三公经费预算数", Key("三公经费", "预算", -1), True),
    ("2020年度的三公经费预算数", Key("三公经费", "预算", 0), True),
    ("2018年三公经费预算数", Key("三公经费", "预算", -2), True),
    ("上年结转", Key("部门整体支出", "上年结转", 0), False),
    ("当年三公经费预算数", Key("三公经费", "预算", 0), True),
    ("去年三公经费预算数", Key("三公经费", "预算", -1), True),
    ("上年的三公经费预算数", Key("三公经费", "预算", -1), True),
    ("本年追加预算", Key("部门整体支出", "追加预算", 0), True),
]


@pytest.mark.parametrize(("term", "key", "dated"), TERMS, ids=[term for term, _, _ in TERMS])
def test_a_term_is_bound_to_item_measure_and_year(term: str, key: Key, dated: bool) -> None:
    bound = forms().glossary.bind(term, 2020)
    assert (bound.key, bound.dated, bound.known) == (key, dated, True)


@pytest.mark.parametrize(
    "term", ["三公经费预算金", "前年三公经费预算数", "人均公用经费预算数", "追加的预算"]
)
def test_a_near_spelling_is_suggested_at_most_and_never_bound(term: str) -> None:
    bound = forms().glossary.bind(term, 2020)
    assert not bound.known
    assert bound.key.measure == ""


def test_near_spellings_are_suggested() -> None:
    assert "三公经费预算数" in forms().glossary.suggest("三公经费预算金")
    assert forms().glossary.suggest("天气") == ()


def test_forms_travel_to_other_processes_unchanged() -> None:

    copy: Forms = pickle.loads(pickle.dumps(forms()))
    assert copy == forms()
    assert copy.get("hunan").total == Decimal(100)
