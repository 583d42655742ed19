"""评分细则 on a sheet of its own or below the table: which rule is whose, in each way that bureaus draw it, and what a person decides.

The drawings are those of public 自评表 whose rows say “见评分细则” or nothing: by name, by code, by number, by a letter of the type.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from other_formats import html, opendocument, word, xml2003
from recalc import formulas, recalculate_all, same, values
from target_tables import SHEET, Aim, aims
from workbooks import indicator, score, to_bytes

from sheetscore import score_bytes
from sheetscore.forms import load_forms
from sheetscore.model.columns import records
from sheetscore.unit.score import score_files
from sheetscore.writers.completed import write_completed

Rows = Sequence[Sequence[object]]
HEAD = ("编码", "一级指标", "三级指标", "年度指标值", "实际完成值", "计分类型", "分值", "得分")
TREES, RATE, COMPLAINTS = "植树株数", "成活率", "投诉件数"
ROWS: Rows = (
    ("B1", "产出指标", TREES, "1000株", "950株", "B", 40, 38),
    ("B2", "产出指标", RATE, "≥95%", "93%", "A", 30, 26),
    ("C1", "效益指标", COMPLAINTS, "≤3件", "5件", "C", 30, 28),
)
RULES = {
    TREES: "得分=实际完成值/指标值×分值，最高不超过分值。",
    RATE: "≥95%得满分，每低1个百分点扣2分，扣完为止。",
    COMPLAINTS: "3件以内得满分，每多1件扣1分，扣完为止。",
}
SCORES = {TREES: Decimal(38), RATE: Decimal(26), COMPLAINTS: Decimal(28)}


def book(
    rows: Rows = ROWS, head: Sequence[object] = HEAD, below: Rows = (), **sheets: Rows
) -> Workbook:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = SHEET
    for line in (
        (SHEET,),
        ("（2022年度）",),
        ("项目名称", "城区绿化"),
        ("实施单位", "甲区园林站"),
        (),
        head,
        *rows,
        *below,
    ):
        sheet.append(list(line))
    for name, lines in sheets.items():
        other = made.create_sheet(name)
        for line in lines:
            other.append(list(line))
    return made


def scored(made: Workbook) -> dict[str, dict[str, Any]]:
    found = score_bytes("甲区园林站.xlsx", to_bytes(made), load_forms())
    assert found.status == "scored", found.message
    return {each["indicator"]: each for each in records(found.indicators)}


def scores(made: Workbook) -> dict[str, Decimal | None]:
    return {name: each["score"] for name, each in scored(made).items()}


BY_NAME: Rows = (
    ("评分细则",),
    ("指标名称", "满分", "评分办法"),
    *((name, each[6], RULES[name]) for name, each in zip(RULES, ROWS, strict=True)),
)
DRAWN: dict[str, Rows] = {
    "by name": BY_NAME,
    "with numbers before the names": (
        ("序号", "指标名称", "评分标准"),
        (1, f"1.{TREES}", RULES[TREES]),
        (2, f"2、{RATE}（30分）", RULES[RATE]),
        (3, f"（三）{COMPLAINTS}", RULES[COMPLAINTS]),
    ),
    "in another order": (
        ("三级指标", "计分办法"),
        (COMPLAINTS, RULES[COMPLAINTS]),
        (TREES, RULES[TREES]),
        (RATE, RULES[RATE]),
    ),
    "by code alone": (
        ("编码", "评分标准"),
        ("B1", RULES[TREES]),
        ("B2", RULES[RATE]),
        ("C1", RULES[COMPLAINTS]),
    ),
    "a title and levels": (
        ("城区绿化项目评分细则",),
        ("一级指标", "三级指标", "评分标准"),
        ("产出指标", TREES, RULES[TREES]),
        (None, RATE, RULES[RATE]),
        ("效益指标", COMPLAINTS, RULES[COMPLAINTS]),
        ("注：得分四舍五入保留两位小数。",),
    ),
    "by the letter of the type": (
        ("类型", "名称", "计分办法"),
        ("A", "率值型", RULES[RATE]),
        ("B", "比例型", RULES[TREES]),
        ("C", "件数型", RULES[COMPLAINTS]),
    ),
    "A型": (
        ("计分类型", "计分办法"),
        ("A型", RULES[RATE]),
        ("B型", RULES[TREES]),
        ("C型（件数）", RULES[COMPLAINTS]),
    ),
    "one type said row by row": (
        ("类型", "计分办法"),
        ("A", f"B2：{RULES[RATE]}"),
        ("B", RULES[TREES]),
        ("C", f"C1：{RULES[COMPLAINTS]}\nC2：由人评定。"),
    ),
    "as lines of text": (
        ("评分细则",),
        (f"1、{TREES}：{RULES[TREES]}",),
        (f"2、{RATE}：{RULES[RATE]}",),
        (f"3、{COMPLAINTS}：{RULES[COMPLAINTS]}",),
    ),
    "types as lines of text": (
        ("计分办法",),
        (f"A型：{RULES[RATE]}\nB型：{RULES[TREES]}\nC型：{RULES[COMPLAINTS]}",),
    ),
}


@pytest.mark.parametrize("how", DRAWN)
def test_a_rule_on_another_sheet_is_the_rows_own(how: str) -> None:
    assert scores(book(评分细则=DRAWN[how])) == SCORES


@pytest.mark.parametrize("how", DRAWN)
def test_a_rule_below_the_table_is_the_rows_own(how: str) -> None:
    lines = DRAWN[how] if len(DRAWN[how][0]) == 1 else (("评分细则",), *DRAWN[how])
    assert (
        scores(book(below=(("合计", None, None, None, None, None, 100, 92), (), *lines))) == SCORES
    )


@pytest.mark.parametrize("how", [each for each in DRAWN if "text" not in each])
def test_a_rule_below_a_table_without_a_total_is_the_rows_own(how: str) -> None:
    lines = DRAWN[how] if len(DRAWN[how][0]) == 1 else (("评分细则",), *DRAWN[how])
    assert scores(book(below=((), *lines))) == SCORES


def test_the_words_and_their_cell_are_said() -> None:
    row = scored(book(评分细则=BY_NAME))[RATE]
    assert (
        row["steps"][0] == "评价标准见 评分细则!C4：“≥95%得满分，每低1个百分点扣2分，扣完为止。”。"
    )
    assert row["criteria"] == RULES[RATE]


def test_a_row_that_refers_to_the_place_takes_the_rule() -> None:
    head = ("三级指标", "指标值", "完成值", "评分方法", "分值", "得分")
    rows = [
        (name, each[3], each[4], "见评分细则", each[6], each[7])
        for name, each in zip(RULES, ROWS, strict=True)
    ]
    assert scores(book(rows, head, 评分细则=BY_NAME)) == SCORES


def test_a_row_that_names_the_number_takes_that_rule() -> None:
    head = ("三级指标", "指标值", "完成值", "评分方法", "分值", "得分")
    rows = [
        (name, each[3], each[4], f"见评分细则第{number}条", each[6], each[7])
        for number, (name, each) in enumerate(zip(RULES, ROWS, strict=True), 1)
    ]
    rules = (("序号", "评分标准"), *((number, RULES[name]) for number, name in enumerate(RULES, 1)))
    assert scores(book(rows, head, 评分细则=rules)) == SCORES


@pytest.mark.parametrize("own", ["见评分细则", "详见《评分办法》", None])
def test_a_table_with_a_column_of_rules_that_says_none(own: str | None) -> None:
    head = ("一级指标", "三级指标", "分值", "评价标准", "指标值", "完成值", "得分")
    rows = [
        (each[1], name, each[6], own, each[3], each[4], each[7])
        for name, each in zip(RULES, ROWS, strict=True)
    ]
    assert scores(book(rows, head, 评分细则=BY_NAME)) == SCORES


def test_a_table_without_a_column_of_rules() -> None:
    head = ("一级指标", "三级指标", "分值", "完成值", "得分")
    rows = [
        (each[1], name, each[6], each[4], each[7]) for name, each in zip(RULES, ROWS, strict=True)
    ]
    rules = {**RULES, TREES: "≥1000株得满分，每少10株扣1分，扣完为止。"}
    lines = (("三级指标", "评分标准"), *rules.items())
    assert scores(book(rows, head, 评分细则=lines)) == {**SCORES, TREES: Decimal(35)}


def test_one_rule_merged_over_two_names_is_that_of_both() -> None:
    made = book(
        (
            ("B1", "产出指标", "栽植合格率", "≥95%", "93%", "A", 50, 46),
            ("B2", "产出指标", RATE, "≥95%", "94%", "A", 50, 48),
        ),
        评分细则=(("指标名称", "评分标准"), ("栽植合格率", RULES[RATE]), (RATE, None)),
    )
    made["评分细则"].merge_cells("B2:B3")
    assert scores(made) == {"栽植合格率": Decimal(46), RATE: Decimal(48)}


def test_the_row_of_the_money_takes_its_rule_too() -> None:
    head = (
        "项目资金（万元）",
        None,
        "年初预算数",
        "全年预算数",
        "全年执行数",
        "分值",
        "执行率",
        "得分",
    )
    made = book(
        评分细则=(*BY_NAME, ("预算执行率", 10, "≥95%得满分，每低1个百分点扣1分，扣完为止。"))
    )
    sheet = made.worksheets[0]
    for col, (top, low) in enumerate(
        zip(head, (None, "年度资金总额", 100, 100, 92, 10, 0.92, 7), strict=True), 1
    ):
        sheet.cell(4, col, top)
        sheet.cell(5, col, low)
    sheet["A3"], sheet["B3"] = "项目名称", "城区绿化"
    assert scores(made) == {"预算执行率": Decimal(7), **SCORES}


def test_a_row_with_a_rule_of_its_own_keeps_it() -> None:
    head = ("三级指标", "指标值", "完成值", "评分方法", "分值", "得分")
    own = "≥95%得满分，每低1个百分点扣5分，扣完为止。"
    rows = [
        (name, each[3], each[4], own if name == RATE else "见评分细则", each[6], each[7])
        for name, each in zip(RULES, ROWS, strict=True)
    ]
    assert scores(book(rows, head, 评分细则=BY_NAME)) == {**SCORES, RATE: Decimal(20)}


def without(name: str) -> Rows:
    return tuple(line for line in BY_NAME if line[0] != name)


OPEN: dict[str, tuple[Rows, str, str]] = {
    "the name twice": (
        (*BY_NAME, (RATE, 30, "≥90%得满分，每低1个百分点扣1分。")),
        RATE,
        "评分细则!C4、评分细则!C6",
    ),
    "no rule of that name": (without(RATE), RATE, "没有对上的一条"),
    "a name that is only alike": (
        (*without(RATE), ("苗木成活率", 30, RULES[RATE])),
        RATE,
        "没有对上的一条",
    ),
    "other points": ((*without(RATE), (RATE, 20, RULES[RATE])), RATE, "评分细则!C5"),
    "by name one rule, by code another": (
        (
            ("编码", "指标名称", "评分标准"),
            ("B1", TREES, RULES[TREES]),
            ("C1", RATE, RULES[RATE]),
            ("B2", COMPLAINTS, RULES[COMPLAINTS]),
        ),
        RATE,
        "评分细则!C4",
    ),
    "the code twice": (
        (
            ("编码", "评分标准"),
            ("B1", RULES[TREES]),
            ("B2", RULES[RATE]),
            ("B2", "≥90%得满分。"),
            ("C1", RULES[COMPLAINTS]),
        ),
        RATE,
        "评分细则!B3、评分细则!B4",
    ),
    "the code of another name": (
        (
            ("编码", "指标名称", "评分标准"),
            ("B1", "栽花株数", RULES[TREES]),
            ("B2", "存活率", RULES[RATE]),
            ("C1", "信访件数", RULES[COMPLAINTS]),
        ),
        RATE,
        "",
    ),
    "the type twice": (
        (
            ("类型", "计分办法"),
            ("A", RULES[RATE]),
            ("B", RULES[TREES]),
            ("C", RULES[COMPLAINTS]),
            ("A型", "由人评定，不得分的除外。"),
        ),
        RATE,
        "评分细则!B2、评分细则!B5",
    ),
    "an unknown type": (
        (("类型", "计分办法"), ("D", RULES[RATE]), ("B", RULES[TREES]), ("C", RULES[COMPLAINTS])),
        RATE,
        "没有对上的一条",
    ),
    "a type said for other rows alone": (
        (
            ("类型", "计分办法"),
            ("A", f"C1：{RULES[RATE]}"),
            ("B", RULES[TREES]),
            ("C", RULES[COMPLAINTS]),
        ),
        RATE,
        "评分细则!B2",
    ),
    "words in two cells": (
        (
            ("指标名称", "评分标准", "扣分细则"),
            (TREES, RULES[TREES], None),
            (RATE, "≥95%得满分。", "每低1个百分点扣2分。"),
            (COMPLAINTS, RULES[COMPLAINTS], None),
        ),
        RATE,
        "B3、C3",
    ),
    "a note on all rows": ((*BY_NAME, ("注：未按时报送的，各项扣减20%。",)), RATE, "扣减20%"),
    "another rounding": ((*BY_NAME, ("注：得分保留一位小数。",)), TREES, "一位小数"),
}


@pytest.mark.parametrize("how", OPEN)
def test_what_cannot_be_joined_goes_to_a_person_with_both_cells(how: str) -> None:
    rules, name, told = OPEN[how]
    row = scored(book(评分细则=rules))[name]
    assert (row["score"], str(row["status"])) == (None, "judged")
    assert told in row["steps"][0]


def test_two_rows_of_one_name_do_not_share_a_rule() -> None:
    rows = (*ROWS[:2], ("B3", "产出指标", RATE, "≥95%", "94%", "A", 30, 28))
    found = score_bytes("甲.xlsx", to_bytes(book(rows, HEAD, 评分细则=BY_NAME)), load_forms())
    rates = [each for each in records(found.indicators) if each["indicator"] == RATE]
    assert [each["score"] for each in rates] == [None, None]


def test_a_hidden_sheet_gives_no_rules() -> None:
    made = book(评分细则=BY_NAME)
    made["评分细则"].sheet_state = "hidden"
    assert not any("评分细则" in step for each in scored(made).values() for step in each["steps"])


def test_rules_of_other_indicators_are_none_of_these() -> None:
    rules = (
        ("指标名称", "评分办法"),
        ("道路里程", "完成得满分。"),
        ("养护面积", "得分=完成率×分值。"),
    )
    plain = scores(book())
    assert scores(book(评分细则=rules)) == plain


def test_a_rule_among_those_of_another_table_goes_to_a_person_alone() -> None:
    rules = (
        ("考核项目", "评分办法"),
        (RATE, RULES[RATE]),
        ("道路里程", "完成得满分。"),
        ("养护面积", "得分=完成率×分值。"),
    )
    plain = scores(book())
    assert scores(book(评分细则=rules)) == {**plain, RATE: None}


SOME: Rows = (
    ("城区绿化项目评分细则",),
    ("一、通用规则",),
    (
        "1.完成值达到指标值的得满分；未达到的，得分=实际完成值÷年度指标值×分值，得分最高不超过分值。",
    ),
    ("2.得分保留两位小数。下列指标另有细则的，按细则计分，不适用第1条。",),
    ("二、个别指标评分细则",),
    ("序号", "指标名称", "评分细则"),
    (1, RATE, RULES[RATE]),
    (2, COMPLAINTS, RULES[COMPLAINTS]),
)
MORE = tuple(
    (None, "产出指标", name, "≥20公里", done, None, 5, 5)
    for name, done in (("道路里程", "19公里"), ("管网里程", "20公里"), ("绿道里程", "10公里"))
)


def some(rules: Rows = SOME, note: str = "备注：评分办法见“评分细则”表。") -> Workbook:
    """A table of more rows than the sheet has rules for, with a pointer to the sheet below it."""
    made = book(rows=(*ROWS, *MORE), 评分细则=rules)
    if note:
        made.worksheets[0].append([note])
    return made


OF_ALL = {"道路里程": Decimal("4.75"), "管网里程": Decimal(5), "绿道里程": Decimal("2.5")}


@pytest.mark.parametrize(
    "note",
    ["备注：评分办法见“评分细则”表。", "评分标准详见评分细则", "注：计分办法见《评分细则》", ""],
)
def test_a_few_rows_have_rules_and_the_rest_the_words_above_them(note: str) -> None:
    found, plain = scores(some(note=note)), scores(book(评分细则=BY_NAME))
    assert {name: found[name] for name in OF_ALL} == OF_ALL
    assert (found[RATE], found[COMPLAINTS]) == (plain[RATE], plain[COMPLAINTS])
    steps = scored(some(note=note))[RATE]["steps"]
    assert "评分细则!C7" in "".join(steps)


def test_a_few_rules_in_the_completed_workbook() -> None:
    outcome = score_bytes("甲区园林站.xlsx", to_bytes(some()), load_forms())
    again = score_bytes("甲区园林站_复核.xlsx", write_completed(outcome), load_forms())
    assert [each["score"] for each in records(again.indicators)] == [
        each["score"] for each in records(outcome.indicators)
    ]


def test_two_rules_for_one_row_stay_open_in_the_completed_workbook_too() -> None:
    rules = (*SOME, (3, RATE, "≥90%得满分，每低1个百分点扣1分，扣完为止。"))
    outcome = score_bytes("甲区园林站.xlsx", to_bytes(some(rules)), load_forms())
    again = score_bytes("甲区园林站_复核.xlsx", write_completed(outcome), load_forms())
    for found in (outcome, again):
        rows = {each["indicator"]: each["score"] for each in records(found.indicators)}
        assert rows[RATE] is None
        assert {name: rows[name] for name in OF_ALL} == OF_ALL


def test_a_rule_of_another_execution_rate_is_no_note_of_the_money() -> None:
    """采购预算执行率：…… at the foot of the completed table is that row's rule, and nothing about 预算执行率."""
    bought = "采购预算执行率"
    made = aims(
        Aim("≥95%", "93%", 30, name=bought), Aim("≤3件", "5件", 30, name=COMPLAINTS),
        *(Aim("≥20公里", "19公里", 10, name=name) for name in OF_ALL),
    )  # fmt: skip
    sheet = made.create_sheet("评分细则")
    for line in (*SOME[:6], (1, bought, RULES[RATE]), (2, COMPLAINTS, RULES[COMPLAINTS])):
        sheet.append(list(line))
    outcome = score_bytes("甲区园林站.xlsx", to_bytes(made), load_forms())
    again = score_bytes("甲区园林站_复核.xlsx", write_completed(outcome), load_forms())
    for found in (outcome, again):
        rows = {each["indicator"]: each["score"] for each in records(found.indicators)}
        assert (rows["预算执行率"], rows[bought], rows["道路里程"]) == (10, 26, Decimal("9.5"))


