"""Clauses that say in other words what the sentence reader reads. Each form is its own; what does not fit it whole stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex
from sheetscore.rules.plain.prints import N
from sheetscore.rules.sentences.in_other_words.around_goal import AROUND
from sheetscore.rules.sentences.in_other_words.bare_steps import STEPS
from sheetscore.rules.sentences.in_other_words.beyond_goal import BEYOND
from sheetscore.rules.sentences.in_other_words.leading_words import LEADS
from sheetscore.rules.sentences.in_other_words.printed_shortly import PRINTED
from sheetscore.rules.sentences.in_other_words.progressive import PROGRESSIVE
from sheetscore.rules.sentences.in_other_words.rows_as_shares import SHARES
from sheetscore.rules.sentences.in_other_words.run_together import TOGETHER
from sheetscore.rules.sentences.in_other_words.said_shortly import SHORT
from sheetscore.rules.sentences.in_other_words.spelled import respell, spelled
from sheetscore.rules.sentences.in_other_words.usual_words import USUAL
from sheetscore.rules.sentences.wording_row import Asked

Form = Callable[[str, Asked], str]


def plainly(said: str, asked: Asked) -> str:
    """The wording `said` of a row, with every form below in the words of the reader."""
    for form in _FORMS:
        said = form(said, asked)
    return said


def _owned(words: str, asked: Asked) -> bool:
    """The row's name or the end of it, or nothing."""
    return not words or (len(words) > 1 and asked.row.key.endswith(words))


_NAMED = regex(
    rf"(?:^|(?<=[,;。]))以?(?P<own>[\u4e00-\u9fff]{{0,12}}?)(?P<n>{N})%为(?P<word>及格线|合格线|达标线|基准线|起点|起始点|起算点|基点|起评点)[,;。]"
)


def named_value(said: str, asked: Asked) -> str:
    """以90%为起点，每高出1个百分点得0.5分; 90%为及格线，达到及格线得5分，每高于及格线1个百分点加0.3分."""
    found = _NAMED.search(said)
    if found is None or not _owned(found["own"], asked) or len(_NAMED.findall(said)) > 1:
        return said
    word, value = found["word"], f"{found['n']}%"
    rest = said[: found.start()] + said[found.end() :]
    if word in rest:
        rest = re.sub(f"(?:达不到|未达到|未达|低于){word}", f"低于{value}", rest)
        return rest.replace(word, value)
    step = re.compile(r"[\u4e00-\u9fff]{0,12}?每(?:高出?于?|超过?|超出|提高|增加)").match(
        said, found.end()
    )
    if step is None or found.start():
        return said
    own = step.group().partition("每")[0]
    return f"从{value}起,{rest[len(own) :]}" if _owned(own, asked) else said


_FROM_NTH = regex(
    r"(?<=[,;。])从第(?P<n>\d+)(?P<u>[起件次例处个项批份篇人户家])(?:开始|起)?,?每(?:增加|多|超过|超)?1?(?P=u)(?=扣)"
)


def from_nth(said: str, _asked: Asked) -> str:
    """不超过3次的不扣分，从第4次起每次扣0.5分: each of those beyond the third."""
    return _FROM_NTH.sub(
        lambda m: (
            f"超过{int(m['n']) - 1}{m['u']}的,每超过1{m['u']}" if int(m["n"]) > 1 else m.group()
        ),
        said,
    )


_ALIKE = ("台套", "个处", "个项", "家户", "座处", "件套", "份本", "起件", "个座", "场次", "篇条")
_TWO_UNITS = regex(r"(?<=\d)(?P<a>[\u4e00-\u9fff])\((?P<b>[\u4e00-\u9fff])\)")


def two_units(said: str, asked: Asked) -> str:
    """每少1台(套): whichever of the two the target is counted in."""

    def one(match: re.Match[str]) -> str:
        pair = match["a"] + match["b"]
        if pair not in _ALIKE and pair[::-1] not in _ALIKE:
            return match.group()
        unit = asked.target.unit if asked.target is not None else ""
        return unit if unit in (match["a"], match["b"]) else match["a"]

    return _TWO_UNITS.sub(one, said)


_BOTH_ENDS = regex(
    rf"(?P<span>(?P<a>{N})%[-~～—至到]+(?P<b>{N})%)(?P<behind>之间|区间|范围)?\(含(?P<c>{N})%(?:[、,和及与]|和)(?P<d>{N})%\)"
)
_TURNED = regex(
    rf"(?P<high>(?:高于|超过|大于){N}%)(?P<or>或者?)(?P<low>(?:低于|小于|不足){N}%)(?=的?,?每偏离)"
)


