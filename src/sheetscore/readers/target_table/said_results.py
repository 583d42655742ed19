"""A result told in a sentence of several clauses (全年举办培训11场，培训3600人次) → the one figure that is the row's own.

The row's figure is the only one counted in the unit of its target, and the words at it are those of the row's name or say no more
than that it was done. Any word that may take something away from it (其中, 未, 上年, 累计, 约 …) leaves the text to a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sheetscore.exact.amounts import MONEY_UNITS, fraction
from sheetscore.exact.numerals import half_width, turns_direction, visible
from sheetscore.readers.target_table.said_words import (
    TURNS,
    bare,
    beside_last_year,
    of_a_month,
    without_plain,
)
from sheetscore.regexes import regex
from sheetscore.words.measure_units import COUNTED, PER_CENT, times
from sheetscore.words.text import name_key

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_UNITS = f"{COUNTED}|元"
_FIGURE = regex(
    rf"(?P<number>{_NUMBER})\s*(?P<unit>(?:[万亿百千]?(?:{_UNITS})|%|‰|个百分点)(?:/[\u4e00-\u9fff]{{1,3}})?)?"
)
_CLAUSE = regex(r"[,;。、\n]|\s{2,}")
_MONTH = regex(
    r"(?:^|(?<=[,;。、])|(?<=[于在已]))(?:于|在)?(?:当年|本年)?(?:1[0-2]|[1-9])月(?:份|(?:3[01]|[12]\d|[1-9])日)?"
    r"(?:底|初|末|[上中下]旬)?(?:之?前)?"
)
_SHARES = (PER_CENT, "‰", "个百分点")
_LONGEST = 120


_REST = regex(
    rf"(?:(?:另外?|其余|剩余|剩下|还有|余)(?:的)?)?(?P<number>{_NUMBER})(?P<unit>{_UNITS})(?:[\u4e00-\u9fff]{{0,4}}?(?:正在|在建|尚|仍|未|预计|计划|将|结转|续建|完成工程量\d+%)[\u4e00-\u9fff\d]{{0,14}}"
    r"|(?:因|受|由于)[\u4e00-\u9fff]{1,12}(?:停工|停建|缓建|暂停|推迟|延期|滞后))"
)
"""另1座正在施工: what is still to be done."""
_LEAD = "(?:(?![较比同去上减增])[\u4e00-\u9fff]){0,10}?"
_LACKED = (
    regex(
        rf"{_LEAD}有?(?P<number>{_NUMBER})(?P<unit>{_UNITS})(?:尚?未|没有)[\u4e00-\u9fff]{{1,6}}"
    ),
    regex(
        rf"[\u4e00-\u9fff]{{0,10}}?少[\u4e00-\u9fff]{{0,3}}?(?P<number>{_NUMBER})(?P<unit>{_UNITS})"
    ),
)
"""台风期间有8次未开展, 受疫情影响少演9场: what of the target was not done."""
_SHARE = regex(r"(?:目标|任务|计划)?完成(?:率|比例)(?:为|达到?|是)?(?P<rate>\d+(?:\.\d+)?)%")
"""完成率94%: what was done of the target."""
_NAME = regex("(?:数量|场次|次数|人数|人次|户数|件数|数|量)$")
_LONG_ENOUGH = 4
"""Characters of a name that leave no doubt whose figure stands behind it."""
_PLANNED = regex("^(?:年度|全年|本年|年初)?(?:计划|目标任务|目标|任务|应)(?!率)")
_THIS_YEAR = regex("全年|本年度?|年内|今年|当年|年度")


@dataclass(frozen=True, slots=True)
class _Figure:
    number: str
    unit: str
    before: str
    behind: str

    def counted_in(self, unit: str) -> Fraction | None:
        """The figure in that unit; None where the two are of different kinds."""
        if self.unit in MONEY_UNITS and unit in MONEY_UNITS:
            scale = fraction(MONEY_UNITS[self.unit]) / fraction(MONEY_UNITS[unit])
            return fraction(self.number.replace(",", "")) * scale
        factor = times(self.unit, unit)
        return None if factor is None else fraction(self.number.replace(",", "")) * factor


def said_result(text: str, unit: str, name: str, target: str) -> tuple[str, str] | None:
    """The number and the unit of the row's own figure as written; None where it is not told plainly, or the row counts a rate.

    What a sentence says was planned (计划改造1200户) has to be the number of the `target`.
    """
    if unit in ("", PER_CENT, "‰") or len(text) > _LONGEST or turns_direction(text):
        return None
    if re.search(r"\d\s+\d", half_width(text)):
        return None
    if of_a_month(re.sub(r"\s", "", half_width(text)), name_key(name)):
        return None
    body = re.sub(r"[ \u3000\u00a0\t\r]", "", half_width(visible(text)))
    body = body.replace("台(套)", "台套")
    body = re.sub(r"\(([^()]*)\)", r",\1", _MONTH.sub("", body)).rstrip(",;。.")
    if re.search(r"[()<>≥≤=/~+*×÷:-]", body):
        return None
    key, found = name_key(name), []
    unfinished: list[_Figure] = []
    shares: list[str] = []
    for clause in _CLAUSE.split(re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", body)):
        if beside_last_year(clause, key):
            continue
        if rest := _not_done(clause):
            unfinished.append(_Figure(rest["number"], rest["unit"], "", ""))
            continue
        if share := _SHARE.fullmatch(clause):
            shares.append(share["rate"])
            continue
        told = _figures(clause)
        if unit in MONEY_UNITS and told == [] and without_plain(clause, key):
            return None  # 28万元（已支付到位）: what it costs, or what was paid of it?
        planned = _PLANNED.match(clause)
        if told is None or _turned(clause[planned.end() :] if planned else clause, key):
            return None
        if planned and not (
            len(told) == 1 and _is_target(told[0], planned.end(), unit, key, target)
        ):
            return None
        found += [] if planned else told
    own = [each for each in found if each.counted_in(unit) is not None]
    if len(found) > 1 and not any(each.before or each.behind for each in found):
        return None  # 12座、3处
    if len(own) != 1 or without_plain(own[0].behind, key):
        return None
    if without_plain(own[0].before, key) and not _behind_its_name(own[0].before, key):
        return None
    if not all(_is_share(each, own[0], unit, target) for each in shares):
        return None
    if any(each.unit in _SHARES for each in found) or not _make_up(own, unfinished, unit, target):
        return None
    return own[0].number, own[0].unit


def _not_done(clause: str) -> re.Match[str] | None:
    """A clause that says what of the target was not done."""
    return next((found for form in (_REST, *_LACKED) if (found := form.fullmatch(clause))), None)


def _behind_its_name(before: str, key: str) -> bool:
    """送戏下乡等文化惠民演出141场 of 文化惠民演出场次."""
    core = _NAME.sub("", key)
    rest = bare(before.removesuffix(core))
    return len(core) >= _LONG_ENOUGH and before.endswith(core) and (not rest or rest.endswith("等"))


def _is_share(rate: str, own: _Figure, unit: str, target: str) -> bool:
    """Is a rate that is told what was done of the target?"""
    done, wanted = own.counted_in(unit), _number_of(target)
    if done is None or not wanted:
        return False
    shown = fraction(rate) / 100
    return abs(done / wanted - shown) * 2 <= Fraction(1, 10 ** (len(rate.partition(".")[2]) + 2))


def _figures(clause: str) -> list[_Figure] | None:
    """The figures of a clause with the words before and behind each; None where one has no unit that is known."""
    matches, found = list(_FIGURE.finditer(clause)), []
    for at, match in enumerate(matches):
        if not match["unit"]:
            return None
        begin = matches[at - 1].end() if at else 0
        end = matches[at + 1].start() if at + 1 < len(matches) else len(clause)
        behind = clause[match.end() : end] if at + 1 == len(matches) else ""
        found.append(_Figure(match["number"], match["unit"], clause[begin : match.start()], behind))
    return found


def _is_target(figure: _Figure, begin: int, unit: str, key: str, target: str) -> bool:
    """Is what was planned the target of the row?"""
    same = figure.counted_in(unit) == _number_of(target) is not None
    return same and not without_plain(figure.before[begin:], key) and not figure.behind


def _make_up(own: Sequence[_Figure], unfinished: Sequence[_Figure], unit: str, target: str) -> bool:
    """Is what a sentence says is not done yet what the target has more than was done?"""
    if not unfinished:
        return True
    counted = [each.counted_in(unit) for each in (*own, *unfinished)]
    known = [each for each in counted if each is not None]
    return len(unfinished) == 1 and len(known) == len(counted) and sum(known) == _number_of(target)


def _number_of(target: str) -> Fraction | None:
    numbers = re.findall(_NUMBER, half_width(target))
    return fraction(numbers[0].replace(",", "")) if len(numbers) == 1 else None


def _turned(clause: str, key: str) -> bool:
    """Does a clause say anything that the row's name does not, and that may take something from the figure?"""
    return any(word not in key for word in TURNS.findall(_THIS_YEAR.sub("", clause)))
