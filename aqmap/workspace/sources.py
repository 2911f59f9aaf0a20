"""The register of sources, and the places in them, in words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from aqmap.errors import Fault, SpecError
from aqmap.model.locators import locator_parts
from aqmap.words import Text, catalogue, text
from aqmap.workspace.toml_schema import BilingualText, Spec, check_spec, read_toml


class Source(Spec):
    """
    A document, list or data set that figures come from.

    Attributes
    ----------
    title
        Its title; ``number``, ``issuer``, ``date`` and ``address`` as it prints them.
    place
        Code of the place that 州直, 全市 and the like mean in it.
    annex
        What the document calls its table 1, such as 附表.
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
    annex: BilingualText | None = None
    address: str = ""
    file: str = ""
    licence: str = ""
    sha256: str = ""
    note: BilingualText | None = None

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
            sources[key] = check_spec(Source, {"id": key, **table}, file=path, at=key)
        except SpecError as problem:
            faults += problem.faults
        except TypeError:
            faults.append(Fault("unknown_key", path, key))
    if faults:
        raise SpecError(faults)
    return sources


def locator_text(locator: str, source: Source | None = None) -> Text:
    """
    Return a locator in words.

    Parameters
    ----------
    locator
        Parts separated by ``;``, each a word and its value: ``table 1; row 4.2; line 210``.
    source
        The source it points into, for the name of its annex.

    Returns
    -------
    phrase
        For example 附表第4.2行“伊宁市”列. A part with an unknown word stays as it is.
    """
    parts: Mapping[str, str] = dict(locator_parts(locator))
    words = catalogue()
    said = []
    for word, value in parts.items():
        if word == "line" and "page" in parts:  # of the page, not of the file
            said.append(text("locator.page_line", value=value))
        elif word == "table" and value == "1" and source is not None and source.annex:
            said.append(source.annex)
        elif f"locator.{word}" in words:
            said.append(text(f"locator.{word}", value=value))
        else:
            said.append(Text(f"{word} {value}".strip(), f"{word} {value}".strip()))
    return Text("".join(s.zh for s in said), ", ".join(s.en for s in said))
