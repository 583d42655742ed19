"""Checks of a table of targets (年度指标值, 实际完成值): scores, reasons, qualitative words, sums, dates, and odd targets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, get_args

from sheetscore.checks.cell.cell_values import WAN_RATIO
from sheetscore.checks.context import Context
from sheetscore.checks.target_table.target_money import EXECUTION
from sheetscore.exact.amounts import decimal, fraction, percent, plain
from sheetscore.exact.numerals import visible
from sheetscore.model.finding import Finding
from sheetscore.model.outcome import Status
from sheetscore.regexes import regex
from sheetscore.rules.shapes.operator_targets import ReverseFormula
from sheetscore.scoring.compiling import QUALITATIVE, assumed_at_least, compile_row, full_from
from sheetscore.scoring.shares_of_words import band_of, grade_of
from sheetscore.words.measure_units import times
from sheetscore.words.text import name_key, quoted
from sheetscore.words.vocabulary import pattern

REVERSE_NAMES = {
    "linear": "超过目标后线性降到两倍目标处为 0（预算管理一体化系统）", "ratio": "指标值÷完成值×分值（海淀 2016）",
    "zero": "超过目标即 0 分",
}  # fmt: skip
_TOLERANCE = Fraction(5, 1000)
_EXCESS = decimal("1.3")
"""Where the profile is silent: 130 % of the target, as the state platform has it in 广西 and the 手册."""
_NOT_DONE = pattern(
    r"{not_last_year}(?:未完成|没有完成|没完成|未达|没有达到|没达到|未能)|(?<![未无])(?<!没有)(?:滞后|推迟|延期)|未验收|尚未"
)
_FEWEST_ALIKE = 3
_SAVED = regex(r"节约|节省|压减|压缩|降低|减少|下降")
_PAYMENT = pattern("支付率|{carried_out}率|{spending}率|{spending}进度|资金支付")
_SAMPLE = regex(r"样本|问卷|调查|抽样|回访|访谈|\d+ *份")
_FORM_NOTE = regex(r"^\s*(?:填报|填表|填写)?(?:说明|注)")
_NUMBER_BEHIND = regex(r"^[≥≤＞＜=＝>< ]*[\d.,]+ *([^\d\s.,≥≤（(]*)")
_DATE = regex(r"(20\d\d)[ 年./-]+(\d{1,2})(?:[ 月./-]|$)")
_PERIOD = pattern(
    "项目(?:起止|实施|{carried_out})?(?:时间|期限|周期|年限)|起止时间|实施(?:期限|周期)"
)
_NOT_WHOLE_YEAR = regex(r"截[止至](?:到|至)?[^，。；]{0,8}?(?<!\d)([1-9]|1[01])月")
_EXECUTION = pattern("(?:{budget}|资金){carried_out}率|{budget}(?:{spending}|完成)率")
_SIGNED = ("正向", "反向")
_ALIASES = {"百分比": "%", "百分点": "%", "％": "%"}


def check_D06(context: Context) -> Iterator[Finding]:
    """越小越好的指标超过指标值后怎么给分，各地有几种算法：自评的得分按另一种算法才成立的，写明是哪一种。

    级别：提示（得分不一致由 E01 报告错误）。容差：0.005 分。来源：templates/profiles.toml 各方案的 reverse。
    """
    for row in context.rows():
        if row.status is not Status.DIFFERS or row.rule.kind != "target" or row.rate is None:
            continue
        if full_from(row.rule) is not None:
            continue  # larger is better: the reverse formula has no part in it
        record, profile = row._asdict(), context.form.profile
        for formula in get_args(ReverseFormula):
            if formula == profile.reverse:
                continue
            other = replace(profile, reverse=formula)
            score = compile_row(record, replace(context.form, profile=other)).score(row.rate)
            if score is not None and abs(Fraction(score - row.claimed)) <= _TOLERANCE:
                yield context.at(
                    row, row.claimed_cell, "D06", "info",
                    f"{quoted(row.indicator)}自评 {plain(row.claimed)} 分是按“{REVERSE_NAMES[formula]}”算的；"
                    f"本方案按“{REVERSE_NAMES[profile.reverse]}”，得 {plain(row.score)} 分。",
                    found=plain(row.claimed), expected=plain(row.score), advice="请以当地文件为准；要换算法，请用 --profile 指定。",
                )  # fmt: skip


def check_D08(context: Context) -> Iterator[Finding]:
    """得分低于分值的要写偏差原因；得满分的，偏差原因里不能写没有完成。

    级别：提醒。来源：财预〔2020〕10号 自评表“偏差原因分析及改进措施”。
    """
    for row in _targets(context):
        if not row.reason_cell or row.claimed is None:
            continue
        if row.claimed < row.points and not row.reason.strip(" \u3000-—/"):
            yield context.at(
                row, row.reason_cell, "D08", "warning",
                f"{quoted(row.indicator)}得 {plain(row.claimed)} 分，分值 {plain(row.points)}，没有写偏差原因。",
                found="空白", expected="偏差原因和改进措施", advice="请补写没有得满分的原因和改进措施。",
            )  # fmt: skip
        elif row.claimed == row.points and (found := _NOT_DONE.search(row.reason)):
            yield context.at(
                row, row.reason_cell, "D08", "warning",
                f"{quoted(row.indicator)}得满分，偏差原因却写着{quoted(found[0])}。",
                found=found[0], expected="得分与原因一致", advice="请核对完成情况：没有完成的不能得满分。",
            )  # fmt: skip


def check_D09(context: Context) -> Iterator[Finding]:
    """完成值远高于指标值（计分方案写明的倍数，没有写明的按 1.3 倍）要写原因；各项完成值全都恰好等于指标值的也要核对。

    级别：提醒；计分方案规定没有原因不能提交的，错误。容差：恰好到倍数就算。来源：templates/profiles.toml 的 over；各地复核通报。
    """
    over = context.form.profile.over
    share, level = (over.share, over.reason) if over else (_EXCESS, "warning")
    for row in _targets(context):
        edge = full_from(row.rule)
        if edge is None or edge <= 0 or row.rate is None or row.reason.strip(" \u3000-—/"):
            continue
        # beyond that the unit is wrong: B03
        if edge * fraction(share) <= row.rate < edge * WAN_RATIO[0]:
            yield context.at(
                row, row.actual_cell, "D09", level,
                f"{quoted(row.indicator)}完成 {row.actual}，是指标值 {row.criteria} 的 {percent(row.rate / edge)}，没有写原因。",
                found=row.actual, expected=f"低于指标值的 {percent(share)}，或写明原因",
                advice="请写明原因；指标值定得偏低的，下年请调整。",
            )  # fmt: skip
    yield from _all_alike(context)


def _all_alike(context: Context) -> Iterator[Finding]:
    """Every counted target reached exactly: 59 projects of one county stood so."""
    counted = [row for row in _targets(context) if row.rate is not None and _number(row.criteria)]
    if len(counted) >= _FEWEST_ALIKE and all(_number(r.criteria) == _number(r.actual) for r in counted):  # fmt: skip
        yield context.at(
            counted[0], counted[0].actual_cell, "D09", "warning",
            f"{len(counted)} 项定量指标的完成值全都恰好等于指标值。",
            found="全部相等", expected="实际完成数", advice="请核对是不是照抄了指标值，按实际完成数填写。",
        )  # fmt: skip


def _number(text: str) -> str:
    found = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    return found[0].replace(",", "") if found else ""


def check_D10(context: Context) -> Iterator[Finding]:
    """定性指标的实际完成值写“达成”“部分达成”“未达成”的，得分在该档之内；没有填、照抄指标值或写成一句话的，由人评定。

    级别：错误（得分不在该档之内）；不是这三个词的，提醒。容差：0。
    来源：财预〔2020〕10号：达成 100％－80％，部分达成 80％－60％，未达成 60％－0％。
    """
    profile = context.form.profile
    for row in _targets(context):
        if row.nature != QUALITATIVE or not row.actual_cell or row.score is not None:
            continue
        band = profile.band(row.actual)
        graded = grade_of(row._asdict()) is not None
        if band is None and not graded:
            blank = not row.actual.strip(" \u3000-—/")
            copied = name_key(row.actual) == name_key(row.criteria)
            told = (
                "没有填" if blank else f"{'照抄指标值' if copied else '写的是'}{quoted(row.actual)}"
            )
            yield context.at(
                row, row.actual_cell, "D10", "warning", f"{quoted(row.indicator)}是定性指标，实际完成值{told}，由人评定。",
                found=row.actual.strip() or "空白", expected="达成、部分达成或未达成",
                advice="请按佐证材料评定；下次请写明“达成”“部分达成”或“未达成”，再写具体情况。",
            )  # fmt: skip
            continue
        span = band_of(row._asdict(), profile, row.points)
        if span is None:
            continue
        low, high = span
        ranged = (
            f"得分应{'是' if low == high else '在'} {plain(low)}"
            + ("" if low == high else f" 到 {plain(high)}")
            + " 分"
        )
        ranged += "" if low == high else "之间"
        if row.claimed is not None and not low <= row.claimed <= high and 0 <= row.claimed <= row.points:  # fmt: skip
            yield context.at(
                row, row.claimed_cell, "D10", "error",
                f"{quoted(row.indicator)}写“{band.word if band else row.actual.strip()}”，{ranged}，自评 {plain(row.claimed)} 分。",
                found=plain(row.claimed), expected=f"{plain(low)}～{plain(high)}", advice="请更正得分，或更正完成情况。",
            )  # fmt: skip


def check_D14(context: Context) -> Iterator[Finding]:
    """指标设得不合类别：成本指标用“≥”；数量指标是资金支付率；同一指标名既在产出又在效益；满意度没有写样本（表上哪里都没有写的）。

    级别：提醒。来源：绩效指标设置的要求；第三方复核的常见意见。
    """
    sampled = _sampled(context)
    places: dict[str, set[str]] = defaultdict(set)
    for row in _targets(context):
        places[name_key(row.indicator)].add(row.level1)
    for row in _targets(context):
        problem = _odd(row, places[name_key(row.indicator)], sampled)
        if problem:
            found, message, advice = problem
            yield context.at(
                row, row.criteria_cell, "D14", "warning", f"{quoted(row.indicator)}{message}。",
                found=found, expected="与类别相符的指标", advice=advice,
            )  # fmt: skip


def _odd(row: Any, level1: set[str], sampled: bool) -> tuple[str, str, str] | None:
    """(found, what is odd, what to do) of one target."""
    if (
        "成本" in row.level2
        and re.match(r"[≥>＞]", row.criteria)
        and not _SAVED.search(row.indicator)
    ):
        return row.criteria, f"是成本指标，指标值却是{quoted(row.criteria)}", "成本指标请用“≤”。"
    if "数量" in row.level2 and _PAYMENT.search(row.indicator):
        return row.indicator, "是资金支付的进度，不是数量指标", "请改用反映工作数量的指标。"
    if len(level1) > 1 and "产出" not in row.level1:
        return row.indicator, "在产出指标里也有，同一件事算了两次", "请改用反映效益的指标。"
    if "满意" in row.indicator and row.rate is not None and not sampled:
        return (
            row.actual,
            f"完成值填{quoted(row.actual)}，没有写调查的样本数",
            "请写明调查方式和样本数。",
        )
    return None


def _sampled(context: Context) -> bool:
    """Does the return say anywhere, but in the notes of the form, how many were asked?"""
    sheet = context.claims_sheet
    texts = [cell.text for cell in sheet.cells.values() if cell.worded] if sheet else []  # fmt: skip
    return any(_SAMPLE.search(text) and not _FORM_NOTE.match(text) for text in texts)


def check_D15(context: Context) -> Iterator[Finding]:
    """定量指标的指标值要有数字，完成值与指标值用同一单位，单位不写成“百分比”。没有写符号而按“≥”读的，写明。级别：提醒（按“≥”读的，提示）。来源：自评表填报说明。"""
    for row in _targets(context):
        if row.nature in _SIGNED and not re.search(r"\d", row.criteria):
            yield context.at(
                row, row.criteria_cell, "D15", "warning", f"{quoted(row.indicator)}是定量指标，指标值{quoted(row.criteria)}里没有数字。",
                found=row.criteria or "空白", expected="带数字的指标值", advice="请填数字；只能用文字的，指标性质请改为定性。",
            )  # fmt: skip
            continue
        if assumed_at_least(row):
            yield context.at(
                row, row.criteria_cell, "D15", "info",
                f"{quoted(row.indicator)}的指标值 {row.criteria} 没有写符号，这样的率越高越好，按“≥{row.criteria}”计分。",
                found=row.criteria, expected=f"≥{row.criteria}", advice="不是这个意思的请写明符号；下次请写明。",
            )  # fmt: skip
        target, actual = _unit(row.criteria), _unit(row.actual)
        if (
            target
            and actual
            and times(actual, target) is None
            and _ALIASES.get(target, target) != _ALIASES.get(actual, actual)
        ):
            yield context.at(
                row, row.actual_cell, "D15", "warning",
                f"{quoted(row.indicator)}的指标值用“{target}”，完成值用“{actual}”，单位不同。",
                found=actual, expected=target, advice="请用同一单位填写。",
            )  # fmt: skip
        elif target in _ALIASES and target != "％":
            yield context.at(
                row, row.criteria_cell, "D15", "warning", f"{quoted(row.indicator)}的指标值{quoted(row.criteria)}单位写的是“{target}”。",
                found=target, expected="%", advice="请写成 %。",
            )  # fmt: skip


def _unit(text: str) -> str:
    """The unit behind the number: ≥1000人次 → 人次; words that limit it are none."""
    found = _NUMBER_BEHIND.match(re.sub(r"(?<=人)\.(?=[年月日天])", "·", text.strip()))
    if not found or found[1].startswith(tuple("-—~～至")):
        return ""  # from one number to another
    return re.sub(r"(?:及?以上|及?以下|以内|左右|[。；;，,])$", "", visible(found[1]))


def check_D16(context: Context) -> Iterator[Finding]:
    """完成时间：完成值里的年月晚于评价年度或项目结束的年月（得满分的，原因里的也算；没有得满分的，原因里可以是整改时间）；年度自评的数据“截至11月”。

    级别：提醒。来源：自评以全年执行结果为准；自评表“项目起止时间”。
    """
    end = _end(context)
    for row in _targets(context):
        for text, cell in ((row.actual, row.actual_cell), (row.reason, row.reason_cell)):
            plan = cell == row.reason_cell and row.claimed != row.points
            late = None if plan else _DATE.search(text)
            part = _NOT_WHOLE_YEAR.search(text)
            if late and end and (int(late[1]), int(late[2])) > end:
                whole = end[1] == 12
                limit = f"评价年度 {end[0]} 年" if whole else f"项目结束的 {end[0]} 年 {end[1]} 月"
                yield context.at(
                    row, cell, "D16", "warning", f"{quoted(row.indicator)}写的是 {late[1]} 年 {int(late[2])} 月，晚于{limit}。",
                    found=late[0].strip(), expected=f"{end[0]} 年{'' if whole else f' {end[1]} 月底'}内",
                    advice="请核对完成时间；跨年完成的，本年按没有完成计分。" if whole else "请核对完成时间；延期的请写明原因。",
                )  # fmt: skip
            elif part:
                yield context.at(
                    row, cell, "D16", "warning", f"{quoted(row.indicator)}的数据{quoted(part[0])}，不是全年的。",
                    found=part[0], expected="全年数据", advice="请补足到 12 月底的数据。",
                )  # fmt: skip


def _end(context: Context) -> tuple[int, int] | None:
    """The last month that counts: December of the 评价年度, or the end of the project where it stands above the table."""
    table = context.tables.indicators if context.tables else None
    if context.year is None or table is None:
        return None
    for row in range(1, table.header_row):
        for cell in table.sheet.row(row):
            label = _PERIOD.match(cell.key)
            if label is None:
                continue
            beside = table.sheet.owner(row, table.sheet.area(row, cell.col)[3] + 1).text
            dates = _DATE.findall(cell.text + " " + beside)
            if dates:
                return min((int(dates[-1][0]), int(dates[-1][1])), (context.year, 12))
    return context.year, 12


def check_D17(context: Context) -> Iterator[Finding]:
    """预算执行率已单独计 10 分，又作为绩效指标计一次分。级别：提示。来源：财预〔2020〕10号 预算执行率权重。"""
    if not any(row.indicator == EXECUTION and not row.quantity for row in context.rows()):
        return
    for row in _targets(context):
        if _EXECUTION.search(row.indicator):
            yield context.at(
                row, row.points_cell, "D17", "info", f"{quoted(row.indicator)}与资金行的预算执行率重复，同一件事计了两次分。",
                found=row.indicator, expected="其他绩效指标", advice="下次请换成反映工作的指标。",
            )  # fmt: skip


def is_targets(context: Context) -> bool:
    """Was the table read as one of targets?"""
    return any(row.quantity or row.nature for row in context.rows())


def _targets(context: Context) -> list[Any]:
    """The rows that have a target of their own."""
    return [row for row in context.rows() if row.quantity or row.nature]
