"""每少召开一次扣0.1分 beside a 年度指标值 of ≥6次: what is missing is what the 完成值 is short of it.

Only for a row whose target, steps and figure are counted alike; everything else that the wording says has to be full marks for
what was planned, or where the deductions end.
"""

from __future__ import annotations

from fractions import Fraction

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex
from sheetscore.rules.paraphrase.asides import loses_limits, without_marks
from sheetscore.words.text import clean

_WORDS = r"[\u4e00-\u9fff“”、]"
_DIGITS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_FULL = rf"(?:(?P<when>{_WORDS}{{2,60}}?)的?,?(?:得|计)(?:满分|(?P<points>\d+(?:\.\d+)?)分)[,;。])?"
_STEP = (
    rf"(?P<lead>{_WORDS}{{0,16}}?)每(?:少|缺)(?P<act>{_WORDS}{{0,6}}?)(?P<n>\d+|[一二两三四五])(?P<unit>[\u4e00-\u9fff]{{1,2}}?)(?P<thing>{_WORDS}{{0,6}}?)的?,?"
    r"(?:扣|减)(?P<off>\d+(?:\.\d+)?)分"
)
_END = r"(?:[,;。]?(?:直至|直到)?(?:本项|该项)?(?:分值)?(?P<until>[扣减]完)(?:本项|该项)?(?:分值)?(?:为止)?)?[;。]*"
_WORDING = regex(rf"{_FULL}{_STEP}{_END}")
_DENIED = regex(
    "未|不|没|无|除|非|仅|只|约|人均|户均|原则|均|酌|视|上年|去年|同比|超|多|减|降|[每各][年月季周日天个]|各|季度|每半"
)
_PLANNED = regex("^[^额率]*完成[^额率]*(?:任务|目标|计划)?$")
_OTHER_FIGURE = regex("额|资金|收入|投资|率|面积|产值|税")
_FEWER = regex("每[少缺]")
_OTHER_SIDE = regex(
    "(?<!至)少(?![数年儿先])|缺|未|投诉|事故|违规|违纪|违法|差错|案件|纠纷|上访|信访[量件]|处罚|罚款|逾期|迟|漏|错|返贫|贫困|隐患|污染|失业"
)
"""What a row had better not have, or have less of."""
_DOING = frozenset(["", "完成", "召开", "开展", "举办", "组织", "实施", "建设"])
_SHARED = 2
"""Characters of the row's name that the words in front of 每 have to end in."""


def short_of_goal(text: str, name: str, points: Fraction, goal: str, unit: str) -> str:
    """The wording as full marks from the target on and a step for each that is missing; "" for any other wording.

    `goal` is the number of the 年度指标值 as printed, `unit` what it is counted in.
    """
    plain = without_marks(text)
    match = _WORDING.fullmatch(plain)
    if (
        match is None
        or not unit
        or match["unit"] != unit
        or loses_limits(clean(text).text, "", name)
    ):
        return ""
    before = plain[: match.start("off")].replace(name, "")
    if _DENIED.search(before) or _OTHER_SIDE.search(f"{_FEWER.sub('', plain)}{name}"):
        return ""
    when = match["when"] or ""
    if when and (_PLANNED.match(when) is None or _OTHER_FIGURE.search(when)):
        return ""  # 达到目标金额得10分，每少1人扣1分; 整改到位的得满分，每少1次扣0.5分
    if not _of_row(match["lead"], match["act"], match["thing"], name):
        return ""
    if match["points"] and fraction(match["points"]) != points:
        return ""
    number = _DIGITS.get(match["n"]) or int(match["n"])
    until = ";扣完为止" if match["until"] else ""
    return f"≥{goal}{unit}得满分;每少{number}{unit}扣{match['off']}分{until}" if number else ""


def _of_row(lead: str, act: str, thing: str, name: str) -> bool:
    """Is what is missing the row's own, by each of the words that say it? 每少整改1次 of 检查次数 is not."""
    done = act in _DOING or (len(act) >= _SHARED and act in name)
    same = thing == "" or (len(thing) >= _SHARED and thing in name)
    return done and same and (lead == "" or lead[-_SHARED:] in name)
