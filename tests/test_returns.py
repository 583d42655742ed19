"""Completed workbooks that come back: what a person typed counts, nothing of it is lost, and each unit counts once.

The unit of these tests lacks its 政府采购预算数 (基础数据表!C8): 缺数清单!J5 asks for it. 50 gives the claimed 10 points and a
total of 100; 60 is an execution of 83.3 %, 4 points and a total of 94; without it the claim stands, 100 with 80 as the least.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
import recalc
from openpyxl import load_workbook
from openpyxl.packaging.custom import CustomPropertyList
from workbooks import SAMPLE, clean, findings, forms, score, supply, to_bytes

from sheetscore import score_folder
from sheetscore.batch import FolderResult
from sheetscore.batch.kept.outputs import Names
from sheetscore.model.finding import Finding
from sheetscore.model.outcome import Outcome
from sheetscore.writers.completed import write_completed

pytestmark = pytest.mark.in_one_process

NEED = "缺数清单!J5"
WITHOUT = {"基础数据表!C8": None}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has an empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@cache
def original(unit: str = "甲局", changes: tuple[tuple[str, object], ...] = ()) -> bytes:
    """The return of a unit that lacks one figure."""
    named: dict[str, object] = {"基础数据表!A2": f"填报单位：{unit}"}
    return to_bytes(clean({**named, **WITHOUT, **dict(changes)}))


def put(name: str, data: bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def typed(source: str | Path, changes: Mapping[str, object], to: str | Path = "") -> Path:
    """A workbook with cells typed into it and saved, in its place or as another file."""
    book = load_workbook(source)
    for place, value in changes.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell] = value
        if isinstance(value, str) and value.startswith("'"):
            book[sheet][cell] = value[1:]
    return put(str(to or source), to_bytes(book))


def run(*inputs: str, output: str | None = "已评分") -> tuple[FolderResult, list[Outcome]]:
    """A run over these inputs (待评分), with the whole outcomes."""
    outcomes: list[Outcome] = []
    result = score_folder(
        list(inputs or ("待评分",)),
        output,
        forms=forms(),
        sink=lambda outcome, _: outcomes.append(outcome),
    )
    return result, outcomes


def totals(outcomes: list[Outcome]) -> list[tuple[str, object, object, object]]:
    """Unit, reviewed total, lowest and highest of each."""
    return [
        (each.unit, each.totals.reviewed, each.totals.low, each.totals.high)
        for each in outcomes
        if each.totals
    ]


def told(outcomes: list[Outcome], level: str) -> list[str]:
    return [each.message for outcome in outcomes for each in findings(outcome, "A04", level)]


def completed(folder: str = "已评分") -> list[str]:
    return sorted(path.name for path in Path(folder).glob("*_复核*.xlsx"))


def listed(path: str = "已评分/汇总.xlsx") -> list[tuple[object, object]]:
    """(unit, reviewed total) of each row of 汇总."""
    sheet = load_workbook(path, data_only=True)["汇总"]
    rows = sheet.iter_rows(min_row=6, values_only=True)
    return [(row[1], row[7]) for row in rows if isinstance(row[0], int)]


FULL, LESS, OPEN = ("甲局", 100, 90, 100), ("甲局", 94, 84, 94), ("甲局", 100, 80, 100)
"""With 50, with 60, and with nothing typed. 10 more points wait for documents."""


def started(data: bytes | None = None) -> Path:
    """The unit scored once; its completed workbook. Scored for the first test that asks, a copy of the folders for the others."""
    content = data or original()
    if content not in _SCORED:
        put("待评分/甲局.xlsx", content)
        _, outcomes = run()
        assert totals(outcomes) == [OPEN]
        _SCORED[content] = Path(tempfile.mkdtemp(dir=_kept().name))
        for folder in ("待评分", "已评分"):
            shutil.copytree(folder, _SCORED[content] / folder)
    else:
        shutil.copytree(_SCORED[content], ".", dirs_exist_ok=True)
    return Path("已评分/甲局_复核.xlsx")


_SCORED: dict[bytes, Path] = {}


@cache
def _kept() -> tempfile.TemporaryDirectory[str]:
    """Goes with the process."""
    return tempfile.TemporaryDirectory()


# ------------------------------------------------------------- typed into the output itself


def test_a_filled_list_in_the_output_folder_is_read_back_into_the_new_one() -> None:
    """已评分/甲局_复核.xlsx 的缺数清单填了 60，再评一次：按 60 计分，新的复核表里仍是 60，并且说了。"""
    path = started()
    typed(path, {NEED: 60})
    result, outcomes = run()
    assert totals(outcomes) == [LESS]
    assert completed() == ["甲局_复核.xlsx"]
    assert load_workbook(path)["缺数清单"]["J5"].value == 60
    (line,) = told(outcomes, "info")
    assert "已评分/甲局_复核.xlsx" in line
    assert "J5" in line
    assert result.returned == ["已评分/甲局_复核.xlsx"]
    assert listed() == [("甲局", 94)]


def test_what_was_read_back_stays_run_after_run() -> None:
    """读回一次之后，第二次、第三次结果一字不差：补填的数不会在下一次丢掉。"""
    path = started()
    typed(path, {NEED: 60})
    run()
    first = path.read_bytes()
    for _ in range(2):
        _, outcomes = run()
        assert totals(outcomes) == [LESS]
        assert path.read_bytes() == first


def test_what_was_read_back_stays_without_the_record_and_on_another_machine() -> None:
    path = started()
    typed(path, {NEED: 60})
    run()
    shutil.rmtree("已评分/运行记录")
    shutil.copytree("已评分", "别处")
    _, outcomes = run(output="别处")
    assert totals(outcomes) == [LESS]


def test_a_figure_that_is_cleared_again_counts_no_longer() -> None:
    path = started()
    typed(path, {NEED: 60})
    run()
    typed(path, {NEED: None})
    _, outcomes = run()
    assert totals(outcomes) == [OPEN]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"基础数据表!C8": 60}, LESS),
        ({"基础数据表!C8": 50}, FULL),
        ({"指标表!I7": 9}, ("甲局", 99, 80, 100)),
        ({"指标表!I7": 9, NEED: 60}, ("甲局", 93, 84, 94)),
    ],
    ids=["基础数据表填 60", "基础数据表填 50", "自评得分改成 9", "两处"],
)
def test_typing_into_the_tables_counts_like_the_list(
    changes: dict[str, object], expected: tuple[str, int, int, int]
) -> None:
    path = started()
    typed(path, changes)
    _, outcomes = run()
    assert totals(outcomes) == [expected]
    result, outcomes = run()
    assert (totals(outcomes), result.returned) == ([expected], ["已评分/甲局_复核.xlsx"])
    assert completed() == ["甲局_复核.xlsx"]
    before = path.read_bytes()
    run()
    assert path.read_bytes() == before


def test_a_text_typed_like_a_formula_is_a_text() -> None:
    path = started()
    typed(path, {"基础数据表!F8": "见附件", NEED: 60})
    _, outcomes = run()
    assert totals(outcomes) == [LESS]
    assert load_workbook(path)["基础数据表"]["F8"].value == "见附件"


def saved_again(path: Path) -> None:
    """Opened and saved by another program: other bytes, the same cells."""
    before = path.read_bytes()
    typed(path, {})
    assert path.read_bytes() != before


def numbers_as_text(path: Path) -> None:
    """Some programs store a number as text, and 15 digits of a longer one."""
    typed(path, {"基础数据表!C6": "'10", "基础数据表!D4": 0.950000000000001 - 1e-15})


def no_properties(path: Path) -> None:
    """exceljs and ironcalc write no custom properties."""
    book = load_workbook(path)
    book.custom_doc_props = CustomPropertyList()  # type: ignore[attr-defined]
    path.write_bytes(to_bytes(book))


@pytest.mark.parametrize("again", [saved_again, numbers_as_text, no_properties])
def test_a_workbook_that_was_only_saved_again_is_unchanged(again: Callable[[Path], None]) -> None:
    path = started()
    written = path.read_bytes()
    again(path)
    result, outcomes = run()
    assert (totals(outcomes), result.returned) == ([OPEN], [])
    assert not told(outcomes, "info")
    assert path.read_bytes() == written


def test_an_original_corrected_later_wins_in_its_cells() -> None:
    """复核表里把 C8 填成 60；后来原表自己补了 50：以原表为准，说明复核表里填的是什么。别的格照样采用。"""
    path = started()
    typed(path, {"基础数据表!C8": 60, "指标表!I7": 9})
    put("待评分/甲局.xlsx", original(changes=(("基础数据表!C8", 50),)))
    _, outcomes = run()
    assert totals(outcomes) == [("甲局", 99, 90, 100)]
    (line,) = told(outcomes, "warning")
    assert "基础数据表!C8" in line
    assert "60" in line
    assert "以原表为准" in line


def test_an_original_that_got_the_figure_itself_goes_before_the_list() -> None:
    path = started()
    typed(path, {NEED: 60})
    put("待评分/甲局.xlsx", original(changes=(("基础数据表!C8", 50),)))
    _, outcomes = run()
    assert totals(outcomes) == [FULL]
    (line,) = told(outcomes, "warning")
    assert NEED in line


def test_a_cell_that_the_original_corrected_and_nobody_typed_into_is_told() -> None:
    started()
    typed("已评分/甲局_复核.xlsx", {NEED: 60}, "退回/甲局_复核.xlsx")
    put("待评分/甲局.xlsx", original(changes=(("基础数据表!D6", 10),)))
    _, outcomes = run("待评分", "退回")
    assert totals(outcomes)[0][1] == 94
    assert any("基础数据表!D6" in line for line in told(outcomes, "info"))


# ------------------------------------------------------------------- sent back in a folder


def test_a_returned_workbook_in_the_inbox_takes_its_unit_s_place() -> None:
    path = started()
    typed(path, {NEED: 60}, "待评分/退回/甲局_复核.xlsx")
    result, outcomes = run()
    assert totals(outcomes) == [LESS]
    assert result.returned == ["待评分/退回/甲局_复核.xlsx"]
    assert outcomes[0].files == ("待评分/甲局.xlsx", "待评分/退回/甲局_复核.xlsx")
    assert completed() == ["甲局_复核.xlsx"]
    assert load_workbook(path)["缺数清单"]["J5"].value == 60
    first = path.read_bytes()
    run()
    assert path.read_bytes() == first


def test_a_folder_of_returned_workbooks_is_scored_without_their_originals() -> None:
    for unit in ("甲局", "乙局"):
        put(f"待评分/{unit}.xlsx", original(unit))
    run()
    typed("已评分/甲局_复核.xlsx", {NEED: 60}, "退回/甲.xlsx")
    typed("已评分/乙局_复核.xlsx", {NEED: 50}, "退回/乙.xlsx")
    _, outcomes = run("退回", output="又评")
    assert totals(outcomes) == [("乙局", 100, 90, 100), LESS]
    assert completed("又评") == ["乙_复核.xlsx", "甲_复核.xlsx"]
    assert all(told([each], "info") for each in outcomes)


def test_an_unchanged_output_in_a_scan_is_passed_over_and_counted() -> None:
    path = started()
    put("待评分/甲局_复核.xlsx", path.read_bytes())
    result, outcomes = run()
    assert totals(outcomes) == [OPEN]
    assert ("待评分/甲局_复核.xlsx", "是本程序的输出") in result.skipped


def test_an_unchanged_output_that_is_named_is_read_back() -> None:
    path = started()
    _, outcomes = run(str(path), output=None)
    assert totals(outcomes) == [OPEN]
    assert not told(outcomes, "info")


def test_the_newest_returned_workbook_counts() -> None:
    path = started()
    old = typed(path, {NEED: 60}, "待评分/旧/甲局_复核.xlsx")
    new = typed(path, {NEED: 60, "指标表!I7": 9}, "待评分/新/甲局_复核.xlsx")
    os.utime(old, (1_600_000_000, 1_600_000_000))
    os.utime(new, (1_600_000_100, 1_600_000_100))
    _, outcomes = run()
    assert totals(outcomes) == [("甲局", 93, 84, 94)]
    assert not told(outcomes, "error")


def test_what_only_an_older_one_has_is_named() -> None:
    path = started()
    old = typed(path, {"指标表!I7": 9}, "待评分/旧/甲局_复核.xlsx")
    new = typed(path, {NEED: 60}, "待评分/新/甲局_复核.xlsx")
    os.utime(old, (1_600_000_000, 1_600_000_000))
    os.utime(new, (1_600_000_100, 1_600_000_100))
    _, outcomes = run()
    assert totals(outcomes) == [LESS]
    (line,) = told(outcomes, "warning")
    assert "指标表!I7" in line


def test_two_that_differ_in_the_same_cell_count_neither() -> None:
    path = started()
    for number, value in enumerate((50, 60)):
        typed(path, {NEED: value}, f"待评分/{number}/甲局_复核.xlsx")
    _, outcomes = run()
    assert totals(outcomes) == [OPEN]
    (line,) = told(outcomes, "error")
    assert "50" in line
    assert "60" in line


def test_two_that_differ_are_both_listed_and_neither_counts_without_the_original() -> None:
    path = started()
    for number, value in enumerate((50, 60)):
        typed(path, {NEED: value}, f"退回/{number}/甲局_复核.xlsx")
    result, outcomes = run("退回", output="又评")
    assert len(outcomes) == 2
    assert len(told(outcomes, "error")) == 2
    assert [each.counted for each in result.outcomes] == [False, False]


def test_the_same_in_the_output_folder_and_in_the_inbox_is_no_dispute() -> None:
    """退回的一份填 60，结果写进了已评分；后来换成填 50 的一份：按新退回的计，不与已评分里旧的数打架。"""
    path = started()
    typed(path, {NEED: 60}, "待评分/甲局（退回）.xlsx")
    run()
    blank = write_completed(score(original(), "待评分/甲局.xlsx"))
    put("空.xlsx", blank)
    typed("空.xlsx", {NEED: 50}, "待评分/甲局（退回）.xlsx")
    _, outcomes = run()
    assert totals(outcomes) == [FULL]
    assert not told(outcomes, "error")


def test_a_dispute_with_what_lies_in_the_output_folder_keeps_that() -> None:
    """已评分里有人填 50，退回的一份填 60：都不采用，已评分里的那份原样保留，新的写在 (1) 里。"""
    path = started()
    typed(path, {NEED: 60}, "待评分/甲局（退回）.xlsx")
    typed(path, {NEED: 50})
    kept = path.read_bytes()
    for _ in range(2):
        result, outcomes = run()
        assert totals(outcomes) == [OPEN]
        assert told(outcomes, "error")
        assert path.read_bytes() == kept
        assert completed() == ["甲局_复核(1).xlsx", "甲局_复核.xlsx"]
        assert result.beside == {"甲局_复核(1).xlsx": "甲局_复核.xlsx"}


def test_a_renamed_completed_workbook_keeps_its_unit_and_year() -> None:
    """基础数据表没写填报单位，单位和年度只在文件名里：复核表改名 yh.xlsx 再评，还是那个单位、那一年。"""
    data = to_bytes(clean({"基础数据表!A2": "填报单位：", **WITHOUT}))
    put("待评分/丙县民政局-2020.xlsx", data)
    run()
    shutil.copy("已评分/丙县民政局-2020_复核.xlsx", "yh.xlsx")
    _, outcomes = run("yh.xlsx", output=None)
    assert [(each.unit, each.year) for each in outcomes] == [("丙县民政局", 2020)]
    typed("yh.xlsx", {NEED: 60}, "待评分/yh.xlsx")
    _, outcomes = run()
    assert [row[:2] for row in totals(outcomes)] == [("丙县民政局", 94)]


# ---------------------------------------------------------------- other programs' formats


def test_without_properties_it_is_known_by_its_layout_and_counts_once() -> None:
    path = started()
    typed(path, {NEED: 60}, "待评分/退回.xlsx")
    no_properties(Path("待评分/退回.xlsx"))
    _, outcomes = run()
    assert totals(outcomes) == [LESS]
    path = Path("已评分/甲局_复核.xlsx")
    assert load_workbook(path)["缺数清单"]["J5"].value == 60


def test_without_properties_and_without_the_original_the_totals_are_the_same() -> None:
    started()
    shutil.copy("已评分/甲局_复核.xlsx", "yh.xlsx")
    no_properties(Path("yh.xlsx"))
    _, outcomes = run("yh.xlsx", output=None)
    assert totals(outcomes) == [OPEN]
    typed("yh.xlsx", {NEED: 60})
    _, outcomes = run("yh.xlsx", output=None)
    assert totals(outcomes) == [LESS]


@pytest.mark.parametrize(
    "name", ["雨花区卫生健康局-2020", "示例市民政局-2019", "示例乡人民政府-2018"]
)
def test_samples_give_the_same_totals_with_and_without_the_properties(name: str) -> None:
    outcome = score(SAMPLE.with_name(f"{name}.xlsx").read_bytes(), f"{name}.xlsx")
    data = write_completed(outcome)
    put("有.xlsx", data)
    put("无.xlsx", data)
    no_properties(Path("无.xlsx"))
    _, outcomes = run("有.xlsx", output=None)
    _, bare = run("无.xlsx", output=None)
    assert totals(outcomes) == totals(bare) == totals([outcome])


@pytest.mark.needs("libreoffice")
@pytest.mark.parametrize("ending", ["ods", "xls", "xlsx"])
def test_saved_by_libreoffice_it_is_ours_and_counts_once(ending: str) -> None:
    path = started()
    put("空/甲.xlsx", path.read_bytes())
    typed(path, {NEED: 60, "指标表!I7": 9}, "填/甲.xlsx")
    recalc.convert([Path("空/甲.xlsx")], ending, Path("待评分/空"))
    result, outcomes = run()
    assert totals(outcomes) == [OPEN]
    assert result.returned == []
    recalc.convert([Path("填/甲.xlsx")], ending, Path("待评分/填"))
    result, outcomes = run()
    assert totals(outcomes) == [("甲局", 93, 84, 94)]
    assert result.returned == [f"待评分/填/甲.{ending}"]


# ------------------------------------------------------------------- what must not be lost


def encrypted(data: bytes) -> bytes:
    """With a password, as Excel's own."""
    from msoffcrypto.format.ooxml import OOXMLFile

    sealed = BytesIO()
    OOXMLFile(BytesIO(data)).encrypt("秘密", sealed)
    return sealed.getvalue()


