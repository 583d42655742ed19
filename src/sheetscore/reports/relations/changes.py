"""Changes that a text states: 比上年增加 M 万元，增长 r%, 较上年的 A 万元减少 M 万元，下降 r%, 由 A 增加到 B，增长 r%.

Three figures hang together: what there is (new), what there was (old), and the difference (moved). Any two give the rate,
all three must agree, and every verb says the same direction. A figure belongs to a change only where the words between
them say nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sheetscore.regexes import regex
from sheetscore.reports.relations.one_change import ToldChange
from sheetscore.reports.text.blocks import Block, Report
from sheetscore.reports.text.numbers import Figure
from sheetscore.words.vocabulary import pattern

_MOVED = pattern(r"(?P<verb>{rise}|{fall})(?:了|额|数额?|金额)?(?:共|合计|约)?(?:为|是|达)?\s*$")
_RISING = pattern("{rise}")
_RATE_WORD = pattern(
    r"(?:(?P<verb>{rise}|{fall})(?:了|率|幅|幅度)?|(?P<rise>增幅|增速|涨幅)|(?P<fall>降幅|减幅)|(?P<plain>变动率|调整率|变化率|增减率))"
    r"(?:为|是|达到?)?\s*$"
)
_TIED = pattern(
    r"[，、（\s]*(?:同比|环比|相比|较?比?{last_year}|同口径|即)*(?:(?:{rise}|{fall})(?:了|率|幅|幅度)?|增幅|增速|涨幅|降幅|减幅|变动率|调整率|变化率|增减率)"
    r"(?:为|是|达到?)?\s*"
)
"""What may stand between a difference, or the older figure, and its rate."""
_COMPARED = pattern(
    r"(?:比|较|与|同)[^，。；]{0,20}(?:{last_year}|{opening}|年|{budget}|{same_period}|规定|要求)[^，。；比较与]{0,14}$"
)
_EARLIER = pattern(
    r"^[^，。；]{0,14}(?:{last_year}|{opening}(?!{budget}|{granted}|安排))(?!末?结|{budget}结)(?:度|{same_period}|末|底)?"
    r"(?:实际|{final}|累计|的)*(?:{spending}|{income}|数|余额)*(?:为|是)?\s*$"
)
"""Words that lead to the older figure, in a comparison and by themselves."""
_CARRIED = pattern("(?:{last_year}|{opening})末?(?:{budget})?结")
_OLD_BEHIND = pattern(
    r"\s*（{last_year}(?:度|{same_period})?(?:{final}|{spending}|{income}|数)*(?:为|是)?\s*"
)
_CALLED_OLD = regex(r"\s*(?:相比|比较)")
_BEHIND = pattern("(?:净|反而|相应)?(?:{rise}|{fall})")
_SHARED = regex(r"的\s*[\d.]+\s*%")
"""完成预算 100 万元的 90%: what a share is of is no newer figure."""
_FROM = regex(r"(?:由|从)[^，。；]{0,10}$")
_TO = pattern(r"(?:{rise}|{fall})(?:到|至|为)\s*$")
_NOT_NEW = pattern("人均|每|单价|标准|目标|计划|任务|占|{added}|调整{budget}?$")
_CARRIED_OVER = pattern("{left}")
_BUDGET = pattern("{budget}")
_BUDGETED = pattern("{budget}|{indicator_sum}")
_SUBJECT = pattern("^(.*?)(?:同口径|{compared}|(?:净|各|反而)?(?:{rise}|{fall})|$)")
_NOTHING = pattern(
    r"其中|{last_year}|{opening}|{closing}|{this_year}|年度?|"
    r"\d|的|数|额|总|全|本|实际|[“”\"：:、，\s]|各|共|为|是|达|合计|累计|即|并|且|另|按"
)
_VERB_BEHIND = pattern(
    r"\s*(?:相比)?[，、]?(?:有所|略有|明显|大幅)?(?P<verb>{rise}|{fall})(?!到|至|为|[^，。；]{0,4}\d|[^，。；]{0,8}[约近])"
)
_NEWER = pattern("{closing}|{this_year}")
_AGO = pattern("规定|要求|{last_year}|{opening}|{same_period}|年度?|{budget}")
_LEDGER = pattern("{ledger_title}计?")
_IN_LIST = regex(r"其中|包括|（")


def changes(report: Report) -> Iterator[ToldChange]:
    """Every change whose figures the text states."""
    for index, block in enumerate(report.blocks):
        if block.table:
            continue
        figures = [f for f in block.figures if f.kind != "year" and not f.depth and not f.numeral]
        for place in range(len(figures)):
            found = _change(block, figures, place)
            if found is not None:
                yield found if found.new or found.old else _in_block_before(report, index, found)


def _in_block_before(report: Report, index: int, found: ToldChange) -> ToldChange:
    """与上年相比减少…… at the beginning of a paragraph is of the only figure of the paragraph before."""
    if found.moved is None or index == 0 or found.block.figures[0] is not found.moved:
        return found
    before = report.blocks[index - 1]
    same = [f for f in before.figures if f.family == found.moved.family and not f.depth]
    alone = len({f.exact for f in same}) == 1 and not same[0].approx
    return replace(found, new=same[0], sure=False) if alone and not before.table else found


def _change(block: Block, figures: Sequence[Figure], place: int) -> ToldChange | None:
    figure = figures[place]
    lead = block.lead(figure)
    before = [f for f in figures[:place] if f.kind in ("amount", "count", "rate", "change")]
    if figure.kind in ("amount", "count"):
        if figure.approx:
            return None
        to, moved = _TO.search(lead), _MOVED.search(lead)
        if not (to or moved):
            return _direction(block, figures, place, lead)
        rate = _tied_rate(block, figures, place)
        if to:
            old = before[-1] if before and _FROM.search(block.lead(before[-1])) else None
            if old is None or old.approx:
                return None
            return _signed(ToldChange(block, figure, rate, None, old, figure, _rising(to[0])))
        assert moved is not None
        return _with_new(block, before, figure, rate, figure, _rising(moved["verb"]))
    if figure.kind != "rate" or figure.approx or _RATE_WORD.search(lead) is None:
        return None
    last = before[-1] if before and before[-1].kind != "rate" else None
    tied = last is not None and _TIED.fullmatch(block.text[last.end : figure.start])
    if last and tied and (_MOVED.search(block.lead(last)) or _TO.search(block.lead(last))):
        return None  # told with the difference
    return _with_new(block, before, figure, figure, None, _up(lead))


def _tied_rate(block: Block, figures: Sequence[Figure], place: int) -> Figure | None:
    """The rate that belongs to the difference right before it."""
    after = figures[place + 1] if place + 1 < len(figures) else None
    if after is None or after.kind != "rate" or after.approx:
        return None
    return after if _TIED.fullmatch(block.text[figures[place].end : after.start]) else None


def _rising(words: str) -> bool:
    return words == "多" or _RISING.search(words) is not None


def _up(lead: str) -> bool | None:
    """The direction that the words before a rate tell, None where they are neutral (变动率)."""
    word = _RATE_WORD.search(lead)
    if word is None or word["plain"]:
        return None
    return bool(word["rise"]) or (bool(word["verb"]) and _rising(word["verb"]))


def _with_new(
    block: Block,
    before: Sequence[Figure],
    at: Figure,
    rate: Figure | None,
    moved: Figure | None,
    up: bool | None,
) -> ToldChange | None:
    """Finds the older figure right before, and the newer one by its place or its words."""
    begin, _ = block.sentence(at.start)
    peers = [
        f for f in before
        if f.kind in ("amount", "count") and f.start >= begin and not _SHARED.match(block.text, f.end)
    ]  # fmt: skip
    subject = _subject(_RATE_WORD.sub("", block.lead(at)))
    old = peers[-1] if peers and _is_old(block, peers[-1]) else None
    if old is not None:
        between = block.text[old.end : at.start]
        if re.search(r"[。；]", between) or (moved is not None and old.family != moved.family):
            old = None
        else:
            peers.pop()
            subject = subject or _subject(block.lead(old)) or _noun(block.lead(old))
    if old is None and moved is not None:
        old = _in_bracket_behind(block, rate or moved, moved.family)
    if old is None and len(pair := _of_two_years(block, peers)) == 2:
        return _signed(ToldChange(block, at, rate, moved, pair[0], pair[1], up))
    known = moved or old
    if known is None:
        return None if rate is None else _two_years(block, peers, rate, up)
    news, sure = _new(block, peers, before, known.family, subject, begin)
    if not news and old is not None and peers and _CARRIED_OVER.search(block.lead(peers[-1])):
        news, sure = [peers[-1]], True  # 年末结转 86 万元，上年末为 143 万元
    told = [_signed(ToldChange(block, at, rate, moved, old, new, up)) for new in news]
    if not told:
        return _signed(ToldChange(block, at, rate, moved, old, None, up))
    sure = sure and (moved is None or not _BUDGET.search(block.lead(at)))
    agreeing = next((each for each in told if each.agrees), None)
    return agreeing or _confirmed(told, replace(told[0], sure=sure))


def _in_bracket_behind(block: Block, figure: Figure, family: str) -> Figure | None:
    """比上年增加 58.90 万元（上年为 657.45 万元）: the older figure stands in the bracket behind."""
    behind = next((f for f in block.figures if f.start >= figure.end and f.kind != "year"), None)
    if behind is None or behind.family != family or behind.approx:
        return None
    return behind if _OLD_BEHIND.fullmatch(block.text[figure.end : behind.start]) else None


def _of_two_years(block: Block, peers: Sequence[Figure]) -> list[Figure]:
    """2022年度支出 215.60 万元，2021年度为 340.00 万元: the last two figures of two years in a row, the older first."""
    alike = [f for f in peers if f.family == peers[-1].family]
    if len(alike) != 2 or alike != list(peers[-2:]) or any(f.approx for f in alike):
        return []
    years = {}
    for figure in peers[-2:]:
        start = figure.start - len(block.lead(figure))
        named = [
            int(f.value)
            for f in block.figures
            if f.kind == "year" and start <= f.start < figure.start
        ]
        if len(named) != 1 or _MOVED.search(block.lead(figure)):
            return []
        years[named[0]] = figure
    subjects = [_plain(block.subject(f)) for f in peers[-2:]]
    same = "" in subjects or subjects[0] == subjects[1]
    first, last = min(years), max(years)
    return [years[first], years[last]] if same and last - first == 1 else []


def _confirmed(told: Sequence[ToldChange], first: ToldChange) -> ToldChange:
    """The change whose newer figure its difference confirms, for certain: only its rate or its direction is wrong.

    比上年的 A 增加 B，增长 r% tells older figure and difference side by side, which leaves no doubt about the rate.
    """
    if first.old is None or first.moved is None or not first.moved.value:
        return first
    told = [first, *told[1:]]
    for each in (*told, *(replace(each, up=not each.up, turned=False) for each in told)):
        if not each.gap:
            return replace(each, up=first.up, turned=first.turned, sure=True)
    return first


def _two_years(
    block: Block, peers: Sequence[Figure], rate: Figure, up: bool | None
) -> ToldChange | None:
    """年初数 800 万元，年末数 860 万元，同比增长 7.5%: the older figure stands first."""
    two = peers[-2:]
    if len(two) < 2 or two[0].family != two[1].family or any(f.approx for f in two):
        return None
    older, newer = map(block.lead, two)
    one, other = _subject(older), _subject(newer)
    alike = not one or not other or one in other or other in one
    later = _NEWER.search(newer)
    near = _TIED.fullmatch(block.text[peers[-1].end : rate.start])
    if not (_EARLIER.search(older) and later and alike and near):
        return None
    return _signed(ToldChange(block, rate, rate, None, two[0], two[1], up))


def _signed(told: ToldChange) -> ToldChange:
    """The change with the sign of its rate in words, and whether the words of rate and difference contradict."""
    rate, moved, up = told.rate, told.moved, told.up
    if rate is None:
        return told
    said = _up(told.block.lead(rate))
    if rate.value < 0:
        rate, said = replace(rate, value=-rate.value), False
    elif said is None:
        said = up
    turned = moved is not None and up is not None and said is not up and bool(moved.value)
    return replace(told, rate=rate, up=said if moved is None else up, turned=turned)


def _is_old(block: Block, figure: Figure) -> bool:
    lead = block.lead(figure)
    if _CARRIED.search(lead) or _MOVED.search(lead):
        return False
    called = _CALLED_OLD.match(block.text, figure.end) is not None
    called = called or (
        re.match("[比较]", lead) is not None and _BEHIND.match(block.text, figure.end) is not None
    )
    return called or _COMPARED.search(lead) is not None or _EARLIER.search(lead) is not None


def _new(
    block: Block,
    peers: Sequence[Figure],
    before: Sequence[Figure],
    family: str,
    subject: str,
    begin: int,
) -> tuple[list[Figure], bool]:
    """The figures that may be the newer one, the likeliest first, and whether one is beyond doubt."""
    fits = [f for f in before if f.family == family and _may_be_new(block, f)]
    if subject:
        named = [f for f in fits if _plain(block.subject(f)) == subject]
        near = [f for f in fits if _plain(block.subject(f)).endswith(subject)]
        return (named[-1:], True) if named else (near, False)
    if peers:
        near = [f for f in fits if f in peers]
        last = next((f for f in reversed(peers) if not _MOVED.search(block.lead(f))), None)
        if not near or last is not near[-1]:
            return [], False
        listed = _IN_LIST.search(block.text, begin, near[-1].start)
        heads = [f for f in near if listed and f.end <= listed.start()]
        if _BUDGETED.search(block.lead(near[-1])):
            heads = near[:-1]  # 决算 90 万元，预算 100 万元，比上年增加……: of which of them?
        rest = [f for f in reversed(near[:-1]) if f not in heads]
        return [near[-1], *reversed(heads), *rest], not heads
    start, _ = block.sentence(max(0, begin - 1))
    told = [
        f
        for f in before
        if start <= f.start < begin and f.family == family and _plain_new(block, f)
    ]
    earlier = [f for f in fits if f.start < start]
    values = {f.exact: f for f in reversed([*told, *earlier])}
    return (list(reversed(values.values())), len(values) == 1) if told else ([], False)


def _may_be_new(block: Block, figure: Figure) -> bool:
    return _plain_new(block, figure) and not _CARRIED_OVER.search(block.lead(figure))


def _plain_new(block: Block, figure: Figure) -> bool:
    lead = block.lead(figure)
    kind = figure.kind in ("amount", "count") and not figure.approx
    other = _MOVED.search(lead) or _NOT_NEW.search(lead) or _is_old(block, figure)
    return kind and not other


def _subject(lead: str) -> str:
    """What a change is of, by its own words; "" where they name nothing."""
    found = _SUBJECT.match(lead)
    words = _plain(found[1]) if found else ""
    return "" if _LEDGER.fullmatch(words) else words


def _noun(lead: str) -> str:
    """What the words behind 上年 name: 较上年支出 1281.6 万元."""
    found = _COMPARED.search(lead)
    return _plain(_AGO.split(found[0])[-1]) if found else ""


def _plain(words: str) -> str:
    return _NOTHING.sub("", words)


def _direction(block: Block, figures: Sequence[Figure], place: int, lead: str) -> ToldChange | None:
    """总支出 900 万元，较上年的 1000 万元有所增长: a direction without a difference."""
    old = figures[place]
    behind = _VERB_BEHIND.match(block.text, old.end)
    if behind is None or _COMPARED.search(lead) is None or _CARRIED.search(lead):
        return None
    begin, _ = block.sentence(old.start)
    peers = [f for f in figures[:place] if f.kind in ("amount", "count") and f.start >= begin]
    news, sure = _new(block, peers, peers, old.family, _subject(lead), begin)
    return (
        ToldChange(block, old, old=old, new=news[0], up=_rising(behind["verb"])) if sure else None
    )
