"""The numbers of the five seed articles, against English written for this test, and against the references."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jembatan.numbers import compare, read, unsupported

ROOT = Path(__file__).resolve().parents[3]
REFERENCES = ROOT / "eval" / "references" / "seeds.jsonl"

PAIRS = [
    ("Ratusan Tentara Korut Tewas", "Hundreds of North Korean Soldiers Killed"),
    ("sejak invasi ke Ukraina pada Februari 2022", "since the invasion of Ukraine in February 2022"),
    ("mengalami beberapa ratus korban jiwa", "has suffered several hundred deaths"),
    ("dilansir The Guardian, Rabu (18/12/2024)", "reported The Guardian on Wednesday (December 18, 2024)"),
    ("Pada Juni lalu, kedua negara menandatangani", "Last June, the two countries signed"),
    ("dana sebesar US$5,6 miliar", "funds of US$5.6 billion"),
    ("melenyapkan 11.800 tentara", "eliminated 11,800 soldiers"),
    ("45 serangan balik, dikutip Selasa (5/11/2024)", "45 counterattacks, quoted on Tuesday (5 November 2024)"),
    ("Dari 26 Oktober hingga 1 November 2024", "From October 26 to November 1, 2024"),
    ("sekitar 11.820 tentara, 510 lebih banyak", "some 11,820 soldiers, 510 more"),
    ("196 kendaraan, 89 berbagai kendaraan", "196 vehicles, 89 various vehicles"),
    ("lima tank, tiga peluncur, 96 senjata", "5 tanks, 3 launchers, 96 guns"),
    ("18 stasiun dan 30 depot", "18 stations and 30 depots"),
    ("12.000 tentara, 500 perwira dan tiga jenderal", "12,000 troops, 500 officers and three generals"),
    ("pada Jumat (1/11/2024)", "on Friday (November 1, 2024)"),
    ("1.000 tentaranya tewas", "1,000 of its soldiers were killed"),
    ("bernilai $1,25 miliar", "worth $1.25 billion"),
    ("peluru artileri 155mm dan 105mm", "155mm and 105mm artillery shells"),
    ("Beograd, Serbia, 18 Oktober 2024", "Belgrade, Serbia, October 18, 2024"),
    ("di Moskow pada 22 Desember", "in Moscow on December 22"),
    ("di Moskow, Rusia, 22 Desember 2024", "in Moscow, Russia, December 22, 2024"),
    ("menembak jatuh 13 dari 24 drone", "shot down 13 of 24 drones"),
    ("11 drone Rusia lainnya", "the other 11 Russian drones"),
    ("menguasai dua desa", "captured two villages"),
    ("setidaknya 1.000 dari 11.000 tentara dalam tiga bulan", "at least 1,000 of 11,000 troops in three months"),
    ("dalam empat bulan", "in four months"),
    ("pada awal Februari", "in early February"),
    ("kedua belah pihak", "both sides"),
    ("ratusan kilometer persegi", "hundreds of square kilometres"),
    ("sejak September 2022, 5.937 tentara", "since September 2022, 5,937 soldiers"),
    ("sebanyak 45.100", "at 45,100"),
    ("pada Minggu (13/10/2024)", "on Sunday (October 13, 2024)"),
    ("Selasa (8/10/2024) bahwa enam perwira", "Tuesday (October 8, 2024) that six officers"),
    ("pada Kamis (10/3/2024)", "on Thursday (October 3, 2024)"),
    ("setelah Perang Dunia II", "after World War II"),
    ("pada Sabtu (10/12/2024)", "on Saturday (October 12, 2024)"),
    ("enam hari setelah serangan", "six days after the attack"),
    ("47 drone: 17 di Krasnodar, 16 di Azov", "47 drones: 17 in Krasnodar, 16 at Azov"),
    ("12 di Kursk, dan dua di Belgorod", "12 in Kursk, and two in Belgorod"),
    ("24 dari 28 drone", "24 of the 28 drones"),
    ("dua wanita terluka pada hari Sabtu", "two women were injured on Saturday"),
    ("puluhan tahanan, pada bulan Agustus", "dozens of prisoners, in August"),
    ("sembilan operator pada 10 Oktober", "nine operators on October 10"),
    ("membunuh 16 tentara", "killed 16 soldiers"),
    ("menghalau 36 serangan", "repelled 36 attacks"),
    ("68 drone dan empat rudal", "68 drones and four missiles"),
    ("Dua rudal Iskander-M dan dua rudal Kh-59", "Two Iskander-M missiles and two Kh-59 missiles"),
    ("31 drone, sementara 36 drone", "31 drones, while 36 drones"),
    ("13 drone di tiga wilayah", "13 drones in three regions"),
    ("Enam drone ditembak jatuh. Satu drone hancur", "Six drones were shot down. One drone was destroyed"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_the_seeds_numbers_are_accounted_for(source: str, target: str) -> None:
    report = compare("seed", source, target)
    assert report.ok, [match.explanation for match in report.matches]
    told = {match.source.start for match in report.matches if match.source is not None}
    assert told >= {found.start for found in read(source, "id")}


def test_the_reference_translations_and_summaries_are_clean() -> None:
    english: dict[str, list[str]] = {}
    found: list[str] = []
    for line in REFERENCES.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["type"] == "segment":
            english.setdefault(entry["article"], []).append(entry["target"])
            report = compare(entry["article"], entry["source"], entry["target"])
            found += [match.explanation for match in report.matches if match.status != "kept"]
        else:
            text = " ".join(english[entry["article"]])
            for sentence in (entry["headline"], *entry["sentences"]):
                report = unsupported(entry["article"], text, sentence)
                found += [match.explanation for match in report.matches if match.status != "kept"]
    assert len(english) == 5
    assert found == []
