"""How 预算执行率 is scored where nothing else is printed: B/A × 分值, never more than the 分值 (财预〔2020〕10号)."""

from __future__ import annotations

from sheetscore.regexes import regex

_BUDGET = (
    r"(?:全年|年度|调整后|项目|部门|财政|资金)*(?:\(调整\))?(?:预算|资金)(?:总额|安排)?(?:数|额)?|A"
)
_SPENT = r"(?:全年|年度|实际|预算|项目|资金|财政)*(?:执行|支出|支付)(?:数|额)?|B"
_USUAL = regex(
    rf"(?:(?:年度资金总额的?)?(?:部门|项目|单位|年度|预算|资金|财政)*执行率=\(?(?:{_SPENT})(?:\(B\))?/(?:{_BUDGET})(?:\(A\))?\)?(?:\*100%)?,)?"
    r"(?:(?:部门|项目|单位|年度|预算|资金|财政)*执行(?:率|情况)?(?:指标)?(?:得分)?(?:计算)?(?:公式)?[:=为按]*|(?:项目|年度)?(?:项目)?资金总额的?得分=|得分=)?"
    rf"(?:\(?(?:{_SPENT})(?:\(B\))?/(?:{_BUDGET})(?:\(A\))?\)?|(?:实际)?(?:预算|资金)*执行率)(?:\*100%)?\*"
    r"(?:执行率|预算执行率|该指标|该项|本项|指标)?的?(?:分值|权重|满分|\d{1,2}(?:分|(?![\d.%])))(?:\(按年度资金总额计算\))?"
    rf"(?:\((?:其中:?)?(?:部门|项目|单位|年度|预算|资金|财政)*执行率=\(?(?:{_SPENT})(?:\(B\))?/(?:{_BUDGET})(?:\(A\))?\)?(?:\*100%)?\))?"
    r"(?:,?(?:得分)?(?:最高)?(?:不得?(?:超过|高于)|不能超过|为|得)?(?:该指标|该项)?的?(?:分值|权重|满分|\d{1,2}分)(?:上限)?)?"
    r"(?:,?(?:预算|资金)?(?:执行率)?最高(?:按|以|为)100%(?:计算|计分|计)?)?"
    r"(?:,?(?:预算|资金)?(?:执行率)?(?:超过|超出|超|大于等于|大于|高于|达到|≥|>)100%的?,?(?:按|以|得)(?:100%|满分|\d{1,2}分)(?:计算|计分|计)?)?"
)
_DEFINED = regex(
    rf"(?:(?:年度资金总额的?)?(?:部门|项目|单位|年度|预算|资金|财政)*执行率)(?:=|为|是|指):?\(?(?:{_SPENT})(?:\(B\))?/(?:{_BUDGET})(?:\(A\))?\)?(?:\*100%)?"
)

_POINTS = regex(r"(?:[*为得于过])(\d{1,2})(?![\d.%])|(?<![\d.])(\d{1,2})分")


def is_usual(sentence: str) -> bool:
    """Does a cleaned sentence say no more than that?"""
    return _USUAL.fullmatch(sentence) is not None


def is_definition(clause: str) -> bool:
    """Does a cleaned clause say that the rate is what was spent of the budget of the whole year, and nothing of points?"""
    return _DEFINED.fullmatch(clause) is not None


def points_named(sentence: str) -> frozenset[int]:
    """The points that such a sentence multiplies by, or ends at, in figures: 执行率×10分 → 10. They hold for a row worth as much."""
    return frozenset(int(a or b) for a, b in _POINTS.findall(sentence))
