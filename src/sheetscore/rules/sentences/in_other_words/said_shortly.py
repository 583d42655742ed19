"""What a wording says again or in passing, in the reader's words: 比95%每低1个百分点, 得8×80%分, 80%以下扣完, 全部完成的得6分."""

from __future__ import annotations

import re

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex
from sheetscore.rules.plain.prints import UNIT, N
from sheetscore.rules.sentences.chunk import GOAL
from sheetscore.rules.sentences.wording_row import Asked
from sheetscore.rules.tokens.sides import counts_up, done_otherwise, undone
from sheetscore.rules.tokens.subject import told_at_length
from sheetscore.rules.tokens.wording import RATE_ENDINGS

_COMPARED = regex(
    rf"(?:^|(?<=[,;。]))(?:比|较|与)(?P<edge>{N}(?:{UNIT}))(?:相比)?,?每(?P<way>低|少|高|多|超)(?:于|过|出)?(?=\d)"
)


def compared_with(said: str, asked: Asked) -> str:
    """≥95%得6分；比95%每低1个百分点扣1.5分: from the value of the full marks printed before."""

    def from_it(match: re.Match[str]) -> str:
        known = _full_edge(said[: match.start()], match["edge"], asked)
        return f"每{match['way']}" if known else match.group()

    return _COMPARED.sub(from_it, said)


_NUMBERS = regex(rf"(?<![\d.])(?P<n>{N}(?:{UNIT}))")


def _full_edge(before: str, edge: str, asked: Asked) -> bool:
    """Is this value the one that the full marks are given for? 目标98%，≥95%得6分 names two, and says of 98% nothing else."""
    unit = edge.lstrip("0123456789.")
    full = re.search(
        rf"(?P<when>[^,;。]*),?得(?:满分|{re.escape(plain(asked.points, 4))}分)", before
    )
    if full is not None and _NUMBERS.findall(full["when"]) == [edge]:
        return True
    told = {each for each in _NUMBERS.findall(before) if each.lstrip("0123456789.") == unit}
    return told == {edge} and (re.search(GOAL, before) is None or is_goal(edge, asked))


def is_goal(edge: str, asked: Asked) -> bool:
    """Is 95% the target of the row? Nobody knows while its cell has not been looked at; then there may be none."""
    if asked.target is None:
        return asked.own
    value = fraction(re.match(N, edge)[0]) / (100 if edge.endswith("%") else 1)  # type: ignore[index]
    return value == asked.target.value and edge.endswith("%") == (asked.target.unit == "%")


_TIMES_POINTS = regex(rf"得(?P<n>{N})分?\*(?P<share>{N})%分?(?=[,;。]|$)")


def share_of_points(said: str, asked: Asked) -> str:
    """得8×80%分 of 8 points."""

    def worth(match: re.Match[str]) -> str:
        points = fraction(match["n"])
        if points != asked.points:
            return match.group()
        return f"得{plain(points * fraction(match['share']) / 100, 6)}分"

    return _TIMES_POINTS.sub(worth, said)


_ALL_TAKEN = regex(r"(?<=以下)的?扣(?:完|光)(?=[,;。]|$)")
_ALL_DONE = regex(r"(?:^|(?<=[,;。]))全部完成的?,?(?=得|计|记)")
_NOT_ALL = regex(r"(?<=[,;。])未(?:能)?全部完成的?,?(?=按)")
_SHARE_OF_PLAN = regex(
    r"按(?:照)?(?:实际)?完成(?P<what>[\u4e00-\u9fff]{0,4})占(?:年度|全年)?(?:计划|目标|任务)(?:(?P=what))?(?:数|值|量|总数|总量)?的(?:比例|比重|百分比)(?=(?:进行)?(?:计分|得分|计算|给分|折算))"
)
_SHARE_OF_TASK = regex(
    r"按(?:照)?完成(?P<what>[\u4e00-\u9fff]{0,8}?)(?P<goal>(?:任务|计划|目标)+)的?(?:百分比比例|百分比|比例)(?=赋分|计分|得分|给分)"
)
_SAID_OF_TASK = regex(
    "^(?:(?:本|该)?(?:年度?|全年|绩效|工作|既定|预期|规定|下达|总体?|数|量|数量)的?)+$"
)
"""Words of 完成年度工作任务 that make it no task of another kind."""
_PASSED = regex(r",?视(?:同|为)(?:全部)?完成,?(?=得满分|得\d)")
_ROUNDED = regex(
    r"\((?:计分|得分)?(?:结果)?(?:取|保留)(?:到|至)?小数点?后?(?:两|二|2)位(?:小数|数)?,?(?:四舍五入)?\)"
)
_CHECKED = regex(r"(?<=按)(?:抽查|抽样|检查|核查|抽检)的(?=[\u4e00-\u9fff])")


def plain_shares(said: str, asked: Asked) -> str:
    """全部完成的得6分；未全部完成的，按完成座数占计划座数的比例计分."""
    if counts_up(asked.row.key):
        if asked.target is not None:
            said = _NOT_ALL.sub("未完成的,", _ALL_DONE.sub("完成目标的,", said))
        said = _SHARE_OF_TASK.sub(
            lambda m: "按完成率" if _of_row(_SAID_OF_TASK.sub("", m["what"]), asked) else m.group(),
            said,
        )
        said = _SHARE_OF_PLAN.sub(
            lambda m: "按完成比例" if _of_row(m["what"], asked) else m.group(), said
        )
    said = _CHECKED.sub("", _ROUNDED.sub("", _PASSED.sub(",", said)))
    return _ALL_TAKEN.sub("不得分", said)


