"""What a person wrote to say where a pack is: a path, or the address of a repository at a tag, and which part of it."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from orchestrator.project.names import is_there, path_said
from orchestrator.project.packs.names import name_fault
from orchestrator.project.packs.pack import PackError

Protocol: TypeAlias = Literal["https", "ssh", "file"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://(.*)\Z", re.DOTALL)
_HELPER = re.compile(r"[A-Za-z0-9][A-Za-z0-9+.-]*::")
_SHORT_SSH = re.compile(r"([A-Za-z0-9_][\w.-]*)@([^/:@]+):(.*)\Z", re.DOTALL)
_USER = re.compile(r"[A-Za-z0-9_][\w.-]*\Z")
_HOST = re.compile(r"([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?\Z")
_PATH = re.compile(r"[^\x00-\x20\x7f\\\"'`$&;|<>*?]+\Z")
_TAG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+/-]{0,99}\Z")


@dataclass(frozen=True)
class Address:
    """Where a pack is. `where` is a path if `protocol` is None, else what git is given."""

    where: str
    part: str | None = None
    """The folder or YAML file inside of it that is the pack."""
    protocol: Protocol | None = None
    tag: str | None = None

    @property
    def shown(self) -> str:
        """The address with its part, as it is kept; without the tag."""
        return f"{self.where}#{self.part}" if self.part else self.where

    @property
    def label(self) -> str:
        """What the pack is called in messages until its name is known."""
        last = re.split(r"[/\\]", self.where.rstrip("/\\"))[-1] or self.where
        return f"{last}#{self.part}" if self.part else last


def address_of(source: str) -> Address:
    """Return the address that a text gives.

    Raises:
        PackError: if it is none, or one that is not fetched from.
    """
    text = source.strip()
    if not text or not text.isprintable():
        raise PackError("an address of a pack is missing; give a path, or a git address with @tag")
    if text.startswith("-"):
        raise PackError(f"'{text}' begins like an option; give a path, or a git address with @tag")
    if _is_there(text):
        return Address(text)
    where, part = _parted(text)
    if part is not None and (said := name_fault(part)):
        raise PackError(f"'{text}': the part after '#' {said}")
    if _HELPER.match(where):
        raise PackError(f"'{text}': '{where.split('::')[0]}::' would run a program; give an https, ssh or file address")
    if scheme := _SCHEME.match(where):
        return _of_scheme(text, scheme[1].lower(), scheme[2], part)
    if short := _SHORT_SSH.match(where):
        return _repository(text, "ssh", f"{short[1]}@{short[2]}:", short[2], short[3], part)
    folder, sign, tag = where.rpartition("@")
    if sign and _is_there(folder) and not _is_there(where):
        local = Path(folder).expanduser().absolute().as_uri()
        raise PackError(
            f"'{text}': a repository on this machine at a tag is {local}@{tag}; a folder as it is needs no tag"
        )
    if not _is_there(where):
        raise PackError(
            f"there is nothing at '{where}'; give the path of a .yaml file, a folder or a zip, or a git address"
        )
    return Address(where, part)


def _is_there(text: str) -> bool:
    return is_there(path_said(text))


def _parted(text: str) -> tuple[str, str | None]:
    where, sign, part = text.partition("#")
    return where, part.strip("/") if sign else None


def _of_scheme(text: str, scheme: str, rest: str, part: str | None) -> Address:
    host, slash, path = rest.partition("/")
    if scheme == "https":
        if "@" in host:
            raise PackError(f"'{_veiled(text)}': leave the name and password out of the address; it is kept in files")
        return _repository(text, "https", f"https://{host}/", host, path, part)
    if scheme == "ssh":
        user, sign, machine = host.rpartition("@")
        if sign and not _USER.match(user):
            raise PackError(
                f"'{_veiled(text)}': '{user.split(':')[0]}' is not only a user's name; write ssh://user@host/…"
            )
        return _repository(text, "ssh", f"ssh://{host}/", machine, path, part)
    if scheme == "file":
        if host not in ("", "localhost") or not slash:
            raise PackError(f"'{text}': a file address has three slashes: file:///folder/repository@tag")
        return _repository(text, "file", "file:///", "localhost", path, part)
    advice = "use https" if scheme in ("http", "git") else "give an https, ssh or file address"
    raise PackError(f"'{_veiled(text)}': packs are not fetched over '{scheme}'; {advice}")


def _repository(text: str, protocol: Protocol, before: str, host: str, path: str, part: str | None) -> Address:
    where, sign, tag = path.rpartition("@")
    if not sign:
        where = path
    if not _HOST.match(host):
        raise PackError(f"'{_veiled(text)}': '{host}' is no name of a machine; look at the address again")
    if not where or where.startswith("-") or not _PATH.match(where):
        raise PackError(f"'{text}': '{where}' is no path of a repository; look at the address again")
    if not sign or not tag:
        raise PackError(f"'{text}': say which tag, as a branch moves: {before}{where}@TAG")
    if not _TAG.match(tag) or ".." in tag or "//" in tag or tag.endswith((".", "/", ".lock")):
        raise PackError(f"'{text}': '{tag}' is no name of a tag; look at the address again")
    return Address(before + where, part, protocol, tag)


def _veiled(text: str) -> str:
    """An address without the password that may stand in it."""
    return re.sub(r"://[^/]*@", "://…@", text)
