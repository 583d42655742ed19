"""Every odd file comes to what is promised for it: scored as without the oddity, one cell told, or refused with a sentence."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import time
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from odd_files import FILES, LIMITS_OF, good
from openpyxl import load_workbook
from workbooks import ROOT, clean, complaints, findings, forms, indicator, rows, score, to_bytes

from sheetscore import score_unit
from sheetscore.batch import score_folder
from sheetscore.exact.amounts import half_up, read_amount
from sheetscore.forms import Forms
from sheetscore.forms.limits import LIMITS
from sheetscore.model.outcome import Outcome
from sheetscore.readers.grid import Grid
from sheetscore.readers.intake import admit
from sheetscore.readers.workbooks import read_grid

SECONDS = 5
CLAIM = "指标表!I3"


@cache
def built(name: str) -> bytes:
    """The bytes of an odd file."""
    return FILES[name]()


@cache
def outcome(name: str) -> tuple[Outcome, float]:
    """The outcome of an odd file, and the seconds of computing it took."""
    data = built(name)
    these = forms_for(name)  # read once, before the clock starts
    start = time.process_time()  # what other programs take meanwhile does not count
    return score_unit([(name, data)], these), time.process_time() - start


def forms_for(name: str) -> Forms:
    """The forms, with the limits that are lowered for this file."""
    return replace(forms(), limits=replace(LIMITS, **LIMITS_OF.get(name, {})))


def grid(name: str) -> Grid:
    """The cells of an odd file that is no return."""
    data = admit(built(name))
    return read_grid(name, data)


def value(name: str, row: int = 1, col: int = 2) -> Any:
    """What stands in a cell of its first sheet, B1 if not said."""
    return grid(name).sheets[0].cells[row, col].value


# ------------------------------------------------------------------------------------- refused


REFUSED: dict[str, tuple[str, str]] = {
    # 文件：代码，句中应有的话
    "._c11_appledouble.xlsx": ("H03", "无法识别"),
    "c01_empty.xlsx": ("H01", "空"),
    "c02_truncated.xlsx": ("H01", "损坏"),
    "c03_plaintext.xlsx": ("H03", "文本"),
    "c04_html_as.xls": ("H03", "网页"),
    "c05_xml2003.xls": ("H03", "XML 表格 2003"),
    "c06_pdf.xlsx": ("H03", "PDF"),
    "c07_rar.xlsx": ("H03", "RAR"),
    "~$c10_lock.xlsx": ("H03", "无法识别"),
    "c12_docx_as.xlsx": ("H03", "Word"),
    "c13_high_ratio.xlsx": ("H04", "1 MB，是压缩时的 100 倍"),
    "c15_over_the_part_limit.xlsx": ("H04", "单个部件"),
    "c16_many_entries.xlsx": ("H04", "10000"),
    "c17_dup_entry.xlsx": ("H01", "重名"),
    "c18_traversal.xlsx": ("H05", "越界"),
    "c19_bad_crc.xlsx": ("H01", "损坏"),
    "c20_prefixed_junk.xlsx": ("H03", "无法识别"),
    "o01_over_the_cell_limit.ods": ("H04", "1000 个单元格"),
    "w01_no_sst.xlsx": ("H01", "损坏"),
    "w03_sst_index_out_of_range.xlsx": ("H01", "损坏"),
    "w04_dup_cell.xlsx": ("H01", "I3"),
    "w05_dup_row.xlsx": ("H01", "第 3 行"),
    "w08_bad_refs.xlsx": ("H01", "损坏"),
    "w10_over_the_column_limit.xlsx": ("H04", "2000 列"),
    "w11_over_the_row_limit.xlsx": ("H04", "200000 行"),
    "w16_over_the_merge_limit.xlsx": ("H04", "101 处合并单元格，超过 100 处"),
    "w17_over_the_sheet_limit.xlsx": ("H04", "255 张"),
    "w19_external_rel.xlsx": ("H01", "不在文件里"),
    "w20_rel_target_traversal.xlsx": ("H01", "不在文件里"),
    "w21_no_sheets.xlsx": ("H01", "没有工作表"),
    "x01_dtd_in_sst.xlsx": ("H05", "DTD"),
    "x04_dtd_in_sheet.xlsx": ("H05", "DTD"),
    "x07_not_wellformed.xlsx": ("H01", "损坏"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_refused_says_why(name: str) -> None:
    found, _ = outcome(name)
    code, said = REFUSED[name]
    assert (found.status, found.code) == ("rejected", code)
    assert said in found.message
    assert found.advice.startswith("请")
    assert "root:" not in found.message


@pytest.mark.parametrize("name", [name for name, (code, _) in REFUSED.items() if code == "H04"])
def test_a_limit_says_how_it_is_raised(name: str) -> None:
    found, _ = outcome(name)
    (limit,) = (each for each in LIMITS.__slots__ if f"的 {each}。" in found.advice)
    assert "templates/limits.toml" in found.advice
    assert limit


# ------------------------------------------------------------------- scored as without the oddity


SCORED: dict[str, tuple[str, ...]] = {
    # 文件：应有的提醒（没有别的）
    "c08_xlsx_as.xls": ("A12",),
    "c09_xlsx_as.et": (),
    "c21_appended_junk.xlsx": (),
    "v09_formula_string_cache.xlsx": (),
    "v10_dde.xlsx": ("B08", "A14"),
    "v11_hyperlink_exfil.xlsx": (),
    "v13_xml_escape.xlsx": ("B01",),
    "v14_fullwidth.xlsx": ("B01",),
    "v15_zero_width.xlsx": ("B01",),
    "v17_chinese_number.xlsx": ("B01",),
    "v19_unit_suffix.xlsx": ("B01",),
    "v25_32768_chars.xlsx": ("A15",),
    "w02_no_styles.xlsx": (),
    "w06_rows_out_of_order.xlsx": (),
    "w09_dim_lies_full.xlsx": (),
    "w12_20k_empty_styled_rows.xlsx": (),
    "w13_200k_styled_blank_cells.xlsx": (),
    "w14_overlapping_merges.xlsx": ("A15", "A15"),
    "w15_wide_merge.xlsx": (),
    "w18_hidden_sheet.xlsx": (),
    "w22_bad_style_index.xlsx": (),
    "w23_xlsm_in_xlsx.xlsx": ("A12",),
    "w24_sheet_name_injection.xlsx": (),
    "x05_utf16_sheet.xlsx": (),
    "x06_gbk_sst.xlsx": (),
    "x09_prefix_ns.xlsx": (),
    "x10_strict_ns.xlsx": (),
}


@cache
def parent() -> Outcome:
    """The outcome of the return without an oddity."""
    return score(good())


def scores(found: Outcome) -> list[tuple[object, ...]]:
    return [(row.indicator, row.points, row.claimed, row.score, row.status) for row in rows(found.indicators)]  # fmt: skip


@pytest.mark.parametrize("name", SCORED)
def test_an_odd_file_is_scored_as_if_it_were_not(name: str) -> None:
    found, _ = outcome(name)
    assert found.status == "scored", found.message
    assert scores(found) == scores(parent())
    assert [str(row.value) for row in rows(found.base)] == [
        str(row.value) for row in rows(parent().base)
    ]
    assert tuple(each.code for each in complaints(found)) == SCORED[name]


def test_macros_are_told_and_left_alone() -> None:
    found, _ = outcome("w23_xlsm_in_xlsx.xlsx")
    (told,) = findings(found, "A14")
    assert (told.level, "没有运行" in told.message) == ("info", True)


# ----------------------------------------------------------------------------- a cell of its own


CELLS: dict[str, str] = {
    # 文件：那一格的问题里应有的话
    "v01_nan.xlsx": "NaN",
    "v02_inf.xlsx": "有限",
    "v03_inf_word.xlsx": "INF",
    "v04_text_in_n.xlsx": "约二十",
    "v05_error_div0.xlsx": "#DIV/0!",
    "v06_bool.xlsx": "TRUE",
    "v12_text_equals.xlsx": "=1+1",
    "v16_rtl_override.xlsx": "方向",
    "v18_range.xlsx": "范围",
    "v20_percent_fmt.xlsx": "20%",
    "v21_date_fmt_score.xlsx": "日期",
    "v22_date1904.xlsx": "2024-06-19",
    "v28_int_precision.xlsx": "15 位",
    "v30_iso_date_cell.xlsx": "2024-02-30",
    "v32_date_huge.xlsx": "没有这一天",
    "v33_date_negative.xlsx": "日期",
    "v34_1900_02_29.xlsx": "日期",
}


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_that_is_no_score_is_told_and_no_number_is_made_of_it(name: str) -> None:
    found, _ = outcome(name)
    row = indicator(found, "在职人员控制率")
    assert (row.claimed, row.score) == (None, Decimal(20))
    assert row.claimed_state in ("error", "text")
    (told,) = (each for each in findings(found, level="error") if each.where == CLAIM)
    assert told.code == "D07"
    assert CELLS[name] in told.message
    assert [each.where for each in complaints(found)] == [CLAIM]


def test_a_formula_that_was_never_calculated_is_neither_blank_nor_0() -> None:
    found, _ = outcome("v07_formula_no_cache.xlsx")
    assert indicator(found, "在职人员控制率").claimed is None
    (told,) = findings(found, "B08")
    assert (told.level, told.where) == ("error", CLAIM)


def test_minus_zero_is_0() -> None:
    found, _ = outcome("v29_neg_zero.xlsx")
    row = indicator(found, "在职人员控制率")
    assert (str(row.claimed), row.status) == ("0", "differs")


BARE: dict[str, object] = {
    "c00_control_ok.xlsx": 95.5,
    "o02_trailing_repeat.ods": 95.5,
    "o03_percentage.ods": 0.955,
    "v23_rph_phonetic.xlsx": 95.5,
    "v24_richtext.xlsx": 95.5,
    "v26_ext_b_hanzi.xlsx": 95.5,
    "v27_float_repr.xlsx": 2.6749999999999998,
    "v31_shared_formula.xlsx": 2,
    "w07_no_refs.xlsx": 95.5,
}


@pytest.mark.parametrize("name", BARE)
def test_a_bare_cell_is_read(name: str) -> None:
    assert value(name) == BARE[name]
    assert not grid(name).findings


def test_what_else_the_bare_cells_show() -> None:
    assert value("v23_rph_phonetic.xlsx", col=1) == "得分"
    assert value("v24_richtext.xlsx", col=1) == "得分"
    assert value("v26_ext_b_hanzi.xlsx", col=1) == "𠮷𡘙得分"
    assert [value("v31_shared_formula.xlsx", row) for row in (1, 2, 3)] == [2, 4, 6]
    exact = read_amount(value("v27_float_repr.xlsx")).value
    assert exact is not None
    assert (str(exact), half_up(exact, 2)) == ("2.675", Decimal("2.68"))
    rate = grid("o03_percentage.ods").sheets[0].cells[1, 2]
    assert read_amount(rate.value, rate.number_format).percent
    filed = outcome("v22_date1904.xlsx")[0]
    assert indicator(filed, "在职人员控制率").claimed_raw == f"{dt.date(2024, 6, 19)}"


def test_a_stale_result_of_a_formula_is_told() -> None:
    """The file says 12, 10+10 is 20: whoever opened it last did not save the result."""
    found, _ = outcome("v08_formula_stale.xlsx")
    assert indicator(found, "在职人员控制率").claimed == 12
    (told,) = findings(found, "B08")
    assert (told.level, told.where, told.found, told.expected) == ("error", CLAIM, "12", "20")


def test_every_file_is_met() -> None:
    other = {"v07_formula_no_cache.xlsx", "v08_formula_stale.xlsx", "v29_neg_zero.xlsx"}
    assert {*REFUSED, *SCORED, *CELLS, *BARE, *other} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_no_file_takes_long(name: str) -> None:
    assert outcome(name)[1] < SECONDS


# --------------------------------------------------------------------------------- memory, folder


GREEDY = [
    "o02_trailing_repeat.ods", "w09_dim_lies_full.xlsx", "w12_20k_empty_styled_rows.xlsx",
    "w13_200k_styled_blank_cells.xlsx", "w15_wide_merge.xlsx", "w17_over_the_sheet_limit.xlsx",
]  # fmt: skip
MEASURE = """
import json, re, sys
sys.path[:0] = sys.argv[1:3]
from sheetscore import score_bytes
from sheetscore.forms import load_forms
forms, most = load_forms(), {}
for path in sys.argv[3:]:
    data = open(path, "rb").read()
    score_bytes(path, data, forms)
    most[path] = int(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]) // 1024
