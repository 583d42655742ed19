"""Inputs and places that must not hurt: archives, files in use or changing, kills, locks, full disks, odd consoles."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import killers
import pytest
from workbooks import ROOT, clean, forms, to_bytes

from sheetscore.batch import FolderResult, folder, score_folder
from sheetscore.batch.kept.lock import LOCK, OWNER, sole_use
from sheetscore.batch.received import reading
from sheetscore.batch.received.collect import Source, openable
from sheetscore.batch.received.reading import read_source
from sheetscore.batch.worker import Overrides
from sheetscore.errors import FolderBusy, OneUnitOnly, Rejected
from sheetscore.forms.limits import LIMITS

posix = os.name == "posix"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@cache
def of(unit: str) -> bytes:
    return to_bytes(clean({"基础数据表!A2": f"填报单位：{unit}"}))


def put(name: str, data: bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def inbox(*units: str) -> None:
    for unit in units:
        put(f"收件/{unit}.xlsx", of(unit))


def codes(result: FolderResult) -> dict[str, str]:
    return {each.files[0]: each.code or each.status for each in result.outcomes}


def written(place: str = "出") -> list[str]:
    return sorted(
        path.name for path in Path(place).iterdir() if path.name not in ("运行记录", "汇总.xlsx")
    )


# ------------------------------------------------------------------------- deadly files


def test_deadly_files_cost_themselves_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for number, name in enumerate(["甲", "abort", "乙", "hang", "丙", "panic", "丁"]):
        put(f"收件/{number}/{name}.xlsx", of(f"{name}局"))
    monkeypatch.setattr(folder, "work", killers.work)
    quick = replace(forms(), limits=replace(LIMITS, seconds=2))
    result = score_folder(["收件"], "出", forms=quick)
    assert list(codes(result).values()) == [
        "scored", "H06", "scored", "H06", "scored", "H06", "scored",
    ]  # fmt: skip
    assert [each.unit for each in result.outcomes if each.code] == ["abort", "hang", "panic"]
    for each in result.outcomes:
        if each.code:
            assert each.message.endswith("，这个文件没有评分。")
            assert each.advice.startswith("请")
    assert written() == ["丁_复核.xlsx", "丙_复核.xlsx", "乙_复核.xlsx", "甲_复核.xlsx"]
    assert result.exit_code == 1
    hung = next(each for each in result.outcomes if each.unit == "hang")
    assert hung.message == "读取这个文件超过 2 秒，已停止，这个文件没有评分。"
    assert "调大 templates/limits.toml 里的 seconds" in hung.advice


# ---------------------------------------------------------------------------- archives


class Windows(zipfile.ZipInfo):
    """A file of a zip as Windows writes it: the name in the machine's code page, no UTF-8 flag."""

    raw = b""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.raw, self.flag_bits & ~0x800


def archive(files: Mapping[str, bytes], encoding: str = "gbk") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for number, (name, data) in enumerate(files.items()):
            info = Windows(str(number))
            info.raw = name.encode(encoding)
            out.writestr(info, data)
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_an_archive_of_returns_is_read_with_chinese_names(encoding: str) -> None:
    put("收件/报来.zip", archive({"一局.xlsx": of("一局"), "分局/二局.xlsx": of("二局")}, encoding))
    result = score_folder(["收件"], "出")
    assert codes(result) == {
        "收件/报来.zip/一局.xlsx": "scored",
        "收件/报来.zip/分局/二局.xlsx": "scored",
    }
    assert written() == ["一局_复核.xlsx", "二局_复核.xlsx"]


def test_what_an_archive_holds_besides_is_counted_or_told() -> None:
    inside = {
        "一局.xlsx": of("一局"),
        "~$一局.xlsx": b"x",
        "__MACOSX/._一局.xlsx": b"x",
        "照片.jpg": b"x",
        "里面.rar": b"Rar!",
        "里面.zip": archive({"三局.xlsx": of("三局")}),
        "坏.xlsx": b"",
    }
    put("收件/报来.zip", archive(inside))
    result = score_folder(["收件"], "出")
    assert codes(result) == {
        "收件/报来.zip/一局.xlsx": "scored",
        "收件/报来.zip/坏.xlsx": "H01",
        "收件/报来.zip/里面.rar": "H03",
        "收件/报来.zip/里面.zip": "H03",
    }
    nested = [each for each in result.outcomes if each.code == "H03"]
    assert all("解压" in each.advice for each in nested)
    assert len(result.skipped) == 3


