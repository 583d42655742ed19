"""The words of the 评价标准 as data: what is harmless, what limits a subject, which words grade.

One place to touch for a new word; tests/test_rules_*.py hold the spellings each list must read and refuse.
"""

from __future__ import annotations

from sheetscore.regexes import regex

MAX_LENGTH = 5_000
"""Longest wording taken, in characters; longer ones are refused before lexing (patterns would be quadratic)."""

HARMLESS = frozenset(
    ["在此基础上", "的", "时", "则", "的部门", "的单位", "其中", "即", "者", "部分", "情况", "的情况", "情形", "是", "为",
     "的,", "该项", "本项", "此项", "该指标", "本指标", "指标", "评分标准", "评价标准", "计分标准", "评分细则",
     "以预算数为限", "以预算为限", "满分", "标准", "计分", "得分", "在", "按", "达到", "达到的", "达标", "达标的"]
)  # fmt: skip
"""Words between structural tokens that change no score. Counted only as a whole run of unread text."""

_GRADES = ("优", "良", "中", "差", "优秀", "良好", "合格", "不合格", "一般")
LINKS = frozenset(
    [
        "的",
        "时",
        "则",
        "的部门",
        "的单位",
        "者",
        "的则",
        "时则",
        "情况下",
        "的情况下",
        "的,",
        "部分",
        "的部分",
        "该项",
        "此项",
        "的此项",
        "本项",
        "的该项",
        "的本项",
        "的,该项",
        "的,本项",
        "达到",
        "达到的",
        "达标",
        "达标的",
        *(
            f"{of}为{grade}"
            for of in ("", "的")
            for grade in ("优", "良", "中", "差", "优秀", "良好", "合格", "不合格", "一般")
        ),
    ]
)
"""Words that may stand between a condition and what it gives."""

SUBJECT_LINKS = ("介于", "处于", "保持在", "维持在", "在", "必须", "须", "应当", "应", "需", "要")
"""Words between a subject and its condition: 控制率在100%以内."""

SCOPE_WORDS = (
    "不", "非", "未", "没", "无", "除", "人均", "户均", "平均", "均", "原则", "约", "上年", "去年", "同比", "环比",
    "同期", "扣除", "剔除", "仅", "只", "部分", "大部", "多数", "左右", "近", "不含", "不包括", "以外", "累计", "预计", "计划",
)  # fmt: skip
"""Words that change what a quantity is; a subject may carry one only if the row's own name does."""

MEASURE_NOUNS = (
    "率", "度", "比", "比例", "比重", "额", "数", "量", "值", "面积", "投资", "金额", "总额", "增幅", "幅度", "占比", "次数",
    "人数", "天数", "时限", "完成", "完成情况", "成本", "年龄", "均值", "时长", "时间",
    "场次", "人次", "安全感", "获得感", "期限", "工期", "覆盖面", "规模", "支出", "收入", "进度",
)  # fmt: skip
"""A subject ends in one of these."""

GENERIC_SUBJECTS = frozenset(
    ["x", "y", "a", "b", "指标值", "该指标", "该指标值", "本指标", "比率", "该比率", "比例", "该比例", "实际值", "完成值", "该值", "该率",
     "结果", "实际结果", "完成", "实际完成", "共完成"]
)  # fmt: skip
"""Words that stand for the row's own quantity whatever its name."""

COMPLETION_ENDINGS = (
    "完成率", "执行率", "到位率", "办结率", "及时率", "达标率", "合格率", "覆盖率", "支付率", "拨付率", "完成比例", "进度率", "完成情况",
    "使用率", "支出率", "发放率", "上缴率", "收缴率", "入库率", "执行进度", "支出进度", "支付进度", "拨付进度", "完成进度",
)  # fmt: skip
"""Rates of which more is better and 100 % is all: only these take 按比例 without a target (docs/读法.md)."""

TARGET_WORDS = frozenset(
    ["目标", "目标值", "指标值", "年度目标", "年度目标值", "年度指标值", "目标值为", "指标值为"]
)
"""What may stand before a target in the cell."""

DONE_ENDINGS = (
    "完成率",
    "执行率",
    "到位率",
    "办结率",
    "落实率",
    "达成率",
    "完成比例",
    "完成情况",
    "及时率",
    "支付率",
    "拨付率",
)
"""Rates for which 完成 means 100 % of the rate itself."""

SMALLER_ENDINGS = (
    "结余率",
    "变动率",
    "调整率",
    "控制率",
    "差错率",
    "投诉率",
    "负债率",
    "超支率",
    "空置率",
    "退回率",
    "偏离率",
    *(
        f"{bad}率"
        for bad in (
            "流失",
            "逾期",
            "事故",
            "不良",
            "违规",
            "违约",
            "死亡",
            "发病",
            "辍学",
            "拖欠",
            "欠缴",
            "误差",
            "偏差",
            "差异",
            "缺勤",
            "空编",
            "损耗",
            "返工",
            "失业",
            "上访",
            "复发",
            "退货",
            "故障",
            "破损",
            "淘汰",
        )
    ),
)
"""Rates of which less is better: never 按比例."""

