"""What is heard of a shot: every sound and its moment, from the same staging that is drawn. Nothing is drawn for it.

Feet, strokes and wings are heard when they are seen; what only the action speaks of comes in the order of its words.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random

from generation.animatic.acoustics import bases, rows, underfoot, words_in
from generation.animatic.blocking import Placed
from generation.animatic.compose import lay_out
from generation.animatic.figures.appearance import is_person
from generation.animatic.figures.bestiary import recognise
from generation.animatic.figures.people.poses import pose_named
from generation.animatic.figures.species import birds
from generation.animatic.lightning import flashes
from generation.animatic.parts import Part, parts_of
from generation.animatic.picture import Picture, under_camera, walk
from generation.animatic.stage import ADULT
from generation.animatic.steps import footfalls_in
from generation.animatic.strokes import strokes
from generation.animatic.thesaurus import every_word, find, roofed
from generation.requests import Figure, SoundEvent, Staging

_STROKES = {"whoosh": 1.6, "hammer": 0.9, "clang": 0.8, "row": 2.4, "cloth": 1.1, "step": 1.3, "knock": 1.2}
"""Seconds from one stroke to the next."""
_SWIMMING, _FLAPPING = 1.7, 7.0
"""Seconds of two strokes of a swimmer, and the wings' turn in radians a second where no plan says it."""
_UNSEEN = 0.28
_STRENGTHS = {"fire": 0.5, "tick": 0.4, "cloth": 0.5, "paper": 0.5, "pen": 0.5, "door": 0.55, "thunder": 0.9}
_CLOTH = frozenset({"embrace", "bow", "curtsy", "kneel", "rise", "sit-down", "turn-away", "pick-up", "carry"})
"""Poses that move the clothes as they begin, also where a shot opens on them."""
_SEATS = frozenset({"sit", "sit-down"})
_QUIET = frozenset({"lie", "sleep", "kneel", "crouch", "hide"}) | _CLOTH | _SEATS
"""Poses whose beginning is heard as cloth."""


def happenings(staging: Staging, width: int, height: int, seconds: float, seed: int) -> tuple[SoundEvent, ...]:
    """Everything that is heard in a shot of `seconds`, in order of time; `seed` is that of its clip."""
    shot = _Shot(staging, lay_out(staging, width, height, seconds, seed), seconds, seed)
    bodies = list(shot.bodies())
    drawn = frozenset(event.kind for event in bodies)
    found = [*shot.feet(), *shot.weather(), *bodies, *shot.calls(), *shot.doings(drawn)]
    kept = {(event.kind, round(event.start, 2)): event for event in found if event.start < seconds}
    return tuple(sorted(kept.values(), key=lambda event: (event.start, event.kind)))


