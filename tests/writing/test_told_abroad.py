"""Stories in other languages: told in their own words, with the right people saying what they say; nothing is translated."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.directing.breakdown import break_down
from orchestrator.directing.grammar import violations
from orchestrator.film.errors import WritingError
from orchestrator.film.film import Settings
from orchestrator.film.screenplay import Screenplay, Speech
from orchestrator.film.style import StyleGuide
from orchestrator.film.treatment import Treatment
from orchestrator.writing.builtin import BuiltIn
from orchestrator.writing.fountain import from_fountain, to_fountain
from orchestrator.writing.language import language_of
from orchestrator.writing.told import is_story
from orchestrator.writing.told_plain import lines_of, sentences_of
from orchestrator.writing.writer import Brief

STYLE = StyleGuide(name="plain", look="flat", palette=("#000000", "#888888", "#ffffff"))
WRITER = BuiltIn()
STORIES = {
    "fr": """La gardienne et la tempête

Au bout de l'île, une vieille gardienne vivait seule dans son phare. Elle s'appelait Maëlle, et personne ne venait
jamais la voir. Chaque soir, elle allumait la lampe et attendait.

Une nuit, la mer se leva et quelqu'un frappa à la porte. C'était un petit renard trempé.

— Bonsoir, dit le renard. Puis-je entrer ?
— Bien sûr, répondit Maëlle. Assieds-toi près du feu.
— Merci. Je viens de très loin.

Le renard s'endormit aussitôt. Maëlle posa sur lui son manteau et regarda la tempête.

Au matin, la mer était calme. « Reste, dit Maëlle, j'ai assez de soupe pour deux. » Le renard sourit. « Je resterai
tant qu'il y aura du vent », répondit-il. Il resta tout l'hiver.""",
    "de": """Der Fuchs und der Rabe

Ein Rabe saß im Wald auf einem hohen Baum und hielt ein Stück Käse im Schnabel. Da kam ein Fuchs des Weges und roch
den Käse. Der Fuchs blieb stehen und sah nach oben.

„Guten Morgen, lieber Rabe“, sagte der Fuchs. „Wie schön deine Federn glänzen!“ Der Rabe hörte es gern und schwieg.
„Sicher ist deine Stimme ebenso schön“, rief der Fuchs. „Willst du mir nicht ein Lied singen?“

Da öffnete der Rabe den Schnabel, um zu singen, und der Käse fiel dem Fuchs vor die Füße. Der Fuchs fraß ihn auf
und lachte. „Danke“, sagte er, „das war ein gutes Lied.“

Am Abend saß der Rabe noch immer auf seinem Baum und dachte nach. „Beim nächsten Mal“, sagte der Rabe, „singe ich
erst, wenn ich gegessen habe.“""",
    "es": """En un pueblo junto al mar vivía un pescador muy pobre. Se llamaba Tomás, y tenía una barca vieja y un
gato. Cada mañana salía al mar, y cada noche volvía con las manos vacías.

Un día, Tomás encontró en la red un pez de oro.

—Déjame ir —dijo el pez—. Te daré lo que quieras.
—No quiero nada —respondió Tomás—. Solo tengo hambre.
—Entonces comerás todos los días —prometió el pez.

Tomás lo devolvió al mar. Desde entonces, cada noche, el gato y él encontraban la mesa puesta. Y Tomás nunca
preguntó quién la ponía.""",
    "ru": """Жил-был старик у самого синего моря. Была у старика лиса, хитрая и добрая. Однажды лиса убежала в лес
и встретила там медведя.

— Здравствуй, лиса, — сказал медведь. — Куда бежишь?
— За мёдом, — ответила лиса. — Старик мой заболел.
— Я дам тебе мёду, — сказал медведь, — а ты споёшь мне песню.

Лиса пела до самого вечера. Медведь слушал и плакал, потому что никто никогда ему не пел. Ночью лиса принесла мёд
домой, и старик выздоровел.

