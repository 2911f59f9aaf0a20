"""What a database refuses, as faults that say what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from aqmap.errors import Fault, SourceError
from aqmap.render.exchange.database.database_address import DatabaseAddress

_LONGEST = 600
_CODES = {
    "2BP01": "database_dependents",
    "42501": "database_forbidden",
    "25006": "database_forbidden",
    "55P03": "database_busy",
    "57014": "database_busy",
    "40P01": "database_busy",
    "40001": "database_busy",
}
"""Faults by the states of the SQL standard and of PostgreSQL, which are in no language."""
_LOST = ("08", "57P")
"""How states begin that say of the connection that it is gone."""


@contextmanager
def connecting(address: DatabaseAddress) -> Iterator[None]:
    """Turn what fails while a connection is opened into a fault."""
    try:
        yield
    except (SQLAlchemyError, psycopg.Error, UnicodeError) as problem:
        found = _words(problem, address)
        raise SourceError(Fault("database_unreachable", address, found=found)) from None


@contextmanager
def working(address: DatabaseAddress) -> Iterator[None]:
    """Turn what the database refuses into a fault."""
    try:
        yield
    except (DBAPIError, psycopg.Error) as problem:
        state = _state(problem)
        code = _CODES.get(state, "database_lost" if _is_lost(problem, state) else "database_failed")
        raise SourceError(Fault(code, address, found=_words(problem, address))) from None


def _of_driver(problem: Exception) -> BaseException:
    return problem.orig if isinstance(problem, DBAPIError) and problem.orig else problem


def _state(problem: Exception) -> str:
    cause = _of_driver(problem)
    return (cause.sqlstate or "") if isinstance(cause, psycopg.Error) else ""


def _is_lost(problem: Exception, state: str) -> bool:
    """Return whether the connection is gone; a driver that notices it itself names no state."""
    if state:
        return state.startswith(_LOST)
    return isinstance(_of_driver(problem), psycopg.OperationalError | psycopg.InterfaceError)


def _words(problem: Exception, address: DatabaseAddress) -> str:
    """Return what the server or the driver says, in its own language."""
    cause = _of_driver(problem)
    parts: list[str | None] = []
    if isinstance(cause, psycopg.Error):
        parts = [cause.diag.message_primary, cause.diag.message_detail]
    words = "; ".join(filter(None, parts)) or str(cause) or type(cause).__name__
    return address.without_password(words)[:_LONGEST]
