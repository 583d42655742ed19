"""说明按“指标性质为≥、=、≤”分写的，按偏离比例扣减的，定性各等次印了百分数的，完成比例低于几成不得分的，指路写在填报人一行括号里的。

写法仿照四川、广西的自评表另写，不是照录。
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from openpyxl import Workbook
from other_formats import opendocument, xml2003
from target_tables import Aim, aims
from test_stated_methods import NAME, noted, one
from workbooks import forms, indicator, score, to_bytes

from sheetscore.unit import score_bytes
from sheetscore.writers.completed import write_completed

NATURES = (
    "注：1.定量指标：指标性质为“≥”的，完成值达到指标值得满分，未达到的，得分=权重×完成值/指标值；"
    "指标性质为“=”的，完成值与指标值一致得满分，不一致的按偏离比例扣减，得分=权重×（1-|完成值-指标值|/指标值）；"
    "指标性质为“≤”的，完成值不高于指标值得满分，高于的按超出比例扣减，得分=权重×[1-（完成值-指标值）/指标值]，扣完为止。\n"
    "2.定性指标：完成值为优、良、中、低、差的，分别得权重分的100%、90%、75%、60%、0。\n3.各项得分保留两位小数（四舍五入）。"
)
SHEET_LINES = (
    "填  表  说  明",
    "一、得分一档最高不能超过该指标分值上限，各项得分四舍五入保留两位小数。",
    "二、预算执行率得分（10分）：执行率=全年执行数/全年预算数。执行率≥90%的，得10分；低于90%的，不得分。",
    "三、定量指标：（一）正向指标（即年度指标值为“≥”或“=”）完成值达到年度指标值的，记该指标所赋全部分值；"
    "未达到的，得分=实际完成值/年度指标值×该指标分值，其中完成比例（实际完成值/年度指标值）低于60%的不得分。"
    "（二）反向指标（即年度指标值为“≤”）实际完成值不高于年度指标值的记满分，高于的，得分=年度指标值/实际完成值×该指标分值。"
    "（三）正向指标（“≥”）实际完成值达到年度指标值150%及以上的，视为年初指标值设定明显偏低，扣减该指标分值的20%。",
)
POINTER = "填报人：某某    联系电话：无    填报时间：2023年3月10日  （打分规则见《填表说明》）"

TOLD = "\n".join(SHEET_LINES)

READ = [
    (NATURES, "≥24个", "22个", "9.17"), (NATURES, "≥24个", "24个", "10"), (NATURES, "≥24个", "25个", "10"),
    (NATURES, "=3000册", "2850册", "9.5"), (NATURES, "=3000册", "3000册", "10"), (NATURES, "=3000册", "3150册", "9.5"),
    (NATURES, "=3000册", "6000册", "0"), (NATURES, "=3000册", "7000册", "0"),
    (NATURES, "≤5万元", "5.2万元", "9.6"), (NATURES, "≤5万元", "5万元", "10"), (NATURES, "≤5万元", "10万元", "0"),
    (NATURES, "≤5万元", "11万元", "0"),
    (TOLD, "≥36公里", "33.3公里", "9.25"), (TOLD, "≥50台", "30台", "6"),
    (TOLD, "≥50台", "29台", "0"), (TOLD, "≥50台", "74台", "10"), (TOLD, "≥50台", "75台", "8"),
    (TOLD, "=50台", "29台", "0"), (TOLD, "=50台", "50台", "10"),
    (TOLD, "≤10.5万元", "10.98万元", "9.56"),
]  # fmt: skip
OPEN = [
    (NATURES.replace("（1-|完成值-指标值|/指标值）", "（1-|完成值-指标值|/完成值）"), "=3000册", "2850册"),
    (NATURES.replace("按偏离比例扣减，", "按偏离比例的2倍扣减，"), "=3000册", "2850册"),
    (NATURES.replace("指标性质为“≥”的", "指标性质为“≥”的重点指标"), "≥24个", "22个"),
    (NATURES.replace("高于的按超出比例扣减", "高于的酌情扣减"), "≤5万元", "5.2万元"),
    ("注：得分=权重×（1-|完成值-指标值|/指标值）。", "≥24个", "26个"),
    (TOLD.replace("（实际完成值/年度指标值）", "（实际完成值/上年完成值）"), "≥50台", "40台"),
    (TOLD.replace("低于60%的不得分", "低于60%的酌情扣分"), "≥50台", "40台"),
    (TOLD.replace("四舍五入保留两位小数", "四舍五入后打八折"), "≥50台", "40台"),
]  # fmt: skip


@pytest.mark.parametrize(("note", "target", "actual", "expected"), READ)
def test_the_note_is_read(note: str, target: str, actual: str, expected: str) -> None:
    row = indicator(one(target, actual, *note.split("\n")), NAME)
    assert row.score == Decimal(expected), row.steps


@pytest.mark.parametrize(("note", "target", "actual"), OPEN)
def test_other_words_leave_the_row_to_a_person(note: str, target: str, actual: str) -> None:
    assert indicator(one(target, actual, *note.split("\n")), NAME).score is None


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ("优", "10"),
        ("良", "9"),
        ("中", "7.5"),
        ("低", "6"),
        ("差", "0"),
        ("较好", None),
        ("优良", None),
    ],
)
def test_a_grade_scores_the_share_that_the_note_prints(done: str, expected: str | None) -> None:
    line = Aim("优良中低差", done, 10, name="服务水平", more={"指标性质": "定性"})
    book = aims(
        line,
        head=("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "完成值", "权重", "得分"),
    )
    for note in NATURES.split("\n"):
        book.worksheets[0].append([note])
    found = indicator(score(book), "服务水平").score
    assert found == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    "shares", ["100%、90%、75%、60%", "90%、80%、75%、60%、0", "100%、75%、90%、60%、0"]
)
def test_shares_that_do_not_fit_the_grades_are_not_read(shares: str) -> None:
    line = Aim("优良中低差", "良", 10, name="服务水平", more={"指标性质": "定性"})
    book = aims(
        line,
        head=("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "完成值", "权重", "得分"),
    )
    for note in NATURES.replace("100%、90%、75%、60%、0", shares).split("\n"):
        book.worksheets[0].append([note])
    assert indicator(score(book), "服务水平").score is None


def pointed(pointer: str, name: str = "填表说明") -> Workbook:
    book = noted(pointer, lines=(Aim("≥50台", "40台", 10),))
    sheet = book.create_sheet(name)
    for line in SHEET_LINES:
        sheet.append([line])
    return book


@pytest.mark.parametrize(
    ("kind", "make"), [("xlsx", to_bytes), ("ods", opendocument), ("xml", xml2003)]
)
def test_a_pointer_in_the_line_of_the_signatures(
    kind: str, make: Callable[[Workbook], bytes]
) -> None:
    found = score_bytes(f"甲区卫生监督所-2022.{kind}", make(pointed(POINTER)), forms())
    assert indicator(found, NAME).score == Decimal(8)
    again = score(write_completed(found), "甲区卫生监督所-2022_复核.xlsx")
    assert indicator(again, NAME).score == Decimal(8), indicator(again, NAME).steps


@pytest.mark.parametrize(
    "pointer",
    [
        POINTER.replace("填表说明", "计分细则"), POINTER.replace("《填表说明》", "《填表说明》和财政局细则"),
        POINTER.replace("填报人", "未完成的扣2分；填报人"),
        POINTER.replace("（打分规则见《填表说明》）", "（打分规则见《填表说明》，逾期的减半）"),
    ],
)  # fmt: skip
def test_a_pointer_elsewhere_or_with_more_words_holds_up_the_rows(pointer: str) -> None:
    assert indicator(score(pointed(pointer)), NAME).score is None
