"""标点漏了或多了的、前面多一句满分的、从一个数起加的、每次得几分的：照样读；差一点、另有所指的由人评定。"""

from __future__ import annotations

import pytest
from rows_together import Together, line, scores_as

Case = tuple[str, float, str, str, str]

LEVEL = "无事故得10分平指标得5分超指标不得分"
OVER = "延长审限结案比超过10%的。每超一个百分点扣0.4分。"
DAYS = "参加学习培训不少于15天的得10分,少于15天的每少1天扣1分,扣完为止."
WATER = "节水器具数量占总用水器具数量的比例。低于96%不得分,每高1个百分点得2分,满分8分。"
SAVING = "查看政府研究部署节能工作的会议纪要、记录,有一次节能工作会议纪要或记录的得1分,最多得2分。"
PETITIONS = (
    "乡镇(街道)党政办公会或信访联席会议、区级部门办公会专题研究部署信访工作的,每次得1分,最多得6分。"
)
MEETINGS = "政府定期召开会议研究部署节能工作"
SPECIAL = "专题研究部署信访工作"
SCORED: list[tuple[str, float, str, str, str, float]] = [
    ("轻伤事故", 10, LEVEL, "0起", "2起", 10),
    ("轻伤事故", 10, LEVEL, "2起", "2起", 5),
    ("轻伤事故", 10, LEVEL, "3起", "2起", 0),
    ("轻伤事故", 10, "无事故得10分，与指标持平得5分；超指标不得分。", "2起", "≤2起", 5),
    ("延长审限结案比", 4, OVER, "10%", "", 4),
    ("延长审限结案比", 4, OVER, "13%", "", 2.8),
    ("延长审限结案比", 4, OVER, "13.9%", "", 2.8),
    ("延长审限结案比", 4, OVER.replace("。每", "；每"), "13%", "", 2.8),
    ("参加学习培训天数", 10, f"满分10分.\n\n{DAYS}", "12天", "", 7),
    ("参加学习培训天数", 10, f"本项满分10分。{DAYS}", "15天", "", 10),
    ("节水器具普及率", 8, WATER, "95%", "", 0),
    ("节水器具普及率", 8, WATER, "96%", "", 0),
    ("节水器具普及率", 8, WATER, "97.9%", "", 2),
    ("节水器具普及率", 8, WATER, "98%", "", 4),
    ("节水器具普及率", 8, WATER, "100%", "", 8),
    ("节水器具普及率", 8, WATER.replace("比例。", "比例\n"), "98%", "", 4),
    ("节水器具普及率", 8, "低于96%不得分；每提高1个百分点加2分，满分8分。", "98%", "", 4),
    (MEETINGS, 2, SAVING, "0次", "", 0),
    (MEETINGS, 2, SAVING, "1次", "", 1),
    (MEETINGS, 2, SAVING, "4次", "", 2),
    (SPECIAL, 6, PETITIONS, "5次", "", 5),
    (SPECIAL, 6, PETITIONS, "6次", "", 6),
    (SPECIAL, 6, PETITIONS, "8次", "", 6),
    ("每年至少召开4次会议", 4, "每少1次会议扣1分。", "3次", "≥4次", 3),
    ("每年至少召开4次会议", 4, "每少1次会议扣1分。", "4次", "≥4次", 4),
]  # fmt: skip
REFUSED: list[Case] = [
    ("轻伤事故", 10, LEVEL, "1起", "2起"),
    ("轻伤事故", 10, LEVEL, "2起", ""),
    ("轻伤事故", 10, LEVEL, "2起", "≥2起"),
    ("轻伤事故", 10, LEVEL, "0起", "0起"),
    ("轻伤事故", 10, LEVEL, "2人", "2起"),
    ("轻伤事故", 12, LEVEL, "2起", "2起"),
    ("轻伤事故", 10, LEVEL.replace("无事故", "无重大责任"), "2起", "2起"),
    ("轻伤事故", 10, LEVEL.replace("平指标", "未平指标"), "2起", "2起"),
    ("轻伤事故", 10, LEVEL.replace("超指标", "超上年指标"), "2起", "2起"),
    ("轻伤事故率", 10, LEVEL, "2%", "2%"),
    ("延长审限结案比", 4, OVER.replace("超过", "未超过"), "13%", ""),
    ("延长审限结案比", 4, OVER.replace("每超", "每低"), "13%", ""),
    ("延长审限结案比", 4, f"除外情形不计。{OVER}", "13%", ""),
    ("参加学习培训天数", 10, f"满分12分.{DAYS}", "12天", ""),
    ("参加学习培训天数", 10, f"本项满分8分。{DAYS}", "15天", ""),
    ("参加学习培训天数", 10, f"满分10分.{DAYS}", "12次", ""),
    ("节水器具普及率", 8, WATER.replace("96%", "97%"), "98%", ""),
    ("节水器具普及率", 8, WATER.replace("得2分", "得1分"), "98%", ""),
    ("节水器具普及率", 8, WATER.replace("满分8分", "满分9分"), "98%", ""),
    ("节水器具普及率", 8, WATER.replace("每高", "每低"), "98%", ""),
    ("节水器具普及率", 8, WATER.replace("每高", "每比上年高"), "98%", ""),
    ("节水器具普及率", 8, WATER.replace("节水器具数量占", "除公共机构外节水器具数量占"), "98%", ""),
    ("节水器具普及率", 8, WATER.replace("节水器具数量占", "近三年节水器具数量占"), "98%", ""),
    ("节水器具普及率", 8, WATER.replace("96%不得分", "96%得1分"), "98%", ""),
    ("节水器具普及率", 8, WATER.replace("节水器具数量占", "再生水数量占"), "98%", ""),
    ("畜禽病死率", 8, "低于6%不得分,每高1个百分点得2分,满分8分。", "7%", ""),
    (MEETINGS, 2, SAVING.replace("最多得2分", "最多得3分"), "4次", ""),
    (MEETINGS, 2, SAVING.replace("有一次", "没有一次"), "4次", ""),
    (MEETINGS, 2, SAVING.replace("节能工作会议", "安全工作会议"), "4次", ""),
    (MEETINGS, 2, SAVING.replace("最多得2分", "有两次得1.5分，最多得2分"), "4次", ""),
    (MEETINGS, 2, SAVING, "4份", ""),
    (SPECIAL, 6, PETITIONS.replace("最多得6分", "最多得5分"), "8次", ""),
    (SPECIAL, 6, PETITIONS.replace("专题", "未专题"), "8次", ""),
    (SPECIAL, 6, PETITIONS.replace("区级部门", "除区级部门外"), "8次", ""),
    (SPECIAL, 6, PETITIONS.replace("党政办公会", "主要领导"), "8次", ""),
    (SPECIAL, 6, PETITIONS.replace("信访工作的", "信访工作并通报的"), "8次", ""),
    (SPECIAL, 6, PETITIONS.replace("乡镇", "每季度乡镇"), "8次", ""),
    (SPECIAL, 6, PETITIONS, "8件", ""),
]  # fmt: skip


FOUND = Together([line(*case) for case in REFUSED] + [line(*case[:5]) for case in SCORED])


@pytest.mark.parametrize("case", SCORED, ids=lambda case: f"{case[0]} {case[2][:40]} {case[3]}")
def test_a_missing_stop_or_a_sentence_in_front_changes_no_score(
    case: tuple[str, float, str, str, str, float],
) -> None:
    assert scores_as(FOUND, case)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"{case[0]} {case[2][:40]} {case[3]}")
def test_a_wording_near_it_that_says_something_else_goes_to_a_person(case: Case) -> None:
    assert FOUND[line(*case)].score is None
