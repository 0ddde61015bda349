"""What words of action tell a director: who moves, whose face matters, what is threatening, what to call the shot."""

import re
from itertools import pairwise

from orchestrator.film.naming import slug, unused
from orchestrator.film.vocabulary import Emotion

_MOTION = re.compile(
    r"\b(?:r[ua]n(?:s|ning)?|walk\w*|went|goes|climb\w*|jump\w*|leap\w*|leapt|fl[ie]es|flew|fly(?:ing)?|swim\w*|swam|swoop\w*|"
    r"chas\w+|race[sd]?|racing|rush\w*|hurr\w+|gallop\w*|march\w*|stroll\w*|wander\w*|cross\w*|follow\w*|flee\w*|fled|"
    r"spr[aiu]ng\w*|dash\w*|creep\w*|crept|bound\w*|rides?|rode|drives?|drove|sail\w*|dart\w*|stagger\w*|trot\w*|prowl\w*|"
    r"scurr\w+|steps?|stepped|enters?|entered|leaves|arriv\w+|approach\w*|carr(?:y|ies|ied)|drag\w*|fell|falls?|danc\w+)\b",
    re.IGNORECASE,
)
_FACE = re.compile(
    r"\b(?:smil\w+|grin\w*|frown\w*|look(?:s|ed|ing)?|star(?:es|ed|ing)|gaz\w+|weep\w*|wept|cr(?:y|ies|ied)|laugh\w*|whisper\w*|"
    r"sigh\w*|tears?|eyes?|face|blush\w*|listen\w*|watch\w*|think\w*|thought|realiz\w+|notic\w+|saw|sees?|nod\w*|wept|wonder\w*|"
    r"proud\w*|asham\w*|angry|angri\w+|afraid|sad\w*|blink\w*|breath\w*)\b",
    re.IGNORECASE,
)
_SIGHT = re.compile(
    r"\b(?:sees?|saw|notic(?:es|ed)|spots?|spotted|watch(?:es|ed)|star(?:es|ed)|gaz(?:es|ed)|peer(?:s|ed)|sp(?:y|ies|ied)|"
    r"glimps(?:es|ed)|look(?:s|ed) (?:at|up|down|out|over|back|into|through|across)|finds?|found|discover(?:s|ed))\b",
    re.IGNORECASE,
)
_HANDS = re.compile(
    r"\b(?:pick\w*|open\w*|hold\w*|held|reach\w*|grab\w*|touch\w*|writ\w+|wrote|tie[sd]?|tying|turn\w*|press\w*|pull\w*|push\w*|"
    r"lift\w*|place[sd]?|puts?|pour\w*|cuts?|fold\w*|gives?|gave|hand(?:s|ed)?|takes?|took|throws?|threw|lights?|lit|eats?|ate|"
    r"nibbl\w+|drinks?|drank|sharpen\w*|polish\w*|mend\w*|fix\w*)\b",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:puts?|sets?|lays?|laid|drop(?:s|ped)|places?|placed|falls?|fell|stands? on|lies|lay|kneel\w*|finds?|found)\b",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\b(?:drop(?:s|ped)|los(?:es|t)|lets? go|throws?|threw|thrown|ate|eats?|gone|gives?|gave|stole|steals?|breaks?|broke)\b",
    re.IGNORECASE,
)
_THREAT = re.compile(
    r"\b(?:loom\w*|tower\w*|pounc\w+|roar\w*|growl\w*|snarl\w*|threat\w*|attack\w*|seiz\w+|monster|huge|great|giant|mighty|"
    r"king|victory|triumph\w*|rais\w+|soar\w*|rises?|rose)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r"\b(?:alone|small|tiny|little|lost|fell|falls?|fallen|lies|lay|kneel\w*|crouch\w*|hid(?:es?|ing)?|trembl\w*|trapped|"
    r"helpless|dead|dying|below|beneath|well|pit|abandon\w*|lonely)\b",
    re.IGNORECASE,
)
_EMOTIONS: tuple[tuple[Emotion, str], ...] = (
    ("afraid", r"afraid|fear\w*|terrif\w+|frighten\w*|trembl\w*|scared|dread\w*|panic\w*|shak(?:es|ing) with"),
    ("angry", r"angr\w+|rage\w*|raging|furious\w*|fury|snarl\w*|scowl\w*|temper|wrath|scold\w*"),
    ("surprised", r"surpris\w*|astonish\w*|amaz\w+|startl\w*|gasp\w*|stunned"),
    (
        "sad",
        r"sad\w*|weep\w*|wept|tears|sob\w*|mourn\w*|grie\w+|sorrow\w*|despair\w*|disappoint\w*|ashamed|miserabl\w+",
    ),
    ("happy", r"happ\w+|smil\w+|grin\w*|laugh\w*|joy\w*|delight\w*|glad\w*|cheer\w*|merr\w+|pleas\w+|proud\w*"),
    ("tender", r"gentl\w+|tender\w*|kiss\w*|embrac\w*|hugs?|hugg\w+|soft\w*|caress\w*|love[sd]?|loving\w*"),
    ("determined", r"determin\w+|resolv\w+|grit\w*|steadi\w+|steady|sets? (?:his|her|its|their) jaw|vow\w*|must"),
)
_SENTENCE_END = re.compile(r"""(?<=[.!?…])["'”’]?\s+(?=["'“‘]?[^\W\d_])""")
_TITLE = re.compile(r"(?<!\w)(?:Mr|Mrs|Ms|Dr|Prof|St|Capt|Lt|Sgt|Col|Gen|Rev)\.\s*$", re.IGNORECASE)
"""What ends with a full stop and no sentence: `MRS. DALLOW waits.`"""
_STOP_WORDS = (
    "a an the and or but of to in on at by for with from into onto over under as is was were are be been has had have he she it "
    "they his her its their him them who whom which that this these those there then than so not no all any some one two very "
    "at off out up down when while after before where what how if until upon through across against about around between "
    "behind beside along toward towards near once more most much many own other another each every again still even only just "
    "too also now soon did does do could would should might must can will shall said says say himself herself itself i you we "
    "me my your our us yes oh o ah"
)
_STOP = frozenset(_STOP_WORDS.split())
_DETERMINERS = {"the", "a", "an", "his", "her", "its", "their", "my", "your", "our", "this", "that", "two", "three"}


def moves(text: str) -> bool:
    """Whether somebody goes somewhere."""
    return bool(_MOTION.search(text))


def is_in_the_face(text: str) -> bool:
    """Whether what happens is a look or a feeling."""
    return bool(_FACE.search(text))


def looks_at_something(text: str) -> bool:
    """Whether somebody looks, and we may want to see what at."""
    return bool(_SIGHT.search(text))


def is_in_the_hands(text: str) -> bool:
    """Whether what happens is done with hands (or paws)."""
    return bool(_HANDS.search(text))


def puts_down(text: str) -> bool:
    """Whether a thing comes to stand or lie somewhere."""
    return bool(_DOWN.search(text))


def loses(text: str) -> bool:
    """Whether a thing is gone afterwards."""
    return bool(_GONE.search(text))


def threatens(text: str) -> bool:
    """Whether something is bigger than us."""
    return bool(_THREAT.search(text))


def belittles(text: str) -> bool:
    """Whether somebody is small, low or lost."""
    return bool(_SMALL.search(text))


def emotion_in(text: str) -> Emotion | None:
    """Return the feeling that the words name first in our order of weight, if any."""
    return next((emotion for emotion, words in _EMOTIONS if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)), None)


