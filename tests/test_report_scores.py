"""Scores that a report tells: the total and its parts, full marks, grades; silent when right, found when one figure is changed."""

from __future__ import annotations

import pytest
from reports import findings

TOLD = [
    # 名称，没有问题的话
    ("满分和得分", "预算执行10分得9.69分；产出50分得48分；效益30分得27.5分；满意度10分得9.5分。自评总得分94.69分。"),
    ("其中里面的不算", "投入13分得13分；过程61分得58.5分，其中执行20分得18分、管理41分得40.5分；产出26分得23.19分。合计得分94.69分。"),
    ("小计在前几段",
     "预算执行满分10分，按执行率得9.69分。\n产出满分60分：普及率得分20分（满分20分）；座数得分25分（满分25分）；培训得分14分（满分15分）。产出小计59分。\n"
     "效益满分30分：办结率得分15分（满分15分）；持续影响得分11分（满分15分）。效益小计26分。\n综合上述三个部分，自评总得分94.69分。"),
    ("总分在前，冒号后面逐项", "自评总得分94.69分：执行9.69分，过程20分，产出45分，效益20分。"),
    ("总分在前，括号里逐项", "自评得分：94.69分（执行9.69分、过程20分、产出45分、效益20分），等级优。"),
    ("一项一段，满分在括号里",
     "1.执行（10分）：按98.52%计算，得9.69分。\n2.产出（60分）：整改指标5分得4.95分，其余完成，得58分。\n3.效益（30分）：得27分。\n以上合计94.69分。"),
]  # fmt: skip


@pytest.mark.parametrize("text", [text for _, text in TOLD], ids=[name for name, _ in TOLD])
def test_the_parts_make_the_total(text: str) -> None:
    assert findings(*text.split("\n"), code="D11") == []
    wrong = text.replace("94.69分", "96.69分")
    (found,) = findings(*wrong.split("\n"), code="D11")
    assert (found.level, found.found, found.expected) == ("error", "96.69 分", "94.69 分")


def test_some_of_the_scores_are_not_all() -> None:
    text = "综合得分98.2分，其中投入13分、过程58.7分、产出24.5分。"
    assert [each.level for each in findings(text, code="D11")] == ["warning"]
    more = text.replace("98.2分", "95.2分")
    assert [each.level for each in findings(more, code="D11")] == ["error"]
    assert findings("自评总分92分，投入13分得13分，过程61分得60分。", code="D11") == []


NESTED = (
    "预算执行方面，满分10分，按执行率折算得9.9分。",
    "产出指标满分50分：播种面积得分20分（满分20分）；抽检合格率得分15分（满分15分）；培训得分13.8分（满分15分）。产出指标小计48.8分。",
    "效益指标满分30分：兑付及时率得分15分（满分15分）；可持续影响得分13.5分（满分15分）。效益指标小计28.5分。",
    "满意度指标满分10分：农户满意度实际94%，得分10分（满分10分）。",
    "综合上述四个部分，部门整体支出绩效自评总得分97.2分。",
)


def test_scores_inside_of_a_subtotal_are_not_counted_twice() -> None:
    assert findings(*NESTED, code="D11") == []
    wrong = [line.replace("97.2分", "98.2分") for line in NESTED]
    assert [(f.level, f.expected) for f in findings(*wrong, code="D11")] == [("error", "97.2 分")]
    wrong = [line.replace("小计28.5分", "小计27.5分") for line in NESTED]
    told = [(f.level, f.expected) for f in findings(*wrong, code="D11")]
    assert told == [("error", "28.5 分"), ("error", "96.2 分")]


def test_scores_without_their_full_marks_over_several_paragraphs_are_left_alone() -> None:
    lines = [line.replace("小计", "共得").replace("满分", "共") for line in NESTED]
    assert findings(*lines, code="D11") == []


def test_a_full_mark_behind_the_score_beside_a_subtotal() -> None:
    assert findings("培训得分15分（满分15分）。", code="D07") == []
    (found,) = findings("年度培训实际94%，得分16分（满分15分）。产出指标小计48.8分。", code="D07")
    assert (found.level, found.found) == ("error", "16 分")


SILENT = [
    ("划分标准里的分数",
     "自评总分为92分，按“90分（含）以上为优、80（含）—90分为良、60分以下为差”的标准，等级为优。投入10分得10分，过程90分得82分。"),
    ("扣分不是得分", "自评总分92分。扣分是：完成率扣2分，公开扣3分，满意度扣3分。"),
    ("平均得分", "平均得分96.3分，其中甲项目95分、乙项目97分、丙项目96.9分。"),
]  # fmt: skip


@pytest.mark.parametrize("text", [text for _, text in SILENT], ids=[name for name, _ in SILENT])
def test_other_points_are_no_parts(text: str) -> None:
    assert findings(text, code="D11") == []


def test_a_subtotal_of_scores_and_its_faulty_twin() -> None:
    text = "产出满分50分：普及率得分20分（满分20分）；座数得分15分；培训得分14.4分（满分15分）。产出小计{}分。"
    assert findings(text.format("49.4"), code="D11") == []
    (found,) = findings(text.format("47.4"), code="D11")
    assert (found.level, found.expected) == ("error", "49.4 分")


def test_scores_of_other_paragraphs_are_no_parts_unless_they_are_all() -> None:
    lines = ["投入得分10分。", "过程得分50分，效果得分20分。", "自评总得分95分。"]
    assert findings(*lines, code="D11") == []


def test_a_full_mark_behind_the_score() -> None:
    assert findings("培训完成率得分15分（满分15分）。", code="D07") == []
    assert [f.level for f in findings("培训完成率得分16分（满分15分）。", code="D07")] == ["error"]


def test_a_score_above_its_full_mark() -> None:
    assert findings("预算执行10分，得10分。", code="D07") == []
    (found,) = findings("预算执行10分，得10.5分。", code="D07")
    assert (found.level, found.expected) == ("error", "不超过 10 分")
