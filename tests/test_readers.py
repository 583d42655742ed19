"""Tables are found by their words: whatever stands above, beside and below them, the same figures come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from openpyxl import Workbook
from workbooks import (
    BASE,
    BASE_ROWS,
    CLEAN_LINES,
    INDICATORS,
    Line,
    Table,
    change,
    clean,
    complaints,
    figure,
    findings,
    indicator,
    names,
    put_base,
    sample,
    score,
    scored_sample,
    supply,
    wide,
)

from sheetscore.model.columns import rows
from sheetscore.model.outcome import Outcome

SCORES = [20, 30, 30, 10, None]
"""复核得分 of the small workbook; the last one is for a person to judge."""


def scores(outcome: Outcome) -> list[Decimal | None]:
    return [row.score for row in rows(outcome.indicators)]


def claims(outcome: Outcome) -> list[Decimal | None]:
    return [row.claimed for row in rows(outcome.indicators)]


def placed(top: int, left: int) -> Workbook:
    """The small workbook with both tables moved down and to the right."""
    book = Workbook()
    book.worksheets[0].title = INDICATORS
    Table(CLEAN_LINES, top=top, left=left).draw(book.worksheets[0])
    put_base(book.create_sheet(BASE), top=top, left=left)
    return book


# ------------------------------------------------------------------- where the tables stand


@pytest.mark.parametrize(
    ("top", "left"),
    [(1, 1), (4, 1), (1, 3), (7, 5)],
    ids=["原位", "上面有三行标题", "右移两列", "下移六行右移四列"],
)
def test_a_table_is_found_wherever_it_stands(top: int, left: int) -> None:
    outcome = score(placed(top, left))
    assert scores(outcome) == SCORES
    assert not complaints(outcome)


def test_title_rows_above_change_nothing() -> None:
    book = sample()
    book[INDICATORS].insert_rows(1, 3)
    book[BASE].insert_rows(1, 2)
    book = _merged_again(book, {INDICATORS: 3, BASE: 2})
    totals = score(book).totals
    assert totals is not None
    assert (totals.points, totals.claimed, totals.reviewed) == (100, 98, 90)


def _merged_again(book: Workbook, moved: dict[str, int]) -> Workbook:
    """openpyxl leaves merged areas where they were when rows are inserted."""
    for name, down in moved.items():
        for area in list(book[name].merged_cells.ranges):
            area.shift(row_shift=down)
    return book


def test_extra_columns_between_change_nothing() -> None:
    heads = (
        "序号",
        "一级指标",
        "分值",
        "二级指标",
        "分值",
        "三级指标",
        "分值",
        "指标性质",
        "评价标准",
        "指标说明",
        "备注",
        "得分",
    )
    book = clean()
    del book[INDICATORS]
    sheet = book.create_sheet(INDICATORS, 0)
    sheet.append(["指标表"])
    sheet.append(list(heads))
    for number, line in enumerate(CLEAN_LINES, 1):
        one, two = line.level1 or (None, None), line.level2 or (None, None)
        cells = [
            number,
            *one,
            *two,
            line.name,
            line.points,
            "定量",
            line.criteria,
            line.explanation,
            "无",
            line.claim,
        ]
        sheet.append(cells)
    outcome = score(book)
    assert (scores(outcome), claims(outcome)) == (SCORES, [20, 30, 30, 10, 10])


def test_extra_columns_of_numbers_and_units_are_no_labels() -> None:
    base = [
        [number, row[0] if row else None, "万元" if number > 5 else None, *row[1:]]
        for number, row in enumerate(BASE_ROWS)
    ]
    outcome = score(clean(base=base))
    assert scores(outcome) == SCORES


@pytest.mark.parametrize("base_first", [False, True], ids=["指标表在上", "基础数据表在上"])
@pytest.mark.parametrize("gap", [0, 2], ids=["紧挨着", "隔两行"])
def test_two_tables_on_one_sheet_do_not_run_into_each_other(base_first: bool, gap: int) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    table, height = Table(CLEAN_LINES), len(CLEAN_LINES) + 2
    table.top = 1 + (len(BASE_ROWS) + gap if base_first else 0)
    table.draw(sheet)
    put_base(sheet, top=1 if base_first else 1 + height + gap)
    outcome = score(book)
    assert names(outcome) == [line.name for line in CLEAN_LINES]
    assert scores(outcome) == SCORES
    assert not complaints(outcome)


@pytest.mark.parametrize("base_first", [False, True], ids=["指标表在上", "基础数据表在上"])
def test_two_tables_on_one_sheet_are_drawn_apart(base_first: bool) -> None:
    book = Workbook()
    table = Table(CLEAN_LINES, top=1 + (len(BASE_ROWS) + 1) * base_first)
    table.draw(book.worksheets[0])
    put_base(book.worksheets[0], top=1 if base_first else len(CLEAN_LINES) + 4)
    layouts = score(book).layouts
    shown = {name: {cell.value for cell in layout.cells} for name, layout in layouts.items()}
    assert {"三级指标", "公用经费控制率"} <= shown["indicators"]
    assert {"编制数", "公用经费", "填报单位：某局"} <= shown["base"]
    assert not shown["indicators"] & {"编制数", "公用经费"}
    assert not shown["base"] & {"三级指标", "公用经费控制率"}


def test_two_official_tables_on_one_sheet_give_the_same_totals() -> None:
    book = sample()
    upper, lower = book[INDICATORS], book[BASE]
    down = upper.max_row + 1
    for row in lower.iter_rows():
        for cell in row:
            if cell.value is not None:
                upper.cell(cell.row + down, cell.column, cell.value)
    for area in list(lower.merged_cells.ranges):
        area.shift(row_shift=down)
        upper.merge_cells(area.coord)
    del book[BASE]
    outcome = score(book)
    assert len(rows(outcome.indicators)) == 16
    assert outcome.totals is not None
    assert (outcome.totals.points, outcome.totals.reviewed, outcome.totals.low) == (100, 90, 23)


def test_a_header_row_printed_again_is_no_indicator() -> None:
    book = clean()
    sheet = book[INDICATORS]
    sheet.insert_rows(5)
    for column in range(1, 10):
        sheet.cell(5, column, sheet.cell(2, column).value)
    assert names(score(book)) == [line.name for line in CLEAN_LINES]


def test_a_header_of_two_rows_is_read_by_its_lower_row() -> None:
    book = clean()
    sheet = book[INDICATORS]
    sheet.insert_rows(3)
    for column in (1, 2, 3, 4, 7, 8):
        sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
    sheet["E2"], sheet["E3"], sheet["F2"], sheet["F3"] = "三级指标", "名称", None, "分值"
    sheet.merge_cells("E2:F2")
    sheet["I2"], sheet["I3"], sheet["J3"] = "得分", "自评", "财政复核"
    sheet.merge_cells("I2:J2")
    for row in range(4, 9):
        sheet.cell(row, 10, 1)
    outcome = score(book)
    assert (scores(outcome), claims(outcome)) == (SCORES, [20, 30, 30, 10, 10])


HEADS = [
    (
        "官方表",
        (
            "一级指标",
            "分值",
            "二级指标",
            "分值",
            "三级指标",
            "分值",
            "评价标准",
            "指标说明",
            "得分",
        ),
    ),
    ("简称", ("一级", "权重", "二级", "权重", "三级", "权重", "评分标准", "指标解释", "自评得分")),
    (
        "带空格和换行",
        (
            "一级\n指标",
            "分 值",
            "二级\n指标",
            "分\u3000值",
            "三级\n指标",
            "分值（分）",
            "评 价 标 准",
            "说明",
            "自评\n得分",
        ),
    ),
    (
        "指标名称",
        (
            "一级指标",
            "标准分",
            "二级指标",
            "标准分",
            "指标名称",
            "标准分",
            "计分办法",
            "计算公式",
            "自评分",
        ),
    ),
]


@pytest.mark.parametrize("heads", [heads for _, heads in HEADS], ids=[title for title, _ in HEADS])
def test_columns_are_known_by_any_of_their_names(heads: tuple[str, ...]) -> None:
    outcome = score(
        clean({f"指标表!{column}2": head for column, head in zip("ABCDEFGHI", heads, strict=True)})
    )
    assert (scores(outcome), claims(outcome)) == (SCORES, [20, 30, 30, 10, 10])
    assert [(row.level1_points, row.level2_points) for row in rows(outcome.indicators)] == [
        (20, 20), (80, 60), (80, 60), (80, 20), (80, 20),
    ]  # fmt: skip


def test_a_table_of_three_levels_with_points_on_the_last_alone() -> None:
    heads = ("一级指标", None, "二级指标", None, "三级指标", "分值")
    changes = {f"指标表!{column}2": head for column, head in zip("ABCDEF", heads, strict=True)}
    blanks = {f"指标表!{column}{row}": None for column in "BD" for row in range(3, 8)}
    outcome = score(clean(changes | blanks))
    assert scores(outcome) == SCORES
    assert [row.level1 for row in rows(outcome.indicators)] == [
        "投入",
        "过程",
        "过程",
        "过程",
        "过程",
    ]
    assert not complaints(outcome)


# ------------------------------------------------------------------------ which column claims


@pytest.mark.parametrize("head", ["财政复核得分", "上年得分", "考核组评分", "主管部门得分"])
@pytest.mark.parametrize("other", ["得分", "自评得分", "自评分"])
def test_somebody_else_s_score_is_not_taken_for_the_claim(head: str, other: str) -> None:
    book = clean({"指标表!I2": head, "指标表!J2": other})
    for row in range(3, 8):
        book[INDICATORS].cell(row, 10, book[INDICATORS].cell(row, 9).value)
        book[INDICATORS].cell(row, 9, 1)
    assert claims(score(book)) == [20, 30, 30, 10, 10]


UNDER_ONE_HEADING = [
    # 上一行表头，下一行两栏，两栏的数：自评得分是 3
    ("自评", ("扣分", "得分"), (7, 3)),
    ("自评", ("得分", "扣分"), (3, 7)),
    ("自评得分", ("扣分原因", "得分"), ("无", 3)),
    ("自评情况", ("得分", "依据"), (3, "见附件")),
    ("得分", ("自评", "复核"), (3, 7)),
    ("得分", ("财政复核", "自评"), (7, 3)),
    ("得分", ("上年", "本年"), (7, 3)),
]


@pytest.mark.parametrize(("head", "below", "line"), UNDER_ONE_HEADING)
def test_of_two_columns_under_one_heading_the_claim_is_the_score(
    head: str, below: tuple[str, str], line: tuple[object, object]
) -> None:
    book = clean()
    sheet = book[INDICATORS]
    sheet.insert_rows(3)
    for column in range(1, 9):
        sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
    change(book, {"指标表!I2": head, "指标表!I3": below[0], "指标表!J3": below[1]})
    sheet.merge_cells("I2:J2")
    for row in range(4, 9):
        change(book, {f"指标表!I{row}": line[0], f"指标表!J{row}": line[1]})
    assert claims(score(book)) == [3, 3, 3, 3, 3]


TWO_POINTS = [("权重", "分值"), ("分值", "权重"), ("上年分值", "分值"), ("权重（%）", "分值")]


@pytest.mark.parametrize("heads", TWO_POINTS)
def test_of_a_weight_and_points_the_points_count(heads: tuple[str, str]) -> None:
    book = clean()
    sheet = book[INDICATORS]
    sheet.insert_cols(6)
    change(book, {"指标表!F2": heads[0], "指标表!G2": heads[1]})
    if heads[0] == "分值":
        for row in range(3, 8):
            change(book, {f"指标表!F{row}": sheet[f"G{row}"].value, f"指标表!G{row}": 1})
    else:
        for row in range(3, 8):
            change(book, {f"指标表!F{row}": 1})
    assert scores(score(book)) == SCORES


def test_a_self_given_score_goes_before_a_bare_one() -> None:
    book = clean({"指标表!J2": "自评得分", **{f"指标表!J{row}": 3 for row in range(3, 8)}})
    assert claims(score(book)) == [3, 3, 3, 3, 3]


# ------------------------------------------------------------------------------ the rows


def test_a_block_printed_twice_across_a_page_break_counts_once() -> None:
    outcome = scored_sample()
    blocks = {
        (row.level1_block, row.level1.replace(" ", ""), row.level1_points)
        for row in rows(outcome.indicators)
    }
    assert sorted(blocks) == [(1, "投入", 13), (2, "过程", 61), (3, "产出及效率", 26)]
    assert not findings(outcome, "A10")


def test_a_block_of_another_name_or_other_points_is_a_new_one() -> None:
    outcome = score(sample({"指标表!B12": 60}))
    assert len({row.level1_block for row in rows(outcome.indicators)}) == 4
    assert findings(outcome, "A10")


def test_a_points_cell_under_a_blank_name_begins_a_new_block() -> None:
    blocks = {
        row.indicator: (row.level2_block, row.level2_points)
        for row in rows(scored_sample().indicators)
    }
    first, second = blocks["经济效益、社会效益"], blocks["行政效能"]
    assert (first[1], second[1]) == (6, 12)
    assert first[0] != second[0] == blocks["社会公众或服务对象满意度"][0]


def test_two_rows_that_share_one_points_cell_are_one_indicator() -> None:
    found = indicator(scored_sample(), "社会效益")
    assert (found.indicator, found.points, found.claimed) == ("经济效益、社会效益", 6, 6)
    assert (found.row, found.last_row) == (16, 17)


def shared_points(changes: dict[str, object]) -> Outcome:
    """政府采购执行率 and 管理制度健全性 under one 分值 of 20."""
    book = clean({"指标表!F7": None, "指标表!F6": 20, **changes})
    book[INDICATORS].merge_cells("F6:F7")
    return score(book)


def test_claims_in_the_rows_of_one_indicator_are_added() -> None:
    found = indicator(shared_points({"指标表!I6": 9, "指标表!I7": "7"}), "采购")
    assert (found.points, found.claimed) == (20, 16)


def test_two_wordings_under_one_points_cell_are_not_read_as_the_first_alone() -> None:
    outcome = shared_points({})
    assert str(indicator(outcome, "采购").status) == "judged"
    assert findings(outcome, "A11")


def test_a_claim_written_across_two_indicators_counts_for_neither() -> None:
    book = clean({"指标表!I5": None, "指标表!I4": 60})
    book[INDICATORS].merge_cells("I4:I5")
    outcome = score(book)
    assert claims(outcome) == [20, None, None, 10, 10]
    assert [each.cell for each in findings(outcome, "D07", "error")] == ["I4", "I4"]


@pytest.mark.parametrize(
    "name", ["合计", "总计", "总 分", "合计得分", "自评总得分", "合计（100分）"]
)
def test_a_total_row_is_no_indicator(name: str) -> None:
    outcome = score(clean(lines=[*CLEAN_LINES, Line(name, 100, "", "", 100)]))
    assert outcome.totals is not None
    assert (outcome.totals.points, outcome.totals.claimed) == (100, 100)


def test_a_total_row_right_under_the_header_is_passed_over() -> None:
    outcome = score(clean(lines=[Line("合计", 100, "", "", 100), *CLEAN_LINES]))
    assert names(outcome) == [line.name for line in CLEAN_LINES]


def test_a_subtotal_row_is_no_indicator() -> None:
    lines = [*CLEAN_LINES[:3], Line("预算管理小计", 60, "", "", 60), *CLEAN_LINES[3:]]
    outcome = score(clean(lines=lines))
    assert names(outcome) == [line.name for line in CLEAN_LINES]
    assert not complaints(outcome)


BELOW_TOTAL: list[tuple[str, dict[str, object], bool]] = [
    ("加分项", {"E9": "获奖", "F9": 5, "G9": "获得表彰得5分"}, True),
    ("第二张合计下面又有指标", {"E9": "公用经费", "F9": 30, "G9": "≤100%计满分，每超过1%扣1分。"}, True),
    ("签字", {"A9": "负责人：", "E9": "联系电话：", "F9": 88888888}, False),
    ("等级", {"A9": "等级", "E9": "优", "F9": 98}, False),
    ("没有分值", {"E9": "获奖", "G9": "获得表彰得5分"}, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "told"), [each[1:] for each in BELOW_TOTAL], ids=[each[0] for each in BELOW_TOTAL]
)
def test_a_row_with_points_under_the_total_is_told(cells: dict[str, object], told: bool) -> None:
    table = {"A8": "合计", "F8": 100, "I8": 100, **cells}
    outcome = score(clean({f"指标表!{cell}": value for cell, value in table.items()}))
    assert scores(outcome) == SCORES
    assert ["F9" in each.cell for each in findings(outcome, "A10", "error")] == [True] * told


def test_an_indicator_whose_points_were_left_blank_is_not_joined_to_the_one_above() -> None:
    outcome = score(clean({"指标表!F4": None}))
    assert names(outcome) == [line.name for line in CLEAN_LINES if line.name != "公用经费控制率"]
    assert "公用经费控制率" in findings(outcome, "A10", "error")[0].message
    assert indicator(outcome, "三公经费").level2 == "预算管理"


def test_points_without_a_name_are_reported() -> None:
    outcome = score(clean({"指标表!E4": None}))
    assert findings(outcome, "A10", "error")[0].cell == "F4"


def test_a_wording_without_name_and_points_is_reported() -> None:
    outcome = score(clean({"指标表!E6": None, "指标表!F6": None}))
    assert "F6" in [each.cell for each in findings(outcome, "A10", "error")]
    assert indicator(outcome, "管理制度").level2 == "采购和制度"


@pytest.mark.parametrize("points", ["30分", "30 分", wide("30"), "30\u3000", "三十分"])
def test_points_and_claims_may_carry_a_unit_and_blanks(points: str) -> None:
    found = indicator(score(clean({"指标表!F4": points, "指标表!I4": points})), "公用经费")
    assert (found.points, found.claimed, found.score) == (30, 30, 30)


@pytest.mark.parametrize("points", ["三十多", "20-30", "30%", True, -30])
def test_points_that_are_no_number_leave_the_row_unscored_and_say_so(points: object) -> None:
    outcome = score(clean({"指标表!F4": points}))
    assert "公用经费控制率" not in names(outcome)
    assert "F4" in [each.cell for each in findings(outcome, "A10", "error")]


def test_two_indicators_of_the_same_name_stay_two() -> None:
    twin = replace(CLEAN_LINES[1], points=15, claim=15, level1=None, level2=None)
    first = replace(CLEAN_LINES[1], points=15, claim=14)
    outcome = score(clean(lines=[CLEAN_LINES[0], first, twin, *CLEAN_LINES[2:]]))
    found = [
        (row.points, row.claimed, row.score)
        for row in rows(outcome.indicators)
        if row.indicator == "公用经费控制率"
    ]
    assert found == [(15, 14, 15), (15, 15, 15)]


def test_two_rows_of_one_name_never_share_a_figure_sent_later() -> None:
    """两个“服务对象满意度”各填各的：缺数清单里写明第几行，只写名称的不采用。"""
    one = replace(SATISFACTION, points=10, claim=10)
    lines = [*CLEAN_LINES[:4], replace(one, level1=("效益", 10)), one]
    name = one.name
    outcome = score(supply(clean(lines=lines), (name, "完成值", 2020, "%", 0.85)))
    assert scores(outcome)[-2:] == [None, None]
    figures = [
        (f"{name}（第{row}行）", "完成值", 2020, "%", rate) for row, rate in ((7, 0.85), (8, 0.95))
    ]
    again = score(supply(clean(lines=lines), *figures))
    assert len(set(scores(again)[-2:])) == 2
    assert [row.rate for row in rows(again.indicators)][-2:] == [
        Fraction(85, 100),
        Fraction(95, 100),
    ]


def test_a_hidden_row_is_an_indicator_like_the_others() -> None:
    book = clean()
    book[INDICATORS].row_dimensions[4].hidden = True
    assert scores(score(book)) == SCORES


# ---------------------------------------------------------------------- a table too many


def test_of_two_tables_the_one_of_the_year_is_scored_and_the_other_reported() -> None:
    book = clean()
    old = [replace(line, claim=1) for line in CLEAN_LINES]
    Table(old, title="2019年度指标表").draw(book.create_sheet("去年", 0))
    outcome = score(book)
    assert claims(outcome) == [20, 30, 30, 10, 10]
    (found,) = findings(outcome, "A01")
    assert (found.level, found.sheet) == ("warning", "去年")


def test_a_hidden_table_does_not_go_before_a_visible_one() -> None:
    book = clean()
    sheet = book.create_sheet("草稿", 0)
    Table([replace(line, claim=1) for line in CLEAN_LINES]).draw(sheet)
    sheet.sheet_state = "hidden"
    outcome = score(book)
    assert claims(outcome) == [20, 30, 30, 10, 10]
    assert [each.sheet for each in findings(outcome, "A01")] == ["草稿"]


def test_of_two_base_tables_the_newer_one_is_used_and_the_other_reported() -> None:
    book = clean()
    put_base(book.create_sheet("2019基础数据", 0), years_moved(BASE_ROWS, -1, times=2))
    outcome = score(book)
    assert outcome.year == 2020
    assert figure(outcome, "公用经费", "决算").value == 100
    assert [each.sheet for each in findings(outcome, "A01")] == ["2019基础数据"]


def years_moved(
    table: tuple[tuple[object, ...], ...], by: int, times: int = 1
) -> list[list[object]]:
    """The table of another year: years in the headers moved, figures multiplied."""

    def moved(value: object) -> object:
        if isinstance(value, str) and value[:4].isdigit():
            return f"{int(value[:4]) + by}{value[4:]}"
        return value * times if isinstance(value, int | float) else value

    return [[moved(value) for value in row] for row in table]


def test_the_two_tables_of_a_unit_may_be_two_files() -> None:
    from workbooks import forms, to_bytes

    from sheetscore import score_unit

    tables, base = clean(base=None), clean()
    del base[INDICATORS]
    outcome = score_unit([("指标.xlsx", to_bytes(tables)), ("数据.xlsx", to_bytes(base))], forms())
    assert scores(outcome) == SCORES
    assert outcome.files == ("指标.xlsx", "数据.xlsx")


# ------------------------------------------------------------------------ figures and years


def test_every_figure_knows_its_cell_and_its_year() -> None:
    outcome = scored_sample()
    found = [
        (figure(outcome, *key).value, figure(outcome, *key).cell)
        for key in [
            ("三公经费", "决算", -1),
            ("三公经费", "预算", 0),
            ("三公经费", "决算", 0),
            ("财政供养人员", "编制数", 0),
        ]
    ]
    assert found == [
        (Decimal("7.24"), "B7"),
        (Decimal("8.94"), "D7"),
        (Decimal("0.12"), "F7"),
        (32, "B5"),
    ]


def test_blank_nil_mark_and_zero_stay_different_in_the_frame() -> None:
    outcome = scored_sample()
    states = [
        figure(outcome, *key).state
        for key in [
            ("政府采购金额", "决算", -1),
            ("政府采购金额", "预算", 0),
            ("水费、电费、差旅费", "决算", 0),
        ]
    ]
    assert states == ["nil", "blank", "value"]


def with_headers(*heads: object) -> list[list[object]]:
    """The small 基础数据表 with other headers over its three columns of money."""
    table = [list(row) for row in BASE_ROWS]
    table[4] = ["经费控制情况", *heads]
    return table


YEARS: list[tuple[str, Callable[[], Outcome], int | None]] = [
    ("表头里最新的年份", lambda: score(clean(), "某局.xlsx"), 2020),
    (
        "表头说上年、本年时取标题里的年份",
        lambda: score(relative("2021年度部门整体支出绩效评价指标表"), "某局.xlsx"),
        2021,
    ),
    ("标题没有年份时取文件名里的", lambda: score(relative("指标表"), "某局2022.xlsx"), 2022),
    (
        "填报日期不是评价年度",
        lambda: score(relative("填报日期：2023年3月1日"), "2022年某局.xlsx"),
        2022,
    ),
    ("哪里都没有", lambda: score(relative("指标表"), "某局.xlsx"), None),
    ("指定的年份优先", lambda: score(clean(), "某局.xlsx", year=2021), 2021),
]


def next_budget(name: str) -> Outcome:
    """A table with next year's budget in a fourth column."""
    table = [[*row, 7] if number > 4 else list(row) for number, row in enumerate(BASE_ROWS)]
    table[4] = [*BASE_ROWS[4], "2021年预算数"]
    return score(clean(base=table), name)


