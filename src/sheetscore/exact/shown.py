"""What a number, a text or a date looks like under a number format, with every decimal that is stored.

A format decides unit, scale and sign, never precision (docs/读法.md): 937000 under 0!.0000"万元" is seen as 93.7万元.
Plain values in and out; `amounts` reads figures by it, `readers.grid` labels.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from sheetscore.exact import numerals
from sheetscore.exact.number_formats import Section, Token, read_format
from sheetscore.regexes import regex

Kind = Literal["number", "date", "words", "nothing", "unclear"]

_MONEY_SIGN = regex(r"[（(](?:¥|￥|人民币|RMB|CNY)[）)]|¥|￥|人民币|RMB|CNY", re.IGNORECASE)
"""Signs of the currency that all these tables are kept in; no unit: ￥93.7 in a table of 万元 is 93.7."""
_DOLLARS = {
    "$#,##0_);($#,##0)", "$#,##0_);[Red]($#,##0)", "$#,##0.00_);($#,##0.00)", "$#,##0.00_);[Red]($#,##0.00)",
    "_($*#,##0_);_($*(#,##0);_($*-_);_(@_)", "_($*#,##0.00_);_($*(#,##0.00);_($*-??_);_(@_)",
    "_($*#,##0.00_)_($*(#,##0.00)_($*-??_)_(@_)",
}  # fmt: skip
"""Built-in formats 5–8, 42 and 44: the sign is that of the country where the file is opened."""
_BLANKS = " \t\u00a0\u3000\u2002\u2003\u2009"
_MINUS = "-−－﹣–"
_ZERO = regex(r"([^\d.]*)(0+(?:\.0+)?%?)([^\d.%]*)")
_SIGNS_OF_MINUS = regex(rf"[{_MINUS}(（)）△▲负减]")
_POINTS = ".．"
_EPOCH = dt.datetime(1899, 12, 30)
_WEEKDAYS = "一二三四五六日"
_FAR = 2_958_466
"""The first day that Excel does not know, 10000-01-01."""
_UNCLEAR = "单元格格式里夹着别的字，看不出是多少"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is seen. `text` is it in full; of a "number" `value` is what it counts (a ratio under a % sign), `digits` how it
    is written, `before` and `after` the words around it without sign, blanks and ¥. `why` says why it is "unclear".
    """

    kind: Kind
    text: str
    value: Decimal | None = None
    percent: bool = False
    digits: str = ""
    before: str = ""
    after: str = ""
    why: str = ""

    @property
    def bare(self) -> bool:
        """A number with nothing around it that says more."""
        return self.kind == "number" and not self.before and not self.after


def show_number(number: Decimal, code: str = "General") -> Shown:
    """What a number looks like under a format code."""
    form = read_format(code)
    if form.plain:
        return _plain(number)
    chosen = form.choose(number)
    section = chosen.section
    if section is None:
        return Shown("unclear", _digits(number), why="单元格格式的条件互相矛盾，看不出显示成什么")
    if section.is_date:
        return Shown("date", show_date(date_of(number), code) or _digits(number))
    at = _digit_range(section)
    if at is None:
        return _no_digits(section, number, chosen.signed)
    return _number(number, section, at, chosen.signed, re.sub(r'["\\ ]', "", code) in _DOLLARS)


def show_text(text: str, code: str = "General") -> str:
    """What a text looks like; "" where its section shows nothing."""
    section = read_format(code).text
    if section is None:
        return text
    return "".join(
        text if token.kind == "text" else token.text if token.kind != "pad" else "" for token in section.tokens
    )  # fmt: skip


def show_label(value: object, code: str) -> str:
    """A title, label or heading as it shows, "" where its format adds no word to it.

    A number with its unit (93.7万元) is a figure and no label.
    """
    if isinstance(value, str):
        return show_text(value, code)
    if isinstance(value, dt.date | dt.time):
        return show_date(value, code) if is_date(code) else ""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return ""
    number = Decimal(repr(value) if isinstance(value, float) else value)
    if not number.is_finite():
        return ""
    seen = show_number(number, code)
    if seen.kind != "number" or seen.bare:
        return seen.text if seen.kind in ("words", "date") else ""
    figure = numerals.numeral(numerals.half_width(f"{seen.before}{seen.digits}{seen.after}"))
    return seen.text if figure is None else ""


def is_date(code: str) -> bool:
    """Does a format show dates or times?"""
    return any(section.is_date for section in read_format(code).numbers)


def date_of(number: Decimal) -> dt.datetime | None:
    """The day of a serial number of the 1900 system; None for none."""
    if not 0 <= number < _FAR:
        return None
    return _EPOCH + dt.timedelta(days=int(number), seconds=round(float(number % 1) * 86400))


