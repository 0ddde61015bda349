"""Which shared store a person uses. Only they say it, in their own configuration or the environment; a project never can."""

import os
from typing import TYPE_CHECKING

from orchestrator.film.errors import FilmError
from orchestrator.project.preferences import load_preferences

if TYPE_CHECKING:
    from orchestrator.store.shared.shared import Shared

VARIABLE = "FILMWRIGHT_STORE"
SECRET = "FILMWRIGHT_STORE_SECRET"
_IN_THE_KEYRING = "store"
_OFF = "off"
_SHORTEST = 16


def shared_store() -> "Shared | None":
    """The shared store that this person uses; nothing is asked of it yet.

    Raises:
        FilmError: if its address, or the secret, can be none.
    """
    preferences = load_preferences()
    told, where = os.environ.get(VARIABLE, "").strip(), VARIABLE
    if not told:
        told, where = (preferences.shared_store or "").strip(), f"{preferences.path}: shared_store"
    if told in ("", _OFF):
        return None
    from orchestrator.store.shared.address import address_of
    from orchestrator.store.shared.shared import Shared

    return Shared(address_of(told, where), secret=_secret(), patience=preferences.shared_wait)


def _secret() -> bytes | None:
    """What records are signed with: from the environment, or from the keyring where one is installed."""
    from orchestrator.writing.model.keys import SERVICE, from_keyring

    told, where = os.environ.get(SECRET, "").strip(), SECRET
    if not told:
        told, where = (from_keyring(_IN_THE_KEYRING) or "").strip(), f"the keyring's entry {SERVICE}/{_IN_THE_KEYRING}"
    if told and len(told) < _SHORTEST:
        said = f"a secret of less than {_SHORTEST} characters can be guessed"
        raise FilmError(f"{where}: {said}; make one with: openssl rand -hex 32")
    return told.encode() or None
