"""Comparing: what became of each number, and what the editor is told."""

from __future__ import annotations

from datetime import date

import pytest

from jembatan.numbers import compare, unsupported

RIGHT = [
    ("Kuota dipangkas 50.000 ton menjadi 80.000 ton", "The quota was cut by 50,000 tons to 80,000 tons"),
    ("Harga turun hingga 45 persen", "Prices fell by up to 45 percent"),
    ("IHSG melemah 34,25 poin ke posisi 4.789,12", "The index closed at 4,789.12, down 34.25 points"),
    ("Ada 1.327 kasus, 14 pasien di antaranya meninggal", "Fourteen of the 1,327 patients have died"),
    ("Misa digelar pukul 17.00, 19.30 dan 22.00 WIB", "Masses are at 5 p.m., 7:30 p.m. and 10 p.m."),
    ("Api padam sekitar setengah tujuh pagi", "The fire was out around 6:30 a.m."),
    ("Satu dari tiga anak balita", "One in three children under five"),
    ("Arus mudik mulai H-7 Lebaran", "The exodus starts seven days before Idul Fitri"),
    ("Harganya 27 juta euro", "It costs €27m"),
    ("Yen menguat ke posisi 110 yen", "The yen firmed to 110"),
    ("Dendanya naik dari S$100 ke S$120", "The fine rose from S$100 to $120"),
    ("Ongkosnya Rp5.000", "The fare is 5,000"),
    ("11.800 tentara tewas", "11,800 soldiers were killed"),
    ("11.820 tentara", "eleven thousand eight hundred and twenty soldiers"),
    ("biaya 5,6 miliar dolar AS", "a cost of US$5.6 billion"),
    ("US$5,6 miliar", "$5.6bn"),
    ("Rp1.250.000,00", "Rp1,250,000"),
    ("Rp17.000,-", "Rp17,000"),
    ("Rp6,5 triliun", "Rp6.5 trillion"),
    ("Rp5 M", "5 billion rupiah"),
    ("200 ribu orang", "200,000 people"),
    ("200.000 orang", "two hundred thousand people"),
    ("1,5 juta orang", "1.5 million people"),
    ("setengah juta orang", "half a million people"),
    ("setengah juta orang", "500,000 people"),
    ("sejuta pohon", "a million trees"),
    ("seribu pohon", "1,000 trees"),
    ("seratus pohon", "one hundred trees"),
    ("1.000 personel", "a 1,000-strong force"),
    ("dua belas orang", "12 people"),
    ("12 orang", "twelve people"),
    ("12 orang", "a dozen people"),
    ("selusin orang", "a dozen people"),
    ("lima orang", "5 people"),
    ("usia 24 tahun", "a 24-year-old"),
    ("usia dua puluh empat tahun", "a twenty-four-year-old"),
    ("puluhan tahanan", "dozens of prisoners"),
    ("puluhan tahanan", "tens of prisoners"),
    ("belasan orang", "a dozen people"),
    ("belasan orang", "dozens of people"),
    ("ratusan orang", "hundreds of people"),
    ("beberapa ratus orang", "several hundred people"),
    ("beberapa ratus orang", "a few hundred people"),
    ("ribuan orang", "thousands of people"),
    ("beribu-ribu orang", "thousands and thousands of people"),
    ("puluhan ribu orang", "tens of thousands of people"),
    ("ratusan ribu orang", "hundreds of thousands of people"),
    ("jutaan orang", "millions of people"),
    ("miliaran dolar", "billions of dollars"),
    ("pertama kali", "for the first time"),
    ("peringkat ketiga", "third place"),
    ("abad ke-19", "the 19th century"),
    ("abad ke-19", "the nineteenth century"),
    ("ulang tahun ke-21", "the 21st anniversary"),
    ("ulang tahun ke-21", "the twenty-first anniversary"),
    ("Perang Dunia II", "World War II"),
    ("Perang Dunia II", "the Second World War"),
    ("ketiga orang itu", "the three people"),
    ("kedua negara", "both countries"),
    ("kedua negara", "the two countries"),
    ("kedua negara", "the countries"),
    ("babak kedua", "the second round"),
    ("naik dua kali lipat", "doubled"),
    ("menang dua kali", "won twice"),
    ("naik tiga kali lipat", "tripled"),
    ("sepasang sepatu", "a pair of shoes"),
    ("5 persen", "5%"),
    ("5%", "five percent"),
    ("0,25 persen", "0.25 per cent"),
    ("5-6 persen", "5 to 6 percent"),
    ("5 hingga 6 persen", "5% to 6%"),
    ("2-3 juta orang", "2 million to 3 million people"),
    ("2 juta hingga 3 juta orang", "2-3 million people"),
    ("180-200 orang", "between 180 and 200 people"),
    ("sepertiga suara", "a third of the votes"),
    ("sepertiga suara", "one third of the votes"),
    ("dua pertiga suara", "two thirds of the votes"),
    ("tiga perempat suara", "three-quarters of the votes"),
    ("1/5 dari suara", "1/5 of the votes"),
    ("minus 3 derajat", "minus 3 degrees"),
    ("suhu -3 derajat", "a temperature of -3 degrees"),
    ("31 dari 68 kursi", "31 of 68 seats"),
    ("31 dari 68 kursi", "of the 68 seats, 31"),
    ("menang 3-1", "won 3-1"),
    ("rudal Kh-59", "Kh-59 missiles"),
    ("pesawat F-16", "F-16 fighters"),
    ("peluru 155mm", "155 mm shells"),
    ("peluru 155 mm", "155mm shells"),
    ("timnas U-20", "the U-20 team"),
    ("timnas U-20", "the under-20 team"),
    ("KTT G20", "the G20 summit"),
    ("KTT G20", "the G-20 summit"),
    ("COVID-19", "Covid-19"),
    ("siswa SMAN 8", "students of SMAN 8"),
    ("era 1980-an", "the 1980s"),
    ("era 1980-an", "the 80s"),
    ("tahun 1975-1990", "1975-90"),
    ("usia dua puluhan", "in their twenties"),
    ("22 Desember 2024", "December 22, 2024"),
    ("22 Desember 2024", "22 December 2024"),
    ("22 Desember", "Dec. 22"),
    ("22 Desember", "the 22nd of December"),
    ("2 hingga 5 Mei 2020", "May 2-5, 2020"),
    ("12 Oktober", "Oct 12"),
    ("Februari 2022", "February 2022"),
    ("pada bulan Mei", "in May"),
    ("Selasa (5/11/2024)", "Tuesday (November 5, 2024)"),
    ("Selasa (5/11/2024)", "Tuesday, 5 November 2024"),
    ("Selasa (5/11/2024)", "Tuesday (11/5/2024)"),
    ("Sabtu (10/12/2024)", "Saturday (October 12, 2024)"),
    ("Rabu (18/12/2024)", "Wednesday (12/18/2024)"),
    ("pada Jumat (1/11/2024)", "on November 1, 2024"),
    ("pada Senin", "that day"),
    ("hari Minggu", "on Sunday"),
    ("minggu ini", "this week"),
    ("pukul 20.08 WIB", "at 8:08 p.m. WIB"),
    ("pukul 20.08", "at 20:08"),
    ("pukul 8 malam", "at 8 p.m."),
    ("pukul 10 pagi", "at 10 a.m."),
    ("pukul 10 pagi", "at 10 o'clock in the morning"),
    ("jam 3 sore", "at 3pm"),
    ("pukul 12.00 GMT", "at 1200 GMT"),
    ("pukul 08.00-10.00 WIB", "8 to 10 a.m. WIB"),
    ("40-an orang", "some 40 people"),
    ("4 puluh orang", "40 people"),
    ("satu orang", "a person"),
    ("satu orang", "one person"),
    ("1 orang", "one person"),
    ("seorang pria", "one man"),
    ("salah satu dari mereka", "one of them"),
    ("satu-satunya jalan", "the only road"),
    ("pedagang kaki lima", "street vendors"),
    ("Enam Hari", "Six Days"),
    ("gim Six Days", "the game Six Days"),
    ("tidak ada angka", "no number here"),
]

