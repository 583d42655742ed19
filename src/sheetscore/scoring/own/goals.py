"""The 年度指标值 and the 完成值 of a row as the quantities that its wording speaks of: 达到目标值, 实际完成数/计划完成数, 完成率.

A wording that names the target without its number is read with that number in its place; a formula of what was done over what
was planned takes both from the row. Anything else is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import MONEY_UNITS, fraction, plain
from sheetscore.exact.numerals import half_width
from sheetscore.regexes import regex
from sheetscore.rules import Rule
from sheetscore.rules.formulas.expressions import Node
from sheetscore.rules.formulas.formula import Formula, own_slope, read_formula
from sheetscore.rules.paraphrase.asides import loses_limits
from sheetscore.rules.paraphrase.completion_words import completion_in_words
from sheetscore.rules.paraphrase.own_terms import own_term, planned_term
from sheetscore.rules.tokens.wording import COMPLETION_ENDINGS, MORE_ENDINGS, RATE_ENDINGS
from sheetscore.scoring.own.stated_goal import shown_goal
from sheetscore.words.better_rates import is_no_count, may_be_more, may_count_up
from sheetscore.words.text import clean, name_key
from sheetscore.words.vocabulary import pattern

Compile = Callable[[str, str], Rule]
"""A wording under the name of an indicator → its rule."""

_GOAL = regex(
    r"(?P<sign>[≥≤<>=])?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>%|[^\d\s%,，。;；()（）≥≤<>=]{0,6}?)"
    r"(?P<least>(?:\(含\))?(?:及|或)?以上(?:\(含\))?)?"
)
_AT_LEAST = regex(r"^(?:不低于|不少于|不小于|大于等于|大于或等于|>=|≧|达到)")
_DONE = pattern("^(?:{this_year}|{all_year}|年度)?(?:实际|已|实)?(?:完成|达到)?的?")
_PLANNED = pattern(
    "^(?:{this_year}|{all_year}|年度|{opening})?(?:计划|目标|任务|指标|预期|应|预计|设定|绩效目标|绩效指标){1,2}(?:应)?(?:完成|达到)?的?"
)
_COUNTED = pattern("(?:{counted}|总?金额|总?额|总[数量])?")
_COMPLETION = "完成率"
MEASURED = ("长度", "宽度", "高度", "深度", "厚度")
"""Names in 度 that are no rates."""
_OF_TARGET = regex(
    r"(?:年度|绩效|实际)?(?:任务|目标|指标|工作|计划)(?=完成(?:率|比例))|实际(?=完成(?:率|比例))"
)
_NAMED = regex("完成率|完成比例|目标|指标值|计划")
_REACHED = regex(
    r"(?:(?:实际)?完成(?:数|值|量|情况))?(?:实际)?(?:达到或超过|达到或高于|完成|达到|达成)(?:值)?(?:年度|绩效|既定|预期|计划)*(?:目标值?|指标值|计划数?|任务数?)(?!完成)"
)
_PART_OF = regex(
    r"(?:(?:实际)?完成(?:数|值|量|情况))?(?:完成|达到|达成)(?:了)?(?:年度|绩效|既定|预期|计划)*(?:目标值?|指标值|计划数?|任务数?)的?(?=\d+(?:\.\d+)?%)"
)
"""完成目标值的90%以上: that share of it."""
_IN_SHARE = regex(
    r"^按(?:照)?实际(?:完成)?(?:(?![除均约非仅只未不没另外])[\u4e00-\u9fff]){0,4}[数量值](?:占|与|除以)(?:年度)?(?:计划|目标|任务)(?:数|值|量)?的?(?:比例|比值|百分比)(?:计算得分|计分|得分|给分)"
)
"""按实际印发数占计划数的比例计分 with nothing in front of it."""
_RATIO_OF = regex(
    r"(?:实际)?(?:完成值|完成数|实际值)/(?:年度|绩效)?(?:目标值|指标值|计划数|任务数)(?:\*100%)?(?=在|达|[<>≤≥]|不|大|小|高|低|为)"
)
_IS_RATIO = regex(
    r"完成(?:率|比例)\((?:即)?(?:实际)?(?:完成值|完成数|完成量|实际值|完成情况)(?:/|÷)(?:年度|绩效)?(?:目标值|指标值|计划数|任务数|目标|计划)(?:[×*]100%)?\)"
)
"""完成率（完成值/目标值）, as the wording itself says what it is."""
_MISSED = regex(
    r"(?:低于|未达到|未完成|达不到|没有达到|没有完成|未达)(?:年度|绩效|既定|预期|计划)*(?:目标值?|指标值|计划数?|任务数?)?(?=的|,|按)的?"
)
_WHOLE = regex("(?:^|(?<=[,;。]))完成(?=的?,?(?:得|计|给))")
_SHARE_OF_PLAN = pattern(
    "按(?:照)?(?:实际)?完成(?:年度|{this_year}|{all_year})?(?:目标任务|计划任务|任务|计划|目标)(?:数|量)?的(?:比例|百分比|进度)(?=计|得|折)"
)
_BY_SHARE = regex(
    "按(?:实际|完成|未完成|实际完成)?(?:的)?比例(?:相应)?扣(?:减|除)?(?:相应)?(?:分数|分值|得分|分)?"
)
"""What is taken off in proportion to what is missing leaves the share that was done."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A 年度指标值 that is one number; that of a rate is a ratio and its unit %."""

    sign: str
    value: Fraction
    unit: str

    @property
    def in_wan(self) -> Fraction:
        """The number as figures are kept: money in 万元."""
        return self.value * fraction(MONEY_UNITS.get(self.unit, 1))

    @property
    def is_least(self) -> bool:
        """May more than that be as good? Not where it says at most."""
        return self.sign not in ("≤", "<") and self.value > 0


