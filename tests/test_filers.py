"""Who filed: the unit by its label whatever the label is called, by the title, by the 主管部门 last of all; and for which project."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import old_excel
import other_formats
import pytest
from openpyxl import Workbook, load_workbook
from project_forms import Form, Row, draw, sheets
from workbooks import CLEAN_LINES, Table, clean, findings, score, to_bytes

from sheetscore.batch import score_folder
from sheetscore.model.outcome import Outcome

pytestmark = pytest.mark.in_one_process

PARENT = "某县发展和改革局"
UNIT = "某县水利局"


def filed(form: Form, name: str = "附件01.xlsx") -> Outcome:
    return score(sheets(form), name)


def labelled(*labels: object) -> Outcome:
    """The outcome of a form whose line of the unit reads so."""
    return filed(Form(labels=labels))


LABELS = [
    "实施单位（盖章）", "实施单位\n（盖章）", "实施单位(公章)", "项目单位", "项目单位（盖章）", "填报单位（盖章）",
    "单位名称（盖章）", "部门（单位）名称（盖章）", "预算部门（单位）", "资金使用单位", "项目承担单位", "用款单位",
    "项目实施单位（签章）", "实 施 单 位", "具体实施单位", "项目执行单位：", "承办单位", "填 报 单 位（盖 章）",
    "预算单位名称", "申报单位（公章）：", "自评单位", "二级预算单位", "项目责任单位", "单位（盖章）", "实施单位及代码",
]  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_the_label_of_the_unit_goes_before_the_parent(label: str) -> None:
    found = labelled("主管部门", PARENT, None, None, label, UNIT)
    assert (found.unit, found.project) == (UNIT, "水库维修")
    assert not findings(found, "A02")


LINES: list[Row] = [
    ("填报单位（盖章）：某县水利局　　　　金额单位：万元",),
    ("填报单位（盖章）：某县水利局 单位：万元",),
    ("填报单位（盖章）", "某县水利局", None, None, "填报日期", "2024年3月1日"),
    ("单位（公章）：某县水利局",),
    ("部门（单位）名称（盖章）：　某县水利局",),
    ("填报单位(公章):__某县水利局__",),
    ("填报单位：某县水利局（盖章）",),
    ("填　报　单　位：某县水利局    填报人：甲",),
    ("单位名称：某县水利局；填报日期：2024年3月1日",),
    ("主管部门：某县发展和改革局　　实施单位：某县水利局",),
    ("实施单位", "219001-某县水利局"),
    ("实施单位", "[219001]某县水利局"),
    ("实施单位", "219001某县水利局"),
    ("实施单位", "219001　某县水利局"),
    ("实施单位", "某县水利局（219001）"),
    ("主管部门及代码", "[219]某县发展和改革局", None, None, "实施单位", "某县水利局"),
    ("预算编码", "219001", None, None, "预算单位", "某县水利局"),
    ("项目负责人", "甲", None, None, "实施单位", "某县水利局"),
    ("金额单位：万元", None, None, None, "实施单位", "某县水利局"),
]


@pytest.mark.parametrize("line", LINES, ids=[str(line[0])[:24] for line in LINES])
def test_label_and_name_in_one_cell_or_two_with_code_and_seal(line: Row) -> None:
    found = labelled(*line)
    assert (found.unit, found.project) == (UNIT, "水库维修")


NAMES_WITH_NUMBERS = [
    "110指挥中心",
    "某县120急救中心",
    "12345热线办公室",
    "第2中学",
    "2023年专班办公室",
]


@pytest.mark.parametrize("name", NAMES_WITH_NUMBERS)
def test_a_number_that_belongs_to_the_name_is_kept(name: str) -> None:
    assert labelled("实施单位", name).unit == name


@pytest.mark.parametrize(
    "line",
    [
        ("主管部门", PARENT, None, None, "实施单位", None),
        ("主管部门", PARENT),
        ("主管部门（盖章）：某县发展和改革局",),
        ("主管部门及代码", "[219]某县发展和改革局", None, None, "实施单位", "/"),
    ],
    ids=["实施单位空着", "没有实施单位", "在一格里", "实施单位写 /"],
)  # fmt: skip
def test_a_parent_stands_in_and_that_is_said(line: Row) -> None:
    found = labelled(*line)
    assert found.unit == PARENT
    (told,) = findings(found, "A02")
    assert told.level == "warning"
    assert "主管部门" in told.message


def test_the_title_goes_before_the_parent() -> None:
    title = "某县水利局2023年度项目支出绩效自评表"
    found = filed(Form(title=title, labels=("主管部门", PARENT)))
    assert found.unit == UNIT
    assert not findings(found, "A02", "warning")


def test_without_any_name_the_file_names_the_unit_and_never_the_project() -> None:
    found = filed(Form(labels=("项目类别", "经常性")), "某县林业局.xlsx")
    assert (found.unit, found.project, found.stated) == ("某县林业局", "水库维修", False)


def test_the_unit_may_stand_below_the_form() -> None:
    book = Workbook()
    last = draw(book.worksheets[0], Form(labels=("主管部门", PARENT)).rows())
    draw(book.worksheets[0], [("填报单位（盖章）：某县水利局　　填报人：甲",)], last)
    found = score(book, "附件1.xlsx")
    assert found.unit == UNIT
    assert not findings(found, "A02", "warning")


TITLES = [
    "某县水利局2023年度部门整体支出绩效自评表",
    "2023年度某县水利局部门整体支出绩效自评表",
    "某县水利局2023年部门整体支出绩效评价指标评分表",
    "附件2：某县水利局部门整体支出绩效自评表（2023年度）",
    "附件3-1 某县水利局 2023年度 部门整体支出绩效自评表",
    "某县水利局部门预算绩效自评表",
    "某县水利局整体支出绩效评价指标体系",
    "（2023年度）某县水利局部门整体支出绩效自评表",
]


def department(title: str) -> Workbook:
    book = Workbook()
    Table(CLEAN_LINES, title=title).draw(book.worksheets[0])
    return book


@pytest.mark.parametrize("title", TITLES)
def test_the_unit_in_a_title(title: str) -> None:
    found = score(department(title), "附件2-1.xlsx")
    assert (found.unit, found.project, found.stated) == (UNIT, "", True)


@pytest.mark.parametrize(
    "title",
    [
        "部门整体支出绩效自评表", "2023年度部门整体支出绩效自评表", "某省部门整体支出绩效评价指标表", "某市市级部门整体支出绩效自评表",
        "预算部门整体支出绩效自评表", "注：本表由某县水利局统一印制，绩效自评表",
    ],
)  # fmt: skip
def test_a_title_without_an_office_names_nobody(title: str) -> None:
    found = score(department(title), "某县林业局.xlsx")
    assert (found.unit, found.stated) == ("某县林业局", False)


def test_the_label_goes_before_the_title() -> None:
    book = clean(
        {
            "指标表!A1": "某县财政局部门整体支出绩效评价指标表",
            "基础数据表!A2": "填报单位：某县水利局",
        }
    )
    assert score(book, "附件1.xlsx").unit == UNIT


FORMATS = {
    "xlsx": to_bytes,
    "xls": old_excel.xls,
    "ods": other_formats.opendocument,
    "xml": other_formats.xml2003,
    "html": other_formats.html,
    "docx": other_formats.word,
    "csv": lambda book: other_formats.delimited(book.worksheets[0]),
}


@pytest.mark.parametrize("kind", FORMATS)
def test_labels_and_title_in_every_format(kind: str) -> None:
    form = Form(labels=("主管部门", PARENT, None, None, "实施单位\n（盖章）", UNIT))
    found = score(FORMATS[kind](sheets(form)), f"附件1.{kind}")
    assert (found.unit, found.project) == (UNIT, "水库维修")
    titled = score(FORMATS[kind](department(TITLES[0])), f"附件1.{kind}")
    assert titled.unit == UNIT


# ------------------------------------------------------------------------------ identity


SCHOOLS = {"某县第一中学": 112.3, "某县第二中学": 100, "某县第三小学": 118.5}


def test_one_project_of_several_schools_are_several_units(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("收件").mkdir()
    for name in SCHOOLS:
        form = Form(
            "义务教育公用经费",
            labels=("主管部门", "某县教育局", None, None, "实施单位\n（盖章）", name),
        )
        Path("收件", f"{name[2:]}.xlsx").write_bytes(to_bytes(sheets(form)))
    outcomes: list[Outcome] = []
    result = score_folder(["收件"], "出", sink=lambda each, _: outcomes.append(each))
    assert {each.unit for each in outcomes} == {*SCHOOLS}
    assert all(each.counted for each in result.outcomes)
    assert not any(findings(each, "A04") for each in outcomes)


def test_projects_of_one_unit_in_files_of_their_own_all_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a second return of the same project does not."""
    monkeypatch.chdir(tmp_path)
    Path("收件").mkdir()
    for number, form in enumerate(
        (Form("甲"), Form("乙"), Form("乙", money=(30, 30, 27.6, 9.2)), Form("丙"))
    ):
        Path("收件", f"{number}.xlsx").write_bytes(to_bytes(sheets(form)))
    outcomes: list[Outcome] = []
    result = score_folder(["收件"], "出", sink=lambda each, _: outcomes.append(each))
    counted = [(each.unit, each.project) for each in result.outcomes if each.counted]
    assert counted == [(UNIT, "甲"), (UNIT, "丙")]
    assert [each.project for each in outcomes if findings(each, "A04", "error")] == ["乙", "乙"]


