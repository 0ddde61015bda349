"""What a change of a film's files would have made again: the same steps, asked of the film before and of the film after."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from orchestrator.building.explain import explain
from orchestrator.building.grading import grade_steps
from orchestrator.building.project import Project
from orchestrator.building.sound_steps import sound_steps
from orchestrator.building.step import Step
from orchestrator.building.steps import ClipSteps, speech_steps, spoken_so_far
from orchestrator.directing.schedule import schedule
from orchestrator.store.fingerprint import fingerprint
from orchestrator.store.records import Action, Output


@dataclass(frozen=True)
class Remade:
    """A step that would be made again, and why."""

    id: str
    kind: str
    reason: str

    @property
    def shot(self) -> str:
        """The shot that it belongs to, for clips: `scene/shot`."""
        return self.id.partition(" ")[2]


def remade(before: Project, after: Project) -> tuple[Remade, ...]:
    """Return the steps that both films have and that are not the same in the other film, in the order of the film.

    Whether anything was ever rendered plays no part; lines that are in the store are as long as they are there.
    """
    old, new = _steps(before), _steps(after)
    return tuple(
        Remade(name, step.kind, explain(old[name].identity, step.identity))
        for name, step in new.items()
        if name in old and old[name].key != step.key
    )


@dataclass(frozen=True)
class Foreseen:
    """A step as it would be made: from what, and the key that it would have."""

    kind: str
    identity: Mapping[str, object]
    key: str


def foreseen(steps: Iterable[Step], recall: Callable[[str], Action | None] = lambda _key: None) -> dict[str, Foreseen]:
    """Return what each step would be made from, by its id; the steps must come after those that they need.

    `recall` gives the result of a key where there is one; else the key stands for whatever would come out.
    """
    results: dict[str, Action] = {}
    found: dict[str, Foreseen] = {}
    for step in steps:
        identity = step.prepare(results).identity()
        key = fingerprint(identity)
        found[step.id] = Foreseen(step.kind, identity, key)
        results[step.id] = recall(key) or _to_be_made(step, key)
    return found


def _steps(project: Project) -> dict[str, Foreseen]:
    """Every step up to the pictures and sounds."""
    layout = schedule(project.film, spoken_so_far(project.film, project.store))
    clips = ClipSteps(project.film, project.root, project.store, layout)
    steps = [
        *speech_steps(project.film, project.store),
        *clips.all(),
        *grade_steps(clips),
        *sound_steps(clips, layout),
    ]
    return foreseen(steps, project.store.recall)


def _to_be_made(step: Step, key: str) -> Action:
    """What stands for the result of a step that is not made: it is another one if the step is."""
    output = Output(digest=key, suffix="", size=0)
    outputs: dict[str, Output] = dict.fromkeys(("still", "clip", "speech", "timing"), output)
    return Action(key=key, step=step.id, outputs=outputs, facts={}, seconds=0.0, made=0.0, told=dict)
