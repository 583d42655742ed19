#!/usr/bin/env bash
# The Chinese name of the General format, G/通用格式, hides the number from every program but the one it was typed in.
#
# Chinese Excel and WPS show General as G/通用格式 in the format box and store General in a number format. Inside a formula's text
# nothing is translated: =TEXT(A1,"[DBNum2][$-804]G/通用格式元整"), the usual amount in words of a Chinese form, is stored as typed,
# and programs that set formats themselves store the name too.
# Guess before the run: a program that does not know the name shows the number plainly, or the name beside the number.
# Seen: LibreOffice 7.4.7.2 takes G for the era of a date: 937 under G/通用格式 is shown as CE/通用格式 and the formula gives
# /通用格式元整, no digit left. Gnumeric 1.12.55 shows 1902/07/25 and #VALUE!. HyperFormula 3.5.0 takes [DBNum2] for a date as well
# and gives [25BNu72]G/通用格式元整. openpyxl 3.1.5 says that the cell is no date.
# sheetscore: G/通用格式 is General, with the unit behind it; no formula of ours holds the name.
# Needs soffice and ssconvert (Debian: libreoffice-calc-nogui, gnumeric), which no Python or npm package brings.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for program in soffice ssconvert; do
    command -v "$program" > /dev/null || { echo "$program is not installed" >&2; exit 2; }
done
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 2> pip.log
npm install --silent --no-save --prefix "$work" hyperformula@3.5.0
env/bin/python - <<'PY'
from openpyxl import Workbook, load_workbook

book = Workbook()
sheet = book.active
for row, shape in enumerate(("General", "G/通用格式", 'G/通用格式"万元"'), start=1):
    sheet.cell(row, 1, 937).number_format = shape
sheet["A4"] = '=TEXT(A1,"[DBNum2][$-804]General元整")'
sheet["A5"] = '=TEXT(A1,"[DBNum2][$-804]G/通用格式元整")'
book.save("book.xlsx")
cells = [row[0] for row in load_workbook("book.xlsx").active.iter_rows(max_row=3)]
print("openpyxl: dates?", [cell.is_date for cell in cells])
PY
soffice --version | cut -d' ' -f1,2
soffice "-env:UserInstallation=file://$work/profile" --headless \
    --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true' --outdir shown book.xlsx > /dev/null 2>&1
ssconvert --version | head -1
ssconvert --recalc book.xlsx gnumeric.csv > /dev/null 2>&1
paste -d'|' shown/book.csv gnumeric.csv
cat > engine.js <<'JS'
const { HyperFormula } = require("hyperformula");
const engine = HyperFormula.buildFromArray([[937, '=TEXT(A1,"[DBNum2][$-804]G/通用格式元整")']], { licenseKey: "gpl-v3" });
console.log("HyperFormula", HyperFormula.version, engine.getSheetValues(0)[0][1]);
process.exit(engine.getSheetValues(0)[0][1].includes("937") ? 1 : 0);
JS
node engine.js
test "$(sed -n '1,3p;5p' shown/book.csv | paste -sd' ')" = "937 CE/通用格式 CE/通用格式万元 /通用格式元整"
test "$(sed -n '1,3p;5p' gnumeric.csv | paste -sd' ')" = "937 1902/07/25 1902/07/25 #VALUE!"
