"""A 完成值 written in parts as the figures of its row: each bound to a term of the row's own formula by its name, or by none.

A row without a formula takes two parts only where its name says how they belong together (合格 over 抽检 for 合格率, 上年 and 本年
for 增长率), and 15/16 only where no other reading is possible. Everything else stays what it was: for a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pandas as pd

from sheetscore.exact.amounts import MONEY_UNITS, decimal, fraction, percent, plain
from sheetscore.exact.intervals import Shown
from sheetscore.model.columns import records
from sheetscore.model.figure import Input, Key
from sheetscore.model.finding import Finding
from sheetscore.readers.target_table.results import OTHER_UNIT
from sheetscore.regexes import regex
from sheetscore.rules import Rule
from sheetscore.rules.formulas.expressions import Node
from sheetscore.rules.formulas.formula import Formula, read_formula
from sheetscore.rules.shapes.shapes import Ladder
from sheetscore.rules.tokens.wording import COMPLETION_ENDINGS, MORE_ENDINGS, SMALLER_ENDINGS
from sheetscore.scoring.binding import OWN_QUANTITY, Bound
from sheetscore.scoring.definitions import defined
from sheetscore.scoring.own.goals import of_no_rate, read_goal, row_rule
from sheetscore.scoring.own.named_shares import rate_in_wording, used_for, without_share
from sheetscore.scoring.own.part_names import LEFT_OUT, by_terms
from sheetscore.scoring.own.proved_parts import change_in, is_own_rate, prove
from sheetscore.scoring.own.spoken_parts import by_act, by_role, without_remainder
from sheetscore.scoring.own.written_parts import Part, Written, ratio, read_parts
from sheetscore.scoring.own.year_parts import by_printed_years, by_years, moved_by, of_this_year
from sheetscore.scoring.told.told_words import claims_hold, plainly_told
from sheetscore.words.glossary import Glossary
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_LEAST = 2
_LOOKED_AT = frozenset(["抽检", "抽查", "抽样", "检测", "检验", "监测", "送检", "抽测"])
"""合格率 beside 抽检120批次 is the 抽检合格率."""
_MONEY = regex("金额|资金|经费|预算数|支出数|采购预算|[取注]消额|注销额|投资额|款$")
_SURVEYED = regex(
    r"^(?:经|通过|据|根据)?(?:问卷|电话|抽样|入户|现场|网络|满意度|第三方(?:机构)?|社会|民意)*(?:调查|测评|访谈|回访)(?:结果)?(?:显示|统计)?[,，:：]?(?=[^,，]*\d+(?:\.\d+)?\s*[%％])"
)
"""问卷调查满意度96.2%: how it was found, in front of the rate."""
_COMPLETION = "完成率"
_OF_COMPLETION = regex("完成率|完成比例")
_SPENT = ("执行率", "预算完成率", "经费控制率", "经费支出率")
"""Shares of a budget that was spent (财预〔2013〕53号 预算完成率、公用经费控制率、“三公经费”控制率、政府采购执行率)."""
_SPEAKS_OF_MORE = regex("上年|去年|进度|序时|(?<!得分)=|/|除以|占")
_ADDS = pattern("未|(?:{compared}){last_year}")
"""满意度95%，比上年提高2个百分点未达标: what stands beside the rate says more of it."""
_TOP, _LOW = "分子", "分母"
NOT_EQUAL = "所填的"
_GOAL = {"目标值", "指标值", "年度指标值", "年度目标值", "绩效目标值", "目标数", "计划值"}


def lacks_own(record: Mapping[str, Any], bound: Bound) -> bool:
    """Are figures of a row missing for no other reason than that none stands anywhere, or that its own 完成值 is a text?"""
    lacking = [figure for figure in bound.inputs if figure.value is None]
    own = record["sheet"], record["actual_cell"]
    return bool(lacking) and all(
        each.state in ("absent", "blank")
        or (each.state in ("text", OTHER_UNIT) and (each.sheet, each.cell) == own)
        for each in lacking
    )


def by_parts(
    record: Mapping[str, Any], rule: Rule, glossary: Glossary, year: int | None
) -> Bound | None:
    """The figures that the text of the row's 完成值 states for its rate; None where it states none, or not plainly.

    The rule comes back as judged where a rate printed with its parts is not what they give.
    """
    found = _stated(record, rule, glossary, year)
    if found is None or found.rule.kind == "judged" or is_true(str(record["actual"]), found):
        return found
    return None


def is_true(text: str, bound: Bound) -> bool:
    """Are the figures of a text what the text itself says of them: 未超预算, 完成目标?"""
    rate = rate_of(bound)
    if rate is None:
        return True
    return claims_hold(text, rate, full=bound.rule.score(rate) == bound.rule.points)


def rate_of(bound: Bound) -> Fraction | None:
    """What the figures of a bound rule come to; None where one of them is missing, or nothing can be divided by it."""
    values = {each.term: fraction(each.value) for each in bound.inputs if each.value is not None}
    if len(values) < len({each.term for each in bound.inputs}):
        return None
    formula = bound.rule.formula
    try:
        return next(iter(values.values())) if formula is None else formula.evaluate(values)
    except ZeroDivisionError:
        return None


def _stated(
    record: Mapping[str, Any], rule: Rule, glossary: Glossary, year: int | None
) -> Bound | None:
    if rule.unit != "%" or not rule.computable or not record["actual_cell"]:
        return None
    name = name_key(record["indicator"])
    said = _SURVEYED.sub("", plainly_told(str(record["actual"]).strip(), year, name))
    said = without_share(said, name)
    written = moved_by(said, name) or read_parts(said)
    if _asks_for_goal(record, rule) or written is None or not _of_the_row(record, rule, written):
        return None
    rule = _with_definition(record, rule, glossary)
    printed = _printed(rule, record)
    found = by_years(name, printed, written, year)
    if found is None and printed is not None:
        found = by_printed_years(printed, written.parts, year)
    if found is None:
        parts = of_this_year(written.parts, year)
        if parts is None:
            return None
        written = replace(written, parts=parts)
        found = _bound(record, rule, written, glossary) if written.parts else None
    formula = found_formula(rule, record, written, found) if found is not None else None
    if found is None and written.printed is not None and not written.quotient:
        proof = prove(name, _printed(rule, record), written, glossary)
        if proof is None:
            if not _fits_the_target(record, written) or any(
                _ADDS.search(each.name) for each in written.parts
            ):
                return None
            return _rate_alone(record, rule, written.printed)
        if proof.state == "contradicted":
            return _contradicted(record, rule, written.printed.text, "同一格里的数")
        found, formula = (proof.parts or None), proof.formula
    if found is None or formula is None or not _signs_are_clear(rule, found.values()):
        return None
    try:
        rate = formula.evaluate({term: fraction(part.value) for term, part in found.items()})
    except ZeroDivisionError:
        return None  # 抽检0批次，合格0批次: a person says what that is
    if not written.fits(rate):
        assert written.printed is not None
        return _contradicted(record, rule, written.printed.text, f"算得的 {percent(rate, 4)} ")
    inputs = tuple(_input(record, term, part) for term, part in found.items())
    factors = {term: Fraction(1) for term in found}
    return Bound(replace(rule, formula=formula), inputs, factors, by_row=bool(record["beside"]))


def _asks_for_goal(record: Mapping[str, Any], rule: Rule) -> bool:
    """Does the formula take the 年度指标值 of the row, which stands in a cell of its own and is no part of the 完成值?"""
    goal = record["beside"].goal if record["beside"] else ""
    return bool(goal) and rule.formula is not None and any(name_key(each) in _GOAL for each in rule.formula.terms)  # fmt: skip


def _with_definition(record: Mapping[str, Any], rule: Rule, glossary: Glossary) -> Rule:
    """The rule with the official formula of its name, or the one that its name means, where the row prints none."""
    if _printed(rule, record) is not None or _SPEAKS_OF_MORE.search(name_key(rule.text)):
        return rule
    known = defined(record, rule, glossary)
    if known is not None:
        return replace(rule, formula=known.formula)
    name = name_key(record["indicator"])
    if not name.endswith(_SPENT) or name.startswith("在职"):
        return rule
    done, planned = Node("term", text="实际支出数"), Node("term", text="预算数")
    return replace(rule, formula=Formula(name, Node("/", (done, planned))))


def _of_the_row(record: Mapping[str, Any], rule: Rule, written: Written) -> bool:
    """Is a rate that the text names that of the row?"""
    printed = _printed(rule, record)
    names = [record["indicator"], *([printed.name] if printed is not None else [])]
    if not written.rate_name or is_own_rate(written.rate_name, names):
        return True
    lead = name_key(record["indicator"]).removesuffix(name_key(written.rate_name))
    looked = next((word for word in _LOOKED_AT if lead.endswith(word)), "")
    return bool(looked) and any(looked in part.name for part in written.parts)


def _contradicted(record: Mapping[str, Any], rule: Rule, shown: str, computed: str) -> Bound:
    told = f"{NOT_EQUAL}“{record['actual']}”里，{shown} 和{computed}对不上"
    judged = replace(rule, kind="judged", input="none", shape=None, problems=(told,))
    return Bound(judged, (), {})


def _fits_the_target(record: Mapping[str, Any], written: Written) -> bool:
    """完成6座，完成率90% beside a target of 6座 contradicts itself."""
    goal = read_goal(record["beside"].goal) if record["beside"] else None
    if goal is None or goal.unit in ("", "%") or not goal.value:
        return True
    scale = MONEY_UNITS.get(goal.unit)
    unit = goal.unit if scale is None else "万元"
    whole = goal.value * (1 if scale is None else fraction(scale))
    counted = [each for each in written.parts if each.unit == unit]
    return all(written.fits(fraction(each.value) / whole) for each in counted)


def _rate_alone(record: Mapping[str, Any], rule: Rule, printed: Shown) -> Bound | None:
    """The rate that a text states without the figures that it comes from."""
    if rule.exempt and not printed.value:
        return None  # no such item, or nothing done
    if printed.value < 0 and not change_in(name_key(record["indicator"])):
        return None  # 满意度-95%: a dash
    by_row = bool(record["beside"])
    term = str(record["quantity"])
    if by_row:
        own = row_rule(record, rule)
        if own is None or own.rule.unit != "%":
            return None
        rule, term = own.rule, own.term
    if rule.formula is not None or not term:
        return None
    key = Key(name_key(term), OWN_QUANTITY, 0)
    figure = Input(
        term, key, printed.value, "%", "value", record["sheet"], record["actual_cell"], part=printed.text,
    )  # fmt: skip
    return Bound(rule, (figure,), {term: Fraction(1)}, by_row=by_row)


def _bound(
    record: Mapping[str, Any], rule: Rule, written: Written, glossary: Glossary
) -> dict[str, Part] | None:
    """The parts by the terms that they are for, all counted in one unit."""
    name, printed = name_key(record["indicator"]), _printed(rule, record)
    if written.quotient:
        stated = bool(str(record["explanation"] or "").strip()) and printed is not None
        found = _of_quotient(name, printed, written, glossary, stated)
    elif printed is not None:
        found = by_terms(printed.terms, name, written.parts) or by_terms(
            printed.terms, name, without_remainder(written.parts)
        )
        if found is None and written.printed is None:
            asked = [part for part in written.parts if part.name not in LEFT_OUT]
            found = by_role(printed.terms, name, asked)
        if found is None and printed.plain_ratio and len(printed.terms) == _LEAST:
            found = _by_act(record, rule, name, printed.terms, written.parts)
    else:
        found = used_for(name, written.parts) or _by_act(record, rule, name, (), written.parts)
    if found is None or len({part.unit for part in found.values()}) != 1:
        return None
    money = printed is not None and any(map(_MONEY.search, printed.terms))
    if money and any(part.unit not in ("万元", "") for part in found.values()):
        return None  # 政府采购预算36项，实际采购35项
    return found


def _printed(rule: Rule, record: Mapping[str, Any]) -> Formula | None:
    """The formula that the row prints: in its 评价标准, or in its 指标说明."""
    return rule.formula or read_formula(str(record["explanation"] or ""), record["indicator"]).formula  # fmt: skip


def found_formula(
    rule: Rule, record: Mapping[str, Any], written: Written, found: Mapping[str, Part]
) -> Formula:
    """The row's own formula, or the one that its name means."""
    printed = _printed(rule, record)
    if printed is not None:
        return printed
    name = name_key(record["indicator"])
    first, second = (Node("term", text=term) for term in found)
    way = "" if written.quotient else change_in(name)
    if not way:
        return Formula(name, Node("/", (first, second)))
    change = (second, first) if way == "rises" else (first, second)
    return Formula(name, Node("/", (Node("group", (Node("-", change),)), first)))


