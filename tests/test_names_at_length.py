"""The name of the row said in another order, or behind what is done: 报送信息数量, 聘请律师等担任行政村法律顾问覆盖面.

Wordings of 普法、维稳 and 政务信息 assessment tables that are public. A word that narrows what is counted leaves the row to a person.
"""

from __future__ import annotations

from typing import Any

import pytest
from own_tables import REST, Row, own_table
from workbooks import indicator, score

COVER = "行政村法律顾问覆盖面"
COVERED = "聘请律师、基层法律服务工作者等担任行政村法律顾问覆盖面低于60%的，每降低1个百分点扣2分"
RISK = "重大事项社会稳定风险评估数量"
ASSESSED = "县级当年组织开展重大事项社会稳定风险评估数量少于3件的，每少1件扣2分"
NEWS = "信息报送数量"
SENT = "报送信息数量达到15条（含15条）以上的，计10分；少于15条的，计0分。"


def one(name: str, criteria: str, done: object) -> Any:
    row = Row(name, criteria, done, points=10)
    return indicator(score(own_table(row, REST)), name)


@pytest.mark.parametrize(
    ("name", "criteria", "done", "right"),
    [
        (COVER, COVERED, "60%", 10),
        (COVER, COVERED, "57%", 4),
        (COVER, COVERED, "55%", 0),
        (RISK, ASSESSED, "3件", 10),
        (RISK, ASSESSED, "1件", 6),
        (NEWS, SENT, "15条", 10),
        (NEWS, SENT, "14条", 0),
    ],
)
def test_the_name_of_the_row_in_more_words(name: str, criteria: str, done: str, right: int) -> None:
    row = one(name, criteria, done)
    assert row.score == right, row.steps


@pytest.mark.parametrize(
    "word",
    ["未", "其他", "人均", "上年", "重点", "各乡镇", "每季度", "新增", "除省级外", "下属单位"],
)
def test_a_word_that_narrows_it_makes_another_figure(word: str) -> None:
    assert one(COVER, word + COVERED, "57%").score is None
    assert one(RISK, word + ASSESSED, "1件").score is None


@pytest.mark.parametrize(
    ("name", "criteria", "done"),
    [
        ("满意度", "开展测评满意度低于60%的，每降低1个百分点扣2分", "57%"),
        (COVER, "聘请律师和行政村法律顾问覆盖面低于60%的，每降低1个百分点扣2分", "57%"),
        (COVER, COVERED.replace("等担任", "占"), "57%"),
        (NEWS, "上报信息数量达到15条（含15条）以上的，计10分；少于15条的，计0分。", "15条"),
        (NEWS, f"各股室每年{SENT}", "15条"),
    ],
)
def test_other_words_are_another_name(name: str, criteria: str, done: str) -> None:
    assert one(name, criteria, done).score is None
