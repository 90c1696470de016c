"""Text that is no English is told; plain, short, quoted and foreign-named English is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.guard.context import Context
from jembatan.guard.garble import garble, garble_check

_SOURCE = "Presiden mengatakan pemerintah akan membantu para korban gempa di Lombok."


@pytest.mark.parametrize(
    ("hypothesis", "told"),
    [
        ("The president said the gover\ufffdment would help.", "It holds “\ufffd”"),
        ("The <unk> said the government would help.", "It holds “<unk>”"),
        ("The ⁇ said the government would help.", "It holds “⁇”"),
        ("Vidal joined BarÃ§a three seasons ago.", "It holds “Ã§”"),
        ("▁The ▁president ▁said so.", "It holds “▁”"),
        ("The pre$ident said the gov€rnment would he!p.", "It has marks or capitals inside words"),
        ("Teh dpnriteesi dsia eht nevtrgeomnm lwoud pelh eht csvmtii fo teh kquaearthe.", "Its letters are not in"),
        ("help of the would the president in victims government said Lombok the earthquake the.", "Its words are in"),
    ],
)
def test_garbled(hypothesis: str, told: str) -> None:
    fault = garble(_SOURCE, hypothesis)
    assert fault is not None
    assert fault.kind == "garbled"
    assert fault.explanation.startswith(told)
    assert 0.5 <= fault.score <= 1


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        (_SOURCE, "The president said the government would help the victims of the earthquake in Lombok."),
        (_SOURCE, "Yes."),
        (_SOURCE, ""),
        (_SOURCE, "Prices rise"),
        (_SOURCE, '"It\'s the rain," he said, "that kept us – and them – at home."'),
        (_SOURCE, "&quot;It&#39;s the rain,&quot; he said at 11 a.m. on Monday."),
        (_SOURCE, "Susilo Bambang Yudhoyono, Megawati Soekarnoputri, Abdurrahman Wahid, Bacharuddin Jusuf Habibie"),
        (_SOURCE, "São Paulo, Malmö and Barça met at the café."),
        ("Kata Yunani “φως” berarti cahaya.", "The Greek word “φως” means light."),
        ("Aplikasi iPhone, WhatsApp dan YouTube", "The apps iPhone, WhatsApp and YouTube"),
        (_SOURCE, "The G20, COVID-19, the US$5.2-million fund, 160km/h and A4 paper were discussed at the table."),
        (_SOURCE, _SOURCE),
        ("Krzyzewski dan Szczepanik berbicara.", "Then Krzyzewski and Szczepanik spoke to the press."),
    ],
)
def test_english(source: str, hypothesis: str) -> None:
    assert garble(source, hypothesis) is None


@given(st.text(), st.text())
def test_never_raises(source: str, hypothesis: str) -> None:
    fault = garble(source, hypothesis)
    assert fault is None or 0 <= fault.score <= 1


def test_as_a_check() -> None:
    source = "Polisi masih menyelidiki penyebab kebakaran tersebut."
    told = garble_check(source, "The <unk> said so.", Context())
    fault = garble(source, "The <unk> said so.")
    assert fault is not None
    assert (told.check, told.clean, told.score, told.explanation) == (
        "garbled",
        False,
        1 - fault.score,
        fault.explanation,
    )
    right = garble_check(source, "Police are still investigating the cause of the fire.", Context())
    assert (right.check, right.clean, right.score, right.explanation) == ("garbled", True, 1.0, "")
    assert garble_check(source, "", Context()).clean
