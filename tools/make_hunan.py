"""Write the Hunan form: the blank official workbook and the filled sample.

Both come from the tables below, in the words of the form as 雨花区 printed it in 2020. The slips
of the print are part of the form and stay. `python tools/make_hunan.py` rewrites both files; equal
tables give equal bytes.
"""

import math
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet
from paper import (
    COLUMNS,
    FONT,
    LEFT,
    LINE,
    UP,
    WRITTEN,
    Row,
    align_left,
    count_lines,
    pack,
    put,
    put_table,
    set_page,
)

ROOT = Path(__file__).resolve().parents[1]
BLANK = ROOT / "templates" / "hunan" / "部门整体支出绩效评价表.xlsx"
SAMPLE = ROOT / "samples" / "雨花区卫生健康局-2020.xlsx"
NAME = "部门整体支出绩效评价表"
# ------------------------------------------------------------------------------------- 指标表

SCORES_TITLE = "部门整体支出绩效评价指标表"
SCORES_HEAD: Row = (
    *("一级指标", "分值", "二级指标", "分值", "三级\n指标", "分值"),
    *("评价标准", "指标说明", "得分"),
)
PROCESS = "过" + " " * 135 + "程"

# As printed; the last column holds the claims of the sample, with the clerk's full-width spaces.
SCORES: tuple[Row, ...] = (
    (
        *("投入", 13, "预算配置", 13, "在职人员控制率", 5),
        "以100%为标准。在职人员控制率≦100%，计5分；每超过一个百分点扣0.5分，扣完为止。",
        "在职人员控制率=（在职人员数/编制数）×100%，在职人员数：部门（单位）实际在职人数，"
        "以财政局确定的部门决算编制口径为准。\n"
        "编制数：机构编制部门核定批复的部门（单位）的人员编制数。",
        5,
    ),
    (
        *(UP, UP, UP, UP, "“三公经费”变动率", 8),
        "“三公经费”变动率≦0,计8分；“三公经费”＞0，每超过一个百分点扣0.8分，扣完为止。",
        "“在公经费”变动率=[（本年度“三公经费”预算数-上年度“三公经费”预算数）"
        "/上年度“三公经费”预算数]×100%",
        8,
    ),
    (
        *(PROCESS, 61, "预算执行", 20, "预算完成率", 5),
        "100%计满分，每低于5%扣2分，扣完为止。",
        "预算完成率=（上年结转+年初预算+本年追加预算-年末结余"
        "/上年结转+年初预算+本年追加预算）×100%。",
        4,
    ),
    (
        *(UP, UP, UP, UP, "预算控制率", 5),
        "预算控制率=0，计5分；0-10%（含），计4分；10-20%（含），计3分；20-30%（含），计2分；"
        "大于30%不得分",
        "预算控制率=（本年追加预算/年初预算）×100%。",
        4,
    ),
    (
        *(UP, UP, UP, UP, "新建楼堂馆所面积控制率", 5),
        "100%以下（含）计满分，每超出5%扣2分，扣完为止。没有楼梯馆所项目的部门按满分计算",
        "楼堂馆所面积控制率=实际建设面积/批准建设面积×100% 。\n"
        "该指标以2015年完工的新建楼堂馆所为评价内容。",
        5,
    ),
    (
        *(UP, UP, UP, UP, "新建楼堂馆所投资概算控制率", 5),
        "100%以下（含）计满分，每超出5%扣2分，扣完为止。",
        "楼堂馆所投资预算控制率=实际投资金额/批准投资金额×100% 。\n"
        "该指标以2015年完工的新建楼堂馆所为评价内容。",
        5,
    ),
    (
        *(UP, UP, "预算管理", 41, "公用经费控制率", 8),
        "100%以下（含）计满分，每超出1%扣1分，扣完为止。",
        "公用经费控制率=（实际支出公用经费总额/预算安排公用经费总额）×100%。\n"
        "公用经费支出是指部门基本支出中的一般商品和服务支出。",
        8,
    ),
    (
        *(UP, UP, UP, UP, "“三公经费”控制率", 8),
        "100%以下（含）计满分，每超出1%扣1分，扣完为止。",
        "“三公经费”控制率-（“三公经费”实际支出数/“三公经费”预算安排数）×100%。",
        8,
    ),
    (
        *(UP, UP, UP, UP, "政府采购执行率", 6),
        "100%计满分，每超过（降低）5%扣2分。扣完为止。",
        "政府采购执行率=（实际政府采购金额/政府采购预算数）×100%\n" + " " * 16,
        6,
    ),
    (
        *(PROCESS, 61, "预算管理", None, "管理制度健全性", 8),
        "①有内部财务管理制度、会计核算制度等管理制度，2分；\n"
        "②有本部门厉行节约制度,2分；\n"
        "③相关管理制度合法、合规、完整，2分；④相关管理制度得到有效执行，2分。",
        "\u3000",
        "8\u3000",
    ),
    (
        *(UP, UP, UP, UP, "资金使用合规性", 6),
        "①支出符合国家财经法规和财务管理制度规定以及有关专项资金管理办法的规定；"
        "②资金拨付有完整的审批程序和手续；③项目支出按规定经过评估论证；"
        "④支出符合部门预算批复的用途；⑤资金使用无截留、挤占、挪用、虚列支出等情况。\n"
        "以上情况每出现一例不符合要求的扣1分，扣完为止。",
        "\u3000",
        "6\u3000",
    ),
    (
        *(UP, UP, UP, UP, "预决算信息公开性", 5),
        "①按规定内容公开预决算信息，1分；②按规定时限公开预决算信息，1分；"
        "③基础数据信息和会计信息资料真实，1分；④基础数据信息和会计信息资料完整，1分；"
        "⑤基础数据信息和汇集信息资料准确，1分。  ",
        "预决算信息是指与部门预算、执行、决算、监督、绩效等管理相关的信息。",
        "5\u3000",
    ),
    (
        *("产出及效率", 26, "职责履行", 8, "重点工作实际完成率", 8),
        "根据绩效办2015年对各部门为民办实事和部门重点工程与重点工作考核分数折算。\n"
        "该项得分=（实际产出数/计划产出数）*8",
        "\u3000",
        8,
    ),
    (
        *(UP, UP, "履职 效益", 6, "经济效益", 6),
        "此两项指标为设置部门整体支出绩效评价指标时必须考虑的共性要素，可根据部门实际情况"
        "有选择的进行设置，并将其细化为相应的个性化指标。",
        LEFT,
        "\u3000\n6\u3000",
    ),
    (UP, UP, UP, UP, "社会效益", UP, UP, UP, UP),
    (
        *(UP, UP, None, 12, "行政效能", 6),
        "促进部门改进文风会风，加强经费及资产管理，推动网上办事，提高行政效率，"
        "降低行政成本效果较好的计6分；一般3分；无效果或者效果不明显0分。",
        "根据部门自评材料评定。",
        6,
    ),
    (
        *(UP, UP, UP, UP, "社会公众或服务对象满意度", 6),
        "90%（含）以上计6分；\n80%（含）-90%，计4分；\n70%（含）-80%，计2分；\n低于70%计0分。",
        "社会公众或服务对象是指部门（单位）履行职责而影响到的部门、群体或个人，"
        "一般采取社会调查的方式。",
        "6\u3000",
    ),
)

