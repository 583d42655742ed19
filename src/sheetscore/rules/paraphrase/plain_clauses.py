"""Clauses of a rate in plainer words: 以100%为上限, 基准分6分, 超过10个百分点以上的, [85%,95%)区间, 未超编, 按实际份额占30%的比例."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex
from sheetscore.rules.paraphrase.asides import CHANGES
from sheetscore.rules.tokens.patterns import numeral
from sheetscore.rules.tokens.subject import names_same
from sheetscore.words.text import name_key

_N = r"\d+(?:\.\d+)?"
_CN = "零〇一二两三四五六七八九十百"
_START = r"(?:^|(?<=[,;。:]))"
_END = r"(?=[,;。]|$)"
_NONE = "(?:该项|本项)?(?:不得分|不计分|得0分|计0分)"
_WRITTEN = regex(
    rf"百分之(?P<share>[{_CN}]+(?:点[{_CN}]+)?)|(?<![\d.{_CN}])(?P<n>[{_CN}]+(?:点[{_CN}]+)?)(?P<unit>个百分点|分(?=[,;。]|$))"
)


def written_numbers(text: str, _name: str, _points: Fraction) -> str:
    """百分之百, 一个百分点, 零点五分: in digits."""

    def digits(match: re.Match[str]) -> str:
        try:
            number = numeral(match["share"] or match["n"])
        except ValueError:
            return match.group()
        return f"{plain(number, 6)}{'%' if match['share'] else match['unit']}"

    return _WRITTEN.sub(digits, text)


_STANDARD = regex(
    rf"{_START}以(?P<n>{_N})%为(?:上限|下限|限|标准值?|基准值?|控制线|红线|底线|目标值?|满分标准|准)(?P<stop>[,;。])(?P<full>(?:的)?(?:计|得)满分[,;。])?"
)


def standards(text: str, _name: str, points: Fraction) -> str:
    """以100%为上限，控制率≤100%得满分: said again in the rule itself. 以100%为标准，计满分: 100% is full marks."""
    match = _STANDARD.search(text)
    if match is None:
        return text
    before, after = text[: match.start()], text[match.end() :]
    full = rf"(?<![\d.]){re.escape(match['n'])}%(?:\([^()]*\))?(?:及?以[上下内])?(?:的)?,?(?:得|计)(?:满分|{re.escape(plain(points, 4))}分)"
    if re.search(full, after) and not match["full"]:
        return before + after
    if match["full"]:
        return f"{before}{match['n']}%得满分;{after}"
    return text


_FULL_AT = regex(
    rf"(?P<sign>≤|不超过|不高于|不大于|小于等于|控制在|≥|不低于|达到|大于等于)?(?P<n>{_N})%(?P<tail>(?:\(含\))?(?:以内|以下|以上))?(?:\(含(?:{_N}%)?\))?的?,?(?:得|计)(?:满分|(?P<p>{_N})分)"
)
_FAR = regex(
    rf"{_START}(?P<way>超过|超出|高于|低于|少于)(?P<n>{_N})个?百分点(?:\(不含\))?(?:以上)?(?:的|者)?,?(?P<none>{_NONE})"
)


def far_ends(text: str, name: str, points: Fraction) -> str:
    """100%以内得3分；每超过1个百分点扣0.2分，超过10个百分点以上的不得分: above 110%."""
    if name_key(name).endswith("率"):
        text = re.sub(r"(?<=≤)0(?=的?,?(?:得|计))", "0%", text)
    found, full = list(_FAR.finditer(text)), list(_FULL_AT.finditer(text))
    full = [m for m in full if m["p"] is None or fraction(m["p"]) == points]
    if len(found) != 1 or len({m["n"] for m in full}) != 1 or "每" not in text:
        return text
    match, anchor = found[0], full[0]
    over = match["way"] in ("超过", "超出", "高于")
    below = bool(
        re.search("≤|不超过|不高于|不大于|小于等于|控制在", anchor["sign"] or "")
        or re.search("内|下", anchor["tail"] or "")
    )
    plainly = anchor["sign"] is None and anchor["tail"] is None
    if not plainly and below != over:
        return text
    edge = fraction(anchor["n"]) + (1 if over else -1) * fraction(match["n"])
    if edge <= 0:
        return text
    put = f"{'>' if over else '<'}{plain(edge, 6)}%的,{match['none']}"
    return text[: match.start()] + put + text[match.end() :]


_BASE = regex(
    rf"{_START}(?:本项|该项|指标)?(?:基准分|基础分|基本分|标准分)(?:为|:)?(?P<n>{_N})分[,;。]"
)
_EACH_WAY = regex(
    rf"{_START}(?P<lead>[\u4e00-\u9fff]{{0,12}}?)每(?P<way>高于|超过|高|低于|低|高出)(?P<anchor>{_N})%的?,?(?P<size>{_N}|[一1])个?百分点(?=的?,?(?P<act>加|扣))"
)


def base_points(text: str, name: str, _points: Fraction) -> str:
    """基准分6分。每高于80%1个百分点加0.2分，最多加2分；每低于80%…扣…: 6 points at 80%."""
    base, steps = _BASE.search(text), list(_EACH_WAY.finditer(text))
    anchors = {match["anchor"] for match in steps}
    if (
        base is None
        or len(anchors) != 1
        or {m["act"] for m in steps} != {"加", "扣"}
        or len(steps) != 2
    ):
        return text
    if not all(match["lead"] == "" or names_same(match["lead"], name, "") for match in steps):
        return text
    for match in reversed(steps):
        size = "1" if match["size"] == "一" else match["size"]
        put = f"每{match['way']}{match['anchor']}%{size}个百分点"
        text = text[: match.start()] + put + text[match.end() :]
    return f"{text[: base.start()]}{anchors.pop()}%得{base['n']}分;{text[base.end() :]}"


_INTERVAL = regex(
    rf"(?:在|处于|位于|介于)?(?P<open>[\[(])(?P<a>{_N})%?,(?P<b>{_N})%(?P<close>[\])])(?:区间|范围)?(?:内|之间)?"
)


def intervals(text: str, name: str, _points: Fraction) -> str:
    """支付进度率在[85%,95%)区间的得3分: 85%≤…<95%."""

    def signs(match: re.Match[str]) -> str:
        low = "≤" if match["open"] == "[" else "<"
        high = "≤" if match["close"] == "]" else "<"
        return f"{match['a']}%{low}完成值{high}{match['b']}%"

    if not _INTERVAL.search(text):
        return text
    lead = re.compile(rf"{_START}(?P<own>[\u4e00-\u9fff]{{2,16}}?)(?=\d[\d.]*%[<≤]完成值)")
    return lead.sub(
        lambda m: "" if names_same(m["own"], name, "") else m.group(), _INTERVAL.sub(signs, text)
    )


_SHARE_OF = regex(
    rf"{_START}(?:未达到|达不到|未达|低于|不足)(?P<value>{_N}%)?(?:的|者)?,?按(?:照)?(?:实际)?(?P<what>[\u4e00-\u9fff]{{0,8}}?)(?:占|与|除以)(?P<n>{_N})%的?(?:比例|比重|比值)"
    rf"(?:乘以?|\*)?(?:分值)?(?:计算得分|折算得分|计分|得分|计算|折算|给分){_END}"
)


def shares_of_value(text: str, name: str, _points: Fraction) -> str:
    """达到30%得2分，未达到的按实际份额占30%的比例计分: the figure over 30%."""
    match = _SHARE_OF.search(text)
    if match is None:
        return text
    what = re.sub("^(?:完成|达到)?(?:值|数|率|比例)?$", "", match["what"])
    reached = re.search(
        rf"(?:达到|≥|不低于){re.escape(match['n'])}%(?:及?以上)?的?,?(?:得|计)", text
    )
    if reached is None or match["value"] not in (None, f"{match['n']}%"):
        return text
    if what and what not in name_key(name):
        return text
    put = f"<{match['n']}%的,得分=完成值/{match['n']}%*分值"
    return text[: match.start()] + put + text[match.end() :]


_NOT_OVER = regex(
    rf"{_START}(?:未|没有|不)(?P<verb>超编|超员|超支|超标|超限|超概|超载)(?=的?,?(?:得|计|不扣分))"
)
_WITHIN = regex(
    rf"{_START}(?P<own>[\u4e00-\u9fff]{{0,12}}率)?(?:在)?(?P<n>{_N}%)(?:\(含\))?(?:以内|以下)(?P<incl>\(含(?:{_N}%)?\))?(?=的?,?(?:扣|得|计))"
)


def not_over(text: str, name: str, points: Fraction) -> str:
    """未超编的不扣分；超编率5%以内的扣1分: nothing over is 0 % and below; 5% is then counted from above 0."""
    match = _NOT_OVER.search(text)
    key = name_key(name)
    if match is None or not key.endswith(f"{match['verb']}率"):
        return text
    text = f"{text[: match.start()]}≤0%{text[match.end() :]}"
    text = text.replace("不扣分", f"得{plain(points, 4)}分", 1)
    inside = _WITHIN.search(text)
    if inside is not None and (inside["own"] is None or key.endswith(inside["own"])):
        text = f"{text[: inside.start()]}>0%且≤{inside['n']}{text[inside.end() :]}"
    return text


_SAVED = regex(rf"每(?:超支|超出|超)(?P<n>{_N})(?=个?百分点|%)")


def savings(text: str, name: str, _points: Fraction) -> str:
    """节约率≥0的得满分；为负数的，每超支1个百分点扣1分: below 0."""
    key = name_key(name)
    if (
        not key.endswith(("节约率", "节支率", "结余率"))
        or not _SAVED.search(text)
        or key.endswith("结余率")
    ):
        return text
    if not re.search(r"(?:≥|不低于|大于等于|大于或等于)0%?的?,?(?:得|计)", text):
        return text
    text = re.sub(r"(?<=[≥于])0(?=的?,?(?:得|计))", "0%", text)
    negative = re.compile(
        rf"{_START}(?P<own>[\u4e00-\u9fff]{{0,10}}率)?(?:为负数?|小于0%?|<0%?|低于0%?)(?:的|时)?,?(?=每)"
    )
    text = negative.sub(
        lambda m: "" if not m["own"] or names_same(m["own"], name, "") else m.group(), text
    )
    return _SAVED.sub(lambda match: f"每低于{match['n']}", text)


_COMPARED = regex(
    rf"{_START}[^,;。:<>≤≥=0-9%]{{2,40}}?(?:与|和|同)[^,;。:<>≤≥=0-9%]{{0,30}}?(?:预算|概算|计划|批复|编制|控制数)[^,;。:<>≤≥=0-9%]{{0,16}}?(?:相比较?|比较|之比|的比率|的比例),"
)
_NEGATED = regex(
    CHANGES.replace("|部分", "").replace("|比例", "").replace("|免|降|倍|减", "|免|倍")
)


def compared(text: str, name: str, _points: Fraction) -> str:
    """实际支出的公用经费总额与预算安排总额相比，控制率…: what the rate of the row's name is, in front of it."""
    key = name_key(name)
    match = _COMPARED.search(text)
    if match is None or not key.endswith(("控制率", "执行率", "完成率", "支出率")):
        return text
    short = re.sub("(?:控制率|执行率|完成率|支出率)$", "", key)
    if _NEGATED.search(match.group()) or short[-4:] not in match.group():
        return text
    return text[: match.start()] + text[match.end() :]


