"""A text of any language taken apart by its marks alone: sentences, speech in quotation marks or behind a dash, paragraphs."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from orchestrator.writing.lexicon import saying
from orchestrator.writing.morphology import bag

_MARKS = (
    r"“[^“”]+”", r"„[^“”„]+[“”]", r"«[^«»]+»", r"「[^「」]+」", r"『[^『』]+』", r"‹[^‹›]+›", r'"[^"]+"',
    r"(?<!\w)‘[^‘]+?[.,!?…]’(?!\w)", r"(?<!\w)'(?=[\w¿¡])(?:[^']|(?<=\w)'(?=\w))*[.,!?…]'(?!\w)",
)  # fmt: skip
_INWARD = r"»[^«»]+«"
_END = re.compile(r"[.!?…؟۔]+[”’»)\]]*(?=\s+[^\W\d_a-zß-öø-ÿа-яё]|\s+[\"“„«»‘(¿¡—–-]|\s+\d|\s*$)|[。！？]+[」』”’）]*")
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:M|MM|Mme|Mlle|Mr|Mrs|Ms|Dr|St|Ste|Sr|Sra|Srta|D|Hr|Fr|Prof|Sig|Dott|Jr|[A-ZÀ-Þ])\.$"
)
_ASIDE = re.compile(r"(?:(?<=[!?…])|,)\s+([^\W\d][\w'’-]*(?: [^\s,.;:!?]+){0,5})(?=[,.;:!?]|$)")
_LONGEST_TAG = 7
_NOT = bag("non nicht pas no not не nie niet não never nothing nichts rien nada niente")
_SAID_IN_JAPANESE = re.compile(r"言|いいま|答え|こたえ|聞き|たずね|尋ね|叫|ささや|つぶや|思い")
_SHORTEST_LEAD = 6
_TURNS = 100
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*[—–―]\s*[^\s\da-zß-öø-ÿа-яё])")
"""A blank line, or a line that opens with a dash and a capital; a dash and a small letter is a broken line."""
_BROKEN = re.compile(r"(?<=[\u3000-\u9fff，。！？：；”’」])\s+(?=[\u3000-\u9fff“‘「])")
_LINE = re.compile(r"\n\s*")
_NARROW, _BROAD, _MOSTLY = 50, 125, 0.6
_DASHED = re.compile(r"^[—–―-]\s*(?=\S)")
_LEADS = re.compile(r"[:：,，]$|[说道问答喊叫][:：,，]?$")


@dataclass(frozen=True)
class Line:
    """A sentence told, or a speech. `tag` is the words beside a speech that say whose it is; `source` all of it as it stands."""

    kind: Literal["told", "said"]
    text: str
    source: str
    tag: str = ""
    turn: int = 0
    """Which turn of the talk it is: another paragraph, or another dash, is somebody else's."""


def lines_of(text: str) -> list[Line]:
    """Return a text's sentences and speeches in order."""
    inward = _turned_inward(text)
    found: list[Line] = []
    for number, paragraph in enumerate((_PARAGRAPH if _wrapped(text) else _LINE).split(text.strip())):
        words = _BROKEN.sub("", " ".join(paragraph.split()))
        if words:
            dashed = _DASHED.match(words)
            turn = number * _TURNS
            found += _behind_dashes(words, turn) if dashed else _paragraph(words, turn, inward)
    return found


def _wrapped(text: str) -> bool:
    """Whether the lines of a text were broken at some width, so that a line's end means nothing."""
    lines = text.strip().split("\n")
    inner = [len(line) for line, after in pairwise(lines) if line.strip() and after.strip()]
    return bool(inner) and sum(_NARROW <= length <= _BROAD for length in inner) >= len(inner) * _MOSTLY


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, by the marks of any script."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if _SHORTENED.search(text[start : match.end()]):
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if re.search(r"\w", sentence)]


def _turned_inward(text: str) -> bool:
    """Whether speech stands »so«, as in German books, and not «so»."""
    closes, opens = text.find("»"), text.find("«")
    return closes >= 0 and (opens < 0 or closes < opens)


def _paragraph(text: str, number: int, inward: bool) -> list[Line]:
    found: list[Line] = []
    told = ""
    marks = "|".join((_INWARD, *_MARKS) if inward else _MARKS)
    runs = re.split(f"({marks})", text)
    for index, run in enumerate(runs):
        if index % 2 == 0:
            told += run
            continue
        after = runs[index + 1] if index + 1 < len(runs) else ""
        words = run[1:-1].strip()
        if not _is_speech(words, told, after):
            told += run
            continue
        told = _tagged(found, told, number)
        if _goes_on(found, words, number):
            found[-1] = _joined(found[-1], words, run)
            continue
        found += _quoted(words, run, _leading(found), number)
    _tagged(found, told, number)
    return found


def _goes_on(found: list[Line], words: str, number: int) -> bool:
    """Whether a speech is the rest of the sentence that the one before its tag began."""
    last = found[-1] if found else None
    if last is None or last.kind != "said" or not last.tag or not _together(last.turn, number):
        return False
    return words[:1].islower() or (last.text[-1:] in ",，" and last.tag[-1:] in ",，")


def _joined(line: Line, words: str, run: str) -> Line:
    blank = "，" if line.text[-1:] == "，" else ", "
    spaced = "" if blank == "，" else " "
    return Line("said", line.text.rstrip(",， .") + blank + words, f"{line.source}{spaced}{run}", line.tag, line.turn)