# --------------------------------------------------------------------------------- 基础数据表

BASE_HEADING = "附件2"
BASE_TITLE = "部门整体支出绩效评价基础数据表"
BASE_UNIT = "填报单位："

STAFF_HEAD: Row = ("财政供养人员情况", "编制数", "2019年实际在职人数", "控制率")
STAFF: Row = (UP, "32\u3000", "32\u3000", "100%\u3000")

FUNDS_HEAD: Row = ("经费控制情况", "2019年决算数", "2020年预算数", "2020年决算数")
FUNDS: tuple[Row, ...] = (
    ("三公经费", 7.24, 8.94, 0.12),
    ("   1、公务用车购置和维护经费", 6.45, 5.94, 0),
    ("       其中：公车购置", "\u3000", "\u3000", None),
    ("             公车运行维护", 6.45, 5.94, 0),
    ("   2、出国经费", "\u3000", "\u3000", None),
    ("   3、公务接待", "\u30000.79", 3, 0.12),
    ("项目支出：", 8783.45, 4713.3, 20293.01),
    ("    1、业务工作专项", 8783.45, 4713.3, 20293.01),
    ("    2、运行维护专项", "\u3000", "\u3000", None),
    ("          ……", "\u3000", "\u3000", None),
    ("公用经费", 86.28, 93.7, 117.48),
    ("    其中：办公经费", 13.68, 38.4, 48.54),
    ("          水费、电费、差旅费", "\u30000", "0\u3000", 0),
    ("          会议费、培训费", 1.87, 6, 3.73),
    ("政府采购金额", "——", None, 341.02),
    ("部门整体支出预算调整 ", "——", None, None),
)

