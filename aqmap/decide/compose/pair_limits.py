"""Which limits of a layer's own map a sheet of two layers keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise

from aqmap.book.scales import Scale

_MOST_LIMITS = 2


def limits_of_map(scale: Scale, values: Sequence[float]) -> tuple[float, ...]:
    """
    Return of a map's limits the two that part its numbers most evenly.

    Parameters
    ----------
    scale
        Of the layer's own map. Of a diverging one 0 stays: nothing met shares a class with
        anything missed.
    values
        Every number of the sheets.

    Returns
    -------
    limits
        Up to two, rising; none where the map has no classes, such as one of symbols.
    """
    if scale.kind not in ("sequential", "diverging"):
        return ()
    limits = tuple(klass.upper for klass in scale.classes if klass.upper is not None)
    if len(limits) <= _MOST_LIMITS:
        return limits
    counts = Counter(map(scale.class_of, values))
    choices = [
        chosen
        for chosen in combinations(range(len(limits)), _MOST_LIMITS)
        if scale.kind == "sequential" or 0 in (limits[number] for number in chosen)
    ]

    def unevenness(chosen: tuple[int, ...]) -> tuple[int, int, int]:
        """How many numbers, else how many classes of the map, the largest of the three has."""
        ends = (0, *(number + 1 for number in chosen), len(scale.classes))
        numbers = max(sum(counts[n] for n in range(*part)) for part in pairwise(ends))
        return numbers, max(b - a for a, b in pairwise(ends)), abs(sum(chosen) + 1 - len(limits))

    first, second = min(choices, key=unevenness)
    return limits[first], limits[second]
