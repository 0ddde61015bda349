"""Who plays what: genres, the players that a mood likes best, and the figures that they play, all as data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Genre:
    """A kind of music: its players by what they do, the kit, how it swings, and the figures under the melody."""

    lead: tuple[str, ...]
    counter: tuple[str, ...]
    hold: tuple[str, ...]
    figure: tuple[str, ...]
    bass: tuple[str, ...]
    kit: str
    figures: tuple[str, ...] = ()
    """In place of those of the mood."""
    ground: str = ""
    """How the bass goes, in place of the mood's way."""
    swing: float = 0.5
    sevenths: bool = False
    stab: tuple[str, ...] = ("strings", "timpani")
    """Who plays an accent."""
    waltzes: float = 0.3
    """How readily it is in three."""
    hall: float = 1.8
    """Seconds that the room's echo lasts."""


GENRES = {
    "orchestral": Genre(
        ("strings", "flute", "horn", "oboe", "clarinet", "cello", "brass"), ("clarinet", "horn", "cello"),
        ("strings", "horn", "choir"),
        ("harp", "pizzicato"), ("cello",), "orchestra", stab=("brass", "strings", "timpani"), hall=2.3,
    ),
    "chamber": Genre(
        ("piano", "clarinet", "oboe", "cello"), ("clarinet", "cello"), ("strings",), ("harp", "piano", "pizzicato"),
        ("cello",), "soft", stab=("piano", "pizzicato"),
    ),
    "jazz": Genre(
        ("trumpet", "vibraphone", "clarinet", "piano"), ("vibraphone", "clarinet"), ("strings",), ("piano", "vibraphone"),
        ("upright",), "brushes", ("comp",), "walk", 0.64, sevenths=True, stab=("trumpet", "piano"), waltzes=0.1, hall=1.1,
    ),
    "western": Genre(
        ("whistle", "harmonica", "guitar", "trumpet"), ("guitar", "harmonica"), ("strings", "choir"), ("guitar", "banjo"),
        ("upright",), "ride-out", ("strum", "gallop"), "two", stab=("guitar", "trumpet", "timpani"), waltzes=0.05, hall=1.7,
    ),
    "synth": Genre(
        ("synth", "bells", "chip"), ("bells", "synth"), ("pad",), ("chip", "synth"), ("bass",), "machine",
        ("sequence",), "pulse", stab=("synth", "bass"), waltzes=0.0,
    ),
    "storybook": Genre(
        ("music-box", "flute", "clarinet", "celesta"), ("clarinet", "celesta"), ("strings",),
        ("harp", "celesta", "pizzicato"), ("pizzicato", "cello"), "toy", stab=("celesta", "pizzicato"), waltzes=0.75, hall=1.6,
    ),
    "folk": Genre(
        ("flute", "accordion", "clarinet", "whistle"), ("accordion", "clarinet"), ("accordion", "strings"),
        ("guitar", "harp", "banjo"), ("upright",), "village", ("strum", "broken"), "two", stab=("guitar", "accordion"),
        waltzes=0.45, hall=1.2,
    ),
}  # fmt: skip

ROLES = {
    "lead": "strings cello flute clarinet oboe horn brass trumpet accordion harmonica whistle synth chip piano bells celesta "
    "music-box vibraphone marimba guitar choir glass",
    "counter": "cello clarinet oboe horn flute vibraphone bells celesta glass accordion",
    "hold": "pad strings choir horn accordion",
    "figure": "harp piano guitar pizzicato banjo marimba celesta chip synth vibraphone music-box",
    "bass": "bass upright cello deep",
}
"""What the instruments that somebody asks for are good for."""

CENTRES = {
    "strings": 73, "cello": 57, "flute": 78, "clarinet": 68, "oboe": 73, "horn": 60, "brass": 63, "trumpet": 69,
    "accordion": 71, "harmonica": 73, "whistle": 80, "synth": 70, "chip": 75, "piano": 73, "bells": 81, "celesta": 82,
    "music-box": 84, "vibraphone": 72, "marimba": 68, "guitar": 66, "choir": 67, "glass": 80, "harp": 74,
}  # fmt: skip
"""The pitch around which each plays a melody best."""


