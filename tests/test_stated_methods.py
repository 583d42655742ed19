"""表上自己写明计分办法的，先照表上的办法；没有读全的由人评定，不按计分方案算。

写法取自各地公开的自评表：北京、陕西、重庆、山东、湖北等地表下的“注”“填表说明”。
"""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from other_formats import html, opendocument, word, xml2003
from recalc import recalculate, same, values
from target_tables import HEAD, SHEET, Aim, aims
from workbooks import findings, indicator, score, to_bytes

from sheetscore.model.outcome import Outcome, Status
from sheetscore.writers.completed import write_completed

NAME = "检查家次"
LINEAR = "[1-（实际完成值-年度指标值）/年度指标值]×分值"
SIGNS = (
    "填表说明：",
    "1.预算执行率得分=全年执行数/全年预算数×10分（按年度资金总额计算），最高不超过10分。",
    f"2.定量指标：指标值为“≥”的，完成值达到指标值记满分，未达到的，得分=实际完成值/年度指标值×分值；指标值为“≤”的，完成值不超过指标值记满分，超过的，得分={LINEAR}，最低为0分；"
    f"指标值为“=”的，完成值等于指标值记满分，低于指标值的，得分=实际完成值/年度指标值×分值，高于指标值的，得分={LINEAR}，最低为0分。",
    "3.指标值为“≥”的，实际完成值达到年度指标值150%（含）以上的，视为指标值设定偏低，在满分基础上扣减该指标分值的20%。",
    "4.得分四舍五入保留两位小数。",
)
COLON = (
    "填表说明:",
    "1.正向指标(≥):完成值达到指标值的得满分;未达到的,得分=全年完成值÷指标值×指标权重。",
    "2.反向指标(≤):完成值不超过指标值的得满分;超过的,得分=指标值÷全年完成值×指标权重。",
    "3.“=”类指标:完成值等于指标值的得满分,不等于的不得分。",
)
PRINTED = (
    "注：1.得分一档最高不能超过该指标分值上限。2.定量指标若为正向指标（即目标值为≥*,得分计算方法应用全年实际值（B）/年度指标值（A）*该指标分值；"
    "若定量指标为反向指标（即目标值为≤*），则得分计算方法应用年度指标值（A）/全年实际值（B）*该指标分值。",
)
EITHER = ("说明：完成值达到指标值，记满分；未达到指标值，按B/A或A/B*该指标分值记分。",)
LETTERED = (f"{EITHER[0][:-1]}（A为年初目标值，B为实际完成值，反向指标用A/B）。",)
SMALLER = (f"{EITHER[0][:-1]}（即较小的数/较大的数*该指标分值）。",)
OFFICIAL = (
    "注：定量指标得分按照以下方法评定：与年初指标值相比，完成指标值的，记该指标所赋全部分值；对完成值高于指标值较多的，要分析原因，如果是由于年初指标值设定明显偏低造成的，"
    "要按照偏离度适度调减分值；未完成指标值的，按照完成值与指标值的比例记分。",
)


def noted(*notes: str, above: bool = False, lines: tuple[Aim, ...] = ()) -> Workbook:
    """A table with notes, a line each, below its last row or above its first."""
    book = aims(*lines)
    sheet = book.worksheets[0]
    if above:
        sheet.insert_rows(5, len(notes))
        for row, note in enumerate(notes, 5):
            sheet.cell(row, 1, note)
    else:
        sheet.append(["总分", None, None, None, None, 100])
        for note in notes:
            sheet.append([note])
    return book


def one(target: str, actual: object, *notes: str, above: bool = False, name: str = NAME) -> Outcome:
    return score(noted(*notes, above=above, lines=(Aim(target, actual, 10, name=name),)))


POINTS = [
    # ≥：达到满分，未达到按完成值÷指标值；达到150%（含）的扣20%
    (SIGNS, "≥20台", "20台", "10"), (SIGNS, "≥20台", "19台", "9.5"), (SIGNS, "≥20台", "29台", "10"),
    (SIGNS, "≥20台", "30台", "8"), (SIGNS, "≥20台", "31台", "8"),
    # ≤：超过的线性扣
    (SIGNS, "≤20件", "20件", "10"), (SIGNS, "≤20件", "12件", "10"), (SIGNS, "≤20件", "25件", "7.5"), (SIGNS, "≤20件", "40件", "0"),
    (SIGNS, "≤20件", "50件", "0"),
    # =：等于满分，低于按比例，高于线性扣
    (SIGNS, "=20期", "20期", "10"), (SIGNS, "=20期", "19期", "9.5"), (SIGNS, "=20期", "21期", "9.5"), (SIGNS, "=20期", "45期", "0"),
    # 反向按指标值÷完成值；“=”不等于即不得分
    (COLON, "≤10%", "12.5%", "8"), (COLON, "≤10%", "10%", "10"), (COLON, "≤0起", "1起", "0"), (COLON, "≤0起", "0起", "10"),
    (COLON, "=8座", "9座", "0"), (COLON, "=8座", "7座", "0"), (COLON, "=8座", "8座", "10"), (COLON, "≥95%", "93.1%", "9.8"),
    # 印着的说明漏了半个括号；得分以分值为上限
    (PRINTED, "≥60家", "51家", "8.5"), (PRINTED, "≥60家", "66家", "10"), (PRINTED, "≤42万元", "48万元", "8.75"),
    (PRINTED, "≤42万元", "40万元", "10"),
    (EITHER, "≤300件", "320件", "9.38"), (EITHER, "≥120人", "96人", "8"),
    (LETTERED, "≤300件", "320件", "9.38"), (LETTERED, "≥120人", "96人", "8"), (LETTERED, "≥120人", "120人", "10"),
    (SMALLER, "≤300件", "320件", "9.38"), (SMALLER, "≥120人", "96人", "8"), (SMALLER, "≥120人", "150人", "10"),
    # 财预〔2020〕10号 原文：照原来的算法
    (OFFICIAL, "≥120人", "96人", "8"), (OFFICIAL, "≥120人", "150人", "10"),
]  # fmt: skip


