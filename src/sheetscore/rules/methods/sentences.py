"""The sentences of a note, what each is about, and whether it speaks of points at all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sheetscore.regexes import regex
from sheetscore.words.text import clean

LEAD = regex(
    r"^(?:(?:填表|填报|评分|计分|打分|自评|得分|编制|其他|评分标准|自评得分|指标得分计算)?(?:说明|须知|办法|规则|方法|标准)|备注|附注|注释|注)(?:[:.]|$)"
)
_TITLE = regex(
    r"(?:项目|部门|整体|支出|绩效|自评|指标|得分|评分|打分|计分|赋分|填表|填报|编制|具体|各项|三级|评价)*(?:计算)?(?:方法|办法|公式|规则|标准|原则|说明|须知|要求)+"
)
"""得分计算方法: a heading, which says nothing."""
_SUBJECT_ALONE = regex(
    r"(?:(?:数量|质量|时效|成本|满意度|经济效益|社会效益|生态效益|可持续影响|服务对象满意度|产出|效益|定量|定性)(?:类|性)?指标(?:[、和及](?:数量|质量|时效|成本|满意度|产出|效益)指标)*|[正反逆负]向(?:性|型|类)?指标(?:\([^()]*\))?)"
)
"""时效指标。按时完成的，得满分: what the next sentence is about."""
_NEXT_SUBJECT = regex(
    r",(?:绩效指标中,?)?(?=(?:(?:预算|资金)执行率|定量指标|定性指标)(?:得分)?(?:按|:|=|为|根据|未|没有|完成|达到|实际))"
)
_CONDITION = regex("(?:的|时|后|若|如|如果)$")
_MARK = r"(?:\(?\d{1,2}[.、)](?!\d)|[①-⑳]|\([一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}、)"
_ITEM = regex(rf"^{_MARK}")
_NEXT_ITEM = regex(rf"(?<=[。;:.]){_MARK}")
_UNCLOSED = regex(r"(\((?:即)?(?:目标值|指标值)(?:为|是)?[≥≤=][X*N]?),")
"""（即目标值为≥*，得分计算方法 …: the bracket that the printed note forgets to close."""
_IN_BRACKETS = regex(
    r"(\((?:即)?(?:目标值|指标值)(?:为|是)?[≥≤=][X*N]?)(,得分(?:计算)?(?:方法|公式)?[=为:][^(),。;]*(?:\([AB]\)[^(),。;]*)*)\)"
)
"""正向指标（即目标值为≥X，得分=权重*B/A）: the formula stands inside the bracket (湖北)."""
_EXECUTION = regex(r"(?P<what>执行率(?P<n>\d+(?:\.\d+)?)分)\((?P<rule>得分=执行率\*(?P=n)分?)\)")
"""预算资金执行率10分（得分=执行率×10分）: how that block scores, behind what it is worth."""
_QUOTES = str.maketrans("", "", "“”\"'‘’")
_SENTENCE = regex(r"[^。;]+")

_SETTLED = (
    r"(?:得分|评分|打分|计分|分数)[^,]{0,8}(?:核定|评定|认定|酌定|裁定|评议|确定)|(?:核定|评定|认定|酌定|裁定|评议)[^,]{0,8}(?:得分|分数|分值)|确定[^,]{0,8}(?<!总)(?:得分|分数)"
    r"|视[为同](?:未完成|无效|零|0|完成|满分)|[按以](?:零|0)(?:分)?(?:计|处理)|不予认[可定]|[调核]减[^,]{0,8}(?:分|%)|得分[^,]*折算|折算[^,]*得分"
    r"|(?:专家|评委|评审组|评价组|评价人员|第三方|中介机构|工作组)[^,]{0,12}(?:评分|打分|计分|赋分|评议)|(?:情况|程度|效果|实际|成效)(?:进行|予以|综合)?(?:评分|打分|赋分)"
    r"|以[^,。;]*比[例率][^,]{0,4}(?:得分|[计记]分|分值)"
    r"|按[^,]*(?<!总)(?:得分|打分|赋分)(?=$|,|的)|(?<!总)(?:得分|打分|赋分)(?:按|根据|不按|不根据|不以)|(?<!总)得分由[^,]*(?:[评核审裁]定|评议|打分|赋分)|得分[^,]{0,4}以[^,]*为准"
)
"""A person settles the score, what was done counts for nothing, points are cut."""
_CUT = (
    r"(?<!总)得分[^,]{0,6}(?:乘以?|\*)\d|[打按][一二三四五六七八九\d.]+折"
    r"|(?:(?:各|单|每)[^,]{0,6}|^)得分(?!之和|合计|总)(?:的)?(?:上限|下限|封顶|[^,]{0,4}(?:最[高多]|最低(?!得?为?0)|不得?(?:超过|高于|大于|低于|少于)))"
    r"[^,\d]{0,4}(?!100(?!\d))\d|(?<!总)得分[^,]{0,4}(?:下调|下浮|上浮|核减|降低)[^,\d]{0,3}\d|(?:得分|分值|满分)[^,]{0,3}一半"
)
"""各项得分均乘以0.9, 打九折, 单项得分上限为9分: all points are cut."""
TALK = regex(
    r"满分|不得分|不[计记给]分|[得计记给扣]\d+(?:\.\d+)?分|得分=|得分(?:计算)?(?:公式|方法)|[记计]分|系数|扣[完减除\d]|(?:分值|权重|满分)\*|给分|[减折]半|零分|\d%的分|[得计记给]\d+%|酌情|(?:适当|适度|相应)(?:予以)?(?:扣|减|调减)|折扣|按\d+(?:\.\d+)?%?(?:计|折)|(?<!不)(?<!不再)(?<!不予)(?<!不另)(?<!额外)加分|(?:予以|应当?|视情况?|可|须|需)扣分|(?<=的)扣分(?=$|,)|(?<=的,)扣分(?=$|,)"
    rf"|{_SETTLED}|{_CUT}|按[^,。;]*比[例率]|所赋|全部分值|(?<!总)得分[^,]{{0,12}}(?:按照?|依据|根据|参照)[^,]*(?:评定|确定|计算|核定)|得分(?:为|=)(?:该|本)|分值的?\d|(?:分值|得分)区间|/A或|/B\*|\*[^,。;]*(?:分值|权重)|(?:超过|突破|高于)(?:该|本)?(?:项)?(?:指标)?的?(?:分值|权重|满分)|(?:分值|权重|满分)为(?:上)?限|最高(?:得分)?(?:为|得)?(?:该|本)?(?:项)?(?:指标)?的?(?:分值|权重|满分)"
)
"""A sentence that says how points are given, and not only how much a row is worth."""
_LOST = regex(r"(?:未|没有)(?:能)?(?:得到?|获得|取得)满分的?(?:指标|项)?")
"""未得满分指标的原因: what such a row has to be explained for."""
_INERT = regex(
    r"四舍五入|保留[一两二三\d]位?小?数?|小数点?后|取整"
    r"|(?:自动|系统)(?:计算|生成|汇总)|(?:总|合计|自评)(?:分|得分)(?:=|为|由|是)|得分(?:之和|合计|汇总|相加)|各项得分"
    r"|为优|为良|为中|为差|等级|[优良中差](?:秀|好)?[:(]"
    r"|说明(?:原因|理由|情况|依据)|(?:原因|理由)|佐证|附件|填[写列报入]"
    r"|权重(?:为|设置|统一|合计|之和|分配)|分值(?:为|设置|统一|合计|之和|分配|权重)|统一设置|总分(?:值)?(?:为|\d)|满分(?:为|是)?\d+分|共\d+分"
)
"""What such words say in sentences that give no points: rounding, sums, grades of the total, weights, what to attach."""
_GIVES = regex(
    r"得满分|[记计]满分|超过(?:该|本)?(?:项)?(?:指标)?的?(?:分值|权重|满分)|不得分|不[计记给]分|[得计记]0分|得分=|扣[完减除\d]|系数|\*|/|按[^,]*比[例率]|酌情|(?:适当|适度|相应)(?:予以)?(?:扣|减|调减)|(?:予以|应当?|视情况?|可|须|需)扣分|(?<=的)扣分(?=$|,)|(?<=的,)扣分(?=$|,)|区间|每[^,]*\d"
    rf"|{_SETTLED}|{_CUT}|[减折]半"
)
_RESULT = regex(
    r"(?:自评|综合|总体|最终)(?:评价)?得分(?:为|是)?\d|(?:存在问题|总体结论|自评结论):|(?:(?<!原)因(?:为)?|由于|原因(?:[:是为]|分析))[^,]{1,20}(?<!的)扣\d"
)
_RULE = regex(r"每|满分|得分=|[*/]|酌情|不得分|系数|按")
"""What came out, and why points were taken off, is no rule: 因支付滞后扣2分."""
_COEFFICIENT = regex(r"(?:指标)?得分=(?:指标)?(?:权重|分值)\*得分系数(?:\(%\))?(?:,由[^,]*计算|$)")
"""重庆 部门整体绩效自评表: what the unit's own column 得分系数 is for."""
_WEIGHTS = regex(
    r"(?:本表)?(?:总分|满分)(?:值)?(?:为|是|=)?100分,(?:各项?|每项)?(?:指标)?的?(?:满分|分值|得分满分)(?:值)?(?:=|为|是)(?:指标)?权重(?:\*|乘以|乘)100(?:分)?"
)
"""What a row is worth where the form prints weights."""
OFFICIAL = regex(
    r"对完成值高于(?:年度|年初)?指标值较多的,要分析原因,(?:如果?是?|若)?由?于?年初指标值设定明显偏低造成的,要?按照偏离(?:度|程度)适度调减分值"
)
"""财预〔2020〕10号 三（二）: a person's matter, which changes no score by itself."""


