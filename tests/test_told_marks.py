"""备注里写着别处给的考核得分和分值，评价标准是它们的和除以分值之和（湖南：为民办实事、部门重点工作与专项工作）。"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from other_formats import html, opendocument, word
from recalc import recalculate, same, values
from test_told_figures import row, table
from workbooks import indicator, score, to_bytes

from sheetscore.writers.completed import write_completed

NAME = "重点工作实际完成率"
CRITERIA = (
    "根据绩效办2021年对各部门为民办实事和部门重点工作与专项工作两项的考核得分折算。"
    "该项得分=（“为民办实事”项目考核得分+“部门重点工作与专项工作”考核得分）/该两项分值之和×10。"
)
FIRST, SECOND = (
    "为民办实事考核得分28.5分（分值30分）",
    "部门重点工作与专项工作考核得分38.2分（分值40分）",
)
TOLD = f"{FIRST}，{SECOND}"


@pytest.mark.parametrize(
    ("remark", "right"),
    [
        (TOLD, "9.53"),  # 66.7/70
        (f"{SECOND}；{FIRST}。", "9.53"),
        (TOLD.replace("分值", "满分"), "9.53"),
        ("“为民办实事”考核得分为30分（分值30分），部门重点工作与专项工作考核得分40分（分值40分）", "10.00"),
        ("为民办实事考核得分0分（分值30分），部门重点工作与专项工作考核得分0分（分值40分）", "0.00"),
    ],
)  # fmt: skip
def test_the_marks_over_what_they_are_worth(remark: str, right: str) -> None:
    found = row(NAME, CRITERIA, remark)
    assert found.score == Decimal(right), found.steps
    assert any("没有原始数可核" in step for step in found.steps)


@pytest.mark.parametrize(
    "remark",
    [
        FIRST,
        f"{TOLD}，扣2分",
        f"{TOLD}，{FIRST}",
        TOLD.replace("28.5分", "31分"),
        TOLD.replace("28.5分", "约28.5分"),
        TOLD.replace("为民办实事", "2020年为民办实事"),
        TOLD.replace("为民办实事", "上年为民办实事"),
        TOLD.replace("为民办实事", "招商引资"),
        TOLD.replace("（分值30分）", ""),
        TOLD.replace("考核得分", "自评得分"),
        f"{TOLD}，综合考核得分90分（分值100分）",
    ],
)
def test_a_remark_that_tells_something_else(remark: str) -> None:
    assert row(NAME, CRITERIA, remark).score is None


@pytest.mark.parametrize(
    "criteria",
    [
        CRITERIA.replace("该两项分值之和", "该三项分值之和"),
        CRITERIA.replace("该两项分值之和", "100"),
        CRITERIA.replace("+“部门", "-“部门"),
        CRITERIA.replace("（“为民办实事”项目考核得分+", "（“为民办实事”项目考核得分×2+"),
        CRITERIA.replace("项目考核得分", "项目平均考核得分"),
    ],
)
def test_a_formula_of_another_kind(criteria: str) -> None:
    assert row(NAME, criteria, TOLD).score is None


@pytest.mark.parametrize(
    "name", ["某局-2021.xlsx", "某局-2021.docx", "某局-2021.html", "某局-2021.ods"]
)
def test_in_every_format_and_back(name: str) -> None:
    ways: dict[str, Callable[[Workbook], bytes]] = {
        "xlsx": to_bytes, "docx": word, "html": html, "ods": opendocument,
    }  # fmt: skip
    found = score(ways[name.rpartition(".")[2]](table(NAME, CRITERIA, TOLD)), name)
    assert indicator(found, NAME).score == Decimal("9.53")
    again = score(write_completed(found), "某局-2021_复核.xlsx")
    assert indicator(again, NAME).score == Decimal("9.53")


def test_another_program_finds_the_same(tmp_path: Path) -> None:
    written = tmp_path / "复核.xlsx"
    found = score(to_bytes(table(NAME, CRITERIA, TOLD)), "某局-2021.xlsx")
    written.write_bytes(write_completed(found))
    before, after = values(written), recalculate(written)
    different = {
        at: (before[at], after.get(at)) for at in before if not same(before[at], after.get(at))
    }
    assert different == {}
