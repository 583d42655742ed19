"""Folders of returns: what is read, what is written where, and what is never touched."""

from __future__ import annotations

import json
import os
from collections import Counter
from functools import cache
from pathlib import Path

import killers
import pytest
from openpyxl import load_workbook
from workbooks import clean, to_bytes

from sheetscore.batch import FolderResult, folder, score_folder
from sheetscore.batch.kept.outputs import safe_stem, write_whole

GOOD = to_bytes(clean())
posix = os.name == "posix"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has an empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@cache
def of(unit: str) -> bytes:
    """The faultless small workbook of this unit."""
    return to_bytes(clean({"基础数据表!A2": f"填报单位：{unit}"}))


def put(name: str, data: bytes = GOOD) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def files(folder: str) -> list[str]:
    """What lies in a folder and below, without the run record."""
    found = sorted(
        path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file()
    )
    return [name for name in found if not name.startswith("运行记录/")]


def read_files(result: FolderResult) -> list[str]:
    return [outcome.files[0] for outcome in result.outcomes]


def reasons(result: FolderResult) -> Counter[str]:
    return Counter(reason for _, reason in result.skipped)


# ---------------------------------------------------------------------------- what is read


def test_folders_are_read_through_all_levels_in_order() -> None:
    for name in ("收件/乙.xlsx", "收件/甲/一.xlsx", "收件/甲/深/二.XLSX", "收件/甲/三.xlsm"):
        put(name, of(name[3:-5]))
    result = score_folder(["收件"], None)
    assert read_files(result) == sorted(
        read_files(result), key=lambda name: (name.count("/") > 1, name)
    )
    assert set(read_files(result)) == {
        "收件/乙.xlsx",
        "收件/甲/一.xlsx",
        "收件/甲/深/二.XLSX",
        "收件/甲/三.xlsm",
    }


def test_the_order_is_the_same_every_time() -> None:
    for name in ("收件/丙.xlsx", "收件/甲.xlsx", "收件/乙/甲.xlsx"):
        put(name, of(name[3:-5]))
    assert read_files(score_folder(["收件"], None)) == read_files(score_folder(["收件"], None))


def test_what_is_left_out_is_counted_with_the_reason() -> None:
    put("收件/甲.xlsx")
    for name in (
        "~$甲.xlsx",
        ".~lock.甲.xlsx#",
        "._甲.xlsx",
        "Thumbs.db",
        ".DS_Store",
        "desktop.ini",
        "说明.txt",
        "报告.pdf",
        "照片.jpg",
    ):
        put(f"收件/{name}", b"x")
    result = score_folder(["收件"], None)
    assert read_files(result) == ["收件/甲.xlsx"]
    assert reasons(result) == {
        "是打开时的临时锁文件": 2,
        "是系统文件": 4,
        "是说明文件": 1,
        "是不能读的文档（报告请另存为 .docx）": 1,
        "不是电子表格": 1,
    }


def test_a_file_named_twice_is_read_once() -> None:
    put("收件/甲.xlsx")
    assert read_files(
        score_folder(["收件/甲.xlsx", "收件", Path("收件/../收件/甲.xlsx")], None)
    ) == ["收件/甲.xlsx"]


def test_a_folder_called_like_a_workbook_is_looked_into() -> None:
    put("收件/某局.xlsx/甲.xlsx")
    assert read_files(score_folder(["收件"], None)) == ["收件/某局.xlsx/甲.xlsx"]


@pytest.mark.parametrize("kind", ["环", "断链", "管道", "设备"])
def test_what_is_no_ordinary_file_is_never_opened(kind: str) -> None:
    if not posix:
        kind = "断链"
    put("收件/甲.xlsx")
    odd = Path("收件/怪.xlsx")
    if kind == "环":
        odd.symlink_to(odd.name)
        Path("收件/回头").symlink_to(Path.cwd() / "收件", target_is_directory=True)
    elif kind == "断链":
        odd.symlink_to("没有这个文件.xlsx")
    elif kind == "管道":
        os.mkfifo(odd)
    else:
        odd.symlink_to("/dev/zero")
    result = score_folder(["收件"], "出")
    assert read_files(result) == ["收件/甲.xlsx"]
    links = {"是指向别处文件夹的链接，没有进去": 1} if kind == "环" else {}
    assert reasons(result) == {"不是普通文件": 1, **links}


