"""支出进度率分半年、前三季度两段：每一段用指标说明里自己的公式、自己的档；整行的公式不是哪一段的（陕西 部门整体支出绩效自评表）。"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from other_formats import html, opendocument, word
from recalc import recalculate, same, values
from test_own_drawings_of_the_base import book, outcome
from test_own_drawings_of_the_base import score as score_of
from workbooks import indicator, score, to_bytes

from sheetscore.scoring.seconds.staged_formulas import formula_of, stage_of
from sheetscore.writers.completed import write_completed

NAME = "支出进度率"
WHOLE = "支出进度率=（实际支出/支出预算）×100%，用以反映预算执行的及时性和均衡性程度。\n"
FIRST = "半年支出进度=部门上半年实际支出/（上年结余结转+本年部门预算安排+上半年执行中追加追减）×100%。\n"
SECOND = "前三季度支出进度=部门前三季度实际支出/（上年结余结转+本年部门预算安排+前三季度执行中追加追减）×100%。"
BANDS = (
    "半年进度：进度率≥45%，得4分；进度率在40%（含）和45%之间，得2分；进度率＜40%，得0分。\n"
    "前三季度进度：进度率≥75%，得6分；进度率在60%（含）和75%之间，得4分；进度率＜60%，得0分。"
)
DRAWN = """
序号|数据名称|金额|备注
1|上年结余结转|64|
2|本年部门预算安排|3200|
3|上半年执行中追加追减|16|
4|{}|{}|
5|前三季度执行中追加追减|86|
6|{}|{}|
7|实际支出|3200|
8|支出预算|3200|
9|公用经费决算数|60|
"""
HALF, QUARTERS = "上半年实际支出", "前三季度实际支出"


def staged(
    first: object = 1392,
    second: object = 2451,
    told: str = WHOLE + FIRST + SECOND,
    bands: str = BANDS,
    labels: tuple[str, str] = (HALF, QUARTERS),
    more: str = "",
) -> Workbook:
    """A row of 10 points with its 指标说明 in a column of its own, beside a list of figures."""
    made = book(DRAWN.format(labels[0], first, labels[1], second) + more, (NAME, bands))
    sheet = made.worksheets[0]
    sheet.insert_cols(4)
    sheet["D4"], sheet["D5"] = "指标说明", told
    return made


@pytest.mark.parametrize(
    ("first", "second", "right"),
    [
        (1392, 2451, 6), (1476, 2513, 10), (1475, 2513, 8), (1476, 2512, 8), (1312, 2010, 6), (1311, 2010, 4),
        (1312, 2009, 2), (1311, 2009, 0),
    ],
)  # fmt: skip
def test_each_stage_by_its_formula_and_its_bands(first: int, second: int, right: int) -> None:
    """3280 × 45% = 1476, × 40% = 1312; 3350 × 75% = 2512.5, × 60% = 2010."""
    assert score_of(staged(first, second), NAME) == right


@pytest.mark.parametrize(
    "told", [FIRST + SECOND, SECOND + "\n" + FIRST, FIRST.replace("半年", "上半年", 1) + SECOND]
)
def test_the_order_and_the_formula_of_the_row_do_not_matter(told: str) -> None:
    assert score_of(staged(told=told), NAME) == 6


@pytest.mark.parametrize(
    "name", ["某局2023.xlsx", "某局2023.docx", "某局2023.html", "某局2023.ods"]
)
def test_in_every_format_and_back(name: str) -> None:
    ways: dict[str, Callable[[Workbook], bytes]] = {
        "xlsx": to_bytes, "docx": word, "html": html, "ods": opendocument,
    }  # fmt: skip
    found = score(ways[name.partition(".")[2]](staged()), name)
    assert indicator(found, NAME).score == 6
    assert indicator(score(write_completed(found), "某局2023_复核.xlsx"), NAME).score == 6


def test_another_program_finds_the_same(tmp_path: Path) -> None:
    written = tmp_path / "复核.xlsx"
    written.write_bytes(write_completed(score(to_bytes(staged()), "某局2023.xlsx")))
    before, after = values(written), recalculate(written)
    different = {
        at: (before[at], after.get(at)) for at in before if not same(before[at], after.get(at))
    }
    assert different == {}


def test_what_was_spent_does_not_become_less() -> None:
    """2399 in nine months after 2400 in six: one of the two is wrong, and nobody knows which."""
    assert score_of(staged(2400, 2400), NAME) == 8
    assert score_of(staged(2400, 2399), NAME) is None
    assert score_of(staged(-1, 2451), NAME) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"told": WHOLE},
        {"told": WHOLE + FIRST},
        {"told": WHOLE + SECOND},
        {"told": WHOLE + FIRST.replace("半年", "一季度", 1) + SECOND},
        {"told": WHOLE + FIRST + FIRST.replace("上年结余结转+", "") + SECOND},
        {"told": WHOLE + FIRST.replace("上半年实际支出", "上半年项目实际支出") + SECOND},
        {"labels": ("下属单位上半年实际支出", QUARTERS)},
        {"labels": ("上年上半年实际支出", QUARTERS)},
        {"labels": (HALF, "前三季度项目实际支出")},
        {"more": "10|下属单位上半年实际支出|20|\n"},
        {"bands": BANDS.replace("得6分", "得5分")},
        {"bands": BANDS.replace("得6分", "酌情得6分")},
        {"bands": BANDS.replace("前三季度进度：", "全年进度：")},
        {"bands": BANDS + "两项得分取高者。"},
    ],
)
def test_anything_less_leaves_the_row_open(changed: dict[str, str]) -> None:
    """Before, the formula of the whole row was taken for both stages: 3200 ÷ 3200 gave full marks."""
    assert score_of(staged(**changed), NAME) is None  # type: ignore[arg-type]


def test_what_is_missing_is_named() -> None:
    row = outcome(staged(labels=("甲", QUARTERS)))[0][NAME]
    assert "上半年实际支出" in "".join(row["steps"])
    assert "前三季度" not in "".join(row["steps"])


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        ("半年支出进度", "半年"), ("上半年预算执行进度率", "半年"), ("6月底支出进度率", "6月"), ("6月末进度", "6月"),
        ("前三季度支出进度率", "前三季度"), ("支出进度率", ""), ("全年支出进度率", ""), ("上年半年支出进度", ""),
        ("半年项目支出进度", ""), ("三季度支出进度", "三季度"),
    ],
)  # fmt: skip
def test_the_stage_that_a_name_says(name: str, stage: str) -> None:
    assert stage_of(name) == stage


def test_the_formula_of_a_figure_that_is_no_stage_is_read_as_before() -> None:
    found = formula_of("资金到位率=实际到位资金/计划投入资金×100%。", "资金到位率")
    assert found is not None
    assert found.terms == ("实际到位资金", "计划投入资金")


GRANTED = "本年度部门预算数（财政批复）"


@pytest.mark.parametrize(
    ("label", "more", "right"),
    [
        (GRANTED, "", 6), ("财政部门批复的本年度部门预算数", "", 6), ("本年部门预算安排", "", 6), ("本年部门预算安排数", "", 6),
        ("本年度部门预算数", "", None), ("上年度部门预算数（财政批复）", "", None), ("本年度部门预算数（财政批复，含追加）", "", None),
        ("本年度项目预算数（财政批复）", "", None), (GRANTED, f"10|{GRANTED}|3100|\n", None),
        (GRANTED, "10|本年部门预算安排|3100|\n", 8),
    ],
)  # fmt: skip
def test_the_budget_that_was_granted_beside_what_was_carried_over_and_added(
    label: str, more: str, right: int | None
) -> None:
    """What else is added in the formula by itself leaves only the granted budget; the row that is called so goes first."""
    made = staged(more=more)
    base = made.worksheets[1]
    cell = next(each for each in base["B"] if each.value == "本年部门预算安排")
    cell.value = label
    assert score_of(made, NAME) == right


def test_no_stage_without_what_was_added() -> None:
    """半年实际支出/本年部门预算安排: the budget may be the adjusted one."""
    told = f"半年支出进度=部门上半年实际支出/本年部门预算安排×100%。\n{SECOND}"
    made = staged(told=told)
    base = made.worksheets[1]
    next(each for each in base["B"] if each.value == "本年部门预算安排").value = GRANTED
    assert score_of(made, NAME) is None
