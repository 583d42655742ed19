"""A workbook written as the other things clerks send: XML 2003, web page, CSV, Word, .ods; with LibreOffice also .xls.

Plain writers of their own, so that no reader is tested against its own idea of a format.
"""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import docx
import office
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Spans = dict[tuple[int, int], tuple[int, int]]
"""(rows, columns) of a merged area by its first cell; (0, 0) for the cells that it covers."""


def spans(sheet: Worksheet) -> Spans:
    """The merged areas of a sheet."""
    found: Spans = {}
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            for col in range(area.min_col, area.max_col + 1):
                found[row, col] = (0, 0)
        found[area.min_row, area.min_col] = (
            area.max_row - area.min_row + 1,
            area.max_col - area.min_col + 1,
        )
    return found


def lines(sheet: Worksheet) -> Iterator[list[tuple[Any, str, tuple[int, int]]]]:
    """Row by row (value, number format, span) of every cell of the used range."""
    merged = spans(sheet)
    for row in sheet.iter_rows():
        yield [
            (cell.value, cell.number_format, merged.get((cell.row, cell.column), (1, 1)))
            for cell in row
        ]


def shown(value: Any, number_format: str = "General") -> str:
    """A value as a spreadsheet shows it: 0.955 in 0.00% is 95.50%."""
    if value is None:
        return ""
    if isinstance(value, int | float) and "%" in number_format:
        places = len(number_format.split("%")[0].partition(".")[2])
        return f"{value * 100:.{places}f}%"
    if isinstance(value, int | float) and number_format.startswith("0."):
        return f"{value:.{len(number_format) - 2}f}"
    return str(value)


# --------------------------------------------------------------------------------- XML 2003, HTML


def xml2003(book: Workbook) -> bytes:
    """XML 表格 2003 as Excel writes it, with indexes where cells are left out."""
    formats = sorted({cell[1] for sheet in book.worksheets for line in lines(sheet) for cell in line})  # fmt: skip
    styles = "".join(
        f'<Style ss:ID="s{number}"><NumberFormat ss:Format={quoteattr(each)}/></Style>'
        for number, each in enumerate(formats)
    )
    sheets = "".join(_xml_sheet(sheet, formats) for sheet in book.worksheets)
    name = "urn:schemas-microsoft-com:office"
    return (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{name}:spreadsheet" xmlns:x="{name}:excel"'
        f' xmlns:ss="{name}:spreadsheet"><Styles>{styles}</Styles>{sheets}</Workbook>'
    ).encode()


def _xml_sheet(sheet: Worksheet, formats: Sequence[str]) -> str:
    rows = []
    for number, line in enumerate(lines(sheet), 1):
        cells = []
        for col, (value, shape, (down, across)) in enumerate(line, 1):
            if (down, across) == (0, 0) or (value is None and (down, across) == (1, 1)):
                continue
            merge = f' ss:MergeAcross="{across - 1}"' if across > 1 else ""
            merge += f' ss:MergeDown="{down - 1}"' if down > 1 else ""
            held = "" if value is None else _xml_data(value)
            cells.append(f'<Cell ss:Index="{col}" ss:StyleID="s{formats.index(shape)}"{merge}>{held}</Cell>')  # fmt: skip
        if cells:
            rows.append(f'<Row ss:Index="{number}">{"".join(cells)}</Row>')
    state = "<x:Visible>SheetHidden</x:Visible>" if sheet.sheet_state == "hidden" else ""
    return (
        f"<Worksheet ss:Name={quoteattr(sheet.title)}><Table>{''.join(rows)}</Table>"
        f"<x:WorksheetOptions>{state}</x:WorksheetOptions></Worksheet>"
    )


def _xml_data(value: Any) -> str:
    if isinstance(value, bool):
        return f'<Data ss:Type="Boolean">{int(value)}</Data>'
    if isinstance(value, int | float):
        return f'<Data ss:Type="Number">{value!r}</Data>'
    if str(value).startswith("#"):
        return f'<Data ss:Type="Error">{escape(str(value))}</Data>'
    return f'<Data ss:Type="String">{escape(str(value)).replace(chr(10), "&#10;")}</Data>'


