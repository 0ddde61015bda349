"""The treatment of a story that is told whole: its stretches, in its own sentences."""

import re

from orchestrator.film.film import Settings
from orchestrator.film.style import StyleGuide
from orchestrator.film.treatment import Role, Treatment
from orchestrator.writing.told import tell
from orchestrator.writing.treated import Sketch, beats_of

_WANTS = (
    r"(?:want(?:ed|s)?|wish(?:ed|es)?|long(?:ed|s)?|hope[ds]?|tried|tries|decided|(?:was|were|is) (?:eager|determined))"
)
_FAILINGS = (
    "proud|vain|greedy|lazy|idle|foolish|silly|jealous|envious|selfish|timid|cowardly|boastful|cruel|careless|conceited|"
    "discontented|miserly|sly|stupid|quarrelsome|ungrateful|impatient|afraid|lonely"
)


def sketch(settings: Settings, style: StyleGuide) -> Sketch:
    """Return the treatment of a story, with the screenplay that `write_told` gives for it.

    Raises:
        WritingError: if the story holds no sentence to tell.
    """
    telling = tell(settings)
    play = telling.screenplay
    roles = tuple(
        Role(
            id=sheet.id,
            name=sheet.name,
            kind=sheet.kind,
            appearance=sheet.appearance,
            want=_found(rf"(?:{_WANTS}) (to [^,.;:!?]+)", sheet.name, telling.told),
            flaw=_found(
                rf"(?:was|were|is|are) (?:so |very |too |much )?((?:{_FAILINGS})\b[^,.;:!?]*)", sheet.name, telling.told
            ),
        )
        for sheet in play.characters
    )
    treatment = Treatment(
        title=play.title,
        logline=play.logline,
        characters=roles,
        beats=beats_of(
            play.scenes, telling.passages, {place.id: place.name for place in play.places}, pace=style.pace.seconds
        ),
    )
    return Sketch(treatment, play, telling.passages, narrated=True)


def _found(pattern: str, name: str, told: tuple[str, ...]) -> str:
    """Return what the story itself says of somebody, where it does."""
    who = re.escape(name.removeprefix("The "))
    match = next((found for line in told if (found := re.search(rf"\b{who} {pattern}", line))), None)
    return match[1].strip()[:1].upper() + match[1].strip()[1:] + "." if match else ""
