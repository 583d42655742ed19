"""Rows in 量, 情况 or 落实 whose wording scores the share of the plan that was done, and formulas of what was done over its target.

The wording has to say of what it is a share, in the row's own words, and a 完成值 stands beside it; whether that is a share is for
those who read it (a rule in % takes no 18台). Wordings of 国土综合整治项目绩效评价指标表 and 项目支出绩效评价指标体系 that are public.
"""

from __future__ import annotations

import re

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex
from sheetscore.rules.plain.prints import N
from sheetscore.rules.plain.told_conditions import Row
from sheetscore.rules.sentences.wording_row import Asked
from sheetscore.words.better_rates import acts_on, may_be_more, may_count_up
from sheetscore.words.vocabulary import pattern

_DENIES = regex("[不未没无非除另仅只约]|人均|户均|平均|上年|去年|同期|季|半年|累计")


def takes_share(asked: Asked) -> bool:
    """Can the 完成值 be a share of which more is better: nothing else is asked of the row, and its target is none or all of it?"""
    whole = asked.target is None or (asked.target.unit == "%" and asked.target.value == 1)
    return asked.own and whole and may_be_more(asked.row.key)


def as_share(asked: Asked, ending: str) -> None:
    """From here on the row is read as the rate that its wording scores: 建设内容完成量 as 建设内容完成率."""
    stem = re.sub("(?:完成)?(?:情况|数量|总量|量|数|进度)$|落实$", "", asked.row.key)
    asked.row = Row(f"{stem}{ending}")
    asked.words = (asked.row.key,)


_ALL_TAKEN = regex(rf"扣(?:完|满|光)(?P<n>{N})分(?:为止)?(?=[,;。]|$)")


def all_taken(said: str, asked: Asked) -> str:
    """扣完20分为止 of a row of 20 points: until nothing is left."""
    return _ALL_TAKEN.sub(
        lambda m: "扣完为止" if fraction(m["n"]) == asked.points else m.group(), said
    )


_OF_PLAN = regex(
    rf"^(?:项目)?(?:计划|年度计划)?(?P<what>[\u4e00-\u9fff]{{2,8}}?)完成(?=(?P<n>{N})%的?,?得)"
)
_NOT_PLAIN = regex("[不未没无非除]|滞后|超|偏|变动|增|减|降")
_LESS = regex(r"每减少(?=\d+(?:\.\d+)?个?百分点)")


def plan_completed(said: str, asked: Asked) -> str:
    """计划建设内容完成100%的得20分，每减少1个百分点扣1分 of 建设内容完成量: the share of it that was done."""
    found = _OF_PLAN.match(said)
    if found is None or found["n"] != "100" or _NOT_PLAIN.search(found["what"]):
        return said
    what, key = found["what"].removeprefix("计划"), asked.row.key
    if asked.row.is_rate and not key.endswith(("完成率", "执行率", "落实率", "到位率")):
        return said
    shared = any(what[at : at + 2] in key for at in range(len(what) - 1))
    if not shared and not ("投资" in what and "资金" in key):
        return said
    if not asked.row.is_rate:
        if not takes_share(asked):
            return said
        as_share(asked, "完成率")
    return _LESS.sub("每低", "完成率" + said[found.end() :])


_APART = regex(
    r"^(?:根据(?P<lead>[\u4e00-\u9fff]{4,16})完成情况(?:进行)?评分,如(?P<such>[\u4e00-\u9fff,、]{10,120})等。)?"
    rf"(?:实际)?完成情况与计划每相差(?P<step>{N})(?:%|个百分点),?扣(?P<n>{N})分,扣完为止[;。]?$"
)
_MORE_SAID = regex("扣|得|除|不|另|酌|政策|特殊")


def apart_from_plan(said: str, asked: Asked) -> str:
    """实际完成情况与计划每相差3%，扣1分: from 100 %, on either side of it."""
    found = _APART.match(said)
    if found is None or not takes_share(asked) or asked.row.is_rate:
        return said
    lead = f"{found['lead'] or ''}{found['such'] or ''}"
    if _MORE_SAID.search(lead) or not ("完成" in asked.row.key or "工作量" in asked.row.key):
        return said
    as_share(asked, "完成率")
    step = f"{found['step']}个百分点扣{found['n']}分"
    return f"完成率为100%得满分;低于100%的,每低{step},扣完为止;高于100%的,每高{step},扣完为止"


_OF_ALL = regex(
    rf"^(?P<own>[\u4e00-\u9fff]{{2,12}})达到(?P<of>[\u4e00-\u9fff]{{2,12}})(?:\((?P<as>[\u4e00-\u9fff]{{2,12}})\))?的(?P<a>{N}%)的?,?得(?P<p>{N})分"
    rf"[,;](?:(?P=own))?达到(?:(?P=of)的)?(?P<b>{N}%)的?,?得(?P<q>{N})分[;。]?$"
)


