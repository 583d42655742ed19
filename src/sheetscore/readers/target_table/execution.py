"""The row 年度资金总额 as an indicator: 预算执行率, with the wording printed for it or that of 财预〔2020〕10号."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import decimal, fraction, percent, read_score
from sheetscore.model.columns import NO_TARGET
from sheetscore.model.finding import Finding
from sheetscore.model.profile import EXECUTION
from sheetscore.readers.grid import Cell
from sheetscore.readers.target_table.money import EXECUTED, TOTAL, Money
from sheetscore.readers.target_table.target_cells import AGAINST_MONEY
from sheetscore.words.measure_units import PER_CENT
from sheetscore.words.names import FULL_BUDGET
from sheetscore.words.text import clean, name_key
from sheetscore.words.usual_execution import is_usual, points_named
from sheetscore.words.vocabulary import pattern

EXECUTION_CRITERIA = "得分=执行率×分值，最高不超过分值"
EXECUTION_FORMULA = "预算执行率=全年执行数/全年预算数×100%"
"""财预〔2020〕10号 单位自评: 预算执行率 is B/A, and its score the share of the points, never more than the points."""


_OF_ALL = pattern(
    "(?:部门|单位|(?:部门)?整体|{all_year}|年度)?(?:{spending})?(?:{budget}|资金|{budget}资金){carried_out}率"
)
"""Names of the rate of 年度资金总额, where a row of the indicators counts it once more."""
_SHOWN_TO = Fraction(1, 200)


def first_rows(
    money: Money | None, names: Sequence[str], file: str, sheet: str
) -> list[dict[str, Any]]:
    """The row of 年度资金总额, in front of the indicators; none where it has no points and an indicator of its name has."""
    if money is None:
        return []
    unworthy = not money.points or not (money.points.key or (money.claim and money.claim.key))
    return [] if unworthy and EXECUTION in names else [execution_row(money, file, sheet)]


def against_money(
    records: Sequence[dict[str, Any]],
    money: Money | None,
    figures: Sequence[dict[str, Any]],
    file: str,
) -> list[Finding]:
    """D03 for an indicator 预算执行率 whose 完成值 is not what the row 年度资金总额 gives; a person decides which of the two holds."""
    found = []
    rate = _rate_of(money)
    told = {each["item"]: each for each in figures if each["section"] != "资金"}
    for record in records:
        own = told.get(record.get("quantity") or "")
        if rate is None or own is None or own["value"] is None or own["unit"] != PER_CENT:
            continue
        if not _OF_ALL.fullmatch(name_key(record["indicator"])):
            continue
        if abs(fraction(own["value"]) - rate) <= _SHOWN_TO:
            continue
        record["nature"] = AGAINST_MONEY
        found.append(
            Finding(
                "D03", "error", f"“{record['indicator']}”完成值填 {record['actual']}，按“{TOTAL}”一行算是 {percent(rate)}，本项没有计分。",
                file, record["sheet"], own["cell"], str(record["actual"]), percent(rate), "请核对后改正其中写错的一处。",
            )
        )  # fmt: skip
    return found


def _rate_of(money: Money | None) -> Fraction | None:
    """What was spent of the budget of the whole year; None where one of the two is not known."""
    held = (
        {each["measure"]: each["value"] for each in money.records if each["item"] == TOTAL}
        if money
        else {}
    )
    spent, budget = held.get(EXECUTED), held.get(FULL_BUDGET)
    if spent is None or budget is None or budget <= 0 or spent < 0:
        return None
    return fraction(spent) / fraction(budget)


def execution_row(money: Money, file: str, sheet: str) -> dict[str, Any]:
    """The record of 预算执行率; without points of its own it counts 0."""
    points, claim = money.points, money.claim
    worth = read_score(points.value, points.number_format) if points else read_score(None)
    if points and (
        worth.state in ("text", "error") or (worth.value is not None and worth.value < 0)
    ):
        money.findings.append(_no_points(points, file, sheet))
        worth = read_score(None)
    claimed = read_score(claim.value, claim.number_format) if claim else read_score(None)
    cell, own = points or claim or Cell(money.total_row, 1, None), money.rule
    stated = clean(own.text).text.strip("。;") if own else ""
    if is_usual(stated) and points_named(stated) <= {worth.value}:
        own = None
    return {
        **NO_TARGET, "level1": EXECUTION, "level1_points": None, "level1_block": 0, "level2": "",
        "level2_points": None, "level2_block": 0, "indicator": EXECUTION, "points": worth.value or decimal(0),
        "criteria": own.text.strip() if own else EXECUTION_CRITERIA, "explanation": EXECUTION_FORMULA,
        "claimed": claimed.value, "claimed_state": claimed.state, "claimed_raw": claimed.raw,
        "claimed_note": claimed.note if claimed.value is None else "", "claimed_advice": claimed.advice,
        "sheet": sheet, "row": money.total_row, "last_row": money.total_row, "points_cell": cell.address,
        "criteria_cell": (own or money.rate or cell).address, "explanation_cell": "",
        "claimed_cell": claim.address if claim else "",
    }  # fmt: skip


def _no_points(cell: Cell, file: str, sheet: str) -> Finding:
    return Finding(
        "A10", "error", f"“{EXECUTION}”的分值“{cell.text.strip()}”不是不小于 0 的数字，本项没有计分。", file, sheet,
        cell.address, cell.text.strip(), "不小于 0 的数字", "请填写分值。",
    )  # fmt: skip
