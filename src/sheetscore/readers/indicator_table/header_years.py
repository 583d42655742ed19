"""The year that a column header names, as people write it: 2020年, 20年, 二〇二〇年, 2O20 with a letter O, 本年, 决算数（2020）.

Plain text in, plain values out. A year that is not plainly one (5年, O20, FY2020) is left in the words, which are then no measure.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sheetscore.regexes import regex

_RELATIVE = {
    "上一年度": -1, "上一年": -1, "上年度": -1, "上年": -1, "去年度": -1, "去年": -1, "前年": -2, "上上年": -2,
    "本年度": 0, "本年": 0, "当年度": 0, "当年": 0, "今年度": 0, "今年": 0, "下一年": 1, "下年": 1, "次年": 1, "明年": 1,
}  # fmt: skip
_ZERO = "0Oo\u3007\u96f6\u25cb"
"""0, the letter O, and the three signs for zero of a year in words."""
_DIGITS = {
    **dict.fromkeys(_ZERO, "0"), **dict.fromkeys("lI", "1"),
    **dict(zip("一二三四五六七八九", "123456789", strict=True)),
}  # fmt: skip
_FOUR = rf"(?<!\d)2[{_ZERO}][\d{_ZERO}lI]{{2}}(?!\d)(?:年度?)?"
_WORDED = rf"二[{_ZERO}][{_ZERO}一二三四五六七八九]{{2}}年度?"
_TWO = r"(?<!\d)[1-4]\d年度?"
_ANY = f"{_WORDED}|{_FOUR}|{_TWO}"
_LEADING = regex(f"({_ANY})[-_:]?")
_TRAILING = regex(rf"[-_:]?({_ANY})$")
_LEADING_WORD = regex("|".join(sorted(_RELATIVE, key=len, reverse=True)))
_YEARS_END = regex("^(?=[初末].)")
"""上年末结转 and 2019年初预算: the year ends that word as well."""


@dataclass(frozen=True, slots=True)
class Year:
    """`printed` is absolute, `relative` counts from the 评价年度; `rest` are the words without the year."""

    printed: int | None
    relative: int | None
    rest: str

    @property
    def named(self) -> bool:
        return self.printed is not None or self.relative is not None


@lru_cache(maxsize=8192)
def year_of(key: str) -> Year:
    """The year before or behind the words of a header (a key of `name_key`)."""
    word = _LEADING_WORD.match(key)
    if word:
        return Year(None, _RELATIVE[word[0]], _YEARS_END.sub("年", key[word.end() :]))
    found = _LEADING.match(key)
    if found:
        return Year(_number(found[1]), None, _YEARS_END.sub("年", key[found.end() :]))
    found = _TRAILING.search(key)
    if found and found.start():
        return Year(_number(found[1]), None, key[: found.start()])
    return Year(None, None, key)


def only_year(key: str) -> Year | None:
    """The year of words that say nothing else; None for any others."""
    found = year_of(key)
    return found if found.named and not found.rest else None


def _number(written: str) -> int:
    digits = "".join(_DIGITS.get(char, char) for char in written.rstrip("年度"))
    return int(digits) if len(digits) == 4 else 2000 + int(digits)
