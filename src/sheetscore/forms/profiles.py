"""templates/profiles.toml → the scoring profiles by id. Strict keys, the source beside every number."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from sheetscore.errors import FormError
from sheetscore.model.profile import Band, Cap, Over, Profile
from sheetscore.rules.shapes.shapes import READINGS
from sheetscore.words.toml_files import entries, number, one_of, read_toml, strict

_REQUIRED = (
    "title source reading reading_source reverse reverse_source places rounding places_source"
)


def load_profiles(path: Path) -> dict[str, Profile]:
    """Every profile of the file. Raises FormError for a file that cannot be used."""
    data = read_toml(path)
    where = path.name
    strict(data, where, "profile band")
    if not isinstance(data["profile"], dict) or not data["profile"]:
        raise FormError(f"{where} 没有计分方案。", "请写成 [profile.名称]，一套一段。")
    bands = tuple(_band(entry, f"{where} [[band]]") for entry in entries(data["band"], "[[band]]"))
    return {
        name: _profile(name, entry, f"{where} [profile.{name}]", bands)
        for name, entry in data["profile"].items()
    }


def _profile(name: str, data: Any, where: str, bands: tuple[Band, ...]) -> Profile:
    strict(data, where, _REQUIRED, "over cap")
    over = data.get("over")
    caps = [_cap(entry, f"{where} 的 cap") for entry in data.get("cap", [])]
    return Profile(
        id=name,
        title=data["title"],
        source=data["source"],
        reading=cast(Any, one_of(data["reading"], f"{where} 的 reading", READINGS)),
        reverse=cast(Any, one_of(data["reverse"], f"{where} 的 reverse", ("linear", "ratio"))),
        places=int(number(data["places"], f"{where} 的 places", whole=True)),
        rounding=cast(Any, one_of(data["rounding"], f"{where} 的 rounding", ("half_up", "down"))),
        over=None if over is None else _over(over, f"{where} 的 over"),
        caps=tuple(caps),
        bands=bands,
    )


def _over(data: Any, where: str) -> Over:
    strict(data, where, "share reason deduct source")
    share = number(data["share"], f"{where} 的 share")
    if share <= 1:
        raise FormError(f"{where} 的 share 是 {share}。", "请写大于 1 的数，如 1.3 表示 130%。")
    level = one_of(data["reason"], f"{where} 的 reason", ("error", "warning"))
    deduct = number(data["deduct"], f"{where} 的 deduct")
    return Over(share, cast(Any, level), deduct, data["source"])


def _cap(data: Any, where: str) -> Cap:
    strict(data, where, "below most source")
    below = number(data["below"], f"{where} 的 below")
    return Cap(below, number(data["most"], f"{where} 的 most"), data["source"])


def _band(data: Any, where: str) -> Band:
    strict(data, where, "word low high spellings source")
    spellings = frozenset([data["word"], *data["spellings"]])
    low, high = (number(data[key], f"{where} {data['word']} 的 {key}") for key in ("low", "high"))
    return Band(data["word"], low, high, spellings)
