"""The formula of an 指标说明 → an expression over terms, with stated repairs of printed slips.

A formula is a ratio or a sum of figures; the factor 100% only says that the result is a rate and drops out. `该项得分=（A/B）*8`
is a score formula: the ratio times the points.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from lark import UnexpectedInput

from sheetscore.regexes import regex
from sheetscore.rules.formulas.bare_formula import bare_expression
from sheetscore.rules.formulas.expressions import (
    CLOSE,
    OPEN,
    Node,
    Repairs,
    adds_hundred,
    read_expression,
)
from sheetscore.rules.formulas.term_definitions import read_definitions
from sheetscore.rules.tokens.sides import done_rate_is_own
from sheetscore.rules.tokens.subject import names_same
from sheetscore.rules.tokens.wording import (
    GENERIC_SUBJECTS,
    MAX_LENGTH,
    NAME_ALIASES,
    RATE_ENDINGS,
    TYPOS,
)
from sheetscore.words.text import clean, name_key

_OWN = ("", "该", "本", "此", "该项", "本项", "此项")
_INDICATOR = ("", "指标", "三级指标", "评价指标", "指标的", "指标所占", "指标对应")
_WORTH = (
    "分值",
    "权重",
    "标准分",
    "满分",
    "满分值",
    "权重分值",
    "权重分",
    "标准分值",
    "满分分值",
    "总分值",
)
POINTS_WORDS = frozenset(
    f"{own}{row}{worth}" for own in _OWN for row in _INDICATOR for worth in _WORTH
)
"""本项指标分值: what the row is worth."""
_SHOWN = 80
POINTS_FACTOR = Fraction(-1)
"""Marks a score formula whose factor is the word 分值: the row's own points."""
_STOP = ",;。:»"
_SCORE_NAME = regex(
    r"^(?:(?:该|本|此)?项?(?:三级|评价|绩效|考核)?(?:指标)?的?|实际|最终|考核|评价)(?:得分|评分|分值|计分|得分值)$"
)
_ONLY_NUMBERS = regex(r"[\d\s.,%()\[\]×*÷/+=≈约\-]+(?:万?元|人|个)?")
"""…，预算完成率=98.86%: what the unit computed by it, no second formula."""
_OR = regex(r"[,;。:]?或者?(?:是|为|按)?.{0,12}=")
_SCORING_WORDS = regex(r"扣|得分|计分|满分|\d分")


