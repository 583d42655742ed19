"""Relations between printed figures: the same verdict for a cell of a table and for a sentence of a report."""

from __future__ import annotations

import pytest
from reports import figures

from sheetscore.exact.relation import Change, Difference, Product, Quotient, Sum, wrong_one
from sheetscore.reports.text.numbers import Figure


def of(text: str) -> list[Figure]:
    """The figures of a line, the first one the result."""
    return figures(text)


SUMS = [
    # 合计和各项，结论
    ("10.00万元 6.00万元 4.00万元", "ok"),
    ("10.01万元 6.00万元 4.00万元", "tail"),
    ("10.02万元 6.00万元 4.00万元", "under"),
    ("9.90万元 6.00万元 4.00万元", "over"),
    ("10万元 6.20万元 4.20万元", "coarse"),
    ("100000元 6.00万元 4.00万元", "ok"),
    ("10人 6人 4人", "ok"),
    ("11人 6人 4人", "under"),
]


@pytest.mark.parametrize(("text", "verdict"), SUMS)
def test_a_total_and_its_parts(text: str, verdict: str) -> None:
    head, *parts = of(text)
    assert Sum(head, tuple(parts)).verdict == verdict


QUOTIENTS = [
    # 率、分子、分母，结论
    ("96.19% 307.82万元 320.00万元", "ok"),
    ("96.20% 307.82万元 320.00万元", "ok"),
    ("96.21% 307.82万元 320.00万元", "tail"),
    ("96.25% 307.82万元 320.00万元", "under"),
    ("90.00% 307.82万元 320.00万元", "over"),
    ("66.66% 2.000万元 3.000万元", "ok"),
    ("96.19% 3078200万元 320.00万元", "slipped"),
    ("96.19% 307.82万元 0万元", "open"),
]


@pytest.mark.parametrize(("text", "verdict"), QUOTIENTS)
def test_a_rate_and_its_two_figures(text: str, verdict: str) -> None:
    """66.66 % of 2 ÷ 3 was cut off; the printed digits allow it all the same."""
    rate, top, low = of(text)
    found = Quotient(rate, top, low)
    assert found.verdict == verdict
    assert found.agrees is (verdict in ("ok", "open"))


@pytest.mark.parametrize(
    ("text", "up", "agrees"),
    [
        ("10.00% 110.00万元 100.00万元", True, True),
        ("10.00% 110.00万元 100.00万元", False, False),
        ("10.00% 90.00万元 100.00万元", False, True),
        ("11.11% 110.00万元 100.00万元", True, False),
    ],
)
def test_a_rate_of_change_has_a_direction(text: str, up: bool, agrees: bool) -> None:
    rate, new, old = of(text)
    assert Change(rate, new, old, up).agrees is agrees


@pytest.mark.parametrize(
    ("text", "up", "verdict"),
    [
        ("10.00万元 110.00万元 100.00万元", True, "ok"),
        ("10.01万元 110.00万元 100.00万元", True, "ok"),
        ("10.02万元 110.00万元 100.00万元", True, "under"),
        ("10.00万元 110.00万元 100.00万元", False, "under"),
    ],
)
def test_a_difference_within_the_printed_decimals(text: str, up: bool, verdict: str) -> None:
    moved, new, old = of(text)
    assert Difference(moved, new, old, up).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("60.00万元 500元 1200人", "ok"),
        ("60.00万元 500万元 1200人", "slipped"),
        ("65.00万元 500元 1200人", "under"),
    ],
)
def test_so_many_pieces_of_an_average(text: str, verdict: str) -> None:
    total, average, number = of(text)
    assert Product(total, average, number).verdict == verdict


def test_the_wrong_one_of_two_sums_is_named() -> None:
    """11 is neither 6＋4 nor 7＋3: one change of the total closes both sums."""
    whole, first, second, third, fourth = of("11万元 6万元 4万元 7万元 3万元")
    both = [Sum(whole, (first, second)), Sum(whole, (third, fourth))]
    said = wrong_one(both, lambda figure: figure.text)
    assert said.startswith("只要11 万元由 11 改为 10")
