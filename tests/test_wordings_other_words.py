"""换了说法的句子（tests/cases/other_words.toml）：起点、及格线、含两端、未完成比例、差距率、插值、分段、日期；只改一处的由人评定。"""

from __future__ import annotations

from typing import Any

import pytest
from rows_together import Together
from wording_rows import limited, line, read, shown

READ = read("other_words")
ONCE = list({row["text"]: row for row in READ}.values())
WORDS = ["除外", "人均", "约", "非", "原则上"]
CHANGED = Together(
    line(row, text)
    for row in ONCE
    for word in WORDS
    for text in limited(row["text"], "，,；;。", word)
)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("row", ONCE, ids=shown)
def test_a_limiting_word_in_the_middle_of_a_clause_is_never_read_over(
    row: dict[str, Any], word: str
) -> None:
    for changed in limited(row["text"], "，,；;。", word):
        assert CHANGED[line(row, changed)].score is None, changed
