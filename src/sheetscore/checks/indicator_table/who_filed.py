"""Checks of who filed and whether the return is finished: one name, no placeholders, nothing left blank around the tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePath

from sheetscore.checks.context import Context
from sheetscore.checks.indicator_table.grades import COVER
from sheetscore.exact.amounts import MONEY_UNITS
from sheetscore.model.finding import Finding
from sheetscore.readers.filer import unit_name
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.titles import years_in
from sheetscore.regexes import regex
from sheetscore.words.text import quoted
from sheetscore.words.vocabulary import pattern

_BRACKETS = regex(r"\([^()]*\)")
ORGANISATION = regex(
    r"(?:局|委|委员会|办|办公室|院|所|站|中心|镇|乡|街道|政府|学校|小学|中学|大学|公司|协会|联合会|队|馆|处|部|厅|署|办事处|开发区|园区)$"
)
_SHORT_ENDS = tuple("联协委办中大")
"""残联, 科协, 纪委, 政府办, 一中, 人大: their full names end in other characters."""
_WORDS_OF_FILES = pattern(
    r"部门整体{spending}|部门整体|整体{spending}|{projects}|{budget}单位|绩效|自评|评价|自查|自我|报告|报表|表格|指标表|数据表|基础数据|指标|汇总表|汇总|评分表|打分表"
    r"|复核|年度|年|附件|附表|最终|定稿|终稿|修改|初稿|稿|新版|版|上报|报送|盖章|扫描件|扫描|副本|已评分|待评分|填报|填写|资料|材料|关于|表"
)
_PLACEHOLDER = regex(
    r"(?<![A-Za-z0-9])[xX×]{2,}(?:\.[xX×]+)?(?![A-Za-z0-9])|(?<![A-Za-z0-9])[xX]\.[xX]+(?![A-Za-z0-9])|[*＊]{3,}|(?<![\u3007○一二三四五六七八九十])○{2,}(?![\u3007○一二三四五六七八九十])"
)
_BLANK_SLOT = regex(
    r"(?:[\u4e00-\u9fff](?<!位)[ \u3000]{2,}(?:平方米|㎡|万元)|[为共约计达有是][ \u3000]{2,}(?:元|人|辆|个|项|次|%))(?![\u4e00-\u9fff])"
)
_INSTRUCTION = regex(r"[（(][^（）()]{0,12}\d+[ \u3000]*字(?:以内|左右|以上|内)?[）)]")
_TO_FILL = regex(
    r"[（(](?:请)?(?:在此|此处)?(?:填写|填报).{0,25}[）)]$|(?:请|在此|此处)(?:填写|填报|说明|简述).{0,25}$"
)
_ELLIPSIS = regex(r"^[ \u3000]*(?:…+|\.{3,}|。{3,})[ \u3000]*$")
_ANSWER_FROM = 30
"""From how many characters, in sentences with a stop, a cell is an answer rather than a heading."""
_FIELDS = pattern(
    r"(填\s*报\s*单\s*位|{budget}单位|单位名称|填表人|填报人|经办人|联系人|联系电话|联系方式|单位负责人|财务负责人|负责人"
    r"|审核人|填报日期|填表日期|填报时间|报送日期|公\s*章)(?:签字|签名|签章|盖章)?\s*(?:[（(][^（）()]*[）)])?\s*[:：]"
)
_NO_DATE = regex(r"^(?:20)?[ \u3000_]*年[ \u3000_]*月[ \u3000_]*日$")
_BLANK_YEAR = regex(
    r"[ \u3000]*[（(](?:20)?[ \u3000_\uff3fxX×]*年[ \u3000]*度?[ \u3000]*[）)][ \u3000]*"
    r"|(?:20)?[ \u3000_\uff3fxX×]+年[ \u3000]*度[ \u3000]*"
    r"|[ \u3000]*(?:评价|自评|考核|绩效)?年[ \u3000]*度[ \u3000]*[:：][ \u3000_\uff3f]*年?度?"
)
_HEAD = 8
"""Rows in which the year of a form stands."""
_MONEY_UNIT = regex(r"[（(:：][ \u3000]*(?:人民币)?(?:万|千|百万|亿)?元|^(?:万|千)?元$")


def check_A02(context: Context) -> Iterator[Finding]:
    """单位名称一致：封面、基础数据表、指标表上的填报单位是同一个，文件名里的单位也是它。

    全称、简称、有无地区、括号和空格的不同不算不一致；文件名里“2020”“绩效自评”“复核”等字样不管。
    填报单位、实施单位都没有写，标题里也没有的，用主管部门作单位名称。
    级别：表与表不同，错误；文件名写着另一个单位（几个单位在一个文件里的不看文件名）、用主管部门顶替的，提醒。来源：填报表“填报单位”。
    """
    stated = list(_stated(context))
    if not stated:
        return
    sheet, name, cell = stated[0]
    for other, different, place in stated[1:]:
        if not same_unit(name, different):
            yield Finding(
                "A02", "error", f"填报单位写的是{quoted(different)}，工作表“{sheet}”写的是{quoted(name)}。",
                context.file_of(other), other, place, different, name, "请核对是不是放错了别的单位的表，并统一名称。",
            )  # fmt: skip
    for grid in () if context.joint else context.grids:
        named = unit_in_file(grid.file)
        if named and not grid.own_output and not any(same_unit(n, named) for _, n, _ in stated):
            yield Finding(
                "A02", "warning", f"文件名写的单位像是{quoted(named)}，表内填报单位是{quoted(name)}。",
                grid.file, sheet, cell, named, name, "请核对文件是不是放错了单位；文件名有误的请改名。",
            )  # fmt: skip


def _stated(context: Context) -> Iterator[tuple[str, str, str]]:
    """(sheet, name, cell) wherever the return states its unit, the 基础数据表 first."""
    if context.tables is None:
        return
    table, base = context.tables.indicators, context.tables.base
    places = [(base.sheet, (1, base.last_row))] if base else []
    if base is None or base.sheet is not table.sheet:
        places.append((table.sheet, (1, table.header_row)))
    places += [(s, (1, s.last_row)) for s in context.sheets.values() if COVER.search(s.name)]
    for sheet, rows in places:
        name = unit_name(sheet, rows)
        if name:
            yield sheet.name, name, _cell_with(sheet, name, rows)


def _cell_with(sheet: Sheet, text: str, rows: tuple[int, int]) -> str:
    for row in range(rows[0], rows[1] + 1):
        for cell in sheet.row(row):
            if text in cell.text:
                return cell.address
    return "A1"


def same_unit(one: str, other: str) -> bool:
    """Full and short names of one unit: equal, one the end of the other, or its characters in order (卫健局, 卫生健康局)."""
    first, second = sorted((_plain(one), _plain(other)), key=len)
    if second.endswith(first) or first in second:
        return True
    rest = iter(second)
    ends = first[-1:] == second[-1:] or first[-1:] in _SHORT_ENDS
    return len(first) > 2 and ends and all(char in rest for char in first)


def _plain(name: str) -> str:
    """Without blanks, brackets and what stands in them, 本级 and 机关."""
    text = _BRACKETS.sub("", unicodedata.normalize("NFKC", name))
    return re.sub(r"[\s·、，,。.]|本级$|机关$", "", text)


def unit_in_file(name: str) -> str:
    """What in a file name reads like a unit; "" when nothing does."""
    stem = unicodedata.normalize("NFKC", PurePath(name).stem)
    words = re.findall(r"[\u4e00-\u9fff]+", _WORDS_OF_FILES.sub(" ", _BRACKETS.sub(" ", stem)))
    found = [word for word in words if len(word) > 1 and ORGANISATION.search(word)]
    return found[-1] if found else ""


def check_A05(context: Context) -> Iterator[Finding]:
    """没有填完：格内留着 xx、x.x、***、“使用面积　　平方米”这样的空位；答案里留着“（100字以内）”“请填写…”；写着“……”的一行填了数。

    级别：错误。来源：填报说明（内容完整）。
    """
    for row in context.rows():
        for text, cell_name in ((row.actual, row.actual_cell), (row.reason, row.reason_cell)):
            if cell_name and _TO_FILL.match(text.strip()):
                yield context.at(
                    row, cell_name, "A05", "error", f"{quoted(row.indicator)}的答案还是填写说明{quoted(text.strip())}。",
                    found=text.strip(), expected="实际内容", advice="请填写实际内容，没有的写“无”。",
                )  # fmt: skip
    official = {(row.sheet, row.criteria_cell) for row in context.rows() if not row.quantity}
    for sheet in _filed(context):
        for row, cells in sheet.rows():
            for cell in cells:
                if isinstance(cell.value, str) and (sheet.name, cell.address) not in official:
                    yield from _unfinished(context, sheet, cell)
            dots = next((c for c in cells if isinstance(c.value, str) and _ELLIPSIS.match(c.value)), None)  # fmt: skip
            if dots and any(isinstance(c.value, int | float) and c.value for c in sheet.row(row)):
                yield Finding(
                    "A05", "error", "写着“……”的一行填了数，没有写是什么项目。", context.file_of(sheet.name), sheet.name,
                    dots.address, "……", "项目名称", "请写明项目名称。",
                )  # fmt: skip


def _unfinished(context: Context, sheet: Sheet, cell: Cell) -> Iterator[Finding]:
    text = cell.text
    slot = _PLACEHOLDER.search(text) or _BLANK_SLOT.search(text)
    if slot:
        yield Finding(
            "A05", "error", f"格内还留着没有填的{quoted(slot[0])}。", context.file_of(sheet.name), sheet.name, cell.address,
            slot[0], "实际内容", "请填写实际内容，没有的写“无”。",
        )  # fmt: skip
    left = _INSTRUCTION.search(text)
    rest = len(text) - len(left[0]) if left else 0
    if left and (rest == 0 or (rest >= _ANSWER_FROM and "。" in text)):
        yield Finding(
            "A05", "error", f"答案里还留着填写说明{quoted(left[0])}。", context.file_of(sheet.name), sheet.name,
            cell.address, left[0], "只留答案", "请删去填写说明。",
        )  # fmt: skip


def _counts_money(context: Context, sheet: Sheet) -> bool:
    return any(each.sheet == sheet.name and each.counted in MONEY_UNITS for each in context.figures)


def check_A08(context: Context) -> Iterator[Finding]:
    """表头表尾填写齐全：填报单位、填表人（签字）、联系电话、日期、公章等后面不空着；基础数据表写明金额单位。

    标题下面的“（　　年度）”、“评价年度：”写明年份。级别：提醒。来源：填报表表头、表尾。
    """
    yield from _blank_years(context)
    for sheet in _filed(context):
        for _, cells in sheet.rows():
            for cell in cells:
                blank = _blank_fields(sheet, cell) if isinstance(cell.value, str) else []
                if blank:
                    names = "、".join(map(quoted, blank))
                    yield Finding(
                        "A08", "warning", f"{names}后面空着没有填。", context.file_of(sheet.name), sheet.name, cell.address,
                        "空白", "填写齐全", f"请补填{names}。",
                    )  # fmt: skip
    base = context.tables.base if context.tables else None
    told = base and any(_MONEY_UNIT.search(cell.text) for cell in base.sheet.cells.values())
    if base and not told and _counts_money(context, base.sheet):
        yield Finding(
            "A08", "warning", "基础数据表没有写金额单位，按万元读。", context.file_of(base.sheet.name), base.sheet.name,
            f"A{base.first_row}", "没有", "单位：万元", "请在表头写明“单位：万元”。",
        )  # fmt: skip


def _blank_years(context: Context) -> Iterator[Finding]:
    """（　　年度） and 评价年度： with no year, in the lines above a table where no other line states one."""
    for sheet in _filed(context):
        head = [
            cell for row, cells in sheet.rows() if row < sheet.top + _HEAD for cell in cells
            if isinstance(cell.value, str)
        ]  # fmt: skip
        blank = [cell for cell in head if _BLANK_YEAR.fullmatch(cell.text)]
        blank = [cell for cell in blank if not _year_beside(sheet, cell)]
        titles = [cell for cell in head if cell not in blank]
        if blank and not any(years_in(cell.text) for cell in titles):
            yield Finding(
                "A08", "warning", "“年度”没有填写年份。", context.file_of(sheet.name), sheet.name, blank[0].address,
                "空白", "评价年度", "请补填年度。",
            )  # fmt: skip


def _year_beside(sheet: Sheet, cell: Cell) -> bool:
    """评价年度： with the year in the next cell."""
    beside = sheet.owner(cell.row, sheet.area(cell.row, cell.col)[3] + 1).text
    return ":" in cell.key and re.search(r"\d", beside) is not None


def _blank_fields(sheet: Sheet, cell: Cell) -> list[str]:
    """The labels in a cell with nothing behind them, in the cell or in the next one."""
    found = list(_FIELDS.finditer(cell.text))
    blank = []
    for at, field in enumerate(found):
        last = at + 1 == len(found)
        value = cell.text[field.end() : None if last else found[at + 1].start()].strip(" \u3000\n_")
        if not value and last:
            beside = sheet.owner(cell.row, sheet.area(cell.row, cell.col)[3] + 1).text.strip()
            value = "" if _FIELDS.search(beside) else beside
        if not value or _NO_DATE.match(value):
            blank.append(re.sub(r"[ \u3000]", "", field[1]))
    return blank


def _filed(context: Context) -> Iterator[Sheet]:
    """The sheets of the two tables and the cover, as filed."""
    if context.tables is None:
        return
    base = context.tables.base
    wanted = {context.tables.indicators.sheet.name} | ({base.sheet.name} if base else set())
    for name, sheet in context.sheets.items():
        if name in wanted or COVER.search(name):
            yield sheet
