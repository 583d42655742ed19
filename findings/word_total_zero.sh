#!/usr/bin/env bash
# A total by =SUM(ABOVE) in a Word table turns from 27.5 into 0 in LibreOffice, but only if no paragraph stands before the table.
#
# Self-evaluation forms are Word tables; the total of the scores is a formula field, whose last result is stored in the file.
# Many forms have their title in the first row, so that the table is the first thing in the document. Offices convert such
# returns with LibreOffice before they read them.
# Met in a sweep, before a guess was written down; one expects that LibreOffice keeps the stored result, or adds up the column again; both give 27.5.
# Seen with LibreOffice 7.4.7.2: below a title paragraph the stored result is kept, even an old one (20). In a table that opens
# the document =SUM(ABOVE) and =SUM(B2:B4) are 0 in the .docx and in the text, with every addend still in place; =B2+B3
# keeps its result, and a second table with the same total keeps 27.5.
# What it does to a score: a claimed total of 0, or 0 for 在职人员总数 (19 and 1 beside it), that nobody wrote.
# sheetscore: reads the result that the file shows and adds =SUM(ABOVE) and =SUM(LEFT) up again, so that the 0 is told (B08, with
# the right sum); what divides by a 0 goes to a person. Other formula fields of Word are not computed again.
# Needs soffice (Debian: libreoffice-writer-nogui), which no Python package brings.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
command -v soffice > /dev/null || { echo "soffice is not installed" >&2; exit 2; }
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check python-docx==1.2.0 2> pip.log
cat > make.py <<'PY'
import docx
from docx.oxml import parse_xml

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

def mark(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

def make(name, formula, stored, title=False, tables=1):
    book = docx.Document()
    if title:
        book.add_paragraph("自评表")
    for _ in range(tables):
        table = book.add_table(0, 2)
        for row in (("指标", "得分"), ("数量", "10"), ("质量", "8.5"), ("时效", "9"), ("合计", "")):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        last = table.rows[-1].cells[1].paragraphs[0]._p
        code = f'<w:r><w:instrText xml:space="preserve"> {formula} </w:instrText></w:r>'
        result = f"<w:r><w:t>{stored}</w:t></w:r>"
        for run in parse_xml(f"<w:p {SPACE}>{mark('begin')}{code}{mark('separate')}{result}{mark('end')}</w:p>"):
            last.append(run)
        book.add_paragraph("")
    book.save(f"{name}.docx")

make("below_title", "=SUM(ABOVE)", "27.5", title=True)
make("below_title_old", "=SUM(ABOVE)", "20", title=True)
make("opens", "=SUM(ABOVE)", "27.5")
make("opens_cells", "=SUM(B2:B4)", "27.5")
make("opens_plus", "=B2+B3", "18.5")
make("two_tables", "=SUM(ABOVE)", "27.5", tables=2)
PY
env/bin/python make.py
soffice --version | cut -d' ' -f1,2
for kind in docx "txt:Text (encoded):UTF8"; do
    soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$kind" --outdir saved ./*.docx > /dev/null 2>&1
done
env/bin/python - <<'PY'
import docx
from pathlib import Path

def totals(path):
    return [table.rows[-1].cells[1].text for table in docx.Document(path).tables]

found = {}
for path in sorted(Path().glob("*.docx")):
    lines = Path("saved", path.stem + ".txt").read_text(encoding="utf-8-sig").split("\n")
    found[path.stem] = (totals(path), totals(f"saved/{path.name}"), [lines[at + 1] for at, line in enumerate(lines) if line == "合计"])
print("file: stored, saved by LibreOffice, its text")
print(*(f"{name}: {before} {after} {text}" for name, (before, after, text) in found.items()), sep="\n")
after = {name: seen[1] for name, seen in found.items()}
assert after == {"below_title": ["27.5"], "below_title_old": ["20"], "opens": ["0"], "opens_cells": ["0"],
                 "opens_plus": ["18.5"], "two_tables": ["0", "27.5"]}, after
assert all(saved == text for _, saved, text in found.values()), found
PY
