"""A small project that is tried out: what a person does in it, what a build of it gives, and commands that are killed."""

import os
import re
import shutil
import signal
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from pathlib import Path

from command_line import filmwright

from orchestrator.building.engines.local import LocalExecutor
from orchestrator.building.events import BuildStopped, FilmReady, StepMade, StepReused
from orchestrator.building.flights import Flights
from orchestrator.building.plan import Planner
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, build, prepare
from orchestrator.building.unmoved import Unmoved
from orchestrator.film.errors import FilmError
from orchestrator.project import originals
from orchestrator.project.folder import load_film
from orchestrator.project.history import read_history
from orchestrator.project.lock import LOCK_FILE
from orchestrator.project.own_files import own_files
from orchestrator.store.fingerprint import digest_of
from stitching.errors import StitchingError

SCRIPT = """\
Title: Two Lamps

INT. LAMP ROOM - NIGHT

Mara trims the wick of the lamp.

MARA
Who is there?

EXT. SHORE - DAWN

A fox walks along the wet sand.
"""
QUICK = {"score: procedural": "score: off", "captions: burned": "captions: sidecar", "length: 20s": "length: 8s"}
MEMORY = Path("/dev/shm")
PLACE = MEMORY if os.access(MEMORY, os.W_OK) else None
"""Where projects lie: what is tried here does not depend on the disk."""
Made = Mapping[str, tuple[str, tuple[str, ...]]]
"""What a build gave: the key and the digests of each step, and the film's."""


def beginning(folder: Path, engine: LocalExecutor) -> Path:
    """A project of two scenes, written by the built-in writer and built, which every run starts from."""
    (folder / "script.fountain").write_text(SCRIPT, encoding="utf-8")
    asked = ("--format", "160x90@12", "--pictures", "slate")
    done = filmwright("new", "--script", "script.fountain", "-p", "film", *asked, cwd=folder)
    assert done.returncode == 0, done.stderr
    film = folder / "film/film.yaml"
    text = film.read_text(encoding="utf-8")
    for before, after in QUICK.items():
        text = text.replace(before, after)
    film.write_text(text, encoding="utf-8")
    for scene in (folder / "film/scenes").iterdir():
        quiet = re.sub(r"(?m)^ambience: .*\n", "", scene.read_text(encoding="utf-8"))
        scene.write_text(re.sub(r"(?m)^    seconds: .*$", "    seconds: 2", quiet), encoding="utf-8")
    assert built(folder / "film", engine)
    return folder / "film"


