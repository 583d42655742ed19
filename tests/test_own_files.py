"""A 指标表 with its own 完成值 and a 基础数据表 in another file of the unit: still scored together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from own_tables import BY_BASE, CONTROL, REST, Row, base, own_table
from workbooks import indicator

from sheetscore.batch import score_folder
from sheetscore.model.outcome import Outcome, Status

LINES = (
    Row("公用经费控制率", CONTROL, "95%", "≤100%", BY_BASE),
    Row(
        "检查覆盖率",
        "覆盖率100%得10分，每低1个百分点扣1分。",
        None,
        None,
        "检查覆盖率=实检家数/应检家数×100%",
    ),
    REST,
)


def scored(folder: Path, files: dict[str, Sequence[Sequence[object]]]) -> list[Outcome]:
    inbox = folder / "收件"
    inbox.mkdir()
    own_table(*LINES).save(inbox / "某局指标表.xlsx")
    for name, table in files.items():
        book = Workbook()
        for values in table:
            book.worksheets[0].append(list(values))
        book.save(inbox / name)
    found: list[Outcome] = []
    score_folder([inbox], None, sink=lambda outcome, _: found.append(outcome))
    return found


def test_alone_the_own_figures_score(tmp_path: Path) -> None:
    (found,) = scored(tmp_path, {})
    assert indicator(found, "公用经费").score == 10


def test_a_base_table_in_another_file_is_held_against_them(tmp_path: Path) -> None:
    """5.31÷5.8＝91.55%，表上填的 95% 合不上：由人评定。"""
    (found,) = scored(tmp_path, {"某局基础数据表.xlsx": base()})
    assert len(found.files) == 2
    assert indicator(found, "公用经费").status is Status.JUDGED


@pytest.mark.parametrize("title", ["某局基础数据表", "数据"])
def test_a_list_of_any_names_in_another_file(tmp_path: Path, title: str) -> None:
    table = [
        ("部门整体支出基础数据",),
        ("填报单位：某局",),
        ("项目", "单位", "2023年数"),
        ("应检家数", "家", 200),
        ("实检家数", "家", 190),
    ]
    (found,) = scored(tmp_path, {f"{title}.xlsx": table})
    assert indicator(found, "覆盖率").score == 5