С тех пор каждую весну медведь приходил к дому старика. Иван, внук старика, открывал ему дверь. «Заходи, — говорил
Иван, — лиса уже поёт».""",
    "zh": """狐狸和乌鸦

从前，森林里有一只乌鸦，它找到了一块肉，飞到大树上。一只狐狸走过来，看见了那块肉，馋得直流口水。

狐狸对乌鸦说：“早上好，乌鸦！你的羽毛真漂亮。”乌鸦听了很高兴，但是没有说话。狐狸又说：“你的声音一定更好听，唱一首歌给我听吧！”

乌鸦张开嘴唱歌，肉就掉了下来。狐狸叼起肉，笑着跑了。“谢谢你的歌！”狐狸说。

晚上，乌鸦还坐在大树上。“下一次，”乌鸦说，“我先吃肉，再唱歌。”""",
    "it": """C'era una volta una volpe che viveva nel bosco vicino a un villaggio. Un giorno la volpe vide un corvo su un
albero con un pezzo di formaggio nel becco.

«Buongiorno, signor corvo», disse la volpe. «Che belle piume avete!» Il corvo non rispose. «Sono sicura»,
continuò la volpe, «che anche la vostra voce è bellissima».

Il corvo aprì il becco per cantare e il formaggio cadde. La volpe lo prese e scappò ridendo. Marta, la figlia
del contadino, aveva visto tutto. «Povero corvo», disse Marta, «vieni, ti do un po' di pane». Da quel giorno
Marta e il corvo furono amici.""",
    "ja": """むかしむかし、森の中に一匹の狐がいました。狐はいつもひとりでした。ある日、狐は川で小さな魚に会いました。

「こんにちは」と狐は言いました。「いっしょに遊びませんか。」
「あなたは私を食べるでしょう」と魚は答えました。
「いいえ、食べません」と狐は言いました。

