"""完成值怎样写都照看得见的读：12座（已验收）、共12座、≥266米、92%（样本100份）；分不清是多少的、说的不是完成数的不读。"""

from __future__ import annotations

from pathlib import Path

import pytest
import recalc
from openpyxl import load_workbook
from other_formats import html, opendocument, word, xml2003
from target_tables import HEAD, Aim, aims
from workbooks import findings, forms, indicator, score, to_bytes

from sheetscore import score_bytes, score_folder
from sheetscore.model.outcome import Outcome

NAME = "维修养护水库"
RATE = "工程验收合格率"


def filed(target: object, actual: object, name: str = NAME) -> Outcome:
    return score(aims(Aim(target, actual, 10, 10, name=name), money=None))


def points(target: object, actual: object, name: str = NAME) -> object:
    return indicator(filed(target, actual, name), name).score


READ = [
    # 各地公开表（中江 2022、鄂州 2019）和从网页、Word 贴进来的写法：指标值，完成值，10 分里得几分
    ("≥12座", "12座（已验收）", 10),
    ("≥12座", "9座（已验收）", 7.5),
    ("≥12座", "12座（全部按期完成）", 10),
    ("≥12座", "12座（已完成并通过验收）", 10),
    ("≥12座", "12座（含除险加固2座）", 10),
    ("≥12座", "12座（其中新建2座）", 10),
    ("≥12座", "12座（详见附件2）", 10),
    ("≥12座", "12座,已验收", 10),
    ("≥12座", "12(座)", 10),
    ("≥12座", "12（座）", 10),
    ("≥12座", "共12座", 10),
    ("≥12座", "共计12座", 10),
    ("≥12座", "已完成9座", 7.5),
    ("≥12座", "累计完成 12 座", 10),
    ("≥12座", "共十二座", 10),
    ("≥12座", "12座\r\n", 10),
    ("≥12座", "12\u00a0座", 10),
    ("≥12座", "12座\u00a0", 10),
    ("≥12座", "\u200b12座", 10),
    ("≥12座", "12座\u200b", 10),
    ("≥12座", "12座。", 10),
    ("≥12座", "12座；", 10),
    ("≥12座", "１２座（已验收）", 10),
    ("≥1200座", "1,266座（已验收）", 10),
    ("≥12座", "≥12座", 10),
    ("≥12座", "不少于13座", 10),
    ("≤12座", "≤10座", 10),
    ("≤30万元", "28万元（已支付到位）", None),
    ("≤30万元", "28万元（已发放）", 10),
    ("≤30万元", "280000元（已发放）", 10),
    ("≥3‰", "达到3.5‰", 10),
]


@pytest.mark.parametrize(("target", "actual", "worth"), READ)
def test_a_result_is_read_as_people_write_it(target: str, actual: str, worth: float | None) -> None:
    got = points(target, actual)
    assert (None if got is None else float(got)) == worth  # type: ignore[arg-type]


BROUGHT = [
    # 压缩至、提高到：现在是多少；名称就是压缩、增减多少的，不是它
    ("企业开办时间", "≤3个工作日", "压缩至1个工作日", 10),
    ("企业开办时间", "≤3个工作日", "由5个工作日压缩至4个工作日", 6.67),
    ("企业开办时间", "≤3个工作日", "已从原来的5个工作日缩短到3个工作日", 10),
    ("自来水普及率", "≥90%", "由85%提高到91%", 10),
    ("自来水普及率", "≥90%", "提升至81%", 9),
    ("企业开办时间", "≤3个工作日", "压缩1个工作日", None),
    ("企业开办时间", "≤3个工作日", "压缩了1个工作日", None),
    ("企业开办时间", "≤3个工作日", "未压缩至1个工作日", None),
    ("企业开办时间", "≤3个工作日", "拟压缩至1个工作日", None),
    ("企业开办时间", "≤3个工作日", "压缩至1个工作日左右", None),
    ("企业开办时间", "≤3个工作日", "压缩至1天", None),
    ("办理时间压缩率", "≥50%", "压缩至40%", None),
    ("投诉下降率", "≥10%", "下降至12%", None),
    ("收入增幅", "≥10%", "提高到12%", None),
    # 每一个多少钱：名称说的就是单个的
    ("单批次抽检成本", "≤0.08万元", "0.075万元/批次", 10),
    ("单批次抽检成本", "≤0.08万元", "800元/批次", 10),
    ("每座公厕建设成本", "≤8万元", "10万元/座", 7.5),
    ("人均补助标准", "≤500元", "500元/人", 10),
    ("抽检成本", "≤0.08万元", "0.075万元/批次", None),
    ("每座公厕建设成本", "≤8万元", "8万元/平方米", None),
    ("单批次抽检成本", "≤0.08万元", "0.075万元/家", None),
    # 做完的和没有做完的合起来是指标值
    ("除险加固水库", "≥3座", "2座，另1座因汛期停工", 6.67),
    ("除险加固水库", "≥3座", "完成2座，1座在建", 6.67),
    ("除险加固水库", "≥3座", "2座完工，1座正在实施", 6.67),
    ("除险加固水库", "≥3座", "完成2座，2座在建", None),
    ("除险加固水库", "≥3座", "完成2座，1处在建", None),
    ("除险加固水库", "≥3座", "2座在建，1座完工", 3.33),
]


