"""A row of the 基础数据表 that says what was planned and what was done of the very thing that an indicator is called.

薄弱学校改造 | 计划 12 | 实际完成 11: the target and the figure of the row, as they would be beside its 评价标准, for a wording that no
other figure scores; and how many are lacking, for one that takes points off for each of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sheetscore.exact.amounts import fraction, percent, plain
from sheetscore.forms import Form
from sheetscore.model.figure import Input, Key
from sheetscore.readers.base_table.base_named import DONE, PLANNED, UNDER
from sheetscore.readers.indicator_table.result_columns import Beside
from sheetscore.regexes import regex
from sheetscore.rules import Rule
from sheetscore.rules.formulas.expressions import Node
from sheetscore.rules.formulas.formula import Formula
from sheetscore.rules.shapes.by_hand import Violations
from sheetscore.rules.telling.asked import asked_of
from sheetscore.rules.tokens.wording import RATE_ENDINGS
from sheetscore.scoring.binding import Bound
from sheetscore.scoring.compiling import compile_row
from sheetscore.scoring.filed.figure_inputs import factor_of, figure_input
from sheetscore.scoring.filed.figure_lookup import Figures
from sheetscore.scoring.own.counted_gaps import over_cases
from sheetscore.scoring.row_binding import bind_row
from sheetscore.words.glossary import Glossary
from sheetscore.words.names import BOOKED

_FEWER = regex(
    "(?:每)?(?:少|缺|未)(?:完成|达到|开展|实施)?(?:项目|事项|任务|工程)?的[^的（]{1,4}数（[^（）]+）"
)
_RATE = "%"
_COUNT = "完成数量"
_DONE_OF = ("完成率", "覆盖率", "申报率", "自评率", "完成比例")
"""Rates that say what was done of all that had to be."""
Found = Mapping[str, Any]


def planned_and_done(record: Mapping[str, Any], figures: Figures) -> tuple[Found, Found] | None:
    """The two figures of the row that the indicator is called; None without both, or where one of them is not plain."""
    if record["beside"] or record["quantity"]:
        return None
    found = []
    for each in (PLANNED, DONE):
        item = figures.of_row(each, str(record["indicator"]))
        figure, conflict = figures.find(Key(item, BOOKED, 0), True) if item else (None, False)
        if figure is None or conflict or figure["state"] != "value" or figures.slip(figure):
            return None
        found.append(figure)
    return found[0], found[1]


def by_plan(
    record: Mapping[str, Any], rule: Rule, figures: Figures, glossary: Glossary, form: Form, year: int | None
) -> Bound | None:  # fmt: skip
    """The rule over what was planned and done, and its figures; None where these do not score it."""
    both = planned_and_done(record, figures)
    if both is None:
        return _done_alone(record, rule, figures, glossary, form, year)
    plan, done = both
    name = str(record["indicator"])
    if rule.kind == "judged" and name.endswith(RATE_ENDINGS):
        counted = compile_row(
            {**record, "indicator": _COUNT}, form
        )  # 每少1个项目扣0.5分 under 自评覆盖率
        if (lacking := _lacking(record, replace(counted, name=rule.name), plan, done)) is not None:
            return lacking
    if asked_of(rule) is not None:
        return _lacking(record, rule, plan, done)
    own = str(done["item"])
    goal = _shown(plan)
    beside = Beside(own, goal, 0, "")
    written = {
        **record, "beside": beside, "own_name": own, "actual": _shown(done), "actual_cell": "", "unit": "",
    }  # fmt: skip
    if (share := _share(record, rule, plan, done)) is not None:
        return share
    new = compile_row(written, form)
    bound = bind_row(written, new, figures, glossary, year)
    if bound is None or not bound.complete or not new.computable or not _counted_alike(new, done):
        return None
    if rule.computable and not _counted_alike(rule, done):
        return None  # ≥90%得10分 does not say of what, and 1926 of 1800 is one of several
    note = f"年度指标值取基础数据表的计划数 {goal}（{plan['sheet']}!{plan['cell']}）。"
    return replace(bound, notes=(*bound.notes, note), by_row=False)


def _done_alone(
    record: Mapping[str, Any], rule: Rule, figures: Figures, glossary: Glossary, form: Form, year: int | None
) -> Bound | None:  # fmt: skip
    """社会公众满意度 | (计划数 blank) | 完成数 91.5%: what was done is the rate that the indicator is called."""
    name = str(record["indicator"])
    if record["beside"] or record["quantity"] or not rule.computable or rule.formula is not None:
        return None
    plan, item = figures.of_row(PLANNED, name), figures.of_row(DONE, name)
    if not item or rule.unit != _RATE or not name.endswith(RATE_ENDINGS):
        return None
    planned, _ = figures.find(Key(plan, BOOKED, 0), True) if plan else (None, False)
    if planned is not None and planned["state"] != "nil":
        return None
    done, conflict = figures.find(Key(item, BOOKED, 0), True)
    if done is None or conflict or done["state"] != "value" or figures.slip(done):
        return None
    if not _is_share(done):
        return None
    beside = Beside(str(done["item"]), "", 0, "")
    written = {
        **record, "beside": beside, "own_name": beside.own, "actual": _shown(done), "actual_cell": "", "unit": "",
    }  # fmt: skip
    new = compile_row(written, form)
    bound = bind_row(written, new, figures, glossary, year)
    if bound is None or not bound.complete or not new.computable or not _counted_alike(new, done):
        return None
    return replace(bound, by_row=False)


def _share(record: Mapping[str, Any], rule: Rule, plan: Found, done: Found) -> Bound | None:
    """What was done of what was planned, under a wording of a rate without a formula that is called so: 自评覆盖率."""
    name = str(record["indicator"])
    if (
        rule.unit != _RATE
        or not rule.computable
        or rule.formula is not None
        or not name.endswith(_DONE_OF)
    ):
        return None
    if _is_share(plan) or _is_share(done) or plan["counted"] != done["counted"]:
        return None
    if not 0 <= done["value"] <= plan["value"] or not plan["value"]:
        return None
    return _of_both(record, rule, done, plan, Formula(name, Node("/")))


def _of_both(
    record: Mapping[str, Any], rule: Rule, first: Found, second: Found, formula: Formula
) -> Bound:
    """A rule over two figures, with the terms put into its formula."""
    name = str(record["indicator"])
    both = (first, second)
    inputs = tuple(_input(f"{name}{each['item'].partition(UNDER)[2]}", each) for each in both)
    terms = tuple(Node("term", text=each.term) for each in inputs)
    whole = replace(formula, expression=replace(formula.expression, parts=terms))
    factors = {each.term: factor_of(found) for each, found in zip(inputs, both, strict=True)}
    return Bound(replace(rule, formula=whole), inputs, factors)


def _counted_alike(rule: Rule, done: Found) -> bool:
    """Is what was done a share under a wording of a rate, and counted as the wording counts under any other?"""
    if rule.formula is not None:
        return rule.unit != _RATE or _is_share(done)
    share, counted = _is_share(done), str(done["counted"])
    return share if rule.unit == _RATE else not share and counted in ("", rule.unit)


def _is_share(figure: Found) -> bool:
    return _RATE in (figure["unit"], figure["counted"]) or "%" in str(figure["raw"])


def _shown(figure: Found) -> str:
    """A figure as it would be typed: 99%, 12所."""
    value = fraction(figure["value"])
    return percent(value, 6) if _is_share(figure) else f"{plain(value, 6)}{figure['counted']}"


def _lacking(record: Mapping[str, Any], rule: Rule, plan: Found, done: Found) -> Bound | None:
    """The number of those that were planned and not done, counted as the wording counts them."""
    asked, shape = asked_of(rule), rule.shape
    if asked is None or not isinstance(shape, Violations) or shape.required is not None:
        return None
    units = {str(each["counted"]) for each in (plan, done)}
    fewer = _FEWER.fullmatch(asked.what)
    if fewer is None or units not in ({asked.unit}, {""}):
        return None
    count = plan["value"] - done["value"]
    whole = all(each["value"] == each["value"].to_integral_value() for each in (plan, done))
    if not whole or not 0 <= count <= asked.most:
        return None
    gap = over_cases(rule, shape, asked.unit)
    bound = _of_both(record, gap, plan, done, Formula("个数", Node("-")))
    return replace(bound, inputs=tuple(replace(each, unit=asked.unit) for each in bound.inputs))


def _input(term: str, found: Found) -> Input:
    key = Key(str(found["item"]), str(found["measure"]), 0)
    return figure_input(term, key, "", found, False)
