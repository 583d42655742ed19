"""The worker pool: what a deadly file costs, and what it does not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import killers
import pytest
from workbooks import ROOT, SAMPLE

from sheetscore.batch import pool, score_folder
from sheetscore.batch.pool import Confines, Died, Workers, worker_count

QUICK = Confines(wall=2, cpu=1, memory=256 * 1024 * 1024)
posix = os.name == "posix"


def answers(*tasks: str, confines: Confines = QUICK) -> list[object]:
    with Workers(killers.read, len(tasks), confines) as workers:
        return [
            each.sentence if isinstance(each, Died) else each for _, each in workers.answers(tasks)
        ]


DEADLY = [
    ("abort", "读取这个文件时程序崩溃了（试了两次）"),
    ("hang", "读取这个文件超过 2 秒，已停止"),
    ("panic", "处理时程序出错"),
    ("exit", "处理时程序出错"),
    ("unsendable", "处理时程序出错"),
]
if posix:
    DEADLY += [
        ("deaf", "读取这个文件超过 2 秒，已停止"),
        ("spin", "读取这个文件的计算时间超过 1 秒，已停止"),
    ]
if sys.platform == "linux":
    DEADLY += [("eat", "读取这个文件需要的内存太多，已停止")]


@pytest.mark.parametrize(("word", "sentence"), DEADLY, ids=[word for word, _ in DEADLY])
def test_a_deadly_task_costs_itself_alone_and_the_order_stays(word: str, sentence: str) -> None:
    confines = Confines(wall=120, cpu=1, memory=QUICK.memory) if word == "spin" else QUICK
    found = answers("甲", word, "乙", "丙", "丁", confines=confines)
    assert found == ["甲", sentence, "乙", "丙", "丁"]


def test_many_deadly_tasks_between_good_ones() -> None:
    tasks = ["甲", "abort", "乙", "panic", "丙", "abort", "丁"]
    found = answers(*tasks)
    assert [each for each, task in zip(found, tasks, strict=True) if len(task) == 1] == list(
        "甲乙丙丁"
    )


def test_a_worker_that_died_by_chance_is_given_a_second_try(tmp_path: Path) -> None:
    mark = tmp_path / "died"
    assert answers("甲", f"once {mark}", "乙") == ["甲", f"once {mark}", "乙"]
    assert mark.exists()


def test_the_traceback_goes_with_a_fault() -> None:
    with Workers(killers.read, 1, QUICK) as workers:
        ((_, died),) = workers.answers(["panic"])
    assert isinstance(died, Died)
    assert "index out of bounds" in died.detail


def test_the_processor_s_time_is_counted_for_each_task_anew() -> None:
    with Workers(killers.read, 1, Confines(wall=120, cpu=1)) as workers:
        pids = {answer for _, answer in workers.answers(["pid"] * 40)}
    assert len(pids) == 1


def test_what_a_worker_says_is_not_heard(capfd: pytest.CaptureFixture[str]) -> None:
    assert answers("shout", "甲") == ["shout", "甲"]
    assert capfd.readouterr() == ("", "")


def test_tasks_are_taken_only_as_they_are_needed() -> None:
    taken = 0

    def many() -> Iterator[str]:
        nonlocal taken
        for number in range(100_000):
            taken += 1
            yield str(number)

    with Workers(killers.read, 100_000, QUICK) as workers:
        stream = workers.answers(many())
        assert [next(stream)[1] for _ in range(3)] == ["0", "1", "2"]
        assert taken <= 16 * workers.count + 3


def test_a_pool_that_ends_in_the_middle_is_replaced() -> None:
    """Its manager dies, as it does when the system starts no process for a moment: what was under way is done by another."""
    tasks = [f"sleep 0.0{number % 10}" for number in range(40)]
    with Workers(killers.read, 40, QUICK) as workers:
        found = []
        for number, (_, answer) in enumerate(workers.answers(tasks)):
            found.append(answer)
            if number == 3:
                assert workers._pool is not None
                workers._pool.stop()
    assert found == tasks


@pytest.mark.parametrize("times", [1, 3])
def test_a_process_that_cannot_be_started_costs_time_and_no_answer(
    times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not pool.FORKS:
        return
    real, refused = os.fork, iter(range(times))

    def fork() -> int:
        if next(refused, None) is not None:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        return real()

    monkeypatch.setattr(os, "fork", fork)
    found = answers("甲", "乙", "丙", "丁")
    assert len(found) == 4
    assert found[2:] == ["丙", "丁"]


def test_as_many_workers_as_there_are_processors_and_files() -> None:
    assert worker_count(0) == worker_count(1) == 1
    assert worker_count(2) == 2
    assert 2 <= worker_count(1000) <= 32


def test_one_task_starts_quickly() -> None:
    start = time.perf_counter()
    assert answers("甲") == ["甲"]
    assert time.perf_counter() - start < (1.5 if sys.platform == "linux" else 15)


PROGRAM = """
import sys
sys.path[:0] = {paths!r}
import killers
from sheetscore.batch import pool, score_folder
from sheetscore.batch.pool import Workers
if __name__ == "__main__":
    with Workers(killers.read, 4) as workers:
        for task, answer in workers.answers(["pid", "pid", "hang", "hang"]):
            print(answer, flush=True)
"""


@pytest.mark.parametrize("stop", ["SIGINT"] if posix else [])
def test_ctrl_c_ends_the_workers_too(tmp_path: Path, stop: str) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.format(paths=[str(ROOT / "src"), str(ROOT / "tests")]), "utf-8")
    child = subprocess.Popen(
        [sys.executable, program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert child.stdout is not None
    pids = {int(child.stdout.readline()), int(child.stdout.readline())}
    child.send_signal(getattr(signal, stop))
    child.wait(20)
    child.stdout.close()
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def test_workers_that_are_spawned_do_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows and macOS: nothing is inherited, everything is imported and unpickled anew."""
    monkeypatch.setattr(pool, "FORKS", False)
    assert answers("甲", "abort", "乙", confines=Confines(wall=60)) == [
        "甲",
        "读取这个文件时程序崩溃了（试了两次）",
        "乙",
    ]


def test_a_folder_is_scored_by_spawned_workers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pool, "FORKS", False)
    (tmp_path / "样表-2020.xlsx").write_bytes(SAMPLE.read_bytes())
    result = score_folder([tmp_path], tmp_path / "出")
    (found,) = result.outcomes
    assert found.totals is not None
    assert (found.status, found.totals.reviewed) == ("scored", 90)
    assert len(result.outputs) == 1
