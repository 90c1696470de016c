"""Copied source text is told; names, loans and quoted titles are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.guard.context import Context
from jembatan.guard.echo import echo, echo_check


@pytest.mark.parametrize(
    ("source", "hypothesis", "told"),
    [
        (
            "Presiden akan bertemu para menteri besok.",
            "Presiden akan bertemu para menteri besok.",
            "It is the source, word for word, and not a translation.",
        ),
        ("Harga beras naik lagi.", "Harga beras naik lagi", "It is the source, word for word"),
        (
            "Presiden mengatakan pemerintah akan membantu para korban gempa di Lombok.",
            "The president said on Monday at his palace that they would membantu para korban gempa di Lombok.",
            "It keeps “membantu para korban gempa di Lombok” of the source untranslated.",
        ),
        (
            "Polisi masih menyelidiki penyebab kebakaran tersebut.",
            "Polisi still menyelidiki penyebab fire tersebut.",
            "4 of its 6 words are Indonesian, as in the source.",
        ),
        (
            "PRESIDEN AKAN BERTEMU PARA MENTERI",
            "PRESIDEN AKAN BERTEMU PARA MENTERI",
            "It is the source, word for word",
        ),
    ],
)
def test_echoes(source: str, hypothesis: str, told: str) -> None:
    fault = echo(source, hypothesis)
    assert fault is not None
    assert fault.kind == "echoed"
    assert fault.explanation.startswith(told)


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        ("Joko Widodo dan Prabowo Subianto bertemu.", "Joko Widodo and Prabowo Subianto met."),
        ("Joko Widodo", "Joko Widodo"),
        ("Jakarta, Surabaya, Medan", "Jakarta, Surabaya, Medan"),
        ("Hotel, bank, bus, radio, film", "Hotel, bank, bus, radio, film"),
        ("Komisi Pemberantasan Korupsi menahannya.", "The Komisi Pemberantasan Korupsi detained him."),
        ("Mereka memegang prinsip “gotong royong”.", "They hold to the principle of “gotong royong”."),
        ("Ia makan nasi goreng dan sate di warung.", "She ate nasi goreng and sate at the warung."),
        ("Air main ban", "Air main ban"),
        ("Harga naik.", "Prices rose."),
        ("", "Prices rose."),
        ("Harga naik.", ""),
    ],
)
def test_what_is_no_echo(source: str, hypothesis: str) -> None:
    assert echo(source, hypothesis) is None


@given(st.text(), st.text())
def test_never_raises(source: str, hypothesis: str) -> None:
    fault = echo(source, hypothesis)
    assert fault is None or 0 <= fault.score <= 1


@given(st.text())
def test_nothing_is_an_echo_of_an_empty_source(hypothesis: str) -> None:
    assert echo("", hypothesis) is None


def test_as_a_check() -> None:
    source = "Polisi masih menyelidiki penyebab kebakaran tersebut."
    told = echo_check(source, "Polisi masih menyelidiki penyebab fire tersebut.", Context())
    fault = echo(source, "Polisi masih menyelidiki penyebab fire tersebut.")
    assert fault is not None
    assert (told.check, told.clean, told.score, told.explanation) == ("echo", False, 1 - fault.score, fault.explanation)
    right = echo_check(source, "Police are still investigating the cause of the fire.", Context())
    assert (right.check, right.clean, right.score, right.explanation) == ("echo", True, 1.0, "")
    assert echo_check(source, "", Context()).clean
