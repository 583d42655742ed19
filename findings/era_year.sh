#!/usr/bin/env bash
# 2024-12-31 under e年m月, a year format of Chinese Excel, is shown as 785年9月 by LibreOffice under English, as 24年12月 under Chinese.
#
# e is the full year in the number formats of Chinese Excel and WPS, the short spelling of yyyy that tutorials teach; it stands in
# cell formats and in =TEXT(A1,"e年m月"). Servers that convert returns to text, web pages or PDF run in English.
# Met in a sweep, before a guess was written down; one expects the year 2024, or the letter e.
# Seen with LibreOffice 7.4.7.2: under the locale en-US e switches to the Jewish calendar (year 5785 without its thousands), and
# month and day go with it: 785年9月30日. Under zh-CN, or with [$-804] in the format, e is the year in two digits. By way of .ods
# the workbook gets it for good: [$-1080409]yy. Gnumeric 1.12.55 and the npm package numfmt 3.2.6 show 2024年12月. openpyxl 3.1.5
# takes a lone e for no date: the cell is the number 45657.
# What it does to a figure: a form of 2024 carries the year 785 or 24, and a completion date the wrong month.
# sheetscore: e is the year wherever a format can be read, also a lone e, and of a web page by LibreOffice the stored number
# counts, not what is shown. Of the .ods it reads the day under the two-digit year that was saved, 22年10月20日, and does not
# compare that with a target of 2022年11月, as it does for the .xlsx.
# Needs soffice and ssconvert (Debian: libreoffice-calc-nogui, gnumeric), which no Python or npm package brings.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for program in soffice ssconvert; do
    command -v "$program" > /dev/null || { echo "$program is not installed" >&2; exit 2; }
done
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 XlsxWriter==3.3.1 2> pip.log
npm install --silent --no-save --prefix "$work" numfmt@3.2.6
env/bin/python - <<'PY'
import xlsxwriter
from openpyxl import load_workbook

with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.set_column(0, 0, 30)
    for row, shape in enumerate(('e"年"m"月"', 'e"年"m"月"d"日"', '[$-804]e"年"m"月"', "e", 'yyyy"年"m"月"')):
        sheet.write_number(row, 0, 45657, book.add_format({"num_format": shape}))
    sheet.write_formula(5, 0, '=TEXT(A1,"e年m月")', None, "")
cells = [str(row[0].value) for row in load_workbook("book.xlsx").active.iter_rows(max_row=5)]
print("openpyxl", cells)
assert cells[3] == "45657" and cells[0].startswith("2024-12-31"), cells
PY
soffice --version | cut -d' ' -f1,2
for locale in en-US zh-CN; do
    mkdir -p "$locale/user"
    cat > "$locale/user/registrymodifications.xcu" <<XCU
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>$locale</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
XCU
    soffice "-env:UserInstallation=file://$work/$locale" --headless \
        --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true' --outdir "shown-$locale" book.xlsx > /dev/null 2>&1
    echo "$locale: $(paste -sd' ' "shown-$locale/book.csv")"
done
soffice "-env:UserInstallation=file://$work/en-US" --headless --convert-to ods --outdir saved book.xlsx > /dev/null 2>&1
soffice "-env:UserInstallation=file://$work/en-US" --headless --convert-to xlsx:"Calc MS Excel 2007 XML" --outdir saved \
    saved/book.ods > /dev/null 2>&1
env/bin/python - <<'PY'
from openpyxl import load_workbook

shapes = [row[0].number_format for row in load_workbook("saved/book.xlsx").active.iter_rows(max_row=5)]
print("saved as .ods and as .xlsx again", shapes)
assert shapes == ["[$-1080409]yy\\年m\\月", "[$-1080409]yy\\年m\\月d\\日", "[$-804]yy\\年m\\月", "[$-1080409]yy", "yyyy\\年m\\月"], shapes
PY
ssconvert --version 2>&1 | head -1
ssconvert --recalc book.xlsx gnumeric.csv > /dev/null 2>&1
tail -1 gnumeric.csv
cat > shown.js <<'JS'
const { format } = require("numfmt");
console.log(format('e"年"m"月"', 45657), format("e", 45657));
JS
node shown.js | tee numfmt.txt
test "$(paste -sd' ' shown-en-US/book.csv)" = "785年9月 785年9月30日 24年12月 785 2024年12月 785年9月"
test "$(paste -sd' ' shown-zh-CN/book.csv)" = "24年12月 24年12月31日 24年12月 24 2024年12月 24年12月"
test "$(tail -1 gnumeric.csv)" = "2024年12月"
test "$(cat numfmt.txt)" = "2024年12月 2024"
