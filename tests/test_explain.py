"""`explain CODE`: every code that the program can give, and no other, is explained; a wrong one names its neighbours."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from workbooks import ROOT, wide

from sheetscore.across.several import SEVERAL_CHECKS
from sheetscore.checks import CHECKS
from sheetscore.cli import main, program
from sheetscore.commands.catalogue import KINDS, NoSuchCode, catalogue, clause_of, explain_code
from sheetscore.reports.verdicts.report_checks import REPORT_CHECKS

SOURCE = ROOT / "src" / "sheetscore"


def emitted() -> set[str]:
    """Every code that stands as a value in the program."""

    def codes(path: Path) -> set[str]:
        return {
            node.value for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[A-H]\d\d", node.value)
        }  # fmt: skip

    return set().union(*(codes(path) for path in SOURCE.rglob("*.py")))


def test_every_code_the_program_gives_is_explained_and_no_other() -> None:
    assert set(catalogue()) == emitted()


def test_every_check_function_stands_behind_a_code_that_is_explained() -> None:
    checks = {
        check.__name__.removeprefix("check_")
        for check in (*CHECKS, *REPORT_CHECKS, *SEVERAL_CHECKS)
    }
    assert checks <= set(catalogue())


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_an_explanation_says_what_how_grave_an_example_and_what_to_do(code: str) -> None:
    entry = catalogue()[code]
    assert entry.clauses
    for clause in entry.clauses:
        assert clause.asks
        assert re.search("错误|提醒|提示", clause.levels)
    assert all((entry.name, entry.example, entry.advice.endswith("。")))
    assert not entry.example.endswith("。")
    assert code[0] in KINDS


def test_a_check_with_its_rule_in_two_places_is_refused_by_nobody_but_this_test() -> None:
    """文档字符串里有规定的代码，codes.toml 里不再写 rule。"""
    text = (SOURCE / "checks" / "codes.toml").read_text("utf-8")
    with_rule = set(re.findall(r'\[([A-H]\d\d)\]\nname = "[^"]*"\nrule = ', text))
    checks = {
        check.__name__.removeprefix("check_")
        for check in (*CHECKS, *REPORT_CHECKS, *SEVERAL_CHECKS)
    }
    assert not with_rule & checks


def test_a_rule_in_its_parts() -> None:
    clause = clause_of("甲＝乙。\n\n    级别：错误；尾差，提示。容差：0.01。来源：某表。\n    ")
    assert (clause.asks, clause.levels, clause.tolerance, clause.source) == (
        "甲＝乙。", "错误；尾差，提示。", "0.01。", "某表。",
    )  # fmt: skip


def test_explain_prints_the_parts_line_by_line() -> None:
    result = CliRunner().invoke(program, ["explain", "C02"])
    assert result.exit_code == 0
    labels = [line.split("：")[0].strip() for line in result.output.splitlines()[1:]]
    assert labels == ["查什么", "级别", "容差", "来源", "例", "怎么办"]
    assert result.output.startswith("C02　三公经费合计\n")


@pytest.mark.parametrize("written", ["c02", wide("C02"), " C02 "])
def test_case_and_width_do_not_matter(written: str) -> None:
    assert explain_code(written) == explain_code("C02")


@pytest.mark.parametrize(("number", "code"), [("A06", "H10"), ("e05", "E01"), ("E10", "E01")])
def test_a_number_that_is_reported_under_another_code(number: str, code: str) -> None:
    assert explain_code(number) == explain_code(code)


WRONG = [("C20", "C02"), ("E99", "E17"), ("A1", "A01"), ("F3", "F03")]


@pytest.mark.parametrize(("written", "near"), WRONG)
def test_a_wrong_code_names_its_neighbours_and_ends_with_2(
    written: str, near: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(NoSuchCode, match=near):
        explain_code_raising(written)
    with pytest.raises(SystemExit) as end:
        main(["explain", written])
    said = capsys.readouterr()
    assert (end.value.code, said.out) == (2, "")
    assert said.err.startswith(f"没有 {written} 这个代码。")


def explain_code_raising(written: str) -> None:
    """explain_code, its advice made part of what is raised so that `match` sees it."""
    try:
        explain_code(written)
    except NoSuchCode as error:
        raise NoSuchCode(f"{error.message}{error.advice}") from error


def test_a_word_that_is_no_code_says_where_they_are_listed() -> None:
    with pytest.raises(NoSuchCode) as raised:
        explain_code("勾稽关系")
    assert "docs/核对清单.md" in raised.value.advice
