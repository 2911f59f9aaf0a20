"""Data and scripts inside a page: JSON that ends no element, and the policy that lets them run."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any


def embedded_json(data: Any) -> str:
    """Return data as JSON in which no character can end the script element around it."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written


def allowed_source(code: str) -> str:
    """Return the source expression by which a page's policy allows an element with this code."""
    digest = hashlib.sha256(code.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
