"""Several figures in one wording: rates that have points each (到位率≥100%得2分，及时率≥90%得3分), two conditions joined by 且.

Each figure has a ladder of its own; the value of the whole is the sum of what they give, or the number of conditions that hold.
What is said of one figure is read as any other wording; what is left over leaves the whole to a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from sheetscore.exact.amounts import Number, fraction
from sheetscore.regexes import regex
from sheetscore.rules.clauses.second_figure import compile_second
from sheetscore.rules.clauses.staged_months import month_parts, quarter_parts
from sheetscore.rules.compiler import compile_printed
from sheetscore.rules.formulas.expressions import Node
from sheetscore.rules.formulas.formula import Formula, read_formula
from sheetscore.rules.rule import Quantity, Role, Rule
from sheetscore.rules.shapes.shapes import (
    Fixed,
    Interval,
    Ladder,
    Linear,
    Raised,
    Reading,
    Segment,
    Stepped,
)
from sheetscore.rules.tokens.subject import names_same
from sheetscore.rules.tokens.wording import MAX_LENGTH, RATE_ENDINGS
from sheetscore.words.text import clean, name_key

_N = r"\d+(?:\.\d+)?"
_MARK = r"(?:[①-⑳]|[(]?[1-9][.、)]|[(][一二三四五六七八九][)])"
_START = regex(
    rf"(?:^|(?<=[,;。]))(?P<mark>{_MARK})?(?P<name>(?:\d{{1,2}}月)?[\u4e00-\u9fff“”]{{1,13}}?(?:率|满意度|知晓度|占比|比例|(?:支出|执行)?进度))(?:[(](?P<points>{_N})分[)]:?|:)?(?=[≥≤<>=为达不低高大小在控]|\d)"
)
_WHEN = regex("上?半年|前三季度|[一二三四]季度|\\d{1,2}月[底末]")
_ADDED = regex(
    "[。;](?:以上|上述)?[两二三各]项得分(?:相加|之和|合计|累加)(?:为(?:本|该)项(?:的)?得分)?。?$"
)
_STAGE = regex(
    rf"(?:^|(?<=[,;。])){_MARK}?(?P<when>(?:上?半年|前三季度|[一二三四]季度|\d{{1,2}}月(?:底|末))(?:末)?)(?:预算|资金)?(?:支出|执行)?进度率?:"
)
"""半年进度：进度率≥45%，得2分；…前三季度进度：… (陕西 部门整体支出绩效自评表 支出进度率)."""
_PROGRESS = regex(
    r"(?<![\u4e00-\u9fff])(?:预算|资金)?(?:支出|执行)?进度率?(?=[≥≤<>=为达不低高大小在])"
)
_NO_NAME = regex(
    "^(?:每|未|不(?=低|高|超)|低于|高于|超过|其中|最高|最低|否则|同时|且|并|或|各|均|按|以|达|完成的)|平均|加权|上年|去年|全[市省县区国]|同期|目标|人均|较"
    "|比上|原则|(?<![履签契])约|扣除|剔除|除外|部分|前三(?!季度(?:支出|执行)?进度)|未|非(?!税)"
)
_JOINED = regex(
    "且|同时|任[意一]|任何|平均|加权|或|其中|均|[两二三]项|每项|各项|取|选|合计|之和|相加|乘|×|[*]|系数|酌情|排名|名次|除外|不扣|可不|上年|去年|同比|同期|累计"
)
_GIVEN = regex(rf"(?:得|计|给)({_N})分")
_OTHERWISE = regex(
    r"[,;。]?(?:否则|其余的?|其他的?|(?:未|没有|不能)?达(?:不)?到?(?:标准|要求)?的?|不达标的?),?(?:不得分|不计分|得0分|0分)$"
)
_BOTH = regex(
    rf"^(?P<one>[^,;。]+?),?(?:并且|且|同时)(?P<two>[^,;。]+?)(?:的|时|的单位|的部门)?,?(?:得|计)(?P<award>满分|{_N}分)(?P<rest>.*)$"
)
_NOT_BOTH = regex(
    r"[,;。](?:否则|其余的?|其他的?|其他情况|(?:有)?[一任]一?项(?:未|不)(?:达到|符合|满足)(?:要求|条件)?的?|不符合的?),?(?:不得分|不计分|得0分)[。;]?"
)
_ONE_OF = regex(
    rf"[,;。](?:仅|只|其中)?(?:满足|达到|符合|具备)(?:其中)?[一1][项个](?:条件)?的?,?(?:得|计)(?P<one>{_N})分(?P<none>[,;。](?:均|都|[两二]项[均都]|[两二]个[均都])(?:不|未|没有)(?:满足|达到|符合|具备)的?,?(?:不得分|不计分|得0分))?[。;]?"
)
_SUBJECT = regex(
    r"^(?P<name>[\u4e00-\u9fff“”]{2,14}?)(?=≥|≤|<|>|=|不低于|不高于|不超过|不大于|不小于|不少于|达到|高于|低于|超过|未超|较|比上|比去|与上|同比|小于|大于|控制在|等于|\d)"
)
SUM = "分"
"""Unit of a value that is the sum of what several figures give."""
_ALL = 2
"""How many conditions there are."""
_MEASURED = ("率", "度", "比例", "占比", "数", "额", "支出", "经费", "总额", "收入")
_BOTH_OTHERS = regex("或|任一|其中|除外|酌情|排名|名次|且.*且|同期|累计|不扣|可不")


def compile_several(
    text: str,
    points: Number,
    name: str,
    *,
    explanation: str = "",
    reading: Reading = "whole",
    places: int = 2,
) -> Rule | None:
    """The rule of a wording of several figures; None where it is none, or is not read whole."""
    if len(text) > MAX_LENGTH or read_formula(explanation, name).scoring_left:
        return None
    wording = _ADDED.sub("", _staged(clean(text).text))
    if "且" in wording or "同时" in wording:
        found = _two_conditions(wording, fraction(points), name, explanation)
    else:
        found = _each_its_points(wording, fraction(points), reading)
    if found is None:
        return None
    expression, shape, label, unit, quantities = found
    return Rule(
        text, fraction(points), name, "bands", "bands", "quantity", shape, unit,
        formula=Formula(label, expression), reading=reading, places=places, quantities=quantities, counted=text,
    )  # fmt: skip


_Found = tuple[Node, Ladder, str, str, tuple[Quantity, ...]]


# -- points each
def _staged(text: str) -> str:
    """半年进度:进度率≥45%,得2分 as 半年进度率≥45%,得2分: each clause by the name of its stage."""
    stages = list(_STAGE.finditer(text))
    if len(stages) < 2 or stages[0].start():
        return text
    ends = [*(each.start() for each in stages[1:]), len(text)]
    parts = []
    for stage, end in zip(stages, ends, strict=True):
        name = f"{stage['when']}支出进度率"
        parts.append(_PROGRESS.sub(name, text[stage.end() : end]))
    return "".join(parts)


def _each_its_points(text: str, points: Fraction, reading: Reading) -> _Found | None:
    if quarters := quarter_parts(text, points):
        return _sum([(name, _up_to(given, goal)) for name, given, goal in quarters], reading)
    parts = month_parts(text, points) or _parts(text)
    if parts is None or sum((given for _, given, _ in parts), Fraction(0)) != points:
        return None
    ladders = [_ladder(said, given, name, reading) for name, given, said in parts]
    name, given, said = parts[-1]
    shared = _OTHERWISE.search(said)
    if shared and ladders[-1] and any(each and not _whole(each) for each in ladders[:-1]):
        ladders[-1] = _ladder(
            said[: shared.start()], given, name, reading
        )  # 否则 of the last, or of all?
    names = [name for name, _, _ in parts]
    each_read = [
        (name, ladder) for name, ladder in zip(names, ladders, strict=True) if ladder is not None
    ]
    return _sum(each_read, reading) if len(each_read) == len(parts) else None


def _sum(parts: Sequence[tuple[str, Ladder]], reading: Reading) -> _Found:
    """What the rates give by their ladders, added up."""
    nodes = [
        Node("score", (Node("term", text=name),), ladder=ladder, reading=reading)
        for name, ladder in parts
    ]
    whole = nodes[0]
    for node in nodes[1:]:
        whole = Node("+", (whole, node))
    shape = Ladder((Segment(Interval(None, False, None, False), Linear(Fraction(1))),))
    return whole, shape, "得分", SUM, tuple(Quantity(name, "named", "%") for name, _ in parts)


def _up_to(given: Fraction, goal: Fraction) -> Ladder:
    """The share of the goal that is reached, times the points; nothing is said beyond it."""
    return Ladder((Segment(Interval(Fraction(0), True, goal, True), Linear(given / goal)),))


def _parts(text: str) -> list[tuple[str, Fraction, str]] | None:
    """The name, the points and the wording of each rate; None where the text is no list of such."""
    starts = [each for each in _START.finditer(text) if not _NO_NAME.search(each["name"])]
    if not starts or starts[0].start() or _JOINED.search(text):
        return None
    merged: list[tuple[str, str, str]] = []
    for at, start in enumerate(starts):
        end = starts[at + 1].start() if at + 1 < len(starts) else len(text)
        name, said = name_key(start["name"]), text[start.end() : end].rstrip(",;。")
        if merged and merged[-1][0] == name and not start["mark"] and not start["points"]:
            merged[-1] = (name, merged[-1][1], f"{merged[-1][2]};{name}{said}")
        else:
            merged.append((name, start["points"] or "", f"{name}{said}"))
    names = [name for name, _, _ in merged]
    if len(merged) < 2 or any(_one_rate(*each) for each in combinations(names, 2)):
        return None
    found = []
    for name, stated, said in merged:
        given = [fraction(each) for each in _GIVEN.findall(said)]
        if not stated and not given:
            return None
        most = fraction(stated) if stated else max(given)
        found.append((name, most, said))
    return found


def _one_rate(one: str, two: str) -> bool:
    """May two names be those of one rate: 执行率 and 预算执行率, 预算执行率 and 预算完成率? Not 半年支出进度率 and 前三季度支出进度率."""
    when = [found[0] for name in (one, two) if (found := _WHEN.match(name))]
    if len({*when}) == 2:
        return False
    if names_same(one, two, "") or names_same(two, one, ""):
        return True
    return one in two or two in one or (one.endswith(_SPENT) and two.endswith(_SPENT))


_SPENT = ("完成率", "执行率", "支出率", "支付率", "完成比例", "进度率", "使用率")


def _ladder(said: str, points: Fraction, name: str, reading: Reading) -> Ladder | None:
    """The ladder of one rate with its own points; None where it is not read whole, or its share of points is open."""
    rule = compile_printed(said, points, name, reading=reading)
    shape = rule.shape
    if not rule.computable or not isinstance(shape, Ladder) or shape.absolute or rule.exempt:
        return None
    if rule.unit != "%" or rule.formula is not None or rule.kind == "target":
        return None
    plain = all(isinstance(each.outcome, Fixed | Stepped | Raised | Linear) for each in shape.segments)  # fmt: skip
    return shape if plain else None


def _whole(ladder: Ladder) -> bool:
    first, last = ladder.segments[0].interval, ladder.segments[-1].interval
    return (first.low is None or first.low == 0) and last.high is None


# -- 且
def _two_conditions(text: str, points: Fraction, name: str, explanation: str) -> _Found | None:
    match = _BOTH.match(text)
    said = text.replace(name_key(name), "").replace("其中一项", "一项")
    if match is None or _BOTH_OTHERS.search(said):
        return None
    if match["award"] != "满分" and fraction(match["award"][:-1]) != points:
        return None
    given = _given(match["rest"], points)
    if given is None:
        return None
    one = _condition(match["one"], name, name, explanation)
    two = one and _condition(match["two"], name, one[2], explanation)
    if not one or not two:
        return None
    quantities = tuple(dict.fromkeys((*one[1], *two[1])))
    if len(quantities) < 2 or len({each.term for each in quantities}) < len(quantities):
        return None
    segments = [
        Segment(
            Interval(
                Fraction(at) if at else None,
                bool(at),
                Fraction(at + 1) if at < _ALL else None,
                False,
            ),
            Fixed(score),
        )
        for at, score in sorted(given.items())
    ]
    return Node("+", (one[0], two[0])), Ladder(tuple(segments)), "符合的条件", "项", quantities


def _given(rest: str, points: Fraction) -> dict[int, Fraction] | None:
    """The points by how many conditions hold; None where something else is said."""
    if rest in ("", "。", ";"):
        return {2: points}
    if _NOT_BOTH.fullmatch(rest):
        return {0: Fraction(0), 1: Fraction(0), 2: points}
    one = _ONE_OF.fullmatch(rest)
    if one is None or not 0 < fraction(one["one"]) < points:
        return None
    found = {1: fraction(one["one"]), 2: points}
    return {0: Fraction(0), **found} if one["none"] else found


def _condition(
    said: str, name: str, before: str, explanation: str
) -> tuple[Node, tuple[Quantity, ...], str] | None:
    """One condition as a score of 1 or 0, the figures it takes, and whose it is; one without a subject is of that before it."""
    subject = _SUBJECT.match(said)
    named = name_key(subject["name"]) if subject else ""
    if named.startswith(("每", "未", "不")):
        return None
    of_row = names_same(named, name, "") and (named == name_key(name) or _is_measured(name))
    whose = before if not named else name if of_row else named
    if whose == named and (not whose.endswith(_MEASURED) or _NO_NAME.search(whose)):
        return None
    whole = f"{said}得1分,否则不得分"
    rule: Rule | None = compile_printed(whole, 1, whose)
    assert rule is not None
    role: Role = "own" if name_key(whose) == name_key(name) else "named"
    if rule.computable and rule.formula is None and rule.kind != "target" and not rule.exempt:
        if rule.unit != "%" or not name_key(whose).endswith(RATE_ENDINGS):
            return None
        quantities: tuple[Quantity, ...] = (Quantity(name_key(whose), role, "%"),)
        node = Node("term", text=name_key(whose))
    else:
        rule = compile_second(whole, 1, whose, explanation=explanation if role == "own" else "")
        if rule is None or rule.formula is None:
            return None
        node = Node("group", (rule.formula.expression,))
        quantities = tuple(
            each._replace(role=role) if each.role == "own" else each for each in rule.quantities
        )
    shape = rule.shape
    if not isinstance(shape, Ladder) or shape.absolute or not _decided(shape):
        return None
    counted = rule.counted.partition("得1分")[0] if rule.counted else said
    sign = re.search("[≥≤<>=]", counted)
    shown = counted[sign.start() :] if rule.counted and sign else said[len(named) :]
    return Node("score", (node,), shown, ladder=shape), quantities, whose


def _is_measured(name: str) -> bool:
    return name_key(name).endswith(_MEASURED)


def _decided(ladder: Ladder) -> bool:
    """Does every value either keep to the condition or not?"""
    scores = [each.outcome.score for each in ladder.segments if isinstance(each.outcome, Fixed)]
    ends = ladder.segments[0].interval.low is None and ladder.segments[-1].interval.high is None
    return len(scores) == len(ladder.segments) and ends and {*scores} == {Fraction(0), Fraction(1)}