@pytest.mark.parametrize("name", ["某局.xlsx", "某局-2020.xlsx"])
def test_next_year_s_budget_does_not_move_the_year(name: str) -> None:
    outcome = next_budget(name)
    assert (outcome.year, scores(outcome)) == (2020, SCORES)
    assert not complaints(outcome)


def relative(title: str) -> Workbook:
    """Headers that say 上年 and 本年 instead of a year."""
    table = with_headers("上年决算数", "本年预算数", "本年决算数")
    table[2] = ["财政供养人员情况", "编制数", "实际在职人数", "控制率"]
    return clean({"指标表!A1": title}, base=table)


@pytest.mark.parametrize(
    ("outcome", "year"),
    [(make, year) for _, make, year in YEARS],
    ids=[title for title, _, _ in YEARS],
)
def test_the_year_evaluated_is_read_from_where_it_stands(
    outcome: Callable[[], Outcome], year: int | None
) -> None:
    assert outcome().year == year


@pytest.mark.parametrize(
    "heads",
    [
        ("2019年决算数", "2020年预算数", "2020年决算数"), ("2019年度决算", "2020年度预算", "2020年度决算"),
        ("上年决算数", "本年预算数", "本年决算数"), ("上年度决算数", "本年度预算数", "本年度决算数"),
    ],
    ids=["年份", "年度", "上年本年", "上年度本年度"],
)  # fmt: skip
def test_each_column_has_the_year_of_its_header(heads: tuple[str, str, str]) -> None:
    outcome = score(clean(base=with_headers(*heads)))
    assert figure(outcome, "三公经费", "决算", -1).value == 12
    assert figure(outcome, "三公经费", "决算", 0).value == 9
    assert scores(outcome) == SCORES