_COMPOSED = regex(
    r"(?P<part>[\u4e00-\u9fff]{2,12}?)占(?P<whole>[\u4e00-\u9fff]{2,16}?)的?(?:比重|比例|占比)(?=达|≥|≤|<|>|不|低|高|大|小|在|为)"
)


def compositions(text: str, name: str, _points: Fraction) -> str:
    """民生支出占一般公共预算支出比重 for 民生支出占比."""
    key = name_key(name)
    return _COMPOSED.sub(
        lambda m: (
            key
            if key in (f"{m['part']}占比", f"{m['part']}比重", f"{m['part']}比例")
            else m.group()
        ),
        text,
    )


_PLAN_OFF = regex(
    rf"{_START}(?:实际)?[\u4e00-\u9fff]{{2,10}}?与(?:计划|目标|年度)[\u4e00-\u9fff]{{0,8}}?\((?P<n>100)%\)(?:相比,?)?每?(?:相差|偏离|偏差)(?=\d)"
)


def off_plan(text: str, name: str, _points: Fraction) -> str:
    """完成工作量与计划工作量（100%）每相差3个百分点: on either side of 100%."""
    match = _PLAN_OFF.search(text)
    if match is None or not re.search("计划|完成", name_key(name)):
        return text
    lead = "" if re.search("满分|得\\d", text[: match.start()]) else "100%得满分;"
    return f"{text[: match.start()]}{lead}每偏离{text[match.end() :]}"


