"""What stands around a rule and changes nothing: where a figure comes from, what the row is about, the marks of a list."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.regexes import regex
from sheetscore.rules.tokens.subject import names_same
from sheetscore.words.text import clean

CHANGES = (
    r"不(?!动产)|非(?!税|物质|遗)|未(?!成年|来)|没|无(?!障碍|人机|害化)|除|剔|扣|免|降|倍|减|酌|视(?!频)|仅|只|另|以外|例外|人均|户均|平均|均值|原则"
    r"|(?<![履签契公合节])约|连续|最近|[近前][两二三四五几]年|[两二三四五几]年(?=内|来|间|度|平|资|的)|上年|去年|往年|同比|同期|环比|部分|得分|计分|满分|评分|赋分|打分|分值|系数|加权|权重|比例|百分|排名|名次"
    r"|最高|最低|孰|难度|专家|综合评|综合考虑|具体情况|实际情况|调整|追加|折|上浮|下浮|左右|以上|以下|[<>≤≥=%]"
)
"""What a remark may not say if it is to change nothing."""
_LIMITING = regex(
    r"非(?!税|物质|遗)|(?<![扣解拆清消])除(?!险|涝|尘|雪|四害)|人均|户均|原则|(?<![履签契公合节])约(?!定[的时工期])|仅|只(?!减不增)|剔|酌|例外|大约|左右|上年平均|特殊"
)
"""Words that limit what is said: one that a plainer text no longer has was read over."""


def loses_limits(printed: str, plain: str, name: str) -> bool:
    """Has a limiting word of the wording gone with what was left out or put in other words? Those of the row's name may."""
    own = set(_LIMITING.findall(name))
    before = [word for word in _LIMITING.findall(printed) if word not in own]
    after = _LIMITING.findall(plain)
    return any(before.count(word) > after.count(word) for word in {*before})


INCLUDED = r"\(含(?:本数|\d[\d.]*(?:%|个?百分点|[\u4e00-\u9fff]{1,2})?)?\)"
"""（含）, （含90%）, （含5个百分点）: nothing else may stand in it."""
_NUMBERS = regex(
    r"(?:截至|截止|于)?(?:当年|本年|20\d\d年?度?)?(?:-|~|至|到)?(?:20\d\d(?:年度?|学年))?12月(?:31日|底|末)?"
    r"|20\d\d(?:年度?)?[-~至]20\d\d(?:年度?|学年)|20\d\d(?:年度?|学年)|\[20\d\d\]\d{1,4}号|(?<!\d)1\d{4}(?=平台|热线|系统)"
    r"|\d+(?=(?:份|户|家|人|名|个|所|处|位)[^,;。:0-9]{0,14}(?:问卷|样本|调查|发放|回访|访谈))"
    r"|(?<=抽查|抽取|抽样|选取|走访|发放|回访)\d+(?=[份户家人名个所处位件批本宗])"
)
"""Figures of a source: its year, the number of a document, how many were asked."""
_OPENS = (
    "经|针对|现场|实地|逐项|查阅|查看|查验|核查|核对|检查|抽查|抽取|调阅|对照|依据|根据|按照|参照|结合|通过|采用|采取|由|以|随机|电话|委托|登录|调取"
    "|考核|主要考核|反映|主要反映|用以反映|用于反映|评价|主要评价|衡量"
)
_CLOSES = (
    "资料|材料|台账|记录|报表|文件|档案|凭证|账簿|账册|账本|报告|数据|系统|平台|名册|名单|清单|证书|证明|合同|决算|年报|年鉴|方案|要求|规定|办法|责任书"
    "|责任状|通报|发放表|签到表|工资表|登记表|统计表|评价表|验收单|问卷|公告|公示|截图|照片|批复|批复数|目标表|申报表"
    "|核查|核实|抽查|检查|汇总|核对|比对|对比|相比|测得|取得|得出|测算|抽样|调查|调研|访谈|回访|为依据|统计|查证|查实|确认|提出的问题|发现的问题"
)
_ABOUT = "(?:考核|主要考核|反映|主要反映|用以反映|用于反映|评价|主要评价|衡量)"
_CLAUSE = regex(
    rf"(?:^|(?<=[;。]))(?:(?:{_OPENS})[^,;。:]{{0,60}}?(?:{_CLOSES})(?:等)?(?:资料|材料|方式|结果|情况|进行)?"
    rf"|{_ABOUT}[^,;。:]{{2,60}}?(?:情况|程度|水平|能力|效果|进度))(?P<stop>[,;。:])"
)
_AS_PROOF = regex(
    r"(?:^|(?<=[;。]))(?:具体|统一|均)?以[^,;。:()]{2,36}为(?:准|依据)(?:\([^()0-9不未没非无]{2,12}的?不(?:计|予计算|计入)\))?(?P<stop>[,;。:]|$)"
)
_OWN_PROOF = regex(r"^(?P<own>[^,;。:以0-9<>≤≥=]{2,16}[率度])(?P<proof>以[^,;。:()]{2,30}为准),")
_DOCUMENT = regex(
    r"(?:^|(?<=[;。]))(?:根据|依据|按照|按|对照|参照)《[^《》,;。%]{2,40}》(?:\([^()%]{2,30}号\))?(?:文件)?(?:的)?(?:规定|要求|精神|标准)?[,;。]"
)
"""根据《…管理办法》（…〔2022〕5号）规定，"""
_CONTENT = regex(
    r"(?:^|(?<=[;。]))(?:该|本)项?指标以20\d\d年(?:度)?(?:完工|竣工|建成)的(?:新建)?(?:(?![不未非除外另])[\u4e00-\u9fff]){2,10}为评价内容(?:[;。]|$)"
)
"""该指标以2017年完工的新建楼堂馆所为评价内容 (雨花区表): what is looked at, in a form that has been in use for years."""
_IN_BRACKETS = regex(
    r"\((?:(?P<label>数据来源|资料来源|取数来源|数据出处|评价依据|考核依据|计分依据):)?(?P<body>(?(label)[^()]{2,40}|以[^,;。:()]{2,24}为准))\)"
)
_NO_PROOF = "预算|计划|目标|标准|限|孰|较|更|高|低|大|小|多|少|值为准"
_MORE = regex(
    r"(?:^|(?<=[;。]))(?:项目实施期|项目期|实施期|评价期|考核期|评价年度|考核年度|年度|全年|本年度)内?,(?=\S)"
)
_ENDING = regex(r"截至(?:(?:当年|本年|20\d\d年)?(?P<month>\d{1,2})月(?:\d{1,2}日|底|末)),")
_HALF = {"6": "上半年|半年", "3": "一季度", "9": "三季度|前三季度"}


