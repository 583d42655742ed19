"""What the units of a run have in common is kept in memory once: a hundred thousand briefs are mostly alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sheetscore.batch.received.identity import Identity
from sheetscore.model.unit_brief import Brief


class Sharing:
    """Equal values are kept once, and of each finding's code only one example."""

    def __init__(self) -> None:
        self._known: set[tuple[str, str]] = set()
        self._shared: dict[Any, Any] = {}

    def release(self, found: Brief) -> None:
        """The examples of a unit that goes or is made anew may come from another one."""
        self._known -= {(each.code, each.level) for each in found.problems if each.example}

    def slim(self, found: Brief, name: str) -> Brief:
        """The brief without examples that another unit already gives; `name` is that of its file."""
        problems = []
        for problem in found.problems:
            key = (problem.code, problem.level)
            if key in self._known:
                problem = replace(problem, example="")
            self._known.add(key)
            problems.append(self._once(problem))
        same = {
            name: self._once(getattr(found, name))
            for name in ("form", "form_title", "status", "code", "message", "advice", "totals", "missing", "judged")
        }  # fmt: skip
        files = (name,) if found.files == (name,) else found.files
        return replace(found, problems=self._once(tuple(problems)), files=files, **same)

    def own(self, identity: Identity, unit: str) -> Identity:
        """Who the unit is; mostly its key is its name, which is kept already."""
        years = self._once(identity.years)
        return replace(identity, who=unit if identity.who == unit else identity.who, years=years)

    def _once(self, value: Any) -> Any:
        """The value, or the equal one that is kept already."""
        return self._shared.setdefault((type(value), str(value)), value)
