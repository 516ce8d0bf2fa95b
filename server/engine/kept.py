"""What the web process tells the keeper when it starts it."""

import msgspec

__all__ = ["Kept"]


class Kept(msgspec.Struct, frozen=True):
    """What a keeper keeps."""

    listener: int
    """The descriptor of the socket at which queries come."""
    workers: int
    release: str = ""
    """The directory of the release that is asked first: each worker opens it at once."""
    changes: int = -1
    """The descriptor of the socket at which changes come; none where nothing is written."""
    data: str = ""
    """The data directory of a dataset that is written to."""
    base: str = ""
    """The base of a dataset that begins empty; empty for a release."""
    reasoning: bool = False
    """Whether something follows in a dataset that began empty."""
