"""templates/*/form.toml and templates/glossary.toml → Form and Glossary. Strict keys, the source beside every number."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, cast

from sheetscore.amounts import decimal
from sheetscore.errors import FormError
from sheetscore.glossary import BaseRate, Glossary, Label, Term
from sheetscore.rules.shapes import READINGS, Reading
from sheetscore.rules.text import name_key

OWN_FORM = "own"
"""Form id of a table that is none of templates/: it is scored from its own wording."""
T = TypeVar("T")
_RECOGNISED = 0.8
"""Share of a form's indicator names that a table must have to be taken for it."""


@dataclass(frozen=True, slots=True)
class Form:
    """An official form: `indicators` are (name, points), `workbook` the blank workbook's path under templates/."""

    id: str
    title: str
    workbook: str
    source: str
    total: Decimal
    reading: Reading
    places: int
    indicators: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms and the glossary: what `score_unit` takes besides the files. Picklable."""

    forms: tuple[Form, ...]
    glossary: Glossary

    def get(self, form_id: str) -> Form:
        """The form with this id. Raises FormError naming the known ones."""
        for form in (*self.forms, own_form()):
            if form.id == form_id:
                return form
        known = "、".join(form.id for form in self.forms)
        raise FormError(f"没有名为 {form_id} 的表式。", f"现有表式：{known}。")

    def recognise(self, names: Iterable[str]) -> Form:
        """The form most of whose indicator names stand in `names`; else the form of the table's own wording."""
        present = {name_key(name) for name in names}
        best, best_share = own_form(), 0.0
        for form in self.forms:
            wanted = [name_key(name) for name, _ in form.indicators]
            share = sum(name in present for name in wanted) / len(wanted)
            if share >= _RECOGNISED and share > best_share:
                best, best_share = form, share
        return best


def own_form() -> Form:
    """A table without an official form: its own wording and points, whole steps, two decimals."""
    return Form(OWN_FORM, "按填报表自带的评价标准", "", "填报表", decimal(100), "whole", 2, ())


def templates_folder() -> Path:
    """templates/ of the installed package, or of the checkout. Raises FormError when neither is there."""
    here = Path(__file__).resolve().parent
    for folder in (here / "templates", here.parents[1] / "templates"):
        if (folder / "glossary.toml").is_file():
            return folder
    raise FormError("找不到 templates 文件夹。", "请重新解压完整的程序文件夹。")


def load_forms(folder: Path | None = None) -> Forms:
    """Every form of `folder` (templates/ by default). Raises FormError for a file that cannot be used."""
    folder = folder or templates_folder()
    found = sorted(folder.glob("*/form.toml"))
    if not found:
        raise FormError(f"{folder.name} 里没有表式（form.toml）。", "请重新解压完整的程序文件夹。")
    return Forms(tuple(_form(path) for path in found), _glossary(folder / "glossary.toml"))


def _read_toml(path: Path) -> dict[str, Any]:
    where = f"{path.parent.name}/{path.name}"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise FormError(f"{where} 读不出来。", "请检查文件是否完整，编码是否为 UTF-8。") from error
    except tomllib.TOMLDecodeError as error:
        raise FormError(f"{where} 不是有效的 TOML：{error}", "请按提示的行列修改。") from error


def _strict(data: Any, where: str, required: str, optional: str = "") -> None:
    """Raises FormError for an unknown or a missing key, naming the known ones, and for a blank source."""
    if not isinstance(data, Mapping):
        raise FormError(
            f"{where} 应是一张表（[…]）。", f"其中的键：{'、'.join(required.split())}。"
        )
    known = required.split() + optional.split()
    for key in data:
        if key not in known:
            raise FormError(f"{where} 有不认识的键 {key}。", f"可用的键：{'、'.join(known)}。")
    for key in required.split():
        if key not in data:
            raise FormError(f"{where} 缺少键 {key}。", f"必需的键：{'、'.join(required.split())}。")
        if "source" in key and not str(data[key]).strip():
            raise FormError(f"{where} 的 {key} 是空的。", "每个数字都要写明出处。")


