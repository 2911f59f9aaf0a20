"""The maps of a workspace by name, with the fingerprints that approval numbers are given to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aqmap.model.audience import Audience
from aqmap.pipelines.audit_maps import listed_fingerprints
from aqmap.pipelines.build_maps import decide
from aqmap.words import Lang, Text


@dataclass(frozen=True)
class ListedSheets:
    """A line for each map, page and set; and what should be known of the workspace."""

    lines: tuple[Text, ...]
    remarks: tuple[Text, ...]


def list_sheets(
    folder: Path, *, lang: Lang = "zh", audience: Audience | str | None = None
) -> ListedSheets:
    """Return the name, the fingerprint and the title of all that an approval can be given to."""
    from aqmap.book.fingerprints.map_fingerprints import MapFingerprints
    from aqmap.book.fingerprints.page_fingerprints import PageFingerprints

    decided = decide(folder, audience=audience)
    book, settings = decided.book, decided.workspace.settings
    titles = {sheet.name: sheet.title for sheet in book.sheets()}
    pages = PageFingerprints(MapFingerprints(book)).by_name
    titles |= {name: page.title for name, page in pages.items()}
    marks = listed_fingerprints(book, lang, settings.audit, with_pages=settings.print.county_sheets)
    lines = tuple(
        Text(*(f"{name}  {mark}  {word}".rstrip() for word in titles.get(name, ("", ""))))
        for name, mark in marks.items()
    )
    return ListedSheets(lines, decided.remarks)
