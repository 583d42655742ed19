"""Stretches for which the wording names no method: 酌情扣分, 视情况扣分, 按幅度分段计分, 按从高到低排序分别得8、6、4、2分.

Only that stretch goes to a person. All of them become 人工给分; what stands in front of it has to name the stretch.
"""

from __future__ import annotations

from sheetscore.regexes import regex
from sheetscore.rules.plain.prints import N
from sheetscore.rules.sentences.in_other_words.spelled import respell, spelled

_GIVE = "(?:予以|给予|进行)?(?:加减|扣减|扣除|扣|减|给|得|打|计|评|赋|记)(?:相应)?的?(?:分数|分值|得分|分)"
_STOP = "(?=[,;。)]|$)"
_SPELLED = spelled(
    (
        rf"(?:由[\u4e00-\u9fff]{{2,8}})?(?:酌情|适当|适度|视情|视(?:具体|实际|完成|超出|偏离)?(?:情况|情形|情节轻重|情节|程度|幅度))(?:酌情)?{_GIVE}{_STOP}",
        "人工给分",
    ),
    (
        rf"(?:按(?:照)?(?:超出|超过|偏离|变动|增减|低于|高于)?的?幅度(?:大小)?)?(?:进行)?分[段档级](?:计|扣|给|得|减|赋)分{_STOP}",
        "人工给分",
    ),
    (
        r"(?<=[的成到标者,])按比例(?:相应)?扣减?(?:相应)?的?(?:分数|分值|得分|分)(?=[,;。)](?!每(?!超额))|$)",
        "人工给分",
    ),
    (rf"(?:扣减相应|扣相应|相应扣减?)的?(?:分数|分值|得分|分){_STOP}", "人工给分"),
    (
        rf"(?:的?(?:县\([市区]+\)|县市区|县|市|区|单位|乡镇|部门)|的)?,?按(?:照)?(?:从高到低|由高到低|从低到高|由低到高)的?(?:顺序)?(?:进行)?(?:排序|排名|排列|排队)后?,?(?:分别|依次)(?:得|计|给)(?:{N}分?[、,])+{N}分{_STOP}",
        "的,人工给分",
    ),
)  # fmt: skip


_VETO = regex(
    r"(?<=[。;])(?:本|该)指标为否决性指标,只要未(?:达到|完成)(?:年度)?(?:计划)?(?:确定的)?(?:目标值|目标|指标值|指标|任务)即为未完成等级。?$"
)
"""That is a grade of the whole, and no points of the row."""


_UNNAMED = regex(r"(?<=[,;。])(?P<side>超过|超出|高于|大于|低于|不足|少于)(?:部分)?的?,?人工给分")
"""100%得10分，超过的酌情扣分: of what it is more is not printed, so that nothing of it can be read."""


def unsaid_stretches(said: str) -> str:
    """低于85%的县(区)按从高到低排序，分别得8、6、4、2分: that needs the figures of all; what is above it does not."""
    return _UNNAMED.sub(r"\g<side>未写明的数的,人工给分", respell(_VETO.sub("", said), _SPELLED))