def test_an_output_with_a_password_is_kept_and_the_new_one_gets_a_number() -> None:
    path = started()
    path.write_bytes(encrypted(path.read_bytes()))
    kept = path.read_bytes()
    for _ in range(2):
        result, outcomes = run()
        assert totals(outcomes) == [OPEN]
        assert path.read_bytes() == kept
        assert completed() == ["甲局_复核(1).xlsx", "甲局_复核.xlsx"]
        assert result.outputs == {0: "已评分/甲局_复核(1).xlsx"}
        assert result.beside == {"甲局_复核(1).xlsx": "甲局_复核.xlsx"}


@pytest.mark.parametrize(
    "left", [b"", b"PK\x03\x04", "half"], ids=["0 字节", "只剩开头", "半个文件"]
)
def test_an_output_that_cannot_be_read_is_replaced(left: bytes | str) -> None:
    path = started()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if isinstance(left, str) else left)
    result, outcomes = run()
    assert totals(outcomes) == [OPEN]
    assert completed() == ["甲局_复核.xlsx"]
    assert path.read_bytes() == whole
    assert result.outputs == {0: "已评分/甲局_复核.xlsx"}


def test_an_empty_file_that_no_run_wrote_is_a_stranger_s() -> None:
    put("待评分/甲局.xlsx", original())
    put("已评分/甲局_复核.xlsx", b"")
    run()
    assert Path("已评分/甲局_复核.xlsx").read_bytes() == b""
    assert completed() == ["甲局_2_复核.xlsx", "甲局_复核.xlsx"]


