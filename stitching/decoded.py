"""What has been decoded without a fault before, so that a film that shares most of itself with the last one is soon checked.

A closed group of pictures decodes to the same pictures wherever it stands. So each group is decoded once, and known by its
bytes from then on. The ledger is a file of digests; a damaged or lost one costs time and nothing else.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

_SIZE = 16


class Ledger:
    """Digests of what is known to decode; with a path they are kept between runs."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._known = set[bytes]()
        if path is not None and path.is_file():
            kept = path.read_bytes()
            self._known = {kept[at : at + _SIZE] for at in range(0, len(kept) - _SIZE + 1, _SIZE)}

    def knows(self, digest: bytes) -> bool:
        """Whether this was decoded before."""
        return digest in self._known

    def add(self, digests: Iterable[bytes]) -> None:
        """Remember what was decoded now."""
        fresh = [digest for digest in dict.fromkeys(digests) if digest not in self._known]
        self._known.update(fresh)
        if self._path is None or not fresh:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as file:
            # A write that was cut off left a part of a digest: it is filled up, and known by nobody.
            file.write(bytes(-file.tell() % _SIZE) + b"".join(fresh))


def digest(settings: bytes, packets: Iterable[bytes]) -> bytes:
    """Of the packets of one group, with the settings that their decoder needs."""
    found = hashlib.blake2b(settings, digest_size=_SIZE)
    for packet in packets:
        found.update(len(packet).to_bytes(8, "big"))
        found.update(packet)
    return found.digest()
