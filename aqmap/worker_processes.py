"""Processes that work for this one: they end when it ends, and leave signals and words to it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, connection, get_context, parent_process
from typing import TYPE_CHECKING, Any

from aqmap.library_warnings import show_to_users, shown_in

if TYPE_CHECKING:
    from aqmap.words import Lang

_KEPT = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) if hasattr(signal, "pthread_sigmask") else ()


@contextmanager
def worker_pool(
    count: int, set_up: Callable[..., None] | None = None, *arguments: Any
) -> Iterator[ProcessPoolExecutor]:
    """
    Give processes to work with.

    Parameters
    ----------
    count
        How many.
    set_up
        Called with `arguments` in each before its first work.

    Yields
    ------
    pool
        On an error or a signal here, what is being done is given up.

    Raises
    ------
    BrokenProcessPool
        If the machine lets no process start, as when one is lost.
    """
    before = active_children()
    pool = None
    try:
        with _signals_kept():
            pool = _started(count, set_up, arguments)
        yield pool
    except BaseException:
        for child in active_children():
            if child not in before:
                child.kill()
        raise
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)


def _started(
    count: int, set_up: Callable[..., None] | None, arguments: tuple[Any, ...]
) -> ProcessPoolExecutor:
    try:
        # Started afresh, a worker holds no lock that a thread of ours might have.
        start = get_context("spawn")
        pool = ProcessPoolExecutor(count, start, _begin, (shown_in(), set_up, arguments))
        with _signals_kept():  # which the start of multiprocessing's own helper lets go
            for _ in range(count):
                pool.submit(int)
    except OSError as problem:
        raise BrokenProcessPool(str(problem)) from None
    return pool


@contextmanager
def _signals_kept() -> Iterator[None]:
    """Keep signals until processes are started: these inherit that, and a terminal tells all."""
    if not _KEPT:
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _KEPT)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(
    lang: Lang | None, set_up: Callable[..., None] | None, arguments: tuple[Any, ...]
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # for Windows, where none can be kept
    if _KEPT:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if lang is not None:
        show_to_users(lang)
    if set_up is not None:
        set_up(*arguments)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
