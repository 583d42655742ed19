"""The method for one row: what is said of its class of indicators (成本指标：…) before what is said of all."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from sheetscore.rules.methods.classes import is_within
from sheetscore.rules.methods.method import EVERY, Method, Way
from sheetscore.rules.methods.method_reading import read_method

_ALL = frozenset(EVERY)
_TWO_WAYS = "前后两种算法"
_TOO_MUCH_OF_WHICH = "超过指标值的扣分没有说是哪一类指标"


@lru_cache(maxsize=4096)
def method_for(text: str, kind: str, classes: frozenset[str]) -> Method:
    """The method that a note (`kind` "") or a wording states for a row of these classes.

    What is said of some of its classes alone, or of two that do not lie within each other, leaves the row to a person.
    """
    method = read_method(text, kind)
    if not method.of_classes or not classes:
        return method
    mine = [(named, said) for named, said in method.of_classes if is_within(classes, named)]
    near = [
        said for named, said in method.of_classes if classes & named and (named, said) not in mine
    ]
    mine.sort(key=lambda each: -len(each[0]))
    found = method
    if (
        mine and method.others
    ):  # what the others score, and whether too much of these loses points, is not said of these
        found = replace(method, ways={}, tiers={}, nothing_below={}, zero_target=False)
    for at, (_, said) in enumerate(mine):
        narrower = [each for _, each in mine[at + 1 :]]
        misfit = [
            (kind, quote)
            for kind, quote in said.misfit
            if not any(each.says_all(kind) for each in narrower)
        ]
        found = _before(replace(said, misfit=misfit), found)
    open_ = [quote for said in near for _, quote in (*said.unread, *said.misfit, *said.read)]
    if mine and method.others and (method.excess or method.excess_open):
        open_.append(_TOO_MUCH_OF_WHICH)
    if any(not narrow < broad for (broad, _), (narrow, _) in pairwise(mine)):
        open_.append(_TWO_WAYS)
    return replace(found, unread=[*found.unread, *((_ALL, quote) for quote in open_)])


def _before(own: Method, base: Method) -> Method:
    """`own` goes before `base`, part by part."""
    kinds = dict.fromkeys((*base.ways, *own.ways))
    tiers = {kind: each for kind, each in base.tiers.items() if kind not in own.ways}
    said_less = {kind for kind, way in own.ways.items() if way.missed is not None}
    least = {kind: each for kind, each in base.nothing_below.items() if kind not in said_less}
    return replace(
        base,
        ways={kind: _way(own.ways.get(kind), base.ways.get(kind)) for kind in kinds},
        capped=base.capped | own.capped,
        excess=own.excess or base.excess,
        excess_open=own.excess_open or base.excess_open,
        excess_of_all=own.excess_of_all or base.excess_of_all,
        excess_from=own.excess_from if own.excess_open else base.excess_from,
        nothing_below=least | own.nothing_below,
        tiers=tiers | own.tiers,
        zero_target=own.zero_target or base.zero_target,
        unread=[
            *base.unread,
            *own.unread,
            *((frozenset({kind}), quote) for kind, quote in own.misfit),
        ],
        misfit=[(kind, quote) for kind, quote in base.misfit if not own.says_all(kind)],
        read=[*base.read, *own.read],
    )


def _way(own: Way | None, base: Way | None) -> Way:
    if own is None or base is None:
        return own or base or Way()
    return Way(
        full=own.full or base.full,
        missed=base.missed if own.missed is None else own.missed,
        above=base.above if own.above is None else own.above,
        told=True,
        named=own.named or base.named,
    )
