"""Which files of a folder are one unit's, which are there twice, and which must never be put together."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook
from workbooks import BASE, BASE_ROWS, clean, put_base, to_bytes

from sheetscore.batch import FolderResult, score_folder
from sheetscore.batch.received.identity import named_unit
from sheetscore.model.finding import Finding
from sheetscore.model.outcome import Outcome

pytestmark = pytest.mark.in_one_process

YEAR = "2020"
REPORT = (
    "甲局2020年度部门整体支出绩效自评报告\n一、部门概况。甲局编制数40人，实际在职38人。\n"
    "二、预算执行情况。2020年部门整体支出预算1050万元，绩效目标完成。\n三、自评得分100分。绩效自评等级为优。\n"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(name: str, data: bytes) -> None:
    path = Path("收件", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@cache
def whole(unit: str = "", claim: object = 20) -> bytes:
    """Both tables in one workbook; `claim` is the first indicator's."""
    label = f"填报单位：{unit}" if unit else "填报单位："
    return to_bytes(clean({"基础数据表!A2": label, "指标表!I3": claim}))


@cache
def indicators(unit: str = "") -> bytes:
    """A workbook with the 指标表 alone; the unit stands above it."""
    book = clean(base=None)
    sheet = book.worksheets[0]
    sheet.insert_rows(2)
    sheet["A2"] = f"填报单位：{unit}" if unit else None
    return to_bytes(book)


@cache
def base(unit: str = "", year: str = YEAR) -> bytes:
    """A workbook with the 基础数据表 alone."""
    rows = [tuple(_dated(value, year) for value in row) for row in BASE_ROWS]
    rows[1] = (f"填报单位：{unit}",) if unit else ("填报单位：",)
    book = clean(base=None)
    book.remove(book.worksheets[0])
    put_base(book.create_sheet(BASE), rows)
    return to_bytes(book)


def _dated(value: object, year: str) -> object:
    if not isinstance(value, str):
        return value
    return value.replace("2020", year).replace("2019", str(int(year) - 1))


def run() -> tuple[FolderResult, list[Outcome]]:
    outcomes: list[Outcome] = []
    result = score_folder(["收件"], "出", sink=lambda outcome, _: outcomes.append(outcome))
    return result, outcomes


def rows(outcomes: list[Outcome]) -> list[tuple[str, ...]]:
    """For each unit: its files, its status or code."""
    return [
        (*(Path(name).name for name in each.files), each.code or each.status) for each in outcomes
    ]


def about(outcome: Outcome, code: str) -> list[Finding]:
    return [each for each in outcome.findings if each.code == code]


# ----------------------------------------------------------------------------- what is joined


def test_two_workbooks_of_one_unit_are_scored_together() -> None:
    put("甲局指标表.xlsx", indicators("甲局"))
    put("甲局基础数据表.xlsx", base("甲局"))
    result, (found,) = run()
    assert rows([found]) == [("甲局指标表.xlsx", "甲局基础数据表.xlsx", "scored")]
    assert (found.unit, found.year) == ("甲局", 2020)
    assert found.totals is not None
    assert (found.totals.reviewed, about(found, "H08"), about(found, "A02")) == (100, [], [])
    assert result.outputs == {0: "出/甲局指标表_复核.xlsx"}
    book = load_workbook("出/甲局指标表_复核.xlsx")
    assert book["基础数据表"]["C7"].value == 100


def test_the_units_of_one_folder_are_never_mixed() -> None:
    for unit in ("甲局", "乙局", "丙局"):
        put(f"{unit}指标表.xlsx", indicators(unit))
        put(f"{unit}基础数据表.xlsx", base(unit))
    _, found = run()
    assert sorted(rows(found)) == [
        (f"{unit}指标表.xlsx", f"{unit}基础数据表.xlsx", "scored")
        for unit in sorted(["甲局", "乙局", "丙局"])
    ]


