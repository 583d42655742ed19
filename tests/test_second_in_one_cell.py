"""上年和本年写在完成值一格里的：两个数都是这一格的；别的写法、别处写着另一个上年数的，不用。"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from other_formats import html, opendocument, word, xml2003
from own_tables import REST, Row, own_table
from recalc import recalculate_all
from test_live_entries import differences
from workbooks import rows, score, to_bytes

from sheetscore.model.outcome import Status
from sheetscore.writers.completed import write_completed

FALLS = "较上年下降得满分，持平得50%，上升不得分"
NOT_ABOVE = "不高于上年得满分，否则不得分"
RISES = "较上年提高1个百分点（含）以上得10分；提高0.5个百分点（含）—1个百分点得5分；提高不足0.5个百分点或下降的不得分。"
SPENT = "较上年不增长得满分；较上年每增长1个百分点扣1分，扣完为止。"


def one(name: str, criteria: str, done: object, **more: Any) -> Any:
    return rows(score(own_table(Row(name, criteria, done), REST, **more)).indicators)[0]


@pytest.mark.parametrize(
    ("name", "criteria", "done", "expected"),
    [
        ("信访件数", FALLS, "上年315件，本年298件", 10),
        ("信访件数", FALLS, "上年315件，本年315件", 5),
        ("信访件数", FALLS, "上年315件，本年316件", 0),
        ("信访件数", FALLS, "本年298件；上年315件", 10),
        ("信访件数", FALLS, "去年：315件，今年：298件", 10),
        ("信访件数", FALLS, "上年信访件数315件，本年信访件数298件", 10),
        ("事故起数", NOT_ABOVE, "上年11起,本年12起", 0),
        ("事故起数", NOT_ABOVE, "上年11起,本年11起", 10),
        ("锻炼人口比例", RISES, "上年38.2%，本年39.1%", 5),
        ("锻炼人口比例", RISES, "上年38.2%，本年39.2%", 10),
        ("锻炼人口比例", RISES, "上年38.2%，本年38.6%", 0),
        ("三公经费支出", SPENT, "上年48.60万元，本年493500元", 9),
    ],
)
def test_both_years_in_one_cell(name: str, criteria: str, done: str, expected: int) -> None:
    row = one(name, criteria, done)
    assert row.score == expected, row.steps
    assert "自评表!H4" in "".join(row.steps)


@pytest.mark.parametrize(
    ("name", "criteria", "done"),
    [
        ("信访件数", FALLS, "上年315件，本年298人"), ("信访件数", FALLS, "上年315件，本年298"),
        ("信访件数", FALLS, "上年315件，前年298件"),
        ("信访件数", FALLS, "上半年315件，本年298件"),
        ("信访件数", FALLS, "上年同期315件，本年298件"), ("信访件数", FALLS, "上年315件，本年目标298件"),
        ("信访件数", FALLS, "上年315件，本年298件，其中重复20件"), ("信访件数", FALLS, "315件，298件"),
        ("信访件数", FALLS, "上年315%，本年298%"),
        ("信访件数", FALLS, "上年315件，本年约298件"), ("信访件数", FALLS, "上年家长315件，本年298件"), ("信访件数", FALLS, "315/298"),
        ("锻炼人口比例", RISES, "上年38.2%，本年39.1"),
        ("锻炼人口比例", RISES, "上年38.2，本年39.1"), ("锻炼人口比例", RISES, "上年38.2%，本年139.1%人"),
        ("信访件数", "不高于全市平均得满分，否则不得分", "上年315件，本年298件"),
    ],
)  # fmt: skip
def test_other_texts_are_not_used(name: str, criteria: str, done: str) -> None:
    row = one(name, criteria, done)
    assert (row.score, row.status) == (None, Status.MISSING)


def test_another_figure_of_last_year_in_the_base_table() -> None:
    def listed(last: object) -> list[tuple[object, ...]]:
        rows_ = [
            ("部门整体支出绩效评价基础数据表",),
            ("项目", "单位", "数值"),
            ("编制数", "人", 22),
        ]
        rows_ += [("年末在职人数", "人", 20)]
        return [*rows_, ("公用经费决算数", "万元", 5), ("上年信访件数", "件", last)]

    assert one("信访件数", FALLS, "上年315件，本年298件", base=listed(315)).score == 10
    assert one("信访件数", FALLS, "上年315件，本年298件", base=listed(290)).score is None


LINES = [
    Row("信访件数", FALLS, "上年315件，本年298件"), Row("事故起数", NOT_ABOVE, "上年11起,本年12起"),
    Row("锻炼人口比例", RISES, "上年38.2%，本年39.1%"), Row("其他", REST.criteria, "已建立", points=70, claim=70),
]  # fmt: skip


def test_the_same_in_another_program(tmp_path: Path) -> None:
    outcome = score(own_table(*LINES))
    assert [row.score for row in rows(outcome.indicators)][:3] == [10, 0, 5]
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
    outcome = score(write(own_table(*LINES)), name)
    assert [row.score for row in rows(outcome.indicators)][:3] == [10, 0, 5]
    told = [each for each in outcome.findings if each.code == "B01" and "读" in each.message]
    assert all(each.level == "info" for each in told)