def two_ends(said: str, _asked: Asked) -> str:
    """5%~15%之间（含5%、15%）; 高于15%或低于5%的，每偏离该区间1个百分点."""
    said = _BOTH_ENDS.sub(
        lambda m: (
            f"{m['span']}{m['behind'] or ''}(均含)"
            if {m["a"], m["b"]} == {m["c"], m["d"]}
            else m.group()
        ),
        said,
    )
    said = _TURNED.sub(lambda m: f"{m['low']}{m['or']}{m['high']}", said)
    return re.sub("(?<=每偏离)(?:该|上述|此)(?=区间|范围)", "", said)


_SHORT_OF = regex(
    rf"按(?:照)?(?:未完成|未达成|欠完成)(?:的)?(?:比例|比率)(?:的(?P<k>{N})倍)?(?:相应)?扣(?:减|除)?(?:相应)?(?:的)?(?:本项|该项|指标|该指标|本指标)?(?:的)?(?:分值|得分|分数|分)(?=[,;。]|$)"
)


def short_of(said: str, asked: Asked) -> str:
    """未完成的，按未完成比例的1.5倍扣减分值: that many times the part that is missing, of the points."""
    whole = asked.target is not None and (asked.target.unit != "%" or asked.target.value == 1)
    if not whole:
        return said
    return _SHORT_OF.sub(lambda m: f"得分=分值*(1-{m['k'] or 1}*(1-完成比例))", said)


_SHARE_AGAIN = regex(
    r"按(?:照)?(?:实际)?(?:完成)?比例(?:计算)?(?:得分|计分|给分)\((?:即|得分=|计分=)*(?P<f>[\u4e00-\u9fff]{2,12}/[\u4e00-\u9fff]{2,12}\*[\u4e00-\u9fff]{0,6}(?:分值|满分))\)"
)


def share_again(said: str, _asked: Asked) -> str:
    """未达到的按完成比例计分（完成值/指标值×该指标分值）: as the bracket says."""
    return _SHARE_AGAIN.sub(lambda m: f"得分={m['f']}", said)


_OF_GAP = regex(
    r"(?:未(?:完成|达到|达成)(?:年度)?(?:目标值?|指标值|计划|任务)?的?,)?按(?:照)?(?P<name>[\u4e00-\u9fff]{2,4}率)\((?P=name)=(?P<body>[(\[][^()\[\]]{3,40}[)\]]/[\u4e00-\u9fff]{2,10})(?:\*100%)?\)(?:分档)?(?:扣分|计分|得分|评分)[:,](?P<bands>[^。]+)"
)


def gap_bands(said: str, _asked: Asked) -> str:
    """按差距率（差距率=（目标值-完成值）/目标值）扣分：5%以内（含）扣1分；…: every band is one of the gap."""

    def each(match: re.Match[str]) -> str:
        bands = [
            f"{match['name']}{band}" if re.match(r"\d", band) else band
            for band in match["bands"].split(";")
        ]
        return f"{match['name']}={match['body']};{';'.join(bands)}"

    return _OF_GAP.sub(each, said)


_LINE = (
    r"(?:按|采用|用|以)?(?:照)?(?:直线法|直线插值法?|直线内插法?|线性内?插(?:值)?法?|内插法|插值法?|线性法)"
    r"(?:\((?:线性)?(?:内插|插值)法?\))?(?:计算|确定|计)?(?:得分|计分|赋分|给分|评分)?"
)
_ENDS = regex(
    rf"(?:得分)?在(?P<a>0分|满分|{N}分)(?P<to>和|与|至|到|-)(?P<b>满分|0分|{N}分)之间,?{_LINE}(?=[,;。]|$)"
)


def line_ends(said: str, asked: Asked) -> str:
    """在0分和满分之间用直线法计算得分."""

    def number(words: str) -> str:
        return plain(asked.points, 4) if words == "满分" else words.removesuffix("分")

    return _ENDS.sub(lambda m: f"按线性插值在{number(m['a'])}分至{number(m['b'])}分之间计分", said)


