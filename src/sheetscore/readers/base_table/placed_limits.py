"""What a term may not be, of the figures of a 基础数据表 by their place: that of another year, or one that its label limits."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sheetscore.readers.base_table.placed_figure import Placed
from sheetscore.readers.indicator_table.header_years import Year, year_of
from sheetscore.words.limited_labels import LEFT_OUT, limit_behind


def of_its_years(term: str, placed: Sequence[Placed], years: tuple[int, int]) -> list[Placed]:
    """Without what stands below a year older than the first of `years`, or later than the second (0: any), for a term that names no
    year.
    """
    if year_of(term).named:
        return list(placed)
    first, last = years
    return [
        each for each in placed
        if each.year.printed is None or first <= each.year.printed <= (last or each.year.printed)
    ]  # fmt: skip


def of_another(year: Year, piece: str) -> bool:
    """本年度累计结转结余 is no 上年度累计结转结余, whatever heading stands above it."""
    own = year_of(piece)
    both = own.named and own.relative is not None and year.relative is not None
    return both and own.relative != year.relative


def limited_rows(terms: Collection[str], placed: Sequence[Placed]) -> Iterator[Placed]:
    """The rows that are called a term with a bracket behind it that limits it (既定支付进度（9月底）), and those that the definition of
    a term may leave out (其中：因落实国家政策产生的调整): scoring/filed/scoped_labels.py.
    """
    for each in placed:
        label = each.must[0]
        if len(each.must) > 1 or each.role:
            continue
        if LEFT_OUT.search(label) or any(limit_behind(label, term) for term in terms):
            yield each