@pytest.mark.parametrize(("notes", "target", "actual", "points"), POINTS)
def test_the_note_below_the_table_says_how_points_are_given(
    notes: tuple[str, ...], target: str, actual: str, points: str
) -> None:
    row = indicator(one(target, actual, *notes), NAME)
    assert row.score == Decimal(points), row.steps


@pytest.mark.parametrize("above", [True, False])
def test_a_note_above_the_table_holds_as_well(above: bool) -> None:
    row = indicator(one("≤10%", "12.5%", *COLON, above=above), NAME)
    assert row.score == Decimal(8)
    assert any("指标值/全年完成值*指标权重" in step for step in row.steps)


def test_one_cell_of_several_lines_is_read_like_several_cells() -> None:
    assert indicator(one("≤10%", "12.5%", "\n".join(COLON)), NAME).score == Decimal(8)


OPEN = [
    # 没有读全的一句：它可能说到的行都由人评定
    (("说明：未达到指标值的，酌情扣分。",), "≥20台", "20台"),
    (("注：验收合格率低于80%的不得分。",), "≥20台", "20台"),
    # 按比例而没有写是哪一个公式，越小越好的有几种算法
    (OFFICIAL, "≤300件", "330件"), (("注：完成值达到指标值，记满分；未达到的按完成比例计分。",), "≤300件", "330件"),
    (("注：完成值达到指标值，记满分；未达到指标值，按B/A或A/B*80%*该指标分值记分。",), "≥20台", "19台"),
    (("备注：未完成的，每少1台扣0.5分。",), "≥20台", "19台"),
    # 括号里说的和公式不是一回事
    ((LETTERED[0].replace("A为年初目标值，B为实际完成值", "A为实际完成值，B为年初目标值"),), "≥20台", "19台"),
    ((LETTERED[0].replace("反向指标用A/B", "反向指标用B/A"),), "≤20台", "25台"),
    ((LETTERED[0].replace("反向指标用A/B", "反向指标不用A/B"),), "≤20台", "25台"),
    ((LETTERED[0].replace("实际完成值", "实际完成值的80%"),), "≥20台", "19台"),
    ((SMALLER[0].replace("较小的数/较大的数", "较大的数/较小的数"),), "≥20台", "19台"),
    ((*COLON[:2], "2.反向指标(≤):超过的,每超1个百分点扣1分。"), "≤10%", "12%"),
    (("1.正向指标：未达到的，得分=指标值÷完成值×分值。",), "≥20台", "19台"),  # 越小得分越多
    (("注：反向指标（≥）：完成值达到指标值的得满分，未达到的不得分。",), "≥20台", "19台"),  # 符号和方向相反
    (("注：1.完成值达到指标值记满分，未达到的不得分。", "2.完成值达到指标值记满分，未达到的，得分=完成值/指标值×分值。"), "≥20台", "19台"),
    ((*COLON[:2], "2.反向指标：实际完成值小于等于指标值的得满分；大于指标值的，每超过1%扣1分。"), "≤10%", "12%"),
    (("注：得分一栏按分值×完成率填写，最高不超过分值。",), "≥20台", "19台"),
    (("注：未完成的按分值减半。",), "≥20台", "19台"),
    # 没有写最高不超过分值的，超过指标值的由人评定
    (("注：正向指标得分=实际完成值/年度指标值×分值。",), "≥20台", "22台"),
    # 高出多少要扣，没有读懂：正好等于的仍是满分，超过的由人评定
    (("注：实际完成值超过年度指标值较多的，适当扣分。",), "≥20台", "22台"),
    # 超过三成扣分没有说是哪一类：≤、=的超过了由人评定
    ((*COLON, "4.完成值超过指标值30%的，扣减分值的10%。"), "≤10件", "12件"),
    # 说明只讲了≥和≤，“=”的高了低了由人评定
    (COLON[:3], "=8座", "9座"), (COLON[:3], "=8座", "7座"),
]  # fmt: skip


@pytest.mark.parametrize(("notes", "target", "actual"), OPEN)
def test_a_note_that_is_not_read_whole_leaves_its_rows_to_a_person(
    notes: tuple[str, ...], target: str, actual: str
) -> None:
    row = indicator(one(target, actual, *notes), NAME)
    assert (row.score, str(row.status)) == (None, "judged"), row.steps
    assert (row.low, row.high) == (0, 10)


def test_what_was_not_read_is_quoted() -> None:
    row = indicator(one("≥20台", "20台", "说明：未达到指标值的，酌情扣分。"), NAME)
    assert "未达到指标值的,酌情扣分" in row.steps[-1]