def read_goal(text: str) -> Goal | None:
    """The one number of a 年度指标值; None for words, a range, or several numbers."""
    key = re.sub(r"\s", "", half_width(text)).replace("≧", "≥").replace("≦", "≤")
    key = _AT_LEAST.sub("≥", key)
    found = _GOAL.fullmatch(key)
    if found is None:
        return None
    value, unit = fraction(found["number"].replace(",", "")), found["unit"]
    sign = found["sign"] or ("≥" if found["least"] else "")
    return Goal(sign, value / 100 if unit == "%" else value, unit)


@dataclass(frozen=True, slots=True)
class RowRule:
    """The rule of a row over its own 完成值: `term` is what its formula calls it, `unit` what it is counted in.

    `goal`: what was planned, where the formula takes it from the row, as figures are kept.
    """

    rule: Rule
    term: str
    unit: str
    goal: Fraction | None = None


def row_rule(record: Mapping[str, Any], rule: Rule) -> RowRule | None:
    """The rule as the 完成值 beside it is put in; None where the wording asks for another quantity."""
    formula, own = rule.formula, record["beside"].own
    if formula is None:
        return RowRule(rule, own, rule.unit)
    by_goal = _by_goal(record, rule, formula)
    if by_goal is not None:
        return by_goal
    name = name_key(record["indicator"])
    if formula.factor is not None and own_slope(formula.expression, record["indicator"]) is None:
        ratio_of_row = formula.plain_ratio and name.endswith(COMPLETION_ENDINGS)
        if not ratio_of_row:
            return None
    return RowRule(replace(rule, formula=None), own, rule.unit)


def _by_goal(record: Mapping[str, Any], rule: Rule, formula: Formula) -> RowRule | None:
    """A formula of what was done over what was planned, with the 年度指标值 as the plan."""
    name, goal = name_key(record["indicator"]), read_goal(shown_goal(record))
    indicator = record["indicator"]
    planned = [
        term for term in formula.terms if _is(term, _PLANNED, name) or planned_term(term, indicator)
    ]
    done = [
        term
        for term in formula.terms
        if (_is(term, _DONE, name) or own_term(term, indicator)) and term not in planned
    ]
    if len(done) != 1 or len(done) + len(planned) != len(formula.terms):
        return None
    if goal is None or not goal.is_least:
        return None
    if formula.plain_ratio and formula.expression.parts[0].text in planned:
        return None  # 计划数/实际完成数: the more is done, the less it would give
    if not goal.sign and not (may_be_more if goal.unit == "%" else may_count_up)(name):
        return None  # 实际数/计划数 of 建设占用耕地面积: nobody says that more of it is better
    share = _shows_share(record)
    if share != (goal.unit == "%"):
        return None
    if share and formula.factor is None and name.endswith(RATE_ENDINGS):
        return None  # the 完成值 is the rate itself
    expression = formula.expression
    for term in planned:
        expression = expression.put(term, Node("number", value=goal.in_wan))
    found = replace(rule, formula=replace(formula, expression=expression))
    return RowRule(found, done[0], goal.unit, goal.in_wan)


