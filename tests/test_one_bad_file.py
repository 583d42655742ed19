"""One file, name or folder never stops the run for the others, and never spoils what they come to."""

from __future__ import annotations

import errno
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import killers
import pytest
from openpyxl import load_workbook
from other_formats import xml2003
from workbooks import ROOT, clean, to_bytes

from sheetscore.batch import FolderResult, score_folder
from sheetscore.batch.alone import alone
from sheetscore.batch.received import listing
from sheetscore.batch.received.listing import gather
from sheetscore.cli import main
from sheetscore.commands import rules_command
from sheetscore.commands.console import Progress, closing_lines
from sheetscore.errors import NoSuchInput, ReaderDied
from sheetscore.forms.limits import Limits


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


def codes(result: FolderResult) -> dict[str, str]:
    return {each.files[0]: each.code or each.status for each in result.outcomes}


def texts(workbook: str) -> set[str]:
    """What stands in the cells of a workbook."""
    return {
        cell.value
        for sheet in load_workbook(workbook).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    }


# ------------------------------------------------------------------------- damaged archives

METHODS = {
    "不压缩": zipfile.ZIP_STORED,
    "deflate": zipfile.ZIP_DEFLATED,
    "bzip2": zipfile.ZIP_BZIP2,
    "lzma": zipfile.ZIP_LZMA,
}


