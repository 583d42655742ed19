"""分值空着的一行点名，第一行也一样：它的得分不在合计里。"""

from __future__ import annotations

import pytest
from other_formats import html, opendocument, xml2003
from target_tables import Aim, aims
from workbooks import findings, sample, score, to_bytes

from sheetscore.model.outcome import Outcome

KINDS = {"xlsx": to_bytes, "xml": xml2003, "ods": opendocument, "html": html}


def blank(outcome: Outcome) -> list[str]:
    """The cells that A10 says hold no 分值."""
    return [each.cell for each in findings(outcome, "A10", "error") if "没有填分值" in each.message]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("row", "cell"), [(0, "F11"), (1, "F12")])
def test_a_target_without_points_is_named(kind: str, row: int, cell: str) -> None:
    lines = [
        Aim("≥100家", "105家", None if row == 0 else 45, 45),
        Aim("≥95%", "97%", None if row == 1 else 45, 45, name="办结率"),
    ]
    outcome = score(KINDS[kind](aims(*lines)), f"甲-2022.{kind}")
    assert blank(outcome) == [cell]


@pytest.mark.parametrize("cell", ["F3", "F7"])
def test_a_standard_without_points_is_named(cell: str) -> None:
    assert blank(score(sample({f"指标表!{cell}": None}))) == [cell]


def test_a_row_with_points_is_not_named() -> None:
    assert not blank(score(aims(Aim("≥100家", "105家", 90, 90)), "甲-2022.xlsx"))
    assert not blank(score(sample()))
