"""The words of one clause, each with its part in it: comparisons, numbers, the target, the row's own quantity. Unknown words end it."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex
from sheetscore.rules.plain.prints import UNIT, N
from sheetscore.rules.sentences.wording_row import Asked
from sheetscore.rules.tokens.wording import COMPLETION_ENDINGS

SIGNS = {
    "≥": "≥|>=|大于等于|大于或等于|高于或等于|高于等于|等于或高于|不低于|不少于"
    "|不小于|不得低于|不得少于|不能低于|应不低于|达到或超过|达到及超过|达到或高于|超过或等于|达到了?|达成|达|至少|满",
    "≤": "≤|<=|小于等于|小于或等于|低于或等于|低于等于|不高于|不超过|不大于|不多于"
    "|不超出|不得超过|不得高于|未超过|没有超过|未超出|没有超出|控制在|限于",
    ">": ">|大于|高于|高出|超过|超出|多于|突破|超",
    "<": "<|小于|低于|少于|不足|不到|不满|不达|未达到|没有达到|未能达到|达不到|未达|未满|低|少",
    "=": "=|等于|为|是",
}
SIGN_OF = {
    word: sign for sign, words in SIGNS.items() for word in words.replace("了?", "").split("|")
}
_OP = "|".join(
    sorted((w for words in SIGNS.values() for w in words.split("|")), key=len, reverse=True)
)
_LONG = "|".join(word for word in _OP.split("|") if len(word) > 1 and word != "达到了?")
_OWNED = (
    r"(?:本|该)?(?:年度|全年|年初|当年|本年度?|绩效|预期|既定|规定|设定|下达的?|预定"
    r"|上级|省|市|县|区|政府|时序|责任|指导性?|考核|合同约定的?|合同|约定|应完成)*的?"
)
GOAL = (
    rf"(?:{_OWNED}(?:目标任务数|计划目标任务|计划目标值?|任务目标值?|计划任务数?|任务计划数?|目标任务|绩效目标值?|(?:计划|目标|合同)(?:成本|工期|投资|费用|完成[数量值])|目标值|指标值"
    r"|计划值|计划数|计划量|任务数|任务量|目标数|目标量|承诺时限|目标任务金额|责任指标|考核指标|达标线|标准值|标准线|考核标准|目标|计划|任务)(?:要求|总?金额|总额|总量|总数|数量|数|量|额)?(?![率书清名单比系完内性]))"
)
_MISSED = "未达到|未达成|未完成|没有完成|未能完成|未能达到|没有达到|达不到|完不成|未达标|不达标|没达到|未达|未完全完成"
_REACHED = "达到或超过|完成或超额完成|达到|完成(?![值数量])|达成|实现"
_DONE_NAMES = (
    r"(?:(?:实际|目标|任务|计划|指标|年度)*(?:任务|目标|计划)?(?:的)?(?:完成率|完成比例|完成程度|完成进度|完成百分比)|(?:实际)?(?:完成值"
    r"|完成数|完成量|实际值|实际数)(?:占|/|与|除以|和)(?:年度|计划|绩效)*(?:目标值?|指标值|计划数|任务数|计划|任务)(?:数|值)?(?:的?(?:比例"
    r"|比值|百分比|比率|比重))?)"
)
_INCL = r"\((?:均|都|皆|两端均|两端)?(?P<no>不)?(?:包?含|包括)(?:本数|本级|两端|两头|端点|边界|第?\d[\d.]*(?:UNIT)?|该值|等于)?\)".replace(
    "UNIT", UNIT
)
_TOKENS = regex(
    rf"(?P<incl>{_INCL})"
    r"|(?P<negative>为负(?:数|值)?)"
    rf"|(?P<each>每)"
    rf"|(?P<pm>[±]|正负|上下)(?={N})"
    rf"|(?P<num>(?:(?<![\d%\u4e00-\u9fff)])-)?(?P<n>{N})(?P<u>{UNIT})?)"
    rf"|(?P<suffix>(?:及|或)?以(?:上|下|内|外)|之内|(?<=[\d%)])起(?=$)|(?<=[天月日时周])内)"
    rf"|(?P<between>之间|区间内?|范围(?:以?内|之内)|范围)"
    rf"|(?P<done>{_DONE_NAMES})"
    rf"|(?P<missgoal>(?:{_MISSED})(?:了)?(?=(?:[\u4e00-\u9fff“”]{{0,16}}?){GOAL}))"
    rf"|(?P<reachgoal>(?:{_REACHED})(?:了)?(?:全部|全年)?(?=(?:[\u4e00-\u9fff“”]{{0,16}}?){GOAL})|(?:达标|完成|达到要求|达到)(?=$|的$|,$))"
    rf"|(?P<op>[≥≤<>=]=?|(?:{_OP})(?=\d|-\d|{GOAL}|[(]|[±]|正负)|(?:{_LONG})(?=[\u4e00-\u9fff“”]{{1,20}}?{GOAL}))"
    rf"|(?P<goal>{GOAL})"
    rf"|(?P<miss>{_MISSED})(?=的|者|,|:|$|部分|时)"
    rf"|(?P<absolute>绝对值)|(?P<apart>偏差率|偏差|偏离度|偏离率|偏离幅度|偏离|差异率|差异|相差)"
    r"|(?P<self>(?:全年|年度|实际)?(?:实际)?(?:完成值|完成数|完成量|实际值|实际数|实际完成)|(?:12月(?:31日|底|末)|年底|年末)(?![前之内])|20\d\d年度?(?![\d前底末])|介于|为合理区间)"
    rf"|(?P<short>差距|缺口率?|差额|欠缺)"
    rf"|(?P<reach>完成|实现)(?=\d)"
    rf"|(?P<join>,?(?:但|且|并且|并|而|同时)(?:又|也|尚|仍)?(?=[未低高不超达≥≤<>\d大小少多])|[,、](?=[未低高不超达≥≤<>\d大小少多]))|(?P<comma>[,:])"
    rf"|(?P<dash>[-~～—–至到]+(?=\d|-\d|年度|目标|指标|±)|[与和](?=\d[^,;。]{{0,8}}之间))"
    rf"|(?P<with>(?:与|较|比|同)(?={GOAL})|相比,?)"
)


class Token(NamedTuple):
    """`kind` is the name of its group above, or `own`; a number has `value` (a rate as a ratio) and `unit`."""

    kind: str
    text: str
    value: Fraction = Fraction(0)
    unit: str = ""
    no: bool = False


def tokens(chunk: str, asked: Asked) -> list[Token] | None:
    """The words of `chunk`; None where some are none of these and do not speak of the row."""
    found: list[Token] = []
    at, run = 0, ""
    own = _own_words(asked.words)
    names = [*asked.alias]
    while at < len(chunk):
        named = next((n for n in names if chunk.startswith(n, at)), "")
        mine = own.match(chunk, at) if not named else None
        match = None if named or mine else _TOKENS.match(chunk, at)
        if not (named or mine or match):
            run += chunk[at]
            at += 1
            continue
        if run:
            whole = mine is not None and _is_whole(mine.group(), asked)
            if (
                _denied(run, asked)
                or asked.is_other(run)
                or not (
                    asked.row.owns(run)
                    or (whole and _says_where(run))
                    or (found and found[-1].kind == "own" and _TAIL.fullmatch(run))
                )
            ):
                return None
            found.append(Token("own", run))
            run = ""
        if named:
            found.append(Token("named", named))
            at += len(named)
        elif mine:
            if asked.is_other(mine.group()):
                return None
            found.append(Token("own", mine.group()))
            at = mine.end()
        else:
            assert match is not None
            token = _token(match, asked)
            if token is None:
                return None
            found.append(token)
            at = match.end()
    if run:
        if (
            _denied(run, asked)
            or asked.is_other(run)
            or not (
                asked.row.owns(run) or (found and found[-1].kind == "own" and _TAIL.fullmatch(run))
            )
        ):
            return None
        found.append(Token("own", run))
    return found


_TAIL = regex(
    "(?:额|数|量|值|总额|情况|数量|金额|总数|比例|程度|工作|工作量)?(?:全年|年度|当年|本年度?)?"
)
"""What may stand behind the row's name and makes it no other quantity."""
_WHERE = regex(
    "(?:(?:全|本)(?:省|市|县|区|州|乡|镇|局|地区)|辖区内?|(?:服务)?区域内|当年|本年度?|全年|年度|年内|共|累计|组织|开展|实施|完成|当地|的)+"
)
"""Where and when: words in front of the row's name that make it no other quantity."""


