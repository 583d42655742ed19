"""“填报说明”在另一张工作表上：和写在表下一样算；复核表里带着它，退回来再算还是那个分。"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from openpyxl import Workbook
from other_formats import html, opendocument, xml2003
from target_tables import Aim, aims
from test_stated_methods import COLON, NAME, noted
from workbooks import indicator, score, to_bytes

from sheetscore.writers.completed import write_completed

LINE = Aim("≤10%", "12.5%", 10)
TITLE = "项目支出绩效自评表填报说明"


def beside(name: str, *rows: tuple[object, ...], line: Aim = LINE) -> Workbook:
    """A form, and a sheet with these rows beside it."""
    book = noted(lines=(line,))
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(list(row))
    return book


LINES = tuple((text,) for text in COLON)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("填报说明", LINES), ("说明", LINES[1:]), ("Sheet2", ((TITLE,), *LINES[1:])), ("Sheet2", LINES),
        ("填表须知", tuple((number, text[2:]) for number, (text,) in enumerate(LINES[1:], 1))),
        ("填报说明", tuple((mark, text[2:]) for mark, (text,) in zip("一二三", LINES[1:], strict=True))),
        ("填报说明", (("反向指标", "完成值不超过指标值的得满分；超过的，得分=指标值÷全年完成值×指标权重。"),)),
        ("填报说明", (("\n".join(COLON),),)),
    ],
)  # fmt: skip
def test_the_notes_on_another_sheet_say_how_points_are_given(
    name: str, rows: tuple[tuple[object, ...], ...]
) -> None:
    assert indicator(score(beside(name, *rows)), NAME).score == 8


@pytest.mark.parametrize(
    ("name", "write"),
    [("a.xlsx", to_bytes), ("a.ods", opendocument), ("a.xml", xml2003), ("a.xls", html)],
)
def test_in_every_format_with_sheets(name: str, write: Callable[[Workbook], bytes]) -> None:
    assert indicator(score(write(beside("填报说明", *LINES)), name), NAME).score == 8


def test_a_sentence_there_that_is_not_read_leaves_its_rows_to_a_person() -> None:
    row = indicator(score(beside("填报说明", (TITLE,), ("未完成指标值的，酌情扣分。",))), NAME)
    assert (row.score, str(row.status)) == (None, "judged")
    assert "未完成指标值的,酌情扣分" in row.steps[-1]


OTHERS: list[tuple[str, tuple[tuple[object, ...], ...]]] = [
    ("台账", LINES),  # 不是说明
    ("基础数据表填报说明", LINES),
    ("打分明细说明", (("名称", "内容", "办法", "得分"), ("甲", "乙", "每少1件扣2分", 3), ("丙", "丁", "酌情扣分", 3))),
]  # fmt: skip


@pytest.mark.parametrize(("name", "rows"), OTHERS)
def test_other_sheets_are_no_notes(name: str, rows: tuple[tuple[object, ...], ...]) -> None:
    assert indicator(score(beside(name, *rows)), NAME).score == 7.5


def test_a_hidden_sheet_is_no_note() -> None:
    book = beside("填报说明", *LINES)
    book["填报说明"].sheet_state = "hidden"
    assert indicator(score(book), NAME).score == 7.5


@pytest.mark.parametrize("text", [COLON[2], "未完成指标值的，酌情扣分。"])
def test_the_completed_workbook_carries_the_notes(text: str) -> None:
    first = score(beside("填报说明", ("填报说明",), (text,)))
    again = score(write_completed(first), "某局_复核.xlsx")
    third = score(write_completed(again), "某局_复核.xlsx")
    for outcome in (again, third):
        row = indicator(outcome, NAME)
        assert (row.score, row.status) == (
            indicator(first, NAME).score,
            indicator(first, NAME).status,
        )


def test_a_completed_workbook_keeps_rows_of_rules_on_another_sheet_with_a_person() -> None:
    book = beside("评分细则", ("指标名称", "满分", "评分办法"), (NAME, 10, "每超1个百分点扣3分"))
    first = score(book)
    again = score(write_completed(first), "某局_复核.xlsx")
    assert indicator(again, NAME).score == indicator(first, NAME).score


def test_the_notes_of_one_workbook_are_not_those_of_another() -> None:
    book = aims(LINE)
    assert indicator(score(book), NAME).score == 7.5
