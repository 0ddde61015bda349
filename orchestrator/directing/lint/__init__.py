"""What `check` warns of: shots that ask for what models are known to fail at, and breaks of film grammar."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One warning. `rule` is what `allow` silences; `path` leads to the value in the scene file, e.g. `("shots", 2, "action")`.

    `rewrite` is what to write instead, value by path; empty where only words can advise.
    """

    rule: str
    scene: str
    shot: str
    path: tuple[str | int, ...]
    message: str
    advice: str
    rewrite: tuple[tuple[tuple[str | int, ...], object], ...] = ()
