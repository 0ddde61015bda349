"""Errors of the backends.

GenerationError
├── UnknownBackend      no backend of that name; names the close ones
├── BadCard             a model's card in the catalogue cannot be read
├── MissingExtra        a dependency that is an optional extra is not installed
├── Unsupported         the request asks for what the backend cannot do; found at plan time
└── BackendFailure      the backend ran and failed
    ├── OutOfMemory     may fit where the model is held in less
    └── Transient       the same request may be answered later
"""


class GenerationError(Exception):
    """A request could not be answered; the message says why and what to do."""


class UnknownBackend(GenerationError):
    """No backend has that name."""


class BadCard(GenerationError):
    """A card of the catalogue is not one; the message names its file and key."""


class MissingExtra(GenerationError):
    """A package of an optional extra is missing; the message is the command that installs it."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"{package} is not installed; install it with: pip install 'filmwright[{extra}]'")


class Unsupported(GenerationError):
    """The backend lacks something that the request needs."""


class BackendFailure(GenerationError):
    """The backend failed while it worked."""


class OutOfMemory(BackendFailure):
    """The backend ran out of memory. `below`: held in less than so many bytes it may fit; 0 where nothing holds it in less."""

    def __init__(self, message: str, below: int = 0) -> None:
        super().__init__(message)
        self.below = below


class Transient(BackendFailure):
    """Somebody else was not there, or had too much to do. `after`: seconds that they ask to wait, 0 if they named none."""

    def __init__(self, message: str, after: float = 0.0) -> None:
        super().__init__(message)
        self.after = after
