"""click in Chinese, and the lines that people read in a terminal."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from sheetscore.errors import Unprintable
from sheetscore.exact.amounts import plain
from sheetscore.model.finding import LEVEL_NAMES, Finding
from sheetscore.model.unit_brief import Brief
from sheetscore.words.signs import escaped, one_line

if TYPE_CHECKING:
    from tqdm import tqdm

    from sheetscore.batch import FolderResult

PRINTED_FINDINGS = 200
"""Findings printed of one unit; the workbook and --json have all of them."""
PRINTED_UNITS = 20
"""Units listed on one screen after a run; 汇总.xlsx has all of them."""
_NAMED = 5
_GONE = (errno.EPIPE, errno.EBADF, errno.EINVAL, errno.ESHUTDOWN, errno.ECONNRESET)
"""Nobody reads standard output any more: a pipe or a terminal that was closed. Windows says EINVAL."""
_CHINESE = str.maketrans({"[": "（", "]": "）"})


class _Chinese(click.Command):
    """Headings and the help option of a command in Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        words = {
            "[OPTIONS]": "[选项]",
            "[COMMAND] [ARGS]...": "[命令] [参数]…",
            "COMMAND [ARGS]...": "命令 [参数]…",
        }
        text = " ".join(self.collect_usage_pieces(ctx))
        for english, chinese in words.items():
            text = text.replace(english, chinese)
        formatter.write_usage(ctx.command_path, text, prefix="用法：")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段说明。"
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [
            (names, text.replace("[required]", "[必填]").replace("<=x<=", "～").translate(_CHINESE))
            for each in self.get_params(ctx)
            if isinstance(each, click.Option)
            for names, text in [each.get_help_record(ctx) or ("", "")]
            if names
        ]
        if rows:
            with formatter.section("选项"):
                formatter.write_dl(rows)


class Command(_Chinese):
    """A command whose help is in Chinese."""


