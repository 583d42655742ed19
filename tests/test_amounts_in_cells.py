"""One odd cell in the official form: what it does to a 得分 and to a figure of the 基础数据表, and what the clerk is told.

Every case is put into both cells as it stands in the file, so that what the reader of the file makes of it counts as well.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from decimal import Decimal

import pytest
from workbooks import BASE, INDICATORS, figure, findings, indicator, sample, score, to_bytes, wide

from sheetscore.exact.amounts import half_up
from sheetscore.model.outcome import Outcome

CLAIM, FIGURE = f"{INDICATORS}!I9", f"{BASE}!F17"
"""自评得分 of 公用经费控制率 (8 分), and 公用经费 2020年决算数 (万元)."""
_MARK = 987654.25


@dataclass(frozen=True)
class Case:
    """`inner` of `<c t="kind">inner</c>` with a number format; what the two cells then hold.

    `score` and `money` are the value (None: none). `said` is a word of the finding at either cell; "" where a plain number
    gives none, "—" where the two cells differ and `said_money` tells what the second one says.
    """

    name: str
    inner: str
    kind: str = "n"
    fmt: str = "General"
    score: str | None = None
    money: str | None = None
    said: str = ""
    said_money: str | None = None
    date1904: bool = False


def text(content: str) -> str:
    return f'<is><t xml:space="preserve">{content}</t></is>'


def t(content: str, name: str = "", **expected: str | None) -> Case:
    """A cell of text."""
    return Case(name or content, text(content), "inlineStr", **expected)  # type: ignore[arg-type]


def both(value: str) -> dict[str, str | None]:
    return {"score": value, "money": value}


V_SERIES = [
    Case("v01 NaN", "<v>NaN</v>", said="不是数字|有限"),
    Case("v03 INF 一词", "<v>INF</v>", said="不是数字|有限"),
    Case("v04 数字格里存着文字", "<v>abc</v>", said="不能当作数字|不是数字"),
    Case("v10 DDE", "<f>甲|'乙.docx'!A1</f><v>7</v>", **both("7"), said="外部"),
    Case("v30 没有的日子", "<v>2024-02-30</v>", "d", said="日期|没有这一天|不能当作数字"),
    Case("v02 INF", "<v>1e999</v>", said="有限"),
    Case("v05 #DIV/0!", "<v>#DIV/0!</v>", "e", said="错误值"),
    Case("v06 TRUE", "<v>1</v>", "b", said="TRUE"),
    Case("v07 公式没有结果", "<f>1+1</f>", said="没有保存计算结果"),
    Case(
        "v09 公式的结果是文字",
        "<f>TEXT(7,&quot;0&quot;)</f><v>7</v>",
        "str",
        **both("7"),
        said="文本",
    ),
    Case(
        "v11 超链接公式",
        '<f>HYPERLINK("http://example.invalid","7")</f><v>7</v>',
        "str",
        **both("7"),
        said="文本",
    ),
    t("=1+1", "v12 像公式的文字", said="算式"),
    t("7_x0001_", "v13 控制字符", **both("7"), said="按 7 读|看不见"),
    t(wide("95.5"), "v14 全角", **both("95.5"), said="95.5"),
    t("95\u200b.5", "v15 零宽字符", **both("95.5"), said="看不见"),
    t("\u202e5.59", "v16 文字方向", said="方向"),
    t("九十五点五", "v17 汉字", **both("95.5"), said="95.5"),
    t("90-95", "v18 范围", said="范围"),
    t("95.5分", "v19 单位", score="95.5", said="95.5", said_money="单位"),
    Case("v20 百分数格式", "<v>0.955</v>", fmt="0.0%", said="百分数"),
    Case("v21 日期格式", "<v>95.5</v>", fmt="yyyy-mm-dd", said="日期"),
    Case("v22 1904 日期", "<v>44000</v>", fmt="yyyy-mm-dd", said="2024-06-19", date1904=True),
    Case("v27 2.6749999999999998", "<v>2.6749999999999998</v>", **both("2.675")),
    Case("v28 超过 15 位", "<v>12345678901234567</v>", said="位数"),
    Case("v29 负零", "<v>-0</v>", **both("0")),
    Case("v32 太大的日期", "<v>9999999</v>", fmt="yyyy-mm-dd", said="没有这一天"),
    Case("v33 负的日期", "<v>-1</v>", fmt="yyyy-mm-dd", said="日期"),
    Case("v34 1900-02-29", "<v>60</v>", fmt="yyyy-mm-dd", said="日期"),
]

E10 = [
    t("7", "文本数字", **both("7"), said="文本"),
    t(wide("95.5"), "全角数字", **both("95.5"), said="95.5"),
    t("95,5", said="千位"),
    t("1,234.5", **both("1234.5"), said="1234.5"),
    t("95。5", **both("95.5"), said="95.5"),
    t("'7", "前面有撇号", **both("7"), said="按 7 读"),
    t(" 7 ", "前后空格", **both("7"), said="前后有空格"),
    t("7　", "全角空格", **both("7"), said="前后有空格"),
    t("7分", score="7", said="按 7 读", said_money="单位"),
    t("九十五", **both("95"), said="95"),
    t("85%", said="百分数"),
    t("1.2万", money="1.2", said="单位", said_money="1.2 万元"),
    t("150万", money="150", said="单位", said_money="150 万元"),
    t("1.2万元", money="1.2", said="单位", said_money="1.2"),
    t("12000元", money="1.2", said="单位", said_money="1.2 万元"),
    t("7.50.", **both("7.5"), said="7.5"),
    t("95.&#10;10", "数字断成两行", **both("95.1"), said="95.1"),
    t("约95", said="约数"),
    t("3+2", said="算式"),
    t("√", said="记号"),
    Case("数字 0", "<v>0</v>", **both("0")),
    t("0", "文本 0", **both("0"), said="文本"),
    Case("数字 7", "<v>7</v>", **both("7")),
]  # fmt: skip

NOTHING = [
    ("空格", text("　"), "inlineStr", "blank"), ("没有内容", "", "n", "blank"), ("空串公式", "<f>&quot;&quot;</f><v></v>", "str", "blank"),
    ("——", text("——"), "inlineStr", "nil"), ("—", text("—"), "inlineStr", "nil"), ("/", text("/"), "inlineStr", "nil"),
    ("无", text("无"), "inlineStr", "nil"), ("N/A", text("N/A"), "inlineStr", "nil"),
]  # fmt: skip


def with_cell(place: str, case: Case) -> bytes:
    """The sample whose cell holds exactly this XML."""
    book = sample({place: _MARK})
    sheet, _, cell = place.partition("!")
    book[sheet][cell].number_format = case.fmt
    found = 0
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(to_bytes(book))) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            part = source.read(name).decode("utf-8") if name.endswith(".xml") else ""
            pattern = rf'<c r="{cell}"( s="\d+")?[^>]*><v>{_MARK}</v></c>'
            match = re.search(pattern, part)
            if name.startswith("xl/worksheets/") and match:
                kind = f' t="{case.kind}"' if case.kind != "n" else ""
                held = f'<c r="{cell}"{match[1] or ""}{kind}>{case.inner}</c>'
                part = part.replace(match[0], held)
                found += 1
            if name == "xl/workbook.xml" and case.date1904:
                part = re.sub("<workbookPr(?=[ />])", '<workbookPr date1904="1"', part)
                assert 'date1904="1"' in part
            out.writestr(name, part.encode("utf-8") if part else source.read(name))
    assert found == 1
    return target.getvalue()


def told(outcome: Outcome, cell: str) -> list[str]:
    """What the findings at this cell say that speak of the cell's content (not of the score)."""
    return [
        each.message + each.advice for each in outcome.findings
        if cell in each.cells and each.code in ("B01", "B08", "D07")
    ]  # fmt: skip


