"""Which executor a build runs on: the processes of this machine, or the machines of a Ray cluster."""

from collections.abc import Callable
from importlib.util import find_spec

from orchestrator.building.engines.executor import Executor
from orchestrator.building.engines.local import LocalExecutor
from orchestrator.film.errors import FilmError
from orchestrator.film.preferences import EngineName
from orchestrator.project.preferences import load_preferences

Opener = Callable[[int | None], Executor]
"""Opens an executor for so many pieces of ordinary work at once; None is one for each core."""


def chosen(engine: EngineName | None = None, cluster: str | None = None) -> Opener:
    """The executor that was asked for, or the one that the person's own configuration names.

    `cluster` is the address of a Ray cluster: `host:port`, or `auto` for the one that this machine is part of.

    Raises:
        FilmError: if it cannot be had here.
    """
    preferences = load_preferences()
    engine = engine or ("ray" if cluster is not None else preferences.engine)
    if engine == "local":
        if cluster is not None:
            raise FilmError("--cluster goes with --engine ray; leave one of the two out")
        return LocalExecutor
    if find_spec("ray") is None:
        raise FilmError("the engine 'ray' is not installed; install it with: pip install \"filmwright[ray]\"")
    address = cluster or preferences.cluster
    if address is not None and "://" in address:
        raise FilmError(f"{address}: a cluster's address is host:port, or auto where this machine is part of it")

    def opened(slots: int | None) -> Executor:
        from orchestrator.building.engines.ray_executor import RayExecutor

        return RayExecutor(address, slots)

    return opened
