from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = files("jembatan.publish").joinpath("templates/style.css").read_text(encoding="utf-8")
THEMES = dict(
    zip(
        ("light", "dark", "print"),
        (dict(re.findall(r"--([a-z]+\d?): (#[0-9a-f]+)", block)) for block in re.findall(r":root {(.*?)}", CSS, re.S)),
        strict=True,
    )
)

READ_ON = [
    *((ink, ground) for ink in ("ink", "quiet", "link") for ground in ("paper", "panel")),
    *((f"hue{n}", ground) for n in range(4) for ground in (f"tint{n}", "paper")),
    *(("ink", f"tint{n}") for n in range(4)),
    *(("quiet", f"tint{n}") for n in range(4)),
    *((ink, f"{ink}tint") for ink in ("bad", "warn", "good")),
    *(("ink", f"{ground}tint") for ground in ("bad", "warn", "good")),
    *(("link", f"{ground}tint") for ground in ("bad", "warn")),
    *((ink, ground) for ink in ("bad", "warn", "good") for ground in ("paper", "panel")),
    ("bad", "warntint"),
]


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_text_has_the_contrast_of_wcag_aa(theme: str) -> None:
    colours = {**THEMES["light"], **THEMES[theme]}
    weak = {(ink, ground): ratio for ink, ground in READ_ON if (ratio := contrast(colours[ink], colours[ground])) < 4.5}
    assert weak == {}


def test_nothing_is_loaded() -> None:
    assert not re.search(r"url\(|@import", CSS)


def test_on_a_narrow_screen_the_english_and_what_is_missing_keep_their_colours() -> None:
    (narrow,) = re.findall(r"@media \(max-width: [^{]*{(.*?)\n}", CSS, re.S)
    coloured = re.findall(r"^ *([^{}\n]+) {[^}]*\bcolor:", narrow, re.M)
    assert coloured == [".row .source"]
