"""Places that no region lists: what is known of them stands on no map, and is said instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from aqmap.book.figure_cards import figure_card
from aqmap.decide.compare.pick_figures import is_allowed
from aqmap.model.figures import Figure, Level
from aqmap.model.findings import Finding, Severity
from aqmap.words import Text, text
from aqmap.workspace.places import Place, Places
from aqmap.workspace.workspace import Workspace

_MOST_NAMED = 5
"""So many figures are written out; the finding cites all of them."""


def unlisted_places(
    workspace: Workspace, core: Mapping[str, str], figures: Iterable[Figure]
) -> list[Finding]:
    """
    Return a finding for each county or zone that counts, and that no region lists.

    Parameters
    ----------
    workspace
        Its regions and places; context (``context county``) counts nowhere and is not asked for.
    core
        Names by code of the counties drawn as ``core``: each should be in a region.
    figures
        With their places' codes: those of a place that no region lists are cited, so that they
        stay on the page and in the findings. Bases that nothing switches on are left out.
    """
    places = workspace.places
    listed = {code for region in workspace.settings.regions for code in region.places}
    by_place: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        of_place = figure.level != Level.STATION and figure.place not in listed
        if of_place and _is_shown(workspace, figure):
            by_place[figure.place].append(figure)
    with_figures = {code for code in by_place if _counts(places, code)}
    unlisted = sorted((core.keys() - listed) | with_figures)
    return [_finding(workspace, code, core.get(code, ""), by_place[code]) for code in unlisted]


def _is_shown(workspace: Workspace, figure: Figure) -> bool:
    of_indicator = [spec for spec in workspace.layers if spec.indicator == figure.indicator]
    accepted = [workspace.settings.accept_basis, *(spec.accept_basis for spec in of_indicator)]
    return any(is_allowed(figure.basis, bases) for bases in accepted)


def _counts(places: Places, code: str) -> bool:
    place = places.by_code.get(code)
    return place is not None and not place.context and place.level != Level.PREFECTURE


def _finding(
    workspace: Workspace, code: str, drawn_name: str, figures: Sequence[Figure]
) -> Finding:
    place: Place | None = workspace.places.by_code.get(code)
    name = place.name if place else Text(drawn_name, drawn_name)
    facts = {"name": name, "code": code, "count": len(figures)}
    key = "figures" if figures else "none"
    listed = list(_written(workspace, figures[:_MOST_NAMED]))
    rest = text("finding.unlisted.rest") if len(figures) > _MOST_NAMED else Text("", "")
    zh, en = (joint.join(row[n] for row in listed) for n, joint in enumerate(("；", "; ")))
    return Finding(
        id=f"unlisted-{code}",
        severity=Severity.DOUBTFUL,
        kind="unlisted",
        indicator="",
        title=text("finding.unlisted.title", **facts),
        detail=text(f"finding.unlisted.{key}", **facts, listed=Text(zh + rest.zh, en + rest.en)),
        figures=tuple(figure.id for figure in figures),
    )


def _written(workspace: Workspace, figures: Iterable[Figure]) -> Iterator[Text]:
    for figure in figures:
        card = figure_card(figure, workspace.indicators, workspace.sources)
        role = text(f"role.{figure.role}")
        yield text(
            "finding.unlisted.figure",
            period=card.period,
            indicator=card.indicator,
            role=role,
            value=card.value_text,
        )
