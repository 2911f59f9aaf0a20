"""What whoever reads documents tells of them, checked against the workspace's names."""

from __future__ import annotations

from collections.abc import Iterator

from aqmap.errors import Fault, SpecError
from aqmap.model.figures import Role
from aqmap.model.periods import period_bounds
from aqmap.model.units import same_quantity
from aqmap.pipelines.document_ids import id_of_name
from aqmap.pipelines.reading.told import Told
from aqmap.pipelines.reading.workspace_names import WorkspaceNames
from aqmap.read.documents.answers import Answers
from aqmap.read.lexicon.written_periods import iso_period
from aqmap.read.tables.figure_words import code_of
from aqmap.words import Text, listed, text

_YEARS = range(1900, 2100)


def answers_of(told: Told, names: WorkspaceNames) -> Answers:
    """
    Return the answers that documents are read with.

    Raises
    ------
    SpecError
        With a fault for each that the workspace does not know; it names the option.
    """
    faults: list[Fault] = []
    answers = Answers(
        period=_period(told.period, faults),
        place=_place(told.place, names, faults),
        role=_role(told.role, faults),
        units=_units(told, names, faults),
    )
    if told.source and id_of_name(told.source) != told.source:
        faults.append(_unfit("--source", told.source, text("option.source")))
    if faults:
        raise SpecError(faults)
    return answers


def _unfit(option: str, found: str, expected: Text) -> Fault:
    return Fault("option_value", option, found=found, expected=expected)


def _period(written: str, faults: list[Fault]) -> str:
    period = iso_period(written)
    is_unfit = bool(written) and not (period and set(_years(period)) <= set(_YEARS))
    if is_unfit:
        faults.append(_unfit("--period", written, text("option.period")))
    return "" if is_unfit else period


def _years(period: str) -> Iterator[int]:
    return (day.year for day in period_bounds(period))


def _place(written: str, names: WorkspaceNames, faults: list[Fault]) -> str:
    match = names.places.match(written) if written else None
    if match is None or match.place is not None:
        return match.place.code if match and match.place else ""
    nearest = [f"{p.name.zh}（{p.code}）" for p in match.candidates] or match.nearest
    faults.append(Fault("option_place", "--place", found=written, nearest=listed(nearest or "-")))
    return ""


def _role(written: str, faults: list[Fault]) -> Role | None:
    code = code_of("role", written) if written else ""
    if code in [role.value for role in Role]:
        return Role(code)
    if written:
        faults.append(_unfit("--role", written, text("option.role")))
    return None


def _units(told: Told, names: WorkspaceNames, faults: list[Fault]) -> dict[str, str]:
    units: dict[str, str] = {}
    for name, unit in told.units:
        written = f"{name}={unit}"
        indicator = names.indicators.get(name) or names.indicators.find(name)
        if indicator is None:
            faults.append(_unfit("--unit-of", written, text("option.unit")))
        elif not (
            names.indicators.same_unit(indicator, unit) or same_quantity(unit, indicator.unit.zh)
        ):
            example = f"{indicator.id}={indicator.unit.zh}"
            faults.append(_unfit("--unit-of", written, Text(example, example)))
        elif units.setdefault(indicator.id, unit) != unit:
            facts = {"found": unit, "other": units[indicator.id], "name": indicator.id}
            faults.append(Fault("option_unit_twice", "--unit-of", **facts))
    return units