@pytest.mark.parametrize(("name", "target", "actual", "worth"), BROUGHT)
def test_what_it_was_brought_to_and_what_one_costs(
    name: str, target: str, actual: str, worth: float | None
) -> None:
    got = points(target, actual, name)
    assert (None if got is None else float(got)) == worth  # type: ignore[arg-type]


RATES = [
    ("≥90%", "92%（样本100份）", 10),
    ("≥90%", "92%（发放问卷100份，收回问卷98份）", 10),
    ("≥90%", "92%，有效问卷100份", 10),
    ("≥90%", "92%（问卷调查200人）", 10),
    ("≥90%", "92%\u200b", 10),
    ("≥90%", "92%。", 10),
    ("≥90%", "达92%", 10),
    ("≥90%", "达到81%", 9),
    ("≥90%", "100%（全部合格）", 10),
    ("≥90%", "≥92%", 10),
    ("≥90%", ">92%", 10),
    ("≥90%", "92%以上", None),
    ("≥90%", "≥89%", None),
    ("≥90%", "≤92%", None),
    (">90%", "≥90%", None),
    ("≥90%", ">90%", 10),
    ("≥90%", "0.92", None),
    ("≥90%", "0.92（样本100份）", None),
    ("≥90%", "0.92%（样本100份）", 0.1),
    ("≥90%", "92%（含预计2%）", None),
    ("≥90%", "92%（样本100份，满意率90%）", None),
    ("≥90%", "92%，95%", None),
    ("≥90%", "90%-92%", None),
    ("≥90%", "未达92%", None),
    ("≥90%", "92%（预计）", None),
]


@pytest.mark.parametrize(("target", "actual", "worth"), RATES)
def test_a_rate_is_read_as_people_write_it(target: str, actual: str, worth: float | None) -> None:
    got = points(target, actual, RATE)
    assert (None if got is None else float(got)) == worth  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "actual",
    [
        "约12座", "近12座", "超12座", "12座左右", "12座以上", "12座多", "12余座", "12-15座", "12～15座", "12或13座",
        "12座、3处", "12座,3处", "12座，其中新建3座", "共12座，已完成10座", "12座（计划）", "计划12座", "应完成12座", "拟完成12座",
        "未完成12座", "尚余12座", "还差12座", "没有完成12座", "12座（未验收）", "12座（部分完成）", "12座（尚未完成）", "12座（在建）",
        "12座（开工）", "12座（预计）", "12座（目标）", "12座（上年）", "12座（2021年）", "12座（80%）", "12座（完成80%）",
        "12座（含未完工3座）", "12座（含上年3座）", "12座（其中合格10座）", "12座（其中完成10座）", "12座（含续建3座）", "12座（含15座）",
        "12座（含除险加固2处）", "12座（新建10座，改建2座）", "12座/年", "12座次", "第12座", "12号", "12座?", "12座×2", "12+1座",
        "≥11座", "＞11座", "≤12座", "12⁴座", "12座①", "-12座（已验收）", "12座已完成一半", "1 2座（已验收）", "12.5.6座",
    ],
)  # fmt: skip
def test_what_says_no_exact_result_is_not_read(actual: str) -> None:
    outcome = filed("≥12座", actual)
    row = indicator(outcome, NAME)
    assert row.score is None or (actual.startswith("-") and row.score == 0)


@pytest.mark.parametrize(
    ("target", "actual"), [("12座", "≥12座"), ("=12座", "≥12座"), ("≤12座", "≥10座"), ("≥12座", "≥12处")]
)  # fmt: skip
def test_a_bounded_result_counts_only_where_whatever_it_is_reaches_the_target(
    target: str, actual: str
) -> None:
    assert points(target, actual) is None


