"""README 里的命令和代码表由程序生成：写的和做的不会两样。"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from sheetscore.across.several import SEVERAL_CHECKS
from sheetscore.checks import CHECKS
from sheetscore.cli import program
from sheetscore.commands.catalogue import checklist
from sheetscore.reports.verdicts.report_checks import REPORT_CHECKS

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
CHECKLIST = ROOT / "docs" / "核对清单.md"


def block(name: str) -> str:
    """What stands in README between the marks of this name."""
    found = re.search(
        rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", README.read_text("utf-8"), re.DOTALL
    )
    assert found, f"README 里没有 {name} 一段"
    return found[1]


def help_block() -> str:
    text = CliRunner().invoke(program, ["--help"], prog_name="sheetscore").output
    return f"```\n{text.rstrip()}\n```\n"


def codes_block() -> str:
    rows = ["| 代码 | 查什么 |", "| --- | --- |"]
    for check in sorted(
        [*CHECKS, *REPORT_CHECKS, *SEVERAL_CHECKS], key=lambda check: check.__name__
    ):
        first = (check.__doc__ or "").strip().splitlines()[0]
        rows.append(f"| {check.__name__.removeprefix('check_')} | {first} |")
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize(
    ("name", "make"), [("帮助", help_block), ("代码", codes_block)], ids=["帮助", "代码"]
)
def test_readme_shows_what_the_program_says(name: str, make: object) -> None:
    assert callable(make)
    assert block(name) == make(), f"请运行 tools/readme.py 更新 README 的“{name}”一段"


def test_the_list_of_codes_is_the_one_that_the_program_tells() -> None:
    assert CHECKLIST.read_text("utf-8") == checklist(), (
        "请运行 tools/readme.py 更新 docs/核对清单.md"
    )


def test_readme_names_every_command_and_the_two_commands_of_a_newcomer() -> None:
    text = README.read_text("utf-8")
    for command in program.commands:
        assert command in text
    assert "\npython3 start.py\npython3 start.py test\n" in text


def test_the_pictures_of_readme_are_there() -> None:
    for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README.read_text("utf-8")):
        assert (ROOT / picture).stat().st_size > 10_000


def test_readme_shows_the_output_of_rules_as_it_is() -> None:
    shown = README.read_text("utf-8").split("$ python3 start.py rules ")[1].split("```")[0]
    words = [
        "rules",
        "--text",
        "100%以下（含）计满分，每超出1%扣1分，扣完为止。",
        "--points",
        "8",
        "--value",
        "125.38%",
    ]
    assert shown.split("\n", 1)[1].strip() == CliRunner().invoke(program, words).output.strip()


def test_every_path_of_the_picture_of_the_house_is_there() -> None:
    """ARCHITECTURE.md says where each kind of change goes."""
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    named = re.findall(r"`((?:src|tests|docs|templates|tools)/[^`]*)`", text)
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_room_stands_in_the_picture_of_the_house() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    picture = re.findall(r"^  ([a-z_.]+)/? ", text, re.M)
    source = ROOT / "src" / "sheetscore"
    rooms = {path.name for path in source.iterdir() if (path / "__init__.py").exists()}
    assert rooms == {name for name in picture if not name.endswith(".py")}
