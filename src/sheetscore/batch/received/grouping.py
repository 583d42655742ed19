"""Which files of a folder belong together, and which units are there twice. Pure: from what each file says of itself.

A unit may send its 指标表, its 基础数据表 and its report in several files. They are joined by the 填报单位 that both name, else by the
unit in their file names, else as the only two of one folder. Two names that differ, two candidates, or years that differ are never
joined: that is said instead. A wrong pair would give a wrong score.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from sheetscore.batch.received.identity import Identity, named_unit
from sheetscore.model.finding import Finding, Level
from sheetscore.model.outcome import called
from sheetscore.words.text import name_key


@dataclass(frozen=True, slots=True)
class Filed:
    """One row of a run: the name of its file, who it is, its content's digest, and the unit, year, project and form scored for."""

    name: str
    identity: Identity
    digest: str
    unit: str
    year: int | None
    scored: bool
    project: str = ""
    form: str = ""

    @property
    def folder(self) -> str:
        return str(PurePosixPath(self.name).parent)

    @property
    def key(self) -> str:
        """The unit: what the file itself says, else what its name says; "" when neither does."""
        return self.identity.who or named_unit(self.name)

    @property
    def filed_for(self) -> tuple[str, str, str]:
        """Unit, project and form: what a unit files once a year (docs/接口.md); the first is "" where nobody names it."""
        return self.key, name_key(self.project), self.form

    @property
    def names(self) -> frozenset[str]:
        """The unit as the file says, and as its name says unless that is plainly another one."""
        who, named = self.identity.who, named_unit(self.name)
        if who and named and named not in who and who not in named:
            return frozenset([who])
        return frozenset(filter(None, [who, named]))


@dataclass(slots=True)
class Plan:
    """What to do about the rows, by their index: `joined` main → parts, `notes` more findings, `uncounted` twice there."""

    joined: dict[int, tuple[int, ...]] = field(default_factory=dict)
    notes: dict[int, list[Finding]] = field(default_factory=lambda: defaultdict(list))
    uncounted: set[int] = field(default_factory=set)


def plan(rows: Sequence[Filed], copies: dict[int, list[str]]) -> Plan:
    """The plan for a run's rows; `copies` names, by row, the files with the very same content that were passed over."""
    found = Plan()
    for kind in ("base", "report"):
        _join(found, rows, kind)
    _duplicates(found, rows)
    for index, names in copies.items():
        found.notes[index].append(
            _note(
                "A04", "info", rows[index], f"还有 {len(names)} 个文件和这个文件一字不差，只评一次：{_list(names)}。",
                _list(names), "不影响得分；请删去多余的副本。",
            )
        )  # fmt: skip
    return found


# ------------------------------------------------------------------------------- joining


def _join(found: Plan, rows: Sequence[Filed], kind: str) -> None:
    parts = [i for i, row in enumerate(rows) if row.identity.kind == kind]
    if not parts:
        return
    files = Counter(row.name for row in rows)
    mains = [i for i, row in enumerate(rows) if _is_main(row, kind) and files[row.name] == 1]
    mains_of, parts_of = _by_name(rows, mains), _by_name(rows, parts)
    taken: set[int] = set()
    for part in parts:
        partners = _same_unit(rows, part, mains_of)
        rivals = sorted({other for main in partners for other in _same_unit(rows, main, parts_of)})
        if len(partners) == 1 and rivals == [part]:
            _pair(found, rows, partners[0], part, taken)
        elif (
            partners and part in rivals
        ):  # else its year is another one, and they have parts of their own
            _too_many(found, rows, partners, rivals)
            taken.update(partners, rivals)
    in_folder: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        in_folder[row.folder].append(index)
    for part in parts:
        if part not in taken:
            _join_by_folder(found, rows, in_folder[rows[part].folder], set(mains) - taken, part)