def test_names_of_an_archive_never_lead_outside() -> None:
    put("收件/报来.zip", archive({"../../外面.xlsx": of("一局"), "C:\\二局.xlsx": of("二局")}))
    result = score_folder(["收件"], "出")
    assert [each.status for each in result.outcomes] == ["scored", "scored"]
    assert sorted(path.name for path in Path().iterdir()) == ["出", "收件"]
    assert not Path("../外面_复核.xlsx").exists()


def test_a_file_over_the_limit_in_an_archive_is_refused_and_the_rest_is_read() -> None:
    """上限 1 MB：多一个字节的不解压完，同包的另一个照常评分。"""
    low = replace(forms(), limits=replace(LIMITS, file_bytes=1 << 20))
    put("收件/报来.zip", archive({"大.xlsx": bytes((1 << 20) + 1), "一局.xlsx": of("一局")}))
    assert codes(score_folder(["收件"], None, forms=low)) == {
        "收件/报来.zip/一局.xlsx": "scored",
        "收件/报来.zip/大.xlsx": "H04",
    }


def test_an_archive_with_a_password_is_told() -> None:
    locked = bytearray(archive({"一局.xlsx": of("一局")}))
    locked[locked.index(b"PK\x03\x04") + 6] |= 1
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    put("收件/报来.zip", bytes(locked))
    assert codes(score_folder(["收件"], None)) == {"收件/报来.zip/一局.xlsx": "H02"}


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("坏.zip", b"PK\x03\x04 no more", "H01"),
        ("空.zip", b"", "H01"),
        ("包.rar", b"Rar!\x1a\x07\x00", "H03"),
        ("包.7z", b"7z\xbc\xaf\x27\x1c", "H03"),
    ],
    ids=["坏zip", "空zip", "rar", "7z"],
)
def test_an_archive_that_cannot_be_read_is_told(name: str, data: bytes, code: str) -> None:
    put(f"收件/{name}", data)
    inbox("一局")
    assert codes(score_folder(["收件"], None)) == {
        f"收件/{name}": code,
        "收件/一局.xlsx": "scored",
    }


def test_a_workbook_called_zip_is_a_workbook() -> None:
    put("收件/一局.zip", of("一局"))
    assert list(codes(score_folder(["收件"], None)).values()) == ["scored"]


# --------------------------------------------------------------------- in use and changing


