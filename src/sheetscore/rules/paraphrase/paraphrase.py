"""A wording in plainer words, for a second reading: each form is its own, and a text that fits none comes back unchanged.

Only a wording that was not understood is read so, and only a reading that is then whole counts: what was read before stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from sheetscore.regexes import regex
from sheetscore.rules.paraphrase.asides import (
    loses_limits,
    without_definitions,
    without_evidence,
    without_marks,
    without_sources,
)
from sheetscore.rules.paraphrase.awards_in_words import awards_in_words, notes_of_steps
from sheetscore.rules.paraphrase.base_steps import base_and_steps
from sheetscore.rules.paraphrase.benchmarks import from_benchmark
from sheetscore.rules.paraphrase.caps_in_words import caps_in_words
from sheetscore.rules.paraphrase.change_words import changes_as_signs
from sheetscore.rules.paraphrase.distances import from_named_value
from sheetscore.rules.paraphrase.durations import days_as_signs
from sheetscore.rules.paraphrase.formula_ends import ends_of_formula
from sheetscore.rules.paraphrase.interpolation import between_as_line
from sheetscore.rules.paraphrase.money_steps import one_money_unit
from sheetscore.rules.paraphrase.own_formulas import over_own_figure, without_own_subject
from sheetscore.rules.paraphrase.plain_clauses import (
    all_of_them,
    base_points,
    compared,
    compositions,
    far_ends,
    intervals,
    not_over,
    nothing_left,
    off_plan,
    savings,
    shares_of_value,
    small_clauses,
    standards,
    started_steps,
    stated_places,
    written_numbers,
)
from sheetscore.rules.paraphrase.quantity_words import (
    MARK_UNIT,
    QUANTITY,
    marks_as_values,
    one_unit,
    own_name_as_value,
    own_subject,
    unit_of_value,
)
from sheetscore.rules.paraphrase.rewards import rewards_as_steps
from sheetscore.rules.paraphrase.said_otherwise import (
    bases,
    capped_by_plan,
    coefficients,
    deviations,
    grades_with_value,
    lacking,
    per_mille,
    shares,
    small_words,
    taken_whole,
)
from sheetscore.rules.paraphrase.spreads import spreads
from sheetscore.rules.paraphrase.step_words import formulas_in_words, steps_in_words
from sheetscore.rules.plain.points_said import plain_points
from sheetscore.words.text import clean, name_key


class Plain(NamedTuple):
    """The plainer text, and the unit of its values where the text no longer says it ("" where it does).

    `name`: what the row is called in it, where that is not its own name ("" where it is). `places`: to how many decimals the
    score goes, where the wording says so.
    """

    text: str
    unit: str = ""
    name: str = ""
    places: int | None = None


Form = Callable[[str, str, Fraction], str]
"""(text, name of the row, its points) → the text with this form put in plain words."""

_FORMS: tuple[tuple[str, Form], ...] = (
    ("指标|分=|分值=|(?:公式|方法|方式|办法)(?:为|是)?:|^.{0,12}分[。;,:]", plain_points),
    ("指标|评|内容|依据|来源|定义", without_evidence),
    ("[,;。:]", without_sources),
    (r"得分=", ends_of_formula),
    (r"\(", without_definitions),
    ("0分|零分|不|成|满分|全分|全部|为合理|为正常|为适宜|越|向指标", awards_in_words),
    ("不足|不满|不到", notes_of_steps),
    ("每", steps_in_words),
    (r"[*/]", formulas_in_words),
    ("扣", taken_whole),
    ("", small_words),
    ("全部|全面", all_of_them),
    (r"0%?\)", nothing_left),
    ("百分之|[一二三四五六七八九十]个百分点|[零一二三四五六七八九十]分", written_numbers),
    ("", small_clauses),
    ("相比|比较|之比", compared),
    ("占", compositions),
    ("占|除以|与", shares_of_value),
    (r"[\[(]\d", intervals),
    ("标准|基准|合格线|达标线|控制线|目标|偏", from_benchmark),
    ("元", one_money_unit),
    ("超|封顶|最高|低于|小于|不足", caps_in_words),
    ("以.*为", standards),
    ("准分|础分|本分", base_points),
    ("加", base_and_steps),
    ("每.*个?百分点", far_ends),
    ("未超|没有超|不超", not_over),
    ("节约|节支", savings),
    (r"\(100%\)", off_plan),
    ("不足|不满", started_steps),
    ("‰|千分点", per_mille),
    ("±", spreads),
    ("系数", coefficients),
    ("半|/|分之", shares),
    ("合格|达标|良好|优秀", grades_with_value),
    ("基础", bases),
    ("每", lacking),
    ("偏|动", deviations),
    (r"\(\d", from_named_value),
    ("其中|超过|大于", capped_by_plan),
    ("增|降|减|升|高|持平|少", changes_as_signs),
    (r"\d(?:个?工作日|天|日|个月|小时|分钟)", days_as_signs),
    ("分", marks_as_values),
    (r"[*/]", over_own_figure),
    (r"\d", own_subject),
    (r"\d", without_own_subject),
    ("每", rewards_as_steps),
    ("插值|两者|之间|二者|线性", between_as_line),
)
"""A form, and what a text must hold for it: the quick way past it."""
_READY = tuple((regex(needed), form) for needed, form in _FORMS)


_BLANKS = regex(r"(?<=\S)[ \u3000](?=\S)")


def without_blanks(text: str) -> str:
    """准点率 8 5 % 及 以 上: a line in which scanning put a blank behind every character."""
    apart = len(_BLANKS.findall(text))
    solid = len(re.sub(r"\s", "", text))
    return re.sub(r"[ \u3000]", "", text) if apart * 10 >= solid * 6 and solid > 10 else text


def paraphrase(text: str, name: str, points: Fraction) -> Plain | None:
    """The wording `text` of a row in plainer words; None where no form fits."""
    as_printed, text = clean(text).text, without_blanks(text)
    printed = clean(text).text
    unrounded, places = stated_places(without_marks(text))
    plain, unit = one_unit(unrounded, name)
    if unit and name_key(name).endswith("度"):  # 浓度 and 深度 are no rates
        plain, called = own_name_as_value(plain, name), QUANTITY
    elif name_key(name).endswith("增速"):
        plain, called = plain.replace("增速", "增长率"), name_key(name).replace("增速", "增长率")
    else:
        called = ""
    for needed, form in _READY:
        if needed.search(plain):
            plain = form(plain, name, points)
    if MARK_UNIT in plain:
        unit = unit_of_value(name)
    if plain in (as_printed, "") or loses_limits(printed, plain, name):
        return None
    return Plain(plain, unit, called, places)
