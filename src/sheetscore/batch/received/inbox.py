"""待评分/ and 已评分/ for people who double-click: made on the first start, with blank templates and a note."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sheetscore.batch.kept.outputs import write_whole
from sheetscore.forms import Form, Forms, templates_folder

NOTE = "使用说明.txt"
_NOTE_TEXT = """使用说明

1. “空白模板”文件夹里是官方空白表。填好后放到本文件夹（待评分）里，也可以放别人报来的工作簿、
   自评报告（.docx）和压缩包（.zip），可以分子文件夹。
2. 双击“开始评分”。
3. 结果在“已评分”文件夹：先看“汇总.xlsx”，再看每个单位的“…_复核.xlsx”。
4. 复核表里的“缺数清单”可以补填缺少的数，分数当场就会算出来；“指标表”“基础数据表”里的数也可以改。
   填好保存后再双击“开始评分”，填的数就会读回来：
   · 自己填的，直接填在“已评分”里的复核表上即可；
   · 单位填好交回的复核表，放到本文件夹（待评分）里即可，改了名字也认得。同一单位交回几份的，用最新的一份；
     同一格填得不同的都不采用，会说明是哪一格。
   原表后来改过的格，以原表为准。人填过的复核表不会被白白覆盖。

原来的文件不会被改动。
"""


def open_inbox(inbox: Path, outbox: Path, forms: Forms) -> bool:
    """True when the folders had to be made: then there is nothing to score yet."""
    if inbox.is_dir():
        return False
    inbox.mkdir(parents=True)
    outbox.mkdir(parents=True, exist_ok=True)
    write_templates(forms.forms, outbox.parent / "空白模板")
    write_whole(inbox / NOTE, _NOTE_TEXT.encode("utf-8-sig"))
    return True


def write_templates(forms: Iterable[Form], folder: Path) -> list[Path]:
    """Copies of the blank workbooks, named by form; a file already there is kept. Returns their paths."""
    written = []
    source = templates_folder()
    for form in forms:
        path = source / form.workbook
        target = folder / f"{path.stem}（{form.id}）.xlsx"
        if not target.exists():
            write_whole(target, path.read_bytes())
        written.append(target)
    return written
