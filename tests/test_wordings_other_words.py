"""换了说法的句子（tests/cases/other_words.toml）：起点、及格线、含两端、未完成比例、差距率、插值、分段、日期；只改一处的由人评定。"""

from __future__ import annotations

from typing import Any

import pytest
from test_wordings_beside import scored
from wording_rows import places, read, shown

READ = read("other_words")
ONCE = list({row["text"]: row for row in READ}.values())


@pytest.mark.parametrize("word", ["除外", "人均", "约", "非", "原则上"])
@pytest.mark.parametrize("row", ONCE, ids=shown)
def test_a_limiting_word_in_the_middle_of_a_clause_is_never_read_over(
    row: dict[str, Any], word: str
) -> None:
    text = row["text"]
    for place in places(text, "，,；;。"):
        changed = text[:place] + word + text[place:]
        assert scored(row, changed).score is None, changed
