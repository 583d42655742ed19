"""The limits of a file: what templates/limits.toml says holds, and a raised limit lets a file in."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest
from workbooks import ROOT, clean, forms, to_bytes

from sheetscore import score_bytes
from sheetscore.errors import FormError
from sheetscore.forms.limits import FILE, LIMITS, Limits, load_limits


def test_the_file_names_every_limit_and_its_default() -> None:
    text = (ROOT / "templates" / FILE).read_text("utf-8")
    assert load_limits(ROOT / "templates" / FILE) == LIMITS == forms().limits
    assert all(f"\n{field.name} = " in text for field in fields(Limits))


def test_a_limit_that_is_raised_lets_the_file_in() -> None:
    data = to_bytes(clean())  # 9 rows
    tight = replace(forms(), limits=Limits(rows=8))
    refused = score_bytes("某局.xlsx", data, tight)
    assert (refused.code, "8 行" in refused.message) == ("H04", True)
    assert "调大 templates/limits.toml 里的 rows" in refused.advice
    assert (
        score_bytes("某局.xlsx", data, replace(forms(), limits=Limits(rows=9))).status == "scored"
    )


def test_only_some_may_be_stated_and_no_file_changes_nothing(tmp_path: Path) -> None:
    assert load_limits(tmp_path / FILE) == LIMITS
    (tmp_path / FILE).write_text("sheets = 300\n", "utf-8")
    assert load_limits(tmp_path / FILE) == Limits(sheets=300)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sheet = 300", "sheet"),
        ("sheets = 0", "大于 0"),
        ("sheets = true", "整数"),
        ('sheets = "300"', "整数"),
        ("sheets = 1.5", "整数"),
        ("sheets =", "TOML"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(FormError) as caught:
        load_limits(tmp_path / FILE)
    assert said in caught.value.message
