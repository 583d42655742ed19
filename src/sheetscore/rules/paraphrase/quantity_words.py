"""Values in units that the wordings know none of, marks as values (90分以上), and the short name of what a row counts."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex
from sheetscore.rules.paraphrase.asides import CHANGES
from sheetscore.words.text import name_key

MARK_UNIT = "考核分"
"""The unit of a value that is itself a mark: 90考核分 is no award."""
QUANTITY = "数量"
"""A name under which values have any unit."""
_N = r"\d+(?:\.\d+)?"
_WHOLE = "人次|人|平方米|㎡|立方米|升|吨|亩|公里|米|户|天|年|次|套|台|万元|公顷|小时|千瓦时"
_COMPOUND = rf"(?:万元|元|公斤|千克|吨|微克|毫克|克|千瓦时|度|立方米|升|吨标准煤)/(?:{_WHOLE})"
_SINGLE = (
    "公斤|千克|秒钟|秒|毫克|微克|千瓦时|分贝|厘米|毫米|平米|吨标准煤|课时|学时|人日|人天|架次|班次|标段|株|棵|头|只|艘|册|幅|盏|眼|口"
    "|根|杆|支|枚|块|片|段|组|队|届|讲|堂|轮|集|节|对|度"
)
_OTHER_UNITS = regex(rf"(?<=\d)(?P<unit>{_COMPOUND}|(?:{_SINGLE})(?![\u4e00-\u9fff]*率))")
_KNOWN = regex(r"(?<=\d)(?:%|个?百分点|‰)")
_RATES = regex("(?:率|比例|比重|满意度)$")


def one_unit(text: str, name: str) -> tuple[str, str]:
    """A text whose values all stand in one unit of these, without it, and that unit; ("" for none)."""
    units = {match["unit"] for match in _OTHER_UNITS.finditer(text)}
    if len(units) != 1 or _KNOWN.search(text) or _RATES.search(name_key(name)):
        return text, ""
    return _OTHER_UNITS.sub("", text), units.pop()


def own_name_as_value(text: str, name: str) -> str:
    """PM2.5年均浓度不高于35 → 完成值不高于35: the row's name, or its end, in front of a comparison."""
    key = name_key(name)
    names = sorted((key[at:] for at in range(len(key) - 1)), key=len, reverse=True)
    own = "|".join(re.escape(each) for each in names)
    return re.sub(
        rf"(?:^|(?<=[,;。:]))(?:{own})(?=[<>≤≥]|不|未|达|低|高|大|小|控制|在|为)", "完成值", text
    )


_MARKED = regex("(?:得分|评分|分数|成绩|考核分|评价分|测评分|总分)$")


def marks_as_values(text: str, name: str, points: Fraction) -> str:
    """考核得分90分及以上…计4分: what is measured in marks, apart from what is given."""
    key = name_key(name)
    if not _MARKED.search(key):
        return text
    names = sorted({key[at:] for at in range(len(key) - 1)}, key=len, reverse=True)
    own = "|".join(re.escape(each) for each in names if _MARKED.search(each))
    text = re.sub(rf"(?<=[<≤])(?:{own})(?=[<≤])", "完成值", text)
    text = re.sub(rf"(?:^|(?<=[,;。:]))(?:{own})(?:在|为)?(?=[<>≤≥达不低高大小未\d])", "", text)
    text = _marks(text, points)
    return _by_formula(text, own)


def _marks(text: str, points: Fraction) -> str:
    """N分 as a value where it is no award: too large for one, or with 以上, 以下, a sign or 每 about it."""

    def value(match: re.Match[str]) -> str:
        before, after = text[: match.start()], text[match.end() :]
        if re.search(r"(?:得|计|给|记|扣|减|加|扣减|扣除|基本分)$", before):
            return match.group()
        bounded = re.match(
            r"(?:\([^()]{1,8}\))?(?:及|或)?以[上下内]|(?:,|的)?(?:扣|减|加)\d", after
        )
        signed = re.search(
            r"(?:[<>≤≥]|达到|低于|高于|不足|超过|少于|大于|小于|每(?:低|高|少|多|增加|减少)?)$",
            before,
        )
        large = fraction(match["n"]) > points or after[:1] in ("<", "≤")
        return f"{match['n']}{MARK_UNIT}" if bounded or signed or large else match.group()

    text = re.sub(rf"({_N})分?([-~至])(?={_N}分)", r"\1\2", text)
    return re.sub(
        rf"(?<![\d.])(?P<n>{_N})分(?=$|[^值之钟析布类级别项工期段批担成步摊解管])", value, text
    )


_SCALED = regex(rf"(?:按(?:照)?)?(?P<own>\S+?)的?\*?(?P<n>{_N})%(?:折算|计分|计入|计算)")