def gender_of(looks: str) -> str | None:
    """Return `he` or `she` where a description says which, by its first word that does."""
    match = re.search(
        r"\b(?:(woman|girl|lady|mother|queen|she|her)|(man|boy|father|king|beard|he|his))\b", looks, re.IGNORECASE
    )
    if match is None:
        return None
    return "she" if match[1] else "he"


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each with its closing quote; together they hold every word of it."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text) if not _TITLE.search(text, 0, match.end())]
    pieces = (text[start:end].strip() for start, end in pairwise([0, *ends, len(text)]))
    return [piece for piece in pieces if piece]


def shot_name(text: str, names: set[str], taken: set[str]) -> str:
    """Return a short id for a shot from its words, unlike any in `taken`.

    Things come first (`steps onto the gallery` gives `gallery`), then any two words that carry meaning; people's own names
    say little, for they are in every shot.
    """
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text)
    lower = [word.lower() for word in words]
    candidates: list[str] = []
    for index, word in enumerate(lower[:-1]):
        if word in _DETERMINERS and _tells(lower[index + 1], names):
            if index + 2 < len(lower) and lower[index + 2] in names:
                continue
            pair = [lower[index + 1]]
            if (
                index + 2 < len(lower)
                and _tells(lower[index + 2], names)
                and f"{words[index + 1]} {words[index + 2]}" in text
            ):
                pair.append(lower[index + 2])
            candidates.append("-".join(pair))
    meaning = [word for word in lower if _tells(word, names)]
    candidates += ["-".join(meaning[start : start + 2]) for start in range(0, len(meaning), 2)]
    candidates += meaning
    candidates += ["-".join(lower[:3])]
    named = [slug(candidate, "") for candidate in candidates]
    fitting = [name for name in named if 3 <= len(name) <= 28]
    return next((name for name in fitting if name not in taken), unused(fitting[0] if fitting else "shot", taken))


def _tells(word: str, names: set[str]) -> bool:
    return len(word) > 2 and word not in _STOP and word not in names
