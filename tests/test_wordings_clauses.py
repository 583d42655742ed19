"""逐句读的写法（tests/cases/clauses.toml）：天数、次数、各种印法的档次和每档扣分；说不清的由人评定。"""

from __future__ import annotations

from typing import Any

import pytest
from rows_together import Together
from wording_rows import limited, line, read, shown

READ = read("clauses")
WORDS = ["除外", "人均", "约", "非"]
CHANGED = Together(
    line(row, text)
    for row in READ[::3]
    for word in WORDS
    for text in limited(row["text"], "，；。", word)
)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("row", READ[::3], ids=shown)
def test_a_limiting_word_in_the_middle_of_a_clause_is_never_read_over(
    row: dict[str, Any], word: str
) -> None:
    for changed in limited(row["text"], "，；。", word):
        assert CHANGED[line(row, changed)].score is None, changed
