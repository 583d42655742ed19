"""The figures of one row, wherever they stand: in the 基础数据表, beside its 评价标准, or in the words of its own cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sheetscore.rules import Rule
from sheetscore.scoring.binding import Bound, bind
from sheetscore.scoring.filed.figure_lookup import Figures
from sheetscore.scoring.own.no_task import with_no_task
from sheetscore.scoring.own.own_results import bind_beside
from sheetscore.scoring.own.stated_counts import with_stated_count
from sheetscore.scoring.seconds.in_one_cell import written_in_one_cell
from sheetscore.scoring.seconds.second_figures import bind_second
from sheetscore.scoring.spoken_names import spoken
from sheetscore.words.glossary import Glossary


def bind_row(
    record: Mapping[str, Any], rule: Rule, figures: Figures, glossary: Glossary, year: int | None
) -> Bound | None:
    """The rule as it is used, and its figures; None for a rule that takes none."""
    no_task = with_no_task(record, rule)
    if no_task is not None:
        return no_task
    if not (rule.computable or rule.exception):
        return with_stated_count(record, rule, year)
    row = spoken(record)
    binding = bind_beside if row["beside"] else bind
    if rule.quantities:
        binding = bind_second
    bound = binding(row, rule, figures, glossary, year)
    return written_in_one_cell(row, rule, bound, glossary, year)