def test_an_unread_word_on_one_kind_of_target_leaves_the_others() -> None:
    notes = (*COLON[:2], "2.反向指标(≤):超过的,每超1个百分点扣1分。")
    assert indicator(one("≥20台", "19台", *notes), NAME).score == Decimal("9.5")


def test_exactly_the_target_is_full_where_only_the_excess_is_unclear() -> None:
    note = "注：实际完成值超过年度指标值较多的，适当扣分。"
    assert indicator(one("≥20台", "20台", note), NAME).score == 10


IDLE = [
    "注：绩效自评采取打分评价的形式，满分为100分，各部门可根据指标的重要程度自主确定各项三级指标的权重分值，各项指标得分加总得出该项目绩效自评的总分。",
    "四、存在问题：因资金支付滞后扣2分。",
    "注：得分计算结果四舍五入保留两位小数。",
    "填表人：某某　联系电话：12345",
    "注：1.一级指标分值统一设置为：产出指标50分、效益指标30分、服务对象满意度指标10分、预算资金执行率10分。",
    "备注：1.其他资金请在备注处说明。2.系统将根据预算执行率和绩效指标自评得分自动生成总分，90（含）以上为优。",
    "注：扣分的须在“偏差原因分析”栏说明原因，并附佐证材料。",
    "自评结论：本项目自评得91分，等级为优。扣分原因：进度偏慢。",
    "注：指标得分=指标权重×得分系数，由自评单位计算。",
]


@pytest.mark.parametrize("note", IDLE)
@pytest.mark.parametrize(("actual", "points"), [("20件", "10"), ("25件", "7.5")])
def test_a_note_that_gives_no_points_changes_nothing(note: str, actual: str, points: str) -> None:
    assert indicator(one("≤20件", actual, note), NAME).score == Decimal(points)


# ---------------------------------------------------------------------------------- 各种格式


def paragraphs_below(book: Workbook) -> bytes:
    """A Word file whose notes are paragraphs under the table."""
    document = Document(io.BytesIO(word(book)))
    for note in COLON:
        document.add_paragraph(note)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def text_below(book: Workbook) -> bytes:
    """A page whose notes stand under the table."""
    lines = "".join(f"<p>{note}</p>" for note in COLON)
    return html(book).replace(b"</body>", f"{lines}</body>".encode())


WRITTEN: list[tuple[str, Callable[[Workbook], bytes], bool]] = [
    ("a.xlsx", to_bytes, True), ("a.docx", word, True), ("a.xls", html, True), ("a.ods", opendocument, True), ("a.xml", xml2003, True),
    ("a.docx", paragraphs_below, False), ("a.html", text_below, False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "write", "inside"), WRITTEN)
def test_the_note_is_read_in_every_format(
    name: str, write: Callable[[Workbook], bytes], inside: bool
) -> None:
    line = Aim("≤10%", "12.5%", 10)
    book = noted(*COLON, lines=(line,)) if inside else aims(line)
    assert indicator(score(write(book), name), NAME).score == Decimal(8)


@pytest.mark.parametrize("write", [to_bytes, paragraphs_below])
def test_a_completed_workbook_scores_as_before(write: Callable[[Workbook], bytes]) -> None:
    book = (
        noted(*COLON, lines=(Aim("≤10%", "12.5%", 10),))
        if write is to_bytes
        else aims(Aim("≤10%", "12.5%", 10))
    )
    first = score(write(book), "a.xlsx" if write is to_bytes else "a.docx")
    again = score(write_completed(first), "某局_复核.xlsx")
    assert indicator(again, NAME).score == indicator(first, NAME).score == Decimal(8)


def test_the_signature_lines_below_a_second_form_are_no_note() -> None:
    """同一张表下面另一张表里的计分办法不是上面这张表的说明。"""
    book = aims(Aim("≥20台", "19台", 10))
    sheet = book.worksheets[0]
    for row in (
        ("总分", None, None, None, None, 100),
        (),
        ("其他情况",),
        ("名称", "内容", "计分办法", "得分"),
        ("甲", "乙", "每少1件扣2分", 3),
    ):
        sheet.append(list(row))
    assert indicator(score(book), NAME).score == Decimal("9.5")


# ------------------------------------------------------------------------------ 资金一行的办法


def money(rule: str, *, heading: str = "评分规则") -> Outcome:
    """资金总额一行：预算 100，执行 90.5。"""
    book = aims(Aim("≥20台", "20台", 90), money=(100, 100, 90.5, 10, 0.905, 9.05))
    sheet = book.worksheets[0]
    sheet["I5"], sheet["I6"] = heading, rule
    return score(book)


MONEY = [
    (
        "预算执行率达到95%及以上得10分，每低1个百分点扣0.2分（不足1个百分点按1个百分点计），扣完为止",
        "9",
    ),  # 低4.5，按5个点扣
    ("执行率*该指标分值，最高不得超过分值上限。", "9.05"),
    ("得分=执行率×分值", "9.05"),
    ("执行率95%（含）以上得10分，90%（含）—95%得8分，90%以下不得分", "8"),
    ("执行率较低的酌情扣分", None),
]


@pytest.mark.parametrize(("rule", "points"), MONEY)
def test_the_money_row_has_a_rule_of_its_own(rule: str, points: str | None) -> None:
    row = indicator(money(rule), "预算执行率")
    assert row.score == (None if points is None else Decimal(points)), row.steps


