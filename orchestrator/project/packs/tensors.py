"""Weights: whether a .safetensors file is one, read from its header alone. Nothing is loaded.

The format is 8 bytes with the length of the header (little-endian), a JSON header with type, shape and place of each tensor,
and the data, which the tensors fill without gap or overlap (https://huggingface.co/docs/safetensors).
"""

import json
from pathlib import Path
from typing import BinaryIO, cast

_LONGEST_HEADER = 8 * 1024**2
_MOST_TENSORS = 50_000
_BITS = {
    "BOOL": 8, "U8": 8, "I8": 8, "F8_E4M3": 8, "F8_E5M2": 8, "F8_E8M0": 8, "U16": 16, "I16": 16, "F16": 16, "BF16": 16,
    "U32": 32, "I32": 32, "F32": 32, "U64": 64, "I64": 64, "F64": 64, "C64": 64, "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6,
}  # fmt: skip
_ADVICE = "get the weights as .safetensors from where they come"


class _Unfit(Exception):
    """Why the header is none."""


def weights_fault(path: Path) -> str | None:
    """Return why a file is no .safetensors file, None if it is one.

    Raises:
        OSError: if it cannot be read.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(64)
        file.seek(0)
        if said := _disguise(start):
            return said
        try:
            header, data = _header(file, size)
            _tensors(header, data)
        except _Unfit as error:
            return f"is no safetensors file: {error}; {_ADVICE}"
    return None


def _disguise(start: bytes) -> str | None:
    if start.startswith(b"PK\x03\x04") or (start[:1] == b"\x80" and start[1:2] in b"\x01\x02\x03\x04\x05"):
        return f"is a pickle under another name, which can run code when it is loaded; {_ADVICE}"
    if start.startswith(b"version https://git-lfs"):
        return (
            "is only a pointer of Git LFS to the weights; get the files themselves, and give the folder or a zip of it"
        )
    return None


def _header(file: BinaryIO, size: int) -> tuple[dict[str, object], int]:
    """The header, and how many bytes of data follow it."""
    length = int.from_bytes(file.read(8), "little")
    if size < 10 or length < 2 or length > min(size - 8, _LONGEST_HEADER):
        raise _Unfit("its header is cut off or too long")
    raw = file.read(length)
    if not raw.startswith(b"{"):
        raise _Unfit("its header is no JSON")
    try:
        header: object = json.loads(raw, object_pairs_hook=_unique)
    except (ValueError, RecursionError):
        raise _Unfit("its header is no JSON") from None
    if not isinstance(header, dict):
        raise _Unfit("its header is no list of tensors")
    return cast("dict[str, object]", header), size - 8 - length


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is there twice")
    return found


def _tensors(header: dict[str, object], data: int) -> None:
    notes = header.pop("__metadata__", {})
    if not isinstance(notes, dict) or not all(
        isinstance(note, str) for note in cast("dict[str, object]", notes).values()
    ):
        raise _Unfit("its notes are no texts")
    if not header or len(header) > _MOST_TENSORS:
        raise _Unfit("it has no tensors, or far too many")
    end = 0
    for begin, stop in sorted(_place(name, entry) for name, entry in header.items()):
        if begin != end:
            raise _Unfit("its tensors overlap or leave gaps")
        end = stop
    if end != data:
        raise _Unfit("it is cut off, or has bytes that no tensor owns")


def _place(name: str, entry: object) -> tuple[int, int]:
    said = cast("dict[str, object]", entry) if isinstance(entry, dict) else {}
    shape, offsets = _counts(said.get("shape")), _counts(said.get("data_offsets"))
    bits = _BITS.get(str(said.get("dtype")))
    if set(said) != {"dtype", "shape", "data_offsets"} or shape is None or offsets is None or bits is None:
        raise _Unfit(f"'{name[:60]}' is no tensor")
    if len(offsets) != 2 or len(shape) > 16:
        raise _Unfit(f"'{name[:60]}' is no tensor")
    for side in shape:
        bits *= side
        if bits > 2**63:
            raise _Unfit(f"'{name[:60]}' is larger than any file")
    if bits % 8 or offsets[1] - offsets[0] != bits // 8:
        raise _Unfit(f"'{name[:60]}' has another size than its shape says")
    return offsets[0], offsets[1]


def _counts(value: object) -> list[int] | None:
    """A list of whole numbers from zero on."""
    if not isinstance(value, list):
        return None
    numbers = cast("list[object]", value)
    fit = [number for number in numbers if isinstance(number, int) and not isinstance(number, bool) and number >= 0]
    return fit if len(fit) == len(numbers) else None
