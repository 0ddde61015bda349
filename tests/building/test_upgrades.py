"""What an earlier version of a backend made is kept, in every command, until it is asked to be made anew."""

import json
from pathlib import Path

import pytest
from command_line import filmwright, said

from generation.clips.slate import BACKEND as SLATE


def clips(root: Path) -> dict[str, str]:
    lock = json.loads((root / "film.lock").read_text(encoding="utf-8"))
    return {shot: record["key"] for shot, record in lock["shots"].items()}


def test_an_upgrade_makes_nothing_again_unasked(small_film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said("render", cwd=small_film)
    before, film = clips(small_film), (small_film / "out/film.mp4").read_bytes()
    monkeypatch.setattr(SLATE, "version", SLATE.version + 1)
    told = said("plan", cwd=small_film)
    assert "12 steps made by earlier versions" in told
    assert "nothing to do" in told
    again = said("render", cwd=small_film)
    assert (
        "12 results of earlier versions are kept; to make anew what an upgrade changed: filmwright render --upgrade"
        in again
    )
    assert clips(small_film) == before
    assert (small_film / "out/film.mp4").read_bytes() == film
    said("export", "otio", str(small_film.parent / "cut.otio"), cwd=small_film)
    shown = said("takes", "arrival/keeper", cwd=small_film)
    assert shown.startswith("* take 1"), "it is the one that the film uses"


def test_an_edited_shot_is_made_by_the_new_version_and_the_others_stay(
    small_film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said("render", cwd=small_film)
    before = clips(small_film)
    monkeypatch.setattr(SLATE, "version", SLATE.version + 1)
    scene = small_film / "scenes/010-arrival.yaml"
    scene.write_text(scene.read_text(encoding="utf-8").replace("climbs the path", "runs home"), encoding="utf-8")
    said("render", cwd=small_film)
    after = clips(small_film)
    assert {shot for shot in before if before[shot] != after[shot]} == {"arrival/keeper"}
    said("render", "--upgrade", cwd=small_film)
    assert not set(clips(small_film).values()) & set(before.values())
    assert "earlier version" not in said("plan", cwd=small_film)
    assert filmwright("plan", "--upgrade", cwd=small_film).stdout.startswith("nothing to do")
