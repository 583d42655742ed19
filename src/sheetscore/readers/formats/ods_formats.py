"""The number formats of an .ods (OpenDocument 1.3 part 3, §16.29) as format codes: 0.00"元", yyyy"年"m"月", [>=0]0;-0."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from sheetscore.regexes import regex

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_S, _N, _FO = (f"{{{_NS}{name}:1.0}}" for name in ("style", "datastyle", "xsl-fo-compatible"))
STYLES = frozenset(
    f"{_N}{name}-style"
    for name in ("number", "currency", "percentage", "date", "time", "boolean", "text")
)
"""Elements that hold a number format."""
_CONDITION = regex(r"value\(\)\s*(<=|>=|!=|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_MOST_DIGITS = 30
_LONG = {"year": "yyyy", "month": "mm", "day": "dd", "hours": "hh", "minutes": "mm", "seconds": "ss", "day-of-week": "aaaa"}  # fmt: skip
_SHORT = {"year": "yy", "month": "m", "day": "d", "hours": "h", "minutes": "m", "seconds": "s", "day-of-week": "aaa"}  # fmt: skip
_OTHERS = {
    "am-pm": "上午/下午", "quarter": "m", "week-of-year": "d", "era": "g", "boolean": "General", "text-content": "@",
    "fill-character": "* ",
}  # fmt: skip
"""A quarter and a week are dates as well; how they look is not needed."""


def format_codes(styles: Mapping[str, Element]) -> dict[str, str]:
    """The format code of each data style by its name."""
    return {name: _code(style, styles) for name, style in styles.items()}


def _code(style: Element, styles: Mapping[str, Element]) -> str:
    """The sections of a style: those that its maps name under their conditions, its own last."""
    parts: list[tuple[str, str]] = []
    for each in style.iterfind(f"{_S}map"):
        other = styles.get(each.get(f"{_S}apply-style-name", ""))
        found = _CONDITION.fullmatch(each.get(f"{_S}condition", "").strip())
        if other is None or found is None:
            continue
        sign = "<>" if found[1] == "!=" else found[1]
        parts.append((f"[{sign}{found[2]}]", _section(other)))
    own = _section(style)
    if (
        style.tag == f"{_N}text-style" and parts
    ):  # the text is last, the numbers are all told by maps
        codes = [f"{condition}{code}" for condition, code in parts[:-1]] + [parts[-1][1]]
        return ";".join([*codes, own])
    return ";".join([*(f"{condition}{code}" for condition, code in parts), own])


def _section(style: Element) -> str:
    per_cent = style.tag == f"{_N}percentage-style"
    found = []
    for child in style:
        name = child.tag.rpartition("}")[2]
        if name == "text":
            found.append(_words("".join(child.itertext()), per_cent))
        elif name == "currency-symbol":
            found.append(_words("".join(child.itertext()), False))
        elif name == "number":
            found.append(_number(child))
        elif name == "scientific-number":
            found.append("0.00E+00")
        elif name == "fraction":
            found.append("# ?/?")
        elif name == "text-properties":
            found.insert(0, "[Red]" if child.get(f"{_FO}color", "").lower() == "#ff0000" else "")
        else:
            found.append(_date(child, name))
    return "".join(found) or '""'


def _date(child: Element, name: str) -> str:
    if name == "month" and child.get(f"{_N}textual") == "true":
        return "mmm"
    names = _LONG if child.get(f"{_N}style") == "long" else _SHORT
    return names.get(name, _OTHERS.get(name, ""))


def _words(text: str, per_cent: bool) -> str:
    """Words in quotation marks; the sign of a percentage bare."""
    if per_cent and "%" in text:
        before, _, after = text.partition("%")
        return f"{_words(before, False)}%{_words(after, False)}"
    quoted = text.replace('"', '"\\""')
    return f'"{quoted}"' if text else ""


def _number(child: Element) -> str:
    places = child.get(f"{_N}decimal-places")
    embedded = {
        _count(each.get(f"{_N}position")): "".join(each.itertext()) for each in child.iterfind(f"{_N}embedded-text")
    }  # fmt: skip
    scale = len(child.get(f"{_N}display-factor", "1").partition(".")[0]) // 3
    least = _count(child.get(f"{_N}min-integer-digits") or "1")
    grouped = child.get(f"{_N}grouping") == "true"
    if places is None and not embedded and not grouped and not scale and least < 2:
        return "General"
    whole = "#,##0" if grouped and least == 1 else "#,###" if grouped and not least else ""
    if not whole or embedded:
        size = max(least, *(place + 1 for place in embedded), 1)
        whole = "".join(
            ("0" if place <= least else "#")
            + (_words(embedded[place - 1], False) if place - 1 in embedded and place > 1 else "")
            for place in range(size, 0, -1)
        )
    whole = f"#,{whole}" if grouped and embedded else whole
    whole += _words(embedded.get(0, ""), False)  # a word between the digits and the point
    decimals = _count(places or "0")
    some = child.get(f"{_N}min-decimal-places")
    sure = decimals if some is None else min(decimals, _count(some))
    behind = f".{'0' * sure}{'#' * (decimals - sure)}" if decimals else ""
    return f"{whole}{behind}{',' * scale}"


def _count(text: str | None) -> int:
    return min(int(text), _MOST_DIGITS) if text and text.isascii() and text.isdigit() and len(text) < 4 else 0  # fmt: skip
