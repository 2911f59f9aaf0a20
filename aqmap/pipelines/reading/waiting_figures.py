"""Figures that wait to be confirmed: how many, of what, and of which source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from aqmap.model.figures import Figure
from aqmap.model.transcript import CONFIRMED_FIELDS
from aqmap.words import Text, catalogue, listed, text
from aqmap.workspace.sources import Source


def open_fields(figures: Iterable[Figure]) -> dict[str, int]:
    """Return how many figures leave each field to be confirmed, in the order of the fields."""
    counts = Counter(name for figure in figures for name in figure.confirm)
    names = dict.fromkeys((*CONFIRMED_FIELDS, *counts))
    return {name: counts[name] for name in names if counts[name]}


def fields_in_words(counts: Mapping[str, int]) -> Text:
    """Return fields with their counts: 性质12个、时段3个."""
    return listed(
        text(
            "confirm.counted",
            field=catalogue().get(f"confirm.{name}", Text(name, name)),
            count=count,
        )
        for name, count in counts.items()
    )


def waiting_remarks(figures: Iterable[Figure], sources: Mapping[str, Source]) -> Iterator[Text]:
    """Yield how many figures of each source wait, and then once how they are confirmed."""
    waiting: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.confirm:
            waiting[figure.source].append(figure)
    for key, of_source in waiting.items():
        source = sources.get(key)
        label = source.label if source else Text(key, key)
        fields = fields_in_words(open_fields(of_source))
        count = len(of_source)
        yield text("remark.waiting", source=label, id=key, count=count, fields=fields)
    if waiting:
        yield text("summary.confirm_how")
