#!/usr/bin/env bash
# 43926 under number format 58, which Chinese Excel gives to a typed 4-5 (shown 4月5日), is a date for some readers and a
# plain number for others.
#
# Formats 27-36 and 50-58 are dates in the Chinese, Japanese and Korean Excel (ECMA-376 part 1, 18.8.30); a workbook names
# them by number only and declares no numFmt for them.
# Guess before the run: openpyxl gives a plain number, and so does every other reader.
# Seen: openpyxl 3.1.5 says General and gives the number 43926 (so does exceljs 4.4.0); python-calamine 0.9.1 gives the date
# 2020-04-05 (so does SheetJS 0.18.5 with cellDates). Two readers of one file, two meanings, no warning from either.
# What it does to a score: a budget cell that somebody typed as 4-5 counts as 43926 万元.
# sheetscore: such a cell is B01 and no figure, in every format that can show it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
npm install --silent --no-save --prefix "$work" exceljs@4.4.0 xlsx@0.18.5
cat > make.py <<'PY'
import re, zipfile
from openpyxl import Workbook

book = Workbook()
for row, number in enumerate((14, 27, 31, 36, 50, 58), start=1):
    book.active.cell(row, 1, 43926).number_format = f'"x{number}"0'
book.save("declared.xlsx")
with zipfile.ZipFile("declared.xlsx") as old, zipfile.ZipFile("book.xlsx", "w") as new:
    for name in old.namelist():
        data = old.read(name)
        if name == "xl/styles.xml":  # the same cells, under the built-in numbers and without declarations
            text = data.decode()
            for ours, number in re.findall(r'numFmtId="(\d+)" formatCode="&quot;x(\d+)&quot;0"', text):
                text = text.replace(f'<xf numFmtId="{ours}"', f'<xf numFmtId="{number}"')
            data = re.sub(r"<numFmts.*?</numFmts>", "", text).encode()
        new.writestr(name, data)
PY
cat > read.py <<'PY'
from datetime import date
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

cells = [row[0] for row in load_workbook("book.xlsx").active.iter_rows()]
openpyxl = ["date" if cell.is_date else f"{cell.number_format} {cell.value}" for cell in cells]
rows = CalamineWorkbook.from_path("book.xlsx").get_sheet_by_index(0).to_python()
calamine = ["date" if isinstance(row[0], date) else str(row[0]) for row in rows]
print("format ", "14, 27, 31, 36, 50, 58")
print("openpyxl", openpyxl)
print("calamine", calamine)
assert openpyxl == ["date"] + ["General 43926"] * 5, openpyxl
assert calamine == ["date"] * 6, calamine
PY
cat > read.js <<'JS'
const SheetJS = require("xlsx"), ExcelJS = require("exceljs");
const sheet = Object.values(SheetJS.readFile("book.xlsx", { cellDates: true }).Sheets)[0];
const sheetjs = [1, 2, 3, 4, 5, 6].map((row) => (sheet["A" + row].t === "d" ? "date" : "number")).join();
new ExcelJS.Workbook().xlsx.readFile("book.xlsx").then((book) => {
  const kind = (row) => (book.worksheets[0].getCell("A" + row).value instanceof Date ? "date" : "number");
  const exceljs = [1, 2, 3, 4, 5, 6].map(kind).join();
  console.log("SheetJS ", sheetjs, "\nexceljs ", exceljs);
  const same = sheetjs === "date,date,date,date,date,date" && exceljs === "date,number,number,number,number,number";
  process.exit(same ? 0 : 1);
});
JS
env/bin/python make.py
env/bin/python read.py
node read.js
