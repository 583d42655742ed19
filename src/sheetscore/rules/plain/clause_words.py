"""The words of clauses that are no band and no step. Data."""

from __future__ import annotations

from sheetscore.regexes import regex
from sheetscore.rules.plain.prints import N

WORDS = r"[\u4e00-\u9fff“”]"
LATE_WORDS = "延迟|逾期|推迟|拖延|延误|超期|延期|迟延|滞后|误期|拖期"
LATE = regex(LATE_WORDS)
IN_TIME = regex("按时|及时|按期|如期|准时")
UNTIL = regex(
    r"(?:本项|该项)?(?:直至|直到|至)?(?:将?(?:该|本|此)(?:项|指标))?(?:的?(?:分值?|得分|满分))?[扣减](?:完|光|至0分|到0分|至0)(?:(?:(?:该|本|此)项)?(?:分值?|得分|满分|全分))?(?:为止|即止|止)?(?=[,;。]|$)"
    r"|(?:本项|该项)?(?:得分)?(?:最低(?:得|为|计|扣至)?0分|不计负分|不得负分|不出现负分)(?:为止)?(?=[,;。]|$)"
)
UNDONE = regex(rf"(?:未|没有){WORDS}{{2,6}}?(?:的)?,?(?:不得分|不计分|得0分|计0分|0分)(?=[,;。]|$)")
CASES = frozenset("起次例件宗")
BRACKETED = regex(r"[（(](?P<u>[\u4e00-\u9fff]{1,4}|%)[)）]$")
AWARD_FIRST = regex(
    rf"(?:\((?:(?P<a>(?:得|计)?{N}分)|满分(?P<f>{N}分)?)\)|(?P<b>(?:得|计)?(?:满分|{N}分)|不得分|0分)(?:的?(?:条件|情形|标准))?:)(?=.)"
)