_STARTED = regex(
    rf"(?P<step>每[\u4e00-\u9fff]{{0,8}}(?P<size>{_N})(?P<unit>[\u4e00-\u9fff%]{{1,4}}?)(?:的)?,?(?:扣|减)[^,;。]{{1,8}}),(?P<short>(?:不足|不满)(?P<a>{_N})(?P<u>[\u4e00-\u9fff%]{{0,4}}?)的?(?:部分)?,?)"
    rf"(?:按(?:照)?(?P<b>{_N})(?P<v>[\u4e00-\u9fff%]{{0,4}}?)(?:计扣|计算扣分|计算|扣分|扣减|计|算)|(?P<none>不扣分?|不予扣分|不计|不计算))"
)


def started_steps(text: str, _name: str, _points: Fraction) -> str:
    """每少10家次扣0.5分，不足10家次的按10家次计扣: without the unit that the step has said."""
    match = _STARTED.search(text)
    if match is None or not match["a"] == match["size"] == (match["b"] or match["size"]):
        return text
    if match["u"] not in ("", match["unit"]) or (match["v"] or "") not in ("", match["unit"]):
        return text
    counted = f"不足{match['a']}不扣分" if match["none"] else f"不足{match['a']}按{match['b']}计算"
    return f"{text[: match.end('step')]},{counted}{text[match.end() :]}"