def _of_quotient(
    name: str, printed: Formula | None, written: Written, glossary: Glossary, stated: bool
) -> dict[str, Part] | None:
    """15/16 or 412.60/438.94=94.00%: the one over the other, where it could not be meant the other way round."""
    top, low = written.parts
    rate = ratio(top, low)
    if rate is None or top.value < 0 or (printed is not None and not printed.plain_ratio):
        return None
    share = name.endswith(COMPLETION_ENDINGS + MORE_ENDINGS) or bool(glossary.at_most_all(name))
    either = not share or rate > 1 or name.endswith(SMALLER_ENDINGS)
    ordered = stated and not share  # 63/61 below 在职人员数/编制数 is that quotient
    if written.printed is None and either and not ordered:
        return None
    terms = printed.terms if printed is not None else (_TOP, _LOW)
    return dict(zip(terms, (top, low), strict=True)) if len(terms) == _LEAST else None


def _by_act(
    record: Mapping[str, Any], rule: Rule, name: str, terms: Sequence[str], parts: Sequence[Part]
) -> dict[str, Part] | None:
    """What was done over what it is a share of, by what the parts and the row are called."""
    rate = _COMPLETION if of_no_rate(rule) and _OF_COMPLETION.search(rule.text) else name
    rate = rate_in_wording(name, rule.text) or rate
    told = (name, name_key(str(record["explanation"] or "")))
    found = by_act(rate, told, terms, parts)
    if found is None:
        return None
    return dict(zip(terms or (part.name for part in found), found, strict=True))