def test_a_report_goes_with_the_form_of_the_department(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("收件").mkdir()
    Path("收件/整体.xlsx").write_bytes(to_bytes(clean({"基础数据表!A2": f"填报单位：{UNIT}"})))
    Path("收件/项目.xlsx").write_bytes(to_bytes(sheets(replace(Form(), year="（2020年度）"))))
    Path("收件/报告.txt").write_text(
        f"{UNIT}2020年度部门整体支出绩效自评报告\n填报单位：{UNIT}\n一、部门概况。本局编制数40人，实际在职38人。\n"
        "二、预算执行情况。2020年部门整体支出预算1050万元，绩效目标完成。\n三、自评得分100分。绩效自评等级为优。\n",
        "utf-8",
    )
    outcomes: list[Outcome] = []
    score_folder(["收件"], "出", sink=lambda each, _: outcomes.append(each))
    whole = next(each for each in outcomes if not each.project and each.status == "scored")
    assert any(name.endswith("报告.txt") for name in whole.files)
    assert not any(
        "分不清" in each.message for outcome in outcomes for each in findings(outcome, "A02")
    )


def test_the_rollup_lists_the_project_of_an_earlier_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """甲 is scored today, 乙 tomorrow, 甲 once more the day after: 汇总.xlsx has a row for each project."""
    monkeypatch.chdir(tmp_path)
    for name, form in (
        ("1", Form("甲")),
        ("2", Form("乙")),
        ("3", Form("甲", money=(30, 30, 27.6, 9.2))),
    ):
        Path(name).mkdir()
        Path(name, f"{name}.xlsx").write_bytes(to_bytes(sheets(form)))
        score_folder([name], "出")
    page = load_workbook("出/汇总.xlsx").worksheets[0]
    cells = [[cell.value for cell in row] for row in page.iter_rows()]
    heads = next(row for row in cells if "项目名称" in row)
    listed = [row for row in cells[cells.index(heads) + 1 :] if row[1] == UNIT]
    found = {(row[heads.index("项目名称")], row[heads.index("复核得分")]) for row in listed}
    assert found == {("乙", 99.48), ("甲", 99.2)}