def shares_of_one(said: str, asked: Asked) -> str:
    """种植面积达到可种面积的100%得20分，达到90%得10分: what is below that is not said."""
    found = _OF_ALL.match(said)
    if found is None or not takes_share(asked) or asked.row.is_rate:
        return said
    of = f"{found['of']}{found['as'] or ''}"
    if found["own"] != asked.row.key or _DENIES.search(of) or found["a"] != "100%":
        return said
    as_share(asked, "完成率")
    return f"达到{found['a']}得{found['p']}分;达到{found['b']}得{found['q']}分"


_REQUIRED = regex(
    r"^(?:每[月季年](?:度)?统计(?P<what>[^,;。]{4,24}率),)?要求(?P<rate>[\u4e00-\u9fff]{1,8}率)(?:达到?|为)100%,(?=每低于?\d)"
)


def required_rate(said: str, asked: Asked) -> str:
    """每月统计病历回收率，要求回收率达100%，每低于1%扣0.1分 of 病历回收绩效."""
    found = _REQUIRED.match(said)
    if found is None or not takes_share(asked):
        return said
    rate = found["rate"]
    own = rate.removesuffix("率") in asked.row.key
    if not own or _DENIES.search(rate) or not (found["what"] or rate).endswith(rate):
        return said
    if not may_be_more(found["what"] or rate):
        return said
    if asked.row.is_rate and not asked.row.key.endswith(rate):
        return said
    asked.row = Row(asked.row.key if asked.row.is_rate else f"{asked.row.key}{rate}")
    asked.words = (asked.row.key,)
    return f"{rate}达到100%得满分,{said[found.end() :]}"


_TIMES = regex(
    rf"^得分=(?:(?P<a>{N})分?\*)?\(?(?P<rate>[\u4e00-\u9fff]{{0,6}}率)\)?(?:\*(?:(?P<b>{N})分?|(?:指标)?分值))?[;。]?$"
)
_RATES_OF = pattern(
    "(?P<lead>{budget}|资金|任务|计划|项目|工作)?(?P<act>执行|{arrived}|完成|支付|{spending}|拨付|使用|落实)率"
)


def times_its_rate(said: str, asked: Asked) -> str:
    """得分=20分*执行率 of 预算执行情况: the rate of what the row is about."""
    found = _TIMES.match(said)
    if found is None or asked.row.is_rate or not takes_share(asked):
        return said
    given = [each for each in (found["a"], found["b"]) if each]
    if len(given) > 1 or any(fraction(each) != asked.points for each in given):
        return said
    rate = _RATES_OF.fullmatch(found["rate"])
    if rate is None or not (given or "分值" in said) or rate["act"] not in asked.row.key:
        return said
    if rate["lead"] and rate["lead"] not in asked.row.key:
        return said
    as_share(asked, f"{rate['act']}率" if rate["act"] not in _stem(asked) else "率")
    return f"得分={rate['act']}率*分值"


def _stem(asked: Asked) -> str:
    return re.sub("(?:情况|数量|总量|量|数|进度)$", "", asked.row.key)


_PAID_IN = pattern(
    r"^(?P<what>[\u4e00-\u9fff、]{2,20}?)(?:拨付)?{arrived}占(?:经?批准的?)?(?:实施方案|计划|{budget}|方案)(?:确定|安排|批复)?的?资金(?:总额)?的?(?:比例|比重)"
    r"\((?:评价指标)?得分=资金{arrived}率\*分值\)[;。]?$"
)
_SPENT_OF = pattern(
    r"^(?:评价指标)?得分=(?:实际)?{spending}(?:使用)?(?:的)?资金占(?:实际)?{arrived}资金的?(?:比例|比重)\*分值[;。]?$"
)


def money_of_plan(said: str, asked: Asked) -> str:
    """资金投入情况: 资金拨付到位占实施方案确定的资金比例（得分=资金到位率*分值）, as a rate or over the target of the row in money.

    资金实际支出情况 is a share of what arrived, and that is no target of the row: only as a rate.
    """
    paid, spent = _PAID_IN.match(said), _SPENT_OF.match(said)
    if not (paid or spent) or asked.row.is_rate or "资金" not in asked.row.key:
        return said
    if not may_be_more(asked.row.key):
        return said
    if paid is not None and _DENIES.search(paid["what"]):
        return said
    if takes_share(asked):
        asked.row = Row(f"{asked.row.key}完成率")
        asked.words = (asked.row.key,)
        return "得分=完成率*分值"
    target = asked.target
    if paid and asked.own and target is not None and target.unit.endswith("元") and not target.sign:
        return "得分=完成值/目标值*分值"
    return said


