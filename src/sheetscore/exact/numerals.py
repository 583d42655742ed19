"""What a text in a cell says as a numeral: its digits and what stands behind them; or why it is no single number.

No arithmetic is done here and nothing is guessed: `amounts` turns the digits into an exact number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sheetscore.regexes import regex

BLANKS = " \t\r\n\u3000\u00a0\u2002\u2003\u2009\u202f"
_DIRECTION = regex("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")
_INVISIBLE = regex(
    "[\u00ad\u200b-\u200d\u2060-\u2064\ufeff\ufe0e\ufe0f\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|_x00[01][0-9A-Fa-f]_"
)
"""Characters without a picture; `_x0001_` is how a workbook's text spells a control character."""
RAISED_DIGITS = regex("[⁰¹²³⁴-⁾₀-₎]")
"""Digits and signs above or below the line: 4¹ is not 41."""
_HALF_WIDTH: dict[int, str | int] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_HALF_WIDTH |= {
    ord(wide): narrow
    for wide, narrow in {
        "\u3000": " ", "\u00a0": " ", "−": "-", "–": "-", "。": ".", "﹪": "%", "﹣": "-", "﹢": "+", "﹒": ".", "﹐": ",", "￥": "¥",
        "～": "~", "〜": "~",
    }.items()
}  # fmt: skip
_NIL = regex(r"[-\u2010\u2011–—―─－−﹣]+|[/／\\\uff3c]+|无|不适用|[Nn]/?[Aa]")
_ENDINGS = (
    "亿元", "万元", "元整", "元", "亿", "万", "分", "人", "名", "个", "辆", "台", "家", "次", "例",
    "平方米", "平米", "㎡", "m²", "m2", "%",
)  # fmt: skip
_CHINESE_DIGITS = "零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億"
_ENDING = regex(
    rf"^(.*?)\s*((?<![{_CHINESE_DIGITS}])[百千]万?元|{'|'.join(map(re.escape, _ENDINGS))})$",
    re.DOTALL,
)
"""In 一千二百万元 the 百 belongs to the numeral."""
_IN_BRACKETS = regex(
    r"^(.*[\d元])\s*(?:\(([^()]{1,4})\)|\[([^\[\]]{1,4})\]|【([^【】]{1,4})】)$", re.DOTALL
)
"""93.7(万元), ¥93.7(元), 93.7万元(人民币): the unit or the currency in brackets behind the number."""
_OFFICIAL = {"元整": "元", "名": "人", "平方米": "㎡", "平米": "㎡", "m²": "㎡", "m2": "㎡"}
_DIGITS = regex(r"[+-]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)", re.ASCII)
_CHINESE = regex(rf"负?[{_CHINESE_DIGITS}点]+")
_LARGE = regex("[万亿萬億]")
_PER_CENT_OF = regex(r"百分之(.+)", re.DOTALL)
_BROKEN = regex(r"(?<=\d)\.[ \t]*[\r\n]+[ \t]*(?=\d)")
_CURRENCY = regex("¥|人民币|RMB|CNY", re.IGNORECASE)
_MONEY_SIGN = regex(
    rf"^([+-]?)\s*(?:{_CURRENCY.pattern})\s*(?=[+-]?[\d.零〇一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾])",
    re.IGNORECASE,
)
_MONEY_SIGN_BEHIND = regex(rf"(?<=[\d元])\s*(?:{_CURRENCY.pattern})$", re.IGNORECASE)
_LAST_DOT = regex(r"(?<=\d)\.$")


@dataclass(frozen=True, slots=True)
class Numeral:
    """`digits` in ASCII without separators, `ending` the unit behind them ("" none), `altered`: not as plainly typed.

    `large`: a Chinese numeral that counts by 万 or 亿 itself.
    """

    digits: str
    ending: str
    altered: bool
    large: bool = False


def visible(raw: str) -> str:
    """`raw` without characters that show nothing, and without blanks around it."""
    return _INVISIBLE.sub("", raw).strip(BLANKS)


def turns_direction(raw: str) -> bool:
    """True for characters that make a text show in another order than it is stored."""
    return _DIRECTION.search(raw) is not None


def is_nil(text: str) -> bool:
    """True for a mark that says there is none: ——, /, 无, 不适用, N/A."""
    return _NIL.fullmatch(text) is not None


def any_raised(text: str) -> bool:
    """True where a digit off the line is not the power of a unit (m², 立方米³)."""
    return re.search(f"(?<![A-Za-z米]){RAISED_DIGITS.pattern}", text) is not None


def half_width(text: str) -> str:
    """Digits and signs in one width."""
    return text.translate(_HALF_WIDTH).strip(BLANKS)