def _by_name(rows: Sequence[Filed], indices: Sequence[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index in indices:
        for name in rows[index].names:
            found[name].append(index)
    return found


def _same_unit(rows: Sequence[Filed], one: int, by_name: dict[str, list[int]]) -> list[int]:
    """Rows of the same name: from the tables of both, or from the names of files where a table names none.

    Where some are of the same year, those of other years are none of them.
    """
    alike = sorted({other for name in rows[one].names for other in by_name.get(name, [])})
    who = rows[one].identity.who
    same = [i for i in alike if not who or rows[i].identity.who in ("", who)]
    same = [i for i in same if not rows[i].project] or same  # it goes with the whole department's
    return [i for i in same if not _years_differ(rows[i], rows[one])] or same


def _is_main(row: Filed, kind: str) -> bool:
    wanted = ("indicators",) if kind == "base" else ("indicators", "whole")
    return row.scored and row.identity.kind in wanted


def _pair(found: Plan, rows: Sequence[Filed], main: int, part: int, taken: set[int]) -> None:
    taken.update((main, part))
    if _years_differ(rows[main], rows[part]):
        message = f"{rows[main].name} 和 {rows[part].name} 写的是同一单位，但年度不同，没有合并。"
        for index in (main, part):
            found.notes[index].append(
                _note("A02", "warning", rows[index], message, _years(rows[main], rows[part]), _ADVICE)
            )  # fmt: skip
        return
    found.joined[main] = (*found.joined.get(main, ()), part)
    if not (rows[main].identity.who and rows[part].identity.who):
        message = f"{rows[main].name} 和 {rows[part].name} 没有都写填报单位，按文件名是同一单位，已合并评分。"
        found.notes[main].append(
            _note("A02", "info", rows[main], message, "按文件名合并", _ADVICE_NAME)
        )


def _join_by_folder(
    found: Plan, rows: Sequence[Filed], there: Sequence[int], mains: Set[int], part: int
) -> None:
    """The only 指标表 and the only part of one folder, where at least one of them names no unit at all."""
    others = [i for i in there if rows[i].identity.kind in ("whole", "indicators")]
    alike = [i for i in there if rows[i].identity.kind == rows[part].identity.kind]
    partners = [i for i in others if i in mains]
    if len(others) != 1 or partners != others or alike != [part]:
        return
    main = partners[0]
    if (rows[main].names and rows[part].names) or _years_differ(rows[main], rows[part]):
        return
    found.joined[main] = (*found.joined.get(main, ()), part)
    message = f"{rows[main].name} 和 {rows[part].name} 看不出是不是同一单位，因为文件夹里只有这两个，已合并评分。"
    found.notes[main].append(
        _note("A02", "warning", rows[main], message, "按文件夹合并", _ADVICE_NAME)
    )


def _too_many(
    found: Plan, rows: Sequence[Filed], mains: Sequence[int], parts: Sequence[int]
) -> None:
    files = _list([rows[index].name for index in (*mains, *parts)])
    message = f"同一单位有几个可以合并的文件，分不清哪两个是一份，没有合并：{files}。"
    for index in (*mains, *parts):
        if not any(each.message == message for each in found.notes[index]):
            found.notes[index].append(
                _note("A02", "warning", rows[index], message, files, "请只留下要用的那几个文件。")
            )


def _years_differ(one: Filed, other: Filed) -> bool:
    return bool(
        one.identity.years and other.identity.years and not one.identity.years & other.identity.years
    )  # fmt: skip


def _years(*rows: Filed) -> str:
    return "；".join("、".join(map(str, sorted(row.identity.years))) for row in rows)


# ---------------------------------------------------------------------------- duplicates


def _duplicates(found: Plan, rows: Sequence[Filed]) -> None:
    """A04: one unit's return of one year twice. Neither enters the statistics until somebody chooses."""
    by_name: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        if row.scored and row.key:
            by_name[row.filed_for].append(index)
    for indices in by_name.values():
        for cluster in _clusters(rows, indices):
            names = list(dict.fromkeys(rows[index].name for index in cluster))
            files, first = _list(names), rows[cluster[0]]
            message = f"“{called(first.unit, first.project)}”报了 {len(cluster)} 份内容不同的表，都已评分，选定之前都不计入汇总：{files}。"
            advice = _ADVICE_CHOOSE if len(names) > 1 else _ADVICE_SAME_FILE
            for index in cluster:
                found.uncounted.add(index)
                found.notes[index].append(
                    _note("A04", "error", rows[index], message, files, advice)
                )
    _same_content(found, rows)


def _clusters(rows: Sequence[Filed], indices: Sequence[int]) -> list[list[int]]:
    """Rows of one unit that cannot both count: the same year (or one without), and a name that is not only a file's elsewhere."""
    clusters: list[list[int]] = []
    for index in indices:
        home = next((c for c in clusters if any(clash(rows[index], rows[i]) for i in c)), None)
        if home is None:
            clusters.append([index])
        else:
            home.append(index)
    return [cluster for cluster in clusters if len(cluster) > 1]


def clash(one: Filed, other: Filed) -> bool:
    """Are they one unit's, for one year? What they are filed for is the same already."""
    if one.year and other.year and one.year != other.year:
        return False
    return bool(one.identity.who and other.identity.who) or one.folder == other.folder


def _same_content(found: Plan, rows: Sequence[Filed]) -> None:
    """The very same content under two units' names: both count, and somebody should look."""
    by_digest: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        if row.digest and row.scored:
            by_digest[row.digest].append(index)
    for indices in by_digest.values():
        files = [rows[index].name for index in indices]
        if len(set(files)) < 2:
            continue
        units = {rows[index].key for index in indices}
        why = (
            "看不出是不是同一单位"
            if "" in units
            else "单位却按文件名不同"
            if len(units) > 1
            else "年度却按文件名不同"
        )
        for index in indices:
            others = _list([name for name in files if name != rows[index].name])
            found.notes[index].append(
                _note(
                    "A04", "warning", rows[index], f"内容和 {others} 一字不差，{why}，分别评了分。", others,
                    "请核对是不是放错了文件，并在表里写上填报单位。",
                )
            )  # fmt: skip


_ADVICE_CHOOSE = "请只留下要用的一份，把别的移出文件夹，再评一次。"
_ADVICE_SAME_FILE = "请在每张表上写明各自的项目名称、单位和年度，或者只留下要用的一张，再评一次。"
_ADVICE = "请核对两个文件是不是同一年度的一套表。"
_ADVICE_NAME = "请核对；下次请在两个文件里都写上填报单位，或放进同一个工作簿。"
_MOST_NAMES = 5


def _list(names: Sequence[str]) -> str:
    more = f" 等 {len(names)} 个" if len(names) > _MOST_NAMES else ""
    return "、".join(names[:_MOST_NAMES]) + more


def _note(code: str, level: Level, row: Filed, message: str, found: str, advice: str) -> Finding:
    return Finding(code, level, message, row.name, found=found, advice=advice)


def same_return(one: Filed, other: Filed) -> bool:
    """For two files with the very same content: is one a copy of the other, rather than another unit's?"""
    if one.identity.who and other.identity.who:
        return one.identity.who == other.identity.who
    return one.folder == other.folder and bool(one.key) and one.key == other.key
