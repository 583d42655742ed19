"""What was carried over, received, spent and is left, in the 基础数据表: the four must balance."""

from __future__ import annotations

from collections.abc import Iterator

from sheetscore.checks.context import Context
from sheetscore.exact.amounts import plain
from sheetscore.model.finding import Finding
from sheetscore.scoring.filed.figure_lookup import difference


def check_F02(context: Context) -> Iterator[Finding]:
    """基础数据表里年初结转＋本年收入－本年支出＝年末结转（年初、年末结转和结余同样）。

    级别：错误；四个数的尾差（0.025 万元）以内不报，表里另有结余分配、上缴、使用结余等栏的不核对。来源：收入支出决算总表的平衡关系。
    """
    figures = context.indexed
    for flow in figures.flows():
        if not figures.off_balance(flow[-1]):
            continue
        opening, income, spent, rest = (plain(each["value"]) for each in flow)
        right = plain(flow[-1]["value"] + difference(flow))
        label, last = str(flow[-1]["measure"]), flow[-1]
        yield Finding(
            "F02", "error", f"{label} {rest}，按年初数＋本年收入－本年支出应为 {right}：{opening}＋{income}－{spent}＝{right}。",
            context.file_of(last["sheet"]), last["sheet"], last["cell"], rest, right,
            "请核对这四个数；更正以前，用到它们的指标没有计算。",
        )  # fmt: skip
