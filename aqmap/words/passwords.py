"""Passwords in the addresses of databases, which no message may repeat."""

from __future__ import annotations

import re

HIDDEN = "***"
# Whatever stands before the last @: a password may hold every other sign, and need not be escaped.
_IN_ADDRESS = re.compile(r"(postgres(?:ql)?(?:\+\w+)?:/{1,2}[^\s:@/]*):\S*@", re.IGNORECASE)
_NAMED = re.compile(r"((?:ssl)?password\s*=\s*)(?:'(?:[^'\\]|\\.)*'|[^\s&]+)", re.IGNORECASE)


def hide_passwords(message: str) -> str:
    """
    Return a message without the passwords of the addresses in it.

    Examples
    --------
    >>> hide_passwords("no such folder: postgresql:/li:s3cret@db/gis?sslpassword=x")
    'no such folder: postgresql:/li:***@db/gis?sslpassword=***'
    """
    if "postgres" not in message.casefold() and "password" not in message.casefold():
        return message
    return _NAMED.sub(rf"\1{HIDDEN}", _IN_ADDRESS.sub(rf"\1:{HIDDEN}@", message))
