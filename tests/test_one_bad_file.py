"""One file, name or folder never stops the run for the others, and never spoils what they come to."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import killers
import pytest
from workbooks import clean, to_bytes

from sheetscore.batch import FolderResult, listing, score_folder
from sheetscore.batch.listing import gather
from sheetscore.limits import Limits


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@cache
def of(unit: str) -> bytes:
    return to_bytes(clean({"基础数据表!A2": f"填报单位：{unit}"}))


def put(name: str, data: bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def codes(result: FolderResult) -> dict[str, str]:
    return {each.files[0]: each.code or each.status for each in result.outcomes}


# ------------------------------------------------------------------------- damaged archives

METHODS = {
    "不压缩": zipfile.ZIP_STORED,
    "deflate": zipfile.ZIP_DEFLATED,
    "bzip2": zipfile.ZIP_BZIP2,
    "lzma": zipfile.ZIP_LZMA,
}


def small(method: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("一局.csv", "三级指标,分值\r\n" * 3)
        archive.writestr("说明.txt", b"x")
    return buffer.getvalue()


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_a_damaged_archive_costs_itself_alone(method: int) -> None:
    """Every fourth byte of a small archive changed in turn: whatever its decompressor raises, the good return is scored."""
    data = small(method)
    for place in range(method % 4, len(data), 4):
        damaged = bytearray(data)
        damaged[place] ^= 0xFF
        put(f"收件/{place:03}.zip", bytes(damaged))
    put("收件/好局.xlsx", of("好局"))
    found = codes(score_folder(["收件"], "出"))
    assert found.pop("收件/好局.xlsx") == "scored"
    assert len(found) >= len(data) // 4
    assert set(found.values()) <= {"H01", "H02", "H03"}


def test_a_damaged_member_is_damage_and_no_fault_of_the_program() -> None:
    """LZMA 压缩的一个文件里坏了一个字节：H01，同包的另一个照常评分。"""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("甲局.xlsx", of("甲局"))
        archive.writestr("乙局.xlsx", of("乙局"))
    data = bytearray(buffer.getvalue())
    data[200] ^= 0xFF
    put("收件/报来.zip", bytes(data))
    assert codes(score_folder(["收件"], None)) == {
        "收件/报来.zip/甲局.xlsx": "H01",
        "收件/报来.zip/乙局.xlsx": "scored",
    }


ENDS = [("abort", "崩溃"), ("hang", "超过 2 秒"), ("panic", "出错"), ("exit", "出错")]


@pytest.mark.parametrize(("word", "said"), ENDS, ids=[word for word, _ in ENDS])
def test_an_archive_whose_listing_dies_or_hangs_costs_itself_alone(
    word: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list of an archive is read by a worker: a function of ours ends or sleeps in its place."""
    put(f"收件/{word}.zip", small(zipfile.ZIP_STORED))
    put("收件/甲.zip", small(zipfile.ZIP_STORED))
    put("收件/好局.xlsx", of("好局"))
    monkeypatch.setattr(listing, "listed", killers.listed)
    found = gather(["收件"], Limits(seconds=2))
    by_name = {each.name: each for each in found.sources}
    assert [name for name in by_name if name.endswith(("xlsx", "csv"))] == [
        "收件/好局.xlsx",
        "收件/甲.zip/一局.csv",
    ]
    refused = by_name[f"收件/{word}.zip"].refused
    assert refused is not None
    assert refused.code == "H06"
    assert said in refused.message


def test_the_files_of_an_archive_stand_in_its_place() -> None:
    """Sorted as ever: what is in the archive comes where the archive stands."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("二.xlsx", "一.xlsx"):
            archive.writestr(name, of(name))
    put("收件/a.xlsx", of("a"))
    put("收件/b.zip", buffer.getvalue())
    put("收件/c.xlsx", of("c"))
    assert [each.name for each in gather(["收件"]).sources] == [
        "收件/a.xlsx",
        "收件/b.zip/一.xlsx",
        "收件/b.zip/二.xlsx",
        "收件/c.xlsx",
    ]
