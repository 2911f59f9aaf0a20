"""Faults and kills at the k-th time that files are written, wherever in the code that is."""

import errno
import os
import sys
from contextlib import contextmanager
from typing import Any

KILLED = 77
"""How a child ends that was killed."""
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_MOVES = ("os.rename", "os.mkdir", "os.link", "os.symlink", "os.truncate", "shutil.move")
_REMOVALS = ("os.remove", "os.rmdir", "shutil.rmtree")
_active: list[Any] = []
_hooks: list[Any] = []


class Interruption:
    """
    Counts writes below a folder, and does something at the k-th: opening, moving, making.

    Removing is left out by default: what cannot be removed costs nobody anything.
    """

    def __init__(self, folder, k, act, *, with_removals=False):
        self.folder, self.k, self.act, self.seen = str(folder), k, act, 0
        self.events = _MOVES + (_REMOVALS if with_removals else ())

    def met(self, event, arguments):
        is_write = event in self.events or (event == "open" and arguments[2] & _WRITES)
        if is_write and str(arguments[0]).startswith(self.folder):
            self.seen += 1
            if self.seen == self.k:
                self.act(str(arguments[0]))


def _hook(event, arguments):
    for interruption in _active:
        interruption.met(event, arguments)


def disk_is_full(path):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)


def kill(_path):
    os._exit(KILLED)


@contextmanager
def interrupted(folder, k, act, *, with_removals=False):
    """Do `act` at the k-th write below a folder; k = 0 only counts."""
    if not _hooks:  # a hook cannot be taken away again
        sys.addaudithook(_hook)
        _hooks.append(_hook)
    interruption = Interruption(folder, k, act, with_removals=with_removals)
    _active.append(interruption)
    try:
        yield interruption
    finally:
        _active.remove(interruption)


def in_child(work):
    """Do work in a child process; return how it ended."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def held(folder):
    """Return what a folder holds below it: every file's bytes; folders end with /."""
    return {
        path.relative_to(folder).as_posix() + ("/" if path.is_dir() else ""): (
            b"" if path.is_dir() else path.read_bytes()
        )
        for path in folder.rglob("*")
    }
