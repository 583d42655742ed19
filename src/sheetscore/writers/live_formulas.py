"""The live formulas of one indicator and of one missing figure, with the values they show now."""

from __future__ import annotations

from dataclasses import replace

from sheetscore.exact.amounts import MONEY_UNITS, plain
from sheetscore.model.outcome import Status
from sheetscore.model.profile import EXECUTION
from sheetscore.rules import Rule
from sheetscore.rules.shapes.excel_text import below
from sheetscore.rules.shapes.shapes import Ladder
from sheetscore.rules.telling.asked import entry_excel
from sheetscore.scoring.impossible import beyond_all_excel
from sheetscore.scoring.near_target import (
    expected_near,
    too_far_excel,
)
from sheetscore.writers import cell_formulas as formulas
from sheetscore.writers.cell_formulas import at, ref
from sheetscore.writers.entries import Need
from sheetscore.writers.indicator_lines import Line
from sheetscore.writers.plan import ASSESSED, COMPUTED, INDICATORS, SUMMARY, Plan
from sheetscore.writers.rate_formulas import (
    Live,
    Shown,
    below_zero,
    rate_parts,
    reference,
    shown_number,
    stands_in,
)
from sheetscore.writers.styles import literal
from sheetscore.writers.summary_rows import BASIS

_LONG, _BANDS = 2_000, 60
"""Characters of a rule's formula, beyond which every so many bands get a cell of their own."""


def rate(plan: Plan, line: Line) -> Live:
    """指标值（复核）of a line."""
    return rate_parts(plan, line)[0]


def score(plan: Plan, line: Line) -> Live:
    """复核得分 of a line: what its figures give, else the 评定得分 that a person typed."""
    computed = computed_score(plan, line)
    shown = _shown_score(line)
    if line.status is not Status.JUDGED:
        return computed
    given = plan.working(line, ASSESSED)
    if not computed.formula:
        return Live(shown, f'IF(ISNUMBER({given}),{given},"{formulas.TO_JUDGE}")')
    cell = plan.working(line, COMPUTED)
    return Live(shown, f"IF(ISNUMBER({cell}),{cell},IF(ISNUMBER({given}),{given},{cell}))")


def assessed(plan: Plan, line: Line) -> Live:
    """The 评定得分 of a line that counts, or what its 评定依据数 scores where none is typed."""
    if line.status is not Status.JUDGED:
        return Live("")
    typed = at(SUMMARY, plan.entry(line))
    computed = plan.working(line, COMPUTED) if computed_score(plan, line).formula else ""
    shown = shown_number(line.assessed)
    text = formulas.assessed(typed, points_ref(plan, line, sheet=True), computed)
    if line.asked:
        text = f"IF({formulas.blank(typed)},{_by_basis(plan, line)},{text})"
    return Live("" if shown is None else shown, text)


def _by_basis(plan: Plan, line: Line) -> str:
    """What the 评定依据数 of a line scores, a blank text where it is none."""
    entry = entry_excel(line.rule, at(SUMMARY, plan.entry(line, BASIS)))
    profile = plan.outcome.profile
    return profile.settle_excel(entry, '""') if profile else entry


def computed_score(plan: Plan, line: Line) -> Live:
    """The points that a line's figures give, or the word for why they give none; no formula where figures say nothing."""
    if not line.live:
        return Live(formulas.TO_JUDGE)
    sheet = line.status is Status.JUDGED  # then it stands in 计算过程
    cell = plan.cell(line, "rate", sheet)
    rule = _rule(plan, line, cell) or f'"{formulas.TO_JUDGE}"'
    if plan.outcome.profile and line.rule.computable:
        uncovered = f'"{formulas.NOT_COVERED}"'
        rule = plan.outcome.profile.settle_excel(rule.removeprefix("="), uncovered)
        rule = plan.outcome.profile.excess_excel(rule, cell, line.excess)
        near = expected_near(line.indicator, line.counted, line.rule)
        rule = too_far_excel(rule, cell, near, uncovered)
        refs = {figure.term: reference(plan, figure) for figure in line.inputs}
        rule = beyond_all_excel(
            rule, cell, line.bounded, {t: r for t, r in refs.items() if r}, uncovered
        )
    zero_divisor = f'"{formulas.TO_JUDGE}"'
    if line.exempt:
        negative = below_zero(plan, line)
        zero_divisor = f"IF({negative},{zero_divisor},0)" if negative else "0"
    points = points_ref(plan, line, sheet)
    lacking = formulas.TO_JUDGE if sheet and line.missing else formulas.NO_DATA
    text = formulas.score(rule, cell, points, bool(line.exempt), zero_divisor, lacking)
    return Live(_shown_score(line) if line.assessed is None else _why_none(line), text)


