"""How each planned shot is seen: size, angle and camera move, by film grammar, mood and content."""

import random

from orchestrator.directing.breakdown_plan import Planned, PlannedScene
from orchestrator.directing.breakdown_words import (
    belittles,
    is_in_the_face,
    is_in_the_hands,
    moves,
    puts_down,
    threatens,
)
from orchestrator.directing.grammar import SHORT_INSERT, SIZES, moves_named
from orchestrator.film.shot import camera_move
from orchestrator.film.vocabulary import Angle, Facing, Mood, Size

_TALK: tuple[Size, ...] = ("medium-close", "close-up", "medium", "cowboy")
_TALK_NEAR: tuple[Size, ...] = ("close-up", "medium-close", "extreme-close-up", "medium")
_TWO: tuple[Size, ...] = ("medium", "cowboy", "full", "medium-close")
_BOLD: tuple[Size, ...] = ("full", "medium-close", "wide", "close-up")
_ANGLES: dict[Mood, tuple[tuple[Angle, float], ...]] = {
    "ominous": (("low", 0.28), ("dutch", 0.08), ("high", 0.15)),
    "tense": (("low", 0.22), ("dutch", 0.05)),
    "lonely": (("high", 0.35),),
    "sad": (("high", 0.3),),
    "triumphant": (("low", 0.45),),
    "wonder": (("low", 0.3), ("high", 0.08)),
    "playful": (("low", 0.12), ("high", 0.08)),
    "joyful": (("low", 0.12),),
    "tender": (),
    "calm": (("high", 0.08),),
}
_OPENING_MOVES: dict[Mood, tuple[str, ...]] = {
    "ominous": ("slow push in", "slow crane down"),
    "tense": ("slow push in", "pan right"),
    "lonely": ("slow pull out", "slow pan left"),
    "sad": ("slow pull out", "slow tilt down"),
    "wonder": ("slow crane up", "slow tilt up", "slow push in"),
    "triumphant": ("crane up", "slow orbit right"),
    "joyful": ("pan right", "truck right"),
    "playful": ("pan left", "truck right"),
    "tender": ("slow push in", "slow pan right"),
    "calm": ("slow pan right", "slow pan left", "slow push in"),
}
_ACTION_MOVES: dict[Mood, tuple[str, ...]] = {
    "ominous": ("slow push in", "static", "slow truck left"),
    "tense": ("handheld", "push in", "static"),
    "lonely": ("static", "slow pull out"),
    "sad": ("static", "slow push in"),
    "wonder": ("slow push in", "slow tilt up", "static"),
    "triumphant": ("slow orbit left", "slow push in", "slow crane up"),
    "joyful": ("pan right", "static", "slow orbit right"),
    "playful": ("static", "pan left", "quick zoom in"),
    "tender": ("static", "slow push in"),
    "calm": ("static", "slow pan right", "slow push in"),
}
_JOINING = ("then", "and", "with", "while", "to", "into", "a", "slow", "slowly", "quick", "as", "it", "we", "the")
"""Words that lead over to a camera phrase's next move."""


