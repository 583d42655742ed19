"""What may be typed into a cell of 评定依据数: the rule that a spreadsheet holds it to, and what it says beside the cell."""

from __future__ import annotations

from typing import Any

from sheetscore.rules.telling.asked import Asked
from sheetscore.writers.reasons import shortened

_LONGEST_LIST, _LONGEST_HINT = 255, 250
"""Characters of a list to choose from, and of a message beside a cell: Excel takes 255."""


def rule_of(asked: Asked) -> dict[str, Any]:
    """The data validation of a cell, in XlsxWriter's names: whole numbers, a list to choose from, or only the message."""
    rules: dict[str, Any] = {"validate": "any"}
    if asked.kind == "count":
        rules = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": asked.most}
    elif asked.words and len(",".join(asked.words)) <= _LONGEST_LIST:
        rules = {"validate": "list", "source": list(asked.words)}
    hint = f"{asked.hint}。"
    told = shortened(f"{asked.what}。{hint}", _LONGEST_HINT)
    rules |= {"input_title": "评定依据数", "input_message": told}
    return rules | {"error_title": "不能这样填", "error_message": shortened(hint, _LONGEST_HINT)}