WRONG = [
    ("Kuota dipangkas menjadi 50.000 ton", "The quota was cut by 50,000 tons", ["changed"]),
    ("Laba naik 5 persen", "Profits rose to 5 percent", ["changed"]),
    (
        "AN (24) mencuri 13 motor bersama DS (31)",
        "AN, 31, stole 13 motorcycles with DS, 24",
        ["changed", "kept", "changed"],
    ),
    ("Harganya 27 juta euro", "It costs 27 million", ["changed"]),
    ("Dendanya S$120", "The fine is $120", ["changed"]),
    ("11.800 tentara", "11.800 soldiers", ["changed"]),
    ("11.800 tentara", "11, 800 soldiers", ["changed", "invented"]),
    ("11.800 tentara", "1,800 soldiers", ["changed"]),
    ("11.800 tentara", "soldiers", ["lost"]),
    ("11,800 persen", "11,800 percent", ["changed"]),
    ("5,6 miliar dolar", "5,6 billion dollars", ["changed"]),
    ("5,6 miliar dolar", "5.6 million dollars", ["changed"]),
    ("$1,25 miliar", "$125 million", ["changed"]),
    ("Rp6,5 triliun", "Rp6.5 billion", ["changed"]),
    ("Rp1.250.000", "Rp1.250.000", ["changed"]),
    ("13 dari 24 drone", "24 of 13 drones", ["changed", "changed"]),
    ("enam drone", "four drones", ["changed"]),
    ("enam drone", "drones", ["lost"]),
    ("drone itu", "six drones", ["invented"]),
    ("puluhan tahanan", "tens of thousands of soldiers", ["changed"]),
    ("puluhan tahanan", "prisoners", ["lost"]),
    ("ratusan orang", "a hundred people", ["changed"]),
    ("ratusan orang", "thousands of people", ["changed"]),
    ("orang tewas", "hundreds of people died", ["invented"]),
    ("5 persen", "5", ["changed"]),
    ("5 persen", "50 percent", ["changed"]),
    ("minus 3 derajat", "3 degrees", ["changed"]),
    ("peringkat ketiga", "fourth place", ["changed"]),
    ("abad ke-19", "the 18th century", ["changed"]),
    ("pertama kali", "again", ["lost"]),
    ("dua pertiga suara", "three quarters of the votes", ["changed"]),
    ("Selasa (5/11/2024)", "Monday (November 5, 2024)", ["changed", "kept"]),
    ("pada Minggu", "on Monday", ["changed"]),
    ("hari Minggu", "on Monday", ["changed"]),
    ("hari itu", "on Monday", ["invented"]),
    ("pada bulan Juni", "in July", ["changed"]),
    ("pada bulan Juni", "last month", ["lost"]),
    ("22 Desember 2024", "December 23, 2024", ["changed", "kept", "kept"]),
    ("22 Desember 2024", "December 22", ["kept", "kept", "lost"]),
    ("Sabtu (10/12/2024)", "Saturday (December 10, 2024)", ["kept", "changed", "changed", "kept"]),
    ("pukul 20.08 WIB", "at 8:08 a.m.", ["changed"]),
    ("pukul 20.08 WIB", "at 8:18 p.m.", ["changed"]),
    ("rudal Kh-59", "Kh-58 missiles", ["changed"]),
    ("peluru 155mm dan 105mm", "155mm and 150mm shells", ["kept", "changed"]),
    ("24 dari 28 drone", "24 drones", ["kept", "lost"]),
    ("era 1980-an", "the 1990s", ["changed"]),
    ("5 dan 6 dan 7", "5 and 6", ["kept", "kept", "lost"]),
    ("5 dan 6", "5, 6 and 7", ["kept", "kept", "invented"]),
]


