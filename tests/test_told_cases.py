"""How many cases the 备注 or the 完成情况 of a row tells: 市审计局查出问题2个，扣2分; 共2次. A sentence counts whole or not at all.

Wordings of the 部门整体支出绩效自评表 of 湛江 and of 四川 counties; each row is worth 10.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from recalc import recalculate, same, values
from test_told_figures import table
from workbooks import indicator, score

from sheetscore.writers.completed import write_completed

FOUND = "每有1个被审计、财政监督检查查出的问题扣1分，扣完为止。"
FED_BACK = "审计、财政检查反馈问题的，每个问题扣1分，扣完为止。"
RAISED = "对预工委审查后提出并确需修改的问题，每个问题扣0.5分，直至扣完。"
PAID_IN = "及时足额上缴的，得满分；每发现一次未及时足额上缴的扣0.5分，扣完为止。"
ANSWERED = "信访意见均有回复的得10分；有未回复的，每件扣1分，扣完为止。"
BROKEN = "依据评价年度审计监督、财政检查结果，出现部门管理方面违纪违规问题的，每个问题扣0.5分，直至扣完。"


def one(name: str, criteria: str, remark: object, heading: str = "备注") -> Any:
    return indicator(score(table(name, criteria, remark, heading=heading), "某局-2021.xlsx"), name)


@pytest.mark.parametrize(
    ("name", "criteria", "remark", "right"),
    [
        ("财务合规性", FOUND, "市审计局查出问题2个，扣2分。", "8"),
        ("财务合规性", FOUND, "本年度市审计局查出问题2个", "8"),
        ("财务合规性", FOUND, "2021年市审计局查出问题12个，均已整改到位", "0"),
        ("财务合规性", FOUND, "查出3个问题，已整改", "7"),
        ("依法接受财政监督", FED_BACK, "县财政局检查反馈问题4个，县审计局反馈问题1个", "5"),
        (
            "依法接受财政监督",
            FED_BACK,
            "县财政局反馈问题4个，县审计局反馈问题1个，共5个，扣5分",
            "5",
        ),
        ("部门审查", RAISED, "预工委审查后提出并确需修改的问题3个", "8.5"),
        ("违规记录", BROKEN, "县审计局审计报告指出部门管理方面违规问题3个，均已整改", "8.5"),
        ("非税收入上缴情况", PAID_IN, "3月、8月各有1次未及时足额上缴，共2次", "9"),
        ("非税收入上缴情况", PAID_IN, "3月、8月各有1次未及时足额上缴", "9"),
        ("非税收入上缴情况", PAID_IN, "有1次未及时足额上缴", "9.5"),
        ("群众信访办理情况", ANSWERED, "全年收到信访件37件，回复36件", "9"),
    ],
)
def test_cases_that_are_told_are_taken_off(
    name: str, criteria: str, remark: str, right: str
) -> None:
    found = one(name, criteria, remark)
    assert found.score == Decimal(right), found.steps
    assert "没有原始数可核" in "".join(found.steps)


OTHERS = [
    "对企业安全检查发现隐患问题200个", "对下级单位审计查出问题2个", "对乡镇检查发现问题2个", "指导乡镇发现问题12个",
    "审计发现某公司问题3个", "向市局反馈问题2个", "答复群众提出问题2个", "查出问题3个，违规问题2个", "查出问题3个，包括违规问题2个",
    "初查发现问题3个，复查发现问题1个", "查出2个项目存在问题", "查出3个单位存在问题", "发现3个账套问题", "查出2个方面问题",
    "前年查出问题2个",
    "上半年查出问题2个", "一季度查出问题2个", "历史遗留问题2个", "自查发现问题2个", "主动发现问题2个", "民主生活会提出问题2个",
    "市审计局查出问题2个，市审计局查出问题1个",
]  # fmt: skip
"""Problems that are not, or may not be, those that others found with the unit in this year."""


@pytest.mark.parametrize(
    ("name", "criteria", "remark"),
    [
        ("财务合规性", FOUND, "市审计局查出问题2个，扣3分"),
        ("财务合规性", FOUND, "上年市审计局查出问题2个"),
        ("财务合规性", FOUND, "巡察反馈问题3个"),
        ("财务合规性", FOUND, "纪检组发现问题1个"),
        ("财务合规性", FOUND, "预工委提出问题1个"),
        ("财务合规性", FOUND, "省巡视反馈问题5个"),
        ("群众信访办理情况", ANSWERED, "全年收到信访件37件，回复30件，正在办理7件"),
        ("群众信访办理情况", ANSWERED, "全年收到信访件37件，不予受理2件，回复35件"),
        ("财务合规性", FOUND, "2020年市审计局查出问题2个"),
        ("财务合规性", FOUND, "市审计局查出问题约2个"),
        ("财务合规性", FOUND, "市审计局查出问题2个，其中1个已整改"),
        ("财务合规性", FOUND, "市审计局查出下属单位问题2个"),
        ("财务合规性", FOUND, "市审计局查出问题2个，涉及金额3万元"),
        ("财务合规性", FOUND, "市审计局查出问题2起"),
        ("财务合规性", FOUND, "整改问题2个"),
        ("财务合规性", FOUND, "市审计局审计了2个项目"),
        ("财务合规性", FOUND, "未查出问题"),
        ("依法接受财政监督", FED_BACK, "县财政局反馈问题4个，县审计局反馈问题1个，共4个"),
        ("非税收入上缴情况", PAID_IN, "3月、8月各有1次未及时足额上缴，共3次"),
        ("非税收入上缴情况", PAID_IN, "全年上缴2次"),
        ("非税收入上缴情况", PAID_IN, "有1次未及时足额上缴，另有1次迟报"),
        ("群众信访办理情况", ANSWERED, "全年收到信访件37件"),
        ("财务合规性", f"{FOUND}情节严重的不得分。", "市审计局查出问题2个"),
        *(("财务合规性", FOUND, remark) for remark in OTHERS),
        ("资金使用", "存在违规使用资金问题的，每个问题扣1分", "查出党建问题3个"),
        ("资金使用", "存在违规使用资金问题的，每个问题扣1分", "查出问题3个"),
        ("问题整改", "每有一个问题逾期整改扣1分", "查出问题3个"),
        ("资金使用", "每发现一个重复支付的问题扣1分，扣完为止", "查出问题3个"),
        ("非税收入上缴情况", PAID_IN, "3月、8月有2次未及时足额上缴"),
        ("非税收入上缴情况", PAID_IN, "3月、3月各有1次未及时足额上缴"),
        ("财务合规性", "每有1个未整改的问题扣1分，扣完为止。", "市审计局查出问题2个，均已整改"),
    ],
)
def test_what_may_be_another_count_is_for_a_person(name: str, criteria: str, remark: str) -> None:
    found = one(name, criteria, remark)
    assert found.score is None, found.steps


@pytest.mark.parametrize("heading", ["备注", "扣分原因", "完成情况说明", "自评说明"])
def test_wherever_it_is_told(heading: str) -> None:
    assert one("财务合规性", FOUND, "市审计局查出问题2个，扣2分", heading).score == 8


def test_another_program_finds_the_same(tmp_path: Path) -> None:
    written = tmp_path / "复核.xlsx"
    book = table("财务合规性", FOUND, "市审计局查出问题2个，扣2分")
    written.write_bytes(write_completed(score(book, "某局-2021.xlsx")))
    before, after = values(written), recalculate(written)
    different = {
        at: (before[at], after.get(at)) for at in before if not same(before[at], after.get(at))
    }
    assert different == {}


def test_the_completed_workbook_scored_again() -> None:
    outcome = score(table("财务合规性", FOUND, "市审计局查出问题2个，扣2分"), "某局-2021.xlsx")
    again = score(write_completed(outcome), "某局-2021_复核.xlsx")
    assert indicator(again, "财务合规性").score == 8


def test_a_formula_of_the_row_is_no_formula_of_its_cases() -> None:
    """指标说明：财务合规性=…/… beside 每个问题扣1分: no crash, and the cases count."""
    told = "财务合规性=（合规支出数/支出总数）×100%"
    book = table("财务合规性", FOUND, "市审计局查出问题2个", told=told)
    assert indicator(score(book, "某局-2021.xlsx"), "财务合规性").score == 8
