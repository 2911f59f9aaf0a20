"""The total that a source prints for a region, beside the places that it is the total of."""

from __future__ import annotations

from collections.abc import Iterable

from aqmap.model.figures import Figure, Level, Role


def printed_total(
    indicator: str, prefecture: str, period: str, figures: Iterable[Figure]
) -> Figure | None:
    """Return the target that a table prints for the whole prefecture, if one does."""
    return next(
        (
            figure
            for figure in figures
            if figure.indicator == indicator
            and figure.place == prefecture
            and figure.level == Level.PREFECTURE
            and figure.role == Role.TARGET
            and figure.period == period
            and figure.locator.table
        ),
        None,
    )
