"""没有写符号的指标值：等于就是满分；满意度、合格率一类越高越好，按“≥”读；别的由人评定。名称里的指标、空着的格、“/”和其中的细目、权重写成百分数。"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import recalc
from other_formats import html, opendocument, word, xml2003
from target_tables import HEAD, Aim, aims
from workbooks import findings, indicator, names, score

from sheetscore import score_folder
from sheetscore.words.better_rates import more_is_better


def worth(name: str, target: object, actual: object) -> float | None:
    found = indicator(score(aims(Aim(target, actual, 10, 10, name=name), money=None)), name).score
    return None if found is None else float(found)


EQUAL = [
    # 廊坊某校 2019：指标值和完成值都填 100
    ("工程完工率", 100, 100), ("项目完成及时率", "100", "100"), ("成本控制率", 100, 100), ("学校发展能力", 100, 100),
    ("长期使用性", 100, 100), ("学生满意度", 100, 100), ("投诉率", 5, 5), ("教室间数", "12间", "12间"), ("差错率", "5%", "5%"),
    ("建设面积", "500㎡", "500平方米"), ("工程资金金额", 43.2, 43.2),
]  # fmt: skip


@pytest.mark.parametrize(("name", "target", "actual"), EQUAL)
def test_a_bare_target_is_reached_where_the_result_equals_it(
    name: str, target: object, actual: object
) -> None:
    assert worth(name, target, actual) == 10


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("工程完工率", 100, 98), ("工程完工率", 100, 105), ("成本控制率", 100, 95), ("学校发展能力", 100, 98), ("投诉率", 5, 3),
        ("教室间数", "12间", "13间"), ("教室间数", "12间", "12座"), ("教室间数", "12间", 1.2),
        ("发展能力", 100, "100%"), ("完工率", 100, "1"),
        ("工程资金金额", 43.2, 37.24), ("发展能力", -5, -5), ("合格率", 95, 96), ("差错率", "5%", "3%"), ("教室间数", "10～12间", "11间"),
    ],
)  # fmt: skip
def test_what_does_not_equal_a_bare_target_is_for_a_person(
    name: str, target: object, actual: object
) -> None:
    assert worth(name, target, actual) is None


def test_a_bare_number_without_a_unit_is_told_so() -> None:
    outcome = score(aims(Aim(100, 98, 10, 10, name="发展能力"), money=None))
    assert [f.message for f in findings(outcome, "A11")] == [
        "“发展能力”：指标值 100 没有写单位，也没有写明越大越好还是越小越好，没有正好达到，需要人工评定。"
    ]


MORE = [
    ("服务对象满意度", "90%", "100%", 10), ("群众满意率", "90%", "81%", 9), ("工程验收合格率", "95%", "90%", 9.47),
    ("项目完成及时率", "90%", "92%", 10), ("政策知晓率", "85%", "80%", 9.41), ("医保覆盖率", "98%", "98.5%", 10),
    ("资金到位率", "100%", "99%", 9.9), ("案件办结率", "95%", "96%", 10), ("发放准确率", "99%", "99.5%", 10),
    ("质量达标率", "90%", "80%", 8.89), ("不动产登记及时率", "90%", "95%", 10), ("未成年人满意度", "90%", "95%", 10),
]  # fmt: skip


@pytest.mark.parametrize(("name", "target", "actual", "points"), MORE)
def test_a_rate_of_which_more_is_better_needs_no_sign(
    name: str, target: str, actual: str, points: float
) -> None:
    assert worth(name, target, actual) == points


@pytest.mark.parametrize(
    "name",
    [
        "不合格率", "差错率", "投诉率", "未完成率", "不满意率", "超标率", "失业率", "增长率", "成本控制率", "事故发生率", "逾期未办结率",
        "非正常完成率", "投诉办结不及时率", "问题发现率", "违规发放率", "虚假合格率", "拒绝签约率", "抽检不达标率",
        "合格率降低率", "死亡率",
        "复发率", "闲置率", "漏报率", "逾期完成率", "错误发放率", "重复入库率", "预算调整率", "结转结余率",
        "三公经费控制率", "资产负债率",
        "退货验收率", "投诉回复不满意度", "失信处置不到位率",
    ],
)  # fmt: skip
def test_no_other_rate_is_read_so(name: str) -> None:
    assert not more_is_better(name)
    assert worth(name, "5%", "3%") is None


@pytest.mark.parametrize(
    ("name", "actual", "points"),
    [
        ("项目支出预算执行率", "98.5%", 9.85), ("基本支出预算执行率", "100%", 10), ("资金支付率", "96%", 9.6),
        ("项目支出预算执行率", "102%", None), ("三公经费预算执行率", "98.5%", None), ("公用经费支付率", "98.5%", None),
        ("预算未执行率", "98.5%", None), ("预算执行偏差率", "98.5%", None),
    ],
)  # fmt: skip
def test_all_of_a_budget_is_to_be_spent_and_no_more(
    name: str, actual: str, points: float | None
) -> None:
    """100% of a 执行率 is at least and at most that: short of it the share counts, beyond it a person decides; 经费 are to be saved."""
    assert worth(name, "100%", actual) == points


def test_what_was_read_as_at_least_is_told() -> None:
    outcome = score(aims(Aim("90%", "95%", 10, 10, name="满意度"), money=None))
    told = [(f.level, f.cell, f.message) for f in findings(outcome, "D15")]
    assert told == [
        ("info", "D11", "“满意度”的指标值 90% 没有写符号，这样的率越高越好，按“≥90%”计分。")
    ]
    same = score(aims(Aim("90%", "90%", 10, 10, name="满意度"), money=None))
    signed = score(aims(Aim("≥90%", "95%", 10, 10, name="满意度"), money=None))
    assert findings(same, "D15") == findings(signed, "D15") == []


BLANK = "指标值和完成值都空着"


def test_a_target_that_stands_in_the_name_alone_is_told_as_two_blanks() -> None:
    # 天长市水利局 2022：“指标1：年度资金支付完成率100%”，指标值、完成值空着
    outcome = score(aims(Aim(None, None, 10, 10, name="指标1：年度资金支付完成率100%"), money=None))
    row = indicator(outcome, "年度资金支付完成率")
    assert (row.indicator, row.score, str(row.status)) == ("年度资金支付完成率100%", None, "judged")
    assert row.steps == (f"{BLANK}，由人评定。",)
    assert [f.message for f in findings(outcome, "A11")] == [
        f"“年度资金支付完成率100%”的{BLANK}，10 分由人评定。"
    ]
    assert findings(outcome, "D10") == []


@pytest.mark.parametrize(
    ("target", "actual"), [("100%", None), (None, "100%"), ("及时", None), (None, "已完成")]
)
def test_one_blank_is_not_two(target: object, actual: object) -> None:
    outcome = score(aims(Aim(target, actual, 10, 10, name="支付完成率100%"), money=None))
    row = indicator(outcome, "支付完成率100%")
    assert row.score is None
    assert BLANK not in " ".join(row.steps)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("指标1：检查家次", "检查家次"), ("指标1:检查家次", "检查家次"), ("指标1检查家次", "检查家次"), ("指标12、检查家次", "检查家次"),
        ("指标一：检查家次", "检查家次"), ("指标 1：检查家次", "检查家次"), ("指标体系建设数", "指标体系建设数"),
        ("指标100个", "指标100个"),
        ("指标一般性检查", "指标一般性检查"), ("1.检查家次", "1.检查家次"), ("检查指标1：家次", "检查指标1：家次"),
    ],
)  # fmt: skip
def test_the_number_that_the_form_prints_is_no_part_of_a_name(printed: str, name: str) -> None:
    assert names(score(aims(Aim("≥5家", "5家", 10, 10, name=printed), money=None))) == [name]


def test_a_row_of_nil_marks_is_no_indicator() -> None:
    lines = [
        Aim("≥5家", "5家", 50, 50, name="检查家次"),
        Aim("/", "/", "/", "/", name="/"),
        Aim("—", "—", "—", "—", name="—"),
        Aim(None, None, "/", "/", name="指标2：/"),
        Aim("≥3家", "3家", "/", "/", name="复查家次"),
        Aim("≥90%", "95%", 40, 40, name="合格率"),
    ]
    outcome = score(aims(*lines))
    assert names(outcome) == ["预算执行率", "检查家次", "合格率"]
    assert findings(outcome, "", "error") == []
    told = [f for f in findings(outcome, "A10") if "不作为评分的指标" in f.message]
    assert [(f.level, f.cell) for f in told] == [("info", "F15")]


def test_a_row_of_nil_points_that_claims_points_is_an_error() -> None:
    outcome = score(aims(Aim("≥5家", "5家", 90, 90), Aim("≥3家", "3家", "/", 5, name="复查家次")))
    assert [(f.level, f.cell) for f in findings(outcome, "A10", "error")] == [("error", "F12")]


def test_the_details_of_an_indicator_are_not_its_targets() -> None:
    lines = [
        Aim("≥12座", "9座", 90, 90, name="水库座数"),
        Aim("≥10座", "8座", None, None, name="其中：除险加固"),
        Aim("≥2座", "1座", None, None, name="其中新建"),
    ]
    outcome = score(aims(*lines))
    assert names(outcome) == ["预算执行率", "水库座数"]
    assert indicator(outcome, "水库座数").score == 67.5
    assert {f.level for f in findings(outcome, "A10")} == {"info"}


def test_two_targets_that_share_their_points_stay_for_a_person() -> None:
    book = aims(
        Aim("≥12座", "12座", 90, 90, name="水库座数"),
        Aim("≥2座", "1座", None, None, name="其中：新建"),
    )
    book.worksheets[0].merge_cells("F11:F12")
    assert indicator(score(book), "水库座数").score is None
    listed = score(aims(Aim("≥12座", "12座", 90, 90), Aim("≥2座", "1座", None, None, name="新建")))
    assert [f.cell for f in findings(listed, "A10", "error")] == ["F12"]


@pytest.mark.parametrize(
    "actual",
    [
        "财务制度健全，核算规范",
        "按计划时间开工",
        "未超预算",
        "已建立管护制度并落实",
        "5个村供水条件改善",
        "明显",
        "好",
    ],
)
def test_a_described_result_is_for_a_person_and_no_fault(actual: str) -> None:
    # 银川 2021、池州 2022、绥阳 2021：办法规定得分分三档，没有规定完成值只能写三个词
    outcome = score(aims(Aim("规范", actual, 90, 90, name="资金管理规范性")))
    row = indicator(outcome, "资金管理规范性")
    assert (row.score, str(row.status)) == (None, "judged")
    assert [f.level for f in findings(outcome, "D10")] == ["warning"]
    assert findings(outcome, "", "error") == []


def test_a_score_outside_the_band_of_the_word_is_still_an_error() -> None:
    outcome = score(aims(Aim("规范", "部分达成", 90, 90, name="资金管理规范性")))
    assert [f.level for f in findings(outcome, "D10")] == ["error"]


WEIGHED = tuple("权重" if each == "分值" else each for each in HEAD)


def weighed(
    *weights: object, claims: tuple[object, ...] = (30, 18.95, 40), money: object = 0.1
) -> Any:
    """权重设成 0% 格式（存 0.3，看到 30%）、得分按百分制的自评表。"""
    results = (("≥12座", "12座"), ("≥95%", "90%"), ("≥5000人", "5200人"))
    lines = [
        Aim(target, actual, weight, claim, "一处整改", name=name)
        for name, (target, actual), weight, claim in zip(
            ("水库座数", "验收合格率", "受益人口"), results, weights, claims, strict=True
        )
    ]
    book = aims(*lines, money=(100, 100, 100, money, 1, 10), head=WEIGHED)
    for cell in ("F6", "F11", "F12", "F13"):
        book.worksheets[0][cell].number_format = "0%"
    return book


def test_weights_in_per_cent_are_points_out_of_100() -> None:
    outcome = score(weighed(0.3, 0.2, 0.4))
    assert [row.points for row in outcome.indicators.itertuples()] == [10, 30, 20, 40]
    assert [float(row.score) for row in outcome.indicators.itertuples()] == [10, 30, 18.95, 40]
    assert findings(outcome, "", "error") == []


def test_weights_typed_with_their_sign_as_well() -> None:
    outcome = score(weighed("30%", "20%", "40%", money="10%"))
    assert [row.points for row in outcome.indicators.itertuples()] == [10, 30, 20, 40]


@pytest.mark.parametrize(
    "book",
    [
        weighed(0.3, 0.2, 0.3),  # 合计 90%
        weighed(0.3, 0.2, 0.5),  # 合计 110%
        weighed(30, 0.2, 0.4),  # 有一格不是百分数
        weighed(0.3, 0.2, 0.4, claims=(100, 94.74, 100)),  # 每项各按百分计分
        weighed(0.3, "约20%", 0.4),
    ],
)
def test_other_per_cents_are_no_points(book: Any) -> None:
    outcome = score(book)
    told = [f.message for f in findings(outcome, "A10", "error")]
    assert any("“30%”" in each or "“40%”" in each for each in told)
    assert all(
        row.score is None or row.points == 30
        for row in outcome.indicators.itertuples()
        if row.quantity
    )


@pytest.mark.parametrize(("ending", "draw"), [("html", html), ("ods", opendocument), ("xml", xml2003), ("docx", word)])  # fmt: skip
def test_weights_in_every_format(ending: str, draw: Any) -> None:
    outcome = score(draw(weighed(0.3, 0.2, 0.4)), f"某局-2022.{ending}")
    assert [row.points for row in outcome.indicators.itertuples()] == [10, 30, 20, 40]


@pytest.mark.needs("libreoffice")
def test_a_completed_workbook_counts_weights_as_points(tmp_path: Path) -> None:
    weighed(0.3, 0.2, 0.4).save(tmp_path / "某局-2022.xlsx")
    score_folder([tmp_path / "某局-2022.xlsx"], tmp_path / "已评分")
    done = next((tmp_path / "已评分").glob("*_复核.xlsx"))
    again = score(done.read_bytes(), done.name)
    assert [row.points for row in again.indicators.itertuples()] == [10, 30, 20, 40]
    stored, calculated = recalc.values(done), recalc.recalculate(done)
    assert [
        cell for cell, value in calculated.items() if not recalc.same(stored.get(cell), value)
    ] == []


HUBEI = "备注：定量指标计分原则：正向指标（即目标值为≥X，得分=权重*B/A），反向指标（即目标值为≤X，得分=权重*A/B），得分不得突破权重总额。"


@pytest.mark.parametrize(
    ("name", "level2", "target", "actual", "expected"),
    [
        ("励志奖学金人数", "数量指标", "612人", "598人", 9.77), ("助学金人数", "数量指标", "3850人", "3912人", 10),
        ("励志奖学金人数", "社会效益指标", "612人", "598人", None), ("助学金人数", "成本指标", "3850人", "3912人", None),
        ("投诉件数", "数量指标", "5件", "4件", None), ("事故起数", "数量指标", "3起", "4起", None),
        ("工程工期", "数量指标", "90天", "80天", None), ("人均资助标准", "数量指标", "约5000元", "4800元", None),
    ],
)  # fmt: skip
def test_a_bare_count_of_what_was_done_under_a_note_that_says_what_reached_and_missed_score(
    name: str, level2: str, target: str, actual: str, expected: float | None
) -> None:
    book = aims(Aim(target, actual, 10, 10, name=name, level2=level2), money=None)
    book.worksheets[0].append([HUBEI])
    found = indicator(score(book), name).score
    assert (None if found is None else float(found)) == expected
