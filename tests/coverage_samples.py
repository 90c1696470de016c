"""Right translations to damage: an invented report, and the references of the seeds."""

from __future__ import annotations

from collections.abc import Mapping

from jembatan_eval.lines import Pair
from jembatan_eval.references.file import SEEDS, read_references

REPORT = (
    ("Gempa berkekuatan 6,2 mengguncang Pulau Lombok pada Minggu malam.",
     "A 6.2 magnitude earthquake shook the island of Lombok on Sunday night."),
    ("Sedikitnya 14 orang tewas dan puluhan rumah rusak, kata juru bicara BNPB Sutopo Nugroho.",
     "At least 14 people were killed and dozens of houses damaged, said BNPB spokesman Sutopo Nugroho."),
    ("Bandara di Mataram ditutup selama tiga jam. Penumpang harus menunggu di luar gedung terminal.",
     "The airport in Mataram was closed for three hours. Passengers had to wait outside the terminal building."),
    ("Presiden Joko Widodo memerintahkan militer mengirim kapal dan obat-obatan dari Surabaya.",
     "President Joko Widodo ordered the military to send ships and medicine from Surabaya."),
    ("Para dokter di rumah sakit merawat pasien di bawah tenda, sementara polisi menjaga toko-toko yang kosong.",
     "Doctors at the hospital treated patients under tents, while police guarded the empty shops."),
)  # fmt: skip


def report(changed: Mapping[int, str] | None = None, *, references: bool = False) -> list[Pair]:
    """The report, with other outputs for some of its segments."""
    return [
        Pair((changed or {}).get(place, english), english if references else None, source, segment=f"s{place + 1}")
        for place, (source, english) in enumerate(REPORT)
    ]


def seeds() -> list[Pair]:
    """The references of the seeds as if they were outputs, without references."""
    return [Pair(one.target, None, one.source, None, one.article) for one in read_references(SEEDS)]
