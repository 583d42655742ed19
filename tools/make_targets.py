"""Write the forms of 财预〔2020〕10号 and after: blank workbooks and a filled sample of each.

The layout is that of 项目支出绩效自评表 (annex of 财预〔2020〕10号) and of the 部门整体支出绩效自评表 that Hunan has used since
2021. The figures of the samples are made up, for a unit that does not exist. `python tools/make_targets.py` rewrites all files.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from paper import (
    COLUMNS,
    FONT,
    LEFT,
    LINE,
    UP,
    WRITTEN,
    Row,
    Value,
    align_left,
    count_lines,
    pack,
    put,
    put_table,
    set_page,
)

ROOT = Path(__file__).resolve().parents[1]
SIZE, WIDTHS = 10, (9, 11, 13, 24, 15, 15, 8, 8, 30)
MONEY_HEAD: Row = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
HEAD: Row = (
    *("绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    "偏差原因分析及\n改进措施",
)
NOTE = (
    "填报说明：1．年度指标值写明符号和单位，如 ≥95%、≤10万元、＝3次；定性指标写清要达到的效果，实际完成值填“达成”“部分达成”或“未达成”。"
    "2．实际完成值与指标值用同一单位。3．没有完成的，或完成值比指标值高很多的，写明偏差原因和改进措施。4．用不到的行可以空着。"
)


@dataclass(frozen=True)
class Target:
    """One row of indicators: 一级, 二级, 三级, 年度指标值, 实际完成值, 分值, 得分, 偏差原因."""

    level1: str
    level2: str
    name: Value = None
    target: Value = None
    actual: Value = None
    points: Value = None
    claim: Value = None
    reason: Value = None

    @property
    def cells(self) -> Row:
        """The columns after the two levels."""
        return (self.name, self.target, self.actual, self.points, self.claim, self.reason)


OUTPUT, BENEFIT, CONTENT = "产出指标\n（50分）", "效益指标\n（30分）", "满意度指标\n（10分）"
LEVELS = (
    (OUTPUT, "数量指标", 2),
    (OUTPUT, "质量指标", 2),
    (OUTPUT, "时效指标", 1),
    (OUTPUT, "成本指标", 1),
    (BENEFIT, "经济效益指标", 1),
    (BENEFIT, "社会效益指标", 1),
    (BENEFIT, "生态效益指标", 1),
    (BENEFIT, "可持续影响指标", 1),
    (CONTENT, "服务对象满意度指标", 2),
)
BLANK = [Target(level1, level2) for level1, level2, rows in LEVELS for _ in range(rows)]


@dataclass(frozen=True)
class Filled:
    """What a unit fills in: names, money by row, goals, targets; blank by default."""

    year: Value = None
    names: tuple[Value, ...] = (None, None, None)
    money: Sequence[Row] = ()
    kinds: tuple[Value, ...] = (None,) * 6
    goals: tuple[Value, Value] = (None, None)
    targets: Sequence[Target] = tuple(BLANK)
    total: Value = None


def project_head(filled: Filled) -> list[Row]:
    """The rows above the indicators of the 项目支出绩效自评表."""
    project, department, unit = filled.names
    labels = ("年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金")
    money = (
        list(filled.money)
        or [(None, None, None, 10, None, None)] + [(None, None, None, "—", None, "—")] * 3
    )
    return [
        ("项目名称", LEFT, project, *[LEFT] * 6),
        ("主管部门", LEFT, department, LEFT, LEFT, "实施单位", unit, LEFT, LEFT),
        ("项目资金\n（万元）", None, LEFT, *MONEY_HEAD),
        *((UP, label, LEFT, *row) for label, row in zip(labels, money, strict=True)),
    ]


def department_head(filled: Filled) -> list[Row]:
    """The rows above the indicators of the 部门整体支出绩效自评表."""
    money = filled.money[0] if filled.money else (None, None, None, 10, None, None)
    general, funds, fees, other, basic, projects = filled.kinds
    kinds = [
        ("其中：一般公共预算拨款", general, "其中：基本支出", basic),
        ("政府性基金拨款", funds, "项目支出", projects),
        ("纳入专户管理的非税收入拨款", fees, None, None),
        ("其他资金", other, None, None),
    ]
    return [
        ("预算单位名称", LEFT, filled.names[0], *[LEFT] * 6),
        ("年度预算\n申请\n（万元）", None, LEFT, *MONEY_HEAD),
        (UP, "年度资金总额", LEFT, *money),
        (UP, "按收入性质分：", LEFT, LEFT, LEFT, "按支出性质分：", LEFT, LEFT, LEFT),
        *(
            (UP, label, LEFT, value, LEFT, right, LEFT, LEFT, figure)
            for label, value, right, figure in kinds
        ),
    ]


def goal_rows(filled: Filled) -> list[Row]:
    """年度总体目标: what was expected, and what was done."""
    expected, done = filled.goals
    return [
        ("年度总体\n目标", "预期目标", *[LEFT] * 3, "实际完成情况", *[LEFT] * 3),
        (UP, expected, *[LEFT] * 3, done, *[LEFT] * 3),
    ]


def target_rows(filled: Filled) -> list[Row]:
    """The indicators with their levels merged, and 总分."""
    rows: list[Row] = [HEAD]
    before = Target("", "")
    for target in filled.targets:
        same1 = target.level1 == before.level1
        same2 = same1 and target.level2 == before.level2
        first = "绩\n效\n指\n标" if before.level1 == "" else UP
        if before.level1 == "":
            rows[0] = ("绩效指标", *HEAD[1:])
        rows.append(
            (first, UP if same1 else target.level1, UP if same2 else target.level2, *target.cells)
        )
        before = target
    return [*rows, ("总分", *[LEFT] * 5, 100, filled.total, None)]


def draw(title: str, head: list[Row], filled: Filled) -> Workbook:
    """One sheet: title, year, the rows of the form, the note."""
    book = Workbook()
    book.properties.creator = book.properties.title = title
    book.properties.created = WRITTEN
    ws = book.worksheets[0]
    ws.title = title
    put(ws, "A1:I1", title, 16, bold=True)
    put(ws, "A2:I2", f"（{filled.year or '　　　　'}年度）", SIZE)
    goals, targets = goal_rows(filled), target_rows(filled)
    rows = [*head, *goals, *targets]
    put_table(ws, 3, rows, SIZE)
    note = 3 + len(rows)
    put(ws, f"A{note}:I{note}", NOTE, 9)
    align_left(ws, iter([f"A{note}"]))
    header = 3 + len(head) + len(goals)
    _style(ws, rows, len(head), header)
    ws.row_dimensions[note].height = (
        math.ceil(count_lines(NOTE, sum(WIDTHS) * 10 / 9) * 9 * LINE) + 8
    )
    set_page(ws, "landscape", WIDTHS, f"{header}:{header}")
    ws.page_setup.fitToHeight = 1
    return book


def _style(ws: Worksheet, rows: list[Row], head: int, header: int) -> None:
    """Heights, left edges of texts, formats of figures."""
    ws.row_dimensions[1].height, ws.row_dimensions[2].height = 30, 20
    for number, row in enumerate(rows, 3):
        tallest = 1
        for column, value in enumerate(row):
            merged = column + 1 < len(row) and row[column + 1] == LEFT
            if isinstance(value, str) and value not in (UP, LEFT) and column and not merged:
                tallest = max(tallest, count_lines(value, WIDTHS[column]))
        ws.row_dimensions[number].height = max(24, math.ceil(tallest * SIZE * LINE) + 6)
        if header < number < 3 + len(rows) - 1:
            align_left(ws, (f"{column}{number}" for column in "DI"))
        if number < 3 + head and "年初预算数" not in row:
            for column, value in zip(COLUMNS, row, strict=False):
                if column in "DEFI" and not isinstance(value, str):
                    ws[f"{column}{number}"].number_format = "0.00"
            ws[f"H{number}"].number_format = "0.00%"
    goals = header - 1
    texts = [
        value for value in rows[goals - 3] if isinstance(value, str) and value not in (UP, LEFT)
    ]
    lines = [count_lines(text, sum(WIDTHS[1:5])) for text in texts]
    ws.row_dimensions[goals].height = max(48, math.ceil(max(lines, default=1) * SIZE * LINE) + 8)
    align_left(ws, iter([f"B{goals}", f"F{goals}"]))
    for column in COLUMNS:
        ws[f"{column}{header}"].font = Font(name=FONT, size=SIZE, bold=True)


PROJECT, DEPARTMENT = "项目支出绩效自评表", "部门整体支出绩效自评表"

PROJECT_SAMPLE = Filled(
    year=2022,
    names=("城乡居民健康体检", "示例县卫生健康局", "示例县疾病预防控制中心"),
    money=(
        (180, 200, 187, 10, 0.935, 9.35),
        (180, 180, 170, "—", 170 / 180, "—"),
        (0, 20, 17, "—", 0.85, "—"),
        (0, 0, 0, "—", None, "—"),
    ),
    goals=(
        "为城乡居民免费体检8000人，建立健康档案，早发现、早干预慢性病。",
        "体检8240人，建档率97.5%，查出慢性病人全部纳入随访管理。",
    ),
    targets=(
        Target(OUTPUT, "数量指标", "体检人数", "≥8000人", "8240人", 15, 15),
        Target(OUTPUT, "数量指标", "健康讲座场次", "≥24场", 33, 5, 5, "各乡镇要求增加讲座。"),
        Target(OUTPUT, "质量指标", "健康档案建档率", "≥98%", "97.5%", 10, 9.95, "外出务工人员没有补建。"),
        Target(OUTPUT, "质量指标", "体检报告差错率", "≤2%", "2.5%", 5, 5, "录入人员新上岗。"),
        Target(OUTPUT, "时效指标", "体检报告送达天数", "≤10天", 9, 5, 5),
        Target(OUTPUT, "成本指标", "人均体检成本", "≤240元", "226.94元", 10, 10),
        Target(BENEFIT, "社会效益指标", "慢性病规范管理率", "≥80%", "76%", 15, 14.25, "部分病人在外就诊。"),
        Target(BENEFIT, "社会效益指标", "居民健康意识", "明显提高", "达成", 5, 5),
        Target(BENEFIT, "可持续影响指标", "健康管理机制", "健全", "部分达成", 10, 8, "村级随访人员不足。"),
        Target(CONTENT, "服务对象满意度指标", "体检居民满意度", "≥90%", None, 10, 10),
    ),
    total=97.55,
)  # fmt: skip

DEPARTMENT_SAMPLE = Filled(
    year=2022,
    names=("示例县卫生监督所", None, None),
    money=((520, 560, 532, 10, 0.95, 9.5),),
    kinds=(512.5, 0, 12, 7.5, 402.3, 129.7),
    goals=(
        "依法开展公共场所、饮用水、学校、医疗机构等卫生监督，查处违法行为，保障群众健康。",
        "全年检查单位1266家次，立案52件，双随机任务全部完成。",
    ),
    targets=(
        Target(OUTPUT, "数量指标", "监督检查家次", "≥1200家次", "1266家次", 10, 10),
        Target(OUTPUT, "数量指标", "双随机任务完成数", "＝63件", "63件", 10, 10),
        Target(OUTPUT, "质量指标", "案件查处率", "100%", "100%", 10, 10),
        Target(OUTPUT, "质量指标", "行政诉讼败诉案件", "＝0件", "0件", 5, 5),
        Target(OUTPUT, "时效指标", "投诉按时办结率", "≥95%", "92.15%", 10, 9.7, "两件跨区投诉转办耽搁。"),
        Target(OUTPUT, "成本指标", "公用经费", "≤85万元", "84.2万元", 5, 5),
        Target(BENEFIT, "社会效益指标", "公共场所持证率", "≥98%", "98.6%", 15, 15),
        Target(BENEFIT, "可持续影响指标", "监督机制", "长效机制健全", "达成", 15, 14, "部分制度运行时间较短。"),
        Target(CONTENT, "服务对象满意度指标", "管理相对人满意度", "≥90%", "93%", 10, 10, "发放问卷200份，满意186份。"),
    ),
    total=98.2,
)  # fmt: skip


def main() -> None:
    """Rewrite the blank forms and the samples."""
    forms = (
        (PROJECT, "project2020", project_head, PROJECT_SAMPLE, "示例县疾病预防控制中心-2022"),
        (DEPARTMENT, "department2020", department_head, DEPARTMENT_SAMPLE, "示例县卫生监督所-2022"),
    )
    for title, form, head, filled, name in forms:
        blank = ROOT / "templates" / form / f"{title}.xlsx"
        blank.parent.mkdir(parents=True, exist_ok=True)
        blank.write_bytes(pack(draw(title, head(Filled()), Filled())))
        sample = ROOT / "samples" / f"{name}-{title}.xlsx"
        sample.write_bytes(pack(draw(title, head(filled), filled)))


if __name__ == "__main__":
    main()
