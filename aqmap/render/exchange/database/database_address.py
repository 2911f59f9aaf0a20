"""Where a database is, and how it is reached, without telling a password."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aqmap.errors import Fault, SourceError, SpecError
from aqmap.words.passwords import HIDDEN, hide_passwords

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.engine import URL

_ADDRESS = re.compile(r"postgres(?:ql)?(?:\+\w+)?://", re.IGNORECASE)
_PATIENCE = 15
"""Seconds until a server that does not answer is given up, unless the address says otherwise."""


def is_database_address(written: str) -> bool:
    """
    Return whether something written is the address of a database rather than a path.

    Examples
    --------
    >>> is_database_address("postgresql://li@localhost/gis"), is_database_address("data/gis")
    (True, False)
    """
    return _ADDRESS.match(written) is not None


@dataclass(frozen=True)
class DatabaseAddress:
    """
    The address of a PostgreSQL database.

    Attributes
    ----------
    url
        As SQLAlchemy knows it, with the password if one was written.
    """

    url: URL = field(repr=False)

    def __str__(self) -> str:
        user = f"{self.url.username}@" if self.url.username else ""
        host = self.url.host or ""
        host = f"[{host}]" if ":" in host else host
        port = f":{self.url.port}" if self.url.port else ""
        return f"postgresql://{user}{host}{port}/{self.url.database or ''}"

    def without_password(self, message: str) -> str:
        """Return what a library says, on one line and without a password of the address."""
        secrets = [self.url.password]
        for name, value in self.url.query.items():
            if "password" in name.casefold():
                secrets += [value] if isinstance(value, str) else value
        for secret in filter(None, secrets):
            message = message.replace(str(secret), HIDDEN)
        return hide_passwords(" ".join(message.split()))

    def engine(self) -> Engine:
        """Return what opens connections, each by itself; none is opened yet."""
        from sqlalchemy import create_engine  # noqa: PLC0415 - an extra
        from sqlalchemy.pool import NullPool  # noqa: PLC0415

        wanted = {"connect_timeout": _PATIENCE, "application_name": "aqmap"}
        options = {name: value for name, value in wanted.items() if name not in self.url.query}
        # What the environment says of the encoding is for programs that show text.
        options |= {"client_encoding": "utf8", "prepare_threshold": None}
        return create_engine(
            self.url,
            poolclass=NullPool,
            connect_args=options,
            hide_parameters=True,
            isolation_level="READ COMMITTED",
        )


def database_address(written: str) -> DatabaseAddress:
    """
    Return the address that is written.

    Raises
    ------
    AqmapError
        If the libraries are missing, or it is no address of a PostgreSQL database.
    """
    try:
        import psycopg  # noqa: F401, PLC0415 - an extra
        from sqlalchemy.engine import make_url  # noqa: PLC0415
        from sqlalchemy.exc import ArgumentError  # noqa: PLC0415
    except ImportError:
        raise SourceError(Fault("postgis_libraries", "aqmap export")) from None
    fault = Fault("database_address", hide_passwords(written))
    # A second @ belongs to a password or a name: whatever stands behind the first is taken for
    # the host, and so would be shown.
    if not is_database_address(written) or written.partition("?")[0].count("@") > 1:
        raise SpecError(fault)
    try:
        url = make_url(written)
    except (ArgumentError, ValueError):  # what they say may repeat a part of the password
        raise SpecError(fault) from None
    return DatabaseAddress(url.set(drivername="postgresql+psycopg"))
