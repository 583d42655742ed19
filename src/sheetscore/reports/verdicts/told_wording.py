"""What the text of a report says besides its sums: impossible rates, approximate figures, stale years, early dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from sheetscore.exact.amounts import half_up, percent, plain
from sheetscore.model.finding import Finding
from sheetscore.regexes import regex
from sheetscore.reports.text.blocks import Block
from sheetscore.reports.text.numbers import Figure
from sheetscore.reports.verdicts.report_context import ReportContext
from sheetscore.rules.tokens.wording import TYPOS
from sheetscore.words.names import DOUBLED
from sheetscore.words.text import quoted
from sheetscore.words.vocabulary import pattern

_AT_MOST_ALL = regex(
    r"(?:覆盖|合格|达标|查处|签约|持证|持有|公示|反馈|及时处理|及格|办结|知晓|建档|普及|抽检|安装|接种|参保|回复|满意|管理|入库|公开|巩固|优良|准确)率?(?:度)?"
    r"(?:达到?|为|均|都|是|在)*$"
)
_MORE_THAN_ALL = regex(r"\s*以上")
_STALE = (
    regex(
        r"(?:以|按照?|根据|对)[^，。；]{0,8}?(20\d\d)\s*年[^，。；]{0,30}?(?:为评价内容|评价内容|考核分数|折算)"
    ),
    regex(r"(20\d\d)\s*年(?:末)?实际在职人数"),
)
_UNTIL = regex(r"截[至止]到?\s*(?:(20\d\d)\s*年)?\s*(\d{1,2})\s*月\s*(?:\d{1,2}\s*日|底|末|份)?")
_FINISHED = regex(r"(20\d\d)\s*年\s*(\d{1,2})\s*月[^，。；]{0,12}?(?:完成|竣工|验收|结清)")
_NOT_YET = regex(r"计划|预计|拟|将|力争|争取|工作思路|安排|确保")
_STAFFED = regex(r"编制(?:数|人数|总数)?$")
_SERVING = pattern(r"(?:{year_end}|现有|实际)?(?:在职|实有)(?:人数|人员|职工|在编)*$")
_SPELLINGS = {
    "建立建全": "建立健全", **DOUBLED, "帐务": "账务", "帐实": "账实", "帐目": "账目",
    "帐户": "账户", "报帐": "报账",
    "会计汇集": "会计核算", "主要用于主要用于": "主要用于", "截止目前": "截至目前", "部份": "部分", "做为": "作为", "既使": "即使",
}  # fmt: skip
_EXAMPLES = 4
_SIGN, _WORD = pattern("{about_sign}"), pattern("{around_word}")


def check_B05(context: ReportContext) -> Iterator[Finding]:
    """覆盖率、满意度、合格率、查处率等不会超过 100%；“100%以上”不能作目标。

    级别：提醒，并推算隐含的分母。来源：率的定义。
    """
    for block in context.report.blocks:
        for figure in block.figures:
            if figure.kind != "rate" or not _AT_MOST_ALL.search(block.before(figure).strip()):
                continue
            if figure.exact == 1 and _MORE_THAN_ALL.match(block.text, figure.end):
                yield context.at(
                    block, block_end(block, figure), "B05", "warning", "这个率最高就是 100%，写“100%以上”没有意义。",
                    "100%以上", "不超过 100%", "请改为 100% 或实际的目标值。",
                )  # fmt: skip
            elif figure.exact > 1:
                yield context.at(
                    block, figure, "B05", "warning", f"这个率不应超过 100%。{_implied(block, figure)}", figure.text,
                    "不超过 100%，或说明分母", "请核对分子、分母；确是完成数超过任务数的，请改称完成率并写明任务数。",
                )  # fmt: skip


def block_end(block: Block, figure: Figure) -> int:
    """Where the words right behind a figure end."""
    return figure.end + len(block.after(figure, 4))


def _implied(block: Block, rate: Figure) -> str:
    """The denominator that a count right before the rate implies."""
    begin, _ = block.sentence(rate.start)
    counts = block.plain("count", start=begin, end=rate.start)
    if not counts:
        return ""
    implied = half_up(counts[-1].exact / rate.exact, 0)
    again = percent(counts[-1].exact / Fraction(implied), rate.places) if implied else ""
    return f"按 {counts[-1].text}推算，分母约为 {plain(implied)}（{counts[-1].text}÷{plain(implied)}＝{again}）。"


def check_B06(context: ReportContext) -> Iterator[Finding]:
    """约数（约、余、多、近、左右、以上）只标记，不作精确比较。级别：提示，全文一条。"""
    found = [
        (block, figure) for block in context.report.blocks for figure in block.figures
        if figure.approx and figure.kind in ("amount", "count")
    ]  # fmt: skip
    if found:
        words = "、".join(_around(block, figure) for block, figure in found[:_EXAMPLES])
        more = "等" if len(found) > _EXAMPLES else ""
        block, figure = found[0]
        yield Finding(
            "B06", "info", f"文中有 {len(found)} 个约数（{words}{more}），没有用来核对。", context.report.file, "",
            block.place(figure.start), f"{len(found)} 个约数", "确切的数", "能确定的，请写确切的数。",
        )  # fmt: skip


def _around(block: Block, figure: Figure) -> str:
    """The figure with the word that makes it approximate."""
    before = _SIGN.search(block.text, max(0, figure.start - 1), figure.start)
    behind = _WORD.match(block.text, figure.end)
    return block.text[figure.start - bool(before) : behind.end() if behind else figure.end]


def check_A03(context: ReportContext) -> Iterator[Finding]:
    """报告里沿用旧年度的字样：以某年……为评价内容、某年实际在职人数。级别：提醒。来源：表式沿用多年而没有改年份。"""
    if context.year is None:
        return
    for block in context.report.blocks:
        for words in _STALE:
            for match in words.finditer(block.text):
                if int(match[1]) != context.year:
                    yield context.at(
                        block, match.start(1), "A03", "warning", f"写的是 {match[1]} 年，评价年度是 {context.year} 年。",
                        f"{match[1]} 年", f"{context.year} 年", "请核对年份，沿用旧表的请改正。",
                    )  # fmt: skip


def check_C01(context: ReportContext) -> Iterator[Finding]:
    """编制数与在职人数写在一起而在职人数较多：控制率因口径（是否含编外人员）而不同。级别：提醒。"""
    for block in context.report.prose:
        people = [f for f in block.plain("count") if f.unit in ("人", "名", "个")]
        posts = [f for f in people if _STAFFED.search(block.subject(f))]
        serving = [f for f in people if _SERVING.search(block.subject(f))]
        if len(posts) != 1 or not serving or not 0 < posts[0].exact < serving[-1].exact:
            continue
        post, last = posts[0], serving[-1]
        within = [f for f in people if re.fullmatch(r"在编(?:人数|人员)?", block.subject(f))]
        rate = percent(last.exact / post.exact)
        other = "".join(f"；按在编 {f.text}是 {percent(f.exact / post.exact)}" for f in within[:1])
        yield context.at(
            block, last, "C01", "warning", f"{last.text}比编制 {post.text}，控制率是 {rate}{other}。", rate,
            "写明在职人员数的口径", "请按部门决算的口径填在职人员数，并写明是否含编外人员。",
        )  # fmt: skip


def check_D16(context: ReportContext) -> Iterator[Finding]:
    """年度报告的数据应截至 12 月底；完成时间不应晚于评价年度。级别：提醒。"""
    for block in context.report.blocks:
        for match in _UNTIL.finditer(block.text):
            if int(match[2]) < 12 and (match[1] is None or context.year in (None, int(match[1]))):
                yield context.at(
                    block, match.end(), "D16", "warning", f"数据只到 {match[2]} 月，年度报告应到 12 月底。", match[0].strip(),
                    "12 月底", "请补全到年底的数，或写明原因。",
                )  # fmt: skip
        for match in _FINISHED.finditer(block.text):
            late = context.year is not None and int(match[1]) > context.year
            if late and not _NOT_YET.search(block.text[max(0, match.start() - 20) : match.end()]):
                yield context.at(
                    block, match.end(), "D16", "warning", f"完成时间在 {context.year} 年度以后。", match[0],
                    f"{context.year} 年内", "请核对时间；跨年完成的，不应计入本年度的完成数。",
                )  # fmt: skip


def check_F14(context: ReportContext) -> Iterator[Finding]:
    """常见错字、重字（建立建全、帐/账、预算预算）和表式里的印刷错误。级别：提示，一种错法一条。"""
    for wrong, right in (TYPOS | _SPELLINGS).items():
        for block in context.report.blocks:
            position = block.text.find(wrong)
            if position >= 0:
                yield context.at(
                    block, position + len(wrong), "F14", "info", f"{quoted(wrong)}应为{quoted(right)}。", wrong, right,
                    "请更正。",
                )  # fmt: skip
                break