@dataclass(frozen=True)
class Manner:
    """How a mood is played: who likes to lead, what becomes of the theme, figures, bass, seconds of a bar of the theme."""

    leads: tuple[str, ...]
    treatments: tuple[str, ...]
    figures: tuple[str, ...]
    ground: str
    bar: float
    three: float
    """How readily it is in three, 0 to 1."""


MANNERS = {
    "calm": Manner(("flute", "clarinet", "piano", "vibraphone"), ("plain", "counter", "call"), ("broken",), "long", 2.7, 0.4),
    "tense": Manner(("cello", "clarinet", "brass"), ("fragment", "call", "plain"), ("ostinato",), "pulse", 2.0, 0.0),
    "joyful": Manner(("flute", "strings", "whistle", "accordion"), ("plain", "call", "counter"), ("oompah", "broken"), "two",
                     2.0, 0.5),
    "sad": Manner(("oboe", "cello", "clarinet", "harmonica"), ("plain", "augment", "counter"), ("sparse", "broken"), "long",
                  3.0, 0.3),
    "ominous": Manner(("cello", "horn", "clarinet"), ("augment", "fragment"), ("sparse",), "long", 3.2, 0.0),
    "wonder": Manner(("celesta", "flute", "choir", "bells"), ("call", "plain", "counter"), ("broken", "sparse"), "long",
                     2.6, 0.5),
    "tender": Manner(("piano", "oboe", "strings", "guitar"), ("plain", "counter"), ("broken",), "long", 2.7, 0.5),
    "playful": Manner(("clarinet", "pizzicato", "whistle", "music-box"), ("call", "plain", "fragment"), ("oompah",), "two",
                      1.9, 0.5),
    "triumphant": Manner(("horn", "brass", "trumpet", "strings"), ("plain", "counter", "call"), ("march", "broken"), "two",
                         2.2, 0.1),
    "lonely": Manner(("oboe", "harmonica", "clarinet", "piano"), ("augment", "plain"), ("sparse", "broken"), "long", 3.0, 0.2),
}  # fmt: skip

FIGURES: dict[str, dict[int, tuple[str, ...]]] = {
    "broken": {4: ("01234321", "02132413", "0.12.3.2", "01213.21"), 3: ("012321", "021324", "0.123.")},
    "sparse": {4: ("0...2...", "0.1.2...", "0.....3.", "0..2...."), 3: ("0...2.", "0.2...", "0..3..")},
    "ostinato": {4: ("00100010", "01010102", "00010020", "02010201"), 3: ("001001", "010102", "000100")},
    "oompah": {4: ("..c...c.", "..c..cc.", "..c...cc"), 3: ("..c.c.", "..c.cc", "..c...")},
    "march": {4: ("..c...c.", ".cc..cc.", "..ccc.c."), 3: ("..c.c.", ".cc.c.")},
    "comp": {4: ("...c..c.", "..c....c", ".c...c..", "...c...."), 3: ("...c..", "..c..c", ".c..c.")},
    "strum": {4: ("..c.c.cc", "c.c.cc.c", "..c..cc."), 3: ("..c.c.", "..cccc")},
    "gallop": {4: ("c.ccc.ccc.ccc.cc", "..cc..cc..cc.ccc"), 3: ("c.ccc.ccc.cc",)},
    "sequence": {4: ("0120123401201234", "0213021302132314", "0.1.2.3.2.1.0.2."), 3: ("012012012340", "020102010203")},
}
"""A bar of a figure in four and in three: tones of the chord from below, `c` the whole chord, `.` nothing."""

