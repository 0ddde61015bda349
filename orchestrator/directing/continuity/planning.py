"""The continuity plan of a film: which pictures are made, from which others, and what each clip is given."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from orchestrator.directing.continuity.between import between
from orchestrator.directing.continuity.boundaries import Boundaries, Joined, making_order, roots
from orchestrator.directing.continuity.choosing import OWN, PLACE_SHEET, SEEN_THERE, SPOT, Candidate, choose
from orchestrator.directing.continuity.entities import Cast, Need
from orchestrator.directing.continuity.values import (
    Carried,
    Chosen,
    ContinuityPlan,
    Drawn,
    Entity,
    File,
    Keyframe,
    Makers,
    Note,
    Passed,
    Reference,
    Still,
    Stills,
    Tail,
    keyframe_step,
)
from orchestrator.directing.grammar import SIZES
from orchestrator.directing.schedule import Schedule
from orchestrator.film.film import Film


def continuity(film: Film, plan: Schedule, makers: Makers, stills: Stills) -> ContinuityPlan:
    """Plan the continuity of a film whose states are settled."""
    return _Planning(film, plan, makers, stills).plan()


class _Planning:
    def __init__(self, film: Film, plan: Schedule, makers: Makers, stills: Stills) -> None:
        settings = film.settings.continuity
        self._stills = stills
        self._style = tuple(File(path, beside_style=True) for path in film.style.references)
        self._rate = film.settings.format.rate
        self._cast = Cast(film, stills)
        self._row = Boundaries(self._cast, makers, stills, settings.longest_chain).joined(plan.shots)
        self._roots = roots(self._row, SIZES)
        self._order = {now.key: number for number, now in enumerate(self._ordered())}
        self._known: dict[str, tuple[Need, ...]] = {}
        self._anchored = settings.anchor > 0

    def _needs(self, now: Joined) -> tuple[Need, ...]:
        """What a shot shows; asked for only where pictures are made, or shown to a model."""
        if now.key not in self._known:
            self._known[now.key] = self._cast.needs(now.item.scene, now.item.shot)
        return self._known[now.key]

    def _ordered(self) -> list[Joined]:
        return making_order(self._row, sorted(self._roots.values(), key=lambda now: now.item.start))

    def plan(self) -> ContinuityPlan:
        keyframes = {frame.step: frame for frame in self._keyframes()}
        shots = {now.key: self._carried(now) for now in self._row}
        chosen = [one for frame in keyframes.values() for one in frame.references]
        chosen += [one for shot in shots.values() for one in shot.references]
        notes = [note for now in self._row for note in (*now.notes, *self._lost(now))]
        return ContinuityPlan(shots, keyframes, self._references(chosen), tuple(notes))

    def _keyframes(self) -> Iterator[Keyframe]:
        """Every keyframe that is drawn, each after those that it is made from."""
        makes = sorted(self._row, key=lambda now: self._order[now.key])
        for now in makes:
            if now.first == Drawn(keyframe_step(now.key, "first")):
                found = [one for one in self._candidates(now, drawn=True) if one.picture != now.composition]
                references = self._choice(now, self._slots(now.composition), found)
                root = self._roots.get(now.spot) is now and self._stills.shown > 0
                style = self._styled(len(references) + (now.composition is not None))
                yield Keyframe(now.key, "first", references, now.composition, root, style)
        for now in makes:
            if now.last == Drawn(keyframe_step(now.key, "last")):
                references = self._choice(now, self._slots(None), self._for_last(now))
                yield Keyframe(now.key, "last", references, style=self._styled(len(references)))

    def _slots(self, composition: Still | None) -> int:
        """How many references go beside the composition, which takes one of the same places."""
        return max(0, self._stills.shown - (composition is not None))

    def _styled(self, taken: int) -> tuple[File, ...]:
        """The pictures of the style that there is room for: last, for what is seen matters more than how it is painted."""
        return self._style[: max(0, self._stills.shown - taken)]

    def _choice(self, now: Joined, most: int, candidates: Iterable[Candidate]) -> tuple[Chosen, ...]:
        return choose(self._needs(now), list(candidates), most) if most else ()

    def _candidates(self, now: Joined, *, drawn: bool) -> Iterator[Candidate]:
        """The pictures of everybody and everything in a shot, and the first keyframe of its place.

        `drawn`: it is for a keyframe, which can only be made from what is made before it.
        """
        for need in self._needs(now):
            yield from self._pictured(need.entity)
        root = self._roots.get(now.spot)
        if root is None or root is now or not isinstance(root.first, File | Drawn):
            return
        if not drawn or self._order[root.key] < self._order[now.key]:
            yield Candidate(root.first, f"the keyframe of {root.key}, the widest there", self._seen_in(root))

    def _pictured(self, entity: Entity) -> Iterator[Candidate]:
        shows = {entity: PLACE_SHEET if entity.kind == "place" else OWN}
        for picture in self._cast.pictures(entity):
            words = f"{entity.words}: {picture.path}" if isinstance(picture, File) else f"the picture of {entity.words}"
            yield Candidate(picture, words, shows)

    def _seen_in(self, root: Joined) -> Mapping[Entity, float]:
        return {need.entity: SPOT if need.entity.kind == "place" else SEEN_THERE for need in self._needs(root)}

    def _for_last(self, now: Joined) -> Iterator[Candidate]:
        """A last keyframe is made from the first one of the shot, where that is no clip's tail."""
        if isinstance(now.first, File | Drawn):
            shows = {need.entity: OWN for need in self._needs(now)}
            yield Candidate(now.first, "the first keyframe of the shot", shows)
        yield from self._candidates(now, drawn=False)

    def _carried(self, now: Joined) -> Carried:
        most = now.maker.can.references if now.maker else 0
        pictures = self._for_clip(now) if most else ()
        first = replace(now.first, anchor=self._anchor(now)) if isinstance(now.first, Tail) else now.first
        return Carried(
            shot=now.key,
            asked=now.item.shot.boundary,
            boundary=now.boundary,
            first=first,
            last=now.last,
            context=now.context,
            colours=self._anchor(now) if now.context else None,
            cut_off=now.cut_off,
            between=self._between(now)[0],
            references=self._choice(now, most, pictures),
            chain=now.chain,
        )

    def _between(self, now: Joined) -> tuple[tuple[Passed, ...], tuple[str, ...]]:
        return between(now.item, now.maker, self._rate) if now.maker else ((), ())

    def _lost(self, now: Joined) -> Iterator[Note]:
        return (Note(now.key, words) for words in self._between(now)[1])

    def _for_clip(self, now: Joined) -> Iterator[Candidate]:
        """What a clip that starts from a picture of its own is shown besides: people and things, for the place is seen there."""
        if now.first is None:
            yield from self._candidates(now, drawn=False)
            return
        for need in self._needs(now):
            yield from self._pictured(need.entity)

    def _anchor(self, now: Joined) -> Still | None:
        """The picture whose colours a chain keeps: the one that it began with, or in another place the first one there."""
        if not self._anchored:
            return None
        if now.opening is not None and now.opening_spot == now.spot:
            return now.opening
        root = self._roots.get(now.spot)
        return root.first if root and isinstance(root.first, File | Drawn) else None

    def _references(self, chosen: Sequence[Chosen]) -> dict[str, Reference]:
        """The pictures of entities that are drawn because something is made from them, each after its base."""
        wanted = {one.picture for one in chosen if isinstance(one.picture, Drawn)}
        if not wanted:
            return {}
        entities = {need.entity.step: need.entity for now in self._row for need in self._needs(now)}
        found: dict[str, Reference] = {}
        for step, entity in entities.items():
            if Drawn(step) not in wanted:
                continue
            reference = self._cast.drawn(entity)
            usual = Entity(entity.kind, entity.id)
            if reference.base == Drawn(usual.step):
                found.setdefault(usual.step, replace(self._cast.drawn(usual), style=self._styled(0)))
            found[step] = replace(reference, style=self._styled(reference.base is not None))
        return found