def _with(line: int, text: str) -> Rows:
    return tuple((text,) if at == line else row for at, row in enumerate(SOME))


@pytest.mark.parametrize(
    ("rules", "note", "open_"),
    [
        # 通用规则里有一句没有读懂：照它算的行由人评定，另有细则的照细则
        (_with(2, "1.未完成的酌情扣分。"), "", OF_ALL),
        # 没有写明细则在先：两处都说怎样给分
        (_with(3, "2.得分保留两位小数。"), "", {RATE: 0, COMPLAINTS: 0}),
        # 对所有行说的一句没有读懂：有细则的也由人评定
        ((*SOME[:4], ("3.各项得分均不超过分值的90%。",), *SOME[4:]), "", {**OF_ALL, RATE: 0, COMPLAINTS: 0}),
        (SOME, "注：未附佐证材料的一律不得分。", {**OF_ALL, RATE: 0, COMPLAINTS: 0}),
        # 另一种取整：都由人评定
        (_with(3, "2.得分取整数。下列指标另有细则的，按细则计分，不适用第1条。"), "", {RATE: 0, COMPLAINTS: 0}),
        # 指向别处的，不是这一张
        (SOME, "备注：评分办法见“考核办法”表。", OF_ALL),
        # 有一条不是本表的指标：多半是另一张表的
        ((*SOME, (3, "养护面积", "完成得满分，否则不得分。"), (4, "补植株数", "完成得满分，否则不得分。")), "", {RATE: 0, COMPLAINTS: 0}),
    ],
)  # fmt: skip
def test_what_is_left_open_goes_to_a_person(
    rules: Rows, note: str, open_: dict[str, object]
) -> None:
    found = scores(some(rules, note))
    assert {name: found[name] for name in open_} == dict.fromkeys(open_)