def test_a_year_may_stand_in_the_row_above_the_header() -> None:
    table = with_headers("2019年", "2020年", "2020年")
    table.insert(5, [None, "决算数", "预算数", "决算数"])
    outcome = score(clean(base=table))
    assert figure(outcome, "三公经费", "决算", -1).value == 12
    assert scores(outcome) == SCORES


def test_last_year_s_column_alone_is_used_only_with_a_reminder() -> None:
    """A form whose headers all name last year is an old one; beside a column of this year the other is last year's."""
    table = [row[:3] for row in with_headers("2019年决算数", "2019年预算数")]
    outcome = score(clean(base=table), year=2020)
    assert indicator(outcome, "三公经费").rate == Fraction(12, 10)
    assert "B6" in [each.cell for each in findings(outcome, "A03")]
    table = [row[:3] for row in with_headers("2019年决算数", "2020年预算数")]
    assert str(indicator(score(clean(base=table)), "三公经费").status) == "missing"


def test_a_term_that_names_its_year_never_takes_another_year_s_column() -> None:
    line = replace(
        CLEAN_LINES[2], name="“三公经费”变动率", criteria="变动率≤0，计30分；变动率＞0，每超过一个百分点扣1分，扣完为止。",
        explanation="“三公经费”变动率=[（本年度“三公经费”预算数-上年度“三公经费”预算数）/上年度“三公经费”预算数]×100%。",
    )  # fmt: skip
    outcome = score(clean(lines=[*CLEAN_LINES[:2], line, *CLEAN_LINES[3:]]))
    found = indicator(outcome, "三公经费变动率")
    assert (str(found.status), found.score) == ("missing", None)
    assert [(each.item, each.measure, each.year) for each in found.missing] == [
        ("三公经费", "预算", -1)
    ]