def without_sources(text: str, name: str, _points: Fraction) -> str:
    """查阅会计凭证，…; 根据财预〔2020〕10号文件要求，…; 以主管部门认定的结果为准。; 截至12月31日，…"""
    text = _CONTENT.sub("", _DOCUMENT.sub("", text))
    for match in reversed(list(_IN_BRACKETS.finditer(text))):
        if _harmless(match["body"]) if match["label"] else _proves(match["body"]):
            text = text[: match.start()] + text[match.end() :]
    for _ in range(4):
        found = next(
            (m for m in _CLAUSE.finditer(text) if _harmless(m.group())),
            None,
        ) or next((m for m in _AS_PROOF.finditer(text) if _proves(m.group())), None)
        if found is None:
            break
        text = text[: found.start()] + text[found.end() :]
    behind = _OWN_PROOF.match(text)
    if behind and names_same(behind["own"], name, "") and _proves(behind["proof"]):
        text = behind["own"] + text[behind.end() :]
    for match in reversed(list(_ENDING.finditer(text))):
        own = _HALF.get(match["month"].lstrip("0"), "")
        if match["month"] == "12" or (own and re.search(own, name)):
            text = text[: match.start()] + text[match.end() :]
    return _MORE.sub("", text)


def _harmless(clause: str) -> bool:
    plain = _NUMBERS.sub("某", clause)
    return re.search(rf"{CHANGES}|认定|\d", plain) is None


def _proves(clause: str) -> bool:
    """以应急管理部门认定的等级和起数为准 only says whose word counts; 以预算数为准 changes what is divided by."""
    plain = _NUMBERS.sub("某", re.sub(r"\([^()]*\)", "", clause))
    return re.search(rf"{CHANGES}|{_NO_PROOF}|\d", plain) is None


_EVIDENCE = regex(
    r"(?:^|(?<=[;。]))(?:评分依据|考核依据|评价依据|计分依据|数据来源|资料来源|取数来源|数据出处|佐证材料|证明材料|评价方式|考核方式|评价方法|考核方法|取证方式)"
    r":[^;。]{2,60}(?:[;。]|$)"
)
_EXPLAINED = regex(
    r"^(?:指标说明|指标解释|指标释义|指标定义|指标内涵|指标含义|考核内容|评价内容|评价要点|考核要点):(?P<body>.*?[。;])"
    r"(?=(?:评分|评价|计分|打分|扣分|赋分|考核)(?:标准|规则|细则|办法|方法)?:)"
)
_RULE_HEAD = regex(
    r"(?:^|(?<=[;。]))(?:评分|评价|计分|打分|扣分|赋分|考核)(?:标准|规则|细则|办法|方法):"
)
_SCORES = regex(r"[扣得计]\d|\d分|满分|分值|得分|不得分")
_OWN_FORMULA = regex(r"(?P<name>[^,;。:=()]{2,24})=(?P<body>[^,;。=]*?\*100%)")


