"""Who filed a form, and for which project: by its labels, then by its title.

Labels are data: as printed on the forms of 财预〔2020〕10号 and of the provinces (四川 实施单位（盖章）, 贵州 单位（盖章）,
湖南 预算单位名称, 中央对地方转移支付 资金使用单位). What stands in brackets behind a label (盖章, 公章), blanks and line breaks
in it change nothing. The unit itself goes before the one that it belongs to: a 主管部门 only stands in for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sheetscore.exact.amounts import MONEY_UNITS
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.regexes import regex
from sheetscore.words.text import name_key

_EXECUTING = (
    "项目实施单位", "具体实施单位", "实施单位", "项目实施部门", "实施部门", "项目承担单位", "承担单位", "项目承办单位", "承办单位",
    "项目执行单位", "执行单位", "项目建设单位", "建设单位", "项目使用单位", "项目资金使用单位", "资金使用单位", "用款单位",
    "项目责任单位", "项目单位", "项目单位名称",
)  # fmt: skip
_FILING = (
    "填报单位", "填报部门", "填报单位名称", "填表单位", "自评单位", "自评部门", "报送单位", "上报单位", "编报单位", "申报单位",
    "被评价单位", "被评价部门",
)  # fmt: skip
_BUDGET = (
    "预算单位", "预算单位名称", "预算部门", "预算部门名称", "预算部门(单位)", "预算部门(单位)名称", "预算单位(部门)", "二级预算单位",
    "基层预算单位", "单位名称", "部门名称", "部门(单位)名称", "单位(部门)名称", "部门单位名称", "部门(单位)", "单位(部门)",
)  # fmt: skip
_PARENT = (
    "主管部门", "主管单位", "主管部门名称", "主管部门(单位)", "项目主管部门", "项目主管单位", "业务主管部门", "一级预算单位",
    "一级预算部门", "地方主管部门",
)  # fmt: skip
_ALONE = ("单位", "部门")
"""Of many meanings (单位：万元): a name only with the name of an office behind it."""
_PROJECT = (
    "项目名称", "项目支出名称", "预算项目名称", "二级项目名称", "专项名称", "专项资金名称", "专项(项目)名称", "项目(专项)名称",
    "项目(政策)名称", "政策(项目)名称", "转移支付(项目)名称", "转移支付名称",
)  # fmt: skip
_RANK = {
    label: rank
    for rank, labels in enumerate((_EXECUTING, _FILING, _BUDGET, _ALONE, _PARENT))
    for label in labels
}
_OF_PARENT, _OF_ALONE = 4, 3
_FILED_BY = frozenset([*_FILING, *_BUDGET])
_OTHERS = (
    "项目负责人", "负责人", "联系人", "联系电话", "填报日期", "填报时间", "填报人", "填表人", "填表日期", "金额单位",
    "计量单位", "资金单位", "项目编码", "项目代码", "预算编码", "单位编码", "部门编码", "评价年度", "年度", "项目属性",
    "项目类型", "项目类别", "中央主管部门", "填报单位负责人", "单位负责人",
)  # fmt: skip
"""Other labels of the same lines: an entry ends where one of them begins."""


_FIELD = regex(
    "(?:编号|编码|代码|类别|类型|性质|属性|来源|方式|负责人|联系人|电话|日期|时间|起止|期限|单位|部门|科室|处室|金额|资金|名称|地点|范围|总分|得分)[(（:：)）]*$"
)
"""What ends the name of a further field of the form."""


def _gapped(label: str) -> str:
    """The pattern of a label with blanks and line breaks anywhere in it, its brackets of either width."""
    wide = {"(": "[(（]", ")": "[)）]"}
    return r"[ \u3000\u00a0\n\r]*".join(wide.get(char, char) for char in label)


_EVERY = sorted({*_RANK, *_PROJECT, *_OTHERS}, key=len, reverse=True)
_ENTRY = regex(
    rf"(?:^|(?<=[ \u3000\u00a0\n\r;；,，_]))(?P<label>{'|'.join(map(_gapped, _EVERY))})"
    r"(?:[ \u3000\u00a0\n\r]*(?:及|和)?(?:预算|单位|部门)?(?:代码|编码))?"
    r"(?P<bracket>(?:[ \u3000\u00a0\n\r]*[(（][^()（）]{0,12}[)）])*)"
    r"[ \u3000\u00a0\n\r]*(?P<colon>[:：]|$)"
)
_EDGE = regex(r"[ \u3000\u00a0\n\r]{2,}")
_SEAL = regex(r"[ \u3000]*[(（](?:加?盖)?[ \u3000]*(?:盖|公|签)?[ \u3000]*章[)）]$")
_CODE = regex(
    r"^(?:[\[【(（]\d{3,12}[\]】)）]|\d{3,9}[ \u3000]*[-－—_][ \u3000]*|\d{5,12}[ \u3000]+|\d{6,12})(?=[^\d年.、])"
)
"""The code of a 预算单位 before its name: 219001-某局, [219]某局, 906017某镇政府."""
_CODE_BEHIND = regex(r"[\[【(（]\d{3,12}[\]】)）]$")
_NOTHING = regex(r"[-—–－/／\\_\uff3f…·.]*|无|没有|空白")
_LONGEST_LINE, _LONGEST_NAME = 80, 120
_BLANKS = " \u3000\u00a0\n\r\t_\uff3f"
OFFICE = regex(
    r"(?:局|委|委员会|办|办公室|院|所|站|中心|镇|乡|街道|政府|学校|学院|小学|中学|高中|大学|幼儿园|公司|协会|联合会|联|会|队|馆|园|台|处|部|厅|署|社"
    r"|办事处|开发区|园区|医院|法院|检察院|本级|机关|单位\d*)$"
)
_LEADING = regex(
    r"^(?:附件|附表|附|表)[ \u3000]*[\d一二三四五六七八九十]*(?:[-－.]\d+)*[ \u3000]*[:：.、]?[ \u3000]*"
)
_YEAR = regex(r"[(（]?20\d\d[ \u3000]*(?:年度|年)?[)）]?")
_PAPER = regex(
    r"部门整体|整体支出|整体绩效|部门预算|部门项目|项目支出|项目绩效|预算项目|预算支出|预算绩效|财政支出|财政专项|财政项目|财政预算|财政资金|部门支出"
    r"|专项资金|专项支出|转移支付|绩效|支出|自评|部门自评|基础数据"
)
_OF_A_FORM = regex(
    r"^(?!注|说明|备注|填)[^。；;，]*(?:绩效|自评|评价|评分|打分|考核|基础数据)[^。；;，]*(?:表|指标体系)[ \u3000\n]*"
    r"(?:[(（][^()（）]*[)）])*[ \u3000]*$"
)
_WHOLE = regex("整体")
_OF_PROJECT = regex("项目支出|项目绩效|专项")


@dataclass(frozen=True, slots=True)
class Filer:
    """`unit` and `project` ("" where none is named); `stand_in` is the cell of the 主管部门 that stands in for the unit.

    `subject` is what the title of a form about a project or a special fund says of it: 防汛专项支出; "" for that of a department.
    """

    unit: str = ""
    project: str = ""
    stand_in: Cell | None = None
    subject: str = ""

    @property
    def of_project(self) -> bool:
        return bool(self.project or self.subject)


def read_filer(sheet: Sheet, rows: tuple[int, int], foot: tuple[int, int] = (1, 0)) -> Filer:
    """Who filed the form whose head stands in these rows; `foot` are the rows below it, where 填报单位 stands as well.

    By labels of the unit itself, by the title, and last by the 主管部门.
    """
    named: dict[int, str] = {}
    parent: Cell | None = None
    project = ""
    for label, value, cell in _entries(sheet, rows):
        if label in _PROJECT:
            project = project or value
            continue
        rank = _RANK[label]
        if rank == _OF_ALONE and not OFFICE.search(value):
            continue
        if value and rank == _OF_PARENT and rank not in named:
            parent = cell
        if value:
            named.setdefault(rank, value)
    titles = list(_titles(sheet, rows))
    whole = any(map(_WHOLE.search, titles))
    if whole and not any(map(_OF_PROJECT.search, titles)):
        project = ""  # 项目名称 heads a column of its tasks
    subject = "" if whole else next(filter(None, map(_subject, titles)), "")
    own = next((named[rank] for rank in sorted(named) if rank != _OF_PARENT), "")
    own = own or unit_name(sheet, foot)
    own = own or next(filter(None, map(unit_in_title, titles)), "")
    if own:
        return Filer(own, project, None, subject)
    return Filer(named.get(_OF_PARENT, ""), project, parent, subject)


def _subject(title: str) -> str:
    """防汛专项支出 of 某局2020年度防汛专项支出绩效评价评分表; "" for a title that speaks of no project."""
    if not _OF_PROJECT.search(title):
        return ""
    bare = _YEAR.sub("", _LEADING.sub("", title.strip())).removeprefix(unit_in_title(title))
    return re.split("绩效|自评|评价|评分", bare, maxsplit=1)[0].strip(_BLANKS + "-—：:")


def unit_name(sheet: Sheet, rows: tuple[int, int]) -> str:
    """What stands behind 填报单位 (预算单位, 单位名称), in the same cell or in the next one; "" when blank.

    A label without a colon may head a column: what stands beside it is a name only if it is that of an office.
    """
    for label, value, cell in _entries(sheet, rows):
        if label in _FILED_BY and value and (":" in cell.key or OFFICE.search(value)):
            return value
    return ""


def unit_in_title(text: str) -> str:
    """甲局 of 甲局2023年度部门整体支出绩效自评表; "" where no office stands before the name of the paper."""
    bare = _LEADING.sub("", text.strip())
    if not _OF_A_FORM.search(bare):
        return ""
    parts = [part.strip(" \u3000-—_：:") for part in _YEAR.split(bare, maxsplit=1)]
    for part in parts:
        if part and OFFICE.search(part) and not _PAPER.search(part):
            return part
        paper = _PAPER.search(part)
        before = part[: paper.start()].strip(" \u3000") if paper else ""
        if len(before) > 1 and OFFICE.search(before):
            return before
    return ""


def is_title(text: str) -> bool:
    """Is a line the title of a form: 项目支出绩效自评表?"""
    return len(text) <= _LONGEST_LINE and _OF_A_FORM.search(text) is not None


def _titles(sheet: Sheet, rows: tuple[int, int]) -> Iterator[str]:
    for row in range(rows[0], rows[1] + 1):
        for cell in sheet.row(row):
            if cell.worded and is_title(cell.text):
                yield cell.text


def _entries(sheet: Sheet, rows: tuple[int, int]) -> Iterator[tuple[str, str, Cell]]:
    """(label, name, cell of the label) of every entry in these rows, top down."""
    for row in range(rows[0], rows[1] + 1):
        for cell in sheet.row(row):
            if not cell.worded or len(cell.text) > _LONGEST_LINE:
                continue
            found = list(_ENTRY.finditer(cell.text))
            for number, match in enumerate(found):
                label = name_key(match["label"])
                if label in _OTHERS:
                    continue
                end = found[number + 1].start() if number + 1 < len(found) else len(cell.text)
                text = cell.text[match.end() : end] if match["colon"] else ""
                if not text.strip(_BLANKS) and end == len(cell.text):
                    text = _beside(sheet, cell)
                value = _project(text) if label in _PROJECT else _name(text)
                yield label, "" if _is_money(value) else value, cell


def _beside(sheet: Sheet, cell: Cell) -> str:
    """The text in the next cell, "" if that is a label itself."""
    after = sheet.owner(cell.row, sheet.area(cell.row, cell.col)[3] + 1)
    if not after.key and not after.gone:  # 项目名称 in A, its two columns not merged, the name in C
        after = sheet.owner(cell.row, after.col + 1)
        if _FIELD.search(after.key) or (name_key(cell.text) in _RANK and not OFFICE.search(after.key)):  # fmt: skip
            return ""
    if not after.worded or _ENTRY.match(after.text.strip()) or len(after.text) > _LONGEST_NAME:
        return ""
    return after.text


def _name(text: str) -> str:
    """The name of a unit without seal, code and underlines, up to the next gap."""
    bare = _project(_EDGE.split(text.strip(_BLANKS), maxsplit=1)[0])
    bare = _CODE_BEHIND.sub("", _CODE.sub("", _SEAL.sub("", bare))).strip(_BLANKS + "；;，,。")
    return "" if _NOTHING.fullmatch(bare) or re.fullmatch(r"[(（].*[)）]", bare) else bare


def _project(text: str) -> str:
    """The name of a project as it is written, on one line."""
    bare = re.sub(r"[\n\r]+", "", text).strip(_BLANKS)
    return "" if _NOTHING.fullmatch(bare) else bare


def _is_money(value: str) -> bool:
    return name_key(value).removeprefix("人民币").strip("()") in {*MONEY_UNITS, "万元、人"}
