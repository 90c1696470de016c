from __future__ import annotations

from pathlib import Path

import pytest

from jembatan.errors import InputError
from jembatan_eval.lines import Pair, read_aligned


def test_lines_are_paired_and_an_empty_line_stays(tmp_path: Path) -> None:
    (tmp_path / "hyp").write_bytes("One\u2028more.\r\n\nThree.\n".encode())
    (tmp_path / "ref").write_bytes(b"\xef\xbb\xbfOne.\nTwo.\nThree.")
    (tmp_path / "src").write_text("Satu.\nDua.\nTiga.\n", encoding="utf-8")
    assert read_aligned(tmp_path / "hyp", tmp_path / "ref", tmp_path / "src") == (
        Pair("One\u2028more.", "One.", "Satu.", segment="1"),
        Pair("", "Two.", "Dua.", segment="2"),
        Pair("Three.", "Three.", "Tiga.", segment="3"),
    )


@pytest.mark.parametrize(
    ("hypothesis", "reference", "message"),
    [
        (b"One.\nTwo.\n", b"One.\n", r"same number of lines.*hyp has 2.*ref has 1"),
        (b"", b"", "holds no line"),
        (b"Caf\xe9.\n", b"One.\n", r"hyp: not UTF-8 \(byte 3\)"),
        (None, b"One.\n", r"hyp: cannot be read \(No such file"),
    ],
)
def test_what_cannot_be_aligned_is_told(
    tmp_path: Path, hypothesis: bytes | None, reference: bytes, message: str
) -> None:
    if hypothesis is not None:
        (tmp_path / "hyp").write_bytes(hypothesis)
    (tmp_path / "ref").write_bytes(reference)
    with pytest.raises(InputError, match=message):
        read_aligned(tmp_path / "hyp", tmp_path / "ref")
