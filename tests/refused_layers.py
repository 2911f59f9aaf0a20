"""What the tests of hostile layers ask for, and what must not come of it."""

from __future__ import annotations

import pytest

from aqmap.errors import AqmapError
from aqmap.workspace.layers import OverlaySpec

BAIT = "bait-41c7"


def overlay(file, **more):
    """Return the specification of an overlay."""
    fields = {"kind": "overlay", "id": "o", "title": "x", "source": "s", "file": file, **more}
    return OverlaySpec.model_validate(fields)


def refused(read, *arguments):
    """Return the codes of the faults that come, none of which shows the bait."""
    with pytest.raises(AqmapError) as problem:
        read(*arguments)
    messages = [text for fault in problem.value.faults for text in fault.said]
    assert all(messages)
    assert BAIT not in "".join(messages)
    return [fault.code for fault in problem.value.faults]
