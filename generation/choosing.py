"""Which model suits a film: by its purpose, what matters most, the GPU, the longest shot, the licence. Imports nothing heavy.

What a model is good for is a role on its dated card, never a name in here, and a card that was superseded gives way to the
one that took its place, wherever that one is usable. So an answer is as old as the cards are, and says how old.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, cast

from generation.backend import Kind, available
from generation.card import Card
from generation.catalogue import cards
from generation.diffusion.memory.plan import MemoryPlan, Wishes, planned, weighing, working
from generation.machine import GB, TAKEN, Machine

Purpose = Literal[
    "production", "social", "experiment", "professional", "marketing", "education", "film", "beginner", "developer"
]
Priority = Literal["quality", "speed", "flexibility", "reliability"]
Budget = Literal["low", "medium", "high"]
Chosen = Literal["clips", "stills", "scores"]

BUDGETS: Mapping[Budget, float] = {"low": 12, "medium": 24, "high": 80}
"""Gigabytes of GPU memory that stand for a budget: a gamer's GPU, the largest of them, one of a data centre."""


BESIDE = ((16, 32), (24, 64), (48, 128), (float("inf"), 256))
"""Gigabytes of main memory that are taken to be beside a GPU of up to so many: models that come layer by layer wait there."""


@dataclass(frozen=True)
class Matter:
    """What a purpose asks for."""

    priority: Priority
    budget: Budget
    why: str


PURPOSES: Mapping[Purpose, Matter] = {
    "production": Matter("quality", "high", "a production puts quality before speed and has time"),
    "social": Matter("speed", "medium", "social media puts speed before quality: it must be out today"),
    "experiment": Matter("flexibility", "low", "an experiment wants to try many things at little cost"),
    "professional": Matter("reliability", "high", "professional work wants what it can rely on before what is new"),
    "marketing": Matter("quality", "medium", "marketing is looked at closely, and made to a budget"),
    "education": Matter("reliability", "medium", "teaching wants clear pictures that come out as asked"),
    "film": Matter("quality", "high", "film and television take no less than the best pictures"),
    "beginner": Matter("speed", "low", "a first film wants quick results on the GPU that is there"),
    "developer": Matter("flexibility", "medium", "a developer wants a model that can be built upon"),
}
ROLE_SAID: Mapping[str, str] = {
    "quality": "it is among the best pictures that run on a machine of one's own",
    "speed": "it needs few steps or little work",
    "flexibility": "it takes many kinds of pictures to go by, or can be taught new ones",
    "reliability": "it is widely used and holds to the pictures that it is given",
}
MUSIC_SAID: Mapping[str, str] = {
    "quality": "it is among the best music that is made on a machine of one's own",
    "speed": "it needs few steps or little work",
    "flexibility": "it makes many kinds of music and sounds",
    "reliability": "it is widely used",
}

_EU = """
AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK austria belgium bulgaria croatia cyprus
czechia denmark estonia finland france germany greece hungary ireland italy latvia lithuania luxembourg malta netherlands
poland portugal romania slovakia slovenia spain sweden europe
"""
_REGIONS: Mapping[str, str] = {
    **{name.lower(): "EU" for name in ("EU", "european union", *_EU.split())},
    **dict.fromkeys(("uk", "gb", "united kingdom", "great britain", "england", "scotland", "wales"), "UK"),
    **dict.fromkeys(("kr", "korea", "south korea"), "South Korea"),
}


def region_of(said: str) -> str:
    """The region as licences name it; what no licence speaks of stays as it is written."""
    return _REGIONS.get(" ".join(said.lower().replace("-", " ").split()), said)


