"""Shared: the figures that a document states, and those that a person is asked about."""

from aqmap.model.figures import Role
from aqmap.read.documents.prose.claims.naming_words import names_a_thing


def is_uncatalogued(figure):
    """Return whether what a figure counts is asked though its words name a thing."""
    aimed = figure.role == Role.TARGET
    return not figure.indicator and names_a_thing(figure.indicator_written, aimed=aimed)


def asked_of(figure):
    """Return what is asked of a figure beside what it counts, where only no catalogue knows it."""
    named = is_uncatalogued(figure)
    return tuple(field for field in figure.confirm if not (named and field == "indicator"))


def stated(figures):
    """Return the figures of which no more is asked than a name that no catalogue knows."""
    return [figure for figure in figures if not asked_of(figure)]


def asked(figures):
    """Return the others: number and unit as written, and what is asked."""
    rest = [(figure.value_written, asked_of(figure)) for figure in figures]
    return [(written, ";".join(fields)) for written, fields in rest if fields]
