"""What bad input gets: one line for each fault, with file, line, column, what is wrong and what would be right."""

from pathlib import Path

import pytest
from project_of_two_shots import FILES, FILM, SCENE, SHEET, errors, lay

from orchestrator.project.folder import load_film


def test_the_project_without_faults_loads(tmp_path: Path) -> None:
    film = load_film(lay(tmp_path, FILES))
    assert [shot.id for _, shot in film.shots()] == ["gallery", "you-again"]
    assert film.scenes[0].shots[1].take == 2


FAULTS = [
    (SCENE, "size: close-up", "size: closup",
     "14:5: shots.1.size: 'closup' is not a shot size; did you mean 'close-up'?"),
    (SCENE, "size: close-up", "size: Close Up",
     "14:5: shots.1.size: 'Close Up' is not a shot size; did you mean 'close-up'?"),
    (SCENE, "size: close-up", "size: MCU",
     "14:5: shots.1.size: 'MCU' is not a shot size; did you mean 'medium-close'?"),
    (SCENE, "time: night", "time: evening", "4:1: time: 'evening' is not a time of day; did you mean 'dusk'?"),
    (SCENE, "time: night", "tme: night", "4:1: tme: 'tme' is no key of a scene; did you mean 'time'?"),
    (SCENE, "time: night", "time:",
     "4:1: time: is empty; use one of dawn, morning, day, afternoon, dusk, night, or leave the key out"),
    (SCENE, "heading: EXT. ", "headng: EXT. ", "2:1: headng: 'headng' is no key of a scene; did you mean 'heading'?"),
    (SCENE, "heading: EXT. ", "heading: EXT: ",
     "2:13: a second colon on this line makes it ambiguous; put the text in quotes"),
    (SCENE, "id: first-night", "id: First Night",
     "1:1: id: 'First Night' is not an id; ids are lower-case letters, digits and hyphens: write 'first-night'"),
    (SCENE, "{transition: dissolve, seconds: 0.5}", "dissolve",
     "5:1: enter: 'dissolve' stands where a map of keys is needed; write {transition: dissolve, seconds: 0.5}"),
    (SCENE, "[wind, waves]", "[wind, sea]", "6:18: ambience.1: 'sea' is not an ambience; did you mean 'waves'?"),
    (SCENE, "[wind, waves]", "wind", "6:1: ambience: 'wind' stands where a list is needed; write [wind]"),
    (SCENE, "slow push in", "slow posh in",
     "10:5: shots.0.camera: 'slow posh in' names no camera move; did you mean 'push-in'?"),
    (SCENE, "slow push in", "static\n    view: over mira",
     "11:5: shots.0.view: there is no character sheet 'mira'; did you mean 'mara'?"),
    (SCENE, "slow push in", "static\n    view: behind mara",
     "11:5: shots.0.view: 'behind mara' is no viewpoint; write front, reverse, over NAME, or eyes of NAME, "
     "where NAME is a character's id"),
    (SCENE, "[{character: mara, state: oilskin, position: left}]", "[mara]",
     "11:12: shots.0.cast.0: 'mara' stands where a map of keys is needed; write {character: mara}"),
    (SCENE, "[{character: mara, state: oilskin, position: left}]", "mara",
     "11:5: shots.0.cast: 'mara' stands where a list is needed; write [{character: mara}]"),
    (SCENE, "state: oilskin", "state: oilskn",
     "11:30: shots.0.cast.0.state: 'mara' has no state 'oilskn'; did you mean 'oilskin'?"),
    (SCENE, "mara, line", "mira, line",
     "16:10: shots.1.dialogue.0.character: there is no character sheet 'mira'; did you mean 'mara'?"),
    (SCENE, "seconds: 4", "seconds: 4s",
     "12:5: shots.0.seconds: '4s' stands where a number is needed; write 4, without quotes or unit"),
    (SCENE, "seconds: 4", "seconds: 0", "12:5: shots.0.seconds: 0 is out of range; write a number above 0, up to 120"),
    (SCENE, "seconds: 4", "duration: 4", "12:5: shots.0.duration: 'duration' is no key of a shot; did you mean 'seconds'?"),
    (SCENE, "seconds: 4", "seconds: true",
     "12:5: shots.0.seconds: true stands where a number is needed; write a number, without quotes or unit"),
    (SCENE, "take: 2", "take: 1.5", "18:5: shots.1.take: 1.5 is not a whole number; write 1 or 2"),
    (SCENE, "take: 2", "take: 0", "18:5: shots.1.take: 0 is out of range; write a number of 1 or more"),
    (SCENE, "id: you-again", "id: gallery",
     "13:5: shots.1.id: 'gallery' is also the id of the shot in line 8; ids must differ within a scene"),
    (SCENE, "assets/smile.png", "assets/smle.png",
     "17:34: shots.1.keyframes.last: 'assets/smle.png' is not there; did you mean 'assets/smile.png'?"),
    (SCENE, "assets/smile.png", "../smile.png",
     "17:34: shots.1.keyframes.last: '../smile.png' leads outside of the project; put the file into assets/ and write its path"),
    (SCENE, "assets/smile.png", "film.yaml",
     "17:34: shots.1.keyframes.last: 'film.yaml' cannot be read as a picture; save it as PNG or JPEG"),
    (SCENE, "last: assets/smile.png", "between: [{at: 2, picture: a.png}]",
     "17:45: shots.1.keyframes.between.0.at: 2 stands where text is needed; write 2% for a share, or 2s for seconds"),
    (SCENE, "last: assets/smile.png", "between: [{at: 2s, picture: a.png}]",
     "17:53: shots.1.keyframes.between.0.picture: 'a.png' is not there; put the file there, or correct the path"),
    (SCENE, "place: lighthouse", "place: lighthuose",
     "3:1: place: there is no place sheet 'lighthuose'; did you mean 'lighthouse'?"),
    (SCENE, "place: lighthouse", "style_variant: memry",
     "3:1: style_variant: the style has no variant 'memry'; did you mean 'memory'?"),
    (SCENE, "    size: wide", "      size: wide",
     "9:11: this line is indented further than the one above it allows; line them up"),
    (SCENE, "    size: wide", "\tsize: wide", "9:1: a tab stands where spaces are needed; indent with spaces"),
    (SCENE, '"You again."', '"You again.',
     "16:33: the quotation mark that opens this text is never closed"),
    (SCENE, "time: night", "time: &t night", "4:7: '&t' is a YAML anchor; write values out in full where they are used"),
    (SCENE, "time: night", "time: *t", "4:7: '*t' is a YAML alias; write the value out in full"),
    (SCENE, "time: night", "time: !!str night",
     "4:7: 'tag:yaml.org,2002:str' is a YAML tag; leave it out (quotes make a text of anything)"),
    (SCENE, "time: night", "<<: {time: night}", "4:1: '<<' is a YAML merge key; write the values out in full"),
    (SCENE, "time: night", "place: night", "4:1: 'place' is given twice, first in line 3; keep one of them"),
    (SCENE, "time: night", "---", "4:1: a second document begins here; keep one document in each file, without ---"),
    (FILM, "length: 60s", "length: 60", "2:1: length: 60 stands where text is needed; write 60s"),
    (FILM, "length: 60s", "length: 1:30", "2:1: length: '1:30' is not a length; write 90s"),
    (FILM, "size: 1280x720", "size: 1281x720", "3:10: format.size: '1281x720' must have even sides of at least 64 pixels"),
    (FILM, "style: ink-and-gold", "style: noire", "4:1: style: there is no style 'noire'; did you mean 'noir'?"),
    (FILM, "captions: burned", "captions: false", "5:1: captions: false is not a way to show captions; did you mean 'off'?"),
    (FILM, "pictures: animatic", "pictures: animatik",
     "7:1: pictures: 'animatik' is not a clip backend or a model; did you mean 'animatic'?"),
    (FILM, "pictures: animatic", "pictures: wan2.2-ti2v-5?steps=30",
     "7:1: pictures: 'wan2.2-ti2v-5' is not a clip backend or a model; did you mean 'wan2.2-ti2v-5b'?"),
    (FILM, "pictures: animatic", "pictures: wann:models/here",
     "7:1: pictures: 'wann' is not a clip backend; did you mean 'wan'?"),
    (FILM, "pictures: animatic", "pictures: animatic?grian=false",
     "7:1: pictures: there is no option 'grian'; did you mean 'grain'?"),
    (FILM, "pictures: animatic", "pictures: wan2.2-ti2v-5b?effort=quick",
     "7:1: pictures: effort: 'quick' is not 'draft', 'balanced' or 'fine'"),
    (FILM, "pictures: animatic", "pictures: wan2.2-ti2v-5b?steps=0",
     "7:1: pictures: steps: '0' is too small; it begins at 1"),
    (FILM, "pictures: animatic", "pictures: wan",
     "7:1: pictures: 'wan' needs a model: wan:<folder> or wan:<owner/name>, or the name of a card, e.g. wan2.2-ti2v-5b"),
    (FILM, "stills: auto", "stills: sdxl?step=3", "8:1: stills: there is no option 'step'; did you mean 'steps'?"),
    (SCENE, "    seconds: 4\n", "    seconds: 4\n    model: svd-xt?fsp=3\n",
     "13:5: shots.0.model: there is no option 'fsp'; did you mean 'fps'?"),
    (FILM, "stills: auto", "stills: animatc",
     "8:1: stills: 'animatc' is not a still backend or a model; did you mean 'animatic'?"),
    (FILM, "voices: espeak", "voices: espaek",
     "9:1: voices: 'espaek' is not a voice backend; did you mean 'espeak'?"),
    (FILM, "voices: espeak", "voices: 'off'",
     "9:1: voices: 'off' is not a voice backend; use one of espeak, kokoro, piper, speech_api"),
    (FILM, "score: procedural", "score: none",
     "10:1: score: 'none' is not a score backend or a model; did you mean 'off'?"),
    (SCENE, "seconds: 4", "model: slat",
     "12:5: shots.0.model: 'slat' is not a clip backend or a model; did you mean 'slate'?"),
    (SCENE, "slow push in", "pans lefft",
     "10:5: shots.0.camera: 'lefft' is no word for a camera; did you mean 'left'?"),
    (SCENE, "slow push in", "pan rigth, static",
     "10:5: shots.0.camera: 'rigth' is no word for a camera; did you mean 'right'?"),
    (SCENE, "slow push in", "slwo zoom in to the door",
     "10:5: shots.0.camera: 'slwo' is no word for a camera; did you mean 'slow'?"),
    (FILM, "length: 60s", "length: 0s", "2:1: length: '0s' is no length for a film; write for example 60s or 2m"),
    (FILM, "length: 60s", "length: 0.0m", "2:1: length: '0.0m' is no length for a film; write for example 60s or 2m"),
    (FILM, "length: 60s", "length: 180.5m", "2:1: length: '180.5m' is longer than three hours; write 180m or less"),
    (FILM, "seed: 7", "language: en_GB",
     "6:1: language: 'en_GB' is not a language tag; write letters and hyphens, as in en, fr or pt-BR"),
    (SHEET, "pitch: low", "language: e",
     "7:9: voice.language: 'e' is not a language tag; write letters and hyphens, as in en, fr or pt-BR"),
    (FILM, "seed: 7", "seed: -1", "6:1: seed: -1 is out of range; write a number of 0 or more"),
    (FILM, "title: The Keeper and the Storm", "title: 1984",
     '1:1: title: 1984 stands where text is needed; put it in quotes: "1984"'),
    (FILM, "title: The Keeper and the Storm\n", "",
     "1:1: title: is missing; write for example 'title: The Keeper and the Storm'"),
    (SHEET, "default_state: indoors", "default_state: indors",
     "6:1: default_state: 'indors' is not one of the states; did you mean 'indoors'?"),
    (SHEET, "pitch: low", "pitch: deep",
     "7:9: voice.pitch: 'deep' is not a pitch; use one of very-low, low, medium, high, very-high"),
    (SHEET, "  indoors: ", "  In Doors: ",
     "5:3: states.In Doors: 'In Doors' is not an id; ids are lower-case letters, digits and hyphens: write 'in-doors'"),
    (SHEET, "id: mara", "id: tom", "1:1: id: 'tom' is also the id of characters/mara.yaml; each file needs an id of its own"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "right", "wrong", "said"), FAULTS, ids=[fault[2][:30] for fault in FAULTS])