def _by_formula(text: str, own: str) -> str:
    """本项得分=考核得分÷100×8, 考核得分（百分制）折算: a line over the row's own marks, from 0 to 100."""
    sentence = (
        rf"(?:^|(?<=[;。]))(?:根据|依据|按照?|以)[^;。不未非没无]{{0,30}}?(?:{own})(?:\(百分制\))?"
        r"(?:进行)?(?:按比例)?折算(?:为本项得分|成本项得分|得分|计分)?"
    )
    score = rf"(?:本项|该项|指标)?得分=(?P<body>[^,;。]*(?:{own})[^,;。]*)"
    found = re.search(score, text)
    if found:
        body = re.sub(own, "完成值", found["body"])
        body = re.sub(r"/100(?:分)?", f"/100{MARK_UNIT}", body)
        body = re.sub(r"(?<=\d)分(?=$|[*/+)-])", "", body)
        lead = re.sub(rf"{sentence}[,;。]", "", text[: found.start()])
        return f"{lead}=0{MARK_UNIT}得0分;得分={body}{text[found.end() :]}"
    if "百分制" in text:
        whole = re.fullmatch(rf"{sentence}[。;]?", text)
        if whole:
            return f"=0{MARK_UNIT}得0分;得分=完成值/100{MARK_UNIT}*分值"
    return text


_COUNTS = "人次|家次|户次|车次|场次|批次|[起件次例处人户家个项篇份座场期批宗所张台套条名辆笔本]"
_TAIL = regex(
    r"(?P<unit>人次|家次|户次|车次|场次|批次|工作日|平方米|公里|千米|立方米|[起件次例处人户家个项篇份座场期批宗所张台套亩吨条名辆天笔本])(?:数|数量)?$|(?P<days>天数|日数)$"
)
_DONE = "(?:完成|开展|举办|组织|实施|建成|发表|引进|办理|实际)?"
_SUBJECT = regex(
    r"(?:^|(?<=[,;。]))(?:全年|年内|本年度?|当年|年度|年度内|全年共|共)?(?P<subject>[\u4e00-\u9fff“”]{0,14}?)"
    rf"(?=(?P<sign>不少于|不低于|控制在|不超过|不高于|不多于|达到|达|≥|≤|>|<|超过|大于|小于|少于|不足|低于|高于)?{_N}(?P<unit>[\u4e00-\u9fff㎡]{{1,4}}))"
)
_ACTS = ("新增", "净增", "完成", "开展", "举办", "组织", "实施", "建成", "办理", "")


_KINDS = {
    "人员数": "人",
    "学生数": "人",
    "人口数": "人",
    "干部数": "人",
    "企业数": "家",
    "单位数": "家",
    "项目数": "个",
}
"""Names whose unit goes without saying."""


def unit_counted(name: str) -> tuple[str, str]:
    """(what a name says before the unit it counts in, that unit): (监督检查, 家次); ("", "") for no such name."""
    key = re.sub(r"\([^()]*\)$", "", name_key(name))
    printed = re.search(rf"\((?:单位:)?(?P<unit>{_COUNTS})\)$", name_key(name))
    if printed is not None:
        return re.sub(f"(?:{_COUNTS})?(?:数量|数|量)$", "", key) or key, printed["unit"]
    found = _TAIL.search(key)
    if found is None:
        for tail, unit in _KINDS.items():
            if key.endswith((tail, f"{tail}量")):
                return re.sub("数量?$", "", key), unit
        return "", ""
    return key[: found.start()], found["unit"] or "天"


def unit_of_value(name: str) -> str:
    """What a value under MARK_UNIT is counted in: 分 of a mark, 件 of 受理量（件）, "" where the name does not say."""
    key = name_key(name)
    bare = re.sub(r"\([^()]*\)$", "", key)
    if _MARKED.search(bare):
        return "分"
    printed = re.search(r"\((?:单位:)?(?P<unit>[\u4e00-\u9fff㎡]{1,4})\)$", key)
    return printed["unit"] if printed else unit_counted(name)[1]


def own_subject(text: str, name: str, _points: Fraction) -> str:
    """全年检查不少于200家次 under 监督检查家次: the counted thing by its short name, in the unit of the row's name."""
    core, unit = unit_counted(name)
    if len(core) < 2:
        return text
    for match in reversed(list(_SUBJECT.finditer(text))):
        subject = match["subject"]
        for act in _ACTS:
            subject = subject.removeprefix(act) or subject
        same = core.endswith(subject) or core.startswith(subject) or subject in _ACTS
        same = same or sorted(subject) == sorted(core)  # 报送信息 for 信息报送
        counted = match["unit"].startswith(unit)
        lead = text[match.start() : match.end()]
        plain = lead.removesuffix("完成").removesuffix("开展")
        if lead and counted and same and not re.search(CHANGES, plain):
            text = text[: match.start()] + text[match.end() :]

    def bare(match: re.Match[str]) -> str:
        return match["way"] if match["act"] in core or match["act"] in _ACTS else match.group()

    return re.sub(
        rf"(?P<way>每(?:多|少|增加|减少|超过|超|低于|少于))(?P<act>[\u4e00-\u9fff]{{2,6}})(?={_N}{unit})",
        bare,
        text,
    )
