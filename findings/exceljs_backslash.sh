#!/usr/bin/env bash
# A workbook that exceljs opens and saves unchanged shows 93.7000万元 as 937000.0000万元, and turns 37.53 m into a date.
#
# In a number format \ makes the next character a literal: 0\.0000"万元" is the Chinese way to show 937000 元 as 93.7000万元, and
# 0.00\m shows a length. Web systems that collect returns fill and save workbooks with exceljs.
# Guess before the run: number formats pass through as they are.
# Seen with exceljs 4.4.0: the backslashes are gone after reading and are not written again. 0\.0000"万元" comes back as
# 0.0000"万元" (the same stored number, ten thousand times larger to look at); under 0.00\m the number is given as a Date, and
# saved as 37.529999999998836 under 0.00m, a month format, which openpyxl 3.1.5 then reads as 1900-02-06 12:43:12.
# sheetscore: a figure is read by its format; one that became a date is B01 and no figure, one that became ten thousand times
# larger is B03. The formats of our own cells hold no backslash.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 XlsxWriter==3.3.1 2> pip.log
npm install --silent --no-save --prefix "$work" exceljs@4.4.0
env/bin/python - <<'PY'
import xlsxwriter

with xlsxwriter.Workbook("filed.xlsx") as book:
    sheet = book.add_worksheet()
    for row, (number, shape) in enumerate([(937000, '0\\.0000"万元"'), (37.53, "0.00\\m"), (37.53, '0.00"m"')]):
        sheet.write_number(row, 0, number, book.add_format({"num_format": shape}))
PY
cat > save.js <<'JS'
const ExcelJS = require("exceljs");
const book = new ExcelJS.Workbook();
book.xlsx.readFile("filed.xlsx").then(() => book.xlsx.writeFile("saved.xlsx"));
JS
node save.js
env/bin/python - <<'PY'
from openpyxl import load_workbook

def cells(name):
    return [(str(row[0].value), row[0].number_format) for row in load_workbook(name).active.iter_rows()]

filed, saved = cells("filed.xlsx"), cells("saved.xlsx")
print("filed", filed, "saved", saved, sep="\n")
assert filed == [("937000", '0\\.0000"万元"'), ("37.53", "0.00\\m"), ("37.53", '0.00"m"')], filed
assert saved == [("937000", '0.0000"万元"'), ("1900-02-06 12:43:12", "0.00m"), ("37.53", '0.00"m"')], saved
PY
