"""Processes of this machine as its system knows them: who started whom, and where they can be reached."""

from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path


def alive(process: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def parent(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[1])


def family(process: int) -> list[int]:
    """A process and all that it started, and they. Only of one that has a number: 0 began everything that runs here."""
    if process < 1:
        raise ValueError(f"{process} is no process")
    found = [process]
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parents.setdefault(parent(int(entry.name)), []).append(int(entry.name))
        except (OSError, IndexError):
            continue
    for one in found:
        found += parents.get(one, [])
    return found


def bearing(name: str, value: str) -> list[int]:
    """The processes that were started with a variable of this value in their environment, and are there."""
    found = list[int]()
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"{name}={value}".encode() in (entry / "environ").read_bytes().split(b"\0") and alive(int(entry.name)):
                found.append(int(entry.name))
    return found


def command_of(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8")
    except OSError:
        return ""


def listened_at(processes: list[int]) -> list[IPv4Address | IPv6Address]:
    """The addresses at which these processes can be reached by TCP."""
    sockets = set[str]()
    for process in processes:
        for file in Path(f"/proc/{process}/fd").glob("*"):
            with suppress(OSError):  # It was closed meanwhile.
                sockets.add(str(file.readlink()))
    found: list[IPv4Address | IPv6Address] = []
    for table in ("tcp", "tcp6"):
        for row in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            _, local, _, state, *_, inode = row.split()[:10]
            if state == "0A" and f"socket:[{inode}]" in sockets:
                found.append(address_of(local.partition(":")[0]))
    return found


def address_of(said: str) -> IPv4Address | IPv6Address:
    """An address as the system's tables have it: words of four bytes, the least first."""
    words = b"".join(bytes.fromhex(said[at : at + 8])[::-1] for at in range(0, len(said), 8))
    found = ip_address(words)
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found
