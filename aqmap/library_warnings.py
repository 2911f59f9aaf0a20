"""What libraries warn of, as users see it: in the one form of messages, once each."""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from aqmap.errors import Fault
from aqmap.words.printable import printable

if TYPE_CHECKING:
    from aqmap.words import Lang

_FOR_PROGRAMMERS = (DeprecationWarning, PendingDeprecationWarning, FutureWarning, ResourceWarning)
_LONGEST = 300
_shown_in: list[Lang] = []


def show_to_users(lang: Lang) -> None:
    """
    Show from now on what libraries warn of as messages, rather than lines of their code.

    Where a programmer asks for warnings (``python -W``), they stay as they are.
    """
    _shown_in[:] = [lang]
    if sys.warnoptions:
        return
    show = _Shown(lang)
    warnings.showwarning = show.warning
    logging.lastResort = _LogShown(show.message)


def shown_in() -> Lang | None:
    """Return the language of `show_to_users`, for processes that are started from here."""
    return _shown_in[0] if _shown_in else None


class _Shown:
    """Prints each message once."""

    def __init__(self, lang: Lang) -> None:
        self._lang, self._done = lang, set[str]()

    def warning(  # noqa: PLR0917 - the form that warnings.showwarning has
        self,
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,  # noqa: ARG002
        file: TextIO | None = None,  # noqa: ARG002
        line: str | None = None,  # noqa: ARG002
    ) -> None:
        if not issubclass(category, _FOR_PROGRAMMERS):
            self.message(_library_of(filename), str(message))

    def message(self, library: str, words: str) -> None:
        fault = Fault("library_warned", library, found=words[:_LONGEST])
        shown = printable(fault.said.in_(self._lang))
        if shown not in self._done:
            self._done.add(shown)
            sys.stderr.write(f"{shown}\n")


class _LogShown(logging.Handler):
    """Shows what a library logs for which nobody set up a log."""

    def __init__(self, show: Callable[[str, str], None]) -> None:
        super().__init__(logging.WARNING)
        self._show = show

    def emit(self, record: logging.LogRecord) -> None:
        self._show(record.name.partition(".")[0], record.getMessage())


def _library_of(filename: str) -> str:
    parts = Path(filename).parts
    if "site-packages" in parts[:-1]:
        return Path(parts[parts.index("site-packages") + 1]).stem
    return "aqmap" if "aqmap" in parts else Path(filename).stem
