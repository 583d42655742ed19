"""click in Chinese, and the lines that people read in a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click
from tqdm import tqdm

from sheetscore.amounts import plain
from sheetscore.batch import FolderResult
from sheetscore.model import LEVEL_NAMES, Finding, Outcome

PRINTED_FINDINGS = 200
"""Findings printed of one unit; the workbook and --json have all of them."""
PRINTED_UNITS = 20
"""Units listed on one screen after a run; 汇总.xlsx has all of them."""
_TITLES = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}


class _Chinese(click.Command):
    """Headings and the help option of a command in Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = [
            {"[OPTIONS]": "[选项]", "COMMAND": "命令", "[ARGS]...": "[参数]…"}.get(p, p)
            for p in self.collect_usage_pieces(ctx)
        ]
        text = " ".join(pieces).replace("COMMAND [ARGS]...", "命令 [参数]…")
        formatter.write_usage(ctx.command_path, text, prefix="用法：")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段说明。"
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [found for each in self.get_params(ctx) if (found := each.get_help_record(ctx))]
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
    if isinstance(error, click.NoSuchOption):
        near = f"是不是 {'、'.join(error.possibilities)}？" if error.possibilities else ""
        return f"没有 {error.option_name} 这个选项。{near}"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return (
            f"还缺少 {error.param.get_error_hint(error.ctx) if error.ctx else error.param.name}。"
        )
    if isinstance(error, click.BadParameter):
        hint = error.param.get_error_hint(error.ctx) if error.param and error.ctx else "参数"
        return f"{hint} 的值不对：{error.message}"
    if "No such command" in error.format_message():
        return f"没有这个命令。{error.format_message().rsplit('.', 1)[0].replace('No such command', '').strip()}"
    return error.format_message()


def utf8_streams() -> None:
    """UTF-8 on both streams whatever the locale; what cannot be shown never stops the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


def finding_line(finding: Finding) -> str:
    """`一局.xlsx 指标表!I9 E01 错误 …`, one line."""
    where = " ".join(part for part in (finding.file, finding.where) if part)
    text = " ".join(f"{finding.message}{finding.advice}".split())
    return f"{where} {finding.code} {LEVEL_NAMES[finding.level]}：{text}"


def outcome_line(outcome: Outcome, output: str | None) -> str:
    """One unit in one line."""
    if outcome.totals is None:
        return f"{outcome.unit}：未评分，{outcome.code} {outcome.message}{outcome.advice}（{'、'.join(outcome.files)}）"
    totals = outcome.totals
    claimed = "未填全" if totals.claimed is None else plain(totals.claimed)
    reviewed = "无法确定" if totals.reviewed is None else f"{plain(totals.reviewed)} {totals.grade}"
    errors = sum(finding.level == "error" for finding in outcome.findings)
    warnings = sum(finding.level == "warning" for finding in outcome.findings)
    year = f"（{outcome.year} 年度）" if outcome.year else ""
    tail = f" → {output}" if output else ""
    return (
        f"{outcome.unit}{year}：自评 {claimed}，复核 {reviewed}（可能 {plain(totals.low)}～{plain(totals.high)}），"
        f"错误 {errors}，提醒 {warnings}{tail}"
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
    failed = len(result.outcomes) - scored
    lines.append("")
    lines.append(
        f"共 {len(result.outcomes)} 个文件：已评分 {scored}，未评分 {failed}，忽略 {len(result.skipped)}。"
    )
    if result.rollup:
        lines.append(f"结果在 {folder} 文件夹，请先看 {result.rollup}。")
    if result.cancelled:
        lines.append("已按要求中断；完成的都已写好，重新运行会接着全部重做。")
    return lines


class Progress:
    """A bar on a terminal, plain lines when piped, nothing with --json's lines on standard output disturbed."""

    def __init__(self, quiet: bool) -> None:
        self.terminal = sys.stderr.isatty()
        self.quiet = quiet
        self.bar: tqdm[Any] | None = None

    def step(self, number: int, total: int, outcome: Outcome, output: str | None) -> None:
        """One unit done."""
        if self.terminal and total > 1:
            if self.bar is None:
                self.bar = tqdm(total=total, unit="个", file=sys.stderr, ascii=" #", leave=False)
            self.bar.update(number - self.bar.n)
        elif not self.quiet and total > 1:
            click.echo(f"[{number}/{total}] {outcome_line(outcome, output)}", err=True)

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()


def say(lines: Sequence[str], err: bool = False) -> None:
    """Print lines."""
    for line in lines:
        click.echo(line, err=err)
