"""What a person installs: the wheel holds everything, and nothing else is claimed by it."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from orchestrator.cli.guard import clashes

ROOT = Path(__file__).parent.parent
PACKAGES = ("orchestrator", "generation", "stitching", "templates")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_has_our_four_packages_and_no_other_top_level_name(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


def test_the_wheel_has_every_data_file(wheel: zipfile.ZipFile) -> None:
    inside = set(wheel.namelist())
    kinds = (".yaml", ".j2", ".txt", ".ttf", ".otf", ".json", ".cube")
    data = {
        path.relative_to(ROOT).as_posix()
        for top in PACKAGES
        for path in (ROOT / top).rglob("*")
        if path.suffix in kinds
    }
    assert len(data) > 20
    assert data <= inside


def test_the_wheel_carries_the_licence_and_the_notices(wheel: zipfile.ZipFile) -> None:
    names = {Path(name).name for name in wheel.namelist() if ".dist-info/" in name}
    assert {"LICENSE", "NOTICE"} <= names
    metadata = wheel.read(next(name for name in wheel.namelist() if name.endswith("METADATA"))).decode()
    assert "License-Expression: Apache-2.0" in metadata
    required = [row for row in metadata.splitlines() if row.startswith("Requires-Dist") and "extra ==" not in row]
    assert not [row for row in required if "torch" in row or "diffusers" in row or "langchain" in row]


def test_no_other_package_here_provides_our_names() -> None:
    assert clashes() == {}


@pytest.mark.parametrize(
    ("file", "said"),
    [("top_level.txt", "stitching\n"), ("RECORD", "stitching/__init__.py,,\n"), ("RECORD", "a.py,,\nstitching.py,,\n")],
)
def test_a_package_that_claims_one_of_our_names_is_named_and_nothing_runs(tmp_path: Path, file: str, said: str) -> None:
    info = tmp_path / "panorama-0.7.dist-info"
    info.mkdir()
    (tmp_path / "stitching").mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: panorama\nVersion: 0.7\n", encoding="utf-8")
    (info / file).write_text(said, encoding="utf-8")
    code = "\n".join(
        (
            f"import sys; sys.path.append({str(tmp_path)!r}); sys.argv = ['filmwright', 'plan']",
            "from orchestrator.cli.main import main; main()",
        )
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 2
    assert "'panorama'" in done.stderr
    assert "also provides 'stitching'" in done.stderr