def test_a_changed_output_whose_original_is_not_there_is_kept_and_named() -> None:
    path = started()
    typed(path, {NEED: 60})
    kept = path.read_bytes()
    put("别的/乙局.xlsx", original("乙局"))
    result, _ = run("别的")
    assert path.read_bytes() == kept
    assert result.pending == ["甲局_复核.xlsx"]
    assert listed() == [("乙局", 100)]


def test_a_changed_output_of_another_year_is_never_written_over() -> None:
    path = started()
    typed(path, {NEED: 60})
    kept = path.read_bytes()
    book = clean({"基础数据表!A2": "填报单位：甲局", "基础数据表!C3": "2021年实际在职人数"})
    for cell in ("B5", "C5", "D5"):
        text = str(book["基础数据表"][cell].value)
        book["基础数据表"][cell] = text.replace("2020", "2021").replace("2019", "2020")
    put("待评分/甲局.xlsx", to_bytes(book))
    result, outcomes = run()
    assert outcomes[0].year == 2021
    assert path.read_bytes() == kept
    assert result.outputs == {0: "已评分/甲局_复核(1).xlsx"}
    assert any("原样保留" in line for line in told(outcomes, "warning"))


def test_scanning_the_folder_that_the_outputs_lie_in() -> None:
    put("收件/甲局.xlsx", original())
    run("收件", output="收件/已评分")
    typed("收件/已评分/甲局_复核.xlsx", {NEED: 60})
    for _ in range(2):
        _, outcomes = run("收件", output="收件/已评分")
        assert totals(outcomes) == [LESS]
        assert completed("收件/已评分") == ["甲局_复核.xlsx"]


