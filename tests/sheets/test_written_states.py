"""What stories do to looks: the writers' states reach the sheets, the script and the shots, and survive what people edit."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestrator.cli.main import app
from orchestrator.directing.breakdown import direct
from orchestrator.directing.states import with_states
from orchestrator.film.errors import ProjectError
from orchestrator.film.film import Film, Settings
from orchestrator.film.screenplay import Action, Screenplay
from orchestrator.project.folder import load_film
from orchestrator.project.library import find_style
from orchestrator.writing.fountain import from_fountain, to_fountain
from orchestrator.writing.outline.people import Player
from orchestrator.writing.outline.shapes import shape
from orchestrator.writing.outline.wardrobe import CHANGES
from orchestrator.writing.outline.write import outlined
from orchestrator.writing.told import tell

Edit = Callable[[Path, str, str], None]
LOST_HAT = "A noir detective loses her hat"


def settings(idea: str, seed: int = 7) -> Settings:
    return Settings(title="", idea=idea, length="60s", seed=seed)


def filmed(idea: str, seed: int = 7) -> tuple[Screenplay, Film, tuple[Player, ...]]:
    """The script read back from its text, and the film that is cut from it with every state settled."""
    wanted, style = settings(idea, seed), find_style("noir")
    outline = outlined(wanted, style)
    play = from_fountain(to_fountain(outline.screenplay))
    assert play == outline.screenplay
    found = Film(
        settings=wanted,
        style=style,
        characters={sheet.id: sheet for sheet in play.characters},
        places={sheet.id: sheet for sheet in play.places},
        scenes=direct(play, wanted, style).scenes,
    )
    return play, with_states(found), outline.players


@pytest.mark.parametrize("seed", range(4))
def test_a_lost_hat_is_not_on_her_head_until_she_has_it_back(seed: int) -> None:
    _, film, (lead, *_) = filmed(LOST_HAT, seed)
    looks = [
        (shot.action, film.characters[lead.id].look(entry.state))
        for _, shot in film.shots()
        for entry in shot.cast
        if entry.character == lead.id
    ]
    back = next(index for index, (action, _) in enumerate(looks) if "gets hold of the hat" in action)
    assert back > 0
    assert all("hat" not in look and "coat" in look for _, look in looks[:back])
    assert all("a brown hat" in look for _, look in looks[back:])


def test_a_hat_that_is_never_found_is_never_seen() -> None:
    _, film, (lead, *_) = filmed("A detective searches for her lost hat")
    sheet = film.characters[lead.id]
    states = {entry.state for _, shot in film.shots() for entry in shot.cast if entry.character == lead.id}
    assert {sheet.states[state or ""] for state in states} == {"a grey trench coat"}


def test_a_garment_that_nobody_misses_stays_on() -> None:
    _, film, players = filmed("A detective bakes a cake")
    assert set(film.characters[players[0].id].states) == {"usual"}


def test_a_mask_goes_from_one_face_to_the_other() -> None:
    _, film, (lead, other, *_) = filmed("A thief steals a painting")
    last = film.scenes[-1].shots[-1].cast
    states = {entry.character: entry.state for entry in last}
    assert states[lead.id] == "usual"
    assert states[other.id] == "masked"
    first = next(entry for _, shot in film.shots() for entry in shot.cast if entry.character == lead.id)
    assert "a black mask" in film.characters[lead.id].look(first.state)


def test_splendour_comes_and_goes() -> None:
    _, film, (lead, *_) = filmed("A baker becomes a prince")
    seen = [entry.state for _, shot in film.shots() for entry in shot.cast if entry.character == lead.id]
    order = list(dict.fromkeys(zip([None, *seen], seen, strict=False)))
    assert [state for before, state in order if state != before] == ["usual", "splendid", "usual"]


def test_every_change_is_in_the_beats_of_its_shape() -> None:
    for name, changes in CHANGES.items():
        beats = [beat.text for scene in shape(name).scenes for beat in scene.beats if beat.who is None]
        for change in changes:
            assert any(change.words in beat for beat in beats), (name, change)


def test_a_change_is_written_into_the_scene_files_and_stays_a_persons_to_move(tmp_path: Path, edit: Edit) -> None:
    root = tmp_path / "hat"
    run = CliRunner()
    words = ["new", LOST_HAT, "--length", "60s", "--project", str(root)]
    done = run.invoke(app, words)
    assert done.exit_code == 0, done.output
    film = load_film(root)
    setting = [(scene.id, shot) for scene, shot in film.shots() if shot.from_here]
    assert len(setting) == 1
    scene_id, shot = setting[0]
    path = next(path for path in (root / "scenes").iterdir() if f"id: {scene_id}\n" in path.read_text(encoding="utf-8"))
    (who,) = shot.from_here
    edit(path, f"from_here: {{{who}: usual}}", f"from_here: {{{who}: without-hat}} # not yet")
    assert run.invoke(app, ["write", "--from", "scenes", "--project", str(root)]).exit_code == 0
    assert "# not yet" in path.read_text(encoding="utf-8")
    again = next(item for _, item in load_film(root).shots() if item.from_here)
    assert again.from_here == {who: "without-hat"}


SCRIPT = """\
Title: Rain

