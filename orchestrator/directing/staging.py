"""A shot as data for backends that draw: who stands where, in which light, seen how."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

from generation.animatic.figures.people.manners import SIDEWAYS
from generation.animatic.thesaurus import words_of
from generation.requests import Camera, Figure, Look, Media, Motif, Mouth, Setting, Staging
from orchestrator.directing.acting import emotions, face, leaves, poses
from orchestrator.directing.beats import Times, as_written, with_beats
from orchestrator.directing.states import PropSheets
from orchestrator.directing.world import period, season
from orchestrator.film.film import Film
from orchestrator.film.meanings import in_known_words
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Prop
from orchestrator.film.shot import Cast, Shot, camera_move
from orchestrator.film.style import StyleGuide
from orchestrator.film.viewpoint import viewpoint
from orchestrator.film.vocabulary import Angle, Position, Size

_SPEEDS = {"slow": 0.6, "slowly": 0.6, "gentle": 0.6, "quick": 1.6, "fast": 1.6, "whip": 2.5, "barely": 0.3}
_UNKNOWN = "parcel"
"""What is drawn for a thing that nobody drew."""
_SPREAD: dict[int, tuple[Position, ...]] = {
    0: (),
    1: ("centre",),
    2: ("left", "right"),
    3: ("left", "centre", "right"),
    4: ("far-left", "left", "right", "far-right"),
}


def staging(
    film: Film, scene: Scene, shot: Shot, mouths: Mapping[str, tuple[Mouth, ...]], times: Times | None = None
) -> Staging:
    """Translate a shot; `mouths` are the mouth shapes of everybody who speaks in it, by character id.

    Without its times it is one moment: everybody does what matters most.
    """
    place = setting(film, scene, shot)
    things = tuple(in_known_words(words, film.meanings) for words in _things(film, shot))
    own = _motifs(film, f"{place.kind} {place.description} {place.id} . {' . '.join(things)}")
    style = look(film.style_of(scene))
    return Staging(
        setting=place,
        figures=_figures(film, scene, shot, mouths, times),
        props=things,
        camera=camera(shot),
        look=style.model_copy(update={"motifs": own}) if own else style,
        action=shot.action,
        mood=scene.mood,
    )


def _motifs(film: Film, named: str) -> tuple[Motif, ...]:
    """The style's own drawings of what is named; a new one changes no shot that does not name it."""
    if not film.style.motifs:
        return ()
    said = f" {' '.join(words_of(named))} "
    folder = film.style_folder or Path()
    return tuple(
        Motif(
            words=each.words,
            media=Media(digest=film.style_drawings[each.file], path=folder / each.file),
            kind="svg" if each.file.lower().endswith(".svg") else "lottie",
            height=each.height,
            anchor=each.anchor,
        )
        for each in film.style.motifs
        if each.file in film.style_drawings and any(f" {' '.join(words_of(word))} " in said for word in each.words)
    )


def setting(film: Film, scene: Scene, shot: Shot) -> Setting:
    """Where the shot is: its place sheet in its state, or the words of the heading where it has none."""
    place = film.places.get(scene.place) if scene.place else None
    if place is None:
        words = scene.heading.split(" - ")[0]
        interior = words.upper().startswith("INT")
        named = words.split(".", 1)[-1].strip().lower()
        return Setting(
            id=named,
            kind=in_known_words(named, film.meanings),
            interior=interior,
            time=scene.time,
            weather=scene.weather,
            season=season(film, scene, shot),
            period=period(film, scene, shot),
        )
    return Setting(
        id=place.id,
        kind=in_known_words(place.kind or place.name, film.meanings),
        description=in_known_words(place.look(shot.states.get(place.id)), film.meanings),
        interior=place.interior,
        time=scene.time,
        weather=scene.weather,
        season=season(film, scene, shot),
        period=period(film, scene, shot),
    )


def _things(film: Film, shot: Shot) -> list[str]:
    """The props: a thing with a sheet as what it is, with its looks, so that `brass lantern` is still read as a lantern."""
    if not film.props or not shot.props:
        return list(shot.props)
    sheets = PropSheets(film.props)
    return [
        _thing(sheet, shot.states.get(sheet.id)) if (sheet := sheets.find(words)) else words for words in shot.props
    ]


