"""其中：预算资金总来源是指县级年初预算与执行中追加预算总和: what a term of the formula in a 评价标准 is, behind it and in words alone.

Such a sentence gives no points: the term is looked up by its own name, or is missing. One that says a number, a condition or a
sign of arithmetic is more than that and stays; so does one that says anything else than of what the figure is the sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sheetscore.regexes import regex
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_SENTENCE = regex(
    r"[。;；\n]\s*(?:其中|式中|注)?[:：,，]?\s*(?P<term>[\u4e00-\u9fff“”]{6,20}?)(?:是指|系指|指的是)(?P<said>[^。;；\n]{4,80}(?:总和|之和|合计))[。;；]?\s*$"
)
_MORE = pattern(
    r"\d|[=＝×÷*/%％≥≤<>]|扣|得|分[^类]|若|如果|除外|酌情|不足|超过|低于|高于|达到|绝对值|净额|之差|平均|累计|[月季]|{last_year}|调整后"
)
_FORMULA = regex(r"[÷/／].*(?:分值|满分|\d分)")


def without_explained_terms(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record without such sentences at the end of its 评价标准; as it is where there are none."""
    text = str(record["criteria"] or "")
    rest = text
    while found := _SENTENCE.search(rest):
        before = rest[: found.start()]
        named = name_key(found["term"]) in name_key(before)
        if not named or _MORE.search(found["said"]) or not _FORMULA.search(before):
            break
        rest = before
    return record if rest == text else {**record, "criteria": rest}
