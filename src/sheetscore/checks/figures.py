"""Checks of the figures that the scores are computed from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sheetscore.amounts import plain
from sheetscore.checks.context import Context
from sheetscore.figures import Figures
from sheetscore.model import Finding, Input
from sheetscore.rules.text import quoted

_MAY_BE_NEGATIVE = ("追加预算",)


def check_B05(context: Context) -> Iterator[Finding]:
    """金额、人数、面积为负数（追加预算除外）：照用，但请核对。级别：提醒。来源：docs/读法.md。"""
    for figure in _figures(context):
        if (
            figure.value is not None
            and figure.value < 0
            and figure.key.measure not in _MAY_BE_NEGATIVE
        ):
            yield context.at_figure(
                figure, "B05", "warning", f"{quoted(figure.term)}是负数 {plain(figure.value)}。",
                found=plain(figure.value), expected="不小于 0", advice="请核对正负号。",
            )  # fmt: skip


def check_F08(context: Context) -> Iterator[Finding]:
    """同一个数写了两处而不相等。级别：填报表内不相等的不采用，错误；补填的与填报表不相等的以填报表为准，提醒。

    来源：docs/读法.md。
    """
    figures = Figures.of(context.base)
    for figure in _figures(context):
        stated = [r for r in figures.candidates(figure.key) if r["state"] == "value"]
        if len({record["value"] for record in stated}) < 2:
            continue
        filed = {record["value"] for record in stated if not record["supplied"]}
        numbers = "、".join(f"{plain(r['value'])}（{r['sheet']}!{r['cell']}）" for r in stated)
        contradicts = figure.state == "conflict" or len(filed) > 1
        effect = _effect(figure, contradicts)
        last: dict[str, Any] = stated[-1]
        yield Finding(
            "F08", "error" if contradicts else "warning", f"{quoted(figure.term)}有几个不同的数：{numbers}。{effect}",
            context.base_file or context.file, last["sheet"], last["cell"], plain(last["value"]), plain(stated[0]["value"]),
            "请核对，只留一个正确的数。",
        )  # fmt: skip


def _effect(figure: Input, contradicts: bool) -> str:
    if not contradicts:
        return "以填报表的数为准。"
    return "按补填的数计算。" if figure.supplied else "都没有采用。"


def _figures(context: Context) -> Iterator[Input]:
    """Each figure once, in the order of the indicators."""
    seen = set()
    for row in context.rows():
        for figure in row.inputs:
            if figure.key not in seen:
                seen.add(figure.key)
                yield figure
