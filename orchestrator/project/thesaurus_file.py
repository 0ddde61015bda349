"""thesaurus.yaml beside film.yaml: a person's own words for places, characters and things, and what they mean.

    cantina: tavern
    holodeck: {kind: space station, period: future}
    kobold: goblin

A meaning is something that is drawn, so that a mistyped one is told and not drawn as something else.
"""

from pathlib import Path

from orchestrator.film.errors import Problem, ProjectError
from orchestrator.film.meanings import Meaning
from orchestrator.project.explain import close_word, problem, problems_of
from orchestrator.project.source import Node, SourceError, find, parse, read_text

THESAURUS_FILE = "thesaurus.yaml"
_LONGEST = 60
"""Characters of a word, at most."""


def read_meanings(root: Path) -> dict[str, Meaning]:
    """Return what the person's words mean; nothing if there is no file.

    Raises:
        ProjectError: with everything that is wrong with the file.
    """
    path = root / THESAURUS_FILE
    if not path.exists() and not path.is_symlink():
        return {}
    try:
        tree = parse(read_text(path))
    except SourceError as error:
        raise ProjectError([error.of(THESAURUS_FILE)]) from error
    if tree.kind != "map":
        said = "here stand lines like 'cantina: tavern'"
        raise ProjectError([Problem(THESAURUS_FILE, tree.line, tree.column, "", said)])
    found = {str(key.value): _meaning(tree, str(key.value)) for key in tree.keys}
    problems = [fault for meaning in found.values() if isinstance(meaning, list) for fault in meaning]
    if problems:
        raise ProjectError(problems)
    return {word: meaning for word, meaning in found.items() if isinstance(meaning, Meaning)}


def _meaning(tree: Node, word: str) -> Meaning | list[Problem]:
    node = find(tree, (word,))
    if len(word) > _LONGEST or not any(letter.isalpha() for letter in word):
        return [problem(tree, THESAURUS_FILE, (word,), f"'{word[:_LONGEST]}' is no word; write one, or a few")]
    if node is not None and node.kind == "scalar":
        if not isinstance(node.value, str) or not node.value.strip():
            return [
                problem(tree, THESAURUS_FILE, (word,), f"a word is needed here; write for example '{word}: tavern'")
            ]
        meaning = Meaning(kind=node.value)
    else:
        read = problems_of(Meaning, node or tree, THESAURUS_FILE)
        if isinstance(read, list):
            return read
        meaning = read
    if _is_drawn(meaning.kind):
        return meaning
    route = (word,) if node is None or node.kind == "scalar" else (word, "kind")
    place = find(tree, route) or tree
    close = close_word(meaning.kind, _drawn())
    advice = f"did you mean '{close}'?" if close else "use a word like tavern, forest, spaceship, goblin, lantern"
    message = f"'{meaning.kind}' is nothing that is drawn; {advice}"
    return [Problem(THESAURUS_FILE, place.line, place.column, ".".join(route), message)]


def _is_drawn(kind: str) -> bool:
    from generation.animatic import thesaurus
    from generation.animatic.figures.appearance import is_person
    from generation.animatic.figures.bestiary import is_drawn
    from generation.animatic.props import is_thing

    return thesaurus.knows(kind) or is_drawn(kind) or is_thing(kind) or is_person(kind, "")


def _drawn() -> list[str]:
    """Every word that is drawn, for advice."""
    from generation.animatic import thesaurus
    from generation.animatic.figures.bestiary import drawn_words
    from generation.animatic.props import prop_names

    return [*thesaurus.phrases(), *drawn_words(), *prop_names()]
