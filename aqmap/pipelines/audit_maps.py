"""Approval numbers (审图号): which of them hold for the maps that are drawn, and which fell off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from aqmap.book.map_book import MapBook, MapSheet
from aqmap.book.profiles.printed_pages import PREFIXES
from aqmap.errors import Fault, SpecError
from aqmap.model.audit_numbers import ATLAS, PAGE, AuditNumbers
from aqmap.model.page_sizes import SizeName
from aqmap.words import Lang, Text, listed, text
from aqmap.workspace.workspace import Audit, Settings

if TYPE_CHECKING:
    from aqmap.book.fingerprints.map_fingerprints import MapFingerprints
    from aqmap.book.fingerprints.page_fingerprints import PrintedPage

_MOST_KNOWN = 3


def audited(book: MapBook, settings: Settings, file: Path) -> tuple[MapBook, list[Text]]:
    """
    Return a book with the approval numbers that hold, and what must be said of the others.

    Parameters
    ----------
    book
        The whole book: a number belongs to one of its sheets, to several, to all, or to the page.
    settings
        What ``aqmap.toml`` says: the numbers, and whether overviews, small multiples and county
        sheets are printed; a number of such alone is else on nothing.
    file
        Where it says so.

    Raises
    ------
    SpecError
        With a fault for each name that no map has, and each map with two numbers.
    """
    audits, with_pages = settings.audit, settings.print.county_sheets
    if not audits:
        return book, []
    maps = _Maps.of(_fingerprints_of(book))
    targets = [(audit, maps.named(audit)) for audit in audits]
    faults = [*_unknown(audits, maps, file), *_doubled(targets, file)]
    if faults:
        raise SpecError(faults)
    numbers: dict[tuple[Lang, str], str] = {}
    remarks = []
    for audit, names in targets:
        if not with_pages and maps.are_pages(names):
            unprinted = {"number": audit.number, "name": listed(audit.of)}
            remarks.append(text("remark.audit_unprinted", **unprinted))
            continue
        fingerprint = maps.fingerprint(audit, names)
        if fingerprint == audit.fingerprint:
            langs: tuple[Lang, ...] = ("zh", "en") if PAGE in names else (audit.lang,)
            numbers |= {(lang, name): audit.number for lang in langs for name in names}
            continue
        key = "remark.audit_fallen" if audit.fingerprint else "remark.audit_open"
        facts = {"number": audit.number, "name": listed(audit.of), "new": fingerprint}
        remarks.append(text(key, old=audit.fingerprint, **facts))
    return replace(book, audit=AuditNumbers(numbers)), remarks


def still_audited(chosen: MapBook, whole: MapBook) -> tuple[MapBook, list[Text]]:
    """Return the part of a book that is drawn, with the numbers of what it shows unchanged."""
    if chosen is whole or not whole.audit.by_name:
        return chosen, []
    now, reviewed = _fingerprints_of(chosen), _fingerprints_of(whole)
    drawn = {sheet.name: sheet for sheet in chosen.sheets()}
    before = {sheet.name: sheet for sheet in _all_sheets(whole)}
    kept, lost = {}, []
    for (lang, name), number in whole.audit.by_name.items():
        if name == PAGE:
            holds = now.of_page == reviewed.of_page
        elif name == ATLAS:
            holds = now.of_atlas(lang) == reviewed.of_atlas(lang)
        else:
            holds = name not in drawn or (
                now.of_sheet(drawn[name], lang) == reviewed.of_sheet(before[name], lang)
            )
        if holds:
            kept[lang, name] = number
        else:
            lost.append(name)
    remarks = [text("remark.audit_chosen", names=listed(dict.fromkeys(lost)))] if lost else []
    return replace(chosen, audit=AuditNumbers(kept)), remarks


def at_size(book: MapBook, size: SizeName | None) -> MapBook:
    """Return a book whose print maps have a size that is asked for: they are other maps."""
    if size is None:
        return book
    return replace(book, regions=tuple(replace(region, size=size) for region in book.regions))


def listed_fingerprints(
    book: MapBook,
    lang: Lang,
    audits: Sequence[Audit] = (),
    *,
    whole: bool = True,
    with_pages: bool = True,
) -> dict[str, str]:
    """
    Return the fingerprint of every printed map and, of a whole book, of what else it has.

    That is the overviews, small multiples and county sheets, if they are printed, the atlas and
    the page, and each set that approval numbers are asked for, by the names that ``for`` has.
    """
    from aqmap.book.fingerprints.page_fingerprints import PageFingerprints

    fingerprints = _fingerprints_of(book)
    sheets = book.sheets()
    by_name = {sheet.name: fingerprints.of_sheet(sheet, lang) for sheet in sheets}
    if not whole:
        return by_name
    if with_pages:
        pages = PageFingerprints(fingerprints).by_name
        by_name |= {name: page.fingerprint(lang) for name, page in pages.items()}
    by_name |= {ATLAS: fingerprints.of_atlas(lang), PAGE: fingerprints.of_page}
    sets = [audit for audit in audits if audit.lang == lang and _is_set(audit)]
    if not sets:
        return by_name
    maps = _Maps.of(fingerprints)
    for audit in sets:
        names = maps.named(audit)
        if names and (with_pages or not maps.are_pages(names)):
            by_name[", ".join(audit.of)] = maps.fingerprint(audit, names)
    return by_name


def _is_set(audit: Audit) -> bool:
    """Return whether a number is given to several maps, of which none is listed by that name."""
    named = set(audit.of)
    return len(named) > 1 or any("*" in name or "?" in name for name in named)


def _fingerprints_of(book: MapBook) -> MapFingerprints:
    from aqmap.book.fingerprints.map_fingerprints import MapFingerprints

    return MapFingerprints(book)


@dataclass(frozen=True)
class _Maps:
    """
    The maps of a book by name: those that are printed, and all that could be.

    ``pages`` are the overviews, small multiples and county sheets.
    """

    fingerprints: MapFingerprints
    printed: dict[str, MapSheet]
    possible: dict[str, MapSheet]
    pages: Mapping[str, PrintedPage]

    @classmethod
    def of(cls, fingerprints: MapFingerprints) -> _Maps:
        from aqmap.book.fingerprints.page_fingerprints import PageFingerprints

        book = fingerprints.book
        return cls(
            fingerprints,
            {sheet.name: sheet for sheet in book.sheets()},
            {sheet.name: sheet for sheet in _all_sheets(book)},
            PageFingerprints(fingerprints).by_name,
        )

    def named(self, audit: Audit) -> tuple[str, ...]:
        """Return the names of all maps that a number was given to, each once."""
        return tuple(dict.fromkeys(name for of in audit.of for name in self.matching(of)))

    def matching(self, written: str) -> tuple[str, ...]:
        """Return the names that one of the file's names stands for."""
        if written == PAGE:
            return (PAGE,)
        if written == ATLAS:
            return (ATLAS, *self.printed, *self.pages)
        if "*" in written or "?" in written:
            # Pages are meant only where their kind is written out: "*-ili" are maps.
            names = self.pages if written.startswith(PREFIXES) else self.printed
            return tuple(name for name in names if fnmatchcase(name, written))
        return (written,) if written in self.possible or written in self.pages else ()

    def are_pages(self, names: Sequence[str]) -> bool:
        """Return whether names are those of overviews, small multiples or county sheets alone."""
        return all(name in self.pages for name in names)

    def fingerprint(self, audit: Audit, names: Sequence[str]) -> str:
        """Return the fingerprint of a map, or of a set of them."""
        from aqmap.book.fingerprints.digests import set_digest

        if PAGE in names:
            return self.fingerprints.of_page
        if ATLAS in names:
            return self.fingerprints.of_atlas(audit.lang)
        marks = [(name, self._mark(name, audit.lang)) for name in names]
        return marks[0][1] if len(marks) == 1 else set_digest(marks)

    def _mark(self, name: str, lang: Lang) -> str:
        if name in self.pages:
            return self.pages[name].fingerprint(lang)
        return self.fingerprints.of_sheet(self.possible[name], lang)


