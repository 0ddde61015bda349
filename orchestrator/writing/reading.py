"""What a text says: who is in it, where and when, what somebody wants and what is in the way.

The reader knows word lists and word order, no more; what it cannot find it leaves empty for the writer to invent.
"""

import re
from dataclasses import replace

from orchestrator.writing import reading_phrases as phrases
from orchestrator.writing.lexicon import (
    Beast,
    Folk,
    Setting,
    Trade,
    beasts,
    cues,
    find_being,
    find_setting,
    names,
    not_people,
    settings,
    verb_lemma,
)
from orchestrator.writing.morphology import bag, is_plural, singular, slug
from orchestrator.writing.reading_clauses import (
    conflict_of,
    deadline_of,
    in_english,
    opening_of,
    predicate_of,
    title_and_lesson,
    wish_of,
)
from orchestrator.writing.reading_model import Being, Reading, Spot, Thing
from orchestrator.writing.reading_phrases import Mention, Token

__all__ = ["Being", "Reading", "Spot", "Thing", "read"]


_ALWAYS_BEINGS = frozenset({"person", "animal", "creature", "robot", "spirit"})
_ABSTRACT_BEINGS = bag("death time fate love luck silence loneliness fear grief night dark darkness")
_SOCIAL = bag(
    "befriend love marry court tame adopt comfort teach fight outwit outsmart meet forgive trust challenge argue "
    "bargain bet race face confront follow talk speak listen fall insult mock free betray cheat trick fool thank "
    "apologise help chase fear hear dance duel sue persuade convince interview negotiate anger please play date "
    "kiss woo hire"
)
_ABSTRACT = bag(
    "friend friends shift lease journey visit trip way day days time night world life death war year years week "
    "month morning evening moment thing part end story idea job name hour hours minute minutes love fear hope "
    "chance truth secret past future race fight mission"
)
_OPENING = re.compile(r"^(?:when|after|while|if|as|because|once|on|in|during|at|with|every|one|before|despite)\b", re.I)
_WHAT_IF = re.compile(
    r"^(?:what if|imagine(?: if| that)?|suppose(?: that)?|a (?:short )?(?:film|story|movie|tale) (?:about|of|in which)|"
    r"the (?:story|tale) of|the one where|make (?:me )?(?:a film|a movie) about|about|once upon a time,?(?: there was| "
    r"there lived)?|there (?:once )?(?:was|is|lived))\s+",
    re.I,
)


def read(text: str) -> Reading:
    """Return what `text` says; never fails, whatever the text is."""
    whole = phrases.clean(text)
    whole = _WHAT_IF.sub("", whole) if len(whole) > 12 else whole
    title, lesson, body = title_and_lesson(whole)
    body = in_english(body)
    tokens = phrases.tokenise(title if title and lesson else body)
    found = phrases.mentions(tokens)
    main = _main_start(tokens)
    beings, spots, things = _sort(tokens, found)
    beings, things = _hidden_people(tokens, beings, things)
    protagonist = _protagonist(tokens, beings, main)
    if protagonist is None and things:
        protagonist, things = _thing_as_being(tokens, things, main)
    ordered = [being for being, _ in beings if being.id != (protagonist.id if protagonist else None)]
    start = next((first for being, first in beings if protagonist and being.id == protagonist.id), 0)
    verb, predicate = predicate_of(tokens, body, start)
    low = body.lower()
    return Reading(
        text=whole,
        title=title,
        lesson=lesson,
        protagonist=protagonist,
        others=tuple(ordered),
        places=_whole(spots),
        things=tuple(thing for thing, _ in things),
        time=_cue("time", low),  # pyright: ignore[reportArgumentType]
        weather=_weather(low),  # pyright: ignore[reportArgumentType]
        mood=_cue("mood", low),  # pyright: ignore[reportArgumentType]
        genre=_cue("genre", low),
        verb=verb,
        predicate=predicate,
        wish=_without_place(wish_of(body), spots),
        conflict=conflict_of(body),
        deadline=deadline_of(body),
        opening=opening_of(tokens, body, main),
        words=tuple(token.low for token in tokens if token.low not in phrases.CLOSED),
    )