def speaks_of_points(sentence: str) -> bool:
    """Does a cleaned sentence say how points are given?"""
    if _WEIGHTS.fullmatch(sentence):
        return False
    if _RESULT.search(sentence) and not _RULE.search(sentence):
        return False
    if OFFICIAL.search(sentence) or _COEFFICIENT.match(sentence):
        return False
    sentence = _LOST.sub("", sentence)
    if not TALK.search(sentence):
        return False
    return not _INERT.search(sentence) or _GIVES.search(sentence) is not None


def is_heading(sentence: str) -> bool:
    """产出指标 on a line of its own: what the lines below are about; 定量指标 is of all that have a number."""
    return _SUBJECT_ALONE.fullmatch(sentence) is not None and not sentence.startswith("定量")


def items(text: str) -> Iterator[list[tuple[str, bool]]]:
    """The numbered items of a note, each as its cleaned sentences, without marks, leads and quotation marks.

    With each stands whether it goes on behind a ；: what it is about is then that of the sentence before.
    """
    for line in text.split("\n"):
        bare = _IN_BRACKETS.sub(r"\1)\2", clean(line).text.translate(_QUOTES))
        bare = _EXECUTION.sub(r"\g<what>;预算资金执行率\g<rule>", _UNCLOSED.sub(r"\1),", bare))
        for part in _split(LEAD.sub("", bare)):
            found = [each for each in _sentences(_ITEM.sub("", part)) if each[0]]
            found = [each for each in _joined(found) if not _TITLE.fullmatch(each[0])]
            if found:
                yield found


