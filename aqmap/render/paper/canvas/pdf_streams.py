"""Packed streams of a PDF: what is packed once can stand in several documents."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

import pydyf


def pack(content: bytes) -> bytes:
    """Return content packed; harder packing takes five times as long for a few bytes less."""
    return zlib.compress(content, 6)


def packed_stream(packed: bytes, extra: Mapping[str, object] | None = None) -> pydyf.Stream:
    """Return packed content as a stream."""
    return pydyf.Stream([packed], {"Filter": "/FlateDecode", **(extra or {})})
