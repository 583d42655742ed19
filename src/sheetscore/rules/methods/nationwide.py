"""各项指标得分按照财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）有关规定评定: its text is the method.

Source: 财预〔2020〕10号 三（二）. A 办法 or 细则 of anybody else is none of it.
"""

from __future__ import annotations

from fractions import Fraction

from sheetscore.regexes import regex
from sheetscore.rules.methods.method import COUNTED, WORDED, Method, Way

_NUMBER = r"财预[\[(【]2020[\])】]10号"
_TITLE = r"(?:《(?:财政部)?(?:关于)?(?:印发)?[《〈<]?项目支出绩效评价管理办法[》〉>]?(?:的通知)?》|项目支出绩效评价管理办法)"
_NAMED = (
    r"(?:财政部)?(?:印发的|发布的|制定的)?"
    rf"(?:{_TITLE}(?:的通知)?(?:\({_NUMBER}\)|{_NUMBER})?|\(?{_NUMBER}\)?(?:文|文件)?(?:{_TITLE})?)"
)
_RULES = (
    r"(?:中|里)?(?:的|有关|相关|关于|对|对于)*(?:项目|单位|部门|绩效)*(?:自评)?(?:得分|评分|计分|打分|评定)?(?:的|有关|相关)*"
    r"(?:规定|要求|办法|标准|方法|原则|精神)?(?:的)?(?:办法|标准|方法|原则)?"
)
_WHAT = (
    r"(?:各项|各类|各级|各个|各|全部|所有|每项|本表)?(?:绩效|三级|定量|定性|自评|和|与|及|、)*(?:指标)?的?(?:绩效|项目|单位)?(?:自评)?"
    r"(?:得分|评分|计分|打分|分数)?(?:的)?(?:计算|评定|评分|计分|打分)?(?:方法|办法|标准|规则|原则|依据)?"
)
_BY = r"(?:均|都|应当?|须|统一|一律|严格)*(?:按照?|依据|根据|依照|遵照|参照|执行|:|为|见)+"
_DOES = r"(?:进行|予以)?(?:评定|执行|计算|确定|打分|评分|计分|记分|赋分|评价|自评|评定得分|计算得分|确定得分)?"
_WHOLE = regex(rf"{_WHAT},?{_BY}{_NAMED}{_RULES}{_DOES}")
_OF_POINTS = regex("得分|[评计打赋]分|评定|分数|分值")
"""《…》 alone, as the ground that a form stands on, says nothing of points."""
BANDS = tuple(
    (Fraction(high, 100), Fraction(low, 100)) for high, low in ((100, 80), (80, 60), (60, 0))
)
"""（三）定性指标: 100%-80%（含）、80%-60%（含）、60%-0%."""


def is_nationwide(sentence: str) -> bool:
    """Does a cleaned sentence say that points are given by that method, and nothing else?"""
    return _WHOLE.fullmatch(sentence) is not None and _OF_POINTS.search(sentence) is not None


def take_nationwide(method: Method, sentence: str) -> None:
    """What 财预〔2020〕10号 itself says: full marks for what reaches a target, short of it in proportion, and its three 档."""
    counted = COUNTED if "定性" not in sentence or "定量" in sentence else ()
    for kind in counted:
        way = method.ways.setdefault(kind, Way())
        way.told, way.full, way.missed = True, True, way.missed or "share"
    worded = () if counted and "定量" in sentence and "定性" not in sentence else (WORDED,)
    if worded and not method.bands:
        method.bands = BANDS
    method.read.append((frozenset((*counted, *worded)), sentence))
