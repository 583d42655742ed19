"""What a person is asked to count, tick or grade, and what each answer scores: read whole, or left to a person with no cell to fill.

Every wording is filed in a table of one such row; the answers are typed into the completed workbook and sent back.
"""

from __future__ import annotations

import io
from decimal import Decimal
from functools import cache

import pytest
from openpyxl import load_workbook
from test_counts import back, cells, typed
from workbooks import Line, clean, rows, score

from sheetscore.commands.json_contract import outcome_object, rule_object
from sheetscore.model.outcome import Outcome
from sheetscore.rules import compile_criteria
from sheetscore.rules.telling.asked import asked_of
from sheetscore.rules.telling.tried_values import score_value
from sheetscore.writers.completed import write_completed

READ: list[tuple[str, int, str, dict[object, float]]] = [
    ("每少一次扣1分，扣完为止。", 4, "少的次数（次）", {0: 4, 1: 3, 4: 0, 5: 0}),
    ("每少1次扣1分，扣完为止", 4, "少的次数（次）", {0: 4, 3: 1}),
    ("全年召开会议4次，每少一次扣1分。", 4, "少的次数（次）", {0: 4, 4: 0}),
    ("全年召开会议不少于四次，每少一次扣1分，扣完为止", 5, "少的次数（次）", {0: 5, 4: 1}),
    ("应公开内容5项，每缺一项扣1分，扣完为止", 5, "缺的项数（项）", {0: 5, 5: 0}),
    ("每发现一例扣2分", 10, "发现的例数（例）", {0: 10, 4: 2, 5: 0, 6: 0}),
    ("每有一项不符合扣0.5分", 3, "不符合的项数（项）", {0: 3, 5: 0.5, 6: 0}),
    ("每缺一项扣1分扣完为止", 3, "缺的项数（项）", {2: 1, 3: 0}),
    ("全部符合得满分，一项不符合扣1分", 5, "不符合的项数（项）", {0: 5, 1: 4, 5: 0}),
    ("全部符合得5分，每有一项不符合扣1分", 5, "不符合的项数（项）", {0: 5, 5: 0}),
    ("每发现1处问题扣0.5分，扣完为止", 5, "发现问题的处数（处）", {9: 0.5, 10: 0}),
    ("每出现1人次违纪扣1分，扣完为止", 6, "违纪的人次（人次）", {1: 5}),
    ("每有1笔扣0.5分，扣完为止", 2, "笔数（笔）", {3: 0.5}),
    ("每缺少1份资料扣1分，扣完为止", 6, "缺少资料的份数（份）", {1: 5}),
    ("每有一个项目未完工扣2分，扣完为止", 6, "项目未完工的个数（个）", {1: 4}),
    ("每逾期一天扣0.5分，扣完为止", 5, "逾期的天数（天）", {1: 4.5, 10: 0}),
    ("每逾期1个月扣1分，扣完为止", 5, "逾期的月数（个月）", {2: 3}),
    ("按时报送得5分，每迟报1次扣0.5分，扣完为止。", 5, "迟报的次数（次）", {1: 4.5}),
    ("未发生安全事故得满分，每发生一起扣2分，扣完为止", 10, "发生的起数（起）", {1: 8, 5: 0}),
    ("每出现一次扣1分，最多扣3分", 5, "出现的次数（次）", {0: 5, 2: 3, 3: 2, 4: 2, 9: 2}),
    ("每出现一次扣1分，累计扣分不超过3分", 5, "出现的次数（次）", {3: 2, 9: 2}),
    ("发生一次扣2分，发生两次及以上不得分", 5, "发生的次数（次）", {0: 5, 1: 3, 2: 0, 3: 0}),
    ("每发现一例扣1分，3例以上不得分", 5, "发现的例数（例）", {2: 3, 3: 0, 4: 0}),
    ("每发现一例扣1分，超过3例不得分", 5, "发现的例数（例）", {3: 2, 4: 0}),
    ("每发现一例扣1分，达到3例不得分", 5, "发现的例数（例）", {2: 3, 3: 0}),
    ("每少一个扣分值的10%，扣完为止", 5, "少的个数（个）", {1: 4.5, 10: 0}),
    ("①有方案；②有总结；③有台账。每缺一项扣1分，扣完为止", 6, "缺的项数（项）", {0: 6, 3: 3}),
    ("优得5分、良得4分、中得3分、差得0分", 5, "等次（优、良、中、差）", {"优": 5, "中": 3, "差": 0}),
    ("优：5分；良：4分；中：3分；差：1分", 5, "等次（优、良、中、差）", {"优": 5, "差": 1}),
    ("按优、良、中、差分别得5、4、3、1分", 5, "等次（优、良、中、差）", {"良": 4, "差": 1}),
    ("考核结果为A级得5分，B级得4分，C级不得分", 5, "等次（A级、B级、C级）", {"A级": 5, "C级": 0}),
    ("一等得5分，二等得3分，三等得1分", 5, "等次（一等、二等、三等）", {"二等": 3}),
    ("按时公开得2分，未按时公开不得分", 2, "等次（按时公开、未按时公开）", {"按时公开": 2, "未按时公开": 0}),
    ("①有制度，1分；②有执行，2分", 3, "符合的项号（①有制度；②有执行）", {"①": 1, "2": 2, "12": 3, "无": 0}),
    ("有制度（1分），执行有效（2分）", 3, "符合的项号（①有制度；②执行有效）", {"1": 1, "全部": 3}),
]  # fmt: skip
REFUSED: list[tuple[str, int]] = [
    ("每迟报一次扣1分，每漏报一次扣2分，扣完为止", 5),
    ("每少一次扣1分，每迟报一次扣0.5分，扣完为止", 5),
    ("每缺席一次扣0.5分，迟到一次扣0.2分，扣完为止", 5),
    ("每迟报、漏报一次扣1分，扣完为止", 5),
    ("每少报一次或迟报一次扣0.5分，扣完为止", 5),
    ("每发现一例扣1分，重大的扣3分", 5),
    ("每发现一例扣2分，情节严重的不得分", 5),
    ("每发现一例扣2分，3例以上的由评审人酌情扣分", 5),
    ("每发现一例扣2分，原则上扣完为止", 5),
    ("每少一次扣1分（不可抗力除外）", 5),
    ("每少一次扣1分，每多一次加1分", 5),
    ("每少一次扣1分，扣至1分为止", 5),
    ("每发现一例扣1分，3例不得分", 5),
    ("每发现一例扣1分，3次以上不得分", 5),
    ("每发现一例扣1分，发生重大事故3例以上不得分", 5),
    ("每发现一例扣6分，扣完为止", 5),
    ("每发现一例扣1分，最多扣6分", 5),
    ("每发现一例扣1分，扣完4分为止", 5),
    ("最多扣3分，每缺一项扣1分", 5),
    ("满分6分，每缺一项扣1分，扣完为止", 5),
    ("全部符合得6分，每有一项不符合扣1分", 5),
    ("全部不符合得满分，每有一项不符合扣1分", 5),
    ("全部符合不得满分，每有一项不符合扣1分", 5),
    ("未全部符合得满分，每有一项不符合扣1分", 5),
    ("每季度召开1次会议，每少1次扣1分", 4),
    ("全年召开会议4次，培训2次，每少1次扣1分", 4),
    ("全年召开会议4次，每发现一次违规扣1分", 4),
    ("全年不召开会议4次，每少一次扣1分", 4),
    ("应公开内容5项，每缺一次扣1分，扣完为止", 5),
    ("每发现两例扣1分，扣完为止", 5),
    ("每二十一次扣1分，扣完为止", 5),
    ("每少1个百分点扣1分，扣完为止", 5),
    ("每超过一天扣1分，扣完为止", 5),
    ("每不少一次扣1分，扣完为止", 5),
    ("每发现一例约扣1分，扣完为止", 5),
    ("每人均少一次扣1分，扣完为止", 5),
    ("全部符合得满分，每有一款不符合的扣1分，其他的酌情扣分", 5),
    ("优得4分、良得3分、差得0分", 5),
    ("按优、良、中、差分别得5、4、3分", 5),
    ("优得5分、每良得4分、差得0分", 5),
    ("一等得5分，二等得3分，三等得1分，另按票数加分", 5),
    ("由评审专家打分", 5),
]


