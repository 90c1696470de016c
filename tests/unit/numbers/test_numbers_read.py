"""Reading: what a number is, where it stands and what it is worth."""

from __future__ import annotations

from datetime import date

import pytest

from jembatan.numbers import date_order, read
from jembatan.numbers.reading.lexicon import Language

INDONESIAN = [
    ("11.800 tentara", [("11.800", "number", "11800")]),
    ("naik 5,6 meter", [("5,6", "number", "5.6")]),
    ("1.250,75 hektare", [("1.250,75", "number", "1250.75")]),
    ("seharga Rp1.250.000,00", [("1.250.000,00", "number", "1250000")]),
    ("hanya Rp17.000,- saja", [("17.000", "number", "17000")]),
    ("Rp5,6 miliar", [("5,6 miliar", "number", "5600000000")]),
    ("Rp2,5 T dan Rp5 M", [("2,5 T", "number", "2500000000000"), ("5 M", "number", "5000000000")]),
    ("30 rb orang, 4jt lagi", [("30 rb", "number", "30000"), ("4jt", "number", "4000000")]),
    ("jarak 5 m", [("5", "number", "5")]),
    ("2 juta 300 ribu jiwa", [("2 juta 300 ribu", "number", "2300000")]),
    ("1,2 ribu triliun", [("1,2 ribu triliun", "number", "1200000000000000")]),
    ("sebelas ribu delapan ratus dua puluh", [("sebelas ribu delapan ratus dua puluh", "number", "11820")]),
    ("tiga belas dan tigabelas", [("tiga belas", "number", "13"), ("tigabelas", "number", "13")]),
    ("duapuluh lima", [("duapuluh lima", "number", "25")]),
    ("seribu seratus sebelas", [("seribu seratus sebelas", "number", "1111")]),
    ("sejuta warga", [("sejuta", "number", "1000000")]),
    ("dua tiga hari", [("dua", "number", "2"), ("tiga", "number", "3")]),
    ("selusin telur", [("selusin", "number", "12")]),
    ("setengah juta orang", [("setengah juta", "number", "500000")]),
    ("dua pertiga suara", [("dua pertiga", "fraction", "2/3")]),
    ("seperempat suara", [("seperempat", "fraction", "1/4")]),
    ("minus 3 derajat", [("minus 3", "number", "-3")]),
    ("suhu -5 derajat", [("-5", "number", "-5")]),
    ("3-1", [("3", "number", "3"), ("1", "number", "1")]),
    ("0,25%", [("0,25%", "percent", "0.25")]),
    ("lima persen", [("lima persen", "percent", "5")]),
    ("ratusan orang", [("ratusan", "vague", "100")]),
    ("puluhan ribu orang", [("puluhan ribu", "vague", "10000")]),
    ("beberapa ratus orang", [("beberapa ratus", "vague", "100")]),
    ("beribu-ribu orang", [("beribu-ribu", "vague", "1000")]),
    ("peringkat ketiga, abad ke-19", [("ketiga", "ordinal", "3"), ("ke-19", "ordinal", "19")]),
    ("ulang tahun ketiga belas", [("ketiga belas", "ordinal", "13")]),
    ("Perang Dunia II", [("II", "ordinal", "2")]),
    ("era 1980-an", [("1980-an", "decade", "1980")]),
    ("rudal Kh-59 dan F-16", [("Kh-59", "name", "kh59"), ("F-16", "name", "f16")]),
    ("rudal Iskander-M", []),
    ("peluru 155mm", [("155", "number", "155")]),
    ("KTT G20 di SMAN 8", [("G20", "name", "g20"), ("8", "number", "8")]),
    ("alamat 192.168.0.1", [("192.168.0.1", "name", "192.168.0.1")]),
    ("satu orang, seorang, sebuah, salah satu, kaki lima", []),
    ("kedua negara", []),
    ("Selasa (5/11/2024)", [("Selasa", "weekday", "2"), ("5/11/2024", "date", "2024-11-05")]),
    ("Sabtu (10/12/2024)", [("Sabtu", "weekday", "6"), ("10/12/2024", "date", "2024-10-12")]),
    ("Sabtu malam (10/12/2024)", [("Sabtu", "weekday", "6"), ("10/12/2024", "date", "2024-10-12")]),
    ("Kamis (10/3/2024)", [("Kamis", "weekday", "4"), ("10/3/2024", "date", "2024-10-03")]),
    ("Minggu (13/10/2024)", [("Minggu", "weekday", "7"), ("13/10/2024", "date", "2024-10-13")]),
    ("pada 5/11/2024", [("5/11/2024", "date", "2024-11-05")]),
    ("pada 22 Desember", [("22 Desember", "date", "--12-22")]),
    ("pada 17 Agustus 1945", [("17 Agustus 1945", "date", "1945-08-17")]),
    ("sejak Februari 2022", [("Februari 2022", "date", "2022-02")]),
    ("pada bulan Juni", [("Juni", "month", "6")]),
    ("31 Februari", [("31", "number", "31"), ("Februari", "month", "2")]),
    ("hari Minggu lalu, dua minggu", [("Minggu", "weekday", "7"), ("dua", "number", "2")]),
    ("Minggu lalu harga naik", []),
    ("pukul 20.08 WIB", [("20.08", "time", "20:08")]),
    ("jam 3 sore", [("3 sore", "time", "15:00")]),
    ("selama 2 jam 30 menit", [("2", "number", "2"), ("30", "number", "30")]),
    ("٣٤ orang", []),
]  # fmt: skip

