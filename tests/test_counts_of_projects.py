"""项目评价表里要数的事：每个不完整的项目、滞后的年数、审计检查发现的违规起数，完成值用评价标准自己的字写明的照算；差一点的由人评定。"""

from __future__ import annotations

import pytest
from own_tables import Row
from rows_together import Together

Case = tuple[str, float, str, str]

TALKS = "民主议事记录完整,得2分;不完整的每个项目扣1分"
PAPERS = "村级申报表,乡镇审核记录,县级项目审批文件齐全,得2分;审核程序缺失,每个项目扣1分"
BEHIND = "项目实施前,资金一次性到位的,或根据项目年度投资计划分期到位的,得满分;资金到位滞后年度投资计划,每滞后一年扣2分,扣完为止。"
MISUSED = "审计、检查发现违规使用资金的，每发现1起扣1分，扣完为止。"
MONEY, LAWFUL = "社会资本投资到位情况", "资金使用合规性"
SCORED: list[tuple[str, float, str, str, float]] = [
    ("民主议事", 2, TALKS, "1个项目不完整", 1),
    ("民主议事", 2, TALKS, "0个项目不完整", 2),
    ("民主议事", 2, TALKS, "3个项目不完整", 0),
    ("申报审批", 2, PAPERS, "1个项目审核程序缺失", 1),
    (MONEY, 10, BEHIND, "滞后1年", 8),
    (MONEY, 10, BEHIND, "滞后6年", 0),
    (MONEY, 10, BEHIND, "滞后年度投资计划2年", 6),
    (MONEY, 10, BEHIND, "社会资本第二期资金滞后年度投资计划1年到位", 8),
    (LAWFUL, 3, MISUSED, "市审计局跟踪审计发现违规使用资金2起", 1),
    (LAWFUL, 3, MISUSED, "发现违规使用资金1起", 2),
    (LAWFUL, 3, MISUSED, "2起", 1),
    (LAWFUL, 3, MISUSED, "4起", 0),
    (LAWFUL, 3, MISUSED, "0起", 3),
]  # fmt: skip
ASKED: list[Case] = [
    ("民主议事", 2, TALKS, "1个项目未完整"),
    ("民主议事", 2, TALKS, "1个项目完整"),
    ("民主议事", 2, TALKS, "约1个项目不完整"),
    ("民主议事", 2, TALKS, "其中1个项目不完整"),
    ("民主议事", 2, TALKS, "1处项目不完整"),
    ("申报审批", 2, PAPERS, "1个项目审批文件缺失"),
    (MONEY, 10, BEHIND, "滞后6个月"),
    (MONEY, 10, BEHIND, "未滞后1年"),
    (MONEY, 10, BEHIND, "延期1年"),
    (MONEY, 10, BEHIND, "市级补助滞后1年"),
    (MONEY, 10, BEHIND, "滞后1年2个月"),
    (MONEY, 10, BEHIND, "滞后上年计划1年"),
    (MONEY, 10, BEHIND, "80%"),
    (LAWFUL, 3, MISUSED, "其中违规使用资金1起"),
    (LAWFUL, 3, MISUSED, "审计未发现违规使用资金1起"),
    (LAWFUL, 3, MISUSED, "上年审计发现违规使用资金1起"),
    (LAWFUL, 3, MISUSED, "下属单位审计发现违规使用资金1起"),
    (LAWFUL, 3, MISUSED, "审计发现违规收费1起"),
    (LAWFUL, 3, MISUSED, "2个"),
]  # fmt: skip
REFUSED: list[Case] = [
    ("民主议事", 2, TALKS.replace("不完整的每个", "不完整的每两个"), "1个项目不完整"),
    ("民主议事", 2, TALKS.replace("不完整的每个", "未不完整的每个"), "1个项目不完整"),
    ("民主议事", 2, TALKS + ",特殊情况除外", "1个项目不完整"),
    ("民主议事", 2, TALKS.replace("得2分", "得1分"), "1个项目不完整"),
    ("申报审批", 2, PAPERS.replace("乡镇审核记录", "无乡镇审核记录"), "1个项目审核程序缺失"),
    (MONEY, 10, BEHIND.replace("或根据", "或未根据"), "滞后1年"),
    (MONEY, 10, BEHIND.replace("资金到位滞后", "资金到位未滞后"), "滞后1年"),
    (MONEY, 10, BEHIND.replace("每滞后一年", "每延期一年"), "滞后1年"),
    (MONEY, 10, BEHIND.replace("每滞后一年", "每滞后两年"), "滞后1年"),
    (MONEY, 10, BEHIND.replace("扣完为止", "情节严重的不得分"), "滞后1年"),
    (LAWFUL, 3, MISUSED.replace("发现违规", "未发现违规"), "2起"),
    (LAWFUL, 3, MISUSED.replace("违规使用资金的", "违规使用资金和违规收费的"), "2起"),
]  # fmt: skip


def line(name: str, points: float, text: str, figure: str) -> Row:
    return Row(name, text, figure, points=points)


FOUND = Together(
    [line(*case[:4]) for case in SCORED] + [line(*case) for case in (*ASKED, *REFUSED)]
)


@pytest.mark.parametrize("case", SCORED, ids=lambda case: f"{case[0]} {case[3]}")
def test_cases_in_the_words_of_the_wording_are_counted(
    case: tuple[str, float, str, str, float],
) -> None:
    found = FOUND[line(*case[:4])].score
    assert found is not None
    assert float(found) == case[4]


@pytest.mark.parametrize("case", ASKED, ids=lambda case: f"{case[0]} {case[3]}")
def test_a_person_is_asked_for_cases_that_are_told_otherwise(case: Case) -> None:
    found = FOUND[line(*case)]
    assert found.score is None
    assert "填评定依据数" in "".join(found.steps)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"{case[2][:40]} {case[3]}")
def test_a_wording_that_is_nearly_so_is_not_read(case: Case) -> None:
    assert FOUND[line(*case)].score is None