[[character: mara
name: Mara
states.dry: a grey coat
states.wet: a dripping coat
default_state: dry]]

[[place: house
name: House
states.burned: black beams]]

EXT. HOUSE - DAY

Mara waits.

The rain comes down on Mara.
[[from_here: mara = wet]]

MARA
At last.

The roof falls in.
[[from_here: house = burned, mara = {state}]]
"""


def test_a_note_in_the_script_changes_looks_from_its_beat_on() -> None:
    wanted, style = settings("rain"), find_style("noir")
    play = from_fountain(SCRIPT.replace("{state}", "dry"))
    assert from_fountain(to_fountain(play)) == play
    done = direct(play, wanted, style)
    shots = [shot for scene in done.scenes for shot in scene.shots]
    assert [shot.from_here for shot in shots if shot.from_here] == [{"mara": "wet"}, {"house": "burned", "mara": "dry"}]
    assert not done.notes


def test_a_state_that_no_sheet_has_is_told_and_left_out() -> None:
    wanted, style = settings("rain"), find_style("noir")
    done = direct(from_fountain(SCRIPT.replace("{state}", "soaked")), wanted, style)
    assert any("beat 4: 'mara' has no state 'soaked' in its sheet" in note for note in done.notes)
    assert not any("soaked" in shot.from_here.values() for scene in done.scenes for shot in scene.shots)


def test_a_note_that_says_nobodys_state_is_told_with_its_line() -> None:
    with pytest.raises(ProjectError, match="'mara' says nobody's state; write for example 'mara = wet'"):
        from_fountain(SCRIPT.replace("mara = wet", "mara"))


STORY = """\
Once there was a young baker called Anna. One morning a soldier came into the shop. "Give me bread," he said.
The soldier put on a golden crown and laughed. "I am the king," he said. "Anna, put on a mask," he said.
Anna put on the red cloak and followed him to the castle. The king took off the crown and wept. Anna lost her ring.
"""


def test_what_a_told_story_puts_on_and_takes_off_is_seen_from_there_on() -> None:
    play = tell(Settings(title="Crowns", idea=STORY, length="60s")).screenplay
    assert from_fountain(to_fountain(play)) == play
    looks = {sheet.id: sheet.states for sheet in play.characters}
    told = [(who, state) for scene in play.scenes for beat in scene.beats if isinstance(beat, Action)
            for who, state in beat.from_here.items()]  # fmt: skip
    assert dict(told).keys() == {"soldier", "anna", "king"}
    assert [looks[who][state] for who, state in told if who != "anna"] == [
        "a khaki uniform and a steel helmet and a golden crown", "a purple cloak",
    ]  # fmt: skip
    assert [looks["anna"][state].endswith("tunic and a red cloak") for who, state in told if who == "anna"] == [True]


@pytest.mark.parametrize("seed", range(3))
def test_what_is_traded_is_not_worn_until_it_is_had_back(seed: int) -> None:
    _, film, (lead, *_) = filmed("A princess trades her crown for a boat and sails to an island", seed)
    looks = [
        (shot.action, "crown" in film.characters[lead.id].look(entry.state))
        for _, shot in film.shots()
        for entry in shot.cast
        if entry.character == lead.id
    ]
    given = next(index for index, (action, _) in enumerate(looks) if "takes the crown" in action)
    back = next(index for index, (action, _) in enumerate(looks) if "crown back" in action)
    assert [worn for _, worn in looks] == [True] * given + [False] * (back - given) + [True] * (len(looks) - back)
