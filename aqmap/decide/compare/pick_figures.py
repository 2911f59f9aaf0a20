"""Which figure a layer draws for one place and role, or why it draws none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from aqmap.decide.compare.conditions import CONDITIONS, counterparts, is_drawn_way
from aqmap.decide.compare.satellite_figures import by_preference, is_satellite
from aqmap.errors import Fault
from aqmap.model.figures import OFF_BY_DEFAULT, Absence, Basis, Dust, Figure, Quality, Withheld
from aqmap.model.joined import Status
from aqmap.model.periods import (
    covers_whole_year,
    day_text,
    encloses,
    figure_bounds,
    period_bounds,
    period_text,
)
from aqmap.words import Text, text
from aqmap.workspace.layers import LayerSpec

_BOTH_WAYS = {"dust": "dust_both", "state": "state_both"}


@dataclass(frozen=True, slots=True)
class ChosenFigure:
    """
    The figure that a layer draws for one place and role, or the reason why there is none.

    Attributes
    ----------
    figure, reason
        What was found, and why its number is not drawn if it is not.
    qualifiers
        What follows the number: the period it is of, then what its source adds.
    hindrance
        What keeps it from being compared.
    counterparts
        By condition, the same value of the same source counted the other way; see `conditions`.
    """

    figure: Figure | None = None
    reason: str = ""
    qualifiers: tuple[Text, ...] = ()
    hindrance: Text | None = None
    counterparts: Mapping[str, Figure] = field(default_factory=dict)

    @property
    def figure_id(self) -> str:
        """The id of what was found; empty without, and of what is withheld."""
        return "" if self.figure is None or self.figure.is_withheld else self.figure.id

    @property
    def indicative(self) -> bool:
        """Whether its number misses the rule of validity."""
        return self.figure is not None and self.figure.quality == Quality.INDICATIVE

    @property
    def value(self) -> Decimal | None:
        """The number that is drawn."""
        return None if self.figure is None or self.reason else self.figure.value


_NO_TARGET = ChosenFigure(reason="no_target")


def choose_target(
    figures: Sequence[Figure], layer: LayerSpec, period: str, faults: list[Fault]
) -> ChosenFigure:
    """Return what a layer draws as the target of one place."""
    candidates = [f for f in figures if f.period == period]
    figure = _winner(candidates, layer, layer.sources.target, faults)
    if figure is None:
        return _NO_TARGET
    return ChosenFigure(figure, figure.absence or "", _source_notes(figure, layer))


def hold_unconfirmed(figures: Iterable[Figure]) -> list[Figure]:
    """Return the figures; of one that a person has yet to confirm, the reason and no number."""
    return [
        replace(f, value=None, absence=Absence.UNCONFIRMED) if f.confirm else f for f in figures
    ]


def allowed_figures(figures: Iterable[Figure], bases: Sequence[Basis]) -> list[Figure]:
    """Return the figures whose basis is not off by default, or is switched on."""
    return [f for f in figures if is_allowed(f.basis, bases)]


def is_allowed(basis: Basis, bases: Container[Basis]) -> bool:
    """Return whether a basis is not off by default, or is switched on."""
    return basis not in OFF_BY_DEFAULT or basis in bases


def choose_measured(
    figures: Sequence[Figure],
    layer: LayerSpec,
    period: str,
    faults: list[Fault],
    *,
    indicative: bool,
) -> ChosenFigure:
    """
    Return what a layer draws as measured for one place, county or station.

    Parameters
    ----------
    figures
        The place's measured figures of the layer's indicator.
    layer, period
        Where and for when they are drawn.
    faults
        Gets a fault where several sources speak and the layer names no winner.
    indicative
        Whether a value that misses the rule of validity is drawn.
    """
    found: list[ChosenFigure] = []
    for candidates, order in by_preference(figures, layer):
        chosen = _choose(candidates, order, layer, period, faults, indicative=indicative)
        found.append(chosen)
        withheld = chosen.figure is not None and chosen.figure.is_withheld
        if chosen.value is not None or withheld:
            break
    first, last = found[0], found[-1]
    if last is first or last.value is None:
        return first
    if first.figure is None:
        return last
    why = text("qualifier.instead", reason=text(f"reason.{first.reason}"))
    return replace(last, qualifiers=(*last.qualifiers, why))


def _choose(
    all_figures: Sequence[Figure],
    order: Sequence[str],
    layer: LayerSpec,
    period: str,
    faults: list[Fault],
    *,
    indicative: bool,
) -> ChosenFigure:
    figures = [f for f in all_figures if is_drawn_way(f, layer)]
    other_year = "other_year" in layer.compare.accept and covers_whole_year(period)
    # A measured value beats the explanation, from whatever source, of why there was none.
    for preference in (_has_value, _is_withheld, None):
        preferred = list(filter(preference, figures))
        candidates = _nearest_period(preferred, period, other_year=other_year)
        if candidates:
            break
    # Where no station stood all year, none stood in a month of it.
    candidates = candidates or [
        f for f in figures if f.absence == Absence.NO_STATION and encloses(f.period, period)
    ]
    figure = _winner(candidates, layer, order, faults)
    if figure is None:
        return ChosenFigure(reason="no_figure")
    if figure.absence is not None:
        return ChosenFigure(
            figure, _why_absent(figure.absence, layer), _source_notes(figure, layer)
        )
    if figure.quality == Quality.INDICATIVE and not indicative:
        return ChosenFigure(figure, Absence.TOO_FEW_DATA, _source_notes(figure, layer))
    chosen = _accepted(figure, layer, period)
    both_ways = counterparts(figure, all_figures)
    return replace(chosen, counterparts=both_ways) if both_ways else chosen


def _has_value(figure: Figure) -> bool:
    return figure.value is not None


def _is_withheld(figure: Figure) -> bool:
    return figure.is_withheld


def _why_absent(absence: Absence | Withheld, layer: LayerSpec) -> str:
    """
    Return the reason that a layer gives for an absence.

    Counties without a national station have stations of the region's or their own: that none of
    the nation's stands there is a reason on a map of national stations alone.
    """
    if absence == Absence.NO_STATION and layer.network != "national":
        return "no_regional_data"
    return absence


def _nearest_period(figures: Sequence[Figure], period: str, *, other_year: bool) -> list[Figure]:
    """Return the figures of the period, or else of its part so far, or else of the latest year."""
    nearest = [f for f in figures if f.period == period]
    nearest = nearest or [f for f in figures if is_part_so_far(f.period, period)]
    if not nearest and other_year:
        latest = max((f.period for f in figures if covers_whole_year(f.period)), default="")
        nearest = [f for f in figures if f.period == latest]
    return nearest


def is_part_so_far(part: str, whole: str) -> bool:
    """
    Return whether a figure runs from the period's first day on, but not to its last.

    Only a stretch written with both its ends is cumulative: a month alone, as 2021-01, is a month.
    """
    if "/" not in part:
        return False
    start, end = figure_bounds(part)
    first, last = period_bounds(whole)
    return start == first and end < last


def _accepted(figure: Figure, layer: LayerSpec, period: str) -> ChosenFigure:
    """Hold the measured figure's period against the layer's: agree, accepted, or not comparable."""
    notes = list(_source_notes(figure, layer))
    if figure.comparator is not None:  # 85%以上 is a bound, and no value to compare
        bound = text("qualifier.bound", written=figure.value_written)
        return ChosenFigure(figure, Status.NOT_COMPARABLE, (bound, *notes), hindrance=bound)
    if figure.period == period and figure.last_day >= period_bounds(period)[1]:
        return ChosenFigure(figure, "", tuple(notes))
    if figure.period == period or is_part_so_far(figure.period, period):
        until = day_text(figure.last_day, year=False)
        difference, needed = text("qualifier.until", day=until), "partial_year"
    else:
        difference = text("qualifier.of_period", period=period_text(figure.period))
        needed = "other_year"
    if needed in layer.compare.accept:
        return ChosenFigure(figure, "", (difference, *notes))
    return ChosenFigure(figure, Status.NOT_COMPARABLE, (difference, *notes), hindrance=difference)


def _source_notes(figure: Figure, layer: LayerSpec) -> tuple[Text, ...]:
    if figure.is_withheld:
        return ()
    notes = [text("qualifier.reported")] if figure.is_own_report else []
    if figure.confirm:
        notes.append(figure.to_confirm)
    remarks = _remarks_beside(figure, layer)
    if remarks.zh:
        notes.append(remarks)
    if figure.dust == Dust.DEDUCTED:
        notes.append(text("dust.deducted"))
    if figure.state is not None:
        notes.append(text(f"state.{figure.state}"))
    if figure.basis in OFF_BY_DEFAULT or figure.basis == Basis.SYNTHETIC:
        notes.append(text(f"notice.{figure.basis}"))
    return tuple(notes)


def _remarks_beside(figure: Figure, layer: LayerSpec) -> Text:
    """Return what the source says beside a number; of a grid's the decimals are for cards alone."""
    if not is_satellite(figure, layer):
        return figure.remarks
    unrounded = text("assess.unrounded", value="").zh
    kept = [part for part in figure.note.split("；") if not part.startswith(unrounded)]
    return replace(figure, note="；".join(kept)).remarks


