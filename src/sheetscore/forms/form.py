"""templates/*/form.toml and templates/glossary.toml → Form and Glossary. Strict keys, the source beside every number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeVar

from sheetscore.errors import FormError
from sheetscore.exact.amounts import decimal
from sheetscore.forms.limits import FILE, LIMITS, Limits, load_limits
from sheetscore.forms.profiles import load_profiles
from sheetscore.model.profile import Profile
from sheetscore.words.glossary import BaseRate, Definition, Glossary, Label, Term
from sheetscore.words.text import name_key
from sheetscore.words.toml_files import (
    KeyFault,
    entries,
    line_of,
    number,
    read_toml,
    strict,
    with_line,
)
from sheetscore.words.vocabulary import elsewhere

OWN_FORM = "own"
"""Form id of a table that is none of templates/: it is scored from its own wording."""
OWN_PROFILE = "whole"
T = TypeVar("T")
_RECOGNISED = 0.8
"""Share of a form's indicator names that a table must have to be taken for it."""


@dataclass(frozen=True, slots=True)
class Form:
    """An official form: `workbook` is the blank workbook's path under templates/.

    `indicators` are (name, points); points None where each bureau sets its own. A form whose indicators each unit names
    itself has none: it is known by the `marks` printed around its table, and `levels` are the points of its 一级指标.
    `blank` is the content of the blank workbook that returns are held against; b"" for a form whose indicators or points
    are a unit's or a bureau's own, and for one that is not confirmed (待核实).
    """

    id: str
    title: str
    workbook: str
    source: str
    total: Decimal
    profile: Profile
    indicators: tuple[tuple[str, Decimal | None], ...] = ()
    marks: tuple[str, ...] = ()
    levels: tuple[tuple[str, Decimal], ...] = ()
    blank: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms, the glossary, the scoring profiles and the limits of a file: what `score_unit` takes besides the files. Picklable."""

    forms: tuple[Form, ...]
    glossary: Glossary
    profiles: dict[str, Profile] = field(hash=False)
    limits: Limits = LIMITS

    def get(self, form_id: str) -> Form:
        """The form with this id. Raises FormError naming the known ones."""
        for form in (*self.forms, self.own()):
            if form.id == form_id:
                return form
        known = "、".join(form.id for form in self.forms)
        raise FormError(f"没有名为 {form_id} 的表式。", f"现有表式：{known}。")

    def profile(self, profile_id: str) -> Profile:
        """The scoring profile with this id. Raises FormError naming the known ones."""
        return _profile(self.profiles, profile_id, "")

    def own(self) -> Form:
        """A table without an official form: its own wording and points, whole steps, two decimals."""
        profile = self.profile(OWN_PROFILE)
        return Form(OWN_FORM, "按填报表自带的评价标准", "", "填报表", decimal(100), profile)

    def recognise(self, names: Iterable[str], points: Iterable[Decimal] = ()) -> Form:
        """The form most of whose indicators stand in a table; else the form of the table's own wording.

        `names` and `points` are those of the table's indicators. Of forms with the same names the one with most
        of the points is taken.
        """
        worth = dict(zip_longest(map(name_key, names), points))
        best, best_likeness = self.own(), (0.0, 0)
        for form in self.forms:
            wanted = {name_key(name): each for name, each in form.indicators}
            share = sum(name in worth for name in wanted) / max(1, len(wanted))
            same = sum(
                each is not None and worth.get(name) == each for name, each in wanted.items()
            )
            if share >= _RECOGNISED and (share, same) > best_likeness:
                best, best_likeness = form, (share, same)
        return best

    def recognise_marks(self, text: str) -> Form:
        """The form most of whose marks stand in `text`, the words around a table of targets."""
        key = name_key(text)
        found = [(sum(name_key(mark) in key for mark in form.marks), form) for form in self.forms]
        count, form = max(found, key=lambda each: each[0])
        return form if count else self.own()


def templates_folder() -> Path:
    """templates/ of the installed package, or of the checkout. Raises FormError when neither is there."""
    here = Path(__file__).resolve().parents[1]
    for folder in (here / "templates", here.parents[1] / "templates"):
        if (folder / "glossary.toml").is_file():
            return folder
    raise FormError("找不到 templates 文件夹。", "请重新解压完整的程序文件夹。")


def load_forms(folder: Path | None = None, own: Path | None = None) -> Forms:
    """Every form of `folder` (templates/ by default), behind those of a bureau's own folder. Raises FormError for a file that
    cannot be used, naming its line.
    """
    folder = folder or templates_folder()
    found = sorted(folder.glob("*/form.toml"))
    if not found:
        raise FormError(f"{folder.name} 里没有表式（form.toml）。", "请重新解压完整的程序文件夹。")
    profiles = load_profiles(folder / "profiles.toml")
    _profile(profiles, OWN_PROFILE, "profiles.toml：")
    forms = (*own_forms(own, profiles), *(_form(path, profiles) for path in found))
    _refuse_doubles(forms)
    limits = load_limits(folder / FILE)
    return Forms(forms, _glossary(folder / "glossary.toml"), profiles, limits)


def own_forms(folder: Path | None, profiles: dict[str, Profile]) -> tuple[Form, ...]:
    """The forms of a bureau's own folder: a form.toml in it, or one in each folder inside it. Raises FormError where there is none."""
    if folder is None:
        return ()
    found = sorted([*folder.glob("form.toml"), *folder.glob("*/form.toml")])
    if not found:
        raise FormError(
            f"“{folder}”里没有表式。", "每张表式一个文件夹，里面放 form.toml 和空白的填报工作簿。"
        )
    forms = []
    for path in found:
        try:
            form = _form(path, profiles)
        except KeyFault as fault:
            raise with_line(path, fault) from fault
        forms.append(replace(form, workbook=str(path.parent.absolute() / Path(form.workbook).name)))
    return tuple(forms)