ENGLISH = [
    ("11,800 soldiers", [("11,800", "number", "11800")]),
    ("5.6 metres", [("5.6", "number", "5.6")]),
    ("11.800 soldiers", [("11.800", "number", "11.8")]),
    ("$1.25 billion", [("1.25 billion", "number", "1250000000")]),
    ("$1.5m and £2bn", [("1.5m", "number", "1500000"), ("2bn", "number", "2000000000")]),
    ("a 5m wall", [("5", "number", "5")]),
    ("20 millions", [("20 millions", "number", "20000000")]),
    ("two hundred and five", [("two hundred and five", "number", "205")]),
    ("two hundred and five thousand", [("two hundred and five thousand", "number", "205000")]),
    ("two thousand and three thousand", [("two thousand", "number", "2000"), ("three thousand", "number", "3000")]),
    ("a dozen, two dozen", [("a dozen", "number", "12"), ("two dozen", "number", "24")]),
    ("a hundred days", [("a hundred", "number", "100")]),
    ("half a million", [("half a million", "number", "500000")]),
    ("a twenty-four-year-old", [("twenty-four", "number", "24")]),
    ("two-thirds", [("two-thirds", "fraction", "2/3")]),
    ("hundreds of thousands of people", [("hundreds of thousands", "vague", "100000")]),
    ("several hundred", [("several hundred", "vague", "100")]),
    ("dozens of people", [("dozens", "vague", "10")]),
    ("test scores rose", []),
    ("5 percent, 6 per cent", [("5 percent", "percent", "5"), ("6 per cent", "percent", "6")]),
    ("5%", [("5%", "percent", "5")]),
    ("the 19th and the twenty-first", [("19th", "ordinal", "19"), ("twenty-first", "ordinal", "21")]),
    ("the 1980s", [("1980s", "decade", "1980")]),
    ("at 8:08 p.m.", [("8:08 p.m.", "time", "20:08")]),
    ("at 20:08", [("20:08", "time", "20:08")]),
    ("1200 GMT", [("1200", "time", "12:00")]),
    ("December 22, 2024", [("December 22, 2024", "date", "2024-12-22")]),
    ("22nd of December", [("22nd of December", "date", "--12-22")]),
    ("Oct. 12", [("Oct. 12", "date", "--10-12")]),
    ("February 2022", [("February 2022", "date", "2022-02")]),
    ("in May they may march", [("May", "month", "5")]),
    ("on Sundays", [("Sundays", "weekday", "7")]),
    ("Saturday (10/12/2024)", [("Saturday", "weekday", "6"), ("10/12/2024", "date", "2024-10-12")]),
    ("one of them, no one, both, the first, a couple", []),
    ("COVID-19", [("COVID-19", "name", "covid19")]),
]  # fmt: skip


def summary(text: str, language: Language) -> list[tuple[str, str, str]]:
    return [(found.surface, found.kind, found.value) for found in read(text, language)]


@pytest.mark.parametrize(("text", "expected"), INDONESIAN)
def test_indonesian(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert summary(text, "id") == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert summary(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "language", "readings"),
    [
        ("11.800", "id", ("11800", "11.8")),
        ("11,800", "id", ("11.8", "11800")),
        ("11.800", "en", ("11.8", "11800")),
        ("5/11/2024", "id", ("2024-11-05", "2024-05-11")),
        ("5,6", "id", ()),
    ],
)
def test_ambiguous_forms_keep_their_readings(text: str, language: Language, readings: tuple[str, ...]) -> None:
    assert read(text, language)[0].readings == readings


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("Selasa (4/12)", date(2018, 12, 5), "--12-04"),  # 4 December 2018 was a Tuesday
        ("Kamis (4/12)", date(2018, 4, 13), "--04-12"),  # so was 12 April 2018 a Thursday
        ("Selasa (31/12)", date(2025, 1, 2), "--12-31"),  # the year before publication
        ("(29/2)", date(2023, 3, 1), "--02-29"),
        ("pada 5/11/2024", date(2024, 5, 12), "2024-05-11"),  # half a year ahead of its article
        ("pada 5/11/2024", date(2024, 11, 6), "2024-11-05"),
    ],
)
def test_publication_settles_the_order_of_a_date(text: str, published: date, value: str) -> None:
    assert [found.value for found in read(text, "id", published) if found.kind == "date"] == [value]


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["pada 31/12/2024", "pada 5/11"], "day"),
        (["Sabtu (10/12/2024)"], "month"),
        (["Selasa (5/11/2024)"], "day"),
        (["Sabtu (10/12/2024)", "pada 31/12/2024"], None),
        (["pada 5/11/2024", "tanpa tanggal, 24/7, 1/5 suara"], None),
        (["2024-11-05"], None),
    ],
)
def test_the_other_dates_of_an_article_show_the_order(texts: list[str], order: str | None) -> None:
    assert date_order(texts) == order


def test_the_order_of_the_other_dates_settles_one_that_nothing_else_does() -> None:
    (found,) = read("pada 5/11/2024", "id", order="month")
    assert (found.value, found.readings) == ("2024-05-11", ())
    (open_date,) = read("pada 5/11/2024", "id")
    assert (open_date.value, open_date.readings) == ("2024-11-05", ("2024-11-05", "2024-05-11"))