print(json.dumps(most))
"""


def test_the_larger_files_stay_within_memory(tmp_path: Path) -> None:
    """All of them, one after another in one process, never take more than 600 MB.

    Read from /proc: ru_maxrss of a child also holds what the process that started it had.
    """
    paths = []
    for name in GREEDY:
        path = tmp_path / name
        path.write_bytes(built(name))
        paths.append(str(path))
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(ROOT / "src"), str(ROOT / "tests"), *paths],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    most = json.loads(done.stdout)
    assert max(most.values()) < 600, most


def test_a_folder_of_all_of_them_and_ten_good_returns(tmp_path: Path) -> None:
    """Exactly the ten are scored besides the odd ones that may be; every other file has its sentence."""
    inbox = tmp_path / "收件"
    inbox.mkdir()
    skipped = [name for name in FILES if name.startswith(("._", "~$"))]
    refused = [
        name for name in FILES if outcome(name)[0].status == "rejected" and name not in LIMITS_OF
    ]
    for name in {*skipped, *refused}:
        (inbox / name).write_bytes(built(name))
    for number in range(10):
        book = clean({"基础数据表!A2": f"填报单位：好{number}局"})
        (inbox / f"好{number}.xlsx").write_bytes(to_bytes(book))
    result = score_folder([inbox], tmp_path / "出")
    by_status: dict[str, list[Outcome]] = {"scored": [], "rejected": []}
    for each in result.outcomes:
        by_status[each.status].append(each)
    assert sorted(Path(each.files[0]).stem for each in by_status["scored"]) == [
        f"好{number}" for number in range(10)
    ]
    assert {Path(each.files[0]).name for each in by_status["rejected"]} == set(refused) - set(
        skipped
    )
    assert all(each.message.endswith("。") and each.advice for each in by_status["rejected"])
    assert {Path(name).name for name, _ in result.skipped} >= set(skipped)
    assert result.exit_code == 1
    listed = {
        str(cell.value)
        for sheet in load_workbook(tmp_path / "出" / "汇总.xlsx").worksheets
        for row in sheet.iter_rows()
        for cell in row
    }
    for each in by_status["rejected"]:
        assert any(each.message in text for text in listed), each.message
        assert any(each.files[0] in text for text in listed), each.files[0]
