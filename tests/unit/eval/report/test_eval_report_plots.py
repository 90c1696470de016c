from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from lxml import etree

from jembatan_eval.report import plots
from jembatan_eval.report.plots import Bar, Point

HOSTILE = '<b>$x^{2}$</b> "&amp;" 東京 \x01\u202e'
NIGHTS = [Point("2026-01-30", 40.0, 38.0, 42.0), Point("2026-01-31", None), Point(HOSTILE, 41.0)]

DRAWN = {
    "nights": lambda: plots.over_nights("a", "BLEU", NIGHTS),
    "one night": lambda: plots.over_nights("a", "BLEU", NIGHTS[:1]),
    "nothing": lambda: plots.over_nights("a", "BLEU", NIGHTS[1:2]),
    "systems": lambda: plots.of_systems("a", "BLEU", NIGHTS),
    "bars": lambda: plots.number_bars("a", "Kinds", [Bar("date", (5, 0, 1, 2, 3)), Bar(HOSTILE, (0, 0, 0, 0, 1))]),
    "lengths": lambda: plots.length_histogram("a", "Lengths", [0.9, 1.0, 7.0], [1.0]),
    "lengths alone": lambda: plots.length_histogram("a", "Lengths", [1.0], []),
}


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_a_plot_is_the_same_twice_and_stands_alone(draw: Callable[[], str]) -> None:
    drawn = draw()
    assert drawn == draw()
    root = etree.fromstring(drawn)
    assert (root.get("role"), bool(root.get("aria-label"))) == ("img", True)
    names = {etree.QName(element).localname for element in root.iter(etree.Element)}
    assert not names & {"script", "style", "image", "metadata", "foreignObject"}
    for element in root.iter(etree.Element):
        assert str(element.get("{http://www.w3.org/1999/xlink}href", "#a-")).startswith("#a-")
        assert "url(#" not in "".join(element.attrib.values()).replace("url(#a-", "")
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    # A colour that is not the page's own would be lost on one of its grounds.
    assert not re.search(r"#[0-9a-f]{6}\b", drawn.replace("#ffffff", "") if "pattern" in names else drawn)


def test_text_stays_text_and_no_mathematics_is_made_of_it() -> None:
    root = etree.fromstring(plots.of_systems("a", "BLEU", [Point("$x$ <b>", 40.0), Point("x" * 50, 41.0)]))
    texts = root.xpath("//*[local-name() = 'text']/text()")
    assert "$x$ <b>" in texts
    assert f"{'x' * 21}…" in texts


def test_two_plots_share_no_id() -> None:
    one, other = (etree.fromstring(plots.over_nights(id, "BLEU", NIGHTS)) for id in ("a", "b"))
    assert not set(one.xpath("//@id")) & set(other.xpath("//@id"))


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [((40.0, 41.0), 38.5, 42.5), ((100.0, 100.0), 96, 100), ((0.5, 0.5), 0, 2.5), ((20.0, 70.0), 14, 76), ((), 0, 100)],
)
def test_an_axis_shows_no_score_that_cannot_be(values: tuple[float, ...], low: float, high: float) -> None:
    found = plots._limits([Point("a", value) for value in values])
    edge = 0 if not values else 0.03 * (high - low)
    assert found == pytest.approx((low - edge, high + edge))


def test_no_home_is_needed_and_nothing_warns() -> None:
    program = "from jembatan_eval.report import plots; plots.of_systems('a', 'b', [plots.Point('東', 1.0)])"
    environment = {name: value for name, value in os.environ.items() if name != "MPLCONFIGDIR"}
    environment |= {"HOME": "/proc/nowhere", "XDG_CONFIG_HOME": "/proc/nowhere", "XDG_CACHE_HOME": "/proc/nowhere"}
    command = [sys.executable, "-W", "error", "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, "")