def test_a_fault_is_told_in_one_line(tmp_path: Path, file: str, right: str, wrong: str, said: str) -> None:
    assert right in FILES[file]
    found = errors(lay(tmp_path, FILES | {file: FILES[file].replace(right, wrong, 1)}))
    where = "characters/tom.yaml" if wrong == "id: tom" else file
    assert f"{where}:{said}" in found


def test_all_faults_of_all_files_come_at_once_in_their_order(tmp_path: Path) -> None:
    broken = {
        FILM: FILES[FILM].replace("seed: 7", "seed: seven").replace("ink-and-gold", "nior"),
        SCENE: FILES[SCENE].replace("wide", "wied").replace("take: 2", "tak: 2").replace("mara, line", "mira, line"),
        SHEET: FILES[SHEET].replace("id: mara", "id: mara\nage: 60"),
        "places/lighthouse.yaml": "id: lighthouse\nname: [\n",
    }
    found = errors(lay(tmp_path, FILES | broken))
    assert [line.split(": ")[0] for line in found] == [
        f"{SHEET}:2:1",
        f"{FILM}:4:1",
        f"{FILM}:6:1",
        "places/lighthouse.yaml:2:7",
        f"{SCENE}:9:5",
        f"{SCENE}:16:10",
        f"{SCENE}:18:5",
    ]