def _all_sheets(book: MapBook) -> Iterator[MapSheet]:
    """Yield every map that a book can draw, printed or not."""
    for layer in book.mapped_layers:
        for view in layer.views:
            for period in layer.periods:
                for region in layer.regions:
                    yield book.sheet(layer.id, view, period, region)


def _unknown(audits: Sequence[Audit], maps: _Maps, file: Path) -> Iterator[Fault]:
    known = ", ".join(list(maps.printed)[:_MOST_KNOWN])
    for number, audit in enumerate(audits, 1):
        for written in audit.of:
            if not maps.matching(written):
                at = f"audit.{number}.for"
                yield Fault("audit_unknown", file, at, found=written, known=known)
        if PAGE in audit.of and len(audit.of) > 1:
            yield Fault("audit_page_and_more", file, f"audit.{number}.for")


def _doubled(targets: Sequence[tuple[Audit, tuple[str, ...]]], file: Path) -> Iterator[Fault]:
    numbers: dict[tuple[Lang, str], list[str]] = {}
    for audit, names in targets:
        for name in names:
            lang: Lang = "zh" if name == PAGE else audit.lang
            numbers.setdefault((lang, name), []).append(audit.number)
    for (_, name), given in numbers.items():
        if len(given) > 1:
            yield Fault("audit_twice", file, "audit", found=name, numbers=listed(given))
