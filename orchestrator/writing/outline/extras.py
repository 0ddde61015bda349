"""Whoever and whatever the idea names beside the leading pair: nobody and nothing of it is left out of the film."""

import re

from orchestrator.film.screenplay import Action, ScreenplayScene, Speech
from orchestrator.writing.outline.chance import Chance
from orchestrator.writing.outline.grounds import Ground
from orchestrator.writing.outline.particulars import pool
from orchestrator.writing.outline.people import Player
from orchestrator.writing.outline.phrasing import phrase
from orchestrator.writing.reading import Reading


def bring_in(
    reading: Reading,
    players: list[Player],
    scenes: tuple[ScreenplayScene, ...],
    story: dict[str, str],
    grounds: dict[str, Ground],
    chance: Chance,
) -> tuple[ScreenplayScene, ...]:
    """Return the scenes with lines for the extras of the cast and for things that no line names yet."""
    by_place = {ground.place.id: ground for ground in grounds.values()}
    written = list(scenes)
    middle = min(1, len(written) - 1)
    shown = {who for scene in written for beat in scene.beats if isinstance(beat, Action) for who in beat.cast}
    for player in players[:2]:
        if player.id not in shown:
            beat = _entrance(player, players, story, by_place[written[-1].place], chance.fork(player.id))
            written[-1] = _with(written[-1], beat)
    for number, player in enumerate(players[2:]):
        if reading.opening and player.being.words in reading.opening:
            # Whoever was gone when it began is seen again only when it ends.
            beat = _entrance(player, players, story, by_place[written[-1].place], chance.fork(player.id))
            written[-1] = _with(written[-1], beat)
            continue
        if player.id in shown:
            continue
        for turn, template in enumerate(
            chance.fork(player.id).sample(pool("bits.txt", "cast"), 2 if len(written) > 3 else 1)
        ):
            index = min(middle + number + turn * 2, len(written) - 1)
            slots = _slots(player, story, by_place[written[index].place], chance.fork(f"{player.id} {turn}"))
            said = phrase(template, slots, chance.fork(f"say {player.id} {turn}"))
            who = [player.id, *(one.id for one, key in ((players[0], "A"), (players[1], "B")) if key in said.slots)]
            written[index] = _with(written[index], Action(text=said.text, cast=tuple(who)))
            if turn and player.speaks:
                line = phrase(chance.fork(f"line {player.id}").pick(pool("bits.txt", "speech")), slots, chance)
                written[index] = _with(written[index], Speech(character=player.id, text=line.text))
    for number, thing in enumerate(reading.things[:3]):
        text = " ".join(beat.text for scene in written for beat in scene.beats).lower()
        if re.search(rf"\b{re.escape(thing.noun)}", text):
            continue
        index = min(number, len(written) - 1)
        slots = _slots(players[0], story, by_place[written[index].place], chance.fork(thing.phrase))
        slots["Da"] = f"the {thing.phrase}" if thing.plural else thing.some
        slots["Dthe"] = f"the {thing.phrase}"
        if not thing.solid and players[1].speaks:
            line = phrase(chance.fork(f"matter {number}").pick(pool("bits.txt", "matter")), slots, chance)
            written[index] = _with(written[index], Speech(character=players[1].id, text=line.text))
            continue
        said = phrase(chance.fork(f"detail {number}").pick(pool("bits.txt", "detail")), slots, chance)
        cast = tuple(one.id for one, key in ((players[0], "A"), (players[1], "B")) if key in said.slots)
        beat = Action(text=said.text, cast=cast, props=(slots["Da"],), insert=not cast)
        written[index] = _with(written[index], beat)
    return tuple(written)


def _entrance(player: Player, players: list[Player], story: dict[str, str], ground: Ground, chance: Chance) -> Action:
    slots = _slots(player, story, ground, chance)
    text = "{C} {cmove} beside {thing}" + (", close to {A}." if player is not players[0] else ", alone in {area}.")
    return Action(text=phrase(text, slots, chance).text, cast=(player.id,))


def _slots(player: Player, story: dict[str, str], ground: Ground, chance: Chance) -> dict[str, str]:
    things = chance.sample(ground.things, 2)
    return story | {
        "C": player.label, "cmove": chance.pick(player.gestures), "him3": player.pronouns.object,
        "area": ground.label, "thing": f"the {things[0]}", "thing2": f"the {things[-1]}",
    }  # fmt: skip


def _with(scene: ScreenplayScene, beat: Action | Speech) -> ScreenplayScene:
    """Return the scene with a beat before its last one, so that its ending stays its ending."""
    acted = [index for index, shown in enumerate(scene.beats) if isinstance(shown, Action)]
    cut = acted[-1] if acted and acted[-1] else len(scene.beats)
    return scene.model_copy(update={"beats": (*scene.beats[:cut], beat, *scene.beats[cut:])})
