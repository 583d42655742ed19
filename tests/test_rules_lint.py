"""规则检查：读懂了也要提醒的写法；没读懂的，在原文下面标出位置。"""

from __future__ import annotations

import json
import logging
from importlib.resources import files

import pytest
from lark import Lark
from lark import logger as lark_logger

from sheetscore.commands.rules_command import caret_lines, read_text_rule, rule_lines
from sheetscore.errors import WordingLimit
from sheetscore.rules import compile_criteria
from sheetscore.rules.telling.lint import examples, lint
from sheetscore.rules.tokens.lexer import WordingLexer
from sheetscore.rules.tokens.wording import MAX_LENGTH


@pytest.mark.parametrize(
    ("text", "points", "name", "remark"),
    [
        ("=0得5分；0-10%（含）得4分；大于10%不得分", 5, "预算控制率", "小于 0% 的值没有写得几分"),
        ("=0得5分；0-10%（含）得4分；大于10%不得分", 5, "预算控制率", "0% 单独写了得分，又是一个区间的起点：按单独写的算"),
        ("90%以上得5分，80%-90%得3分，70%-80%得1分，70%以下不得分", 5, "利用率", "等于 80% 时，相邻两档都没有写明归哪一档"),
        ("得分=执行率×10", 10, "预算执行率", "大于 100% 的值没有写得几分"),
        ("100%得满分，每低于1%扣0.1分，扣完为止", 20, "完成率", "即使为 0%，也还得 10 分"),
        ("≥90%得3分；≥80%且＜90%得5分；≥70%且＜80%得4分；＜70%不得分", 5, "满意度", None),
        ("≥90%得5分；≥80%且＜90%得1分；≥70%且＜80%得4分；＜70%不得分", 5, "人员比率", "分数随区间忽高忽低，请核对各档的先后"),
        ("2015年完成率100%得5分，每低于1%扣1分，扣完为止", 5, "完成率", "写着 2015 年，评价年度是 2020 年：可能是旧模板"),
        ("按全市名次计分", 5, "工作绩效", "按名次计分：要有全部单位的数据"),
        ("由评审人酌情打分", 5, "组织管理", "由评审人酌情定分"),
    ],
)  # fmt: skip
def test_a_remark_is_made(text: str, points: int, name: str, remark: str | None) -> None:
    remarks = lint(compile_criteria(text, points, name), 2020)
    assert remark in remarks if remark else remarks == ()


def test_a_clean_wording_gets_no_remark() -> None:
    rule = compile_criteria("≥90%得5分；≥80%且＜90%得3分；＜80%不得分", 5, "满意度")
    assert lint(rule, 2020) == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("90%以上得4分；80%-90%得3分；80%以下不得分", "文中的满分与分值不一致"),
        ("≥90%得5分；≥70%且＜80%得3分；＜70%不得分", "区间之间有空隙"),
        ("≥90%得5分；≥80%且＜95%得3分；＜80%不得分", "区间互相重叠"),
        ("①甲，2分；②乙，2分", "各项分数之和与分值不一致"),
        ("≤100%得5分，每降低1%扣1分，扣完为止", "满分条件与扣分方向相反"),
    ],
)
def test_a_contradiction_is_named(text: str, problem: str) -> None:
    rule = compile_criteria(text, 5, "满意度")
    assert rule.kind == "judged"
    assert problem in rule.problems


def test_examples_stand_on_and_beside_every_edge() -> None:
    rule = compile_criteria("≥90%得5分；＜90%不得分", 5, "满意度")
    assert examples(rule) == ("89.99% 0分", "90% 5分", "90.01% 5分")


def test_the_unread_part_stands_over_carets_wide_characters_counted_double() -> None:
    assert caret_lines("原则上≤100%", 0, 3) == ["    原则上≤100%", "    ^^^^^^"]
    assert caret_lines("100%得分\n约90%", 7, 8) == ["    约90%", "    ^^"]


def test_the_command_shows_the_unread_part_under_a_caret() -> None:
    lines = rule_lines(read_text_rule("约≤100%得5分", "5", "控制率", ())[0])
    assert "  没有读懂：" in lines
    assert any(set(line.strip()) == {"^"} for line in lines)


def test_a_text_over_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(WordingLimit, match=f"第 1 行第 {MAX_LENGTH + 1} 列起超过 {MAX_LENGTH} 字"):
        compile_criteria("（" * 10_000, 5, "完成率")


def test_nested_brackets_within_the_limit_are_quoted_not_followed() -> None:
    rule = compile_criteria(
        "（" * (MAX_LENGTH - 1), 5, "完成率", explanation="完成率=" + "（" * 4_000
    )
    assert rule.kind == "judged"
    assert rule.leftover[0].begin == 0


def test_the_grammar_leaves_two_choices_to_the_table_and_no_more(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """60%≤完成率 followed by a sign: 60%≤完成率＜80% is meant. Any further conflict is a defect of the grammar."""
    grammar = files("sheetscore.rules.tokens").joinpath("criteria.lark").read_text("utf-8")
    with caplog.at_level(logging.DEBUG, lark_logger.name):
        Lark(grammar, parser="lalr", lexer=WordingLexer, debug=True)
    conflicts = [r.getMessage() for r in caplog.records if "conflict" in r.getMessage()]
    assert len(conflicts) == 2, conflicts
    assert all("OP" in conflict for conflict in conflicts)


def test_text_from_a_table_is_only_ever_text() -> None:
    found = read_text_rule('=1+1；"><script>', "5", "x", ("1",))[0].found
    assert json.loads(json.dumps(found, ensure_ascii=False))["computable"] is False
