"""A glossary's file is read whole: every fault is told at once, with its line and how to mend it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from glossary_samples import HEADER, OWN, own, write
from jembatan.errors import ConfigError, GlossaryError
from jembatan.glossary.entries import Entry
from jembatan.glossary.file import load
from jembatan.guard.context import Context
from jembatan.guard.countries import countries_check
from jembatan.guard.terms import terms_check
from nights import ROOT


def refused(path: Path, *forms: str) -> str:
    with pytest.raises(GlossaryError) as caught:
        load(path, forms)
    return str(caught.value)


def test_a_file_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path / "g.tsv",
        "# a comment",
        "Korea Utara / Korut | North Korea / North Korean | country | strict",
        "",
        "Krimea | Crimea / ~Crimean | place | prefer",
    )
    assert load(path).entries == (
        Entry(("Korea Utara", "Korut"), ("North Korea", "North Korean"), "country", "strict"),
        Entry(("Krimea",), ("Crimea",), "place", "prefer", ("Crimean",)),
    )


def test_line_ends_of_another_system_a_mark_and_other_columns_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    path.write_bytes(
        "\ufeffnote\tstrict\tkind\tenglish\tindonesian\r\n\tprefer\tphrase\tceasefire\tgencatan senjata\r\n".encode()
    )
    assert load(path).entries == (Entry(("gencatan senjata",), ("ceasefire",), "phrase", "prefer"),)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = write(
        tmp_path / "g.tsv",
        "Korut | North Korea | country | strict",
        "korut | North Korea | country | strict",
        "Korsel |  | country | strict",
        "Irak | Iraq / | land | always",
        "Iran | Iran",
        "Perang Dunia I | First World War | phrase | strict",
        "x | ex | phrase | strict",
        "Gaza | ~Gazan / Gaza | place | strict",
        "MK / MK | court / court | agency | strict",
    )
    message = refused(path)
    assert message.startswith(f"{path}: 11 fault(s):\n")
    for line in (
        "line 3: 'korut' is there already, in line 2; keep one of the two",
        "line 4: an empty form in the column english; write it, or take out the slash beside it",
        "line 5: an empty form in the column english; write it, or take out the slash beside it",
        "line 5: kind 'land' is unknown; write one of country, people, place, office, rank, agency, abbreviation,",
        "line 5: strict 'always' is unknown; write one of strict, check, prefer",
        "line 6: 2 cells instead of 4; part the cells by one tab each",
        "line 7: 'Perang Dunia I' has a letter or a number alone, which is not looked at; leave it out",
        "line 8: 'x' has no word of two letters or more to look for; write it out",
        "line 9: '~Gazan' is the first form, the one to write; take the ~ out or the form back",
        "line 10: 'MK' stands twice in the column indonesian; take one out",
        "line 10: 'court' stands twice in the column english; take one out",
    ):
        assert f"\n  {line}" in message


def test_abbreviations_and_words_are_two_phrases(tmp_path: Path) -> None:
    rows = ("AS | United States | country | strict", "as | axle | phrase | prefer")
    assert len(load(write(tmp_path / "g.tsv", *rows)).entries) == 2


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("indonesian\tenglish\tkind", "line 1: the header lacks strict; write indonesian, english, kind, strict"),
        ("", "line 2: the header lacks indonesian, english, kind; write"),
    ],
)
def test_a_missing_column_is_told(tmp_path: Path, header: str, message: str) -> None:
    assert message in refused(write(tmp_path / "g.tsv", "Iran | Iran | country | strict", header=header))


def test_a_file_of_countless_faults_tells_some_and_counts_all(tmp_path: Path) -> None:
    message = refused(write(tmp_path / "g.tsv", *["a"] * 100))
    assert ": 100 fault(s):" in message
    assert message.endswith("\n  and 70 more")


def test_what_is_no_glossary_is_refused_by_its_name(tmp_path: Path) -> None:
    assert "cannot be read (No such file or directory); correct glossary: in the config" in refused(tmp_path / "no.tsv")
    assert "cannot be read (Is a directory)" in refused(tmp_path)
    assert "cannot be read (embedded null byte)" in refused(Path("a\0b"))
    path = tmp_path / "g.tsv"
    path.write_bytes(f"{HEADER}\nIran\tIran\tcountry\tstrict\nT\xfcrkei".encode("latin-1"))
    assert refused(path) == f"{path}: line 3 is not UTF-8; save the file as UTF-8"
    path.write_bytes(b"# only this\n")
    assert "it has no lines" in refused(path)
    path.write_bytes(b"a" * 10_000_001)
    assert "longer than 10 MB" in refused(path)


NAMES = (
    "Zelensky / Zelenskiy | Zelensky / Zelenskyy / Zelenskiy | person | strict",
    "Kyiv | Kyiv / Kiev / ~Kyivan | place | strict",
)


def test_a_form_may_be_chosen(tmp_path: Path) -> None:
    glossary = load(write(tmp_path / "g.tsv", *NAMES), ("Zelenskyy",))
    assert [entry.english for entry in glossary.entries] == [("Zelenskyy", "Zelensky", "Zelenskiy"), ("Kyiv", "Kiev")]
    assert [hint.english for hint in glossary.hints("Kata Zelensky di Kyiv", 5)] == ["Zelenskyy"]


def test_forms_that_cannot_be_chosen_are_told_at_once(tmp_path: Path) -> None:
    path = write(tmp_path / "g.tsv", *NAMES)
    message = refused(path, "Zelensk", "Kyivan", "Washington", "Kyiv", "Kiev")
    assert message.startswith(f"{path}: forms: 4 fault(s):\n")
    for line in (
        "the glossary has no form 'Zelensk'; accepted here: Zelensky / Zelenskyy / Zelenskiy",
        "the glossary has no form 'Kyivan'; accepted here: Kyiv / Kiev",
        "the glossary has no form 'Washington'; add it to the english column of its entry, or take it out",
        "Kyiv and Kiev are forms of one entry (Kyiv); choose one",
    ):
        assert f"\n  {line}" in message


def test_it_is_an_error_of_the_config() -> None:
    assert issubclass(GlossaryError, ConfigError)


def test_the_glossary_of_the_project_is_good_and_large() -> None:
    entries = own().entries
    assert len(entries) >= 420
    assert [entry.form for entry in entries if entry.kind == "country" and not entry.strict] == [
        "Indonesia",
        "Republic of Indonesia",
        "Dutch East Indies",
    ]
    assert OWN.read_text(encoding="utf-8").startswith("# ")


def test_each_entry_is_found_by_each_phrase_and_told_by_each_form() -> None:
    context = Context(glossary=own())
    for entry in own().entries:
        for phrase in entry.indonesian:
            assert [match.entry for match in own().matches(f"Kata orang {phrase} begitu.")] == [entry], phrase
        for form in entry.accepted:
            source = f"Kata orang {entry.indonesian[0]} begitu."
            assert terms_check(source, f"So said {form} then.", context).clean, form


def test_countries_agree_with_the_tables_of_names() -> None:
    for entry in own().entries:
        if entry.kind == "country":
            source, hypothesis = f"Kata {entry.indonesian[0]}, Senin.", f"Said {entry.form} on Monday."
            assert countries_check(source, hypothesis, Context()).clean, entry.form


def test_our_own_translations_are_not_at_fault() -> None:
    """The references of the seeds and the good side of the contrast pairs, which people read."""
    told = []
    for name in ("seeds", "contrast"):
        lines = (ROOT / "eval" / "references" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        pairs = [record for record in map(json.loads, lines) if {"source", "target"} <= record.keys()]
        assert len(pairs) > 100
        told += [
            pair for pair in pairs if not terms_check(pair["source"], pair["target"], Context(None, None, own())).clean
        ]
    assert told == []
