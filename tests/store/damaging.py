"""What disks and people do to files."""

import os
import subprocess
from pathlib import Path

DAMAGES = ("flip", "truncate", "zero", "empty")


def damage(path: Path, how: str, at: int = 0) -> None:
    """Damage a file as disks and people do."""
    raw = bytearray(path.read_bytes())
    place = at % max(1, len(raw))
    if how == "flip":
        raw[place] ^= 0x55
    elif how == "truncate":
        del raw[len(raw) // 2 :]
    elif how == "zero":
        raw[place : place + 64] = bytes(len(raw[place : place + 64]))
    else:
        raw.clear()
    path.chmod(0o644)
    path.write_bytes(raw)


class read_only:
    """As a context: a folder on a disk that cannot be written to, or (where nobody may mount one) without leave to write."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mounted = False

    def __enter__(self) -> None:
        bind = ["mount", "--bind", str(self.folder), str(self.folder)]
        self.mounted = os.geteuid() == 0 and subprocess.run(bind, capture_output=True, check=False).returncode == 0
        if self.mounted:
            subprocess.run(["mount", "-o", "remount,ro,bind", str(self.folder)], check=True)
        else:
            self._chmod(0o555)

    def __exit__(self, *_exception: object) -> None:
        if self.mounted:
            subprocess.run(["umount", str(self.folder)], check=True)
        else:
            self._chmod(0o755)

    def _chmod(self, mode: int) -> None:
        for folder in (self.folder, *(path for path in self.folder.rglob("*") if path.is_dir())):
            folder.chmod(mode)
