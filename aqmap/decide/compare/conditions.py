"""What a value of the air counts: sand-dust days, and the state of the air that it is given for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from aqmap.book.figure_cards import number_text
from aqmap.decide.compare.limits import hold_against
from aqmap.model.figures import Dust, Figure, State
from aqmap.words import Text, text
from aqmap.workspace.indicators import Indicator
from aqmap.workspace.layers import LayerSpec

CONDITIONS: Mapping[str, tuple[StrEnum, StrEnum]] = MappingProxyType(
    {"dust": (Dust.INCLUDED, Dust.DEDUCTED), "state": (State.ACTUAL, State.STANDARD)}
)
"""Columns of figures, each with the two ways in which a source may count one value."""


@dataclass(frozen=True)
class Held:
    """
    What must be said of the conditions of a target and of its result.

    Attributes
    ----------
    qualifiers
        What follows the number.
    refused
        Whether the two cannot be compared.
    reason
        What keeps them from a verdict, if anything does.
    """

    qualifiers: tuple[Text, ...] = ()
    refused: bool = False
    reason: Text | None = None


def counterparts(figure: Figure, figures: Sequence[Figure]) -> Mapping[str, Figure]:
    """Return by condition what the same source says of the same period the other way."""
    if len(figures) < 2:
        return {}
    own = _conditions(figure)
    both_ways = {name: ways for name, ways in CONDITIONS.items() if own[name] in ways}
    if not both_ways:
        return {}
    alike = [
        f
        for f in figures
        if f.value is not None and (f.source, f.period) == (figure.source, figure.period)
    ]
    found: dict[str, Figure] = {}
    for condition, ways in both_ways.items():
        (other,) = set(ways) - {own[condition]}
        wanted = {**own, condition: other}
        found.update((condition, f) for f in alike if _conditions(f) == wanted)
    return found


def _conditions(figure: Figure) -> dict[str, StrEnum | None]:
    return {"dust": figure.dust, "state": figure.state}


def is_drawn_way(figure: Figure, layer: LayerSpec) -> bool:
    """Return whether a figure is counted as a layer draws it, where the layer says how."""
    drawn = layer.sources
    return _is_drawn(figure.dust, drawn.dust) and _is_drawn(figure.state, drawn.state)


def _is_drawn(counted: StrEnum | None, drawn: str | None) -> bool:
    return not drawn or counted in {None, Dust.UNKNOWN, drawn}


def hold_conditions(
    indicator: Indicator,
    layer: LayerSpec,
    goal: Figure,
    actual: Figure,
    others: Mapping[str, Figure],
) -> Held:
    """
    Hold the conditions of a target against those of a result; they matter to the air alone.

    What one document says of a target and of its result is meant alike, if it does not say that it
    differs. Where the target leaves it open and the result is known both ways, they are judged if
    both come to the same, and neither is if they do not.

    Parameters
    ----------
    indicator, layer
        What both are of, and where they are drawn.
    goal, actual
        The target and the result, both with a number but for a target that is relative.
    others
        What the source says of the result the other way, by condition; see `counterparts`.
    """
    if not indicator.of_air:
        return Held()
    held = [_hold(c, indicator, layer, goal, actual, other=others.get(c)) for c in CONDITIONS]
    reasons = sorted((h for h in held if h.reason), key=lambda h: not h.refused)
    return Held(
        tuple(qualifier for h in held for qualifier in h.qualifiers),
        any(h.refused for h in held),
        reasons[0].reason if reasons else None,
    )


def _hold(
    condition: str,
    indicator: Indicator,
    layer: LayerSpec,
    goal: Figure,
    actual: Figure,
    *,
    other: Figure | None,
) -> Held:
    ways = CONDITIONS[condition]
    aimed, counted = _conditions(goal)[condition], _conditions(actual)[condition]
    if aimed == counted and (counted is None or counted in ways):
        return Held()
    if aimed in ways and counted in ways:
        differs = text(f"qualifier.{condition}_differs")
        return Held((differs,), refused=True, reason=differs)
    is_open = text(f"qualifier.{condition}_unknown")
    if other is not None and aimed not in ways and goal.value is not None:
        rule = layer.compare.rounding
        outcomes = {hold_against(goal, f, indicator, rule).met for f in (actual, other)}
        values = {
            _conditions(f)[condition]: number_text(f.value)
            for f in (actual, other)
            if f.value is not None
        }
        facts = {str(way): values[way] for way in ways}
        reason = text(f"status.{condition}_open", **facts) if len(outcomes) > 1 else None
        return Held((is_open,), reason=reason)
    accepted = f"{condition}_unknown" in layer.compare.accept or goal.source == actual.source
    return Held((is_open,), refused=not accepted, reason=None if accepted else is_open)
