"""The subject of a condition, the first law of reading (docs/读法.md): it may equal or shorten the row's name, never extend it."""

from __future__ import annotations

import re

from sheetscore.regexes import regex
from sheetscore.rules.tokens.wording import (
    GENERIC_SUBJECTS,
    MEASURE_NOUNS,
    OWNERS,
    PERIODS,
    RATE_ENDINGS,
    SCOPE_WORDS,
)
from sheetscore.words.text import name_key


def names_same(subject: str, name: str, first: str) -> bool:
    """True when `subject` can only mean the quantity of the row.

    It must equal or shorten the row's `name` and agree with the `first` subject of the wording, end in a measure noun and
    bring no negation or scope word (不, 人均, 上年 …) that the name does not have. A row whose name is no quantity (资金落实)
    takes the first subject of its wording for one.
    """
    key, lead = name_key(subject), name_key(first)
    if _EACH.match(key) and key not in name_key(name):
        return False  # 每季度1次 is not 1次
    row = _UNIT.sub("", name_key(name))
    if not row.endswith(RATE_ENDINGS):
        if not any(word in row for word in PERIODS):
            key = re.sub("^(?:全年|年内|本年度?|当年)", "", key)
        if _DOING.sub("", key + "之后") == "之后" and not _COMPLAINTS.search(row):
            return True  # 举办12场得5分
        key, row = _DOING.sub("", key), _DOING.sub("", row)
    if not any(word in row for word in PERIODS):
        owner = OWNERS.match(key)
        whose = owner is not None and any(word in owner.group() for word in ("部门", "单位"))
        key, row, lead = _owned(key), _plain(row), _plain(lead)
        if whose and key != _owned(row):
            return False  # 单位满意度 is not the 群众满意度
    if (
        not key
        or key.lower() in GENERIC_SUBJECTS
        or (len(key) == 1 and key.isascii() and key.isalpha())
    ):
        return True
    alias = re.fullmatch(r"(.{2,})\((.{2,}[率度])\)", row)
    if alias:
        return any(names_same(subject, each, first) for each in alias.groups())
    if row.endswith("性") and not _shares(key, row):
        return False
    if row.startswith(key) and _COUNTS.fullmatch(row[len(key) :]) and not _brings_scope(key, row):
        return True
    if key in (row, lead) or _without_neutral(key, row) == row:
        return True
    if _in_other_order(key, row) or told_at_length(key, row):
        return not lead or lead in (key, row) or key.endswith(lead)
    if not key.endswith(MEASURE_NOUNS) or _brings_scope(key, row):
        return False
    if row.endswith(MEASURE_NOUNS) and _denies(left_out(key, row)):
        return False
    return not lead or key in lead or (lead in key and key in row)


def _in_other_order(key: str, row: str) -> bool:
    """报送信息数量 for 信息报送数量: the same characters, the same end."""
    if _RELATED.search(row):
        return False  # 收入占支出比重, 企业对政府满意度
    long_enough = len(key) >= _LONG_NAME and key[-2:] == row[-2:]
    return long_enough and key != row and sorted(key) == sorted(row)


def told_at_length(key: str, row: str) -> bool:
    """聘请律师等担任行政村法律顾问覆盖面 for 行政村法律顾问覆盖面: what is done, in front of the whole name of the row."""
    before = key.removesuffix(row)
    if before == key or len(row) < _LONG_NAME or not row.endswith(MEASURE_NOUNS):
        return False
    acting = _ACTING.fullmatch(before)
    if acting is None or _SOME.search(acting["whom"] or ""):
        return False
    return not (_denies(before) or _brings_scope(key, row))


_LONG_NAME = 6
"""Characters of a name that is no common one (满意度, 完成率, 预算执行率)."""
_RELATED = regex("[占对与和或及至到由给向]|比(?!例)")
"""Names whose order tells of what the one is a part, or whom it is about."""
_ACTING = regex(
    r"(?:[省市县区镇乡]级)?(?:部门|单位)?(?:当年|本年度?|年度|全年)?(?:组织开展|组织实施|开展|实施|举办)"
    r"|(?:聘请|组织|安排)(?P<whom>[\u4e00-\u9fff、]{2,24}?)等(?:担任|参与|参加|从事|承担)"
)
_SOME = regex("贫困|重度|困难|重点|特殊|部分|少数|[不未没无非除]")
"""Whom it is done with is told, not which of them."""


def shortened_head(subject: str, name: str) -> bool:
    """True for the head of the name without its measure noun: “三公经费” for “三公经费”变动率."""
    key, row = name_key(subject), name_key(name)
    return bool(key) and row.startswith(key) and row[len(key) :] in _TAILS


def _shares(key: str, row: str) -> bool:
    """管理制度健全性 is not measured by 采购执行率: a quality and its rate have a word in common (准确性, 准确率)."""
    stem = row.removesuffix("性")
    return any(stem[at : at + 2] in key for at in range(len(stem) - 1))


def counts_other(subject: str, name: str, unit: str) -> bool:
    """培训≥10场 under 培训人次: the unit counts something else than the rest of the name does."""
    key, row = _owned(subject), _plain(_UNIT.sub("", name_key(name)))
    counted = unit not in ("ratio", "number", "mixed")
    if counted and key != "完成" and _DOING.sub("", key + "之后") == "之后":
        return not _COUNTED.search(row) or unit_differs(name, unit)
    if not counted or not row.startswith(key) or key == row:
        return False
    rest = row[len(key) :]
    if not _COUNTS.fullmatch(rest) or rest == "数量":
        return False
    return unit[0] not in rest or ("人" in rest) != ("人" in unit)


