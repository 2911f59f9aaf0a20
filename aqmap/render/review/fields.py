"""The fields of a figure in words, as the panel lists them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from aqmap.book.figure_cards import FigureCard, number_text, written_with_unit
from aqmap.model.figures import Dust, Figure, Quality, figure_row
from aqmap.model.periods import period_text
from aqmap.model.transcript import Reason
from aqmap.words import Lang, Text, catalogue, say
from aqmap.workspace.places import Places

UNNAMED, NOWHERE, ABSENT, UNCONFIRMED = "unnamed", "nowhere", "absent", "unconfirmed"


def figure_flags(figure: Figure) -> list[str]:
    """Return what a reader should look at: no known indicator, no place, no number, a doubt."""
    flags = {
        UNNAMED: not figure.indicator,
        NOWHERE: not figure.place,
        ABSENT: figure.absence is not None,
        UNCONFIRMED: bool(figure.confirm),
    }
    return [flag for flag, holds in flags.items() if holds]


def figure_entry(
    card: FigureCard, places: Places, reasons: Sequence[Reason], lang: Lang
) -> dict[str, Any]:
    """
    Return a figure as the page's script reads it.

    Parameters
    ----------
    card
        The figure in words.
    places
        For the names of codes.
    reasons
        How its fields are known.
    lang
        Of the words.

    Returns
    -------
    entry
        ``said``, ``place``, ``indicator``, ``period`` and ``locator`` for the list, ``role`` and
        ``flags`` for filters and colours, ``rows``: the names of the fields that hold something,
        each with its words; ``row``: the figure's row of the table, and ``known``: of each field
        that is told how, by what, in which words, and what it may be instead.
    """
    figure = card.figure
    return {
        "said": card.value_text.in_(lang),
        "place": _place_name(figure, places).in_(lang),
        "indicator": card.indicator.in_(lang),
        "period": card.period.in_(lang),
        "locator": card.locator.in_(lang),
        "role": str(figure.role),
        "flags": figure_flags(figure),
        "row": list(figure_row(figure).values()),
        "known": [[r.field, str(r.known), r.by, r.words, list(r.proposals)] for r in reasons],
        "rows": [[name, written] for name, written in _rows(card, places, lang) if written],
    }


def _place_name(figure: Figure, places: Places) -> Text:
    place = places.by_code.get(figure.place)
    return place.name if place else Text(figure.place_written, figure.place_written)


def _rows(card: FigureCard, places: Places, lang: Lang) -> Iterator[tuple[str, str]]:
    figure = card.figure
    place = _place_name(figure, places).in_(lang) if figure.place else ""
    yield "place", f"{place} · {figure.place}" if figure.place else say("review.no_place", lang)
    yield "place_written", figure.place_written if figure.place_written != place else ""
    yield "level", say(f"review.level.{figure.level}", lang)
    indicator = card.indicator.in_(lang) if figure.indicator else ""
    name_and_id = f"{indicator} · {figure.indicator}"
    yield "indicator", name_and_id if figure.indicator else say("review.no_indicator", lang)
    written = figure.indicator_written
    yield "indicator_written", written if written != indicator else ""
    yield "period", _dated(figure.period, lang)
    yield "as_of", _dated(figure.as_of, lang)
    yield "role", say(f"role.{figure.role}", lang)
    if figure.comparator:
        yield "comparator", say(f"review.comparator.{figure.comparator}", lang)
    yield "value", card.value_text.in_(lang) if figure.absence is None else ""
    yield "absence", say(f"reason.{figure.absence}", lang) if figure.absence else ""
    yield "value_written", written_with_unit(figure)
    if figure.change is not None:
        yield "change", number_text(figure.change, signed=True) + figure.change_unit
    yield "baseline", _dated(figure.baseline_period, lang)
    yield "basis", say(f"basis.{figure.basis}", lang)
    yield from _conditions(figure, lang)
    yield "locator", card.locator.in_(lang)
    yield "note", figure.remarks.in_(lang)


def _conditions(figure: Figure, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield what holds of few figures."""
    if figure.dust is not None:
        unknown = figure.dust == Dust.UNKNOWN
        yield "dust", say("qualifier.dust_unknown" if unknown else f"dust.{figure.dust}", lang)
    if figure.state is not None:
        yield "state", say(f"state.{figure.state}", lang)
    if figure.quality == Quality.INDICATIVE:
        yield "quality", say("quality.indicative", lang)
    if figure.xpcc is not None:
        yield "xpcc", say(f"review.xpcc.{figure.xpcc}", lang)
    yield "revision", figure.revision
    yield "effective_from", _dated(figure.effective_from, lang)


def _dated(period: str, lang: Lang) -> str:
    return period_text(period).in_(lang) if period else ""


def reason_words(reason: str, lang: Lang) -> str:
    """Return why a number was not taken, or the bare key where the catalogue has no phrase."""
    if not reason:
        return say("review.unstated", lang)
    phrase = catalogue().get(f"unread.{reason}")
    return phrase.in_(lang) if phrase else reason