def _thing(sheet: Prop, state: str | None) -> str:
    """What the thing is comes first, for it is drawn by the last word before `with`."""
    from generation.animatic.props import prop_name
    from generation.animatic.props.tint import named_colour

    name, looks = sheet.name.lower().removeprefix("the "), sheet.look(state)
    kind = sheet.kind.lower()
    if kind and kind.split()[-1] not in name.split():
        name = f"{name} {kind}"
    elif not kind and prop_name(name) == _UNKNOWN and prop_name(looks) != _UNKNOWN:
        return looks
    # Its colour, too, is read from the words before `with`.
    words = re.findall(r"[a-z]+", sheet.appearance.lower().split(",")[0])
    colour = next((word for word in words if named_colour([word, name]) and word not in name.split()), None)
    if colour and named_colour(name.split()) is None:
        name = f"{colour} {name}"
    return f"{name} with {looks}" if looks else name


def camera(shot: Shot) -> Camera:
    """The camera phrase as data, e.g. `slow pan left`."""
    return _camera(shot.camera, shot.size, shot.angle, shot.view)


@lru_cache(maxsize=256)
def _camera(phrase: str, size: Size, angle: Angle, view: str) -> Camera:
    words = phrase.lower().replace("-", " ").split()
    directions: tuple[Literal["left", "right", "up", "down"], ...] = ("left", "right", "up", "down")
    named: list[Literal["left", "right", "up", "down", ""]] = [way for way in directions if way in words]
    speed = next((_SPEEDS[word] for word in words if word in _SPEEDS), 1.0)
    seen = viewpoint(view)
    return Camera(
        size=size,
        angle=angle,
        move=camera_move(phrase),
        direction=named[0] if named else "",
        speed=speed,
        reverse=seen.kind == "reverse",
        over=seen.who if seen.kind == "over" else "",
        eyes=seen.who if seen.kind == "eyes" else "",
    )


class _SameStyle:
    """A style guide, known by itself and not by its content."""

    def __init__(self, style: StyleGuide) -> None:
        self.style = style

    def __hash__(self) -> int:
        return id(self.style)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameStyle) and other.style is self.style


def look(style: StyleGuide) -> Look:
    """The part of a style guide that draws; one value for all shots of a style."""
    return _look(_SameStyle(style))


@lru_cache(maxsize=64)
def _look(of: _SameStyle) -> Look:
    style = of.style
    return Look(
        palette=style.palette,
        line=style.line,
        texture=style.texture,
        contrast=style.grade.contrast,
        saturation=style.grade.saturation,
        grain=style.grade.grain,
        vignette=style.grade.vignette,
        toning=style.toning,
        glow=style.glow,
        pool=style.pool,
        flare=style.flare,
        blinds=style.blinds,
        letterbox=style.grade.letterbox or 0.0,
        hold=style.hold,
    )


def _figures(
    film: Film, scene: Scene, shot: Shot, mouths: Mapping[str, tuple[Mouth, ...]], times: Times | None
) -> tuple[Figure, ...]:
    spread = _SPREAD[min(len(shot.cast), 4)]
    names = {
        cast.character: _called(cast.character, film.characters[cast.character].name, shot.action) for cast in shot.cast
    }
    doing, feeling = poses(shot.action, names), emotions(shot.action, names)
    found: list[Figure] = []
    for index, cast in enumerate(shot.cast):
        sheet = film.characters[cast.character]
        position = cast.position or spread[index % len(spread)]
        line = next((line for line in shot.dialogue if line.character == cast.character), None)
        found.append(
            Figure(
                id=cast.character,
                kind=in_known_words(sheet.kind, film.meanings),
                appearance=in_known_words(sheet.look(cast.state), film.meanings),
                position=position,
                facing=cast.facing or _faces(shot.cast, position, doing[cast.character]),
                pose=cast.pose or doing[cast.character],
                emotion=cast.emotion or face(feeling[cast.character], line.manner if line else None, scene.mood),
                mouths=mouths.get(cast.character, ()),
            )
        )
    if times is None:
        return tuple(found)
    written = frozenset(cast.character for cast in shot.cast if cast.pose or cast.beats)
    acting = with_beats(found, shot.action, names, times, written)
    return tuple(
        as_written(figure, cast.beats, times.seconds) if cast.beats else figure
        for figure, cast in zip(acting, shot.cast, strict=True)
    )


def _called(identity: str, name: str, action: str) -> str:
    """What the action calls somebody: the sheet's name, or what the id says where the sheet was renamed since."""
    known = name.lower().removeprefix("the ") in action.lower()
    return name if known else identity.replace("-", " ").title()


def _faces(cast: tuple[Cast, ...], position: Position, pose: str) -> Literal["left", "right", "camera"]:
    if leaves(pose):
        return "left" if position in ("left", "far-left") else "right"
    if pose in SIDEWAYS:
        return "left" if position in ("right", "far-right") else "right"
    if len(cast) == 1 or position in ("centre", "background", "foreground"):
        return "camera"
    return "right" if position in ("left", "far-left") else "left"
