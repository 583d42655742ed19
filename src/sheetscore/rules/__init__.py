"""The wording of the 评价标准, compiled into rules. Knows nothing of Excel files."""

from sheetscore.rules.compiler import compile_criteria
from sheetscore.rules.formulas.formula import Formula, read_formula
from sheetscore.rules.rule import Rule

__all__ = ["Formula", "Rule", "compile_criteria", "read_formula"]