_REALISED = regex(
    r"^(?:各项(?:评价)?指标)?按照?(?:经?批准的?)?(?P<plan>实施方案|项目计划|建设方案|年度计划)(?:所)?确定的?(?:任务)?的?实现程度(?:赋分|计分|给分|得分),即“?"
    r"(?:评价指标)?得分=\(?实际完成[量数值]/(?:目标|计划)(?:任务)?[量数值]?(?:的比值)?\)?\*分值”?(?P<cap>,最高不超过分值)?[;。]?"
    r"(?:2[、.])?(?:(?:若|如|如果)?(?P=plan)(?:中)?没有(?:该项|此项)(?:建设)?任务的,(?:不扣分|得满分))?[;。]?$"
)
_GRADED = ("等别", "等级", "级别", "名次", "位次", "排名")
"""Of these the lower number is the better one, or the higher: only what is met exactly is plain."""


def degree_realised(said: str, asked: Asked) -> str:
    """按照实施方案确定的实现程度赋分，即“得分=实际完成量/目标任务的比值*分值”: over the target of the row."""
    found, target = _REALISED.match(said), asked.target
    if found is None or target is None or not asked.own or target.sign not in ("", "≥", "="):
        return said
    if asked.row.key.endswith(_GRADED):
        return "等于目标值的得满分"
    if not may_count_up(asked.row.key):
        return said
    asked.target = target._replace(sign="≥")
    return f"得分=完成值/目标值*分值{',最高不超过分值' if found['cap'] else ''}"


_EACH_WORTH = regex(rf"[\u4e00-\u9fff]{{4,30}}?(?P<n>{N})分(?:[、,;]|$)")
_SET = regex(
    r"^(?:考[查核](?P<what>[\u4e00-\u9fff]{2,30}?)的(?P<n>\d{1,2})项[\u4e00-\u9fff]{0,8}指标的?完成情况,按(?:实现|完成)程度计分[。;,])?(?:其中:)?"
    r"(?P<items>(?:[\u4e00-\u9fff]{4,30}?\d+(?:\.\d+)?分[、,;])+)每完成1项(?:取得|得)该项分数,未完成(?:的)?(?:项|的)?不得分[;。]?$"
)


def equal_items(said: str, asked: Asked) -> str:
    """提高灌溉水利用系数2分、…2分，每完成1项取得该项分数: five of two points each are counted, whichever they are."""
    found = _SET.match(said)
    if found is None or asked.row.is_rate or not asked.own or not may_be_more(asked.row.key):
        return said
    worth = [fraction(each["n"]) for each in _EACH_WORTH.finditer(found["items"])]
    counted = found["n"] is None or int(found["n"]) == len(worth)
    if len({*worth}) != 1 or len(worth) < 2 or sum(worth) != asked.points or not counted:
        return said
    asked.name = f"{asked.name}(项)"  # 条件 ends in a unit, and is none
    asked.row = Row(f"{asked.row.key}项数")
    asked.words = (asked.row.key,)
    return f"每1项得{plain(worth[0], 4)}分"


_CASES = regex(
    rf"^(?:[\u4e00-\u9fff]{{2,8}}(?:中|内|期间))?未发生(?P<what>[\u4e00-\u9fff]{{2,10}})的?,?得(?:满分|(?P<p>{N})分)[;。,]"
    rf"每发生1(?P<u>[起次例件])一般(?:性)?[\u4e00-\u9fff]{{0,6}}(?:的)?,?扣{N}分(?:,扣完为止)?[;。,]"
    r"(?:每?发生)(?:1(?P=u))?(?:较大|重大)(?:及以上)?[\u4e00-\u9fff]{0,6}的,(?:该项|本项)?不得分(?:,(?:并)?倒扣\d+分)?[;。]?$"
)


def none_of_any_kind(said: str, asked: Asked) -> str:
    """未发生事故的得2分；每发生一起一般事故扣1分，发生较大及以上事故的不得分: full marks for none only."""
    found = _CASES.match(said)
    if found is None or asked.row.is_rate or not asked.own:
        return said
    if found["p"] and fraction(found["p"]) != asked.points:
        return said
    if acts_on(asked.row.key) or _DENIES.search(asked.row.key):
        return said  # 0次 of 安全检查 are no accidents
    unit = found["u"]
    return f"0{unit}得满分;超过0{unit}的,人工给分"


SHARES = (
    all_taken,
    degree_realised,
    money_of_plan,
    plan_completed,
    apart_from_plan,
    shares_of_one,
    required_rate,
    times_its_rate,
    equal_items,
    none_of_any_kind,
)
"""The forms of this module, the surer ones first."""