それから毎日、狐は川へ行き、魚に歌を歌いました。冬が来て、川が凍っても、狐は氷のそばで待っていました。春になると、魚は戻ってきました。""",
}


def brief(idea: str, language: str, length: str = "2m") -> Brief:
    return Brief(Settings(title="", idea=idea, language=language, length=length), STYLE, idea)


def told(language: str, length: str = "2m") -> Screenplay:
    asked = brief(STORIES[language], language, length)
    return WRITER.screenplay(WRITER.treatment(asked), asked)


def speeches(play: Screenplay) -> list[tuple[str | None, str]]:
    return [(beat.character, beat.text) for scene in play.scenes for beat in scene.beats if isinstance(beat, Speech)]


def signs(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("fr", [("renard", "Bonsoir. Puis-je entrer ?"), ("maelle", "Bien sûr. Assieds-toi près du feu."),
                ("renard", "Merci. Je viens de très loin."), ("maelle", "Reste, j'ai assez de soupe pour deux."),
                ("renard", "Je resterai tant qu'il y aura du vent.")]),
        ("de", [("fuchs", "Guten Morgen, lieber Rabe."), ("fuchs", "Wie schön deine Federn glänzen!"),
                ("fuchs", "Danke, das war ein gutes Lied."),
                ("rabe", "Beim nächsten Mal, singe ich erst, wenn ich gegessen habe.")]),
        ("es", [("pez", "Déjame ir. Te daré lo que quieras."), ("tomas", "No quiero nada. Solo tengo hambre."),
                ("pez", "Entonces comerás todos los días.")]),
        ("ru", [("medved", "Здравствуй, лиса. Куда бежишь?"), ("lisa", "За мёдом. Старик мой заболел."),
                ("medved", "Я дам тебе мёду, а ты споёшь мне песню."), ("ivan", "Заходи, лиса уже поёт.")]),
        ("it", [("volpe", "Buongiorno, signor corvo."), ("volpe", "Che belle piume avete!"),
                ("volpe", "Sono sicura, che anche la vostra voce è bellissima."),
                ("marta", "Povero corvo, vieni, ti do un po' di pane.")]),
        ("ja", [("fox", "こんにちは。"), ("fox", "いっしょに遊びませんか。"), ("fish", "あなたは私を食べるでしょう。"),
                ("fox", "いいえ、食べません。")]),
        ("zh", [("fox", "早上好，乌鸦！你的羽毛真漂亮。"), ("fox", "谢谢你的歌！"), ("crow", "下一次，我先吃肉，再唱歌。")]),
    ],
)  # fmt: skip
def test_who_says_what(language: str, lines: list[tuple[str, str]]) -> None:
    said = [(who, text) for who, text in speeches(told(language)) if who]
    assert [line for line in said if line in lines] == lines


@pytest.mark.parametrize("language", STORIES)
def test_a_story_is_told_in_its_own_words_as_long_as_asked(language: str) -> None:
    for length in ("40s", "2m"):
        asked = Settings(title="", idea=STORIES[language], language=language, length=length)
        play = told(language, length)
        assert from_fountain(to_fountain(play)) == play
        for _, text in speeches(play):
            for sentence in sentences_of(text):
                assert signs(sentence) in signs(STORIES[language]) or any(
                    signs(part) in signs(STORIES[language]) for part in re.split(r"[,，]\s?", sentence, maxsplit=1)
                )
        scenes = break_down(play, asked, STYLE)
        assert violations(scenes) == []


@pytest.mark.parametrize(
    ("language", "kinds", "places"),
    [
        ("fr", {"renard": "fox", "maelle": "person"}, {"coast", "sea"}),
        ("de", {"rabe": "raven", "fuchs": "fox"}, {"forest"}),
        ("es", {"tomas": "person", "pez": "fish", "gato": "cat"}, {"village", "sea"}),
        ("ru", {"lisa": "fox", "medved": "bear", "starik": "person", "ivan": "person"}, {"sea"}),
        ("it", {"volpe": "fox", "corvo": "raven", "marta": "person"}, {"forest"}),
        ("ja", {"fox": "fox", "fish": "fish"}, {"forest", "river"}),
        ("zh", {"crow": "crow", "fox": "fox"}, {"forest"}),
    ],
)
def test_whom_and_what_a_story_is_about_looks_like_it(language: str, kinds: dict[str, str], places: set[str]) -> None:
    play = told(language)
    assert {sheet.id: sheet.kind for sheet in play.characters} == kinds
    assert {place.kind for place in play.places} == places


def test_lines_that_are_broken_at_some_width_are_one_paragraph() -> None:
    turns = '"Wat doe jij daar?" vroeg Piet.\n"Ik rust uit," zei de meeuw.'
    assert [line.turn > 0 for line in lines_of(turns)] == [False, True]
    wrapped = "— Здравствуй, — сказал медведь лисе у самого синего моря рано утром. — Куда\nбежишь? Медведь ждал."
    assert len({line.turn for line in lines_of(wrapped)}) == 1


def test_whoever_speaks_and_is_in_no_list_gets_a_sheet_and_the_line() -> None:
    story = 'Piet zag een meeuw op de mast. Piet lachte. "Ik rust uit," zei de meeuw. Piet gaf de meeuw brood. Het was avond.'
    asked = brief(story, "nl").settings.model_copy(update={"story": "story.txt"})
    play = WRITER.screenplay(WRITER.treatment(Brief(asked, STYLE, story)), Brief(asked, STYLE, story))
    assert ("meeuw", "Ik rust uit.") in speeches(play)
    assert "meeuw" in {sheet.id for sheet in play.characters}


def test_names_and_looks_are_the_storys() -> None:
    keeper = next(sheet for sheet in told("fr").characters if sheet.id == "maelle")
    assert (keeper.name, keeper.kind) == ("Maëlle", "person")
    assert keeper.appearance.startswith("a woman, a lighthouse keeper")
    assert told("fr").title == "La gardienne et la tempête"
    assert told("fr").scenes[0].heading == "EXT. ÎLE - DUSK"


@pytest.mark.parametrize("language", STORIES)
def test_a_storys_treatment_can_be_edited_in_its_language(language: str) -> None:
    asked = brief(STORIES[language], language)
    treatment = WRITER.treatment(asked)
    first, *rest = treatment.beats
    sentence = lines_of(first.what)[0].source
    shorter = Treatment(
        **treatment.model_dump(exclude={"beats"}),
        beats=(first.model_copy(update={"what": first.what.replace(sentence, "").strip()}), *rest),
    )
    before, after = WRITER.screenplay(treatment, asked), WRITER.screenplay(shorter, asked)
    gone = [line for line in speeches(before) if line not in speeches(after)]
    assert gone
    assert all(signs(text) in signs(sentence) for _, text in gone)
    assert after.scenes[1:] == before.scenes[1:]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("« Oui », dit Léa. M. Dupont sourit.", [("said", "Oui", "dit Léa."), ("told", "M. Dupont sourit.", "")]),
        ("»Ja«, sagte Hans. Er ging.", [("said", "Ja", "sagte Hans."), ("told", "Er ging.", "")]),
        ("—¿Vienes? —preguntó Ana.", [("said", "¿Vienes?", "preguntó Ana.")]),
        ("— Sim — disse João.", [("said", "Sim", "disse João.")]),
        ("「はい」と彼は言った。", [("said", "はい", "と彼は言った。")]),
        ("Mara says: “Come in.” He came.", [("said", "Come in.", "Mara says:"), ("told", "He came.", "")]),
        ("'I don't know,' said Ann.", [("said", "I don't know,", "said Ann.")]),
        ("The “Swan” sailed.", [("told", "The “Swan” sailed.", "")]),
    ],
)
def test_a_text_is_taken_apart_by_its_marks(text: str, lines: list[tuple[str, str, str]]) -> None:
    assert [(line.kind, line.text, line.tag) for line in lines_of(text)] == lines


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(sorted(STORIES)),
    st.lists(
        st.tuples(st.integers(0, 600), st.sampled_from([*"“”„«»「」\"'‘’—–-.,!?…。，：: \n0aZé", "\n\n", "狐", "Лис"]))
    ),
    st.sampled_from(["10s", "1m"]),
)
def test_a_damaged_story_is_told_all_the_same(language: str, slips: list[tuple[int, str]], length: str) -> None:
    story = STORIES[language]
    for at, sign in slips:
        story = story[:at] + sign + story[at + 1 :]
    asked = brief(story, language, length)
    asked = Brief(asked.settings.model_copy(update={"story": "story.txt"}), STYLE, story)
    play = WRITER.screenplay(WRITER.treatment(asked), asked)
    assert from_fountain(to_fountain(play)) == play
    assert all(re.search(r"\w", text) for _, text in speeches(play))


@pytest.mark.parametrize("language", STORIES)
def test_a_languages_stories_are_known_as_such(language: str) -> None:
    assert is_story(STORIES[language], language)
    found = language_of(STORIES[language])
    assert found is not None
    assert found[0] == language


@pytest.mark.parametrize(
    "text", ["A fox learns to bake", "Le Fou", "The mayor of Paris eats a croissant and le pain", ""]
)
def test_where_one_may_doubt_nothing_is_said_of_the_language(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize(
    ("idea", "language", "message"),
    [
        (
            "Un renard apprend à voler",
            "fr",
            r"invents stories only in English; for a film in 'fr', bring a story or a script",
        ),
        ("A fox learns to bake", "de", r"invents stories only in English"),
        (
            "狐狸学做面包",
            "en",
            r"the idea is in Chinese, and the film in English; bring a story or a script in Chinese",
        ),
        (
            STORIES["fr"],
            "en",
            r"the story is in French, and the film in English; tell it in its own words with --language fr",
        ),
        (STORIES["ru"], "en", r"the story is in Russian, .* --language ru"),
        ("", "fr", r"the idea is empty"),
    ],
)
def test_what_cannot_be_written_is_refused_with_a_way_out(idea: str, language: str, message: str) -> None:
    with pytest.raises(WritingError, match=message) as raised:
        WRITER.treatment(brief(idea, language))
    assert "\n" not in str(raised.value)