ODD_NAMES = [
    "=1+1", "+甲", "-甲", "@甲", "甲\n乙", "甲\t乙", "😀局", "a<b>&'\"", "{{7*7}}%s{0}", "甲.乙. ", "CON", "é", "e\u0301", "甲\u202e乙",
    "很长的名字" * 16,
]  # fmt: skip


def test_odd_names_are_only_names() -> None:
    for number, name in enumerate(ODD_NAMES):
        put(f"收件/{number}/{name}.xlsx", of(f"{number}局"))
    result = score_folder(["收件"], "出")
    assert [outcome.status for outcome in result.outcomes] == ["scored"] * len(ODD_NAMES)
    written = [name for name in files("出") if name.endswith("_复核.xlsx")]
    assert len(written) == len(ODD_NAMES)
    assert not any(set(name) & set('<>:"|?*\n\t\u202e') for name in written)
    assert Path("出/汇总.xlsx").is_file()
    summary = load_workbook("出/汇总.xlsx").worksheets[0]
    texts = {
        cell.value for row in summary.iter_rows() for cell in row if isinstance(cell.value, str)
    }
    assert not any(text.startswith("=1") for text in texts)


def test_a_name_that_is_no_text_is_read_and_shown() -> None:
    put(f"收件/{os.fsdecode(bytes([0xFF, 0xFE])) if posix else '甲'}.xlsx")
    result = score_folder(["收件"], "出")
    assert [outcome.status for outcome in result.outcomes] == ["scored"]
    assert len([name for name in files("出") if name.endswith("_复核.xlsx")]) == 1


SAFE = [
    ("甲", "甲"), ("a/b\\c", "a_b_c"), ("a:b*c?", "a_b_c_"), ("CON", "_CON"), ("lpt1", "_lpt1"), (" 甲. ", "甲"), ("...", "未命名"),
    ("甲\n乙", "甲_乙"), ("../../甲", "_.._甲"),
]  # fmt: skip


@pytest.mark.parametrize(("stem", "safe"), SAFE, ids=[repr(stem) for stem, _ in SAFE])
def test_a_name_every_file_system_takes(stem: str, safe: str) -> None:
    assert safe_stem(stem) == safe


def test_a_very_long_name_is_cut_between_characters() -> None:
    cut = safe_stem("区" * 300)
    assert len(cut.encode()) <= 200
    assert set(cut) == {"区"}


# ---------------------------------------------------------------------- what is written where


def test_a_workbook_a_unit_a_summary_and_the_record() -> None:
    put("收件/甲.xlsx")
    put("收件/坏.xlsx", b"x")
    result = score_folder(["收件"], "出")
    assert files("出") == ["汇总.xlsx", "甲_复核.xlsx"]
    assert (result.outputs, result.rollup, result.exit_code) == (
        {1: "出/甲_复核.xlsx"},
        "出/汇总.xlsx",
        1,
    )
    for name in files("出"):
        marks = load_workbook(Path("出", name)).custom_doc_props.names
        assert "sheetscore" in marks


def test_check_writes_nothing() -> None:
    put("收件/甲.xlsx")
    result = score_folder(["收件"], None)
    assert [path.name for path in Path().iterdir()] == ["收件"]
    assert (result.outputs, result.rollup) == ({}, "")


def test_the_same_stem_twice_gets_the_subfolder_then_a_number() -> None:
    for name in (
        "收件/甲.xlsx",
        "收件/东/甲.xlsx",
        "收件/西/甲.xlsm",
        "收件/西/东/甲.xlsx",
        "收件/西/甲.xlsx",
    ):
        put(name, of(name))
    score_folder(["收件"], "出")
    assert files("出") == sorted(
        [
            "汇总.xlsx",
            "甲_复核.xlsx",
            "甲_东_复核.xlsx",
            "甲_西_复核.xlsx",
            "甲_2_复核.xlsx",
            "甲_3_复核.xlsx",
        ]
    )


def test_names_that_differ_in_case_alone_do_not_overwrite_each_other() -> None:
    put("收件/1/Unit.xlsx", of("一局"))
    put("收件/2/unit.xlsx", of("二局"))
    result = score_folder(["收件"], "出")
    assert len({name.lower() for name in result.outputs.values()}) == 2