@pytest.mark.parametrize(("source", "target"), RIGHT)
def test_right_translations_are_clean(source: str, target: str) -> None:
    report = compare("a", source, target)
    assert report.ok, [match.explanation for match in report.matches]


@pytest.mark.parametrize(("source", "target", "statuses"), WRONG)
def test_wrong_translations_are_found(source: str, target: str, statuses: list[str]) -> None:
    assert [match.status for match in compare("a", source, target).matches] == statuses


@pytest.mark.parametrize(
    ("source", "target", "explanations"),
    [
        ("11.800 orang", "people", ["11.800 (11,800) is missing from the translation."]),
        ("11.800 orang", "11.800 people", ["11.800 reads as 11.8 in English; the source says 11,800."]),
        (
            "11,800 persen",
            "11,800 percent",
            ["11,800 persen reads as 11.8% in Indonesian; the translation says 11,800%."],
        ),
        ("11,800 orang", "11,800 people", ["11,800 is kept as 11,800; the source writes it the English way."]),
        ("5,6 miliar", "5,6 billion", ["5,6 billion is not written the English way; the source says 5,600,000,000."]),
        ("ratusan orang", "people", ["ratusan (hundreds) is missing from the translation."]),
        ("puluhan ribu", "ten", ["puluhan ribu (tens of thousands) became ten (10)."]),
        ("ke-3 kali", "times", ["ke-3 (3rd) is missing from the translation."]),
        ("orang", "6 people", ["6 is not in the source."]),
        ("pada Minggu", "on Monday", ["Minggu (Sunday) became Monday."]),
        ("pada 5/11/2024", "then", ["5/11/2024 (5 November 2024) is missing from the translation."]),
        (
            "pada 5/11/2024",
            "on May 11, 2024",
            [
                "5/11/2024 is read as 5 November 2024, and the translation takes it as 11 May 2024; "
                "nothing in the article settles which."
            ],
        ),
        (
            "pada 5/11/2024",
            "on November 5, 2024",
            ["5/11/2024 is kept as November 5, 2024; it may also be 11 May 2024."],
        ),
        ("12 orang", "twelve people", ["12 is kept as twelve."]),
        ("pukul 10 pagi", "at 10 a.m.", ["10 pagi is kept as 10 a.m."]),
        (
            "13 dari 24 drone",
            "24 of 13 drones",
            ["13 and 24 changed places in the translation.", "24 and 13 changed places in the translation."],
        ),
    ],
)
def test_explanations_speak_to_an_editor(source: str, target: str, explanations: list[str]) -> None:
    assert [match.explanation for match in compare("a", source, target).matches] == explanations


