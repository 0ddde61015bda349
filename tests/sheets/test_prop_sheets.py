"""Sheets of things, and states of everybody and everything: read with the film, and told where they lead nowhere."""

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestrator.film.errors import ProjectError
from orchestrator.project.folder import load_film

FIRST, SECOND, LAST = "scenes/010-arrival.yaml", "scenes/020-lamp-room.yaml", "scenes/030-storm.yaml"
HOUSE = "id: lighthouse\nname: the lighthouse\nkind: lighthouse\nstates:\n  burned: black beams, no roof\n"
LAMP = """\
id: brass-lamp
name: the brass lamp
kind: lamp
appearance: a dented brass lamp
states:
  lit: a warm flame behind the glass
  out: cold and dark
default_state: lit
"""


def lay(root: Path, **texts: str) -> Path:
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def errors(root: Path) -> list[str]:
    with pytest.raises(ProjectError) as caught:
        load_film(root)
    return [str(problem) for problem in caught.value.problems]


@pytest.fixture
def film(small_film: Path) -> Path:
    """The small film with a house that can burn and a lamp that can go out."""
    return lay(small_film, **{"places/lighthouse.yaml": HOUSE, "props/brass-lamp.yaml": LAMP})


def test_sheets_of_things_are_read_with_the_film(film: Path) -> None:
    found = load_film(film).props["brass-lamp"]
    assert (found.name, found.default_state, found.looks("out")) == (
        "the brass lamp",
        "lit",
        ("a dented brass lamp", "cold and dark"),
    )


FAULTS = [
    ("states: {brass-lmap: lit}",
     "states.brass-lmap: there is no character, place or prop sheet 'brass-lmap'; did you mean 'brass-lamp'?"),
    ("from_here: {brass-lamp: oot}", "from_here.brass-lamp: 'brass-lamp' has no state 'oot'; did you mean 'out'?"),
    ("states: {lighthouse: burnt}", "states.lighthouse: 'lighthouse' has no state 'burnt'; did you mean 'burned'?"),
    ("from_here: {mara: wet}",
     "from_here.mara: 'mara' has no state 'wet'; add it under states in characters/mara.yaml"),
    ("states: {Brass Lamp: lit}",
     "states.Brass Lamp: 'Brass Lamp' is not an id; ids are lower-case letters, digits and hyphens: write 'brass-lamp'"),
    ("from here: {mara: wet}", "from here: 'from here' is no key of a scene; did you mean 'from_here'?"),
    ("from-here: {mara: wet}", "from-here: 'from-here' is no key of a scene; did you mean 'from_here'?"),
    ("from_here_on: {mara: wet}", "from_here_on: 'from_here_on' is no key of a scene; did you mean 'from_here'?"),
    ("wardrobe: {mara: wet}", "wardrobe: 'wardrobe' is no key of a scene; did you mean 'states'?"),
    ("silence: [text]", "silence: 'silence' is no key of a scene; did you mean 'allow'?"),
    ("ignore: [text]", "ignore: 'ignore' is no key of a scene; did you mean 'allow'?"),
    ("states: [lit]", "states: a list stands where a map of keys is needed; write 'key: value' lines, or {key: value}"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "said"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_state_that_leads_nowhere_is_told_with_its_place(film: Path, line: str, said: str) -> None:
    text = (film / FIRST).read_text(encoding="utf-8")
    number = text.splitlines().index("shots:") + 1
    (film / FIRST).write_text(text.replace("shots:", f"{line}\nshots:", 1), encoding="utf-8")
    assert any(found.startswith(f"{FIRST}:{number}:") and found.endswith(f" {said}") for found in errors(film))


def test_a_list_of_states_is_told_once(film: Path) -> None:
    text = (film / FIRST).read_text(encoding="utf-8")
    lay(film, **{FIRST: text.replace("shots:", "states: {brass-lamp: lit}\nfrom_here: [mara]\nshots:", 1)})
    lamp = "id: brass-lamp\nname: a brass lamp\nstates: [lit, out]\n"
    lay(film, **{"props/brass-lamp.yaml": lamp})
    assert [found.partition(" ")[2].partition(":")[0] for found in errors(film)] == ["states", "from_here"]


def test_states_of_shots_are_looked_at_too(film: Path, edit: Callable[[Path, str, str], None]) -> None:
    edit(film / LAST, "- {id: run, ", "- {id: run, states: {fox: wet}, from_here: {a-lamp: lit}, ")
    assert errors(film) == [
        f"{LAST}:10:24: shots.1.states.fox: 'fox' has no state 'wet'; add it under states in characters/fox.yaml",
        f"{LAST}:10:47: shots.1.from_here.a-lamp: there is no character, place or prop sheet 'a-lamp'; "
        "did you mean 'brass-lamp'?",
    ]


def test_an_id_of_two_sheets_means_the_one_that_has_the_state(film: Path) -> None:
    lay(film, **{"props/lighthouse.yaml": "id: lighthouse\nname: a toy lighthouse\nstates: {broken: in two pieces}\n"})
    text = (film / FIRST).read_text(encoding="utf-8")
    lay(film, **{FIRST: text.replace("shots:", "states: {lighthouse: broken}\nshots:", 1)})
    load_film(film)
    lay(film, **{"props/lighthouse.yaml": "id: lighthouse\nname: a toy\nstates: {broken: in two, burned: charred}\n"})
    load_film(film)
    lay(film, **{FIRST: text.replace("shots:", "states: {lighthouse: burned}\nshots:", 1)})
    assert errors(film)[0].endswith(
        "states.lighthouse: 'burned' is a state of both places/lighthouse.yaml and props/lighthouse.yaml; "
        "give one of the two another id"
    )


def test_a_sheet_that_cannot_be_read_gets_the_benefit_of_the_doubt(film: Path) -> None:
    text = (film / FIRST).read_text(encoding="utf-8")
    lay(film, **{"props/brass-lamp.yaml": "id: [", FIRST: text.replace("shots:", "states: {brass-lamp: x}\nshots:")})
    assert [found.split(":")[0] for found in errors(film)] == ["props/brass-lamp.yaml"]


def weights(
    header: bytes = b'{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', data: bytes = b"\0\0\0\0"
) -> bytes:
    return struct.pack("<Q", len(header)) + header + data


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("mara.safetensors", weights(), None),
        ("mara.safetensors", b"\x80\x04\x95\x0c\0\0\0\0\0\0\0cposix\nsystem\n", "is a pickle under another name"),
        ("mara.safetensors", b"PK\x03\x04" + b"\0" * 40, "is a pickle under another name"),
        ("mara.safetensors", b"", "is no safetensors file"),
        ("mara.safetensors", weights(b"[]"), "is no safetensors file"),
        ("mara.safetensors", weights(b"[" * 100_000), "is no safetensors file"),
        ("mara.safetensors", weights(b'{"a":1}'), "is no safetensors file"),
        ("mara.safetensors", weights(data=b""), "is cut off"),
        ("mara.safetensors", weights(data=b"\0" * 90), "is cut off"),
        ("mara.pt", weights(), "is no .safetensors file"),
        ("../mara.safetensors", weights(), "leads outside of the project"),
        ("mara.bin", None, "is not there"),
    ],
)
def test_only_true_weights_are_taken(film: Path, name: str, raw: bytes | None, said: str | None) -> None:
    lay(film, **{"characters/mara.yaml": f"id: mara\nname: Mara\nloras: [{{path: assets/{name}}}]\n"})
    if name.startswith("../"):
        lay(film, **{"characters/mara.yaml": f"id: mara\nname: Mara\nloras: [{{path: {name}}}]\n"})
    (film / "assets").mkdir(exist_ok=True)
    if raw is not None:
        (film / "assets" / name).write_bytes(raw)
    if said is None:
        load_film(film)
    else:
        assert [
            found
            for found in errors(film)
            if found.startswith("characters/mara.yaml:3:10: loras.0.path: ") and said in found
        ]


