"""The phrases of the page's data: each stands once, and the data name it by its number."""

from __future__ import annotations

from dataclasses import dataclass, field

from aqmap.words import Text


@dataclass
class Phrases:
    """
    Every phrase once.

    Attributes
    ----------
    items
        The phrases by number; one that is the same in both languages is a plain text.
    """

    items: list[str | list[str]] = field(default_factory=list)
    _numbers: dict[Text, int] = field(default_factory=dict)

    def number(self, phrase: Text | str | None) -> int:
        """Return the number of a phrase; -1 for none or an empty one."""
        if not phrase or phrase == ("", ""):
            return -1
        pair = Text(phrase, phrase) if isinstance(phrase, str) else phrase
        number = self._numbers.setdefault(pair, len(self.items))
        if number == len(self.items):
            self.items.append(pair.zh if pair.zh == pair.en else list(pair))
        return number
