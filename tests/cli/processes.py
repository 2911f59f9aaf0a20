"""Run the program as a user does, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def environment(lang="zh", **more):
    """The least environment; a variable of `more` that is None is left out."""
    told = {
        "PATH": "/usr/bin:/bin",
        "LANG": f"{lang}_CN.UTF-8",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        **more,
    }
    return {name: value for name, value in told.items() if value is not None}


def run(*words, lang="zh", cwd=None, stdout=subprocess.PIPE, **more):
    """Run a command and return what it said; `more` goes into the environment."""
    return subprocess.run(
        [sys.executable, "-m", "aqmap", *map(os.fspath, words)],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        env=environment(lang, **more),
        cwd=cwd,
    )


def one_line(done, code):
    """Return the one line of diagnostics, after a look at the exit code."""
    assert done.returncode == code, done.stderr
    (line,) = done.stderr.splitlines()
    assert "Traceback" not in line
    return line
