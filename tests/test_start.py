"""start.py: what a clerk meets when starting the program. No network, and no real pip."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import start

START = Path(start.__file__)
SCORE = ["-P", "-m", "sheetscore", "score"]


class Office:
    """A project folder whose environment is made by stand-ins; `done` lists the steps taken."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.done: list[str] = []
        self.calls: list[tuple[str, ...]] = []  # the words given to pip
        self.fail_at = ""
        self.error: BaseException = start.SetupError("没有网络")
        for name in ("requirements.lock", "requirements-test.lock", "pyproject.toml"):
            (root / name).write_text(name, "utf-8")

    def step(self, name: str) -> None:
        self.done.append(name)
        if name == self.fail_at:
            raise self.error

    def make_venv(self, root: Path) -> None:
        self.step("venv")
        python = start.python_of(root)
        if not python.exists():
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()
        start.packages_of(root).mkdir(parents=True, exist_ok=True)
        (root / ".venv" / "pyvenv.cfg").write_text(f"executable = {sys.executable}\n", "utf-8")

    def pip(self, root: Path, *words: str, advice: str) -> None:
        assert advice.endswith("。")
        self.calls.append(words)
        if "-e" in words:
            (start.packages_of(root) / "_sheetscore.pth").write_text(f"{root}/src\n", "utf-8")
        if words[0] == "download":
            (root / words[-1]).mkdir()
            (root / words[-1] / "click.whl").touch()
        self.step("project" if "-e" in words else words[words.index("-r") + 1])

    def prepare(self, tests: bool = False) -> list[str]:
        """Prepare once more and give the steps that this took."""
        self.done = []
        start.prepare(self.root, tests)
        return self.done


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    folder = tmp_path / "绩效 评价"
    folder.mkdir()
    made = Office(folder)
    monkeypatch.setattr(start, "make_venv", made.make_venv)
    monkeypatch.setattr(start, "pip", made.pip)
    return made


ALL = ["venv", "requirements.lock", "project"]


# What the words mean


@pytest.mark.parametrize(
    ("words", "arguments", "here", "tests", "lenient"),
    [
        ([], [*SCORE, "samples/", "-o", "已评分/"], False, False, True),
        (["run"], ["-P", "-m", "sheetscore"], False, False, False),
        (["test"], ["-m", "pytest"], False, True, False),
        (["test", "-k", "三公"], ["-m", "pytest", "-k", "三公"], False, True, False),
        (["bench", "--peer"], ["benchmarks/run.py", "--peer"], False, False, False),
        (["score", "甲.xlsx"], [*SCORE, "甲.xlsx"], True, False, False),
        (["--help"], ["-P", "-m", "sheetscore", "--help"], True, False, False),
        (["running"], ["-P", "-m", "sheetscore", "running"], True, False, False),
    ],
)
def test_words_become_a_job(
    office: Office,
    words: list[str],
    arguments: list[str],
    here: bool,
    tests: bool,
    lenient: bool,
) -> None:
    (office.root / "benchmarks").mkdir()
    (office.root / "benchmarks" / "run.py").touch()
    folder = None if here else office.root
    assert start.route(words, office.root) == (arguments, folder, tests, lenient)


