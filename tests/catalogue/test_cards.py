"""The cards: what stands in them is legal, hangs together, and is named with its file and key where it is not."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generation.backend import available, find
from generation.card import Card
from generation.catalogue import cards, current, find_card, read_card, recipe
from generation.errors import BadCard, UnknownBackend, Unsupported
from templates.dialects import card as dialect
from templates.dialects import dialect_names

NAMES = """
wan2.1-t2v-1.3b wan2.1-t2v-14b wan2.1-i2v-14b-480p wan2.1-i2v-14b-720p wan2.1-flf2v-14b wan2.1-vace-1.3b wan2.1-vace-14b
wan2.2-ti2v-5b wan2.2-t2v-a14b wan2.2-i2v-a14b ltx-video-0.9.5 ltx-video-0.9.7 ltx-video-0.9.7-distilled
ltx-video-0.9.8-distilled ltx-2 ltx-2.3 ltx-2.5 hunyuanvideo hunyuanvideo-i2v hunyuanvideo-1.5-t2v-480p
hunyuanvideo-1.5-i2v-480p hunyuanvideo-1.5-t2v-720p hunyuanvideo-1.5-i2v-720p framepack cogvideox-2b cogvideox-5b
cogvideox-5b-i2v cogvideox-1.5-5b cogvideox-1.5-5b-i2v mochi-1 svd svd-xt animatediff skyreels-v2-t2v-14b-540p
skyreels-v2-i2v-1.3b skyreels-v2-i2v-14b-540p skyreels-v2-df-1.3b skyreels-v2-df-14b-540p sana-video-2b sdxl flux2-klein-4b
flux2-klein-9b flux-kontext qwen-image qwen-image-edit-plus z-image z-image-turbo stable-audio-open
ace-step-1.5 musicgen-medium
"""
EVERY = sorted(cards())
FILE = Path(__file__).parents[2] / "generation/models/wan2.2-ti2v-5b.yaml"


def test_the_models_of_the_field_are_there() -> None:
    assert set(NAMES.split()) <= set(cards())


@pytest.mark.parametrize("name", EVERY)
def test_a_card_hangs_together(name: str) -> None:
    card = cards()[name]
    assert card.about.endswith(".")
    assert card.link.startswith("https://huggingface.co/")
    assert card.sources
    assert card.licence.link.startswith("https://")
    assert date(2026, 11, 20) <= card.checked
    assert card.model.count("/") == 1
    if card.kind == "clips":
        assert card.frames is not None
        assert card.sizes is not None
        law = card.frames
        assert law.usual == law.legal(law.usual)
        assert law.most is None or law.usual <= law.most
        assert law.most is None or law.most == law.legal(law.most)
        for size in (card.sizes.usual, *card.sizes.legal):
            assert all(int(side) % min(card.sizes.multiple, 16) == 0 for side in size.split("x")), size
    if card.kind == "scores":
        assert card.seconds is not None
        assert card.sound is not None
    else:
        assert card.dialect in dialect_names()
    for other in (card.superseded_by, card.stills):
        assert not other or other in cards()
    if card.stills:
        assert cards()[card.stills].kind == "stills"
        assert card.starts_from_picture
    if card.superseded_by:
        newer = current(name)
        assert newer.kind == card.kind
        assert not newer.superseded_by


@pytest.mark.parametrize("name", EVERY)
def test_a_card_is_a_recipe_of_a_backend_that_is_there(name: str) -> None:
    card = cards()[name]
    backend, options = recipe(card.kind, name)
    assert backend == card.backend
    family: Any = find(card.kind, backend)
    made = family(**options)
    assert made.identity()["name"] == backend
    assert card.pipelines[0] in family.runs
    assert set(card.also) - {"ip_adapter"} <= {part.option or part.name for part in family.elsewhere}


@pytest.mark.parametrize("name", [name for name in EVERY if cards()[name].dialect])
def test_a_negative_prompt_goes_only_to_models_that_listen(name: str) -> None:
    """A dialect with a field for it serves distilled models, too, which do not; one without has no model that does."""
    card = cards()[name]
    if dialect(card.dialect).negative == "none":
        assert not card.negative


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ("backend: wan", "backend: wan\ncolour: red"),
            r"wan2\.2-ti2v-5b\.yaml: colour: Extra inputs are not permitted",
        ),
        (("fps: 24", "fps: fast"), r"frames\.fps: Input should be a valid integer"),
        (("usual: 1280x704", "usual: large"), r"sizes\.usual: String should match"),
        (
            ('commercial: "yes"', "commercial: perhaps"),
            r"licence\.commercial: Input should be 'yes', 'limited' or 'no'",
        ),
        (("name: wan2.2-ti2v-5b", "name: wan-five"), r"name: 'wan-five' stands in the file of another name"),
        (("model: Wan-AI/", "model: https://Wan-AI/"), r"model: String should match"),
        (("slots: {first: true}", "slots: {first: true"), r"this is no YAML: "),
        (("reliability", "reliance"), r"roles\.1: Input should be 'quality', 'speed'"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
def test_what_is_wrong_in_a_card_is_told_with_its_file_and_key(change: tuple[str, str], said: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert change[0] in text
    with pytest.raises(BadCard, match=said) as caught:
        read_card(FILE.name, text.replace(*change, 1))
    assert "\n" not in str(caught.value)


def test_a_missing_key_is_named() -> None:
    text = re.sub(r"^checked:.*\n", "", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    with pytest.raises(BadCard, match=r"checked: Field required"):
        read_card(FILE.name, text)


def test_words_of_film_yaml_become_options() -> None:
    name, options = recipe("clips", "ltx-video-0.9.8-distilled?effort=draft&adherence=strict")
    assert (name, options["card"]) == ("ltx", "ltx-video-0.9.8-distilled")
    assert (options["effort"], options["adherence"]) == ("draft", "strict")
    with pytest.raises(Unsupported, match="is no option"):
        recipe("clips", "ltx-2?effort")


@pytest.mark.parametrize(
    ("effort", "steps", "adherence", "guidance"),
    [("draft", 25, "creative", 3.5), ("balanced", 50, "balanced", 5.0), ("fine", 60, "strict", 6.5)],
)
def test_effort_and_adherence_are_the_models_own_numbers(
    effort: str, steps: int, adherence: str, guidance: float
) -> None:
    name, options = recipe("clips", f"wan2.2-ti2v-5b?effort={effort}&adherence={adherence}")
    identity = find("clips", name)(**options).identity()
    assert (identity["steps"], identity["guidance"]) == (steps, guidance)


def test_a_name_that_is_nearly_one_is_answered_with_it() -> None:
    with pytest.raises(
        UnknownBackend, match=r"no model 'wan22-ti2v-5b' in the catalogue; did you mean 'wan2.2-ti2v-5b'\?"
    ):
        find_card("wan22-ti2v-5b")
    with pytest.raises(UnknownBackend, match=r"see: filmwright models list"):
        find_card("qqqq")
    with pytest.raises(UnknownBackend, match=r"not among the stills; did you mean 'flux2-klein-4b'\?"):
        recipe("stills", "flux2-klein-4")


def test_a_score_and_a_still_are_names_of_their_own_kinds() -> None:
    assert recipe("stills", "sdxl")[1]["card"] == "sdxl"
    assert recipe("scores", "musicgen-medium")[1]["card"] == "musicgen-medium"
    with pytest.raises(UnknownBackend, match=r"^'sdxl' is one of the stills, not of the clips$"):
        recipe("clips", "sdxl")


def test_the_refusals_follow_what_the_model_learnt() -> None:
    wan, cog, kontext = (cards()[name] for name in ("wan2.1-t2v-14b", "cogvideox-5b", "flux-kontext"))
    assert wan.refuses("UniPCMultistepScheduler") is None
    assert "take the flow for noise" in (kontext.refuses("UniPCMultistepScheduler") or "")
    assert "signal-to-noise" in (cog.refuses("DDIMScheduler") or "")
    assert cards()["musicgen-medium"].refuses("DDIMScheduler") is None


def test_weights_and_work_are_computed() -> None:
    card = Card.model_validate(cards()["wan2.2-ti2v-5b"].model_dump() | {"weights": {"transformer": 5.0, "vae": 1.0}})
    assert card.weights_gb() == 12.0
    assert card.weights_gb("int8", "transformer") == 5.0
    tokens = 1280 * 704 / 32**2 * 24 / 4
    assert card.work == pytest.approx(2 * 5.0 * tokens * 50 * 2 / 1e6)


def test_the_catalogue_needs_no_model_library() -> None:
    code = (
        "import sys\n"
        "from generation.catalogue import cards\n"
        "from generation.choosing import Wanted, choose\n"
        "from generation.machine import Machine\n"
        "choose(Wanted(purpose='film'), Machine('cpu', 'a processor', 8 << 30, 4 << 30)), cards()\n"
        "print(sorted({'torch', 'diffusers', 'transformers', 'huggingface_hub', 'PIL'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_family_has_a_card() -> None:
    """A backend that runs checkpoints and that no card names could only be found by those who read its source."""
    for kind in ("clips", "stills", "scores"):
        named = {card.backend for card in cards().values() if card.kind == kind}
        families = {name for name, backend in available(kind).items() if "card" in backend.model_fields}
        assert families <= named