@dataclass(frozen=True)
class _Shot:
    staging: Staging
    picture: Picture
    seconds: float
    seed: int

    @cached_property
    def ground(self) -> str:
        """What feet come down on; in water and in the air there is nothing else."""
        standing = self.picture.stage.standing
        return "water" if standing == "water" else "" if standing == "air" else underfoot(self.staging.setting)

    @cached_property
    def seen(self) -> dict[str, Placed]:
        """Who is in the picture."""
        return {placed.figure.id: placed for placed in self.picture.arrangement.placed}

    @cached_property
    def words(self) -> list[str]:
        """The words of the action."""
        return words_in(self.staging.action)

    def event(self, kind: str, start: float, by: str = "", **said: float | str) -> SoundEvent:
        """A sound where somebody is, or in the middle and a little away."""
        name, _, material = kind.partition("+")
        placed, strength = self.seen.get(by), _STRENGTHS.get(name, 0.6)
        where = {"pan": self._pan(placed, start), "distance": _far(self._share(placed))} if placed else {}
        usual = {"strength": strength, "distance": _UNSEEN, "material": material}
        return SoundEvent.model_validate({"kind": name, "start": round(max(0.0, start), 3), **usual, **where, **said})

    def feet(self) -> Iterator[SoundEvent]:
        """Every foot that comes down."""
        if not self.ground:
            return
        for fall in footfalls_in(self.picture):
            placed = self.seen[fall.figure]
            tall = placed.art.height / ADULT
            weight = min(1.0, 0.45 + 0.4 * tall) * (1.0 if fall.pace == "run" else 0.75)
            yield SoundEvent(
                kind="step",
                start=round(max(0.0, fall.time), 4),
                strength=round(weight, 3),
                pan=round(0.8 * fall.pan, 3),
                distance=_far(fall.size),
                material=self.ground,
                size=round(min(2.5, max(0.25, tall)), 3),
            )

    def weather(self) -> Iterator[SoundEvent]:
        """Thunder after each flash, the later the further away it struck."""
        if self.staging.setting.weather != "storm":
            return
        inside = roofed(find(self.staging.setting).kit)
        for number, moment in enumerate(flashes(self.seed, self.seconds)):
            random = Random(f"{self.seed}/thunder/{number}")
            far = random.uniform(0.15, 0.6) + 0.2 * inside
            late = moment + 0.08 + 1.1 * far**1.5
            yield self.event("thunder", late, distance=round(far, 3), pan=round(random.uniform(-0.5, 0.5), 3))

    def bodies(self) -> Iterator[SoundEvent]:
        """Cloth, falls, strokes in water, wings, and doors at entrances."""
        for figure in self.staging.figures:
            parts = parts_of(figure, self.seconds)
            ends = [part.start for part in parts[1:]] + [self.seconds]
            for number, (part, end) in enumerate(zip(parts, ends, strict=True)):
                before = parts[number - 1] if number else None
                yield from self._changed(figure, part, before)
                yield from self._moving(figure, part, end)

    def _changed(self, figure: Figure, part: Part, before: Part | None) -> Iterator[SoundEvent]:
        pose = pose_named(part.pose)
        if part.crosses and self._has_doors():
            yield self.event("door", part.start if part.crosses == "in" else part.start + 1.2, strength=0.45)
        if figure.id not in self.seen or not is_person(figure.kind, figure.appearance):
            return
        if before is None:
            if pose in _CLOTH:
                yield self.event("cloth", 0.35, figure.id, seconds=0.6)
            return
        earlier = pose_named(before.pose)
        if pose in _SEATS and earlier not in _SEATS:
            yield self.event("settle", part.start + 0.2, figure.id)
        elif pose != earlier and not _QUIET.isdisjoint((pose, earlier)):
            yield self.event("cloth", part.start + 0.1, figure.id, seconds=0.6)
        elif part.facing != before.facing:
            yield self.event("cloth", part.start, figure.id, strength=0.35, seconds=0.35)

    def _moving(self, figure: Figure, part: Part, end: float) -> Iterator[SoundEvent]:
        pose = _stem(part.pose)
        phase = Random(f"{figure.id}:motion").random()
        person = is_person(figure.kind, figure.appearance)
        if person:
            for at, (_, kind, strength, seconds) in strokes(pose_named(part.pose), phase, part.start, end):
                yield self.event(self._struck(kind), at, figure.id, strength=strength, seconds=seconds)
        if pose == "swim" and self.staging.setting.kind != "underwater":
            every = _SWIMMING / (2 if person else 1)
            for at in _again(part.start, end, every, -phase * _SWIMMING):
                yield self.event("splash", at, figure.id, strength=0.4, size=0.8)
        elif pose in ("fly", "soar") and not person:
            kind = recognise(figure.kind, figure.appearance)
            if rows().calls.get(kind.species) == "buzz":
                yield self.event("buzz", part.start, figure.id, seconds=end - part.start, strength=0.5)
            elif kind.plan in ("bird", "bat") or kind.species in ("dragon", "pegasus", "griffin"):
                plan = birds().get(kind.species)
                turn = 8.5 - 5.0 * min(1.0, plan.height) if plan else _FLAPPING if kind.plan == "bat" else 3.5
                for at in _again(part.start, end, math.tau / turn, 1.22 / turn):
                    yield self.event("wings", at, figure.id, size=_span(self.seen.get(figure.id)), strength=0.6)

    def _struck(self, kind: str) -> str:
        """The stroke with its material: hammers fall on wood where nothing of metal is there; who falls, falls on the ground."""
        if kind == "thud":
            return f"thud+{self.ground or 'water'}"
        metal = {"anvil", "iron", "metal", "horseshoe", "sword", "forge", "smithy", "steel", "blacksmith"}
        known = {
            *self.words,
            *every_word(self.staging.setting),
            *(word for prop in self.staging.props for word in words_in(prop)),
        }
        return "hammer+wood" if kind == "hammer" and metal.isdisjoint(known) else kind

    def calls(self) -> Iterator[SoundEvent]:
        """Animals that call, for the action says so or they come in; who speaks a line does not."""
        said = {
            sound: at
            for at, word in enumerate(self.words)
            for base in bases(word)
            if (sound := rows().saying.get(base))
        }
        animals = [figure for figure in self.staging.figures if not is_person(figure.kind, figure.appearance)]
        for figure in animals:
            own = rows().calls.get(recognise(figure.kind, figure.appearance).species)
            if own is None or figure.mouths:
                continue
            named = next((sound for sound in said if sound in (own, "*") or _fits(sound, own)), None)
            comes = next((part for part in parts_of(figure, self.seconds) if part.crosses == "in"), None)
            if named is not None:
                start = self._moment(said[named])
                yield self.event(own if named == "*" else named, start, figure.id, size=_span(self.seen.get(figure.id)))
            elif comes is not None:
                yield self.event(own, comes.start + 0.5, figure.id, strength=0.4)
        if not animals and not self.staging.figures[1:]:
            for at, word in enumerate(self.words):
                own = rows().calls.get(bases(word)[-1]) or rows().calls.get(word)
                if own and any(own == sound or _fits(sound, own) for sound in said):
                    yield self.event(own, self._moment(at), distance=0.5, strength=0.6)
                    return

    def doings(self, drawn: frozenset[str]) -> Iterator[SoundEvent]:
        """What the verbs of the action do, and things that go on by themselves; what is `drawn` is heard already."""
        things = {word for prop in self.staging.props for word in words_in(prop)} | every_word(self.staging.setting)
        known = {base for word in self.words for base in bases(word)} | things
        by = next((figure.id for figure in self.staging.figures if figure.id in self.seen), "")
        heard = set(drawn)
        for how, kind, verbs, besides in rows().doing:
            if (besides and not besides & known) or kind.partition("+")[0] in heard:
                continue
            at = next((at for at, word in enumerate(self.words) if verbs.intersection(bases(word))), None)
            if at is None and not (how == "while" and not besides and verbs & things):
                continue
            heard.add(kind.partition("+")[0])
            yield from self._done(how, kind, self._moment(at or 0), by)

    def _done(self, how: str, kind: str, at: float, by: str) -> Iterator[SoundEvent]:
        name = kind.partition("+")[0]
        if how == "while":
            yield self.event(kind, 0.0, by if name in ("paper", "pen") else "", seconds=round(self.seconds, 3))
        elif how == "once":
            force = {"strength": 0.9, "material": "glass"} if kind == "glass+broken" else {}
            lasting = {"seconds": round(self.seconds - at, 3)} if name == "engine" else {}
            yield self.event(kind, at, by, **force, **lasting)
            if name == "knock":
                for number in (1, 2):
                    yield self.event(kind, at + 0.26 * number, by)
        else:
            every, phase = _STROKES.get(name, 1.0), Random(f"{by}:motion").random()
            for moment in _again(0.0, self.seconds - 0.2, every, -phase * every):
                yield self.event(kind, moment, by)

    def _moment(self, at: int) -> float:
        """When a word of the action comes about, by its place among them."""
        return round((0.12 + 0.6 * at / max(1, len(self.words))) * self.seconds, 3)

    def _has_doors(self) -> bool:
        choice = find(self.staging.setting)
        return (roofed(choice.kit) and choice.kit not in ("carriage", "church")) or "door" in self.words

    def _pan(self, placed: Placed, t: float) -> float:
        x, _ = under_camera(self.picture, 1.0)(t).apply(placed.x + walk(self.picture, placed)(t), placed.bottom)
        return round(0.8 * max(-1.0, min(1.0, 2 * x / self.picture.width - 1)), 3)

    def _share(self, placed: Placed) -> float:
        """How much of the frame's height somebody has."""
        tall = placed.art.height * placed.scale * abs(under_camera(self.picture, 1.0)(0.0).d)
        return tall / self.picture.height


def _far(share: float) -> float:
    """How far away somebody sounds who has so much of the frame's height."""
    return round(min(0.85, max(0.0, 0.14 - 0.15 * math.log2(max(share, 1e-3)))), 3)


def _span(placed: Placed | None) -> float:
    return round(min(2.5, max(0.4, placed.art.height / ADULT * 1.6)), 3) if placed else 1.0


def _again(start: float, end: float, every: float, first: float) -> Iterable[float]:
    """The moments of what comes again `every` so many seconds, of which `first` is one, from start to end."""
    number = math.ceil((start - first) / every)
    while (at := first + number * every) < end:
        yield at
        number += 1


def _stem(pose: str) -> str:
    return pose.lower().replace("-", " ").split(" ")[0]


_RELATED = {"bark": {"growl", "howl"}, "howl": {"growl", "bark"}, "meow": {"purr", "hiss"}, "roar": {"growl", "hiss"}}


def _fits(sound: str, own: str) -> bool:
    """Whether an animal with this call can make that sound, too."""
    return sound in _RELATED.get(own, ()) or (own in ("caw", "coo", "owl", "crow", "gull") and sound == own)
