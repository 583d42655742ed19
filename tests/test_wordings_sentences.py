"""逐句读的写法（tests/cases/sentences.toml）：照本行的数算得出的算对，只改一处就说不清的由人评定。"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from wording_rows import read, shown

from sheetscore.exact.amounts import fraction
from sheetscore.rules import Rule, compile_criteria
from sheetscore.rules.sentences.sentence_rule import read_sentences
from sheetscore.rules.sentences.wording_row import Target
from sheetscore.rules.telling.tried_values import score_value
from sheetscore.scoring.own.goals import read_goal

READ = read("sentences")


ALONE = [
    row for row in READ if "target" not in row and re.fullmatch(r"[\d.]+[%‰]", row["done"])
]  # fmt: skip
"""Rates whose wording needs no 年度指标值: `sheetscore rules --text` reads them, too."""


@pytest.mark.parametrize("row", ALONE, ids=shown)
def test_the_wording_alone_gives_the_same_score(row: dict[str, Any]) -> None:
    rule = compile_criteria(row["text"], Decimal(str(row["points"])), row["name"])
    figure = fraction(row["done"][:-1]) / (100 if row["done"].endswith("%") else 1000)
    assert rule.computable, rule.restate()
    assert rule.score(figure) == Decimal(row["score"])


MUTATED = [
    "优良天数比率", "符合政策生育率责任指标完成情况", "城区空气质量优良天数", "空气质量优良天数比率", "成交率",
    "细颗粒物（PM2.5）年均值", "高标准农田建成面积", "接种疫苗人数", "展会布展费用控制", "近期建设用地范围内控规编制率(98%)",
    "中心村规划编制率", "电子证照共享率", "接受省委托补充耕地", "对接行业龙头企业数量", "投资完成额", "学前教育普惠率",
    "居民电子健康档案建档率", "城镇登记失业率", "社保零申报率", "流调率",
    "人口自然增长率", "培训人次", "资金到位率",
]  # fmt: skip
"""One name of each kind of wording; every wording under it, whatever the 完成值, is mutated once."""
TEXTS = list({row["text"]: row for row in READ if row["name"] in MUTATED}.values())


def compiled(row: dict[str, Any], text: str) -> Rule | None:
    goal = read_goal(row.get("target", ""))
    target = Target(goal.sign, goal.value, goal.unit) if goal is not None else None
    return read_sentences(text, row["name"], fraction(row["points"]), target, own=True)


def values(rule: Rule) -> set[Fraction]:
    """Every edge, step, score and slope of a rule."""
    found: set[Fraction] = set()
    for segment in rule.shape.segments:  # type: ignore[union-attr]
        numbers = (segment.interval.low, segment.interval.high)
        parts = (
            getattr(segment.outcome, each, None) for each in segment.outcome.__dataclass_fields__
        )
        found |= {each for each in (*numbers, *parts) if isinstance(each, Fraction)}
    return found


def meant(number: Fraction, row: dict[str, Any]) -> set[Fraction]:
    """What a number of the wording may stand for: itself, a rate, a share of the target or of the points, a distance from one of them."""
    goal, points = read_goal(row.get("target", "")), fraction(row["points"])
    plain = {number, number / 100, number / 1000, number * 10000}
    shares = {each * points for each in plain} | {points - number, points + number}
    if goal is None:
        return plain | shares
    parts = {each * goal.value for each in plain}
    apart = {goal.value + sign * each for each in (*plain, *parts) for sign in (1, -1)}
    return plain | shares | parts | apart | {each / goal.value for each in (*plain, *shares)}


def test_enough_wordings_are_mutated() -> None:
    assert len(TEXTS) >= len(MUTATED)
    assert all(compiled(row, row["text"]) is not None for row in TEXTS)


@pytest.mark.parametrize("row", TEXTS, ids=shown)
@pytest.mark.parametrize("word", ["不", "未", "除", "约"])
def test_a_denying_word_put_in_anywhere_is_never_read_over(row: dict[str, Any], word: str) -> None:
    """扣除 is 扣; （不含） is another rule; all else is a person's."""
    text, base = row["text"], compiled(row, row["text"])
    assert base is not None
    for place in range(len(text) + 1):
        changed = text[:place] + word + text[place:]
        rule = compiled(row, changed)
        if rule is None or (word == "除" and text[:place].rstrip().endswith("扣")):
            continue
        around = word + changed[max(0, place - 1) : place + 2]
        assert around in ("不（不含", "不(不含"), changed
        assert rule.shape != base.shape, changed


@pytest.mark.parametrize("row", TEXTS, ids=shown)
def test_a_digit_put_in_anywhere_stands_in_the_rule_or_there_is_none(row: dict[str, Any]) -> None:
    text, base = row["text"], compiled(row, row["text"])
    assert base is not None
    for place in range(len(text) + 1):
        changed = text[:place] + "3" + text[place:]
        rule = compiled(row, changed)
        if rule is None:
            continue
        number = next(
            m.group()
            for m in re.finditer(r"\d+(?:\.\d+)?", changed)
            if m.start() <= place < m.end()
        )
        assert rule.shape != base.shape, changed
        assert (values(rule) - values(base)) & meant(fraction(number), row), (changed, number)


@pytest.mark.parametrize(
    ("name", "text", "points", "value", "score"),
    [
        ("森林火灾受害率", "受害率≤0.9‰得4分，每超0.1‰扣1分，扣完为止。", 4, "1.15‰", "2"),
        ("森林火灾受害率", "受害率≤0.9‰得4分，每超0.1‰扣1分，扣完为止。", 4, "0.9‰", "4"),
        ("森林火灾受害率", "受害率≤0.9‰得4分，每超0.1‰扣1分，扣完为止。", 4, "0.115%", "2"),
        ("安全感较上年提升（百分点）", "安全感较上年每提升1个百分点得1.5分，最多得6分；未提升或下降的不得分。", 6, "3", "4.5"),
        ("安全感较上年提升（百分点）", "安全感较上年每提升1个百分点得1.5分，最多得6分；未提升或下降的不得分。", 6, "3个百分点", "4.5"),
        ("满意度", "满意度≥90%得满分，每低1个百分点扣0.5分，扣完为止。", 6, "88%", "5"),
        ("满意度", "满意度≥90%得满分，每低1个百分点扣0.5分，扣完为止。", 6, "88", None),
    ],
)  # fmt: skip
def test_a_value_given_by_hand_may_be_per_mille_or_points(
    name: str, text: str, points: int, value: str, score: str | None
) -> None:
    found = score_value(compile_criteria(text, points, name), value).score
    assert found == (None if score is None else Decimal(score))
