"""A Final Draft script as Fountain text."""

import re
from itertools import groupby

from orchestrator.film.errors import Problem, ProjectError
from orchestrator.writing.fdx.paragraphs import Paragraph, ScriptNote, paragraphs_in, text_of
from orchestrator.writing.fdx.titles import title_lines
from orchestrator.writing.fdx.xml import Node, tree
from orchestrator.writing.fountain.elements import is_cue
from orchestrator.writing.fountain.emphasis import marked
from orchestrator.writing.fountain.lines import hidden_in
from orchestrator.writing.fountain.meaning import is_fade
from orchestrator.writing.fountain.notes import escape
from orchestrator.writing.fountain.writer import action_line, bracketed, heading_line, spoken_line

FILE = "script.fdx"
_SUNG = ("Lyrics", "Singing")
_SPOKEN = {"Character", "Parenthetical", "Dialogue", *_SUNG}
_FORCING = ("!", "@", ".", ">", "#", "=", "~", "(")
_OUTLINE = re.compile(r"Outline (\d)")


def from_fdx(data: bytes, file: str = FILE) -> str:
    """Return a Final Draft script as Fountain text. Errors name `file`.

    Words keep their bold, italics and underline, scenes their numbers and summaries, script notes become notes. What is of
    no use outside Final Draft (revisions, pages, colours, omitted scenes) stays behind.

    Raises:
        ProjectError: if it is no Final Draft script, with the line and column of what is wrong.
    """
    root = tree(data, file)
    content = root.find("Content")
    if root.tag != "FinalDraft" or content is None:
        missing = f"its root is <{root.tag}>" if root.tag != "FinalDraft" else "it has no <Content>"
        message = f"this is no Final Draft script: {missing}; export it as FDX (Final Draft 8 or later)"
        raise ProjectError([Problem(file, root.line, root.column, "", message)])
    blocks = _Script(list(paragraphs_in(content))).blocks()
    blocks += [_note(text) for text in _loose_notes(root)]
    return "\n\n".join(["\n".join(title_lines(root)), *blocks]).strip("\n") + "\n"


def _loose_notes(root: Node) -> list[str]:
    """Return the script notes that newer files keep apart from the paragraphs."""
    kept = root.find("ScriptNotes")
    texts = (
        ["\n".join(text_of(one) for one in note.all("Paragraph")) for note in kept.all("ScriptNote")] if kept else []
    )
    return [text for text in texts if text.strip()]


