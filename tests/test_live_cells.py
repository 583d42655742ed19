"""Our workbook in another program says what we say: for cells we do not use, and after a person has changed a cell."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from recalc import formulas, recalculate_all, same, values
from target_tables import FIRST, SHEET, Aim, aims
from test_not_applicable import HEADS, LINES
from workbooks import BASE_ROWS, change, clean, indicator, rows, score, supply

from sheetscore.model.outcome import Outcome, Status
from sheetscore.writers.completed import write_completed

pytestmark = pytest.mark.needs("libreoffice")

ACTUAL, SECOND = f"E{FIRST}", f"E{FIRST + 1}"


def formatted(book: Workbook, place: str, number_format: str) -> Workbook:
    sheet, _, cell = place.partition("!")
    book[sheet][cell].number_format = number_format
    return book


def merged(book: Workbook, sheet: str, area: str) -> Workbook:
    book[sheet].merge_cells(area)
    return book


def target(goal: object, actual: object, number_format: str = "General") -> Workbook:
    book = aims(Aim(goal, actual, 40, 40), Aim("≥98%", 97.5, 50, 50, name="走访"))
    return formatted(book, f"{SHEET}!{ACTUAL}", number_format)


def claims(*given: object, area: str = "") -> Workbook:
    """Two lines that share their 分值 (area F…) or their 得分 (area G…), or neither."""
    lines = [Aim("≥10家", 10, 40, given[0]), Aim("≥5次", 5, 50, given[1], name="培训")]
    book = aims(*lines)
    return merged(book, SHEET, area) if area else book


NOT_USED: dict[str, Callable[[], Workbook]] = {
    "百分数写成 0.98": lambda: target("≥98%", 0.98),
    "百分数写成 1": lambda: target("100%", 1),
    "完成值是日期": lambda: target("≥98%", dt.date(2022, 1, 30)),
    "完成值是 TRUE": lambda: target("≥1家", True),
    "家数的格式是百分数": lambda: target("≥1家", 1, "0%"),
    "得分是 TRUE": lambda: clean({"指标表!I4": True, "指标表!I7": True}),
    "得分是日期": lambda: clean({"指标表!I4": dt.date(2020, 1, 30)}),
    "得分的格式是百分数": lambda: formatted(clean(), "指标表!I4", "0%"),
    "待佐证的得分的格式是百分数": lambda: formatted(clean(), "指标表!I7", "0%"),
    "得分的格式缩小一千倍": lambda: formatted(clean(), "指标表!I7", "0.0,"),
    "得分有 17 位": lambda: clean({"指标表!I7": 1e16}),
    "金额是 TRUE": lambda: clean({"基础数据表!D7": True}),
    "金额是日期": lambda: clean({"基础数据表!D7": dt.date(2020, 1, 30)}),
    "金额的格式是百分数": lambda: formatted(clean(), "基础数据表!D7", "0%"),
    "金额的格式缩小一千倍": lambda: formatted(clean(), "基础数据表!D7", '0.0,"千"'),
    "金额有 17 位": lambda: clean({"基础数据表!D7": 1e16}),
    "完成值与指标值相差太远": lambda: target("≥5万人", 40000),
    "变动率是负数": lambda: aims(Aim("≤5%", "-3%", 90, 90, name="成本变动率")),
    "两项合填一个得分": lambda: claims(90, None, area=f"G{FIRST}:G{FIRST + 1}"),
    "两项共用分值，得分分填": lambda: claims(40, 50, area=f"F{FIRST}:F{FIRST + 1}"),
    "指标表里合填得分": lambda: merged(clean(), "指标表", "I4:I5"),
    "指标表里共用分值": lambda: merged(clean(), "指标表", "F4:F5"),
    "分值是 0，没有得分": lambda: clean({"指标表!I7": None, "指标表!F7": 0}),
    "分值是 0，得分是负数": lambda: clean({"指标表!I7": -5, "指标表!F7": 0}),
    "分值是 0 的指标没有达到": lambda: aims(Aim("≥10家", 10, 90, 90), Aim("≥5次", 1, 0, name="培训")),
    "两个不同的数，补填了一个": lambda: supply(
        clean(base=[*BASE_ROWS, ("公用经费", 90, 100, 101)]), ("公用经费", "决算", 2020, "万元", 102)
    ),
}  # fmt: skip

OFFICE = (
    "楼堂馆所控制情况",
    "批复规模（㎡）",
    "实际规模（㎡）",
    "规模控制率",
    "预算投资（万元）",
    "实际投资（元）",
    "投资概算控制率",
)
NOT_USED |= {
    "编制数空着，补填了": lambda: supply(
        clean({"基础数据表!B4": None}), ("财政供养人员", "编制数", 2020, "人", 40)
    ),
    "表内自带的率，一个万元、一个元": lambda: clean(
        lines=LINES, base=[*BASE_ROWS, OFFICE, (None, 100, 105, 1.05, 100, 1050000, 1.05)]
    ),
    "表内自带的率，数后面写着单位": lambda: clean(
        lines=LINES, base=[*BASE_ROWS, OFFICE, (None, "100㎡", 105, 1.05, "100万元", "105万元", 1.05)]
    ),
}  # fmt: skip
NIL = ["——", "--", "－－", "---", "N/A", "n/a", "\\", "\u3000——\u3000", "无", "\u3000"]
for _mark in NIL:
    NOT_USED[f"没有楼堂馆所写成“{_mark}”"] = lambda mark=_mark: clean(  # type: ignore[misc]
        lines=LINES, base=[*BASE_ROWS, HEADS, (None, mark, 0, 0, mark)]
    )


def test_no_formula_takes_a_cell_that_the_program_does_not_use(tmp_path: Path) -> None:
    """Opened in Excel, the workbook shows what was stored: 缺数据 does not turn into a full score."""
    paths = []
    for number, build in enumerate(NOT_USED.values()):
        paths.append(tmp_path / f"{number}.xlsx")
        paths[-1].write_bytes(write_completed(score(build())))
    for name, path, anew in zip(NOT_USED, paths, recalculate_all(paths), strict=True):
        stored, found = values(path), formulas(path)
        wrong = {
            p: (t, stored.get(p), anew.get(p))
            for p, t in found.items()
            if not same(stored.get(p), anew.get(p))
        }
        assert wrong == {}, name


TEXTS: list[tuple[str, str]] = [
    # 存成文字的数，单元格格式：写成数以后看上去仍是这个数
    ("100", "0%"), ("一百", "0.00%"), ("100", "yyyy-mm-dd"), ("100", "0.0,"), ("100", "@"), ("100.00", "0.00"), ("100", "#,##0.00"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number_format"), TEXTS)
def test_a_number_stored_as_text_reads_the_same_in_our_workbook(
    text: str, number_format: str
) -> None:
    book = formatted(clean({"基础数据表!D7": text}), "基础数据表!D7", number_format)
    outcome = score(book)
    again = score(write_completed(outcome), "某局-2020_复核.xlsx")
    assert indicator(again, "公用经费").score == indicator(outcome, "公用经费").score == 30
    assert again.totals == outcome.totals


Edits = Mapping[str, tuple[object, str]]
"""`sheet!cell` → what is typed there and in which format."""


def typed(book: Callable[[], Workbook], edits: Edits) -> bytes:
    """The completed workbook of a return, with cells changed by a person."""
    opened = load_workbook(io.BytesIO(write_completed(score(book()))))
    for place, (value, number_format) in edits.items():
        change(opened, {place: value})
        formatted(opened, place, number_format)
    buffer = io.BytesIO()
    opened.save(buffer)
    return buffer.getvalue()


PLAIN, PER_CENT = "General", "0.00%"
SHAPE, QUOTED = '[=0]"——";0.00%', '0.0"%"'
TARGET, BASIC, LIST = f"指标表!{ACTUAL}", "基础数据表!", "缺数清单!"
HALF = [list(row) for row in BASE_ROWS]
HALF[4] = ["经费控制情况", "2019年决算数（万元）", "2020年预算数（万元）", "2020年决算数（元）"]
HALF[5:7] = [["三公经费", 12, 10, 90000], ["公用经费", 90, 100, None]]
HALF = HALF[:7]

CHANGES: list[tuple[str, Callable[[], Workbook], Edits, object]] = [
    ("空着的完成值填 98", lambda: target("≥98%", None), {TARGET: (98, PLAIN)}, 40),
    ("空着的完成值填 49", lambda: target("≥98%", None), {TARGET: (49, PLAIN)}, 20),
    ("空着的完成值填 0.98", lambda: target("≥98%", None), {TARGET: (0.98, PLAIN)}, None),
    ("空着的完成值填 0", lambda: target("≥98%", None), {TARGET: (0, PLAIN)}, 0),
    ("0.98 改成 98", lambda: target("≥98%", 0.98), {TARGET: (98, PLAIN)}, 40),
    ("97.5 改成 98", lambda: target("≥98%", 97.5), {TARGET: (98, PLAIN)}, 40),
    ("97.5% 改成 49%", lambda: target("≥98%", "97.5%"), {TARGET: (0.49, PER_CENT)}, 20),
    ("97.5% 改成 98%", lambda: target("≥98%", "97.5%"), {TARGET: (0.98, PER_CENT)}, 40),
    ("格式是百分数的空格填 98%", lambda: target("≥98%", None, "0%"), {TARGET: (0.98, PER_CENT)}, 40),
    ("有条件的百分数格式，改成 49%", lambda: target("≥98%", 0.98, SHAPE), {TARGET: (0.49, SHAPE)}, 20),
    ("格式里写着百分号的 97.5 改成 49", lambda: target("≥98%", 97.5, QUOTED), {TARGET: (49, QUOTED)}, 20),
    ("千分数空着，填 1.8", lambda: target("≥2‰", None), {TARGET: (1.8, PLAIN)}, 36),
    ("万元的完成值空着，填 0.8", lambda: target("≥1万元", None), {TARGET: (0.8, PLAIN)}, 32),
    ("元的完成值空着，填 8000", lambda: target("≥10000元", None), {TARGET: (8000, PLAIN)}, 32),
    ("元的完成值 12000 改成 8000", lambda: target("≥10000元", 12000), {TARGET: (8000, PLAIN)}, 32),
    ("清单里填元", lambda: target("≥10000元", None), {f"{LIST}J5": (8000, PLAIN)}, 32),
    ("清单里填率", lambda: target("≥98%", None), {f"{LIST}J5": (0.49, PER_CENT)}, 20),
    ("清单里填 98", lambda: target("≥98%", None), {f"{LIST}J5": (98, PLAIN)}, None),
    ("表里和清单里填得不同：以填报表为准", lambda: target("≥100家", None), {TARGET: (50, PLAIN), f"{LIST}J5": (100, PLAIN)}, 20),
    ("表里填得不清，清单里填了", lambda: target("≥98%", None), {TARGET: (0.98, PLAIN), f"{LIST}J5": (0.49, PER_CENT)}, 20),
]  # fmt: skip
BASE_CHANGES: list[tuple[str, Callable[[], Workbook], Edits, object]] = [
    ("空着的决算填元", lambda: clean(base=HALF), {f"{BASIC}D7": (1000000, PLAIN)}, 30),
    ("空着的决算填元，超 5%", lambda: clean(base=HALF), {f"{BASIC}D7": (1050000, PLAIN)}, 25),
    ("清单里按万元填", lambda: clean(base=HALF), {f"{LIST}J5": (105, PLAIN)}, 25),
    ("表里和清单里填得不同", lambda: clean({f"{BASIC}D7": None}), {f"{BASIC}D7": (105, PLAIN), f"{LIST}J5": (110, PLAIN)}, 25),
    ("TRUE 改成 105", lambda: clean({f"{BASIC}D7": True}), {f"{BASIC}D7": (105, PLAIN)}, 25),
]  # fmt: skip


UNCLEAR: list[tuple[str, Callable[[], Workbook], Edits]] = [
    # 表里的格不知道填的人指什么：工作簿里不算，交回后按格式读
    ("空着的完成值填 98%", lambda: target("≥98%", None), {TARGET: (0.98, PER_CENT)}),
    ("97.5 改成 98%", lambda: target("≥98%", 97.5), {TARGET: (0.98, PER_CENT)}),
    ("97.5% 改成 98", lambda: target("≥98%", "97.5%"), {TARGET: (98, PLAIN)}),
]  # fmt: skip


def scored_again(data: bytes) -> Outcome:
    return score(data, "某局-2020_复核.xlsx")


def test_after_a_change_the_workbook_says_what_the_program_says(tmp_path: Path) -> None:
    """Each change is calculated by LibreOffice, and read back and scored by us; both give the score worked out by hand."""
    cases = [(*each, "检查家次") for each in CHANGES] + [
        (*each, "公用经费") for each in BASE_CHANGES
    ]
    paths = []
    for number, (_, book, edits, _, _) in enumerate(cases):
        paths.append(tmp_path / f"{number}.xlsx")
        paths[-1].write_bytes(typed(book, edits))
    for (name, _, _, expected, wanted), path, cells in zip(
        cases, paths, recalculate_all(paths), strict=True
    ):
        again = scored_again(path.read_bytes())
        row = indicator(again, wanted)
        number = [each.indicator for each in rows(again.indicators)].index(row.indicator)
        live = cells["计算过程", f"F{5 + number}"]
        assert row.score == expected, name
        assert live == (expected if row.score is not None else "缺数据"), name
        assert again.totals is not None
        total = cells["计算过程", f"H{5 + len(again.indicators)}"]
        assert same(total, float(again.totals.reviewed or 0)), name
        assert row.score is not None or row.status == Status.MISSING


def test_a_share_typed_against_the_format_of_its_cell_is_no_number_until_sent_back(
    tmp_path: Path,
) -> None:
    """No formula can see a number format in every program; what would mean something else is 缺数据, never a score."""
    paths = []
    for number, (_, book, edits) in enumerate(UNCLEAR):
        paths.append(tmp_path / f"{number}.xlsx")
        paths[-1].write_bytes(typed(book, edits))
    for (name, _, _), path, cells in zip(UNCLEAR, paths, recalculate_all(paths), strict=True):
        assert indicator(scored_again(path.read_bytes()), "检查家次").score == 40, name
        assert cells["计算过程", "F6"] == "缺数据", name
