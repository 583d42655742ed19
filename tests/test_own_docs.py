"""docs/自己的表式.md: its worked example, drawn and scored as printed."""

from __future__ import annotations

import re
from pathlib import Path

from openpyxl import Workbook
from workbooks import ROOT, findings, indicator, rows, score

from sheetscore.exact.amounts import plain
from sheetscore.forms import load_forms

PAGE = (ROOT / "docs" / "自己的表式.md").read_text("utf-8")


def table(name: str) -> list[list[str]]:
    """The rows of the table behind <!-- name -->, its head first."""
    block = PAGE.split(f"<!-- {name} -->\n")[1].split("\n\n")[0]
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
    return [lines[0], *lines[2:]]


def number(text: str) -> object:
    return int(text) if re.fullmatch(r"\d+", text) else text or None


def example(below: bool = False) -> Workbook:
    """The two tables, on two sheets or one below the other."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "自评表"
    sheet.append(["某局2023年度部门整体支出绩效自评表"])
    sheet.append(["填报单位：某局"])
    for line in table("指标表"):
        sheet.append([number(cell) for cell in line])
    page = sheet if below else book.create_sheet("数据")
    for line in ([], *table("基础数据表")) if below else table("基础数据表"):
        page.append([number(cell) for cell in line])
    return book


def test_the_example_scores_as_the_page_says() -> None:
    for book in (example(), example(below=True)):
        outcome = score(book)
        assert [row.indicator for row in rows(outcome.indicators)] == [
            line[0] for line in table("结果")[1:]
        ]
        for name, points, state, _ in table("结果")[1:]:
            row = indicator(outcome, name)
            assert (plain(row.score), row.status.label) == (points, state), name
        assert findings(outcome, "H08") == []


def test_the_reasons_of_the_page_are_those_of_the_program() -> None:
    outcome = score(example())
    for name, *_, why in table("结果")[1:]:
        if "没有原始数可核" in why:
            assert any("没有原始数可核" in step for step in indicator(outcome, name).steps), name


def test_the_form_of_the_page_is_one(tmp_path: Path) -> None:
    text = PAGE.split("<!-- form.toml -->\n```toml\n")[1].split("```")[0]
    folder = tmp_path / "表式" / "某县"
    folder.mkdir(parents=True)
    (folder / "form.toml").write_text(text, encoding="utf-8")
    example().save(folder / "自评表.xlsx")
    forms = load_forms(own=tmp_path / "表式")
    names = [line[2] for line in table("指标表")[1:]]
    points = [int(line[3]) for line in table("指标表")[1:]]
    assert [(name, int(worth or 0)) for name, worth in forms.get("mycounty").indicators] == list(
        zip(names, points, strict=True)
    )


def test_every_heading_of_the_page_is_read() -> None:
    heads = re.findall(r"^\| (?:年度指标值|完成值) \| (.+?) \|", PAGE, re.MULTILINE)
    known = (
        ROOT / "src" / "sheetscore" / "readers" / "indicator_table" / "result_columns.toml"
    ).read_text("utf-8")
    listed = [word for line in heads for word in line.split("、")]
    assert len(listed) > 8
    assert [word for word in listed if f'"{word}"' not in known] == []