def numeral(half: str) -> Numeral | None:
    """The one number that a text in half width states, None where it states none or not just one."""
    body = half.lstrip("'‘’`")
    body = _MONEY_SIGN_BEHIND.sub("", _out_of_brackets(_LAST_DOT.sub("", _BROKEN.sub(".", body))))
    ending = ""
    if (match := _PER_CENT_OF.fullmatch(body)) is not None:
        body, ending = match[1], "%"
    elif (match := _ENDING.fullmatch(body)) is not None:
        body, ending = _LAST_DOT.sub("", match[1]), _OFFICIAL.get(match[2], match[2])
    body = _MONEY_SIGN.sub(r"\1", body)  # no unit: ¥93.7 in a table of 万元 is 93.7
    if _DIGITS.fullmatch(body):
        digits = body.replace(",", "")
        return Numeral(digits, ending, half not in (digits, f"{digits}{ending}"))
    return _chinese_numeral(body, ending)


def _out_of_brackets(body: str) -> str:
    """93.7(万元) → 93.7万元; other words in brackets stay, and make it no number."""
    found = _IN_BRACKETS.match(body)
    if found is None:
        return body
    word = (found[2] or found[3] or found[4]).strip(BLANKS)
    unit = _ENDING.fullmatch(word)
    fits = found[1][-1].isdigit() and unit is not None and not unit[1] and word != "%"
    return f"{found[1]}{word}" if fits or _CURRENCY.fullmatch(word) else body


def _chinese_numeral(body: str, ending: str) -> Numeral | None:
    """一亿二千万元 is 120,000,000 元, not 一亿二千 of 万元; a numeral with 万 or 亿 in it says so by `large`."""
    scale = ending.removesuffix("元") if ending[:1] in "万亿" else ""
    whole = _chinese(body + scale) if ending else None
    if whole is not None and scale:
        body, ending, digits = body + scale, ending.removeprefix(scale), whole
    else:
        found = _chinese(body)
        if found is None or (scale and _LARGE.search(body)):
            return None
        digits = found
    return Numeral(digits, ending, True, _LARGE.search(body) is not None)


def _chinese(body: str) -> str | None:
    """九十五点五 → 95.5; None for what is no complete Chinese numeral."""
    if not _CHINESE.fullmatch(body):
        return None
    from cn2an import cn2an

    try:
        return str(cn2an(body.replace("两", "二"), "strict"))
    except ValueError:
        return None


_REASONS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (regex(r"[+-]?(?:nan|inf|infinity)", re.IGNORECASE), "不是有限的数", "请改填数字。"),
    (
        regex(f"(?:.*[^A-Za-z米])?{RAISED_DIGITS.pattern}.*", re.DOTALL),
        "里面有上标或下标的数字，分不清是数还是注号",
        "请删去上标、下标，只填数字。",
    ),
    (regex(r"(?:19|20)\d\d([-/.年])\d{1,2}(?:[-/.月]\d{1,2}日?.*)?月?", re.DOTALL), "是日期，不是数字", "请改填数字。"),
    (regex(r"[√✓✔☑×✗✘☒○●□■△]+"), "是记号，不是数字", "请改填数字。"),
    (
        regex(r".*(?:约|大概|左右|上下|余|多|几|近|以上|以下|不足|不到|超过|至少|最多|[<>≤≥≈]).*", re.DOTALL),
        "是约数或范围，不是一个准确的数",
        "请填准确数。",
    ),
    (regex(r".*\d\s*%?\s*(?:-|~|—|至|到)\s*\d.*", re.DOTALL), "是一个范围，不是一个数", "请只填一个数。"),
    (regex(r"=.*", re.DOTALL), "是写成文字的算式", "请填算出的数。"),
    (regex(r".*\d\s*[+*×xX/÷]\s*\d.*", re.DOTALL), "是算式，不是一个数", "请填算出的数。"),
    (regex(r"\(.*\d.*\)", re.DOTALL), "带着括号，分不清是不是负数", "负数请写成 -150 的样子。"),
    (regex(r".*\d,.*", re.DOTALL), "逗号的位置不对，分不清是小数点还是千位分隔号", "请填成 95.5 或 1234 的样子。"),
    (regex(r"[+-]?[\d.]+[eE][+-]?\d+"), "是科学记数法", "请填成普通的数字。"),
    (regex(r".*\d\s+\d.*", re.DOTALL), "数字中间有空格，分不清是不是一个数", "请去掉空格，或只填一个数。"),
)  # fmt: skip


def why_none(half: str) -> tuple[str, str]:
    """Why a text in half width states no single number, and what to do."""
    for pattern, why, advice in _REASONS:
        if pattern.fullmatch(half):
            return why, advice
    return "", "请改成数字。"
