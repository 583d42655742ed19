"""How the text of a web page looks while it is read tag by tag: struck out, hidden, raised, by tags, styles and simple rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from sheetscore.readers.formats.pieces import Piece
from sheetscore.regexes import regex

_COMMENTS = regex(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_AT_RULE = regex(r"@([\w-]+)([^{};]*)(?:;|\{((?:[^{}]|\{[^{}]*\})*)\})")
_RULE = regex(r"([^{}]+)\{([^{}]*)\}")
_PART = regex(r"(\*|[a-z][\w-]*)?((?:[.#][\w-]+|\[[^\]]*\])*)(?::not\(:hover\))?", re.IGNORECASE)
_NAME = regex(r"[.#][\w-]+|\[[^\]]*\]")
_ATTRIBUTE = regex(r"""\[\s*([\w:-]+)\s*(?:(~?=)\s*["']?([^"'\]]*?)["']?\s*)?\]""")
_PART_OF_VALUE = regex(r"\[\s*([\w:-]+)\s*[~^$*|]=[^\]]*\]")
_STATE = regex(r":(?:hover|active|focus|visited|link|:?(?:before|after|first-l\w+|selection))")
_OTHER_STATE = regex(r":[\w-]+(?:\([^()]*\))?")
_DOCTYPE = regex(r"\s*<!doctype\b", re.IGNORECASE)
"""Without it a browser tells names of classes by any case."""
_STYLE = regex(r"<style\b[^>]*>(.*?)</style", re.DOTALL | re.IGNORECASE)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)  # fmt: skip
_CELLS, _ROWS, _GROUPS = ("td", "th"), ("tr",), ("tbody", "thead", "tfoot")
_STRUCK, _PHONETIC = ("s", "del", "strike"), ("rt", "rp", "rtc")
_UNSEEN = ("template", "noscript")
"""What only scripts show, and what stands there only for programs without them."""
_LEVELS = {"super": 1, "sub": -1}
_LENGTH = regex(r"([+-]?)(\d*\.?\d+)(?:%|[a-z]+)?")
_BOXES = frozenset([*_CELLS, *_ROWS, *_GROUPS, "table", "col", "colgroup"])
"""Elements whose vertical-align places a box, not letters; what hides them is told of rows and cells."""
_DECLARED = (
    "text-decoration", "display", "visibility", "vertical-align", "mso-hide", "position", "top", "font-size", "opacity",
    "text-line-through", "mso-text-raise",
)  # fmt: skip
_MOST_RULES = 5_000
_UNKNOWN = "\ufffd"
_DOUBT, _FIRST = "doubt", "!"
"""Instead of what a rule declares that cannot be told to hold; before the name of what is declared !important."""

Props = dict[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """How an element and the text in it look. `gone` is display: none, `unseen` visibility: hidden, `tiny` of no size,
    `phonetic` a reading aid, `doubtful`: a rule may strike it out or hide it, which cannot be told here.
    """

    tag: str
    names: frozenset[str] = frozenset()
    struck: bool = False
    gone: bool = False
    unseen: bool = False
    raised: int = 0
    phonetic: bool = False
    tiny: bool = False
    doubtful: bool = False

    @property
    def hidden(self) -> bool:
        return self.gone or self.unseen or self.tiny

    def piece(self, text: str) -> Piece | None:
        """A piece of text with this look; None for a reading aid."""
        if self.phonetic:
            return None
        words = f"{text}{_UNKNOWN}" if self.doubtful and text.strip() else text
        return Piece(words, self.struck, self.hidden, self.raised)


_PLAIN = Look("")


class Looks:
    """The elements that are open, outermost first. An end tag that was left out is supplied where a cell or row begins."""

    def __init__(self, page: str) -> None:
        self._fold = str if _DOCTYPE.match(page) else str.lower
        self._rules = _rules("\n".join(_STYLE.findall(page)), self._fold)
        self._open: list[Look] = []

    @property
    def now(self) -> Look:
        """The look of what stands here."""
        return self._open[-1] if self._open else _PLAIN

    def enter(self, tag: str, stated: Mapping[str, str]) -> Look:
        """A start tag; its look."""
        self._supply_ends(tag)
        look = self._look(tag, stated)
        if tag not in _VOID:
            self._open.append(look)
        return look

    def leave(self, tag: str) -> None:
        """An end tag; those left open inside it end with it, but never a table around a cell."""
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return
            if self._open[at].tag in _BOXES and tag not in _BOXES:
                return

    def _supply_ends(self, tag: str) -> None:
        outer = {
            **dict.fromkeys(_GROUPS, ("table",)), "tr": ("table", *_GROUPS), **dict.fromkeys(_CELLS, ("tr", "table", *_GROUPS)),
        }.get(tag)  # fmt: skip
        if tag in ("p", "li"):
            self.leave(tag)
        for at in range(len(self._open) - 1, -1, -1) if outer else ():
            if self._open[at].tag in (outer or ()):
                del self._open[at + 1 :]
                return

    def _look(self, tag: str, stated: Mapping[str, str]) -> Look:
        outer = self.now
        look = replace(outer, tag=tag, names=self._names(stated))
        if tag in _CELLS and sum(each.tag == "table" for each in self._open) == 1:
            look = replace(look, gone=False, unseen=False)  # a hidden row is told of the row
        props = _in_force(self._props(look) | _declared(stated.get("style", "")))
        line = props.get("text-decoration", "line-through" if tag in _STRUCK else "")
        drawn = props.get("text-line-through", "none") != "none"
        shown = props.get("display", "none" if "hidden" in stated else "")
        visible = props.get("visibility", "hidden" if look.unseen else "")
        raised = {"sup": 1, "sub": -1}.get(tag, look.raised)
        if tag not in _BOXES and (place := props.get("vertical-align")):
            raised = _LEVELS.get(place) or _sign(place)
        if (
            tag not in _BOXES
            and props.get("position") == "relative"
            and _sign(props.get("top", ""))
        ):
            raised = -_sign(props["top"])  # as Word writes a raised font
        raised = _sign(props.get("mso-text-raise", "")) or raised
        return replace(
            look,
            struck=outer.struck or "line-through" in line or drawn,
            gone=look.gone
            or shown == "none"
            or props.get("mso-hide") == "all"
            or tag in _UNSEEN
            or _is_nothing(props.get("opacity", "")),
            tiny=_is_tiny(props.get("font-size", ""), look.tiny),
            doubtful=outer.doubtful or (_DOUBT in props and tag not in _BOXES),
            unseen=visible in ("hidden", "collapse"),
            raised=raised,
            phonetic=outer.phonetic or tag in _PHONETIC,
        )

    def _names(self, stated: Mapping[str, str]) -> frozenset[str]:
        """The names by which a selector calls an element: .class, #id, [attribute], [attribute=value]."""
        found = {f".{name}" for name in stated.get("class", "").split()}
        found |= {f"#{stated['id']}"} if stated.get("id") else set()
        for name, value in stated.items():
            if name != "style":
                found |= {f"[{name}]", f"[{name}={value}]"}
        return frozenset(map(self._fold, found))

    def _props(self, look: Look) -> Props:
        """What the rules say of an element, the weaker ones first."""
        matching = [
            (weight, number, props)
            for number, (parts, weight, props) in enumerate(self._rules)
            if _fits(parts[-1], look) and self._within(parts[:-1])
        ]
        found: Props = {}
        for _, _, props in sorted(matching, key=lambda each: each[:2]):
            found |= props
        return found

    def _within(self, parts: list[tuple[str, frozenset[str]]]) -> bool:
        """The outer parts of a selector, in order, among the open elements."""
        at = 0
        for part in parts:
            while at < len(self._open) and not _fits(part, self._open[at]):
                at += 1
            if at == len(self._open):
                return False
            at += 1
        return True


