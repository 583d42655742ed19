"""How many cases a person would count, where the row states them: 受理36件，按期办结35件 under 每有1件未按期办结扣0.5分 is one.

What was to be done and what was done of it stand in one cell, counted as the wording counts; or the cell says the cases themselves
(未按期办结1件). A part that may be of something else leaves the row to a person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import decimal, fraction
from sheetscore.exact.numerals import half_width
from sheetscore.model.figure import Input, Key
from sheetscore.regexes import regex
from sheetscore.rules import Rule
from sheetscore.rules.formulas.expressions import Node
from sheetscore.rules.formulas.formula import Formula
from sheetscore.rules.shapes.by_hand import Violations
from sheetscore.rules.shapes.shapes import Fixed, Interval, Ladder, Segment, Stepped
from sheetscore.rules.telling.asked import asked_of
from sheetscore.scoring.binding import Bound
from sheetscore.scoring.own.spoken_parts import without_remainder
from sheetscore.scoring.own.written_parts import Part, Written, read_parts
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_ASKED = regex(r"(?P<cases>.*?)的[^的（]{1,4}数（[^（）]+）")
_FOUND = regex("^(?:有|发现|存在|出现|发生|查出)?(?:1|一)?")
_LACKING = regex("^(?P<what>[^未不没]{0,6}?)(?P<not>未能?|没有|不)(?P<good>[^未不没]{2,10})$")
_FEWER = regex("^(?:少|缺)(?P<good>[^未不没]{0,8})$")
_LEADS = pattern("^(?:{all_year}|{this_year}|年内|共|总共|一共)*(?:实际|已经|已|其中)?(?:已)?")
_WHOLES = frozenset(
    ["受理", "接收", "收到", "接到", "检测", "抽检", "抽查", "检查", "送检", "排查",
     "交办", "总数", "总", "合计", "计划", "任务", "目标", "应完成",
     "发现"]
)  # fmt: skip
_GRANTED = pattern("{granted}")
_TAKEN = regex("^(?:受理|接收|收到|接到|交办)(?:的)?(?P<thing>[^未不没]{2,6})$")
_HAPPENED = regex("^(?:发生|出现|发现|存在|查出)(?:了)?")
_FAULT = regex("事故|违规|违纪|违法|投诉|问题|差错|纠纷|案件|举报|处罚|通报|失误|泄密|舆情")
_BY_WHOM = regex(
    "^(?:[省市县区]?(?:审计|财政|纪检|监察)(?:局|厅|委|部门|机关)|巡察组|督查组|(?:跟踪|专项|内部|日常)?(?:审计|检查|督查|巡察))+(?:中)?(?=发现|查出)"
)
"""市审计局跟踪审计发现…: who found it."""
_PHASE = regex("第[一二三四五1-5][期批](?=[\u4e00-\u9fff])")
_LATE = pattern(
    r"(?P<what>[\u4e00-\u9fff]{0,12}?)(?P<late>滞后|延期|逾期|延迟|推迟)于?(?P<plan>[\u4e00-\u9fff]{0,8})(?P<n>\d{1,2})(?P<unit>年)(?:{arrived}|完成|完工)?"
)
_LOST = regex("(?:缺|少|漏|延迟|逾期|推迟|延误|延期|滞后|超期|迟报|错)")
_DONE = regex(
    "检查|排查|整改|处理|处置|处罚|查处|办理|化解|调处|调解|演练|培训|宣传|服务|巡查|奖励|表彰|报道|活动|监测|执法|帮扶|走访|率$"
)
_NONE = regex("未|没|无|不|非")
_SHOULD = ("应", "应当", "计划", "需", "须")
_BOTH = 2
_LEAST = 2


def with_counted_gap(record: Mapping[str, Any], rule: Rule) -> Bound | None:
    """The rule over the number of cases and the figures that give it; None where the 完成值 does not plainly state them."""
    shape, asked = rule.shape, asked_of(rule)
    if not record["beside"] or asked is None or not isinstance(shape, Violations):
        return None
    found = _ASKED.fullmatch(asked.what)
    late = _behind_plan(record, found["cases"], asked.unit) if found else None
    if late is not None and shape.required is None and late.value <= asked.most:
        return _bound(record, over_cases(rule, shape, asked.unit), (late,))
    written = read_parts(str(record["actual"]))
    if found is None or written is None or written.quotient or shape.required is not None:
        return None
    parts = [replace(each, name=_LEADS.sub("", name_key(each.name))) for each in written.parts]
    if not parts or any(each.unit != asked.unit or not _whole_number(each) for each in parts):
        return None
    if len(parts) == 1 and written.parts[0].text.startswith("其中"):
        return None  # of how many?
    cases, name = _FOUND.sub("", found["cases"]), name_key(record["indicator"])
    terms = _terms(cases, name, list(without_remainder(parts)))
    terms = terms or _of_named_rate(cases, str(record["criteria"]), parts)
    if terms is None and len(parts) == 1 and _in_its_words(found["cases"], parts[0], name):
        terms = (parts[0],)
    if terms is None and len(parts) == 1 and len(cases) > _LEAST and parts[0].name == cases:
        terms = (parts[0],)
    if terms is None and len(parts) == 1:
        terms = _cases_themselves(cases, parts[0], str(record["criteria"]), name)
    if terms is None or not _fits(written, terms):
        return None
    counted = terms[0].value - (terms[1].value if len(terms) == _BOTH else 0)
    if not 0 <= counted <= asked.most:
        return None
    return _bound(record, over_cases(rule, shape, asked.unit), terms)


def _terms(cases: str, name: str, parts: Sequence[Part]) -> tuple[Part, ...] | None:
    """The cases themselves, or what there was to do and what was done of it."""
    cases, parts = cases.replace("完工", "完成"), [_finished(each) for each in parts]
    lacking, fewer = _LACKING.match(cases), _FEWER.match(cases)
    if lacking:
        stated = [
            each for each in parts if each.name in (cases, f"{lacking['not']}{lacking['good']}")
        ]
        rest = [each for each in parts if each not in stated]
        if len(stated) == 1:
            return (stated[0],) if all(_is_whole(e, lacking["good"], name) for e in rest) else None
    match = lacking or fewer
    if match is None or len(parts) != _BOTH:
        return None
    for whole, good in (tuple(parts), tuple(reversed(parts))):
        done = good.name if fewer and not match["good"] else match["good"]
        named = good.name == done or (fewer is not None and good.name.endswith(done) and bool(done))
        if named and not good.name.startswith(_SHOULD) and _is_whole(whole, done, name):
            return (whole, good) if good.value <= whole.value else None
    return None


def _of_named_rate(cases: str, text: str, parts: Sequence[Part]) -> tuple[Part, ...] | None:
    """完工项目11个，验收合格11个 of 项目验收不合格, where the wording speaks of the 完工项目验收合格率."""
    lacking = _LACKING.match(cases)
    if lacking is None or len(parts) != _BOTH:
        return None
    whole, good = parts
    said = f"{lacking['what']}{lacking['good']}".endswith(good.name)
    named = f"{whole.name}{good.name}率" in name_key(text)
    return tuple(parts) if said and named and good.value <= whole.value else None


def _finished(part: Part) -> Part:
    """完工12座, 建成12座 of 每少完成1座: what was finished."""
    same = part.name in ("完工", "竣工", "建成", "已完工", "已建成")
    return replace(part, name="完成") if same else part


def _in_its_words(cases: str, part: Part, name: str) -> bool:
    """缺2类 under 每缺1类, 延迟6天 under 每延迟1天, 发生2次 under 每发生1次: what costs, in the very word of the wording."""
    said = part.name.removesuffix("了")
    if _HAPPENED.fullmatch(said):
        return cases == said and not _DONE.search(name)
    wanted = _FOUND.sub("", cases)
    if said in _ALONE:
        thing = re.sub("^(?:缺少|缺|少)", "", wanted)
        return thing != wanted and (not thing or thing in name)
    return _LOST.match(said) is not None and said == wanted


_ALONE = ("缺少", "缺", "少")


def _cases_themselves(cases: str, part: Part, text: str, name: str) -> tuple[Part] | None:
    """全年发生一般安全生产责任事故1起 under 每发生1起扣2分: the cases, in no other words than the wording's own."""
    lacking = _LACKING.match(cases) or _FEWER.match(cases)
    part_name = _BY_WHOM.sub("", part.name)
    said = _HAPPENED.match(part_name)
    if lacking or said is None or not _FAULT.search(part.name) or _NONE.search(part.name):
        return None
    return (part,) if _all_known(part_name[said.end() :], f"{name_key(text)}{name}") else None


