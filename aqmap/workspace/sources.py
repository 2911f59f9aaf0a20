"""The register of sources, and the places in them, in words."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from os import environ
from pathlib import Path

from pydantic import StrictBool, field_validator

from aqmap.errors import Fault, SpecError
from aqmap.model.figures import BASIS_WORDS, Basis
from aqmap.model.locators import Locator
from aqmap.words import Text
from aqmap.workspace.toml_schema import BilingualText, Spec, check_spec, read_toml

_EPOCH = re.compile(r"[0-9]{1,15}")
_LAST_EPOCH = 253_402_300_799  # the last second of the year 9999


class Source(Spec):
    """
    A document, list or data set that figures come from.

    Attributes
    ----------
    title
        Its title; ``number``, ``issuer``, ``date`` and ``address`` as it prints them.
    place
        Code of the place that 州直, 全市 and the like mean in it.
    basis
        Whose numbers its results are, where its tables of figures do not say so row by row.
    annex
        What the document calls its table 1, such as 附表.
    published
        Whether it has been published, so that the public may have its figures; never guessed.
    licence
        Terms of use, or that none are stated.
    sha256
        Checksum of the file that was read.
    """

    id: str
    title: BilingualText
    short: BilingualText | None = None
    number: str = ""
    issuer: BilingualText | None = None
    date: datetime.date | None = None
    place: str = ""
    basis: Basis | None = None
    annex: BilingualText | None = None
    address: str = ""
    file: str = ""
    published: StrictBool = False
    licence: BilingualText | None = None
    sha256: str = ""
    note: BilingualText | None = None

    @field_validator("basis", mode="before")
    @classmethod
    def _from_word(cls, written: object) -> object:
        plain = "".join(unicodedata.normalize("NFKC", str(written)).split()).casefold()
        bases = (basis for basis, words in BASIS_WORDS if plain in (basis, *words.split()))
        return next(bases, written)

    @property
    def label(self) -> Text:
        """The short title, or the title."""
        return self.short or self.title


def read_sources(path: Path) -> dict[str, Source]:
    """
    Read ``data/sources.toml``.

    Raises
    ------
    SourceError
        If the file is missing.
    SpecError
        With every mistake in it.
    """
    faults: list[Fault] = []
    sources: dict[str, Source] = {}
    for key, table in read_toml(path).items():
        try:
            sources[key] = check_spec(Source, {"id": key, **table}, file=path, parent=key)
        except SpecError as problem:
            faults += problem.faults
        except TypeError:
            faults.append(Fault("unknown_key", path, key))
    if faults:
        raise SpecError(faults)
    return sources


def locator_text(locator: Locator, source: Source | None) -> Text:
    """Return a locator in words, with the name that its source gives its annex."""
    return locator.in_words(source.annex if source else None)


def newest_date(sources: Mapping[str, Source]) -> datetime.date | None:
    """Return SOURCE_DATE_EPOCH's day, or else the date of the newest source; none of none."""
    epoch = environ.get("SOURCE_DATE_EPOCH")
    if epoch is not None:
        if not _EPOCH.fullmatch(epoch) or int(epoch) > _LAST_EPOCH:
            raise SpecError(Fault("epoch_none", "SOURCE_DATE_EPOCH", found=epoch[:40]))
        start = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
        return (start + datetime.timedelta(seconds=int(epoch))).date()
    dates = [source.date for source in sources.values() if source.date]
    return max(dates, default=None)
