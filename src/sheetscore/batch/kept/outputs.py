"""Where outputs go and how they appear: whole or not at all, never over a submitted file or a stranger's."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from pathlib import Path, PurePosixPath

from sheetscore.batch.kept.output_folder import Lying
from sheetscore.batch.received.collect import Source
from sheetscore.model.unit_brief import Brief
from sheetscore.regexes import regex
from sheetscore.words.signs import STEERING

_UNSAFE = regex(rf'[{STEERING}<>:"/\\|?*\u200b-\u200f\ufeff]')
_RESERVED = regex(r"^(?:CON|PRN|AUX|NUL|COM\d|LPT\d)$", re.IGNORECASE)
_LONGEST = 180
"""Bytes of a file name's stem; file systems allow 255 for the whole name."""
_SHORT = 60
_UNUSUAL = regex(r"[^A-Za-z0-9\u4e00-\u9fff_-]")
REFUSED_NAMES = (errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ)
"""What a file system says to a name that is too long for it (143 bytes on encrypted ones), or has signs that it cannot write."""
_MOST_ALIKE = 10_000
_PREFIX, _SUFFIX = ".~sheetscore-", ".tmp"
_OWN_SUFFIX = regex(r"_复核(?:_\d+)?$")


class Names:
    """Hands out output paths for one run. `inputs` are the real paths of the submitted files: never written to.

    `beside` are the names that were given because another one is kept, with that one: a password, held open, typed into.
    """

    def __init__(self, folder: Path, inputs: Collection[str], lying: Lying) -> None:
        self.folder = folder
        self.taken: set[str] = set()
        self.inputs = inputs
        self.lying = lying
        self.beside: dict[str, str] = {}

    def completed(self, source: Source, behind: str = "") -> Path:
        """<name>_复核.xlsx; a second one of that name gets its subfolder's name, then a number.

        `behind` is added where one file holds several forms: its project (`named_behind`).
        """
        stem = _OWN_SUFFIX.sub("", safe_stem(f"{source.stem}_{behind}" if behind else source.stem))
        candidates = [stem]
        if _key(f"{stem}_复核.xlsx") in self.taken:
            candidates.append(f"{stem}_{safe_stem(_folder_name(source))}")
        numbered = (f"{stem}_{number}" for number in range(2, _MOST_ALIKE))
        return self._first_free(f"{each}_复核.xlsx" for each in chain(candidates, numbered))

    def plainer(self, path: Path) -> Path:
        """Another path for an output whose name the file system there does not take: shorter, letters and digits alone."""
        stem = _UNUSUAL.sub("_", _OWN_SUFFIX.sub("", path.stem))
        while len(stem.encode()) > _SHORT:
            stem = stem[:-1]
        numbered = (f"{stem}_{number}" for number in range(2, _MOST_ALIKE))
        return self._first_free(f"{each}_复核.xlsx" for each in chain([stem], numbered))

    def rollup(self, name: str) -> Path:
        """汇总.xlsx, or 汇总_2.xlsx where a stranger's file of that name lies."""
        path = Path(name)
        numbered = (f"{path.stem}_{number}{path.suffix}" for number in range(2, _MOST_ALIKE))
        return self._first_free(chain([name], numbered))

    def _first_free(self, names: Iterable[str]) -> Path:
        name = ""
        for name in names:
            path = self.folder / name
            key = _key(name)
            if key in self.taken:
                continue
            if self._free(path):
                self.taken.add(name if key == name else key)
                return path
            if self.lying.locked(name):
                self.taken.add(name if key == name else key)
                return self.next_to(path)
        raise OSError(f"{name} 的同名文件太多")

    def next_to(self, path: Path) -> Path:
        """<name>_复核(1).xlsx beside one that is kept as it is."""
        for number in range(1, _MOST_ALIKE):
            found = path.with_stem(f"{path.stem}({number})")
            if _key(found.name) not in self.taken and self._free(found):
                self.taken.add(_key(found.name))
                self.beside[found.name] = path.name
                return found
        raise OSError(f"{path.name} 的同名文件太多")

    def _free(self, path: Path) -> bool:
        """Not there yet, or one of our own outputs that is not among the inputs."""
        if os.path.realpath(path) in self.inputs:
            return False
        return not os.path.lexists(path) or self.lying.ours(path.name)


def named_behind(forms: Sequence[Brief]) -> list[str]:
    """What tells the forms of one file apart: the unit where there are several, and the project; "" for a file with one form."""
    if len(forms) < 2:
        return [""] * len(forms)
    several = len({each.unit for each in forms}) > 1
    words = [(each.unit if several else "", each.project) for each in forms]
    return ["_".join(filter(None, each)) for each in words]


def _key(name: str) -> str:
    """What is one name to some file systems: they do not tell capitals, or composed characters from the parts, apart."""
    return unicodedata.normalize("NFC", name).casefold()


def _folder_name(source: Source) -> str:
    """The name of the folder (or archive) that a file lies in; of one in the current folder, that folder's."""
    name = PurePosixPath(source.folder).name if source.member is not None else ""
    return PurePosixPath(name).stem or Path(source.path).resolve().parent.name


def safe_stem(stem: str) -> str:
    """A stem that every file system takes; a text from outside is never a path."""
    text = _UNSAFE.sub("_", stem.encode("utf-8", "replace").decode("utf-8")).strip(" .") or "未命名"
    if _RESERVED.match(text):
        text = f"_{text}"
    while len(text.encode()) > _LONGEST:
        text = text[:-1]
    return text


def sweep(folder: Path) -> None:
    """Delete what a killed run had begun to write. Only for a folder that no other run is writing into."""
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with contextlib.suppress(OSError):
            path.unlink()


def write_whole(path: Path, data: bytes, durable: bool = False) -> Path:
    """Write through a temporary file beside it; where the target is held open, beside it as …(1). Returns where it went.

    `durable`: on the disk before the old one is given up, so that a power cut leaves one or the other.

    Raises OSError when nothing could be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        for number in range(100):
            target = path if number == 0 else path.with_stem(f"{path.stem}({number})")
            try:
                temporary.replace(target)
            except PermissionError:
                if not path.exists():
                    raise
                continue
            return target
        raise PermissionError(f"{path.name} 被占用")
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()


def write_problem(error: OSError) -> str:
    """Why nothing could be written, and what to do."""
    return _PROBLEMS.get(
        error.errno or 0,
        f"系统说 {error.strerror or error}。请检查输出文件夹所在的磁盘，再运行一次。",
    )


_NO_RIGHT = "没有写这个文件夹的权限，或文件被占用。请关闭打开它的程序，或用 -o 换一个文件夹。"
_GONE = (
    "输出文件夹不见了：被移走、改名、删除，或者磁盘断开了。请检查后再运行一次，会接着做没做完的。"
)
_FULL = "磁盘已满。请清出空间后再运行一次，会接着做没做完的。"
_PROBLEMS = {
    errno.ENOENT: _GONE,
    errno.ENODEV: _GONE,
    errno.ENXIO: _GONE,
    errno.ESTALE: _GONE,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: "这个位置是只读的。请用 -o 换一个可以写的文件夹。",
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.ENOTDIR: "输出的位置上有一个同名的文件，不是文件夹。请用 -o 换一个文件夹。",
    errno.EEXIST: "输出的位置上有一个同名的文件，不是文件夹。请用 -o 换一个文件夹。",
    errno.ENAMETOOLONG: "路径太长。请用 -o 换一个短一些的文件夹。",
}


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