def _is_whole(words: str, asked: Asked) -> bool:
    """Are these the row's name, or all of its end that measures?"""
    key = asked.row.key
    if asked.core and words.endswith(asked.core):
        return True
    if key.startswith(words) and len(words) > 3 and _WORKS.fullmatch(key[len(words) :]):
        return True
    return words == key or (key.endswith(words) and len(words) >= max(4, len(key) - 4))


_WORKS = regex("(?:建设|创建|工作|情况|水平)+")
"""标准化学校 of 标准化学校建设."""
_DENIES = regex("[不未没无非除约仅只]")


def _denied(words: str, asked: Asked) -> bool:
    """未 in front of 得满分 turns the clause round, whatever else stands there."""
    return _DENIES.search(words) is not None and words not in asked.row.key


def _says_where(words: str) -> bool:
    return _WHERE.fullmatch(words) is not None


@cache
def _own_words(keys: tuple[str, ...]) -> re.Pattern[str]:
    """Any three or more characters of the row's name in a row, longest first: 超 in 超标准接待 is no comparison."""
    parts = {key[a:b] for key in keys for a in range(len(key)) for b in range(a + 3, len(key) + 1)}
    rates = {part for part in parts if not re.search(r"\d", part)}
    words = sorted(rates, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)) if words else r"(?!)")


_OF_MONEY = regex("额|投资|费用|成本")


def _token(match: re.Match[str], asked: Asked) -> Token | None:
    kind = str(match.lastgroup)
    if match["num"]:
        unit = (
            (match["u"] or "").removeprefix("个")
            if "百分点" in (match["u"] or "")
            else match["u"] or ""
        )
        number = fraction(match["n"]) * (-1 if match["num"].startswith("-") else 1)
        if unit in ("%", "百分点"):
            return Token("num", match["num"], number / 100, "%" if unit == "%" else "百分点")
        return Token("num", match["num"], number, unit)
    for each in (
        "incl",
        "pm",
        "suffix",
        "between",
        "done",
        "missgoal",
        "reachgoal",
        "op",
        "goal",
        "miss",
        "absolute",
        "apart",
        "short",
        "self",
        "reach",
        "join",
        "comma",
        "dash",
        "with",
        "each",
    ):
        if match[each]:
            kind = each
            break
    if match["negative"]:
        return Token("negative", match.group())
    if kind == "self":
        return Token("own", match.group())
    if kind == "incl":
        return Token("incl", match["incl"], no=bool(match["no"]))
    if kind == "done" and asked.is_other(match.group()):
        return None
    if kind == "goal" and _OF_MONEY.search(match.group()) and not asked.of_money:
        return None  # 目标金额 of a row that counts people
    if (
        kind == "done"
        and asked.row.key.endswith(COMPLETION_ENDINGS)
        and asked.row.key.endswith(("完成率", "完成比例"))
    ):
        return Token("own", match.group())
    return Token(kind, match.group())
