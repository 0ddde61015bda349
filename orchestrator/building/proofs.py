"""What a project can prove without being rendered: that it says and shows its script, and lasts as long as asked.

Where a person changed a file since it was generated, a difference is their wish and only noted; elsewhere it is a fault.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from orchestrator.building.authoring.stages import key_of, text_at
from orchestrator.building.known_script import read_known_script
from orchestrator.building.project import Project
from orchestrator.building.steps import spoken_so_far
from orchestrator.directing.leveling import Spoken, asked_frames, shortest_frames
from orchestrator.directing.schedule import line_keys, schedule
from orchestrator.directing.tracing import BeatKey, Trace, TracedBeat, TracedLine, trace
from orchestrator.directing.tracing_words import words_of
from orchestrator.project.create import SCRIPT_FILE
from orchestrator.project.folder import id_of, scene_files
from orchestrator.project.lock import Lock, edited, read_lock
from orchestrator.project.source import locate, parse, read_text
from orchestrator.writing.writer import Brief

_LONG = 60
_LIKE = 0.4


@dataclass(frozen=True)
class Proof:
    """One thing that was looked at: the result in a line, what is wrong, and what a person's own edits explain."""

    summary: str
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def prove_script(project: Project) -> Proof:
    """Trace every line of the film to the script, and every beat of the script to its shots.

    Raises:
        ProjectError: if the script cannot be read.
    """
    path = project.root / SCRIPT_FILE
    if not path.is_file():
        return Proof(f"no {SCRIPT_FILE} to compare with")
    text = text_at(project.root, SCRIPT_FILE)
    film = project.film
    screenplay, script = read_known_script(text, film.characters.values(), film.places.values(), film.scenes)
    found = trace(screenplay, film.scenes)
    speeches = [beat for beat in found.beats if beat.kind == "speech"]
    said = sum(not beat.missing for beat in speeches)
    shown = sum(not beat.missing for beat in found.beats)
    summary = f"{said} of {len(speeches)} lines spoken, {shown} of {len(found.beats)} beats shown"
    passages = {
        (scene.id, number): passage.first
        for scene, lines in zip(screenplay.scenes, script.scenes, strict=True)
        for number, passage in enumerate(lines.beats, 1)
    }
    faults, notes = _Differences(project, passages, found, text).told()
    return Proof(summary, tuple(faults), tuple(notes))


class _Differences:
    """What the film and its script do not have in common, each told with its place."""

    def __init__(self, project: Project, passages: Mapping[BeatKey, int], found: Trace, text: str) -> None:
        self._root, self._found = project.root, found
        self._files = {identity: path for path in scene_files(project.root) if (identity := id_of(path))}
        self._passages = passages
        lock = read_lock(project.root)
        self._script_is_theirs = _is_changed_script(project, lock, text)
        self._theirs = {
            identity
            for identity, path in self._files.items()
            if edited(project.root, path.relative_to(project.root).as_posix(), lock)
        }
        self._moved = any(name.startswith("scenes/") and not (project.root / name).exists() for name in lock.files)

    def told(self) -> tuple[list[str], list[str]]:
        """Return the faults, and the notes about a person's own edits."""
        faults: list[str] = []
        notes: list[str] = []
        unsaid = [beat for beat in self._found.uncovered_beats if beat.kind == "speech" and not beat.shots]
        reworded: set[BeatKey] = set()
        for line in self._found.untraced_lines:
            like = _most_like(line, [beat for beat in unsaid if beat.key not in reworded])
            reworded |= {like.key} if like else set()
            (notes if self._script_is_theirs or line.scene in self._theirs else faults).append(self._line(line, like))
        for beat in self._found.uncovered_beats:
            if beat.key not in reworded:
                (notes if self._is_their_doing(beat) else faults).append(self._beat(beat))
        for beat in self._found.out_of_order:
            wrong = "is shown" if beat.kind == "action" else "is said"
            moved = f"{self._place(beat)}: {_quoted(beat.text)} {wrong} before what the script has before it, in {beat.shots[0]}"
            (notes if self._is_their_doing(beat) or self._theirs else faults).append(moved)
        return faults, notes

    def _is_their_doing(self, beat: TracedBeat) -> bool:
        gone = beat.scene not in self._files
        return self._script_is_theirs or beat.scene in self._theirs or (gone and self._moved)

    def _place(self, beat: TracedBeat) -> str:
        return f"{SCRIPT_FILE}:{self._passages.get(beat.key, 1)}"

    def _beat(self, beat: TracedBeat) -> str:
        where = f"{self._place(beat)}: {_quoted(beat.text)}"
        done = "shown" if beat.kind == "action" else "said"
        if beat.shots:
            words = "1 word of it is" if beat.missing == 1 else f"{beat.missing} words of it are"
            return f"{where}: {words} not {done} in {', '.join(beat.shots)}"
        return f"{where} is not {done} in any shot of scene '{beat.scene}'"

    def _line(self, line: TracedLine, like: TracedBeat | None) -> str:
        words = words_of(line.line)
        if like is not None:
            said = f"{_quoted(line.line)} is {_quoted(like.text)} in the script ({self._place(like)})"
        elif any(words_of(beat.text) == words for beat in self._found.beats):
            said = f"{_quoted(line.line)} is said once more than in the script, or by somebody else"
        else:
            said = f"{_quoted(line.line)} is not in the script"
        path = self._files.get(line.scene)
        if path is None:
            return f"{line.scene}/{line.shot}: {said}"
        tree = parse(read_text(path))
        shots = tree.step("shots")
        ids = [node.plain() for item in (shots.items if shots else ()) if (node := item.step("id"))]
        steps = ("shots", ids.index(line.shot), "dialogue", line.number - 1, "line") if line.shot in ids else ("shots",)
        place = locate(tree, steps)
        name = path.relative_to(self._root).as_posix()
        return f"{name}:{place.line}:{place.column}: {line.shot}: {said}"


