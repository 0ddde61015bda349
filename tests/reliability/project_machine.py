"""A whole project under everything that people and commands do to it, in any order, with commands that are killed in between.

What must hold: what the person typed is in the files, in a proposal, or in what `undo` goes back to, and no command takes it out
of the files by itself. And the film that was built through all of it is the film that a new folder with the same files gives.

    python tests/reliability/project_machine.py 10000     so many steps, in runs of fifty
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Set
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

import pytest
from command_line import filmwright
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from orchestrator.building.engines.local import LocalExecutor
from orchestrator.building.events import BuildStopped, FilmReady, StepMade, StepReused
from orchestrator.building.flights import Flights
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, build, prepare
from orchestrator.film.errors import FilmError
from orchestrator.project import originals
from orchestrator.project.folder import id_of, load_film
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
THREE_WEEKS = 21 * 86400.0
COMMANDS = (
    ("write",),
    ("write", "--from", "scenes"),
    ("write", "--from", "sheets"),
    ("accept",),
    ("dismiss",),
    ("undo",),
)
Made = Mapping[str, tuple[str, tuple[str, ...]]]
"""What a build gave: the key and the digests of each step, and the film's."""

NUMBERS = st.integers(0, 10_000)
THEN = st.sampled_from(["build", "write", "", "build"])
"""What the person does after an edit."""


def _beginning(folder: Path, engine: LocalExecutor) -> Path:
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

    def __init__(self, root: Path, engine: LocalExecutor) -> None:
        self.root, self._engine = root, engine
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
        ProjectMachine.happened[f"{words[0]} {done.returncode}"] += 1
        assert done.returncode in (0, 1, 2), done.stderr
        assert "bug in Filmwright" not in done.stdout + done.stderr
        return done.returncode

    def built(self, only: str | None = None) -> Made | None:
        """What a build of the folder, or of a scene, gives; None where its files are no film."""
        return built(self.root, self._engine, only)

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
    except (FilmError, StitchingError):
        return None
    ending = events[-1]
    if isinstance(ending, BuildStopped):
        assert ending.failed or only is not None
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


