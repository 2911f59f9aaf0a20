"""The ids of documents that are read together: none is another's, so no figure's is either."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from aqmap.errors import Fault
from aqmap.files.file_content import FileContent
from aqmap.words.printable import printable
from aqmap.workspace.sources import Source

_PARTING = re.compile("[;|]")  # what parts several ids in one cell
_LONGEST = 100  # characters; a table has the id in every row


def id_of_name(stem: str) -> str:
    """Return a document's id, its name without what would part or hide it in a table."""
    plain = _PARTING.sub("_", printable(stem)).strip() or "document"
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"


class DocumentIds:
    """
    The documents of one run so far, and their ids.

    Parameters
    ----------
    registered
        The sources of the register, whose ids it alone gives.
    """

    def __init__(self, registered: Mapping[str, Source]) -> None:
        self._registered = registered
        self._taken: set[str] = {name.casefold() for name in registered}
        self._files: dict[str, Path] = {}  # by checksum
        self._sources: dict[str, Path] = {}  # of the register, by id

    def again(self, file: FileContent) -> Fault | None:
        """Return the remark on a document of the same content as one before it, if it is."""
        first = self._files.setdefault(file.sha256, file.path)
        if first is file.path:
            return None
        return Fault("document_twice", file.path, found=first)

    def take(self, file: FileContent, source: Source) -> tuple[Source, Fault | None]:
        """Return the document's source under an id of its own, and a remark if it has another's."""
        if self._registered.get(source.id) == source and source.id not in self._sources:
            self._sources[source.id] = file.path
            return source, None
        number, name = 1, source.id
        while name.casefold() in self._taken:
            number += 1
            name = f"{source.id}-{number}"
        self._taken.add(name.casefold())
        if name == source.id:
            return source, None
        own = source.model_copy(update={"id": name, "sha256": file.sha256})
        return own, Fault("document_renamed", file.path, found=source.id, expected=name)