@pytest.mark.parametrize(
    ("note", "points"),
    [
        ("注：预算执行率得分=全年执行数/全年预算数×10分，最高不超过10分。", "9.05"),
        ("注：预算执行率达到95%及以上得10分，每低1个百分点扣0.5分，扣完为止。", "8"),
        ("注：预算执行率低于95%的，酌情扣分。", None),
    ],
)
def test_a_note_on_the_execution_rate_is_its_rule(note: str, points: str | None) -> None:
    book = noted(note, lines=(Aim("≥20台", "19台", 90),))
    sheet = book.worksheets[0]
    sheet["E6"], sheet["G6"] = 90.5, 0.905
    outcome = score(book)
    row = indicator(outcome, "预算执行率")
    assert row.score == (None if points is None else Decimal(points)), row.steps
    assert indicator(outcome, NAME).score == Decimal("85.5")
    again = score(write_completed(outcome), "某局-2022_复核.xlsx")
    assert indicator(again, "预算执行率").score == row.score, indicator(again, "预算执行率").steps


def test_a_label_over_the_header_and_one_row_of_money() -> None:
    """重庆：“部门预算执行情况”合并在表头和一行数上，这一行就是合计。"""
    book = aims(Aim("≥20台", "20台", 90), money=None)
    sheet = book.worksheets[0]
    for col, (head, value) in enumerate(
        (("部门预算执行情况（万元）", None), ("年初预算数", 100), ("全年（调整）预算数", 100), ("全年执行数", 90.5),
         ("执行率（%）", 90.5), ("执行率权重（分）", 10), ("执行率得分（分）", 9.05)), 1,
    ):  # fmt: skip
        sheet.cell(6, col, head)
        sheet.cell(7, col, value)
    sheet.merge_cells("A6:A7")
    row = indicator(score(book), "预算执行率")
    assert (row.score, row.points) == (Decimal("9.05"), 10)


PARTS = ("其中：财政拨款 500.00", "其他资金 0")


@pytest.mark.parametrize(
    ("parts", "points"),
    [
        (PARTS, 10),
        (("上年结转资金", "其他资金"), 10),
        (PARTS[:1], 10),
        ((480,), None),
        (("街道监督",), None),
    ],
)
def test_a_label_over_the_header_and_the_money_with_its_parts_below(
    parts: tuple[object, ...], points: int | None
) -> None:
    """重庆 项目自评表：“资金情况”合并在表头、合计和其中各行上；下面不是“其中”的，看不出哪一行是合计。"""
    book = aims(Aim("≥20台", "20台", 90), money=None)
    sheet = book.worksheets[0]
    heads = (
        "资金情况（万元）",
        "年初预算数",
        "全年（调整）预算数",
        "全年执行数",
        "执行率（%）",
        "执行率权重",
        "执行率得分",
    )
    for col, (head, value) in enumerate(
        zip(heads, (None, 500, 480, 472.8, 98.5, 10, 9.85), strict=True), 1
    ):
        sheet.cell(6, col, head)
        sheet.cell(7, col, value)
    for row, part in enumerate(parts, 8):
        sheet.cell(row, 2, part)
        sheet.cell(row, 3, 480)
    sheet.merge_cells(f"A6:A{7 + len(parts)}")
    found = [
        row for row in score(book).indicators.to_dict("records") if row["indicator"] == "预算执行率"
    ]
    assert [(row["points"], row["score"]) for row in found] == (
        [] if points is None else [(10, Decimal("9.85"))]
    )


COEFFICIENT = (
    "填表说明：1.指标得分=指标权重×得分系数；年中调整绩效目标的，以调整后指标值为准。",
    "2.定量指标达到指标值的，得分系数为100%；未达到指标值的，正向指标（≥、＝）得分系数=全年完成值/指标值×100%，反向指标（≤）得分系数=指标值/全年完成值×100%。",
)


@pytest.mark.parametrize(
    ("target", "actual", "points"),
    [
        ("≥20台", "20台", "10"),
        ("≥20台", "19台", "9.5"),
        ("=20台", "19台", "9.5"),
        ("≤4处", "5处", "8"),
        ("≤4处", "4处", "10"),
    ],
)
def test_a_coefficient_is_a_share_of_the_points(target: str, actual: str, points: str) -> None:
    assert indicator(one(target, actual, *COEFFICIENT), NAME).score == Decimal(points)


@pytest.mark.parametrize(
    "other",
    [
        "得分系数=全年完成值/指标值×100%×0.9，", "得分系数酌情确定，", "得分系数=全年完成值/上年完成值×100%，",
        "得分系数不低于全年完成值/指标值×100%，",
    ],
)  # fmt: skip
def test_another_coefficient_is_for_a_person(other: str) -> None:
    note = COEFFICIENT[1].replace("得分系数=全年完成值/指标值×100%，", other)
    assert note != COEFFICIENT[1]
    assert indicator(one("≥20台", "19台", COEFFICIENT[0], note), NAME).score is None


# ------------------------------------------------------------------- 指标值旁边每行一条评分规则

