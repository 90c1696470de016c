"""A mark without its partner and a quotation without marks are told; quotations that run over sentences are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.guard.context import Context
from jembatan.guard.quotes import quotes_check, without_inches

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "flores-dev"
MOST_FALSE = 0.011
"""Of human references. All ten of FLORES dev that were told when this was written lack a mark that their source has."""


@pytest.mark.parametrize(
    ("text", "quoted", "left"),
    [
        ('TV 32" dan 40" dijual.', False, "TV 32 dan 40 dijual."),
        ('Acara "Gala 2022" digelar.', False, 'Acara "Gala 2022" digelar.'),
        ('Acara "Gala 2022", layar 32".', False, 'Acara "Gala 2022", layar 32.'),
        ('pada 2022" katanya.', True, 'pada 2022" katanya.'),
        ("“Sejak 2022” dan 14”", False, "“Sejak 2022” dan 14"),
        ("", False, ""),
    ],
)
def test_a_mark_behind_a_number_is_inches_where_no_quotation_is_open(text: str, quoted: bool, left: str) -> None:
    assert without_inches(text, quoted=quoted) == left


@pytest.mark.parametrize(
    ("source", "hypothesis", "score", "told"),
    [
        ("“Kami siap,” kata Budi.", "“We are ready, Budi said.", 0.5, "has no partner"),
        ('"Kami siap," kata Budi.', 'We are ready," Budi said.', 0.5, "has no partner"),
        ("Harga naik, kata Budi.", "“Prices rose, Budi said.", 0.5, "has no partner"),
        ("«Kami siap,» kata Budi.", "“„We are ready,” Budi said.", 0.5, "has no partner"),
        ('"Kami siap," kata Budi.', "We are ready, Budi said.", 0.0, "has no quotation marks"),
        ("“Kami siap,” kata Budi.", "Budi said that they don't fear it.", 0.0, "has no quotation marks"),
        # A quotation of several sentences.
        ('"Kami siap. ', "We don't fear it.", 0.0, "begins or ends a quotation here"),
        ("Kami tidak takut,” katanya.", "We are not afraid, he said.", 0.0, "begins or ends a quotation here"),
    ],
)
def test_faults(source: str, hypothesis: str, score: float, told: str) -> None:
    finding = quotes_check(source, hypothesis, Context())
    assert (finding.check, finding.clean, finding.score) == ("quotes", False, score)
    assert told in finding.explanation


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        ('"Kami siap," kata Budi.', "“We are ready,” Budi said."),
        ('"Kami siap," kata Budi.', '"We are ready," Budi said.'),
        ('"Kami siap," kata Budi.', "'We are ready,' Budi said."),
        ("“Kami siap,” kata Budi.", '“We are ready," Budi said.'),
        ('"Kami siap. ', '"We are ready.'),
        ('Kami tidak takut."', "We are not afraid.'"),
        ('Kami tidak takut."', '"We are not afraid."'),
        ("“Kami tidak takut.", "'We are not afraid."),
        ('Layar 14" itu mahal.', "The 14-inch screen is expensive."),
        ("Layar 14 inci itu mahal.", 'The 14" screen is expensive.'),
        ("Harga naik.", "Prices “rose”."),
        ('"Kami siap," kata Budi.', ""),
    ],
)
def test_right_sentences(source: str, hypothesis: str) -> None:
    assert quotes_check(source, hypothesis, Context()).clean


@pytest.mark.skipif(not DATA.is_dir(), reason="the corpora are not beside the repository (../shared/data)")
def test_few_human_references_are_told() -> None:
    sources, references = ((DATA / name).read_text(encoding="utf-8").splitlines() for name in ("dev.id", "dev.en"))
    told = [
        source
        for source, reference in zip(sources, references, strict=True)
        if not quotes_check(source, reference, Context()).clean
    ]
    assert len(told) <= MOST_FALSE * len(sources)


@given(st.text(), st.text())
def test_no_text_breaks_it(source: str, hypothesis: str) -> None:
    finding = quotes_check(source, hypothesis, Context())
    assert finding.clean == (not finding.explanation)
