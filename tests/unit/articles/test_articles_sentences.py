"""Where sentences end: a table of literal cases, and losslessness over arbitrary text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jembatan.articles.sentences import boundaries

CASES = [
    # plain
    ["Hujan turun sejak pagi.", "Sungai pun meluap."],
    ["Hujan turun sejak pagi"],
    ["Siapa yang datang?", "Tidak ada."],
    ["Cukup!", "Warga menolak."],
    ["Apa?!", "Warga kaget."],
    # abbreviations before a name
    ["PT. Maju Jaya merugi."],
    ["Ia memimpin CV. Sinar Abadi.", "Kantornya di Solo."],
    ["Drs. Moh. Anwar hadir."],
    ["Ir. Budi dan Hj. Siti datang."],
    ["Jend. Sudarto menolak."],
    ["Letjen. Purn. Hadi memimpin."],
    ["Rapat dipimpin Kol. Inf. Bambang."],
    ["Prof. Dr. Rahmat mengajar."],
    ["Menurut dr. Ratna, pasien membaik."],
    ["Pdt. Yosef berdoa.", "Jemaat diam."],
    ["Surat itu a.n. Budi Santoso."],
    ["Kantornya di Jl. Jend. Sudirman No. 5, Jakarta."],
    ["Ia tinggal di Jl. Merdeka.", "Rumahnya besar."],
    ["Desa itu di Kec. Ciawi, Kab. Bogor."],
    ["Foto: Dok. Pribadi"],
    ["Ia melawan FC Bintang vs. Persela."],
    # abbreviations before a number
    ["Lihat hlm. 12 buku itu."],
    ["Lihat hal. 12 buku itu."],
    ["Ia tahu banyak hal.", "Namun ia diam."],
    ["Rapat mulai pk. 20.08 WIB."],
    ["Rapat pada tgl. 5 Mei ditunda."],
    ["Surat bertanggal 5 Des. 2024 hilang."],
    ["Harganya Rp. 5.000 saja."],
    ["Undang-Undang No. 5 Tahun 1999 berlaku."],
    # degrees
    ["Budi Santoso, S.H., M.M. hadir."],
    ["Hakim Sri Wahyuni, S.H. membuka sidang."],
    ["Ketuanya Rudi, M.Si.", "Ia dilantik kemarin."],
    ["dr. Tono, Sp.A. memeriksa anak itu."],
    ["Ia meraih gelar Ph.D. dari Leiden."],
    # companies and lists
    ["Saham PT Angkasa Tbk. (ANGK) naik."],
    ["Saham PT Angkasa Tbk. naik."],
    ["Saham PT Angkasa Tbk.", "Direksi belum menjawab."],
    ["Ia membeli beras, gula, dll.", "Harganya naik."],
    ["Beras, gula, dsb. naik harganya."],
    # initials
    ["H.M. Soeharto lahir di Kemusuk."],
    ["Joko W. Santoso terpilih."],
    ["J.S. Badudu menulis kamus."],
    ["Semuel A. Pangaribuan menjawab."],
    ["Pelaku berinisial K.", "Polisi menangkapnya."],
    ["Ia kekurangan vitamin D.", "Dokter memberi obat."],
    ["Indonesia masuk Grup B.", "Lawannya Jepang."],
    # numbers and times
    ["Sebanyak 11.800 orang mengungsi."],
    ["Nilainya 5.6 miliar dolar."],
    ["Pukul 20.08 gempa terjadi.", "Warga lari."],
    ["Gempa terjadi pukul 20.08.", "Warga lari."],
    ["Itu terjadi pada 2019.", "Kini sudah pulih."],
    ["Ia kalah 0-2.", "Pelatih mundur."],
    ["Ia lahir pada 1.", "Tiga tahun kemudian ia pindah."],
    # quotations
    ["“Kami siap.", "Warga juga,” kata Budi."],
    ["“Apa itu?” tanya dia."],
    ['"Ayo!" serunya.'],
    ["“Kami siap.”", "Budi lalu pergi."],
    ['"Kami siap."', "Budi lalu pergi."],
    ["Ia berkata, “Kami siap.”", "Warga pulang."],
    ['Budi berkata: "Saya pergi."', '"Kami juga," kata Ani.'],
    ["Serangan itu disebut “besar dan bertahap.”", "Korbannya banyak."],
    ["Mereka kembali “setelah sebulan lengang”.", "Pasukan lain pergi."],
    ["‘Kami siap.’", "Ia diam."],
    # brackets
    ["Ia tiba (kemarin).", "Rapat dimulai."],
    ["Ia tiba pada Rabu (18/12/2024).", "Rapat dimulai."],
    ["Warga pergi (lihat foto).", "Rumah kosong."],
    # ellipses
    ["Lalu... dia pergi."],
    ["Ia terdiam…", "Warga menunggu."],
    ["Ia terdiam...", "Warga menunggu."],
    ["Aku… tidak tahu."],
    # slips of the keyboard
    ["Ada 12 di wilayah Kursk. , dan dua di Belgorod."],
    ["Retribusi naik pada 2022.", "Warga mengeluh."],
    ["Ia pergi .", "Warga pulang."],
    ["Ia sudah selesai.", "namun warga menunggu."],
    # lists
    ["1. Kartu keluarga"],
    ["a. Kartu keluarga"],
    ["Syaratnya:", "1. Kartu keluarga", "2. Akta lahir"],
    ["Ada dua syarat.", "1. Kartu keluarga.", "2. Akta lahir."],
    # addresses of the web
    ["Lihat www.contoh.com untuk rinciannya."],
    ["Dikutip dari contoh.co.id, harga naik."],
    ["Demikian dikutip Contoh.Com.", "Harga naik."],
    ["Ia memakai ASP.NET setiap hari."],
    # acronyms at the end
    ["Ia warga AS.", "Istrinya warga RI."],
    ["Demikian menurut RIA.", "Kementerian diam."],
    ["Ia mengirim CV.", "Berikut isinya."],
]

GLUED = [
    ("Retribusi naik pada 2022.Warga mengeluh.", ["Retribusi naik pada 2022.", "Warga mengeluh."]),
    ("Ia pergi.Warga pulang.", ["Ia pergi.", "Warga pulang."]),
    ('Ia pergi."Kami pulang," kata warga.', ["Ia pergi.", '"Kami pulang," kata warga.']),
    ('Pajak itu turun (PNBP)."Ya," kata dia.', ["Pajak itu turun (PNBP).", '"Ya," kata dia.']),
    ("Pakai django.db.models.Field saja.", ["Pakai django.db.models.Field saja."]),
    ("Gempa terjadi pukul 20.08.Warga lari.", ["Gempa terjadi pukul 20.08.", "Warga lari."]),
    ("Ia S.Pd dan M.Hum dari Solo.", ["Ia S.Pd dan M.Hum dari Solo."]),
]


@pytest.mark.parametrize("sentences", CASES, ids=" | ".join)
def test_sentences_joined_by_a_blank_are_split_there_again(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(("text", "sentences"), GLUED)
def test_sentences_without_a_blank_between_them(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_time_grows_with_the_text_and_not_with_its_square() -> None:
    assert len(boundaries("Ia pergi ke pasar. " * 20_000)) == 20_000
    assert boundaries("a " + "." * 200_000) == [200_002]


@pytest.mark.parametrize("text", ["1" * 200_000, "A" * 200_000, "1 " * 100_000])
def test_long_runs_take_no_long_time(text: str) -> None:
    started = time.process_time()
    assert boundaries(f"Ia pergi. {text}") == [10, 10 + len(text)]
    assert time.process_time() - started < 2


NEWSY = st.text(st.sampled_from("abAB19 .,!?…:;\"“”'’()[]-–\n\t\u00a0é中"), max_size=120)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=120), NEWSY))
def test_slices_give_the_text_back_and_each_says_something(text: str) -> None:
    ends = boundaries(text)
    assert ends == sorted(set(ends))
    assert ends[-1] == len(text)
    slices = [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    assert "".join(slices) == text
    assert len(slices) == 1 or all(any(c.isalnum() or c == "_" for c in piece) for piece in slices)
    assert all(not piece[0].isspace() for piece in slices[1:])


def split(text: str) -> list[str]:
    ends = boundaries(text)
    return [text[start:end].strip() for start, end in zip([0, *ends], ends, strict=False)]
