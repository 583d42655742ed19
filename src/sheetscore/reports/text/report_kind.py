"""Is a text a self-evaluation report? How many of its figures are placeholders, and what in it could be counted?"""

from __future__ import annotations

from collections.abc import Iterator

from sheetscore.model.listed import Candidate
from sheetscore.regexes import regex
from sheetscore.reports.text.blocks import Block, Report, parse_report
from sheetscore.reports.text.documents import Line
from sheetscore.reports.text.numbers import Figure
from sheetscore.words.vocabulary import pattern

_VOCABULARY = [
    pattern(word)
    for word in ("{budget}", "{final}", "自评", "绩效", "整体{spending}", "得分", "{basic}", "{projects}", "三公")
]  # fmt: skip
_LEAST_WORDS = 2
PLACEHOLDER = regex(r"[xX]+(?:\.[xX]+)?")
"""A figure left blank in a draft: xx.xx 万人次, xxx 家."""
_MASKED = regex(r"[xX](?=[xX.]|[余多]?(?:万|亿)?(?:余)?[\u4e00-\u9fff%％])")
_WORK = (
    ("出动执法人员", "人次", regex(r"出动")),
    ("检查机构（场所）", "家次", regex(r"检查.*(?:机构|单位|场所|对象|任务)|监督检查$")),
    ("立案查处", "件", regex(r"立案|查处.*(?:行为|案件)")),
    ("罚没款", "万元", regex(r"罚没款|罚款")),
    ("投诉举报办结", "件", regex(r"投诉举报")),
    ("“双随机”任务完成率", "%", regex(r"完成率")),
    ("“双随机”处罚率", "%", regex(r"处罚率")),
    ("抽检合格率", "%", regex(r"合格率")),
    ("覆盖率", "%", regex(r"覆盖率")),
    ("安装率", "%", regex(r"安装率")),
    ("案件查处率", "%", regex(r"查处率")),
    ("案件移送率", "%", regex(r"移送率")),
)
"""Output indicators of supervision work: name, unit, and the words before the figure."""
_KIND_OF = {"%": "rate", "万元": "amount"}
_NO_INDICATOR = regex(r"年|月|期间|第|\d|[xX]{2}")
_MOST = 60
_SHORTEST, _LONGEST = 4, 16


def is_evaluation(report: Report) -> bool:
    """Does the text speak of budgets, spending, performance or scores at all?"""
    return sum(word.search(report.text) is not None for word in _VOCABULARY) >= _LEAST_WORDS


def placeholders(report: Report) -> int:
    """How many figures and names are still xx."""
    return len(PLACEHOLDER.findall(report.text))


def candidates(report: Report) -> tuple[Candidate, ...]:
    """What the text counts, as indicators without target and actual value; the well-known ones first."""
    filled = [
        Line(_MASKED.sub("9", block.text).replace("x", "9"), block.cells, block.table, block.row)
        for block in report.blocks
    ]  # the text with 9 for every x: same places, but with figures
    found: dict[str, Candidate] = {}
    others: dict[str, Candidate] = {}
    for block, copy in zip(report.blocks, parse_report(report.file, filled).blocks, strict=False):
        for figure, name, unit in _counted(copy):
            known = name in {known for known, _, _ in _WORK}
            start, end = block.sentence(figure.start)
            sentence = " ".join(block.text[start:end].split())
            (found if known else others).setdefault(
                name, Candidate(name, unit, block.place(figure.start), sentence)
            )
    order = [name for name, _, _ in _WORK if name in found]
    return tuple([found[name] for name in order] + list(others.values()))[:_MOST]


def _counted(block: Block) -> Iterator[tuple[Figure, str, str]]:
    for figure in block.figures:
        if figure.kind not in ("amount", "count", "rate") or block.table:
            continue
        subject = block.subject(figure)
        known = next(
            ((name, unit) for name, unit, words in _WORK
             if words.search(subject) and _KIND_OF.get(unit, "count") == figure.kind), None,
        )  # fmt: skip
        if known:
            yield figure, *known
        elif _SHORTEST <= len(subject) <= _LONGEST and not _NO_INDICATOR.search(subject):
            yield figure, subject, figure.unit.lstrip("万亿" if figure.kind == "count" else "")