def test_a_second_form_with_scores_is_no_sheet_of_rules() -> None:
    other = (
        (),
        ("一级指标", "三级指标", "分值", "评分标准", "得分"),
        *(
            ("产出", name, each[6], RULES[name], each[7])
            for name, each in zip(RULES, ROWS, strict=True)
        ),
    )
    made = book(另一张自评表=other)
    assert all(
        "另一张自评表" not in step for each in scored(made).values() for step in each["steps"]
    )


@pytest.mark.parametrize("how", ["by name", "by the letter of the type", "as lines of text"])
def test_the_sheet_of_rules_is_no_form_of_its_own(how: str) -> None:
    found = score_files([("甲.xlsx", to_bytes(book(评分细则=DRAWN[how])))], load_forms())
    assert [each.status for each in found] == ["scored"]
    assert not [each for each in found[0].findings if each.sheet == "评分细则"]


GRADES = (
    "完成值为“达成年度指标”的得分值的100%，“部分达成年度指标”的得70%，“未达成年度指标”的不得分。"
)


@pytest.mark.parametrize(
    ("wording", "done", "score"),
    [
        (GRADES, "达成年度指标", "100"),
        (GRADES, "部分达成年度指标", "70"),
        (GRADES, "部分达成年度指标。", "70"),
        (GRADES, "未达成年度指标", "0"),
        ("达成100%、部分达成70%、未达成0", "部分达成", "70"),
        (
            "达成预期指标得满分；部分达成预期指标得60%；未达成预期指标不得分",
            "部分达成预期指标",
            "60",
        ),
        (GRADES, "已完成", None),
        (GRADES, "基本达成年度指标", None),
        (GRADES, "达成年度指标，群众反映良好", None),
        (GRADES, None, None),
        (f"{GRADES[:-1]}，由评审组酌情加减。", "达成年度指标", None),
        (f"{GRADES}没有佐证材料的不得分。", "达成年度指标", None),
        ("“达成年度指标”的得100%，“达成年度指标”的得70%。", "达成年度指标", None),
        ("“达成年度指标”的得80%-100%，“部分达成年度指标”的得60%。", "达成年度指标", None),
    ],
)
def test_the_very_word_that_a_type_gives_a_share_to(
    wording: str, done: str | None, score: str | None
) -> None:
    row = ("C1", "效益指标", "居民生活改善", "明显改善", done, "E", 100, 90)
    made = book((row,), 评分细则=(("类型", "名称", "计分办法"), ("E", "定性型", wording)))
    assert scores(made)["居民生活改善"] == (None if score is None else Decimal(score))


