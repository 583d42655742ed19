"""H08: no 基础数据表 was found, and no figures stand beside the 评价标准 either."""

from __future__ import annotations

from sheetscore.model import Finding


def no_base(file: str) -> Finding:
    """The finding, at the file."""
    return Finding(
        "H08", "error", "没有找到基础数据表，需要用数据计算的指标都不能算。", file,
        found="没有", expected="一张基础数据表", advice="请把基础数据表放进同一个工作簿再交回。",
    )  # fmt: skip
