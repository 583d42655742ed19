#!/usr/bin/env bash
# tablib reads the numbers of an .ods from what the cells show: 9.567 shown as 9.6 is 9.6, and of a partly bold 80分 only the 8 is left.
#
# A cell of an .ods holds its value and, beside it, the text that is shown. Scores and rates are shown with fewer decimals than
# they have; a clerk makes part of a cell bold or red. tablib is what Django's import pages read uploaded tables with.
# Met in a sweep, before a guess was written down; one expects that a reader takes office:value of a number and the whole text of a cell.
# Seen with tablib 3.10.0, of an .ods saved by LibreOffice 7.4.7.2: three scores of 33.344 that are shown as 33.3 add up to 99.9
# (100.032), 0.9534 under 0% is the text 95%, 80分 with a bold 8 is 8, and a grade 良 with a note is the date of the note.
# python-calamine 0.9.1 and pandas 3.1.1 give values and texts.
# What it does to a score: rounded before it is compared, or cut to its first run.
# sheetscore: does not use tablib; it reads office:value and the whole text, and leaves notes out, so the same file scores alike
# as .xlsx and .ods.
# Needs soffice (Debian: libreoffice-calc-nogui), which no Python package brings.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
command -v soffice > /dev/null || { echo "soffice is not installed" >&2; exit 2; }
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.3.1 'tablib[ods]==3.10.0' python-calamine==0.9.1 \
    pandas==3.1.1 odfpy==1.4.1 2> pip.log
env/bin/python - <<'PY'
import xlsxwriter

with xlsxwriter.Workbook("filed.xlsx") as book:
    sheet = book.add_worksheet()
    one, percent, bold = (book.add_format(each) for each in ({"num_format": "0.0"}, {"num_format": "0%"}, {"bold": True}))
    sheet.write_row(0, 0, ["指标", "得分"])
    for row in (1, 2, 3):
        sheet.write_row(row, 0, ["产出", 33.344], one)
    sheet.write_row(4, 0, ["执行率", 0.9534], percent)
    sheet.write_string(5, 0, "自评")
    sheet.write_rich_string(5, 1, bold, "8", "0分")
    sheet.write_row(6, 0, ["等级", "良"])
    sheet.write_comment(6, 1, "应为优")
PY
soffice --version | cut -d' ' -f1,2
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to ods filed.xlsx > /dev/null 2>&1
env/bin/python - <<'PY'
import re

import pandas, tablib
from python_calamine import CalamineWorkbook

with open("filed.ods", "rb") as stream:
    sheet = tablib.Dataset().load(stream, format="ods")
found = {
    "tablib": [row[1] for row in sheet],
    "calamine": [row[1] for row in CalamineWorkbook.from_path("filed.ods").get_sheet_by_index(0).to_python()[1:]],
    "pandas": pandas.read_excel("filed.ods", engine="odf")["得分"].tolist(),
}
print(*(f"{name}: {values}, the scores add up to {sum(values[:3]):.3f}" for name, values in found.items()), sep="\n")
right = [33.344, 33.344, 33.344, 0.9534, "80分", "良"]
assert found["calamine"] == found["pandas"] == right, found
assert found["tablib"][:5] == [33.3, 33.3, 33.3, "95%", "8"], found
assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:]+", found["tablib"][5]), found
PY
