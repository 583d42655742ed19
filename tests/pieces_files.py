"""The sample return with one cell in pieces that are struck out, hidden or raised, in each format that can show it.

A piece is (text, look): "" plain, "struck", "hidden", "raised". Plain writers, so that no reader is tested against itself.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import docx
import other_formats
import xlsxwriter
from docx.oxml import OxmlElement
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from workbooks import change, sample, to_bytes

Pieces = Sequence[tuple[str, str]]
_MARK = "@@here@@"
_FONTS = {
    "": InlineFont(rFont="宋体"),
    "struck": InlineFont(rFont="宋体", strike=True),
    "raised": InlineFont(rFont="宋体", vertAlign="superscript"),
}


def rich(pieces: Pieces) -> CellRichText:
    """The pieces as the rich text of an openpyxl cell."""
    return CellRichText(*(TextBlock(_FONTS[look], text) for text, look in pieces))


def in_inline(place: str, pieces: Pieces) -> bytes:
    """An inline string in runs, as openpyxl and report systems write them."""
    return to_bytes(change(sample(), {place: rich(pieces)}))


def in_xlsx(place: str, pieces: Pieces) -> bytes:
    """A shared string in runs, as Excel writes it."""
    data = to_bytes(change(sample(), {place: _MARK}))
    looks = {"": "", "struck": "<strike/>", "raised": '<vertAlign val="superscript"/>'}
    runs = "".join(f"<r><rPr>{looks[look]}</rPr><t>{text}</t></r>" for text, look in pieces)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    changed = {
        "[Content_Types].xml": ("</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'),
        "xl/_rels/workbook.xml.rels": (
            "</Relationships>", f'<Relationship Id="rId99" Type="{relation}" Target="sharedStrings.xml"/></Relationships>',
        ),
        f"xl/worksheets/sheet{sample().sheetnames.index(place.partition('!')[0]) + 1}.xml": (
            f't="inlineStr"><is><t>{_MARK}</t></is>', 't="s"><v>0</v>',
        ),
    }  # fmt: skip
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts = {"xl/sharedStrings.xml": f'<sst xmlns="{name}"><si>{runs}</si></sst>'.encode()}
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        for each in source.namelist():
            text = source.read(each)
            if each in changed:
                before, after = changed[each]
                assert text.count(before.encode()) == 1
                text = text.replace(before.encode(), after.encode())
            parts[each] = text
    return other_formats.zipped(parts)


def in_ods(place: str, pieces: Pieces) -> bytes:
    """Spans by style."""
    data = other_formats.opendocument(change(sample(), {place: _MARK}))
    name = "urn:oasis:names:tc:opendocument:xmlns"
    looks = {
        "struck": 'style:text-line-through-style="solid" style:text-line-through-type="single"',
        "hidden": 'text:display="none"',
        "raised": 'style:text-position="super 58%"',
        "plain": 'fo:font-weight="bold"',
    }
    styles = "".join(
        f'<style:style style:name="{look}" style:family="text"><style:text-properties {props}/></style:style>'
        for look, props in looks.items()
    )
    declared = f'xmlns:style="{name}:style:1.0" xmlns:fo="{name}:xsl-fo-compatible:1.0"'
    spans = "".join(
        f'<text:span text:style-name="{look or "plain"}">{text}</text:span>'
        for text, look in pieces
    )
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for each in archive.namelist():
            parts[each] = archive.read(each)
    text = parts["content.xml"].decode()
    text = text.replace(
        "<office:body>",
        f"<office:automatic-styles {declared}>{styles}</office:automatic-styles><office:body>",
    )
    parts["content.xml"] = text.replace(_MARK, spans).encode()
    return other_formats.zipped(parts)


def in_xml2003(place: str, pieces: Pieces) -> bytes:
    """Tags of HTML within the Data of a cell."""
    text = other_formats.xml2003(change(sample(), {place: _MARK})).decode()
    tags = {"": "Font", "struck": "S", "raised": "Sup"}
    runs = "".join(f"<{tags[look]}>{text}</{tags[look]}>" for text, look in pieces)
    rich = f'<ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">{runs}</ss:Data>'
    return text.replace(f'<Data ss:Type="String">{_MARK}</Data>', rich).encode()


def in_html(place: str, pieces: Pieces, css: str = "") -> bytes:
    """Tags and styles of a web page."""
    text = other_formats.html(change(sample(), {place: _MARK})).decode()
    tags = {
        "": ("<font color=red>", "</font>"), "struck": ("<s>", "</s>"), "raised": ("<sup>", "</sup>"),
        "hidden": ('<span style="display:none">', "</span>"),
    }  # fmt: skip
    spans = "".join(f"{tags[look][0]}{text}{tags[look][1]}" for text, look in pieces)
    return text.replace(_MARK, spans).replace("<style>", f"<style>{css}").encode()


def in_word(place: str, pieces: Pieces) -> bytes:
    """Runs of a Word document."""
    document = docx.Document(io.BytesIO(other_formats.word(change(sample(), {place: _MARK}))))
    paragraph = marked_paragraph(document)
    for text, look in pieces:
        run = paragraph.add_run(text)
        run.font.strike = True if look == "struck" else None
        run.font.hidden = True if look == "hidden" else None
        run.font.superscript = True if look == "raised" else None
    return saved(document)


def word_with_mark(place: str) -> Any:
    """The document whose marked paragraph is empty, and that paragraph."""
    document = docx.Document(io.BytesIO(other_formats.word(change(sample(), {place: _MARK}))))
    return document, marked_paragraph(document)


def marked_paragraph(document: Any) -> Any:
    """The paragraph of the marked cell, emptied."""
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    paragraph = next(cell.paragraphs[0] for cell in cells if cell.text == _MARK)
    for run in list(paragraph.runs):
        run._r.getparent().remove(run._r)
    return paragraph


def tracked(paragraph: Any, deleted: str, inserted: str, moved: bool = False) -> None:
    """A replacement with changes tracked; `moved` as a piece that was moved away."""
    names = ("w:moveFrom", "w:moveTo") if moved else ("w:del", "w:ins")
    for name, text, tag in ((names[0], deleted, "w:delText"), (names[1], inserted, "w:t")):
        holder, run = OxmlElement(name), OxmlElement("w:r")
        words = OxmlElement("w:t" if moved else tag)
        words.text = text
        run.append(words)
        holder.append(run)
        paragraph._p.append(holder)


def saved(document: Any) -> bytes:
    """A Word document as bytes."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


WRITERS = {
    "xlsx": in_xlsx, "inline.xlsx": in_inline, "ods": in_ods, "xml": in_xml2003, "html": in_html, "docx": in_word,
}  # fmt: skip


def stored(book: Workbook, formulas: Mapping[str, tuple[str, object]], struck: str) -> bytes:
    """A workbook with formulas whose results are stored, {"基础数据表!D7": ("=G7+H7", 100)}, and a struck cell; no looks else."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as out:
        line = out.add_format({"font_strikeout": True})
        for sheet in book.worksheets:
            page = out.add_worksheet(sheet.title)
            for area in sheet.merged_cells.ranges:
                page.merge_range(str(area), "")
            for cell in sheet._cells.values():
                place = f"{sheet.title}!{cell.coordinate}"
                if place in formulas:
                    page.write_formula(
                        cell.coordinate, formulas[place][0], None, formulas[place][1]
                    )
                elif cell.value is not None:
                    page.write(cell.coordinate, cell.value, line if place == struck else None)
    return buffer.getvalue()


HIDING = {"ods": in_ods, "html": in_html, "docx": in_word}
"""The formats whose text can be hidden within a cell."""
