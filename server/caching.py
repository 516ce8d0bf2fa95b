"""Answers that need not be made or sent again: strong entity tags, and the answers of late.

A tag stands for the graph's version, the query with its dataset, and the format; so the same tag
never stands for two answers (RFC 9110, section 8.8.3).
"""

import hashlib
import re
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

import msgspec
from flask import Request
from msgspec.structs import replace

from server.engine.frames import Question

__all__ = ["Answers", "Kept", "matched", "tag_of"]

_LARGEST = 2**20
"""Bytes of the largest answer that is kept."""
_PASSING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE|SERVICE)\b", re.IGNORECASE)
"""What gives something else each time."""
_PACKED = re.compile(r":\w+$")
"""What is put to the end of a tag where the answer was packed."""


def tag_of(question: Question, version: str) -> str | None:
    """Return the tag of the answer to a question, None where it would be another one next time."""
    if _PASSING.search(question.text):
        return None
    asked = msgspec.msgpack.encode(replace(question, seconds=0), order="deterministic")
    return hashlib.sha256(version.encode() + b"\0" + asked).hexdigest()[:32]


def matched(request: Request, tag: str) -> str | None:
    """Return the tag by which the client has an answer already, as it was sent to it."""
    known = request.if_none_match.as_set()
    return next((each for each in known if _PACKED.sub("", each) == tag), None)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, its kind and its format."""

    kind: str
    format: str
    content: bytes


class Answers:
    """The answers of late, of so many bytes together."""

    def __init__(self, most: int = 64 * 2**20) -> None:
        self._most, self._size = most, 0
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, tag: str) -> Kept | None:
        """Return the answer of a tag if it is still kept."""
        with self._lock:
            if tag in self._kept:
                self._kept.move_to_end(tag)
            return self._kept.get(tag)

    def put(self, tag: str, answer: Kept) -> None:
        """Keep an answer that is not too large, in the place of those not asked for of late."""
        if len(answer.content) > _LARGEST:
            return
        with self._lock:
            if tag not in self._kept:
                self._kept[tag] = answer
                self._size += len(answer.content)
            while self._size > self._most:
                _, forgotten = self._kept.popitem(last=False)
                self._size -= len(forgotten.content)
