"""Patterns are compiled where they are first used: a start that needs none compiles none."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys

import pytest
from workbooks import ROOT

import sheetscore
from sheetscore.regexes import regex
from sheetscore.words.vocabulary import pattern


def test_a_pattern_is_compiled_on_its_first_use() -> None:
    broken = regex("每(低于")
    with pytest.raises(re.error):
        broken.search("每低于1个百分点")


def test_it_is_used_as_a_compiled_pattern_is() -> None:
    steps = regex(r"每低于(?P<size>\d+)个百分点扣(?P<off>[\d.]+)分")
    found = steps.search("每低于1个百分点扣0.5分，扣完为止")
    assert found is not None
    assert (found["size"], found["off"]) == ("1", "0.5")
    assert steps.fullmatch("每低于1个百分点扣0.5分，扣完为止") is None
    assert steps.sub("", "每低于1个百分点扣0.5分，扣完为止") == "，扣完为止"
    assert regex("[低高]于", re.IGNORECASE).findall("低于或高于") == ["低于", "高于"]
    assert steps.pattern.startswith("每低于")
    assert regex("[低高]于", re.IGNORECASE).flags & re.IGNORECASE


def test_an_unknown_word_of_the_vocabulary_is_an_error_on_its_first_use() -> None:
    with pytest.raises(KeyError):
        pattern("{no_such_measure}").search("年初预算")


def test_every_pattern_of_every_module_compiles() -> None:
    found = 0
    for each in pkgutil.walk_packages(sheetscore.__path__, "sheetscore."):
        if each.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(each.name)).values():
            if type(value).__name__ == "_Later":
                assert isinstance(value.pattern, str)
                found += 1
    assert found > 1000


def test_starting_compiles_only_those_that_others_are_made_of() -> None:
    script = (
        "import re; before = re.compile; seen = []\n"
        "def compiled(source, flags=0):\n"
        "    import sys\n"
        "    seen.append(sys._getframe(1).f_globals.get('__name__', ''))\n"
        "    return before(source, flags)\n"
        "re.compile = compiled\n"
        "import sheetscore.cli\n"
        "print(seen.count('sheetscore.regexes'))\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(run.stdout) <= 10


def test_no_module_asks_which_object_a_match_came_from() -> None:
    """`match.re` is the compiled pattern, never what `regex` gave: compare `.pattern`."""
    asked = [
        path.name for path in (ROOT / "src" / "sheetscore").rglob("*.py")
        if re.search(r"\.re (?:is|==|in) ", path.read_text("utf-8"))
    ]  # fmt: skip
    assert asked == []