@pytest.mark.parametrize(
    ("right", "other"),
    [
        ("score: procedural", "score: off"),
        ("stills: auto", "stills: animatic"),
        ("pictures: animatic", "pictures: wan2.2-ti2v-5b?steps=30&offload=group"),
        ("pictures: animatic", "pictures: wan:models/not-here-yet"),
        ("pictures: animatic", "pictures: animatic?grain=false"),
    ],
)
def test_every_way_to_name_a_maker_is_taken(tmp_path: Path, right: str, other: str) -> None:
    load_film(lay(tmp_path, FILES | {FILM: FILES[FILM].replace(right, other)}))


PHRASES = """\
slow push in; gentle handheld; pan left to the door; whip pan right; static; locked off; crane up over the roofs
pans right to the light; follow the fellow; slower push in; dolly back; tracking shot; zooming out; crash zoom
handheld, close on her hands; tilt down the tower; pan across the crane; arc around him; steadicam; slight tilt up
static wide, low angle; still; push in fast through smoke; pull out to reveal the town; circle clockwise; jib up
pan following the bird; locked-off tripod; slow drift, handheld; truck left past the stalls; pan leftwards; dutch tilt
static, held a beat; swift pan; rack focus, static; slow creeping zoom; quiet static hold; top-down static; whip-pan"""