class Eye:
    """Chooses how shots are seen, one after the other, remembering the shot before."""

    def __init__(self) -> None:
        self._before: Planned | None = None
        self._size_before_that: Size | None = None
        self._overhead = False
        self._opened: dict[str, Size] = {}
        self._seen_again: dict[str, Angle] = {}

    def see(self, entry: PlannedScene, index: int, *, last: bool, choose: random.Random) -> None:
        """Set size, angle and camera of one shot. `last` is the film's last shot."""
        shot = entry.shots[index]
        late = index / max(1, len(entry.shots) - 1)
        wishes = self._sizes(entry, index, late, choose)
        wished_angle = self._angle(entry, shot, wishes[0], choose)
        if index == 0 and entry.new_place:
            wishes, wished_angle = self._opened_anew(entry.scene.place, wishes, wished_angle)
        shot.size, shot.angle = self._unlike_before(shot, wishes, wished_angle)
        if index == 0 and entry.new_place:
            self._opened[entry.scene.place] = shot.size
        shot.camera = self._camera(entry, index, late, last, choose)
        self._size_before_that = self._before.size if self._before else None
        self._before = shot

    def see_as_listed(self, shot: Planned, *, opens: bool) -> str:
        """Set size, angle and camera as the list has them, where the cut allows; return what was changed, if anything."""
        asked, changed = shot.asked, list[str]()
        assert asked is not None
        shot.size, shot.angle, shot.camera = asked.size, asked.angle, _one_move(asked.camera)
        if shot.camera != asked.camera:
            changed.append(f"camera '{asked.camera}' is {shot.camera} here")
        if opens and shot.size not in ("wide", "extreme-wide"):
            changed.append(f"opens wide, not {shot.size}")
            shot.size = "wide"
        if self._before is not None and _jumps(self._before, shot):
            nearest: list[Size] = [size for size in SIZES if size != "insert"]
            nearest.sort(key=lambda size: abs(SIZES.index(size) - SIZES.index(shot.size)))
            fitting: list[Size] = [size for size in nearest if not opens or size in ("wide", "extreme-wide")]
            others: list[Size] = [size for size in fitting if size != self._before.size]
            changed.append(f"{others[0]} in place of {shot.size}, which the shot before it is")
            shot.size = others[0]
        self._size_before_that = self._before.size if self._before else None
        self._before = shot
        return "; ".join(changed)

    def _sizes(self, entry: PlannedScene, index: int, late: float, choose: random.Random) -> tuple[Size, ...]:
        shot = entry.shots[index]
        near = late * 0.5 + entry.scene.intensity > 0.95
        if shot.kind == "insert":
            return ("insert",)
        if index == 0 and entry.new_place:
            interior = entry.place is not None and entry.place.interior
            wide = interior or len(shot.cast) == 1 or choose.random() < 0.4
            return ("wide", "extreme-wide") if wide else ("extreme-wide", "wide")
        if shot.kind == "establishing":
            return ("wide", "extreme-wide", "full")
        if shot.kind == "reaction":
            return ("close-up", "medium-close", "extreme-close-up") if near else ("medium-close", "close-up", "medium")
        if shot.kind == "speech":
            if len(shot.cast) > 1:
                return _TWO
            # Singles come in matching pairs, each pair nearer than the one before, and then once more from the first.
            return _TALK_NEAR if near or shot.turn // 2 % 2 else _TALK
        return self._action_sizes(shot, near, choose)

    def _opened_anew(self, place: str, wishes: tuple[Size, ...], angle: Angle) -> tuple[tuple[Size, ...], Angle]:
        """A place that the film comes back to is opened another way than the last time."""
        before = self._opened.get(place)
        if before is None:
            return wishes, angle
        again: Angle = "high" if self._seen_again.get(place) == "low" else "low"
        fresh: list[Size] = [size for size in wishes[:2] if size != before]
        stale: list[Size] = [size for size in wishes if size not in fresh]
        if place in self._seen_again and angle == "eye":
            angle = again
        self._seen_again[place] = again
        return (*fresh, *stale), angle

    @staticmethod
    def _action_sizes(shot: Planned, near: bool, choose: random.Random) -> tuple[Size, ...]:
        if not shot.cast:
            return ("wide", "full", "extreme-wide", "medium")
        if len(shot.cast) > 2:
            return ("full", "wide", "cowboy")
        if shot.props:
            # Hands and what they hold are in the frame, and so is the ground where a thing is put down.
            return ("full", "cowboy", "wide") if puts_down(shot.action) else ("cowboy", "medium", "full")
        if moves(shot.action):
            return ("full", "wide", "cowboy", "medium")
        if len(shot.cast) == 2:
            return ("cowboy", "full", "medium", "wide") if not near else ("medium", "cowboy", "full")
        if is_in_the_face(shot.action):
            return ("close-up", "medium-close", "medium") if near else ("medium-close", "close-up", "medium")
        if is_in_the_hands(shot.action):
            return ("medium", "cowboy", "medium-close")
        sizes: list[Size] = ["medium", "cowboy", "full", "medium-close"]
        choose.shuffle(sizes)
        return tuple(sizes)

    def _angle(self, entry: PlannedScene, shot: Planned, size: Size, choose: random.Random) -> Angle:
        """Angle from power and mood: low for what is strong, high for what is small, dutch for what is wrong."""
        mood, chance = entry.scene.mood, choose.random()
        if shot.kind == "insert":
            return "high" if chance < 0.3 else "eye"
        empty = size == "extreme-wide" and not shot.lines
        if empty and mood in ("lonely", "sad", "wonder") and not self._overhead and chance < 0.3:
            self._overhead = True
            return "overhead"
        if shot.kind == "action" and shot.cast and chance < 0.6:
            if threatens(shot.action) and mood in ("tense", "ominous", "triumphant", "wonder"):
                return "low"
            if belittles(shot.action) and not is_in_the_face(shot.action):
                return "high"
        for angle, share in _ANGLES[mood]:
            if chance < share:
                return "low" if angle == "dutch" and shot.kind == "establishing" else angle
            chance -= share
        return "eye"

    def _unlike_before(self, shot: Planned, wishes: tuple[Size, ...], angle: Angle) -> tuple[Size, Angle]:
        """Return the first wish that cuts well against the shot before: another size, or failing that another angle."""
        before = self._before
        if before is None:
            return wishes[0], angle
        if _answers(shot, before) and before.size in wishes[:2]:
            return (before.size, before.angle) if shot.turn % 2 else (wishes[0], angle)
        other_angle: Angle = angle if angle != before.angle or angle == "eye" else "eye"
        again = shot.cast == before.cast and shot.kind == "action" and len(shot.cast) == 1
        # Of one and the same subject only a bold cut looks meant.
        for least, wished in ((2, (*wishes, *_BOLD) if again else ()), (1, wishes)):
            for size in wished:
                stale = again and least > 1 and size == self._size_before_that
                if not stale and abs(SIZES.index(size) - SIZES.index(before.size)) >= least:
                    return size, other_angle
        alike = wishes[0] == before.size
        if alike and other_angle == before.angle:
            return wishes[0], "high" if before.angle == "eye" else "eye"
        return wishes[0], other_angle

    def _camera(self, entry: PlannedScene, index: int, late: float, last: bool, choose: random.Random) -> str:
        shot, mood = entry.shots[index], entry.scene.mood
        before = self._before.camera if self._before else ""
        if last and not shot.speaks and shot.kind != "insert":
            rises = mood in ("triumphant", "wonder", "joyful") and before != "slow crane up"
            return "slow crane up" if rises or before == "slow pull out" else "slow pull out"
        if shot.kind == "insert":
            return "static"
        if shot.kind == "establishing":
            return _other(_OPENING_MOVES[mood], before, choose)
        if shot.kind in ("speech", "reaction"):
            climax = late > 0.6 and entry.scene.intensity > 0.55
            nervous = mood == "tense" and entry.scene.intensity > 0.75
            wished = ("slow push in", "static") if climax else ("handheld", "static") if nervous else ("static",)
            return _other(wished, before, choose)
        if moves(shot.action) and shot.cast and shot.size in ("full", "wide", "cowboy") and choose.random() < 0.6:
            return "follow" if before != "follow" else "static"
        return _other(_ACTION_MOVES[mood], before, choose)