FORMATS: dict[str, Callable[[Workbook], bytes]] = {
    "某站.docx": word,
    "某站.xls": html,
    "某站.ods": opendocument,
    "某站.xml": xml2003,
}
TOTAL: Rows = (("合计", None, None, None, None, None, 100, 92), ())


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("how", ["by name", "by code alone", "A型"])
def test_in_every_format(name: str, how: str) -> None:
    plain = DRAWN[how] if len(DRAWN[how][0]) == 1 else (("评分细则",), *DRAWN[how])
    for made in (book(评分细则=plain), book(below=(*TOTAL, *plain))):
        found = score_bytes(name, FORMATS[name](made), load_forms())
        assert {each["indicator"]: each["score"] for each in records(found.indicators)} == SCORES


def test_another_program_finds_the_same(tmp_path: Path) -> None:
    row = ("C2", "效益指标", "居民生活改善", "明显改善", "部分达成年度指标", "E", 0, 0)
    rules = (*DRAWN["by the letter of the type"], ("E", "定性型", GRADES))
    found = score_bytes("甲.xlsx", to_bytes(book((*ROWS, row), 评分细则=rules)), load_forms())
    path = tmp_path / "甲_复核.xlsx"
    path.write_bytes(write_completed(found))
    stored, anew = values(path), recalculate_all([path])[0]
    wrong = {
        place: text
        for place, text in formulas(path).items()
        if not same(stored.get(place), anew.get(place))
    }
    assert wrong == {}


