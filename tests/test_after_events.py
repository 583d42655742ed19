"""批复后20日内公开一类从另一个日子算起的期限；6月、9月、11月三个时点一句里写的执行进度；表头是“自评情况”的完成值（四川县级）。"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from openpyxl import Workbook
from other_formats import html, opendocument, word
from own_tables import REST, Row, own_table
from workbooks import indicator, score, to_bytes

from sheetscore.rules import compile_several
from sheetscore.writers.completed import write_completed

AFTER = "在决算批复后20日内公开的，得满分；每逾期1天扣0.2分，扣完为止"
LATE = "决算于9月1日批复，9月27日公开，逾期6天"
MONTHS = (
    "6月、9月、11月执行进度分别达到45%、70%、90%的，各得2分、2分、4分；"
    "未达到的，得分=实际进度÷目标进度*该时点分值"
)
PACE = (
    "部门预算执行进度在6、9、11月应达到序时进度的80%、90%、90%，即实际支出进度分别达到40%、67.5%、82.5%。"
    "6、9、11月部门预算执行进度达到量化指标的各得3、3、4分，未达到目标进度的按其实际进度占目标进度的比重计算得分。"
)


def table(name: str, criteria: str, done: object, points: int) -> Workbook:
    """A table whose 完成值 stands below 自评情况."""
    rest = Row("制度建设", REST.criteria, "已建立", points=100 - points, claim=0)
    book = own_table(Row(name, criteria, done, points=points, claim=points), rest)
    for cell in book.worksheets[0][3]:
        cell.value = "自评情况" if cell.value == "实际完成值" else cell.value
    return book


def scored(name: str, criteria: str, done: object, points: int) -> Decimal | None:
    found: Decimal | None = indicator(score(table(name, criteria, done, points)), name).score
    return found


@pytest.mark.parametrize(
    ("done", "right"),
    [
        (LATE, "1.8"),
        ("决算于9月1日批复，9月27日公开", "1.8"),
        ("9月1日批复，9月27日公开", "1.8"),
        ("决算于9月1日批复，9月21日公开", "3"),
        ("决算于9月1日批复，9月22日公开", "2.8"),
        ("决算于9月1日批复，于9月2日向社会公开", "3"),
        ("部门决算于2024年2月20日批复，2024年3月12日公开", "2.8"),
        ("部门决算于2023年2月20日批复，2023年3月12日公开", "3"),
        ("决算于2023年12月25日批复，2024年1月10日公开", "3"),
        ("逾期6天", "1.8"),
        ("决算于9月1日批复，10月27日公开", "0"),
    ],
)
def test_days_after_an_event(done: str, right: str) -> None:
    assert scored("决算公开", AFTER, done, 3) == Decimal(right)


@pytest.mark.parametrize(
    ("criteria", "done"),
    [
        (AFTER, "决算于9月1日批复，9月27日公开，逾期5天"),
        (AFTER, "预算于9月1日批复，9月27日公开"),
        (AFTER, "决算于9月1日下达，9月27日公开"),
        (AFTER, "决算于9月1日批复，9月27日报送"),
        (AFTER, "决算于12月25日批复，1月10日公开"),
        (AFTER, "决算于2月20日批复，3月12日公开"),
        (AFTER, "决算于9月31日批复，10月7日公开"),
        (AFTER, "9月27日公开"),
        (AFTER, "决算于9月1日批复，预计9月27日公开"),
        (AFTER, "决算于9月1日批复，9月15日、27日分两次公开"),
        (AFTER.replace("20日", "20个工作日"), LATE),
        (AFTER.replace("每逾期1天", "每逾期1个工作日"), LATE),
        (AFTER.replace("扣完为止", "因系统原因的除外"), LATE),
        (AFTER.replace("决算批复后", "决算批复前"), LATE),
        (AFTER.replace("得满分", "得2分"), LATE),
    ],
)
def test_what_is_not_plain_goes_to_a_person(criteria: str, done: str) -> None:
    assert scored("决算公开", criteria, done, 3) is None


@pytest.mark.parametrize(
    ("done", "right"),
    [
        ("6月末执行进度43.2%，9月末71.5%，11月末88.2%", "7.84"),
        ("6月末执行进度45%，9月末70%，11月末90%", "8"),
        ("6月底44.9%，9月底70%，11月底90%", "8.00"),
        ("6月0%，9月70%，11月90%", "6"),
    ],
)
def test_months_in_one_sentence(done: str, right: str) -> None:
    """44.9% ÷ 45% × 2 = 1.9956 → 2.00."""
    assert scored("部门预算执行进度", MONTHS, done, 8) == Decimal(right)


@pytest.mark.parametrize(
    ("criteria", "done", "points"),
    [
        (MONTHS, "6月末43.2%，9月末71.5%", 8),
        (MONTHS, "6月末43.2%，9月末41.5%，11月末88.2%", 8),
        (MONTHS, "6月末43.2%，9月末71.5%，12月末88.2%", 8),
        (MONTHS, "6月末约43.2%，9月末71.5%，11月末88.2%", 8),
        (MONTHS, "6月末43.2%，9月末71.5%，11月末88.2%", 9),
        (MONTHS.replace("2分、4分", "2分"), "6月末43.2%，9月末71.5%，11月末88.2%", 8),
        (MONTHS.replace("70%、90%", "90%、70%"), "6月末43.2%，9月末71.5%，11月末88.2%", 8),
        (MONTHS.replace("*该时点分值", "*指标分值"), "6月末43.2%，9月末71.5%，11月末88.2%", 8),
        (MONTHS.replace("未达到的", "未达到80%的"), "6月末43.2%，9月末71.5%，11月末88.2%", 8),
    ],
)
def test_months_that_are_not_plain(criteria: str, done: str, points: int) -> None:
    assert scored("部门预算执行进度", criteria, done, points) is None


def test_the_goals_by_the_pace_of_the_year() -> None:
    done = "6月37.5%，9月70%，11月81%"
    assert scored("执行进度", PACE, done, 10) == Decimal("9.74")
    assert compile_several(PACE.replace("67.5%", "68%"), 10, "执行进度") is None
    assert compile_several(PACE.replace("6、9、11月部门", "6、9、12月部门"), 10, "执行进度") is None


RATE = "满意度≥90%的得3分；80%（含）-90%的得2分；低于80%的不得分"


@pytest.mark.parametrize(("done", "right"), [("87.4%", "2"), ("90%", "3"), ("80%", "2"), ("79.9%", "0")])  # fmt: skip
def test_the_rate_below_the_heading_of_the_self_evaluation(done: str, right: str) -> None:
    assert scored("社会公众满意度", RATE, done, 3) == Decimal(right)


@pytest.mark.parametrize(
    "done", ["未单独开展调查", "较高", "3分", "得满分", "约87%", "87", "上年87.4%"]
)
def test_other_words_below_it(done: str) -> None:
    assert scored("社会公众满意度", RATE, done, 3) is None


@pytest.mark.parametrize("heading", ["自评情况说明", "自评情况（复核）", "上年自评情况"])
def test_other_headings_are_no_results(heading: str) -> None:
    book = table("社会公众满意度", RATE, "87.4%", 3)
    for cell in book.worksheets[0][3]:
        cell.value = heading if cell.value == "自评情况" else cell.value
    assert indicator(score(book), "社会公众满意度").score is None


@pytest.mark.parametrize(
    "write", [to_bytes, word, html, opendocument], ids=["xlsx", "docx", "html", "ods"]
)
def test_in_every_format_and_back(write: Callable[[Workbook], bytes]) -> None:
    name = (
        f"某局2023.{ {to_bytes: 'xlsx', word: 'docx', html: 'html', opendocument: 'ods'}[write] }"
    )
    found = score(write(table("决算公开", AFTER, LATE, 3)), name)
    assert indicator(found, "决算公开").score == Decimal("1.8")
    again = score(write_completed(found), "某局2023_复核.xlsx")
    assert indicator(again, "决算公开").score == Decimal("1.8")


def test_a_share_named_with_and_without_its_little_word() -> None:
    criteria = "得分=已编制绩效目标的项目个数÷应编制绩效目标的项目个数*指标分值"
    done = "应编制绩效目标项目26个，已编制24个"
    assert scored("项目绩效目标覆盖", criteria, done, 3) == Decimal("2.77")
    assert scored("项目绩效目标覆盖", criteria, done.replace("已", "拟"), 3) is None
    assert scored("项目绩效目标覆盖", criteria, done.replace("已编制", "已批复"), 3) is None