@pytest.mark.parametrize(
    ("name", "year", "warned"),
    [
        ("某局-2020.xlsx", None, False), ("某局.xlsx", None, False), ("某局-2021.xlsx", None, True),
        ("某局-2021.xlsx", 2020, False),
    ],
    ids=["相同", "文件名没有年份", "文件名是另一年", "已经指定"],
)  # fmt: skip
def test_headers_of_another_year_than_the_file_name_get_a_reminder(
    name: str, year: int | None, warned: bool
) -> None:
    outcome = score(clean(), name, year=year)
    assert outcome.year == 2020
    assert bool(findings(outcome, "A03", "warning")) == warned


@pytest.mark.parametrize("title", ["指标表（财预〔2013〕53号）", "指标表（2015年版）"])
def test_a_year_of_the_form_itself_is_no_reminder(title: str) -> None:
    outcome = score(clean({"指标表!A1": title}), "某局-2020.xlsx")
    assert (outcome.year, outcome.findings) == (2020, ())


# ------------------------------------------------------------------------------ who and what


UNITS = [
    ("填报单位：某某局", "某某局"),
    ("填报单位（盖章）：某某局", "某某局"),
    ("填报单位:某某局（公章）", "某某局"),
    ("单位名称：某某局          单位：万元", "某某局"),
    ("填报单位：某某局  填报日期：2021年3月1日", "某某局"),
    ("填 报 单 位：某某局", "某某局"),
    ("填报单位：元氏县财政局", "元氏县财政局"),
    ("填报单位：", "雨花局"),
    ("填报单位：      单位：万元", "雨花局"),
    ("", "雨花局"),
]


