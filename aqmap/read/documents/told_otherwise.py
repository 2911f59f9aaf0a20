"""What was told with an option and the document's own words contradict: said, with where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from aqmap.errors import Fault, without_repeats
from aqmap.model.figures import Figure, Role
from aqmap.model.transcript import Known, Reason
from aqmap.read.documents.context import Context
from aqmap.words import text

_REACHED = (Role.MEASURED, Role.PROGRESS)


def told_otherwise(
    context: Context, figures: Sequence[Figure], known: Mapping[str, Sequence[Reason]]
) -> list[Fault]:
    """
    Return a remark for each answer that plain words contradict: where first, and how often again.

    Parameters
    ----------
    context
        With what was told of the roles and units of a document's numbers.
    figures, known
        What the document gave, and how the fields of each are known, by its id.
    """
    found = (
        fault
        for figure in figures
        for reason in known.get(figure.id, ())
        if reason.known == Known.SAID and reason.by != "option"
        for fault in _contradicted(context, figure, reason.field)
    )
    return without_repeats(found, anywhere=True)


def _contradicted(context: Context, figure: Figure, field: str) -> Iterator[Fault]:
    """Yield the remark that a field which a figure's words say is not the one told, if so."""
    role, unit = context.given_role, context.given_unit(figure.indicator)
    if field == "role" and role is not None and _unlike(role, figure.role):
        told, said = f"--role {role}", text(f"role.{figure.role}")
        yield Fault("option_other", context.file, figure.locator, option=told, found=said)
    if field == "unit" and unit and figure.unit_written and figure.value is not None:
        known = context.indicators[figure.indicator]
        same = {context.indicators.same_unit(known, one) for one in (unit, figure.unit_written)}
        if figure.unit_written != unit and same != {True}:
            told, written = f"--unit-of {figure.indicator}={unit}", figure.unit_written
            yield Fault("option_other", context.file, figure.locator, option=told, found=written)


def _unlike(told: Role, said: Role) -> bool:
    """Return whether one is a target and the other was reached; a baseline contradicts neither."""
    if Role.TARGET not in (told, said):
        return False
    return told != said and {told, said} - {Role.TARGET} <= set(_REACHED)
