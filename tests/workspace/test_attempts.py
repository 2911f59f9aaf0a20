"""What several attempts to read find wrong is reported together."""

import pytest

from aqmap.errors import Fault, SourceError, SpecError, TableError
from aqmap.workspace.attempts import Attempts

MISSING = Fault("file_missing", "a.toml")
RAGGED = [Fault("row_cells", "b.csv", f"line {n}", found=1, expected=2) for n in (2, 3)]


def refuse(error):
    raise error


def failed():
    attempts = Attempts()
    assert attempts.read(refuse, SourceError(MISSING)) is None
    assert attempts.read(int, "12", base=8) == 10
    assert attempts.read(refuse, error=TableError(RAGGED)) is None
    return attempts


def test_all_faults_come_in_order_in_the_class_of_the_first():
    error = failed().error()
    assert type(error) is SourceError
    assert error.faults == (MISSING, *RAGGED)


def test_the_class_may_be_named():
    error = failed().error(SpecError)
    assert type(error) is SpecError
    assert len(error.faults) == 3


def test_what_is_no_fault_of_the_input_is_not_caught():
    with pytest.raises(ZeroDivisionError):
        Attempts().read(refuse, ZeroDivisionError())
