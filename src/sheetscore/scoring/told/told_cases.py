"""How many cases a sentence of the row tells: 市审计局查出问题2个，扣2分; 3月、8月各有1次未及时足额上缴，共2次.

A sentence counts only whole: each number in it is one of these, their sum, a month, or the points that the unit took off itself,
which have to be the same. What may be a part of them (其中), of another year, or of what was put right leaves the row to a person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import decimal, fraction
from sheetscore.exact.numerals import half_width
from sheetscore.model.figure import Input, Key
from sheetscore.readers.indicator_table.result_columns import Beside
from sheetscore.regexes import regex
from sheetscore.rules import Rule
from sheetscore.rules.shapes.by_hand import Violations
from sheetscore.rules.telling.asked import Asked, asked_of
from sheetscore.scoring.binding import Bound
from sheetscore.scoring.own.counted_gaps import over_cases, with_counted_gap
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_ASKED = regex(r"(?:有|发现|存在|出现|发生|查出)?(?P<cases>.*?)的[^的（]{1,4}数（[^（）]+）")
_CLAUSE = regex(r"[,，;；。\n]")
_WORDS = r"[\u4e00-\u9fff“”、]"
_PROBLEM = "问题"
_WHO = (
    r"(?:(?:经|被|接受)?(?:省|市|县|区|镇|上级)?(?:级)?(?P<{0}>审计|财政|巡视|巡察|纪检|监察|预工委)(?:局|厅|部门|机关|组|委|办)?"
    r"(?:跟踪|专项|年度|例行|全面)?(?:审计|检查|监督检查|监督|评审|审查|巡察)*(?:报告|意见)?(?:中|后)?)?"
)
_FINDERS = regex("审计|财政|巡视|巡察|纪检|监察|预工委|人大")
_NUMBER = regex(r"\d+(?:\.\d+)?(?!年)")
_FOUND = r"(?:共|共计)?(?:查出|发现|指出|反馈|提出|检出)(?:的)?"
_PROBLEMS = regex(
    rf"{_WHO.format('one')}{_FOUND}(?P<before>{_WORDS}{{0,24}}?)问题(?:共|共计)?(?P<n>\d{{1,3}})(?P<unit>[个项条例])"
    rf"|{_WHO.format('other')}{_FOUND}(?P<m>\d{{1,3}})(?P<of>[个项条例])(?P<behind>{_WORDS}{{0,12}}?)问题"
)
"""市审计局查出问题2个, 查出3个违规问题: who found them, and of what kind they are."""
_COMMON = regex(
    "(?:的|并|确需修改|应整改|需整改|审计|财政|监督|检查|查出|发现|指出|反馈|提出|存在|出现|被|在|问题)+"
)
"""What leaves a problem any problem."""
_SUM = regex(
    r"(?:合计|总计|共计|共)(?:发现|发生|出现)?(?P<n>\d{1,3})(?P<unit>[\u4e00-\u9fff]{1,2})"
)
_MONTHS = r"(?P<months>(?:(?:1[0-2]|[1-9])月(?:份)?[、和及]?)*)"
_OWN_SCORE = regex(r"(?:故|所以|应|自评|该项|本项)*(?:扣|扣减|减)(?P<n>\d+(?:\.\d+)?)分")
_PUT_RIGHT = pattern(
    r"(?:均|都|现)?(?:已|已经|均已|全部)*(?:完成|全部)?(?:整改|纠正|处理)(?:完毕|{arrived}|完成|落实)?"
)
_MENDED = regex("(?:均|现)?已(?:全部)?(?:补充|补办|补齐|补录|重新)[\u4e00-\u9fff]{2,6}")
_WHOLE = pattern(
    r"(?:共|{all_year}共|共计)?(?:安排|实施|开展|涉及|抽查|检查)?(?P<thing>[\u4e00-\u9fff]{2,6}?)(?:共)?(?P<n>\d{1,3})(?P<unit>[\u4e00-\u9fff])"
)
_THIS_YEAR = pattern("^(?:{this_year}|{all_year}|年内)[,，]?")
_SHORTEST = 4
"""Characters of what is counted that say it plainly."""
_OTHER = pattern(
    "{last_year}|以前年度|历年|往年|其中|另|除|未|无|没有|不|约|近|余|多|以上|左右|累计|下属|所属|其他|全省|全市|全县|整改|解决|重复|上级|同类|疑似|待"
)
"""Words that make of a number another one than the cases of this unit and year."""


def by_told_cases(record: Mapping[str, Any], rule: Rule, year: int | None) -> Bound | None:
    """The rule over the number of cases and that figure; None where the row tells none, or two that differ."""
    asked, shape = asked_of(rule), rule.shape
    if asked is None or not isinstance(shape, Violations) or shape.required is not None:
        return None
    if record["beside"]:
        texts = [(str(record["actual"]), str(record["actual_cell"]))]
    else:
        texts = [
            (text, cell) for text, cell in record["remarks"] if cell != record["explanation_cell"]
        ]
    told = [(text, cell) for text, cell in texts if re.search(r"\d", text)]
    if len(told) != 1:
        return None
    ((text, cell),) = told
    found = _told(record, rule, shape, asked, text, cell, year)
    if found is None:
        return None
    note = f"按“{text}”（{record['sheet']}!{cell}）写的数，没有原始数可核。"
    return replace(found, notes=(note,))


def _told(
    record: Mapping[str, Any], rule: Rule, shape: Violations, asked: Asked, text: str, cell: str, year: int | None
) -> Bound | None:  # fmt: skip
    name = name_key(record["indicator"])
    written = {
        **record,
        "beside": record["beside"] or Beside(name, "", 0, ""),
        "actual": text,
        "actual_cell": cell,
    }
    gap = with_counted_gap(written, rule)
    if gap is not None and len(gap.inputs) > 1:
        return gap if len(_NUMBER.findall(text)) == len(gap.inputs) else None  # 收到37件，回复36件
    if not _named(text, str(record["criteria"])):
        return None
    count = _count(text, asked, shape, year)
    if count is None or count > asked.most:
        return None
    counted = Input(
        asked.what.partition("（")[0], Key(name, "", 0), decimal(count), asked.unit, "value", record["sheet"], cell, part=text
    )  # fmt: skip
    return Bound(over_cases(rule, shape, asked.unit), (counted,), {counted.term: Fraction(1)})


def _named(text: str, criteria: str) -> bool:
    """Does the wording name who found the cases, where it names anybody? 巡察反馈 is none of 审计、财政检查."""
    asked = {*_FINDERS.findall(criteria)}
    return not asked or {*_FINDERS.findall(text)} <= asked


def _count(text: str, asked: Asked, shape: Violations, year: int | None) -> int | None:
    """The number of cases; None for a text that says anything else."""
    found = _ASKED.fullmatch(asked.what)
    cases = found["cases"] if found else ""
    body = re.sub(r"[ \u3000\t]", "", half_width(text)).rstrip("。.;,")
    if year:
        body = re.sub(rf"^{year}年度?[,，]?", "", body)
    body = _THIS_YEAR.sub("", body)
    counts, sums, finders = [], [], []
    clauses = [each for each in _CLAUSE.split(body) if each]
    among = _among(clauses, cases, asked.unit)
    if among is not None:
        return among
    for clause in clauses:
        if score := _OWN_SCORE.fullmatch(clause):
            sums.append(fraction(score["n"]) / shape.deduct)
        elif summed := _SUM.fullmatch(clause):
            if summed["unit"] != asked.unit:
                return None
            sums.append(Fraction(summed["n"]))
        elif _PUT_RIGHT.fullmatch(clause) is None:
            number, finder = _of_clause(clause, cases, asked.unit) or (None, "")
            if number is None:
                return None
            counts.append(number)
            finders.append(finder)
    if len(counts) > 1 and ("" in finders or len({*finders}) < len(finders)):
        return None  # 查出问题3个，违规问题2个: some of them again?
    agreed = all(each == sum(counts) for each in sums)
    return sum(counts) if counts and agreed else None


def _among(clauses: list[str], cases: str, unit: str) -> int | None:
    """The cases of 共安排项目13个，其中1个项目未入库即安排资金，已补充入库: so many of a whole, in the words of the wording."""
    plain = cases.removeprefix("发现")
    if len(clauses) not in (2, 3) or len(plain) < _SHORTEST:
        return None
    whole = None if _OTHER.search(clauses[0]) else _WHOLE.fullmatch(clauses[0])
    found = re.fullmatch(
        rf"其中(?:有)?(\d{{1,3}}){re.escape(unit)}{re.escape(plain)}(?:的)?", clauses[1]
    )
    if whole is None or found is None or whole["unit"] != unit or int(found[1]) > int(whole["n"]):
        return None
    put_right = (
        len(clauses) == 2 or _PUT_RIGHT.fullmatch(clauses[2]) or _MENDED.fullmatch(clauses[2])
    )
    return int(found[1]) if put_right else None


def _of_clause(clause: str, cases: str, unit: str) -> tuple[int, str] | None:
    """The cases that one clause tells and who found them, months apart (3月、8月各有1次 are two)."""
    exact = re.fullmatch(rf"{re.escape(cases)}(?:共|共计)?(\d{{1,3}}){re.escape(unit)}", clause)
    if exact is not None and len(cases) >= _SHORTEST:
        return int(exact[1]), ""
    problems = _PROBLEMS.fullmatch(clause)
    if problems is not None and cases.endswith(_PROBLEM):
        said = problems["before"] or problems["behind"] or ""
        same = (problems["unit"] or problems["of"]) == unit
        if not same or _OTHER.search(said) or not _is_of_kind(said, cases):
            return None
        return int(problems["n"] or problems["m"]), problems["one"] or problems["other"] or ""
    plain = cases.removeprefix("发现")
    own = regex(
        rf"{_MONTHS}(?P<each>各|分别)?(?:有|出现|发生)?(?P<n>\d{{1,2}}){re.escape(unit)}{re.escape(plain)}"
    )
    each = own.fullmatch(clause)
    if each is None or len(plain) < _SHORTEST:
        return None
    months = re.findall(r"\d+", each["months"])
    if len({*months}) < len(months) or (len(months) > 1) != bool(each["each"]):
        return None  # 3月、8月有2次: two in all, or in each?
    return int(each["n"]) * max(1, len(months)), each["months"] or "once"


def _is_of_kind(said: str, cases: str) -> bool:
    """Are the problems of a sentence those that the wording counts? 查出党建问题 are none of 违规使用资金问题."""
    wanted = _COMMON.sub("", cases)
    if said == "":
        return wanted == ""
    letters = iter(cases)
    within = all(any(each == letter for letter in letters) for each in said)
    return within and (wanted == "" or _FAULT.search(said) is not None or wanted in said)


_FAULT = regex("违规|违纪|违法|不合规|不规范")
