"""The page of models: what each takes, makes, needs and may be used for, from the cards of the catalogue."""

from collections.abc import Sequence

from generation.card import Card
from generation.card_words import PRECISIONS, counts, lasts, runs_from, takes
from generation.catalogue import cards
from generation.choosing import BESIDE, BUDGETS, PURPOSES, Wanted, choose
from generation.machine import GB, Machine

TITLES = {"clips": "Clips", "stills": "Stills", "scores": "Scores"}

INTRODUCTION = """\
# Models

Generated from the cards in `generation/models/` (`python docs/generate.py`).

What makes the pictures, the stills (keyframes) and the music is named in `film.yaml`, by a model's name and, behind a question
mark, options:

    pictures: wan2.2-i2v-a14b
    stills: qwen-image-edit-plus?effort=draft
    score: ace-step-1.5

`effort` is `draft`, `balanced` or `fine`, `adherence` is `creative`, `balanced` or `strict`: each model has numbers of its own
for these words, and those of balanced are its makers'. A draft takes about half the steps, in which layout and movement are
settled and detail is not; fine takes up to a half more, after which little changes. Creative and strict are a quarter to a third
below and above. A distilled model keeps to the steps that it was distilled for and has no guidance. `steps` and `guidance` set
the numbers themselves, `scheduler` another sampler; one that the model cannot use is refused with the reason when the film is
planned. There are [more](options.md).

| | |
|---|---|
| `filmwright models choose` | answers which model suits a film, and why |
| `filmwright models fit` | says what runs on this machine, and how |
| `filmwright models pull NAME` | downloads a model into the ordinary Hugging Face cache |
| `filmwright models show NAME` | says all that is known of one, with the sources of the facts |

A card says what was known on the day that it was checked. What a model's makers say is told as theirs; what could not be
confirmed is marked as unverified. What a licence allows is told in short and is no legal advice.

Cards ask for the newest state of a repository (`main`): none of its commits was tried by us, and makers mend their files. What
was downloaded stays as it is until you pull again, and clips are known by the content of the checkpoint, so a new state makes
them anew and is never taken for the old one. `models pull` says which commit it downloaded; where a film must stay as it is, on
other machines too, write it behind the name: `pictures: ltx-2.3?revision=<commit>`.

## Which one

`choose` asks what the film is for, what matters most, how much GPU memory there is, how long the longest shot is, what the
licence must allow, and where you are. A purpose stands for a priority and a budget, a budget for a GPU; without any of them it
starts from the GPU of this machine. The first choice is a model whose card has the role that is asked for, that runs in that
memory, and that no other superseded which runs there, too. The alternatives are of other families and say what they have before
it.
"""

NUMBERS = (
    "GPU: gigabytes in which it runs at all, layer by layer / runs well, in its usual size and count. Weights: gigabytes in "
    "16 / 8 / 4 bits. Steps: draft / balanced / fine. Guidance: creative / balanced / strict."
)


def models() -> str:
    """Every model: what it takes, makes, needs, and may be used for."""
    rows = [*INTRODUCTION.splitlines(), "", *_matrix()]
    for kind, title in TITLES.items():
        found = [card for card in cards().values() if card.kind == kind]
        rows += ["", f"## {title}", ""]
        rows += _tables([card for card in found if not card.superseded_by])
        rows += ["", f"### Older {title.lower()}", "", "They run as before; `choose` names what took their place.", ""]
        rows += _older([card for card in found if card.superseded_by])
    return "\n".join([*rows, "", "## Licences", "", *_licences(), "", "## Notes", "", *_notes(), ""])


def _matrix() -> list[str]:
    """The first choice for every purpose and budget."""
    budgets = " | ".join(f"{budget} ({most:g} GB)" for budget, most in BUDGETS.items())
    rows = [f"| purpose | it asks for | {budgets} |", "|---|---|" + "---|" * len(BUDGETS)]
    machine = Machine("cpu", "a processor", 0, 0)
    for purpose, matter in PURPOSES.items():
        cells: list[str] = []
        for budget in BUDGETS:
            first = choose(Wanted(purpose=purpose, budget=budget), machine).first
            name = f"`{first.card.name}`" if first else "none"
            cells.append(f"**{name}**" if budget == matter.budget else name)
        rows.append(f"| {purpose} | {matter.priority} | {' | '.join(cells)} |")
    beside = ", ".join(f"{main} GB beside up to {most}" for most, main in BESIDE[:-1])
    main = f"Main memory is taken to be {beside}, {BESIDE[-1][1]} beside more."
    return [*rows, "", f"Bold is the budget that the purpose stands for. {main}"]


