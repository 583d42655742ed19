"""Reports of a unit: beside its tables, or alone; what is shown of them, and what never counts."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook
from reports import word
from workbooks import ROOT, SAMPLE, clean, forms, sample, scored_sample, to_bytes

from sheetscore import score_folder, score_unit
from sheetscore.commands.json_contract import outcome_object
from sheetscore.model.figure import Key
from sheetscore.model.finding import Finding
from sheetscore.model.outcome import Outcome
from sheetscore.writers.completed import write_completed

SAMPLES = ROOT / "samples"
REPORT = SAMPLES / "雨花区卫生健康局-2020-自评报告.docx"


@cache
def both() -> Outcome:
    """The sample return with its report beside it."""
    return score_unit([(path.name, path.read_bytes()) for path in (SAMPLE, REPORT)], forms())


@cache
def alone(name: str) -> Outcome:
    """A sample report without tables."""
    (path,) = SAMPLES.glob(f"{name}*.docx")
    return score_unit([(path.name, path.read_bytes())], forms())


def of_report(outcome: Outcome, level: str = "") -> list[tuple[str, str]]:
    """(code, found) of the findings in the report file."""
    return [
        (each.code, each.found) for each in outcome.findings
        if each.file.endswith(".docx") and level in ("", each.level)
    ]  # fmt: skip


def beside(text: str, changes: dict[str, object] | None = None) -> list[Finding]:
    """The findings in a report text beside the small workbook without a fault."""
    lines = [
        "2020年度部门整体支出绩效自评报告",
        "一、基本情况。",
        text,
        "二、问题，预算编制不细。",
        "三、改进，细化预算。",
    ]
    files = [
        ("某局-2020.xlsx", to_bytes(clean(changes))),
        ("某局报告.txt", "\n".join(lines).encode()),
    ]
    outcome = score_unit(files, forms())
    assert outcome.status == "scored"
    return [
        each
        for each in outcome.findings
        if each.file == "某局报告.txt" and each.code not in ("A07", "B06")
    ]


# ----------------------------------------------------------------------------- beside tables


def test_the_report_changes_no_score_and_no_total() -> None:
    assert both().totals == scored_sample().totals
    assert list(both().indicators["score"]) == list(scored_sample().indicators["score"])
    tables = [each for each in both().findings if not each.file.endswith(".docx")]
    assert [each for each in tables if each.code != "E17"] == list(scored_sample().findings)


def test_the_errors_of_the_sample_report() -> None:
    assert of_report(both(), "error") == [
        ("A05", "空白"), ("E01", "4"), ("F01", "20293.01 万元"), ("F05", "0%"),
    ]  # fmt: skip


def test_the_details_are_the_budget_and_not_what_was_spent() -> None:
    (found,) = [each for each in both().findings if each.code == "F01" and each.file == REPORT.name]
    assert "恰等于基础数据表的项目支出预算数（基础数据表!D13）" in found.message


def test_what_only_the_text_proves_is_an_error_with_the_carry_over_it_needs() -> None:
    """5890.51 at the beginning, 21570.26 booked: 266.19 %; 30 % is left above 15679.75 − 1767.153 = 13912.597."""
    (found,) = [each for each in both().findings if each.code == "E01" and each.file == REPORT.name]
    assert (found.level, found.found, found.expected) == ("error", "4", "0")
    for part in (
        "1177.21",
        "4713.3",
        "5890.51",
        "21570.26",
        "15679.75",
        "266.19%",
        "上年结转超过 13912.60 万元",
        "没有计入合计",
    ):
        assert part in found.message


LAST_YEAR = [(13912.59, "error"), (13912.6, "warning"), (None, "warning")]


@pytest.mark.parametrize(("spent", "level"), LAST_YEAR)
def test_a_carry_over_that_last_year_could_have_left_makes_it_a_warning(
    spent: float | None, level: str
) -> None:
    """上年项目支出 13912.60：上年结转有 13912.597 就不成立，不是不可能，只提醒；不知道上年支出的也只提醒。"""
    book = sample({f"基础数据表!B{row}": spent for row in (13, 14)})
    files = [(SAMPLE.name, to_bytes(book)), (REPORT.name, REPORT.read_bytes())]
    found = score_unit(files, forms()).findings
    assert [e.level for e in found if e.code == "E01" and e.file == REPORT.name] == [level]


def test_what_the_text_states_is_offered_with_its_sentence_and_not_used() -> None:
    (offered,) = both().reported
    assert offered.key == Key("部门整体支出预算调整", "预算", 0)
    assert (offered.value, offered.unit, offered.place) == (Decimal("5890.51"), "万元", "第20段")
    assert "1177.21" in offered.sentence
    sheet = load_workbook(io.BytesIO(write_completed(both())))["缺数清单"]
    head = [cell.value for cell in sheet[4]]
    column = head.index("报告所载（核对后再填）") + 1
    shown = {sheet.cell(row, 2).value: sheet.cell(row, column).value for row in range(5, 14)}
    assert str(shown["年初预算"]).startswith("5890.51 万元（1177.21（报告第20段）＋4713.3")
    assert shown["上年结转"] is None
    assert sheet.cell(7, head.index("填写数值") + 1).value is None


def test_without_a_report_there_is_no_such_column() -> None:
    sheet = load_workbook(io.BytesIO(write_completed(scored_sample())))["缺数清单"]
    assert "报告所载（核对后再填）" not in [cell.value for cell in sheet[4]]


AGAINST_TABLES = [
    # 报告里的话，代码、级别、应为
    ("“三公”经费预算10万元，实际支出9万元。", []),
    ("“三公”经费预算10万元，实际支出8万元。", [("F07", "error", "9 万元")]),
    ("“三公”经费预算100000元，实际支出90000元。", []),
    ("“三公”经费预算100000万元，实际支出9万元。", [("F07", "error", "10 万元")]),
    ("公用经费预算100万元，公用经费决算101.4万元。", [("F09", "error", "100 万元")]),
    ("公用经费预算100万元，公用经费决算数100.00万元。", []),
    ("编制数40名，年末在职人数38人。", []),
    ("编制数41名，在编在职38人。", [("F10", "warning", "40 人")]),
    ("对整体支出综合自评，得分100分。", []),
    ("对整体支出综合自评，得分99分。", [("F12", "error", "100 分")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), AGAINST_TABLES)
def test_a_figure_of_the_text_against_the_tables(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert [(each.code, each.level, each.expected) for each in beside(text)] == expected


def test_a_slip_of_the_unit_is_named() -> None:
    (found,) = beside("“三公”经费预算100000万元，实际支出9万元。")
    assert "相差一万倍" in found.message


def test_the_coarser_side_decides() -> None:
    """117.5 printed, 117.48 in the table: within half of the last printed digit."""
    (found,) = beside("公用经费决算117.5万元。", {"基础数据表!D7": 117.48, "指标表!I4": 13})
    assert (found.code, found.level) == ("F09", "info")


def test_a_word_file_with_the_table_in_it_is_scored_and_its_text_is_checked() -> None:
    book = clean()
    rows = [
        ["" if cell is None else str(cell) for cell in row]
        for row in book["指标表"].iter_rows(values_only=True)
    ][1:]
    base = [
        ["" if cell is None else str(cell) for cell in row]
        for row in book["基础数据表"].iter_rows(values_only=True)
    ]
    data = word([
        "2020年度部门整体支出绩效自评报告", "一、概况。", "“三公”经费支出总计0万元，其中接待费5万元、公务用车费6万元。",
        "二、问题，预算编制不细。", "部门整体支出绩效评价指标表", rows, "部门整体支出绩效评价基础数据表", base,
    ])  # fmt: skip
    outcome = score_unit([("某局.docx", data)], forms())
    assert outcome.status == "scored"
    assert [each.expected for each in outcome.findings if each.code == "F07"] == [
        "11 万元",
        "9 万元",
    ]


# ----------------------------------------------------------------------------------- alone


ALONE = {
    "开福区": [],
    "盐田区": [("F06", "原因写“减少”")],
    "石鼓区": [("F07", "0 万元")],
    "雨花区": [("A05", "空白"), ("F01", "20293.01 万元"), ("F05", "0%")],
}


@pytest.mark.parametrize("name", ALONE)
def test_a_unit_with_a_report_only_is_refused_and_checked(name: str) -> None:
    outcome = alone(name)
    assert (outcome.status, outcome.code, outcome.totals) == ("rejected", "H07", None)
    assert outcome.year == 2020
    assert [each for each in of_report(outcome, "error") if each[0] != "H07"] == ALONE[name]


def test_the_unit_is_named_by_the_cover() -> None:
    assert alone("石鼓区").unit == "石鼓区卫生健康局"
    assert alone("盐田区").unit == "深圳市盐田区卫生监督所"


def test_the_rates_that_look_wrong_and_are_not_stay_silent() -> None:
    assert not {"F04", "F05"} & {code for code, _ in of_report(alone("盐田区"))}


def test_the_json_of_a_report_alone() -> None:
    found = outcome_object(alone("石鼓区"), "已评分/石鼓区_复核.xlsx")
    assert (found["status"], found["code"], found["totals"]) == ("rejected", "H07", None)
    assert found["indicators"] == []
    assert found["output"] == "已评分/石鼓区_复核.xlsx"
    place = next(each for each in found["findings"] if each["code"] == "F07")
    assert (place["sheet"], place["cell"]) == ("", "第23段")


def test_the_workbook_of_a_report_alone() -> None:
    book = load_workbook(io.BytesIO(write_completed(alone("石鼓区"))))
    assert book.sheetnames == ["汇总", "核对问题"]
    text = [str(cell.value) for row in book["汇总"].iter_rows() for cell in row if cell.value]
    assert "石鼓区卫生健康局" in text
    assert "12.02 万元" in text
    assert not any("复核得分" in each for each in text)
    assert write_completed(alone("石鼓区")) == write_completed(alone("石鼓区"))


# --------------------------------------------------------------------------- a work summary


def test_a_work_summary_is_not_scored_and_its_blanks_are_counted() -> None:
    outcome = alone("市卫生监督所")
    assert (outcome.status, outcome.code, outcome.totals) == ("not-evaluation", "H10", None)
    assert "126 处占位符" in outcome.message
    assert [each.level for each in outcome.findings if each.code == "H10"] == ["error"]


def test_what_a_summary_counts_becomes_a_table_of_outputs_to_fill() -> None:
    names = [each.name for each in alone("市卫生监督所").candidates]
    for name in (
        "出动执法人员",
        "检查机构（场所）",
        "立案查处",
        "罚没款",
        "投诉举报办结",
        "抽检合格率",
        "安装率",
        "“双随机”处罚率",
    ):
        assert name in names
    assert len(names) == len(set(names))
    book = load_workbook(io.BytesIO(write_completed(alone("市卫生监督所"))))
    assert book.sheetnames == ["汇总", "产出指标", "核对问题"]
    sheet = book["产出指标"]
    assert [cell.value for cell in sheet[3]][:5] == [
        "序号",
        "三级指标",
        "度量单位",
        "指标值（目标）",
        "实际完成值",
    ]
    assert (sheet["B4"].value, sheet["C4"].value, sheet["D4"].value, sheet["E4"].value) == (
        "出动执法人员", "人次", None, None,
    )  # fmt: skip


def test_sentences_full_of_commas_are_no_table() -> None:
    lines = ["今年以来，坚持以人民健康为中心，认真落实部署，出动xx人次，检查xx家次。"] * 9
    outcome = score_unit([("总结.txt", "\n".join(lines).encode())], forms())
    assert (outcome.status, outcome.code) == ("not-evaluation", "H10")


def test_a_summary_beside_the_tables_is_told_and_the_tables_are_scored() -> None:
    summary = (
        "全年出动100人次，检查200家次。\n二、来年工作。\n加强学习，抓好落实。\n立案3件，罚款2万元。"
    )
    files = [("某局-2020.xlsx", to_bytes(clean())), ("总结.txt", summary.encode())]
    outcome = score_unit(files, forms())
    assert outcome.status == "scored"
    assert [(each.code, each.level) for each in outcome.findings if each.file == "总结.txt"] == [
        ("H10", "warning")
    ]


# ------------------------------------------------------------------------------ in a folder


def test_a_folder_with_a_report_alone_and_one_beside_its_tables(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    for path in (SAMPLE, REPORT, *SAMPLES.glob("石鼓区*.docx")):
        (inbox / path.name).write_bytes(path.read_bytes())
    result = score_folder([inbox], tmp_path / "out")
    assert {each.unit: each.status for each in result.outcomes} == {
        "雨花区卫生健康局": "scored", "石鼓区卫生健康局": "rejected",
    }  # fmt: skip
    names = {path.name for path in (tmp_path / "out").glob("*_复核.xlsx")}
    assert names == {"雨花区卫生健康局-2020_复核.xlsx", "石鼓区卫生健康局-2020-自评报告_复核.xlsx"}
    assert result.exit_code == 1


def test_nothing_is_drawn_for_a_refusal_without_a_report() -> None:
    bare = replace(alone("石鼓区"), findings=alone("石鼓区").findings[:0])
    assert not bare.drawable
    with pytest.raises(ValueError, match="没有指标表"):
        write_completed(bare)