def test_pictures_and_short_names_of_every_sheet_are_looked_at(film: Path) -> None:
    lay(film, **{"props/brass-lamp.yaml": f'{LAMP}called: ""\nreferences: [assets/lamp.png]\n'
                 "state_references: {out: [/etc/passwd], lit: [assets/dir]}\n"})  # fmt: skip
    (film / "assets/dir").mkdir(parents=True)
    assert errors(film) == [
        "props/brass-lamp.yaml:9:1: called: is empty; write a short name for it, or leave the key out",
        "props/brass-lamp.yaml:10:14: references.0: 'assets/lamp.png' is not there; put the file there, "
        "or correct the path",
        "props/brass-lamp.yaml:11:26: state_references.out.0: '/etc/passwd' is a path from outside; "
        "put the file into the project and write a path relative to it",
        "props/brass-lamp.yaml:11:46: state_references.lit.0: 'assets/dir' is a folder; write the path of a file",
    ]


def test_only_rules_that_there_are_can_be_allowed(film: Path, edit: Callable[[Path, str, str], None]) -> None:
    edit(film / LAST, "- {id: run, ", "- {id: run, allow: [hands, fingers], ")
    settings = (film / "film.yaml").read_text(encoding="utf-8")
    lay(film, **{"film.yaml": f"{settings}allow: [txet]\n"})
    line = len(settings.splitlines()) + 1
    assert errors(film) == [
        f"film.yaml:{line}:9: allow.0: 'txet' is no rule of check; did you mean 'text'?",
        f"{LAST}:10:30: shots.1.allow.1: 'fingers' is no rule of check; did you mean 'hands'?",
    ]
    lay(film, **{"film.yaml": f"{settings}allow: [text, one-eighty]\n"})
    edit(film / LAST, "allow: [hands, fingers], ", "allow: [hands], ")
    assert load_film(film).settings.allow == ("text", "one-eighty")