def _answers(shot: Planned, before: Planned) -> bool:
    """Whether the shot is the other face of a talk between two."""
    singles = len(shot.cast) == len(before.cast) == 1 and shot.cast != before.cast
    return singles and bool(shot.lines and before.lines) and shot.kind == before.kind == "speech"


def _jumps(before: Planned, shot: Planned) -> bool:
    """Whether the cut looks like a mistake: the same size and angle, and no other thing or face."""
    if before.size != shot.size or before.angle != shot.angle:
        return False
    things = before.size == "insert" and before.props != shot.props
    talk = before.lines and shot.lines and before.cast and shot.cast
    near = abs(SIZES.index(shot.size) - SIZES.index("close-up")) <= 1
    return not (things or (talk and near and before.subject != shot.subject))


def _one_move(camera: str) -> str:
    """The phrase with its first move alone; nothing that names a move is a camera that stands still."""
    try:
        camera_move(camera)
    except ValueError:
        return "static"
    named = moves_named(camera)
    if len(named) <= 1:
        return camera
    words = camera.replace(",", " ").split()
    second = [index for index, word in enumerate(words) if moves_named(word)][1:]
    kept = words[: second[0]] if second else words
    while kept[-1].lower() in _JOINING:
        kept.pop()
    return " ".join(kept)


def _other(moves_: tuple[str, ...], before: str, choose: random.Random) -> str:
    """Return one of the moves, never a repeat of the one before but for stillness."""
    fresh = [move for move in moves_ if move != before or move == "static"]
    return choose.choice(fresh or ["static"])


def settle(shot: Planned, facing: Facing | None) -> None:
    """Put right what the length and the people decide afterwards: short inserts hold still, trucks lead the walker."""
    if shot.seconds < SHORT_INSERT:
        shot.camera = "static"
    if shot.camera.startswith(("truck", "pan", "slow truck", "slow pan")) and facing in ("left", "right"):
        shot.camera = shot.camera.rsplit(" ", 1)[0] + f" {facing}"


def hold_short_inserts(shot: Planned) -> None:
    """An insert that is over before a move is seen holds still."""
    if shot.size == "insert" and shot.seconds < SHORT_INSERT:
        shot.camera = "static"