def test_file_names_tell_where_a_table_names_no_unit_and_that_is_said() -> None:
    put("甲局指标表.xlsx", indicators())
    put("2020年甲局基础数据表.xlsx", base("甲局"))
    put("乙局指标表.xlsx", indicators())
    put("乙局基础数据表.xlsx", base())
    _, found = run()
    assert [each.status for each in found] == ["scored", "scored"]
    for each in found:
        (note,) = about(each, "A02")
        assert (note.level, "按文件名" in note.message) == ("info", True)


def test_the_only_two_of_a_folder_are_joined_with_a_reminder() -> None:
    put("甲/表1.xlsx", indicators())
    put("甲/表2.xlsx", base("甲局"))
    put("乙/指标表.xlsx", indicators("乙局"))
    put("乙/基础数据表.xlsx", base())
    _, found = run()
    assert [(each.unit, each.status) for each in found] == [("乙局", "scored"), ("甲局", "scored")]
    for each in found:
        (note,) = about(each, "A02")
        assert note.level == "warning"


def test_a_report_goes_with_the_tables_of_its_unit() -> None:
    put("甲局.xlsx", whole("甲局"))
    put("甲局自评报告.txt", REPORT.encode())
    put("乙局.xlsx", whole("乙局"))
    _, found = run()
    assert rows(found) == [
        ("乙局.xlsx", "scored"),
        ("甲局.xlsx", "甲局自评报告.txt", "scored"),
    ]


# ------------------------------------------------------------------------- what is not joined


@pytest.mark.parametrize(
    ("one", "other"), [("甲局", "乙局"), ("数据局", "信息局"), ("甲局", "甲局本级")]
)
def test_two_different_names_are_never_joined(one: str, other: str) -> None:
    put(f"{one}指标表.xlsx", indicators(one))
    put(f"{other}基础数据表.xlsx", base(other))
    _, found = run()
    assert sorted(rows(found)) == sorted(
        [(f"{one}指标表.xlsx", "scored"), (f"{other}基础数据表.xlsx", "H07")]
    )
    alone = next(each for each in found if each.code)
    assert alone.unit == other
    assert alone.message == "这个文件里只有基础数据表，没有可以和它合并的指标表。"


def test_the_name_in_the_table_counts_more_than_the_name_of_the_file() -> None:
    put("甲局指标表.xlsx", indicators("甲局"))
    put("甲局基础数据表.xlsx", base("乙局"))
    _, found = run()
    assert sorted(rows(found)) == sorted(
        [("甲局指标表.xlsx", "scored"), ("甲局基础数据表.xlsx", "H07")]
    )


def test_two_candidates_are_left_to_a_person() -> None:
    put("甲局指标表.xlsx", indicators("甲局"))
    put("甲局基础数据表.xlsx", base("甲局"))
    put("甲局基础数据表（修改）.xlsx", base("甲局", "2021"))
    _, found = run()
    assert [len(each.files) for each in found] == [1, 1, 1]
    for each in found:
        (note,) = about(each, "A02")
        assert "分不清" in note.message


def test_tables_of_two_years_are_not_joined() -> None:
    put("甲局2020年度指标表.xlsx", indicators("甲局"))
    put("甲局基础数据表.xlsx", base("甲局", "2019"))
    _, found = run()
    assert [len(each.files) for each in found] == [1, 1]
    assert all("年度不同" in about(each, "A02")[0].message for each in found)


def test_a_folder_with_a_third_return_is_no_pair() -> None:
    put("表1.xlsx", indicators())
    put("表2.xlsx", base())
    put("丙局.xlsx", whole("丙局"))
    _, found = run()
    assert [len(each.files) for each in found] == [1, 1, 1]


# -------------------------------------------------------------------------------- there twice


def test_a_copy_is_scored_once_with_a_note() -> None:
    for name in ("一局.xlsx", "一局(1).xlsx", "一局 - 副本.xlsx"):
        put(name, whole("一局"))
    result, (found,) = run()
    (note,) = about(found, "A04")
    assert note.level == "info"
    first = Path(found.files[0]).name
    others = {"一局.xlsx", "一局(1).xlsx", "一局 - 副本.xlsx"} - {first}
    assert all(name in note.message for name in others)
    assert {Path(name).name for name, _ in result.skipped} == others
    assert (result.exit_code, len(result.outputs)) == (0, 1)


