"""The `rules` command: wordings from a workbook, from the command line or from JSON lines, as understood."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from sheetscore.commands.json_contract import rule_object
from sheetscore.errors import NoSuchInput, NothingToDo, Unreadable, WrongUse
from sheetscore.exact.amounts import decimal, plain
from sheetscore.forms import Forms
from sheetscore.model.columns import rows
from sheetscore.model.profile import Profile
from sheetscore.rules import Rule, compile_criteria
from sheetscore.rules.rule import KIND_NAMES
from sheetscore.rules.telling.lint import examples, lint
from sheetscore.rules.telling.tried_values import ValueScore, score_value


class BadEntry(WrongUse):
    """A line of a JSONL file, or --points, cannot be used."""

    code = "ENTRY"


@dataclass(frozen=True, slots=True)
class Entry:
    """A compiled wording, its JSON object, and how to call it."""

    title: str
    rule: Rule
    found: dict[str, Any]
    remarks: tuple[str, ...] = ()


def read_text_rule(
    text: str, points: str, name: str | None, values: Sequence[str], scoring: Profile | None = None
) -> list[Entry]:
    """One wording from the command line, under a scoring profile. Raises BadEntry for points that are no number."""
    return [_entry(name or "评价标准", _compile(text, points, name, scoring), values, scoring)]


def read_jsonl_rules(path: Path, scoring: Profile | None = None) -> Iterator[Entry]:
    """Lines of {"text", "points", "name", "values"}. Raises BadEntry naming the line, NoSuchInput, Unreadable."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except FileNotFoundError as error:
        raise NoSuchInput.of([str(path)]) from error
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path} 读不出来。", "请检查文件名，编码要用 UTF-8。") from error
    if not any(line.strip() for line in lines):
        raise NothingToDo(f"{path} 里一行也没有。", "一行写一条 {text, points, name, values}。")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            text, points, name, values = _parsed(json.loads(line, parse_float=Decimal))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadEntry(f"{path} 第 {number} 行不是 {{text, points, name, values}}。") from error
        yield _entry(
            name or f"第 {number} 行", _compile(text, points, name, scoring), values, scoring
        )


def _parsed(data: Any) -> tuple[str, str, str | None, list[str]]:
    """The parts of a line. Raises TypeError for a null, a true or a list where a text or a number belongs."""
    text, name = data["text"], data.get("name")
    given = [data["points"], *data.get("values", [])]
    if not isinstance(text, str) or not isinstance(name, str | None):
        raise TypeError("text, name")
    if any(isinstance(each, bool) or not isinstance(each, str | int | Decimal) for each in given):
        raise TypeError("points, values")
    points, *values = map(str, given)
    return text, points, name, values


def read_file_rules(
    path: Path, forms: Forms, values: Sequence[str], scoring: Profile | None = None
) -> list[Entry]:
    """Every row of a workbook's 指标表, with its row, name and cell. Raises NoSuchInput, Rejected."""
    from sheetscore.readers.intake import admit
    from sheetscore.readers.tables import read_tables
    from sheetscore.readers.workbooks import read_grid
    from sheetscore.scoring.compiling import compile_row

    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise NoSuchInput.of([str(path)]) from error
    except OSError as error:
        raise Unreadable(f"{path} 读不出来。", "请检查文件名和权限。") from error
    tables = read_tables([read_grid(str(path), admit(data))], forms.glossary)
    table, base = tables.indicators, tables.base
    year = max(base.years) if base and base.years else None
    form = (
        forms.recognise_marks(tables.marks)
        if tables.figures
        else forms.recognise(table.frame["indicator"], table.frame["points"])
    )
    form = replace(form, profile=scoring) if scoring else form
    entries = []
    for row in rows(table.frame):
        rule = compile_row(row._asdict(), form)
        entry = _entry(f"第 {row.row} 行 {row.indicator}", rule, values, form.profile)
        place = {
            "row": row.row,
            "indicator": row.indicator,
            "cell": f"{row.sheet}!{row.criteria_cell}",
        }
        remarks = lint(rule, year, row.explanation)
        entries.append(Entry(entry.title, rule, {**entry.found, **place}, remarks))
    return entries


def _compile(text: str, points: str, name: str | None, scoring: Profile | None) -> Rule:
    try:
        worth = decimal(points)
    except ValueError as error:
        raise BadEntry(f"分值“{points}”不是数字。", "请写数字，如 --points 5。") from error
    if worth <= 0:
        raise BadEntry(f"分值 {points} 要大于 0。")
    if scoring is None:
        return compile_criteria(text, worth, name)
    return compile_criteria(
        text,
        worth,
        name,
        reading=scoring.reading,
        reverse=scoring.reverse,
        places=scoring.rule_places,
    )


def _entry(title: str, rule: Rule, values: Sequence[str], scoring: Profile | None) -> Entry:
    scores = [score_value(rule, value) for value in values]
    found = rule_object(rule, [_settled(score, scoring) for score in scores] if scoring else scores)
    return Entry(title, rule, found, lint(rule))


def _settled(found: ValueScore, scoring: Profile) -> ValueScore:
    """The scores of a value as the profile rounds them or cuts them off."""

    def settle(score: Decimal | None) -> Decimal | None:
        return None if score is None else scoring.settle(score)

    readings = {name: settle(score) for name, score in found.readings.items()}
    return replace(
        found, score=settle(found.score), low=settle(found.low), high=settle(found.high), readings=readings
    )  # fmt: skip


def rule_lines(entry: Entry) -> list[str]:
    """What a person reads about one wording."""
    rule, found = entry.rule, entry.found
    lines = [
        f"{entry.title}（{plain(rule.points)} 分）",
        f"  原文：{' '.join(rule.text.split()) or '（空白）'}",
    ]
    kind = KIND_NAMES[rule.kind]
    if rule.kind == "judged" and rule.looks_like != "judged":
        kind += f"（像是{KIND_NAMES[rule.looks_like]}，但没有读全）"
    lines.append(f"  种类：{kind}")
    if found["restated"]:
        lines.append(f"  读作：{found['restated']}")
    if rule.formula:
        lines.append(f"  公式：{rule.formula.restate()}")
    if found["reachable"]:
        lines.append(
            f"  能得的分：{'、'.join(plain(decimal(score)) for score in found['reachable'])}"
        )
    lines += [
        f"  更正：{repair.rule}，“{repair.found}”按“{repair.read_as}”读" for repair in rule.repairs
    ]
    for part in rule.leftover:
        lines += ["  没有读懂：", *caret_lines(rule.text, part.begin, part.end)]
    lines += [f"  前后不合：{problem}" for problem in rule.problems]
    lines += [f"  请留意：{remark}" for remark in entry.remarks]
    if shown := examples(rule):
        lines.append(f"  边界上下：{'；'.join(shown)}")
    for value in found["values"]:
        score = (
            "没有得分"
            if value["score"] is None
            else f"{value['score']} 分（可能 {value['low']}～{value['high']}）"
        )
        lines.append(f"  {value['value']}：{score}。{''.join(value['steps'])}")
    return lines


def caret_lines(text: str, begin: int, end: int) -> list[str]:
    """The line of `text` in which `begin` stands, and carets under the part up to `end`; wide characters count two."""
    start = text.rfind("\n", 0, begin) + 1
    stop = text.find("\n", begin)
    line = text[start : stop if stop >= 0 else len(text)]
    before, marked = line[: begin - start], line[begin - start : max(begin + 1, end) - start]
    return [f"    {line}", f"    {' ' * _width(before)}{'^' * max(1, _width(marked))}"]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
