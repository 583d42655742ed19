"""The commands: parse the words, call, print, exit code. No logic.

What a command needs is imported in it: the others, and `--help`, start without pandas and openpyxl.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from sheetscore import __version__
from sheetscore.commands.console import (
    PRINTED_FINDINGS,
    Group,
    Progress,
    closing_lines,
    finding_line,
    outcome_line,
    say,
    say_json,
    usage_sentence,
    utf8_streams,
)
from sheetscore.errors import NothingToDo, SheetscoreError, WrongUse
from sheetscore.model.outcome import Outcome
from sheetscore.model.unit_brief import brief

if TYPE_CHECKING:
    from sheetscore.commands.rules_command import Entry
    from sheetscore.forms import Forms

INBOX, OUTBOX = "待评分", "已评分"
_JSON = click.option("--json", "as_json", is_flag=True, help="标准输出只有 JSON，一行一个对象。")

_TEMPLATES = click.option(
    "--templates",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="自己的表式所在的文件夹（不写时用“待评分”旁边的“表式”）。",
)
_PROFILE = click.option("--profile", metavar="方案", help="指定计分方案，见 template --list。")


def _overrides(command: Any) -> Any:
    """--year, --form, --unit: what was recognised wrongly; --profile: what the form leaves open."""
    for option in (
        _TEMPLATES,
        _PROFILE,
        click.option("--unit", metavar="名称", help="指定填报单位（只评一个文件时用）。"),
        click.option("--form", metavar="表式", help="指定表式，见 template --list。"),
        click.option(
            "--year", type=click.IntRange(2000, 2099), metavar="年份", help="指定评价年度。"
        ),
    ):
        command = option(command)
    return command


@click.group(
    cls=Group, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, message="sheetscore %(version)s", help="显示版本。")
@click.pass_context
def program(ctx: click.Context) -> None:
    """部门整体支出绩效自评：复核得分、核对数据、写出复核表。

    不带命令时，把“待评分”文件夹里的工作簿评分后写进“已评分”文件夹。
    """
    if ctx.invoked_subcommand is None:
        from sheetscore.batch.received.inbox import open_inbox

        inbox = Path(INBOX)
        if open_inbox(inbox, Path(OUTBOX), _forms(None)):
            say(
                [
                    f"已建好“{INBOX}”和“{OUTBOX}”两个文件夹。",
                    f"请把填好的工作簿放进“{INBOX}”，再运行一次。",
                ]
            )
            ctx.exit(3)
        _score([str(inbox)], OUTBOX, False, None)


def _forms(templates: Path | None) -> Forms:
    """The official forms and a bureau's own ones."""
    from sheetscore.batch.received.own_forms import forms_with, own_folder

    return forms_with(own_folder() if templates is None else templates)


@program.command()
@click.argument(
    "inputs", nargs=-1, required=True, metavar="文件或文件夹…", type=click.Path(path_type=str)
)
@click.option("-o", "--output", required=True, metavar="文件夹", help="结果写到哪个文件夹。")
@_overrides
@_JSON
def score(
    inputs: Sequence[str], output: str, as_json: bool, templates: Path | None, **chosen: Any
) -> None:
    """评分：写出复核表、汇总.xlsx 和运行记录。

    例：sheetscore score 待评分 -o 已评分
    """
    _score(inputs, output, as_json, templates, **chosen)


def _score(
    inputs: Sequence[str], output: str, as_json: bool, templates: Path | None, **chosen: Any
) -> NoReturn:
    from sheetscore.batch import score_folder
    from sheetscore.batch.worker import Overrides

    progress = Progress(quiet=as_json)
    sink = _json_outcome if as_json else None
    overrides = Overrides(**chosen)
    result = score_folder(
        inputs, output, templates=templates, overrides=overrides, report=progress.step, sink=sink
    )
    progress.close()
    if as_json:
        say(closing_lines(result, output)[-3:], err=True)
    else:
        say(closing_lines(result, output))
    sys.exit(result.exit_code)


def _json_outcome(outcome: Outcome, output: str | None) -> None:
    from sheetscore.commands.json_contract import outcome_object

    say_json(outcome_object(outcome, output))


@program.command()
@click.argument(
    "inputs", nargs=-1, required=True, metavar="文件或文件夹…", type=click.Path(path_type=str)
)
@_overrides
@_JSON
def check(inputs: Sequence[str], as_json: bool, templates: Path | None, **chosen: Any) -> None:
    """核对：只列出问题，什么都不写。

    例：sheetscore check 某局.xlsx
    """
    from sheetscore.batch import score_folder
    from sheetscore.batch.worker import Overrides

    sink = _json_outcome if as_json else _say_findings
    result = score_folder(
        inputs, None, templates=templates, overrides=Overrides(**chosen), sink=sink
    )
    sys.exit(result.exit_code)


def _say_findings(outcome: Outcome, output: str | None) -> None:
    say([outcome_line(brief(outcome), output)])
    lines = [finding_line(finding) for finding in outcome.findings]
    if outcome.drawable:
        say([f"  {line}" for line in lines[:PRINTED_FINDINGS]])
    if len(lines) > PRINTED_FINDINGS:
        say([f"  …… 另有 {len(lines) - PRINTED_FINDINGS} 条，用 --json 或 score 看全部。"])


