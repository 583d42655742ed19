"""The form of a report: blanks and placeholders left in it, sections and signatures that are missing, figures without a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sheetscore.model.finding import Finding
from sheetscore.regexes import regex
from sheetscore.reports.text.blocks import Block, Report
from sheetscore.reports.text.report_kind import PLACEHOLDER
from sheetscore.reports.verdicts.report_context import ReportContext
from sheetscore.words.names import BUDGETS
from sheetscore.words.vocabulary import measure_of, pattern

_LETTERS = regex(r"[A-Za-z]")
_LETTERS_AND_DIGITS = regex(r"[A-Za-z0-9]")
_MASKED_NAME = regex(
    r"[ ]?(?:省|市|县|区|州|镇|乡|村|街道|局|委|办|中心|单位|部门|学校|医院|公司|会议|会|项目|附属|机场|博物馆|景区|特色|志愿)"
)
"""What stands behind XX where a name was left out on purpose, and no figure."""
_NAMES_OF_X = regex(r"[光射线染波刀型级号档座]")
_STARS = regex(r"(?<!\*)\*{3,}(?!\*)|(?<![\d*])\*{2,}(?=[\d.]*(?:万元|元|人|家|件|%))")
_LINES = regex(r"_{2,}\s*(?=[%％元万亿个家人件次])")
_INSTRUCTION = regex(
    r"[（(][^（）()]{0,20}(?:字以内|字左右|此处填写|请填写|填写说明)[^（）()]{0,10}[）)]"
)
_BLANK = regex(
    r"(?P<words>[\u4e00-\u9fff]{2,12})(?P<gap>[ _]{2,}|(?<=[积额数率共计费])[ _])"
    r"(?P<unit>平方米|亿元|万元|元|人次|人|家|件|个|辆|项|%|㎡)(?=[。；，,（、]|$)"
)
_BLANK_VERB = pattern(
    r"(?P<words>占|为|达到?|{moved}|提高|降低|完成|{spending}|节约|{left})(?P<gap>[ _]+)"
    r"(?P<unit>亿元|万元|元|人次|人|家|件|个|%|个百分点)(?=[。；，,（、]|$)"
)
_SECTIONS = (
    ("基本情况", r"基本情况|概况|概述|部门职责|主要职能"),
    ("收支和使用情况", "{spending}情况|{ledger_title}|资金|{budget}|{final}|管理及使用|使用情况"),
    ("绩效情况", r"绩效(?:情况|分析|目标|评价|自评|完成)|主要绩效|成效|履职|目标完成"),
    (
        "存在的问题",
        r"存在的?(?:主要)?(?:问题|不足|困难)|问题及|不足之处|(?m:^\s*[（(]?[一二三四五六七八九十]{1,3}[）)、．.]\s*(?:主要)?(?:问题|不足))",
    ),
    ("改进措施", r"改进|措施|建议|下一?步|整改|工作计划"),
)
_INLINE = {
    "存在的问题": regex(
        r"(?:^|[。；\n、])[^。；\n，]{0,12}(?:存在的?(?:主要)?问题|主要问题|不足之处)(?:和[^。；：，]{0,6})?[：:。是]|结论与问题|扣分原因[：:]"
    ),
    "改进措施": regex(
        r"(?:^|[。；\n])(?:下一?步|今后)(?:[：，,将要]|工作)|(?:改进|整改)(?:措施|方向|建议)[：:]"
    ),
}
"""The same told inside of a paragraph, without a heading of its own."""
_HEADING = regex(
    r"\s*#*\s*(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、．.)）]|第[一二三四五六七八九十]+)"
)
_LONGEST_HEADING, _LONGEST_TITLE = 60, 24
_FEWEST_SECTIONS = 2
_SIGNED = regex(
    r"(填报人|填表人|联系人|联系电话|负责人|填报日期|填表日期|单位负责人|财务负责人)[：:][ _]*(（略）|\(略\)|略|无)?"
    r"(?=$|[，。；]|\s{2,}|[\u4e00-\u9fff]{2,5}[：:])"
)
_MONEY_COLUMN = pattern("{money_column}(?:数|额)?$")
_MONEY_WORDS = pattern("(?:{money_column}|经费)(?:数|总额|合计|共计|共|为|是|：)*$")
_PUBLIC_MONEY = pattern("{public_money}")
_NO_UNIT_NEEDED = regex(r"\s*(?:[/／:：%\-—~～×x*+]|[\u4e00-\u9fffA-Za-z])")


def check_A05(context: ReportContext) -> Iterator[Finding]:
    """没有填的空和占位符：xx、x.x、***、（100字以内）、单位前面空着没有填数。

    级别：错误，一段一条；只有单位、地名写作 XX 的为提醒。来源：各地退回重报的自评材料。
    """
    for block in context.report.blocks:
        found = _left_blank(block)
        if not found:
            continue
        real = [each for each in found if not _MASKED_NAME.match(block.text, each[0])]
        position, token, what = (real or found)[0]
        more = f"，本段共 {len(found)} 处" if len(found) > 1 else ""
        yield context.at(
            block, position, "A05", "error" if real else "warning", f"{what}{more}。", token, "实际的数或文字",
            "请填上，没有的写 0 或“无”。",
        )  # fmt: skip


def _left_blank(block: Block) -> list[tuple[int, str, str]]:
    """Position behind every blank, the blank, and what is to say of it."""
    text = block.text
    found = []
    for match in PLACEHOLDER.finditer(text):
        before, after = (
            text[max(0, match.start() - 1) : match.start()],
            text[match.end() : match.end() + 1],
        )
        alone = len(match[0]) == 1 and (_NAMES_OF_X.match(after) or not after or before.isdigit())
        if not (_LETTERS.match(before) or _LETTERS_AND_DIGITS.match(after) or alone):
            found.append((match.end(), match[0], f"有占位符“{match[0]}”没有换成实际的数或名称"))
    for words in (_STARS, _LINES, _INSTRUCTION):
        for match in words.finditer(text):
            token = match[0].strip()
            found.append((match.end(), token, f"有占位的“{token}”没有填"))
    if not block.table:
        for match in sorted(
            (*_BLANK.finditer(text), *_BLANK_VERB.finditer(text)), key=re.Match.start
        ):
            if any(place == match.end() for place, _, _ in found):
                continue
            what = f"“{match['words'][-8:]}”和“{match['unit']}”之间空着，没有填数"
            found.append((match.end(), "空白", what))
    return sorted(found)


def check_A07(context: ReportContext) -> Iterator[Finding]:
    """报告提纲的主要部分：基本情况、收支和使用、绩效情况、存在的问题、改进措施；没有预算数或没有得分的也写明。

    存在的问题、改进措施写在段落里、没有单列一节的不算缺。

    级别：提醒，全文一条；没有得分、没有预算数为提示。来源：部门整体支出绩效报告提纲。
    """
    report = context.report
    headings = [
        block.text for block in report.blocks
        if not block.table and (_HEADING.match(block.text) or _is_title(block.text))
    ]  # fmt: skip
    titles = "\n".join(text.split("。")[0][:_LONGEST_HEADING] for text in headings)
    absent = [
        name for name, words in _SECTIONS
        if not pattern(words).search(titles) and not (name in _INLINE and _INLINE[name].search(report.text))
    ]  # fmt: skip
    if len(headings) > _FEWEST_SECTIONS and absent and len(absent) < len(_SECTIONS):
        names = "、".join(f"“{name}”" for name in absent)
        yield Finding(
            "A07", "warning", f"报告没有{names}一节。", report.file, "", "全文", f"没有{names}", "报告提纲的各部分",
            "请按报告提纲补写；内容写在别处的，请加小标题。",
        )  # fmt: skip
    lacks = []
    if not _budget_told(report):
        lacks.append("没有写预算数，预算执行率无法核对")
    if not re.search(r"得分|自评(?:总)?分|评分", report.text) and context.tables is None:
        lacks.append("没有写自评得分")
    if lacks:
        yield Finding(
            "A07", "info", f"报告{'；'.join(lacks)}。", report.file, "", "全文", "没有", "预算数、执行数、自评得分",
            "请补写；另有表的，请与报告一并交回。",
        )  # fmt: skip


def _budget_told(report: Report) -> bool:
    """Does an amount stand behind a word for a budget, in a sentence or below the heading of a column?"""
    return any(
        measure_of(_PUBLIC_MONEY.sub("", words)) in BUDGETS for block in report.blocks
        for words in block.cells or [block.before(f) for f in block.figures if f.kind == "amount"]
    )  # fmt: skip


def _is_title(text: str) -> bool:
    """A short line without a stop: a heading whose number Word draws by itself."""
    return len(text) <= _LONGEST_TITLE and not re.search(r"[。；，,：]", text)


def check_A08(context: ReportContext) -> Iterator[Finding]:
    """填报人、联系电话、日期等空着或写“略”；金额表没有“单位：万元”一类的说明。级别：提醒。"""
    blocks = context.report.blocks
    for block in blocks:
        match = None if block.table else _SIGNED.search(block.text)
        if match:
            yield context.at(
                block, match.end(), "A08", "warning", f"“{match[1]}”没有填。", match[2] or "空白", match[1], "请填写。",
            )  # fmt: skip
    for index, block in enumerate(blocks):
        money = [cell for cell in block.cells if _MONEY_COLUMN.search(cell.strip())]
        if block.row != 1 or len(money) < 2:
            continue
        above = "".join(b.text for b in blocks[max(0, index - 3) : index])
        rows = [b.text for b in blocks[index : index + 4] if b.table == block.table]
        if not re.search(r"元", above + "".join(rows)):
            yield context.at(
                block, 0, "A08", "warning", "表里有金额，没有写单位（元或万元）。", "没有", "单位：万元", "请在表头上方写明单位。",
            )  # fmt: skip


def check_F15(context: ReportContext) -> Iterator[Finding]:
    """金额后面没有写单位。级别：提醒。“预算 100.50，支出 98.20”分不清是元还是万元。"""
    for block in context.report.blocks:
        for figure in block.figures:
            if figure.kind != "number" or block.table or figure.depth or figure.unit:
                continue
            free = _NO_UNIT_NEEDED.match(block.text, figure.end) or figure.end == len(block.text)
            if free or not figure.value:
                continue
            if _MONEY_WORDS.search(block.before(figure).strip()):
                yield context.at(
                    block, figure, "F15", "warning", f"{figure.text}后面没有写单位。", figure.text, f"{figure.text} 万元（或元）",
                    "请写明是元还是万元。",
                )  # fmt: skip
