"""块里第二行名称（年末结余 | — | —）和它下面的数：块的名称只写一次。"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
from openpyxl import Workbook
from other_formats import html, opendocument, word
from test_own_drawings_of_the_base import book, outcome
from workbooks import to_bytes

from sheetscore import score_bytes
from sheetscore.forms import load_forms
from sheetscore.model.columns import records

WRITTEN: list[tuple[str, Callable[[Workbook], bytes]]] = [
    ("某局2023.xlsx", to_bytes),
    ("某局2023.docx", word),
    ("某局2023.html", html),
    ("某局2023.ods", opendocument),
]
DONE = (
    "预算完成率",
    "预算完成率=（上年结转+年初预算+本年追加预算-年末结余）/（上年结转+年初预算+本年追加预算）×100%。100%计满分，每低于5%扣2分，扣完为止。",
)
ADDED = (
    "预算控制率",
    "预算控制率=（本年追加预算/年初预算）×100%。预算控制率=0，计10分；0-10%（含），计8分；10-20%（含），计6分；大于20%不得分。",
)
ABOVE = """
经费控制情况（万元）|2022年决算数|2023年预算数|2023年决算数
三公经费|46.32|40|41.37
公用经费|171.03|168.5|173.96
"""
NAMES = "部门预算执行情况（万元）|上年结转|年初预算|本年追加预算\n|100|800|100\n"
MERGED = "A5:A8"


def made(second: str, merge: Sequence[str] = (MERGED,), names: str = NAMES) -> Workbook:
    return book(f"{ABOVE.strip()}\n{names}{second}", DONE, ADDED, merge=merge)


@pytest.mark.parametrize("merge", [(MERGED,), ()])
@pytest.mark.parametrize("mark", ["—", "/", "——"])
def test_a_second_line_of_names_with_marks_beside(mark: str, merge: Sequence[str]) -> None:
    rows = outcome(made(f"|年末结余|{mark}|{mark}\n|100||", merge))[0]
    assert rows["预算完成率"]["score"] == Decimal("6.00")  # 900/1000: two steps of 5 %
    assert rows["预算控制率"]["score"] == Decimal("6.00")  # 100/800 = 12.5 %


@pytest.mark.parametrize("written", WRITTEN)
def test_in_every_format(written: tuple[str, Callable[[Workbook], bytes]]) -> None:
    name, write = written
    found = score_bytes(name, write(made("|年末结余|—|—\n|100||")), load_forms())
    scores = {each["indicator"]: each["score"] for each in records(found.indicators)}
    assert scores == {"预算完成率": Decimal("6.00"), "预算控制率": Decimal("6.00")}


@pytest.mark.parametrize(
    ("left", "right"), [(0, "10.00"), (50, "8.00"), (49, "10.00"), (51, "8.00")]
)
def test_both_sides_of_a_step(left: int, right: str) -> None:
    rows = outcome(made(f"|年末结余|—|—\n|{left}||"))[0]
    assert rows["预算完成率"]["score"] == Decimal(right)


@pytest.mark.parametrize(
    "second",
    [
        "|年末结余|—|—\n|||",  # no figure below the name
        "|年末结余|—|—\n|100|20|",  # a figure below a mark: what it is, nobody says
        "|年末结余|5|—\n|100||",  # a row of figures that is called 年末结余
        "|期末事项|—|—\n|100||",  # no name of a figure
        "其他|年末结余|—|—\n|100||",  # a row with a label of its own
        "|—|年末结余|—\n|100||",  # the figure does not stand below its name
    ],
)
def test_what_is_no_second_line_of_names(second: str) -> None:
    merge = () if second.startswith("其他") else (MERGED,)
    assert outcome(made(second, merge))[0]["预算完成率"]["score"] is None


def test_a_line_of_names_below_a_row_that_is_not_of_the_block() -> None:
    names = "部门预算执行情况（万元）|上年结转|年初预算|本年追加预算\n|100|800|100\n其中：机关|10|80|10\n"
    assert outcome(made("|年末结余|—|—\n|100||", (), names))[0]["预算完成率"]["score"] is None


def test_the_block_is_called_like_another_item() -> None:
    """部门预算执行情况 over 上年结转 and its figures is the name of the block, and no row of 部门预算."""
    rows = outcome(book(f"{ABOVE.strip()}\n{NAMES}", ADDED, merge=("A5:A6",)))[0]
    assert rows["预算控制率"]["score"] == Decimal("6.00")
