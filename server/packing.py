"""Long answers packed as they go; short ones are packed by flask-compress."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

from backports import zstd
from werkzeug.datastructures import Accept

__all__ = ["packed", "packing_for"]


class _Packer(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self) -> bytes: ...


_PACKERS: Mapping[str, Callable[[], _Packer]] = {
    "zstd": lambda: zstd.ZstdCompressor(level=1),
    "gzip": lambda: zlib.compressobj(level=1, wbits=31),  # 31: with the header of gzip
}


def packing_for(accepted: Accept) -> str | None:
    """Return the name of what an answer is to be packed by (RFC 9110, section 12.5.3)."""
    wanted = {name: accepted.quality(name) for name in _PACKERS} if accepted.provided else {}
    best = max(wanted, key=wanted.__getitem__, default="")
    return best if wanted.get(best, 0) > 0 else None


def packed(blocks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Yield blocks packed; where they break off, what was packed does too."""
    packer = _PACKERS[name]()
    for block in blocks:
        if more := packer.compress(block):
            yield more
    yield packer.flush()
