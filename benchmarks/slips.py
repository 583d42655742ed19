"""Cell-level slips of the samples: a score that changes must be told by a warning or an error that names the cell or the row.

python3 start.py bench slips [SLIPS] [SEED]

A parent is a sample, an official template filled in, or a project form without a fault. A slip is one thing that a clerk does
wrong: a decimal point moved, columns swapped, moved down or relabelled, a header, a label, a wording or a year changed, any cell
blanked, neighbours swapped, a unit, a date, a number format, a text, a row printed twice, claims, points, targets. It is saved as
.xlsx, XML-2003 or .ods. What becomes of it:

same     no score and no total is another one
told     a warning or an error that the parent lacks names a changed cell, or each row whose score is another one
claim    the same, but only by setting the score against the claim (E01, D07 …): a clerk who works out his claim from the wrong
         figure would not be told. Printed, so that it is known how much hangs on the claims; most leave a consistent table
refused  the file is not scored
apart    nothing is told, and nothing in the table speaks against the slip, by the rules of `why_consistent`
silent   nothing is told
"""

from __future__ import annotations

import io
import itertools
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Border
from openpyxl.utils import get_column_letter

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from other_formats import html, opendocument, xml2003  # noqa: E402
from target_tables import Aim, aims  # noqa: E402

from sheetscore import score_unit  # noqa: E402
from sheetscore.forms import load_forms  # noqa: E402
from sheetscore.model.columns import rows  # noqa: E402
from sheetscore.model.outcome import Outcome  # noqa: E402

SLIPS, SEED = 1_800, 1
FILES = ("xlsx",) * 6 + ("xml", "ods")
MONEY = ("预算", "全年预算", "决算")
SIZES = {
    "公车购置": 20, "公车运行维护": 30, "公务用车购置和维护经费": 50, "出国经费": 15, "公务接待": 25, "三公经费": 90,
    "业务工作专项": 200, "运行维护专项": 180, "项目支出": 380, "公用经费": 300, "办公经费": 60,
    "水费、电费、差旅费": 80, "会议费、培训费": 40, "政府采购金额": 150, "部门整体支出预算调整": 980,
}  # fmt: skip
"""Sums with their parts, in 万元."""
Place = tuple[str, str]


@cache
def forms() -> Any:
    """The forms of templates/, read once a process."""
    return load_forms()


def score(name: str, data: bytes) -> Outcome:
    """One workbook scored."""
    return score_unit([(name, data)], forms(), layouts=False)


