"""What is told of a file whose worker ended without an answer (H06)."""

from __future__ import annotations

from sheetscore.batch.pool import Died
from sheetscore.errors import ReaderDied
from sheetscore.forms.limits import FILE

_SAVE_ANEW = (
    "请在 Excel 或 WPS 中打开，把要评分的两张表另存为新的 .xlsx 再放进来；其他文件不受影响。"
)
_UNPACK = "请解压后把里面的表格放进来；其他文件不受影响。"
_SEND_RECORD = "请把“运行记录”文件夹发给维护人员；其他文件不受影响。"


def refusal(died: Died, archive: bool = False) -> ReaderDied:
    """H06 with the limit that was passed; `archive`: the file is a zip archive whose list was to be read."""
    advice = _SEND_RECORD if died.detail else _UNPACK if archive else _SAVE_ANEW
    if died.limit:
        raised = f"确需评分的，请调大 templates/{FILE} 里的 {died.limit}"
        advice = f"{advice.rstrip('。')}；{raised}。"
    return ReaderDied(f"{died.sentence}，这个文件没有评分。", advice)
