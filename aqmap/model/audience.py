"""Whom the outputs are for: what is not for them is in no file that is written."""

from __future__ import annotations

from enum import StrEnum

from aqmap.words import Text, text


class Audience(StrEnum):
    """
    Whom the outputs are for.

    ``internal`` has everything. ``leader`` has no findings and no unreviewed real-time values;
    ``public`` has, besides, only what comes from sources that are marked as published, no outlines
    for other programs, and points to three decimals of a degree.
    """

    INTERNAL = "internal"
    LEADER = "leader"
    PUBLIC = "public"

    @property
    def label(self) -> Text:
        """The words that stand on every output."""
        return text(f"audience.{self}")

    @property
    def gets_findings(self) -> bool:
        """Whether contradictions and doubts are for it."""
        return self is Audience.INTERNAL

    @property
    def gets_unreviewed(self) -> bool:
        """Whether real-time values that nobody has reviewed are for it."""
        return self is Audience.INTERNAL

    @property
    def gets_unpublished(self) -> bool:
        """Whether sources are for it that are not marked as published."""
        return self is not Audience.PUBLIC

    @property
    def gets_outlines(self) -> bool:
        """Whether outlines and exact points are handed over to other programs."""
        return self is not Audience.PUBLIC
