"""The address of a shared store, as a person gives it: the URL of anything that fsspec knows the way to, or a folder."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from orchestrator.film.errors import FilmError

_KEYS = (
    "keys do not belong into the address of a shared store; leave them to the environment or to its own configuration "
    "(of S3: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or ~/.aws)"
)


@dataclass(frozen=True)
class Address:
    """Where a shared store is: a folder, or the URL of something else."""

    url: str
    folder: Path | None

    @property
    def said(self) -> str:
        """The address without a name that somebody may have put before the host."""
        return str(self.folder) if self.folder is not None else _bare(self.url)


def address_of(told: str, where: str) -> Address:
    """Judge an address; `where` says where it stands.

    Raises:
        FilmError: if it can be none; what it says is not shown, for it may be a key.
    """
    try:
        parts = urlsplit(told)
        secret = parts.password is not None or bool(parts.query)
    except ValueError as error:
        raise FilmError(f"{where}: is no URL of a shared store; write e.g. s3://bucket/films or /mnt/films") from error
    if secret:
        raise FilmError(f"{where}: {_KEYS}")
    if not told.isprintable() or "::" in told:
        raise FilmError(f"{where}: is no URL of a shared store; write e.g. s3://bucket/films or /mnt/films")
    if "://" not in told or parts.scheme in ("file", "local"):
        path = told.partition("://")[2] if "://" in told else told
        folder = Path(path).expanduser()
        if not folder.is_absolute():
            raise FilmError(
                f"{where}: a shared store in a folder needs the whole path, e.g. /mnt/films or file:///mnt/films"
            )
        return Address(told, folder)
    return Address(told, None)


def _bare(url: str) -> str:
    before, _, after = url.partition("://")
    host, slash, path = after.partition("/")
    return f"{before}://{host.rpartition('@')[2]}{slash}{path}"
