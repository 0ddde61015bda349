"""The cluster of a build: one of this machine alone, or one that is there, and the places for workers in it.

Runs in a process of its own (`ray_host.py`): Ray reads its settings from the environment when it is imported, and may end the
process that it is in.
"""

import os
import secrets
import socket
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from orchestrator.building.engines.ray_line import Place

OLDEST = (2, 52)
"""Before it a web page could run code in a cluster (CVE-2025-62593)."""
_MEMORY = 256 << 20
"""Bytes of memory that the machine's processes share files through, one part at a time."""


LOCK = "alive.lock"
"""Held in the folder of a build by whoever speaks to its cluster, as long as it lives."""
_ANSWER_SECONDS = 10.0


class NoCluster(Exception):
    """It is not there, or does not let us in; with what to do."""


@dataclass(frozen=True)
class Wish:
    """Which cluster, and how much of it. Without an address it is one of this machine, for this build alone."""

    folder: Path
    """Of this build's own, which nobody else can read."""
    address: str | None = None
    slots: int | None = None
    """Pieces of ordinary work at once, in all; None: as many as there are cores."""
    models: int = 1
    """Workers for models on each machine, where no machine has a GPU."""
    silence: float = 10.0
    """Seconds without a sign of life after which a worker is given up."""


def connect(wish: Wish) -> str:
    """Start or join the cluster, and return the name that this machine has in it.

    Raises:
        NoCluster: if that cannot be done.
    """
    _set_environment(wish)
    import ray
    from ray.exceptions import RayError

    if tuple(int(part) for part in ray.__version__.split(".")[:2]) < OLDEST:
        raise NoCluster(
            f'Ray {ray.__version__} is not safe to use; install a newer one: pip install -U "filmwright[ray]"'
        )
    quiet: dict[str, Any] = {"include_dashboard": False, "log_to_driver": False, "logging_level": "ERROR"}
    try:
        if wish.address is None:
            ray.init(
                address="local",
                num_cpus=wish.slots or os.cpu_count() or 1,
                object_store_memory=_MEMORY,
                _temp_dir=str(wish.folder / "ray"),
                _node_ip_address="127.0.0.1",
                **quiet,
            )
        else:
            _prove_reachable(wish.address)
            ray.init(address=wish.address, **quiet)
    except (OSError, RuntimeError, ValueError, AssertionError, RayError) as error:
        raise NoCluster(_why_not(wish.address, str(error))) from error
    return ray.get_runtime_context().get_node_id()


def places(wish: Wish, own: str) -> tuple[Place, ...]:
    """Where workers can be now, this machine first."""
    import ray

    nodes = [node for node in cast("Sequence[Mapping[str, Any]]", ray.nodes()) if node["Alive"]]
    nodes.sort(key=lambda node: (node["NodeID"] != own, node["NodeManagerAddress"], node["NodeID"]))
    gpus = any(node["Resources"].get("GPU", 0) >= 1 for node in nodes)
    found: list[Place] = []
    plain: list[Place] = []
    for node in nodes:
        name, machine, away = node["NodeID"], node["NodeManagerHostname"], node["NodeID"] != own
        models = int(node["Resources"].get("GPU", 0)) if gpus else wish.models
        found += [Place(name, machine, True, number, away, gpus) for number in range(models)]
        cores = int(node["Resources"].get("CPU", 0))
        plain += [Place(name, machine, False, number, away) for number in range(cores)]
    return (*found, *plain[: wish.slots])


def _set_environment(wish: Wish) -> None:
    os.environ |= {
        "RAY_AUTH_MODE": "token",
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_DISABLE_RUNTIME_ENV_LOG_TO_DRIVER": "1",
        # Else a thread that asks for something after the end starts a cluster that nobody ends.
        "RAY_ENABLE_AUTO_CONNECT": "0",
    }
    # A worker without a GPU may look for one of its own.
    os.environ["RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO"] = "0"
    if wish.address is not None:
        _prove_token()
        os.environ.setdefault("RAY_NUM_REDIS_GET_RETRIES", "4")  # Seconds until a cluster that refuses us is believed.
        return
    for name in ("RAY_ADDRESS", "RAY_AUTH_TOKEN"):
        os.environ.pop(name, None)
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    token = wish.folder / "token"
    with os.fdopen(os.open(token, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    os.environ["RAY_AUTH_TOKEN_PATH"] = str(token)
    # Ray's own name for: no other machine is ever part of it, so it listens on the loopback only.
    os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"


def _prove_token() -> None:
    """There must be a token to join a cluster with, and nobody else may read it; Ray itself writes it for everybody to read."""
    if os.environ.get("RAY_AUTH_TOKEN"):
        return
    path = Path(os.environ.get("RAY_AUTH_TOKEN_PATH") or Path.home() / ".ray" / "auth_token")
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise NoCluster(f"there is no token for the cluster in {path}; see docs/cluster.md") from error
    if os.name == "posix" and mode & 0o077:
        raise NoCluster(f"others on this machine can read the token of the cluster; do this first: chmod 600 {path}")


def _prove_reachable(address: str) -> None:
    """Ray would ask for minutes."""
    host, _, port = address.rpartition(":")
    if address == "auto":
        return
    try:
        socket.create_connection((host, int(port)), _ANSWER_SECONDS).close()
    except ValueError as error:
        raise NoCluster(f"{address}: the address of a cluster is host:port, or auto") from error
    except OSError as error:
        raise NoCluster(f"nothing answers at {address}: {(error.strerror or str(error)).lower()}") from error


def _why_not(address: str | None, said: str) -> str:
    first = " ".join(said.split())[:300]
    if address is None:
        return f"no cluster could be started on this machine: {first}"
    if "any running Ray instance" in said:
        return "this machine is part of no cluster; see docs/cluster.md"
    if "Failed to connect" in said or "oken" in said:
        return (
            f"the cluster at {address} does not let this machine in; is the token that of its head? See docs/cluster.md"
        )
    return f"this machine cannot work with the cluster at {address}: {first}; see docs/cluster.md"
