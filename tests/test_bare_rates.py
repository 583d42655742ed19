"""A number without a per cent sign beside a target in per cent: 105 is 105 %, 1.05 may be 105 % or 1.05 %."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import recalc
from openpyxl import load_workbook
from target_tables import FIRST, Aim, aims
from workbooks import findings, indicator, score, to_bytes

from sheetscore.writers.completed import write_completed


def scored(target: object, actual: object) -> Any:
    return score(aims(Aim(target, actual, 90, 90, name="任务推进率")))


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("≥100%", 1.05),
        ("≥100%", "1.05"),
        ("≥100%", 2),
        ("≥95%", 1.9),
        ("≤100%", 1.5),
        ("≥120%", 2.4),
        ("≥100%", 0.98),
    ],
)
def test_a_small_bare_number_may_be_a_share_and_is_not_used(target: str, actual: object) -> None:
    outcome = scored(target, actual)
    row = indicator(outcome, "任务推进率")
    assert (row.status.value, row.score) == ("missing", None)
    assert not findings(outcome, "E01")
    (told,) = findings(outcome, "B01", "error")
    assert told.cell == f"E{FIRST}"
    assert "百分之几还是几倍" in told.message


@pytest.mark.parametrize(
    ("target", "actual", "points"),
    [
        ("≥100%", 105, 90),
        ("≥100%", 2.01, 1.81),
        ("≥100%", "1.05%", 0.95),
        ("≥2%", 2, 90),
        ("≥2%", 1.5, 67.5),
        ("≤5%", 4.5, 90),
        ("≥50%", 1.2, 2.16),
    ],
)
def test_a_clear_number_is_used(target: str, actual: object, points: float) -> None:
    assert float(indicator(scored(target, actual), "任务推进率").score) == points


def test_the_completed_workbook_treats_what_is_typed_there_alike(tmp_path: Path) -> None:
    paths = []
    for number, typed in enumerate((1.05, 2.01, 104)):
        book = load_workbook(io.BytesIO(write_completed(scored("≥100%", 105))))
        book["指标表"][f"E{FIRST}"] = typed
        paths.append(tmp_path / f"{number}.xlsx")
        paths[-1].write_bytes(to_bytes(book))
    shown = recalc.recalculate_all(paths)
    for path, cells in zip(paths, shown, strict=True):
        again = indicator(score(path.read_bytes(), "某所-2022_复核.xlsx"), "任务推进率").score
        row = next(
            cell[1:]
            for (sheet, cell), text in cells.items()
            if sheet == "计算过程" and text == "任务推进率"
        )
        shown_score = cells["计算过程", f"F{row}"]
        assert shown_score == ("缺数据" if again is None else float(again))
