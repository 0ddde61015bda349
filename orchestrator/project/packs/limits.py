"""How large a pack may be. Generous for what people share, and small enough that a hostile one fills no disk."""

from typing import Final

KB, MB, GB = 1024, 1024**2, 1024**3

MEMBERS: Final = 1000
"""Files in a pack."""
LISTED: Final = 5_000
"""Entries of a folder, archive or repository that are looked at to find the pack in it."""
DEPTH: Final = 6
PART: Final = 120
"""The longest name of a file or folder, in bytes of UTF-8."""
NAME: Final = 240
"""The longest name with its folders, in bytes of UTF-8."""

TOTAL: Final = 6 * GB
DIRECTORY: Final = 4 * MB
"""The list of members at the end of a zip."""
RATIO: Final = 100
"""How much larger than its compressed form a member of a zip may be, from `RATIO_FROM` on; text and tables stay under 30."""
RATIO_FROM: Final = 1 * MB

GUIDE: Final = 64 * KB
TEXT: Final = 512 * KB
TEMPLATE: Final = 64 * KB
LUT: Final = 16 * MB
PICTURE: Final = 32 * MB
DRAWING: Final = 512 * KB
FONT: Final = 48 * MB
WEIGHTS: Final = 4 * GB
PIXELS: Final = 50_000_000

BLOCK: Final = 256 * KB
"""How much of a file is in memory at a time."""

GIT_SECONDS: Final = 300.0
GIT_PROCESSOR: Final = 120
"""Seconds of processor time for one command of git; to look through 6 GB takes a third of it."""
GIT_MEMORY: Final = 2 * GB
"""Of git's own address space, so that objects made to unfold have nowhere to."""