def show_date(moment: object, code: str) -> str:
    """A date or time as a format shows it; "" for what is none, ISO where the format is that of no date."""
    if isinstance(moment, dt.datetime):
        at = moment
    elif isinstance(moment, dt.date):
        at = dt.datetime(moment.year, moment.month, moment.day)
    elif isinstance(moment, dt.time):
        at = dt.datetime.combine(_EPOCH.date(), moment)
    else:
        return "" if moment is None else str(moment)
    section = next((each for each in read_format(code).numbers if each.is_date), None)
    if section is None:
        return f"{at:%Y-%m-%d}" if isinstance(moment, dt.date) else str(moment)
    return "".join(_date_pieces(section, at)).strip(_BLANKS)


# ------------------------------------------------------------------------------------- numbers


def _plain(number: Decimal) -> Shown:
    digits = _digits(number)
    return Shown("number", digits, number, digits=digits)


def _digits(number: Decimal) -> str:
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _digit_range(section: Section) -> tuple[int, int] | None:
    """First and last place of what shows the digits."""
    places = [at for at, each in enumerate(section.tokens) if each.kind in ("digits", "general")]
    if not places and section.has("text"):
        places = [at for at, each in enumerate(section.tokens) if each.kind == "text"]
    return (places[0], places[-1]) if places else None


def _no_digits(section: Section, number: Decimal, signed: bool | None) -> Shown:
    words = section.words.strip(_BLANKS)
    if number == 0 and (zero := _written_zero(words)):
        return zero
    if words.replace(" ", "").strip(_MINUS) == "" and len(words) == 1 and number == 0:
        return Shown("number", words, Decimal(0), digits="0")  # the usual way of showing 0
    if number < 0 and signed and words:
        return Shown("words", f"-{words}")
    return Shown("words" if words else "nothing", words)


def _written_zero(words: str) -> Shown | None:
    """0.00;-0.00;"0.00元": a section without digits for 0 that says 0 in words."""
    found = _ZERO.fullmatch(words)
    if found is None:
        return None
    per_cent = found[2].endswith("%")
    before, after = _bare_words(found[1], False), _bare_words(found[3], False)
    return Shown("number", words, Decimal(0), per_cent, "0%" if per_cent else "0", before, after)


def _number(
    number: Decimal, section: Section, at: tuple[int, int], signed: bool | None, dollars: bool
) -> Shown:
    first, last = at
    tokens = section.tokens
    inner, tail = list(tokens[first : last + 1]), list(tokens[last + 1 :])
    power = section.has("power", "over")
    thousands, inner, tail = _scaling(inner, tail)
    while tail and tail[0].kind == "point":  # 0. shows its point
        tail.pop(0)
    if power:  # 0.00E+00, # ?/?: other ways of writing the same
        inner = [token for token in inner if token.kind in ("digits", "point")]
        tail = [token for token in tail if token.kind != "over" and not token.text.isdigit()]
    inner = _grouped(inner)
    shift = _shift(inner)
    percents = sum(token.kind == "percent" for token in tokens)
    before, after = _words(tokens[:first]), _words(tail)
    if shift is None or percents > 1 or (shift and _hides_zeros(inner, number)):
        return Shown("unclear", _digits(number), why=_UNCLEAR)
    if shift and abs(number) >= 1000 and any(token.kind == "comma" for token in inner):
        return Shown("unclear", _digits(number), why=_UNCLEAR)  # #,##0\.0000 shows 93.7,000
    seen = number.scaleb(-3 * thousands - shift)
    if not power and _shows_no_digit(inner, seen, percents):
        return _no_digits(Section(tuple(t for t in tokens if t.kind != "digits")), number, signed)
    return _signed(seen, percents == 1, before, after, signed, section.red, dollars)


def _scaling(inner: list[Token], tail: list[Token]) -> tuple[int, list[Token], list[Token]]:
    """How many commas divide by 1000: those right behind the digits, or right before the point."""
    count = 0
    while tail and tail[0].kind == "comma":
        tail, count = tail[1:], count + 1
    kept: list[Token] = []
    for token in inner:
        if token.kind == "point":
            while kept and kept[-1].kind == "comma":
                kept.pop()
                count += 1
        kept.append(token)
    return count, kept, tail


def _grouped(inner: list[Token]) -> list[Token]:
    """# ##0: a blank that parts thousands shows no word."""
    places = [at for at, token in enumerate(inner) if token.kind == "words" and token.text in " \u00a0\u202f"]  # fmt: skip
    point = next((at for at, token in enumerate(inner) if token.kind == "point"), len(inner))
    groups = (
        inner[place + 1 : min([*(p for p in places if p > place), point])] for place in places
    )
    thousands = all(sum(len(each.text) for each in group if each.kind == "digits") == 3 for group in groups)  # fmt: skip
    return [each for at, each in enumerate(inner) if at not in places] if thousands else inner


def _shift(inner: list[Token]) -> int | None:
    """How many digits stand behind a point that is only written there (0!.0000); None where other words part the digits."""
    written = [
        at for at, token in enumerate(inner) if token.kind in ("words", "pad", "percent", "date")
    ]
    if not written:
        return 0
    at = written[0]
    real = any(token.kind == "point" for token in inner)
    if len(written) > 1 or real or inner[at].text.strip(_BLANKS) not in (*_POINTS,):
        return None
    return sum(len(token.text) for token in inner[at:] if token.kind == "digits")


