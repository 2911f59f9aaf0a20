"""Findings: what the data say against themselves. They never stop a run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from aqmap.words import Text


class Severity(StrEnum):
    """How grave: a contradiction, a doubt, or a difference that rounding explains."""

    ERROR = "error"
    DOUBTFUL = "doubtful"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One contradiction or doubt.

    Attributes
    ----------
    id
        Stable for equal inputs.
    severity
        How grave.
    kind
        Which check found it:

        - ``sum``: the cells of a line of a table against its printed total;
        - ``places``: a table that lacks counties of a region whose others it lists;
        - ``text_against_annex``, ``duplicate``: one quantity stated twice in one source;
        - ``change``: a stated change against its two ends;
        - ``parts``: parts that are more than their whole;
        - ``coverage``: the totals of two sister rows that do not cover the same places;
        - ``ratio``: the ratio of two sister rows that is out of line at one place;
        - ``target``: a value that misses the target its own source states;
        - ``negative``, ``over_100``: a value that the indicator cannot have;
        - ``slip``: two values that a power of ten parts;
        - ``other_source``, ``last_year``, ``out_of_range``: a value of a document that another
          source, the year before, or the other places of the workspace's tables do not bear out;
        - ``decision_stale``, ``decision_disputed``, ``decision_unregistered``: what was decided
          about a figure that has changed since, was decided in two ways, or was added to a
          document that is not registered;
        - ``unlisted``: a county that no region lists;
        - ``layer``: what was taken although a layer's file does not say it, or a grid that covers
          little of a region;
        - ``outside``: features of an overlay that lie in no county of the regions;
        - ``row_unfilled``, ``row_doubled``: a row of a monthly form that nobody or two fill;
        - ``kind_undeclared``: such a row whose indicator has no declared kind.
    indicator
        The indicator it is about; empty where the catalogue does not know it.
    title
        One line.
    detail
        The arithmetic and the reason, where one is seen.
    figures
        Ids of every figure on both sides; their locators say where to look.
    """

    id: str
    severity: Severity
    kind: str
    indicator: str
    title: Text
    detail: Text
    figures: tuple[str, ...]
