"""Packs: a style guide or a character with its LUT, fonts, pictures and weights, as people hand them to each other.

A pack is a folder (or one YAML file) with `style.yaml` or `character.yaml` in it. It may come as a folder, a zip, or a git
repository at a tag, and it comes from a stranger: nothing in it is ever run, its names are judged before a byte is written,
everything is counted while it is read, and what it holds is judged by content. `opened` copies what belongs to the pack into
a folder of its own, so what is used later is what was looked at.
"""
