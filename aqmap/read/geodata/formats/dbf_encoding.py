"""In which encoding the words of a .dbf are written: declared, certain by the bytes, or asked."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aqmap.errors import Fault, SourceError

_UTF8, _GBK = "utf-8", "gb18030"
_NAMES = {"utf-8": "UTF-8", "gb18030": "GBK"}
_DECLARED = {
    **dict.fromkeys(("utf8", "65001", "utf8mb4"), _UTF8),
    **dict.fromkeys(("gbk", "gb2312", "gb18030", "936", "cp936", "ansi936", "oem936"), _GBK),
    **dict.fromkeys(("windows936", "ms936", "54936", "euccn", "chinese"), _GBK),
}
_DRIVER_OF_GBK = (0x4D, 0x7A)
"""Language drivers of dBASE that mean code page 936."""
_HAN_IN_UTF8 = re.compile(rb"[\xe3-\xe9\xef][\x80-\xbf]{2}")


@dataclass(frozen=True)
class Encoding:
    """
    An encoding.

    Attributes
    ----------
    codec
        What Python calls it.
    assumed
        Whether no file declares it, so that it must be said.
    """

    codec: str
    assumed: bool = False

    @property
    def name(self) -> str:
        """What people call it."""
        return _NAMES[self.codec]


def encoding_of(dbf: bytes, cpg: bytes | None, path: Path) -> Encoding:
    """
    Return the encoding of a .dbf.

    Parameters
    ----------
    dbf
        Its content.
    cpg
        The content of the .cpg beside it, if there is one.
    path
        The .shp, for the messages.

    Returns
    -------
    encoding
        What the .cpg, or else the .dbf's own head, declares. Where none does, UTF-8 if every word
        is UTF-8 with Chinese characters, GBK if none is, one cannot be, and every word is GBK.

    Raises
    ------
    SourceError
        If the words do not fit what is declared, if the declared one has no Chinese characters
        but there are other signs than ASCII, or if both encodings fit some of the words.
    """
    words = [word for word in _words(dbf, path) if not word.isascii()]
    declared = (cpg or b"").decode("ascii", "replace").strip().strip("\x00")
    codec = _DECLARED.get(re.sub(r"[\W_]+", "", declared).lower())
    table = path.with_suffix(".dbf")
    if not words:
        return Encoding(codec or _UTF8)
    if declared and codec is None:
        raise SourceError(Fault("dbf_encoding", path.with_suffix(".cpg"), found=declared[:40]))
    if codec is None and len(dbf) > 29 and dbf[29] in _DRIVER_OF_GBK:
        codec = _GBK
    if codec is not None:
        for word in words:
            if not _fits(word, codec):
                raise SourceError(
                    Fault("dbf_words", table, found=_NAMES[codec], word=word.hex(" ")[:40])
                )
        return Encoding(codec)
    in_utf8 = [_fits(word, _UTF8) and bool(_HAN_IN_UTF8.search(word)) for word in words]
    if all(in_utf8):
        return Encoding(_UTF8, assumed=True)
    unlike_utf8 = not any(in_utf8) and not all(_fits(word, _UTF8) for word in words)
    if unlike_utf8 and all(_fits(word, _GBK) for word in words):
        return Encoding(_GBK, assumed=True)
    raise SourceError(Fault("dbf_encoding", table, found="—"))


def _fits(word: bytes, codec: str) -> bool:
    try:
        word.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _words(dbf: bytes, path: Path) -> Iterator[bytes]:
    """Yield the names of the columns, and the text cells of every record, without blanks."""
    try:
        count, header, size = struct.unpack_from("<xxxxLHH", dbf)
        fields: list[tuple[int, int]] = []
        position = 1
        for start in range(32, header - 32, 32):
            name, kind, length = dbf[start : start + 11], dbf[start + 11], dbf[start + 16]
            if name[:1] in (b"", b"\r"):
                break
            yield name.split(b"\x00")[0].strip()
            if kind in b"CM":
                fields.append((position, length))
            position += length
    except (struct.error, IndexError) as problem:
        found = str(problem)[:120]
        raise SourceError(Fault("not_a_layer", path.with_suffix(".dbf"), found=found)) from None
    if size < 1 or position > size or header + count * size > len(dbf) + 1:
        found = f"{count} × {size}"
        raise SourceError(Fault("not_a_layer", path.with_suffix(".dbf"), found=found))
    for start in range(header, header + count * size, size):
        if dbf[start : start + 1] == b"*":
            continue
        for place, length in fields:
            cell = dbf[start + place : start + place + length]
            if word := cell.rstrip(b" \x00").lstrip(b" "):
                yield word
