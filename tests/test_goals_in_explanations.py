"""指标说明写着“年度计划160场”而表上没有年度指标值的：就是指标值。指标说明和评价标准合并成一格的，只当评价标准读。"""

from __future__ import annotations

from decimal import Decimal

import pytest
from own_tables import FIRST, REST, Row, own_table
from test_several_forms import FORMATS
from workbooks import forms, indicator, score

from sheetscore.unit import score_bytes

SHARE = "完成率达100%得满分，未完成的按完成率计分"
GOALS = [
    ("公益电影放映", "年度计划放映2400场", "放映2400场", "10"),
    ("公益电影放映", "年度计划放映2400场。", "放映2280场", "9.5"),
    ("公益电影放映", "年度计划2400场", "2280场次", "9.5"),
    ("业务培训场次", "全年任务为12场", "完成9场，覆盖3600人", "7.5"),
    ("新增公办幼儿园学位", "年度目标新增公办学位600个", "新增540个", "9"),
    ("新增公办幼儿园学位", "年度目标新增公办幼儿园学位600个", "新增540个", "9"),
    # 只写着目标值的：符号照写着的
    ("公益电影放映", "目标值：≥2400场。", "放映2280场", "9.5"),
    ("公益电影放映", "年度目标值:2400场", "2400场", "10"),
    ("公益电影放映", "目标值：≥2400场（上年2300场）", "放映2280场", None),
    ("公益电影放映", "上年目标值：≥2400场。", "放映2280场", None),
    # 中间省去几个字的可以，开头、结尾不同的不行
    ("新增公办幼儿园学位", "年度目标公办幼儿园学位600个", "540个", "9"),
    ("新增公办幼儿园学位", "年度目标新增学位600个", "新增600个", None),
    ("新增公办幼儿园学位", "年度目标新增民办学位600个", "新增540个", None),
    ("新增公办幼儿园学位", "年度目标新增公办教师600个", "新增540个", None),
    ("新增公办幼儿园学位", "年度目标改造公办学位600个", "新增540个", None),
    # 别的事物的计划、别的单位、约数，说明里还有别的话
    ("公益电影放映", "年度计划投资2400万元", "放映2280场", None),
    ("公益电影放映", "年度计划演出2400场", "放映2280场", None),
    ("公益电影放映", "年度计划放映2400场左右", "放映2280场", None),
    ("公益电影放映", "年度计划放映2400场，其中农村2000场", "放映2280场", None),
    ("公益电影放映", "年度计划放映2400场", "放映约2280场", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "explanation", "done", "points"), GOALS)
def test_a_plan_in_the_explanation_is_the_goal(
    name: str, explanation: str, done: str, points: str | None
) -> None:
    book = own_table(Row(name, SHARE, done, explanation=explanation), REST)
    found = indicator(score(book, "某局-2023.xlsx"), name)
    assert found.score == (None if points is None else Decimal(points)), found.steps


def test_a_goal_of_its_own_cell_goes_first() -> None:
    row = Row("公益电影放映", SHARE, "2280场", goal="2280场", explanation="年度计划放映2400场")
    found = indicator(score(own_table(row, REST), "某局-2023.xlsx"), "公益电影放映")
    assert found.score == 10


GROWTH = "同比增长≥10%得10分；增长5%（含）-10%得6分；增长0（含）-5%得2分；负增长0分"
BOTH = own_table(Row("接待游客增长率", None, "2023年1386万人次，2022年1280万人次", explanation=GROWTH), REST)  # fmt: skip
BOTH.worksheets[0].merge_cells(f"F{FIRST}:G{FIRST}")


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "csv"])
def test_one_cell_over_both_columns_is_the_wording_alone(kind: str) -> None:
    """1386÷1280 多 8.28%：6 分。csv 没有合并的单元格。"""
    found = score_bytes(f"某局-2023.{kind}", FORMATS[kind](BOTH), forms())
    row = indicator(found, "接待游客增长率")
    assert row.score == 6, row.steps