@pytest.mark.parametrize("case", [*V_SERIES, *E10], ids=lambda case: case.name)
def test_a_score_cell(case: Case) -> None:
    outcome = score(with_cell(CLAIM, case))
    row = indicator(outcome, "公用经费")
    exact = None if case.score is None else Decimal(case.score)
    assert row.claimed_exact == exact
    assert row.claimed == (None if exact is None else half_up(exact, 2))
    assert (row.claimed_state == "value") == (case.score is not None)
    said = [each for each in told(outcome, "I9") if "超过分值" not in each]
    assert bool(said) == bool(case.said), said
    assert re.search(case.said, " ".join(said))
    if case.score is None:
        assert findings(outcome, level="error")
        assert outcome.totals is not None
        assert outcome.totals.claimed is None


@pytest.mark.parametrize("case", [*V_SERIES, *E10], ids=lambda case: case.name)
def test_a_figure_cell(case: Case) -> None:
    outcome = score(with_cell(FIGURE, case))
    found = figure(outcome, "公用经费", "决算")
    assert found.value == (None if case.money is None else Decimal(case.money))
    assert (found.state == "value") == (case.money is not None)
    wanted = case.said if case.said_money is None else case.said_money
    said = told(outcome, "F17")
    assert bool(said) == bool(wanted), said
    assert re.search(wanted, " ".join(said))
    if case.money is None:
        row = indicator(outcome, "公用经费")
        assert (str(row.status), row.score) == ("missing", None)


@pytest.mark.parametrize(
    ("inner", "kind", "state"), [each[1:] for each in NOTHING], ids=[each[0] for each in NOTHING]
)
def test_blank_and_nil_are_told_apart_and_are_no_zero(inner: str, kind: str, state: str) -> None:
    case = Case("", inner, kind)
    row = indicator(score(with_cell(CLAIM, case)), "公用经费")
    assert (row.claimed, row.claimed_state) == (None, state)
    found = figure(score(with_cell(FIGURE, case)), "公用经费", "决算")
    assert (found.value, found.state) == (None, state)


def test_a_label_is_read_without_its_phonetic_text_and_from_rich_text() -> None:
    """v23, v24: 得分 with a pinyin guide, and 得分 in two runs of different type."""
    for inner in (
        "<is><r><t>得</t></r><r><rPr><b/></rPr><t>分</t></r></is>",
        '<is><t>得分</t><rPh sb="0" eb="2"><t>defen</t></rPh><phoneticPr fontId="1"/></is>',
    ):
        outcome = score(with_cell(f"{INDICATORS}!I2", Case("", inner, "inlineStr")))
        assert indicator(outcome, "公用经费").claimed == 8


def test_rare_characters_come_through_whole() -> None:
    """v26: a unit's name with a character beyond the basic plane."""
    outcome = score(sample({f"{BASE}!A3": "填报单位：𠮷野乡人民政府"}))
    assert outcome.unit == "𠮷野乡人民政府"


def test_shared_formulas_give_each_cell_its_own_value() -> None:
    """v31: three cells of one shared formula hold 2, 4 and 6."""
    data = with_cell(CLAIM, Case("", '<f t="shared" ref="I9:I11" si="0">F9/2</f><v>4</v>'))
    assert indicator(score(data), "公用经费").claimed == 4