def test_a_header_printed_again_is_no_sheet_of_rules() -> None:
    head = ("一级指标", "三级指标", "分值", "评价标准")
    first = ("产出", "栽植合格率", 50, "凭材料评定，优秀得满分。")
    made = book((first,), head, below=(head, ("产出", RATE, 50, "凭材料评定，优秀得满分。")))
    assert list(scored(made)) == ["栽植合格率", RATE]


def test_the_points_of_the_weight_are_full_marks() -> None:
    rules = (("类型", "计分办法"), ("A", "完成值达到目标值得权重分值的满分，未达到不得分。"))
    rows = (
        ("B1", "产出", "栽植面积", "≥8亩", "8亩", "A", 50, 50),
        ("B2", "产出", "补植面积", "≥8亩", "7亩", "A", 50, 50),
    )
    assert scores(book(rows, 评分细则=rules)) == {"栽植面积": Decimal(50), "补植面积": Decimal(0)}


def test_one_sheet_of_rules_is_that_of_two_forms() -> None:
    made = book(评分细则=BY_NAME)
    other = made.copy_worksheet(made.worksheets[0])
    other.title, other["B3"], other["E8"] = "第二张", "道路绿化", "94%"
    found = score_files([("甲.xlsx", to_bytes(made))], load_forms())
    rates = [
        {row["indicator"]: row["score"] for row in records(each.indicators)}[RATE] for each in found
    ]
    assert rates == [Decimal(26), Decimal(28)]


