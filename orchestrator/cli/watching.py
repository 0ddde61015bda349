"""What `render --watch` says: each build as ever, the later ones in one quiet line once they are done."""

import time
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from typing import NoReturn

import typer

from orchestrator.building.events import (
    BuildStopped,
    Event,
    FilmReady,
    Saved,
    StepCancelled,
    StepMade,
    Unreadable,
    Watching,
)
from orchestrator.cli.output import complain, count, fail
from orchestrator.cli.progress import JsonReader, Reader, reader, say_ending, say_slates

_NAMED = 3
"""Most files that are named of those that were saved together."""
_ONE = {
    "score": "the music",
    "mix": "the mix",
    "film": "the film",
    "poster": "the poster",
    "storyboard": "the storyboard",
}
_MANY = {
    "speech": ("line", "lines"),
    "still": ("picture", "pictures"),
    "clip": ("clip", "clips"),
    "grade": ("grade", "grades"),
    "foley": ("sound", "sounds"),
    "ambience": ("sound", "sounds"),
    "window": ("window", "windows"),
    "reframe": ("clip in another shape", "clips in another shape"),
}
_WRITTEN_FROM = ("treatment.yaml", "script.fountain", "story.txt")
"""Files that scenes are written from; a film is made from the scenes."""


class WatchReader:
    """Follows a film that is watched: a reader for each build, and in the end what became of the save that set it off."""

    def __init__(self) -> None:
        self._reader: Reader | None = None
        self._first = True
        self._begin()

    def hear(self, event: Event) -> None:
        """Take in one event."""
        if isinstance(event, Saved):
            self.close()
            if not self._saved and not self._first:
                self._started = time.monotonic()
            self._saved.update(dict.fromkeys(event.files))
        elif isinstance(event, Unreadable):
            self.close()
            self._broken = True
            for problem in event.problems:
                complain(problem)
        elif isinstance(event, Watching):
            self.close()
            self._say()
            self._begin()
        elif isinstance(event, (FilmReady, BuildStopped)):
            self._ending = event
        else:
            self._follow(event)

    def close(self) -> None:
        """The build that is followed is over, or another one follows."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _begin(self) -> None:
        self._started = time.monotonic()
        self._saved: dict[str, None] = {}
        self._made = Counter[str]()
        self._cancelled = 0
        self._broken = False
        self._ending: FilmReady | BuildStopped | None = None

    def _follow(self, event: Event) -> None:
        if self._reader is None:
            self._reader = reader(as_json=False, brief=not self._first)
        self._reader.hear(event)
        if isinstance(event, StepMade) and not event.slate:
            self._made[_MANY.get(event.kind, (event.kind, ""))[0]] += 1
        self._cancelled += isinstance(event, StepCancelled)

    def _say(self) -> None:
        ending = self._ending
        failed = isinstance(ending, BuildStopped) and ending.failed
        if ending is not None and (self._first or failed):
            say_ending(ending, self._started)
        if self._broken or failed:
            _say("waiting for the next save")
        elif self._first:
            _say("every save makes it again, Ctrl+C ends it")
        elif self._saved:
            _say(f"saved {self._files()} → {self._outcome()}")
        if isinstance(ending, FilmReady) and not self._first:
            say_slates(ending)
        self._first = self._first and (ending is None or failed)

    def _files(self) -> str:
        names = list(self._saved)
        shown = names if len(names) <= _NAMED else names[: _NAMED - 1]
        return _listed([*shown, *([f"{len(names) - len(shown)} more files"] if len(shown) < len(names) else [])])

    def _outcome(self) -> str:
        gone = f", {count(self._cancelled, 'piece')} cancelled" if self._cancelled else ""
        if self._made:
            took = time.monotonic() - self._started
            return f"{made_said(self._made)} made again in {took:.1f} s{gone}"
        first = next((name for name in self._saved if name in _WRITTEN_FROM), None)
        hint = f"; scenes are written from {first} by: filmwright write" if first else ""
        return f"nothing to make again{gone}{hint}"


def made_said(made: Mapping[str, int]) -> str:
    """What was made, in words, by the names of one of each: `2 clips, the mix and the film`."""
    many = dict(_MANY.values())
    things = [name for name in (*many, *_ONE, *made) if name in made]
    return _listed([_ONE.get(name) or count(made[name], name, many.get(name)) for name in dict.fromkeys(things)])


def follow_watch(events: Generator[Event], *, as_json: bool) -> NoReturn:
    """Follow a film that is watched until the person ends it with Ctrl+C."""
    listener = JsonReader() if as_json else WatchReader()
    idle = False
    try:
        for event in events:
            idle = isinstance(event, Watching)
            listener.hear(event)
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()
        events.close()  # It ends its workers, and takes their scratch files away.
    kept = "" if idle else "; everything made so far is kept, run it again to go on"
    fail(f"stopped watching{kept}", code=130)


def _say(words: str) -> None:
    typer.echo(f"{typer.style('watching', dim=True)} · {words}")


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
