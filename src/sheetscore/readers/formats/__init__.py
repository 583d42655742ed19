"""One reader a format, each giving the same: an openpyxl workbook in memory (book.Loaded)."""

from __future__ import annotations

from sheetscore.forms.limits import LIMITS, Limits
from sheetscore.readers.bytes.file_kinds import Kind
from sheetscore.readers.formats import biff, delimited, html, ods, xml2003
from sheetscore.readers.formats import xlsx as ooxml
from sheetscore.readers.formats.book import Loaded
from sheetscore.readers.formats.docx import word

_READERS = {
    Kind.XLSX: ooxml.read,
    Kind.XLSM: ooxml.read,
    Kind.XLS: biff.read,
    Kind.ODS: ods.read,
    Kind.XML2003: xml2003.read,
    Kind.HTML: html.read,
    Kind.TEXT: delimited.read,
    Kind.DOCX: word.read,
}


def read_book(data: bytes, kind: Kind, limits: Limits = LIMITS) -> Loaded:
    """The workbook of admitted bytes. Raises Damaged, PasswordProtected, OverLimit, NotAWorkbook (no table in it)."""
    return _READERS[kind](data, limits)