def _is(term: str, pattern: re.Pattern[str], name: str) -> bool:
    """实际完成数, 计划培训人数: a word for what was done (planned), alone or before the name of the row."""
    key = name_key(term)
    lead = pattern.match(key)
    if lead is None or not lead.end():
        return False
    rest = key[lead.end() :]
    return _COUNTED.fullmatch(rest) is not None or rest in (
        name,
        f"{name}数",
        name.removesuffix("数"),
    )


def names_goal(text: str) -> bool:
    """Does a wording speak of the 年度指标值 without its number?"""
    return _NAMES_GOAL.search(clean(text).text) is not None


_NAMES_GOAL = regex(r"(?:目标值?|指标值|计划[数值])(?!为?[≥≤<>=]?\d)")


def of_no_rate(rule: Rule) -> bool:
    """A wording of a rate, without a formula, under a name that counts: 100%得满分 for 培训人数."""
    return (
        rule.unit == "%" and rule.formula is None and not name_key(rule.name).endswith(RATE_ENDINGS)
    )


def with_goal(record: Mapping[str, Any], compiled: Compile) -> Rule | None:
    """The rule of a wording that names the target of its row without its number; None where it cannot be read with it."""
    beside = record["beside"]
    if not beside:
        return None
    goal = read_goal(beside.goal)
    text, name = record["criteria"], name_key(record["indicator"])
    if goal is None and _shows_share(record) and not name.endswith(("率", "度")):
        return _completed(record, compiled) if may_be_more(name) else None
    if goal is None or not goal.is_least:
        return None
    plainly = _in_words(record, goal)
    named = _NAMED.search(plainly) or _SHARE_OF_PLAN.search(plainly)
    if goal.unit == "%":
        if not named or not name.endswith(COMPLETION_ENDINGS + MORE_ENDINGS):
            return None
        return _whole(compiled(_stated(goal.value, text), record["indicator"]), record)
    counted = MEASURED + (("完成率",) if _done_in(record, goal) else ())
    if name.endswith(("率", "度")) and not name.endswith(counted):
        return None
    if not goal.sign and is_no_count(name):
        return None  # 达到目标值 of a number of complaints
    return _completion(record, goal, compiled) if named else _explained(record, compiled)


def _in_words(record: Mapping[str, Any], goal: Goal) -> str:
    """The wording with the 完成率 in plain words; 人 of the target counts for a name that does not say what it counts."""
    name = str(record["indicator"])
    if goal.unit and not name.endswith(("）", ")")):
        name = f"{name}（{goal.unit}）"
    shown = re.sub(r"[≥≤<>=\s]", "", half_width(record["beside"].goal))
    return completion_in_words(clean(record["criteria"]).text, name, shown)


def over_goal(record: Mapping[str, Any], rule: Rule) -> Rule:
    """The rule of a 完成率 whose cells hold what was done and what was planned, 3个 beside 5个: over the one by the other."""
    if not record["beside"] or rule.unit != "%" or rule.formula is not None:
        return rule
    goal = read_goal(record["beside"].goal)
    if goal is None or goal.unit in ("", "%") or goal.sign not in ("", "≥", "=") or not goal.value:
        return rule
    name = name_key(record["indicator"])
    shown = re.sub(r"\s", "", half_width(str(record["actual"])))
    counted = re.fullmatch(rf"\d[\d,]*(?:\.\d+)?{re.escape(goal.unit)}", shown)
    if counted is None or not name.endswith(("完成率", "完成比例")):
        return rule
    expression = Node("/", (Node("term", text="完成值"), Node("number", value=goal.in_wan)))
    return replace(rule, formula=Formula(name, expression))


