"""A result told by its parts: 上半年12期、下半年13期; A区80人，B区82人，C区85人; 分三期，分别培训80人、82人、85人 → their sum.

The parts have to be all there are: the two halves of a year or its four quarters, first to last of something numbered, places or
classes called alike. A printed total has to be their sum. Anything else (新建3座、改造2座, 上半年12期 alone) is no sum.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sheetscore.exact.amounts import decimal, plain
from sheetscore.exact.numerals import half_width, turns_direction, visible
from sheetscore.readers.target_table.said_words import TURNS, bare, without_plain
from sheetscore.regexes import regex
from sheetscore.words.measure_units import COUNTED, PER_CENT, times
from sheetscore.words.text import name_key

_NUMBER = r"\d+(?:\.\d+)?"
_ITEM = regex(
    rf"(?P<label>[^\d]*?(?:\d{{1,2}}-\d{{1,2}}月(?:份)?|第\d{{1,2}}[\u4e00-\u9fff]+|\d{{1,2}}(?:标段|号)[\u4e00-\u9fff]*)?[^\d]*?)"
    rf"(?P<number>{_NUMBER})(?P<unit>[万亿百千]?(?:{COUNTED}|元))"
)
_CLAUSE = regex(r"[,;。、\n:]")
_LISTED = regex(
    r"分(?:成|为)?(?P<n>\d+|[两二三四五六七八九十])个?(?:期|批|次|轮|组|班|片|阶段|场|段)"
)
_TOTAL = regex("^(?:全年|本年度?|年内)?(?:总共|一共|共计|合计|总计|共)")
_NUMERALS = "一二三四五六七八九十"
_PAIRS = (
    frozenset(["上半年", "下半年"]),
    frozenset(["春季", "秋季"]),
    frozenset(["上学期", "下学期"]),
    frozenset(["线上", "线下"]),
)
_QUARTERS = frozenset(f"{number}季度" for number in "一二三四")
_NUMBERED = regex(
    rf"第?(?P<n>[{_NUMERALS}]|\d{{1,2}})(?P<of>期|批次?|次|轮|阶段|标段|场|组|季度|号[\u4e00-\u9fff]{{1,4}})"
)
_MONTHS = regex(r"(?P<first>\d{1,2})-(?P<last>\d{1,2})月(?:份)?")
_PLACE = regex(
    r"(?!全|本|各|其|另|总)[\u4e00-\u9fffA-Za-z]{1,6}?(?P<of>街道|社区|校区|园区|片区|库区|区|镇|乡|县|市|村|站|班|中心|学校|医院|线|片|厂|队)"
)
_ENDS = regex("(?:班|学期|期|批)$")
_LONGEST, _LEAST, _YEAR = 120, 2, 12


@dataclass(frozen=True, slots=True)
class _Item:
    label: str
    number: Decimal
    unit: str


def summed_result(text: str, unit: str, name: str) -> tuple[str, str] | None:
    """The sum of the parts that a text tells and the unit that they are all counted in; None for any other text."""
    if unit in ("", PER_CENT, "‰") or len(text) > _LONGEST or turns_direction(text):
        return None
    body = re.sub(r"[ \u3000\u00a0\t\r]", "", half_width(visible(text)))
    body = re.sub(r"(?<=\d)[-~—–至](?=\d{1,2}月)", "-", body)
    body = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", body)
    body = re.sub(r"\(([^()]*)\)", r",\1", body).rstrip(".,;。")
    key, listed = name_key(name), ""
    items: list[_Item] = []
    totals: list[_Item] = []
    for clause in filter(None, _CLAUSE.split(body)):
        found = _ITEM.fullmatch(clause)
        count = _LISTED.match(clause)
        if count and not listed:
            listed = count["n"]
            clause = clause[count.end() :]
            found = _ITEM.fullmatch(clause) if clause else None
            if not clause:
                continue
        if found is None:
            return None
        item = _Item(found["label"], decimal(found["number"]), found["unit"])
        if times(item.unit, unit) is None and item.unit != unit:
            if any(word not in key for word in TURNS.findall(item.label)):
                return None
            continue  # 培训3600人 beside 期
        (totals if _TOTAL.match(item.label) else items).append(item)
    return _sum(items, totals, listed, key)


def _sum(
    items: Sequence[_Item], totals: Sequence[_Item], listed: str, key: str
) -> tuple[str, str] | None:
    if (
        len(items) < _LEAST
        or len(totals) > 1
        or len({each.unit for each in (*items, *totals)}) != 1
    ):
        return None
    whole = sum((each.number for each in items), decimal(0))
    if totals and (
        totals[0].number != whole or without_plain(_TOTAL.sub("", totals[0].label), key)
    ):
        return None
    labels = [_bare(each.label.replace("分别", ""), key) for each in items]
    told_apart = "分别" in "".join(each.label for each in items)
    if not any(labels):
        known = bool(totals) or (told_apart and _size(listed) == len(items))
        known = known or (bool(listed) and _size(listed) == len(items))
    else:
        known = all(labels) and _make_up(labels)
    return (plain(whole), items[0].unit) if known else None


def _bare(label: str, key: str) -> str:
    """What tells a part from the others: without what was done, and without words of the row behind it."""
    left = label.removeprefix("其中")
    while left and not _is_label(left):
        behind = next((at for at in range(1, len(left)) if _of_row(left[at:], key)), 0)
        if not behind:
            return left if without_plain(left, key) else ""
        left = left[:behind]
    return left


def _of_row(words: str, key: str) -> bool:
    """Is nothing said but that it was done, and words of the row's name?"""
    left = bare(words)
    while left:
        sizes = [n for n in range(_LEAST, len(left) + 1) if left[:n] in key]
        if not sizes:
            return False
        left = bare(left[max(sizes) :])
    return True


def _is_label(word: str) -> bool:
    stem = _ENDS.sub("", word)
    known = (
        any(word in pair or stem in pair for pair in _PAIRS) or word.removeprefix("第") in _QUARTERS
    )
    return known or any(form.fullmatch(word) for form in (_NUMBERED, _MONTHS, _PLACE))


def _make_up(labels: Sequence[str]) -> bool:
    """Are the parts all there are of a whole?"""
    if len(set(labels)) != len(labels):
        return False
    stems = frozenset(
        _ENDS.sub("", each) if each not in ("上学期", "下学期") else each for each in labels
    )
    if stems in _PAIRS or frozenset(each.removeprefix("第") for each in labels) == _QUARTERS:
        return True
    months = [found for each in labels if (found := _MONTHS.fullmatch(each))]
    if months:
        return len(months) == len(labels) and _whole_year(months)
    numbered = [found for each in labels if (found := _NUMBERED.fullmatch(each))]
    if numbered:
        alike = len({found["of"] for found in numbered}) == 1 and numbered[0]["of"] != "季度"
        row = [_size(found["n"]) for found in numbered]
        return len(numbered) == len(labels) and alike and row == list(range(1, len(row) + 1))
    places = [found for each in labels if (found := _PLACE.fullmatch(each))]
    return len(places) == len(labels) and len({found["of"] for found in places}) == 1


def _whole_year(months: Sequence[re.Match[str]]) -> bool:
    spans = sorted((int(found["first"]), int(found["last"])) for found in months)
    edges = [1, *(last + 1 for _, last in spans)]
    return [first for first, _ in spans] == edges[:-1] and edges[-1] == _YEAR + 1


def _size(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    return 2 if numeral == "两" else _NUMERALS.find(numeral) + 1
