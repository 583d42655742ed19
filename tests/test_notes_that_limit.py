"""表下说明里限制得分的句子：跟在执行率、时效、定性后面的，写成单独一句的除外、打折、上限、取整；没有读懂的由人评定，不影响得分的照算。

句子仿照各地自评表的“注”“填报说明”另写，不是照录。
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from recalc import recalculate, same, values
from target_tables import Aim
from test_stated_methods import NAME, noted, one
from workbooks import indicator, score

from sheetscore.writers.completed import write_completed

FULL = "注：完成值达到指标值的得满分；未达到的，得分=完成值/指标值×分值。"
ZERO = "注：完成指标值的得满分，未完成的不得分。"
TIERS = "注：定量指标：完成率≥100%，得满分；80%≤完成率＜100%，得分值的80%；完成率＜80%，不得分。"
COUNT = Aim("≥20台", "19台", 10, name="购置台数")
IN_TIME = Aim("≥100%", "90%", 10, name="完成及时率", level2="时效指标")
COST = Aim("≤10万元", "8万元", 10, name="采购支出", level2="成本指标")
ANSWERED = Aim(
    "≥90%", "81%", 10, name="群众满意度", level1="满意度指标", level2="服务对象满意度指标"
)
ROWS = (COUNT, IN_TIME, COST, ANSWERED)
ALL = {row.name for row in ROWS}
MONEY = "预算执行率"


def left(*notes: str) -> set[str]:
    """The rows that go to a person."""
    outcome = score(noted(*notes, lines=ROWS))
    rows = {name: indicator(outcome, name) for name in (*ALL, MONEY)}
    found = {name for name, row in rows.items() if row.score is None}
    assert all(str(rows[name].status) == "judged" for name in found)
    return found


HELD_ALL = [
    # 执行率一句里、“；”后面，又说到别的指标的
    ("注：预算执行率得分=执行率×10；未完成的不得分。",),
    ("注：预算执行率得分=执行率×10，指标完成率低于60%的不得分。",),
    ("注：资金执行率按比例得分，产出、效益指标未完成的不得分。",),
    ("注：预算执行率得分=执行率×10分，满意度指标未达标的不得分。",),
    ("注：预算执行率低于80%的，各项指标得分减半。",),
    ("注：预算执行率得分=执行率×10，其他的得分减半。",),
    ("注：预算执行率得分=执行率×10；质量不合格的扣5分。",), ("注：未完成或者执行率低于80%的不得分。",),
    # 取位：不是两位、也照不了的
    (FULL, "得分保留三位小数。"), (FULL, "得分按进一法取整数。"), (FULL, "各项得分向上取整。"), (FULL, "计算结果四舍五入保留一位小数。"),
    (FULL, "得分不保留小数。"), (FULL, "小数部分舍去。"),
    # 一律打折、上限、下限
    (FULL, "各项得分均乘以0.9。"), (FULL, "各项得分打九折。"), (FULL, "单项得分上限为9分。"), (FULL, "各项指标得分最高不超过9分。"),
    (FULL, "单项得分不得低于2分。"),
    (FULL, "单项得分封顶9分。"), (FULL, "得分不超过9分。"), (FULL, "各项得分均下调10%。"),
    # 没有附材料、没有说明的扣分
    (FULL, "未附佐证材料的，该项得分减半。"), (FULL, "未填写偏差原因的，该指标得分减半。"), (FULL, "偏差超过5%的未说明原因的扣1分。"),
    (FULL, "未填报佐证材料的折半计分。"), (FULL, "未说明原因扣1分。"), (FULL, "因单位原因未完成的扣2分。"),
    (FULL, "缺少佐证材料的，扣该项分值的一半。"),
    # 不适用于谁没有写明，或只适用于谁的
    (ZERO, "以上规则仅适用于产出指标。"), (f"注：本办法仅适用于数量指标。{ZERO[2:]}",), (f"{ZERO}因不可抗力未完成的除外。",),
    (f"{ZERO}除满意度指标外，上述办法适用于各项指标。",), (f"{ZERO}上述公式适用于正向指标。",), (f"{ZERO}特殊情况例外。",),
    (f"{ZERO}本规则针对产出指标。",), (f"{ZERO}只对数量指标适用。",), (f"{ZERO}不含满意度指标。",),
    # 标题单独一行，下面一行的话没有说是谁
    ("注：1.产出指标。", ZERO[2:]), ("注：1.反向指标", ZERO[2:]),
]  # fmt: skip


@pytest.mark.parametrize("notes", HELD_ALL)
def test_a_limit_that_was_not_read_leaves_every_row_to_a_person(notes: tuple[str, ...]) -> None:
    assert left(*notes) == ALL | {MONEY}


HELD_SOME = [
    # 时效一句：时效指标、时间点；又说到指标值、别的指标的，全部
    (("注：时效指标未达到指标值的不得分。",), ALL | {MONEY}),
    (("注：时效指标：逾期的，每逾期一个月酌情扣分。",), {"完成及时率"}),
    (("注：时效指标逾期的不得分，其他指标未完成的减半计分。",), ALL | {MONEY}),
    (("注：时效指标按期完成的得满分，逾期的不得分，数量指标未完成的不得分。",), ALL | {MONEY}),
    (("注：未按期完成的不得分，未达到指标值的减半计分。",), ALL),
    (("注：未达到指标值或逾期完成的不得分。",), ALL | {MONEY}),
    (("注：未按要求及时完成指标值的，不得分。",), ALL | {MONEY}),
    (("注：时效指标按期完成的得满分，逾期的不得分；数量指标未完成的酌情扣分。",), {"购置台数"}),
    # 定性一句，又说到别的
    (("注：定性指标得分按三档评定，其他指标未完成的不得分。",), ALL),
    (("注：定性指标按达成、部分达成、未达成三档，分别得分值的100%、60%、0%，数量指标未完成的不得分。",), ALL),
    (("注：定性指标由单位评定；其余指标未达标的减半计分。",), ALL),
    (("注：指标值为定性的，按三档计分，指标值为数值的，未完成不得分。",), ALL),
    (("注：未完成的减半计分，定性的按三档评定得分。",), ALL),
    (("注：定性指标由单位评定，完成率低于60%的指标不得分。",), ALL),
    # 单独一句的除外：只是所说的一类
    ((f"{ZERO}满意度指标除外。",), {"群众满意度"}),
    ((f"{ZERO}成本指标除外。",), {"采购支出"}),
    ((f"{ZERO}上述规定不适用于满意度指标。",), {"群众满意度"}),
    ((f"{ZERO}满意度指标按实际满意度评价。",), {"群众满意度"}),
    ((f"{ZERO}满意度指标不在此列。",), {"群众满意度"}), ((f"{ZERO}满意度指标另行评价。",), {"群众满意度"}),
    ((f"{ZERO}满意度指标按实际值计算。",), {"群众满意度"}),
    ((f"{TIERS}满意度指标除外。",), {"群众满意度", "采购支出"}),
]  # fmt: skip


@pytest.mark.parametrize(("notes", "rows"), HELD_SOME)
def test_a_limit_leaves_the_rows_that_it_may_reach(notes: tuple[str, ...], rows: set[str]) -> None:
    assert left(*notes) - {MONEY} == rows - {MONEY}


HARMLESS = [
    "偏差率超过30%的，须说明原因。", "须附佐证材料，未附的请说明理由。", "未完成的，请在备注栏填写偏差原因。",
    "扣分原因：由于资金支付滞后扣2分。", "扣分原因：因支付滞后扣2分。", "未完成原因是支付滞后扣2分。",
    "得分保留两位小数。", "各项得分四舍五入保留两位小数。", "执行率保留一位小数。",
    "总分四舍五入取整数。", "完成值保留整数。", "金额单位为万元，保留三位小数。",
    "本表仅适用于项目支出绩效自评。", "不适用的指标，请填写“不适用”。", "自评结果应公开，涉密项目除外。",
    "各级指标权重可自行调整，满意度指标除外。", "上述规定适用于所有单位。",
    "各项得分之和为总分。", "各项指标得分不超过该指标分值。", "得分最低为0分。", "得分不超过100分。",
    "各指标得分合计不超过100分。", "满意度指标权重另行确定。", "预算数不含上年结转。", "自评得分最高100分。",
    "定性指标按达成、部分达成、未达成三档，分别得分值的100%、60%、0%。",
    "社会效益指标、满意度指标等定性指标根据完成质量按达成、部分达成、未达成三档，分别得分值的100%、60%、0%。",
    "满意度指标根据问卷调查结果填写。",
]  # fmt: skip


@pytest.mark.parametrize("sentence", HARMLESS)
def test_a_sentence_that_limits_nothing_holds_nothing_up(sentence: str) -> None:
    outcome = score(noted(FULL, sentence, lines=ROWS))
    scores = [indicator(outcome, name).score for name in ("购置台数", "完成及时率", "群众满意度")]
    assert scores == [Decimal("9.5"), 9, 9]
    assert indicator(outcome, MONEY).score == 10


HARMLESS_ALONE = [
    "注：预算执行率指标得分=执行率×10分。",
    "注：预算执行率达到100%得满分，未达到的，按执行率×分值计分。",
    "注：预算执行率得分=执行率×10，最高不超过该指标分值。",
    "注：有时间要求的指标按期完成得满分，每逾期1个月扣1分。",
]


@pytest.mark.parametrize("note", HARMLESS_ALONE)
def test_the_money_or_dates_alone_leave_the_others_as_they_are(note: str) -> None:
    assert left(note) == set()


@pytest.mark.parametrize(
    ("note", "points"),
    [("得分保留整数。", "10"), ("得分四舍五入取整数。", "10"), ("各项指标得分精确到个位。", "10")],
)
def test_whole_points_are_obeyed(note: str, points: str, tmp_path: Path) -> None:
    outcome = one("≥20台", "19台", FULL, note)
    assert indicator(outcome, NAME).score == Decimal(points)
    assert indicator(one("≥20台", "17台", FULL, note), NAME).score == 9  # 8.5
    path = tmp_path / "某局_复核.xlsx"
    path.write_bytes(write_completed(outcome))
    stored, again = values(path), recalculate(path)
    assert {k: (v, again.get(k)) for k, v in stored.items() if not same(v, again.get(k))} == {}


def test_a_heading_on_its_own_line_with_sentences_that_name_their_rows() -> None:
    notes = (
        "注：1.产出指标",
        "数量指标、时效指标完成指标值的得满分，未完成的不得分。",
        "成本指标控制在指标值以内的得满分，超出的不得分。",
    )
    outcome = score(noted(*notes, lines=ROWS))
    assert [indicator(outcome, row.name).score for row in ROWS] == [0, 0, 10, 9]


def test_why_points_were_lost_in_the_column_of_reasons_is_no_rule() -> None:
    line = Aim("≥20台", "19台", 10, 9.5, reason="由于供货原因扣0.5分，未说明的另附")
    row = indicator(score(noted(FULL, lines=(line,))), NAME)
    assert row.score == Decimal("9.5")
