"""Where a person's own things are on this machine: beside every project, in none of them."""

import os
from pathlib import Path

_NAME = "filmwright"


def config_file() -> Path:
    """The person's configuration; FILMWRIGHT_CONFIG names another file."""
    import platformdirs

    named = os.environ.get("FILMWRIGHT_CONFIG")
    return Path(named) if named else Path(platformdirs.user_config_dir(_NAME, appauthor=False)) / "config.yaml"


def data_folder() -> Path:
    """What the person collected for all films: style guides, a cast."""
    import platformdirs

    return Path(platformdirs.user_data_dir(_NAME, appauthor=False))


def cache_folder() -> Path:
    """What can be found out again; FILMWRIGHT_CACHE names another folder."""
    import platformdirs

    named = os.environ.get("FILMWRIGHT_CACHE")
    return Path(named) if named else Path(platformdirs.user_cache_dir(_NAME, appauthor=False))
