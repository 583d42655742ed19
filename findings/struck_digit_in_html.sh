#!/usr/bin/env bash
# A score of 80 whose 8 was struck out, leaving 0, is a plain 80 in the web page that LibreOffice saves; a whole struck cell stays struck.
#
# Clerks correct by striking out (~~8~~0), and tables are handed on as web pages, often named .xls.
# Guess before the run: a program that writes <s> around a struck cell writes it around a struck digit too.
# Seen with LibreOffice 7.4.7.2: the cell 12 that is struck as a whole comes out as <s>12</s>, of the cell ~~8~~0 only 80 is
# left, and of 4 with a raised note mark 1 only 41. In the .xlsx that it saves of the same workbook the runs are kept, but the
# font of the whole cell is struck as well, which openpyxl 3.1.5 (without rich_text=True) shows as 80, struck out.
# sheetscore: struck digits are left out and said wherever a file still shows them; of such a web page nothing can tell, so the
# page on programs asks for .xlsx or .ods.
# Needs soffice (Debian: libreoffice-calc-nogui), which no Python package brings.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
command -v soffice > /dev/null || { echo "soffice is not installed" >&2; exit 2; }
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 XlsxWriter==3.3.1 2> pip.log
env/bin/python - <<'PY'
import xlsxwriter

with xlsxwriter.Workbook("filed.xlsx") as book:
    sheet = book.add_worksheet()
    struck, raised, plain = book.add_format({"font_strikeout": True}), book.add_format({"font_script": 1}), book.add_format({"border": 1})
    sheet.write_rich_string(0, 0, struck, "8", "0", plain)
    sheet.write_number(1, 0, 12, struck)
    sheet.write_rich_string(2, 0, "4", raised, "1", plain)
PY
soffice --version | cut -d' ' -f1,2
for kind in html xlsx; do
    soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$kind" --outdir saved filed.xlsx > /dev/null 2>&1
done
env/bin/python - <<'PY'
import re
from openpyxl import load_workbook

page = open("saved/filed.html", encoding="utf-8").read()
cells = re.findall(r"<td[^>]*>(.*?)</td>", page, re.DOTALL)
shown = [re.sub(r"</?font[^>]*>|\s", "", cell) for cell in cells]
saved = [(row[0].value, bool(row[0].font.strike)) for row in load_workbook("saved/filed.xlsx").active.iter_rows()]
print("html", shown, "xlsx", saved)
assert shown == ["80", "<s>12</s>", "41"], shown
assert saved == [("80", True), (12, True), ("41", False)], saved
PY
