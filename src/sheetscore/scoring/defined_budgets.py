"""预算完成率=（预算完成数/预算数）×100%，预算数为调整后预算数: a formula whose 预算数 (支出预算数) is said to be the adjusted one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sheetscore.words.adjusted_budget import ADJUSTED, WHOSE
from sheetscore.words.vocabulary import pattern

_SAID = pattern(
    rf"[,，;；。]?\s*(?:其中[,，:：]?)?(?P<lead>(?<![\u4e00-\u9fff]){{spending}})?{{budget}}数?(?:为|是指?|指|按)(?:{{spending}})?{WHOSE}(?:调整后的?(?:{{spending}})?{{budget}}数?|{{all_year}}{{budget}}数?)(?:计算)?(?=[,，;；。\n]|$)"
)
_TERM = pattern(r"(?<![\u4e00-\u9fff”]){budget}数?(?=[)）\]】×*]|$)")
_OF_SPENDING = pattern(r"(?<![\u4e00-\u9fff”]){spending}{budget}数?(?=[)）\]】×*]|$)")


def with_adjusted_budgets(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record with the adjusted budget in its formula, in place of the words; as it is where there are none, or no such term."""
    for column in ("criteria", "explanation"):
        text = str(record[column] or "")
        found = _SAID.search(text)
        if found is None:
            continue
        formula = text[: found.start()]
        put = (_OF_SPENDING if found["lead"] else _TERM).sub(ADJUSTED, formula)
        if put == formula or "=" not in formula.replace("＝", "="):
            return record
        return {**record, column: put + text[found.end() :]}
    return record
