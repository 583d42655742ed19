"""Some damaged files on every run; `start.py bench fuzz` makes as many as one likes."""

from __future__ import annotations

import sys

import pytest
from workbooks import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))

import fuzz_readers

PARENTS = {
    name: files for name, files in fuzz_readers.parents(old=False).items() if "small" in name
}
SEEDS = range(7_000, 7_012)


@pytest.mark.parametrize("name", PARENTS)
def test_damaged_files_are_refused_told_or_scored_as_before(name: str) -> None:
    """The verdict of a mutant names what is wrong in capitals."""
    fuzz_readers.PARENTS.update(PARENTS)
    verdicts = {seed: fuzz_readers.judge(name, seed)[1] for seed in SEEDS}
    assert not {seed: each for seed, each in verdicts.items() if each == "SILENT"}
    assert len(verdicts) == len(SEEDS)