@pytest.mark.parametrize(("line", "unit"), UNITS, ids=[line or "没有这一行" for line, _ in UNITS])
def test_the_unit_is_what_is_filled_in_else_the_file_name(line: str, unit: str) -> None:
    outcome = score(clean({"基础数据表!A2": line or None}), "雨花局-2020.xlsx")
    assert outcome.unit == unit
    assert scores(outcome) == SCORES


def test_the_unit_may_stand_in_the_next_cell_or_above_the_other_table() -> None:
    assert score(clean({"基础数据表!A2": "填报单位：", "基础数据表!B2": "某某局"})).unit == "某某局"
    assert score(clean({"基础数据表!A2": None, "指标表!A1": "填报单位：某某局"})).unit == "某某局"
    assert score(clean(), unit="另一局").unit == "另一局"


FILE_NAMES = [
    ("雨花区卫生健康局-2020.xlsx", "雨花区卫生健康局"), ("2020年度某局.xlsx", "某局"), ("某局_复核.xlsx", "某局"), ("某局(1).xlsx", "某局"),
    ("某局 - 副本.xlsx", "某局"), ("某局（2）- 2020年_复核_2.xlsx", "某局"), ("收件/某局.xlsx", "某局"), ("2020.xlsx", "2020"),
    ("第（1）小学.xlsx", "第（1）小学"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "unit"), FILE_NAMES, ids=[name for name, _ in FILE_NAMES])
