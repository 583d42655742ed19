"""How large a file may be. The numbers can be raised in templates/limits.toml; every refusal names the one that is passed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from sheetscore.errors import FormError, OverLimit

_MIB = 1024 * 1024
FILE = "limits.toml"
_EMPTY_ROWS = "请删除表格下方和右侧的空行空列后另存。"


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one file. A form is 20–500 kB with some thousand cells; the rest is room."""

    file_bytes: int = 50 * _MIB
    entries: int = 10_000
    part_bytes: int = 200 * _MIB
    thin_part_bytes: int = 20 * _MIB  # of a part that inflates more than a hundredfold
    total_bytes: int = 500 * _MIB
    rows: int = 200_000
    columns: int = 2_000
    cells: int = 5_000_000
    merges: int = 20_000
    merged_area: int = 200_000
    sheets: int = 255
    text_length: int = 32_767
    depth: int = 200  # of elements within elements
    seconds: int = 30  # of the reader's time on the clock
    cpu_seconds: int = 20  # of processor time (not on Windows)
    memory_bytes: int = 1536 * _MIB  # beyond the program's own (Linux)


LIMITS = Limits()


def over(message: str, limit: str, advice: str) -> OverLimit:
    """The refusal of a file: what is too large, and besides `advice` how `limit` (a field of Limits) is raised."""
    return OverLimit(
        message, f"{advice.rstrip('。')}；确需评分的，请调大 templates/{FILE} 里的 {limit}。"
    )


def too_large(size: int, limits: Limits) -> OverLimit:
    """The refusal of a file of that many bytes."""
    return over(
        f"文件有 {size / _MIB:.1f} MB，超过单个文件 {limits.file_bytes / _MIB:.4g} MB 的上限。",
        "file_bytes",
        "请删去图片和无关的工作表后另存。",
    )


def check_range(row: int, col: int, limits: Limits) -> None:
    """Raises OverLimit for a used range that ends beyond the limits."""
    if row > limits.rows:
        raise over(
            f"表用到第 {row} 行、第 {col} 列，超过 {limits.rows} 行的上限。", "rows", _EMPTY_ROWS
        )
    if col > limits.columns:
        raise over(
            f"表用到第 {row} 行、第 {col} 列，超过 {limits.columns} 列的上限。",
            "columns",
            _EMPTY_ROWS,
        )
    if row * col > limits.cells:
        raise over(f"表的范围超过 {limits.cells} 个单元格的上限。", "cells", _EMPTY_ROWS)


def too_many_merges(count: int, limits: Limits) -> OverLimit:
    """The refusal of a sheet with that many merges."""
    return over(
        f"有 {count} 处合并单元格，超过 {limits.merges} 处的上限。",
        "merges",
        "请取消多余的合并后另存。",
    )


def too_much_merged(area: int, limits: Limits) -> OverLimit:
    """The refusal of a sheet whose merges cover that many cells."""
    return over(
        f"合并单元格共覆盖 {area} 格，超过 {limits.merged_area} 格的上限。",
        "merged_area",
        "请取消整行整列的合并后另存。",
    )


def too_many_sheets(count: int, limits: Limits) -> OverLimit:
    """The refusal of a workbook with that many sheets."""
    return over(
        f"有 {count} 张工作表，超过 {limits.sheets} 张的上限。",
        "sheets",
        "请只保留要评分的两张表后另存。",
    )


def too_deep(limits: Limits) -> OverLimit:
    """The refusal of a file whose elements stand within each other so deep; readers follow them by recursion."""
    return over(
        f"文件内部一层套一层（表格里套表格之类），超过 {limits.depth} 层的上限。",
        "depth",
        "请用 Excel、WPS 或 Word 打开，只保留要评分的两张表，另存为新的文件。",
    )


def load_limits(path: Path) -> Limits:
    """The limits with those of the file in their place; no file, no change. Raises FormError."""
    try:
        stated = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return LIMITS
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FormError(
            f"{path.name} 读不出来，或不是有效的 TOML：{error}", "请按提示的行列修改。"
        ) from error
    known = {field.name for field in fields(Limits)}
    for name, value in stated.items():
        if name not in known:
            raise FormError(
                f"{path.name} 里没有“{name}”这一项限制。", f"可写：{'、'.join(sorted(known))}。"
            )
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise FormError(f"{path.name} 里 {name} 应是大于 0 的整数。", "请改正后再运行。")
    return Limits(**stated)