def _refuse_doubles(forms: Iterable[Form]) -> None:
    known: dict[str, Form] = {}
    for form in forms:
        if form.id in known:
            raise FormError(
                f"有两张表式都叫 {form.id}（{known[form.id].title}、{form.title}）。",
                "请把自己的表式的 id 改成另一个名字。",
            )
        known[form.id] = form


def _profile(profiles: dict[str, Profile], name: Any, where: str) -> Profile:
    if isinstance(name, str) and name in profiles:
        return profiles[name]
    told = f"{where}没有名为 {name} 的计分方案。"
    raise KeyFault.at(where, "profile", told, f"现有计分方案：{'、'.join(profiles)}。")


def _form(path: Path, profiles: dict[str, Profile]) -> Form:
    data = read_toml(path)
    where = f"{path.parent.name}/{path.name}"
    by_marks = "layout" in data
    compared = not by_marks and data.get("confirmed", True) is True
    strict(
        data,
        where,
        f"id title workbook source total scoring {'layout level' if by_marks else 'indicator'}",
        "confirmed",
    )
    strict(data["total"], f"{where} [total]", "points source")
    strict(data["scoring"], f"{where} [scoring]", "profile profile_source")
    _typed(data, where)
    if not (path.parent / data["workbook"]).is_file():
        told = f"{where} 所说的空白表 {data['workbook']} 不在。"
        raise KeyFault.at(where, "workbook", told, "请把该工作簿放在 form.toml 旁边。")
    if by_marks:
        strict(data["layout"], f"{where} [layout]", "marks source")
    return Form(
        id=data["id"],
        title=data["title"],
        workbook=f"{path.parent.name}/{data['workbook']}",
        source=data["source"],
        total=number(data["total"]["points"], f"{where} [total] 的 points"),
        profile=_profile(profiles, data["scoring"]["profile"], f"{where} [scoring]："),
        indicators=() if by_marks else _indicators(data["indicator"], where),
        marks=tuple(data["layout"]["marks"]) if by_marks else (),
        levels=_levels(data["level"], where) if by_marks else (),
        blank=(path.parent / data["workbook"]).read_bytes() if compared else b"",
    )


def _typed(data: dict[str, Any], where: str) -> None:
    """Raises FormError where a name is no text, or the blank workbook is named by more than its file name."""
    for key in ("id", "title", "workbook", "source"):
        if not isinstance(data[key], str) or not data[key].strip():
            raise KeyFault.at(
                where, key, f"{where} 的 {key} 是 {data[key]}。", "请写成加引号的文字。"
            )
    if Path(data["workbook"]).name != data["workbook"]:
        told = f"{where} 的 workbook 是 {data['workbook']}。"
        raise KeyFault.at(where, "workbook", told, "请只写文件名，工作簿放在 form.toml 旁边。")
    marks = data.get("layout", {}).get("marks", [""])
    if not isinstance(marks, list) or not all(isinstance(mark, str) for mark in marks):
        told = f"{where} [layout] 的 marks 不是一组文字。"
        raise KeyFault.at(f"{where} [layout]", "marks", told, '请写成 ["…", "…"] 的样子。')