def test_a_file_name_without_year_and_copy_marks_is_the_unit(name: str, unit: str) -> None:
    from sheetscore.unit.submission import unit_from_file

    assert unit_from_file(name) == unit


# ------------------------------------------------------------------------------------ money


MONEY: list[tuple[str, dict[str, object], str]] = [
    ("没有写单位", {}, "100"),
    ("单位：万元", {"基础数据表!E2": "单位：万元"}, "100"),
    ("单位：元", {"基础数据表!E2": "单位：元", "基础数据表!D7": 1_000_000}, "100"),
    ("金额单位 元，与填报单位同一格", {"基础数据表!A2": "填报单位：某局    金额单位：元", "基础数据表!D7": 1_000_000}, "100"),
    ("（单位：千元）", {"基础数据表!E2": "（单位：千元）", "基础数据表!D7": 1000}, "100"),
    ("单位：亿元", {"基础数据表!E2": "单位：亿元", "基础数据表!D7": 0.01}, "100"),
    ("表头写元", {"基础数据表!D5": "2020年决算数（元）", "基础数据表!D7": 1_000_000}, "100"),
    ("表头写万元，表上写元", {"基础数据表!E2": "单位：元", "基础数据表!D5": "2020年决算数（万元）"}, "100"),
    ("行名写元", {"基础数据表!A7": "公用经费（元）", "基础数据表!D7": 1_000_000}, "100"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "value"), [(c, v) for _, c, v in MONEY], ids=[title for title, _, _ in MONEY]
)
def test_money_is_kept_in_wan_whatever_the_table_counts_in(
    changes: dict[str, object], value: str
) -> None:
    found = figure(score(clean(changes)), "公用经费", "决算")
    assert (found.value, found.unit) == (Decimal(value), "万元")


