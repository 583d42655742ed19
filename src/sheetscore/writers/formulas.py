"""Excel formula text of the completed workbook: pure functions of cell references.

Only functions that LibreOffice 7.4 and WPS know. Numbers are compared after ROUND(…, 9). All
formulas are given without the leading =.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NO_DATA = "缺数据"
NOT_APPLICABLE = "不适用"
ZERO_DIVISOR = "分母不大于0"
NOT_COVERED = "标准未涵盖"
TO_JUDGE = "待佐证"
NONE_KNOWN = "无法确定"
NOT_COMPLETE = "未填全"
_NIL_MARKS = ("", "/", "／", "\\", "\uff3c", "无", "不适用", "N/A", "NA")
_PADDING = "-\u2010\u2011–—―─－−﹣\u3000\u00a0"
"""A run of dashes of any kind is a nil mark; wide blanks are no mark at all."""


LARGEST_RATE = 10
"""A rate typed into 缺数清单 above this (92 for 92 %) counts as not given."""


def adopted(typed: str, place: str | None, stands: str, percent: bool) -> str:
    """The figure taken from a row of 缺数清单: the one standing in its place, else the typed one (docs/读法.md).

    `stands` is what is read in the cell `place`, in the unit of the list: an expression that is no number where the cell
    says nothing clear.
    """
    given = f'IF(ABS({typed})<={LARGEST_RATE},{typed},"")' if percent else typed
    given = f'IF(ISNUMBER({typed}),{given},"")'
    if not place:
        return given
    found = (
        stands
        if stands == place or "IF(" not in stands
        else f"IF(ISNUMBER({stands}),{stands},{given})"
    )
    return f"IF(ISNUMBER({place}),{found},{given})"


def percentage(cell: str) -> str:
    """A cell under a % sign: 85 is 85 %, 0.85 shown as 85% too; a bare 0.85 is unclear and no number."""
    shown = f'LEFT(CELL("format",{cell}),1)="P"'
    return f'IF({shown},{cell},IF(OR({cell}=0,ABS({cell})>1),{cell}/100,"{NO_DATA}"))'


def ratio(cell: str) -> str:
    """A cell of a rate without a % sign: 1.2 is 120 %; a number above 10 is unclear and no number."""
    return f'IF(ABS({cell})<={LARGEST_RATE},{cell},"{NO_DATA}")'


def rate(
    expression: str, figures: Sequence[str], nothing: str = "", divisors: Sequence[str] = ()
) -> str:
    """The rate of a row, or why there is none.

    `figures` are the cells it is computed from, `nothing` the condition under which the row does
    not apply (see `nothing_there`), `divisors` what the expression divides by.
    """
    divides = "/" in expression
    value = f'IFERROR({expression},"{ZERO_DIVISOR}")' if divides else expression
    if divisors:
        value = f'IF({below_zero(divisors)},"{ZERO_DIVISOR}",{value})'
    if len(figures) == 1:
        text = f'IF(ISNUMBER({figures[0]}),{value},"{NO_DATA}")'
    elif figures:
        text = f'IF(COUNT({",".join(figures)})<{len(figures)},"{NO_DATA}",{value})'
    else:
        text = value
    return f'IF({nothing},"{NOT_APPLICABLE}",{text})' if nothing else text


def below_zero(divisors: Sequence[str]) -> str:
    """True when something that is divided by is negative."""
    return f"OR({','.join(f'({each})<0' for each in divisors)})"


def nothing_there(places: Sequence[str], typed: Sequence[str]) -> str:
    """True when every figure is 0, a nil mark or blank, and at least one of them is entered.

    `places` are cells of the submitted table, `typed` cells of 缺数清单.
    """
    empty = [_empty(cell) for cell in places] + [f"N({cell})=0" for cell in typed]
    entered = [f'TRIM({_blanks_out(cell)})<>""' for cell in places]
    entered += [f"ISNUMBER({cell})" for cell in typed]
    return f"AND({','.join(empty)},OR({','.join(entered)}))"


def _empty(cell: str) -> str:
    text = cell
    for char in _PADDING:
        text = f'SUBSTITUTE({text},"{char}","")'
    marks = ",".join(f'TRIM({text})="{mark}"' for mark in _NIL_MARKS)
    return f"IF(ISNUMBER({cell}),{cell}=0,OR({marks}))"


def _blanks_out(cell: str) -> str:
    return f'SUBSTITUTE(SUBSTITUTE({cell},"\u3000",""),"\u00a0","")'


def score(rule: str, rate_cell: str, points: str, exempt: bool, zero_divisor: str) -> str:
    """The points for the rate in `rate_cell`; `rule` is the rule's formula, "" where not covered.

    `zero_divisor` is what a divisor of 0 scores: a number, a text in quotes, or an expression.
    """
    covered = rule.removeprefix("=").replace('""', f'"{NOT_COVERED}"')
    other = f'IF({rate_cell}="{ZERO_DIVISOR}",{zero_divisor},"{NO_DATA}")'
    if exempt:
        other = f'IF({rate_cell}="{NOT_APPLICABLE}",{points},{other})'
    return f"IF(ISNUMBER({rate_cell}),{covered},{other})"


def difference(score_cell: str, claim_cell: str, places: int | None = None) -> str:
    """Score less claim, at the decimals of a score where `places` is given; a blank text while one of them is no number."""
    claim = claim_cell if places is None else f"ROUND({claim_cell},{places})"
    return (
        f'IF(AND(ISNUMBER({score_cell}),ISNUMBER({claim_cell})),ROUND({score_cell}-{claim},6),"")'
    )


def status(score_cell: str, claim_cell: str) -> str:
    """The state of a row in words, from its score and its claim."""
    compared = f'IF(ROUND({score_cell}-{claim_cell},9)=0,"一致","不一致")'
    return (
        f'IF(ISNUMBER({score_cell}),IF(ISNUMBER({claim_cell}),{compared},"已填"),'
        f'IF({score_cell}="{NO_DATA}","{NO_DATA}","{TO_JUDGE}"))'
    )


def counted(score_cell: str, claim_cell: str, points_cell: str) -> str:
    """What a row adds to the reviewed total: its score, else its claim up to the points."""
    claim = f'IF({claim_cell}>=0,MIN({claim_cell},{points_cell}),"")'
    return f'IF(ISNUMBER({score_cell}),{score_cell},IF(ISNUMBER({claim_cell}),{claim},""))'


def full_sum(
    cells: Sequence[str], count: int, otherwise: str, most: str = "", worths: Sequence[str] = ()
) -> str:
    """The sum of ranges, `most` at most, or `otherwise` while one of their `count` cells holds no number.

    `worths` are the 分值 beside each range where some are 0: a row worth nothing needs no number.
    """
    listed = ",".join(cells)
    idle = [
        f"SUMPRODUCT(({worth}=0)*(1-ISNUMBER({each})))"
        for each, worth in zip(cells, worths, strict=False)
    ]
    known = "+".join([f"COUNT({listed})", *idle])
    return f'IF({known}={count},{at_most(f"SUM({listed})", most)},"{otherwise}")'


def at_most(expression: str, most: str) -> str:
    """An expression that stays at or below another ("": no limit)."""
    return f"MIN({expression},{most})" if most else expression


def grade(reviewed: str, points: str) -> str:
    """优 from 90 % of the points, 良 from 80 %, 中 from 60 %, else 差."""
    share = f"ROUND({reviewed}/{points},9)"
    bands = f'IF({share}>=0.9,"优",IF({share}>=0.8,"良",IF({share}>=0.6,"中","差")))'
    return f'IF(ISNUMBER({reviewed}),IF(N({points})>0,{bands},"{NONE_KNOWN}"),"{NONE_KNOWN}")'


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Rising row numbers as runs first..last: 5, 6, 7, 9 → (5, 7), (9, 9)."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
