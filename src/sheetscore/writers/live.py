"""The live formulas of one indicator and of one missing figure, with the values they show now."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from sheetscore.amounts import RATE, Number, half_up, json_number, plain
from sheetscore.compiling import expected_near, too_far_excel
from sheetscore.impossible import beyond_all_excel
from sheetscore.model import Input, Status
from sheetscore.profile import EXECUTION
from sheetscore.rules.excel import number
from sheetscore.writers import formulas
from sheetscore.writers.formulas import LARGEST_RATE
from sheetscore.writers.lines import Line
from sheetscore.writers.plan import INDICATORS, NEEDS, WORKING, Need, Plan

_PLACES = 15
Shown = str | int | float | None


@dataclass(frozen=True, slots=True)
class Live:
    """A formula (without =) and the value it shows now; without a formula, a plain value."""

    shown: Shown
    formula: str = ""


def shown_number(value: Number | None) -> int | float | None:
    """A number as it is stored; a fraction without an end by its first 15 decimals."""
    return None if value is None else json_number(half_up(value, _PLACES))


def rate(plan: Plan, line: Line) -> Live:
    """指标值（复核）of a line."""
    if not line.live:
        return Live("—")
    refs = {figure.term: _reference(plan, figure) for figure in line.inputs}
    figures = [source_cell(plan, figure) for figure in line.inputs]
    nothing = _nothing_there(plan, line) if line.exempt else ""
    known = {term: ref for term, ref in refs.items() if ref}
    if len(known) < len(refs):
        text = f'IF({nothing or "FALSE"},"{formulas.NOT_APPLICABLE}","{formulas.NO_DATA}")'
        return Live(_shown_rate(line), text)
    expression = line.formula.to_excel(known) if line.formula else next(iter(known.values()))
    cells = list(dict.fromkeys(cell for cell in figures if cell))
    divisors = line.formula.excel_divisors(known) if line.formula else []
    return Live(_shown_rate(line), formulas.rate(expression, cells, nothing, divisors))


def _shown_rate(line: Line) -> Shown:
    if line.not_applicable:
        return formulas.NOT_APPLICABLE
    if line.rate is not None:
        return shown_number(line.rate)
    return formulas.NO_DATA if line.status is Status.MISSING else formulas.ZERO_DIVISOR


def score(plan: Plan, line: Line) -> Live:
    """复核得分 of a line."""
    if not line.live:
        return Live(formulas.TO_JUDGE)
    cell = plan.cell(line, "rate")
    rule = line.rule.to_excel(cell) or f'"{formulas.TO_JUDGE}"'
    if plan.outcome.profile and line.rule.computable:
        uncovered = f'"{formulas.NOT_COVERED}"'
        rule = plan.outcome.profile.settle_excel(rule.removeprefix("="), uncovered)
        rule = plan.outcome.profile.excess_excel(rule, cell, line.excess)
        near = expected_near(line.indicator, bool(line.quantity), line.rule)
        rule = too_far_excel(rule, cell, near, uncovered)
        refs = {figure.term: _reference(plan, figure) for figure in line.inputs}
        rule = beyond_all_excel(
            rule, cell, line.bounded, {t: r for t, r in refs.items() if r}, uncovered
        )
    zero_divisor = f'"{formulas.TO_JUDGE}"'
    if line.exempt:
        refs = {figure.term: _reference(plan, figure) for figure in line.inputs}
        known = {term: ref for term, ref in refs.items() if ref}
        whole = len(known) == len(refs)
        divisors = line.formula.excel_divisors(known) if line.formula and whole else []
        zero_divisor = f"IF({formulas.below_zero(divisors)},{zero_divisor},0)" if divisors else "0"
    text = formulas.score(rule, cell, points_ref(plan, line), bool(line.exempt), zero_divisor)
    return Live(_shown_score(line), text)


def _shown_score(line: Line) -> Shown:
    if line.score is not None:
        return shown_number(line.score)
    if line.status is Status.MISSING:
        return formulas.NO_DATA
    covered = line.rate is None or not line.rule.computable
    return formulas.TO_JUDGE if covered else formulas.NOT_COVERED


def points_ref(plan: Plan, line: Line, sheet: bool = False) -> str:
    """The cell that holds a line's 分值, or the number itself where no cell does."""
    home = plan.home(plan.layout.name, line.points_cell)
    stored = plan.shown[home].value if home in plan.shown else None
    if home is None or (isinstance(stored, str) and home not in plan.numbers):
        return plain(line.points)  # the points stand behind the name: 公用经费控制率（8分）
    return f"{INDICATORS}!{line.points_cell}" if sheet else line.points_cell