class _Script:
    """Puts paragraphs together: a cue with what is said under it, everything else by itself."""

    def __init__(self, paragraphs: list[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._blocks: list[str] = []
        self._speaker = ""

    def blocks(self) -> list[str]:
        for spoken, group in groupby(self._paragraphs, lambda one: one.kind in _SPOKEN and not one.centered):
            if spoken:
                self._speeches(list(group))
            else:
                for paragraph in group:
                    self._plain(paragraph)
        return self._blocks

    def _page(self, paragraph: Paragraph) -> None:
        if paragraph.new_page:
            self._blocks.append("===")

    def _plain(self, paragraph: Paragraph) -> None:
        self._page(paragraph)
        if paragraph.lines and paragraph.kind != "Scene Heading":
            self._blocks += [_note(note.text) for note in paragraph.notes if note.leads]
            paragraph.notes = [note for note in paragraph.notes if not note.leads]
        heading = paragraph.kind == "Scene Heading"
        if paragraph.lines and heading:
            number = f" #{paragraph.number}#" if re.fullmatch(r"[\w.()-]+", paragraph.number) else ""
            self._blocks.append(heading_line(escape(paragraph.text)) + number)
            self._speaker = ""
        elif paragraph.lines:
            self._blocks.append("\n".join(_with_notes(self._other(paragraph), paragraph.notes)))
        if heading or not paragraph.lines:
            self._blocks += [_note(note.text) for note in paragraph.notes]
        self._blocks += [f"= {_escaped(text)}" for text in paragraph.summary]

    def _other(self, paragraph: Paragraph) -> list[str]:
        lines = _texts(paragraph)
        text = escape(paragraph.text)
        outline = _OUTLINE.fullmatch(paragraph.kind)
        if paragraph.kind in _SUNG:
            return [f"~{line}" for line in lines]
        if paragraph.centered:
            return [f"> {line} <" for line in lines]
        if outline or paragraph.kind in {"New Act", "End of Act"}:
            return [f"{'#' * int(outline[1] if outline else 1)} {text}"]
        if paragraph.kind == "Outline Body":
            return [f"= {text}"]
        if paragraph.kind == "Cast List":
            return [f"[[Cast list: {text}]]"]
        if is_fade(text) and not paragraph.notes:
            return [text]  # as writers put it, with or without a type of its own
        if paragraph.kind == "Transition":
            plain = text.endswith("TO:") and text == text.upper() and not text.startswith(_FORCING)
            inner = f"{text[:-1]}\\<" if text.endswith("<") else text  # else it would be centered
            return [text if plain and not paragraph.notes else f"> {inner}"]
        forced = len(lines) > 1 and lines[0] == lines[0].upper()
        first = f"!{lines[0]}" if forced else action_line(lines[0])
        return [first, *map(_unforced, lines[1:])]

    def _speeches(self, paragraphs: list[Paragraph]) -> None:
        speech: list[str] = []
        for index, paragraph in enumerate(paragraphs):
            if paragraph.kind in _SUNG and not speech:
                self._plain(paragraph)
                continue
            if paragraph.kind == "Character" or not (speech or self._speaker):
                self._end(speech)
                self._page(paragraph)
                if paragraph.kind == "Character":
                    self._blocks += [_note(note.text) for note in paragraph.notes if note.leads]
                speech = self._cue(paragraph, paragraphs[index - 1] if index else None)
            elif not speech:  # an action stood between the words and their cue
                speech = [_continued(self._speaker)]
            if speech and paragraph.kind != "Character":
                speech += [_note(note.text) for note in paragraph.notes if note.leads]
                speech += self._said(paragraph)
            if speech:
                speech = _with_notes(
                    speech, [note for note in paragraph.notes if not note.leads], cue=paragraph.kind == "Character"
                )
        self._end(speech)

    def _cue(self, paragraph: Paragraph, before: Paragraph | None) -> list[str]:
        """Open a speech; words without a cue become action."""
        name = " ".join(paragraph.text.split())
        if paragraph.kind != "Character" or not name:
            self._plain(Paragraph("Action", paragraph.lines, paragraph.notes))
            return []
        cue = _escaped(name)
        self._speaker = cue if is_cue(cue) and not cue.startswith(_FORCING) and not cue.endswith("^") else f"@{cue}"
        beside = paragraph.dual == 2 and before is not None and before.dual == 1
        return [f"{self._speaker} ^" if beside else self._speaker]

    def _said(self, paragraph: Paragraph) -> list[str]:
        if paragraph.kind == "Parenthetical":
            words = " ".join(paragraph.text.split())
            inside = words[1:-1] if words.startswith("(") and words.endswith(")") else words
            return [f"({bracketed(inside)})"] if inside.strip() else []
        lines = _texts(paragraph)
        if paragraph.kind in _SUNG:
            return [f"~{line}" for line in lines]
        return [spoken_line(line) for line in lines]

    def _end(self, speech: list[str]) -> None:
        if len(speech) > 1 and not all(line.startswith("[[") for line in speech[1:]):
            self._blocks.append("\n".join(speech))
        elif speech:  # a cue under which nothing is said
            self._blocks.append("\n".join([f"!{speech[0].removesuffix(' ^').removeprefix('@')}", *speech[1:]]))


def _texts(paragraph: Paragraph) -> list[str]:
    return [marked(line).strip() for line in paragraph.lines]


def _escaped(text: str) -> str:
    return escape(text).replace("^", "\\^") if text.rstrip().endswith("^") else escape(text)


def _unforced(line: str) -> str:
    """Return a paragraph's second or later line so that it goes on with the paragraph."""
    return f"\\{line}" if line.startswith(_FORCING) else line


def _continued(cue: str) -> str:
    name = re.sub(r"\s*\([^()]*\)$", "", cue)
    return f"{name} (CONT'D)"


def _with_notes(lines: list[str], notes: list[ScriptNote], cue: bool = False) -> list[str]:
    """Return lines with their notes: on the last line if they stood there, else on lines below; none on a cue."""
    on_line = [] if cue else [_note(note.text) for note in notes if note.inline]
    below = [_note(note.text) for note in notes if cue or not note.inline]
    return [*lines[:-1], " ".join([lines[-1], *on_line]), *below]


def _note(text: str) -> str:
    """Return a note. A boneyard that went out as a note is one again."""
    if re.fullmatch(r"/\*(?:(?!\*/).)*\*/", text, re.DOTALL):
        return text
    lines = re.split(r"\r\n|\r|\n", text)
    inside = "\n".join(line if line.strip() else "  " for line in lines)
    return f"[[{inside}]]" if _is_one_note(f"[[{inside}]]") else f"[[{escape(text)}]]"


def _is_one_note(text: str) -> bool:
    found, unclosed = hidden_in(text)
    return unclosed is None and len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))
