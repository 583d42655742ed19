"""The words of headings and titles in a bureau's own 基础数据表: what stands for the whole, for parts, for planned and done."""

from __future__ import annotations

from sheetscore.regexes import regex

TOTAL = regex(
    r"(?:本?部门|单位|全部|全局)?(?:支出|收入)?(?:合计|总计)(?:数)?|本?部门(?:整体|合计|汇总)?|整体"
    r"|(?:[局委办厅处院校]|部门|单位)?(?:机关|本级)(?:及|和|与|、)(?:所属|下属|直属|局属|各)*(?:二级)?(?:机构|单位|预算单位|事业单位)(?:汇总|合计|总计)"
)
"""What stands for the whole, as the label of a row or as a heading."""
PLAIN = regex(
    r"(?:金额|数值|数额|数量|数据|数|填报数?|统计数|全年数|年末数|期末数|年末实有数?|期末实有数?|实有数|人数|个数|年度|年份)?"
)
"""A heading of values that says nothing of which figure it is."""
_PLANNED = "计划|目标|任务|应完成|受理|下达|应检|应办"
_DONE = "完成|达到|办结|办理|检验"
PLANNED = regex(
    rf"(?:年初|年度|全年)?(?:计划|目标|任务)(?:目标|任务|完成)?(?:数|值)?|(?:{_PLANNED})(?:/(?:{_PLANNED}))+(?:数|值)?"
)
DONE = regex(
    rf"(?:全年|年度)?(?:实际)?(?:完成|达到)(?:情况)?(?:数|值)?|实际(?:数|值)?|(?:实际)?(?:{_DONE})(?:/(?:实际)?(?:{_DONE}))+(?:数|值)?"
)
"""计划 | 实际完成, and of several kinds of work 计划/受理 | 完成/办结."""
NUMBERS = regex(r"行次|序号|编号|代码|栏次")
REMARKS = regex(r"备注|说明|原因|来源|依据|口径|出处|佐证")
UNITS = regex(r"(?:计量|度量|数据)?单位$")
UNIT = regex(r"[%‰‱㎡]|[\u4e00-\u9fffA-Za-z0-9/()]{1,6}")
"""What stands in a column of units, whether it is a unit that is known or not (所, 件/万人)."""
ITEMS = regex(r"项目|指标|内容|名称|类别|科目|事项|分类")
PART = regex(r"^其中|行政|事业|参公|机关|工勤|本级|下属|直属")
ADDED = regex(r"^其中|行政|事业|参公|机关|工勤|本级|下属|直属|支出|拨款|收入|经费|资金")
"""Headings of what makes a whole together."""
WITH_YEAR = regex(r"年|增减|比")
WHOLE_BY_ITSELF = regex(
    r"(?:结转结余|结转|结余)(?:资金|数|额)?$|(?:预算|决算|支出|执行)(?:数|金额|总额)$|(?:编制|人)数$"
)
"""A label that says of which kind its figure is, whatever heading stands above it."""
NOT_WHOLE = regex("项目支出|专项|基本支出|工程|经费|采购|资产|重点|人员")
GENERAL = regex(
    r"(?:年初|年中|年末|年|全年|上年|本年|调整|后|的|总|累计|实际|预算|决算|支出|支付|收入|执行|追加|调减|结转|结余|资金|金额|合计|数|额)+"
)
"""A heading that any table of money may have."""
DEPARTMENT = regex("收支|预算执行|部门预算|部门整体|整体支出|总体|总收入|总支出")
OFFICES = regex("(?:预算|所属|下属|填报)?单位(?:名称)?|部门(?:名称)?")
"""A block of offices: its whole is the department's."""
MEANT = regex(
    r"(?P<which>计划|目标|实际|完成)(?:完成)?(?:数|值)?(?:为|即|是|指)(?P<name>[一-龥]{3,14})$"
)
AROUND = regex(r"单位[:：]|表$|年度?\)?$|^(?:注|说明|备注|填表|填报)")
"""A line above or below the table: no title of a block."""
ENTRY = regex(r"^[^:：]{0,10}(?:单位|部门|日期|时间|填[报表]人|联系人|电话)(?:\([^()]*\))?[:：]")
"""填报单位：某局, 单位：万元: an entry of a line above the table, no heading."""
COUNTED = regex(r"\d(?![\d.]*(?:年|月|季|-))")
"""受理46件 is no heading; 2023年, 6月底 and 1-9月 may be."""
MOST_HEADS = 3
"""Most rows of one header."""
ORDINAL = regex("[(]?[一二三四五六七八九十]{1,2}[)]?[、.]?")
"""The number of a block of rows."""
BOOKED, BALANCE = regex("决算(?:数|金额)?"), regex("结转|结余")
"""A heading that says nothing more of what was left at the end of a year."""
STAFF, POSTS = regex("在[编职岗]"), regex("编制")
PART_TITLE = regex(
    "(?:行政|事业|参公|公务员|工勤|编外|临聘|离退休|下属|直属|所属|局?本级|学校|医院)(?!事业)[^,、和及与]{0,8}"
)
"""Whose, or when, the figures of a block are."""
ANY_RATE = regex("(?:控制|变动|完成|执行|增长|结余|支出|利用|调整)?率")
"""A heading of what the table itself works out of its figures; it says no figure by itself."""


def of_part(title: str, name: str, told: bool) -> bool:
    """Is a block that of a part (公务员, 下属单位), without which nobody asks for its figures; or of 项目支出 where the label is one that
    any block has, and nothing beside it is `told`?
    """
    any_block = not told and NOT_WHOLE.search(title) and GENERAL.fullmatch(name)
    return bool(any_block) or PART_TITLE.fullmatch(title) is not None
