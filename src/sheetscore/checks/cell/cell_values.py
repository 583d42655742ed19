"""Checks of single cells: what a figure can be, and what it must have been meant to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import groupby
from typing import Any

from sheetscore.checks.base_table.own_rates import execution_rate, own_rate, percent_slip
from sheetscore.checks.base_table.printed_figures import column_name, value_of
from sheetscore.checks.context import Context
from sheetscore.exact.amounts import fraction, percent, plain
from sheetscore.model.columns import records, rows
from sheetscore.model.figure import Input
from sheetscore.model.finding import Finding
from sheetscore.regexes import regex
from sheetscore.scoring.compiling import full_from
from sheetscore.scoring.filed.slips import Slip, find_slips
from sheetscore.scoring.impossible import OWN, beyond_all
from sheetscore.words.names import ADDED_BUDGET, EXECUTION_RATE, MONEY_MEASURES, MOVED_BUDGET
from sheetscore.words.text import quoted
from sheetscore.words.vocabulary import pattern

WAN_RATIO = (Fraction(3162), Fraction(31623))
"""Ratios near 10⁴ (half a power of ten to either side): 元 beside 万元."""
_WAN = 10_000
_FAR_ABOVE = 10
_HUNDRED = (Fraction(77), Fraction(130))
"""How many times what was done the target is where one % sign too many was typed."""
_MAY_BE_NEGATIVE = (ADDED_BUDGET, MOVED_BUDGET)
_CHANGE = pattern("增|减|变|偏差|差额|差异|升|降|{surplus}")
"""What is done may be below zero where the indicator is a change, and so may a balance."""
_ZERO_OR_NIL = regex(
    r"0(?:\.0+)?\s*(?:万?元|人|辆|㎡|个|项)?\s*[/／、，,(（]?\s*(?:无|没有|[-—–]+)?[)）]?|无\s*[/／、(（]?\s*0[)）]?"
)
_COUNTED = frozenset(
    ["人次", "家次", "户次", "场次", *"人名辆台套家个项户件次场期篇份批起例所座处册张栋间"]
)
_ALL_OR_MORE = regex(r"100[%％](?:[(（]含[)）])?以上|(?:超过|大于|高于|[>＞])[ \u3000]*100[%％]")
_MISREAD = regex(
    r"(?<![0-9A-Za-z.])(?:[WwQq](?=[ \u3000]?\d)|2(?=(?:100|[6-9]\d)(?:\.\d+)?[%％]))(?:[ \u3000]?\d+(?:\.\d+)?[%％]?)"
)


def check_B02(context: Context) -> Iterator[Finding]:
    """0 和“没有”要分清：一格里写成“0/无”“0元/无”“无（0）”的，读不出是 0 还是没有填。

    级别：提醒。来源：docs/读法.md（空白、横线、0 各不相同）。
    """
    for record in context.figures:
        raw = str(record.raw).strip(" \u3000\n")
        if record.state == "text" and _ZERO_OR_NIL.fullmatch(raw):
            yield context.at_record(
                record, "B02", "warning", f"{quoted(raw)}分不清是 0 还是没有，没有当作 0。",
                found=raw, expected="0 或 ——", advice="没有发生的请只填 0；不适用的请只填“——”。",
            )  # fmt: skip


def check_B03(context: Context) -> Iterator[Finding]:
    """金额单位：同一项目相邻各栏的数（不论正负）、完成值与指标值相差约一万倍或约一亿倍，像是一格填了元，另一格填了万元、亿元。

    完成值只比越大越好的指标。点错小数点：一个数和同一项目的上年、预算、决算都差四倍以上，移动小数点一至三位就落在互相不超过两倍的两个数之间
    （或超出不到三成），或者正好合上旁边印的率；用到它的指标缺数据，核对后在缺数清单里填写才算；所列各项之和正好是它的不算。
    移动小数点也合不上，而大到两个邻近的数（互相不超过两倍）的十倍以上的，请核对，照用。
    级别：错误；像是点错小数点的、大得离谱的、表上写了两种单位的，提醒。容差：一万、一亿的上下半个数量级（3162 倍至 31623 倍……）。
    来源：基础数据表“单位：万元”；docs/读法.md。
    """
    slipped = find_slips(records(context.base), context.glossary, even_settled=True)
    yield from _slipped(context, slipped.values())
    for _, group in groupby(context.figures, key=lambda row: (row.sheet, row.section, row.item)):
        money = [row for row in group if row.unit == "万元" and value_of(row)]
        odd = _odd_one(money)
        if odd is None:
            yield from _far_above(
                context, [each for each in money if (each.sheet, each.cell) not in slipped]
            )
            continue
        record, other, factor = odd
        large = abs(record.value) > abs(other.value)
        meant = record.value / factor if large else record.value * factor
        slip = (
            ("一万倍，像是元填成了万元" if large else "一万倍，像是亿元填成了万元")
            if factor == _WAN
            else "一亿倍，像是元、亿元填混了"
        )
        yield context.at_record(
            record, "B03", "error",
            f"{quoted(record.item)}{column_name(record)} {plain(record.value)}，{column_name(other)} {plain(other.value)}，"
            f"相差约{slip}（应为 {plain(meant)}）。",
            found=plain(record.value), expected=plain(meant), advice="请核对这一格的金额单位，统一填万元。",
        )  # fmt: skip
    yield from _off_target(context)


def _slipped(context: Context, slips: Iterable[Slip]) -> Iterator[Finding]:
    """The figures whose decimal point is in doubt (slips.py)."""
    for slip in slips:
        sheet, cell = slip.place
        counts = slip.record["settled"] is True
        doubt = "像是点错了小数点"
        told = (
            slip.told.removesuffix("，请核对后补填") + "，是复核表里填的，照填的计算"
            if counts
            else slip.told
        )
        yield Finding(
            "B03", "warning", f"{quoted(str(slip.record['label']))}{doubt}：{told}。", context.file_of(sheet), sheet, cell,
            str(slip.record["raw"]).strip(), slip.written, "请核对这一格，填错的请改正。" if counts else _CONFIRM,
        )  # fmt: skip


_CONFIRM = "请核对这一格；没有填错的，在缺数清单里照填一遍。"


def _far_above(context: Context, money: list[Any]) -> Iterator[Finding]:
    """A budget or an outlay many times all the others of its item, which agree: no decimal point explains it."""
    stated = [row for row in money if row.measure in MONEY_MEASURES and row.value > 0]
    for record in stated:
        others = [row for row in stated if row is not record]
        values = [Fraction(row.value) for row in others]
        if len(values) < 2 or max(values) > 2 * min(values):
            continue
        times = Fraction(record.value) / max(values)
        if times >= _FAR_ABOVE:
            beside = "、".join(f"{row.cell} {plain(row.value)}" for row in others)
            yield context.at_record(
                record, "B03", "warning",
                f"{quoted(record.item)}{column_name(record)} {plain(record.value)}，是旁边的数（{beside}）的 {plain(times, 0)} 倍以上。",
                found=plain(record.value), expected=f"与 {beside} 相近的数", advice="请核对这一格的数和金额单位。",
            )  # fmt: skip


def _off_target(context: Context) -> Iterator[Finding]:
    """What was done, 10⁴ times its target or such a part of it, as if the two were counted in different units."""
    for row in context.rows():
        edge = full_from(row.rule) if row.quantity else None
        if not edge or edge <= 0 or not row.rate:
            continue
        times = abs(row.rate / edge)
        large = times > 1
        for factor, word in ((_WAN, "一万"), (_WAN * _WAN, "一亿")):
            if _near(times if large else 1 / times, factor):
                yield context.at(
                    row, row.actual_cell, "B03", "error",
                    f"{quoted(row.indicator)}完成 {row.actual}，指标值 {row.criteria}，相差约{word}倍，像是单位不同。",
                    found=row.actual, expected=f"与指标值 {row.criteria} 同一单位", advice="请核对完成值的单位，改成与指标值相同的单位。",
                )  # fmt: skip


def _odd_one(money: list[Any]) -> tuple[Any, Any, int] | None:
    """The figure that is about 10⁴ (10⁸) times, or such a part of, all the others of its row; of two, the larger one."""
    values = {id(row): abs(fraction(row.value)) for row in money}
    for record in sorted(money, key=lambda row: -abs(row.value)):
        others = [row for row in money if row is not record]
        ratios = [values[id(record)] / values[id(row)] for row in others]
        for factor in (_WAN, _WAN * _WAN):
            if others and (
                all(_near(each, factor) for each in ratios)
                or all(_near(1 / each, factor) for each in ratios)
            ):
                return record, others[0], factor
    return None


def _near(value: Fraction, factor: int) -> bool:
    """Within half a power of ten of 10⁴, or of 10⁸."""
    scale = Fraction(factor, _WAN)
    return WAN_RATIO[0] * scale <= value <= WAN_RATIO[1] * scale


def check_B04(context: Context) -> Iterator[Finding]:
    """百分号：控制率、执行率应写成 109.38%（或 1.0938），不能是 109.38、1.0938% 这样差一百倍的写法。

    完成值写成 0.975%、指标值 ≥98% 的（约一百倍），像是多写了百分号，照用。
    级别：错误；完成值的，提醒。容差：按分子、分母四舍五入的范围判断；完成值的，77 倍至 130 倍。
    来源：基础数据表各“控制率”栏；自评表“执行率”栏、“实际完成值”栏。
    """
    yield from _percent_of_percent(context)
    printed = [(record, own_rate(context, record)) for record in context.figures]
    printed += [
        (line.record(EXECUTION_RATE), execution_rate(context, line)) for line in context.lines
    ]
    for record, own in printed:
        meant = percent_slip(own) if own else None
        if meant is not None:
            raw = str(record.raw).strip()
            yield context.at_record(
                record, "B04", "error", f"{quoted(record.measure)}填的 {raw} 差一百倍，按分子、分母应为 {meant.text}。",
                found=raw, expected=meant.text, advice="请写成带百分号的数。",
            )  # fmt: skip


def _percent_of_percent(context: Context) -> Iterator[Finding]:
    """What was done a hundredth of the target, both with %: 97.5% was kept as 0.975 and got its sign a second time."""
    for row in context.rows():
        edge = full_from(row.rule) if row.quantity and row.rule.unit == "%" else None
        if edge and row.rate and row.rate > 0 and _HUNDRED[0] <= edge / row.rate <= _HUNDRED[1]:
            meant = percent(row.rate * 100)
            yield context.at(
                row, row.actual_cell, "B04", "warning",
                f"{quoted(row.indicator)}完成 {row.actual}，指标值 {row.criteria}，相差约一百倍，像是 {meant} 多写了百分号。",
                found=row.actual, expected=meant, advice="请核对完成值；没有填错的不用改。",
            )  # fmt: skip


def check_B05(context: Context) -> Iterator[Finding]:
    """数的范围：金额、人数、面积为负数（追加、调整、结余和增减除外）；满意度、覆盖率一类的率大于 100%，或评价标准要求“100%以上”。

    负数照用，但请核对；超过 100% 的率（名单在 templates/glossary.toml）由人核对后评定。
    级别：负数和“100%以上”的标准，提醒；率大于 100%，错误。容差：0。来源：docs/读法.md；率的定义。
    """
    yield from _negative(context)
    for row in context.rows():
        found = None if row.rate is None else beyond_all(row.bounded, row.rate, row.inputs)
        if found is None:
            continue
        name, value = found[0] or row.indicator, percent(found[1])
        why = context.glossary.at_most_all(name)
        cell = next((f for f in row.inputs if found[0] in (OWN, f.term) and f.cell), row.inputs[0])
        yield context.at_figure(
            cell, "B05", "error", f"{quoted(name)}是 {value}，这样的率不会超过 100%（{why}），由人核对后评定。",
            found=value, expected="不超过 100%", advice="请核对这个数，或分子、分母的口径；目标定得偏低的，请说明。",
        )  # fmt: skip
    for row in context.rows():
        worded = _ALL_OR_MORE.search(row.criteria)
        if worded and context.glossary.at_most_all(row.indicator):
            yield context.at(
                row, row.criteria_cell, "B05", "warning",
                f"{quoted(row.indicator)}的评价标准写{quoted(worded[0])}，这样的率不会超过 100%。",
                found=worded[0], expected="100%", advice="请核对是不是应为 100%，或印错了数。",
            )  # fmt: skip


def _negative(context: Context) -> Iterator[Finding]:
    """Every figure below zero, whether a score rests on it or not."""
    for record in rows(context.base):
        value = value_of(record)
        if value is None or value >= 0 or record.measure in _MAY_BE_NEGATIVE:
            continue
        if not _CHANGE.search(record.label):
            yield context.at_record(
                record, "B05", "warning", f"{quoted(record.label)}是负数 {plain(value)}。",
                found=plain(value), expected="不小于 0", advice="请核对正负号。",
            )  # fmt: skip


def check_B06(context: Context) -> Iterator[Finding]:
    """按个数计的数（人、辆、家、项）不是整数。照用。级别：提示。来源：计量单位。"""
    for record in context.figures:
        value = value_of(record)
        if value is not None and record.unit in _COUNTED and value != value.to_integral_value():
            yield context.at_record(
                record, "B06", "info", f"{quoted(record.label)} {plain(value)} {record.unit}不是整数。",
                found=plain(value), expected="整数", advice="请核对；按月平均的，请写明口径。",
            )  # fmt: skip


def check_B07(context: Context) -> Iterator[Finding]:
    """评价标准里像是识别错的符号：≤、≥ 认成了 W、Q 或 2（“290%”应为“≥90%”），请对照原表。

    级别：提示。来源：扫描件转成的表格中的常见错误。
    """
    for row in context.rows():
        for found in _MISREAD.finditer(row.criteria):
            sign, rest = found[0][0], found[0][1:].strip()
            meant = f"≥{rest}" if sign == "2" else f"≤{rest}"
            read = "，已按此读" if sign != "2" and row.rule.kind != "judged" else ""
            yield context.at(
                row, row.criteria_cell, "B07", "info",
                f"{quoted(row.indicator)}的评价标准里{quoted(found[0])}像是识别错的{quoted(meant)}{read}。",
                found=found[0], expected=meant, advice="请对照下发的原表更正。",
            )  # fmt: skip


def asked_figures(context: Context) -> Iterator[Input]:
    """Each figure once, in the order of the indicators."""
    seen = set()
    for row in context.rows():
        for figure in row.inputs:
            if figure.key not in seen:
                seen.add(figure.key)
                yield figure