def test_phrases_that_people_use_are_taken(tmp_path: Path) -> None:
    phrases = [phrase.strip() for line in PHRASES.splitlines() for phrase in line.split(";")]
    shots = "".join(f"  - {{id: shot-{number}, camera: '{phrase}'}}\n" for number, phrase in enumerate(phrases))
    scene = f"id: phrases\nheading: EXT. GALLERY - DAY\nshots:\n{shots}"
    film = load_film(lay(tmp_path, FILES | {"scenes/030-phrases.yaml": scene}))
    assert [shot.camera for shot in film.scenes[1].shots] == phrases


def test_a_suggestion_comes_from_the_right_folder(tmp_path: Path) -> None:
    scene = FILES[SCENE].replace("place: lighthouse", "place: mora").replace("mara, line", "lighthause, line")
    found = errors(lay(tmp_path, FILES | {SCENE: scene, SHEET: "id: [", "places/lighthouse.yaml": "id: ["}))
    assert f"{SCENE}:3:1: place: there is no place sheet 'mora'; use one of lighthouse" in found
    said = "16:10: shots.1.dialogue.0.character: there is no character sheet 'lighthause'; use one of mara, tom"
    assert f"{SCENE}:{said}" in found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "film.lock:1:2: it is no JSON"),
        ('{\n<<<<<<< HEAD\n  "lock": 1}', "film.lock:2:1: git left a merge conflict in it"),
        ('{"lock": 2}', "film.lock:1:1: lock: it was written by a newer Filmwright"),
    ],
)
def test_a_damaged_lock_is_told_with_the_rest(tmp_path: Path, text: str, said: str) -> None:
    broken = FILES[FILM].replace("seed: 7", "seed: -1")
    lock, film = errors(lay(tmp_path, FILES | {"film.lock": text, FILM: broken}))
    assert lock.startswith(said)
    assert film.startswith("film.yaml:6:1: seed")


