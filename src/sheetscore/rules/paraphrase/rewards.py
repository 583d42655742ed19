"""Points for each thing done: 每刊发1篇得0.5分，最高得5分; 按每完成10%得1分计算，不足10%的部分不计分."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex
from sheetscore.rules.paraphrase.change_words import change_in_points
from sheetscore.rules.paraphrase.quantity_words import unit_counted
from sheetscore.rules.tokens.wording import (
    CHANGE_ENDINGS,
    COMPLETION_ENDINGS,
    DROP_ENDINGS,
    MORE_ENDINGS,
)
from sheetscore.words.text import name_key

_N = r"\d+(?:\.\d+)?"
_OF_RATE = regex(
    rf"(?:^|(?<=[,;。:]))按?(?:[\u4e00-\u9fff]{{2,16}}率)?每(?P<verb>完成|达到|达|到位|执行|支付|提高|增加|增长|上升|提升|下降|降低|减少|压减)?(?P<size>{_N})(?:个?百分点|%)(?:的)?,?(?:得|计|加)(?P<points>{_N})分(?:计算|计分|计)?(?=[,;。]|$)"
)
_REST = r",?(?:不足|不满)(?P<rest>{size})(?:%|个?百分点|{unit})的?(?:部分)?(?:不计分|不得分|不计算|不计|不加分|忽略不计)(?=[,;。]|$)"
_CAP = regex(
    rf"[,;。](?:本项|该项|累计|合计)?(?:得分)?(?:累计)?(?:最高|最多|上限|满分|总分)(?:得分|得|计|为|可得|不超过|不得超过)*(?P<n>{_N})分(?:为止|封顶|为限)?(?=[,;。]|$)"
    rf"|[,;。](?:得分)?(?:累计)?(?:不超过|不得超过|封顶)(?P<m>{_N})分(?=[,;。]|$)|[,;。](?:加|得|计)?(?:满分为止|至满分为止|(?:至|到)?满?(?P<k>{_N})分为止|满为止)(?=[,;。]|$)"
)
_NONE = regex(
    r"[,;。](?:未|没有|不)(?P<verb>(?:(?![未不没非])[\u4e00-\u9fff]){2,4}?)(?:的|项目)?(?:,)?(?:该项|本项)?(?:不得分|得0分|不计分)(?=[,;。]|$)"
)
_GROW, _SHRINK = "提高|增加|增长|上升|提升", "下降|降低|减少|压减"


def rewards_as_steps(text: str, name: str, points: Fraction) -> str:
    """From nothing upwards, a step for each; the row's own figure is the number of things, or the rate."""
    match = _OF_RATE.search(text)
    if match is None or not _fits(match["verb"] or "", name):
        return text
    tail = text[match.end() :]
    tail = re.sub(_REST.format(size=re.escape(match["size"]), unit="%"), "", tail)
    tail, bound = _bounded(tail, points)
    if bound is None:
        return text
    zero = "=0%得0分,"
    none = _NONE.search(tail)
    if none and none["verb"] in (match["verb"], "完成"):
        tail = tail[: none.start()] + tail[none.end() :]
        zero += "<0%得0分,"
    step = f"{zero}每增加{match['size']}个百分点加{match['points']}分{bound}"
    return f"{text[: match.start()]}{step}{tail}"


def _fits(verb: str, name: str) -> bool:
    """每提高1%得1分 needs to know from where, unless the row's figure is the rise itself."""
    key = name_key(name)
    moved = change_in_points(name)
    if moved:
        return re.fullmatch(_GROW if moved == "rises" else _SHRINK, verb) is not None
    if verb and re.fullmatch(_SHRINK, verb):
        return key.endswith(DROP_ENDINGS)
    if verb and re.fullmatch(_GROW, verb):
        return key.endswith(CHANGE_ENDINGS) or key.endswith(("提高率", "提升率", "提高幅度"))
    return key.endswith(COMPLETION_ENDINGS + MORE_ENDINGS)


def _bounded(tail: str, points: Fraction) -> tuple[str, str | None]:
    """The rest without its cap, and the cap as where the adding ends; None for two caps that differ."""
    caps = list(_CAP.finditer(tail))
    if len(caps) > 1:
        return tail, None
    if not caps:
        return tail, ""
    said = caps[0]["n"] or caps[0]["m"] or caps[0]["k"]
    number = said if said is not None else ""
    rest = tail[: caps[0].start()] + tail[caps[0].end() :]
    if number and fraction(number) != points:
        return tail, None
    return rest, ",加至满分为止"