def named(region: str) -> str:
    """A region within a sentence: `the EU`, `South Korea`."""
    return f"the {region}" if region in ("EU", "UK", "US") else region


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for; what is left out follows from the purpose, or from the machine."""

    kind: Chosen = "clips"
    purpose: Purpose | None = None
    priority: Priority | None = None
    budget: Budget | None = None
    memory: float | None = None
    """Gigabytes of GPU memory, in place of a budget."""
    seconds: float | None = None
    """The longest shot, or piece of music."""
    commercial: bool = False
    region: str = ""

    def settled(self, machine: Machine) -> "Wanted":
        """With every gap filled: by the purpose, then by the machine, then by the tree (quality first, medium budget)."""
        matter = PURPOSES[self.purpose] if self.purpose else None
        budget = self.budget or (matter.budget if matter else None)
        priority = self.priority or (matter.priority if matter else "quality")
        memory = self.memory or (BUDGETS[budget] if budget else None)
        if memory is None:
            memory = machine.total / GB if machine.gpu else BUDGETS["medium"]
        return replace(self, priority=priority, budget=budget, memory=memory, region=region_of(self.region))


@dataclass(frozen=True)
class Choice:
    """One model, why it, and how it is held in the memory that there is."""

    card: Card
    plan: MemoryPlan
    reasons: tuple[str, ...]
    against: tuple[str, ...] = ()
    """What speaks against it; for what was chosen, nothing."""


@dataclass(frozen=True)
class Answer:
    """A first choice and others, or none, and then what comes nearest."""

    wanted: Wanted
    first: Choice | None
    others: tuple[Choice, ...] = ()
    still: Choice | None = None
    """What draws its keyframes, where it starts from pictures."""
    nearest: tuple[Choice, ...] = ()
    checked: date = field(default=date.min)
    """The oldest card that the answer stands on."""


def choose(wanted: Wanted, machine: Machine, catalogue: Mapping[str, Card] | None = None) -> Answer:
    """Choose among the cards of a kind; `machine` stands in where neither budget nor memory is said."""
    settled = wanted.settled(machine)
    known = catalogue if catalogue is not None else cards()
    runnable = set(available(cast("Kind", settled.kind)))
    found = [
        _choice(card, settled) for card in known.values() if card.kind == settled.kind and card.backend in runnable
    ]
    usable = [choice for choice in found if not choice.against]
    fresh = [choice for choice in usable if not _outdone(choice.card, usable)]
    ranked = sorted(fresh, key=lambda choice: _rank(choice, settled), reverse=True)
    if not ranked:
        least = sorted(found, key=lambda choice: _nearness(choice, settled), reverse=True)
        return Answer(settled, None, nearest=tuple(least[:2]), checked=_oldest(least[:2]))
    first = ranked[0]
    others = _others(first, ranked[1:], settled)
    still = _still(first.card, settled, machine, known)
    return Answer(settled, first, others, still, checked=_oldest([first, *others, *([still] if still else [])]))


def held(card: Card, gigabytes: float) -> MemoryPlan:
    """How a card's model is held on a GPU of that memory, by its weights alone: the same on every machine."""
    total, main = round(gigabytes * GB), next(beside for most, beside in BESIDE if gigabytes <= most) * GB
    name = f"a GPU of {gigabytes:g} GB"
    machine = Machine("cuda", name, total, max(0, total - TAKEN), main_total=main, main_free=main)
    backend: Any = available(cast("Kind", card.kind)).get(card.backend)
    text = getattr(backend, "text_parts", ("text_encoder", "text_encoder_2"))
    parts = weighing.of_card(card, text, getattr(backend, "exact", ()))
    return planned(card.name, parts, machine, Wishes(), working(card))


def _choice(card: Card, wanted: Wanted) -> Choice:
    """A card with what speaks for and against it."""
    plan = held(card, wanted.memory or 0)
    against = list(_against(card, plan, wanted))
    return Choice(card, plan, _reasons(card, plan, wanted), tuple(against))


