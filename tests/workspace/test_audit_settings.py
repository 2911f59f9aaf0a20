"""The mark of what was reviewed, as it stands in ``aqmap.toml``: 16 letters, or nothing yet."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from aqmap.book.fingerprints.digests import digest
from aqmap.workspace.workspace import Audit


def audit(fingerprint: str) -> Audit:
    return Audit.model_validate(
        {"number": "GS（2026）1号", "for": "atlas", "fingerprint": fingerprint}
    )


@pytest.mark.parametrize("fingerprint", ["", digest("示例")])
def test_what_aqmap_writes_is_taken(fingerprint: str) -> None:
    assert audit(fingerprint).fingerprint == fingerprint


@pytest.mark.parametrize(
    "fingerprint",
    ["x", "48de880a3de8ca1", "48de880a3de8ca145", "48de880a3de8cag4", "48DE880A3DE8CA14"],
)
def test_what_can_be_none_is_a_fault(fingerprint: str) -> None:
    with pytest.raises(ValidationError):
        audit(fingerprint)
