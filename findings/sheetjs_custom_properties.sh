#!/usr/bin/env bash
# A workbook that SheetJS opens and saves unchanged has the Chinese in its custom properties garbled: 雨花区 becomes é›¨èŠ±åŒº.
#
# Products mark their own workbooks with custom properties (unit, year, version), and web systems that collect returns read
# and save workbooks with SheetJS. LibreOffice keeps such properties as they are, exceljs 4.4.0 drops them.
# Met in a test of ours, before anything was guessed; one expects them kept or dropped, like the title in docProps/core.xml.
# Seen with xlsx 0.18.5, the newest one of the npm registry: names and plain values are kept, but the UTF-8 bytes of a Chinese
# value are taken for one character each, already on reading (book.Custprops), and written so. The title beside it is right.
# sheetscore: everything in the properties of a completed workbook is ASCII (fingerprints.py), so its mark, its unit and the
# hashes of its cells survive.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 XlsxWriter==3.3.1 2> pip.log
npm install --silent --no-save --prefix "$work" xlsx@0.18.5
env/bin/python - <<'PY'
import xlsxwriter

with xlsxwriter.Workbook("filed.xlsx") as book:
    book.set_properties({"title": "雨花区"})
    book.set_custom_property("unit", "雨花区", "text")
    book.set_custom_property("year", "2020", "text")
    book.add_worksheet().write_string(0, 0, "雨花区")
PY
cat > save.js <<'JS'
const XLSX = require("xlsx");
XLSX.writeFile(XLSX.readFile("filed.xlsx"), "saved.xlsx");
console.log("SheetJS", XLSX.version);
JS
node save.js
env/bin/python - <<'PY'
from openpyxl import load_workbook

def said(name):
    book = load_workbook(name)
    return {each.name: each.value for each in book.custom_doc_props.props}, book.properties.title, book.active["A1"].value

filed, saved = said("filed.xlsx"), said("saved.xlsx")
print("filed", filed, "saved", saved, sep="\n")
garbled = "雨花区".encode().decode("latin-1")
assert filed == ({"unit": "雨花区", "year": "2020"}, "雨花区", "雨花区"), filed
assert saved == ({"unit": garbled, "year": "2020"}, "雨花区", "雨花区"), saved
PY
