"""Bands on both sides of nothing: ±30%(含)以内得3分 ±30%-±35%…, ±10-15%以内, ±20%以外不得分."""

from __future__ import annotations

from fractions import Fraction

from sheetscore.regexes import regex

_N = r"\d+(?:\.\d+)?"
_APART = regex(rf"(?<=分)\s*(?=(?:(?:超过|超出|大于|高于)\s*)?±\s*{_N})")
_SHORT = regex(
    rf"±(?P<a>{_N})%?(?P<dash>[-~～—–至到]+)±?(?P<b>{_N})%(?P<within>(?:\(含\))?以内)?(?=[^\d])"
)
_BEYOND = regex(rf"±(?P<n>{_N})%(?P<incl>\(不?含\))?(?P<or>及|或)?以外(?P<behind>\(不?含\))?")


def spreads(text: str, _name: str, _points: Fraction) -> str:
    """In the words of the grammar: ±30%-±35%, 超过±20%; bands that only stand apart, with a stop between them."""
    text = _APART.sub(";", text)
    text = _SHORT.sub(lambda m: f"±{m['a']}%-±{m['b']}%{'(含)' if m['within'] else ''}", text)
    return _BEYOND.sub(
        lambda m: (
            m.group()
            if (m["or"] or m["incl"] or m["behind"])  # with the value itself, or without it?
            else f"超过±{m['n']}%"
        ),
        text,
    )