def _most_like(line: TracedLine, beats: Sequence[TracedBeat]) -> TracedBeat | None:
    """The speech that nobody says, of the same scene and speaker, that the line is most likely meant to be."""
    near = [
        (SequenceMatcher(None, words_of(beat.text), words_of(line.line)).ratio(), -beat.number, beat)
        for beat in beats
        if (beat.scene, beat.character) == (line.scene, line.character)
    ]
    likeness, _, beat = max(near, key=lambda found: found[:2], default=(0.0, 0, None))
    return beat if likeness >= _LIKE else None


def _is_changed_script(project: Project, lock: Lock, text: str) -> bool:
    """Whether the script is another one than that which the scenes were last made from."""
    film = project.film
    made_from = lock.stages.get("scenes")
    if made_from is not None and made_from == key_of("scenes", Brief(film.settings, film.style, ""), text):
        return False
    return edited(project.root, SCRIPT_FILE, lock)


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f'"{words if len(words) <= _LONG else words[: _LONG - 1].rsplit(" ", 1)[0] + "…"}"'


def prove_length(project: Project) -> Proof:
    """Compare how many frames the film has (by its spoken lines, where they are in the store) with how many were asked for."""
    film = project.film
    speech = spoken_so_far(film, project.store)
    frames, asked = schedule(film, speech).frames, asked_frames(film.settings)
    if len(speech) < len(line_keys(film)):
        wanted = "as asked" if frames == asked else f"{asked} asked"
        return Proof(f"about {frames} frames, {wanted}; exact once every line is spoken")
    if frames == asked:
        return Proof(f"{frames} frames, as asked")
    by = f"{abs(frames - asked)} {'more' if frames > asked else 'fewer'} than asked"
    summary = f"{frames} frames, {by}"
    seconds: Spoken = {line: speech[key].seconds for key, line in line_keys(film)}
    least = shortest_frames(film.scenes, film.settings, film.style, seconds)
    if frames > asked and least > asked:
        rate = film.settings.format.rate
        over = f"what is said and shown needs {float(least / rate):.1f} s: cut a line, or ask for a longer film"
        return Proof(summary, notes=(over,))
    told = f"the film has {by}; time its shots anew with: filmwright write"
    if _anything_is_theirs(project.root):
        yours = "; what you changed in the scenes stays as it is"
        return Proof(summary, notes=(f"{told}{yours}" if _a_scene_is_theirs(project.root) else told,))
    return Proof(summary, faults=(told,))


def _a_scene_is_theirs(root: Path) -> bool:
    lock = read_lock(root)
    files = {path.relative_to(root).as_posix() for path in scene_files(root)}
    written = {name for name in lock.files if name.startswith("scenes/")}
    return any(edited(root, name, lock) for name in files | written)


def _anything_is_theirs(root: Path) -> bool:
    """Whether a person changed a file that was generated, added one, or the scenes are from before the tool kept count."""
    lock = read_lock(root)
    files = {path.relative_to(root).as_posix() for path in scene_files(root)}
    return "scenes" not in lock.stages or any(edited(root, name, lock) for name in {*lock.files, *files})