def test_run_with_files_finds_them_where_the_caller_stands(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("二局 (1).xlsx").touch()
    job = start.route(["run", "二局 (1).xlsx", "--year", "2020"], office.root)
    mine = str(tmp_path / "二局 (1).xlsx")
    assert job.arguments == [*SCORE, mine, "--year", "2020", "-o", "已评分/"]
    assert job.folder == office.root


def test_bench_without_benchmarks_and_bundle_with_words_are_explained(office: Office) -> None:
    with pytest.raises(start.SetupError, match=r"没有 benchmarks/run\.py"):
        start.route(["bench"], office.root)
    with pytest.raises(start.SetupError, match="bundle 后面不带别的词"):
        start.route(["bundle", "wheels"], office.root)


@pytest.mark.parametrize(
    ("code", "finished", "passed_on"),
    [
        (0, True, 0),
        (1, True, 0),
        (2, True, 2),
        (3, True, 3),
        (0, False, 0),
        (1, False, 1),
        (130, False, 130),
        (-2, False, 130),
        (-9, True, 137),
        (0xC000013A, True, 130),
    ],
)
def test_exit_code_is_that_of_the_program(code: int, finished: bool, passed_on: int) -> None:
    assert start.exit_code(code, finished) == passed_on


@pytest.mark.parametrize(
    ("words", "writes", "passed_on"),
    [([], True, 0), ([], False, 1), (["run"], True, 1), (["score", "甲.xlsx"], True, 1)],
)
def test_the_sample_run_succeeds_when_results_were_written(
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    writes: bool,
    passed_on: int,
) -> None:
    rollup = office.root / "已评分" / "汇总.xlsx"
    rollup.parent.mkdir()
    rollup.write_text("上次的", "utf-8")
    os.utime(rollup, (0, 0))
    rewrite = f"import pathlib; pathlib.Path({str(rollup)!r}).write_text('上次的', 'utf-8')"
    stand_in(office, monkeypatch, f"{rewrite if writes else ''}\nraise SystemExit(1)")
    assert start.main(words, office.root) == passed_on


# A Python that will not do


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10)])
def test_an_old_python_is_told_so(version: tuple[int, int]) -> None:
    assert f"Python 是 {version[0]}.{version[1]}，需要 3.11" in start.too_old(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (4, 0)])
def test_python_from_3_11_will_do(version: tuple[int, int]) -> None:
    assert start.too_old(version) == ""


def test_an_old_python_stops_before_anything_is_made(tmp_path: Path) -> None:
    copy = tmp_path / "start.py"
    copy.write_text(
        START.read_text("utf-8").replace("OLDEST = (3, 11)", "OLDEST = (9, 0)"), "utf-8"
    )
    done = subprocess.run([sys.executable, copy], capture_output=True, encoding="utf-8", env=utf8())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("这台电脑的 Python 是 3.")
    assert list(tmp_path.iterdir()) == [copy]


@pytest.mark.parametrize("absent", ["venv", "ensurepip"])
def test_python_without_venv_names_the_package(
    office: Office, monkeypatch: pytest.MonkeyPatch, absent: str
) -> None:
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: name != absent)
    with pytest.raises(start.SetupError, match="sudo apt install python3-venv"):
        office.prepare()
    assert not (office.root / ".venv").exists()


# When the environment is made, and when it is left alone


