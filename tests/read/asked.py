"""Shared: the figures that a document states, and those that a person is asked about."""


def stated(figures):
    """Return the figures with nothing to confirm."""
    return [figure for figure in figures if not figure.confirm]


def asked(figures):
    """Return the others: number and unit as written, and what is asked."""
    return [
        (figure.value_written, ";".join(figure.confirm)) for figure in figures if figure.confirm
    ]
