"""What a media file is, stream by stream: from its headers, its first picture, and the times of its packets."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import median

from stitching.errors import MediaError
from stitching.footage.animated_webp import CODEC, is_animated_webp, webp_pictures
from stitching.footage.colours import Colour, colour_of
from stitching.footage.turning import Turn, turn_of
from stitching.opening import Av, opened_media, packets_of

STILLS = ("_pipe", "image2")
ANIMATIONS = ("gif", "apng", "jpegxl_anim")
"""Containers whose pictures play over and over."""

LONGEST_WAIT = 600.0
"""Seconds that one picture may stand. A larger leap of the times is damage, or two recordings one after the other."""

_LOOKED_AT = 3000
"""Packets whose times are looked at: two minutes of most footage, and no need to read all of a long file."""
_FIRST_PICTURES = 64
"""Packets within which a first picture is expected."""
_FIRST_FIELDS = 8
"""Packets whose pictures are looked at for whether they are interlaced."""
_ODD_PIXEL = 8
"""Pixels that are so many times wider than high, or the reverse, are damage."""
_RATES = (Fraction(1, 600), Fraction(1000))
"""Pictures a second that are believed."""
_ALPHA = ("rgba", "bgra", "argb", "abgr", "gbrap", "yuva", "ya", "pal8", "ayuv", "vuya")


@dataclass(frozen=True)
class PictureFacts:
    """The picture stream. `width` and `height` are as coded; `display` is upright, with square pixels."""

    codec: str
    width: int
    height: int
    pixel: Fraction
    turn: Turn
    display: tuple[int, int]
    format: str
    bits: int
    rate: Fraction
    variable: bool
    frames: int
    seconds: float
    colour: Colour
    interlaced: bool
    alpha: bool
    still: bool
    animated: bool


@dataclass(frozen=True)
class SoundFacts:
    """A sound stream; `offset` says how many seconds after the first picture it begins (negative: before)."""

    codec: str
    rate: int
    channels: int
    seconds: float
    offset: float


@dataclass(frozen=True)
class FootageFacts:
    """A file, with the picture that is shown and every sound."""

    container: str
    picture: PictureFacts
    sounds: tuple[SoundFacts, ...]


def probe(path: Path) -> FootageFacts:
    """Look at a media file that anybody may have made; MediaError if it has no picture that can be read."""
    with opened_media(path) as container:
        if is_animated_webp(path):
            return FootageFacts("webp", webp_facts(path), ())
        stream = picture_stream(path, container)
        facts = picture_facts(path, container, stream)
        sounds = tuple(_sound(each, begin(stream)) for each in container.streams.audio if each.codec_context)
        return FootageFacts(str(container.format.name), facts, sounds)


def picture_stream(path: Path, container: Av) -> Av:
    """The stream that is the picture, and not the cover of a record."""
    stream = container.streams.best("video")
    if stream is None or stream.codec_context is None or not stream.codec_context.width:
        raise MediaError(f"{path}: the file holds no picture that can be read")
    tiles = container.metadata.get("major_brand", "") in ("heic", "heix", "mif1") and len(container.streams.video) > 1
    if tiles:
        raise MediaError(f"{path}: is a photograph in tiles (HEIC), which cannot be read; save it as JPEG or PNG")
    return stream


def decoder_of(stream: Av) -> Av:
    """What decodes the stream's packets: for VP8 and VP9 with transparency not the usual one, which leaves that out."""
    from av import CodecContext
    from av.codec.codec import UnknownCodecError

    name = {"vp8": "libvpx", "vp9": "libvpx-vp9"}.get(stream.codec_context.name)
    marks = {str(key).lower(): value for key, value in stream.metadata.items()}
    if name is None or marks.get("alpha_mode") != "1":
        return stream.codec_context
    try:
        return CodecContext.create(name, "r")
    except UnknownCodecError:
        return stream.codec_context


def begin(stream: Av) -> float:
    """The second of the container at which the stream begins."""
    return float((stream.start_time or 0) * stream.time_base)


def picture_facts(path: Path, container: Av, stream: Av) -> PictureFacts:
    """The facts of a stream; the container is read from its beginning, and needs to be opened anew afterwards."""
    import av

    times: list[int] = []
    first: Av = None
    interlaced, ended = False, False
    decoder = decoder_of(stream)
    try:
        for number, packet in enumerate(packets_of(container, stream)):
            if packet is None or packet.size == 0:
                ended = True
            elif packet.pts is not None:
                times.append(packet.pts)
            if (first is None or number < _FIRST_FIELDS) and number < _FIRST_PICTURES:
                for frame in _decoded(decoder, packet):
                    first = first or frame
                    interlaced = interlaced or bool(frame.interlaced_frame)
            if number >= _LOOKED_AT:
                break
    except av.FFmpegError:
        pass  # what was read until here is enough, or there is no first picture
    if first is None:
        raise MediaError(f"{path}: not one picture of it can be decoded")
    return _put_together(path, container, stream, first, sorted(set(times)), interlaced, ended)


