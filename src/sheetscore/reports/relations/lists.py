"""Lists with their total in a text: `A 10万元，其中：b 6万元、c 4万元`, `A 10 人（b 6 人、c 4 人）`, `b 6万元、c 4万元，合计 10万元`.

A list is compared with its total only when both are unmistakable. 其中 may name some parts only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sheetscore.exact.relation import Verdict
from sheetscore.regexes import regex
from sheetscore.reports.relations.sums import ListedTotal, Part, compare, told_sum
from sheetscore.reports.text.blocks import Block, Report
from sheetscore.reports.text.numbers import Figure, han
from sheetscore.words.vocabulary import pattern

_MARK = regex(
    r"其中(?:包[含括])?[，,：:；;\s]*|(?:包括|包含|具体为|具体包括|分别为|具体是)[：:]\s*|"
    r"分别[为是](?=[\u4e00-\u9fff“]{2,20}[\d.]+\s*(?:亿|万)?元)"
)
_BETWEEN = pattern(
    r"(?:[，,。；;：:（(\s]|(?:占|同比|较|比|完成|{budget}?{execution_rate}|变动率|增长率?|下降)[^，。；]*%)*"
)
_CHANGE = pattern(
    r"同比|环比|[比较](?:上|去|年|预)|{moved}|上升|提高|节约|超支|降低|压减|人均|平均|每|相比|增收|减收|增支|减支|剩余|尚未|单价|标准|[大小]于|[高低]于|超出"
)
_MEASURES = pattern(
    "^(?:实际|{all_year}|{opening}|{within}|{closing}|调整后?|{this_year})*(?:{budget}|{spent}|{done}|{left}|{arrived}|{income})*数?$"
)
_OTHER_YEAR = pattern("{last_year}|{opening}(?!{budget})|{closing}")
_PARTLY = regex(r"主要(?:是|有|为|包括|用于)?[：:，]?|等[：:，。；]|如[：:]")
_NEXT_TOPIC = pattern(
    "总(?:{income}|{spending})|(?:{income}|{spending})总|合计|{final}{spending}|{closing}|{carried}|{surplus}(?!资金)|净资产|负债"
)
_NUMBERED = regex(r"(?:^|[\s：:；;。，,])[（(]?(?:\d{1,2}[）)、．.]|[①-⑳]|[一二三四五六七八九]是)")
_BRACKET = pattern(
    r"（(?!含|包括|包含|不含|其中|约|占|按|{last_year}|比|较|同比|人均|平均|折合|原|即|{budget}|目标|全部|均)[^（）]{1,16}?\d[^（）]*[、，；][^（）]*\d[^（）]*）"
)
_COLON = regex(
    r"(?:，共(?:计|有)?\s*(?P<many>\d{1,2})(?:个|项|类)[^，。；：\d]{0,6})?：(?=[\u4e00-\u9fff“（])"
)
_BESIDE = regex(r"[；，。](?:另|此外|还有|还|加上|同时)")
_CLAUSES = regex(r"[，。、：；（\s]+")
_OTHER_TOPIC = pattern("另|此外|同时|{all_year}|{closing}|其他|{same_period}|共有")
_LONGEST_BETWEEN = 160
_NUMBER = regex(r"\s*[（(]?[\d一二三四五六七八九十]{1,2}[)）.．、]+")
_LAST = pattern(
    r"\s*(?:以上|上述|前述)?(?:(?P<many>[二两三四五六七八九十]|\d{1,2})[项类个])?(?:项目|资金|经费|总?{spending})?"
    r"{sum_word}(?:{spending}|安排|金额|资金|为)*\s*"
)
_MOST_BELOW = 15
_MOST_PARTS = 60
Place = Literal["near", "loose", ""]
"""Where a total stands: right before its list, before it with nothing but words of its own between, or farther off."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a list begins: 其中 and the like, or the bracket or the colon behind a total.

    `several`: one part alone is no list; `many`: how many parts are said to come, 0 where that is not said.
    """

    start: int
    end: int
    several: bool = False
    many: int = 0


def sums(report: Report) -> Iterator[ListedTotal]:
    """Every total of the text with the parts listed for it."""
    for index, block in enumerate(report.blocks):
        if block.table:
            continue
        for mark in _marks(block):
            found = _sum(report.blocks, index, mark)
            if found:
                yield found
        yield from _told_last(block)


def _marks(block: Block) -> Iterator[_Mark]:
    for match in _MARK.finditer(block.text):
        yield _Mark(match.start(), match.end())
    for figure in block.figures:
        if figure.kind not in ("amount", "count") or figure.numeral:
            continue
        colon = _COLON.match(block.text, figure.end)
        if _BRACKET.match(block.text, figure.end):
            yield _Mark(figure.end, figure.end + 1, several=True)
        elif colon:
            many = int(colon["many"]) if colon["many"] else 0
            yield _Mark(figure.end, colon.end(), several=True, many=many)


def _sum(blocks: Sequence[Block], index: int, mark: _Mark) -> ListedTotal | None:
    block = blocks[index]
    below = mark.end >= len(block.text.rstrip())
    parts, broken = (_parts_below(blocks, index), False) if below else _parts(block, mark)
    if not parts or (mark.several and len(parts) < 2):
        return None
    family = parts[0].figure.family
    heads = _heads(blocks, index, mark.start, family)
    listed = parts if below else _listed(block, parts)
    for home, head, place in heads:
        closed = _closing(head, parts, len(listed))
        if closed and (place or closed[1] == "ok"):
            return told_sum(home, head, parts[: closed[0]])
    if broken or not heads or not heads[0][2]:
        return None
    home, head, place = heads[0]
    listed = listed if below else _up_to_larger(block, head, listed)
    if not _comparable(block, mark, listed):
        return None
    found = replace(told_sum(home, head, listed), near=place == "near")
    if len(listed) == 1 and found.verdict == "under":
        return None
    all_told = mark.many > 1 and mark.many == len(listed)
    return replace(found, certain=True, whole=True) if all_told else found


def _parts_below(blocks: Sequence[Block], index: int) -> list[Part]:
    """The first amounts of the paragraphs below, as long as each begins with what it is of and they are numbered alike."""
    parts: list[Part] = []
    numbering = ""
    for block in blocks[index + 1 : index + 1 + _MOST_BELOW]:
        figure = next((f for f in block.figures if f.kind != "year"), None)
        if block.table or figure is None or figure not in block.plain("amount"):
            break
        kind = re.sub(r"[\d一二三四五六七八九十]", "", (_NUMBER.match(block.text) or [""])[0])
        subject = block.subject(figure)
        other = parts and (kind, figure.family) != (numbering, parts[0].figure.family)
        if other or not subject or re.search(r"[，。；：]", block.text[: figure.start]):
            break
        numbering = kind
        parts.append(Part(block, figure, subject))
    return parts if len(parts) > 1 else []


def _told_last(block: Block) -> Iterator[ListedTotal]:
    """a 6 万元、b 4 万元，两项合计 10 万元: the total stands behind its parts."""
    for figure in block.figures:
        told = _LAST.fullmatch(block.lead(figure))
        if told is None or figure.depth or figure.kind not in ("amount", "count"):
            continue
        begin, _ = block.sentence(figure.start)
        parts = [
            Part(block, f, block.subject(f)) for f in block.figures
            if begin <= f.start < figure.start and not f.depth and f.family == figure.family
            and not f.numeral and not _CHANGE.search(block.before(f))
        ]  # fmt: skip
        if len(parts) < 2 or any(f.approx for f in (figure, *(part.figure for part in parts))):
            continue
        many = han(told["many"]) if told["many"] else None
        if not _plainly_all(block, figure, parts, None if many is None else int(many)):
            continue
        sure = many is not None or len(parts) > 2
        found = told_sum(block, figure, parts)
        yield replace(found, certain=sure or found.whole, whole=sure or found.whole)


def _plainly_all(block: Block, total: Figure, parts: Sequence[Part], many: int | None) -> bool:
    """Are these the parts: as many as are said, each with a name of its own, and not only the last of them make the total?"""
    ends = [parts[start:] for start in range(1, len(parts) - 1)]
    if any(compare(total, [p.figure for p in each]) in ("ok", "tail", "coarse") for each in ends):
        return False
    subjects = {part.subject for part in parts}
    between = block.text[parts[0].figure.end : total.start]
    named = "" not in subjects and len(subjects) == len(parts)
    return named and many in (None, len(parts)) and not re.search(r"其中|[。；]", between)


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
) -> list[tuple[Block, Figure, Place]]:
    """Figures that may be the total, the nearest first, and how near each of them stands."""
    block = blocks[index]
    begin, _ = block.sentence(max(0, position - 1))
    begin = block.sentence(max(0, begin - 1))[0]
    depth = _depth(block.text, position)
    found: list[tuple[Block, Figure, Place]] = []
    for figure in reversed(block.figures):
        fits = figure.family == family and not figure.approx and begin <= figure.start
        fits = fits and not _CHANGE.search(block.before(figure))
        if figure.end <= position and fits and figure.depth in (depth, max(0, depth - 1)):
            between = block.text[figure.end : position]
            place: Place = "near" if _BETWEEN.fullmatch(between) else ""
            if not place and not found and _own_words(between):
                place = "loose"
            found.append((block, figure, place))
    if not found and position <= 2 and index and not blocks[index - 1].table:
        before = blocks[index - 1]
        for figure in reversed(before.figures):
            if figure.family == family and not figure.approx and figure.depth == 0:
                adjacent = _BETWEEN.fullmatch(before.text[figure.end :]) is not None
                found.append((before, figure, "near" if adjacent else ""))
    return found[:3]


def _own_words(between: str) -> bool:
    """Do the words between a total and 其中 tell its own rates, changes and reasons, and no other figure?"""
    if len(between) > _LONGEST_BETWEEN:
        return False
    clauses = [clause for clause in _CLAUSES.split(between) if clause]
    return all(
        not _OTHER_TOPIC.match(clause)
        and (
            not re.search(r"\d", clause)
            or re.search("%|百分点", clause)
            or _CHANGE.search(clause) is not None
        )
        for clause in clauses
    )


def _depth(text: str, position: int) -> int:
    before = text[:position]
    return max(
        0, sum(before.count(char) for char in "（(") - sum(before.count(char) for char in "）)")
    )


def _parts(block: Block, mark: _Mark) -> tuple[list[Part], bool]:
    """The figures after a mark that may be parts, and whether a list inside the list could not be set apart."""
    depth = _depth(block.text, mark.end)
    limit = _limit(block.text, mark.end, depth)
    entries: list[Part] = []
    inner: list[int] = []  # entries that follow a further mark
    for figure in block.figures:
        if not mark.end <= figure.start < limit or figure.depth != depth or figure.approx:
            continue
        if len(entries) >= _MOST_PARTS:
            break
        if entries and figure.family != entries[0].figure.family:
            continue
        if figure.kind not in ("amount", "count") or _CHANGE.search(block.before(figure)):
            continue
        since = entries[-1].figure.end if entries else mark.end
        if entries and _inner_mark(block, since, figure.start, depth):
            inner.append(len(entries))
        entries.append(Part(block, figure, block.subject(figure)))
    return _without_inner(entries, inner, block.sentence(mark.end)[1])


def _inner_mark(block: Block, start: int, end: int, depth: int) -> bool:
    """Does a further 其中 stand between two parts, outside of their brackets?"""
    return any(_depth(block.text, m.end()) == depth for m in _MARK.finditer(block.text, start, end))


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


def _without_inner(entries: list[Part], inner: list[int], end: int) -> tuple[list[Part], bool]:
    """Leaves out the parts of a part: those right after a further 其中 that make the part before it."""
    for start in reversed(inner):
        head = entries[start - 1].figure
        for stop in range(start + 1, len(entries) + 1):
            parts = [part.figure for part in entries[start:stop]]
            if compare(head, parts) in ("ok", "tail"):
                del entries[start:stop]
                break
        else:
            return entries[:start], entries[start].figure.start < end
    return entries, False


def _listed(block: Block, parts: list[Part]) -> list[Part]:
    """The parts up to the end of the sentence (of the paragraph, when they are numbered) or the next topic."""
    first = parts[0].figure
    numbered = _NUMBERED.search(block.text[max(0, first.start - 40) : first.start]) is not None
    end = len(block.text) if numbered else block.sentence(first.start)[1]
    listed = [parts[0]]
    commas = False
    for part in parts[1:]:
        between = block.text[listed[-1].figure.end : part.figure.start]
        other = _BESIDE.search(between) or ("；" in between and commas and len(listed) > 1)
        if part.figure.start >= end or _NEXT_TOPIC.search(part.subject) or other:
            break
        commas = "；" not in between
        listed.append(part)
    return listed


def _up_to_larger(block: Block, head: Figure, listed: list[Part]) -> list[Part]:
    """The parts before one that is alone more than the total and stands behind a ；: that begins another topic."""
    for place, part in enumerate(listed):
        between = block.text[listed[place - 1].figure.end : part.figure.start] if place else ""
        if "；" in between and part.figure.exact > head.exact:
            return listed[:place]
    return listed


def _comparable(block: Block, mark: _Mark, listed: list[Part]) -> bool:
    """Is it plain what each part is?"""
    last = listed[-1].figure
    text = (
        block.text[mark.start : last.end + 2]
        if listed[-1].block is block
        else block.text[mark.start :]
    )
    subjects = [part.subject for part in listed]
    return (
        all(subjects)
        and len(set(subjects)) == len(subjects)
        and not any(_MEASURES.match(s) or _OTHER_YEAR.search(s) for s in subjects)
        and not _PARTLY.search(text)
    )