@cache
def filed(text: str, points: int) -> Outcome:
    first = Line("工作", points, text, "佐证见附件1。", points, ("投入", 100), ("管理", 100))
    rest = Line("综合评价", 100 - points, "由评审专家酌情打分。", "佐证见附件2。", 100 - points)
    return score(clean(lines=(first, rest), base=None), form="own")


@pytest.mark.parametrize(("text", "points", "what", "scores"), READ, ids=[r[0] for r in READ])
def test_what_is_asked_and_what_the_answers_score(
    text: str, points: int, what: str, scores: dict[object, float]
) -> None:
    before = filed(text, points)
    found = outcome_object(before, None)["indicators"][0]
    assert (found["status"], found["score"]) == ("judged", None)
    assert (found["low"], found["high"]) == (0, points)
    assert any(what in step for step in found["steps"])
    answer = list(scores)[-1]
    given = back(typed(before, {"工作": answer}))
    assert float(rows(given.indicators)[0].score) == scores[answer]
    rule = compile_criteria(text, points, "工作")
    for each, expected in scores.items():
        told = score_value(rule, str(each))
        if each not in ("无", "全部", "2", "12"):
            assert told.score == Decimal(str(expected)), each
    assert rule_object(rule, [])["computable"] is False
    again = compile_criteria(rule.restate(), points, "工作")
    assert (again.kind, again.reachable) == (rule.kind, rule.reachable)