def test_scoring_the_outputs_in_their_own_place() -> None:
    path = started()
    typed(path, {NEED: 60})
    _, outcomes = run("已评分")
    assert totals(outcomes) == [LESS]
    assert completed() == ["甲局_复核.xlsx"]
    assert load_workbook(path)["缺数清单"]["J5"].value == 60


# ---------------------------------------------------------------- the state of the folder


def test_scoring_one_file_keeps_the_others_in_the_rollup() -> None:
    for unit in ("甲局", "乙局", "丙局"):
        put(f"待评分/{unit}.xlsx", original(unit))
    run()
    before = Path("已评分/汇总.xlsx").read_bytes()
    result, _ = run("待评分/乙局.xlsx")
    assert Path("已评分/汇总.xlsx").read_bytes() == before
    assert (result.listed, result.unlisted) == (2, 0)
    typed("已评分/乙局_复核.xlsx", {NEED: 60}, "退回/乙局_复核.xlsx")
    run("退回/乙局_复核.xlsx")
    assert sorted(listed()) == [("丙局", 100), ("乙局", 94), ("甲局", 100)]


def test_a_deleted_output_is_no_longer_listed() -> None:
    for unit in ("甲局", "乙局"):
        put(f"待评分/{unit}.xlsx", original(unit))
    run()
    Path("已评分/甲局_复核.xlsx").unlink()
    run("待评分/乙局.xlsx")
    assert listed() == [("乙局", 100)]


