"""Every filled sample, drawn in thirty other ways that any form can be drawn in: the same figures, the same scores."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pages import Page
from test_layouts import (
    COVER,
    NOTES,
    Book,
    Made,
    added,
    figures,
    indicators,
    labels,
    outcome,
    spread,
    upright,
)
from workbooks import ROOT, wide

from sheetscore.model.outcome import Outcome

SAMPLES = sorted((ROOT / "samples").glob("*.xlsx"))
NOTED = ("B01", "B09")
"""A text for a number, a hidden cell: said, and no more."""


@cache
def parent(path: Path) -> Book:
    return [Page.of(sheet) for sheet in load_workbook(path)]


@cache
def as_filed(path: Path) -> Outcome:
    return outcome([parent(path)])


Change = Callable[[Page], Page]


def moved(down: int, right: int) -> Change:
    return lambda page: page.moved(down, right)


def numbers(change: Callable[[str], str]) -> Change:
    """Numbers written as text, with the 15 digits that a spreadsheet keeps."""
    return lambda page: page.each(
        lambda value: (
            change(f"{value:.15g}")
            if isinstance(value, int | float) and not isinstance(value, bool)
            else value
        )
    )


def separated(text: str) -> str:
    whole, _, rest = text.partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")


def padded(page: Page) -> Page:
    return page.each(
        lambda value: f"\u3000{value} " if isinstance(value, str) and len(value) < 8 else value
    )


def remark(page: Page) -> Page:
    return page.with_column(page.last_col + 2, {2: "备注", 5: "见附件"})


def footnote(page: Page) -> Page:
    return page.having(
        {
            (page.last_row + 2, 1): "注：金额保留两位小数。",
            (page.last_row + 3, 2): "填表人：        联系电话：",
        }
    )


def same(page: Page) -> Page:
    return page


def hidden(page: Page) -> Page:
    return replace(page, hidden_rows=(1, 7), hidden_columns=(2,))


ONE: dict[str, Change] = {
    "原样": same,
    "下移一行": moved(1, 0),
    "下移二十行": moved(20, 0),
    "右移一列": moved(0, 1),
    "下移三行右移五列": moved(3, 5),
    "名称拉开写": lambda page: labels(page, spread, 4),
    "竖排文字": lambda page: labels(page, upright, 4),
    "名称写成全角": lambda page: labels(page, wide),
    "名称前后有空格": padded,
    "数字存成文本": numbers(str),
    "数字写成全角": numbers(wide),
    "数字带千位分隔": numbers(separated),
    "数字后有全角空格": numbers(lambda text: f"{text}\u3000"),
    "右边有备注": remark,
    "下面有注": footnote,
    "隐藏几行几列": hidden,
}
BOOKS: dict[str, Callable[[Book], Made]] = {
    "工作表改名": lambda pages: [
        [replace(page, name=f"Sheet{number}") for number, page in enumerate(pages, 1)]
    ],
    "次序颠倒": lambda pages: [list(reversed(pages))],
    "前有封面后有说明": lambda pages: [[COVER, *pages, NOTES]],
    "一张表一个文件": lambda pages: [[page] for page in pages],
}
PAIRS = [
    ("下移一行", "名称拉开写", "工作表改名"),
    ("右移一列", "竖排文字", "次序颠倒"),
    ("下移三行右移五列", "数字存成文本", "前有封面后有说明"),
    ("名称写成全角", "数字写成全角", "一张表一个文件"),
    ("名称前后有空格", "数字带千位分隔", "次序颠倒"),
    ("右边有备注", "下移一行", "一张表一个文件"),
    ("下面有注", "右移一列", "工作表改名"),
    ("隐藏几行几列", "下面有注", "前有封面后有说明"),
    ("竖排文字", "数字后有全角空格", "一张表一个文件"),
    ("名称拉开写", "右边有备注", "次序颠倒"),
]


def ways() -> dict[str, Callable[[Book], Made]]:
    """Each change alone, each arrangement alone, and mixtures of them."""
    found: dict[str, Callable[[Book], Made]] = {
        title: lambda pages, change=change: [[change(page) for page in pages]]  # type: ignore[misc]
        for title, change in ONE.items()
    }
    found |= BOOKS
    for first, second, third in PAIRS:
        found[f"{first}、{second}、{third}"] = lambda pages, each=(first, second, third): BOOKS[
            each[2]
        ](  # type: ignore[misc]
            [ONE[each[1]](ONE[each[0]](page)) for page in pages]
        )
    return found


WAYS = ways()


@pytest.mark.parametrize("way", WAYS, ids=list(WAYS))
@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_a_sample_drawn_differently_scores_the_same(path: Path, way: str) -> None:
    before = as_filed(path)
    after = outcome(WAYS[way](parent(path)))
    assert after.status == "scored", after.message
    assert indicators(after) == indicators(before)
    assert figures(after) == figures(before)
    assert (after.totals, after.year, after.form) == (before.totals, before.year, before.form)
    assert not [each for each in added(before, after) if each.code not in NOTED]


def test_every_sample_is_drawn_in_thirty_ways() -> None:
    assert len(WAYS) >= 30
    assert len(SAMPLES) >= 6