def _whole(spots: list[Spot]) -> tuple[Spot, ...]:
    """Return the places with a bridge in Paris as one: that is no bridge in a meadow."""
    town = next((spot for spot in spots if spot.name and spot.setting.kind == "city street"), None)
    bridge = next((spot for spot in spots if spot.noun in {"bridge", "old bridge"}), None)
    if town is None or bridge is None:
        return tuple(spots)
    noun = f"bridge in {town.name}"
    whole = replace(bridge, id=slug(noun), noun=noun, setting=replace(settings()["city bridge"], noun=noun))
    return tuple(whole if spot is bridge else spot for spot in spots if spot is not town)


def _without_place(wish: str | None, spots: list[Spot]) -> str | None:
    """Return a wish that is one verb and a place as the verb alone: to dance, wherever that is."""
    match = re.match(r"([a-z]+) (?:in|on|at) (.+)$", wish or "")
    return match[1] if match and any(match[2].startswith(spot.words) for spot in spots) else wish


def _main_start(tokens: list[Token]) -> int:
    """Return the index of the first token of the main clause, after an opening such as `When the moon goes out,`."""
    if not tokens or not _OPENING.match(tokens[0].text):
        return 0
    for index, token in enumerate(tokens[:25]):
        if "," in token.mark and index + 1 < len(tokens) and token.sentence == 0:
            return index + 1
    return 0


def _sort(
    tokens: list[Token], found: list[Mention]
) -> tuple[list[tuple[Being, int]], list[Spot], list[tuple[Thing, int]]]:
    """Sort mentions into beings, places and things, each once, with the token where it first stands."""
    beings: dict[str, tuple[Being, int]] = {}
    spots: dict[str, Spot] = {}
    things: dict[str, tuple[Thing, int]] = {}
    for place, mention in enumerate(found):
        if mention.sort == "place" and isinstance(mention.meaning, Setting) and _is_there(tokens, mention):
            spot = _spot(tokens, mention)
            spots.setdefault(spot.id, spot)
        elif mention.sort == "name":
            _add_name(tokens, found, place, beings, spots)
        elif (mention.first > 1 and tokens[mention.first - 1].low in _BECOMING) or _is_state(tokens, mention):
            continue
        elif mention.sort == "being" and (_acts(tokens, mention) or _opens(tokens, mention)):
            being = _being(tokens, mention)
            beings.setdefault(being.id, (being, mention.first))
        elif (setting := find_setting(mention.head)) and mention.sort == "being" and _is_there(tokens, mention):
            spot = _spot(tokens, replace(mention, meaning=setting))
            spots.setdefault(spot.id, spot)
        else:
            thing = _thing(tokens, mention)
            if thing.noun not in _ABSTRACT | _HOURS_AND_WEATHERS and not thing.noun[:1].isdigit():
                things.setdefault(thing.phrase, (thing, mention.first))
    return list(beings.values()), list(spots.values()), list(things.values())


_STATES = bag("love fear silence luck time grief death loneliness")
"""What may be somebody, and is nobody in `two chefs in love`."""


def _is_state(tokens: list[Token], mention: Mention) -> bool:
    before = tokens[mention.first - 1].low if mention.first else ""
    bare = mention.first == mention.last and mention.head.islower()
    return bare and mention.head in _STATES and before in {"in", "of"}


_HOURS_AND_WEATHERS = bag(
    "spring summer autumn winter home "
    "dawn dusk night midnight noon morning evening afternoon sunset sunrise rain snow storm blizzard fog wind thunder day dark"
)
_LOOSE = bag("moon cloud dream future war heaven hell internet computer simulation home country plane car time")


def _is_there(tokens: list[Token], mention: Mention) -> bool:
    """Return whether a word that can be a place is one here: `on the moon`, not `catches the moon`."""
    placed = bag("in at on to inside across through aboard into from during under over onto outside near beyond for")
    before = tokens[mention.first - 1].low if mention.first else ""
    if before == "for" and singular(mention.head) in _LOOSE:
        return mention.first > 1 and tokens[mention.first - 2].low in {
            "out",
            "off",
            "leaves",
            "heads",
            "bound",
            "sails",
        }
    return singular(mention.head) not in _LOOSE or before in placed


