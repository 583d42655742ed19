"""Room for Chinese text, and texts that cells and formulas can hold."""

from __future__ import annotations

import pytest

from sheetscore.writers import cell_formulas as formulas
from sheetscore.writers.styles import clean, display_width, line_count, literal, row_height


def test_wide_characters_count_two() -> None:
    assert display_width("“三公经费”控制率") == 18
    assert display_width("12.5%") == 5


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("四个汉字", 10, 1),
        ("一共有十二个汉字要换行的", 12, 3),
        ("第一行\n第二行", 20, 2),
        ("一二三四五，", 10.5, 2),
        ("a" * 100, 10, 12),
        ("字" + "a" * 5, 4, 3),
    ],
)
def test_lines_that_a_text_takes(text: str, width: float, lines: int) -> None:
    assert line_count(text, width, 10.5) == lines


def test_a_row_is_as_high_as_its_tallest_cell() -> None:
    low = row_height([("一行", 20)])
    assert row_height([("一行", 20), ("两行\n文字", 20)]) > low
    assert row_height([("长" * 9000, 10)]) <= 409


def test_texts_that_cells_cannot_hold_are_mended() -> None:
    assert clean("甲\x00\x07乙\r\n丙\ud800") == "甲乙\n丙"
    cut = clean("长" * 40_000)
    assert len(cut) <= 32_767
    assert cut.endswith("截断）")


def test_texts_in_formulas_are_quoted_in_short_pieces() -> None:
    assert literal('说"好"') == '"说""好"""'
    assert all(len(piece) <= 257 for piece in literal("长" * 600).split("&"))


def test_a_rate_waits_for_all_its_figures() -> None:
    found = formulas.rate("(B1-A1)/A1", ["A1", "B1"])
    assert found == (
        'IF(OR(COUNT(A1,B1)<2,ISLOGICAL(A1),ISLOGICAL(B1)),"缺数据",IFERROR((B1-A1)/A1,"分母不大于0"))'
    )


def test_a_score_outside_the_wording_says_so() -> None:
    found = formulas.score('=IF(J5<=1,8,"")', "J5", "F5", False, '"待佐证"')
    assert found == (
        'IF(ISNUMBER(J5),IF(J5<=1,8,"标准未涵盖"),IF(J5="分母不大于0","待佐证","缺数据"))'
    )