_YEAR_BEFORE = "(?:上一?年度?|去年)(?:度|同期)?(?:相比)?"
LAST_YEAR = f"(?:(?:较|比|与|同){_YEAR_BEFORE}|同比)"
"""In front of a change: 较上年, 与上年相比."""
_LAST_YEAR = f"(?:较|比|与|同)?{_YEAR_BEFORE}"
_NOT_MORE = "(?:下降|减少|降低|负增长|有所下降|有所减少|有所降低)"
_BUDGET = "(?:年初|批准的?|批复的?|核定的?)?(?:预算|概算|编制|计划)(?:成本|投资|支出|安排)?(?:数|总?额|指标|规模|控制数)?"
SAID: tuple[tuple[str, str, int], ...] = (
    (rf"{_LAST_YEAR}(?:(?:持平|零增长)(?:或者?|及|、){_NOT_MORE}|只减不增|不增长|未增长|没有增长)", "≤", 0),
    (rf"(?:控制在|(?:未|不|没有)(?:超过|超出|突破|超)){_BUDGET}(?:以内|之内|范围内|范围之内|内)?", "≤", 1),
    (rf"(?:超过|超出|超|突破|>|大于|高于){_BUDGET}", ">", 1),
    (r"完成(?:年度|全年)?(?:计划|目标|任务)(?:任务|目标)?(?:数|值)?", "≥", 1),
    (rf"(?:≤|小于(?:或|或者)?等于|低于(?:或|或者)?等于|不大于|不高于|不多于|不得超过){_BUDGET}", "≤", 1),
    (r"(?:全部|足额|全额|全面)"
     r"(?P<verb>完成|到位|办结|拨付|落实|支付|发放|上缴|收缴|入库|开工|完工|验收|备案)(?:任务|目标|计划)?", "≥", 1),
)  # fmt: skip
"""A condition in words: pattern, sign and rate it stands for. Only with a row whose name is such a rate (SAID_OF)."""

CHANGE_ENDINGS = ("变动率", "增长率", "增幅", "增长幅度", "变化率", "增减率")
DROP_ENDINGS = ("下降率", "降低率", "减少率", "压减率", "降幅", "下降幅度", "压缩率")
"""Rates of a change on last year: above 0 where it rose, or where it fell."""

LIMITS = "不|非|未|没|无|除|剔|扣|人均|原则|(?<![履签契公])约|仅|只|以外|例外|酌|视|分|免|降|倍|减|权|认定|上年|另|[0-9%]"
"""What a remark on the source of a figure may not say."""

SAID_OF = (
    ("变动率", "增长率", "增幅", "增长幅度"),
    ("控制率",),
    ("控制率",),
    ("完成率", "完成比例"),
    ("控制率",),
    ("完成率", "执行率", "到位率", "办结率", "落实率", "支付率", "拨付率", "上缴率", "收缴率", "发放率",
     "入库率", "完成比例", "开工率", "完工率",
     "验收率", "备案率"),
)  # fmt: skip
"""The names, by their ends, for which the conditions of SAID hold, in the same order; a `verb` must be the name's own."""

DEVIATION_ENDINGS = (
    "偏差率", "偏离率", "偏离度", "偏差度", "差异率", "变动率", "调整率", "误差率", "波动率", "变化率", "增减率", "偏差", "偏离",
    "差异程度", "差异度", "偏差程度", "偏离程度", "变动幅度",
)  # fmt: skip
"""Quantities of which ±5% is a value; for any other rate it is a distance from something not printed."""

MORE_ENDINGS = (
    "满意度", "满意率", "知晓率", "知晓度", "覆盖率", "合格率", "达标率", "利用率", "使用率", "公开率", "准确率", "及时率", "节约率",
    "就业率", "支出率", "发放率", "上缴率", "收缴率", "入库率", "普及率", "参与率", "通过率", "录用率", "正确率", "治理率", "完好率",
    "接种率", "管理率", "兑付率", "开工率", "完工率", "备案率", "入学率", "巩固率", "准点率", "绿化率",
    "处理率", "处置率", "回收率", "保障率",
    "签约率", "建档率", "化解率", "参保率", "通达率", "毕业率", "升学率", "安全感", "获得感",
)  # fmt: skip
"""Rates of which more is better, besides COMPLETION_ENDINGS."""

PERIODS = (
    "上半年",
    "下半年",
    "季",
    "上年",
    "去年",
    "月",
    "周",
    "旬",
    "累计",
    "历年",
    "三年",
    "两年",
    "五年",
    "近",
)
"""A row of another period than the year: 全年 in front of a subject then says something else."""

