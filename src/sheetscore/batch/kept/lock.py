"""One run at a time into one output folder; a second one says who is at work."""

from __future__ import annotations

import contextlib
import errno
import getpass
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sheetscore.errors import FolderBusy

LOCK, OWNER = ".正在评分.lock", ".正在评分.txt"
_LONGEST = 200
_NO_LOCKS = (errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP)


@contextmanager
def sole_use(folder: Path) -> Iterator[None]:
    """Hold the folder while a run writes into it. The system frees it when the program ends, however it ends.

    Raises FolderBusy when another run holds it, OSError when the folder cannot be written. A share that knows no locks is
    used without.
    """
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        raise FolderBusy(
            f"“{folder.name}”正由{_owner(folder)}评分，这次没有运行。",
            "请等那边结束，或换一个输出文件夹。",
        ) from error
    except (NotImplementedError, OSError) as error:
        if isinstance(error, OSError) and error.errno not in _NO_LOCKS:
            raise
        yield
        return
    try:
        with contextlib.suppress(OSError):
            (folder / OWNER).write_text(_me(), encoding="utf-8")
        yield
    finally:
        for name in (OWNER, LOCK):
            with contextlib.suppress(OSError):
                (folder / name).unlink()
        lock.release()


def _me() -> str:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = "未知用户"
    return f"{user}（电脑 {platform.node() or '未知'}，进程 {os.getpid()}，{datetime.now():%m月%d日 %H:%M} 开始）"


def _owner(folder: Path) -> str:
    try:
        with (folder / OWNER).open(encoding="utf-8", errors="replace") as file:
            text = " ".join(file.read(_LONGEST).split())
    except OSError:
        text = ""
    return f" {text} " if text else "另一个程序"
