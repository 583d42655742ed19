"""What other programs lose when they open our completed workbook and save it, and whether it still says the same.

Each program that is installed opens the completed workbook of the sample with a figure and a 评定得分 typed into it, saves it, and
the result is looked at and scored again. Prints the table of docs/回填.md. Programs that are not there are left out and named.

    python3 start.py bench elsewhere [--node FOLDER]

FOLDER is where `npm install --prefix FOLDER exceljs@4.4.0 xlsx` was run; ironcalc comes from `pip install ironcalc`.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import io
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

from sheetscore import score_bytes
from sheetscore.forms import load_forms
from sheetscore.writers.completed import write_completed

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "雨花区卫生健康局-2020.xlsx"
_TIME_OUT = 120
_EXCELJS = """
const E = require('exceljs'); const w = new E.Workbook();
w.xlsx.readFile(process.argv[1]).then(() => w.xlsx.writeFile(process.argv[2]));
"""
_SHEETJS = """
const X = require('xlsx');
X.writeFile(X.readFile(process.argv[1], {cellStyles: true, cellFormula: true}), process.argv[2]);
"""


@dataclass(frozen=True)
class Way:
    """One program and one format: how it saves `source` as `target`, and what it calls itself."""

    name: str
    ending: str
    save: Callable[[Path, Path], None]
    version: str


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--node", type=Path, default=ROOT / ".tools")
    options = parser.parse_args(arguments)
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "雨花区卫生健康局-2020_复核.xlsx"
        expected = filled(source)
        ways, absent = installed(options.node, Path(folder))
        print(
            "| 程序和版本 | 存成 | 公式 | 公式结果 | 本程序的标记 | 填写范围 | 条件颜色 | 图表 | 工作表保护 | 再评分 |"
        )
        print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
        for way in ways:
            target = Path(folder) / way.name / f"{source.stem}.{way.ending}"
            target.parent.mkdir(exist_ok=True)
            try:
                way.save(source, target)
            except (subprocess.SubprocessError, OSError, RuntimeError, ValueError) as error:
                print(
                    f"| {way.version} | .{way.ending} | 存不出：{str(error).splitlines()[0][:60]} |"
                    + " |" * 7
                )
                continue
            print(
                "| "
                + " | ".join([way.version, f".{way.ending}", *looked_at(target, source, expected)])
                + " |"
            )
    for name in absent:
        print(f"没有安装，没有测：{name}", file=sys.stderr)


def filled(path: Path) -> float:
    """The completed workbook with what a person typed, as Excel would save it: written to `path`; its reviewed score."""
    forms = load_forms()
    first = score_bytes(SAMPLE.name, SAMPLE.read_bytes(), forms)
    book = load_workbook(io.BytesIO(write_completed(first)))
    sheet = book["汇总"]
    head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "评定得分")
    sheet.cell(head.row + 1, head.column).value = 1
    book["缺数清单"]["J5"] = 8.94
    buffer = io.BytesIO()
    book.save(buffer)
    again = score_bytes(path.name, buffer.getvalue(), forms)
    path.write_bytes(write_completed(again))
    assert again.totals is not None
    assert again.totals.reviewed is not None
    return float(again.totals.reviewed)


def installed(node: Path, folder: Path) -> tuple[list[Way], list[str]]:
    """The ways that can be measured here, and the programs that are not installed."""
    ways, absent = [Way("openpyxl", "xlsx", _openpyxl, f"openpyxl {_version('openpyxl')}")], []
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office:
        said = _said(
            [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--version"]
        )
        name = "LibreOffice " + (re.findall(r"\d+(?:\.\d+)+", said) or ["？"])[0]
        for ending, kind in (
            ("xlsx", "xlsx:Calc MS Excel 2007 XML"),
            ("ods", "ods"),
            ("xls", "xls:MS Excel 97"),
        ):
            ways.append(
                Way(f"libreoffice-{ending}", ending, _libreoffice(office, folder, kind), name)
            )
    else:
        absent.append("LibreOffice")
    gnumeric = shutil.which("ssconvert")
    if gnumeric:
        name = (
            "Gnumeric "
            + (re.findall(r"\d+(?:\.\d+)+", _said([gnumeric, "--version"])) or ["？"])[0]
        )
        for ending, kind in (
            ("xlsx", "Gnumeric_Excel:xlsx"),
            ("ods", "Gnumeric_OpenCalc:odf"),
            ("xls", "Gnumeric_Excel:excel_biff8"),
        ):
            ways.append(Way(f"gnumeric-{ending}", ending, _gnumeric(gnumeric, kind), name))
    else:
        absent.append("Gnumeric")
    for package, label, script in (("exceljs", "exceljs", _EXCELJS), ("xlsx", "SheetJS", _SHEETJS)):
        about = node / "node_modules" / package / "package.json"
        if shutil.which("node") and about.is_file():
            number = re.findall(r'"version"\s*:\s*"([^"]+)"', about.read_text("utf-8"))[0]
            endings = ("xlsx",) if package == "exceljs" else ("xlsx", "ods", "xls")
            ways += [
                Way(f"{package}-{ending}", ending, _node(node, script), f"{label} {number}")
                for ending in endings
            ]
        else:
            absent.append(label)
    try:
        ways.append(Way("ironcalc", "xlsx", _ironcalc, f"IronCalc {_version('ironcalc')}"))
    except importlib.metadata.PackageNotFoundError:
        absent.append("IronCalc")
    return ways, absent


def looked_at(path: Path, source: Path, expected: float) -> list[str]:
    """The cells of one row of the table."""
    data = path.read_bytes()
    again = score_bytes(path.name, data, load_forms())
    if again.totals is None or again.totals.reviewed is None:
        told = f"读不出（{again.code}）"
    else:
        reviewed, typed = float(again.totals.reviewed), again.indicators["assessed"].notna().sum()
        told = f"{reviewed:g} 分" + ("，相同" if reviewed == expected and typed else "，**不同**")
    if path.suffix != ".xlsx":
        return ["—", "—", "—", "—", "—", "—", "—", told]
    ours, theirs = load_workbook(source), load_workbook(path)
    kept = _results(path)
    return [
        _share(_count(ours, "f"), _count(theirs, "f")), kept, "在" if b'"sheetscore"' in _part(data, "docProps/custom.xml") else "丢失",
        _share(_rules(ours), _rules(theirs)), _share(_colours(ours), _colours(theirs)),
        _share(1, sum(name.startswith("xl/charts/chart") for name in zipfile.ZipFile(path).namelist())),
        "在" if theirs["缺数清单"].protection.sheet else "丢失", told,
    ]  # fmt: skip


def _results(path: Path) -> str:
    values, formulas = load_workbook(path, data_only=True), load_workbook(path)
    places = [
        (s.title, c.coordinate)
        for s in formulas.worksheets
        for c in s._cells.values()
        if c.data_type == "f"
    ]
    held = sum(values[sheet][cell].value is not None for sheet, cell in places)
    return "在" if held > len(places) / 2 else "丢失"


def _share(ours: int, theirs: int) -> str:
    return "在" if theirs >= ours else f"{theirs}/{ours}" if theirs else "丢失"


def _count(book: object, kind: str) -> int:
    return sum(
        cell.data_type == kind for sheet in book.worksheets for cell in sheet._cells.values()
    )  # type: ignore[attr-defined]


def _rules(book: object) -> int:
    return sum(
        len(list(rule.sqref.ranges))
        for sheet in book.worksheets
        for rule in sheet.data_validations.dataValidation  # type: ignore[attr-defined]
    )


def _colours(book: object) -> int:
    return sum(
        len(area.rules) for sheet in book.worksheets for area in sheet.conditional_formatting
    )  # type: ignore[attr-defined]


def _part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name) if name in archive.namelist() else b""


def _version(package: str) -> str:
    return importlib.metadata.version(package)


def _said(arguments: list[str]) -> str:
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=_TIME_OUT, check=False)
    return done.stdout + done.stderr


def _openpyxl(source: Path, target: Path) -> None:
    load_workbook(source).save(target)


def _libreoffice(program: str, folder: Path, kind: str) -> Callable[[Path, Path], None]:
    def save(source: Path, target: Path) -> None:
        profile = (folder / "profile").as_uri()
        subprocess.run(
            [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir", str(target.parent), str(source)],
            check=True, capture_output=True, timeout=_TIME_OUT,
        )  # fmt: skip

    return save


def _gnumeric(program: str, kind: str) -> Callable[[Path, Path], None]:
    def save(source: Path, target: Path) -> None:
        subprocess.run(
            [program, f"--export-type={kind}", str(source), str(target)],
            check=True, capture_output=True, timeout=_TIME_OUT,
        )  # fmt: skip

    return save


def _node(folder: Path, script: str) -> Callable[[Path, Path], None]:
    def save(source: Path, target: Path) -> None:
        subprocess.run(
            ["node", "-e", script, str(source), str(target)],
            check=True, capture_output=True, timeout=_TIME_OUT, cwd=folder,
        )  # fmt: skip

    return save


def _ironcalc(source: Path, target: Path) -> None:
    import ironcalc

    model = ironcalc.load_from_xlsx(str(source), "en", "UTC", "en")
    model.evaluate()
    target.unlink(missing_ok=True)
    model.save_to_xlsx(str(target))


if __name__ == "__main__":
    main(sys.argv[1:])
