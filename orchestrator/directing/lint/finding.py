"""One warning of `check`."""

from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Finding:
    """One warning. `rule` is what `allow` silences; `path` leads to the value in the scene file, e.g. `("shots", 2, "action")`.

    `rewrite` is what to write instead, value by path; empty where only words can advise. A list of shots as the value of one
    shot's path puts several in its place. Where the whole film is meant, `scene` and `shot` are empty and the path leads into
    film.yaml; where a whole scene is, `shot` is empty.
    """

    rule: str
    scene: str
    shot: str
    path: Path
    message: str
    advice: str
    rewrite: tuple[tuple[Path, object], ...] = ()
