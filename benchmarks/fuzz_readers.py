"""Damaged files in every format: nothing may crash, hang, or be scored otherwise than its parent without a finding.

python3 start.py bench fuzz [MUTANTS A FORMAT] [SEED]

The parents are the sample and a small return, in each format; .xls only where LibreOffice is installed. A mutant is made by
flipping bytes of the file, or by editing the XML, text or records inside and packing them properly again. A score that changes
because a cell's content itself was edited, so that both readers see another value there, is another valid file: counted apart.
"""

from __future__ import annotations

import io
import random
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import TimeoutError
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from pebble import ProcessExpired, ProcessPool

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import recalc  # noqa: E402
from other_formats import converted, delimited, html, opendocument, word, xml2003  # noqa: E402
from workbooks import SAMPLE, clean, to_bytes  # noqa: E402

from sheetscore import score_unit  # noqa: E402
from sheetscore.errors import Rejected  # noqa: E402
from sheetscore.forms import load_forms  # noqa: E402
from sheetscore.model.columns import rows  # noqa: E402
from sheetscore.model.outcome import Outcome  # noqa: E402
from sheetscore.readers.intake import admit  # noqa: E402
from sheetscore.readers.workbooks import read_grid  # noqa: E402

SECONDS = 30
MEMORY = 1_500 * 1024 * 1024
Files = list[tuple[str, bytes]]


# ------------------------------------------------------------------------------------- parents


def parents(old: bool = True) -> dict[str, Files]:
    """The files of a return by format; with `old` those that LibreOffice writes as well."""
    found: dict[str, Files] = {}
    for which, book in (("sample", load_workbook(SAMPLE)), ("small", clean())):
        data = SAMPLE.read_bytes() if which == "sample" else to_bytes(book)
        found[f"xlsx {which}"] = [("甲-2020.xlsx", data)]
        found[f"xml2003 {which}"] = [("甲-2020.xml", xml2003(book))]
        found[f"html {which}"] = [("甲-2020.html", html(book, "gbk"))]
        found[f"docx {which}"] = [("甲-2020.docx", word(book))]
        found[f"ods {which}"] = [("甲-2020.ods", opendocument(book))]
        found[f"csv {which}"] = [
            (f"甲-2020-{sheet.title}.csv", delimited(sheet, "gbk")) for sheet in book.worksheets
        ]
        if old and recalc.available():
            for ending in ("xls", "ods"):
                ((_, old),) = converted(data, ending).items()
                found[f"{ending} {which} by LibreOffice"] = [(f"甲-2020.{ending}", old)]
    return found


# ------------------------------------------------------------------------------------- mutants


