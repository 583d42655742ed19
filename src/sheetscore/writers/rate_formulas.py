"""The formula of a line's rate, and what is read in each of its cells: a number, a share, or a number times a factor."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sheetscore.exact.amounts import RATE, Number, decimal, fraction, half_up, json_number, plain
from sheetscore.exact.bare_rates import unclear_up_to
from sheetscore.model.figure import Input
from sheetscore.model.outcome import Status
from sheetscore.regexes import regex
from sheetscore.rules.shapes.excel_text import number
from sheetscore.scoring.binding import AMBIGUOUS_FROM
from sheetscore.writers import cell_formulas as formulas
from sheetscore.writers.cell_formulas import ref
from sheetscore.writers.entries import largest_rate
from sheetscore.writers.indicator_lines import Line
from sheetscore.writers.plan import NEEDS, Plan

_PLACES = 15
Shown = str | int | float | None
_LONG = 2_000
"""Characters of a rate's formula, beyond which its figures get cells of their own: Excel takes 8,192."""
_LONGEST_TEXT = 120
"""Characters of a text that a formula compares."""
_PER_MILLE = "‰"
_NOT_SIGNS = regex(r'"[^"]*"|[\\!_*].|\[[^\]]*\]')
"""What a number format shows as it stands, or leaves room for; a condition or a colour."""


@dataclass(frozen=True, slots=True)
class Live:
    """A formula (without =) and the value it shows now; without a formula, a plain value."""

    shown: Shown
    formula: str = ""


def shown_number(value: Number | None) -> int | float | None:
    """A number as it is stored; a fraction without an end by its first 15 decimals."""
    return None if value is None else json_number(half_up(value, _PLACES))


def rate_parts(plan: Plan, line: Line) -> tuple[Live, tuple[Live, ...]]:
    """指标值（复核）of a line, and the helper cells that its formula relies on."""
    if not line.live:
        return Live("—"), ()
    build = _Rate(plan, line)
    shown, text = _shown(line), build.formula()
    return Live(shown, text), tuple(build.helpers)


class _Rate:
    """One rate on its way to a formula; `helpers` are the cells it needs beside the table of 计算过程."""

    def __init__(self, plan: Plan, line: Line) -> None:
        self.plan, self.line = plan, line
        self.helpers: list[Live] = []

    def formula(self) -> str:
        plan, line = self.plan, self.line
        nothing = self._nothing_there() if line.exempt else ""
        refs = {figure.term: reference(plan, figure) for figure in line.inputs}
        if not all(refs.values()):
            return f'IF({nothing or "FALSE"},"{formulas.NOT_APPLICABLE}","{formulas.NO_DATA}")'
        text = self._of(refs, nothing, spread=False)
        if len(text) > _LONG:
            refs = {figure.term: self._helper(figure_value(plan, figure)) for figure in line.inputs}
            text = self._of(refs, nothing, spread=True)
        return text

    def _of(self, refs: dict[str, str], nothing: str, spread: bool) -> str:
        line = self.line
        expression = line.formula.to_excel(refs) if line.formula else next(iter(refs.values()))
        checked = [
            cell if spread or "IF(" in cell else ref(source_cell(self.plan, figure))
            for figure, cell in zip(line.inputs, refs.values(), strict=False)
            if spread or "IF(" in cell or not figure.part
        ]
        divisors = line.formula.excel_divisors(refs) if line.formula else []
        if spread:
            shown = _divisors_now(line)
            checks = f"COUNT({','.join(refs.values())})={len(refs)}"
            divisors = [
                self._helper(Live(now, f'IF({checks},IFERROR({each},""),"")'))
                for each, now in zip(divisors, shown, strict=True)
            ]
        cells = list(dict.fromkeys(checked))
        return formulas.rate(expression, cells, nothing, divisors)

    def _helper(self, live: Live) -> str:
        self.helpers.append(live)
        return self.plan.helper(self.line, len(self.helpers) - 1)

    def _nothing_there(self) -> str:
        plan, inputs = self.plan, self.line.inputs
        homes = [home for figure in inputs if (home := plan.figure_home(figure))]
        bare = [
            self._helper(
                Live(
                    formulas.bare_text_now(plan.drawn(home)),
                    formulas.bare_text(ref(home)),
                )
            )
            for home in homes
        ]
        typed = [ref(source_cell(plan, f)) for f in inputs if plan.entered(f)]
        return formulas.nothing_there([ref(home) for home in homes], bare, typed)


def _divisors_now(line: Line) -> list[Shown]:
    """What is divided by, as it stands now: "" while a figure is missing."""
    values = {f.term: f.value for f in line.inputs if f.value is not None}
    if line.formula is None:
        return []
    nodes = line.formula.expression.divisors()
    if len(values) < len(line.inputs):
        return [""] * len(nodes)
    found: list[Shown] = []
    for node in nodes:
        try:
            found.append(shown_number(node.evaluate({t: Fraction(v) for t, v in values.items()})))
        except ZeroDivisionError:
            found.append("")
    return found


