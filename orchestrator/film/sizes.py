"""Bytes in words."""


def sized(size: float) -> str:
    """`3.2 GB` or `41 kB`, of bytes; at least 1 kB of what is not empty."""
    for unit, one in (("GB", 10**9), ("MB", 10**6)):
        if size >= one:
            return f"{size / one:.1f} {unit}"
    return f"{max(1, round(size / 1000)) if size else 0} kB"