_EACH = regex(
    rf"(?:^|(?<=[,;。:]))(?:按)?每(?P<verb>[\u4e00-\u9fff]{{0,6}}?)(?P<size>{_N}|[一二两三五十])(?P<unit>[起件次例处人户家个项篇份座场期批宗所张台套亩吨条名辆]|人次|家次|户次|场次|批次)(?P<what>[^,;。0-9]{{0,14}}?)(?:的)?,?(?:得|计|加|奖|给)(?P<points>{_N})分(?:计算)?(?=[,;。]|$)"
)
_PLANNED = regex(
    rf"(?:^|(?<=[,;。]))[^,;。0-9不未非没无]{{0,20}}?(?P<n>\d+)(?P<unit>[\u4e00-\u9fff])(?:[\u4e00-\u9fff]{{0,8}}),每(?P=unit)(?P<p>{_N})分[,;。]"
)
_BASE = regex(rf"(?:本项|该项)?(?:基础分|基本分|基准分|起评分)(?:为|:)?(?P<n>{_N})分[,;。]")
_IN_ALL = regex(
    rf"(?P<lead>[^,;。0-9不未非没无]{{0,16}}?(?:共|共计|总计|合计)(?P<n>\d+)(?P<unit>[项个件次篇场])[,;。])每(?:有)?(?:1|一)?(?P=unit)[^,;。0-9]{{0,12}}?(?:得|计)(?P<p>{_N})分"
)
_MORE = regex(
    rf"[,;。](?:累计)?(?:加分)?(?:累计)?(?:最多|最高|总计)?(?:不超过|不得超过|以)(?P<n>{_N})分(?:为限)?(?=[,;。]|$)|[,;。](?:累计)?(?:最多|最高)加(?P<m>{_N})分(?=[,;。]|$)"
)
_ABOUT = regex("(?:凡)?(?P<what>[^,;。:0-9]{2,20}?)的?,")
_SCOPE = regex("(?:国家|省部|省|市厅|市|县|区|厅|部)级(?:及以上|以上)?|上级(?:主管)?部门|上级")
_BAD = regex("投诉|事故|违|逾期|信访|上访|差错|处罚|超|拖欠|死亡|伤|问题|漏|迟|缺|错|不|未|无|案件")
_OTHER = regex("增加|提高|减少|下降|超|少|多|低|高|缺|漏|迟|延|逾|发生|出现|发现|未|不|无")


def rewards_for_things(text: str, name: str, points: Fraction) -> str:
    """每刊发1篇得0.5分 for a row that counts 篇: "" where the wording is no such one."""
    core, unit = unit_counted(name)
    key = name_key(name)
    base = _BASE.match(text)
    started = fraction(base["n"]) if base is not None else fraction(0)
    text = text[base.end() :] if base is not None else text
    total = _IN_ALL.match(text)
    if total is not None and fraction(total["n"]) * fraction(total["p"]) == points:
        text = text[total.end("lead") :]
    plan = _PLANNED.search(text)
    if plan is not None and fraction(plan["n"]) * fraction(plan["p"]) == points:
        text = text[: plan.start()] + text[plan.end() :]
        text = re.sub(r"^(?:每)?完成(?=(?:1|一)[^,;。0-9]{1,3}得)", "每完成", text)
    match = _EACH.search(text)
    if match is None or _BAD.search(key) or _OTHER.search(match["verb"]):
        return ""
    alike = match["unit"] == unit or (unit == "场次" and match["unit"] == "场")
    same = alike if unit else key.endswith(("数", "数量", "量"))
    if not same or not _named(match["verb"] + match["what"], core or key):
        return ""
    lead, tail = text[: match.start()], text[match.end() :]
    tail = re.sub(_REST.format(size=re.escape(match["size"]), unit=match["unit"]), "", tail)
    tail, bound = _bounded(_added(tail, started, points), points)
    none = _NONE.search(tail)
    if none and not started:
        tail = tail[: none.start()] + tail[none.end() :]
    about = _ABOUT.fullmatch(lead)
    if about is not None and len(about["what"]) > 4 and _named(about["what"], core or key):
        lead = ""
    if bound is None or lead.strip(",;。:") or tail.strip(",;。"):
        return ""
    counted = f"{match['size']}{match['unit']}"
    return f"=0{match['unit']}得{plain(started, 4)}分,每增加{counted}加{match['points']}分{bound}"


def _added(tail: str, started: Fraction, points: Fraction) -> str:
    """加分最多不超过2分 on top of 3 points, where that makes full marks: as far as these go."""
    match = _MORE.search(tail)
    number = match["n"] or match["m"] if match else None
    if match is None or started + fraction(number or "") != points:
        return tail
    return f"{tail[: match.start()]},最高得{plain(points, 4)}分{tail[match.end() :]}"


def _named(words: str, core: str) -> bool:
    """What is done stands in the name, or is no more than a verb: 刊发 for 宣传报道篇数, 国家发明专利授权 for 发明专利授权数."""
    if re.search("未|不|没|无|非|除|上年|去年", words):
        return False
    rest = re.sub("^(?:项|个|的)", "", words)
    scopes = _SCOPE.findall(rest)
    if scopes and _SCOPE.search(core) and not all(scope in core for scope in scopes):
        return False
    rest = _SCOPE.sub("", rest)
    return len(rest) <= 4 or any(rest[at : at + 3] in core for at in range(len(rest) - 2))