@pytest.mark.parametrize("folder", [True, False])
def test_a_film_without_scenes_is_told_unless_they_are_about_to_be_written(tmp_path: Path, folder: bool) -> None:
    lay(tmp_path, {name: text for name, text in FILES.items() if name != SCENE})
    if folder:
        (tmp_path / "scenes").mkdir()
    said = "there is no scene file; write them with: filmwright write"
    assert errors(tmp_path) == [f"scenes/:1:1: {said}"]
    assert load_film(tmp_path, scenes_needed=False).scenes == ()


def test_a_file_in_place_of_the_scenes_is_told_once(tmp_path: Path) -> None:
    lay(tmp_path, {name: text for name, text in FILES.items() if name != SCENE} | {"scenes": "x"})
    assert errors(tmp_path) == ["scenes:1:1: is a file; a folder of YAML files is needed here"]


def test_a_folder_without_a_film_says_how_to_begin(tmp_path: Path) -> None:
    assert errors(tmp_path) == ['film.yaml:1:1: no film.yaml here; start one with: filmwright new "your idea"']


def test_what_is_no_text_file_is_refused(tmp_path: Path) -> None:
    lay(tmp_path, FILES)
    (tmp_path / "scenes/030-x.yaml").mkdir()
    (tmp_path / SHEET).write_bytes(b"id: mara\nname: M\xe4ra\n")
    (tmp_path / "places/big.yaml").write_text("#" * 2_000_001)
    (tmp_path / "places/deep.yaml").write_text("a: " + "[" * 4000)
    (tmp_path / "places/gone.yaml").symlink_to(tmp_path / "nowhere")
    found = "\n".join(errors(tmp_path))
    for said in (
        "scenes/030-x.yaml:1:1: is a folder; a YAML file is needed here",
        "characters/mara.yaml:2:8: byte 0xe4 is not UTF-8 text; save the file in the encoding UTF-8",
        "places/big.yaml:1:1: is 2.0 MB large; a project file may have at most 2 MB",
        "places/deep.yaml:1:53: values are nested more than 50 deep",
        "places/gone.yaml:1:1: is no ordinary file; a YAML file is needed here",
    ):
        assert said in found
