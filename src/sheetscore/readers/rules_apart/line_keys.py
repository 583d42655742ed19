"""What a row and a line of a 评分细则 are called: names without numbers, codes, numbers, letters of a type. Equal or not, never alike."""

from __future__ import annotations

import re

from sheetscore.exact.numerals import half_width
from sheetscore.readers.indicator_table.header_words import named_points
from sheetscore.regexes import regex
from sheetscore.words.text import name_key

_NUMBER = regex(
    r"^(?:三级)?(?:指标)?(?:\d{1,2}(?:\.\d{1,2}){0,3}[、.．:：)]?|\(\d{1,2}\)|\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、|[①-⑳])[、.:]?(?=[^\d%个项条年月、.:])"
)
"""A number in front of a name: 1、, 1.1, （一）, ①. 2023年… and 12个… are no numbers of rows."""
_CODE = regex(r"[A-Z]{0,6}[-.]?\d{1,4}(?:[-.]\d{1,3}){0,4}|[①-⑳]|[一二三四五六七八九十]{1,3}")
_LETTER = r"[A-Z]|[甲乙丙丁戊己庚辛壬癸]|[ⅠⅡⅢⅣⅤⅥ]|[一二三四五六七八九]|[①-⑨]|\d"
_TYPE = regex(
    rf"(?:类型|类别|方法|办法|公式|类|型)?(?P<letter>{_LETTER})(?:类型|类别|型|类|方法|办法|法|式)?"
)
_LETTER_AND_NAME = regex(
    r"(?P<letter>[A-Z]|[甲乙丙丁戊己庚辛壬癸])(?:类型|型|类)?[、.:-]?(?P<name>[\u4e00-\u9fff]{2,8}(?:型|类|性)?)"
)
_BRACKET = regex(r"(.+?)\((.+)\)")
_KIND = regex(r"(?<=..)(?:指标|类型|类|型)$")
_LONGEST_TYPE = 10
REFERS = regex(
    r"(?:详见|见|参见|参照|按照?|依据?|根据|执行)?(?:附件|附表|附)?[\d一二三]{0,2}[:：]?《?[一-龥]{0,10}?(?:评分|计分|评价|打分|赋分|考核)(?:细则|办法|标准|说明|规则)(?:说明|表)?》?(?:表|中)?"
    r"(?:第?(?P<key>[A-Z]{0,4}\d{1,3}(?:\.\d{1,2}){0,3}|[一二三四五六七八九十]{1,3}|[A-Z])(?:条|项|款|型|类|号)?)?(?:的?规定|要求)?(?:执行|计分|评分|打分|计算)?[。.]?"
)
"""见评分细则, 按评分细则第3条计分: a cell that says where its rule stands, and nothing of it."""
_POINTER = regex(
    r"(?:(?:备注|说明|注|填表说明)[:.]?)?(?:各项|本表|具体|指标)*(?:评分|计分|打分|得分)(?:办法|标准|方法|细则|规则)(?:详|请|参)?见(?:工作表|附表)?[“\"'‘《]?(?P<name>[^“”\"'‘’《》。.,;]+?)[”\"'’》]?(?:表|工作表)?[。.]?"
)
_IN_SIGNATURE = regex(
    r"^(?=[^()]*(?:填报人|填表人|经办人|制表人|联系电话|填报时间|填报日期|负责人))[^()分扣]*\((?P<line>[^()]+)\)[^()分扣]*$"
)
"""填报人：…（打分规则见《填表说明》）: the line of the signatures may hold the pointer in a bracket, and no other words of points."""
_NOTHING = frozenset(["", "-", "--", "—", "——", "/", "无"])


def bare_name(text: str) -> str:
    """A name as it is compared: without its number in front, and without its points in brackets behind it."""
    key = name_key(named_points(half_width(text).strip())[0])
    return _NUMBER.sub("", key)


def number_of(text: str) -> str:
    """The number printed in front of a name, or "": 1.1预算执行率 → 1.1."""
    found = _NUMBER.match(name_key(half_width(text).strip()))
    return code_of(found[0]) if found else ""


def code_of(text: str) -> str:
    """A code or a number that fills a cell (CS01, A1, 1.1, 3、), as it is compared; "" for any other text."""
    key = re.sub(r"^(?:三级)?指标|[()、:]|(?<=\d)\.$", "", name_key(half_width(text)).upper())
    key = re.sub(r"\.0$", "", key)
    return key if _CODE.fullmatch(key) else ""


def type_keys(text: str) -> frozenset[str]:
    """What a cell of a type may be called: A, A型, A类, A（达标型）, 达标型, 正向指标; empty for a longer text."""
    key = name_key(half_width(text)).upper()
    if not key or key in _NOTHING or len(key) > 2 * _LONGEST_TYPE:
        return frozenset()
    if found := _TYPE.fullmatch(key):
        return frozenset([found["letter"]])
    bracket = _BRACKET.fullmatch(key)
    if bracket:
        return type_keys(bracket[1]) | type_keys(bracket[2])
    if found := _LETTER_AND_NAME.fullmatch(key):
        return frozenset([found["letter"], _KIND.sub("", found["name"])])
    worded = len(key) <= _LONGEST_TYPE and re.fullmatch("[\u4e00-\u9fff]+", key)
    return frozenset([_KIND.sub("", key)]) if worded else frozenset()


def says_nothing(text: str) -> bool:
    """A cell without a rule of its own: blank, —, or the name of the place where the rule stands."""
    key = name_key(text)
    return key in _NOTHING or REFERS.fullmatch(half_width(key)) is not None


def referred(text: str) -> str:
    """The number or code that a reference names: 见评分细则第3条 → 3; "" without one."""
    found = REFERS.fullmatch(half_width(name_key(text)).upper())
    return found["key"] or "" if found else ""


def refers_to(line: str, sheet: str, any_place: bool) -> bool:
    """Is a line of notes nothing but a pointer to this sheet (`any_place`: to whatever stands at its own foot): 评分办法见“评分细则”表?"""
    line = half_width(line).strip()
    signed = _IN_SIGNATURE.match(line)
    found = _POINTER.fullmatch(signed["line"].strip() if signed else line)
    return found is not None and (
        any_place or (sheet != "" and name_key(found["name"]) == name_key(sheet))
    )