def test_rules_below_two_forms_are_those_of_both() -> None:
    second = (
        (SHEET,),
        ("（2022年度）",),
        ("项目名称", "道路绿化"),
        ("实施单位", "甲区园林站"),
        (),
        HEAD,
        *ROWS,
        *TOTAL,
    )
    made = book(below=(*TOTAL, *second, *BY_NAME))
    found = score_files([("甲.xlsx", to_bytes(made))], load_forms())
    assert [each.project for each in found] == ["城区绿化", "道路绿化"]
    for each in found:
        assert {row["indicator"]: row["score"] for row in records(each.indicators)} == SCORES


NUMBERED = [
    (number, *row[1:5], "BAC".index(str(row[5])) + 1, *row[6:])
    for number, row in enumerate(ROWS, 1)
]
BY_DIGIT = ((1, RULES[TREES]), (2, RULES[RATE]), (3, RULES[COMPLAINTS]))


def test_numbers_of_types_are_no_numbers_of_rows() -> None:
    rows = list(reversed(NUMBERED))
    rows = [(number, *row[1:]) for number, row in enumerate(rows, 1)]
    head = ("序号", *HEAD[1:])
    assert scores(book(rows, head, 评分细则=(("计分类型", "计分办法"), *BY_DIGIT))) == SCORES
    doubtful = scores(book(rows, head, 评分细则=(("编号", "计分办法"), *BY_DIGIT)))
    assert doubtful == {TREES: None, RATE: Decimal(26), COMPLAINTS: None}


