"""The wording of the 评价标准, compiled into rules. Knows nothing of Excel files."""

from sheetscore.rules.clauses.second_figure import compile_second
from sheetscore.rules.clauses.several_figures import compile_several
from sheetscore.rules.compiler import compile_criteria, compile_printed, unread
from sheetscore.rules.formulas.formula import Formula, read_formula
from sheetscore.rules.rule import Rule

__all__ = [
    "Formula",
    "Rule",
    "compile_criteria",
    "compile_printed",
    "compile_second",
    "compile_several",
    "read_formula",
    "unread",
]
