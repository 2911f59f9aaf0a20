"""Processes that work for this one: they end when it ends, and leave signals and words to it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection, get_context, parent_process
from typing import TYPE_CHECKING, Any

from aqmap.library_warnings import show_to_users, shown_in

if TYPE_CHECKING:
    from aqmap.words import Lang


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
        On an error or a signal here, work that has not begun is left undone.
    """
    # Started afresh, a worker holds no lock that a thread of ours might have.
    pool = ProcessPoolExecutor(count, get_context("spawn"), _begin, (shown_in(), set_up, arguments))
    try:
        _start(pool, count)
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _start(pool: ProcessPoolExecutor, count: int) -> None:
    """Start the processes deaf to Ctrl-C from their first moment: a terminal sends it to all."""
    if not hasattr(signal, "pthread_sigmask"):
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])  # processes inherit it
    try:
        for _ in range(count):
            pool.submit(int)
    except OSError as problem:
        raise BrokenProcessPool(str(problem)) from None
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(
    lang: Lang | None, set_up: Callable[..., None] | None, arguments: tuple[Any, ...]
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
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
