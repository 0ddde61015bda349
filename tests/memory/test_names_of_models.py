"""Models in folders of the same name are told apart where the plan speaks of them."""

from pathlib import Path

from tiny import wan

from generation.backend import find
from orchestrator.building.plan import memory_said


def test_two_folders_of_one_name_are_told_apart_by_as_much_of_their_paths_as_it_takes(tmp_path: Path) -> None:
    folders = [wan.save("text", tmp_path / name, seed) for seed, name in enumerate(("a/new", "b/new", "b/old"))]
    models = [find("clips", "wan").model_validate({"model": str(folder)}) for folder in folders]
    names = [line.partition(" on ")[0] for line in memory_said(models)]
    called = folders[0].name
    assert names == [str(Path(*where, called)) for where in (("a", "new"), ("b", "new"), ("old",))]
