#!/usr/bin/env bash
# The usual Chinese formula for the number in 80分, =--LEFT(A1,2*LEN(A1)-LENB(A1)), gives 8 in Gnumeric and saves it.
#
# Clerks type 80分 or 52人 into one cell; Chinese tutorials cut the digits off by 2*LEN-LENB, since a Chinese character
# counts 2 in LENB of a Chinese Excel or WPS (LEN 3, LENB 4, so the first 2 characters).
# Met in a sweep, before a guess was written down; one expects that an engine either counts 2 for a Chinese character or has no LENB, and so gives 80 or an error.
# Seen: LibreOffice 7.4.7.2 counts 2 (80, 100, 52). Gnumeric 1.12.55 counts the 3 bytes of UTF-8: 80分 is 8, 100分 is 10 and
# 52人 is 5, plain numbers in the workbook that it saves. IronCalc 0.9.1 and the Python package formulas 1.3.4 count 1, and get
# #VALUE! and the text 80分; HyperFormula 3.5.0 has no LENB.
# What it does to a score: a score or a head count loses its last digit, without any error.
# sheetscore: takes the stored result of a formula and computes LEN, LENB, LEFT and RIGHT again, so that 5 for 52人 is told (B08).
# Needs soffice and ssconvert (Debian: libreoffice-calc-nogui, gnumeric), which no Python or npm package brings.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for program in soffice ssconvert; do
    command -v "$program" > /dev/null || { echo "$program is not installed" >&2; exit 2; }
done
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 XlsxWriter==3.3.1 ironcalc==0.9.1 formulas==1.3.4 2> pip.log
npm install --silent --no-save --prefix "$work" hyperformula@3.5.0
mkdir -p profile/user
cat > profile/user/registrymodifications.xcu <<'XCU'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
XCU
env/bin/python - <<'PY'
import xlsxwriter

with xlsxwriter.Workbook("filed.xlsx") as book:
    sheet = book.add_worksheet()
    for row, text in enumerate(("80分", "100分", "52人"), start=1):
        sheet.write_string(f"A{row}", text)
        sheet.write_formula(f"B{row}", f"=--LEFT(A{row},2*LEN(A{row})-LENB(A{row}))", None, "")
        sheet.write_formula(f"C{row}", f"=LENB(A{row})", None, "")
PY
soffice --version | cut -d' ' -f1,2
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to xlsx:"Calc MS Excel 2007 XML" --outdir saved filed.xlsx > /dev/null 2>&1
ssconvert --version 2>&1 | head -1
ssconvert --recalc filed.xlsx gnumeric.xlsx > /dev/null 2>&1
cat > engine.js <<'JS'
const { HyperFormula } = require("hyperformula");
const engine = HyperFormula.buildFromArray([["80分", "=LENB(A1)"]], { licenseKey: "gpl-v3" });
console.log("HyperFormula", HyperFormula.version, "LENB:", engine.getSheetValues(0)[0][1].value);
process.exit(engine.getSheetValues(0)[0][1].value === "#NAME?" ? 0 : 1);
JS
node engine.js
cat > seen.py <<'PY'
import warnings

warnings.simplefilter("ignore")
import formulas, ironcalc
from openpyxl import load_workbook

def stored(name):
    return [(row[1].value, row[2].value) for row in load_workbook(name, data_only=True).active.iter_rows(max_row=3)]

found = {"LibreOffice": stored("saved/filed.xlsx"), "Gnumeric": stored("gnumeric.xlsx")}
model = ironcalc.load_from_xlsx("filed.xlsx", "en", "UTC", "en")
model.evaluate()
found["IronCalc"] = [(model.get_formatted_cell_value(0, row, 2), int(model.get_formatted_cell_value(0, row, 3))) for row in (1, 2, 3)]
found["formulas"] = []
for text in ("80分", "100分", "52人"):
    number, length = (
        formulas.Parser().ast(formula.replace("A1", f'"{text}"'))[1].compile()()
        for formula in ("=--LEFT(A1,2*LEN(A1)-LENB(A1))", "=LENB(A1)")
    )
    found["formulas"].append((str(number), int(length)))
print(*(f"{name}: {cells}" for name, cells in found.items()), sep="\n")
assert found == {"LibreOffice": [(80, 4), (100, 5), (52, 4)], "Gnumeric": [(8, 5), (10, 6), (5, 5)],
                 "IronCalc": [("#VALUE!", 3), ("#VALUE!", 4), ("#VALUE!", 3)],
                 "formulas": [("80分", 3), ("100分", 4), ("52人", 3)]}, found
PY
env/bin/python seen.py