def html(book: Workbook, encoding: str = "utf-8") -> bytes:
    """A web page as systems hand it out under the name .xls."""
    parts = []
    for sheet in book.worksheets:
        parts.append("<table border=1>")
        for line in lines(sheet):
            cells = []
            for value, shape, (down, across) in line:
                if (down, across) == (0, 0):
                    continue
                span = f" rowspan={down}" if down > 1 else ""
                span += f' colspan="{across}"' if across > 1 else ""
                text = escape(shown(value, shape)).replace("\n", "<br>")
                cells.append(f"<td{span} align=center> {text}&nbsp;</td>")
            parts.append(f"<tr>\n{''.join(cells)}")  # no </tr>, as in many of them
        parts.append("</table><br>")
    head = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'<head><meta charset={encoding}><style>td{{mso-number-format:"\\@"}}</style></head>'
    )
    return f"{head}<body>{''.join(parts)}</body></html>".encode(encoding)


# ---------------------------------------------------------------------------------- text and Word


def delimited(sheet: Worksheet, encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    """One sheet as CSV."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter)
    for line in lines(sheet):
        writer.writerow([shown(value, shape) for value, shape, _ in line])
    return buffer.getvalue().encode(encoding)


def word(book: Workbook, rows_a_page: int = 0) -> bytes:
    """The tables in a Word file; with `rows_a_page` the first goes on in further tables that repeat its header row."""
    document = docx.Document()
    for sheet in book.worksheets:
        table_lines = list(lines(sheet))
        title = next((str(cell[0]) for cell in table_lines[0] if cell[0]), "")
        document.add_paragraph(title)
        body = table_lines[1:]
        if rows_a_page and sheet is book.worksheets[0]:
            head, rest = body[0], body[1:]
            for start in range(0, len(rest), rows_a_page):
                add_table(document, [head, *rest[start : start + rows_a_page]])
                document.add_paragraph("")
        else:
            add_table(document, body)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def add_table(document: Any, body: Sequence[Sequence[tuple[Any, str, tuple[int, int]]]]) -> None:
    """A table of a Word file from the lines of a sheet."""
    table = document.add_table(rows=len(body), cols=len(body[0]))
    cells = table._cells  # python-docx goes through the whole table for each `table.cell(row, col)`
    for row, line in enumerate(body):
        for col, (value, shape, (down, across)) in enumerate(line):
            if (down, across) == (0, 0):
                continue
            cell = cells[row * len(line) + col]
            last = min(row + down, len(body)) - 1
            if (last, across) != (row, 1):
                cell = cell.merge(cells[last * len(line) + col + across - 1])
            first, *more = shown(value, shape).split("\n")
            cell.paragraphs[0].text = first
            for each in more:
                cell.add_paragraph(each)


# -------------------------------------------------------------------------------------------- ods

_ODS = "urn:oasis:names:tc:opendocument:xmlns"
_PREFIXES = {"office": "office", "table": "table", "text": "text"}


def opendocument(book: Workbook) -> bytes:
    """An .ods without looks."""
    declared = "".join(f' xmlns:{name}="{_ODS}:{of}:1.0"' for name, of in _PREFIXES.items())
    sheets = "".join(_ods_sheet(sheet) for sheet in book.worksheets)
    content = (
        f"<office:document-content{declared}><office:body><office:spreadsheet>{sheets}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
        }
    )


def _ods_sheet(sheet: Worksheet) -> str:
    rows = []
    for line in lines(sheet):
        cells = "".join(_ods_cell(*cell) for cell in line)
        rows.append(f"<table:table-row>{cells}</table:table-row>")
    return f"<table:table table:name={quoteattr(sheet.title)}>{''.join(rows)}</table:table>"


def _ods_cell(value: Any, shape: str, span: tuple[int, int]) -> str:
    if span == (0, 0):
        return "<table:covered-table-cell/>"
    held = ""
    if span != (1, 1):
        held = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"'
    if isinstance(value, int | float):
        kind = "percentage" if "%" in shape else "float"
        held += f' office:value-type="{kind}" office:value="{value!r}"'
    elif value is not None:
        held += ' office:value-type="string"'
    text = "".join(f"<text:p>{escape(each)}</text:p>" for each in shown(value, shape).split("\n"))
    return f"<table:table-cell{held}>{text}</table:table-cell>"


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The parts of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# ------------------------------------------------------------------------------------ LibreOffice


def converted(data: bytes, ending: str) -> dict[str, bytes]:
    """An .xlsx written anew by LibreOffice: the files that come of it, by name."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "甲.xlsx", Path(folder) / "出"
        out.mkdir()
        source.write_bytes(data)
        office.save([office.Job(source, out / f"甲.{ending}", ending)])
        return {path.name: path.read_bytes() for path in sorted(out.iterdir())}
