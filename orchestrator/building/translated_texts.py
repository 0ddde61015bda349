"""What stands written in a film, for another language: the names of its chapters, titles over shots, and the credits."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Shot

_BREAK = re.compile(r"(\s*[|\n]\s*)")


@dataclass(frozen=True)
class Written:
    """A text as it stands in the film's files, and where."""

    kind: Literal["chapter", "title", "credits"]
    text: str
    shot: str = ""
    """`scene/shot` of a title."""

    def pieces(self) -> list[str]:
        """What of it is translated, line by line and column by column; the names in credits are not."""
        return [piece for piece in _BREAK.split(self.text)[::2][: self._most] if piece]

    def translated(self, said: Mapping[str, str]) -> str:
        """The text with its pieces in another language."""
        parts = _BREAK.split(self.text)
        parts[::2] = [*(said.get(part, part) for part in parts[::2][: self._most]), *parts[::2][self._most :]]
        return "".join(parts)

    @property
    def _most(self) -> int:
        """How many of its pieces are translated: of a row of the credits the first column."""
        return 1 if self.kind == "credits" else len(self.text)


def written_texts(film: Film) -> list[Written]:
    """Every text of the film once, without its own title and the words of its end."""
    found: dict[str, Written] = {}
    for one in _written(film):
        found.setdefault(one.text, one)
    return list(found.values())


def _written(film: Film) -> Iterator[Written]:
    settings = film.settings
    if settings.chapters != "off":
        yield from (Written("chapter", name) for scene in film.scenes if (name := text_key(scene.chapter or "")))
    for scene, shot in film.shots():
        if text := text_key(shot.title or ""):
            yield Written("title", text, f"{scene.id}/{shot.id}")
    for row in settings.credits:
        if text_key(row.partition("|")[0]):
            yield Written("credits", text_key(row))


def text_key(text: str) -> str:
    """A text as translations have it."""
    return text.strip()


def written_in(texts: Mapping[str, str], scene: Scene, shot: Shot) -> tuple[Scene, Shot]:
    """A scene and a shot with what is written there in another language; a text that is not translated stays."""
    if scene.chapter:
        scene = scene.model_copy(update={"chapter": texts.get(text_key(scene.chapter), scene.chapter)})
    if title := shot.drawn_title:
        title = title.model_copy(update={"text": texts.get(text_key(title.text), title.text)})
        shot = shot.model_copy(update={"drawn_title": title})
    return scene, shot


def told_of(untranslated: Iterable[Written], language: str) -> Iterator[tuple[str, str]]:
    """What there is to tell of texts that stay in the film's own language: each title by its shot, the rest together."""
    others: dict[str, list[str]] = {}
    for one in untranslated:
        said = f"'{' '.join(one.text.split())}'"
        if one.shot:
            yield one.shot, f"its title {said} stays in {language}"
        else:
            others.setdefault({"chapter": "chapters"}.get(one.kind, one.kind), []).append(said)
    for where, texts in others.items():
        more = f" and {len(texts) - 1} more stay" if len(texts) > 1 else " stays"
        yield where, f"{texts[0]}{more} in {language}"