class Project:
    """A project folder, and what a person and the commands do in it."""

    def __init__(self, root: Path, engine: LocalExecutor, happened: Counter[str]) -> None:
        self.root, self._engine, self._happened = root, engine, happened
        self._count = 0
        self._homes: dict[str, str] = {}

    @property
    def typed(self) -> Set[str]:
        """The words that the person typed and did not take out again."""
        return self._homes.keys()

    def word(self, path: Path | None = None) -> str:
        """A word that nobody typed before, to be typed into a file; without one it is only a name."""
        self._count += 1
        if path is not None:
            self._homes[f"zq{self._count}x"] = path.suffix
        return f"zq{self._count}x"

    def files(self, pattern: str = "*") -> list[Path]:
        """The person's files that a pattern matches, proposals aside."""
        found = [
            path for name, path in own_files(self.root) if not name.startswith(("proposals/", "pinned/", LOCK_FILE))
        ]
        return [path for path in found if path.relative_to(self.root).match(pattern)]

    def in_files(self) -> set[str]:
        """What the person typed that is in the files."""
        return self._in(self.files())

    def kept(self) -> set[str]:
        """What the person typed that is to be had: in a file, in a proposal, or by `undo`."""
        found = self._in(path for name, path in own_files(self.root) if name != LOCK_FILE)
        for entry in read_history(self.root) if found != self.typed else ():
            for digest in {digest for change in entry.files for digest in (change.before, change.after)}:
                found |= self._said(originals.find(self.root, digest) or "")
        return found

    def by_hand(self, path: Path, text: str | None) -> None:
        """What the person does to a file; what they take out themselves is not missed."""
        had = self._said(path.read_text(encoding="utf-8")) if path.exists() else set[str]()
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")
        still = self._in(self.files(f"*{path.suffix}"))
        for word in had - still:
            if self._homes[word] == path.suffix:  # Else it is a copy of what the person typed into the screenplay.
                del self._homes[word]

    def run(self, *words: str) -> int:
        """A command in this process; a traceback fails the test."""
        done = filmwright(*words, cwd=self.root)
        self._happened[f"{words[0]} {done.returncode}"] += 1
        assert done.returncode in (0, 1, 2), done.stderr
        assert "bug in Filmwright" not in done.stdout + done.stderr
        return done.returncode

    def built(self, only: str | None = None) -> Made | None:
        """What a build of the folder, or of a scene, gives; None where its files are no film."""
        return built(self.root, self._engine, only)

    def ask(self) -> None:
        """The plan that was kept, if nothing moved since, is the one that is made anew; that one is kept."""
        before = Unmoved("plan", self.root)
        kept = before.plan()
        try:
            project = open_project(self.root, load_film(self.root))
            plan = Planner(project).plan()
        except (FilmError, StitchingError):
            assert kept is None, "a plan is told of files that are no film"
            return
        project.store.close()
        self._happened["plan anew" if kept is None else "plan kept"] += 1
        assert kept in (None, plan)
        before.keep_plan(plan)

    def built_from_nothing(self) -> Made | None:
        """What a new folder with the same files gives."""
        with tempfile.TemporaryDirectory(dir=PLACE) as folder:
            shutil.copytree(self.root, Path(folder) / "film", ignore=shutil.ignore_patterns(".filmwright", "out"))
            return built(Path(folder) / "film", self._engine)

    def _in(self, paths: Iterator[Path] | list[Path]) -> set[str]:
        return set().union(*(self._said(path.read_text(encoding="utf-8", errors="replace")) for path in paths))

    def _said(self, text: str) -> set[str]:
        return set(self.typed) & set(re.findall(r"zq\d+x", text))


def built(root: Path, engine: LocalExecutor, only: str | None = None) -> Made | None:
    """Build a project, or a scene of it, with workers that are there already."""
    try:
        project = open_project(root, load_film(root))
        prepare(project)
        with project.store.building():
            events = list(build(project, Options(only=only), Flights(project.store, engine)))
    except (FilmError, StitchingError) as error:
        sys.stderr.write(f"no film: {error}\n")
        return None
    ending = events[-1]
    if isinstance(ending, BuildStopped):
        assert ending.failed or only is not None
        sys.stderr.write(f"no film: {ending.reason}\n")
        return None
    assert isinstance(ending, FilmReady)
    store = project.store
    latest, made = store.latest(), dict[str, tuple[str, tuple[str, ...]]]()
    for step in {event.step for event in events if isinstance(event, (StepMade, StepReused))}:
        action = store.recall(latest[step]) if step in latest else None
        assert action is not None, f"{step} is told as made, and not there"
        assert all(store.verified(output) for output in action.outputs.values()), f"{step} is not what was made"
        made[step] = action.key, tuple(output.digest for _name, output in sorted(action.outputs.items()))
    store.close()
    return {**made, "out/film.mp4": ("", (digest_of(Path(ending.path)),))}


def different(one: Made | None, other: Made | None) -> str:
    """What two builds gave differently; empty where they gave the same."""
    if one is None or other is None:
        return f"a film {'from nothing' if one is None else 'of the folder'} alone"
    names = sorted(name for name in {*one, *other} if one.get(name) != other.get(name))
    return "; ".join(f"{name}: {one.get(name)} and from nothing {other.get(name)}" for name in names)


def killed_at(number: int, act: Callable[[], object]) -> None:
    """Do it in a process that is killed before the so-manieth thing that it does to a file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        left = [number]

        def hear(event: str, arguments: tuple[object, ...]) -> None:
            writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
            if writes or event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link"):
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hear)
        try:
            act()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
