"""达到目标得几分、未达到目标但高于上年的得几分：目标和上年的数写在评价标准里，或在本行、在表里。"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from other_formats import html, opendocument, word, xml2003
from own_tables import HEAD, REST, Row, own_table
from recalc import recalculate_all
from test_live_entries import differences
from workbooks import rows, score, to_bytes

from sheetscore.model.outcome import Status
from sheetscore.writers.completed import write_completed

STEPS = "达到年度目标得10分；未达到目标但高于上年的得3分；等于或低于上年的不得分。"
STATED = f"年度目标6,000人次，上年实际5,400人次。{STEPS}"
NAME = "体质监测人次"


def one(criteria: str, done: object, goal: object = None, last: object = None) -> Any:
    book = own_table(
        Row(NAME, criteria, done, goal), REST, head=(*HEAD[:9], "上年实绩"), changes={"自评表!J4": last},
    )  # fmt: skip
    return rows(score(book).indicators)[0]


@pytest.mark.parametrize(
    ("done", "expected"),
    [("6000人次", 10), ("5,999人次", 3), ("5,760人次", 3), ("5,401人次", 3), ("5,400人次", 0), ("12人次", 0), (5760, 3), ("5760人", None)],
)  # fmt: skip
def test_both_figures_in_the_wording(done: object, expected: object) -> None:
    assert one(STATED, done).score == expected


@pytest.mark.parametrize(
    ("done", "goal", "last", "expected"),
    [
        ("6000人次", "6000人次", "5400人次", 10), ("5999人次", "≥6000人次", "5400人次", 3), ("5400人次", "6000人次", "5400人次", 0),
        ("5401人次", "6000人次", "5400人次", 3), ("5300人次", "6000人次", "5400人次", 0), ("6000人次", "≤6000人次", "5400人次", None),
        ("6000人次", "6000人次", "6500人次", None), ("6600人次", "6000人次", "6500人次", 10), ("6000人次", None, "5400人次", None),
        ("6000人次", "6000人次", "5400家", None),
    ],
)  # fmt: skip
def test_the_target_in_the_row_and_last_year_in_its_column(
    done: str, goal: object, last: object, expected: object
) -> None:
    """达到了目标却不高于上年：两句话给的分不同，由人评定。"""
    row = one(STEPS, done, goal, last)
    assert row.score == expected, row.steps
    assert expected is None or all(f"自评表!{cell}4" in "".join(row.steps) for cell in "HEJ")


def test_without_last_years_figure_it_is_missing_by_name() -> None:
    row = one(STEPS, "5999人次", "6000人次")
    assert (row.status, [each.term for each in row.missing]) == (
        Status.MISSING, ["上年体质监测人次"],
    )  # fmt: skip


@pytest.mark.parametrize(
    "criteria",
    [
        STATED.replace("6,000", "5,000"),  # 目标不高于上年
        STATED.replace("5,400人次", "5,400人"),
        STATED.replace("等于或低于", "低于"),  # 正好等于上年的没有写
        STATED.replace("高于上年的得3分", "不低于上年的得3分"),
        STATED.replace("上年实际", "上年同期"),
        STATED.replace("得10分", "得9分"),
        STATED.replace("不得分", "酌情给分"),
        STATED.replace("得3分", "得12分"),
        STEPS.replace("高于上年", "高于前年"),
        STEPS.replace("未达到目标但", ""),
    ],
)
def test_other_wordings_go_to_a_person(criteria: str) -> None:
    row = one(criteria, "5760人次", "6000人次", "5400人次")
    assert (row.score, row.status) == (None, Status.JUDGED)


def test_a_target_in_the_row_that_is_not_the_one_in_the_wording() -> None:
    assert one(STATED, "5760人次", "6000人次").score == 3
    assert one(STATED, "5760人次", "5500人次").score is None


def table() -> Workbook:
    lines = (
        Row(NAME, STATED, "5,760人次"),
        Row("培训人次", STEPS, "5999人次", "6000人次"),
        Row("宣传人次", STEPS, "6000人次", "6000人次"),
    )
    rest = Row("制度建设", REST.criteria, "已建立", points=70, claim=70)
    changes = {"自评表!J5": "5400人次", "自评表!J6": "5400人次"}
    return own_table(*lines, rest, head=(*HEAD[:9], "上年实绩"), changes=changes)


def test_the_same_in_another_program(tmp_path: Path) -> None:
    outcome = score(table())
    assert [row.score for row in rows(outcome.indicators)][:3] == [3, 3, 10]
    path = tmp_path / "某局-2023_复核.xlsx"
    path.write_bytes(write_completed(outcome))
    assert differences(outcome, recalculate_all([path])[0]) == []


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (to_bytes, "某局-2023.xlsx"), (xml2003, "某局-2023.xml"), (html, "某局-2023.xls"), (word, "某局-2023.docx"),
        (opendocument, "某局-2023.ods"),
    ],
)  # fmt: skip
def test_the_same_in_every_format(write: Callable[[Workbook], bytes], name: str) -> None:
    assert [row.score for row in rows(score(write(table()), name).indicators)][:3] == [3, 3, 10]
