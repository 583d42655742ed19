"""Clauses of a note that set up the form and give no points: whose weights, who fills in what, how the parts are added up.

A clause is one of these only where every word of it is known here; no such word gives, takes or limits points, names a share of
a target, or says how far one was reached. 各部门根据各项指标重要程度确定三级指标的分值 is one; with 未完成的 or 减半 in it, it is none.
"""

from __future__ import annotations

from sheetscore.regexes import regex

_WHO = (
    "部门 单位 处室 科室 主体 人员 地方 地区 各级 各地 省级 市级 县级 区级 省直 "
    "市直 区直 县直 省 市 县 区 主管 预算部门 预算单位 业务 实施 使用 责任 财政 "
    "相关 有关 牵头 汇总单位 本部门 本单位 本表"
)
_WHAT = (
    "一级 二级 三级 各项 各个 各 每项 每个 单项 该项 本项 其他 其余 该 此 指标 "
    "绩效 年度 年初 目标 预期 核心 项目 部门 整体 支出 分值 权重 权重系数 标准分 "
    "总分 总分值 比重 个数 数量 质量 时效 成本 产出 效益 效果 效率 过程 投入 决策 "
    "管理 履职 效能 尽责 服务对象 社会公众 受益对象 满意度 经济 社会 生态 环境 可持续 "
    "可持续影响 影响 发展 预算 资金 执行率 执行情况 栏 列 栏目 明细 行数 特殊情况 "
    "特殊 实际情况 情况 工作 特点 特性 性质 内容 要求 职能 职责 任务 重要程度 重要性 "
    "轻重缓急 难易程度 关注度 因素 经济性 必要性 必评 自评 百分制 形式"
)
_HOW = (
    "根据 按照 结合 依据 对照 参照 围绕 综合考虑 考虑 基于 自行 自主 合理 科学 统一 "
    "分别 适当 相应 同步 另行 原则上 一般 暂 暂可 可以 可 应当 应 必须 须 需要 需 "
    "要 请 由 进行 作为 作 予以 不得 不再 不作为 均 都 其中 除 以外 外 但 且 并 "
    "则 即 如果 如 若 对 于 在 从 到 至 为 是 的 等 以及 同时 及 和 与 或 有 "
    "确有 之和 之间 总和 合计 共计 共 首先 先 再 后"
)
_DOES = (
    "确定 设定 设置 赋予 分配 分解 分摊 细化 调整 变动 修改 明确 填写 填报 填列 "
    "增减 增加 删减 删除 固定 保持不变 保持一致 保持 等于 取自 来源于 汇总 计算 执行 采用 采取 实行 评级 "
    "未设置 未设定 没有设置 不设置"
)
_MARKS = '、 : ( ) " “ ”'
_NAMES = r"(?:指标|满意度|效益|产出|执行率|执行情况|过程|投入|成本|质量|数量|时效|影响)"
_BLOCKS = regex(
    rf"{_NAMES}(?:的)?(?:分值|权重)?(?:统一)?(?:设置|设定|固定|合计|共计)?(?:[为是共占:])?\d{{1,3}}(?:\.\d+)?分"
    rf"|{_NAMES}(?:的)?权重(?:统一)?(?:设置|设定|固定)?(?:[为是共占:])?\d{{1,3}}(?:\.\d+)?%"
)
"""How much a block is worth: 产出指标50分. Rows have their own 分值. 执行率为90% is no weight."""
_WHOLE = regex(
    r"(?:总分(?:值)?|满分(?:值)?|合计|共计?|总和|之和)(?:[为是:=]|等于|应为|应当为|应是|应等于)?100(?:分|%)(?:制)?"
)
_MOVED = regex(r"\d{1,3}(?:\.\d+)?分(?:的)?(?:分值|权重)?(?:调整|分摊|分配)(?:到|至|给)")
_STATES = regex(
    "确定|设定|设置|赋予|分配|分解|分摊|细化|调整|变动|修改|明确|填写|填报|填列|增减|增加|删减|删除|固定|保持|等于|取自|来源于|汇总|计算|必评|评级|百分制|100分|100%"
)
"""What makes a statement of such words: 各部门的重点指标 alone says of what the next clause speaks."""
_ENDS_AS_SUBJECT = regex(r"(?:的|的(?:三级|二级|绩效)?指标|的项目|(?:时|后|若|如))$")
_SUM = regex(
    r"(?:自评|绩效|项目|总体|综合|最终)*(?:总分|总得分|得分|分数)(?:=|为|是|等于)(?:[\u4e00-\u9fff]{2,12}得分[+、和]?){2,}(?:之和|合计|相加)?"
)
"""自评得分=预算执行率得分+产出指标得分+…: the whole is the sum of its parts."""
_WEIGHTED = regex(
    r"(?:各项?|每项)?(?:指标)?的?(?:满分|分值|得分满分)(?:值)?(?:=|为|是)(?:指标)?权重(?:\*|乘以|乘)100(?:分)?"
)
"""What a row is worth where the form prints weights."""
_FILLED = regex(
    r"(?:指标表|本表|各项|三级指标|指标)*(?:中|内)?的?(?:自评)?得分(?:栏|列)?(?:均|应|请)?(?:按照?|根据|依据)(?:本表|各自|各项)?的?(?:评价|评分)标准(?:填写|填报|填列)"
)
"""指标表的得分按评价标准填写: what the column is for."""
_BLANK = regex(
    r"(?:未|没有)(?:填报|填写|填列)(?:实际|全年)?(?:完成值|完成数|实际值)的?(?:指标)?,?(?:一律|均)?不(?:得分|[计记给]分)"
)
"""未填报完成值的指标不得分: a row whose 完成值 is blank is a person's in any case."""
_NAMED = regex(
    "定性|定量|数量|质量|时效|成本|产出|效益|效果|效率|过程|投入|满意度|影响|执行率|执行情况"
)
"""What a clause may be about."""
_OF_THE_WHOLE = regex(
    r"(?:但|且|但是)?(?:各项|单项|每项|各指标|该指标|该项)?(?:指标)?得分(?:一档|最高|不|以)|(?:各项)?得分(?:计算)?(?:结果)?(?:均)?(?:保留|四舍五入)|(?:部门|项目|单位|年度|资金|财政|预算)*执行率得分"
)
_LONGEST = max(map(len, f"{_WHO} {_WHAT} {_HOW} {_DOES}".split()))
_KNOWN = frozenset(f"{_WHO} {_WHAT} {_HOW} {_DOES} {_MARKS}".split())


