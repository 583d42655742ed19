"""The row 年度资金总额 as an indicator: 预算执行率, with the wording printed for it or that of 财预〔2020〕10号."""

from __future__ import annotations

from typing import Any

from sheetscore.exact.amounts import decimal, read_score
from sheetscore.model.columns import NO_TARGET
from sheetscore.model.finding import Finding
from sheetscore.model.profile import EXECUTION
from sheetscore.readers.grid import Cell
from sheetscore.readers.target_table.money import Money
from sheetscore.words.text import clean
from sheetscore.words.usual_execution import is_usual, points_named

EXECUTION_CRITERIA = "得分=执行率×分值，最高不超过分值"
EXECUTION_FORMULA = "预算执行率=全年执行数/全年预算数×100%"
"""财预〔2020〕10号 单位自评: 预算执行率 is B/A, and its score the share of the points, never more than the points."""


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