BUILDINGS_HEAD: Row = (
    "楼堂馆所控制情况\n（2020年完工项目）",
    *("批复规模\n（㎡）", "实际规模\n（㎡）", "规模控制率"),
    *("预算投资\n（万元）", "实际投资\n（万元）", "投资概算控制率"),
)
BUILDINGS: Row = (UP, "0\u3000", *["\u30000"] * 5)

SAVING: Row = ("厉行节约保障措施", "执行内部控制制度，从严控制一般性支出。", *[LEFT] * 5)
NOTE: Row = (
    "说明：“项目支出”需要填报除专项资金和基本支出以外的所有项目情况，包括业务工作项目、"
    "运行维护项目等；“公用经费”填报基本支出中的一般商品和服务支出。",
    *[LEFT] * 6,
)

# ------------------------------------------------------------------------------------ drawing


def draw_scores(ws: Worksheet, filled: bool) -> None:
    """Draw the 指标表; without the claims where it is to be blank."""
    size, widths = 10, (8, 5, 9, 5, 12.5, 5, 43, 43, 6.5)
    rows = [row if filled or row[-1] == UP else (*row[:-1], None) for row in SCORES]
    put(ws, "A1:I1", SCORES_TITLE, 16, bold=True)
    put_table(ws, 2, [SCORES_HEAD, *rows], size)
    for column in COLUMNS:
        ws[f"{column}2"].font = Font(name=FONT, size=size, bold=True)
    ws.row_dimensions[1].height = ws.row_dimensions[2].height = 34
    for number, row in enumerate(rows, 3):
        align_left(ws, (f"{column}{number}" for column in "GH"))
        narrow = (i for i in (4, 6, 7) if LEFT not in row[i : i + 2])
        tallest = max(2, *(count_lines(row[i], widths[i]) for i in narrow))
        ws.row_dimensions[number].height = math.ceil(tallest * size * LINE) + 4
        if row[0] == PROCESS and row[2] == "预算管理":  # printed again on the next page
            ws.row_breaks.append(Break(id=number - 1))
    set_page(ws, "landscape", widths, "2:2")
    ws.freeze_panes = "A3"


def thirds(row: Row) -> Row:
    """Spread three values over six columns."""
    label, *values = row
    return (label, *(cell for value in values for cell in (value, LEFT)))


def draw_base(ws: Worksheet, filled: bool) -> None:
    """Draw the 基础数据表; without the figures where it is to be blank."""

    def own(row: Row) -> Row:
        """Keep what the unit filled in only in the sample."""
        return row if filled else (row[0], *(v if v == LEFT else None for v in row[1:]))

    size = 10.5
    put(ws, "A1:G1", BASE_HEADING, 12)
    put(ws, "A2:G2", BASE_TITLE, 16, bold=True)
    put(ws, "A3:G3", BASE_UNIT, size)
    rows = [thirds(STAFF_HEAD), thirds(own(STAFF)), thirds(FUNDS_HEAD)]
    rows += [thirds(own(row)) for row in FUNDS]
    rows += [BUILDINGS_HEAD, own(BUILDINGS), own(SAVING), NOTE]
    put_table(ws, 4, rows, size)

    funds = range(7, 7 + len(FUNDS))
    buildings = funds.stop + 1
    align_left(ws, iter(["A1", "A3", f"B{buildings + 1}", f"A{buildings + 2}"]))
    align_left(ws, (f"A{row}" for row in funds))
    formats = {"B5": "0", "D5": "0", "F5": "0.00%"}
    formats |= {f"{column}{row}": "0.00" for row in funds for column in "BDF"}
    formats |= {f"{column}{buildings}": "0.00" for column in "BCEF"}
    formats |= {f"{column}{buildings}": "0.00%" for column in "DG"}
    for cell, number_format in formats.items():
        ws[cell].number_format = number_format

    heights = {2: 36, buildings - 1: 36, buildings + 1: 60, buildings + 2: 52}
    for row in range(1, buildings + 3):
        ws.row_dimensions[row].height = heights.get(row, 25)
    set_page(ws, "portrait", (26, *[9.7] * 6), "2:3")


def make_workbook(filled: bool) -> bytes:
    """Make the workbook with the unit's figures and claims, or blank."""
    book = Workbook()
    book.properties.creator = book.properties.title = NAME
    book.properties.created = WRITTEN
    scores = book.worksheets[0]
    scores.title = "指标表"
    draw_scores(scores, filled)
    draw_base(book.create_sheet("基础数据表"), filled)
    return pack(book)


def main() -> None:
    """Rewrite both files."""
    for path, filled in ((BLANK, False), (SAMPLE, True)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make_workbook(filled))


if __name__ == "__main__":
    main()
