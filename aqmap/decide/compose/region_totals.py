"""What the places of a region add up to, beside the total that their source prints."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from aqmap.book.figure_cards import number_text
from aqmap.book.printed_totals import printed_total
from aqmap.model.figures import Absence, Figure, Withheld
from aqmap.model.joined import JoinedRow
from aqmap.words import Text, text
from aqmap.workspace.layers import LayerSpec
from aqmap.workspace.workspace import Workspace

_NOT_ADDED = frozenset((*Withheld, Absence.UNCONFIRMED))


def region_totals(
    spec: LayerSpec,
    workspace: Workspace,
    figures: Mapping[str, Figure],
    rows: Mapping[tuple[str, str], JoinedRow],
) -> dict[str, dict[str, Text]]:
    """Return the printed total of each region beside the sum of its places."""
    indicator = workspace.indicators[spec.indicator]
    if not indicator.adds_up:
        return {}
    given = [figure for figure in figures.values() if not figure.is_withheld]
    totals: dict[str, dict[str, Text]] = {}
    for region in workspace.settings.regions:
        if region.id not in spec.regions:
            continue
        for period in spec.periods:
            printed = printed_total(spec.indicator, region.prefecture, period, given)
            of_region = [rows[period, code] for code in region.places]
            targets = [row.target for row in of_region]
            if printed is None or printed.value is None:
                continue
            if any(row.target_reason in _NOT_ADDED for row in of_region):
                continue  # the rest would not add up, and would tell what is left out
            added = sum((t for t in targets if t is not None), Decimal(0))
            key = "map.total_agrees" if added == printed.value else "map.total_differs"
            totals.setdefault(period, {})[region.id] = text(
                key,
                region=region.name,
                unit=indicator.unit,
                printed=number_text(printed.value),
                added=number_text(added),
                difference=number_text(added - printed.value, signed=True),
            )
    return totals
