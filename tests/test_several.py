"""Returns laid beside each other: this year's figures and last year's, one unit's report and another's."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from reports import findings as report_findings
from reports import report, word
from workbooks import BASE, change, clean, to_bytes

from sheetscore.across.several import Reports, check_F13
from sheetscore.batch import FolderResult, score_folder
from sheetscore.batch.received.grouping import Filed
from sheetscore.batch.received.identity import Identity
from sheetscore.batch.together.pairs import beside
from sheetscore.model.finding import Finding
from sheetscore.model.outcome import Outcome
from sheetscore.reports.text.passages import passages, sketch
from sheetscore.reports.verdicts.foreign import alien

pytestmark = pytest.mark.in_one_process


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(name: str, data: bytes) -> None:
    path = Path("收件", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def dated(year: int, unit: str = "甲局", cells: dict[str, object] | None = None) -> Workbook:
    """The clean return of a year: its 上年决算 are 12 and 90, its 决算 9 and 100."""
    book = clean({"基础数据表!A2": f"填报单位：{unit}"})
    for row in book[BASE].iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                text = cell.value.replace("2019", "N1").replace("2020", str(year))
                cell.value = text.replace("N1", str(year - 1))
    return change(book, cells or {})


def last_year(cells: dict[str, object] | None = None, unit: str = "甲局") -> bytes:
    """The return of 2019 whose 决算 are what the one of 2020 says of the year before."""
    figures: dict[str, object] = {"基础数据表!C6": 12, "基础数据表!D6": 12, "基础数据表!D7": 90}
    return to_bytes(dated(2019, unit, {**figures, **(cells or {})}))


def run(*, year: int | None = None) -> tuple[FolderResult, list[Outcome]]:
    outcomes: list[Outcome] = []
    result = score_folder(["收件"], "出", sink=lambda outcome, _: outcomes.append(outcome))
    return result, [each for each in outcomes if year in (None, each.year)]


def about(outcome: Outcome, code: str) -> list[Finding]:
    return [each for each in outcome.findings if each.code == code]


# ------------------------------------------------------------------ C11: last year's figures


def test_the_figures_of_last_year_are_those_filed_last_year() -> None:
    put("甲局2019.xlsx", last_year())
    put("甲局2020.xlsx", to_bytes(dated(2020)))
    _, found = run()
    assert [about(each, "C11") for each in found] == [[], []]


@pytest.mark.parametrize(
    ("filed", "wrong"),
    [(12.005, False), (11.995, False), (12.006, True), (11.994, True), (12.5, True), (0, True)],
)
def test_a_figure_of_last_year_that_was_filed_otherwise(filed: float, wrong: bool) -> None:
    put("甲局2019.xlsx", last_year({"基础数据表!D6": filed}))
    put("甲局2020.xlsx", to_bytes(dated(2020)))
    _, (this,) = run(year=2020)
    assert [(each.level, each.cell) for each in about(this, "C11")] == [("error", "B6")] * wrong


def test_both_places_and_both_figures_are_named() -> None:
    put("甲局2019.xlsx", last_year({"基础数据表!D7": 91.5}))
    put("甲局2020.xlsx", to_bytes(dated(2020)))
    result, found = run()
    (told,) = [each for outcome in found for each in about(outcome, "C11")]
    assert told.message == (
        "“公用经费”的2019年决算填 90，2019年的表（收件/甲局2019.xlsx 基础数据表!D7）填的是 91.5，相差 1.5。"
    )
    assert (told.file, told.where) == ("收件/甲局2020.xlsx", "基础数据表!B7")
    assert (told.found, told.expected) == ("90", "91.5")
    assert result.exit_code == 1
    page = load_workbook("出/甲局2020_复核.xlsx")["核对问题"]
    assert "C11" in [cell.value for row in page.iter_rows() for cell in row]
    assert [problem.code for problem in result.outcomes[1].problems] == ["C11"]


def test_a_slip_of_the_unit_is_named() -> None:
    put("甲局2019.xlsx", last_year({"基础数据表!D7": 900000}))
    put("甲局2020.xlsx", to_bytes(dated(2020)))
    _, (this,) = run(year=2020)
    (told,) = about(this, "C11")
    assert "正好相差一万倍" in told.message


@pytest.mark.parametrize("blank", ["——", "", "无", None])
def test_what_one_year_leaves_blank_is_not_compared(blank: object) -> None:
    put("甲局2019.xlsx", last_year({"基础数据表!D6": blank}))
    put("甲局2020.xlsx", to_bytes(dated(2020, cells={"基础数据表!B7": blank})))
    _, (this,) = run(year=2020)
    assert about(this, "C11") == []


def test_another_unit_another_year_and_two_candidates_are_not_compared() -> None:
    wrong = {"基础数据表!D6": 99}
    put("乙局2019.xlsx", last_year(wrong, unit="乙局"))
    put("甲局2018.xlsx", to_bytes(dated(2018, cells=wrong)))
    put("丙局2019.xlsx", last_year(wrong, unit="丙局"))
    put("丙局2019改.xlsx", last_year({"基础数据表!D6": 98}, unit="丙局"))
    put("甲局2020.xlsx", to_bytes(dated(2020)))
    put("丙局2020.xlsx", to_bytes(dated(2020, "丙局")))
    _, found = run(year=2020)
    assert [about(each, "C11") for each in found] == [[], []]


def test_last_year_s_table_alone_is_enough() -> None:
    book = dated(2019, cells={"基础数据表!D6": 13})
    book.remove(book.worksheets[0])
    put("甲局2019基础数据表.xlsx", to_bytes(book))
    put("甲局2020.xlsx", to_bytes(dated(2020)))
    _, found = run()
    this = next(each for each in found if each.status == "scored")
    assert [each.cell for each in about(this, "C11")] == ["B6", "B7"]  # 12 ≠ 13, 90 ≠ 100


def test_the_tables_of_this_year_may_stand_in_two_files() -> None:
    put("甲局2019.xlsx", last_year({"基础数据表!D6": 13}))
    book = dated(2020)
    book.remove(book.worksheets[0])
    put("甲局2020基础数据表.xlsx", to_bytes(book))
    table = clean(base=None)
    table.worksheets[0].insert_rows(2)
    table.worksheets[0]["A2"] = "填报单位：甲局"
    put("甲局2020指标表.xlsx", to_bytes(table))
    _, (this,) = run(year=2020)
    (told,) = about(this, "C11")
    assert (told.file, told.where) == ("收件/甲局2020基础数据表.xlsx", "基础数据表!B6")


def test_a_run_that_was_taken_up_again_compares_too(monkeypatch: pytest.MonkeyPatch) -> None:
    put("甲局2019.xlsx", last_year({"基础数据表!D6": 13}))
    put("甲局2020.xlsx", to_bytes(dated(2020)))
    with monkeypatch.context() as patched:
        patched.setattr("sheetscore.batch.run.Run.belonging", _cancelled)
        assert score_folder(["收件"], "出").cancelled
    again = score_folder(["收件"], "出")
    assert again.resumed == 2
    assert [problem.code for problem in again.outcomes[1].problems] == ["C11"]


def _cancelled(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_report_goes_with_the_tables_of_its_year() -> None:
    """去年和今年的表、报告都在一个文件夹里：各归各的年度。"""
    put("甲局2019.xlsx", last_year())
    put("甲局2020.xlsx", to_bytes(dated(2020)))
    for year in ("2019", "2020"):
        text = "\n".join(lines(OWN, "甲局")).replace("2020", year)
        put(f"甲局{year}年自评报告.txt", text.encode())
    _, found = run()
    assert sorted(tuple(Path(name).name for name in each.files) for each in found) == [
        ("甲局2019.xlsx", "甲局2019年自评报告.txt"),
        ("甲局2020.xlsx", "甲局2020年自评报告.txt"),
    ]


def test_a_report_of_another_year_stands_alone() -> None:
    put("甲局2019.xlsx", last_year())
    put("甲局2020.xlsx", to_bytes(dated(2020)))
    put("甲局2020年自评报告.txt", "\n".join(lines(OWN, "甲局")).encode())
    put("甲局2018年自评报告.txt", "\n".join(lines(OWN, "甲局")).replace("2020", "2018").encode())
    _, found = run()
    assert sorted(len(each.files) for each in found) == [1, 1, 2]
    alone = next(each for each in found if each.status == "rejected")
    assert alone.year == 2018


# -------------------------------------------------------------- F13: one report beside another

OWN = [
    "{unit}编制数40人，年末实际在职38人，内设综合股、业务股等四个股室，承担全区本行业的日常管理工作。",
    "为管好用好财政资金，{unit}修订了财务管理办法，明确了经费审批权限和报销流程。",
    "年初召开专题会议研究预算编制工作，把有限的资金用在保运转和保重点上。",
    "对大额支出实行集体研究决定，每季度向班子会议报告一次预算执行情况。",
    "公务接待严格执行定点用餐和公函制度，没有公函的一律不予报销。",
    "公务用车统一由机关事务部门调度，加油和维修都在定点单位进行。",
    "固定资产每年盘点一次，账实相符，新购资产及时入账登记。",
    "存在的主要问题是绩效指标设置不够细化，部分指标难以量化考核。",
    "下一步将加强绩效目标管理，做到目标编制和预算编制同步进行。",
    "{unit}2020年部门整体支出绩效自评得分为100分，等级为优。",
]
OTHER = [
    "{unit}现有在编人员25名，负责水库、河道和小型灌溉设施的运行与养护，下设三个管理站。",
    "去年汛期提前腾空库容，及时转移下游住户，全县没有发生一起责任事故。",
    "建设资金按工程进度拨付，由监理单位和业主共同签字后方可支付。",
    "工程质量由第三方检测机构抽检，抽检结果全部记入档案备查。",
    "农户对灌溉用水的满意程度较往年有所提高，投诉件全部办结回复。",
    "部分老旧渠道渗漏较重，维修经费缺口较大，影响了末端供水。",
    "今后将争取上级补助资金，分年度更换渗漏严重的干支渠段落。",
    "{unit}2020年部门整体支出绩效自评得分为95分，等级为优。",
]


def lines(texts: list[str], unit: str) -> list[str]:
    return [f"{unit}2020年度部门整体支出绩效自评报告", *(text.format(unit=unit) for text in texts)]


def compared(mine: list[str], theirs: list[str]) -> list[Finding]:
    return list(check_F13(Reports("甲局", report(*mine), "乙水利中心", report(*theirs))))


def test_reports_of_their_own_words_are_left_alone() -> None:
    assert compared(lines(OWN, "甲局"), lines(OTHER, "乙水利中心")) == []


def test_a_copied_report_is_found_though_the_name_was_changed() -> None:
    (told,) = compared(lines(OWN, "甲局"), lines(OWN, "乙水利中心"))
    assert (told.code, told.level, told.cell) == ("F13", "warning", "第2段")
    assert "有 10 句和“乙水利中心”的报告（报告.txt）一字不差，占 100%" in told.message
    assert "对方单位" not in told.message


def test_the_name_that_was_left_in_a_copied_report_is_quoted() -> None:
    copied = lines(OWN, "甲局")
    copied[2] = OWN[1].format(unit="乙水利中心")
    (told,) = compared(copied, lines(OWN, "乙水利中心"))
    assert "第一处写着对方单位的地方：“为管好用好财政资金，乙水利中心修订了" in told.message


@pytest.mark.parametrize(("shared", "found"), [(4, False), (5, True)])
def test_five_sentences_and_three_tenths(shared: int, found: bool) -> None:
    theirs = lines(OTHER[:4] + OWN[2 : 2 + shared], "乙水利中心")
    assert bool(compared(lines(OWN, "甲局"), theirs)) is found


def test_five_sentences_of_a_long_report_are_set_phrases() -> None:
    long = [
        f"第{number}个村的渠道全长{number}公里，由村集体组织人员清淤和看护。"
        for number in range(2, 60)
    ]
    theirs = lines(OTHER + OWN[2:7] + long, "乙水利中心")
    assert compared(lines(OWN + OTHER[1:3] * 20, "甲局"), theirs) != []  # of the shorter one
    mine = [
        f"第{number}所学校的食堂面积{number}平方米，由家长委员会轮流陪餐。"
        for number in range(2, 60)
    ]
    assert compared(lines(OWN + mine, "甲局"), theirs) == []


def test_sentences_that_differ_in_their_figures_are_not_copied() -> None:
    mine = [
        f"2020年第{n}项支出合计{n}0万元，其中人员支出{n}万元，其余为公用支出。" for n in range(1, 9)
    ]
    theirs = [
        f"2020年第{n}项支出合计{n}5万元，其中人员支出{n}万元，其余为公用支出。" for n in range(1, 9)
    ]
    assert compared(mine, theirs) == []


def test_headings_tables_and_quoted_documents_are_no_sentences() -> None:
    text = report(
        "一、部门整体支出管理及使用情况", "（一）预算执行",
        "根据财政局《关于开展部门整体支出绩效自评工作的通知》（财绩〔2021〕5号）要求，开展了自评工作。",
        "因公出国经费支出合计金额说明\t一二三四五六七八九十一二三四五六七八九十",
        "我局认真组织了绩效自评，按要求核对了各项数据和佐证材料。",
    )  # fmt: skip
    assert [each.text for each in passages(text, "甲局")] == [
        "我局认真组织了绩效自评，按要求核对了各项数据和佐证材料"
    ]


def test_alike_reports_of_a_folder_are_found_and_told_to_both() -> None:
    put("甲局/甲局自评报告.docx", word(lines(OWN, "甲局")))
    put("乙水利中心/乙水利中心自评报告.docx", word(lines(OWN, "乙水利中心")))
    put("丙站/丙站自评报告.docx", word(lines(OTHER, "丙站")))
    _, found = run()
    told = {each.unit: [finding.message for finding in about(each, "F13")] for each in found}
    assert {unit: len(messages) for unit, messages in told.items()} == {
        "甲局": 1, "乙水利中心": 1, "丙站": 0,
    }  # fmt: skip
    assert "“乙水利中心”的报告" in told["甲局"][0]


def test_a_report_beside_its_tables_is_compared_too() -> None:
    put("甲局.xlsx", to_bytes(clean({"基础数据表!A2": "填报单位：甲局"})))
    put("甲局自评报告.txt", "\n".join(lines(OWN, "甲局")).encode())
    put("乙水利中心自评报告.txt", "\n".join(lines(OWN, "乙水利中心")).encode())
    _, found = run()
    scored = next(each for each in found if each.status == "scored")
    assert [(each.level, each.file) for each in about(scored, "F13")] == [
        ("warning", "收件/甲局自评报告.txt")
    ]


def test_one_unit_s_reports_of_two_years_may_be_alike() -> None:
    put("甲局2019年自评报告.txt", "\n".join(lines(OWN, "甲局")).replace("2020", "2019").encode())
    put("甲局2020年自评报告.txt", "\n".join(lines(OWN, "甲局")).encode())
    _, found = run()
    assert [about(each, "F13") for each in found] == [[], []]


def test_many_reports_with_one_template_are_paired_without_comparing_all_with_all() -> None:
    """Every sentence in every report: each is compared with its neighbours alone."""
    same = sketch(report(*lines(OWN, "甲局")), "甲局")
    filed = [
        Filed(f"{n}.txt", Identity("report", f"{n}局", sketch=same), str(n), f"{n}局", 2020, False)
        for n in range(3000)
    ]
    found = beside(filed, {})
    assert len(found) == 3000
    assert max(len(each.reports) for each in found.values()) == 2


# ------------------------------------------------------------- another unit in one's own report


def test_another_unit_called_one_s_own() -> None:
    text = ["甲市民政局2020年度部门整体支出绩效自评报告", "乙市民政局（以下简称我局）编制数40人。"]
    (told,) = report_findings(*text, code="F13")
    assert (told.level, told.found) == ("warning", "乙市民政局")
    text[1] = text[1].replace("乙市", "甲市")
    assert report_findings(*text, code="F13") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "根据县委编办批复，甲市民政局（以下简称“我局”）内设股室四个。",
        "市财政局（以下简称财政局）批复了部门预算。",
        "下属单位乙救助管理站（以下简称救助站）编制数10人。",
        "乙市民政局高度重视协作工作。",
    ],
)
def test_other_units_may_be_named(sentence: str) -> None:
    title = "甲市民政局2020年度部门整体支出绩效自评报告"
    assert report_findings(title, sentence, code="F13") == []


@pytest.mark.parametrize(
    ("text", "unit", "found"),
    [
        ("受益老年人满意度95%", "某县委统战部", "老年人"),
        ("受益老年人满意度95%", "某县民政局", ""),
        ("受益老年人满意度95%", "某镇人民政府", ""),
        ("受益老年人95人，群众满意度95%", "某县委统战部", ""),
        ("学生及家长满意度98%", "某县水利局", "学生"),
        ("学生及家长满意度98%", "某县教育局", ""),
        ("患者满意度90%", "某县档案馆", "患者"),
        ("患者满意度90%", "某县人民医院", ""),
        ("残疾人满意度90%", "某县税务局", "残疾人"),
        ("游客满意度90%", "某县法院", "游客"),
        ("养殖户的满意度90%", "某县教育局", "养殖户"),
        ("考生满意度90%", "某县水利局", "考生"),
        ("服务对象满意度90%", "某县水利局", ""),
    ],
)
def test_people_whom_the_unit_does_not_serve(text: str, unit: str, found: str) -> None:
    assert alien(text, unit) == found
    title = f"{unit}2020年度部门整体支出绩效自评报告"
    told = report_findings(title, f"{text}。", code="F13")
    assert [(each.level, each.found) for each in told] == ([("warning", found)] if found else [])


def test_a_report_of_another_unit_beside_the_tables() -> None:
    tables = to_bytes(clean({"基础数据表!A2": "填报单位：甲市民政局"}))
    put("甲市民政局.xlsx", tables)
    put("甲市民政局自评报告.txt", "\n".join(lines(OWN, "乙县水利局")).encode())
    _, (found,) = run()
    assert [(each.level, each.found) for each in about(found, "A02") if each.level != "info"] == [
        ("warning", "乙县水利局")
    ]


@pytest.mark.parametrize(
    "title", ["甲市民政局", "民政局", "某省甲市民政局（本级）", "甲市民政", "2020年度"]
)
def test_short_and_long_names_of_one_unit_in_the_title(title: str) -> None:
    put("甲市民政局.xlsx", to_bytes(clean({"基础数据表!A2": "填报单位：甲市民政局"})))
    put("甲市民政局自评报告.txt", "\n".join(lines(OWN, title)).encode())
    _, (found,) = run()
    assert [each for each in about(found, "A02") if each.level != "info"] == []