def _against(card: Card, plan: MemoryPlan, wanted: Wanted) -> Sequence[str]:
    """Why it cannot be taken at all."""
    found: list[str] = []
    if plan.needed > plan.free:
        found.append(f"it needs about {plan.needed / GB:.0f} GB of GPU memory, even layer by layer")
    elif not plan.fits:
        found.append(f"it needs about {plan.main / GB:.0f} GB of main memory beside the GPU")
    if wanted.seconds is not None and card.longest is not None and card.longest + 0.05 < wanted.seconds:
        what = "a shot" if card.kind == "clips" else "a piece"
        found.append(f"it makes {card.longest:.3g} seconds in one go, and {what} takes {wanted.seconds:g}")
    if wanted.commercial and card.licence.commercial == "no":
        found.append(f"its licence ({card.licence.name}) forbids commercial use")
    if wanted.region and wanted.region in card.licence.not_in:
        found.append(f"its licence ({card.licence.name}) grants no rights in {named(wanted.region)}")
    if wanted.purpose == "film" and card.kind == "clips" and "quality" not in card.roles:
        found.append("film and television ask for more than its pictures give")
    return found


def _reasons(card: Card, plan: MemoryPlan, wanted: Wanted) -> tuple[str, ...]:
    """Why it is taken, the weightiest first."""
    found: list[str] = []
    if wanted.priority in card.roles:
        found.append((MUSIC_SAID if card.kind == "scores" else ROLE_SAID)[wanted.priority])
    found.append(f"{wanted.memory:g} GB hold it {_placed(plan)}")
    if card.sound is not None and card.kind == "clips":
        found.append("it makes its own sound")
    if card.slots.first and card.slots.last:
        found.append("it goes from a first picture to a last one" + _between(card))
    elif card.slots.first:
        found.append("it starts from a picture, so people look the same in every shot")
    if card.kind == "stills" and card.slots.references:
        many = f"up to {card.slots.references} pictures" if card.slots.references > 1 else "a picture"
        found.append(f"it is shown {many} of people and things, so that they look the same in every shot")
    if wanted.seconds is not None and card.longest is not None:
        found.append(f"it makes up to {card.longest:.3g} seconds in one go{_strained(card, wanted.seconds)}")
    if wanted.commercial:
        terms = f": {card.licence.note}" if card.licence.commercial == "limited" and card.licence.note else ""
        found.append(
            f"its licence ({card.licence.name}) allows commercial use{' within limits' if terms else ''}{terms}"
        )
    return tuple(found)


def _strained(card: Card, seconds: float) -> str:
    """That a clip is longer than those that it was made for; families that go on in windows are made for it."""
    usual = card.frames.usual / card.frames.fps if card.frames else seconds
    return f", though it was made for about {usual:.2g}" if seconds > 1.1 * usual and "long" not in card.roles else ""


def _between(card: Card) -> str:
    return " with others between" if card.slots.keyframes != "none" else ""


def _placed(plan: MemoryPlan) -> str:
    """How it is held, in words."""
    how = {"none": "whole", "model": "part by part", "group": "layer by layer"}[plan.offload]
    fewer = {"none": "", "float8": " in 8 bits", "int8": " in 8 bits", "int4": " in 4 bits"}[plan.quantise]
    return f"{how}{fewer}{', which is slow' if plan.offload == 'group' else ''}"


def _ease(plan: MemoryPlan) -> int:
    """How well it runs: whole, or part by part, or in fewer bits, or layer by layer."""
    return {"none": 2, "model": 1, "group": -2}[plan.offload] + (1 if plan.quantise == "none" else 0)


def _rank(choice: Choice, wanted: Wanted) -> tuple[float, ...]:
    """The higher, the better: what matters most, then how well it runs, then what else it has.

    What may not be used commercially comes last, also for those who did not ask: they may find out too late.
    """
    card, plan = choice.card, choice.plan
    free = {"yes": 1, "limited": 0, "no": -1}[card.licence.commercial]
    open_to_all, terms = free >= 0, free if wanted.commercial else 0
    suits, quick = wanted.priority in card.roles, plan.offload != "group"
    people, keyed = card.kind == "stills" and "people" in card.roles, card.starts_from_picture
    if wanted.priority == "speed":
        return (open_to_all, suits, quick, people, terms, -card.work, _slots(card))
    if wanted.priority == "flexibility":
        return (open_to_all, suits, quick, terms, _slots(card), _ease(plan), card.denoiser, -card.work)
    if wanted.priority == "reliability":
        return (open_to_all, suits, quick, people, free, "quality" in card.roles, keyed, _ease(plan), -card.work)
    held_to = not card.superseded_by, "reliability" in card.roles
    return (
        open_to_all,
        people,
        suits,
        terms,
        keyed,
        *held_to,
        quick,
        _slots(card),
        card.denoiser,
        _ease(plan),
        -card.work,
    )


