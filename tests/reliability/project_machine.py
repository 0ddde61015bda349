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
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from tried_project import PLACE, Project, beginning, different, killed_at

from orchestrator.building import standing
from orchestrator.building.engines.local import LocalExecutor
from orchestrator.project.folder import id_of

THREE_WEEKS = 21 * 86400.0
COMMANDS = (
    ("write",),
    ("write", "--from", "scenes"),
    ("write", "--from", "sheets"),
    ("accept",),
    ("dismiss",),
    ("undo",),
)
NUMBERS = st.integers(0, 10_000)
THEN = st.sampled_from(["build", "write", "", "build"])
"""What the person does after an edit."""


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
        self.project = Project(self._folder / "film", self.engine, self.happened)

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

    @rule()
    def ask(self) -> None:
        """What is said because nothing moved is what would be said anew, whatever happened before."""
        self.project.ask()

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
        anew = self.project.built_from_nothing()
        assert made == anew, different(made, anew)
        self.project.ask()
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
    with (
        tempfile.TemporaryDirectory(dir=PLACE) as folder,
        pytest.MonkeyPatch.context() as here,
        LocalExecutor(2) as engine,
    ):
        here.setenv("FILMWRIGHT_CACHE", f"{folder}/cache")
        here.setattr(standing, "_YOUNG", 0)  # Nobody waits here before they ask.
        ProjectMachine.engine, ProjectMachine.happened = engine, Counter()
        ProjectMachine.beginning = beginning(Path(folder), engine)
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
