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
_NIL_MARKS = ("——", "—", "-", "--", "/", "／", "－", "无", "不适用")


LARGEST_RATE = 10
"""A rate typed into 缺数清单 above this (92 for 92 %) counts as not given."""


def adopted(typed: str, place: str | None, percent: bool, factor: str = "") -> str:
    """The figure taken from a row of 缺数清单: the typed one, else the one standing in its place.

    `factor` turns what stands there into the unit of the list (元 → 万元).
    """
    stands = f"{place}*{factor}" if factor else place
    other = f'IF(ISNUMBER({place}),{stands},"")' if place else '""'
    given = f"IF(ABS({typed})<={LARGEST_RATE},{typed},{other})" if percent else typed
    return f"IF(ISNUMBER({typed}),{given},{other})"


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
    entered = [f'TRIM({cell})<>""' for cell in places] + [f"ISNUMBER({cell})" for cell in typed]
    return f"AND({','.join(empty)},OR({','.join(entered)}))"


def _empty(cell: str) -> str:
    marks = ",".join(f'TRIM({cell})="{mark}"' for mark in ("", *_NIL_MARKS))
    return f"IF(ISNUMBER({cell}),{cell}=0,OR({marks}))"


def score(rule: str, rate_cell: str, points: str, exempt: bool, zero_divisor: str) -> str:
    """The points for the rate in `rate_cell`; `rule` is the rule's formula, "" where not covered.

    `zero_divisor` is what a divisor of 0 scores: a number, a text in quotes, or an expression.
    """
    covered = rule.removeprefix("=").replace('""', f'"{NOT_COVERED}"')
    other = f'IF({rate_cell}="{ZERO_DIVISOR}",{zero_divisor},"{NO_DATA}")'
    if exempt:
        other = f'IF({rate_cell}="{NOT_APPLICABLE}",{points},{other})'
    return f"IF(ISNUMBER({rate_cell}),{covered},{other})"


def difference(score_cell: str, claim_cell: str) -> str:
    """Score less claim; a blank text while one of them is no number."""
    return (
        f"IF(AND(ISNUMBER({score_cell}),ISNUMBER({claim_cell})),"
        f'ROUND({score_cell}-{claim_cell},6),"")'
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


def full_sum(cells: str, count: int, otherwise: str, most: str = "") -> str:
    """The sum of a range, `most` at most, or `otherwise` while one of its `count` cells holds no number."""
    return f'IF(COUNT({cells})={count},{at_most(f"SUM({cells})", most)},"{otherwise}")'


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
