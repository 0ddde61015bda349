"""Final Draft files in and out: the same screenplay on both sides, and strangers' files refused with their place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.film.errors import ProjectError
from orchestrator.writing.fdx import from_fdx, to_fdx
from orchestrator.writing.fountain import from_fountain, read_script

SCRIPT = """Title: _**Low Tide**_
Credit: written by
Author: Ada Writer
Source: based on a true story
Contact:
    1 Pier Road
    Phone: 555

= Two sisters and a boat.

[[character: ines
name: Ines
appearance: salt in her hair]]

# Act one

FADE IN:

EXT. PIER - DAWN #1A#

[[scene: pier; mood: tense]]

= They wait.
= The boat comes.

Fog. **Ines** coils a *wet* rope.
[[cast: ines; props: rope]]

INES (O.S.)
(low)
Is it him?
[[emotion: afraid]]
(beat)
Say _something_.

ROSA ^
No.

~Row, row,
~row your boat

===

> CUT TO BLACK:

.THE DEEP

> The end, nearly <

!INT. IS NO PLACE.
"""


def test_a_script_survives_final_draft() -> None:
    fdx = to_fdx(SCRIPT)
    back = from_fdx(fdx)
    assert from_fountain(back) == from_fountain(SCRIPT)
    assert to_fdx(back) == fdx
    assert back.startswith("Title: _**Low Tide**_\nCredit: written by\nAuthor: Ada Writer\n")
    for line in ("EXT. PIER - DAWN #1A#", "ROSA ^", "~Row, row,", "===", "# Act one", "> The end, nearly <"):
        assert line in back.splitlines()


STRANGE = b"""<?xml version="1.0" encoding="UTF-8"?>
<FinalDraft DocumentType="Script" Version="5"><Content>
<Paragraph Type="General"><Text>FADE IN:</Text></Paragraph>
<Paragraph Type="Scene Heading" Number="1"><SceneProperties Length="1/8" Page="1" Title=""/>
<Text>Int. kitchen </Text><Text AdornmentStyle="-1">- night</Text></Paragraph>
<Paragraph Type="Action"><Text>A </Text><Text Style="Bold">bomb </Text>
<Text Style="AllCaps">ticks</Text><Text>.</Text></Paragraph>
<Paragraph Type="Shot"><Text>CLOSE ON JO</Text></Paragraph>
<Paragraph Type="Character"><Text>Jo</Text></Paragraph>
<Paragraph Type="Parenthetical"><Text>(calm)</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>Red * or blue?</Text></Paragraph>
<Paragraph Type="Action"><Text>She cuts.</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>Blue.</Text></Paragraph>
<Paragraph Type="Scene Heading" Number="2"><Text>OMITTED</Text><OmittedScene><Paragraph Type="Scene Heading">
<Text>INT. ATTIC - DAY</Text></Paragraph></OmittedScene></Paragraph>
<DualDialogue><Paragraph Type="Character"><Text>JO</Text></Paragraph><Paragraph Type="Dialogue"><Text>Run!</Text></Paragraph>
<Paragraph Type="Character"><Text>KIM</Text></Paragraph><Paragraph Type="Dialogue"><Text>No!</Text></Paragraph></DualDialogue>
<Paragraph Type="Transition"><Text>Smash to black.</Text></Paragraph>
</Content><ScriptNotes><ScriptNote Range="1,4"><Paragraph><Text>Which wire?</Text></Paragraph></ScriptNote></ScriptNotes>
<TitlePage><Content><Paragraph Alignment="Center"><Text></Text></Paragraph>
<Paragraph Alignment="Center"><Text>WIRES</Text></Paragraph><Paragraph Alignment="Center"><Text/></Paragraph>
<Paragraph Alignment="Center"><Text>Written by</Text></Paragraph><Paragraph Alignment="Center"><Text/></Paragraph>
<Paragraph Alignment="Center"><Text>Jo Kim</Text></Paragraph><Paragraph Alignment="Left"><Text></Text></Paragraph>
<Paragraph Alignment="Left"><Text>jo@example.org</Text></Paragraph></Content></TitlePage></FinalDraft>
"""


def test_another_programs_file_reads_as_its_writer_means() -> None:
    assert from_fdx(STRANGE) == (
        "Title: WIRES\nCredit: Written by\nAuthor: Jo Kim\nContact: jo@example.org\n\nFADE IN:\n\n"
        "Int. kitchen - night #1#\n\nA **bomb** TICKS.\n\n!CLOSE ON JO\n\n@Jo\n(calm)\nRed \\* or blue?\n\nShe cuts.\n\n"
        "@Jo (CONT'D)\nBlue.\n\nJO\nRun!\n\nKIM ^\nNo!\n\n> Smash to black.\n\n[[Which wire?]]\n"
    )
    script = read_script(from_fdx(STRANGE)).screenplay
    assert [character.name for character in script.characters] == ["Jo", "Kim"]
    assert (script.title, script.author, script.scenes[0].enter) == ("WIRES", "Jo Kim", "fade")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "bad.fdx:1:1: this is no whole XML file"),
        (b"INT. HOUSE", "bad.fdx:1:1: this is no whole XML file"),
        (b"<FinalDraft>\n<Content>", "bad.fdx:2:10: this is no whole XML file"),
        (b"\n<html></html>", "bad.fdx:2:1: this is no Final Draft script: its root is <html>"),
        (b"<FinalDraft/>", "bad.fdx:1:1: this is no Final Draft script: it has no <Content>"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]>\n<FinalDraft/>', "bad.fdx:1:13: it declares a document type"),
        (b"<a>" * 500 + b"</a>" * 500, "bad.fdx:1:193: elements stand in each other more than 64 deep"),
        (b'<?xml version="1.0" encoding="shift_jis"?><FinalDraft/>', "bad.fdx:1:1: its encoding cannot be read"),
        (b'<?xml version="1.0" encoding="none-such"?><FinalDraft/>', "bad.fdx:1:1: its encoding cannot be read"),
    ],
)
def test_what_is_no_script_is_refused_with_its_place(data: bytes, said: str) -> None:
    with pytest.raises(ProjectError) as raised:
        from_fdx(data, "bad.fdx")
    assert str(raised.value).startswith(said)


PIECES = st.sampled_from(
    ["INT. A - DAY", ".B", "MARA", "@Mo", "(wry)", "Words.", "*", "**", "_", "\\", "!", "~la", "> in <", "> CUT", "CUT TO:",
     "# One", "= what", "===", " #1A#", "[[scene: a]]", "[[mood: sad]]", "[[cast: mo]]", "МАША", "^", "<&>", "x", " ", "\n",
     "\n\n", "  \n", "/* no */", "[[shot: b]]", "[[two\nlines]]", "*em*", "**_b_**", "[[emotion: happy]]"]
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_script_survives_final_draft(text: str) -> None:
    text = f"INT. HALL - DAY\n\n{text}"
    try:
        before = read_script(text)
    except ProjectError:
        return
    after = read_script(from_fdx(to_fdx(text)))
    assert after.screenplay == before.screenplay
    assert [[beat.shots for beat in scene.beats] for scene in after.scenes] == [
        [beat.shots for beat in scene.beats] for scene in before.scenes
    ]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_file_is_a_script_or_a_clear_error(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(STRANGE)))
    damage = data.draw(
        st.sampled_from([b"", b"<", b">", b"&amp;", b"&x;", b"</Text>", b"\xff", b"\x00", b"<Text>", b'"'])
    )
    damaged = STRANGE[:at] + damage + STRANGE[at + data.draw(st.integers(0, 9)) :]
    try:
        text = from_fdx(damaged)
    except ProjectError as error:
        assert str(error).startswith("script.fdx:")  # noqa: PT017
    else:
        assert to_fdx(text)
