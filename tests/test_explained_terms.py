"""评价标准里公式后面用文字说明一个项是哪几样之和的（其中：预算资金总来源是指……总和）：不妨碍公式；说的是别的，照旧由人评定。"""

from __future__ import annotations

from decimal import Decimal

import pytest
from test_own_drawings_of_the_base import book, score

NAME = "预算编制准确"
FORMULA = "（预算资金总来源-中期评估调整取消资金-预算结余注销资金）÷预算资金总来源*指标分值"
SAID = "其中：预算资金总来源是指县级年初预算与执行中追加预算（不含当年中省专款）总和"
DRAWN = """
序号|项目|2022年|2023年|备注
1|预算资金总来源||4860|
2|中期评估调整取消资金||97.2|
3|预算结余注销资金||48.6|
4|水费|6.05|6.4|
"""


@pytest.mark.parametrize(
    "criteria",
    [
        FORMULA,
        f"{FORMULA}。{SAID}",
        f"{FORMULA}。{SAID}。",
        f"得分={FORMULA}；{SAID.removeprefix('其中：')}",
        f"{FORMULA}。\n{SAID.replace('总和', '之和')}",
    ],
)
def test_what_a_term_is_the_sum_of(criteria: str) -> None:
    assert score(book(DRAWN, (NAME, criteria)), NAME) == Decimal("9.7")


@pytest.mark.parametrize(
    "said",
    [
        "其中：预算资金总来源是指上年预算与追加预算总和",
        "其中：预算资金总来源是指项目预算",
        "其中：预算资金总来源是指追加与调减的绝对值之和",
        "其中：预算资金总来源是指预算与追加预算之差",
        "其中：预算资金总来源是指预算与追加预算总和，低于80%的扣1分",
        "其中：预算资金总来源是指1-9月下达的预算总和",
        "其中：政府采购总来源是指预算与追加预算总和",
        "其中：预算资金总来源酌情确定",
    ],
)
def test_anything_else_behind_the_formula_goes_to_a_person(said: str) -> None:
    assert score(book(DRAWN, (NAME, f"{FORMULA}。{said}")), NAME) is None


def test_a_figure_that_is_not_there_is_missing() -> None:
    without = DRAWN.replace("预算资金总来源", "县级年初预算")
    assert score(book(without, (NAME, f"{FORMULA}。{SAID}")), NAME) is None
