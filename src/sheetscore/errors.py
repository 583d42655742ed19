"""The exceptions of sheetscore: one tree, every leaf with a stable code.

A fault *in a submitted workbook* that leaves the rest readable is a `Finding` (model/finding.py), never an
exception. What is raised here means: this file cannot be scored at all (`Rejected`), the form file is
unusable (`FormError`), or a wording is over a limit (`WordingLimit`). The docstring of a class is the sense of its message.
"""

from __future__ import annotations

from collections.abc import Sequence

_MOST_NAMED = 5


class SheetscoreError(Exception):
    """Base of everything that sheetscore raises on purpose."""

    code = ""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __reduce__(self) -> tuple[type[SheetscoreError], tuple[str, str]]:
        return type(self), (self.message, self.advice)


class WrongUse(SheetscoreError):
    """Base: what was asked for cannot be done as it was asked (exit code 2)."""


class FormError(WrongUse):
    """A form.toml, the glossary or a blank workbook of templates/ cannot be used (exit code 2)."""

    code = "FORM"


class WordingLimit(SheetscoreError):
    """A wording is longer, or nested deeper, than the compiler accepts."""

    code = "LIMIT"


class Rejected(SheetscoreError):
    """Base: this file (or unit) cannot be scored; the rest of the folder goes on."""


class Damaged(Rejected):
    """H01 文件已损坏，打不开。"""

    code = "H01"


class PasswordProtected(Rejected):
    """H02 文件设了打开密码。"""

    code = "H02"


class NotAWorkbook(Rejected):
    """H03 不是电子表格，另有真实类型。"""

    code = "H03"


class OverLimit(Rejected):
    """H04 超出限制，限制的名称和数值写在句中。"""

    code = "H04"


class ForbiddenContent(Rejected):
    """H05 含有不允许的内容（DTD、实体、越界路径、反斜杠写的部件名）。"""

    code = "H05"


class ReaderDied(Rejected):
    """H06 读取时程序退出或超时。"""

    code = "H06"


class NoIndicatorTable(Rejected):
    """H07 没有找到指标表。"""

    code = "H07"


class MissingColumn(Rejected):
    """H09 指标表缺少必需的列（分值、评价标准）。"""

    code = "H09"


class Unreadable(Rejected):
    """H11 文件被占用或没有读取权限。"""

    code = "H11"


class FolderBusy(WrongUse):
    """另一次运行正在往同一个输出文件夹里写（退出码 2）。"""

    code = "BUSY"


class NoSuchInput(WrongUse):
    """没有这个文件或文件夹，什么都没有读（退出码 2）。"""

    code = "USAGE"

    @classmethod
    def of(cls, names: Sequence[str]) -> NoSuchInput:
        """The sentence that names the paths that are not there."""
        shown = "".join(f"“{name}”" for name in names[:_MOST_NAMED])
        many = (
            f"等 {len(names)} 个"
            if len(names) > _MOST_NAMED
            else "这些"
            if len(names) > 1
            else "这个"
        )
        return cls(
            f"没有{shown}{many}文件或文件夹，什么都没有评。", "请检查名称和路径，再运行一次。"
        )


class Unprintable(WrongUse):
    """标准输出写不出去，结果文件不受影响（退出码 2）。"""

    code = "PRINT"


class OneUnitOnly(WrongUse):
    """只能用于一个单位的选项用在了几个单位上（退出码 2）。"""

    code = "USAGE"


class NothingToDo(SheetscoreError):
    """H12 文件夹里没有可以评分的文件。"""

    code = "H12"
