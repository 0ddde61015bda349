"""The steps that draw, what is told of them, and what becomes of a film when one of them fails. No model is needed for it."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from safetensors.numpy import save_file

from generation.backend import Capabilities, available
from generation.diffusion.pictures.conditioning import tail
from generation.diffusion.video import VideoModel
from generation.requests import ClipRequest, Keyframe, Media
from orchestrator.building.anchoring import measured
from orchestrator.building.backends import backend_for
from orchestrator.building.engines.local import LocalExecutor
from orchestrator.building.events import StepFailed, StepMade
from orchestrator.building.footage import END_SECONDS, EndWork, TailWork
from orchestrator.building.graph import Graph
from orchestrator.building.plan import Planner
from orchestrator.building.planned import Plan
from orchestrator.building.project import open_project
from orchestrator.building.step import Progressed, Step
from orchestrator.building.steps import ClipSteps, always
from orchestrator.building.why import explain_shot
from orchestrator.building.work import ClipWork
from orchestrator.directing.prompting.prompt import Segment
from orchestrator.directing.requests import Given, clip_request, keyframe_request
from orchestrator.directing.schedule import schedule
from orchestrator.project.folder import load_film
from orchestrator.store.fingerprint import digest_of
from orchestrator.store.store import Store
from stitching import mezzanine

Edit = Callable[[Path, str, str], None]
LIGHTHOUSE = "appearance: white stone on a black rock\n"


@pytest.fixture
def modelled(small_film: Path, edit: Edit) -> Path:
    """The small film, to be made by a model of the catalogue from keyframes of another."""
    edit(small_film / "film.yaml", "pictures: slate", "pictures: wan2.2-i2v-a14b\nstills: flux2-klein-4b")
    edit(small_film / "places/lighthouse.yaml", "kind: lighthouse\n", f"kind: lighthouse\n{LIGHTHOUSE}")
    return small_film


def steps_of(root: Path) -> ClipSteps:
    project = open_project(root, load_film(root))
    return ClipSteps(project.film, root, project.store, schedule(project.film, {}))


def plan_of(root: Path) -> Plan:
    return Planner(open_project(root, load_film(root))).plan()


def request_of(steps: ClipSteps, name: str) -> dict[str, object]:
    work = next(step for step in steps.all() if step.id == name).prepare({})
    request = work.identity()["request"]
    assert isinstance(request, dict)
    return request


def notes(plan: Plan) -> list[str]:
    return [text for about, text in plan.downgrades if about == "keyframes"]


def test_the_plan_has_references_and_a_keyframe_for_every_shot(modelled: Path) -> None:
    plan = plan_of(modelled)
    drawn = [step.id for step in plan.steps if step.kind == "still"]
    assert {name for name in drawn if name.startswith("reference")} == {
        "reference character/mara",
        "reference character/fox",
        "reference place/lighthouse",
        "reference place/lamp-room",
    }
    assert len([name for name in drawn if name.startswith("still")]) == 12
    assert {step.state for step in plan.steps if step.id.startswith("clip")} == {"waiting"}
    missing = [about for about, text in plan.downgrades if "is not on this machine" in text]
    assert missing == ["flux2-klein-4b", "wan2.2-i2v-a14b"], "each said once"


def test_what_a_model_lacks_is_said_once_with_what_would_be_better(small_film: Path, edit: Edit) -> None:
    settings = small_film / "film.yaml"
    edit(settings, "pictures: slate", "pictures: wan2.2-ti2v-5b")
    [auto] = notes(plan_of(small_film))
    assert "a keyframe for each shot would hold people and places together" in auto
    assert "filmwright models pull" in auto
    edit(settings, "wan2.2-ti2v-5b", "wan2.1-t2v-1.3b")
    [alone] = notes(plan_of(small_film))
    assert alone.startswith("'wan2.1-t2v-1.3b' starts from words alone, so it gets no keyframes; ")
    edit(settings, "wan2.1-t2v-1.3b", "wan2.2-ti2v-5b\nstills: animatic")
    plan = plan_of(small_film)
    assert notes(plan) == []
    drawn = [step.id for step in plan.steps if step.kind == "still"]
    assert len(drawn) == 12
    assert not [name for name in drawn if name.startswith("reference")], "it draws shots, nobody alone"


def test_the_drawn_film_has_no_keyframes(small_film: Path, edit: Edit) -> None:
    edit(small_film / "film.yaml", "pictures: slate", "pictures: animatic")
    plan = plan_of(small_film)
    assert not [step for step in plan.steps if step.kind == "still"]
    assert plan.downgrades == ()


def test_a_picture_of_somebody_depends_on_their_sheet_and_on_nobody_elses(modelled: Path, edit: Edit) -> None:
    def wanted() -> dict[str, object]:
        steps = steps_of(modelled)
        return {who: request_of(steps, f"reference character/{who}") for who in ("mara", "fox")}

    before = wanted()
    edit(modelled / "characters/mara.yaml", "silver braid", "white braid")
    edit(modelled / "scenes/010-arrival.yaml", "Mara climbs the path", "Mara runs up the path")
    after = wanted()
    assert (before["mara"] == after["mara"], before["fox"] == after["fox"]) == (False, True)
    assert "white braid" in str(after["mara"])


def test_pictures_between_the_ends_are_shown_at_their_frames_of_the_shot(small_film: Path, edit: Edit) -> None:
    edit(small_film / "film.yaml", "pictures: slate", "pictures: wan2.1-vace-1.3b")
    scene, turn = small_film / "scenes/010-arrival.yaml", small_film / "turn.png"
    held = "[{at: 40%, picture: turn.png}, {at: 0.25s, picture: turn.png}, {at: 90s, picture: turn.png}]"
    edit(scene, "    cast: [{character: mara, position: left, facing: right}]", f"    keyframes: {{between: {held}}}")
    Image.new("RGB", (9, 9), "red").save(turn)
    plan, item = plan_of(small_film), schedule(load_film(small_film), {}).shots[1]
    lost = "the picture at 90s is not used: the shot lasts 1.5 s"
    assert [note for note in plan.downgrades if "picture at" in note[1]] == [(item.key, lost)]

    def asked() -> dict[str, object]:
        steps = steps_of(small_film)
        return {each.key: request_of(steps, f"clip {each.key}").get("keyframes") for each in steps.plan.shots}

    before, red = asked(), digest_of(turn)
    assert before[item.key] == [{"frame": frame, "media": {"digest": red}} for frame in (3, 7)]
    given = Given(keyframes=(Keyframe(frame=3, media=Media(digest=red, path=turn)),))
    [joined] = clip_request(load_film(small_film), item, Capabilities(), None, given, joins=True).keyframes
    assert joined.frame == 4, "in a clip that begins with a picture more"
    Image.new("RGB", (9, 9), "blue").save(turn)
    assert [key for key, frames in asked().items() if frames != before[key]] == [item.key]
    edit(small_film / "film.yaml", "wan2.1-vace-1.3b", "wan2.2-ti2v-5b")
    lacks = "keyframes.between is not used: 'wan2.2-ti2v-5b' holds no pictures between the ends of a shot"
    assert (item.key, lacks) in plan_of(small_film).downgrades


def test_the_pictures_of_a_style_are_shown_last_to_what_draws_keyframes(modelled: Path, edit: Edit) -> None:
    settings, guide = modelled / "film.yaml", modelled / "styles/mine/style.yaml"
    guide.parent.mkdir(parents=True)
    look = 'name: mine\nlook: ink\npalette: ["#000000", "#808080", "#ffffff"]\nreferences: [ink.png]\n'
    guide.write_text(look, encoding="utf-8")
    Image.new("RGB", (9, 9), "red").save(guide.parent / "ink.png")
    Image.new("RGB", (9, 9), "blue").save(modelled / "front.png")
    edit(settings, "style: ink-and-gold", "style: styles/mine")
    edit(modelled / "places/lighthouse.yaml", LIGHTHOUSE, f"{LIGHTHOUSE}references: [front.png]\n")
    steps = steps_of(modelled)
    wide = request_of(steps, "still arrival/coast/first")
    assert wide["references"] == [
        {"digest": digest_of(path)} for path in (modelled / "front.png", guide.parent / "ink.png")
    ]
    words = "Take only the style of the last image, nothing that is seen in it."
    assert str(wide["prompt"]).startswith(words)
    mara = request_of(steps, "reference character/mara")
    assert mara["references"] == [{"digest": digest_of(guide.parent / "ink.png")}]
    why = explain_shot(open_project(modelled, load_film(modelled)), "arrival/coast")
    assert why.conditioned[-1] == "  in the style of ink.png"
    assert why.keyframe is not None
    assert why.keyframe.segments[0] == Segment(words, "style references")
    assert notes(plan_of(modelled)) == []
    edit(settings, "stills: flux2-klein-4b", "stills: z-image")
    assert notes(plan_of(modelled)) == ["the references of style mine are not shown: 'z-image' cannot be shown any"]


def test_weights_go_to_the_model_that_they_are_for(modelled: Path, edit: Edit) -> None:
    for name in ("mara", "ink"):
        save_file({"lora_A.weight": np.ones((1, 2), np.float32)}, modelled / f"{name}.safetensors", {"of": name})
    sheet = modelled / "characters/mara.yaml"
    loras = "loras: [{path: mara.safetensors, strength: 0.5, model: flux2}, {path: ink.safetensors, model: wan}]\n"
    sheet.write_text(sheet.read_text(encoding="utf-8") + loras, encoding="utf-8")
    edit(modelled / "film.yaml", "wan2.2-i2v-a14b", "wan2.2-ti2v-5b")
    edit(
        modelled / "scenes/010-arrival.yaml",
        "    cast: [{character: mara, position: left, facing: right}]",
        '    cast: [{character: mara}]\n    keyframes: {first: "off"}',
    )
    steps = steps_of(modelled)
    still, clip = (request_of(steps, name)["loras"] for name in ("reference character/mara", "clip arrival/keeper"))
    assert isinstance(still, list)
    assert isinstance(clip, list)
    assert [lora["strength"] for lora in still] == [0.5]
    assert [lora["strength"] for lora in clip] == [1.0]


def test_another_take_of_a_clip_starts_from_the_same_keyframe(modelled: Path) -> None:
    film = load_film(modelled)
    item = schedule(film, {}).shots[1]
    steps = steps_of(modelled)
    prompt = steps.keyframes.prompt(item)
    can = Capabilities(prompt=True)

    def seeds(**change: object) -> tuple[int, int]:
        other = item.shot.model_copy(update=change)
        now = type(item)(item.scene, other, item.start, item.timing, item.enter, item.spoken)
        still = keyframe_request(film, now, "first", can, prompt)
        return still.seed, clip_request(film, now, can, prompt).seed

    still, clip = seeds()
    assert seeds(take=2)[0] == still
    assert seeds(take=2)[1] != clip
    again = item.shot.keyframes.model_copy(update={"take": 2})
    assert seeds(keyframes=again)[0] != still
    assert seeds(keyframes=again)[1] == clip


def test_a_models_own_sound_is_wanted_where_nobody_speaks(modelled: Path) -> None:
    film = load_film(modelled)
    sounding = Capabilities(prompt=True, sound=True)
    wanted = {item.key: clip_request(film, item, sounding, None).sound for item in schedule(film, {}).shots}
    assert {key for key, sound in wanted.items() if not sound} == {"arrival/calls", "meeting/answer", "storm/shout"}
    assert not any(clip_request(film, item, Capabilities(), None).sound for item in schedule(film, {}).shots)


def test_colours_are_drawn_back_as_far_as_is_asked(tmp_path: Path) -> None:
    noise = np.random.default_rng(0)
    aim = noise.integers(60, 200, (32, 48, 3)).astype(np.uint8)
    crept = np.clip(aim * np.array([1.15, 1.0, 0.8]) + 10, 0, 255).astype(np.uint8)

    def apart(strength: float) -> float:
        return float(np.abs(measured(crept, aim, strength).of(crept).mean(axis=(0, 1)) - aim.mean(axis=(0, 1))).max())

    same = measured(crept, aim, 0.0).of(crept)
    assert int(np.abs(same.astype(int) - crept.astype(int)).max()) <= 1
    assert apart(0.0) > 2 * apart(0.6) > 2 * apart(1.0)
    assert apart(1.0) < 2
    facts = measured(crept, aim, 0.5).facts
    assert facts["strength"] == 0.5
    assert facts["apart"] != [0.0, 0.0, 0.0]


@pytest.fixture
def broken(tmp_path: Path) -> Media:
    path = tmp_path / "broken.png"
    path.write_bytes(b"no picture")
    return Media(digest="broken", path=path)


def test_a_clip_whose_keyframe_fails_is_a_slate_and_so_is_what_needs_it(tmp_path: Path, broken: Media) -> None:
    slate = backend_for("clips", "slate")

    def card(text: str) -> ClipWork:
        return ClipWork(slate, ClipRequest(width=64, height=64, rate="12", frames=2, seed=0, label=(text,)))

    steps = [
        Step("reference character/mara", "still", always(TailWork(broken, 0))),
        Step("still a/b/first", "still", always(TailWork(broken, 1)), needs=("reference character/mara",)),
        Step(
            "clip a/b",
            "clip",
            always(card("the clip itself")),
            needs=("still a/b/first",),
            stand_in=lambda _results, error: card(error),
        ),
        Step("clip a/c", "clip", always(card("another")), needs=("clip a/b",)),
    ]
    state = Progressed()
    with LocalExecutor(1) as engine:
        events = list(Graph(Store(tmp_path / "store"), engine, {}, state, lambda _step: True).run(steps))
    failed = {event.step: event.error for event in events if isinstance(event, StepFailed)}
    assert list(failed) == ["reference character/mara", "still a/b/first", "clip a/b"]
    assert failed["clip a/b"].startswith("without reference character/mara: ")
    assert "cannot be read as a picture" in failed["clip a/b"]
    assert [event.step for event in events if isinstance(event, StepMade)] == ["clip a/b", "clip a/c"]
    request = state.done["clip a/b"].identity["request"]
    assert isinstance(request, dict)
    assert "reference character/mara" in str(request["label"])


def test_the_end_of_a_clip_is_taken_from_the_picture_that_was_kept_of_it(tmp_path: Path) -> None:
    kept = tmp_path / "tail.png"
    Image.new("RGB", (32, 16), "#123456").save(kept)
    made = TailWork(Media(digest="kept", path=kept), 7).perform(tmp_path, lambda _done, _total: None)
    assert made.facts == {"from": "picture"}
    assert np.asarray(Image.open(made.files["still"])).reshape(-1, 3).tolist()[0] == [0x12, 0x34, 0x56]


def test_a_model_that_is_shown_a_clip_is_shown_its_end_in_the_colours_of_the_chain(tmp_path: Path) -> None:
    """The same change to every picture, of more of them than any model looks back on."""
    clip, anchor, rate = tmp_path / "clip.mp4", tmp_path / "anchor.png", Fraction(12)
    halves = np.full((32, 32, 3), 80, np.uint8)
    halves[:, 16:] = 120
    with mezzanine.Writer(clip, 32, 32, rate) as writer:
        for number in range(20):
            writer.write(halves + np.uint8(2 * number))
    Image.fromarray(halves + np.uint8(58)).save(anchor)
    clip_media, aim = (Media(digest=path.name, path=path) for path in (clip, anchor))
    made = EndWork(clip_media, aim, 1.0).perform(tmp_path, lambda _done, _total: None)
    shown = tail(Media(digest="end", path=made.files["clip"]), 12, rate)
    greys = [round(float(np.asarray(picture).mean())) for picture in shown]
    assert (len(greys), greys[-1]) == (12, pytest.approx(158, abs=2))
    assert np.diff(greys) == pytest.approx(2, abs=1.1), "they still change as they did"
    models = [model for model in available("clips").values() if issubclass(model, VideoModel)]
    assert all(model.looks_back <= END_SECONDS * 16 + 1 for model in models)
