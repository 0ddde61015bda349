"""Every built-in dialect: its card and its template belong together, and it reads well whatever a shot leaves out."""

import re
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from templates.dialects import VALUES, TemplateFault, card, cards, dialect_names, render_dialect, strict, template_of
from templates.dialects.phrases import joined, lowered, sentence

NAMES = dialect_names()
SPEAKING = tuple(name for name in NAMES if card(name).form != "none")
IMAGES = tuple(name for name in NAMES if name.endswith("-image") and name != "qwen-image")

SHOT = {
    "size": "Medium shot",
    "angle": "low angle",
    "camera": "the camera slowly pushes in",
    "camera_tag": "slow push in",
    "action": "a silver-haired woman in a yellow coat lifts the lamp. The woman turns to the sea.",
    "motion": "the woman lifts the lamp. The woman turns to the sea.",
    "cast": "a silver-haired woman in a yellow coat; a grey dog with one white paw",
    "others": "a grey dog with one white paw",
    "blocking": "the woman on the left facing right, the dog in the background",
    "emotions": "the woman looks afraid",
    "props": "a brass lamp with a cracked glass",
    "place": "the gallery of the lighthouse",
    "setting": "a narrow iron balcony, wet boards",
    "time": "night",
    "weather": "storm",
    "light": "low warm key, long shadows",
    "look": "hand-inked illustration, gold leaf highlights",
    "lens": "35mm",
    "palette": "indigo, plum, pale gold",
    "mood": "tense",
    "dialogue": 'the woman whispers: "You again."',
    "sound": "wind, breaking waves",
    "triggers": "inkgold",
    "seconds": "4",
}
STRAY = re.compile(r"  | [,.;:!?](?!\.)|\.\.|,,|,\.|:\.|;\.|\n |\n\n\n|^[,.;:]|[,;:]$|\( | \)")


def mark(values: dict[str, str]) -> dict[str, str]:
    """Every phrase of every value between marks, as the compiler of prompts does it."""
    found: dict[str, str] = {}
    number = 0
    for name, text in values.items():
        parts: list[str] = []
        for part in text.split(", ") if text else []:
            parts.append(f"{chr(0xE100 + number)}{part}\ue000")
            number += 1
        found[name] = ", ".join(parts)
    return found


def unmark(text: str) -> str:
    return re.sub("[\ue000-\uf8ff]", "", text)


def balanced(text: str) -> bool:
    """Each mark is closed before the next opens."""
    return (
        re.fullmatch("(?:[^\ue000-\uf8ff]*[\ue100-\uf0ff][^\ue000-\uf8ff]+\ue000)*[^\ue000-\uf8ff]*", text) is not None
    )


def test_there_is_a_template_for_every_card_and_a_card_for_every_template() -> None:
    assert set(SPEAKING) >= {"animatic", "wan-2.2", "ltx-2", "sdxl", "sora"}
    assert set(cards()) == set(NAMES)
    for name in NAMES:
        found = template_of(name)
        assert found.name == name
        assert found.origin == f"templates/dialects/{name}.j2"
        strict.check(found.text, found.origin, VALUES)


def test_the_dialects_that_are_promised_are_there() -> None:
    promised = """animatic wan-2.1 wan-2.1-image wan-2.2 wan-2.2-image ltx-0.9 ltx-0.9-image ltx-2 ltx-2-image ltx-2.5
        ltx-2.5-image hunyuan-1.0 hunyuan-1.0-image hunyuan-1.5 hunyuan-1.5-image cogvideox cogvideox-image mochi svd animatediff
        sdxl flux qwen-image sora veo kling runway luma pika nova-reel seedance"""
    assert set(promised.split()) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_card_is_complete_and_true_to_itself(name: str) -> None:
    found = card(name)
    assert found.name == name
    for text in (found.models, found.order, found.camera, found.dialogue, found.sound, found.references):
        assert text
        assert text == " ".join(text.split())
    assert found.checked >= date(2026, 11, 20)
    assert all(re.match(r"https://\S+$|docs/", address) for address in found.source)
    if found.words is not None:
        assert 0 < found.words[0] < found.words[1]
    assert (found.limit.tokens is None) == (not found.limit.encoder) or found.form == "none"
    if found.negative_base:
        assert found.negative == "field"
    if found.image_variant is not None:
        variant = card(found.image_variant)
        assert not variant.describes
        assert variant.limit == found.limit
        assert variant.negative == found.negative
        assert variant.image_variant is None
    assert found.describes == (name not in IMAGES and found.form != "none")


