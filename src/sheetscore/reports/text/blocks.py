"""A self-evaluation report as blocks of text with figures, each with its place, its sentence and its subject.

A block is a paragraph, a table row, or several lines that a PDF broke in the middle of a sentence and that belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from sheetscore.model.columns import REPORT_COLUMNS, frame_of
from sheetscore.regexes import regex
from sheetscore.reports.text.documents import Line
from sheetscore.reports.text.numbers import Figure, Kind, figures, one_width
from sheetscore.words.vocabulary import pattern

_ENDS = "。；：！？;:!?…，,、）)"
_HEADING = regex(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、．.)）](?!\d)|第[一二三四五六七八九十]+[章节部]|"
    r"目标\d|附件|[①-⑳]|#)"
)
_MOST_FIGURES = 300
"""More figures in one paragraph are data and no prose; those beyond are left aside."""
_LONG_LINE = 15
"""A line shorter than this that ends without a stop is a heading, not a broken sentence."""
_STOP_CHARS = "。！？!?"
_IN_NUMBER = regex(r"[\d.,][\d.,%]")
_STOPS = regex(f"[{_STOP_CHARS}]")
_CLAUSE_STOPS = "，,。；;：:！？\n"
_LEADING = pattern(
    r"^(?:其中|另外|另有|另|以及|及|和|与|并|且|共|{all_year}|{this_year}|截[至止]\S{0,12}?(?:日|底|末)|主要(?:是|有|为|包括)?|包括|包含|含|分别[为是]?|即|是|为|"
    r"(?:19|20)\d\d\s*年(?:度|末|初|底)?|[（(]?\d{1,2}[）)、．.]|[①-⑳]|[-—•·*\s：:“”\"、])+"
)
_TRAILING = pattern(
    r"(?:{sum_word}|累计|总额约?|共|(?<!行)为|是|达到|达|约|约为|近|超|逾|有|：|:|[（(“”\"\s]|人民币|数额|金额(?=为))+$"
)
_LINKING = regex(r"(?:共|(?<!行)为|是|达到|达|有|：|:|[（(“”\"\s])+$")


@dataclass(frozen=True)
class Block:
    """`number`: the paragraph (第n段) that the block begins with; `starts`: where its further lines begin."""

    number: int
    text: str
    cells: tuple[str, ...] = ()
    table: int = 0
    row: int = 0
    starts: tuple[tuple[int, int], ...] = ()
    figures: tuple[Figure, ...] = field(default=(), compare=False)

    def place(self, position: int = 0) -> str:
        """第12段, or 表1第3行: where the character at `position` stands in the document."""
        if self.table:
            return f"表{self.table}第{self.row}行"
        number = self.number
        for start, line in self.starts:
            if start <= position:
                number = line
        return f"第{number}段"

    def sentence(self, position: int) -> tuple[int, int]:
        """Span of the sentence round `position`."""
        start = max(self.text.rfind(stop, 0, position) for stop in _STOP_CHARS) + 1
        stop = _STOPS.search(self.text, position)
        return start, stop.end() if stop else len(self.text)

    def quote(self, start: int, end: int, longest: int = 80) -> str:
        """The text between two positions, from the beginning of its sentence; cut in the middle, never inside a number."""
        begin, _ = self.sentence(start)
        text = " ".join(self.text[begin:end].split())
        if len(text) <= longest:
            return text
        first, last = longest // 3, len(text) - (longest - longest // 3)
        while first and _IN_NUMBER.fullmatch(text[first - 1 : first + 1]):
            first -= 1
        while last < len(text) - 1 and _IN_NUMBER.fullmatch(text[last - 1 : last + 1]):
            last += 1
        return f"{text[:first]}……{text[last:]}"

    def before(self, figure: Figure) -> str:
        """The words that lead to a figure, from the last stop or figure before it, at the same depth of brackets."""
        start = figure.start
        depth = 0
        kept: list[str] = []
        ends = self._ends
        while start > 0 and start not in ends:
            char = self.text[start - 1]
            if char in "）)":
                depth += 1
            elif char in "（(":
                if depth == 0:
                    break
                depth -= 1
            elif depth == 0:
                if char in _CLAUSE_STOPS or char == "、":
                    break
                kept.append(char)
            start -= 1
        words = "".join(reversed(kept))
        return words.lstrip("度末初底") if ends.get(start) == "year" else words

    def subject(self, figure: Figure) -> str:
        """What a figure is of: the words before it without 其中, 共, 为 and the like; "" where there are none."""
        words = self.before(figure).strip()
        shorter = None
        while words != shorter:
            shorter, words = words, _TRAILING.sub("", _LEADING.sub("", words))
        return words

    def plain(self, *kinds: Kind, start: int = 0, end: int | None = None) -> list[Figure]:
        """The exact figures of these kinds (of any) outside of brackets that begin between two positions."""
        last = len(self.text) if end is None else end
        return [
            f for f in self.figures
            if start <= f.start < last and not f.approx and not f.depth and (not kinds or f.kind in kinds)
        ]  # fmt: skip

    @cached_property
    def _ends(self) -> dict[int, str]:
        """The kinds of the figures by where they end."""
        return {figure.end: figure.kind for figure in self.figures}

    def words(self, figure: Figure) -> str:
        """As `subject`, but with what says that it is a total: 支出总额, 收入合计."""
        words = self.before(figure).strip()
        shorter = None
        while words != shorter:
            shorter, words = words, _LINKING.sub("", _LEADING.sub("", words))
        return words

    def lead(self, figure: Figure) -> str:
        """All words from the last stop or figure up to a figure; unlike `before`, with years, 两项 and brackets."""
        ends = [
            f.end for f in self.figures
            if f.kind != "year" and not f.numeral and f.end <= figure.start and f.depth <= figure.depth
        ]  # fmt: skip
        stops = [self.text.rfind(stop, 0, figure.start) + 1 for stop in _CLAUSE_STOPS]
        return self.text[max([0, *ends, *stops]) : figure.start]

    def after(self, figure: Figure, length: int = 12) -> str:
        """The characters behind a figure, up to the next stop."""
        text = self.text[figure.end : figure.end + length]
        return re.split(r"[，,。；;：:！？]", text)[0]


@dataclass(frozen=True)
class Report:
    """One report file: `file` as given, the paragraphs and table rows with their figures."""

    file: str
    blocks: tuple[Block, ...]

    @cached_property
    def prose(self) -> tuple[Block, ...]:
        """The paragraphs outside of tables."""
        return tuple(block for block in self.blocks if not block.table)

    @cached_property
    def text(self) -> str:
        """The whole text, a line a block."""
        return "\n".join(block.text for block in self.blocks)

    def frame(self) -> pd.DataFrame:
        """The figures with REPORT_COLUMNS, in the order of the text."""
        records = [
            {
                "file": self.file, "place": block.place(figure.start), "subject": block.subject(figure),
                "kind": figure.kind, "value": figure.value, "unit": figure.unit, "approx": figure.approx,
                "year": _year(block, figure), "raw": block.text[figure.start : figure.end],
                "start": figure.start, "end": figure.end,
                "sentence": block.text[slice(*block.sentence(figure.start))].strip(),
            }
            for block in self.blocks for figure in block.figures if figure.kind != "year"
        ]  # fmt: skip
        return frame_of(records, REPORT_COLUMNS)


def _year(block: Block, figure: Figure) -> int | None:
    """The year last named before a figure in its sentence."""
    start, _ = block.sentence(figure.start)
    years = [f for f in block.figures if f.kind == "year" and start <= f.start < figure.start]
    return int(years[-1].value) if years else None


def parse_report(file: str, lines: Sequence[Line]) -> Report:
    """The report that these lines make."""
    return Report(file, tuple(_blocks(lines)))


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    number = 0
    parts: list[tuple[int, str]] = []
    for line in lines:
        if not line.table:
            number += 1
        if parts and not (not line.table and _goes_on(parts[-1][1], line.text)):
            yield _joined(parts)
            parts = []
        if line.table:
            yield _block(number, line.text, line)
        else:
            parts.append((number, line.text))
    if parts:
        yield _joined(parts)


def _goes_on(before: str, after: str) -> bool:
    """Did a line break fall into the middle of a sentence?"""
    if len(before) < _LONG_LINE or before[-1] in _ENDS or _HEADING.match(after):
        return False
    prose = re.search(r"[，。；]", before) is not None
    return prose and not after.startswith(("　　", "单位", "附"))


def _joined(parts: Sequence[tuple[int, str]]) -> Block:
    starts, text = [], ""
    for number, part in parts:
        if text:
            starts.append((len(text), number))
        text += part
    return _block(parts[0][0], text, None, tuple(starts))


def _block(
    number: int, text: str, line: Line | None, starts: tuple[tuple[int, int], ...] = ()
) -> Block:
    plain = one_width(text)
    if line is None:
        return Block(number, plain, starts=starts, figures=tuple(figures(plain)[:_MOST_FIGURES]))
    return Block(
        number, plain, tuple(one_width(cell) for cell in line.cells), line.table, line.row,
        figures=tuple(figures(plain)),
    )  # fmt: skip
