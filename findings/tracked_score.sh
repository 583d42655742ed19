#!/usr/bin/env bash
# A score corrected under tracked changes in a Word table (80 struck out, 95 put in) is empty for one reader and 8095 for another.
#
# Guess before the run: python-docx leaves out what was put in, all other programs give the corrected score, 95.
# Seen: python-docx 1.2.0 gives "" for the cell (its text knows neither w:ins nor w:del); docx2txt
# 0.9, mammoth 1.11.0 and docx2python 3.5.0 give 95; LibreOffice 7.4.7.2, told to write text, gives both, 8095.
# What it does to a score: a claim of 95 is either absent or 8095. Clerks hand corrected reports on with the changes still tracked.
# sheetscore: what is inserted counts, what is deleted is left out, and a finding names the cell.
# Needs soffice for the last line (Debian: libreoffice-writer-nogui); without it that line is left out and says so.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check \
    python-docx==1.2.0 docx2txt==0.9 mammoth==1.11.0 docx2python==3.5.0
env/bin/python - <<'PY'
import docx, docx2txt, mammoth
from docx.oxml import parse_xml
from docx2python import docx2python

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WHO = 'w:author="clerk" w:date="2024-01-01T00:00:00Z"'
book = docx.Document()
cells = book.add_table(1, 2).rows[0].cells
cells[0].text = "score"
paragraph = cells[1].paragraphs[0]._p
paragraph.append(parse_xml(f'<w:del {SPACE} w:id="1" {WHO}><w:r><w:delText>80</w:delText></w:r></w:del>'))
paragraph.append(parse_xml(f'<w:ins {SPACE} w:id="2" {WHO}><w:r><w:t>95</w:t></w:r></w:ins>'))
book.save("report.docx")
found = {
    "python-docx": docx.Document("report.docx").tables[0].cell(0, 1).text,
    "docx2txt": docx2txt.process("report.docx").split()[-1],
    "mammoth": mammoth.extract_raw_text(open("report.docx", "rb")).value.split()[-1],
    "docx2python": docx2python("report.docx").text.split()[-1],
}
print(found)
assert found == {"python-docx": "", "docx2txt": "95", "mammoth": "95", "docx2python": "95"}, found
PY
if command -v soffice > /dev/null; then
    soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to txt:Text report.docx > /dev/null 2>&1
    tail -1 report.txt
    test "$(tail -1 report.txt | tr -d '\r')" = 8095
else
    echo "soffice is not installed: its line is left out"
fi
