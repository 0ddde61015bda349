"""Git repositories that are made to harm: nothing is checked out, so nothing of theirs runs; addresses that are refused."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestrator.project.packs.opening import opened
from orchestrator.project.packs.pack import PackError

Repository = Callable[..., str]
GUIDE = b'name: x\nlook: a\npalette: ["#000000", "#777777", "#ffffff"]\n'


def refusal(source: str) -> str:
    start = processor_time()
    with pytest.raises(PackError) as caught, opened(source, "style"):
        pass
    assert processor_time() - start < 2
    return str(caught.value)


def processor_time() -> float:
    """Of this process and of those that it has started and seen end."""
    return sum(os.times()[:4])


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ext::sh -c 'touch outside.txt' @v1", "'ext::' would run a program"),
        ("fd::17@v1", "'fd::' would run a program"),
        ("https://example.org/x.git", "say which tag, as a branch moves: https://example.org/x.git@TAG"),
        ("https://example.org/x.git@", "say which tag"),
        ("https://example.org/x.git@-v1", "'-v1' is no name of a tag"),
        ("https://example.org/x.git@a..b", "'a..b' is no name of a tag"),
        ("https://example.org/x.git@v1^{/x}", "is no name of a tag"),
        ("http://example.org/x.git@v1", "packs are not fetched over 'http'; use https"),
        ("git://example.org/x.git@v1", "packs are not fetched over 'git'; use https"),
        ("ftp://example.org/x.git@v1", "packs are not fetched over 'ftp'; give an https"),
        ("https://me:secret@example.org/x.git@v1", "leave the name and password out"),
        ("ssh://me:secret@example.org/x.git@v1", "is not only a user's name"),
        ("ssh://-oProxyCommand=touch/x.git@v1", "is no name of a machine"),
        ("ssh://git@-oProxyCommand=touch/x.git@v1", "is no name of a machine"),
        ("git@-oProxyCommand=touch:x.git@v1", "is no name of a machine"),
        ("git@example.org:-x@v1", "is no path of a repository"),
        ("git@example.org:a;b.git@v1", "is no path of a repository"),
        ("file://example.org/x.git@v1", "three slashes"),
        ("--upload-pack=touch outside.txt@v1", "begins like an option"),
        ("https://example.org/x.git@v1#../up", "the part after '#' leads out of the pack"),
    ],
)
def test_addresses_are_refused_before_git_runs(address: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    found = refusal(address)
    assert said in found
    assert "secret" not in found


def test_without_git_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert refusal("https://example.org/x.git@v1").startswith(
        "git is needed to get https://example.org/x.git; install it"
    )


def test_no_filter_hook_helper_or_setting_of_anybody_runs(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = tmp_path / "evil.sh"
    evil.write_text(f"#!/bin/sh\necho run >> {tmp_path}/outside.txt\ncat\n", encoding="utf-8")
    evil.chmod(0o755)
    address = repository({
        "style.yaml": GUIDE,
        ".gitattributes": b"* filter=evil diff=evil text eol=crlf ident export-subst\n",
        "notes.txt": b"$Format:%H$ $Id$\n",
        ".lfsconfig": b"[lfs]\n\turl = https://example.org\n",
    })  # fmt: skip
    root = tmp_path / "styles.git"
    for hook in ("post-checkout", "pre-receive", "post-upload-pack", "reference-transaction", "post-index-change"):
        shutil.copy(evil, root / ".git/hooks" / hook)
    settings = {
        "filter.evil.smudge": evil, "filter.evil.process": evil, "uploadpack.packObjectsHook": evil, "core.pager": evil,
        "core.fsmonitor": evil, "core.sshCommand": evil, "core.hooksPath": root / ".git/hooks", "credential.helper": evil,
    }  # fmt: skip
    for name, value in settings.items():
        subprocess.run(["git", "config", name, str(value)], cwd=root, check=True)
    mine = tmp_path / "gitconfig"
    rows = "\n".join(
        f"[{name.rpartition('.')[0]}]\n{name.rpartition('.')[2]} = {value}" for name, value in settings.items()
    )
    mine.write_text(rows.replace("[filter.evil]", '[filter "evil"]'), encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(mine))
    for name in ("GIT_SSH_COMMAND", "GIT_PAGER", "GIT_ASKPASS", "GIT_EXTERNAL_DIFF", "GIT_PROXY_COMMAND"):
        monkeypatch.setenv(name, str(evil))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    with opened(f"{address}@v1", "style") as pack:
        assert pack.files == ("notes.txt", "style.yaml")
        assert (pack.folder / "notes.txt").read_bytes() == b"$Format:%H$ $Id$\n"


def test_links_and_submodules(repository: Repository, tmp_path: Path) -> None:
    other = "0123456789abcdef0123456789abcdef01234567"
    (tmp_path / "styles.git").mkdir()
    (tmp_path / "styles.git/notes.txt").symlink_to(tmp_path / "outside.txt")
    (tmp_path / "styles.git/fonts").symlink_to(tmp_path)
    module = ["update-index", "--add", "--cacheinfo", f"160000,{other},luts"]
    address = repository({"style.yaml": GUIDE}, module, ["commit", "-q", "-m", "y"])
    said = refusal(f"{address}@v1").splitlines()
    assert said == [
        "styles.git/fonts: is a link; put the file itself into the pack",
        "styles.git/luts: is no ordinary file; take it out of the pack",
        "styles.git/notes.txt: is a link; put the file itself into the pack",
    ]


def test_weights_that_are_only_a_pointer(repository: Repository) -> None:
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 123456\n"
    address = repository({"style.yaml": GUIDE, "a.safetensors": pointer})
    assert "is only a pointer of Git LFS" in refusal(f"{address}@v1")


def test_a_tree_that_leads_out_of_itself_is_not_fetched(repository: Repository, tmp_path: Path) -> None:
    address = repository({"style.yaml": GUIDE})
    root = tmp_path / "styles.git"
    blob = git(root, "hash-object", "-w", "style.yaml")
    inner = git(root, "mktree", text=f"100644 blob {blob}\toutside.txt\n")
    raw = b"100644 style.yaml\0" + bytes.fromhex(blob) + b"40000 ..\0" + bytes.fromhex(inner)
    tree = git(root, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", raw=raw)
    commit = git(root, "-c", "user.name=A", "-c", "user.email=a@b", "commit-tree", tree, "-m", "x")
    git(root, "tag", "evil", commit)
    assert "git could not get it" in refusal(f"{address}@evil")


def test_a_small_repository_that_unfolds_without_end(repository: Repository, tmp_path: Path) -> None:
    address = repository({"style.yaml": GUIDE})
    root = tmp_path / "styles.git"
    row, tree = f"100644 blob {git(root, 'hash-object', '-w', 'style.yaml')}\t", ""
    for _ in range(8):
        tree = git(root, "mktree", text="".join(f"{row}f{number}\n" for number in range(10)))
        row = f"040000 tree {tree}\t"
    commit = git(root, "-c", "user.name=A", "-c", "user.email=a@b", "commit-tree", tree, "-m", "x")
    git(root, "tag", "bomb", commit)
    assert "holds more than 5000 files" in refusal(f"{address}@bomb")


def test_a_file_that_unfolds_to_more_than_it_may_have(repository: Repository) -> None:
    address = repository({"style.yaml": GUIDE, "notes.txt": bytes(16 * 2**20)})
    assert refusal(f"{address}@v1") == "styles.git/notes.txt: is larger than 512 KB; make it smaller"


def test_a_fetch_that_takes_too_long_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from orchestrator.project.packs.addresses import address_of
    from orchestrator.project.packs.git_program import Git

    (tmp_path / "bin").mkdir()
    slow = tmp_path / "bin/git"
    slow.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {tmp_path}/child\nwait\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    git = Git(tmp_path / "objects", address_of("https://example.org/x.git@v1"), seconds=0.5)
    with pytest.raises(PackError, match="git takes longer than it may"):
        git.run("fetch")
    child = int((tmp_path / "child").read_text())
    assert not running(child)


def test_a_server_that_talks_without_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    loud = tmp_path / "bin/git"
    loud.write_text('#!/bin/sh\ncase "$*" in *fetch*) yes >&2;; esac\n', encoding="utf-8")
    loud.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    assert refusal("https://example.org/x.git@v1") == "x.git: the other side talks without end; give a zip"


def running(process: int) -> bool:
    """Whether a process is there and has not ended; one that was killed may wait for somebody to notice."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return False
        if state in "ZX":
            return False
        time.sleep(0.02)
    return True


def git(root: Path, *arguments: str, text: str = "", raw: bytes = b"") -> str:
    done = subprocess.run(["git", *arguments], cwd=root, input=raw or text.encode(), capture_output=True, check=True)
    return done.stdout.decode().strip()
