"""Which source of the register a document is, and what is to be added for one that is in none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from aqmap.errors import Fault
from aqmap.files.file_content import FileContent
from aqmap.model.transcript import Passage, Transcript
from aqmap.pipelines.document_ids import id_of_name
from aqmap.read.documents.document_head import title_lines
from aqmap.words import Text
from aqmap.words.printable import printable
from aqmap.workspace.sources import Source
from aqmap.workspace.toml_schema import toml_text

_BARE = re.compile(r"[A-Za-z0-9_-]{1,100}")
_HEAD = re.compile("[^。；：]{2,60}")  # a first line that is no sentence


class Register(Protocol):
    """Whatever knows the sources of a workspace."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""


def document_source(file: FileContent, workspace: Register, told: str = "") -> Source:
    """
    Return the registered source of a document, or a new one.

    It is known by its checksum, else by the id told for it, else by its file's name.
    """
    path, sources = file.path, workspace.sources
    for source in sources.values():
        if file.sha256 == source.sha256:
            return source
    if told in sources:
        return sources[told]
    for source in sources.values():
        if not told and source.file == path.name and not source.sha256:
            return source
    return Source(
        id=told or id_of_name(path.stem),
        title=Text(printable(path.stem), printable(path.stem)),
        file=printable(path.name),
        sha256=file.sha256,
    )


def titled(source: Source, transcript: Transcript, place: str) -> Source:
    """Return a new source under the title that its document has, with the place it speaks of."""
    lines = [p.text.strip() for p in transcript.passages if isinstance(p, Passage)]
    heads = [*title_lines(lines), *(line for line in lines[:1] if _HEAD.fullmatch(line))]
    title = printable(heads[0]) if heads else source.title.zh
    return source.model_copy(update={"title": Text(title, title), "place": place})


def other_source(file: FileContent, source: Source, told: str) -> Iterator[Fault]:
    """Yield the remark that a document is not the source told, or not the file it was made of."""
    if told and source.id != told:
        yield Fault("option_other", file.path, option=f"--source {told}", found=source.id)
    elif told and source.sha256 and source.sha256 != file.sha256:
        yield Fault("source_other_file", file.path, found=told)


def source_stub(source: Source) -> str:
    """Return a source as TOML to paste into ``data/sources.toml``; what was read is hostile."""
    key = source.id if _BARE.fullmatch(source.id) else toml_text(source.id)
    zh, en = (toml_text(printable(part)) for part in source.title)
    lines = [f"[{key}]", f"title = {{ zh = {zh}, en = {en} }}"]
    named = {
        "place": source.place,
        "file": source.file,
        "sha256": source.sha256,
        "address": source.address,
        "licence": source.licence.zh if source.licence else "",
        "note": source.note.zh if source.note else "",
    }
    lines += (f"{name} = {toml_text(value)}" for name, value in named.items() if value)
    return "\n".join((*lines, ""))


def with_sources(register: bytes, sources: Iterable[Source]) -> bytes:
    """Return a register with further sources behind those it has, whose text stays as it is."""
    written = "\n".join(("", *map(source_stub, sources)))
    head = register if register.endswith(b"\n") or not register else register + b"\n"
    if b"\r\n" in register:
        written = written.replace("\n", "\r\n")
    return head + (written if head else written.lstrip()).encode("utf-8")
