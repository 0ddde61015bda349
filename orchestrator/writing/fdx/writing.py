"""A Fountain script as Final Draft's XML."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from orchestrator.film.errors import ProjectError
from orchestrator.writing.fdx.paragraphs import INLINE, Paragraph, ScriptNote
from orchestrator.writing.fdx.titles import title_paragraphs
from orchestrator.writing.fountain.document import Document, parse
from orchestrator.writing.fountain.elements import Element, Note, Part
from orchestrator.writing.fountain.emphasis import Run, runs
from orchestrator.writing.fountain.lines import hidden_in, lines_of
from orchestrator.writing.fountain.meaning import is_fade
from orchestrator.writing.fountain.notes import unescape

_BEATS = {"Action", "Character", "Parenthetical", "Dialogue", "Lyrics"}
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n<FinalDraft DocumentType="Script" Template="No" Version="5">\n'


def to_fdx(text: str) -> bytes:
    """Return a Fountain script as a Final Draft file.

    Notes become script notes, synopses under a heading the scene's summary, sections outline paragraphs, page breaks a new
    page; `from_fdx` makes Fountain of it that reads as the same screenplay.

    Raises:
        ProjectError: if the text cannot be read: a boneyard without an end.
    """
    document = parse(text)
    if problems := document.problems():
        raise ProjectError(problems)
    pieces = [_HEAD, "  <Content>\n"]
    pieces += _written(_Paragraphs(document).all())
    pieces.append("  </Content>\n")
    if titles := title_paragraphs(document.title_page):
        pieces.append("  <TitlePage>\n    <Content>\n")
        for line, centered in titles:
            attributes = ' Alignment="Center"' if centered else ' Alignment="Left"'
            pieces.append(f"      <Paragraph{attributes}>{_texts([_runs(line)])}</Paragraph>\n")
        pieces.append("    </Content>\n  </TitlePage>\n")
    pieces.append("</FinalDraft>\n")
    return "".join(pieces).encode("utf-8")


class _Paragraphs:
    """Makes paragraphs of elements. What has no words of its own goes with what stands before it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._found: list[Paragraph] = []
        self._new_page = False
        self._leading: list[ScriptNote] = []
        """Notes about the paragraph that follows."""
        self._heading: Paragraph | None = None
        """The heading under which a synopsis is still the scene's summary."""

    def all(self) -> list[Paragraph]:
        for element in self._document.elements:
            self._take(element)
        self._settle()
        return self._found

    def _settle(self) -> None:
        """Notes about what follows, where nothing does, are about the last paragraph."""
        if self._leading and self._found:
            self._found[-1].notes += self._leading
            self._leading = []

    def _take(self, element: Element) -> None:
        kind = element.kind
        if kind in {"note", "page-break", "title-page"}:
            self._new_page = self._new_page or kind == "page-break"
            self._notes(_script_notes(element.notes))
        elif kind == "dialogue":
            self._dialogue(element)
        elif kind == "boneyard":
            self._notes([ScriptNote(self._document.raw(element).strip())])
        elif kind == "synopsis" and self._heading and not element.notes:
            self._heading.summary.append(unescape(element.text))
            return
        else:
            self._plain(element)
        if kind not in {"note", "boneyard"}:
            self._heading = self._found[-1] if kind == "heading" else None

    def _notes(self, notes: list[ScriptNote]) -> None:
        """Notes between elements go with the paragraph before them, or with an empty one; those of shots with the next."""
        self._leading += [note for note in notes if note.leads]
        notes = [note for note in notes if not note.leads]
        if notes and not self._found:
            self._add(Paragraph("General", []))
        if notes:
            self._found[-1].notes += notes

    def _add(self, paragraph: Paragraph, notes: list[ScriptNote] | None = None) -> None:
        """Take in a paragraph, with the notes that wait for it and its own; its own about what follows wait in their turn."""
        if paragraph.kind in _BEATS and paragraph.lines:
            paragraph.notes += self._leading
            self._leading = []
        elif paragraph.kind == "Scene Heading":
            self._settle()
        paragraph.notes += [note for note in notes or () if not note.leads]
        self._leading += [note for note in notes or () if note.leads]
        paragraph.new_page = self._new_page and bool(paragraph.lines)
        self._new_page = self._new_page and not paragraph.lines
        self._found.append(paragraph)

    def _plain(self, element: Element) -> None:
        notes = _script_notes(element.notes)
        if element.kind == "heading":
            on_line = [ScriptNote(note.text) for note in notes]
            self._add(Paragraph("Scene Heading", [_runs(element.text)], number=element.number), on_line)
        elif element.kind in {"section", "synopsis"}:
            kind = f"Outline {min(element.level, 9)}" if element.kind == "section" else "Outline Body"
            self._add(Paragraph(kind, [_runs(element.text)]), notes)
        elif element.kind == "transition" or (
            element.kind == "action" and not element.forced and is_fade(unescape(element.text))
        ):
            self._add(Paragraph("Transition", [_runs(element.text)]), notes)
        elif element.kind == "centered":
            self._add(Paragraph("Action", [_runs(element.text)], centered=True), notes)
        else:
            lines = self._visible(element.start, element.end)
            if element.forced and element.kind == "action":
                lines[0] = lines[0].removeprefix("!").strip()
            sung = element.kind == "lyrics"
            lines = [line.removeprefix("~").strip() for line in lines] if sung else lines
            # Centered, so that nobody takes it for sung by whoever spoke last.
            self._add(Paragraph("Lyrics" if sung else "Action", [_runs(line) for line in lines], centered=sung), notes)

    def _visible(self, start: int, end: int) -> list[str]:
        """Return the lines of a stretch of the text without its notes and boneyards."""
        text = self._document.text[start:end]
        hidden, _ = hidden_in(text)
        return [line.plain for line in lines_of(text, hidden) if line.plain]

    def _dialogue(self, element: Element) -> None:
        before = len(self._found)
        on_cue = [note for note in element.notes if not element.parts or note.start < element.parts[0].start]
        cue = unescape(element.cue.removeprefix("@"))
        self._add(Paragraph("Character", [(Run(cue),)]), _script_notes(on_cue))
        for part in element.parts:
            if part.kind == "note":
                continue
            following = [other.start for other in element.parts if other.kind != "note" and other.start > part.start]
            until = min(following, default=element.end)
            notes = [note for note in element.notes if part.start <= note.start < until and note not in on_cue]
            self._add(self._part(part), _script_notes(notes))
        if element.dual:
            self._set_beside(before)

    def _part(self, part: Part) -> Paragraph:
        if part.kind == "manner":
            return Paragraph("Parenthetical", [(Run("("), *_runs(part.text), Run(")"))])
        lines = self._visible(part.start, part.end)
        if part.kind == "lyrics":
            return Paragraph("Lyrics", [_runs(line.removeprefix("~").strip()) for line in lines])
        return Paragraph("Dialogue", [_runs(line) for line in lines])

    def _set_beside(self, second: int) -> None:
        """Mark a speech and the one before it as spoken at once."""
        first = second
        while first > 0 and self._found[first - 1].kind in {"Dialogue", "Parenthetical", "Lyrics"}:
            first -= 1
        if first == 0 or self._found[first - 1].kind != "Character" or self._found[first - 1].dual:
            return
        for index in range(first - 1, len(self._found)):
            self._found[index].dual = 1 if index < second else 2