_SPELLED = spelled(
    (r"(?<!\d)\.+(?=。|$)", ""),
    (r"不超(?=目标|计划|预算|指标|年度|合同)", "不超过"),
    (r"(?:得分|结果)为负(?:数|值)?(?:时|的)?,?(?:按|计)0分(?:计)?(?=[,;。]|$)", "最低0分"),
    (r"超过(?:年度)?目标(?:值|满意度)?的?,?按满分计(?:分|算)?(?=[,;。]|$)", "超过满分按满分计"),
    (rf"加至(?={N}分(?:为止|封顶)(?:[,;。]|$))", "得满"),
    (r"(?<=以上)(?P<incl>(?:\([^()]*\))?)(?=(?:不足|低于|不到|小于)\d)", r"\g<incl>且"),
    (rf"(?P<n>高于{N}%)的,自{N}%起(?=每)", r"\g<n>的,"),
    (rf"(?<=[率度])(?P<n>{N}%)得(?:基础分|基本分)(?=\d)", r"达到\g<n>得"),
    (r"(?:直至|直到)(?:得)?满分(?:为止)?(?=[,;。]|$)", "满分为止"),
    (r"得基础分(?=\d)|得基本分(?=\d)", "得"),
    (r"在(?:基础分|基本分)上扣(?=\d)", "扣"),
    (r"百分比(?=(?:得分|计分|给分)(?:[,;。]|$))", "比例"),
)


def small_words(said: str, _asked: Asked) -> str:
    return respell(said, _SPELLED)


_TENTHS = {word: number * 10 for number, word in enumerate("一二三四五六七八九", 1)}
_TENTH = regex(r"(?<=[含足过到达于])(?P<n>[一二三四五六七八九])成(?=\)|得|不|的|,)")


def tenths(said: str, _asked: Asked) -> str:
    """完成任务的八成以上（含八成）, 不足八成."""
    return _TENTH.sub(lambda m: f"{_TENTHS[m['n']]}%", said)


_AS_WHOLE = regex(
    rf"(?P<lead>达到{N}%(?:\(含\))?(?:及?以上)?的?,?)(?:视同|视为)(?:完成)?100%(?=[,;。])"
)
_RATE_TIMES = regex(
    r"得分=[\u4e00-\u9fff]{0,8}率\*(?:本项|该项|指标|该指标)?(?:分值|满分)(?=[,;。]|$)"
)


def as_whole(said: str, asked: Asked) -> str:
    """达到95%的视同100%；未达到95%的，得分=执行率×分值: 100 % of a rate that is multiplied with the points is full marks."""
    if _RATE_TIMES.search(said) is None or not asked.row.is_rate:
        return said
    return _AS_WHOLE.sub(
        lambda m: f"{m['lead'].removesuffix(',').removesuffix('的')}的,得满分", said
    )


_ON_THAT = regex(r"(?<=在此基础上),?(?P<own>[\u4e00-\u9fff]{0,12}?)(?=每)")
_GAINS = regex(
    r"(?P<step>每(?:提高|高于|高出|超过|增加)[^,;。]{1,12}),增加(?=(?:该项|本项|指标)?分值)"
)


def on_that(said: str, asked: Asked) -> str:
    """在此基础上完成率每提高1个百分点，增加该项分值的4%."""
    said = _ON_THAT.sub(lambda m: "," if _owned(m["own"], asked) else m.group(), said)
    return _GAINS.sub(r"\g<step>,加", said)


_STAGED = regex(rf"(?P<lead>超过(?P<n>{N})%的,)(?=(?P=n)%[-至到]+{N}%)")
_BY_STAGES = regex(r"(?<=[,;。])(?:按)?分段(?:累计|累加)(?:计算)?(?:扣分|扣减|计算)?(?=[,;。]|$)")


def stages(said: str, _asked: Asked) -> str:
    """超过100%的，100%至105%（含）的部分每超1个百分点扣…; 100%至90%之间每低…，分段累计扣分."""
    said = _STAGED.sub("", said)
    said = re.sub(rf"(?:[\u4e00-\u9fff]{{0,8}})?超过({N})%的,(?=\1%[-至到]+{N}%)", "", said)
    if _BY_STAGES.search(said) is None:
        return said
    return re.sub(r"之间(?=每)", "的部分", _BY_STAGES.sub("", said))


_BASED_ON = regex(
    rf"(?:^|(?<=[;。]))以(?P<own>[\u4e00-\u9fff]{{0,8}})(?P<n>{N})%为(?P<word>基准|标准)得(?P<p>{N})分(?=[,;。])"
)
_ADDED = regex(rf"加满(?P<n>{N})分(?:为止)?(?=[,;。]|$)")