def flips(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, put in or taken out, or the end cut off."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place = chance.randrange(len(changed))
        kind = chance.randrange(20)
        if kind < 12:
            changed[place] ^= 1 << chance.randrange(8)
        elif kind < 18:
            changed[place] = chance.choice((0, 255, chance.randrange(256)))
        elif kind == 18:
            del changed[place : place + chance.choice((1, 2, 8, 64))]
        else:
            changed[place:place] = bytes(
                chance.randrange(256) for _ in range(chance.choice((1, 4)))
            )
        if not changed:
            return b""
    return bytes(changed[: chance.randrange(len(changed))]) if chance.random() < 0.03 else bytes(changed)  # fmt: skip


_TAG = re.compile(rb"<[^<>]{1,300}>")
_ATTRIBUTE = re.compile(rb"([\w:]+)=(\"[^\"<]*\")")
_ODD_VALUES = tuple(
    f'"{value}"'.encode()
    for value in (
        "",
        0,
        -1,
        1,
        2,
        40,
        "A1",
        "ZZ99",
        "n",
        "s",
        "b",
        "e",
        "str",
        "x",
        "1e2",
        "一",
    )
)


def markup(data: bytes, chance: random.Random) -> bytes:
    """A tag taken out, doubled, moved or renamed, an attribute changed: the text between the tags stays."""
    for _ in range(chance.choice((1, 1, 1, 3))):
        tags = list(_TAG.finditer(data))
        if not tags:
            return flips(data, chance)
        tag = chance.choice(tags)
        new, kind = tag[0], chance.randrange(6)
        attributes = list(_ATTRIBUTE.finditer(new))
        if kind == 0:
            new = b""
        elif kind == 1:
            new = new + new
        elif kind == 2:
            new = chance.choice(tags)[0]
        elif kind == 3 and attributes:
            one = chance.choice(attributes)
            new = new[: one.start()] + new[one.end() :]
        elif attributes:
            one = chance.choice(attributes)
            value = chance.choice((*_ODD_VALUES, _value_of(chance.choice(tags)[0])))
            new = new[: one.start(2)] + value + new[one.end(2) :]
        data = data[: tag.start()] + new + data[tag.end() :]
    return data


def _value_of(tag: bytes) -> bytes:
    """The value of some attribute of another tag, a 3 if it has none."""
    found = _ATTRIBUTE.search(tag)
    return found[2] if found else b'"3"'


def inside(
    data: bytes, chance: random.Random, edit: Callable[[bytes, random.Random], bytes]
) -> bytes:
    """One part of a zip edited and everything packed again, check sums right."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        weights = [
            8 if "sheet" in name or "content" in name or "document" in name else 1 for name in names
        ]
        (chosen,) = chance.choices(names, weights)
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
            for name in names:
                part = archive.read(name)
                out.writestr(name, edit(part, chance) if name == chosen and part else part)
    return buffer.getvalue()


def mutant(files: Files, seed: int) -> tuple[str, Files]:
    """(how, files) with one of the files damaged."""
    chance = random.Random(seed)
    which = chance.randrange(len(files))
    name, data = files[which]
    packed = data.startswith(b"PK")
    how = chance.choice(("bytes", "markup", "markup", "inside")) if packed else chance.choice(("bytes", "markup"))  # fmt: skip
    if how == "markup" and not packed and b"<" not in data[:200]:
        how = "bytes"
    if how == "bytes":
        data = flips(data, chance)
    elif how == "inside":
        data = inside(data, chance, flips)
    else:
        data = inside(data, chance, markup) if packed else markup(data, chance)
    return how, [*files[:which], (name, data), *files[which + 1 :]]


# -------------------------------------------------------------------------------------- judging


@cache
def _forms() -> Any:
    return load_forms()


def scores(outcome: Outcome) -> list[tuple[object, ...]]:
    """What must not change without a word."""
    return [(row.points, row.claimed, row.score, row.low, row.high) for row in rows(outcome.indicators)]  # fmt: skip


def told(outcome: Outcome) -> Counter[tuple[str, str, str]]:
    return Counter((each.code, each.where, each.message) for each in outcome.findings)


def cells(files: Files) -> dict[tuple[str, int, str, str], object] | None:
    """What stands in every cell, or None for what cannot be read."""
    found: dict[tuple[str, int, str, str], object] = {}
    try:
        for name, data in files:
            for number, sheet in enumerate(read_grid(name, admit(data)).sheets):
                for cell in sheet.cells.values():
                    found[name, number, cell.address, ""] = (cell.text, cell.number_format)
                found |= {(name, number, str(area), "merge"): "" for area in sheet.merges}
    except Rejected:
        return None
    return found


@cache
def _parent(format_: str) -> tuple[Files, Outcome, object]:
    files = PARENTS[format_]
    return files, score_unit(files, _forms(), layouts=False), cells(files)


def judge(format_: str, seed: int) -> tuple[str, str, float]:
    """(how, verdict, seconds) of one mutant."""
    files, before, cells_before = _parent(format_)
    how, damaged = mutant(files, seed)
    start = time.perf_counter()
    after = score_unit(damaged, _forms(), layouts=False)
    spent = time.perf_counter() - start
    if after.status != "scored":
        return how, f"rejected {after.code}", spent
    if scores(after) == scores(before):
        return how, "same", spent
    if told(after) - told(before):
        return how, "differs, told", spent
    return how, "differs, other cells" if cells(damaged) != cells_before else "SILENT", spent


PARENTS: dict[str, Files] = {}


def _start(found: dict[str, Files]) -> None:
    """In each worker: the parents, and a limit of memory."""
    PARENTS.update(found)
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except ImportError:  # Windows has no such limit
        pass


@dataclass(slots=True)
class Tally:
    """What became of the mutants of one format."""

    verdicts: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    worst: list[str] = field(default_factory=list)


def run(mutants: int, seed: int) -> dict[str, Tally]:
    """So many mutants of each parent, each format's tally."""
    found = parents()
    tallies = {name: Tally() for name in found}
    tasks = [(name, seed * 1_000_003 + number) for number in range(mutants) for name in found]
    with ProcessPool(max_workers=2, initializer=_start, initargs=(found,)) as pool:
        futures = [pool.schedule(judge, args=list(task), timeout=SECONDS) for task in tasks]
        for (name, number), future in zip(tasks, futures, strict=True):
            tally = tallies[name]
            try:
                how, verdict, spent = future.result()
            except TimeoutError:
                how, verdict, spent = "", "HANG", SECONDS
            except ProcessExpired:
                how, verdict, spent = "", "DIED", 0
            except Exception as error:
                how, verdict, spent = "", f"RAISED {type(error).__name__}: {error}", 0
            tally.verdicts[verdict] += 1
            tally.slowest = max(tally.slowest, spent)
            if verdict.split()[0].isupper():
                tally.worst.append(f"{name} seed {number} {how}: {verdict}")
    return tallies


def lines(tallies: dict[str, Tally]) -> Iterator[str]:
    """A line a format, then every bad mutant with the seed that makes it again."""
    for name, tally in tallies.items():
        verdicts = ", ".join(f"{verdict} {number}" for verdict, number in tally.verdicts.most_common())  # fmt: skip
        yield f"{name:26} {tally.verdicts.total():6} mutants, slowest {tally.slowest:5.2f} s: {verdicts}"
    for tally in tallies.values():
        yield from tally.worst
    total = sum(tally.verdicts.total() for tally in tallies.values())
    yield f"{total} mutants, {sum(len(tally.worst) for tally in tallies.values())} bad"


def main(arguments: list[str]) -> None:
    """Print the tallies. Without a seed each run makes mutants of its own; the seed that makes them again is printed first."""
    given = [int(each) for each in arguments[:2]]
    mutants, seed = given + [100, random.SystemRandom().randrange(10**6)][len(given) :]
    print(f"seed {seed}")
    for line in lines(run(mutants, seed)):
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
