"""The treatment of an outlined film: what its shape means, what drives its people, and what happens in each scene."""

import re

from orchestrator.film.film import Settings
from orchestrator.film.screenplay import Action, ScreenplayScene, Speech
from orchestrator.film.style import StyleGuide
from orchestrator.film.treatment import Role, Treatment
from orchestrator.writing.outline.people import Player
from orchestrator.writing.outline.phrasing import phrase
from orchestrator.writing.outline.write import Outline, outlined
from orchestrator.writing.reading_phrases import POSSESSIVES
from orchestrator.writing.treated import Passage, Sketch, beats_of

_BOTH = r"(?:The )?[A-Z]\w+ and (?:the )?[A-Z]\w+"


def sketch(settings: Settings, style: StyleGuide) -> Sketch:
    """Return the treatment of the film's idea, with the screenplay that `write_outline` gives for it.

    Raises:
        WritingError: if the idea says nothing at all.
    """
    outline = outlined(settings, style)
    play = outline.screenplay
    passages = {scene.id: _passages(scene, outline.players) for scene in play.scenes}
    places = {place.id: place.name for place in play.places}
    treatment = Treatment(
        title=play.title,
        logline=play.logline,
        theme=outline.slots["lesson"] or _said(outline, outline.shape.theme),
        characters=tuple(_role(outline, player) for player in outline.players if _plays(outline, player)),
        beats=beats_of(play.scenes, passages, places, style.pace.seconds),
    )
    return Sketch(treatment, play, passages, narrated=False)


def _plays(outline: Outline, player: Player) -> bool:
    return any(sheet.id == player.id for sheet in outline.screenplay.characters)


def _role(outline: Outline, player: Player) -> Role:
    part = next((key for key, lead in zip("AB", outline.players, strict=False) if lead is player), "")
    inner = outline.shape.inner if part else _beside(outline, player)
    return Role(
        id=player.id,
        name=player.sheet.name,
        kind=player.sheet.kind,
        want=_said(outline, inner.get(f"want {part}", "")),
        flaw=_said(outline, inner.get(f"flaw {part}", "")),
        appearance=player.sheet.appearance,
    )


def _beside(outline: Outline, player: Player) -> dict[str, str]:
    """Return what drives somebody beside the two: whoever threatens them, or belongs to the first."""
    lead = outline.players[0]
    he = player.pronouns.subject.capitalize()
    if player.noun == outline.slots.get("threat_noun"):
        return {"want ": "To get {B}, whatever {A} does.", "flaw ": f"{he} can be frightened like anybody else."}
    if player.being.words.lower().split(" ")[0] in POSSESSIVES:
        return {"want ": f"To stay with {lead.label}.", "flaw ": f"{he} is never asked."}
    return {}


def _said(outline: Outline, template: str) -> str:
    return phrase(template, outline.slots, outline.chance.fork(template)).text if template else ""


def _passages(scene: ScreenplayScene, players: tuple[Player, ...]) -> tuple[Passage, ...]:
    """Return what the scene is about, then its action in order; what is said belongs to the action before it."""
    shown = " ".join(beat.text for beat in scene.beats if isinstance(beat, Action))
    opening = "" if _says(shown, scene.summary) else scene.summary if shown else _talked_about(scene, players)
    told: list[tuple[str, list[Action | Speech]]] = [(opening, [])]
    for beat in scene.beats:
        if isinstance(beat, Action):
            told.append((beat.text, [beat]))
        else:
            told[-1][1].append(beat)
    found: list[Passage] = []
    for text, beats in told:
        before = found[-1].text if found else ""
        found.append(Passage(_taken_up(text, before, players), tuple(beats)))
    return tuple(passage for passage in found if passage.text or passage.beats)


def _taken_up(text: str, before: str, players: tuple[Player, ...]) -> str:
    """Return a sentence with a pronoun for its subject, where the sentence before it is about nobody else."""
    last = re.split(r"(?<=[.!?]) ", before)[-1]
    both = re.match(_BOTH, last)
    if both and text.startswith(f"{both[0]} "):
        return f"They{text[len(both[0]) :]}"
    for player in players:
        name = player.label[:1].upper() + player.label[1:]
        others = [other for other in players if other is not player]
        alone = last.startswith(f"{name} ") and not any(_names(last, other) for other in others)
        if alone and text.startswith(f"{name} ") and player.pronouns.subject != "they":
            return player.pronouns.subject.capitalize() + text[len(name) :]
    return text


def _says(shown: str, summary: str) -> bool:
    """Whether the action says by itself all that a summary says."""
    stems, wanted = ({word[:5] for word in re.findall(r"\w+", text.lower())} for text in (shown, summary))
    first = re.split(r"(?<=[.!?]) ", shown)[0].rstrip(".!?")
    return wanted <= stems or (bool(first) and summary.startswith(first))


def _talked_about(scene: ScreenplayScene, players: tuple[Player, ...]) -> str:
    """Return what a scene is about in which nothing is done but talk."""
    said = dict.fromkeys(beat.character for beat in scene.beats if isinstance(beat, Speech))
    who = [player.label for player in players if player.id in said]
    if not who:
        return scene.summary
    if len(who) == 1:
        talk = f"{who[0]} says so."
    else:
        named = all(label in scene.summary for label in who[:2])
        talk = "They talk about it." if named else f"{who[0]} and {who[1]} talk about it."
    return f"{scene.summary} {talk[0].upper()}{talk[1:]}"


def _names(text: str, player: Player) -> bool:
    return re.search(rf"\b{re.escape(player.label.removeprefix('the '))}\b", text) is not None
