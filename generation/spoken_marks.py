"""The marks of how a line is said, which are heard and not read: stress, and pauses in brackets."""

import re

STRESS = re.compile(r"(?<!\w)(\*{1,3}|_)(?=\S)(.+?)(?<=\S)\1(?!\w)")
"""`*really*` or `_really_`; the second group is what is stressed."""
BEAT = re.compile(r"\((?:a )?(?:beat|pause|silence)\.?\)", re.IGNORECASE)
"""`(beat)`, `(a pause)`."""
