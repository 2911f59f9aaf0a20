"""How much work a piece of code does, counted in calls: the same on every machine and day."""

import sys
from contextlib import contextmanager

import pytest


@contextmanager
def at_most_calls(most):
    """Fail as soon as the code within has called more functions than that, of Python or of C."""
    made = 0

    def count(_frame, event, _value):
        nonlocal made
        made += event in ("call", "c_call")
        if made > most:
            sys.setprofile(None)
            pytest.fail(f"more than {most:,} calls")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield lambda: made
    finally:
        sys.setprofile(before)