def _number(value: object, where: str, whole: bool = False) -> Decimal:
    """Raises FormError for what is no number of 0 or more."""
    if isinstance(value, int | float):
        try:
            number = decimal(value)
        except ValueError:
            number = decimal(-1)
        if number >= 0 and not (whole and number % 1):
            return number
    raise FormError(
        f"{where} 是 {value}。", f"请写不小于 0 的{'整数' if whole else '数字'}，不加引号。"
    )


def _entries(value: object, where: str) -> list[dict[str, Any]]:
    """Raises FormError for what is no list of tables with at least one entry."""
    if not isinstance(value, list) or not value:
        raise FormError(f"{where} 一条也没有。", f"请写成 {where.rpartition(' ')[2]}，一条一段。")
    return value


def _form(path: Path) -> Form:
    data = _read_toml(path)
    where = f"{path.parent.name}/form.toml"
    _strict(data, where, "id title workbook source total scoring indicator")
    total, scoring = data["total"], data["scoring"]
    _strict(total, f"{where} [total]", "points source")
    _strict(scoring, f"{where} [scoring]", "reading reading_source places places_source")
    if scoring["reading"] not in READINGS:
        raise FormError(
            f"{where} 的 reading 是 {scoring['reading']}。", f"可用的读法：{'、'.join(READINGS)}。"
        )
    indicators = _entries(data["indicator"], f"{where} [[indicator]]")
    for entry in indicators:
        _strict(entry, f"{where} [[indicator]]", "name points")
    if not (path.parent / data["workbook"]).is_file():
        raise FormError(f"{where} 所说的空白表 {data['workbook']} 不在。", "请补上该工作簿。")
    return Form(
        id=data["id"],
        title=data["title"],
        workbook=f"{path.parent.name}/{data['workbook']}",
        source=data["source"],
        total=_number(total["points"], f"{where} [total] 的 points"),
        reading=cast(Reading, scoring["reading"]),
        places=int(_number(scoring["places"], f"{where} [scoring] 的 places", whole=True)),
        indicators=tuple(
            (entry["name"], _number(entry["points"], f"{where} {entry['name']} 的 points"))
            for entry in indicators
        ),
    )


def _glossary(path: Path) -> Glossary:
    data = _read_toml(path)
    _strict(data, path.name, "measure item term rate")
    for entry in _entries(data["term"], f"{path.name} [[term]]"):
        _strict(entry, f"{path.name} [[term]]", "name aliases item measure unit source")
    for entry in _entries(data["rate"], f"{path.name} [[rate]]"):
        _strict(entry, f"{path.name} [[rate]]", "item measure numerator denominator source")
    terms = _spellings(
        path.name,
        [(entry, Term(entry["name"], entry["item"], entry["measure"], entry["unit"], entry["source"]))
         for entry in data["term"]],
    )  # fmt: skip
    labels = {kind: _labels(path.name, kind, data[kind]) for kind in ("item", "measure")}
    return Glossary(
        terms, labels["item"], labels["measure"], tuple(BaseRate(**entry) for entry in data["rate"])
    )


def _labels(where: str, kind: str, entries: Any) -> dict[str, Label]:
    for entry in _entries(entries, f"{where} [[{kind}]]"):
        _strict(entry, f"{where} [[{kind}]]", "name aliases source", "unit")
    return _spellings(
        where, [(e, Label(e["name"], e.get("unit", ""), e["source"])) for e in entries]
    )


def _spellings(where: str, entries: list[tuple[dict[str, Any], T]]) -> dict[str, T]:
    """Every spelling → its entry. Raises FormError when two entries share one."""
    found: dict[str, T] = {}
    for data, entry in entries:
        for spelling in dict.fromkeys([data["name"], *data["aliases"]]):
            key = name_key(spelling)
            if key in found and found[key] is not entry:
                raise FormError(f"{where}：“{spelling}”出现在两条里。", "一种写法只能归到一条。")
            found[key] = entry
    return found
