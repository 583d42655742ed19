"""Whatever stands in the cells: the checks give findings with all their parts, and never fail."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from test_checks_tables import detailed, with_cover, with_totals
from test_checks_targets import department, project
from workbooks import score

PARENTS: tuple[Callable[[], Workbook], ...] = (
    detailed,
    with_totals,
    with_cover,
    project,
    department,
)
ODD = (
    None, 0, -1, 0.95, 100, 1e14, 1e-9, 0.1 + 0.2, 1 / 3, True, "", "——", "无", "0/无", "约38", "100%", "1000%", "-5%", "#REF!",
    "xx", "填报单位：", "单位：元", "合计", "小计", "≥95%", "≤10天", "达成", "部分达成", "2023年3月", "2020年预算数", "三公经费",
    "公用经费", "其中：", "……",
    "=1/0", "1,234.5", "三级指标", "分值", "得分", "自评等级：优", "年度资金总额", "按收入性质分：", "W100%", "290%",
)  # fmt: skip
FORMATS = ("General", "0", "0.00", "0%", "0.00%", "#,##0.00", "@")
NOT_FOR_READERS = re.compile(r"None|Decimal\(|Fraction\(|\bnan\b")


@cache
def places(parent: Callable[[], Workbook]) -> list[tuple[str, str]]:
    """Every cell of the parent that holds something."""
    return [
        (sheet.title, cell.coordinate)
        for sheet in parent().worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


@st.composite
def changed(draw: st.DrawFn) -> Workbook:
    parent = draw(st.sampled_from(PARENTS))
    book = parent()
    for _ in range(draw(st.integers(1, 4))):
        sheet, cell = draw(st.sampled_from(places(parent)))
        book[sheet][cell] = draw(st.sampled_from(ODD))
        book[sheet][cell].number_format = draw(st.sampled_from(FORMATS))
    return book


@settings(max_examples=60, deadline=None)
@given(changed())
def test_checks_never_fail_and_say_all_their_parts(book: Workbook) -> None:
    outcome = score(book)
    assert outcome.status in ("scored", "rejected")
    for each in outcome.findings:
        assert each.message.endswith(("。", "？"))
        assert all((each.expected, each.advice, each.level in ("error", "warning", "info")))
        assert not NOT_FOR_READERS.search(each.message + each.found + each.expected)
