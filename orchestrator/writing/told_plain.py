"""A text of any language taken apart by its marks alone: sentences, speech in quotation marks or behind a dash, paragraphs."""

import re
from dataclasses import dataclass
from typing import Literal

_MARKS = (
    r"“[^“”]+”", r"„[^“”„]+[“”]", r"«[^«»]+»", r"「[^「」]+」", r"『[^『』]+』", r"‹[^‹›]+›", r'"[^"]+"',
    r"(?<!\w)‘[^‘]+?[.,!?…]’(?!\w)",
)  # fmt: skip
_INWARD = r"»[^«»]+«"
_END = re.compile(r"[.!?…]+[”’»)\]]*(?=\s+[^\W\d_a-zà-ÿ]|\s+[\"“„«»‘(¿¡—–-]|\s+\d|\s*$)|[。！？]+[」』”’）]*")
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:M|MM|Mme|Mlle|Mr|Mrs|Ms|Dr|St|Ste|Sr|Sra|Srta|D|Hr|Fr|Prof|Sig|Dott|Jr|[A-ZÀ-Þ])\.$"
)
_DASHED = re.compile(r"^[—–―-]\s*(?=\S)")
_LEADS = re.compile(r"[:：,，]$|[说道问答喊叫][:：,，]?$")


@dataclass(frozen=True)
class Line:
    """A sentence told, or a speech. `tag` is the words beside a speech that say whose it is; `source` all of it as it stands."""

    kind: Literal["told", "said"]
    text: str
    source: str
    tag: str = ""
    paragraph: int = 0


def lines_of(text: str) -> list[Line]:
    """Return a text's sentences and speeches in order."""
    inward = _turned_inward(text)
    found: list[Line] = []
    for number, paragraph in enumerate(re.split(r"\n\s*\n|\n(?=\s*[—–―]\s*\S)", text.strip())):
        words = " ".join(paragraph.split())
        if words:
            dashed = _DASHED.match(words)
            found += _behind_dashes(words, number) if dashed else _paragraph(words, number, inward)
    return found


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
        found.append(Line("said", words, run, _leading(found), number))
    _tagged(found, told, number)
    return found


def _is_speech(words: str, before: str, after: str) -> bool:
    """Whether words in quotation marks are said; a word or a name that is only marked stays in its sentence."""
    spaced = len(words.split()) > 4 or len(words) > 24
    return (
        spaced or words[-1:] in ".,!?…。！？，—" or bool(_LEADS.search(before.rstrip())) or after.lstrip()[:1] in ",，"
    )


def _tagged(found: list[Line], told: str, number: int) -> str:
    """Give the words right behind a speech to it, if they say who speaks; add the rest as sentences. Returns nothing left."""
    said = found[-1] if found and found[-1].kind == "said" and found[-1].paragraph == number else None
    words = told.strip()
    bare = words.lstrip(",，—–- ")
    if said and bare and (bare[0].islower() or words[0] in ",，—–" or _is_chinese_tag(bare)):
        tag, *rest = sentences_of(bare)
        joined = f"{said.source}{told[: len(told) - len(told.lstrip())] or ''}{words[: len(words) - len(bare)]}{tag}"
        found[-1] = Line("said", said.text, joined, tag, number)
    else:
        rest = sentences_of(words)
    found += [Line("told", sentence, sentence, "", number) for sentence in rest]
    return ""


def _is_chinese_tag(text: str) -> bool:
    first = re.split(r"[。！？，]", text)[0]
    return len(first) <= 10 and bool(re.search(r"[说道问答喊叫]$", first))


def _leading(found: list[Line]) -> str:
    last = found[-1] if found else None
    return last.text if last and last.kind == "told" and _LEADS.search(last.text) else ""


def _behind_dashes(text: str, number: int) -> list[Line]:
    """Take apart a paragraph that opens with a dash: speech, then perhaps who speaks, then perhaps more speech."""
    parts = re.split(r"\s*[—–―]\s*", text)[1:] if text[0] != "-" else re.split(r"(?:^|\s+)-\s*", text)[1:]
    said, tag, rest = "", "", ""
    for index, part in enumerate(parts):
        if index % 2 == 1 and part[:1].islower():
            first, *more = sentences_of(part) or [part]
            tag, rest = tag or first, " ".join(more)
        else:
            said = f"{said} {part.lstrip('.,;: ')}".strip() if said else part
    found = [Line("said", said, text if not rest else text[: text.rfind(rest)].strip(), tag, number)]
    return [*found, *(Line("told", sentence, sentence, "", number) for sentence in sentences_of(rest))]
