"""Who does the work: this process, others beside it, or a Dask cluster; always in one order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from functools import partial

from aqmap.errors import Fault, SourceError
from aqmap.progress import Progress, silent
from aqmap.read.stations.archive.open_zips import close_zips
from aqmap.read.stations.archive.work_units import Outcome, ReadOptions, Unit, read_unit

PATIENCE = "10s"
"""How long a scheduler is waited for."""
_FEW = 16  # files that are read sooner than another process starts
_MOST_WORKERS = 61  # Windows waits for no more processes
_LONGEST_RUN = 64  # files that one process is handed at once, one behind the other


def outcomes(
    units: Sequence[Unit],
    options: ReadOptions,
    *,
    workers: int = 1,
    scheduler: str = "",
    progress: Progress = silent,
) -> Iterator[Outcome]:
    """
    Yield what each unit of work gives, in the order of the units.

    Parameters
    ----------
    units
        The files, or the files that share dates.
    options
        What is wanted.
    workers
        Processes on this machine; 1, or few files, are done here.
    scheduler
        The address of a Dask scheduler whose workers see the same paths; a worker that is lost
        has its units done again by another.
    progress
        Is told of every unit.

    Raises
    ------
    SourceError
        If the scheduler cannot be reached, distributed is not installed, or a process here ends
        before its work is done.
    """
    results = _results(units, partial(read_unit, options=options), workers, scheduler)
    for n, outcome in enumerate(results, 1):
        progress("stations", n, len(units))
        yield outcome


def _results(
    units: Sequence[Unit], read: Callable[[Unit], Outcome], workers: int, scheduler: str
) -> Iterator[Outcome]:
    if scheduler and units:
        yield from _on_cluster(units, read, scheduler)
    elif workers > 1 and len(units) > _FEW:
        yield from _on_processes(units, read, min(workers, len(units), _MOST_WORKERS))
    else:
        yield from map(read, units)


def _on_processes(
    units: Sequence[Unit], read: Callable[[Unit], Outcome], workers: int
) -> Iterator[Outcome]:
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - slow to load

    from aqmap.worker_processes import worker_pool  # noqa: PLC0415

    run = min(max(len(units) // (8 * workers), 4), _LONGEST_RUN)
    try:
        with worker_pool(workers) as pool:
            yield from pool.map(read, units, chunksize=run)
    except BrokenProcessPool:
        raise SourceError(Fault("worker_lost", "--workers")) from None


def _on_cluster(
    units: Sequence[Unit], read: Callable[[Unit], Outcome], address: str
) -> Iterator[Outcome]:
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415 - an extra
        from distributed.comm.addressing import get_address_host_port  # noqa: PLC0415
    except ImportError:
        raise SourceError(Fault("dask_missing", address)) from None
    try:
        address = address if "://" in address else f"tcp://{address}"
        get_address_host_port(address, strict=True)  # a client of no address is slow to let go
        client = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as problem:
        cause = str(problem)[:200] or type(problem).__name__
        raise SourceError(Fault("scheduler_unreachable", address, found=cause)) from None
    with client:
        futures = client.map(read, units, pure=False, retries=3)
        try:
            for future in futures:
                yield future.result()
            client.run(close_zips, on_error="ignore")
        except (KilledWorker, CancelledError, OSError):  # a worker over and over, the scheduler
            raise SourceError(Fault("cluster_lost", address)) from None
