"""What a card says, in words: for `models`, and for the page of models. Gigabytes are 2^30 bytes, as GPUs are sold."""

from collections.abc import Iterator

from generation.card import Card, Precision
from generation.choosing import held, named
from generation.diffusion.memory.plan import CLASSES
from generation.machine import GB

PRECISIONS: tuple[Precision, ...] = ("bfloat16", "float8", "int4")
_BITS = {"bfloat16": "16", "float8": "8", "int4": "4"}
_COMMERCIAL = {
    "yes": "commercial use is allowed",
    "limited": "commercial use within limits",
    "no": "not for commercial use",
}


def takes(card: Card) -> str:
    """What it can be shown: `words, a first picture, a last picture`."""
    slots = card.slots
    between = {"none": "", "pixel": "pictures at any frame", "latent": "pictures at any eighth frame"}[slots.keyframes]
    many = f"up to {slots.references} reference pictures" if slots.references > 1 else "a reference picture"
    found = {
        "words": slots.text,
        "a first picture": slots.first,
        "a last picture": slots.last,
        between: bool(between),
        many: slots.references > 0,
        "a clip to go on from": slots.video,
        "a mask": slots.mask,
        "sound": slots.audio,
        "a path of the camera": slots.camera,
    }
    return ", ".join(what for what, there in found.items() if there)


def needs(card: Card) -> str:
    """What it cannot do without, as a sentence; nothing where words are enough."""
    if card.slots.both:
        return "Every clip needs a first and a last picture."
    return "" if card.slots.text else "Every clip needs a first picture."


def counts(card: Card) -> str:
    """Its law of counts: `4k+1 pictures, usually 81, at 16 a second`."""
    law = card.frames
    if law is None:
        return ""
    if law.exactly:
        return f"{' or '.join(map(str, law.exactly))} pictures at {law.fps} a second"
    which = "any number of" if law.step == 1 else f"{law.step}k{f'+{law.offset}' if law.offset else ''}"
    return f"{which} pictures, usually {law.usual}, at {law.fps} a second"


def lasts(card: Card) -> str:
    """How long one clip or piece may be: `10 s`."""
    return "" if card.longest is None else f"{card.longest:.1f}".removesuffix(".0") + " s"


def sizes(card: Card) -> str:
    """The sizes that it was made for: `1280x720, 720x1280; sides in multiples of 16`."""
    law = card.sizes
    if law is None:
        return ""
    if law.only:
        return f"{', '.join(law.legal or (law.usual,))} and no other"
    return f"{', '.join(dict.fromkeys((law.usual, *law.legal)))}; sides in multiples of {law.multiple}"


def by_effort(card: Card) -> str:
    """Steps for each effort: `draft 20, balanced 40, fine 50`."""
    found = card.steps
    return "" if found is None else f"draft {found.draft}, balanced {found.balanced}, fine {found.fine}"


def by_adherence(card: Card) -> str:
    """Guidance for each adherence: `creative 3.5, balanced 5, strict 6.5`; or that there is none."""
    found = card.guidance
    if found is None or found.by == "none":
        return "none: it is distilled"
    return f"creative {found.creative:g}, balanced {found.balanced:g}, strict {found.strict:g}"


def licence(card: Card) -> str:
    """The licence with what it allows, where it grants nothing, and whether its page asks first."""
    said = f"{card.licence.name}: {_COMMERCIAL[card.licence.commercial]}"
    said += f"; no rights in {_listed(card.licence.not_in)}" if card.licence.not_in else ""
    return said + ("; its page asks for an agreement before the download" if card.licence.gated else "")


def weighs(card: Card) -> str:
    """Its weights at each precision: `69 GB in 16 bits, 35 in 8, 19 in 4`."""
    each = [(card.weights_gb(precision) * 1e9 / GB, _BITS[precision]) for precision in PRECISIONS]
    first, *rest = (f"{size:.0f}" if size >= 10 else f"{size:.1f}" for size, _ in each)
    bits = [bits for _, bits in each]
    return f"{first} GB in {bits[0]} bits, " + ", ".join(
        f"{size} in {few}" for size, few in zip(rest, bits[1:], strict=True)
    )


def runs_from(card: Card) -> tuple[int | None, int | None]:
    """The smallest GPU (gigabytes) that can hold it at all, layer by layer, and the smallest that it runs well on."""
    plans = {size: held(card, size) for size in CLASSES}
    fitting = [size for size, plan in plans.items() if plan.fits]
    well = [size for size in fitting if plans[size].offload != "group"]
    return next(iter(fitting), None), next(iter(well), None)


def memory(card: Card) -> str:
    """`from 16 GB layer by layer, well from 48 GB`."""
    least, well = runs_from(card)
    if least is None:
        return f"more than {CLASSES[-1]} GB"
    if well == least:
        return f"well from {well} GB"
    return f"from {least} GB, layer by layer" + (f"; well from {well} GB" if well else "")


def facts(card: Card) -> Iterator[tuple[str, str]]:
    """Everything a person asks about a model, as name and words; what there is nothing to say of is left out."""
    said = {
        "starts from": takes(card) + (f". {needs(card)}" if needs(card) else "") if card.kind != "scores" else "",
        "counts": counts(card),
        "lasts": f"up to {lasts(card)} in one go" if lasts(card) else "",
        "sizes": sizes(card),
        "sound": f"its own, at {card.sound / 1000:g} kHz" if card.sound and card.kind == "clips" else "",
        "steps": by_effort(card),
        "guidance": by_adherence(card),
        "guidance off": card.guidance.off if card.guidance else "",
        "samplers": ", ".join(card.schedulers),
        "negatives": "it listens to a negative prompt" if card.negative else "it has no place for a negative prompt",
        "prompts": f"written in the dialect {card.dialect}" if card.dialect else "",
        "memory": f"{memory(card)}; its weights take {weighs(card)}",
        "keyframes by": card.stills,
        "good for": ", ".join(card.roles),
        "speed": card.speed,
        "fewer steps": "; ".join(f"{name}: {where}" for name, where in card.distilled.items()),
        "licence": licence(card) + (f". {card.licence.note}" if card.licence.note else ""),
        "its terms": card.licence.link,
        "from": card.model + (f" at {card.revision}" if card.revision != "main" else ""),
        "and from": ", ".join(f"{model} ({part})" for part, model in card.also.items()),
        "page": card.link,
        "superseded": f"by {card.superseded_by}" if card.superseded_by else "",
        "note": card.note,
        "checked": f"{card.checked}, at {', '.join(card.sources)}" if card.sources else str(card.checked),
    }
    return ((name, words) for name, words in said.items() if words)


def _listed(regions: tuple[str, ...]) -> str:
    """`the EU, the UK and South Korea`."""
    said = [named(region) for region in regions]
    return " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))