def _acts(tokens: list[Token], mention: Mention) -> bool:
    """Return whether a mention is somebody: people and animals always, a storm or a teapot when it takes part."""
    if mention.first > 1 and tokens[mention.first - 1].low in {"as", "become", "becomes", "becoming"}:
        # Works as a dentist: that is a job, not another person.
        return False
    if not isinstance(mention.meaning, Beast):
        return mention.head != "friends" or mention.determiner != ""
    if mention.head in _ABSTRACT_BEINGS and not _personified(tokens, mention):
        return False
    if mention.meaning.category in _ALWAYS_BEINGS and not (_toy(tokens, mention)):
        return True
    titled = phrases.is_title([token for token in tokens if token.sentence == tokens[mention.first].sentence])
    before = tokens[mention.first - 1].low if mention.first else ""
    if before in {"", "and"} and (titled or len(tokens) <= 7):
        return True
    after = mention.last + 1
    if after + 1 < len(tokens) and tokens[after].low in {"only", "still", "always", "never", "just", "also", "once"}:
        after += 1
    same = after < len(tokens) and tokens[after].sentence == tokens[mention.last].sentence
    subject = before not in phrases.PREPOSITIONS - {"about", "like"} and same and not tokens[mention.last].mark
    if subject and (tokens[after].low in {"who", "that", "named", "called"} or phrases.looks_like_verb(tokens, after)):
        return True
    near = [verb_lemma(token.low) for token in tokens[max(0, mention.first - 3) : mention.first]]
    linked = before not in {"in", "on", "at", "during", "by", "into", "across", "through", "before", "after", "under"}
    return linked and any(verb in _SOCIAL for verb in near if verb)


_BECOMING = frozenset({"become", "becomes", "becoming", "became"})


def _opens(tokens: list[Token], mention: Mention) -> bool:
    """Return whether the text begins with a being that could also be a place or a thing: the last tree in the city."""
    return mention.first == 0 and isinstance(mention.meaning, Beast) and not _toy(tokens, mention)


_TWO_MEANINGS = bag("kite crane bat jaguar mouse seal mustang swift jay kid ram puppet fly beetle bug turkey cricket")
_TOY_VERBS = bag(
    "trade sell buy swap make build fly drive repair fix swing find lose give get ride use mend borrow steal hang"
)


def _toy(tokens: list[Token], mention: Mention) -> bool:
    """Return whether a word for an animal and a thing is the thing here: `a girl trades her shadow for a kite`."""
    if singular(mention.head) not in _TWO_MEANINGS:
        return False
    nearby = [token.low for token in tokens[max(0, mention.first - 6) : mention.first]]
    return any(verb_lemma(word) in _TOY_VERBS for word in nearby)


def _personified(tokens: list[Token], mention: Mention) -> bool:
    """Return whether Death, Time or Love is somebody here: a capital inside a sentence, or doing something."""
    titled = phrases.is_title([token for token in tokens if token.sentence == tokens[mention.first].sentence])
    after = mention.last + 1
    acts = after < len(tokens) and not tokens[mention.last].mark and phrases.looks_like_verb(tokens, after)
    return not mention.determiner and (
        acts or (tokens[mention.first].text[0].isupper() and mention.first > 0 and not titled)
    )


def _source(tokens: list[Token], mention: Mention) -> str:
    return " ".join(token.text for token in tokens[mention.first : mention.last + 1])


def _pronoun(tokens: list[Token], start: int) -> str | None:
    """Return the gender that the first pronoun after `start` in the same sentence tells."""
    for token in tokens[start : start + 14]:
        if token.sentence != tokens[start].sentence:
            return None
        for gender, forms in (("she", {"she", "her", "hers", "herself"}), ("he", {"he", "his", "him", "himself"})):
            if token.low in forms:
                return gender
    return None


