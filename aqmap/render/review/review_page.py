"""The review page: one HTML file with the document left, the figures right, and no network."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from aqmap.book.figure_cards import FigureCard
from aqmap.errors import Fault
from aqmap.model.findings import Finding
from aqmap.model.review.rules import Rules
from aqmap.model.transcript import Transcript
from aqmap.render.html_embedding import (
    allowed_source,
    asset_text,
    embedded_json,
    filled_shell,
    page_script,
)
from aqmap.render.review.document import DocumentWriter
from aqmap.render.review.page_data import page_data
from aqmap.render.review.page_head import summary_html
from aqmap.words import Lang, say
from aqmap.workspace.indicators import Indicators
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
    "checking/decimals.js",
    "checking/relations.js",
    "state.js",
    "events.js",
    "editing/names.js",
    "editing/rows.js",
    "answers/decisions.js",
    "checking/contradictions.js",
    "checking/hints.js",
    "editing/pick.js",
    "answers/alike.js",
    "answers/queue.js",
    "editing/fields.js",
    "list.js",
    "detail.js",
    "answers/answering.js",
    "answers/saved_review.js",
    "answers/keeping.js",
    "checking/sums.js",
    "check_sheet.js",
    "keys.js",
    "main.js",
)


def write_review(
    transcripts: Sequence[Transcript],
    cards: Sequence[FigureCard],
    path: Path,
    *,
    places: Places,
    indicators: Indicators,
    sources: Mapping[str, Source],
    findings: Sequence[Finding] = (),
    rules: Rules | None = None,
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
    places, indicators
        What a figure may be of, for the names of codes and to choose from.
    sources
        For the titles and annexes of the documents.
    findings, remarks
        Listed at the top, with links to their figures.
    rules
        By which the page looks at contradictions again when figures are corrected.
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
    data = page_data(
        writer,
        transcripts=transcripts,
        cards=cards,
        findings=findings,
        rules=rules or Rules(),
        places=places,
        indicators=indicators,
        lang=lang,
    )
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
