"""The plots of the report: SVG that stands inside an HTML page, drawn by matplotlib.

The same figures give the same bytes. Text stays text, in the page's own fonts; colours are the page's own variables, so
that a plot is legible on a light ground, on a dark one and on paper. Ids are the plot's own, for several stand on one
page. No plot is the only place of a figure: the page has a table beside each.
"""

from __future__ import annotations

import io
import logging
import math
import re
import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from jembatan.errors import JembatanError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLOURS = {
    "ink": "#010101",
    "quiet": "#020202",
    "line": "#030303",
    "paper": "#040404",
    "link": "#050505",
    "kept": "#060606",
    "reworded": "#070707",
    "converted": "#080808",
    "changed": "#090909",
}
"""What matplotlib draws with, and each becomes the page's variable of that name."""

STACKED = ("kept", "reworded", "converted", "changed", "lost")
"""What became of a source's numbers, in the order of the bars."""

LONGEST_RATIO = 2.0
"""Ratios beyond it fall in the last bin of the histogram."""

_SVG = "http://www.w3.org/2000/svg"
_HREF = "{http://www.w3.org/1999/xlink}href"
_NAME_LIMIT = 22
_MOST_TICKS = 3
_LEAST_SPAN = 4.0


class Point(NamedTuple):
    """One night's or one system's score and its 95% interval; what is None is not drawn."""

    name: str
    score: float | None
    low: float | None = None
    high: float | None = None


class Bar(NamedTuple):
    """One kind of number, and how many of it have each status of ``STACKED``."""

    name: str
    counts: tuple[int, ...]


def over_nights(id: str, title: str, points: Sequence[Point]) -> Markup:
    """Scores in the order of time, with a band from ``low`` to ``high``. ``title`` is read out to who cannot see it."""

    def draw(axes: Axes) -> None:
        places = range(len(points))
        lows = [_or_nan(point.low) for point in points]
        highs = [_or_nan(point.high) for point in points]
        axes.fill_between(places, lows, highs, color=_COLOURS["link"], alpha=0.18, linewidth=0)
        scores = [_or_nan(point.score) for point in points]
        axes.plot(places, scores, color=_COLOURS["link"], marker="o", markersize=4)
        for place in places:
            # A band needs two nights side by side.
            if all(math.isnan(low) for low in (*lows[max(place - 1, 0) : place], *lows[place + 1 : place + 2])):
                axes.plot([place, place], [lows[place], highs[place]], color=_COLOURS["link"], linewidth=1.5, alpha=0.6)
        every = max(1, math.ceil(len(points) / _MOST_TICKS))
        # Counted from the end, for the last night is the one that is looked for.
        ticks = list(places)[::-1][::every][::-1]
        axes.set_xticks(ticks, [_shortened(points[tick].name) for tick in ticks])
        axes.margins(x=0.18 if len(points) < 4 else 0.08)
        axes.set_ylim(*_limits(points))
        axes.grid(axis="y", color=_COLOURS["line"], linewidth=0.7)

    return _svg(id, title, (3.6, 2.2), draw)


def of_systems(id: str, title: str, points: Sequence[Point]) -> Markup:
    """A dot for each system and a line from ``low`` to ``high``, the first on top."""

    def draw(axes: Axes) -> None:
        for place, point in enumerate(points):
            if point.low is not None and point.high is not None:
                axes.plot([point.low, point.high], [place, place], color=_COLOURS["link"], linewidth=2, alpha=0.6)
            if point.score is not None:
                axes.plot([point.score], [place], color=_COLOURS["link"], marker="o", markersize=5)
        axes.set_yticks(range(len(points)), [_shortened(point.name) for point in points])
        axes.set_ylim(len(points) - 0.4, -0.6)
        axes.set_xlim(*_limits(points))
        axes.locator_params(axis="x", nbins=5)
        axes.grid(axis="x", color=_COLOURS["line"], linewidth=0.7)

    return _svg(id, title, (3.6, 0.75 + 0.26 * len(points)), draw)


def number_bars(id: str, title: str, bars: Sequence[Bar]) -> Markup:
    """A bar for each kind of number, all of one length and parted by what became of them; how many, on the bar."""

    def draw(axes: Axes) -> None:
        for place, bar in enumerate(bars):
            whole, left = sum(bar.counts) or 1, 0.0
            for status, count in zip(STACKED, bar.counts, strict=True):
                if not count:
                    continue
                width = 100 * count / whole
                _draw_share(axes, status, place, left, width)
                if width >= 6:
                    axes.text(
                        left + width / 2,
                        place,
                        str(count),
                        ha="center",
                        va="center",
                        fontsize=8,
                        color=_COLOURS["ink" if status == "lost" else "paper"],
                    )
                left += width
        axes.set_yticks(range(len(bars)), [f"{_shortened(bar.name)} ({sum(bar.counts)})" for bar in bars])
        axes.set_ylim(len(bars) - 0.4, -0.6)
        axes.set_xlim(0, 100.5)
        axes.set_xticks([0, 25, 50, 75, 100], ["0", "25", "50", "75", "100%"])

    return _svg(id, title, (4.8, 0.6 + 0.3 * len(bars)), draw)


