"""A rendered film whose scenes are edited by hand and written again: only what says something else is rendered again."""

from collections.abc import Callable
from pathlib import Path

from orchestrator.building.plan import Planner
from orchestrator.building.project import open_project
from orchestrator.project.folder import load_film, scene_files
from orchestrator.project.generated import write_generated
from orchestrator.project.lock import read_lock, write_lock

Edit = Callable[[Path, str, str], None]


def to_do(root: Path) -> set[str]:
    steps = Planner(open_project(root, load_film(root))).plan().to_do
    return {step.id for step in steps if step.kind == "clip"}


def generate(root: Path, texts: dict[str, str]) -> None:
    """The tool writes these scenes, as `write` does."""
    lock = read_lock(root)
    for path, text in texts.items():
        lock = write_generated(root, path, text, lock).lock
    write_lock(root, lock)


def test_edits_by_hand_and_a_rewrite_keep_the_other_clips(built_film: Path, edit: Edit) -> None:
    assert to_do(built_film) == set()
    written = {path.relative_to(built_film).as_posix(): path.read_text() for path in scene_files(built_film)}
    generate(built_film, written)
    storm, arrival = built_film / "scenes/030-storm.yaml", built_film / "scenes/010-arrival.yaml"

    # A shot moves to the front, one goes, one is split, one is added; a scene gets another place in the film.
    lamp = "  - {id: lamp, size: insert, action: The lamp goes out., props: [a brass lamp], seconds: 1}\n"
    edit(storm, lamp, "")
    edit(storm, "shots:\n", f"shots:\n{lamp}")
    edit(storm, "  - {id: glow, size: close-up, action: The fox glows., cast: [{character: fox}], seconds: 1}\n", "")
    edit(arrival, "  - id: calls\n", "  - {id: gulls, size: wide, action: Gulls rise., seconds: 1}\n  - id: calls\n")
    storm.rename(built_film / "scenes/015-storm.yaml")
    assert to_do(built_film) == {"clip arrival/gulls"}

    # The tool has other words for one shot of each scene.
    other = ("stands over the empty coast", "rises over the coast"), ("The fox looks up.", "The fox looks down.")
    again = {path: text.replace("The sea breaks", "The sea roars") for path, text in written.items()}
    for before, after in other:
        again = {path: text.replace(before, after) for path, text in again.items()}
    again["scenes/015-storm.yaml"] = again.pop("scenes/030-storm.yaml")
    lock = read_lock(built_film)
    renamed = {"scenes/015-storm.yaml": lock.files["scenes/030-storm.yaml"]}
    write_lock(built_film, lock.with_files(renamed).without_files(["scenes/030-storm.yaml"]))
    generate(built_film, again)
    assert to_do(built_film) == {"clip arrival/gulls", "clip arrival/coast", "clip meeting/answer", "clip storm/sea"}
    film = load_film(built_film)
    assert [[shot.id for shot in scene.shots] for scene in film.scenes] == [
        ["coast", "keeper", "gulls", "calls"],
        ["lamp", "sea", "run", "shout", "end"],
        ["room", "answer", "together"],
    ]


def test_locking_a_shot_renders_nothing_again(built_film: Path, edit: Edit) -> None:
    edit(built_film / "scenes/010-arrival.yaml", "    size: wide\n", "    size: wide\n    locked: true\n")
    edit(built_film / "scenes/030-storm.yaml", "id: storm\n", "id: storm\nlocked: true\n")
    assert not Planner(open_project(built_film, load_film(built_film))).plan().to_do
