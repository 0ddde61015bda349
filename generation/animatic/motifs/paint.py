"""The paints of one place: its colours, its own randomness, and the words that describe it."""

from dataclasses import dataclass
from random import Random

from generation.animatic.colour import darker, lit, mix
from generation.animatic.light import Palette
from generation.animatic.stage import Scheme
from generation.requests import Setting


@dataclass(frozen=True, slots=True)
class Paint:
    """What a kit paints with. `outside` is the light out of doors, which a room shows through its windows."""

    setting: Setting
    scheme: Scheme
    outside: Scheme
    palette: Palette
    variant: str
    words: frozenset[str]
    """Every word of the place's kind, description and id, in lower case and singular."""
    flashes: tuple[float, ...] = ()
    """Seconds at which lightning strikes in this shot."""
    reverse: bool = False
    """Whether it is seen from the other side, with the sun behind the camera."""

    def random(self, name: str) -> Random:
        """Chance that belongs to the place: the same place and name give the same numbers in every shot."""
        return Random(f"{self.setting.id}/{name}")

    @property
    def side(self) -> float:
        """Where the place has what it has only once: 1 right of the middle, -1 left; the same in every shot."""
        return 1.0 if self.random("side").random() < 0.5 else -1.0

    def has(self, *words: str) -> bool:
        """Whether one of the words describes the place."""
        return any(word in self.words for word in words)

    def local(self, colour: str, strength: float = 0.3) -> str:
        """A thing's own colour, in this style and this light."""
        seen = lit(self.palette.draw(colour, strength), self.scheme)
        if self.setting.interior:
            return seen
        # Places take the hour's colour more than people do, so that people stand out against them.
        return mix(seen, self.scheme.ambient, {"night": 0.3, "dusk": 0.2, "dawn": 0.1}.get(self.setting.time, 0.0))

    def faded(self, colour: str, distance: float) -> str:
        """A colour seen through the air: 0 is near, 1 is as far as one sees."""
        return mix(colour, self.scheme.far, distance)

    def deep(self, colour: str, amount: float = 0.4) -> str:
        """The shaded side of a colour: towards the style's darkest colour, not to black."""
        return mix(colour, mix(self.scheme.shadow, self.scheme.ambient, 0.25), amount)

    def bright(self, colour: str, amount: float = 0.4) -> str:
        """The lit side of a colour."""
        return mix(colour, self.scheme.rim, amount)

    @property
    def near(self) -> str:
        """The colour of what stands in front of the figures: dark, and of the air's hue."""
        return mix(darker(self.scheme.shadow, 0.25), self.scheme.ambient, 0.12)

    @property
    def snowy(self) -> bool:
        """Whether snow lies on things."""
        if self.setting.season == "winter" or self.setting.weather == "snow":
            return True
        return self.has("snow", "snowy", "winter", "ice", "icy", "frozen", "arctic")

    @property
    def wet(self) -> bool:
        """Whether the ground shines."""
        return self.setting.weather in {"rain", "storm"}

    @property
    def dark(self) -> bool:
        """Whether lamps are lit."""
        return self.outside.night or self.setting.time in {"dusk", "dawn"} or self.setting.weather == "storm"

    @property
    def windy(self) -> float:
        """How hard the wind moves things; 1 is a light breeze."""
        return {"storm": 2.6, "wind": 2.2, "rain": 1.3, "fog": 0.4}.get(self.setting.weather, 1.0)
