"""逐句读的写法（tests/cases/clauses.toml）：天数、次数、各种印法的档次和每档扣分；说不清的由人评定。"""

from __future__ import annotations

from typing import Any

import pytest
from test_wordings_beside import scored
from wording_rows import places, read, shown

READ = read("clauses")


@pytest.mark.parametrize("word", ["除外", "人均", "约", "非"])
@pytest.mark.parametrize("row", READ[::3], ids=shown)
def test_a_limiting_word_in_the_middle_of_a_clause_is_never_read_over(
    row: dict[str, Any], word: str
) -> None:
    text = row["text"]
    for place in places(text, "，；。"):
        changed = text[:place] + word + text[place:]
        assert scored(row, changed).score is None, changed
