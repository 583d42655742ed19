"""What a sentence of a note is about besides the kinds of targets: another document, the other indicators, a target of 0."""

from __future__ import annotations

from sheetscore.regexes import regex
from sheetscore.rules.methods.method import COUNTED, DATED, EQUAL, LEAST, MONEY, MOST, WORDED
from sheetscore.rules.methods.scan import SUBJECTS, class_of
from sheetscore.rules.methods.usual_forms import usual_spelling

_OTHER_SUBJECTS = (
    (WORDED, regex("定性|指标值为是")),
    (MONEY, regex("执行率|预算执行|资金执行")),
    (DATED, regex("完成时间|逾期|按期|及时完成|时限")),
)
_NAMED_SIGNS = regex(r"(?:(?<=[为是带(或和、“])[≥≤=><]|[≥≤=](?=[类型号]))")
ELSEWHERE = regex(
    r"(?:评分|计分|打分|得分|评价|赋分)(?:的)?(?:办法|标准|细则|规则|方法|依据)(?:(?:及|和|、)[^,]{1,8})?(?:另?详?见|另附|按照?|执行|参照)[^,]{0,12}(?:《|“|附|表|细则|办法|文件|通知)"
    r"|(?:按照?|依照|依据|参照|执行)《[^》]*(?:细则|评分|计分|打分)[^》]*》"
)
"""How points are given is said somewhere else."""
BEHIND = regex(r"(?<=.)\([^()]*\)")
NOT_OF_CLASSES = regex("执行率|定性|其他|其余|其中")
REST = regex("其他|其余|剩余")
DEPENDS = regex(
    "(?:若|如果?|对)?(?:未|没有|否则|反之|超过|超出|超支|高于|低于|小于|大于|不足|达不到|每)"
)
"""A sentence behind 时效指标…。 that may still be about that class, or about all."""
NOT_OF_MONEY = regex(
    r"^(?:各项|各类|各级|所有|全部|三级|绩效)*指标(?:的)?(?:得分|实际|完成|全年|达)|^(?:实际|全年)?完成(?:值|数|率)?(?!预算)|[正反逆负]向|(?:指标值|目标值)"
)
NOT_OF_DATES = regex(
    "^(?:其他|其余|剩余)|指标值|目标值|(?:数量|质量|成本|产出|效益|满意度|定[量性]|[正反逆负]向)[^,]{0,4}指标"
)
"""What stands behind 时效指标按期完成的得满分 and is of others."""
OTHERS = regex(
    r"(?:其他|其余)(?:各项|各类|绩效|三级)*指标[,:]?(?:的)?(?=得分|按|完成|实际|达|未|得)"
)
"""其他指标按完成率计分: all but what the note speaks of before."""
ZERO_TARGET = regex(
    r"(?:年初|年度)?(?:目标值|指标值)为0的?[反逆负]向指标,?(?:实际)?完成值为0的?,?(?:得|计|记)满分,(?:否则|不为0的?|大于0的?),?不得分"
)


_WAYS = ((LEAST, regex("正向")), (MOST, regex("[反逆负]向")))


def ways_spoken_of(sentence: str) -> set[str]:
    """The directions that a sentence speaks of, with or without 指标 behind them: 指标值为反向的, 非正向的; "=" beside both."""
    named = {kind for kind, pattern in _WAYS if pattern.search(sentence)}
    return named | ({EQUAL} if len(named) > 1 else set())


def kinds_named(sentence: str) -> set[str]:
    """The kinds of rows that a sentence names; of ≥ and ≤ both, "=" may be one of them."""
    named = {kind for kind, pattern in _OTHER_SUBJECTS if pattern.search(sentence)}
    signs = _NAMED_SIGNS.findall(usual_spelling(sentence))
    named |= {class_of(char) for char in "".join(signs)}
    for kind, pattern in SUBJECTS:
        if pattern.search(sentence):
            named |= set(COUNTED) if kind == "定量" else {kind} - {""}
    if named & {*COUNTED} and REST.search(sentence):
        named |= {*COUNTED}  # 正向指标按B/A计分，其余不得分
    named |= {EQUAL} if {LEAST, MOST} <= named else set()
    return named
