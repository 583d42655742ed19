"""What a note says of a step that is not full, for all rows: 扣分以整档计算，不足一档的不扣分; 不足一档的按一档扣."""

from __future__ import annotations

from functools import lru_cache

from sheetscore.regexes import regex
from sheetscore.rules.methods.sentences import items
from sheetscore.rules.shapes.shapes import Reading

_OF_ALL = r"(?:(?:本表|所有|全部|各项?|每项|单项|三级|绩效|评价|指标|的)*(?:扣分|得分|计分)?(?:时|中|项)?(?:均|都|一律|统一)?,?)?"
_SHORT = (
    r"(?:不足|不满|未满|不到)(?:一|1)个?(?:档|档次|档位|计量单位|单位)的?(?:部分)?,?(?:均|一律|都)?"
)
_WHOLE = regex(
    rf"{_OF_ALL}(?:(?:以|按)(?:整档|满档)(?:数)?(?:计算|计扣|扣分|计|扣减)?|满一档(?:才|方可?)扣分?)(?:,?{_SHORT}不(?:予)?(?:扣分|扣减|计算|计扣|扣|计))?"
    rf"|{_OF_ALL}{_SHORT}不(?:予)?(?:扣分|扣减|计算|计扣|扣|计)"
)
_STARTED = regex(
    rf"{_OF_ALL}{_SHORT}(?:按|以)(?:一|1)个?(?:档|档次|档位|计量单位|单位)(?:计算|计扣|扣分|扣减|计|扣)?"
)


def reading_in(sentence: str) -> Reading | None:
    """The reading that a cleaned sentence states, and nothing else."""
    if _WHOLE.fullmatch(sentence):
        return "whole"
    return "started" if _STARTED.fullmatch(sentence) else None


@lru_cache(maxsize=1024)
def stated_reading(text: str) -> Reading | None:
    """How a note says that a step which is not full counts, in every row; None where it says nothing of it, or says both."""
    found = {
        reading
        for item in items(text)
        for sentence, _ in item
        if (reading := reading_in(sentence)) is not None
    }
    return found.pop() if len(found) == 1 else None
