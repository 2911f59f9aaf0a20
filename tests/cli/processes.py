"""Run the program as a user does, in a process of its own."""

import atexit
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
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


@cache
def warm_program():
    """Start the process whose children the commands are; it ends when we do."""
    command = [sys.executable, "-m", "tests.cli.warm_program"]
    started = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment()
    )

    def end():
        started.communicate()

    atexit.register(end)
    return started


def run(*words, lang="zh", cwd=None, **more):
    """Run a command in a process of its own and return what it said; `more` is its environment."""
    with tempfile.TemporaryDirectory() as folder:
        said = {name: Path(folder) / name for name in ("stdout", "stderr")}
        asked = {
            "words": [os.fspath(word) for word in words],
            "environment": environment(lang, **more),
            "folder": os.fspath(cwd or Path.cwd()),
            "stdin": os.devnull,
            **{name: str(path) for name, path in said.items()},
        }
        program = warm_program()
        program.stdin.write(json.dumps(asked) + "\n")
        program.stdin.flush()
        code = int(program.stdout.readline())
        read = [path.read_bytes().decode(errors="surrogateescape") for path in said.values()]
    return subprocess.CompletedProcess(asked["words"], code, *read)


def run_anew(*words, lang="zh", cwd=None, stdout=subprocess.PIPE, **more):
    """Run a command in an interpreter of its own: it loads its libraries from the beginning."""
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
