"""Whether a .safetensors file is what its name says: a length, a JSON header, and tensors that fill the rest. Nothing is loaded.

The format is 8 bytes with the length of the header (little-endian), the header, and the data that its offsets point into
(https://huggingface.co/docs/safetensors). A pickle under that name, which would run code where it is loaded, is none of it.
"""

import json
from pathlib import Path
from typing import cast

_LARGEST_HEADER = 100_000_000
"""The reference reader's own limit, in bytes."""
_ADVICE = "a .safetensors file begins with a JSON header; get the weights in that format from where they come"


def weights_fault(path: Path) -> str | None:
    """Return why these are no weights that may be loaded, or None; says nothing of whether a model can use them.

    Raises:
        OSError: if the file cannot be read.
    """
    if path.suffix != ".safetensors":
        return "is no .safetensors file; other formats can run code when they are loaded"
    size = path.stat().st_size
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if size < 10 or length < 2 or length > min(size - 8, _LARGEST_HEADER):
            return f"is no safetensors file; {_ADVICE}"
        raw = file.read(length)
    try:
        header: object = json.loads(raw)
    except (ValueError, RecursionError):
        return f"is no safetensors file; {_ADVICE}"
    if not isinstance(header, dict):
        return f"is no safetensors file; {_ADVICE}"
    ends = [_end(entry) for name, entry in cast("dict[str, object]", header).items() if name != "__metadata__"]
    if None in ends:
        return f"is no safetensors file; {_ADVICE}"
    if max((end for end in ends if end is not None), default=0) != size - 8 - length:
        return "is cut off, or has bytes that no tensor owns; get the file again"
    return None


def _end(entry: object) -> int | None:
    """Where a tensor of the header ends in the data; None for what is no tensor."""
    if not isinstance(entry, dict):
        return None
    said = cast("dict[str, object]", entry)
    offsets = said.get("data_offsets")
    if not isinstance(said.get("dtype"), str) or not isinstance(said.get("shape"), list):
        return None
    if not isinstance(offsets, list) or len(cast("list[object]", offsets)) != 2:
        return None
    begin, end = cast("list[object]", offsets)
    return end if isinstance(begin, int) and isinstance(end, int) and 0 <= begin <= end else None
