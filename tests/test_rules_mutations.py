"""改一个字，就不能再照原样打分：每处插入一个限定词、每处删去一个字，只能是转人工、同一规则，或改后的字面真这么说。"""

from __future__ import annotations

from decimal import Decimal

import pytest
from test_wordings import ENTRIES

from sheetscore.rules import compile_criteria
from sheetscore.rules.shapes.shapes import Ladder

LIMITING = ["非", "未", "除外", "人均", "原则上", "约"]
"""Words that limit what a rule says: put in anywhere, the result is judged; even the same rule would be a guess."""
COMPUTED = [
    (e["points"], e["name"], t)
    for e in ENTRIES
    if e["kind"] != "judged"
    for t in e["spellings"][:3]
]
"""Three spellings of each wording; benchmarks/ runs them all."""


@pytest.mark.parametrize("word", LIMITING)
def test_a_limiting_word_put_in_anywhere_is_never_read_over(word: str) -> None:
    wrong = []
    for points, name, text in COMPUTED:
        base = compile_criteria(text, Decimal(str(points)), name)
        for place in range(len(text) + 1):
            changed = text[:place] + word + text[place:]
            rule = compile_criteria(changed, Decimal(str(points)), name)
            if rule.computable:
                wrong.append((changed, rule.shape == base.shape))
    assert wrong == []


def test_a_not_put_in_anywhere_gives_only_what_the_words_then_say() -> None:
    """“不”造出的另一规则只有（不含）一种；其余都转人工。"""
    wrong = []
    for points, name, text in COMPUTED:
        base = compile_criteria(text, Decimal(str(points)), name)
        for place in range(len(text) + 1):
            changed = text[:place] + "不" + text[place:]
            rule = compile_criteria(changed, Decimal(str(points)), name)
            around = changed[max(0, place - 1) : place + 3].replace("(", "（")
            if rule.computable and "（不含" not in around:
                wrong.append((changed, rule.shape == base.shape))
    assert wrong == []


def test_a_character_taken_out_never_moves_a_boundary_that_still_stands_in_the_text() -> None:
    """删去一个字后仍能算的规则，用到的每个数都还印在改后的文字里。"""
    wrong = []
    for points, name, text in COMPUTED:
        base = compile_criteria(text, Decimal(str(points)), name)
        for place in range(len(text)):
            changed = text[:place] + text[place + 1 :]
            rule = compile_criteria(changed, Decimal(str(points)), name)
            if not rule.computable or rule.shape == base.shape:
                continue
            removed = text[place]
            if removed not in "0123456789.%≥≤＜＞<>≦=不含百÷/为及减半一二三四五六七八九十":
                wrong.append((removed, changed, rule.restate()))
    assert wrong == []


def test_a_digit_put_in_anywhere_is_judged_or_stands_in_the_rule() -> None:
    """插入数字 3：要么转人工，要么规则里就是改后的那个数。"""
    wrong = []
    for points, name, text in COMPUTED:
        base = compile_criteria(text, Decimal(str(points)), name)
        for place in range(len(text) + 1):
            changed = text[:place] + "3" + text[place:]
            rule = compile_criteria(changed, Decimal(str(points)), name)
            if not rule.computable:
                continue
            assert isinstance(rule.shape, Ladder)
            neighbours = changed[max(0, place - 1) : place + 2]
            beside_digit = any(char.isdigit() for char in neighbours.replace("3", "", 1))
            same_limit = "完3为止" in changed and points == 3  # 扣完3为止 says the row's 3 points
            if not same_limit and (rule.shape == base.shape or not beside_digit):
                wrong.append((changed, rule.restate()))
    assert wrong == []
