"""A screenplay as Fountain text."""

import re

from orchestrator.film.headings import is_plainly_heading
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.writing.fountain.elements import looks_like_plain_action
from orchestrator.writing.fountain.notes import as_list, as_states, escape, field, sheet_note
from orchestrator.writing.fountain.speakers import NARRATOR, Speakers


def write(screenplay: Screenplay) -> str:
    """Return the whole text, title page first, with a newline at its end."""
    speakers = Speakers(screenplay.characters)
    blocks = [_title_page(screenplay)]
    blocks += [sheet_note("character", sheet) for sheet in screenplay.characters]
    blocks += [sheet_note("place", sheet) for sheet in screenplay.places]
    for index, scene in enumerate(screenplay.scenes):
        blocks += _scene(scene, index == 0, speakers)
    blocks.append("> FADE OUT.")
    return "\n\n".join(blocks) + "\n"


def _title_page(screenplay: Screenplay) -> str:
    lines = [f"Title: {escape(screenplay.title)}"]
    if screenplay.author:
        lines += ["Credit: written by", f"Author: {escape(screenplay.author)}"]
    if screenplay.logline:
        lines.append(f"Logline: {escape(screenplay.logline)}")
    return "\n".join(lines)


def _scene(scene: ScreenplayScene, first: bool, speakers: Speakers) -> list[str]:
    blocks: list[str] = []
    if scene.enter == "fade":
        blocks.append("> FADE IN:" if first else "> FADE TO:")
    elif scene.enter == "dissolve":
        blocks.append("> DISSOLVE TO:")
    blocks.append(heading_line(escape(scene.heading)))
    blocks.append(_scene_note(scene))
    if scene.summary:
        blocks.append(f"= {escape(scene.summary)}")
    for beat in scene.beats:
        blocks.append(_action(beat) if isinstance(beat, Action) else speech_lines(beat, speakers))
    return blocks


def _scene_note(scene: ScreenplayScene) -> str:
    parts = [field("scene", scene.id), field("place", scene.place), field("time", scene.time)]
    parts += [field("weather", scene.weather), field("mood", scene.mood), field("intensity", f"{scene.intensity:.6g}")]
    if scene.ambience:
        parts.append(field("ambience", as_list(scene.ambience)))
    return f"[[{'; '.join(parts)}]]"


def _action(beat: Action) -> str:
    text = escape(beat.text)
    parts: list[str] = []
    if beat.cast:
        parts.append(field("cast", as_list(beat.cast)))
    if beat.props:
        parts.append(field("props", as_list(beat.props)))
    if beat.emotion:
        parts.append(field("emotion", beat.emotion))
    if beat.insert:
        parts.append("insert")
    if beat.from_here:
        parts.append(field("from_here", as_states(beat.from_here)))
    line = action_line(text)
    return f"{line}\n[[{'; '.join(parts)}]]" if parts else line


def speech_lines(beat: Speech, speakers: Speakers) -> str:
    """Return a speech: its cue, its parenthetical, its words, and in a note what the cue does not say."""
    cue = f"{NARRATOR} (V.O.)" if beat.character is None else speakers.cue(beat.character)
    lines = [cue]
    if beat.manner:
        lines.append(f"({bracketed(beat.manner)})")
    lines.append(spoken_line(escape(beat.text)))
    parts: list[str] = []
    if speakers.identity(cue) != beat.character:
        parts.append(field("speaker", beat.character or "-"))
    if beat.emotion:
        parts.append(field("emotion", beat.emotion))
    if parts:
        lines.append(f"[[{'; '.join(parts)}]]")
    return "\n".join(lines)


def bracketed(manner: str) -> str:
    """Return a parenthetical's words, safe between brackets: an opening one that nothing closes would open another."""
    words = escape(manner)
    return words if manner.count("(") <= manner.count(")") else words.replace("(", "\\(")


def heading_line(heading: str) -> str:
    """Return an escaped heading as its line, forced where it does not begin like one."""
    heading = re.sub(r"#$", r"\\#", heading)
    if is_plainly_heading(heading):
        return heading
    # Only before a letter or digit does a full stop force a heading.
    return f".{heading}" if heading[:1].isalnum() or heading.startswith("\\") else f".\\{heading}"


def action_line(text: str) -> str:
    """Return an escaped text as the first line of an action, forced where it looks like something else."""
    return text if looks_like_plain_action(text) else f"!{text}"


def spoken_line(words: str) -> str:
    """Return escaped words as a line of a dialogue; they are neither a parenthetical nor sung, whatever they look like."""
    return f"\\{words}" if words.startswith(("(", "~")) or re.fullmatch(r"={3,}", words) else words
