"""A count of cases written beside its wording (2起 under 每发生1起扣5分) as the figure of the row.

Only where the number cannot be a count of anything else: the unit is that of the wording, which speaks of cases that are found
and not of what is lacking, and the row is one of faults (安全事故, 资金使用合规性), not one of what was done (培训次数).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sheetscore.exact.numerals import half_width
from sheetscore.regexes import regex
from sheetscore.rules import Rule
from sheetscore.rules.paraphrase.asides import loses_limits
from sheetscore.rules.shapes.by_hand import Violations
from sheetscore.scoring.own.counted_gaps import over_cases
from sheetscore.scoring.own.goals import read_goal
from sheetscore.words.text import clean, name_key

_EACH = regex(
    r"每?(?:发现|发生|出现|查出|存在)(?:1|一)(?P<unit>起|次|个|例|项|件|处|条|笔|宗|人次|人)(?P<what>[^,;。、]{0,12}?)扣"
)
_EVERY = regex("每|(?<!每)(?:发现|发生|出现|查出|存在)(?:1|一)(?=[起例])")
_ONLY_FAULTS = frozenset("起例")
"""Counted so is what ought not to be, whatever the row is called: 发现一起未执行环评要求者扣1分."""
_HANDLED = regex("案|纠纷|隐患|排查|处置|处理|办|查|治|调解|化解|救援|诉讼|矛盾")
"""Rows that may count by 起 what was done."""
_LACKING = regex("未|不|没|少|缺|漏")
_FAULTS = regex(
    "事故|违规|违纪|违法|投诉|问题|差错|纠纷|案件|举报|处罚|通报|失误|泄密|舆情|合规性|规范性|安全性"
)
_DONE = regex(
    "(?:率|度|完成|整改|处理|办结|办理|查处|检查|受理|化解|调处)(?:数|量|次数|件数|情况)?$"
)
_COUNT = regex(r"\d{1,4}")


def counted_cases(record: Mapping[str, Any], rule: Rule) -> Rule | None:
    """The rule over the number of cases in the row's 完成值; None where that does not plainly state one."""
    goal = read_goal(record["beside"].goal) if record["beside"] else None
    if goal is not None and goal.is_least:
        return None  # 3例 beside 5例: what was done of them
    if not record["beside"] or rule.kind != "violations" or not isinstance(rule.shape, Violations):
        return None
    text, name = clean(record["criteria"]).text, name_key(record["indicator"])
    found = _EACH.search(text)
    if loses_limits(text, "", name):
        return None
    if found is None or len(_EVERY.findall(text)) != 1:
        return None
    plainly = found["unit"] in _ONLY_FAULTS and not _HANDLED.search(name)
    if _LACKING.search(found["what"]) and not plainly:
        return None
    written = re.sub(r"\s", "", half_width(str(record["actual"])))
    counted = written.removesuffix(found["unit"]) if written.endswith(found["unit"]) else ""
    if not _COUNT.fullmatch(counted) or not (plainly or _FAULTS.search(name)) or _DONE.search(name):
        return None
    cases = rule.shape
    if cases.required is not None:
        return None
    return over_cases(rule, cases, found["unit"])