@program.command()
@click.argument("file", required=False, metavar="[文件]")
@click.option("--text", metavar="文字", help="一条评价标准的文字。")
@click.option("--points", metavar="分值", help="这条标准的分值。")
@click.option("--name", metavar="指标", help="三级指标的名称。")
@click.option(
    "--value", "values", multiple=True, metavar="值", help="试算一个值，如 125.38%；可写多个。"
)
@click.option("--file", "jsonl", metavar="F.jsonl", help="一行一条 {text, points, name, values}。")
@_TEMPLATES
@_PROFILE
@_JSON
def rules(
    file: str | None, text: str | None, points: str | None, name: str | None, values: Sequence[str],
    jsonl: str | None, as_json: bool, profile: str | None, templates: Path | None,
) -> None:  # fmt: skip
    """规则：每条评价标准读成了什么，某个值得几分。

    例：sheetscore rules 某局.xlsx　或　sheetscore rules --text "≤100%得5分；每超过1%扣0.5分，扣完为止" --points 5 --value 103%
    """
    from sheetscore.commands.rules_command import (
        read_file_rules,
        read_jsonl_rules,
        read_text_rule,
        rule_lines,
    )

    given = [each for each in (file, text, jsonl) if each is not None]
    if len(given) != 1:
        raise click.UsageError("请给出一个工作簿、一条 --text，或一个 --file，三者取一。")
    entries: Iterable[Entry]
    forms = _forms(templates)
    scoring = forms.profile(profile) if profile else None
    if text is not None:
        if points is None:
            raise click.UsageError("--text 要和 --points 一起用。")
        entries = read_text_rule(text, points, name, values, scoring)
    elif jsonl is not None:
        entries = read_jsonl_rules(Path(jsonl), scoring)
    else:
        from sheetscore.batch.alone import alone

        read = partial(read_file_rules, Path(str(file)), forms, tuple(values), scoring)
        entries = alone(read, forms.limits)
    for entry in entries:
        if as_json:
            say_json(entry.found)
        else:
            say([*rule_lines(entry), ""])


@program.command()
@click.argument("name", required=False, metavar="[表式]")
@click.option(
    "-o", "--output", default=".", metavar="文件夹", help="写到哪个文件夹（默认当前文件夹）。"
)
@click.option("--list", "listed", is_flag=True, help="列出现有表式和计分方案。")
@_TEMPLATES
def template(name: str | None, output: str, listed: bool, templates: Path | None) -> None:
    """模板：写出空白的填报工作簿。

    例：sheetscore template hunan -o 待评分
    """
    forms = _forms(templates)
    if listed:
        say([f"{form.id}　{form.title}　来源：{form.source}" for form in forms.forms])
        say(["", "计分方案（--profile）："])
        say([f"{each.id}　{each.title}　来源：{each.source}" for each in forms.profiles.values()])
        return
    if name is None:
        raise click.UsageError("请写表式的名称，或用 --list 看有哪些。")
    from sheetscore.batch.received.inbox import write_templates

    say([f"已写出 {path}" for path in write_templates([forms.get(name)], Path(output))])


@program.command()
@click.argument("unit", metavar="单位或文件")
@click.argument("indicator", metavar="指标")
@_TEMPLATES
@_PROFILE
@_JSON
def why(
    unit: str, indicator: str, profile: str | None, as_json: bool, templates: Path | None
) -> None:
    """为什么：把一个指标的得分从头讲一遍。

    例：sheetscore why 某局.xlsx 公用经费控制率
    """
    from sheetscore.commands.explain import find_indicator, find_unit, story
    from sheetscore.commands.json_contract import indicator_object

    found = find_unit(unit, _forms(templates), profile)
    scored = [outcome for outcome in found if outcome.status == "scored"]
    if not scored:
        say([outcome_line(brief(outcome), None) for outcome in found], err=True)
        sys.exit(1)
    outcome, row = find_indicator(scored, indicator)
    if as_json:
        say_json(indicator_object(row))
    else:
        say(story(outcome, row))


@program.command()
@click.argument("code", metavar="代码")
def explain(code: str) -> None:
    """代码：一个核对代码查什么、级别、容差、来源、怎么办。

    例：sheetscore explain C02
    """
    from sheetscore.commands.catalogue import explain_code

    say(explain_code(code))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program; every exit goes through here (exit codes: docs/接口.md)."""
    utf8_streams()
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = program.main(arguments, prog_name="sheetscore", standalone_mode=False)
    except click.ClickException as error:
        say([f"用法有误：{usage_sentence(error)}"], err=True)
        return 2
    except (KeyboardInterrupt, click.Abort):
        say(["已中断。"], err=True)
        return 130
    except NothingToDo as error:
        say([f"{error.code} {error.message}{error.advice}"], err=True)
        return 3
    except WrongUse as error:
        say([f"{error.message}{error.advice}"], err=True)
        return 2
    except SheetscoreError as error:
        say([f"{error.code} {error.message}{error.advice}"], err=True)
        return 1
    except OSError as error:
        from sheetscore.batch.kept.outputs import write_problem

        say([f"写不出结果：{write_problem(error)}"], err=True)
        return 2
    return code if isinstance(code, int) else 0
