"""半年支出进度=部门上半年实际支出/（…）: the formula that an 指标说明 gives to the figure of one stage, and to no other.

The formula of the whole row is none of a stage: what was spent in all the year is not what was spent by June.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from sheetscore.regexes import regex
from sheetscore.rules.formulas.formula import Formula, read_formula
from sheetscore.words.text import clean, name_key
from sheetscore.words.vocabulary import pattern

_MONTHS = {"一季度": 3, "半年": 6, "二季度": 6, "前三季度": 9, "三季度": 9, "四季度": 12}
_CUMULATED = {**_MONTHS, **{f"{month}月": month for month in range(1, 13)}}

_CLAUSE = regex("[。;]")
_STAGE = pattern(
    r"(?P<when>上?半年(?:度)?|前三季度|[一二三四]季度|\d{1,2}月)(?:[底末份])?(?:部门|{budget}|资金|{spending}|{carried_out})*进度率?"
)

_ANY_QUARTER = pattern("季度(?:部门|{budget}|资金|{spending}|{carried_out})*进度率?")
"""季度预算支出进度=季度末累计支出数/调整后部门预算数: of each quarter alike."""
_SPENT_BY = pattern(
    r"(?:部门|单位)?(?P<when>上?半年(?:度)?|前三季度|\d{1,2}月|[一二三四]季度(?=末|累计))(?:[底末份])?(?:部门|单位|累计)?(?:实际)?(?:{spending})(?:数|额)?"
)


def stage_of(name: str) -> str:
    """上半年 of 上半年支出进度率; "" for a name that is not the progress at some time of the year."""
    found = _STAGE.fullmatch(name_key(name))
    when = found["when"] if found else ""
    return "半年" if "半年" in when else when


def formula_of(explanation: str, name: str) -> Formula | None:
    """The formula of a figure: for that of a stage the one of the same stage alone, None where there is none or two of them."""
    stage = stage_of(name)
    if not stage:
        return read_formula(explanation, name).formula
    clauses = [each.partition("=") for each in _CLAUSE.split(_lines(explanation))]
    found = {body for left, sign, body in clauses if sign and stage_of(left) == stage}
    if not found and stage in ("一季度", "二季度", "三季度", "四季度"):
        found = {
            body.replace("季度", stage)
            for left, sign, body in clauses
            if sign and _ANY_QUARTER.fullmatch(name_key(left))
        }
    if len(found) != 1:
        return None
    reading = read_formula(f"{name}={found.pop()}", name)
    return None if reading.problem or reading.scoring_left else reading.formula


def _stage_of_amount(name: str) -> str:
    """半年 of 部门上半年实际支出; "" for an amount that is not what was spent by some time of the year."""
    found = _SPENT_BY.fullmatch(name_key(name))
    when = found["when"] if found else ""
    return "半年" if "半年" in when else when


def falling_stages(values: Mapping[str, Fraction]) -> str:
    """What was spent by a later time of the year is less than by an earlier one (or less than nothing): why, "" where it is not.

    `values` are amounts or ratios by the name of the figure; figures of no stage, and those of a budget, are left out. The rates of a
    budget that grows in the year may fall: where their amounts are known, those are what is compared.
    """
    staged = sorted(
        (month, name, value)
        for name, value in values.items()
        if (month := _CUMULATED.get(stage_of(name) or _stage_of_amount(name))) is not None
    )
    for _, name, value in staged:
        if value < 0:
            return f"{name}是负数"
    for (_, before, one), (_, after, other) in pairwise(staged):
        if other < one:
            return f"{after}小于{before}，累计的支出不会减少，请核对"
    return ""


def _lines(text: str) -> str:
    return ";".join(clean(line).text for line in text.splitlines())
