"""The short 依据 of each score: why it is what it is, in one or two sentences."""

from __future__ import annotations

from sheetscore.exact.amounts import decimal, plain
from sheetscore.model.outcome import Status
from sheetscore.writers import cell_formulas as formulas
from sheetscore.writers.cell_formulas import at, blank
from sheetscore.writers.indicator_lines import Line
from sheetscore.writers.live_formulas import rate
from sheetscore.writers.plan import ASSESSED, SUMMARY, Plan
from sheetscore.writers.styles import literal

_LONGEST = 150
_NOT_THE_REASON = ("公式：", "代入：", "自评", "评定得分", "评定依据数")
BY_A_PERSON = "按评定"
GIVEN, BY_BASIS = f"{BY_A_PERSON}得分", f"{BY_A_PERSON}依据数，"
"""What the 依据 of a line begins with that a person scored, or counted for."""
_CHANGED = "所用的数已改动，得分已按新数重算"
_FILLED = "已按补填的数计分"


def missing_names(line: Line) -> str:
    """What a line lacks, each figure once, in the words of its formula, joined with 、."""
    return "、".join(dict.fromkeys(gap.term for gap in line.missing))


def reason(line: Line) -> str:
    """The 依据 of a line as it stands now."""
    if line.status is Status.MISSING:
        text = f"缺：{missing_names(line)}。填入“缺数清单”即计分（{plain(line.points)}分）"
        return shortened(text + _unreachable(line))
    if line.assessed is not None:
        given = GIVEN if line.basis is None else BY_BASIS
        return f"{given} {plain(line.assessed, 4)} 分计。{_to_judge(line)}"
    return _to_judge(line)


def longest_reason(line: Line) -> str:
    """The 依据 of a line as it will read once a person has counted: what its row needs room for."""
    return f"{BY_BASIS} 88.88 分计。{_to_judge(line)}" if line.asked else reason(line)


def _to_judge(line: Line) -> str:
    """Why a line has the score that it has, or waits for a person."""
    return shortened("".join(_telling(line)))


def _unreachable(line: Line) -> str:
    """A claim that the wording cannot give, whatever the figures are (finding E11)."""
    if line.claimed is None or line.reachable is None or line.claimed in line.reachable:
        return ""
    possible = "、".join(plain(score) for score in line.reachable[:12])
    return f"。自评{plain(line.claimed)}分按标准得不到（只能得{possible}分）"


def _telling(line: Line) -> list[str]:
    """The steps that give the reason: not the formula, not the comparison with the claim, nor what stands beside it."""
    beside = (f"{figure.term}：" for figure in line.inputs) if line.rule.kind == "target" else ()
    untold = (*_NOT_THE_REASON, *beside)
    return [step for step in line.steps if not step.startswith(untold)][-2:]


def shortened(text: str, longest: int = _LONGEST) -> str:
    """`text`, with … at the end where it is too long for a table cell."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def reason_formula(plan: Plan, line: Line) -> str:
    """The 依据 as a formula that follows the figures; "" where no figure can change it."""
    if line.status is Status.JUDGED:
        return _assessed_formula(plan, line)
    if not line.live:
        return ""
    return _computed_formula(plan, line)


def _assessed_formula(plan: Plan, line: Line) -> str:
    given = plan.working(line, ASSESSED)
    why = literal(_to_judge(line))
    waiting = _computed_formula(plan, line, why) if line.live else why
    begins = f'"{GIVEN} "'
    if line.asked:
        begins = f'IF({blank(at(SUMMARY, plan.entry(line)))},"{BY_BASIS} ",{begins})'
    return f'IF(ISNUMBER({given}),{begins}&ROUND({given},4)&" 分计。"&{why},{waiting})'


def _computed_formula(plan: Plan, line: Line, why: str = "") -> str:
    cell, shown = plan.cell(line, "rate"), rate(plan, line).shown
    text = why or literal(reason(line))
    if line.status is Status.MISSING:
        return f'IF({cell}="{formulas.NO_DATA}",{text},"{_FILLED}")'
    if isinstance(shown, str):
        return f'IF({cell}={literal(shown)},{text},"{_CHANGED}")'
    near = f"ABS({cell}-{plain(decimal(shown or 0))})<0.000000001"
    return f'IF(ISNUMBER({cell}),IF({near},{text},"{_CHANGED}"),"{_CHANGED}")'