def test_a_unit_that_is_scored_anew_under_another_name_is_listed_once() -> None:
    put("待评分/甲局.xlsx", original())
    run()
    put("改名/甲局（改）.xlsx", original(changes=(("指标表!I7", 9),)))
    result, _ = run("改名")
    assert listed() == [("甲局", 99)]
    assert result.unlisted == 1


# --------------------------------------------------------------------------- 评定得分


def assessed_cell(path: Path) -> str:
    """Where 汇总 asks for the score of 管理制度健全性."""
    sheet = load_workbook(path)["汇总"]
    heads = [cell for row in sheet.iter_rows() for cell in row if cell.value == "评定得分"]
    (head,) = heads
    return f"汇总!{head.column_letter}{head.row + 1}"


def test_a_typed_assessment_counts_and_stays() -> None:
    """汇总里给管理制度健全性评 4 分（自评 10）：合计 94，再评几次还是 4 分；退回的一份同样。"""
    path = started()
    cell = assessed_cell(path)
    typed(path, {cell: 4})
    for _ in range(2):
        result, outcomes = run()
        assert totals(outcomes) == [("甲局", 94, 84, 94)]
        assert result.returned == ["已评分/甲局_复核.xlsx"]
    sheet, _, place = cell.partition("!")
    assert load_workbook(path)[sheet][place].value == 4


