"""Which paragraphs beside a table of a document or a page are its notes (填表说明, 注): a sheet would hold them in rows."""

from __future__ import annotations

from collections.abc import Sequence

from sheetscore.regexes import regex

LEAD = regex(
    r"(?:(?:填表|填报|评分|计分|打分|自评|得分|编制|其他)?(?:说明|须知|办法|规则)|备注|附注|注释|注)(?:[:：.]|$)"
)
"""How a note begins, in a paragraph without blanks."""
_NEXT_FORM = regex(
    r"(?:绩效|自评|评价|评分|打分|目标|申报|监控|数据).{0,12}表(?:[(（].{0,12}[)）])?$|附件|附表|项目名称|[一二三四五六七八九十]+、"
)
_LONGEST_TITLE = 60


def note_lines(texts: Sequence[str]) -> range:
    """The places of the paragraphs from the first word of a note to the title of another form; an empty range without one."""
    bare = ["".join(text.split()) for text in texts]
    begin = next((at for at, text in enumerate(bare) if LEAD.match(text)), len(bare))
    ends = (
        at
        for at in range(begin + 1, len(bare))
        if len(bare[at]) <= _LONGEST_TITLE and _NEXT_FORM.match(bare[at])
    )
    return range(begin, next(ends, len(bare)))
