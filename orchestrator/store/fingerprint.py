"""Keys: what a result was made from, as canonical JSON, and its sha256."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"
Identity: TypeAlias = Mapping[str, object]
"""Everything that decides a result, as JSON values: the pre-image of its key."""

_CHUNK = 1 << 20
_written = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


def canonical(identity: object) -> bytes:
    """Return the one JSON text of a value: keys sorted, no spaces, no NaN.

    Raises:
        TypeError: if the value holds anything but JSON values.
        ValueError: for NaN and infinities.
    """
    return _written(identity).encode()


def fingerprint(identity: Identity) -> str:
    """Return the key of an identity: 64 hexadecimal digits."""
    return hashlib.sha256(canonical(identity)).hexdigest()


def digest_of(path: Path) -> str:
    """Return the sha256 of a file's bytes, read in pieces."""
    sha = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            sha.update(piece)
    return sha.hexdigest()