def test_limits_are_those_that_the_pipelines_enforce() -> None:
    """As diffusers 0.42.1 has them; read from its pipelines' signatures where it is installed."""
    limits = {name: found.limit.tokens for name, found in cards().items() if found.limit.tokens is not None}
    assert limits == {
        **dict.fromkeys(("wan-2.1", "wan-2.1-image", "wan-2.2", "wan-2.2-image", "flux", "qwen-image"), 512),
        **dict.fromkeys(("ltx-0.9", "ltx-0.9-image"), 128),
        **dict.fromkeys(("ltx-2", "ltx-2-image", "ltx-2.5", "ltx-2.5-image"), 1024),
        **dict.fromkeys(("hunyuan-1.0", "hunyuan-1.0-image", "mochi"), 256),
        **dict.fromkeys(("hunyuan-1.5", "hunyuan-1.5-image"), 1000),
        **dict.fromkeys(("cogvideox", "cogvideox-image"), 226),
        **dict.fromkeys(("animatediff", "sdxl"), 77),
        "svd": 0,
    }


@pytest.mark.parametrize("name", SPEAKING)
def test_a_full_shot_reads_well(name: str) -> None:
    text = render_dialect(name, SHOT)
    assert not STRAY.search(text), text
    assert text[0].isupper() == (card(name).form == "prose")
    assert text.endswith((".", '"')) == (card(name).form == "prose")


@pytest.mark.parametrize("name", SPEAKING)
def test_a_prompt_that_describes_says_who_what_and_where(name: str) -> None:
    text = unmark(render_dialect(name, mark(SHOT)))
    if card(name).describes:
        assert "a silver-haired woman in a yellow coat" in text.lower()
        assert "lifts the lamp" in text
        assert "grey dog" in text
        assert "gallery of the lighthouse" in text
        assert "hand-inked illustration" in text.lower()
        assert text.lower().count("a silver-haired woman in a yellow coat") == 1
    else:
        assert "lifts the lamp" in text
        for shown in ("silver-haired", "gallery of the lighthouse", "grey dog", "hand-inked", "35mm", "indigo"):
            assert shown not in text.lower()
        assert text == unmark(
            render_dialect(name, {**SHOT, "cast": "", "setting": "", "place": "", "look": "", "light": ""})
        )


@pytest.mark.parametrize("name", SPEAKING)
def test_a_camera_that_stays_still_is_said_where_the_guide_wants_it(name: str) -> None:
    text = render_dialect(name, {**SHOT, "camera": "", "camera_tag": ""}).lower()
    silent = {"animatic", "sdxl", "flux", "qwen-image", "pika", "pika-image"}
    assert bool(re.search(r"\b(still|static|locked[- ]off|fixed)\b", text)) == (name not in silent)
    moving = render_dialect(name, SHOT).lower()
    assert not re.search(r"\b(stays still|static|locked[- ]off|fixed)\b", moving)


@pytest.mark.parametrize("name", SPEAKING)
def test_a_template_adds_no_word_that_its_card_tells_to_avoid_and_asks_for_no_transition(name: str) -> None:
    texts = [render_dialect(name, SHOT), render_dialect(name, {})]
    texts += [render_dialect(name, {key: text}) for key, text in SHOT.items()]
    for text in texts:
        for word in (*card(name).avoid, "cut to", "dissolve", "fade", "shot 1", "montage"):
            assert not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text.lower()), (word, text)


@pytest.mark.parametrize("name", SPEAKING)
def test_one_or_two_missing_values_leave_no_trace(name: str) -> None:
    marked = mark(SHOT)
    for missing in [*combinations(SHOT, 1), *combinations(SHOT, 2)]:
        text = render_dialect(name, {**marked, **dict.fromkeys(missing, "")})
        assert balanced(text), (missing, text)
        assert not STRAY.search(unmark(text)), (missing, unmark(text))


ENDS = st.sampled_from(["", ".", "!", "…", ",", ";", '."'])
PLAIN = st.text(alphabet="abcXYZ é-'", min_size=1, max_size=12).map(str.strip).filter(bool)
SAID = st.dictionaries(st.sampled_from(sorted(VALUES)), st.tuples(PLAIN, ENDS).map("".join))


@given(SAID, st.sampled_from(SPEAKING))
def test_whatever_is_said_marks_stay_balanced_and_nothing_is_lost(values: dict[str, str], name: str) -> None:
    text = render_dialect(name, mark(values))
    assert balanced(text)
    assert not re.search(r" {2}| [,;.]|^[ ,;.]|,,", unmark(text))
    plain = render_dialect(name, values)
    assert unmark(text) == plain


def test_values_without_a_word_are_empty() -> None:
    assert render_dialect("wan-2.2", {"look": " \n ", "action": "\ue100 \ue000"}) == "The camera stays still."
    with pytest.raises(TemplateFault, match=r"there is no value 'framing'"):
        render_dialect("wan-2.2", {"framing": "wide"})


