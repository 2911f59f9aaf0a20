"""The catalogue of everything aqmap says to a user, Chinese first and English beside it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

Lang = Literal["zh", "en"]


class Text(NamedTuple):
    """One phrase in both languages; ``text[lang]`` is not used, ``text.in_(lang)`` is."""

    zh: str
    en: str

    def in_(self, lang: Lang) -> str:
        """Return the phrase in `lang`."""
        return self.en if lang == "en" else self.zh


def text(key: str, **facts: object) -> Text:
    """
    Look a phrase up and fill in its facts.

    Parameters
    ----------
    key
        Dotted path in the catalogue, such as ``fault.empty_file``.
    **facts
        Values of the phrase's ``{placeholders}``; a `Text` is put in by language.

    Returns
    -------
    phrase
        The phrase in both languages.

    Raises
    ------
    KeyError
        If the catalogue has no such phrase, which is a mistake in aqmap itself.

    Examples
    --------
    >>> text("status.met").in_("en")
    'target met'
    """
    phrase = catalogue()[key]
    if not facts:
        return phrase
    return Text(_fill(phrase.zh, "zh", facts), _fill(phrase.en, "en", facts))


def say(key: str, lang: Lang, **facts: object) -> str:
    """Return the phrase `key` in one language; see `text`."""
    return text(key, **facts).in_(lang)


def listed(names: Iterable[object], sign: str = "、") -> Text:
    """
    Return names as a list in words; a `Text` is put in by language.

    Examples
    --------
    >>> listed(["PM2.5", "O3"]).en
    'PM2.5, O3'
    """
    pairs = [name if isinstance(name, Text) else Text(str(name), str(name)) for name in names]
    english = "; " if sign == "；" else ", "
    return Text(sign.join(pair.zh for pair in pairs), english.join(pair.en for pair in pairs))


def _fill(template: str, lang: Lang, facts: Mapping[str, object]) -> str:
    values = {k: v.in_(lang) if isinstance(v, Text) else v for k, v in facts.items()}
    return template.format(**values)


@cache
def catalogue() -> dict[str, Text]:
    """Return every phrase by its dotted key, from the TOML files beside this module."""
    phrases: dict[str, Text] = {}
    for file in sorted(Path(__file__).parent.glob("*.toml")):
        phrases.update(leaves("", tomllib.loads(file.read_text(encoding="utf-8"))))
    return phrases


def default_lang() -> Lang:
    """Return English where the locale is English, and Chinese everywhere else."""
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    named = next((name for name in names if name), "")
    if not named and os.name == "nt":
        import locale  # noqa: PLC0415 - slow, and only Windows needs it

        named = locale.getlocale()[0] or ""
    return "en" if named.lower().startswith("en") else "zh"


def leaves(path: str, table: dict[str, Any]) -> Iterator[tuple[str, Text]]:
    """Yield every phrase of a part of the catalogue with its dotted key."""
    if isinstance(table.get("zh"), str):
        yield path, Text(table["zh"], table["en"])
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(f"{path}.{key}" if path else key, value)