def saved(book: Workbook) -> bytes:
    """A workbook as bytes."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


# ------------------------------------------------------------------------------------- parents


@cache
def parents() -> dict[str, bytes]:
    """Name → workbook: every sample that is scored, every template with a 基础数据表 filled in, and a project form without a fault."""
    found = {
        path.name: unframed(path.read_bytes()) for path in sorted((ROOT / "samples").glob("*.xlsx"))
    }
    for path in sorted((ROOT / "templates").glob("*/*.xlsx")):
        data = filled(path.name, unframed(path.read_bytes()))
        if data:
            found[f"{path.parent.name}-2020.xlsx"] = data
    lines = (
        Aim("≥100家", "105家", 20, 20),
        Aim("≤5%", "4.5%", 20, 20, name="差错率"),
        Aim("≥95%", "93.1%", 50, 49, "有外出", name="建档率"),
    )
    found["街道监督-2022.xlsx"] = saved(aims(*lines, money=(180, 200, 187, 10, 0.935, 9.35)))
    return found


SAVED: dict[str, Callable[[Workbook], bytes]] = {"xlsx": saved, "xml": xml2003, "ods": opendocument}


def unframed(data: bytes) -> bytes:
    """A workbook without the frames around its cells: they say nothing, and openpyxl takes half of its time to draw them anew."""
    book = load_workbook(io.BytesIO(data))
    for page in book.worksheets:
        for cell in (cell for line in page.iter_rows() for cell in line):
            cell.border = Border()
    return saved(book)


def filled(name: str, data: bytes) -> bytes | None:
    """A blank template with figures that agree with each other, and every claim as it is computed; None for one without a 基础数据表."""
    blank = score(name, data)
    if blank.status != "scored" or {record.section for record in rows(blank.base)} <= {
        "资金",
        "绩效指标",
    }:
        return None
    book = load_workbook(io.BytesIO(data))
    amounts: dict[str, int] = {}
    for record in rows(blank.base):
        size = amounts.setdefault(record.item, SIZES.get(record.item, 40 + 55 * len(amounts)))
        share = {
            ("决算", -1): 0.97,
            ("预算", -1): 1.02,
            ("预算", 0): 1,
            ("全年预算", 0): 1.01,
            ("决算", 0): 0.99,
        }
        value = size * share.get((record.measure, record.year), 1 - len(record.measure) / 100)
        if record.unit in ("万元", "人", "㎡", "项"):
            book[record.sheet][record.cell] = (
                round(value, 2) if record.unit == "万元" else round(value)
            )
    for row in rows(score(name, saved(book)).indicators):
        if row.claimed_cell:
            book[row.sheet][row.claimed_cell] = float(
                row.points if row.score is None else row.score
            )
    return saved(book)


@cache
def outcome_of(name: str) -> Outcome:
    """A parent scored, once a process."""
    return score(name, parents()[name])


# ------------------------------------------------------------------------------------- slips


@dataclass(frozen=True)
class Slip:
    """What was done to a parent: the kind, the new values (and number formats) by place, and a row that is printed a second time.

    `below` tells that the second printing stands right below the first, and not at the end of the sheet; `file` is the kind of
    file that it is saved as.
    """

    parent: str
    kind: str
    values: tuple[tuple[Place, Any], ...] = ()
    formats: tuple[tuple[Place, str], ...] = ()
    again: tuple[str, int] | None = None
    below: bool = False
    file: str = "xlsx"

    @property
    def places(self) -> list[Place]:
        return [place for place, _ in (*self.values, *self.formats)]

    @property
    def printed(self) -> tuple[int, ...]:
        """The rows of what is printed twice."""
        if self.again is None:
            return ()
        sheet, row = self.again
        return row, row + 1 if self.below else _book(self.parent)[sheet].max_row + 1

    def holds(self, row: Any) -> bool:
        """Does a row of the 指标表 hold a changed cell?"""
        changed = [_split(cell)[1] for sheet, cell in self.places if sheet == row.sheet]
        return any(row.row <= each <= row.last_row for each in changed)

    def now(self, sheet: str, cell: str) -> str:
        """Where a cell of the parent stands after the slip."""
        if not self.below or self.again is None or not cell or sheet != self.again[0]:
            return cell
        column, row = _split(cell)
        return f"{column}{row + (row > self.again[1])}"

    def apply(self) -> bytes:
        """The parent with the slip in it. The workbook is kept open for the next slip, so every cell is put back."""
        if self.below and self.again:
            return printed_twice(parents()[self.parent], *self.again)
        book = _book(self.parent)
        before = [(book[sheet][cell], _as_is(book[sheet][cell])) for sheet, cell in self.places]
        for (sheet, cell), value in self.values:
            book[sheet][cell] = value
        for (sheet, cell), shape in self.formats:
            book[sheet][cell].number_format = shape
        if self.again:
            sheet, row = self.again
            page = book[sheet]
            page.append([page.cell(row, col).value for col in range(1, page.max_column + 1)])
        data = SAVED[self.file](book)
        for cell, (value, shape) in before:
            cell.value = value
            cell.number_format = shape
        if self.again:
            page.delete_rows(page.max_row)
        return data


def printed_twice(data: bytes, sheet: str, row: int) -> bytes:
    """The workbook with a row of a sheet printed again below itself; merged cells that reach over it grow by the row."""
    book = load_workbook(io.BytesIO(data))
    page = book[sheet]
    areas = [area.bounds for area in page.merged_cells.ranges]
    for area in [str(area) for area in page.merged_cells.ranges]:
        page.unmerge_cells(area)
    page.insert_rows(row + 1)
    for col in range(1, page.max_column + 1):
        page.cell(row + 1, col).value = page.cell(row, col).value
        page.cell(row + 1, col).number_format = page.cell(row, col).number_format
    for left, top, right, bottom in areas:
        first, last = top + (top > row), bottom + (bottom > row)
        if (left, first) != (right, last):
            page.merge_cells(None, first, left, last, right)
        if top == bottom == row:
            page.merge_cells(None, row + 1, left, row + 1, right)
    return saved(book)


HEADERS = (
    None, "备注", "2020年", "2020年完成额", "20年支出数", "二〇二〇年决算数", "2O20年决算数", "2019年决算数",
    "2020年预算数", "2021年决算数", "当年数", "支出", "决算",
    "2020年1-9月决算数", "比上年增减", "完成数", "上年数", "预算", "2020年决算数（预计）", "FY20",
)  # fmt: skip
TEXTS = (
    "{}万",
    "{}元",
    "约{}",
    "{}左右",
    "{}，",
    "-{}",
    "({})",
    "{}%",
    "{}\n",
    "l{}",
    "{}-{}",
    "{}/2",
    "——",
    "无",
    "√",
    "",
    "{}人",
    "＋{}",
    "’{}",
)
FORMATS = (
    "0%",
    '0.00"元"',
    '"¥"#,##0.00',
    ";;;",
    'yyyy"年"m"月"',
    "m月d日",
    '0!.0000"万元"',
    '#,##0"千"',
    "0.00E+00",
    "@",
    '"无"',
    '0"%"',
)


def figures(name: str) -> list[Any]:
    """The filled figures of a parent."""
    return [r for r in rows(outcome_of(name).base) if r.state == "value" and r.value]


@cache
def _used(name: str) -> set[Place]:
    """The cells whose figures go into a score."""
    return {
        (each.sheet, each.cell) for row in rows(outcome_of(name).indicators) for each in row.inputs
    }


def _as_is(cell: Any) -> tuple[Any, str]:
    return cell.value, cell.number_format


def _stored(name: str, place: Place) -> Any:
    return _book(name)[place[0]][place[1]].value


@cache
def _book(name: str) -> Workbook:
    return load_workbook(io.BytesIO(parents()[name]))


def make(name: str, kind: str, chance: random.Random) -> Slip | None:
    """A slip of this kind, None where the parent has no such cell."""
    found = figures(name)
    used = [r for r in found if (r.sheet, r.cell) in _used(name)]
    one = chance.choice(used if used and chance.random() < 0.7 else found)
    place = (one.sheet, one.cell)
    number = float(one.number if one.number is not None else one.value)
    listed = [row for row in rows(outcome_of(name).indicators) if row.claimed_cell]
    claims = [(row.sheet, row.claimed_cell) for row in listed]
    if kind == "point":
        return Slip(
            name, kind, ((place, round(number * 10.0 ** chance.choice((1, 2, 3, -1, -2, -3)), 9)),)
        )
    if kind == "blank":
        return Slip(name, kind, ((place, None),))
    if kind == "unit":
        return Slip(
            name, kind, ((place, round(number * chance.choice((10_000, 0.0001, 1000, 0.1)), 9)),)
        )
    if kind == "date":
        value = chance.choice(
            (
                datetime(2020, 4, 5),
                datetime(2020, 12, 31),
                43926,
                "2020年4月",
                "4月5日",
                "2020-04-05",
            )
        )
        return Slip(name, kind, ((place, value),))
    if kind == "date format":
        return Slip(
            name,
            kind,
            formats=((place, chance.choice(("yyyy/m/d", "mm-dd-yy", "m月d日", "h:mm"))),),
        )
    if kind == "format":
        return Slip(name, kind, formats=((place, chance.choice(FORMATS)),))
    if kind == "text":
        return Slip(name, kind, ((place, chance.choice(TEXTS).replace("{}", f"{number:g}")),))
    if kind == "digits":
        text = list(f"{number:g}")
        at = [i for i, char in enumerate(text) if char.isdigit()]
        text[chance.choice(at)] = str(chance.randrange(10))
        return Slip(name, kind, ((place, float("".join(text))),))
    if kind == "sign":
        return Slip(name, kind, ((place, -number),))
    if kind == "swap figures":
        other = chance.choice([r for r in found if r.sheet == one.sheet])
        second = (other.sheet, other.cell)
        return Slip(name, kind, ((place, _stored(name, second)), (second, _stored(name, place))))
    if kind == "row again":
        row = chance.choice(listed)
        again = chance.choice(((one.sheet, _split(one.cell)[1]), (row.sheet, row.row)))
        return Slip(name, kind, again=again, below=chance.random() < 0.6)
    if kind == "rate":
        rate = chance.choice((number / 100, number * 100, 1.2, 0.5, -0.05, "95", "百分之九十五"))
        return Slip(name, kind, ((place, rate),)) if one.unit == "%" else None
    if kind == "points":
        row = chance.choice(listed)
        points = chance.choice((float(row.points) * 10, 0, None, "5分", 3, float(row.points) + 1))
        return Slip(name, kind, (((row.sheet, row.points_cell), points),))
    if kind in ("any blank", "neighbours", "unit line", "moved down", "explanation", "year"):
        return _of_cells(name, kind, chance)
    if kind == "claim":
        at = chance.choice(claims)
        return Slip(
            name, kind, ((at, chance.choice((0, 1, 4, 7.5, 80, "满分", None, "5分", 2.345))),)
        )
    if kind == "swap claims":
        left, right = chance.choice(claims), chance.choice(claims)
        return Slip(name, kind, ((left, _stored(name, right)), (right, _stored(name, left))))
    return (
        _of_headers(name, kind, chance)
        if kind in ("header", "swap headers", "swap columns", "label")
        else _of_targets(name, kind, chance)
    )


def _split(cell: str) -> tuple[str, int]:
    """D17 → D, 17."""
    column = "".join(c for c in cell if c.isalpha())
    return column, int(cell[len(column) :])


@cache
def _filled(name: str) -> list[Place]:
    """Every cell of a parent that holds something."""
    return [
        (page.title, cell.coordinate)
        for page in _book(name).worksheets
        for line in page.iter_rows()
        for cell in line
        if cell.value is not None
    ]


def _fits(kind: str, value: Any) -> bool:
    """May a cell with this value have a slip of this kind?"""
    text = value if isinstance(value, str) and len(value) <= 40 else ""
    wanted = {"unit line": "万元|元|人|㎡|平方米|%|％", "year": r"20\d\d"}.get(kind)
    return wanted is None or re.search(wanted, text) is not None


def _of_cells(name: str, kind: str, chance: random.Random) -> Slip | None:
    """Slips of any cell: a blank, two neighbours changed over, a unit reworded, a column moved down by a row, a year."""
    places = [at for at in _filled(name) if _fits(kind, _stored(name, at))]
    if not places:
        return None
    sheet, cell = chance.choice(places)
    column, _ = _split(cell)
    page, value = _book(name)[sheet], _stored(name, (sheet, cell))
    if kind == "any blank":
        return Slip(name, kind, (((sheet, cell), None),))
    if kind == "neighbours":
        beside = [(0, 1), (1, 0)][chance.random() < 0.5]
        second = page[cell].offset(*beside).coordinate
        return Slip(
            name, kind, (((sheet, cell), _stored(name, (sheet, second))), ((sheet, second), value))
        )
    if kind == "moved down":
        lines = sorted(
            {
                _split(r.cell)[1]
                for r in figures(name)
                if r.sheet == sheet and r.cell.startswith(column)
            }
        )
        lines = [n for n in lines if _split(f"{column}{n}")[0] == column]
        if len(lines) < 3:
            return None
        start = chance.randrange(len(lines) - 1)
        moved = [((sheet, f"{column}{lines[start]}"), None)]
        moved += [
            ((sheet, f"{column}{b}"), _stored(name, (sheet, f"{column}{a}")))
            for a, b in itertools.pairwise(lines[start:])
        ]
        return Slip(name, kind, tuple(moved))
    if kind == "explanation":
        told = [r for r in rows(outcome_of(name).indicators) if r.explanation_cell and r.inputs]
        if not told:
            return None
        line = chance.choice(told)
        text = str(line.explanation)
        other = str(chance.choice(told).explanation)
        cut = text[: len(text) // 2]
        changed = chance.choice(
            (
                None,
                cut,
                other,
                text.replace("决算", "预算"),
                text.replace("/", "-"),
                text.replace("上年", "本年"),
                text.replace("实际", ""),
            )
        )
        return Slip(name, kind, (((line.sheet, line.explanation_cell), changed),))
    if kind == "unit line":
        changed = chance.choice(
            (
                value.replace("万元", "元"),
                value.replace("万元", "千元"),
                value.replace("万元", "亿元"),
                re.sub("[（(][^（）()]*[）)]", "", value),
                f"{value}（元）",
                value.replace("%", ""),
            )
        )
        return Slip(name, kind, (((sheet, cell), changed),))
    changed = re.sub(
        r"20\d\d", chance.choice(("2019", "2020", "2021", "2022", "", "20", "2202")), value
    )
    return Slip(name, kind, (((sheet, cell), changed),))


def _heads(name: str) -> dict[tuple[str, int], list[str]]:
    """(sheet, row) → the columns of the headers of the 基础数据表 and of the money: text over a column of figures."""
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for record in figures(name):
        column, row = (
            "".join(c for c in record.cell if c.isalpha()),
            int("".join(c for c in record.cell if c.isdigit())),
        )
        page = _book(name)[record.sheet]
        above = next(
            (
                r
                for r in range(row - 1, 0, -1)
                if isinstance(page[f"{column}{r}"].value, str)
                and any(w in page[f"{column}{r}"].value for w in ("数", "率", "规模", "投资", "值"))
            ),
            0,
        )
        if above:
            found[record.sheet, above].add(column)
    return {key: sorted(columns) for key, columns in found.items()}


def _of_headers(name: str, kind: str, chance: random.Random) -> Slip | None:
    heads = {key: columns for key, columns in _heads(name).items() if len(columns) > 1}
    if not heads:
        return None
    (sheet, row), columns = chance.choice(sorted(heads.items()))
    left, right = chance.sample(columns, 2)
    if kind == "header":
        return Slip(name, kind, (((sheet, f"{left}{row}"), chance.choice(HEADERS)),))
    if kind == "label":
        one = chance.choice(figures(name))
        line = int("".join(c for c in one.cell if c.isdigit()))
        cell = next(
            (
                c
                for c in _book(name)[one.sheet][line]
                if isinstance(c.value, str) and len(c.value) > 1
            ),
            None,
        )
        if cell is None:
            return None
        return Slip(
            name,
            kind,
            (
                (
                    (one.sheet, cell.coordinate),
                    chance.choice(
                        (
                            None,
                            "其他",
                            cell.value[:-1],
                            f"{cell.value}（2019年）",
                            f"人均{cell.value}",
                            "三公经费",
                            "公用经费",
                        )
                    ),
                ),
            ),
        )
    first, second = f"{left}{row}", f"{right}{row}"
    if kind == "swap headers":
        return Slip(
            name,
            kind,
            (
                ((sheet, first), _stored(name, (sheet, second))),
                ((sheet, second), _stored(name, (sheet, first))),
            ),
        )
    lines = sorted(
        {int("".join(c for c in r.cell if c.isdigit())) for r in figures(name) if r.sheet == sheet}
    )
    lines = [n for n in lines if n > row and _book(name)[sheet][f"{left}{n}"].value is not None]
    values = [
        ((sheet, f"{a}{n}"), _stored(name, (sheet, f"{b}{n}")))
        for n in lines
        for a, b in ((left, right), (right, left))
    ]
    return Slip(name, kind, tuple(values)) if values else None


def _of_targets(name: str, kind: str, chance: random.Random) -> Slip | None:
    """Targets and standards changed: a sign turned, a number ten times as large, a unit, a blank."""
    listed = [
        row
        for row in rows(outcome_of(name).indicators)
        if row.criteria_cell and (kind == "standard" or row.quantity)
    ]
    if not listed:
        return None
    row = chance.choice(listed)
    text = str(row.criteria)
    turned = text.translate(str.maketrans("≥≤", "≤≥"))
    changed = chance.choice(
        (
            turned,
            text.replace("%", ""),
            text.replace("0", "00", 1),
            text[: len(text) // 2],
            None,
            text.replace("5", "50", 1),
            "2023年",
            "达成",
        )
    )
    return Slip(name, kind, (((row.sheet, row.criteria_cell), changed),))


KINDS = {
    "point": 8, "header": 6, "swap headers": 2, "swap columns": 2, "blank": 3, "unit": 3, "date": 2, "date format": 2,
    "format": 4, "text": 5, "digits": 2, "sign": 1, "swap figures": 3, "row again": 1, "claim": 2,
    "swap claims": 2, "target": 3, "standard": 2, "label": 3, "rate": 2, "points": 2, "any blank": 4, "neighbours": 4,
    "unit line": 3, "moved down": 2, "explanation": 3, "year": 2,
}  # fmt: skip


def slips(count: int, seed: int) -> list[Slip]:
    """So many slips, by kind and parent in turn."""
    chance, found = random.Random(seed), []
    kinds, names = [kind for kind, share in KINDS.items() for _ in range(share)], sorted(parents())
    while len(found) < count:
        slip = make(chance.choice(names), chance.choice(kinds), chance)
        changed = slip and (
            slip.formats
            or slip.again
            or any(_stored(slip.parent, at) != value for at, value in slip.values)
        )
        covered = slip and any(
            isinstance(_book(slip.parent)[sheet][cell], MergedCell) for sheet, cell in slip.places
        )
        if slip and changed and not covered:
            plain = slip.below or any(isinstance(value, datetime) for _, value in slip.values)
            found.append(slip if plain else replace(slip, file=chance.choice(FILES)))
    return found


# ------------------------------------------------------------------------------------- judgement


@dataclass(frozen=True)
class Verdict:
    """`state`: same | told | refused | apart | silent; `why` in words, with the place and the scores before and after."""

    kind: str
    state: str
    why: str = ""


def judge(slip: Slip) -> Verdict:
    """Score the slip and compare it with its parent."""
    before, after = (
        outcome_of(slip.parent),
        score(f"{Path(slip.parent).stem}.{slip.file}", slip.apply()),
    )
    if after.status != "scored":
        return Verdict(slip.kind, "refused", after.code)
    lines = {
        (row.sheet, slip.now(row.sheet, row.points_cell)): row for row in rows(before.indicators)
    }
    now = {(row.sheet, row.points_cell): row for row in rows(after.indicators)}
    moved = [
        (lines[at], row) for at, row in now.items() if at in lines and lines[at].score != row.score
    ]
    moved += [(row, row) for at, row in lines.items() if at not in now]  # rows that are lost
    assert before.totals is not None
    assert after.totals is not None
    if not moved and before.totals.reviewed == after.totals.reviewed:
        return Verdict(slip.kind, "same")
    had = {(f.code, f.level, f.cell, f.message) for f in before.findings}
    new = [
        f
        for f in after.findings
        if f.level != "info" and (f.code, f.level, f.cell, f.message) not in had
    ]
    untold = [pair for pair in moved if not any(_names(f, pair, slip) for f in new)]
    held = [(row, row) for row in now.values() if slip.holds(row)]
    if not untold and (
        moved or any(_at(f, slip) or any(_names(f, each, slip) for each in held) for f in new)
    ):
        apart = [f for f in new if f.code not in OF_CLAIMS]
        own = all(any(_names(f, pair, slip) for f in apart) for pair in moved)
        return Verdict(
            slip.kind,
            "told" if own or why_consistent(slip, after) else "claim",
            told_of(slip, moved, before, after),
        )
    told = told_of(slip, untold, before, after)
    reason = why_consistent(slip, after)
    return (
        Verdict(slip.kind, "apart", f"{reason}|{told}")
        if reason
        else Verdict(slip.kind, "silent", told)
    )


OF_CLAIMS = ("E01", "E11", "E16", "D07", "D11", "D12", "D13")
"""Findings that only say that the claim is another one: none would stand had the clerk worked out the claim from the slip."""


def told_of(slip: Slip, moved: list[tuple[Any, Any]], before: Outcome, after: Outcome) -> str:
    """One slip in a line: what was changed, and what became of the scores."""
    assert before.totals is not None
    assert after.totals is not None
    changes = [(cell, value) for (_, cell), value in (*slip.values, *slip.formats)][:4]
    scores = "、".join(
        f"{new.indicator} {old.score}→{'没有这一行' if new is old else new.score}"
        for old, new in moved
    )
    what = scores or f"合计 {before.totals.reviewed}→{after.totals.reviewed}"
    return f"{slip.parent} {slip.kind} {changes or slip.again}{'下' if slip.below else ''} {slip.file}：{what}"


def _names(finding: Any, pair: tuple[Any, Any], slip: Slip) -> bool:
    """Does a finding name a changed cell, or the row whose score is another one?"""
    row = pair[1]
    own = {
        row.points_cell,
        row.claimed_cell,
        row.criteria_cell,
        row.explanation_cell,
        row.actual_cell,
    }
    own |= {figure.cell for each in pair for figure in each.inputs if figure.cell}
    return (
        _at(finding, slip)
        or finding.cell in own - {""}
        or any(each.indicator in finding.message for each in pair)
    )


def _at(finding: Any, slip: Slip) -> bool:
    """Does a finding name a changed cell, or a row that is printed twice?"""
    text = f"{finding.message}{finding.found}"
    cells = [cell for _, cell in slip.places]
    if any(finding.cell == cell or re.search(rf"(?<![A-Z]){cell}(?!\d)", text) for cell in cells):
        return True
    if slip.again is None or finding.sheet != slip.again[0] or not finding.cell:
        return False
    return _split(finding.cell)[1] in slip.printed


FAR, AGREE = Fraction(4), Fraction(2)


def why_consistent(slip: Slip, after: Outcome) -> str:
    """Why nothing in the table speaks against the slip; "" where something does.

    * one figure changed to another plain number: it has fewer than two other figures of its item to compare with and no printed
      rate; or these are more than twice apart; or the new number is less than four times from one of them;
    * two figures swapped, or two columns (or their headers) swapped whole: each new number is less than four times from the one it
      takes the place of;
    * a claim of a row that no figure computes, changed to another number from 0 to its points; a target or standard that still
      gives a score: nothing else states them.
    """
    outcome = outcome_of(slip.parent)
    records = {(r.sheet, r.cell): r for r in rows(outcome.base)}
    lines = {(row.sheet, row.claimed_cell): row for row in rows(outcome.indicators)}
    targets = {(row.sheet, row.criteria_cell) for row in rows(outcome.indicators)}
    if slip.formats or slip.again or not slip.values:
        return ""
    places = slip.places
    if all(place in lines and lines[place].score is None for place in places):
        valid = all(
            isinstance(value, int | float) and 0 <= value <= lines[place].points
            for place, value in slip.values
        )
        return "要由人评定或缺数据的一项，自评没有别的出处" if valid else ""
    if all(place in targets for place in places):
        scored = {(row.sheet, row.criteria_cell): row.score for row in rows(after.indicators)}
        kept = all(scored.get(place) is not None for place in places)
        return "指标值、评价标准没有别的出处" if kept else ""
    numbers = [
        (records[p], value)
        for p, value in slip.values
        if p in records and isinstance(value, int | float) and value > 0
    ]
    if len(numbers) < len(slip.values):
        return ""
    if len(numbers) == 1:
        return _alone(numbers[0][0], Fraction(str(numbers[0][1])), list(records.values()))
    near = all(
        r.number and _apart(Fraction(str(value)), Fraction(r.number)) < FAR for r, value in numbers
    )
    return "对调的数相差不到四倍" if near else ""


def _alone(record: Any, value: Fraction, records: list[Any]) -> str:
    same = [
        r
        for r in records
        if (r.sheet, r.section, r.item) == (record.sheet, record.section, record.item)
        and r is not record
    ]
    others = [
        Fraction(r.number)
        for r in same
        if r.number and r.measure in MONEY and record.measure in MONEY
    ]
    if any(r.unit == "%" and r.state == "value" for r in same):
        rates = "旁边印着率"
        return (
            ""
            if not others or min(_apart(value, o) for o in others) >= FAR
            else f"{rates}，但和别的数相差不到四倍"
        )
    if len(others) < 2:
        return "没有两个可以比的数"
    if max(others) > AGREE * min(others):
        return "可以比的数互相差两倍以上"
    return "和可以比的数相差不到四倍" if min(_apart(value, each) for each in others) < FAR else ""


def _apart(left: Fraction, right: Fraction) -> Fraction:
    return max(left, right) / min(left, right)


# ------------------------------------------------------------------------------------- unchanged


def variants(name: str) -> Iterator[tuple[str, str, bytes]]:
    """The same workbook saved in other ways: (what was done, file name, bytes)."""
    data, stem = parents()[name], Path(name).stem

    def changed(change: Callable[[Workbook], None]) -> bytes:
        book = load_workbook(io.BytesIO(data))
        change(book)
        return saved(book)

    yield "saved again", name, changed(lambda _: None)
    yield "sheets in reverse", name, changed(lambda book: book._sheets.reverse())
    yield "columns wide", name, changed(_wide)
    yield "rows above", name, changed(_lower)
    yield "numbers as text", name, changed(lambda book: _texts(book, name))
    book = load_workbook(io.BytesIO(data))
    yield "ods", f"{stem}.ods", opendocument(book)
    yield "xml 2003", f"{stem}.xml", xml2003(book)
    yield "html", f"{stem}.html", html(book)


def _wide(book: Workbook) -> None:
    for sheet in book.worksheets:
        for col in range(1, sheet.max_column + 1):
            sheet.column_dimensions[get_column_letter(col)].width = 31


def _lower(book: Workbook) -> None:
    """Three empty rows above each table."""
    for sheet in book.worksheets:
        areas = [str(area) for area in sheet.merged_cells.ranges]
        for area in areas:
            sheet.unmerge_cells(area)
        sheet.move_range(sheet.dimensions, rows=3)
        for area in areas:
            first, last = [*area.split(":"), area][:2]
            sheet.merge_cells(":".join(_down(cell) for cell in (first, last)))


def _down(cell: str) -> str:
    letters = "".join(c for c in cell if c.isalpha())
    return f"{letters}{int(cell[len(letters) :]) + 3}"


def _texts(book: Workbook, name: str) -> None:
    for record in figures(name):
        cell = book[record.sheet][record.cell]
        if isinstance(cell.value, int | float) and "%" not in cell.number_format:
            cell.value = f"{cell.value:g}"


def unchanged(name: str) -> list[str]:
    """New warnings and errors of the variants of a parent; that a number is stored as text is what B01 is for, and not counted."""
    before, found = outcome_of(name), []
    had = Counter((f.code, f.level) for f in before.findings if f.level != "info")
    for what, file, data in variants(name):
        after = score(file, data)
        got = Counter((f.code, f.level) for f in after.findings if f.level != "info")
        fresh = [key for key in (got - had) if not (key[0] == "B01" and what == "numbers as text")]
        same = (
            after.totals is not None
            and before.totals is not None
            and after.totals.reviewed == before.totals.reviewed
        )
        found += [f"{name} {what}：{code} {level}" for code, level in fresh]
        found += (
            []
            if same
            else [
                f"{name} {what}：合计 {before.totals and before.totals.reviewed}→{after.totals and after.totals.reviewed}"
            ]
        )
    return found


# ------------------------------------------------------------------------------------- report


def main(arguments: list[str]) -> None:
    """Print the tallies, every silent slip and every new finding; exit 1 where there is one."""
    count, seed = [int(each) for each in arguments[:2]] + [SLIPS, SEED][len(arguments[:2]) :]
    began, listed = time.perf_counter(), slips(count, seed)
    with ProcessPoolExecutor(2) as pool:
        verdicts = []
        for verdict in pool.map(judge, listed, chunksize=10):
            verdicts.append(verdict)
            if verdict.state in ("silent", "apart", "claim"):
                print(f"{len(verdicts):5} {verdict.state.upper()} {verdict.why}", flush=True)
        noise = [line for lines in pool.map(unchanged, sorted(parents())) for line in lines]
    states = ("same", "told", "claim", "refused", "apart", "silent")
    print(f"{'kind':14}" + "".join(f"{state:>9}" for state in states))
    for kind in KINDS:
        tally = Counter(v.state for v in verdicts if v.kind == kind)
        print(f"{kind:14}" + "".join(f"{tally[state]:9}" for state in states))
    for reason, number in Counter(
        v.why.partition("|")[0] for v in verdicts if v.state == "apart"
    ).most_common():
        print(f"apart {number:5}  {reason}")
    for line in noise:
        print(f"NOISE {line}")
    silent = sum(v.state == "silent" for v in verdicts)
    print(
        f"{len(listed)} slips of {len(parents())} workbooks (seed {seed}): {silent} silent wrong scores"
    )
    print(
        f"unchanged workbooks saved in {8 * len(parents())} ways: {len(noise)} new warnings and errors"
    )
    print(f"{time.perf_counter() - began:.0f} s")
    sys.exit(1 if silent or noise else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