def test_the_nature_of_a_target_is_a_type_too() -> None:
    rules = (
        ("指标性质", "计分办法"),
        ("正向指标", "完成值达到目标值得满分；未达到的，得分=完成值÷目标值×分值。"),
        ("反向指标", "完成值不高于目标值得满分；高于目标值的，得分=目标值÷完成值×分值。"),
    )
    head = ("一级指标", "三级指标", "指标性质", "年度指标值", "实际完成值", "分值", "得分")
    rows = (
        ("产出", TREES, "正向", "1000株", "950株", 60, 57),
        ("产出", COMPLAINTS, "反向", "≤4件", "5件", 30, 24),
        ("效益", "满意情况", "定性", "满意", "较好", 10, 10),
    )
    found = scored(book(rows, head, 评分细则=rules))
    assert {name: each["score"] for name, each in found.items()} == {
        TREES: Decimal(57),
        COMPLAINTS: Decimal(24),
        "满意情况": None,
    }


SEVERAL_LINES = "1000株及以上得满分，\n每少10株扣1分，扣完为止。"
SHEETS: list[tuple[str, dict[str, Rows]]] = [
    ("一张表", {"评分细则": (("指标名称", "评分办法"), *RULES.items())}),
    ("缺一条", {"评分细则": (("指标名称", "评分办法"), *list(RULES.items())[:2])}),
    ("几行写在一格", {"评分细则": (("指标名称", "评分办法"), (TREES, SEVERAL_LINES), *list(RULES.items())[1:])}),
    ("有别的说明", {"评分细则": (("指标名称", "评分办法"), *RULES.items(), ("未完成的由考核组酌情扣分。",))}),
]  # fmt: skip