def test_only_an_empty_line_of_the_template_begins_a_paragraph() -> None:
    paragraphs = render_dialect("sora", SHOT).split("\n\n")
    assert [paragraph.split(":")[0] for paragraph in paragraphs] == [
        "Style",
        "The gallery of the lighthouse, a narrow iron balcony, wet boards. It is night with a storm. A silver-haired woman in a "
        "yellow coat; a grey dog with one white paw. A brass lamp with a cracked glass. The woman on the left facing right, the "
        "dog in the background. The woman looks afraid.",
        "Cinematography",
        "Actions",
        "Dialogue",
        "Sound",
    ]
    assert "\n" not in render_dialect("wan-2.2", {**SHOT, "action": "it rains\n\nand rains", "others": ""})


def test_a_name_that_is_no_dialect_is_told_with_the_one_that_was_meant() -> None:
    with pytest.raises(TemplateFault, match=r"^there is no prompt dialect 'wan2.2'; did you mean 'wan-2.2'\?"):
        card("wan2.2")
    with pytest.raises(TemplateFault, match=r"there are animatediff, animatic, "):
        render_dialect("x", {})


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("wan-2.2", "Night time, low warm key, long shadows, Medium shot."),
        ("hunyuan-1.5", "The camera slowly moves forward."),
        (
            "ltx-2.5",
            "The woman on the left facing right, the dog in the background. The woman stares with widened eyes",
        ),
        ("nova-reel", "slow dolly in."),
        ("luma", "It is night with a storm."),
    ],
)
def test_a_models_own_words_stand_for_ours(name: str, said: str) -> None:
    assert said in render_dialect(name, SHOT)
    assert said in unmark(render_dialect(name, mark(SHOT)))


def test_order_follows_the_guides() -> None:
    def at(name: str, *words: str) -> None:
        text = render_dialect(name, SHOT).lower()
        places = [text.index(word) for word in words]
        assert places == sorted(places), (name, text)

    at("wan-2.2", "hand-inked", "night time", "medium shot", "silver-haired", "gallery", "pushes in")
    at("ltx-2", "silver-haired", "gallery", "medium shot", "pushes in", "low warm key", "whispers", "wind")
    at("ltx-2.5", "hand-inked", "medium shot", "low angle", "pushes in", "silver-haired", "whispers", "wind")
    at(
        "hunyuan-1.5",
        "silver-haired",
        "gallery",
        "medium shot",
        "moves forward",
        "low warm key",
        "tense",
        "the overall video",
    )
    at(
        "sora",
        "style:",
        "gallery",
        "silver-haired",
        "cinematography:",
        "pushes in",
        "actions:",
        "lifts",
        "dialogue:",
        "sound:",
    )
    at("veo", "silver-haired", "gallery", "pushes in", "hand-inked", "tense", "whispers", "wind")
    at("kling", "silver-haired", "gallery", "pushes in", "low warm key", "tense")
    at("runway", "silver-haired", "pushes in", "gallery", "hand-inked")
    at("sdxl", "silver-haired", "lifts", "hand-inked", "gallery", "35mm")
    at("nova-reel", "silver-haired", "gallery", "slow dolly in")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("it rains", "It rains."),
        ("it rains. ", "It rains."),
        ("really?", "Really?"),
        ("and then…", "And then…"),
        ('she says: "no."', 'She says: "no."'),
        ('she says: "no"', 'She says: "no".'),
        ("loose,", "Loose."),
        ("“quoted”", "“Quoted”."),
        ("\ue100it rains\ue000", "\ue100It rains\ue000."),
        ("\ue100it rains.\ue000", "\ue100It rains.\ue000"),
        ("\ue100a\ue000, \ue101b,\ue000", "\ue100A\ue000, \ue101b\ue000."),
        ("", ""),
        ("\ue100\ue000", ""),
        ("4 seconds", "4 seconds."),
        ("leaves fall. the dog runs! the end", "Leaves fall. The dog runs! The end."),
        ("\ue100leaves fall.\ue000 \ue101the dog\ue000 runs", "\ue100Leaves fall.\ue000 \ue101The dog\ue000 runs."),
        ("mr. x meets st. paul at 5 p.m. today", "Mr. x meets st. paul at 5 p.m. today."),
        ('he says: "so it ends. now go." and goes. then rain', 'He says: "so it ends. now go." and goes. Then rain.'),
    ],
)
def test_a_sentence_looks_past_marks(text: str, said: str) -> None:
    assert sentence(text) == said
    assert sentence(said) == said


def test_lists_are_joined_without_what_is_empty_and_without_stops_in_the_middle() -> None:
    assert joined(["a.", "", "b,", "\ue100c.\ue000", " ", "wait..."], ", ") == "a, b, \ue100c\ue000, wait..."
    assert [lowered(text) for text in ("The sea", "DSLR", "I see", "\ue100The", "")] == [
        "the sea",
        "DSLR",
        "I see",
        "\ue100the",
        "",
    ]
