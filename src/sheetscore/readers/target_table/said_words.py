"""Words of a result told in a sentence: what only says that it was done, and what makes another figure of it."""

from __future__ import annotations

from sheetscore.regexes import regex
from sheetscore.words.measure_units import COUNTED

TURNS = regex(
    "未|没|无|非|不|待|拟|预|续|结转|上年|去年|往年|前年|上一年|同期|停|缓|推|延|取消|误|缺|差|余|剩|重复|废|退|撤"
    "|约|近|仅|只|部分|正在|在建|仍|尚|将|争取|左右|上下|以上|以下|超过|至少|最多|累计|其中|含|包括|分别|各|每|除|另|外|半年|季度|截至|截止"
    "|年|较|比|同比|增|减|多|少|左|计划|目标|任务|应|抽|平均|人均|户均|调整|新增|率|开工|动工|启动|施工|招标|签约|立项|设计"
)
"""Words that make of a figure another one than all that was done this year; where the name of the row has them they are its own."""
_ALL = (
    "全年|本年度?|年内|今年|当年|年度|总共|一共|共计|合计|总计|共|已经|已|实际|均|都|全部|顺利|圆满|按期|按时|如期|及时"
    "|并|且|了|为|的|全|计"
)
_DONE = (
    "验收合格|通过验收|完成验收|验收|投入使用|投用|交付使用|交付|竣工|完工|完成|达到|达成|实现|建成|组织|开展|举办|实施|召开|发放|落实|办理|办结|建设|到位"
    "|移交|运行正常|正常运行|正常使用|开通|通车|通水|数量|场次|人次|次数|总数|总量|任务|工作|活动|情况|目标值|指标值"
)
_PLAIN = regex(rf"(?:{_ALL}|{_DONE})")
_COUNTS = regex(
    "(?:数量|总数|场次|次数|个数|座数|户数|家数|人数|家次|人次|件数|批次|期数|里程|面积|长度|数|量|额)$"
)
_COUNT = regex("[数量额]$")
_LEADS = regex("^(?:带动|实现|完成|举办|开展|组织|组织开展)")
CHANGED = regex("减少|降低|节约|压减|下降|增加|新增|增长|提高|增收|增产|挽回|追回|减免")
"""Of a row that counts a change, a figure without that word may be the whole."""
_BESIDE_LAST = regex(
    rf"(?:同比|[较比](?:上年|去年|上一年)(?:度|同期)?|与(?:上年|去年)(?:同期)?相比)(?:增长|增加|下降|减少|提高|提升|降低|上升|上涨)(?:了)?\d+(?:\.\d+)?(?:%|个?百分点|[千万亿]?(?:{COUNTED}|元))?"
)
"""同比下降2.1%: a clause of the year before beside the figure of this one; a name with such words asks for just that."""
_CHANGE = regex("增|减|降|升|提高|变动|变化|增幅|降幅|节约|压缩|同比|上年")
_RATE = regex("(?:率|度|占比|比例|比重)$")
_JOINED = regex("[及和与、或]")
_IS = regex("(?:共计?|达到?|为|是)$")
_MONTHS = regex(
    "[0-9一二三四五六七八九十]月(?:份|[0-9]{1,2}日|底|初|末|[上中下]旬)?(?:之?前)?[,，]?"
)
_VERB = 2
"""Characters of a verb: 改造 of 老旧小区改造户数. A longer stretch of the name may be something else (惠民演出)."""


def bare(words: str) -> str:
    """The words without those that only say, in front, that it was done."""
    left = words
    while found := _PLAIN.match(left):
        left = left[found.end() :]
    return left


def of_a_month(text: str, name: str) -> bool:
    """10月文化惠民演出12场 is what was done in that month; 11月完成5座 says when the five were done."""
    found = _MONTHS.search(text)
    if found is None:
        return False
    rest = text[found.end() :]
    return rest.startswith(name[:_VERB]) and _PLAIN.match(rest) is None


def beside_last_year(clause: str, name: str) -> bool:
    """Does a clause only compare the figure with that of last year, which the row of this name does not ask for?

    控制率96.16%，比上年下降2% leaves it open which of the two is the rate.
    """
    if _CHANGE.search(name) is not None or (clause.endswith("%") and _RATE.search(name)):
        return False
    return _BESIDE_LAST.fullmatch(clause) is not None


def without_plain(words: str, key: str) -> str:
    """What is left of the words without those that say that it was done, if it is not the row's own name, a verb of it, or its
    beginning and end (减少损失 of 减少洪涝灾害直接经济损失).
    """
    left = _IS.sub("", bare(words))
    changed = CHANGED.search(key)
    if left and changed and changed[0] not in words:
        return left
    names = {bare(each) for each in (key, _COUNTS.sub("", key), _COUNT.sub("", key))}
    if left in ("", *names) or (len(left) == _VERB and left in key) or _ends_of(left, key):
        return ""
    return left


def _ends_of(left: str, key: str) -> bool:
    """Does it say the beginning and the end of a name, and nothing but stretches of it?"""
    core = _LEADS.sub("", _COUNTS.sub("", key))
    if any(left == f"{key[at:]}{key[:at]}" for at in range(_VERB, len(key) - _VERB + 1)):
        return True  # 筛查设备购置 of 购置筛查设备
    if _JOINED.search(core) or not (left.startswith(core[:_VERB]) and left.endswith(core[-_VERB:])):
        return False
    rest = left
    while rest:
        sizes = [n for n in range(_VERB, len(rest) + 1) if rest[:n] in key]
        if not sizes:
            return False
        rest = rest[max(sizes) :]
    return True
