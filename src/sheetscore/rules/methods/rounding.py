"""To how many decimals a note or a printed method says that the points of a row go: 得分四舍五入，保留一位小数."""

from __future__ import annotations

from functools import lru_cache

from sheetscore.regexes import regex
from sheetscore.words.text import clean

_STATED = regex(
    r"(?:^|[。;:,\n]|\d[.、)])(?:本表|所有|各项?|每项|单项|三级|指标|自评|评价|计算|的)*(?:得分|分数|自评分|评分|计分)(?:结果|值)?(?:均|都|一律|统一|应)?(?:按|按照|采用|采取)?"
    r"(?:四舍五入)?(?:法|方法|原则)?(?:后)?,?(?:均)?(?:保留|精确到|精确至|取)(?:到|至)?(?:小数点后)?(?:(?P<n>[一1两二2])位(?:小数)?|整数?|个位)"
)
_PLACES = {"一": 1, "1": 1, "两": 2, "二": 2, "2": 2}


@lru_cache(maxsize=1024)
def stated_places(text: str) -> int | None:
    """The decimals that a text states for points; None where it states none, or several. Those of a sum (总分) are none."""
    found = {
        _PLACES[match["n"]] if match["n"] else 0 for match in _STATED.finditer(clean(text).text)
    }
    return found.pop() if len(found) == 1 else None