class Group(_Chinese, click.Group):
    """The program: its commands listed in Chinese."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _Chinese.format_options(self, ctx, formatter)
        rows = [
            (name, command.get_short_help_str(80))
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) is not None
        ]
        with formatter.section("命令"):
            formatter.write_dl(rows)


def usage_sentence(error: click.ClickException) -> str:
    """What is wrong with the words of a command line, in Chinese."""
    text = error.format_message()
    if isinstance(error, click.NoSuchOption):
        near = f"是不是 {'、'.join(error.possibilities)}？" if error.possibilities else ""
        return f"没有 {error.option_name} 这个选项。{near}"
    if isinstance(error, click.BadOptionUsage):
        wants = "后面不带值" if "does not take" in text else "后面要写一个值"
        return f"选项 {error.option_name} {wants}。"
    if isinstance(error, click.BadParameter):
        name = (
            error.param.get_error_hint(error.ctx).replace("'", "")
            if error.param and error.ctx
            else "参数"
        )
        if isinstance(error, click.MissingParameter):
            return f"还缺少 {name}。"
        kind = error.param.type if error.param else None
        if isinstance(kind, click.IntRange):
            return f"{name} 的值不对，要写 {kind.min} 到 {kind.max} 的整数。"
        return f"{name} 的值不对。"
    if match := re.match(r"No such command '(.*)'", text):
        return f"没有 {match[1]} 这个命令，可用的命令见 sheetscore --help。"
    if match := re.match(r"Got unexpected extra arguments? \((.*)\)", text):
        return f"多写了 {match[1]}。"
    return text if re.search("[\u4e00-\u9fff]", text) else "请用 --help 看用法。"


def utf8_streams() -> None:
    """UTF-8 on both streams whatever the locale; what cannot be shown never stops the program.

    The place of a stream that was closed from outside (>&-) is taken: no file or pipe of ours must get its number, since
    libraries print there, and workers are silenced there.
    """
    for number in range(3) if os.name == "posix" else ():
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


def finding_line(finding: Finding) -> str:
    """`一局.xlsx 指标表!I9 E01 错误 …`, one line."""
    where = " ".join(part for part in (finding.file, finding.where) if part)
    text = " ".join(f"{finding.message}{finding.advice}".split())
    return f"{one_line(where)} {finding.code} {LEVEL_NAMES[finding.level]}：{text}"


def outcome_line(outcome: Brief, output: str | None) -> str:
    """One unit in one line."""
    if outcome.totals is None:
        checked = outcome.status == "unscored"
        refusal = (
            f"{'只核对' if checked else '未评分'}，{outcome.code} {outcome.message}{outcome.advice}"
        )
        drawn = f" → {output}" if output else ""
        return one_line(f"{outcome.called}：{refusal}（{'、'.join(outcome.files)}）{drawn}")
    totals = outcome.totals
    claimed = "未填全" if totals.claimed is None else plain(totals.claimed)
    reviewed = "无法确定" if totals.reviewed is None else f"{plain(totals.reviewed)} {totals.grade}"
    year = f"（{outcome.year} 年度）" if outcome.year else ""
    tail = f" → {output}" if output else ""
    return one_line(
        f"{outcome.called}{year}：自评 {claimed}，复核 {reviewed}（可能 {plain(totals.low)}～{plain(totals.high)}），"
        f"错误 {outcome.errors}，提醒 {outcome.warnings}{tail}"
    )


def closing_lines(result: FolderResult, folder: str) -> list[str]:
    """The one screen after a run: what came out and where."""
    lines = [
        outcome_line(o, result.outputs.get(i))
        for i, o in enumerate(result.outcomes[:PRINTED_UNITS])
    ]
    more = len(result.outcomes) - PRINTED_UNITS
    if more > 0:
        lines.append(f"…… 另有 {more} 个单位，见汇总表。")
    scored = sum(outcome.status == "scored" for outcome in result.outcomes)
    checked = sum(outcome.status == "unscored" for outcome in result.outcomes)
    failed = len(result.outcomes) - scored - checked
    lines.append("")
    files = len({file for outcome in result.outcomes for file in outcome.files})
    units = "" if files == len(result.outcomes) else f"，{len(result.outcomes)} 份填报"
    only = f"没有分值只核对 {checked}，" if checked else ""
    lines.append(
        f"共 {files} 个文件{units}：已评分 {scored}，{only}未评分 {failed}，忽略 {len(result.skipped)}。"
    )
    if result.rollup:
        lines.append(f"结果在 {folder} 文件夹，请先看 {result.rollup}。")
    lines += _returned_lines(result)
    aside = sum(not outcome.counted for outcome in result.outcomes)
    if aside:
        lines.append(f"有 {aside} 份是同一单位报了几份，选定之前都不计入汇总，见汇总表。")
    if result.resumed:
        lines.append(f"接着上次没有做完的：{result.resumed} 个文件没有变，没有重做。")
    if result.vanished:
        whole = (
            f"有 {result.lost} 份复核工作簿没有写成，请再运行一次"
            if result.lost
            else "这次的结果都写在里面"
        )
        lines.append(
            f"{folder} 文件夹在运行中不见了（被移走、改名或删除）：已在原处重新建好，{whole}；以前的结果请到回收站或移去的地方找。"
        )
    if result.cancelled:
        lines.append("已按要求中断；完成的都已写好，再运行一次会接着做。")
    return lines


def _returned_lines(result: FolderResult) -> list[str]:
    """What was typed into completed workbooks, and what became of those that lie in the output folder."""
    lines = []
    if result.returned:
        lines.append(
            f"有 {len(result.returned)} 份填写或改动过的复核表，按其中的数评分：{_names(result.returned)}；逐格见“核对问题”A04。"
        )
    for new, old in list(result.beside.items())[:PRINTED_UNITS]:
        lines.append(
            one_line(
                f"{old} 不能替换（设了密码、正被打开或有人改过），原样保留；这次的结果是 {new}。"
            )
        )
    if result.listed:
        lines.append(f"汇总里另有 {result.listed} 个单位是以前评的，没有变。")
    rest = result.unlisted - len(result.pending)
    if result.pending:
        lines.append(
            f"输出文件夹里还有 {len(result.pending)} 份复核表填写或改动过，这次没有评到，没有列入汇总：{_names(result.pending)}；"
            "请连同原表再评一次。"
        )
    if rest:
        lines.append(
            f"输出文件夹里还有 {rest} 份以前的复核表没有列入汇总：单位已有新的结果，或查不到评它的运行记录。"
        )
    return lines


def _names(names: Sequence[str]) -> str:
    more = f" 等 {len(names)} 份" if len(names) > _NAMED else ""
    return one_line("、".join(names[:_NAMED])) + more


class Progress:
    """A bar on a terminal, plain lines when piped, nothing with --json's lines on standard output disturbed."""

    def __init__(self, quiet: bool) -> None:
        self.terminal = bool(sys.stderr and sys.stderr.isatty())  # None where it was closed
        self.quiet = quiet
        self.bar: tqdm[Any] | None = None

    def step(self, number: int, total: int, outcome: Brief, output: str | None) -> None:
        """One unit done."""
        if self.terminal and total > 1:
            if self.bar is None:
                from tqdm import tqdm

                self.bar = tqdm(total=total, unit="个", file=sys.stderr, ascii=" #", leave=False)
            self.bar.update(number - self.bar.n)
        elif not self.quiet and total > 1:
            say([f"[{number}/{total}] {outcome_line(outcome, output)}"], err=True)

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()


def say(lines: Sequence[str], err: bool = False) -> None:
    """Print lines, whatever names and cells they quote. All that is printed goes through here or `say_json`."""
    for line in lines:
        _echo(one_line(line), err)


def say_json(found: object) -> None:
    """Print an object as one line of JSON."""
    _echo(escaped(json.dumps(found, ensure_ascii=False)))


def _echo(text: str, err: bool = False) -> None:
    """Print a line. A reader that has gone (| head) ends the program quietly with 141; progress that nobody reads, nothing.

    Raises Unprintable where standard output cannot be written for another reason.
    """
    try:
        click.echo(text, err=err)
    except OSError as error:
        stream = sys.stderr if err else sys.stdout
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if err:
            return
        if error.errno in _GONE:
            raise click.exceptions.Exit(141) from None
        raise Unprintable(
            f"标准输出写不出去（{error.strerror or error}）。",
            "已经写好的结果文件不受影响；请换一个地方接输出。",
        ) from error
