"""What a prompt template may say: a short list of the pieces of Jinja, checked before anything is compiled.

Everything that is not on the list is refused, by what it is, not by what it is called: there are no calls, no attributes but
`loop.first` and `loop.last`, no arithmetic, no numbers, no imports, no macros. Each expression is a text, a list of texts, or
true or false, and a loop goes over a list; so what a template can do ends with its source.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from typing import Any, Literal

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError

from templates.dialects.phrases import FILTERS
from templates.errors import TemplateFault

LONGEST_SOURCE = 16_000
"""Characters; the longest built-in template has about a tenth of it."""
MOST_PIECES = 2_000
DEEPEST = 24
LOOPS_IN_LOOPS = 2

Kind = Literal["text", "list", "truth"]

_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_LONG_NUMBER = re.compile(r"\d{1000}")
_LINE_END = re.compile(r"\r\n|\r|\n")
_TAKEN = {"loop", "self", "super", "caller", "varargs", "kwargs", "true", "false", "none"}
_BIDIRECTIONAL = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPOKEN = {
    "Call": "a call",
    "Getattr": "an attribute",
    "Getitem": "a part of a value in [ ]",
    "Slice": "a part of a value in [ ]",
    "Concat": "~",
    "Tuple": "a list in ( )",
    "Dict": "a map in { }",
    "Macro": "a macro",
    "CallBlock": "a call block",
    "FilterBlock": "a filter block",
    "AssignBlock": "a block of set",
    "Include": "include",
    "Import": "import",
    "FromImport": "import",
    "Extends": "extends",
    "Block": "a block",
    "With": "with",
    "Scope": "autoescape",
    "NSRef": "an attribute",
    "Pow": "arithmetic",
    "Mul": "arithmetic",
    "Div": "arithmetic",
    "FloorDiv": "arithmetic",
    "Mod": "arithmetic",
    "Add": "arithmetic",
    "Sub": "arithmetic",
    "Neg": "arithmetic",
    "Pos": "arithmetic",
}
_ALLOWED = (
    "a template may use values, texts, lists, if, for, set, and, or, not, ==, !=, in, and the filters "
    + ", ".join(FILTERS)
)


def parsed(environment: Environment, source: str, file: str, values: Collection[str]) -> nodes.Template:
    """Read a template that uses nothing but `values` and what is allowed.

    Raises:
        TemplateFault: with the first fault and its place.
    """
    if len(source) > LONGEST_SOURCE:
        raise TemplateFault(file, 1, 1, f"the template has {len(source)} characters; at most {LONGEST_SOURCE} are read")
    _plain_signs(source, source, file, 1)
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as fault:
        line = max(1, fault.lineno)
        raise TemplateFault(file, line, _column(source, line), _of_jinja(fault.message or "")) from None
    except (RecursionError, MemoryError):
        raise TemplateFault(file, 1, 1, "the template is nested too deeply; write it flatter") from None
    except (ValueError, OverflowError) as fault:
        digits = _LONG_NUMBER.search(source)
        line = source.count("\n", 0, digits.start()) + 1 if digits else 1
        why = "numbers are not allowed" if digits else f"a text cannot be read: {fault}"
        raise TemplateFault(file, line, _column(source, line), f"{why}; {_ALLOWED}") from None
    _Grammar(source, file, values).read(tree)
    return tree


def near(word: str, known: Collection[str]) -> str:
    """`; did you mean '…'?`, or nothing where none is close."""
    close = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""


def _plain_signs(text: str, source: str, file: str, line: int) -> None:
    """Refuse signs that nobody sees: those that turn text around, and the private ones by which clauses are marked."""
    for at, sign in enumerate(text):
        hidden = unicodedata.category(sign) in {"Cc", "Cs", "Co"} and sign not in "\n\r\t"
        if hidden or sign in _BIDIRECTIONAL:
            before = text[:at] if text is source else ""
            line = line + before.count("\n")
            column = at - before.rfind("\n") if text is source else _column(source, line)
            raise TemplateFault(file, line, column, f"an invisible character (U+{ord(sign):04X}); take it out")


def _of_jinja(message: str) -> str:
    plain = " ".join(message.split()).rstrip(".")
    if "unknown tag" in plain:
        return f"{plain}; {_ALLOWED}"
    return f"{plain}; see docs/prompts.md for how a template is written"


def _column(source: str, line: int, word: str = "") -> int:
    """Where in the line a word stands; Jinja knows only the line. Else where its first tag does."""
    rows = _LINE_END.split(source)
    row = rows[line - 1] if 0 < line <= len(rows) else ""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", row) if word else None
    if found is not None:
        return found.start() + 1
    return max(row.find("{"), 0) + 1


class _Grammar:
    """One reading of one template: which names it set, and how deep it is."""

    def __init__(self, source: str, file: str, values: Collection[str]) -> None:
        self._source = source
        self._file = file
        self._values = values
        self._kinds: dict[str, Kind] = dict.fromkeys(values, "text")
        self._loops = 0
        self._line = 1
        self._statements: dict[type[nodes.Node], Callable[[Any], None]] = {
            nodes.Output: self._output,
            nodes.If: self._if,
            nodes.For: self._for,
            nodes.Assign: self._set,
        }
        self._expressions: dict[type[nodes.Node], Callable[[Any], Kind]] = {
            nodes.TemplateData: lambda _: "text",
            nodes.Const: self._constant,
            nodes.Name: self._name,
            nodes.List: self._list,
            nodes.And: self._either,
            nodes.Or: self._either,
            nodes.Not: self._not,
            nodes.CondExpr: self._choice,
            nodes.Compare: self._comparison,
            nodes.Filter: self._filter,
            nodes.Test: self._test,
            nodes.Getattr: self._attribute,
        }

    def read(self, tree: nodes.Template) -> None:
        """Check a whole template. Depth and size come first, so that nothing after them can run out of anything."""
        for count, (node, depth) in enumerate(_walk(tree)):
            if depth > DEEPEST:
                raise self._fault(node, f"more than {DEEPEST} levels deep; write it flatter")
            if count > MOST_PIECES:
                raise self._fault(node, f"more than {MOST_PIECES} pieces; write it shorter")
        self._body(tree.body)

    def _body(self, body: list[nodes.Node]) -> None:
        for node in body:
            self._line = next((part.lineno for part, _ in _walk(node) if part.lineno), self._line)
            read = self._statements.get(type(node))
            if read is None:
                raise self._refused(node)
            read(node)

    def _kind(self, node: nodes.Node) -> Kind:
        read = self._expressions.get(type(node))
        if read is None:
            raise self._refused(node)
        return read(node)

    def _text(self, node: nodes.Node, where: str) -> None:
        kind = self._kind(node)
        if kind == "list":
            raise self._fault(node, f'{where} is a list; make it one text by: | joined(", ")')
        if kind == "truth":
            raise self._fault(node, f"{where} is true or false, no text; use it in an if")

    # Statements

    def _output(self, node: nodes.Output) -> None:
        for child in node.nodes:
            self._text(child, "what is written here")

    def _if(self, node: nodes.If) -> None:
        self._kind(node.test)
        self._body(node.body)
        for branch in node.elif_:
            self._if(branch)
        self._body(node.else_)

    def _for(self, node: nodes.For) -> None:
        if node.recursive:
            raise self._fault(node, "a loop cannot be recursive")
        if self._loops == LOOPS_IN_LOOPS:
            raise self._fault(node, f"loops go at most {LOOPS_IN_LOOPS} deep")
        if self._kind(node.iter) != "list":
            raise self._fault(node, "a loop goes over a list, e.g. for part in [look, light]; a value is one text")
        name = self._target(node.target)
        before = dict(self._kinds)
        self._kinds[name] = "text"
        self._loops += 1
        if node.test is not None:
            self._kind(node.test)
        self._body(node.body)
        self._loops -= 1
        self._kinds = before
        self._body(node.else_)

    def _set(self, node: nodes.Assign) -> None:
        name = self._target(node.target)
        kind = self._kind(node.node)
        if self._kinds.setdefault(name, kind) != kind:
            raise self._fault(node, f"'{name}' was a {self._kinds[name]} before; use another name", name)

    def _target(self, node: nodes.Node) -> str:
        if not isinstance(node, nodes.Name):
            raise self._refused(node)
        if not _NAME.match(node.name) or node.name in _TAKEN:
            raise self._fault(node, f"'{node.name}' cannot be set; a name is of small letters, digits and _", node.name)
        return node.name

    # Expressions

    def _constant(self, node: nodes.Const) -> Kind:
        if isinstance(node.value, bool):
            return "truth"
        if not isinstance(node.value, str):
            raise self._fault(node, f"numbers and none are not allowed; {_ALLOWED}")
        _plain_signs(node.value, self._source, self._file, node.lineno)
        return "text"

    def _name(self, node: nodes.Name) -> Kind:
        kind = self._kinds.get(node.name)
        if kind is None:
            word = node.name if node.name.isascii() and len(node.name) < 60 else "this name"
            hint = near(node.name[:60], self._kinds) or "; docs/prompts.md lists them"
            raise self._fault(node, f"there is no value '{word}'{hint}", node.name)
        return kind

    def _list(self, node: nodes.List) -> Kind:
        for item in node.items:
            self._text(item, "this item")
        return "list"

    def _either(self, node: nodes.And | nodes.Or) -> Kind:
        left, right = self._kind(node.left), self._kind(node.right)
        return left if left == right else "truth"

    def _not(self, node: nodes.Not) -> Kind:
        self._kind(node.node)
        return "truth"

    def _choice(self, node: nodes.CondExpr) -> Kind:
        self._kind(node.test)
        if node.expr2 is None:
            raise self._fault(node, 'an if inside of {{ }} needs an else, e.g. else ""')
        kind = self._kind(node.expr1)
        if self._kind(node.expr2) != kind:
            raise self._fault(node, "both sides of an if inside of {{ }} must be texts, or both lists")
        return kind

    def _comparison(self, node: nodes.Compare) -> Kind:
        self._text(node.expr, "what is compared")
        for operand in node.ops:
            if operand.op in {"eq", "ne"}:
                self._text(operand.expr, "what is compared")
            elif operand.op not in {"in", "notin"}:
                raise self._fault(node, f"only ==, != and in compare; {_ALLOWED}")
            elif self._kind(operand.expr) == "truth":
                raise self._fault(node, "in needs a list or a text on its right")
        return "truth"

    def _filter(self, node: nodes.Filter) -> Kind:
        if node.name not in FILTERS:
            raise self._fault(node, f"there is no filter '{node.name[:60]}'{near(node.name[:60], FILTERS)}", node.name)
        if node.node is None or node.kwargs or node.dyn_args is not None or node.dyn_kwargs is not None:
            raise self._fault(node, f"'{node.name}' takes plain texts only", node.name)
        least, most = {"joined": (0, 1), "default": (1, 1), "led_by": (1, 1), "followed_by": (1, 1)}.get(
            node.name, (0, 0)
        )
        if not least <= len(node.args) <= most:
            raise self._fault(node, f"'{node.name}' takes {most or 'no'} text{'s'[: most == 0]} in ( )", node.name)
        for argument in node.args:
            self._text(argument, f"what '{node.name}' is given")
        if node.name != "joined":
            self._text(node.node, f"what '{node.name}' works on")
        elif self._kind(node.node) != "list":
            raise self._fault(node, "'joined' works on a list, e.g. [look, light] | joined", node.name)
        return "text"

    def _test(self, node: nodes.Test) -> Kind:
        if node.name not in {"defined", "undefined"} or node.args or node.kwargs:
            raise self._fault(node, f"the test 'is {node.name[:60]}' is not allowed; {_ALLOWED}", node.name)
        self._kind(node.node)
        return "truth"

    def _attribute(self, node: nodes.Getattr) -> Kind:
        of_the_loop = isinstance(node.node, nodes.Name) and node.node.name == "loop" and self._loops > 0
        if of_the_loop and node.attr in {"first", "last"}:
            return "truth"
        raise self._refused(node)

    # Faults

    def _refused(self, node: nodes.Node) -> TemplateFault:
        what = _SPOKEN.get(type(node).__name__, f"'{type(node).__name__.lower()}'")
        word = node.attr if isinstance(node, nodes.Getattr) else ""
        return self._fault(node, f"{what} is not allowed; {_ALLOWED}", word)

    def _fault(self, node: nodes.Node, message: str, word: str = "") -> TemplateFault:
        line = node.lineno or self._line
        return TemplateFault(self._file, line, _column(self._source, line, word), message)


def _walk(tree: nodes.Node) -> Iterator[tuple[nodes.Node, int]]:
    """Every node with its depth, without recursion: a hostile tree may be deeper than the stack."""
    waiting: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting += [(child, depth + 1) for child in node.iter_child_nodes()]
