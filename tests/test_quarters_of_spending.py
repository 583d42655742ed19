"""预算执行率按四个季度的进度和全年平均计分（深圳 部门整体支出绩效自评评分表）：每个季度的支出进度除以序时进度。"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from other_formats import html, opendocument, word
from recalc import recalculate, same, values
from test_own_drawings_of_the_base import book
from test_own_drawings_of_the_base import score as score_of
from workbooks import indicator, score, to_bytes

from sheetscore.writers.completed import write_completed

NAME = "预算执行率"
QUARTERS = "".join(
    f"{at}.{word}季度预算执行率得分={word}季度部门预算支出进度/序时进度{25 * at}%×1.5分；"
    for at, word in enumerate("一二三四", 1)
)
WHOLE = f"{QUARTERS}5.全年平均支出率得分=∑（每个季度的执行率）÷4×4分。"
FORMULA = "季度预算支出进度=季度末累计支出数/调整后部门预算数×100%；季度执行率=季度预算支出进度/序时进度。"
OTHERS = ("6|“三公”经费预算安排数|万元|62", "7|“三公”经费实际支出数|万元|58.9")
SPENT = (200, 450, 690, 960)


def filed(
    spent: tuple[object, ...] = SPENT, criteria: str = WHOLE, told: str = FORMULA, label: str = "{}季度末累计支出数"
) -> Workbook:  # fmt: skip
    """A list of the budget (1000) and what was spent by the end of each quarter, beside a row of 10 points."""
    lines = [
        f"{at}|{label.format(word)}|万元|{one}"
        for at, (word, one) in enumerate(zip("一二三四", spent, strict=True), 2)
    ]
    made = book(
        "\n".join(["序号|项目|计量单位|数值", "1|调整后部门预算数|万元|1000", *lines, *OTHERS]),
        (NAME, criteria),
    )
    sheet = made.worksheets[0]
    sheet.insert_cols(4)
    sheet["D4"], sheet["D5"] = "指标说明", told
    return made


@pytest.mark.parametrize(
    ("spent", "right"),
    [
        (SPENT, "8.95"),
        ((250, 500, 750, 1000), "10"),
        ((0, 0, 0, 1000), "2.5"),
        ((250, 500, 750, 750), "9.38"),
    ],
)
def test_each_quarter_by_its_share_of_the_time(spent: tuple[object, ...], right: str) -> None:
    """0.8 × 1.5 + 0.9 × 1.5 + 0.92 × 1.5 + 0.96 × 1.5 = 5.37，平均 0.895 × 4 = 3.58，共 8.95：每季度 2.5 分。"""
    assert score_of(filed(spent), NAME) == Decimal(right)


@pytest.mark.parametrize(
    "changes",
    [
        {"spent": (251, 500, 750, 1000)},
        {"spent": (200, 450, 440, 960)},
        {"spent": (200, None, 690, 960)},
        {"criteria": WHOLE.replace("序时进度50%", "序时进度45%")},
        {"criteria": WHOLE.replace("÷4×4分", "÷4×2分")},
        {"criteria": f"{WHOLE}年底突击支出的酌情扣分。"},
        {"criteria": QUARTERS},
        {"criteria": WHOLE.replace("三季度部门预算支出进度", "三季度项目支出进度")},
        {"told": ""},
        {"told": FORMULA.replace("调整后部门预算数", "上年部门预算数")},
        {"label": "上年{}季度末累计支出数"},
        {"label": "下属单位{}季度末累计支出数"},
    ],
)
def test_anything_less_leaves_the_row_open(changes: dict[str, object]) -> None:
    assert score_of(filed(**changes), NAME) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name", ["某局2023.xlsx", "某局2023.docx", "某局2023.html", "某局2023.ods"]
)
def test_in_every_format_and_back(name: str) -> None:
    ways: dict[str, Callable[[Workbook], bytes]] = {
        "xlsx": to_bytes, "docx": word, "html": html, "ods": opendocument,
    }  # fmt: skip
    found = score(ways[name.partition(".")[2]](filed()), name)
    right = indicator(found, NAME).score
    assert right == Decimal("8.95")
    assert indicator(score(write_completed(found), "某局2023_复核.xlsx"), NAME).score == right


@pytest.mark.parametrize("spent", [SPENT, (200, None, 690, 960), (None, None, None, None)])
def test_another_program_finds_the_same(spent: tuple[object, ...], tmp_path: Path) -> None:
    """缺几个数的也一样：存着的“缺数据”不是“分母不大于0”，打开以后不变。"""
    written = tmp_path / "复核.xlsx"
    written.write_bytes(write_completed(score(to_bytes(filed(spent)), "某局2023.xlsx")))
    before, after = values(written), recalculate(written)
    different = {
        at: (before[at], after.get(at)) for at in before if not same(before[at], after.get(at))
    }
    assert different == {}