def _being(tokens: list[Token], mention: Mention) -> Being:
    noun = singular(mention.head)
    noun = noun if find_being(noun) else mention.head
    meaning = mention.meaning
    if isinstance(meaning, Folk) and noun in beasts() and any(isinstance(find_being(t.low), Beast) for t in tokens):
        meaning = beasts()[noun]
    adjectives = mention.adjectives
    many = is_plural(mention.head) or mention.determiner in {"two", "three", "four", "five", "both", "many", "several"}
    gender, age, category = "any", "adult", "person"
    if isinstance(meaning, Beast):
        gender, category = meaning.gender, meaning.category
    elif isinstance(meaning, (Trade, Folk)):
        gender = meaning.gender
        age = meaning.age if isinstance(meaning, Folk) else "adult"
    told = _pronoun(tokens, min(mention.last + 1, len(tokens) - 1))
    if gender == "any" or (told and isinstance(meaning, Beast) and mention.first < 3):
        gender = told or gender
    age = _age(adjectives, age)
    noun = _with_profession(noun, adjectives)
    kind = beasts().get(adjectives[-1]) if isinstance(meaning, Trade) and adjectives else None
    if kind and isinstance(meaning, Trade):
        noun, adjectives = f"{kind.noun} {noun}", adjectives[:-1]
        gender, category = gender if gender in {"she", "he"} and told else kind.gender, kind.category
    beast = kind or (meaning if isinstance(meaning, Beast) else None)
    return Being(
        id=slug(noun), noun=noun, name=None, category=category, gender=gender, age=age, adjectives=adjectives,
        count=2 if many else 1, words=_source(tokens, mention),
        trade=meaning if isinstance(meaning, Trade) else None, beast=beast,
    )  # fmt: skip


def _with_profession(noun: str, adjectives: tuple[str, ...]) -> str:
    """Keep an adjective that is half of the name: a polar bear, a toy soldier, a snow queen."""
    if adjectives and f"{adjectives[-1]} {noun}" in {"toy soldier", "wild boar", "house dog", "old man", "old woman"}:
        return f"{adjectives[-1]} {noun}"
    return noun


def _age(adjectives: tuple[str, ...], otherwise: str) -> str:
    for age, told in (
        ("child", {"little", "tiny", "seven-year-old", "six-year-old", "ten-year-old", "eight-year-old", "orphan"}),
        ("old", {"old", "elderly", "aging", "ageing", "retired", "ancient", "aged", "grizzled", "weathered"}),
        ("young", {"young", "teenage", "adolescent"}),
    ):
        if any(adjective in told for adjective in adjectives):
            return age if not (age == "young" and otherwise == "child") else "child"
    return otherwise


def _spot(tokens: list[Token], mention: Mention) -> Spot:
    assert isinstance(mention.meaning, Setting)
    start = tokens[mention.last]
    proper = _source(tokens, mention) if start.text[0].isupper() and mention.meaning.noun != "moon" else None
    titled = phrases.is_title([token for token in tokens if token.sentence == start.sentence])
    name = None if titled or mention.determiner or mention.first == 0 else proper
    noun = mention.meaning.noun
    return Spot(slug(noun), noun, name, mention.adjectives, _source(tokens, mention), mention.meaning)


def _thing(tokens: list[Token], mention: Mention) -> Thing:
    span = tokens[mention.first : mention.last + 1]
    told = [token for token in span if token.low in {*mention.adjectives, mention.head}]
    titled = phrases.is_title([token for token in tokens if token.sentence == span[0].sentence])
    words = [re.sub(r"'s$", "", token.low if titled or token is tokens[0] else token.text) for token in told]
    return Thing(mention.head, " ".join(words or [mention.head]), is_plural(mention.head), _source(tokens, mention))


def _add_name(
    tokens: list[Token],
    found: list[Mention],
    place: int,
    beings: dict[str, tuple[Being, int]],
    spots: dict[str, Spot],
) -> None:
    """Give a proper name to the being it stands beside (`a girl named Ida`, `Ida, a baker`), or make it somebody."""
    mention = found[place]
    before = tokens[mention.first - 1].low if mention.first else ""
    if before in {"in", "at", "on", "from", "near", "to", "of", "across"}:
        if before in {"in", "at", "near", "across"} and not any(spot.name == mention.head for spot in spots.values()):
            setting = settings()["office" if before == "at" else "city"]
            spots[slug(mention.head)] = Spot(slug(mention.head), setting.noun, mention.head, (), mention.head, setting)
        return
    last = list(beings.values())[-1] if beings else None
    if last and last[0].name is None and (before in {"named", "called"} or _adjoins(tokens, last[1], mention)):
        beings[last[0].id] = (replace(last[0], name=mention.head), last[1])
        return
    if any(item[0].name and mention.head in item[0].name for item in beings.values()):
        return
    following = found[place + 1] if place + 1 < len(found) else None
    if following and following.sort == "being" and "," in tokens[mention.last].mark:
        gap = following.first - mention.last
        if gap <= 1 and following.determiner in {"a", "an", "the", ""}:
            being = replace(_being(tokens, following), name=mention.head)
            beings.setdefault(being.id, (being, mention.first))
            return
    given = mention.head.split(" ")[0]
    gender = next((key for key, listed in names().items() if given in listed), None)
    gender = gender or _pronoun(tokens, min(mention.last + 1, len(tokens) - 1)) or "any"
    key = slug(mention.head, "somebody")
    beings.setdefault(
        key,
        (Being(key, "person", mention.head, "person", gender, "adult", (), 1, _source(tokens, mention)), mention.first),
    )


