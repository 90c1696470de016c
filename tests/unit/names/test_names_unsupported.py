"""A name that the article lacks is found; one that it has under another form is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from jembatan.names.unsupported import NameEvidence, unsupported_names

ENGLISH = (
    "South Korean Defense Minister Kim Yong-hyun met President Volodymyr Zelensky in Kharkov on Sunday.\n"
    "Ukraine and the International Atomic Energy Agency denied it. The White House said troops went north."
)
INDONESIAN = "Menlu AS Antony Blinken dan PBB di Jenewa menolak. BRIN meneliti."


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        # As it is, inflected, with a possessive, spelt in another way, without accents.
        ("Kim Yong-hyun met Zelensky.", []),
        ("Ukrainians met Zelenskyy’s minister in Kharkiv.", []),
        ("The Ukrainian-South Korean talks failed.", []),
        ("He met Volodýmyr Zelensky.", []),
        # In the Indonesian only, or under another name of the table.
        ("He met Blinken.", []),
        ("He met U.S. Secretary of State Antony Blinken of the United States.", []),
        ("The UN and the United Nations in Geneva refused.", []),
        # Abbreviated.
        ("He told the IAEA.", []),
        ("He told the Board for Research and Inter Nations.", []),
        # No names: titles, openers, dates, Roman numerals, money, what begins a sentence.
        ("On Sunday, the Foreign Minister and the President paid US$5 in May.", []),
        ("Fighting has gone on. Experts said so. “Nothing helped,” he said: Nobody came.", []),
        ("Louis XIV", ["Louis"]),
        ("Heavy Losses Reported After Long Battle in Eastern Border Region", []),
        # Invented.
        ("He met Marwan Tesfaye in Kharkov.", ["Marwan Tesfaye"]),
        ("He told NATO and Interpol.", ["NATO", "Interpol"]),
        ("The EU refused.", ["EU"]),
        ("Merkel said so.", ["Merkel"]),
        ("Brazil has lost.", ["Brazil"]),
        ("“Angela Merkel came,” he said.", ["Angela Merkel"]),
        ("He met President Vladimir Zelensky.", ["Vladimir"]),
        ("He met Zelensky's son.", []),
        ("Heavy Losses Reported After Long Battle in Brazil Border Region", ["Brazil"]),
        # Both words are there, but not side by side.
        ("North Korean troops came.", ["North Korean"]),
        ("He met North Koreans.", ["North Koreans"]),
        ("The West Java office", ["West Java"]),
    ],
)
def test_names_of_a_sentence(sentence: str, names: list[str]) -> None:
    found = unsupported_names(sentence, NameEvidence(ENGLISH, INDONESIAN))
    assert [name.surface for name in found] == names
    assert all(sentence[name.start : name.end] == name.surface for name in found)


def test_the_explanation_tells_which_of_the_two_it_is() -> None:
    evidence = NameEvidence("South Korea has lost. They went north.")
    (lacking,) = unsupported_names("He met Merkel.", evidence)
    assert lacking.explanation == "Merkel stands neither in the article's English nor in its Indonesian."
    (parted,) = unsupported_names("He met North Koreans.", evidence)
    assert parted.explanation == "The article has Koreans, but nowhere North Koreans."


def test_the_seat_of_a_government_stands_for_it_only_if_asked() -> None:
    assert unsupported_names("He told Moscow.", NameEvidence("Russia lost."))
    assert not unsupported_names("He told Moscow.", NameEvidence("Russia lost.", with_seats=True))


def test_us_is_not_us() -> None:
    assert [one.surface for one in unsupported_names("The US came.", NameEvidence("They told us."))] == ["US"]


DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "flores-dev"


@pytest.mark.skipif(not DATA.is_dir(), reason="the corpora are not beside the repository (../shared/data)")
def test_few_human_translations_have_a_name_that_source_and_machine_translation_lack() -> None:
    sources, made, wanted = (
        (DATA / name).read_text(encoding="utf-8").split("\n")[:-1] for name in ("dev.id", "dev.google.en", "dev.en")
    )
    found = [
        one
        for source, english, reference in zip(sources, made, wanted, strict=True)
        for one in unsupported_names(reference, NameEvidence(english, source))
    ]
    assert 10 < len(found) < 40, found