def small_clauses(text: str, _name: str, _points: Fraction) -> str:
    """0（含）—5% is 0%; 视为…，扣2分; 80%以上、不足100%."""
    text = re.sub(rf"(?<![\d.])0(?=(?:\(不?含\))?[-~至]{_N}%)", "0%", text)
    text = re.sub(r"(?<=[,])视为[^,;。0-9不未没]{2,16},(?=扣|得|计)", "", text)
    if not re.search(r"以上,(?:不足|低于|小于|<)", text):
        return text
    return re.sub(rf"(?<=[%)上]),(?=(?:不足|低于|小于|<){_N}%)", "且", text)


_NOTHING = regex(
    rf"{_START}(?:年末|年底|当年|本年度?|全年)?(?:不存在|没有|无)(?P<what>[^,;。()0-9]{{2,20}})\((?:即)?(?:金额|余额|数量|数|率|比例|占比|增量)?(?:为|=)0%?\)(?:的)?(?=,?(?:得|计|不扣分))"
)


def nothing_left(text: str, name: str, _points: Fraction) -> str:
    """不存在逾期未上缴的非税收入（即金额为0）的: 0, of what the row's name says."""
    match = _NOTHING.search(text)
    if match is None or match["what"].replace("的", "") not in name_key(name).replace("的", ""):
        return text
    return f"{text[: match.start()]}=0{text[match.end() :]}"


_ALL = regex(
    rf"{_START}(?:全部|全面)(?P<verb>[\u4e00-\u9fff]{{2,3}})(?P<n>{_N})(?P<unit>[\u4e00-\u9fff]{{1,3}}?)(?:的)?(?=,?(?:得|计)(?:满分|\d))"
)


def all_of_them(text: str, name: str, _points: Fraction) -> str:
    """全部建成16个得8分，每少建成1个扣0.5分: the verb is that of the row's name."""
    match = _ALL.search(text)
    if (
        match is None
        or re.search("[未不没无非]", match["verb"])
        or match["verb"] not in (*_DONE, name_key(name)[-3:-1], name_key(name)[-2:])
    ):
        return text
    if match["verb"] not in name_key(name) and match["verb"] != "完成":
        return text
    text = f"{text[: match.start()]}≥{match['n']}{match['unit']}{text[match.end() :]}"
    return re.sub(rf"(?<=每少){match['verb']}(?=\d)", "", text)


_DONE = (
    "完成",
    "建成",
    "改造",
    "新建",
    "实施",
    "开展",
    "举办",
    "安装",
    "更换",
    "培训",
    "创建",
    "验收",
    "建设",
    "修建",
)


_ROUNDED = regex(
    r"(?:^|[,;。])(?:最终|本项|该项|计算)?(?:得分|结果|分数)?(?:按|按照)?(?:四舍五入)?(?:后)?(?:,)?(?:保留|精确到|精确至|取)(?:至|到)?(?:小数点后)?(?P<n>[一1两二2三3]位小数|[一1两二2]位|整数)(?:小数)?(?:\(四舍五入\)|,?四舍五入)?(?=[,;。]|$)"
)
_PLACES = {"一": 1, "1": 1, "两": 2, "二": 2, "2": 2, "三": 3, "3": 3, "整": 0}


def stated_places(text: str) -> tuple[str, int | None]:
    """得分四舍五入保留一位小数: the wording without it, and to how many decimals the score goes; None where it does not say."""
    found = list(_ROUNDED.finditer(text))
    if len(found) != 1 or (places := _PLACES[found[0]["n"][0]]) > 2:
        return text, None
    return text[: found[0].start()] + text[found[0].end() :], places
