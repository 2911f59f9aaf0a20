"""TOML files of the workspace, checked against their schema; every mistake is reported at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from aqmap.errors import Fault, SpecError
from aqmap.files.text_files import read_bytes
from aqmap.words import Text, catalogue, text
from aqmap.words.printable import steers
from aqmap.workspace.toml_guard import beyond_bounds, unfit_texts
from aqmap.workspace.toml_reasons import toml_fault

MAX_BYTES = 2_000_000
"""Settings of a workspace are kilobytes; a larger file is a mistake or an attack."""


class Spec(BaseModel):
    """Base of every schema: frozen, and an unknown key is a mistake."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False
    )


def _as_text(value: object) -> object:
    if isinstance(value, str):
        return Text(value, value)
    if isinstance(value, dict) and set(value) <= {"zh", "en"} and isinstance(value.get("zh"), str):
        return Text(value["zh"], str(value.get("en", value["zh"])))
    return value


BilingualText = Annotated[Text, BeforeValidator(_as_text)]
"""A phrase written as ``"同一"`` or ``{zh = "…", en = "…"}``."""

S = TypeVar("S", bound=Spec)


def read_toml(path: Path) -> dict[str, Any]:
    """
    Read a TOML file.

    Raises
    ------
    SourceError
        If the file is missing, no regular file, larger than `MAX_BYTES` or cannot be read.
    SpecError
        If it is no TOML, nested or long beyond all measure, or holds a sign that prints nothing;
        with the line or the key.
    """
    try:
        content = read_bytes(path, max_bytes=MAX_BYTES, may_be_empty=True)
        text_of_file = content.decode("utf-8-sig").replace("\r\n", "\n")
        if fault := beyond_bounds(text_of_file, path):
            raise SpecError(fault)
        table = tomllib.loads(text_of_file)
    except UnicodeDecodeError as problem:
        byte = f"byte {problem.start}"
        raise SpecError(Fault("toml_encoding", path, byte)) from None
    except tomllib.TOMLDecodeError as problem:
        raise SpecError(toml_fault(problem, text_of_file, path)) from None
    if faults := list(unfit_texts(table, path)):
        raise SpecError(faults)
    return table


def toml_text(written: str) -> str:
    r"""
    Return a text as a TOML string, whatever it holds.

    Examples
    --------
    >>> print(toml_text('关于"十四五"的\通知'))
    "关于\"十四五\"的\\通知"
    """
    escaped = written.replace("\\", "\\\\").replace('"', '\\"')
    plain = "".join(f"\\U{ord(c):08X}" if steers(c) else c for c in escaped)
    return f'"{plain}"'


def check_spec(model: type[S], table: dict[str, Any], *, file: Path, parent: str = "") -> S:
    """
    Check a table against its schema.

    Parameters
    ----------
    model
        The schema.
    table
        The table as read.
    file
        Where it stands, for the message.
    parent
        The key above the table, for the message.

    Raises
    ------
    SpecError
        With one fault for every unknown key, missing key and value of the wrong kind.
    """
    try:
        return model.model_validate(table)
    except ValidationError as problem:
        raise SpecError(
            [_fault(error, table, file, parent) for error in _own_errors(problem.errors())]
        ) from None


def _own_errors(errors: Sequence[Any]) -> list[Any]:
    """Return the errors but those of a list that is short only of its unfit entries."""
    return [
        error
        for error in errors
        if error["type"] != "too_short"
        or not any(e["loc"][: len(error["loc"])] == error["loc"] for e in errors if e is not error)
    ]


def _fault(error: Any, table: dict[str, Any], file: Path, parent: str) -> Fault:
    key = ".".join(filter(None, (parent, *_key_parts(error["loc"], table))))
    if error["type"] == "extra_forbidden":
        return Fault("unknown_key", file, key)
    if error["type"] == "missing":
        return Fault("missing_key", file, key)
    written = repr(error.get("input"))
    return Fault("wrong_value", file, key, expected=_expected(error), found=written[:80])


def _key_parts(path: Sequence[int | str], table: Any) -> Iterator[str]:
    """Yield a key's parts; an entry of a list of tables by its id rather than its number."""
    for step in path:
        try:
            table = table[step]
        except (LookupError, TypeError):
            table = None
        has_id = isinstance(step, int) and isinstance(table, dict) and "id" in table
        yield str(table["id"] if has_id else step + 1 if isinstance(step, int) else step)


def _expected(error: Any) -> Text:
    """Return in words what a value should have been."""
    facts = {name: str(value) for name, value in error.get("ctx", {}).items()}
    phrase_key = facts.get("error", "")  # a ValueError of aqmap's names its phrase
    key = phrase_key if phrase_key in catalogue() else f"spec.{error['type']}"
    if error["type"] in {"literal_error", "enum"}:  # the parser joins them by an English "or"
        facts["expected"] = " | ".join(re.findall(r"'([^']*)'", facts["expected"]))
    if key in catalogue():
        return text(key, **facts)
    return text("spec.other")