def webp_facts(path: Path) -> PictureFacts:
    """The facts of an animated WebP file, from all its pictures."""
    steps: list[int] = []
    first: Av = None
    for frame in webp_pictures(path):
        first = first or frame
        steps.append(frame.duration)
    if first is None:
        raise MediaError(f"{path}: not one picture of it can be decoded")
    size = (first.width, first.height)
    return PictureFacts(
        codec=CODEC,
        width=size[0],
        height=size[1],
        pixel=Fraction(1),
        turn=Turn(),
        display=size,
        format="rgba",
        bits=8,
        rate=min(max(Fraction(1000 * len(steps), sum(steps)), _RATES[0]), _RATES[1]),
        variable=_variable(steps, 0.001),
        frames=len(steps),
        seconds=sum(steps) / 1000,
        colour=colour_of(first),
        interlaced=False,
        alpha=True,
        still=len(steps) == 1,
        animated=len(steps) > 1,
    )


def _decoded(decoder: Av, packet: Av) -> list[Av]:
    import av

    try:
        return [] if packet is not None and packet.is_corrupt else decoder.decode(packet)
    except av.FFmpegError:
        return []


def _put_together(
    path: Path, container: Av, stream: Av, first: Av, times: list[int], interlaced: bool, ended: bool
) -> PictureFacts:
    name = str(container.format.name)
    pixel, turn = pixel_of(stream), turn_of(first, path)
    wide, high = round(first.width * pixel), first.height
    steps = [after - before for before, after in pairwise(times)]
    rate = Fraction(stream.average_rate or stream.base_rate or 25)
    if ended and (near := [step for step in steps if step * stream.time_base <= LONGEST_WAIT]):
        rate = (len(near) / (sum(near) * stream.time_base)).limit_denominator(1001)
    rate = min(max(rate, _RATES[0]), _RATES[1])
    frames = stream.frames or (len(times) if ended else 0)
    length = claimed(container, stream)
    seconds = length if length is not None else float(frames / rate)
    still = name.endswith(STILLS) or ((frames or len(times)) <= 1 and name not in ANIMATIONS)
    format_ = first.format
    return PictureFacts(
        codec=str(stream.codec_context.name),
        width=first.width,
        height=first.height,
        pixel=pixel,
        turn=turn,
        display=(high, wide) if turn.sideways else (wide, high),
        format=str(format_.name),
        bits=max(int(each.bits) for each in format_.components),
        rate=rate,
        variable=_variable(steps, float(stream.time_base)),
        frames=1 if still else frames or max(1, round(seconds * rate)),
        seconds=0.0 if still else seconds,
        colour=colour_of(first),
        interlaced=interlaced,
        alpha=has_alpha(str(format_.name)),
        still=still,
        animated=name in ANIMATIONS and not still,
    )


def has_alpha(pixel_format: str) -> bool:
    """Whether the pixel format can hold transparency."""
    return pixel_format.startswith(_ALPHA)


def pixel_of(stream: Av) -> Fraction:
    """How much wider than high a pixel is."""
    ratio = Fraction(stream.sample_aspect_ratio or 1)
    return ratio if Fraction(1, _ODD_PIXEL) <= ratio <= _ODD_PIXEL else Fraction(1)


def claimed(container: Av, stream: Av) -> float | None:
    """How many seconds the file says that its pictures last, where it says it of the pictures alone."""
    if stream.duration:
        return float(stream.duration * stream.time_base)
    words = str(stream.metadata.get("DURATION", "")).split(":")
    if len(words) == 3:
        try:
            hours, minutes, seconds = (float(word) for word in words)
        except ValueError:
            return None
        return max(0.0, hours * 3600 + minutes * 60 + seconds - begin(stream))
    alone = container.duration and not container.streams.audio
    return container.duration / 1e6 if alone else None


def _variable(steps: list[int], tick: float) -> bool:
    """Whether the pictures follow each other unevenly: more than one in fifty, by more than ticks are coarse."""
    if len(steps) < 2:
        return False
    usual = median(steps)
    most = max(1.0, 0.05 * usual, 0.0011 / tick if tick else 1.0)
    return sum(abs(step - usual) > most for step in steps) > len(steps) / 50


def _sound(stream: Av, picture: float) -> SoundFacts:
    context = stream.codec_context
    seconds = float(stream.duration * stream.time_base) if stream.duration else 0.0
    if not seconds and stream.container.duration:
        seconds = max(0.0, stream.container.duration / 1e6)
    return SoundFacts(
        codec=str(context.name),
        rate=int(context.sample_rate),
        channels=int(context.layout.nb_channels),
        seconds=seconds,
        offset=begin(stream) - picture,
    )
