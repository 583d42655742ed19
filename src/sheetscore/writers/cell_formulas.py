"""Excel formula text of the completed workbook: pure functions of cell references.

Only functions that LibreOffice 7.4 and WPS know. Numbers are compared after ROUND(…, 9). All
formulas are given without the leading =.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sheetscore.regexes import regex

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
_BACKSLASH = "CHAR(92)"
"""A string of a single backslash is an escape to Gnumeric, and refused."""
LONGEST = 8_192
"""Characters of a formula, the = included, that Excel takes; a longer one makes it offer a repair of the file."""
DEEPEST, MOST_ARGUMENTS, LONGEST_TEXT = 64, 255, 255
"""Levels of functions inside each other, arguments of one of them, characters of a quoted text: Excel's limits too."""
_PARTS = regex(r"\"((?:[^\"]|\"\")*)\"|'(?:[^']|'')*'|([A-Za-z0-9_.]*)\(|[),]")


class FormulaTooLong(RuntimeError):
    """A formula of ours that Excel does not take: a fault of this program, never of a submitted file."""


@lru_cache(maxsize=4096)
def checked(formula: str) -> str:
    """`formula` (without =) as it is. Raises FormulaTooLong for what is over a limit of Excel."""
    if len(formula) >= LONGEST:
        raise FormulaTooLong(f"公式有 {len(formula) + 1} 个字符，超过 {LONGEST}：={formula[:60]}…")
    arguments: list[int] = []  # of each open bracket; 0: a mere bracket
    for part in _PARTS.finditer(formula):
        sign = part[0][-1]
        if sign == "(":
            arguments.append(1 if part[2] else 0)
            if sum(map(bool, arguments)) > DEEPEST:
                raise FormulaTooLong(f"公式嵌套超过 {DEEPEST} 层：={formula[:60]}…")
        elif part[0] == ")" and arguments:
            arguments.pop()
        elif part[0] == "," and arguments and arguments[-1]:
            arguments[-1] += 1
            if arguments[-1] > MOST_ARGUMENTS:
                raise FormulaTooLong(f"公式的参数超过 {MOST_ARGUMENTS} 个：={formula[:60]}…")
        elif part[1] is not None and len(part[1].replace('""', '"')) > LONGEST_TEXT:
            raise FormulaTooLong(f"公式里的文字超过 {LONGEST_TEXT} 个字符：={formula[:60]}…")
    return formula


def at(sheet: str, cell: str) -> str:
    """A cell or area of a sheet as a formula names it: the name always in quotes, as every program reads it."""
    name = sheet.replace("'", "''")
    return f"'{name}'!{cell}"


def ref(address: str) -> str:
    """The same of an address as we show it: 基础数据表!D17."""
    sheet, _, cell = address.rpartition("!")
    return at(sheet, cell) if sheet else cell


_LARGEST_NUMBER = "1E+15"


def counts(cell: str) -> str:
    """True for a number that a person typed: LibreOffice takes TRUE for one, Excel does not, and neither do we."""
    return f"AND(ISNUMBER({cell}),NOT(ISLOGICAL({cell})))"


def asks(row: int, term: str, figure: tuple[str, str, object], units: Sequence[str]) -> str:
    """True while a row of 缺数清单 says which figure it asks for, as the one who reads it back understands it.

    `term`, `figure` (项目, 口径, 年度), all as text in quotes or as a number, and the `units` that mean the same stand in B to F.
    """
    item, measure, year = figure
    same = f"AND(D{row}={measure},E{row}={year})"
    by_name = f'AND(B{row}={term},OR(D{row}={measure},D{row}=""),OR(E{row}={year},E{row}=""))'
    counted = ",".join(f"F{row}={unit}" for unit in units)
    return f"AND(C{row}={item},OR({same},{by_name}),OR({counted}))"


def adopted(typed: str, asked: str, place: str, stands: str, largest: int | None) -> str:
    """The figure taken from a row of 缺数清单: the one standing in its place, else the typed one (docs/读法.md).

    `asked` is true while the row says what it asks for.

    `stands` is what is read in the cell `place` ("": none), in the unit of the list: an expression that is no number where
    the cell says nothing clear. `largest` is the most that a rate may be (1 = 100 %), None for what is no rate.
    """
    limit = _LARGEST_NUMBER if largest is None else str(largest)
    below = "<" if largest is None else "<="
    given = f'IF({counts(typed)},IF(AND(ABS({typed}){below}{limit},{asked}),{typed},""),"")'
    if not place:
        return given
    found = (
        stands
        if stands == place or "IF(" not in stands
        else f"IF(ISNUMBER({stands}),{stands},{given})"
    )
    return f"IF({counts(place)},{found},{given})"


