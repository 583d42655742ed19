"""The house: imports point one way, rooms stay small, and every check stands in the list."""

from __future__ import annotations

import ast
import graphlib
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from workbooks import ROOT

from sheetscore.across.several import SEVERAL_CHECKS
from sheetscore.checks import CHECKS
from sheetscore.reports.verdicts.report_checks import REPORT_CHECKS

SOURCE = ROOT / "src" / "sheetscore"
MODULES = sorted(SOURCE.rglob("*.py"))

FLOORS = [
    ["errors", "regexes"],
    ["exact"],
    ["model"],
    ["words"],
    ["rules"],
    ["forms"],
    ["readers"],
    ["scoring"],
    ["checks"],
    ["reports"],
    ["across"],
    ["unit"],
    ["writers"],
    ["batch"],
    ["commands"],
    ["cli"],
    ["__main__", "__init__"],
]
"""From the ground up: a module may use its own floor and those below it."""


def name_of(path: Path) -> str:
    """readers/grid.py → readers.grid"""
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts)


def floor_of(module: str) -> int:
    room = module.split(".")[0]
    found = [number for number, floor in enumerate(FLOORS) if room in floor]
    assert found, f"{room} stands on no floor"
    return found[0]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Full names of all that a module imports, inside functions as well: sheetscore.readers.grid.Cell"""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(path: Path) -> set[str]:
    """Rooms of ours that a module uses: readers.grid.Cell"""
    found = {
        name.removeprefix("sheetscore.") for name in imports(path) if name.startswith("sheetscore.")
    }
    return found - {"__version__"}


def used_modules() -> dict[str, set[str]]:
    """Every module with the modules that it imports; a package stands for its __init__."""
    names = {name_of(path).removesuffix(".__init__") for path in MODULES}
    found: dict[str, set[str]] = {}
    for path in MODULES:
        here = name_of(path).removesuffix(".__init__")
        used = {name if name in names else name.rpartition(".")[0] for name in own_imports(path)}
        found[here] = used & names - {here}
    return found


def in_room(room: str) -> list[Path]:
    return [path for path in MODULES if name_of(path).split(".")[0] == room]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    here = floor_of(name_of(path))
    above = {used for used in own_imports(path) if floor_of(used) > here}
    assert not above


def test_no_imports_run_in_a_circle() -> None:
    """graphlib names the modules of a circle."""
    graphlib.TopologicalSorter(used_modules()).prepare()


def test_a_module_name_stands_for_one_thing() -> None:
    names = Counter(path.stem for path in MODULES if path.stem != "__init__")
    assert not [name for name, count in names.items() if count > 1]


def test_rooms_are_small_and_say_what_belongs_there() -> None:
    assert len(list(SOURCE.glob("*.py"))) <= 6
    for room in {path.parent for path in MODULES} - {SOURCE}:
        assert len(list(room.glob("*.py"))) <= 26, room  # 25 modules and __init__
        assert ast.get_docstring(tree(room / "__init__.py")), room


def test_rules_know_nothing_of_excel_files_or_tables() -> None:
    for path in in_room("rules"):
        assert not {name.split(".")[0] for name in imports(path)} & {
            "openpyxl",
            "xlsxwriter",
            "pandas",
        }, path


def test_readers_know_nothing_of_the_rules() -> None:
    used = {
        name
        for path in in_room("readers")
        for name in own_imports(path)
        if name.startswith("rules.")
    }
    assert not used


def test_readers_and_writers_do_not_know_each_other() -> None:
    for room, other in (("readers", "writers"), ("writers", "readers")):
        for path in in_room(room):
            assert not {name for name in own_imports(path) if name.startswith(f"{other}.")}, path


def test_writers_compute_nothing() -> None:
    """They draw what the calculator found: no compiler, no calculator, no checks, no totals, no reading."""
    forbidden = (
        "scoring.calculator",
        "scoring.assessing",
        "scoring.printed_rates",
        "scoring.filed.figure_lookup",
        "scoring.totals",
        "checks",
        "reports",
        "unit",
        "rules.compile_criteria",
        "rules.compiler",
        "words.glossary",
        "forms",
    )
    for path in in_room("writers"):
        assert not {name for name in own_imports(path) if name.startswith(forbidden)}, path


def test_only_the_writers_write_workbooks_and_only_the_readers_read_them() -> None:
    for path in MODULES:
        room = name_of(path).split(".")[0]
        used = {name.split(".")[0] for name in imports(path)}
        assert "openpyxl" not in used or room == "readers", path
        assert "xlsxwriter" not in used or room == "writers", path


def test_numbers_are_made_in_one_place() -> None:
    """Nothing that counts towards a score calls Decimal(…) or float(…) itself."""
    for room in ("words", "rules", "forms", "readers", "scoring", "checks", "reports", "across"):
        for path in in_room(room):
            if name_of(path) in (
                "readers.looks.sheet_layout",
                "readers.looks.cell_looks",
            ):  # widths and colours, no scores
                continue
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    assert node.func.id not in ("Decimal", "float"), (
                        f"{name_of(path)}:{node.lineno}"
                    )


def test_only_the_known_places_catch_everything() -> None:
    """A broad except hides faults; each one has its reason beside it or in its docstring."""
    found = set()
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler) and (
                node.type is None
                or (
                    isinstance(node.type, ast.Name)
                    and node.type.id in ("Exception", "BaseException")
                )
            ):
                found.add(name_of(path))
    assert found == {
        "batch.received.archives",
        "batch.pool",
        "readers.intake",
        "readers.bytes.file_kinds",
        "readers.formats.biff",
        "readers.formats.xlsx",
        "readers.formats.witness",
    }


# ------------------------------------------------------------------------------------- size


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_over_350_lines_and_no_function_over_60(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 350
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, node.name


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree(path)) or not path.read_text("utf-8").strip()


# ----------------------------------------------------------------------------------- checks


def check_functions() -> list[ast.FunctionDef]:
    return [
        node for room in ("checks", "reports", "across") for path in in_room(room) for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("check_")
    ]  # fmt: skip


def test_every_check_is_in_the_list() -> None:
    assert sorted(check.__name__ for check in [*CHECKS, *REPORT_CHECKS, *SEVERAL_CHECKS]) == sorted(
        node.name for node in check_functions()
    )


def test_every_check_is_named_by_its_code_and_says_its_rule() -> None:
    for node in check_functions():
        assert re.fullmatch(r"check_[A-Z]\d\d", node.name)
        rule = ast.get_docstring(node) or ""
        assert re.search("[\u4e00-\u9fff]", rule), node.name
        assert "级别：" in rule, node.name


def test_every_check_gives_findings_of_its_own_code_alone() -> None:
    for node in check_functions():
        codes = {
            each.value for each in ast.walk(node)
            if isinstance(each, ast.Constant) and isinstance(each.value, str) and re.fullmatch(r"[A-H]\d\d", each.value)
        }  # fmt: skip
        assert codes <= {node.name.removeprefix("check_")}, node.name
