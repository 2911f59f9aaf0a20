"""How the period, the indicator, the comparator and the unit of a figure are known."""

from __future__ import annotations

import re
from dataclasses import replace

from aqmap.model.figures import Comparator, Role
from aqmap.model.periods import has_open_year
from aqmap.model.transcript import Known, Reason
from aqmap.read.documents.context import Context
from aqmap.read.documents.prose.claims.claim import Thing
from aqmap.read.documents.prose.claims.naming_words import is_a_known_name, names_a_thing
from aqmap.read.documents.prose.claims.role_claims import RoleClaim
from aqmap.read.documents.prose.discourse import Discourse
from aqmap.workspace.indicators import Indicator

_OF_THE_YEAR = frozenset(
    (
        "handed down",
        "called an aim",
        "aim of a bracket",
        "states aims",
        "baseline",
        "named target",
        "answered",
    )
)
"""Rules by which a number is of the document's own year, whatever else it tells of."""


AIMED_IN_ITS_CLAUSE = frozenset(
    (
        "aimed at",
        "ought",
        "kept within",
        "aimed at in a named period",
        "aimed at in a later year",
        "by a later year",
    )
)
"""Rules by which a number is aimed at in the period that its sentence names."""

_YEAR_SO_FAR = re.compile(r"\d{4}-01(?:-01)?/")


def period_reason(
    context: Context,
    discourse: Discourse,
    claim: RoleClaim,
    indicator: Indicator | None,
    *,
    doubtful: bool,
) -> Reason:
    """
    Return how the period of a figure is known.

    Below its heading a mean goes on being of the year so far that was told of before it; behind a
    month it may be the month's or the year's.

    Parameters
    ----------
    context, discourse
        The document's, and what its sentence spoke of before.
    claim
        What the number is: no aim has a report's own period, nor what was reached that of a plan.
    indicator
        The catalogue's, if it knows what is counted.
    doubtful
        Whether the words leave open from when on it counts (累计, a month's notice).
    """
    if discourse.baseline_period:
        return Reason("period", Known.SAID, "clause")
    ground = discourse.period_ground
    likely = () if has_open_year(context.period) else (context.period,)
    assumed = Reason("period", Known.ASSUMED, "nothing", discourse.period_words, likely)
    if not discourse.period:
        asked = ground.known == Known.ASSUMED and ground.proposals and not discourse.period_named
        return ground if asked else assumed
    running = _of_running_year(context, discourse.period, claim)
    if doubtful or running or _is_of_year_or_winter(discourse.period, claim):
        by = "nearest" if doubtful or not running else "running"
        return replace(assumed, by=by, proposals=running or likely)
    if discourse.period_named:
        return ground if _is_of_open_year(context, discourse) else _named(discourse)
    if ground.by == "title" and _is_of_another_time(context, claim):
        return replace(assumed, by="kind", words=ground.words)
    mean = indicator is not None and indicator.kind == "quality" and claim.role == Role.MEASURED
    goes_on = mean and ground.by == "nearest" and _YEAR_SO_FAR.match(discourse.period) is not None
    return Reason("period", Known.CARRIED, "before") if goes_on else ground


def _of_running_year(context: Context, period: str, claim: RoleClaim) -> tuple[str, ...]:
    """Return of when a result may be that is said of a year not over: its months so far."""
    so_far = context.so_far(period) if claim.role == Role.MEASURED else ""
    return (so_far, period) if so_far else ()


def _is_of_year_or_winter(period: str, claim: RoleClaim) -> bool:
    """Return whether an aim may be of a year or of the winter that is spoken of."""
    of_two_years = len({part[:4] for part in period.split("/")}) > 1
    return of_two_years and claim.role == Role.TARGET and not claim.rules & AIMED_IN_ITS_CLAUSE


def _is_of_open_year(context: Context, discourse: Discourse) -> bool:
    """
    Return whether no one says the year of a period that the sentence names.

    A part of the year in which the document was written is of that year once it is over.
    """
    period, ground = discourse.period or "", discourse.period_ground
    if discourse.period_of_year or ground.known != Known.ASSUMED or ground.by == "nearest":
        return False
    return "-" not in period or period[:4] != context.written_on[:4] or not context.is_past(period)


def _named(discourse: Discourse) -> Reason:
    """Return how a period is known that the sentence names: here, or before."""
    said = discourse.period_start >= discourse.clause_start
    ground = (Known.SAID, "clause") if said else (Known.CARRIED, "before")
    return Reason("period", *ground, discourse.period_words)


def _is_of_another_time(context: Context, claim: RoleClaim) -> bool:
    """Return whether a number is of another time than its document, which does not name it."""
    if claim.rules & _OF_THE_YEAR:
        return False
    if context.role_ground.by == "disagree":  # 2025年政府工作报告 tells of 2024, and plans 2025
        return claim.role != Role.TARGET
    if claim.reason.known == Known.ASSUMED:
        return False
    return claim.role != (Role.TARGET if context.kind == "plan" else Role.MEASURED)


def other_reasons(
    counted: Thing,
    unit_written: str | None,
    role: Role,
    comparator: Comparator | None,
    *,
    is_said: bool,
) -> tuple[Reason, ...]:
    """
    Return how indicator, comparator and unit of a figure are known.

    Parameters
    ----------
    counted, unit_written, role
        What its number counts, the unit behind it (none where a value
        has none), and what it is.
    comparator, is_said
        How it compares, and whether its clause says so; else the catalogue does.
    """
    ground = (Known.SAID, "clause") if counted.named else (Known.CARRIED, "before")
    usual = comparator is not None and not is_said
    compared = (Known.CARRIED, "catalogue") if usual else (Known.SAID, "clause")
    stock = counted.indicator is not None and counted.indicator.kind == "stock"
    if role == Role.TARGET and comparator is None:
        compared = (Known.CARRIED, "catalogue") if stock else (Known.ASSUMED, "nothing")
    aimed = role == Role.TARGET
    if counted.indicator is None and not is_a_known_name(counted.written):
        named = names_a_thing(counted.written, aimed=aimed)
        ground = (Known.ASSUMED, "uncatalogued" if named else "nothing")
    usual_unit = counted.indicator.unit.zh if counted.indicator else ""
    unit = Reason("unit", Known.SAID, "clause", unit_written or "")
    if usual_unit and unit_written is None:  # 昌吉市（43）
        unit = Reason("unit", Known.ASSUMED, "nothing", "", (usual_unit,))
    return (
        Reason("indicator", *ground, counted.written),
        Reason("comparator", *compared),
        unit,
    )