def share(cell: str, largest: int | None) -> str:
    """A cell that holds a rate as a ratio, 0.92 for 92 %: more than `largest` is unclear and no number (None: no limit)."""
    return cell if largest is None else f'IF(ABS({cell})<={largest},{cell},"{NO_DATA}")'


def counted_share(cell: str, parts: int, least: str, most: int | None) -> str:
    """A cell that counts a rate in hundredths or thousandths (`parts`): 85 is 85 %; what is not `least` (>1) and not 0 is unclear.

    So is what is above `most` hundredths (None: no limit).
    """
    clear = f"ABS({cell}){least}"
    clear = clear if most is None else f"AND({clear},ABS({cell})<={most})"
    return f'IF(OR({cell}=0,{clear}),{cell}/{parts},"{NO_DATA}")'


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
    logical = ",".join(f"ISLOGICAL({cell})" for cell in figures if _is_cell(cell))
    if len(figures) == 1:
        there = counts(figures[0]) if logical else f"ISNUMBER({figures[0]})"
        text = f'IF({there},{value},"{NO_DATA}")'
    elif figures:
        few = f"COUNT({','.join(figures)})<{len(figures)}"
        few = f"OR({few},{logical})" if logical else few
        text = f'IF({few},"{NO_DATA}",{value})'
    else:
        text = value
    return f'IF({nothing},"{NOT_APPLICABLE}",{text})' if nothing else text


def _is_cell(text: str) -> bool:
    """A cell that a person may type into, not an expression and no cell of 计算过程 or 采用值, which hold what a formula gives."""
    return "IF(" not in text and not text.startswith(("'计算过程'!", "'缺数清单'!"))


def below_zero(divisors: Sequence[str]) -> str:
    """True when something that is divided by is negative."""
    return f"OR({','.join(f'({each})<0' for each in divisors)})"


def bare_text(cell: str) -> str:
    """The text of a cell without blanks and dashes, "" for a number: what a nil mark is told by."""
    text = cell
    for char in _PADDING:
        text = f'SUBSTITUTE({text},"{char}","")'
    return f'IF(ISNUMBER({cell}),"",TRIM({text}))'


def bare_text_now(value: object) -> str:
    """What `bare_text` shows for a cell that holds `value`."""
    if not isinstance(value, str):
        return ""
    return " ".join(value.translate(dict.fromkeys(map(ord, _PADDING))).split(" ")).strip()


def nothing_there(places: Sequence[str], bare: Sequence[str], typed: Sequence[str]) -> str:
    """True when every figure is 0, a nil mark or blank, and at least one of them is entered.

    `places` are cells of the submitted table, `bare` the cells that hold their `bare_text`, `typed` cells of 缺数清单.
    """
    empty = [_empty(cell, text) for cell, text in zip(places, bare, strict=True)]
    empty += [f"IF(ISNUMBER({cell}),{cell}=0,TRUE)" for cell in typed]
    entered = [f'TRIM({_blanks_out(cell)})<>""' for cell in places]
    entered += [f"ISNUMBER({cell})" for cell in typed]
    return f"AND({','.join(empty)},OR({','.join(entered)}))"


def _empty(cell: str, text: str) -> str:
    marks = ",".join(
        f"{text}={_BACKSLASH}" if mark == "\\" else f'{text}="{mark}"' for mark in _NIL_MARKS
    )
    return f"IF(ISNUMBER({cell}),{cell}=0,OR({marks}))"


def _blanks_out(cell: str) -> str:
    return f'SUBSTITUTE(SUBSTITUTE({cell},"\u3000",""),"\u00a0","")'


