"""Text in the film: its title, its chapters, what is drawn over a shot, the end card and the credits."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from orchestrator.directing.schedule import Schedule, ScheduledShot
from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.shot import ShotTitle
from stitching.timeline import Caption, Face, Marker, Source, Title

_START, _SECONDS = 0.7, 3.4
"""When the film's title comes, and how long it stands."""
_STANDS = {"lower-third": 4.0}
_USUAL = 3.0
_CARD_START, _CARD_LEAST = 0.4, 1.5
"""How long into its shot a chapter's card comes, and below which length it does not."""
_SETTING = re.compile(r"^\s*(?:(?:INT|EXT|EST|I/E|E/I)\b[./ ]*)+\s*", re.IGNORECASE)
_NUMBER = re.compile(r"\s*#[^#]*#\s*$")
_PARTS = re.compile(r"\s+[-–—]+\s+")


def titles_of(film: Film, plan: Schedule, face: Face, end: str) -> Iterator[Title]:
    """Every title of the film, in the style's type; `end` are the words of the end card."""
    rate, colour = film.settings.format.rate, film.style.titles.colour
    capitals = _capitals_of(film.settings.language)
    cards = list(_cards(film, plan))
    opening = opening_title(film, plan)
    if cards and cards[0].start < opening.start + opening.frames:
        first = _after(cards.pop(0), opening, plan.shots[0], round(_CARD_LEAST * rate))
        opening = opening if isinstance(first, Title) else opening.model_copy(update={"lines": (*opening.lines, first)})
        cards = [first, *cards] if isinstance(first, Title) else cards
    yield opening.model_copy(update={"font": face, "colour": colour})
    yield Title(
        start=plan.frames - plan.end_card,
        frames=plan.end_card - plan.credits,
        lines=(capitals(end),),
        place="end",
        font=face,
        colour=colour,
        fade=round(rate / 2),
    )
    yield from (card.model_copy(update={"font": face, "colour": colour}) for card in cards)
    for item in plan.shots:
        if (said := item.shot.drawn_title) and said.lines:
            yield _over(item, said, film, face)
    if plan.credits:
        rows = tuple(row if "|" in row else capitals(row) for row in film.settings.credits)
        start = plan.frames - plan.credits
        yield Title(start=start, frames=plan.credits, lines=rows, place="credits", font=face, colour=colour, fade=0)


def _capitals_of(language: str) -> Callable[[str], str]:
    """What readies a text that is set in capitals, where a language has its own: in Turkish that of i has its dot."""
    turkish = language.split("-")[0] in ("tr", "az")
    return lambda text: text.replace("i", "İ") if turkish else text


def opening_title(film: Film, plan: Schedule) -> Title:
    """The film's title, in no type yet."""
    rate, shot = film.settings.format.rate, plan.shots[0]
    start = min(round(_START * rate), shot.timing.frames // 4)
    length = min(round(_SECONDS * rate), shot.timing.frames - start)
    lines = (_capitals_of(film.settings.language)(film.settings.title),)
    return Title(start=start, frames=length, lines=lines, fade=max(1, min(round(rate / 2), length // 3)))


def _over(item: ScheduledShot, said: ShotTitle, film: Film, face: Face) -> Title:
    """What is drawn over a shot, within it: from where it is seen alone, to its end at most."""
    rate, seen = film.settings.format.rate, item.timing.frames - item.timing.head
    late = min(round(said.start * rate), seen - 1)
    asked = round((said.seconds or _STANDS.get(said.place, _USUAL)) * rate)
    return Title(
        start=item.start + item.timing.head + late,
        frames=max(1, min(asked, seen - late)),
        lines=said.lines if said.place != "label" else tuple(said.text.splitlines()),
        place=said.place,
        at=said.at,
        size=said.size,
        font=face,
        colour=said.colour or film.style.titles.colour,
        fade=max(1, min(round(rate / 3), item.timing.frames // 4)),
    )


def _cards(film: Film, plan: Schedule) -> Iterator[Title]:
    """A card over the first shot of each chapter that has a name."""
    if film.settings.chapters != "cards":
        return
    rate, seen = film.settings.format.rate, set[str]()
    capitals = _capitals_of(film.settings.language)
    for item in plan.shots:
        scene, name = item.scene, item.scene.chapter
        if scene.id in seen or not name:
            seen.add(scene.id)
            continue
        seen.add(scene.id)
        alone = item.timing.frames - item.timing.head
        late = min(round(_CARD_START * rate), alone // 4)
        frames = min(round(_USUAL * rate), alone - late)
        number, colon, rest = (part.strip() for part in name.partition(":"))
        lines = (capitals(number), rest) if colon and number and rest else (name.strip(),)
        start = item.start + item.timing.head + late
        yield Title(
            start=start, frames=frames, lines=lines, place="chapter", fade=max(1, min(round(rate / 2), frames // 3))
        )


def _after(card: Title, opening: Title, shot: ScheduledShot, least: int) -> Title | str:
    """The first chapter's card when the film's title has gone; where the shot has no room for that, its text."""
    start = opening.start + opening.frames
    left = min(card.frames, shot.start + shot.timing.frames - start)
    if left >= least:
        return card.model_copy(update={"start": start, "frames": left, "fade": min(card.fade, max(1, left // 3))})
    return ": ".join(card.lines)


def chapters_of(film: Film, plan: Schedule) -> tuple[Marker, ...]:
    """The film's chapters for players: the named ones, or each scene by its heading where none is named."""
    if film.settings.chapters == "off":
        return ()
    spans = plan.scene_spans()
    named = [(first, scene.chapter.strip()) for scene, first, _ in spans if scene.chapter and scene.chapter.strip()]
    if not named:
        named = [(first, readable(scene, film)) for scene, first, _ in spans]
        if len(named) < 2:
            return ()
    if named[0][0]:
        named.insert(0, (0, film.settings.title))
    kept = [one for one, other in pairwise([*named, (-1, "")]) if one[0] != other[0]]
    return tuple(Marker(frame=frame, name=name, kind="chapter") for frame, name in kept)


def readable(scene: Scene, film: Film) -> str:
    """A scene's heading as a name: of `EXT. LIGHTHOUSE GALLERY - NIGHT` it is `Lighthouse gallery, night`."""
    bare = _NUMBER.sub("", scene.heading)
    bare = _SETTING.sub("", bare).strip() or bare.strip()
    parts = [part for part in _PARTS.split(bare) if part]
    text = ", ".join(part.lower() if part.isupper() else part for part in parts)
    for sheet in film.characters.values():
        name = sheet.name
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _, name=name: name, text, flags=re.IGNORECASE)
    return text[:1].upper() + text[1:] if text else film.settings.title


def typeset(
    film: Film, face: Callable[[str], Face], captions: tuple[Caption, ...], fallbacks: tuple[Source, ...] = ()
) -> tuple[Caption, ...]:
    """The captions in the type of the style guide; as they are where it says nothing of them."""
    said = film.style.captions
    change: dict[str, object] = {"font": face(said.font)} if said.font else {}
    change |= {"colour": said.colour} if said.colour else {}
    change |= {"fallbacks": fallbacks} if fallbacks else {}
    return tuple(caption.model_copy(update=change) for caption in captions) if change else captions