def _all_known(rest: str, known: str) -> bool:
    """Are all of these words, two and more in a row, those of the row?"""
    while rest:
        sizes = [n for n in range(_LEAST, len(rest) + 1) if rest[:n] in known]
        if not sizes:
            return False
        rest = rest[max(sizes) :]
    return True


def _behind_plan(record: Mapping[str, Any], cases: str, unit: str) -> Part | None:
    """第二期资金滞后年度投资计划1年到位 under 每滞后一年扣2分: what of it was late, behind which plan, in the row's words."""
    text = re.sub(r"\s", "", half_width(str(record["actual"]))).rstrip("。.;")
    said = _LATE.fullmatch(_PHASE.sub("", text))
    if said is None or said["late"] != cases or said["unit"] != unit or _NONE.search(text):
        return None
    known = f"{name_key(str(record['criteria']))}{name_key(record['indicator'])}"
    if not (_all_known(said["what"], known) and _all_known(said["plan"], known)):
        return None
    return Part(cases, decimal(said["n"]), unit, text)


def _is_whole(part: Part, good: str, name: str) -> bool:
    """Is a part what there was to do: 应办结, 受理, or the thing that the row is about (信访件)?"""
    if (
        part.name in _WHOLES
        or _GRANTED.fullmatch(part.name)
        or part.name in [f"{lead}{good}" for lead in _SHOULD]
    ):
        return True
    taken = _TAKEN.match(part.name)
    if taken is not None and taken["thing"][:_LEAST] in name:
        return True  # 收到信访件 of 群众信访办理情况
    return len(part.name) >= _LEAST and name.startswith(part.name) and part.name not in good