def score(
    rule: str,
    rate_cell: str,
    points: str,
    exempt: bool,
    zero_divisor: str,
    lacking: str = NO_DATA,
) -> str:
    """The points for the rate in `rate_cell`; `rule` is the rule's formula, "" where not covered.

    `zero_divisor` is what a divisor of 0 scores: a number, a text in quotes, or an expression; `lacking` the word for no figures.
    """
    covered = rule.removeprefix("=").replace('""', f'"{NOT_COVERED}"')
    other = f'IF({rate_cell}="{ZERO_DIVISOR}",{zero_divisor},"{lacking}")'
    if exempt:
        other = f'IF({rate_cell}="{NOT_APPLICABLE}",{points},{other})'
    return f"IF(ISNUMBER({rate_cell}),{covered},{other})"


def assessed(typed: str, points: str, computed: str = "") -> str:
    """The 评定得分 in the cell `typed` that counts: from 0 to the points, while `computed` ("": nothing) is no number."""
    found = f'IF({counts(typed)},IF(AND({typed}>=0,{typed}<={points}),{typed},""),"")'
    return f'IF(ISNUMBER({computed}),"",{found})' if computed else found


def blank(cell: str) -> str:
    """True for a cell that shows nothing but blanks."""
    return f'TRIM(CLEAN({_blanks_out(cell)}))=""'


def difference(score_cell: str, claim_cell: str, places: int | None = None) -> str:
    """Score less claim, at the decimals of a score where `places` is given; a blank text while one of them is no number."""
    claim = claim_cell if places is None else f"ROUND({claim_cell},{places})"
    return (
        f'IF(AND(ISNUMBER({score_cell}),ISNUMBER({claim_cell})),ROUND({score_cell}-{claim},6),"")'
    )


def status(score_cell: str, claim_cell: str, assessed_cell: str = "") -> str:
    """The state of a row in words, from its score and its claim; a row with a 评定得分 still is one that a person judged."""
    compared = f'IF(ROUND({score_cell}-{claim_cell},9)=0,"一致","不一致")'
    found = (
        f'IF(ISNUMBER({score_cell}),IF(ISNUMBER({claim_cell}),{compared},"已填"),'
        f'IF({score_cell}="{NO_DATA}","{NO_DATA}","{TO_JUDGE}"))'
    )
    return f'IF(ISNUMBER({assessed_cell}),"{TO_JUDGE}",{found})' if assessed_cell else found


def counted(score_cell: str, claim_cell: str, points_cell: str) -> str:
    """What a row adds to the reviewed total: its score, else its claim up to the points."""
    claim = f'IF({claim_cell}>=0,MIN({claim_cell},{points_cell}),"")'
    return f'IF(ISNUMBER({score_cell}),{score_cell},IF(ISNUMBER({claim_cell}),{claim},""))'


def full_sum(area: str, count: int, otherwise: str, most: str = "", worth: str = "") -> str:
    """The sum of an area, `most` at most, or `otherwise` while one of its `count` cells holds no number.

    `worth` is the 分值 beside it where some are 0: a row worth nothing needs no number.
    """
    known = f"COUNT({area})"
    if worth:
        known += f"+SUMPRODUCT(({worth}=0)*(1-ISNUMBER({area})))"
    return f'IF({known}={count},{at_most(f"SUM({area})", most)},"{otherwise}")'


def block_sum(area: str, blocks: str, block: int, count: int, otherwise: str, worth: str) -> str:
    """As `full_sum`, over the rows of one block: those that have its number in the area `blocks`."""
    mine = f"({blocks}={block})"
    known = f"SUMPRODUCT({mine}*ISNUMBER({area}))"
    if worth:
        known += f"+SUMPRODUCT({mine}*({worth}=0)*(1-ISNUMBER({area})))"
    return f'IF({known}={count},SUMIF({blocks},{block},{area}),"{otherwise}")'


def at_most(expression: str, most: str) -> str:
    """An expression that stays at or below another ("": no limit)."""
    return f"MIN({expression},{most})" if most else expression


def grade(reviewed: str, points: str) -> str:
    """优 from 90 % of the points, 良 from 80 %, 中 from 60 %, else 差."""
    share = f"ROUND({reviewed}/{points},9)"
    bands = f'IF({share}>=0.9,"优",IF({share}>=0.8,"良",IF({share}>=0.6,"中","差")))'
    return f'IF(ISNUMBER({reviewed}),IF({points}>0,{bands},"{NONE_KNOWN}"),"{NONE_KNOWN}")'
