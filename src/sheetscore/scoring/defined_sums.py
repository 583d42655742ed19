"""A term that the wording itself defines in words as the sum of others without their signs: 预算调整数指年中追加、调减金额的绝对值之和.

It is put behind the formula as the definition that it is (formula.definitions); the net figure of a table is then not used.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sheetscore.regexes import regex
from sheetscore.words.vocabulary import pattern

_SUM = pattern(
    r"[,，;；。、\n]?\s*(?:其中|上述)?[,，:：]?(?P<term>[一-龥]{2,14}?)(?:是指|系指|指|为|即|=|＝)(?P<lead>(?:{this_year}中?|{all_year}|年[度中])?)"
    r"(?P<items>[一-龥]{2,8}(?:[、和及与][一-龥]{2,8}?)+?)(?P<tail>金额|数额|数|额)?的?绝对值(?:之和|合计|的和|相加)"
)
_FORMULA = regex(r"[^。;；,，\n=＝]+[=＝][^。;；,，\n]+")
_PARTS = regex("[、和及与]")


def with_defined_sums(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record with such a definition behind its formula, in place of the words; as it is where there is none, or no formula."""
    for column in ("criteria", "explanation"):
        text = str(record[column] or "")
        found = _SUM.search(text)
        if found is None:
            continue
        formula = next((each for each in _FORMULA.findall(text) if found["term"] in each), "")
        if not formula:
            return record
        items = [each for each in _PARTS.split(found["items"]) if each]
        body = "+".join(f"|{found['lead']}{each}|" for each in items)
        rest = text[: found.start()] + text[found.end() :]
        before = rest if column == "explanation" else str(record["explanation"] or formula)
        put = {column: rest, "explanation": f"{before}；{found['term']}={body}。"}
        return {**record, **put}
    return record