RULED = (*HEAD[:7], "评分规则")
RULES = [
    ("完成率≥100%得满分，否则按完成率计分", "≥240次", "228次", "9.5"),
    ("达标得满分，不达标不得分", "≥99.5%", "99.62%", "10"),
    ("达标得满分，不达标不得分", "≥99.5%", "99.4%", "0"),
    ("达到100%得满分，每低1个百分点扣2分，扣完为止", "=100%", "98%", "6"),
    (f"不超过指标值得满分；超过的，得分={LINEAR}，最低0分", "≤30分钟", "36分钟", "8"),
    ("未超过指标值得满分，超过不得分", "≤300万元", "271.5万元", "10"),
    ("未超过指标值得满分，超过不得分", "≤300万元", "301万元", "0"),
    ("得分=实际值/目标值×权重，最高不超过权重", "≥90件", "81件", "9"),
    ("完成率100%—110%（含）得满分；超过110%的，按分值的90%计分；低于100%的，按完成率计分", "≥500个", "612个", "9"),
    ("完成率100%—110%（含）得满分；超过110%的，按分值的90%计分；低于100%的，按完成率计分", "≥500个", "550个", "10"),
    ("完成率100%—110%（含）得满分；超过110%的，按分值的90%计分；低于100%的，按完成率计分", "≥500个", "450个", "9"),
    ("完成率100%—110%（含）得满分；低于100%的，按完成率计分", "≥500个", "612个", None),  # 超过的没有写
    # 没有读全的由人评定，不按指标值和计分方案算
    ("完成较好得满分，完成较差酌情扣分", "≥240次", "240次", None),
    ("达到指标值得满分，未达到的按1.2倍扣分", "≥240次", "228次", None),
    ("未达到的，得分=指标值/完成值×分值", "≥240次", "228次", None),
]  # fmt: skip


@pytest.mark.parametrize(
    "heading",
    ["评分规则", "计分规则", "得分计算方法", "计分方法", "计分办法", "评分办法", "评分细则"],
)
@pytest.mark.parametrize(("rule", "target", "actual", "points"), RULES)
def test_a_rule_in_the_row_goes_before_the_profile(
    heading: str, rule: str, target: str, actual: str, points: str | None
) -> None:
    head = (*HEAD[:7], heading)
    line = Aim(target, actual, 10, more={heading: rule})
    row = indicator(score(aims(line, head=head)), NAME)
    assert row.score == (None if points is None else Decimal(points)), row.steps
    assert row.criteria == rule


UNKNOWN = [
    (
        "赋分口径",
        "不超过指标值得满分，超过不得分",
        "0",
        "8",
    ),  # 表头没有见过：看格里写的是不是给分的办法
    ("备注", "不超过指标值得满分，超过不得分", "0", "8"),
    ("备注", "超过的酌情扣分", None, None),
    ("备注", "已公示", "8", "9.05"),
    ("扣分说明", "每超1分钟扣1分", "8", "9.05"),  # 说的是为什么扣，不是怎样扣
    ("评分标准", "不超过指标值得满分，超过不得分", "0", "8"),  # 资金一行也照评分标准
]


@pytest.mark.parametrize(("heading", "rule", "points", "rate"), UNKNOWN)
def test_a_column_of_rules_is_told_by_its_cells(
    heading: str, rule: str, points: str | None, rate: str | None
) -> None:
    line = Aim("≤30分钟", "36分钟", 10, more={heading: rule})
    book = aims(line, head=(*HEAD[:7], heading), money=(100, 100, 90.5, 10, 0.905, 9.05))
    sheet = book.worksheets[0]
    if rate == "8":
        sheet["I5"], sheet["I6"] = (
            heading,
            "执行率达到95%及以上得10分，每低1个百分点扣0.5分，扣完为止",
        )
    outcome = score(book)
    assert indicator(outcome, NAME).score == (None if points is None else Decimal(points))
    assert rate is None or indicator(outcome, "预算执行率").score == Decimal(rate)


# ------------------------------------------------------------ 评价标准一栏合并写着一段办法（陕西）

SHAANXI = (
    "1.若为定性指标，根据“三档”原则分别按照指标分值的100%—80%（含）、80%—50%（含）、50%—10%来记分；\n"
    "2.若为定量指标，完成值达到指标值，记满分；未达到指标值，按完成比率计分，正向指标（即目标值为≥*）得分=实际完成值/年初目标值×该指标分值，"
    "反向指标（即目标值为≤*）得分=年初目标值/实际完成值×该指标分值。"
)
MERGED = [
    ("≥85平方公里", "81.6平方公里", "9.6"), ("≥120个", "132个", "10"), ("≥95%", "93.1%", "9.8"), ("≤38.5万元", "40.2万元", "9.58"),
    ("≤18.60%", "19.37%", "9.6"), ("≤38.5万元", "38.5万元", "10"), ("=100%", "93.1%", "9.31"), ("=12期", "12期", "10"),
    ("100%", "100%", "10"), ("0起", "0起", "10"), ("100%", "96%", None), ("0起", "1起", None),  # 没有写方向的，正好达到才算
    ("=12期", "13期", None),  # 办法没有写等于的超过了怎么算
    ("2025年12月20日前", "2025年12月11日", "10"), ("2025年12月20日前", "2025年12月21日", None),
    ("健全", "基本健全", None), ("", "12期", None),
]  # fmt: skip