def test_matches_stand_in_source_order_with_inventions_last() -> None:
    report = compare("a", "Ada 3 kucing, 4 anjing dan 5 kuda", "There are 9 cows, 5 horses, 4 dogs and 3 cats")
    assert [match.source.surface if match.source else None for match in report.matches] == ["3", "4", "5", None]
    assert report.article == "a"


def test_spans_belong_to_the_given_strings() -> None:
    source, target = "Ada 11.800 tentara", "There were 11,800 soldiers"
    (match,) = compare("a", source, target).matches
    assert match.source is not None and match.target is not None
    assert source[match.source.start : match.source.end] == "11.800"
    assert target[match.target.start : match.target.end] == "11,800"


def test_publication_reaches_the_reader() -> None:
    published = date(2018, 12, 5)
    assert compare("a", "Selasa (4/12)", "Tuesday (December 4)", published).ok
    assert not compare("a", "Selasa (4/12)", "Tuesday (April 12)", published).ok


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("About 11,800 soldiers died.", ["kept"]),
        ("About 11,900 soldiers died.", ["invented"]),
        ("It happened in November.", ["kept"]),
        ("It happened on November 5.", ["kept"]),
        ("It happened on November 6.", ["invented"]),
        ("It happened in 2024.", ["kept"]),
        ("The cost was $5.6 billion, or 5,600 million.", ["kept", "kept"]),
        ("The cost was $5.6 million.", ["invented"]),
        ("Five died, then five more.", ["kept", "kept"]),
        ("One of both sides spoke first.", []),
        ("Nothing to count.", []),
    ],
)
def test_a_summary_needs_evidence_for_each_number(sentence: str, statuses: list[str]) -> None:
    text = "On Tuesday (November 5, 2024) 11,800 soldiers and five tanks were lost. The cost is $5.6 billion."
    assert [match.status for match in unsupported("a", text, sentence).matches] == statuses


def test_a_summary_may_leave_numbers_out_and_compare_works_within_english() -> None:
    assert unsupported("a", "There were 11,800 soldiers and 12 tanks.", "There were 12 tanks.").ok
    assert compare("a", "11,800 soldiers", "11,800 soldiers", source_language="en").ok
    assert not compare("a", "11,800 soldiers", "11.800 soldiers", source_language="en").ok


def test_explanations_name_the_summary_where_nothing_was_translated() -> None:
    report = compare("a", "11,800 soldiers and 3 tanks", "11.800 soldiers", source_language="en")
    assert [match.explanation for match in report.matches] == [
        "11,800 became 11.800 (11.8).",
        "3 is missing from the summary.",
    ]