def _is_speech(words: str, before: str, after: str) -> bool:
    """Whether words in quotation marks are said; a word or a name that is only marked stays in its sentence."""
    if not re.search(r"\w", words):
        return False
    spaced = len(words.split()) > 4 or len(words) > 24
    return (
        spaced
        or words[-1:] in ".,!?…。！？，—"
        or bool(_LEADS.search(before.rstrip()))
        or after.lstrip()[:1] in ",，と"
    )


def _tagged(found: list[Line], told: str, number: int) -> str:
    """Give the words right behind a speech to it, if they say who speaks; add the rest as sentences. Returns nothing left."""
    said = found[-1] if found and found[-1].kind == "said" and _together(found[-1].turn, number) else None
    words = told.strip()
    bare = words.lstrip(",，—–- ")
    if (
        said
        and re.search(r"\w", bare)
        and (bare[0].islower() or words[0] in ",，—–" or _is_chinese_tag(bare) or _says(bare))
    ):
        tag, *rest = sentences_of(bare)
        joined = f"{said.source}{told[: len(told) - len(told.lstrip())] or ''}{words[: len(words) - len(bare)]}{tag}"
        found[-1] = Line("said", said.text, joined, tag, said.turn)
    else:
        rest = sentences_of(words)
    found += [Line("told", sentence, sentence, "", number) for sentence in rest]
    return ""


def _together(one: int, other: int) -> bool:
    return one // _TURNS == other // _TURNS


def _quoted(words: str, run: str, lead: str, number: int) -> list[Line]:
    """Return what stands in quotation marks: one speech, or, between French ones, several behind dashes."""
    if run[0] not in "«»":
        return [Line("said", words, run, lead, number)]
    inside = re.split(r"\s[—–]\s", words)
    if len(inside) > 1 and _opens_saying(inside[1]):
        said = _behind_dashes(f"— {words}", number)[0]
        return [Line("said", said.text, run, said.tag, number)]
    parts = re.split(r" [—–] (?=[^\W\d_a-zß-öø-ÿа-яё])", words)
    found: list[Line] = []
    for index, part in enumerate(parts):
        said, aside = _without_aside(part)
        source = run if len(parts) == 1 else f"« {part} »"
        found.append(Line("said", said, source, aside or ("" if index else lead), number + min(index, _TURNS - 1)))
    return found


def _says(text: str) -> bool:
    """Whether a short sentence that opens with a name says who speaks: `Ana answers.`"""
    first = re.split(r"[.,:;!?]", text)[0].lower().split()
    if _NOT & {*first}:
        return False
    return len(first) <= _LONGEST_TAG and any(word in saying() for word in first[:4])


def _is_chinese_tag(text: str) -> bool:
    first = re.split(r"[。！？，]", text)[0]
    if text[0] == "と":
        return bool(_SAID_IN_JAPANESE.search(first))
    return len(first) <= 10 and bool(re.search(r"[说道问答喊叫]$", first))


def _leading(found: list[Line]) -> str:
    """Return the sentence that leads to a speech; one that says no more than whose it is goes to the speech."""
    last = found[-1] if found else None
    if last is None or last.kind == "said" or not _LEADS.search(last.text):
        return ""
    bare = last.text.rstrip(":：,， ")
    short = len(bare.split()) <= _SHORTEST_LEAD and len(bare) <= 40
    if short and (_says(bare) or (len(bare) <= 12 and re.search(r"[说道问答喊叫]$", bare))):
        found.pop()
    return last.text


def _opens_saying(words: str) -> bool:
    return words[:1].islower() and any(word.strip(",.;:!?") in saying() for word in words.lower().split()[:3])


def _with_more(said: str, part: str) -> str:
    """Return a speech with what comes behind its tag: the rest of its sentence, or a new one."""
    if not part:
        return said
    if part[0].islower():
        return f"{said.rstrip(',. ')}, {part}"
    return f"{said} {part}" if said[-1:] in ".!?…" else f"{said.rstrip(', ')}. {part}"


def _without_aside(words: str) -> tuple[str, str]:
    """Return a speech without the words in its middle that say whose it is (`…, dit le renard, …`), and those words."""
    for match in _ASIDE.finditer(words):
        if match[1].split()[0].split("-")[0].lower() not in saying():
            continue
        before, after = words[: match.start()], words[match.end() :].lstrip(" ,.")
        if not re.search(r"\w", before):
            continue
        joint = " " if before[-1:] in "!?…" or not after else ", " if after[:1].islower() else ". "
        return f"{before}{joint}{after}".strip() if after else f"{before}.".replace("!.", "!").replace(
            "?.", "?"
        ), match[1]
    return words, ""


def _behind_dashes(text: str, number: int) -> list[Line]:
    """Take apart a paragraph that opens with a dash: speech, then perhaps who speaks, then perhaps more speech."""
    parts = re.split(r"\s*[—–―]\s*", text)[1:] if text[0] != "-" else re.split(r"(?:^|\s+)-\s*", text)[1:]
    said, tag, rest = "", "", ""
    for index, part in enumerate(parts):
        if index % 2 == 1 and part[:1].islower():
            first, *more = sentences_of(part) or [part]
            tag, rest = tag or first, " ".join(more)
        else:
            said = _with_more(said, part.lstrip(".,;: ")) if said else part
    said, aside = (said, tag) if tag else _without_aside(said)
    source = text[: text.rfind(rest)].strip() if rest else text
    if not re.search(r"\w", said):
        return [Line("told", sentence, sentence, "", number) for sentence in sentences_of(text)]
    found = [Line("said", said, source, aside, number)]
    return [*found, *(Line("told", sentence, sentence, "", number) for sentence in sentences_of(rest))]