@pytest.mark.parametrize(("target", "actual", "points"), MERGED)
def test_a_method_merged_over_the_rows_is_that_of_each(
    target: str, actual: str, points: str | None
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    rows = [
        (SHEET,), ("单位：甲局",), ("一级指标", "二级指标", "三级指标", "分值", "评分标准", "年初目标值", "实际完成值", "得分"),
        ("产出", "数量指标", NAME, 10, SHAANXI, target, actual, 1), ("产出", "数量指标", "宣传场次", 10, None, "≥10场", "9场", 9),
    ]  # fmt: skip
    for row in rows:
        sheet.append(list(row))
    sheet.merge_cells("E4:E5")
    outcome = score(book)
    assert indicator(outcome, NAME).score == (None if points is None else Decimal(points))
    assert indicator(outcome, "宣传场次").score == 9


# ------------------------------------------------------------ 正向、反向写在公式后面的，固定值（安徽、山东）

FIXED = (
    "注：3.定量指标：完成值达到指标值的，记该指标所赋全部分值；未达到的，正向指标（即指标值为≥*或为固定值）得分=完成值/指标值×该指标分值，"
    "反向指标（即指标值为≤*）得分=指标值/完成值×该指标分值。"
)
BEHIND = "注：定量指标计算：完成值达到指标值，记满分；未达到指标值，按B/A（正向指标）或A/B（反向指标，即“≤”类）×该指标分值记分。"
PRINTED = [
    (FIXED, "≥36公里", "33.3公里", "9.25"), (FIXED, "=36公里", "33.3公里", "9.25"), (FIXED, "≤3.5万元", "3.8万元", "9.21"),
    (FIXED, "≥36公里", "36公里", "10"), (FIXED.replace("固定值", "区间值"), "≥36公里", "33.3公里", None),
    (BEHIND, "≥40场", "36场", "9"), (BEHIND, "≤40场", "50场", "8"), (BEHIND, "≥40场", "41场", "10"),
    (BEHIND.replace("A/B（反向", "B/A（反向"), "≤40场", "50场", None),
    (BEHIND.replace("×该指标分值", ""), "≥40场", "36场", None),
]  # fmt: skip


@pytest.mark.parametrize(("note", "target", "actual", "points"), PRINTED)
def test_the_direction_behind_its_formula(
    note: str, target: str, actual: str, points: str | None
) -> None:
    found = indicator(one(target, actual, note), NAME).score
    assert found == (None if points is None else Decimal(points))


# ---------------------------------------------------------------------------------- 定性三档


@pytest.mark.parametrize(
    ("ranges", "low", "high"),
    [
        ("100%—80%（含）、80%—60%（含）、60%—0%", "6", "7.99"),
        ("100%—80%（含）、80%—50%（含）、50%—0%", "5", "7.99"),
    ],
)
def test_the_three_bands_are_those_of_the_note(ranges: str, low: str, high: str) -> None:
    note = (
        "注：定性指标根据指标完成情况分为达成年度指标、部分达成年度指标并具有一定效果、未达成年度指标且效果较差三档，"
        f"分别按照该指标对应分值区间{ranges}合理确定分值。"
    )
    outcome = score(noted(note, lines=(Aim("有效改善", "部分达成", 10, Decimal("5.5")),)))
    row = indicator(outcome, NAME)
    assert (row.score, row.low, row.high) == (None, Decimal(low), Decimal(high))
    assert bool(findings(outcome, "D10", "error")) is (low == "6")


GRADES = "注：定性指标分好、较好、一般、差四档，得分系数分别为100%、80%、60%、0。"
YES = "注：定性指标：指标值为“是”的，完成值为“是”得满分，为“否”不得分。"
WORDS = [
    (GRADES, "好", "较好", "8", "8"), (GRADES, "好", "好", "10", "10"), (GRADES, "好", "差", "0", "0"),
    (YES, "是", "否", "0", "0"), (YES, "是", "是", "10", "10"),
    (GRADES, "好", "良好", "0", "10"), (GRADES, "好", "较好，略有不足", "0", "10"),  # 不是办法里的词
    (GRADES.replace("100%、80%、60%、0", "100%—90%、80%、60%、0"), "好", "较好", "0", "10"),  # 是一段，不是一个数
    (GRADES.replace("、0。", "。"), "好", "较好", "0", "10"),  # 四档只有三个系数
    (YES, "建立", "是", "0", "10"),
]  # fmt: skip


@pytest.mark.parametrize(("note", "target", "actual", "low", "high"), WORDS)
def test_a_word_with_one_share_in_the_note_scores_it(
    note: str, target: str, actual: str, low: str, high: str
) -> None:
    row = indicator(one(target, actual, note), NAME)
    known = Decimal(low) if low == high else None
    assert (row.score, row.low, row.high) == (known, Decimal(low), Decimal(high)), row.steps


def test_a_score_beside_its_grade_is_held_against_it() -> None:
    wrong = indicator(score(noted(GRADES, lines=(Aim("好", "较好", 10, 10),))), NAME)
    right = indicator(score(noted(GRADES, lines=(Aim("好", "较好", 10, 8),))), NAME)
    assert (wrong.status, right.status) == (Status.DIFFERS, Status.AGREES)


def test_the_excel_formula_says_the_same() -> None:
    """复核表里的公式引用完成值一格，和算出的得分一致（150% 起扣两成，等于的超过线性扣）。"""
    for target, actual in (("≥20台", 31), ("=20期", 21), ("≤20件", 25)):
        row = indicator(one(target, actual, *SIGNS), NAME)
        assert "E11" in (row.excel or "")
    book = load_workbook(io.BytesIO(write_completed(one("≥20台", 31, *SIGNS))))
    assert "指标表" in book.sheetnames


SHANDONG = (
    "定量指标计算：完成值达到指标值，记满分；未达到指标值，按B/A（正向指标）或A/B（反向指标，即“≤”类）×该指标分值记分。\n\n"
    "得分四舍五入，保留一位小数。"
)
IN_ROW = [
    # 指标值光一个数的：数量指标越多越好；0 起、正好达到的两个方向都是满分；别的由人评定
    ("送戏下乡", "60场", 57, "数量指标", "9.5"),
    ("送戏下乡", "60场", "57场次", "数量指标", "9.5"),
    ("活动安全事故发生数", "0起", 0, "质量指标", "10"),
    ("活动安全事故发生数", "0起", "1起", "质量指标", None),
    ("馆藏整理", "60箱", "60箱", "质量指标", "10"),
    ("馆藏整理", "60箱", "57箱", "质量指标", None),
    # 一位小数
    ("单场活动成本", "≤0.6万元/场", "0.64万元", "成本指标", "9.4"),
    ("培训班期数", "≥24期", "23期", "数量指标", "9.6"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "target", "actual", "level2", "points"), IN_ROW)
def test_the_method_printed_in_every_row(
    name: str, target: str, actual: object, level2: str, points: str | None
) -> None:
    """57÷60×10＝9.5；0.6÷0.64×10＝9.375→9.4；23÷24×10＝9.583→9.6。"""
    line = Aim(target, actual, 10, name=name, level2=level2, more={"得分计算方法": SHANDONG})
    rest = Aim("≥1场", "1场", 80, name="其他", more={"得分计算方法": SHANDONG})
    row = indicator(score(aims(line, rest, head=(*HEAD, "得分计算方法"))), name)
    assert row.score == (None if points is None else Decimal(points)), row.steps


PLACES = [
    ("注：得分四舍五入保留一位小数。", "8.6"),
    ("注：1.各项得分保留1位小数。2.总分为100分。", "8.6"),
    ("注：得分精确到小数点后一位。", "8.6"),
    ("注：得分保留两位小数。", "8.57"),
    ("注：执行率保留一位小数。", "8.57"),
    ("注：总分保留一位小数。", "8.57"),
    ("注：得分保留一位小数。得分保留两位小数。", "8.57"),
]  # fmt: skip


@pytest.mark.parametrize(("note", "points"), PLACES)
def test_a_note_says_to_how_many_decimals_points_go(note: str, points: str) -> None:
    """6÷7×10＝8.571。"""
    row = indicator(one("≥7台", "6台", note), NAME)
    assert row.score == Decimal(points), row.steps


GUANGXI = "3.定性指标。“达成预期指标”得该指标满分；“部分达成预期指标”得该指标分值的60%；“未达成预期指标”不得分。"
FUJIAN = "定性型：完成值为“达成年度指标”的得权重分值的100%，“部分达成年度指标”的得70%，“未达成年度指标”的不得分。".replace(
    "定性型", "定性指标"
)
SHORT = "定性指标：达成=100%，部分达成=70%，未达成=0。"
GIVEN = [
    (GUANGXI, "有效减轻", "达成预期指标", "10"),
    (GUANGXI, "有效减轻", "部分达成预期指标", "6"),
    (GUANGXI, "有效减轻", "未达成预期指标。", "0"),
    (GUANGXI, "有效减轻", "部分达成", "6"),
    (FUJIAN, "明显提升", "达成年度指标", "10"),
    (FUJIAN, "明显提升", "部分达成年度指标", "7"),
    (FUJIAN, "明显提升", "未达成年度指标", "0"),
    (SHORT, "明显提升", "部分达成年度指标并具有一定效果", "7"),
    ("注：定性指标按完成情况分三档：优秀得满分，良好得80%，一般得60%，较差不得分。", "提升", "良好", "8"),
    ("定性指标：达成得该指标分值的100%、部分达成得50%、未达成得0分。得分四舍五入保留一位小数。", "提升", "部分达成", "5"),
    # 不是办法里的词，一段而不是一个数，另有话没有读懂的，由人评定
    (GUANGXI, "有效减轻", "基本达成预期指标", None),
    (GUANGXI, "有效减轻", "达成预期指标，效果较好", None),
    (GUANGXI, "有效减轻", "已完成", None),
    (GUANGXI, "有效减轻", "有效减轻", None),
    (GUANGXI.replace("60%", "60%—80%"), "有效减轻", "部分达成预期指标", None),
    (GUANGXI.replace("60%", "60%左右"), "有效减轻", "达成预期指标", None),
    (GUANGXI.replace("得该指标分值的60%", "酌情得分"), "有效减轻", "达成预期指标", None),
    ("定性指标：达成年度指标得100%—80%，部分达成得80%—60%，未达成得60%—0%。", "提升", "达成年度指标", None),
    ("定性指标：达成得100%，部分达成得70%，达成得90%。", "提升", "达成", None),
]  # fmt: skip


@pytest.mark.parametrize(("note", "target", "actual", "points"), GIVEN)
def test_the_very_word_of_a_note_with_one_share(
    note: str, target: str, actual: str, points: str | None
) -> None:
    row = indicator(one(target, actual, note), NAME)
    assert row.score == (None if points is None else Decimal(points)), row.steps


@pytest.mark.parametrize("make", [None, word, html, opendocument, xml2003])
def test_the_words_of_a_note_in_every_format(make: Callable[[Workbook], bytes] | None) -> None:
    book = noted(GUANGXI, lines=(Aim("有效减轻", "部分达成预期指标", 10, 10),))
    kinds = {word: "docx", html: "html", opendocument: "ods", xml2003: "xml"}
    found = score(book) if make is None else score(make(book), f"某局-2022.{kinds[make]}")
    assert indicator(found, NAME).score == 6


def test_the_workbook_with_a_graded_word_says_the_same_when_it_is_calculated_anew(
    tmp_path: Path,
) -> None:
    book = noted(GUANGXI, lines=(Aim("有效减轻", "部分达成预期指标", 90, 90),))
    path = tmp_path / "done.xlsx"
    path.write_bytes(write_completed(score(book)))
    stored, again = values(path), recalculate(path)
    assert {k: (v, again.get(k)) for k, v in stored.items() if not same(v, again.get(k))} == {}
    assert 54 in stored.values()


# ------------------------------------------------------------------- 湖北、河北的写法


HUBEI = (
    "备注：",
    "定量指标计分原则：正向指标（即目标值为≥X或为X）得分=权重×B/A；反向指标（即目标值为≤X）得分=权重×A/B；得分不得突破权重总额。",
)


@pytest.mark.parametrize(
    ("target", "actual", "points"),
    [("≥20台", "19台", "9.5"), ("≥20台", "21台", "10"), ("=20台", "19台", "9.5"), ("≤4处", "5处", "8"), ("≤4处", "4处", "10")],
)  # fmt: skip
def test_the_notes_of_hubei(target: str, actual: str, points: str) -> None:
    assert indicator(one(target, actual, *HUBEI), NAME).score == Decimal(points)


def hebei(target: str, actual: str, heading: str) -> Outcome:
    book = aims(Aim(target, actual, 10, 7, name=NAME), Aim("≥1场", "1场", 80, 80, name="培训场次"))
    sheet = book.worksheets[0]
    col = HEAD.index("得分") + 1
    assert sheet.cell(10, col).value == "得分"
    sheet.cell(10, col, heading)
    return score(book)


UPWARD = "自评得分（定量正向指标=实际完成值÷预期值×分值，不超过分值）"


@pytest.mark.parametrize(
    ("target", "actual", "points"),
    [
        ("≥20台", "19台", "9.5"), ("≥20台", "22台", "10"), ("≤7000元", "6850元", "10"),
        ("≤7000元", "7300元", None),  # 只写了正向指标的算法
    ],
)  # fmt: skip
def test_a_method_behind_the_heading_of_the_score(
    target: str, actual: str, points: str | None
) -> None:
    row = indicator(hebei(target, actual, UPWARD), NAME)
    assert row.score == (None if points is None else Decimal(points))
    assert row.claimed == 7
    if points is not None:
        assert "定量正向指标=实际完成值/预期值*分值" in row.steps[0]


@pytest.mark.parametrize(
    "heading",
    ["得分（复核=自评得分×分值）", "上年得分（完成值÷指标值×分值）", "得分（专家评审×权重）"],
)
def test_a_heading_of_another_score_is_none_of_the_units(heading: str) -> None:
    assert indicator(hebei("≥20台", "19台", heading), NAME).claimed is None


@pytest.mark.parametrize("unit", ["单位", "单位（文字描述）", "计量单位（或文字描述）"])
def test_the_unit_of_a_target_in_three_columns(unit: str) -> None:
    """河北：符号、值、单位（文字描述）三栏在预期指标值下面；22800平方米是2.28万平方米。"""
    book = aims(Aim(None, None, 90))
    sheet = book.worksheets[0]
    sheet.delete_rows(10, 3)
    rows = (
        (
            "一级指标",
            "二级指标",
            "三级指标",
            "预期指标值",
            None,
            None,
            "实际完成值",
            "分值",
            "自评得分",
        ),
        (None, None, None, "符号", "值", unit),
        ("产出指标", "数量指标", "小修保养工程量", "≥", 2.4, "万平方米", "22800平方米", 80, 76),
        ("产出指标", "质量指标", "路面优良率", "≥", 85, "%", "88.2%", 10, 10),
    )
    for number, row in enumerate(rows, 10):
        for col, value in enumerate(row, 1):
            sheet.cell(number, col, value)
    sheet.merge_cells("D10:F10")
    for col in "ABCGHI":
        sheet.merge_cells(f"{col}10:{col}11")
    outcome = score(book)
    found = [indicator(outcome, name).score for name in ("小修保养工程量", "路面优良率")]
    assert found == [Decimal(76), Decimal(10)]


def test_the_money_that_arrived_is_no_budget() -> None:
    """河北：预算安排数、资金到位数、资金执行数三栏，执行率是执行数÷预算安排数。"""
    book = aims(Aim("≥20台", "20台", 90), money=None)
    sheet = book.worksheets[0]
    heads = (
        "预算执行情况（万元）",
        "资金来源",
        "预算安排数",
        "资金到位数",
        "资金执行数",
        "分值",
        "预算执行率",
        "得分（分值×预算执行率）",
    )
    total = (None, "资金总额", 168, 160, 157.08, 10, 0.935, 9.35)
    for col, (head, value) in enumerate(zip(heads, total, strict=True), 1):
        sheet.cell(5, col, head)
        sheet.cell(6, col, value)
    row = indicator(score(book), "预算执行率")
    assert (row.score, row.claimed) == (Decimal("9.35"), Decimal("9.35"))
