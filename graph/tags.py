r"""Tags of languages, kept as they were written where a library makes them lower case.

A tag with a capital goes through the library under another name, a private one in lower case
(https://www.rfc-editor.org/rfc/rfc5646#section-2.2.7), and comes out as it was.
"""

import re
from collections.abc import Iterable, Mapping
from typing import BinaryIO

__all__ = ["Restoring", "disguised"]

_TAG = re.compile(rb'(?<="@)([A-Za-z]+(?:-[A-Za-z0-9]+)*)(?=(?: \)>>)?(?: <[^>]*>)? \.\n?$)')
"""At the end of a line of N-Quads, before the name of the graph, or inside a triple term."""


def disguised(lines: Iterable[bytes]) -> tuple[list[bytes], Mapping[bytes, bytes]]:
    r"""Return lines of N-Quads with other tags, and which stands for which.

    >>> disguised([b'<x:a> <x:b> "c"@EN-us .\n'])
    ([b'<x:a> <x:b> "c"@x-spelt0-0000 .\n'], {b'x-spelt0-0000': b'EN-us'})
    """
    lines = list(lines)
    found = sorted({tag for line in lines if (tag := _tag(line)) != tag.lower()})
    names = {tag: name for name, tag in zip(_unused(lines), found, strict=False)} if found else {}
    if names:
        lines = [_TAG.sub(lambda match: names.get(match[1], match[1]), line) for line in lines]
    return lines, {name: tag for tag, name in names.items()}


def _tag(line: bytes) -> bytes:
    match = _TAG.search(line) if b'"@' in line else None
    return match[1] if match else b""


def _unused(lines: Iterable[bytes]) -> Iterable[bytes]:
    """Yield tags that are nowhere in some lines; none is the beginning of another."""
    text = b"".join(lines)
    family = next(number for number in range(10) if b"x-spelt%d" % number not in text)
    return (b"x-spelt%d-%04d" % (family, number) for number in range(10_000))


class Restoring:
    """A file that gives tags back what they were on the way to another one."""

    def __init__(self, out: BinaryIO, tags: Mapping[bytes, bytes]) -> None:
        self._out, self._tags = out, tags
        self._kept = max(map(len, tags), default=1) - 1
        self._rest = b""

    def write(self, more: bytes) -> int:
        """Take in some bytes, of which the last are kept: a tag may go on in the next."""
        text = self._restored(self._rest + more)
        end = len(text) - self._kept
        self._out.write(text[: max(0, end)])
        self._rest = text[max(0, end) :]
        return len(more)

    def flush(self) -> None:
        """Do nothing: what is kept is not known to be whole."""

    def finish(self) -> None:
        """Pass on what was kept."""
        self._out.write(self._rest)
        self._rest = b""

    def _restored(self, text: bytes) -> bytes:
        for name, tag in self._tags.items():
            text = text.replace(name, tag)
        return text
