#!/usr/bin/env bash
# =VALUE("1,234") is 85469 in the Python package formulas: the amount is taken for January of the year 2134.
#
# Amounts pasted from reports are text with a comma, and =VALUE(A1) is how a clerk makes numbers of them; programs that check
# returns compute such workbooks without Excel.
# Met in a sweep, before a guess was written down; one expects 1234, or #VALUE! in an engine that does not know the comma, as "1,234"*1 gives.
# Seen with formulas 1.3.4: three digits behind a first number up to 12 are a year (1900 added), a first number that cannot be a
# month is the year itself: 1,234 is 85469, 8,500 is 182836 (August 2400), 937,000 is 342235 (year 2837), and 12,345 and
# 1,234.50 are #VALUE!. IronCalc 0.9.1, @formulajs/formulajs 4.6.0 and LibreOffice 7.4.7.2 give the amounts; "1,234"*1 is
# #VALUE! in formulas as well.
# What it does to a score: a budget of 8,500 counts as 182836, another one in the same column as an error.
# sheetscore: does not compute with formulas and writes no VALUE; text with a comma is read as the amount.
# Needs soffice for one line (Debian: libreoffice-calc-nogui); without it that line is left out and says so.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 XlsxWriter==3.3.1 ironcalc==0.9.1 formulas==1.3.4 2> pip.log
npm install --silent --no-save --prefix "$work" @formulajs/formulajs@4.6.0
cat > compute.py <<'PY'
import json, subprocess, sys

import formulas, ironcalc, xlsxwriter

AMOUNTS = ["1,234", "8,500", "937,000", "12,345", "1,234.50"]
with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet("Sheet1")
    for row, text in enumerate(AMOUNTS, start=1):
        sheet.write_string(f"A{row}", text)
        sheet.write_formula(f"B{row}", f"=VALUE(A{row})", None, "")
        sheet.write_formula(f"C{row}", f"=A{row}*1", None, "")
solution = formulas.ExcelModel().loads("book.xlsx").finish().calculate()
found = {
    f"formulas {column}": [str(solution[f"'[book.xlsx]SHEET1'!{column}{row}"].value[0, 0]) for row in range(1, 6)] for column in "BC"
}
model = ironcalc.load_from_xlsx("book.xlsx", "en", "UTC", "en")
model.evaluate()
found["IronCalc B"] = [model.get_formatted_cell_value(0, row, 2) for row in range(1, 6)]
script = 'console.log(JSON.stringify(JSON.parse(process.argv[1]).map((text) => String(require("@formulajs/formulajs").VALUE(text)))))'
run = subprocess.run(["node", "-e", script, json.dumps(AMOUNTS)], check=True, capture_output=True, text=True)
found["formula.js"] = json.loads(run.stdout)
print("amounts", AMOUNTS)
print(*(f"{name}: {values}" for name, values in found.items()), sep="\n")
right = ["1234", "8500", "937000", "12345", "1234.5"]
assert found == {"formulas B": ["85469.0", "182836.0", "342235.0", "#VALUE!", "#VALUE!"], "formulas C": ["#VALUE!"] * 5,
                 "IronCalc B": right, "formula.js": right}, found
PY
env/bin/python compute.py 2> progress.log || { cat progress.log >&2; exit 1; }
if command -v soffice > /dev/null; then
    mkdir -p profile/user
    cat > profile/user/registrymodifications.xcu <<'XCU'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>en-US</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
XCU
    soffice "-env:UserInstallation=file://$work/profile" --headless \
        --convert-to 'csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false' book.xlsx > /dev/null 2>&1
    echo "LibreOffice: $(cut -f2 book.csv | paste -sd' ')"
    test "$(cut -f2 book.csv | paste -sd' ')" = "1234 8500 937000 12345 1234.5"
else
    echo "soffice is not installed: its line is left out"
fi