def test_copies_are_known_by_their_names_where_the_table_names_no_unit() -> None:
    for name in ("一局.xlsx", "一局(1).xlsx"):
        put(name, whole())
    _, found = run()
    assert [each.unit for each in found] == ["一局"]


def test_two_returns_of_one_unit_are_both_shown_and_neither_counts() -> None:
    put("一局.xlsx", whole("一局"))
    put("一局(1).xlsx", whole("一局", claim=15))
    put("二局.xlsx", whole("二局"))
    result, found = run()
    assert [each.status for each in found] == ["scored"] * 3
    for each in found[:2]:
        (note,) = about(each, "A04")
        assert note.level == "error"
        assert "一局.xlsx" in note.message
        assert "一局(1).xlsx" in note.message
    assert about(found[2], "A04") == []
    assert [each.counted for each in result.outcomes] == [False, False, True]
    assert result.exit_code == 1
    sheet = load_workbook("出/汇总.xlsx", data_only=True)["汇总"]
    assert (sheet["B3"].value, sheet["B6"].value, sheet["H4"].value) == ("1 个单位", "二局", 100)
    texts = [sheet.cell(row, 2).value for row in range(7, sheet.max_row + 1)]
    assert texts.count("一局") == 2
    assert "重复报送待选定 2 份" in str(sheet["A2"].value)
    page = load_workbook("出/一局_复核.xlsx")["核对问题"]
    assert "A04" in [cell.value for row in page.iter_rows() for cell in row]


def test_two_years_of_one_unit_are_two_returns() -> None:
    put("一局2019.xlsx", whole("一局"))
    book = clean({"基础数据表!A2": "填报单位：一局"})
    sheet = book[BASE]
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = _dated(cell.value, "2021")
    put("一局2021.xlsx", to_bytes(book))
    result, found = run()
    assert {each.year for each in found} == {2020, 2021}
    assert all(each.counted for each in result.outcomes)


def test_nameless_tables_in_two_folders_are_two_units() -> None:
    put("东/自评表.xlsx", whole())
    put("西/自评表.xlsx", whole(claim=15))
    put("南/甲局.xlsx", whole(claim=16))
    put("北/甲局.xlsx", whole(claim=17))
    result, found = run()
    assert len(found) == 4
    assert all(each.counted for each in result.outcomes)


def test_the_same_content_under_two_names_is_two_units_and_is_said() -> None:
    put("一局.xlsx", whole())
    put("二局.xlsx", whole())
    result, found = run()
    assert [each.unit for each in found] == ["一局", "二局"]
    assert all(each.counted for each in result.outcomes)
    for each in found:
        (note,) = about(each, "A04")
        assert (note.level, "一字不差，单位却按文件名不同" in note.message) == ("warning", True)


def test_the_same_content_of_no_named_unit_is_said_without_a_guess() -> None:
    """文件名看不出单位：不说“单位不同”。"""
    put("东/自评表.xlsx", whole())
    put("西/自评表.xlsx", whole())
    _, found = run()
    assert len(found) == 2
    for each in found:
        (note,) = about(each, "A04")
        assert "一字不差，看不出是不是同一单位，分别评了分" in note.message


def test_the_order_of_files_does_not_matter() -> None:
    put("1/甲局基础数据表.xlsx", base("甲局"))
    put("2/甲局指标表.xlsx", indicators("甲局"))
    _, found = run()
    assert rows(found) == [("甲局指标表.xlsx", "甲局基础数据表.xlsx", "scored")]


