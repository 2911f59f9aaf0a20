"""The review page: one HTML file with the document left, the figures right, and no network."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from aqmap.book.figure_cards import FigureCard
from aqmap.errors import Fault
from aqmap.model.findings import Finding
from aqmap.model.transcript import Transcript
from aqmap.render.html_embedding import (
    allowed_source,
    asset_text,
    embedded_json,
    filled_shell,
    page_script,
)
from aqmap.render.review.document import DocumentWriter
from aqmap.render.review.fields import figure_entry, reason_words
from aqmap.render.review.page_head import summary_html
from aqmap.words import Lang, catalogue, say
from aqmap.workspace.places import Places
from aqmap.workspace.sources import Source

_POLICY = (
    "default-src 'none'; img-src data:; style-src {style}; script-src {script}; "
    "base-uri 'none'; form-action 'none'"
)
ASSETS = files(__package__) / "assets"
SCRIPTS = (
    "data.js",
    "phrases.js",
    "items.js",
    "state.js",
    "events.js",
    "list.js",
    "detail.js",
    "main.js",
)


def write_review(
    transcripts: Sequence[Transcript],
    cards: Sequence[FigureCard],
    path: Path,
    *,
    places: Places,
    sources: Mapping[str, Source],
    findings: Sequence[Finding] = (),
    remarks: Sequence[Fault] = (),
    lang: Lang = "zh",
) -> None:
    """
    Write documents beside the figures read from them, as one HTML file that needs nothing else.

    Parameters
    ----------
    transcripts
        The documents; a number that no mark covers is shown as one without a stated reason.
    cards
        Their figures in words, in reading order. One that no mark points to is attached to the
        passage of its locator, and said to be.
    path
        The file, written whole or not at all.
    places, sources
        For the names of codes, and the titles and annexes of the documents.
    findings, remarks
        Listed at the top, with links to their figures.
    lang
        Language of everything but the documents.

    Raises
    ------
    SourceError
        If the file cannot be written.
    """
    writer = DocumentWriter([card.figure for card in cards], sources, lang)
    document = writer.write(transcripts)
    names = say("page.comma", lang).join(transcript.name for transcript in transcripts)
    data = {
        "figures": [figure_entry(card, places, lang) for card in cards],
        "reasons": [reason_words(reason, lang) for reason in writer.reasons],
        "findings": [
            [str(f.severity), f.title.in_(lang), f.detail.in_(lang), writer.numbered(f.figures)]
            for f in findings
        ],
        "unplaced": writer.unplaced,
        "lost": writer.lost,
        "words": _words(lang),
    }
    parts = {
        "lang": "zh-CN" if lang == "zh" else "en",
        "title": html.escape(say("review.title", lang, names=names)),
        "summary": summary_html(writer, data, remarks, lang),
        "document": document,
        "data": embedded_json(data),
        "style": asset_text(ASSETS, "page.css"),
        "script": page_script(ASSETS, SCRIPTS),
    }
    parts["policy"] = _POLICY.format(
        style=allowed_source(parts["style"]), script=allowed_source(parts["script"])
    )
    written = filled_shell(
        asset_text(ASSETS, "shell.html"),
        lambda name: parts[name] if name in parts else html.escape(say(name, lang)),
    )
    # An escaped half of a character, as workbooks can hold, is no text: it becomes "?".
    path.write_text(written, encoding="utf-8", errors="replace", newline="\n")


def _words(lang: Lang) -> dict[str, str]:
    sections = ("review.", "role.", "page.severity_", "page.colon")
    return {
        key: phrase.in_(lang) for key, phrase in catalogue().items() if key.startswith(sections)
    }