def test_people_are_not_converted_with_the_money() -> None:
    outcome = score(clean({"基础数据表!E2": "单位：元"}))
    assert figure(outcome, "财政供养人员", "编制数").value == 40
    assert scores(outcome) == SCORES


def test_a_column_in_yuan_beside_one_in_wan_gives_the_true_rate_and_formula() -> None:
    found = indicator(
        score(clean({"基础数据表!D5": "2020年决算数（元）", "基础数据表!D7": 1_030_000})),
        "公用经费",
    )
    assert (found.rate, found.score) == (Fraction(103, 100), 27)
    assert "'基础数据表'!D7*" in found.excel


def test_two_units_of_money_on_one_table_get_a_reminder() -> None:
    outcome = score(clean({"基础数据表!E2": "单位：万元", "基础数据表!E9": "单位：元"}))
    assert [each.code for each in complaints(outcome)] == ["B03"]
    assert figure(outcome, "公用经费", "决算").value == 100


# ------------------------------------------------------------------ cells that are no figures


def test_a_value_merged_over_two_columns_belongs_to_the_first_alone() -> None:
    book = clean({"基础数据表!D7": None})
    book[BASE].merge_cells("C7:D7")
    outcome = score(book)
    assert figure(outcome, "公用经费", "预算").value == 100
    assert (
        figure(outcome, "公用经费", "决算").value,
        str(indicator(outcome, "公用经费").status),
    ) == (None, "missing")


def test_a_value_merged_over_two_rows_belongs_to_the_first_alone() -> None:
    book = clean({"基础数据表!C7": None})
    book[BASE].merge_cells("C6:C7")
    outcome = score(book)
    assert figure(outcome, "三公经费", "预算").value == 10
    assert figure(outcome, "公用经费", "预算").value is None


@pytest.mark.parametrize(
    "label", ["公用经费（不含交通补贴）", "公用经费（上年）", "人均公用经费", "公用经费支出合计数"]
)
def test_a_row_of_a_limited_or_other_name_is_not_taken_for_the_item(label: str) -> None:
    found = indicator(score(clean({"基础数据表!A7": label})), "公用经费")
    assert (str(found.status), found.score) == ("missing", None)


def test_words_under_the_columns_are_no_figures() -> None:
    note = ("说明：金额保留两位小数。",)
    book = clean(base=[*BASE_ROWS, ("厉行节约保障措施", "从严控制一般性支出"), note])
    book[BASE].merge_cells("A11:D11")
    assert not score(book).findings


@pytest.mark.parametrize(
    "label",
    [
        "公用经费：",
        "1、公用经费",
        "（1）公用经费",
        "其中：公用经费",
        "  公用\n经费 ",
        "“公用经费”",
        "公用经费（万元）",
    ],
)
def test_numbering_blanks_and_quotation_marks_do_not_hide_an_item(label: str) -> None:
    assert scores(score(clean({"基础数据表!A7": label}))) == SCORES


# ------------------------------------------------------------------------ figures sent later


def without(item: str) -> list[list[object]]:
    return [list(row) for row in BASE_ROWS if not row or row[0] != item]


@pytest.mark.parametrize("sheet", ["补充数据", "缺数清单"])
@pytest.mark.parametrize(
    "figures",
    [
        [("政府采购金额", "预算", 2020, "万元", 50), ("政府采购金额", "决算", "2020", "万元", 45)],
        [
            ("政府采购", "预算数", "2020年", "万元", "50"),
            ("“政府采购金额”", "决算数", "本年", None, "45\u3000"),
        ],
        [
            ("政府采购金额", "预算", None, "元", 500_000),
            ("政府采购金额", "决算", 2020, "千元", 450),
        ],
    ],
    ids=["照缺数清单的写法", "别的写法", "别的单位"],
)
def test_figures_sent_later_are_read_like_those_of_the_table(
    sheet: str, figures: list[tuple[object, ...]]
) -> None:
    outcome = score(supply(clean(base=without("政府采购金额")), *figures, sheet=sheet))
    found = indicator(outcome, "政府采购")
    assert (found.rate, found.score) == (Fraction(9, 10), 6)
    assert {(each.sheet, each.supplied) for each in found.inputs} == {(sheet, True)}


@pytest.mark.parametrize("year", ["上年", "上年度", 2019, "2019年", "2019年度"])
def test_last_year_s_figure_may_be_called_so(year: object) -> None:
    outcome = score(supply(clean(), ("三公经费", "预算", year, "万元", 8)))
    assert figure(outcome, "三公经费", "预算", -1).value == 8
    assert figure(outcome, "三公经费", "预算", 0).value == 10


