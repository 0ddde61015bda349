"""What the models of a film promise on their own."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from orchestrator.film.film import Format, Settings
from orchestrator.film.naming import slug
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character
from orchestrator.film.shot import Footage, Shot, camera_move
from orchestrator.film.style import Pace, StyleGuide, Variant


@pytest.mark.parametrize(
    ("phrase", "move"),
    [
        ("static", "static"),
        ("slow push in", "push-in"),
        ("slow push in on her face", "push-in"),
        ("push-in", "push-in"),
        ("pushes in", "push-in"),
        ("pulls back", "pull-out"),
        ("slow pull out", "pull-out"),
        ("dolly back", "pull-out"),
        ("dolly left", "truck"),
        ("tracking shot", "truck"),
        ("zoom in slowly", "zoom"),
        ("zooming out", "zoom"),
        ("pan in the dark", "pan"),
        ("panning left", "pan"),
        ("tilt up", "tilt"),
        ("crane out over the sea", "crane"),
        ("hand-held", "handheld"),
        ("Follow her", "follow"),
        ("circles her", "orbit"),
    ],
)
def test_a_camera_phrase_names_its_move(phrase: str, move: str) -> None:
    assert camera_move(phrase) == move


@pytest.mark.parametrize("phrase", ["", "slow", "in", "left", "panic", "craning necks by the panel"])
def test_a_phrase_without_a_move_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="names no camera move"):
        camera_move(phrase)


def test_frame_rates_are_exact() -> None:
    assert Format(fps=23.976).rate == Fraction(24000, 1001)
    assert Format(size="1920x1080", fps=25).rate == 25
    assert (Format(size="1920x1080").width, Format(size="1920x1080").height) == (1920, 1080)


@pytest.mark.parametrize(
    "values", [{"size": "1281x720"}, {"size": "62x64"}, {"fps": 24.5}, {"fps": 120}, {"size": "big"}]
)
def test_a_format_that_no_film_can_have_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Format.model_validate(values)


def test_lengths_and_paces_are_seconds() -> None:
    assert Settings(title="T", length="1.5m").seconds == 90
    assert Settings(title="T", length="45s").seconds == 45
    assert Pace(average_shot="2.5s").seconds == 2.5


def test_a_character_looks_as_the_state_says() -> None:
    mara = Character(
        id="mara",
        name="Mara",
        appearance="grey eyes",
        states={"wet": "an oilskin", "dry": "a jumper"},
        default_state="dry",
    )
    assert mara.look("wet") == "grey eyes, an oilskin"
    assert mara.look(None) == "grey eyes, a jumper"
    with pytest.raises(ValidationError, match="not among the states"):
        Character(id="tom", name="Tom", default_state="wet")


def test_a_variant_changes_only_what_it_names() -> None:
    guide = StyleGuide(
        name="s",
        look="ink",
        light="low",
        palette=("#000000", "#888888", "#ffffff"),
        variants={"old": Variant(look="faded")},
    )
    assert guide.with_variant("old").look == "faded"
    assert guide.with_variant("old").light == "low"
    assert guide.with_variant(None) is guide
    with pytest.raises(KeyError):
        guide.with_variant("new")


def test_footage_is_cut_as_files_say() -> None:
    cut = Footage.model_validate({"path": "a.mp4", "in": 2, "out": 5})
    assert (cut.start, cut.end) == (2, 5)
    assert cut.model_dump(by_alias=True) == {"path": "a.mp4", "in": 2, "out": 5}


def test_mistyped_keys_and_twin_shots_are_refused() -> None:
    with pytest.raises(ValidationError):
        Shot.model_validate({"id": "a", "sise": "wide"})
    with pytest.raises(ValidationError, match="two shots have the id 'a'"):
        Scene(id="s", heading="INT. X", shots=(Shot(id="a"), Shot(id="a")))


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("Łucja", "lucja"),
        ("Bjørn Ægir", "bjorn-aegir"),
        ("Großmutter", "grossmutter"),
        ("The Old Frog", "the-old-frog"),
    ],
)
def test_a_name_becomes_an_id(name: str, identity: str) -> None:
    assert slug(name) == identity
