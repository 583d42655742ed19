"""The headings of an 指标表: words of official forms, brackets that change nothing, brackets that make another column."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from openpyxl import Workbook
from other_formats import html, opendocument, word, xml2003
from workbooks import clean, findings, indicator, score, to_bytes

# 寿县 2023（指标说明及评分标准）、银川 2021（参考分值）、各地自评表
POINTS = [
    "分值", "指标分值", "参考分值", "分值（100分）", "分值（权重）", "权重（分值）", "权重(%)", "权重分值",
    "标准分值", "满分值", "基准分", "考核分值",
]  # fmt: skip
CRITERIA = [
    "评价标准", "评分标准", "指标说明及评分标准", "评价标准说明", "评分标准说明", "评价标准及说明", "评价要点及评分标准",
    "指标解释及评分标准", "评价标准（评分细则）", "评分方法", "计分方法", "考核标准", "扣分标准",
]  # fmt: skip
CLAIM = [
    "得分",
    "自评得分",
    "自评打分",
    "自评分值",
    "评分",
    "实得分",
    "评价得分",
    "得分情况",
]
IDLE = [
    "",
    "（）",
    "（分）",
    "（100分）",
    "(满分100分)",
    "【分】",
    "（%）",
    "（盖章）",
    "(单位：分)",
    "\n（分）",
    " ",
]
TELLING = ["（复核）", "（评审）", "（上年）", "（2019年）", "(张某)", "（本级）", "（财政部门）"]


def headed(points: str = "分值", criteria: str = "评价标准", claim: str = "得分") -> Workbook:
    """The workbook without a fault, 100 points all right, with these headings over 三级指标's 分值, 评价标准 and 得分."""
    return clean({"指标表!F2": points, "指标表!G2": criteria, "指标表!I2": claim})


def assert_whole(data: bytes | Workbook, name: str = "某局-2020.xlsx") -> None:
    outcome = score(data, name)
    assert outcome.status == "scored", outcome.message
    assert outcome.totals is not None
    assert (outcome.totals.points, outcome.totals.claimed, outcome.totals.reviewed) == (
        100,
        100,
        100,
    )
    assert findings(outcome, level="error") == []


@pytest.mark.parametrize("word", POINTS)
def test_words_for_points(word: str) -> None:
    assert_whole(headed(points=word))


@pytest.mark.parametrize("word", CRITERIA)
def test_words_for_criteria(word: str) -> None:
    assert_whole(headed(criteria=word))


@pytest.mark.parametrize("word", CLAIM)
def test_words_for_claims(word: str) -> None:
    assert_whole(headed(claim=word))


@pytest.mark.parametrize("behind", IDLE)
def test_a_bracket_that_says_nothing_of_the_column_changes_nothing(behind: str) -> None:
    assert_whole(headed("参考分值" + behind, "考核标准" + behind, "自评打分" + behind))


@pytest.mark.parametrize("behind", TELLING)
@pytest.mark.parametrize("word", POINTS)
def test_points_of_somebody_else_or_of_another_year_are_not_these(word: str, behind: str) -> None:
    outcome = score(headed(points=word + behind))
    assert (outcome.status, outcome.code) == ("rejected", "H09")


@pytest.mark.parametrize("behind", TELLING)
@pytest.mark.parametrize("word", CRITERIA)
def test_criteria_of_another_kind_are_not_these(word: str, behind: str) -> None:
    outcome = score(headed(criteria=word + behind))
    assert (outcome.status, outcome.code) == ("rejected", "H09")


@pytest.mark.parametrize("behind", TELLING)
@pytest.mark.parametrize("word", CLAIM)
def test_a_score_of_somebody_else_or_of_another_year_is_no_claim(word: str, behind: str) -> None:
    outcome = score(headed(claim=word + behind))
    assert outcome.totals is not None
    assert outcome.totals.claimed is None
    assert indicator(outcome, "公用经费").claimed is None


@pytest.mark.parametrize(
    "word", ["评分人", "评分依据", "得分率", "得分原因", "分值说明", "专家评分"]
)
def test_words_that_are_like_a_claim_are_none(word: str) -> None:
    outcome = score(headed(claim=word))
    assert outcome.totals is not None
    assert outcome.totals.claimed is None


def test_of_two_columns_the_standard_is_that_of_the_standard() -> None:
    """评分方法 is a 评价标准 only where no other column is one."""
    book = headed()
    book["指标表"]["H2"] = "评分方法"
    assert_whole(book)


@pytest.mark.parametrize(
    ("write", "name"),
    [(xml2003, "某局-2020.xml"), (html, "某局-2020.html"), (opendocument, "某局-2020.ods"), (word, "某局-2020.docx")],
    ids=["xml2003", "html", "ods", "docx"],
)  # fmt: skip
def test_every_format_reads_the_same_headings(
    write: Callable[[Workbook], bytes], name: str
) -> None:
    assert_whole(write(headed("权重（分值）", "指标说明及评分标准", "自评打分（分）")), name)
    refused = score(write(headed("权重（上年）")), name)
    assert (refused.status, refused.code) == ("rejected", "H09")


# ----------------------------------------------------------- advice that would not spoil the form


@pytest.mark.parametrize(
    "head", ["年度指标值", "目标值", "指标值", "完成值", "自评得分", "指标说明"]
)
def test_no_advice_to_rename_a_column_that_is_something_else(head: str) -> None:
    """A form without 分值 is not mended by calling its 年度指标值 分值."""
    book = headed(points=head)
    outcome = score(to_bytes(book))
    assert outcome.code == "H09"
    assert "请改成“分值”" not in outcome.advice