def _adjoins(tokens: list[Token], first: int, mention: Mention) -> bool:
    """Return whether a name follows its noun directly: `the baker Ida`."""
    return (
        0 < mention.first - first <= 3
        and not any(token.mark for token in tokens[first : mention.first])
        and not any(
            token.low in phrases.CLOSED - phrases.DETERMINERS or verb_lemma(token.low)
            for token in tokens[first + 1 : mention.first]
        )
    )


def _is_person(noun: str) -> bool:
    if noun in not_people():
        return False
    return bool(re.search(r"(?:[^w]er|or|ist|man|woman|smith|ian|eer|monger|wright|ess)$", noun)) and len(noun) > 4


def _hidden_people(
    tokens: list[Token], beings: list[tuple[Being, int]], things: list[tuple[Thing, int]]
) -> tuple[list[tuple[Being, int]], list[tuple[Thing, int]]]:
    """Take a thing for somebody when its ending says so: a trumpet player, a food taster."""
    hidden = [item for item in things if _is_person(singular(item[0].noun))]
    found = [*beings, *((_unlisted(tokens, thing, first), first) for thing, first in hidden)]
    return sorted(found, key=lambda item: item[1]), [item for item in things if item not in hidden]


def _unlisted(tokens: list[Token], thing: Thing, first: int) -> Being:
    """Return a being for a noun that no list has."""
    words = thing.phrase.lower().split(" ")
    noun = singular(words[-1])
    person = _is_person(noun)
    whole = len(words) == 2 and words[0] not in {"old", "young", "last", "lonely", "tiny", "little"} and person
    noun, adjectives = (f"{words[0]} {noun}", ()) if whole else (noun, tuple(words[:-1]))
    gender = _pronoun(tokens, first) or ("any" if person else "it")
    return Being(
        slug(noun), noun, None, "person" if person else "thing", gender, _age(adjectives, "adult"), adjectives,
        2 if thing.plural else 1, thing.words,
    )  # fmt: skip


def _protagonist(tokens: list[Token], beings: list[tuple[Being, int]], main: int) -> Being | None:
    """Return the first being of the main clause, and failing that the first of all."""
    ordered = sorted(beings, key=lambda item: item[1])
    for being, first in ordered:
        owned = tokens[first].low in phrases.POSSESSIVES and first > main
        owner = being.words.endswith("'s") and any(other > first for _, other in ordered)
        if first >= main and not owned and not owner:
            return being
    return ordered[0][0] if ordered else None


def _thing_as_being(
    tokens: list[Token], things: list[tuple[Thing, int]], main: int
) -> tuple[Being | None, list[tuple[Thing, int]]]:
    """Make the subject of the sentence somebody when nobody else is: the last crayon, a wugmaker."""
    for thing, first in sorted(things, key=lambda item: (item[1] < main, item[1])):
        noun = singular(thing.noun)
        if noun in _ABSTRACT:
            continue
        being = _unlisted(tokens, thing, first)
        return being, [item for item in things if item[0] is not thing]
    return None, things


_OUT_IN = re.compile(r"\b(?:in|through|during|under) (?:the |an? )?(?:[a-z]+ )?[a-z]+")


def _weather(low: str) -> str | None:
    """Return the weather that somebody is out in, and else the one that a word speaks of: sails home through a storm."""
    told = (_cue("weather", phrase[0]) for phrase in _OUT_IN.finditer(low))
    return next((weather for weather in told if weather), None) or _cue("weather", low)


def _cue(kind: str, low: str) -> str | None:
    """Return the value of the cue that stands first in the text."""
    best: tuple[int, str] | None = None
    for cue, value in cues(kind):
        match = re.search(rf"\b{re.escape(cue)}(?:s|es)?\b", low)
        if match and (best is None or match.start() < best[0]):
            best = (match.start(), value)
    return best[1] if best else None
