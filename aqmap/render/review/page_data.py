"""What the review page's script works with: figures, names to choose from, and words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from aqmap.book.figure_cards import FigureCard
from aqmap.model.figures import COLUMNS, Figure
from aqmap.model.findings import Finding
from aqmap.model.periods import has_open_year
from aqmap.model.review.rules import Rules
from aqmap.model.transcript import Transcript
from aqmap.render.pinyin import readings
from aqmap.render.review.document import DocumentWriter
from aqmap.render.review.fields import figure_entry, reason_words
from aqmap.words import Lang, catalogue
from aqmap.workspace.indicators import Indicators
from aqmap.workspace.places import Places
from aqmap.workspace.sources import Source

NO_NUMBERS = frozenset(
    (
        *("date", "base", "name", "saying", "ordinal", "number", "title", "office", "qualifier"),
        *("header", "row_name", "group", "table_title", "unit_cell", "footnote"),
    )
)
"""Reasons of what has digits and counts nothing: nobody need look at it again."""

_PLACES = 40
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_WORDS = ("review.", "role.", "known.", "comparator.", "page.severity_", "page.colon", "audience.")


def page_data(
    writer: DocumentWriter,
    *,
    transcripts: Sequence[Transcript],
    cards: Sequence[FigureCard],
    findings: Sequence[Finding],
    rules: Rules,
    places: Places,
    indicators: Indicators,
    lang: Lang,
) -> dict[str, Any]:
    """Return the page's data; `writer` has written the documents."""
    reasons = {key: told for transcript in transcripts for key, told in transcript.reasons.items()}
    bases: dict[str, Counter[str]] = {}
    for card in cards:
        bases.setdefault(card.figure.source, Counter())[card.figure.basis] += 1
    basis_of = {source: counted.most_common(1)[0][0] for source, counted in bases.items()}
    listed_places = [
        [p.code, p.name.in_(lang), str(p.level), list(p.other_names), p.name.zh] for p in places
    ]
    listed_indicators = [
        [
            *(i.id, i.label.in_(lang), i.unit.zh, [i.name.zh, *i.aliases], list(i.unit_aliases)),
            i.direction or "",
        ]
        for i in indicators.values()
    ]
    named = [p.name.zh for p in places]
    named += [name for i in indicators.values() for name in (i.name.zh, i.label.zh, *i.aliases)]
    return {
        "lang": lang,
        "columns": list(COLUMNS),
        "documents": [
            [
                *(t.name, t.sha256, t.source),
                *(basis_of.get(t.source, "report"), _years(t, writer.sources.get(t.source), cards)),
            ]
            for t in transcripts
        ],
        "passages": [list(passage) for passage in writer.passages],
        "figures": [
            figure_entry(card, places, reasons.get(card.figure.id, ()), lang)
            | {"thing": _thing(card.figure, rules)}
            for card in cards
        ],
        "reasons": [reason_words(reason, lang) for reason in writer.reasons],
        "asked": [reason not in NO_NUMBERS for reason in writer.reasons],
        "findings": [
            [str(f.severity), f.title.in_(lang), f.detail.in_(lang), writer.numbered(f.figures)]
            for f in findings
        ],
        "kinds": [f.kind for f in findings],
        "rules": list(_rules(rules, writer, findings)),
        "unplaced": writer.unplaced,
        "lost": writer.lost,
        "places": listed_places,
        "indicators": listed_indicators,
        "pinyin": readings("".join(named)),
        "words": _words(lang),
    }


def _years(transcript: Transcript, source: Source | None, cards: Sequence[FigureCard]) -> list[str]:
    """Return the years that a figure of a document may be of: its title's, its date's, its own."""
    named = f"{source.title.zh if source else ''} {transcript.name}"
    years = _YEAR.findall(named)
    if source and source.date:
        years += [str(source.date.year), str(source.date.year - 1)]
    periods = (c.figure.period for c in cards if c.figure.source == transcript.source)
    counted = Counter(period[:4] for period in periods if not has_open_year(period))
    years += [year for year, _ in counted.most_common(2)]
    return list(dict.fromkeys(years))


def _thing(figure: Figure, rules: Rules) -> list[Any]:
    """Return what a figure is about: key, whether it is known, its rounding, its sentence."""
    thing = rules.things.get(figure.id)
    if thing is None:
        return ["", False, "", ""]
    return [thing.key, thing.known, _number(thing.half), figure.locator.sentence]


def _rules(
    rules: Rules, writer: DocumentWriter, findings: Sequence[Finding]
) -> Iterator[dict[str, Any]]:
    """Yield the rules, each with the number of the finding that it is broken, if there is one."""
    numbers = {(f.kind, frozenset(f.figures)): n for n, f in enumerate(findings, start=1)}
    for rule in rules.rules:
        yield {
            "kind": rule.kind,
            "figures": writer.numbered(rule.figures),
            "exact": rule.exact,
            "low": _number(rule.low),
            "high": _number(rule.high),
            "open": rule.is_open,
            "slack": _number(rule.slack),
            "ofPlace": rule.of_place,
            "meanings": list(rule.meanings),
            "finding": numbers.get((rule.kind, frozenset(rule.figures)), 0),
        }


def _number(number: Decimal | None) -> str:
    """Return a number in plain digits; one that a division made is cut where no table goes."""
    whole, point, decimals = ("" if number is None else f"{number:f}").partition(".")
    return whole + point + decimals[:_PLACES]


def _words(lang: Lang) -> dict[str, str]:
    return {key: phrase.in_(lang) for key, phrase in catalogue().items() if key.startswith(_WORDS)}
