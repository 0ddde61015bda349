"""How a line of a script shows that a scene begins with it: `INT. KITCHEN - NIGHT`, or anything behind a forcing dot."""

import re

_HEADING = re.compile(r"(?:INT\.?/EXT|EXT\.?/INT|I/E|INT|EXT|EST)(?:\.|[ \t])", re.IGNORECASE)
_WORD_LIKE_PREFIX = re.compile(r"(?!INT|EXT|EST|I/E)(?i:int|ext|est|i/e)[ \t]")
_FORCED_HEADING = re.compile(r"\.(?=[^\W_]|[\\*_])")


def is_heading(plain: str) -> bool:
    """Whether a line after a blank one is a scene heading by how it begins. Letter case does not matter."""
    return bool(_HEADING.match(plain))


def is_plainly_heading(plain: str) -> bool:
    """Whether a line after a blank one is a scene heading whatever follows it: not one that begins with a word like `Est`."""
    return is_heading(plain) and not _WORD_LIKE_PREFIX.match(plain)


def is_forced_heading(plain: str) -> bool:
    """Whether a line after a blank one is a scene heading because a dot says so; three dots are no heading."""
    return bool(_FORCED_HEADING.match(plain))