def _draw_share(axes: Axes, status: str, place: int, left: float, width: float) -> None:
    # Told apart without colour as well: what is lost is an empty box.
    lost = status == "lost"
    axes.barh(
        place,
        width,
        left=left,
        height=0.66,
        facecolor="none" if lost else _COLOURS[status],
        edgecolor=_COLOURS["changed" if lost else "paper"],
        linestyle="--" if lost else "-",
        linewidth=1,
    )


def length_histogram(id: str, title: str, ratios: Sequence[float], references: Sequence[float]) -> Markup:
    """How many sentences have which ratio of English to Indonesian characters: bars for the system, and a dashed line
    for the references where there are any."""

    def draw(axes: Axes) -> None:
        bins = [step / 20 for step in range(int(LONGEST_RATIO * 20) + 1)]
        clipped = [min(ratio, LONGEST_RATIO) for ratio in ratios]
        axes.hist(clipped, bins, facecolor=_COLOURS["link"], edgecolor=_COLOURS["paper"], linewidth=0.5, alpha=0.75)
        if references:
            wanted = [min(ratio, LONGEST_RATIO) for ratio in references]
            axes.hist(wanted, bins, histtype="step", edgecolor=_COLOURS["ink"], linewidth=1.4, linestyle=(0, (3, 1.5)))
        axes.set_xlim(0, LONGEST_RATIO)
        axes.set_xticks([0, 0.5, 1, 1.5, LONGEST_RATIO], ["0", "0.5", "1", "1.5", f"{LONGEST_RATIO:g} or more"])
        axes.set_xlabel("English characters for each Indonesian one", color=_COLOURS["quiet"])
        axes.set_ylabel("sentences", color=_COLOURS["quiet"])
        axes.locator_params(axis="y", integer=True)
        axes.grid(axis="y", color=_COLOURS["line"], linewidth=0.7)

    return _svg(id, title, (4.8, 2.4), draw)


def _svg(id: str, title: str, inches: tuple[float, float], draw: Callable[[Axes], None]) -> Markup:
    # Where it may write no cache of fonts it says so on every run; that is nothing to a reader of scores.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError as error:
        raise JembatanError("matplotlib is not installed; run: pip install -c constraints.txt -e '.[eval]'") from error
    drawn = io.BytesIO()
    # A name may hold letters that the font by which matplotlib measures has not; the reader's has them.
    with (
        warnings.catch_warnings(),
        matplotlib.rc_context(
            {
                "svg.fonttype": "none",
                "svg.hashsalt": id,
                "text.parse_math": False,
                "font.size": 10,
                "text.color": _COLOURS["ink"],
                "axes.edgecolor": _COLOURS["line"],
                "axes.axisbelow": True,
                "axes.spines.top": False,
                "axes.spines.right": False,
                "xtick.color": _COLOURS["line"],
                "ytick.color": _COLOURS["line"],
                "xtick.labelcolor": _COLOURS["quiet"],
                "ytick.labelcolor": _COLOURS["ink"],
                "figure.facecolor": "none",
                "axes.facecolor": "none",
            }
        ),
    ):
        warnings.simplefilter("ignore")
        figure = Figure(figsize=inches, layout="constrained")
        draw(figure.subplots())
        nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
        figure.savefig(drawn, format="svg", metadata=nothing)
    return _inline(drawn.getvalue(), id, title)


def _inline(drawn: bytes, id: str, title: str) -> Markup:
    """The drawing as an element of a page: no style that reaches beyond it, no id that another has."""
    from lxml import etree

    root = etree.fromstring(drawn, etree.XMLParser(no_network=True, resolve_entities=False))
    for style in root.findall(f".//{{{_SVG}}}style"):
        style.getparent().remove(style)
    for element in root.iter(etree.Element):
        if name := element.get("id"):
            element.set("id", f"{id}-{name}")
        if (target := element.get(_HREF)) is not None:
            element.set(_HREF, target.replace("#", f"#{id}-", 1))
        for attribute in ("clip-path", "style"):
            if (value := element.get(attribute)) is not None:
                element.set(attribute, _styled(value.replace("url(#", f"url(#{id}-")))
    root.set("id", id)
    root.set("role", "img")
    root.set("aria-label", title)
    root.set("style", "stroke-linejoin: round; stroke-linecap: butt")
    root.attrib.pop("height")
    root.attrib.pop("width")
    return Markup(etree.tostring(root, encoding="unicode"))


def _styled(style: str) -> str:
    for name, colour in _COLOURS.items():
        style = style.replace(colour, f"var(--{name})")
    return re.sub(r"font-family: [^;]*", "font-family: var(--sans)", style)


def _shortened(name: str) -> str:
    plain = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)
    return plain if len(plain) <= _NAME_LIMIT else f"{plain[: _NAME_LIMIT - 1]}…"


def _limits(points: Sequence[Point]) -> tuple[float, float]:
    """Room for all scores: never so little that a tenth of a point looks like a cliff, and none beyond 0 or 100, where
    no score is."""
    values = [value for point in points for value in point[1:] if value is not None]
    if not values:
        return 0.0, 100.0
    least, most = min(values), max(values)
    room = max(0.12 * (most - least), (_LEAST_SPAN - (most - least)) / 2)
    low, high = max(least - room, 0.0), most + room
    if most <= 100 < high:
        low, high = min(low, 100 - _LEAST_SPAN), 100.0
    # A dot on the border is seen whole.
    edge = 0.03 * (high - low)
    return low - edge, high + edge


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else value
