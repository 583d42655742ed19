"""网页表格里印成 92.15% 的就是 92.15%：系统导出的网页常把整张表设成文本格式（mso-number-format:"\\@"）。"""

from __future__ import annotations

import pytest
from target_tables import Aim, aims
from workbooks import findings, indicator, score

from sheetscore.model.outcome import Outcome


def page(style: str, actual: str) -> Outcome:
    """A table of targets as a page whose cells are under a format; one indicator of 90 points, target ≥95%."""
    lines = [
        "".join(f"<td>{'' if cell.value is None else cell.value}</td>" for cell in row)
        for row in aims(Aim("≥95%", actual, claim=88.2, name="办结率")).worksheets[0].iter_rows()
    ]
    rows = "".join(f"<tr>{line}</tr>" for line in lines)
    head = f"<style>td{{mso-number-format:{style}}}</style>" if style else ""
    html = f"<html><head><meta charset=utf-8>{head}</head><body><table>{rows}</table></body></html>"
    return score(html.encode(), "甲-2022.xls")


@pytest.mark.parametrize("style", ['"\\@"', '"0\\.00"', '"0\\.00%"', "General", ""])
def test_a_printed_percentage_is_one_under_every_format(style: str) -> None:
    outcome = page(style, "93.10%")
    assert str(indicator(outcome, "办结率").score) == "88.20"
    assert not findings(outcome, "B01", "error")


@pytest.mark.parametrize("style", ['"\\@"', ""])
def test_a_share_without_the_sign_is_still_not_told(style: str) -> None:
    outcome = page(style, "0.931")
    assert indicator(outcome, "办结率").score is None
    assert [each.found for each in findings(outcome, "B01", "error")] == ["0.931"]
