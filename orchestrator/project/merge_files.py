"""Three-way merge of whole files: which way a file is merged, and whether a text is a valid file of its kind."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from orchestrator.project.explain import problems_of
from orchestrator.project.merge import Names, Side, merge
from orchestrator.project.merge_into import tree_of, written_into
from orchestrator.project.merge_remarks import newly_remarked
from orchestrator.project.merge_script import merge_scripts
from orchestrator.project.schema import MODELS, Kind
from orchestrator.project.source import SourceError, Value
from orchestrator.project.surgery import CannotEdit

_KINDS: dict[str, Kind] = {
    "scenes": "scene",
    "characters": "character",
    "places": "place",
    "props": "prop",
    "styles": "style",
    "translations": "translation",
}
_NAMED: dict[str, Kind] = {"film.yaml": "film", "treatment.yaml": "treatment"}


class CannotMerge(Exception):
    """The texts cannot be merged by structure; they are left as they are."""


@dataclass
class MergedText:
    """`text` in the layout of yours; `taken`: changes of theirs that arrived; `kept`: changes of yours."""

    text: str
    taken: int = 0
    kept: int = 0
    conflicts: list[Names] = field(default_factory=list[Names])


def kind_of(path: str) -> Kind | None:
    """Return what kind of file has this path within a project; None for one that is no YAML of ours."""
    parts = PurePosixPath(path)
    if parts.suffix not in (".yaml", ".yml"):
        return None
    return _NAMED.get(path) or (_KINDS.get(parts.parts[0]) if len(parts.parts) == 2 else None)


def merge_texts(path: str, base: str, yours: str, theirs: str, favour: Side = "yours") -> MergedText:
    """Merge three texts of the file `path`.

    Raises:
        CannotMerge: if one of them cannot be read, or yours cannot be changed in place.
    """
    if PurePosixPath(path).suffix in (".yaml", ".yml"):
        return _yaml(base, yours, theirs, favour)
    if PurePosixPath(path).suffix == ".fountain":
        script = merge_scripts(base, yours, theirs, favour)
        return MergedText(script.text, script.taken, script.kept, script.conflicts)
    return _whole(base, yours, theirs, favour)


def _whole(base: str, yours: str, theirs: str, favour: Side) -> MergedText:
    done = merge(base, yours, theirs, favour)
    assert isinstance(done.value, str)
    return MergedText(done.value, done.taken, done.kept, done.conflicts)


def _yaml(base: str, yours: str, theirs: str, favour: Side) -> MergedText:
    three = data_of_text(base), data_of_text(yours), data_of_text(theirs)
    done = merge(*three, favour, frozenset(newly_remarked(base, yours)))
    assert isinstance(done.value, dict)
    try:
        return MergedText(written_into(yours, done.value), done.taken, done.kept, done.conflicts)
    except (CannotEdit, SourceError) as error:
        raise CannotMerge(str(error)) from error


def data_of_text(text: str) -> dict[str, Value]:
    """Return what a YAML text says.

    Raises:
        CannotMerge: if it cannot be read, or is no map.
    """
    try:
        plain = tree_of(text).plain()
    except SourceError as error:
        raise CannotMerge(f"{error.line}:{error.column}: {error.message}") from error
    if not isinstance(plain, dict):
        raise CannotMerge("1:1: the file is not made of lines like 'key: value'")
    return plain


def is_valid(path: str, text: str) -> bool:
    """Whether a text is a file of its kind as far as it can be told alone; what is no YAML of ours always is."""
    kind = kind_of(path)
    if kind is None:
        return True
    try:
        return not isinstance(problems_of(MODELS[kind], tree_of(text), path), list)
    except SourceError:
        return False