def claim(plan: Plan, line: Line) -> Live:
    """自评得分 of a line: of its cell, or the sum of its cells; plain where one cell stands for several lines."""
    shown = shown_number(line.claimed)
    now = "" if shown is None else shown
    cells = [f"{INDICATORS}!{cell}" for cell in plan.claim_cells(line)]
    if not cells:
        return Live(now)
    places = plan.places
    if len(cells) == 1:
        return Live(now, f'IF(ISNUMBER({cells[0]}),ROUND({cells[0]},{places}),"")')
    added = f"ROUND({'+'.join(cells)},{places})"
    return Live(now, f'IF(COUNT({",".join(cells)})={len(cells)},{added},"")')


def difference(plan: Plan, line: Line) -> Live:
    """差额 of a line: 复核得分 less 自评得分."""
    cells = plan.claim_cells(line)
    if not cells:
        return Live("")
    claim = cells[0] if len(cells) == 1 else f"{WORKING}!D{plan.working_row(line)}"
    shown: Shown = ""
    if line.score is not None and line.claimed is not None:
        shown = shown_number(line.score - line.claimed)
    return Live(shown, formulas.difference(plan.cell(line, "score"), claim, plan.places))


def most(plan: Plan) -> str:
    """The most that the totals may be under the scoring profile, as an expression; "" where there is no such cap."""
    executed = [line for line in plan.lines if line.indicator == EXECUTION]
    if plan.outcome.profile is None or not executed:
        return ""
    rate, score = (plan.cell(executed[0], column, sheet=True) for column in ("rate", "score"))
    return plan.outcome.profile.cap_excel(rate, score)


def adopted(plan: Plan, need: Need) -> Live:
    """采用值 of a row of 缺数清单."""
    percent = need.unit == "%"
    stands = _stands(plan, need.place, need.factor) if need.place else ""
    text = formulas.adopted(need.typed, need.place, stands, percent)
    value = need.value
    if value is None or (percent and abs(value) > LARGEST_RATE):
        return Live("", text)
    return Live(shown_number(value), text)


def figure_value(plan: Plan, figure: Input) -> Live:
    """A figure as it is used: its cell, times a factor where the table counts in another unit."""
    shown = shown_number(figure.value)
    cell = source_cell(plan, figure)
    if not cell:
        return Live("" if shown is None else shown)
    text = f'IF(ISNUMBER({cell}),{_reference(plan, figure)},"")'
    return Live("" if shown is None else shown, text)


def source_cell(plan: Plan, figure: Input) -> str:
    """The cell that a figure is taken from; "" where there is none."""
    if figure.key in plan.needs:
        return f"{NEEDS}!{plan.needs[figure.key].adopted}"
    return plan.figure_home(figure) or ""


def _reference(plan: Plan, figure: Input) -> str:
    cell = source_cell(plan, figure)
    if not cell or figure.key in plan.needs:
        return cell
    return _stands(plan, cell, plan.factor(figure))


def _stands(plan: Plan, cell: str, factor: Fraction) -> str:
    """What is read in a submitted cell: a percentage, a rate, or a number times a factor."""
    counted = plan.counted.get(cell, "")
    if factor not in (1, Fraction(1, 100)):  # its format shows another size than is stored
        counted = ""
    if counted == "%":
        return formulas.percentage(cell)
    if counted == RATE:
        return formulas.ratio(cell)
    return cell if factor == Fraction(1) else f"({cell}*{number(factor)})"


def _nothing_there(plan: Plan, line: Line) -> str:
    homes = [plan.figure_home(figure) for figure in line.inputs]
    typed = [f"{NEEDS}!{plan.needs[f.key].adopted}" for f in line.inputs if f.key in plan.needs]
    return formulas.nothing_there([home for home in homes if home], typed)
