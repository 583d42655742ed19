"""Which figure of a bureau's own 基础数据表 a term of a formula is: the words of its place, put together, are the term's.

Every word that tells the figure from its neighbours has to be in the term, and every other word of the term has to be one of its
row, its headings, its block or its unit (已申报绩效目标项目数: 项目绩效目标 | 已申报（个）). Nothing is guessed from likeness; a term that
two cells fit is neither's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from sheetscore.exact.amounts import MONEY_UNITS
from sheetscore.readers.base_table.base_named import DONE, FEWEST_OF_SUBJECT, PLANNED, Named
from sheetscore.readers.base_table.placed_figure import Placed
from sheetscore.readers.base_table.placed_labels import is_share, term_key
from sheetscore.readers.base_table.placed_limits import limited_rows, of_another, of_its_years
from sheetscore.readers.base_table.placed_wholes import of_all_money, of_whole_block
from sheetscore.readers.indicator_table.header_years import year_of
from sheetscore.regexes import regex
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_IDLE = (
    "总数",
    "个数",
    "金额",
    "总额",
    "数额",
    "数量",
    "总量",
    "数",
    "额",
    "实际",
    "所有",
    "全部",
    "已",
    "本年度",
    "本年",
    "当年",
    "年度",
)
"""Words of a term that may be left out of a label."""
_DONE, _PLANNED = ("实际", "完成", "已", "办结"), ("计划", "目标", "任务")
_MEASURE = regex(
    r"(?:年初|年末|全年|调整后?|上年末?|累计)*(?:预算|决算|支出|支付|收入|执行|实际|计划|目标|完成|应|已)?(?:金额|总额|总数|数量|数|额|合计)"
)
"""A name that any block may have (预算数, 总额): its block has to be named in the term as well."""
_COUNTS = regex(r"人数|人次|编制|户数|件数|个数|项数|次数|家数|面积|里程|辆|台|份|[率度](?:$|\()")
_MONEY = regex(r"预算|决算|支出|支付|收入|金额|结转|结余|资金|经费|追加|调减|拨款|总额|非税")
_THIS_END = regex("^(?:本年度?|当年)(?=[末初])")
_LEADS = regex("^(?:实际|已|本年度?|当年|年度(?=...))(?=..)")
_AT_THE_END = regex("^(?:年末实有|年末(?=在[职编岗]|实有)|实有(?=在))(?=..)")
"""What may be left out of a label where the term does not speak of it: 年末实有在职人数 is the 在职人数."""
_TAILS = regex(
    "(?<=..)(?:(?<=工作)任务(?:数|项数)?|[个件处项户场]数|总额|总数|合计|小计|总计|金额|数额|数|额)$"
)
_OF_MONEY, _OF_COUNTS = ("金额", "总额", "数额", "额"), ("个数", "总数", "数量", "总量")
_COUNTED = regex("[个件处项户场台辆人次所家份期班座]数$|人次$")
_AMOUNT = regex("(?:金额|总额|数额|额)$")
_OBJECT = regex("(?<=....)(?:工程|项目|人员|企业|学校|机构)$")
_LEFT = regex("(?:累计)?(?P<what>结转结余|结转|结余)(?:资金)?")
"""累计结转结余资金总额 is 结转结余总额."""
_STAFF = regex(r"(?<=[编职外])人员(?:数量?|总数)?(?=$|\()")
_USUAL = (
    (regex("^年中(?:预算)?调整$"), "预算调整"),
    (regex("^公用支出$"), "公用经费"),
    (regex("^(?:人员编制|编制人)$"), "编制"),
    (regex("^实有(?:在职)?人$"), "在职人"),
)
"""What 部门整体支出绩效自评报告 (湖南) calls the 公用经费 that was spent, the 编制数 and the 在职人员数; 年中调整数 is the 预算调整数."""
_OF_THIS_YEAR = regex("^(?:本年度?(?!末)|当年|新增)")
_SHORTEST, _LONG_ENOUGH = 2, 3
_PLAN, _MADE = "planned", "done"
Asked = tuple[str, str]
"""A term of a formula, and the indicator in whose formula it stands."""


def placed_terms(
    placed: Sequence[Placed], asked: Sequence[Asked], money: str, years: tuple[int, int] = (0, 0)
) -> list[Named]:
    """The figures that terms ask for, under the names of the terms; `money` is the unit of the sheet's money.

    `years`: the newest one of which the table has final figures, and the 评价年度 (0: not known). What stands below an older one
    than the first, or a later one than the second, is nothing that a term without a year asks for.
    """
    found: list[Named] = []
    for term, indicator in dict.fromkeys(asked):
        found += _named(term, indicator, of_its_years(term_key(term), placed, years), money)
    terms = {term_key(term) for term, _ in asked}
    for each in limited_rows(terms, placed):
        relative = each.year.relative if each.year.named else 0
        found.append(_as_named(each.must[0], "", each, relative, money))
    for term, each in of_all_money(placed, asked):
        found.append(_as_named(term, "", each, each.year.relative if each.year.named else 0, money))
    for indicator in dict.fromkeys(each for _, each in asked):
        found += _rows_own(indicator, placed, money)
    return found


def _named(term: str, indicator: str, placed: Sequence[Placed], money: str) -> Iterator[Named]:
    whole, year = term_key(term), year_of(term_key(term))
    keys = {whole: False, _THIS_END.sub("年", whole): False}
    keys |= {year.rest: True} if year.named else {}
    by_year: dict[tuple[int | None, int | None], list[tuple[Placed, bool]]] = defaultdict(list)
    for each in placed:
        if year.named and any(of_another(year, piece) for piece in each.must):
            continue
        fitting = [
            fits for key, dated in keys.items()
            if (each.year.named or not dated) and (fits := _fits(key, each, name_key(indicator)))
        ]  # fmt: skip
        if fitting:
            by_year[each.year.printed, each.year.relative].append((each, fitting[0] == "row"))
    for (_, relative), group in by_year.items():
        if len({one.cell.address for one, _ in group}) != 1:
            continue
        one, of_row = group[0]
        if not _counted_plainly(one, money):
            continue
        subject = name_key(one.row) if of_row else ""
        own = one.must == (whole,)  # 上年度结转结余 below 2022年 says its year itself
        name = year.rest if one.year.named and year.named and not own else name_key(term)
        if subject and len(subject) < FEWEST_OF_SUBJECT:
            continue
        yield _as_named(name, subject, one, relative if one.year.named else 0, money)


def _idle(each: Placed) -> tuple[str, ...]:
    """The words that may be left out; those of money not for what is counted (应资助（人） is no 应资助金额), nor the other way round."""
    counted = each.unit not in ("", *MONEY_UNITS) or any(map(_COUNTED.search, each.must))
    no_count = each.unit in MONEY_UNITS or any(map(_AMOUNT.search, each.must))
    left_out = (_OF_MONEY if counted else ()) + (_OF_COUNTS if no_count else ())
    return tuple(word for word in _IDLE if word not in left_out)


@lru_cache(maxsize=8192)
def _core(piece: str) -> str:
    """实际完成治理河长 and 完成治理河长数 may be one figure."""
    return _TAILS.sub("", _LEADS.sub("", piece))


def _as_named(name: str, subject: str, each: Placed, relative: int | None, money: str) -> Named:
    unit = _unit(each, money)
    return Named(
        name, subject, each.cell, relative, each.year.printed, unit, "" if unit else each.unit
    )


def _fits(key: str, each: Placed, indicator: str) -> str:
    """ "name" where the words of the place make the term, "row" where the name of the indicator gives the row, "" where neither."""
    if each.to_the_letter:
        return "name" if key == each.must[0] else ""
    if len(each.must) == 1 and not each.role and _alike(key, each.must[0]):
        return "name"
    if of_whole_block(key, each, indicator):
        return "name"
    of_year = [piece for piece in each.must if "累计" not in piece]
    if "累计" in key and any(map(_OF_THIS_YEAR.search, of_year)):
        return ""  # 当年结转结余 is not all that was carried over
    rest, implied = [_as_one(key)], False
    told = "年末" in key or "实有" in key
    musts = each.must if told else [_AT_THE_END.sub("", piece) for piece in each.must]
    pieces = [_as_one(_core(piece)) for piece in musts]
    for piece in sorted(
        (_of_row(piece, key, indicator) for piece in pieces), key=len, reverse=True
    ):
        at = next((place for place, part in enumerate(rest) if piece in part), None)
        if at is None and _thing(piece, each.unit, indicator):
            piece = _OBJECT.sub("", piece)
            at = next((place for place, part in enumerate(rest) if piece in part), None)
        if at is None:
            if piece != _core(each.row) or not indicator.startswith(name_key(piece)):
                return ""
            implied = True
            continue
        before, _, behind = rest[at].partition(piece)
        rest[at : at + 1] = [before, behind]
    if implied and len(each.must) == 1 and not each.role:
        return ""  # 预算完成数 is no 预算数 of 预算完成率
    idle = _idle(each)
    words = idle if not each.role else (*idle, *(_DONE if each.role == "done" else _PLANNED))
    if each.role and not implied and not any(word in key for word in words[len(idle) :]):
        return ""
    if each.role == "done" and implied and not any(word in key for word in _DONE):
        return ""
    if each.role == "planned" and not any(word in key for word in _PLANNED):
        return ""
    context = (*each.may, *((each.row,) if implied else ()))
    if not all(_covered(part, words, context, each.unit) for part in rest):
        return ""
    named = _of_context(rest, context)
    if not implied and not each.by_heads and all(map(_MEASURE.fullmatch, each.must)) and not named:
        return ""
    return "row" if implied else "name"


_WAYS = {
    "planned": pattern("(?:{budget}|安排|计划)+(?!完成|执行|支出)"),
    "spent": pattern("实际(?:支出|支付)|{spending}|{final}|{carried_out}|实际"),
}
_IDLE_MONEY = regex("总额|金额|数额|资金|数|额|总|的")


def _alike(term: str, label: str) -> bool:
    """公用经费实际支出 for 实际支出公用经费总额: what was planned or spent, for the same, in another order of words."""
    one, other = _way(term), _way(label)
    return one is not None and one == other


def _way(words: str) -> tuple[str, str] | None:
    """planned or spent, and what for; None for words that say neither, or both."""
    found = [way for way, said in _WAYS.items() if said.search(words)]
    if len(found) != 1:
        return None
    thing = _IDLE_MONEY.sub("", _WAYS[found[0]].sub("", words))
    return (found[0], thing) if len(thing) >= _LONG_ENOUGH else None


@lru_cache(maxsize=8192)
def _as_one(words: str) -> str:
    """Words for one thing: 累计结转结余资金 and 结转结余, 在编人员（含工勤） and 在编人数（含工勤）."""
    for form, instead in _USUAL:
        words = form.sub(instead, words)
    return _STAFF.sub("人数", _LEFT.sub(r"\g<what>", words))


def _of_row(piece: str, key: str, indicator: str) -> str:
    """交办或下达数 of 重点工作交办或下达数, where the row is called 重点工作办结率."""
    if piece in key:
        return piece
    at = next((n for n in range(len(piece) - 1, 1, -1) if indicator.startswith(piece[:n])), 0)
    rest = piece[at:].removeprefix("调查")
    return rest if at and len(rest) >= _LONG_ENOUGH and rest == _core(key) else piece


def _rows_own(indicator: str, placed: Sequence[Placed], money: str) -> Iterator[Named]:
    """What was planned and what was done of the thing that an indicator is called: 薄弱学校改造 | 计划 12 | 实际完成 11; 项目绩效自评 |
    应自评 18 | 已自评 17.
    """
    name = term_key(indicator)
    placed = [each for each in placed if not each.to_the_letter]
    placed = [*placed, *_should(name, placed)]
    rows = {each.row for each in placed if each.role and name.startswith(each.row)}
    if len(rows) == 1:
        row = rows.pop()
        both = [each for each in placed if each.row == row and each.role]
    else:
        row, both = name, []
        for each in placed:
            if each.must in (
                (f"{name}计划",),
                (f"{name}完成",),
                (f"{name}计划数",),
                (f"{name}完成数",),
            ):
                role = "planned" if "计划" in each.must[0][len(name) :] else "done"
                both.append(replace(each, role=role))
    for role, called in ((_PLAN, PLANNED), (_MADE, DONE)):
        mine = [each for each in both if each.role == role]
        years = {(each.year.printed, each.year.relative) for each in mine}
        if len(row) >= FEWEST_OF_SUBJECT and len(mine) == len(years):
            for each in mine:
                relative = each.year.relative if each.year.named else 0
                yield _as_named(called, name_key(row), each, relative, money)


def _should(name: str, placed: Sequence[Placed]) -> Iterator[Placed]:
    """应自评 and 已自评 beside the name of one row, as planned and done of it."""
    for should in placed:
        head, row = should.must[0], should.may[0] if should.may else ""
        if (
            len(should.must) != 1
            or not head.startswith("应")
            or not row
            or not name.startswith(row)
        ):
            continue
        for lead in ("已", "实际", "实"):
            for each in placed:
                if (
                    each.must == (f"{lead}{head[1:]}",)
                    and each.may == should.may
                    and each.cell.row == should.cell.row
                ):
                    yield replace(should, row=row, role=_PLAN)
                    yield replace(each, row=row, role=_MADE)


def _thing(piece: str, unit: str, indicator: str) -> bool:
    """验收合格工程（个） may be 验收合格个数, where the indicator says that it is about 工程."""
    found = _OBJECT.search(piece)
    return found is not None and bool(unit) and found[0] in indicator


def _of_context(rest: Sequence[str], context: Sequence[str]) -> bool:
    """Does a term name something of its figure's row or block besides the figure itself?"""
    return any(
        part[at : at + _SHORTEST] in each
        for part in rest for each in context for at in range(len(part) - 1)
    )  # fmt: skip


def _covered(part: str, words: Sequence[str], context: Sequence[str], unit: str) -> bool:
    """Is a part of a term made of words that say nothing, of the unit, and of pieces of the context alone?"""
    units = (unit, f"{unit}数", f"{unit}次") if unit and unit not in MONEY_UNITS else ()
    reached = {0}
    for start in range(len(part)):
        if start not in reached:
            continue
        reached |= {start + len(word) for word in (*words, *units) if part.startswith(word, start)}
        for end in range(start + _SHORTEST, len(part) + 1):
            if any(part[start:end] in each for each in context):
                reached.add(end)
    return len(part) in reached


def _counted_plainly(each: Placed, money: str) -> bool:
    """Is it plain whether the figure is money, where the sheet's money is not in 万元?"""
    if money == "万元" or each.unit:
        return True
    words = "".join(each.must)
    return (_COUNTS.search(words) is None) != (_MONEY.search(words) is None)


def _unit(each: Placed, money: str) -> str:
    """What the figure is counted in: its own unit of money, or that of the sheet; "" for what is counted."""
    if each.unit or is_share(each.cell):
        return each.unit if each.unit in MONEY_UNITS else ""
    words = "".join(each.must)
    return money if _MONEY.search(words) and not _COUNTS.search(words) else ""
