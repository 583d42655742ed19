"""Results whose name tells what they come from: every sample of named.toml, before and after its one change."""

from __future__ import annotations

import pytest
from reports import complaints, findings

from sheetscore.reports.relations.named import DATA
from sheetscore.words.toml_files import read_toml, strict

ENTRIES = read_toml(DATA)["relation"]
CODES = {"rate": "F04", "rest_rate": "F04", "difference": "F02"}
WRONG = [(entry, *sample) for entry in ENTRIES for sample in entry["wrong"]]
SILENT = [text for entry in ENTRIES for text in entry["silent"]]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["name"])
def test_an_entry_is_whole(entry: dict[str, object]) -> None:
    strict(entry, "named.toml", "name shape level result top low wrong silent")
    assert entry["shape"] in CODES
    assert entry["level"] in ("error", "warning")


@pytest.mark.parametrize(
    ("entry", "text", "old", "new"), WRONG, ids=[f"{e['name']}-{t[:12]}" for e, t, *_ in WRONG]
)
def test_a_true_sentence_and_its_faulty_twin(
    entry: dict[str, str], text: str, old: str, new: str
) -> None:
    assert text.count(old) == 1
    assert complaints(text) == []
    code = CODES[entry["shape"]]
    found = [each for each in findings(text.replace(old, new)) if each.level != "info"]
    assert [(each.code, each.level) for each in found] == [(code, entry["level"])]
    assert entry["name"] in found[0].advice


@pytest.mark.parametrize("text", SILENT)
def test_a_sentence_that_leaves_a_doubt_is_not_complained_of(text: str) -> None:
    assert complaints(text) == []
