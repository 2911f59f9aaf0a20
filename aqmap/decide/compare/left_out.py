"""What outputs for an audience leave out, counted and named for those who make them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from aqmap.book.map_book import MapBook
from aqmap.decide.compare.release import Release
from aqmap.model.figures import Figure, Withheld
from aqmap.model.findings import Finding
from aqmap.model.measures import Measure
from aqmap.model.station_days import StationDays
from aqmap.words import Text, listed, text
from aqmap.workspace.layers import OverlaySpec
from aqmap.workspace.sources import Source


@dataclass(frozen=True)
class LeftOut:
    """
    What is in no output.

    Attributes
    ----------
    release
        Whom the outputs are for.
    figures, measures, overlays
        Those that are not for them.
    days
        How many days of stations are not.
    findings
        How many findings are not.
    day_maps
        Days of which `aqmap.toml`'s layers print a map, and of which nothing is given.
    sources
        The sources of these that are not marked as published.
    """

    release: Release
    figures: tuple[Figure, ...] = ()
    measures: tuple[Measure, ...] = ()
    overlays: tuple[OverlaySpec, ...] = ()
    days: int = 0
    findings: int = 0
    day_maps: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def after(
        self, book: MapBook, findings: Sequence[Finding], overlays: Sequence[OverlaySpec]
    ) -> LeftOut:
        """Return the same with what the book of maps does not have: findings, maps of days."""
        drawn = {(layer.id, day) for layer in book.day_layers for day in layer.periods}
        days = [day for spec in overlays for day in spec.print_days if (spec.id, day) not in drawn]
        missing = len(findings) - len(book.findings)
        return replace(self, findings=missing, day_maps=tuple(dict.fromkeys(days)))

    @property
    def remarks(self) -> Iterator[Text]:
        """What is left out, and how a source is marked as published."""
        parts = list(self._parts())
        if parts:
            label = self.release.audience.label
            yield text("remark.left_out", audience=label, what=listed(parts, "，"))
        if self.sources:
            names = listed(
                Text(f"{s.label.zh}（{s.id}）", f"{s.label.en} ({s.id})") for s in self.sources
            )
            yield text("remark.not_published", names=names)

    def _parts(self) -> Iterator[Text]:
        counts = Counter(self.release.why_not(figure) for figure in self.figures)
        for reason in Withheld:
            if counts[reason]:
                yield text(f"remark.left_out.{reason}", count=counts[reason])
        if counts[None]:
            yield text("remark.left_out.unconfirmed", count=counts[None])
        named = {"days": self.days, "measures": len(self.measures), "findings": self.findings}
        for key, count in named.items():
            if count:
                yield text(f"remark.left_out.{key}", count=count)
        if self.overlays:
            names = listed(overlay.title for overlay in self.overlays)
            yield text("remark.left_out.overlays", names=names)
        if self.day_maps:
            yield text("remark.left_out.day_maps", names=listed(self.day_maps))


def find_left_out(
    release: Release,
    figures: Sequence[Figure],
    measures: Sequence[Measure],
    overlays: Sequence[OverlaySpec],
    days: StationDays,
) -> LeftOut:
    """Return what of all that was read is not for the audience."""
    withheld = tuple(figure for figure in figures if not release.gives(figure))
    kept_back = tuple(m for m in measures if not release.gives_measure(m))
    hidden = tuple(overlay for overlay in overlays if not release.gives_source(overlay.source))
    ways = [making for making in days.makings if release.why_no_day(making)]
    of_days = days.kept(lambda _place, making: making in ways)
    used = {
        *(figure.source for figure in withheld),
        *(measure.source for measure in kept_back),
        *(overlay.source for overlay in hidden),
        *(making.source for making in ways),
    }
    return LeftOut(
        release,
        withheld,
        kept_back,
        hidden,
        len(of_days),
        sources=tuple(
            source
            for key, source in release.sources.items()
            if key in used and not release.gives_source(key)
        ),
    )
