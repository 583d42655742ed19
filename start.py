#!/usr/bin/env python3
"""Make the environment beside this file, once, and run sheetscore in it. Standard library only.

    python3 start.py               score samples/ into 已评分/
    python3 start.py run [FILE…]   score 待评分/ (or these files) into 已评分/, beside this file
    python3 start.py test …        run the tests (words for pytest may follow)
    python3 start.py bench …       run the measurements in benchmarks/
    python3 start.py bundle        fetch all packages into wheels/, for a machine without network
    python3 start.py ANY…          passed on to sheetscore as it is

Its own words go to standard error: standard output belongs to the program that is started. An old
Python must get far enough here to say that it is too old, so the syntax is that of Python 3.6.
"""

import contextlib
import errno
import hashlib
import importlib.util
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)
FORMAT = 1  # raise it when environments made by an older start.py must be made again
LOCK_TIMEOUT = 600.0  # seconds to wait for another start that is preparing the environment
TAIL = 8  # lines of pip's output shown after a failure
SHEETSCORE = ["-P", "-m", "sheetscore"]  # -P: a click.py in the caller's folder is not imported


def tell(text: str) -> None:
    """Say something to the person, never on standard output."""
    print(text, file=sys.stderr, flush=True)


def too_old(version: "tuple[int, int]") -> str:
    """The sentence for a Python that is too old, or nothing."""
    if version >= OLDEST:
        return ""
    return (
        "这台电脑的 Python 是 {}.{}，需要 3.11 或更高的版本。请从 python.org 或单位的软件库安装"
        "新版本，再运行一次。(Python 3.11 or newer is needed.)"
    ).format(*version)


if too_old(sys.version_info[:2]):  # before what follows, which an old Python could not define
    tell(too_old(sys.version_info[:2]))
    sys.exit(2)


class SetupError(Exception):
    """The environment cannot be made or used; the message says why and what to do."""


class Job(NamedTuple):
    """What the environment's Python is to run, and where."""

    arguments: list[str]
    folder: Path | None = None  # None: where the caller stands
    tests: bool = False  # the test tools are needed
    lenient: bool = False  # exit code 1 counts as success if results were written


def route(words: list[str], root: Path) -> Job:
    """Turn the words of the command line into a job."""
    if not words:
        return Job([*SHEETSCORE, "score", "samples/", "-o", "已评分/"], root, lenient=True)
    word, rest = words[0], words[1:]
    if word == "run":
        files = [str(Path(each).absolute()) if Path(each).exists() else each for each in rest]
        scoring = ["score", *files, "-o", "已评分/"] if files else []
        return Job([*SHEETSCORE, *scoring], root)
    if word == "test":
        return Job(["-m", "pytest", *rest], root, tests=True)
    if word == "bench":
        if not (root / "benchmarks" / "run.py").is_file():
            raise SetupError("这份程序里没有 benchmarks/run.py，不能做性能测量。")
        return Job(["benchmarks/run.py", *rest], root)
    if word == "bundle":
        raise SetupError("bundle 后面不带别的词：python3 start.py bundle")
    return Job([*SHEETSCORE, *words])


# The environment: is it there, whole, and made from these very files?


def python_of(root: Path) -> Path:
    """The environment's Python."""
    return root / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def packages_of(root: Path) -> Path:
    """The environment's site-packages."""
    if sys.platform == "win32":
        return root / ".venv" / "Lib" / "site-packages"
    version = "python{}.{}{}".format(*sys.version_info[:2], sys.abiflags)
    return root / ".venv" / "lib" / version / "site-packages"


def stamp_of(root: Path) -> Path:
    """The note inside the environment that says from what it was made; written last of all."""
    return root / ".venv" / "ready.json"


def digest(root: Path, *names: str) -> str:
    """One fingerprint of these files."""
    found = hashlib.sha256()
    for name in names:
        try:
            found.update((root / name).read_bytes() + b"\0")
        except OSError:
            raise SetupError(f"程序文件不全：缺少 {name}。请重新取得完整的程序文件夹。") from None
    return found.hexdigest()


def fingerprint(root: Path, tests: bool) -> dict[str, str]:
    """What the environment depends on: `venv` asks for a new one, the others for an update."""
    place = os.fsencode(root).decode("utf-8", "replace")  # the same in every locale
    want = {
        "venv": f"{FORMAT} {sys.implementation.cache_tag} {sysconfig.get_platform()} {place}",
        "packages": digest(root, "requirements.lock", "pyproject.toml"),
    }
    if tests:
        want["tests"] = digest(root, "requirements-test.lock")
    return want