@pytest.mark.parametrize(("title", "sheets"), SHEETS, ids=[title for title, _ in SHEETS])
def test_the_completed_workbook_is_scored_by_the_same_rules(
    title: str, sheets: dict[str, Rows]
) -> None:
    first = score(book(**sheets))
    again = score(write_completed(first), "某局_复核.xlsx")
    third = score(write_completed(again), "某局_复核.xlsx")
    for name in RULES:
        told = [
            (indicator(each, name).score, indicator(each, name).status)
            for each in (first, again, third)
        ]
        assert told[0] == told[1] == told[2], (title, name)


def test_lines_of_rules_below_the_table_are_read_again() -> None:
    lines = ((), ("评分细则",), *((f"{name}：{rule}",) for name, rule in RULES.items()))
    first = score(book(below=lines))
    again = score(write_completed(first), "某局_复核.xlsx")
    assert [indicator(again, name).score for name in RULES] == list(SCORES.values())


def test_the_rules_of_a_table_without_a_column_of_them_stand_in_the_completed_one() -> None:
    made = Workbook()
    table = made.worksheets[0]
    table.title = "指标表"
    for line in (
        ("部门整体支出绩效评价指标表",), ("一级指标", "二级指标", "三级指标", "分值", "完成值", "得分"),
        ("产出", "质量", RATE, 100, "93%", 96),
    ):  # fmt: skip
        table.append(line)
    other = made.create_sheet("评分细则")
    other.append(("指标名称", "评分办法"))
    other.append((RATE, RULES[RATE]))
    first = score(made)
    again = score(write_completed(first), "某局_复核.xlsx")
    assert indicator(first, RATE).score == indicator(again, RATE).score == 96
