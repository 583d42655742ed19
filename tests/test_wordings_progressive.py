"""分档累进计算：每一档的公式从上一档的满分起、到本档的满分止，才照算；要全区最高数的最后一档由人评定。"""

from __future__ import annotations

import pytest
from rows_together import Together, line, scores_as

Case = tuple[str, float, str, str, str]

FIRST = "第一档:0-300万元,满分120分,得分=(收入÷300)×120;"
SECOND = "第二档:300-1000万元,满分335分,得分=120+(收入-300)÷700×215;"
THIRD = "第三档:1000-2000万元,满分600分,得分=335+(收入-1000)÷1000×265。"
TEXT = f"收入指标分三档累进计算:{FIRST}{SECOND}{THIRD}"
OPEN = (
    f"收入指标分四档累进计算，“本所收入”数据为会费计算基数，具体评分方式如下：\n{FIRST}{SECOND}".replace("(收入", "(本所收入")
    + "第三档:1000-2000万元,满分535分,得分=335+(本所收入-1000)÷1000×200;"
    "第四档:2000万元以上,满分600分,得分=535+(本所收入-2000)÷(全区最高收入-2000)×65。"
)  # fmt: skip
SCORED: list[tuple[str, float, str, str, str, float]] = [
    ("收入", 600, TEXT, "0万元", "", 0),
    ("收入", 600, TEXT, "150万元", "", 60),
    ("收入", 600, TEXT, "300万元", "", 120),
    ("收入", 600, TEXT, "800万元", "", 273.57),
    ("收入", 600, TEXT, "1000万元", "", 335),
    ("收入", 600, TEXT, "1500万元", "", 467.5),
    ("收入", 600, TEXT, "2000万元", "", 600),
    ("收入", 600, OPEN, "800万元", "", 273.57),
    ("收入", 600, OPEN, "2000万元", "", 535),
]  # fmt: skip
REFUSED: list[Case] = [
    ("收入", 600, TEXT, "2001万元", ""),
    ("收入", 600, OPEN, "2001万元", ""),
    ("收入", 600, TEXT.replace("满分335分", "满分330分"), "800万元", ""),
    ("收入", 600, TEXT.replace("得分=120+", "得分=100+"), "800万元", ""),
    ("收入", 600, TEXT.replace("300-1000万元", "400-1000万元"), "800万元", ""),
    ("收入", 600, TEXT.replace("(收入-300)", "(收入-200)"), "800万元", ""),
    ("收入", 600, TEXT.replace("(收入-300)", "(上年收入-300)"), "800万元", ""),
    ("收入", 600, TEXT.replace("(收入-300)", "(净收入-300)"), "800万元", ""),
    ("收入", 600, TEXT.replace("300-1000万元", "300-1000元"), "800万元", ""),
    ("收入", 600, TEXT.replace("第二档", "第三档"), "800万元", ""),
    ("收入", 650, TEXT, "800万元", ""),
    ("收入", 600, TEXT.replace("0-300万元", "除0-300万元外"), "150万元", ""),
    ("收入", 600, OPEN.replace("得分=535+", "得分=500+"), "800万元", ""),
    ("支出", 600, TEXT, "800万元", ""),
]  # fmt: skip


FOUND = Together([line(*case) for case in REFUSED] + [line(*case[:5]) for case in SCORED])


@pytest.mark.parametrize("case", SCORED, ids=lambda case: f"{case[2][:12]} {case[3]}")
def test_every_stage_is_a_line_behind_the_one_before(
    case: tuple[str, float, str, str, str, float],
) -> None:
    assert scores_as(FOUND, case)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"{case[0]} {case[2][:80]} {case[3]}")
def test_stages_that_do_not_meet_and_what_needs_the_figures_of_all_go_to_a_person(
    case: Case,
) -> None:
    assert FOUND[line(*case)].score is None