BAD_FIGURES = [
    (("政府采购金额", "预算", 2020, "万元", "约50"), "E2"),
    (("政府采购金额", "预算", "去年底", "万元", 50), "C2"),
    (("社会公众满意度", "完成值", 2020, "%", 92), "E2"),
]


@pytest.mark.parametrize(
    ("row", "cell"), BAD_FIGURES, ids=["约数", "看不懂的年度", "92 是百分之几还是几倍"]
)
def test_a_figure_that_cannot_be_used_is_reported_with_its_cell(
    row: tuple[object, ...], cell: str
) -> None:
    outcome = score(supply(clean(base=without("政府采购金额")), row))
    assert [(each.sheet, each.cell) for each in findings(outcome, "B01", "error")] == [
        ("补充数据", cell)
    ]
    assert indicator(outcome, "政府采购").score is None


SATISFACTION = Line(
    "服务对象满意度", 10, "90%（含）以上计10分；80%（含）-90%，计6分；低于80%计0分。", "", 10
)


@pytest.mark.parametrize(
    ("value", "unit", "points"),
    [
        ("92%", None, 10), (0.92, "%", 10), (0.92, None, 10), ("89.9%", "%", 6), ("90%", "%", 10),
        (92, None, None), (92, "分", None), (10.5, None, None),
    ],
    ids=["92%", "0.92", "0.92 没有单位", "89.9%", "90%", "92 没有单位", "92 分", "10.5"],
)  # fmt: skip
def test_a_bare_92_for_a_rate_scores_nothing(
    value: object, unit: str | None, points: int | None
) -> None:
    book = clean(lines=[*CLEAN_LINES[:4], SATISFACTION])
    found = indicator(
        score(supply(book, ("服务对象满意度", "完成值", 2020, unit, value))), "满意度"
    )
    assert (found.score, str(found.status)) == (
        points,
        {10: "agrees", 6: "differs", None: "missing"}[points],
    )


def test_a_blank_row_of_the_list_is_no_figure() -> None:
    outcome = score(
        supply(clean(base=without("政府采购金额")), ("政府采购金额", "预算", 2020, "万元", None))
    )
    assert not findings(outcome, "B01")
    assert len(indicator(outcome, "政府采购").missing) == 2


def test_an_ordinary_sheet_with_such_columns_is_not_read() -> None:
    rows_ = ("政府采购金额", "预算", 2020, "万元", 50), ("政府采购金额", "决算", 2020, "万元", 50)
    outcome = score(supply(clean(base=without("政府采购金额")), *rows_, sheet="别的表"))
    assert str(indicator(outcome, "政府采购").status) == "missing"


# ---------------------------------------------------------------- words that were changed


REWORDED = [
    ("三级评价指标", "E2", "三级指标", "H07"), ("评分的标准", "G2", "评价标准", "H09"), ("标准的分值", "F2", "分值", "H09"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "cell", "wanted", "code"), REWORDED, ids=[each[0] for each in REWORDED]
)
def test_a_reworded_heading_is_refused_with_the_nearest_word(
    word: str, cell: str, wanted: str, code: str
) -> None:
    outcome = score(clean({f"指标表!{cell}": word}))
    assert (outcome.status, outcome.code) == ("rejected", code)
    assert f"{cell} 的“{word}”最像，请改成“{wanted}”" in outcome.advice


def test_a_heading_like_none_of_ours_gets_no_suggestion() -> None:
    outcome = score(clean({"指标表!E2": "甲", "指标表!A2": "乙", "指标表!C2": "丙"}))
    assert (outcome.code, "最像" in outcome.advice) == ("H07", False)


def test_a_reworded_row_of_figures_is_named_and_never_used() -> None:
    outcome = score(clean({"基础数据表!A7": "公用支出经费"}))
    assert str(indicator(outcome, "公用经费").status) == "missing"
    (found,) = findings(outcome, "A09")
    assert (found.level, found.cell, found.found, found.expected) == (
        "warning",
        "B7",
        "公用支出经费",
        "公用经费",
    )


def test_a_row_of_another_matter_is_not_named() -> None:
    assert not findings(score(clean(base=[*BASE_ROWS, ("党建经费", 1, 2, 3)])), "A09")


def test_points_behind_the_name_that_differ_from_the_column_are_reported() -> None:
    outcome = score(clean({"指标表!E4": "公用经费控制率（20分）"}))
    found = indicator(outcome, "公用经费")
    assert (found.indicator, found.points) == ("公用经费控制率", 30)
    assert [(each.level, each.cell) for each in findings(outcome, "A10")] == [("error", "E4")]


@pytest.mark.parametrize(
    "line",
    [
        "部门整体支出绩效评价基础数据表",
        "填报单位：某局",
        "注：得分保留两位小数",
        "附件2",
        "填表人：　　联系电话：",
    ],
)
@pytest.mark.parametrize("row", [8, 9], ids=["紧接着", "隔一行"])
def test_a_line_below_the_table_is_no_part_of_the_last_name(line: str, row: int) -> None:
    assert names(score(clean({f"指标表!E{row}": line})))[-1] == "管理制度健全性"


def test_a_second_name_right_below_shares_the_points_above() -> None:
    assert (
        names(score(clean({"指标表!E8": "制度执行有效性"})))[-1] == "管理制度健全性、制度执行有效性"
    )
    assert names(score(clean({"指标表!E9": "制度执行有效性"})))[-1] == "管理制度健全性"
