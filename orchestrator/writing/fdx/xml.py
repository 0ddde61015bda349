"""A stranger's XML as a tree: no document types, no entities, no bottomless nesting, and every fault with its place."""

from dataclasses import dataclass, field
from xml.parsers import expat

from orchestrator.film.errors import Problem, ProjectError

_DEEPEST = 64


@dataclass
class Node:
    """An XML element. `text` is all the text directly in it."""

    tag: str
    attributes: dict[str, str]
    line: int
    column: int
    children: list["Node"] = field(default_factory=list["Node"])
    text: str = ""

    def find(self, tag: str) -> "Node | None":
        """Return the first child of that name."""
        return next((child for child in self.children if child.tag == tag), None)

    def all(self, tag: str) -> list["Node"]:
        """Return the children of that name."""
        return [child for child in self.children if child.tag == tag]


def tree(data: bytes, file: str) -> Node:
    """Return the root of an XML file.

    Raises:
        ProjectError: with line and column, if it is no XML or makes use of what no script needs.
    """
    return _Builder(file).root(data)


class _Builder:
    def __init__(self, file: str) -> None:
        self._file = file
        self._open: list[Node] = []
        self._root: Node | None = None
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._words
        self._parser.StartDoctypeDeclHandler = self._doctype

    def root(self, data: bytes) -> Node:
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            message = f"this is no whole XML file ({expat.ErrorString(error.code)}); export it again as FDX"
            raise self._fault(message, error.lineno, error.offset + 1) from error
        except (LookupError, ValueError) as error:  # an encoding that Python does not know, or not byte by byte
            raise self._fault("its encoding cannot be read; save it as UTF-8", 1, 1) from error
        if self._root is None:
            raise self._fault("there is nothing in it", 1, 1)
        return self._root

    def _fault(self, message: str, line: int = 0, column: int = 0) -> ProjectError:
        line, column = line or self._parser.CurrentLineNumber, column or self._parser.CurrentColumnNumber + 1
        return ProjectError([Problem(self._file, line, column, "", message)])

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= _DEEPEST:
            raise self._fault(f"elements stand in each other more than {_DEEPEST} deep; no script does that")
        place = (self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)
        node = Node(tag, attributes, *place)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self._root = node
        self._open.append(node)

    def _end(self, _tag: str) -> None:
        self._open.pop()

    def _words(self, words: str) -> None:
        self._open[-1].text += words

    def _doctype(self, *_: object) -> None:
        raise self._fault("it declares a document type, which scripts have no use for; take the <!DOCTYPE ...> out")
