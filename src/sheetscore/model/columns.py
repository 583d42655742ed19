"""The columns of the frames that every stage passes on, and their rows. No logic.
Columns are declared here, once; figures in them are Decimal (or None), never float. A rate is a Fraction, 1 = 100 %.
"""

from __future__ import annotations

import itertools
from collections import namedtuple
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

BASE_COLUMNS = (
    "section",  # 所属板块，如 经费控制情况
    "item",  # 项目的规范名称，如 三公经费
    "measure",  # 预算 | 决算 | 实际在职人数 …
    "year",  # 相对评价年度：0 本年，-1 上年
    "value",  # Decimal | None
    "unit",  # 万元 | 人 | ㎡ | %
    "state",  # amounts.State
    "raw",  # 原文
    "number",  # Decimal | None：按该栏单位读到的数（单位为元时是元数）
    "counted",  # 该栏按什么填：元、人 …；%：85 就是 85%；率：1.2 就是 120%
    "sheet",
    "cell",  # A1 地址
    "label",  # 表上印的名称，如 “2019年实际在职人数”
    "printed_year",  # 表头写的年份（绝对），没有写为 None
    "note",  # 规范化说明
    "supplied",  # True：来自缺数清单或补充数据
    "settled",  # True：复核表里由人填的数，公式照它计算（点错小数点的只提醒）
    "beside",  # 同一行里填了数、表头没有读懂或空着的栏，逐个写明；没有为 ""
    "rate",  # Fraction | None：表内自带的率（如 控制率）算得的值，由 calculator 填
    "excel",  # str | None：该率的公式，按填报表单元格写，由 calculator 填
)
"""One row a figure of the 基础数据表 (or of a filled 缺数清单 / 补充数据)."""

INDICATOR_COLUMNS = (
    "level1",
    "level1_points",  # Decimal | None，本级分值
    "level1_block",  # int：同一块（含跨页重印）同号
    "level2",
    "level2_points",
    "level2_block",
    "indicator",
    "points",  # Decimal
    "criteria",
    "explanation",
    "claimed",  # Decimal | None
    "claimed_state",  # amounts.State
    "claimed_raw",
    "claimed_note",  # 不能当作数字的原因
    "claimed_advice",  # 怎样改
    "sheet",
    "row",  # 首行（1 起）
    "last_row",
    "points_cell",
    "criteria_cell",
    "explanation_cell",
    "claimed_cell",
    "nature",  # 指标性质：正向 | 反向 | 定性 | ""（由指标值的符号定）
    "unit",  # 度量单位
    "actual",  # 实际完成值，原文
    "actual_cell",
    "reason",  # 偏差原因分析
    "reason_cell",
    "quantity",  # 完成值在 base 里的项目名；"" 为不按目标值计分的行
    "beside",  # readers.beside.Beside | ""：评价标准旁边的完成值、年度指标值
    "method",  # 表上写明计分办法的说明，原文；没有为 ""
    "remarks",  # tuple[(文字, 单元格), ...] | ""：没有完成值一栏的表，备注、扣分原因、指标说明里写着数的句子
    "rule_from",  # readers.rule_joins.Joined | ""：评价标准写在另一处（评分细则）的：那一格，或对不上的原因
    "meaning",  # 指标说明旁边另有的指标解释，原文；没有为 ""
)
"""One row a 分值 cell of the 三级指标 (docs/读法.md), in the order of the sheet."""

NO_TARGET = dict.fromkeys(INDICATOR_COLUMNS[-12:], "")  # of a row without a target

CALCULATED_COLUMNS = (
    "claimed_exact",  # Decimal | None：得分格里存的数；claimed 从此按计分方案的位数四舍五入
    "inputs",  # tuple[Input, ...]
    "rate",  # Fraction | None
    "score",  # Decimal | None
    "low",
    "high",
    "reachable",  # tuple[Decimal, ...] | None
    "status",  # Status
    "steps",  # tuple[str, ...]
    "excel",  # str | None，按填报表单元格写的整条公式
    "missing",  # tuple[Missing, ...]
    "exempt",  # str：“没有…项目按满分计算”所说的项目，本行可适用时非空
    "not_applicable",  # bool：本行已按该条计满分
    "rule",  # rules.Rule
    "formula",  # rules.Formula | None
    "bounded",  # tuple[str, ...]：不会超过 100% 的率，本指标的是 ""，其余是公式里的项
    "excess",  # Fraction | None：指标值从此值起算超过目标太多（计分方案）
    "assessed",  # Decimal | None：人评定的分（评定得分，或由评定依据数算得），代替自评得分
    "assessed_typed",  # 评定得分一格里填的原样
    "basis",  # Decimal | str | None：所按的评定依据数（个数、项号、等次）；没有按它计的为 None
    "basis_typed",  # 评定依据数一格里填的原样
    "apart",  # agreement.Apart | None：所填完成值和基础数据表算得的对不上
)
"""What the calculator adds to the frame of indicators."""

REPORT_COLUMNS = (
    "file",
    "place",  # 第n段，或 表n第m行
    "subject",  # 数所属的短语，如 基本支出
    "kind",  # amount 金额 | count 数量 | rate 比率 | change 百分点 | points 分 | number 没有单位
    "value",  # Decimal，按所印单位
    "unit",  # 万元 | 元 | 人 | % …
    "approx",  # True：约、余、多、近、左右、以上，不作精确比较
    "year",  # int | None：本句中在它前面写的年份
    "raw",  # 原文
    "start",  # 在该段中的位置（含）
    "end",
    "sentence",  # 所在的句子
)
"""One row a figure of a report text, in the order of the text."""


@cache
def _row_type(columns: tuple[str, ...]) -> Any:
    return namedtuple("Row", columns)


def empty(*columns: str) -> pd.DataFrame:
    """A frame with these columns and no row."""
    import pandas as pd

    return pd.DataFrame(columns=list(columns))


def frame_of(lines: Sequence[Mapping[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    """A frame of `lines` with these columns, all of objects; what a line lacks is NaN.

    One block of values: pandas goes through dicts column by column, which takes as long as to read a small table.
    """
    import numpy as np
    import pandas as pd

    found = itertools.chain.from_iterable(
        [[line.get(c, np.nan) for c in columns] for line in lines]
    )
    size = (len(lines), len(columns))
    values = np.fromiter(found, dtype=object, count=size[0] * size[1]).reshape(size)
    return pd.DataFrame(values, columns=_index(columns), dtype=object, copy=False)


@cache
def _index(columns: tuple[str, ...]) -> pd.Index[str]:
    import pandas as pd

    index = pd.Index(list(columns))
    _OURS[id(index)] = columns
    return index


_OURS: dict[int, tuple[str, ...]] = {}
"""The columns of each index made here, none of which ever goes: pandas takes longer to list them than to give a small frame's rows."""


def _names(frame: pd.DataFrame) -> tuple[str, ...]:
    """The names of a frame's columns."""
    index = frame.columns
    return _OURS.get(id(index)) or tuple(map(str, index))


def rows(frame: pd.DataFrame) -> list[Any]:
    """The rows of a frame as named tuples, for typed code: pandas' own types say "anything" for each."""
    make = _row_type(_names(frame))._make
    return [make(values) for values in frame.to_numpy(dtype=object).tolist()]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as dicts by column."""
    columns = _names(frame)
    return [
        dict(zip(columns, values, strict=True)) for values in frame.to_numpy(dtype=object).tolist()
    ]
