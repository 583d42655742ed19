"""Signs that steer a terminal, a line or the reading direction never leave the program, whatever brought them in."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from other_formats import html
from workbooks import clean, to_bytes

from sheetscore.batch.kept.outputs import safe_stem
from sheetscore.cli import main

STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
SIGNS = ["\x7f", "\x85", "\x9b", "\u061c", "\u200f", "\u2028", "\u2029", "\u202e", "\u2066", "\u2069"]  # fmt: skip
IDS = [f"U+{ord(sign):04X}" for sign in SIGNS]
ALL = "".join(SIGNS)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(name: str, data: bytes) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(data)


def filed(sign: str) -> bytes:
    """A return with the sign in its unit, a sheet's name, an indicator, a claim and a figure."""
    book = clean(
        {
            "基础数据表!A2": f"填报单位：甲{sign}局",
            "指标表!I3": f"2{sign}x",
            "指标表!E4": f"“三公”{sign}经费控制率",
            "基础数据表!C8": f"约{sign}38",
        }
    )
    book["指标表"].title = f"指{sign}标表"
    return to_bytes(book)


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert isinstance(ended.value.code, int)
    return ended.value.code


def ours(path: Path) -> list[str]:
    """The texts of the sheets that are ours alone: not those of the form, which hold what was filed."""
    return [
        cell.value
        for sheet in load_workbook(path).worksheets
        if sheet.title not in ("指标表", "基础数据表")
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]


def test_no_sign_reaches_screen_record_names_or_our_sheets(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sign = ALL
    put(f"收件/甲{sign}局-2020.xlsx", filed(sign))
    put(f"收件/坏{sign}局.xlsx", b"%PDF-1.4")
    put(f"收件/子{sign}夹/照片{sign}.jpg", b"x")
    put(f"收件/子{sign}夹/~${sign}.xlsx", b"x")
    for words in (
        ["score", "收件", "-o", "出"],
        ["check", "收件"],
        ["why", "甲局", "没有这个指标" + sign],
        ["rules", f"收件/甲{sign}局-2020.xlsx"],
        ["score", f"没有{sign}.xlsx", "-o", "出"],
    ):
        run(*words)
        said = capsys.readouterr()
        assert said.out + said.err
        assert not STEERING.search(said.out + said.err), words
    written = [path for path in Path("出").rglob("*") if path.is_file()]
    assert len([path for path in written if path.name.endswith("_复核.xlsx")]) == 1
    for path in written:
        assert not STEERING.search(str(path))
        if path.suffix in (".log", ".json", ".jsonl"):
            assert not STEERING.search(path.read_text("utf-8-sig")), path
        if path.suffix == ".xlsx":
            assert not [text for text in ours(path) if STEERING.search(text)], path
    assert any("甲" in text for text in ours(Path("出/汇总.xlsx")))


def test_json_lines_have_the_signs_as_escapes_and_say_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """JSON 里写成 \\u202e 这样的转义：读回来一字不差，文件找得到。"""
    sign = ALL
    name = f"甲{sign}局-2020.xlsx"
    put(name, filed(sign))
    run("check", name, "--json")
    out = capsys.readouterr().out
    assert not STEERING.search(out)
    (line,) = out.splitlines()
    found: dict[str, Any] = json.loads(line)
    assert found["files"] == [name]
    assert Path(found["files"][0]).is_file()
    assert {each["sheet"] for each in found["findings"]} >= {f"指{sign}标表"}
    run("rules", name, "--json")
    lines = capsys.readouterr().out
    assert not STEERING.search(lines)
    assert any(sign in json.loads(each)["indicator"] for each in lines.splitlines())


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\x01"], ids=["U+FFFE", "U+FFFF", "U+0001"])
def test_a_sign_that_no_xml_can_hold_spoils_no_workbook(sign: str) -> None:
    """网页里写着 &#65535;：复核工作簿和汇总照样打得开。"""
    page = html(clean({"基础数据表!A2": "填报单位：甲@@局", "指标表!E4": "“三公”@@经费控制率"}))
    put("收件/甲局.html", page.replace(b"@@", f"&#{ord(sign)};".encode()))
    run("score", "收件", "-o", "出")
    for path in Path("出").glob("*.xlsx"):
        assert load_workbook(path).worksheets
    assert Path("出/甲局_复核.xlsx").exists()


@pytest.mark.parametrize("sign", [*SIGNS, "\x1b", "\n"], ids=[*IDS, "ESC", "LF"])
def test_no_sign_stands_in_a_file_s_name(sign: str) -> None:
    assert safe_stem(f"甲{sign}局") == "甲_局"


def test_the_record_of_a_run_is_taken_up_under_an_odd_name() -> None:
    """名字里有这样的符号，运行记录里写成转义，接着做时仍认得出是同一个文件。"""
    from sheetscore.batch import score_folder

    for number in range(3):
        put(
            f"收件/{number}\u202e局.xlsx",
            to_bytes(clean({"基础数据表!A2": f"填报单位：{number}局"})),
        )

    def stop(number: int, *_: object) -> None:
        if number == 2:
            raise KeyboardInterrupt

    score_folder(["收件"], "出", report=stop)
    assert score_folder(["收件"], "出").resumed == 2
