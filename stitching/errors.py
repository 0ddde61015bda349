"""Errors of the assembler.

StitchingError
├── TimelineError     the timeline contradicts itself
└── MediaError        a file cannot be read, or is not what it should be
"""


class StitchingError(Exception):
    """The film could not be put together; the message says which part and what to do."""


class TimelineError(StitchingError):
    """The timeline contradicts itself."""


class MediaError(StitchingError):
    """A media file is missing, broken, or of the wrong format; names the file."""