def test_a_bounded_result_is_no_score_where_the_profile_deducts_for_too_much() -> None:

    book = aims(Aim("≥12座", "≥12座", 10, 10, name=NAME), money=None)
    found = score_bytes("表.xlsx", to_bytes(book), forms(), profile="handbook")
    assert indicator(found, NAME).score is None


def test_what_was_read_otherwise_than_written_is_told_with_its_cell() -> None:
    assert [
        (f.level, f.cell, f.message) for f in findings(filed("≥12座", "12座（已验收）"), "B01")
    ] == [("info", "E11", "“12座（已验收）”按 12 座 读。")]
    assert [(f.level, f.message) for f in findings(filed("≥12座", "≥13座"), "B01")] == [
        ("warning", "“≥13座”没有写准确数，已经达到指标值，按 13 座 读。")
    ]


def test_invisible_characters_make_no_other_unit() -> None:
    assert findings(filed("≥12座", "12座\u200b"), "D15") == []


MANY = (
    Aim("≥12座", "12座（已验收）", 10, 10, name="水库甲"),
    Aim("≥12座", "已完成9座", 10, 10, name="水库乙"),
    Aim("≥90%", "92%（样本100份）", 10, 10, name="合格率"),
    Aim("≥250米", "≥266米", 10, 10, name="渠道长度"),
    Aim("≥3.5公里", "3.62km", 10, 10, name="管网"),
    Aim("≥12000平方米", "0.9万㎡", 10, 10, name="绿化"),
    Aim("≥12座", "约12座", 10, 10, name="水库丙"),
    Aim("≥3公里", "5里", 10, 10, name="线路"),
)
EXPECTED = {
    "水库甲": 10, "水库乙": 7.5, "合格率": 10, "渠道长度": 10, "管网": 10, "绿化": 7.5, "水库丙": None, "线路": None,
}  # fmt: skip


def worth(outcome: Outcome) -> dict[str, float | None]:
    scores = {name: indicator(outcome, name).score for name in EXPECTED}
    return {name: None if got is None else float(got) for name, got in scores.items()}


@pytest.mark.parametrize(
    ("ending", "draw"), [("html", html), ("ods", opendocument), ("xml", xml2003), ("docx", word)]
)
def test_every_format_shows_the_same_results(ending: str, draw: object) -> None:
    book = aims(*MANY, money=None, head=HEAD)
    assert worth(score(book)) == EXPECTED
    assert worth(score(draw(book), f"某局-2022.{ending}")) == EXPECTED  # type: ignore[operator]


def test_a_number_whose_format_shows_the_remark_is_what_a_text_of_that_look_is() -> None:
    book = aims(
        *(Aim("≥12座", number, 10, 10, name=f"水库{number}") for number in (12, 9)), money=None
    )
    sheet = book.worksheets[0]
    sheet["E11"].number_format = '"共"0"座（已验收）"'
    sheet["E12"].number_format = '"约"0"座"'
    found = score(book)
    assert (indicator(found, "水库12").score, indicator(found, "水库9").score) == (10, None)


@pytest.mark.needs("libreoffice")
def test_the_completed_workbook_says_the_same_read_again_and_recalculated(tmp_path: Path) -> None:
    filed_at = tmp_path / "某局-2022.xlsx"
    aims(*MANY, money=None).save(filed_at)
    score_folder([filed_at], tmp_path / "已评分")
    done = next((tmp_path / "已评分").glob("*_复核.xlsx"))
    assert worth(score(done.read_bytes(), done.name)) == EXPECTED
    stored, calculated = recalc.values(done), recalc.recalculate(done)
    assert [
        cell for cell, value in calculated.items() if not recalc.same(stored.get(cell), value)
    ] == []
    drawn = load_workbook(done)["指标表"]
    assert (drawn["E11"].value, drawn["E11"].number_format) == (12, '0"座（已验收）"')
    assert (drawn["E14"].value, drawn["E14"].number_format) == (266, '0"米"')


def test_what_a_person_changes_in_the_completed_workbook_counts(tmp_path: Path) -> None:
    aims(*MANY, money=None).save(tmp_path / "某局-2022.xlsx")
    score_folder([tmp_path / "某局-2022.xlsx"], tmp_path / "已评分")
    done = next((tmp_path / "已评分").glob("*_复核.xlsx"))
    book = load_workbook(done)
    book["指标表"]["E11"] = 6  # 12座（已验收）改成 6
    book["指标表"]["E15"] = 2.8  # 3.62km 改成 2.8
    found = worth(score(to_bytes(book), done.name))
    assert (found["水库甲"], found["管网"]) == (5, 8)
