#!/usr/bin/env bash
# =ROUND(9.995,2) is 10.00 in some engines and 9.99 in others, so a live score can differ by 0.01 from the one in the file.
#
# 9.995 has no exact double; as a decimal, the way people round, it is 10.00. Scores and rates end on such halves all the time
# (9.995 of 10 points, a rate of 83.25 %).
# Guess before the run: engines that copy Excel's functions all take care of this.
# Seen, of 20 halves with three decimals: LibreOffice 7.4.7.2, IronCalc 0.9.1 and formula.js 4.6.0 round all of them up;
# Gnumeric 1.12.55 gets 2 of them wrong (8.325, 9.995) and 1.005 right; HyperFormula 3.5.0 and formulas 1.3.4 get 8 wrong.
# sheetscore: scores are exact decimals in the file; its formulas round to nine decimals before they round to the score's two,
# which mends the noise of a calculation but not an engine that rounds the half itself down. The page on programs says so.
# Needs soffice and ssconvert (Debian: libreoffice-calc-nogui, gnumeric), which no Python or npm package brings.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for program in soffice ssconvert; do
    command -v "$program" > /dev/null || { echo "$program is not installed" >&2; exit 2; }
done
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.3.1 ironcalc==0.9.1 formulas==1.3.4 2> pip.log
npm install --silent --no-save --prefix "$work" hyperformula@3.5.0 @formulajs/formulajs@4.6.0
mkdir -p profile/user
cat > profile/user/registrymodifications.xcu <<'XCU'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
XCU
cat > round.py <<'PY'
import json, subprocess
from decimal import ROUND_HALF_UP, Decimal

import formulas, ironcalc, xlsxwriter

HALVES = [1.005, 2.675, 8.325, 0.285, 10.075, 94.765, 1.115, 1234.565, 0.125, 9.995, 17.955, 0.615, 4.485, 59.995, 89.995,
          5.015, 1.255, 1.045, 7.205, 3.335]
RIGHT = [float(Decimal(repr(half)).quantize(Decimal("0.01"), ROUND_HALF_UP)) for half in HALVES]
with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    for row in range(len(HALVES)):
        sheet.write_number(row, 0, HALVES[row])
        sheet.write_formula(row, 1, f"=ROUND(A{row + 1},2)", None, "")

def last_column(name):
    return [float(line.split(",")[1]) for line in open(name).read().split()]

found = {}
subprocess.run(["soffice", "-env:UserInstallation=file://" + subprocess.os.getcwd() + "/profile", "--headless", "--convert-to",
                "csv", book.filename], check=True, capture_output=True)
found["LibreOffice"] = last_column("book.csv")
subprocess.run(["ssconvert", "--recalc", "book.xlsx", "gnumeric.csv"], check=True, capture_output=True)
found["Gnumeric"] = last_column("gnumeric.csv")
model = ironcalc.create("halves", "en", "UTC", "en")
for row, half in enumerate(HALVES, start=1):
    model.set_user_input(0, row, 1, f"=ROUND({half!r},2)")
model.evaluate()
found["IronCalc"] = [float(model.get_formatted_cell_value(0, row, 1)) for row in range(1, len(HALVES) + 1)]
found["formulas"] = [float(formulas.Parser().ast(f"=ROUND({half!r},2)")[1].compile()()) for half in HALVES]
script = """
const { HyperFormula } = require("hyperformula"), { ROUND } = require("@formulajs/formulajs");
const halves = JSON.parse(process.argv[1]);
const engine = HyperFormula.buildFromArray(halves.map((half) => [`=ROUND(${half},2)`]), { licenseKey: "gpl-v3" });
console.log(JSON.stringify([engine.getSheetValues(0).map((row) => row[0]), halves.map((half) => ROUND(half, 2))]));
"""
run = subprocess.run(["node", "-e", script, json.dumps(HALVES)], check=True, capture_output=True, text=True)
found["HyperFormula"], found["formula.js"] = json.loads(run.stdout)
wrong = {
    name: [half for half, value, right in zip(HALVES, values, RIGHT, strict=True) if abs(value - right) > 1e-9]
    for name, values in found.items()
}
print(*(f"{name}: {len(halves)} wrong {halves}" for name, halves in wrong.items()), sep="\n")
eight = [1.005, 8.325, 0.285, 10.075, 9.995, 17.955, 5.015, 1.255]
assert wrong == {"LibreOffice": [], "Gnumeric": [8.325, 9.995], "IronCalc": [], "formulas": eight,
                 "HyperFormula": eight, "formula.js": []}, wrong
PY
env/bin/python round.py
