"""House rules that a linter cannot see."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generation.backend import Backend, Kind, available

ROOT = Path(__file__).parent.parent
HEAVY = (
    "torch",
    "diffusers",
    "transformers",
    "langchain",
    "langchain_openai",
    "openai",
    "moviepy",
    "av",
    "thorvg_python",
)
KINDS: tuple[Kind, ...] = ("clips", "stills", "voices", "scores", "ambiences", "foley")
BACKENDS = [(kind, name) for kind in KINDS for name in available(kind)]


def imported_by(code: str, cwd: Path) -> set[str]:
    """Which heavy modules a piece of code brings in, in a fresh process."""
    watch = f"import sys, json, atexit; atexit.register(lambda: print(json.dumps([m for m in {HEAVY!r} if m in sys.modules])))"
    done = subprocess.run(
        [sys.executable, "-c", f"{watch}\n{code}"], cwd=cwd, capture_output=True, text=True, check=False
    )
    return set(json.loads(done.stdout.strip().splitlines()[-1]))


def command(*arguments: str) -> str:
    return f"sys.argv = {['filmwright', *arguments]!r}\nfrom orchestrator.cli.main import main\nmain()"


@pytest.mark.parametrize(
    "arguments", [["--help"], ["make", "--help"], ["plan"], ["check"], ["style", "list"], ["models", "list"]]
)
def test_commands_that_make_nothing_import_nothing_heavy(small_film: Path, arguments: list[str]) -> None:
    assert imported_by(command(*arguments), small_film) == set()


def test_help_needs_no_numpy_either(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "orchestrator.cli", "--help"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    modules = {row.rsplit("|", 1)[-1].strip() for row in done.stderr.splitlines()}
    assert "typer" in modules
    assert not modules & {"numpy", "PIL", "pydantic", "ruamel.yaml", "jinja2"}


@pytest.mark.parametrize(("kind", "name"), BACKENDS)
def test_a_backend_is_a_frozen_recipe_that_keeps_the_rules(kind: Kind, name: str) -> None:
    recipe = available(kind)[name]
    assert issubclass(recipe, Backend)
    assert recipe.name == name
    assert recipe.version >= 1
    assert recipe.__doc__
    assert recipe.model_config.get("frozen") is True
    assert recipe.model_config.get("extra") == "forbid"
    with pytest.raises(ValueError, match="no_such_option"):
        recipe.model_validate({"no_such_option": 1})


def test_no_file_has_grown_past_its_job() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for top in ("orchestrator", "generation", "stitching", "templates")
        for path in (ROOT / top).rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 450
    }
    assert long == {}


def test_architecture_fits_on_two_hundred_lines() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= 200
