"""The rule of one row of a table: its wording under the scoring profile of the form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sheetscore.amounts import fraction
from sheetscore.errors import WordingLimit
from sheetscore.forms import Form
from sheetscore.rules import Rule, compile_criteria


def compile_row(record: Mapping[str, Any], form: Form) -> Rule:
    """The rule of one indicator; a wording over a limit is handed to a person like one that is not understood."""
    text, points, name = record["criteria"], record["points"], record["indicator"]
    profile = form.profile
    try:
        return compile_criteria(
            text, points, name, explanation=record["explanation"], reading=profile.reading,
            reverse=profile.reverse, places=profile.rule_places,
        )  # fmt: skip
    except WordingLimit as error:
        return Rule(
            text, fraction(points), name, "judged", "judged", "none", problems=(error.message,),
            reading=profile.reading, places=profile.rule_places,
        )  # fmt: skip
