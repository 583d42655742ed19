"""The bytes of a submitted file: read-only, as they are when nobody is writing them."""

from __future__ import annotations

import time
from hashlib import blake2b
from pathlib import Path

from sheetscore.batch.received.archives import read_member, read_member_head
from sheetscore.batch.received.collect import Source, openable
from sheetscore.errors import Unreadable
from sheetscore.forms.limits import LIMITS, Limits, too_large
from sheetscore.readers.bytes.file_kinds import HEAD

PAUSES = (0.2, 0.6)
"""Seconds before a file that is in use is tried again."""


def digest(data: bytes) -> str:
    """What tells two contents apart."""
    return blake2b(data, digest_size=16).hexdigest()


def read_source(source: Source, limits: Limits = LIMITS) -> bytes:
    """The bytes of a file, read twice: they must be the same. In use or changing, it is tried three times.

    Raises the source's own refusal, Unreadable, OverLimit, and what `read_member` raises.
    """
    if source.refused is not None:
        raise source.refused
    problem: Exception | None = None
    for pause in (*PAUSES, None):
        try:
            data = _read(source, limits)
            if data == _read(source, limits):
                return data
            problem = None
        except FileNotFoundError as error:
            raise Unreadable("文件不见了。", "请检查它是不是被移走或改名了。") from error
        except OSError as error:
            problem = error
        if pause is not None:
            time.sleep(pause)
    if problem is None:
        raise Unreadable("文件正在变化，读了三次都不一样。", "请等它保存或同步完再运行一次。")
    raise Unreadable(
        "文件读不出来：可能被占用，或没有权限。", "请关闭打开它的程序，检查权限后再运行一次。"
    ) from problem


def read_head(source: Source) -> bytes:
    """What a file begins with. Raises OSError, Damaged, PasswordProtected, NotAWorkbook."""
    if source.refused is not None:
        raise source.refused
    path = openable(source.path)
    if source.member is not None:
        return read_member_head(path, source.member, HEAD)
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read(HEAD)


def _read(source: Source, limits: Limits) -> bytes:
    path = Path(openable(source.path))
    if source.member is not None:
        return read_member(str(path), source.member, limits)
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise too_large(size, limits)
    return path.read_bytes()
