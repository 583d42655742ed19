"""The house in figures: `python tools/house.py` prints one a line, for before and after.

Physical lines, modules on the top floor and in the fullest room, circles of imports, functions that are long or branch much (radon's
cyclomatic complexity), and how often the type checker is told less than it could know.
"""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from radon.complexity import cc_visit

SOURCE = Path(__file__).resolve().parents[1] / "src" / "sheetscore"
MOST_BRANCHES = 20
MOST_LINES = 60


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _branching(text: str) -> int:
    """Functions and methods over MOST_BRANCHES."""
    blocks = [*cc_visit(text)]
    parts = [
        method for block in blocks for method in getattr(block, "methods", [])
    ]  # of each class, beside the class itself
    plain = [block for block in blocks if not hasattr(block, "methods")]
    seen = {(block.lineno, block.name): block for block in [*plain, *parts]}
    return sum(block.complexity > MOST_BRANCHES for block in seen.values())


def _names(text: str) -> Counter[str]:
    """How often a name or a comment that loosens the types stands in the code."""
    found: Counter[str] = Counter()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.NAME and token.string in ("Any", "cast", "object"):
            found[token.string] += 1
        elif token.type == tokenize.COMMENT and "type: ignore" in token.string:
            found["type: ignore"] += 1
    return found


def _modules(source: Path) -> dict[str, Path]:
    return {
        ".".join(("sheetscore", *path.relative_to(source).with_suffix("").parts)).removesuffix(
            ".__init__"
        ): path
        for path in source.rglob("*.py")
    }


def _imports(path: Path, modules: dict[str, Path]) -> set[str]:
    """Modules of ours that one imports, inside functions as well."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found.add(whole if whole in modules else node.module)
    return found & set(modules) - {"sheetscore"}  # its version


def circles(source: Path) -> int:
    """Groups of modules that import each other, directly or by way of others."""
    modules = _modules(source)
    used = {name: _imports(path, modules) - {name} for name, path in modules.items()}
    reached = {name: _reached(name, used) for name in used}
    grouped = {
        frozenset(other for other in reached[name] if name in reached[other])
        for name in used if name in reached[name]
    }  # fmt: skip
    return len(grouped)


def _reached(start: str, used: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = used[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def measured(source: Path) -> dict[str, int]:
    """Each figure by its name, in the order in which they are printed."""
    texts = {path: path.read_text("utf-8") for path in sorted(source.rglob("*.py"))}
    names: Counter[str] = Counter()
    for text in texts.values():
        names += _names(text)
    rooms = Counter(path.parent for path in texts if path.stem != "__init__")
    return {
        "modules": len(texts),
        "lines of .py": sum(len(text.splitlines()) for text in texts.values()),
        "lines of .toml": sum(
            len(path.read_text("utf-8").splitlines()) for path in source.rglob("*.toml")
        ),
        "longest line": max(len(line) for text in texts.values() for line in text.splitlines()),
        "modules on the top floor": sum(path.parent == source for path in texts),
        "modules in the fullest room": max(rooms.values()),
        "circles of imports": circles(source),
        f"functions over complexity {MOST_BRANCHES}": sum(map(_branching, texts.values())),
        f"functions over {MOST_LINES} lines": sum(
            (node.end_lineno or node.lineno) - node.lineno >= MOST_LINES
            for text in texts.values() for node in _functions(ast.parse(text))
        ),
        "Any": names["Any"],
        "object, cast, type: ignore": names["object"] + names["cast"] + names["type: ignore"],
    }  # fmt: skip


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE
    for name, count in measured(place).items():
        print(f"{count:>7}  {name}")
