"""The head of one person in one view: face, hair and hat, carried by the neck, living with what is felt and said."""

import math
from collections.abc import Callable

from generation.animatic.art import Group, Matrix, Node, Timed, scale, shift, smooth, turn
from generation.animatic.figures.people import eyes, face, marks, mouth
from generation.animatic.figures.people.brush import Brush, living
from generation.animatic.figures.people.expression import FEELINGS, Lips, closing, speaking_in
from generation.animatic.figures.people.hair import hair
from generation.animatic.figures.people.hats import hat
from generation.animatic.figures.people.motions import during
from generation.animatic.figures.people.playing import Playing
from generation.animatic.figures.people.skeleton import Body, Bones
from generation.animatic.figures.person import Person

_COVERING = {"bob", "long", "wavy", "afro"}
"""Hair that lies over the ears."""

_TURNED = 15.0
"""Head units that the features slide when the head turns all the way."""


class HeadWork:
    """A head on the way to nodes. `facing` is how the body is seen; who faces left is drawn mirrored."""

    def __init__(
        self, person: Person, brush: Brush, body: Body, playing: Playing, bones: Callable[[float], Bones], facing: str
    ) -> None:
        self._person, self._brush, self._body = person, brush, body
        self._playing, self._bones = playing, bones
        self._facing = facing
        self._side = facing in ("left", "right")
        mood = playing.mood()
        changes = mood if callable(mood) else None
        first = mood(0.0) if callable(mood) else mood
        self._mood = mood
        self._head = face.Head(person, brush, 20.0 if self._side else 0.0, first, body.head / 100, changes)

    def nodes(self, seed: int) -> tuple[list[Node], list[Node]]:
        """What hangs behind the neck, and the head itself, both carried by the head's motion."""
        head, away = self._head, self._facing == "away"
        hair_art, hat_art = hair(head, away, self._playing.phase), hat(head, away)
        back = [*hair_art.back, *hat_art.back]
        if away:
            lobes = [] if "bones" in self._person.marks else face.ears(head)
            front = [*lobes, *marks.pointed_ears(head), *face.skin_shape(head)[:1], *hair_art.front]
            front += [*marks.bandages(head), *marks.horns(head, True), *hat_art.front]
        else:
            lips = speaking_in(self._playing.figure.mouths, self._mood)
            lobes = self._lobes()
            front = [
                *hair_art.under,
                *([] if self._side else lobes),
                *face.skin_shape(head, face.gaping(lips)),
                *marks.bandages(head),
                self._features(lips, seed),
                *eyes.glasses(head),
                *self._rim(),
                *hair_art.front,
                *(lobes if self._side else []),
                *marks.horns(head, False),
                *hat_art.front,
            ]
        place = living(self._place)
        return tuple([Group(tuple(part), transform=place, name="head")] if part else [] for part in (back, front))  # pyright: ignore[reportReturnType]

    def _lobes(self) -> list[Node]:
        person = self._person
        if "bones" in person.marks:
            return []
        covered = person.hat in {"hood", "headscarf"} or person.hair_style in _COVERING
        return [*([] if covered else face.ears(self._head)), *marks.pointed_ears(self._head)]

    def _features(self, lips: Timed[Lips], seed: int) -> Group:
        head, playing = self._head, self._playing
        blink, gaze, stance = closing(playing.blinks(seed)), playing.eyes(self._facing), playing.stance
        aside = playing.aside(self._facing)
        slide = living(lambda t: face.face_shift(stance(t).nod, aside(t) + _TURNED * stance(t).yaw))
        if "bones" in self._person.marks:
            return Group(tuple(marks.bare_skull(head, gaze, face.gaping(lips))), transform=slide, name="face")
        nodes = [
            *face.wrinkles(head),
            *mouth.beard(head, face.gaping(lips)),
            *mouth.mouth(head, lips),
            *marks.fangs(head),
            *eyes.eyes(head, blink, gaze, self._look()),
            Group(tuple(eyes.brows(head)), transform=self._brow_play),
            *(marks.red_nose(head) or face.nose(head)),
            *marks.mask(head),
        ]
        return Group(tuple(nodes), transform=slide, name="face")

    def _look(self) -> Timed[float]:
        """How far the eyes go down with a head that nods, or up."""
        stance = self._playing.stance

        def look(t: float) -> float:
            return max(-1.0, min(1.0, stance(t).nod / 24))

        return look(0.0) if self._playing.role.still else look

    def _brow_play(self, t: float) -> Matrix:
        """Brows rise a little now and then, more often while their owner speaks."""
        speech, phase = self._playing.speech, self._playing.phase
        eager = 0.35 + 0.65 * during(t, speech) if speech else 0.35
        play = max(0.0, math.sin(2.3 * t + 9 * phase) * math.sin(0.83 * t + 4 * phase))
        return shift(0.0, -7.0 * eager * play * play)

    def _rim(self) -> list[Node]:
        sign = self._brush.sign
        if self._head.yaw == 0:
            line = [(sign * 81, -30), (sign * 82, -2), (sign * 78, 34), (sign * 62, 70)]
        elif sign > 0:
            line = [(79, -28), (75, 0), (80, 28), (75, 54), (60, 82)]
        else:
            return []
        shade = min(1.0, self._brush.scheme.shade * 1.6)
        return [self._brush.rim(smooth(line, closed=False), 2.8, 0.28 + 0.3 * shade)]

    def _place(self, t: float) -> Matrix:
        bones, stance = self._bones(t), self._playing.stance(t)
        pitch = (stance.nod * 0.42 + stance.lean * 0.25 + self._body.stoop * 0.1) if self._side else 0.0
        return shift(*bones.head) @ turn(stance.roll + pitch + stance.tilt * 0.5) @ scale(self._body.head / 100)

    def top(self) -> float:
        """How high hat, hair or horns stand, in head units."""
        head = face.Head(self._person, self._brush, 0.0, FEELINGS["neutral"], 0.4)
        return max(106.0, -hat(head, False).top, marks.HORNS_TOP if "horns" in self._person.marks else 0.0)
