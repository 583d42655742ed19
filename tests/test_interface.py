"""docs/接口.md：每一段代码照样能跑，每个 JSON 的键和次序就是程序给出的。"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from click.testing import CliRunner
from workbooks import ROOT

import sheetscore
from sheetscore.cli import program

TEXT = (ROOT / "docs" / "接口.md").read_text("utf-8")
SAMPLE = ROOT / "samples" / "雨花区卫生健康局-2020.xlsx"


def blocks(language: str) -> list[str]:
    found = re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    assert found
    return found


def run(*words: str) -> Any:
    """What the command prints, as JSON."""
    result = CliRunner().invoke(program, [*words, "--json"])
    return json.loads(result.stdout.splitlines()[0])


def assert_keys(shown: Any, given: Any, where: str = "") -> None:
    """The same keys in the same order, down to the first entry of each list; values of `shown` are examples."""
    if isinstance(shown, dict) and shown and given is not None:
        assert list(shown) == list(given), where
        for key, value in shown.items():
            assert_keys(value, given[key], f"{where}.{key}")
    elif isinstance(shown, list) and shown and isinstance(shown[0], dict):
        assert given, where
        assert_keys(shown[0], given[0], where)


@pytest.mark.parametrize("code", blocks("python"))
def test_code_runs_as_it_is_shown(code: str) -> None:
    """在职人员控制率 103.4%：超过 3.4 个百分点，满一档才扣，扣 1.5 分，得 3.5 分。"""
    names: dict[str, Any] = {"data": SAMPLE.read_bytes()}
    exec(code, names)
    assert names["outcome"].status == "scored"
    assert str(names["rule"].score("1.034")) == "3.50"
    for name in ("score_bytes", "score_folder", "score_unit"):
        assert names[name] is getattr(sheetscore, name)


def test_other_names_of_the_text_are_there() -> None:
    for name in re.findall(r"`(sheetscore(?:\.\w+)+)", TEXT):
        found: Any = sheetscore
        parts = name.split(".")[1:]
        for number, part in enumerate(parts, 1):
            if not hasattr(found, part):
                __import__(".".join(["sheetscore", *parts[:number]]))
            found = getattr(found, part)


def test_a_unit_has_the_keys_shown() -> None:
    assert_keys(json.loads(blocks("json")[0]), run("check", str(SAMPLE)))


def test_a_rule_has_the_keys_shown() -> None:
    words = ["rules", "--text", "≤100%得8分，每超过1个百分点扣1分，扣完为止", "--points", "8"]
    assert_keys(
        json.loads(blocks("json")[1]), run(*words, "--name", "公用经费控制率", "--value", "1.2538")
    )
