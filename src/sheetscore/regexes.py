"""Patterns that are compiled where they are first used: over a thousand stand in the modules, a run needs a part of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_MEMBERS = (
    "findall", "finditer", "flags", "fullmatch", "groupindex", "groups", "match", "pattern", "search", "split", "sub", "subn",
)  # fmt: skip


class _Later:
    """Stands for a compiled pattern. From its first use on it holds the pattern's own methods, so that a call costs nothing more."""

    def __init__(self, source: Callable[[], str], flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _MEMBERS:
            raise AttributeError(name)
        compiled = re.compile(self._source(), self._flags)
        self.__dict__.update({member: getattr(compiled, member) for member in _MEMBERS})
        return self.__dict__[name]


def regex(source: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """The pattern `source` (or what it gives when it is called), compiled when it is first used.

    It is no argument for the functions of `re`: use its methods. Raises re.error on the first use of a pattern that is none.
    """
    later: Any = _Later(source if callable(source) else lambda: source, flags)
    found: re.Pattern[str] = later
    return found