class Disk:
    """What reading a file gives, one after the other."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *found: bytes | OSError) -> None:
        self.found = list(found)
        monkeypatch.setattr(reading, "PAUSES", (0, 0))
        monkeypatch.setattr(Path, "read_bytes", lambda _: self.read())

    def read(self) -> bytes:
        found = self.found.pop(0) if len(self.found) > 1 else self.found[0]
        if isinstance(found, OSError):
            raise found
        return found


BUSY = PermissionError(13, "sharing violation")
READS: list[tuple[str, list[bytes | OSError], bytes | str]] = [
    ("没有占用", [b"a", b"a"], b"a"),
    ("占用两次后放开", [BUSY, BUSY, b"a", b"a"], b"a"),
    ("读到一半被占用", [b"a", BUSY, b"a", b"a"], b"a"),
    ("一直占用", [BUSY], "被占用"),
    ("还在复制", [b"a", b"ab", b"abc", b"abc"], b"abc"),
    ("一直在变", [b"a", b"b", b"c", b"d", b"e", b"f"], "正在变化"),
    ("不见了", [FileNotFoundError(2, "gone")], "不见了"),
]


@pytest.mark.parametrize(
    ("found", "comes"), [case[1:] for case in READS], ids=[case[0] for case in READS]
)
def test_a_file_in_use_or_changing_is_tried_three_times(
    monkeypatch: pytest.MonkeyPatch, found: list[bytes | OSError], comes: bytes | str
) -> None:
    path = put("一局.xlsx", b"x")
    Disk(monkeypatch, *found)
    source = Source(str(path), "一局.xlsx")
    if isinstance(comes, bytes):
        assert read_source(source) == comes
        return
    with pytest.raises(Rejected) as caught:
        read_source(source)
    assert caught.value.code == "H11"
    assert comes in caught.value.message


# ----------------------------------------------------------------------------- taken up again


def broken_off(after: int, **options: Overrides) -> FolderResult:
    """A run that is stopped after so many files."""

    def stop(number: int, *_: object) -> None:
        if number == after:
            raise KeyboardInterrupt

    return score_folder(["收件"], "出", report=stop, **options)


def test_a_run_that_was_broken_off_is_taken_up() -> None:
    inbox("一局", "二局", "三局", "四局")
    assert broken_off(2).exit_code == 130
    before = {name: Path("出", name).stat().st_mtime_ns for name in written()}
    assert len(before) == 2
    result = score_folder(["收件"], "出")
    assert (result.resumed, len(result.outcomes), result.exit_code) == (2, 4, 0)
    for name, changed in before.items():
        assert Path("出", name).stat().st_mtime_ns == changed
    fresh = score_folder(["收件"], "另出")
    assert [each.files for each in fresh.outcomes] == [each.files for each in result.outcomes]
    assert Path("出/汇总.xlsx").read_bytes() == Path("另出/汇总.xlsx").read_bytes()
    assert len(list(Path("出/运行记录").iterdir())) == 2


def test_a_run_broken_off_twice_goes_on_from_both() -> None:
    inbox("一局", "二局", "三局", "四局")
    broken_off(1)
    assert broken_off(3).resumed == 1
    assert score_folder(["收件"], "出").resumed == 3


def test_a_run_that_came_to_its_end_is_not_taken_up() -> None:
    inbox("一局", "二局")
    score_folder(["收件"], "出")
    assert score_folder(["收件"], "出").resumed == 0


def changed_file() -> None:
    put("收件/一局.xlsx", to_bytes(clean({"基础数据表!A2": "填报单位：一局", "指标表!I3": 19})))


def changed_output() -> None:
    put("出/一局_复核.xlsx", of("一局"))


def lost_output() -> None:
    Path("出/一局_复核.xlsx").unlink()


def cut_line() -> None:
    """The power went while the first line was written."""
    (lines,) = Path("出/运行记录").rglob("运行.jsonl")
    lines.write_bytes(lines.read_bytes()[:-20])


def foreign_line() -> None:
    (lines,) = Path("出/运行记录").rglob("运行.jsonl")
    lines.write_text('{"file": "收件/一局.xlsx", "brief": 7}\n[1]\nnull\n', "utf-8")


@pytest.mark.parametrize(
    "event", [changed_file, changed_output, lost_output, cut_line, foreign_line]
)
def test_what_no_longer_holds_is_scored_anew(event: Callable[[], None]) -> None:
    inbox("一局", "二局")
    broken_off(1)
    event()
    result = score_folder(["收件"], "出")
    assert (result.resumed, len(result.outcomes)) == (0, 2)


def test_other_corrections_score_anew() -> None:
    inbox("一局", "二局")
    broken_off(1)
    assert score_folder(["收件"], "出", overrides=Overrides(year=2021)).resumed == 0


def program(*words: str, **environment: str) -> subprocess.Popen[bytes]:
    paths = {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *sys.path])}
    return subprocess.Popen(
        [sys.executable, "-m", "sheetscore", *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ) | paths | environment,
    )  # fmt: skip


def until(condition: Callable[[], object]) -> None:
    for _ in range(2400):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("it never happened")


@pytest.mark.parametrize("how", ["SIGKILL", "SIGINT"] if posix else [])
def test_a_killed_process_leaves_whole_files_and_no_workers(how: str) -> None:
    inbox(*(f"{number:02}局" for number in range(40)))
    run = program("score", "收件", "-o", "出")
    until(lambda: recorded("出") >= 3)
    workers = children(run.pid)
    run.send_signal(getattr(signal, how))
    _, said = run.communicate(timeout=180)
    assert run.returncode == (130 if how == "SIGINT" else -9)
    assert b"Traceback" not in said
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))
    for path in Path("出").glob("*_复核.xlsx"):
        assert zipfile.ZipFile(path).testzip() is None
    result = score_folder(["收件"], "出")
    assert result.resumed >= 3
    assert len(result.outcomes) == 40
    assert not [path for path in Path("出").iterdir() if path.suffix == ".tmp"]


def recorded(folder: str) -> int:
    """Units that the run has written down: a workbook is there before its line, and what has no line is done again."""
    lines = Path(folder).glob("运行记录/*/运行.jsonl")
    return sum(path.read_bytes().count(b"\n") for path in lines)


def children(parent: int) -> list[int]:
    """Processes started by a process (Linux; elsewhere none are found)."""
    found = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(pid) for pid in found.read_text().split()] if found.exists() else []


# --------------------------------------------------------------------------- one at a time


def test_a_second_run_into_one_folder_declines_and_says_who_is_there() -> None:
    inbox("一局")
    with sole_use(Path("出")):
        with pytest.raises(FolderBusy) as caught:
            score_folder(["收件"], "出")
        assert f"进程 {os.getpid()}" in caught.value.message
        assert caught.value.advice.startswith("请")
        run = program("score", "收件", "-o", "出")
        out, said = run.communicate(timeout=180)
        assert (run.returncode, out) == (2, b"")
        assert f"进程 {os.getpid()}" in said.decode()
        assert not list(Path("出").glob("*.xlsx"))
    assert score_folder(["收件"], "出").exit_code == 0


def test_the_lock_of_a_dead_process_holds_nobody_up() -> None:
    inbox("一局")
    put(f"出/{LOCK}", b"")
    put(f"出/{OWNER}", "别人".encode())
    assert score_folder(["收件"], "出").exit_code == 0
    assert written() == ["一局_复核.xlsx"]


# ---------------------------------------------------------------------- where it is written


@pytest.mark.parametrize(
    ("number", "word"), [(28, "磁盘已满"), (30, "只读"), (13, "没有写"), (5, "磁盘")],
    ids=["满", "只读", "无权限", "坏"],
)  # fmt: skip
def test_where_nothing_can_be_written_a_sentence_says_why(
    number: int, word: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from sheetscore.cli import main

    inbox("一局")

    def fails(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(SystemExit) as ended:
        main(["score", "收件", "-o", "出"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "写不出结果" in said
    assert word in said
    assert not list(Path("出").glob("*.xlsx"))
    assert not list(Path("出").rglob("*.tmp"))


def test_a_result_open_in_excel_gets_a_number_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    inbox("一局")
    score_folder(["收件"], "出")
    real = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if Path(target).name == "一局_复核.xlsx":
            raise PermissionError(13, "held open")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    result = score_folder(["收件"], "出")
    assert result.outputs == {0: "出/一局_复核(1).xlsx"}
    assert written() == ["一局_复核(1).xlsx", "一局_复核.xlsx"]


LONG = "目录\\" * 80 + "一局.xlsx"
PATHS = [
    ("短", "C:\\收件\\一局.xlsx", "C:\\收件\\一局.xlsx"),
    ("共享", f"\\\\server\\share\\{LONG}", f"\\\\?\\UNC\\server\\share\\{LONG}"),
    ("已有前缀", f"\\\\?\\C:\\{LONG}", f"\\\\?\\C:\\{LONG}"),
]


@pytest.mark.parametrize(
    ("path", "opened"), [case[1:] for case in PATHS], ids=[case[0] for case in PATHS]
)
def test_long_paths_of_windows(monkeypatch: pytest.MonkeyPatch, path: str, opened: str) -> None:
    monkeypatch.setattr(os.path, "abspath", lambda each: each)
    assert openable(path, windows=True) == opened
    assert openable(path, windows=False) == path


# ------------------------------------------------------------------------------ consoles


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C", "LANG": "C"}, {"PYTHONIOENCODING": "cp936"}], ids=["C", "cp936"],
)  # fmt: skip
def test_scoring_works_on_every_console(environment: dict[str, str]) -> None:
    inbox("一局", "二局😀")
    run = program("score", "收件", "-o", "出", "--json", **environment)
    out, said = run.communicate(timeout=180)
    assert run.returncode == 0
    assert [json.loads(line)["unit"] for line in out.decode().splitlines()] == ["一局", "二局😀"]
    assert "已评分 2" in said.decode()


def test_a_reader_that_closes_its_end_ends_the_run_quietly() -> None:
    inbox("一局", "二局")
    run = program("check", "收件", "--json")
    assert run.stdout is not None
    assert run.stderr is not None
    run.stdout.close()
    said = run.stderr.read()
    run.stderr.close()
    assert run.wait(180) == 141
    assert said == b""


# ---------------------------------------------------------------------------------- --unit


@pytest.mark.parametrize("output", [None, "出"])
def test_a_unit_s_name_is_for_one_file_alone(output: str | None) -> None:
    inbox("一局", "二局")
    with pytest.raises(OneUnitOnly, match="--unit"):
        score_folder(["收件"], output, overrides=Overrides(unit="三局"))
    assert not Path("出").exists()
    (found,) = score_folder(
        ["收件/一局.xlsx"], output, overrides=Overrides(unit="三局")
    ).outcomes  # fmt: skip
    assert found.unit == "三局"


def test_a_unit_s_name_with_a_folder_is_wrong_use() -> None:
    inbox("一局", "二局")
    run = program("score", "收件", "-o", "出", "--unit", "三局")
    out, said = run.communicate(timeout=180)
    assert (run.returncode, out) == (2, b"")
    assert "--unit 只能" in said.decode()
