"""A column of one word of a few, written as offices write it or by its id."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from aqmap.files.table_columns import Kind, UnfitCellError

Member = TypeVar("Member", bound=StrEnum)


def word_of(chinese: Mapping[str, Member]) -> Kind:
    """
    Return the kind of one of the members of an enumeration.

    Parameters
    ----------
    chinese
        Each member by its Chinese word, in the order of messages.
    """
    by_word = {**{member.value: member for member in chinese.values()}, **chinese}

    def read(written: str) -> Member:
        if written not in by_word:
            raise UnfitCellError(" | ".join(chinese))
        return by_word[written]

    return read
