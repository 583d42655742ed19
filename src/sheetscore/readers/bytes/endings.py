"""File names whose ending says something else than the bytes."""

from __future__ import annotations

from pathlib import PurePath

from sheetscore.model.finding import Finding
from sheetscore.readers.bytes.file_kinds import Kind


def misnamed(file: str, kind: Kind) -> list[Finding]:
    """A12: the ending of the name says something else than the bytes."""
    ending = PurePath(file).suffix.lower()
    if not ending or ending in kind.endings:
        return []
    return [
        Finding(
            "A12", "warning", f"文件名的扩展名是 {ending}，内容其实是{kind.label}：已按内容读取。", file,
            found=ending, expected="、".join(kind.endings), advice="请核对读出的内容；最好用 Excel 或 WPS 打开后另存为 .xlsx。",
        )
    ]  # fmt: skip