@pytest.mark.parametrize(("text", "points"), REFUSED, ids=[text for text, _ in REFUSED])
def test_what_is_not_read_whole_has_only_the_score_to_fill(text: str, points: int) -> None:
    outcome = filed(text, points)
    assert [asked_of(row.rule) for row in rows(outcome.indicators)] == [None, None]
    book = load_workbook(io.BytesIO(write_completed(outcome)))
    assert cells(book) == {}
    assert list(cells(book, "评定得分")) == ["工作", "综合评价"]


def test_two_things_to_count_are_told() -> None:
    row = rows(filed("每迟报一次扣1分，每漏报一次扣2分，扣完为止", 5).indicators)[0]
    assert "要数的不止一样" in row.steps[-1]


def test_a_row_that_is_a_rate_is_counted_by_nobody() -> None:
    """抽检合格率的“每有1批不合格”：要的是率，不是批数。"""
    assert asked_of(compile_criteria("每有1批不合格扣1分，扣完为止。", 5, "抽检合格率")) is None


LIMITING = ["除外", "人均", "原则上", "约", "左右", "酌情"]
COUNTED = [(text, points) for text, points, _, _ in READ]


@pytest.mark.parametrize("word", LIMITING)
def test_a_limiting_word_put_in_anywhere_leaves_nothing_to_count(word: str) -> None:
    wrong = []
    for text, points in COUNTED:
        for place in range(len(text) + 1):
            changed = text[:place] + word + text[place:]
            asked = asked_of(compile_criteria(changed, points, "工作"))
            if asked is not None and word not in asked.what:  # 有制约度 is another item
                wrong.append(changed)
    assert wrong == []


@pytest.mark.parametrize("word", ["不", "未", "非"])
def test_a_not_put_in_anywhere_is_refused_or_stands_in_what_is_asked(word: str) -> None:
    """“每有一项未落实”问的就是未落实的项数。"""
    wrong = []
    for text, points in COUNTED:
        if "①" in text or "（" in text or "得满分" in text or "得5分，每" in text:
            continue  # items, and what stands in front of 得满分: REFUSED holds those
        known = asked_of(compile_criteria(text, points, "工作"))
        for place in range(len(text) + 1):
            changed = text[:place] + word + text[place:]
            asked = asked_of(compile_criteria(changed, points, "工作"))
            if asked and known and asked.what == known.what:
                wrong.append(changed)
    assert wrong == []
