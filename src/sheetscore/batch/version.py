"""What a result depends on besides the submitted file: program, forms, corrections."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

import sheetscore
from sheetscore.forms import templates_folder


def key_of(corrections: object, own: Path | None = None) -> str:
    """A fingerprint of the program's files, the templates, a bureau's own ones, and the corrections (by their repr)."""
    found = blake2b(digest_size=16)
    found.update(repr((sheetscore.__version__, corrections)).encode())
    for folder in (Path(sheetscore.__file__).parent, templates_folder(), *([own] if own else [])):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                found.update(path.read_bytes() + b"\0")
    return found.hexdigest()
