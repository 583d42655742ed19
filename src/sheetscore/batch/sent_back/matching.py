"""Which unit of a run a completed workbook that came back belongs to. Pure: from what each file says of itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sheetscore.batch.kept.own_output import Seen
from sheetscore.words.text import name_key

Who = tuple[str, str, int | None]
"""Unit, project and year."""


@dataclass(frozen=True, slots=True)
class Back:
    """One that came back, by the number of its file. `lying`: nobody sent it, it lies in the output folder."""

    source: int
    seen: Seen
    digest: str
    lying: bool = False

    @property
    def who(self) -> Who:
        return name_key(self.seen.unit), name_key(self.seen.project), self.seen.year


@dataclass(frozen=True, slots=True)
class Scored:
    """A row that it may belong to: whose it is, and the digest of its file."""

    unit: str
    year: int | None
    form: str
    digest: str
    project: str = ""


@dataclass(slots=True)
class Sorted:
    """`to` rows, by their index, the workbooks that came back; `alone` those of units whose original is not there, together."""

    to: dict[int, list[Back]] = field(default_factory=lambda: defaultdict(list))
    alone: list[list[Back]] = field(default_factory=list)


def sort_back(backs: Sequence[Back], rows: Mapping[int, Scored]) -> Sorted:
    """By the original's content and the unit; by the content alone, by the unit, year and form alone, where that is one row."""
    by_who: dict[Who, list[int]] = defaultdict(list)
    by_digest: dict[str, list[int]] = defaultdict(list)
    for index, row in rows.items():
        by_who[name_key(row.unit), name_key(row.project), row.year].append(index)
        by_digest[row.digest].append(index)
    found = Sorted()
    alone: dict[Who, list[Back]] = defaultdict(list)
    for back in backs:
        same = [i for i in by_who[back.who] if back.seen.form in ("", rows[i].form)]
        made_of = [i for each in back.seen.digests for i in by_digest.get(each, ())]
        both = [i for i in made_of if i in same]
        home = next((each for each in (both, same, made_of) if len(each) == 1), [])
        if home:
            found.to[home[0]].append(back)
        else:
            alone[back.who].append(back)
    for group in alone.values():
        found.alone += [[each] for each in group] if _disputed(group) else [group]
    return found


def _disputed(group: Sequence[Back]) -> bool:
    """Did two persons type differently into the same cell?"""
    typed: dict[str, str] = {}
    for back in group:
        for key, token, by_person in back.seen.changes:
            if by_person and typed.setdefault(key, token) != token:
                return True
    return False