def small(method: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("一局.csv", "三级指标,分值\r\n" * 3)
        archive.writestr("说明.txt", b"x")
    return buffer.getvalue()


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_a_damaged_archive_costs_itself_alone(method: int) -> None:
    """Every fourth byte of a small archive changed in turn: whatever its decompressor raises, the good return is scored."""
    data = small(method)
    for place in range(method % 4, len(data), 4):
        damaged = bytearray(data)
        damaged[place] ^= 0xFF
        put(f"收件/{place:03}.zip", bytes(damaged))
    put("收件/好局.xlsx", of("好局"))
    found = codes(score_folder(["收件"], "出"))
    assert found.pop("收件/好局.xlsx") == "scored"
    assert len(found) >= len(data) // 4
    assert set(found.values()) <= {"H01", "H02", "H03"}


def test_a_damaged_member_is_damage_and_no_fault_of_the_program() -> None:
    """LZMA 压缩的一个文件里坏了一个字节：H01，同包的另一个照常评分。"""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("甲局.xlsx", of("甲局"))
        archive.writestr("乙局.xlsx", of("乙局"))
    data = bytearray(buffer.getvalue())
    data[200] ^= 0xFF
    put("收件/报来.zip", bytes(data))
    assert codes(score_folder(["收件"], None)) == {
        "收件/报来.zip/甲局.xlsx": "H01",
        "收件/报来.zip/乙局.xlsx": "scored",
    }


ENDS = [("abort", "崩溃"), ("hang", "超过 2 秒"), ("panic", "出错"), ("exit", "出错")]


@pytest.mark.parametrize(("word", "said"), ENDS, ids=[word for word, _ in ENDS])
def test_an_archive_whose_listing_dies_or_hangs_costs_itself_alone(
    word: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list of an archive is read by a worker: a function of ours ends or sleeps in its place."""
    put(f"收件/{word}.zip", small(zipfile.ZIP_STORED))
    put("收件/甲.zip", small(zipfile.ZIP_STORED))
    put("收件/好局.xlsx", of("好局"))
    monkeypatch.setattr(listing, "listed", killers.listed)
    found = gather(["收件"], Limits(seconds=2))
    by_name = {each.name: each for each in found.sources}
    assert [name for name in by_name if name.endswith(("xlsx", "csv"))] == [
        "收件/好局.xlsx",
        "收件/甲.zip/一局.csv",
    ]
    refused = by_name[f"收件/{word}.zip"].refused
    assert refused is not None
    assert refused.code == "H06"
    assert said in refused.message


def test_the_files_of_an_archive_stand_in_its_place() -> None:
    """Sorted as ever: what is in the archive comes where the archive stands."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("二.xlsx", "一.xlsx"):
            archive.writestr(name, of(name))
    put("收件/a.xlsx", of("a"))
    put("收件/b.zip", buffer.getvalue())
    put("收件/c.xlsx", of("c"))
    assert [each.name for each in gather(["收件"]).sources] == [
        "收件/a.xlsx",
        "收件/b.zip/一.xlsx",
        "收件/b.zip/二.xlsx",
        "收件/c.xlsx",
    ]


# ------------------------------------------------------------------------------- folders


def unreadable(monkeypatch: pytest.MonkeyPatch, folder: str, number: int) -> None:
    """The system refuses to list this folder, as it does where a right is missing or a share is gone."""
    real = os.scandir

    def scandir(path: Any = ".") -> Any:
        if os.path.basename(os.fspath(path)) == folder:  # noqa: PTH119
            raise OSError(number, os.strerror(number), path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ENAMETOOLONG])
def test_a_folder_that_cannot_be_listed_is_named(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """收件/密局 打不开：汇总里有一行，退出码 1；别的照常评分。"""
    put("收件/密局/一.xlsx", of("一局"))
    put("收件/好局.xlsx", of("好局"))
    unreadable(monkeypatch, "密局", number)
    result = score_folder(["收件"], "出")
    assert codes(result) == {"收件/好局.xlsx": "scored", "收件/密局": "H11"}
    (refused,) = (each for each in result.outcomes if each.code == "H11")
    assert "文件夹打不开" in refused.message
    assert "权限" in refused.advice
    assert result.exit_code == 1
    assert "收件/密局" in texts("出/汇总.xlsx")


def test_the_named_folder_itself_cannot_be_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    put("密局/一.xlsx", of("一局"))
    unreadable(monkeypatch, "密局", errno.EACCES)
    result = score_folder(["密局"], None)
    assert (codes(result), result.exit_code) == ({"密局": "H11"}, 1)


@pytest.mark.parametrize("named", [True, False])
def test_a_link_to_a_folder_is_told(named: bool) -> None:
    """扫描时不跟进链接的文件夹（会兜圈子），但是写明；点名的照读。"""
    put("别处/一.xlsx", of("一局"))
    put("收件/好局.xlsx", of("好局"))
    Path("收件/链").symlink_to(Path("别处").absolute(), target_is_directory=True)
    result = score_folder(["收件/链" if named else "收件"], None)
    if named:
        assert list(codes(result).values()) == ["scored"]
    else:
        assert codes(result) == {"收件/好局.xlsx": "scored"}
        assert result.skipped == [("收件/链", "是指向别处文件夹的链接，没有进去")]


def test_a_file_that_the_system_does_not_even_describe_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """读不出它的属性（网络盘掉线）：H11，不当作“不是普通文件”忽略。"""
    put("收件/坏局.xlsx", of("坏局"))
    put("收件/好局.xlsx", of("好局"))
    real = os.stat

    def stat(path: Any, *more: Any, **options: Any) -> Any:
        if str(path).endswith("坏局.xlsx"):
            raise OSError(errno.EIO, os.strerror(errno.EIO), path)
        return real(path, *more, **options)

    monkeypatch.setattr(os, "stat", stat)
    result = score_folder(["收件"], None)
    assert codes(result) == {"收件/坏局.xlsx": "H11", "收件/好局.xlsx": "scored"}


# ------------------------------------------------------------------------- a path mistyped

MISTYPED = [
    ("一个", ["没有.xlsx"], "“没有.xlsx”"),
    ("和好的一起", ["好局.xlsx", "没有.xlsx"], "“没有.xlsx”"),
    ("几个", ["没有.xlsx", "好局.xlsx", "也没有"], "“没有.xlsx”“也没有”"),
    ("好局.xlsx 不是文件夹", ["好局.xlsx/里面.xlsx"], "“好局.xlsx/里面.xlsx”"),
    ("名字太长", ["长" * 400 + ".xlsx"], "没有"),
    ("空", [""], "“”"),
]


@pytest.mark.parametrize("output", [None, "出"])
@pytest.mark.parametrize(
    ("paths", "said"), [case[1:] for case in MISTYPED], ids=[case[0] for case in MISTYPED]
)
def test_a_mistyped_path_stops_before_anything_is_read(
    paths: list[str], said: str, output: str | None
) -> None:
    put("好局.xlsx", of("好局"))
    with pytest.raises(NoSuchInput) as caught:
        score_folder(paths, output)
    assert said in caught.value.message
    assert caught.value.advice.startswith("请")
    assert sorted(each.name for each in Path().iterdir()) == ["好局.xlsx"]


@pytest.mark.parametrize("command", ["score", "check"])
def test_a_mistyped_path_is_wrong_use(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    put("好局.xlsx", of("好局"))
    words = [command, "好局.xlsx", "没有.xlsx", *(["-o", "出"] if command == "score" else [])]
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert (
        said.err
        == "没有“没有.xlsx”这个文件或文件夹，什么都没有评。请检查名称和路径，再运行一次。\n"
    )
    assert not Path("出").exists()


def test_a_named_link_that_leads_nowhere_is_there_but_unreadable() -> None:
    """点名的链接在，它指向的文件不在：H11，另一个照常评分。"""
    put("好局.xlsx", of("好局"))
    Path("链.xlsx").symlink_to("没有.xlsx")
    assert codes(score_folder(["链.xlsx", "好局.xlsx"], None)) == {
        "链.xlsx": "H11",
        "好局.xlsx": "scored",
    }


# ------------------------------------------------------------------------------ .xml

CONFIG = '<?xml version="1.0" encoding="utf-8"?><配置><项 名="甲">10</项></配置>'
PROSE = "<报告>" + "一、部门基本情况。2020年支出100万元，完成率100%。" * 40 + "</报告>"
NO_WORKBOOKS = [
    ("设置", CONFIG.encode()),
    ("带DTD的设置", b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "a.dtd"><a/>'),
    ("一段话", PROSE.encode()),
    ("乱码", bytes(range(256))),
    ("空的", b""),
    ("不合语法", b"<a><b></a>"),
    ("网页", b"<html><body><p>x</p></body></html>"),
]


def test_an_xml_workbook_in_a_folder_is_read_as_when_named() -> None:
    put("收件/一局.xml", xml2003(clean({"基础数据表!A2": "填报单位：一局"})))
    for where in ("收件", "收件/一局.xml"):
        (found,) = score_folder([where], None).outcomes
        assert found.totals is not None
        assert (found.unit, found.totals.reviewed) == ("一局", 100)


def test_a_damaged_xml_workbook_in_a_folder_is_told() -> None:
    data = xml2003(clean())
    put("收件/一局.xml", data[: len(data) // 2])
    put("收件/二局.xml", xml2003(clean()).replace("三级指标".encode(), "别的".encode()))
    result = score_folder(["收件"], None)
    assert codes(result) == {"收件/一局.xml": "H01", "收件/二局.xml": "H03"}


@pytest.mark.parametrize(
    "data", [data for _, data in NO_WORKBOOKS], ids=[name for name, _ in NO_WORKBOOKS]
)
def test_another_xml_file_in_a_folder_is_passed_over_with_the_reason(data: bytes) -> None:
    put("收件/a.xml", data)
    put("收件/好局.xlsx", of("好局"))
    result = score_folder(["收件"], "出")
    assert (codes(result), result.exit_code) == ({"收件/好局.xlsx": "scored"}, 0)
    assert result.skipped == [("收件/a.xml", "不是电子表格")]


def test_an_xml_file_in_an_archive_is_met_as_in_a_folder() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("一局.xml", xml2003(clean()))
        archive.writestr("b.xml", CONFIG)
    put("收件/报来.zip", buffer.getvalue())
    result = score_folder(["收件"], None)
    assert codes(result) == {"收件/报来.zip/一局.xml": "scored"}
    assert result.skipped == [("收件/报来.zip/b.xml", "不是电子表格")]


def test_a_named_xml_file_that_is_no_workbook_is_refused() -> None:
    put("a.xml", CONFIG.encode())
    assert codes(score_folder(["a.xml"], None)) == {"a.xml": "H03"}


# ------------------------------------------------------------------ a screen that is not there

posix = os.name == "posix"
ENDED = "; echo $? > 代码"
SCREENS = [
    # 情形，怎样运行，退出码，标准错误里应有的话
    ("没有标准输出", "{score} >&-", "0", ""),
    ("两个都没有", "{score} >&- 2>&-", "0", ""),
    ("三个都没有", "{score} <&- >&- 2>&-", "0", ""),
    ("输出只能读", "{score} 1</dev/null", "141", ""),
    ("输出满了", "{score} >/dev/full", "2", "标准输出写不出去"),
    ("进度没人看", "{score} 2>/dev/full >/dev/null", "0", ""),
    ("只看一行", "({score} 2>&1{ended}) | head -1 >/dev/null", "", ""),
    ("一行也不看", "({score}{ended}) | head -0", "141", ""),
    ("核对没有标准输出", "{check} >&-", "0", ""),
    ("核对的输出满了", "{check} >/dev/full", "2", "标准输出写不出去"),
    ("核对的JSON满了", "{check} --json >/dev/full", "2", "标准输出写不出去"),
    ("核对只看一行", "({check} --json{ended}) | head -1 >/dev/null", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("how", "code", "said"),
    [case[1:] for case in SCREENS if posix],
    ids=[case[0] for case in SCREENS if posix],
)
def test_a_screen_that_is_closed_or_full_costs_no_result(how: str, code: str, said: str) -> None:
    for unit in ("一局", "二局", "三局"):
        put(f"收件/{unit}.xlsx", of(unit))
    program = f"{shlex.quote(sys.executable)} -m sheetscore"
    line = how.format(
        score=f"{program} score 收件 -o 出", check=f"{program} check 收件", ended=ENDED
    )
    if "{ended}" not in how:
        line += ENDED
    paths = {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *sys.path])}
    done = subprocess.run(
        ["bash", "-c", line], capture_output=True, env=dict(os.environ) | paths, timeout=120, check=False
    )  # fmt: skip
    err = done.stderr.decode()
    assert Path("代码").read_text().strip() in (code or "0 141").split()
    assert "Traceback" not in err
    assert "Exception" not in err
    assert "写不出结果" not in err
    assert said in err
    if "{score}" in how:
        assert Path("出/汇总.xlsx").is_file()
        assert len(list(Path("出").glob("*_复核.xlsx"))) == 3


# --------------------------------------------------------------------- where it is written


def moved(place: str) -> None:
    Path(place).rename(f"{place}（移走）")


def deleted(place: str) -> None:
    shutil.rmtree(place)


def replaced(place: str) -> None:
    """The folder was moved, and somebody made an empty one of its name."""
    moved(place)
    Path(place).mkdir()


@pytest.mark.parametrize("after", [1, 3])
@pytest.mark.parametrize("event", [moved, deleted, replaced] if posix else [])
def test_an_output_folder_that_vanishes_is_made_anew_and_told(
    event: Callable[[str], None], after: int
) -> None:
    """评完第一个（或最后一个）单位时文件夹不见了：在原处重建，三份复核表、汇总和运行记录都在，退出码 2。"""
    for unit in ("一局", "二局", "三局"):
        put(f"收件/{unit}.xlsx", of(unit))
    put("收件/坏局.xlsx", b"%PDF-1.4")

    def act(number: int, *_: object) -> None:
        if number == after:
            event("出")

    result = score_folder(["收件"], "出", report=act)
    assert (result.vanished, result.lost, result.exit_code) == (True, 0, 2)
    assert sorted(path.name for path in Path("出").glob("*.xlsx")) == [
        "一局_复核.xlsx", "三局_复核.xlsx", "二局_复核.xlsx", "汇总.xlsx",
    ]  # fmt: skip
    for name in result.outputs.values():
        assert load_workbook(name).worksheets
    assert "一局" in texts("出/汇总.xlsx")
    (record,) = Path("出/运行记录").iterdir()
    assert json.loads((record / "运行.json").read_text("utf-8"))["finished"]
    said = "".join(closing_lines(result, "出")[-1:])
    assert said.startswith("出 文件夹在运行中不见了")
    assert score_folder(["收件"], "出").exit_code == 1  # the PDF


def test_an_output_folder_whose_disk_goes_ends_the_run_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """盘/出 连同它的上级一起没有了：不在别处另建，写明原因，退出码 2，写好的留在移走的盘上。"""
    for unit in ("一局", "二局", "三局"):
        put(f"收件/{unit}.xlsx", of(unit))
    Path("盘").mkdir()

    def act(_: object, number: int, *__: object) -> None:
        if number == 1:
            moved("盘")

    monkeypatch.setattr(Progress, "step", act)
    with pytest.raises(SystemExit) as ended:
        main(["score", "收件", "-o", "盘/出"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("写不出结果：输出文件夹不见了")
    assert not Path("盘").exists()
    assert [path.name for path in Path("盘（移走）/出").glob("*_复核.xlsx")] == ["一局_复核.xlsx"]
    Path("盘（移走）").rename("盘")
    assert score_folder(["收件"], "盘/出").resumed == 1


def test_a_record_that_cannot_be_written_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    put("收件/一局.xlsx", of("一局"))
    put("出/运行记录", b"a file where the folder belongs")
    with pytest.raises(SystemExit) as ended:
        main(["score", "收件", "-o", "出"])
    assert ended.value.code == 2
    assert "写不出结果：输出的位置上有一个同名的文件" in capsys.readouterr().err


def test_names_that_a_file_system_takes_for_one_do_not_overwrite_each_other() -> None:
    """é 写成一个字符和两个字符、大小写不同：有的文件系统认作同名，复核表各有各的名字。"""
    stems = ["café", "cafe\u0301", "CAFÉ", "straße", "STRASSE"]
    for number, stem in enumerate(stems):
        put(f"收件/{number}/{stem}.xlsx", of(f"{number}局"))
    result = score_folder(["收件"], "出")
    names = [Path(name).name for name in result.outputs.values()]
    assert len({unicodedata.normalize("NFC", name).casefold() for name in names}) == len(stems)
    assert len(list(Path("出").glob("*_复核.xlsx"))) == len(stems)


@pytest.mark.parametrize("number", [errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL])
def test_a_name_that_the_file_system_refuses_gets_a_plainer_one(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """输出盘不认其中一个名字（太长，或有它写不了的字）：换一个短的写，别的照常，运行不停。"""
    long = "某某市某某区" * 9 + "😀局"
    put(f"收件/{long}.xlsx", of("一局"))
    put("收件/二局.xlsx", of("二局"))
    real = Path.replace

    def replace(path: Path, target: Path) -> Path:
        if "😀" in Path(target).name:
            raise OSError(number, os.strerror(number), str(target))
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    result = score_folder(["收件"], "出")
    assert result.exit_code == 0
    written = sorted(path.name for path in Path("出").glob("*_复核.xlsx"))
    assert written == sorted(["二局_复核.xlsx", "某某市某某区" * 3 + "某某_复核.xlsx"])
    assert sorted(Path(name).name for name in result.outputs.values()) == written


def test_a_file_without_a_name_before_its_ending_is_read() -> None:
    put("收件/.xlsx", of("一局"))
    assert codes(score_folder(["收件"], "出")) == {"收件/.xlsx": "scored"}


# ------------------------------------------------------------------------ rules of one file


def die(word: str) -> object:
    return killers.read(word)


@pytest.mark.parametrize(("word", "said"), ENDS, ids=[word for word, _ in ENDS])
def test_a_file_that_kills_its_reader_gets_a_sentence(word: str, said: str) -> None:
    """sheetscore rules 只读一个文件，也在单独的进程里读。"""
    with pytest.raises(ReaderDied) as caught:
        alone(partial(die, word), Limits(seconds=2))
    assert said in caught.value.message
    assert alone(partial(die, "甲"), Limits()) == "甲"


def test_the_rules_of_a_file_are_read_in_a_worker(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put("一局.xlsx", of("一局"))
    monkeypatch.setattr(rules_command, "read_file_rules", killers.rules)
    with pytest.raises(SystemExit) as ended:
        main(["rules", "一局.xlsx"])
    assert ended.value.code == 1
    assert capsys.readouterr().err.startswith("H06 读取这个文件时程序崩溃了")
