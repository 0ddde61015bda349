"""An action told again: slots filled with looks and short names, with the origin of every word."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orchestrator.directing.prompting.mentions_looks import Looks
from orchestrator.directing.prompting.mentions_reading import Part, Slot
from orchestrator.directing.prompting.mentions_words import article

_ENDS = re.compile(r"[.!?…][\"”’)»]*\s*$")
_GOES_ON = re.compile(r"\s+[\w\"“«]|\s*$")
_SEVERAL = re.compile(r"[^s]s$")
_ARTICLE = re.compile(r"(?:an|a|the)\s+")


@dataclass(frozen=True)
class Piece:
    """A stretch of text and where it comes from, e.g. `characters/mara.yaml: states.oilskin`; "" for words that only join."""

    text: str
    origin: str


def joined(pieces: Sequence[Piece]) -> str:
    """Return the text of pieces, which hold their own spaces and commas."""
    return "".join(piece.text for piece in pieces)


def pieces_of(looks: Looks) -> tuple[Piece, ...]:
    """A full description: what stays, and what the state adds."""
    stays = Piece(looks.appearance, looks.origin)
    return (stays, Piece(", ", ""), Piece(looks.state, looks.state_origin)) if looks.state else (stays,)


class Telling:
    """One way of telling an action. `described` are those whom it describes, by their keys."""

    def __init__(
        self,
        parts: Sequence[Part],
        here: Mapping[str, Looks],
        short: Mapping[str, str],
        origin: str,
        *,
        describes: bool,
    ) -> None:
        """Tell the parts; with descriptions at the first mention of each, or with short names only."""
        self.described: set[str] = set()
        self._known: set[str] = set()
        self._here, self._short, self._origin, self._describes = here, short, origin, describes
        self._pieces: list[Piece] = []
        self._open = False
        """Whether a description with commas in it still wants one at its end."""
        for index, part in enumerate(parts):
            if isinstance(part, str):
                self._text(part, last=index + 1 == len(parts))
            else:
                self._slot(part)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What is told; pieces of one origin side by side are one."""
        found: list[Piece] = []
        for piece in self._pieces:
            if found and found[-1].origin == piece.origin:
                found[-1] = Piece(found[-1].text + piece.text, piece.origin)
            else:
                found.append(piece)
        return tuple(found)

    def _text(self, text: str, *, last: bool) -> None:
        if self._open and _GOES_ON.match(text) and not (last and not text.strip()):
            self._pieces.append(Piece(",", ""))
        self._open = False
        self._add(text, self._origin)

    def _add(self, text: str, origin: str) -> None:
        if not text:
            return
        if not self._pieces:
            text = text.lstrip()
        if self._begins():
            text = text[:1].upper() + text[1:]
        if text:
            self._pieces.append(Piece(text, origin))

    def _begins(self) -> bool:
        """Whether a sentence begins here."""
        before = ""
        for piece in reversed(self._pieces):
            before = piece.text + before
            if before.strip():
                break
        return not before.strip() or _ENDS.search(before) is not None

    def _slot(self, slot: Slot) -> None:
        if self._open:
            self._pieces.append(Piece(",", ""))
        self._open = False
        if slot.stranger:
            name = slot.stranger.removesuffix(" out of frame") if slot.owning else slot.stranger
            self._add(
                f"{name}{_owner(name, many=_SEVERAL.search(name) is not None) if slot.owning else ''}", self._origin
            )
        for number, key in enumerate(slot.who):
            if number:
                self._add(f"{',' if self._open else ''} and " if number == len(slot.who) - 1 else ", ", "")
                self._open = False
            self._one(key, slot, last=number == len(slot.who) - 1)
        if slot.verb:
            self._add(f"{',' if self._open else ''} {slot.verb}", self._origin)
            self._open = False

    def _one(self, key: str, slot: Slot, *, last: bool) -> None:
        looks = self._here[key]
        new = key not in self._known
        self._known.add(key)
        if new and self._describes and not slot.owning:
            self.described.add(key)
            pieces = list(pieces_of(looks))
            if slot.bare:
                pieces[0] = Piece(_ARTICLE.sub("", pieces[0].text, count=1), pieces[0].origin)
            after = slot.adjective
            if after and not slot.bare and (begins := re.match(r"an? ", pieces[0].text)):
                bare = pieces[0].text[begins.end() :]
                pieces[0] = Piece(bare, pieces[0].origin)
                self._add(f"{article(after)} {after} ", self._origin)
                after = ""
            for piece in pieces:
                self._add(piece.text, piece.origin)
            if after:
                self._add(f", {after}", self._origin)
            self._open = bool(after or looks.features or looks.state)
            return
        name = self._short[key]
        if slot.adjective and name.startswith("the "):
            name = f"the {slot.adjective} {name.removeprefix('the ')}"
        name = _ARTICLE.sub("", name, count=1) if slot.bare else name
        owner = _owner(name, many=looks.many) if slot.owning and last else ""
        self._add(
            f"{name}{owner}",
            f"{looks.folder}/{looks.sheet.id}.yaml: {'called' if looks.sheet.called else 'appearance'}",
        )


def _owner(name: str, *, many: bool = False) -> str:
    return "'" if many and name.endswith("s") else "'s"
