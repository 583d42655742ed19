"""Every finding code explained: what is asked, levels, tolerance and source from the docstring of its check (or the
`rule` in codes.toml where no check function stands behind it), name, example and advice from codes.toml.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sheetscore.across.several import SEVERAL_CHECKS
from sheetscore.checks import CHECKS
from sheetscore.errors import WrongUse
from sheetscore.regexes import regex
from sheetscore.reports.verdicts.report_checks import REPORT_CHECKS
from sheetscore.words.toml_files import read_toml, strict

_DATA = Path(__file__).parents[1] / "checks" / "codes.toml"
_PART = regex(r"(级别|容差|来源)[：同]")
KINDS = {
    "A": "结构和单位", "B": "单元格里的数", "C": "基础数据表之内", "D": "自评表之内", "E": "得分与数据",
    "F": "报告文字", "G": "全部单位放在一起", "H": "没有评分的文件",
}  # fmt: skip


class NoSuchCode(WrongUse):
    """The code asked for is none of ours."""

    code = "FIND"


@dataclass(frozen=True, slots=True)
class Clause:
    """One check of a code: what it asks, its levels, tolerance and source ("" where it states none).

    `place` is "报告" for a check of report texts beside one of tables, "几个文件" for what is asked over several, else "".
    """

    asks: str
    levels: str
    tolerance: str
    source: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A code as `explain` tells it; a code that tables and reports share has a clause for each."""

    code: str
    name: str
    clauses: tuple[Clause, ...]
    example: str
    advice: str

    def lines(self) -> list[str]:
        """The explanation, line by line."""
        told = [f"{self.code}　{self.name}"]
        for clause in self.clauses:
            told += [
                f"　{label}{f'（{clause.place}）' if clause.place else ''}：{text}"
                for label, text in (
                    ("查什么", clause.asks), ("级别", clause.levels), ("容差", clause.tolerance), ("来源", clause.source),
                )
                if text
            ]  # fmt: skip
        return [*told, f"　例：{self.example}。", f"　怎么办：{self.advice}"]


@cache
def catalogue() -> dict[str, Entry]:
    """Every code that the program can give, by code. Raises FormError for a codes.toml that cannot be used."""
    data = read_toml(_DATA)
    rules: dict[str, list[Clause]] = {}
    for place, checks in (("", CHECKS), ("报告", REPORT_CHECKS), ("几个文件", SEVERAL_CHECKS)):
        for check in checks:
            code = check.__name__.removeprefix("check_")
            shared = place if code in rules else ""
            rules.setdefault(code, []).append(clause_of(check.__doc__ or "", shared))
    found = {}
    for code, entry in data.items():
        strict(entry, f"codes.toml [{code}]", "name example advice", "rule files numbers")
        own = [clause_of(entry["rule"])] if "rule" in entry else []
        several = [clause_of(entry["files"], "几个文件")] if "files" in entry else []
        clauses = (*rules.get(code, own), *several)
        found[code] = Entry(code, entry["name"], clauses, entry["example"], entry["advice"])
    return dict(sorted(found.items()))


def clause_of(rule: str, place: str = "") -> Clause:
    """`…。级别：…。容差：…。来源：…。` in its parts; what follows no label belongs to what is asked."""
    text = "".join(line.strip() for line in rule.strip().splitlines())
    places = [*_PART.finditer(text)]
    asks = text[: places[0].start()] if places else text
    parts = dict.fromkeys(("级别", "容差", "来源"), "")
    for at, mark in enumerate(places):
        end = places[at + 1].start() if at + 1 < len(places) else len(text)
        parts[mark[1]] = text[mark.end() - (mark[0][-1] == "同") : end].strip()
    return Clause(asks.strip(), parts["级别"], parts["容差"], parts["来源"], place)


def explain_code(code: str) -> list[str]:
    """The explanation of a code, in either case or width. Raises NoSuchCode naming the nearest ones."""
    wanted = unicodedata.normalize("NFKC", code).strip().upper()
    entry = catalogue().get(_told_as().get(wanted, wanted))
    if entry is None:
        near = _near(wanted)
        raise NoSuchCode(
            f"没有 {code} 这个代码。",
            f"相近的代码：{'、'.join(near)}。" if near else "代码是一个字母加两位数字，全部列在 docs/核对清单.md。",
        )  # fmt: skip
    return entry.lines()


@cache
def _told_as() -> dict[str, str]:
    """Numbers of the field's list that are reported under another code: a work summary (A06) is H10."""
    data = read_toml(_DATA)
    return {number: code for code, entry in data.items() for number in entry.get("numbers", [])}


def _near(wanted: str) -> list[str]:
    """Codes of the same letter: those with the same digits first, then the next ones by number."""
    digits = re.sub(r"\D", "", wanted)
    if not digits or len(wanted) > 4:
        return []
    same = [code for code in catalogue() if code[0] == wanted[0]]

    def unlike(code: str) -> tuple[bool, int]:
        swapped = sorted(digits.zfill(2)) != sorted(code[1:])
        return swapped, abs(int(code[1:]) - int(digits))

    return sorted(same, key=unlike)[:4]


def checklist() -> str:
    """docs/核对清单.md: every code by its letter."""
    pages = [
        "# 核对清单", "",
        "sheetscore 能报告的全部代码。由程序生成（`python3 tools/readme.py`），与 `sheetscore explain 代码` 同一来源。", "",
        "级别：**错误**必须更正或说明；**提醒**请核对；**提示**不影响评分，尾差和印刷错误都是提示。",
    ]  # fmt: skip
    for letter, title in KINDS.items():
        entries = [entry for code, entry in catalogue().items() if code.startswith(letter)]
        if entries:
            pages += ["", f"## {letter}　{title}"]
        for entry in entries:
            head, *lines = entry.lines()
            pages += ["", f"### {head}", "", *(f"- {line.strip()}" for line in lines)]
    return "\n".join(pages) + "\n"
