"""What stands around a rule and changes nothing: headings, a letter for the rate, the formula of the rate, list numbers."""

from __future__ import annotations

import re

from sheetscore.regexes import regex
from sheetscore.rules.formulas.bare_formula import bare_expression
from sheetscore.rules.tokens.sides import another_rate
from sheetscore.rules.tokens.subject import limited, names_same
from sheetscore.rules.tokens.wording import COMPLETION_ENDINGS, MORE_ENDINGS
from sheetscore.words.text import Clean, cut, name_key, put, reorder

_HEADING = regex(
    r"(?:^|(?<=[;。]))(?:具体)?(?:[得计评打赋]分|评价|考核|考评|扣分(?=[^:]*:[^。;]*[扣减]))(?:的)?"
    r"(?:规则|标准|档次|区间|办法|方法|细则|要点|说明|依据|方式|要求|细化标准)(?:如下|为)?:"
    r"|(?:^|(?<=[;。]))(?:评分|计分|打分):|(?:^|(?<=[;。]))(?:采用[^,;。:0-9]{2,6}法|分[二三四五六]档)(?:计分|评分|打分|给分|计算):"
)
_POINTS_OF = regex(
    r"^(?:评价要点|评价内容|指标解释|指标说明|考核内容|考核要点|指标释义):[^0-9<>≤≥%扣]*?[。;](?=(?:评分|评价|计分|打分|扣分|评定)(?:标准|规则|细则|办法|方法):)"
)
_NARROWS = (
    "不|非|未|没|除|剔|扣|均|原则|约|仅|只|以外|例外|酌|分|得|满|优|免|降|倍|减|浮|权|可|认定|调整|追加|口径|含|包括|半年|季|三年|累计|按时"
    "|上年|结转|部分|特殊|另|须|应|[0-9%<>≤≥=]"
)
"""What a sentence may not say if it is to change nothing."""
_PURPOSE = regex(
    rf"(?:^|(?<=[。;]))(?!(?:[^。;]*?(?:{_NARROWS})))"
    r"(?:(?:(?:评价要点|评价内容|指标解释|指标说明|考核内容|指标释义):)[^。;]+|(?:用以?|主要)?(?:反映|考核|评价)[^。;:,]{2,40}?(?:情况|程度|水平|能力))[。;]"
)
"""What the row is about: 用以反映部门预算完成程度。"""
_TERM = regex(
    rf"(?:^|(?<=[。;]))(?!(?:[^。;]*?(?:{_NARROWS})))(?P<term>[^,:。;]{{2,20}}):[^:。;]+[。;]"
)
"""What a term of the formula means: 预算数：财政部门批复的预算数。"""
_RESPONDENTS = regex(
    r"(?:^|(?<=[。;]))(?:社会公众或服务对象|服务对象|社会公众|受益对象)是指(?!(?:[^。;]*?(?:不|非|未|除|剔|仅|只|[0-9%<>≤≥=])))[^。;]+[。;]"
)
_PLAN = regex(
    r"(?:^|(?<=[;。,]))(?:年度|全年)?(?:目标|计划|任务)(?:(?![约近均每非不未除外含])[\u4e00-\u9fff]){0,5}?[为是:]?(?P<number>\d+(?:\.\d+)?[\u4e00-\u9fff㎡]{1,3})[,;。]"
)
_BASED = regex(
    r"(?P<each>每[\u4e00-\u9fff]{1,4}\d+(?:\.\d+)?(?:%|个?百分点),?)(?P<base>在\d+(?:\.\d+)?分的?基础上)再?(?=扣)"
)
_NOTE = regex(r"\(单位:[^()]{1,6}\)|\[(?:[得计评扣打]分|评价)(?:标准|细则|规则|办法)\]")
_NAMED = regex(
    r"(?:^|(?<=[;。]))(?:(?:根据|按照?|依据)(?P<by>[^,;。:()]{2,16}?)(?:的?(?:高低|情况|大小))?(?:分档|分级|分段|分区间)(?:赋分|计分|评分|打分|给分):"
    r"|(?P<is>[^,;。:()]{2,16}[率度])\(?[A-Za-z]\)?:(?=[A-Za-z]?[<>≤≥=]|\d))"
)
_LETTER_MARK = regex(r"(?:^|(?<=[;。:,]))([A-H])[.、)]")
_ASCII = regex("[A-Za-z]")
_LETTER = regex(
    r"[(,;。]?(?:(?:其中|注):?)?(?:设|记|令|以)?(?P<letter>[A-Za-z])(?:为|=|是|表示|代表|指|即)(?P<name>[^,;。()<>≤≥=0-9]{2,24})\)?[,;。]?(?=$|[^0-9])"
    r"|(?:设|记|令)(?P<name2>[^,;。()<>≤≥=0-9]{2,24})为(?P<letter2>[A-Za-z])[,;。]"
)
_FORMULA = regex(
    r"(?:\(|^|(?<=[;。,]))(?:注:|其中:?|公式:|计算公式:)?"
    r"(?P<name>[^,;。:=()]{2,24}(?:\([^()0-9]{1,12}\))?)(?:的?计算公式)?[=:](?P<body>[^,;。<>≤≥=:]*?\*100%(?:,(?=用以|反映))?|[^,;。<>≤≥=:0-9]*?/[^,;。<>≤≥=:0-9]*)[)]?(?:[;。]|,(?=[^0-9])|$|(?=用以|反映))"
)
_INLINE = regex(
    r"(?:^|(?<=[;。,]))(?P<name>[^,;。:=()]{2,24})"
    r"(?P<bracket>\((?:即)?(?P<body>[^()<>≤≥=:]*?/[^()<>≤≥=:]*?)\))(?=[<>≤≥=:达不低高大小在介为])"
)
_TARGET = regex(
    r"(?:^|(?<=[;。,]))(?:年度|绩效)?(?:目标值?|指标值)(?:[为是:]?[≥=]?)(?P<value>\d+(?:\.\d+)?%)[,;。]"
)
_TO_TARGET = regex(
    r"(?P<reach>(?:(?:实际)?(?:达到或超过|达到|完成|不低于)(?:了)?|≥)(?:年度)?(?:目标值?|指标值)(?!\d))"
    r"|(?P<miss>(?:低于|未达到|未完成|达不到|没有达到|<)(?:年度)?(?:目标值?|指标值)(?!\d))"
    r"|(?P<part>(?<=/)(?:年度)?(?:目标值?|指标值))"
)
_BARE = regex(r"^(?P<body>[^,;。<>≤≥=:扣]*?/[^,;。<>≤≥=:扣]*?\*100%)[,;。:]")
_SENTENCE = regex(r"(?:^|(?<=[;。]))[^;。]+(?=[;。]|$)")
_SCORING = regex(r"[扣得计]\d|\d分|满分|分值|得分")
_NUMBER = regex(r"(?:^|(?<=[;。:]))(\d)\.(?!\d{3})")