def test_the_first_start_installs_and_the_second_does_not(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert office.prepare() == ALL
    assert capsys.readouterr().err.startswith("第一次使用，正在准备运行环境")
    assert office.prepare() == []
    assert capsys.readouterr() == ("", "")


def test_test_tools_are_installed_once_and_stay(office: Office) -> None:
    office.prepare()
    assert office.prepare(tests=True) == [*ALL[1:], "requirements-test.lock"]
    assert office.prepare(tests=True) == []
    assert office.prepare() == []


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_project_updates_the_environment(office: Office, name: str) -> None:
    office.prepare()
    (office.root / name).write_text("新版本", "utf-8")
    assert office.prepare() == ALL[1:]
    assert office.prepare() == []


def test_a_changed_test_lock_matters_to_tests_only(office: Office) -> None:
    office.prepare(tests=True)
    (office.root / "requirements-test.lock").write_text("新版本", "utf-8")
    assert office.prepare() == []
    assert office.prepare(tests=True) == [*ALL[1:], "requirements-test.lock"]


def remove_python(root: Path) -> None:
    start.python_of(root).unlink()


def remove_the_python_it_was_made_with(root: Path) -> None:
    (root / ".venv" / "pyvenv.cfg").write_text("executable = /没有/python3\n", "utf-8")


def remove_a_package(root: Path) -> None:
    next(start.packages_of(root).iterdir()).unlink()


def spoil_the_note(root: Path) -> None:
    start.stamp_of(root).write_text("[", "utf-8")


def made_by_another_python(root: Path) -> None:
    note = json.loads(start.stamp_of(root).read_text("utf-8"))
    note["venv"] = note["venv"].replace("cpython-", "cpython-9")
    start.stamp_of(root).write_text(json.dumps(note), "utf-8")


@pytest.mark.parametrize(
    "damage",
    [
        remove_python,
        remove_the_python_it_was_made_with,
        remove_a_package,
        spoil_the_note,
        made_by_another_python,
    ],
)
def test_a_broken_environment_is_made_anew(office: Office, damage: Callable[[Path], None]) -> None:
    office.prepare()
    damage(office.root)
    assert office.prepare() == ALL
    assert office.prepare() == []


def test_a_moved_folder_is_made_anew(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.prepare()
    office.root = office.root.rename(office.root.with_name("搬家以后"))
    assert office.prepare() == ALL
    assert "程序换了位置" in capsys.readouterr().err


@pytest.mark.parametrize("stop", ALL)
@pytest.mark.parametrize("error", [start.SetupError("没有网络"), KeyboardInterrupt()])
def test_an_interrupted_first_install_is_done_again(
    office: Office, stop: str, error: BaseException
) -> None:
    office.fail_at, office.error = stop, error
    with pytest.raises(type(error)):
        office.prepare()
    office.fail_at = ""
    assert office.prepare() == ALL


@pytest.mark.parametrize("stop", ["requirements.lock", "project", "requirements-test.lock"])
def test_an_interrupted_update_is_done_again_from_the_ground(office: Office, stop: str) -> None:
    office.prepare()
    (office.root / "pyproject.toml").write_text("新版本", "utf-8")
    office.fail_at = stop
    with pytest.raises(start.SetupError):
        office.prepare(tests=True)
    office.fail_at = ""
    assert office.prepare() == ALL


def test_a_missing_lock_is_named(office: Office) -> None:
    (office.root / "requirements.lock").unlink()
    with pytest.raises(start.SetupError, match=r"缺少 requirements\.lock"):
        office.prepare()


def test_the_path_to_the_source_is_ascii_in_a_folder_with_a_chinese_name(office: Office) -> None:
    office.prepare()
    packages = start.packages_of(office.root)
    path = (packages / "_sheetscore.pth").read_bytes().decode("ascii")
    assert Path(os.path.normpath(packages / path)) == office.root / "src"


def test_two_starts_at_once_prepare_once(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    second = threading.Thread(target=start.prepare, args=[office.root])

    def let_the_second_come(root: Path) -> None:
        second.start()
        until("另一个窗口正在准备运行环境", capsys)
        office.make_venv(root)

    monkeypatch.setattr(start, "make_venv", let_the_second_come)
    start.prepare(office.root)
    second.join(timeout=10)
    assert office.done == ALL


def test_waiting_for_another_start_has_an_end(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "LOCK_TIMEOUT", 0.0)
    with start.exclusive(office.root), pytest.raises(start.SetupError, match="另一个窗口一直在"):
        office.prepare()


def test_a_lock_file_left_behind_stops_nobody(office: Office) -> None:
    (office.root / ".venv.lock").write_text("从前的", "utf-8")
    assert office.prepare() == ALL


# Packages from a folder, and what is said when they cannot be had


def test_packages_come_from_the_wheels_folder_if_there_is_one(office: Office) -> None:
    office.prepare()
    (office.root / "wheels").mkdir()
    (office.root / "pyproject.toml").write_text("新版本", "utf-8")
    office.prepare(tests=True)
    with_network, _, from_folder, project, test_tools = office.calls
    assert with_network == (
        "install",
        "--no-compile",
        "--require-hashes",
        "-r",
        "requirements.lock",
    )
    assert from_folder == (*with_network, "--no-index", "--find-links", "wheels")
    assert "--no-index" in project
    assert test_tools == (
        "install",
        "--no-compile",
        "--require-hashes",
        "-r",
        "requirements-test.lock",
    )


def test_bundle_replaces_the_wheels_folder_only_when_all_is_there(office: Office) -> None:
    wheels = office.root / "wheels"
    wheels.mkdir()
    (wheels / "old.whl").touch()
    office.prepare()
    office.fail_at = "requirements.lock"
    with pytest.raises(start.SetupError, match="没有网络"):
        start.bundle(office.root)
    assert [each.name for each in wheels.iterdir()] == ["old.whl"]
    office.fail_at = ""
    start.bundle(office.root)
    assert [each.name for each in wheels.iterdir()] == ["click.whl"]
    assert not (office.root / "wheels.partial").exists()


def test_bundle_does_not_rely_on_an_older_wheels_folder(office: Office) -> None:
    (office.root / "wheels").mkdir()
    start.bundle(office.root)
    assert all("wheels" not in words for words in office.calls)


def test_a_failed_step_shows_the_end_of_what_was_said_and_what_to_do(tmp_path: Path) -> None:
    talk = "for i in range(20): print('line', i)\nraise SystemExit(1)"
    with pytest.raises(start.SetupError) as caught:
        start.quietly(tmp_path, [sys.executable, "-c", talk], "请检查网络，再运行一次。")
    lines = str(caught.value).splitlines()
    assert lines[0] == "运行环境没有准备好："
    assert lines[1:-1] == [f"  line {number}" for number in range(12, 20)]
    assert lines[-1] == "请检查网络，再运行一次。"


# The program is started, and only it speaks on standard output


def test_json_keeps_standard_output_clean(
    office: Office, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    program = "import sys; print('{\"schema\": 1}'); sys.exit(1)"
    stand_in(office, monkeypatch, program)
    assert start.main(["score", "甲.xlsx", "--json"], office.root) == 1
    out, err = capfd.readouterr()
    assert [json.loads(line) for line in out.splitlines()] == [{"schema": 1}]
    assert "正在准备运行环境" in err


def test_the_program_gets_utf8_and_no_foreign_packages(
    office: Office, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(office.root))
    monkeypatch.delenv("HOME", raising=False)
    program = "import os, sys; print('评分', sys.flags.utf8_mode, os.environ.get('PYTHONPATH'))"
    stand_in(office, monkeypatch, program)
    assert start.main(["run"], office.root) == 0
    assert capfd.readouterr().out == "评分 1 None\n"


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (start.SetupError("没有网络"), 2, "没有网络"),
        (PermissionError(13, "Permission denied", ".venv.lock"), 2, "不能读写 .venv.lock"),
        (KeyboardInterrupt(), 130, "已取消"),
    ],
)
def test_trouble_of_the_set_up_is_one_sentence(
    office: Office,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
    words: str,
) -> None:
    office.fail_at, office.error = "venv", error
    assert start.main(["score", "甲.xlsx"], office.root) == code
    out, err = capsys.readouterr()
    announced, said = err.splitlines()
    assert out == ""
    assert announced.startswith("第一次使用")
    assert said.startswith(words)


def stand_in(office: Office, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Let this text be the program that is started in place of sheetscore."""
    monkeypatch.setattr(start, "python_of", lambda _: Path(sys.executable))
    monkeypatch.setattr(start, "SHEETSCORE", ["-c", program])
    monkeypatch.setattr(start.signal, "signal", lambda *_: None)
    monkeypatch.setattr(office, "step", lambda _: None)


def utf8() -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1"}


def until(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Wait until these words have been said."""
    said = ""
    for _ in range(500):
        said += capsys.readouterr().err
        if words in said:
            return
        time.sleep(0.01)
    raise AssertionError(said)
