"""Values → scales: edges, colours and labels, found once for every renderer."""

from __future__ import annotations

import math
import warnings
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from aqmap.book.scales import Klass, Scale
from aqmap.book.status_palette import VERDICT_LOOKS
from aqmap.decide.compose.color_ramps import even_ramp
from aqmap.words import Text, text
from aqmap.workspace.indicators import Indicator
from aqmap.workspace.layers import Classes

# ColorBrewer (Cynthia Brewer, Apache-style licence) and cividis (Nuñez et al. 2018), light to dark.
PALETTES: dict[str, tuple[str, ...]] = {
    "YlOrRd": ("#FFFFB2", "#FED976", "#FEB24C", "#FD8D3C", "#FC4E2A", "#E31A1C", "#B10026"),
    "BuPu": ("#EDF8FB", "#BFD3E6", "#9EBCDA", "#8C96C6", "#8C6BB1", "#88419D", "#6E016B"),
    "YlGnBu": ("#FFFFCC", "#C7E9B4", "#7FCDBB", "#41B6C4", "#1D91C0", "#225EA8", "#0C2C84"),
    "Greens": ("#EDF8E9", "#C7E9C0", "#A1D99B", "#74C476", "#41AB5D", "#238B45", "#005A32"),
    "cividis": ("#FEE838", "#D5C164", "#A59C74", "#7F7C75", "#5A5D6D", "#3A4163", "#00224E"),
}
_ONE_IN = 25  # values that a rounded edge may move into another class
_SMALLEST_LARGEST = 1e-9  # smaller differences have no round edges
# Away from 0: better is light and worse is dark, so that a grey copy tells the sides apart.
BETTER = ("#F1F6FA", "#C9DDEE", "#92C0DD")
WORSE = ("#EF8A62", "#C94741", "#7F1226")
SYMBOL = "#2F6DA8"


def status_scale() -> Scale:
    """Return the fixed scale of the status view: met and not met; all else is a reason."""
    return Scale(
        "category",
        tuple(
            Klass(None, None, look.color, text(f"status.{verdict}"), look.sign)
            for verdict, look in VERDICT_LOOKS.items()
        ),
    )


def value_scale(
    values: Sequence[float], indicator: Indicator, classes: Classes, *, signed: bool = False
) -> Scale:
    """
    Return the sequential scale of a view.

    Parameters
    ----------
    values
        Every number of the view over all periods and regions; no NaN. May be empty.
    indicator
        Its direction closes the classes on the side that meets a target: right for ``lower``.
    classes
        Given edges, or how to find them.
    signed
        Whether limits above 0 have their sign, as those of a gap.

    Returns
    -------
    scale
        With open ends. An extreme value never adds a class; equal values have one class, which is
        called what they are; without values and edges there is none. Where ``higher`` is better,
        no palette has its alarming end at the best values.

    Examples
    --------
    >>> from pathlib import Path
    >>> import aqmap
    >>> folder = Path(aqmap.__file__).with_name("templates") / "minimal"
    >>> pm25 = aqmap.open_workspace(folder).indicators["pm25"]
    >>> scale = value_scale([22.0, 34.2, 51.0], pm25, Classes(edges=(35, 45)))
    >>> [klass.label.en for klass in scale.classes]
    ['≤35', '35–45', '>45']
    >>> scale.class_of(35.0)  # the target itself is met
    0
    """
    edges = classes.edges or _edges_from_values(values, classes)
    closed = _closed(indicator)
    if not edges and not values:
        return Scale("sequential", (), closed)
    colors = even_ramp(_palette(indicator, classes), len(edges) + 1)
    return Scale("sequential", _classes(edges, colors, closed, values, signed=signed), closed)


def gap_scale(values: Sequence[float], indicator: Indicator, classes: Classes | None) -> Scale:
    """
    Return the diverging scale of a gap: symmetric about 0, which lies on the met side.

    Parameters
    ----------
    values
        Measured less target; may be empty.
    indicator
        Its direction says on which side of 0 the better colours are.
    classes
        Given edges; they must hold 0.
    """
    largest = max((abs(v) for v in values), default=0.0)
    edges = classes.edges if classes and classes.edges else (0.0,)
    if edges == (0.0,) and largest >= _SMALLEST_LARGEST:
        step = _nice(largest / 2)
        edges = (-2 * step, -step, 0.0, step, 2 * step)
    closed = _closed(indicator)
    below = sum(edge <= 0 for edge in edges)
    above = len(edges) + 1 - below
    low, high = (BETTER, WORSE) if closed == "right" else (WORSE, BETTER)
    colors = (*(even_ramp(low, below)[::-1]), *even_ramp(high, above))
    return Scale("diverging", _classes(edges, colors, closed, values, signed=True), closed)


