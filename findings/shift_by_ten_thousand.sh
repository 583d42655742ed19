#!/usr/bin/env bash
# 0!.0000, the usual Chinese number format for 万元, shows 937000 as 937000!.0000 outside of Excel and WPS.
#
# Excel has no scaling by 10,000; Chinese tutorials print a point before the last four digits instead: 0!.0000 (or 0!.0, for
# one decimal), where ! makes the next character a literal, as \ does. 937000 then reads 93.7000.
# Guess before the run: programs that draw number formats know ! as they know \.
# Seen: LibreOffice 7.4.7.2, SheetJS 0.18.5 and the npm package numfmt 3.2.6 print the exclamation mark and all digits,
# 937000!.0000; of 0\.0000 and 0"."0000 all three print 93.7000. A reader that takes the cell's value has 937000 万元 either way.
# sheetscore: the point is read in all spellings, 93.7 万元 with the stored decimals, and said (B01); the completed workbook
# keeps the submitted cell as it is, and its formulas take it times 0.0001.
# Needs soffice (Debian: libreoffice-calc-nogui), which no Python or npm package brings.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
command -v soffice > /dev/null || { echo "soffice is not installed" >&2; exit 2; }
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.3.1 2> pip.log
npm install --silent --no-save --prefix "$work" xlsx@0.18.5 numfmt@3.2.6
env/bin/python - <<'PY'
import xlsxwriter

with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.set_column(0, 0, 30)
    for row, shape in enumerate(("0!.0000", "0!.0,", "0\\.0000", '0"."0000')):
        sheet.write_number(row, 0, 937000, book.add_format({"num_format": shape}))
PY
soffice --version | cut -d' ' -f1,2
soffice "-env:UserInstallation=file://$work/profile" --headless \
    --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true' --outdir shown book.xlsx > /dev/null 2>&1
cat > shown.js <<'JS'
const SheetJS = require("xlsx"), { format } = require("numfmt");
const sheet = Object.values(SheetJS.readFile("book.xlsx").Sheets)[0];
console.log([1, 2, 3, 4].map((row) => sheet["A" + row].w).join(" "));
console.log(["0!.0000", "0!.0,", "0\\.0000", '0"."0000'].map((shape) => format(shape, 937000)).join(" "));
JS
{ paste -sd' ' shown/book.csv; node shown.js; } | tee seen.txt
test "$(sort -u seen.txt)" = "937000!.0000 937!.0 93.7000 93.7000"
test "$(wc -l < seen.txt)" = 3
