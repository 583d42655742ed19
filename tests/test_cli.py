"""The commands as a clerk types them: what they print, where, and the exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from openpyxl import load_workbook
from workbooks import ROOT, SAMPLE, clean, supply, to_bytes

from sheetscore import __version__
from sheetscore.cli import main

CHINESE = re.compile("[\u4e00-\u9fff]")


class Said(NamedTuple):
    """Exit code, standard output and standard error of one command."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Standard output as JSON Lines; fails when anything else stands there."""
        assert self.out.endswith("\n")
        return [json.loads(line) for line in self.out[:-1].split("\n")]


Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `sheetscore WORDS…` in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*words: object) -> Said:
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        captured = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Said(ended.value.code, captured.out, captured.err)

    return call


def put(name: str, data: bytes | None = None) -> Path:
    """A file in the current folder: the faultless small workbook unless `data` says otherwise."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(to_bytes(clean()) if data is None else data)
    return path


# --------------------------------------------------------------------------------- exit codes


def test_0_when_all_is_scored_without_an_error(run: Run) -> None:
    put("收件/一局.xlsx")
    assert run("score", "收件", "-o", "已评分").code == 0
    assert run("check", "收件").code == 0


def test_0_with_a_warning_alone(run: Run) -> None:
    put("一局.xlsx", to_bytes(clean({"基础数据表!C8": None})))
    assert run("check", "一局.xlsx").code == 0


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("有错误.xlsx", lambda: to_bytes(clean({"指标表!I4": 29}))),
        ("打不开.xlsx", lambda: b"%PDF-1.4"),
    ],
    ids=["有一条错误", "有一个文件没有评分"],
)
def test_1_when_an_error_stands_or_something_is_unscored(
    run: Run, name: str, data: Callable[[], bytes]
) -> None:
    put("收件/好.xlsx")
    put(f"收件/{name}", data())
    assert run("score", "收件", "-o", "已评分").code == 1
    assert run("check", "收件").code == 1


@pytest.mark.parametrize(
    "names", [[], ["~$一局.xlsx", ".~lock.一局.xlsx#"]], ids=["空文件夹", "只有锁文件"]
)
def test_3_when_there_is_nothing_to_process(run: Run, names: list[str]) -> None:
    Path("空").mkdir()
    for name in names:
        put(f"空/{name}")
    said = run("score", "空", "-o", "已评分")
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("H12 ")
    assert not Path("已评分").exists()
    assert run("check", "空").code == 3


def test_2_when_the_output_cannot_be_written(run: Run) -> None:
    put("一局.xlsx")
    put("占位", b"")
    said = run("score", "一局.xlsx", "-o", "占位")
    assert said.code == 2
    assert "写不出结果" in said.err


WRONG_WORDS: list[tuple[str, list[str], str]] = [
    ("没有这个命令", ["评分"], "评分"),
    ("没有这个选项", ["score", "x", "-o", "y", "--jsn"], "--jsn"),
    ("少了输出文件夹", ["score", "x"], "--output"),
    ("少了输入", ["score", "-o", "y"], "文件或文件夹"),
    ("选项后面没有值", ["score", "x", "-o"], "-o"),
    ("开关后面带了值", ["check", "x", "--json=1"], "--json"),
    ("年份太早", ["check", "x", "--year", "1999"], "2000 到 2099"),
    ("年份不是数", ["check", "x", "--year", "去年"], "2000 到 2099"),
    ("没有这个表式", ["check", "x", "--form", "guangxi"], "hunan"),
    ("没有这个模板", ["template", "guangxi"], "hunan"),
    ("模板没有写名称", ["template"], "--list"),
    ("规则什么都没给", ["rules"], "--text"),
    ("规则给了两样", ["rules", "a.xlsx", "--text", "b", "--points", "5"], "三者取一"),
    ("多写了一个词", ["rules", "a.xlsx", "b.xlsx"], "b.xlsx"),
    ("没有分值", ["rules", "--text", "≤100%得5分"], "--points"),
    ("分值不是数", ["rules", "--text", "≤100%得5分", "--points", "五"], "五"),
    ("分值是 0", ["rules", "--text", "≤100%得5分", "--points", "0"], "大于 0"),
    ("找不到单位", ["why", "不存在局", "控制率"], "不存在局"),
]


@pytest.mark.parametrize(
    ("words", "said"), [case[1:] for case in WRONG_WORDS], ids=[case[0] for case in WRONG_WORDS]
)
def test_2_for_wrong_words_with_a_chinese_sentence(run: Run, words: list[str], said: str) -> None:
    found = run(*words)
    assert (found.code, found.out) == (2, "")
    assert said in found.err
    assert CHINESE.search(found.err)
    assert not re.search(
        r"\b(?:is|not|option|argument|valid|requires|missing)\b", found.err, re.IGNORECASE
    )


# --------------------------------------------------------------------------------------- help


@pytest.mark.parametrize("command", ["", "score", "check", "rules", "template", "why"])
def test_help_is_chinese(run: Run, command: str) -> None:
    for option in ("--help", "-h"):
        said = run(*([command] if command else []), option)
        assert (said.code, said.err) == (0, "")
        assert "用法：sheetscore" in said.out
        assert not re.search(r"Usage|Options|Commands|Show|required|ARGS|TEXT|default", said.out)


def test_help_names_every_command(run: Run) -> None:
    text = run("--help").out
    for command in ("score", "check", "rules", "template", "why"):
        assert re.search(rf"^  {command} +\S", text, re.MULTILINE)


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"sheetscore {__version__}\n", "")


# --------------------------------------------------------------------------------------- JSON

UNIT_KEYS = {
    "schema",
    "unit",
    "project",
    "year",
    "form",
    "files",
    "status",
    "totals",
    "indicators",
    "findings",
    "output",
}
TOTAL_KEYS = {"points", "claimed", "reviewed", "low", "high", "grade"}
INDICATOR_KEYS = {
    "level1", "level2", "indicator", "points", "claimed", "rate", "score", "low", "high", "reachable", "status", "assessed",
    "missing", "steps", "excel", "cell",
}  # fmt: skip
MISSING_KEYS = {"term", "item", "measure", "year", "cell", "points"}
FINDING_KEYS = {
    "code",
    "level",
    "message",
    "file",
    "sheet",
    "cell",
    "cells",
    "found",
    "expected",
    "advice",
}
RULE_KEYS = {
    "schema",
    "kind",
    "computable",
    "points",
    "restated",
    "leftover",
    "reachable",
    "excel",
    "values",
}
VALUE_KEYS = {"value", "score", "low", "high", "readings", "steps"}


def check_unit(found: dict[str, Any]) -> None:
    assert found.keys() == UNIT_KEYS
    assert found["totals"].keys() == TOTAL_KEYS
    for each in found["indicators"]:
        assert each.keys() == INDICATOR_KEYS
        assert all(gap.keys() == MISSING_KEYS for gap in each["missing"])
        assert each["rate"] is None or re.fullmatch(r"-?\d+(\.\d{1,6})?", each["rate"])
    assert all(each.keys() == FINDING_KEYS for each in found["findings"])


def test_score_prints_one_object_a_unit_and_nothing_else(run: Run) -> None:
    put("收件/样表-2020.xlsx", SAMPLE.read_bytes())
    put("收件/打不开.xlsx", b"x")
    put("收件/~$样表.xlsx", b"x")
    said = run("score", "收件", "-o", "出", "--json")
    assert said.code == 1
    rejected, scored = sorted(said.objects, key=lambda each: str(each["status"]))
    check_unit(scored)
    assert (scored["schema"], scored["status"], scored["unit"], scored["year"]) == (
        1,
        "scored",
        "样表",
        2020,
    )
    assert scored["files"] == ["收件/样表-2020.xlsx"]
    assert scored["output"] == "出/样表-2020_复核.xlsx"
    assert Path(scored["output"]).is_file()
    assert rejected.keys() == UNIT_KEYS | {"code", "message"}
    assert (rejected["code"], rejected["totals"], rejected["indicators"]) == ("H03", None, [])
    assert rejected["output"] is None
    assert "已评分 1，未评分 1，忽略 1" in said.err


def test_check_prints_the_same_without_an_output_and_writes_nothing(run: Run) -> None:
    put("样表-2020.xlsx", SAMPLE.read_bytes())
    said = run("check", "样表-2020.xlsx", "--json")
    (found,) = said.objects
    check_unit(found)
    assert (found["output"], said.err) == (None, "")
    assert [path.name for path in Path().iterdir()] == ["样表-2020.xlsx"]


def test_numbers_are_numbers_without_needless_decimals(run: Run) -> None:
    put("样表-2020.xlsx", SAMPLE.read_bytes())
    text = run("check", "样表-2020.xlsx", "--json").out
    assert (
        '"totals": {"points": 100, "claimed": 98, "reviewed": 90, "low": 23, "high": 92, "grade": "优"}'
        in text
    )
    assert '"rate": "1.253789"' in text
    assert '"reachable": [5, 4.5, 4, 3.5, 3, 2.5, 2, 1.5, 1, 0.5, 0]' in text
    assert not re.search(r'": -?\d+\.0[,}\]]', text)


def test_rules_of_a_workbook_print_one_object_a_row(run: Run) -> None:
    put("样表.xlsx", SAMPLE.read_bytes())
    said = run("rules", "样表.xlsx", "--json")
    assert (said.code, said.err, len(said.objects)) == (0, "", 16)
    for each in said.objects:
        assert each.keys() == RULE_KEYS | {"row", "indicator", "cell"}
    first = said.objects[0]
    assert (first["row"], first["indicator"], first["cell"]) == (3, "在职人员控制率", "指标表!G3")
    assert (first["kind"], first["computable"], first["points"]) == ("step", True, 5)


STEP = "100%以下（含）计满分，每超出1%扣1分，扣完为止。"


def test_rules_of_a_text_score_each_value_under_each_reading(run: Run) -> None:
    words = ("rules", "--text", STEP, "--points", "8", "--name", "公用经费控制率", "--json")
    said = run(
        *words, "--value", "125.38%", "--value", "1.034", "--value", "103", "--value", "不详"
    )
    assert said.code == 0
    (found,) = said.objects
    assert found.keys() == RULE_KEYS
    assert (found["kind"], found["leftover"]) == ("step", [])
    assert all(each.keys() == VALUE_KEYS for each in found["values"])
    assert [(each["value"], each["score"]) for each in found["values"]] == [
        ("1.2538", 0), ("1.034", 5), ("103", None), ("不详", None),
    ]  # fmt: skip
    assert found["values"][1]["readings"] == {"whole": 5, "started": 4, "proportional": 4.6}
    assert (found["values"][1]["low"], found["values"][1]["high"]) == (4, 5)


def test_rules_of_a_jsonl_file_print_a_line_each(run: Run) -> None:
    lines = [
        {"text": STEP, "points": 8, "name": "公用经费控制率", "values": ["100%", "101%"]},
        {"text": "效果较好6分；一般3分；无效果0分", "points": "6", "values": ["一般"]},
    ]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    put("条文.jsonl", f"\ufeff{text}\n\n".encode())
    said = run("rules", "--file", "条文.jsonl", "--json")
    assert [[value["score"] for value in each["values"]] for each in said.objects] == [[8, 7], [3]]
    assert [each["computable"] for each in said.objects] == [True, False]


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "a"}', "[1]", "{", '{"text": "a", "points": "五"}', "null", '{"text": null, "points": 5}',
        '{"text": "a", "points": true}', '{"text": "a", "points": 5, "values": [null]}',
        '{"text": "a", "points": 5, "values": [true]}', '{"text": "a", "points": 5, "name": 3}',
    ],
)  # fmt: skip
def test_a_bad_line_of_a_jsonl_file_is_named(run: Run, line: str) -> None:
    good = json.dumps({"text": STEP, "points": 8}, ensure_ascii=False)
    put("条文.jsonl", f"{good}\n{line}\n".encode())
    said = run("rules", "--file", "条文.jsonl", "--json")
    assert said.code == 2
    assert len(said.objects) == 1
    assert "五" in said.err or "第 2 行" in said.err


def test_a_number_of_a_jsonl_file_is_exact(run: Run) -> None:
    put(
        "条文.jsonl",
        f'{{"text": "{STEP}", "points": 8.00, "values": [1.01, 1.009999999999999999]}}'.encode(),
    )
    (found,) = run("rules", "--file", "条文.jsonl", "--json").objects
    assert [value["score"] for value in found["values"]] == [7, 8]


def test_an_empty_jsonl_file_is_nothing_to_do(run: Run) -> None:
    put("条文.jsonl", b"\n \n")
    said = run("rules", "--file", "条文.jsonl", "--json")
    assert (said.code, said.out) == (3, "")
    assert "一行也没有" in said.err


def test_why_prints_the_indicator_with_its_steps(run: Run) -> None:
    put("样表-2020.xlsx", SAMPLE.read_bytes())
    said = run("why", "样表-2020.xlsx", "公用经费控制率", "--json")
    (found,) = said.objects
    assert (said.code, said.err) == (0, "")
    assert found.keys() == INDICATOR_KEYS
    assert (found["score"], found["rate"]) == (0, "1.253789")
    assert len(found["steps"]) == 4


# ------------------------------------------------------------------------------ for people


def test_why_tells_the_score_as_a_story(run: Run) -> None:
    put("待评分/样表-2020.xlsx", SAMPLE.read_bytes())
    said = run("why", "样表", "公用经费")
    assert said.code == 0
    for part in ("每超出1%扣1分", "117.48〔基础数据表!F17〕", "125.3789%", "复核得分 0 分"):
        assert part in said.out


def test_why_names_the_units_and_the_indicators_that_are_there(run: Run) -> None:
    put("待评分/样表-2020.xlsx", SAMPLE.read_bytes())
    assert "样表" in run("why", "别的局", "公用经费").err.partition("找到的单位")[2]
    several = run("why", "样表", "三公经费")
    assert several.code == 2
    assert "“三公经费”变动率、“三公经费”控制率" in several.err


def test_why_of_a_file_that_cannot_be_scored(run: Run) -> None:
    put("坏.xlsx", b"")
    said = run("why", "坏.xlsx", "公用经费")
    assert (said.code, said.out) == (1, "")
    assert "H01" in said.err


def test_check_lists_findings_one_a_line(run: Run) -> None:
    put("某局-2020.xlsx", to_bytes(clean({"指标表!I4": 29, "基础数据表!C8": None})))
    said = run("check", "某局-2020.xlsx")
    head, *lines = said.out.rstrip("\n").split("\n")
    assert head.startswith(
        "某局（2020 年度）：自评 99，复核 100 优（可能 80～100），错误 1，提醒 1"
    )
    assert [re.search(r"([^ ]+![A-Z]+\d+) ([A-Z]\d\d) (..)：", line).groups() for line in lines] == [  # type: ignore[union-attr]
        ("指标表!I4", "E01", "错误"), ("基础数据表!C8", "E12", "提醒"),
    ]  # fmt: skip


def test_score_says_what_came_out_and_where(run: Run) -> None:
    put("收件/一局-2020.xlsx")
    put("收件/坏.xlsx", b"")
    said = run("score", "收件", "-o", "已评分")
    assert "→ 已评分/一局-2020_复核.xlsx" in said.out
    assert "坏：未评分，H01" in said.out
    assert "共 2 个文件：已评分 1，未评分 1，忽略 0。" in said.out
    assert "已评分/汇总.xlsx" in said.out


def test_names_from_outside_cannot_steer_the_terminal(run: Run) -> None:
    put("一\n局\x1b[31m\u202e.xlsx", b"")
    lines = run("check", "一\n局\x1b[31m\u202e.xlsx").out
    assert lines.count("\n") == 1
    assert not re.search("[\x1b\u202e]", lines)


# --------------------------------------------------------------- corrections and templates


def test_year_form_and_unit_correct_what_was_recognised(run: Run) -> None:
    put("一局.xlsx")
    said = run(
        "check", "一局.xlsx", "--year", "2021", "--form", "hunan", "--unit", "二局", "--json"
    )
    (found,) = said.objects
    assert (found["unit"], found["year"], found["form"]) == ("二局", 2021, "hunan")
    # 决算 has columns of two years and none of 2021; 预算 has one, so it is used with a reminder
    lacking = {
        each["indicator"]: [gap["measure"] for gap in each["missing"]]
        for each in found["indicators"]
    }
    assert lacking["公用经费控制率"] == ["决算"]
    assert "A03" in [each["code"] for each in found["findings"]]


def test_template_lists_and_writes_the_blank_workbook(run: Run) -> None:
    assert "hunan" in run("template", "--list").out
    said = run("template", "hunan", "-o", "空白")
    (written,) = Path("空白").iterdir()
    assert said.code == 0
    assert str(written) in said.out
    blank = load_workbook(written)
    assert blank.sheetnames == ["指标表", "基础数据表"]
    assert (
        written.read_bytes() == (ROOT / "templates/hunan/部门整体支出绩效评价表.xlsx").read_bytes()
    )


def test_a_template_that_is_already_there_is_kept(run: Run) -> None:
    run("template", "hunan", "-o", "空白")
    (written,) = Path("空白").iterdir()
    written.write_bytes(b"filled")
    assert run("template", "hunan", "-o", "空白").code == 0
    assert written.read_bytes() == b"filled"


# ------------------------------------------------------------------------- without arguments


def test_the_first_start_makes_folders_templates_and_a_note(run: Run) -> None:
    said = run()
    assert said.code == 3
    assert "待评分" in said.out
    assert {path.name for path in Path().iterdir()} == {"待评分", "已评分", "空白模板"}
    blank = Path("空白模板/部门整体支出绩效评价表（hunan）.xlsx")
    assert load_workbook(blank).sheetnames == ["指标表", "基础数据表"]
    assert "待评分" in Path("待评分/使用说明.txt").read_text("utf-8-sig")


def test_a_second_start_without_files_still_has_nothing_to_do(run: Run) -> None:
    run()
    assert run().code == 3


def test_then_files_of_the_inbox_are_scored_into_the_outbox(run: Run) -> None:
    run()
    put("待评分/分局/一局-2020.xlsx")
    assert run().code == 0
    assert Path("已评分/一局-2020_复核.xlsx").is_file()
    assert Path("已评分/汇总.xlsx").is_file()


def test_the_returned_list_is_scored_when_named(run: Run) -> None:
    put("一局-2020.xlsx", to_bytes(clean({"基础数据表!C8": None})))
    assert run("score", "一局-2020.xlsx", "-o", "出").code == 0
    book = load_workbook("出/一局-2020_复核.xlsx")
    page = book["缺数清单"]
    (cell,) = [page.cell(5, c.column) for c in page[4] if c.value == "填写数值"]
    cell.value = 50
    book.save("补好.xlsx")
    (found,) = run("check", "补好.xlsx", "--json").objects
    assert (found["totals"]["low"], found["totals"]["reviewed"]) == (90, 100)


def test_a_supplied_sheet_counts_in_every_command(run: Run) -> None:
    book = supply(clean({"基础数据表!C8": None}), ("政府采购金额", "预算", 2020, "万元", 50))
    put("一局-2020.xlsx", to_bytes(book))
    (found,) = run("why", "一局-2020.xlsx", "政府采购执行率", "--json").objects
    assert (found["score"], found["missing"]) == (10, [])


# ----------------------------------------------------------------------- as a real process


def process(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    source = {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *sys.path])}
    return subprocess.run(
        [sys.executable, "-m", "sheetscore", *words], cwd=cwd, capture_output=True, check=False,
        env=dict(os.environ) | source | environment,
    )  # fmt: skip


def test_a_process_writes_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "样表-2020.xlsx").write_bytes(SAMPLE.read_bytes())
    said = process(
        "check",
        "样表-2020.xlsx",
        "--json",
        cwd=tmp_path,
        LC_ALL="C",
        PYTHONIOENCODING="ascii",
    )
    assert (said.returncode, said.stderr) == (1, b"")
    assert json.loads(said.stdout.decode())["unit"] == "样表"


def test_a_closed_pipe_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "样表-2020.xlsx").write_bytes(SAMPLE.read_bytes())
    source = {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *sys.path])}
    child = subprocess.Popen(
        [sys.executable, "-m", "sheetscore", "rules", "样表-2020.xlsx"], cwd=tmp_path,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ) | source,
    )  # fmt: skip
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    errors = child.stderr.read()
    child.stderr.close()
    assert child.wait(60) == 141
    assert b"Traceback" not in errors
    assert b"Exception" not in errors


def test_one_returned_workbook_does_not_lose_the_rollup_of_all(run: Run) -> None:
    """三个单位评过之后，只评交回来的一个：汇总里三个单位都在，屏幕上说两个是以前评的。"""
    for name in ("甲", "乙", "丙"):
        put(f"收件/{name}局.xlsx", to_bytes(clean({"基础数据表!A2": f"填报单位：{name}局"})))
    run("score", "收件", "-o", "已评分")
    put("退回/甲局.xlsx", Path("已评分/甲局_复核.xlsx").read_bytes())
    said = run("score", "退回/甲局.xlsx", "-o", "已评分")
    sheet = load_workbook("已评分/汇总.xlsx", data_only=True)["汇总"]
    assert sorted(sheet.cell(row, 2).value for row in (6, 7, 8)) == ["丙局", "乙局", "甲局"]
    assert "汇总里另有 2 个单位是以前评的，没有变。" in said.err + said.out
