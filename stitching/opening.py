"""The one way into a media file that somebody else may have made: that file is opened, and nothing that it names.

A regular file is opened here and handed to libavformat as a descriptor: its name is never read as a protocol, a pattern or an
option, and the name's ending decides nothing. Of the containers only those are let in that hold their pictures and sounds
themselves; playlists, scripts and lists of files are not among them.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from stitching.errors import MediaError

Av: TypeAlias = Any
"""Something of PyAV. Its own types make every field optional and every array of any kind, which says nothing here."""

LARGEST_SIDE = 32_768
LARGEST_PICTURE = 2**27
"""Pixels: 134 million, more than any camera for film. What claims more is damaged, or made to fill the memory."""

_PICTURES = (
    "apng avif bmp dpx exr gif hdr j2k jpeg jpegls jpegxl jpegxl_anim jpegxs pam pbm pcx pfm pgm pgmyuv png ppm psd qoi sgi "
    "sunrast tiff webp xbm"
)
_CONTAINERS = (
    "aa aac ac3 aiff amr apac ape asf au av1 avi bonk caf dirac dnxhd dts dtshd dv eac3 evc flac flv gxf h261 h263 h264 hevc ivf "
    "lxf m4v matroska mjpeg mlp mov mp3 mpc mpc8 mpeg mpegts mpegvideo mxf nsv nut obu ogg opus qoa rm shn tak truehd tta vc1 "
    "voc vvc w64 wav wtv wv yuv4mpegpipe"
)
_ALLOWED = ",".join([*_CONTAINERS.split(), *_PICTURES.split(), *(f"{kind}_pipe" for kind in _PICTURES.split())])
_MOST_STREAMS = 256
_SECONDS = 60.0
"""After so long without an answer while it is being opened, a file is given up."""


def opened_media(path: Path, *, probe: bool = True) -> Av:
    """An open PyAV container of a local file; MediaError says what is wrong with the file otherwise.

    Without `probe` no frame is decoded to learn what the header does not say: 0.2 ms instead of 1.5, for our own files.
    """
    import av

    descriptor = _descriptor(path)
    # "fd" is the only protocol, and a second file can not be reached by it.
    options = {"fd": str(descriptor), "protocol_whitelist": "fd", "format_whitelist": _ALLOWED}
    options |= {"max_pixels": str(LARGEST_PICTURE), "max_streams": str(_MOST_STREAMS)}
    if not probe:
        options["codec_whitelist"] = "none"
    try:
        size = os.fstat(descriptor).st_size
        container = av.open("fd:", options=options, metadata_errors="replace", timeout=(_SECONDS, None))
    except av.ArgumentError:
        raise MediaError(
            f"{path}: not a kind of media file that is taken; bring it as MP4, MOV, MKV, PNG or WAV"
        ) from None
    except (av.FFmpegError, OSError) as error:
        raise MediaError(f"{path}: not a readable media file ({error.strerror})") from None
    except (ValueError, MemoryError) as error:
        raise MediaError(f"{path}: not a readable media file ({error})") from None
    finally:
        os.close(descriptor)
    try:
        _within_limits(path, container, size)
    except MediaError:
        container.close()
        raise
    return container


def packets_of(container: Av, stream: Av) -> Iterator[Av]:
    """The stream's packets; one of no bytes, or None, is the last, and makes a decoder give what it still holds.

    Raises:
        av.FFmpegError: where the file cannot be read on.
    """
    try:
        yield from container.demux(stream)
    except IndexError:
        # At the end PyAV stumbles over streams that were not there when the file was opened.
        yield None


def _descriptor(path: Path) -> int:
    """The file, open for reading. A pipe or a device is refused without waiting for it."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        if path.is_dir():
            raise MediaError(f"{path}: is a folder, not a media file")
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        raise MediaError(f"{path}: there is no such file") from None
    except OSError as error:
        raise MediaError(f"{path}: cannot be opened ({error.strerror})") from None
    except ValueError as error:
        raise MediaError(f"{path}: cannot be the name of a file ({error})") from None
    state = os.fstat(descriptor)
    if stat.S_ISREG(state.st_mode) and state.st_size:
        return descriptor
    os.close(descriptor)
    if stat.S_ISREG(state.st_mode):
        raise MediaError(f"{path}: the file is empty")
    raise MediaError(f"{path}: is not a regular file (a pipe, a device or a socket)")


def _within_limits(path: Path, container: Av, size: int) -> None:
    for stream in container.streams.video:
        if stream.frames > size:
            raise MediaError(f"{path}: claims {stream.frames} frames in {size} bytes; the file is damaged")
        if stream.codec_context is None:
            continue
        width, height = stream.codec_context.width, stream.codec_context.height
        if max(width, height) > LARGEST_SIDE or width * height > LARGEST_PICTURE:
            most = f"{LARGEST_SIDE} on a side and {LARGEST_PICTURE // 10**6} million pixels"
            raise MediaError(f"{path}: claims pictures of {width}x{height}; the most that is taken is {most}")
        # Some decoders only learn the size from the data.
        stream.codec_context.options = {**stream.codec_context.options, "max_pixels": str(LARGEST_PICTURE)}