def _whole_number(part: Part) -> bool:
    return part.value == part.value.to_integral_value() and part.value >= 0


def _fits(written: Written, terms: Sequence[Part]) -> bool:
    """A rate printed with the two has to be that of the one over the other."""
    if written.printed is None:
        return True
    if len(terms) != _BOTH or not terms[0].value:
        return False
    return written.fits(fraction(terms[1].value) / fraction(terms[0].value))


def over_cases(rule: Rule, cases: Violations, unit: str) -> Rule:
    """The rule of a number of cases as one over a figure."""
    last = None if cases.nothing_from is None else Fraction(cases.nothing_from)
    falling = Stepped(cases.start, Fraction(0), Fraction(1), cases.deduct, cases.floor)
    segments = [Segment(Interval(Fraction(0), True, last, False), falling)]
    if last is not None:
        segments.append(Segment(Interval(last, True, None, False), Fixed(Fraction(0))))
    return replace(
        rule, kind="step", input="quantity", shape=Ladder(tuple(segments)), unit=unit, formula=None
    )


def _bound(record: Mapping[str, Any], rule: Rule, terms: Sequence[Part]) -> Bound:
    name = name_key(record["indicator"])
    inputs = tuple(
        Input(
            each.name, Key(name, each.name, 0), each.value, each.unit, "value", record["sheet"], record["actual_cell"],
            part=each.text,
        ) for each in terms
    )  # fmt: skip
    if len(terms) == _BOTH:
        nodes = tuple(Node("term", text=each.name) for each in terms)
        rule = replace(rule, formula=Formula("个数", Node("-", nodes)))
    return Bound(rule, inputs, {each.name: Fraction(1) for each in terms}, by_row=True)