def based_on(said: str, asked: Asked) -> str:
    """以完成率100%为基准得8分。每高于基准2个百分点加0.5分，加满2分为止；每低于基准2个百分点减0.5分."""
    found = _BASED_ON.search(said)
    if found is None or not _owned(found["own"], asked):
        return said
    value = f"{found['n']}%"
    said = f"{said[: found.start()]}{found['own']}达到{value}得{found['p']}分{said[found.end() :]}"
    said = re.sub(f"(?<=于|过|出)({found['word']})(?=\\d)", value, said)
    base = fraction(found["p"])

    def most(match: re.Match[str]) -> str:
        return (
            f"最多加{match['n']}分"
            if base + fraction(match["n"]) == asked.points > fraction(match["n"])
            else match.group()
        )

    return _ADDED.sub(most, said)


_PAID = regex(
    r"(?P<what>[\u4e00-\u9fff]{0,6})(?:足额|全额|全部)(?P<act>[\u4e00-\u9fff]{2})\((?P=act)率(?:为|=|达到)?100%\)的?,?(?=得)"
)


def paid_in_full(said: str, asked: Asked) -> str:
    """收益足额上缴（上缴率100%）得3分；未足额上缴的，按上缴比例计分."""
    found = _PAID.search(said)
    if found is None or not asked.row.key.endswith(f"{found['act']}率"):
        return said
    if found["what"] not in asked.row.key:
        return said
    rate = f"{found['act']}率"
    said = said[: found.start()] + f"{rate}=100%的," + said[found.end() :]
    return re.sub(
        rf"未(?:能)?(?:足额|全额|全部)?{found['act']}的,?按(?:照)?(?:实际)?{found['act']}(?:比例|率)(?:得分|计分)(?=[,;。]|$)",
        f"{rate}<100%的,得分={rate}*分值", said,
    )  # fmt: skip


_OVERSPENT = regex("(?:^|(?<=[,;。]))(?P<not>未|没有|不)?超支(?:的)?,?(?=得|超支率每|每)")
_NO_OVER = regex("超支率为0或(?:者)?(?:为)?负(?:数|值)的?,?(?=得)")


def overspent(said: str, asked: Asked) -> str:
    """未超支得满分；超支的，超支率每1个百分点扣…, of a row that measures 超支率."""
    if not asked.row.key.endswith("超支率"):
        return said
    said = _OVERSPENT.sub(lambda m: "超支率≤0%的," if m["not"] else "超支率>0%的,", said)
    said = re.sub("(?<=的,)超支率每(?=\\d)", "每超过", said)
    return _NO_OVER.sub("超支率≤0%的,", said)


_APART_STEP = regex(
    rf"偏离度(?:超出|超过)±(?P<n>{N})%的?,每(?:再)?(?:增加|偏离)(?P<s>{N}个?百分点)(?=扣)"
)


def apart_steps(said: str, _asked: Asked) -> str:
    """偏离度在±10%以内（含）的得满分；偏离度超出±10%的，每再增加5个百分点扣1分."""
    found = _APART_STEP.search(said)
    if found is None or re.search(rf"±{found['n']}%以内(?:\(含\))?的?,?得满分", said) is None:
        return said
    said = said[: found.start()] + f"每偏离{found['s']}" + said[found.end() :]
    return re.sub("(?:实际)?完成值与(?:年度)?(?:目标值|指标值)的(?=偏离度|偏差率)", "", said)


_YEAR_END = regex(
    r"(?:^|(?<=[,;。]))(?:截至|截止)?(?:当年|本年度?|全年)?(?:12月(?:底|末|31日)|年底|年末)(?=[\u4e00-\u9fff]{0,8}(?:进度|率))"
)
_OTHER_DATE = regex(r"(?<!1)\d月|1[01]月|季|半年|旬")


def year_end(said: str, asked: Asked) -> str:
    """12月底支出进度达到95% of 全年支出进度: that of the whole year."""
    if _OTHER_DATE.search(asked.row.key) or _OTHER_DATE.search(_YEAR_END.sub("", said)):
        return said
    return _YEAR_END.sub("", said)


_FORMS: tuple[Form, ...] = (
    *PRINTED, *SHARES, *AROUND, *PROGRESSIVE, *TOGETHER, *BEYOND, *LEADS, *STEPS, *USUAL, *SHORT,
    tenths, small_words, named_value, from_nth, two_units, two_ends, share_again, short_of, gap_bands, line_ends,
    as_whole, on_that, stages, based_on, paid_in_full, overspent, apart_steps, year_end,
)  # fmt: skip
