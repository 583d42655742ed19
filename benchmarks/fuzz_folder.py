"""One byte changed in a file of a folder: the run never ends early, every file is told of, and a good one is scored.

python3 start.py bench damages [FILES] [SEED]

The parents are the sample returns and reports, the small return in every format, an archive of returns for each method of
compression, and completed workbooks. Each damaged file is one of a batch in a folder, with one good return at the end.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from fuzz_readers import parents  # noqa: E402
from workbooks import clean, to_bytes  # noqa: E402

from sheetscore.batch import score_folder  # noqa: E402
from sheetscore.forms import load_forms  # noqa: E402

_BATCH = 250
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


def _archive(method: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("甲局.xlsx", to_bytes(clean()))
        archive.writestr("乙局/说明.txt", "联系人".encode("gbk"))
    return buffer.getvalue()


def _parents() -> list[tuple[str, bytes]]:
    """(ending, bytes) of the files that are damaged."""
    found = [(path.suffix, path.read_bytes()) for path in sorted((ROOT / "samples").iterdir())]
    for files in parents().values():
        found += [(Path(name).suffix, data) for name, data in files]
    found += [(".zip", _archive(method)) for method in _METHODS]
    with tempfile.TemporaryDirectory() as folder:
        score_folder([ROOT / "samples"], folder)
        found += [(".xlsx", path.read_bytes()) for path in sorted(Path(folder).glob("*.xlsx"))]
    return found


def run(files: int, seed: int) -> Counter[str]:
    """So many damaged files; what became of them. Raises AssertionError when one is told of nowhere, or the good one not scored."""
    chance, made, tally = random.Random(seed), _parents(), Counter[str]()
    forms = load_forms()
    for start in range(0, files, _BATCH):
        with tempfile.TemporaryDirectory() as folder:
            named = []
            for number in range(start, min(files, start + _BATCH)):
                ending, data = chance.choice(made)
                damaged = bytearray(data)
                damaged[chance.randrange(len(damaged))] ^= chance.randrange(1, 256)
                path = Path(folder, f"{number:05}{ending}")
                path.write_bytes(damaged)
                named.append(path)
            good = Path(folder, "好局.xlsx")
            good.write_bytes(to_bytes(clean({"基础数据表!A2": "填报单位：好局"})))
            result = score_folder([folder], Path(folder, "出"), forms=forms)
            told = [name for each in result.outcomes for name in each.files]
            told += [name for name, _ in result.skipped]
            for path in named:
                assert any(path.name in name for name in told), path.name
            assert any(each.unit == "好局" and each.status == "scored" for each in result.outcomes)
            tally.update(each.code or each.status for each in result.outcomes)
            tally.update(f"passed over: {reason}" for _, reason in result.skipped)
    return tally


def main(arguments: list[str]) -> None:
    """Print what became of the damaged files; the seed makes the same ones again."""
    given = [int(each) for each in arguments[:2]]
    files, seed = given + [2000, random.SystemRandom().randrange(10**6)][len(given) :]
    print(f"seed {seed}")
    for what, number in run(files, seed).most_common():
        print(f"{number:6} {what}")
    print(f"{files} damaged files; the run ended early for 0 of them")


if __name__ == "__main__":
    main(sys.argv[1:])