def _done_in(record: Mapping[str, Any], goal: Goal) -> bool:
    """192.8万平方米 beside 192万平方米 of a 清扫面积完成率: both are counted, and the rate is what was done of it."""
    shown = read_goal(str(record["actual"]))
    return shown is not None and not shown.sign and shown.unit == goal.unit != ""


def _shows_share(record: Mapping[str, Any]) -> bool:
    """Is what was done a share, 95%?"""
    return str(record["actual"]).rstrip().endswith(("%", "％"))


_DONE_OF_TASK = pattern(
    r"完成(?:年度|{all_year})?(?:计划任务|目标任务|计划|目标|任务)的?(?=\d+(?:\.\d+)?%)"
)


def _completed(record: Mapping[str, Any], compiled: Compile) -> Rule | None:
    """A wording over the 完成率 of a row that counts, where the 完成值 is that rate: 95% under 体检人数."""
    text = _OF_TARGET.sub("", clean(record["criteria"]).text)
    text = _DONE_OF_TASK.sub("完成率", text)
    if "完成率" not in text and "完成比例" not in text:
        return None
    return _whole(compiled(text, _COMPLETION), record)


def _stated(value: Fraction, text: str) -> str:
    """The wording behind a sentence that states the target."""
    number = value * 100
    return f"目标值{plain(number, 9)}%。{text}"


def _completion(record: Mapping[str, Any], goal: Goal, compiled: Compile) -> Rule | None:
    """A wording over the 完成率 of a row that counts: what was done over its 年度指标值."""
    printed = clean(record["criteria"]).text
    said = _in_words(record, goal)
    text = _SHARE_OF_PLAN.sub("按完成比例", said)
    text = _IS_RATIO.sub("完成率", _OF_TARGET.sub("", text))
    text = _PART_OF.sub("完成率", _RATIO_OF.sub("完成率", text))
    text = re.sub(
        r"(?<=得分=完成率\*分值)[,;]满分(?:为)?(?=\d)",
        ",最高",
        _IN_SHARE.sub("得分=完成率*分值", text),
    )
    text = re.sub(r"(?<=以上),(?=(?:不足|低于|小于|<)\d)", "且", text)
    text = re.sub(r",视为[^,;。0-9不未没]{2,16},(?=扣|得|计)", ",", text)
    text = _BY_SHARE.sub("按完成比例得分", _MISSED.sub("未完成的", text))
    text = _REACHED.sub("完成", text)
    whole = _WHOLE.sub("≥100%", text)
    for tried in (
        text,
        _stated(Fraction(1), record["criteria"]),
        *([whole] if whole != text else []),
    ):
        rule = _whole(compiled(tried, _COMPLETION), record)
        if rule is None or loses_limits(printed, tried, record["indicator"]):
            continue
        if rule.formula is not None:
            return rule
        term = "完成值"
        expression = Node("/", (Node("term", text=term), Node("number", value=goal.in_wan)))
        return replace(rule, formula=Formula(_COMPLETION, expression))
    return None


def _explained(record: Mapping[str, Any], compiled: Compile) -> Rule | None:
    """A wording of a rate that is not named, where the 指标说明 says that it is what was done over what was planned."""
    for name in (f"{record['indicator']}完成率", _COMPLETION):
        formula = read_formula(record["explanation"], name).formula
        if formula is None or formula.bare or formula.factor is not None:
            continue
        key = name_key(record["indicator"])
        if all(_is(term, _DONE, key) or _is(term, _PLANNED, key) for term in formula.terms):
            rule = _whole(compiled(record["criteria"], _COMPLETION), record)
            return rule and replace(rule, formula=formula)
    return None


def _whole(rule: Rule, record: Mapping[str, Any]) -> Rule | None:
    """A rule that was read whole, as that of the wording printed."""
    if not rule.computable or rule.unit != "%":
        return None
    return replace(rule, text=record["criteria"], name=record["indicator"])
