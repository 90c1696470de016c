"""NLLB's language codes."""

from __future__ import annotations

import pytest

from jembatan.engines import languages
from jembatan.errors import ConfigError

TOKENS = ["<s>", "</s>", "<unk>", "eng_Latn", "ind_Latn", "jav_Latn", "zsm_Latn", "zho_Hans"]


def test_known_codes_pass() -> None:
    languages.check(TOKENS, "ind_Latn", "eng_Latn")


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        (
            "ind_latn",
            "eng_Latn",
            "translate.source_language: the model knows no language 'ind_latn'; did you mean ind_Latn",
        ),
        ("ind-Latn", "eng_Latn", "did you mean ind_Latn"),
        ("id", "eng_Latn", "did you mean ind_Latn"),
        ("ind_Latn", "en", "translate.target_language: the model knows no language 'en'; did you mean eng_Latn"),
        ("ind_Latn", "<unk>", "knows no language '<unk>'"),
        ("???", "eng_Latn", "it knows 5 codes such as ind_Latn and eng_Latn"),
    ],
)
def test_unknown_codes_name_the_nearest(source: str, target: str, said: str) -> None:
    with pytest.raises(ConfigError) as raised:
        languages.check(TOKENS, source, target)
    assert said in str(raised.value)


def test_both_faults_are_told_at_once() -> None:
    with pytest.raises(ConfigError) as raised:
        languages.check(TOKENS, "indonesia", "english")
    assert len(str(raised.value).splitlines()) == 2