def _split(line: str) -> list[str]:
    places = [0, *(match.start() for match in _NEXT_ITEM.finditer(line)), len(line)]
    return [line[a:b] for a, b in pairwise(places) if a < b]


def _sentences(item: str) -> list[tuple[str, bool]]:
    """Split at 。 and ； outside of brackets."""
    found: list[tuple[str, bool]] = []
    depth = begin = 0
    goes_on = False
    for at, char in enumerate(item):
        depth += (char in "([{") - (char in ")]}" and depth > 0)
        if char in "。;" and (depth == 0 or ")" not in item[at:]):
            found.append((item[begin:at], goes_on))
            begin, goes_on = at + 1, char == ";"
    found.append((item[begin:], goes_on))
    return [each for sentence, goes in found for each in _by_subject(sentence.strip(",:、."), goes)]


def _by_subject(sentence: str, goes_on: bool) -> Iterator[tuple[str, bool]]:
    """各指标得分不得超过分值，预算执行率按…，定性指标按…: a sentence each, where what stands before is one by itself."""
    begin = 0
    for found in _NEXT_SUBJECT.finditer(sentence):
        before = sentence[begin : found.start()]
        whole = before.count("(") == before.count(")") and not _CONDITION.search(before)
        if whole and speaks_of_points(before):
            yield before, goes_on
            begin, goes_on = found.end(), False
    yield sentence[begin:], goes_on


def _joined(found: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """A sentence that is only a subject goes with the next."""
    joined: list[tuple[str, bool]] = []
    lead = ""
    for at, (sentence, goes_on) in enumerate(found):
        if _SUBJECT_ALONE.fullmatch(sentence) and at + 1 < len(found):
            lead = f"{sentence}:"
            continue
        joined.append((f"{lead}{sentence}", goes_on))
        lead = ""
    return joined
