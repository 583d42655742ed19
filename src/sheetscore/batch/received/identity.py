"""Which part of a return a file is, and whose: what grouping needs to know of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Literal

from sheetscore.errors import NoIndicatorTable, Rejected
from sheetscore.model.outcome import Outcome
from sheetscore.readers.base_table.base_data import read_base
from sheetscore.readers.base_table.base_table import BaseTable
from sheetscore.readers.bytes.file_kinds import Kind, kind_of
from sheetscore.readers.grid import Grid
from sheetscore.readers.intake import admit
from sheetscore.readers.target_table.targets import OWN_MEASURE
from sheetscore.readers.workbooks import read_grid
from sheetscore.regexes import regex
from sheetscore.reports.report_files import sort_files
from sheetscore.reports.text.passages import sketch
from sheetscore.unit.submission import rejected, unit_from_file
from sheetscore.words.glossary import Glossary
from sheetscore.words.text import clean, name_key
from sheetscore.words.vocabulary import pattern

Part = Literal["whole", "indicators", "base", "report", "other"]
"""Both tables; a 指标表 alone; a 基础数据表 alone; a report; anything else."""
_DOCUMENT = (
    r"(?:部门)?{budget}?(?:(?:整体|项目)?{spending})?(?:绩效)?(?:自我评价|自评价|自评|评价)?(?:考核)?"
    r"(?:指标体系|指标|评分|打分|得分|基础数据|基础信息|数据)?(?:情况)?(?:汇总|填报|申报|上报)?"
)
_DOCUMENT_NAME = pattern(
    rf"(?:{_DOCUMENT}(?:附表|表格|表|报告|材料|文本)|(?:部门)?(?:整体{{spending}})?绩效(?:自评|评价)|自评|基础数据|指标体系|指标)$"
)
"""What a file is called after the unit: 部门整体支出绩效自评表, 基础数据表. Never a part of a name such as 数据局."""
_NO_NAME = regex(
    r"(?:附件|附表|附|表|sheet|book|工作簿|新建.*)?[\d一二三四五六七八九十.]{0,4}|v\d.*|(?:最终|修改|盖章|电子|正式|更新|空白)[版稿]?\d?"
    r"|[初终定一二三四五六七八九十]+稿|模板|样表|上报|报送|copy|final|new",
    re.IGNORECASE,
)
_SEPARATORS = regex(r"[\s\-_—–－()（）〔〕\[\]【】,，、:：+.]+")


@dataclass(frozen=True, slots=True)
class Identity:
    """`who` is the key of the unit that the file itself names ("": it names none); `years` those of its tables.

    `sketch` are hashes of the sentences of a report, eight bytes each (reports/text/passages.py).
    """

    kind: Part
    who: str = ""
    years: frozenset[int] = frozenset()
    sketch: bytes = b""


def identify(
    outcome: Outcome, files: Sequence[tuple[str, bytes]], glossary: Glossary
) -> tuple[Outcome, Identity]:
    """The outcome with its identity; of a 基础数据表 alone, with a sentence that says so."""
    if outcome.status == "scored":
        lacks = any(finding.code == "H08" for finding in outcome.findings) or _own_alone(outcome)
        years = frozenset([outcome.year] if outcome.year else [])
        return outcome, Identity("indicators" if lacks else "whole", _who(outcome), years)
    if outcome.code == NoIndicatorTable.code and len(files) == 1:
        if kind_of(files[0][1]) in (Kind.DOCX, Kind.TEXT):
            return outcome, replace(_report(outcome), sketch=_sketch(outcome, files))
        return _base_alone(outcome, files[0], glossary)
    return outcome, Identity("other", _who(outcome))


def _own_alone(outcome: Outcome) -> bool:
    """Do the rows score by their own 完成值 because there is no 基础数据表 here? It may lie in another file."""
    beside = any(bool(each) for each in outcome.indicators["beside"])
    filed = outcome.base[outcome.base["supplied"] != True]  # noqa: E712
    return beside and not any(measure != OWN_MEASURE for measure in filed["measure"])


def _sketch(outcome: Outcome, files: Sequence[tuple[str, bytes]]) -> bytes:
    try:
        reports = sort_files([(name, admit(data)) for name, data in files]).reports
    except Rejected:
        return b""
    return sketch(reports[0], outcome.unit) if reports else b""


def _who(outcome: Outcome) -> str:
    """The unit's key, "" where the outcome has its unit from the name of the file."""
    return name_key(outcome.unit) if outcome.stated else ""


def _report(outcome: Outcome) -> Identity:
    """A report: its unit by its cover, "" where the outcome has it from (a part of) the file's name."""
    by_name = any(outcome.unit in unit_from_file(name) for name in outcome.files)
    years = frozenset([outcome.year] if outcome.year else [])
    return Identity("report", "" if by_name else name_key(outcome.unit), years)


def _base_alone(
    outcome: Outcome, file: tuple[str, bytes], glossary: Glossary
) -> tuple[Outcome, Identity]:
    name, data = file
    try:
        grid = read_grid(name, admit(data))
        table = read_base([grid], glossary) or _called_so(grid, glossary)
    except Rejected:
        table = None
    if table is None:
        return outcome, Identity("other")
    alone = NoIndicatorTable(
        "这个文件里只有基础数据表，没有可以和它合并的指标表。",
        "请把两张表放进同一个工作簿，或在两个文件里写上相同的填报单位，再一起放进来。",
    )
    unit = table.unit_name or outcome.unit
    return rejected(unit, outcome.files, alone), Identity(
        "base", name_key(table.unit_name), table.years
    )


def _called_so(grid: Grid, glossary: Glossary) -> BaseTable | None:
    """A list of any names in a file that calls itself a 基础数据表: whose figures they are is told beside the 指标表."""
    cells = [cell for sheet in grid.sheets for cell in sheet.cells.values() if cell.worded]
    called = (grid.file, *(sheet.name for sheet in grid.sheets), *(cell.text for cell in cells[:5]))
    if not any("基础数据" in text for text in called):
        return None
    return read_base([grid], glossary, frozenset(cell.key for cell in cells))


UNIT_ENDINGS = (
    "局", "委", "委员会", "办", "办公室", "院", "所", "中心", "镇", "乡", "街道", "办事处", "学校", "中学", "小学", "大学", "站", "队",
    "处", "厅", "部", "会", "馆", "政府", "公司",
)  # fmt: skip
"""How the name of a unit ends, for a folder that is named after one."""


def named_unit(name: str) -> str:
    """The key of the unit that a file's name gives, "" where the name holds only words such as 附件1 指标表."""
    words = []
    if re.fullmatch(r"(?:20\d\d)?年?度?", PurePath(name).stem):
        return ""
    for word in _SEPARATORS.split(clean(unit_from_file(name)).text):
        rest = _DOCUMENT_NAME.sub("", word)
        if not _NO_NAME.fullmatch(rest):
            words.append(rest)
    return name_key("".join(words))