def _hides_zeros(inner: list[Token], number: Decimal) -> bool:
    """#!.#### of 37: whether a zero stands behind the written point is not said by the format."""
    holders = "".join(token.text for token in inner if token.kind == "digits")
    least = len(holders) - holders.find("0") if "0" in holders else 0
    behind = _shift(inner) or 0
    return least < behind and len(_digits(abs(number)).partition(".")[0]) < behind


def _shows_no_digit(inner: list[Token], seen: Decimal, percents: int) -> bool:
    """#,### of 0 leaves the cell empty."""
    holders = "".join(t.text if t.kind == "digits" else "." for t in inner if t.kind in ("digits", "point"))  # fmt: skip
    if "0" in holders or not holders:
        return False
    places = len(holders.partition(".")[2])
    unit = Decimal(1).scaleb(-places)
    return (seen * 100**percents).quantize(unit, ROUND_HALF_UP) == 0 if abs(seen) < 1 else False


def _words(tokens: list[Token] | tuple[Token, ...]) -> str:
    """The words before or behind the digits; a percent sign is told apart."""
    return "".join(each.text for each in tokens if each.kind in ("words", "pad"))


def _signed(
    seen: Decimal, percent: bool, before: str, after: str,
    signed: bool | None, red: bool, dollars: bool,
) -> Shown:  # fmt: skip
    counted = seen.scaleb(2) if percent else seen
    size = f"{_digits(abs(counted))}{'%' if percent else ''}"
    minus = "-" if seen < 0 and signed else ""
    text = f"{minus}{before}{size}{after}".strip(_BLANKS)
    lead, trail = _bare_words(before, dollars), _bare_words(after, dollars)
    trail = "" if trail in _POINTS else trail  # 94. is 94
    negative = seen < 0
    if seen < 0 and not signed:
        marks = _SIGNS_OF_MINUS.search(lead) or _SIGNS_OF_MINUS.search(trail)
        if not marks and not red:
            return Shown("unclear", text, why="单元格格式没有显示负号，看到的和存的正负不同")
        lead, trail = _SIGNS_OF_MINUS.sub("", lead), _SIGNS_OF_MINUS.sub("", trail)
        text = text if marks else f"-{text}"
    elif lead and lead[-1] in _MINUS and lead.strip(_MINUS) == lead[:-1]:
        if seen < 0:
            return Shown("unclear", text, why="单元格格式显示两个负号，看不出正负")
        lead, negative = lead[:-1], True
    if lead[-1:].isdigit() or trail[:1].isdigit() or trail.startswith((*_POINTS, ",")):
        return Shown("unclear", text, why=_UNCLEAR)
    value = -abs(seen) if negative and seen else abs(seen)
    digits = f"{'-' if value < 0 else ''}{size}"
    return Shown("number", text, value, percent, digits, lead.removeprefix("+"), trail)


def _bare_words(words: str, dollars: bool) -> str:
    """Words without blanks and without the sign of our money."""
    kept = _MONEY_SIGN.sub("", words)
    kept = kept.replace("$", "") if dollars else kept
    return "".join(char for char in kept if char not in _BLANKS)


# --------------------------------------------------------------------------------------- dates


def _date_pieces(section: Section, at: dt.datetime) -> list[str]:
    dates = [token.text for token in section.tokens if token.kind == "date"]
    twelve = "noon" in dates
    found, place = [], 0
    for token in section.tokens:
        if token.kind == "date":
            before, after = dates[place - 1] if place else "", dates[place + 1 : place + 2]
            minutes = token.text[0] == "m" and (before[:1] == "h" or bool(after and after[0][0] == "s"))  # fmt: skip
            found.append(_date_piece(token.text, at, minutes, twelve))
            place += 1
        elif token.kind in ("words", "pad", "comma", "point"):
            found.append(token.text)
    return found


def _date_piece(code: str, at: dt.datetime, minutes: bool, twelve: bool) -> str:
    wide = len(code) > 1
    if code == "noon":
        return "上午" if at.hour < 12 else "下午"
    if code[0] in "ye":
        return f"{at.year % 100:02}" if code in ("y", "yy") else f"{at.year}"
    if code[0] == "m":
        number = at.minute if minutes else at.month
        return (
            f"{number}月"
            if len(code) > 2 and not minutes
            else f"{number:02}"
            if wide
            else f"{number}"
        )
    if code[0] == "d" and len(code) < 3:
        return f"{at.day:02}" if wide else f"{at.day}"
    if code[0] in "da":
        return (
            f"星期{_WEEKDAYS[at.weekday()]}" if len(code) != 3 else f"周{_WEEKDAYS[at.weekday()]}"
        )
    if code[0] in "hs":
        number = at.second if code[0] == "s" else (at.hour % 12 or 12) if twelve else at.hour
        return f"{number:02}" if wide else f"{number}"
    return ""
