"""Everybody and everything on stage, in their state, in every prompt; nobody else, and nothing over the limit."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from long_film import long_film

from orchestrator.directing.prompting import Prompt
from orchestrator.directing.prompting.compiler import Prompter
from orchestrator.directing.states import PropSheets, with_states
from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Sheet
from orchestrator.film.shot import Shot
from orchestrator.project.folder import load_film
from templates.dialects import card, dialect_names

EXAMPLES = Path(__file__).parents[2] / "examples"
DESCRIBING = [name for name in dialect_names() if card(name).describes]
PRONOUNS = {"he", "she", "they", "him", "her", "his", "their", "them", "hers", "theirs"}
_EVERYWHERE = {"a", "an", "the", "and", "of", "with", "for", "in", "on", "one", "all", "eyes", "sound", "lens"}
"""Words of no particular thing, and those of the templates."""
_QUOTED = re.compile(r'"[^"]*"')


@cache
def films() -> dict[str, Film]:
    """Every film that prompts are measured on."""
    told = {f"long {seed}": long_film(seed) for seed in (1, 2)}
    return told | {path.parent.name: load_film(path.parent) for path in sorted(EXAMPLES.glob("*/film.yaml"))}


@cache
def prompter(name: str) -> Prompter:
    """The prompter of a film, for all dialects."""
    return Prompter(films()[name])


@cache
def prompts(dialect: str) -> tuple[tuple[Film, Scene, Shot, Prompt], ...]:
    """Every prompt of every film in a dialect, with the shot as it is settled."""
    found: list[tuple[Film, Scene, Shot, Prompt]] = []
    for name, film in films().items():
        settled = with_states(film)
        for (scene, shot), (_, known) in zip(film.shots(), settled.shots(), strict=True):
            found.append((settled, scene, known, prompter(name).prompt(scene, shot, dialect)))
    return tuple(found)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def says(text: str, phrase: str) -> bool:
    """Whether the words of the phrase stand in the text side by side; its article may be another."""
    asked = words(phrase)
    asked = asked[1:] if asked[:1] in (["a"], ["an"], ["the"]) else asked
    return f" {' '.join(asked)} " in f" {' '.join(words(text))} "


def parts(look: str) -> list[str]:
    return [part for part in re.split(r"\s*[,;]\s*", look) if part.strip()]


def on_stage(film: Film, scene: Scene, shot: Shot) -> Iterator[tuple[str, Sheet, str | None]]:
    """The kind of sheet, the sheet and its state, of everybody and everything in the shot."""
    for entry in shot.cast:
        yield "character", film.characters[entry.character], entry.state
    if scene.place in film.places:
        yield "place", film.places[scene.place], shot.states.get(scene.place)
    for thing in shot.props:
        if sheet := PropSheets(film.props).find(thing):
            yield "prop", sheet, shot.states.get(sheet.id)


@pytest.mark.parametrize("dialect", DESCRIBING)
def test_everybody_on_stage_is_described_in_their_state(dialect: str) -> None:
    for film, scene, shot, prompt in prompts(dialect):
        shed = [clause.text for clause in prompt.shed]
        for kind, sheet, state in on_stage(film, scene, shot):
            for part in (*parts(sheet.appearance), *parts(sheet.states.get(state or "", ""))):
                told = says(prompt.text, part)
                let_go = kind != "character" and any(says(clause, part) for clause in shed)
                assert told or let_go, f"{scene.id}/{shot.id}: {sheet.id} without '{part}' in: {prompt.text}"


@cache
def telling(film_name: str) -> dict[tuple[str, str], frozenset[str]]:
    """By sheet and state (or "" for what it always has) the words that nothing else in the film says."""
    film = films()[film_name]
    sheets: list[Sheet] = [*film.characters.values(), *film.places.values(), *film.props.values()]
    looks = {(sheet.id, ""): set(words(sheet.appearance)) for sheet in sheets}
    looks |= {(sheet.id, state): set(words(text)) for sheet in sheets for state, text in sheet.states.items()}
    guide = film.style
    common = set(words(" ".join((guide.look, guide.light, guide.lens)))) | _EVERYWHERE
    for scene, shot in film.shots():
        common |= set(words(f"{shot.action} {scene.heading} {shot.camera} {' '.join(shot.props)}"))
        common |= {word for line in shot.dialogue for word in words(line.line)}
    common |= {word for sheet in sheets for word in words(f"{sheet.name} {sheet.kind} {sheet.called}")}
    return {
        key: frozenset(own - common - {word for other, told in looks.items() if other != key for word in told})
        for key, own in looks.items()
    }


@pytest.mark.parametrize("dialect", dialect_names())
def test_nobody_else_and_no_former_state_is_in_a_prompt(dialect: str) -> None:
    names = {id(with_states(film)): name for name, film in films().items()}
    assert names
    at = 0
    for name, film in films().items():
        count = len(film.shots())
        for settled, scene, shot, prompt in prompts(dialect)[at : at + count]:
            here = {(sheet.id, key) for _, sheet, state in on_stage(settled, scene, shot) for key in ("", state or "")}
            said = set(words(prompt.text))
            for key, own in telling(name).items():
                assert key in here or not own & said, f"{name} {scene.id}/{shot.id}: {key} leaks {own & said}"
        at += count


@pytest.mark.parametrize("dialect", dialect_names())
def test_every_prompt_fits_and_what_went_is_told_and_gone(dialect: str) -> None:
    for _, scene, shot, prompt in prompts(dialect):
        assert not prompt.budget.over, f"{scene.id}/{shot.id}: {prompt.budget} {prompt.text}"
        kept = [clause.text for clause in prompt.clauses]
        for clause in prompt.shed:
            assert clause.turn is not None
            assert not says(prompt.text, clause.text) or any(says(text, clause.text) for text in kept), clause
        assert not re.search(r"\s[,.;]|[,;][^\s\d\"]|\s{3}|[,;][,;.]", prompt.text), prompt.text
        assert "".join(segment.text for segment in prompt.segments) == prompt.text
        assert all(segment.origin for segment in prompt.segments)


@pytest.mark.parametrize("dialect", dialect_names())
def test_no_name_and_no_pronoun_reaches_a_model(dialect: str) -> None:
    for film, scene, shot, prompt in prompts(dialect):
        text = _QUOTED.sub("", prompt.text)
        assert not PRONOUNS & set(words(text)), f"{scene.id}/{shot.id}: {text}"
        for sheet in film.characters.values():
            name = sheet.name.removeprefix("The ")
            plain = name.lower() in words(sheet.look(None) + " " + sheet.kind)
            assert plain or not re.search(rf"\b{re.escape(name)}\b", text), f"{scene.id}/{shot.id}: {name} in {text}"


def base_of(film: Film, scene: Scene) -> str:
    """What the look begins with."""
    return film.style_of(scene).look.split(",")[0]


ORDER = ("mood", "palette", "lens", "look", "light", "weather", "setting", "sound", "props", "blocking", "emotions")
AT_WORST = ("place", "time", "first of the look")


def test_what_goes_goes_in_the_stated_order() -> None:
    for dialect in ("sdxl", "animatediff", "nova-reel", "ltx-0.9", "pika"):
        for film, scene, shot, prompt in prompts(dialect):
            base = base_of(film, scene)
            names = [
                clause.turn if clause.turn == "last" else "first of the look" if clause.text == base else clause.name
                for clause in prompt.shed
            ]
            assert names == sorted(names, key=(*ORDER, *AT_WORST, "last").index), (scene.id, shot.id, names)
    assert any(prompt.shed for *_, prompt in prompts("sdxl")), "nothing had to go: the test measures nothing"


def plain(phrase: str) -> str:
    """The words of a phrase without the article, as a pattern."""
    return re.escape(re.sub(r"^(a|an|the) ", "", " ".join(words(phrase))))


@pytest.mark.parametrize("dialect", DESCRIBING)
def test_somebody_is_described_in_the_same_words_in_each_prompt(dialect: str) -> None:
    told: dict[tuple[str, str, str | None], set[tuple[str, ...]]] = {}
    for film, scene, shot, prompt in prompts(dialect):
        for entry in shot.cast:
            sheet = film.characters[entry.character]
            looks = [plain(part) for part in parts(sheet.look(entry.state))]
            found = re.match(".*" + "(.{0,30}?)".join(looks), " ".join(words(prompt.text)))
            assert found, f"{scene.id}/{shot.id}: {sheet.id} is not described in one piece: {prompt.text}"
            told.setdefault((film.settings.title, sheet.id, entry.state), set()).add(found.groups())
    assert all(len(ways) == 1 for ways in told.values()), {key: ways for key, ways in told.items() if len(ways) > 1}