def without_idle(sentence: str) -> str:
    """A cleaned sentence from the first clause on that may give points; "" where there is none.

    A clause behind one that may give points belongs to it: 未完成的，由主管部门确定分值 stays whole. So does what goes on about
    the block that an idle clause names (产出指标由部门确定分值，未完成的不得分), unless that is a limit to all points.
    """
    clauses = _clauses(sentence)
    first = next((at for at, clause in enumerate(clauses) if not is_idle(clause)), len(clauses))
    led, rest = ",".join(clauses[:first]), ",".join(clauses[first:])
    alone = not _NAMED.search(led) or _OF_THE_WHOLE.match(rest)
    return rest if not rest or alone else sentence


def is_idle(clause: str) -> bool:
    """Does a clause set up the form, and nothing else?"""
    if any(each.fullmatch(clause) for each in (_SUM, _WEIGHTED, _FILLED, _BLANK)):
        return True
    if not _STATES.search(clause) and not _BLOCKS.search(clause):
        return False
    if _ENDS_AS_SUBJECT.search(clause):
        return False
    return _all_known(clause)


def _all_known(clause: str) -> bool:
    """Are all words, the longest that fits first, words that set up a form?"""
    at = 0
    while at < len(clause):
        sized = next(
            (found for each in (_BLOCKS, _WHOLE, _MOVED) if (found := each.match(clause, at))), None
        )
        if sized:
            at = sized.end()
            continue
        word = next(
            (
                n
                for n in range(_LONGEST, 0, -1)
                if clause[at : at + n] in _KNOWN and at + n <= len(clause)
            ),
            0,
        )
        if not word:
            return False
        at += word
    return True


def _clauses(sentence: str) -> list[str]:
    """Split at , outside of brackets."""
    found, depth, begin = [], 0, 0
    for at, char in enumerate(sentence):
        depth += (char in "([{") - (char in ")]}" and depth > 0)
        if char == "," and depth == 0:
            found.append(sentence[begin:at])
            begin = at + 1
    return [each for each in (*found, sentence[begin:]) if each]
