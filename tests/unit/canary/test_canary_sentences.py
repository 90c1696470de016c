"""The fixed sentences stay as they are within a version."""

from __future__ import annotations

import hashlib

from jembatan.canary.sentences import fixed


def test_whoever_changes_a_sentence_raises_the_version() -> None:
    digest = hashlib.sha256("\n".join(fixed().texts).encode()).hexdigest()
    assert (fixed().version, digest[:16]) == (1, "54496549d6fe3058")


def test_they_are_short_and_long_and_each_is_there_once() -> None:
    texts = fixed().texts
    words = [len(text.split()) for text in texts]
    assert len(set(texts)) == len(texts) == 12
    assert (min(words), max(words)) == (6, 36)
    assert [text for text in texts if text.isupper()] == ["PRESIDEN TINJAU LOKASI BANJIR DI DEMAK"]
