"""Another unit's words in a unit's papers: its name where one's own belongs, people whom it serves and this one does not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sheetscore.checks.context import Context
from sheetscore.checks.indicator_table.who_filed import ORGANISATION, same_unit
from sheetscore.model.finding import Finding
from sheetscore.regexes import regex
from sheetscore.reports.text.blocks import Block
from sheetscore.reports.verdicts.report_context import ReportContext
from sheetscore.words.text import quoted
from sheetscore.words.toml_files import read_toml
from sheetscore.words.vocabulary import pattern

_TITLE_BLOCKS = 6
_NAME = r"[\u4e00-\u9fff]{2,24}?"
_TITLE = pattern(
    rf"^(?:关于)?(?P<name>{_NAME})(?:关于)?(?:20\d\d年?度?)?(?:部门)?(?:整体|项目|部门){{spending}}[\u4e00-\u9fff]{{0,8}}(?:自评|评价)[\u4e00-\u9fff]{{0,4}}报告$"
)
_OWN = regex(
    rf"(?P<name>{_NAME})[（(]以下(?:简称|称为?)[“\"]?(?:我|本)(?:单位|部门|局|委|办|院|校|中心|镇|乡|街道|站|所|队|会|馆|处|厅|部)[”\"]?[）)]"
)
_LEADING = regex(r"^.*(?:的|是|为|对|和|与|由|按|据|把|将)(?=[\u4e00-\u9fff]{4})")
_DATA = Path(__file__).with_name("served.toml")
_ASKED = regex(
    r"(?P<who>[\u4e00-\u9fff]{2,10}?)(?:及(?:其)?[\u4e00-\u9fff]{2,6})?(?:的)?(?:综合|总体)?满意[度率]"
)


def check_A02(context: ReportContext) -> Iterator[Finding]:
    """报告标题上的单位和表上的填报单位是同一个，简称、地区、括号的不同不算。

    级别：提醒（简称不一定认得出）。来源：报告标题，填报表“填报单位”。
    """
    own = _of_tables(context.tables)
    for block in context.report.blocks[:_TITLE_BLOCKS] if own else ():
        title = _TITLE.match(_plain(block.text))
        if title and ORGANISATION.search(title["name"]) and not same_unit(own, title["name"]):
            yield _finding(
                context, block, title["name"], "A02",
                f"报告标题写的是{quoted(title['name'])}，表上的填报单位是{quoted(own)}。",
                own, "请核对是不是放错了别的单位的报告，并统一名称。",
            )  # fmt: skip
            return


def check_F13(context: ReportContext) -> Iterator[Finding]:
    """报告里留着别的单位：正文把另一个单位称作“我局”“本单位”；调查满意度的对象和本单位的工作不相干。

    级别：提醒。来源：复核意见（照抄、套用其他单位报告，满意度对象写成别的单位的）。
    """
    own = _of_tables(context.tables) or _of_title(context)
    if not own:
        return
    for block in context.report.blocks:
        for said in _OWN.finditer(_plain(block.text)):
            name = _LEADING.sub("", said["name"])
            if ORGANISATION.search(name) and not same_unit(own, name):
                yield _finding(
                    context, block, name, "F13",
                    f"这里把{quoted(name)}称作本单位，报告是{quoted(own)}的。", own,
                    "请核对这一段是不是从别的单位的报告里抄来的，按本单位的情况改写。",
                )  # fmt: skip
        who = alien(block.text, own)
        if who:
            yield _finding(
                context, block, who, "F13",
                f"调查满意度的对象{quoted(who)}，和{quoted(own)}的工作像是不相干。", "本单位的服务对象",
                "请核对这一项是不是从别的单位的报告里抄来的，按本单位的情况改写。",
            )  # fmt: skip


def alien(text: str, unit: str) -> str:
    """The people asked for their satisfaction whom the unit does not serve, "" where there are none."""
    everybody, groups = _served()
    if any(word in unit for word in everybody):
        return ""
    for asked in _ASKED.finditer(text):
        for people, servants in groups:
            named = next((each for each in people if each in asked["who"]), "")
            if named and not any(word in unit for word in servants):
                return named
    return ""


@cache
def _served() -> tuple[list[str], list[tuple[list[str], list[str]]]]:
    data = read_toml(_DATA)
    return data["everybody"], [(each["people"], each["units"]) for each in data["group"]]


def _of_tables(tables: Context | None) -> str:
    return tables.tables.filer.unit if tables and tables.tables else ""


def _of_title(context: ReportContext) -> str:
    for block in context.report.blocks[:_TITLE_BLOCKS]:
        title = _TITLE.match(_plain(block.text))
        if title and ORGANISATION.search(title["name"]):
            return title["name"]
    return ""


def _plain(text: str) -> str:
    return re.sub(r"[\s　]", "", unicodedata.normalize("NFKC", text))


def _finding(
    context: ReportContext,
    block: Block,
    found: str,
    code: str,
    message: str,
    expected: str,
    advice: str,
) -> Finding:
    return Finding(
        code, "warning", message, context.report.file, "", block.place(), found, expected, advice
    )
