"""A command imports what it needs: the words of --help and the reading of one wording need neither pandas nor openpyxl."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "pandas",
    "numpy",
    "openpyxl",
    "xlsxwriter",
    "docx",
    "xlrd",
    "tqdm",
    "rapidfuzz",
    "pebble",
    "cn2an",
)
WORDING = ["rules", "--text", "≤100%得5分，每超过1个百分点扣1分，扣完为止", "--points", "5", "--value", "103%"]  # fmt: skip
LIGHT = {
    "--help": (["--help"], 0),
    "score --help": (["score", "--help"], 0),
    "--version": (["--version"], 0),
    "用法有误": (["score", "收件"], 2),
    "一条评价标准": (WORDING, 0),
    "一条评价标准的JSON": ([*WORDING, "--json", "--profile", "whole"], 0),
    "表式的名单": (["template", "--list"], 0),
}


def imported(words: list[str]) -> tuple[int, list[str]]:
    """The exit code of a command, and what a process of its own has imported for it."""
    script = (
        "import sys\n"
        "from sheetscore.cli import main\n"
        "try:\n"
        "    main(sys.argv[1:])\n"
        "except SystemExit as ended:\n"
        f"    print('imported', *(name for name in {HEAVY!r} if name in sys.modules))\n"
        "    raise\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, *words], capture_output=True, text=True, encoding="utf-8"
    )
    assert "imported" in run.stdout, run.stderr
    return run.returncode, run.stdout.splitlines()[-1].split()[1:]


@pytest.mark.parametrize(("words", "code"), LIGHT.values(), ids=LIGHT)
def test_a_command_that_reads_no_file_starts_without_the_libraries_of_workbooks(
    words: list[str], code: int
) -> None:
    assert imported(words) == (code, [])


def test_a_command_that_reads_one_imports_them() -> None:
    """Else the test above could not fail."""
    found = imported(["check", "没有这个文件夹"])
    assert found[0] == 2
    assert {"pandas", "openpyxl"} <= set(found[1])


def test_what_others_import_is_there() -> None:
    import sheetscore
    from sheetscore.batch import FolderResult, score_folder
    from sheetscore.unit.score import score_bytes

    assert sheetscore.score_bytes is score_bytes
    assert sheetscore.score_folder is score_folder
    assert FolderResult.__name__ == "FolderResult"
    with pytest.raises(AttributeError):
        _ = sheetscore.score_everything  # type: ignore[attr-defined]
    with pytest.raises(ImportError):
        from sheetscore.batch import score_everything  # type: ignore[attr-defined]  # noqa: F401