def without_evidence(text: str, name: str, _points: Fraction) -> str:
    """评分依据：灌区管理台账。; 指标说明：债务率=…。评分标准：… (the formula of the row's own rate stays)."""
    for match in reversed(list(_EVIDENCE.finditer(text))):
        if _harmless(match.group().partition(":")[2]):
            text = text[: match.start()] + text[match.end() :]
    explained = _EXPLAINED.match(text)
    if explained and not re.search(f"{_SCORES.pattern}|不|未|没|无", explained["body"]):
        formula = _OWN_FORMULA.search(explained["body"])
        kept = formula is not None and names_same(formula["name"], name, "")
        lead = f"{formula.group()}。" if formula is not None and kept else ""
        text = lead + _RULE_HEAD.sub("", text[explained.end() :], count=1)
    return text


_DEFINED = regex(
    r"(?:^|(?<=[;。,]))(?P<subject>[^,;。:=()]{2,24})\((?P<inside>(?P<name>[^,;。:=()]{2,24})=[^=()<>≤≥]*?/[^=()<>≤≥]*?)\)(?=[<>≤≥达不低高大小在介为])"
)


def without_definitions(text: str, name: str, _points: Fraction) -> str:
    """到位率（到位率=A÷B×100%。A：…）≥100%: the definition in front, as a sentence of its own."""
    match = _DEFINED.search(text)
    if match is None or _SCORES.search(match["inside"]):
        return text
    if not names_same(match["subject"], name, "") or not names_same(match["name"], name, ""):
        return text
    formula, _, meanings = match["inside"].partition("。")
    if re.search(CHANGES.replace("|[<>≤≥=%]", ""), meanings):
        return text
    return f"{formula}。{text[: match.start()]}{match['subject']}{text[match.end() :]}"


_STYLES = (
    regex(r"(?:^|(?<=[;。,:]))(?P<n>[①-⑨])"),
    regex(r"(?:^|(?<=[;。,:]))\((?P<n>[1-9])\)"),
    regex(r"(?:^|(?<=[;。,:]))\((?P<n>[一二三四五六七八九])\)"),
    regex(r"(?:^|(?<=[;。:]))(?P<n>[1-9])、"),
    regex(r"(?:^|(?<=[;。:]))(?P<n>[1-9])[.)](?!\d)"),
    regex(r"(?:^|(?<=[;。:]))(?P<n>[一二三四五六七八九])、"),
    regex(r"(?:^|(?<=[;。,:]))(?P<n>[A-I])[.、)]"),
)
_ORDERS = ("①②③④⑤⑥⑦⑧⑨", "123456789", "一二三四五六七八九", "ABCDEFGHI")
_NUMBERED = regex(r"(?P<before>^|[\n;；。])(?P<blank>\s*)(?P<n>[1-9])[.．]\s+(?=\S)")
_OF_LADDER = regex(
    r"[%<>≤≥]|每|最[高多低]|扣完|以[上下内]|持平|增长|下降|减少|提高|\d(?:天|日|次|起|个|件|项|人|家|篇|处|场)"
)


def without_marks(text: str) -> str:
    """(1)… (2)… in front of the bands of one ladder, in an unbroken count; items of a list keep theirs. The text comes back clean."""
    spaced = _NUMBERED.sub(
        lambda m: f"{m['before'].replace(chr(10), '；')}{m['n']}、", text.strip()
    )
    spaced = re.sub(r"(?<=分)\s+(?=(?:[B-I]|[2-9])[.．、)）])", "；", spaced)
    key = clean(spaced).text
    for style in _STYLES:
        marks = list(style.finditer(key))
        count = "".join(match["n"] for match in marks)
        if len(marks) < 2 or not any(order.startswith(count) for order in _ORDERS):
            continue
        bounds = [*(match.start() for match in marks[1:]), len(key)]
        regions = [key[m.end() : end] for m, end in zip(marks, bounds, strict=True)]
        if all(_OF_LADDER.search(region) for region in regions):
            return style.sub("", key).replace(";;", ";")
    return clean(text).text if spaced == text.strip() else key