def below_zero(plan: Plan, line: Line) -> str:
    """True when a figure of the rate, or something that it divides by, is negative; "" where a figure has no cell."""
    refs = {figure.term: reference(plan, figure) for figure in line.inputs}
    if line.formula is None or not all(refs.values()):
        return ""
    return formulas.below_zero(
        list(dict.fromkeys([*refs.values(), *line.formula.excel_divisors(refs)]))
    )


def _shown(line: Line) -> Shown:
    if line.not_applicable:
        return formulas.NOT_APPLICABLE
    if line.rate is not None:
        return shown_number(line.rate)
    lacking = line.status is Status.MISSING or any(each.value is None for each in line.inputs)
    return formulas.NO_DATA if lacking else formulas.ZERO_DIVISOR


def figure_value(plan: Plan, figure: Input) -> Live:
    """A figure as it is used: its cell, times a factor where the table counts in another unit."""
    shown = shown_number(figure.value)
    cell = source_cell(plan, figure)
    if not cell:
        return Live("" if shown is None else shown)
    found = reference(plan, figure)
    if figure.part:
        return Live("" if shown is None else shown, found)
    there = formulas.counts(ref(cell))
    text = f'IF({there},{found},"")'
    if "IF(" in found:
        text = f'IF({there},IF(ISNUMBER({found}),{found},""),"")'
    return Live("" if shown is None else shown, text)


def source_cell(plan: Plan, figure: Input) -> str:
    """The cell that a figure is taken from, as we show it; "" where there is none."""
    need = plan.entered(figure)
    if need is not None:
        return f"{NEEDS}!{need.adopted}"
    return plan.figure_home(figure) or ""


def reference(plan: Plan, figure: Input) -> str:
    """What is read for a figure, in the unit of the list; "" where it has no cell."""
    cell = source_cell(plan, figure)
    if figure.part and figure.value is not None:
        return stated(number(fraction(figure.value)), ref(cell), plan.drawn(cell) if cell else None)
    if not cell or plan.entered(figure):
        return ref(cell)
    return stands_in(plan, cell, plan.factor(figure), largest_rate(figure.unit))


def stated(value: str, cell: str, text: object) -> str:
    """A number that the text of a cell states among others: it holds as long as the cell says the same."""
    plain_text = isinstance(text, str) and text == text.strip() and text.isprintable()
    if not plain_text or len(str(text)) > _LONGEST_TEXT:
        return f"({value})"
    quoted = str(text).replace('"', '""')
    return f'IF(EXACT({cell},"{quoted}"),{value},"")'


def stands_in(plan: Plan, home: str, factor: Fraction, largest: int | None) -> str:
    """What is read in a submitted cell: a share, or a number times a factor.

    Which of 0.85 and 85 means 85 % was settled by the cell's format when it was read; a cell that was blank is settled by
    its format too. What a person changes to a number that would mean something else then is no number.
    """
    counted, cell, now = plan.counted.get(home, ""), ref(home), plan.drawn(home)
    stored = now if isinstance(now, int | float) and not isinstance(now, bool) else None
    if stored and factor not in (1, Fraction(1, 100), Fraction(1, 1000)):
        return f"({cell}*{number(factor)})"  # its format shows another size than is stored
    if counted == RATE:
        return formulas.share(cell, None if stored and abs(stored) > (largest or 0) else largest)
    if counted in ("%", _PER_MILLE):
        parts = 100 if counted == "%" else 1000
        if factor == 1 if stored else _shows_percent(plan, home):
            most = largest or AMBIGUOUS_FROM
            return formulas.share(cell, None if stored and abs(stored) > most else most)
        if stored and factor != Fraction(1, parts):
            return f"({cell}*{number(factor)})"
        least = f">{plain(_unclear(plan, home))}" if counted == "%" else ">=0.1"
        if stored and abs(stored) <= (1 if counted == "%" else 0):
            return f"{cell}/{parts}"
        limit = parts if largest == 1 and not (stored and abs(stored) > parts) else None
        return formulas.counted_share(cell, parts, least, limit)
    return cell if factor == Fraction(1) else f"({cell}*{number(factor)})"


def _unclear(plan: Plan, home: str) -> Decimal:
    """The largest bare number in a cell that is no clear rate: 1, or what it is beside the target in its row."""
    targets = [
        line.criteria
        for line in plan.lines
        if line.quantity and any(plan.figure_home(each) == home for each in line.inputs)
    ]
    return unclear_up_to(targets[0]) if targets else decimal(1)


def _shows_percent(plan: Plan, home: str) -> bool:
    """Does the cell's number format show a per cent sign that scales the number?"""
    cell = plan.shown.get(home)
    shape = str(dict(cell.style.props).get("num_format") or "") if cell else ""
    return "%" in _NOT_SIGNS.sub("", shape)