def test_a_rerun_replaces_its_own_outputs() -> None:
    put("收件/甲.xlsx")
    score_folder(["收件"], "出")
    first = Path("出/甲_复核.xlsx").read_bytes()
    put("收件/甲.xlsx", to_bytes(clean({"指标表!I4": 29})))
    score_folder(["收件"], "出")
    assert files("出") == ["汇总.xlsx", "甲_复核.xlsx"]
    assert Path("出/甲_复核.xlsx").read_bytes() != first


def test_the_same_input_gives_the_same_bytes() -> None:
    put("收件/甲.xlsx")
    for output in ("出1", "出2"):
        score_folder(["收件"], output)
    for name in files("出1"):
        assert Path("出1", name).read_bytes() == Path("出2", name).read_bytes()


@pytest.mark.parametrize("name", ["甲_复核.xlsx", "汇总.xlsx"])
@pytest.mark.parametrize("data", [GOOD, b"notes", b""], ids=["别人的工作簿", "别的文件", "空文件"])
def test_a_stranger_s_file_of_the_same_name_is_kept(name: str, data: bytes) -> None:
    put("收件/甲.xlsx")
    put(f"出/{name}", data)
    for _ in range(2):
        result = score_folder(["收件"], "出")
    assert Path("出", name).read_bytes() == data
    stem = Path(name).stem
    instead = {"甲_复核": "出/甲_2_复核.xlsx", "汇总": "出/汇总_2.xlsx"}[stem]
    assert instead in {*result.outputs.values(), result.rollup}
    assert len(files("出")) == 3


def test_the_submitted_file_stays_byte_for_byte_as_it_was() -> None:
    path = put("收件/甲.xlsx")
    before = path.stat()
    score_folder([path], "收件")
    assert path.read_bytes() == GOOD
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_submitted_file_called_like_an_output_is_not_written_over() -> None:
    put("收件/甲_复核.xlsx", of("一局"))
    put("收件/汇总.xlsx", of("二局"))
    result = score_folder(["收件"], "收件")
    assert Path("收件/甲_复核.xlsx").read_bytes() == of("一局")
    assert Path("收件/汇总.xlsx").read_bytes() == of("二局")
    assert len(result.outputs) == 2


def test_outputs_are_passed_over_in_a_scan_and_read_back_when_named() -> None:
    put("收件/甲.xlsx")
    score_folder(["收件"], "收件/已评分")
    again = score_folder(["收件"], "收件/已评分")
    assert read_files(again) == ["收件/甲.xlsx"]
    assert reasons(again)["是本程序的输出"] == 2
    named = score_folder(["收件/已评分/甲_复核.xlsx"], "出")
    assert [(outcome.status, outcome.unit) for outcome in named.outcomes] == [("scored", "某局")]
    assert files("出") == ["汇总.xlsx", "甲_复核.xlsx"]


def test_an_output_named_as_input_is_not_written_over() -> None:
    put("收件/甲.xlsx")
    score_folder(["收件"], "出")
    first = Path("出/甲_复核.xlsx").read_bytes()
    result = score_folder(["出/甲_复核.xlsx"], "出")
    assert Path("出/甲_复核.xlsx").read_bytes() == first
    assert result.outputs == {0: "出/甲_2_复核.xlsx"}


def test_a_read_only_file_is_scored() -> None:
    path = put("收件/甲.xlsx")
    path.chmod(0o444)
    assert [outcome.status for outcome in score_folder(["收件"], "出").outcomes] == ["scored"]
    assert path.stat().st_mode & 0o222 == 0


def test_a_file_that_cannot_be_read_is_h11(monkeypatch: pytest.MonkeyPatch) -> None:
    put("收件/甲.xlsx")
    put("收件/乙.xlsx")
    real = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == "乙.xlsx":
            raise PermissionError(13, "held open")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", locked)
    result = score_folder(["收件"], None)
    assert {outcome.unit: outcome.code for outcome in result.outcomes} == {"乙": "H11", "某局": ""}