NAMES = [
    ("雨花区卫生健康局2020年指标表.xlsx", "雨花区卫生健康局"),
    ("附件1 指标表.xlsx", ""),
    ("附件2：某局基础数据表(1).xlsx", "某局"),
    ("数据局指标表.xlsx", "数据局"),
    ("信息局基础数据表.xlsx", "信息局"),
    ("绩效评价中心指标表.xlsx", "绩效评价中心"),
    ("部门整体支出绩效自评表-某局.xlsx", "某局"),
    ("某局2020年度部门整体支出绩效自评报告.docx", "某局"),
    ("一局 - 副本.xlsx", "一局"),
    ("自评表（三稿）.xlsx", ""),
    ("新建 Microsoft Excel 工作表.xlsx", ""),
    ("Sheet1.xlsx", ""),
]


@pytest.mark.parametrize(("name", "unit"), NAMES, ids=[name for name, _ in NAMES])
def test_the_unit_by_a_file_s_name(name: str, unit: str) -> None:
    assert named_unit(name) == unit


def test_several_units_of_one_workbook_get_a_workbook_each() -> None:
    book = clean({"基础数据表!A2": "填报单位：甲局"})
    second = clean({"基础数据表!A2": "填报单位：乙局"})
    for sheet in second.worksheets:
        copy = book.create_sheet(f"{sheet.title}（乙局）")
        for row in sheet.iter_rows():
            for cell in row:
                copy[cell.coordinate] = cell.value
        for area in sheet.merged_cells.ranges:
            copy.merge_cells(str(area))
    book.worksheets[0].title = "指标表（甲局）"
    book.worksheets[1].title = "基础数据表（甲局）"
    put("两个局.xlsx", to_bytes(book))
    result, found = run()
    assert [each.unit for each in found] == ["甲局", "乙局"]
    assert result.outputs == {0: "出/两个局_甲局_复核.xlsx", 1: "出/两个局_乙局_复核.xlsx"}
    assert all(Path(name).is_file() for name in result.outputs.values())


def test_three_files_of_one_unit_are_one_return() -> None:
    put("甲局指标表.xlsx", indicators("甲局"))
    put("甲局基础数据表.xlsx", base("甲局"))
    put("甲局自评报告.txt", REPORT.encode())
    put("甲局工作照片.jpg", b"x")
    result, found = run()
    assert rows(found) == [("甲局指标表.xlsx", "甲局基础数据表.xlsx", "甲局自评报告.txt", "scored")]
    assert written() == ["汇总.xlsx", "甲局指标表_复核.xlsx"]
    assert len(result.outputs) == 1


def test_two_reports_of_one_unit_are_left_to_a_person() -> None:
    put("甲局.xlsx", whole("甲局"))
    put("甲局自评报告.txt", REPORT.encode())
    put("甲局自评报告（修改）.txt", REPORT.replace("40人", "41人").encode())
    _, found = run()
    assert sorted(each.code or each.status for each in found) == ["H07", "H07", "scored"]
    assert all("分不清" in about(each, "A02")[0].message for each in found)


def test_a_report_of_another_unit_stands_alone() -> None:
    put("甲/甲局.xlsx", whole("甲局"))
    put("甲/乙局自评报告.txt", REPORT.replace("甲局", "乙局").encode())
    _, found = run()
    assert sorted(each.code or each.status for each in found) == ["H07", "scored"]


def test_a_unit_there_twice_of_which_one_is_split() -> None:
    put("1/甲局.xlsx", whole("甲局", claim=15))
    put("2/甲局指标表.xlsx", indicators("甲局"))
    put("2/甲局基础数据表.xlsx", base("甲局"))
    result, found = run()
    assert [len(each.files) for each in found] == [1, 2]
    assert [each.counted for each in result.outcomes] == [False, False]


def test_a_second_run_over_split_files_gives_the_same_bytes() -> None:
    put("甲局指标表.xlsx", indicators("甲局"))
    put("甲局基础数据表.xlsx", base("甲局"))
    put("乙局.xlsx", whole("乙局"))
    first = {name: Path("出", name).read_bytes() for name in (run(), written())[1]}
    again = {name: Path("出", name).read_bytes() for name in (run(), written())[1]}
    assert first == again


def written() -> list[str]:
    return sorted(path.name for path in Path("出").glob("*.xlsx"))