def _tables(found: Sequence[Card]) -> list[str]:
    """What each takes and makes, and its numbers; `found` are of one kind."""
    kind = found[0].kind
    columns = {"clips": "| takes | in one go |", "stills": "| takes |", "scores": "| in one go |"}[kind]
    rows = [f"| model | what it is for {columns} checked |", "|---" * (columns.count("|") + 2) + "|"]
    for card in found:
        cells = [f"[`{card.name}`]({card.link})", card.about]
        cells += [takes(card)] if kind != "scores" else []
        cells += [_go(card)] if kind != "stills" else []
        rows.append(f"| {' | '.join([*cells, str(card.checked)])} |")
    rows += ["", f"| model | GPU | weights |{' counts |' if kind == 'clips' else ''} sizes | steps | guidance |"]
    rows += ["|---" * (7 if kind == "clips" else 6) + "|"]
    for card in found:
        cells = [f"`{card.name}`", _memory(card), _weights(card), *([counts(card)] if kind == "clips" else [])]
        rows.append(f"| {' | '.join([*cells, _sizes(card), _steps(card), _guidance(card)])} |")
    return [*rows, "", NUMBERS]


def _older(found: Sequence[Card]) -> list[str]:
    """Models that others took the place of."""
    rows = ["| model | gave way to | takes | in one go | GPU | checked |", "|---|---|---|---|---|---|"]
    for card in found:
        name, took = f"[`{card.name}`]({card.link})", takes(card) if card.kind != "scores" else ""
        rows.append(f"| {name} | `{card.superseded_by}` | {took} | {_go(card)} | {_memory(card)} | {card.checked} |")
    return rows


def _go(card: Card) -> str:
    """How long it lasts, and its sound."""
    sound = f"sound at {card.sound / 1000:g} kHz" if card.sound else ""
    return ", ".join(filter(None, (lasts(card), sound)))


def _memory(card: Card) -> str:
    least, well = runs_from(card)
    return f"{least or 'more'} / {well or 'more'}"


def _weights(card: Card) -> str:
    each = (card.weights_gb(precision) * 1e9 / GB for precision in PRECISIONS)
    return " / ".join(f"{size:.0f}" if size >= 10 else f"{size:.1f}" for size in each)


def _sizes(card: Card) -> str:
    law = card.sizes
    if law is None:
        return ""
    others = len({law.usual, *law.legal}) - 1
    return law.usual + (f" and {others} more" if others else "") + (", no other" if law.only else "")


def _steps(card: Card) -> str:
    steps = card.steps
    return f"{steps.draft} / {steps.balanced} / {steps.fine}" if steps else ""


def _guidance(card: Card) -> str:
    found = card.guidance
    if found is None or found.by == "none":
        return "none"
    return f"{found.creative:g} / {found.balanced:g} / {found.strict:g}"


def _licences() -> list[str]:
    """Each licence once, with the models that come under it."""
    under: dict[tuple[str, str, tuple[str, ...], str], list[Card]] = {}
    for card in cards().values():
        terms = card.licence
        under.setdefault((terms.name, terms.commercial, terms.not_in, terms.note), []).append(card)
    rows = ["| licence | commercial use | not in | models | to know |", "|---|---|---|---|---|"]
    for (name, commercial, regions, note), found in sorted(under.items()):
        allowed = {"yes": "yes", "limited": "within limits", "no": "no"}[commercial]
        named = ", ".join(f"`{card.name}`" + (" (asks first)" if card.licence.gated else "") for card in found)
        rows.append(f"| [{name}]({found[0].licence.link}) | {allowed} | {', '.join(regions)} | {named} | {note} |")
    return [*rows, "", "*Asks first*: its page asks for an agreement before the download."]


def _notes() -> list[str]:
    """What else is to be known; a note that several share stands once."""
    under: dict[str, list[str]] = {}
    for card in cards().values():
        if card.note:
            under.setdefault(card.note, []).append(f"`{card.name}`")
    return [f"* {', '.join(names)}: {note}" for note, names in under.items()]