def _sign(length: str) -> int:
    """1 for a length above 0 (3pt, 30%), -1 for one below, 0 for none."""
    found = _LENGTH.fullmatch(length.strip())
    if found is None or not found[2].strip("0."):
        return 0
    return -1 if found[1] == "-" else 1


def _is_nothing(length: str) -> bool:
    """0, 0pt, .0em."""
    found = _LENGTH.fullmatch(length)
    return found is not None and not found[2].strip("0.")


def _is_tiny(size: str, outer: bool) -> bool:
    """Letters of no size; a share of no size is none either."""
    found = _LENGTH.fullmatch(size)
    if found is None:
        return outer and size in ("", "inherit")
    return _is_nothing(size) or (outer and size.endswith(("%", "em")) and not size.endswith("rem"))


def _in_force(props: Props) -> Props:
    """What is declared !important goes before the rest."""
    first = {name[1:]: value for name, value in props.items() if name.startswith(_FIRST)}
    return props | first


def _fits(part: tuple[str, frozenset[str]], look: Look) -> bool:
    tag, names = part
    return tag in ("", "*", look.tag) and names <= look.names


Rule = tuple[list[tuple[str, frozenset[str]]], tuple[int, int], Props]
"""The parts of a selector, outermost first; its weight (names, tags); what it declares."""