class ProjectMachine(RuleBasedStateMachine):
    """Every rule is something that a person, a command, or misfortune does."""

    engine: ClassVar[LocalExecutor]
    beginning: ClassVar[Path]
    happened: ClassVar[Counter[str]]
    """How often each thing was done: a run in which no film was compared says nothing."""

    @initialize()
    def begin(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="project-", dir=PLACE))
        shutil.copytree(self.beginning, self._folder / "film")
        self.project = Project(self._folder / "film", self.engine)

    def teardown(self) -> None:
        if hasattr(self, "_folder"):
            shutil.rmtree(self._folder)

    # What a person does in an editor.

    @rule(which=NUMBERS, where=NUMBERS, comment=st.booleans(), then=THEN)
    def edit(self, which: int, where: int, comment: bool, then: str) -> None:
        """A field of a scene, of a sheet, or of film.yaml gets other words, or a comment."""
        files = self.project.files("*.yaml")
        path = files[which % len(files)]
        lines = path.read_text(encoding="utf-8").splitlines()
        fields = [
            at
            for at, line in enumerate(lines)
            if re.match(r"\s+(- )?(action|mood)|(title|summary|appearance|name):", line)
        ]
        fields = [at for at in fields if "{" not in lines[at]] or [0]
        at = fields[where % len(fields)]
        word = self.project.word(path)
        if comment or not re.match(r"\s*(- )?(action|title|summary|appearance|name):", lines[at]):
            lines.insert(at, f"{re.match(r' *', lines[at])[0] if lines[at].strip()[:1] != '-' else ''}# {word}")  # type: ignore[index]
        else:
            lines[at] = re.sub(r"(:\s).*", rf"\1The lamp {word} burns.", lines[at], count=1)
        self.project.by_hand(path, "\n".join(lines) + "\n")
        self._then(then)

    @rule(which=NUMBERS, where=NUMBERS, then=THEN)
    def act(self, which: int, where: int, then: str) -> None:
        """Something else happens in a shot."""
        self._replaced("scenes/*.yaml", r"action: ([^,\n]*)", which, where)
        self._then(then)

    @rule(which=NUMBERS, where=NUMBERS, then=THEN)
    def speak(self, which: int, where: int, then: str) -> None:
        """Somebody says something else."""
        self._replaced("scenes/*.yaml", r'line: "?([^"}\n]*)', which, where)
        self._then(then)

    @rule(where=NUMBERS, then=THEN)
    def rewrite_script(self, where: int, then: str) -> None:
        """A paragraph of the screenplay says something else, or there is one more."""
        path = self.project.root / "script.fountain"
        if path.is_file():
            lines = path.read_text(encoding="utf-8").splitlines()
            action = [
                at for at, line in enumerate(lines) if line.endswith(".") and not line.startswith(("[[", "=", ">"))
            ]
            word = self.project.word(path)
            new = f"Mara lifts the lamp {word}."
            if action and where % 2:
                lines[action[where % len(action)]] = new
            else:
                lines += ["", new]
            self.project.by_hand(path, "\n".join(lines) + "\n")
        self._then(then)

    @rule(which=NUMBERS, answer=st.sampled_from(["accept", "dismiss", "write", "build"]))
    def disagree(self, which: int, answer: str) -> None:
        """A paragraph is changed in the screenplay, and in the shot that was made from it; what is proposed then is answered."""
        script = self.project.root / "script.fountain"
        lines = script.read_text(encoding="utf-8").splitlines()
        shots = {path: path.read_text(encoding="utf-8") for path in self.project.files("scenes/*.yaml")}
        both = [(line, path) for line in lines for path, text in shots.items() if f"action: {line}\n" in text]
        if both:
            line, path = both[which % len(both)]
            shot = shots[path].replace(f"action: {line}\n", f"action: A bell {self.project.word(path)} rings.\n", 1)
            self.project.by_hand(path, shot)
            changed = [f"A gull {self.project.word(script)} cries." if one == line else one for one in lines]
            self.project.by_hand(script, "\n".join(changed) + "\n")
        self._write()
        if answer in ("accept", "dismiss"):
            self.project.run(answer)
            self._nothing_lost()
        self._then(answer)

    @rule(which=NUMBERS, then=THEN)
    def reseed(self, which: int, then: str) -> None:
        """The film gets another seed."""
        path = self.project.root / "film.yaml"
        text = path.read_text(encoding="utf-8")
        self.project.by_hand(path, re.sub(r"(?m)^seed: \d+", f"seed: {which}", text))
        self._then(then)

    @rule(which=NUMBERS, then=THEN)
    def rename_scene(self, which: int, then: str) -> None:
        """The file of a scene gets another name, and maybe another place in the film."""
        if scenes := self.project.files("scenes/*.yaml"):
            path = scenes[which % len(scenes)]
            target = path.with_name(f"{which % 90 + 5:03}-{self.project.word()}.yaml")
            path.rename(target)
        self._then(then)

    @rule(which=NUMBERS, then=THEN)
    def rename_character(self, which: int, then: str) -> None:
        """Somebody gets another id, wherever they are named."""
        if sheets := self.project.files("characters/*.yaml"):
            sheet = sheets[which % len(sheets)]
            if found := re.search(r"(?m)^id: ([\w-]+)", sheet.read_text(encoding="utf-8")):
                new = f"friend-{which}"
                for path in [sheet, *self.project.files("scenes/*.yaml")]:
                    text = path.read_text(encoding="utf-8")
                    text = re.sub(rf"((?:^id|character): ){re.escape(found[1])}\b", rf"\g<1>{new}", text, flags=re.M)
                    self.project.by_hand(path, text)
                sheet.rename(sheet.with_name(f"{new}.yaml"))
        self._then(then)

    @rule(which=NUMBERS, then=THEN)
    def insert_shot(self, which: int, then: str) -> None:
        """A scene gets one more shot at its end."""
        if scenes := self.project.files("scenes/*.yaml"):
            path = scenes[which % len(scenes)]
            word = self.project.word(path)
            shot = f"  - id: {word}\n    size: full\n    action: The {word} turns.\n    seconds: 2\n"
            self.project.by_hand(path, path.read_text(encoding="utf-8").rstrip("\n") + "\n" + shot)
        self._then(then)

    @rule(which=NUMBERS, then=THEN)
    def insert_scene(self, which: int, then: str) -> None:
        """There is one more scene."""
        path = self.project.root / f"scenes/{which % 90 + 5:03}-hall-{which}.yaml"
        word = self.project.word(path)
        shots = f"shots:\n  - {{id: only, size: wide, action: The {word} waits., seconds: 2}}\n"
        self.project.by_hand(path, f"id: {word}\nheading: INT. HALL - DAY\n{shots}")
        self._then(then)

    @rule(which=NUMBERS, then=THEN)
    def delete_scene(self, which: int, then: str) -> None:
        """The person deletes a scene."""
        if len(scenes := self.project.files("scenes/*.yaml")) > 1:
            self.project.by_hand(scenes[which % len(scenes)], None)
        self._then(then)

    # What commands do.

    @rule(words=st.sampled_from([(), ("--from", "scenes"), ("--from", "sheets"), ("--from", "critique")]))
    def regenerate(self, words: tuple[str, ...]) -> None:
        """The writer writes again what stands below a change, or all of it; what the person typed stays in the files."""
        self._write(*words)

    def _write(self, *words: str) -> None:
        before = self.project.in_files()
        self.project.run("write", *words)
        self._stayed(before)
        self._nothing_lost()

    @rule(part=st.booleans(), which=NUMBERS)
    def build(self, part: bool, which: int) -> None:
        """The film is what a new folder with the same files gives, also if a part of it was made by itself before."""
        if part and (scenes := self.project.files("scenes/*.yaml")):
            self.project.built(only=id_of(scenes[which % len(scenes)]))
        self._build()

    def _then(self, what: str) -> None:
        if what == "build":
            self._build()
        elif what == "write":
            self._write()

    def _build(self) -> None:
        before = self.project.in_files()
        made = self.project.built()
        self.happened["no film" if made is None else "film"] += 1
        self._stayed(before)
        assert made == self.project.built_from_nothing()
        assert not list((self.project.root / ".filmwright").glob("scratch/*"))

    @rule(after=st.integers(0, 40))
    def kill_render(self, after: int) -> None:
        """A render is killed, with its workers, when it has told so much."""
        before = self.project.in_files()
        command = [sys.executable, "-m", "orchestrator.cli", "render", "--jobs", "2", "--json"]
        with subprocess.Popen(
            command, cwd=self.project.root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        ) as process:
            assert process.stdout is not None
            for _line in zip(range(after), process.stdout, strict=False):
                pass
            os.killpg(process.pid, signal.SIGKILL)
        self.happened["render killed"] += 1
        self._stayed(before)
        self._nothing_lost()

    @rule(words=st.sampled_from(COMMANDS), at=st.integers(0, 60))
    def kill_command(self, words: tuple[str, ...], at: int) -> None:
        """A command that writes files is killed before it does one of the things that it does."""
        before = self.project.in_files()
        killed_at(at, lambda: self.project.run(*words))
        if words[0] in ("write", "dismiss"):
            self._stayed(before)
        self.happened["command killed"] += 1
        self._nothing_lost()

    @rule()
    def collect(self) -> None:
        """Three weeks later what no film uses is put away."""
        with pytest.MonkeyPatch.context() as clock:
            later = time.time() + THREE_WEEKS
            clock.setattr(time, "time", lambda: later)
            self.project.run("gc")

    @rule(number=st.one_of(st.none(), st.integers(1, 12)))
    def undo(self, number: int | None) -> None:
        self.project.run("undo", *([] if number is None else [str(number)]))
        self._nothing_lost()

    @rule(which=NUMBERS, answer=st.sampled_from(["accept", "dismiss"]))
    @precondition(lambda self: (self.project.root / "proposals").is_dir())
    def answer(self, which: int, answer: str) -> None:
        """The person takes a proposal over, or puts it away."""
        folder = self.project.root / "proposals"
        found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        found = [name for name in found if not name.endswith(".reasons.txt")]
        before = self.project.in_files()
        self.project.run(answer, *([found[which % len(found)]] if found and which % 3 else []))
        if answer != "accept":
            self._stayed(before)
        self._nothing_lost()

    def _replaced(self, pattern: str, sought: str, which: int, where: int) -> None:
        files = [path for path in self.project.files(pattern) if re.search(sought, path.read_text(encoding="utf-8"))]
        if not files:
            return
        path = files[which % len(files)]
        text = path.read_text(encoding="utf-8")
        found = list(re.finditer(sought, text))[where % len(re.findall(sought, text))]
        word = self.project.word(path)
        self.project.by_hand(path, f"{text[: found.start(1)]}Is it {word}?{text[found.end(1) :]}")

    def _stayed(self, before: set[str]) -> None:
        gone = before - self.project.in_files()
        assert not gone, f"{sorted(gone)} was taken out of the files"

    def _nothing_lost(self) -> None:
        lost = self.project.typed - self.project.kept()
        assert not lost, f"{sorted(lost)} cannot be had again"


@contextmanager
def workers() -> Generator[None]:
    """Workers for all builds of a run of the machine, and the project that it begins with."""
    with tempfile.TemporaryDirectory(dir=PLACE) as folder, LocalExecutor(2) as engine:
        ProjectMachine.engine, ProjectMachine.happened = engine, Counter()
        ProjectMachine.beginning = _beginning(Path(folder), engine)
        yield


def tried(examples: int, steps: int, *, seeded: bool) -> Counter[str]:
    """Run the machine: so many projects, so many steps in each; how often what was done."""
    profile = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=seeded,
        database=None,
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much),
        phases=(Phase.generate,),  # To shrink a run takes longer than to read it.
        print_blob=False,
    )
    with workers():
        run_state_machine_as_test(ProjectMachine, settings=profile)
    return ProjectMachine.happened


if __name__ == "__main__":
    sys.stdout.write(json.dumps(tried(max(1, int(sys.argv[1]) // 50), 50, seeded=False)))