def size_scale(values: Sequence[float], indicator: Indicator) -> Scale:
    """
    Return the scale of proportional symbols: area in proportion to the amount, 0 has none.

    Parameters
    ----------
    values
        Every number of the view; may be empty.
    indicator
        Of things that are counted, the samples are whole numbers.

    Returns
    -------
    scale
        Its classes are the three sample symbols of the legend, from large to small. Numbers below
        0 have symbols of their own kind.
    """
    largest = max(map(abs, values), default=0.0)
    samples = [_nice(largest * share, down=True) for share in (1, 0.3, 0.08)] if largest > 0 else []
    whole_samples = [max(1.0, float(math.floor(sample))) for sample in samples if largest >= 1]
    sample_values = sorted(set(whole_samples if indicator.counts else samples), reverse=True)
    klasses = tuple(
        Klass(None, sample, SYMBOL, Text(_edge_text(sample), _edge_text(sample)))
        for sample in sample_values
    )
    below_zero = any(value < 0 for value in values)
    return Scale("size", klasses, largest=largest, color=SYMBOL, below_zero=below_zero)


def _palette(indicator: Indicator, classes: Classes) -> tuple[str, ...]:
    """Return the colours from low to high."""
    higher = indicator.direction == "higher"
    name = classes.palette or ("YlGnBu" if higher else "YlOrRd")
    colors = PALETTES[name]
    return colors[::-1] if higher and name == "YlOrRd" else colors


def _closed(indicator: Indicator) -> Literal["left", "right"]:
    return "left" if indicator.direction == "higher" else "right"


def _classes(
    edges: Sequence[float],
    colors: Sequence[str],
    closed: str,
    values: Sequence[float],
    *,
    signed: bool = False,
) -> tuple[Klass, ...]:
    if not edges:
        label = _range_label(min(values), max(values))
        return (Klass(None, None, colors[0], Text(label, label)),)
    bounds = (None, *edges, None)
    return tuple(
        Klass(lower, upper, color, Text(label, label))
        for lower, upper, color in zip(bounds[:-1], bounds[1:], colors, strict=True)
        for label in [_label(lower, upper, closed, signed=signed)]
    )


def _label(lower: float | None, upper: float | None, closed: str, *, signed: bool) -> str:
    below, above = ("≤", ">") if closed == "right" else ("<", "≥")
    if lower is None:
        return f"{below}{_edge_text(upper, signed=signed)}"
    if upper is None:
        return f"{above}{_edge_text(lower, signed=signed)}"
    between = " ~ " if signed or lower < 0 else "–"
    return f"{_edge_text(lower, signed=signed)}{between}{_edge_text(upper, signed=signed)}"


def _range_label(lowest: float, highest: float) -> str:
    """Return what the only class is called: the one value, or from where to where values lie."""
    ends = dict.fromkeys((_edge_text(lowest), _edge_text(highest)))
    return (" ~ " if lowest < 0 else "–").join(ends)


def _edge_text(number: float | None, *, signed: bool = False) -> str:
    written = format(Decimal(repr(number or 0)).normalize(), "f")
    return f"+{written}" if signed and number and number > 0 else written.replace("-", "−")


def _edges_from_values(values: Sequence[float], classes: Classes) -> tuple[float, ...]:
    distinct = sorted(set(values))
    count = min(classes.count, len(distinct))
    if count < 2:
        return ()
    if classes.method == "nice":
        return _nice_edges(distinct[0], distinct[-1], count)
    import mapclassify  # noqa: PLC0415 - it loads scikit-learn

    method = {"quantiles": mapclassify.Quantiles, "jenks": mapclassify.FisherJenks}
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Numba")  # slower without it, not different
        warnings.filterwarnings("ignore", message="Not enough unique")  # then there are fewer
        bins = method[classes.method](sorted(values), k=count).bins[:-1]
    return _rounded_edges([float(edge) for edge in bins], sorted(values))


def _nice_edges(low: float, high: float, count: int) -> tuple[float, ...]:
    """Return inner edges at round steps, at most `count` - 1 of them."""
    step = _nice((high - low) / count)
    if not step:  # too close together to tell apart in words
        return ()
    first_step = math.floor(low / step) + 1
    edges = [
        round(i * step, 10)
        for i in range(first_step, first_step + count + 1)
        if low < i * step < high
    ]
    return tuple(edges[: count - 1])


def _nice(number: float, *, down: bool = False) -> float:
    """Round to 1, 2, 2.5 or 5 times a power of ten: up, or down to at most `number`."""
    power = 10.0 ** math.floor(math.log10(number))
    steps = (1, 2, 2.5, 5, 10)
    mantissa = number / power
    if down:
        step = max(step for step in steps if step <= mantissa * (1 + 1e-9))
    else:
        step = min(step for step in steps if step >= mantissa)
    return round(step * power, 10)


def _rounded_edges(found: Sequence[float], values: Sequence[float]) -> tuple[float, ...]:
    """Return found edges as short as they can be said, each once."""
    distinct = list(dict.fromkeys(found))
    edges: list[float] = []
    for edge, following in pairwise([*distinct, math.inf]):
        lowest = edges[-1] if edges else -math.inf
        edges.append(_rounded(edge, values, lowest, following))
    return tuple(edges)


def _rounded(edge: float, values: Sequence[float], lowest: float, highest: float) -> float:
    """
    Round a found edge as far as it stays between its neighbours and moves hardly a value.

    Of 25 values one may change its class; of fewer it stays between the same two. `values` rise.
    """
    below, most_moved = bisect_right(values, edge), len(values) // _ONE_IN
    for digits in range(-6, 7):
        rounded = round(edge, digits)
        moved = abs(bisect_right(values, rounded) - below)
        if lowest < rounded < highest and moved <= most_moved:
            return rounded
    return edge
