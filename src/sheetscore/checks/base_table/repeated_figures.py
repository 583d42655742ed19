"""The check of figures that stand in several places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sheetscore.checks.cell.cell_values import asked_figures
from sheetscore.checks.context import Context
from sheetscore.exact.amounts import plain
from sheetscore.model.figure import Input
from sheetscore.model.finding import Finding
from sheetscore.scoring.own.printed_agreement import tell_apart
from sheetscore.words.text import quoted


def check_F08(context: Context) -> Iterator[Finding]:
    """同一个数写了两处而不相等，或一处空着。级别：填报表内不相等的不采用，错误（一个等于其余之和、像是合计和分项的，提醒）；补填的与填报表不相等的以填报表为准，提醒。
    一个表头下面有两行数的点名：其中的一部分和相同的，提示；分不清用哪一行的，提醒。
    评价标准旁边所填的完成值和按基础数据表算得的率对不上的，由人核对后评定，错误。

    容差：完成值和各个数四舍五入的范围。来源：docs/读法.md。
    """
    yield from _apart(context)
    figures = context.indexed
    for figure in asked_figures(context):
        found = figures.candidates(figure.key)
        stated = [r for r in found if r["state"] == "value"]
        if len({record["value"] for record in stated}) < 2:
            if figure.state == "conflict":
                yield _half_blank(context, figure, found)
            continue
        filed = {record["value"] for record in stated if not record["supplied"]}
        numbers = "、".join(f"{plain(r['value'])}（{r['sheet']}!{r['cell']}）" for r in stated)
        contradicts = figure.state == "conflict" or len(filed) > 1
        effect = _effect(figure, contradicts)
        if contradicts and filed and _is_whole(stated):
            effect += "其中一个等于其余各个之和，像是合计和各单位、各部分的数。"
        last: dict[str, Any] = stated[-1]
        yield Finding(
            "F08", "error" if contradicts and not _is_whole(stated) else "warning",
            f"{quoted(figure.term)}有几个不同的数：{numbers}。{effect}",
            context.base_file or context.file, last["sheet"], last["cell"], plain(last["value"]), plain(stated[0]["value"]),
            "请核对，只留一个正确的数。",
        )  # fmt: skip


def _apart(context: Context) -> Iterator[Finding]:
    """A 完成值 that the figures of the 基础数据表 do not give."""
    for row in context.rows():
        if row.apart is not None:
            yield context.at(
                row, row.apart.cell, "F08", "error", f"{quoted(row.indicator)}{tell_apart(row.apart)}",
                found=row.apart.found, expected=row.apart.expected, advice="请核对完成值和基础数据表，改正填错的一处。",
            )  # fmt: skip


def _half_blank(context: Context, figure: Input, found: list[dict[str, Any]]) -> Finding:
    """A figure that has several cells, not all of them filled in."""
    filed = [record for record in found if not record["supplied"]]
    stated = next(r for r in filed if r["state"] == "value")
    other = next(r for r in filed if r["state"] != "value")
    cells = f"{stated['sheet']}!{stated['cell']} 是 {plain(stated['value'])}，{other['sheet']}!{other['cell']} "
    blank = "空着" if other["state"] == "blank" else f"是“{str(other['raw']).strip()}”"
    return Finding(
        "F08", "error", f"{quoted(figure.term)}在表上有几格：{cells}{blank}。都没有采用。",
        context.base_file or context.file, other["sheet"], other["cell"], str(other["raw"]).strip() or "空白",
        plain(stated["value"]), "请核对表头和行名，只留一格。",
    )  # fmt: skip


def _is_whole(stated: list[dict[str, Any]]) -> bool:
    """Is one of the figures the sum of all the others (合计, 本级, 二级单位)? It takes two others to tell."""
    values = [record["value"] for record in stated]
    return len(values) > 2 and any(2 * value == sum(values) for value in values)


def _effect(figure: Input, contradicts: bool) -> str:
    if not contradicts:
        return "以填报表的数为准。"
    return "按补填的数计算。" if figure.supplied else "都没有采用。"
