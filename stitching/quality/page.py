"""The quality as one page: a static file that needs no script and no network, light or dark as the reader's screen is."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from stitching.errors import MediaError
from stitching.muxing import whole
from stitching.quality.figures import Finding, Quality, Unmeasured
from stitching.quality.page_strip import clock, strip
from stitching.wording import count

_VERDICTS = {
    "fail": ("bad", "Not as planned"),
    "warn": ("look", "Worth a look"),
    "info": ("fine", "As planned"),
    "clean": ("fine", "As planned"),
}
_WORDS = {"fail": "fault", "warn": "warning", "info": "note"}

_STYLE = """
:root{color-scheme:light dark;--paper:#faf9f6;--card:#fff;--ink:#1d1d22;--soft:#6d6d78;--line:#e4e2dc;--shot:#dcd8ee;
--other:#e7e3f4;--deep:#5b4b9a;--curve:#8a7bc8;--fine:#2f7d55;--look:#a86a00;--bad:#b3322e}
@media(prefers-color-scheme:dark){:root{--paper:#131318;--card:#1b1b22;--ink:#ececf1;--soft:#9797a6;--line:#2c2c37;
--shot:#37325a;--other:#2c2947;--deep:#b3a5f0;--curve:#9484d8;--fine:#63c192;--look:#e2a94b;--bad:#ef7d76}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:1120px;margin:0 auto;padding:40px 24px 72px}
header{display:flex;flex-wrap:wrap;gap:8px 20px;align-items:baseline;margin-bottom:6px}
h1{font-size:30px;line-height:1.2;font-weight:650;letter-spacing:-.015em;margin:0;overflow-wrap:anywhere}
h2{font-size:13px;font-weight:650;letter-spacing:.06em;text-transform:uppercase;color:var(--soft);margin:40px 0 12px}
.verdict{font-size:13px;font-weight:650;padding:3px 12px;border-radius:99px;border:1.5px solid currentColor;white-space:nowrap}
.fine{color:var(--fine)}.look{color:var(--look)}.bad{color:var(--bad)}
.facts{color:var(--soft);margin:0 0 28px}
.panel{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:16px 18px}
ol{list-style:none;margin:0;padding:0}
ol li{display:grid;grid-template-columns:30px 1fr auto;gap:2px 10px;padding:11px 0;border-top:1px solid var(--line)}
ol li:first-child{border-top:0;padding-top:2px}ol li:last-child{padding-bottom:2px}
.pin{width:22px;height:22px;border-radius:50%;color:var(--card);font-size:12px;font-weight:700;text-align:center;line-height:22px}
.pin.bad{background:var(--bad)}.pin.look{background:var(--look)}.pin.fine{background:var(--soft)}
li b{font-weight:600}li .what{overflow-wrap:anywhere}li .rule{color:var(--soft);font-size:13px;white-space:nowrap}
.groups{display:grid;grid-template-columns:repeat(auto-fit,minmax(310px,1fr));gap:14px}
.groups h3{margin:0 0 8px;font-size:15px;font-weight:650}
dl{display:grid;grid-template-columns:1fr auto;gap:3px 14px;margin:0}
dt{color:var(--soft)}dd{margin:0;text-align:right;font-variant-numeric:tabular-nums}
dd.none{grid-column:1/-1;text-align:left;color:var(--soft);font-size:13px;font-style:italic;margin:-3px 0 3px}
.wide{overflow-x:auto;padding:6px 0}
table{border-collapse:collapse;width:100%;font-size:13.5px;font-variant-numeric:tabular-nums}
th,td{padding:6px 12px;text-align:right;white-space:nowrap;border-top:1px solid var(--line)}
tr:first-child th{border-top:0;color:var(--soft);font-weight:550;font-size:12.5px}
th:first-child,td:first-child{text-align:left;padding-left:18px}th:last-child,td:last-child{padding-right:18px}
td.none{color:var(--soft);font-style:italic;font-size:12.5px}
.strip{overflow-x:auto}svg{display:block;width:100%;min-width:760px;height:auto}
svg text{font:11px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:var(--soft)}
footer{margin-top:44px;color:var(--soft);font-size:13px}
@media(max-width:640px){main{padding:24px 14px 48px}h1{font-size:24px}
ol li{grid-template-columns:30px 1fr}li .rule{grid-column:2}}
"""

_SHOT_COLUMNS = (
    ("motion", "motion", 2),
    ("flicker", "flicker", 3),
    ("luma_flicker", "luma flicker", 2),
    ("warp_error", "warp error", 1),
    ("sharpness", "sharpness", 0),
    ("brightness", "luma", 0),
    ("contrast", "contrast", 0),
    ("lightness", "L*", 1),
    ("chroma", "C*", 1),
    ("likeness", "like its clip", 2),
)
_JOIN_COLUMNS = (
    ("ssim", "SSIM", 2),
    ("psnr", "PSNR dB", 1),
    ("delta_e", "ΔE", 1),
    ("difference", "difference", 1),
    ("change", "change", 1),
    ("velocity_jump", "velocity jump", 2),
    ("click", "click", 1),
)
_FURTHER_COLUMNS = (
    ("size", "size", 0),
    ("frames", "frames", 0),
    ("planned", "planned", 0),
    ("seconds", "seconds", 2),
    ("mix", "sound", 0),
    ("integrated", "LUFS", 1),
    ("true_peak", "dBTP", 1),
    ("decodes", "decodes", 0),
    ("megabytes", "MB", 1),
)
_SCENE_COLUMNS = (
    ("chi2", "histograms χ²", 3),
    ("emd", "lightness EMD", 1),
    ("lightness_slope", "L* a shot", 2),
    ("chroma_slope", "C* a shot", 2),
)


def write_page(quality: Quality, path: Path) -> None:
    """Write the page, whole or not at all.

    Raises:
        MediaError: if it cannot be written.
    """
    try:
        with whole(path) as scratch:
            scratch.write_text(page(quality), encoding="utf-8")
    except OSError as error:
        raise MediaError(f"{path}: cannot be written ({error.strerror}); make room, or let it be changed") from None


def page(quality: Quality) -> str:
    """The page as text. Whatever came from outside, such as the title, is escaped."""
    title = quality.title or "The film"
    kind, verdict = _VERDICTS[quality.verdict]
    parts = [
        f'<header><h1>{escape(title)}</h1><span class="verdict {kind}">{verdict}</span></header>',
        f'<p class="facts">{" · ".join(_facts(quality))}</p>',
        f'<div class="panel strip">{strip(quality)}</div>',
        f"<h2>{_counted(quality.findings)}</h2>" if quality.findings else "<h2>Findings</h2>",
        _findings(quality.findings),
        f'<h2>The whole film</h2><div class="groups">{"".join(_groups(quality))}</div>',
        _table("Further films", "file", _FURTHER_COLUMNS, [(row.file, row) for row in quality.further]),
        _table("Scenes", "scene", _SCENE_COLUMNS, [(row.scene or "–", row) for row in quality.scenes]),
        _table("Shots", "shot", _SHOT_COLUMNS, [(row.id, row) for row in quality.shots]),
        _table("Joins", "into", _JOIN_COLUMNS, [(f"{row.after} · {row.joined}", row) for row in quality.joins]),
        f"<footer>Warp error by {escape(quality.picture.warp_estimator)}. Luma and differences are of 255. Where it says"
        " <i>not measured</i>, the reason shows when the pointer rests on it.</footer>",
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}: quality</title><style>{_STYLE}</style></head>\n<body><main>\n"
        + "\n".join(parts)
        + "\n</main></body></html>\n"
    )


def _facts(quality: Quality) -> list[str]:
    file, sound = quality.integrity, quality.sound
    found = [clock(file.seconds), f"{file.frames} frames", f"{file.width}×{file.height}", f"{escape(file.rate)} fps"]
    if not isinstance(sound.integrated, Unmeasured):
        found.append(f"{_number(sound.integrated, 1)} LUFS")
    return found


def _counted(findings: Sequence[Finding]) -> str:
    counts = [(sum(one.severity == severity for one in findings), word) for severity, word in _WORDS.items()]
    return ", ".join(count(number, word) for number, word in counts if number)


def _findings(findings: Sequence[Finding]) -> str:
    if not findings:
        return '<div class="panel">Nothing stands out: every figure is inside its bounds.</div>'
    rows = [
        f'<li><span class="pin {_VERDICTS[one.severity][0]}">{number}</span>'
        f'<span class="what"><b>{escape(one.place)}</b><br>{escape(one.text)}</span>'
        f'<span class="rule">{escape(one.rule)}{_beside(one)}</span></li>'
        for number, one in enumerate(findings, 1)
    ]
    return f'<ol class="panel">{"".join(rows)}</ol>'


def _beside(one: Finding) -> str:
    if one.figure is None or one.bound is None:
        return ""
    return f" · {_number(one.figure, 2)} (bound {_number(one.bound, 2)})"


def _groups(quality: Quality) -> Iterable[str]:
    picture, cuts, sound, sync, said = quality.picture, quality.cuts, quality.sound, quality.sync, quality.captions
    yield _group(
        "Picture",
        ("motion", picture.motion, 2, ""),
        ("flicker, of shots at rest", picture.flicker, 3, ""),
        ("luma flicker, the largest", picture.luma_flicker, 2, ""),
        ("warp error", picture.warp_error, 1, ""),
        ("sharpness, median", picture.sharpness_median, 0, ""),
        ("sharpness, least", picture.sharpness_least, 0, ""),
        ("sharpness, last third by first", picture.sharpness_decay, 2, ""),
        ("variance of brightness", picture.brightness_variance, 0, ""),
        ("variance of contrast", picture.contrast_variance, 0, ""),
        ("black stretches", float(len(picture.black)), 0, ""),
        ("frozen stretches", float(len(picture.frozen)), 0, ""),
    )
    file = quality.integrity
    placed = "all" if file.misplaced is None else f"not from frame {file.misplaced} on"
    yield _group(
        "File",
        ("frames", float(file.frames), 0, ""),
        ("seconds", file.seconds, 2, ""),
        ("frames at their time", placed, 0, ""),
        ("frames a second", file.rate, 0, ""),
        ("size", f"{file.width}×{file.height}", 0, ""),
    )
    yield _group(
        "Cuts",
        ("planned", float(len(cuts.planned)), 0, ""),
        ("found", float(len(cuts.found)), 0, ""),
        ("inside shots", float(len(cuts.inside)), 0, ""),
        ("precision, to the frame", cuts.precision, 2, ""),
        ("recall, to the frame", cuts.recall, 2, ""),
        ("precision, within two frames", cuts.precision_near, 2, ""),
        ("recall, within two frames", cuts.recall_near, 2, ""),
    )
    yield _group(
        "Sound",
        ("integrated", sound.integrated, 1, " LUFS"),
        ("momentary, the most", sound.momentary, 1, " LUFS"),
        ("short-term, the most", sound.short_term, 1, " LUFS"),
        ("range", sound.loudness_range, 1, " LU"),
        ("true peak", sound.true_peak, 1, " dBTP"),
        ("runs at full scale", sound.clipped, 0, ""),
        ("clicks at joins", sound.clicks, 0, ""),
        ("silent stretches", float(len(sound.silent)), 0, ""),
    )
    yield _group(
        "Sound against picture",
        ("longer by", sync.length_difference, 3, " s"),
        ("begins later by", sync.start_offset, 3, " s"),
        ("voices late by, median", sync.cue_offset, 0, " ms"),
        ("voices looked for", float(len(sync.cues)), 0, ""),
        ("voices found", float(sum(not isinstance(cue.offset, Unmeasured) for cue in sync.cues)), 0, ""),
    )
    yield _group(
        "Captions",
        ("count", float(said.count), 0, ""),
        ("fastest", said.fastest, 1, " characters/s"),
        ("shortest", said.shortest, 2, " s"),
        ("longest", said.longest, 2, " s"),
        ("least gap", said.least_gap, 0, " frames"),
        ("most lines", said.most_lines, 0, ""),
        ("widest line", said.widest, 0, " characters"),
        ("off speech, the most", said.off_speech, 0, " frames"),
        ("over a cut, the most", said.over_cut, 0, " frames"),
    )


def _group(title: str, *rows: tuple[str, float | str | Unmeasured, int, str]) -> str:
    cells = [
        f'<dt>{escape(name)}</dt><dd></dd><dd class="none">{escape(str(value))}</dd>'
        if isinstance(value, Unmeasured)
        else f"<dt>{escape(name)}</dt><dd>{escape(value) if isinstance(value, str) else _number(value, digits)}{unit}</dd>"
        for name, value, digits, unit in rows
    ]
    return f'<section class="panel"><h3>{escape(title)}</h3><dl>{"".join(cells)}</dl></section>'


def _table(title: str, first: str, columns: Sequence[tuple[str, str, int]], rows: Sequence[tuple[str, object]]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th>{escape(name)}</th>" for name in (first, *(name for _, name, _ in columns)))
    body = "".join(
        f"<tr><td>{escape(name)}</td>"
        + "".join(_cell(getattr(row, field), digits) for field, _, digits in columns)
        + "</tr>"
        for name, row in rows
    )
    return f'<h2>{title}</h2><div class="panel wide" style="padding:6px 0"><table><tr>{head}</tr>{body}</table></div>'


def _cell(value: float | str | Unmeasured, digits: int) -> str:
    if isinstance(value, Unmeasured):
        return f'<td class="none" title="{escape(value.not_measured)}">not measured</td>'
    return f"<td>{escape(value) if isinstance(value, str) else _number(value, digits)}</td>"


def _number(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if digits > 1 and float(text) == int(float(text)) else text
    return text.replace("-", "−")
