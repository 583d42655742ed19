"""The number formats that Excel, WPS and LibreOffice write into a web page: mso-number-format in styles, sdnum in a cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sheetscore.regexes import regex

GENERAL = "General"
NAMED = {
    "percent": "0%", "standard": "#,##0.00", "fixed": "0.00", "scientific": "0.00E+00", "currency": '"¥"#,##0.00',
    "short date": "yyyy/m/d", "medium date": "d-mmm-yy", "long date": 'yyyy"年"m"月"d"日"', "general date": "yyyy/m/d h:mm",
    "short time": "h:mm", "medium time": "上午/下午h:mm", "long time": "h:mm:ss", "general number": GENERAL,
    "yes/no": '"Yes";"Yes";"No"', "true/false": '"True";"True";"False"', "on/off": '"On";"On";"Off"',
}  # fmt: skip
_RULE = regex(r"([^{}]+)\{([^{}]*)\}")
_PROPERTY = regex(
    r"""mso-number-format\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|((?:[^;}"'\\]|\\.)+))""",
    re.IGNORECASE | re.DOTALL,
)
_ESCAPE = regex(r"\\(?:([0-9A-Fa-f]{4})|(.))", re.DOTALL)
"""Excel writes four digits, whatever follows: \\00220 is a quotation mark and a 0."""
_SELECTOR = regex(r"(td|th)?(?:\.([\w-]+))?", re.IGNORECASE)


@dataclass(slots=True)
class PageFormats:
    """The formats of a page's style sheets, by class and by element."""

    of: dict[str, str] = field(default_factory=dict)

    def read(self, css: str) -> None:
        """Take in a style sheet."""
        for selectors, body in _RULE.findall(css.replace("<!--", " ").replace("-->", " ")):
            code = stated(body)
            for each in selectors.split(",") if code else ():
                found = _SELECTOR.fullmatch(each.strip())
                if found and each.strip():
                    self.of[f".{found[2]}" if found[2] else (found[1] or "").lower()] = code

    def format_of(self, tag: str, attributes: Mapping[str, str]) -> str:
        """The format code of a cell: by itself, by its class, by its element."""
        if code := stated(attributes.get("style", "")):
            return code
        written = attributes.get("sdnum", "").split(";", 2)
        if len(written) > 2 and written[2]:
            return written[2]
        for name in (*(f".{each}" for each in attributes.get("class", "").split()), tag):
            if name in self.of:
                return self.of[name]
        return GENERAL


def stated(css: str) -> str:
    """The format code that a declaration states; "" for none."""
    found = _PROPERTY.search(css)
    if not found:
        return ""
    code = _ESCAPE.sub(_character, found[1] or found[2] or (found[3] or "").strip())
    return NAMED.get(code.lower(), code)


def _character(escape: re.Match[str]) -> str:
    return (
        chr(int(escape[1], 16)) if escape[1] and int(escape[1], 16) < 0x110000 else escape[2] or ""
    )
