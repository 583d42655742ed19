"""A sentence in 完成情况 (预算186.40万元，支出179.25万元，控制率96.16%。): the printed quotient proves its parts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from own_tables import DONE, FIRST, REST, Row, own_table
from recalc import recalculate, same, values
from test_several_forms import FORMATS
from workbooks import findings, forms, indicator, score

from sheetscore.model.outcome import Outcome, Status
from sheetscore.unit import score_bytes
from sheetscore.writers.completed import write_completed

BUDGET = "公用经费控制率=实际支出公用经费总额/预算安排公用经费总额×100%。控制率≤100%得满分；每超出1个百分点扣1分，扣完为止。"
STAFF = "在职人员控制率=在职人员数/编制数×100%。控制率≤100%得满分；每超1个百分点扣0.5分，扣完为止。"
IN_USE = "利用率=在用固定资产总额/固定资产总额×100%。利用率90%（含）以上得10分；75%（含）-90%得8分；60%（含）-75%得5分；60%以下不得分。"
ADJUSTED = "预算调整率=预算调整数/年初预算数×100%。调整率≤5%得10分；大于5%且不超过10%得6分；大于10%不得分。"
CHANGED = "“三公”经费变动率=（本年度支出-上年度支出）/上年度支出×100%。变动率≤0得满分；每增加1个百分点扣0.5分，扣完为止。"
QUANTIFIED = "量化指标占比=量化指标个数/绩效指标个数×100%。占比≥80%得10分；60%（含）-80%得6分；低于60%不得分。"
IN_TIME = "完工及时率=按期完工街巷数/改造街巷总数×100%。100%得满分；每低5个百分点扣1分，扣完为止。"
SAVED = "成本节约率=（计划成本-实际成本）/计划成本×100%。节约率≥0得满分；低于0的，每低1个百分点扣1分，扣完为止。"
PLEASED = "满意度=满意份数/有效问卷份数×100%。满意度≥90%得满分；每低1个百分点扣0.5分，扣完为止。"
REVIEWED = "达标率≥95%得10分；90%（含）-95%得8分；85%（含）-90%得6分；85%以下得0分。"


def outcome(name: str, criteria: str, done: object) -> Outcome:
    return score(own_table(Row(name, criteria, done), REST), "某局-2023.xlsx")


def row(name: str, criteria: str, done: object) -> Any:
    return indicator(outcome(name, criteria, done), name)


READ = [
    ("公用经费控制率", BUDGET, "预算安排公用经费186.40万元，实际支出179.25万元，控制率96.16%。", "10"),
    ("公用经费控制率", BUDGET, "控制率105.00%（预算安排180万元，实际支出189万元）", "5"),
    ("公用经费控制率", BUDGET, "预算安排公用经费1,800,000元，实际支出189万元，公用经费控制率为105%", "5"),
    ("在职人员控制率", STAFF, "编制数68人，在职人员65人，控制率95.59%。", "10"),
    ("在职人员控制率", STAFF, "编制68人、实有70人，控制率102.94%", "9"),
    ("固定资产利用率", IN_USE, "固定资产总额1328.60万元，在用1183.45万元，利用率89.07%。", "8"),
    ("预算调整率", ADJUSTED, "年初预算数2705.00万元，预算调整数141.30万元，调整率5.22%。", "6"),
    ("三公经费变动率", CHANGED, "上年度支出14.20万元，本年度支出14.86万元，变动率4.65%。", "8"),
    ("绩效指标明确性", QUANTIFIED.replace("绩效指标个数", "绩效指标总数"), "设置绩效指标18个，其中量化指标15个，占比83.33%", "10"),
    ("完工及时率", IN_TIME, "改造街巷15条，按期完工13条，完工及时率86.67%", "8"),
    ("成本节约率", SAVED, "计划成本680万元，实际成本668.4万元，成本节约率1.71%", "10"),
    ("成本节约率", SAVED, "计划成本680万元，实际成本697万元，节约率-2.50%", "8"),
    ("服务对象满意度", PLEASED, "发放问卷400份，收回有效问卷386份，满意342份，满意度88.60%。", "9.5"),
    ("A级景区复核达标率", REVIEWED, "复核A级景区23家，达标21家，达标率91.30%。", "8"),
    ("A级景区复核达标率", REVIEWED, "达标率91.30%。", "8"),
    ("A级景区复核达标率", REVIEWED, "复核景区23家，达标率91.30%", "8"),
    ("A级景区复核达标率", REVIEWED, "复核23家，达标23家，达标率100%", "10"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "criteria", "done", "points"), READ)
def test_what_the_printed_rate_proves_scores(
    name: str, criteria: str, done: str, points: str
) -> None:
    found = row(name, criteria, done)
    assert found.score is not None, found.steps
    assert float(found.score) == float(points)


def test_the_exact_quotient_scores_and_not_the_rate_as_printed() -> None:
    """189.99÷180＝105.55%：写成 106% 也是超 5.55 个百分点，扣 5 分，不是 6 分。"""
    done = "预算安排180.00万元，实际支出189.99万元，控制率106%"
    found = row("公用经费控制率", BUDGET, done)
    assert found.score == 5
    assert any(
        step.startswith("代入：189.99〔自评表!H4〕÷180〔自评表!H4〕") for step in found.steps
    )


def test_what_was_read_is_told() -> None:
    told = findings(outcome("A级景区复核达标率", REVIEWED, "复核23家，达标率91.30%。"), "B01")
    assert [(each.level, each.cell) for each in told] == [("info", DONE)]
    assert "按 A级景区复核达标率 91.3% 读" in told[0].message


REFUSED = [
    ("公用经费控制率", BUDGET, "预算安排约186.40万元，实际支出179.25万元，控制率96.16%"),
    ("公用经费控制率", BUDGET, "预算安排186.40万元，实际支出超过179.25万元，控制率96.16%"),
    ("公用经费控制率", BUDGET, "控制率约96%"),
    ("公用经费控制率", BUDGET, "目标控制率96.16%"),
    ("公用经费控制率", BUDGET, "控制率96.16%（不含追加）"),
    ("在职人员控制率", STAFF, "编制数68人，在职人员65人，其中退休3人，控制率95.59%"),
    ("工程一次验收合格率", REVIEWED.replace("达标", "合格"), "验收20项，合格19项，合格率95%"),
    ("公用经费控制率", BUDGET, "控制率96%以上"),
    ("公用经费控制率", BUDGET, "控制率不到96%"),
    ("公用经费控制率", BUDGET, "上年控制率96.16%"),
    ("公用经费控制率", BUDGET, "执行率96.16%"),
    ("公用经费控制率", BUDGET, "上年预算186.40万元，上年支出179.25万元，控制率96.16%"),
    ("公用经费控制率", BUDGET, "三公经费预算186.40万元，三公经费支出179.25万元，控制率96.16%"),
    ("公用经费控制率", BUDGET, "控制率96.16%，执行率98%"),
    ("公用经费控制率", BUDGET, "控制率96.16%，比上年下降2%"),
    ("公用经费控制率", BUDGET, "预算20万元，支出10.02万元，调整40万元，控制率50%"),
    ("完工及时率", IN_TIME, "改造街巷15条，按期完工13条，完工率86.67%"),
    ("行政许可按时办结率", "按时办结率100%得满分；每低1个百分点扣1分，扣完为止。", "受理318件，办结316件，办结率99.37%"),
    ("研究生占比", "占比≥30%得10分；低于30%不得分。", "职工50人，其中党员20人，占比40%"),
    ("绩效指标明确性", QUANTIFIED, "设置绩效指标18个，其中定性指标15个，占比83.33%"),
    ("服务对象满意度", PLEASED, "满意度88.60%，投诉处理率100%"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "criteria", "done"), REFUSED)
def test_what_the_sentence_leaves_open_is_for_a_person(name: str, criteria: str, done: str) -> None:
    found = row(name, criteria, done)
    assert (found.score, found.status in (Status.MISSING, Status.JUDGED)) == (None, True)


@pytest.mark.parametrize(
    ("name", "criteria", "done", "rate"),
    [
        (
            "公用经费控制率",
            BUDGET,
            "预算安排186.40万元，实际支出179.25万元，控制率95.16%",
            "95.16%",
        ),
        ("完工及时率", IN_TIME, "改造街巷15条，按期完工13条，完工及时率87.67%", "87.67%"),
        (
            "服务对象满意度",
            PLEASED,
            "发放问卷400份，收回386份，很满意342份，满意度98.60%",
            "98.60%",
        ),
    ],
)
def test_a_rate_that_no_two_of_its_figures_give_is_a_finding(
    name: str, criteria: str, done: str, rate: str
) -> None:
    found = outcome(name, criteria, done)
    assert indicator(found, name).status is Status.JUDGED
    told = findings(found, "B01")
    assert [(each.level, each.cell) for each in told] == [("error", DONE)]
    assert f"{rate} 和" in told[0].message
    assert "对不上" in told[0].message


@pytest.mark.parametrize("kind", FORMATS)
def test_in_every_format(kind: str) -> None:
    done = "编制数68人，在职人员70人，控制率102.94%。"
    book = own_table(Row("在职人员控制率", STAFF, done), REST)
    found = score_bytes(f"某局-2023.{kind}", FORMATS[kind](book), forms())
    assert indicator(found, "在职人员控制率").score == 9


BOOK = own_table(
    Row("在职人员控制率", STAFF, "编制数68人，在职人员70人，控制率102.94%。", claim=9),
    Row("A级景区复核达标率", REVIEWED, "复核景区23家，达标率91.30%", claim=8),
    Row("成本节约率", SAVED, "计划成本680万元，实际成本697万元，节约率-2.50%", claim=8),
    Row("制度建设", "①有制度，10分；②执行，20分。", "已建立", points=70, claim=70),
)  # fmt: skip


def test_the_completed_workbook_says_the_same_when_it_is_calculated_anew(tmp_path: Path) -> None:
    path = tmp_path / "done.xlsx"
    path.write_bytes(write_completed(score(BOOK, "某局-2023.xlsx")))
    stored, again = values(path), recalculate(path)
    assert {k: (v, again.get(k)) for k, v in stored.items() if not same(v, again.get(k))} == {}
    assert [stored["指标表", f"L{FIRST + at}"] for at in range(3)] == [9, 8, 8]


def test_scored_again_it_says_the_same() -> None:
    first = score(BOOK, "某局-2023.xlsx")
    again = score_bytes("某局-2023_复核.xlsx", write_completed(first), forms())
    for name in ("在职人员控制率", "A级景区复核达标率", "成本节约率"):
        assert indicator(again, name).score == indicator(first, name).score


SHOWS = "≥600场得10分；每少10场扣0.5分，扣完为止。"
ROOMS = "≥12个得10分；每少1个扣1分，扣完为止。"
PEOPLE = "≥2.8万人得10分；低于2.8万人的，得5分。"


@pytest.mark.parametrize(
    ("name", "criteria", "done", "points"),
    [
        ("文化惠民演出场次", SHOWS, "全年开展文化惠民演出583场。", "9.5"),
        ("文化惠民演出场次", SHOWS, "已开展583场", "9.5"),
        ("文化惠民演出场次", SHOWS, "文化惠民演出：583场；", "9.5"),
        ("文化惠民演出场次", SHOWS, "583场，均已完成", "9.5"),
        ("新建城市书房数量", ROOMS, "新建城市书房11个。", "9"),
        ("新建城市书房数量", ROOMS, "全年共完成新建城市书房11个", "9"),
        ("受益农村人口", PEOPLE, "受益农村人口27,650人。", "5"),
        ("受益农村人口", PEOPLE, "受益农村人口28,650人。", "10"),
    ],
)  # fmt: skip
def test_a_single_quantity_is_the_row_s(name: str, criteria: str, done: str, points: str) -> None:
    book = own_table(Row(name, criteria, done), REST)
    once = score(book, "某局-2023.xlsx")
    assert float(indicator(once, name).score) == float(points)
    again = score_bytes("某局-2023_复核.xlsx", write_completed(once), forms())
    assert indicator(again, name).score == indicator(once, name).score


@pytest.mark.parametrize(
    "done",
    [
        "全年开展文化惠民演出约583场", "全年开展文化惠民演出近583场", "全年开展文化惠民演出超过583场", "全年开展文化惠民演出583场以上",
        "全年开展文化惠民演出583余场", "上年开展文化惠民演出583场", "开展惠民演出583场", "未开展文化惠民演出583场",
        "开展文化惠民演出583次", "开展文化惠民演出583场，其中下乡200场", "计划开展文化惠民演出583场", "拟开展583场",
        "累计开展文化惠民演出583场", "累计583场",
    ],
)  # fmt: skip
def test_a_quantity_of_something_else_is_for_a_person(done: str) -> None:
    assert row("文化惠民演出场次", SHOWS, done).score is None


def test_what_is_opened_is_not_what_is_rebuilt() -> None:
    assert row("新建城市书房数量", ROOMS, "改造城市书房11个").score is None


@pytest.mark.parametrize("kind", FORMATS)
def test_a_single_quantity_in_every_format(kind: str) -> None:
    book = own_table(Row("文化惠民演出场次", SHOWS, "全年开展文化惠民演出583场。"), REST)
    found = score_bytes(f"某局-2023.{kind}", FORMATS[kind](book), forms())
    assert float(indicator(found, "文化惠民演出场次").score) == 9.5