def _rules(text: str, fold: Callable[[str], str]) -> list[Rule]:
    text = _AT_RULE.sub(_inner, _COMMENTS.sub(" ", text))
    found: list[Rule] = []
    for selectors, body in _RULE.findall(text):
        props = _declared(body)
        for selector in selectors.split(",") if props else ():
            parts, stated = _parts(selector, fold), props
            if not parts and _changes(props):
                parts, stated = _last_part(selector, fold), {_DOUBT: "1"}
            if parts and len(found) < _MOST_RULES:
                names = sum(len(names) + 9 * sum(n[0] == "#" for n in names) for _, names in parts)
                tags = sum(tag not in ("", "*") for tag, _ in parts)
                found.append((parts, (names, tags), stated))
    return found


def _inner(rule: re.Match[str]) -> str:
    """The rules of an @media block that is not for print alone; nothing of any other."""
    screen = rule[1].lower() == "media" and not rule[2].strip().lower().startswith("print")
    return rule[3] or "" if screen else ""


def _changes(props: Props) -> bool:
    """Does a rule strike out, hide or raise?"""
    plain = _in_force(props)
    return (
        "line-through" in plain.get("text-decoration", "")
        or plain.get("text-line-through", "none") != "none"
        or plain.get("display") == "none"
        or plain.get("visibility") in ("hidden", "collapse")
        or plain.get("mso-hide") == "all"
        or any(_is_nothing(plain.get(name, "")) for name in ("font-size", "opacity"))
        or plain.get("vertical-align", "") in _LEVELS
    )


def _last_part(selector: str, fold: Callable[[str], str]) -> list[tuple[str, frozenset[str]]]:
    """td i:first-child → [(i, {})]: to whom a rule may apply that asks for more than is known here."""
    if _STATE.search(selector):
        return []
    whole = _PART_OF_VALUE.sub(r"[\1]", _OTHER_STATE.sub("", selector))
    last = re.split(r"[\s>+~]+", whole.strip())[-1]
    return [part for part in _parts(last, fold) if part[0] not in ("", "*") or part[1]]


def _parts(selector: str, fold: Callable[[str], str]) -> list[tuple[str, frozenset[str]]]:
    """table td.x → [(table, {}), (td, {.x})]; [] for a selector that is not of tags, classes, ids and attributes alone."""
    found = []
    for word in selector.replace(">", " ").split():
        match = _PART.fullmatch(word)
        if match is None or not word:
            return []
        names = [_called(each) for each in _NAME.findall(match[2])]
        if not all(names):
            return []
        found.append(((match[1] or "").lower(), frozenset(map(fold, names))))
    return found


def _called(name: str) -> str:
    """[class~=x] is .x; "" for a test of a part of an attribute."""
    found = _ATTRIBUTE.fullmatch(name)
    if found is None:
        return "" if name.startswith("[") else name
    if found[2] == "~=":
        return f".{found[3]}" if found[1].lower() == "class" else ""
    return f"[{found[1].lower()}={found[3]}]" if found[2] else f"[{found[1].lower()}]"


def _declared(text: str) -> Props:
    """The declarations that matter here."""
    found: Props = {}
    for each in text.split(";"):
        name, _, value = each.partition(":")
        name = name.strip().lower().removesuffix("-line")
        if name in _DECLARED:
            bare = value.lower().replace("!important", "").strip()
            found[f"{_FIRST}{name}" if "!important" in value.lower() else name] = bare
    return found
