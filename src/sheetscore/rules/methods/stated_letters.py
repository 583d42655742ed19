"""What the letters A and B and the 完成率 stand for in a note: 年度指标值（A），全年实际值（B）; 完成率=完成值/指标值×100%."""

from __future__ import annotations

from dataclasses import dataclass

from sheetscore.regexes import regex

DONE = r"(?:全年|年度|本年|当年|实际|指标|项目)*(?:完成|实际)(?:指标)?(?:值|数|量)"
TARGET = r"(?:全年|年度|年初|本年|预期|绩效|设定|计划)*(?:指标|目标|计划|预期|任务)(?:值|数|量)"
RATE = r"(?:绩效)?(?:指标|目标|任务)?(?:实际)?完成(?:率|比例|程度)"
_LETTERED = (
    regex(rf"(?P<term>(?P<done>{DONE})|{TARGET})\((?P<letter>[AB])\)"),
    regex(
        rf"(?<![/*])(?P<letter>[AB])(?:为|是|=|表示|代表|指)(?P<term>(?P<done>{DONE})|{TARGET})(?![/*\u4e00-\u9fff])"
    ),
)
_DEFINES = regex(r"(?<![/*A-Za-z])[AB](?:为|是|=|表示|代表|指)")
_RATE_IS = rf"{RATE}(?:=|为|\()(?P<ratio>\(?[^,()/;。\n]+/[^,()/;。\n]+\)?)"
_RATE = regex(_RATE_IS)
_DOWN = regex(
    rf"(?:对于?)?(?:[反负逆]向(?:性|型|类)?|逆)(?:定量)?指标(?:的)?[,:]?{RATE}(?:=|为)\(?(?:(?:{TARGET})(?:\(A\))?/(?:{DONE})(?:\(B\))?|A/B)\)?(?:\*100%?)?(?=[,。;]|$)"
)
"""对于反向指标，完成率=指标值/完成值: the other way round for targets of which less is better."""
_SOUND = regex(rf"\(?(?:{DONE}|B)(?:\(B\))?/(?:{TARGET}|A)(?:\(A\))?\)?(?:\*100%?)?")
_SWAPPED = regex(rf"\(?(?:{DONE}|A)(?:\(A\))?/(?:{TARGET}|B)(?:\(B\))?\)?(?:\*100%?)?")
RATE_DEFINED = regex(rf"{RATE}(?:=|为)[^,;*]*/")
"""What the 完成率 is of these targets, which does not make the next sentence one about them alone."""
SAID = regex(
    rf"(?:{DONE}|{TARGET})\([AB]\)(?=[,、]|$)|[AB](?:为|是|=|表示|代表|指)(?:{DONE}|{TARGET})(?=[,、]|$)"
    rf"|{RATE}(?:=|为)\(?[^,()/]+/[^,()]+?\)?(?:\*100%)?(?=,|$)"
)
"""A clause that defines, and gives no points."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """`letters`: those of the target and of what was done ("AB" where nothing is said); "" where a note says both, or where a
    letter is something else.

    `rate`: 完成率 is what was done over the target, as far as anything is said; `down`: and the other way round for targets of
    which less is better.
    """

    letters: str = "AB"
    rate: bool = True
    down: bool = False


def definitions(text: str) -> Definitions:
    """The definitions of a cleaned note."""
    found = {
        "AB" if (match["letter"] == "B") == bool(match["done"]) else "BA"
        for pattern in _LETTERED
        for match in pattern.finditer(text)
    }
    defined = sum(1 for _ in _LETTERED[1].finditer(text))
    open_ = sum(1 for _ in _DEFINES.finditer(text)) != defined  # A为年度指标值的80%
    letters = "" if open_ or len(found) > 1 else (found or {"AB"}).pop()
    sound = _SWAPPED if letters == "BA" else _SOUND
    down = _DOWN.search(text) is not None and letters != "BA"
    ratios = [match["ratio"] for match in _RATE.finditer(_DOWN.sub("", text) if down else text)]
    return Definitions(letters, all(sound.fullmatch(ratio) for ratio in ratios), down)
