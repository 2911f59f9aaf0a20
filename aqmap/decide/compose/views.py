"""One view of a layer: its words, its scale and the cell of each place."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple, cast

from aqmap.book.book_layers import Cell, View
from aqmap.book.figure_cards import number_text
from aqmap.book.scales import NO_TEXT, Scale, reason_class
from aqmap.book.status_palette import VERDICT_LOOKS
from aqmap.decide.compose.classify import gap_scale, size_scale, status_scale, value_scale
from aqmap.model.figures import Absence, Figure, Withheld
from aqmap.model.joined import JoinedRow, Status
from aqmap.words import Text, catalogue, text
from aqmap.workspace.indicators import Indicator
from aqmap.workspace.layer_parts.named_choices import ViewName
from aqmap.workspace.layers import Classes, LayerSpec

_NOT_GIVEN = frozenset({*Withheld, Absence.UNCONFIRMED})
_ALIKE = attrgetter(
    *("status", "reason", "qualifiers", "target_reason", "measured_reason"),
    *("target", "indicative", "satellite"),
)


class _Reasoned(NamedTuple):
    """Class, sign and qualifiers of a cell that has no number."""

    klass: int
    quality: str
    qualifiers: tuple[Text, ...]


class ViewsOnDemand(Mapping[str, View]):
    """
    Views that no map shows: each is made when a table asks for it, and kept.

    Who goes through all of them once gets views that are not kept: they are as large as the book.
    """

    def __init__(self, make: Callable[[ViewName], View], names: Sequence[ViewName]) -> None:
        self._make = make
        self._made: dict[str, View | None] = dict.fromkeys(names)

    def __getitem__(self, name: str) -> View:
        view = self._made[name]
        if view is None:
            view = self._made[name] = self._make(cast("ViewName", name))
        return view

    def items(self) -> ItemsView[str, View]:
        """Return the views by name, made in passing."""
        return _InPassing(self)

    def made(self, name: str) -> View:
        """Return a view that is not kept, if none is yet."""
        return self._made[name] or self._make(cast("ViewName", name))

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)

    def __reduce__(self) -> tuple[type[dict[str, View]], tuple[dict[str, View]]]:
        # What another process gets is made.
        return dict, (dict(self),)


class _InPassing(ItemsView[str, View]):
    _mapping: ViewsOnDemand

    def __iter__(self) -> Iterator[tuple[str, View]]:
        for name in self._mapping:
            yield name, self._mapping.made(name)


@dataclass(frozen=True)
class ViewMaker:
    """Makes the cells and the scale of one view of one layer."""

    name: ViewName
    spec: LayerSpec
    indicator: Indicator
    figures: Mapping[str, Figure]
    _known: dict[tuple[object, ...], _Reasoned] = field(default_factory=dict)

    def title(self) -> Text:
        """Return what the view is called for this kind of indicator, and of values."""
        if self.name == "measured" and self.spec.sources.satellite:
            return text("view.measured.satellite")
        special = f"view.{self.name}.{self.indicator.kind or 'undeclared'}"
        return text(special if special in catalogue() else f"view.{self.name}")

    def unit(self) -> Text:
        """Return the unit of its numbers; a status has none, shares differ by points."""
        if self.name == "status":
            return NO_TEXT
        is_share = self.indicator.unit.zh in ("%", "％")
        return text("unit.points") if self.name == "gap" and is_share else self.indicator.unit

    def number(self, row: JoinedRow) -> Decimal | None:
        """Return what the view shows of a row, or none."""
        if self.name == "target":
            return None if self.indicator.is_no_task(row.target) else row.target
        if self.name == "measured":
            return row.measured
        # Blue and red are verdicts: what is not due, or a unit's own report, has neither.
        is_drawn = self.name == "gap" and (row.status in VERDICT_LOOKS or row.indicative)
        return row.gap if is_drawn else None

    def scale(self, values: Sequence[float]) -> Scale:
        """Return the scale of these numbers."""
        if self.name == "status":
            return status_scale()
        classes = self.spec.classes.get(self.name)
        if self.name == "gap":
            return gap_scale(values, self.indicator, classes)
        mark = self.spec.mark or ("symbol" if self.indicator.adds_up else "fill")
        if mark == "symbol":
            return size_scale(values, self.indicator)
        return value_scale(values, self.indicator, classes or Classes())

    def cell(self, row: JoinedRow, scale: Scale) -> Cell:
        """Return what one place shows."""
        number = self.number(row)
        figure_ids = self._figures(row)
        if number is None:
            shown = self._reasoned(row) if row.target_figure else self._reasoned_alike(row)
            return Cell(None, shown.klass, "", shown.quality, shown.qualifiers, figure_ids)
        label = self._label(number, row)
        return Cell(
            float(number),
            scale.class_of(float(number)),
            label,
            self._quality(row),
            self._qualifiers(row),
            figure_ids,
        )

    def _figures(self, row: JoinedRow) -> tuple[str, ...]:
        """Return the ids of the figures behind a cell."""
        target = (row.target_figure,) if row.target_figure else ()
        measured = (row.measured_figure,) if row.measured_figure else ()
        if self.name == "target":
            return target
        return measured if self.name == "measured" else (*target, *measured)

    def _quality(self, row: JoinedRow) -> str:
        """Return what sign stands over a class: a target has none."""
        if self.name == "target":
            return "valid"
        return "indicative" if row.indicative else "satellite" if row.satellite else "valid"

    def _reasoned_alike(self, row: JoinedRow) -> _Reasoned:
        """Return the same without a target: it is alike for most places of a layer."""
        key = _ALIKE(row)
        if key not in self._known:
            self._known[key] = self._reasoned(row)
        return self._known[key]

    def _reasoned(self, row: JoinedRow) -> _Reasoned:
        """Return what a place without a number shows but for its figures."""
        qualifiers = self._qualifiers(row)
        if self.name == "status" and row.status in VERDICT_LOOKS:
            return _Reasoned(list(VERDICT_LOOKS).index(row.status), self._quality(row), qualifiers)
        if self.name == "target":
            klass = reason_class(
                "no_task" if self.indicator.is_no_task(row.target) else row.target_reason
            )
        elif self.name == "measured":
            klass = reason_class(row.measured_reason)
        else:
            reason = _not_given_of(row) or row.status
            klass = reason_class(reason)
            qualifiers = tuple(q for q in qualifiers if q != text(f"reason.{reason}"))
        return _Reasoned(klass, "valid", qualifiers)

    def _qualifiers(self, row: JoinedRow) -> tuple[Text, ...]:
        target = self.figures.get(row.target_figure)
        asked = (target.to_confirm,) if target and target.confirm else ()
        if self.name == "target":
            return (*asked, target.remarks) if target and target.remarks.zh else asked
        if self.name == "measured":
            # What is shown before its deadline says so, where no status stands beside it.
            waiting = (text("reason.not_due"),) if row.status == Status.NOT_DUE else ()
            return (*row.qualifiers, *waiting)
        reasons = (row.reason,) if row.reason else ()
        said = dict.fromkeys((*reasons, *asked, *row.qualifiers))
        if row.reason == text("status.satellite"):  # which says that it is one
            said.pop(text("quality.satellite"), None)
        return tuple(said)

    def _label(self, number: Decimal, row: JoinedRow) -> str:
        if self.name == "gap":
            return number_text(number, signed=True)
        figure = self.figures[row.target_figure if self.name == "target" else row.measured_figure]
        plain = self.indicator.kind == "quantity" or self.indicator.adds_up
        if plain or self.name != "target" or not figure.comparator:
            return number_text(number)
        return text(f"comparator.{figure.comparator}").zh + number_text(number)


def _not_given_of(row: JoinedRow) -> str:
    """Return why the number that a judgement lacks is not given, or waits to be confirmed."""
    reason = ""
    if row.status == Status.NO_TARGET:
        reason = row.target_reason
    elif row.status == Status.NO_MEASUREMENT:
        reason = row.measured_reason
    return reason if reason in _NOT_GIVEN else ""