def recorded(root: Path) -> dict[str, Any]:
    """What the environment was made from; nothing when it was never finished."""
    try:
        found = json.loads(stamp_of(root).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def sound(root: Path, have: dict[str, Any]) -> bool:
    """The environment's Python, the Python that made it and all its packages are still there."""
    try:
        lines = (root / ".venv" / "pyvenv.cfg").read_text("utf-8").splitlines()
        count = len(list(packages_of(root).iterdir()))
    except (OSError, ValueError):
        return False
    maker = [line.partition("=")[2].strip() for line in lines if line.startswith("executable")]
    there = [python_of(root), *map(Path, maker)]
    return count >= have.get("count", 0) and all(each.is_file() for each in there)


def is_ready(root: Path, want: dict[str, str]) -> bool:
    """The environment is whole and was made from what lies here now."""
    have = recorded(root)
    return all(have.get(key) == value for key, value in want.items()) and sound(root, have)


# Making it


def locked(handle: IO[str]) -> bool:
    """Take the lock of this open file, unless somebody else has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:  # a file system that knows no locks must not stop the start
        return error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return True


@contextlib.contextmanager
def exclusive(root: Path) -> Iterator[None]:
    """Let one start at a time prepare. The lock ends with its holder, so none goes stale."""
    with (root / ".venv.lock").open("a") as handle:
        os.set_inheritable(handle.fileno(), True)  # should we be killed, pip holds it to its end
        deadline = time.monotonic() + LOCK_TIMEOUT
        waiting = False
        while not locked(handle):
            if time.monotonic() > deadline:
                raise SetupError("另一个窗口一直在准备运行环境。请关闭它，再运行一次。")
            if not waiting:
                tell("另一个窗口正在准备运行环境，请稍候……")
            waiting = True
            time.sleep(0.2)
        yield


def environment() -> dict[str, str]:
    """The variables for every program started here: UTF-8, nobody else's packages, and modules compiled once."""
    foreign = ("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "__PYVENV_LAUNCHER__")
    ours = {key: value for key, value in os.environ.items() if key not in foreign}
    return {**ours, "PYTHONUTF8": "1", "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def quietly(root: Path, command: list[str], advice: str) -> None:
    """Run a command of the set-up; on failure show the end of what it said, and the advice."""
    done = subprocess.run(
        command,
        cwd=root,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        close_fds=False,  # see exclusive()
    )
    if done.returncode:
        lines = done.stdout.decode("utf-8", "replace").strip().splitlines()[-TAIL:]
        said = "".join(f"  {line}\n" for line in lines)
        raise SetupError(f"运行环境没有准备好：\n{said}{advice}")


def make_venv(root: Path) -> None:
    """Make an empty environment in place of whatever is there."""
    python = getattr(sys, "_base_executable", "") or sys.executable
    advice = "请关闭正在使用本程序的其他窗口，删除 .venv 文件夹，再运行一次。"
    quietly(root, [python, "-m", "venv", "--clear", ".venv"], advice)


def pip(root: Path, *words: str, advice: str) -> None:
    """Run the environment's pip."""
    quietly(root, [str(python_of(root)), "-P", "-m", "pip", "--no-input", "-q", *words], advice)


def system() -> str:
    """What two machines must have in common to share packages, in words."""
    return "{}、Python {}.{}".format(sysconfig.get_platform(), *sys.version_info[:2])


def install(root: Path, tests: bool, use_wheels: bool) -> None:
    """Install the locked packages, then the project itself from where it lies.

    pip compiles no module: most are never imported, and Python compiles each of the others when it is, once.
    """
    online = (
        "请检查网络，再运行一次。这台电脑不能上网时：在系统和 Python 版本与它相同"
        f"（{system()}）、能上网的电脑上运行 python3 start.py bundle，"
        f"把得到的 wheels 文件夹拷到 {root} 里，再运行一次。"
    )
    offline = (
        f"wheels 文件夹里的安装包不全，或者不是为这台电脑（{system()}）下载的。请在系统和 Python "
        "版本相同、能上网的电脑上重新运行 python3 start.py bundle 并拷来；"
        "这台电脑能上网时，也可以删去 wheels 文件夹。"
    )
    wheels = use_wheels and (root / "wheels").is_dir()
    source = ["--no-index", "--find-links", "wheels"] if wheels else []
    hashed = ["install", "--no-compile", "--require-hashes", "-r"]
    pip(root, *hashed, "requirements.lock", *source, advice=offline if wheels else online)
    own = ["install", "--no-index", "--no-deps", "--no-build-isolation", "-e", "."]
    pip(root, *own, advice="程序文件可能不全，请重新取得完整的程序文件夹。")
    point_to_source(root)
    if tests:
        pip(root, *hashed, "requirements-test.lock", advice=online)


def point_to_source(root: Path) -> None:
    """Make the path in the editable install's .pth file relative, and so plain ASCII.

    Python 3.11 and 3.12 read that file in the system's code page, even in UTF-8 mode. On a Chinese
    Windows, a project folder with a Chinese name would end every start with a decoding error.
    """
    pth = packages_of(root) / "_sheetscore.pth"  # hatchling's name for it, with dev-mode-dirs
    if not pth.is_file():
        raise SetupError(f"程序没有装进运行环境（找不到 {pth.name}）。请重新取得完整的程序文件夹。")
    pth.write_text(os.path.relpath(root / "src", pth.parent), "ascii")


def occasion(root: Path, have: dict[str, Any], want: dict[str, str]) -> str:
    """Say why the environment is being prepared."""
    if not (root / ".venv").exists():
        return "第一次使用，正在准备运行环境，约需一分钟……"
    if have and have.get("venv") != want["venv"]:
        return "程序换了位置，或者 Python 换了版本，正在重新准备运行环境，约需一分钟……"
    if not have or not sound(root, have):
        return "运行环境不完整，正在重新准备，约需一分钟……"
    if have.get("packages") != want["packages"]:
        return "程序有更新，正在更新运行环境……"
    return "正在安装测试工具……"


def prepare(root: Path, tests: bool = False, use_wheels: bool = True) -> None:
    """Make the environment ready if it is not; anew when it is broken, moved or unfinished."""
    want = fingerprint(root, tests)
    if is_ready(root, want):
        return
    if not all(importlib.util.find_spec(each) for each in ("venv", "ensurepip")):
        raise SetupError(
            "这台电脑的 Python 缺少 venv 组件。Debian、Ubuntu、统信、麒麟桌面版请先运行 "
            "sudo apt install python3-venv；"
            "其他系统请从 python.org 或单位的软件库重装完整的 Python。"
        )
    with exclusive(root):
        if is_ready(root, want):  # another start has made it meanwhile
            return
        have = recorded(root)
        tell(occasion(root, have, want))
        stamp_of(root).unlink(missing_ok=True)
        if have.get("venv") != want["venv"] or not sound(root, have):
            make_venv(root)
        install(root, tests, use_wheels)
        count = len(list(packages_of(root).iterdir()))
        draft = stamp_of(root).with_suffix(".tmp")
        draft.write_text(json.dumps({**want, "count": count}), "utf-8")
        draft.replace(stamp_of(root))
        tell("运行环境已准备好。")


def bundle(root: Path) -> None:
    """Fetch every locked package into wheels/, which appears only when it is complete."""
    prepare(root, use_wheels=False)
    tell("正在下载安装包……")
    target, partial = root / "wheels", root / "wheels.partial"
    shutil.rmtree(partial, ignore_errors=True)
    words = ["download", "--require-hashes", "-r", "requirements.lock", "-d", partial.name]
    pip(root, *words, advice="请检查网络，再运行一次。")
    shutil.rmtree(target, ignore_errors=True)
    partial.replace(target)
    tell(f"安装包已下载到 {target}（{len(list(target.iterdir()))} 个文件）。")
    tell(f"请把整个程序文件夹（可不带 .venv）拷到系统和 Python 版本相同（{system()}）的电脑上，")
    tell("在那里照常运行即可，不需要网络。")


# Running


def launch(root: Path, job: Job) -> int:
    """Run the job to its end and give its exit code."""
    command = [str(python_of(root)), *job.arguments]
    before = rollups(root)
    child = subprocess.Popen(command, cwd=job.folder, env=environment())
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    code = None
    while code is None:
        with contextlib.suppress(KeyboardInterrupt):  # the child heard it too, and ends as it likes
            code = child.wait()
    return exit_code(code, finished=job.lenient and rollups(root) != before)


def rollups(root: Path) -> dict[str, int]:
    """The 汇总 workbooks, written last of all, with their times: a crash leaves them as they were."""
    return {path.name: path.stat().st_mtime_ns for path in (root / "已评分").glob("汇总*.xlsx")}


def exit_code(code: int, finished: bool = False) -> int:
    """The exit code to pass on: the program's own, or in a shell's manner that of its end."""
    if code == 0xC000013A:  # Ctrl-C on Windows
        return 130
    if code < 0:  # a signal
        return 128 - code
    return 0 if finished and code == 1 else code


def main(words: list[str], root: Path = ROOT) -> int:
    """Do what the words ask; every trouble of the set-up is one sentence and exit code 2."""
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="replace")
    try:
        if words == ["bundle"]:
            bundle(root)
            return 0
        job = route(words, root)
        prepare(root, job.tests)
        return launch(root, job)
    except SetupError as error:
        tell(str(error))
        return 2
    except OSError as error:
        tell(f"不能读写 {error.filename or root}：{error.strerror}。请确认能在 {root} 里写入文件。")
        return 2
    except KeyboardInterrupt:
        tell("已取消。")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
