"""The notes around a table of targets (填表说明, 注): as printed, for the rules to find in them how points are given."""

from __future__ import annotations

from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.headings import STATES_A_METHOD
from sheetscore.regexes import regex

LEAD = regex(
    r"\s*(?:(?:填表|填报|评分|计分|打分|自评|得分|编制|其他|评分标准|自评得分|指标得分计算)?\s*(?:说明|须知|办法|规则)|(?:指标)?得分计算方法|备\s*注|附注|注释|注)\s*(?:[:：.]|$)"
)
"""What a note begins with."""
_ABOUT = regex(
    r"(?:正向|反向|逆向|负向|定量|定性|产出|效益|数量|质量|时效|成本|满意度|社会效益|经济效益|生态效益|可持续影响)(?:类)?指标[:：]?|预算(?:资金)?执行率[:：]?"
)
_ORDINAL = regex("[一二三四五六七八九十]{1,2}")
_MOST_CELLS = 2
"""注 | its text: a row of more cells is one of a table, or that of the signatures."""


def notes_around(sheet: Sheet, top: int, last: int, filed: int) -> str:
    """The texts below row `last` down to row `filed`, and those above row `top` from the first word of a note on, a line each."""
    below = [
        line
        for row in range(last + 1, filed + 1)
        if len(_worded(sheet, row)) <= _MOST_CELLS
        for line in lines_of(sheet, row)
    ]
    above = [line for row in range(sheet.top, top) for line in lines_of(sheet, row)]
    begin = next((at for at, line in enumerate(above) if LEAD.match(line)), len(above))
    return "\n".join([*above[begin:], *below])


def stated_in_heading(sheet: Sheet, header: tuple[int, int], col: int | None) -> list[str]:
    """自评得分（定量正向指标=实际完成值÷预期值×分值，不超过分值）: the method that stands behind the heading of the score."""
    rows = range(header[0], header[1] + 1) if col else ()
    keys = dict.fromkeys(sheet.owner(row, col or 1).key for row in rows)
    return [found.group()[1:-1] for key in keys if (found := STATES_A_METHOD.search(key))]


def lines_of(sheet: Sheet, row: int) -> list[str]:
    """The texts of a row; one behind its mark, or behind what it is about, goes on with that: 一 | …, 反向指标 | 得分=…."""
    texts = [cell.text.strip() for cell in _worded(sheet, row)]
    if len(texts) == _MOST_CELLS and _ABOUT.fullmatch(texts[0]):
        return [f"{texts[0].rstrip(':：')}：{texts[1]}"]
    if len(texts) == _MOST_CELLS and _ORDINAL.fullmatch(texts[0]):
        return [f"{texts[0]}、{texts[1]}"]
    return texts


def _worded(sheet: Sheet, row: int) -> list[Cell]:
    return [cell for cell in sheet.row(row) if cell.worded and cell.key]
