"""Final Draft's paragraphs: what an .fdx file is made of, whichever program wrote it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from orchestrator.writing.fdx.xml import Node
from orchestrator.writing.fountain.emphasis import Run
from orchestrator.writing.fountain.notes import fields

INLINE = "on these words"
"""The name of a script note that stood on a line with words; others stood on a line of their own."""


@dataclass(frozen=True)
class ScriptNote:
    """A script note. `inline` if it is about the words that it stands with."""

    text: str
    inline: bool = False

    @property
    def leads(self) -> bool:
        """Whether it says which shot begins with the words that follow, and so stands before them."""
        return not self.inline and fields(self.text)[:1] != [] and fields(self.text)[0][0] == "shot"


@dataclass
class Paragraph:
    """One paragraph. `lines` are its lines, each in runs of words that look alike."""

    kind: str
    lines: list[tuple[Run, ...]]
    notes: list[ScriptNote] = field(default_factory=list[ScriptNote])
    number: str = ""
    summary: list[str] = field(default_factory=list[str])
    centered: bool = False
    new_page: bool = False
    dual: int = 0
    """1 and 2 for the two who speak at once."""

    @property
    def text(self) -> str:
        return "\n".join("".join(run.text for run in line) for line in self.lines)


def paragraphs_in(content: Node) -> Iterator[Paragraph]:
    """Yield the paragraphs of a script in order, but for scenes that were omitted."""
    for node in content.children:
        if node.find("OmittedScene"):
            continue
        if node.tag == "DualDialogue":
            yield from _beside(node)
        elif node.tag == "Paragraph":
            dual = node.find("DualDialogue")
            paragraph = _paragraph(node)
            if paragraph.text.strip() or paragraph.notes or paragraph.summary or not dual:
                yield paragraph
            if dual:
                yield from _beside(dual)


def _beside(dual: Node) -> Iterator[Paragraph]:
    side = 0
    for node in dual.all("Paragraph"):
        paragraph = _paragraph(node)
        side += paragraph.kind == "Character"
        paragraph.dual = min(side, 2)
        yield paragraph


def _paragraph(node: Node) -> Paragraph:
    runs = [_run(text) for text in node.all("Text")]
    notes = [
        ScriptNote("\n".join(text_of(one) for one in note.all("Paragraph")), note.attributes.get("Name") == INLINE)
        for note in node.all("ScriptNote")
    ]
    properties = node.find("SceneProperties")
    summary = properties.find("Summary") if properties else None
    return Paragraph(
        kind=node.attributes.get("Type", "General"),
        lines=_in_lines(runs),
        notes=[note for note in notes if note.text.strip()],
        number=node.attributes.get("Number", "").strip(),
        summary=[text for one in summary.all("Paragraph") if (text := text_of(one).strip())] if summary else [],
        centered=node.attributes.get("Alignment") == "Center",
        new_page=node.attributes.get("StartsNewPage") == "Yes",
    )


def text_of(paragraph: Node) -> str:
    """Return a paragraph's words without their looks."""
    return "".join(text.text for text in paragraph.all("Text"))


def _run(node: Node) -> Run:
    looks = set(node.attributes.get("Style", "").split("+"))
    words = node.text.upper() if "AllCaps" in looks else node.text
    return Run(words, "Bold" in looks, "Italic" in looks, "Underline" in looks)


def _in_lines(runs: list[Run]) -> list[tuple[Run, ...]]:
    """Return runs line by line; a line break is within a run."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        for index, words in enumerate(re.split(r"\r\n|[\r\n\u2028\u2029]", run.text)):
            if index:
                lines.append([])
            if words:
                lines[-1].append(Run(words, run.bold, run.italic, run.underline))
    return [tuple(line) for line in lines if "".join(run.text for run in line).strip()]