def _winner(
    figures: list[Figure], layer: LayerSpec, order: Sequence[str], faults: list[Fault]
) -> Figure | None:
    """Return the one figure to draw; several sources without a declared winner are a fault."""
    if len(figures) < 2:
        return figures[0] if figures else None
    by_source: dict[str, list[Figure]] = defaultdict(list)
    valued = [f for f in figures if f.value is not None]
    for figure in valued or [f for f in figures if f.is_withheld] or figures:
        by_source[figure.source].append(figure)
    ranked = [source for source in order if source in by_source] or list(by_source)
    if not ranked:
        return None
    of_source = by_source[ranked[0]]
    if len(by_source) > 1 and ranked[0] not in order and of_source[0].value is not None:
        first_figure = figures[0]
        source_names = ", ".join(by_source)
        place = first_figure.place_written or first_figure.place
        file = f"layers/{layer.id}.toml"
        faults.append(
            Fault(
                "no_winner", file, f"[sources] {first_figure.role}", place=place, found=source_names
            )
        )
    for condition, ways in CONDITIONS.items():
        if set(ways) <= {getattr(f, condition) for f in of_source if f.value is not None}:
            place = of_source[0].place_written or of_source[0].place
            file, key = f"layers/{layer.id}.toml", f"[sources] {condition}"
            faults.append(Fault(_BOTH_WAYS[condition], file, key, place=place))
    tabular = layer.sources.within == "table"
    # The latest cut-off first, then the table or the text, then the latest revision.
    return max(
        of_source,
        key=lambda f: (
            figure_bounds(f.period)[1],
            bool(f.locator.table) == tabular,
            int(f.revision) if f.revision.isdecimal() else 0,
        ),
    )