def _indicators(value: object, where: str) -> tuple[tuple[str, Decimal | None], ...]:
    """Names and points; no points at all where each bureau sets its own."""
    found = entries(value, f"{where} [[indicator]]")
    pointed = any("points" in entry for entry in found)
    for entry in found:
        strict(entry, f"{where} [[indicator]]", "name points" if pointed else "name", "points")
    return tuple(
        (
            entry["name"],
            number(entry["points"], f"{where} {entry['name']} 的 points") if pointed else None,
        )
        for entry in found
    )


def _levels(value: object, where: str) -> tuple[tuple[str, Decimal], ...]:
    found = entries(value, f"{where} [[level]]")
    for entry in found:
        strict(entry, f"{where} [[level]]", "name points source")
    return tuple(
        (entry["name"], number(entry["points"], f"{where} {entry['name']} 的 points"))
        for entry in found
    )


def _glossary(path: Path) -> Glossary:
    data = read_toml(path)
    strict(data, path.name, "measure item term rate definition bounded")
    for entry in entries(data["term"], f"{path.name} [[term]]"):
        strict(entry, f"{path.name} [[term]]", "name aliases item measure unit source", "instead")
    for entry in entries(data["rate"], f"{path.name} [[rate]]"):
        strict(entry, f"{path.name} [[rate]]", "item measure numerator denominator source")
    for entry in entries(data["definition"], f"{path.name} [[definition]]"):
        strict(entry, f"{path.name} [[definition]]", "name aliases formula source")
    measures = _labels(path, "measure", data["measure"], "short dated")
    for entry in entries(data["bounded"], f"{path.name} [[bounded]]"):
        strict(entry, f"{path.name} [[bounded]]", "endings reason source")
    for at, entry in enumerate(data["measure"]):
        for word in (*entry["aliases"], *entry.get("short", ()), *entry.get("dated", ())):
            if other := elsewhere(word, entry["name"]):
                own = line_of(path, "measure", at, word)
                raise FormError(
                    f"{path.name} 第 {own} 行：“{word}”归到“{entry['name']}”，{other}另有归属。",
                    "一种写法只能归到一条。",
                )
    terms = _spellings(
        path, "term",
        [(entry, Term(entry["name"], entry["item"], entry["measure"], entry["unit"], entry["source"], entry.get("instead", "")))
         for entry in data["term"]],
    )  # fmt: skip
    defined = [(e, Definition(e["name"], e["formula"], e["source"])) for e in data["definition"]]
    return Glossary(
        terms,
        _labels(path, "item", data["item"], "indicators"),
        measures,
        tuple(BaseRate(**entry) for entry in data["rate"]),
        _names(data["measure"], "short"),
        _names(data["measure"], "dated"),
        _names(data["item"], "indicators"),
        _spellings(path, "definition", defined),
        {name_key(ending): e["reason"] for e in data["bounded"] for ending in e["endings"]},
    )


def _labels(path: Path, kind: str, data: Any, own: str) -> dict[str, Label]:
    for entry in entries(data, f"{path.name} [[{kind}]]"):
        strict(entry, f"{path.name} [[{kind}]]", "name aliases source", f"unit {own}")
    return _spellings(
        path, kind, [(e, Label(e["name"], e.get("unit", ""), e["source"])) for e in data]
    )


def _names(data: Any, own: str) -> dict[str, str]:
    """Every spelling listed under the key `own` → the name of its entry."""
    return {name_key(each): entry["name"] for entry in data for each in entry.get(own, ())}


def _spellings(path: Path, kind: str, listed: list[tuple[dict[str, Any], T]]) -> dict[str, T]:
    """Every spelling → its entry. Raises FormError, with both places, when two entries share one."""
    found: dict[str, tuple[int, str]] = {}
    for place, (data, _) in enumerate(listed):
        for spelling in dict.fromkeys([data["name"], *data["aliases"]]):
            first, word = found.setdefault(name_key(spelling), (place, spelling))
            if first != place:
                one, two = (
                    f"第 {line_of(path, kind, at, said)} 行（{listed[at][0]['name']}）"
                    for at, said in ((first, word), (place, spelling))
                )
                raise FormError(
                    f"{path.name}：“{spelling}”出现在两条里，{one}和{two}。",
                    "一种写法只能归到一条。",
                )
    return {key: listed[place][1] for key, (place, _) in found.items()}
