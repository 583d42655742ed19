"""表下说明的又几种写法：未完成的分正向反向、照财政部办法、完成率分档、只说一类指标、反向的完成率；改一个词、多一个限制的，留给人。

写法仿照各地公开的自评表另写，不是照录。
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from other_formats import html, opendocument, word
from recalc import recalculate, same, values
from target_tables import Aim
from test_stated_methods import NAME, noted, one
from workbooks import indicator, score, to_bytes

from sheetscore.writers.completed import write_completed

FULL = "完成年度指标值的，记该指标所赋全部分值；"
RISING = "正向指标（即指标值为≥*或等于*）按“实际完成值÷年度指标值×该指标分值”记分，"
FALLING = "反向指标（即指标值为≤*）按“年度指标值÷实际完成值×该指标分值”记分"
SHORT = f"2.定量指标：{FULL}未完成的，{RISING}{FALLING}。得分保留两位小数。"
CAPPED = f"完成指标值的，得该指标的全部分值；未完成的，{RISING}{FALLING}，但最高不超过该指标分值。"
TIERS = "注：定量指标：完成率≥100%，得满分；80%≤完成率＜100%，得分值的80%；60%≤完成率＜80%，得分值的60%；完成率＜60%，不得分。"
FROM_TO = (
    "注：完成率100%及以上得满分；90%（含）-100%得90%的分值；80%-90%得80%的分值；80%以下不得分。"
)
SINKING = (
    "注：正向指标完成率100%以上得满分；在60%（含）-100%之间的，按完成率得分；低于60%的不得分。"
)
BOTH_RATES = (
    "注：完成率=完成值/目标值×100%；对于反向指标，完成率=目标值/完成值×100%；"
    "得分=完成率×分值，完成率最高按100%计算。"
)
OR_RATE = "注：得分=权重×完成程度；完成程度=实际值/目标值，完成程度大于1的按1计算；逆指标完成程度=目标值/实际值。"
AT_LEAST = "注：实际完成值≥年度指标值的，得分为该指标分值；实际完成值＜年度指标值的，得分=实际完成值/年度指标值×该指标分值。"
REASONED = "注：完成年度目标的指标均得满分。对没有完成的指标，得分=分值×实际完成值÷年度目标值，并在备注栏中说明未完成的原因。"

READ = [
    # 未完成的，正向、反向各按各的公式；达到的满分
    (SHORT, "≥18600人", "17856人", "9.6"), (SHORT, "≥20台", "20台", "10"), (SHORT, "≥20台", "23台", "10"),
    (SHORT, "≤2%", "2.5%", "8"), (SHORT, "≤2%", "2%", "10"), (SHORT, "≤2%", "1.6%", "10"),
    (SHORT, "=20期", "16期", "8"), (SHORT, "=20期", "20期", "10"),
    (CAPPED, "≥20台", "19台", "9.5"), (CAPPED, "≥20台", "23台", "10"), (CAPPED, "≤2%", "2.5%", "8"), (CAPPED, "=20期", "16期", "8"),
    (SHORT.replace("≥*或等于*", "≥*或=*"), "=20期", "16期", "8"), (SHORT.replace("≥*或等于*", "≥*"), "≥20台", "19台", "9.5"),
    # 完成率分档：界限上归写明含的一档
    (TIERS, "≥50台", "50台", "10"), (TIERS, "≥50台", "49台", "8"), (TIERS, "≥50台", "40台", "8"), (TIERS, "≥50台", "39台", "6"),
    (TIERS, "≥50台", "30台", "6"), (TIERS, "≥50台", "29台", "0"), (TIERS, "=50台", "49台", "8"), (TIERS, "≥50台", "60台", "10"),
    (FROM_TO, "≥50台", "45台", "9"), (FROM_TO, "≥50台", "44台", "8"), (FROM_TO, "≥50台", "39台", "0"),
    (SINKING, "≥50台", "30台", "6"), (SINKING, "≥50台", "29台", "0"), (SINKING, "≥50台", "49台", "9.8"), (SINKING, "≥50台", "51台", "10"),
    # 反向指标的完成率倒过来
    (BOTH_RATES, "≥20台", "19台", "9.5"), (BOTH_RATES, "≥20台", "24台", "10"), (BOTH_RATES, "≤10%", "12.5%", "8"),
    (BOTH_RATES, "≤10%", "8%", "10"), (OR_RATE, "≤10%", "12.5%", "8"), (OR_RATE, "≥20台", "19台", "9.5"), (OR_RATE, "≥20台", "24台", "10"),
    (AT_LEAST, "≥20台", "20台", "10"), (AT_LEAST, "≥20台", "24台", "10"), (AT_LEAST, "≥20台", "19台", "9.5"),
    ("注：定性指标得分按三档100%-80%、80%-60%、60%-0%评定，定量指标未完成的不得分。", "≥20台", "19台", "0"),
    # 同一句里跟着说执行率、定性的；说完执行率又说指标的
    ("注：完成值达到指标值得满分，反之不得分，预算执行率按执行率×10分计分。", "≥20台", "19台", "0"),
    ("注：预算执行率得分=执行率×10。指标完成率100%以上的得满分，未完成的不得分。", "≥20台", "19台", "0"),
    ("注：完成指标值的得满分，未完成的按完成比例得分，完成率低于60%的不得分。", "≥20台", "11台", "0"),
    ("注：完成指标值的得满分，未完成的按完成比例得分，完成率低于60%的不得分。", "≥20台", "12台", "6"),
    ("注：年初目标值为0的反向指标，实际完成值为0得满分，否则不得分。", "≤0起", "1起", "0"),
    (REASONED, "≥20台", "19台", "9.5"), (REASONED, "≥20台", "20台", "10"),
]  # fmt: skip


@pytest.mark.parametrize(("note", "target", "actual", "points"), READ)
def test_a_note_in_more_words_is_read(note: str, target: str, actual: str, points: str) -> None:
    row = indicator(one(target, actual, note), NAME)
    assert row.score == Decimal(points), row.steps


LEFT = [
    # 未完成的：公式写反、不按、另打折、另有上限、方向相反的符号、少了“未”
    (SHORT.replace("实际完成值÷年度指标值", "年度指标值÷实际完成值"), "≥20台", "19台"),
    (SHORT.replace("年度指标值÷实际完成值", "实际完成值÷年度指标值"), "≤2%", "2.5%"),
    (SHORT.replace("等于*）按", "等于*）不按"), "≥20台", "19台"), (SHORT.replace("记该指标", "不记该指标"), "≥20台", "20台"),
    (SHORT.replace("（即指标值为≤*）按", "（即指标值为≤*）不按"), "≤2%", "2.5%"),
    (SHORT.replace("该指标分值”记分，", "该指标分值×80%”记分，"), "≥20台", "19台"),
    (SHORT.replace("≥*或等于*", "≥*或小于*"), "≥20台", "19台"), (SHORT.replace("≥*或等于*", "≤*"), "≥20台", "19台"),
    (SHORT.replace("未完成的", "完成的"), "≥20台", "19台"), (CAPPED.replace("该指标分值。", "该指标分值的90%。"), "≥20台", "20台"),
    (CAPPED.replace("该指标分值。", "该指标分值的90%。"), "=20期", "20期"),
    (f"2.未完成的，{RISING}{FALLING}。", "≥20台", "23台"),  # 达到的得多少没有写
    (SHORT, "=20期", "22期"), (SHORT.replace("≥*或等于*", "≥*"), "=20期", "22期"),  # 多了怎么算没有写
    # 档里有空当、重叠、越低分越高、一档没有读懂、等于100%没有写、界限归哪一档没有写、反向的完成率没有写
    (TIERS.replace("60%≤完成率＜80%", "60%≤完成率＜70%"), "≥50台", "49台"),
    (TIERS.replace("60%≤完成率＜80%", "60%≤完成率≤80%"), "≥50台", "49台"),
    (TIERS.replace("得分值的60%", "得分值的90%"), "≥50台", "39台"), (TIERS.replace("得分值的60%", "酌情得分"), "≥50台", "49台"),
    (TIERS.replace("≥100%", ">100%"), "≥50台", "50台"), (FROM_TO, "≥50台", "40台"), (TIERS, "≤50台", "60台"),
    (TIERS.replace("完成率＜60%，不得分", "完成率＜60%，不得分；未完成的，得分=完成率×分值"), "≥50台", "49台"),
    (TIERS.replace("完成率≥100%，得满分；", ""), "≥50台", "50台"),
    # 完成率：两处写法不一、写反、打折、按90%计
    (BOTH_RATES.replace("=目标值/完成值", "=完成值/目标值"), "≤10%", "12.5%"),
    (BOTH_RATES.replace("=完成值/目标值", "=目标值/完成值"), "≥20台", "19台"),
    (BOTH_RATES.replace("=目标值/完成值", "=2-完成值/目标值"), "≤10%", "12.5%"),
    (BOTH_RATES.replace("×分值，", "×分值×0.9，"), "≥20台", "19台"),
    (BOTH_RATES.replace("按100%计算", "按90%计算"), "≥20台", "19台"), (OR_RATE.replace("按1计算", "按1.2计算"), "≥20台", "24台"),
    (AT_LEAST, "≤20件", "25件"), (AT_LEAST.replace("得分为该指标分值", "得分为该指标分值的90%"), "≥20台", "20台"),
    ("注：定性指标得分按三档100%-80%、80%-60%、60%-0%评定，且定量指标未完成的酌情扣分。", "≥20台", "19台"),
    ("注：定性指标得分由单位按三档确定，正向指标未完成的，得分=完成值/指标值×分值×0.8。", "≥20台", "19台"),
    ("注：经批准修正指标值的，按修正后的指标值减半计分。", "≥20台", "19台"),  # 不是“正指标”
    ("注：完成值达到指标值得满分，反之酌情扣分，预算执行率按执行率×10分计分。", "≥20台", "19台"),
    ("注：预算执行率得分=执行率×10。指标完成率100%以上的得满分，未完成的酌情扣分。", "≥20台", "19台"),
    ("注：未填报完成值原因的指标不得分。", "≥20台", "19台"),
    ("注：未达到指标值的不得分，并在备注栏中说明原因的除外。", "≥20台", "19台"),
]  # fmt: skip


@pytest.mark.parametrize(("note", "target", "actual"), LEFT)
def test_one_word_changed_leaves_the_row_to_a_person(note: str, target: str, actual: str) -> None:
    row = indicator(one(target, actual, note), NAME)
    assert (row.score, str(row.status)) == (None, "judged"), row.steps


# ------------------------------------------------------------------- 照财政部的办法

BY_RULE = (
    "注：1.预算执行率得分=执行率×10分。"
    "2.各项指标自评得分按照财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）有关单位自评的规定评定。"
)
NATIONWIDE = [
    BY_RULE,
    "注：各项指标自评得分按照《项目支出绩效评价管理办法》的规定评定。",
    "注：各指标得分依据财预[2020]10号文件规定计算。",
    "注：各指标得分按《财政部关于印发〈项目支出绩效评价管理办法〉的通知》（财预〔2020〕10号）计算。",
    "注：绩效指标得分均按照财政部印发的《项目支出绩效评价管理办法》（财预〔2020〕10号）规定的方法确定。",
]


@pytest.mark.parametrize("note", NATIONWIDE)
@pytest.mark.parametrize(
    ("target", "actual", "points"),
    [
        ("≥20台", "20台", "10"), ("≥20台", "24台", "10"), ("≥20台", "19台", "9.5"), ("=20期", "16期", "8"),
        ("≤20件", "20件", "10"), ("≤20件", "25件", None),  # “按照完成值与指标值的比例记分”，反向的没有写哪一个公式
    ],
)  # fmt: skip
def test_the_method_of_the_ministry_by_its_name(
    note: str, target: str, actual: str, points: str | None
) -> None:
    outcome = one(target, actual, note)
    row = indicator(outcome, NAME)
    assert row.score == (Decimal(points) if points else None), row.steps
    assert indicator(outcome, "预算执行率").score == 10


def test_its_three_bands() -> None:
    row = indicator(one("有效改善", "部分达成", BY_RULE), NAME)
    assert (row.score, row.low, row.high) == (None, Decimal(6), Decimal("7.99"))


def test_what_else_the_note_says_goes_before_its_proportion() -> None:
    note = f"{BY_RULE[:-1]}；反向指标超过指标值的不得分。"
    assert indicator(one("≤20件", "25件", note), NAME).score == 0
    assert indicator(one("≥20台", "19台", note), NAME).score == Decimal("9.5")


OTHER_RULES = [
    BY_RULE.replace("按照", "不按照"),
    BY_RULE.replace("财政部《", "省财政厅《"),
    BY_RULE.replace("《项目", "《示例市项目"),
    BY_RULE.replace("〔2020〕10号", "〔2011〕285号"),
    BY_RULE.replace("《项目支出绩效评价管理办法》（财预〔2020〕10号）", "《绩效自评工作细则》"),
    BY_RULE.replace("评定。", "评定后减半。"),
    BY_RULE.replace("评定。", "评定，未完成的酌情扣分。"),
    BY_RULE.replace("评定。", "评定，最高不超过分值的90%。"),
    BY_RULE.replace("得分按照", "得分由评审组参照"),
    BY_RULE.replace("得分按照", "得分除另有规定外按照"),
]


@pytest.mark.parametrize("note", OTHER_RULES)
def test_the_method_of_somebody_else_is_not_known(note: str) -> None:
    row = indicator(one("≥20台", "19台", note), NAME)
    assert (row.score, str(row.status)) == (None, "judged"), row.steps


def test_a_form_that_only_names_its_ground_is_scored_as_before() -> None:
    note = "填表依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）。"
    assert indicator(one("≤20件", "25件", note), NAME).score == Decimal("7.5")


# ------------------------------------------------------------------- 只说一类指标的，照它算

ROWS = (
    Aim("≥20台", "19台", 10, name="购置台数"),
    Aim("≥20台", "25台", 10, name="维修台数"),
    Aim("≤10万元", "12万元", 10, name="采购支出", level2="成本指标"),
    Aim("≤10万元", "8万元", 10, name="运维支出", level2="成本指标"),
    Aim("≥90%", "81%", 10, name="群众满意度", level1="满意度指标", level2="服务对象满意度指标"),
    Aim("≥60%", "57%", 10, name="治理覆盖率", level1="效益指标", level2="社会效益指标"),
    Aim("≥60%", "57%", 10, name="重点任务", level1="履职效能", level2="重点工作"),
)
COST = "成本指标控制在年度指标值以内的得满分，超出的不得分"
BY_RATE = "其他指标按完成率×分值计分，最高得满分"
BASE = "1.完成指标值得满分，未完成的按完成值/指标值×分值计分。2."
ANSWERED = "满意度指标达到指标值得满分，达不到的不得分。"
STEPS = "满意度指标完成率≥100%得满分；90%≤完成率<100%得80%的分值；完成率<90%不得分"
P = "人"
CLASSES = [
    # 购置台数、维修台数、采购支出、运维支出、群众满意度、治理覆盖率、重点任务（看不出是哪一类）
    (f"注：{COST}；{BY_RATE}。", ("9.5", "10", "0", "10", "9", "9.5", P)),
    (f"{BASE}{ANSWERED}", ("9.5", "10", P, P, "0", "9.5", P)),
    (f"注：{STEPS}。其他指标{ANSWERED[5:]}", ("0", "10", "0", "10", "8", "0", P)),
    ("注：满意度指标按完成率计分；其余指标达不到的不得分。", ("0", P, "0", P, "9", "0", P)),
    # 窄的一类先于宽的
    (f"注：{COST}；产出指标、效益指标：达到指标值的得满分，未达到的不得分。", ("0", "10", "0", "10", "9", "0", P)),
    # 一类里有一个词没有读懂，只留下那一类
    (f"注：成本指标超出的酌情扣分；{BY_RATE}。", ("9.5", "10", P, P, "9", "9.5", P)),
    (f"{BASE}{ANSWERED.replace('不得分', '酌情扣分')}", ("9.5", "10", P, P, P, "9.5", P)),
    (f"注：{COST.replace('不得分', '不得分的除外')}；{BY_RATE}。", ("9.5", "10", P, P, "9", "9.5", P)),
    # 超过的扣分没有说是哪一类；前面没有说过谁的“其他”；“。”后面的一句说不清是哪一类
    (f"注：{COST}；{BY_RATE}；超过指标值150%的，扣减分值的20%。", ("9.5", P, P, P, "9", "9.5", P)),
    (f"注：{BY_RATE}。", (P,) * 7),
    ("注：数量指标达到目标值的得满分。未达到的不得分。", (P,) * 7), ("注：数量指标。达到目标值的得满分。未达到的不得分。", (P,) * 7),
    (f"注：除{COST}。", (P,) * 7),
]  # fmt: skip


@pytest.mark.parametrize(("note", "points"), CLASSES)
def test_a_sentence_of_one_class_scores_that_class(note: str, points: tuple[str, ...]) -> None:
    outcome = score(noted(note, lines=ROWS))
    scores = [indicator(outcome, row.name).score for row in ROWS]
    assert scores == [None if each == P else Decimal(each) for each in points]


def test_classes_that_only_stand_as_examples() -> None:
    note = "注：数量指标、质量指标等定量指标：达到指标值得满分，未达到的不得分。"
    outcome = score(noted(note, lines=ROWS))
    assert [indicator(outcome, row.name).score for row in ROWS] == [0, 10, 0, 10, 0, 0, 0]


# ------------------------------------------------------------------- 定性、执行率、各种格式

WORDS = [
    ("注：指标值为文字的，达成得满分，部分达成得60%，未达成不得分。", "6"),
    ("注：定性指标按照达成、部分达成、未达成三档，分别得分值的100%、60%、0%。", "6"),
    ("注：定性指标按完成情况（达成、部分达成、未达成），分别按分值的100%、70%、0%计分。", "7"),
    ("注：定性指标按照达成、部分达成、未达成三档，分别得分值的100%、60%。", None),
    ("注：定性指标按完成情况（达成、部分达成、未达成），分别按分值的70%、100%、0%计分。", None),
]


@pytest.mark.parametrize(("note", "points"), WORDS)
def test_words_of_worded_indicators(note: str, points: str | None) -> None:
    row = indicator(one("有效改善", "部分达成", note), NAME)
    expected = (0, 10) if points is None else (Decimal(points), Decimal(points))
    assert (row.low, row.high) == expected


MONEY = [
    ("注：预算执行率得分=执行率×10，最高10分。", "10"),
    ("注：执行率=全年执行数/全年预算数×100%，得分=执行率×10，执行率≥100%的得10分。", "10"),
    ("注：预算执行率得分=执行率×20，最高20分。", None),  # 这一行只有 10 分
    ("注：预算执行率得分=执行率×10，最高8分。", None),
    ("注：执行率=全年执行数/年初预算数×100%，得分=执行率×10。", None),  # 这一行算的是全年预算数
]


@pytest.mark.parametrize(("note", "points"), MONEY)
def test_the_points_of_the_execution_rate(note: str, points: str | None) -> None:
    outcome = one("≥20台", "19台", note)
    assert indicator(outcome, "预算执行率").score == (Decimal(points) if points else None)
    assert indicator(outcome, NAME).score == Decimal("9.5")


@pytest.mark.parametrize("make", [to_bytes, html, opendocument, word])
@pytest.mark.parametrize(("note", "points"), [(SHORT, "9.5"), (TIERS, "8"), (BY_RULE, "9.5")])
def test_the_forms_in_every_format(
    make: Callable[[Workbook], bytes], note: str, points: str
) -> None:
    outcome = score(make(noted(note, lines=(Aim("≥20台", "19台", 10),))))
    assert indicator(outcome, NAME).score == Decimal(points)


@pytest.mark.parametrize("note", [SHORT, TIERS, SINKING, BOTH_RATES, BY_RULE])
def test_the_completed_workbook_says_the_same(note: str, tmp_path: Path) -> None:
    """Its formulas, calculated anew, and itself when it is handed in again."""
    lines = (Aim("≥50台", "39台", 45, 45), Aim("≤10%", "9%", 45, 45, name="差错率"))
    first = score(noted(note, lines=lines))
    path = tmp_path / "某局_复核.xlsx"
    path.write_bytes(write_completed(first))
    stored, again = values(path), recalculate(path)
    assert {k: (v, again.get(k)) for k, v in stored.items() if not same(v, again.get(k))} == {}
    second = score(path.read_bytes(), path.name)
    for line in lines:
        assert indicator(second, line.name).score == indicator(first, line.name).score
    scored = indicator(first, NAME).score
    assert scored is not None
    assert float(scored) in stored.values()