def without_asides(wording: Clean, name: str) -> tuple[Clean, str]:
    """The wording without them, and the formula of the row's own rate where one stands in it ("" if none).

    A letter or a formula that stands for another quantity than the row's own stays, and with it its clause unread.
    """
    wording = _base_first(_plans(wording))
    wording = _letters(_list_numbers(_signs(wording)))
    for pattern, word in (
        (_RESPONDENTS, "是指"),
        (_NOTE, "单位:"),
        (_NOTE, "]"),
        (_POINTS_OF, ":"),
        (_HEADING, ":"),
    ):
        if word in wording.text:
            wording = _cut_all(wording, pattern)
    for match in _NAMED.finditer(wording.text):
        if names_same(match["by"] or match["is"], name, ""):
            wording = cut(wording, match.start(), match.end())
            break
    for match in _LETTER.finditer(wording.text) if _ASCII.search(wording.text) else ():
        defined = match["name"] or match["name2"]
        letter = match["letter"] or match["letter2"]
        rest = wording.text[: match.start()] + wording.text[match.end() :]
        others = set(re.findall(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])", rest)) - {letter}
        if names_same(defined, name, "") and not others and not _another(defined, name):
            wording = cut(wording, match.start(), match.end())
            break
    wording = _targets(wording, name)
    wording, formula = _formula(wording, name) if "/" in wording.text else (wording, "")
    if not formula:
        wording, formula = _bare_sentence(wording, name)
    if re.search("反映|考核|评价|指标", wording.text):
        wording = _cut_all(wording, _PURPOSE)
    return _without_terms(wording, formula) if formula else wording, formula


def _formula(wording: Clean, name: str) -> tuple[Clean, str]:
    """The wording without the formula of the row's own rate, and that formula ("" if none)."""
    formula = ""
    for match in _INLINE.finditer(wording.text):
        if names_same(match["name"], name, "") and not _denied(match["body"]):
            formula = f"{match['name']}={match['body']}"
            begin, end = match.span("bracket")
            wording = cut(wording, begin, end, joined=True)
            break
    bare = _BARE.match(wording.text)
    if bare and not formula:
        formula = f"{name}={bare['body']}"
        wording = cut(wording, 0, bare.end())
    for match in _FORMULA.finditer(wording.text):
        own = names_same(match["name"], name, "") and not _SCORING.search(match.group())
        if own:
            formula = f"{match['name']}={match['body'].rstrip(',')}"
            wording = cut(wording, match.start(), match.end())
            break
    return wording, formula


def _denied(body: str) -> bool:
    """除外在职人数/编制数: a figure that is denied or limited is none of the row's rate."""
    return any(
        limited(term) for term in re.split(r"[-+*/()]", body) if not re.fullmatch(r"[\d.%]*", term)
    )