def _nearness(choice: Choice, wanted: Wanted) -> tuple[float, ...]:
    """The higher, the less is lacking: few things, and of a length as little as can be."""
    reach = min(wanted.seconds or 0, choice.card.longest or float("inf"))
    return (-len(choice.against), reach, *_rank(choice, wanted))


def _slots(card: Card) -> int:
    """How many kinds of things it can be shown."""
    slots = card.slots
    taken = (slots.first, slots.last, slots.keyframes != "none", slots.references > 0, slots.video, slots.mask)
    return sum(taken) + (1 if card.sound is not None and card.kind == "clips" else 0)


def _outdone(card: Card, usable: Sequence[Choice]) -> bool:
    """Whether a card that took its place, at first hand or later, can be used, too."""
    after = {choice.card.name: choice.card for choice in usable}
    seen = {card.name}
    while card.superseded_by and card.superseded_by not in seen:
        if card.superseded_by in after:
            return True
        seen.add(card.superseded_by)
        known = cards().get(card.superseded_by)
        if known is None:
            return False
        card = known
    return False


def _others(first: Choice, ranked: Sequence[Choice], wanted: Wanted) -> tuple[Choice, ...]:
    """The next best of other families, then the easiest to run, and what each has before the first."""
    found: list[Choice] = []
    easiest = sorted(ranked, key=lambda choice: (_ease(choice.plan), *_rank(choice, wanted)), reverse=True)
    for choice in (*ranked[:4], *easiest[:3], *ranked):
        families = {first.card.backend, *(other.card.backend for other in found)}
        gains = _gains(choice, first)
        if len(found) < 2 and choice.card.backend not in families and gains:
            found.append(replace(choice, reasons=gains))
    return tuple(found)


def _gains(choice: Choice, first: Choice) -> tuple[str, ...]:
    """What it has before the first choice."""
    card, other, found = choice.card, first.card, list[str]()
    if card.licence.commercial == "yes" and other.licence.commercial != "yes":
        found.append(f"a freer licence ({card.licence.name})")
    if other.licence.not_in and not card.licence.not_in:
        found.append("a licence for every region")
    if _ease(choice.plan) > _ease(first.plan):
        found.append(f"it is held {_placed(choice.plan)}")
    if card.work and other.work / card.work >= 1.5:
        times = other.work / card.work
        found.append("much faster" if times >= 10 else f"about {times:.2g} times as fast, by its size and steps")
    if card.sound is not None and other.sound is None:
        found.append("sound of its own")
    if (card.longest or 0) > (other.longest or 0) + 1:
        found.append(f"up to {card.longest:.3g} seconds in one go")
    if _slots(card) > _slots(other):
        found.append("more kinds of pictures to go by")
    found.extend(f"made for {role}" for role in ("quality", "reliability") if role in {*card.roles} - {*other.roles})
    return tuple(found)


def _still(card: Card, wanted: Wanted, machine: Machine, known: Mapping[str, Card]) -> Choice | None:
    """What draws the keyframes: the still model that its card names, if that can be used, else the one that suits best."""
    if not card.starts_from_picture:
        return None
    asked = replace(wanted, kind="stills", purpose=None, seconds=None)
    if card.stills in known and known[card.stills].backend in available("stills"):
        named = _choice(known[card.stills], asked)
        if not named.against and named.plan.offload != "group":
            return named
    return choose(asked, machine, known).first


def _oldest(choices: Sequence[Choice]) -> date:
    return min((choice.card.checked for choice in choices), default=date.min)
