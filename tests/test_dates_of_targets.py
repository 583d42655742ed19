"""指标值是日期的一行：表上的办法写明达到得满分的，按期完成得满分；逾期的，写明怎样扣的才扣，没有写的由人评定。"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from own_tables import REST, Row, own_table
from recalc import recalculate, same, values
from target_tables import FIRST, HEAD, Aim, aims
from test_several_forms import FORMATS
from workbooks import complaints, forms, indicator, score

from sheetscore.unit import score_bytes
from sheetscore.writers.completed import write_completed

NAME = "项目完成时间"
ALL = "注：定量指标：完成值达到指标值的，记该指标所赋全部分值；未达到的，按照完成值与指标值的比例记分。"
MONTHLY = "4.时效指标以时间点为目标的，按期完成得满分，每逾期1个月扣1分，不足1个月的按1个月计算，扣完为止。"
DAILY = "时效指标：按期完成得满分；每逾期1天扣0.2分，扣完为止。"
TENS = "时效指标：按期完成得满分，每延期10天扣该项分值的10%，不足10天的不扣。"
WEEKLY = "时间类指标，按时完成的得满分，每延迟一周扣1分。"
TIERS = "时效指标：按期完成得满分；逾期30日内完成的得50%，逾期超过30日的不得分。"
ZERO = "约定完成时间的指标，按期完成得满分，逾期不得分。"


def table(note: str, *lines: Aim) -> Workbook:
    book = aims(*lines, Aim("≥1场", "1场", 80, name="其他"))
    for text in ("总分", note):
        book.worksheets[0].append([text])
    return book


def row(note: str, target: object, done: object, name: str = NAME) -> Any:
    line = Aim(target, done, 10, name=name, level2="时效指标")
    return indicator(score(table(note, line)), name)


IN_TIME = [
    ("2022年11月30日前", "2022年11月25日完成"),
    ("2022年11月30日前", "2022年11月30日"),
    ("2022年11月30日之前", "已于2022年11月25日全部完成"),
    ("2022年11月30日前完成", "11月25日完成"),
    ("11月30日前", "2022年11月25日"),
    ("11月30日前（含）", "11月30日完成"),
    ("2022年4月底前", "2022年4月20日完成"),
    ("4月底前", "4月30日完成"),
    ("2022年12月底前", "12月25日前全部完成"),
    ("2022年底前", "2022年12月20日完成"),
    ("年底前", "2022年12月中旬完成"),
    ("2022年第三季度末", "2022年9月28日完成"),
    ("上半年", "2022年6月完成"),
    ("2022.11.30前", "2022.11.25"),
    ("2022-11-30", "2022/11/25"),
    ("≤2022年11月", "2022年11月底"),
    ("不晚于2022年11月30日", "二〇二二年十一月完成"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "done"), IN_TIME)
@pytest.mark.parametrize("note", [ALL, MONTHLY])
def test_what_is_in_time_scores_full(note: str, target: str, done: str) -> None:
    found = row(note, target, done)
    assert (found.score, found.rate) == (10, 0), found.steps


def test_dates_by_their_format() -> None:
    book = table(DAILY, Aim(dt.datetime(2022, 11, 30), dt.datetime(2022, 12, 5), 10, name=NAME))
    for cell in (f"D{FIRST}", f"E{FIRST}"):
        book.worksheets[0][cell].number_format = "yyyy-mm-dd"
    assert indicator(score(book), NAME).score == 9


COSTS = [
    # 6月30日到8月12日是1个月13天，不足1个月按1个月：2个月
    (MONTHLY, "2022年6月30日前", "2022年8月12日完成", "8"),
    (MONTHLY, "2022年6月30日前", "2022年7月1日完成", "9"),
    (MONTHLY, "2022年6月15日前", "2022年7月15日完成", "9"),
    (MONTHLY, "2022年6月15日前", "2022年7月16日完成", "8"),
    (MONTHLY, "2022年1月15日前", "2023年3月1日完成", "0"),
    (MONTHLY, "2022年6月30日前", "逾期2个月完成", "8"),
    (DAILY, "2022年11月30日前", "2022年12月5日完成", "9"),
    (DAILY, "2022年11月底前", "12月5日完成", "9"),
    (DAILY, "2022年11月30日前", "逾期5天", "9"),
    (TENS, "2022年11月30日前", "2022年12月19日完成", "9"),
    (TENS, "2022年11月30日前", "2022年12月20日完成", "8"),
    (WEEKLY, "2022年11月30日前", "2022年12月14日完成", "8"),
    (TIERS, "2022年10月31日前", "2022年11月18日完成", "5"),
    (TIERS, "2022年10月31日前", "2022年11月30日完成", "5"),
    (TIERS, "2022年10月31日前", "2022年12月1日完成", "0"),
    (ZERO, "2022年10月31日前", "2022年11月1日完成", "0"),
    (ZERO, "2022年10月31日前", "2022年10月31日完成", "10"),
]  # fmt: skip


@pytest.mark.parametrize(("note", "target", "done", "points"), COSTS)
def test_what_is_late_costs_what_the_note_says(
    note: str, target: str, done: str, points: str
) -> None:
    found = row(note, target, done)
    assert found.score == Decimal(points), found.steps
    assert any("推迟" in step and done in step for step in found.steps)


OPEN = [
    # 逾期怎么扣没有写
    (ALL, "2022年11月30日前", "2022年12月1日完成"),
    ("", "2022年11月30日前", "2022年11月25日完成"),
    ("时效指标：按期完成得满分，逾期的酌情扣分。", "2022年11月30日前", "2022年12月1日完成"),
    ("时效指标：按期完成得满分，逾期的酌情扣分。", "2022年11月30日前", "2022年11月25日完成"),
    (f"{DAILY}因不可抗力延期的除外。", "2022年11月30日前", "2022年12月5日完成"),
    ("时效指标：按期完成得满分，每逾期1个工作日扣0.2分。", "2022年11月30日前", "2022年12月5日完成"),
    ("时效指标：按期完成得满分，每逾期1个月扣1分。", "2022年6月30日前", "2022年8月12日完成"),
    # 4月30日到5月30日、5月31日，是不是一个月说不清
    (MONTHLY, "2022年4月底前", "2022年5月30日完成"),
    ("时效指标：按期完成得满分；逾期30日内得50%，逾期30日以上不得分。", "2022年10月31日前", "2022年11月30日完成"),
    # 日期说不清的
    (DAILY, "2022年11月30日前", "2022年12月上旬完成"),
    (DAILY, "2022年11月30日前", "2022年12月完成"),
    (DAILY, "2022年11月30日前", "12月5日前完成"),
    (DAILY, "2022年11月30日前", "预计2022年12月5日完成"),
    (DAILY, "2022年11月30日前", "2022年12月5日左右完成"),
    (DAILY, "2022年11月30日前", "2022年11月25日基本完成"),
    (DAILY, "2022年11月30日前", "2022年11月25日完成，12月5日验收"),
    (DAILY, "2022年11月30日前", "2022年11月25日开工"),
    (DAILY, "2022年11月30日前", "3月5日完成"),
    (DAILY, "2022年11月30日前", "次年1月5日完成"),
    (DAILY, "2022年11月30日前", "2022年11月31日完成"),
    (DAILY, "2022年11月30日前", "尚未完成"),
    (ZERO, "2022年11月30日前", "按期完成"),
    (ALL, "2022年11月30日前", "已完成"),
    (DAILY, "2022年11月前", "2022年11月25日完成"),
    (DAILY, "2022年11月中旬前", "2022年11月15日完成"),
    (DAILY, "每月20日前（含）", "仅6月延至23日发放，其余月份均在20日前发放"),
    (DAILY, "每月20日前（含）", "6月23日发放"),
]  # fmt: skip


@pytest.mark.parametrize(("note", "target", "done"), OPEN)
def test_what_is_not_plain_is_for_a_person(note: str, target: str, done: str) -> None:
    assert row(note, target, done).score is None


def test_a_row_that_is_decided_is_no_longer_named_among_those_for_a_person() -> None:
    decided = score(
        table(MONTHLY, Aim("2022年11月30日前", "2022年11月25日完成", 10, 10, name=NAME))
    )
    left = score(table(ALL, Aim("2022年11月30日前", "2022年12月5日完成", 10, 10, name=NAME)))
    assert not [each for each in complaints(decided) if "时间点" in each.message]
    assert [each.code for each in complaints(left) if "时间点" in each.message] == ["A11"]


PRINTED = "定量指标计算：完成值达到指标值，记满分；未达到指标值，按B/A（正向指标）或A/B（反向指标，即“≤”类）×该指标分值记分。"


@pytest.mark.parametrize(
    ("done", "points"), [("12月25日前全部完成", 10), ("2023年1月5日完成", None)]
)
def test_the_method_printed_in_the_row(done: str, points: int | None) -> None:
    line = Aim("2022年12月底前", done, 10, name=NAME, more={"得分计算方法": PRINTED})
    rest = Aim("≥1场", "1场", 80, name="其他", more={"得分计算方法": PRINTED})
    book = aims(line, rest, head=(*HEAD, "得分计算方法"))
    assert indicator(score(book), NAME).score == points


WORDINGS = [
    ("按期完成得10分，逾期1个月内得6分，逾期1-3个月得3分，超过3个月不得分。", "2023年6月30日前", "2023年8月12日完成", 3),
    ("按期完成得10分，逾期1个月内得6分，逾期1-3个月得3分，超过3个月不得分。", "2023年6月30日前", "2023年7月12日完成", 6),
    ("按期完成得满分，每逾期1个月扣2分，不足1个月按1个月计，扣完为止。", "2023年6月底前", "2023年8月12日", 6),
    ("10月31日前完成得10分，否则不得分。", None, "2023年10月28日完成", 10),
    ("10月31日前完成得10分，否则不得分。", None, "2023年11月2日完成", 0),
    ("10月31日前完成得10分，否则不得分。", "2023年9月30日", "2023年10月28日完成", None),
    ("按期完成得10分，逾期30日内得50%，逾期30日以上不得分。", "2023年10月31日前", "2023年11月18日", 5),
    ("按期完成得8分，逾期不得分。", "2023年10月31日前", "2023年11月18日", None),
    ("按期完成得10分，否则不得分。", None, "按期完成", None),
    ("按期完成得10分，逾期不得分。", "2023年10月31日前", "按期完成", None),
    ("按期完成得10分，每逾期1个月扣2分，不足1个月按1个月计。", "2023年10月31日前", "按期完成", 10),
]  # fmt: skip


@pytest.mark.parametrize(("criteria", "goal", "done", "points"), WORDINGS)
def test_beside_a_wording(criteria: str, goal: str | None, done: str, points: int | None) -> None:
    book = own_table(Row(NAME, criteria, done, goal=goal), REST)
    found = indicator(score(book, "某局-2023.xlsx"), NAME)
    assert found.score == points, found.steps


BOOK = table(
    MONTHLY,
    Aim("2022年6月30日前", "2022年8月12日完成", 5, 5, name="设备采购完成时间"),
    Aim("2022年11月30日前", "2022年11月25日完成", 5, 5, name="筛查任务完成时间"),
)


@pytest.mark.parametrize("kind", FORMATS)
def test_in_every_format(kind: str) -> None:
    found = score_bytes(f"某局-2022.{kind}", FORMATS[kind](BOOK), forms())
    assert indicator(found, "设备采购完成时间").score == 3
    assert indicator(found, "筛查任务完成时间").score == 5


def test_the_completed_workbook_says_the_same_when_it_is_calculated_anew(tmp_path: Path) -> None:
    path = tmp_path / "done.xlsx"
    path.write_bytes(write_completed(score(BOOK)))
    stored, again = values(path), recalculate(path)
    assert {k: (v, again.get(k)) for k, v in stored.items() if not same(v, again.get(k))} == {}