def _rule(plan: Plan, line: Line, cell: str) -> str:
    """The rule's formula; of very many bands a chain over cells that hold some bands each."""
    pieces = _pieces(line.rule)
    if len(pieces) == 1:
        return line.rule.to_excel(cell) or ""
    first = len(rate_parts(plan, line)[1])
    chain = plan.helper(line, first + len(pieces) - 1)
    for number, piece in reversed(list(enumerate(pieces[:-1]))):
        held = plan.helper(line, first + number)
        assert piece is not None
        chain = f"IF({below(piece, cell)},{held},{chain})"
    return chain


def _pieces(rule: Rule) -> list[Ladder | None]:
    """The bands of a rule by the cells that hold their formulas: one as a rule, its own."""
    shape = rule.shape
    if not isinstance(shape, Ladder) or len(rule.to_excel("K5") or "") <= _LONG:
        return [None]
    starts = range(0, len(shape.segments), _BANDS)
    return [replace(shape, segments=shape.segments[n : n + _BANDS]) for n in starts]


def helpers(plan: Plan, line: Line) -> tuple[Live, ...]:
    """The cells beside the table of 计算过程 that the formulas of a line rely on, from the first helper column on."""
    parts, pieces = rate_parts(plan, line)[1], _pieces(line.rule)
    if len(pieces) == 1 or not line.live:
        return parts
    cell = plan.cell(line, "rate", sheet=True)
    found = []
    for shape in pieces:
        piece = replace(line.rule, shape=shape)
        score = None if line.rate is None else piece.score(line.rate)
        text = (piece.to_excel(cell) or "").removeprefix("=")
        text = f'IF(ISNUMBER({cell}),{text},"")'
        found.append(Live("" if score is None else shown_number(score), text))
    return (*parts, *found)


def _shown_score(line: Line) -> Shown:
    return _why_none(line) if line.score is None else shown_number(line.score)


def _why_none(line: Line) -> str:
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
    return at(INDICATORS, line.points_cell) if sheet else line.points_cell


def claim(plan: Plan, line: Line) -> Live:
    """自评得分 of a line: of its cell, or the sum of its cells; plain where one cell stands for several lines."""
    shown = shown_number(line.claimed)
    now = "" if shown is None else shown
    cells = [at(INDICATORS, cell) for cell in plan.claim_cells(line)]
    if not cells:
        return Live(now)
    places = plan.places
    if len(cells) == 1:
        return Live(now, f'IF({formulas.counts(cells[0])},ROUND({cells[0]},{places}),"")')
    added = f"ROUND({'+'.join(cells)},{places})"
    return Live(now, f'IF(COUNT({",".join(cells)})={len(cells)},{added},"")')


def difference(plan: Plan, line: Line) -> Live:
    """差额 of a line: 复核得分 less 自评得分."""
    cells = plan.claim_cells(line)
    if not cells:
        return Live("")
    claim = cells[0] if len(cells) == 1 else plan.working(line, "D")
    shown: Shown = ""
    if line.score is not None and line.claimed is not None:
        shown = shown_number(line.score - line.claimed)
    return Live(shown, formulas.difference(plan.cell(line, "score"), claim, plan.places))


def most(plan: Plan) -> str:
    """The most that the totals may be under the scoring profile, as an expression; "" where there is no such cap."""
    executed = [each for each in plan.lines if each.indicator == EXECUTION and not each.rule.quantities]  # fmt: skip
    if plan.outcome.profile is None or not executed:
        return ""
    line = executed[0]
    rate, score = (plan.cell(line, column, sheet=True) for column in ("rate", "score"))
    if line.status is Status.JUDGED:  # a score that a person gave leaves the rate in doubt
        score = f'IF(ISNUMBER({plan.working(line, ASSESSED)}),"",{score})'
    return plan.outcome.profile.cap_excel(rate, score)


def _asked(plan: Plan, need: Need) -> str:
    year = plan.year(need.key.year)
    stated = year if isinstance(year, int) else literal(year)
    units = [need.unit] if need.unit in MONEY_UNITS and need.unit != "万元" else [need.unit, ""]
    texts = [literal(each) for each in (need.term, need.key.item, need.key.measure)]
    counted = [literal(each) for each in dict.fromkeys(units)]
    return formulas.asks(need.row, texts[0], (texts[1], texts[2], stated), counted)


def adopted(plan: Plan, need: Need) -> Live:
    """采用值 of a row of 缺数清单."""
    stands = stands_in(plan, need.place, need.factor, need.largest) if need.place else ""
    place = ref(need.place) if need.place else ""
    text = formulas.adopted(need.typed, _asked(plan, need), place, stands, need.largest)
    value = need.value
    if value is None or (need.largest is not None and abs(value) > need.largest):
        return Live("", text)
    return Live(shown_number(value), text)
