"""Zip archives of returns, as a bureau gets them by e-mail: listed and read in memory, nothing is ever written to disk.

Windows' own archiver writes names in the machine's code page and does not set the UTF-8 flag (bit 11): those are GBK here.
"""

from __future__ import annotations

import errno
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sheetscore.errors import Damaged, NotAWorkbook, PasswordProtected, Rejected
from sheetscore.forms.limits import LIMITS, Limits, over, too_large

_UTF_8, _ENCRYPTED = 0x800, 0x1
_WORKBOOK_PARTS = frozenset(["xl/workbook.xml", "xl/workbook.bin", "content.xml", "word/document.xml"])  # fmt: skip
_PACKED = (".zip", ".rar", ".7z")
_OF_THE_CONTENT = (None, errno.EINVAL)
"""What an OSError has for a number where the content is at fault: a place before the beginning, a broken bzip2 stream."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list of an archive came to: `files` as `members` has them, None for one to be read as it is, or the refusal."""

    files: list[tuple[int, str]] | None = None
    refused: Rejected | None = None


def listed(limits: Limits, path: str) -> Listed:
    """`members` as an answer, for a worker."""
    try:
        return Listed(members(path, limits))
    except Rejected as refusal:
        return Listed(refused=refusal)


def members(path: str, limits: Limits = LIMITS) -> list[tuple[int, str]] | None:
    """(number, name with /) of the files in a zip archive, in the order of the names.

    None where it is itself a workbook, or cannot be opened now. Raises Damaged or OverLimit.
    """
    damaged = Damaged("压缩包已损坏，打不开。", "请重新下载或请对方重新发送。")
    try:
        with _opened(path, damaged) as archive:
            infos = archive.infolist()
            names = [_name(info) for info in infos]
    except OSError:
        return None
    if len(infos) > limits.entries:
        raise over(
            f"压缩包里有 {len(infos)} 个文件，超过 {limits.entries} 个的上限。", "entries", "请分成几个压缩包。"
        )  # fmt: skip
    if _WORKBOOK_PARTS & set(names):
        return None
    found = [
        (number, name)
        for number, (info, name) in enumerate(zip(infos, names, strict=True))
        if not info.is_dir() and not name.endswith("/")
    ]
    return sorted(found, key=lambda each: each[1])


def read_member(path: str, number: int, limits: Limits = LIMITS) -> bytes:
    """The bytes of one file of an archive, counted while they are inflated.

    Raises Damaged, PasswordProtected, OSError, and NotAWorkbook for an archive inside the archive.
    """
    info, data = _inflated(path, number, limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise too_large(max(info.file_size, len(data)), limits)
    return data


@contextmanager
def _opened(path: str, damaged: Damaged) -> Iterator[zipfile.ZipFile]:
    """An archive while it is read. Raises `damaged` for whatever zipfile and the decompressors meet in it, OSError of the disk."""
    with open(path, "rb") as file:  # noqa: PTH123
        try:
            with zipfile.ZipFile(file) as archive:
                yield archive
        except (Rejected, MemoryError):
            raise
        except OSError as error:
            if error.errno in _OF_THE_CONTENT:
                raise damaged from error
            raise
        except Exception as error:  # each method of compression has errors of its own, and some slip through zipfile
            raise damaged from error


def read_member_head(path: str, number: int, size: int) -> bytes:
    """At most `size` bytes that one file of an archive begins with. Raises as `read_member`."""
    return _inflated(path, number, size)[1]


def _inflated(path: str, number: int, most: int) -> tuple[zipfile.ZipInfo, bytes]:
    damaged = Damaged("压缩包里的这个文件已损坏，取不出来。", "请解压后重新放进来。")
    with _opened(path, damaged) as archive:
        infos = archive.infolist()
        if number >= len(infos):
            raise Damaged("压缩包在读取时变了。", "请等它保存完再运行一次。")
        info = infos[number]
        if _name(info).lower().endswith(_PACKED):
            raise NotAWorkbook("压缩包里还有压缩包，没有打开。", "请先解压，再把里面的表格放进来。")
        if info.flag_bits & _ENCRYPTED:
            raise PasswordProtected("压缩包设了密码，读不出内容。", "请解压后把里面的表格放进来。")
        with archive.open(info) as member:
            data = member.read(most)
    return info, data


def _name(info: zipfile.ZipInfo) -> str:
    """The name as its writer meant it. It is only shown and used to name outputs; it never becomes a path to write to."""
    name = info.orig_filename
    if not info.flag_bits & _UTF_8:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    parts = name.split("\0")[0].replace("\\", "/").split("/")
    kept = [part for part in parts if part not in ("", ".", "..")]
    return "/".join(kept) + ("/" if name.endswith(("/", "\\")) else "")