def _signs_are_clear(rule: Rule, parts: Iterator[Part] | Any) -> bool:
    """调整数-246.49万元: a sign or a dash? Of no matter where the 绝对值 counts."""
    absolute = isinstance(rule.shape, Ladder) and rule.shape.absolute
    return absolute or all(part.value >= 0 for part in parts)


def _input(record: Mapping[str, Any], term: str, part: Part) -> Input:
    key = Key(name_key(record["indicator"]), name_key(term), 0)
    return Input(
        term, key, part.value, part.unit, "value", record["sheet"], record["actual_cell"],
        part=part.text,
    )  # fmt: skip


def told_parts(findings: Sequence[Finding], indicators: pd.DataFrame) -> list[Finding]:
    """The findings, with what a text was read as in place of that it is no number."""
    told = {}
    for record in records(indicators):
        read = [each for each in record["inputs"] if each.part]
        apart = [each for each in record["rule"].problems if each.startswith(NOT_EQUAL)]
        if read:
            shown = "、".join(f"{each.term} {_told(each)}" for each in read)
            told[record["sheet"], record["actual_cell"]] = (f"按 {shown} 读", "info")
        elif apart:
            told[record["sheet"], record["actual_cell"]] = (apart[0], "error")
    return [_retold(each, told.get((each.sheet, each.cell))) for each in findings]


def _told(figure: Input) -> str:
    value = figure.value or decimal(0)
    return percent(fraction(value), 4) if figure.unit == "%" else f"{plain(value)}{figure.unit}"


def _retold(finding: Finding, told: tuple[str, Any] | None) -> Finding:
    if told is None or finding.code != "B01":
        return finding
    text, level = told
    if level == "info":
        text, advice = f"“{finding.found}”{text}", "不影响评分。"
        return replace(finding, message=f"{text}。", level=level, advice=advice)
    return replace(finding, message=f"{text}。", level=level, advice="请核对后改正。")