def unit_differs(name: str, unit: str) -> bool:
    """60人以上 under 巡演场次: the end of the name counts something else."""
    tail = _COUNTED.search(_UNIT.sub("", name_key(name)))
    if tail is None or unit[0] not in _COUNTERS:
        return False
    return unit[0] not in tail[0] or ("人" in tail[0]) != ("人" in unit)


def of_the_same(subject: str, name: str) -> bool:
    """“三公经费”实际支出 of “三公经费”控制率: what the rate is a rate of."""
    key, row = _owned(subject), _owned(name)
    shorter = {key, *(key.removesuffix(tail) for tail in _AMOUNTS)}
    shorter = {each.removesuffix("的").removesuffix("实际") for each in shorter}
    return any(each and row.startswith(each) and row[len(each) :] in _TAILS for each in shorter)


def left_out(key: str, row: str) -> str:
    """What of the row's name a shortened subject leaves out, in one piece; 不 where it is no such shortening."""
    if key in row:
        return row.replace(key, "", 1)
    for cut in range(2, len(key) - 1):
        if row.startswith(key[:cut]) and row.endswith(key[cut:]):
            return row[cut : len(row) - len(key) + cut]
    return "不"


def _plain(key: str) -> str:
    """One word for what has several: 满意率 and 满意度, 增幅 and 增长率."""
    for other, word in _SAME.items():
        key = key.replace(other, word)
    return key


def _without_neutral(key: str, row: str) -> str:
    """研究生人数占比 for 研究生占比: without words that say of what kind the counted are, not which."""
    if row.endswith(_OPINIONS):
        return key
    quality = ("质量",) if row.endswith(("合格率", "达标率", "优良率")) else ()
    for word in (*_NEUTRAL, *quality):
        if word not in row:
            key = re.sub(f"{word}{_NO_MONEY}", "", key, count=1)
    return key


_OPINIONS = ("满意度", "知晓度", "知晓率", "安全感", "获得感")
"""Of these the people asked are the subject: 家长满意度, 人员满意度."""
_NEUTRAL = ("人员数", "人数", "人员", "总体")
_NO_MONEY = "(?!经费|支出|费|工资|成本|编制|控制|薪|补)"
"""人员经费 is another quantity than 经费."""
_SAME = {
    "所占比例": "比例",
    "占比": "比例",
    "比重": "比例",
    "完成比例": "完成率",
    "满意率": "满意度",
    "增长幅度": "增长率",
    "增幅": "增长率",
}


def _owned(subject: str) -> str:
    """The subject without whose and which year's it is (本部门年度)."""
    key = re.sub("^实际(?=.{1,12}[率度]$)", "", _plain(name_key(subject)))
    owner = OWNERS.match(key)
    return key[owner.end() :] or key if owner else key


_EACH = regex("[每各].|[上下本当]?(?:季度|月度)$")
_AMOUNTS = (
    "预算数",
    "预算总额",
    "支出总额",
    "支出数",
    "支出额",
    "支出",
    "决算数",
    "总额",
    "投资额",
    "投资",
    "工作",
    "任务",
)
_DOING = regex(
    "^(?:完成|举办|开展|组织|实施|新建|改造|办理|建成|发表|发布|开设|引进|受理|创建|印发|走访|排查)(?=.{2})"
)
"""What is done, in front of what is counted: 完成培训班 and 举办培训班期数."""
_COMPLAINTS = regex("投诉|信访|上访|事故|违")
"""What happens to a unit, unlike what it does: 办理10件 is not the 投诉件数."""
_COUNTS = regex(
    "数量|.?(?:场次|人次|次|人|场|天|户|期|起|件|份|座|篇|家|台|个|项)数?|.?(?:次|场|期|批)次?数"
)
"""What a subject may leave out of a name that counts: 培训 for 培训班期数."""
_COUNTERS = frozenset("场次人户起件份座篇家台处条批辆套")
_COUNTED = regex(
    "(?:场次|人次|家次|户次|件次|批次|车次|[次人场天户期起件份座篇家台个项所处条批辆套本])数?$"
)
"""The end of a name that says what is counted: 案件数, 场次."""
_UNIT = regex(r"\((?:[\u4e00-\u9fff]{1,3}|%|㎡)\)$")
_TAILS = (
    "变动率",
    "控制率",
    "完成率",
    "执行率",
    "调整率",
    "覆盖率",
    "合格率",
    "达标率",
    "到位率",
    "率",
)


_NO_DENIAL = regex("非税|不动产|无形资产|未成年|非物质|无障碍|无害化|无线|无偿")
"""Words that only look like a denial."""


def limited(term: str) -> bool:
    """未完成面积, 人均面积: a figure that its name denies, limits or counts."""
    return _denies(term) or re.search(_LIMITED, term) is not None


_LIMITED = r"人均|户均|原则|(?<![履签契节公合])约|\d"


def _denies(cut: str) -> bool:
    """不合格率 shortened to 合格率 is its opposite."""
    return any(word in _NO_DENIAL.sub("", cut) for word in ("不", "非", "未", "没", "无", "除"))


def _brings_scope(key: str, row: str) -> bool:
    return any(word in key and word not in row for word in SCOPE_WORDS)
