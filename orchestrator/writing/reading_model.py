"""What a reader finds in a text, as values: beings, places, things, and the reading that holds them."""

from dataclasses import dataclass

from orchestrator.film.vocabulary import Mood, Time, Weather
from orchestrator.writing.lexicon import Beast, Setting, Trade
from orchestrator.writing.morphology import bag, with_article

# Things with a name that no camera can look at.
_EVENTS = bag(
    "arms audition autumn body choir concert contest crime curse dance deadline deal dinner dream duel ears "
    "election end equation escape exam eye eyes face family feeling feet flight freedom friend friends game hair "
    "hand hands head hearing hiccups job joke language leg legs lesson love marathon match memory mistake murder "
    "music name note party peace penalty performance plan rescue season secret sense show song spring summer test "
    "theft treaty trial truth voice vote war wedding winter"
)
_MASSES = bag(
    "clothing honey salt water soup bread music gold silver pizza ramen food money milk wine tea coffee cheese rice sand "
    "snow ice glass wood paper dust smoke blood grass wool silk iron hay corn flour sugar butter furniture luggage jewelry "
    "treasure equipment information advice news evidence magic courage happiness hair fruit meat fish soap rain electricity"
)


@dataclass(frozen=True)
class Being:
    """Somebody of the text. `gender` is she, he, it, or any when nothing says which. `count` is 2 for a pair or group."""

    id: str
    noun: str
    name: str | None
    category: str
    gender: str
    age: str
    adjectives: tuple[str, ...]
    count: int
    words: str
    trade: Trade | None = None
    beast: Beast | None = None

    @property
    def kind(self) -> str:
        """The word for a character sheet: person, or what else it is."""
        return "person" if self.category == "person" else self.noun

    @property
    def label(self) -> str:
        """How running text calls it: a name, or `the Fox`."""
        return self.name or "the " + " ".join(word.capitalize() for word in self.noun.split(" "))


@dataclass(frozen=True)
class Spot:
    """A place of the text."""

    id: str
    noun: str
    name: str | None
    adjectives: tuple[str, ...]
    words: str
    setting: Setting


@dataclass(frozen=True)
class Thing:
    """A thing of the text: `phrase` is the noun with its adjectives and without an article."""

    noun: str
    phrase: str
    plural: bool
    words: str

    @property
    def solid(self) -> bool:
        """Whether it can be held up to a camera: a lantern, not a language."""
        return self.noun not in _EVENTS

    @property
    def some(self) -> str:
        """The phrase as it is first mentioned: a lantern, some honey, grapes."""
        if self.phrase.split(" ")[0] in {"last", "only", "first", "next", "same"}:
            return f"the {self.phrase}"
        if self.plural:
            return self.phrase
        return f"some {self.phrase}" if self.noun in _MASSES else with_article(self.phrase)


@dataclass(frozen=True)
class Reading:
    """Everything found in a text. Times, weathers and moods are None where the text does not say."""

    text: str
    title: str | None
    lesson: str | None
    protagonist: Being | None
    others: tuple[Being, ...]
    places: tuple[Spot, ...]
    things: tuple[Thing, ...]
    time: Time | None
    weather: Weather | None
    mood: Mood | None
    genre: str | None
    verb: str | None
    predicate: str | None
    wish: str | None
    conflict: str | None
    deadline: str | None
    opening: str | None
    words: tuple[str, ...]

    @property
    def beings(self) -> tuple[Being, ...]:
        """The protagonist, then the others in the order of the text."""
        return ((self.protagonist, *self.others)) if self.protagonist else self.others