def _bare_sentence(wording: Clean, name: str) -> tuple[Clean, str]:
    """A sentence that is nothing but an expression: 实际支出数/预算安排数×100%。"""
    for match in _SENTENCE.finditer(wording.text) if re.search("/|预算", wording.text) else ():
        body = bare_expression(match.group(), name)
        if body and re.fullmatch(r"[^=,;。:+*/()\[\]{}]{1,40}", name_key(name)):
            return cut(wording, *match.span()), f"{name_key(name)}={body}"
    return wording, ""


def _without_terms(wording: Clean, formula: str) -> Clean:
    """Without the sentences that say what the terms of the printed formula mean."""
    for match in reversed(list(_TERM.finditer(wording.text))):
        if match["term"] in formula.partition("=")[2]:
            wording = cut(wording, match.start(), match.end())
    return wording


def _plans(wording: Clean) -> Clean:
    """目标2000户。完成2000户及以上得10分: the plan, where the rule itself prints the same number again."""
    for match in _PLAN.finditer(wording.text):
        rest = wording.text[match.end() :]
        if re.search(rf"(?<![\d.]){re.escape(match['number'])}", rest):
            return cut(wording, match.start(), match.end())
    return wording


def _base_first(wording: Clean) -> Clean:
    """每低1个百分点在2分基础上扣0.2分: the points it starts from in front of the step."""
    match = _BASED.search(wording.text)
    if match is None:
        return wording
    order = (*range(*match.span("base")), *range(*match.span("each")))
    return reorder(wording, (*range(match.start()), *order, *range(match.end(), len(wording.text))))


def _signs(wording: Clean) -> Clean:
    """>= and <= as one sign each."""
    for pair, sign in ((">=", "≥"), ("<=", "≤")):
        while pair in wording.text:
            at = wording.text.index(pair)
            wording = put(wording, at, at + 2, sign)
    return wording


def _letters(wording: Clean) -> Clean:
    """A.满意度≥90%…；B.80%≤…: letters that count the bands, in an unbroken row from A."""
    marks = list(_LETTER_MARK.finditer(wording.text))
    if len(marks) < 2 or [match[1] for match in marks] != list("ABCDEFGH"[: len(marks)]):
        return wording
    for match in reversed(marks):
        wording = cut(wording, match.start(), match.end())
    return wording


def _targets(wording: Clean, name: str) -> Clean:
    """目标值90%。达到目标值得满分: the target where it is referred to, for a target of which more is better."""
    stated = _TARGET.search(wording.text)
    if not name_key(name).endswith(COMPLETION_ENDINGS + MORE_ENDINGS):
        return wording
    if stated is None or not _TO_TARGET.search(
        wording.text[: stated.start()] + " " + wording.text[stated.end() :]
    ):
        return wording
    value = stated["value"]
    wording = cut(wording, stated.start(), stated.end())
    for match in reversed(list(_TO_TARGET.finditer(wording.text))):
        if wording.text[: match.start()].endswith("每"):
            continue
        sign = "≥" if match["reach"] else "<" if match["miss"] else ""
        wording = put(wording, match.start(), match.end(), sign + value)
    return wording


def _list_numbers(wording: Clean) -> Clean:
    """1.满意度≥95%…；2.90%≤…：a list number run together with a percentage is one only in an unbroken count from 1."""
    marks = list(_NUMBER.finditer(wording.text))
    counted = [int(match[1]) for match in marks] == list(range(1, len(marks) + 1))
    if (
        len(marks) < 2
        or not counted
        or wording.text[marks[0].end() : marks[0].end() + 1].isdecimal()
        or not any(m.end() < len(wording.text) and wording.text[m.end()].isdecimal() for m in marks)
    ):
        return wording
    for match in reversed(marks):
        wording = cut(wording, match.start(), match.end())
    return wording


def unclear_number(wording: Clean) -> bool:
    """1.95%以上得10分: a list number run into 95 %, or 1.95 %? One mark alone does not say."""
    start = re.match(r"\d\.(\d{2,3})(?=%)", wording.text)
    return start is not None and int(start[1]) >= 50


def _cut_all(wording: Clean, pattern: re.Pattern[str]) -> Clean:
    for match in reversed(list(pattern.finditer(wording.text))):
        wording = cut(wording, match.start(), match.end())
    return wording


def letters_of_others(wording: str, explanation: str, name: str) -> list[str]:
    """Letters of the wording that the 指标说明 defines as another quantity than the row's own (A为及时率)."""
    found = []
    for match in _LETTER.finditer(explanation) if _ASCII.search(explanation) else ():
        letter, defined = match["letter"] or match["letter2"], match["name"] or match["name2"]
        used = re.search(rf"(?<![A-Za-z]){letter}(?![A-Za-z])", wording)
        if used and (not names_same(defined, name, "") or _another(defined, name)):
            found.append(f"{letter}（{defined}）")
    return found


def _another(defined: str, name: str) -> bool:
    return another_rate(name_key(defined).removeprefix("实际"), name_key(name))
