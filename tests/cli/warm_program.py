"""The program with its libraries loaded: each command is a child, which begins at once."""

import atexit
import json
import os
import pkgutil
import sys
from contextlib import suppress
from importlib import import_module

import aqmap
from aqmap.__main__ import main


def serve():
    """Run the commands that are asked for, a line each, and answer with how each ended."""
    for module in pkgutil.walk_packages(aqmap.__path__, "aqmap."):
        if module.name != "aqmap.__main__":
            with suppress(ImportError):  # of what is not installed
                import_module(module.name)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            run_command(json.loads(line))
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.stdout.write(f"{ended}\n")
        sys.stdout.flush()


def run_command(asked):
    """Become the command, with its environment, folder and streams, and end as it ends."""
    os.environ.clear()
    os.environ.update(asked["environment"])
    if asked["folder"]:
        os.chdir(asked["folder"])
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        file = os.open(asked[name], os.O_RDONLY if name == "stdin" else os.O_WRONLY | os.O_CREAT)
        os.dup2(file, number)
        os.close(file)
        stream = open(number, "w" if number else "r", encoding="utf-8", closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)
    sys.argv = ["aqmap", *asked["words"]]
    code = 0
    try:
        main()
    except SystemExit as end:
        code = int(end.code or 0)
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    serve()
