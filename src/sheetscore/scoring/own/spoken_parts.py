"""Two parts of a 完成值 whose names say in other words what a rate divides: 核定编制61人，在编63人 of 在职人员数/编制数, and 参训412人，
结业389人 of a 结业率 that prints no formula.

What was planned (allowed, asked, there at all) and what was done of it are told apart by a closed list of words; whatever else
stands in the name of a part has to be in the name of the row or of a term. A word that makes another figure of it (按期, 年初,
上年, 三公) has to stand on both sides. Of a share, what was done is the part that says the act that the rate is called after
(合格, 结业, 超限); what it is a share of is named by a closed list (应…, 抽检, 参训), or is the thing that the row is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sheetscore.regexes import regex
from sheetscore.scoring.own.written_parts import Part
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_ADDED = pattern("{added}|调整(?!后|{budget})")
_WHOLE = pattern(
    "{budget}(?!{carried_out}|{spending}|完成)|计划(?:实施|开展)?|应|目标|任务|编制|{granted}"
)
_DONE = pattern(
    "实际|已|{spending}|{carried_out}|{final}|完成|支付|使用|在用|在职|在编|实有|满意|合格|达标|按期|按时|及时|通过|{arrived}|采购|办结"
)
_ALL = regex("总|全部|所有|有效|回收|收回|受理|受检|抽检|抽查|检测|检查|调查|受访|核定|安排|交办")
_ALL_MONEY = regex("总|全部|所有|核定|安排|有效")
_ROLES = (("added", _ADDED), ("whole", _WHOLE), ("done", _DONE), ("whole", _ALL))
_SAME = (
    pattern("在职|在编|实有|在岗"),
    pattern("{spending}|{carried_out}|{final}|使用|完成"),
    _ADDED,
)
"""Words for one thing in figures of one row: staff there is, money that was spent, what was added to a budget."""
_TELLING = pattern(
    "按期|按时|及时|如期|准时|准点|合格|优良|优秀|达标|有效|满意|非常|基本|比较|较|不|未|无|非|重点|重大|{opening}|调整后|{last_year}"
    "|{same_period}|{this_year}|支付|{arrived}|{granted}|{paid_out}|{carried}|编外|临聘|退休|一次"
)
"""What makes another figure of the same: never on one side alone."""
_WEIGHTY = regex("重点|重大")
_HARMLESS = pattern(
    "实际|已|实有|核定|{within}(?={added})|{all_year}|{closing}|年度|{this_year}|{within}|共|为|总额|金额|数额|总数|总量|数量|安排|数|额|量|的"
)
_LEFT = pattern("{carried}|{left}")
_FUNDS = regex("资金")
_OF_STAFF, _STAFF = regex("人|员|编|岗|学生|学员|农户"), regex("人员|人数|名额|人")
_OF_SURVEY, _SURVEY = (
    regex("满意|知晓|认可|认同|问卷|调查|测评|回收|评价"), regex("份数|件数|问卷|调查|回收|收回|份|人数|人"),
)  # fmt: skip
"""Words that say nothing of their own in a row about staff, or about what people were asked."""
_LEAST = 2
_ARRIVED = pattern("{arrived}$")
_SHORTEST = 2
_ENDING = regex("(?:率|度|占比|比例|比重)$")
_NO_SHARE = pattern(
    "(?:{rise}|{fall}|调整|变动|变化|增减|控制|偏差|偏离|差异|节支|节省|{carried_out}|{spending}|{left}|投诉|回报|收益|利润|达成|贡献|普惠|流动)$"
)
"""What a rate in front of 率 is no share of one count in another, or which count is not said."""
_OF_ALL = regex("(?:任务|工作|项目|目标|计划)?(?:覆盖|完成|实施|落实|开展|普及)$")
"""覆盖率 of 检查: what was done is called after what stands in front of it."""
_ACT_LEAST = 2
_NOT_DONE = regex("应|拟|待|须|需|计划|目标|任务|未|不|没|非|无|逾期|超期|延期")
_DUE = regex("^(?:应|应当|应该|需|须)(?=[\u4e00-\u9fff]{2})")
_THERE = pattern(
    "发放并(?:收回|回收)(?:有效|调查)?问卷|发放调查问卷|发放问卷|收回有效问卷|有效问卷|回收问卷|收回问卷|收回|回收|抽检|抽查|抽样|抽测|检查|检测|检验|送检|抽验|受检|验收|调查|受访|测评|访问|走访|回访|参训|参培|参加|参与|参评|受理|接收|收到|接到|办理|发现|反馈(?=问题)|产生"
    "|交办|交工|报名|立案|考核|总数|总量|总|共有|共计|合计|总计|一共|共|现有|实有|有|全部|所有|辖区|全市|全县|全区|全镇|全乡|全省|全州|部门|单位|样本|问卷|样品|车辆"
    "|群众|人员|学员|对象|项目|工程|任务|指标|设施|涉及|安排|纳入|{this_year}|{all_year}|年度|数|量|的|人|个"
)
"""What a whole may be called besides 应… and the words of the row."""
_COUNTS = regex("[数量额总的]")
_LOOKED = regex("抽检|抽查|抽测|检查|检测|检验|抽验|验收|考核|查处|表示")
_SAMPLED = regex("(?:抽检|抽查|抽测|检查|检测|检验|抽验)$")
"""应抽检 is not what was looked at."""
_REMAINDER = regex(
    "^(?:其中|剩余|其余|尚有|还有|仍有)?(?:不|未|正在|在建|尚未|没有|剩余|其余|待|(?:因[一-鿿]{1,10})?(?:顺延|推迟|延期|延后|停工|暂停|未)|因[一-鿿]{1,8}(?:未|没有))"
)
_MONEY = pattern("资金|金额|经费|{spending}|{budget}|投资|成本|款$|额$")
_HOW = regex(
    "按期|按时|及时|如期|准时|准点|按规定|规范|无害化|集中|分类|资源化|综合|科学|统一|足额|全额|精准|主动|合格|优良|优秀|达标|有效|满意|非常|基本|不|未|无|非|一次|首次|早期"
)
"""How something was done, or did not: said of the rate, it has to be said of the part."""
_AS_PLANNED = pattern("^(?:年度|{all_year}|{opening}|{this_year})?(?:计划|目标任务|目标|任务)")
_SYNONYMS = (
    ("结案", ("办结",)),
    ("及时", ("按时", "按期", "如期", "准时")),
    ("验收合格", ("通过验收", "验收通过", "合格验收")),
    ("绩效监控", ("绩效运行监控",)),
)

_HANDED = pattern(
    "(?:上级)?交办(?:[或、和及]{granted})?|{granted}[或、和及]交办|^(?:{opening})?{granted}(?=重点工作)"
)


def by_role(terms: Sequence[str], name: str, parts: Sequence[Part]) -> dict[str, Part] | None:
    """Each of two terms with the part that is in its role; None where a part is left, or says more than the row does."""
    keys, name = {term: _as_one(name_key(term)) for term in terms}, _as_one(name)
    parts = _without_object(_all_and_among(without_remainder(parts)), list(keys.values()))
    if len(terms) != _LEAST or len(parts) != _LEAST:
        return None
    wanted = {_role(key): term for term, key in keys.items()}
    given = {_role(name_key(part.name)): part for part in parts}
    if len(wanted) != _LEAST or "" in wanted or wanted.keys() != given.keys():
        return None
    row = [name, *keys.values()]
    for role, part in given.items():
        key, said = keys[wanted[role]], _as_one(name_key(part.name))
        if role == "done" and not _thing(name_key(part.name)):  # 交办重点工作18项，办结18项
            key = _WEIGHTY.sub("", key) if _WEIGHTY.search(given.get("whole", part).name) else key
        if not _same_words(key, said, name) or _rest(said, row):
            return None
    return {term: given[role] for role, term in wanted.items()}


def _all_and_among(parts: Sequence[Part]) -> Sequence[Part]:
    """计划25项，均已完成，其中按期完成22项: that all was done says nothing more of how many were done in time."""
    among = [each for each in parts if each.name.startswith("其中")]
    if len(parts) != _LEAST + 1 or len(among) != 1 or among[0] is not parts[-1]:
        return parts
    whole, done, last = parts
    same = (
        done.name in ("完成", "实施", "办理")
        and done.value == whole.value
        and done.unit == last.unit
    )
    return (whole, replace(last, name=last.name.removeprefix("其中"))) if same else parts


_PLANNED_THING = pattern(
    "^(?:20\\d\\d年)?(?:年度|{all_year}|{this_year})?计划(?:完成|建设|实施|开展)?(?P<thing>[\u4e00-\u9fff]{2,12})$"
)
_DONE_THING = pattern(
    "^(?:{this_year}|{all_year})?(?:实际)?(?:已)?(?:完成|建成|实施|开展)(?P<thing>[\u4e00-\u9fff]*)$"
)
_NO_THING = pattern(
    "[按及准如]时|[按如]期|合格|达标|不|未|没|无|非|其中|新增|累计|上|[年月季周]|投资|资金|金额|{spending}|经费|成本|控制|压减|压缩|减少|降低|下降|节约|拆除|生育|取缔|关闭|淘汰|清退"
)
_BUILT, _TO_BUILD = regex("建成"), regex("建设|新建|修建|改建|扩建")


def _without_object(parts: Sequence[Part], terms: Sequence[str]) -> Sequence[Part]:
    """计划完成农村公路建设120公里，实际完成114公里 of 实际完成工作数/计划工作数: what was planned is what was done, whatever it is."""
    if {*terms} != {"实际完成工作数", "计划工作数"} or len(parts) != _LEAST:
        return parts
    planned, done = (
        match.match(part.name)
        for match, part in zip((_PLANNED_THING, _DONE_THING), parts, strict=True)
    )
    if planned is None or done is None or done["thing"] not in ("", planned["thing"]):
        return parts
    whole, made = parts
    if _NO_THING.search(planned["thing"]) or whole.unit == "万元":
        return parts
    if _BUILT.search(made.name) and not _TO_BUILD.search(whole.name):
        return parts
    return tuple(
        replace(part, name=name)
        for part, name in zip(parts, ("计划工作", "实际完成工作"), strict=True)
    )


def is_in_role(term: str, terms: Sequence[str], name: str, part: Part) -> bool:
    """Is 公用经费预算84万元 the 预算安排公用经费总额 of a formula of `terms`: the only one in that role, and nothing else said?"""
    row = [_as_one(name), *(_as_one(name_key(each)) for each in terms)]
    role, said = role_of(_as_one(name_key(term))), _as_one(name_key(part.name))
    alone = sum(role_of(each) == role for each in row[1:]) == 1
    if not role or not alone or role_of(said) != role:
        return False
    return _same_words(_as_one(name_key(term)), said, row[0]) and not _rest(said, row)


def by_act(
    name: str, told: Sequence[str], terms: Sequence[str], parts: Sequence[Part]
) -> tuple[Part, Part] | None:
    """What was done and what it is a share of, of the rate `name`; None where the two parts do not plainly say.

    `told` is what else the row says of it, `terms` the numerator and the denominator of its printed formula (none: not printed).
    """
    stem = _as_one(_ENDING.sub("", name))
    parts = without_remainder(parts)
    if len(parts) != _LEAST or _NO_SHARE.search(stem) or not _counted_so(terms, parts):
        return None
    row = [stem, *(_as_one(each) for each in told), *map(name_key, terms)]
    of_plan = _OF_ALL.search(stem) is not None or _ARRIVED.search(stem) is not None
    acts = _acts(stem)
    for done, whole in (tuple(parts), tuple(reversed(parts))):
        said, of = (_as_one(name_key(each.name)).removeprefix("其中") for each in (done, whole))
        act = next((each for each in acts if each in said), "")
        if terms and role_of(name_key(terms[1])) == "whole" and role_of(of) == "done":
            continue  # 实际完成12项 is not what was planned
        if not act or _NOT_DONE.search(said.replace(stem, "").replace(act, "")):
            continue
        if not _is_whole(of, acts, row, of_plan, done.value == whole.value):
            continue
        if not set(_HOW.findall(stem)) <= {*_HOW.findall(said), *_HOW.findall(of)}:
            continue
        if any(map(_is_wider, (said, of), map(name_key, terms))):
            continue
        if _rest(said, row, _LOOKED) or not _fits(terms, (said, of), name):
            continue
        most = _AS_PLANNED.match(of) or of.endswith("计划") or done.value <= whole.value
        if done.value >= 0 and whole.value > 0 and most:
            return done, whole
    return None


def without_remainder(parts: Sequence[Part]) -> Sequence[Part]:
    """Without 不合格2件 of 抽检50件，合格48件，不合格2件: what is left of the whole says nothing of its own."""
    left = [each for each in parts if _REMAINDER.match(each.name)]
    rest = [each for each in parts if each not in left]
    if len(left) != 1 or len(rest) != _LEAST:
        return parts
    one, other = rest
    same = one.unit == other.unit == left[0].unit
    return rest if same and abs(one.value - other.value) == left[0].value else parts


def _counted_so(terms: Sequence[str], parts: Sequence[Part]) -> bool:
    """Money where the printed formula divides money, and no money where it does not: 项目12个，到位11个 is no 资金到位率."""
    return all(
        bool(_MONEY.search(term)) == (part.unit == "万元") for term in terms for part in parts
    )


def _acts(stem: str) -> list[str]:
    """What may be said of what was done, the longest first: 按期完工, 期完工, 完工 of 项目按期完工率; 检查 of 安全检查覆盖率."""
    bare = _OF_ALL.sub("", stem)
    ends = [stem] if bare == stem else [stem, bare]
    return [each[at:] for each in ends for at in range(len(each) - _ACT_LEAST + 1)]


def _as_one(key: str) -> str:
    """A name in the usual one of several spellings of the same."""
    key = _HANDED.sub("交办", key)
    for usual, others in _SYNONYMS:
        for other in others:
            key = key.replace(other, usual)
    return key


def _is_whole(
    said: str, acts: Sequence[str], row: Sequence[str], of_plan: bool, all_done: bool
) -> bool:
    """Is a part what there was to do, to look at, or the thing that the row is about?

    应检查240家，合格230家 leaves it open how many were looked at, if the row does not speak of that: not so where all are.
    """
    due = _DUE.match(said)
    if due:
        rest = said[due.end() :]
        acted = not _SAMPLED.search(rest) or any(rest.endswith(act) for act in acts)
        return (acted and _of_row(rest, row)) or (all_done and not _rest(rest, row, _THERE))
    planned = _AS_PLANNED.match(said)
    if planned or said.endswith("计划"):
        rest = said[planned.end() :] if planned else said.removesuffix("计划")
        return of_plan and not _rest(rest, row)
    if any(said.endswith(act) for act in acts) or _NOT_DONE.search(said):
        return False
    return bool(said) and not _rest(said, row, _THERE)


def _of_row(said: str, row: Sequence[str]) -> bool:
    """Is nothing said but words of the row?"""
    left = said
    while left:
        sizes = [
            n for n in range(_SHORTEST, len(left) + 1) if any(left[:n] in each for each in row)
        ]
        if not sizes and not _COUNTS.match(left):
            return False
        left = left[max(sizes, default=1) :]
    return True


def _fits(terms: Sequence[str], said: tuple[str, str], name: str) -> bool:
    """Nothing in the terms of a printed formula speaks against what the two parts say."""
    if not terms:
        return True
    roles = [role_of(name_key(term)) for term in terms]
    if roles[0] == "whole" and roles[1] != "whole":
        return False
    return all(
        set(_TELLING.findall(name_key(term))) <= set(_TELLING.findall(each + name))
        for term, each in zip(terms, said, strict=True)
    )


def _role(key: str) -> str:
    """The role of a term or a part; what is left of a budget is a role of its own: 年末结转结余 over 支出预算数."""
    return "left" if _LEFT.search(key) else role_of(key)


def role_of(key: str) -> str:
    """whole, done or added; "" for a name that says none of them."""
    return next((role for role, words in _ROLES if words.search(key)), "")


def _same_words(term: str, part: str, name: str) -> bool:
    """Is nothing said of one of the two that makes another figure of it? The name of the row is said of both."""
    if "控制数" in part and "控制数" not in term:
        return False  # what was allowed, of a row that measures the 控制率
    if _is_wider(part, term):
        return False
    told, said = set(_TELLING.findall(term)), set(_TELLING.findall(part))
    return told <= said and all(word in told or (word in name and word != "较") for word in said)


def _thing(words: str) -> str:
    """What is counted or paid, without what was done of it: 固定资产 of 所有固定资产总额."""
    for each in (_HARMLESS, _FUNDS, _ADDED, _WHOLE, _DONE, _ALL):
        words = each.sub("", words)
    return words


def _is_wider(part: str, term: str) -> bool:
    """Does a part name more than the term asks for: 资产总额 for 固定资产总额, 债务总额 for 到期债务总额?"""
    one, other = _thing(part), _thing(term)
    return bool(one) and other != one and other.endswith(one)


def _rest(said: str, row: Sequence[str], more: re.Pattern[str] | None = None) -> str:
    """What a part is called besides its role, the words of the row, and words that say nothing of their own (`more`: those too)."""
    left = said.removeprefix("其中")
    idle = [_HARMLESS]
    whole = _ALL_MONEY if any(map(_MONEY.search, row)) else _ALL  # nobody is asked for money
    idle += [] if any("经费" in each for each in row) else [_FUNDS]
    idle += [_STAFF] if any(map(_OF_STAFF.search, row)) else []
    idle += [_SURVEY] if any(map(_OF_SURVEY.search, row)) else []
    while left:
        sizes = [
            n for n in range(_SHORTEST, len(left) + 1) if any(left[:n] in each for each in row)
        ]
        for words in (*idle, _ADDED, _WHOLE, _DONE, whole):
            found = words.match(left)
            if found and (words is not _DONE or _one_of(found[0], row)):
                sizes.append(found.end())
        if more is not None and (found := more.match(left)):
            sizes.append(found.end())
        if not sizes:
            return left
        left = left[max(sizes) :]
    return ""


def _one_of(word: str, row: Sequence[str]) -> bool:
    """A word for what was done says what the terms say, or another word for the same."""
    same = next((words for words in _SAME if words.search(word)), re.compile(re.escape(word)))
    return word in ("实际", "已") or any(same.search(key) for key in row)
