"""
Two kills in a row of a command that writes into two folders.

The second run is killed while it heals what the first has left; the next ones write into one
folder each.
"""

from contextlib import suppress
from pathlib import Path

from aqmap.files.outputs import Target, write_outputs
from tests.interruptions import in_child, interrupted, kill

MOST = 60  # more writes than there are


def try_all_kills(alone):
    """
    Try every fourth first kill with each second one, in the working folder.

    Then `alone` is written first: "a" behind half of these first kills, "b" behind the others.
    """
    names = (alone, *({"a", "b"} - {alone}))
    for first in range(1 if alone == "a" else 3, MOST, 4):
        for second in range(1, MOST):
            root = Path(f"{first}-{second}").absolute()
            _lay(root)
            if _killed_run(root, first) == 0:
                assert first > 10
                return
            ended = _killed_run(root, second) == 0
            for name in names:
                (table,) = _tables(root, [name])
                with suppress(ZeroDivisionError), write_outputs([Target(table)]):
                    raise ZeroDivisionError
                assert table.read_text() in ("old", "new"), (first, second, name)
            if ended:
                break
    raise AssertionError("the writes do not end")


def _tables(root, names):
    return [root / name / f"{name}.csv" for name in names]


def _lay(root):
    for name in ("a", "b"):
        (root / name).mkdir(parents=True)
    _write(root, "old")


def _write(root, content):
    paths = _tables(root, "ab")
    with write_outputs([Target(path) for path in paths]) as fresh:
        for path in paths:
            fresh[path].write_text(content)


def _killed_run(root, k):
    """Return how a run ends that is killed at its k-th write or removal: with 0 if it has fewer."""

    def run():
        with interrupted(root, k, kill, with_removals=True):
            _write(root, "new")

    return in_child(run)