def _of_row(words: str, asked: Asked) -> bool:
    """完成座数 of 除险加固座数; 完成投资 is another figure."""
    if words == "额":
        return asked.of_money
    if words in ("", "数", "数量", "量", "值", "情况"):
        return True
    return words in asked.row.key and not asked.is_other(words) and not undone(asked.row.key)


_EACH = regex(
    rf"(?:^|(?<=[,;。]))每(?:成功)?(?P<act>[\u4e00-\u9fff]{{2,4}}?)(?:成功)?1(?P<u>{UNIT})(?P<what>[\u4e00-\u9fff]{{0,10}}?)(?:的)?,?得(?={N}分)"
)


def each_of_them(said: str, asked: Asked) -> str:
    """每创建成功1个省级示范村得0.8分 of 省级示范村创建."""

    def own(match: re.Match[str]) -> str:
        words = (match["act"], match["what"])
        mine = all(word in asked.row.key and not asked.is_other(word) for word in words if word)
        return f"每1{match['u']}得" if mine else match.group()

    turned = undone(asked.row.key) or not counts_up(asked.row.key)
    return said if asked.row.is_rate or turned else _EACH.sub(own, said)


_NAMED_ENDS = regex(
    rf"[,;](?:其中|式中)[,:]?(?P<a>{N}%)(?:为|是)(?:基准值|起点值|下限|及格值)[,、和](?P<b>{N}%)(?:为|是)(?:目标值|上限|满分值)(?=[,;。]|$)"
)
_SAME_BASE = regex(
    rf"(?:^|(?<=[,;。]))以(?P<n>{N}(?:{UNIT}))为(?:基准|基数|标准)[,;](?=(?:完成|达到)(?P=n))"
)
_LETTER = regex(r"^设(?P<own>[\u4e00-\u9fff]{2,12})(?:为|=)(?P<letter>[A-Za-z])[,;。]")
_IN_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
_PERIOD = regex(
    r"^每(?P<each>周|月|天|日)(?=(?P<own>[\u4e00-\u9fff]{2,8}?)(?:不少于|不低于|达到|≥))"
)


def _whole_name(words: str, key: str) -> bool:
    """执行率 of 预算执行率 is its own rate; 资金 of 资金到位率, 完成率 of 按期完成率 are something else."""
    ending = words.endswith(RATE_ENDINGS) and key.endswith(words) and not done_otherwise(words, key)
    return words == key or (ending and not undone(key.removesuffix(words)))


_OF_PERIOD = {
    "周": regex("每周|周均"),
    "月": regex("每月|月均"),
    "天": regex("每[天日]|日均"),
    "日": regex("每[天日]|日均"),
}


def _of_period(each: str, key: str) -> bool:
    """每周 of a row whose name says that it counts by the week; else its figure is the year's."""
    return _OF_PERIOD[each].search(key) is not None


def said_before(said: str, asked: Asked) -> str:
    """其中60%为基准值，95%为目标值 behind a formula of both; 设完成率为X; 以80公里为基准，完成80公里的得3分; 每周 of the row's own time."""
    ends = _NAMED_ENDS.search(said)
    if ends is not None and all(said[: ends.start()].count(ends[each]) for each in "ab"):
        said = said[: ends.start()] + said[ends.end() :]
    said = _SAME_BASE.sub(lambda m: "" if is_goal(m["n"], asked) else m.group(), said)
    letter = _LETTER.match(said)
    if letter is not None and _whole_name(letter["own"].removeprefix("实际"), asked.row.key):
        name = letter["own"].removeprefix("实际")
        said = re.sub(rf"(?<![A-Za-z]){letter['letter']}(?![A-Za-z])", name, said[letter.end() :])
    period = _PERIOD.match(said)
    if (
        period is not None and period["own"] in asked.row.key
        and _of_period(period["each"], asked.row.key)
    ):  # fmt: skip
        said = said[period.end() :]
    for key in {asked.row.key, asked.row.key.translate(_IN_DIGITS)}:
        if re.search(r"\d", key):
            said = said.replace(
                key, "实际值"
            )  # PM2.5年均浓度, 九年义务教育巩固率: no number of the wording
    return said


_OF_ITS_KIND = regex(r"每(?P<verb>追加|结转|结余)(?=\d)")


def each_of_its_kind(said: str, asked: Asked) -> str:
    """每追加1% of the 预算追加率."""
    return _OF_ITS_KIND.sub(
        lambda m: "每超过" if f"{m['verb']}率" in asked.row.key else m.group(), said
    )


def named_at_length(said: str, asked: Asked) -> str:
    """县级当年组织开展重大事项社会稳定风险评估数量少于3件的: what is done, in front of the name of the row."""
    key = asked.row.key
    long = regex(
        rf"(?:^|(?<=[,;。]))[\u4e00-\u9fff“”、]{{2,40}}?{re.escape(key)}(?=低于|少于|小于|高于|大于|达到|达|超过|不|[<>≤≥=\d])"
    )
    return long.sub(lambda m: key if told_at_length(m.group(), key) else m.group(), said)


SHORT = (
    named_at_length,
    each_of_its_kind,
    said_before,
    compared_with,
    share_of_points,
    plain_shares,
    each_of_them,
)