def _script_notes(notes: Iterable[Note]) -> list[ScriptNote]:
    return [ScriptNote(note.text, inline=not note.apart) for note in notes]


def _runs(text: str) -> tuple[Run, ...]:
    return tuple(
        Run(re.sub(r"\\(.)", r"\1", run.text), run.bold, run.italic, run.underline) for run in runs(text) if run.text
    )


def _written(paragraphs: list[Paragraph]) -> Iterable[str]:
    beside = False
    for index, paragraph in enumerate(paragraphs):
        opens = paragraph.dual == 1 and (index == 0 or paragraphs[index - 1].dual != 1)
        if beside and (not paragraph.dual or opens):
            yield "      </DualDialogue>\n    </Paragraph>\n"
            beside = False
        if opens:
            yield "    <Paragraph>\n      <DualDialogue>\n"
            beside = True
        yield _paragraph(paragraph, "        " if beside else "    ")
    if beside:
        yield "      </DualDialogue>\n    </Paragraph>\n"


def _paragraph(paragraph: Paragraph, indent: str) -> str:
    attributes = f" Type={quoteattr(paragraph.kind)}"
    attributes += f" Number={quoteattr(paragraph.number)}" if paragraph.number else ""
    attributes += ' Alignment="Center"' if paragraph.centered else ""
    attributes += ' StartsNewPage="Yes"' if paragraph.new_page else ""
    pieces = [f"{indent}<Paragraph{attributes}>\n"]
    if paragraph.summary:
        said = "".join(f"<Paragraph><Text>{_safe(text)}</Text></Paragraph>" for text in paragraph.summary)
        pieces.append(f"{indent}  <SceneProperties><Summary>{said}</Summary></SceneProperties>\n")
    for note in paragraph.notes:
        name = f" Name={quoteattr(INLINE)}" if note.inline else ""
        said = "".join(f"<Paragraph><Text>{_safe(line)}</Text></Paragraph>" for line in note.text.split("\n"))
        pieces.append(f"{indent}  <ScriptNote{name}>{said}</ScriptNote>\n")
    return "".join([*pieces, f"{indent}  {_texts(paragraph.lines)}\n", f"{indent}</Paragraph>\n"])


def _texts(lines: list[tuple[Run, ...]]) -> str:
    """Return lines as one paragraph's texts, the line breaks within."""
    found: list[str] = []
    for index, line in enumerate(lines):
        for run in line:
            looks = (("Bold", run.bold), ("Italic", run.italic), ("Underline", run.underline))
            style = "+".join(name for name, on in looks if on)
            found.append(f"<Text Style={quoteattr(style)}>" if style else "<Text>")
            found.append(f"{_safe(run.text)}</Text>")
        if index < len(lines) - 1:
            found.append("<Text>\n</Text>")
    return "".join(found) or "<Text></Text>"


def _safe(text: str) -> str:
    """Return a text for XML; signs that no XML can hold go."""
    return escape(_NOT_IN_XML.sub("", text))
