"""XML parsed at the speed of C where nothing is declared, and by defusedxml where anything is: it is as safe, and ten times as fast.

defusedxml takes the parser of ElementTree that is written in Python, for the sake of what it forbids: declarations of entities.
Those stand before the root element, in a DTD, and nowhere else. openpyxl uses defusedxml's parser where that is installed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import IO, Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_HEAD = 1 << 14
# XML 1.0, production 22: the declaration, comments and instructions, then the root element. No group is tried a second time.
_UNDECLARED = r"(?>(?:<\?(?>.*?\?>)|<!--(?>.*?-->)|\s+)*)<[^!?]"
_OF_TEXT = re.compile(_UNDECLARED, re.DOTALL)
_OF_BYTES = re.compile(b"(?:\xef\xbb\xbf)?" + _UNDECLARED.encode(), re.DOTALL)


def fromstring(content: bytes | str) -> Element:
    """The root of an XML document. Raises ParseError, LookupError, ValueError, DefusedXmlException for a declared entity."""
    pattern: Any = _OF_BYTES if isinstance(content, bytes) else _OF_TEXT
    if pattern.match(content):
        return ElementTree.fromstring(content)
    from defusedxml.ElementTree import fromstring as defused

    root: Element = defused(content)
    return root


def iterparse(source: IO[bytes]) -> Iterator[tuple[str, Element]]:
    """The elements of an XML document as they end, with the event "end". Raises what `fromstring` does."""
    from defusedxml.ElementTree import iterparse as defused

    head = source.read(_HEAD)
    parse: Any = ElementTree.iterparse if _OF_BYTES.match(head) else defused
    return iter(parse(_Pushed(head, source)))


class _Pushed:
    """A file of which the first bytes were read already, from its beginning."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._pieces = chain([head] if head else [], iter(lambda: rest.read(_HEAD), b""))

    def read(self, _: int = -1) -> bytes:
        """The next bytes, b"" at the end: a parser takes as many as come."""
        return next(self._pieces, b"")


@cache
def quicken_openpyxl() -> None:
    """Let openpyxl read its sheets and texts by `iterparse` above, where it would by defusedxml's."""
    import openpyxl.reader.strings as strings
    import openpyxl.worksheet._reader as sheets
    from defusedxml.ElementTree import iterparse as defused

    places: tuple[Any, ...] = (strings, sheets)
    for module in places:
        if module.iterparse is defused:
            module.iterparse = iterparse
