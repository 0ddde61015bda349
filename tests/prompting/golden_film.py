"""The worked example, as a film: a golden retriever in a sunlit meadow, then in an autumn forest, in slow motion.

`python tests/prompting/golden_film.py` writes the prompts anew to `golden_retriever/`, one file for each dialect; read them
before you keep them.
"""

from pathlib import Path

from orchestrator.directing.prompting import Prompt
from orchestrator.directing.prompting.compiler import Prompter
from orchestrator.film.film import Film, Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character, Place, Prop
from orchestrator.film.style import StyleGuide
from templates.dialects import dialect_names

FOLDER = Path(__file__).parent / "golden_retriever"

STYLE = StyleGuide(
    name="warm-lens",
    look="live-action film photographed on 35mm, warm grade, gentle film grain",
    light="cinematic lighting, low sun from behind, long soft shadows",
    lens="85mm, shallow depth of field",
    palette=("#3a2a1e", "#9a6a2f", "#e6b93d", "#fff1cf"),
    negative="text, watermark, blurry, distorted",
)
DOG = Character(
    id="biscuit",
    name="Biscuit",
    kind="dog",
    appearance="a golden retriever with a feathered tail and dark brown eyes",
    states={"clean": "a brushed, shining coat", "muddy": "muddy paws and an oak leaf stuck to the back"},
    default_state="clean",
)
MEADOW = Place(
    id="meadow",
    name="Sunlit meadow",
    kind="meadow",
    appearance="tall grass with poppies and daisies, a line of birches far behind",
)
FOREST = Place(
    id="forest",
    name="Autumn forest",
    kind="forest",
    appearance="old beeches with copper leaves, a carpet of fallen leaves, thin mist between the trunks",
)
BALL = Prop(id="ball", name="Red ball", kind="ball", appearance="a worn red rubber ball")
MEADOW_SCENE = Scene.model_validate(
    {
        "id": "run",
        "heading": "EXT. MEADOW - AFTERNOON",
        "place": "meadow",
        "time": "afternoon",
        "mood": "joyful",
        "ambience": ["wind"],
        "shots": [
            {
                "id": "meadow",
                "size": "wide",
                "angle": "low",
                "camera": "slow tracking shot",
                "action": "Biscuit bounds through the tall grass in slow motion, ears flying.",
                "cast": [{"character": "biscuit", "facing": "right", "emotion": "happy"}],
                "seconds": 5,
            }
        ],
    }
)
FOREST_SCENE = Scene.model_validate(
    {
        "id": "rest",
        "heading": "EXT. FOREST - DUSK",
        "place": "forest",
        "time": "dusk",
        "weather": "fog",
        "mood": "tender",
        "ambience": ["forest"],
        "from_here": {"biscuit": "muddy"},
        "shots": [
            {
                "id": "leaves",
                "size": "medium-close",
                "camera": "push in",
                "action": "Leaves drift down in slow motion. Biscuit lies down beside the red ball and closes his eyes.",
                "cast": [{"character": "biscuit", "position": "centre"}],
                "props": ["red ball"],
                "dialogue": [{"line": "It was the best day of the year.", "manner": "softly"}],
                "seconds": 4,
            }
        ],
    }
)
FILM = Film(
    settings=Settings(title="The Best Day"),
    style=STYLE,
    characters={"biscuit": DOG},
    places={"meadow": MEADOW, "forest": FOREST},
    props={"ball": BALL},
    scenes=(MEADOW_SCENE, FOREST_SCENE),
)


def shown(prompt: Prompt) -> list[str]:
    """A prompt as a person reads it in the golden files."""
    used = prompt.budget
    most = f" of {used.limit}" if used.limit else ""
    rows = [prompt.text, "", f"negative: {prompt.negative or '-'}"]
    rows.append(f"budget: {used.words} words, {used.tokens}{most} tokens, {used.characters} characters")
    rows += [f"shed: {clause.name}: {clause.text}" for clause in prompt.shed]
    rows += [f"note: {note}" for note in prompt.notes]
    return rows


PROMPTER = Prompter(FILM)


def golden(dialect: str) -> str:
    """What the file of a dialect holds: both shots."""
    rows: list[str] = []
    for scene, shot in FILM.shots():
        rows += [f"== {scene.id}/{shot.id}", *shown(PROMPTER.prompt(scene, shot, dialect)), ""]
    return "\n".join(rows)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.txt"):
        old.unlink()
    for name in dialect_names():
        (FOLDER / f"{name}.txt").write_text(golden(name), encoding="utf-8")