def test_a_typed_assessment_is_a_change_of_a_returned_workbook() -> None:
    path = started()
    typed(path, {assessed_cell(path): 4, NEED: 60}, "待评分/退回.xlsx")
    _, outcomes = run()
    assert totals(outcomes) == [("甲局", 88, 88, 88)]
    _, outcomes = run("待评分/退回.xlsx", output=None)
    assert totals(outcomes) == [("甲局", 88, 88, 88)]


# ------------------------------------------------------- nothing is opened outside a worker


@pytest.mark.workers
def test_no_output_is_parsed_by_the_run_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    path = started()
    typed(path, {NEED: 60})
    put("待评分/坏.xlsx", path.read_bytes()[:3000] + bytes(200) + path.read_bytes()[3200:])
    main = os.getpid()
    real = zipfile.ZipFile.__init__

    def guarded(
        self: zipfile.ZipFile, file: object, mode: str = "r", *args: object, **more: object
    ) -> None:
        assert mode != "r" or os.getpid() != main, "a workbook is opened in the run itself"
        real(self, file, mode, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(zipfile.ZipFile, "__init__", guarded)
    result, _ = run()
    assert len(result.outcomes) == 2
    assert Names  # the names of outputs are given out without opening any


def test_figures_from_a_sheet_of_the_original_are_no_change() -> None:
    """原件自带“补充数据”：复核表的缺数清单里写着它，没有人改过。"""
    data = to_bytes(
        supply(
            clean({"基础数据表!A2": "填报单位：甲局", **WITHOUT}),
            ("政府采购金额", "预算", 2020, "万元", 60),
        )
    )
    put("待评分/甲局.xlsx", data)
    run()
    result, outcomes = run()
    assert (totals(outcomes), result.returned) == ([LESS], [])
    typed("已评分/甲局_复核.xlsx", {NEED: 50})
    _, outcomes = run()
    assert totals(outcomes) == [FULL]


def test_the_finding_says_where_each_figure_was_typed() -> None:
    path = started()
    typed(path, {NEED: 60, "指标表!I7": 9})
    _, outcomes = run()
    (found,) = [each for each in outcomes[0].findings if each.code == "A04"]
    assert isinstance(found, Finding)
    assert "指标表!I7" in found.found
    assert "政府采购金额" in found.found