OWNERS = regex(
    r"^(?:其中)?(?:(?:考核|评价|本|当|全|报告)?年度?内?(?:的)?)?(?:(?:被评价|被考核|预算|本|各|该|市直|县直|区直)?(?:部门|单位)(?:整体支出)?的?)?(?:抽样调查|问卷调查|抽样|调查)?"
)
"""Whose and which year's quantity it is, in front of its name: changes nothing in a table of one unit and year."""

EVIDENCE = regex(
    r"^(?!.*(?:不|非|未|除外|人均|原则|约|酌|视|扣|上年|去年|平均))\(?(?:(?:须|需|应)(?:有|附|提供)(?!.*[否未扣减加缺不倍])[^，。；]{0,10}(?:材料|资料|证明|文件|凭证|报告|方案|佐证|台账|合同)"
    r"|(?:具体)?以[^，。；、0-9%]{2,14}(?:数据|数|口径|结果|材料|记录|报告|报表|台账|文件|资料|年报|决算|登记表|签到表|统计表|名册|清单)为准|数据来源:[^，。；0-9%]{2,16})\)?$"
)
"""A remark on evidence; changes no points."""

RANK_WORDS = (
    "最高",
    "最低",
    "全县",
    "全区",
    "全省",
    "各单位",
    "第一名",
    "名次",
    "排名",
    "最高分",
    "最低分",
    "头名",
    "末位",
    "倒数",
    "全市",
    "平均分",
    "第一的",
)
"""Scores that depend on other units: judged until a form supplies what they need."""

RATE_ENDINGS = ("率", "度", "安全感", "获得感", "比", "比例", "比重", "占比", "增幅", "幅度")
"""A row whose name ends so is measured as a ratio; 满意度 is."""

GRADE_WORDS = (
    "无效果或者效果不明显", "无效果或效果不明显", "效果不明显", "效果明显", "效果较好", "效果好", "效果一般", "效果较差", "无效果",
    "不健全", "基本健全", "较健全", "健全", "不完善", "基本完善", "较完善", "完善", "不规范", "基本规范", "较规范", "规范",
    "不合理", "基本合理", "较合理", "合理", "不明显", "较明显", "明显", "不显著", "较显著", "显著", "不符合", "基本符合", "符合",
    "不合格", "基本合格", "合格", "不一致", "基本一致", "一致", "不达标", "基本达标", "达标", "未完成", "基本完成", "部分完成", "完成",
    "很好", "较好", "良好", "优秀", "一般", "较差", "很差", "未达成", "部分达成", "达成", "不及时", "基本及时", "及时",
    "不完整", "基本完整", "完整", "不准确", "基本准确", "准确", "不齐全", "基本齐全", "齐全", "好", "不全", "齐备", "优", "良", "中", "差",
)  # fmt: skip
"""Words by which a person grades, longest first within a family."""

GRADE_LABELS = frozenset(
    ["优", "优秀", "良", "良好", "中", "中等", "一般", "合格", "不合格", "差", "较差", "达标", "不达标",
     *(f"{first}{n}{last}" for first in ("第", "") for n in "一二三四五六" for last in ("档", "等", "级"))]
)  # fmt: skip
"""Names of bands in front of their condition in brackets: 优（完成率≥90%）."""

POINTS_OWNERS = frozenset(
    [
        "该指标",
        "本指标",
        "该项",
        "本项",
        "该项指标",
        "基本分",
        "基础分",
        "总分",
        "指标",
        "共",
        "共计",
        "合计",
    ]
)
"""What may stand before the row's points in front of the rule: 基本分8分。"""

DISCRETION = ("酌情", "视情", "视具体情况", "视情况", "适当", "由各省自定", "自行确定", "自定")
"""The wording itself hands the score to a person."""

EXCEPTION = ("除外", "不扣分", "不予扣分", "可不扣", "不作扣分", "经批准的")
"""An exception only a person can settle (docs/读法.md): the rule stays judged, low = rule, high = full."""


def is_exception(quote: str) -> bool:
    """Does what was not understood make an exception? 按照经批准的实施方案 names the plan, and makes none."""
    said = quote.replace("经批准的实施方案", "")
    return any(word in said for word in EXCEPTION)


TYPOS = {"在公经费": "三公经费", "楼梯馆所": "楼堂馆所", "汇集信息": "会计信息"}
"""Slips that copies of the official tables carry on, and what they stand for (same length, so positions stay true)."""

NAME_ALIASES = {
    "楼堂馆所面积控制率": "新建楼堂馆所面积控制率",
    "楼堂馆所投资预算控制率": "新建楼堂馆所投资概算控制率",
    "楼堂馆所投资概算控制率": "新建楼堂馆所投资概算控制率",
}
"""Names a formula gives to an indicator that its row calls otherwise (雨花区表，指标说明)."""
