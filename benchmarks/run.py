"""What scoring costs, side by side with the floor in one run: quote the ratios, not the milliseconds.

python3 start.py bench            all of it
python3 start.py bench mutants    every spelling with a word put in or a character taken out, listed where it still computes
python3 start.py bench damages    one byte changed in files of a folder (fuzz_folder.py): the run never ends early
python3 start.py bench fuzz       damaged files in every format (fuzz_readers.py): nothing crashes, hangs or scores otherwise unsaid
"""

from __future__ import annotations

import io
import sys
import time
import tomllib
from collections.abc import Callable
from decimal import Decimal
from itertools import count
from pathlib import Path

import fuzz_folder
import fuzz_readers
import xlsxwriter
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from sheetscore import score_bytes
from sheetscore.forms import load_forms
from sheetscore.rules import compile_criteria
from sheetscore.writers.completed import write_completed

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "雨花区卫生健康局-2020.xlsx"
ROUNDS = 9
WORDS = ("不", "非", "未", "除外", "人均", "原则上", "约", "3", "（含）")


def floor(data: bytes) -> None:
    """Read every value with calamine and write as many cells with XlsxWriter: no program can do less."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as copy:
        for name in book.sheet_names:
            sheet = copy.add_worksheet(name)
            for row, cells in enumerate(book.get_sheet_by_name(name).to_python()):
                for col, value in enumerate(cells):
                    sheet.write(row, col, str(value))


def times() -> None:
    """One line a task: median milliseconds, and how many times the floor."""
    data, forms = SAMPLE.read_bytes(), load_forms()
    outcome = score_bytes(SAMPLE.name, data, forms)
    rows = [(row.criteria, row.points, row.indicator) for row in outcome.indicators.itertuples()]
    blanks = count()

    def compile_all() -> None:
        """2,000 texts that differ in trailing blanks only, so that none is remembered from the last time."""
        for text, points, name in rows * 125:
            compile_criteria(f"{text}{' ' * (next(blanks) // len(rows) % 4_000)}", points, name)

    tasks: dict[str, Callable[[], object]] = {
        "floor: calamine read + xlsxwriter write": lambda: floor(data),
        "openpyxl load_workbook": lambda: load_workbook(io.BytesIO(data)),
        "score_bytes": lambda: score_bytes(SAMPLE.name, data, forms),
        "write_completed": lambda: write_completed(outcome),
        "compile 2,000 criteria": compile_all,
    }
    spent: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(ROUNDS):
        for name, task in tasks.items():
            start = time.perf_counter()
            task()
            spent[name].append(time.perf_counter() - start)
    medians = {name: sorted(each)[ROUNDS // 2] * 1000 for name, each in spent.items()}
    base = next(iter(medians.values()))
    for name, median in medians.items():
        print(f"{name:42} {median:8.2f} ms {median / base:7.2f} × floor")


def rows() -> None:
    """One line a criterion of tests/cases/criteria.toml."""
    entries = tomllib.loads((ROOT / "tests/cases/criteria.toml").read_text("utf-8"))["row"]
    compiled = 0
    for row in entries:
        rule = compile_criteria(
            row.get("criteria", ""),
            Decimal(str(row.get("points", 10))),
            row["indicator"],
            explanation=row.get("explanation", ""),
        )
        compiled += rule.kind != "judged"
        why = "；".join(
            (*rule.problems, *(f"没有读懂“{quote.strip()}”" for quote in rule.leftover_quotes))
        )
        print(
            f"{row['number']:>3} {rule.kind:12} {row['indicator']}：{rule.restate() if rule.kind != 'judged' else why or '没有标准'}"
        )
    print(f"{len(entries)} criteria, {compiled} understood, {len(entries) - compiled} judged")


def mutants() -> None:
    """Every changed wording that still computes as another rule, for a person to read."""
    entries = tomllib.loads((ROOT / "tests/cases/wordings.toml").read_text("utf-8"))["wording"]
    tried = listed = 0
    for entry in entries:
        points, name = Decimal(str(entry["points"])), entry["name"]
        for text in entry["spellings"]:
            base = compile_criteria(text, points, name)
            changed = [text[:i] + word + text[i:] for word in WORDS for i in range(len(text) + 1)]
            changed += [text[:i] + text[i + 1 :] for i in range(len(text))]
            for other in changed:
                tried += 1
                rule = compile_criteria(other, points, name)
                if rule.computable and rule.shape != base.shape:
                    listed += 1
                    print(f"{other}\n    {rule.restate()}")
    print(f"{tried} changed wordings, {listed} compute as another rule (above)")


if __name__ == "__main__":
    if sys.argv[1:2] == ["fuzz"]:
        fuzz_readers.main(sys.argv[2:])
    elif sys.argv[1:2] == ["damages"]:
        fuzz_folder.main(sys.argv[2:])
    else:
        {"mutants": mutants, "rows": rows}.get("".join(sys.argv[1:2]), times)()
