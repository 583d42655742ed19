"""The official definition of a rate, for an indicator under which the table itself says nothing of its formula.

A definition never stands against the table: any 指标说明, and any word of the 评价标准 about what is compared with what, rules it out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sheetscore.rules import Rule
from sheetscore.rules.formulas.formula import read_formula
from sheetscore.rules.rule import Repair
from sheetscore.words.glossary import Glossary
from sheetscore.words.names import BUDGET
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

NOT_STATED = "没有写公式"
_OTHER_WORDS = pattern(
    r"{budget}|{final}|{last_year}|{opening}|{closing}|同比|编制|在编|在岗|口径|公式|计算|根据|按照|依据|为准|其中|不含|包括|[=/]"
)
"""Words of a 评价标准 that say, or may say, how the rate is made."""


def defined(record: Mapping[str, Any], rule: Rule, glossary: Glossary) -> Rule | None:
    """The rule with the official formula of its indicator; None where the table says anything of its own, or none is listed."""
    name = str(record["indicator"])
    definition = glossary.definitions.get(name_key(name))
    if definition is None or rule.unit != "%" or not rule.computable:
        return None
    if str(record["explanation"] or "").strip() or _says_more(rule.text, name):
        return None
    formula = read_formula(f"{name_key(name)}={definition.formula}", name).formula
    if formula is None:
        return None
    read_as = f"{formula.restate()}（{definition.source}）"
    repair = Repair(NOT_STATED, "空白", read_as, "指标说明")
    return replace(rule, formula=formula, repairs=(*rule.repairs, repair))


def tell_definition(rule: Rule) -> list[str]:
    """The sentence that says where the formula comes from, for a rule that took an official one."""
    taken = [repair.read_as for repair in rule.repairs if repair.rule == NOT_STATED]
    return [f"指标说明没有写公式，按国家共性指标框架：{each}。" for each in taken]


def _says_more(criteria: str, name: str) -> bool:
    wording = name_key(criteria).replace(name_key(name), "")
    return _OTHER_WORDS.search(wording.replace(f"以{BUDGET}数为限", "")) is not None
