"""XML without a declaration is parsed by the fast parser, any other by defusedxml: nobody can tell which by what comes out."""

from __future__ import annotations

import io
import zipfile
from xml.etree.ElementTree import ParseError, tostring

import pytest
from defusedxml.common import EntitiesForbidden
from openpyxl import load_workbook
from workbooks import SAMPLE, clean, score, scored_clean, to_bytes

from sheetscore.readers.bytes import plain_xml
from sheetscore.readers.bytes.plain_xml import fromstring, iterparse

ENTITY = '<!DOCTYPE a [<!ENTITY b "公用经费">]>'
DECLARED = [
    f"{ENTITY}<a>&b;</a>",
    f'<?xml version="1.0"?>{ENTITY}<a>&b;</a>',
    f'<?xml version="1.0"?><?b?>{ENTITY}<?b?><a>&b;</a>',
    f"<!--<a>-->\n{ENTITY}<!--b--><a>&b;</a>",
    f"<!-- {'决算' * 20_000} -->{ENTITY}<a>&b;</a>",
    f"<?b <a> ?>{ENTITY}<a>&b;</a>",
]


@pytest.mark.parametrize("text", DECLARED)
def test_an_entity_is_never_declared(text: str) -> None:
    for content in (text, text.encode(), "\ufeff".encode() + text.encode()):
        with pytest.raises(EntitiesForbidden):
            fromstring(content)
    with pytest.raises(EntitiesForbidden):
        list(iterparse(io.BytesIO(text.encode())))


def test_nor_is_it_in_utf_16() -> None:
    content = f'<?xml version="1.0" encoding="UTF-16"?>{DECLARED[0]}'.encode("utf-16")
    with pytest.raises(EntitiesForbidden):
        fromstring(content)
    with pytest.raises(EntitiesForbidden):
        list(iterparse(io.BytesIO(content)))


@pytest.mark.parametrize(
    "text",
    [
        "<a>一<b c='1'>二</b>三</a>",
        "<?xml version='1.0'?>\n<!--<!DOCTYPE a>--><?b <!DOCTYPE a>?>\n<a><!--<!DOCTYPE a>--><![CDATA[<!DOCTYPE a>]]></a>",
        "<!DOCTYPE a><a>只有名称的声明</a>",
        f"<a>{'<b/>' * 20_000}</a>",
    ],
)
def test_what_is_read_is_the_same(text: str) -> None:
    from defusedxml.ElementTree import fromstring as defused

    for content in (text, text.encode(), text.encode("utf-16")):
        assert tostring(fromstring(content)) == tostring(defused(content))
    *_, (event, root) = iterparse(io.BytesIO(text.encode()))
    assert event == "end"
    assert tostring(root) == tostring(defused(text))


@pytest.mark.parametrize(
    "text", ["", "公用经费", "<a>", "<a></b>", "<!--<a></a>", "<a/><!DOCTYPE a>"]
)
def test_what_is_no_xml_is_refused(text: str) -> None:
    for content in (text, text.encode()):
        with pytest.raises(ParseError):
            fromstring(content)
    with pytest.raises(ParseError):
        list(iterparse(io.BytesIO(text.encode())))


def test_openpyxl_reads_by_it_and_refuses_a_declared_entity() -> None:
    """Also in a program that uses sheetscore and opens workbooks of its own."""
    assert score(clean()).totals == scored_clean().totals
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SAMPLE.read_bytes())) as filed, zipfile.ZipFile(buffer, "w") as out:  # fmt: skip
        for name in filed.namelist():
            content = filed.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b"<worksheet", ENTITY.encode() + b"<worksheet", 1)
            out.writestr(name, content)
    with pytest.raises(ValueError, match="worksheets") as refused:
        load_workbook(buffer)
    assert isinstance(refused.value.__cause__, EntitiesForbidden)


def test_a_sheet_without_a_declaration_takes_the_fast_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("defusedxml")

    monkeypatch.setattr("defusedxml.ElementTree.fromstring", refused)
    plain_xml.quicken_openpyxl()
    monkeypatch.setattr("defusedxml.ElementTree.iterparse", refused)
    assert score(to_bytes(clean())).totals == scored_clean().totals
