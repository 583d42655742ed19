"""表上的说明写明预算执行率怎样给分的，照说明；没有读全的由人评定，不按“执行率×分值”算。

执行率 86.16%（2773.15÷3218.6），分值 10 分：照“执行率×分值”是 8.62 分。
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from openpyxl import Workbook
from other_formats import html, opendocument, xml2003
from target_tables import SHEET, Aim, aims
from workbooks import forms, indicator, score, to_bytes

from sheetscore.model.outcome import Outcome
from sheetscore.unit import score_bytes
from sheetscore.writers.completed import write_completed

MONEY = (2805, 3218.6, 2773.15, 10, 0.8616, 8.62)
ROW = "预算执行率"
HEAD = (
    "一级指标",
    "二级指标",
    "三级指标",
    "评分标准",
    "分值",
    "年度目标值",
    "实际完成值",
    "自评得分",
)
OWN = Aim(
    "≥20台",
    "20台",
    90,
    more={"评分标准": "达到目标值得满分，每少1台扣1分。", "年度目标值": "≥20台"},
)
STEPS = "注：1.资金总额执行率达到100%得10分，每低1个百分点扣0.5分，扣完为止。2.各指标扣分以整档计算，不足一档的不扣分。3.得分保留两位小数。"
TIERS = (
    "填表说明：二、预算执行率得分（10分）：执行率=全年执行数/全年预算数。"
    "执行率≥90%的，得10分；80%（含）—90%的，得分=执行率×10；低于80%的，不得分。"
)
USUAL = "8.62"


def form(*notes: str, spent: float = 2773.15, ruled: bool = True, **changes: object) -> Workbook:
    """A form with its money above; `ruled`: a 评分标准 and an 实际完成值 in each row, else targets alone."""
    money = (*MONEY[:2], spent, *MONEY[3:])
    book = (
        aims(OWN, money=money, head=HEAD, changes=changes)
        if ruled
        else aims(Aim("≥20台", "20台", 90), money=money, changes=changes)
    )
    sheet = book.worksheets[0]
    sheet.append(
        ["合计", None, None, None, 100] if ruled else ["总分", None, None, None, None, 100]
    )
    for note in notes:
        sheet.append([note])
    return book


def money_score(made: Workbook | Outcome) -> str | None:
    found = indicator(score(made) if isinstance(made, Workbook) else made, ROW).score
    return None if found is None else f"{Decimal(found).normalize():f}"


RULES = [
    (STEPS, "3.5"),
    (STEPS.replace("不足一档的不扣分", "不足一档的按一档扣分").replace("以整档计算，", ""), "3"),
    ("注：资金总额执行率达到100%得10分，每低1个百分点扣0.5分，扣完为止。", "3.5"),
    ("注：预算执行率100%的得满分，每降低1个百分点扣0.5分，不足1个百分点的按1个百分点计算，扣完为止。", "3"),
    ("注：年度资金总额的预算执行率达到100%得10分；每低1个百分点扣0.5分，扣完为止。", "3.5"),
    ("说明：预算执行率90%以上10分，80%-90%8分，80%以下0分。", "8"),
    ("说明：执行率≥90%的，得10分；80%（含）—90%的，得5分；低于80%的，不得分。", "5"),
    (TIERS, USUAL),
    # 和“执行率×分值”一个意思的
    ("注：执行率得分=执行率×执行率权重，执行率超100%的按100%计。", USUAL),
    ("注：预算执行得分=预算执行率×权重，超过100%的按100%计。", USUAL),
    ("注：预算执行率=全年执行数/全年预算数×100%，得分=预算执行率×10分，最高不超过10分。", USUAL),
    ("注：1.财政拨款=当年财政拨款+上年结转资金。2.年度资金总额得分=执行率×分值。", USUAL),
    ("注：项目资金总额得分＝预算执行率×10分，最高不超过10分。", USUAL),
    ("说明：预算执行率得分=执行率×10分（执行率=全年执行数÷全年预算数×100%），执行率最高按100%计。", USUAL),
    ("注：预算执行率得分=全年执行数÷全年预算数×10分，执行率最高按100%计算。", USUAL),
    # 没有说怎样给分的
    ("注：预算执行率满分10分，其余90分由各指标分配。", USUAL),
    ("注：1.预算执行率未达到90%的需说明原因（100字以内）；2.年中发生预算调整的，应单独说明理由。", USUAL),
    ("注：得分保留两位小数。", USUAL),
]  # fmt: skip


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize(("note", "expected"), RULES)
def test_the_rule_of_the_note_is_that_of_the_row(note: str, expected: str, ruled: bool) -> None:
    assert money_score(form(note, ruled=ruled)) == expected


OPEN = [
    "注：预算执行率每低1个百分点扣0.5分。",
    "注：资金总额执行率未达到100%的，酌情扣分。",
    "注：资金支出进度达到100%得10分，每低1个百分点扣0.5分。",
    "注：预算执行率=全年执行数/年初预算数，得分=执行率×10分。",
    "注：预算执行率（10分）：执行率=全年执行数/年初预算数。",
    "注：若预算执行率低于90%，扣2分，另行核减。",
    "注：各项得分汇总后，预算执行率90%以上10分，80%以上视情况8分。",
    "注：执行率得分=执行率×20分。",
    "注：年度资金总额得分=执行率×分值×0.9。",
    "注：预算执行率得分=执行率×10分（执行率=全年执行数÷年初预算数×100%），执行率最高按100%计。",
    "注：预算执行率得分=执行率×10分，执行率最高按90%计。",
    "注：年度资金总额得分=执行率×分值，未报备的减半。",
    "注：年度资金总额得分=年初预算执行率×分值。",
    "注：项目支出执行率达到100%得10分，每低1个百分点扣0.5分，扣完为止。",
    "注：未提供佐证材料的，各项得分减半。",
    "注：预算执行率（每低1个百分点扣0.5分）和其他指标分别计分。",
]


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("note", OPEN)
def test_what_is_not_read_whole_leaves_the_row_to_a_person(note: str, ruled: bool) -> None:
    assert money_score(form(note, ruled=ruled)) is None


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize(
    ("spent", "expected"),
    [
        (3218.6, "10"),
        (3186.5, "10"),
        (3186.4, "9.5"),
        (3186.3, "9.5"),
        (2800.0, "3.5"),
        (2550.0, "0"),
    ],
)
def test_both_sides_of_each_step(spent: float, expected: str, ruled: bool) -> None:
    assert money_score(form(STEPS, spent=spent, ruled=ruled)) == expected


HEADINGS = [
    ("H5", "得分（执行率×10分）", USUAL), ("H5", "得分（按执行率×分值计算）", USUAL), ("H5", "得分（10分）", USUAL),
    ("H5", "得分（每低1个百分点扣0.5分）", None), ("H5", "得分（执行率达到100%得10分，每低1个百分点扣0.5分，扣完为止）", "3.5"),
    ("G5", "执行率（执行率≥90%得10分，低于90%不得分）", "0"), ("A5", "项目资金（万元）（执行率未达100%的酌情扣分）", None),
    ("B6", "年度资金总额（每低1%扣0.5分）", None), ("A4", "预算执行率90%以上得10分，80%-90%得8分，80%以下得0分。", "8"),
    ("A4", "预算执行率没有达到90%的，酌情扣分。", None),
]  # fmt: skip


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize(("cell", "text", "expected"), HEADINGS)
def test_a_rule_in_a_heading_or_a_line_above(
    cell: str, text: str, expected: str | None, ruled: bool
) -> None:
    assert money_score(form(ruled=ruled, **{f"{SHEET}!{cell}": text})) == expected


@pytest.mark.parametrize("ruled", [True, False])
def test_a_line_of_several_cells_is_a_note_too(ruled: bool) -> None:
    book = form(ruled=ruled)
    book.worksheets[0].append(
        ["备注", "得分保留两位小数。", "预算执行率未达到100%的，酌情扣分。", "其他"]
    )
    assert money_score(book) is None


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("二、预算执行率达到100%得10分，每低1个百分点扣0.5分，扣完为止。", "3.5"),
        ("二、预算执行率未达到100%的，酌情扣分。", None),
    ],
)
def test_a_sheet_of_notes(said: str, expected: str | None, ruled: bool) -> None:
    book = form(ruled=ruled)
    sheet = book.create_sheet("填表说明")
    for line in ("填表说明", "一、得分保留两位小数。", said):
        sheet.append([line])
    assert money_score(book) == expected


@pytest.mark.parametrize("make", [to_bytes, opendocument, xml2003, html])
@pytest.mark.parametrize(("note", "expected"), [(STEPS, "3.5"), (OPEN[0], None)])
def test_in_other_formats(
    make: Callable[[Workbook], bytes], note: str, expected: str | None
) -> None:
    kind = {to_bytes: "xlsx", opendocument: "ods", xml2003: "xml", html: "html"}[make]
    found = score_bytes(f"甲区卫生监督所-2022.{kind}", make(form(note)), forms())
    assert money_score(found) == expected


def test_the_note_of_whole_steps_holds_for_rows_with_a_rule_of_their_own() -> None:
    """低 3 个百分点，每低 2 个百分点扣 1 分：满一档才扣是 9 分，不足一档按一档扣是 8 分。"""
    head = (
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "评分规则",
        "得分",
    )
    line = Aim(
        "≥100%",
        "97%",
        10,
        name="设备完好率",
        more={"评分规则": "设备完好率达到100%得10分，每低2个百分点扣1分，扣完为止。"},
    )
    for note, expected in (
        ("注：扣分以整档计算，不足一档的不扣分。", "9"),
        ("注：不足一档的按一档扣分。", "8"),
        ("注：得分保留两位小数。", "9"),
    ):
        book = aims(line, head=head)
        book.worksheets[0].append([note])
        assert str(indicator(score(book), line.name).score.normalize()) == expected


@pytest.mark.parametrize("note", [STEPS, OPEN[0]])
def test_the_completed_workbook_scores_the_same(note: str) -> None:
    first = score(form(note, ruled=False))
    again = score(write_completed(first), "某局-2022_复核.xlsx")
    assert money_score(again) == money_score(first)
    assert money_score(first) == ("3.5" if note == STEPS else None)