GROUNDS: dict[str, dict[int, str]] = {
    "long": {4: "0.......", 3: "0....."},
    "two": {4: "0...5...", 3: "0....."},
    "pulse": {4: "00000000", 3: "000000"},
    "walk": {4: "w.w.w.w.", 3: "w.w.w."},
}
"""A bar of the bass: the chord's root, its fifth, or a step on the way to the next one."""

Row = tuple[str, str, str, float]
"""A drum: a bar in four, a bar in three (x loud, o soft), and the intensity from which on it plays."""

KITS: dict[str, tuple[Row, ...]] = {
    "orchestra": (
        ("timpani", "x.....o.", "x.....", 0.66), ("thud", "x.......", "x.....", 0.58), ("snare", "..o.o.oo", "..o.oo", 0.78),
        ("tambourine", "..o...o.", "..o.o.", 0.7),
    ),
    "soft": (("thud", "x.......", "x.....", 0.62), ("shaker", "..o...o.", "..o.o.", 0.55), ("tom", "x..o..o.", "x..o..", 0.75)),
    "brushes": (
        ("ride", "x.xox.xo", "x.xoxo", 0.42), ("sweep", "x...x...", "x.....", 0.16), ("brush", "..x...x.", "..x.x.", 0.3),
        ("kick", "o.......", "o.....", 0.5), ("hat", "..x...x.", "..x.x.", 0.6),
    ),
    "ride-out": (
        ("shaker", "x.oox.oox.oox.oo", "x.oox.oox.oo", 0.4), ("wood", "x..o..o.", "x..o..", 0.5),
        ("tom", "x...o.oo", "x...oo", 0.6), ("thud", "x.......", "x.....", 0.45),
    ),
    "machine": (
        ("kick", "x.x.x.x.", "x.x.x.", 0.42), ("hat", ".x.x.x.x", ".x.x.x", 0.34), ("clap", "..x...x.", "..x...", 0.5),
        ("hat", "o.o.o.o.o.o.o.o.", "o.o.o.o.o.o.", 0.7),
    ),
    "toy": (
        ("wood", "x...o...", "x.o.o.", 0.5), ("shaker", "..o...o.", "..o.o.", 0.45),
        ("tambourine", "..x...x.", "..x.x.", 0.7),
    ),
    "village": (
        ("shaker", "xoxoxoxo", "xoxoxo", 0.4), ("tom", "x...o.o.", "x...o.", 0.46), ("tambourine", "..x...x.", "..x.x.", 0.58),
        ("clap", "..x...x.", "..x.x.", 0.75),
    ),
    "suspense": (
        ("thud", "x..x....", "x..x..", 0.3), ("hat", "o.o.o.o.o.o.o.o.", "o.o.o.o.o.o.", 0.6),
        ("tom", "x..o..oo", "x..ooo", 0.65),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Ensemble:
    """Who can play in the film, by what they do, the film's own instruments first."""

    genre: Genre
    players: dict[str, tuple[str, ...]]
    own: frozenset[str]

    def leaders(self, mood: str) -> tuple[str, ...]:
        """Who may lead in a mood, the best first."""
        liked = MANNERS[mood].leads
        known = self.players["lead"]
        return tuple(
            sorted(
                known,
                key=lambda name: (
                    (liked.index(name) if name in liked else 5) + 0.2 * known.index(name) - 0.5 * (name in self.own)
                ),
            )
        )


def ensemble(genre: str, instruments: tuple[str, ...]) -> Ensemble:
    """The players for a style: the instruments that it names, and those of its genre for what these leave open."""
    kind = GENRES.get(genre) or GENRES["chamber"]
    players: dict[str, tuple[str, ...]] = {}
    for role, known in ROLES.items():
        asked = tuple(name for name in instruments if name in known.split())
        usual: tuple[str, ...] = getattr(kind, role)
        # A melody wants several voices to choose from, a figure two; of the rest the style's own are enough.
        more = not asked or role in ("lead", "counter") or (role == "figure" and len(asked) < 2)
        players[role] = tuple(dict.fromkeys((*asked, *usual))) if more else asked
    return Ensemble(kind, players, frozenset(instruments))
