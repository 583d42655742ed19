"""What a result depends on besides the submitted file: program, forms, corrections."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

import sheetscore
from sheetscore.forms import templates_folder


def key_of(corrections: object, own: Path | None = None) -> str:
    """A fingerprint of the program's files, the templates, a bureau's own ones, and the corrections (by their repr)."""
    found = blake2b(digest_size=16)
    found.update(repr((sheetscore.__version__, corrections)).encode())
    found.update(_program())
    if own:
        found.update(_files(own))
    return found.hexdigest()


@cache
def _program() -> bytes:
    """The files that this process was started from: it goes on with them, whatever is installed meanwhile."""
    return _files(Path(sheetscore.__file__).parent) + _files(templates_folder())


def _files(folder: Path) -> bytes:
    found = blake2b(digest_size=16)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            found.update(path.read_bytes() + b"\0")
    return found.digest()
