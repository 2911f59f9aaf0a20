"""What libraries warn of reaches the user in the one form, also from processes that work for us."""

import subprocess
import sys

import pytest

from tests.cli.processes import environment

SCRIPT = """
import logging, sys, warnings
from aqmap.library_warnings import show_to_users
from aqmap.worker_processes import worker_pool

def odd(_):
    warnings.warn("an odd \\x1b[2J file", UserWarning)
    warnings.warn("will change", FutureWarning)
    warnings.warn("old name", DeprecationWarning)
    logging.getLogger("somelib.part").warning("odd %s", "font")
    logging.getLogger("somelib.part").info("nothing")
    return 1

if __name__ == "__main__":
    show_to_users("en")
    if sys.argv[1:] == ["worker"]:
        with worker_pool(1) as pool:
            assert pool.submit(odd, 0).result() == 1
    else:
        odd(0)
        odd(0)
"""


def said(tmp_path, *words, options=()):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, *options, script, *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(),
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.mark.parametrize("words", [(), ("worker",)], ids=["here", "in a worker"])
def test_each_is_one_line_that_names_the_library_and_what_to_do(tmp_path, words):
    do = "Check the results; if something is wrong, report it with the command."
    assert said(tmp_path, *words).splitlines() == [
        rf"script: the library warns: an odd \x1b[2J file. {do}",
        f"somelib: the library warns: odd font. {do}",
    ]


def test_a_programmer_who_asks_sees_all(tmp_path):
    raw = said(tmp_path, options=("-W", "always"))
    assert "FutureWarning: will change" in raw
    assert "the library warns" not in raw
