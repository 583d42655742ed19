"""A bureau's own forms: in the folder 表式 beside 待评分, or where --templates says; a fault in them is exit 2 with file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from own_tables import BY_BASE, CONTROL, Row, own_table
from workbooks import to_bytes

from sheetscore.cli import main

LINES = (
    Row("公用经费控制率", CONTROL, "102%", None, BY_BASE, points=40, claim=38),
    Row(
        "群众满意度",
        "满意度≥90%得60分，每低1个百分点扣1分，扣完为止。",
        "88.5%",
        points=60,
        claim=59,
    ),
)
FORM = """id = "mycounty"
title = "部门整体支出绩效自评（某县）"
workbook = "自评表.xlsx"
source = "某县财政局 2023 年填报用表"

[total]
points = 100
source = "自评表 合计"

[scoring]
profile = "whole"
profile_source = "某县财政局 答复：满一档才扣"

[[indicator]]
name = "公用经费控制率"
points = 40
[[indicator]]
name = "群众满意度"
points = 60
"""


def lay(folder: Path, text: str = FORM, name: str = "某县") -> Path:
    """A folder with one form: form.toml and its blank workbook."""
    place = folder / name
    place.mkdir(parents=True)
    (place / "form.toml").write_text(text, encoding="utf-8")
    blank = own_table(
        *(
            Row(each.name, each.criteria, None, None, each.explanation, each.points)
            for each in LINES
        )
    )
    (place / "自评表.xlsx").write_bytes(to_bytes(blank))
    return folder


def filed(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "某局.xlsx").write_bytes(to_bytes(own_table(*LINES)))
    return folder


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


def form_of(out: str) -> str:
    return str(json.loads(out.splitlines()[0])["form"])


def test_templates_names_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inbox, own = filed(tmp_path / "in"), lay(tmp_path / "表式库")
    code, out, _ = run(capsys, "check", inbox, "--json")
    assert (code, form_of(out)) == (0, "own")
    code, out, _ = run(capsys, "check", inbox, "--json", "--templates", own)
    assert (code, form_of(out)) == (0, "mycounty")


def test_a_single_form_may_be_named_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox, own = filed(tmp_path / "in"), lay(tmp_path / "表式库")
    _, out, _ = run(capsys, "check", inbox, "--json", "--templates", own / "某县")
    assert form_of(out) == "mycounty"


def test_the_folder_beside_the_inbox_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    filed(tmp_path / "待评分")
    lay(tmp_path / "表式")
    monkeypatch.chdir(tmp_path)
    _, out, _ = run(capsys, "check", "待评分", "--json")
    assert form_of(out) == "mycounty"
    _, out, _ = run(capsys, "template", "--list")
    assert "mycounty" in out
    run(capsys, "template", "mycounty", "-o", "空白")
    assert (tmp_path / "空白" / "自评表（mycounty）.xlsx").is_file()


def test_the_inbox_of_another_folder_has_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox = filed(tmp_path / "县" / "待评分")
    lay(tmp_path / "县" / "表式")
    _, out, _ = run(capsys, "check", inbox, "--json")
    assert form_of(out) == "mycounty"


def test_a_folder_inside_what_was_submitted_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """报来的文件夹里的“表式”不是本单位的，不管叫什么。"""
    inbox = filed(tmp_path / "待评分")
    lay(inbox / "表式")
    _, out, _ = run(capsys, "check", inbox, "--json")
    assert {json.loads(line)["form"] for line in out.splitlines()} == {"own"}
    lay(tmp_path / "表式")
    monkeypatch.chdir(tmp_path)
    _, out, _ = run(capsys, "check", ".", "--json")
    assert {json.loads(line)["form"] for line in out.splitlines()} == {"own"}


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('profile = "whole"', 'profile = "整档"', 11, "现有计分方案"), ("points = 100", 'points = "100"', 7, "数字"),
        ("[total]\npoints", "[total]\nmost = 1\npoints", 7, "points、source"), ('title = "部门整体支出绩效自评（某县）"\n', "", 1, "title"),
        ("points = 60", "points = -60", 19, "不小于 0"), ("points = 60", "point = 60", 19, "name、points"),
        ('workbook = "自评表.xlsx"', 'workbook = "别的.xlsx"', 3, "form.toml 旁边"),
        ('workbook = "自评表.xlsx"', 'workbook = "../自评表.xlsx"', 3, "文件名"),
        ('source = "自评表 合计"', 'source = ""', 8, "出处"), ('id = "mycounty"', 'id = "mycounty"\ncolour = 1', 2, "title、workbook"),
        ("id = ", "id == ", 1, "行列"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_file_line_and_the_keys_allowed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, line: int, said: str
) -> None:
    inbox, own = filed(tmp_path / "in"), lay(tmp_path / "表式库", FORM.replace(old, new, 1))
    code, out, err = run(capsys, "score", inbox, "-o", tmp_path / "out", "--templates", own)
    assert (code, out) == (2, "")
    assert f"某县/form.toml 第 {line} 行" in err
    assert said in err
    assert not (tmp_path / "out").exists()


def test_faults_of_the_folder_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inbox, own = filed(tmp_path / "in"), lay(tmp_path / "表式库")
    assert run(capsys, "check", inbox, "--templates", tmp_path / "没有")[0] == 2
    (tmp_path / "空").mkdir()
    assert run(capsys, "check", inbox, "--templates", tmp_path / "空")[0] == 2
    lay(own, FORM.replace("mycounty", "hunan"), "又一张")
    code, _, err = run(capsys, "check", inbox, "--templates", own)
    assert code == 2
    assert "hunan" in err
    (own / "又一张" / "form.toml").unlink()
    (own / "某县" / "自评表.xlsx").write_bytes(b"PK\x03\x04 nothing")
    code, _, err = run(capsys, "check", inbox, "--templates", own)
    assert code == 2
    assert "某县/自评表.xlsx" in err


def test_a_changed_form_scores_anew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """同样的文件再评一次，表式改了的重新评。"""
    inbox, own = filed(tmp_path / "in"), lay(tmp_path / "表式库")
    run(capsys, "score", inbox, "-o", tmp_path / "out", "--templates", own)
    (own / "某县" / "form.toml").write_text(FORM.replace("某县）", "某县，新）"), encoding="utf-8")
    code, out, _ = run(capsys, "score", inbox, "-o", tmp_path / "out", "--templates", own)
    assert code == 0
    assert "没有变化" not in out
