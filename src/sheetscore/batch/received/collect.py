"""Which files of the given files and folders are read. Nothing is opened here; zip archives of returns are listed by workers."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from sheetscore.errors import NoSuchInput, Rejected, Unreadable
from sheetscore.regexes import regex

ENDINGS = frozenset(
    [
        ".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".et", ".ett", ".ods", ".ots", ".csv", ".tsv", ".htm", ".html",
        ".docx", ".docm", ".txt", ".xml", ".zip", ".rar", ".7z",
    ]
)  # fmt: skip
"""Endings of files that a folder scan takes for returns and reports; what a file really is, intake finds out."""
_OTHER_PAPERS = frozenset([".doc", ".wps", ".pdf", ".rtf", ".ofd", ".odt"])
NO_WORKBOOK = "不是电子表格"
_NOTES = regex(r"(?:使用)?说明|readme|联系人|通讯录", re.IGNORECASE)
_SYSTEM = frozenset(["thumbs.db", "desktop.ini", ".ds_store", "__macosx"])
_LONGEST_WINDOWS_PATH = 240
_LINKED = "是指向别处文件夹的链接，没有进去"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to score: its path, the name shown (relative to the current folder), and its number inside a zip archive.

    `name` of a file in an archive is `收件.zip/甲局.xlsx`. `refused` is set where it is known beforehand that it cannot be read;
    `scanned` tells that nobody named it: it was found in a folder or in an archive.
    """

    path: str
    name: str
    member: int | None = None
    refused: Rejected | None = None
    scanned: bool = False

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name).stem

    @property
    def folder(self) -> str:
        """The folder (or archive) it lies in, as shown."""
        return str(PurePosixPath(self.name).parent)


@dataclass(slots=True)
class Collected:
    """Files to score and (name, reason) of those left out, both in a stable order."""

    sources: list[Source] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)


def shown_name(path: str | Path) -> str:
    """A path relative to the current folder where that is shorter, with /."""
    try:
        relative = os.path.relpath(path)
    except (ValueError, OSError):  # another drive; a current folder that is gone
        return Path(path).as_posix()
    return (Path(path) if relative.startswith("..") else Path(relative)).as_posix()


def openable(path: str, windows: bool = os.name == "nt") -> str:
    r"""The path as the system opens it: on Windows one of more than 240 characters needs the prefix \\?\."""
    if not windows or len(path) <= _LONGEST_WINDOWS_PATH or path.startswith("\\\\?\\"):
        return path
    absolute = os.path.abspath(path).replace("/", "\\")  # noqa: PTH100
    share = absolute.startswith("\\\\")
    return f"\\\\?\\UNC\\{absolute[2:]}" if share else f"\\\\?\\{absolute}"


def collect(inputs: Iterable[str | Path]) -> Collected:
    """Files as named; folders recursively, without lock files and system files; our own outputs are told apart when they are read.

    A folder or a file that the system does not show is a refused source. Raises NoSuchInput for paths that are not there.
    """
    paths = list(map(str, inputs))
    _refuse_mistyped(paths)
    found = Collected()
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 — Path.is_dir raises where a right is missing
            _scan(found, path)
        else:
            _add(found, path, scanned=False)
    return found


def _refuse_mistyped(paths: Sequence[str]) -> None:
    absent = [path for path in paths if not _is_there(path)]
    if absent:
        raise NoSuchInput.of(absent)


def _is_there(path: str) -> bool:
    """False for what cannot be, or is not there; what merely may not be looked at is there."""
    try:
        os.lstat(openable(path))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError as error:
        return error.errno not in (errno.ENAMETOOLONG, errno.EINVAL)
    return True


def _scan(found: Collected, folder: str) -> None:
    closed: list[OSError] = []
    for root, folders, files in os.walk(openable(folder), onerror=closed.append):
        folders.sort()
        for name in sorted(files):
            path = os.path.join(root, name)  # noqa: PTH118 — a hundred thousand Paths are heavy
            _add(found, path, scanned=True)
        links = (os.path.join(root, name) for name in folders)  # noqa: PTH118
        found.skipped += [(shown_name(each), _LINKED) for each in links if os.path.islink(each)]  # noqa: PTH114
    for error in closed:
        path = str(error.filename or folder)
        refusal = Unreadable(
            f"文件夹打不开（{error.strerror or error}），里面的文件都没有评分。",
            "请检查权限和所在的磁盘，再运行一次。",
        )
        found.sources.append(Source(path, shown_name(path), refused=refusal))


def _add(found: Collected, path: str, scanned: bool) -> None:
    name, base = shown_name(path), os.path.basename(path)  # noqa: PTH119
    reason = system_file(base)
    if reason is None and scanned:
        reason = _no_return(base)
    if reason is None:
        try:
            reason = None if stat.S_ISREG(_mode(path, scanned)) else "不是普通文件"
        except OSError as error:
            refusal = Unreadable(
                f"文件打不开（{error.strerror or error}）。", "请检查权限和所在的磁盘，再运行一次。"
            )
            found.sources.append(Source(path, name, refused=refusal, scanned=scanned))
            return
    if reason:
        found.skipped.append((name, reason))
        return
    real = os.path.realpath(path)
    if real in found.seen:
        return
    found.seen.add(real)
    found.sources.append(Source(real, name, scanned=scanned))


def member_reason(member: str) -> str | None:
    """Why a file of an archive is passed over, by its path in there."""
    path = PurePosixPath(member)
    return next(filter(None, map(system_file, path.parts)), None) or _no_return(path.name)


def _ending(name: str) -> str:
    _, dot, ending = name.rpartition(".")
    return f"{dot}{ending.lower()}" if dot else ""


def _no_return(name: str) -> str | None:
    """Why a file of this name in a folder is no return and no report."""
    ending = _ending(name)
    if ending in _OTHER_PAPERS:
        return "是不能读的文档（报告请另存为 .docx）"
    if ending not in ENDINGS:
        return NO_WORKBOOK
    return "是说明文件" if ending == ".txt" and _NOTES.match(name) else None


def system_file(name: str) -> str | None:
    """Why a file of this name is passed over, None for an ordinary one."""
    if name.startswith(("~$", ".~lock.")):
        return "是打开时的临时锁文件"
    if name.startswith("._") or name.lower() in _SYSTEM:
        return "是系统文件"
    return None


def _mode(path: str, scanned: bool) -> int:
    """What the system says a file is; 0 for a link of a folder that leads nowhere, or round. Raises OSError."""
    try:
        return os.stat(openable(path)).st_mode  # noqa: PTH116
    except OSError:
        if scanned and os.path.islink(path):  # noqa: PTH114
            return 0
        raise