@dataclass(frozen=True, slots=True)
class Formula:
    """A compiled formula. `factor`: the points it multiplies by when it computes the score itself, else None.

    `repairs` are (rule, found, read as). `name` is the name printed before the = sign, the row's where none is (`bare`).
    `definitions` are terms that the text itself defines as a sum or difference of others.
    """

    name: str
    expression: Node
    factor: Fraction | None = None
    repairs: tuple[tuple[str, str, str], ...] = ()
    bare: bool = False
    definitions: tuple[tuple[str, Node], ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        return self.expression.terms()

    @property
    def plain_ratio(self) -> bool:
        """A/B: how a completion rate is defined, unlike (A-C)/B."""
        parts = self.expression.parts
        return self.expression.op == "/" and all(part.op == "term" for part in parts)

    def evaluate(self, values: Mapping[str, Fraction]) -> Fraction:
        """The rate (1 = 100 %) for exact figures by term. Raises ZeroDivisionError where a divisor is 0."""
        return self.expression.evaluate(values)

    def negative_divisor(self, values: Mapping[str, Fraction]) -> bool:
        """A budget of -3 divides, but what it gives is no rate."""
        return any(each.evaluate(values) < 0 for each in self.expression.divisors())

    def excel_divisors(self, refs: Mapping[str, str]) -> list[str]:
        """What is divided by, as expression texts."""
        return [each.show(refs) for each in self.expression.divisors() if each.terms()]

    def to_excel(self, refs: Mapping[str, str]) -> str:
        """Expression text without =, terms replaced by cell references."""
        text = self.expression.show(refs)
        return f"({text})" if self.expression.op in "+-" else text

    def restate(self) -> str:
        """The formula as understood, in Chinese signs."""
        return f"{self.name}＝{self.expression.show(excel=False)}"


@dataclass(frozen=True, slots=True)
class FormulaReading:
    """What a text gave: a formula or none, and why not. `begin`–`end` is its place in the clean text.

    `scoring_left` quotes scoring words outside of it.
    """

    formula: Formula | None
    problem: str = ""
    scoring_left: str = ""
    begin: int = 0
    end: int = 0


def read_formula(explanation: str, name: str) -> FormulaReading:
    """The formula of the indicator `name` in its 指标说明 (text as printed).

    A formula for another name is not used. What follows the formula (definitions of terms) is not part of it.
    """
    if len(explanation) > MAX_LENGTH:
        return FormulaReading(None, f"指标说明超过 {MAX_LENGTH} 个字符")
    text, repairs = _fix_typos(clean(_on_its_own_line(explanation, name)).text)
    return _read(text, name_key(name), repairs, score_only=False)


def _on_its_own_line(explanation: str, name: str) -> str:
    """A line 培训覆盖率=… below 培训情况 begins anew, without a full stop before it; other lines may be the middle of a sentence."""
    first, *lines = explanation.split("\n")
    own = [name_key(re.split("[=＝]", each)[0]) == name_key(name) for each in lines]
    return first + "".join(
        f"{'；' if new else ''}\n{each}" for new, each in zip(own, lines, strict=True)
    )


def read_score_formula(criteria: str, name: str) -> FormulaReading:
    """A 得分=… standing in the 评价标准 itself (clean text), with its place there."""
    return _read(criteria, name_key(name), [], score_only=True)


def _read(text: str, row_name: str, repairs: Repairs, score_only: bool) -> FormulaReading:
    start = _find_start(text, row_name, score_only)
    if start is None:
        found = FormulaReading(None) if score_only else _read_bare(text, row_name)
        left = text[found.end :]
        return replace(found, scoring_left=left if _SCORING_WORDS.search(left) else "")
    left_name, place, begin, name_repairs = start
    repairs += name_repairs
    end = _find_end(text, begin)
    body, rest = text[begin:end], text[end:]
    scoring_left = rest if _SCORING_WORDS.search(rest) else ""
    is_score = bool(_SCORE_NAME.match(left_name))
    if _another(rest, left_name, row_name, body, score_only):
        return FormulaReading(None, f"{left_name}写了两个公式", scoring_left, place, end)
    try:
        node, body_repairs = read_expression(body)
        repairs += body_repairs
        node, factor = _split_factor(node, is_score, repairs)
        node = node.parts[0] if node.op == "group" else node
    except (UnexpectedInput, ValueError):
        return FormulaReading(None, f"公式没有读懂：{_short(body)}", scoring_left, place, end)
    if any(name_key(term) == left_name for term in node.terms()):
        return FormulaReading(None, f"公式里又用到{left_name}自己", scoring_left, place, end)
    if (
        is_score
        and len(node.terms()) > 1
        and any(_own_rate(term, row_name) for term in node.terms())
    ):
        return FormulaReading(None, f"得分公式没有读懂：{_short(body)}", scoring_left, place, end)
    if is_score and factor is None:
        return FormulaReading(None, f"得分公式没有读懂：{_short(body)}", scoring_left, place, end)
    defined = () if is_score else read_definitions(text[:place] + ";" + rest, node)
    formula = Formula(left_name, node, factor, tuple(repairs), definitions=defined)
    return FormulaReading(formula, "", scoring_left, place, end)


def _read_bare(text: str, row_name: str) -> FormulaReading:
    """A text that begins with an expression without “X=”."""
    end = _find_end(text, text.find(":") + 1 if re.match("^[^/]{2,4}:", text) else 0)
    body = "" if re.search("[/或]", text[end:]) else bare_expression(text[:end], row_name)
    if not body:
        return FormulaReading(None)
    node, repairs = read_expression(body)
    node, _ = _split_factor(node, False, repairs)
    if body not in text:
        repairs.append(("没有写成公式", text[:end], body))
    node = node.parts[0] if node.op == "group" else node
    defined = read_definitions(text[end:], node)
    formula = Formula(row_name, node, None, tuple(repairs), bare=True, definitions=defined)
    return FormulaReading(formula, "", "", 0, end)


def _own_rate(term: str, row_name: str) -> bool:
    """The row's own rate among several terms (完成率×系数): then the expression is not that rate."""
    key = name_key(term)
    if not key.endswith("率") or not row_name:
        return False
    return names_same(key, row_name, "") or key.endswith(row_name)


def _short(text: str) -> str:
    """Enough of a text to recognise it in a message."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……"


def _fix_typos(text: str) -> tuple[str, Repairs]:
    repairs: Repairs = []
    for wrong, right in TYPOS.items():
        if wrong in text:
            text = text.replace(wrong, right)
            repairs.append(("常见印刷错误", wrong, right))
    return text, repairs


def _find_start(text: str, row_name: str, score_only: bool) -> tuple[str, int, int, Repairs] | None:
    """The name left of = that stands for this row, its place, where the expression begins, and repairs."""
    for match in re.finditer(
        r"(?:^|(?<=[,;。:]))([^=,;。:+*/()\[\]{}]{1,40}?)(=|-(?=[(\[{]))", text
    ):
        printed = match[1]
        key = name_key(printed)
        repairs: Repairs = []
        if match[2] == "-":
            if key != row_name:
                continue
            repairs.append(("等号印成了减号", f"{printed}-（", f"{printed}=（"))
        if _SCORE_NAME.match(key) or (not score_only and (key == row_name or not row_name)):
            return key, match.start(), match.end(), repairs
        if score_only:
            continue
        if NAME_ALIASES.get(key) == row_name or _shortens(key, row_name):
            repairs.append(("公式中的名称与指标名称不同", printed, row_name))
            return key, match.start(), match.end(), repairs
    return None


def _shortens(key: str, row_name: str) -> bool:
    """控制率 for 公用经费控制率, 增长率 for 参保人数增长; 公用经费 is not the rate but a part of it."""
    rate = key.endswith("率") and len(key) > 2 and row_name.endswith(key[:-1])
    return row_name.endswith(key) or rate or (key in row_name and key.endswith(RATE_ENDINGS))


def _another(text: str, left_name: str, row_name: str, body: str, score_only: bool) -> bool:
    """Does a second, different formula of the same name follow?"""
    if _OR.match(text):
        return True
    start = _find_start(text, row_name, score_only)
    if start is None or start[0] != left_name:
        return False
    second = text[start[2] : _find_end(text, start[2])]
    return second != body and not _ONLY_NUMBERS.fullmatch(second)


def _find_end(text: str, begin: int) -> int:
    """Where the expression stops: the first mark of punctuation outside brackets."""
    depth = 0
    for index in range(begin, len(text)):
        if text[index] in OPEN:
            depth += 1
        elif text[index] in CLOSE:
            depth -= 1
        elif depth <= 0 and text[index] in _STOP:
            return index
    return len(text)


def _split_factor(node: Node, is_score: bool, repairs: Repairs) -> tuple[Node, Fraction | None]:
    """Drop ×100% (and a ×100 that lost its %); for a score formula take the points factor out of the product."""
    others: list[Fraction] = []

    def strip(part: Node) -> Node:
        if part.op in "*" and len(part.parts) == 2:
            left, right = part.parts
            for constant, other in ((right, left), (left, right)):
                if constant.op == "number":
                    if not (constant.text == "%" and constant.value == 1):
                        others.append(constant.value)
                    return strip(other)
            return Node("*", (strip(left), right))
        if part.op == "abs":
            return Node("abs", (strip(part.parts[0]),))
        if part.op == "/" and part.parts[0].op == "*":
            return Node("/", (strip(part.parts[0]), part.parts[1]))
        return part

    stripped = strip(node)
    if is_score:
        whole = POINTS_WORDS
        bare, named = _take_term(stripped, whole)
        if named and not others:
            return bare, POINTS_FACTOR
        return (stripped, others[0]) if len(others) == 1 and not named else (node, None)
    if others == [100]:
        repairs.append(("×100 漏印了百分号", "×100", "×100%"))
        return stripped, None
    if others:
        raise ValueError(f"率的公式乘了 {others[0]}")  # ×1000 is no percentage, ×8 is a score
    if adds_hundred(stripped):
        raise ValueError("率的公式加减了没有写百分号的 100")
    return stripped, None


def _take_term(node: Node, names: frozenset[str]) -> tuple[Node, bool]:
    """Take one of these names (分值) out of a product; whether it stood there."""
    if node.op == "*":
        for this, other in ((0, 1), (1, 0)):
            part = node.parts[this]
            if part.op == "term" and part.text in names:
                return node.parts[other], True
        left, found = _take_term(node.parts[0], names)
        return (Node("*", (left, node.parts[1])), True) if found else (node, False)
    return node, False


def own_slope(expression: Node, name: str) -> Fraction | None:
    """The factor on the row's own quantity: 1 for 执行率, 1/0.85 for 抽查率/85%; None for any other expression."""
    if expression.op == "term":
        key = name_key(expression.text).removeprefix("实际")
        done = done_rate_is_own(key, name_key(name))
        same = done or key.lower() in GENERIC_SUBJECTS or (bool(key) and names_same(key, name, ""))
        return Fraction(1) if same and done is not False else None
    if (
        expression.op in "*/"
        and expression.parts[1].op == "number"
        and expression.parts[1].value > 0
    ):
        own = own_slope(expression.parts[0], name)
        value = expression.parts[1].value
        return None if own is None else (own * value if expression.op == "*" else own / value)
    return own_slope(expression.parts[0], name) if expression.op == "group" else None
