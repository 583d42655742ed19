"""Totals and the parts that a text lists for them: `A 10万元，其中：b 6万元、c 4万元`.

A list is compared with its total only when both are unmistakable. 其中 may name some parts only, so that parts that make
less than the total are wrong for certain only where the list is known to be whole (基本支出 and 项目支出, say).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from sheetscore.amounts import decimal, half_up
from sheetscore.intervals import Shown, proof, sum_text, total
from sheetscore.readers.report import Block, Report
from sheetscore.readers.report_numbers import Figure

Verdict = Literal["ok", "tail", "coarse", "over", "under"]
"""Exact; within the tolerance of the finest decimals; within that of the printed ones; parts above; parts below."""

_MARK = re.compile(
    r"其中(?:包[含括])?[，,：:；;\s]*|(?:包括|包含|具体为|具体包括|分别为|具体是)[：:]\s*"
)
_BETWEEN = re.compile(
    r"(?:[，,。；;：:（(\s]|(?:占|同比|较|比|完成|预算执行率|执行率|控制率|支出率|变动率|增长率?|下降)[^，。；]*%)*"
)
_CHANGE = re.compile(
    r"同比|环比|[比较](?:上|去|年|预)|增加|减少|增长|下降|上升|提高|节约|超支|降低|压减|人均|平均|每|相比|剩余|尚未|单价|标准"
)
_MEASURES = re.compile(
    r"^(?:实际|全年|年初|年中|年末|调整后?|本年)*(?:预算|支出|执行|决算|使用|支付|完成|结余|结转|到位|拨付|收入)*数?$"
)
_OTHER_YEAR = re.compile(r"上年|去年|上一年|期初|年初(?!预算)|年末")
_PARTLY = re.compile(r"主要(?:是|有|为|包括|用于)?[：:，]?|等[：:，。；]|如[：:]")
_NEXT_TOPIC = re.compile(
    r"总收入|总支出|支出总|收入总|合计|决算支出|年末|结转|结余(?!资金)|净资产|负债"
)
_NUMBERED = re.compile(
    r"(?:^|[\s：:；;。，,])[（(]?(?:\d{1,2}[）)、．.]|[①-⑳]|[一二三四五六七八九]是)"
)

_MOST_PARTS = 60

CLASSES = {
    "三公": r"出国|出境|公务用车|公车|接待",
    "基本和项目": r"基本支出|项目支出|经营支出|上缴上级|附属单位补助",
    "经济分类": r"工资福利|商品和服务|对个人和家庭|资本性|人员(?:经费|支出)|公用(?:经费|支出)|离退休|公积金|养老|行政运行",
    "收入来源": r"拨款|一般公共预算|政府性基金|国有资本经营|收入|上级补助|结转|非税",
    "功能分类": r"(?:一般公共服务|国防|公共安全|教育|科学技术|文化|社会保障|卫生健康|节能环保|城乡社区|农林水|交通运输|资源勘探"
    r"|住房保障|灾害防治|其他|国债)\S*支出",
    "资产": r"资产|在建工程|设备|家具|房屋|车辆|图书",
    "人员": r"在编|雇员|派遣|临聘|年薪|编外|借调|行政编制|事业编制|工勤|参公|合同制|聘用|公务员|引进人才|在岗|工作人员|协管|行政|事业",
}
"""Kinds of parts that exclude each other, so that more of them than the total is an error."""
_CLASSES = {name: re.compile(pattern) for name, pattern in CLASSES.items()}
_WHOLE = (
    (r"基本支出", r"项目支出"),
    (r"人员(?:经费|支出)", r"公用(?:经费|支出)"),
    (r"工资福利", r"商品和服务|公用经费", r"对个人和家庭"),
    (r"(?<!非)流动资产", r"非流动资产"),
    (r"出国|出境", r"公务用车|公车", r"接待"),
    (r"简易程序", r"一般程序"),
    (r"拨款|预算", r"其他收入"),
)
"""Lists with a part for each pattern of a row leave nothing out."""


@dataclass(frozen=True)
class Part:
    """One part of a total."""

    block: Block
    figure: Figure
    subject: str


@dataclass(frozen=True)
class Sum:
    """A total, its parts, and how they agree. `certain`: more than the total is an error; `whole`: less is one too."""

    block: Block
    head: Figure
    parts: tuple[Part, ...]
    verdict: Verdict
    kind: str
    certain: bool
    whole: bool

    @property
    def money(self) -> bool:
        """Is it a sum of money?"""
        return self.head.kind == "amount"

    @property
    def found(self) -> Fraction:
        """Sum of the parts, in the unit of the total."""
        return sum((part.figure.exact for part in self.parts), Fraction(0)) / self.head.factor

    @property
    def gap(self) -> Fraction:
        """Parts less total, in the unit of the total."""
        return self.found - Fraction(self.head.value)

    def number(self, value: Fraction) -> str:
        """A value in the unit of the total, without trailing zeros beyond what is needed."""
        places = max([self.head.places, *(_places(part.figure, self.head) for part in self.parts)])
        return f"{half_up(value, places):f} {self.head.unit}"

    @property
    def proof(self) -> str:
        """`6.00+4.00 ∈ [9.99, 10.01]，含 10.00 → 一致`"""
        places = max([self.head.places, *(_places(part.figure, self.head) for part in self.parts)])
        shown = [_rescaled(part.figure, self.head, places) for part in self.parts]
        head = Shown(self.head.value, places)
        if not self.money:
            return f"{sum_text(shown)} = {self.number(self.found)}"
        return proof(sum_text(shown), total(each.interval for each in shown), head)


def sums(report: Report) -> Iterator[Sum]:
    """Every total of the text with the parts listed for it."""
    for index, block in enumerate(report.blocks):
        if block.table:
            continue
        for mark in _MARK.finditer(block.text):
            found = _sum(report.blocks, index, mark)
            if found:
                yield found


def compare(head: Figure, parts: Sequence[Figure]) -> Verdict:
    """How parts agree with their total, by the decimals shown."""
    found = sum((part.exact for part in parts), Fraction(0))
    gap = found - head.exact
    if gap == 0:
        return "ok"
    if head.kind == "amount":
        unit = min(figure.factor / 10**figure.places for figure in (head, *parts))
        if abs(gap) <= (len(parts) + 1) * unit / 2:
            return "tail"
        if total(part.interval for part in parts).overlaps(head.interval):
            return "coarse"
    return "over" if gap > 0 else "under"


def sum_of(one: Figure, other: Figure) -> Figure:
    """Two amounts as one figure, printed with the decimals of the finer one."""
    places = max(one.places, _places(other, one))
    value = decimal(half_up((one.exact + other.exact) / one.factor, places))
    return replace(one, value=value, places=places)


def _sum(blocks: Sequence[Block], index: int, mark: re.Match[str]) -> Sum | None:
    block = blocks[index]
    parts, broken = _parts(block, mark)
    if not parts:
        return None
    family = parts[0].figure.family
    heads = _heads(blocks, index, mark.start(), family)
    listed = _listed(block, parts)
    for home, head, adjacent in heads:
        closed = _closing(head, parts, len(listed))
        if closed and (adjacent or closed[1] == "ok"):
            return _result(home, head, parts[: closed[0]], closed[1])
    if broken or not heads or not heads[0][2]:
        return None
    home, head, _ = heads[0]
    listed = _up_to_larger(block, head, listed)
    if not _comparable(block, mark, listed):
        return None
    verdict = compare(head, [part.figure for part in listed])
    return None if len(listed) == 1 and verdict == "under" else _result(home, head, listed, verdict)


def _closing(head: Figure, parts: Sequence[Part], listed: int) -> tuple[int, Verdict] | None:
    """The first parts that make the total: what follows them is another topic.

    One part alone makes it only where the others of its sentence (`listed` in all) are 0.
    """
    best = None
    alone = not any(part.figure.value for part in parts[1:listed])
    for count in range(1 if alone else 2, len(parts) + 1):
        verdict = compare(head, [part.figure for part in parts[:count]])
        if verdict == "ok":
            return count, verdict
        if verdict in ("tail", "coarse") and count > 1 and (best is None or verdict == "tail"):
            best = count, verdict
    return best


def _heads(
    blocks: Sequence[Block], index: int, position: int, family: str
) -> list[tuple[Block, Figure, bool]]:
    """Figures that may be the total, the nearest first; True for the one that stands right before the list."""
    block = blocks[index]
    begin, _ = block.sentence(max(0, position - 1))
    begin = block.sentence(max(0, begin - 1))[0]
    depth = _depth(block.text, position)
    found = []
    for figure in reversed(block.figures):
        fits = figure.family == family and not figure.approx and begin <= figure.start
        fits = fits and not _CHANGE.search(block.before(figure))
        if figure.end <= position and fits and figure.depth in (depth, max(0, depth - 1)):
            between = block.text[figure.end : position]
            found.append((block, figure, _BETWEEN.fullmatch(between) is not None))
    if not found and position <= 2 and index and not blocks[index - 1].table:
        before = blocks[index - 1]
        for figure in reversed(before.figures):
            if figure.family == family and not figure.approx and figure.depth == 0:
                adjacent = _BETWEEN.fullmatch(before.text[figure.end :]) is not None
                found.append((before, figure, adjacent))
    return found[:3]


def _depth(text: str, position: int) -> int:
    before = text[:position]
    return max(
        0, sum(before.count(char) for char in "（(") - sum(before.count(char) for char in "）)")
    )


def _parts(block: Block, mark: re.Match[str]) -> tuple[list[Part], bool]:
    """The figures after a mark that may be parts, and whether a list inside the list could not be set apart."""
    depth = _depth(block.text, mark.start())
    limit = _limit(block.text, mark.end(), depth)
    entries: list[Part] = []
    inner: list[int] = []  # entries that follow a further mark
    for figure in block.figures:
        if not mark.end() <= figure.start < limit or figure.depth != depth or figure.approx:
            continue
        if len(entries) >= _MOST_PARTS:
            break
        if entries and figure.family != entries[0].figure.family:
            continue
        if figure.kind not in ("amount", "count") or _CHANGE.search(block.before(figure)):
            continue
        since = entries[-1].figure.end if entries else mark.end()
        if entries and _MARK.search(block.text, since, figure.start):
            inner.append(len(entries))
        entries.append(Part(block, figure, block.subject(figure)))
    return _without_inner(entries, inner)


def _limit(text: str, start: int, depth: int) -> int:
    """Where the brackets round a mark close."""
    if not depth:
        return len(text)
    level = depth
    for position in range(start, len(text)):
        level += (text[position] in "（(") - (text[position] in "）)")
        if level < depth:
            return position
    return len(text)


def _without_inner(entries: list[Part], inner: list[int]) -> tuple[list[Part], bool]:
    """Leaves out the parts of a part: those right after a further 其中 that make the part before it."""
    for start in reversed(inner):
        head = entries[start - 1].figure
        for end in range(start + 1, len(entries) + 1):
            parts = [part.figure for part in entries[start:end]]
            if compare(head, parts) in ("ok", "tail"):
                del entries[start:end]
                break
        else:
            return entries[:start], True
    return entries, False


def _listed(block: Block, parts: list[Part]) -> list[Part]:
    """The parts up to the end of the sentence (of the paragraph, when they are numbered) or the next topic."""
    first = parts[0].figure
    numbered = _NUMBERED.search(block.text[max(0, first.start - 40) : first.start]) is not None
    end = len(block.text) if numbered else block.sentence(first.start)[1]
    listed = [parts[0]]
    for part in parts[1:]:
        if part.figure.start >= end or _NEXT_TOPIC.search(part.subject):
            break
        listed.append(part)
    return listed


def _up_to_larger(block: Block, head: Figure, listed: list[Part]) -> list[Part]:
    """The parts before one that is alone more than the total and stands behind a ；: that begins another topic."""
    for place, part in enumerate(listed):
        between = block.text[listed[place - 1].figure.end : part.figure.start] if place else ""
        if "；" in between and part.figure.exact > head.exact:
            return listed[:place]
    return listed


def _comparable(block: Block, mark: re.Match[str], listed: list[Part]) -> bool:
    """Is it plain what each part is?"""
    last = listed[-1].figure
    text = block.text[mark.start() : last.end + 2]
    subjects = [part.subject for part in listed]
    return (
        all(subjects)
        and len(set(subjects)) == len(subjects)
        and not any(_MEASURES.match(s) or _OTHER_YEAR.search(s) for s in subjects)
        and not _PARTLY.search(text)
    )


def _result(block: Block, head: Figure, parts: Sequence[Part], verdict: Verdict) -> Sum:
    subjects = [part.subject for part in parts]
    kind = next(
        (name for name, pattern in _CLASSES.items() if all(pattern.search(s) for s in subjects)), ""
    )
    alike = len(parts) > 1 and len({s[-2:] for s in subjects}) == 1
    if head.kind == "count":
        alike = len(parts) > 1 and len({s[-1:] for s in subjects}) == 1
        kind = kind if kind == "人员" and head.unit in ("人", "名") else ""
    whole = len(parts) > 1 and any(
        all(any(re.search(pattern, s) for s in subjects) for pattern in row) for row in _WHOLE
    )
    return Sum(block, head, tuple(parts), verdict, kind, bool(kind) or alike or whole, whole)


def _places(part: Figure, head: Figure) -> int:
    """Decimals of a part when written in the unit of the total."""
    ratio = part.factor / head.factor
    places = part.places
    while ratio < 1:
        ratio, places = ratio * 10, places + 1
    return places


def _rescaled(part: Figure, head: Figure, places: int) -> Shown:
    value = Fraction(part.value) * part.factor / head.factor
    return Shown(decimal(half_up(value, places)), places)