def test_no_partial_file_is_left_when_writing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    Path("出").mkdir()
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="space"):
        write_whole(Path("出/甲.xlsx"), GOOD)
    assert files("出") == []


def test_a_target_held_open_gets_a_number_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.replace
    held = put("出/甲.xlsx", b"open in Excel")

    def refuse(path: Path, target: Path) -> Path:
        if Path(target).name == "甲.xlsx":
            raise PermissionError(13, "held open")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    assert write_whole(held, GOOD) == Path("出/甲(1).xlsx")
    assert held.read_bytes() == b"open in Excel"
    assert files("出") == ["甲(1).xlsx", "甲.xlsx"]


def test_a_fault_of_ours_costs_that_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    put("收件/甲.xlsx")
    put("收件/panic.xlsx", of("乙局"))
    monkeypatch.setattr(folder, "work", killers.work)
    result = score_folder(["收件"], "出")
    assert {outcome.files[0]: outcome.code for outcome in result.outcomes} == {
        "收件/甲.xlsx": "",
        "收件/panic.xlsx": "H06",
    }
    assert files("出") == ["汇总.xlsx", "甲_复核.xlsx"]
    (log,) = Path("出/运行记录").rglob("运行.log")
    assert "index out of bounds" in log.read_text("utf-8-sig")


# ------------------------------------------------------------------------------ the run record


def test_the_record_has_a_line_a_file() -> None:
    put("收件/甲.xlsx")
    put("收件/坏.xlsx", b"%PDF-1.4")
    score_folder(["收件"], "出")
    (folder,) = Path("出/运行记录").iterdir()
    lines = [json.loads(line) for line in (folder / "运行.jsonl").read_text("utf-8").splitlines()]
    assert [(line["file"], line["status"], line["code"], line["output"]) for line in lines] == [
        ("收件/坏.xlsx", "rejected", "H03", None), ("收件/甲.xlsx", "scored", "", "出/甲_复核.xlsx"),
    ]  # fmt: skip
    assert len({line["blake2b"] for line in lines} - {""}) == 2
    log = (folder / "运行.log").read_text("utf-8-sig")
    assert "收件/坏.xlsx → H03" in log
    assert "收件/甲.xlsx → 出/甲_复核.xlsx" in log


def test_every_run_has_a_record_of_its_own() -> None:
    put("收件/甲.xlsx")
    for _ in range(2):
        score_folder(["收件"], "出")
    assert len(list(Path("出/运行记录").iterdir())) == 2


def test_a_run_that_is_broken_off_keeps_what_is_done() -> None:
    for name in ("甲", "乙", "丙"):
        put(f"收件/{name}.xlsx", of(f"{name}局"))

    def stop_after_one(number: int, *_: object) -> None:
        if number == 1:
            raise KeyboardInterrupt

    result = score_folder(["收件"], "出", report=stop_after_one)
    assert (result.cancelled, result.exit_code, len(result.outcomes)) == (True, 130, 1)
    assert len([name for name in files("出") if name.endswith("_复核.xlsx")]) == 1
    assert Path("出/汇总.xlsx").is_file()


def test_progress_is_reported_for_each_file() -> None:
    for name in ("收件/甲.xlsx", "收件/乙.xlsx"):
        put(name, of(name))
    seen: list[tuple[int, int, str | None]] = []
    score_folder(
        ["收件"], "出", report=lambda number, total, _, output: seen.append((number, total, output))
    )
    assert sorted(seen) == [(1, 2, "出/乙_复核.xlsx"), (2, 2, "出/甲_复核.xlsx")]


def test_a_file_named_like_a_document_has_its_unit_from_the_folder() -> None:
    """收件/甲县民政局/指标表.xlsx：表上没有填单位，文件名只是表名，单位按文件夹。"""
    blank = {"基础数据表!A2": "填报单位："}
    put("收件/甲县民政局/指标表.xlsx", to_bytes(clean(blank)))
    put("收件/乙县教育局/2020年.xlsx", to_bytes(clean(blank | {"指标表!I7": 9})))
    put("收件/临时/自评表.xlsx", to_bytes(clean(blank | {"指标表!I7": 8})))
    found = {outcome.unit for outcome in score_folder("收件", None).outcomes}
    assert found == {"甲县民政局", "乙县教育局", "自评表"}
