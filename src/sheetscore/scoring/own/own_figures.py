"""The 完成值 beside each 评价标准 as figures for the base frame, counted in what the wording of its row asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from sheetscore.exact.amounts import (
    MONEY_UNITS,
    RATE,
    UNCLEAR_RATE,
    Amount,
    decimal,
    fraction,
    read_amount,
)
from sheetscore.exact.numerals import half_width
from sheetscore.forms import Form
from sheetscore.model.columns import records
from sheetscore.model.finding import Finding
from sheetscore.readers.base_table.base_table import in_wan
from sheetscore.readers.grid import Cell
from sheetscore.readers.indicator_table.result_columns import BesideTable, RowCells
from sheetscore.readers.spelling import spelling
from sheetscore.readers.target_table.results import read_done
from sheetscore.readers.target_table.said_words import CHANGED
from sheetscore.readers.target_table.target_cells import (
    IN_WORDS,
    PER_MILLE,
    read_actual,
    shown_text,
    unit_behind,
)
from sheetscore.readers.target_table.targets import OWN_MEASURE
from sheetscore.regexes import regex
from sheetscore.rules.paraphrase.change_words import change_in_points, change_of, moved_figure
from sheetscore.rules.paraphrase.money_steps import several_money_units
from sheetscore.scoring.compiling import (
    compile_row,
)
from sheetscore.scoring.near_target import (
    FARTHEST,
    too_far,
)
from sheetscore.scoring.own.goals import RowRule, read_goal, row_rule
from sheetscore.scoring.own.stated_goal import shown_goal
from sheetscore.scoring.seconds.beside_seconds import Second, asked_seconds
from sheetscore.scoring.seconds.second_figures import goal_figures, own_side
from sheetscore.words.text import clean, name_key
from sheetscore.words.vocabulary import pattern

_UNCLEAR_FROM = decimal(2)
"""A bare number above this for a rate is more likely hundredths: 5 is 5 %, or five times."""
_HALF = Fraction(1, 2)
_SAID = regex(r"(?P<words>[\u4e00-\u9fff“”]{1,20}?)(?:为|是|[=:])?\s*(?P<rest>-?\d.*)$")
_DOING = pattern("{doing}")
"""Words before a figure that say nothing of their own."""
_SEVERAL = regex(r"\d+(?:\.\d+)?")
_SCOPE = regex("[上去前]年|不|未|非|除")
_ALL_YEAR = regex(
    "^(?:全年|本年度?|年内|今年|当年)?(?:总共|一共|共计?|合计)?(?:已经?|实际)?(?:完成|开展|组织开展|组织|举办|实施)?了?"
)
_SINCE = "累计"
"""Since when is not said: of the year, or of the project."""
_COUNTS = regex("(?:数量|总数|场次|次数|个数|座数|家次|人次|户数|批次|里程|面积|数)$")
"""What the name of a quantity ends in besides what is counted."""
_AS_PERCENT = "请填成 92% 的样子。"


def own_figures(
    frame: pd.DataFrame, beside: BesideTable, form: Form, file: str
) -> tuple[list[dict[str, Any]], list[Finding]]:
    """Records for the base frame, one for each row whose rule takes a figure, and what was odd about their cells."""
    asked: list[tuple[Mapping[str, Any], RowCells, RowRule]] = []
    seconds: list[Second] = []
    found: list[dict[str, Any]] = []
    findings: list[Finding] = []
    for record in records(frame):
        cells = beside.rows.get(record["row"])
        rule = compile_row(record, form) if cells and record["beside"] else None
        if cells is None or rule is None or not (rule.computable or rule.exception):
            continue
        second = rule
        if rule.quantities:
            own = own_side(rule, str(record["explanation"] or ""))
            if own is None:
                continue
            rule = own
        by_row = row_rule(record, rule)
        if by_row is not None and rule.counted and not by_row.unit:
            by_row = replace(by_row, unit=unit_behind(shown_text(cells.actual)) or _stated(cells))
        if by_row is not None:
            asked.append((record, _bare(record, cells), by_row))
            seconds += asked_seconds(record, cells, by_row, second)
        found += goal_figures(record, cells, second)
    hundredths = any(_counts_in_hundredths(*each) for each in asked)
    for asking, cells, by_row in asked:
        amount, counted = _read(asking, cells, by_row, hundredths)
        amount = _near_goal(asking, amount, counted, by_row)
        found.append(_figure(asking, cells, amount, counted, by_row))
        findings += _told(amount, counted, file, asking["sheet"], cells)
    for each in seconds:
        alike = [(e.record, e.cells, e.by_row) for e in seconds if e.what == each.what]
        hundredths = any(_counts_in_hundredths(*one) for one in alike)
        amount, counted = _read(each.record, each.cells, each.by_row, hundredths)
        figure = _figure(each.record, each.cells, amount, counted, each.by_row)
        found.append(each.placed(figure, found))
        findings += _told(amount, counted, file, each.record["sheet"], each.cells)
    return found, findings


def _stated(cells: RowCells) -> str:
    """What the form counts in, where that is no share."""
    return "" if cells.unit in ("%", "百分比") else cells.unit


def _near_goal(record: Mapping[str, Any], amount: Amount, counted: str, by_row: RowRule) -> Amount:
    """11500 beside 1.2万人 is counted in another unit: a share of the target that nobody means."""
    value = in_wan(amount.value, counted)[0] if by_row.unit else amount.value
    stated = read_goal(record["beside"].goal) if by_row.unit in MONEY_UNITS else None
    money = stated is not None and stated.unit in MONEY_UNITS
    goal = stated.in_wan if by_row.goal is None and stated is not None and money else by_row.goal
    if value is None or not too_far(goal, fraction(value)):
        return amount
    note = f"和年度指标值相差 {FARTHEST} 倍以上"
    return Amount(None, "text", amount.raw, note=note, advice="请核对单位。", level="error")


def _share(cells: RowCells) -> bool:
    """Does the cell show a per cent sign?"""
    return re.search(r"\d\s*%", half_width(shown_text(cells.actual))) is not None


def _bare(record: Mapping[str, Any], cells: RowCells) -> RowCells:
    """Without the words before the number that only say again what it is: 预算完成率为93.5%, 完成11次."""
    if change_in_points(record["indicator"]):
        return _in_points(cells)
    value = _worded(cells.actual)
    if value is None:
        return cells
    way = change_of(record["indicator"], clean(record["criteria"]).text)
    moved = moved_figure(half_width(value.strip()), way)
    if moved:
        return replace(cells, actual=replace(cells.actual, value=moved, number_format="General"))
    said = _SAID.match(half_width(value.strip()).rstrip("。.;；"))
    if said is None:
        return cells
    if len(_SEVERAL.findall(said["rest"])) > 1 and "(" in said["rest"]:
        return cells  # 共12场（上半年5场，下半年7场）
    name, words = name_key(record["indicator"]), name_key(said["words"])
    tail = len(words) > 2 and name.endswith(words) and not _SCOPE.search(words)
    own = _DOING.fullmatch(words) or (tail and not CHANGED.search(name.removesuffix(words)))
    if not own and _counted(name) != _counted(words):
        return cells
    core = replace(cells.actual, value=said["rest"], number_format="General")
    return replace(cells, actual=core)


def _in_points(cells: RowCells) -> RowCells:
    """3 and 3个百分点 under 较上年提升（百分点）: 3 %, whatever its size."""
    shown = half_width(shown_text(cells.actual)).strip()
    points = re.fullmatch(r"([+-]?\d+(?:\.\d+)?)(?:个?百分点)?", shown)
    if points is None:
        return cells
    cell = replace(cells.actual, value=f"{points[1].lstrip('+')}%", number_format="General")
    return replace(cells, actual=cell)


def _worded(cell: Cell) -> str | None:
    """The text of a cell, or of a number whose format has words (共12座) and shows all of it; None for any other cell."""
    if type(cell.value) is str:  # not a text that was typed into a completed workbook
        return cell.value
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float | Decimal):
        return None
    shown = shown_text(cell)
    found = re.fullmatch(r"[^\d%]+(\d+(?:,\d{3})*(?:\.\d+)?)[^\d%]*", half_width(shown), re.ASCII)
    whole = found is not None and decimal(found[1].replace(",", "")) == decimal(str(cell.value))
    return shown if whole else None


def _counted(name: str) -> str:
    """What is counted: 文化惠民演出 of 全年开展文化惠民演出, and of the name 文化惠民演出场次."""
    core = _ALL_YEAR.sub("", name)
    found = _COUNTS.sub("", core)
    return found if len(found) > 2 else core


def _in_percent(record: Mapping[str, Any], cells: RowCells) -> bool:
    """Is a bare number in this row so many hundredths: by its unit, or by a 年度指标值 that the wording prints with a sign?"""
    if cells.unit in ("%", "百分比"):
        return True
    goal = read_goal(record["beside"].goal)
    if goal is None or goal.unit:
        return False
    number = re.sub(r"[^\d.]", "", half_width(record["beside"].goal))
    return re.search(rf"(?<![\d.]){re.escape(number)}%", clean(record["criteria"]).text) is not None


def _is_ratio(
    record: Mapping[str, Any], cells: RowCells, by_row: RowRule, value: Decimal | None
) -> bool:
    """Is 0.97 beside a 年度指标值 of 100% so many times, and not 0.97 %?

    Where the form counts in % it is not said. Else it is where a target of more than half asks for as much or more and the
    number is near it, or where both score full.
    """
    goal = read_goal(record["beside"].goal)
    if value is None or goal is None or goal.unit != "%" or cells.stated:
        return False
    ratio = fraction(value)
    near = goal.is_least and goal.value >= _HALF and _HALF <= ratio / goal.value <= 1 / _HALF
    scores = [by_row.rule.score(each) for each in (ratio, ratio / 100)]
    return near or scores == [by_row.rule.points_decimal] * 2


def _counts_in_hundredths(record: Mapping[str, Any], cells: RowCells, by_row: RowRule) -> bool:
    """A rate written as 92 without a sign: then 0.5 in the same column may be half a per cent."""
    if by_row.unit != "%" or _share(cells) or _in_percent(record, cells):
        return False
    value = read_amount(cells.actual.value, cells.actual.number_format).value
    return value is not None and abs(value) > _UNCLEAR_FROM


def _read(
    record: Mapping[str, Any], cells: RowCells, by_row: RowRule, hundredths: bool
) -> tuple[Amount, str]:
    """What was done, and what it is counted in."""
    cell, unit = cells.actual, by_row.unit
    if cells.why:
        return Amount(None, "text", shown_text(cell), note=cells.why, level="error"), unit
    if cell.gone:
        return Amount(None, "text", cell.gone), unit
    if unit != "%":
        if unit in MONEY_UNITS and _of_which_unit(record, cells):
            return Amount(None, "text", shown_text(cell), note=_WHICH_UNIT, level="error"), unit
        if unit in MONEY_UNITS and _not_per_piece(cells):
            return Amount(None, "text", shown_text(cell), note=_PER_PIECE, level="error"), unit
        return _read_quantity(record, cells, unit)
    if _share(cells):
        return read_actual(cell, "%"), "%"
    if half_width(shown_text(cell)).rstrip().endswith(PER_MILLE):
        return read_actual(cell, PER_MILLE), RATE
    if _in_percent(record, cells):
        amount = read_amount(cell.value, cell.number_format, "%")
        as_ratio = read_amount(cell.value, cell.number_format, RATE)
        if amount.value is None and _is_ratio(record, cells, by_row, as_ratio.value):
            return as_ratio, RATE
        return amount, "%"
    amount = read_amount(cell.value, cell.number_format, RATE)
    value = amount.value
    if value and (hundredths or abs(value) > _UNCLEAR_FROM):
        amount = Amount(
            None, "text", amount.raw, note=UNCLEAR_RATE, advice=_AS_PERCENT, level="error"
        )
    return amount, RATE


_WHICH_UNIT = "评价标准里有几种金额单位，分不清是哪一种，请写明单位"


def _of_which_unit(record: Mapping[str, Any], cells: RowCells) -> bool:
    """4.2 under 达到5亿元得10分，每少5000万元扣1分: a bare number beside amounts in several units."""
    if cells.unit in MONEY_UNITS or not re.fullmatch(
        r"-?[\d,]+(?:\.\d+)?", half_width(shown_text(cells.actual)).strip()
    ):
        return False
    return several_money_units(clean(record["criteria"]).text)


_PER_PIECE = "指标值是每人、每件多少元，完成值是以万元计的金额，分不清是不是总额，请写明"


def _not_per_piece(cells: RowCells) -> bool:
    """3.2万元 beside ≤300元/人: as likely the whole sum as what one of them cost."""
    shown = half_width(shown_text(cells.actual)).strip()
    return re.search(
        r"元(?:/|每)", half_width(shown_text(cells.goal) if cells.goal else "")
    ) is not None and (re.fullmatch(r"-?[\d,]+(?:\.\d+)?[万亿]元", shown) is not None)


def _read_quantity(record: Mapping[str, Any], cells: RowCells, unit: str) -> tuple[Amount, str]:
    """A quantity in the unit of the wording; a bare number in that of the form, where it says one of the same kind."""
    cell, stated = cells.actual, "" if cells.unit in ("%", "百分比") else cells.unit
    if unit in MONEY_UNITS or not unit:
        counted = stated if stated in MONEY_UNITS or not unit else unit
        return _told_or(read_actual(cell, counted), record, cell, counted), counted
    amount = read_actual(cell, unit)
    amount = _told_or(amount, record, cell, unit)
    bare = re.fullmatch(r"-?[\d,]+(?:\.\d+)?", half_width(shown_text(cell)))
    if amount.value is not None and bare and stated not in ("", unit):
        note = f"这一行按“{stated}”填，评价标准按“{unit}”"
        return Amount(
            None, "text", amount.raw, note=note, advice="请核对单位。", level="error"
        ), unit
    return amount, unit


def _told_or(amount: Amount, record: Mapping[str, Any], cell: Cell, unit: str) -> Amount:
    """What a text tells in a sentence or in parts; the amount as it is for any other text."""
    if amount.state != "text" or not unit or _SINCE in shown_text(cell):
        return amount
    done, _ = read_done(cell, unit, shown_goal(record), str(record["indicator"]))
    return done if done.state == "value" else amount


def _figure(
    record: Mapping[str, Any], cells: RowCells, amount: Amount, counted: str, by_row: RowRule
) -> dict[str, Any]:
    value: Decimal | None = amount.value
    unit = "%" if counted in ("%", RATE) else counted
    if by_row.unit:
        value, unit = in_wan(value, counted)
    own = record["beside"].own
    return {
        "section": "绩效指标", "item": own, "measure": OWN_MEASURE, "year": 0, "value": value, "unit": unit,
        "state": amount.state, "raw": amount.raw, "number": amount.number, "counted": counted, "sheet": record["sheet"],
        "cell": cells.actual.address, "label": f"{own} {OWN_MEASURE}", "printed_year": None, "note": amount.note,
        "supplied": False, "beside": (), "rate": None, "excel": None,
    }  # fmt: skip


def _with_its_unit(cells: RowCells, counted: str) -> bool:
    """57人 where people are counted: nothing was put right in it."""
    text = half_width(shown_text(cells.actual)).strip()
    return counted not in ("", "%", RATE) and bool(
        re.fullmatch(rf"-?[\d,]+(?:\.\d+)?\s?{re.escape(counted)}", text)
    )


def _told(amount: Amount, counted: str, file: str, sheet: str, cells: RowCells) -> list[Finding]:
    """B01 for a figure that is no plain number; words in place of one are right for a reader, and only a warning."""
    if amount.value is not None and _with_its_unit(cells, counted):
        return []
    unit = "率，如 92%" if counted in ("%", RATE) else counted or "单位按评价标准"
    found = spelling(amount, file, sheet, cells.actual, f"一个数字（{unit}）")
    words = amount.state == "text" and not cells.why and IN_WORDS.match(amount.raw.strip())
    return [replace(each, level="warning" if words else each.level) for each in found]
