"""Which words head the columns beside a 评价标准: 完成值, 年度指标值, a second figure, remarks; data of result_columns.toml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from sheetscore.readers.indicator_table.second_heads import HeadWords
from sheetscore.words.text import name_key
from sheetscore.words.toml_files import entries, read_toml, strict


@cache
def _data() -> dict[str, Any]:
    path = Path(__file__).with_name("result_columns.toml")
    data = read_toml(path)
    strict(data, path.name, "done goal second told other")
    kinds = dict.fromkeys(("done", "goal", "second", "told"), "headings") | {"other": "words"}
    for kind, own in kinds.items():
        for entry in entries(data[kind], f"{path.name} [[{kind}]]"):
            strict(entry, f"{path.name} [[{kind}]]", f"{own} source")
    return data


@cache
def heading_words() -> dict[str, dict[str, int]]:
    """Headings as `name_key` gives them → their rank, by kind: done, goal, second, told."""
    return {
        kind: {
            name_key(word): rank
            for rank, entry in enumerate(_data()[kind])
            for word in entry["headings"]
        }
        for kind in ("done", "goal", "second", "told")
    }


def told_headings() -> frozenset[str]:
    """Headings of columns in which a unit tells its figures in sentences (备注, 扣分原因), as `name_key` gives them."""
    return frozenset(heading_words()["told"])


@cache
def other_words() -> re.Pattern[str]:
    """Words that make a heading another one: 上年, 复核, 上半年."""
    return re.compile("|".join(word for entry in _data()["other"] for word in entry["words"]))


@cache
def words_of_seconds() -> HeadWords:
    """Words of a heading of a second figure: those of a 完成值 behind a year, and 实绩, 数. [0] are words of other years."""
    others = [word for entry in _data()["other"][1:] for word in entry["words"]]
    return HeadWords(
        frozenset(heading_words()["done"]) | frozenset(heading_words()["second"]),
        re.compile("|".join(others)),
    )
