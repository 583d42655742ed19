"""Forms that have no 分值 by their nature: what can be checked is checked, nobody is told to rename a column, and the run is no failure."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from other_formats import html, opendocument, word, xml2003
from workbooks import findings, score, to_bytes

from sheetscore import score_folder
from sheetscore.commands.json_contract import outcome_object
from sheetscore.model.outcome import Outcome
from sheetscore.writers.completed import write_completed

MONEY = (None, "全年预算数（A）", "全年执行数（B）", "执行率（B/A）")
HEADS = ("一级指标", "二级指标", "三级指标", "年度指标值", "全年完成值", "未完成原因和改进措施")
LINES: tuple[tuple[object, ...], ...] = (
    ("产出指标", "数量指标", "储备到位率", "100%", "100%", None),
    (None, None, "库存变质比例", 0, 0, None),
    (None, "质量指标", "检查家次", "≥10家", "12家", None),
    (None, "成本指标", "利息补贴保障率", "100%", "无", "没有动用库存"),
    ("效益指标", "可持续影响指标", "设备安全性", "高", "高", None),
    ("满意度指标", "服务对象满意度指标", "市民满意度", "≥90%", "100%", None),
)


def form(
    lines: Sequence[Sequence[object]] = LINES,
    title: str = "2020年度县级专项资金绩效目标自评表",
    heads: Sequence[object] = HEADS,
    money: Sequence[object] = ("年度资金总额：", 194.9, 194.9, "100%"),
    money_heads: Sequence[object] = MONEY,
) -> Workbook:
    """衡山 2020 县级专项资金绩效目标自评表, in small: no 分值, no 得分."""
    book = Workbook()
    sheet = book.worksheets[0]
    rows: list[Sequence[object]] = [
        (title,), ("专项资金名称", "县级储备粮"), ("县级主管部门", "某县商务局", None, "实施单位", "某县粮食中心"),
        money_heads, money, ("年度总体目标", "规模达标"), heads, *lines,
    ]  # fmt: skip
    for number, values in enumerate(rows, 1):
        for col, value in enumerate(values, 1):
            if value is not None:
                sheet.cell(number, col, value)
    return book


def verdicts(outcome: Outcome) -> dict[str, str]:
    return {each.indicator: each.verdict for each in outcome.reached}


def test_what_can_be_checked_is_checked() -> None:
    outcome = score(form())
    assert (outcome.status, outcome.code, outcome.year, outcome.totals) == ("unscored", "H13", 2020, None)  # fmt: skip
    assert verdicts(outcome) == {
        "储备到位率": "达到", "库存变质比例": "达到", "检查家次": "达到", "利息补贴保障率": "由人判断", "设备安全性": "由人判断",
        "市民满意度": "达到",
    }  # fmt: skip
    (told,) = findings(outcome, "H13")
    assert told.level == "info"
    assert "预算执行率 100%，与所填相符" in told.message
    assert "4 项达到" in told.message
    assert findings(outcome, level="error") == []


def test_no_advice_would_spoil_the_form() -> None:
    for each in score(form()).findings:
        assert "改成" not in each.advice
        assert "补上“分值”" not in each.advice


def test_a_target_that_is_not_reached_is_told_with_what_was_reached() -> None:
    lines = [
        *LINES[:2],
        ("产出指标", "数量指标", "检查家次", "≥10家", "9家", "人手不足"),
        *LINES[3:],
    ]
    (short,) = [each for each in score(form(lines)).reached if each.reached is False]
    assert (short.indicator, short.why, short.cell) == ("检查家次", "完成 90%", "E10")


def test_a_result_short_by_a_hair_is_short() -> None:
    lines = [("产出指标", "数量指标", "受益人口", "≥1000000人", "999999人", None)]
    assert verdicts(score(form(lines))) == {"受益人口": "没有达到"}


def test_a_printed_rate_that_is_wrong_is_an_error() -> None:
    outcome = score(form(money=("年度资金总额：", 200, 100, "100%")))
    assert outcome.status == "unscored"
    assert [each.level for each in findings(outcome, "D03")] == ["error"]
    assert "与所填相符" not in outcome.message


def test_a_form_with_points_is_scored_as_before() -> None:
    heads = (*HEADS[:5], "分值", "得分")
    lines = [(*line[:5], 10, 10) for line in LINES]
    outcome = score(form(lines, heads=heads))
    assert outcome.status == "scored"
    blank = score(form([(*line[:5], None, None) for line in LINES], heads=heads))
    assert (blank.status, blank.code) == ("rejected", "H09")


@pytest.mark.parametrize(
    "title", ["项目支出绩效目标申报表", "部门整体支出绩效目标表", "专项资金绩效目标批复表"]
)
def test_an_application_is_no_self_evaluation(title: str) -> None:
    heads, lines = (*HEADS[:3], "指标值", "备注"), [line[:4] for line in LINES]
    outcome = score(form(lines, title=f"2018年{title}", heads=heads))
    assert (outcome.status, outcome.code) == ("not-evaluation", "H10")
    assert "申报表" in outcome.message
    assert "改成" not in outcome.advice
    assert findings(outcome, level="error") == []


@pytest.mark.parametrize(
    "heads",
    [
        (*HEADS[:4], "1-7月执行情况", "全年预计完成情况"),
        (*HEADS[:4], "1至6月完成值", "偏差原因"),
        (*HEADS[:4], "上半年完成值", "完成目标可能性"),
    ],
)
def test_a_monitoring_form_is_no_self_evaluation(heads: Sequence[str]) -> None:
    outcome = score(form(title="2023年项目支出绩效运行情况表", heads=heads))
    assert (outcome.status, outcome.code) == ("not-evaluation", "H10")
    assert "监控表" in outcome.message
    assert "改成" not in outcome.advice


@pytest.mark.parametrize(
    ("row", "words"),
    [(2, "项目起止时间：3-12月"), (2, "数据截至2023年12月31日"), (4, "1-12月执行数"), (2, "预计2025年完成二期")],
)  # fmt: skip
def test_a_whole_year_is_no_part_of_one(row: int, words: str) -> None:
    """A form of the whole year names months too: its period, its last day, its twelve months."""
    book = form()
    sheet = book.worksheets[0]
    sheet.cell(row, 6, words)
    assert (score(book).status, score(book).code) == ("unscored", "H13")


@pytest.mark.parametrize("words", ["1-7月执行数", "1—6月支出数", "上半年执行数", "截至9月底执行数", "全年预计执行数"])  # fmt: skip
def test_money_of_a_part_of_the_year_is_that_of_monitoring(words: str) -> None:
    book = form()
    book.worksheets[0].cell(4, 3, words)
    assert score(book).code == "H10"


def test_a_form_without_a_title_that_lacks_the_results_is_refused() -> None:
    heads, lines = (*HEADS[:3], "指标值"), [line[:4] for line in LINES]
    outcome = score(form(lines, title="部门整体支出情况", heads=heads))
    assert (outcome.status, outcome.code) == ("rejected", "H09")
    assert "改成" not in outcome.advice


@pytest.mark.parametrize(
    ("write", "name"),
    [(xml2003, "某局-2020.xml"), (html, "某局-2020.html"), (opendocument, "某局-2020.ods"), (word, "某局-2020.docx")],
    ids=["xml2003", "html", "ods", "docx"],
)  # fmt: skip
def test_in_every_format(write: Callable[[Workbook], bytes], name: str) -> None:
    outcome = score(write(form()), name)
    assert (outcome.status, outcome.code) == ("unscored", "H13")
    assert list(verdicts(outcome).values()).count("达到") == 4


def test_json_has_what_was_compared() -> None:
    found = outcome_object(score(form()), None)
    assert (found["status"], found["totals"], found["indicators"]) == ("unscored", None, [])
    assert found["reached"][0] == {
        "indicator": "储备到位率", "target": "100%", "actual": "100%", "reached": True, "why": "", "cell": "Sheet!E8",
    }  # fmt: skip


def test_the_workbook_lists_every_target() -> None:
    book = load_workbook(io.BytesIO(write_completed(score(form()))))
    assert book.sheetnames == ["汇总", "完成情况", "核对问题"]
    sheet = book["完成情况"]
    assert [sheet.cell(row, 5).value for row in range(4, 10)] == [
        "达到", "达到", "达到", "由人判断", "由人判断", "达到",
    ]  # fmt: skip


def test_a_folder_with_such_a_form_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "待评分").mkdir()
    (tmp_path / "待评分" / "某局-2020.xlsx").write_bytes(to_bytes(form()))
    result = score_folder(tmp_path / "待评分", tmp_path / "已评分")
    assert result.exit_code == 0
    assert (tmp_path / "已评分" / "某局-2020_复核.xlsx").is_file()
    again = score_folder(tmp_path / "待评分", tmp_path / "已评分")
    assert again.exit_code == 0
    assert [each.name for each in sorted((tmp_path / "已评分").glob("*.xlsx"))] == [
        "某局-2020_复核.xlsx",
        "汇总.xlsx",
    ]
