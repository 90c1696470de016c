from __future__ import annotations

from pathlib import Path

from eval_bundles import write_bundle
from jembatan_eval.bundle import read_bundle
from jembatan_eval.references.file import SEEDS, Reference, read_references
from jembatan_eval.summaries.lead import lead_of_article, lead_of_reference

PAIRS = [("Judul", "Title."), ("Satu.", "One."), ("Dua.", None), ("Tiga.", "Three."), ("Empat.", "Four.")]


def test_the_first_three_sentences_with_english_without_the_title(tmp_path: Path) -> None:
    folder = write_bundle(
        tmp_path, {"a": [*PAIRS, ("Lima.", "Five.")], "b": [("Judul", "Title."), ("Satu.", None)]}, titled=True
    )
    long, short = read_bundle(folder)
    assert lead_of_article(long) == ("One.", "Three.", "Four.")
    assert lead_of_article(short) == ()
    # A sentence that was English already has no translation; the summariser reads it as it is.
    long["segments"][2]["language"] = "en"
    assert lead_of_article(long) == ("One.", "Dua.", "Three.")


def test_the_first_three_sentences_of_a_reference() -> None:
    references = [
        Reference(article="a", source="-", target="Title.", kind="title"),
        Reference(article="b", source="-", target="Other."),
        *(Reference(article="a", source="-", target=f"{n}.") for n in (1, 2, 3, 4)),
    ]
    assert lead_of_reference(references, "a") == ("1.", "2.", "3.")
    assert lead_of_reference(references, "c") == ()


def test_the_seeds_titles_are_no_part_of_their_leads() -> None:
    lead = lead_of_reference(read_references(SEEDS), "aliansi-putin-kim-jong-un")
    assert [text[:9] for text in lead] == ["Hundreds ", "The state", "“Our late"]
