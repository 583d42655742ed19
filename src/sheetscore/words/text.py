"""Wordings made comparable: a 1:1 character table, blanks dropped, every position of the original kept.

Not NFKC: that would turn ① into 1 and ㎡ into m2 and lose the positions (docs/读法.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sheetscore.regexes import regex

_SINGLE = {
    "≦": "≤", "≧": "≥", "﹤": "<", "﹥": ">", "〉": ">", "〈": "<", "⩽": "≤", "⩾": "≥",
    "～": "~", "〜": "~", "—": "-", "–": "-", "−": "-", "‐": "-", "―": "-",
    "÷": "/", "∕": "/", "×": "*", "✕": "*", "＊": "*", "∗": "*", "·": ".",
    "【": "[", "】": "]", "〔": "[", "〕": "]", "﹪": "%", "％": "%", "．": ".",
    "。": "。", "、": "、", "「": "“", "」": "”", "＂": "”", "〝": "“", "〞": "”",
}  # fmt: skip
_TABLE = {c: chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)} | {
    ord(key): value for key, value in _SINGLE.items()
}
_BLANKS = " \t\r\n\u3000\u00a0\u200b\u200c\u200d\u2060\ufeff"
_BLANK = frozenset(_BLANKS)
_ITEM_START = regex(r"\s*(?:[①-⑳]|\(?\d{1,2}[.、)](?!\d)|\([一二三四五六七八九十]\))")
_ITEM_WIDTH = 12
_QUOTES = str.maketrans("", "", "“”\"'‘’《》")


@dataclass(frozen=True, slots=True)
class Clean:
    """A wording without blanks, in one width. `origin[i]` is the position of `text[i]` in `source`."""

    source: str
    text: str
    origin: tuple[int, ...]

    def quote(self, begin: int, end: int) -> str:
        """The original characters behind text[begin:end]."""
        if begin >= end:
            return ""
        places = self.origin[begin:end]
        return self.source[min(places) : max(places) + 1]


@lru_cache(maxsize=1024)
def clean(source: str) -> Clean:
    """`source` through the character table; a line break before a new item or after a full clause becomes ；."""
    inner = source.strip(_BLANKS)
    if _BLANK.isdisjoint(inner):  # the common case: nothing to drop inside
        begin = source.find(inner)
        return Clean(source, inner.translate(_TABLE), tuple(range(begin, begin + len(inner))))
    chars: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(source):
        if char == "\n" and _breaks_clause(chars, source, index):
            chars.append(";")
            origin.append(index)
        elif char not in _BLANK:
            if index and source[index - 1] in _BLANK and _splits_number(chars, char):
                chars.append(" ")
                origin.append(index)
            chars.append(_TABLE.get(ord(char), char))
            origin.append(index)
    return Clean(source, "".join(chars), tuple(origin))


def put(wording: Clean, begin: int, end: int, text: str) -> Clean:
    """Other words in place of some; they quote as the words printed."""
    places = (*(wording.origin[begin],) * (len(text) - 1), wording.origin[end - 1])
    return Clean(
        wording.source,
        wording.text[:begin] + text + wording.text[end:],
        (*wording.origin[:begin], *places, *wording.origin[end:]),
    )


def cut(wording: Clean, begin: int, end: int, joined: bool = False) -> Clean:
    """A clause end is kept where text stood on both sides, so that its neighbours do not run together."""
    between = (
        not joined
        and begin > 0
        and end < len(wording.text)
        and wording.text[begin - 1] not in ",;。:"
    )
    middle = (";", (wording.origin[begin],)) if between else ("", ())
    return Clean(
        wording.source,
        wording.text[:begin] + middle[0] + wording.text[end:],
        (*wording.origin[:begin], *middle[1], *wording.origin[end:]),
    )


def reorder(wording: Clean, places: tuple[int, ...]) -> Clean:
    """The characters at these places, in this order."""
    return Clean(
        wording.source,
        "".join(wording.text[place] for place in places),
        tuple(wording.origin[place] for place in places),
    )


def _splits_number(before: list[str], char: str) -> bool:
    """A blank between two digits is kept: 1 90% is not 190%."""
    return bool(before) and before[-1].isdecimal() and char.translate(_TABLE).isdecimal()


def _breaks_clause(before: list[str], source: str, index: int) -> bool:
    if not before or before[-1] in ",;。:、":
        return False
    rest = source[index + 1 : index + 1 + _ITEM_WIDTH].translate(_TABLE)
    formula = "".join(before[-5:]) == "*100%"
    return formula or before[-1] == "分" or _ITEM_START.match(rest) is not None


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """A name for comparison: one width, no blanks, no quotation marks."""
    return clean(name).text.replace("\n", "").replace(";", "").replace(" ", "").translate(_QUOTES)


def quoted(text: str) -> str:
    """`text` in Chinese quotation marks, those inside made single (GB/T 15834)."""
    inner = text.strip().replace("“", "‘").replace("”", "’")
    return f"“{inner}”"
